"""A table of claims as columns of who says what of what; rows that need a decision are read as plain objects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray

from claimcheck.comparing.values import Range
from claimcheck.errors import Problem
from claimcheck.fusion.shards.acts import Acts, in_order
from claimcheck.fusion.shards.arrays import Bools, Ints, Places
from claimcheck.fusion.told import name_of
from claimcheck.tables.claims import Reading
from claimcheck.tables.fusing import FrameSpec, cells_of, labels_of, text_of

__all__ = ["Heard", "Saying", "heard_by_engine", "heard_together", "is_flat", "read_acts"]

_MANY: Final = 1 << 26
"""Pairs of topics and parties up to which they are counted in a table."""


@frozen(eq=False, kw_only=True)
class Saying:
    """What a table says, in columns.

    Attributes:
        acts: Who says what of what; None where there are problems, or plain objects are needed.
        mixing: The topics that have both counts of so many and percentages, which are held against each other.
        heard: What is told of its parties and rows beside.
        topic: The topic of each row; -1 for those that are left out.
        party: Its party.
        value: Its value.
    """

    acts: Acts | None
    mixing: Sequence[str]
    heard: "Heard"
    topic: Places
    party: Places
    value: Places


@frozen
class Heard:
    """What a table, or a part of it, tells beside who says what.

    Attributes:
        group_of: The group of each party that has one.
        problems: What is wrong, by row.
        left_out: The rows that later ones replace.
        with_unit: The topics whose names end in their unit.
        in_brackets: Other topics whose names end so that they could.
        is_any: Whether it has any rows.
    """

    group_of: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()
    with_unit: frozenset[str] = frozenset()
    in_brackets: frozenset[str] = frozenset()
    is_any: bool = True


def heard_by_engine(saying: Saying) -> Heard:
    """Return what a part of a table tells, where nothing but columns can be weighed."""
    reason = "it has both counts of so many and percentages, which are held against each other in process only"
    return evolve(saying.heard, problems=(*saying.heard.problems, *(Problem(topic, reason) for topic in saying.mixing)))


def heard_together(parts: Sequence[Heard], spec: FrameSpec) -> Heard:
    """Return what all parts of a table tell, rows in their order; a party that is of two groups is a problem."""
    group_of: dict[str, str] = {}
    problems = [problem for one in parts for problem in one.problems]
    for one in parts:
        for party, group in one.group_of.items():
            if group_of.setdefault(party, group) != group:
                both = " and of ".join(map(repr, sorted({group, group_of[party]})))
                problems.append(Problem(str(spec.control_group), f"{party!r} is of {both}"))
    left_out = [problem for one in parts for problem in one.left_out]
    with_unit, in_brackets = (
        frozenset(name for one in parts for name in getattr(one, kind)) for kind in ("with_unit", "in_brackets")
    )
    problems += [Problem(name, _TWO_TOPICS) for name in sorted(with_unit & in_brackets)]
    return Heard(
        group_of,
        tuple(sorted(problems, key=_by_row)),
        tuple(sorted(left_out, key=_by_row)),
        is_any=bool(parts),
    )


_TWO_TOPICS: Final = "two topics have this name, one of them with its unit; rename one, or leave engine out"


def _by_row(problem: Problem) -> tuple[int, str]:
    """In the order of rows, as "row 9" and "row 10" are named."""
    return len(problem.where), problem.where


def read_acts(table: Any, spec: FrameSpec, where: Callable[[int], str], *, by_engine: bool = False) -> Saying:
    """Return what the rows of a ``pyarrow.Table`` say, as ``read_frame`` does in plain objects.

    Args:
        table: The table, with the columns of *spec*.
        spec: Which columns say what.
        where: What to call a row by its place.
        by_engine: Whether it is a part of a table only, whose topics may go by a name that another part has as well.
    """
    reader = Reading(spec)
    party, parties = _words(table.column(spec.party))
    columns = [_words(table.column(name)) for name in spec.topic]
    value, values, unit, units = _values(table, spec, reader)
    topic, topics = _topics(columns, unit, units)
    is_good = (party >= 0) & (topic >= 0) & (value >= 0)
    group_of, is_open = _groups(table, spec, party, parties)
    is_open |= ~is_good
    if spec.asserted is not None:
        is_open |= _has_bad_times(table.column(spec.asserted), reader)
    is_open |= _is_mixed(topic, value, values, len(topics), is_good)
    is_open |= _is_twofold(topic, party, value, len(topics), len(parties), is_good)
    kept = np.ones(table.num_rows, np.bool_)
    problems: Sequence[Problem] = ()
    left_out: Sequence[Problem] = ()
    if is_open.any():
        rows = np.flatnonzero(is_open)
        problems, left_out, dropped = _decided(table, spec, rows, where)
        kept[rows[dropped]] = False
    acts = None
    mixing = _meeting_shares(table, spec, reader, columns)
    if not problems and not mixing:
        acts = _acts(topic[kept], party[kept], value[kept], topics, parties, values)
        topic = np.where(kept, topic, -1).astype(np.int32)
    return Saying(
        acts=acts,
        mixing=mixing,
        heard=Heard(group_of, tuple(problems), tuple(left_out), *(_alike(topics, topic, unit) if by_engine else ())),
        topic=topic,
        party=party,
        value=value,
    )


def _decided(
    table: Any, spec: FrameSpec, rows: Ints, where: Callable[[int], str]
) -> tuple[Sequence[Problem], Sequence[Problem], Bools]:
    """What is wrong with these rows, which are replaced, and of each whether it is."""
    held = table.take(pa.array(rows))
    named = [where(row) for row in rows.tolist()]
    cells = {name: cells_of(held.column(name)) for name in dict.fromkeys(spec.columns)}
    reading = Reading(spec)
    reading.read(cells, named)
    said = {one.where for one in reading.said()}
    return reading.problems, reading.left_out, np.array([name not in said for name in named], np.bool_)


def _coded(column: Any) -> tuple[Places, list[Any]]:
    """The cells of a column by numbers, -1 for those that are missing, and what the numbers stand for."""
    codes, kinds = _kinds(column)
    return codes, cells_of(kinds)


def _kinds(column: Any) -> tuple[Places, Any]:
    """The same, with what the numbers stand for as Arrow has it."""
    held = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(held, pa.ChunkedArray):  # an empty one
        held = pa.concat_arrays(held.chunks) if held.num_chunks else pa.array([], held.type)
    if pa.types.is_null(held.type):
        return np.full(len(held), -1, np.int32), held.slice(0, 0)
    if pa.types.is_dictionary(held.type):  # which may have words that stand nowhere, or twice
        held = held.cast(held.type.value_type)
    held = held.dictionary_encode()
    codes = held.indices if not held.indices.null_count else held.indices.fill_null(-1)
    return codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), held.dictionary


def is_flat(kind: Any) -> bool:
    """Whether cells of an Arrow type can be told apart in columns: no lists, records or runs.

    Examples:
        >>> is_flat(pa.string()), is_flat(pa.list_(pa.string()))
        (True, False)
    """
    return not pa.types.is_nested(kind) and not pa.types.is_run_end_encoded(kind)


def _words(column: Any) -> tuple[Places, list[str]]:
    """The names in a column, in order, and of each row which it is, -1 where there is none."""
    codes, kinds = _kinds(column)
    if _is_tidy(kinds):
        order = pc.array_sort_indices(kinds).to_numpy()
        places = np.full(len(order) + 1, -1, np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        return places[codes], kinds.take(pa.array(order)).to_pylist()
    cells = cells_of(kinds)
    texts = [cell.strip() if isinstance(cell, str) else text_of(cell) for cell in cells]
    names = sorted({text for text in texts if text})
    place = {name: number for number, name in enumerate(names)} | {"": -1}
    places = np.array([*map(place.__getitem__, texts), -1], np.int32)
    return places[codes], names


def _is_tidy(kinds: Any) -> bool:
    """Whether all are names as they stand: distinct texts with nothing to be stripped off."""
    if not pa.types.is_string(kinds.type) or kinds.null_count:
        return False
    bad = pc.match_substring_regex(kinds, _LOOSE)
    return not pc.any(bad).as_py() and len(pc.unique(kinds)) == len(kinds)


_LOOSE: Final = r"^$|^[^\x{21}-\x{7e}]|[^\x{21}-\x{7e}]$"
"""Texts that may have something to be stripped off: empty, or with an end that is no plain sign."""


def _values(table: Any, spec: FrameSpec, reader: Reading) -> tuple[Places, list[str | Range], Places, list[str]]:
    """The value of each row, -1 where it is none, and what the values are; the unit of each row's, and the units."""
    if len(spec.value) == 1:
        codes, cells = _coded(table.column(spec.value[0]))
        read = [_read(reader.value_of, cell) for cell in cells]
        named = [reader.unit_of(cell) for cell in cells]
    else:
        (low, lows), (high, highs) = (_coded(table.column(name)) for name in spec.value)
        pairs, codes = np.unique((low.astype(np.int64) + 1) * (len(highs) + 1) + high + 1, return_inverse=True)
        least, most = [None, *lows], [None, *highs]
        ends = [divmod(pair, len(most)) for pair in pairs.tolist()]
        read = [_read(reader.between, least[one], most[other]) for one, other in ends]
        named = [""] * len(read)
    by_name = {name_of(value): value for value in read if value is not None}
    order = sorted(by_name, key=lambda name: _rank(by_name[name]))
    place = {name: number for number, name in enumerate(order)}
    places = np.array([*(-1 if value is None else place[name_of(value)] for value in read), -1], np.int32)
    units = sorted({"", *named})
    if len(units) == 1:
        return places[codes], [by_name[name] for name in order], np.zeros(len(codes), np.int32), units
    unit_place = {unit: number for number, unit in enumerate(units)}
    unit_places = np.array([*(unit_place[unit] for unit in named), 0], np.int32)
    return places[codes], [by_name[name] for name in order], unit_places[codes], units


