"""The report: one content in several formats, hostile text harmless in each, the same bytes on every run."""

import gc
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from claimcheck.errors import BadInput, UnknownKey
from claimcheck.findings.finding import Kind
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.model import Party
from claimcheck.reading.figures import parse_quantity
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.chart import WIDTH
from claimcheck.reporting.html import render_html
from claimcheck.reporting.json import findings_json, json_text, render_json
from claimcheck.reporting.labels import KINDS, SECTIONS
from claimcheck.reporting.links import safe_url, source_file
from claimcheck.reporting.markdown import escaped, render_markdown
from claimcheck.reporting.model import Report
from claimcheck.reporting.wording import Wording
from tests.renew import CASE, GOLDEN
from tests.strategies import ledgers

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr", "area", "base", "col", "embed", "source", "track"}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, links, anchors and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.shown: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def blast() -> Ledger:
    """The figures of a blast: a dispute of two figures and a range, a documented floor, a bound without an owner."""
    ledger = Ledger(case="blast")
    event = ledger.event("the blast", occurred="2023-10-17", place="the city", subject="civilians")
    for name, figure, basis in (
        ("ministry", "471", None),
        ("agency", "100 to 300", "estimate"),
        ("group", "120", "documented"),
    ):
        ledger.claim(
            f"{figure} killed",
            by=ledger.party(name),
            event=event,
            measure="killed",
            value=figure,
            basis=basis,
            source=ledger.source(f"{name} bulletin", url=f"https://example.org/{name}", published="2023-10-18"),
            quote=f"{figure} were killed",
            key=f"blast/{name}",
        )
    ledger.claim("hundreds", event=event, measure="killed", value="more than 200", key="blast/nobody")
    return ledger


def istanbul() -> Ledger:
    return read(CASE)


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "\"'><img src=x onerror=alert(3)>",
    "' onmouseover='alert(4)",
    "<svg/onload=alert(5)>",
    "<!-- -->]]><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "[click me](javascript:alert(6))",
    "![picture](https://evil.example/x.png)",
    "<https://evil.example/auto> https://evil.example/bare www.evil.example a.b@evil.example",
    "[ref]: https://evil.example",
    "| a | b |\n| --- | --- |\n| c | d |",
    "# heading\n\n## another\nsetext\n======\n- item\n1. item\n> quote\n\n    code\n```\nfence\n```",
    "***",
    "*bold* _under_ `code` ~~gone~~ $x$ &lt; &#60; \\ :smile: [^1]",
    '=HYPERLINK("https://evil.example")',
    "[bold red]markup[/bold red] [link=https://evil.example]x[/link]",
    "turned \u202eotni\u202c and \u2066isolated\u2069 and \u200fmarked",
    "zero\u200bwidth and \ufeff mark and \U000e0041 tag",
)


def hostile() -> Ledger:
    """A ledger in which every field that takes text holds something that wants to be more than text."""
    ledger = Ledger(case="hostile <b>case</b>")
    for number, text in enumerate(HOSTILE):
        party = Party(key=f"p{number}{text}", name=text, kind=text, aliases=(text,), note=text)
        ledger.add(party)
        source = ledger.source(
            name=text,
            publisher=party,
            url="javascript:alert(7)" if number % 2 else f"https://example.org/{text}",
            archived="data:text/html,<script>alert(8)</script>",
            file=f"/home/somebody/{number}",
            digest=text,
            language=text,
            note=text,
            key=f"s{number}{text}",
        )
        event = ledger.event(text, place=text, subject=text, note=text, key=f"e{number}{text}")
        for side, figure in ((party, "471"), (ledger.party(f"other {number}"), "5")):
            ledger.claim(
                text,
                by=side,
                event=event,
                subject=text,
                measure="killed",
                value=figure,
                place=text,
                scope=text,
                source=source,
                quote=text,
                note=text,
                key=f"c{number}{figure}{text}",
                private={"witness": "the secret name"},
            )
        ledger.claim(text, event=event, measure=text, value=text, source=source, key=f"w{number}")
    return ledger


HARMFUL = hostile()


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_html(build_report(istanbul())))


@pytest.fixture(scope="module")
def model() -> Report:
    return build_report(istanbul())


# what it says


def test_the_overview_says_what_is_contested() -> None:
    """The first sentences count, and name the contested topics."""
    overview = build_report(blast()).overview

    assert overview[0] == "4 claims by 3 parties, found in 3 sources, about 1 event."
    assert overview[1] == "1 topic is contested: civilians killed, the blast."


