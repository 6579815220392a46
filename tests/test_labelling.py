"""The labels of a report: each in one place, replaced by a house's own, refused with the line where one is wrong."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck.reporting
from claimcheck.errors import BadInput
from claimcheck.formats import read
from claimcheck.ledger import Ledger
from claimcheck.reporting import report
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.labelling import ENGLISH, Labels, read_labels, write_labels
from claimcheck.reporting.labels import COLUMNS, KINDS, PAGE
from claimcheck.reporting.markdown import render_markdown

SOURCES = Path(claimcheck.reporting.__file__).parent
CASE = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"
LABELS = CASE.parent.parent / "labels"
SLAVIC = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
FAMILIES = ("basis_", "relation_", "verdict_", "tool_", "over_")
"""Labels whose names are put together from what they are about."""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "labels.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def labels(tmp_path: Path, text: str) -> Labels:
    return read_labels(written(tmp_path, text))


def complaints(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        labels(tmp_path, text)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]


def test_what_is_written_reads_back_as_the_library_s(tmp_path: Path) -> None:
    assert labels(tmp_path, write_labels()) == ENGLISH
    assert labels(tmp_path, "") == ENGLISH
    assert labels(tmp_path, "words:\nkinds: {}\n") == ENGLISH


def test_every_label_is_asked_for_and_every_one_asked_for_is_there() -> None:
    """Those of Python, of the page and of paper together are the labels, none missing and none idle."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*")) if path.suffix in {".py", ".html"}]
    code = "\n".join(texts)
    called = r"\b(?:w|labels?|_named|self\.label|refs\.label)\("
    asked = set(re.findall(rf"""{called}\s*["']([a-z_]+)["']""", code))
    asked |= {name for pair in re.findall(rf"""{called}"([a-z_]+)" if .*? else "([a-z_]+)"\)""", code) for name in pair}
    asked |= set(re.findall(r"\bwords\.([a-z_]+)", (SOURCES / "templates" / "report.typ").read_text(encoding="utf-8")))
    asked |= {"score", "probability", "span", "span_up", "span_down", "span_open"}
    alone = {name for name in PAGE if not name.startswith(FAMILIES)}
    asked = {name for name in asked if not name.startswith(FAMILIES)} - {"columns", "form"}
    sections = {name for name in asked if name.endswith("_section")}

    assert asked - sections == alone


def test_no_english_stands_in_the_templates() -> None:
    """Between the tags there are words of the report and of its labels, and no others."""
    for name in ("report.html", "parts.html"):
        text = (SOURCES / "templates" / name).read_text(encoding="utf-8")
        text = re.sub(r"<style>.*?</style>|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(r"[A-Za-z]{3,}", text) == []


def test_a_house_has_its_own_words_everywhere(tmp_path: Path) -> None:
    """A word, a kind, a section and a column replaced are replaced in HTML and Markdown; the rest stays English."""
    house = labels(
        tmp_path,
        "language: en-GB\n"
        "words: {overview: At a glance, nobody_title: Unattributed}\n"
        "kinds: {contested: {title: in dispute}}\n"
        "sections: {contested: {title: Disputes}}\n"
        "columns: {kinds: [Sort, Number, In words]}\n",
    )
    built = build_report(read(CASE), labels=house)
    page, text = render_html(built), render_markdown(built)
    assert '<html lang="en-GB">' in page
    for told in ("At a glance", "in dispute", "Disputes", "Sort"):
        assert told in page
        assert told in text
    for gone in (">Overview<", "What is contested", ">Nobody named<"):
        assert gone not in page
    assert "Parties under no common command say" in page


@pytest.mark.parametrize(
    ("number", "form"), [(1, "тема"), (3, "теми"), (5, "тем"), (11, "тем"), (21, "тема"), (104, "теми")]
)
def test_each_language_has_its_forms_of_a_number(tmp_path: Path, number: int, form: str) -> None:
    house = labels(
        tmp_path,
        f'plural: "{SLAVIC}"\n'
        'words:\n  over_contested: ["{n} тема: {names}", "{n} теми: {names}", "{n} тем: {names}"]\n',
    )
    assert house("over_contested", number, names="x") == f"{number} {form}: x"
    assert house.for_page()["form"][number] == ["тема", "теми", "тем"].index(form)
    assert house("origins", number) == ENGLISH("origins", 1 if form == "тема" else 2).replace(
        "1" if form == "тема" else "2", str(number)
    )


def test_every_problem_is_named_with_its_line(tmp_path: Path) -> None:
    assert complaints(
        tmp_path,
        "words:\n"
        "  overvew: At a glance\n"
        "  more: '{m} more'\n"
        "  origins: one origin\n"
        "  why: [a, b]\n"
        "  gap: '{'\n"
        "kinds:\n"
        "  contested: dispute\n"
        "  floor: {name: minimum}\n"
        "columns:\n"
        "  kinds: [Sort]\n"
        "sectons: {}\n",
    ) == [
        "labels.yaml:12: there is no label 'sectons'; did you mean 'sections'?",
        "labels.yaml:2: words: there is no label 'overvew'; did you mean 'overview'?",
        "labels.yaml:3: more: expected the places {n}, as in '{n} more'",
        "labels.yaml:4: origins: expected a list of 2 forms, one for each that the rule for plurals has",
        "labels.yaml:5: why: expected a text",
        "labels.yaml:6: gap: a brace stands alone in '{'; write it twice to have it shown",
        "labels.yaml:8: contested: expected title and meaning",
        "labels.yaml:9: floor: there is no label 'name'",
        "labels.yaml:11: kinds: expected a list of 3 headings",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "labels.yaml:1: expected language, plural, words, kinds, sections, columns"),
        ("words: a\n", "labels.yaml:1: words: expected labels by name"),
        ("language: [en]\n", "labels.yaml:1: language: expected a text"),
        ("language: '\"><script>'\n", "labels.yaml:1: language: expected a tag such as uk or zh-Hant"),
        ("plural: __import__('os')\n", "labels.yaml:1: plural: expected a rule as gettext has it, such as n != 1"),
        ("plural: n / 0\n", "labels.yaml:1: plural: expected a rule as gettext has it, such as n != 1"),
        ("plural: n\n", "labels.yaml:1: plural: expected a rule that gives the places of up to six forms, got 200"),
        ("a: &x 1\n", "labels.yaml:1: the anchor '&x' is not allowed"),
        ("words: {why: '{n.__class__}'}\n", "labels.yaml:1: why: expected the places none, as in 'Why'"),
        ("words: {more: '{n!r} more'}\n", "labels.yaml:1: more: expected the places {n}, as in '{n} more'"),
    ],
)
def test_what_is_no_label_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert complaints(tmp_path, text)[0].startswith(message)


