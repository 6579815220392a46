"""Sheets of claims: what is written is read again, whatever the medium; what a sheet tells, and what is refused."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.counts import Taken
from claimcheck.errors import BadInput
from claimcheck.exchange.formulas import disarmed, rearmed
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.sheets import reading
from claimcheck.formats.sheets.columns import COLUMNS, DETAILS, ORDER, column_of, is_sheet
from claimcheck.formats.sheets.lists import joined, parted
from claimcheck.formats.sheets.parquet import read_parquet, write_parquet
from claimcheck.formats.sheets.text import read_csv, read_tsv, write_csv, write_tsv
from claimcheck.formats.sheets.workbook import read_workbook, write_workbook
from claimcheck.ledger import Ledger
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Basis,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Party,
    Proposition,
    Record,
    Relation,
    Retraction,
    Source,
    Tie,
)
from claimcheck.quantity import Quantity
from claimcheck.shell.newfile import write_new
from claimcheck.times import time_span
from tests.strategies import ledgers, texts

MEDIA: Final[dict[str, tuple[Callable[[Intake], Ledger], Callable[[Ledger, Outlet], Iterable[bytes]]]]] = {
    ".csv": (read_csv, write_csv),
    ".tsv": (read_tsv, write_tsv),
    ".xlsx": (read_workbook, write_workbook),
    ".parquet": (read_parquet, write_parquet),
}
EXTRAS: Final = {".xlsx": "openpyxl", ".parquet": "pyarrow"}


def through(ledger: Ledger, suffix: str) -> Ledger:
    """The ledger after it was written to a file and read again; nothing is refused on the way."""
    pytest.importorskip(EXTRAS.get(suffix, "csv"))
    read, write = MEDIA[suffix]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"case{suffix}")
        path.write_bytes(b"".join(write(ledger, Outlet())))
        intake = Intake(path)
        found = read(intake)
        intake.done()
    return found


def kept_of(ledger: Ledger) -> dict[str, Record]:
    """What a sheet keeps of a ledger, by key: claims, and what they lead to."""
    found: dict[str, Record] = {}
    for claim in ledger.claims:
        found[claim.key] = evolve(claim, private=())
        about = claim.proposition.event
        for party in claim.claimants:
            found[party] = ledger.parties[party]
        if about is not None:
            found[about] = ledger.events[about]
        for one in claim.appearances:
            found[one.source] = evolve(ledger.sources[one.source], raw=None, problems=())
    for record in ledger.records():
        if isinstance(record, Assessment | Retraction):
            target = record.about if isinstance(record, Assessment) else record.target
            if target in ledger.claims.keys():  # noqa: SIM118 - records are iterated
                found[record.key] = record
        elif isinstance(record, Link) and {record.a, record.b} <= set(ledger.claims.keys()):
            found[record.key] = record
    return found


@pytest.mark.parametrize("suffix", MEDIA)
@given(data=st.data())
def test_what_is_written_is_read_again(suffix: str, data: st.DataObject) -> None:
    """Claims, all that they lead to, and grades and links of them come back as they were, in every kind of text."""
    ledger = data.draw(ledgers())
    again = {record.key: record for record in through(ledger, suffix).records()}

    for key, record in kept_of(ledger).items():
        assert again[key] == record
    assert {key for key, one in again.items() if isinstance(one, Claim)} == set(ledger.claims.keys())


@pytest.mark.parametrize("suffix", MEDIA)
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_order_does_not_matter(suffix: str, data: st.DataObject, random: Random) -> None:
    """The same records in any order give the same bytes."""
    pytest.importorskip(EXTRAS.get(suffix, "csv"))
    ledger = data.draw(ledgers())
    records = list(ledger.records())
    random.shuffle(records)
    shuffled = Ledger()
    try:
        shuffled.add(*records)
    except BadInput:  # a grade that its scheme does not know came by another way
        return
    write = MEDIA[suffix][1]

    assert b"".join(write(ledger, Outlet())) == b"".join(write(shuffled, Outlet()))


@given(texts() | st.text("'=+-@ \ta1", max_size=6), st.booleans())
def test_a_cell_says_its_text(text: str, formulas: bool) -> None:
    """Whatever a text begins with, it comes back from its cell, which begins as no formula does."""
    cell = disarmed(text, formulas=formulas)

    assert rearmed(cell, formulas=formulas) == text
    assert not (formulas and cell[:1] in {"=", "@", "\t"})


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'No', he said", "'No', he said"),
        ("'", "'"),
        (" a", "' a"),
        ("' a", "'' a"),
        ("-5", "-5"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ],
)
def test_an_apostrophe_disarms(text: str, cell: str) -> None:
    """One apostrophe stands before what would be run; before other text none is put or taken."""
    assert disarmed(text) == cell
    assert rearmed(cell) == text


@given(st.lists(st.text("a;|,:\\ \n", max_size=5), min_size=1, max_size=4), st.sampled_from(";,|:"))
def test_texts_in_one_cell_come_back(held: list[str], sign: str) -> None:
    """Texts in one cell come back, also where such a cell stands in another."""
    assert parted(joined(held, sign), sign) == tuple(held)
    assert parted(parted(joined([joined(held, sign), "b"]))[0], sign) == tuple(held)


# what a sheet says


def read_text(tmp_path: Path, text: str, *, keep_going: bool = False) -> tuple[Ledger, Taken]:
    """The ledger in a sheet with this text, and what came of reading it."""
    path = tmp_path / "case.csv"
    path.write_text(text, encoding="utf-8", newline="")
    intake = Intake(path, name="case.csv", keep_going=keep_going)
    return read_csv(intake), intake.done()


def refusals(tmp_path: Path, text: str) -> list[str]:
    """What is said of a sheet that is refused."""
    intake = Intake(tmp_path / "case.csv", name="case.csv")
    intake.path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(BadInput) as caught:  # noqa: PT012 - both may refuse
        read_csv(intake)
        intake.done()
    return [str(one) for one in caught.value.problems]


def test_the_analysts_sheet_is_read_without_a_mapping(tmp_path: Path) -> None:
    """What `claimcheck new case.csv` writes is a case: claims, who says them, of what, in which words of what."""
    write_new(tmp_path / "case.csv")
    ledger = claimcheck.read(tmp_path / "case.csv")
    said = {str(claim.value): claim for claim in ledger.claims}
    claim = said["52 of 80"]

    assert sorted(said) == ["12", "162", "5", "52 of 80", "more than 3"]
    assert claim.claimants == ("Air Force of Ukraine",)
    assert claim.proposition.occurred == time_span("2025-06-02")
    assert (claim.asserted, claim.measure) == (None, "shot down")
    assert ledger.events[claim.event or ""].label == "Russian drones against Ukraine, night of 1-2 June 2025"
    assert [(one.source, one.quote) for one in claim.appearances] == [
        ("Brief overview of the talks in Istanbul", "shot down 52 out of 80 Russian drones")
    ]
    assert [one.topic.label for one in ledger.contested() if one.topic] == ["killed, 2025-03-02, Shelling of Easton"]
    assert str(ledger.taken) == "5 read, 0 mended, 0 refused"


def test_a_value_is_as_it_was_said(tmp_path: Path) -> None:
    """A figure keeps its words, a word is a category, and an empty party is nobody."""
    values = ["52 of 80", "more than 40", "65 %", "100-300", "guilty", "about 1.2 million"]
    ledger, _ = read_text(tmp_path, "party,value\n" + "".join(f",{value}\n" for value in values))
    found = [claim.value for claim in ledger.claims]

    assert [one.term if isinstance(one, Category) else one.text for one in found if one is not None] == values
    assert [type(one) for one in found] == [Quantity, Quantity, Quantity, Quantity, Category, Quantity]
    assert {claim.claimants for claim in ledger.claims} == {()}


def test_names_of_columns_are_read_in_any_case(tmp_path: Path) -> None:
    """Case, blanks, hyphens and low lines count for nothing in the names of columns."""
    ledger, taken = read_text(tmp_path, "PARTY, Value ,Source-URL,ASSERTED\nArmy,5,https://e.org/1,2025-06-03\n")
    (claim,) = ledger.claims

    assert claim.asserted == time_span("2025-06-03")
    assert ledger.sources["https://e.org/1"].url == "https://e.org/1"
    assert taken.problems == ()


WIDE: Final = {
    "date": "2025-06-02",
    "party": "Army; Navy\\; Marines",
    "party key": "army; navy",
    "party kind": "force; ",
    "party acts for": "north | Northland | 2011 | , east; north",
    "party aliases": "; Fleet, Boats\\\\, small",
    "party declared": "; no",
    "event": "Raid",
    "event key": "raid-1",
    "event over": "2025-06-01/2025-06-02",
    "event part of": "war | The war",
    "measure": "shot down",
    "subject": "drones",
    "value": "52 of 80",
    "parts": "shot down: 40; lost: 12",
    "polarity": "no",
    "basis": "Own count",
    "inferred": "subject; measure",
    "source": "Bulletin",
    "source published": "2025-06-03",
    "source publisher": "Army press",
    "source derives from": "quotes: wire | Wire report; other",
    "quote": "52 of 80",
    "attribution": "reported",
    "claim key": "c1",
    "retractions": '[{"by":"desk"}]',
    "links": '[{"relation":"same_act","b":"c1"}]',
    "assessments": '[{"scheme":"own","grade":"poor","by":"desk"}]',
    "status": "retracted by desk",
}


def test_every_column_is_read(tmp_path: Path) -> None:
    """Each column of the wide sheet goes where it says."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([list(WIDE), list(WIDE.values())])
    ledger, taken = read_text(tmp_path, held.getvalue())
    claim = ledger.claims["c1"]
    source = ledger.sources["Bulletin (2025-06-03)"]

    assert taken.problems == ()
    assert claim.claimants == ("army", "navy")
    north = Tie(party="north", since=time_span("2011"))
    assert ledger.parties["army"] == Party(key="army", name="Army", kind="force", acts_for=(north, Tie(party="east")))
    assert ledger.parties["navy"] == Party(
        key="navy",
        name="Navy; Marines",
        acts_for=(Tie(party="north"),),
        aliases=("Fleet", "Boats, small"),
        declared=False,
    )
    assert ledger.parties["north"].name == "Northland"
    raid = Event(key="raid-1", label="Raid", over=time_span("2025-06-01/2025-06-02"), part_of="war")
    assert ledger.events["raid-1"] == raid
    assert ledger.events["war"].label == "The war"
    assert [str(one) for one in claim.proposition.parts] == ["40 shot down", "12 lost"]
    assert (claim.polarity, claim.basis) == (False, Basis.OWN_COUNT)
    assert claim.inferred == {"subject", "measure"}
    assert claim.appearances[0].attribution is Attribution.REPORTED
    assert source.publisher == "Army press"
    assert source.derives_from == (
        Derivation(source="wire", relation=Relation.QUOTES),
        Derivation(source="other", relation=Relation.REPEATS),
    )
    assert ledger.sources["wire"].name == "Wire report"
    kinds = [type(one) for one in ledger.records() if isinstance(one, Link | Assessment | Retraction)]
    assert sorted(kind.__name__ for kind in kinds) == ["Assessment", "Link", "Retraction"]


