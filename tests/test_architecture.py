"""The house: every module has a floor, imports go down only, and heavy packages enter by named doors."""

import ast
import sys
from collections.abc import Iterator
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import frozen

ROOT = "claimcheck"

# From the ground up. Within a group, a module may import those that stand before it. "report.*" is every
# module inside the package claimcheck/report; these may import one another, but not in a circle.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "markup", "listed", "cards", "atomic", "counts", "paths", "csvrows"),
    ("printed", "quantity", "spans"),
    ("reading", "reading.language"),
    ("reading.numbers", "reading.numbers.wording", "reading.numbers.scan"),
    ("reading.numbers.digits", "reading.numbers.number_words", "reading.numbers.parts", "reading.numbers.numerals"),
    ("reading.numbers.unit_words", "reading.numbers.amounts", "reading.numbers.said"),
    ("reading.numbers.names", "reading.numbers.labels"),
    ("reading.numbers.matters",),
    (
        "reading.numbers.bounds",
        "reading.numbers.ranges",
        "reading.numbers.wholes",
        "reading.numbers.vague",
        "reading.numbers.nouns",
        "reading.numbers.changes",
        "reading.numbers.backgrounds",
    ),
    ("reading.figures",),
    ("reading.times", "reading.times.edtf", "reading.times.timewords"),
    ("reading.times.marks", "reading.times.periods", "reading.times.dates"),
    (
        "reading.times.stretches",
        "reading.times.portions",
        "reading.times.filling",
        "reading.times.anchors",
        "reading.times.shifts",
    ),
    ("reading.times.within", "reading.times.relative"),
    ("reading.times.zones", "reading.times.clock", "reading.times.moments"),
    ("reading.times.points", "reading.times.ranges", "reading.times.rows", "reading.times.openings"),
    ("reading.times.counting", "reading.times.ending", "reading.times.phrases"),
    ("reading.times.tenses", "reading.times.mentions", "reading.times.wholedates", "times"),
    ("model",),
    ("plainrecords", "canonical"),
    ("vocabulary", "units", "reading.infer"),
    (
        "reading.speech",
        "reading.speech.saying",
        "reading.speech.prose",
        "reading.speech.nounphrases",
        "reading.speech.speakers",
        "reading.speech.cues",
        "reading.speech.complements",
    ),
    (
        "reading.speech.grounds",
        "reading.speech.contents",
        "reading.speech.beside",
        "reading.speech.institutions",
        "reading.speech.attributions",
    ),
    ("reading.speech.selectors", "reading.speech.resolving", "reading.speech.standing", "reading.speech.drafts"),
    ("reading.clauses", "reading.counted"),
    ("comparing", "comparing.values", "comparing.context", "comparing.axes", "comparing.comparison"),
    ("comparing.relating", "comparing.pair", "comparing.gate", "comparing.measured", "comparing.compare"),
    ("searching", "searching.words", "searching.index", "searching.ranking"),
    ("records", "log", "view"),
    (
        "storing",
        "storing.chain",
        "storing.schema",
        "storing.database",
        "storing.indexing",
        "storing.store",
        "storing.audit",
        "storing.wordindex",
        "storing.storedview",
        "storing.storedlog",
        "storing.opening",
    ),
    ("support", "support.paths", "support.derivations", "support.grounds", "support.network"),
    ("support.telling", "support.ways", "support.independence", "support.impact"),
    ("grading", "grading.facts", "grading.scheme"),
    ("grading.admiralty", "grading.airwars", "grading.claimreview", "grading.every_casualty", "grading.icd203"),
    ("grading.registry",),
    ("findings", "findings.topics", "findings.nesting", "findings.contest", "findings.origins"),
    ("findings.positions", "findings.lines", "findings.charted", "findings.sums", "findings.arithmetic"),
    (
        "findings.finding",
        "findings.graded",
        "findings.telling",
        "findings.checks",
        "findings.circular",
        "findings.history",
    ),
    ("findings.quoted", "findings.carrying", "findings.slipped", "findings.reported", "findings.relayed"),
    ("findings.within", "findings.between", "findings.analysis", "findings.explain"),
    (
        "fusion",
        "fusion.told",
        "fusion.scores",
        "fusion.quantiles",
        "fusion.middles",
        "fusion.reliability",
        "fusion.learning",
        "fusion.copying",
        "fusion.repeats",
        "fusion.enginetopics",
    ),
    (
        "fusion.shards",
        "fusion.shards.arrays",
        "fusion.shards.pieces",
        "fusion.shards.shard",
        "fusion.shards.accuracies",
        "fusion.shards.labels",
        "fusion.shards.voting",
    ),
    ("fusion.methods", "fusion.methods.nearness", "fusion.methods.losses", "fusion.methods.voting", "fusion.methods.*"),
    (
        "fusion.registry",
        "fusion.ofledger",
        "fusion.fused",
        "fusion.options",
        "fusion.several",
        "fusion.updating",
        "fusion.weighing",
        "fusion.beside",
    ),
    (
        "fusion.shards.acts",
        "fusion.shards.pairs",
        "fusion.shards.laying",
        "fusion.shards.outcome",
        "fusion.shards.topics",
        "fusion.shards.weighing",
    ),
    ("graph",),
    (
        "incidents",
        "incidents.naming",
        "incidents.moments",
        "incidents.ordering",
        "incidents.definitions",
        "incidents.series",
        "incidents.incident",
    ),
    ("plotting", "plotting.words", "plotting.canvas", "plotting.scales", "plotting.layers"),
    (
        "plotting.rows",
        "plotting.topicplot",
        "plotting.timeline",
        "plotting.evidence",
        "plotting.laid",
        "plotting.graphplot",
    ),
    (
        "references",
        "comparing.aligning",
        "comparing.frames",
        "comparing.paired",
        "comparing.statements",
        "searching.similar",
        "recorder",
        "neighbourhood",
        "claimframe",
        "ledger",
    ),
    ("tracing", "tracing.words", "tracing.sourcetext", "tracing.copy"),
    ("tracing.postings", "tracing.passages", "tracing.marks", "tracing.naming"),
    ("tracing.copies", "tracing.suspects"),
    ("grading.gathering", "grading.grades"),
    (
        "exchange",
        "exchange.outlet",
        "exchange.jsontext",
        "exchange.intake",
        "exchange.conformance",
        "exchange.formulas",
        "exchange.*",
        "formats.*",
        "formats",
    ),
    (
        "verifying",
        "verifying.folding",
        "verifying.edges",
        "verifying.nearby",
        "verifying.quotes",
        "verifying.packed",
        "verifying.snapshots",
        "verifying.verification",
        "verifying.claimed",
        "verifying.circumstances",
        "verifying.checking",
    ),
    ("reporting.*", "reporting"),
    ("tables", "tables.blanks", "tables.suffixes", "tables.rows", "tables.cells", "tables.spec", "tables.opponents"),
    (
        "tables.dated",
        "tables.exclusive",
        "tables.stands",
        "tables.implied",
        "tables.scales",
        "tables.triage",
        "tables.kernel",
    ),
    ("tables.columns", "tables.figures", "tables.moments", "tables.reading"),
    ("tables.plain", "tables.telling", "tables.frames", "tables.request", "tables.inprocess"),
    ("tables.formulas", "tables.results", "tables.datasets"),
    (
        "tables.local",
        "tables.buckets",
        "tables.cutting",
        "tables.duck",
        "tables.spark",
        "tables.engines",
        "tables.flagging",
    ),
    ("tables.found", "tables.bytopic", "tables.files", "tables.sheet", "tables.checking", "tables.styled"),
    (
        "tables.fusing",
        "tables.shares",
        "tables.claims",
        "tables.saying",
        "tables.weighed",
        "tables.fusingdisk",
        "tables.fusingspark",
        "tables.fusingengines",
        "fusing",
    ),
    (
        "shell",
        "shell.terminal",
        "shell.working",
        "shell.storyshown",
        "shell.refusing",
        "shell.completing",
        "shell.newfile",
        "shell.fusionshown",
        "shell.tablecommand",
        "shell.exchanging",
        "shell.ledgercommand",
        "shell.fusecommand",
        "cli",
        "__main__",
    ),
)

