"""Which engine flags a table: the one that is asked for by name, or the one that the frame belongs to."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.tables.local import Local
from claimcheck.tables.request import Engine, Request
from claimcheck.tables.spec import Spec

__all__ = ["engine_named", "flag_by"]

_KNOWN: Final = "local, duckdb, duckdb:///folder, spark, spark://host:port, local[2], local[*], or a SparkSession"
_LOCAL_SPARK: Final = re.compile(r"local\[(\*|\d+)(,\s*\d+)?\]")
_DUCK_FOLDER: Final = "duckdb://"


def flag_by(engine: Any, frame: Any, spec: Spec, request: Request) -> Any:
    """Return what the engine of that name makes of *frame*.

    Raises:
        InvalidRecord: No engine has this name, or it cannot do what is asked.
        MissingExtra: The engine's package is not installed.
    """
    return _engine(engine, frame).flag(frame, spec, request)


def _engine(named: Any, frame: Any) -> Engine:
    kind, where = engine_named(named, frame)
    if kind == "local":
        return Local()
    if kind == "duckdb":
        from claimcheck.tables.duck import Duck  # noqa: PLC0415 - its package is an extra

        return Duck(where)
    from claimcheck.tables.spark import Spark  # noqa: PLC0415 - as above

    return Spark(where)


def engine_named(named: Any, frame: Any) -> tuple[str, Any]:
    """Return which engine is meant, local, duckdb or spark, and where it runs: a folder, a session or a master.

    Raises:
        InvalidRecord: No engine has this name.
        MissingExtra: Its package is not installed.

    Examples:
        >>> engine_named(None, [])
        ('local', None)
    """
    if _is_of_spark(named, "SparkSession"):
        return _installed("spark", named)
    if named is not None and not isinstance(named, str):
        raise InvalidRecord(f"engine: expected one of {_KNOWN}, got {type(named).__qualname__}")
    if _is_of_spark(frame, "DataFrame"):
        if named not in {None, "spark"}:
            raise InvalidRecord(
                f"engine: the frame has a session of Spark, which works on it, not {named!r}; leave engine out"
            )
        return _installed("spark", frame.sparkSession)
    if named in {None, "local"}:
        return "local", None
    if named == "duckdb" or named.startswith(_DUCK_FOLDER):
        folder = named.removeprefix("duckdb").removeprefix("://")
        return _installed("duckdb", Path(folder) if folder else None)
    if _is_spark(named):
        return _installed("spark", None if named == "spark" else named)
    raise InvalidRecord(f"engine: expected one of {_KNOWN}, got {named!r}")


def _is_spark(named: str) -> bool:
    return named == "spark" or named.startswith("spark://") or _LOCAL_SPARK.fullmatch(named) is not None


def _is_of_spark(held: Any, kind: str) -> bool:
    """Whether it is a session or a frame of Spark, asked without importing Spark."""
    return any(one.__module__.startswith("pyspark.sql.") and one.__name__ == kind for one in type(held).__mro__)


def _installed(kind: str, where: Any) -> tuple[str, Any]:
    package, name = _PACKAGES[kind]
    if find_spec(package) is None:
        raise MissingExtra(f'working with {name} needs {package}: install "claimcheck[{kind}]"')
    return kind, where


_PACKAGES: Final = {"duckdb": ("duckdb", "DuckDB"), "spark": ("pyspark", "Spark")}