def test_one_claim_in_two_documents(tmp_path: Path) -> None:
    """The same claim in two documents is one claim; the same row twice adds nothing, and is told of."""
    header = "party,event,measure,value,source,quote\n"
    one, two = "Army,Raid,killed,5,Bulletin,five died\n", "Army,Raid,killed,5,Gazette,5 dead\n"
    ledger, taken = read_text(tmp_path, header + one + two + one)
    (claim,) = ledger.claims

    assert [appearance.source for appearance in claim.appearances] == ["Bulletin", "Gazette"]
    assert [str(told) for told in taken.problems] == ["case.csv:4: it says the same as line 2, and adds nothing"]
    assert ledger.claim(by="Army", event="Raid", measure="killed", value="5", source="Third").key == claim.key


@pytest.mark.parametrize("random", [Random(seed) for seed in range(6)])
def test_the_order_of_rows_gives_no_key(tmp_path: Path, random: Random) -> None:
    """Claims that differ in a note or a basis have the same keys in whatever order their rows stand."""
    header = "party,value,measure,source,basis,note\n"
    rows = [
        "A,5,k,Doc1,own_count,one\n",
        "A,5,k,Doc2,imagery,two\n",
        "A,five,k,Doc3,imagery,two\n",
        "A,6,k,Doc1,own_count,one\n",
    ]
    keys = {claim.note or "": claim.key for claim in read_text(tmp_path, header + "".join(rows[:3]))[0].claims}
    random.shuffle(rows)
    ledger, _ = read_text(tmp_path, header + "".join(rows))
    found = {(str(one.value), one.note): one for one in ledger.claims}

    assert [found["5", note].key for note in ("one", "two")] == [keys["one"], keys["two"]]
    assert sorted(one.source for one in found["5", "two"].appearances) == ["Doc2", "Doc3"]
    assert getattr(found["5", "two"].value, "text", None) == "5"
    assert found["6", "one"].key == Ledger().claim(by="A", measure="k", value="6").key


