"""What outsiders rely on: the public names, their docstrings, and a package that is quick to import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import claimcheck

SNAPSHOT = Path(__file__).with_name("public_names.txt")
PINNED = SNAPSHOT.read_text(encoding="utf-8").split()

# What the interpreter must not have loaded after `import claimcheck` alone.
HEAVY = (
    "cattrs",
    "click",
    "dateutil.parser",
    "jinja2",
    "matplotlib",
    "msgspec",
    "networkx",
    "pandas",
    "pint",
    "rapidfuzz",
    "rich",
    "yaml",
)


def _run(code: str) -> str:
    """Return what *code* prints in a fresh interpreter that finds the same package as this one."""
    beside = Path(claimcheck.__path__[0]).resolve().parent
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=beside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_public_names_are_pinned() -> None:
    """A public name comes or goes only together with the snapshot and the changelog."""
    assert sorted(claimcheck.__all__) == PINNED


def test_the_snapshot_is_sorted() -> None:
    """The snapshot lists each name once, in order, so that a change to it is one line."""
    assert sorted(set(PINNED)) == PINNED


@pytest.mark.parametrize("name", PINNED)
def test_a_public_name_resolves(name: str) -> None:
    """Every public name leads to something of the package, with a docstring of its own."""
    value = getattr(claimcheck, name)

    assert value.__module__.startswith("claimcheck.")
    assert (value.__doc__ or "").strip()


@pytest.mark.parametrize("name", PINNED)
def test_a_public_name_is_listed(name: str) -> None:
    """dir() shows the public names before anyone has used them."""
    assert name in dir(claimcheck)


def test_an_unknown_name_is_refused() -> None:
    """A name that the package does not have raises the error that Python raises for any module."""
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        getattr(claimcheck, "no_such_" + "name")


def test_a_star_import_brings_every_public_name() -> None:
    """`from claimcheck import *` resolves all of `__all__`."""
    shown = _run("import json; from claimcheck import *; print(json.dumps(sorted(dir())))")

    assert set(PINNED) <= set(json.loads(shown))


def test_importing_is_light() -> None:
    """`import claimcheck` loads no heavy package; each is loaded where it is first used."""
    shown = _run("import json, sys, claimcheck; print(json.dumps(sorted(sys.modules)))")
    loaded = set(json.loads(shown))

    assert loaded & set(HEAVY) == set()


def test_the_package_is_typed() -> None:
    """The marker that lets type checkers read the package is installed with it."""
    assert (Path(claimcheck.__path__[0]) / "py.typed").is_file()
