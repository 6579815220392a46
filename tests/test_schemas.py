"""The published schemas: they are what the records are now, and take whatever the readers take."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimcheck.canonical import from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord, UnknownKey
from claimcheck.formats.casefile import parse_case, write_case
from claimcheck.formats.jsonl import write_lines
from claimcheck.formats.marked import read_marked
from claimcheck.formats.schemas import SCHEMAS, schema, schema_text
from claimcheck.formats.yamltext import to_yaml
from claimcheck.ledger import Ledger
from tests.changing import changed_anywhere
from tests.made_schemas import MADE, schema_json
from tests.strategies import ledgers

ROOT = Path(__file__).parents[1]
LOG = {"recorded": "2025-06-02T09:00:00+00:00"}
VALID = {name: Draft202012Validator(schema(name)) for name in SCHEMAS}


def wrong(name: str, value: Any) -> list[str]:
    """What a schema says against a value, with the place."""
    return [f"{error.json_path}: {error.message}" for error in VALID[name].iter_errors(value)]


@pytest.mark.parametrize("name", MADE)
def test_what_is_published_is_made_from_the_records(name: str) -> None:
    """A field that a record gains or loses is in its schema, once `python -m tests.renew schemas` was run."""
    assert schema_text(name) == schema_json(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_leads_nowhere_else(name: str) -> None:
    """Each is a schema of draft 2020-12 that names no host but that of the draft."""
    Draft202012Validator.check_schema(schema(name))

    assert set(re.findall(r"https?://[^\"]*", schema_text(name))) == {"https://json-schema.org/draft/2020-12/schema"}


def test_there_is_no_other() -> None:
    with pytest.raises(UnknownKey, match="no schema 'yaml'; there are case, jsonl, check, verify"):
        schema("yaml")


@given(ledgers())
def test_every_line_and_case_file_is_valid(ledger: Ledger) -> None:
    """Whatever is written is valid."""
    for line in write_lines(ledger):
        assert wrong("jsonl", json.loads(line)) == []
    assert wrong("case", read_marked(write_case(ledger), "f")[0]) == []


class _Typed(yaml.SafeLoader):
    """YAML as most readers have it: numbers, truths and nothing are made of plain scalars; times stay text."""


_Typed.yaml_implicit_resolvers = {
    sign: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":value", ":merge"))]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    "path",
    [
        ROOT / "fixtures" / "istanbul" / "case.yaml",
        ROOT / "fixtures" / "raids" / "case.yaml",
        Path(str(files("claimcheck").joinpath("reporting/templates/case.yaml"))),
    ],
    ids=lambda path: path.parent.name,
)
def test_cases_that_people_wrote_are_valid(path: Path) -> None:
    """The case files of the package are valid as claimcheck reads them, and as an editor does."""
    text = path.read_text(encoding="utf-8")

    assert wrong("case", read_marked(text, "f")[0]) == []
    assert wrong("case", yaml.load(text, _Typed)) == []


def test_the_vocabulary_is_valid() -> None:
    """The library's own terms are what a case file may say under `vocabulary`."""
    words, _ = read_marked(files("claimcheck").joinpath("vocabulary.yaml").read_bytes(), "vocabulary.yaml")

    assert isinstance(words, dict)
    assert wrong("case", {"claimcheck": "1"} | words) == []


