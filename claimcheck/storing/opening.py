"""Opening a ledger on disk or on a server: the store, and the log and the view over it."""

from os import PathLike
from pathlib import Path

from claimcheck.log import Clock
from claimcheck.storing.store import Store
from claimcheck.storing.storedlog import StoredLog
from claimcheck.storing.storedview import StoredView
from claimcheck.vocabulary import Vocabulary

__all__ = ["open_store"]


def open_store(
    url: "str | PathLike[str]", case: str | None, clock: Clock | None, vocabulary: Vocabulary | None, *, create: bool
) -> tuple[str | None, Path | None, StoredLog, StoredView]:
    """Return the case of a stored ledger, the folder of its files, its log, and the view over it as it stands now.

    Raises:
        StoreError: It cannot be opened.
    """
    store = Store(url, create=create)
    if case is not None and store.meta("case") is None:
        store.set_meta("case", case)
    view = StoredView(store, store.length(), base=vocabulary)
    path = store.database.path
    return store.meta("case"), None if path is None else path.absolute().parent, StoredLog(store, view, clock), view
