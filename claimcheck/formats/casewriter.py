"""How is a ledger written as a case file that reads back as the same ledger?"""

from collections.abc import Iterable
from typing import Any, Final

from attrs import fields

from claimcheck.canonical import number_text
from claimcheck.errors import InvalidRecord
from claimcheck.formats.casefields import LONGEST_FIGURE
from claimcheck.formats.migrations import needed_version
from claimcheck.formats.yamltext import to_yaml
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Category,
    Claim,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Record,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
    Value,
)
from claimcheck.paths import leaves_folder
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_quantity, parse_score

__all__ = ["write_case"]


def write_case(ledger: Ledger) -> str:
    """Return the case file that describes *ledger*: its records in force, without the history of its log.

    A file that was read and is written back keeps every field and loses its comments.

    Raises:
        InvalidRecord: A record cannot stand in a case file: its file lies outside the folder of the case, or
            it is a measure that is recorded as a mere term, or one of another kind has its key.

    Examples:
        >>> from claimcheck.model import Party
        >>> ledger = Ledger(case="night")
        >>> _ = ledger.add(Party(key="night/ua", name="Ukraine", kind="state"))
        >>> print(write_case(ledger), end="")
        claimcheck: 1
        case: night
        parties:
          ua: {name: Ukraine, kind: state}
    """
    return to_yaml(_Writing(ledger.case, ledger.records()).content())