@pytest.mark.parametrize("first", [True, False])
def test_a_row_without_a_key_joins_the_claim_that_has_it(tmp_path: Path, first: bool) -> None:
    """A row that was added by hand to a sheet with keys is one more document of its claim, before it or behind it."""
    key = Ledger().claim(by="A", measure="k", value="5", key=None).key
    rows = [f"{key},A,five,k,Doc1\n", ",A,5,k,Doc2\n"]
    ledger, _ = read_text(tmp_path, "claim key,party,value,measure,source\n" + "".join(rows if first else rows[::-1]))

    assert [sorted(one.source for one in claim.appearances) for claim in ledger.claims] == [["Doc1", "Doc2"]]
    assert [claim.key for claim in ledger.claims] == [key]


def test_a_key_joins_the_rows_of_a_claim(tmp_path: Path) -> None:
    """Rows with one key are one claim in several documents; one that claims otherwise is refused."""
    header = "claim key,party,measure,value,source\n"
    ledger, _ = read_text(tmp_path, f"{header}c,Army,lost,5,A\nc,Army,lost,5,B\n")

    assert [one.source for one in ledger.claims["c"].appearances] == ["A", "B"]
    assert refusals(tmp_path, f"{header}c,Army,lost,5,A\nc,Army,hit,5,B\n") == [
        "case.csv:3: claim key: 'c' stands in line 2 too, and measure is 'hit' here and 'lost' there; "
        "give every claim a key of its own"
    ]


