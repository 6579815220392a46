"""What does the file that was kept of a source hold: its bytes unaltered, and its text with what it tells of itself?"""

import hashlib
import re
import stat
from pathlib import Path
from typing import Final

from attrs import field, frozen

from claimcheck.formats.webpage import read_page, whole_text
from claimcheck.model import Source
from claimcheck.paths import leaves_folder
from claimcheck.verifying.packed import LARGEST, Unreadable, archived_page, pdf_pages

__all__ = ["ALGORITHMS", "Snapshot", "digest_of", "place_of", "read_snapshot", "snapshot_path"]

ALGORITHMS: Final = ("sha256", "sha512")
"""The digests that are reckoned."""

_LARGEST_FILE: Final = 100_000_000
_BLOCK: Final = 1 << 20
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_TEXTS: Final = frozenset({".txt", ".md", ".text", ""})
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@frozen(kw_only=True)
class Snapshot:
    """The text of a snapshot, and what a page tells about itself.

    Attributes:
        text: What it says; of a web page, its main text.
        whole: Of a web page, all that can be read on it, headings and margins too; else the same text.
        kind: text, page, pdf.
        breaks: Of a PDF file, where each of its pages begins in the text.
        title: The title that the page gives itself.
        site: The name of its site.
        date: The day on which it says it was published.
        status: Of a web archive, what the server answered.
    """

    text: str
    whole: str
    kind: str
    breaks: tuple[int, ...] = ()
    title: str | None = None
    site: str | None = None
    date: str | None = None
    status: str | None = field(default=None)


def snapshot_path(name: str, folder: Path) -> Path:
    """Return where the file *name* of a source lies, inside *folder*.

    Raises:
        Unreadable: It leads out of the folder, by its name or by a link, is not there, or is no plain file.

    Examples:
        >>> snapshot_path("../secret", Path("."))
        Traceback (most recent call last):
        claimcheck.verifying.packed.Unreadable: the path leads out of the folder of the case, and is not followed
    """
    if leaves_folder(name) or "\0" in name:
        raise Unreadable("the path leads out of the folder of the case, and is not followed")
    try:
        home, path = folder.resolve(), (folder / name).resolve()
        if not path.is_relative_to(home):
            raise Unreadable("a link leads out of the folder of the case, and is not followed")
        mode = path.stat().st_mode
    except FileNotFoundError as err:
        raise Unreadable("the file is not there") from err
    except (OSError, RuntimeError, ValueError) as err:
        raise Unreadable(f"the file cannot be opened ({type(err).__name__})") from err
    if not stat.S_ISREG(mode):
        raise Unreadable("expected a file, and it is none")
    return path


def digest_of(path: Path, algorithm: str) -> str:
    """Return the digest of the bytes of a file, in hexadecimal digits.

    Raises:
        Unreadable: It cannot be opened.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a").write_bytes(b"")
        ...     digest_of(Path(folder, "a"), "sha256")[:8]
        'e3b0c442'
    """
    reckoned = hashlib.new(algorithm)
    try:
        with path.open("rb") as opened:
            while block := opened.read(_BLOCK):
                reckoned.update(block)
    except OSError as err:
        raise Unreadable(f"the file cannot be read ({type(err).__name__})") from err
    return reckoned.hexdigest()


def read_snapshot(source: Source, path: Path) -> Snapshot | None:
    """Return the text of the snapshot of *source* that lies at *path*; None where it is of a kind that holds no text.

    Raises:
        Unreadable: Something in it cannot be read; nothing of it is given then.
        MissingExtra: Reading it needs a package that is not installed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.txt").write_bytes(b"5 killed")
        ...     read_snapshot(Source(key="a"), Path(folder, "a.txt")).text
        '5 killed'
    """
    try:
        with path.open("rb") as opened:
            data = opened.read(_LARGEST_FILE + 1)
    except OSError as err:
        raise Unreadable(f"the file cannot be read ({type(err).__name__})") from err
    if len(data) > _LARGEST_FILE:
        raise Unreadable(f"the file has more than {_LARGEST_FILE:,} bytes, too many for a document")
    name = path.name.casefold()
    if name.endswith((".warc", ".warc.gz")) or data.startswith(b"WARC/1."):
        found = archived_page(data, source.url)
        return _document(found.data, "", found.type, status=found.status)
    return _document(data, Path(name).suffix, "")


def _document(data: bytes, suffix: str, kind: str, *, status: str | None = None) -> Snapshot | None:
    if data.startswith(b"%PDF-") or suffix == ".pdf" or "application/pdf" in kind:
        return _pdf(data, status)
    if len(data) > LARGEST:
        raise Unreadable(f"the document has more than {LARGEST:,} bytes")
    if suffix in _PAGES or "html" in kind or _is_page(data):
        return _page(data, status)
    if suffix not in _TEXTS or (kind and "text/" not in kind):
        return None
    charset = re.search(r"charset=[\"']?([\w.:-]{1,40})", kind)
    text = _decoded(data, charset[1] if charset else "utf-8")
    return Snapshot(text=text, whole=text, kind="text", status=status)


def _pdf(data: bytes, status: str | None) -> Snapshot:
    pages = pdf_pages(data)
    breaks, size = [], 0
    for page in pages:
        breaks.append(size)
        size += len(page) + 1
    text = "\n".join(pages)
    if not text.strip():
        raise Unreadable("the PDF file holds no text; it may be a scan")
    return Snapshot(text=text, whole=text, kind="pdf", breaks=tuple(breaks), status=status)


def _page(data: bytes, status: str | None) -> Snapshot:
    whole = whole_text(data)
    page = read_page(data)
    if page is None and not whole.strip():
        raise Unreadable("no text was found in this page")
    return Snapshot(
        text=whole if page is None else page.text,
        whole=whole,
        kind="page",
        title=None if page is None else page.title,
        site=None if page is None else page.site,
        date=None if page is None else page.date,
        status=status,
    )


def _is_page(data: bytes) -> bool:
    return data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def _decoded(data: bytes, charset: str) -> str:
    charset = next((name for mark, name in _MARKS if data.startswith(mark)), charset)
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        wrong = f"0x{data[err.start]:02x}" if err.start < len(data) else "none"
        raise Unreadable(f"line {line}: expected {charset.upper()}, got the byte {wrong}") from err
    except (LookupError, UnicodeError) as err:
        raise Unreadable(f"the text is said to be in {charset!r:.40}, which cannot be read") from err
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(f"line {line}: expected text, got a NUL character; is this file a binary one?")
    return text


def place_of(snapshot: Snapshot, file: str, offset: int, *, whole: bool = False) -> str:
    """Return where an offset of the text of a snapshot lies, as a person finds it: a line, a page, a character.

    Examples:
        >>> place_of(Snapshot(text="ab", whole="ab", kind="text"), "a.txt", 1)
        'a.txt:1'
    """
    if snapshot.kind == "pdf":
        page = sum(1 for begin in snapshot.breaks if begin <= offset)
        return f"{file}, page {page}"
    if snapshot.kind == "page":
        return f"{file}, character {offset + 1:,} of its {'whole' if whole else 'main'} text"
    return f"{file}:{snapshot.text.count(chr(10), 0, offset) + 1}"
