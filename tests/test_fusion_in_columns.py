"""A table weighed in columns comes to what the plain objects come to, whatever stands in it and however it is cut."""

import re
from fractions import Fraction
from functools import partial
from math import nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.fusion.fused import Fusion

pa = pytest.importorskip("pyarrow", reason="columns need pyarrow")
pytest.importorskip("narwhals", reason="frames need narwhals")
np = pytest.importorskip("numpy", reason="columns need numpy")
pytest.importorskip("scipy", reason="fusion needs scipy")

from claimcheck.fusion.shards import acts, pieces, weighing  # noqa: E402 - need numpy
from claimcheck.tables import weighed  # noqa: E402 - needs pyarrow

METHODS = (None, *weighing.ON_ARRAYS[:-1])
_KINDS = {
    "figures": st.sampled_from(["41", "42", "5", "5.5", "41.0"]),
    "bounds": st.sampled_from(["41", "at least 13", "more than 40", "10 to 20", "at most 12", "about 40", "41"]),
    "units": st.sampled_from(["5 km", "7 km", "5", "3 kg"]),
    "words": st.sampled_from(["yes", "no", "perhaps"]),
    "places": st.sampled_from(["Ukraine", "Kherson", "Kyiv", "Kherson city"]),
}
_WITHIN = {"Kherson": "Ukraine", "Kyiv": "Ukraine", "Kherson city": "Kherson"}


@st.composite
def tables(draw: st.DrawFn, kind: str | None = None) -> dict[str, list[Any]]:
    """Rows in which no party says two things of one topic; one may stand there twice."""
    values = _KINDS[kind or draw(st.sampled_from(sorted(_KINDS)))]
    slots = st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["raid", "fire", "a / b", "Überfall"]))
    held = draw(st.dictionaries(slots, values, min_size=1, max_size=24))
    rows = draw(st.lists(st.sampled_from(sorted(held.items())), max_size=6)) + sorted(held.items())
    rows = draw(st.permutations(rows))
    return {
        "party": [party for (party, _), _ in rows],
        "topic": [topic for (_, topic), _ in rows],
        "value": [value for _, value in rows],
    }


