"""The page in a browser: nothing runs, nothing leaves, everybody can read it, on a screen, a phone and paper."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claimcheck.ledger import Ledger
from claimcheck.reporting import report
from tests.benchmarks.report import made_ledger
from tests.browser import SHOW_ALL, Watched, start_browser, watched
from tests.hostile import ATTACKS, hostile_case, text_fields
from tests.renew import FUSED_GOLDEN, GOLDEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest.importorskip("playwright.sync_api", reason='needs the extra "browser"')
pytest.importorskip("scipy", reason="fusion needs scipy")

TITLE = f"\x07\x1b[31m\x9b\x00 {ATTACKS[0]}"
LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = 688
"""The width in pixels of a sheet between its margins."""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    yield from start_browser()


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a report by its name; what is not kept among the fixtures is made when it is first asked for."""

    @cache
    def made(name: str) -> Path:
        if name in {"istanbul", "raids"}:
            return next(path for path in (*GOLDEN, *FUSED_GOLDEN) if path.match(f"{name}/report.html"))
        folder = tmp_path_factory.mktemp(name)
        path = folder / "report.html"
        if name == "large":
            report(made_ledger(5_000), path)
        else:
            ledger = hostile_case(folder, ATTACKS if name == "hostile" else ATTACKS[2::12])
            report(ledger, path, fusion=ledger.fuse(), schemes=("airwars",), title=TITLE)
        return path

    return made


# harmless

FOUND = """() => {
  const found = new Set();
  for (const element of document.querySelectorAll('*')) {
    found.add(element.localName);
    for (const {name, value} of element.attributes) {
      if (element.localName === 'script' && document.scripts.length > 1) found.add('@scripts');
      if (/^on|^style$|^src|^action|^formaction|^autofocus/i.test(name)) found.add(`@${name}`);
      if (/href$/.test(name) && !/^(#|https?:)/i.test(value)) found.add(`${name}=${value.slice(0, 60)}`);
    }
  }
  return [...found];
}"""
ELEMENTS = set(
    "html head meta title style script body header footer nav main section article h1 h2 h3 h4 p ul li dl dt dd div "
    "span a strong q blockquote table caption thead tbody tr th td details summary bdi del ins "
    "figure figcaption svg g line rect circle path text label input select option button".split()
)


@pytest.mark.parametrize("name", ["istanbul", "raids", "large", "hostile"])
def test_nothing_runs_and_nothing_leaves(browser: "Browser", page_of: Callable[[str], Path], name: str) -> None:
    """No script but its own, no request, dialog, window or complaint comes of a page, and no element could make one."""
    with watched(browser, page_of(name)) as found:
        if name != "large":
            found.page.add_style_tag(content=SHOW_ALL)
        found.page.mouse.move(300, 300)
        found.page.mouse.wheel(0, 5000)
        found.page.keyboard.press("Tab")
        struck, elements = found.page.evaluate("window.struck"), found.page.evaluate(FOUND)

        assert found.heard == []
        assert struck is None
        assert set(elements) <= ELEMENTS


def test_the_watch_hears_what_it_listens_for(browser: "Browser", tmp_path: Path) -> None:
    """A page on which scripts run and requests leave is caught: the silence of the others means something."""
    path = tmp_path / "page.html"
    path.write_text(
        "<script>window.struck = 1; alert('struck'); console.error('complaint'); nothing.at.all</script>"
        "<img src='https://evil.example/x.png'>",
        encoding="utf-8",
    )
    with watched(browser, path) as found:
        heard = " ".join(found.heard)

        assert found.page.evaluate("window.struck") == 1
        for trace in ("dialog: struck", "console error: complaint", "error: nothing", "left: https://evil.example"):
            assert trace in heard


def test_the_policy_of_the_page_forbids_what_escaping_would_miss(
    browser: "Browser", page_of: Callable[[str], Path], tmp_path: Path
) -> None:
    """A script and a picture that were put into the page by hand neither run nor load."""
    path = tmp_path / "page.html"
    source = page_of("raids").read_text(encoding="utf-8")
    attack = "<script>window.struck = 1</script><img src='https://evil.example/x.png' onerror='window.struck = 2'>"
    path.write_text(source.replace("<main", f"{attack}<main"), encoding="utf-8")
    with watched(browser, path) as found:
        assert found.page.evaluate("window.struck") is None
        assert not [one for one in found.heard if one.startswith(("left", "dialog"))]


