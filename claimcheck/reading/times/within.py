"""Which part of a larger time do "mid-May", "the first Monday of May" or "week 31" name?"""

from datetime import date, timedelta

from claimcheck.reading.times.dates import date_at
from claimcheck.reading.times.edtf import day_text, read_edtf
from claimcheck.reading.times.filling import Setting, resolved
from claimcheck.reading.times.marks import UNREAD, Mark, Marked, ordinal_at
from claimcheck.reading.times.shifts import count_at, shifted_at, weekday_of
from claimcheck.reading.times.stretches import CLOCK_UNITS, feast_weekend, nth_text, shifted_day, unit_text
from claimcheck.reading.times.timewords import TimeScan

__all__ = ["nth_of_at", "part_first_at", "week_number_at", "week_of_at", "week_on_at", "weekday_in_week_at"]


def part_first_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "early June", "mid-May 2025", "the end of the year", "later this week".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> mark, _ = part_first_at(time_scan("mid-May 2025"), 0, Setting())
        >>> mark.part, mark.month, mark.year
        ('mid', 5, 2025)
    """
    words = scan.words
    place = scan.past(index, "the", "very")
    part = scan.table.parts_of_year.get(words[place])
    if part is None:
        return None
    stop = place + 1
    within = words[stop] == "in" and part in ("early", "mid", "late")  # not "end in 2150"
    if (scan.is_dash(stop) and scan.glued(stop)) or words[stop] == "of" or within:
        stop += 1
    elif part in ("start", "end") or index < place:
        return None
    found = shifted_at(scan, stop, setting) if part in ("earlier", "later") else _inner(scan, stop, setting)
    if found is None:
        return None
    mark, after = found
    if mark.part or (mark.day is not None and mark.month is not None):
        return None
    return mark._replace(part=part, weak=False), after


def _inner(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read a time that has parts: "last month", "July 2025", "the year", "2025"."""
    words = scan.words
    found = shifted_at(scan, index, setting)
    if found is not None:
        return found
    place = scan.past(index, "the")
    unit = scan.table.units.get(words[place])
    if unit is not None and (place > index or unit in ("year", "month")) and unit not in CLOCK_UNITS:
        if words[place] == "year" and (scan.digits[place + 1] or scan.digits[place + 2]):
            found = date_at(scan, scan.past(place + 1, "of"), order=setting.order)
            if found is not None and found[0].only_year:
                return found
        return Mark(edtf=UNREAD if setting.today is None else unit_text(unit, setting.today, 0)), place + 1
    return date_at(scan, index, order=setting.order)


def nth_of_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the first Monday of May", "the last week of July", "the first two weeks of 2021", "the 15th day of".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> nth_of_at(time_scan("the first two weeks of 2021"), 0, Setting())[0].edtf
        '2021-01-04/2021-01-17'
    """
    words, table = scan.words, scan.table
    place = scan.past(index, "the")
    if words[place] == "last":
        nth, place = -1, place + 1
    else:
        ordinal = ordinal_at(scan, place)
        if ordinal is None:
            return None
        nth, place = ordinal
    count = count_at(scan, place)
    if count is not None:
        place = count[1]
    weekday = table.weekdays.get(words[place])
    unit = "half" if words[place] == "half" else table.units.get(words[place])
    known = weekday is not None or unit in ("day", "week", "weekend", "month", "quarter", "half")
    if not known or words[place + 1] not in ("of", "in"):
        return None
    inner = _inner(scan, place + 2, setting)
    if inner is None:
        return None
    mark, stop = inner
    whole = resolved(mark, setting)
    if not whole:
        return Mark(edtf=UNREAD), stop
    return Mark(edtf=nth_text(whole, nth, count[0] if count else 1, unit, weekday)), stop


def week_number_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "week 31 of 2018", "2018-W31", and "week 31" of the year of the reference.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> week_number_at(time_scan("2018-W31"), 0, Setting())[0].edtf
        '2018-07-30/2018-08-05'
    """
    words = scan.words
    place = scan.past(index, "the")
    year: int | None = None
    if scan.digits[place] and len(words[place]) == 4 and words[place + 1] == "-" and words[place + 2] == "w":
        if not (scan.glued(place + 1) and scan.glued(place + 2) and scan.glued(place + 3)):
            return None
        year, place = int(words[place]) if words[place].isdecimal() else 0, place + 2
    elif words[place] != "week":
        return None
    run = words[place + 1]
    if not scan.digits[place + 1] or not run.isdecimal() or len(run) > 2:
        return None
    stop = place + 2
    if year is None and words[stop] in ("of", ",", "in"):
        found = date_at(scan, stop + 1)
        if found is not None and found[0].only_year and found[0].edtf is None:
            year, stop = found[0].year, found[1]
    if year is None:
        year = setting.today.year if setting.today else None
    try:
        monday = date.fromisocalendar(year or 0, int(run), 1)
        return Mark(edtf=f"{day_text(monday)}/{day_text(monday + timedelta(days=6))}"), stop
    except (ValueError, OverflowError):
        return Mark(edtf=UNREAD), stop


