"""Who is disputed by whom: the passes over a topic, held to compare over all pairs."""

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison
from claimcheck.findings.contest import Side, disputes
from claimcheck.findings.origins import groups_of
from claimcheck.model import Basis, Category, Claim, Event, Link, Measure, Party, Proposition, Relation, Term, Tie
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import default_vocabulary

# --- topics of every kind ------------------------------------------------------------------------------------

WINDOW = "2025-06-01T20:00+03:00/2025-06-02T09:00+03:00"
FIGURE_MEASURES = (
    "killed",  # a count that accumulates
    "attendance",  # a count that does not
    "area burned",  # an amount that accumulates
    "fine",  # an amount that does not
    "wind speed",  # a level without a tolerance, which needs a period of its own
    "magnitude",  # a level with a tolerance, the same at all times
    "vote share",  # a share
    "turnout so far",  # a share of what was counted so far
    "warming",  # a difference between temperatures
    "temperature",  # a level with an offset between its units
    "sightings",  # a word that nobody declared
    None,
)
WORD_MEASURES = ("verdict", "won", "verb of the act", "cause", None)
TERMS = (
    Measure(name="warming", scale="level", difference=True),
    Measure(name="temperature", scale="level", timeless=True),
    Measure(name="cause", kind="category", scale="category"),
    Measure(
        name="verb of the act",
        kind="characterisation",
        scale="characterisation",
        exclusive=("forcibly removed", "relocated for protection"),
    ),
    Measure(name="arson", kind="category", distinct=("lightning",)),
    Term(name="fire-setting", parts=("arson",)),
)
VOCABULARY = default_vocabulary().extended(TERMS)
WORDS = (
    "guilty",
    "not guilty",
    "found guilty",
    "forcibly removed",
    "relocated for protection",
    "arson",
    "lightning",
    "fire-setting",
    "sheer luck",
)
PARTIES = (
    Party(key="north", name="North"),
    Party(key="north-army", name="Army of North", acts_for=(Tie(party="north"),)),
    Party(key="north-press", name="Press of North", acts_for=(Tie(party="north-army"),)),
    Party(key="south", name="South"),
    Party(key="agency", name="Agency"),
    Party(key="outlet", name="Outlet"),
    Party(key="daily", name="Daily", same_as=("outlet",)),
    Party(key="militia", name="Militia", acts_for=(Tie(party="south", until=time_span("2025-06-01")),)),
    Party(key="stranger", name="stranger", declared=False),
)
TIMES = (
    "2025-05-31",
    "2025-06-01",
    "2025-06-02",
    "2025-06-02~",
    "2025-06",
    "2025-22",
    "2025-06-01/2025-06-02",
    "2025-06-01T09:00+03:00",
    "2025-06-02T09:00+03:00",
    "2025-06-02T06:00Z",
    "2025-06-02T01:00-07:00",
    "2025-06-02T23:00Z",
    "2025-06-03T11:30+14:00",
)


def party_keys() -> tuple[str, ...]:
    """The keys of the parties, declared or not."""
    return tuple(party.key for party in PARTIES)


def _numbers(*, widest: int) -> st.SearchStrategy[int | Fraction]:
    near = st.integers(0, 12)
    return st.one_of(near, near, st.integers(0, widest), st.integers(-3, 60).map(lambda tenths: Fraction(tenths, 10)))


UNITS = (None, "kilometre", "mile", "metre", "kilogram", "USD", "EUR", "parsnip", "degree_Celsius", "degree_Fahrenheit")


_STEPS: st.SearchStrategy[int | Fraction] = st.sampled_from((Fraction(1, 10), Fraction(1), Fraction(10)))


