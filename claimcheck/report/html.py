"""The report as one HTML file: no script, no network, nothing from a claim rendered as markup."""

import re
from typing import Final

from claimcheck.markup import visible
from claimcheck.report.chart import WIDTH
from claimcheck.report.model import Report

__all__ = ["render_html"]

_RIGHT_TO_LEFT: Final = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s’'\"-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)
"""A run of words in a script that is written from right to left."""


def render_html(report: Report) -> str:
    """Return *report* as one self-contained HTML page.

    Every value is escaped, and its control and direction-changing characters are made visible, where the template
    puts it on the page; the page's own policy forbids scripts and the network besides.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> from claimcheck.report.model import build_report
        >>> page = render_html(build_report(Ledger(case="<b>night</b>")))
        >>> '<h1 dir="auto">&lt;b&gt;night&lt;/b&gt;</h1>' in page
        True
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - heavy, and for reports only
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja2

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) else visible(value)

    def isolated(value: object) -> Markup:
        """A sentence of the library's own: names written from right to left leave the order of the rest alone."""
        return Markup(_RIGHT_TO_LEFT.sub(r"<bdi>\g<0></bdi>", str(escape(visible(value)))))

    def place(at: int) -> str:
        return f"{at * 100 / WIDTH:.1f}%"

    environment = Environment(
        loader=PackageLoader("claimcheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(place=place, isolated=isolated)
    return environment.get_template("report.html").render(report=report)
