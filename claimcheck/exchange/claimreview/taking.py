"""Which reviews does this file hold: JSON, lines of JSON, a table of ClaimsKG's columns, a web page, a folder of these?

Every review becomes records, whatever is wrong with it, and what is wrong is told with its place and kept with it.
"""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from claimcheck.csvrows import CsvRows
from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.exchange.claimreview.contexts import Document, objects_in
from claimcheck.exchange.claimreview.nodes import described
from claimcheck.exchange.claimreview.pages import Block, blocks_of
from claimcheck.exchange.claimreview.reading import Reader
from claimcheck.exchange.claimreview.records import records_of
from claimcheck.exchange.claimreview.review import Review
from claimcheck.exchange.claimreview.shapes import FLAT, find_reviews, holds_reviews
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, around, lines_of, nearest_line, parse_json, told_place
from claimcheck.ledger import Ledger

__all__ = ["PAGES", "is_reviews", "read_reviews"]

PAGES: Final = (".html", ".htm", ".xhtml")
_LINES: Final = (".jsonl", ".ndjson")
_TABLES: Final = {".csv": ",", ".tsv": "\t"}
_LARGEST_PAGE: Final = 20_000_000
_LONGEST_LINE: Final = 20_000_000
_MARKS: Final = (b"ClaimReview", b"MediaReview", b"claimReview")
_HEAD: Final = 1_000_000
_MOST_FILES: Final = 100_000


def is_reviews(intake: Intake) -> bool:
    """Return whether a file, by a look at it, holds reviews."""
    if intake.path.suffix.casefold() in (*_LINES, *_TABLES):
        with intake.path.open("rb") as opened:
            first = opened.readline(_HEAD)
        return any(mark in first for mark in _MARKS) and not intake.is_log()
    if not any(mark in intake.bytes() for mark in _MARKS):
        return False
    return holds_reviews(intake.json)


def read_reviews(intake: Intake) -> Ledger:
    """Return the ledger of the reviews in a file, or of those in all files of a folder.

    Raises:
        BadInput: It holds no review, or cannot be read at all.
    """
    reviews = list(_reviews(intake))
    ledger = Ledger()
    try:
        records, odd = records_of(reviews)
        for message in odd:
            intake.mend(None, message, counts=False)
        ledger.add(*records)
    except InvalidRecord as err:
        raise BadInput([Problem(intake.name, str(err))]) from err
    return ledger


def _reviews(intake: Intake) -> Iterator[Review]:
    if intake.path.is_dir():
        yield from _of_folder(intake)
        return
    suffix = intake.path.suffix.casefold()
    if suffix in PAGES:
        yield from _of_page(intake)
    elif suffix in _LINES:
        yield from _of_lines(intake)
    elif suffix in _TABLES:
        yield from _of_table(intake, _TABLES[suffix])
    else:
        found = list(_of_document(intake, intake.json, intake.mend))
        if not found:
            intake.refuse(None, "no ClaimReview or MediaReview stands in this JSON")
        yield from found


def _of_folder(intake: Intake) -> Iterator[Review]:
    """The reviews of every file in a folder whose name ends as those of reviews do, in the order of names."""
    known = (*PAGES, *_LINES, *_TABLES, ".json", ".jsonld")
    files = sorted(one for one in intake.path.iterdir() if one.suffix.casefold() in known and one.is_file())
    if not files:
        raise BadInput([Problem(intake.name, f"no file here ends in {', '.join(known)}")])
    if len(files) > _MOST_FILES:
        raise BadInput([Problem(intake.name, f"expected at most {_MOST_FILES:,} files in a folder; split it")])
    passed_over = sorted({one.name for one in intake.path.iterdir()} - {one.name for one in files})
    if passed_over:
        shown = ", ".join(passed_over[:3])
        intake.mend(None, f"{len(passed_over)} files and folders are no reviews by their names: {shown}", counts=False)
    for path in files:
        part = intake.within(path)
        try:
            yield from _reviews(part)
        except BadInput as err:
            for problem in err.problems:
                line = problem.where.rpartition(":")[2]
                part.refuse(int(line) if line.isdecimal() else None, problem.message)
        part.settle()


def _of_document(intake: Intake, data: Any, mend: Callable[..., None]) -> Iterator[Review]:
    """The reviews of one document of JSON."""
    document = Document.of(data)
    known = described(objects_in(document.data))

    def tell(place: Place, message: str, of: Place) -> None:
        mend(document.place_as_written(place), message, of=document.place_as_written(of))

    def clean(text: str, place: Place) -> str:
        kept, message = intake.storable(text)
        if message is not None:
            written = document.place_as_written(place)
            mend(written, message, of=written)
        return kept

    reader = Reader(tell, clean, known)
    for found in find_reviews(document):
        intake.took()
        yield reader.review(found)