def fused(table: dict[str, list[Any]], *, rows: int, piece: int = 3, **options: Any) -> Fusion:
    """What fusion finds, in columns from that many rows on, in pieces of that many acts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighed, "COLUMNS_FROM", rows)
        patch.setattr(weighed, "cut", partial(acts.cut, size=piece))
        return cc.fuse(pa.table(table), **{"party": "party", "topic": "topic", "value": "value", **options})


def assert_alike(one: Fusion, other: Fusion) -> None:
    """Both say the same, to nine digits."""
    assert (one.method, one.rounds, one.converged) == (other.method, other.rounds, other.converged)
    assert (one.groups, one.suspects, one.left_out) == (other.groups, other.suspects, other.left_out)
    for name in one.values.column_names:
        mine, theirs = one.values[name].to_pylist(), other.values[name].to_pylist()
        if name in {"probability", "share", "low", "high"}:
            assert _numbers(mine) == pytest.approx(_numbers(theirs), abs=1e-9, nan_ok=True)
        else:
            assert mine == theirs, name
    for party, same in zip(one.reliabilities, other.reliabilities, strict=True):
        assert (party.party, party.claims, party.group) == (same.party, same.claims, same.group)
        assert (party.reliability, party.low, party.high) == pytest.approx(
            (same.reliability, same.low, same.high), abs=1e-7
        )
    for topic, again in zip(one.topics, other.topics, strict=True):
        assert (topic.topic, topic.abstained) == (again.topic, again.abstained)
        assert [_told(value) for value in topic.values] == [_told(value) for value in again.values]
        assert one.why(topic.topic) == other.why(topic.topic)


def _numbers(cells: list[Any]) -> list[float]:
    return [nan if cell is None else cell for cell in cells]


def _told(value: Any) -> tuple[Any, ...]:
    return value.value, value.low, value.high, value.claims, value.stated, value.allowed


@pytest.mark.parametrize("method", METHODS, ids=str)
@settings(max_examples=60)
@given(data=st.data())
def test_columns_come_to_what_plain_objects_come_to(method: str | None, data: st.DataObject) -> None:
    """Each option both there and not: tolerance, places within places, groups, gold, what is known of parties."""
    table = data.draw(tables())
    options: dict[str, Any] = {"method": method, "tolerance": data.draw(st.sampled_from([0, 2, Fraction(1, 2)]))}
    if set(table["value"]) & set(_WITHIN):
        options["within"] = data.draw(st.sampled_from([None, _WITHIN]))
    if data.draw(st.booleans()):
        table["group"] = ["them" if party in "abc" else "" for party in table["party"]]
        options["control_group"] = "group"
    if method not in {"vote", "sums"} and data.draw(st.booleans()):
        label = data.draw(st.sampled_from(table["topic"]))
        value = table["value"][table["topic"].index(label)]
        is_word = value[0].isalpha() and not any(letter.isdigit() for letter in value)
        if " k" not in value:
            options["gold"] = {label: "no" if is_word else data.draw(st.sampled_from([41, 5, 1000]))}
            options["known"] = {table["party"][0]: 0.9}
    if method == "vote" and data.draw(st.booleans()):
        options["weights"] = {table["party"][0]: 2.5}

    plain, columns = (
        _told_or_refused(table, rows=rows, piece=data.draw(st.sampled_from([1, 4, 1000])), **options)
        for rows in (10**9, 0)
    )
    if isinstance(plain, str) or isinstance(columns, str):
        assert columns == plain
    else:
        assert_alike(plain, columns)


def _told_or_refused(table: dict[str, list[Any]], **options: Any) -> Fusion | str:
    try:
        return fused(table, **options)
    except (InvalidRecord, BadInput) as refused:
        return str(refused)


@settings(max_examples=60)
@given(table=tables(kind="words"), rounds=st.integers(1, 5), data=st.data())
def test_labels_in_columns_come_to_the_same(table: dict[str, list[Any]], rounds: int, data: st.DataObject) -> None:
    gold = data.draw(st.sampled_from([None, {table["topic"][0]: "yes"}, {table["topic"][0]: "never said"}]))
    options = {"method": "dawid_skene", "max_rounds": rounds, "gold": gold, "smoothing": 0.5}

    assert_alike(fused(table, rows=10**9, **options), fused(table, rows=0, **options))


def copied() -> dict[str, list[Any]]:
    """Fifty contested topics of which an echo says what a wire says, and three others what they see."""
    rows = []
    for number in range(50):
        rows += [(party, f"t{number}", str(number % 7)) for party in ("wire", "echo")]
        rows += [
            (party, f"t{number}", str((number + (number % (place + 3) == 0)) % 9))
            for place, party in enumerate(("north", "south", "east"))
        ]
    return {name: [row[place] for row in rows] for place, name in enumerate(("party", "topic", "value"))}


@pytest.mark.parametrize("pairs", [1 << 22, 1], ids=["in a table", "looked up"])
@pytest.mark.parametrize("busy", [512, 1], ids=["step by step", "topic by topic"])
def test_copies_are_found_alike(pairs: int, busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many parties there are: the counts behind a group and behind a suspicion are the same."""
    from claimcheck.fusion.shards import pairs as counting  # noqa: PLC0415 - needs numpy

    monkeypatch.setattr(counting, "_TABLE", pairs)
    monkeypatch.setattr(counting, "_BUSY", busy)
    found = fused(copied(), rows=0, piece=40)

    assert [group.parties for group in found.groups] == [("echo", "wire")]
    assert "echo and wire say the same on" in found.groups[0].why[0]
    assert_alike(fused(copied(), rows=10**9), found)
    assert_alike(fused(copied(), rows=10**9, dependence=False), fused(copied(), rows=0, dependence=False))


def test_pieces_and_cores_change_nothing() -> None:
    """The same digits, whatever pieces a table is cut into and however many cores share them."""
    held = [
        weighing.weigh(pieces.InMemory(list(acts.cut(_acts(), size)), cores), weighing.Asked(method="accu"))
        for size, cores in ((7, 1), (7, 4), (10_000, 1))
    ]

    assert held[0].reliabilities == held[1].reliabilities
    for one, other in zip(held[0].reliabilities, held[2].reliabilities, strict=True):
        assert one.reliability == pytest.approx(other.reliability, abs=1e-12)


def _acts() -> Any:
    from claimcheck.tables.fusing import FrameSpec  # noqa: PLC0415 - needs pyarrow
    from claimcheck.tables.saying import read_acts  # noqa: PLC0415 - as above

    spec = FrameSpec(party="party", topic=("topic",), value=("value",))
    return read_acts(pa.table(copied()), spec, str).acts


