"""The report as a PDF file for paper and for the record: set by typst, which is given the report as data only."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from warnings import warn

from attrs import fields, has

from claimcheck.errors import BadInput, MissingExtra, Problem
from claimcheck.markup import visible
from claimcheck.reporting.chart import Bar, Chart
from claimcheck.reporting.model import Report
from claimcheck.reporting.templating import own_template, template_text

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["render_pdf"]

_STANDARD: Final = "ua-1"
_ROUNDS: Final = 3
_UNSEEN: Final = frozenset({"verification", "beside", "labels"})
"""What a report holds for programs; what a reader sees of it stands in the report besides."""

_RECKONED: Final[dict[type, tuple[str, ...]]] = {Bar: ("is_point",), Chart: ("summary",)}
"""What a view reckons from its fields, and the page shows."""

_BREAKS: Final = {0x2028: "\n", 0x2029: "\n"}
"""What parts lines and paragraphs in Unicode, and would stretch a line in typst."""

_NO_FONT: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_CODE: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")

_PROBE: Final = b"""#set document(title: "letters", date: none)
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#for letter in json(bytes(sys.inputs.letters)) { par(text(letter)); par(strong(letter)) }
"""


def render_pdf(report: Report, templates: Path | None = None) -> bytes:
    """Return *report* as a PDF file on A4, tagged for screen readers (PDF/UA-1).

    The same report gives the same bytes with one version of typst: no clock and no path goes in, and the letters are
    those of the fonts that come with typst, which have Latin, Greek, Cyrillic, Hebrew and Arabic. Only where the
    report has a letter that these lack are the fonts of the machine taken as well, and the bytes then depend on them.
    A letter that no font has is shown by its number, and a warning says which scripts lack a font.

    The template is the same for every report, and takes the report as data, so that no text of a claim is ever code;
    the compiler sees no file and no package.

    A ``report.typ`` in the folder *templates* is taken in place of the library's.

    Raises:
        MissingExtra: typst is not installed.
        BadInput: The template of the folder is none, or asks for what there is not.

    Examples:
        >>> from claimcheck.ledger import Ledger
        >>> from claimcheck.reporting.build import build_report
        >>> render_pdf(build_report(Ledger(case="night")))[:5]
        b'%PDF-'
    """
    typst = _typst()
    language = report.labels.language.partition("-")[0].casefold()
    words, told = _plain(report.labels.for_page()), _plain(report)
    page = json.dumps({"lang": language, "words": words, "report": told}, ensure_ascii=False, sort_keys=True)
    letters = _letters(page)
    bundled = not (missing := _missing(typst, letters, bundled=True))
    if missing:
        missing = _missing(typst, missing, bundled=False)
    own = own_template(templates, "report.typ")
    template = (template_text("report.typ") if own is None else own).encode("utf-8")
    try:
        return _compiled(typst, template, page, missing, bundled=bundled)
    except typst.TypstError as err:
        if own is None or templates is None:
            raise
        raise BadInput([Problem(str(templates / "report.typ"), visible(f"{err.message}\n{err.diagnostic}"))]) from err


def _typst() -> "ModuleType":
    try:
        import typst  # noqa: PLC0415 - an extra, and for PDF only
    except ImportError as err:
        raise MissingExtra('a report as PDF needs typst: install "claimcheck[pdf]"') from err
    return typst


def _plain(value: object) -> Any:
    """What the page is given: text with its control and turning characters made visible, numbers, lists, names."""
    if isinstance(value, str):
        return visible(value.replace("\r\n", "\n")).translate(_BREAKS)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if has(type(value)):
        return {name: _plain(getattr(value, name)) for name in _names(value)}
    return value


def _names(view: Any) -> tuple[str, ...]:
    kind = type(view)
    held = (one.name for one in fields(kind) if kind is not Report or one.name not in _UNSEEN)
    return (*held, *_RECKONED.get(kind, ()))


def _letters(text: str) -> tuple[str, ...]:
    """Every letter of *text* beyond ASCII, and every letter with the marks that stand on it."""
    single = {letter for letter in set(text) if not letter.isascii()}
    marks = "".join(sorted(letter for letter in single if unicodedata.category(letter).startswith("M")))
    marked = re.findall(f"[^{re.escape(marks)}][{re.escape(marks)}]+", text) if marks else []
    return tuple(sorted(single.difference(marks).union(marked)))


def _missing(typst: "ModuleType", letters: Iterable[str], *, bundled: bool) -> tuple[str, ...]:
    """Those of *letters* for which there is no font."""
    left = sorted(letters)
    missing: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            _set(typst, _PROBE, {"letters": json.dumps(left)}, bundled=bundled)
        except typst.TypstError as err:
            found = {letter for shown in _unshown(err) for letter in left if letter in shown or shown in letter}
            if not found:
                break
            missing |= found
            left = [letter for letter in left if letter not in missing]
        else:
            break
    return tuple(sorted(missing))


def _unshown(error: Any) -> Iterator[str]:
    """What the compiler says that no font has, in its own words."""
    for found in _NO_FONT.finditer(f"{error.message}\n{error.diagnostic}"):
        yield _CODE.sub(lambda code: chr(int(code[1], 16)) if code[1] else code[2], found[1])


def _compiled(typst: "ModuleType", template: bytes, page: str, missing: Iterable[str], *, bundled: bool) -> bytes:
    """The file; a letter that only shows in its place to have no font joins those that are shown by their number."""
    lacking = set(missing)
    for _ in range(_ROUNDS):
        try:
            made = _set(typst, template, {"page": page.translate(_numbers(lacking))}, bundled=bundled)
        except typst.TypstError as err:
            why = err.message
            found = set(_unshown(err)) - lacking
            if not found:
                break
            lacking |= found
        else:
            _tell(lacking)
            return made
    made = _set(typst, template, {"page": page.translate(_numbers(lacking))}, bundled=bundled, standard=False)
    _tell(lacking)
    _warn(f"the PDF is tagged, and does not keep to PDF/UA-1 in all: {visible(why)}")
    return made


def _numbers(missing: Iterable[str]) -> dict[int, str]:
    letters = {letter for shown in missing for letter in (shown[1:] or shown)}
    return {ord(letter): f"⟨U+{ord(letter):04X}⟩" for letter in letters if not letter.isascii()}


def _set(
    typst: "ModuleType", template: bytes, inputs: dict[str, str], *, bundled: bool, standard: bool = True
) -> bytes:
    """What typst makes of a template and its data, in a folder that holds nothing."""
    with TemporaryDirectory() as empty:
        made: bytes = typst.compile(
            template,
            root=empty,
            ignore_system_fonts=bundled,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[_STANDARD] if standard else [],
        )
    return made


def _tell(missing: Iterable[str]) -> None:
    letters = sorted(map(chr, _numbers(missing)))
    if letters:
        scripts = ", ".join(sorted({_script(letter) for letter in letters}))
        _warn(
            f"no font has {len(letters)} of the report's letters ({scripts}); the PDF shows each by its number, as "
            f"⟨U+{ord(letters[0]):04X}⟩: install a font that has them, such as Noto, and write it again"
        )


def _warn(message: str) -> None:
    warn(message, UserWarning, stacklevel=7)  # at the line that calls report()


def _script(letter: str) -> str:
    """The script that a letter belongs to, as Unicode names it."""
    if unicodedata.category(letter)[0] not in "LM":
        return "symbols"
    word = unicodedata.name(letter, "unnamed").partition(" ")[0]
    return word if word == "CJK" else "combining marks" if word == "COMBINING" else word.capitalize()
