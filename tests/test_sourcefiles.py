"""Texts beside a case or in a folder: read where they stand, refused where they lead out, and never dropped unsaid."""

from pathlib import Path

from claimcheck.formats.sourcefiles import read_folder, texts_beside
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
