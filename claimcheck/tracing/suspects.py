"""Which derivations between the sources of a ledger did nobody declare yet?"""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from claimcheck.ledger import Ledger
from claimcheck.model import DERIVATIONS, Relation
from claimcheck.quantity import Quantity
from claimcheck.tracing.copies import HALF, unexplained_copies
from claimcheck.tracing.copy import Copy
from claimcheck.tracing.sourcetext import SourceText
from claimcheck.view import View

__all__ = ["copies_among", "source_texts"]


def copies_among(
    ledger: Ledger, texts: Mapping[str, str] | None = None, *, least: Fraction | float = HALF
) -> tuple[Copy, ...]:
    """Return the candidate derivations between the sources of *ledger*; the ledger stays as it is.

    Where no full text is given for a source, the words that the ledger quotes from it stand for it. Sources that a
    person joined, by ``derives_from`` or an accepted link, directly or through a common origin, are left out, as are
    those that an accepted ``distinct_from`` link sets apart.

    Args:
        ledger: What is known of the sources.
        texts: The full text of a source by its key.
        least: As in `find_copies`.

    Examples:
        >>> ledger = Ledger()
        >>> for key, day in (("wire", "2025-06-01"), ("daily", "2025-06-02")):
        ...     _ = ledger.source(key, published=day)
        >>> text = "Officials in the port said that 471 people had been taken to the two hospitals by the evening."
        >>> [copy] = copies_among(ledger, {"wire": text, "daily": text})
        >>> ledger.add(copy.link)[0].accepted
        False
        >>> ledger.findings("suspected_copy")[0].question
        'derives_from: [{source: wire, relation: repeats}]'
    """
    joined = _Joined(ledger.view)
    return unexplained_copies(source_texts(ledger, texts), explained=joined.explains, least=least)


def source_texts(ledger: Ledger, texts: Mapping[str, str] | None = None) -> tuple[SourceText, ...]:
    """Return what the ledger knows of each of its sources, with the full texts that are given.

    Examples:
        >>> ledger = Ledger()
        >>> _ = ledger.claim("37 killed", by="army", source="brief", quote="the army said 37 were killed")
        >>> [(one.key, one.text, one.whole) for one in source_texts(ledger)]
        [('brief', 'the army said 37 were killed', False)]
    """
    view, given = ledger.view, texts or {}
    quotes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    figures: defaultdict[str, list[Quantity]] = defaultdict(list)
    for claim in sorted(view.claims.values(), key=lambda one: one.key):
        for appearance in claim.appearances:
            if appearance.quote is not None:
                quotes[appearance.source][appearance.quote] = None
            if isinstance(claim.value, Quantity):
                figures[appearance.source].append(claim.value)
    return tuple(
        SourceText(
            key=source.key,
            text=given.get(source.key, "\n\n".join(quotes[source.key])),
            publishers=_called(view, source.publisher),
            published=source.published,
            language=source.language,
            url=source.url,
            whole=source.key in given,
            figures=figures[source.key],
        )
        for source in view.sources.values()
    )


def _called(view: View, publisher: str | None) -> tuple[str, ...]:
    if publisher is None:
        return ()
    party = view.parties.get(publisher)
    if party is None:
        return (publisher,)
    # Parties that are the same are one publisher; the key that stands for them makes it so.
    return tuple(dict.fromkeys((party.name, *party.aliases, view.party(publisher))))


class _Joined:
    """What a person said of which sources derive from which."""

    def __init__(self, view: View) -> None:
        self._origins: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: set[frozenset[str]] = set()
        for source in view.sources.values():
            self._origins[source.key].update(one.source for one in source.derives_from)
        for link in view.links.values():
            if link.accepted and link.a in view.sources and link.b in view.sources:
                if link.relation in DERIVATIONS:
                    self._origins[link.a].add(link.b)
                elif link.relation is Relation.DISTINCT_FROM:
                    self._apart.add(frozenset((link.a, link.b)))
        self._lines: dict[str, frozenset[str]] = {}

    def explains(self, one: str, other: str) -> bool:
        """Whether one derives from the other, both from a third, or somebody set them apart."""
        return frozenset((one, other)) in self._apart or not self._line(one).isdisjoint(self._line(other))

    def _line(self, key: str) -> frozenset[str]:
        """The source and all that it derives from."""
        if key not in self._lines:
            reached, waiting = {key}, [key]
            while waiting:
                for origin in self._origins.get(waiting.pop(), ()):
                    if origin not in reached:
                        reached.add(origin)
                        waiting.append(origin)
            self._lines[key] = frozenset(reached)
        return self._lines[key]