# Modules that load an extra at their top, and the doors to them: these open them inside a function.
OPENED: dict[str, frozenset[str]] = {
    "fusion.shards.accuracies": frozenset({"fusion.methods.accu"}),
    "fusion.shards.labels": frozenset({"fusion.methods.dawid_skene"}),
    "fusion.shards.shard": frozenset({"fusion.methods.accu", "fusion.methods.dawid_skene"}),
    "storing.opening": frozenset({"ledger"}),
    "tables.duck": frozenset({"tables.engines"}),
    "tables.engines": frozenset({"tables.flagging"}),
    "fusion.shards.weighing": frozenset({"shell.fusecommand", "fusing"}),
    "tables.fusing": frozenset({"shell.fusecommand", "fusing"}),
    "tables.weighed": frozenset({"shell.fusecommand"}),
    "tables.fusingengines": frozenset({"fusing"}),
    "tables.fusingdisk": frozenset({"tables.fusingengines"}),
    "tables.fusingspark": frozenset({"tables.fusingengines"}),
    "tables.files": frozenset({"shell.fusecommand", "tables.checking"}),
    "tables.inprocess": frozenset({"tables.checking"}),
    "tables.request": frozenset({"fusing", "tables.flagging"}),
    "tables.results": frozenset({"tables.checking"}),
    "tables.spark": frozenset({"tables.engines"}),
    "tables.spec": frozenset({"tables.checking", "tables.flagging"}),
    "tables.bytopic": frozenset({"tables.checking"}),
}


