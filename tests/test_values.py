"""What a figure says on the line: held to the numbers that it allows, one by one."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.comparing.values import Meeting, Range, figure_range, meet, nearer_ends, share_range, statistics
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_quantity
from tests.test_positions import contains, probes, ranges


def read(figure: str) -> Quantity:
    """The figure that the words say."""
    found = parse_quantity(figure)
    assert found is not None
    return found


# figure, the whole numbers from 0 to 120 that it allows (first, last; None: 120 and on)
COUNTS = [
    ("41", 41, 41),
    ("more than 40", 41, None),
    ("at least 40", 40, None),
    ("fewer than 40", 0, 39),
    ("up to 40", 0, 40),
    ("100-110", 100, 110),
    ("about 40", 38, 42),
    ("several", 3, None),
    ("dozens", 24, None),
    ("nearly 100", 90, 99),
]


@pytest.mark.parametrize(("figure", "first", "last"), COUNTS)
def test_a_count_is_a_closed_range_of_whole_numbers(figure: str, first: int, last: int | None) -> None:
    """A count allows exactly these whole numbers, and its ends are such numbers."""
    found = figure_range(read(figure), discrete=True)
    allowed = [number for number in range(121) if contains(found, Fraction(number))]

    assert (allowed[0], allowed[-1]) == (first, 120 if last is None else last)
    assert (found.low_open, found.high_open) == (False, False)
    assert (found.high is None) == (last is None)


@pytest.mark.parametrize(
    ("figure", "low", "high", "high_open"),
    [
        ("7.8", Fraction(31, 4), Fraction(157, 20), True),
        ("65 %", Fraction(129, 2), Fraction(131, 2), True),
        ("$94.9bn", 94_850_000_000, 94_950_000_000, True),
        ("1.2 million", 1_150_000, 1_250_000, True),
        ("94", 94, 94, False),
        ("1,200,000", 1_200_000, 1_200_000, False),
    ],
)
def test_a_written_digit_stands_for_half_a_unit(
    figure: str, low: int | Fraction, high: int | Fraction, high_open: bool
) -> None:
    """A figure with decimals, a magnitude word or a percent sign reaches half a unit of its last digit either way."""
    found = figure_range(read(figure), discrete=False)

    assert (found.low, found.high, found.low_open, found.high_open) == (low, high, False, high_open)


@pytest.mark.parametrize(
    ("figure", "low", "written"),
    [("more than 200", 201, 200), ("at least 200", 200, 200), ("more than 2.5", 3, Fraction(5, 2))],
)
def test_an_excluded_end_is_kept_as_written(figure: str, low: int, written: int | Fraction) -> None:
    """The number that "more than" leaves out stays beside the first that it allows."""
    found = figure_range(read(figure), discrete=True)

    assert (found.low, found.low_written) == (low, written)


def test_a_documented_figure_is_a_floor() -> None:
    """Documented figures, and those whose bound is a minimum, have no upper end."""
    documented = figure_range(read("13"), discrete=True, at_least=True)
    minimum = figure_range(Quantity(low=13, high=13, bound=Bound.MINIMUM), discrete=True)

    assert (documented.low, documented.high) == (minimum.low, minimum.high) == (13, None)


def test_an_estimate_reaches_its_tolerance_and_is_soft() -> None:
    """About 40 is 38 to 42, and soft at both ends."""
    found = figure_range(read("about 40"), discrete=True)

    assert (found.low, found.high, found.low_soft, found.high_soft) == (38, 42, True, True)


def test_no_whole_number_between_two_ends_gives_the_next() -> None:
    """Between 2.2 and 2.8 people there are none: the range is one number, with nothing left out."""
    found = figure_range(
        Quantity(low=Fraction(11, 5), high=Fraction(14, 5), low_open=True, high_open=True), discrete=True
    )

    assert (found.low, found.high, found.low_written, found.high_written) == (3, 3, 3, 3)


NUMBERS = st.integers(-9, 9) | st.fractions(-9, 9, max_denominator=5)


@st.composite
def written(draw: st.DrawFn) -> Quantity:
    """A figure with any ends."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    apart = low < high
    shape = draw(st.sampled_from(("both", "low", "high")))
    return Quantity(
        low=None if shape == "high" else low,
        high=None if shape == "low" else high,
        low_open=shape != "high" and (apart or shape == "low") and draw(st.booleans()),
        high_open=shape != "low" and (apart or shape == "high") and draw(st.booleans()),
    )


