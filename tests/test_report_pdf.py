"""The report as PDF: all that the page has, as text and never as code, the same bytes, readable by everybody."""

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from claimcheck.errors import MissingExtra
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.labelling import ENGLISH
from claimcheck.reporting.labels import COLUMNS
from claimcheck.reporting.markdown import render_markdown
from claimcheck.reporting.model import Report
from claimcheck.reporting.pdf import render_pdf
from claimcheck.verifying.checking import verify
from tests.hostile import ATTACKS, hostile_case
from tests.renew import CASE, FUSED_CASE
from tests.strategies import ledgers

pytest.importorskip("typst", reason="a report as PDF needs typst")
pypdf = pytest.importorskip("pypdf", reason="the text of a PDF file needs pypdf")

TEMPLATE = Path(render_pdf.__code__.co_filename).parent / "templates" / "report.typ"

CODE = (
    '#eval("1+1") #read("/etc/passwd") #import "@preview/evil:1.0.0" #panic("struck") $x^2$ @ref <label> #label("x")',
    "*bold* _under_ `raw` = heading - item / term: 1. one // comment /* block */ \\u{4} ~ -- --- ... 'a' \"b\" [c] {d}",
    "turned \u202eotni\u202c and \u2066isolated\u2069 zero\u200bwidth \ufeff mark",
    "قُتل ٤٧١ (5) [6] עברית " + "вражда" * 30 + " javascript:alert(1) " + "long" * 60,
)


class Paper:
    """What a reader of a PDF file finds in it."""

    def __init__(self, data: bytes) -> None:
        self.file = pypdf.PdfReader(BytesIO(data))
        self.root = self.file.trailer["/Root"]
        self.places: list[tuple[float, float]] = []
        self.pages: list[str] = [page.extract_text(visitor_text=self._keep) for page in self.file.pages]

    def _keep(self, text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            self.places.append((line[4] * page[0] + page[4], line[5] * page[3] + page[5]))

    @property
    def text(self) -> str:
        """All text without spaces, the running title and the numbers of the pages."""
        title, last = squeezed(str(self.file.metadata.title)), len(self.pages)
        shown = []
        for number, page in enumerate(map(squeezed, self.pages), start=1):
            body = page.removesuffix(f"{number}/{last}")
            shown.append(body.removeprefix(title[:89]) if number > 1 else body)
        return "".join(shown)

    def links(self) -> Iterator[Any]:
        """The actions of all links."""
        for page in self.file.pages:
            for annotation in page.get("/Annots", ()):
                found = annotation.get_object()
                assert found["/Subtype"] == "/Link"
                yield found["/A"] if "/A" in found else {"/S": "/GoTo", "/D": found["/Dest"]}

    def names(self) -> set[str]:
        """Every name that stands in an object of the file."""
        found: set[str] = set()
        for number in range(1, len(self.file.xref[0]) + 1):
            found |= set(_names(self.file.get_object(number)))
        return found


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield name
            yield from _names(held)
    elif isinstance(value, list):
        for held in value:
            yield from _names(held)
    elif isinstance(value, pypdf.generic.NameObject):
        yield value


def squeezed(text: str) -> str:
    """Text without the spaces, which lines and columns change."""
    return "".join(text.split())


def shown_in_page(text: str) -> str:
    return squeezed(visible(text))


def said(built: Report) -> Iterator[str]:
    """Every text that a reader of the report is to find."""
    yield from built.overview
    for section in built.sections:
        yield from (section.title, section.lead)
        for entry in section.entries:
            if section.layout in {"cards", "notes"}:
                yield from (entry.heading, entry.sentence, entry.question or "")
            if section.layout == "cards":
                yield from (entry.title, entry.gap or "", entry.origins or "", *entry.assumed, *entry.positions)
                yield entry.reason if entry.reason not in entry.sentence else ""
                yield from (f"{bar.who}: {bar.figure}" for bar in (entry.chart.bars if entry.chart else ()))
                yield from (tick.label for tick in (entry.chart.ticks if entry.chart else ()))
            yield from (row.stands for row in entry.carried)
            yield entry.evidence.sentence if entry.evidence else entry.no_picture
            yield from (node.ref.text for node in (entry.evidence.nodes if entry.evidence else ()))
    for course in built.courses:
        yield from (course.title, course.sentence, *course.breaks, *(row.changed for row in course.rows))
        yield from (tick.label for tick in (*course.across, *course.up))
    for incident in built.incidents:
        yield from (incident.label, incident.sentence, *(value for _, value in incident.facts))
        yield from (told for measure in incident.measures for told in (measure.what, measure.span, measure.floor))
        yield from (end for measure in incident.measures for line in measure.lines for end in (line.low, line.high))
    for claim in built.claims:
        yield from (claim.key, claim.text, claim.figure, claim.parts, claim.who, claim.when, claim.basis or "")
        yield from (claim.story, claim.state or "", claim.nature or "")
        for told in claim.told:
            yield from (told.quote or "", told.prefix or "", told.suffix or "", told.translation or "")
            yield from (told.own, told.source.text, told.published or "")
    for party in built.parties:
        yield from (party.name, party.kind or "", party.note or "", *party.aliases, *party.ties)
    for source in built.sources:
        yield from (source.name, source.url or source.address or "", source.archived or "", source.digest or "")
        yield from (source.file or "", source.published or "", source.note or "", source.language or "")
    for tally in built.tallies:
        yield from (tally.title, tally.meaning)


def missed(texts: Iterator[str], paper: Paper) -> list[str]:
    """The texts that do not stand in the paper, one whole after the other."""
    whole = paper.text
    return sorted({text for text in texts if shown_in_page(text) not in whole})


@pytest.fixture(scope="module")
def built() -> Report:
    ledger = read(CASE)
    return build_report(ledger, verification=verify(ledger))


@pytest.fixture(scope="module")
def data(built: Report) -> bytes:
    return render_pdf(built)


@pytest.fixture(scope="module")
def paper(data: bytes) -> Paper:
    return Paper(data)


@pytest.fixture(scope="module")
def weighed() -> tuple[Report, Paper]:
    """A report with fusion, grades and verification."""
    ledger = read(FUSED_CASE)
    built = build_report(ledger, verification=verify(ledger), fusion=ledger.fuse(), schemes=("airwars",))
    return built, Paper(render_pdf(built))


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Paper]:
    """A report of a case in which every text of every record wants to be code."""
    ledger = hostile_case(tmp_path_factory.mktemp("hostile"), ('#panic("struck") $x',))
    ledger.source("kept", key="kept")
    for number, attack in enumerate((*CODE, *ATTACKS)):
        by = ledger.party(f"{attack} {number}", key=f"by {number}")
        ledger.claim(attack, by=by, value="dead", quote=attack, source="kept", key=f"k{number}")
    built = build_report(ledger, verification=verify(ledger))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "no font has", UserWarning)
        return built, Paper(render_pdf(built))


