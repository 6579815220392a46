"""Versions of the lossless formats: old files read the same for ever, newer ones are refused in words."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.formats import migrations, read, write
from claimcheck.formats.casefile import parse_case, write_case
from claimcheck.formats.jsonl import read_lines, write_lines
from claimcheck.formats.marked import Fields
from claimcheck.formats.migrations import VERSION, Step, line_forward, needed_version, read_version
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Basis,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Proposition,
    Record,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.times import time_span
from tests.strategies import ledgers

KEPT = Path(__file__).parents[1] / "fixtures" / "formats"
NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)

FIRST: tuple[Record, ...] = (
    Party(key="first/ua", name="Ukraine", kind="state"),
    Party(
        key="first/ua-af",
        name="Air Force of Ukraine",
        acts_for=(Tie(party="first/ua", since=time_span("2014"), until=time_span("2025-07")),),
        part_of=("first/ua",),
        same_as=("first/ps",),
        aliases=("ПС ЗСУ",),
        note="no: yes",
    ),
    Party(key="first/ps", name="PS ZSU", declared=False),
    Source(
        key="first/bulletin",
        name="Bulletin",
        publisher="first/ua-af",
        url="https://example.org/1",
        archived="https://archive.example/1",
        digest="sha256:00",
        file="bulletin.txt",
        published=time_span("2025-06-02"),
        retrieved=time_span("2025-06-02T09:30+03:00"),
        language="uk",
        note="as sent",
    ),
    Source(
        key="first/brief",
        derives_from=(Derivation(source="first/bulletin", relation=Relation.TRANSLATES),),
    ),
    Event(
        key="first/raid",
        label="Night raid",
        over=time_span("2025-06-01T20:00+03:00/2025-06-02T09:00+03:00"),
        place="Kherson",
        subject="Russian drones",
        part_of="first/war",
        note="n",
    ),
    Event(key="first/war", occurred=time_span("2022-02-24/..")),
    Claim(
        key="first/ua52",
        text="52 of 80 were downed",
        claimants=("first/ua-af",),
        act="briefing",
        asserted=time_span("2025-06-02"),
        basis=Basis.OWN_COUNT,
        proposition=Proposition(
            event="first/raid",
            agent="first/ua",
            operator="RU",
            subject="Shaheds",
            measure="neutralised",
            baseline="the week before",
            value=Quantity(low=52, high=52, of=80, text="52 of 80"),
            parts=(Part(of="shot down", quantity=Quantity(low=15, high=15, text="15")),),
            place="Kherson",
            over=time_span("2025-06-01"),
            occurred=time_span("2025-06~"),
            cutoff=time_span("2025-06-02T08:30Z"),
            scope="confirmed",
        ),
        appearances=(
            Appearance(
                source="first/bulletin",
                quote="збито 52 з 80",
                prefix="Вночі",
                suffix="БпЛА",
                language="uk",
                translation="52 of 80 shot down",
                attribution=Attribution.OWN,
            ),
            Appearance(source="first/brief"),
        ),
        inferred=frozenset({"place", "scope"}),
        private=(("witness", "M."),),
        note="13:40",
        computed_from="first/verdict",
    ),
    Claim(key="first/verdict", proposition=Proposition(value=Category(term="52"), polarity=False)),
    Claim(
        key="first/odd",
        proposition=Proposition(
            value=Quantity(
                low=1,
                high=10**18,
                low_open=True,
                high_open=True,
                unit="km",
                approximate=True,
                tolerance=3,
                low_soft=True,
                high_soft=True,
                step=10,
                bound="estimate",
            )
        ),
    ),
    Link(
        a="first/ua52",
        relation=Relation.DISPUTES,
        b="first/verdict",
        by="first/ua",
        basis="b",
        accepted=False,
        judged=(1, 2),
    ),
    Assessment(
        about="first/ua52",
        scheme="desk",
        grade="B",
        by="desk",
        axis="source",
        when=time_span("2025-06-03"),
        why="w",
        judged=1,
    ),
    Retraction(target="first/verdict", by="first/ua", when=time_span("2025-06-04")),
    Term(name="зорп", kind="subject", aliases=("zorp",), definition="d", distinct=("blip",), demonyms=("zorpish",)),
    Measure(
        name="heard",
        parts=("a", "b"),
        exclusive=("a",),
        scale="count",
        adds_over=("time", "place"),
        accumulates=True,
        timeless=True,
        difference=True,
        one_holder=True,
        running=True,
        tolerance=Quantity(low=2, high=2, text="2"),
        whole="launched",
        senses=(Sense(by="first/ua", word="down", means="heard", since=time_span("2025"), until=time_span("2026")),),
    ),
)
"""What the files of version 1 say, every field of its records among it."""

SECOND: tuple[Record, ...] = (
    Source(key="second/page", raw='{"@type": "ClaimReview"}', problems=("no date", "2 authors")),
    Source(key="second/plain", name="Plain"),
)
"""What the files of version 2 say beyond that."""

TOLD: dict[int, tuple[str, tuple[Record, ...]]] = {1: ("first", FIRST), 2: ("second", SECOND)}


def told(version: int) -> Ledger:
    """The ledger that the kept files of a version were written from."""
    case, records = TOLD[version]
    ledger = Ledger(case=case)
    ledger.add(*records, by="desk", why="as told", recorded=NOON)
    return ledger


def test_there_are_files_of_every_version() -> None:
    names = {f"version-{version}{suffix}" for version in range(1, VERSION + 1) for suffix in (".jsonl", ".yaml")}
    assert ({path.name for path in KEPT.iterdir()}, set(TOLD)) == (names, set(range(1, VERSION + 1)))


@pytest.mark.parametrize("version", TOLD)
def test_kept_lines_read_as_they_always_did(version: int) -> None:
    """The log of each version is read with its times, authors and every field."""
    ledger, kept = told(version), read_lines(KEPT / f"version-{version}.jsonl")

    assert (kept, kept.case) == (ledger, ledger.case)
    assert [(entry.recorded, entry.by, entry.why, entry.record) for entry in kept.log] == [
        (NOON, "desk", "as told", record) for record in TOLD[version][1]
    ]


@pytest.mark.parametrize("version", TOLD)
def test_kept_cases_read_as_they_always_did(version: int) -> None:
    """The case file of each version is read with every field."""
    ledger, kept = told(version), read(KEPT / f"version-{version}.yaml")

    assert (kept, kept.case) == (ledger, ledger.case)
    assert set(kept.records()) == set(TOLD[version][1])


def test_a_file_is_of_the_oldest_version_that_can_say_it(tmp_path: Path) -> None:
    """What uses nothing new is read by older releases too; a line of JSON Lines is marked by itself."""
    write(told(2), tmp_path / "a.jsonl")
    marks = ["version" in line for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]

    assert marks == [True, False]
    assert write_case(told(1)).startswith("claimcheck: 1\n")
    assert write_case(told(2)).startswith("claimcheck: 2\n")
    assert b'"version"' not in b"".join(write_lines(told(1)))
    assert (
        b'"log":{"recorded":"2025-06-02T12:00:00+00:00","by":"desk","why":"as told","case":"second","version":2}'
        in next(iter(write_lines(told(2))))
    )


@given(ledgers())
def test_version_1_says_all_but_what_came_later(ledger: Ledger) -> None:
    """Without raw objects and their problems, any record needs version 1 only."""
    for record in ledger.records():
        bare = evolve(record, raw=None, problems=()) if isinstance(record, Source) else record
        assert needed_version(bare) == 1


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (
            VERSION + 1,
            f"this is of version {VERSION + 1}, and this release reads versions 1 to {VERSION}; read it with a newer",
        ),
        ("12345678901", "expected the number of a version such as"),
        (0, "expected the number of a version such as"),
        (True, "got True"),
        (None, "got None"),
        ("1.0", "got '1.0'"),
        ("١", "got '١'"),
        ([1], r"got \[1\]"),
    ],
)
def test_what_is_no_version_of_ours(written: Any, complaint: str) -> None:
    """A newer version is refused with both named, and with what to do; anything else as no version."""
    with pytest.raises(InvalidRecord, match=complaint):
        read_version(written)


def test_a_newer_line_is_refused_where_it_stands(tmp_path: Path) -> None:
    """The line is named, beside whatever else is wrong."""
    path = tmp_path / "f.jsonl"
    path.write_text(
        '{"record":"party","key":"a","name":"A","log":{"recorded":"2025-06-02T09:00Z"}}\n'
        f'{{"record":"party","key":"b","shade":"x","log":{{"recorded":"2025-06-02T09:00Z","version":{VERSION + 1}}}}}\n'
        '{"record":"party","key":"c","name":"C","log":{"recorded":"2025-06-02T09:00Z","version":"2"}}\n'
    )
    with pytest.raises(BadInput) as caught:
        read_lines(path)

    assert [str(problem).rpartition("f.jsonl:")[2] for problem in caught.value.problems] == [
        f"2: log: this is of version {VERSION + 1}, and this release reads versions 1 to {VERSION}; "
        "read it with a newer release, or have that one write what this one can read",
        f"3: log: expected a version such as {VERSION} under 'version', got '2'",
    ]


# The steps, tried with one that does not exist: parties get a `title` where they had a `name`.


def _renamed_line(plain: dict[str, Any]) -> dict[str, Any]:
    if plain.get("record") != "party" or "title" not in plain:
        return plain
    return {"name" if name == "title" else name: value for name, value in plain.items()}


def _renamed_case(root: Fields) -> Fields:
    parties = root.get("parties")
    if not isinstance(parties, Fields):
        return root
    return root.with_value(
        "parties",
        parties.mapped(lambda party: party.renamed("title", "name") if isinstance(party, Fields) else party),
    )


@pytest.fixture
def renaming(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What puts a step before all others in which `title` became `name`."""

    def put() -> None:
        step = Step(told="a title is a name", is_needed_by=lambda _: False, line=_renamed_line, case=_renamed_case)
        monkeypatch.setattr(migrations, "STEPS", (step, *migrations.STEPS))
        monkeypatch.setattr(migrations, "VERSION", VERSION + 1)

    return put


