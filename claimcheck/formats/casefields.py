"""What stands in this field of a case file: text, a time, a value, a reference?"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from attrs import fields

from claimcheck.canonical import read_number
from claimcheck.errors import InvalidRecord, Problem
from claimcheck.formats.marked import Fields, Items, Problems
from claimcheck.model import Category
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_score, parse_value
from claimcheck.times import TimeSpan, time_span

__all__ = ["LONGEST_FIGURE", "SECTIONS", "Reading", "full_key", "quoted", "shown"]

SECTIONS: Final = ("parties", "sources", "events", "claims")
"""The sections whose entries have ids, by which others refer to them."""

LONGEST_FIGURE: Final = 500
"""Characters; no longer text is read as a figure."""

MOST_GUESSES: Final = 200
"""How many problems of one file offer the nearest known word: looking for it takes time."""


def full_key(written: str, case: str | None) -> str:
    """Return the key that an id in a file of *case* stands for.

    A leading slash marks a key that is to be taken as it stands; an id with a slash is a key in full.

    Examples:
        >>> full_key("ua", "istanbul"), full_key("kyiv/ua", "istanbul"), full_key("/ua", "istanbul")
        ('istanbul/ua', 'kyiv/ua', 'ua')
    """
    if written.startswith("/"):
        return written[1:]
    return written if case is None or "/" in written else f"{case}/{written}"


class Reading:
    """A case file while it is being read: what was found wrong so far, and which ids there are.

    Each method that reads a field takes the mapping and the name, returns what stands there, and takes down
    a problem with its line where that cannot be taken.
    """

    def __init__(self, root: Fields, name: str, problems: Problems) -> None:
        self.root = root
        self.name = name
        self.problems = problems
        self.case = self._case()
        self.known: dict[str, dict[str, str]] = {}
        self.lines: dict[str, int] = {}
        self._guesses = MOST_GUESSES
        for section in SECTIONS:
            self._gather(section)

    def _case(self) -> str | None:
        case = self.root.get("case")
        if case is None:
            return None
        if not isinstance(case, str) or not case.strip():
            self.add(self.root.line_of("case"), f"case: expected a short name, got {shown(case)}")
            return None
        return case

    def _gather(self, section: str) -> None:
        """Take down the ids of one section, so that what stands above can name what stands below."""
        entries = self.mapping(self.root, section, report=True)
        known = self.known[section] = {}
        for written in entries:
            key = full_key(written, self.case)
            line = entries.lines[written]
            if not key.strip():
                self.add(line, f"{section}: expected an id, got {written!r}")
            elif key in self.lines:
                self.add(line, f"the id {written!r} is taken already, in line {self.lines[key]}")
            else:
                self.lines[key] = line
            known[written] = key
            if full_key(key, self.case) == key:
                known[key] = key

    # what went wrong

    def add(self, line: int, message: str) -> None:
        """Take down a problem."""
        self.problems.add(f"{self.name}:{line}", message)

    def located(self, problem: Problem) -> Problem:
        """Return a problem of the ledger, which names a record, with the line of that record."""
        return Problem(f"{self.name}:{self.lines.get(problem.where, 1)}", problem.message)

    def refuse_unknown(self, node: Fields, known: Mapping[str, Any], what: str) -> None:
        """Take down every field that is not among the *known*."""
        if not node.keys() <= known.keys():
            for name in node:
                if name not in known:
                    self.add(node.lines[name], f"unknown {what} {quoted(name)}{self.nearest(name, known)}")

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Return a question that offers the known word nearest to *word*, or nothing; in a flood, nothing."""
        if not self._guesses:
            return ""
        self._guesses -= 1
        found = get_close_matches(word[:80], [one for one in known if len(one) <= 100], n=1)
        return f"; did you mean {quoted(found[0])}?" if found else ""

    # parts of any entry

    def mapping(self, node: Fields, name: str, *, report: bool = False) -> Fields:
        """Return the mapping under *name*, an empty one where there is none."""
        value = node.get(name)
        if isinstance(value, Fields):
            return value
        if value is not None and report:
            self.add(node.line_of(name), f"{name}: expected entries by name, got {shown(value)}")
        return Fields(node.line_of(name))

    def items(self, node: Fields, name: str) -> list[tuple[Any, int]]:
        """Return what is listed under *name*, each with its line; a single thing is a list of one."""
        value = node.get(name)
        if value is None:
            return []
        if isinstance(value, Items):
            return list(zip(value, value.lines, strict=True))
        return [(value, node.line_of(name))]

    def text(self, node: Fields, name: str) -> str | None:
        """Return the text under *name*, None where nothing stands there."""
        value = node.get(name)
        if value is None:
            return None
        if type(value) is not str:
            self.add(node.line_of(name), f"{name}: expected text, got {shown(value)}")
            return None
        if not value or value.isspace():
            self.add(
                node.line_of(name),
                f"{name}: expected some text, got {value!r}; leave the field out if nothing is known",
            )
            return None
        return value

    def texts(self, node: Fields, name: str) -> tuple[str, ...]:
        """Return the texts listed under *name*."""
        found = []
        for value, line in self.items(node, name):
            if isinstance(value, str) and value.strip():
                found.append(value)
            else:
                self.add(line, f"{name}: expected text, got {shown(value)}")
        return tuple(found)

    def time(self, node: Fields, name: str) -> TimeSpan | None:
        """Return the time under *name*."""
        value = self.text(node, name)
        if value is None:
            return None
        try:
            return _time(value)
        except InvalidRecord as err:
            self.add(node.line_of(name), f"{name}: {err}")
            return None

    def truth(self, node: Fields, name: str) -> bool | None:
        """Return whether yes or no stands under *name*."""
        value = self.text(node, name)
        if value is None:
            return None
        if value.casefold() not in _TRUTH:
            self.add(node.line_of(name), f"{name}: expected yes or no, got {quoted(value)}")
            return None
        return _TRUTH[value.casefold()]

    def choice(self, node: Fields, name: str, allowed: Mapping[str, Any]) -> Any:
        """Return the member of *allowed* that is named under *name*."""
        value = self.text(node, name)
        if value is None:
            return None
        if value not in allowed:
            known = ", ".join(allowed)
            self.add(
                node.line_of(name),
                f"{name}: expected one of {known}; got {quoted(value)}{self.nearest(value, allowed)}",
            )
            return None
        return allowed[value]

    def key(self, written: Any, line: int, name: str, *sections: str) -> str | None:
        """Return the key of what *written* names in one of the *sections*.

        A key written in full may lie outside the file; whether it is known, the ledger decides.
        """
        if not isinstance(written, str) or not written.strip():
            self.add(line, f"{name}: expected an id, got {shown(written)}")
            return None
        for section in sections:
            found = self.known[section].get(written)
            if found is not None:
                return found
        if "/" in written:
            return full_key(written, self.case)
        kinds = " or ".join(_SINGULAR[section] for section in sections)
        known = [one for section in sections for one in self.known[section]] if self._guesses else [""]
        guess = self.nearest(written, known) or ("" if known else "; the file declares none")
        self.add(line, f"unknown {kinds} {quoted(written)}{guess}")
        return None

    def ref(self, node: Fields, name: str, *sections: str) -> str | None:
        """Return the key of what *name* refers to, None where it refers to nothing."""
        written = node.get(name)
        return None if written is None else self.key(written, node.line_of(name), name, *sections)

    def refs(self, node: Fields, name: str, *sections: str) -> tuple[str, ...]:
        """Return the keys of all that *name* refers to."""
        written = node.get(name)
        if written is None:
            return ()
        if type(written) is str:
            found = self.key(written, node.line_of(name), name, *sections)
            return () if found is None else (found,)
        keys = [self.key(value, line, name, *sections) for value, line in self.items(node, name)]
        return tuple(key for key in keys if key is not None)

    def loose_ref(self, node: Fields, name: str, *sections: str) -> str | None:
        """Return the key of what *name* refers to; a text that names nothing in the file stays as it is."""
        written = self.text(node, name)
        if written is None:
            return None
        for section in sections:
            if written in self.known[section]:
                return self.known[section][written]
        return written.removeprefix("/")

    def value(self, node: Fields, name: str) -> Quantity | Category | None:
        """Return the figure or the category under *name*."""
        written = node.get(name)
        if written is None:
            return None
        try:
            if isinstance(written, Fields):
                return self._spelled_out(written, name)
            if not isinstance(written, str):
                raise InvalidRecord(f"expected a figure or a word, got {shown(written)}")
            return _value(written)
        except InvalidRecord as err:
            self.add(node.line_of(name), f"{name}: {err}")
            return None

    def quantity(self, node: Fields, name: str) -> Quantity | None:
        """Return the figure under *name*; a word is a problem there."""
        found = self.value(node, name)
        if isinstance(found, Category):
            self.add(node.line_of(name), f"{name}: expected a figure, got {quoted(found.term)}")
            return None
        return found

    def _spelled_out(self, node: Fields, name: str) -> Quantity | Category:
        """Return the value whose fields are written out one by one."""
        if "term" in node:
            self.refuse_unknown(node, {"term": None}, f"field of {name}")
            return Category(term=self.text(node, "term") or "")
        self.refuse_unknown(node, _QUANTITY, f"field of {name}")
        given: dict[str, Any] = {}
        for part in node.keys() & _NUMBERS:
            written = self.text(node, part)
            given[part] = None if written is None else read_number(written)
        for part in node.keys() & _FLAGS:
            given[part] = bool(self.truth(node, part))
        for part in node.keys() & {"unit", "bound"}:
            written = self.text(node, part)
            if written is not None:
                given[part] = written
        if isinstance(node.get("text"), str):
            given["text"] = node["text"]
        return Quantity(**given)


