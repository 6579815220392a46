"""How does a case read on paper, on a screen, in a program? One report, written as HTML, PDF, Markdown or JSON."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.fusion.fused import Fusion
from claimcheck.ledger import Ledger
from claimcheck.reporting.build import build_report
from claimcheck.reporting.html import render_html
from claimcheck.reporting.json import render_json
from claimcheck.reporting.labelling import ENGLISH, Labels, read_labels
from claimcheck.reporting.markdown import render_markdown
from claimcheck.reporting.model import Report
from claimcheck.reporting.pdf import render_pdf
from claimcheck.reporting.templating import templates_in
from claimcheck.verifying.checking import verify

__all__ = ["FORMATS", "report"]

_SUFFIXES: Final = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
}

_STYLED: Final = ("html", "pdf")

FORMATS: Final = ("html", "pdf", "markdown", "json")
"""The formats that a report can be written in."""


def report(
    ledger: Ledger,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    title: str | None = None,
    folder: str | os.PathLike[str] | None = None,
    schemes: Sequence[str] = (),
    fusion: Fusion | None = None,
    labels: Labels | str | os.PathLike[str] | None = None,
    templates: str | os.PathLike[str] | None = None,
    made: str | None = None,
) -> None:
    """Write a report on *ledger* to *path*; the format follows the suffix, unless it is named.

    The same ledger gives the same bytes: a report holds no clock and no path. Private fields are never in it. Where the
    folder of the sources' files is known, the quotes are looked up in them and the report says how they stand. PDF
    needs the extra ``pdf``; where it has letters that the fonts of typst lack, it takes the fonts of the machine.

    Args:
        ledger: What to report on.
        path: Where to; what stands there is replaced.
        format: One of html, pdf, markdown, json.
        title: The heading; by default the name of the case.
        folder: Where the files of its sources lie; by default where the ledger was read from, if it was.
        schemes: By which schemes every claim is graded; what people graded is shown in any case.
        fusion: What ``ledger.fuse()`` found, to stand beside the positions; by default it is left out.
        labels: A YAML file with what the report says of its own, in the words of a house or in another language;
            ``claimcheck new FILE --labels`` writes one to begin with. The sentences of findings stay English.
        templates: A folder with templates that are taken in place of the library's, for the style of a house;
            ``claimcheck new FOLDER --templates`` writes them all. They make HTML and PDF.
        made: When, by whom and from what it was made, in words; by default the report says nothing of it. With it
            stands the SHA-256 of the records, so that it can be told later whether they are still the same.

    Raises:
        BadInput: The format is not known, or labels or templates are wrong, each problem with its line.
        MissingExtra: A PDF file is asked for, and typst is not installed.
        UnknownKey: There is no such scheme.
        InvalidRecord: The fusion is of a table, of another ledger, or of this one before it changed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     report(Ledger(case="night"), Path(folder, "night.md"))
        ...     print(Path(folder, "night.md").read_text(encoding="utf-8").splitlines()[0])
        # night
    """
    place = Path(path)
    name = _format(place, format)
    told = ENGLISH if labels is None else labels if isinstance(labels, Labels) else read_labels(labels)
    style = templates_in(templates)
    if style is not None and name not in _STYLED:
        raise BadInput([Problem(str(style), f"templates make {' and '.join(_STYLED)}, and no {name}")])
    with _without_collecting():
        checked = None if folder is None and ledger.folder is None else verify(ledger, folder=folder)
        built = build_report(
            ledger, title=title, verification=checked, schemes=schemes, fusion=fusion, labels=told, made=made
        )
        content = _RENDERERS[name](ledger, built, style)
    if place.exists() and not place.is_file():  # a device or a pipe takes what comes
        place.write_bytes(content)
        return
    with whole_file(place, overwrite=True) as draft:
        draft.write_bytes(content)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """All that a report is made of lives until it is written: to look through it for circles takes a sixth longer."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _format(place: Path, name: str | None) -> str:
    if name is None:
        chosen = _SUFFIXES.get(place.suffix.casefold())
        if chosen is None:
            raise BadInput([Problem(str(place), f"unknown suffix {place.suffix!r}; known are {', '.join(_SUFFIXES)}")])
    else:
        chosen = _SUFFIXES.get(f".{name.casefold()}", name.casefold())
    if chosen not in FORMATS:
        raise BadInput([Problem(str(place), f"unknown format {name!r}; known are {', '.join(FORMATS)}")])
    return chosen


_RENDERERS: Final[dict[str, Callable[[Ledger, Report, Path | None], bytes]]] = {
    "html": lambda _, built, style: render_html(built, style).encode("utf-8"),
    "pdf": lambda _, built, style: render_pdf(built, style),
    "markdown": lambda _, built, __: render_markdown(built).encode("utf-8"),
    "json": lambda ledger, built, _: render_json(ledger, built).encode("utf-8"),
}
