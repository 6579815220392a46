"""Web pages: their text, from the bytes at hand and from nothing else."""

import subprocess
import sys

import pytest

from claimcheck.errors import MissingExtra
from claimcheck.formats.webpage import read_page

TEXT = "The ministry said that 12 people died in the raid, and that a further 30 were hurt in it."
PAGE = f"""<html><head><title>Raid kills 12</title>
<meta property="og:site_name" content="The Gazette"><meta property="article:published_time" content="2025-06-02">
<link rel="stylesheet" href="http://example.org/a.css"><script>document.write("never")</script></head>
<body><nav>Home</nav><article><p>{TEXT}</p><p>“We <b>lost</b> 40 &lt;planes&gt;,” she said in a sentence of length.</p>
<img src="http://example.org/a.png"><iframe src="http://example.org"></iframe></article></body></html>""".encode()


def test_the_text_of_a_page() -> None:
    """Paragraphs stand on lines of their own, characters are unescaped, and scripts are no text."""
    page = read_page(PAGE)
    assert page is not None

    assert page.text == f"{TEXT}\n“We lost 40 <planes>,” she said in a sentence of length."


def test_what_a_page_says_of_itself() -> None:
    """Title, site and date are the page's own word."""
    page = read_page(PAGE)
    assert page is not None

    assert (page.title, page.site, page.date) == ("Raid kills 12", "The Gazette", "2025-06-02")


TABLE = "<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Lindau</td><td>4012</td></tr></table>"


@pytest.mark.parametrize("body", [f"<p>{TEXT}</p>{TABLE}<p>{TEXT}</p>", f"<p>{TEXT}</p>{TABLE}", TABLE])
def test_a_table_is_no_prose(body: str) -> None:
    """The cells of a table are no sentence that anybody says."""
    page = read_page(f"<html><title>Raid</title><body><article>{body}</article></body></html>".encode())

    assert page is None or not {"|", "4012"} & set(page.text.split())


def test_a_page_laid_out_in_tables_has_its_text() -> None:
    """Paragraphs inside a table are text: old pages are laid out so."""
    page = read_page(f"<html><body><table><tr><td>Home</td><td><p>{TEXT}</p></td></tr></table></body></html>".encode())
    assert page is not None

    assert TEXT in page.text


def test_nothing_is_fetched() -> None:
    """Neither the import nor the page opens a connection, or asks for an address."""
    script = """
import socket, sys

def refuse(*_, **__):
    sys.exit("a connection was opened")

socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from claimcheck.formats.webpage import read_page
print(read_page(sys.stdin.buffer.read()).title)
"""
    done = subprocess.run([sys.executable, "-c", script], input=PAGE, capture_output=True, check=False)

    assert (done.stdout.decode().strip(), done.stderr.decode()) == ("Raid kills 12", "")


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\xff\xfe\0", b"<p>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"<" * 5000]
)
def test_a_page_without_text(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no text the answer is None, nothing raises and nothing is printed."""
    page = read_page(data)

    assert page is None or page.text.strip()
    assert capsys.readouterr() == ("", "")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)

    with pytest.raises(MissingExtra, match=r'install "claimcheck\[web\]"'):
        read_page(PAGE)