def test_a_quote_without_a_document_is_the_text(tmp_path: Path) -> None:
    """Words of no document are what is claimed, where the sheet has no column for that."""
    ledger, _ = read_text(tmp_path, "party,value,quote\nArmy,5,five died\n")
    (claim,) = ledger.claims

    assert (claim.text, claim.appearances) == ("five died", ())
    assert refusals(tmp_path, "party,value,text,quote\nArmy,5,a,b\n") == [
        "case.csv:2: source: it is empty, and quote would stand in it"
    ]


def test_a_time_of_day_needs_a_zone(tmp_path: Path) -> None:
    """A time of day without a zone is taken to its day, and told of; midnight is the day."""
    ledger, taken = read_text(tmp_path, "date,party,value\n2025-06-02 18:30,A,1\n2025-06-03 00:00:00,A,2\n")

    assert [claim.proposition.occurred for claim in ledger.claims] == [time_span("2025-06-02"), time_span("2025-06-03")]
    assert [str(one) for one in taken.problems] == [
        "case.csv:2: date: '2025-06-02 18:30' has no zone, and is taken to its day"
    ]


def test_what_is_not_kept_is_told_once(tmp_path: Path) -> None:
    """A column that is none of ours is told of once, and only where something stands in it."""
    _, taken = read_text(tmp_path, "party,value,id,empty,,z\nA,1,7,,x,\nA,2,8,,y,\n")

    assert [str(one) for one in taken.problems] == [
        "case.csv: the column 'id' has no place here and is not kept",
        "case.csv: column 5, which has no name, has no place here and is not kept",
    ]


