"""How the shell refuses: one line for each problem, what to do about it, and exit code 2."""

import errno
import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar
from warnings import catch_warnings, simplefilter

import click

from claimcheck.errors import BadInput, ClaimCheckError, Problem, UnknownKey
from claimcheck.formats import read, server_address
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.shell.working import working
from claimcheck.tables.suffixes import SUFFIXES, is_table

__all__ = [
    "BAD",
    "CLEAN",
    "FOUND",
    "LEDGERS",
    "STOPPED",
    "OneOf",
    "expect_file",
    "expect_ledger_name",
    "keep_apart",
    "nearest",
    "read_case",
    "refusing",
    "typed",
    "unknown_key",
]

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # no generic class before click 8.2

P = ParamSpec("P")
R = TypeVar("R")

CLEAN: Final = 0
FOUND: Final = 1
BAD: Final = 2
STOPPED: Final = 130

_NEAR: Final = 70
"""Of 100: how alike a name has to be for it to be meant."""
_NAMES: Final = 2_000
"""Names in a folder among which the one that was meant is looked for."""
_CASES: Final = frozenset({".yaml", ".yml", ".jsonl"})
LEDGERS: Final = frozenset({".db", ".sqlite", ".sqlite3"})
_TEXTS: Final = frozenset({".txt", ".md", ".html", ".htm"})
_UNREAD: Final = frozenset({".xls", ".xlsm", ".ods"})
_WORKBOOKS: Final = _UNREAD | {".xlsx"}


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """End a command with 2 and one line for each problem where the user or the file is wrong.

    Examples:
        >>> @refusing
        ... def ends() -> None:
        ...     raise UnknownKey("no claim 'x'")
        >>> ends()
        Traceback (most recent call last):
        SystemExit: 2
    """

    @wraps(command)
    def refused(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with catch_warnings(record=True) as warned:
                simplefilter("always", UserWarning)
                try:
                    return command(*args, **kwargs)
                finally:
                    for message in dict.fromkeys(str(one.message) for one in warned):
                        click.echo(f"note: {visible(message)}", err=True)
        except BadInput as err:
            _complain(err.problems or (str(err),))
        except UnknownKey as err:
            _complain((err.args[0] if err.args else str(err),))
        except ClaimCheckError as err:
            _complain((str(err),))
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            raise SystemExit(STOPPED) from None
        except OSError as err:
            _complain((_told(err),))
        raise SystemExit(BAD)

    return refused


def _complain(problems: "Sequence[Problem | str]") -> None:
    for problem in problems:
        click.echo(visible(problem), err=True)


def _told(err: OSError) -> str:
    """What the system refuses, and what to do: the folder to make, or the file that may be meant."""
    told = f"{err.filename or 'claimcheck'}: {(err.strerror or str(err)).lower()}"
    if err.errno != errno.ENOENT or not isinstance(err.filename, str):
        return told
    path = Path(err.filename)
    if not path.parent.is_dir():
        return f"{told}: there is no folder {path.parent}; make it first"
    near = nearest(path.stem, {Path(name).stem: name for name in _names_in(path.parent)})
    return told + _meant([str(path.with_name(name)) for name in _names_in(path.parent) if Path(name).stem in near][:3])


def _names_in(folder: Path) -> list[str]:
    """The names of the files in a folder, sorted; of a large one the first that the system gives."""
    try:
        with os.scandir(folder) as held:
            return sorted(one.name for one, _ in zip(held, range(_NAMES), strict=False) if not one.name.startswith("."))
    except OSError:
        return []


def nearest(wanted: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return what of *known* looks most like *wanted*, the likest first.

    Examples:
        >>> nearest("army12", ["hospital-5", "army-12"])
        ['army-12']
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only where something is refused

    wanted = wanted[:200]
    found = process.extract(
        wanted, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=most, score_cutoff=_NEAR
    )
    return [name for name, _, _ in found]


def _meant(names: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(names)}?" if names else ""


def unknown_key(case: Path, what: str, wanted: str | None, keys: Iterable[str]) -> UnknownKey:
    """Return the refusal of a key that a case does not hold, or that was not given, with those that may be meant.

    Examples:
        >>> str(unknown_key(Path("c.yaml"), "claim", "army12", ["army-12", "hospital-5"]))
        "c.yaml: no claim 'army12'; did you mean army-12? The claims are army-12, hospital-5"
        >>> str(unknown_key(Path("c.yaml"), "source", None, ["paper"]))
        'c.yaml: which source? The sources are paper'
    """
    held = list(keys)
    if not held:
        return UnknownKey(f"{case}: it has no {what}s")
    more = f" and {len(held) - _SHOWN:,} more" if len(held) > _SHOWN else ""
    known = f"he {what}s are {', '.join(held[:_SHOWN])}{more}"
    if wanted is None:
        return UnknownKey(f"{case}: which {what}? T{known}")
    near = _meant(nearest(wanted, held))
    return UnknownKey(f"{case}: no {what} {wanted!r:.80}{f'{near} T' if near else '; t'}{known}")


_SHOWN: Final = 20


class OneOf(_Choice):
    """One of some words; where another is given, the nearest is named before all of them."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it."""
        near = [] if value in self.choices else nearest(value, self.choices, most=1)
        if near:
            self.fail(f"{value!r} is unknown; did you mean {near[0]}?", param, ctx)
        return super().convert(value, param, ctx)


def typed(path: Path) -> str:
    """Return a path as it is typed in a shell, with nothing in it that steers a terminal.

    Examples:
        >>> typed(Path("my case.yaml"))
        "'my case.yaml'"
    """
    return shlex.quote(visible(path))


def expect_file(path: Path) -> None:
    """Refuse a folder, and a file that is not there.

    Raises:
        BadInput: It is a folder.
        FileNotFoundError: There is none.

    Examples:
        >>> expect_file(Path("."))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: .: expected a file, got a folder...
    """
    if path.is_dir():
        held = [name for name in _names_in(path) if Path(name).suffix.casefold() in _CASES | LEDGERS | {*SUFFIXES}]
        inside = f"; in it are {', '.join(str(path / name) for name in held[:3])}" if held else ""
        raise BadInput([Problem(str(path), f"expected a file, got a folder{inside}")])
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def read_case(case: Path) -> Ledger:
    """Return the ledger in a case, saying on a terminal that it is read.

    Raises:
        BadInput: It is no case, each with what may be done instead.
        FileNotFoundError: There is no such file.

    Examples:
        >>> read_case(Path("."))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: .: expected a file, got a folder...
    """
    if server_address(case) is None:
        _expect_case(case)
    try:
        with working(f"Reading {case}"):
            return read(case)
    except UnicodeDecodeError as err:
        message = f"expected UTF-8, got the byte 0x{err.object[err.start]:02x}; save it as UTF-8"
        raise BadInput([Problem(str(case), message)]) from err


def _expect_case(case: Path) -> None:
    suffix = case.suffix.casefold()
    if case.is_dir() or suffix not in LEDGERS:
        expect_file(case)
    if suffix in _UNREAD:
        message = (
            f"a spreadsheet of this kind is not read; save it as .xlsx, then: "
            f"claimcheck check {typed(case.with_suffix('.xlsx'))}"
        )
    elif suffix in _TEXTS:
        message = f"it is a text and no case; to draft claims from it: claimcheck extract {typed(case)} -o drafts.yaml"
    elif suffix in _CASES - {".jsonl"} and case.is_file() and not case.stat().st_size:
        message = "the file is empty: it lacks the line `claimcheck: 1`; for one to start from: claimcheck new FILE"
    else:
        return
    raise BadInput([Problem(str(case), message)])


def expect_ledger_name(path: Path) -> None:
    """Refuse to make a ledger under a name by which it would be taken for something else.

    Raises:
        BadInput: The name ends as that of a case, a table or a text.

    Examples:
        >>> expect_ledger_name(Path("ledger.yaml"))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: ledger.yaml: expected a ledger, whose name ends in .db, or an address postgresql://...
    """
    if server_address(path) is None and path.suffix.casefold() in _CASES | _TEXTS | _WORKBOOKS | {*SUFFIXES}:
        message = "expected a ledger, whose name ends in .db, or an address postgresql://..."
        raise BadInput([Problem(str(path), message)])


def expect_text(path: Path) -> None:
    """Refuse to read prose from what is a case, a ledger or a table.

    Raises:
        BadInput: It is one, by its name.

    Examples:
        >>> expect_text(Path("case.yaml"))
        Traceback (most recent call last):
        claimcheck.errors.BadInput: case.yaml: it is a case and no text; to check it: claimcheck check case.yaml
    """
    suffix = path.suffix.casefold()
    kind = "case" if suffix in _CASES | LEDGERS else "table" if is_table(path) else None
    if kind is not None:
        message = f"it is a {kind} and no text; to check it: claimcheck check {typed(path)}"
        raise BadInput([Problem(str(path), message)])


def keep_apart(case: Path, output: Path) -> None:
    """Refuse to write onto the case itself, or onto a folder.

    Raises:
        BadInput: Both are one file, or there is a folder of this name.

    Examples:
        >>> keep_apart(Path("case.yaml"), Path("report.html"))
    """
    if output.is_dir():
        raise BadInput([Problem(str(output), "expected the name of a file to write, got a folder")])
    if output.exists() and case.exists() and output.samefile(case):
        raise BadInput([Problem(str(output), "this is the case itself; choose another file to write to")])
