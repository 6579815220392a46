"""Where a party changed what it means by a word: its figures before and after are two series and no fall or rise."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from claimcheck.comparing.axes import Standing, in_order
from claimcheck.findings.topics import Gathered
from claimcheck.incidents.naming import who_says
from claimcheck.model import Claim, Measure, Sense
from claimcheck.view import View

__all__ = ["redefinitions"]


def redefinitions(gathered: Gathered, view: View) -> dict[str, tuple[str, ...]]:
    """Return for each topic, by its key, who changed what is meant by its word, from when on, and into what.

    Only changes that the figures here cross are told: the same party used the same word of the same things in
    another sense as well. Linear in the claims.

    Examples:
        >>> from claimcheck.findings.topics import gather
        >>> redefinitions(gather(View()), View())
        {}
    """
    crossed: dict[tuple[Hashable, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    said: dict[tuple[Hashable, ...], Standing] = {}
    for name, members in gathered.members.items():
        for standing in members:
            if standing.claim.claimants and _senses(standing.claim, view):
                use = _use(standing, view)
                said.setdefault(use, standing)
                crossed[use][in_order(standing.measure)].append(name)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for use in sorted(crossed, key=in_order):
        if len(crossed[use]) > 1:
            sentence = _sentence(said[use].claim, view)
            for names in crossed[use].values():
                for name in names:
                    found[name][sentence] = None
    return {name: tuple(sentences) for name, sentences in found.items()}


def _senses(claim: Claim, view: View) -> tuple[Sense, ...]:
    """The senses in which the claimants use the claim's word, by the vocabulary."""
    term = None if claim.proposition.measure is None else view.vocabulary.term(claim.proposition.measure)
    held = term.senses if isinstance(term, Measure) else ()
    return tuple(sense for sense in held if any(view.is_called(key, sense.by) for key in claim.claimants))


def _use(standing: Standing, view: View) -> tuple[Hashable, ...]:
    """Who uses which word of what: the axes of a topic without the incident, the time and what the word means."""
    word = view.vocabulary.concept(standing.claim.proposition.measure or "")
    return (
        standing.claimants,
        word.atoms,
        None if standing.operator is None else standing.operator.atoms,
        None if standing.subject is None else standing.subject.atoms,
        None if standing.place is None else standing.place.atoms,
        standing.scope,
        standing.baseline,
    )


def _sentence(claim: Claim, view: View) -> str:
    meanings = " and ".join(_meaning(sense) for sense in _senses(claim, view))
    return (
        f"{who_says(claim, view)} changed what it means by {claim.proposition.measure!r}: {meanings}. "
        "Figures before and after the change are two series."
    )


def _meaning(sense: Sense) -> str:
    return " ".join([repr(sense.means), *_limits(sense)])


def _limits(sense: Sense) -> Iterator[str]:
    if sense.since is not None:
        yield f"since {sense.since.edtf}"
    if sense.until is not None:
        yield f"until {sense.until.edtf}"
