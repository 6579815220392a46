"""The tables of a ledger on disk, the same on SQLite and PostgreSQL, and the steps from each version to the next.

``entries`` is the ledger: rows are added to it and never changed. All other tables but ``private`` follow from it and
serve to find things again. ``private`` holds what is secret in an entry and may be taken out.
"""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa

__all__ = [
    "VERSION",
    "claim_counts",
    "claim_parties",
    "claim_sources",
    "claims",
    "create",
    "entries",
    "mentions",
    "meta",
    "migrate",
    "names",
    "private",
]

_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_tables = sa.MetaData()

meta: Final = sa.Table(
    "meta",
    _tables,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sqlite_strict=True,
)
entries: Final = sa.Table(
    "entries",
    _tables,
    sa.Column("number", _Number, primary_key=True, autoincrement=False),
    sa.Column("recorded", sa.Text, nullable=False),
    sa.Column("by", sa.Text),
    sa.Column("why", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("private", sa.Text),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Index("entries_by_key", "key", "kind", "number"),
    sqlite_strict=True,
)
private: Final = sa.Table(
    "private",
    _tables,
    sa.Column("number", _Number, sa.ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
claims: Final = sa.Table(
    "claims",
    _tables,
    sa.Column("first", _Number, sa.ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("event", sa.Text),
    sa.Column("words", sa.Text, nullable=False),
    sa.Index("claims_by_event", "event"),
    sqlite_strict=True,
)
"""The claims in force; ``words`` are those of ``claimcheck.searching.words``, a space between them."""
claim_counts: Final = sa.Table(
    "claim_counts",
    _tables,
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("claims", _Number, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""In how many of the claims in the index of words each word occurs; "" stands for all of them."""
claim_parties: Final = sa.Table(
    "claim_parties",
    _tables,
    sa.Column("party", sa.Text, primary_key=True),
    sa.Column("claim", _Number, sa.ForeignKey("claims.first"), primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
claim_sources: Final = sa.Table(
    "claim_sources",
    _tables,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("claim", _Number, sa.ForeignKey("claims.first"), primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
mentions: Final = sa.Table(
    "mentions",
    _tables,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("entry", _Number, sa.ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which entries tell of a record: the links, grades and retractions of it, what is within it or made from it."""

names: Final = sa.Table(
    "names",
    _tables,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("way", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How records are called: by the end of their key, or by a name, folded."""

_WORDS: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE claim_words USING fts5(words, content='claims', content_rowid='first', tokenize='ascii')",
    ),
    "postgresql": ("CREATE INDEX claims_by_words ON claims USING gin (string_to_array(words, ' '))",),
}
"""The words are split at spaces and nowhere else: to FTS5's ``ascii`` whatever is not ASCII belongs to a word."""


def _first(connection: Any) -> None:
    _tables.create_all(connection, checkfirst=False)
    for statement in _WORDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _words_may_wait(connection: Any) -> None:
    """Say up to which entry the index of words reaches; before, all claims were in it."""
    reached = sa.select(sa.literal("words"), sa.cast(sa.func.coalesce(sa.func.max(entries.c.number), 0), sa.Text))
    connection.execute(sa.insert(meta).from_select(["name", "value"], reached))


_STEPS: Final[tuple[Callable[[Any], None], ...]] = (_first, _words_may_wait)
"""What makes each version of the schema out of the one before it; the first makes it out of nothing."""

VERSION: Final = len(_STEPS)


def create(connection: Any) -> None:
    """Make the tables of the newest version in an empty database."""
    for step in _STEPS:
        step(connection)
    connection.execute(sa.insert(meta), {"name": "schema", "value": str(VERSION)})


def migrate(connection: Any, version: int) -> None:
    """Bring the tables from *version* forward to the newest."""
    for step in _STEPS[version:]:
        step(connection)
    connection.execute(sa.update(meta).where(meta.c.name == "schema"), {"value": str(VERSION)})
