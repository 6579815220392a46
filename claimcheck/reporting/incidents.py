"""Each incident as a report shows it: measure by measure, who says between which ends, and who has not spoken."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from claimcheck.findings.charted import number_words
from claimcheck.incidents.incident import Incident, MeasureFigures, PartyFigure, Silent
from claimcheck.model import Claim
from claimcheck.quantity import Number
from claimcheck.reporting.labelling import ENGLISH, Labels
from claimcheck.reporting.model import IncidentView, MeasureView, PartyLine, Ref

__all__ = ["incident_view"]

_NAMED: Final = 5
_CLAIMS: Final = 6
"""Claims of one party on one measure that a row links to before it counts the rest."""


def incident_view(
    incident: Incident,
    anchor: str,
    facts: tuple[tuple[str, str], ...],
    party: Callable[[str], Ref],
    claim: Callable[[Claim, str], Ref],
    kind: Callable[[str, str], str | None],
    label: Labels = ENGLISH,
) -> IncidentView:
    """Return the incident for readers.

    Args:
        incident: What everybody says of it.
        anchor: Where it stands.
        facts: What its records say of it, each with its name.
        party: The name of a party, by its key, and where it stands.
        claim: Where a claim stands, called by the words given.
        kind: Where a finding of that kind about that topic stands.
        label: What the report says of its own.
    """
    shown = tuple(_measure(one, incident.label, party, claim, kind, label) for one in incident.measures)
    return IncidentView(
        anchor=anchor,
        label=incident.label,
        facts=facts,
        sentence=" ".join(_sentences(incident, shown, label)),
        measures=shown,
        silent=tuple(_silent(one, party) for one in incident.silent),
        past=tuple(claim(one, "") for one in incident.past),
    )


def _sentences(incident: Incident, shown: tuple[MeasureView, ...], label: Labels) -> Iterator[str]:
    contested = [view.what for view, one in zip(shown, incident.measures, strict=True) if one.is_contested]
    if contested:
        more = label("names_more", len(contested) - _NAMED) if len(contested) > _NAMED else ""
        yield label("contested_measures", names="; ".join(contested[:_NAMED]) + more)
    elif shown:
        yield label("measures", len(shown))
    else:
        yield label("nobody_says")


def _silent(one: Silent, party: Callable[[str], Ref]) -> tuple[Ref, str]:
    return (Ref(text=one.name) if one.party is None else party(one.party)), one.why


def _measure(
    measure: MeasureFigures,
    incident: str,
    party: Callable[[str], Ref],
    claim: Callable[[Claim, str], Ref],
    kind: Callable[[str, str], str | None],
    label: Labels,
) -> MeasureView:
    topic = measure.topic.label
    return MeasureView(
        what=topic.removesuffix(f", {incident}") or topic,
        unit=measure.unit,
        contested=measure.is_contested,
        kinds=tuple(Ref(text=label.kind(one).title, anchor=kind(one, measure.topic.key)) for one in measure.kinds),
        span=_span(measure, label),
        floor="" if measure.floor is None else label("documented", low=number_words(measure.floor)),
        lines=tuple(_line(one, party, claim, label) for one in measure.figures),
        silent=tuple(_silent(one, party) for one in measure.silent),
    )


def _span(measure: MeasureFigures, label: Labels) -> str:
    """The least and the most that anybody says, where two say something and it is not the same."""
    if len({one.ends for one in measure.figures if one.is_figure}) < 2:
        return ""
    low, high = measure.low, measure.high
    name = {(True, True): "span", (True, False): "span_up", (False, True): "span_down"}
    ends = {name: number_words(end) for name, end in (("low", low), ("high", high)) if end is not None}
    return label(name.get((low is not None, high is not None), "span_open"), **ends)


def _line(
    one: PartyFigure, party: Callable[[str], Ref], claim: Callable[[Claim, str], Ref], label: Labels
) -> PartyLine:
    low, high = (_end(one, one.low, label), _end(one, one.high, label)) if one.is_figure else ("", "")
    return PartyLine(
        by=tuple(party(key) for key in one.parties) or (Ref(text=label("nobody")),),
        low=low,
        high=high,
        claims=tuple(claim(said, one.figure if len(one.claims) == 1 else "") for said in one.claims[:_CLAIMS]),
        more=max(0, len(one.claims) - _CLAIMS),
        agrees=one.agrees,
        earlier=tuple(_earlier(one.earlier, claim)),
        more_earlier=max(0, len(one.earlier) - _CLAIMS),
    )


def _earlier(claims: Iterable[Claim], claim: Callable[[Claim, str], Ref]) -> Iterator[tuple[Ref, str]]:
    for one in list(claims)[-_CLAIMS:]:
        span = one.proposition.cutoff or one.asserted
        yield claim(one, ""), "" if span is None else span.edtf.replace("T", " ")


def _end(one: PartyFigure, end: Number | None, label: Labels) -> str:
    if end is None:
        return label("no_bound")
    if one.approximate:
        return label("read_as", figure=number_words(end))
    if end == one.low and one.low_open:
        return label("above", figure=number_words(end))
    if end == one.high and one.high_open:
        return label("below", figure=number_words(end))
    return number_words(end)