def test_nothing_contested_is_said() -> None:
    """Where nothing is contested, the report says so in the place where it would be."""
    quiet = build_report(Ledger(case="quiet"))

    assert quiet.overview[1] == "Nothing is contested between parties under no common command."
    assert [section.id for section in quiet.sections] == ["contested"]


def test_each_side_stands_with_its_words() -> None:
    """A contested topic shows each side's names, figure, words, document, and whose words they are."""
    (entry,) = build_report(blast()).sections[0].entries
    by_name = {side.names: side for side in entry.sides}
    (claim,) = by_name["ministry"].claims
    (told,) = claim.told

    assert set(by_name) >= {"ministry", "agency"}
    assert (claim.figure, claim.text) == ("471", "471 killed")
    assert (told.own, told.quote, told.url) == ("as reported", "471 were killed", "https://example.org/ministry")


def test_those_who_oppose_one_side_stay_apart() -> None:
    """Two commands that oppose a third need not agree with each other, so each has a side of its own."""
    ledger = Ledger()
    for name, figure in (("a", "471"), ("b", "5"), ("c", "100 to 300")):
        ledger.claim(f"{figure} killed", by=ledger.party(name), event="e", measure="killed", value=figure, key=name)
    (entry,) = build_report(ledger).sections[0].entries

    assert sorted(side.names for side in entry.sides) == ["a", "b", "c"]
    assert entry.origins == "1 on the first side, 2 among those who oppose it"


def test_every_finding_stands_in_one_section(model: Report) -> None:
    """No finding is dropped, and none is told twice."""
    assert sum(len(section.entries) for section in model.sections) == len(istanbul().findings())


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_words_and_a_section(kind: Kind) -> None:
    """Each kind of finding is named, explained and placed."""
    assert KINDS[kind.value].meaning
    assert sum(kind.value in section.kinds for section in SECTIONS) == 1


def test_what_was_assumed_is_told_apart(model: Report) -> None:
    """A sentence says what was found; what the event supplied stands beside it."""
    (entry,) = model.sections[0].entries

    assert "taken from the event" not in entry.sentence
    assert entry.assumed == ("the subject 'children' is taken from the event",)


def test_keys_stand_without_the_name_of_the_case() -> None:
    """The namespace of the case is left out of keys in sentences, and nowhere else."""
    ledger = blast()
    words = Wording(ledger)

    assert words.plain("superseded by blast/ministry.") == "superseded by ministry."
    assert words.plain("see blast/elsewhere") == "see blast/elsewhere"


def test_no_longer_current_claims_stay_in_the_report() -> None:
    """A retracted claim is listed with what became of it."""
    ledger = blast()
    ledger.retract("blast/ministry", when="2023-10-20")
    shown = {claim.key: claim.state for claim in build_report(ledger).claims}

    assert shown["ministry"] == "no longer current: retracted on 2023-10-20"
    assert shown["agency"] is None


def test_a_document_names_the_claims_that_hang_on_it(model: Report) -> None:
    """What every way leads through a document to can be found under it, though it may stand in another."""
    hangs = {source.key: {ref.text for ref in source.hangs} for source in model.sources}
    (brief,) = (source for source in model.sources if source.key == "brief")

    assert {"ua52", "children-ua"} <= hangs["brief"]
    assert not {"ru162", "jets"} & hangs["brief"]
    assert {"ru162", "jets"} <= {ref.text for ref in brief.claims}
    assert hangs["ru-mod-0602"] == {"ru162", "ru-over160"}


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/<\"'>", "https://example.org/%3C%22%27%3E"),
        ("https://example.org/a)b", "https://example.org/a%29b"),
        ("https://пример.рф/ы", "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84/%D1%8B"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https:example.org", None),
        ("https://[broken", None),
        ("ftp://example.org", None),
        ("https://example.org/\u202e", None),
        (None, None),
    ],
)
def test_only_http_becomes_a_link(given: str | None, safe: str | None) -> None:
    """An address becomes a link only if it leads to the web, and in a form that ends no attribute."""
    assert safe_url(given) == safe


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a/b.txt", "a/b.txt"),
        ("/home/x/b.txt", "b.txt"),
        ("C:\\x\\b.txt", "b.txt"),
        ("../b.txt", "b.txt"),
        (None, None),
    ],
)
def test_no_folder_of_the_machine_is_shown(given: str | None, shown: str | None) -> None:
    """A file of a source is named without where it lay on somebody's machine."""
    assert source_file(given) == shown


# the chart


