"""Sums that explain a figure: worked by hand, held to a brute-force search, and never out of what chance would give."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.findings.arithmetic import (
    MOST_FIGURES,
    MOST_TERMS,
    Explanation,
    Figure,
    Overlap,
    Way,
    explain_figure,
)
from claimcheck.quantity import Number


def figure(
    value: Number, label: str, *, whole: str | None = None, act: str | None = "act", of: int | None = None
) -> Figure:
    return Figure(key=f"{whole or act}#{label}", value=value, label=label, act=act, whole=whole, of=of)


DOWN = figure(15, "shot down", whole="bulletin")
LOST = figure(37, "suppressed", whole="bulletin")
NEUTRALISED = Figure(
    key="bulletin", value=52, label="neutralised", act="act", of=80, breakdown="15 shot down + 37 lost"
)
LAUNCHED = figure(80, "launched")
BULLETIN = (DOWN, LOST, NEUTRALISED, LAUNCHED)


def nested(one: Figure, other: Figure) -> Overlap:
    """Everything of the bulletin lies within what was launched, and the parts within what was neutralised."""
    if one.whole is not None and one.whole == other.whole:
        return Overlap.DISJOINT
    sizes = {"launched": 3, "neutralised": 2, "shot down": 1, "suppressed": 1}
    return Overlap.WITHIN if sizes[one.label] < sizes[other.label] else Overlap.WHOLE


def texts(found: tuple[Explanation, ...]) -> list[str]:
    return [one.text for one in found]


def test_two_parts_of_one_bulletin_add_up() -> None:
    """52 shot down, where the bulletin has 15 shot down and 37 suppressed, is their sum."""
    assert texts(explain_figure(52, (DOWN, LOST), instead_of=DOWN)) == ["52 = 15 shot down + 37 suppressed"]


def test_a_figure_that_it_gives_for_something_else_comes_alone() -> None:
    """52 is what the bulletin calls neutralised: no sum is told beside that."""
    found = explain_figure(52, BULLETIN, instead_of=DOWN, overlap=nested)

    assert texts(found) == ["52 is its 'neutralised' = 15 shot down + 37 lost"]
    assert found[0].way is Way.FIGURE


def test_a_whole_without_its_part() -> None:
    """28 that got through are the 80 launched without the 52 neutralised."""
    found = explain_figure(28, BULLETIN, instead_of=NEUTRALISED, overlap=nested)

    assert texts(found) == ["28 = 80 launched - 52 neutralised"]
    assert not found[0].by_chance


def test_the_total_of_a_figure_is_its_whole_without_any_vocabulary() -> None:
    """52 of 80 says itself that it lies within 80."""
    (found,) = explain_figure(28, (NEUTRALISED, LAUNCHED), instead_of=NEUTRALISED)

    assert (found.text, found.by_chance) == ("28 = 80 launched - 52 neutralised", False)


def test_two_kinds_of_weapon_add_up() -> None:
    """385 drones are 382 drones and 3 missiles, which may be chance until somebody declared them apart."""
    drones, missiles = figure(382, "drones", act="drones"), figure(3, "missiles", act="missiles")
    apart = explain_figure(385, (missiles, drones), instead_of=drones, overlap=lambda a, b: Overlap.DISJOINT)
    unknown = explain_figure(385, (missiles, drones), instead_of=drones)

    assert texts(apart) == ["385 = 382 drones + 3 missiles"]
    assert texts(unknown) == ["385 = 382 drones + 3 missiles (the sum equals it, which may be chance)"]


def test_a_share_is_counted_out() -> None:
    """65 % is 52 of 80, by the figure's own total or by the whole that it lies in."""
    alone = figure(52, "neutralised")

    assert texts(explain_figure(65, (NEUTRALISED,), unit="percent")) == ["65 % is 52 of 80 neutralised"]
    assert texts(explain_figure(65, (alone, LAUNCHED), unit="percent", overlap=nested)) == [
        "65 % is 52 neutralised of 80 launched"
    ]
    assert explain_figure(64, (NEUTRALISED, LAUNCHED), unit="percent", overlap=nested) == ()


def test_a_share_is_rounded_as_it_is_written() -> None:
    """66.7 % is 2 of 3, and 66.4 % is not, though 66 % would be."""
    two = figure(2, "lost", of=3)
    told: list[tuple[Number, Number]] = [
        (Fraction(667, 10), Fraction(1, 10)),
        (Fraction(664, 10), Fraction(1, 10)),
        (67, 1),
    ]

    assert [len(explain_figure(value, [two], unit="percent", step=step)) for value, step in told] == [1, 0, 1]


