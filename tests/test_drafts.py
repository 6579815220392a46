"""Drafts: what a text says that somebody asserts, with figures, times and selectors, and every other figure."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.formats import read
from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.speech.drafts import Draft, DraftKind, extract

BRIEF = Path(__file__).parent.parent / "fixtures" / "istanbul"

PIECES = st.sampled_from(
    (
        "He said| that |, |. |“|”|\"|'|according to |the ministry |12 people died|, whereas |and |The Kherson area |5 |"
        ", who |quoted as saying |as |accused |of |: |; |\n|\n\n|- |Mr. |Ann Lee|, the mayor, |told reporters |police |"
        "not |if |(|)|«|»|reported |%"
    ).split("|")
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join))


def rows(text: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    return [
        (one.kind.value, one.speaker, one.cue, [str(figure.quantity) for figure in one.quantities])
        for one in extract(text)
    ]


def test_the_brief() -> None:
    """The brief of 2 June 2025, draft by draft: each attributed figure with its speaker, and none invented."""
    text = (BRIEF / "brief.txt").read_text(encoding="utf-8")
    parties = read(BRIEF / "case.yaml").parties
    found = [
        (one.kind.value, one.speaker, one.cue, one.party and one.party.rpartition("/")[2], one.content)
        for one in extract(text, parties=parties)
    ]

    assert [one for one in found if one[0] != "unattributed"] == [
        ("reported", "Ukrainian officials", "was described by", "ua-officials",
         "a \"major blow to Russia's military power.\""),
        ("reported", "Satellite imagery", "confirmed", None,
         "significant losses to Russia's strategic bomber capability"),
        ("self-report", "Ukraine’s air force", None, "ua-af",
         "Ukraine’s air force shot down 52 out of 80 Russian drones"),
        ("reported", "Russia", "claimed", "ru", "interception of 162 Ukrainian drones over eight regions and Crimea"),
        ("reported", "Observers", "note", None,
         "both sides maintain significantly different objectives concerning ceasefire terms, and there is skepticism "
         "about imminent peace progress"),
        ("reported", "Ukrainian President", "emphasized", "ua-president",
         "ongoing efforts to recover children allegedly deported from conflict zones, requesting their inclusion in "
         "future agreements for repatriation"),
        ("reported", "Ukraine", "maintains", "ua", "these children were forcibly removed"),
        ("reported", "Russia", "claims", "ru", "relocation was for protective reasons"),
        ("reported", "Ukrainian leadership", "has called for", None, "stronger international sanctions against Russia"),
        ("reported", "Ukrainian officials", "stating", "ua-officials",
         "sustained Russian military losses will eventually pressure Moscow towards diplomatic solutions"),
    ]  # fmt: skip


def test_the_figures_of_the_brief_that_nobody_is_named_for() -> None:
    """A passive names nobody, and a place that reported the dead is where they died."""
    text = (BRIEF / "brief.txt").read_text(encoding="utf-8")
    loose = {
        one.content: [str(figure.quantity) for figure in one.quantities] for one in extract(text) if not one.speaker
    }

    assert loose["More than 40 Russian warplanes were reported destroyed or damaged"] == ["more than 40"]
    assert loose["The Zaporizhzhia area reported five fatalities and nine injuries due to separate strikes"] == [
        "5",
        "9",
    ]
    assert [one.cue for one in extract(text) if one.kind is DraftKind.UNATTRIBUTED and (one.cue or one.speaker)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We lost 12 men,” Lee said.", DraftKind.DIRECT_QUOTE),
        ("We lost 12 men, Lee said.", DraftKind.REPORTED),
        ("The army shot down 12 drones.", DraftKind.SELF_REPORT),
        ("12 drones were shot down.", DraftKind.UNATTRIBUTED),
    ],
)
def test_kinds(text: str, kind: DraftKind) -> None:
    """A quotation, indirect speech, an institution's own act, and nobody."""
    assert [one.kind for one in extract(text)] == [kind]


def test_sentences_without_figure_and_attribution_are_no_drafts() -> None:
    """Only what somebody asserts, or counts, is for a fact-checker."""
    assert extract("It rained. The mayor left the room.") == ()


def test_a_pronoun_is_marked_and_not_resolved() -> None:
    """Whom a pronoun stands for is left to a reader, whatever parties are given."""
    (draft,) = extract("He said 12 died.", parties=["He"])

    assert (draft.pronoun, draft.party) == (True, None)


def test_a_denial_is_told() -> None:
    """The draft of a denial says that its speaker denies the content."""
    assert [one.denies for one in extract("Moscow denied that 12 died. Kyiv said 12 died.")] == [True, False]