def test_the_status_of_others_is_told(tmp_path: Path) -> None:
    """A column of theirs with the name of our status is told of; ours follows from the others."""
    _, theirs = read_text(tmp_path, "party,value,Status\nA,1,confirmed\n")
    _, ours = read_text(tmp_path, "claim key,party,value,Status\nc,A,1,retracted\n")

    assert [str(one) for one in theirs.problems] == ["case.csv: the column 'Status' has no place here and is not kept"]
    assert ours.problems == ()


def test_a_column_of_claims_holds_words(tmp_path: Path) -> None:
    """What others call a claim are its words and no key: two rows may have the same."""
    ledger, taken = read_text(tmp_path, "claim,party,value\nFive died,A,5\nFive died,B,6\n")

    assert [claim.text for claim in ledger.claims] == ["Five died", "Five died"]
    assert taken.problems == ()


def test_a_name_without_its_key_is_told(tmp_path: Path) -> None:
    """A row that was added by hand, with the name and not the key of a party, is told of."""
    _, taken = read_text(tmp_path, "party,party key,value\nArmy,north/army,1\nArmy,,2\n")

    assert [str(one) for one in taken.problems] == [
        "case.csv:3: party: 'Army' stands without the key 'north/army' of other rows, and is taken for another party"
    ]


