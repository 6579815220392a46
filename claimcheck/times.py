"""What time a text names: ISO 8601, EDTF, and times in words, alone or in running text."""

import re
from datetime import date, datetime, tzinfo
from typing import Final

from claimcheck.errors import InvalidRecord
from claimcheck.listed import Listed
from claimcheck.reading.times.edtf import LONGEST, read_edtf, span_of
from claimcheck.reading.times.filling import Setting
from claimcheck.reading.times.mentions import TimeMention, found_in, whole
from claimcheck.reading.times.timewords import time_words
from claimcheck.reading.times.wholedates import whole_date
from claimcheck.reading.times.zones import named_zone
from claimcheck.spans import PRECISIONS, TimeSpan, before, plain_zone, relate_spans

__all__ = [
    "ORDERS",
    "PRECISIONS",
    "TimeMention",
    "TimeSpan",
    "before",
    "find_times",
    "parse_time",
    "plain_zone",
    "relate_spans",
    "time_span",
]

_LONGEST_SENTENCE: Final = 1_000  # characters; a longer text names more than one time, or is no sentence
ORDERS: Final = ("DMY", "MDY", "YMD")
"""Which part stands first in a date in figures, and which second."""
_DASHES: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_CLOCK_WITHOUT_ZONE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.,]+(/|$)")
_CLOCK_AFTER_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt]|\s+)[0-9]")
_UNPADDED: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")  # 2020-12-9, as some systems write days
_TWO_YEARS: Final = re.compile(
    r"[0-9]{2}([0-9]{2})[\u2012-\u2015]([0-9]{2})"
)  # 2023–24 is no season, as 2023-24 in EDTF is
_DAY_OR_MONTH_FIRST: Final = re.compile(r"\s*[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}\s*")


def parse_time(
    text: str,
    *,
    reference: date | datetime | TimeSpan | None = None,
    order: str | None = None,
    zone: str | tzinfo | None = None,
    language: str = "en",
) -> TimeSpan | None:
    """Return the one time that *text* names, alone or in a sentence; None if it names none or several, or is unsure.

    Nothing is ever filled in from the day of reading. What leans on another day ("yesterday", "1 June", "Monday")
    is read against *reference* only. Of the days that it could mean it is then the latest that begins no later
    than the reference's day, for news speaks of what has happened; after "will", "next" or "coming", and after a
    present tense that tells a plan ("is due on 10 June", "the trial begins Thursday"), it is the earliest that is
    not over. Where the words tell neither way it stays the latest, also where a day lies only just ahead.

    "The same night" and "two days later" go back to the time that was told last in the paragraph, if it was read
    and is known as finely: a month or a year is no anchor for a day.

    A time of day has the zone that its words name, else *zone*, else that of the reference; where nobody tells
    one, the time is not read more finely than its day.

    Args:
        text: ISO 8601 or EDTF text, or a time in words such as "1-2 June 2025" or "mid-May 2025".
        reference: The day or the instant that the text speaks on, or the time that it speaks of.
        order: Which part stands first in 02/06/2025: DMY, MDY or YMD. Without it such a date is not read, unless
            only one order gives a date (13/06/2025), and no year in two figures is.
        zone: The zone of a time of day, as an offset or a name of the IANA database.
        language: The language of the words.

    Raises:
        InvalidRecord: *text* is not a string, or *reference*, *order* or *zone* is none.
        UnknownLanguage: The language cannot be read.

    Examples:
        >>> print(parse_time("31 May-1 June 2025"))
        2025-05-31/2025-06-01
        >>> span = parse_time("mid-May 2025")
        >>> str(span.earliest), str(span.latest), span.approximate
        ('2025-05-11', '2025-05-20', True)
        >>> print(parse_time("02/06/2025"), parse_time("02/06/2025", order="DMY"))
        None 2025-06-02
        >>> print(parse_time("yesterday"), parse_time("yesterday", reference=date(2025, 6, 2)))
        None 2025-06-01
        >>> print(parse_time("2025-06-02T18:30"), parse_time("2025-06-02T18:30", zone="Europe/Kyiv"))
        2025-06-02 2025-06-02T18:30+03:00
        >>> print(parse_time("They were hit between 20:10 and 02:00 Moscow time on 1 June 2025."))
        2025-06-01T20:10+03:00/2025-06-02T02:00+03:00
    """
    if not isinstance(text, str):
        raise InvalidRecord(f"expected a time as text, got {text!r}")
    table = time_words(language)
    setting = _setting(reference, order, zone)
    read = _read(text, language, setting)
    if read is not None or len(text) > _LONGEST_SENTENCE or not any(sign.isalpha() for sign in text):
        return read
    found = []
    for one in found_in(text, table, setting):
        found.append(one)
        if len(found) > 1:
            break
    if len(found) == 1 and found[0].span is not None:
        around = text[: found[0].start] + text[found[0].end :]
        if any(sign.isalpha() for sign in around):
            return found[0].span
    return whole_date(" ".join(text.split()), table)


