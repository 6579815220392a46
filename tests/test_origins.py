"""On how many origins a claim rests: the sweep and the general path, held to compare over all pairs."""

from collections.abc import Sequence
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Outcome
from claimcheck.findings.origins import count_origins, entailing, groups_of, origin_groups
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Source
from claimcheck.reading.figures import parse_quantity
from claimcheck.support.grounds import Grounds
from claimcheck.support.independence import reach_of
from claimcheck.support.ways import Ways
from claimcheck.times import time_span
from claimcheck.view import View
from tests.test_contest import PARTIES, Made, party_keys, topics


def counts_of(members: Sequence[Standing], view: View) -> list[int]:
    """How many origins say the same as each claim or more."""
    return [one.independent for one in count_origins(members, Ways(members, Grounds(view)), view)]


# --- the definition: compare over all pairs ------------------------------------------------------------------


def says_as_much(stronger: Standing, weaker: Standing, view: View) -> bool:
    """Whether compare finds that a claim says the same as another, or refines it, and names its agent too."""
    if weaker.agent is not None and stronger.agent is None:
        return False
    compared = compare_standings(stronger, weaker, view)
    return compared.outcome in {Outcome.SAME, Outcome.REFINES} and not compared.conflict


def declared_groups(standing: Standing, view: View) -> frozenset[str]:
    """The control groups of the claimants that somebody described."""
    when = standing.claim.asserted or standing.period
    return frozenset(view.control_group(key, when) for key in standing.claimants if view.parties[key].declared)