def test_a_file_too_large_to_be_one_is_refused(tmp_path: Path) -> None:
    assert complaints(tmp_path, "#" * 1_000_001) == ["labels.yaml: more than 1,000,000 bytes are no file of labels"]


def test_a_report_takes_a_file_of_labels(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    report(Ledger(), path, labels=written(tmp_path, "words: {overview: At a glance}"))
    assert "## At a glance" in path.read_text(encoding="utf-8")


LETTERS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="{}\ufeff\ufffe\uffff"), min_size=1
)


@settings(max_examples=20)
@given(st.dictionaries(st.sampled_from(sorted(KINDS)), LETTERS, max_size=3), LETTERS)
def test_labels_are_shown_and_do_nothing(kinds: dict[str, str], heading: str) -> None:
    """Whatever a label holds, the page shows it escaped, in its style sheet as well."""
    house = Labels(
        kinds={**KINDS, **{name: KINDS[name]._replace(title=title) for name, title in kinds.items()}},
        columns={**COLUMNS, "kinds": (heading, f"<b>{heading}", f'{heading}"; }} </style><script>')},
    )
    page = render_html(build_report(Ledger(), labels=house))
    assert page.count("<script") == 1
    assert page.count("</style>") == 1
    assert "<b>" not in page


def test_the_ukrainian_labels_leave_no_english_behind(tmp_path: Path) -> None:
    """Every label has its own; what stays in Latin letters are names, figures and the sentences of findings."""
    house = read_labels(LABELS / "uk.yaml")
    kept = {"page_of", "colon", "read_as", "above", "below"}
    assert {name for name, told in house.words.items() if told == ENGLISH.words[name]} <= kept
    assert not {name for name, told in house.kinds.items() if told.title == ENGLISH.kinds[name].title}
    page = render_html(build_report(read(CASE), labels=house))
    assert '<html lang="uk">' in page
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert len(headings) > 10
    assert not [one for one in headings if re.search("[A-Za-z]", one)]
    assert "48 тверджень, 11 сторін, 26 джерел, 9 подій." in page
    assert "1 тема спірна: " in page


def test_ukrainian_stands_on_paper(tmp_path: Path) -> None:
    """In the letters of the fonts that come along: none is shown by its number."""
    pytest.importorskip("typst", reason='needs the extra "pdf"')
    pypdf = pytest.importorskip("pypdf", reason="the text of a PDF file needs pypdf")
    ledger = Ledger(case="ніч")
    ledger.claim("збито 52 з 80 дронів", by="Повітряні сили ЗСУ — «Ґедзь»", event="ніч", measure="збито", value="52")
    report(ledger, tmp_path / "r.pdf", labels=LABELS / "uk.yaml")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "r.pdf").pages)
    assert "⟨U+" not in text
    for told in ("Хто що сказав", "Що спірне", "Повітряні сили ЗСУ — «Ґедзь»", "збито 52 з 80 дронів"):
        assert told in " ".join(text.split())


def test_a_rule_that_gives_more_than_there_is_takes_the_last_form(tmp_path: Path) -> None:
    """It is asked for each number below 200; what it does beyond cannot break a report."""
    house = labels(tmp_path, 'plural: "n>=200 ? 2 : n!=1"\n')
    assert house("origins", 1_100) == "1,100 origins"


def test_doubled_braces_are_shown_single(tmp_path: Path) -> None:
    house = labels(tmp_path, "words: {overview: '{{x}} y', more: '{n} {{more}}'}")
    assert (house("overview"), house("more", 2)) == ("{x} y", "2 {more}")


@pytest.mark.parametrize(("language", "direction"), [("ar", ' dir="rtl"'), ("he-IL", ' dir="rtl"'), ("uk", "")])
def test_the_page_runs_as_its_language_is_written(tmp_path: Path, language: str, direction: str) -> None:
    page = render_html(build_report(Ledger(), labels=labels(tmp_path, f"language: {language}")))
    assert f'<html lang="{language}"{direction}>' in page


@pytest.mark.parametrize("language", ["en-GB", "zh-Hant", "ar"])
def test_paper_takes_every_tag_of_a_language(tmp_path: Path, language: str) -> None:
    pytest.importorskip("typst", reason='needs the extra "pdf"')
    report(Ledger(), tmp_path / "r.pdf", labels=written(tmp_path, f"language: {language}"))
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
