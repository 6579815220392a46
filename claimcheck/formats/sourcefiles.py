"""Which texts lie beside a case, or in a folder of scraped pages, to be held against one another?"""

from pathlib import Path
from typing import Final

from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.formats.documents import Document, read_document
from claimcheck.formats.paths import leaves_folder
from claimcheck.ledger import Ledger
from claimcheck.times import parse_time
from claimcheck.tracing.sourcetext import SourceText

__all__ = ["read_folder", "texts_beside"]

_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".xhtml"})


def texts_beside(ledger: Ledger, folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the text of each source whose file lies in *folder*, and why others could not be read.

    Raises:
        MissingExtra: One is a web page, and trafilatura is not installed.

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

    Raises:
        MissingExtra: One is a web page, and trafilatura is not installed.

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
    except OSError as err:
        problems.append(Problem(str(path), (err.strerror or str(err)).lower()))
    return None


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether the file is in the folder once links of the file system are followed."""
    return path.resolve().is_relative_to(folder.resolve())
