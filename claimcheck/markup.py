"""What a notebook and a terminal show: escaped HTML tables from plain rows, without script, style sheet or network.

A table has no class and needs no colour: GitHub takes both away. What stands out stands out by a sign and in bold.
"""

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

__all__ = ["Strong", "html_table", "one_line", "several", "text_html", "visible", "yaml_name"]

_SIGN, _KEPT_SIGN = "≠ ", "≠\N{NO-BREAK SPACE}"  # no line breaks between a sign and its word
_MATHS: Final = ("$", "\\")
_MOST_LINES: Final = 8
_TEXT: Final = ' style="text-align: left; vertical-align: top"'
_NUMBER: Final = ' style="text-align: right; vertical-align: top"'


class Strong(str):
    """Text that a table shows in bold."""

    __slots__ = ()


def several(texts: Iterable[object], most: int = _MOST_LINES) -> tuple[str, ...]:
    """Return the first of *texts*, and after them how many more there are.

    Examples:
        >>> several(["a", "b", "c"], most=2)
        ('a', 'b', '… and 1 more')
    """
    told = [str(text) for text in texts]
    return (*told[:most], f"… and {len(told) - most:,} more") if len(told) > most else tuple(told)


def yaml_name(name: str) -> str:
    """Return a name as it is typed in a list or as a key of YAML: in quotation marks where it needs them.

    Examples:
        >>> print(yaml_name("ua-air"), yaml_name("Харків, 2025-06-01"), yaml_name("no"), yaml_name("12"))
        ua-air "Харків, 2025-06-01" "no" "12"
    """
    plain = _PLAIN.fullmatch(name) is not None and name.casefold() not in _NO_NAMES
    return name if plain else json.dumps(name, ensure_ascii=False)


_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w ./-]*\w)?")
_NO_NAMES: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def one_line(text: str) -> str:
    r"""Return text that may be hostile on one line, with nothing in it that a terminal would obey.

    Examples:
        >>> one_line("a\n b\x1b[31m")
        'a b␛[31m'
    """
    return visible(" ".join(text.split()))


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


def text_html(text: object) -> str:
    """Return text as HTML that shows just this: neither markup nor, as a notebook reads "$5 to $7", a formula.

    A formula ends where an element begins: what could open or close one stands in an element of its own.

    Examples:
        >>> text_html("<b> for $5")
        '&lt;b&gt; for <span>$</span>5'
    """
    shown = escape(visible(text))
    for sign in _MATHS:
        shown = shown.replace(sign, f"<span>{sign}</span>")
    return shown


def html_table(
    headings: Sequence[str] | None,
    rows: Iterable[Sequence[object]],
    *,
    caption: str | None = None,
    left_out: int = 0,
) -> str:
    """Return one HTML table; every cell is text and is escaped. None is an empty cell, a tuple a line for each item.

    Without *headings* the first cell of each row is the row's own heading. Numbers stand to the right. A last row says
    how many rows are *left_out*.

    Examples:
        >>> table = html_table(["who"], [["<b>"]], left_out=1_200)
        >>> "&lt;b&gt;" in table, "… and 1,200 more" in table, "<b>" in table
        (True, True, False)
    """
    held = [tuple(row) for row in rows]
    wide = max([len(headings or ()), *map(len, held)])
    parts = ["<table>"]
    if caption:
        parts.append(f"<caption{_TEXT}>{_cell(caption)}</caption>")
    if headings is not None:
        columns = [[row[place] for row in held if place < len(row)] for place in range(len(headings))]
        styles = [_NUMBER if _are_numbers(column) else _TEXT for column in columns]
        cells = "".join(
            f'<th scope="col"{style}>{_cell(heading)}</th>' for heading, style in zip(headings, styles, strict=True)
        )
        parts.append(f"<thead><tr>{cells}</tr></thead>")
    parts.append("<tbody>")
    for row in held:
        cells = "".join(
            f'<th scope="row"{_TEXT}>{_cell(cell)}</th>' if headings is None and index == 0 else _data(cell, headings)
            for index, cell in enumerate(row)
        )
        parts.append(f"<tr>{cells}</tr>")
    if left_out > 0:
        parts.append(f'<tr><td colspan="{wide}"{_TEXT}>… and {left_out:,} more</td></tr>')
    parts.append("</tbody></table>")
    return "".join(parts)


def _data(cell: object, headings: Sequence[str] | None) -> str:
    style = _NUMBER if headings is not None and _is_number(cell) else _TEXT
    return f"<td{style}>{_cell(cell)}</td>"


def _are_numbers(cells: Sequence[object]) -> bool:
    told = [cell for cell in cells if cell is not None]
    return bool(told) and all(map(_is_number, told))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "<br>".join(map(_cell, value))
    if isinstance(value, Strong):
        return f"<strong>{text_html(value).replace(_SIGN, _KEPT_SIGN)}</strong>"
    return "" if value is None else text_html(value)
