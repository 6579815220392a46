"""The words for times: what stands in the table, and how a text is cut into tokens."""

import pytest

from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.times.timewords import time_scan, time_words
from claimcheck.reading.times.zones import named_zone


def test_the_table_is_whole() -> None:
    """Every month and weekday has its name, and every zone in the table is one that can be found."""
    table = time_words("en")
    assert set(table.months.values()) == set(range(1, 13))
    assert set(table.weekdays.values()) == set(range(7))
    assert set(table.seasons.values()) == {21, 22, 23, 24}

    assert all(named_zone(zone) for zone in (*table.zones.values(), *table.zone_places.values()))


def test_every_holiday_is_a_day() -> None:
    """A feast is fixed, a weekday of a month or counted from one Easter, and its longest name comes first."""
    for phrases in time_words("en").holidays.values():
        assert [len(words) for words, _ in phrases] == sorted((len(words) for words, _ in phrases), reverse=True)
        for words, holiday in phrases:
            ways = (holiday.day, holiday.nth, holiday.easter, holiday.orthodox_easter)
            assert sum(way is not None for way in ways) == 1, words
            assert (holiday.month is None) == (holiday.day is None and holiday.nth is None), words


@pytest.mark.parametrize("language", ["xx", None, ["en"]])
def test_an_unknown_language_is_refused(language: object) -> None:
    """There are words for English only."""
    with pytest.raises(UnknownLanguage, match=r"expected a language that can be read \(en\)"):
        time_words(language)  # type: ignore[arg-type]


def test_a_possessive_ends_with_its_word() -> None:
    """Both apostrophes end a possessive, and the token after it does not stick to it."""
    scan = time_scan("Monday's and Friday’s")

    assert (scan.words[: scan.size], scan.ends[0], scan.possessive) == (["monday", "and", "friday"], 6, {0, 2})
