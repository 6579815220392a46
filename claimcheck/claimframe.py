"""The claims of a ledger as a pandas frame: one row a claim, each column of one kind that pandas can reckon with."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from claimcheck.errors import MissingExtra
from claimcheck.findings.finding import Kind

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "claim_frame"]

COLUMNS: Final = (
    "claim",
    "by",
    "text",
    "topic",
    "event",
    "subject",
    "measure",
    "value",
    "denied",
    "low",
    "high",
    "of",
    "unit",
    "place",
    "from",
    "to",
    "asserted",
    "asserted_from",
    "asserted_to",
    "basis",
    "sources",
    "current",
    "contested",
    "finding",
    "against",
    "reason",
    "origins",
    "status",
)
"""The columns of a frame, also of a ledger without claims."""

_FIGURES: Final = ("low", "high", "of")
_TIMES: Final = ("from", "to", "asserted_from", "asserted_to")
_TRUTHS: Final = ("denied", "current", "contested")
_GONE: Final = ("retracted", "superseded")
_FINDINGS: Final = (*(kind.value for kind in Kind), *_GONE)


def claim_frame(rows: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    """Return *rows*, as ``Ledger.rows`` gives them, as a frame.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise MissingExtra('a frame needs pandas: install "claimcheck[frame]"') from err
    frame = pd.DataFrame({name: [row.get(name) for row in rows] for name in COLUMNS})
    moments = {name: [_moment(row.get(name)) for row in rows] for name in _TIMES}
    kinds = pd.CategoricalDtype([*_FINDINGS], ordered=True)
    return frame.assign(
        **{name: frame[name].astype("Float64") for name in _FIGURES},
        **{name: pd.Series(told, dtype="datetime64[us]") for name, told in moments.items()},
        **{name: frame[name].astype("bool") for name in _TRUTHS},
        finding=pd.Series([_first(row["status"]) for row in rows], dtype=kinds),
        origins=frame["origins"].astype("Int64"),
    )


def _first(status: str) -> str | None:
    """Of the kinds of finding in which a claim takes part, that which a reader wants first."""
    kinds = status.split(", ")
    return next((kind for kind in _FINDINGS if kind in kinds), None)


def _moment(end: date | datetime | None) -> datetime | None:
    """The end of a time in UTC and without its zone, which a spreadsheet cannot hold; a day is its midnight."""
    if end is None:
        return None
    if not isinstance(end, datetime):
        return datetime.combine(end, time.min)
    try:
        return end.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # it lies beyond the calendar by its zone alone
        return end.replace(tzinfo=None)
