"""Where do people grade one thing differently? Each person's latest grade of a scheme and axis, held side by side.

Publishers rate in words of their own houses: these are held against each other by the common word that each is mapped
to, over all claims of a topic that say the same. A label that is not mapped is held against none.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from claimcheck.comparing.axes import Standing
from claimcheck.findings.finding import Finding, Kind
from claimcheck.findings.topics import Gathered
from claimcheck.grading.claimreview import map_label
from claimcheck.grading.registry import find_scheme
from claimcheck.model import Assessment, Claim
from claimcheck.times import before
from claimcheck.view import View

__all__ = ["graded_differently", "rated_differently"]


def graded_differently(view: View) -> Iterator[Finding]:
    """Yield a finding for each record, scheme and axis on which the latest grades of two people differ.

    Two words for one grade do not differ; nobody is preferred. Publishers' own labels are words of different houses:
    ``rated_differently`` holds what they are mapped to against each other.

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


def rated_differently(view: View, gathered: Gathered) -> Iterator[Finding]:
    """Yield a finding for each matter on which the latest ratings of two publishers differ, once mapped.

    The labels come from reviews in the form of schema.org's ClaimReview. Claims of one topic are one matter where they
    say the same; a publisher that was merged with another is one with it, and nobody is preferred.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> ledger = Ledger()
        >>> claim = ledger.claim("The bridge fell", event="bridge")
        >>> for desk, label in (("Facts", "False"), ("Verité", "Plutôt vrai")):
        ...     rating = ledger.assess(claim, "claimreview", label, by=ledger.party(desk).key, axis="label")
        >>> ledger.findings("graded_differently")[0].reason
        "Facts rates it 'False' (false); Verité rates it 'Plutôt vrai' (mostly_true)"
    """
    rated: dict[str, list[Assessment]] = defaultdict(list)
    for one in view.assessments.values():
        if one.scheme == "claimreview" and one.axis in {None, "label"}:
            rated[one.about].append(one)
    for name in sorted({gathered.topic_of[key] for key in rated if key in gathered.topic_of}):
        matters: dict[Hashable, list[Claim]] = defaultdict(list)
        for standing in gathered.members[name]:
            if standing.claim.key in rated:
                matters[_said(standing)].append(standing.claim)
        for claims in matters.values():
            yield from _disagreement(
                view, gathered, name, claims, [one for claim in claims for one in rated[claim.key]]
            )


def _said(standing: Standing) -> Hashable:
    """What a claim says beyond the axes of its topic: two verdicts on other things do not differ."""
    said = standing.claim.proposition
    return (
        str(standing.value),
        said.polarity,
        standing.agent,
        said.cutoff and said.cutoff.edtf,
        standing.claim.proposition.parts,
    )


def _disagreement(
    view: View, gathered: Gathered, name: str, claims: Sequence[Claim], ratings: Sequence[Assessment]
) -> Iterator[Finding]:
    """A finding where publishers' latest ratings differ: the latest of each on each claim, and of one time all."""
    latest: dict[tuple[str, str], list[Assessment]] = {}
    for one in sorted(ratings, key=lambda one: one.key):
        slot = view.party(one.by), one.about
        held = latest.get(slot)
        if held is None or _later(one, held[0]):
            latest[slot] = [one]
        elif not _later(held[0], one):
            held.append(one)
    said: dict[str, dict[str, Assessment]] = defaultdict(dict)
    for (by, _), held in latest.items():
        for one in held:
            mapped = map_label(one.grade)
            if mapped is not None:
                said[by].setdefault(mapped, one)
    if len({mapped for words in said.values() for mapped in words}) < 2 or len(said) < 2:
        return
    told = "; ".join(
        f"{view.party_name(by)} rates it {one.grade!r} ({mapped}){f' on {one.when.edtf}' if one.when else ''}"
        for mapped, by, one in sorted(
            ((mapped, by, one) for by, words in said.items() for mapped, one in words.items()),
            key=lambda item: item[:2],
        )
    )
    yield Finding(
        kind=Kind.GRADED_DIFFERENTLY,
        topic=gathered.topics[name],
        claims=tuple(claims),
        field="claimreview",
        reason=told,
        sentence=f"{gathered.topics[name].label}: {told}; neither is preferred.",
    )


def _later(one: Assessment, other: Assessment) -> bool:
    """Whether one rating was certainly given after another; one without a day is before any."""
    if one.when is None or other.when is None:
        return one.when is not None and other.when is None
    return before(other.when, one.when) is True
