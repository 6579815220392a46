"""The words of a language for figures: look-ups made of the table, once."""

import pytest

from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.numbers.wording import figure_wording


def test_the_table_is_read_once() -> None:
    """The words of a language are one record."""
    assert figure_wording("en") is figure_wording("en")


def test_an_unknown_language_is_refused() -> None:
    """A language without tables is named in the refusal."""
    with pytest.raises(UnknownLanguage, match=r"expected a language that can be read \(en\), got 'tlh'"):
        figure_wording("tlh")


def test_every_phrase_is_in_small_letters_and_can_be_reached() -> None:
    """A phrase with a capital would never be found; what opens a figure is among the starters."""
    english = figure_wording("en")
    for table in (english.prefixes, english.after, english.leads, english.units, english.participles):
        for first, rests in table.items():
            for rest, _ in rests:
                assert all(word == word.lower() for word in (first, *rest)), (first, rest)

    assert english.openers <= english.starters
    assert {"$", "two", "dozens", "no", "nobody", "between", "a"} <= english.starters


def test_numbers_by_hand() -> None:
    """Small numbers, tens and parts stand under what they count."""
    english = figure_wording("en")

    assert (english.small["nineteen"], english.tens["ninety"], english.parts["fifth"]) == (19, 90, 5)
    assert (english.plural_parts["halves"], english.plural_parts["thirds"]) == (2, 3)
    assert english.magnitudes["trillion"] == 10**12


@pytest.mark.parametrize(
    ("word", "plural"),
    [("drones", True), ("people", True), ("status", False), ("crisis", False), ("us", False), ("this", False)],
)
def test_plurals(word: str, plural: bool) -> None:
    """A plural is seen by its ending or is listed; words that only end alike are none."""
    assert figure_wording("en").is_plural(word) is plural
