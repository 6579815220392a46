"""Claims that say the same as a text, or the contrary: words find them, figures, parties and times decide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.comparing.comparison import Outcome
from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.searching.similar import Says, Similar
from tests.stores import Fresh, fresh_urls


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """What gives the address of an empty ledger."""
    yield from fresh_urls(request.param, tmp_path)


def _said(found: tuple[Similar, ...]) -> dict[str, str]:
    return {one.claim.text: one.says.value for one in found}


SIXTY, FIFTY_TWO = "60 of 80 drones shot down", "52 of 80 drones shot down"


@pytest.mark.parametrize(("told_event", "asked_event"), [("night", "night"), ("night", None), (None, None)])
def test_52_of_80_is_not_60_of_80(told_event: str | None, asked_event: str | None) -> None:
    """Where event and period agree or are not given, another figure is the contrary, with the reason."""
    ledger = Ledger()
    ledger.claim(SIXTY, by="army", event=told_event)
    (found,) = ledger.similar(FIFTY_TWO, event=asked_event)

    assert found.score == 100
    assert found.says is Says.CONTRARY
    assert found.comparison.outcome is Outcome.CONTRADICTS
    assert found.comparison.reason.startswith("figures that cannot both be right: 52 of 80 / 60 of 80")


def test_what_is_not_given_is_taken_from_the_claim_and_the_reason_says_so() -> None:
    """The reason names what was assumed."""
    ledger = Ledger()
    ledger.claim(SIXTY, by="army", event="night")
    assumed = "what the text leaves out of event, period and place is taken from the claim"

    assert ledger.similar(FIFTY_TWO)[0].comparison.reason.endswith(assumed)
    assert assumed not in ledger.similar(FIFTY_TWO, event="night")[0].comparison.reason


@pytest.mark.parametrize(
    ("text", "told", "says"),
    [
        (FIFTY_TWO, FIFTY_TWO, "the same"),
        ("52 of 80 drones were shot down", FIFTY_TWO, "the same"),
        ("52 of 80 UAVs were downed", FIFTY_TWO, "the same"),
        (FIFTY_TWO, SIXTY, "the contrary"),
        ("52 of 90 drones shot down", FIFTY_TWO, "the contrary"),
        ("52 Russian drones shot down", "52 Ukrainian drones shot down", "something else"),
        ("more than 50 of 80 drones shot down", FIFTY_TWO, "compatible"),
        ("52 drones shot down", "52 drones launched", "compatible"),
        ("37 killed", "37 were not killed", "the contrary"),
        ("The minister resigned", "The minister did not resign", "the contrary"),
        ("The minister resigned", "The minister resigned", "the same"),
        ("12 killed and 3 wounded", "3 killed and 12 wounded", "the contrary"),
        ("He killed her", "Her he killed", "open"),
        ("5 killed on 2 June 2025", "6 killed on 3 June 2025", "something else"),
        ("52 of 80 drones shot down in Kyiv", "60 of 80 drones shot down in Lviv", "open"),
    ],
)
def test_what_a_claim_says(text: str, told: str, says: str) -> None:
    """Answers worked out by hand."""
    ledger = Ledger()
    ledger.claim(told, by="army", event="night", value="3" if "and" in told.split() else None)

    assert _said(ledger.similar(text, event="night")) == {told: says}


def test_another_event_is_never_the_same() -> None:
    """Where a person told the two events apart the claims are of something else; else it is open which is meant."""
    ledger = Ledger()
    ledger.claim(FIFTY_TWO, by="army", event="first night")
    ledger.event("second night")

    assert _said(ledger.similar(FIFTY_TWO, event="second night")) == {FIFTY_TWO: "open"}
    ledger.link(ledger.events["first night"], "distinct_from", ledger.events["second night"])
    assert _said(ledger.similar(FIFTY_TWO, event="second night")) == {FIFTY_TWO: "something else"}


def test_an_event_that_a_person_merged_is_the_same_event() -> None:
    """Claims about an event that was merged with the one given are looked at, and compared as of one event."""
    ledger = Ledger()
    ledger.claim("destroyed: 52 of 80 drones", by="army", event="first", measure="shot down", subject="drones")
    ledger.link(ledger.events["first"], "same_as", ledger.event("second"))

    assert [one.says for one in ledger.similar("52 of 80 UAVs were downed", event="second")] == [Says.SAME]


def test_a_party_with_two_figures_says_the_contrary_of_itself() -> None:
    """One party's own other figure is the contrary, and the outcome says that it is no dispute between two."""
    ledger = Ledger()
    ledger.claim(SIXTY, by="army", event="night")
    (found,) = ledger.similar(FIFTY_TWO, by="army", event="night")

    assert found.says is Says.CONTRARY
    assert found.comparison.outcome is Outcome.REPORTED_DIFFERENTLY


def test_asking_reads_the_claims_that_are_like_and_no_others(fresh: Fresh) -> None:
    """A ledger on disk is not read as a whole, also where one party gives two figures and a sum is looked for."""
    memory = Ledger()
    with Ledger.open(url := fresh()) as told:
        for ledger in (memory, told):
            ledger.link(ledger.event("night"), "same_as", ledger.event("that night"))
            ledger.claim(SIXTY, by="army", event="night", key="sixty")
            ledger.claim("52 launched", measure="launched", by="army", event="that night", parts={"a": 50, "b": 2})
            ledger.claim("52 launched", measure="launched", by="police", event="night")
            ledger.claim("The minister resigned", by="army", event="day", key="minister")
    with Ledger.open(url) as stored:
        found = stored.similar("52 drones shot down", by="army", event="night")
        assert "minister" not in dict(dict.items(stored.view.claims))
        assert (
            "is its 'launched' = 50 a + 2 b" in next(one for one in found if one.claim.key == "sixty").comparison.reason
        )
        assert found == memory.similar("52 drones shot down", by="army", event="night")