ROWS = {"party": ["a", "b", "c", "d", "a"], "topic": ["t", "t", "t", "u", "u"], "value": ["5", "5", "6", "7", "8"]}


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("party", ["a", None, "c", " ", "a"]),
        ("topic", ["t", "", "t", None, "u"]),
        ("value", ["5", "n/a", "6", "", "8"]),
        ("value", ["5", "many", "6", "7", "8"]),
        ("value", [5.0, float("nan"), float("inf"), 7.0, 8.0]),
        ("party", ["a", "a", "c", "d", "a"]),
        ("group", ["x", "y", "x", "z", "w"]),
        ("when", ["2025-06-01", "", "soon", None, "2025-06-02"]),
    ],
    ids=[
        "no party",
        "no topic",
        "no value",
        "words among figures",
        "not finite",
        "two things",
        "two groups",
        "no time",
    ],
)
def test_what_is_refused_is_refused_in_the_same_words(column: str, cells: list[Any]) -> None:
    """Every row with its complaint, as the plain objects have it."""
    table = ROWS | {column: cells}
    if column == "party" and cells[1] == "a":
        table["value"] = ["5", "6", "6", "7", "8"]
    named = {"group": "control_group", "when": "asserted"}
    options: dict[str, Any] = {named[column]: column} if column in named else {}
    with pytest.raises(BadInput) as plain:
        fused(table, rows=10**9, **options)
    with pytest.raises(BadInput) as columns:
        fused(table, rows=0, **options)

    assert str(columns.value) == str(plain.value)
    assert re.search("row [14]: ", str(columns.value))


def test_the_later_of_two_statements_stands() -> None:
    """The earlier is named among what is left out, and a row that says the same as the later counts."""
    table = {
        "party": ["a", "a", "b", "c", "a"],
        "topic": ["t"] * 5,
        "value": ["5", "6", "6", "5", "6"],
        "when": ["2025-06-01", "2025-06-03", "2025-06-01", "2025-06-01", "2025-06-02"],
    }
    found = fused(table, rows=0, asserted="when")

    assert [problem.where for problem in found.left_out] == ["row 0"]
    assert found["t"].values[0].stated == ("row 1", "row 2", "row 4")
    assert_alike(fused(table, rows=10**9, asserted="when"), found)


def test_several_columns_make_a_topic() -> None:
    """Topics that would have one name in common are told apart."""
    table = ROWS | {"topic": ["a / b", "a", "a / b", "a", "x"], "place": ["c", "b / c", "c", "b / c", "y"]}
    options: dict[str, Any] = {"topic": ["topic", "place"]}
    found = fused(table, rows=0, **options)

    assert [one.topic for one in found.topics] == ['"a / b" / c', 'a / "b / c"', "x / y"]
    assert_alike(fused(table, rows=10**9, **options), found)


def test_two_columns_of_ends() -> None:
    table = ROWS | {"low": [5, None, 6, 1, 2], "high": [7, 4, None, 1, 2]}
    assert_alike(fused(table, rows=10**9, value=["low", "high"]), fused(table, rows=0, value=["low", "high"]))


def test_a_method_that_has_no_arrays_runs_on_plain_objects() -> None:
    assert fused(ROWS, rows=0, method="crh").method == "crh"
    with pytest.raises(InvalidRecord, match="method: 'crh' runs in process only; on an engine there are vote, sums, "):
        weighing.weigh(pieces.InMemory([_acts()]), weighing.Asked(method="crh"))


def test_topics_are_a_sequence() -> None:
    found = fused(copied(), rows=0, piece=40)

    assert len(found.topics) == 50
    assert [one.topic for one in found.topics[1:3]] == ["t1", "t10"]
    assert found.topics[-1].topic == found.topics[49].topic
    with pytest.raises(IndexError):
        found.topics[50]
    assert "50 topics by accu" in str(found)


def test_order_by_several_keys() -> None:
    """Linear sorting agrees with numpy's, numbers beyond sixteen bits included."""
    keys = np.random.default_rng(7).integers(0, 1 << 20, (2, 500))
    keys[0] %= 5

    assert acts.in_order(keys[0], keys[1]).tolist() == np.lexsort((keys[1], keys[0])).tolist()


