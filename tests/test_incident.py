"""An incident as monitors work with it: the least and the most per measure and party, and who has not spoken."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import UnknownKey
from claimcheck.formats import read
from claimcheck.incidents.incident import Incident, MeasureFigures, PartyFigure
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Event, Party, Proposition, Relation
from claimcheck.quantity import Quantity
from claimcheck.times import time_span


def only(ledger: Ledger) -> Incident:
    (incident,) = ledger.incidents
    return incident


def measure(incident: Incident, *words: str) -> MeasureFigures:
    (found,) = [one for one in incident.measures if all(word in one.topic.label for word in words)]
    return found


def ends(one: MeasureFigures | PartyFigure) -> tuple[Any, Any]:
    return one.low, one.high


def blast(**more: Any) -> Ledger:
    ledger = Ledger()
    ledger.claim("471 killed", by="ministry", event="blast", **more)
    ledger.claim("100-300 killed", by="agency", event="blast")
    return ledger


def test_each_party_has_its_ends_and_the_measure_the_outermost() -> None:
    found = measure(only(blast()), "killed")
    assert [(one.name, *ends(one)) for one in found.figures] == [("agency", 100, 300), ("ministry", 471, 471)]
    assert ends(found) == (100, 471)
    assert found.is_contested
    assert only(blast()).contested == (found,)


def test_an_open_end_stays_open() -> None:
    ledger = blast()
    ledger.claim("more than 40 killed", by="witness", event="blast")
    found = measure(only(ledger), "killed")
    assert {one.name: (*ends(one), one.ends) for one in found.figures}["witness"] == (41, None, ("41", "no bound"))
    assert ends(found) == (41, None)


def test_one_party_s_figures_that_agree_are_narrowed_to_what_they_share() -> None:
    """162 and "more than 160" by one ministry are 162; 15 and 52 are both named, and said not to agree."""
    ledger = Ledger()
    for words in ("162 drones intercepted", "more than 160 drones intercepted"):
        ledger.claim(words, by="ministry", event="night")
    (line,) = measure(only(ledger), "intercepted").figures
    assert (*ends(line), line.agrees, len(line.claims)) == (162, 162, True, 2)
    ledger.claim("15 drones intercepted", by="ministry", event="night")
    (line,) = measure(only(ledger), "intercepted").figures
    assert (*ends(line), line.agrees, len(line.claims)) == (15, 162, False, 3)


def test_the_latest_count_is_the_party_s_and_the_earlier_stand_beside() -> None:
    ledger = Ledger()
    for hour, killed in (("09", 1), ("13", 2), ("18", 3)):
        ledger.claim(f"{killed} killed", by="governor", event="shelling", cutoff=f"2025-06-02T{hour}:00Z")
    (line,) = measure(only(ledger), "killed").figures
    assert (line.figure, ends(line)) == ("3", (3, 3))
    assert [claim.text for claim in line.earlier] == ["1 killed", "2 killed"]


def test_a_figure_of_no_known_time_is_never_left_behind() -> None:
    """When others printed it is no time of the party's own."""
    ledger = Ledger()
    ledger.claim("3 killed", by="governor", event="shelling", cutoff="2025-06-02T18:00Z")
    ledger.source("paper", published="2025-06-01")
    ledger.claim("9 killed", by="governor", event="shelling", source="paper")
    (line,) = measure(only(ledger), "killed").figures
    assert (*ends(line), line.agrees, line.earlier) == (3, 9, False, ())


def test_a_documented_minimum_is_told_apart_from_the_claims() -> None:
    """The floor goes where the basis goes."""
    for basis, floor in (("documented", 13), (None, None)):
        ledger = Ledger()
        ledger.claim("41 aircraft destroyed", by="service", event="raid")
        ledger.claim("13 aircraft destroyed", by="analysts", event="raid", basis=basis)
        found = measure(only(ledger), "destroyed")
        assert found.floor == floor
        assert ("floor" in found.kinds) is (floor is not None)


def test_words_and_denials_have_no_ends() -> None:
    ledger = Ledger()
    ledger.claim("massacre", by="opposition", event="blast", measure="characterisation", value="massacre")
    ledger.claim("5 killed", by="ministry", event="blast", polarity=False)
    told = {one.figure: (one.is_figure, one.ends) for found in only(ledger).measures for one in found.figures}
    assert told == {"massacre": (False, ("", "")), "not 5": (False, ("", ""))}


