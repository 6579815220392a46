"""Mappings: which of their columns is which of ours, what a mapping file may say, and what is said of a wrong one."""

import os
from pathlib import Path
from typing import Final

import pytest

from claimcheck.errors import BadInput
from claimcheck.exchange.intake import Intake
from claimcheck.formats import read
from claimcheck.formats.sheets.mapping import Mapping, layout_of, read_mapping
from claimcheck.formats.sheets.text import read_csv
from claimcheck.ledger import Ledger
from claimcheck.model import Category
from claimcheck.quantity import Quantity
from claimcheck.times import time_span

TOLLS: Final = "place,day,said_by,low,high,hit,sent\nEaston,02/06/2025,army,10,20,5,8\nWeston,03/06/2025,,7,,3,\n"


def mapped(tmp_path: Path, mapping: str, text: str = TOLLS) -> Ledger:
    """The ledger in a sheet of another layout."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    intake = Intake(tmp_path / "a.csv", name="a.csv", mapping=tmp_path / "map.yaml")
    ledger = read_csv(intake)
    intake.done()
    return ledger


def refused(tmp_path: Path, mapping: str, text: str = TOLLS) -> list[str]:
    """What is said of it, the folder left out."""
    with pytest.raises(BadInput) as caught:
        mapped(tmp_path, mapping, text)
    return [str(one).replace(f"{tmp_path}{os.sep}", "") for one in caught.value.problems]


def test_a_mapping_says_which_column_is_which(tmp_path: Path) -> None:
    """Columns, constants, several columns in one, the two ends of a figure, and the order of dates."""
    ledger = mapped(
        tmp_path,
        "party: said_by\nevent: [place, day]\nmeasure: {is: killed}\ndate: day\norder: day\n"
        "value: {low: low, high: high}\nskip: [hit, sent]\n",
    )
    first, second = ledger.claims

    assert (first.claimants, second.claimants) == (("army",), ())
    assert (first.event, second.measure) == ("Easton, 02/06/2025", "killed")
    assert first.proposition.occurred == time_span("2025-06-02")
    assert first.value == Quantity(low=10, high=20)
    assert second.value == Quantity(low=7)


def test_a_figure_of_a_whole(tmp_path: Path) -> None:
    """A figure and its whole stand in two columns; where the whole is empty the figure stands alone."""
    ledger = mapped(tmp_path, "value: {column: hit, of: sent}\nskip: [low, high, said_by, day]\n")

    assert [claim.value for claim in ledger.claims] == [
        Quantity(low=5, high=5, of=8),
        Quantity(low=3, high=3),
    ]


def test_words_before_a_figure(tmp_path: Path) -> None:
    """Several columns make one value with a blank between."""
    ledger = mapped(tmp_path, "value: [how, n]\nparty: {is: Staff}\n", "how,n\nabout,2800\n,2900\n")

    assert [str(claim.value) for claim in ledger.claims] == ["about 2,800", "2,900"]


def test_times_from_and_to_in_a_zone(tmp_path: Path) -> None:
    """Two columns are the ends of a time, and a zone is that of every time of day that names none."""
    ledger = mapped(
        tmp_path,
        "over: [a, b]\nzone: Europe/Kyiv\nvalue: n\n",
        "a,b,n\n2025-08-31 20:30,2025-09-01 09:00,5\n",
    )
    (claim,) = ledger.claims

    assert claim.proposition.over == time_span("2025-08-31T20:30+03:00/2025-09-01T09:00+03:00")


def test_values_that_are_words(tmp_path: Path) -> None:
    """Where every value is a word, one that looks like a figure is a word as well."""
    ledger = mapped(tmp_path, "value: model\nwords: yes\nparty: {is: a}\n", "model\nT-72\n")

    assert [claim.value for claim in ledger.claims] == [Category(term="T-72")]


def test_the_line_of_the_header_and_what_stands_between(tmp_path: Path) -> None:
    """A title above the header is passed over, and the sign between the cells can be told."""
    ledger = mapped(tmp_path, 'header: 3\ndelimiter: "|"\nvalue: n\n', "A title\n\nparty|n\narmy|5\n")

    assert [claim.claimants for claim in ledger.claims] == [("army",)]


def test_our_names_are_taken_beside_a_mapping(tmp_path: Path) -> None:
    """A column that has our name is taken as it is, unless the mapping names another or skips it."""
    ledger = mapped(tmp_path, "value: n\nskip: place\n", "party,place,n\narmy,Kyiv,5\n")
    (claim,) = ledger.claims

    assert (claim.claimants, claim.place) == (("army",), None)


WRONG: Final = [
    ("", ["map.yaml: expected a mapping such as `party: said_by`, one line a column"]),
    ("- a\n", ["map.yaml: expected a mapping such as `party: said_by`, one line a column"]),
    (
        "party: &a said_by\nvalue: hit\n",
        ["map.yaml:1: the anchor '&a' is not allowed: write the value out where it is meant"],
    ),
    (
        "partie: said_by\nvalu: hit\n",
        [
            "map.yaml:1: unknown name 'partie'; did you mean 'party'?",
            "map.yaml:2: unknown name 'valu'; did you mean 'value'?",
        ],
    ),
    ("value: hit\nvalue : low\n", ["map.yaml:2: 'value' stands twice; first in line 1"]),
    ("date: day\noccurred: day\nvalue: hit\n", ["map.yaml:2: occurred: it stands already in line 1"]),
    ("party:\nvalue: hit\n", ["map.yaml:1: party: expected `their column`, [several, columns] or {is: a text}"]),
    (
        "value: {low: low}\n",
        [
            "map.yaml:1: value: expected `their column`, [several, columns], {is: a text}, {low: a, high: b} or "
            "{column: a, of: b}"
        ],
    ),
    ("over: [a, b, c]\n", ["map.yaml:1: over: expected at most two columns, the ends of a time, got 3"]),
    ("order: left\nvalue: hit\n", ["map.yaml:1: order: expected day, month or year, got 'left'"]),
    ("zone: Mars\nvalue: hit\n", ["map.yaml:1: zone: expected a zone such as Europe/Kyiv or +03:00, got 'Mars'"]),
    ("header: 0\nvalue: hit\n", ["map.yaml:1: header: expected the number of a line from 1 to 1,000, got '0'"]),
    ("delimiter: ab\nvalue: hit\n", ["map.yaml:1: delimiter: expected one sign such as ; or the word tab, got 'ab'"]),
    ("words: perhaps\nvalue: hit\n", ["map.yaml:1: words: expected yes or no, got 'perhaps'"]),
    ("skip: {a: b}\nvalue: hit\n", ["map.yaml:1: skip: expected names of columns, such as [id, notes]"]),
    (
        "party: said_bye\nvalue: hits\nskip: [dayy]\n",
        [
            "map.yaml:1: party: the sheet has no column 'said_bye'; did you mean 'said_by'?",
            "map.yaml:2: value: the sheet has no column 'hits'; did you mean 'hit'?",
            "map.yaml:3: skip: the sheet has no column 'dayy'; did you mean 'day'?",
        ],
    ),
]


@pytest.mark.parametrize(("mapping", "told"), WRONG)
def test_a_wrong_mapping_is_refused_with_its_lines(tmp_path: Path, mapping: str, told: list[str]) -> None:
    """Everything that is wrong with a mapping is named in one pass, with its line."""
    assert refused(tmp_path, mapping) == told


def test_a_sheet_of_another_layout_says_what_to_do(tmp_path: Path) -> None:
    """What is missing, which columns there are, and a mapping to start from."""
    (tmp_path / "a.csv").write_text(TOLLS, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(tmp_path / "a.csv", format="csv")

    assert str(caught.value) == (
        f"{tmp_path / 'a.csv'}: a sheet of claims has the columns 'party' and 'value', and this one lacks 'party' and "
        "'value'; its columns are 'place', 'day', 'said_by', 'low', 'high', 'hit', 'sent'. A mapping file says "
        "which is which (mapping= or --mapping), such as {date: day, party: said_by, value: low}"
    )


def test_the_mapping_to_start_from_is_one() -> None:
    """What the refusal shows can be saved as a mapping file as it stands."""
    with pytest.raises(BadInput) as caught:
        layout_of(["Said: by", "it's", "x"], Mapping(), "a.csv:1", "a.csv")

    assert str(caught.value).endswith("{party: 'Said: by', value: 'it''s'}")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["party", "value", "Party"], "a.csv:1: the column 'party' stands twice, as the columns 1 and 3"),
        (["value", "occurred", "date"], "a.csv:1: the column 'date' stands twice, as the columns 2 and 3"),
    ],
)
def test_a_column_that_stands_twice(header: list[str], told: str) -> None:
    """Which of two columns is meant is not guessed."""
    with pytest.raises(BadInput) as caught:
        layout_of(header, Mapping(), "a.csv:1", "a.csv")

    assert str(caught.value) == told


def test_a_large_mapping_is_refused(tmp_path: Path) -> None:
    """A mapping is a small file."""
    path = tmp_path / "map.yaml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadInput, match="expected a mapping of at most 1,000,000 bytes"):
        read_mapping(path)


REAL: Final = [
    (
        "war_losses.csv",
        "party: party\nvalue: party_claim\nevent: {is: the invasion}\nsubject: measure\nmeasure: {is: lost}\n"
        "skip: [independent_source, independent_count, independent_destroyed_only]\n",
        0,
    ),
    (
        "ua_air_defence_claims.csv",
        "party: party\nevent: [model, target]\nmeasure: {is: shot down}\nvalue: {column: destroyed, of: launched}\n"
        "over: [time_start, time_end]\nzone: Europe/Kyiv\nsource url: source\nskip: [not_reach_goal, still_attacking, "
        "num_hit_location, num_fall_fragment_location, launch_place]\n",
        1_000,
    ),
    ("ua_general_staff_daily.csv", "party: {is: Staff}\nvalue: [qualifier, cumulative_claim]\n", 6),
]


@pytest.mark.parametrize(("name", "mapping", "most"), REAL)
def test_real_sheets_are_read_with_a_mapping(tmp_path: Path, name: str, mapping: str, most: int) -> None:
    """Each row of a published sheet is read or refused with its line."""
    folder = os.environ.get("CLAIMCHECK_DATA")
    if folder is None:
        pytest.skip("the real sheets lie in the folder that CLAIMCHECK_DATA names")
    path = Path(folder, name)
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    intake = Intake(path, mapping=tmp_path / "map.yaml", keep_going=True)
    ledger = read_csv(intake)
    taken = intake.done()
    rows = len(path.read_text(encoding="utf-8").splitlines()) - 1

    assert len(ledger.claims) > rows / 2
    assert len({one.where for one in taken.refusals}) + taken.read + taken.mended >= rows
    assert taken.refused <= most