@st.composite
def figures(draw: st.DrawFn, units: Sequence[str | None] = (None,)) -> Quantity:
    """A figure: exact, a bound, a range, approximate, inferred, in decimals, a share, k of n, not known."""
    spelled = ("several", "dozens", "nearly 10", "about 8", "half of", "65 %", "64.6 %", "more than 60 %")
    shape = draw(st.sampled_from(("exact", "exact", "low", "high", "range", "about", "step", "of", "word", "unknown")))
    if shape == "word":
        read = parse_quantity(draw(st.sampled_from(spelled)))
        assert read is not None
        return read
    if shape == "unknown":
        return Quantity(bound=Bound.UNKNOWN)
    one, other = sorted(draw(st.tuples(_numbers(widest=120), _numbers(widest=120))))
    unit = draw(st.sampled_from(units))
    bound = draw(st.sampled_from((Bound.EXACT, Bound.EXACT, Bound.MINIMUM, Bound.ESTIMATE)))
    if shape == "exact":
        return Quantity(low=one, high=one, unit=unit, bound=bound)
    if shape == "about":
        return Quantity(low=one, high=one, unit=unit, approximate=True, tolerance=draw(st.sampled_from((0, 1, 3))))
    if shape == "step":
        return Quantity(low=one, high=one, unit=unit, step=draw(_STEPS))
    if shape == "of":
        whole = draw(st.sampled_from((10, 12, 80)))
        count = draw(st.integers(0, whole))
        ends = draw(st.sampled_from(((count, count), (count, None), (None, count))))
        left_out = ends[0] != ends[1] and draw(st.booleans())
        return Quantity(
            low=ends[0],
            high=ends[1],
            low_open=left_out and ends[0] is not None,
            high_open=left_out and ends[1] is not None,
            of=whole,
            unit=unit,
        )
    low = None if shape == "high" else one
    high = None if shape == "low" else other
    apart = low != high
    return Quantity(
        low=low,
        high=high,
        low_open=low is not None and apart and draw(st.booleans()),
        high_open=high is not None and apart and draw(st.booleans()),
        low_soft=low is not None and draw(st.booleans()),
        high_soft=high is not None and draw(st.booleans()),
        unit=unit,
        bound=bound,
    )


class Made(NamedTuple):
    """A topic that was made up: its claims as they stand, and the view that they belong to."""

    view: View
    members: tuple[Standing, ...]


@st.composite
def topics(draw: st.DrawFn, *, most: int = 12) -> Made:
    """One topic of up to *most* claims, all of one event, measure and subject."""
    worded = draw(st.sampled_from((False, False, False, True)))
    measure = draw(st.sampled_from(WORD_MEASURES if worded else FIGURE_MEASURES))
    event = draw(st.sampled_from(("blast", "blast", None)))
    own_period = draw(st.sampled_from(("all", "all", "some"))) if event else "all"
    units = draw(st.sampled_from(((None,), (None, "USD"), ("kilometre", "mile", "USD"), ("kilometre", "mile"), UNITS)))
    values: st.SearchStrategy[Quantity | Category | None] = figures(units)
    if worded:
        values = st.sampled_from(WORDS).map(lambda word: Category(term=word))
    values = st.one_of(values, values, values, values, values, figures() if worded else st.none())
    dated = draw(st.sampled_from(((None,), (None, *TIMES), TIMES, TIMES[:3], TIMES[7:])))
    # What a denial says of the agent is for compare to settle: here a topic has agents, or denials, or neither.
    agents: tuple[str | None, ...] = draw(st.sampled_from(((None,), (None,), (None, "north", "north-army", "south"))))
    polarity = st.sampled_from((True, True, False)) if agents == (None,) and draw(st.booleans()) else st.just(True)
    makers = draw(st.sampled_from((party_keys()[:1] + party_keys()[3:5], party_keys())))
    claimants = st.one_of(
        st.sampled_from(makers).map(lambda key: (key,)),
        st.sampled_from(makers).map(lambda key: (key,)),
        st.just(()),
        st.lists(st.sampled_from(makers), min_size=2, max_size=3, unique=True).map(tuple),
    )
    bases = draw(st.sampled_from(((None,), (None, Basis.DOCUMENTED, Basis.ESTIMATE))))
    view = View(base=VOCABULARY)
    for record in (*PARTIES, Event(key="blast", label="the blast", over=time_span(WINDOW))):
        view.put(record)
    count = draw(st.integers(2, most))
    for number in range(count):
        over = own_period == "all" or draw(st.booleans())
        cutoff, asserted = (draw(st.sampled_from(dated)) for _ in range(2))
        claim = Claim(
            key=f"c{number:02}",
            claimants=draw(claimants),
            asserted=None if asserted is None else time_span(asserted),
            basis=draw(st.sampled_from(bases)),
            proposition=Proposition(
                event=event,
                measure=measure,
                subject=draw(st.sampled_from(("Ann", "Ben"))) if measure == "won" else "people",
                value=None if measure == "won" else draw(values),
                over=time_span(WINDOW) if over else None,
                cutoff=None if cutoff is None else time_span(cutoff),
                agent=draw(st.sampled_from(agents)),
                polarity=draw(polarity),
            ),
        )
        view.put(claim)
    keys = sorted(view.claims)
    relations = st.sampled_from((Relation.DISPUTES, Relation.REFUTES, Relation.SUPPORTS))
    for relation in draw(st.lists(relations, max_size=4)):
        a, b = draw(st.tuples(st.sampled_from(keys), st.sampled_from(keys)))
        view.put(Link(a=a, relation=relation, b=b, accepted=draw(st.sampled_from((True, True, False)))))
    members = tuple(stand(claim, view) for claim in view.claims.values())
    return Made(view, members)