def test_an_older_line_is_brought_forward(renaming: Callable[[], None], tmp_path: Path) -> None:
    """It goes through the steps from its own version on, and through none before."""
    renaming()
    line = '{"record":"party","key":"a","title":"A","log":{"recorded":"2025-06-02T09:00Z"}}'
    (tmp_path / "old.jsonl").write_text(line)
    (tmp_path / "new.jsonl").write_text(line.replace('Z"}}', 'Z","version":2}}'))

    assert read_lines(tmp_path / "old.jsonl").parties["a"].name == "A"
    with pytest.raises(BadInput, match="unknown field 'title'"):
        read_lines(tmp_path / "new.jsonl")


def test_an_older_case_is_brought_forward(renaming: Callable[[], None]) -> None:
    """It goes through the steps from its own version on, and problems still name the lines of the file."""
    renaming()
    text = "claimcheck: 1\nparties:\n  a:\n    title: A\n  b:\n    note: n\n    title: [B]\n"

    assert parse_case(text.replace("[B]", "B"), "f").parties["a"].name == "A"
    with pytest.raises(BadInput, match=r"^f:7: name: expected text, got \['B'\]$"):
        parse_case(text, "f")
    with pytest.raises(BadInput, match="f:4: unknown field of a party 'title'"):
        parse_case(text.replace("claimcheck: 1", "claimcheck: 2"), "f")


def test_a_step_changes_nothing_in_place(renaming: Callable[[], None]) -> None:
    renaming()
    plain = {"record": "party", "key": "a", "title": "A"}

    assert line_forward(plain, 1) == {"record": "party", "key": "a", "name": "A"}
    assert plain == {"record": "party", "key": "a", "title": "A"}
