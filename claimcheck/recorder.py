"""The telling side of the ledger: everything said to it is checked, resolved and appended to its log."""

import sys
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar, cast, overload
from warnings import warn

from attrs import evolve, fields

from claimcheck.canonical import claim_digest
from claimcheck.counts import Taken
from claimcheck.errors import BadInput, InvalidRecord, UnknownKey
from claimcheck.log import Clock, Entry, Log
from claimcheck.model import (
    DERIVATIONS,
    Appearance,
    Assessment,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Part,
    Party,
    Proposition,
    Record,
    Relation,
    Retraction,
    Source,
    Term,
    Tie,
    Value,
)
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_score, parse_value
from claimcheck.reading.infer import read_statement
from claimcheck.records import Records
from claimcheck.references import dangling, ill_graded, keys_among
from claimcheck.times import TimeSpan, time_span
from claimcheck.view import View
from claimcheck.vocabulary import Vocabulary, fold, read_term

__all__ = ["REVIEWS", "Recorder", "Time"]

Time: TypeAlias = str | date | datetime | TimeSpan
Named: TypeAlias = str | Party
R = TypeVar("R", Party, Source, Event)
F = TypeVar("F", bound=Callable[..., Any])
_PROPOSITION = frozenset(item.name for item in fields(Proposition))
REVIEWS: Final = ("draft", "checked", "published")
"""How far the review of a claim has come, in their order."""
_REVIEW: Final = "review"
_TIMES = frozenset({"over", "occurred", "cutoff", "asserted", "published", "retrieved"})


def _at_once(method: F) -> F:
    """Make a method that resolves names leave none of them behind where it is refused."""

    @wraps(method)
    def wrapped(self: "Recorder", *args: Any, **kwargs: Any) -> Any:
        try:
            with self.log.writing():
                return method(self, *args, **kwargs)
        finally:
            self._waiting.clear()

    return cast(F, wrapped)


