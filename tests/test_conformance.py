"""The conformance table, cell by cell: what a format says of each field is what its files and its warnings show."""

import json
import warnings
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from claimcheck.counts import Written
from claimcheck.exchange.conformance import FIELDS, Cell
from claimcheck.formats import Format, formats, read, write
from claimcheck.ledger import Ledger
from tests.conformance import found_in, full_ledger, holder, sign_of, without
from tests.exchange_doc import DOC, renewed

FORMATS: Final = {name: one for name, one in formats().items() if one.write is not None}

# What a graph shows of a field: the two ends of an edge, or the name of a field and its value.
GRAPH: Final[dict[str, tuple[str, str | bool]]] = {
    "party.acts_for": ("full/army", "full/state"),
    "party.part_of": ("full/army", "full/alliance"),
    "party.same_as": ("full/army", "full/twin"),
    "source.publisher": ("desk.full.example", "full/review"),
    "source.derives_from": ("full/bulletin", "full/first"),
    "event.part_of": ("full/raid", "full/war"),
    "claim.claimants": ("full/army", "full/claim"),
    "claim.appearances": ("full/claim", "full/bulletin"),
    "proposition.event": ("full/claim", "full/raid"),
    "party.declared": ("declared", False),
    "source.published": ("published", "2025-03-07"),
    "claim.inferred": ("inferred", "scope"),
    "proposition.agent": ("agent", "Twin of the Full"),
    "proposition.polarity": ("denied", True),
    "appearance.language": ("language", "cy"),
}


def _graph_signs(name: str) -> dict[str, str]:
    """The signs in one of the formats of graphs, each of which writes edges and fields in its own way."""
    in_json = {"source.language": '"language": "gd", "note"'}
    edge, field, more = {
        "node-link": ('"source": "{}", "target": "{}"', '"{}": {}', in_json),
        "cytoscape": ('"source": "{}", "target": "{}"', '"{}": {}', in_json),
        "graphml": ('source="{}" target="{}"', '.{}">{}<', {"source.language": 'node.language">gd<'}),
        "gexf": (
            'source="{}" target="{}"',
            'for="{}" value="{}"',
            {"source.language": 'for="language" value="gd"/><attvalue for="note"'},
        ),
    }[name]
    signs = {
        "link.accepted": "candidate:qualifies",
        "assessment.axis": "claimreview/label: Falso",
        "assessment.when": "Desk of the Full, 2025-03-07",
        **more,
    }
    for cell, (one, other) in GRAPH.items():
        is_edge = "full/" in one or "full." in one
        value = json.dumps(other) if isinstance(other, bool) or (field.startswith('"') and not is_edge) else other
        signs[cell] = (edge if is_edge else field).format(one, value)
    return signs


# What shows that a field is said, where its own text does not: by format and field.
SIGNS: Final[dict[str, dict[str, str]]] = {
    "claimreview": {
        "claim.claimants": "Army of the Full",
        "claim.appearances": "https://example.org/5202",
        "appearance.source": "https://example.org/5202",
        "source.publisher": "Desk of the Full",
        "assessment.about": "what was claimed 5401",
        "assessment.by": "Desk of the Full",
    },
    "nanopub": {
        "claim.appearances": "quoted words 5601",
        "claim.inferred": "cc:inferred",
        "proposition.polarity": "cc:polarity",
        "appearance.language": '"cy"',
        "source.language": '"fy"',
    },
    **{name: _graph_signs(name) for name in ("node-link", "cytoscape", "graphml", "gexf")},
    "stix": {
        "party.acts_for": '"acts_for": [',
        "party.part_of": '"part_of": ["full/alliance"]',
        "party.same_as": '"same_as": [',
        "party.declared": '"declared": false',
        "source.publisher": '"publisher": "desk.full.example"',
        "source.published": '"published": "2025-03-07", "language"',
        "source.language": '"published": "2025-03-07", "language": "gd"',
        "source.derives_from": '"derives_from": [',
        "source.raw": '{\\"raw\\":5208}',
        "event.part_of": '"part_of": "full/war"',
        "claim.claimants": '"claimants": [',
        "claim.appearances": '"appearances": [',
        "claim.inferred": '"inferred": ["scope"]',
        "proposition.event": '"event": "full/raid"',
        "proposition.agent": '"agent": "full/twin"',
        "proposition.value": '"low": "5505"',
        "proposition.polarity": '"polarity": false',
        "appearance.language": '"language": "cy"',
        "link.accepted": "candidate-qualifies",
        "link.judged": '"judged": ["0", "0"]',
        "assessment.axis": '"axis": "label"',
        "assessment.when": '"when": "2025-03-07"',
        "assessment.judged": '"judged": "0"',
    },
    "aif": {
        "claim.claimants": "full/claim by full/army",
        "claim.appearances": "Bulletin 5201",
        "appearance.source": "Bulletin 5201",
        "proposition.polarity": "denied: ",
    },
    "argdown": {
        "claim.claimants": '"by": "Army of the Full"',
        "claim.appearances": "Bulletin 5201",
        "claim.inferred": '"inferred": "scope"',
        "proposition.event": '"event": "Raid 5301"',
        "proposition.agent": '"agent": "Twin of the Full"',
        "proposition.polarity": "#(denied)",
        "appearance.source": "Bulletin 5201",
    },
}

