"""Which texts lie beside a case, or in a folder of scraped pages, to be held against one another?"""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final
from warnings import warn

from claimcheck.errors import BadInput, InvalidRecord, MissingExtra, Problem
from claimcheck.formats.documents import Document, read_document
from claimcheck.ledger import Ledger
from claimcheck.paths import leaves_folder
from claimcheck.times import parse_time
from claimcheck.tracing.copies import HALF
from claimcheck.tracing.copy import Copy
from claimcheck.tracing.sourcetext import SourceText
from claimcheck.tracing.suspects import copies_among

__all__ = ["read_folder", "suspected_copies", "texts_beside"]

_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".xhtml"})


def suspected_copies(
    ledger: Ledger,
    texts: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    least: Fraction | float = HALF,
) -> tuple[Copy, ...]:
    """Return the candidate derivations between the sources of *ledger*; the ledger stays as it is.

    The texts are those given, or else those that the sources keep as files; where there is neither, the words that
    the ledger quotes from a source stand for it. A file that cannot be read is warned of. What is joined already,
    directly or through a common origin, is left out.

    Args:
        ledger: What is known of the sources.
        texts: The full text of a source by its key.
        folder: Where the files lie; by default where the ledger was read from, if it was.
        least: As in `find_copies`.

    Raises:
        UnknownKey: A text is given for a source that the ledger does not hold.

    Examples:
        >>> ledger = Ledger()
        >>> for key, day in (("wire", "2025-06-01"), ("daily", "2025-06-02")):
        ...     _ = ledger.source(key, published=day)
        >>> text = "Officials in the port said that 471 people had been taken to the two hospitals by the evening."
        >>> [copy] = suspected_copies(ledger, {"wire": text, "daily": text})
        >>> ledger.accept(copy.link, by="desk").relation.value
        'repeats'
    """
    where = folder if folder is not None else ledger.folder
    if texts is None and where is not None:
        given, problems = texts_beside(ledger, Path(where))
        for problem in problems:
            warn(str(problem), stacklevel=2)
    else:
        given = {ledger.sources[key].key: text for key, text in (texts or {}).items()}
    return copies_among(ledger, given, least=least)


def texts_beside(ledger: Ledger, folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the text of each source whose file lies in *folder*, and why others could not be read.

    Examples:
        >>> texts_beside(Ledger(), Path("."))
        ({}, ())
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for source in ledger.sources:
        if source.file is None:
            continue
        if leaves_folder(source.file) or not _is_inside(folder / source.file, folder):
            problems.append(Problem(source.key, f"file: {source.file!r} leads out of the folder of the case"))
            continue
        document = _document(folder / source.file, problems)
        if document is not None:
            texts[source.key] = document.text
    return texts, tuple(problems)


def read_folder(folder: Path) -> tuple[tuple[SourceText, ...], tuple[Problem, ...]]:
    """Return the texts and saved web pages under *folder*, by their paths, and why others could not be read.

    A page's site and date are taken as it tells them; a plain text has neither.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     _ = Path(name, "a.txt").write_text("Five people died.")
        ...     [(one.key, one.text) for one in read_folder(Path(name))[0]]
        [('a.txt', 'Five people died.')]
    """
    texts: list[SourceText] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() not in _SUFFIXES or not path.is_file():
            continue
        if not _is_inside(path, folder):
            problems.append(Problem(str(path), "it leads out of the folder, and is left out"))
            continue
        document = _document(path, problems)
        if document is None:
            continue
        try:
            texts.append(
                SourceText(
                    key=path.relative_to(folder).as_posix(),
                    text=document.text,
                    publishers=() if document.site is None else document.site,
                    published=None if document.date is None else parse_time(document.date),
                )
            )
        except InvalidRecord as err:
            problems.append(Problem(str(path), str(err)))
    return tuple(texts), tuple(problems)


def _document(path: Path, problems: list[Problem]) -> Document | None:
    try:
        return read_document(path)
    except BadInput as err:
        problems.extend(err.problems)
    except MissingExtra as err:
        problems.append(Problem(str(path), str(err)))
    except OSError as err:
        problems.append(Problem(str(path), (err.strerror or str(err)).lower()))
    return None


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether the file is in the folder once links of the file system are followed."""
    return path.resolve().is_relative_to(folder.resolve())