def test_the_chart_places_figures_in_order() -> None:
    """Every figure lies on one axis in its order; an end that is open runs to the edge."""
    (entry,) = build_report(blast()).sections[0].entries
    chart = entry.chart
    assert chart is not None
    bars = {bar.who: bar for bar in chart.bars}
    ministry, agency, group = bars["ministry"], bars["agency"], bars["group"]

    assert ministry.is_point
    assert agency.start is not None
    assert agency.end is not None
    assert ministry.start is not None
    assert 0 < agency.start < agency.end < ministry.start < WIDTH
    assert (group.floor, group.end, group.spoken) == (True, None, "at least 120 (from 120, no upper end)")
    assert not bars["Nobody named"].attributed


def test_the_chart_is_told_in_words() -> None:
    """Whoever does not see the chart hears every party and figure of it."""
    (entry,) = build_report(blast()).sections[0].entries
    assert entry.chart is not None

    assert "ministry: 471" in entry.chart.summary
    assert "agency: 100-300 (from 100, to 300)" in entry.chart.summary


def test_ticks_are_round_and_lie_on_the_axis() -> None:
    """The axis carries two to seven round numbers, rising from left to right."""
    for figures in (("1", "2"), ("471", "5"), ("1.5 million", "2 million"), ("0.1", "0.9"), ("7", "7"), ("0", "1")):
        ledger = Ledger()
        for name, figure in zip("ab", figures, strict=True):
            ledger.claim(by=ledger.party(name), event="e", measure="revenue", value=figure, key=name)
        ledger.claim(by=ledger.party("c"), event="e", measure="revenue", value="0", key="c")
        (entry,) = build_report(ledger).sections[0].entries
        assert entry.chart is not None
        places = [tick.at for tick in entry.chart.ticks]

        assert 2 <= len(places) <= 7
        assert places == sorted(set(places))
        assert all(0 <= place <= WIDTH for place in places)


# HTML


def test_the_page_has_landmarks(page: Page) -> None:
    """A screen reader finds the header, the navigation, the main part, and one title of each rank in order."""
    ranks = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]

    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    assert page.all("html")[0]["lang"] == "en"


def test_every_table_has_headers(page: Page) -> None:
    """Each header cell says whether it heads a row, several or a column, and each table has a caption."""
    assert page.all("th")
    assert all(cell["scope"] in {"row", "rowgroup", "col"} for cell in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))


def test_every_picture_has_a_text(page: Page) -> None:
    """Each drawing that stands for itself is named for those who do not see it."""
    drawings = [one for one in page.all("svg") if "width" in one]

    assert drawings
    assert all(one["role"] == "img" and one["aria-label"] for one in drawings)


def test_anchors_are_unique_and_lead_somewhere(page: Page) -> None:
    """Every claim and source can be linked to, and every link within the page arrives."""
    anchors = page.values("id")
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}

    assert len(anchors) == len(set(anchors))
    assert targets <= set(anchors)
    assert {"claim-ua52", "source-brief", "party-ua-af", "event-ru-drones"} <= set(anchors)
    assert set(page.values("aria-labelledby")) <= set(anchors)


def _no_network(found: Page) -> None:
    tags = {tag for tag, _ in found.elements}
    names = {name for _, attributes in found.elements for name in attributes}

    assert [name for name, _ in found.elements].count("script") == 1
    assert tags.isdisjoint({"img", "iframe", "object", "embed", "link", "form", "base", "foreignobject"})
    assert not {name for name in names if name.startswith("on")}
    assert names.isdisjoint({"src", "srcset", "action", "formaction", "data", "xlink:href", "style"})
    assert all(link["href"].startswith(("#", "https://", "http://", "HTTP://")) for link in found.all("a"))
    assert all("http-equiv" not in one or one["http-equiv"] == "Content-Security-Policy" for one in found.all("meta"))


def test_the_page_asks_the_network_for_nothing(page: Page) -> None:
    """No script, picture, frame or style is fetched, and the page forbids all but its own by its digest besides."""
    _no_network(page)
    source = render_html(build_report(HARMFUL))
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'" in source
    style = render_html(build_report(Ledger())).partition("<style>")[2].partition("</style>")[0]

    assert "url(" not in style
    assert "@import" not in style


def test_hostile_text_stays_text_in_html() -> None:
    """Whatever a claim, party, source or event is called, the page shows it and does nothing else with it."""
    source = render_html(build_report(HARMFUL, title="<script>alert(0)</script>"))
    found = Page(source)
    _no_network(found)

    assert "<script>alert(1)</script>" in found.text
    assert "{{ 7 * 7 }}" in found.text
    assert all(character.isprintable() or character.isspace() for character in source)
    assert "⟨U+202E⟩" in found.text


