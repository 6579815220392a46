"""A file on its way in: what is counted and told, within which bounds, and where each problem stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.counts import Taken, Written
from claimcheck.errors import BadInput, Problem
from claimcheck.exchange import intake as module
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.model import check_text


def intake(tmp_path: Path, data: bytes, name: str = "a.json", *, keep_going: bool = False) -> Intake:
    path = tmp_path / name
    path.write_bytes(data)
    return Intake(path, name=name, keep_going=keep_going)


def test_counts_and_places(tmp_path: Path) -> None:
    """Several mendings of one object count once; each has the line of its place, or of what is around it."""
    taking = intake(tmp_path, b'[\n{"a": 1},\n{"b":\n 2}]', keep_going=True)
    assert taking.json == [{"a": 1}, {"b": 2}]
    taking.took(2)
    taking.mend((1, "b"), "odd", of=(1,))
    taking.mend((1, "c"), "missing", of=(1,))
    taking.mend(None, "of the file", counts=False)
    taking.refuse((0,), "no")
    done = taking.done()

    assert str(done) == "2 read, 1 mended, 1 refused"
    assert [str(one) for one in done.problems] == [
        "a.json:2: [0]: no",
        "a.json:4: [1].b: odd",
        "a.json:3: [1].c: missing",
        "a.json: of the file",
    ]


def test_one_refusal_is_enough(tmp_path: Path) -> None:
    """All of them are told at once, unless the intake keeps going."""
    taking = intake(tmp_path, b"[1,\n2]")
    assert taking.json == [1, 2]
    taking.refuse((0,), "no")
    taking.refuse((1,), "neither")
    with pytest.raises(BadInput) as caught:
        taking.done()

    assert [str(one) for one in caught.value.problems] == ["a.json:1: [0]: no", "a.json:2: [1]: neither"]


def test_there_is_an_end_to_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not kept is counted."""
    monkeypatch.setattr(module, "MOST_TOLD", 3)
    taking = intake(tmp_path, b"{}", keep_going=True)
    for line in range(1, 6):
        taking.mend(line, "odd")
    done = taking.done()

    assert (len(done.mendings), done.mended, done.untold) == (3, 5, 2)
    refusing = intake(tmp_path, b"{}")
    for line in range(1, 6):
        refusing.refuse(line, "no")
    with pytest.raises(BadInput, match="2 more of the kind"):
        refusing.done()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": "\xff"}', "a.json:1: expected UTF-8, got the byte 0xff; save it as UTF-8"),
        (b'{"a":\n"caf\xe9"}', "a.json:2: expected UTF-8, got the byte 0xe9; save it as UTF-8"),
        (b"\xff\xfe{", "a.json: its mark says UTF-16, and it is none; save it as UTF-8"),
        (b'{"a": 1', "a.json:1: this is no JSON: expecting ',' delimiter at character 8"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    """The first wrong byte has its line."""
    with pytest.raises(BadInput) as caught:
        assert intake(tmp_path, data).json is None

    assert str(caught.value) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_tell_the_encoding(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without a mark, and UTF-16 with one."""
    assert intake(tmp_path, '{"name": "Їжак"}'.encode(encoding)).json == {"name": "Їжак"}


def test_a_file_may_be_too_large(tmp_path: Path) -> None:
    """No more is read than it takes to say so."""
    with pytest.raises(BadInput, match=r"a\.json: expected at most 5 bytes to be read whole; split it"):
        intake(tmp_path, b"[1,2,3]").bytes(5)


def test_lines_are_read_within_bounds(tmp_path: Path) -> None:
    """A line that is too long is refused and stepped over; the numbers go on."""
    taking = intake(tmp_path, b"\xef\xbb\xbfa\r\n\n" + b"x" * 50 + b"\nb\n\xff\nc", keep_going=True)

    assert list(taking.lines(10)) == [(1, "a"), (4, "b"), (6, "c")]
    assert [str(one) for one in taking.done().refusals] == [
        "a.json:3: expected a line of at most 10 bytes",
        "a.json:5: expected UTF-8, got the byte 0xff; save it as UTF-8",
    ]


def test_a_name_that_stands_twice_is_told_and_counts_for_no_object(tmp_path: Path) -> None:
    """The last value is kept."""
    taking = intake(tmp_path, b'{"a": 1, "a": 2}')
    assert taking.json == {"a": 2}
    done = taking.done()

    assert (str(done), [str(one) for one in done.mendings]) == (
        "0 read, 0 mended, 0 refused",
        ["a.json: the name 'a' stands twice in one object; the last value is kept"],
    )


@given(st.text())
def test_text_is_made_storable(text: str) -> None:
    """What a record refuses is replaced, and only that; the same text comes without a word."""
    kept, message = Intake.storable(text)

    check_text(kept, "text", empty=True)
    assert len(kept) == len(text)
    assert (message is None) == (kept == text)


def test_a_file_of_a_folder_tells_under_its_name(tmp_path: Path) -> None:
    """Its problems stand with the folder's, each with file and line."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.json").write_bytes(b'{"x":\n{"y": 1}}')
    whole = Intake(tmp_path / "in", name="in", keep_going=True)
    part = whole.within(tmp_path / "in" / "b.json")
    assert part.json == {"x": {"y": 1}}
    part.took()
    part.mend(("x", "y"), "odd", of=("x",))
    part.refuse(1, "no")
    part.mend(None, "of the file", counts=False)
    done = whole.done()

    assert str(done) == "1 read, 1 mended, 1 refused"
    assert [str(one) for one in done.problems] == ["in/b.json:1: no", "in/b.json:2: x.y: odd", "in/b.json: of the file"]


def test_progress_is_told() -> None:
    """Of reading and of writing."""
    seen: list[int] = []
    taking = Intake(Path("a"), progress=seen.append)
    taking.took(3)
    taking.took()
    writing = Outlet(progress=seen.append)
    writing.wrote(2)

    assert seen == [3, 4, 2]


def test_counts_are_told_in_words() -> None:
    """As the shell prints them."""
    assert str(Taken(read=1234, mended=5, refused=0)) == "1,234 read, 5 mended, 0 refused"
    writing = Outlet()
    writing.wrote()
    writing.leave("a", "note: no place")
    writing.warn("a", "url: none")
    assert str(writing.done()) == "1 written, 1 left out, 1 warnings"
    assert writing.done().problems == (Problem("a", "note: no place"), Problem("a", "url: none"))
    assert Written().problems == ()


def test_a_folder_keeps_no_text_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told has its lines when a file is settled; the bound on problems is one for all files."""
    monkeypatch.setattr(module, "MOST_TOLD", 3)
    whole = Intake(tmp_path, name="in", keep_going=True)
    parts = []
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(b'{"x":\n1}')
        part = whole.within(tmp_path / name)
        assert part.json == {"x": 1}
        part.mend(("x",), "odd")
        part.mend((), "odd too")
        part.settle()
        parts.append(part)

    assert all("json" not in vars(one) for one in parts)
    done = whole.done()
    assert [str(one) for one in done.mendings] == ["in/a.json:2: x: odd", "in/a.json:1: odd too", "in/b.json:2: x: odd"]
    assert (done.mended, done.untold) == (4, 1)


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b'{"record":"party","key":"a","log":{}}\n', True),
        (b'\xef\xbb\xbf\n \n{"log" : {}, "record" : "event", "@type": "ClaimReview"}', True),
        (b'{"record":"party","key":"a"}', False),
        (b'{"key":"a","log":{}}', False),
        (b'{"note": "\\"record\\":\\"log\\":"}', False),
        (b'["record":"log":]', False),
        (b'{\n"record":"party","log":{}}', False),
        (b"", False),
        (b"\n" * 200 + b'{"record":"party","log":{}}', False),
    ],
)
def test_a_log_is_known_by_its_first_line(tmp_path: Path, data: bytes, is_one: bool) -> None:
    """An entry holds a record and what the log says of it, in any order; text that quotes them is none."""
    assert intake(tmp_path, data).is_log() is is_one
