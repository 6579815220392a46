"""The schemas of the lossless formats, made from the records: their fields, types, choices and docstrings.

`python -m tests.renew` writes them into the package; a test holds what stands there to what is made here.
"""

import inspect
import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from types import UnionType
from typing import Any, Final, get_args, get_origin

from attrs import NOTHING, fields, has

import claimcheck
from claimcheck.formats import caseentries, casefields, casefile
from claimcheck.formats.migrations import STEPS, VERSION
from claimcheck.formats.schemas import SCHEMAS
from claimcheck.model import (
    DERIVATIONS,
    DIMENSIONS_TO_ADD,
    RECORD_KINDS,
    SCALES,
    TERM_KINDS,
    Appearance,
    Assessment,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Proposition,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
)
from claimcheck.plainrecords import told_fields
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan

__all__ = ["MADE", "case_schema", "line_schema", "published", "schema_json"]

Schema = dict[str, Any]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_NUMBER: Final = "-?[0-9]{1,4100}(/[0-9]{1,4100})?"
_MEASURED: Final = ("measure", "category", "characterisation")
_CHOICES: Final[dict[tuple[type[Any], str], Iterable[str]]] = {
    (Derivation, "relation"): sorted(DERIVATIONS),
    (Term, "kind"): TERM_KINDS,
    (Measure, "kind"): _MEASURED,
    (Measure, "scale"): SCALES,
    (Measure, "adds_over"): DIMENSIONS_TO_ADD,
}
"""The words that a rule of a record allows where its type would allow any text."""


def said_of(cls: type[Any]) -> str:
    """Return the first paragraph of a class's docstring, on one line and without marks of code."""
    return _words(inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0])


def said_of_fields(cls: type[Any]) -> dict[str, str]:
    """Return what the docstring of a class says of each field under `Attributes:`."""
    told = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")[2]
    found = re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", told, re.MULTILINE)
    return {name: _words(text) for name, text in found}


def _words(text: str) -> str:
    return " ".join(text.replace("`", "").split())


# JSON Lines


