"""The kernel: shards of whole topics, and the same answer however a table is cut."""

from typing import Any

import numpy as np
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tables.kernel import flags_of, in_order, shards
from claimcheck.tables.rows import End, Flags, Form, Kind, Outcome, Rows, Rule
from tests.made_rows import RANGES, rows_of


@given(st.lists(st.integers(-1, 6), max_size=40), st.integers(1, 10))
def test_shards_hold_whole_topics(codes: list[int], size: int) -> None:
    """Every row with a topic is in one shard, with all rows of its topic; none is larger than it must be."""
    topic = np.array([code for code in codes if code < 0 or code in codes], np.int32)
    held = [shard.tolist() for shard in shards(topic, size)]
    most = max((codes.count(code) for code in set(codes) if code >= 0), default=0)

    assert sorted(row for shard in held for row in shard) == [row for row, code in enumerate(codes) if code >= 0]
    assert all(len(shard) <= size + most for shard in held)
    for one in held:
        for other in held:
            assert one is other or not {codes[row] for row in one} & {codes[row] for row in other}


@given(RANGES, st.integers(1, 20))
def test_the_size_of_shards_changes_nothing(made: list[dict[str, Any]], size: int) -> None:
    """However many rows are decided at once, the flags are the same."""
    rows = rows_of(made)
    whole, left = flags_of(rows, Rule())
    cut, also = flags_of(rows, Rule(), size=size)

    assert left.tolist() == also.tolist()
    for one in fields(Flags):
        np.testing.assert_array_equal(getattr(whole, one.name), getattr(cut, one.name))


@given(RANGES, st.randoms())
def test_the_order_in_a_shard_comes_from_what_rows_say(made: list[dict[str, Any]], random: Any) -> None:
    """Rows in any order are put into one order, but for rows that say the same."""
    rows = rows_of(made)
    places = list(range(len(rows)))
    random.shuffle(places)
    mixed = rows.take(np.array(places))

    def said(one: Rows) -> list[tuple[float, ...]]:
        held = one.take(in_order(one))
        return list(zip(held.topic.tolist(), held.party.tolist(), held.low.tolist(), held.high.tolist(), strict=True))

    assert said(mixed) == said(rows)


def _figures(*ends: tuple[int, float, float, int], form: Form = Form.COUNT) -> Rows:
    """Rows of one topic: party, low, high and flags of each."""
    party = np.array([one[0] for one in ends], np.int32)
    return Rows(
        topic=np.zeros(len(ends), np.int32),
        party=party,
        group=party,
        form=np.full(len(ends), form, np.uint8),
        low=np.array([one[1] for one in ends]),
        high=np.array([one[2] for one in ends]),
        ends=np.array([one[3] for one in ends], np.uint8),
        unit=np.zeros(len(ends), np.int32),
    )


def test_a_boundary_is_no_dispute() -> None:
    """More than 200 beside at most 200 differs by an end that one leaves out; 202 beside it is a dispute."""
    flags, _ = flags_of(_figures((0, 201, np.inf, End.LOW_LEFT_OUT), (1, -np.inf, 200, 0)), Rule())
    beside, _ = flags_of(_figures((0, 202, 202, 0), (1, -np.inf, 200, 0)), Rule())

    assert flags.outcome.tolist() == [Outcome.BOUNDARY] * 2
    assert not (flags.kinds & Kind.CONTESTED).any()
    assert (beside.kinds & Kind.CONTESTED).all()


def test_a_soft_figure_shields_no_further_than_a_quarter() -> None:
    """About 100 spreads to 125 and leaves 125 open beside a firm figure; 126 is disputed."""
    soft = End.LOW_SOFT | End.HIGH_SOFT
    near, _ = flags_of(_figures((0, 100, 100, soft), (1, 125, 125, soft)), Rule())
    firm, _ = flags_of(_figures((0, 100, 100, soft), (1, 125, 125, 0)), Rule())
    far, _ = flags_of(_figures((0, 100, 100, soft), (1, 126, 126, 0)), Rule())

    assert near.outcome.tolist() == [Outcome.ESTIMATE_SPREAD] * 2
    assert firm.outcome.tolist() == [Outcome.UNDETERMINED_VALUE] * 2
    assert far.outcome.tolist() == [Outcome.CONTRADICTS] * 2


def test_decimals_are_compared_exactly() -> None:
    """1.25 times 7.8 is 9.75, which no float of 7.8 gives: an estimate of 7.8 still reaches it."""
    soft = End.LOW_SOFT | End.HIGH_SOFT
    flags, left = flags_of(_figures((0, 7.8, 7.8, soft), (1, 9.75, 9.75, soft)), Rule())

    assert not left.any()
    assert flags.outcome.tolist() == [Outcome.ESTIMATE_SPREAD] * 2
    assert flags.gap.tolist() == [1.95, 1.95]


def test_what_floats_cannot_decide_is_left_to_the_objects() -> None:
    """Soft figures with more digits than are looked for, and figures with several statistics, are not decided here."""
    soft = End.LOW_SOFT | End.HIGH_SOFT
    _, fine = flags_of(_figures((0, 1 / 3, 1 / 3, 0), (1, 2 / 3, 2 / 3, 0)), Rule())
    _, loose = flags_of(_figures((0, 1 / 3, 1 / 3, soft), (1, 2 / 3, 2 / 3, 0)), Rule())
    _, many = flags_of(_figures((0, 1, 1, 0), form=Form.MANY), Rule())

    assert (fine.tolist(), loose.tolist(), many.tolist()) == ([False] * 2, [True] * 2, [True])


def test_no_rows() -> None:
    """An empty table has no flags."""
    flags, left = flags_of(_figures(), Rule())

    assert (len(flags.kinds), len(left)) == (0, 0)