def _meeting_shares(
    table: Any, spec: FrameSpec, reader: Reading, columns: Sequence[tuple[Places, list[str]]]
) -> Sequence[str]:
    """The topics that have both counts of so many and percentages."""
    if len(spec.value) > 1 or not reader.has_shares:
        return ()
    codes, cells = _coded(table.column(spec.value[0]))
    shares = [reader.share_of(cell) for cell in cells]
    kinds = np.array([*(0 if share is None else 1 + share[1] for share in shares), 0])[codes]
    if not {1, 2} <= set(np.unique(kinds).tolist()):
        return ()
    topic, topics = _topics(columns, np.zeros(len(kinds), np.int32), [""])
    has = [np.bincount(topic[(topic >= 0) & (kinds == kind)], minlength=len(topics)) > 0 for kind in (1, 2)]
    return [topics[place] for place in np.flatnonzero(has[0] & has[1]).tolist()]


def _alike(topics: Sequence[str], topic: Places, unit: Places) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the topics that have a unit, and of the others that end as if they had; no mark set them apart."""
    has_unit = np.zeros(len(topics), np.bool_)
    has_unit[topic[(topic >= 0) & (unit > 0)]] = True
    named = [(name.rstrip("'"), of_unit) for name, of_unit in zip(topics, has_unit.tolist(), strict=True)]
    return (
        frozenset(name for name, of_unit in named if of_unit),
        frozenset(name for name, of_unit in named if not of_unit and name.endswith(")")),
    )


def _read(read: Callable[..., str | Range], *cells: Any) -> str | Range | None:
    try:
        return read(*cells)
    except ValueError:
        return None


def _rank(value: str | Range) -> tuple[Any, ...]:
    """Words in their order, then points in theirs, then other figures by their names."""
    if isinstance(value, str):
        return 0, value
    return (1, value.low) if value.is_point else (2, name_of(value))


def _topics(columns: Sequence[tuple[Places, list[str]]], unit: Places, units: list[str]) -> tuple[Places, list[str]]:
    """The topic of each row, -1 where a part of it is missing, and the names of topics, in order."""
    if len(columns) == 1 and len(units) == 1:
        return columns[0]
    code, is_missing = unit.astype(np.int64), np.zeros(len(unit), np.bool_)
    slots: list[tuple[tuple[str, ...], str]] = [((), name) for name in units]
    for places, names in columns:
        is_missing |= places < 0
        code = code * max(len(names), 1) + np.maximum(places, 0)
        held, code = _renumbered(code, len(slots) * max(len(names), 1))
        ways = [divmod(one, max(len(names), 1)) for one in held.tolist()]
        slots = [((*slots[way][0], names[place] if names else ""), slots[way][1]) for way, place in ways]
    labels = labels_of(slots)
    order = sorted(range(len(slots)), key=lambda number: labels[slots[number]])
    place_of = np.empty(len(slots), np.int32)
    place_of[order] = np.arange(len(slots), dtype=np.int32)
    found = place_of[code]
    found[is_missing] = -1
    return found, [labels[slots[number]] for number in order]


def _renumbered(code: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers that occur, in order, and of each row which of these it has."""
    if most <= max(4 * len(code), 1 << 16):
        occurs = np.zeros(most, np.bool_)
        occurs[code] = True
        held = np.flatnonzero(occurs)
        place = np.cumsum(occurs) - 1
        return held, place[code]
    held, which = np.unique(code, return_inverse=True)
    return held, which