def _both(table: Any, **options: Any) -> tuple[Fusion, Fusion]:
    """A frame fused in plain objects, and in columns."""
    found = []
    for rows in (10**9, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(weighed, "COLUMNS_FROM", rows)
            found.append(cc.fuse(table, **{"party": "party", "topic": "topic", "value": "value", **options}))
    return found[0], found[1]


@pytest.mark.parametrize("column", ["party", "topic", "value"])
def test_categories_that_stand_nowhere_are_none(column: str) -> None:
    """A column of codes, some of which stand for nothing any more, and one word that has two."""
    table = pa.table(ROWS)
    codes = table[column].combine_chunks().dictionary_encode()
    words = pa.array([*codes.dictionary.to_pylist(), "zz", codes.dictionary[0].as_py()])
    held = pa.DictionaryArray.from_arrays(codes.indices, words)
    plain, columns = _both(table.set_column(table.column_names.index(column), column, held))

    assert "zz" not in {one.party for one in columns.reliabilities}
    assert_alike(plain, columns)
    assert_alike(_both(table)[0], columns)


def test_short_floats_of_categories_are_read_as_they_are_written() -> None:
    values = pa.array([0.1, 0.1, 0.2, 0.3, 0.4], pa.float32())
    for held in (values, values.dictionary_encode()):
        plain, columns = _both(pa.table(ROWS).set_column(2, "value", held))

        assert plain["t"].values[0].value == "0.1"
        assert_alike(plain, columns)


def test_ends_that_floats_do_not_tell_apart_make_a_range() -> None:
    """10^17 and one more: a range of two numbers, not a point."""
    low, high = [10**17, 10**17, 10**17 + 1, 1, 2], [10**17 + 1, 10**17, 10**17 + 1, 1, 2]
    assert_alike(*_both(pa.table({**ROWS, "low": low, "high": high}), value=["low", "high"]))


@pytest.mark.parametrize("options", [{"tolerance": 1}, {"within": {"no": "yes"}}], ids=["tolerance", "within"])
def test_labels_within_others_are_weighed_alike(options: dict[str, Any]) -> None:
    """Figures a tolerance apart, words within words that are not said: the labels are the values as laid out."""
    values = ["yes", "yes", "yes", "no", "no"] if "within" in options else ["5", "5", "6", "9", "9"]
    assert_alike(*_both(pa.table(ROWS | {"value": values}), method="dawid_skene", **options))


def test_lists_are_read_as_plain_objects() -> None:
    """Columns have no numbers for lists; what they are told is the same."""
    table = pa.table(ROWS).set_column(2, "value", pa.array([["5"], ["5"], ["6"], ["7"], ["8"]]))
    assert_alike(*_both(table, words=True))


def test_every_fault_of_a_row_is_told_beside_others() -> None:
    """A bad time in one row does not hide that another has a word where it has a figure."""
    table = ROWS | {"value": ["5", "many", "6", "7", "8"], "when": ["soon", *["2025-06-01"] * 4]}
    with pytest.raises(BadInput) as plain:
        fused(table, rows=10**9, asserted="when")
    with pytest.raises(BadInput) as columns:
        fused(table, rows=0, asserted="when")

    assert str(columns.value) == str(plain.value)
    assert len(plain.value.problems) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"value": pa.array([5.5, 7.0]), "party": pa.array(["d", "e"])},
        {"value": pa.array(["5 ", "at least 6"])},
        {"party": pa.array(["a ", "e"])},
        {"extra": pa.array([1, 2])},
    ],
    ids=["floats", "words for figures", "blanks", "another column"],
)
def test_more_is_added_to_columns_as_to_plain_objects(more: dict[str, Any]) -> None:
    """Whatever kinds its columns have: nothing is cast, and what is there already adds nothing."""
    first = pa.table(ROWS | {"value": pa.array([5, 5, 6, 7, 8])})
    added = pa.table({"party": pa.array(["a", "e"]), "topic": ["t", "t"], "value": pa.array([5, 6])} | more)
    plain, columns = _both(first)

    assert_alike(plain.update(added), columns.update(added))
    assert_alike(plain.update(added).update(added), columns.update(added).update(added))


def test_large_groups_take_no_pairs() -> None:
    """A control group of many parties is not looked through pair by pair."""
    from claimcheck.fusion.copying import Group, Pair  # noqa: PLC0415 - beside what it tests
    from claimcheck.fusion.shards import pairs as counting  # noqa: PLC0415 - needs numpy

    held = counting._Counted([f"p{n:04}" for n in range(3000)], pieces.InMemory([]))
    group = Group(tuple(f"p{n:04}" for n in range(2999)), ("known",))

    assert held.within_groups({}, [group]).tolist() == []
    assert len(held.within_groups({("p0000", "p2999"): Pair(40, 40)}, [group])) == 2999
