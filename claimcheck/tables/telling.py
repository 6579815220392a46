"""Flags as the columns that a reader sees: words for codes, and a reason wherever one is due."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claimcheck.tables.reading import Claims, exact, plain_quantity
from claimcheck.tables.rows import Bools, Flags, Form, Ints, Kind, Outcome, Wide
from claimcheck.tables.spec import ADDED

__all__ = ["tell"]

UNATTRIBUTED: Final = "unattributed"

_OUTCOMES: Final = {
    Outcome.NONE: None,
    Outcome.CONTRADICTS: "contradicts",
    Outcome.BOUNDARY: "contradicts",
    Outcome.ESTIMATE_SPREAD: "estimate_spread",
    Outcome.UNDETERMINED_VALUE: "undetermined",
    Outcome.PROGRESSION: "progression",
    Outcome.UNDETERMINED_CUTOFF: "undetermined",
    Outcome.EXCLUSIVE: "contradicts",
}
_SAID: Final = {
    Outcome.ESTIMATE_SPREAD: ("estimates that lie near each other: ", ""),
    Outcome.UNDETERMINED_VALUE: ("an estimate near a firm figure: ", ""),
    Outcome.EXCLUSIVE: ("the values exclude each other: ", ""),
}
_FIGURES: Final = {Form.COUNT: "figures", Form.SHARE: "shares"}
_LEFT_OUT: Final = ", but only by an end that one of them leaves out"


def tell(claims: Claims, flags: Flags, reasons: dict[int, str]) -> dict[str, Any]:
    """Return the columns to be added, by their plain names, as arrays of Arrow.

    *reasons* holds those of rows that the plain objects decided. A reason stands where a row is held against another
    or could not be read.
    """
    unread = (flags.kinds & Kind.UNREAD) > 0
    places = np.flatnonzero((flags.against >= 0) & ~unread)
    outcome = pa.DictionaryArray.from_arrays(
        pa.array(np.where(flags.outcome > 0, flags.outcome, 0).astype(np.int8), mask=flags.outcome == 0),
        pa.array(["" if word is None else word for word in _OUTCOMES.values()]),
    )
    columns = {
        "status": _status(flags),
        "contested": pa.array((flags.kinds & Kind.CONTESTED) > 0, mask=unread),
        "outcome": _plainly(outcome),
        "against": _against(claims, flags),
        "reason": _reasons(claims, flags, places, reasons),
        "gap": pa.array(flags.gap, mask=np.isnan(flags.gap)),
        "position": _positions(claims, flags),
        "origins": pa.array(flags.origins, mask=unread),
    }
    return {name: columns[name] for name in ADDED}


def _plainly(coded: Any) -> Any:
    """A dictionary array in which no word stands twice."""
    return pc.dictionary_encode(coded.cast(pa.string())) if len(coded) else coded


def _status(flags: Flags) -> Any:
    """The kinds of findings of each row, as words in a fixed order with a space between them."""
    used, codes = np.unique(flags.kinds, return_inverse=True)
    words = [" ".join(kind.name.lower() for kind in Kind if kind.name and kinds & kind) for kinds in used.tolist()]
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int16)), pa.array(words, pa.string()))


def _against(claims: Claims, flags: Flags) -> Any:
    """By whom each row is disputed, or from whom it differs."""
    if claims.spelling is not None:
        return _against_spelled(claims, claims.spelling, flags)
    other = np.where(flags.against >= 0, claims.rows.party[flags.against], -1)
    codes = np.where(other < 0, len(claims.parties), other).astype(np.int32)
    names = pa.array([*claims.parties, UNATTRIBUTED], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=flags.against < 0), names)


def _against_spelled(claims: Claims, spelling: Ints, flags: Flags) -> Any:
    """The same where one party is spelled in several ways: as the first spelling by name in the row's own topic.

    So nothing depends on what other topics a table holds beside it.
    """
    rows = claims.rows
    order = np.lexsort((spelling, rows.party, rows.topic))
    fresh = np.ones(len(order), np.bool_)
    topic, party = rows.topic[order], rows.party[order]
    np.logical_or(topic[1:] != topic[:-1], party[1:] != party[:-1], out=fresh[1:])
    first = np.empty(len(order), np.int32)
    first[order] = spelling[order[fresh]][np.cumsum(fresh) - 1]
    other = np.where(flags.against >= 0, first[flags.against], -1)
    codes = np.where(other < 0, len(claims.spellings), other).astype(np.int32)
    names = pa.array([*claims.spellings, UNATTRIBUTED], pa.string())
    return _plainly(pa.DictionaryArray.from_arrays(pa.array(codes, mask=flags.against < 0), names))


def _positions(claims: Claims, flags: Flags) -> Any:
    """The positions that each row meets, counted from 1 along its topic, and of how many."""
    has = flags.first >= 0
    topic = claims.rows.topic
    total = np.zeros(int(topic.max(initial=-1)) + 2, np.int64)  # the last one is for rows of no topic
    np.maximum.at(total, topic[has], flags.last[has] + 1)
    of = np.where(has, total[topic], 0)
    span = int(of.max(initial=0)) + 1
    key = (flags.first.astype(np.int64) * span + flags.last) * span + of
    coded = pc.dictionary_encode(pa.array(key, mask=~has))
    words = []
    for one in coded.dictionary.to_pylist():
        rest, count = divmod(one, span)
        first, last = divmod(rest, span)
        words.append(f"{first + 1} of {count}" if first == last else f"{first + 1}-{last + 1} of {count}")
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(words, pa.string()))


def _reasons(claims: Claims, flags: Flags, places: Wide, told: dict[int, str]) -> Any:
    """The reason of each row, null where none is due."""
    count = len(flags.kinds)
    others = flags.against[places]
    both = _texts(claims, np.concatenate((places, others)))
    mine, theirs = both.slice(0, len(places)), both.slice(len(places))
    before, after = _around(claims, flags, places)
    if claims.moments and claims.moment is not None:
        mine, theirs = _dated(claims, flags, places, mine), _dated(claims, flags, places, theirs, others)
    text = pc.binary_join_element_wise(before, mine, " / ", theirs, after, "")
    apart = {one.row: f"{one.column}: {one.message}" for one in reversed(claims.bad)} | told
    if apart:
        keep = np.isin(places, np.fromiter(told, np.int64, len(told)), invert=True)
        text = pa.concat_arrays([text.filter(pa.array(keep)), pa.array(list(apart.values()), pa.string())])
        places = np.concatenate((places[keep], np.fromiter(apart, np.int64, len(apart))))
    where = np.full(count, -1, np.int32)
    where[places] = np.arange(len(places), dtype=np.int32)
    if len(places) == count and (where == np.arange(count)).all():
        return text
    return text.take(pa.array(where, mask=where < 0))


def _around(claims: Claims, flags: Flags, places: Wide) -> tuple[Any, Any]:
    """The words before and after the two figures of a reason."""
    before, after = [], []
    for outcome in Outcome:
        for form in Form:
            what = _FIGURES.get(form, "values")
            first, last = _SAID.get(outcome, (f"{what} that cannot both be right: ", ""))
            if outcome is Outcome.PROGRESSION:
                first = "the count rose: "
            elif outcome is Outcome.UNDETERMINED_CUTOFF:
                first, last = "a rising toll or a dispute: ", "; give both a `cutoff:`"
            elif outcome is Outcome.BOUNDARY:
                last = _LEFT_OUT
            before.append(first)
            after.append(last)
    code = flags.outcome[places].astype(np.int32) * len(Form) + claims.rows.form[places]
    codes = pa.array(code)
    return pa.array(before, pa.string()).take(codes), pa.array(after, pa.string()).take(codes)


def _dated(claims: Claims, flags: Flags, places: Wide, texts: Any, rows: Any = None) -> Any:
    """Figures with the time by which they were counted, where the times decide."""
    rows = places if rows is None else rows
    rising = np.isin(flags.outcome[places], (Outcome.PROGRESSION, Outcome.UNDETERMINED_CUTOFF))
    if claims.moment is None or not rising.any():
        return texts
    words = pa.array(["" if one is None else f" by {one.edtf}" for one in claims.moments], pa.string())
    codes = np.where(rising, claims.moment[rows], len(claims.moments) - 1)
    return pc.binary_join_element_wise(texts, words.take(pa.array(codes)), "")


def _texts(claims: Claims, rows: Wide) -> Any:
    """How the figures of these rows are shown."""
    cell = claims.cell[rows]
    if (cell >= 0).all():
        return claims.texts.take(pa.array(cell))
    number = np.flatnonzero(cell < 0)
    numbers = _numbers(claims, rows[number])
    if len(number) == len(rows):
        return numbers
    where = np.empty(len(rows), np.int64)
    where[number] = np.arange(len(number))
    where[cell >= 0] = len(number) + np.arange(len(rows) - len(number))
    return pa.concat_arrays([numbers, claims.texts.take(pa.array(cell[cell >= 0]))]).take(pa.array(where))


_THOUSAND: Final = 1000


def _numbers(claims: Claims, rows: Wide) -> Any:
    """Plain numbers as people write them, with a comma before every third digit."""
    low, high, ends = claims.low[rows], claims.high[rows], claims.rows.ends[rows]
    plain = (low == high) & (ends == 0) & (low == np.rint(low)) & (low >= 0) & (low < _THOUSAND**2)
    short = np.where(plain, low, 0).astype(np.int64)
    small = pa.array([str(number) for number in range(_THOUSAND)])
    filled = pa.array([f",{number:03d}" for number in range(_THOUSAND)] + [""])
    thousands, rest = np.divmod(short, _THOUSAND)
    head = small.take(pa.array(np.where(thousands > 0, thousands, rest)))
    tail = filled.take(pa.array(np.where(thousands > 0, rest, _THOUSAND)))
    text = pc.binary_join_element_wise(head, tail, "")
    return text if plain.all() else _others(claims, rows, text, plain)


def _others(claims: Claims, rows: Wide, text: Any, plain: Bools) -> Any:
    """The texts with those of large and broken numbers, and of ranges, put in: each distinct one is written once."""
    odd = np.flatnonzero(~plain)
    held = np.stack((claims.low[rows[odd]], claims.high[rows[odd]], claims.rows.ends[rows[odd]].astype(np.float64)))
    distinct, which = np.unique(held, axis=1, return_inverse=True)
    written = [_written(*column) for column in distinct.T.tolist()]
    where = np.arange(len(rows))
    where[odd] = len(rows) + which.reshape(-1)
    return pa.concat_arrays([text, pa.array(written, pa.string())]).take(pa.array(where))


def _written(low: float, high: float, ends: float) -> str:
    if low == high and not ends:
        number = exact(low)
        return f"{number:,}" if isinstance(number, int) else f"{low:,}"
    return str(plain_quantity(low, high, int(ends)))
