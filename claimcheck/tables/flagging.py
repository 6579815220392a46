"""Flag a table: one call says row by row what is contested, by whom, why, and on how many origins each row rests."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from claimcheck.errors import MissingExtra
from claimcheck.vocabulary import Vocabulary

__all__ = ["flag"]

_NEEDED = frozenset({"narwhals", "numpy", "pyarrow"})


def flag(
    frame: Any,
    *,
    topic: str | Sequence[str],
    party: str,
    value: str | Sequence[str],
    when: str | Sequence[str] | None = None,
    where: str | Sequence[str] | None = None,
    control_group: str | None = None,
    bound: str | None = None,
    unit: str | None = None,
    basis: str | None = None,
    cutoff: str | None = None,
    asserted: str | None = None,
    order: str | None = None,
    measure: str | None = None,
    words: bool = False,
    exclusive: bool = False,
    prefix: str = "",
    vocabulary: Vocabulary | None = None,
    engine: Any = None,
    to: str | Path | None = None,
    overwrite: bool = False,
    memory: str | None = None,
    buckets: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Any:
    """Return *frame* with eight columns more: what is contested row by row, against whom, why, on how many origins.

    Every row is one claim, and rows of one topic are held against each other by the rules of ``compare``; not those of
    one and the same party. The frame
    comes back in its own kind, with its rows, their order and its index.

    ``status``
        What is found of the row, in one word, the first that holds: unread, contested, disputed_by_unattributed,
        inconsistent (within one control group), unattributed, corroborated, uncorroborated.
    ``contested``
        True or False; missing where the row could not be read.
    ``outcome``, ``against``, ``reason``, ``gap``
        What holding the row against the farthest row that disputes it gave, whose row that is, the two figures, and
        the absolute gap between their nearer ends; in topics of more than 60 rows that mix units or numbers beyond
        floats, one of those that dispute it. Where no row disputes it, the same of the farthest row of another
        group that differs from it without a dispute: an estimate nearby, a toll that rose.
    ``position``
        Which of the positions of the topic the row meets, counted from the lowest: "1 of 3", "1-2 of 3".
    ``origins``
        How many control groups say the same or more.

    Every engine gives every row the same flags. A frame of Spark is flagged by Spark and comes back as one, not
    computed yet; a table in files comes back as a ``pyarrow.Table``, or as one of Spark where that is the engine.

    Args:
        frame: A pandas, polars or Spark frame, a ``pyarrow.Table``, or the path of a .parquet or .csv file, of a folder
            of Parquet files, or a pattern of their names. CSV has a header and is UTF-8; every column is read as text,
            in which figures are read as in words, and an empty cell is a missing one.
        topic: The column or columns that say what a row is about.
        party: The column of claimants; an empty cell is an unattributed claim.
        value: A column of numbers or of words ("more than 40", "52 of 80"), or two columns with the lower and the
            upper end. A cell that says what it counts ("40 wounded") is unread unless that is the measure.
        when: The time that the figures are about; part of the topic, read as a time. Rows without one are a topic of
            their own.
        where: The place that they are about; part of the topic, resolved by the vocabulary.
        control_group: Who commands the party. Parties of one group do not contest each other and are one origin.
        bound: What kind of figure it is: minimum, maximum, more, less, about, estimate.
        unit: The unit of the figure.
        basis: How the claimant knows: own_count, documented, imagery, witness, estimate, model, reported.
        cutoff: Up to when a count that accumulates was known.
        asserted: When it was asserted, where no cutoff is known.
        order: Which part stands first in dates such as 02/06/2025: DMY, MDY or YMD. Without it such a row is unread,
            unless only one order gives a date.
        measure: What the figures measure, a word of the vocabulary such as "killed"; without it figures are compared
            as they stand, whole numbers as counts. Where a party's word changed its meaning, as "destroyed" of the
            Ukrainian air force did in August 2025, rows of the two meanings are of two topics: give `when`.
        words: Whether a cell that is no figure is a word, such as "guilty".
        exclusive: Whether the values are names of which only one can be right, as those of a winner or a gate: every
            cell is then a word, 34 as well.
        prefix: What to put before the names of the added columns.
        vocabulary: The words in force; the shipped ones where it is left out.
        engine: "local", in this process, where it is left out; "duckdb", for tables larger than memory, which may name
            the folder for what it puts on disk meanwhile, as in "duckdb:///big/disk"; "spark" for the session that is
            active, a master such as "spark://host:7077" or "local[2]", or a ``SparkSession``.
        to: The .parquet or .csv file for the result, whose path is returned. It appears under its name when it is
            complete. Not with Spark, whose frames have means of their own.
        overwrite: Whether that file may exist already, and is replaced.
        memory: How much memory DuckDB may take, as in "2GB".
        buckets: Into how many buckets of whole topics DuckDB or Spark cuts the table; it has no part in the result.
        progress: Called with how many buckets are done, and how many there are; not with Spark.

    Raises:
        InvalidRecord: A column is missing, or one to be added is there already, or options contradict each other; a
            path leads nowhere, or the engine is unknown.
        BadInput: A file cannot be read.
        MissingExtra: numpy, pyarrow or narwhals is not installed, or the package of the engine.

    Examples:
        >>> import pyarrow as pa
        >>> table = pa.table(
        ...     {
        ...         "event": ["blast", "blast", "blast"],
        ...         "said_by": ["ministry", "agency", "hospital"],
        ...         "killed": ["471", "100 to 300", "at least 100"],
        ...     }
        ... )
        >>> flagged = flag(table, topic="event", party="said_by", value="killed")
        >>> flagged["contested"].to_pylist(), flagged["against"].to_pylist()
        ([True, True, False], ['agency', 'ministry', None])
        >>> flagged["reason"].to_pylist()[0]
        'figures that cannot both be right: 471 / 100-300'
    """
    try:
        from claimcheck.tables.engines import flag_by  # noqa: PLC0415 - its packages are an extra
        from claimcheck.tables.request import Request  # noqa: PLC0415 - with the others
        from claimcheck.tables.spec import Spec  # noqa: PLC0415 - with the others
    except ImportError as err:
        if err.name is None or err.name.partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtra(f'flagging a table needs {err.name}: install "claimcheck[tables]"') from err
    spec = Spec(
        topic=topic,
        party=party,
        value=value,
        when=when,
        where=where,
        control_group=control_group,
        bound=bound,
        unit=unit,
        basis=basis,
        cutoff=cutoff,
        asserted=asserted,
        order=order,
        measure=measure,
        words=words,
        exclusive=exclusive,
        prefix=prefix,
        vocabulary=vocabulary,
    )
    request = Request(to=to, overwrite=overwrite, memory=memory, buckets=buckets, progress=progress)
    return flag_by(engine, frame, spec, request)
