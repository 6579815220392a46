"""Texts beside a case or in a folder: read where they stand, refused where they lead out, and never dropped unsaid."""

import sys
from pathlib import Path

import pytest

from claimcheck.errors import UnknownKey
from claimcheck.formats import read
from claimcheck.formats.sourcefiles import read_folder, suspected_copies, texts_beside
from claimcheck.ledger import Ledger


def test_the_files_of_a_case(tmp_path: Path) -> None:
    """The text of a source's file is read; what is missing, no text or outside is named."""
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "c.txt").symlink_to("/etc/hostname")
    ledger = Ledger()
    for key, file in (("a", "a.txt"), ("b", "b.txt"), ("c", "c.txt"), ("d", "d.txt"), ("e", "../e.txt"), ("f", None)):
        ledger.source(key, file=file)
    texts, problems = texts_beside(ledger, tmp_path)

    assert texts == {"a": "It rained."}
    told = [str(one) for one in problems]
    assert len(told) == 4
    assert "expected UTF-8" in told[0]
    assert ("leads out" in told[1], "no such file" in told[2], "leads out" in told[3]) == (True, True, True)


def test_a_folder_of_texts(tmp_path: Path) -> None:
    """Texts go by their paths below the folder, in order; other files are none."""
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/a.md", "photo.jpg"):
        (tmp_path / name).write_text("It rained.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"a\0b")
    texts, problems = read_folder(tmp_path)

    assert [one.key for one in texts] == ["b.txt", "sub/a.md"]
    assert "NUL" in str(problems[0])


def test_a_page_tells_its_day(tmp_path: Path) -> None:
    """A saved page brings its site and its date as it tells them."""
    said = "The ministry said that 12 people died in the raid, and that a further 30 were hurt in it. " * 3
    (tmp_path / "a.html").write_text(
        '<html><head><title>Raid</title><meta property="og:site_name" content="The Daily">'
        '<meta property="article:published_time" content="2025-06-02"></head>'
        f"<body><article><p>{said}</p></article></body></html>",
        encoding="utf-8",
    )
    ((text,), problems) = read_folder(tmp_path)

    assert (text.publishers, text.published is not None and text.published.edtf) == (("The Daily",), "2025-06-02")
    assert problems == ()


STORY = "Officials in the port said that 471 people had been taken to the two hospitals by the evening of the day."


def test_copies_are_suspected_from_the_files_beside_a_case(tmp_path: Path) -> None:
    """A ledger that was read from a file has the texts of its sources from there; what is missing is warned of."""
    (tmp_path / "case.yaml").write_text(
        "claimcheck: 1\ncase: port\nsources:\n"
        "  wire: {file: wire.txt, published: 2025-06-01}\n"
        "  daily: {file: daily.txt, published: 2025-06-02}\n"
        "  lost: {file: lost.txt}\n",
        encoding="utf-8",
    )
    for name in ("wire", "daily"):
        (tmp_path / f"{name}.txt").write_text(STORY, encoding="utf-8")
    ledger = read(tmp_path / "case.yaml")
    with pytest.warns(UserWarning, match=r"lost\.txt"):
        (found,) = suspected_copies(ledger)

    assert (found.a, found.b) == ("port/daily", "port/wire")
    assert suspected_copies(ledger, {"wire": STORY, "daily": STORY}) == (found,)
    with pytest.raises(UnknownKey, match="no source 'dayly' in the ledger, or more than one; did you mean 'daily'"):
        suspected_copies(ledger, {"dayly": STORY})


def test_a_page_that_cannot_be_read_here_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra a web page is named with what would read it, and the texts beside it are still there."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<html><p>{STORY}</p></html>", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    texts, problems = read_folder(tmp_path)

    assert [one.key for one in texts] == ["a.txt"]
    assert [("b.html" in str(one), "claimcheck[web]" in str(one)) for one in problems] == [(True, True)]
