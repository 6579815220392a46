"""Is this workbook safe to be opened? What it holds is looked at before anything makes sense of it.

A workbook is a ZIP file of XML documents. Its directory tells how large they become, and they are inflated once, piece
by piece, to see that it is true. None of them may declare entities, which expand without end; no workbook needs any.
Source: ECMA-376, Office Open XML File Formats, part 2, on packages; CWE-409 and CWE-776 on what is made of them.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from attrs import frozen

from claimcheck.errors import BadInput, Problem

__all__ = ["LARGEST_INSIDE", "Packed", "look_into"]

LARGEST_INSIDE: Final = 500_000_000
"""Bytes that the documents of a workbook may have together."""

_MOST_MEMBERS: Final = 10_000
_PIECE: Final = 1 << 20
_OVERLAP: Final = 16
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS: Final = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii"))
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_STYLE: Final = re.compile(rb"<(?:\w+:)?(xf|font|fill|border|numFmt|cellStyle|dxf)[\s/>]")
_MOST_STYLES: Final = 64_000
_UNREADABLE: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@frozen
class Packed:
    """What a look into a workbook shows.

    Attributes:
        formulas: Whether any sheet has formulas.
        merged: Whether any sheet has merged cells.
    """

    formulas: bool
    merged: bool


def look_into(path: Path, name: str) -> Packed:
    """Return what the workbook in *path* holds that its reader has to know.

    Raises:
        BadInput: It is no workbook, is encrypted, has macros or entities, or becomes too large.
    """
    with path.open("rb") as opened:
        start = opened.read(8)
    if start == _OLD:
        raise _refused(name, "it is encrypted with a password, or of the old format .xls; save it as .xlsx without one")
    if not start.startswith(b"PK"):
        raise _refused(name, "this is no workbook (.xlsx)")
    try:
        with ZipFile(path) as packed:
            return _looked(packed, name)
    except BadInput:
        raise
    except _UNREADABLE as err:
        raise _refused(name, f"this is no workbook (.xlsx): {str(err)[:200] or type(err).__name__}") from err


def _looked(packed: ZipFile, name: str) -> Packed:
    members = packed.infolist()
    if len(members) > _MOST_MEMBERS:
        raise _refused(name, f"it holds {len(members):,} documents; expected at most {_MOST_MEMBERS:,}")
    _expect_size(sum(one.file_size for one in members), name)
    names = {one.filename.casefold() for one in members}
    if len(names) < len(members):
        raise _refused(name, "two documents in it have one name")
    if any(one.rpartition("/")[2].startswith("vbaproject") for one in names):
        raise _refused(name, "it holds macros; save it as .xlsx, which holds none")
    if "[content_types].xml" not in names:
        raise _refused(name, "this is no workbook (.xlsx): it does not say what it holds")
    inflated, formulas, merged = 0, False, False
    styles: Counter[bytes] = Counter()
    for one in members:
        before, declares = b"", False
        for piece in _pieces(packed, one):
            inflated += len(piece)
            _expect_size(inflated, name)
            seen = before + piece
            if not before:
                declares = _is_markup(seen, one, name)
            if declares and _DOCTYPE.search(seen):
                raise _refused(name, f"{one.filename:.80} declares entities, and no workbook needs any")
            formulas = formulas or _FORMULA.search(seen) is not None
            merged = merged or _MERGED.search(seen) is not None
            styles.update(found[1] for found in _STYLE.finditer(seen) if found.end() > len(before))
            if any(count > _MOST_STYLES for count in styles.values()):
                raise _refused(name, f"it has more than {_MOST_STYLES:,} formats of cells; save it as .csv")
            before = seen[-_OVERLAP:]
    return Packed(formulas=formulas, merged=merged)


def _pieces(packed: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    with packed.open(member) as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _is_markup(start: bytes, member: ZipInfo, name: str) -> bool:
    """Whether a document is XML; one in other signs than those looked for is refused."""
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(_UTF_16):
        raise _refused(name, f"{member.filename:.80} is not UTF-8")
    found = _ENCODING.match(bare)
    if found is not None and found[1].lower() not in _ENCODINGS:
        raise _refused(name, f"{member.filename:.80} is not UTF-8")
    return bare.startswith(b"<")


def _expect_size(size: int, name: str) -> None:
    if size > LARGEST_INSIDE:
        said = f"inflated it has more than {LARGEST_INSIDE:,} bytes; save it as .csv, which may have any size"
        raise _refused(name, said)


def _refused(name: str, message: str) -> BadInput:
    return BadInput([Problem(name, message)])