def test_the_state_whose_things_it_is_about_is_named_where_it_is_silent() -> None:
    """Silence ends with the first word of any who act for it, and the reason names the things."""
    ledger = Ledger()
    ledger.claim("41 Russian aircraft destroyed", by=ledger.party("Kyiv"), event="raid")
    (silent,) = only(ledger).silent
    assert (silent.name, silent.party, silent.why) == ("Russia", None, "it is about Russian aircraft")
    ministry = ledger.party("Ministry of Defence of Russia", acts_for=ledger.party("Russia"))
    (silent,) = only(ledger).silent
    assert silent.party == ledger.parties["Russia"].key
    ledger.claim("several Russian aircraft on fire", by=ministry, event="raid")
    assert only(ledger).silent == ()
    (here,) = measure(only(ledger), "destroyed").silent
    assert (here.name, here.why) == ("Russia", "it is about Russian aircraft")
    assert measure(only(ledger), "on fire").silent == ()
    ledger.claim("at least 5 Russian aircraft destroyed", by=ministry, event="raid")
    assert measure(only(ledger), "destroyed").silent == ()


def test_who_is_said_to_have_done_it_is_named_where_it_is_silent() -> None:
    ledger = Ledger()
    ledger.claim("3 killed", by=ledger.party("governor"), event="shelling", agent=ledger.party("army"))
    (silent,) = only(ledger).silent
    assert (silent.name, silent.why) == ("army", "is said to have done it")
    ledger.claim("0 killed", by="army", event="shelling")
    assert only(ledger).silent == ()


def test_records_that_a_person_merged_are_one_incident() -> None:
    ledger = blast()
    ledger.claim("12 injured", by="agency", event="explosion")
    assert [one.label for one in ledger.incidents] == ["blast", "explosion"]
    ledger.link("blast", Relation.SAME_AS, "explosion", by="desk", accepted=True)
    incident = only(ledger)
    assert sorted(incident.events) == ["blast", "explosion"]
    assert len(incident.measures) == 2
    assert ledger.incident("blast") == ledger.incident("explosion") == incident


def test_what_is_no_longer_current_is_kept_apart() -> None:
    ledger = Ledger()
    first = ledger.claim("12 killed", by="police", event="raid")
    ledger.correct(first, "9 killed")
    incident = only(ledger)
    assert [claim.key for claim in incident.past] == [first.key]
    assert ends(measure(incident, "killed")) == (9, 9)


def test_the_gravest_stands_first() -> None:
    ledger = blast()
    ledger.claim("7 arrested", by="agency", event="blast")
    ledger.claim("massacre", by="opposition", event="blast", measure="characterisation", value="massacre")
    assert [one.is_contested for one in only(ledger).measures] == [True, False, False]
    assert [bool(one.figures[0].is_figure) for one in only(ledger).measures] == [True, True, False]


def test_an_event_of_which_nobody_says_anything_is_an_incident_too() -> None:
    ledger = Ledger()
    ledger.event("quiet night")
    assert (only(ledger).label, only(ledger).measures) == ("quiet night", ())


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(UnknownKey, match="no event 'nowhere' in the ledger"):
        Ledger().incident("nowhere")


def test_a_notebook_shows_it_escaped() -> None:
    ledger = Ledger()
    ledger.claim("41 Russian aircraft destroyed", by="<b>Kyiv</b>", event="<i>raid")
    shown = only(ledger)._repr_html_()
    assert "&lt;b&gt;Kyiv&lt;/b&gt;" in shown
    assert "nothing is here from Russia (it is about Russian aircraft)" in shown
    assert "<i>" not in shown
    assert str(only(ledger)) == "<i>raid"


