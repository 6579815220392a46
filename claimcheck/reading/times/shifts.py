"""Which time do "today", "last week", "the past three days" or "the same night" name?"""

from datetime import date, datetime, timedelta
from typing import Final

from attrs import evolve

from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.times.anchors import fine_enough, told_day
from claimcheck.reading.times.dates import date_at
from claimcheck.reading.times.edtf import day_text, moment_text, read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, Marked, small_number_at
from claimcheck.reading.times.stretches import (
    CLOCK_UNITS,
    IN_DAYS,
    business_days,
    calendar_stretch,
    moved,
    shifted_day,
    unit_text,
)
from claimcheck.reading.times.timewords import TimeScan

__all__ = [
    "beyond_last_at",
    "count_at",
    "day_word_at",
    "night_into",
    "night_of",
    "same_at",
    "shifted_at",
    "to_date_at",
    "weekday_of",
    "weekend_at",
    "with_part_of_day",
]

_MOST_UNITS: Final = 10_000  # of any unit; more is no time that someone lived through


def count_at(scan: TimeScan, index: int) -> tuple[int, int] | None:
    """Return a count of units, and the token after it: 3, three, a, a couple of.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> [count_at(time_scan(text), 0) for text in ("16 days", "twenty-one days", "a week", "a couple of days")]
        [(16, 1), (21, 3), (1, 1), (2, 3)]
    """
    words = scan.words
    if words[index] in ("a", "an", "couple"):
        place = index if words[index] == "couple" else index + 1
        if words[place] == "couple":
            return 2, scan.past(place + 1, "of")
        if words[place] in scan.table.units:
            return 1, place
    if scan.digits[index] and words[index].isdecimal() and len(words[index]) <= 4:
        number = int(words[index])
        return (number, index + 1) if 0 < number <= _MOST_UNITS and words[index + 1].isalpha() else None
    small = small_number_at(scan, index)
    if small is not None and words[small[1]] in scan.table.units:
        return small  # "two quarters" are no fraction here
    found = number_at(scan, index, joined=False)
    if found is None or not isinstance(found.value, int) or not 0 < found.value <= _MOST_UNITS or found.magnitude > 1:
        return None
    return found.value, found.stop


