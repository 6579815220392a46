"""What does this case file say? It is read into a ledger, with every problem in one pass."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from attrs import evolve, fields

from claimcheck.errors import BadInput, InvalidRecord, NotACase, Problem
from claimcheck.exchange.intake import Intake
from claimcheck.formats.caseentries import (
    read_assessment,
    read_claim,
    read_event,
    read_link,
    read_party,
    read_retraction,
    read_source,
)
from claimcheck.formats.casefields import Reading, full_key, quoted, shown
from claimcheck.formats.casewriter import write_case
from claimcheck.formats.marked import Fields, Items, read_marked
from claimcheck.formats.migrations import case_forward, read_version
from claimcheck.ledger import Ledger
from claimcheck.model import Link, Measure, Record, Relation, Term
from claimcheck.vocabulary import default_vocabulary, fold, read_term

__all__ = ["parse_case", "read_case", "write_case"]

LARGEST: Final = 100_000_000
"""Bytes of a case file, which is read whole: some hundred thousand claims."""


def read_case(path: Path) -> Ledger:
    r"""Return the ledger that the case file in *path* describes.

    Every scalar is read as text, so ``no`` stays Norway. Comments are not kept when it is written back.

    Raises:
        NotACase: The file has no ``claimcheck: 1``.
        BadInput: Something in it cannot be taken; all of it is named, and nothing is imported. So it is where the file
            is too large to be read whole, or of a version that this release does not know yet.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "case.yaml")
        ...     _ = path.write_text("claimcheck: 1\nparties: {ua: {name: Ukraine, kind: state}}\n")
        ...     print(*(party.name for party in read_case(path).parties))
        Ukraine
    """
    return _parse(Intake(Path(path)).bytes(LARGEST), str(path))


def parse_case(text: str, name: str = "case") -> Ledger:
    r"""Return the ledger that the *text* of a case file describes.

    Args:
        text: YAML.
        name: What the problems call the file.

    Raises:
        NotACase: The text has no ``claimcheck: 1``.
        BadInput: Something in it cannot be taken; all of it is named.

    Examples:
        >>> parse_case("claimcheck: 1\nclaims: {a: {value: 52 of 80, by: ua-af}}", "case.yaml")
        Traceback (most recent call last):
        claimcheck.errors.BadInput: case.yaml:2: unknown party 'ua-af'; the file declares none
    """
    return _parse(text, name)


def _parse(data: bytes | str, name: str) -> Ledger:
    root, problems = read_marked(data, name)
    if not isinstance(root, Fields) or "claimcheck" not in root:
        where = f"{name}:1"
        lacking = Problem(where, "this is no case file: it lacks the line `claimcheck: 1`")
        raise NotACase([lacking, *problems, *problems.rest(name)])
    try:
        version = read_version(root["claimcheck"])
    except InvalidRecord as err:
        raise BadInput(
            [Problem(f"{name}:{root.line_of('claimcheck')}", f"claimcheck: {err}"), *problems, *problems.rest(name)]
        ) from err
    root = case_forward(root, version)
    reading = Reading(root, name, problems)
    records = _records(reading)
    if reading.problems:
        raise BadInput([*_in_order(reading.problems), *reading.problems.rest(name)])
    ledger = Ledger(case=reading.case)
    try:
        ledger.add(*records)
    except BadInput as err:
        raise BadInput(_in_order(reading.located(problem) for problem in err.problems)) from err
    return ledger


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda problem: int(problem.where.rpartition(":")[2] or 0))


def _records(reading: Reading) -> list[Record]:
    """Return every record of the file, in the order of the file's own sections."""
    reading.refuse_unknown(reading.root, _TOP, "field of a case file")
    records: list[Record] = []
    for section, read in (
        ("parties", read_party),
        ("sources", read_source),
        ("events", read_event),
        ("claims", read_claim),
    ):
        entries = reading.mapping(reading.root, section)
        for written, entry in entries.items():
            key = full_key(written, reading.case)
            line = entries.lines[written]
            node = Fields(line) if entry is None else entry
            if isinstance(node, Fields):
                _keep(reading, records, read, node, key, written, line)
            else:
                reading.add(line, f"expected the fields of {quoted(written)}, got {shown(node)}")
    for section, read_item in (
        ("links", read_link),
        ("assessments", read_assessment),
        ("retractions", read_retraction),
    ):
        for entry, line in reading.items(reading.root, section):
            if isinstance(entry, Fields):
                _keep(reading, records, read_item, entry, line)
            else:
                reading.add(line, f"{section}: expected the fields of an entry, got {shown(entry)}")
    words: list[tuple[str, str, int]] = []
    _pairs(reading, records, words)
    _terms(reading, records, words)
    return records


def _keep(reading: Reading, records: list[Record], read: Callable[..., Record], entry: Fields, *where: Any) -> None:
    """Add the record that *entry* describes, unless something in it was found wrong."""
    before = len(reading.problems)
    line = where[-1]
    try:
        record = read(reading, entry, *where[:-1])
    except InvalidRecord as err:
        if len(reading.problems) == before:
            reading.add(line, str(err))
        return
    if len(reading.problems) == before:
        reading.lines.setdefault(record.key, line)
        records.append(record)


