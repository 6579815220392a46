"""Flags as the columns that a reader sees: words for codes, and a reason wherever one is due."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claimcheck.quantity import Bound, Quantity
from claimcheck.tables.figures import shown_number
from claimcheck.tables.reading import Claims
from claimcheck.tables.rows import Bools, End, Flags, Floats, Ints, Kind, Outcome, Statistic, Wide, has

__all__ = ["STRENGTH", "tell_flags", "tell_words"]

STRENGTH: Final = (
    Kind.UNREAD,
    Kind.CONTESTED,
    Kind.DISPUTED_BY_UNATTRIBUTED,
    Kind.INCONSISTENT,
    Kind.UNATTRIBUTED,
    Kind.CORROBORATED,
    Kind.UNCORROBORATED,
)
"""Which kind of finding speaks for a row of which there are several."""

_UNATTRIBUTED: Final = "(unattributed)"

_OUTCOMES: Final = {
    Outcome.NONE: None,
    Outcome.CONTRADICTS: "contradicts",
    Outcome.BOUNDARY: "contradicts",
    Outcome.ESTIMATE_SPREAD: "estimate_spread",
    Outcome.UNDETERMINED_VALUE: "undetermined",
    Outcome.PROGRESSION: "progression",
    Outcome.UNDETERMINED_CUTOFF: "undetermined",
    Outcome.EXCLUSIVE: "contradicts",
    Outcome.FELL: "contradicts",
}
_SAID: Final = {
    Outcome.ESTIMATE_SPREAD: ("estimates that lie near each other: ", ""),
    Outcome.UNDETERMINED_VALUE: ("an estimate near a firm figure: ", ""),
    Outcome.EXCLUSIVE: ("the values exclude each other: ", ""),
}
_FIGURES: Final = {
    Statistic.COUNT: "figures",
    Statistic.SHARE: "shares",
    Statistic.TOTAL: "totals",
    Statistic.WORD: "values",
}
_BY_TIME: Final = (Outcome.PROGRESSION, Outcome.UNDETERMINED_CUTOFF, Outcome.FELL)
_LEFT_OUT: Final = ", but only by an end that one of them leaves out"


def tell_words(claims: Claims, flags: Flags, reasons: dict[int, str]) -> dict[str, Any]:
    """Return the columns that say whom each row is held against and why, as arrays of Arrow by their plain names.

    *reasons* holds those of rows that the plain objects decided. A reason stands where a row is held against another
    or could not be read.
    """
    return {"reason": _reasons(claims, flags, reasons), "against": _against(claims, flags)}


def tell_flags(flags: Flags) -> dict[str, Any]:
    """Return the columns that flags alone give, as arrays of Arrow by their plain names; numbers are not copied."""
    unread = (flags.kinds & Kind.UNREAD) > 0
    return {
        "status": _status(flags),
        "contested": pa.array((flags.kinds & Kind.CONTESTED) > 0, mask=unread),
        "outcome": _outcome(flags),
        "gap": _shared(flags.gap, pa.float64(), np.isnan(flags.gap)),
        "position": _positions(flags),
        "origins": _shared(flags.origins, pa.int32(), unread),
    }


def _shared(values: Floats | Ints, kind: Any, gone: Bools) -> Any:
    """An array as a column of Arrow that uses the same memory, null where *gone*."""
    known = np.packbits(~gone, bitorder="little")
    return pa.Array.from_buffers(kind, len(values), [pa.py_buffer(known), pa.py_buffer(values)])


def _outcome(flags: Flags) -> Any:
    """The outcome of each row as the word that ``compare`` has for it."""
    used = {Outcome(outcome) for outcome in np.flatnonzero(np.bincount(flags.outcome, minlength=1)).tolist()}
    words = sorted({word for outcome, word in _OUTCOMES.items() if word is not None and outcome in used})
    number = [words.index(word) if word in words else -1 for word in _OUTCOMES.values()]
    code = np.array(number, np.int8)[flags.outcome]
    return pa.DictionaryArray.from_arrays(pa.array(code, mask=code < 0), pa.array(words, pa.string()))


def _status(flags: Flags) -> Any:
    """What is found of each row, in one word: the strongest of its kinds of findings."""
    found = np.bincount(flags.kinds, minlength=256)
    strongest = {
        kinds: next(kind for kind in STRENGTH if kinds & kind) for kinds in np.flatnonzero(found).tolist() if kinds
    }
    used = [kind for kind in STRENGTH if kind in strongest.values()]
    code = np.full(256, -1, np.int8)
    for kinds, kind in strongest.items():
        code[kinds] = used.index(kind)
    words = pa.array([str(kind.name).lower() for kind in used], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(code[flags.kinds], mask=flags.kinds == 0), words)


def _against(claims: Claims, flags: Flags) -> Any:
    """By whom each row is disputed, or from whom it differs."""
    other, known = claims.rows.party, list(claims.parties)
    if claims.spelling is not None:
        other, known = _spelled(claims, claims.spelling), list(claims.spellings)
    held = flags.against >= 0
    codes = other[flags.against]  # -1, the last of all places below, is nobody; those not held are masked
    is_used = np.zeros(len(known) + 1, np.bool_)
    is_used[codes[held]] = True
    used = np.flatnonzero(is_used)
    place = np.full(len(known) + 1, -1, np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    names = pa.array([*known, _UNATTRIBUTED], pa.string()).take(pa.array(used))
    found = pa.DictionaryArray.from_arrays(_shared(place[codes], pa.int32(), ~held), names)
    return pc.dictionary_encode(found.cast(pa.string())) if _UNATTRIBUTED in known else found


def _spelled(claims: Claims, spelling: Ints) -> Ints:
    """For each row the spelling of its party: where there are several, the first by name in the row's own topic.

    So nothing depends on what other topics a table holds beside it.
    """
    rows = claims.rows
    order = np.lexsort((spelling, rows.party, rows.topic))
    fresh = np.ones(len(order), np.bool_)
    topic, party = rows.topic[order], rows.party[order]
    np.logical_or(topic[1:] != topic[:-1], party[1:] != party[:-1], out=fresh[1:])
    first = np.empty(len(order), np.int32)
    first[order] = spelling[order[fresh]][np.cumsum(fresh) - 1]
    return first


def _positions(flags: Flags) -> Any:
    """The positions that each row meets, counted from 1 along its topic, and of how many."""
    has = flags.first >= 0
    span = int(flags.positions.max(initial=0)) + 1
    key = (flags.first.astype(np.int64) * span + flags.last) * span + flags.positions
    coded = pc.dictionary_encode(pa.array(key, mask=~has))
    words = []
    for one in coded.dictionary.to_pylist():
        rest, count = divmod(one, span)
        first, last = divmod(rest, span)
        words.append(f"{first + 1} of {count}" if first == last else f"{first + 1}-{last + 1} of {count}")
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(words, pa.string()))


def _reasons(claims: Claims, flags: Flags, told: dict[int, str]) -> Any:
    """The reason of each row, null where none is due: piece by piece, so that little is held at once."""
    apart = {one.row: f"{one.column}: {one.message}" for one in reversed(claims.bad)} | told
    rows = np.array(sorted(apart), np.int64)
    pieces = []
    for first in range(0, len(flags.kinds), _PIECE):
        last = min(first + _PIECE, len(flags.kinds))
        here = rows[np.searchsorted(rows, first) : np.searchsorted(rows, last)]
        due = flags.against[first:last] >= 0
        due[here - first] = False
        places = np.flatnonzero(due) + first
        text = _sentences(claims, flags, places)
        if len(here):
            text = pa.concat_arrays([text, pa.array([apart[row] for row in here.tolist()], pa.string())])
            places = np.concatenate((places, here))
            text = text.take(pa.array(np.argsort(places)))
            due[here - first] = True
        pieces.append(_spread(text, due))
        pa.default_memory_pool().release_unused()
    return pa.chunked_array(pieces, pa.string())


def _spread(text: Any, due: Bools) -> Any:
    """The texts at the rows where one is due, in their order, and null at the others; the texts are not copied."""
    if not len(text):
        return pa.nulls(len(due), pa.string())
    _, starts, letters = text.buffers()
    ends = np.frombuffer(starts, np.int32, len(text) + 1, text.offset * 4)
    offsets = ends[np.concatenate(([0], np.cumsum(due)))]
    known = np.packbits(due, bitorder="little")
    return pa.Array.from_buffers(pa.string(), len(due), [pa.py_buffer(known), pa.py_buffer(offsets), letters])


def _sentences(claims: Claims, flags: Flags, places: Wide) -> Any:
    """The reasons of rows that are held against others."""
    others = flags.against[places]
    both = _texts(claims, np.concatenate((places, others)))
    mine, theirs = both.slice(0, len(places)), both.slice(len(places))
    before, after = _around(flags, places)
    by_time = np.isin(flags.outcome[places], _BY_TIME)
    if not by_time.any():
        return pc.binary_join_element_wise(before, mine, " / ", theirs, after, "")
    first, second, between = _in_time(claims, places, others, by_time, mine, theirs)
    return pc.binary_join_element_wise(before, first, between, second, after, "")


def _around(flags: Flags, places: Wide) -> tuple[Any, Any]:
    """The words before and after the two figures of a reason."""
    before, after = [], []
    for outcome in Outcome:
        for what in _FIGURES.values():
            first, last = _SAID.get(outcome, (f"{what} that cannot both be right: ", ""))
            if outcome is Outcome.PROGRESSION:
                first = "the count rose: "
            elif outcome is Outcome.FELL:
                first = "the later count is lower: "
            elif outcome is Outcome.UNDETERMINED_CUTOFF:
                first, last = "a rising toll or a dispute: ", "; give both a `cutoff`"
            elif outcome is Outcome.BOUNDARY:
                last = _LEFT_OUT
            before.append(first)
            after.append(last)
    code = flags.outcome[places].astype(np.int32) * len(_FIGURES) + flags.statistic[places]
    if len(code) and (code == code[0]).all():
        return pa.scalar(before[code[0]]), pa.scalar(after[code[0]])
    codes = pa.array(code)
    ending = pa.scalar("") if not any(after[one] for one in np.unique(code).tolist()) else None
    return pa.array(before, pa.string()).take(codes), ending or pa.array(after, pa.string()).take(codes)


def _in_time(
    claims: Claims, places: Wide, others: Ints, by_time: Bools, mine: Any, theirs: Any
) -> tuple[Any, Any, Any]:
    """Two figures with the times by which they were counted, the earlier first, where times decide."""
    if claims.moment is None or claims.rows.begin is None or claims.rows.end is None:
        return mine, theirs, " / "
    words = pa.array(["" if one is None else f" by {one.edtf}" for one in claims.moments], pa.string())
    undated = len(claims.moments) - 1
    dated = [
        pc.binary_join_element_wise(text, words.take(pa.array(np.where(by_time, claims.moment[rows], undated))), "")
        for text, rows in ((mine, places), (theirs, others))
    ]
    later = pa.array(by_time & (claims.rows.begin[places] >= claims.rows.end[others]))
    first, second = pc.if_else(later, dated[1], dated[0]), pc.if_else(later, dated[0], dated[1])
    return first, second, pc.if_else(pa.array(by_time), ", ", " / ")


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


_PIECE: Final = 2**15
_THOUSAND: Final = 1000
_SMALL: Final = pa.array([str(number) for number in range(_THOUSAND)])
_FILLED: Final = pa.array([*(f",{number:03d}" for number in range(_THOUSAND)), ""])
_BOUNDS: Final = (
    (End(0), "both", Quantity(low=7, high=7)),
    (End.LOW_SOFT | End.HIGH_SOFT, "both", Quantity(low=7, high=7, bound=Bound.ESTIMATE)),
    (End(0), "low", Quantity(low=7)),
    (End(0), "high", Quantity(high=7)),
    (End.LOW_LEFT_OUT, "low", Quantity(low=7, low_open=True)),
    (End.LOW_OPEN, "low", Quantity(low=7, low_open=True)),
    (End.HIGH_LEFT_OUT, "high", Quantity(high=7, high_open=True)),
    (End.HIGH_OPEN, "high", Quantity(high=7, high_open=True)),
)
"""Figures with one end: their flags, which end it is, and one such figure for the words before its number."""
_BEFORE: Final = pa.array([str(figure).removesuffix("7") for *_, figure in _BOUNDS])


def _numbers(claims: Claims, rows: Wide) -> Any:
    """Plain numbers as people write them, with a comma before every third digit, and their bounds before them."""
    low, high, ends = claims.rows.low[rows], claims.rows.high[rows], claims.rows.ends[rows]
    kind = np.full(len(rows), len(_BOUNDS), np.int8)
    number = np.where(np.isfinite(low), low, high)
    for code, (flag, which, _) in enumerate(_BOUNDS):
        alone = low == high if which == "both" else np.isinf(high if which == "low" else low)
        kind[(ends == flag) & alone & np.isfinite(number)] = code
    number = number - (has(ends, End.LOW_LEFT_OUT)) + (has(ends, End.HIGH_LEFT_OUT))
    plain = (kind < len(_BOUNDS)) & (number == np.rint(number)) & (number >= 0) & (number < _THOUSAND**2)
    thousands, rest = np.divmod(np.where(plain, number, 0).astype(np.int64), _THOUSAND)
    head = _SMALL.take(pa.array(np.where(thousands > 0, thousands, rest)))
    tail = _FILLED.take(pa.array(np.where(thousands > 0, rest, _THOUSAND)))
    if (kind == 0).all():
        text = pc.binary_join_element_wise(head, tail, "")
    else:
        before = _BEFORE.take(pa.array(np.where(plain, kind, 0)))
        text = pc.binary_join_element_wise(before, head, tail, "")
    return text if plain.all() else _others(claims, rows, text, plain)


def _others(claims: Claims, rows: Wide, text: Any, plain: Bools) -> Any:
    """The texts with those of large and broken numbers, and of ranges, put in: each distinct one is written once."""
    odd = np.flatnonzero(~plain)
    at, figures = rows[odd], claims.rows
    held = np.stack((figures.low[at], figures.high[at], figures.ends[at].astype(np.float64)))
    distinct, which = np.unique(held, axis=1, return_inverse=True)
    written = [shown_number(*column) for column in distinct.T.tolist()]
    where = np.arange(len(rows))
    where[odd] = len(rows) + which.reshape(-1)
    return pa.concat_arrays([text, pa.array(written, pa.string())]).take(pa.array(where))