def test_figures_beside_an_attribution_are_drafts_too() -> None:
    """A figure outside all that is attributed is nobody's; who speaks is no figure, unless it is a share of people."""
    assert rows("Faced with 12 dead, one witness said the army was to blame.") == [
        ("unattributed", None, None, ["12"]),
        ("reported", "one witness", "said", []),
    ]
    assert rows("Some 27 percent of voters said they might leave.") == [
        ("unattributed", None, None, ["about 27 %"]),
        ("reported", "Some 27 percent of voters", "said", []),
    ]


def test_figures_and_times_stand_in_the_content() -> None:
    """Figures and times are those inside the content, at their places in the whole text."""
    text = "On Monday the army said that 12 men died on 2 June 2025. It rained for 3 days."
    draft = extract(text)[0]

    assert [text[figure.start : figure.end] for figure in draft.quantities] == ["12"]
    assert [(text[time.start : time.end], time.span.edtf) for time in draft.times] == [("2 June 2025", "2025-06-02")]


def test_relative_times_need_a_reference() -> None:
    """Without a reference "yesterday" stays unread."""
    text = "The army said 12 men died yesterday."

    assert extract(text)[0].times == ()
    assert [time.span.edtf for time in extract(text, reference=date(2025, 6, 2))[0].times] == ["2025-06-01"]


def test_an_article_is_read_whatever_its_quotation_marks() -> None:
    """The kind of mark makes no difference."""
    for opening, closing in (("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("«", "»"), ("„", "“"), ("``", "''")):
        assert rows(f"{opening}We lost 12 men,{closing} said Lee.") == [("direct quote", "Lee", "said", ["12"])]


def test_a_text_that_is_none_is_refused() -> None:
    """The message says what came."""
    with pytest.raises(InvalidRecord, match="expected a string, got bytes"):
        extract(b"He said so.")  # type: ignore[arg-type]


def test_an_unknown_language_is_refused() -> None:
    """English is the only one yet."""
    with pytest.raises(UnknownLanguage, match="got 'uk'"):
        extract("Вона сказала.", language="uk")


def _verbatim(text: str, draft: Draft) -> bool:
    parts = ((draft.speaker, draft.spans.speaker), (draft.cue, draft.spans.cue), (draft.content, draft.spans.content))
    return all(
        (part is None) is (span is None) and (span is None or text[slice(*span)] == part) for part, span in parts
    )


@given(TEXTS)
def test_laws(text: str) -> None:
    """On any text: parts verbatim, order, figures inside contents, selectors in place, the same answer twice."""
    found = extract(text)

    assert all(_verbatim(text, draft) for draft in found)
    assert [draft.spans.content for draft in found] == sorted(draft.spans.content for draft in found)
    for draft in found:
        start, end = draft.spans.content
        selector = draft.selector
        assert draft.content.strip() == draft.content != ""
        assert all(start <= figure.start < figure.end <= end for figure in draft.quantities)
        assert all(start <= time.start < time.end <= end for time in draft.times)
        assert text[start - len(selector.prefix) : end + len(selector.suffix)] == (
            selector.prefix + selector.exact + selector.suffix
        )
        assert selector.exact == draft.content
        assert (draft.kind is DraftKind.UNATTRIBUTED) is (draft.speaker is None)
    assert extract(text) == found


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It was one of its most serious attacks.", []),
        ("It was one of the largest raids.", []),
        ("It was one of the 12 largest raids.", ["1 of 12"]),
        ("One of the victims died.", ["1"]),
        ("A raid hit one of the tankers.", ["1"]),
    ],
)
def test_one_of_the_most_is_no_figure(text: str, figures: list[str]) -> None:
    """What only ranks a thing gives no draft, and what counts one of several does."""
    assert [str(found.quantity) for draft in extract(text) for found in draft.quantities] == figures


@pytest.mark.parametrize(
    "text", ["Mr. Smith, 45, was arrested.", "A 45-year-old man was arrested.", "The city fell in 3 days."]
)
def test_an_age_or_a_length_of_time_makes_no_draft(text: str) -> None:
    """A sentence with no other figure says nothing that is counted."""
    assert extract(text) == ()


def test_no_parties() -> None:
    """None is no parties; what is neither is refused by name."""
    assert extract("Lee said 5 died.", parties=None) == extract("Lee said 5 died.")
    with pytest.raises(InvalidRecord, match="parties: expected several names or records in a list, got 5"):
        extract("Lee said 5 died.", parties=5)  # type: ignore[arg-type]
