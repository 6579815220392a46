"""Tables as arrays: topics, parties and times by what they mean, and every bad cell by its row and column."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import InvalidRecord
from claimcheck.model import Claim
from claimcheck.tables.figures import exact, plain_quantity
from claimcheck.tables.reading import read_table
from claimcheck.tables.rows import End
from claimcheck.tables.spec import Spec

pa = pytest.importorskip("pyarrow", reason="tables need the extra `tables`")
pd = pytest.importorskip("pandas", reason="needs pandas, of the extra `frame`")

_LEAST: dict[str, Any] = {"topic": "event", "party": "by", "value": "figure"}


def _read(held: Mapping[str, Any], **options: Any) -> Any:
    return read_table(pa.table(dict(held)), Spec(**_LEAST | options))


def _flagged(held: Mapping[str, Any], **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cc.flag(pa.table(dict(held)), **_LEAST | options).to_pylist()
    return found


def test_every_bad_cell_is_listed() -> None:
    """Rows with cells that cannot be read keep their place, and each such cell is named with its row and column."""
    held: dict[str, list[Any]] = {
        "event": ["a", None, "a", "a", "a"],
        "by": ["x", "x", "y", "y", "z"],
        "figure": ["1", "many things", "", "7", "2"],
        "kind": [None, None, None, "purple", None],
    }
    said = [str(one) for one in _read(held, bound="kind").bad]
    found = _flagged(held, bound="kind")

    assert said == [
        "row 1, event: the cell is empty, and makes the topic",
        "row 2, figure: the cell is empty",
        "row 3, kind: no bound of a figure is called 'purple': expected minimum, maximum, more, less, about, estimate",
    ]
    assert [row["status"] for row in found] == ["contested", *["unread"] * 3, "contested"]
    assert [row["contested"] for row in found] == [True, None, None, None, True]
    assert found[2]["reason"] == "figure: the cell is empty"


@pytest.mark.parametrize(
    ("figures", "messages"),
    [
        ([1.0, float("nan"), float("inf")], ["", "the cell is empty", "an infinite number is no figure"]),
        ([True, False, None], ["True is no figure", "False is no figure", "the cell is empty"]),
    ],
)
def test_numbers_that_are_no_figures(figures: list[Any], messages: list[str]) -> None:
    """Infinite numbers, truth values and empty cells are no figures."""
    held = {"event": ["a"] * 3, "by": ["x", "y", "z"], "figure": figures}

    assert {one.row: one.message for one in _read(held).bad} == {at: one for at, one in enumerate(messages) if one}


def test_two_columns_of_ends() -> None:
    """A low and a high column make ranges; an empty end is unbounded, crossed ends are bad cells."""
    held: dict[str, list[Any]] = {
        "event": ["a"] * 4,
        "by": ["w", "x", "y", "z"],
        "low": [1, 5, None, 9],
        "high": [3, None, 4, 8],
    }
    found = _flagged(held, value=["low", "high"])

    assert [row["reason"] for row in found] == [
        "figures that cannot both be right: 1-3 / at least 5",
        "figures that cannot both be right: at least 5 / 1-3",
        "figures that cannot both be right: at most 4 / at least 5",
        "low: the lower end lies above the upper one in 'high'",
    ]


def test_bounds_of_numbers() -> None:
    """A column of bounds is read with numbers as it is with words."""
    words = ["more", "<", "minimum", "about", "exact", None, "estimate", "nearly"]
    numbers: dict[str, list[Any]] = {
        "event": ["a"] * 8,
        "by": list("pqrstuvw"),
        "figure": [40, 40, 41, 40, 2000, 3, 50, 42],
        "kind": words,
    }
    texts = numbers | {"figure": [str(one) for one in numbers["figure"]]}

    assert _flagged(numbers, bound="kind") == [
        row | {"figure": int(row["figure"])} for row in _flagged(texts, bound="kind")
    ]


def test_times_and_places_by_what_they_mean() -> None:
    """One day in two spellings is one topic, and so is one place under two names."""
    held: dict[str, list[Any]] = {
        "event": ["raid"] * 4,
        "by": ["a", "b", "a", "b"],
        "figure": [1, 2, 1, 1],
        "day": ["2 June 2025", "2025-06-02", "2025-06-03", "2025-06-04"],
        "place": ["Kyiv", "Kiev", "Kyiv", "Kyiv"],
    }

    assert [row["contested"] for row in _flagged(held, when="day")] == [True, True, False, False]
    words = cc.Ledger()
    words.term("Kyiv", kind="place", aliases=["Kiev"])
    by_place = _flagged(held, where="place", vocabulary=words.view.vocabulary)
    assert [row["contested"] for row in by_place] == [True, True, True, False]
    assert [row["contested"] for row in _flagged(held, where="place")] == [False] * 4
    assert [str(one) for one in _read(held | {"day": ["x", *held["day"][1:]]}, when="day").bad] == [
        "row 0, day: no time can be read in 'x'"
    ]


@pytest.mark.parametrize("option", ["when", "cutoff", "asserted"])
def test_dates_in_figures(option: str) -> None:
    """A date whose first part may be the day or the month is read in the order that is told, and else says so."""
    held: dict[str, list[Any]] = {"event": ["a"] * 3, "by": ["x", "y", "z"], "figure": [1, 2, 3]}
    held["day"] = ["01/05/2024", "2 May 2024", "13/05/2024"]
    options: dict[str, Any] = {option: "day", "measure": "killed"}

    def bad(order: str | None) -> list[tuple[int, str]]:
        return [(one.row, one.message) for one in _read(held, order=order, **options).bad]

    assert bad(None) == [(0, "no time can be read in '01/05/2024': in the order DMY or MDY it is a date")]
    assert bad("DMY") == []
    assert bad("MDY") == [(2, "no time can be read in '13/05/2024': in the order DMY or YMD it is a date")]
    few = {name: cells[:2] for name, cells in held.items()}
    for order, day in (("DMY", "2024-05-01"), ("MDY", "2024-01-05")):
        told = _flagged(few, order=order, **options)
        plain = _flagged(few | {"day": [day, "2024-05-02"]}, **options)
        assert [row | {"day": None} for row in told] == [row | {"day": None} for row in plain]


def test_a_date_that_no_order_gives() -> None:
    """Where no order helps, none is named."""
    held = {"event": ["a", "a"], "by": ["x", "y"], "figure": [1, 2], "day": ["31/31/2024", "soon"]}

    assert [one.message for one in _read(held, when="day").bad] == [
        "no time can be read in '31/31/2024'",
        "no time can be read in 'soon'",
    ]


def test_parties_by_their_names() -> None:
    """Names that differ in case and spaces are one party; empty ones are nobody."""
    held = {"event": ["a"] * 4, "by": ["The Army", "army", " ", None], "figure": [1, 2, 3, 4]}
    claims = _read(held)

    assert claims.rows.party.tolist() == [0, 0, -1, -1]
    assert claims.parties == ["The Army"]


def test_control_groups() -> None:
    """Parties of one group do not contest each other but are inconsistent, and are one origin."""
    held = {
        "event": ["a"] * 3,
        "by": ["army", "ministry", "hospital"],
        "figure": [5, 5, 6],
        "under": ["state", "state", None],
    }
    found = _flagged(held, control_group="under")
    differing = _flagged(held | {"figure": [5, 6, 5]}, control_group="under")

    assert [row["origins"] for row in found] == [1, 1, 1]
    assert [row["status"] for row in differing] == [
        "inconsistent",
        "contested",
        "contested",
    ]


def test_numbers_come_back_exactly() -> None:
    """A number of a table is the decimal that it is written as."""
    assert (str(exact(0.1)), exact(3.0), exact(float("inf"))) == ("1/10", 3, None)
    assert str(plain_quantity(41, float("inf"), End.LOW_LEFT_OUT)) == "more than 40"


def test_a_word_that_changed_its_meaning_makes_two_topics() -> None:
    """What the air force called destroyed in July is held against shot down; in August it is not."""
    held = {
        "event": ["raid"] * 4,
        "by": ["Air Force of Ukraine", "Air Force of Ukraine", "monitor", "monitor"],
        "figure": [10, 10, 8, 8],
        "day": ["2025-07-31", "2025-08-01", "2025-07-31", "2025-08-01"],
    }
    naive = [row["contested"] for row in _flagged(held, when="day")]
    meant = [row["contested"] for row in _flagged(held, when="day", measure="destroyed")]

    assert (naive, meant) == ([True] * 4, [False] * 4)


def test_the_war_data_is_flagged_as_the_ledger_has_it(data_folder: Path) -> None:
    """Ukraine's loss claims and the documented minimum: each row is what the ledger's objects say of the claim."""
    frame = pd.read_csv(data_folder / "war_losses.csv").iloc[::7]
    claimed = frame[["date", "measure", "party"]].assign(figure=frame["party_claim"], kind=None)
    documented = frame[["date", "measure"]].assign(party="Oryx", figure=frame["independent_count"], kind="minimum")
    misread = frame[["date", "measure"]].assign(party="reader", figure=frame["independent_count"], kind=None)
    rows = pd.concat([claimed, documented, misread.iloc[::5]], ignore_index=True)
    found = cc.flag(rows, topic=["measure", "date"], party="party", value="figure", bound="kind")
    ledger = cc.Ledger()
    for name in set(rows["party"]):
        ledger.party(name)
    claims = [_claimed(ledger, at, row) for at, row in enumerate(json.loads(rows.to_json(orient="records")))]
    expected = [_kinds(ledger, claim) for claim in claims]

    assert len(rows) > 900
    assert sum("contested" in one for one in expected) > 100
    assert sum("corroborated" in one for one in expected) > 400
    assert [{one} for one in found["status"]] == [{"contested"} if "contested" in one else one for one in expected]


def _claimed(ledger: cc.Ledger, at: int, row: dict[str, Any]) -> Claim:
    words = f"at least {row['figure']}" if row["kind"] else str(row["figure"])
    topic = f"{row['measure']} by {row['date']}"
    return ledger.claim(by=row["party"], event=topic, value=words, key=f"row {at}")


def _kinds(ledger: cc.Ledger, claim: Claim) -> set[str]:
    told = {"contested", "corroborated", "uncorroborated", "unattributed", "inconsistent"}
    return {str(kind) for kind in ledger.status(claim)} & told


def test_times_in_other_words_and_zones_are_one() -> None:
    """One moment in two zones, and one month in two spellings, make one topic."""
    held = {"event": ["raid"] * 2, "by": ["a", "b"], "figure": [1, 5]}
    pairs = (
        ["2024-01-01T10:00Z", "2024-01-01T12:00+02:00"],
        ["2024-01", "2024-01-01/2024-01-31"],
        ["2024", "2024-01-01/2024-12-31"],
    )

    for pair in pairs:
        assert [row["contested"] for row in _flagged(held | {"day": pair}, when="day")] == [True, True]


def test_a_measure_that_one_holds() -> None:
    """Only one can be elected: two names exclude each other without being told to."""
    held = {"event": ["vote"] * 2, "by": ["army", "agency"], "figure": ["Smith", "Jones"]}

    assert [row["contested"] for row in _flagged(held, measure="was elected")] == [True, True]


@pytest.mark.parametrize(
    ("held", "options", "message"),
    [
        ({"figure": ["7"], "unit": ["parsnips"]}, {"unit": "unit"}, "no unit is called 'parsnips'"),
        ({"figure": ["1e400"]}, {}, None),
        ({"low": ["5 kg"], "high": ["6 kg"]}, {"value": ["low", "high"]}, "'5 kg' is no single number"),
        ({"low": ["1/3"], "high": ["1/2"]}, {"value": ["low", "high"]}, None),
        ({"figure": [b"7"]}, {}, "b'7' is no figure"),
        ({"figure": ["40 wounded"]}, {}, "'40 wounded' says what is counted ('wounded')"),
        ({"figure": ["40 wounded"]}, {"measure": "killed"}, "('wounded', not 'killed'): that is a part of the topic"),
        ({"figure": ["at least twelve killed"]}, {"measure": "killed"}, None),
    ],
)
def test_odd_cells(held: dict[str, list[Any]], options: dict[str, Any], message: str | None) -> None:
    """What cannot be read as it stands is told, and nothing of it is left out in silence."""
    found = [one.message for one in _read({"event": ["a"], "by": ["x"]} | held, **options).bad]

    assert (found == []) if message is None else (message in found[0])


def test_a_number_beyond_all_bounds() -> None:
    """A figure that no float holds is compared all the same; the gap is then without bound."""
    held = {"event": ["a"] * 2, "by": ["x", "y"], "figure": ["1e400", "5"]}

    assert [(row["contested"], row["gap"]) for row in _flagged(held)] == [(True, float("inf"))] * 2


def test_numbers_are_what_they_are_whatever_stands_beside_them() -> None:
    """A number of a column is no rounded figure, with a unit or a basis beside it or without."""
    held: dict[str, Any] = {"event": ["a"] * 2, "by": ["x", "y"], "figure": [40.1, 40.14]}
    beside = held | {"unit": ["kg"] * 2, "basis": ["own_count"] * 2}
    gaps = [
        _flagged(held)[0]["gap"],
        _flagged(beside, unit="unit")[0]["gap"],
        _flagged(beside, basis="basis")[0]["gap"],
    ]

    assert gaps == [0.04] * 3
    assert _flagged(beside, basis="basis")[0]["reason"] == "figures that cannot both be right: 40.1 / 40.14"


def test_dictionaries_with_words_twice_or_none() -> None:
    """A topic that stands twice in a dictionary is one topic; one that is missing in it is an empty cell."""
    twice = pa.DictionaryArray.from_arrays(pa.array([0, 1, 1]), pa.array(["a", "a"]))
    missing = pa.DictionaryArray.from_arrays(pa.array([0, 0, 1]), pa.array(["a", None]))
    rest = {"by": ["x", "y", "z"], "figure": [1, 5, 5]}

    assert [row["contested"] for row in _flagged(rest | {"event": twice})] == [True] * 3
    assert [row["status"] for row in _flagged(rest | {"event": missing})] == ["contested", "contested", "unread"]


def test_a_party_may_be_called_as_nobody_is() -> None:
    """A party named "(unattributed)" makes no trouble beside a claim of nobody."""
    frame = pd.DataFrame({"event": ["a"] * 3, "by": ["(unattributed)", None, "x"], "figure": [1, 5, 9]})

    assert cc.flag(frame, **_LEAST)["against"].tolist() == ["x", "x", "(unattributed)"]


@pytest.mark.parametrize(
    ("held", "options", "message"),
    [
        ({"event": [["a"]], "by": ["x"], "figure": [1]}, {}, "column 'event': cells of the kind list"),
        ({"event": ["a"], "by": ["x"], "figure": [1]}, {"party": None}, "the name of a column as text, got None"),
        ({"event": ["a"], "by": ["x"], "figure": [1]}, {"control_group": ""}, "the name of a column as text, got ''"),
        ({"event": ["a"], "by": ["x"], "figure": [1]}, {"topic": 0}, "the name of a column, or several, got 0"),
        ({"event": ["a"], "by": ["x"], "figure": [1]}, {"measure": 3}, "measure: expected text, got 3"),
    ],
)
def test_tables_that_are_refused(held: dict[str, list[Any]], options: dict[str, Any], message: str) -> None:
    """What no column can be, and options that are none, are refused with what is expected."""
    with pytest.raises(InvalidRecord, match=message):
        _flagged(held, **options)


def test_frames_with_odd_columns() -> None:
    """Columns that have no name, or a number for one, are left alone; two of one name are refused."""
    frame = pd.DataFrame({"event": ["a", "a"], "by": ["x", "y"], "figure": [1, 5], 0: [7, 7]})

    assert cc.flag(frame, **_LEAST)["contested"].tolist() == [True, True]
    with pytest.raises(InvalidRecord, match="cannot be told apart"):
        cc.flag(pd.concat([frame, frame[["by"]]], axis=1), **_LEAST)


DIGITS = st.sampled_from(["0", "7", "1999", "1,234", "01", "1,23", "more than 7", "", "7.0"])


@given(st.lists(DIGITS, min_size=1, max_size=8))
def test_digits_are_read_as_words_are(figures: list[str]) -> None:
    """Whole numbers in digits, which are read at once, have the flags that they have when each is read by itself."""
    parties = [f"p{at}" for at in range(len(figures))]
    held: dict[str, Any] = {"event": ["a"] * len(figures), "by": parties, "figure": figures}
    at_once = _flagged(held)
    by_itself = _flagged(held | {"basis": ["own_count"] * len(figures)}, basis="basis")

    for column in ("reason", "status", "position", "origins"):
        assert [row[column] for row in at_once] == [row[column] for row in by_itself]


def test_numbers_at_the_end_of_all_floats() -> None:
    """The largest numbers there are dispute each other without a warning; their gap is without bound."""
    held = {"event": ["a"] * 3, "by": ["x", "y", "z"], "figure": [1.7e308, -1.7e308, 0.5]}

    assert [row["gap"] for row in _flagged(held)] == [float("inf"), float("inf"), 1.7e308]
