"""What is known of a document whose origin is asked for: its words, its publisher and its day."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import field, frozen

from claimcheck.model import check_text
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, time_span

__all__ = ["SourceText"]


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _figures(value: Iterable[Quantity]) -> tuple[Quantity, ...]:
    return tuple(value)


def _when(value: str | date | datetime | TimeSpan | None) -> TimeSpan | None:
    return None if value is None else time_span(value)


def _checked(_: object, __: object, value: str) -> None:
    check_text(value, "key")


@frozen(kw_only=True)
class SourceText:
    """A document to be held against others.

    ``publishers`` are the name and the aliases of its publisher; ``whole`` is False where ``text`` is only what a
    ledger quotes from it; ``figures`` are those known to stand in it beside what its text shows.

    Examples:
        >>> SourceText(key="afp", text="471 people were killed.", publishers="AFP", published="2023-10-17").publishers
        ('AFP',)
    """

    key: str = field(validator=_checked)
    text: str
    publishers: tuple[str, ...] = field(default=(), converter=_names)
    published: TimeSpan | None = field(default=None, converter=_when)
    language: str | None = None
    url: str | None = None
    whole: bool = True
    figures: tuple[Quantity, ...] = field(default=(), converter=_figures)