def test_a_toll_may_have_grown() -> None:
    """The day on which something was claimed counts: another toll of a later day need not be the contrary."""
    ledger = Ledger()
    ledger.claim("37 people killed", by="police", event="fire", asserted="2025-06-02")
    later = ledger.similar("40 people killed", by="ministry", event="fire", asserted="2025-06-04")
    then = ledger.similar("40 people killed", by="ministry", event="fire", asserted="2025-06-02")

    assert [(one.says, one.comparison.outcome) for one in later] == [(Says.OPEN, Outcome.UNDETERMINED)]
    assert later[0].comparison.reason.startswith("a rising toll or a dispute: 37 by 2025-06-02, 40 by 2025-06-04")
    assert [(one.says, one.comparison.outcome) for one in then] == [(Says.CONTRARY, Outcome.CONTRADICTS)]


def test_what_says_the_same_comes_first_then_the_contrary() -> None:
    """The order is that of what they say, then of how like the words are, then of the log."""
    ledger = Ledger()
    texts = (
        "162 Ukrainian drones intercepted",
        SIXTY,
        "in the night 59 of 80 drones shot down there",
        "52 of 80 drones were downed",
        FIFTY_TWO,
        "61 of 80 drones shot down",
    )
    for text in texts:
        ledger.claim(text, by="army", event="night")
    found = ledger.similar(FIFTY_TWO, event="night")

    assert [one.claim.text for one in found] == [FIFTY_TWO, texts[3], SIXTY, texts[5], texts[2], texts[0]]
    assert [one.says for one in found][:3] == [Says.SAME, Says.SAME, Says.CONTRARY]
    assert ledger.similar(FIFTY_TWO, event="night", limit=2) == found[:2]


def test_nothing_is_added_by_asking(fresh: Fresh) -> None:
    """A party and an event that nobody knows stay unknown."""
    with Ledger.open(fresh()) as stored:
        memory = Ledger()
        for ledger in (stored, memory):
            ledger.claim(SIXTY, by="army", event="night")
            before, count = ledger.records(), len(ledger.log)
            ledger.similar(FIFTY_TWO, by="a stranger", event="an event", asserted="2025-06-02")
            ledger.search("drones")
            assert (ledger.records(), len(ledger.log)) == (before, count)
            assert ledger.parties.get("a stranger") is None


@pytest.mark.parametrize("text", ["", "?!", "\u00b6"])
def test_a_text_without_words_is_refused(text: str) -> None:
    """What has no word is like nothing."""
    with pytest.raises(InvalidRecord, match="similar: expected"):
        Ledger().similar(text)


def test_a_text_that_cannot_be_stored_is_refused() -> None:
    """What no claim can say is refused as it would be there."""
    with pytest.raises(InvalidRecord, match=r"similar: character U\+0000 at 2 cannot be stored"):
        Ledger().similar("37\x00killed")


def test_a_limit_is_a_number() -> None:
    """A limit is a whole number from 1."""
    with pytest.raises(InvalidRecord, match="limit: expected a whole number from 1, got 0"):
        Ledger().similar("37 killed", limit=0)


def test_an_empty_ledger_has_nothing_similar(fresh: Fresh) -> None:
    """Nothing is found where nothing is."""
    with Ledger.open(fresh()) as stored:
        assert stored.similar("37 killed", event="raid") == ()
        assert stored.search("killed") == ()


def test_it_is_shown_with_its_reason() -> None:
    """As text it is what the claim says, the claim, and why."""
    ledger = Ledger()
    ledger.claim(SIXTY, by="army", event="night")

    assert str(ledger.similar(FIFTY_TWO, event="night")[0]) == (
        "the contrary: 60 of 80 drones shot down (figures that cannot both be right: 52 of 80 / 60 of 80)"
    )


_FIGURES = st.sampled_from(("5", "52 of 80", "60 of 80", "more than 50", "about 60", "no"))
_THINGS = st.sampled_from(
    ("drones shot down", "UAVs were downed", "people killed", "people hurt in Kyiv", "houses lost")
)
_SENTENCES = st.builds(lambda figure, thing: f"{figure} {thing}", _FIGURES, _THINGS)
_EVENTS = st.sampled_from((None, "night", "day"))
_PARTIES = st.sampled_from(("army", "police"))
_DAYS = st.sampled_from((None, "2025-06-02", "2025-06-04"))


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(
    st.lists(st.tuples(_SENTENCES, _PARTIES, _EVENTS, _DAYS), max_size=8, unique=True),
    st.tuples(_SENTENCES, st.none() | _PARTIES, _EVENTS, _DAYS),
)
def test_the_three_find_the_same(
    fresh: Fresh, told: list[tuple[str, str, str | None, str | None]], asked: tuple[str, str, str | None, str | None]
) -> None:
    """In memory, on SQLite and on PostgreSQL the same claims are similar, with the same reasons, each of them once."""
    memory = Ledger()
    with Ledger.open(fresh()) as stored:
        for ledger in (memory, stored):
            for number, (text, by, event, asserted) in enumerate(told):
                ledger.claim(text, by=by, event=event, asserted=asserted, key=str(number))
        found, theirs = (ledger.similar(*asked) for ledger in (memory, stored))
        assert theirs == found
        assert [str(one) for one in theirs] == [str(one) for one in found]
        assert len({one.claim.key for one in found}) == len(found)
        for one in found:
            assert one.comparison.reason
            figures = [" of " in text and text[:8] for text in (asked[0], one.claim.text)]
            if all(figures) and figures[0] != figures[1]:
                assert one.says is not Says.SAME
