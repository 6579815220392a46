"""Which format does this file have? A ledger is read and written by the suffix of the file."""

import os
from collections.abc import Callable
from difflib import get_close_matches
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final
from warnings import warn

from attrs import evolve

from claimcheck.atomic import whole_file
from claimcheck.counts import Written
from claimcheck.errors import BadInput, Problem
from claimcheck.exchange.conformance import Cell
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats.format import Format
from claimcheck.formats.known import OWN
from claimcheck.ledger import Ledger
from claimcheck.model import Claim

__all__ = [
    "GROUP",
    "Format",
    "format_to_read",
    "format_to_write",
    "formats",
    "formats_of",
    "read",
    "server_address",
    "write",
]

GROUP: Final = "claimcheck.formats"
"""The entry points under which other packages offer a ``Format``; loaded only where one is asked for."""


def formats() -> dict[str, Format]:
    """Return every format by its name: the library's own, then those that installed packages offer.

    Examples:
        >>> list(formats())[:3]
        ['yaml', 'jsonl', 'ledger']
    """
    found = dict(OWN)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        offered = entry.load()
        if isinstance(offered, Format):
            found.setdefault(offered.name, offered)
    return found


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    mapping: str | os.PathLike[str] | None = None,
    keep_going: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Ledger:
    """Return the ledger in *path*; the format follows the suffix, unless it is named.

    What is mended on the way, in files of other tools, stands in ``ledger.taken`` with counts, and a warning says so.
    The ledger knows its ``folder``, in which `verify` and `report` look for the files of its sources.

    Args:
        path: The file, or the address of a ledger on a server.
        format: The name of the format, where the suffix does not tell it.
        mapping: A file that says which columns of a table mean what.
        keep_going: Whether objects that cannot be taken are passed over, and told of in ``ledger.taken``; otherwise
            one such object is enough for nothing to be taken.
        progress: Told now and then how many objects have been read.

    Raises:
        BadInput: The format is not known, or the file holds what cannot be taken; nothing is imported.
        MissingExtra: The format needs a package that is not installed.

    Examples:
        >>> read("claims.docx")
        Traceback (most recent call last):
        claimcheck.errors.BadInput: claims.docx: unknown suffix '.docx'; known are .yaml, .yml, .jsonl...
    """
    address = server_address(path)
    if address is not None:
        return Ledger.open(address, create=False)
    place = Path(path)
    intake = Intake(place, mapping=None if mapping is None else Path(mapping), keep_going=keep_going, progress=progress)
    chosen = format_to_read(intake, format)
    assert chosen.read is not None
    ledger = chosen.read(intake)
    ledger.folder = place.parent
    ledger.taken = intake.done()
    if ledger.taken.mended or ledger.taken.refused:
        warn(f"{place}: {ledger.taken}; ledger.taken.problems tells each", stacklevel=2)
    return ledger