def weekday_in_week_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "Tuesday of last week", "next week Wednesday".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> weekday_in_week_at(time_scan("next week Wednesday"), 0, Setting(today=date(2025, 6, 4)))[0].edtf
        '2025-06-11'
    """
    words, table = scan.words, scan.table
    weekday = table.weekdays.get(words[index])
    if weekday is not None and words[index + 1] in ("of", "in"):
        week = shifted_at(scan, index + 2, setting)
        if week is not None and table.units.get(words[week[1] - 1]) == "week":
            return weekday_of(week[0].edtf or UNREAD, weekday), week[1]
    if words[index] in table.shifts and words[index + 1] == "week":
        place = scan.past(scan.hop(scan.past(index + 2, ",")), "on")
        weekday = table.weekdays.get(words[place])
        week = shifted_at(scan, index, setting)
        if weekday is not None and week is not None:
            return weekday_of(week[0].edtf or UNREAD, weekday), place + 1
    return None


def week_on_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "Friday week", "tomorrow fortnight", "a week on Friday": so far after the coming one.

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> setting = Setting(today=date(2025, 6, 4))  # a Wednesday
        >>> [week_on_at(time_scan(text), 0, setting)[0].edtf for text in ("Friday week", "a fortnight on Friday")]
        ['2025-06-13', '2025-06-20']
        >>> week_on_at(time_scan("once a week on Friday"), 1, setting)
    """
    words, table = scan.words, scan.table
    place, count = index, 1
    counted = count_at(scan, index)
    if counted is not None:
        count, named = counted[0], counted[1] + 2
        unit, stop = words[counted[1]], named + 1
        if words[counted[1] + 1] != "on" or table.has("repeating", words[index - 1] if index else ""):
            return None
        place = named
    else:
        unit, stop = words[index + 1], index + 2
        if index in scan.possessive or scan.digits[stop] or scan.is_dash(stop) or words[stop] in ("of", "after"):
            return None
    days = {"week": 7, "weeks": 7, "fortnight": 14, "fortnights": 14}.get(unit)
    weekday, away = table.weekdays.get(words[place]), table.days_from_today.get(words[place])
    if days is None or (unit.endswith("s") and counted is None) or (weekday is None and (away is None or counted)):
        return None
    if setting.today is None:
        return Mark(edtf=UNREAD), stop
    away = (weekday - setting.today.weekday()) % 7 if weekday is not None else away or 0
    return Mark(edtf=shifted_day(setting.today, timedelta(days=away + days * count))), stop


def week_of_at(scan: TimeScan, index: int, setting: Setting) -> Marked | None:
    """Read "the week of 18 June", "the week beginning February 4", "the weekend of 7 June".

    Examples:
        >>> from claimcheck.reading.times.timewords import time_scan
        >>> week_of_at(time_scan("the week of 18 June 2025"), 0, Setting())[0].edtf
        '2025-06-16/2025-06-22'
    """
    words = scan.words
    place = scan.past(index, "the")
    unit = words[place]
    if unit not in ("week", "weekend") or (place == index and unit == "week"):
        return None
    if words[place + 1] == "of":
        inner = scan.past(place + 2, "the")
    elif words[place + 1] in ("beginning", "starting", "commencing") or (
        words[place + 1] in ("ending", "ended") and unit == "week"
    ):
        inner = scan.past(place + 2, "on")
    else:
        return None
    found = date_at(scan, inner, order=setting.order)
    if found is None and (ordinal := ordinal_at(scan, inner)) is not None:
        found = Mark(day=ordinal[0]), ordinal[1]
    if found is None:
        return None
    text = resolved(found[0], setting)
    if found[0].holiday is not None and unit == "weekend":
        return Mark(edtf=feast_weekend(text)), found[1]
    span = read_edtf(text) if text else None
    if span is None or span.precision != "day" or span.earliest is None:
        return Mark(edtf=UNREAD), found[1]
    if words[place + 1].startswith("end"):
        first = shifted_day(span.earliest, timedelta(days=-6))
        return Mark(edtf=f"{first}/{text}" if first else UNREAD), found[1]
    return Mark(edtf=unit_text(unit, span.earliest, 0)), found[1]
