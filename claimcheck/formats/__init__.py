"""Which format does this file have? A ledger is read and written by the suffix of the file."""

import os
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final
from warnings import warn

from attrs import evolve, field, frozen

from claimcheck.atomic import whole_file
from claimcheck.counts import Written
from claimcheck.errors import BadInput, Problem
from claimcheck.exchange.aif import SAYS as AIF
from claimcheck.exchange.aif import write_aif
from claimcheck.exchange.annotating import SAYS as ANNOTATION_SAYS
from claimcheck.exchange.annotating import write_annotations
from claimcheck.exchange.annotations import is_annotations, read_annotations
from claimcheck.exchange.argdown import SAYS as ARGDOWN
from claimcheck.exchange.argdown import write_argdown
from claimcheck.exchange.claimreview.taking import PAGES, is_reviews, read_reviews
from claimcheck.exchange.claimreview.writing import SAYS, write_reviews
from claimcheck.exchange.conformance import Cell, everything
from claimcheck.exchange.ftm import SAYS as FTM_SAYS
from claimcheck.exchange.ftm import read_ftm, read_ftm_csv, write_ftm, write_ftm_csv
from claimcheck.exchange.ftmlines import is_statement_lines, is_statement_table
from claimcheck.exchange.graphfiles import write_cytoscape, write_gexf, write_graphml, write_node_link
from claimcheck.exchange.graphrows import SAYS as GRAPH
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.nanopub import NANOPUB_SAYS, write_nanopubs
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.prov.files import (
    PROV_SAYS,
    knows_prov,
    knows_prov_rdf,
    read_prov,
    read_prov_rdf,
    write_prov,
    write_prov_rdf,
)
from claimcheck.exchange.stix import SAYS as STIX
from claimcheck.exchange.stix import write_stix
from claimcheck.formats.casefile import read_case, write_case
from claimcheck.formats.jsonl import is_log, read_lines, write_lines
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