class _Writing:
    """A case file while it is being written: the case, and the records by kind."""

    def __init__(self, case: str | None, records: Iterable[Record]) -> None:
        self.case = case
        self.kinds: dict[type[Any], dict[str, Any]] = {kind: {} for kind in _SECTIONS}
        for record in records:
            kind = next(kind for kind in _SECTIONS if isinstance(record, kind))
            self.kinds[kind][record.key] = record
        self._refuse_one_key()
        self.ids = {kind: {self.id(key) for key in self.kinds[kind]} for kind in (Party, Claim)}

    def _refuse_one_key(self) -> None:
        """Entries of all sections share their ids: records of two kinds under one key could not be read again."""
        held: dict[str, str] = {}
        for kind in (Party, Source, Event, Claim):
            name = kind.__name__.lower()
            for key in self.kinds[kind]:
                other = held.setdefault(key, name)
                if other != name:
                    raise InvalidRecord(f"{key}: in a case file no {other} and {name} can have one key; rename one")

    def content(self) -> dict[str, Any]:
        """Return the whole file as texts, lists and mappings."""
        events = self.kinds[Event]
        links: list[dict[str, Any]] = []
        pairs: dict[Relation, list[list[str]]] = {Relation.SAME_AS: [], Relation.DISTINCT_FROM: []}
        for link in self.kinds[Link].values():
            bare = link == Link(a=link.a, relation=link.relation, b=link.b)
            if bare and link.relation in pairs and link.a in events and link.b in events and link.a != link.b:
                pairs[link.relation].append([self.id(link.a), self.id(link.b)])
            else:
                links.append(self._link(link))
        sections = {
            "parties": self._entries(Party, self._party),
            "sources": self._entries(Source, self._source),
            "events": self._entries(Event, self._event),
            "claims": self._entries(Claim, self._claim),
            "links": links,
            "merge": pairs[Relation.SAME_AS],
            "distinct": pairs[Relation.DISTINCT_FROM],
            "vocabulary": {term.name: self._term(term) for term in self.kinds[Term].values()},
            "assessments": [self._assessment(one) for one in self.kinds[Assessment].values()],
            "retractions": [self._retraction(one) for one in self.kinds[Retraction].values()],
        }
        version = max((needed_version(record) for held in self.kinds.values() for record in held.values()), default=1)
        head = {"claimcheck": str(version)} | ({} if self.case is None else {"case": self.case})
        return head | {name: section for name, section in sections.items() if section}

    def _entries(self, kind: type[Any], write: Any) -> dict[str, Any]:
        return {self.id(key): write(record) for key, record in self.kinds[kind].items()}

    # references

    def id(self, key: str) -> str:
        """Return what stands for *key* in this file."""
        if self.case is not None:
            bare = key.removeprefix(f"{self.case}/")
            if bare != key and bare and "/" not in bare:
                return bare
            return key if "/" in key and not key.startswith("/") else f"/{key}"
        return f"/{key}" if key.startswith("/") else key

    def ref(self, key: str | None, *kinds: type[Any]) -> str | None:
        """Return the reference to *key*; one that names nothing here is marked as a key in full."""
        if key is None:
            return None
        return self.id(key) if any(key in self.kinds[kind] for kind in kinds) else f"/{key}"

    def loose_ref(self, text: str | None, kind: type[Any]) -> str | None:
        """Return the reference to the party or claim that *text* is the key of, else the text itself."""
        if text is None or text in self.kinds[kind]:
            return self.ref(text, kind)
        return f"/{text}" if text.startswith("/") or text in self.ids[kind] else text

    # records

    def _party(self, party: Party) -> dict[str, Any]:
        return _kept(
            name=party.name,
            kind=party.kind,
            acts_for=_short([self._tie(tie) for tie in party.acts_for]),
            part_of=_short([self.ref(key, Party) for key in party.part_of]),
            same_as=_short([self.ref(key, Party) for key in party.same_as]),
            aliases=list(party.aliases),
            declared=None if party.declared else "no",
            note=party.note,
        )

    def _tie(self, tie: Tie) -> Any:
        party = self.ref(tie.party, Party)
        if tie.since is None and tie.until is None:
            return party
        return _kept(party=party, since=_time(tie.since), until=_time(tie.until))

    def _source(self, source: Source) -> dict[str, Any]:
        if source.file is not None and leaves_folder(source.file):
            raise InvalidRecord(f"{source.key}: file {source.file!r} leads out of the folder of the case")
        derived = []
        for one in source.derives_from:
            origin = self.ref(one.source, Source)
            derived.append(
                origin if one.relation is Relation.REPEATS else {"source": origin, "relation": one.relation.value}
            )
        return _kept(
            name=source.name,
            publisher=self.ref(source.publisher, Party),
            url=source.url,
            archived=source.archived,
            digest=source.digest,
            file=source.file,
            published=_time(source.published),
            retrieved=_time(source.retrieved),
            language=source.language,
            derives_from=derived,
            note=source.note,
            raw=source.raw,
            problems=list(source.problems),
        )

    def _event(self, event: Event) -> dict[str, Any]:
        return _kept(
            label=event.label,
            over=_time(event.over),
            occurred=_time(event.occurred),
            place=event.place,
            subject=event.subject,
            part_of=self.ref(event.part_of, Event),
            note=event.note,
        )

    def _claim(self, claim: Claim) -> dict[str, Any]:
        said = claim.proposition
        single = len(claim.appearances) == 1
        private: Any = dict(claim.private)
        if len(private) < len(claim.private):
            private = [list(pair) for pair in claim.private]
        return _kept(
            by=_short([self.ref(key, Party) for key in claim.claimants]),
            text=claim.text or None,
            event=self.ref(said.event, Event),
            agent=self.loose_ref(said.agent, Party),
            operator=said.operator,
            subject=said.subject,
            measure=said.measure,
            baseline=said.baseline,
            value=_value(said.value),
            place=said.place,
            over=_time(said.over),
            occurred=_time(said.occurred),
            cutoff=_time(said.cutoff),
            scope=said.scope,
            polarity=None if said.polarity else "no",
            parts=_parts(said.parts),
            asserted=_time(claim.asserted),
            basis=None if claim.basis is None else claim.basis.value,
            act=claim.act,
            **(self._appearance(claim.appearances[0]) if single else {}),
            appearances=[] if single else [self._appearance(one) for one in claim.appearances],
            inferred=sorted(claim.inferred),
            computed_from=self.loose_ref(claim.computed_from, Claim),
            private=private,
            note=claim.note,
        )

    def _appearance(self, appearance: Appearance) -> dict[str, Any]:
        return {"in": self.ref(appearance.source, Source)} | _kept(
            quote=appearance.quote,
            prefix=appearance.prefix,
            suffix=appearance.suffix,
            language=appearance.language,
            translation=appearance.translation,
            attribution=None if appearance.attribution is None else appearance.attribution.value,
        )

    def _link(self, link: Link) -> dict[str, Any]:
        ends = (Claim, Source, Event, Party)
        return {
            "from": self.ref(link.a, *ends),
            "relation": link.relation.value,
            "to": self.ref(link.b, *ends),
        } | _kept(
            by=self.ref(link.by, Party),
            basis=link.basis,
            accepted=None if link.accepted else "no",
            judged=None if link.judged is None else [str(version) for version in link.judged],
        )

    def _assessment(self, assessment: Assessment) -> dict[str, Any]:
        return _kept(
            about=self.ref(assessment.about, Claim, Source, Party, Event),
            scheme=assessment.scheme,
            grade=assessment.grade,
            by=self.loose_ref(assessment.by, Party),
            axis=assessment.axis,
            when=_time(assessment.when),
            why=assessment.why,
            judged=None if assessment.judged is None else str(assessment.judged),
        )

    def _retraction(self, retraction: Retraction) -> dict[str, Any]:
        return _kept(
            target=self.ref(retraction.target, Claim, Source),
            by=self.ref(retraction.by, Party),
            when=_time(retraction.when),
        )

    def _term(self, term: Term) -> dict[str, Any]:
        if term.kind in _MEASURED_KINDS and not isinstance(term, Measure):
            raise InvalidRecord(f"{term.key}: in a case file, a term of the kind {term.kind!r} is a Measure")
        entry = _kept(
            kind=term.kind,
            aliases=list(term.aliases),
            definition=term.definition,
            parts=list(term.parts),
            exclusive="yes" if term.exclusive and term.exclusive == term.parts else list(term.exclusive),
            distinct=list(term.distinct),
            demonyms=list(term.demonyms),
        )
        if not isinstance(term, Measure):
            return entry
        if term.scale is not None or term.kind != "measure":
            entry["scale"] = term.scale  # nothing there would be read as the kind
        if term.adds_over is not None:
            entry["adds_over"] = sorted(term.adds_over)
        return entry | _kept(
            accumulates=_yes(term.accumulates),
            timeless=_yes(term.timeless),
            difference=_yes(term.difference),
            one_holder=_yes(term.one_holder),
            running=_yes(term.running),
            tolerance=_value(term.tolerance),
            whole=term.whole,
            senses=[self._sense(sense) for sense in term.senses],
        )

    def _sense(self, sense: Sense) -> dict[str, Any]:
        return _kept(
            by=sense.by,
            word=sense.word,
            means=sense.means,
            since=_time(sense.since),
            until=_time(sense.until),
        )


