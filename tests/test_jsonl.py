"""JSON Lines: a log line by line, with its whole history; a wrong line is named and nothing is imported."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import BadInput
from claimcheck.formats import read
from claimcheck.formats.jsonl import read_lines, write_lines
from claimcheck.ledger import Ledger
from claimcheck.model import Category, Claim, Party, Proposition
from tests.strategies import ledgers, texts

PARTY = '{"record":"party","key":"ua","name":"Ukraine","log":{"recorded":"2025-06-02T09:00:00+00:00"}}'

FIXTURES = Path(__file__).parent.parent / "fixtures" / "formats"

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def read_text(folder: Path, text: str | bytes) -> Ledger:
    path = folder / "f.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return read_lines(path)


def refused(folder: Path, text: str | bytes) -> list[str]:
    """The problems of a file that cannot be taken, without its folder."""
    with pytest.raises(BadInput) as caught:
        read_text(folder, text)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_log_by_hand(tmp_path: Path) -> None:
    """Each entry is one line: the record's fields, and under "log" when, by whom and why."""
    ledger = Ledger(case="night")
    noon = datetime(2025, 6, 2, 12, tzinfo=UTC)
    ledger.add(Party(key="ua", name="Ukraina"), recorded=noon)
    ledger.add(Party(key="ua", name="Ukraine"), by="desk", why="a slip", recorded=noon + timedelta(minutes=5))
    lines = [line.decode() for line in write_lines(ledger)]

    assert lines == [
        '{"record":"party","key":"ua","name":"Ukraina","log":{"recorded":"2025-06-02T12:00:00+00:00","case":"night"}}\n',
        '{"record":"party","key":"ua","name":"Ukraine",'
        '"log":{"recorded":"2025-06-02T12:05:00+00:00","by":"desk","why":"a slip"}}\n',
    ]
    assert read_text(tmp_path, "".join(lines)).log.entries == ledger.log.entries


@in_one_folder
@given(ledgers())
def test_nothing_is_lost(tmp_path: Path, ledger: Ledger) -> None:
    """A ledger, its case and every entry of its log are the same after writing and reading."""
    written = b"".join(write_lines(ledger))
    back = read_text(tmp_path, written)

    assert (back, back.log.entries) == (ledger, ledger.log.entries)
    assert back.case == (ledger.case if ledger.log.entries else None)
    assert b"".join(write_lines(back)) == written


def test_records_of_one_transaction_may_refer_forwards(tmp_path: Path) -> None:
    """What was told together is taken together, whatever its order."""
    told = '"log":{"recorded":"2025-06-02T09:00:00Z"}'
    ledger = read_text(
        tmp_path,
        f'{{"record":"source","key":"a","derives_from":[{{"source":"b"}}],{told}}}\n{{"record":"source","key":"b",{told}}}',
    )

    assert ledger.sources.keys() == ("a", "b")


