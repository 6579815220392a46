"""How do parties, sources, events and claims stand among the entities of FollowTheMoney?

Parties are legal entities, sources are articles and documents, events are events; that one party acts for another is a
Representation, being part of one a Membership, being the same a Similar. FollowTheMoney has no entity for a claim: a
Note is the one that is text about another entity, so a claim is a Note on what it is about, joined to its claimants by
an UnknownLink with the role "claims" or "denies", and to each source by a Documentation that holds the quote. Grades,
retractions and words of the vocabulary are Notes as well, links between records are UnknownLinks.

What FollowTheMoney has no property for stands with the whole record as JSON in ``indexText``, its hidden property for
text by which an entity is found, under the origin "claimcheck", by which our reader knows it again.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import evolve

from claimcheck.canonical import from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.exchange.ftm.claims import ORIGIN, entity_of
from claimcheck.exchange.ftm.lines import Statement
from claimcheck.exchange.ftm.model import BASE, statement_id
from claimcheck.exchange.jsontext import parse_json
from claimcheck.log import kind_name
from claimcheck.model import Assessment, Claim, Event, Link, Party, Record, Retraction, Source, Term
from claimcheck.times import TimeSpan

__all__ = ["dataset_name", "entities_of", "record_in"]

_WHOLE: Final = "indexText"
_LONGEST_TEXT: Final = 65_000
_LONGEST_STRING: Final = 1024
_LONGEST_NAME: Final = 250
_LONGEST_SLUG: Final = 60

Properties = list[tuple[str, str | None]]


def dataset_name(case: str | None) -> str:
    """Return a name for the dataset of a case, as FollowTheMoney spells such names.

    Examples:
        >>> dataset_name("istanbul-2025-06-02"), dataset_name(None)
        ('istanbul_2025_06_02', 'claimcheck')
    """
    return re.sub(r"[^a-z0-9]+", "_", (case or "").lower()).strip("_")[:_LONGEST_SLUG] or ORIGIN


def record_in(statement: Statement) -> Record | None:
    """Return the record that a statement of this library's own holds whole, or None where it holds none.

    Raises:
        InvalidRecord: It is said to hold one, and does not.
    """
    if statement["origin"] != ORIGIN or statement["prop"] != _WHOLE:
        return None
    try:
        return from_plain(parse_json(statement["value"], _WHOLE))
    except BadInput as err:
        raise InvalidRecord(err.problems[0].message) from err


def entities_of(
    records: Iterable[Record], dataset: str, gone: Mapping[str, str], leave: Callable[[str, str], None]
) -> Iterator[Statement]:
    """Yield the statements of the entities that *records* make.

    Args:
        records: All that is to stand in the file; each record is named by the entity that it makes.
        dataset: The dataset that says it.
        gone: The claims that are no longer current, each with the reason.
        leave: Told of a record that is too long to be kept whole.
    """
    held = {(kind_name(record), record.key): record for record in records}
    making = _Making(held, gone)
    for record in held.values():
        key = making.id_of(record.key, kind_name(record))
        if key is None:
            continue
        schema, properties, edges = making.entity(record)
        whole = _whole(record)
        if len(whole) > _LONGEST_TEXT:
            told = f"{len(whole):,} characters, and a text of this format holds {_LONGEST_TEXT:,}"
            bare = _whole(evolve(record, raw=None)) if isinstance(record, Source) else whole
            if len(bare) < len(whole) and len(bare) <= _LONGEST_TEXT:
                leave(record.key, f"raw: with it the record takes {told}; the record stands without it")
            else:
                leave(record.key, f"it takes {told}")
            whole = bare
        if len(whole) <= _LONGEST_TEXT:
            properties.append((_WHOLE, whole))
        yield from _statements(key, schema, properties, dataset)
        for number, (edge_schema, joined) in enumerate(edges):
            yield from _statements(f"{key}-{number + 1}", edge_schema, joined, dataset)


def _whole(record: Record) -> str:
    return json.dumps(_public(record), separators=(",", ":"))


def _public(record: Record) -> dict[str, Any]:
    return to_plain(evolve(record, private=()) if isinstance(record, Claim) and record.private else record)


def _statements(key: str, schema: str, properties: Properties, dataset: str) -> Iterator[Statement]:
    for name, value in dict.fromkeys([(BASE, key), *properties]):
        if value is None or not value:
            continue
        one: Statement = {
            "canonical_id": key,
            "entity_id": key,
            "prop": name,
            "schema": schema,
            "value": value,
            "dataset": dataset,
            "lang": None,
            "original_value": None,
            "first_seen": None,
            "last_seen": None,
            "external": False,
            "origin": ORIGIN,
        }
        one["id"] = statement_id(one)
        yield one


class _Making:
    """The entities of records that name one another."""

    def __init__(self, held: Mapping[tuple[str, str], Record], gone: Mapping[str, str]) -> None:
        self.held = held
        self.gone = gone
        self._kinds: dict[str, list[str]] = defaultdict(list)
        for kind, key in held:
            self._kinds[key].append(kind)
        self._members = {
            whole for one in held.values() if isinstance(one, Party) for whole in one.part_of
        }  # an organisation has members, whatever else is known of it
        self._makers: dict[type[Any], Callable[[Any], tuple[str, Properties]]] = {
            Party: self._party,
            Source: self._source,
            Event: self._event,
            Claim: self._claim,
            Link: self._link,
            Assessment: self._assessment,
            Retraction: self._retraction,
        }

    def id_of(self, key: str, kind: str | None = None) -> str | None:
        """The id of the entity that stands for a record: of letters, digits, dots and hyphens.

        Records of several kinds under one key are entities of their own; without a kind the first is meant.
        """
        kinds = self._kinds.get(key, ())
        if not kinds or (kind is not None and kind not in kinds):
            return entity_of(key)
        first = min(kinds)
        told = key if kind in {None, first} else f"{kind}\n{key}"
        plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^0-9A-Za-z]+", "-", plain).strip("-")[:_LONGEST_SLUG]
        return "-".join(one for one in ("cc", slug, sha256(told.encode()).hexdigest()[:12]) if one)

    def _refer(self, key: str | None, kind: str | None = None) -> str | None:
        found = None if key is None else self.id_of(key, kind)
        return found if found is not None and _ID.fullmatch(found) else None

    def _name(self, key: str) -> str:
        record = self.held.get(("party", key))
        return record.name if isinstance(record, Party) else key

    def entity(self, record: Record) -> tuple[str, Properties, list[tuple[str, Properties]]]:
        """The schema and the properties of a record's entity, and the relations that it makes beside it."""
        schema, properties = self._makers.get(type(record), self._term)(record)
        return schema, properties, list(self._edges(record))

    def _party(self, party: Party) -> tuple[str, Properties]:
        properties: Properties = [
            ("name", _name(party.name) or self.id_of(party.key, "party")),
            *(("alias", _name(one)) for one in party.aliases),
            ("classification", _string(party.kind)),
            ("notes", _text(party.note)),
            ("keywords", None if party.declared else "undeclared"),
        ]
        return self._schema(party), properties

    def _schema(self, party: Party) -> str:
        schema = _SCHEMATA.get((party.kind or "").strip().lower(), "LegalEntity")
        return "Organization" if schema == "LegalEntity" and party.key in self._members else schema

    def _source(self, source: Source) -> tuple[str, Properties]:
        checksum = (source.digest or "").removeprefix("sha1:")
        return "Article" if source.url or not source.file else "Document", [
            ("title", _string(source.name or source.url or source.key)),
            ("fileName", _string(source.file)),
            ("publisher", None if source.publisher is None else _string(self._name(source.publisher))),
            ("sourceUrl", _address(source.url)),
            ("sourceUrl", _address(source.archived)),
            ("contentHash", checksum if _SHA1.fullmatch(checksum) else None),
            ("publishedAt", _date(source.published)),
            ("retrievedAt", _date(source.retrieved)),
            ("notes", _text(source.note)),
        ]

    def _event(self, event: Event) -> tuple[str, Properties]:
        start, end = _ends(event.over)
        return "Event", [
            ("name", _name(event.label) or _name(event.key) or self.id_of(event.key, "event")),
            ("date", _date(event.occurred)),
            ("startDate", start),
            ("endDate", end),
            ("location", _place(event.place)),
            ("keywords", _string(event.subject)),
            ("notes", _text(event.note)),
        ]

    def _claim(self, claim: Claim) -> tuple[str, Properties]:
        said = claim.proposition
        words = claim.text or " ".join(str(one) for one in (said.subject, said.measure, said.value) if one is not None)
        state = self.gone.get(claim.key)
        return "Note", [
            ("name", _name("claim" if state is None else f"claim, {state.partition(' ')[0]}")),
            ("description", _text(words)),
            ("summary", _text(None if state is None else f"No longer claimed: {state}.")),
            ("entity", self._refer(said.event, "event")),
            *(("publisher", _string(self._name(one))) for one in claim.claimants),
            ("keywords", _string(said.measure)),
            ("keywords", _string(said.subject)),
            ("notes", _text(claim.note)),
        ]

    def _link(self, link: Link) -> tuple[str, Properties]:
        ends = self._refer(link.a), self._refer(link.b)
        told: Properties = [
            ("role", link.relation.value.replace("_", " ")),
            ("status", "accepted" if link.accepted else "candidate"),
            ("description", _text(link.basis)),
            ("publisher", None if link.by is None else _string(self._name(link.by))),
        ]
        if None in ends or ends[0] == ends[1]:
            return "UnknownLink", told
        return "UnknownLink", [("subject", ends[0]), ("object", ends[1]), *told]

    def _assessment(self, grade: Assessment) -> tuple[str, Properties]:
        axis = f"/{grade.axis}" if grade.axis else ""
        return "Note", [
            ("name", _name(f"{grade.scheme}{axis}: {grade.grade}")),
            ("description", _text(grade.why)),
            ("entity", self._refer(grade.about)),
            ("publisher", _string(self._name(grade.by))),
            ("createdAt", _date(grade.when)),
        ]

    def _retraction(self, retraction: Retraction) -> tuple[str, Properties]:
        return "Note", [
            ("name", "retraction"),
            ("entity", self._refer(retraction.target)),
            ("publisher", None if retraction.by is None else _string(self._name(retraction.by))),
            ("createdAt", _date(retraction.when)),
        ]

    @staticmethod
    def _term(term: Term) -> tuple[str, Properties]:
        return "Note", [
            ("name", _name(term.name)),
            *(("alias", _name(one)) for one in term.aliases),
            ("description", _text(term.definition)),
            ("keywords", _string(term.kind)),
        ]

    def _edges(self, record: Record) -> Iterator[tuple[str, Properties]]:
        """The relations that a record makes, each an entity of its own."""
        own = self.id_of(record.key, kind_name(record))
        if isinstance(record, Party):
            for tie in record.acts_for:
                since, until = _date(tie.since), _date(tie.until)
                dates: Properties = [("startDate", since), ("endDate", until)]
                yield from self._joined(
                    "Representation", "agent", own, "client", ("party", tie.party), "acts for", dates
                )
            for whole in record.part_of:
                held = self.held.get(("party", whole))
                if isinstance(held, Party) and self._schema(held) != "Person":
                    yield from self._joined("Membership", "member", own, "organization", ("party", whole), "part of")
                else:
                    yield from self._joined("UnknownLink", "subject", own, "object", ("party", whole), "part of")
            for other in record.same_as:
                match = self._refer(other, "party")
                if match not in {None, own}:
                    yield "Similar", [("candidate", own), ("match", match), ("criteria", "declared the same")]
        elif isinstance(record, Source):
            for taken in record.derives_from:
                role = taken.relation.value.replace("_", " ")
                yield from self._joined("UnknownLink", "subject", own, "object", ("source", taken.source), role)
        elif isinstance(record, Event) and record.part_of is not None:
            yield from self._joined("UnknownLink", "subject", own, "object", ("event", record.part_of), "part of")
        elif isinstance(record, Claim):
            when: Properties = [("date", _date(record.asserted))]
            for one in record.claimants:
                role = "claims" if record.polarity else "denies"
                yield from self._joined("UnknownLink", "object", own, "subject", ("party", one), role, when)
            for place in record.appearances:
                said: Properties = [("summary", _text(place.quote)), ("description", _text(place.translation))]
                role = "appearance" if place.attribution is None else f"appearance, {place.attribution.value}"
                if ("source", place.source) in self.held:
                    yield from self._joined(
                        "Documentation", "entity", own, "document", ("source", place.source), role, said
                    )

    def _joined(
        self,
        schema: str,
        here: str,
        own: str | None,
        there: str,
        slot: tuple[str, str],
        role: str,
        more: Iterable[Any] = (),
    ) -> Iterator[tuple[str, Properties]]:
        kind, key = slot
        other = self._refer(key, kind)
        if other is not None and other != own:
            yield schema, [(here, own), (there, other), ("role", role), *more]


