"""Which day or moment does a whole text write in an order that the grammar does not know?"""

import re
from datetime import datetime
from typing import Final

from claimcheck.reading.times.edtf import read_edtf, span_of
from claimcheck.reading.times.timewords import TimeWords
from claimcheck.spans import TimeSpan

__all__ = ["whole_date"]

_ALLOWED: Final = re.compile(r"[A-Za-z0-9:,+\- ]{8,60}")
_OFFSET: Final = re.compile(r" [+-][0-9]{2}:?[0-9]{2}\b")
_CLOCK: Final = re.compile(r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b")
_OTHER_WORDS: Final = frozenset({"utc", "gmt", "z", "at", "on", "of", "am", "pm", "st", "nd", "rd", "th"})
# What a parser leaves out it takes from a default: what two different ones agree on stands in the text.
_DEFAULTS: Final = (datetime(2000, 1, 1), datetime(2011, 12, 28, 23, 59, 58))  # noqa: DTZ001 - the text has the zone


def whole_date(text: str, table: TimeWords) -> TimeSpan | None:
    """Return the day, or the moment with its zone, that *text* writes as mail and system clocks do, or None.

    This is the one place where dateutil's parser is asked, and it is not trusted: the text must hold one year of
    four figures, one day, one month in letters and no word that it could guess at; two runs with different
    defaults must agree, also with the weekday that stands there.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_words
        >>> def read(text: str) -> str:
        ...     return str(whole_date(text, time_words("en")))
        >>> read("Mon Jun 2 20:00:00 UTC 2025"), read("2025 June 2")
        ('2025-06-02T20:00:00Z', '2025-06-02')
        >>> read("2022"), read("1-2 June 2025"), read("02/06/2025"), read("Tue Jun 3 2 2025")
        ('None', 'None', 'None', 'None')
    """
    if not _ALLOWED.fullmatch(text):
        return None
    rest = _OFFSET.sub(" ", text)
    figures = re.findall(r"[0-9]+", _CLOCK.sub(" ", rest))
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", text)]
    months = {table.months[word] for word in words if word in table.months}
    weekdays = {table.weekdays[word] for word in words if word in table.weekdays}
    known = all(word in table.months or word in table.weekdays or word in _OTHER_WORDS for word in words)
    if not known or sorted(map(len, figures)) not in ([1, 4], [2, 4]) or len(months) != 1 or len(weekdays) > 1:
        return None
    moments = _parsed(text)
    if moments is None or len({(moment.date(), moment.timetz()) for moment in moments}) > (1 if ":" in text else 2):
        return None
    moment = moments[0]
    if moments[1].date() != moment.date() or {moment.day, moment.year} != set(map(int, figures)):
        return None
    if moment.month not in months or (weekdays and moment.weekday() not in weekdays):
        return None
    return span_of(moment) if ":" in text and moment.tzinfo is not None else read_edtf(moment.date().isoformat())


def _parsed(text: str) -> tuple[datetime, datetime] | None:
    """Return what dateutil makes of a text with two different defaults."""
    from dateutil import parser  # noqa: PLC0415 - only a text that nothing else reads needs it

    try:
        return parser.parse(text, default=_DEFAULTS[0]), parser.parse(text, default=_DEFAULTS[1])
    except (ValueError, OverflowError):
        return None
