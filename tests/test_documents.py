"""Documents: the text of a file, or why there is none."""

import io
import sys
from pathlib import Path

import pytest

from claimcheck.errors import BadInput
from claimcheck.formats import documents
from claimcheck.formats.documents import read_document


def written(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_plain_text(tmp_path: Path) -> None:
    """The text is as it stands in the file, line ends included; a byte order mark is none of it."""
    assert read_document(written(tmp_path, "\ufeffa\r\nb “c”".encode())).text == "a\r\nb “c”"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash is standard input; it has no file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Ünï".encode())))
    found = read_document(Path("-"))

    assert (found.text, found.file, found.name) == ("Ünï", None, "standard input")


def test_a_web_page(tmp_path: Path) -> None:
    """A page gives its text, and what it says of itself."""
    text = "The ministry said that 12 people died in the raid, and that a further 30 were hurt in it."
    page = f"<html><head><title>Raid</title></head><body><p>{text}</p></body></html>"
    found = read_document(written(tmp_path, page.encode(), "Page.HTML"))

    assert (found.text, found.title, found.name) == (text, "Raid", "Page.HTML")


@pytest.mark.parametrize(
    "start",
    [
        "<!doctype html>",
        "<html>",
        '\ufeff\n<!DOCTYPE HTML PUBLIC "x">',
        '<?xml version="1.0"?>\n<!-- a --><html lang="en">',
    ],
)
def test_a_page_by_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    """What begins as a page is read as one: on standard input, and in a file called a text."""
    text = "The ministry said that 12 people died in the raid, and that a further 30 were hurt in it."
    page = f"{start}<head><title>Raid</title></head><body><p>{text}</p></body></html>".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))

    for found in (read_document(Path("-")), read_document(written(tmp_path, page))):
        assert (found.text, found.title) == (text, "Raid")


@pytest.mark.parametrize("text", ["Use <html> first.", "<!-- a note -->\n5 died.", "<p>5 died.", "<!--" * 5000])
def test_what_only_speaks_of_pages(tmp_path: Path, text: str) -> None:
    """A text that does not begin as a page is read as it stands."""
    assert read_document(written(tmp_path, text.encode())).text == text


def test_a_page_without_text_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says where it came from."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<html></html>")))
    with pytest.raises(BadInput, match="standard input: no text was found in this page"):
        read_document(Path("-"))


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"one\ntwo \xff", "article.txt", r"article\.txt:2: expected UTF-8, got the byte 0xff"),
        (b"one\n\ntwo \0", "article.txt", r"article\.txt:3: expected text, got a NUL character"),
        (b"<html></html>", "page.html", r"page\.html: no text was found in this page"),
        (b"\x89PNG\0", "page.htm", r"page\.htm: no text was found"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, name: str, message: str) -> None:
    """The message names the file, and the line where there is one."""
    with pytest.raises(BadInput, match=message):
        read_document(written(tmp_path, data, name))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no file."""
    with pytest.raises(BadInput, match="expected a file, got a folder"):
        read_document(tmp_path)


@pytest.mark.parametrize("name", ["article.txt", "page.html"])
def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No more than LARGEST bytes are read."""
    monkeypatch.setattr(documents, "LARGEST", 10)

    with pytest.raises(BadInput, match="expected at most 10 bytes"):
        read_document(written(tmp_path, b"a" * 11, name))
