"""Which rows does a ledger have as a sheet? One row for each document in which a claim stands, one where there is none.

What people read comes first, in the columns of the analysts' sheet; behind it stands what they did not ask for and a
reader needs to have the same ledger again: keys that are no names, values that no words say exactly. A column that no
row needs is left out. Records that no claim leads to have no row, and are told of.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from claimcheck.canonical import to_plain
from claimcheck.exchange.conformance import leave_out, says
from claimcheck.exchange.jsontext import json_text
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets.columns import COLUMNS, ORDER
from claimcheck.formats.sheets.lists import joined
from claimcheck.formats.sheets.reading import LONGEST, source_key
from claimcheck.formats.sheets.values import told_parts, told_value
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Claim,
    Event,
    Link,
    Party,
    Record,
    Retraction,
    Source,
    Tie,
)

__all__ = ["KEEPS", "Sheet"]

KEEPS: Final = says(
    kept="party.* tie.* event.* proposition.* appearance.* derivation.* link.* assessment.* retraction.* "
    "claim.key claim.text claim.claimants claim.act claim.asserted claim.basis claim.appearances claim.inferred "
    "claim.note claim.computed_from "
    "source.key source.name source.publisher source.url source.archived source.digest source.file source.published "
    "source.retrieved source.language source.derives_from source.note"
)
"""What a sheet keeps: all of claims but what is private, and what they lead to; no words of a vocabulary."""

_TEXTS: Final = {
    "subject": "subject",
    "place": "place",
    "agent": "agent",
    "operator": "operator",
    "scope": "scope",
    "baseline": "baseline",
    "measure": "measure",
}
_TIMES: Final = {"date": "occurred", "over": "over", "cutoff": "cutoff"}
_IN_DOCUMENT: Final = ("quote", "prefix", "suffix", "language", "translation")
_WHOLE: Final = frozenset(("value exactly", "parts", "inferred", "source derives from"))
"""The columns of which a part says nothing, or something else."""
_BESIDE: Final = {"links": "a", "assessments": "about", "retractions": "target"}


class Sheet:
    """A ledger as rows.

    Attributes:
        columns: The names of the columns, in their order.
        count: How many rows there are, without the header.
    """

    def __init__(self, ledger: Ledger, outlet: Outlet, *, longest: int = LONGEST) -> None:
        self.outlet = outlet
        self.longest = longest
        self.gone = ledger.view.superseded
        self.told: dict[tuple[str, ...], dict[str, str]] = {}
        self.kinds: dict[type[Any], dict[str, Any]] = {}
        for record in ledger.records():
            self.kinds.setdefault(type(record), {})[record.key] = record
        self.claims = [self._held(Claim)[key] for key in sorted(self._held(Claim))]
        self.reached = self._reached()
        self.beside = self._beside()
        self.count = sum(self._rows_of(claim) for claim in self.claims)
        self._leave()
        used: set[str] = set()
        for claim in self.claims:
            for cells in self._cells(claim):
                used.update(cells)
        self.columns = [name for name in ORDER if name in COLUMNS or name in used]

    def _held(self, kind: type[Any]) -> Mapping[str, Any]:
        return self.kinds.get(kind, {})

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each row, an empty text where nothing stands.

        Examples:
            >>> from claimcheck.model import Category, Proposition
            >>> ledger = Ledger()
            >>> said = Proposition(measure="verdict", value=Category(term="guilty"))
            >>> _ = ledger.add(Party(key="Court", name="Court"), Claim(key="c", claimants=("Court",), proposition=said))
            >>> sheet = Sheet(ledger, Outlet())
            >>> dict(zip(sheet.columns, next(sheet.rows())))["value"]
            'guilty'
        """
        for claim in self.claims:
            for cells in self._cells(claim):
                self.outlet.wrote()
                yield [self._fitting(claim, name, cells[name]) if name in cells else "" for name in self.columns]

    def _fitting(self, claim: Claim, name: str, text: str) -> str:
        if len(text) <= self.longest:
            return text
        told = f"{name}: {len(text):,} characters, of which a cell holds {self.longest:,}"
        if name in _WHOLE:
            self.outlet.leave(claim.key, f"{told}; it is left out")
            return ""
        self.outlet.leave(claim.key, f"{told}; it is cut")
        return text[: self.longest]

    # what stands where

    def _reached(self) -> dict[type[Any], set[str]]:
        """The keys of the records for whose facts there is a row."""
        found: dict[type[Any], set[str]] = {Party: set(), Event: set(), Source: set(), Claim: set()}
        for claim in self.claims:
            found[Claim].add(claim.key)
            found[Party].update(claim.claimants)
            if claim.proposition.event is not None:
                found[Event].add(claim.proposition.event)
            found[Source].update(one.source for one in claim.appearances)
        return found

    def _named(self) -> set[str]:
        """The keys that are named in a row, whether or not their facts stand there."""
        parties, events, sources = (self.reached[kind].copy() for kind in (Party, Event, Source))
        for key in self.reached[Party]:
            held = self._held(Party)[key]
            parties.update((*(tie.party for tie in held.acts_for), *held.part_of, *held.same_as))
        for key in self.reached[Event]:
            above = self._held(Event)[key].part_of
            events.update([] if above is None else [above])
        for key in self.reached[Source]:
            held = self._held(Source)[key]
            sources.update(one.source for one in held.derives_from)
            parties.update([] if held.publisher is None else [held.publisher])
        return parties | events | sources | self.reached[Claim]

    def _beside(self) -> dict[str, dict[str, list[str]]]:
        """The links, grades and retractions of each claim as JSON by column, each list of them as long as a cell."""
        named = self._named()
        found: dict[str, dict[str, list[str]]] = {name: {} for name in _BESIDE}
        for kind, name in ((Link, "links"), (Assessment, "assessments"), (Retraction, "retractions")):
            end = _BESIDE[name]
            for key, record in sorted(self._held(kind).items()):
                about = getattr(record, end)
                if about in self.reached[Claim] and (kind is not Link or record.b in named):
                    plain = to_plain(record)
                    del plain["record"], plain[end]
                    self._put(found[name].setdefault(about, []), json_text(plain), name, key)
                else:
                    self.outlet.leave(key, "a sheet has rows for claims, and this is not about one of them")
        return found

    def _put(self, cells: list[str], plain: str, name: str, key: str) -> None:
        """Put an object into the last of some cells with lists of them, or into a new one where that is full."""
        if len(plain) + 2 > self.longest:
            said = f"{name}: {len(plain):,} characters, of which a cell holds {self.longest:,}; it is left out"
            self.outlet.leave(key, said)
        elif cells and len(cells[-1]) + len(plain) + 1 <= self.longest:
            cells[-1] = f"{cells[-1][:-1]},{plain}]"
        else:
            cells.append(f"[{plain}]")

    def _rows_of(self, claim: Claim) -> int:
        """How many rows a claim has: one for each document, and more where what lies beside it fills more cells."""
        beside = max(len(by_claim.get(claim.key, ())) for by_claim in self.beside.values())
        return max(len(claim.appearances), beside, 1)

    def _leave(self) -> None:
        """Tell of everything for which there is no place."""
        named = self._named()
        for kind, held in self.kinds.items():
            if kind in (Link, Assessment, Retraction):
                continue
            for key in sorted(held):
                record: Record = held[key]
                if kind not in self.reached or key in self.reached[kind]:
                    leave_out(record, KEEPS, self.outlet)
                elif key not in named:
                    self.outlet.leave(key, "a sheet has a row for each claim, and none leads here")
                elif record != _bare(record):
                    self.outlet.leave(key, "no claim leads here, and only its key and its name are kept")

    # cells

    def _cells(self, claim: Claim) -> Iterable[dict[str, str]]:
        """The cells of the rows of a claim that hold something, by column."""
        common = self._of_claim(claim)
        beside = {name: held[claim.key] for name, held in self.beside.items() if held.get(claim.key)}
        for place in range(self._rows_of(claim)):
            row = common | {name: cells[min(place, len(cells) - 1)] for name, cells in beside.items()}
            yield row | self._of_appearance(claim.appearances[place]) if place < len(claim.appearances) else row

    def _of_claim(self, claim: Claim) -> dict[str, str]:
        said = claim.proposition
        found: dict[str, str | None] = {"claim key": claim.key, "text": claim.text}
        found |= {name: getattr(said, field) for name, field in _TEXTS.items()}
        found |= {name: _time(getattr(said, field)) for name, field in _TIMES.items()}
        if said.value is not None:
            found["value"], found["value exactly"] = told_value(said.value)
        found |= {
            "asserted": _time(claim.asserted),
            "polarity": None if said.polarity else "no",
            "basis": None if claim.basis is None else claim.basis.value,
            "act": claim.act,
            "parts": told_parts(said.parts) if said.parts else None,
            "inferred": joined(sorted(claim.inferred)) if claim.inferred else None,
            "computed from": claim.computed_from,
            "note": claim.note,
            "status": self.gone.get(claim.key),
        }
        if claim.claimants:
            found |= self._once("party", claim.claimants, self._of_parties)
        if said.event is not None:
            found |= self._once("event", (said.event,), self._of_event)
        return {name: text for name, text in found.items() if text}

    def _once(
        self, kind: str, keys: tuple[str, ...], make: Callable[[tuple[str, ...]], Mapping[str, str | None]]
    ) -> dict[str, str]:
        """The cells that tell of a party, an event or a document, made when the first row asks for them."""
        found = self.told.get((kind, *keys))
        if found is None:
            found = self.told[(kind, *keys)] = {name: text for name, text in make(keys).items() if text}
        return found

    def _of_parties(self, keys: tuple[str, ...]) -> Mapping[str, str | None]:
        parties = [self._held(Party)[key] for key in keys]
        if parties == [Party(key=parties[0].key, name=parties[0].key)]:
            return {"party": parties[0].name}
        columns: dict[str, list[str | None]] = {
            "party": [one.name for one in parties],
            "party key": [one.key for one in parties],
            "party kind": [one.kind for one in parties],
            "party declared": ["" if one.declared else "no" for one in parties],
            "party acts for": [joined(map(self._tie, one.acts_for), ",") for one in parties],
            "party part of": [joined((self._ref(Party, key) for key in one.part_of), ",") for one in parties],
            "party same as": [joined((self._ref(Party, key) for key in one.same_as), ",") for one in parties],
            "party aliases": [joined(one.aliases, ",") for one in parties],
            "party note": [one.note for one in parties],
        }
        return {name: joined(one or "" for one in held) for name, held in columns.items() if any(held)}

    def _of_appearance(self, appearance: Appearance) -> dict[str, str]:
        found = {name: getattr(appearance, name) for name in _IN_DOCUMENT}
        if appearance.attribution is not None:
            found["attribution"] = appearance.attribution.value
        told = self._once("source", (appearance.source,), self._of_source)
        return told | {name: text for name, text in found.items() if text}

    def _of_source(self, keys: tuple[str, ...]) -> Mapping[str, str | None]:
        source: Source = self._held(Source)[keys[0]]
        publisher = None if source.publisher is None else self._held(Party)[source.publisher]
        return {
            "source": source.name,
            "source key": None if source.key == source_key(source.name, source.url, source.published) else source.key,
            "source url": source.url,
            "source publisher": None if publisher is None else publisher.name,
            "source publisher key": None if publisher is None or publisher.name == publisher.key else publisher.key,
            "source published": _time(source.published),
            "source archived": source.archived,
            "source digest": source.digest,
            "source file": source.file,
            "source retrieved": _time(source.retrieved),
            "source language": source.language,
            "source derives from": joined(
                f"{one.relation.value}: {self._ref(Source, one.source)}" for one in source.derives_from
            ),
            "source note": source.note,
        }

    def _of_event(self, keys: tuple[str, ...]) -> Mapping[str, str | None]:
        event: Event = self._held(Event)[keys[0]]
        return {
            "event": event.label,
            "event key": None if event.label == event.key else event.key,
            "event over": _time(event.over),
            "event date": _time(event.occurred),
            "event place": event.place,
            "event subject": event.subject,
            "event part of": None if event.part_of is None else self._ref(Event, event.part_of),
            "event note": event.note,
        }

    def _tie(self, tie: Tie) -> str:
        ends = [_time(tie.since) or "", _time(tie.until) or ""]
        named = self._names(Party, tie.party)
        return joined(
            [*named, *ends] if any(ends) and len(named) > 1 else [*named, "", *ends] if any(ends) else named, "|"
        )

    def _ref(self, kind: type[Any], key: str) -> str:
        """What stands for a record that another refers to: its key, and its name where no row tells it."""
        return joined(self._names(kind, key), "|")

    def _names(self, kind: type[Any], key: str) -> list[str]:
        held = self._held(kind)[key]
        name = held.label if kind is Event else held.name
        return [key] if name is None or name == key or key in self.reached[kind] else [key, name]


def _time(span: Any) -> str | None:
    return None if span is None else str(span.edtf)


def _bare(record: Record) -> Record:
    """What is read of a record of which only the key and the name stand in a sheet."""
    if isinstance(record, Party):
        return Party(key=record.key, name=record.name)
    if isinstance(record, Event):
        return Event(key=record.key, label=record.label if record.label != record.key else None)
    assert isinstance(record, Source)
    return Source(key=record.key, name=record.name if record.name != record.key else None)
