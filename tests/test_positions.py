"""Positions along a line: the sweep held to the maximal cliques of the graph of figures that meet."""

from fractions import Fraction
from itertools import combinations, pairwise
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.values import Range
from claimcheck.findings.lines import lines_of, positions_of
from claimcheck.findings.positions import Clique, Line, Position, sweep
from claimcheck.findings.topics import gather
from claimcheck.model import Category, Claim, Party, Proposition, Tie
from claimcheck.reading.figures import parse_quantity
from claimcheck.view import View

ENDS = st.none() | st.integers(-3, 6) | st.fractions(-3, 6, max_denominator=4)


@st.composite
def ranges(draw: st.DrawFn, *, soft: bool = True) -> Range:
    """A range that is not empty: open, closed, unbounded, with soft ends or without."""
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    apart = low is None or high is None or low < high
    return Range(
        low,
        high,
        low_open=low is not None and apart and draw(st.booleans()),
        high_open=high is not None and apart and draw(st.booleans()),
        low_soft=soft and low is not None and draw(st.booleans()),
        high_soft=soft and high is not None and draw(st.booleans()),
    )


LINES = st.lists(ranges(), max_size=10)


def contains(one: Range, number: Fraction) -> bool:
    """Whether the number lies in the range, an excluded end left out."""
    above = one.low is None or number > one.low or (number == one.low and not one.low_open)
    below = one.high is None or number < one.high or (number == one.high and not one.high_open)
    return above and below


def probes(held: list[Range]) -> list[Fraction]:
    """Numbers of which every stretch between neighbouring ends, and every end, holds one."""
    ends = sorted({Fraction(end) for one in held for end in (one.low, one.high) if end is not None})
    if not ends:
        return [Fraction(0)]
    between = [(one + other) / 2 for one, other in pairwise(ends)]
    return sorted([ends[0] - 1, *ends, *between, ends[-1] + 1])


def cliques_of(held: list[Range]) -> set[frozenset[int]]:
    """The maximal cliques of the graph whose edges join figures with a number in common."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(held)))
    numbers = probes(held)
    for one, other in combinations(range(len(held)), 2):
        if any(contains(held[one], number) and contains(held[other], number) for number in numbers):
            graph.add_edge(one, other)
    return {frozenset(clique) for clique in nx.find_cliques(graph)}


@settings(max_examples=300)
@given(LINES)
def test_positions_are_the_maximal_cliques(held: list[Range]) -> None:
    """Each position is a largest set of figures that all meet one another, and each such set is a position, once."""
    line = sweep(held)
    found = [frozenset(line.members(position)) for position in range(len(line.cliques))]

    assert len(found) == len(set(found))
    assert set(found) == cliques_of(held)


@given(LINES)
def test_the_range_of_a_position_is_what_its_firm_figures_share(held: list[Range]) -> None:
    """A number lies in a position's range exactly when all its firm figures hold it, or all where none is firm."""
    line = sweep(held)
    for position, clique in enumerate(line.cliques):
        members = [held[place] for place in line.members(position)]
        firm = [one for one in members if not (one.low_soft or one.high_soft)] or members
        shown = Range(clique.low, clique.high, clique.low_open, clique.high_open)
        numbers = probes([*held, shown])

        assert [number for number in numbers if contains(shown, number)] == [
            number for number in numbers if all(contains(one, number) for one in firm)
        ]


@given(st.lists(ranges(soft=False), min_size=1, max_size=10))
def test_firm_figures_that_meet_two_by_two_share_a_number(held: list[Range]) -> None:
    """Helly in one dimension: the range of every position of firm figures holds a number."""
    line = sweep(held)

    for clique in line.cliques:
        shown = Range(clique.low, clique.high, clique.low_open, clique.high_open)
        assert any(contains(shown, number) for number in probes([*held, shown]))


@given(LINES)
def test_positions_lie_along_the_line(held: list[Range]) -> None:
    """Each figure meets the positions from its first to its last, and both ends rise along the line."""
    line = sweep(held)
    members = [set(line.members(position)) for position in range(len(line.cliques))]
    for place in range(len(held)):
        runs = [position for position, found in enumerate(members) if place in found]
        assert runs == list(range(line.first[place], line.last[place] + 1))
        assert runs

    for lower, upper in combinations(range(len(members)), 2):
        apart = [
            (held[one], held[other])
            for one in members[lower] - members[upper]
            for other in members[upper] - members[lower]
            if not any(contains(held[one], number) and contains(held[other], number) for number in probes(held))
        ]
        assert all(one.high <= other.low for one, other in apart if one.high is not None and other.low is not None)
        assert all(None not in (one.high, other.low) for one, other in apart)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(held: list[Range], random: Random) -> None:
    """The same figures in another order have the same positions with the same ranges."""
    places = list(range(len(held)))
    random.shuffle(places)
    line, turned = sweep(held), sweep([held[place] for place in places])

    assert turned.cliques == line.cliques
    assert turned.first == tuple(line.first[place] for place in places)
    assert turned.last == tuple(line.last[place] for place in places)


@given(LINES, st.integers(-3, 6), st.integers(0, 3))
def test_a_soft_figure_never_narrows(held: list[Range], low: int, width: int) -> None:
    """With one more soft figure, every range that firm figures share is still there as it was."""
    firm = [one for one in held if not (one.low_soft or one.high_soft)]
    soft = Range(low, low + width, low_soft=True, high_soft=True)
    line = sweep([*firm, soft])
    before = sweep(firm).cliques
    shown = [
        clique
        for position, clique in enumerate(line.cliques)
        if any(place < len(firm) for place in line.members(position))
    ]

    assert set(before) <= set(shown)


