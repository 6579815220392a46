"""Dates that cannot be right, and pages that call themselves something else."""

import pytest

from claimcheck.ledger import Ledger
from claimcheck.model import Source
from claimcheck.times import parse_time
from claimcheck.verifying.circumstances import check_page, check_retrieval
from claimcheck.verifying.snapshots import Snapshot


@pytest.mark.parametrize(
    ("published", "retrieved", "states"),
    [
        ("2025-06-02", "2025-06-01", ["impossible"]),
        ("2025-06-02", "2025-06-02", ["possible"]),
        ("2025-06", "2025-06-01", ["possible"]),
        (None, "2025-06-01", []),
    ],
)
def test_retrieval(published: str | None, retrieved: str, states: list[str]) -> None:
    """Nothing is retrieved before it was published; what is known by halves may have been."""
    source = Source(
        key="s", published=None if published is None else parse_time(published), retrieved=parse_time(retrieved)
    )

    assert [check.state.value for check in check_retrieval(source)] == states


@pytest.mark.parametrize(
    ("title", "name", "state"),
    [
        ("Raid kills 12 | The Daily", "Raid kills 12", "alike"),
        ("Raid kills 12, ministry says", "Raid kills twelve, ministry says", "alike"),
        ("Raid kills 12", "Peace talks resume", "unlike"),
    ],
)
def test_titles(title: str, name: str, state: str) -> None:
    """A title with the name of its site, or edited a little, is alike; another is for a person to look at."""
    page = Snapshot(text="a", whole="a", kind="page", title=title)

    assert [check.state.value for check in check_page(Source(key="s", name=name), page, Ledger())] == [state]


@pytest.mark.parametrize(
    ("site", "state"), [("BBC News", "alike"), ("example.org", "alike"), ("The Daily", "unlike"), ("Beeb", "alike")]
)
def test_sites(site: str, state: str) -> None:
    """A site is the publisher under its name, an alias, or the host of the address."""
    ledger = Ledger()
    publisher = ledger.party("BBC", aliases=["Beeb"])
    source = ledger.source("s", publisher=publisher, url="https://www.example.org/a")
    page = Snapshot(text="a", whole="a", kind="page", site=site)

    assert [check.state.value for check in check_page(source, page, ledger)] == [state]