def test_the_hostile_case_is_hostile_everywhere(tmp_path: Path) -> None:
    """Every text of every record holds the attack, but for those that name a record or one of a few known words."""
    attack = ATTACKS[0]
    ledger = hostile_case(tmp_path, (attack,))
    named = {"Source.file", "Measure.kind", "Measure.scale", "Measure.adds_over", "Sense.means", "Claim.inferred",
             "Claim.private", "TimeSpan.edtf", "TimeSpan.precision"}  # fmt: skip
    filled = {name for record in ledger.records() for name, text in text_fields(record) if attack in text}
    empty = {name for record in ledger.records() for name, text in text_fields(record) if attack not in text} - filled

    assert empty <= named
    assert {"Party.note", "Source.url", "Event.place", "Appearance.translation", "Proposition.scope", "Link.basis",
            "Quantity.unit", "Part.of", "Assessment.why", "Term.definition", "Sense.word"} <= filled  # fmt: skip


def test_attacks_are_shown_as_they_are(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """What wants to be markup stands on the page as the words it is, and what turns the reading direction by name."""
    with watched(browser, page_of("hostile")) as found:
        text = " ".join((found.page.text_content("main") or "").split())

        for attack in ATTACKS:
            if attack.isprintable():
                assert " ".join(attack.split()) in text
        for turning in ("⟨U+202E⟩", "⟨U+2066⟩", "⟨U+200B⟩", "⟨U+FEFF⟩"):
            assert turning in text
        assert "secret name" not in text


# readable


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
@pytest.mark.parametrize("name", ["istanbul", "raids", "few hostile"])
def test_axe_finds_nothing(
    browser: "Browser", page_of: Callable[[str], Path], name: str, width: int, scheme: str
) -> None:
    """axe-core finds no breach of WCAG 2 A and AA, in light and in dark, side by side and stacked."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason='needs the extra "browser"')
    with watched(browser, page_of(name), width=width, color_scheme=scheme) as found:
        found.page.add_style_tag(content=SHOW_ALL)
        results = axe.Axe().run(found.page, options={"runOnly": LAW, "resultTypes": ["violations"]})

        assert [_told(one) for one in results.response["violations"]] == []


def _told(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {violation['help']}: {[node['html'][:200] for node in violation['nodes'][:3]]}"


@pytest.mark.parametrize(("width", "text"), [(360, 100), (320, 100), (320, 200)])
@pytest.mark.parametrize("name", ["istanbul", "raids", "hostile"])
def test_no_phone_scrolls_sideways(
    browser: "Browser", page_of: Callable[[str], Path], name: str, width: int, text: int
) -> None:
    """On a narrow screen, with the text at its size or at twice its size, the page is no wider than the screen."""
    with watched(browser, page_of(name), width=width) as found:
        found.page.add_style_tag(content=f"{SHOW_ALL} html {{ font-size: {text}% }}")

        assert found.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_goes_everywhere(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """The first stop leads past all to the report, the next through the contents, and what is folded opens."""
    with watched(browser, page_of("istanbul")) as found:
        stops = []
        for _ in range(3):
            found.page.keyboard.press("Tab")
            stops.append(found.page.evaluate("document.activeElement.getAttribute('href')"))
        summary = found.page.locator("summary").first
        summary.focus()
        found.page.keyboard.press("Enter")

        assert stops == ["#main", "#contested", "#snapshots"]
        assert found.page.locator("details[open]").count() == 1


def test_a_link_to_a_claim_arrives(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """A link to the last claim of many shows it, though what lies between was never laid out."""
    with watched(browser, page_of("large")) as found:
        last = found.page.locator(".claim").last
        anchor = last.get_attribute("id")
        found.page.evaluate("anchor => { location.hash = anchor }", anchor)
        found.page.wait_for_timeout(300)
        box = last.bounding_box()
        assert box is not None

        assert 0 <= box["y"] <= 900


# paper, and without scripts


@pytest.mark.parametrize("name", ["istanbul", "raids"])
def test_paper_holds_all_of_it(browser: "Browser", page_of: Callable[[str], Path], name: str, tmp_path: Path) -> None:
    """Printed, nothing is cut off or folded away: the first and the last claim, and every key between them."""
    pypdf = pytest.importorskip("pypdf", reason="the text of a PDF file needs pypdf")
    with watched(browser, page_of(name)) as found:
        keys = found.page.locator(".claim h3").all_text_contents()
        folded = found.page.locator("details").all_text_contents()
        found.page.pdf(path=tmp_path / "report.pdf", format="A4", prefer_css_page_size=True)
    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    text = _bare("".join(page.extract_text() for page in pages))

    assert 10 <= len(pages) <= 45
    assert len(keys) >= 20
    assert [words for words in keys if _bare(words) not in text] == []
    assert [words for words in folded if _cut_off(_bare(words), text)] == []


def _cut_off(words: str, text: str) -> bool:
    """Whether more is missing than the few letters between which a column or a page ends."""
    words, text = (told.encode("ascii", "ignore").decode("ascii") for told in (words, text))  # Arabic runs backwards
    pieces = [words[at : at + 12] for at in range(0, len(words), 12)]
    return sum(piece not in text for piece in pieces) > 3


def _bare(text: str) -> str:
    """The text without what a printed line may break at, its ligatures taken apart."""
    for joined, apart in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(joined, apart)
    return "".join(text.split())


@pytest.mark.parametrize("name", ["istanbul", "raids", "hostile"])
def test_nothing_is_wider_than_the_sheet(browser: "Browser", page_of: Callable[[str], Path], name: str) -> None:
    """Between the margins of A4 no table or word is cut off."""
    with watched(browser, page_of(name), width=A4) as found:
        found.page.emulate_media(media="print")

        assert found.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_paper_is_white(browser: "Browser", page_of: Callable[[str], Path], tmp_path: Path) -> None:
    """Who reads in the dark prints what everybody prints: the same strokes on every sheet."""
    pypdf = pytest.importorskip("pypdf", reason="the text of a PDF file needs pypdf")
    drawn = []
    for scheme in ("light", "dark"):
        with watched(browser, page_of("raids"), color_scheme=scheme) as found:
            path = tmp_path / f"{scheme}.pdf"
            found.page.pdf(path=path, format="A4", print_background=True)
            drawn.append([page.get_contents().get_data() for page in pypdf.PdfReader(path).pages])

    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("name", ["istanbul", "raids", "hostile"])
def test_without_scripts_nothing_is_missing(browser: "Browser", page_of: Callable[[str], Path], name: str) -> None:
    """Where scripts are turned off, the page says word for word the same, and shows no tools that do nothing."""
    told = []
    for allowed in (True, False):
        with watched(browser, page_of(name), java_script_enabled=allowed) as found:
            parts = found.page.locator("header, #overview, #contents, .part").all_text_contents()
            told.append([part.replace("Copy citation", "") for part in parts])
            assert found.page.locator("#tools").is_visible() is allowed
            assert (found.page.locator("button").count() > 0) is allowed

    assert told[0] == told[1]
    assert sum(map(len, told[0])) > 1_000


# with scripts


def _claims(found: Watched) -> list[str]:
    return [claim.get_attribute("id") or "" for claim in found.page.locator(".claim").all() if claim.is_visible()]


def test_search_leaves_what_holds_every_word(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """What does not match is out of sight, sections without a match as well; all of it comes back."""
    with watched(browser, page_of("istanbul")) as found:
        every = len(_claims(found))
        found.page.fill("#search", "Drones 52 OF 80")
        found.page.wait_for_timeout(300)
        left = _claims(found)
        texts = [found.page.locator(f"#{anchor}").text_content() or "" for anchor in left]

        assert 0 < len(left) < every
        assert all("52 of 80" in text and "drones" in text.lower() for text in texts)
        assert "claim-ua52" in left
        assert not found.page.locator("#contested").is_visible()
        assert found.page.text_content("#matches") == f"{len(left)} of {every} claims"
        found.page.click("text=Show everything")
        assert len(_claims(found)) == every
        assert found.page.locator("#contested").is_visible()
        assert found.page.text_content("#matches") == ""
        assert found.heard == []


def test_a_search_for_nothing_that_is_there_says_so(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """Nothing is shown, and how little is said; the words may be hostile."""
    with watched(browser, page_of("raids")) as found:
        found.page.fill("#search", ATTACKS[0])
        found.page.wait_for_timeout(300)

        assert _claims(found) == []
        assert found.page.text_content("#matches") == "Nothing here has all of that."
        assert found.heard == []


@pytest.mark.parametrize(
    ("list_of", "choice", "mark"),
    [
        ("#by", "Security Service of Ukraine", 'a[href="#party-sbu"]'),
        ("#kind", "What is contested", 'a[href="#contested"]'),
    ],
)
def test_filters_leave_who_and_what_was_asked_for(
    browser: "Browser", page_of: Callable[[str], Path], list_of: str, choice: str, mark: str
) -> None:
    """An oracle of its own: the claims that link to the party, or to the section of the finding."""
    with watched(browser, page_of("istanbul")) as found:
        expected = [
            claim.get_attribute("id") for claim in found.page.locator(".claim").all() if claim.locator(mark).count()
        ]
        found.page.select_option(list_of, label=choice)

        assert _claims(found) == expected
        assert expected


def test_sections_fold_and_a_link_unfolds_what_it_leads_to(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """Folded by keyboard, told to screen readers; a link into what is folded and filtered away arrives."""
    with watched(browser, page_of("istanbul")) as found:
        heading = found.page.locator("#claims h2 button")
        heading.focus()
        found.page.keyboard.press("Enter")
        assert heading.get_attribute("aria-expanded") == "false"
        assert not found.page.locator("#claim-ua52").is_visible()
        found.page.fill("#search", "Spiderweb")
        found.page.wait_for_timeout(300)
        found.page.evaluate("location.hash = 'claim-ua52'")
        found.page.wait_for_timeout(300)
        assert found.page.locator("#claim-ua52").is_visible()
        assert heading.get_attribute("aria-expanded") == "true"
        found.page.click("text=Fold all")
        assert not any(claim for claim in _claims(found))
        assert found.page.locator("details:not([open])").count() == found.page.locator("details").count()
        found.page.click("text=Unfold all")
        assert found.page.locator("#claim-ua52").is_visible()


def test_a_search_and_a_second_click_unfold(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """Whatever is folded, a search shows what it found; and a link leads on though the address is there already."""
    with watched(browser, page_of("istanbul")) as found:
        found.page.click("text=Fold all")
        found.page.fill("#search", "Spiderweb")
        found.page.wait_for_timeout(300)
        assert _claims(found)
        found.page.click("text=Show everything")
        found.page.evaluate("location.hash = 'claim-sbu41'")
        found.page.locator("#claims h2 button").click()
        assert not found.page.locator("#claim-sbu41").is_visible()
        found.page.locator('#floor a[href="#claim-sbu41"], .card a[href="#claim-sbu41"]').first.click()
        found.page.wait_for_timeout(300)
        assert found.page.locator("#claim-sbu41").is_visible()


def test_paper_has_what_is_filtered_and_folded_away(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """Nothing is dropped from a printed page without a word."""
    with watched(browser, page_of("istanbul")) as found:
        every = len(_claims(found))
        found.page.fill("#search", "Spiderweb")
        found.page.wait_for_timeout(300)
        found.page.locator("#sources h2 button").click()
        found.page.emulate_media(media="print")
        assert len(_claims(found)) == every
        assert found.page.locator(".source").first.is_visible()


def test_only_those_who_say_something_are_offered(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    with watched(browser, page_of("istanbul")) as found:
        offered = found.page.locator("#by option").all_text_contents()
        assert len(offered) == 1 + 11
        assert "Agence France-Presse" not in offered


def test_tables_are_sorted_by_number_or_by_word(browser: "Browser", page_of: Callable[[str], Path]) -> None:
    """Once up, twice down; the column says which way, and no other does."""
    with watched(browser, page_of("istanbul")) as found:
        table = found.page.locator("table.kinds")
        column = table.locator("thead th").nth(1)
        told = {}
        for way in ("ascending", "descending"):
            column.locator("button").click()
            told[way] = [int(cell) for cell in table.locator("tbody td:nth-child(2)").all_text_contents()]
            assert column.get_attribute("aria-sort") == way
        table.locator("thead th").nth(0).locator("button").click()
        names = table.locator("tbody th").all_text_contents()

        assert told["ascending"] == sorted(told["ascending"])
        assert told["descending"] == sorted(told["ascending"], reverse=True)
        assert column.get_attribute("aria-sort") is None
        assert names == sorted(names, key=str.casefold)
        assert len(set(told["ascending"])) > 2


def test_a_citation_has_the_words_their_document_and_the_place_here(
    browser: "Browser", page_of: Callable[[str], Path]
) -> None:
    """One click copies who said how much when, in which document, and where this report says so."""
    path = page_of("istanbul")
    with watched(browser, path, permissions=["clipboard-read", "clipboard-write"]) as found:
        found.page.evaluate("location.hash = 'claim-ua52'")
        found.page.locator("#claim-ua52 .cite").click()
        found.page.wait_for_timeout(100)
        copied = found.page.evaluate("navigator.clipboard.readText()")

        assert copied.splitlines()[0] == "52 of 80: The Air Force of Ukraine shot down 52 of 80 Russian drones."
        for part in ("Air Force of Ukraine", "“shot down 52 out of 80", "https://", "#claim-ua52"):
            assert part in copied
        assert "file:" not in copied
        assert "document" not in copied
        assert len(copied.splitlines()) == 4
        assert found.page.text_content("#matches") == "The citation of claim-ua52 is copied."


def test_an_empty_report_is_a_page(browser: "Browser", tmp_path: Path) -> None:
    """A report on nothing opens like any other."""
    path = tmp_path / "report.html"
    report(Ledger(), path)
    with watched(browser, path, width=360) as found:
        assert found.heard == []
        assert found.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