def test_the_istanbul_case() -> None:
    """Worked by hand from the case: who is silent of what, and what the analysts documented."""
    ledger = read(Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml")
    silent = {one.label: [said.name for said in one.silent] for one in ledger.incidents if one.silent}
    assert silent == {
        "Russian drones and missiles against Ukraine, night of 31 May-1 June 2025": ["Russia"],
        "Ukrainian drones, 20:10 to 21:45 Moscow time on 1 June 2025": ["Ukraine"],
        "Ukrainian drones over Russia and Crimea, night of 1-2 June 2025": ["Ukraine"],
        "Russian drones and missiles against Ukraine, night of 1-2 June 2025": ["Russia"],
        "Russian shelling and drone strikes on Kherson region, 2 June 2025": ["Russia"],
    }
    spiderweb = next(one for one in ledger.incidents if one.label.startswith("Operation Spiderweb"))
    assert measure(spiderweb, "destroyed or damaged").floor == 13
    kherson = next(one for one in ledger.incidents if "Kherson" in one.label)
    assert ends(measure(kherson, "killed")) == (2, 3)


TOLD = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, 60),
        st.integers(0, 20),
        st.none() | st.integers(1, 28),
    ),
    min_size=1,
    max_size=10,
)


@given(TOLD, st.randoms(use_true_random=False))
def test_no_claim_is_lost_and_the_order_of_telling_does_not_matter(
    told: list[tuple[str, int, int, int | None]], chance: Any
) -> None:
    claims = [
        Claim(
            key=f"c{at}",
            proposition=Proposition(
                event="raid",
                measure="killed",
                value=Quantity(low=low, high=low + width),
                cutoff=None if day is None else time_span(f"2025-06-{day:02}"),
            ),
            claimants=(party,),
        )
        for at, (party, low, width, day) in enumerate(told)
    ]

    def build() -> Incident:
        ledger = Ledger()
        ledger.add(Event(key="raid"), *(Party(key=party, name=party) for party in "abc"), *claims)
        return only(ledger)

    said = {f"c{at}": row for at, row in enumerate(told)}
    first = build()
    (found,) = first.measures
    held = [claim.key for one in found.figures for claim in (*one.claims, *one.earlier)]
    assert sorted(held) == sorted(claim.key for claim in claims)
    lows, highs = [], []
    for one in found.figures:
        assert one.low is not None
        assert one.high is not None
        lows.append(one.low)
        highs.append(one.high)
        for claim in one.claims:
            _, low, width, day = said[claim.key]
            if one.agrees:
                assert low <= one.low <= one.high <= low + width
            before = [said[other.key][3] or 0 for other in one.earlier]
            assert day is None or all(0 < one < day for one in before)
    assert ends(found) == (min(lows), max(highs))
    chance.shuffle(claims)
    assert build() == first


def told(*claims: tuple[str, dict[str, Any]], by: str = "staff") -> PartyFigure:
    """What one party says in the end, in the first measure; words and what more the claim has."""
    ledger = Ledger()
    for words, more in claims:
        ledger.claim(words, by=by, event="raid", **more)
    return only(ledger).measures[0].figures[0]


SAID = {"asserted": "2025-06-02"}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"asserted": "2025-06"}, {"asserted": "2025-06-20"}, (50, 100)),
        ({"asserted": "2025-06-02"}, {"asserted": "2025-06-02T18:00+03:00"}, (50, 100)),
        ({"asserted": "2025-06-01/.."}, {"asserted": "2025-06-20"}, (50, 100)),
        ({"asserted": "2025-06-01"}, {"asserted": "2025-06-20"}, (50, 50)),
        (
            {"cutoff": "2025-06-02", "asserted": "2025-06-03"},
            {"cutoff": "2025-06-02", "asserted": "2025-06-10"},
            (50, 50),
        ),
        ({"cutoff": "2025-06-02", "asserted": "2025-06-03"}, {"asserted": "2025-06-02"}, (100, 100)),
        (
            {"cutoff": "2025-06-05", "asserted": "2025-06-06"},
            {"cutoff": "2025-06-02", "asserted": "2025-06-10"},
            (100, 100),
        ),
    ],
    ids=[
        "within a month",
        "within a day",
        "open",
        "later",
        "said later of one count",
        "said earlier",
        "counted less far",
    ],
)
def test_only_what_is_certainly_later_overtakes(first: dict[str, str], second: dict[str, str], found: Any) -> None:
    assert ends(told(("100 people killed", first), ("50 people killed", second))) == found


