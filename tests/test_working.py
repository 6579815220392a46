"""Progress: told on a terminal with the time that is left, nothing told in a pipe, and nothing that steers."""

import io
import re
import sys

import pytest

from claimcheck.shell.working import working


class Terminal(io.StringIO):
    """What takes what is printed for a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks, nothing is printed."""
    with working("Reading") as tell:
        tell("one", 1, 2)

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("width", [40, 80])
def test_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """What is done stands there with how much of how much, in the width of the screen."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    with working("Importing") as tell:
        tell("lines", 1, 4)
        tell("", 2, 4)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue())

    assert "Importing" in plain
    assert "2 of 4" in plain
    assert max(map(len, re.split(r"[\r\n]", plain))) <= width


def test_nothing_steers_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile name is shown and neither obeyed nor read as markup."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with working("Reading [red]a\x1b[31mb\u202e") as tell:
        tell("[bold]c\x07", 0, None)

    assert "[red]a␛[31mb⟨U+202E⟩: [bold]c" in terminal.getvalue()
    assert not {"\x07", "\u202e"} & set(terminal.getvalue())


def test_an_error_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong meanwhile is raised, and the terminal is left as it was."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(ValueError, match="wrong"), working("Reading"):
        raise ValueError("wrong")

    assert terminal.getvalue().rstrip("\r").endswith(("\x1b[2K", "\x1b[?25h")) or "\x1b[?25h" in terminal.getvalue()