def _of_lines(intake: Intake) -> Iterator[Review]:
    """The reviews of a file of one JSON object a line."""
    count = 0
    for number, text in intake.lines(_LONGEST_LINE):
        try:
            data = parse_json(text, intake.name, _twice_on(intake, number))
        except BadInput as err:
            intake.refuse(number, err.problems[0].message)
            continue
        found = list(_of_document(intake, data, _on_line(intake, number)))
        count += len(found)
        yield from found
        if not found:
            intake.refuse(number, "no ClaimReview or MediaReview stands on this line")
    if not count and not intake.has_refused:
        intake.refuse(None, "no ClaimReview or MediaReview stands in this file")


def _twice_on(intake: Intake, line: int) -> Callable[[str], None]:
    def twice(name: str) -> None:
        intake.mend(line, f"the name {name!r:.60} stands twice in one object; the last value is kept", counts=False)

    return twice


def _on_line(intake: Intake, number: int) -> Callable[..., None]:
    def mend(place: Place, message: str, *, of: Place | None = None) -> None:
        intake.mend(number, f"{told_place(place)}: {message}" if place else message, of=f"{number} {of}")

    return mend


def _of_table(intake: Intake, delimiter: str) -> Iterator[Review]:
    """The reviews of a table with ClaimsKG's columns."""
    rows = CsvRows(io.StringIO(intake.decoded(), newline=""), delimiter)
    try:
        names = next(rows, [])
        if len(set(names)) < len(names):
            raise BadInput([Problem(f"{intake.name}:1", "a name of a column stands twice")])
        if not set(names) >= FLAT:
            raise BadInput([Problem(f"{intake.name}:1", f"expected the columns {', '.join(sorted(FLAT))}")])
        while True:
            line = rows.line_num + 1
            row = next(rows, None)
            if row is None:
                return
            if not row:
                continue
            if len(row) != len(names):
                intake.refuse(line, f"expected {len(names)} cells, got {len(row)}")
                continue
            yield from _of_document(intake, dict(zip(names, row, strict=True)), _on_line(intake, line))
    except csv.Error as err:
        raise BadInput([Problem(f"{intake.name}:{rows.line_num}", f"the row cannot be read: {err}")]) from err


def _of_page(intake: Intake) -> Iterator[Review]:
    """The reviews that a web page holds for machines."""
    page = intake.decoded(_LARGEST_PAGE)
    count = 0
    for one in blocks_of(page):
        if isinstance(one, Block):
            told = _OfBlock(one)
            reviews = list(_of_document(intake, _in_block(intake, one), told.mend))
            told.settle(intake)
        else:
            reviews = list(_of_document(intake, one.held, _on_line(intake, one.line)))
        count += len(reviews)
        yield from reviews
    if not count and not intake.has_refused:
        none = "no ClaimReview or MediaReview stands in this page"
        intake.refuse(None, f"{none}; to draft claims from its text: claimcheck extract")


def _in_block(intake: Intake, block: Block) -> Any:
    """The JSON of a block; one that cannot be read is refused where it speaks of reviews, else told of."""
    text = _bare(block.text)
    if not text.strip():
        return None
    try:
        return parse_json(text, intake.name, _twice_on(intake, block.line))
    except BadInput as err:
        problem = err.problems[0]
        line = int(problem.where.rpartition(":")[2]) + block.line - 1
        loose = _loosely(text)
        if loose is not None:
            intake.mend(line, "line breaks or tabs stand in a text of this JSON; it is read all the same", counts=False)
            return loose
        message = f"a block of JSON-LD cannot be read: {problem.message}"
        if any(mark.decode() in text for mark in _MARKS):
            intake.refuse(line, message)
        else:
            intake.mend(line, message, counts=False)
        return None


def _bare(text: str) -> str:
    """A block without the comment marks that old pages put around it; its lines stay where they are."""
    for mark in ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>"):
        stripped = text.strip()
        if stripped.startswith(mark):
            text = text.replace(mark, "", 1)
        elif stripped.endswith(mark):
            text = text[: text.rindex(mark)]
    return text


def _loosely(text: str) -> Any:
    """The JSON in *text* where all that is wrong is that control characters stand in its strings; else None."""
    spaced, within, escaped = [], False, False
    for character in text:
        if within and character in "\n\r\t":
            spaced.append(" ")
            continue
        if within and escaped:
            escaped = False
        elif within and character == "\\":
            escaped = True
        elif character == '"':
            within = not within
        spaced.append(character)
    try:
        return parse_json("".join(spaced), "")
    except BadInput:
        return None


class _OfBlock:
    """What is told of a block of a page, until its lines are looked up, all in one pass."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._held: list[tuple[Place, Place, str]] = []

    def mend(self, place: Place, message: str, *, of: Place | None = None) -> None:
        """Note that something was taken otherwise than it stands."""
        self._held.append((place, () if of is None else of, message))

    def settle(self, intake: Intake) -> None:
        """Tell of all of it, each with its line."""
        lines = lines_of(_bare(self._block.text), around(place for place, _, _ in self._held)) if self._held else {}
        for place, whole, message in self._held:
            line = int(nearest_line(place, lines).removeprefix(":") or 1) + self._block.line - 1
            told = f"{told_place(place[len(whole) :])}: {message}" if place != whole else message
            intake.mend(line, told, of=f"{self._block.line} {whole}")
