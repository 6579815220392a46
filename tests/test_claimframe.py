"""The frame of a ledger: columns that can be sorted, summed, drawn and written into a spreadsheet, and shown safely."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import claimcheck as cc
from claimcheck.claimframe import COLUMNS
from tests.hostile import ATTACKS, hostile_case

pd = pytest.importorskip("pandas", reason="needs the extra `frame`")

CASE = Path(__file__).parents[1] / "fixtures" / "istanbul" / "case.yaml"


@pytest.fixture(scope="module")
def frame() -> Any:
    return cc.read(CASE).to_frame()


@pytest.fixture
def blast() -> cc.Ledger:
    ledger = cc.Ledger()
    night = ledger.event("the night", key="night", over="2025-06-01T20:00+03:00/2025-06-02T09:00+03:00")
    ledger.claim("37 killed", by=ledger.party("Army"), event=night, asserted="2025-06-02", key="a")
    ledger.claim("90 killed", by=ledger.party("Enemy"), event=night, asserted="2025-06", key="b")
    ledger.claim("there was a blast", by="Army", event=night, key="c")
    ledger.claim("5 wounded", by="Enemy", event=night, polarity=False, key="d")
    return ledger


def test_columns_are_of_one_kind(frame: Any) -> None:
    """Figures are nullable numbers, times are times, truths are true or false, and no object of ours is in a cell."""
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}

    assert tuple(frame.columns) == COLUMNS
    assert {kinds[name] for name in ("low", "high", "of")} == {"Float64"}
    assert {kinds[name] for name in ("from", "to", "asserted_from", "asserted_to")} == {"datetime64[us]"}
    assert {kinds[name] for name in ("contested", "current", "denied")} == {"bool"}
    assert (kinds["origins"], kinds["finding"]) == ("Int64", "category")
    assert {type(cell).__module__.partition(".")[0] for name in COLUMNS for cell in frame[name]} <= {
        "builtins",
        "pandas",
        "numpy",
    }


def test_times_are_moments_in_utc(blast: cc.Ledger) -> None:
    """A period has its two ends in UTC; a day is its midnight, a month its first and its last day, and none is none."""
    rows = blast.to_frame().set_index("claim")

    assert str(rows.loc["a", "from"]) == "2025-06-01 17:00:00"
    assert str(rows.loc["a", "to"]) == "2025-06-02 06:00:00"
    assert str(rows.loc["a", "asserted_from"]) == str(rows.loc["a", "asserted_to"]) == "2025-06-02 00:00:00"
    assert str(rows.loc["b", "asserted_to"]) == "2025-06-30 00:00:00"
    assert pd.isna(rows.loc["c", "asserted_from"])


def test_claims_are_picked_sorted_and_counted(blast: cc.Ledger) -> None:
    """Contested claims are picked by their column, what disputes comes first when sorted, and figures are summed."""
    frame = blast.to_frame()

    assert list(frame[frame.contested].claim) == ["a", "b"]
    assert list(frame.sort_values("finding").claim[:2]) == ["a", "b"]
    assert frame[frame.finding <= "inconsistent"].claim.tolist() == ["a", "b"]
    assert frame.groupby("by").low.max().to_dict() == {"Army": 37.0, "Enemy": 90.0}
    assert list(frame[frame.denied].claim) == ["d"]
    assert pd.isna(frame.low[2])


def test_retracted_claims_stay_with_what_became_of_them(blast: cc.Ledger) -> None:
    """What is no longer current is in the frame, says why, and is contested by nobody."""
    blast.revise("b", "80 killed", key="b2")
    rows = blast.to_frame().set_index("claim")

    assert (rows.finding["b"], bool(rows.current["b"]), bool(rows.contested["b"])) == ("superseded", False, False)
    assert str(rows.loc["b", "from"]) == "2025-06-01 17:00:00"


def test_a_ledger_without_claims_has_the_same_columns() -> None:
    """A frame without rows can be picked from as any other."""
    empty = cc.Ledger().to_frame()

    assert tuple(empty.columns) == COLUMNS
    assert len(empty[empty.contested]) == 0
    assert str(empty["low"].dtype) == "Float64"


def test_a_spreadsheet_takes_its_times(frame: Any) -> None:
    """No time has a zone, which a spreadsheet would refuse."""
    assert all(getattr(kind, "tz", None) is None for kind in frame.dtypes)
    assert frame["from"].dropna().max().to_pydatetime() < datetime.now(UTC).replace(tzinfo=None)


def test_a_frame_is_shown_with_what_is_contested_first(blast: cc.Ledger) -> None:
    """The columns that one wants, with their status, are a table in which contested rows come first, in words."""
    shown = cc.show_flags(blast.to_frame()[["claim", "by", "low", "status", "reason"]])
    html = shown._repr_html_()

    assert [cells[1] for _, cells in shown.rows] == ["a", "b", "c", "d"]
    assert html.count("≠ contested") == 2
    assert repr(shown).startswith("<4 rows: 2 contested")
    assert cc.show_flags(blast.to_frame()).rows


def test_a_frame_without_status_is_no_flagged_one(blast: cc.Ledger) -> None:
    """Without the status nothing can be marked, which is refused."""
    with pytest.raises(cc.ClaimCheckError, match="no column 'status'"):
        cc.show_flags(blast.to_frame()[["claim", "by"]])


def test_a_styled_frame_holds_hostile_words_as_text(tmp_path: Path) -> None:
    """As `to_frame` says, pandas escapes what claims say where it is asked to, and our table does so anyway."""
    frame: Any = hostile_case(tmp_path, ATTACKS[:3]).to_frame()
    pages = [frame.style.format(escape="html").to_html(), cc.show_flags(frame)._repr_html_(), frame._repr_html_()]

    assert all("&lt;script&gt;" in page and "<script>" not in page for page in pages)
