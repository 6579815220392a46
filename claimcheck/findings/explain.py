"""The story of one claim in a paragraph: who says it, where, what agrees, what opposes, what would settle it."""

from claimcheck.comparing.comparison import Outcome
from claimcheck.findings.analysis import Analysis
from claimcheck.findings.finding import Finding, Kind
from claimcheck.model import Basis, Claim
from claimcheck.quantity import Quantity
from claimcheck.support.independence import Independence
from claimcheck.support.telling import listed
from claimcheck.view import View

__all__ = ["explain_claim"]

_BASES = {
    Basis.OWN_COUNT: "by its own count",
    Basis.DOCUMENTED: "as documented, which reads as at least",
    Basis.IMAGERY: "from imagery",
    Basis.WITNESS: "as a witness",
    Basis.ESTIMATE: "as an estimate",
    Basis.MODEL: "from a model",
    Basis.REPORTED: "on the report of others",
}


_AGAINST = frozenset({Kind.CONTESTED, Kind.INCONSISTENT, Kind.DISPUTED_BY_UNATTRIBUTED})


def explain_claim(claim: Claim, view: View, analysis: Analysis, support: Independence) -> str:
    """Return the story of *claim* in plain sentences."""
    sentences = [_said(claim, view), _stands_in(claim, view)]
    superseded = view.superseded.get(claim.key)
    if superseded:
        sentences.append(f"It is no longer current: {superseded}.")
    if view.is_unsupported(claim):
        sentences.append("Every source in which it stood was retracted.")
    name = analysis.gathered.topic_of.get(claim.key)
    if name is not None:
        sentences.append(f"It speaks of: {analysis.gathered.topics[name].label}.")
    sentences += _standing_notes(claim, analysis, name)
    sentences.append(f"It rests on {support.reason}.")
    sentences += _ways(support, view)
    sentences += _told(analysis.by_claim.get(claim.key, ()), is_held=name is not None)
    if claim.note:
        sentences.append(f"Note: {claim.note.strip().rstrip('.')}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _said(claim: Claim, view: View) -> str:
    names = [view.party_name(key) for key in claim.claimants]
    who = " and ".join(names) if names else "Nobody named"
    jointly = " jointly" if len(names) > 1 else ""
    verb = "says" if claim.polarity else "denies"
    words = (claim.text or _proposition(claim)).strip().rstrip(".")
    when = f" on {claim.asserted.edtf}" if claim.asserted else ""
    basis = f", {_BASES[claim.basis]}" if claim.basis in _BASES else ""
    return f"{who}{jointly} {verb}{when}{basis}: {words}."


def _proposition(claim: Claim) -> str:
    proposition = claim.proposition
    words = [proposition.operator, proposition.subject, proposition.measure]
    thing = " ".join(word for word in words if word)
    value = proposition.value
    figure = str(value) if value is not None else ""
    return f"{thing}: {figure}" if thing and figure else thing or figure or claim.key


def _stands_in(claim: Claim, view: View) -> str:
    shown = []
    for appearance in view.standing_appearances(claim):
        source = view.sources.get(appearance.source)
        name = (source.name or source.key) if source is not None else appearance.source
        own = "in its own words" if view.is_own(claim, appearance) else "as reported"
        quote = f" (“{appearance.quote}”)" if appearance.quote else ""
        shown.append(f"{name}, {own}{quote}" if claim.claimants else f"{name}{quote}")
    return f"It stands in {'; '.join(shown)}." if shown else "No source is given for it."


def _standing_notes(claim: Claim, analysis: Analysis, name: str | None) -> list[str]:
    if name is None:
        return []
    notes: list[str] = []
    for standing in analysis.gathered.members[name]:
        if standing.claim.key == claim.key:
            notes += [note[0].upper() + note[1:] + "." for note in standing.notes]
    value = claim.proposition.value
    if (
        isinstance(value, Quantity)
        and value.is_exact
        and value.of is not None
        and value.low is not None
        and 0 <= value.low < value.of
    ):
        notes.append(f"Of the other {value.of - value.low} of the {value.of} it says nothing.")
    if claim.proposition.parts:
        sum_ = " + ".join(f"{part.quantity} {part.of}" for part in claim.proposition.parts)
        notes.append(f"It breaks down as {sum_}.")
    return notes


def _ways(support: Independence, view: View) -> list[str]:
    """The ways by which a claim comes where they are not plain to see, and the documents on all of them."""
    told = []
    ways = [path.steps[:-1] for path in support.paths if len(path.sources) > 1]
    if ways:
        told.append(f"It comes {'; and '.join(_way([step.name for step in steps]) for steps in ways)}.")
    names = [view.source_name(key) for key in support.single_points]
    if names and support.reach > 1:
        told.append(f"Without {listed(names, word='or')} nothing shows an origin.")
    return told


def _way(names: list[str]) -> str:
    return f"from {names[0]} through {', then '.join(names[1:])}"


def _told(findings: tuple[Finding, ...], *, is_held: bool) -> list[str]:
    told: list[str] = []
    heads = {
        Kind.CONTESTED: "Contested",
        Kind.INCONSISTENT: "Inconsistent within one command",
        Kind.DISPUTED_BY_UNATTRIBUTED: "Opposed only by a claim that nobody owns",
        Kind.LOOKS_CONTESTED: "Not a dispute",
        Kind.FLOOR: "Floor",
        Kind.CORROBORATED: "Corroborated",
        Kind.REPORTED_DIFFERENTLY: "Reported differently",
    }
    if is_held and not any(one.kind in _AGAINST for one in findings):
        told.append("Nothing here contradicts it.")
    for one in findings:
        if one.kind in {Kind.UNCORROBORATED, Kind.UNKNOWN_TERM, Kind.UNATTRIBUTED}:
            continue
        head = heads.get(one.kind, one.kind.value.replace("_", " ").capitalize())
        about = f"{one.topic.label}: " if one.topic is not None else ""
        text = one.sentence.removeprefix(about).removesuffix(".")
        told.append(f"{head}: {text}.")
        if one.question and one.outcome is Outcome.UNDETERMINED:
            told.append(f"What would settle it: {one.question.rstrip('.')}.")
    return told