@pytest.mark.parametrize(
    ("wanted", "own", "text"),
    [
        (27, 72, "27 is 72 with two digits exchanged: a slip of the pen would explain it"),
        (1530, 1350, "1,530 is 1,350 with two digits exchanged: a slip of the pen would explain it"),
        (520, 52, "520 is 52 by a factor of 10: a slip of the pen would explain it"),
        (52, 52_000, "52 is 52,000 by a factor of 1,000: a slip of the pen would explain it"),
    ],
)
def test_slips_of_the_pen_are_suggested(wanted: int, own: int, text: str) -> None:
    """Two neighbouring digits exchanged, and a zero too many, are suggested and never stated."""
    (found,) = explain_figure(wanted, [], instead_of=figure(own, "killed"))

    assert (found.text, found.suggested) == (text, True)


def test_nothing_adds_up() -> None:
    """A figure that no sum gives and no slip explains is left without an explanation."""
    assert explain_figure(61, BULLETIN, instead_of=DOWN, overlap=nested) == ()


def test_terms_that_overlap_are_never_added() -> None:
    """67 is 15 + 52 only for those who count the 15 twice."""
    assert explain_figure(67, (DOWN, NEUTRALISED), instead_of=DOWN) == ()


def test_small_figures_are_explained_within_one_act_only() -> None:
    """5 is 2 + 3 of one report; of two reports it is a coincidence."""
    parts = [figure(2, "boats", whole="one"), figure(3, "cars", whole="one"), figure(30, "lost", act="one")]
    own = Figure(key="one", value=30, label="lost", act="act")
    elsewhere = Figure(key="two", value=30, label="lost", act="two")

    assert [one.terms[0].value for one in explain_figure(5, parts, instead_of=own)] == [2]
    assert explain_figure(5, parts, instead_of=elsewhere) == ()


def test_a_shorter_sum_keeps_longer_ones_away() -> None:
    """90 = 40 + 50 needs no 20 + 30 + 40 beside it."""
    held = [figure(value, f"place {value}", whole="a") for value in (20, 30, 40, 50)]

    assert texts(explain_figure(90, held, instead_of=held[0]))[0] == "90 = 40 place 40 + 50 place 50"
    assert all(len(one.terms) == 2 for one in explain_figure(90, held, instead_of=held[0]))


def test_a_sum_out_of_very_many_may_be_chance() -> None:
    """Of fifteen places there are sums of two for nearly every number: a hit is told with a warning, once."""
    places = [figure(value, f"place {value}", whole="a") for value in range(2, 32, 2)]
    found = explain_figure(33 + 9, places, instead_of=figure(240, "shot down"))

    assert [one.by_chance for one in found] == [True]
    assert "may be chance" in found[0].text


def test_all_parts_add_up_to_what_is_reported() -> None:
    """Six parts that add up to 49 under a total of 48 explain a 49; five of them explain nothing."""
    parts = [figure(value, f"place {place}", whole="a") for place, value in enumerate((21, 11, 7, 5, 3, 2))]
    whole = Figure(key="a", value=48, label="shot down", act="act")

    assert "49 is what its 6 parts add up to" in texts(explain_figure(49, [whole, *parts], instead_of=whole))
    assert all(len(one.terms) <= MOST_TERMS for one in explain_figure(46, [whole, *parts[:5]], instead_of=whole))


def test_more_figures_than_can_be_tried_are_cut_in_a_stable_order() -> None:
    """However many figures there are, those of the act itself are tried first, whatever the order they come in."""
    crowd = [figure(1000 + place, f"place {place:03}", act="other") for place in range(4 * MOST_FIGURES)]
    held = [*crowd, DOWN, LOST]

    assert explain_figure(52, held, instead_of=DOWN) == explain_figure(52, held[::-1], instead_of=DOWN)
    assert texts(explain_figure(52, held, instead_of=DOWN)) == ["52 = 15 shot down + 37 suppressed"]


def test_equal_figures_in_great_number_are_bounded() -> None:
    """Sixty times the same figure has half a million sums of four: the search ends, and says that it may be chance."""
    crowd = [figure(13, f"place {place:02}", whole="a") for place in range(MOST_FIGURES)]
    found = explain_figure(52, crowd, instead_of=figure(780, "lost"))

    assert [(len(one.terms), one.by_chance) for one in found] == [(4, True)]


