"""What text lies in this PDF file, and what page in this web archive? Read with bounds, and only what is there."""

import struct
import zlib
from io import BytesIO
from logging import NullHandler, getLogger
from typing import Final
from urllib.parse import urldefrag

from attrs import frozen

from claimcheck.errors import MissingExtra

__all__ = ["LARGEST", "MOST_UNPACKED", "Archived", "Unreadable", "archived_page", "pdf_pages"]

LARGEST: Final = 20_000_000
"""Bytes of one document, unpacked, or characters of its text."""

MOST_UNPACKED: Final = 200_000_000
"""Bytes that a whole web archive may unpack to."""

_MOST_PAGES: Final = 5_000
_MOST_RECORDS: Final = 100_000


class Unreadable(Exception):
    """A snapshot cannot be read, and why; it is caught where the check is told."""


@frozen(kw_only=True)
class Archived:
    """One answer of a server as a web archive keeps it: of what type, and with what status."""

    data: bytes
    type: str
    status: str
    address: str


def pdf_pages(data: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF file.

    Raises:
        Unreadable: It is broken, locked by a password, or larger than a document is.
        MissingExtra: pypdf is not installed.

    Examples:
        >>> try:
        ...     pdf_pages(b"no PDF")
        ... except (Unreadable, MissingExtra) as err:
        ...     print(type(err).__name__)
        Unreadable
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtra('reading a PDF file needs pypdf: install "claimcheck[snapshots]"') from err
    log = getLogger("pypdf")
    if not log.handlers:
        log.addHandler(NullHandler())  # what it makes of a bad file is told by the check, and not printed by it
        log.propagate = False
    pages: list[str] = []
    size = 0
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF file is locked by a password")
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > LARGEST or len(pages) > _MOST_PAGES:
                raise Unreadable(f"the PDF file has more than {LARGEST:,} characters or {_MOST_PAGES:,} pages")
    except (PyPdfError, *_BROKEN) as err:
        raise Unreadable(f"the PDF file is broken ({type(err).__name__})") from err
    return tuple(pages)


_BROKEN: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError),
    *(OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error),
)
"""What readers of broken files raise besides errors of their own."""


def archived_page(data: bytes, address: str | None) -> Archived:
    """Return the answer that a web archive (WARC) holds for an *address*, else the only one that it holds.

    Raises:
        Unreadable: It is broken, holds none or several such answers, or unpacks to more than an archive of pages does.
        MissingExtra: warcio is not installed.

    Examples:
        >>> try:
        ...     archived_page(b"", None)
        ... except (Unreadable, MissingExtra) as err:
        ...     print(type(err).__name__)
        Unreadable
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtra('reading a web archive needs warcio: install "claimcheck[snapshots]"') from err
    wanted = None if address is None else _plain(address)
    held: list[Archived] = []
    asked: list[Archived] = []
    count = 0
    try:
        for count, record in enumerate(ArchiveIterator(BytesIO(_unpacked(data))), start=1):
            if count > _MOST_RECORDS:
                raise Unreadable(f"the web archive has more than {_MOST_RECORDS:,} records")
            if record.rec_type != "response" or record.http_headers is None:
                continue
            target = record.rec_headers.get_header("WARC-Target-URI") or ""
            is_asked = wanted is not None and _plain(target) == wanted
            if not is_asked and held:
                held.append(Archived(data=b"", type="", status="", address=target))
                continue
            body = record.content_stream().read(LARGEST + 1)
            if len(body) > LARGEST:
                raise Unreadable(f"the page in the web archive has more than {LARGEST:,} bytes")
            one = Archived(
                data=body,
                type=(record.http_headers.get_header("Content-Type") or "").casefold(),
                status=record.http_headers.get_statuscode() or "",
                address=target,
            )
            held.append(one)
            if is_asked:
                asked.append(one)
    except (ArchiveLoadFailed, *_BROKEN) as err:
        raise Unreadable(f"the web archive is broken ({type(err).__name__})") from err
    chosen = asked or held
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise Unreadable("the web archive holds no response of a server")
    what = f"of {address}" if asked else "and none of the address of the source"
    raise Unreadable(f"the web archive holds {len(chosen):,} responses {what}, and which one is meant is not said")


def _plain(address: str) -> str:
    return urldefrag(address.strip("<> ")).url


def _unpacked(data: bytes) -> bytes:
    """Return a web archive unpacked, member by member, up to a bound: packed zeros would fill any memory."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    parts: list[bytes] = []
    left = MOST_UNPACKED
    while data:
        member = zlib.decompressobj(wbits=31)
        parts.append(member.decompress(data, left + 1))
        left -= len(parts[-1])
        if left < 0:
            raise Unreadable(f"the web archive unpacks to more than {MOST_UNPACKED:,} bytes")
        if not member.eof:
            raise Unreadable("the web archive is cut off")
        data = member.unused_data
    return b"".join(parts)