class Door(StrEnum):
    """How a heavy package may enter a module."""

    TOP = "at the top, or inside a function"
    LAZY = "inside a function only"


# Who may import what is heavy. The core's modules do so lazily, so that `import claimcheck` stays quick.
HEAVY: dict[str, dict[str, Door]] = {
    "click": {
        "cli": Door.TOP,
        "shell.completing": Door.TOP,
        "shell.exchanging": Door.TOP,
        "shell.fusionshown": Door.TOP,
        "shell.refusing": Door.TOP,
        "shell.ledgercommand": Door.TOP,
        "shell.tablecommand": Door.TOP,
        "shell.terminal": Door.TOP,
    },
    "dateutil": {
        "reading.times.filling": Door.LAZY,
        "reading.times.stretches": Door.LAZY,
        "reading.times.wholedates": Door.LAZY,
    },
    "duckdb": {"tables.cutting": Door.TOP, "tables.fusingdisk": Door.TOP},
    "jinja2": {"reporting.*": Door.LAZY},
    "matplotlib": {"plotting.canvas": Door.LAZY},
    "msgspec": {
        "canonical": Door.LAZY,
        "exchange.ftm.claims": Door.LAZY,
        "exchange.ftm.lines": Door.LAZY,
        "formats.jsonl": Door.LAZY,
    },
    "openpyxl": {"formats.sheets.workbook": Door.LAZY},
    "narwhals": {"tables.frames": Door.TOP, "tables.fusing": Door.TOP, "tables.styled": Door.LAZY},
    "networkx": {"graph": Door.LAZY},
    "numpy": {
        "fusion.shards.*": Door.TOP,
        "fusion.methods.accu": Door.LAZY,
        "fusion.methods.dawid_skene": Door.LAZY,
        "tables.*": Door.TOP,
    },
    "pandas": {"claimframe": Door.LAZY, "fusion.weighing": Door.LAZY},
    "pint": {"units": Door.LAZY},
    "pyarrow": {
        "formats.sheets.parquet": Door.LAZY,
        "tables.buckets": Door.TOP,
        "tables.columns": Door.TOP,
        "tables.cutting": Door.TOP,
        "tables.datasets": Door.TOP,
        "tables.duck": Door.TOP,
        "tables.figures": Door.TOP,
        "tables.files": Door.TOP,
        "tables.formulas": Door.TOP,
        "tables.frames": Door.TOP,
        "tables.fusing": Door.TOP,
        "tables.fusingdisk": Door.TOP,
        "tables.fusingspark": Door.TOP,
        "tables.reading": Door.TOP,
        "tables.results": Door.TOP,
        "tables.saying": Door.TOP,
        "tables.spark": Door.TOP,
        "tables.telling": Door.TOP,
    },
    "pypdf": {"verifying.packed": Door.LAZY},
    "pyspark": {"tables.fusingspark": Door.TOP, "tables.spark": Door.TOP},
    "rdflib": {"exchange.prov.rdfin": Door.LAZY},
    "rapidfuzz": {"shell.refusing": Door.LAZY, "searching.ranking": Door.LAZY},
    "rich": {
        "shell.fusionshown": Door.LAZY,
        "shell.storyshown": Door.LAZY,
        "shell.tablecommand": Door.LAZY,
        "shell.terminal": Door.LAZY,
        "shell.working": Door.LAZY,
    },
    "scipy": {"fusion.shards.*": Door.TOP, "fusion.quantiles": Door.LAZY},
    "sqlalchemy": {"storing.*": Door.TOP},
    "trafilatura": {"formats.webpage": Door.LAZY},
    "typst": {"reporting.pdf": Door.LAZY},
    "warcio": {"verifying.packed": Door.LAZY},
    "yaml": {"vocabulary": Door.LAZY, "formats.marked": Door.LAZY},
}

