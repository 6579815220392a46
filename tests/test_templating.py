"""Templates of a house in place of the library's: taken where they are there, in a sandbox, refused with their line."""

from pathlib import Path

import pytest

from claimcheck.errors import BadInput
from claimcheck.ledger import Ledger
from claimcheck.reporting import report
from claimcheck.reporting.templating import TEMPLATES, template_text
from claimcheck.shell.newfile import write_new_templates


def fire() -> Ledger:
    ledger = Ledger(case="fire")
    ledger.claim("5 killed", by="<b>Police</b>", event="fire")
    return ledger


def house(tmp_path: Path, **files: str) -> Path:
    """A folder with these templates, "report_css" for report.css."""
    folder = tmp_path / "house"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def page(tmp_path: Path, folder: Path | None, name: str = "report.html") -> str:
    path = tmp_path / name
    report(fire(), path, templates=folder)
    return path.read_text(encoding="utf-8")


def complaint(tmp_path: Path, folder: Path, name: str = "report.html") -> str:
    with pytest.raises(BadInput) as caught:
        report(fire(), tmp_path / name, templates=folder)
    assert not (tmp_path / name).exists()
    (problem,) = caught.value.problems
    return str(problem).removeprefix(f"{tmp_path}/")


def test_one_file_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    own = page(tmp_path, house(tmp_path, report_css=".house { color: teal; }"))
    assert ".house { color: teal; }" in own
    assert ".card" not in own.partition("</style>")[0]
    assert own.partition("<body>")[2] == page(tmp_path, None).partition("<body>")[2]


def test_all_that_is_written_gives_the_library_s_page(tmp_path: Path) -> None:
    write_new_templates(tmp_path / "house")
    assert {path.name for path in (tmp_path / "house").iterdir()} == set(TEMPLATES)
    assert page(tmp_path, tmp_path / "house") == page(tmp_path, None)


def test_what_a_template_puts_on_the_page_is_escaped(tmp_path: Path) -> None:
    own = house(tmp_path, report_html="{% for party in report.parties %}{{ party.name }}{% endfor %}")
    assert page(tmp_path, own) == "&lt;b&gt;Police&lt;/b&gt;"


def test_the_policy_goes_with_the_script(tmp_path: Path) -> None:
    """A script of the house has its own digest; without one the library's stays."""
    digests = {page(tmp_path, None).partition("script-src '")[2].partition("'")[0]}
    digests.add(page(tmp_path, house(tmp_path, report_js="void 0;\n")).partition("script-src '")[2].partition("'")[0])
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>\n{% if %}\n", "house/report.html:2: Expected an expression"),
        ("<p>\n{{ report.nothing }}\n", "house/report.html:2: 'claimcheck.reporting.model.Report object' has no"),
        ("\n\n{{ nothing }}\n", "house/report.html:3: 'nothing' is undefined"),
        ("{{ 1 / 0 }}", "house/report.html:1: division by zero"),
        ('{% include "/etc/passwd" %}', "house/report.html:1: /etc/passwd"),
        ('{% include "../labels.yaml" %}', "house/report.html:1: ../labels.yaml"),
        ("{{ ''.__class__.__mro__ }}", "house/report.html:1: access to attribute '__class__'"),
        ("{{ report.labels.__init__.__globals__ }}", "house/report.html:1: access to attribute '__init__'"),
        ("{{ range(10 ** 9)|list }}", "house/report.html:1: Range too big"),
    ],
)
def test_an_error_in_a_template_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    """What a template must not see it does not see, and nothing is written."""
    assert complaint(tmp_path, house(tmp_path, report_html=text)).startswith(message)


def test_a_folder_without_a_template_is_refused(tmp_path: Path) -> None:
    known = "report.html, parts.html, report.css, fusion.css, report.js, report.typ"
    assert complaint(tmp_path, house(tmp_path, style_css="")) == (
        f"house: holds no template; those that can be replaced are {known}"
    )
    assert complaint(tmp_path, tmp_path / "house" / "style.css") == "house/style.css: expected a folder of templates"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = house(tmp_path)
    (folder / "report.css").write_bytes(b"a \xff")
    assert complaint(tmp_path, folder) == "house/report.css: byte 2 is not UTF-8"
    (folder / "report.css").write_bytes(b" " * 1_000_001)
    assert complaint(tmp_path, folder) == "house/report.css: more than 1,000,000 bytes are no template"


def test_paper_takes_a_template_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason='needs the extra "pdf"')
    pypdf = pytest.importorskip("pypdf", reason="the text of a PDF file needs pypdf")
    plain = '#set document(title: "x")\n#let page = json(bytes(sys.inputs.page))\n'
    own = house(tmp_path, report_typ=f"{plain}#page.words.overview of the house\n")
    report(fire(), tmp_path / "report.pdf", templates=own)
    assert "Overview of the house" in pypdf.PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    (tmp_path / "report.pdf").unlink()
    (own / "report.typ").write_text(f"{plain}#bad(\n", encoding="utf-8")
    assert complaint(tmp_path, own, "report.pdf").startswith("house/report.typ: unclosed delimiter")
    (own / "report.typ").write_text(f'{plain}#read("/etc/passwd")\n', encoding="utf-8")
    assert "house/report.typ" in complaint(tmp_path, own, "report.pdf")


def test_the_library_s_templates_are_found_in_the_package() -> None:
    assert all(template_text(name) for name in TEMPLATES)


def test_what_stood_there_stays_where_a_report_fails(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(BadInput):
        report(fire(), path, templates=house(tmp_path, report_html="{{ nothing }}"))
    assert path.read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["report.html"]


def test_a_template_reaches_no_ledger_no_file_and_no_frame(tmp_path: Path) -> None:
    """What it is given is text: with a fusion and a verification as without."""
    for name in ("beside", "verification"):
        own = house(tmp_path / name, report_html=f"{{{{ report.{name} is none }}}}")
        ledger = fire()
        report(ledger, tmp_path / "r.html", templates=own, folder=tmp_path)
        assert (tmp_path / "r.html").read_text(encoding="utf-8") == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{% include "report.html" %}', "RecursionError"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "RecursionError"),
        ("{{ cycler() }}", "RuntimeError"),
    ],
)
def test_a_template_that_does_not_end_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert message in complaint(tmp_path, house(tmp_path, report_html=text))


def test_a_link_to_another_file_and_a_package_are_refused(tmp_path: Path) -> None:
    folder = house(tmp_path)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "report.html").symlink_to(tmp_path / "secret")
    assert complaint(tmp_path, folder) == "house/report.html: it is a link to another file: put the file itself here"
    (folder / "report.html").unlink()
    (folder / "report.typ").write_text('#import "@preview/cetz:0.3.0"', encoding="utf-8")
    pytest.importorskip("typst", reason='needs the extra "pdf"')
    assert complaint(tmp_path, folder, "r.pdf") == "house/report.typ: packages are not taken: nothing is fetched"


def test_a_script_that_would_end_early_is_refused(tmp_path: Path) -> None:
    assert "house/report.js: </script> would end it" in complaint(tmp_path, house(tmp_path, report_js='"</script>"'))


def test_templates_for_a_format_without_any_are_refused(tmp_path: Path) -> None:
    told = complaint(tmp_path, house(tmp_path, report_css=""), "r.md")
    assert told == "house: templates make html and pdf, and no markdown"
