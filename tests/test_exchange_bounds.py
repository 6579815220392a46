"""Hostile, cut and endless files: every format that is read refuses them in words, or takes what is right in them."""

import io
import re
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadInput, MissingExtra, StoreError
from claimcheck.exchange import intake
from claimcheck.formats import casefile, formats, jsonl, read
from claimcheck.formats.casefile import parse_case, write_case
from claimcheck.formats.jsonl import LinesOfFile, is_log, read_lines, write_lines
from claimcheck.ledger import Ledger
from claimcheck.log import Entry
from claimcheck.model import Appearance, Category, Claim, Party, Proposition, Source
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.benchmarks.exchange_lines import FIRST_MOMENT
from tests.hostile_files import SMALL

READ = {name: one for name, one in formats().items() if one.read is not None}
PARTY = b'{"record":"party","key":"ua","name":"Ukraine","log":{"recorded":"2025-06-02T09:00:00+00:00"}}'


def night() -> Ledger:
    """A small ledger of one of each that matters, its texts of one byte a character and of more."""
    ledger = Ledger(case="ночь")
    ledger.add(
        Party(key="ночь/ua", name="Україна 🇺🇦"),
        Source(key="ночь/s", publisher="ночь/ua", raw='{"a":"\\u0000"}'),
        Claim(
            key="ночь/c",
            claimants=("ночь/ua",),
            proposition=Proposition(value=Quantity(low=5, high=5, text="5"), cutoff=time_span("2025-06-02T08:30Z")),
            appearances=(Appearance(source="ночь/s", quote='«5», "five": \n five'),),
        ),
        Claim(key="ночь/d", proposition=Proposition(value=Category(term="no"))),
        recorded=FIRST_MOMENT,
    )
    return ledger


@pytest.mark.parametrize("what", SMALL)
@pytest.mark.parametrize("name", READ)
def test_a_hostile_file(name: str, what: str, tmp_path: Path) -> None:
    """Every format takes what is right in it or refuses it in words; no other error, whatever stands there."""
    path = tmp_path / f"f{READ[name].suffixes[0]}"
    path.write_bytes(SMALL[what])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        said = "taken"
        try:
            read(path, format=name).close()
        except (BadInput, MissingExtra, StoreError) as err:
            said = str(err)

    assert 0 < len(said) < 2_000_000, "a refusal is there to be read"
    assert max(map(len, said.splitlines())) < 20_000


def test_lines_cut_anywhere(tmp_path: Path) -> None:
    """A log that breaks off after any byte is refused by the line that is cut, or is the log up to there."""
    data, path = b"".join(write_lines(night())), tmp_path / "f.jsonl"
    whole = [(entry.recorded, entry.record) for entry in night().log]
    for length in range(len(data) + 1):
        path.write_bytes(data[:length])
        ends = data[:length].count(b"\n")
        found, cut = whole[:ends], [f"{path}:{ends + 1}"]
        try:
            found = [(entry.recorded, entry.record) for entry in read_lines(path).log]
        except BadInput as err:
            cut = [problem.where for problem in err.problems]

        assert (found in (whole[:ends], whole[: ends + 1]), cut) == (True, [f"{path}:{ends + 1}"]), length


def test_a_case_cut_anywhere() -> None:
    """A case file that breaks off after any byte is refused, each problem with a line of it, or read as it stands."""
    data = write_case(night()).encode()
    lines = data.count(b"\n") + 1
    for length in range(len(data) + 1):
        found, told = 0, [1]
        try:
            found = len(casefile._parse(data[:length], "f").records())
        except BadInput as err:
            told = [int(problem.where.removeprefix("f:")) for problem in err.problems]

        assert (found <= len(night().records()), min(told) >= 1, max(told) <= lines) == (True, True, True), length


@given(st.data())
def test_a_byte_changed_anywhere(data: st.DataObject) -> None:
    """Whatever byte stands in place of another, a file is read or refused in words."""
    for whole, read_one in (
        (b"".join(write_lines(night())), lambda data: list(LinesOfFile("f").entries(io.BytesIO(data)))),
        (write_case(night()).encode(), _case),
    ):
        place = data.draw(st.integers(0, len(whole) - 1))
        byte = data.draw(st.integers(0, 255))
        read_one(whole[:place] + bytes([byte]) + whole[place + 1 :])


def _case(data: bytes) -> None:
    with suppress(BadInput):
        casefile._parse(data, "f")


