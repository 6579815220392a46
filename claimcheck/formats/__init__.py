"""Which format does this file have? A ledger is read and written by the suffix of the file."""

import os
from collections.abc import Callable, Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final
from warnings import warn

from attrs import evolve, field, frozen

from claimcheck.atomic import whole_file
from claimcheck.errors import BadInput, Problem
from claimcheck.formats.casefile import read_case, write_case
from claimcheck.formats.jsonl import read_lines, write_lines
from claimcheck.ledger import Ledger
from claimcheck.model import Claim

__all__ = ["GROUP", "Format", "formats", "read", "server_address", "write"]

GROUP: Final = "claimcheck.formats"
"""The entry points under which other packages offer a ``Format``; loaded only where one is asked for."""


def _suffixes(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class Format:
    """A way in which a ledger stands in a file.

    Attributes:
        name: What ``format=`` calls it.
        suffixes: The ends of file names, dot included, by which it is known.
        read: Returns the ledger in a file; None where the format can only be written.
        write: Gives the bytes of a ledger, piece by piece; None where the format can only be read.

    Examples:
        >>> from claimcheck.formats import formats
        >>> formats()["yaml"].suffixes
        ('.yaml', '.yml')
    """

    name: str
    suffixes: tuple[str, ...] = field(converter=_suffixes)
    read: Callable[[Path], Ledger] | None = None
    write: Callable[[Ledger], Iterable[bytes]] | None = None


def _case_bytes(ledger: Ledger) -> Iterable[bytes]:
    yield write_case(ledger).encode("utf-8")


def _open(path: Path) -> Ledger:
    return Ledger.open(path, create=False)


_OWN: Final = {
    "yaml": Format(name="yaml", suffixes=(".yaml", ".yml"), read=read_case, write=_case_bytes),
    "jsonl": Format(name="jsonl", suffixes=(".jsonl",), read=read_lines, write=write_lines),
    "ledger": Format(name="ledger", suffixes=(".db", ".sqlite", ".sqlite3"), read=_open),
}


def formats() -> dict[str, Format]:
    """Return every format by its name: the library's own, then those that installed packages offer.

    Examples:
        >>> list(formats())[:3]
        ['yaml', 'jsonl', 'ledger']
    """
    found = dict(_OWN)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        offered = entry.load()
        if isinstance(offered, Format):
            found.setdefault(offered.name, offered)
    return found


def read(path: str | os.PathLike[str], *, format: str | None = None) -> Ledger:
    """Return the ledger in *path*; the format follows the suffix, unless it is named.

    The ledger knows its ``folder``, in which `verify` and `report` look for the files of its sources.

    Raises:
        BadInput: The format is not known, or the file holds what cannot be taken; nothing is imported.

    Examples:
        >>> read("claims.docx")
        Traceback (most recent call last):
        claimcheck.errors.BadInput: claims.docx: unknown suffix '.docx'; known are .yaml, .yml, .jsonl...
    """
    address = server_address(path)
    if address is not None:
        return Ledger.open(address, create=False)
    place = Path(path)
    chosen = _format(place, format)
    if chosen.read is None:
        raise BadInput([Problem(str(place), f"the format {chosen.name!r} can only be written")])
    ledger = chosen.read(place)
    ledger.folder = place.parent
    return ledger


def write(ledger: Ledger, path: str | os.PathLike[str], *, format: str | None = None, private: bool = False) -> None:
    """Write *ledger* to *path*; the format follows the suffix, unless it is named.

    The file appears whole or not at all: what stood there before stays until the new one is complete. Private fields
    are left out, with a warning that says how many, unless *private* is true.

    Raises:
        BadInput: The format is not known, or can only be read.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write(Ledger(case="night"), Path(folder, "case.yaml"))
        ...     print(read(Path(folder, "case.yaml")).case)
        night
    """
    place = Path(path)
    chosen = _format(place, format)
    if chosen.write is None:
        raise BadInput([Problem(str(place), f"the format {chosen.name!r} can only be read")])
    if not private:
        ledger = _without_private(ledger)
    with whole_file(place, overwrite=True) as draft, draft.open("wb") as file:
        file.writelines(chosen.write(ledger))


def server_address(path: str | os.PathLike[str]) -> str | None:
    """Return the address of a ledger on a server, also where it was taken for a path; None where it is a file.

    Examples:
        >>> server_address(Path("postgresql://desk@server/ledger"))
        'postgresql://desk@server/ledger'
    """
    scheme, colon, rest = os.fspath(path).partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if colon and scheme in {"postgresql", "postgres"} else None


def _without_private(ledger: Ledger) -> Ledger:
    """Return the ledger with no private field in any version of its claims; itself where there is none."""
    held = [entry for entry in ledger.log.entries if isinstance(entry.record, Claim) and entry.record.private]
    if not held:
        return ledger
    keys = {entry.record.key for entry in held}
    warn(f"private fields of {len(keys)} claims were left out; write(..., private=True) keeps them", stacklevel=3)
    public = Ledger(case=ledger.case)
    public.replay(
        evolve(entry, record=evolve(entry.record, private=())) if isinstance(entry.record, Claim) else entry
        for entry in ledger.log.entries
    )
    return public


def _format(place: Path, name: str | None) -> Format:
    """Return the format of that name, else the one of the suffix; other packages are asked last."""
    for known in (_OWN, None):
        offered = formats() if known is None else known
        for one in offered.values():
            if one.name == name if name is not None else place.suffix.casefold() in one.suffixes:
                return one
    if name is not None:
        message = f"unknown format {name!r}; known are {', '.join(offered)}"
    else:
        suffixes = ", ".join(suffix for one in offered.values() for suffix in one.suffixes)
        message = f"unknown suffix {place.suffix!r}; known are {suffixes}"
    raise BadInput([Problem(str(place), message)])
