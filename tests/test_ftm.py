"""Statements of FollowTheMoney: claims of datasets that come out as they came in, and entities that its tools take."""

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.errors import BadInput
from claimcheck.exchange.ftm import lines as ftmlines
from claimcheck.exchange.ftm import model as ftmmodel
from claimcheck.exchange.ftm.claims import entity_of
from claimcheck.exchange.ftm.entities import dataset_name
from claimcheck.exchange.ftm.files import read_ftm, read_ftm_csv, write_ftm, write_ftm_csv
from claimcheck.exchange.ftm.lines import is_statement_lines, is_statement_table
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Category, Claim, Event, Party, Proposition, Source, Tie
from claimcheck.times import time_span
from tests.conformance import full_ledger
from tests.strategies import ledgers, texts

followthemoney = pytest.importorskip("followthemoney", reason="followthemoney judges; install it to run these tests")
from followthemoney import model  # noqa: E402
from followthemoney.dataset import Dataset  # noqa: E402
from followthemoney.statement import Statement, StatementEntity, read_statements, write_statements  # noqa: E402

in_one_folder = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

ROW = {
    "canonical_id": "NK-1",
    "entity_id": "eu-7",
    "prop": "birthDate",
    "schema": "Person",
    "value": "1970-05-01",
    "dataset": "eu_fsf",
    "lang": None,
    "original_value": "01/05/1970",
    "first_seen": "2023-04-05T06:07:08",
    "last_seen": "2026-01-02",
    "external": False,
    "origin": "crawl",
    "id": None,
}


class Kept(io.BytesIO):
    """Bytes that stay when the text around them is closed."""

    def close(self) -> None:
        """Stay open."""


def row(**changed: Any) -> dict[str, Any]:
    """A statement with the id that FollowTheMoney gives it."""
    whole: Any = {**ROW, **changed}
    return dict(Statement.from_dict(whole).to_dict())


def lines(*objects: Any) -> bytes:
    """Objects as JSON lines."""
    return b"".join(json.dumps(one).encode() + b"\n" for one in objects)


def taken(folder: Path, data: bytes, name: str = "a.ftm.json", *, keep_going: bool = True) -> tuple[Ledger, Intake]:
    """What a file holds, and the intake that read it."""
    path = folder / name
    path.write_bytes(data)
    intake = Intake(path, name=name, keep_going=keep_going)
    return (read_ftm_csv if name.endswith(".csv") else read_ftm)(intake), intake


def told(intake: Intake) -> tuple[list[str], list[str]]:
    """What was mended and what was refused, as people see it."""
    done = intake.done()
    return [str(one) for one in done.mendings], [str(one) for one in done.refusals]


def written(ledger: Ledger) -> bytes:
    """The lines of a ledger."""
    return b"".join(write_ftm(ledger, Outlet()))


def judged(data: bytes, form: str = "json") -> list[Statement]:
    """What FollowTheMoney itself reads."""
    return list(read_statements(io.BytesIO(data), form))


