"""Tables for a notebook: escaped HTML from plain rows, without script, style sheet or network."""

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["html_table", "visible"]


def visible(text: object) -> str:
    r"""Return *text* with its control and direction-changing characters made visible.

    Text from a claim may carry terminal codes or marks that turn the reading direction; shown as they are, they
    could hide or reorder what a reader sees.

    Examples:
        >>> visible("a\x1b[31mb")
        'a␛[31mb'
        >>> visible("abc\u202edef")
        'abc⟨U+202E⟩def'
    """
    string = str(text)
    if string.isprintable():
        return string
    return "".join(_shown(character) for character in string)


def _shown(character: str) -> str:
    code = ord(character)
    if character in "\n\t\u200c\u200d" or character.isprintable() or character.isspace():
        return character if character not in "\r\v\f\x1c\x1d\x1e\x1f\x85" else chr(0x2400 + code % 0x20)
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟨U+{code:04X}⟩"


def html_table(headings: Sequence[str] | None, rows: Iterable[Sequence[object]], *, caption: str | None = None) -> str:
    """Return one HTML table; every cell is text and is escaped. None is an empty cell, a tuple a line for each item.

    Without *headings* the first cell of each row is the row's own heading.

    Examples:
        >>> html_table(["who"], [["<b>"]])
        '<table><thead><tr><th scope="col">who</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    parts = ["<table>"]
    if caption:
        parts.append(f"<caption>{_cell(caption)}</caption>")
    if headings is not None:
        cells = "".join(f'<th scope="col">{_cell(heading)}</th>' for heading in headings)
        parts.append(f"<thead><tr>{cells}</tr></thead>")
    parts.append("<tbody>")
    for row in rows:
        cells = "".join(
            f'<th scope="row">{_cell(cell)}</th>' if headings is None and index == 0 else f"<td>{_cell(cell)}</td>"
            for index, cell in enumerate(row)
        )
        parts.append(f"<tr>{cells}</tr>")
    parts.append("</tbody></table>")
    return "".join(parts)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "<br>".join(map(_cell, value))
    return "" if value is None else escape(visible(value))
