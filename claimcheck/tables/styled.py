"""A flagged frame as a table that people read in a notebook: what is contested stands out, in words as in colour."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from numbers import Number
from typing import Any, Final

from attrs import field, frozen

from claimcheck.errors import InvalidRecord, MissingExtra
from claimcheck.markup import text_html, visible
from claimcheck.reporting.labels import plural

__all__ = ["FlagTable", "show_flags"]

_KINDS: Final = ("contested", "inconsistent", "disputed_by_unattributed", "unread")
"""The kinds that stand out, in the order of a reader's interest."""

_SIGNS: Final = {
    "contested": ("≠ contested", "#9b1c1c", "rgba(214, 48, 49, 0.13)"),
    "inconsistent": ("≠ inconsistent", "#7a4a00", "rgba(225, 145, 0, 0.15)"),
    "disputed_by_unattributed": ("≠ disputed by nobody named", "#4a4a4a", "rgba(128, 128, 128, 0.12)"),
    "unread": ("? not read", "#4a4a4a", "rgba(128, 128, 128, 0.12)"),
}
"""What a row says of itself, white on a dark ground, and the tint of its row: both hold on a light and a dark page."""

_FLAGS: Final = ("status", "contested", "outcome", "against", "reason", "gap", "position", "origins")
_REPEATED: Final = frozenset({"status", "contested"})
_BADGE: Final = "color: #fff; padding: 0.1em 0.45em; border-radius: 0.25em; white-space: nowrap"
_TEXT: Final = "text-align: left; vertical-align: top; padding: 0.15em 0.6em"
_NUMBER: Final = "text-align: right; vertical-align: top; padding: 0.15em 0.6em; font-variant-numeric: tabular-nums"
_PAGE: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    '<title>{title}</title></head><body style="font-family: sans-serif">{body}</body></html>'
)