_ID: Final = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]{0,198}[0-9a-zA-Z])?")
_SHA1: Final = re.compile(r"[0-9a-f]{40}")

_PUBLIC: Final = "state government ministry force army military court police authority parliament"
_PRIVATE: Final = "organisation organization agency outlet collective media alliance institute ngo newspaper"
_SCHEMATA: Final = {
    **dict.fromkeys("person official politician spokesperson witness journalist".split(), "Person"),
    **dict.fromkeys(_PUBLIC.split(), "PublicBody"),
    **dict.fromkeys(_PRIVATE.split(), "Organization"),
    "company": "Company",
}
"""Kinds of parties whose schema is certain; any other is a LegalEntity, which says no more than that it is somebody."""


def _clean(text: str | None) -> str | None:
    """*text* as FollowTheMoney's cleaning leaves it: composed, without what it calls unsafe, not blank at the ends."""
    if text is None:
        return None
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        one for one in composed if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return kept.strip() or None


def _text(text: str | None) -> str | None:
    return _cut(_clean(text), _LONGEST_TEXT)


def _string(text: str | None) -> str | None:
    return _cut(_clean(text), _LONGEST_STRING)


def _name(text: str | None) -> str | None:
    """A name: on one line, without the quotation marks around it that FollowTheMoney takes off."""
    cleaned = _clean(text)
    return None if cleaned is None else _cut(" ".join(cleaned.split()).strip("\"'` ") or None, _LONGEST_NAME)


