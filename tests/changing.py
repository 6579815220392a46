"""JSON that was changed anywhere: values, names and fields that are gone, for laws about what is still read."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

__all__ = ["changed_anywhere"]

_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(
        (0, 1, -1, 1.5, "", " ", "a", "52", "13/20", "2025", "no", "yes", "own", "reported", "supports", "measure")
    ),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(("a", "1", None, [], {})), max_size=3),
    st.dictionaries(
        st.sampled_from(("term", "low", "source", "of", "a")), st.sampled_from(("a", "1", None)), max_size=2
    ),
)


def _holders(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in lists and objects, as what holds it and under what."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield value, name
        yield from _holders(inner)


@st.composite
def changed_anywhere(draw: st.DrawFn, value: Any) -> Any:
    """The value with up to two places given another value, taken out, or put under another name."""
    found = deepcopy(value)
    for _ in range(draw(st.integers(1, 2))):
        places = list(_holders(found))
        if not places:
            break
        holder, name = draw(st.sampled_from(places))
        how = draw(st.sampled_from(("other", "other", "gone", "moved", "more")))
        if how == "other":
            holder[name] = draw(_ODD)
        elif how == "gone":
            del holder[name]
        elif isinstance(holder, dict):
            inner = holder.pop(name) if how == "moved" else draw(_ODD)
            holder[draw(st.sampled_from(("name", "note", "value", "kind", "in", "relation", "unknown")))] = inner
    return found