def _groups(table: Any, spec: FrameSpec, party: Places, parties: Sequence[str]) -> tuple[dict[str, str], Bools]:
    """The group of each party, and the rows of parties that are of two."""
    is_torn = np.zeros(len(party), np.bool_)
    if spec.control_group is None:
        return {}, is_torn
    group, groups = _words(table.column(spec.control_group))
    rows = np.flatnonzero((party >= 0) & (group >= 0))
    pairs = np.unique(party[rows].astype(np.int64) * max(len(groups), 1) + group[rows])
    who, which = pairs // max(len(groups), 1), pairs % max(len(groups), 1)
    torn = np.bincount(who, minlength=len(parties)) > 1
    is_torn[rows] = torn[party[rows]]
    return {parties[one]: groups[other] for one, other in zip(who.tolist(), which.tolist(), strict=True)}, is_torn


def _has_bad_times(column: Any, reader: Reading) -> Bools:
    """The rows whose time is missing or cannot be read."""
    codes, cells = _coded(column)
    is_bad = np.array([*(not reader.is_time(cell) for cell in cells), True], np.bool_)
    return np.asarray(is_bad[codes])


def _is_mixed(topic: Places, value: Places, values: Sequence[str | Range], topics: int, is_good: Bools) -> Bools:
    """The rows of topics that have words and figures."""
    words = sum(isinstance(one, str) for one in values)
    if words in {0, len(values)}:
        return np.zeros(len(topic), np.bool_)
    has_word, has_figure = np.zeros(topics, np.bool_), np.zeros(topics, np.bool_)
    has_word[topic[is_good & (value < words)]] = True
    has_figure[topic[is_good & (value >= words)]] = True
    return np.asarray((topic >= 0) & (has_word & has_figure)[topic])