def _suffixes(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class Format:
    """A way in which a ledger stands in a file.

    Attributes:
        name: What ``format=`` calls it.
        suffixes: The ends of file names, dots included, by which it is known; several formats may share one.
        only_read: Further ends of file names that it is known by where a file is read.
        read: Returns the ledger in a file, and tells the intake what it mends and refuses; None where the format can
            only be written.
        write: Gives the bytes of a ledger, piece by piece, and tells the outlet what it leaves out; None where the
            format can only be read.
        knows: Whether a file, whose name would do for several formats, is of this one; None where it need not ask.
        says: What becomes of each field of a record, as ``exchange.conformance`` declares it.
        title: What people call it, with its version.

    Examples:
        >>> from claimcheck.formats import formats
        >>> formats()["yaml"].suffixes
        ('.yaml', '.yml')
    """

    name: str
    suffixes: tuple[str, ...] = field(converter=_suffixes)
    only_read: tuple[str, ...] = field(default=(), converter=_suffixes)
    read: Callable[[Intake], Ledger] | None = None
    write: Callable[[Ledger, Outlet], Iterable[bytes]] | None = None
    knows: Callable[[Intake], bool] | None = None
    says: Mapping[str, Cell] = field(factory=lambda: everything(Cell.LEFT), repr=False)
    title: str = ""


def _case(intake: Intake) -> Ledger:
    return _counted(read_case(intake.path), intake)


def _lines(intake: Intake) -> Ledger:
    return _counted(read_lines(intake.path), intake)


def _open(intake: Intake) -> Ledger:
    return Ledger.open(intake.path, create=False)


def _counted(ledger: Ledger, intake: Intake) -> Ledger:
    intake.took(len(ledger.log))
    return ledger


def _case_bytes(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    outlet.wrote(len(ledger.records()))
    yield write_case(ledger).encode("utf-8")


def _line_bytes(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    for line in write_lines(ledger):
        outlet.wrote()
        yield line


_OWN: Final = {
    one.name: one
    for one in (
        Format(
            name="yaml",
            suffixes=(".yaml", ".yml"),
            read=_case,
            write=_case_bytes,
            says=everything(),
            title="claimcheck case file",
        ),
        Format(
            name="jsonl",
            suffixes=".jsonl",
            read=_lines,
            write=_line_bytes,
            knows=is_log,
            says=everything(),
            title="claimcheck JSON Lines",
        ),
        Format(name="ledger", suffixes=(".db", ".sqlite", ".sqlite3"), read=_open, title="claimcheck ledger"),
        Format(
            name="claimreview",
            suffixes=(".claimreview.json", ".json", ".jsonld"),
            only_read=(".claimreview.jsonl", ".jsonl", ".ndjson", *PAGES),
            read=read_reviews,
            write=write_reviews,
            knows=is_reviews,
            says=SAYS,
            title="schema.org ClaimReview and MediaReview",
        ),
        Format(
            name="prov",
            suffixes=(".prov.json", ".json"),
            read=read_prov,
            write=write_prov,
            knows=knows_prov,
            says=PROV_SAYS,
            title="W3C PROV-JSON (Member Submission 2013)",
        ),
        Format(
            name="prov-rdf",
            suffixes=(".prov.ttl", ".ttl", ".trig"),
            only_read=(".nt", ".rdf"),
            read=read_prov_rdf,
            write=write_prov_rdf,
            knows=knows_prov_rdf,
            says=PROV_SAYS,
            title="W3C PROV-O (2013) in RDF",
        ),
        Format(
            name="nanopub",
            suffixes=".nanopub.trig",
            write=write_nanopubs,
            says=NANOPUB_SAYS,
            title="nanopublications in TriG",
        ),
        Format(
            name="ftm",
            suffixes=(".ftm.json", ".statements.json"),
            only_read=(".json", ".jsonl", ".ndjson"),
            read=read_ftm,
            write=write_ftm,
            knows=is_statement_lines,
            says=FTM_SAYS,
            title="FollowTheMoney statements",
        ),
        Format(
            name="ftm-csv",
            suffixes=(".ftm.csv", ".statements.csv"),
            only_read=".csv",
            read=read_ftm_csv,
            write=write_ftm_csv,
            knows=is_statement_table,
            says=FTM_SAYS,
            title="FollowTheMoney statements as a table",
        ),
        Format(
            name="annotation",
            suffixes=(".anno.json", ".annotations.jsonld"),
            only_read=(".json", ".jsonld"),
            read=read_annotations,
            write=write_annotations,
            knows=is_annotations,
            says=ANNOTATION_SAYS,
            title="W3C Web Annotation",
        ),
        Format(name="graphml", suffixes=".graphml", write=write_graphml, says=GRAPH, title="GraphML"),
        Format(name="gexf", suffixes=".gexf", write=write_gexf, says=GRAPH, title="GEXF 1.3"),
        Format(
            name="cytoscape",
            suffixes=(".cyjs", ".cytoscape.json"),
            write=write_cytoscape,
            says=GRAPH,
            title="Cytoscape.js JSON",
        ),
        Format(name="node-link", suffixes=".node-link.json", write=write_node_link, says=GRAPH, title="node-link JSON"),
        Format(name="stix", suffixes=".stix.json", write=write_stix, says=STIX, title="STIX 2.1"),
        Format(name="aif", suffixes=".aif.json", write=write_aif, says=AIF, title="AIF, JSON of AIFdb"),
        Format(name="argdown", suffixes=(".argdown", ".ad"), write=write_argdown, says=ARGDOWN, title="Argdown 1.7"),
    )
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
    if len(known) == 1:
        return known[0]
    named = ", ".join(one.name for one in known or readable)
    said = f"it may be {named}" if known else f"it is none of {named}"
    raise BadInput([Problem(str(path), f"{said}; name the format with format= or --format")])


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
        longer = next((suffix for suffix in writable[0].suffixes if suffix.count(".") > 1), "")
        hint = f", or end the name in {longer} and the like" if longer else ""
        raise BadInput(
            [Problem(str(path), f"several formats end so: {named}; name one with format= or --format{hint}")]
        )
    return writable[0]


def _named(place: Path, name: str) -> Format:
    """The format of that name; other packages are asked last."""
    offered = _OWN if name in _OWN else formats()
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

    for offered in (_OWN, None):
        held = list((formats() if offered is None else offered).values())
        longest = max(map(fits, held), default=0)
        if longest:
            return [one for one in held if fits(one) == longest]
    suffixes = ", ".join(
        dict.fromkeys(end for one in held for end in (*one.suffixes, *(one.only_read if reading else ())))
    )
    raise BadInput([Problem(str(place), f"unknown suffix {place.suffix!r}; known are {suffixes}")])