@lru_cache(maxsize=16384)
def _time(text: str) -> TimeSpan:
    return time_span(text)


@lru_cache(maxsize=16384)
def _value(text: str) -> Quantity | Category:
    if not text.strip():
        raise InvalidRecord(f"expected a figure or a word, got {text!r}; leave the field out if nothing is known")
    if len(text) > LONGEST_FIGURE:
        return Category(term=text)
    quantity = parse_value(text)
    if quantity is not None:
        return quantity
    if parse_score(text) is not None:
        raise InvalidRecord(f"{text!r} is a score, and a score is two figures: give each side its own claim")
    return Category(term=text)


def quoted(text: str) -> str:
    """Return *text* in quotes, short enough for a message."""
    return repr(text if len(text) <= 80 else f"{text[:80]}...")


def shown(node: Any) -> str:
    """Return what stands there, short enough for a message."""
    if node is None:
        return "nothing"
    if isinstance(node, str):
        return quoted(node)
    if isinstance(node, Items):
        return "[" + ", ".join(shown(item) for item in node[:3]) + (", ...]" if len(node) > 3 else "]")
    return "a mapping"


_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False}
_SINGULAR: Final = {"parties": "party", "sources": "source", "events": "event", "claims": "claim"}
_NUMBERS: Final = frozenset("low high of tolerance step".split())
_FLAGS: Final = frozenset("low_open high_open approximate low_soft high_soft".split())
_QUANTITY: Final = {item.name: None for item in fields(Quantity)}
