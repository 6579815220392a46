"""How do records show themselves, one as a table of what it says, several of a kind as a table with a row each?"""

from collections.abc import Iterable
from itertools import islice
from typing import Any, ClassVar, Final, Protocol, TypeVar

from attrs import fields

from claimcheck.markup import html_table, one_line, several

__all__ = ["MOST_SHOWN", "Listable", "Listed", "brief", "fields_table", "list_table", "short_repr"]

MOST_SHOWN: Final = 50
"""How many rows a table in a notebook has at most; how many are left out stands in its last row."""

_WIDE: Final = 100


class Listable(Protocol):
    """Something that is a row where several of its kind are shown."""

    _headings: ClassVar[tuple[str, ...]]

    def _cells(self) -> tuple[object, ...]: ...


Row = TypeVar("Row", bound=Listable)


class Listed(tuple[Row, ...]):
    """Several of a kind, in order; a notebook shows them as one table, a terminal one a line.

    Examples:
        >>> Listed(), Listed() == ()
        ((), True)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        shown = [repr(one) for one in self[:MOST_SHOWN]]
        if len(self) > MOST_SHOWN:
            shown.append(f"… and {len(self) - MOST_SHOWN:,} more")
        elif len(self) < 2 or sum(map(len, shown)) < _WIDE:
            return super().__repr__()
        lines = ",\n ".join(shown)
        return f"({lines})"

    def _repr_html_(self) -> str:
        return list_table(self, len(self))


def list_table(items: Iterable[Listable], count: int, caption: str | None = None) -> str:
    """Return a table of *count* records of one kind, each a row; columns in which nothing stands are left out."""
    first = list(islice(items, MOST_SHOWN))
    if not first:
        return html_table(None, [], caption=caption or "none")
    rows = [one._cells() for one in first]
    kept = [place for place, cells in enumerate(zip(*rows, strict=True)) if not place or any(map(_is_told, cells))]
    return html_table(
        [first[0]._headings[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
        caption=caption,
        left_out=count - len(first),
    )


def _is_told(cell: object) -> bool:
    return cell is not None and cell not in ("", ())


def fields_table(one: Any) -> str:
    """Return a table of a record's fields that say something; what stands at its default is left out."""
    rows = [(name.replace("_", " "), _field_cell(value)) for name, value in _told_fields(one)]
    return html_table(None, rows, caption=type(one).__name__)


def _field_cell(value: object) -> object:
    return several(value) if isinstance(value, tuple) else value


def short_repr(one: Any) -> str:
    """Return a record as the call that makes it, without what stands at its default."""
    return f"{type(one).__name__}({', '.join(f'{name}={value!r}' for name, value in _told_fields(one))})"


def _told_fields(one: Any) -> list[tuple[str, Any]]:
    told = [(field, getattr(one, field.name)) for field in fields(type(one)) if field.repr]
    return [(field.name, value) for field, value in told if value != field.default]


def brief(one: object) -> str:
    r"""Return in angle brackets what something is and what it says, on one line.

    Examples:
        >>> brief(KeyError("a\x1b[31mb"))
        "<KeyError 'a\\x1b[31mb'>"
    """
    return f"<{type(one).__name__} {one_line(str(one))}>"