# Fields whose value every file shows in other ways as well, so that taking the value away takes no text away.
ALWAYS: Final[dict[str, frozenset[str]]] = {
    "claimreview": frozenset({"source.publisher"}),
    "nanopub": frozenset({"claim.claimants", "source.publisher"}),  # the army is both, and described once
}


def _text(one: Format, data: bytes) -> str:
    """What a reader sees in a file of this format."""
    return data.decode("utf-8")


def _write(one: Format, ledger: Ledger) -> tuple[bytes, Written]:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        path = Path(folder, f"full{one.suffixes[0]}")
        written = write(ledger, path, format=one.name, private=True)
        return path.read_bytes(), written


@cache
def written(name: str) -> tuple[bytes, Written]:
    """The full ledger in a format."""
    return _write(FORMATS[name], full_ledger())


@cache
def read_again(name: str) -> Ledger:
    """The full ledger after it went through a format."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        path = Path(folder, f"full{FORMATS[name].suffixes[0]}")
        path.write_bytes(written(name)[0])
        return read(path, format=name)


CELLS: Final = [(name, field) for name in FORMATS for field in FIELDS]


@pytest.mark.parametrize(("name", "field"), CELLS)
def test_a_cell_of_the_table(name: str, field: str) -> None:
    """Kept is there again and the same; said stands in the file and goes with the value; left out is told of."""
    one = FORMATS[name]
    record, part = holder(field)
    value = getattr(part, field.partition(".")[2])
    cell = one.says[field]
    if cell is Cell.KEPT:
        assert value in found_in(field, read_again(name))
        return
    told = [str(problem) for problem in written(name)[1].left if problem.where == record.key]
    name_of_field = field.partition(".")[2]
    is_told = any(f"{name_of_field}: " in message or ": all of it: " in message for message in told)
    if name_of_field != "key":  # the ledger's own, of which nothing is told
        assert is_told == (cell is Cell.LEFT), told
    if cell is Cell.SAID:
        sign = SIGNS.get(name, {}).get(field) or sign_of(field)
        assert sign is not None, f"{field}: name its sign in SIGNS"
        assert sign in _text(one, written(name)[0])
        bare = without(field)
        if bare is not None and field not in ALWAYS.get(name, frozenset()):
            assert sign not in _text(one, _write(one, bare)[0])


@pytest.mark.parametrize("name", FORMATS)
def test_the_name_of_the_case(name: str, tmp_path: Path) -> None:
    """It comes back, or stands in the file, or is told of as left out, as the format says; without one nothing is."""
    cell, path = FORMATS[name].case, tmp_path / f"f{FORMATS[name].suffixes[0]}"
    said = "the name of the case has no place in this format"
    for case in ("twelfth-night", None):
        ledger = Ledger(case=case)
        ledger.claim("37 killed", by="Army", measure="killed", value=37, event="raid", source="bulletin")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            written = write(ledger, path, format=name)
            data = path.read_bytes().decode(errors="replace")

            assert (said in [one.message for one in written.left]) is (cell is Cell.LEFT and case is not None)
            if cell is Cell.KEPT:
                assert read(path, format=name).case == case
            if case is not None:
                assert (case in data or "twelfth_night" in data) is (cell is not Cell.LEFT)


def test_every_field_has_a_value_of_its_own() -> None:
    """The full ledger would otherwise show nothing of a field."""
    for field in FIELDS:
        _, part = holder(field)
        assert getattr(part, field.partition(".")[2]) is not None


def test_the_documentation_has_the_table() -> None:
    """docs/exchange.md says of each format and field what the code declares, and what the cells above were held to."""
    text = DOC.read_text(encoding="utf-8")

    assert renewed(text) == text, "python -m tests.renew writes it anew"
    assert all(f"| `{name}` |" in text for name in FORMATS)
