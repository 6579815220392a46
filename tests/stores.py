"""Ledgers on disk and on a server for tests: an empty one each time it is asked for."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pytest

__all__ = ["POSTGRES", "Fresh", "fresh_urls"]

POSTGRES = os.environ.get("CLAIMCHECK_POSTGRES", "")
"""The address of a PostgreSQL database in which tests may make schemas; empty where there is none."""

Fresh: TypeAlias = Callable[[], str]
_NUMBERS = count(1)


def fresh_urls(kind: str, folder: Path) -> Iterator[Fresh]:
    """Yield what gives the address of an empty ledger: a file in *folder*, or a schema of its own on the server."""
    if kind == "sqlite":
        yield lambda: str(folder / f"ledger{next(_NUMBERS)}.db")
        return
    if not POSTGRES:
        pytest.skip("needs PostgreSQL: set CLAIMCHECK_POSTGRES to the address of a database to make schemas in")
    import psycopg  # noqa: PLC0415 - an extra

    made: list[str] = []

    def fresh() -> str:
        name = f"t{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')
            connection.execute(f'CREATE SCHEMA "{name}"')
        made.append(name)
        return f"{POSTGRES}?options=-csearch_path%3D{name}"

    yield fresh
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP SCHEMA "{name}" CASCADE')