def entries(data: bytes, longest: int) -> tuple[list[tuple[int, Entry]], list[str]]:
    reading = LinesOfFile("f", longest=longest)
    return list(reading.entries(io.BytesIO(data))), [str(one) for one in reading.problems]


class Counted(io.BytesIO):
    """A file that tells the most that was asked of it at once."""

    most = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "a whole line is asked for, however long it is"
        self.most = max(self.most, size)
        return super().readline(size)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize("more", [0, 1, 2, 3, 100, 3_000_000])
def test_a_line_that_is_too_long_is_stepped_over(more: int, end: bytes) -> None:
    """It is refused without being held, and those before and after it keep their numbers."""
    longest = len(PARTY)
    long = PARTY + b"x" * more
    found, told = entries(PARTY + b"\n" + long + end + (PARTY if end else b""), longest)
    lines = [1, 2, 3] if end else [1, 2]

    if more == 0:
        assert ([number for number, _ in found], told) == (lines, [])
    else:
        assert [number for number, _ in found] == [number for number in lines if number != 2]
        assert told == [f"f:2: expected at most {longest} bytes on a line, and here are more"]


def test_no_more_of_a_line_is_asked_for_than_may_be() -> None:
    file = Counted(b"[" * 5_000_000 + b"\n" + PARTY + b"\n")
    found = list(LinesOfFile("f", longest=1000).entries(file))

    assert ([number for number, _ in found], file.most <= 1 << 20) == ([2], True)


def test_a_long_line_of_spaces_is_one_line() -> None:
    found, told = entries(b" " * 5000 + b"\n" + PARTY, 100)

    assert ([number for number, _ in found], len(told)) == ([2], 1)


def test_a_file_of_one_endless_line_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both formats refuse it by its size; the limits are small here, and a benchmark does it with a gigabyte."""
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1000)
    monkeypatch.setattr(casefile, "LARGEST", 1000)
    for suffix, complaint in (
        (".jsonl", "f.jsonl:1: expected at most 1,000 bytes"),
        (".yaml", "expected at most 1,000 bytes"),
    ):
        path = tmp_path / f"f{suffix}"
        with path.open("wb") as file:
            file.truncate(10_000_000)
        with pytest.raises(BadInput, match=complaint):
            read(path)


def test_a_million_wrong_lines_are_told_of_to_a_limit() -> None:
    """The first thousand are named, then that no more are read."""
    found, told = entries(b"{}\n" * 100_000, 100)

    assert (found, len(told)) == ([], 1001)
    assert told[-1] == "f:1000: 1000 lines are wrong; nothing is read from here on"


def test_utf_16_is_named_once() -> None:
    for mark in ("utf-16-le", "utf-16-be"):
        found, told = entries(("\ufeff" + PARTY.decode() + "\n").encode(mark) * 50, 1000)
        assert (found, told) == ([], ["f:1: the file is UTF-16; save it as UTF-8"])


def test_telling_the_format_reads_no_endless_line(tmp_path: Path) -> None:
    """A first line that does not end is broken, and for this format to refuse."""
    path = tmp_path / "f.jsonl"
    with path.open("wb") as file:
        file.write(b'{"a":"')
        file.truncate(50_000_000)

    assert is_log(intake.Intake(path))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "claimcheck: 1\nclaims:\n" + "".join(f"  c{number}: {{vlaue: 3}}\n" for number in range(12_000)),
            "f:3: unknown field of a claim 'vlaue'; did you mean 'value'?",
        ),
        ("claimcheck: 1\n" + "case: a\n" * 12_001, "f:3: 'case' stands twice; first in line 2"),
        ("claimcheck: 1\n" + "a: &a b\n" * 6_001, "f:2: the anchor '&a' is not allowed"),
        ("claims:\n" + "- *a\n" * 12_000, "f:1: this is no case file"),
    ],
    ids=["wrong fields", "double names", "anchors", "aliases"],
)
def test_a_flood_of_problems_in_a_case_is_told_of_to_a_limit(text: str, first: str) -> None:
    """The first ten thousand have their lines; the rest is counted."""
    with pytest.raises(BadInput) as caught:
        parse_case(text, "f")
    told = [str(one) for one in caught.value.problems]

    assert told[0].startswith(first)
    assert len(told) in {10_001, 10_002}
    assert re.fullmatch(r"f: 2,00[0-9] more of the kind", told[-1])