def day_word_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "today", "tomorrow night", "the day before yesterday", "current date".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> day_word_at(time_scan("the day before yesterday"), 0, setting)[0].edtf
        '2025-06-02'
    """
    words = scan.words
    place = scan.past(index, "the")
    if words[place] == "day" and words[place + 1] in ("before", "after"):
        away = scan.table.days_from_today.get(words[place + 2])
        sign = -1 if words[place + 1] == "before" else 1
        if away is not None and away * sign > 0:
            return _from_today(away + sign, setting), place + 3
    if words[place] == "current" and words[place + 1] == "date":
        return _from_today(0, setting), place + 2
    away = scan.table.days_from_today.get(words[index])
    if away is None:
        return None
    if words[index].startswith("toni"):
        return night_of(_from_today(0, setting)), index + 1
    return with_part_of_day(scan, _from_today(away, setting), index + 1, setting)


def _from_today(days: int, setting: Setting) -> Mark:
    return Mark(edtf=UNREAD if setting.today is None else shifted_day(setting.today, timedelta(days=days)))


def night_of(mark: Mark) -> Mark:
    """Return the night that begins on a day: it runs on into the next one.

    Examples:
        >>> night_of(Mark(edtf="2025-06-01")).edtf
        '2025-06-01/2025-06-02'
    """
    span = read_edtf(mark.edtf) if mark.edtf else None
    if span is None or span.precision != "day" or span.latest is None:
        return mark if span is not None else Mark(edtf=UNREAD)
    following = shifted_day(span.latest, timedelta(days=1))
    return Mark(edtf=f"{mark.edtf}/{following}" if following else UNREAD)


def night_into(mark: Mark) -> Mark:
    """Return the night that ends on a day.

    Examples:
        >>> night_into(Mark(edtf="2025-06-02")).edtf
        '2025-06-01/2025-06-02'
    """
    span = read_edtf(mark.edtf) if mark.edtf else None
    if span is None or span.precision != "day" or span.earliest is None:
        return Mark(edtf=UNREAD)
    evening = shifted_day(span.earliest, timedelta(days=-1))
    return Mark(edtf=f"{evening}/{mark.edtf}" if evening else UNREAD)


def with_part_of_day(scan: TimeScan, mark: Mark, index: int, setting: Setting) -> Marked:
    """Read "morning", "in the evening", "night" after a day.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> mark = Mark(edtf="2025-06-03")
        >>> with_part_of_day(time_scan("in the evening"), mark, 0, Setting())[0].edtf
        '2025-06-03'
        >>> with_part_of_day(time_scan("night"), mark, 0, Setting())[0].edtf
        '2025-06-03/2025-06-04'
    """
    words = scan.words
    place = index
    if words[place] in ("in", "during") and words[place + 1] == "the":
        place += 2
    place = scan.past(place, "early", "late", "mid")
    part = scan.table.parts_of_day.get(words[place])
    if part is None:
        return mark, index
    if part == "night":
        return night_of(Mark(edtf=resolved(mark, setting))), place + 1
    return mark, place + 1


def shifted_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "last week", "the past three days", "next Friday", "this morning", "last night", "the 2 next days".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> [shifted_at(time_scan(text), 0, setting)[0].edtf for text in ("last month", "the 2 next days")]
        ['2025-05', '2025-06-05/2025-06-06']
    """
    words = scan.words
    place = scan.past(index, "the")
    count = count_at(scan, place) if words[place] not in scan.table.shifts else None
    if count is not None and words[count[1]] in scan.table.shifts:
        place = count[1]
    elif words[place] not in scan.table.shifts:
        return None
    else:
        count = None
    word = words[place]
    shift = scan.table.shifts[word]
    place += 1
    if shift == 0 and scan.table.shifts.get(words[place]):
        word, shift, place = words[place], scan.table.shifts[words[place]], place + 1  # this past Wednesday
        word = "coming" if shift > 0 else word
    if count is None and words[place] not in ("a", "an"):
        count = count_at(scan, place)
        place = count[1] if count else place
    business = words[place] in ("business", "working")
    unit = scan.table.units.get(words[place + business])
    if unit is not None and not count and words[place + business] != unit and words[place + business].endswith("s"):
        return None  # "previous years" are any
    if unit is not None and count and count[0] > 1 and words[place + business] == unit:
        return None  # "13 last minute"
    if unit is not None and word == "past" and count is None and unit in ("week", "month", "year", "decade"):
        return _rolling(unit, setting), place + business + 1
    if unit is not None:
        base = told_day(unit, shift > 0, setting) if scan.table.has("anaphoric", word) else setting.today
        return _units(
            count[0] if count else None, unit, shift, business, evolve(setting, today=base)
        ), place + business + 1
    return None if count or business else _shifted_name(scan, place, word, shift, setting)


def _counted_name(mark: Mark, shift: int, setting: Setting) -> Mark:
    """Return "the following Friday", "the previous May": the nearest one after or before the time told last."""
    unit = "day" if mark.weekday is not None or mark.day is not None or mark.holiday else "month"
    day = told_day(unit, shift > 0, setting)
    return Mark(edtf=UNREAD if day is None else resolved(mark._replace(shift=shift), evolve(setting, today=day)))


def _rolling(unit: str, setting: Setting) -> Mark:
    """Return "the past year": the twelve months before the reference, and not the last year of the calendar."""
    if setting.today is None:
        return Mark(edtf=UNREAD)
    first, last = moved(day_text(setting.today), unit, -1), shifted_day(setting.today, timedelta(days=-1))
    return Mark(edtf=f"{first}/{last}" if first and last else UNREAD)