LIGHT = frozenset({"attrs"})  # what any module may import at its top, beside the standard library


def floor_of(module: str) -> tuple[int, int] | None:
    """Return where *module* stands as (floor, place on it), or None where it has no place."""
    for number, group in enumerate(FLOORS):
        for place, entry in enumerate(group):
            if _covers(entry, module):
                return number, place
    return None


def _covers(entry: str, module: str) -> bool:
    return module.startswith(entry[:-1]) if entry.endswith(".*") else module == entry


def _package_folder() -> Path:
    spec = find_spec(ROOT)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations)))


def _modules() -> dict[str, Path]:
    """Every module of the package by its name below the root; the root itself is ""."""
    folder = _package_folder()
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()
SOURCES = {module: path.read_text(encoding="utf-8") for module, path in MODULES.items()}


@frozen
class Import:
    """One imported name: what it names, in which line, and in what surroundings."""

    target: str
    line: int
    level: int = 0
    plain: bool = False  # `import x`, not `from x import y`
    in_function: bool = False
    nested: bool = False  # under an if, a try or a class: neither at the top nor in a function
    for_types: bool = False  # under `if TYPE_CHECKING:`
    dynamic: bool = False  # import_module(...) or __import__(...)


def imports(source: str) -> list[Import]:
    """Return every import in *source*, wherever it stands."""
    return list(_walk(ast.parse(source).body, in_function=False, nested=False, for_types=False))


def _walk(nodes: list[ast.AST] | list[ast.stmt], **where: bool) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(name.name, node.lineno, plain=True, **where)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                target = f"{node.module}.{name.name}" if node.module else name.name
                yield Import(target, node.lineno, level=node.level, **where)
        elif isinstance(node, ast.If) and _asks_for_types(node.test):
            yield from _walk(node.body, **(where | {"for_types": True}))
            yield from _walk(node.orelse, **(where | {"nested": True}))
        else:
            if isinstance(node, ast.Call) and node.args and _is_import_call(node.func):
                yield Import(ast.unparse(node.args[0]), node.lineno, dynamic=True, **where)
            inside = {"nested": True}
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                inside = {"in_function": True}
            yield from _walk(list(ast.iter_child_nodes(node)), **(where | inside))