def _place(text: str | None) -> str | None:
    """A place, with a comma where FollowTheMoney ends the line of an address, as it would write it itself."""
    told, place = None, _name(text)
    while place != told and place is not None:
        told, place = place, _name(_COMMAS.sub(", ", _LINES.sub(", ", place)))
    return place


_LINES: Final = re.compile(r"<BR/?>|ESQ\.?,|;")
_COMMAS: Final = re.compile(r",\s?[,.]")


def _cut(text: str | None, most: int) -> str | None:
    return text if text is None or len(text) <= most else f"{text[: most - 1].rstrip()}…"


_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")


def _address(url: str | None) -> str | None:
    """An address that FollowTheMoney takes for one, spelled as it spells it."""
    if url is None or not url.isprintable() or any(one.isspace() for one in url) or len(url) > _LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "ftp"} or not _HOST.fullmatch(host) or _clean(url) != url:
        return None
    return parts._replace(path=parts.path or "/").geturl()


_LONGEST_ADDRESS: Final = 4096


def _date(span: TimeSpan | None) -> str | None:
    """The longest beginning of a date that all of a time has in common: a year, a month, a day, or to the second."""
    if span is None or span.earliest is None or span.latest is None:
        return None
    first, last = (_iso(one) for one in (span.earliest, span.latest))
    if first is None or last is None or first == last:
        return first if first == last else None
    for length in (16, 13, 10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return None


def _ends(span: TimeSpan | None) -> tuple[str | None, str | None]:
    """The days or moments at which a window begins and ends."""
    if span is None:
        return None, None
    return (
        None if span.earliest is None else _iso(span.earliest),
        None if span.latest is None else _iso(span.latest),
    )


def _iso(moment: date) -> str | None:
    """A date or a time in UTC; None of a year that FollowTheMoney does not read."""
    if not _FIRST_YEAR < moment.year < _LAST_YEAR:
        return None
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()
    return moment.isoformat()


_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2999