# what it says


def test_all_of_the_report_stands_in_it(built: Report, paper: Paper) -> None:
    """Every claim, figure, party, source, quote, reason and finding of the case can be read in the file."""
    assert missed(said(built), paper) == []


def test_every_line_of_the_overview_is_that_of_markdown(built: Report, paper: Paper) -> None:
    """Both begin with the same sentences, in the same order."""
    text = render_markdown(built).split("## Overview")[1].split("\n## ")[0]
    lines = [line.removeprefix("- ").replace("\\", "") for line in text.splitlines() if line]

    assert "".join(map(squeezed, lines)) in squeezed(paper.pages[0])


def test_quotes_and_snapshots_stand_in_it(built: Report, paper: Paper) -> None:
    """What was checked, what was held against what, and what was not made, stand in a table."""
    verified = built.verified
    assert verified is not None
    texts = [verified.sentence, *(row.detail for row in verified.rows), *(row.label for row in verified.rows)]

    assert missed(iter([*texts, *COLUMNS["checks"]]), paper) == []


def test_fusion_and_grades_stand_in_it(weighed: tuple[Report, Paper]) -> None:
    """Each topic has its positions and what fusion finds; parties their reliability; records their grades."""
    built, paper = weighed
    fusion = built.fusion
    assert fusion is not None
    texts = [fusion.sentence, *COLUMNS["rated"], *COLUMNS["graded"]]
    for topic in fusion.topics:
        texts += [topic.heading, topic.sentence, *(one.value for one in topic.positions)]
        texts += [value.weight for line in topic.lines for value in line.values]
    texts += [why for group in (*fusion.groups, *fusion.suspects) for why in group.why]
    texts += [one.interval for one in fusion.parties]
    texts += [grade.grade for graded in built.graded for grade in graded.grades]
    texts += [need for graded in built.graded for grade in graded.grades for need in grade.needs]

    assert missed(iter(texts), paper) == []