def _shifted_name(scan: TimeScan, place: int, word: str, shift: int, setting: Setting) -> Marked | None:
    """Read what "last", "this" or "next" says of a weekday, a month, a season, a feast or a part of the day."""
    words, table = scan.words, scan.table
    told = table.has("anaphoric", word) and (setting.told is not None or setting.adrift)
    if words[place] in table.parts_of_day:
        near = evolve(setting, today=told_day("day", shift > 0, setting)) if told else setting
        mark = _from_today(shift, near)
        return (night_of(mark) if table.parts_of_day[words[place]] == "night" else mark), place + 1
    if words[place] == "workweek":
        return Mark(edtf=UNREAD), place + 1
    if words[place] in ("spring", "fall") and words[place - 1] in ("past", "following", "current", "previous"):
        return None
    found = date_at(scan, place, order=setting.order)
    if found is None:
        return None
    mark, stop = found
    if mark.edtf is not None or mark.year is not None:
        return None
    if told:
        return with_part_of_day(scan, _counted_name(mark, shift, setting), stop, setting)
    if mark.weekday is not None and mark.day is None:
        if shift == 0:
            return weekday_of(unit_text("week", setting.today, 0) if setting.today else UNREAD, mark.weekday), stop
        return with_part_of_day(
            scan, mark._replace(shift=2 if word in ("next", "following") else shift, weak=False), stop, setting
        )
    if shift == 0 and (mark.month or mark.code or mark.holiday):
        return mark._replace(year=setting.today.year if setting.today else None, weak=False), stop
    return mark._replace(shift=max(-1, min(shift, 1)), weak=False), stop


def weekday_of(week: str, weekday: int) -> Mark:
    """Return a weekday of a week.

    Examples:
        >>> weekday_of("2025-06-02/2025-06-08", 1).edtf
        '2025-06-03'
    """
    span = read_edtf(week) if week else None
    if span is None or span.earliest is None:
        return Mark(edtf=UNREAD)
    return Mark(edtf=shifted_day(span.earliest, timedelta(days=weekday)))


def _units(count: int | None, unit: str, shift: int, business: bool, setting: Setting) -> Mark:
    """Return so many units before or after the reference, or the one that is named."""
    today = setting.today
    if today is None:
        return Mark(edtf=UNREAD)
    if unit in CLOCK_UNITS:
        return Mark(edtf=_clock_stretch(count or 1, unit, shift, setting))
    if business:
        return Mark(edtf=business_days(today, count or 1, shift) if unit == "day" else UNREAD)
    if count is None:
        return Mark(edtf=unit_text(unit, today, shift))
    if shift == 0:
        return Mark(edtf=UNREAD)
    if unit in ("day", "week", "fortnight"):
        length = IN_DAYS[unit] * count
        first = shifted_day(today, timedelta(days=1 if shift > 0 else -length))
        last = shifted_day(today, timedelta(days=length if shift > 0 else -1))
        return Mark(edtf=first if first == last else f"{first}/{last}" if first and last else UNREAD)
    return Mark(edtf=calendar_stretch(unit, today, count, shift))


