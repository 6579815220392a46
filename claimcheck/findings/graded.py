"""Where do people grade one thing differently? Each person's latest grade of a scheme and axis, held side by side."""

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.findings.finding import Finding, Kind
from claimcheck.grading.registry import find_scheme
from claimcheck.model import Assessment
from claimcheck.view import View

__all__ = ["graded_differently"]


def graded_differently(view: View) -> Iterator[Finding]:
    """Yield a finding for each record, scheme and axis on which the latest grades of two people differ.

    Two words for one grade do not differ; nobody is preferred. Publishers' own labels are words of different houses
    and are not held against each other.

    Examples:
        >>> list(graded_differently(View()))
        []
    """
    held: dict[tuple[str, str, str], dict[str, tuple[str, str, Assessment]]] = defaultdict(dict)
    for one in sorted(view.assessments.values(), key=lambda one: one.key):
        scheme = find_scheme(one.scheme)
        if scheme is not None and scheme.is_open:
            continue
        axis = None if scheme is None else scheme.axis_of(one.axis, one.grade)
        mark = None if axis is None else axis.mark(one.grade)
        word = one.grade if mark is None else mark.grade
        name = one.scheme if scheme is None else scheme.name
        slot = held[one.about, name, (one.axis or "") if axis is None else axis.name]
        when = "" if one.when is None else one.when.edtf
        if one.by not in slot or slot[one.by][0] <= when:
            slot[one.by] = (when, word, one)
    for (about, name, axis_name), people in sorted(held.items()):
        if len({word for _, word, _ in people.values()}) < 2:
            continue
        claim, source = view.claims.get(about), view.sources.get(about)
        told = "; ".join(
            f"{view.party_name(by)} gives {one.grade!r}{f' on {when}' if when else ''}"
            for by, (when, _, one) in sorted(people.items())
        )
        what = (source.name if source is not None else None) or (view.party_name(about))
        yield Finding(
            kind=Kind.GRADED_DIFFERENTLY,
            claims=() if claim is None else (claim,),
            field=axis_name or None,
            reason=told,
            sentence=f"{what}, {name}{f' ({axis_name})' if axis_name else ''}: {told}; neither is preferred.",
        )