BAD: Final = [
    (
        "party,value\nA,mehr als 40\n",
        [
            "2: value: no figure can be read in 'mehr als 40'; words beside a figure are read in English: write >40, "
            "~90 or 10-20 for them"
        ],
    ),
    ('party,value\nA,"12,34,5"\n', ["2: value: no figure can be read in '12,34,5'"]),
    (
        "party,value\nA,n/a\nA,-\n",
        [
            "2: value: expected a figure or a word, got 'n/a'; leave the row out where nothing is claimed",
            "3: value: expected a figure or a word, got '-'; leave the row out where nothing is claimed",
        ],
    ),
    (
        "party,value\nA,3-1\n",
        ["2: value: '3-1' is a score, and a score is two figures: give each side its own row"],
    ),
    ("party,value\nA,\n", ["2: value: expected a figure or a word, and the cell is empty"]),
    (
        "party,value,date,basis,polarity\nA,x,02/06/2025,guess,maybe\n",
        [
            "2: basis: expected one of own_count, documented, imagery, witness, estimate, model, reported, "
            "unknown, got 'guess'",
            "2: polarity: expected yes or no, got 'maybe'",
            "2: date: expected a date or time such as 2025-06-02, got '02/06/2025'; with `order: day` or "
            "`order: month` in a mapping it is a date",
        ],
    ),
    ("party,value,parts\nA,5,some\n", ["2: parts: expected parts such as shot down: 40; lost: 12, got 'some'"]),
    ("party,value,party kind\n,5,state\n", ["2: party: it is empty, and what it is stands beside"]),
    ("event,value,event place\n,5,Kyiv\n", ["2: event: it is empty, and what it is stands beside"]),
    ("party,value,source note\n,5,odd\n", ["2: source: it is empty, and what it is stands beside"]),
    ("party,value,party key\nA; B,5,a\n", ["2: party: 2 names, and 1 keys in the column party key"]),
    (
        "party,value,party key,party kind\nA; B,5,a; b,state\n",
        ["2: party kind: expected 2 with ; between, as in party key, got 1"],
    ),
    (
        "party,value,party kind\nA,5,state\nA,6,force\n",
        ["3: party: kind of 'A' is 'force' here and 'state' in line 2"],
    ),
    (
        "party,value,source,source file\nA,5,S,../x\n",
        ["2: source file: '../x' leads out of the folder of the case"],
    ),
    (
        "claim key,party,value,links\nc,A,5,[1]\n",
        ["2: links: expected a list of objects as JSON, got '[1]'"],
    ),
    (
        'party,value,links\nA,5,"[{""relation"":""same_as"",""b"":""x""}]"\n',
        ["2: links: these need a claim key"],
    ),
    (
        'claim key,value,party,links\nc,5,A,"[{""relation"":""same_as"",""b"":""x""}]"\n',
        ["2: links: nothing in the sheet has the key 'x'"],
    ),
    ("party,value\n' ,5\n", ["2: party: expected some text, got ' '"]),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_refusal_names_line_and_column(tmp_path: Path, text: str, told: list[str]) -> None:
    """What cannot be read is refused with its line and column, all of it in one pass."""
    assert refusals(tmp_path, text) == [f"case.csv:{one}" for one in told]


def test_the_good_rows_are_taken_where_asked_for(tmp_path: Path) -> None:
    """Where reading keeps going, a refused row leaves nothing behind, and the others are there."""
    ledger, taken = read_text(tmp_path, "party,value\nA,1\nB,n/a\nC,3\n", keep_going=True)

    assert (len(ledger.claims), tuple(ledger.parties.keys())) == (2, ("A", "C"))
    assert str(taken) == "2 read, 0 mended, 1 refused"


def test_what_has_no_row_is_told() -> None:
    """What no claim leads to, words of a vocabulary and private fields are left out, each told by its key."""
    ledger = Ledger()
    said = ledger.claim("5 killed", key="d").proposition
    ledger.add(
        Party(key="ua", name="Ukraine"),
        Source(key="s", raw="{}"),
        Event(key="e"),
        Claim(key="c", proposition=said, private=(("contact", "x"),)),
        Retraction(target="s"),
    )
    outlet = Outlet()
    b"".join(write_csv(ledger, outlet))

    assert sorted(str(one) for one in outlet.done().left) == [
        "c: private: this format has no place for it",
        "e: a sheet has a row for each claim, and none leads here",
        "retraction:s (): a sheet has rows for claims, and this is not about one of them",
        "s: a sheet has a row for each claim, and none leads here",
        "ua: a sheet has a row for each claim, and none leads here",
    ]


def test_a_claim_that_no_longer_stands_says_so(tmp_path: Path) -> None:
    """What was retracted has its status in the sheet, and is retracted when it is read again."""
    ledger = Ledger()
    claim = ledger.claim("5 killed", by="army")
    ledger.add(Retraction(target=claim.key, by="army", when=time_span("2025-06-03")))
    claimcheck.write(ledger, tmp_path / "a.csv")
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    again = claimcheck.read(tmp_path / "a.csv")

    assert row["status"] == ledger.view.superseded[claim.key]
    assert again.status(claim.key) == ledger.status(claim.key)


def test_a_text_that_no_cell_holds_is_cut_and_told() -> None:
    """A text is cut to what a cell holds, and told of."""
    ledger = Ledger()
    ledger.claim("a" * 40_000, key="c", measure="m")
    outlet = Outlet()
    b"".join(write_workbook(ledger, outlet))

    assert [str(one) for one in outlet.done().left] == [
        "c: text: 40,000 characters, of which a cell holds 32,766; it is cut"
    ]


@pytest.mark.parametrize("suffix", MEDIA)
@pytest.mark.parametrize("documents", [0, 1, 3])
def test_many_grades_of_a_claim_come_back(suffix: str, documents: int) -> None:
    """What is more than a cell holds stands in further rows of the claim, and nothing is lost."""
    ledger = Ledger()
    ledger.add(*(Source(key=f"s{number}") for number in range(documents)))
    said = Appearance(source="s0", quote="five")
    ledger.add(
        Claim(
            key="c",
            proposition=Proposition(measure="k"),
            appearances=tuple(evolve(said, source=f"s{number}") for number in range(documents)),
        ),
        *(
            Assessment(about="c", scheme="own", grade="poor", by=f"desk {number:04}", why="n" * 90)
            for number in range(1_200)
        ),
    )

    assert through(ledger, suffix) == ledger


def test_what_is_read_whole_is_left_out_whole() -> None:
    """Of a grade or an exact value that no cell holds no part is written, and it is told which."""
    ledger = Ledger()
    ledger.add(
        Claim(key="c", proposition=Proposition(measure="k", value=Category(term=" " + "a" * 40_000))),
        Assessment(about="c", scheme="own", grade="poor", by="desk", why="n" * 40_000),
    )
    outlet = Outlet()
    b"".join(write_workbook(ledger, outlet))

    assert sorted(str(one) for one in outlet.done().left) == [
        "assessment:c own/ desk : assessments: 40,052 characters, of which a cell holds 32,766; it is left out",
        "c: value exactly: 40,012 characters, of which a cell holds 32,766; it is left out",
        "c: value: 40,001 characters, of which a cell holds 32,766; it is cut",
    ]


def test_the_hash_seed_does_not_matter() -> None:
    """Another hash seed gives the same bytes."""
    code = (
        "import hashlib, sys\n"
        "from claimcheck.exchange.outlet import Outlet\n"
        "from claimcheck.formats.sheets.text import write_csv\n"
        "from claimcheck.formats.sheets.workbook import write_workbook\n"
        "from tests.conformance import full_ledger\n"
        "for write in (write_csv, write_workbook):\n"
        "    sys.stdout.write(hashlib.sha256(b''.join(write(full_ledger(), Outlet()))).hexdigest())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]

    assert told[0] == told[1] != b""


def test_columns_are_one_list() -> None:
    """Every column that is written is known by its own name, and the header tells a sheet."""
    assert [column_of(name.upper().replace(" ", "_")) for name in ORDER] == list(ORDER)
    assert set(ORDER) == {*COLUMNS, *DETAILS, "status"}
    assert [is_sheet(one.split()) for one in ("Event value", "value", "party event")] == [True, False, False]


ODD: Final = ("party", "value", "[", "{}", "[{}]", '{"low":1e99}', "a; b", "a|b|c|d|e", "\\", "'", "=1", "1", "a:1")


def test_a_word_among_figures_is_told(tmp_path: Path) -> None:
    """A letter for a digit makes a word of a figure; of words among words, or in a sheet of keys, nothing is said."""
    figures = [f"A{number},killed,{number}" for number in range(5)]
    told = "a.csv:7: value: 'З' is taken for a word, and 5 other rows of the measure hold figures"
    for rows, expected in (
        (["B,killed,З", *figures], [told.replace(":7:", ":2:")]),
        ([*figures, "B,killed,З"], [told]),
        ([*figures, "B,cause,shell"], []),
        ([*figures[1:], "B,killed,З"], []),
        ([*figures, "B,killed,З", "C,killed,many"], []),
        ([f"{row},{number}" for number, row in enumerate([*figures, "B,killed,З"])], []),
    ):
        header = "party,measure,value" + (",claim key" if rows[0].count(",") == 3 else "")
        ledger, taken = _taken("\n".join([header, *rows, ""]), 1_000)

        assert [str(one) for one in taken.mendings] == expected
        assert len(ledger.claims) == len(rows)
    path = tmp_path / "map.yaml"
    path.write_text("words: yes\n", encoding="utf-8")
    sheet = tmp_path / "a.csv"
    sheet.write_text("\n".join(["party,measure,value", *figures, "B,killed,З", ""]), encoding="utf-8")
    intake = Intake(sheet, mapping=path)
    assert read_csv(intake) is not None
    assert intake.done().mendings == ()


def _taken(data: str, at_once: int) -> tuple[Ledger, Taken]:
    """What comes of a sheet of which so many rows are looked through at once."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_ROWS", at_once)
        path = Path(folder, "a.csv")
        path.write_text(data, encoding="utf-8", newline="")
        intake = Intake(path, name="a.csv", keep_going=True)
        return read_csv(intake), intake.done()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Army", None),
        ("Ar\x01my", "a.csv:3: the character U+0001 cannot be stored; U+FFFD stands for it"),
        ("", None),
        ("'  ", "a.csv:3: party: expected some text, got '  '"),
        ("A" * 100_001, "a.csv:3: party: expected at most 100,000 characters"),
        ("Армія", None),
    ],
    ids=["plain", "control", "empty", "blank", "long", "letters"],
)
def test_one_odd_cell_is_told_among_a_thousand_rows(cell: str, told: str | None) -> None:
    """Rows are looked through by their columns, many at once; what is odd in one is told of that one alone."""
    data = "".join(["party,value\n", "Navy,1\n", f"{cell},2\n", *(f"Navy,{number}\n" for number in range(3, 2_500))])
    ledger, taken = _taken(data, 1_000)

    assert [str(one) for one in (*taken.mendings, *taken.refusals)] == ([] if told is None else [told])
    assert len(ledger.claims) == 2_499 - (taken.refused > 0)


@given(
    st.lists(st.lists(st.sampled_from(("", "1", "'  ", "\x01", "Армія")) | texts(), min_size=3, max_size=3), max_size=5)
)
def test_how_many_rows_are_read_at_once_does_not_matter(rows: list[list[str]]) -> None:
    """One row at a time gives the ledger and the problems that all at once give."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([["value", "text", "party"], *rows])

    assert _taken(held.getvalue(), 1) == _taken(held.getvalue(), 1_000)


@given(
    st.lists(st.lists(st.sampled_from(ODD) | texts(), min_size=1, max_size=14), max_size=4),
    st.lists(st.sampled_from(ORDER[5:] + ORDER[:2]), max_size=12, unique=True),
    st.booleans(),
)
def test_any_cells_give_a_ledger_or_a_refusal(rows: list[list[str]], columns: list[str], keep_going: bool) -> None:
    """Whatever stands in the cells, there is a ledger or a refusal, and no other error."""
    header = ["value", *columns]
    even = [[*row, *[""] * len(header)][: len(header)] for row in rows]
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([header, *even])
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_text(held.getvalue(), encoding="utf-8", newline="")
        intake = Intake(path, keep_going=keep_going)
        with suppress(BadInput):
            assert isinstance(read_csv(intake), Ledger)
            intake.done()


def test_one_claim_in_many_documents(tmp_path: Path) -> None:
    """A claim without a key stands in each document once, and a row that says nothing new is told of."""
    path = tmp_path / "a.csv"
    rows = [f"Army,killed,5,doc {number % 5_000}" for number in range(5_001)]
    path.write_text("\n".join(["party,measure,value,source", *rows]), encoding="utf-8")
    intake = Intake(path)
    ledger = read_csv(intake)

    assert [problem.where for problem in intake.done().mendings] == [f"{path}:5002"]
    assert [[one.source for one in claim.appearances] for claim in ledger.claims] == [
        [f"doc {number}" for number in range(5_000)]
    ]
