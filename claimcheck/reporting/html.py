"""The report as one HTML file: one script of its own, no network, nothing from a claim rendered as markup."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

from claimcheck.markup import visible
from claimcheck.reporting.chart import WIDTH
from claimcheck.reporting.labels import (
    COLUMNS,
    COURSES,
    EVENTS,
    EVIDENCE,
    FUSION,
    GRADES,
    NOT_SO,
    RELIABILITY,
    SNAPSHOTS,
    TOOLS,
    UNGRADED,
    UNTESTED,
    plural,
)
from claimcheck.reporting.model import Report

__all__ = ["render_html"]

_RIGHT_TO_LEFT: Final = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s’'\"-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)
"""A run of words in a script that is written from right to left."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""A language as browsers and screen readers take one: "uk", "zh-Hant"."""


def render_html(report: Report) -> str:
    """Return *report* as one self-contained HTML page.

    Every value is escaped, and its control and direction-changing characters are made visible, where the template
    puts it on the page; the page's own policy forbids the network and every script but the page's one, by its digest.
    That one searches, filters, folds, sorts and copies; all that the page says is there without it.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> from claimcheck.reporting.build import build_report
        >>> page = render_html(build_report(Ledger(case="<b>night</b>")))
        >>> '<h1 dir="auto">&lt;b&gt;night&lt;/b&gt;</h1>' in page
        True
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - heavy, and for reports only

    def shown(value: object) -> object:
        return value if hasattr(value, "__html__") else visible(value)

    def place(at: int) -> str:
        return f"{at * 100 / WIDTH:.1f}%"

    environment = Environment(
        loader=PackageLoader("claimcheck.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["language"] = lambda name: _LANGUAGE.fullmatch(name or "") is not None
    environment.filters.update(place=place, pieces=pieces, dense=dense)
    environment.globals.update(snapshots=SNAPSHOTS, not_so=NOT_SO, columns=COLUMNS, plural=plural)
    environment.globals.update(events=EVENTS, courses=COURSES, evidence=EVIDENCE)
    environment.globals.update(fusion=FUSION, reliability=RELIABILITY, untested=UNTESTED)
    script = dense(environment.loader.get_source(environment, "report.js")[0])  # type: ignore[union-attr]
    return environment.get_template("report.html").render(
        report=report,
        grades=GRADES,
        ungraded=UNGRADED,
        tools=TOOLS,
        script=script,
        script_hash=f"sha256-{b64encode(sha256(script.encode('utf-8')).digest()).decode('ascii')}",
    )


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