def most_origins(sides: set[frozenset[str]]) -> int:
    """The most origins if each control group stands for one at most, and so does each statement."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(("start", "end"))
    for side in sides:
        for group in side:
            graph.add_edge("start", ("statement", side), capacity=1)
            graph.add_edge(("statement", side), ("group", group), capacity=1)
            graph.add_edge(("group", group), "end", capacity=1)
    return int(nx.maximum_flow_value(graph, "start", "end"))


def counted_one_by_one(made: Made) -> list[int]:
    """For each claim the origins of all that say the same or more, found by comparing each with each."""
    return [
        most_origins(
            {
                declared_groups(other, made.view)
                for other in made.members
                if other is weaker or says_as_much(other, weaker, made.view)
            }
        )
        for weaker in made.members
    ]


@settings(max_examples=150)
@given(topics())
def test_origins_are_those_that_compare_finds(made: Made) -> None:
    """As many origins say a thing or more as compare finds one by one, whatever the topic holds."""
    assert counts_of(made.members, made.view) == counted_one_by_one(made)


def _topic(rows: list[tuple[str, tuple[str, ...]]]) -> Made:
    """Figures, each with who gave it, about one count of one event."""
    view = View()
    for party in PARTIES:
        view.put(party)
    view.put(Event(key="march", label="the march", over=time_span("2025-06-01")))
    for number, (figure, claimants) in enumerate(rows):
        view.put(
            Claim(
                key=f"c{number:03}",
                claimants=claimants,
                proposition=Proposition(
                    event="march", measure="attendance", value=parse_quantity(figure) if figure else None
                ),
            )
        )
    return Made(view, tuple(stand(claim, view) for claim in view.claims.values()))


FIGURES = ("5", "6", "at least 5", "more than 5", "at most 6", "less than 6", "5-6", "4-9", "several", "about 6")
MAKERS = st.one_of(st.sampled_from(party_keys()).map(lambda key: (key,)), st.just(()))


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(FIGURES), MAKERS), min_size=1, max_size=25))
def test_plain_figures_are_swept(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    """The sweep over figures of one kind counts what compare finds one by one."""
    made = _topic(rows)

    assert counts_of(made.members, made.view) == counted_one_by_one(made)


JOINT = st.lists(st.sampled_from(party_keys()), max_size=3, unique=True).map(tuple)
MIXED = st.sampled_from((*FIGURES, "", "5 of 9", "6 of 9", "60 %", "half of", "5 km", "5000 m", "unknown number of"))


@settings(max_examples=100)
@given(st.lists(st.tuples(MIXED, JOINT), min_size=1, max_size=14))
def test_figures_beside_others_are_counted(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    """Joint statements, shares, other units and claims without a figure count as compare finds one by one."""
    made = _topic(rows)

    assert counts_of(made.members, made.view) == counted_one_by_one(made)


@given(topics(most=8), st.integers(0, 7))
def test_a_repetition_never_adds_an_origin(made: Made, number: int) -> None:
    """The same claim by the same claimants, or carried by nobody known, leaves every count as it was."""
    said = made.members[number % len(made.members)].claim
    for claimants in (said.claimants, (), ("stranger",)):
        again = Claim(
            key="again",
            claimants=claimants,
            asserted=said.asserted,
            basis=said.basis,
            proposition=said.proposition,
        )
        more = (*made.members, stand(again, made.view))

        assert counts_of(more, made.view)[:-1] == counts_of(made.members, made.view)


@given(topics(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(made: Made, random: Random) -> None:
    """The same claims in another order have the same counts."""
    places = list(range(len(made.members)))
    random.shuffle(places)
    counts = counts_of(made.members, made.view)

    assert counts_of([made.members[place] for place in places], made.view) == [counts[place] for place in places]


# --- by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        # A floor is corroborated by a figure above it, and never the other way round.
        ([("at least 13", ("south",)), ("41", ("north",))], [2, 1]),
        # Under one command, or the same party by another name: one origin.
        ([("41", ("north",)), ("41", ("north-army",)), ("41", ("north-press",))], [1, 1, 1]),
        ([("41", ("outlet",)), ("41", ("daily",))], [1, 1]),
        # Nobody, and nobody known.
        ([("41", ("north",)), ("41", ()), ("41", ("stranger",))], [1, 1, 1]),
        ([("41", ()), ("41", ("stranger",))], [0, 0]),
        # A joint statement is one; its parties add up to no more than they are.
        ([("41", ("north", "south"))], [1]),
        ([("41", ("north", "south")), ("41", ("north", "south"))], [1, 1]),
        ([("41", ("north", "south")), ("41", ("north",))], [2, 2]),
        ([("41", ("north", "south")), ("41", ("north",)), ("41", ("south",))], [2, 2, 2]),
        ([("41", ("north", "stranger")), ("41", ("north",))], [1, 1]),
        # Merely compatible is no corroboration.
        ([("30-50", ("north",)), ("40-60", ("south",))], [1, 1]),
        # A share that a count of a total implies.
        ([("65 %", ("south",)), ("52 of 80", ("north",))], [2, 1]),
    ],
)
def test_origins_by_hand(rows: list[tuple[str, tuple[str, ...]]], counts: list[int]) -> None:
    """As many origins as control groups whose own claims say as much."""
    made = _topic(rows)

    assert counts_of(made.members, made.view) == counts


def test_a_thousand_figures_are_counted_beside_one_joint_statement() -> None:
    """One claim of another kind does not make the sweep fall back: the counts are those of the definition."""
    rows = [(f"at least {number}", (party_keys()[number % 5],)) for number in range(1000)]
    made = _topic([*rows, ("at least 999", ("agency", "outlet"))])
    counts = counts_of(made.members, made.view)
    groups = ("north", "north", "north", "south", "agency")

    assert counts[:-1] == [
        len({*(groups[above % 5] for above in range(number, 1000))} | {"outlet"}) for number in range(1000)
    ]


def test_the_groups_of_a_claim_follow_its_date() -> None:
    """A party that changed command counts under the one of the day."""
    made = _topic([])

    def groups(party: str, day: str) -> frozenset[str]:
        claim = Claim(key="c", claimants=(party,), asserted=time_span(day), proposition=Proposition(event="march"))
        return groups_of(stand(claim, made.view), made.view)

    assert groups("militia", "2025-05-31") == groups("south", "2025-05-31")
    assert groups("militia", "2025-06-02").isdisjoint(groups("south", "2025-06-02"))


def test_entailing_lists_the_claim_itself_and_those_that_say_more() -> None:
    """What stands behind a claim is the claim and what says the same or more, in the order of the topic."""
    made = _topic([("at least 13", ("south",)), ("41", ("north",)), ("at most 60", ("agency",))])

    assert [one.claim.key for one in entailing(made.members[0], made.members, made.view)] == ["c000", "c001"]


def test_a_joint_statement_has_one_name() -> None:
    """The origin of a joint statement is named by its declared groups together."""
    made = _topic([("41", ("north", "agency", "stranger")), ("41", ("stranger",))])

    assert [origin_groups(one, made.view) for one in made.members] == [{"agency + north"}, frozenset()]


def test_reach_counts_outlets_and_not_documents() -> None:
    """Two documents of one publisher are one outlet; a document of none stands for itself."""
    view = View()
    view.put(Party(key="press", name="Press"))
    for key, publisher in (("p1", "press"), ("p2", "press"), ("leaflet", None)):
        view.put(Source(key=key, publisher=publisher))
    claims = [
        Claim(key=key, proposition=Proposition(event="raid"), appearances=(Appearance(source=key),))
        for key in ("p1", "p2", "leaflet")
    ]

    assert reach_of(claims, view) == 2