def plain(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements as they are, in an order of their own, none twice."""
    held = {json.dumps(one.to_dict(), sort_keys=True) for one in statements}
    return [json.loads(one) for one in sorted(held)]


def test_a_statement_by_hand(tmp_path: Path) -> None:
    """The dataset claims, of the entity under its canonical id, that the property has the value."""
    ledger, intake = taken(tmp_path, lines(row(), row(prop="name", value="Ann Lee", original_value="LEE, Ann")))
    claim = next(one for one in ledger.claims if one.measure == "birthDate")

    assert told(intake) == ([], [])
    assert (claim.claimants, claim.event) == (("ftm/dataset/eu_fsf",), "ftm/entity/NK-1")
    assert ledger.view.parties["ftm/dataset/eu_fsf"].name == "eu_fsf"
    assert ledger.view.events["ftm/entity/NK-1"].label == "Ann Lee (Person)"
    assert claim.appearances[0].quote == "01/05/1970"
    assert claim.key == f"ftm/statement/{row()['id']}/crawl"
    assert str(claim.value) == "1970-05-01"
    source = ledger.view.sources[claim.appearances[0].source]
    assert (source.key, source.publisher) == ("ftm/record/eu_fsf/eu-7", "ftm/dataset/eu_fsf")


def test_seen_is_when_the_record_was_retrieved(tmp_path: Path) -> None:
    """First and last seen are of the crawler: nothing is said of when the dataset asserted it."""
    ledger, _ = taken(tmp_path, lines(row()))
    (source,) = ledger.sources

    assert source.retrieved == time_span("2023-04-05/2026-01-02")
    assert source.published is None
    assert all(claim.asserted is None for claim in ledger.claims)


def test_datasets_that_differ_are_contested(tmp_path: Path) -> None:
    """Two birth dates of one canonical entity meet in one topic; a year holds the day that lies in it."""
    rows = [
        row(dataset="a", entity_id="x"),
        row(dataset="b", entity_id="y", value="1971-05-01"),
        row(dataset="c", entity_id="z", value="1970"),
    ]
    ledger, _ = taken(tmp_path, lines(*rows))
    contested = ledger.contested()

    assert len(ledger.topics) == 1
    assert len(ledger.gathered.topic_of) == 3
    by = {claim.claimants[0] for finding in contested for claim in finding.claims}
    assert {"ftm/dataset/a", "ftm/dataset/b"} <= by
    outcomes = {
        (a.claimants[0][-1], b.claimants[0][-1]): str(claimcheck.compare(a, b).outcome)
        for a in ledger.claims
        for b in ledger.claims
    }
    assert (outcomes["a", "b"], outcomes["c", "a"], outcomes["c", "b"]) == ("contradicts", "refined_by", "contradicts")


def test_a_property_of_words_meets_too(tmp_path: Path) -> None:
    """Two jurisdictions stand in one topic; that they exclude each other is for a person to say."""
    rows = [row(dataset=one, schema="Company", prop="jurisdiction", value=value) for one, value in ("ac", "bd")]
    ledger, _ = taken(tmp_path, lines(*rows))
    a, b = ledger.claims

    assert len(ledger.topics) == 1
    assert {a.value, b.value} == {Category(term="c"), Category(term="d")}
    assert str(claimcheck.compare(a, b).outcome) == "undetermined"


def test_several_values_are_no_conflict(tmp_path: Path) -> None:
    """Another alias contradicts none: each value of a property that may have several is a subject of its own."""
    rows = [row(dataset=one, prop="alias", value=value) for one, value in ("ac", "ad", "bc")]
    ledger, _ = taken(tmp_path, lines(*rows))

    assert sorted(Counter(ledger.gathered.topic_of.values()).values()) == [1, 2]
    assert not ledger.contested()


def test_two_origins_are_two_reports(tmp_path: Path) -> None:
    """FollowTheMoney gives two reports of one value one id; they stay two claims, and come out as two."""
    rows = [row(origin="crawl"), row(origin="register")]
    ledger, _ = taken(tmp_path, lines(*rows))

    assert rows[0]["id"] == rows[1]["id"]
    assert len(ledger.claims) == 2
    assert sorted(json.loads(line)["origin"] for line in written(ledger).splitlines()) == ["crawl", "register"]


def test_the_same_file_tomorrow_adds_no_claim(tmp_path: Path) -> None:
    """A value that was seen again is the same claim; its record is amended."""
    ledger, _ = taken(tmp_path, lines(row()))
    later, _ = taken(tmp_path, lines(row(last_seen="2026-09-09")))
    ledger.add(*later.records())

    assert len(ledger.claims) == 1
    assert json.loads(written(ledger))["last_seen"] == "2026-09-09"


def test_an_id_statement_is_no_claim(tmp_path: Path) -> None:
    """That a dataset holds an entity is its record, and goes out again."""
    held = row(prop="id", value="f00", original_value=None)
    ledger, _ = taken(tmp_path, lines(held))

    assert not ledger.claims
    assert ledger.view.events["ftm/entity/NK-1"].label == "NK-1 (Person)"
    assert json.loads(written(ledger)) == held


def test_no_dataset_is_no_claimant(tmp_path: Path) -> None:
    """What FollowTheMoney names the dataset of none is nobody; being an entity makes nobody a party."""
    ledger, _ = taken(tmp_path, lines(row(dataset="undefined"), row(dataset="default", value="1971")))

    assert not ledger.parties
    assert [claim.claimants for claim in ledger.claims] == [(), ()]


def test_language_and_what_is_external_are_kept(tmp_path: Path) -> None:
    """The language is that of the words; a statement from outside the dataset says so."""
    held = row(prop="name", value="Анна", lang="rus", external=True)
    ledger, _ = taken(tmp_path, lines(held))
    (claim,) = ledger.claims

    assert claim.appearances[0].language == "rus"
    assert claim.note == "seen outside the dataset and proposed for it, not part of it"
    assert json.loads(written(ledger)) == held


def test_an_entity_is_read_value_by_value(tmp_path: Path) -> None:
    """Entities of its JSON lines, with nested ones; several datasets leave open which one says what."""
    address = {"id": "ad-1", "schema": "Address", "properties": {"full": ["1 Long Street"]}}
    whole = {
        "id": "x",
        "schema": "Person",
        "datasets": ["eu_fsf"],
        "first_seen": "2023-01-01",
        "caption": "Ann",
        "properties": {"name": ["Ann", "Anna"], "addressEntity": [address]},
    }
    several = {"id": "y", "schema": "Person", "datasets": ["a", "b"], "properties": {"name": ["Bob"]}}
    ledger, intake = taken(tmp_path, lines(whole, several))
    claimed = {(claim.measure, claim.subject): claim.claimants for claim in ledger.claims}

    assert claimed == {
        ("name", "Ann"): ("ftm/dataset/eu_fsf",),
        ("name", "Anna"): ("ftm/dataset/eu_fsf",),
        ("addressEntity", "ad-1"): ("ftm/dataset/eu_fsf",),
        ("full", "1 Long Street"): (),
        ("name", "Bob"): (),
    }
    assert told(intake)[0] == [
        "a.ftm.json:1: caption: it has no place in a statement and is not kept",
        "a.ftm.json:2: the entity is of several datasets and does not tell which says what; none is taken to say it",
    ]
    assert [claim.text for claim in ledger.claims if claim.measure == "addressEntity"] == [
        "addressEntity: 1 Long Street (ad-1)"
    ]


def test_an_entity_with_its_statements(tmp_path: Path) -> None:
    """Where an entity carries its statements, these are taken, under the id of the entity."""
    entity = {"id": "NK-9", "schema": "Person", "properties": {}, "statements": [row()]}
    ledger, _ = taken(tmp_path, lines(entity))

    assert [claim.event for claim in ledger.claims] == ["ftm/entity/NK-9"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{", "this is no JSON: expecting property name enclosed in double quotes at character 2"),
        (b'"text"', "expected a statement or an entity, got 'text'"),
        (b"[1]", "expected a statement or an entity, got a list"),
        (b'{"a": 1}', "this is no entity: expected an id, a schema and properties"),
        (b'{"entity_id": "x"}', "this is no statement: it has no prop"),
        (lines({**row(), "value": ["a"]}), "this is no statement: value: expected text, got a list"),
        (lines({**row(), "dataset": " "}), "this is no statement: dataset: expected text, got ' '"),
        (b'{"id": "\xff"}', "expected UTF-8, got the byte 0xff"),
        (lines({"id": "x", "schema": "Person", "properties": {"name": [None]}}), "name: expected text, got nothing"),
        (
            lines({"id": "x", "schema": "Person", "properties": {}, "statements": [3]}),
            "this is no statement: 3",
        ),
    ],
)
def test_what_is_no_statement_is_refused(tmp_path: Path, line: bytes, complaint: str) -> None:
    """A broken line is named with its number, and the others are read."""
    ledger, intake = taken(tmp_path, lines(row()) + line.strip() + b"\n" + lines(row(prop="name", value="Ann")))

    assert told(intake)[1] == [f"a.ftm.json:2: {complaint}"]
    assert len(ledger.claims) == 2
    strict = Intake(tmp_path / "a.ftm.json")
    read_ftm(strict)
    with pytest.raises(BadInput, match=":2: "):
        strict.done()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"schema": "Persona"},
            "the schema 'Persona' is not known to FollowTheMoney 4.11; the statement is kept as it stands",
        ),
        (
            {"prop": "shoeSize"},
            "the property 'shoeSize' of Person is not known to FollowTheMoney 4.11; the statement is kept as it stands",
        ),
        ({"value": 1970}, "value: a number stands where text is expected; it is taken as it is written"),
        ({"lang": ["a"]}, "lang: expected text; what stands there is not kept"),
        ({"external": 7}, "external: expected true or false, got 7, which is taken for false"),
        ({"target": {"a": 1}}, "target: it has no place in a statement and is not kept"),
        ({"value": "a\x07"}, "the character U+0007 cannot be stored; U+FFFD stands for it"),
        ({"value": "a\ud800"}, "the character U+D800 cannot be stored; U+FFFD stands for it"),
    ],
)
def test_what_is_mended_is_told(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    """What a newer model says is kept; what cannot be is told once, with how often it stands there."""
    once, intake = taken(tmp_path, lines({**row(), **change}))
    assert told(intake) == ([f"a.ftm.json:1: {complaint}"], [])
    assert len(once.claims) == 1
    if "U+" not in complaint:
        _, twice = taken(tmp_path, lines({**row(), **change}, {**row(), **change, "dataset": "other"}))
        assert told(twice)[0] == [f"a.ftm.json:1: {complaint} (2 times, first here)"]


def test_a_name_twice_and_a_statement_twice(tmp_path: Path) -> None:
    """Of a name that stands twice the last value is kept; a statement that stands twice is one."""
    double = lines(row()).replace(b'"dataset": "eu_fsf"', b'"dataset": "a", "dataset": "eu_fsf"')
    ledger, intake = taken(tmp_path, double + lines(row()))

    assert told(intake)[0] == [
        "a.ftm.json:1: the name 'dataset' stands twice in one object; the last value is kept",
        "a.ftm.json:2: the same statement stands above; it is one",
    ]
    assert len(ledger.claims) == 1


def test_what_a_row_holds_beside_is_kept(tmp_path: Path) -> None:
    """A column of another tool comes out again in lines; the table has none for it, and says so."""
    ledger, _ = taken(tmp_path, lines({**row(), "batch": "7"}))
    outlet = Outlet()
    table = b"".join(write_ftm_csv(ledger, outlet))

    assert json.loads(written(ledger))["batch"] == "7"
    assert [str(one) for one in outlet.done().left] == [
        "batch: the table has no such column, and 1 statements have a value for it"
    ]
    assert plain(judged(table, "csv")) == [row()]


def test_one_json_value_is_read_as_well(tmp_path: Path) -> None:
    """A list, or an entity laid out over lines, is what people keep in .json."""
    entity = {"id": "x", "schema": "Person", "properties": {"name": ["Ann"]}}
    listed, _ = taken(tmp_path, json.dumps([row(), entity], indent=1).encode())
    alone, _ = taken(tmp_path, b"\xef\xbb\xbf" + json.dumps(entity, indent=1).encode())

    assert (len(listed.claims), len(alone.claims)) == (2, 1)


def test_a_table_by_hand(tmp_path: Path) -> None:
    """Rows as FollowTheMoney writes them; one that is too long, one without a value, a byte that is no text."""
    buffer = Kept()
    rows: list[Any] = [row(), row(external=True)]
    write_statements(buffer, "csv", map(Statement.from_dict, rows))
    data = buffer.getvalue() + b'a,b,name,name,Person,"x\xff",ds,,,,f,,,,more\na,b,name,,Person,,ds\n'
    ledger, intake = taken(tmp_path, data, "a.ftm.csv")
    mended, refused = told(intake)

    assert len(ledger.claims) == 3
    assert mended == [
        "a.ftm.csv:4: the character U+DCFF cannot be stored; U+FFFD stands for it",
        "a.ftm.csv:4: the row has more than the 14 fields of the first; the rest is not kept",
    ]
    assert refused == ["a.ftm.csv:5: this is no statement: it has no value"]
    _, without = taken(tmp_path, b"entity_id,prop\na,b\n", "a.csv")
    assert told(without)[1] == ["a.csv:1: the table has no column schema, value, dataset"]


def test_a_long_value_is_read(tmp_path: Path) -> None:
    """A text longer than what Python's reader of CSV takes by itself; the limit of others stays what it was."""
    before = csv.field_size_limit()
    held = row(prop="notes", value="x" * 200_000)
    ledger, _ = taken(tmp_path, lines(held))
    table = b"".join(write_ftm_csv(ledger, Outlet()))
    again, intake = taken(tmp_path, table, "a.csv")

    assert told(intake) == ([], [])
    assert again == ledger
    assert csv.field_size_limit() == before


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read no further than a line may be long; of a table nothing is read from there on, of lines the next is."""
    monkeypatch.setattr(ftmlines, "_LONGEST", 2_000)
    held = row(prop="name", value="Ann")
    table = b"".join(write_ftm_csv(taken(tmp_path, lines(held))[0], Outlet()))
    _, intake = taken(tmp_path, table + b"\0" * 5_000 + b"\nmore", "a.csv")
    assert told(intake)[1] == ["a.csv:3: the line is longer than 2,000 characters; nothing is read from here on"]
    ledger, intake = taken(tmp_path, b"\0" * 5_000 + b"\n" + lines(held))
    assert told(intake)[1] == ["a.ftm.json:1: the line is longer than 2,000 bytes"]
    assert len(ledger.claims) == 1


def test_a_file_is_known_by_its_first_line(tmp_path: Path) -> None:
    """In .jsonl and .json by the names in its first line, in .csv by its first row; nothing raises."""
    for data, is_one in (
        (lines(row()), True),
        (lines({"id": "x", "schema": "Person", "properties": {}}), True),
        (b'{"record":"party","log":{}}\n', False),
        (b'{"@context": "x", "id": "x", "schema": "a", "properties": {}}', False),
        (b"\xff\xfe{", False),
        (b"", False),
        (b"[" * 5000, False),
    ):
        path = tmp_path / "a.jsonl"
        path.write_bytes(data)
        assert is_statement_lines(Intake(path)) is is_one
        assert not is_statement_table(Intake(path))
    path.write_bytes(b"canonical_id,entity_id,prop,value,dataset\n")
    assert is_statement_table(Intake(path))


def test_read_and_write_by_suffix(tmp_path: Path) -> None:
    """The library reads and writes them like any other format."""
    for name in ("a.ftm.json", "a.statements.csv"):
        ledger, _ = taken(tmp_path, lines(row()))
        claimcheck.write(ledger, tmp_path / name)
        assert claimcheck.read(tmp_path / name) == ledger
    (tmp_path / "b.jsonl").write_bytes(lines(row()))
    assert claimcheck.read(tmp_path / "b.jsonl") == ledger


SCHEMATA = sorted(one.name for one in model.schemata.values() if not one.abstract)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Any statement that FollowTheMoney's own class takes, of any schema and property of its model."""
    schema = model.schemata[draw(st.sampled_from(SCHEMATA))]
    names = sorted(one.name for one in schema.properties.values() if not one.stub)
    few = st.sampled_from("abc")
    return Statement(
        entity_id=draw(few | texts()),
        prop=draw(st.sampled_from(["id", "name", *names]))
        if "name" in names
        else draw(st.sampled_from(["id", *names])),
        schema=schema.name,
        value=draw(texts() | st.sampled_from(("1970", "1970-05-01", "1970-05-01T10:11:12", "12.50", "ru"))),
        dataset=draw(st.sampled_from(("eu_fsf", "us_ofac", "undefined")) | texts()),
        lang=draw(st.none() | st.sampled_from(("rus", "eng")) | texts()),
        original_value=draw(st.none() | texts()),
        first_seen=draw(st.none() | st.sampled_from(("2023", "2023-04-05T06:07:08", "long ago"))),
        last_seen=draw(st.none() | st.sampled_from(("2026", "2026-04-05T06:07:08"))),
        external=draw(st.booleans()),
        canonical_id=draw(st.none() | few),
        origin=draw(st.none() | st.sampled_from(("crawl", "a/b")) | texts()),
    )


@in_one_folder
@given(st.lists(statements(), max_size=8), st.sampled_from(("json", "csv")), st.randoms())
def test_statements_come_out_as_they_came_in(tmp_path: Path, held: list[Statement], form: str, random: Any) -> None:
    """Every field of every statement survives, by FollowTheMoney's own reading, in both forms and in any order."""
    buffer = Kept()
    write_statements(buffer, form, held)
    before = judged(buffer.getvalue(), form)
    ledger, intake = taken(tmp_path, buffer.getvalue(), "a.csv" if form == "csv" else "a.ftm.json")
    shuffled = list(held)
    random.shuffle(shuffled)
    other = Kept()
    write_statements(other, "json", shuffled)

    assert told(intake)[1] == []
    assert plain(judged(written(ledger))) == plain(before)
    assert plain(judged(b"".join(write_ftm_csv(ledger, Outlet())), "csv")) == plain(before)
    if form == "json":
        assert written(taken(tmp_path, other.getvalue())[0]) == written(ledger)


def test_the_examples_of_the_model_survive(tmp_path: Path) -> None:
    """An entity of each schema with the values that the model itself gives as examples comes out the same."""
    held: list[Statement] = []
    for name in SCHEMATA:
        entity = model.make_entity(name)
        entity.id = f"x-{name}"
        for prop in entity.schema.properties.values():
            if not prop.stub:
                for example in prop.examples or ["2024-05-06" if prop.type.name == "date" else "a.b"]:
                    entity.add(prop, example)
        held += Statement.from_entity(entity, dataset="examples", first_seen="2024-01-01", last_seen="2025-01-01")
    buffer = Kept()
    write_statements(buffer, "json", held)
    ledger, intake = taken(tmp_path, buffer.getvalue())

    assert len(held) > 1000
    assert told(intake) == ([], [])
    assert plain(judged(written(ledger))) == plain(held)


def test_an_amended_claim_is_a_note(tmp_path: Path) -> None:
    """What an analyst changes is no longer what the dataset states; the other statements stay."""
    ledger, _ = taken(tmp_path, lines(row(), row(prop="name", value="Ann")))
    claim = next(one for one in ledger.claims if one.measure == "birthDate")
    ledger.amend(claim, by="desk", why="a slip", note="seen on paper")
    outlet = Outlet()
    data = b"".join(write_ftm(ledger, outlet))

    assert [str(one) for one in outlet.done().warnings] == [
        f"{claim.key}: it stands as a note and no longer as a statement: amended here"
    ]
    assert [one.prop for one in judged(data) if one.dataset == "eu_fsf"] == ["name"]
    again, _ = taken(tmp_path, data)
    assert again == ledger


def test_a_retracted_claim_is_a_note_that_says_so(tmp_path: Path) -> None:
    """A claim that its dataset took back is no statement of it, and comes back retracted."""
    ledger, _ = taken(tmp_path, lines(row()))
    (claim,) = ledger.claims
    ledger.retract(claim, by=claim.claimants[0], when="2026-02-02")
    data = written(ledger)
    again, _ = taken(tmp_path, data)

    assert not [one for one in judged(data) if one.dataset == "eu_fsf"]
    assert "claim, retracted" in {one.value for one in judged(data)}
    assert again == ledger
    assert again.view.superseded == ledger.view.superseded


def _without_private(ledger: Ledger) -> Ledger:
    bare = Ledger(case=ledger.case)
    bare.add(*(evolve(one, private=()) if isinstance(one, Claim) else one for one in ledger.records()))
    return bare


@in_one_folder
@given(ledgers())
def test_a_ledger_comes_back(tmp_path: Path, ledger: Ledger) -> None:
    """All but what is private comes back the same through both forms, and what is written is a fixed point."""
    data = written(ledger)
    back, intake = taken(tmp_path, data)

    assert told(intake) == ([], [])
    assert back == _without_private(ledger)
    assert written(Ledger()) == b""
    table, _ = taken(tmp_path, b"".join(write_ftm_csv(ledger, Outlet())), "a.csv")
    assert table == back


@in_one_folder
@given(ledgers())
def test_followthemoney_takes_every_ledger(ledger: Ledger) -> None:
    """No value is one that its cleaning would change or reject, each entity holds what it must, each end is one."""
    _judge(written(ledger))


def test_followthemoney_takes_the_full_ledger() -> None:
    """Every kind of record as an entity of the schema that stands for it."""
    entities = _judge(written(full_ledger()))
    schemata = {entity.schema.name for entity in entities.values()}

    assert schemata == {
        "Article",
        "Documentation",
        "Event",
        "LegalEntity",
        "Membership",
        "Note",
        "Organization",
        "PublicBody",
        "Representation",
        "Similar",
        "UnknownLink",
    }
    tie = next(entity for entity in entities.values() if entity.schema.name == "Representation")
    assert (tie.get("startDate"), tie.get("endDate")) == (["2011-01-03"], ["2031-01-04"])
    assert entities[str(tie.first("agent"))].caption == "Army of the Full"
    assert entities[str(tie.first("client"))].caption == "State of the Full"


def _judge(data: bytes) -> dict[str, StatementEntity]:
    """The entities that FollowTheMoney makes of the statements, each held to its own rules."""
    groups: dict[str, list[Statement]] = {}
    order = []
    for one in judged(data):
        assert one.id == one.generate_key()
        groups.setdefault(one.canonical_id, []).append(one)
        order.append(one.canonical_id)
    assert order == sorted(order)  # `ftm aggregate-statements` depends on it
    dataset = Dataset.make({"name": "judge"})
    entities = {key: StatementEntity.from_statements(dataset, held) for key, held in groups.items()}
    for entity in entities.values():
        entity.schema.validate({"properties": entity.properties})
        required = [name for name in entity.schema.required if not entity.get(name)]
        assert not required or entity.schema.name == "UnknownLink", (entity.schema.name, required)
        for prop in entity.iterprops():
            for value in entity.get(prop):
                assert prop.type.clean(value, proxy=entity, format=prop.format) == value, (prop, value)
                assert len(value) <= prop.max_length, (prop, len(value))
                if prop.type.name == "entity" and value in entities:
                    assert entities[value].schema.is_a(prop.range), (prop, entities[value].schema)
    return entities


def test_its_own_program_reads_it(tmp_path: Path) -> None:
    """``ftm aggregate-statements`` makes entities of what is written."""
    path = tmp_path / "a.ftm.csv"
    path.write_bytes(b"".join(write_ftm_csv(full_ledger(), Outlet())))
    code = "import followthemoney.cli; from followthemoney.cli.cli import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", code, "aggregate-statements", "-i", str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    captions = {json.loads(line)["caption"] for line in done.stdout.splitlines()}

    assert {"Army of the Full", "Bulletin 5201", "what was claimed 5401", "Raid 5301"} <= captions


def test_what_another_tool_changed_is_told(tmp_path: Path) -> None:
    """The record stands as it was written; that its statements differ is told."""
    ledger = Ledger()
    ledger.add(Party(key="ua", name="Ukraine"))
    data = written(ledger).replace(b'"value":"Ukraine"', b'"value":"Utopia"')
    again, intake = taken(tmp_path, data)

    assert again == ledger
    assert told(intake)[0] == [
        "a.ftm.json:3: 1 statements of records of claimcheck were changed since they were written, first here; "
        "the records stand as they were written"
    ]


def test_a_forged_record_is_a_statement_like_any_other(tmp_path: Path) -> None:
    """What is said to hold a record and does not, refers to nothing, or leads out of the folder, is told."""
    whole = row(prop="indexText", origin="claimcheck", value='{"record":"party"}')
    ledger, intake = taken(tmp_path, lines(whole))
    assert len(ledger.claims) == 1
    assert told(intake)[0] == [
        "a.ftm.json:1: it is said to hold a record of claimcheck, and does not: "
        "party: key: this field is missing; name: this field is missing"
    ]
    loose = row(prop="indexText", origin="claimcheck", value='{"record":"event","key":"e","part_of":"f"}')
    _, intake = taken(tmp_path, lines(loose))
    assert told(intake)[1] == ["a.ftm.json:1: e: it refers to the event 'f', which is not told"]
    away = row(prop="indexText", origin="claimcheck", value='{"record":"source","key":"s","file":"../s"}')
    _, intake = taken(tmp_path, lines(away))
    assert told(intake)[1] == ["a.ftm.json:1: s: the file '../s' leads out of the folder"]


def test_a_record_that_is_too_long_is_told() -> None:
    """A text of FollowTheMoney holds 65,000 characters."""
    ledger = Ledger()
    ledger.add(Source(key="s", name="long", raw="x" * 70_000))
    outlet = Outlet()
    data = b"".join(write_ftm(ledger, outlet))

    assert [str(one) for one in outlet.done().left] == [
        "s: raw: with it the record takes 70,052 characters, and a text of this format holds 65,000; "
        "the record stands without it"
    ]
    _judge(data)


def test_a_file_with_a_long_source_is_read_again(tmp_path: Path) -> None:
    """What refers to the source still does; only its raw text is gone."""
    ledger = Ledger()
    ledger.add(Source(key="s", name="long", raw="x" * 70_000))
    ledger.claim("37 killed", by="army", source="s", key="c")
    again, intake = taken(tmp_path, written(ledger), keep_going=False)

    assert told(intake) == ([], [])
    assert again.view.sources["s"] == Source(key="s", name="long")
    assert again.view.claims == ledger.view.claims


def test_what_this_library_wrote_makes_nobody_a_claimant(tmp_path: Path) -> None:
    """Without the record that its statements were made from they stand as claims of nobody."""
    ledger = Ledger()
    ledger.add(Party(key="ua", name="Ukraine"))
    data = b"".join(line for line in written(ledger).splitlines(keepends=True) if b"indexText" not in line)
    again, _ = taken(tmp_path, data)

    assert list(again.parties) == []
    assert {claim.claimants for claim in again.claims} == {()}


def test_records_of_several_kinds_under_one_key_come_back(tmp_path: Path) -> None:
    """A party, a source and an event may have one key."""
    ledger = Ledger()
    ledger.add(Party(key="a", name="A"), Source(key="a", publisher="a"), Event(key="a", label="Raid"))
    ledger.add(Claim(key="c", text="x", claimants=("a",), proposition=Proposition(event="a")))
    again, intake = taken(tmp_path, written(ledger))

    assert again == ledger
    assert told(intake) == ([], [])
    _judge(written(ledger))
    ids = {one.canonical_id for one in judged(written(ledger)) if one.schema != "UnknownLink"}
    assert len(ids) == 4


def test_a_carried_record_that_displaces_another_s_data_is_told(tmp_path: Path) -> None:
    """A record of another kind displaces nothing; one of the same kind does, and it is told."""
    key = f"ftm/statement/{row()['id']}/crawl"
    source = row(prop="indexText", origin="claimcheck", dataset="d", value=json.dumps({"record": "source", "key": key}))
    ledger, intake = taken(tmp_path, lines(row(), source))
    assert [claim.key for claim in ledger.claims] == [key]
    assert told(intake) == ([], [])

    party = json.dumps({"record": "party", "key": "ftm/dataset/eu_fsf", "name": "Mallory"})
    _, intake = taken(tmp_path, lines(row(), row(prop="indexText", origin="claimcheck", dataset="d", value=party)))
    assert told(intake) == (
        [
            "a.ftm.json:2: the party 'ftm/dataset/eu_fsf' stands as carried here, not as the statements tell it",
        ],
        [],
    )


def test_a_dataset_that_carries_records_beside_its_own_statements_is_told(tmp_path: Path) -> None:
    """Such records may name anybody as claimant."""
    event = json.dumps({"record": "event", "key": "e"})
    carrying = [row(prop="indexText", origin="claimcheck", dataset=name, value=event) for name in ("eu_fsf", "x")]
    _, intake = taken(tmp_path, lines(row(), *carrying))
    assert told(intake)[0] == [
        "a.ftm.json:1: the dataset 'eu_fsf' states things of its own and carries records of claimcheck, "
        "which may name others as claimants",
        "a.ftm.json: 2 datasets carry records of claimcheck: eu_fsf, x",
    ]


def test_an_odd_address_and_an_odd_date_are_left_to_the_record() -> None:
    """What FollowTheMoney would reject stands in no property of its own."""
    ledger = Ledger()
    ledger.add(
        Source(key="s", name="odd", url="see page 3", archived="javascript:alert(1)", published=time_span("202X")),
        Event(key="e", label="'quoted  name'", over=time_span("2025-06-01T20:00+03:00/2025-06-02T09:00+03:00")),
    )
    entities = _judge(written(ledger)).values()
    source = next(one for one in entities if one.schema.name == "Article")
    event = next(one for one in entities if one.schema.name == "Event")

    assert (source.get("sourceUrl"), source.get("publishedAt")) == ([], [])
    assert event.get("name") == ["quoted name"]
    assert (event.get("startDate"), event.get("endDate")) == (["2025-06-01T17:00:00"], ["2025-06-02T06:00:00"])


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Pokrovsk;  Donetsk oblast", ["Pokrovsk, Donetsk oblast"]),
        ("Smith ESQ., 5 High Street<BR/>;.;Kyiv", ["Smith , 5 High Street, Kyiv"]),
        (";", [","]),
        ("Kharkiv", ["Kharkiv"]),
        (None, []),
    ],
)
def test_a_place_is_spelled_as_an_address(place: str | None, told: list[str], tmp_path: Path) -> None:
    """FollowTheMoney puts commas where a line of an address ends; the record keeps the words as they came."""
    ledger = Ledger()
    ledger.add(Event(key="e", label="raid", place=place))
    data = written(ledger)
    (event,) = (one for one in _judge(data).values() if one.schema.name == "Event")

    assert event.get("location") == told
    assert [one.place for one in taken(tmp_path, data)[0].view.events.values()] == [place]