def test_spaces_empty_lines_and_a_mark(tmp_path: Path) -> None:
    """Other writers' spaces, escapes, line ends and byte order marks are read as well."""
    loose = PARTY.replace(":", " : ", 1).replace("ua", "\\u0075a").replace(',"', ' , "')
    loose = f"\ufeff\r\n{loose}\r\n\n"

    assert set(read_text(tmp_path, loose).records()) == set(read_text(tmp_path, PARTY).records())


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ('{"a":' * 100_000, "this is no JSON"),
        ("nonsense", "this is no JSON"),
        ('"\\ud800"', "this is no JSON"),
        ("[]", "expected an object with the fields of a record, got []"),
        ("{}", 'log: expected an object such as {"recorded"'),
        (
            PARTY.replace('"log":{', '"log":{"when":"x",'),
            "log: unknown field 'when'; known are by, case, recorded, version, why",
        ),
        (PARTY.replace('"log":{', '"log":{"by":3,'), "log: expected text under 'by', got 3"),
        (PARTY.replace("2025-06-02T09:00:00+00:00", "yesterday"), "recorded: expected a date and time in ISO 8601"),
        (PARTY.replace("+00:00", ""), "recorded: expected a time with its zone"),
        (PARTY.replace('"ua"', '"ua","key":"ru"'), "the name 'key' stands twice in one object"),
        (PARTY.replace('"log":{', '"log":{"by":"a","by":"b",'), "the name 'by' stands twice in one object"),
        (PARTY.replace("party", "person"), "record: expected one of party, source"),
        (PARTY.replace('"name"', '"nmae":"","name"'), "party: unknown field 'nmae'; known are key, name, kind"),
        (PARTY.replace('"name":"Ukraine",', ""), "party: name: this field is missing"),
        (PARTY.replace('"Ukraine"', "1.5"), "party: name: expected text, got 1.5"),
        (PARTY.replace('"Ukraine"', '"\\u0000"'), "party: name: character U+0000 at 0 cannot be stored"),
        (PARTY.replace('"name"', '"aliases":"ab","name"'), "party: aliases: expected a list, got 'ab'"),
        (
            '{"record":"source","key":"a","file":"../b","log":{"recorded":"2025-06-02T09:00Z"}}',
            "file: '../b' leads out of the folder of the case",
        ),
        (
            '{"record":"claim","key":"a","claimants":["x"],"proposition":{},"log":{"recorded":"2025-06-02T09:00Z"}}',
            "unknown party 'x'",
        ),
    ],
)
def test_a_line_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    """A line that holds no entry is named with its number, and what is wrong with it."""
    other = PARTY.replace('"ua"', '"other"')
    problems = refused(tmp_path, f"{other}\n\n{line}\n")

    assert len(problems) == 1
    assert problems[0].startswith("f.jsonl:3: ")
    assert complaint in problems[0]


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    """A wrong byte is a wrong line."""
    assert refused(tmp_path, PARTY.encode().replace(b"Ukraine", b"\xff"))[0].startswith("f.jsonl:1: this is no JSON")


def test_two_cases_in_one_file(tmp_path: Path) -> None:
    """A file is of one case."""
    lines = [PARTY.replace('"log":{', f'"log":{{"case":"{case}",').replace('"ua"', f'"{case}"') for case in "ab"]

    assert refused(tmp_path, "\n".join(lines)) == ["f.jsonl:2: log: the case is 'b' here and 'a' above"]


def test_every_wrong_line_in_one_pass(tmp_path: Path) -> None:
    """All wrong lines are named; a file of nothing else is given up after a thousand."""
    assert [one[:9] for one in refused(tmp_path, f"x\n{PARTY}\n{{}}\n")] == ["f.jsonl:1", "f.jsonl:3"]
    assert len(refused(tmp_path, "x\n" * 100_000)) == 1001


@in_one_folder
@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(("record", "key", "log", "name", "recorded")), inner, max_size=4)
        ),
        max_leaves=6,
    ).map(lambda plain: json.dumps(plain).encode())
)
def test_anything_at_all(tmp_path: Path, line: bytes) -> None:
    """Whatever stands in a line, the answer is a ledger or its problems."""
    with suppress(BadInput):
        ledger = read_text(tmp_path, line)

        assert all(record.key for record in ledger.records())


@in_one_folder
@given(st.text().filter(lambda one: one.strip()))
def test_texts_that_only_look_equal_stay_apart(tmp_path: Path, word: str) -> None:
    """A category keeps its very characters."""
    ledger = Ledger()
    try:
        value = Category(term=word)
    except ValueError:
        return
    ledger.add(Claim(key="a", proposition=Proposition(value=value)))

    assert read_text(tmp_path, b"".join(write_lines(ledger))).claims["a"].value == value


def test_many_names_of_which_one_stands_twice(tmp_path: Path) -> None:
    """The first that stands twice is named, and all of them are looked at once."""
    many = "".join(f'"n{number}":1,' for number in range(200_000))
    assert refused(tmp_path, f'{{{many}"n7":1}}') == ["f.jsonl:1: the name 'n7' stands twice in one object"]


def test_a_log_whose_first_line_speaks_of_other_formats(tmp_path: Path) -> None:
    """An entry of a log is one whatever stands in its text."""
    assert read(FIXTURES / "version-2.jsonl") == read_lines(FIXTURES / "version-2.jsonl")