def _is_twofold(topic: Places, party: Places, value: Places, topics: int, parties: int, is_good: Bools) -> Bools:
    """The rows of parties that say more than one thing of a topic."""
    slot = topic.astype(np.int64) * parties + party
    found = np.zeros(len(topic), np.bool_)
    rows = np.flatnonzero(is_good)
    if topics * parties <= _MANY:
        last = np.full(topics * parties, -1, np.int32)
        last[slot[rows]] = value[rows]
        slots = np.unique(slot[rows[last[slot[rows]] != value[rows]]])
    else:
        order = rows[in_order(topic[rows], party[rows], value[rows])]
        is_other = (slot[order[1:]] == slot[order[:-1]]) & (value[order[1:]] != value[order[:-1]])
        slots = np.unique(slot[order[1:]][is_other])
    if len(slots):
        found[rows] = np.isin(slot[rows], slots)
    return found


def _acts(
    topic: Places,
    party: Places,
    value: Places,
    topics: Sequence[str],
    parties: Sequence[str],
    values: Sequence[str | Range],
) -> Acts:
    order = in_order(topic, value, party)
    topic, party, value = topic[order], party[order], value[order]
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (topic[1:] != topic[:-1]) | (value[1:] != value[:-1]) | (party[1:] != party[:-1])
    rows = np.diff(np.append(np.flatnonzero(is_new), len(order))).astype(np.int32)
    words = sum(isinstance(one, str) for one in values)
    return Acts(
        topics=topics,
        parties=parties,
        values=values,
        words=words,
        points=sum(not isinstance(one, str) and one.is_point for one in values),
        topic=topic[is_new],
        party=party[is_new],
        value=value[is_new],
        rows=rows,
    )
