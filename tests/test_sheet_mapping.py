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
    assert (first.event, second.measure) == ("Easton, 2025-06-02", "killed")
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


@pytest.mark.parametrize(
    ("mapping", "row", "told"),
    [
        ("{low: a, high: b}", "more than 40,", "expected one figure in each column, got 'at least more than 40'"),
        (
            "{low: a, high: b}",
            "10,more than 20",
            "no figure can be read in 'from 10 to more than 20'; words beside a figure are read in English: "
            "write >40, ~90 or 10-20 for them",
        ),
        ("{low: a, high: b}", "many,", "expected one figure in each column, got 'at least many'"),
        ("{low: a, high: b}", "many,many", "expected one figure in each column, got 'many'"),
        ("{column: a, of: b}", "90,many", "expected one figure in each column, got '90 of many'"),
    ],
)
def test_each_of_two_columns_holds_one_figure(tmp_path: Path, mapping: str, row: str, told: str) -> None:
    """A bound or a word in a column of ends is refused, and not put into words that mean something else."""
    found = refused(tmp_path, f"value: {mapping}\nparty: {{is: A}}\n", f"a,b\n{row}\n")

    assert found == [f"a.csv:2: value: {told}"]


def test_about_so_many_at_each_end(tmp_path: Path) -> None:
    """An end may be about so many."""
    ledger = mapped(tmp_path, "value: {low: a, high: b}\nparty: {is: A}\n", "a,b\n1.2 million,2 million\n~40,\n")

    assert [str(claim.value) for claim in ledger.claims] == ["from 1.2 million to 2 million", "at least about 40"]


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


def test_the_ends_of_a_time_in_an_order(tmp_path: Path) -> None:
    """Each end is read by itself, in the order of the mapping, and an empty one is open."""
    ledger = mapped(
        tmp_path,
        "over: [a, b]\norder: day\nvalue: n\nparty: {is: A}\n",
        "a,b,n\n01/06/2025,03/06/2025,1\n01/06/2025,,2\n,03/06/2025,3\n,,4\n",
    )

    assert [claim.proposition.over for claim in ledger.claims] == [
        time_span("2025-06-01/2025-06-03"),
        time_span("2025-06-01/.."),
        time_span("../2025-06-03"),
        None,
    ]


def test_an_end_that_is_also_the_date(tmp_path: Path) -> None:
    """A column may be the date and an end of a time; what is wrong with an end is told with its cell alone."""
    mapping = "date: a\nover: [a, b]\norder: day\nvalue: n\nparty: {is: A}\n"
    (claim,) = mapped(tmp_path, mapping, "a,b,n\n01/06/2025,03/06/2025,1\n").claims

    assert claim.proposition.over == time_span("2025-06-01/2025-06-03")
    assert refused(tmp_path, mapping, "a,b,n\n01/06/2025,later,1\n") == [
        "a.csv:2: over: expected a date or time such as 2025-06-02, got 'later'"
    ]


@pytest.mark.parametrize(
    "cell", ["02/06/2025 18:30", "2025-06-02 24:00", "2 June 2025 18:30", "2025-06-02T24:00", "2 June 2025 at 6 pm"]
)
def test_a_time_of_day_that_is_cut_is_told(tmp_path: Path, cell: str) -> None:
    """A time of day without a zone is told of in whatever shape it stands; midnight is the beginning of its day."""
    (tmp_path / "map.yaml").write_text("order: day\nvalue: n\nparty: {is: A}\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"date,n\n{cell},1\n02/06/2025 00:00,2\n", encoding="utf-8")
    intake = Intake(tmp_path / "a.csv", name="a.csv", mapping=tmp_path / "map.yaml")
    ledger = read_csv(intake)

    assert {claim.proposition.occurred for claim in ledger.claims} == {time_span("2025-06-02")}
    assert [str(one) for one in intake.done().problems] == [
        f"a.csv:2: date: {cell!r} has no zone, and is taken to its day"
    ]


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


def test_a_misspelt_column_of_a_sheet_with_semicolons(tmp_path: Path) -> None:
    """What stands between the cells is found by the columns that there are, and the one that is missing is named."""
    mapping = "party: Behörd\nvalue: Anzahl\ndate: Datum\n"

    assert refused(tmp_path, mapping, "Nr;Datum;Behörde;Anzahl\n1;2025-06-02;A;5\n") == [
        "map.yaml:1: party: the sheet has no column 'Behörd'; did you mean 'Behörde'?"
    ]


@pytest.mark.parametrize("header", ["Nr;Datum;Quelle", "Nr\tDatum\tQuelle", "Nr|Datum|Quelle"])
def test_columns_are_shown_as_they_are_parted(tmp_path: Path, header: str) -> None:
    """A sheet that lacks our columns is shown by its own, whatever stands between them."""
    (tmp_path / "a.csv").write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="its columns are 'Nr', 'Datum', 'Quelle'"):
        read_csv(Intake(tmp_path / "a.csv"))


