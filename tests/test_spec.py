"""How a table is to be read, and what is refused about it."""

from typing import Any

import pytest

from claimcheck.errors import InvalidRecord
from claimcheck.tables.rows import Rule
from claimcheck.tables.spec import ADDED, Spec, named

_LEAST: dict[str, Any] = {"topic": "event", "party": "by", "value": "figure"}


def test_columns_are_named_once() -> None:
    """Every column that is read is listed, each once."""
    spec = Spec(**_LEAST | {"topic": ["event", "day"], "value": ["low", "high"], "when": "day", "basis": "kind"})

    assert spec.columns == ("event", "day", "low", "high", "by", "kind")
    assert (named(None), named("a"), named(["a", "b"])) == ((), ("a",), ("a", "b"))


def test_a_measure_gives_the_rule() -> None:
    """What is known of the measure tells how figures are held against each other."""
    assert Spec(**_LEAST).rule == Rule()
    assert Spec(**_LEAST, measure="killed").rule == Rule(accumulates=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"topic": []}, "topic: expected the name of at least one column"),
        ({"value": ["a", "b", "c"]}, "value: expected one column, or a low and a high one, got 3"),
        (
            {"value": ["a", "b"], "bound": "kind"},
            "a low and a high column hold plain numbers, with no bound",
        ),
        ({"exclusive": True, "unit": "kind"}, "names have no bound or unit beside them"),
        ({"measure": "whatever"}, "the vocabulary has no measure 'whatever'"),
        ({"measure": "unemployment rate"}, "needs a period: give `when`"),
        ({"cutoff": "day"}, "they date counts that accumulate; give a `measure` that does"),
        ({"when": "day", "order": "dmy"}, r"order: expected one of day, month and year \(DMY, MDY, YMD\), got 'dmy'"),
        ({"order": "DMY"}, "order: it says how dates are read; name their column: `when`, `cutoff` or `asserted`"),
        ({"cutoff": "day", "asserted": "day", "measure": "killed"}, "counts are dated by one of them"),
    ],
)
def test_refusals(options: dict[str, Any], message: str) -> None:
    """Options that do not fit are refused with what to give."""
    with pytest.raises(InvalidRecord, match=message):
        Spec(**_LEAST | options)


def test_columns_to_add() -> None:
    """The added columns have their names, or a prefix where the table has one of them."""
    assert Spec(**_LEAST).added(["event", "by", "figure"]) == ADDED
    assert Spec(**_LEAST, prefix="x_").added(["event", "by", "figure", "status"])[0] == "x_status"
    with pytest.raises(InvalidRecord, match="the table has a column 'status', 'gap' already; give a prefix"):
        Spec(**_LEAST).added(["event", "by", "figure", "status", "gap"])
    with pytest.raises(InvalidRecord, match="the table has no column 'figure', 'by'; it has 'event', 'who'"):
        Spec(**_LEAST).added(["event", "who"])
