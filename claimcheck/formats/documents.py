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
_HEAD: Final = 10_000
_MOST_COMMENTS: Final = 8
_LONGEST_START: Final = 20


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

    What begins as a web page is read as one, whatever it is called: its markup is no prose.

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
        return _document(data, "standard input", None, page=_is_page(data))
    if path.is_dir():
        raise BadInput([Problem(str(path), "expected a file, got a folder")])
    with path.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    return _document(data, str(path), path, page=path.suffix.casefold() in _PAGES or _is_page(data))


def _document(data: bytes, name: str, file: Path | None, *, page: bool) -> Document:
    called = name if file is None else file.name
    if not page:
        return Document(text=_decoded(data, name), name=called, file=file)
    _check_size(data, name)
    read = read_page(data)
    if read is None:
        raise BadInput([Problem(name, "no text was found in this page; save the text itself as .txt")])
    return Document(text=read.text, name=called, file=file, title=read.title, site=read.site, date=read.date)


def _is_page(data: bytes) -> bool:
    """Return whether the bytes begin as a web page does, after a declaration and comments."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for opened, closed in ((b"<?xml", b"?>"), *((b"<!--", b"-->"),) * _MOST_COMMENTS):
        if head.startswith(opened):
            head = head.partition(closed)[2].lstrip()
    return head[:_LONGEST_START].lower().startswith((b"<!doctype html", b"<html"))


def _decoded(data: bytes, name: str) -> str:
    _check_size(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        byte = data[err.start]
        message = f"expected UTF-8, got the byte 0x{byte:02x}; save it as UTF-8"
        raise BadInput([Problem(f"{name}:{line}", message)]) from err
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput([Problem(f"{name}:{line}", "expected text, got a NUL character; is this file a binary one?")])
    return text


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise BadInput([Problem(name, f"expected at most {LARGEST:,} bytes of text; split it")])
