"""Plug-ins: found by name, one at a time, and named where they cannot be used."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from claimcheck.errors import BadScheme
from claimcheck.grading import registry
from claimcheck.grading.registry import GROUP, find_scheme, scheme_called, scheme_names
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Installed packages that offer one good scheme and several that cannot be used."""
    here = "tests.test_grades"
    entries = EntryPoints(
        EntryPoint(name=name, value=value, group=GROUP)
        for name, value in (
            ("carried", f"{here}:Carried"),
            ("gone", "no_such_package:Scheme"),
            ("lacking", f"{here}:NoSuchName"),
            ("odd", f"{here}:case"),
            ("misnamed", f"{here}:Carried"),
            ("bare", "claimcheck.grading.scheme:Scheme"),
        )
    )
    monkeypatch.setattr(registry, "_offered", lambda: entries)
    yield
    registry._loaded.cache_clear()


@pytest.mark.usefixtures("offered")
def test_a_plug_in_is_found() -> None:
    """A scheme that a package offers is known by its name, and checks what people give under it."""
    ledger = Ledger()
    ledger.claim("5 killed", by=ledger.party("army"), key="c")

    assert "carried" in scheme_names()
    assert scheme_called("carried").source == "our own handbook"
    assert (
        "unknown grade 'alnoe'"
        in registry.objections(Assessment(about="c", scheme="carried", grade="alnoe", by="desk"))[0]
    )


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone", r"scheme 'gone' \(no_such_package:Scheme\) cannot be loaded: ModuleNotFoundError"),
        ("lacking", r"scheme 'lacking' .* cannot be loaded: AttributeError"),
        ("odd", r"scheme 'odd' .*: expected a claimcheck Scheme, got function"),
        ("misnamed", r"scheme 'misnamed' .*: its name is 'carried'; it must be that of its entry point"),
        ("bare", r"scheme 'bare' .* cannot be loaded: TypeError"),
    ],
)
def test_a_bad_plug_in_is_named(name: str, message: str) -> None:
    """What cannot be loaded, is no scheme or has another name is named with where it comes from."""
    with pytest.raises(BadScheme, match=message):
        find_scheme(name)


@pytest.mark.usefixtures("offered")
def test_a_bad_plug_in_leaves_the_others_alone() -> None:
    """A scheme is loaded only when it is asked for by name."""
    assert find_scheme("airwars") is not None
    assert find_scheme("unheard of") is None