def test_a_changed_quote_is_shown_with_its_difference(tmp_path: Path) -> None:
    """Where a quote is not as in its source, both words stand beside each other and the claim is flagged."""
    (tmp_path / "kept.txt").write_text("The ministry said that 52 drones were shot down.", encoding="utf-8")
    ledger = Ledger(case="night")
    ledger.source("Bulletin", file="kept.txt", key="b")
    ledger.claim("51", by="ministry", measure="shot down", value=51, source="b", quote="that 51 drones were shot down")
    built = build_report(ledger, verification=verify(ledger, folder=tmp_path))
    text = Paper(render_pdf(built)).text

    assert "[-51-]{+52+}" in text
    assert "notasinthesource:" in text
    assert "Quotesandsnapshots(1failed)" in text


def test_an_empty_ledger_has_a_report() -> None:
    """Without a claim the report says that there is none."""
    paper = Paper(render_pdf(build_report(Ledger(case="night"))))

    assert paper.text.count("None.") == 4
    assert "Nothing." in paper.text
    assert "Nothingiscontestedbetweenpartiesundernocommoncommand." in paper.text


@settings(max_examples=5)
@given(ledgers())
def test_every_ledger_has_a_report(ledger: Ledger) -> None:
    """Whatever a ledger holds, its report can be set, and every target of a link is in it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "no font has", UserWarning)
        data = render_pdf(build_report(ledger))

    assert data.startswith(b"%PDF-")


# how it is read


def test_the_file_says_what_it_is(paper: Paper, built: Report) -> None:
    """Title and language are told, and no day: the file is tagged for screen readers as PDF/UA-1 asks."""
    about = paper.root["/Metadata"].get_object().get_data().decode()

    assert paper.file.metadata.title == built.title
    assert paper.file.metadata.creation_date is None
    assert paper.root["/Lang"] == "en"
    assert paper.root["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "Date" not in about


def test_every_page_is_a4_and_numbered(paper: Paper) -> None:
    """Each page has its number and how many there are; from the second on the title stands above."""
    last = len(paper.pages)
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in paper.file.pages}

    assert sizes == {(595, 842)}
    assert all(squeezed(text).endswith(f"{number}/{last}") for number, text in enumerate(paper.pages, start=1))
    assert all(text.startswith("istanbul-2025-06-02") for text in paper.pages[1:])


def test_the_contents_name_the_pages(paper: Paper, built: Report) -> None:
    """Each section stands in the contents with the page on which it begins, and in the bookmarks."""
    first = squeezed(paper.pages[0])
    marks = {
        mark.title: paper.file.get_destination_page_number(mark) + 1
        for mark in paper.file.outline
        if not isinstance(mark, list)
    }
    for section in built.sections:
        number = marks[section.title]

        assert squeezed(section.title) in squeezed(paper.pages[number - 1])
        assert re.search(rf"{re.escape(squeezed(section.title))}\(\w+\)\.*{number}(?!\d)", first)


def test_every_claim_has_a_bookmark(paper: Paper, built: Report) -> None:
    """Whoever looks for a claim finds it among the bookmarks, below all claims."""
    parts = list(paper.file.outline)
    below = next(after for mark, after in pairwise(parts) if getattr(mark, "title", "") == "All claims")

    assert [mark.title for mark in below] == [claim.key for claim in built.claims]


def test_every_link_leads_somewhere(paper: Paper, built: Report) -> None:
    """A link leads to a place in the file, or to an address of a source that the model calls safe."""
    pages = {page.indirect_reference.idnum for page in paper.file.pages}
    known = {url for source in built.sources for url in (source.url, source.archived) if url}
    within = 0
    for action in paper.links():
        if action["/S"] == "/URI":
            assert action["/URI"] in known
        else:
            assert action["/S"] == "/GoTo"
            target = action["/D"]
            if isinstance(target, str):
                target = paper.file.named_destinations[target].dest_array
            assert target[0].idnum in pages
            within += 1

    assert within > len(built.claims)


def test_as_many_links_as_on_the_page(paper: Paper, built: Report) -> None:
    """What can be followed in the HTML can be followed on paper: every address, and every claim from its findings."""
    page = render_html(built)
    outside = {action["/URI"] for action in paper.links() if action["/S"] == "/URI"}

    assert outside == {url.replace("&amp;", "&") for url in re.findall(r'href="(https?://[^"]+)"', page)}


def test_the_chart_is_told_in_words(paper: Paper, built: Report) -> None:
    """Who does not see a chart hears every figure of it."""
    told = set()
    for number in range(1, len(paper.file.xref[0]) + 1):
        found = paper.file.get_object(number)
        if isinstance(found, dict) and found.get("/S") == "/Figure":
            told.add(str(found.get("/Alt")))
    charts = {entry.chart.summary for section in built.sections for entry in section.entries if entry.chart}

    assert charts
    assert charts <= told


def test_every_table_has_a_heading_for_each_column(paper: Paper) -> None:
    """Tables are told as tables, and the cells above them as headings."""
    kinds = [
        str(found["/S"])
        for number in range(1, len(paper.file.xref[0]) + 1)
        if isinstance(found := paper.file.get_object(number), dict) and found.get("/Type") == "/StructElem"
    ]

    assert kinds.count("/Table") > 5
    assert kinds.count("/TH") >= 3 * kinds.count("/Table")


# letters


@pytest.mark.parametrize(
    "text",
    [
        "Їжак ґанок єдність щастя",
        "Погибло от трёх до пяти человек, объект подъёма съёмки",
        "Příliš žluťoučký kůň; Größe; œuvre; Ştiinţă; naïve",
        "Ειρήνη και πόλεμος",
        "נהרגו חמישים",
        "5 ≥ 3 – “a” « b » № 7, 20 °C, € ₴, 1/2, −4",
    ],
)
def test_letters_come_out_as_they_went_in(text: str) -> None:
    """What is written in Latin, Greek, Cyrillic or Hebrew is set with the fonts of typst, and can be copied."""
    ledger = Ledger(case="letters")
    ledger.claim(text, by=ledger.party("someone"), value="dead", key="c")
    paper = Paper(render_pdf(build_report(ledger)))

    assert [word for word in text.split() if word not in paper.text] == []


def test_a_name_from_right_to_left_leaves_the_rest_in_its_order() -> None:
    """Figures beside an Arabic name stay where they are, and the claim's own words keep their letters."""
    ledger = Ledger(case="night")
    ledger.claim("قُتل خمسة", by="وزارة الصحة", value=5, measure="killed", key="c")
    text = "".join(Paper(render_pdf(build_report(ledger))).pages)

    assert all(letter in text for letter in "قتلخمسةوزارةالصحة")
    assert text.index("uncorroborated") > 0