class Recorder:
    """A log and the view over it, with what it takes to tell them something."""

    def __init__(
        self, *, case: str | None = None, clock: Clock | None = None, vocabulary: Vocabulary | None = None
    ) -> None:
        self.case = case
        self.folder: Path | None = None
        self.taken: Taken | None = None
        self.log = Log(clock)
        self.view = View(base=vocabulary)
        self._waiting: dict[tuple[str, str], Record] = {}
        self._me: weakref.ref[Recorder] = weakref.ref(self)

    # what is held

    @property
    def parties(self) -> Records[Party]:
        """The parties, by key or name."""
        return Records(self.view.parties, "party")

    @property
    def sources(self) -> Records[Source]:
        """The sources, by key or name."""
        return Records(self.view.sources, "source")

    @property
    def events(self) -> Records[Event]:
        """The events, by key or label."""
        return Records(self.view.events, "event")

    @property
    def claims(self) -> Records[Claim]:
        """The claims in force, by key; those that are no longer current among them."""
        return Records(self.view.claims, "claim")

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that a person set, in the order in which they came."""
        return tuple(self.view.links.values())

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The grades that people gave, in the order in which they came."""
        return tuple(self.view.assessments.values())

    def records(self) -> tuple[Record, ...]:
        """Return every record in force, kind by kind."""
        return self.view.records()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recorder):
            return NotImplemented
        mine, theirs = ({record.key: record for record in one.records()} for one in (self, other))
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        name = f"{type(self).__name__} {self.case or ''}".strip()
        held = f"{len(self.claims)} claims by {len(self.parties)} parties in {len(self.sources)} sources"
        return f"<{name}: {held}>"

    # telling it things

    def add(
        self, *records: Record, by: str | None = None, why: str | None = None, recorded: datetime | None = None
    ) -> tuple[Record, ...]:
        """Add *records* in one transaction, in any order, and return them as they now stand.

        What is there already in the same words changes nothing; a changed record under a known key is an
        amendment by its editor, and the version before it stays in the log.

        Raises:
            BadInput: Records refer to keys that are neither here nor among them; every such key is named.

        Examples:
            >>> ledger = Recorder()
            >>> ukraine = Party(key="ua", name="Ukraine")
            >>> ledger.add(ukraine) == ledger.add(ukraine)
            True
            >>> len(ledger.log)
            1
        """
        told = [*self._waiting.values(), *records]
        self._waiting.clear()
        homed = [one.at_home(self._me) if isinstance(one, Claim) else one for one in told]
        with self.log.writing():
            self.view.expect(keys_among(homed))
            problems = (*dangling(homed, self.view), *ill_graded(homed, self.view))
            if problems:
                raise BadInput(problems)
            standing: dict[tuple[str, str], Record] = {}
            fresh: list[Record] = []
            slots = []
            for told_record in homed:
                record = told_record if why is not None else self._with_private(told_record)
                slot = (self.view.kind_of(record), record.key)
                slots.append(slot)
                held = standing.get(slot) or self.view.held(record)
                if held != record:
                    fresh.append(record)
                    held = record
                standing[slot] = held
            self._append(fresh, by=by, why=why, recorded=recorded)
        return tuple(standing[slot] for slot in slots[len(told) - len(records) :])

    def _append(
        self, records: Sequence[Record], *, by: str | None, why: str | None, recorded: datetime | None = None
    ) -> tuple[Record, ...]:
        """Append what was checked, take it in, and return it."""
        entries = self.log.append(records, by=by, why=why, recorded=recorded) if records else ()
        for entry in entries:
            self.view.take(entry)
        return tuple(entry.record for entry in entries)

    def _with_private(self, record: Record) -> Record:
        """A claim with the private fields held of it: a public copy takes nothing away, only amend() does."""
        held = self.view.claims.get(record.key) if isinstance(record, Claim) else None
        if isinstance(record, Claim) and held is not None and held.private and not record.private:
            return evolve(record, private=held.private)
        return record

    def replay(self, entries: Iterable[Entry]) -> None:
        """Append *entries* of another log as they are, with their times and authors, all of them or none.

        Raises:
            BadInput: Records refer to keys that are neither here nor among them.
        """
        told = [
            evolve(entry, record=entry.record.at_home(self._me)) if isinstance(entry.record, Claim) else entry
            for entry in entries
        ]
        with self.log.writing():
            self.view.expect(keys_among(entry.record for entry in told))
            problems = dangling([entry.record for entry in told], self.view)
            if problems:
                raise BadInput(problems)
            fresh = [entry for entry in told if not self.has_entry(entry)]
            for (recorded, by, why), together in groupby(fresh, lambda entry: (entry.recorded, entry.by, entry.why)):
                self._append([entry.record for entry in together], by=by, why=why, recorded=recorded)

    def has_entry(self, entry: Entry) -> bool:
        """Whether the log holds this entry, with its time and author; its number may be another."""
        if self.view.held(entry.record) is None:
            return False
        slot = (entry.recorded, entry.by, entry.why, entry.record)
        return any((one.recorded, one.by, one.why, one.record) == slot for one in self.log.entries_on(entry.record.key))

    @_at_once
    def party(
        self,
        name: str,
        kind: str | None = None,
        acts_for: Named | Sequence[Named | Tie] | None = None,
        part_of: Named | Sequence[Named] | None = None,
        same_as: Named | Sequence[Named] | None = None,
        aliases: Sequence[str] = (),
        key: str | None = None,
    ) -> Party:
        """Declare a party and return it; declaring it again in the same words changes nothing.

        Examples:
            >>> ledger = Recorder()
            >>> ukraine = ledger.party("Ukraine", kind="state")
            >>> ledger.party("Air Force of Ukraine", acts_for=ukraine).acts_for[0].party
            'Ukraine'
        """
        known = self.view.party_called(key or name)
        record = Party(
            key=key or known or name,
            name=name,
            kind=kind,
            acts_for=tuple(one if isinstance(one, Tie) else Tie(party=self._party(one)) for one in _several(acts_for)),
            part_of=tuple(self._party(one) for one in _several(part_of)),
            same_as=tuple(self._party(one) for one in _several(same_as)),
            aliases=tuple(aliases),
        )
        held = self.view.parties.get(record.key)
        if held is not None and held.declared:
            return self._unchanged(held, record, "party")
        self.add(record)
        return record

    @_at_once
    def source(
        self,
        name: str | None = None,
        publisher: Named | None = None,
        url: str | None = None,
        published: Time | None = None,
        derives_from: "str | Source | Derivation | Sequence[str | Source | Derivation]" = (),
        file: str | None = None,
        key: str | None = None,
        *,
        archived: str | None = None,
        digest: str | None = None,
        retrieved: Time | None = None,
        language: str | None = None,
        note: str | None = None,
    ) -> Source:
        """Declare a source and return it.

        Examples:
            >>> Recorder().source("Night bulletin", url="https://example.org/1", published="2025-06-02").key
            'Night bulletin'
        """
        identity = key or name or url or file
        if identity is None:
            raise InvalidRecord("a source needs a name, a URL, a file or a key")
        derived = tuple(
            one if isinstance(one, Derivation) else Derivation(source=self._source(one))
            for one in _several(derives_from)
        )
        record = Source(
            key=identity,
            name=name,
            publisher=None if publisher is None else self._party(publisher),
            url=url,
            archived=archived,
            digest=digest,
            file=file,
            published=_time(published),
            retrieved=_time(retrieved),
            language=language,
            derives_from=derived,
            note=note,
        )
        held = self.view.sources.get(record.key)
        if held is not None and held != Source(key=held.key, name=held.name):
            return self._unchanged(held, record, "source")
        self.add(record)
        return record

    @_at_once
    def event(
        self,
        label: str,
        over: Time | None = None,
        occurred: Time | None = None,
        place: str | None = None,
        subject: str | None = None,
        part_of: str | Event | None = None,
        key: str | None = None,
        *,
        note: str | None = None,
    ) -> Event:
        """Declare an event and return it; it supplies what claims about it leave out.

        Examples:
            >>> Recorder().event("raid on Kherson", occurred="2025-06-02", place="Kherson").place
            'Kherson'
        """
        record = Event(
            key=key or label,
            label=label,
            over=_time(over),
            occurred=_time(occurred),
            place=place,
            subject=subject,
            part_of=None if part_of is None else self._event(part_of),
            note=note,
        )
        held = self.view.events.get(record.key)
        if held is not None:
            return self._unchanged(held, record, "event")
        self.add(record)
        return record

    def term(self, name: str, **entry: Any) -> Term:
        """Add a term to the vocabulary of this ledger: the fields are those of a case file's ``vocabulary:``.

        Examples:
            >>> ledger = Recorder()
            >>> ledger.term("drone", aliases=["Geran"]).aliases
            ('Geran',)
        """
        plain = {word: ("yes" if value is True else "no" if value is False else value) for word, value in entry.items()}
        record = read_term(name, plain)
        self.add(record)
        return record

    @_at_once
    def claim(
        self,
        text: str | None = None,
        by: "Named | Sequence[Named] | None" = None,
        event: str | Event | None = None,
        subject: str | None = None,
        measure: str | None = None,
        value: "str | int | Value | None" = None,
        place: str | None = None,
        occurred: Time | None = None,
        over: Time | None = None,
        cutoff: Time | None = None,
        asserted: Time | None = None,
        basis: str | None = None,
        parts: "Mapping[str, str | int | Quantity] | None" = None,
        source: "str | Source | Sequence[str | Source] | None" = None,
        quote: str | None = None,
        key: str | None = None,
        agent: Named | None = None,
        operator: str | None = None,
        scope: str | None = None,
        baseline: str | None = None,
        polarity: bool = True,
        act: str | None = None,
        private: Mapping[str, str] | None = None,
        *,
        note: str | None = None,
        attribution: str | None = None,
    ) -> Claim:
        """Record that a party asserts something, and return the claim.

        The value is read from *text* where it holds one figure; the subject and the measure where exactly one of
        each that the vocabulary knows stands in the figure's clause. What was read so is listed in
        ``claim.inferred``. The claimant is never inferred, and an unknown name becomes an undeclared party.
        The same act told again changes nothing; told from another source, it gains an appearance.

        Raises:
            InvalidRecord: Neither words nor a proposition are given, or a field holds what it cannot.

        Examples:
            >>> ledger = Recorder()
            >>> claim = ledger.claim("52 of 80 Russian drones shot down", by=ledger.party("Air Force of Ukraine"))
            >>> str(claim.value), claim.subject, claim.measure, sorted(claim.inferred)
            ('52 of 80', 'Russian drones', 'shot down', ['measure', 'subject', 'value'])
        """
        if text is not None and value is None and text in self.view.claims:
            raise InvalidRecord(
                f"{text!r} is the key of a claim: claims[{text!r}] looks it up; claim() takes its words"
            )
        found = _value(value)
        inferred: set[str] = set()
        if text is not None and (found is None or subject is None or measure is None):
            read = read_statement(text, self.view.vocabulary)
            if found is None and read.value is not None:
                found, inferred = read.value, {"value"}
            elif found is None and read.figures > 1:
                _warn(f"{read.figures} figures stand in {text!r}; give value= to say which is meant")
            if subject is None and read.subject is not None:
                subject, inferred = read.subject, inferred | {"subject"}
            if measure is None and read.measure is not None:
                measure, inferred = read.measure, inferred | {"measure"}
        if not (text or "").strip() and found is None and measure is None:
            raise InvalidRecord("a claim needs words, or at least a measure or a value")
        proposition = Proposition(
            event=None if event is None else self._event(event),
            agent=None if agent is None else self._party(agent),
            operator=operator,
            subject=subject,
            measure=measure,
            baseline=baseline,
            value=found,
            parts=tuple(_part(name, figure) for name, figure in (parts or {}).items()),
            place=place,
            over=_time(over),
            occurred=_time(occurred),
            cutoff=_time(cutoff),
            scope=scope,
            polarity=polarity,
        )
        record = Claim(
            key=key or "new",
            proposition=proposition,
            text=text or "",
            claimants=tuple(self._party(one) for one in _several(by)),
            act=act,
            asserted=_time(asserted),
            basis=basis,
            appearances=tuple(
                Appearance(source=self._source(one), quote=quote, attribution=attribution) for one in _several(source)
            ),
            inferred=frozenset(inferred),
            private=tuple(sorted((private or {}).items())),
            note=note,
            home=self._me,
        )
        return self._put_claim(record if key else evolve(record, key=claim_digest(record)))

    def _put_claim(self, record: Claim) -> Claim:
        held = self.view.claims.get(record.key)
        if held is not None:
            new = tuple(one for one in record.appearances if one not in held.appearances)
            merged = evolve(held, appearances=(*held.appearances, *new))
            unheld: dict[str, Any] = {
                "appearances": merged.appearances,
                "text": merged.text,
                "inferred": merged.inferred,
            }
            if evolve(record, **unheld, home=self._me) != merged:
                raise InvalidRecord(
                    f"the claim {record.key!r} is there with other fields; amend() it or choose another key"
                )
            record = merged
        (stored,) = self.add(record)
        return stored  # type: ignore[return-value]

    @_at_once
    def link(
        self,
        a: "Record | str",
        relation: str,
        b: "Record | str",
        by: Named | None = None,
        basis: str | None = None,
        accepted: bool = True,
    ) -> Link:
        """Set a link between two records, on a person's word; a candidate where *accepted* is False.

        ``updates``, ``corrects`` and ``retracts`` take effect only from the claimant or a party it acts for.

        Examples:
            >>> ledger = Recorder()
            >>> a, b = (ledger.claim(f"{n} killed", by="army", key=f"c{n}") for n in (37, 36))
            >>> ledger.link(b, "updates", a).relation.value
            'updates'
        """
        derivations = {one.value for one in DERIVATIONS}
        among = ("source",) if str(relation) in derivations else ("claim", "source", "event", "party")
        one, other = self._key(a, among), self._key(b, among)
        record = Link(
            a=one,
            relation=relation,
            b=other,
            by=None if by is None else self._party(by),
            basis=basis,
            accepted=accepted,
            judged=(self.view.versions[one], self.view.versions[other]),
        )
        held = self.view.links.get(record.key)
        if held is not None and (held.basis, held.accepted) == (record.basis, record.accepted):
            return held
        self.add(record)
        return record

    @_at_once
    def amend(self, claim: Claim | str, *, by: str, why: str, **changes: Any) -> Claim:
        """Correct an editor's mistake in a record and return the new version; the claimant said nothing new.

        The key stays, the version before stays in the log. An amended field is no longer inferred.

        Raises:
            InvalidRecord: A field is not one of a claim, or nobody says why.

        Examples:
            >>> ledger = Recorder()
            >>> claim = ledger.claim("471 killed", by="ministry")
            >>> str(ledger.amend(claim, by="desk", why="typing error", value="417").value)
            '417'
        """
        if not why.strip():
            raise InvalidRecord("why: an amendment says why it was made")
        held = self._claim(claim)
        proposition: dict[str, Any] = {}
        record: dict[str, Any] = {}
        changed = set(changes)
        for name, new in changes.items():
            if name in _PROPOSITION:
                proposition[name] = self._field(name, new)
            elif name in {"by", "claimants"}:
                record["claimants"] = tuple(self._party(one) for one in _several(new))
                changed |= {"by", "claimants"}
            elif name in {"text", "act", "asserted", "basis", "note", "appearances", "inferred", "private"}:
                record[name] = _time(new) if name == "asserted" else new
            else:
                raise InvalidRecord(f"a claim has no field {name!r} to amend")
        amended = evolve(
            held,
            proposition=evolve(held.proposition, **proposition),
            **{"inferred": held.inferred - changed, **record},
        )
        (stored,) = self.add(amended, by=by, why=why)
        return stored  # type: ignore[return-value]

    @_at_once
    def redact(self, claim: Claim | str, *names: str, by: str, why: str) -> Claim:
        """Take private fields out of every version of a claim, all of them where none is named, and return it.

        What they said is gone from the log and, of a ledger on disk, from the file; that there was a field of this
        name stays, with a digest that nothing can be read from, so that the log can still be verified. Who did it and
        why is recorded. Copies that were exported before are beyond its reach.

        Raises:
            InvalidRecord: The claim has had no private field of that name, or nobody says why.

        Examples:
            >>> ledger = Recorder()
            >>> claim = ledger.claim("37 killed", by="army", private={"witness": "N. N.", "note": "by telephone"})
            >>> ledger.redact(claim, "witness", by="desk", why="asked for by the witness").private
            (('note', 'by telephone'),)
            >>> [entry.record.private for entry in ledger.log if entry.record.key == claim.key][0]
            (('note', 'by telephone'),)
        """
        if not why.strip():
            raise InvalidRecord("why: a redaction says why it was made")
        held = self._claim(claim)
        had = self.log.private_names(held.key)
        gone = frozenset(names) or had
        if not gone or not gone <= had:
            missing = ", ".join(map(repr, sorted(gone - had))) or "at all"
            raise InvalidRecord(f"the claim {held.key!r} has no private field {missing}")
        self.log.redact(held.key, gone)
        kept = tuple(pair for pair in held.private if pair[0] not in gone)
        (stored,) = self._append([evolve(held, private=kept)], by=by, why=why)
        return stored  # type: ignore[return-value]

    @overload
    def accept(self, record: Claim | str, *names: str, by: str) -> Claim: ...

    @overload
    def accept(self, record: Link, *, by: str) -> Link: ...

    def accept(self, record: Claim | Link | str, *names: str, by: str) -> Claim | Link:
        """Accept what was only suggested, and return the record as it now stands.

        Of a claim these are fields that were read from the words, all of them where none is named; a link that was a
        candidate takes effect from now on.

        Examples:
            >>> ledger = Recorder()
            >>> wire, copy = ledger.source("wire"), ledger.source("copy")
            >>> candidate = ledger.link(copy, "repeats", wire, accepted=False)
            >>> ledger.accept(candidate, by="desk").accepted
            True
        """
        if isinstance(record, Link):
            (link,) = self.add(evolve(record, accepted=True), by=by, why="accepted")
            return link  # type: ignore[return-value]
        held = self._claim(record)
        left = held.inferred - set(names) if names else frozenset()
        (stored,) = self.add(evolve(held, inferred=left), by=by, why="accepted")
        return stored  # type: ignore[return-value]

    @_at_once
    def reject(self, link: Link, *, by: str, why: str) -> Link:
        """Undo a link, such as a merger of two claims, and return it as a candidate again; that it was set stays known.

        Raises:
            InvalidRecord: Nobody says why.

        Examples:
            >>> ledger = Recorder()
            >>> a, b = (ledger.claim(f"{n} killed", by="army", key=f"c{n}") for n in (37, 36))
            >>> merged = ledger.link(a, "same_act", b, by="desk")
            >>> ledger.reject(merged, by="editor", why="two raids").accepted
            False
            >>> ledger.view.acts_joined(a.key, b.key)
            False
        """
        if not why.strip():
            raise InvalidRecord("why: a link that is undone says why")
        (stored,) = self.add(evolve(link, accepted=False), by=by, why=why)
        return stored  # type: ignore[return-value]

    @_at_once
    def revise(
        self, claim: Claim | str, text: str | None = None, asserted: Time | None = None, **changes: Any
    ) -> Claim:
        """Record that the claimant itself now says something else, and return the new claim.

        The new claim keeps what the old one said of event, subject and measure unless the words or *changes* say
        otherwise, and a link ``updates`` makes the old one no longer current.

        Examples:
            >>> ledger = Recorder()
            >>> old = ledger.claim("37 killed", by="army", event="raid")
            >>> new = ledger.revise(old, "36 killed", asserted="2025-06-03")
            >>> str(new.value), ledger.view.is_current(old)
            ('36', False)
        """
        held = self._claim(claim)
        if not held.claimants:
            raise InvalidRecord(f"nobody is named as claimant of {held.key!r}, so nobody can revise it; amend() it")
        stored = self._say_anew(held, held.claimants, text, asserted, changes)
        if stored.key != held.key:
            self.link(stored, Relation.UPDATES, held)
        return stored

    @_at_once
    def correct(
        self,
        claim: Claim | str,
        text: str | None = None,
        *,
        by: Named | None = None,
        asserted: Time | None = None,
        **changes: Any,
    ) -> Claim:
        """Record what is said instead of a claim that was wrong, and return the new claim.

        From the claimant, or a party it acts for, it is a correction: a link ``corrects`` makes the old claim no longer
        current. From anyone else it is a claim of their own with a link ``disputes``, and both stay current. Without
        *by* it is the claimant's own. The other arguments are those of ``revise``.

        Examples:
            >>> ledger = Recorder()
            >>> old = ledger.claim("37 killed", by="army", event="raid")
            >>> other = ledger.correct(old, "60 killed", by="ministry")
            >>> new = ledger.correct(old, "36 killed", by="army", asserted="2025-06-03")
            >>> [ledger.view.is_current(one) for one in (old, other, new)]
            [False, True, True]
        """
        held = self._claim(claim)
        makers = held.claimants if by is None else (self._party(by),)
        if not makers:
            raise InvalidRecord(
                f"nobody is named as claimant of {held.key!r}; say by= whom it is corrected, or amend() it"
            )
        own = by is None or self.view.may_revise(makers, held, _time(asserted))
        stored = self._say_anew(held, held.claimants if own else makers, text, asserted, changes)
        if stored.key != held.key:
            self.link(stored, Relation.CORRECTS if own else Relation.DISPUTES, held)
        return stored

    def _say_anew(
        self,
        held: Claim,
        claimants: tuple[str, ...],
        text: str | None,
        asserted: Time | None,
        changes: dict[str, Any],
    ) -> Claim:
        """Store what is now said instead of a claim; it keeps what the words or *changes* do not say otherwise."""
        inferred = frozenset({"value"}) if text is not None and "value" not in changes else frozenset()
        if inferred and text is not None:
            read = read_statement(text, self.view.vocabulary)
            if read.value is None:
                raise InvalidRecord(f"no single figure stands in {text!r}; give value=")
            changes["value"] = read.value
        source = changes.pop("source", None)
        quote = changes.pop("quote", None)
        key = changes.pop("key", None)
        unknown = sorted(set(changes) - _PROPOSITION)
        if unknown:
            raise InvalidRecord(f"a claim has no field {unknown[0]!r} to revise")
        proposition = evolve(held.proposition, **{name: self._field(name, new) for name, new in changes.items()})
        if "parts" not in changes:
            proposition = evolve(proposition, parts=())
        record = evolve(
            held,
            key=key or "new",
            proposition=proposition,
            text=text or "",
            claimants=claimants,
            basis=held.basis if claimants == held.claimants else None,
            act=None,
            asserted=_time(asserted),
            appearances=tuple(Appearance(source=self._source(one), quote=quote) for one in _several(source)),
            inferred=inferred,
        )
        return self._put_claim(record if key else evolve(record, key=claim_digest(record)))

    @_at_once
    def retract(
        self, target: "Claim | Source | str", by: Named | None = None, when: Time | None = None
    ) -> Retraction | Link:
        """Record that a claim or a source was taken back, and return the record of it.

        Only the claimant, or a party it acts for, can retract a claim, and only its publisher a source; from
        anyone else it is a ``disputes`` link. Without *by* it is the claimant or the publisher.

        Examples:
            >>> ledger = Recorder()
            >>> claim = ledger.claim("37 killed", by="army")
            >>> ledger.retract(claim, by="ministry").relation.value
            'disputes'
            >>> ledger.retract(claim, by="army") == ledger.retract(claim, by="army")
            True
        """
        record = target if isinstance(target, Claim | Source) else self._claim_or_source(target)
        maker = None if by is None else self._party(by)
        if maker is not None:
            owners: set[str] = set()
            publisher = record.publisher if isinstance(record, Source) else None
            for key in record.claimants if isinstance(record, Claim) else ((publisher,) if publisher else ()):
                owners |= self.view.masters(key, _time(when))
            if self.view.party(maker) not in owners:
                return self.link(maker, Relation.DISPUTES, record, by=maker, basis="asked for its retraction")
        retraction = Retraction(target=record.key, by=maker, when=_time(when))
        held = self.view.retractions.get(retraction.key)
        if held is not None and (when is None or held == retraction):
            return held
        self.add(retraction)
        return retraction

    @_at_once
    def assess(
        self,
        about: "Claim | Source | str",
        scheme: str,
        grade: str,
        by: "Named",
        axis: str | None = None,
        when: Time | None = None,
        why: str | None = None,
    ) -> Assessment:
        """Record a grade that someone gave, with the version it judged, and return it; grades stand side by side.

        Raises:
            BadInput: The scheme is known and has no such axis or grade; the nearest word is offered.
        """
        key = self._key(about)
        by = by.key if isinstance(by, Party) else by
        record = Assessment(
            about=key,
            scheme=scheme,
            grade=grade,
            by=by,
            axis=axis,
            when=_time(when),
            why=why,
            judged=self.view.versions[key],
        )
        self.add(record, by=by)
        return record

    @_at_once
    def review(self, claim: Claim | str, state: str, *, by: str, why: str | None = None) -> Assessment:
        """Record how far the review of a claim has come: draft, checked or published; return the record of it.

        Whoever recorded the claim as it stands cannot be the one who checks it, and only what was checked is
        published. An amendment of what a claim says makes it a draft again.

        Raises:
            InvalidRecord: There is no such state, the checker is no second person, or it was not checked.

        Examples:
            >>> ledger = Recorder()
            >>> claim = ledger.claim("37 killed", by="army")
            >>> ledger.review(claim, "checked", by="ben").grade, ledger.review_of(claim)
            ('checked', 'checked')
            >>> _ = ledger.amend(claim, by="ann", why="a slip", value="36")
            >>> ledger.review_of(claim)
            'draft'
        """
        held = self._claim(claim)
        if state not in REVIEWS:
            raise InvalidRecord(f"review: expected one of {', '.join(REVIEWS)}; got {state!r}")
        if state == "checked":
            told = [entry.by for entry in self.log.entries_on(held.key) if isinstance(entry.record, Claim)]
            if told and told[-1] == by:
                raise InvalidRecord(f"review: {by!r} recorded the claim {held.key!r}; a second person checks it")
        if state == "published" and self.review_of(held) not in {"checked", "published"}:
            raise InvalidRecord(f"review: the claim {held.key!r} was not checked as it stands, and cannot be published")
        judged = self.view.versions[held.key]
        record = Assessment(about=held.key, scheme=_REVIEW, grade=state, by=by, why=why, judged=judged)
        (stored,) = self._append([record], by=by, why=why)
        return stored  # type: ignore[return-value]

    def review_of(self, claim: Claim | str) -> str:
        """Return how far the review of a claim as it stands has come: draft, checked or published."""
        held, found = self._claim(claim), None
        for entry in self.log.entries_on(held.key):
            if isinstance(entry.record, Assessment) and entry.record.scheme == _REVIEW:
                found = entry.record
        if found is None or (found.judged or 0) < self.view.amended_at(held.key):
            return "draft"
        return found.grade

    # looking things up

    def _claim(self, claim: Claim | str) -> Claim:
        """The claim in force: a version in hand may be an old one."""
        if isinstance(claim, Claim):
            return self.view.claims.get(claim.key, claim)
        return self.claims[claim]

    def _claim_or_source(self, key: str) -> Claim | Source:
        found = self.claims.get(key) or self.sources.get(key)
        if found is None:
            raise UnknownKey(f"no claim or source {key!r} in the ledger, or more than one")
        return found

    def _key(self, record: "Record | str", among: tuple[str, ...] = ("claim", "source", "event", "party")) -> str:
        if not isinstance(record, str):
            return record.key
        if self.view.find(record) is not None or any(record == key for _, key in self._waiting):
            return record
        tables: dict[str, Records[Any]] = {
            "claim": self.claims,
            "source": self.sources,
            "event": self.events,
            "party": self.parties,
        }
        found: dict[str, str] = {}
        for what in among:
            held = tables[what].get(record)
            if held is not None:
                found[held.key] = what
        if len(found) > 1:
            several = " and ".join(f"the {what} {key!r}" for key, what in sorted(found.items()))
            raise UnknownKey(f"{record!r} stands for {several}; give the key of the one that is meant")
        if not found:
            raise UnknownKey(
                f"no {among[0] if len(among) == 1 else 'record'} {record!r} in the ledger, or more than one"
            )
        return next(iter(found))

    def _wait(self, record: Party | Source | Event) -> None:
        """Keep a record that a name stands for until what names it is told: refused, it leaves nothing behind."""
        self._waiting[type(record).__name__, record.key] = record

    def _party(self, name: Named) -> str:
        """The key of a party; a name that nobody declared becomes an undeclared party, with a warning."""
        if isinstance(name, Party):
            if name.key not in self.view.parties:
                self._wait(name)
            return name.key
        found = self.parties.get(name) or self._waiting.get(("Party", name))
        if found is not None:
            return found.key
        self._wait(Party(key=name, name=name, declared=False))
        known = {fold(one.name): one.name for one in self.parties if one.declared}
        near = get_close_matches(fold(name), sorted(known), n=1, cutoff=0.8)
        if near:
            _warn(f"nobody has declared the party {name!r}; did you mean {known[near[0]]!r}?")
        return name

    def _source(self, source: "str | Source") -> str:
        if isinstance(source, Source):
            if source.key not in self.view.sources:
                self._wait(source)
            return source.key
        found = self.sources.get(source) or self._waiting.get(("Source", source))
        if found is None:
            self._wait(Source(key=source, name=source))
            return source
        return found.key

    def _event(self, event: "str | Event") -> str:
        if isinstance(event, Event):
            if event.key not in self.view.events:
                self._wait(event)
            return event.key
        found = self.events.get(event) or self._waiting.get(("Event", event))
        if found is None:
            self._wait(Event(key=event, label=event))
            return event
        return found.key

    def _unchanged(self, held: R, record: R, what: str) -> R:
        if held != record:
            names = [item.name for item in fields(type(held)) if getattr(held, item.name) != getattr(record, item.name)]
            raise InvalidRecord(
                f"the {what} {held.key!r} is there with another {', '.join(names)}; give key= for another {what}, "
                "or add() the changed record to amend it"
            )
        return held

    def _field(self, name: str, new: Any) -> Any:
        if name == "value":
            return _value(new)
        if name in _TIMES:
            return _time(new)
        if name == "event":
            return None if new is None else self._event(new)
        if name == "agent":
            return None if new is None else self._party(new)
        if name == "parts" and isinstance(new, Mapping):
            return tuple(_part(part, figure) for part, figure in new.items())
        return new