def control_groups(made: Made) -> list[Side]:
    """Each claim speaks for the control groups of its claimants."""
    return [groups_of(standing, made.view) for standing in made.members]


def each_for_itself(made: Made) -> list[Side]:
    """Each claim speaks for its claimants, as within one control group."""
    return [frozenset(standing.claimants) for standing in made.members]


def named_or_not(made: Made) -> list[Side]:
    """Claims that somebody makes against those that nobody does."""
    return [frozenset({"named" if standing.claimants else "nobody"}) for standing in made.members]


SIDES = st.sampled_from((control_groups, control_groups, each_for_itself, named_or_not))


# --- the definition: compare over all pairs ------------------------------------------------------------------


def is_dispute(compared: Comparison, *, own: bool) -> bool:
    """A conflict that is no mere boundary of two figures, nor two figures of one claimant's own."""
    if "competing_attribution" in compared.aspects:
        return True
    return compared.conflict and not compared.boundary and not (own and compared.step > 12)


def disputed_pairs(made: Made, sides: Sequence[Side]) -> set[tuple[int, int]]:
    """All pairs of places, both ways, of which compare finds one side in dispute with the other."""
    found = set()
    for one, other in itertools.combinations(range(len(made.members)), 2):
        if not sides[one] or not sides[other] or not sides[one].isdisjoint(sides[other]):
            continue
        a, b = made.members[one], made.members[other]
        if is_dispute(compare_standings(a, b, made.view), own=bool(a.claimants) and a.claimants == b.claimants):
            found |= {(one, other), (other, one)}
    return found


@settings(max_examples=400)
@given(topics(), SIDES)
def test_disputed_are_those_that_compare_finds_in_conflict(made: Made, sides_of: Callable[[Made], list[Side]]) -> None:
    """A claim is disputed exactly when compare finds it in conflict with another side, and the witness is one such."""
    sides = sides_of(made)
    pairs = disputed_pairs(made, sides)
    found = disputes(made.members, sides, made.view)

    assert sorted(found) == sorted({one for one, _ in pairs})
    assert [pair for pair in found.items() if pair not in pairs] == []


@given(topics(), SIDES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    made: Made, sides_of: Callable[[Made], list[Side]], random: Random
) -> None:
    """The same claims in another order: the same are disputed."""
    turned = list(made.members)
    random.shuffle(turned)
    other = Made(made.view, tuple(turned))
    before = {made.members[place].claim.key for place in disputes(made.members, sides_of(made), made.view)}

    assert {turned[place].claim.key for place in disputes(turned, sides_of(other), made.view)} == before


@given(topics(), st.integers(1, 9))
def test_a_repetition_disputes_nobody_else(made: Made, number: int) -> None:
    """A claim said again by the same claimants makes no other claim disputed that was not."""
    again = made.members[number % len(made.members)]
    more = Made(made.view, (*made.members, stand(_renamed(again.claim), made.view)))
    before = disputes(made.members, control_groups(made), made.view)
    after = disputes(more.members, control_groups(more), made.view)

    assert sorted(place for place in after if place < len(made.members)) == sorted(before)


def _renamed(claim: Claim) -> Claim:
    return Claim(
        key="again",
        claimants=claim.claimants,
        asserted=claim.asserted,
        basis=claim.basis,
        proposition=claim.proposition,
    )
