"""Fuse what parties say: the values that are most credible, the parties that are most reliable, and who copies whom."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.options import exact_tolerance
from claimcheck.fusion.several import SEVERAL, Truth
from claimcheck.ledger import Ledger

__all__ = ["fuse"]

_NEEDED: Final = frozenset({"narwhals", "pyarrow"})


def fuse(
    told: Any,
    *,
    party: str | None = None,
    topic: str | Sequence[str] | None = None,
    value: str | Sequence[str] | None = None,
    method: str | None = None,
    control_group: str | None = None,
    asserted: str | None = None,
    half_life: float | None = None,
    order: str | None = None,
    domain: str | None = None,
    words: bool = False,
    tolerance: int | Fraction = 0,
    within: Mapping[str, str] | None = None,
    dependence: bool = True,
    margin: float = 0.1,
    gold: Mapping[str, Truth] | None = None,
    several: bool = False,
    engine: Any = None,
    to: str | Path | None = None,
    overwrite: bool = False,
    memory: str | None = None,
    buckets: int | None = None,
    progress: Callable[[str, int, int], object] | None = None,
    **options: Any,
) -> Fusion:
    """Return which values of each topic are most credible, and how reliable each party is, with copies counted once.

    Nothing here overrules what is contested: it says on which side experience is, and how sure that makes one.

    Args:
        told: A ledger; or one claim a row in a pandas, polars or Spark frame or a ``pyarrow.Table``, or the path of a
            .parquet or .csv file, of a folder of Parquet files, or a pattern of their names.
        party: Of a frame, the column of who says it.
        topic: The column or columns of what it is about.
        value: A column of figures or words ("41", "at least 13", "guilty"), or two of lower and upper ends.
        method: ``dawid_skene`` where all topics have the same few labels, else ``accu``; or one of those in
            ``claimcheck.fusion.registry.METHODS``, of which ``docs/fusion.md`` says which to take.
        control_group: The column of who commands a party: those of one group count as one.
        asserted: The column of when it was said: of two things that a party says of one topic, the later stands.
        half_life: After how many days what a party said tells half as much of how reliable it is, counted back from the
            latest of the table; what it says weighs as before.
        order: Which part stands first in dates such as 02/06/2025: DMY, MDY or YMD.
        domain: The column of what field a topic is of: parties have a reliability in each, drawn to that over all
            by ``domain_weight`` claims (10).
        words: Whether every value is a word, figures as well.
        tolerance: How far two figures may lie apart and still say the same.
        within: For each word what it lies within: whoever says Ukraine leaves Kherson possible.
        dependence: Whether parties that agree as copies do count as one; the groups say which, and why.
        margin: By how much the best value has to be ahead to be called the best.
        gold: The truth of some topics, as far as it is known, by which reliability is learned as well.
        several: Whether several words of a topic can be right, as authors of a book: each is weighed by itself, and
            ``.true`` has all that are taken for true. A party may give several, a row each.
        engine: "local", in this process, where it is left out; "duckdb", for tables larger than memory, which may name
            the folder for what it puts on disk meanwhile, as in "duckdb:///big/disk"; "spark" for the session that is
            active, a master such as "spark://host:7077" or "local[2]", or a ``SparkSession``. All give the same to nine
            digits. Engines have vote, sums, one_coin, accu, popaccu and dawid_skene; topics stand in ``.values`` alone.
        to: The .parquet or .csv file for the values; ``.values`` of DuckDB is then its path. Not with Spark.
        overwrite: Whether that file may exist already, and is replaced.
        memory: How much memory DuckDB may take for cutting the table into buckets, as in "2GB".
        buckets: Into how many buckets of whole topics DuckDB or Spark cuts the table.
        progress: Called with what is done ("reading" of a table, "rounds"), how much of it, and how much at most.
        options: What else the method takes, such as ``known={"registry": 0.99}`` for reliabilities that are known.

    Raises:
        InvalidRecord: There is no such method or column, or the method cannot weigh such values.
        BadInput: Cells are empty, no numbers or mixed with words, or a party says two things of one topic; every row
            is named.
        MissingExtra: scipy is not installed or, for a frame, narwhals and pyarrow.

    Examples:
        >>> import pyarrow as pa
        >>> rows = [("fire", "police", 5), ("fire", "medics", 5), ("fire", "mayor", 8), ("flood", "police", 2)]
        >>> names = ("event", "said_by", "killed")
        >>> table = pa.table({name: list(column) for name, column in zip(names, zip(*rows))})
        >>> found = fuse(table, topic="event", party="said_by", value="killed")
        >>> found["fire"].best.value, found["fire"].best.claims
        ('5', 2)
    """
    if isinstance(told, Ledger):
        given: dict[str, object] = {"party": party, "topic": topic, "value": value, "control_group": control_group}
        given |= {"asserted": asserted, "half_life": half_life, "domain": domain, "engine": engine, "to": to}
        given |= {"memory": memory, "buckets": buckets, "progress": progress, "order": order}
        named = ", ".join(f"{name}=" for name, column in given.items() if column is not None)
        if named or words:
            raise InvalidRecord(f"fuse: a ledger has no columns; leave out {named or 'words='}")
        return told.fuse(
            method=method,
            tolerance=tolerance,
            within=within,
            dependence=dependence,
            margin=margin,
            gold=gold,
            several=several,
            **options,
        )
    if party is None or topic is None or value is None:
        raise InvalidRecord("fuse: a frame needs party=, topic= and value=, the names of its columns")
    topics, values = _several(topic), _several(value)
    for name in (party, *topics, *values, control_group, asserted, domain):
        if name is not None:
            _check_name(name)
    try:
        from claimcheck.fusion.shards.weighing import Asked  # noqa: PLC0415 - needs an extra
        from claimcheck.tables.fusing import FrameSpec  # noqa: PLC0415 - as above
        from claimcheck.tables.fusingengines import fuse_by  # noqa: PLC0415 - as above
        from claimcheck.tables.request import Request  # noqa: PLC0415 - as above
    except ImportError as err:
        if err.name is None or err.name.partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtra(f'fusing a frame needs {err.name}: install "claimcheck[fusion]"') from err
    spec = FrameSpec(
        party=party,
        topic=topics,
        value=values,
        control_group=control_group,
        asserted=asserted,
        order=order,
        domain=domain,
        words=words,
        several=several or method == SEVERAL,
    )
    asked = Asked(
        method=method,
        dependence=dependence,
        tolerance=exact_tolerance(tolerance),
        within=within or {},
        margin=margin,
        gold=gold or {},
        several=several,
        half_life=half_life,
        options=options,
        progress=progress,
    )
    request = Request(to=to, overwrite=overwrite, memory=memory, buckets=buckets)
    return fuse_by(engine, told, spec, asked, request)


def _several(names: object) -> tuple[Any, ...]:
    return tuple(names) if isinstance(names, list | tuple) else (names,)


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise InvalidRecord(f"fuse: expected the name of a column, got {name!r:.80}")