@given(written())
def test_a_count_allows_the_whole_numbers_between_its_ends(figure: Quantity) -> None:
    """Whole numbers are allowed exactly where the figure as written allows them."""
    as_written = Range(figure.low, figure.high, figure.low_open, figure.high_open)
    expected = [number for number in range(-12, 13) if contains(as_written, Fraction(number))]
    assume(expected)
    found = figure_range(figure, discrete=True)

    assert [number for number in range(-12, 13) if contains(found, Fraction(number))] == expected


@given(written())
def test_a_continuum_keeps_its_ends(figure: Quantity) -> None:
    """A figure on a continuum stays as it was written, open ends and all."""
    found = figure_range(figure, discrete=False)

    assert (found.low, found.high, found.low_open, found.high_open) == (
        figure.low,
        figure.high,
        figure.low_open,
        figure.high_open,
    )


# --- two ranges ----------------------------------------------------------------------------------------------


@given(ranges(), ranges())
def test_two_ranges_lie_as_their_numbers_do(a: Range, b: Range) -> None:
    """The meeting of two ranges is that of the sets of numbers in them."""
    numbers = probes([a, b])
    mine, theirs = ({number for number in numbers if contains(one, number)} for one in (a, b))
    found = meet(a, b)

    if mine == theirs:
        assert found is Meeting.EQUAL
    elif not mine & theirs:
        assert found is (Meeting.BELOW if max(mine) < min(theirs) else Meeting.ABOVE)
    elif mine < theirs:
        assert found is Meeting.WITHIN
    else:
        assert found is (Meeting.AROUND if mine > theirs else Meeting.MEET)


@given(ranges(), ranges())
def test_the_nearer_ends_face_each_other(a: Range, b: Range) -> None:
    """Across a gap the upper end of the lower range faces the lower end of the upper one; where none is, it says so."""
    if meet(a, b) not in {Meeting.BELOW, Meeting.ABOVE}:
        with pytest.raises(ValueError, match="the ranges meet"):
            nearer_ends(a, b)
        return
    lower_end, upper_end, lower, upper = nearer_ends(a, b)

    assert {lower, upper} == {a, b}
    assert (lower.high, upper.low) == (lower_end, upper_end)
    assert lower_end <= upper_end


@given(ranges(), st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_scaling_moves_every_number(one: Range, factor: Fraction, offset: Fraction) -> None:
    """A number lies in a range exactly when the scaled number lies in the scaled range."""
    moved = one.scaled(factor, offset)

    for number in probes([one]):
        assert contains(moved, number * factor + offset) == contains(one, number)


@given(ranges(), ranges(), st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_scaling_changes_no_meeting(a: Range, b: Range, factor: Fraction, offset: Fraction) -> None:
    """Two ranges lie to each other as they do in another unit."""
    assert meet(a.scaled(factor, offset), b.scaled(factor, offset)) is meet(a, b)


# --- statistics ----------------------------------------------------------------------------------------------


def test_a_k_of_n_offers_count_total_and_share() -> None:
    """52 of 80 is a count of 52, a total of 80 and a share of 65 in a hundred."""
    found = statistics(read("52 of 80"), discrete=True)

    assert {name: (one.low, one.high) for name, one in found.items()} == {
        "count": (52, 52),
        "total": (80, 80),
        "share": (65, 65),
    }


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ("65 %", Fraction(129, 2), Fraction(131, 2)),
        ("half of", 50, 50),
        ("a third of", Fraction(100, 3), Fraction(100, 3)),
    ],
)
def test_a_share_is_told_in_hundredths(figure: str, low: int | Fraction, high: int | Fraction) -> None:
    """A percentage and a fraction of the whole lie on one line, and offer nothing else."""
    found = statistics(read(figure), discrete=True)

    assert set(found) == {"share"}
    assert (found["share"].low, found["share"].high) == (low, high)


def test_an_unknown_number_offers_nothing() -> None:
    """A number that nobody knows is neither 0 nor any other."""
    assert statistics(read("an unknown number"), discrete=True) == {}


def test_more_than_k_of_n_has_an_open_share() -> None:
    """More than 52 of 80 is 53 of 80 or more, with no upper end that anybody wrote."""
    found = statistics(read("more than 52 of 80"), discrete=True)

    assert (found["share"].low, found["share"].high) == (Fraction(265, 4), None)


def test_a_plain_count_says_no_share() -> None:
    """Without a denominator or a percent sign there is no share to speak of."""
    assert share_range(read("41"), None) is None
