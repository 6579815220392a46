"""Sums: counts of one measure that do not overlap add up, with their bounds; the rest is refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing, stand
from claimcheck.errors import NotAdditive
from claimcheck.findings.sums import add_up
from claimcheck.model import Basis, Category, Claim, Event, Proposition, Term
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import default_vocabulary

REGIONS = ("Bryansk", "Kursk", "Belgorod", "Oryol", "Ryazan", "Voronezh", "Crimea", "Tambov", "Lipetsk")
COUNTS = (57, 31, 24, 16, 9, 8, 7, 6, 4)  # nine parts of 162
NIGHT = "2025-06-01T20:00+03:00/2025-06-02T07:00+03:00"
VOCABULARY = default_vocabulary().extended(
    [Term(name="the border", kind="place", parts=REGIONS, exclusive=REGIONS)],
)


def _view() -> View:
    view = View(base=VOCABULARY)
    view.put(Event(key="night", label="the night", over=time_span(NIGHT)))
    view.put(Event(key="march", label="the march", over=time_span("2025-06-01")))
    return view


VIEW = _view()


def _drones(key: str, figure: str | Quantity | None, place: str | None = None, **fields: object) -> Standing:
    """Drones shot down at night, at a place or in all."""
    value = parse_quantity(figure) if isinstance(figure, str) else figure
    given_: dict[str, object] = {
        "event": "night",
        "subject": "Ukrainian drones",
        "measure": "shot down",
        "place": place,
        "value": value,
    }
    basis = fields.pop("basis", None)
    assert basis is None or isinstance(basis, Basis)
    return stand(Claim(key=key, basis=basis, proposition=Proposition(**{**given_, **fields})), VIEW)  # type: ignore[arg-type]


def _parts() -> list[Standing]:
    return [_drones(place, str(count), place) for place, count in zip(REGIONS, COUNTS, strict=True)]


def test_the_parts_of_a_night_add_up() -> None:
    """Nine regions that exclude one another add up to 162."""
    total = add_up(_parts(), VIEW)

    assert (total.low, total.high, total.unit) == (162, 162, None)


@given(st.permutations(_parts()))
def test_the_order_of_the_parts_does_not_matter(parts: list[Standing]) -> None:
    """The same parts in another order have the same sum."""
    assert add_up(parts, VIEW) == Quantity(low=162, high=162)


def test_a_window_within_another_is_not_added() -> None:
    """53 in a window inside that of 162 is part of it: the refusal names both."""
    inner = time_span("2025-06-02T00:00+03:00/2025-06-02T03:00+03:00")
    with pytest.raises(NotAdditive, match=r"all and inner overlap or may overlap on period \(.*must not be added"):
        add_up([_drones("all", "162", over=time_span(NIGHT)), _drones("inner", "53", over=inner)], VIEW)


def test_windows_that_overlap_are_not_added() -> None:
    """Windows that share some hours must not be added."""
    late = time_span("2025-06-02T00:00+03:00/2025-06-02T12:00+03:00")
    with pytest.raises(NotAdditive, match="overlap or may overlap on period"):
        add_up([_drones("all", "162", over=time_span(NIGHT)), _drones("late", "53", over=late)], VIEW)


def test_windows_that_follow_each_other_are_added() -> None:
    """Two halves of a night, the one half-open where the other begins, add up."""
    early, late = (
        time_span(window)
        for window in (
            "2025-06-01T20:00+03:00/2025-06-02T00:00+03:00",
            "2025-06-02T00:00+03:00/2025-06-02T07:00+03:00",
        )
    )
    total = add_up([_drones("early", "100", over=early), _drones("late", "62", over=late)], VIEW)

    assert (total.low, total.high) == (162, 162)


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        (("5", "at least 13"), Quantity(low=18)),
        (("5", "more than 13"), Quantity(low=19)),
        (("5-7", "1-2"), Quantity(low=6, high=9)),
        (("5", "up to 7"), None),
        (("about 40", "2"), Quantity(low=40, high=44, low_soft=True, high_soft=True)),
        (("several", "2"), Quantity(low=5, low_soft=True)),
        (("0", "0"), Quantity(low=0, high=0)),
        (("at least 5", "up to 7"), Quantity(bound=Bound.UNKNOWN)),
        (("an unknown number", "7"), Quantity(bound=Bound.UNKNOWN)),
    ],
)
def test_bounds_are_kept(figures: tuple[str, str], total: Quantity | None) -> None:
    """Least and most add up apart; an end that one lacks, the sum lacks too; what was soft stays soft."""
    found = add_up([_drones("a", figures[0], "Kursk"), _drones("b", figures[1], "Bryansk")], VIEW)

    assert found == (Quantity(high=12) if total is None else total)


def test_a_documented_part_makes_the_sum_a_floor() -> None:
    """What was documented is at least so much, and so is the sum."""
    rows = [_drones("a", "13", "Kursk", basis=Basis.DOCUMENTED), _drones("b", "5", "Bryansk")]

    assert add_up(rows, VIEW) == Quantity(low=18)


def test_one_figure_is_its_own_sum() -> None:
    """Nothing stands in the way of one."""
    assert add_up([_drones("a", "162")], VIEW) == Quantity(low=162, high=162)


REFUSED = [
    ([], "there is nothing to add"),
    ([("a", None, {})], "a gives no figure to add"),
    ([("a", Category(term="guilty"), {})], "a gives no figure to add"),
    ([("a", "5", {"polarity": False})], "a gives no figure to add"),
    ([("a", "65 %", {})], "a gives a share, and shares do not add up"),
    ([("a", "5", {"place": "Kursk"}), ("b", "6", {"place": "Kursk"})], "a and b overlap or may overlap on topic"),
    ([("a", "5", {"place": "Kursk"}), ("b", "6", {"place": "the border"})], r"overlap on place \(Kursk / the border\)"),
    ([("a", "5", {"place": "Kursk"}), ("b", "6", {"place": "Omsk"})], r"overlap on place \(Kursk / Omsk\)"),
    (
        [("a", "5", {"place": "Kursk"}), ("b", "6", {"place": "Bryansk", "measure": "launched"})],
        "a and b count different things: shot down / launched",
    ),
    (
        [("a", "5", {"place": "Kursk", "measure": "seen"}), ("b", "6", {"place": "Bryansk", "measure": "seen"})],
        "a and b: nobody has said that 'seen' adds up",
    ),
    (
        [("a", "$5", {"place": "Kursk", "measure": "fine"}), ("b", "€6", {"place": "Bryansk", "measure": "fine"})],
        "figures in different units: EUR, USD",
    ),
    (
        [
            ("a", "5", {"measure": "in hospital", "over": time_span("2025-06-01")}),
            ("b", "6", {"measure": "in hospital", "over": time_span("2025-06-03")}),
        ],
        r"a and b count different things: period|overlap or may overlap on period",
    ),
]


@pytest.mark.parametrize(("rows", "words"), REFUSED)
def test_what_does_not_add_up_is_refused_by_name(
    rows: list[tuple[str, str | Category | None, dict[str, object]]], words: str
) -> None:
    """A refusal names the two that stand in the way and what they share, or what is missing."""
    standings = [_drones(key, value, **fields) for key, value, fields in rows]  # type: ignore[arg-type]
    with pytest.raises(NotAdditive, match=words):
        add_up(standings, VIEW)


def test_two_operators_add_up_only_where_nothing_else_differs() -> None:
    """Drones of two states, all shot down, are drones shot down; drones shot down and launched are not."""
    theirs = _drones("b", "52", subject="Russian drones")

    assert add_up([_drones("a", "162"), theirs], VIEW) == Quantity(low=214, high=214)
