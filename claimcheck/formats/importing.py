"""One ledger taken into another: everything or nothing, and twice is as good as once."""

from attrs import frozen

from claimcheck.ledger import Ledger

__all__ = ["Imported", "import_into"]


@frozen
class Imported:
    """How many records an import added, amended and found there already.

    Examples:
        >>> print(Imported(added=1200, amended=1, unchanged=3))
        1,200 added, 1 amended, 3 there already
    """

    added: int
    amended: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.amended:,} amended, {self.unchanged:,} there already"


def import_into(ledger: Ledger, other: Ledger, *, by: str | None = None) -> Imported:
    """Take the records of *other* into *ledger*, in one transaction, and return how many were new.

    Into an empty ledger goes the whole log, with its times and authors; into any other the records in force, recorded
    now and by whom *by* says. A record that is there in other words is amended, and the version before stays in the
    log.

    Examples:
        >>> ledger, other = Ledger(), Ledger()
        >>> claim = other.claim("37 killed", by="army", event="raid")
        >>> print(import_into(ledger, other)), print(import_into(ledger, other))
        3 added, 0 amended, 0 there already
        0 added, 0 amended, 3 there already
        (None, None)
    """
    with ledger.log.writing():
        if not len(ledger.log) and by is None:
            ledger.replay(other.log.entries)
            return Imported(added=len(ledger.records()), amended=0, unchanged=0)
        records, before = other.records(), len(ledger.log)
        known = {(type(record), record.key) for record in records if ledger.view.held(record) is not None}
        ledger.add(*records, by=by)
        changed = len(ledger.log) - before
        amended = changed - (len(records) - len(known))
        return Imported(added=len(records) - len(known), amended=amended, unchanged=len(known) - amended)