def _pairs(reading: Reading, records: list[Record], words: list[tuple[str, str, int]]) -> None:
    """Read ``merge`` and ``distinct``: between events and claims a link, between words a declaration."""
    events, claims = reading.known["events"], reading.known["claims"]
    for section, relation in (("merge", Relation.SAME_AS), ("distinct", Relation.DISTINCT_FROM)):
        for group, line in reading.items(reading.root, section):
            members = group if isinstance(group, Items) else ()
            if len(members) < 2 or not all(isinstance(one, str) and one.strip() for one in members):
                reading.add(line, f"{section}: expected a pair such as [a, b], got {shown(group)}")
                continue
            if len(set(members)) < len(members):
                reading.add(line, f"{section}: {shown(group)} names one thing twice")
                continue
            among = "events"
            if section == "distinct" and events.keys().isdisjoint(members):
                if claims.keys().isdisjoint(members):
                    words.extend((one, other, line) for one, other in combinations(members, 2))
                    continue
                among = "claims"
            found = [reading.key(one, line, section, among) for one in members]
            keys = [key for key in found if key is not None]
            if len(keys) < len(found):
                continue
            pairs = combinations(keys, 2) if section == "distinct" else ((keys[0], key) for key in keys[1:])
            for one, other in pairs:
                link = Link(a=one, relation=relation, b=other)
                reading.lines.setdefault(link.key, line)
                records.append(link)


def _terms(reading: Reading, records: list[Record], words: list[tuple[str, str, int]]) -> None:
    """Read ``vocabulary``, and what ``alias`` and ``distinct`` add to its terms."""
    terms: dict[str, Term] = {}
    lines: dict[str, int] = {}
    entries = reading.mapping(reading.root, "vocabulary", report=True)
    for name, entry in entries.items():
        line = entries.lines[name]
        if entry is not None and not isinstance(entry, Fields):
            reading.add(line, f"expected the fields of the term {quoted(name)}, got {shown(entry)}")
            continue
        found = _term(reading, name, Fields(line) if entry is None else entry, line)
        if found is not None:
            terms[name], lines[name] = found, line
    aliases = reading.mapping(reading.root, "alias", report=True)
    for word in aliases:
        meant = reading.text(aliases, word)
        if meant is not None:
            name = _named(meant, terms)
            term = terms.get(name) or Term(name=name)
            terms[name] = evolve(term, aliases=(*term.aliases, word))
            lines.setdefault(name, aliases.lines[word])
    for one, other, line in words:
        name, second = _named(one, terms), _named(other, terms)
        term = terms.get(name) or Term(name=name)
        if second not in term.distinct:
            terms[name] = evolve(term, distinct=(*term.distinct, second))
        lines.setdefault(name, line)
    for name, term in terms.items():
        reading.lines.setdefault(term.key, lines[name])
    records.extend(terms.values())


def _term(reading: Reading, name: str, entry: Fields, line: int) -> Term | None:
    """Return the term of one vocabulary entry."""
    before = len(reading.problems)
    reading.refuse_unknown(entry, _TERM, f"field of the term {name!r:.80}")
    tolerance = reading.quantity(entry, "tolerance") if isinstance(entry.get("tolerance"), Fields) else None
    if len(reading.problems) > before:
        return None
    plain = dict(entry)
    if tolerance is not None:
        del plain["tolerance"]
    try:
        term = read_term(name, plain)
        if isinstance(term, Measure) and "scale" in entry and entry["scale"] is None:
            term = evolve(term, scale=None)
        if tolerance is None:
            return term
        if isinstance(term, Measure):
            return evolve(term, tolerance=tolerance)
        reading.add(entry.line_of("tolerance"), f"only a measure has the field 'tolerance', and {name!r} is none")
    except InvalidRecord as err:
        reading.add(_line_of_cause(entry, str(err), line), str(err))
    return None


def _line_of_cause(entry: Fields, message: str, line: int) -> int:
    """The line of the field that a message is about, else the line of the whole entry."""
    field = message.partition(":")[0]
    return entry.line_of(field) if field in entry else line


def _named(word: str, terms: Mapping[str, Term]) -> str:
    """Return the name of the term that *word* stands for, in this file or in the library; else the word."""
    if word in terms:
        return word
    folded = fold(word)
    for name, term in terms.items():
        if folded == fold(name) or any(folded == fold(alias) for alias in term.aliases):
            return name
    known = default_vocabulary().term(word)
    return word if known is None else known.name


_TOP: Final = dict.fromkeys(
    "claimcheck case parties sources events claims links assessments retractions".split()
    + "merge distinct alias vocabulary".split()
)
_TERM: Final = {"kind": None} | {item.name: None for item in fields(Measure) if item.name not in {"name", "key"}}
