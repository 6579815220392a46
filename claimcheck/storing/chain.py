"""The hash chain over a ledger's entries: each hash covers its entry and the hash before it.

An entry is hashed as the canonical JSON of two things in a list: what is to be said of it (its number, when and by
whom it was recorded, why, the digests of its private fields, and the hash before) and its record. A private field
counts by the digest of its salt and text, so that the two can be taken out of the ledger and the chain still holds.
The chain is that of RFC 9162's ancestors, Haber and Stornetta, How to time-stamp a digital document, Journal of
Cryptology 3 (1991), section 4.1.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final, NamedTuple

from attrs import evolve, frozen

from claimcheck.canonical import canonical_bytes, from_plain, to_plain
from claimcheck.errors import InvalidRecord, StoreError
from claimcheck.log import Entry, kind_name
from claimcheck.model import Claim, Record

__all__ = [
    "GENESIS",
    "Kept",
    "Sealed",
    "link_hash",
    "private_digests",
    "read_head",
    "record_of",
    "seal",
    "show_head",
]

GENESIS: Final = "0" * 64
"""What stands before the first entry instead of a hash."""


@frozen
class Kept:
    """A private field as it is kept beside the log: its place among those of its entry, its name, salt and text."""

    place: int
    name: str
    salt: str
    text: str

    @property
    def digest(self) -> str:
        """The digest by which the chain covers the field, in hexadecimal digits."""
        return sha256(canonical_bytes([self.salt, self.name, self.text])).hexdigest()


class Sealed(NamedTuple):
    """An entry as it stands in the log.

    Attributes:
        number: Its place in the log, from 1.
        recorded: When it was recorded, in ISO 8601 as it was told.
        by: Who recorded it.
        why: Why, where somebody said.
        kind: What kind of record it holds; a measure is a term.
        key: The key of the record.
        record: The canonical JSON of the record, without its private fields.
        private: The canonical JSON of the names of its private fields with their digests; None where it has none.
        hash: The SHA-256 over all of this and the hash before, in hexadecimal digits.
        kept: Its private fields.
    """

    number: int
    recorded: str
    by: str | None
    why: str | None
    kind: str
    key: str
    record: str
    private: str | None
    hash: str
    kept: tuple[Kept, ...] = ()

    @property
    def row(self) -> tuple[Any, ...]:
        """What the table of entries holds of it: everything but its private fields."""
        return self[:-1]


def private_digests(sealed: Sealed) -> list[tuple[str, str]]:
    """Return the names and digests of an entry's private fields, those that were taken out among them, by place."""
    return [] if sealed.private is None else [(name, digest) for name, digest in json.loads(sealed.private)]


def link_hash(sealed: Sealed, previous: str) -> str:
    """Return the hash that an entry has to have where *previous* is the hash before it."""
    told = (sealed.number, sealed.recorded, sealed.by, sealed.why, sealed.kind, sealed.key, sealed.private)
    return _hash(told, sealed.record.encode(), previous)


def _hash(told: tuple[Any, ...], record: bytes, previous: str) -> str:
    number, *rest = told
    return sha256(b"[" + canonical_bytes([str(number), *rest, previous]) + b"," + record + b"]").hexdigest()


def seal(entries: Iterable[Entry], previous: str) -> Iterator[Sealed]:
    """Yield the entries as they stand in the log after the one whose hash is *previous*."""
    moment, recorded = None, ""
    for entry in entries:
        if entry.recorded is not moment:
            moment, recorded = entry.recorded, entry.recorded.isoformat()
        record, private = entry.record, None
        kept: tuple[Kept, ...] = ()
        if isinstance(record, Claim) and record.private:
            kept = tuple(
                Kept(place, name, secrets.token_hex(16), text) for place, (name, text) in enumerate(record.private)
            )
            private = canonical_bytes([[one.name, one.digest] for one in kept]).decode()
            record = evolve(record, private=())
        text = canonical_bytes(to_plain(record))
        told = (entry.number, recorded, entry.by, entry.why, kind_name(record), record.key, private)
        previous = _hash(told, text, previous)
        yield Sealed(*told[:-1], text.decode(), private, previous, kept)


def show_head(number: int, hash_: str) -> str:
    """Return how far a log reaches as one line to be kept elsewhere.

    Examples:
        >>> show_head(3, "0" * 64)[:6]
        '3:0000'
    """
    return f"{number}:{hash_}"


def read_head(text: str) -> tuple[int, str]:
    """Return the number and the hash that a line from ``show_head`` names.

    Raises:
        InvalidRecord: It names none.
    """
    number, _, hash_ = text.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(hash_) == 64 and set(hash_) <= set("0123456789abcdef")):
        raise InvalidRecord(f"head: expected a number and 64 hexadecimal digits such as 12:9f86..., got {text!r:.80}")
    return int(number), hash_


def record_of(text: str, kept: Iterable[tuple[str, str]] = ()) -> Record:
    """Return the record whose canonical JSON is *text*, with its private fields where they are known.

    Raises:
        StoreError: It is not what was recorded: it was altered or damaged since.
    """
    fields = [list(one) for one in kept]
    try:
        plain = json.loads(text)
        if fields:
            plain["private"] = fields
        return from_plain(plain)
    except (ValueError, TypeError, RecursionError) as err:
        raise StoreError(
            f"an entry holds no record ({err}): the ledger was altered or damaged; ledger.log.audit() names the entry"
        ) from err