def _warn(message: str) -> None:
    """Warn at the line that called the library, however many calls lie between."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith("claimcheck."):
        level, frame = level + 1, frame.f_back
    warn(message, stacklevel=level)


def _several(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    if isinstance(value, str | Party | Source | Tie | Derivation):
        return (value,)
    return tuple(value)


def _time(value: Time | None) -> TimeSpan | None:
    return None if value is None else time_span(value)


def _value(value: "str | int | Value | None") -> "Value | None":
    if value is None or isinstance(value, Quantity | Category):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        hint = (
            f"; write it as text, {str(value)!r}, so that its digits stay as they are"
            if isinstance(value, float)
            else ""
        )
        raise InvalidRecord(f"value: expected a figure or a word, got {value!r}{hint}")
    if isinstance(value, int):
        return evolve(Quantity(low=value, high=value), text=str(value))
    figure = parse_value(value)
    if figure is None and parse_score(value) is not None:
        raise InvalidRecord(f"value: {value!r} is a score, two figures: give each side its own claim")
    return figure or Category(term=value)


def _part(name: str, figure: "str | int | Quantity") -> Part:
    quantity = _value(figure)
    if not isinstance(quantity, Quantity):
        raise InvalidRecord(f"parts: expected a figure for {name!r}, got {figure!r}")
    return Part(of=name, quantity=quantity)
