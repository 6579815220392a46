"""Is a ledger what was recorded? Its chain is gone through from the first entry to the last.

An entry whose hash does not fit was altered, or belongs elsewhere; a number that is not there was taken out. Somebody
who writes the whole chain anew from an entry on is found out only by a head that was kept elsewhere.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

import sqlalchemy as sa

from claimcheck.errors import Problem, StoreError
from claimcheck.storing import schema
from claimcheck.storing.chain import GENESIS, Kept, Sealed, link_hash, private_digests, read_head, record_of
from claimcheck.storing.store import Store

__all__ = ["audit"]

_PORTION: Final = 5000
_MOST_NAMED: Final = 1000
"""Missing entries in a row that are named one by one."""

_MOST_MOVED: Final = 40
"""Of how many entries that do not fit it is tried where they came from: each pair costs a hash."""


def audit(store: Store, head: str | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the log of a ledger, entry by entry; nothing where it is what was recorded.

    *head* is how far the log reached at some time, as it was kept elsewhere: it must reach so far still, with the same
    hash. O(n) in the entries, of which some thousands are held at once.

    Raises:
        InvalidRecord: *head* is none.
    """
    wanted = None if head is None else read_head(head)
    odd: list[tuple[Sealed, str]] = []
    hashes = {0: GENESIS}
    problems: list[Problem] = []
    previous, expected = GENESIS, 1
    for sealed in _sealed(store):
        if sealed.number < 1:
            problems.append(Problem(f"entry {sealed.number}", "was put in: entries are numbered from 1"))
            continue
        problems += _gone(expected, sealed.number)
        if link_hash(sealed, previous) != sealed.hash and sealed.number == expected:
            odd.append((sealed, previous))
            hashes[sealed.number - 1], hashes[sealed.number] = previous, sealed.hash
        problems += _of_contents(sealed)
        if wanted is not None and sealed.number == wanted[0] and sealed.hash != wanted[1]:
            problems.append(Problem(f"entry {sealed.number}", "has another hash than the head that was kept"))
        previous, expected = sealed.hash, sealed.number + 1
    if wanted is not None and expected <= wanted[0]:
        problems.append(
            Problem(f"entry {expected}", f"is missing, and all up to {wanted[0]}: the head that was kept names them")
        )
    problems += [Problem("file", said) for said in store.database.damages()]
    return (*_named(odd, hashes), *problems)


def _gone(first: int, end: int) -> list[Problem]:
    """Name the entries from *first* up to before *end*, one by one where they are few."""
    if end - first > _MOST_NAMED:
        return [Problem(f"entries {first} to {end - 1}", "are missing: they were taken out of the log")]
    return [Problem(f"entry {number}", "is missing: it was taken out of the log") for number in range(first, end)]


def _sealed(store: Store) -> Iterator[Sealed]:
    entries, after = schema.entries, None
    while True:
        query = sa.select(entries).order_by(entries.c.number).limit(_PORTION)
        rows = store.database.ask(query if after is None else query.where(entries.c.number > after))
        if not rows:
            return
        kept: dict[int, list[Kept]] = {}
        secret = schema.private
        between = secret.c.number.between(rows[0].number, rows[-1].number)
        for number, *field in store.database.ask(sa.select(secret).where(between)):
            kept.setdefault(number, []).append(Kept(*field))
        for row in rows:
            yield Sealed._make((*row, tuple(kept.get(row.number, ()))))
        after = rows[-1].number


def _of_contents(sealed: Sealed) -> Iterator[Problem]:
    """What is wrong within one entry: its private fields, its key, its record."""
    where = f"entry {sealed.number}"
    try:
        digests = private_digests(sealed)
    except (ValueError, TypeError):
        yield Problem(where, "the digests of its private fields cannot be read")
        digests = []
    for kept in sealed.kept:
        if not 0 <= kept.place < len(digests) or digests[kept.place] != (kept.name, kept.digest):
            yield Problem(where, f"its private field {kept.name!r} was altered")
    try:
        record = record_of(sealed.record)
    except StoreError as err:
        yield Problem(where, f"it holds no record: {err.__cause__}")
        return
    if record.key != sealed.key:
        yield Problem(where, f"it stands under the key {sealed.key!r}, and its record is {record.key!r}")


def _named(odd: list[tuple[Sealed, str]], hashes: dict[int, str]) -> Iterator[Problem]:
    """Say of each entry that does not fit whether it was altered or comes from elsewhere."""
    befores = dict.fromkeys(hashes.values())
    numbers = [sealed.number for sealed, _ in odd]
    for sealed, _ in odd:
        what = f"entry {sealed.number} ({sealed.kind} {sealed.key})"
        home = None
        if 1 < len(odd) <= _MOST_MOVED:
            places = product(numbers, befores)
            home = next(
                (n for n, before in places if link_hash(sealed._replace(number=n), before) == sealed.hash), None
            )
        if home is not None and home != sealed.number:
            yield Problem(what, f"was moved: it was recorded as entry {home}")
        elif home == sealed.number:
            yield Problem(what, "does not follow on the entry before it, which was moved, put in or altered")
        else:
            yield Problem(what, "was altered or put in: its hash does not fit")