def test_a_title_above_the_header_is_shown(tmp_path: Path) -> None:
    """Where a title stands in the first line, the refusal shows it and names the line of the header."""
    said = "line 3 looks like the names of the columns: `header: 3` in a mapping file says that it is"
    (tmp_path / "a.csv").write_text("Losses, by side\n\nparty;value\nA;5\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_csv(Intake(tmp_path / "a.csv", name="a.csv"))

    assert str(caught.value) == (
        "a.csv: a sheet of claims has the columns 'party' and 'value', and this one lacks 'party' and 'value'; its "
        f"columns are 'Losses', 'by side', and {said} (mapping= or --mapping)"
    )
    assert refused(tmp_path, "party: who\nvalue: n\n", "Losses\n\nwho;n\nA;5\n") == [
        "map.yaml:1: party: the sheet has no column 'who'",
        "map.yaml:2: value: the sheet has no column 'n'",
        f"a.csv:1: here stands 'Losses', and {said}",
    ]


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


@pytest.mark.parametrize(
    ("decimal", "cell", "read_as"),
    [
        (",", "1.200", "1,200"),
        (",", "12,5", "12.5"),
        (",", "1.234.567,5", "1,234,567.5"),
        (",", "about 1.200", "about 1,200"),
        (".", "1.200", "1.200"),
        (".", "1,200", "1,200"),
        (".", "1,200.5", "1,200.5"),
    ],
)
def test_what_stands_before_the_decimals_is_told(tmp_path: Path, decimal: str, cell: str, read_as: str) -> None:
    """A comma or a point stands before the decimals, as the mapping says."""
    mapping = f'value: n\ndecimal: "{decimal}"\nparty: {{is: a}}\ndelimiter: ";"\n'
    (claim,) = mapped(tmp_path, mapping, f"n;x\n{cell};\n").claims

    assert str(claim.value) == read_as


def test_a_figure_that_may_be_two_is_not_guessed(tmp_path: Path) -> None:
    """Without a mapping that tells, 1.200 is refused with the two figures that it may be."""
    assert refused(tmp_path, "value: n\n", "party,n\na,1.200\nb,1.20\nc,at least 12.500\n") == [
        'a.csv:2: value: \'1.200\' may be 1200 or 1.2; a mapping with `decimal: ","` or `decimal: "."` tells',
        'a.csv:4: value: \'12.500\' may be 12500 or 12.5; a mapping with `decimal: ","` or `decimal: "."` tells',
    ]


def test_the_order_of_dates_is_kept_to(tmp_path: Path) -> None:
    """A date that is none in the order of the mapping is refused, also where another order would read it."""
    assert refused(tmp_path, "value: n\norder: day\n", "date,n\n02/06/2025,1\n02/13/2025,2\n") == [
        "a.csv:3: date: expected a date or time such as 2025-06-02, got '02/13/2025'; with `order: month` "
        "or `order: year` in a mapping it is a date"
    ]


def test_a_day_in_two_spellings_is_one_event(tmp_path: Path) -> None:
    """Where the date is a part of the name of an event, one day has one name."""
    ledger = mapped(
        tmp_path,
        "event: [place, day]\ndate: day\norder: day\nvalue: n\n",
        "place,day,n\nEaston,02/06/2025,1\nEaston,2 June 2025,2\nEaston,2.6.2025,3\n",
    )

    assert [event.key for event in ledger.events] == ["Easton, 2025-06-02"]


def test_an_address_for_a_source_is_its_address(tmp_path: Path) -> None:
    """An address in the column of documents is the url of one; where the url stands beside, the cell is a name."""
    ledger = mapped(
        tmp_path,
        "value: n\n",
        "n,source,source url\n1,https://e.org/1,\n2,https://e.org/2,https://e.org/3\n3,Bulletin,\n",
    )

    assert {one.key: one.url for one in ledger.sources} == {
        "https://e.org/1": "https://e.org/1",
        "https://e.org/3": "https://e.org/3",
        "Bulletin": None,
    }