def _clock_stretch(count: int, unit: str, shift: int, setting: Setting) -> str:
    """Return the last or next hours, from or to the instant of the reference."""
    if shift == 0 or (setting.now is None and unit != "hour"):
        return UNREAD
    if setting.now is None:
        # The reference is a day: "the past 24 hours" began on the day before it.
        days = [text for text in (_days_off(setting, 0), _days_off(setting, shift * -(-count // 24))) if text]
        return "/".join(sorted(days)) if len(days) == 2 else UNREAD
    other = moved("", unit, shift * count, now=setting.now)
    here = moment_text(setting.now, "second" if unit == "second" else "minute")
    if not other:
        return UNREAD
    return f"{other}/{here}" if shift < 0 else f"{here}/{other}"


def _days_off(setting: Setting, days: int) -> str:
    return UNREAD if setting.today is None else shifted_day(setting.today, timedelta(days=days))


def to_date_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "year to date", "so far this year".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(today=date(2025, 6, 4))
        >>> [to_date_at(time_scan(text), 0, setting)[0].edtf for text in ("year to date", "so far this month")]
        ['2025-01-01/2025-06-04', '2025-06-01/2025-06-04']
    """
    words = scan.words
    if words[index] == "so" and words[index + 1] == "far" and words[index + 2] == "this":
        unit, stop = scan.table.units.get(words[index + 3]), index + 4
    elif words[index + 1] in ("to", "-") and words[index + 2] in ("to", "date"):
        stop = index + 3 + (words[index + 2] == "to") * 2
        unit = scan.table.units.get(words[index]) if words[stop - 1] == "date" else None
    else:
        return None
    if unit not in ("week", "month", "quarter", "year", "decade"):
        return None
    span = read_edtf(unit_text(unit, setting.today, 0)) if setting.today else None
    if span is None or span.earliest is None or setting.today is None:
        return Mark(edtf=UNREAD), stop
    return Mark(edtf=f"{day_text(span.earliest)}/{day_text(setting.today)}"), stop


def beyond_last_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the week before last", "the year after next".

    Examples:
        >>> from datetime import date
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> beyond_last_at(time_scan("the week before last"), 0, Setting(today=date(2025, 6, 4)))[0].edtf
        '2025-05-19/2025-05-25'
    """
    words = scan.words
    if words[index] != "the" or (words[index + 2], words[index + 3]) not in (("before", "last"), ("after", "next")):
        return None
    unit = scan.table.units.get(words[index + 1])
    if unit is None or unit in CLOCK_UNITS:
        return None
    shift = -2 if words[index + 3] == "last" else 2
    return Mark(edtf=UNREAD if setting.today is None else unit_text(unit, setting.today, shift)), index + 4


def weekend_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the weekend", "that weekend": the latest that has begun, or the coming one.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> weekend_at(time_scan("the weekend"), 0, Setting(today=date(2025, 6, 4)))[0].edtf
        '2025-05-31/2025-06-01'
    """
    words = scan.words
    if words[index] not in ("the", "that") or words[index + 1] != "weekend" or words[index + 2] in ("of", "before"):
        return None
    today = setting.today
    if today is None:
        return Mark(edtf=UNREAD), index + 2
    begun = today.weekday() >= 5 or setting.ahead
    return Mark(edtf=unit_text("weekend", today, 0 if begun else -1)), index + 2


def same_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the same night", "that same day", "the same month", against the time that was told before it.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(told=read_edtf("2025-06-01"))
        >>> [same_at(time_scan(text), 0, setting)[0].edtf for text in ("the same night", "that same month")]
        ['2025-06-01/2025-06-02', '2025-06']
    """
    words = scan.words
    place = scan.past(index, "the", "that")
    if words[place] != "same" or (place == index and words[index - 1] != "the"):
        return None
    unit = scan.table.units.get(words[place + 1])
    part = scan.table.parts_of_day.get(words[place + 1])
    if unit is None and part is None:
        return None
    told = setting.told or (read_edtf(day_text(setting.today)) if setting.today and not setting.adrift else None)
    if told is None or told.earliest is None or told.latest is None or unit in CLOCK_UNITS:
        return Mark(edtf=UNREAD), place + 2
    if not fine_enough(told, unit or "day"):
        return Mark(edtf=UNREAD), place + 2
    if part == "night":
        one_day = not isinstance(told.earliest, datetime) and told.earliest == told.latest
        return (night_of(Mark(edtf=told.edtf)) if one_day else Mark(edtf=told.edtf)), place + 2
    first, last = (date(end.year, end.month, end.day) for end in (told.earliest, told.latest))
    texts = [unit_text(unit or "day", end, 0) for end in (first, last)]
    return Mark(edtf=texts[0] if texts[0] == texts[1] else UNREAD), place + 2
