"""What a kept file holds: only inside its folder, only as large as a document, every kind by its own reader."""

import hashlib
import os
from pathlib import Path

import pytest

from claimcheck.model import Source
from claimcheck.verifying.packed import Unreadable
from claimcheck.verifying.snapshots import Snapshot, digest_of, place_of, read_snapshot, snapshot_path
from tests.snapshots import page_bytes, pdf_bytes, warc_bytes

LONG = "The ministry said on Monday that 12 people had died in the raid, and that a further 30 were hurt in it."
SOURCE = Source(key="s", url="https://example.org/raid")


def kept(folder: Path, name: str, data: bytes) -> Snapshot | None:
    path = folder / name
    path.write_bytes(data)
    return read_snapshot(SOURCE, path)


def text_of(snapshot: Snapshot | None) -> str:
    assert snapshot is not None
    return snapshot.text


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "C:secret", "~/secret", "a/../../secret", "a\0b"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder of the case, on any system."""
    with pytest.raises(Unreadable, match="leads out of the folder"):
        snapshot_path(name, tmp_path)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    """A link to a file, or to a folder, outside the case is not followed; one inside is."""
    home, outside = tmp_path / "case", tmp_path / "outside"
    for folder in (home, outside):
        folder.mkdir()
        (folder / "a.txt").write_text("5 dead", encoding="utf-8")
    (home / "out.txt").symlink_to(outside / "a.txt")
    (home / "folder").symlink_to(outside)
    (home / "in.txt").symlink_to(home / "a.txt")
    (home / "loop.txt").symlink_to(home / "loop.txt")

    for name in ("out.txt", "folder/a.txt"):
        with pytest.raises(Unreadable, match="a link leads out"):
            snapshot_path(name, home)
    with pytest.raises(Unreadable, match=r"cannot be opened|not there"):
        snapshot_path("loop.txt", home)
    assert snapshot_path("in.txt", home) == (home / "a.txt").resolve()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe and a file that is not there are told apart, and no pipe is waited for."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    for name, message in (("folder", "it is none"), ("pipe", "it is none"), ("a.txt", "not there")):
        with pytest.raises(Unreadable, match=message):
            snapshot_path(name, tmp_path)


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_digests(tmp_path: Path, algorithm: str) -> None:
    """The digest is that of the bytes of the file."""
    (tmp_path / "a").write_bytes(b"5 dead" * 400_000)

    assert digest_of(tmp_path / "a", algorithm) == hashlib.new(algorithm, b"5 dead" * 400_000).hexdigest()


def test_plain_text(tmp_path: Path) -> None:
    """Text is read as UTF-8, or as what its first bytes say."""
    assert text_of(kept(tmp_path, "a.txt", "п’ять".encode())) == "п’ять"
    assert text_of(kept(tmp_path, "b.txt", "п’ять".encode("utf-16"))) == "п’ять"
    assert text_of(kept(tmp_path, "c", b"\xef\xbb\xbf5 dead")) == "5 dead"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"5 dead\n\xe4\xf6", "line 2: expected UTF-8, got the byte 0xe4"),
        (b"5\n\n\0 dead", "line 3: expected text, got a NUL"),
        (b"\xff\xfe\x00", "expected UTF-16"),
    ],
)
def test_a_broken_encoding_is_refused_with_its_place(tmp_path: Path, data: bytes, message: str) -> None:
    """Bytes that are no text are told with their line; nothing is replaced in silence."""
    with pytest.raises(Unreadable, match=message):
        kept(tmp_path, "a.txt", data)


def test_a_saved_page(tmp_path: Path) -> None:
    """A page gives its main text, all that can be read on it, and what it says of itself."""
    found = kept(tmp_path, "a.html", page_bytes(LONG, LONG.replace("12", "13")))

    assert found is not None
    assert LONG in found.text
    assert "not to be read" not in found.whole
    assert found.whole.split().count("52") == 1
    assert (found.title, found.site, found.date) == ("Raid", "The Daily", "2025-06-02")


def test_a_pdf_file(tmp_path: Path) -> None:
    """A PDF file gives the text of its pages, and a place in it is a page."""
    found = kept(tmp_path, "a.pdf", pdf_bytes("5 dead", "6 dead"))

    assert found is not None
    assert place_of(found, "a.pdf", found.text.index("6")) == "a.pdf, page 2"
    with pytest.raises(Unreadable, match="no text; it may be a scan"):
        kept(tmp_path, "b.pdf", pdf_bytes(""))


def test_a_web_archive(tmp_path: Path) -> None:
    """The answer in an archive is read by what it is: a page, a text in its own encoding, a PDF file."""
    for kind, body, words in (
        ("text/html; charset=utf-8", page_bytes(LONG, LONG), LONG),
        ("text/plain; charset=windows-1251", "п'ять".encode("cp1251"), "п'ять"),
        ("application/pdf", pdf_bytes("5 dead"), "5 dead"),
    ):
        found = kept(tmp_path, "a.warc.gz", warc_bytes(("https://example.org/raid", kind, body)))
        assert words in text_of(found)


@pytest.mark.parametrize("kind", ["text/plain; charset=hex", "text/plain; charset=no-such"])
def test_an_unknown_encoding_is_refused(tmp_path: Path, kind: str) -> None:
    """A server may name any encoding; only one of text is used."""
    with pytest.raises(Unreadable, match="which cannot be read"):
        kept(tmp_path, "a.warc", warc_bytes(("https://example.org/raid", kind, b"5"), gzipped=False))


def test_a_picture_holds_no_text(tmp_path: Path) -> None:
    """A file of a kind that is not read is no failure: there is nothing to look up in it."""
    assert kept(tmp_path, "a.png", b"\x89PNG") is None


@pytest.mark.parametrize(("offset", "place"), [(0, "a.txt:1"), (2, "a.txt:2")])
def test_a_place_is_a_line(offset: int, place: str) -> None:
    """In a text a place is a line, counted from one."""
    assert place_of(Snapshot(text="a\nb", whole="a\nb", kind="text"), "a.txt", offset) == place