def test_right_to_left_names_leave_a_sentence_in_order() -> None:
    """A name written from right to left is set apart in a sentence, and a quote takes its own direction."""
    ledger = Ledger()
    for name, figure in (("وزارة الصحة", "471"), ("army", "5")):
        ledger.claim("قُتل", by=ledger.party(name), event="e", measure="killed", value=figure, source="s", quote="قُتل")
    source = render_html(build_report(ledger))

    assert "<bdi>وزارة الصحة</bdi> (471)" in source
    assert '<blockquote dir="auto">' in source


# Markdown


def test_markdown_says_what_html_says(model: Report) -> None:
    """Both formats come from one content: every heading, sentence and quote of one stands in the other."""
    html = Page(render_html(model)).text
    markdown = Page(MarkdownIt("commonmark").enable("table").render(render_markdown(model))).text
    sentences = [entry.sentence for section in model.sections for entry in section.entries if section.layout != "rows"]
    quotes = [told.quote for claim in model.claims for told in claim.told if told.quote]

    assert sentences
    assert quotes
    for words in (*model.overview, *sentences, *quotes):
        plain = " ".join(words.split())
        assert plain in html
        assert plain in markdown


def test_hostile_text_stays_text_in_markdown() -> None:
    """No text from a claim becomes a heading, a list, a link, a picture, code or HTML."""
    built = build_report(HARMFUL)
    source = render_markdown(built)
    found = Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source))
    tags = {tag for tag, _ in found.elements}
    heads = sum(1 for line in source.splitlines() if line.startswith("#"))

    assert tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "a", "code",
                    "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert all(link["href"].startswith("https://example.org/") for link in found.all("a"))
    assert len([1 for tag, _ in found.elements if tag in {"h1", "h2", "h3"}]) == heads
    assert "<script>alert(1)</script>" in found.text
    assert all(character == "\n" or character.isprintable() for character in source)
    without_links = re.sub(r"<https://example\.org/[^>]*>", "", source)
    for bare in ("https://evil", "www.evil", "b@evil"):
        assert bare not in without_links


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_it_is(text: str) -> None:
    """What is escaped shows the same words again, in one paragraph without any markup."""
    shown = Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(text)))

    assert {tag for tag, _ in shown.elements} <= {"p", "code"}
    if text.isprintable():
        assert shown.text == " ".join(text.split())


# JSON


def test_json_holds_the_findings_as_they_are() -> None:
    """The findings of the JSON report are those of the ledger, with their counts, and every claim is there."""
    ledger = istanbul()
    told = json.loads(render_json(ledger, build_report(ledger)))

    assert told["findings"] == [finding.to_plain() for finding in ledger.findings()]
    assert sum(told["counts"].values()) == len(told["findings"])
    assert {claim["key"] for claim in told["claims"]} == {claim.key for claim in ledger.claims}
    assert next(claim for claim in told["claims"] if claim["key"].endswith("/ua52"))["explain"].startswith("Air Force")


def test_json_keeps_every_character_and_shows_none_that_turns() -> None:
    """Characters that control a terminal or the reading direction are escaped, and come back when read."""
    text = json_text({"words": list(HOSTILE)})

    assert all(character == "\n" or character.isprintable() for character in text)
    assert json.loads(text) == {"words": list(HOSTILE)}


def test_counts_are_those_of_the_findings_given() -> None:
    """The counts cover what is listed and nothing else."""
    contested = blast().contested()

    assert findings_json(contested)["counts"] == {"contested": 1}


# all formats


def _rendered(ledger: Ledger) -> Iterator[str]:
    built = build_report(ledger)
    yield render_html(built)
    yield render_markdown(built)
    yield render_json(ledger, built)


@settings(max_examples=40)
@given(ledgers())
def test_every_ledger_has_a_report(ledger: Ledger) -> None:
    """Whatever records a ledger holds, all three formats come out, and the page is well formed and harmless."""
    html, _, plain = _rendered(ledger)
    found = Page(html)
    _no_network(found)

    assert len(json.loads(plain)["claims"]) == len(ledger.claims)
    assert len(found.values("id")) == len(set(found.values("id")))


def test_private_fields_stay_in_the_ledger() -> None:
    """What is private is in no report."""
    for text in _rendered(HARMFUL):
        assert "secret name" not in text
        assert "/home/" not in text