@frozen(kw_only=True, repr=False)
class FlagTable:
    """Rows of a flagged frame, ready to be shown; in a notebook it shows itself.

    Attributes:
        headings: The names of the columns.
        numeric: Which of the columns hold numbers; they stand to the right, with their headings.
        rows: The status of each row, word by word, and its cells; None is an empty one.
        caption: How many rows there are, and what is found of them.
        left_out: Which rows are not among these; empty if all are.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...] = field(repr=False)
    rows: tuple[tuple[tuple[str, ...], tuple[Any, ...]], ...] = field(repr=False)
    caption: str
    left_out: str = ""

    def __repr__(self) -> str:
        return f"<{self.caption}>"

    def to_html(self) -> str:
        """Return a whole page of HTML, to be saved as a file in UTF-8."""
        return _PAGE.format(title=escape(visible(self.caption)), body=self._repr_html_())

    def _repr_html_(self) -> str:
        styles = [_NUMBER if one else _TEXT for one in self.numeric]
        heads = zip(self.headings, styles, strict=True)
        parts = [f'<table><caption style="text-align: left">{text_html(self.caption)}</caption><thead><tr>']
        parts.extend(f'<th scope="col" style="{style}">{text_html(name)}</th>' for name, style in heads)
        parts.append("</tr></thead><tbody>")
        parts.extend(_row(kinds, cells, styles) for kinds, cells in self.rows)
        parts.append("</tbody></table>")
        if self.left_out:
            parts.append(f"<p>{text_html(self.left_out)}</p>")
        return "".join(parts)


def _row(kinds: tuple[str, ...], cells: tuple[Any, ...], styles: Sequence[str]) -> str:
    loud = next((kind for kind in _KINDS if kind in kinds), None)
    label, *others = cells
    label_style, status_style, *other_styles = styles
    words = [text_html(kind.replace("_", " ")) for kind in kinds if kind != loud]
    tint = ""
    if loud is not None:
        sign, ground, tinted = _SIGNS[loud]
        words.insert(0, f'<strong style="background: {ground}; {_BADGE}">{sign}</strong>')
        tint = f' style="background: {tinted}"'
    head = f'<th scope="row" style="{label_style}">{text_html(_written(label))}</th>'
    status = f'<td style="{status_style}">{"<br>".join(words)}</td>'
    told = "".join(
        f'<td style="{style}">{text_html(_written(cell))}</td>'
        for cell, style in zip(others, other_styles, strict=True)
    )
    return f"<tr{tint}>{head}{status}{told}</tr>"


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def show_flags(frame: Any, *, prefix: str = "", rows: int = 200, contested_first: bool = True) -> FlagTable:
    """Return a flagged frame as a table for a notebook, in which contested rows stand out by a word and a colour.

    The HTML is complete in itself: no script, no network, every cell escaped, readable on a light and a dark page. The
    caption counts what is found in all rows, and what is left out is said below. To save it as a page of its own:
    ``Path("flags.html").write_text(show_flags(flagged).to_html(), encoding="utf-8")``.

    Args:
        frame: What ``flag`` or ``ledger.to_frame`` returned, or those of its columns that are to be seen, with
            ``status``: a pandas or polars frame or a ``pyarrow.Table``.
        prefix: What was put before the names of the added columns.
        rows: How many rows to show at most.
        contested_first: Whether contested rows come first, then inconsistent and other disputed ones; else rows stand
            in their own order.

    Raises:
        InvalidRecord: It is no frame, or not a flagged one, or *rows* is negative.
        MissingExtra: narwhals is not installed.

    Examples:
        >>> import pyarrow as pa
        >>> from claimcheck.tables.flagging import flag
        >>> table = pa.table({"event": ["blast"] * 2, "said_by": ["ministry", "agency"], "killed": [471, 200]})
        >>> show_flags(flag(table, topic="event", party="said_by", value="killed"))
        <2 rows: 2 contested, 0 inconsistent, 0 corroborated>
    """
    if rows < 0:
        raise InvalidRecord(f"rows: expected how many rows to show at most, got {rows}")
    held = _held(frame)
    named = {name: prefix + name for name in _FLAGS}
    missing = [name for name in named.values() if name not in held.columns]
    if named["status"] in missing:
        raise InvalidRecord(
            f"the frame has no column {', '.join(map(repr, missing))}; show what flag(...) returned, with its prefix"
        )
    status = [tuple(str(kinds or "").replace(",", " ").split()) for kinds in held[named["status"]].to_list()]
    places = list(range(len(status)))
    if contested_first:
        places.sort(key=lambda place: _interest(status[place]))
    shown = places[:rows]
    own = [name for name in held.columns if name not in {named[one] for one in _REPEATED}]
    labels = _labels(frame, shown)
    columns = [_cells(held[name], shown) for name in own]
    numbers = [held[name].dtype.is_numeric() or _are_numbers(cells) for name, cells in zip(own, columns, strict=True)]
    return FlagTable(
        headings=("row", "status", *own),
        numeric=(_are_numbers(labels), False, *numbers),
        rows=tuple(
            (status[place], cells) for place, cells in zip(shown, zip(labels, *columns, strict=True), strict=True)
        ),
        caption=_caption(status),
        left_out=_left_out(status, shown, contested_first=contested_first),
    )


def _held(frame: Any) -> Any:
    try:
        import narwhals as nw  # noqa: PLC0415 - it is an extra
    except ImportError as err:
        raise MissingExtra('showing a flagged frame needs narwhals: install "claimcheck[tables]"') from err
    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError as err:
        kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
        raise InvalidRecord(f"expected a pandas or polars frame or a pyarrow.Table, got {kind}") from err


def _interest(kinds: Sequence[str]) -> int:
    return next((place for place, kind in enumerate(_KINDS) if kind in kinds), len(_KINDS))


def _labels(frame: Any, places: Sequence[int]) -> list[Any]:
    """What the rows are called: by the index of a pandas frame, else by their place from 0."""
    index = getattr(frame, "index", None)
    return list(places) if index is None else [index[place] for place in places]


def _cells(column: Any, places: Sequence[int]) -> list[Any]:
    if not places:
        return []
    taken = column[list(places)]
    pairs = zip(taken.to_list(), taken.is_null().to_list(), strict=True)
    return [None if gone or (isinstance(cell, float) and cell != cell) else cell for cell, gone in pairs]  # noqa: PLR0124 - NaN


def _are_numbers(cells: Sequence[Any]) -> bool:
    """Whether cells hold numbers, which some frames keep in columns of no one kind."""
    held = [cell for cell in cells if cell is not None]
    return bool(held) and all(isinstance(cell, Number) and not isinstance(cell, bool) for cell in held)


def _caption(status: Sequence[Sequence[str]]) -> str:
    counts = Counter(kind for kinds in status for kind in kinds)
    told = [f"{counts[kind]:,} {kind}" for kind in ("contested", "inconsistent", "corroborated")]
    if counts["disputed_by_unattributed"]:
        told.append(f"{counts['disputed_by_unattributed']:,} disputed by nobody named")
    if counts["unread"]:
        told.append(f"{counts['unread']:,} not read")
    return f"{plural(len(status), 'row')}: {', '.join(told)}"


def _left_out(status: Sequence[Sequence[str]], shown: Sequence[int], *, contested_first: bool) -> str:
    left = len(status) - len(shown)
    if not left:
        return ""
    here = set(shown)
    contested = sum("contested" in kinds for place, kinds in enumerate(status) if place not in here)
    order = "contested rows first" if contested_first else "in their order"
    return f"Shown: {plural(len(shown), 'row')}, {order}. Left out: {left:,}, of which {contested:,} contested."