_MEASURED_KINDS: Final = frozenset({"measure", "category", "characterisation"})
_SECTIONS: Final = (Party, Source, Event, Claim, Link, Term, Assessment, Retraction)


def _kept(**given: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in given.items() if value is not None and value not in ([], {})}


def _short(items: list[Any]) -> Any:
    """Return a list of one text as that text."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def _time(span: Any) -> str | None:
    return None if span is None else span.edtf


def _yes(flag: bool) -> str | None:
    return "yes" if flag else None


def _parts(parts: tuple[Part, ...]) -> Any:
    by_name = {part.of: _value(part.quantity) for part in parts}
    if len(by_name) == len(parts):
        return by_name
    return [{"of": part.of, "quantity": _value(part.quantity)} for part in parts]


def _value(value: Value | None) -> Any:
    """Return the text that reads back as *value*, or where there is none its fields one by one."""
    if value is None:
        return None
    if isinstance(value, Category):
        return {"term": value.term} if _reads_otherwise(value.term) else value.term
    for text in (value.text,) if value.text else (str(value),):
        found = parse_quantity(text) if len(text) <= LONGEST_FIGURE else None
        if found is not None and found == value and found.text == value.text:
            return text
    return _spelled_out(value)


def _reads_otherwise(term: str) -> bool:
    return len(term) <= LONGEST_FIGURE and (parse_quantity(term) is not None or parse_score(term) is not None)


def _spelled_out(quantity: Quantity) -> dict[str, str]:
    written = {}
    for item in fields(Quantity):
        value = getattr(quantity, item.name)
        if value != item.default:
            if isinstance(value, bool):
                written[item.name] = "yes"
            elif isinstance(value, str):
                written[item.name] = value.value if isinstance(value, Bound) else value
            else:
                written[item.name] = number_text(value)
    return written
