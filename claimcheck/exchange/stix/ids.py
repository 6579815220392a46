"""What is an object of STIX 2.1 called, and how does it write times and addresses?

Source: STIX Version 2.1, OASIS Standard of 10 June 2021: identifiers (2.9), timestamps (3.16), external references
(2.5). An id is the UUID of version 5 over the kind and the key of a record, in a namespace of our own, so that the same
record has the same id in every bundle.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from attrs import fields

from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Claim, Event, Party, Record, Source
from claimcheck.times import TimeSpan

__all__ = [
    "NAMESPACE",
    "addresses",
    "id_of",
    "moment",
    "outside_utc",
    "published",
    "recorded",
    "stamp",
    "stix_id",
    "there",
]

NAMESPACE: Final = uuid5(NAMESPACE_URL, "https://claimcheck.org/ns#stix")
"""The namespace of our ids; the one of section 2.9 is kept for observables."""


def stix_id(type_: str, *names: str) -> str:
    """Return the id of an object of that type, made from what names it: kind and key of a record.

    Examples:
        >>> stix_id("identity", "party", "ua") == stix_id("identity", "party", "ua")
        True
        >>> stix_id("identity", "party", "ua") == stix_id("identity", "party", "ru")
        False
    """
    return f"{type_}--{uuid5(NAMESPACE, json.dumps(names, ensure_ascii=False))}"


def id_of(record: Party | Event | Source | Claim) -> str:
    """Return the id of what is made of a record: an identity, incident, report (or grouping) or note."""
    if isinstance(record, Party):
        return stix_id("identity", "party", record.key)
    if isinstance(record, Event):
        return stix_id("incident", "event", record.key)
    if isinstance(record, Claim):
        return stix_id("note", "claim", record.key)
    return stix_id("grouping" if published(record) is None else "report", "source", record.key)


def published(source: Source) -> str | None:
    """Return the first moment at which a source can have been published, as a report must say it; None without one."""
    return None if source.published is None else moment(source.published)


def moment(span: TimeSpan | None, *, at_end: bool = False) -> str | None:
    """Return the first or the last moment of a time; None where it is not known, or in no year of UTC."""
    end = None if span is None else span.latest if at_end else span.earliest
    if at_end and end is not None and not isinstance(end, datetime):
        end = datetime.combine(end, time.max, UTC)
    try:
        return None if end is None else stamp(end)
    except OverflowError:
        return None


def stamp(when: date | datetime) -> str:
    """Return a moment as STIX writes it, in UTC; a day is its first moment.

    Examples:
        >>> stamp(datetime(2025, 6, 2, 11, 37, 5, 123456, tzinfo=UTC)), stamp(date(2025, 6, 2))
        ('2025-06-02T11:37:05.123Z', '2025-06-02T00:00:00.000Z')
    """
    exact = when if isinstance(when, datetime) else datetime.combine(when, time.min, UTC)
    plain = exact.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='milliseconds')}Z"


def outside_utc(record: Record) -> Iterator[str]:
    """Yield the fields of a record that hold a time which in UTC lies in no year that there is.

    Examples:
        >>> from claimcheck.times import time_span
        >>> list(outside_utc(Source(key="s", published=time_span("0001-01-01T00:00:00+05:00"))))
        ['published']
    """
    parts: list[tuple[str, Any]] = [("", record)]
    parts += [("acts_for.", tie) for tie in record.acts_for] if isinstance(record, Party) else []
    parts += [("", record.proposition)] if isinstance(record, Claim) else []
    for path, part in parts:
        for item in fields(type(part)):
            span = getattr(part, item.name)
            if isinstance(span, TimeSpan) and any(map(_is_outside, (span.earliest, span.latest))):
                yield f"{path}{item.name}"


def _is_outside(end: date | datetime | None) -> bool:
    try:
        _ = None if end is None else stamp(end)
    except OverflowError:
        return True
    return False


def recorded(ledger: Ledger) -> dict[tuple[str, str], tuple[str, str]]:
    """Return when each record was first and last recorded, by its kind and key."""
    found: dict[tuple[str, str], tuple[datetime, datetime]] = {}
    for entry in ledger.log:
        slot = kind_name(entry.record), entry.record.key
        found[slot] = found[slot][0] if slot in found else entry.recorded, entry.recorded
    return {slot: (_nearest(first), _nearest(last)) for slot, (first, last) in found.items()}


def _nearest(when: datetime) -> str:
    """The moment, or the first or last that there is in UTC: an object must have one."""
    try:
        return stamp(when)
    except OverflowError:
        return stamp(
            datetime.combine(date.min, time.min, UTC) if when.year == 1 else datetime.combine(date.max, time.max, UTC)
        )


def addresses(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the external references of a source: itself, and the copy of it that was kept."""
    name = source.name or source.key
    reference = {"source_name": name, "external_id": source.key, "url": _url(source.url), "hashes": _hashes(source)}
    yield there(reference)
    archived = _url(source.archived)
    if archived is not None:
        yield {"source_name": f"{name} (archived)", "url": archived}


_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_SHA256: Final = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})")


def _url(address: str | None) -> str | None:
    """An address where it is one by RFC 3986; else the record alone keeps it."""
    return address if address is not None and _URL.fullmatch(address) else None


def _hashes(source: Source) -> dict[str, str] | None:
    found = None if source.digest is None else _SHA256.fullmatch(source.digest)
    return None if found is None else {"SHA-256": found.group(1).lower()}


def there(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value: STIX has no null and no empty list."""
    return {name: value for name, value in properties.items() if value is not None and value != []}
