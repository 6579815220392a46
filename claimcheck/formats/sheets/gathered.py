"""What do the rows of a sheet tell together: of parties, events and documents, and which claims in which places?

Facts of one party, event or document may stand in any of its rows; where two rows differ, the later is refused. A claim
without a key has the digest of what is claimed, by whom and when, as one that is told to a ledger has, so that the same
claim in two documents is one claim.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from claimcheck.canonical import claim_digest, digest, to_plain
from claimcheck.exchange.intake import Intake
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Link, Party, Record, Source
from claimcheck.quantity import Quantity

__all__ = ["Facts", "Gathered", "Told", "difference"]


class Facts:
    """What rows tell of a party, an event or a document, and the first of them."""

    __slots__ = ("facts", "line")

    def __init__(self, line: int, facts: Mapping[str, Any]) -> None:
        self.line = line
        self.facts = dict(facts)


class Told:
    """A claim, the first row that tells it, and where it stands."""

    __slots__ = ("_known", "appearances", "claim", "line")

    def __init__(self, line: int, claim: Claim) -> None:
        self.line = line
        self.claim = claim
        self.appearances: list[Appearance] = []
        self._known: set[Appearance] = set()

    def stands_in(self, appearance: Appearance) -> bool:
        """Whether a row told already that the claim stands there."""
        return appearance in self._known

    def place(self, appearance: Appearance) -> None:
        """Take down where the claim stands."""
        self.appearances.append(appearance)
        self._known.add(appearance)


class Gathered:
    """Parties, events, documents and claims, as far as the rows read so far tell of them."""

    def __init__(self, intake: Intake) -> None:
        self.parties: dict[str, Facts] = {}
        self.events: dict[str, Facts] = {}
        self.sources: dict[str, Facts] = {}
        self.claims: dict[str, Told] = {}
        self.beside: dict[str, tuple[int, Record]] = {}
        self.bare: dict[str, int] = {}
        self._intake = intake
        self._unnamed: dict[Claim, Told] = {}

    def take_down(self, line: int, told: Iterable[tuple[str, dict[str, Facts], str, dict[str, Any]]]) -> list[str]:
        """Take down facts, each with the kind of what it is of, where that kind is kept, and its key.

        Where earlier rows tell otherwise, nothing is taken down, and what is to be said of it is returned.
        """
        told = list(told)
        problems = [
            f"{kind}: {field} of {key!r:.80} is {_shown(value)} here and "
            f"{_shown(known.facts[field])} in line {known.line}"
            for kind, held, key, facts in told
            if (known := held.get(key)) is not None
            for field, value in facts.items()
            if field in known.facts and known.facts[field] != value
        ]
        for _, held, key, facts in told if not problems else ():
            known = held.get(key)
            if known is None:
                held[key] = Facts(line, facts)
            elif facts:
                known.facts |= facts
        return problems

    def known(self, claim: Claim, key: str | None) -> Told | None:
        """Return what an earlier row told of the claim; *key* is None where the sheet gives it none."""
        if key is not None:
            return self.claims.get(key)
        held = self.claims.get(claim_digest(claim)) if self.claims else None
        return held if held is not None and _same(held.claim, claim) else self._unnamed.get(claim)

    def keep(
        self, line: int, claim: Claim, held: Told | None, appearance: Appearance | None, *, is_named: bool
    ) -> None:
        """Keep the claim, or what is new of it where an earlier row tells it too, which is *held*."""
        if held is None:
            held = Told(line, claim)
            if is_named:
                self.claims[claim.key] = held
            else:
                self._unnamed[claim] = held
        elif not is_named and (appearance is None or held.stands_in(appearance)):
            self._intake.mend(line, f"it says the same as line {held.line}, and adds nothing")
            return
        else:
            held.claim = min(held.claim, evolve(claim, key=held.claim.key), key=_words)
        if appearance is not None:
            held.place(appearance)
        self._intake.took()

    def _name(self) -> None:
        """Give each claim without a key the digest of what is claimed, whatever the order of the rows.

        Where several have the same, which differ in their words or their notes, each has the digest of all of it.
        """
        alike: dict[str, list[Told]] = {}
        for told in self._unnamed.values():
            alike.setdefault(claim_digest(told.claim), []).append(told)
        for key, several in alike.items():
            named = self.claims.get(key)
            for told in several:
                is_that = named is not None and _same(named.claim, told.claim)
                own = key if is_that or (named is None and len(several) == 1) else _whole(told.claim)
                told.claim = evolve(told.claim, key=own)
                held = self.claims.setdefault(own, told)
                if held.claim != told.claim:
                    self._intake.refuse(told.line, difference(told.claim, held))
                elif held is not told:
                    for one in told.appearances:
                        if not held.stands_in(one):
                            held.place(one)
        self._unnamed.clear()

    def ledger(self) -> Ledger:
        """Return the ledger of all rows."""
        self._tell_of_names()
        self._name()
        records: list[Record] = []
        for make, held in ((_party, self.parties), (Event, self.events), (Source, self.sources)):
            for key, facts in held.items():
                records.append(make(key=key, **facts.facts))
        records += [
            told.claim.standing_in(tuple(told.appearances)) if told.appearances else told.claim
            for told in sorted(self.claims.values(), key=lambda told: told.line)
        ]
        known = {record.key for record in records}
        for line, record in self.beside.values():
            if isinstance(record, Link) and record.b not in known:
                self._intake.refuse(line, f"links: nothing in the sheet has the key {record.b!r:.80}")
            else:
                records.append(record)
        ledger = Ledger()
        ledger.add(*records)
        return ledger

    def _tell_of_names(self) -> None:
        """Tell of names that stand without the key that other rows give beside them."""
        named = {facts.facts.get("name"): key for key, facts in self.parties.items() if facts.facts.get("name") != key}
        for name, line in self.bare.items():
            if name in named:
                said = f"party: {name!r:.80} stands without the key {named[name]!r:.80} of other rows"
                self._intake.mend(line, f"{said}, and is taken for another party")


def _same(claim: Claim, other: Claim) -> bool:
    """Whether two claims differ in their keys at most."""
    return evolve(claim, key=other.key) == other


def _whole(claim: Claim) -> str:
    """The digest of all of a claim but the words of its figures, in which two that are equal may differ."""
    plain = to_plain(claim)
    claimed = plain.get("proposition", {})
    for figure in (claimed.get("value", {}), *(part["quantity"] for part in claimed.get("parts", ()))):
        figure.pop("text", None)
    return digest(plain)


def _words(claim: Claim) -> str:
    """The words of the figure of a claim: of several the first in the alphabet is kept, whatever the order of rows."""
    value = claim.proposition.value
    return value.text if isinstance(value, Quantity) else ""


def _party(key: str, name: str | None = None, **facts: Any) -> Party:
    return Party(key=key, name=name or key, **facts)


def difference(claim: Claim, held: Told) -> str:
    """Return what to say of a row whose claim is not that of another row with its key."""
    here, there = to_plain(claim), to_plain(held.claim)
    here |= here.pop("proposition", {})
    there |= there.pop("proposition", {})
    field = min(one for one in here.keys() | there.keys() if here.get(one) != there.get(one))
    return (
        f"claim key: {claim.key!r:.80} stands in line {held.line} too, and {field} is {_shown(here.get(field))} here "
        f"and {_shown(there.get(field))} there; give every claim a key of its own"
    )


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    return f"{value if isinstance(value, bool) else str(value)!r:.80}"