def test_a_documented_minimum_takes_no_total_back() -> None:
    """Whenever it was said, and it stands apart as what is documented."""
    for day in ("2025-06-02", "2025-06-05"):
        found = told(("41 people killed", SAID), ("13 people killed", {"basis": "documented", "asserted": day}))
        assert (*ends(found), found.documented, found.earlier) == (41, 41, 13, ())


def test_a_denial_overtakes_the_figure_before_it_and_the_other_way_round() -> None:
    figure: tuple[str, dict[str, Any]] = ("5 people killed", {})
    denial = ("5 people killed", {"polarity": False})
    for claims, words in (((figure, denial), "not 5"), ((denial, figure), "5")):
        dated = [(text, {**more, "asserted": f"2025-06-0{at}"}) for at, (text, more) in enumerate(claims, 1)]
        found = told(*dated)
        assert (found.figure, len(found.earlier)) == (words, 1)


def test_ends_are_as_they_were_said() -> None:
    """Half a unit of rounding is for comparing; what is below 70 is below 70; what is read from a word is marked."""
    cases = {
        "65 % turnout": ("65", "65"),
        "less than 70 % turnout": ("no bound", "< 70"),
        "nearly 500 people killed": ("≈ 450", "≈ 499"),
        "more than 40 people killed": ("41", "no bound"),
    }
    assert {words: told((words, {})).ends for words in cases} == cases


def test_a_word_on_a_part_or_one_taken_back_ends_silence() -> None:
    """Of an incident within it, of one place of it, or of a claim that was retracted."""
    cases: tuple[tuple[str, dict[str, Any]], ...] = (
        ("3 Russian aircraft destroyed", {"event": "part"}),
        ("3 Russian aircraft destroyed at Belaya", {"place": "Belaya"}),
    )
    for words, more in cases:
        ledger = Ledger()
        ledger.event("raid")
        ledger.event("part", part_of="raid")
        ledger.claim("41 Russian aircraft destroyed", by=ledger.party("Kyiv"), event="raid")
        ledger.claim(words, by=ledger.party("Russia"), **{"event": "raid", **more})
        raid = ledger.incident("raid")
        assert raid.silent == ()
        assert [one.silent for one in raid.measures] == [()] * len(raid.measures)
    ledger = Ledger()
    ledger.claim("41 Russian aircraft destroyed", by=ledger.party("Kyiv"), event="raid")
    ledger.retract(ledger.claim("3 Russian aircraft destroyed", by=ledger.party("Russia"), event="raid"), by="Russia")
    assert only(ledger).silent == ()


def test_who_is_said_not_to_have_done_it_is_not_asked_for_a_word() -> None:
    for polarity, names in ((True, ["army"]), (False, [])):
        ledger = Ledger()
        ledger.claim("3 killed", by="governor", event="raid", agent=ledger.party("army"), polarity=polarity)
        assert [one.name for one in only(ledger).silent] == names


def test_incidents_stand_in_the_order_of_time() -> None:
    """By the instant, whatever the zone, and years before the common era before it."""
    ledger = Ledger()
    for key, when in (
        ("late", "2025-06-01T23:00-05:00"),
        ("early", "2025-06-02T01:00+03:00"),
        ("old", "-0044-03-15"),
        ("older", "-0100-01-01"),
        ("never", None),
    ):
        ledger.event(key, occurred=when)
    assert [one.key for one in ledger.incidents] == ["older", "old", "early", "late", "never"]


def test_incidents_are_made_once_until_something_is_told() -> None:
    ledger = blast()
    assert ledger.incidents is ledger.incidents
    before = ledger.incident("blast")
    ledger.claim("500 killed", by="witness", event="blast")
    assert ledger.incident("blast") != before


def test_several_show_themselves_as_one_table() -> None:
    """A row each, with what is contested and who is silent; in a terminal a line each."""
    ledger = blast()
    ledger.claim("41 Russian aircraft destroyed", by="<b>Kyiv</b>", event="raid")
    shown = ledger.incidents._repr_html_()  # type: ignore[attr-defined]
    assert ">killed</td>" in shown
    assert ">Russia</td>" in shown
    assert repr(ledger.incidents) == "(<Incident blast>, <Incident raid>)"