def test_no_figures_have_no_positions() -> None:
    """Nothing is swept from nothing."""
    assert sweep([]) == Line((), (), ())


def test_positions_by_hand() -> None:
    """471, 100-300, at least 100, more than 300 and fewer than 300: three positions from low to high."""
    held = [
        Range(471, 471),
        Range(100, 300),
        Range(100, None),
        Range(300, None, low_open=True),
        Range(None, 300, high_open=True),
    ]
    line = sweep(held)

    assert line.cliques == (Clique(100, 300, False, True), Clique(471, 471, False, False))
    assert [line.members(position) for position in (0, 1)] == [(1, 2, 4), (0, 2, 3)]


def test_touching_ends_meet_only_where_both_hold_the_number() -> None:
    """At most 300 and at least 300 meet in 300; fewer than 300 and at least 300 do not."""
    closed = sweep([Range(None, 300), Range(300, None)])
    open_ = sweep([Range(None, 300, high_open=True), Range(300, None)])

    assert closed.cliques == (Clique(300, 300, False, False),)
    assert open_.cliques == (Clique(None, 300, False, True), Clique(300, None, False, False))


def test_ten_thousand_nested_figures_are_listed_once_each() -> None:
    """A line of many figures keeps a first and a last position for each, and lists no members."""
    count = 10_000
    line = sweep([Range(number, number + count) for number in range(count)])

    assert line.cliques == (Clique(count - 1, count, False, False),)
    assert set(line.first) == set(line.last) == {0}


# --- the positions of a topic --------------------------------------------------------------------------------


def _view(*claims: Claim) -> View:
    view = View()
    for party in (
        Party(key="north", name="North"),
        Party(key="army", name="Army", acts_for=(Tie(party="north"),)),
        Party(key="south", name="South"),
    ):
        view.put(party)
    for claim in claims:
        view.put(claim)
    return view


def _claim(key: str, by: tuple[str, ...], figure: str, measure: str = "attendance", *, polarity: bool = True) -> Claim:
    value = parse_quantity(figure) or Category(term=figure)
    return Claim(
        key=key,
        claimants=by,
        proposition=Proposition(event="march", measure=measure, value=value, polarity=polarity),
    )


def _members(*claims: Claim) -> tuple[tuple[Standing, ...], View]:
    view = _view(*claims)
    return tuple(stand(claim, view) for claim in claims), view


def test_positions_of_a_topic_list_their_claims_and_groups() -> None:
    """A position names its claims and, each once, the control groups behind them."""
    members, view = _members(
        _claim("a", ("north",), "471"),
        _claim("b", ("army",), "more than 400"),
        _claim("c", ("south",), "100-300"),
        _claim("d", (), "at least 100"),
    )
    low, high = positions_of(members, view)

    assert ([claim.key for claim in low.claims], low.groups) == (["c", "d"], ("south",))
    assert ([claim.key for claim in high.claims], high.groups) == (["a", "b", "d"], ("army",))
    assert (str(low), str(high)) == ("at least 100 and at most 300", "471")


def test_words_group_by_their_term_after_the_figures() -> None:
    """Words are positions of their own, one for each term, whatever alias was used; a denial takes none."""
    members, view = _members(
        _claim("a", ("north",), "guilty", "verdict"),
        _claim("b", ("army",), "found guilty", "verdict"),
        _claim("c", ("south",), "not guilty", "verdict"),
        _claim("d", ("south",), "guilty", "verdict", polarity=False),
    )
    found = positions_of(members, view)

    assert [(str(one), [claim.key for claim in one.claims]) for one in found] == [
        ("guilty", ["a", "b"]),
        ("not guilty", ["c"]),
    ]


def test_figures_in_two_units_lie_on_two_lines() -> None:
    """Dollars and euros have no position in common; shares lie on a line of hundredths."""
    members, view = _members(
        _claim("a", ("north",), "$5", "fine"),
        _claim("b", ("south",), "€5", "fine"),
        _claim("c", ("south",), "half of", "fine"),
        _claim("d", ("north",), "an unknown number", "fine"),
    )
    found = positions_of(members, view)

    assert [(one.low, one.unit) for one in found] == [(5, "EUR"), (5, "USD"), (50, "percent")]


def test_figures_in_units_of_one_kind_lie_on_one_line() -> None:
    """A kilometre and a thousand metres are one position."""
    members, view = _members(_claim("a", ("north",), "1 km", "depth"), _claim("b", ("south",), "1000 metres", "depth"))
    found = positions_of(members, view)

    assert [[claim.key for claim in one.claims] for one in found] == [["a", "b"]]


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        (Clique(41, None, False, False), "at least 41"),
        (Clique(41, None, True, False), "more than 41"),
        (Clique(None, 41, False, True), "less than 41"),
        (Clique(None, None, False, False), "any figure"),
        (Clique(3, 5, True, True), "more than 3 and less than 5"),
    ],
)
def test_a_position_shows_its_range(position: Clique, shown: str) -> None:
    """A position is shown by its ends, an excluded one as more than or less than."""
    made = Position(**position._asdict(), members=tuple, grouped=tuple)

    assert str(made) == shown


def test_lines_of_give_each_topic_and_unit_its_own_line() -> None:
    """Every topic is swept by itself, and what is swept is given beside the line."""
    view = _view(
        _claim("a", ("north",), "471"),
        _claim("b", ("south",), "100-300"),
        _claim("c", ("south",), "7", "arrests"),
    )
    found = {
        tuple(standing.claim.key for standing in standings): (unit, line.first)
        for _, unit, line, standings in lines_of(gather(view), view)
    }

    assert found == {("a", "b"): ("", (1, 0)), ("c",): ("", (0,))}