def test_the_order_of_records_changes_nothing() -> None:
    """The same records in another order give the same report."""
    ledger = blast()
    turned = Ledger(case="blast")
    turned.add(*reversed(ledger.records()))

    assert list(_rendered(turned)) == list(_rendered(ledger))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.suffix)
def test_the_golden_report_is_up_to_date(path: Path, tmp_path: Path) -> None:
    """The reports of the Istanbul case are what the library writes; `python -m tests.renew` writes them anew."""
    fresh = tmp_path / path.name
    report(istanbul(), fresh)

    assert fresh.read_bytes() == path.read_bytes(), (
        f"{path.name} has changed: run `python -m tests.renew`, then read it"
    )


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    """Two runs with different hash seeds write the same bytes, in a time zone and a language of their own."""
    written = []
    for seed, zone in (("0", "UTC"), ("4242", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        code = (
            "import sys; from pathlib import Path\n"
            "from claimcheck.formats import read\n"
            "from claimcheck.reporting import report\n"
            "for suffix in ('md', 'html', 'json'): report(read(sys.argv[1]), Path(sys.argv[2], f'r.{suffix}'))"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        subprocess.run([sys.executable, "-c", code, str(CASE), str(folder)], check=True, env=environment)
        written.append([path.read_bytes() for path in sorted(folder.iterdir())])

    assert len(written[0]) == 3
    assert written[0] == written[1]


def test_the_size_of_the_page() -> None:
    """The report of the Istanbul case is light enough for a phone."""
    assert len(render_html(build_report(istanbul())).encode()) < 300_000


def test_a_figure_as_it_reads() -> None:
    """A documented figure reads as at least, a denied one as not, and parts stand beside their whole."""
    ledger = Ledger()
    by = ledger.party("a")
    ledger.claim(by=by, event="e", measure="killed", value="13", basis="documented", key="floor")
    ledger.claim(by=by, event="e", measure="killed", value="5", polarity=False, key="denied")
    ledger.claim(by=by, event="e", measure="neutralised", value="52", parts={"shot down": 15}, key="parts")
    shown = {claim.key: (claim.figure, claim.parts) for claim in build_report(ledger).claims}

    assert shown == {"floor": ("at least 13", ""), "denied": ("not 5", ""), "parts": ("52", "15 shot down")}


# refusals


@pytest.mark.parametrize(
    ("name", "format_", "message"),
    [
        ("report.docx", None, r"unknown suffix '\.docx'; known are \.html, \.htm, \.pdf, \.md, \.markdown, \.json"),
        ("report", None, "unknown suffix ''; known are"),
        ("report.html", "odt", "unknown format 'odt'; known are html, pdf, markdown, json"),
    ],
)
def test_an_unknown_format_is_refused(tmp_path: Path, name: str, format_: str | None, message: str) -> None:
    """A format that the library does not write is refused with those that it does, and nothing is written."""
    with pytest.raises(BadInput, match=message):
        report(Ledger(), tmp_path / name, format=format_)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", ["html", "md", "markdown", "json", "HTML"])
def test_a_format_can_be_named(tmp_path: Path, format_: str) -> None:
    """A named format goes before the suffix."""
    path = tmp_path / "report.txt"
    report(blast(), path, format=format_, title="A title")

    assert "A title" in path.read_text(encoding="utf-8")


def test_exact_numbers_reach_the_chart() -> None:
    """A figure with a decimal is placed by its exact value."""
    value = parse_quantity("7.8 million")
    assert value is not None
    assert value.low is not None

    assert Fraction(value.low) == 7_800_000


def test_the_function_outlives_its_package() -> None:
    """`claimcheck.report(...)` writes a report whichever module of the package was imported before."""
    code = (
        "import sys, claimcheck\n"
        "from claimcheck.reporting import labels\n"
        "claimcheck.report(claimcheck.Ledger(case='night'), sys.argv[1])"
    )
    for first in (code, code.replace("from claimcheck.reporting import labels\n", "")):
        done = subprocess.run(
            [sys.executable, "-c", first, os.devnull + ".txt"], capture_output=True, text=True, check=False
        )

        assert "unknown suffix '.txt'" in done.stderr


def test_a_side_with_many_claims_counts_the_rest() -> None:
    """A busy topic shows the first claims of each side and says how many more there are; all stand among the claims."""
    ledger = Ledger()
    for name, start in (("a", 100), ("b", 900)):
        by = ledger.party(name)
        for number in range(20):
            ledger.claim(by=by, event="e", measure="killed", value=start + number, key=f"{name}{number}")
    built = build_report(ledger)
    entry = next(one for one in built.sections[0].entries)

    assert [len(side.claims) + side.more for side in entry.sides] == [20, 20]
    assert len(entry.positions) + entry.more_positions == len(ledger.positions("a0"))
    assert len(built.claims) == 40
    for text in (render_html(built), render_markdown(built)):
        assert "8 more among" in re.sub("<[^>]*>", "", text)
        assert "and 28 more" in text


def slips(count: int) -> Ledger:
    """An army with a bulletin, and pages that give another figure in hostile words."""
    ledger = Ledger()
    ledger.party("Army", key="army")
    ledger.source("Bulletin", publisher="army", key="bulletin")
    ledger.event("raid", occurred="2025-06-01", key="raid")
    for number in range(count + 1):
        source = "bulletin" if number == 0 else f"page {number:03}"
        if number:
            ledger.source(f"Page <i>{number:03}</i>", publisher="gazette", key=source)
        ledger.claim(
            value=str(15 + bool(number)),
            by="army",
            event="raid",
            subject="drones",
            measure="shot down",
            source=source,
            quote=f"<script>alert({number})</script> | shot down",
            key=f"c{number}",
        )
    return ledger


def test_a_figure_that_is_reported_differently_is_shown_document_by_document() -> None:
    """Document, figure, how it stands and the words stand in a table, harmless whatever the words are."""
    ledger = slips(1)
    html, text = render_html(build_report(ledger)), render_markdown(build_report(ledger))

    assert '<th scope="col" role="columnheader">How it stands</th>' in html
    assert "<script>alert" not in html
    assert "| Page \\<i\\>001\\</i\\> | 16 | differently | " in text
    assert "| Bulletin | 15 | own words | " in text


def test_documents_beyond_what_a_page_holds_are_counted() -> None:
    """Of sixty documents forty are shown, those that differ first, and the rest counted."""
    ledger = slips(60)
    (entry,) = [one for section in build_report(ledger).sections for one in section.entries if one.carried]

    assert (len(entry.carried), entry.more_carried) == (40, 21)
    assert {row.stands for row in entry.carried} == {"differently"}
    assert "21 more documents carry it" in render_html(build_report(ledger))
    assert "21 more documents carry it" in render_markdown(build_report(ledger))


def test_what_has_no_second_origin_says_why_where_that_is_not_plain(tmp_path: Path) -> None:
    """Beside a claim known through one document, or from nowhere, stands why; beside a plain one nothing."""
    ledger = Ledger()
    ledger.event("fire", occurred="2025-06-02", key="fire")
    for name in ("Police", "Hospital", "Mayor"):
        ledger.party(name)
    for by, source, value in (("Police", "digest", 5), ("Hospital", "digest", 5), ("Mayor", "post", 9)):
        ledger.claim(f"{value} killed", by=by, event="fire", measure="killed", value=value, source=source)
    report(ledger, tmp_path / "r.md")
    section = (tmp_path / "r.md").read_text("utf-8").split("## What has no second origin")[1].split("\n## ")[0]

    assert section.count("both known only through digest") == 2
    assert "no second origin does" not in section
    assert "9 killed" in section


@pytest.mark.parametrize("collects", [True, False])
def test_a_report_leaves_the_collector_as_it_was(tmp_path: Path, collects: bool) -> None:
    """Whether it was made or refused."""
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        report(Ledger(), tmp_path / "report.md")
        assert gc.isenabled() is collects
        with pytest.raises(UnknownKey):
            report(Ledger(), tmp_path / "report.md", schemes=("made up",))
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()


def test_each_side_tells_its_origins_and_in_how_many_documents_it_stands() -> None:
    """Reach is no origin: three papers that carry the police are one origin in three documents."""
    ledger = Ledger()
    ledger.claim("5 killed", by=ledger.party("Police"), event="fire", source=["wire", "paper", "radio"])
    ledger.claim("9 killed", by=ledger.party("Hospital"), event="fire", source="wire")
    ledger.claim("9 killed", by=ledger.party("Hospital"), event="fire", key="unsourced")
    built = build_report(ledger)
    (entry,) = built.sections[0].entries
    assert {side.names: (side.origins, side.reach) for side in entry.sides} == {"Hospital": (1, 1), "Police": (1, 3)}
    assert "1 origin, in 3 documents" in render_html(built)
    assert "(1 origin, in 1 document)" in render_markdown(built)