def line_schema() -> Schema:
    """Return the schema of one line of JSON Lines."""
    parts = (Tie, Derivation, Sense, Part, Proposition, Appearance, Category, Quantity)
    definitions = {cls.__name__.lower(): _object(cls, {}) for cls in parts}
    for kind, cls in RECORD_KINDS.items():
        definitions[kind] = _object(cls, {"record": {"const": kind}, "log": {"$ref": "#/$defs/log"}})
    return {
        "$schema": _DRAFT,
        "title": f"A line of claimcheck JSON Lines, version {VERSION}",
        "description": "One entry of a ledger's log: a record in its plain form, and under `log` when, by whom and why "
        "it was recorded. What has its default is left out; numbers stand as text, so that none is rounded.",
        "type": "object",
        "required": ["record", "log"],
        "properties": {"record": {"enum": list(RECORD_KINDS)}},
        "allOf": [
            {"if": {"properties": {"record": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}}
            for kind in RECORD_KINDS
        ],
        "$defs": {
            "text": {"type": "string", "minLength": 1},
            "number": {
                "description": "An exact number such as 52, -3 or 13/20.",
                "type": "string",
                "pattern": f"^{_NUMBER}$",
            },
            "time": {"description": said_of(TimeSpan) + " As EDTF or ISO 8601.", "type": "string", "minLength": 1},
            "log": _log(),
            **definitions,
        },
    }


def _log() -> Schema:
    newer = "; ".join(f"{number} for what {number - 1} cannot say: {step.told}" for number, step in enumerate(STEPS, 2))
    return {
        "description": "When, by whom and why the record was recorded.",
        "type": "object",
        "required": ["recorded"],
        "additionalProperties": False,
        "properties": {
            "recorded": {"description": "A date and time in ISO 8601 with its zone.", "type": "string", "minLength": 1},
            "by": {"description": "Who recorded it.", "$ref": "#/$defs/text"},
            "why": {"description": "Why, where somebody said.", "$ref": "#/$defs/text"},
            "case": {"description": "The name of the case; the first line has it for all.", "type": "string"},
            "version": {
                "description": f"The oldest version that can say the record: absent for 1, {_words(newer)}.",
                "type": "integer",
                "minimum": 1,
                "maximum": VERSION,
            },
        },
    }


def _object(cls: type[Any], before: Schema) -> Schema:
    told, said = told_fields(cls), said_of_fields(cls)
    properties = dict(before)
    for item in told:
        inner = _plain_type(item.type, _CHOICES.get((cls, item.name)))
        properties[item.name] = {"description": said[item.name], **inner} if item.name in said else inner
    return {
        "description": said_of(cls),
        "type": "object",
        "required": [*before, *(item.name for item in told if item.default is NOTHING)],
        "additionalProperties": False,
        "properties": properties,
    }


def _plain_type(kind: Any, choices: Iterable[str] | None = None) -> Schema:
    """Return what the plain form of a value of this type is."""
    if isinstance(kind, UnionType):
        inner = [one for one in get_args(kind) if one not in {type(None), Fraction}]
        return {"anyOf": [*(_plain_type(one, choices) for one in inner), {"type": "null"}]}
    if get_origin(kind) in {tuple, frozenset}:
        members = get_args(kind)
        if members[-1] is Ellipsis or get_origin(kind) is frozenset:
            return {"type": "array", "items": _plain_type(members[0], choices)}
        return {"type": "array", "prefixItems": [_plain_type(one) for one in members], "items": False, "minItems": 2}
    if kind is str:
        return {"type": "string"} if choices is None else {"enum": list(choices)}
    if kind is bool:
        return {"type": "boolean"}
    if kind in {int, Fraction}:
        return {"$ref": "#/$defs/number"}
    if kind is TimeSpan:
        return {"$ref": "#/$defs/time"}
    if issubclass(kind, StrEnum):
        return {"enum": list(choices or kind)}
    assert has(kind), kind
    return {"$ref": f"#/$defs/{kind.__name__.lower()}"}


# The case file. A YAML reader of another tool makes numbers and truths of what is text here, and both are taken.

_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
_ID: Final[Schema] = {"$ref": "#/$defs/id"}
_TIME: Final[Schema] = {"$ref": "#/$defs/time"}
_TRUTH: Final[Schema] = {"$ref": "#/$defs/truth"}
_VALUE: Final[Schema] = {"$ref": "#/$defs/value"}


def _some(inner: Schema) -> Schema:
    """One or a list of them."""
    return {"anyOf": [inner, {"type": "array", "items": inner}]}


def _choice(words: Iterable[str]) -> Schema:
    return {"enum": [*words, None]}


def case_schema() -> Schema:
    """Return the schema of a case file, as any reader of YAML gives it."""
    entries = {"parties": "party", "sources": "source", "events": "event", "claims": "claim"}
    listed = {"links": "link", "assessments": "assessment", "retractions": "retraction"}
    pairs = {"type": "array", "items": {"type": "array", "minItems": 2, "items": _ID}}
    sections: dict[str, Schema] = {
        "claimcheck": {
            "description": "The version of the file: the oldest that can say what stands in it.",
            "enum": [*range(1, VERSION + 1), *(str(number) for number in range(1, VERSION + 1))],
        },
        "case": {"description": "A short name; ids of this file are kept under it.", **_TEXT},
        **{name: _mapping({"$ref": f"#/$defs/{kind}"}) for name, kind in entries.items()},
        **{name: _listed({"$ref": f"#/$defs/{kind}"}) for name, kind in listed.items()},
        "merge": {"description": "Events that are one.", "anyOf": [pairs, {"type": "null"}]},
        "distinct": {
            "description": "Events, claims or words that are not the same.",
            "anyOf": [pairs, {"type": "null"}],
        },
        "alias": {"description": "Words, each with the term that it stands for.", **_mapping(_TEXT)},
        "vocabulary": _mapping({"$ref": "#/$defs/term"}),
    }
    assert sections.keys() == casefile._TOP.keys(), sections.keys() ^ casefile._TOP.keys()
    return {
        "$schema": _DRAFT,
        "title": f"claimcheck case file, version {VERSION}",
        "description": "Parties, sources, events and claims by their ids, what people add about them, and words. Every "
        "scalar is read as text.",
        "type": "object",
        "required": ["claimcheck"],
        "additionalProperties": False,
        "properties": sections,
        "$defs": _case_definitions(),
    }


def _mapping(inner: Schema) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": inner}


def _listed(inner: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": inner}, inner, {"type": "null"}]}


def _entry(
    cls: type[Any], names: Mapping[str, Any], own: Mapping[str, Schema], *, required: Iterable[str] = ()
) -> Schema:
    """The fields of one entry: those that stand as the record has them by their type, and its *own*."""
    by_name = {item.name: item for item in fields(cls)} | (
        {item.name: item for item in fields(Proposition)} if cls is Claim else {}
    )
    properties = {
        name: own[name] if name in own else _case_type(by_name[name].type, _CHOICES.get((cls, name))) for name in names
    }
    entry: Schema = {"description": said_of(cls), "type": "object"}
    if required:
        entry["required"] = list(required)
    return entry | {"additionalProperties": False, "properties": properties}


def _case_type(kind: Any, choices: Iterable[str] | None = None) -> Schema:
    inner = [one for one in (get_args(kind) if isinstance(kind, UnionType) else (kind,)) if one is not type(None)]
    (first, *_) = inner
    if get_origin(first) in {tuple, frozenset}:
        return _some(_TEXT if choices is None else {"enum": list(choices)})
    if choices is not None:
        return _choice(choices)
    if first is TimeSpan:
        return _TIME
    if first is bool:
        return _TRUTH
    if first is Quantity:
        return _VALUE
    if issubclass(first, StrEnum):
        return _choice(first)
    return _TEXT


def _case_definitions() -> Schema:
    ids = dict.fromkeys(("publisher", "event", "part_of", "by", "to", "from", "in", "about", "target"), _ID)
    party = {"party": _ID}
    appearance = _entry(Appearance, caseentries._APPEARANCE, ids, required=["in"])
    part = {"type": "object", "additionalProperties": False, "required": ["of", "quantity"]}
    part |= {"properties": {"of": _TEXT, "quantity": _VALUE}}
    private_pairs = {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": _TEXT}}
    tie = _entry(Tie, caseentries._TIE, party, required=["party"])
    derivation = _entry(Derivation, caseentries._DERIVATION, {"source": _ID}, required=["source"])
    claim = {
        **ids,
        "by": _some(_ID),
        "denies": _TRUTH,
        "parts": {"anyOf": [_mapping(_VALUE), {"type": "array", "items": part}]},
        "appearances": {"anyOf": [_some({"anyOf": [_ID, {"$ref": "#/$defs/appearance"}]}), {"type": "null"}]},
        "private": {"anyOf": [_mapping(_TEXT), private_pairs]},
        **{name: _case_type(item.type) for item in fields(Appearance) if (name := item.name) in caseentries._CLAIM},
    }
    parties = {
        "acts_for": _some({"anyOf": [_ID, {"$ref": "#/$defs/tie"}]}),
        "part_of": _some(_ID),
        "same_as": _some(_ID),
    }
    source = ids | {"derives_from": _some({"anyOf": [_ID, {"$ref": "#/$defs/derivation"}]})}
    versions = {"type": ["array", "null"], "minItems": 2, "maxItems": 2, "items": _TEXT}
    term = {
        "kind": _choice(("measure", *TERM_KINDS, "category", "characterisation")),
        "exclusive": {"anyOf": [_TRUTH, _some(_TEXT)]},
        "senses": {"type": ["array", "null"], "items": {"$ref": "#/$defs/sense"}},
    }
    quantity = {item.name: _spelled(item.type) for item in fields(Quantity)}
    return {
        "text": {"type": ["string", "number", "boolean", "null"]},
        "id": {
            "description": "An id of this file; one with a slash is a key in full.",
            "type": ["string", "number", "boolean", "null"],
        },
        "time": {"description": said_of(TimeSpan) + " As EDTF or ISO 8601.", "type": ["string", "number", "null"]},
        "truth": {
            "anyOf": [{"type": ["boolean", "null"]}, {"type": "string", "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|"
            "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}]
        },
        "value": {
            "description": "A figure as people write it (52 of 80, more than 40), or a word; or its fields one by one.",
            "anyOf": [_TEXT, {"$ref": "#/$defs/quantity"}, {"$ref": "#/$defs/category"}],
        },
        "quantity": _described(Quantity, quantity),
        "category": _described(Category, {"term": _TEXT}) | {"required": ["term"]},
        "tie": tie,
        "derivation": derivation,
        "appearance": appearance,
        "sense": _entry(Sense, {item.name: None for item in fields(Sense)}, {}),
        "party": _or_nothing(_entry(Party, caseentries._PARTY, parties)),
        "source": _or_nothing(_entry(Source, caseentries._SOURCE, source)),
        "event": _or_nothing(_entry(Event, caseentries._EVENT, ids)),
        "claim": _or_nothing(_entry(Claim, caseentries._CLAIM, claim)),
        "link": _entry(
            Link,
            caseentries._LINK,
            ids | {"relation": {"enum": list(Relation)}, "judged": versions},
            required=["from", "relation", "to"],
        ),
        "assessment": _entry(
            Assessment,
            caseentries._ASSESSMENT,
            ids | {"judged": _some(_TEXT)},
            required=["about", "scheme", "grade", "by"],
        ),
        "retraction": _entry(Retraction, caseentries._RETRACTION, ids, required=["target"]),
        "term": _or_nothing(_entry(Measure, casefile._TERM, term)),
    }  # fmt: skip


def _or_nothing(entry: Schema) -> Schema:
    return entry | {"type": ["object", "null"]}


def _spelled(kind: Any) -> Schema:
    """A field of a figure that is spelled out."""
    if kind is bool:
        return _TRUTH
    return _choice(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else _TEXT


def _described(cls: type[Any], properties: Schema) -> Schema:
    assert cls is not Quantity or properties.keys() == casefields._QUANTITY.keys()
    said = said_of_fields(cls)
    told = {name: {"description": said[name], **inner} if name in said else inner for name, inner in properties.items()}
    return {"description": said_of(cls), "type": "object", "additionalProperties": False, "properties": told}


MADE: Final = {"case": case_schema, "jsonl": line_schema}
"""What makes each schema that is made."""


def schema_json(name: str) -> str:
    """Return a schema as the package publishes it: on lines, in the order in which it was made."""
    return json.dumps(MADE[name](), ensure_ascii=False, indent=2) + "\n"


def published(name: str) -> Any:
    """Return the path of a published schema."""
    (folder,) = claimcheck.__path__
    return f"{folder}/{SCHEMAS[name]}"
