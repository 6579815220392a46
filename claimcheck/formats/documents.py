"""What text does this file hold: plain text, or a saved web page, and what is it called?"""

import sys
from pathlib import Path
from typing import Final

from attrs import frozen

from claimcheck.errors import BadInput, Problem
from claimcheck.formats.webpage import read_page

__all__ = ["LARGEST", "STANDARD_INPUT", "Document", "read_document"]

STANDARD_INPUT: Final = "-"

LARGEST: Final = 20_000_000
"""Bytes; what is larger is no article, and would keep a reader waiting."""

_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})


@frozen(kw_only=True)
class Document:
    """A text, what its file is called, and what a web page tells about itself: title, site and date, all unchecked."""

    text: str
    name: str
    file: Path | None = None
    title: str | None = None
    site: str | None = None
    date: str | None = None


def read_document(path: Path) -> Document:
    """Return the text in *path*, which is plain text in UTF-8 or a saved web page; ``-`` is standard input.

    Raises:
        BadInput: It is a folder, too large, no UTF-8, or no text at all.
        MissingExtra: It is a web page, and trafilatura is not installed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "article.txt")
        ...     _ = path.write_bytes(b"Five people died.")
        ...     read_document(path).text
        'Five people died.'
    """
    if str(path) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
        return Document(text=_decoded(data, "standard input"), name="standard input")
    if path.is_dir():
        raise BadInput([Problem(str(path), "expected a file, got a folder")])
    with path.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if path.suffix.casefold() not in _PAGES:
        return Document(text=_decoded(data, str(path)), name=path.name, file=path)
    _check_size(data, str(path))
    page = read_page(data)
    if page is None:
        raise BadInput([Problem(str(path), "no text was found in this page; save the text itself as .txt")])
    return Document(text=page.text, name=path.name, file=path, title=page.title, site=page.site, date=page.date)


def _decoded(data: bytes, name: str) -> str:
    _check_size(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        byte = data[err.start]
        raise BadInput([Problem(f"{name}:{line}", f"expected UTF-8, got the byte 0x{byte:02x}")]) from err
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput([Problem(f"{name}:{line}", "expected text, got a NUL character; is this file a binary one?")])
    return text


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise BadInput([Problem(name, f"expected at most {LARGEST:,} bytes of text; split it")])