def test_a_letter_that_no_font_has_is_told_by_its_number() -> None:
    """Nothing is left out: the number stands for the letter, and one warning says which script lacks a font."""
    ledger = Ledger(case="night")
    ledger.claim("sign \U00012f90 here", by="someone", key="c")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        text = Paper(render_pdf(build_report(ledger))).text
    told = [str(one.message) for one in warned]

    if "\U00012f90" not in text:  # a machine may have a font for it
        assert "sign⟨U+12F90⟩here" in text
        assert len(told) == 1
        assert told[0].startswith(
            "no font has 1 of the report's letters (Cypro-minoan); the PDF shows each by its number"
        )


def test_what_keeps_to_no_standard_is_written_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file cannot keep to its standard, it is written without, and a warning says why."""
    monkeypatch.setattr("claimcheck.reporting.pdf._STANDARD", "a-2u")  # asks for a day, and a report has none
    with pytest.warns(UserWarning, match="does not keep to PDF/UA-1 in all: .*missing document date"):
        data = render_pdf(build_report(Ledger(case="night")))

    assert Paper(data).root["/MarkInfo"]["/Marked"]


# hostile text


def test_an_attack_is_shown_as_text(struck: tuple[Report, Paper]) -> None:
    """Code, formulas, references and labels of typst stand in the file as they stand in the claim."""
    _, paper = struck
    whole = paper.text

    assert [one for one in CODE[:2] if shown_in_page(one) not in whole] == []
    assert "turned⟨U+202E⟩otni⟨U+202C⟩and⟨U+2066⟩isolated⟨U+2069⟩zero⟨U+200B⟩width⟨U+FEFF⟩mark" in whole
    assert "root:" not in whole


@pytest.mark.parametrize("number", [n for n, attack in enumerate(ATTACKS) if attack.isascii() and attack.isprintable()])
def test_an_attack_on_the_page_is_text_on_paper(struck: tuple[Report, Paper], number: int) -> None:
    """What attacks the HTML is shown as it is."""
    assert squeezed(ATTACKS[number]) in struck[1].text


def test_nothing_leaves_the_page() -> None:
    """However long a name is, every line of it stands within the margins."""
    ledger = Ledger(case="long")
    event = ledger.event("raid " + "far" * 200, occurred="2025-06-02")
    for number, name in enumerate(("long" * 600, "вражда" * 30)):
        by = ledger.party(name, key=f"p{number}")
        ledger.claim(by=by, event=event, measure="killed", value=5 + number, key=f"c{number}")
    paper = Paper(render_pdf(build_report(ledger)))

    assert paper.places
    assert all(50 < across < 545 and 30 < up < 800 for across, up in paper.places)


def test_nothing_acts(struck: tuple[Report, Paper]) -> None:
    """The file runs nothing, opens nothing, holds no other file, and leads to safe addresses only."""
    built, paper = struck
    safe = {url for source in built.sources for url in (source.url, source.archived) if url}
    forbidden = {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/OpenAction",
        "/AA",
        "/SubmitForm",
    }

    assert {action["/S"] for action in paper.links()} <= {"/GoTo", "/URI"}
    assert {action["/URI"] for action in paper.links() if action["/S"] == "/URI"} <= safe
    assert all(url.startswith(("https://", "http://")) for url in safe)
    assert not paper.names() & (forbidden | {"/GoToR", "/AcroForm", "/RichMedia"})


def test_the_template_is_one_for_all() -> None:
    """The template takes its words as data: it loads nothing, evaluates nothing, and holds no English."""
    code = re.sub(r"//.*", "", TEMPLATE.read_text(encoding="utf-8"))
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', code)
    words = {text for text in texts if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text)}

    assert not re.search(r"\b(eval|read|include|import|plugin|image|yaml|csv|toml|xml|cbor)\b\s*[(\"]", code)
    assert words == {"Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"}


def test_every_word_of_the_template_is_given(weighed: tuple[Report, Paper]) -> None:
    """Each word that the template asks for is among the labels."""
    asked = set(re.findall(r"\bwords\.([a-z_]+)", TEMPLATE.read_text(encoding="utf-8")))

    assert asked <= set(ENGLISH.for_page())
    assert len(asked) > 80


# the same bytes


def test_the_same_ledger_gives_the_same_bytes(data: bytes, tmp_path: Path) -> None:
    """Another process with another hash seed, time zone and folder writes the same file."""
    code = (
        "import sys; from claimcheck.formats import read; from claimcheck.reporting import report\n"
        "report(read(sys.argv[1]), sys.argv[2])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "9"}
    path = tmp_path / "istanbul.pdf"
    subprocess.run([sys.executable, "-c", code, str(CASE), str(path)], check=True, env=environment, cwd=tmp_path)

    assert path.read_bytes() == data


def test_a_report_is_written_as_pdf(tmp_path: Path) -> None:
    """The suffix or the name of the format asks for PDF, and the title is that of the document."""
    for name, format_ in (("r.pdf", None), ("r.PDF", None), ("r.txt", "pdf"), ("r", "PDF")):
        report(Ledger(case="night"), tmp_path / name, format=format_, title="The night of 1-2 June")

        assert Paper((tmp_path / name).read_bytes()).file.metadata.title == "The night of 1-2 June"


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where typst is not installed, nothing is written and the extra is named."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=r'a report as PDF needs typst: install "claimcheck\[pdf\]"'):
        report(Ledger(), tmp_path / "r.pdf")

    assert list(tmp_path.iterdir()) == []