def write(
    ledger: Ledger,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    private: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write *ledger* to *path*; the format follows the suffix, unless it is named.

    The file appears whole or not at all: what stood there before stays until the new one is complete. Private fields
    are left out, with a warning that says how many, unless *private* is true. What the format cannot say is left out
    and told of in what is returned, and a warning says how much it is.

    Returns:
        How many objects were written, what was left out, and what readers of the format ask for and do not get.

    Raises:
        BadInput: The format is not known, or can only be read.
        MissingExtra: The format needs a package that is not installed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     print(write(Ledger(case="night"), Path(folder, "case.yaml")))
        ...     print(read(Path(folder, "case.yaml")).case)
        0 written, 0 left out, 0 warnings
        night
    """
    place = Path(path)
    chosen = format_to_write(place, format)
    assert chosen.write is not None
    if not private:
        ledger = _without_private(ledger)
    outlet = Outlet(progress=progress)
    if ledger.case is not None and chosen.case is Cell.LEFT:
        outlet.leave(ledger.case, "the name of the case has no place in this format")
    with whole_file(place, overwrite=True) as draft, draft.open("wb") as file:
        file.writelines(chosen.write(ledger, outlet))
    written = outlet.done()
    if written.problems:
        warn(f"{place}: {written}; what write() returns tells each", stacklevel=2)
    return written


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
    keys = {entry.record.key for entry in ledger.log if isinstance(entry.record, Claim) and entry.record.private}
    if not keys:
        return ledger
    warn(f"private fields of {len(keys)} claims were left out; write(..., private=True) keeps them", stacklevel=3)
    public = Ledger(case=ledger.case)
    public.replay(
        evolve(entry, record=evolve(entry.record, private=())) if isinstance(entry.record, Claim) else entry
        for entry in ledger.log
    )
    return public


def format_to_read(intake: Intake, name: str | None = None) -> Format:
    """Return the format in which a file is read: the one of that *name*, else the one its suffix and content tell.

    Raises:
        BadInput: None is known, or the format can only be written; the message names those that would do.
    """
    path = intake.path
    if path.is_dir() and name != "claimreview":
        hint = "; of a folder of reviews say so: format='claimreview' or --from claimreview" if name is None else ""
        raise BadInput([Problem(str(path), f"expected a file, got a folder{hint}")])
    if name is not None:
        chosen = _named(path, name)
        if chosen.read is None:
            raise BadInput([Problem(str(path), f"the format {name!r} can only be written")])
        return chosen
    candidates = formats_of(path, reading=True)
    readable = [one for one in candidates if one.read is not None]
    if not readable:
        raise BadInput([Problem(str(path), f"the format {candidates[0].name!r} can only be written")])
    if len(readable) == 1:
        return readable[0]
    known = [one for one in readable if one.knows is None or one.knows(intake)]
    if not known:  # the one whose own suffix it is says best what is wrong with the file
        known = [one for one in readable if path.name.casefold().endswith(one.suffixes)]
    if len(known) == 1:
        return known[0]
    named = ", ".join(one.name for one in known or readable)
    said = f"it may be {named}" if known else f"it is none of {named}"
    raise BadInput([Problem(str(path), f"{said}; name the format with format= or --from")])


def format_to_write(path: Path, name: str | None = None) -> Format:
    """Return the format in which a file is written: the one of that *name*, else the one its suffix tells.

    Raises:
        BadInput: None is known, the format can only be read, or several share the suffix.
    """
    candidates = formats_of(path, reading=False) if name is None else [_named(path, name)]
    writable = [one for one in candidates if one.write is not None]
    if not writable:
        raise BadInput([Problem(str(path), f"the format {candidates[0].name!r} can only be read")])
    if len(writable) > 1:
        named = ", ".join(one.name for one in writable)
        raise BadInput([Problem(str(path), f"several formats end so: {named}; name one with format= or --format")])
    return writable[0]


def _named(place: Path, name: str) -> Format:
    """The format of that name; other packages are asked last."""
    offered = OWN if name in OWN else formats()
    if name not in offered:
        near = get_close_matches(name, offered, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise BadInput([Problem(str(place), f"unknown format {name!r}; known are {', '.join(offered)}{hint}")])
    return offered[name]


def formats_of(place: Path, *, reading: bool) -> list[Format]:
    """Return the formats whose suffix the name has, the longest that any has; other packages are asked last.

    Raises:
        BadInput: No format is known by such a name.

    Examples:
        >>> [one.name for one in formats_of(Path("case.yaml"), reading=True)]
        ['yaml']
    """
    called = place.name.casefold()

    def fits(one: Format) -> int:
        ends = (*one.suffixes, *one.only_read) if reading else one.suffixes
        return max((len(end) for end in ends if called.endswith(end)), default=0)

    for offered in (OWN, None):
        held = list((formats() if offered is None else offered).values())
        longest = max(map(fits, held), default=0)
        if longest:
            return [one for one in held if fits(one) == longest]
    if not reading:
        shared = [one for one in held if any(called.endswith(end) for end in one.only_read) and one.write is not None]
        longer = ", ".join(f"{one.suffixes[0]} ({one.name})" for one in shared)
        if shared:
            message = f"{place.suffix!r} does not tell which format; end the name in {longer}"
            raise BadInput([Problem(str(place), f"{message}, or name it with format= or --format")])
    suffixes = ", ".join(
        dict.fromkeys(end for one in held for end in (*one.suffixes, *(one.only_read if reading else ())))
    )
    raise BadInput([Problem(str(place), f"unknown suffix {place.suffix!r}; known are {suffixes}")])