PARTY = {"record": "party", "key": "ua", "name": "Ukraine", "log": LOG}
CLAIM = {"record": "claim", "key": "a", "proposition": {"value": {"low": "52", "of": "80"}}, "log": LOG}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ([], "$: [] is not of type 'object'"),
        ({}, "$: 'record' is a required property"),
        (PARTY | {"record": "person"}, "$.record: 'person' is not one of ['party', 'source'"),
        (PARTY | {"nmae": "x"}, "$: Additional properties are not allowed ('nmae' was unexpected)"),
        ({"record": "party", "key": "ua", "log": LOG}, "$: 'name' is a required property"),
        (PARTY | {"name": 3}, "$.name: 3 is not of type 'string'"),
        (PARTY | {"aliases": "UA"}, "$.aliases: 'UA' is not of type 'array'"),
        (PARTY | {"log": {}}, "$.log: 'recorded' is a required property"),
        (PARTY | {"log": LOG | {"when": "x"}}, "$.log: Additional properties are not allowed ('when' was unexpected)"),
        (PARTY | {"log": LOG | {"version": 99}}, "$.log.version: 99 is greater than the maximum of"),
        (CLAIM | {"proposition": {"value": {"low": 52}}}, "is not valid under any of the given schemas"),
        (CLAIM | {"proposition": {"polarity": "no"}}, "$.proposition.polarity: 'no' is not of type 'boolean'"),
        (CLAIM | {"private": [["a"]]}, "$.private[0]: ['a'] is too short"),
        (CLAIM | {"basis": "hearsay"}, "$.basis: 'hearsay' is not valid under any of the given schemas"),
    ],
)
def test_a_line_of_another_shape_is_invalid(line: Any, complaint: str) -> None:
    """An unknown field, a missing one and a wrong type are named with their place."""
    assert any(complaint in one for one in wrong("jsonl", line)), wrong("jsonl", line)


def test_the_lines_above_are_valid_but_for_that() -> None:
    assert (wrong("jsonl", PARTY), wrong("jsonl", CLAIM)) == ([], [])


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ({}, "$: 'claimcheck' is a required property"),
        ({"claimcheck": 99}, "$.claimcheck: 99 is not one of [1,"),
        ({"claimcheck": 1, "partys": {}}, "('partys' was unexpected)"),
        ({"claimcheck": 1, "parties": ["ua"]}, "$.parties: ['ua'] is not of type 'object', 'null'"),
        (
            {"claimcheck": 1, "claims": {"a": {"vlaue": 3}}},
            "$.claims.a: Additional properties are not allowed ('vlaue'",
        ),
        ({"claimcheck": 1, "claims": {"a": {"basis": "hearsay"}}}, "$.claims.a.basis: 'hearsay' is not one of"),
        ({"claimcheck": 1, "claims": {"a": {"place": ["b"]}}}, "$.claims.a.place: ['b'] is not of type"),
        ({"claimcheck": 1, "retractions": [{"by": "ua"}]}, "$.retractions: [{'by': 'ua'}] is not valid under any"),
    ],
)
def test_a_case_of_another_shape_is_invalid(case: Any, complaint: str) -> None:
    """A mistyped field and a wrong word are named with their place, as an editor shows them while one types."""
    assert any(complaint in one for one in wrong("case", case)), wrong("case", case)


# Whatever a reader takes, its schema takes: valid things are changed anywhere, and what is still read is still valid.


@given(ledgers(), st.data())
def test_what_is_read_from_a_line_is_valid(ledger: Ledger, data: st.DataObject) -> None:
    """A line that was changed anywhere and still describes a record has the shape that the schema says."""
    plains = [to_plain(record) for record in ledger.records()]
    if not plains:
        return
    plain = data.draw(changed_anywhere(data.draw(st.sampled_from(plains))))
    try:
        from_plain(plain)
    except InvalidRecord:
        return

    assert wrong("jsonl", plain | {"log": LOG}) == []


@given(ledgers(), st.data())
def test_what_is_read_from_a_case_file_is_valid(ledger: Ledger, data: st.DataObject) -> None:
    """A case file that was changed anywhere and is still taken has the shape that the schema says."""
    root, _ = read_marked(write_case(ledger), "f")
    assert isinstance(root, dict)
    case = data.draw(changed_anywhere(json.loads(json.dumps(root))).map(_as_text))
    text = to_yaml(case)
    try:
        parse_case(text, "f")
    except BadInput:
        return

    assert wrong("case", read_marked(text, "f")[0]) == []


def _as_text(value: Any) -> Any:
    """A value with text in place of numbers and truths, as a case file has it."""
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value if value is None or isinstance(value, str) else str(value)