def _asks_for_types(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else test.id if isinstance(test, ast.Name) else ""
    return name == "TYPE_CHECKING"


def _is_import_call(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in {"import_module", "__import__"}


def complaints(module: str, source: str) -> list[str]:
    """Return what is wrong with the imports in the *source* of *module*, one line for each."""
    return [
        f"{module or ROOT}:{found.line}: {reason}" for found in imports(source) for reason in _reasons(module, found)
    ]


def _reasons(module: str, found: Import) -> Iterator[str]:
    top = found.target.partition(".")[0]
    if found.level:
        yield f"a relative import of {found.target}"
    elif found.dynamic:
        if module:
            yield f"imports {found.target} by a call, which only the package root may do"
    elif top == ROOT:
        yield from _reasons_within(module, found)
    elif top in HEAVY:
        yield from _reasons_heavy(module, found, top)
    elif top not in LIGHT and top not in sys.stdlib_module_names:
        yield f"{top} is neither in the standard library nor in the tables LIGHT and HEAVY"
    elif found.in_function:
        yield f"{found.target} is imported inside a function, but is not heavy"


def _reasons_within(module: str, found: Import) -> Iterator[str]:
    """An import of the package's own: at the top, from a module, and downwards."""
    target = _module_named(found.target)
    if not target:
        yield f"{found.target} comes from the package root"
        return
    if found.plain:
        yield f"import {found.target} is written `from {found.target} import ...`"
    if (found.in_function or found.nested) and module not in OPENED.get(target, ()):
        yield f"{found.target} is not imported at the top"
    if not module:
        if not found.for_types:
            yield f"the package root loads {target} when it is imported"
        return
    here, there = floor_of(module), floor_of(target)
    if there is None:
        yield f"{target} has no floor"
    elif here is not None and not _stands_below(target, there, module, here):
        yield f"imports {target}, which does not stand below {module}"


def _stands_below(target: str, there: tuple[int, int], module: str, here: tuple[int, int]) -> bool:
    # Only modules of one package share a place; test_no_circle holds their order.
    return there < here or (there == here and target != module)


def _module_named(target: str) -> str:
    """The module, below the root, that an imported name lies in; "" is the root itself."""
    name = target.removeprefix(ROOT).removeprefix(".")
    while name and name not in MODULES and floor_of(name) is None:
        name = name.rpartition(".")[0]
    if name and name not in MODULES and name.rpartition(".")[0] in MODULES:
        return name.rpartition(".")[0]
    return name


def _reasons_heavy(module: str, found: Import, package: str) -> Iterator[str]:
    if found.for_types:  # loads nothing
        return
    door = next((door for entry, door in HEAVY[package].items() if _covers(entry, module)), None)
    if door is None:
        yield f"imports {package}, which only {', '.join(sorted(HEAVY[package]))} may"
    elif door is Door.LAZY and not found.in_function:
        yield f"imports {package} when it is loaded; here it may enter {door}"


@pytest.mark.parametrize("module", [module for module in MODULES if module])
def test_every_module_has_a_floor(module: str) -> None:
    """A module of the package is placed in FLOORS before it is written."""
    assert floor_of(module) is not None, f"{ROOT}.{module} is missing from FLOORS"


@pytest.mark.parametrize("entry", [entry for group in FLOORS for entry in group])
def test_every_place_is_taken(entry: str) -> None:
    """The list of floors names no module that does not exist."""
    assert any(_covers(entry, module) for module in MODULES), f"FLOORS lists {entry}, which is not on disk"


def test_every_place_is_listed_once() -> None:
    """No module stands on two floors."""
    entries = [entry for group in FLOORS for entry in group]

    assert len(entries) == len(set(entries))


@pytest.mark.parametrize("module", list(MODULES))
def test_imports_go_down(module: str) -> None:
    """Imports are absolute, at the top, strictly downwards, and heavy packages enter by their doors only."""
    assert complaints(module, SOURCES[module]) == []


def test_no_circle() -> None:
    """No module imports itself by a detour, inside one package either."""
    needs = {
        module: {
            target
            for found in imports(source)
            if found.target.partition(".")[0] == ROOT and (target := _module_named(found.target))
        }
        for module, source in SOURCES.items()
    }
    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError as circle:
        pytest.fail(f"modules import one another in a circle: {' -> '.join(circle.args[1])}")

    assert set(MODULES) <= set(order)


@pytest.mark.parametrize("package", list(HEAVY))
def test_every_door_leads_into_the_house(package: str) -> None:
    """The table of heavy packages names only modules that stand on a floor and import the package."""
    for door in HEAVY[package]:
        users = [
            module
            for module, source in SOURCES.items()
            if _covers(door, module) and any(found.target.partition(".")[0] == package for found in imports(source))
        ]
        assert users, f"HEAVY lets {door} import {package}, and it does not"


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("ledger", "from claimcheck import Claim", "comes from the package root"),
        ("ledger", "import claimcheck", "comes from the package root"),
        ("ledger", "import claimcheck.errors", "is written `from claimcheck.errors import"),
        ("ledger", "from . import errors", "relative"),
        ("ledger", "from .errors import Problem", "relative"),
        ("errors", "from claimcheck.ledger import Ledger", "does not stand below"),
        ("errors", "from claimcheck import ledger", "does not stand below"),
        ("quantity", "from claimcheck.times import TimeSpan", "does not stand below"),
        ("errors", "from claimcheck.errors import Problem", "does not stand below"),
        ("errors", "from claimcheck.reporting.page import render", "does not stand below"),
        (
            "errors",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from claimcheck.ledger import Ledger",
            "does not stand below",
        ),
        ("ledger", "def f():\n    from claimcheck.errors import Problem", "not imported at the top"),
        (
            "ledger",
            "try:\n    from claimcheck.errors import Problem\nfinally:\n    pass",
            "not imported at the top",
        ),
        ("ledger", "class A:\n    from claimcheck.errors import Problem", "not imported at the top"),
        ("ledger", "from claimcheck.nowhere import x", "comes from the package root"),
        ("ledger", "from importlib import import_module\nimport_module('claimcheck.errors')", "by a call"),
        ("ledger", "def f():\n    return __import__('networkx')", "by a call"),
        ("", "from claimcheck.errors import Problem", "the package root loads errors"),
        ("model", "def f():\n    import networkx", "imports networkx, which only graph may"),
        ("graph", "import networkx as nx", "imports networkx when it is loaded"),
        ("graph", "try:\n    import networkx as nx\nexcept ImportError:\n    pass", "when it is loaded"),
        ("units", "from pint import UnitRegistry", "imports pint when it is loaded"),
        ("model", "import sklearn", "neither in the standard library"),
        ("model", "def f():\n    import json", "inside a function, but is not heavy"),
    ],
)
def test_a_wrong_import_is_seen(module: str, source: str, complaint: str) -> None:
    """Each way to break the rules brings exactly one complaint, which says what is wrong."""
    (said,) = complaints(module, source)

    assert complaint in said


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ledger", "from claimcheck.errors import Problem"),
        ("ledger", "from attrs import frozen\nimport json"),
        ("times", "from claimcheck.quantity import Quantity"),
        ("report.page", "from claimcheck.reporting.words import said"),
        ("graph", "def f():\n    import networkx as nx"),
        ("graph", "def f():\n    try:\n        import networkx as nx\n    finally:\n        pass"),
        ("ledger", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import networkx as nx"),
        ("cli", "import click"),
        ("", "import typing\nif typing.TYPE_CHECKING:\n    from claimcheck.errors import Problem"),
        ("", "def __getattr__(name):\n    import_module('claimcheck.errors')"),
    ],
)
def test_a_right_import_is_let_through(module: str, source: str) -> None:
    """What the rules allow brings no complaint."""
    assert complaints(module, source) == []