def find_times(
    text: str,
    *,
    reference: date | datetime | TimeSpan | None = None,
    order: str | None = None,
    zone: str | tzinfo | None = None,
    language: str = "en",
) -> tuple[TimeMention, ...]:
    """Return the times that a running text names, in order, each with where it stands; they do not overlap.

    What is named and cannot be read for certain is left out. The arguments are those of `parse_time`.

    Raises:
        InvalidRecord: *text* is not a string, or *reference*, *order* or *zone* is none.
        UnknownLanguage: The language cannot be read.

    Examples:
        >>> text = "On 2 June 2025, 40 planes were lost; by Friday, officials said 41 had been."
        >>> for mention in find_times(text, reference=date(2025, 6, 9)):
        ...     print(text[mention.start : mention.end], "=", mention.span)
        2 June 2025 = 2025-06-02
        by Friday = ../2025-06-06
    """
    if not isinstance(text, str):
        raise InvalidRecord(f"expected a text, got {text!r}")
    table = time_words(language)
    setting = _setting(reference, order, zone)
    return Listed(
        TimeMention(span=found.span, start=found.start, end=found.end)
        for found in found_in(text, table, setting)
        if found.span is not None
    )


def time_span(value: str | date | datetime | TimeSpan) -> TimeSpan:
    """Return *value* as a TimeSpan.

    A text is read as a whole: it is a time and nothing else, and needs no reference. Other than in prose, where it
    is read to its day, an ISO 8601 date with a time of day and no zone is refused.

    Raises:
        InvalidRecord: It is a text that cannot be read, a datetime without a zone, or no time at all.

    Examples:
        >>> time_span(date(2025, 6, 2)) == time_span("2 June 2025") == time_span("2025-06-02")
        True
        >>> time_span("1 June")
        Traceback (most recent call last):
        claimcheck.errors.InvalidRecord: expected a date or time such as 2025-06-02 or \
2025-06-01T20:00+03:00/2025-06-02T09:00+03:00, got '1 June'
    """
    if isinstance(value, TimeSpan):
        return value
    read = None
    if isinstance(value, datetime):
        if value.utcoffset() is not None:
            read = span_of(value)
    elif isinstance(value, date):
        read = span_of(value)
    elif isinstance(value, str):
        read = _read(value, "en", Setting())
        if read is not None and "T" not in read.edtf and _CLOCK_AFTER_DAY.search(value.translate(_DASHES)):
            read = None  # prose is read to the day, and a field is not to lose its time of day unseen
    if read is None:
        raise InvalidRecord(
            "expected a date or time such as 2025-06-02 or 2025-06-01T20:00+03:00/2025-06-02T09:00+03:00, "
            f"got {_shown(value)}"
        )
    return read


def _read(text: str, language: str, setting: Setting) -> TimeSpan | None:
    """Return the time that a text is, as a whole."""
    if len(text) > LONGEST:
        return None
    text = text.strip()
    years = _TWO_YEARS.fullmatch(text)
    if years is not None and years[1] < years[2]:
        return None
    text = text.translate(_DASHES)
    bare = _UNPADDED.fullmatch(text)
    if bare is not None:
        text = f"{bare[1]}-{bare[2]:0>2}-{bare[3]:0>2}"
    return read_edtf(text) or whole(text, time_words(language), setting)


def _setting(reference: object, order: str | None, zone: str | tzinfo | None) -> Setting:
    """Return what the caller tells, checked."""
    if order is not None and order not in ORDERS:
        raise InvalidRecord(f"expected an order of day, month and year ({', '.join(ORDERS)}), got {order!r}")
    named = named_zone(zone)
    if reference is None:
        return Setting(order=order, zone=named)
    if isinstance(reference, TimeSpan):
        end = reference.latest if reference.latest is not None else reference.earliest
        today = None if end is None else date(end.year, end.month, end.day)
        own = end.tzinfo if isinstance(end, datetime) else None
        return Setting(today=today, told=reference, order=order, zone=named or own)
    if isinstance(reference, datetime):
        named = named or reference.tzinfo
        now = None if named is None else _instant(reference, named)
        today = date(reference.year, reference.month, reference.day)
        return Setting(today=today, now=now, order=order, zone=named)
    if isinstance(reference, date):
        return Setting(today=reference, order=order, zone=named)
    raise InvalidRecord(f"expected a date, a datetime or a TimeSpan as reference, got {reference!r}")


def _instant(reference: datetime, zone: tzinfo) -> datetime | None:
    """Return the reference with a plain offset; None at the very edge of the calendar, where it has none."""
    try:
        return plain_zone(reference if reference.tzinfo else reference.replace(tzinfo=zone))
    except InvalidRecord:
        return None


def _shown(value: object) -> str:
    """Return an unreadable time for a message, with what its writer most likely left out."""
    text = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(text, str):
        return repr(text)
    if len(text) > LONGEST:
        return repr(f"{text[:LONGEST]}...")
    if _CLOCK_WITHOUT_ZONE.search(text):
        return f"{text!r} (a time of day needs its zone, such as Z or +03:00)"
    if _DAY_OR_MONTH_FIRST.fullmatch(text):
        return f"{text!r} (is the day or the month first? write the year, the month, the day)"
    return repr(text)