def test_a_party_that_has_members_is_an_organization() -> None:
    """Whatever else is known of it; a person that has members is linked without saying how."""
    ledger = Ledger()
    ledger.add(
        Party(key="a", name="A", part_of=("b", "c"), acts_for=(Tie(party="a"),)),
        Party(key="b", name="B"),
        Party(key="c", name="C", kind="person"),
    )
    schemata = sorted(one.schema.name for one in _judge(written(ledger)).values())

    assert schemata == ["LegalEntity", "Membership", "Organization", "Person", "UnknownLink"]


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    """The same ledger is written alike under another hash seed."""
    code = (
        "from tests.conformance import full_ledger; from claimcheck.exchange.ftm.files import write_ftm;"
        "from claimcheck.exchange.outlet import Outlet; from hashlib import sha256;"
        "print(sha256(b''.join(write_ftm(full_ledger(), Outlet()))).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (*ROW, "properties", "statements", "datasets", "name", "first_seen", "record", "raw", "schema")
            )
            | st.text(max_size=5),
            inner,
            max_size=8,
        )
    ),
    max_leaves=20,
)


@in_one_folder
@given(st.lists(_anything, max_size=4), st.binary(max_size=30))
def test_nothing_else_is_raised(tmp_path: Path, objects: list[Any], rest: bytes) -> None:
    """Any objects and any bytes are taken, mended or refused, in lines and in tables; knowing one raises nothing."""
    data = lines(*objects) + rest
    for name in ("a.ftm.json", "a.csv"):
        try:
            taken(tmp_path, data, name)
        except BadInput:
            raise AssertionError("each line is refused by itself") from None
        is_statement_lines(Intake(tmp_path / name))
        is_statement_table(Intake(tmp_path / name))