@st.composite
def figures(draw: st.DrawFn) -> list[Figure]:
    """A few figures in acts and wholes, some of one value, some of one label, some twice."""
    held = []
    for place in range(draw(st.integers(0, 7))):
        whole = draw(st.sampled_from([None, None, "a", "b"]))
        value = draw(st.integers(0, 60) | st.fractions(1, 30, max_denominator=3))
        label = f"label {draw(st.integers(0, 9))}"
        act = whole or draw(st.sampled_from([None, "a", "b", "c"]))
        held.append(Figure(key=f"key {place}", value=value, label=label, act=act, whole=whole))
    return held + draw(st.lists(st.sampled_from(held), max_size=2) if held else st.just([]))


def lies(one: Figure, other: Figure) -> Overlap:
    """Parts of one whole are apart; of the rest, some lie within others, by the length of their names and numbers."""
    if one.whole is not None and one.whole == other.whole:
        return Overlap.DISJOINT
    if one.label == other.label:
        return Overlap.SAME
    ends = int(one.label[-1]), int(other.label[-1])
    if sum(ends) % 3:
        return Overlap.UNKNOWN
    return Overlap.WITHIN if ends[0] < ends[1] else Overlap.WHOLE


def _once(held: list[Figure]) -> list[Figure]:
    """Each value of one label once: which of them it is makes no difference to the oracle but for its act and whole."""
    ordered = sorted(held, key=lambda one: (one.act != "a", one.whole is None, one.label, one.value, one.key))
    found: list[Figure] = []
    for one in ordered:
        if not any(one.key == other.key or (one.value, one.label) == (other.value, other.label) for other in found):
            found.append(one)
    return found


def allowed(terms: tuple[Figure, ...]) -> bool:
    """Whether these may be added: none within another, and of one whole or one act where there are more than two."""
    bad = {Overlap.SAME, Overlap.WITHIN, Overlap.WHOLE}
    if any(lies(one, other) in bad or one.value <= 0 or other.value <= 0 for one, other in combinations(terms, 2)):
        return False
    together = [{one.whole for one in terms}, {one.act for one in terms}]
    return len(terms) < 3 or any(len(names) == 1 and None not in names for names in together)


def fewest(wanted: Number, held: list[Figure]) -> int | None:
    """How many terms the shortest sum or difference has, by trying everything."""
    for one, other in combinations(held, 2):
        for whole, part in ((one, other), (other, one)):
            may_lie_within = lies(part, whole) in {Overlap.WITHIN, Overlap.UNKNOWN}
            if whole.value - part.value == wanted and part.value > 0 and may_lie_within:
                return 2
    for size in range(2, MOST_TERMS + 1):
        if any(sum(one.value for one in terms) == wanted and allowed(terms) for terms in combinations(held, size)):
            return size
    return None


@given(figures(), st.integers(10, 90))
def test_what_is_found_checks_out_and_is_the_shortest(held: list[Figure], wanted: int) -> None:
    """Every explanation adds up when it is added up again, and none that is shorter was missed."""
    own = Figure(key="own", value=10**9 + 1, label="own", act="a")
    found = explain_figure(wanted, held, instead_of=own, overlap=lies)
    for one in found:
        values = [term.value for term in one.terms]
        assert len({term.key for term in one.terms}) == len(one.terms)
        if one.way is Way.FIGURE:
            assert values == [wanted]
        elif one.way is Way.DIFFERENCE:
            assert values[0] - values[1] == wanted
        else:
            assert one.way is Way.SUM
            assert sum(values) == wanted
            assert len(one.terms) > MOST_TERMS or allowed(one.terms)
    ours = min((len(one.terms) for one in found), default=None)
    once = _once(held)
    expected = 1 if any(one.value == wanted for one in once) else fewest(wanted, once)
    if ours is not None and ours > MOST_TERMS:
        ours = None  # all parts of one whole, which is no search

    assert ours == expected


@given(figures(), st.integers(0, 90), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(held: list[Figure], wanted: int, random: Random) -> None:
    """The same figures in any order give the same explanations."""
    own = Figure(key="own", value=12, label="own", act="a")
    shuffled = random.sample(held, len(held))

    assert explain_figure(wanted, shuffled, instead_of=own, overlap=lies) == explain_figure(
        wanted, held, instead_of=own, overlap=lies
    )
