"""Which documents derive from which: what was declared, what was accepted, and circles."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Derivation, Link, Source
from claimcheck.support.derivations import Derivations, circles_in
from claimcheck.view import View

NAMES = st.sampled_from("abcdefg")


def made(edges: dict[str, list[str]], *links: Link) -> Derivations:
    """The derivations of documents that name their origins, and of links."""
    view = View()
    for key in sorted({*edges, *(origin for origins in edges.values() for origin in origins)}):
        view.put(Source(key=key, derives_from=[Derivation(source=one) for one in edges.get(key, [])]))
    for link in links:
        view.put(link)
    return Derivations(view)


def test_links_count_once_accepted() -> None:
    """A candidate is no derivation; a link that a person accepted is one, like a declared one."""
    candidate = Link(a="b", relation="repeats", b="a", accepted=False)
    accepted = Link(a="c", relation="translates", b="a")
    found = made({"a": [], "b": [], "c": [], "d": ["c"]}, candidate, accepted)

    assert [found.above(key) for key in "abcd"] == [(), (), ("a",), ("c",)]
    assert (found.below("a"), found.below("c")) == (("c",), ("d",))
    assert found.all_above(["d"]) == {"a", "c", "d"}


def test_a_document_does_not_derive_from_itself() -> None:
    """That a document cites itself says nothing, and makes no circle."""
    found = made({"a": ["a"], "b": ["b", "a"]})

    assert (found.above("a"), found.above("b"), found.circles) == ((), ("a",), ())


def test_a_circle_is_closed_unless_fed() -> None:
    """Documents that cite one another are closed only where none of them cites anything else."""
    found = made({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c", "e"]})

    assert found.circles == (("a", "b"), ("c", "d"))
    assert found.closed == (("a", "b"),)
    assert (found.outside("c"), found.outside("a"), found.outside("e")) == (("e",), (), ())


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=7))
def test_circles_are_strongly_connected_components(edges: dict[str, list[str]]) -> None:
    """The circles are the components of two nodes or more that networkx finds."""
    graph = nx.DiGraph((one, after) for one, following in edges.items() for after in following)
    expected = sorted(tuple(sorted(part)) for part in nx.strongly_connected_components(graph) if len(part) > 1)

    assert list(circles_in(edges)) == expected


def test_a_long_circle_needs_no_depth() -> None:
    """A circle of fifty thousand documents is found without recursion."""
    count = 50_000
    edges = {f"{number:05}": [f"{(number + 1) % count:05}"] for number in range(count)}

    assert [len(circle) for circle in circles_in(edges)] == [count]
