"""What lies in PDF files and web archives, and what is refused of them."""

import sys

import pytest

from claimcheck.errors import MissingExtra
from claimcheck.verifying import packed
from claimcheck.verifying.packed import Unreadable, archived_page, pdf_pages
from tests.snapshots import bomb, pdf_bytes, warc_bytes

ADDRESS = "https://example.org/raid"


def test_the_pages_of_a_pdf_file() -> None:
    """The text of each page is read, in order."""
    pages = pdf_pages(pdf_bytes("Kyiv shot down 52 drones", "Five people died (so far)"))

    assert [page.strip() for page in pages] == ["Kyiv shot down 52 drones", "Five people died (so far)"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nrubbish", pdf_bytes("5 dead")[:200], b"%PDF-" + b"\0" * 5000])
def test_a_broken_pdf_file_is_refused(data: bytes) -> None:
    """What is no PDF file, or breaks off, is told in one line and raises nothing else."""
    with pytest.raises(Unreadable, match="the PDF file is broken"):
        pdf_pages(data)


def test_a_pdf_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF file beyond the bounds of a document is not read to its end."""
    monkeypatch.setattr(packed, "_MOST_PAGES", 1)

    with pytest.raises(Unreadable, match="more than"):
        pdf_pages(pdf_bytes("one", "two"))


@pytest.mark.parametrize("gzipped", [True, False])
def test_the_answer_for_the_address(gzipped: bool) -> None:
    """Of several answers the one of the source's address is taken, whatever fragment the address has."""
    data = warc_bytes(
        ("https://example.org/other", "text/html", b"no"), (ADDRESS, "text/plain", b"5 dead"), gzipped=gzipped
    )
    found = archived_page(data, f"{ADDRESS}#top")

    assert (found.data, found.type, found.status, found.address) == (b"5 dead", "text/plain", "200", ADDRESS)


def test_the_only_answer_is_taken() -> None:
    """Where the archive has one answer, it is that of the source, whatever its address."""
    assert archived_page(warc_bytes((ADDRESS, "text/plain", b"5 dead")), None).data == b"5 dead"


@pytest.mark.parametrize(
    ("data", "address", "message"),
    [
        (b"", None, "holds no response"),
        (
            warc_bytes(("https://a.org/", "text/html", b"1"), ("https://b.org/", "text/html", b"2")),
            ADDRESS,
            "none of the",
        ),
        (warc_bytes((ADDRESS, "text/html", b"1"), (ADDRESS, "text/html", b"2")), ADDRESS, f"2 responses of {ADDRESS}"),
        (warc_bytes((ADDRESS, "text/html", b"1" * 3000))[:60], ADDRESS, "cut off"),
        (b"rubbish" * 100, ADDRESS, "broken|no response"),
        (b"\x1f\x8brubbish", ADDRESS, "broken"),
    ],
    ids=["empty", "others", "twice", "cut", "rubbish", "broken"],
)
def test_an_archive_that_does_not_say_which_is_refused(data: bytes, address: str | None, message: str) -> None:
    """None, several or a broken answer is told, and nothing is guessed."""
    with pytest.raises(Unreadable, match=message):
        archived_page(data, address)


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    """A small file of packed zeros fills no memory: unpacking stops at a bound."""
    with pytest.raises(Unreadable, match="unpacks to more than 200,000,000 bytes"):
        archived_page(bomb(210_000_000), ADDRESS)


def test_a_large_page_in_an_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page beyond the size of a document is not read to its end."""
    monkeypatch.setattr(packed, "LARGEST", 10)

    with pytest.raises(Unreadable, match="more than 10 bytes"):
        archived_page(warc_bytes((ADDRESS, "text/plain", b"x" * 11)), ADDRESS)


@pytest.mark.parametrize(
    ("module", "read"), [("pypdf", pdf_pages), ("warcio.archiveiterator", lambda data: archived_page(data, None))]
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, module: str, read: object) -> None:
    """Without the package, the error says what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    assert callable(read)

    with pytest.raises(MissingExtra, match=r'install "claimcheck\[snapshots\]"'):
        read(b"")