HOSTILE = (
    b"",
    b"\n\n",
    b"\x00" * 100,
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"id":"x","schema":"A","properties":{"a":'
    + b'{"id":"y","schema":"A","properties":{"a":' * 80
    + b"1"
    + b"}}" * 81,
    b'{"entity_id": 1' + b"0" * 5000 + b"}",
    b'{"entity_id":"x","prop":"name","schema":"Person","dataset":"d","value":1e999999999}',
    b'{"entity_id":"x","prop":"name","schema":"Person","dataset":"d","value":NaN}',
    b'{"entity_id":"x","prop":"birthDate","schema":"Person","dataset":"d","value":"0000-99-99"}',
    b'{"entity_id":"x","prop":"amountUsd","schema":"Payment","dataset":"d","value":"9e9999"}',
    b'{"entity_id":"x","prop":"__proto__","schema":"../../etc/passwd","dataset":"../..","value":"=cmd()"}',
    b'{"entity_id":"x\\u0000","prop":"name","schema":"Person","dataset":"d","value":"\\ud800"}',
    b'{"id":"x","schema":"Person","properties":[1],"statements":{"a":1},"datasets":{"a":1}}',
)


@pytest.mark.parametrize("data", HOSTILE)
def test_hostile_json(tmp_path: Path, data: bytes) -> None:
    """What is made to break readers breaks none."""
    taken(tmp_path, data)


def test_the_model_is_the_package_s() -> None:
    """What is known of schemata, properties, their types and edges is what followthemoney says."""
    assert followthemoney.__version__.startswith(ftmmodel.VERSION)
    for schema in model.schemata.values():
        assert ftmmodel.is_schema(schema.name)
        for prop in schema.properties.values():
            assert ftmmodel.property_type(schema.name, prop.name) == (None if prop.stub else prop.type.name)
        ends = (schema.source_prop, schema.target_prop)
        assert ftmmodel.edge(schema.name) == (tuple(one.name for one in ends if one) if all(ends) else None)
    assert not ftmmodel.is_schema("Nothing")


@given(statements())
def test_ids_are_followthemoney_s(one: Statement) -> None:
    """A statement without an id gets the one that the package gives it."""
    assert ftmmodel.statement_id(dict(one.to_dict())) == one.generate_key()


def test_keys_of_entities() -> None:
    """Ids with slashes and percent signs come back from their keys."""
    assert [entity_of(key) for key in ("ftm/entity/a%2Fb%25", "ftm/record/d/x%2F", "ftm/other/x")] == [
        "a/b%",
        "x/",
        None,
    ]
    assert dataset_name("Ночь") == "claimcheck"


def test_a_claim_that_stands_beside_statements(tmp_path: Path) -> None:
    """An analyst's own claim about an entity refers to it, and to the dataset as a party."""
    ledger, _ = taken(tmp_path, lines(row()))
    ledger.add(
        Claim(
            key="mine",
            text="born later",
            claimants=("ftm/dataset/eu_fsf",),
            proposition=Proposition(event="ftm/entity/NK-1", measure="birthDate", value=Category(term="1980")),
        )
    )
    data = written(ledger)
    note = next(one for one in judged(data) if one.schema == "Note" and one.prop == "entity")

    assert note.value == "NK-1"
    assert taken(tmp_path, data)[0] == ledger


def test_a_line_of_a_log_is_no_statement(tmp_path: Path) -> None:
    """Whatever else stands in it."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({**row(), "record": "event", "log": {}}))
    assert not is_statement_lines(Intake(path))


def test_the_columns_of_a_table_are_told_of(tmp_path: Path) -> None:
    """A column that stands twice refuses the table; a field without a column's name is not kept."""
    head = "entity_id,prop,schema,value,dataset"
    _, intake = taken(tmp_path, f"{head},value\nx,name,Person,Ann,d,Bob\n".encode(), "a.ftm.csv")
    assert told(intake) == ([], ["a.ftm.csv:1: the table has more than one column value"])

    ledger, intake = taken(tmp_path, f"{head},\nx,name,Person,Ann,d,Bob\n".encode(), "a.ftm.csv")
    assert len(ledger.claims) == 1
    assert told(intake)[0] == ["a.ftm.csv:2: a field stands in a column without a name; it is not kept"]


def test_the_name_of_a_case_is_told_of() -> None:
    """FollowTheMoney has a place for the name of a dataset alone."""
    outlet = Outlet()
    b"".join(write_ftm(Ledger(case="Istanbul 2025"), outlet))

    assert [str(one) for one in outlet.done().left] == [
        "Istanbul 2025: the name of the case: its dataset is called istanbul_2025"
    ]
