"""The report as one HTML file: one script of its own, no network, nothing from a claim rendered as markup."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import evolve

from claimcheck.errors import BadInput, Problem
from claimcheck.markup import visible
from claimcheck.reporting.chart import WIDTH
from claimcheck.reporting.labelling import LANGUAGE
from claimcheck.reporting.labels import COURSES, EVENTS, FUSION, GRADES, RELIABILITY, SNAPSHOTS
from claimcheck.reporting.model import Report
from claimcheck.reporting.templating import environment_of, own_template, refusing_templates, template_text

__all__ = ["render_html"]

_RIGHT_TO_LEFT: Final = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s’'\"-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)
"""A run of words in a script that is written from right to left."""

_HARMLESS: Final = re.compile(r"[\w :.,%()-]*")


def render_html(report: Report, templates: Path | None = None) -> str:
    """Return *report* as one self-contained HTML page.

    Every value is escaped, and its control and direction-changing characters are made visible, where the template
    puts it on the page; the page's own policy forbids the network and every script but the page's one, by its digest.
    That one searches, filters, folds, sorts and copies; all that the page says is there without it. Templates in the
    folder *templates* are taken in place of the library's.

    Raises:
        BadInput: A template of the folder is none, or asks for what there is not.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> from claimcheck.reporting.build import build_report
        >>> page = render_html(build_report(Ledger(case="<b>night</b>")))
        >>> '<h1 dir="auto">&lt;b&gt;night&lt;/b&gt;</h1>' in page
        True
    """
    environment = environment_of(templates, _shown)
    environment.tests["language"] = lambda name: LANGUAGE.fullmatch(name or "") is not None
    environment.filters.update(place=_place, pieces=pieces, dense=dense, css=_in_css)
    labels = report.labels
    environment.globals.update(
        w=labels, columns=labels.columns, language=labels.language, direction=labels.direction, snapshots=SNAPSHOTS
    )
    sections = {"events": EVENTS, "courses": COURSES, "fusion": FUSION, "reliability": RELIABILITY, "grades": GRADES}
    environment.globals.update({name: labels.section(one) for name, one in sections.items()})
    script = _script(templates)
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    with refusing_templates(templates):
        page = environment.get_template("report.html")
        seen = evolve(report, beside=None, verification=None)  # what is left is text, and leads to no ledger
        return page.render(report=seen, script=script, script_hash=f"sha256-{digest}")


def _script(templates: Path | None) -> str:
    own = own_template(templates, "report.js")
    if own is not None and templates is not None and "</script" in own.casefold():
        raise BadInput([Problem(str(templates / "report.js"), "</script> would end it: write it as <\\/script>")])
    return dense(template_text("report.js") if own is None else own)


def _shown(value: object) -> object:
    return value if hasattr(value, "__html__") else visible(value)


def _place(at: int) -> str:
    return f"{at * 100 / WIDTH:.1f}%"


def dense(code: str) -> str:
    r"""Return a script or a style sheet without what only its authors need: indents, blank lines, lines of comment.

    Examples:
        >>> dense("a {\n  b: c;\n}\n\n// why\n")
        'a {\nb: c;\n}\n'
    """
    lines = (line.strip() for line in code.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def pieces(text: str) -> list[tuple[bool, str]]:
    """Return *text* in pieces, each with whether it is written from right to left.

    Such a name, set apart, leaves the order of the figures around it alone.

    Examples:
        >>> pieces("army (5)")
        [(False, 'army (5)')]
    """
    found, end = [], 0
    for run in _RIGHT_TO_LEFT.finditer(text):
        found += [(False, text[end : run.start()]), (True, run.group())]
        end = run.end()
    return [piece for piece in [*found, (False, text[end:])] if piece[1]]


def _in_css(text: str) -> str:
    """A label within quotes of a style sheet; if it holds what could end it, all but letters go by their numbers."""
    if _HARMLESS.fullmatch(text):
        return text
    return "".join(one if one.isalnum() else f"\\{ord(one):06x}" for one in text)
