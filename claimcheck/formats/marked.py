"""What stands in this YAML text, and in which line? Scalars are text; nothing expands or is constructed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from claimcheck.errors import Problem
from claimcheck.model import UNSTORABLE

__all__ = ["DEEPEST", "MOST_TOLD", "Fields", "Items", "Node", "Problems", "read_marked"]

DEEPEST: Final = 50
"""How many lists and mappings may lie within each other."""

MOST_WEIGHT: Final = 10_000_000
"""How much may stand in one text: a scalar weighs 1, and a list or a mapping, which takes more memory, 10."""

MOST_TOLD: Final = 10_000
"""Problems that are kept of one text; the rest is counted."""


class Problems(list[Problem]):
    """What is wrong with a text, up to a number that people read.

    Attributes:
        untold: How many more there are.
    """

    untold = 0

    def add(self, where: str, message: str) -> None:
        """Take down a problem, or count it where there are too many."""
        if len(self) < MOST_TOLD:
            self.append(Problem(where, message))
        else:
            self.untold += 1

    def rest(self, name: str) -> list[Problem]:
        """What stands for those that are only counted."""
        return [Problem(name, f"{self.untold:,} more of the kind")] if self.untold else []


class Fields(dict[str, Any]):
    """A mapping as written: its nodes by name, the line it begins in, the line of every name and value."""

    __slots__ = ("line", "lines", "moved")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.moved: dict[str, int] | None = None

    def line_of(self, name: str) -> int:
        """The line in which the value of *name* begins; the mapping's own where there is no such name."""
        if self.moved is not None and name in self.moved:
            return self.moved[name]
        return self.lines.get(name, self.line)

    def mapped(self, change: Callable[[Any], Any]) -> "Fields":
        """Return a copy with every value changed, in the same lines.

        Examples:
            >>> root, _ = read_marked("a: {b: c}", "f")
            >>> root.mapped(lambda inner: inner.renamed("b", "d"))
            {'a': {'d': 'c'}}
        """
        return self._copied((name, name, change(value)) for name, value in self.items())

    def renamed(self, old: str, new: str) -> "Fields":
        """Return a copy in which what stood under *old* stands under *new*, in the same line."""
        return self._copied((name, new if name == old else name, value) for name, value in self.items())

    def with_value(self, name: str, value: Any) -> "Fields":
        """Return a copy with another value under a name that is there."""
        return self._copied((one, one, value if one == name else held) for one, held in self.items())

    def _copied(self, told: Iterable[tuple[str, str, Any]]) -> "Fields":
        copy = Fields(self.line)
        for old, new, value in told:
            copy[new] = value
            copy.lines[new] = self.lines[old]
            if self.moved is not None and old in self.moved:
                copy.moved = (copy.moved or {}) | {new: self.moved[old]}
        return copy


class Items(list[Any]):
    """A list as written: its nodes, the line it begins in, and the line of each."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


Node: TypeAlias = str | Fields | Items | None

_TOO_DEEP: Final = f"more than {DEEPEST} lists and mappings lie within each other; nothing is read from here on"
_TOO_MUCH: Final = "more stands in one file than is read whole; nothing is read from here on: split the file"
_NULLS: Final = frozenset({"", "~", "null"})
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n|\r|\n")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = "\ufeff"


def read_marked(data: bytes | str, name: str) -> tuple[Node, Problems]:
    r"""Return the nodes of the one document in *data*, and every problem found on the way.

    Plain ``null``, ``~`` and nothing are None; every other scalar is its text, so ``no`` stays Norway.
    Anchors, aliases, tags, double names, a second document and characters that cannot be stored are problems;
    the rest of the text is read all the same.

    Args:
        data: YAML in UTF-8.
        name: What the problems call the file.

    Examples:
        >>> root, problems = read_marked("country: no\nsince: 017\n", "case.yaml")
        >>> dict(root), root.line_of("since"), problems
        ({'country': 'no', 'since': '017'}, 2, [])
        >>> print(*read_marked("a: &x 1\nb: *x\n", "case.yaml")[1], sep="\n")
        case.yaml:1: the anchor '&x' is not allowed: write the value out where it is meant
        case.yaml:2: the alias '*x' is not allowed: write the value out where it is meant
    """
    building = _Building(name)
    text = _decoded(data, building) if isinstance(data, bytes) else data
    text = building.readable(text.removeprefix(_BOM))
    root = building.build(text)
    building.problems.sort(key=_line_of)
    return root, building.problems


def _line_of(problem: Problem) -> int:
    line = problem.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def _decoded(data: bytes, building: "_Building") -> str:
    if data.startswith(_UTF_16):
        building.add(1, "the file is UTF-16; save it as UTF-8")
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        for number, line in enumerate(data.splitlines(), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as err:
                building.add(number, f"byte 0x{line[err.start]:02X} at {err.start} is not UTF-8")
        return data.decode("utf-8", errors="replace")


class _Building:
    """Nodes while they are being built from the events of the parser."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems = Problems()
        self._starts: list[int] | None = None

    def add(self, line: int, message: str) -> None:
        self.problems.add(f"{self.name}:{line}", message)

    def readable(self, text: str) -> str:
        """Return *text* with a sign in place of every character that the parser would stop at."""
        if "\u2028" in text or "\u2029" in text:  # the parser counts them as line ends, an editor does not
            self._starts = [0, *(found.end() for found in _BREAKS.finditer(text))]
        seen, line, here = 0, 1, 0
        for found in _UNREADABLE.finditer(text):
            seen += 1
            if seen > _MOST_CHARACTERS:
                break
            line += len(_BREAKS.findall(text, here, found.start()))
            here = found.start()
            self.add(line, f"character U+{ord(found[0]):04X} cannot stand in a case file")
        return _UNREADABLE.sub("\ufffd", text) if seen else text

    def build(self, text: str) -> Node:
        """Return the nodes of *text*; a text that is no YAML gives what stands before the error."""
        import yaml  # noqa: PLC0415 - 15 ms that `import claimcheck` does not spend

        root: list[Node] = []
        loader = None
        try:
            loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
            self._follow(loader.get_event, yaml, root)
        except yaml.MarkedYAMLError as err:
            mark = err.problem_mark or err.context_mark
            line = 1 if mark is None else self._line(mark)
            # Some versions of the parser read ahead and stop at a depth of their own before ours is reached.
            too_deep = "maximum nesting depth" in str(err.problem)
            self.add(line, _TOO_DEEP if too_deep else f"this is no YAML: {_said(err)}")
        except yaml.YAMLError as err:
            self.add(1, f"this is no YAML: {err}")
        finally:
            if loader is not None:
                loader.dispose()
        return root[0] if root else None

    def _line(self, mark: Any) -> int:
        if self._starts is None:
            return int(mark.line) + 1
        return bisect_right(self._starts, mark.index)

    def _follow(self, next_event: Any, yaml: Any, root: list[Node]) -> None:
        """Build nodes from events; a loop and not a recursion, since the text decides how deep it goes."""
        scalar = yaml.ScalarEvent
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        last = (yaml.StreamEndEvent, type(None))
        place = _Place(root)
        direct = self._starts is None
        left = MOST_WEIGHT
        while left >= 0:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                line = event.start_mark.line + 1 if direct else self._line(event.start_mark)
                value: Any = event.value
                if event.implicit[0] and value in _NULLS:
                    value = None
                elif not value.isprintable():
                    self._check_characters(value, line)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_marks(event, line)
                self._put(place, value, line)
                left -= 1
            elif kind in ends:
                place.leave()
                left -= 10
            elif kind in last or not self._other(event, place, yaml):
                return
        self.add(self._line(event.end_mark), _TOO_MUCH)

    def _other(self, event: Any, place: "_Place", yaml: Any) -> bool:
        """Take in an event that is no scalar and ends nothing; return whether what follows is to be read."""
        line = self._line(event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event, line)
            if len(place.above) >= DEEPEST:
                self.add(line, _TOO_DEEP)
                return False
            value = Fields(line) if isinstance(event, yaml.MappingStartEvent) else Items(line)
            self._put(place, value, line)
            place.enter(value)
        elif isinstance(event, yaml.AliasEvent):
            self.add(line, f"the alias '*{event.anchor}' is not allowed: {_WRITE_OUT}")
            self._put(place, None, line)
        elif isinstance(event, yaml.DocumentStartEvent) and place.root:
            self.add(line, "a second document begins here; a case is one document")
            return False
        return True

    def _put(self, place: "_Place", value: Any, line: int) -> None:
        """Put a node where the text is: after a name, as a name, in a list, or at the root."""
        holder = place.holder
        if type(holder) is Fields:
            key = place.key
            if key is _NO_KEY:
                place.key, place.key_line = self._key(holder, value, line), line
                return
            if key is not _NO_PLACE:
                holder[key] = value
                holder.lines[key] = place.key_line
                if line != place.key_line:
                    if holder.moved is None:
                        holder.moved = {}
                    holder.moved[key] = line
            place.key = _NO_KEY
        elif holder is None:
            place.root.append(value)
        else:
            holder.append(value)
            holder.lines.append(line)

    def _key(self, holder: Fields, value: Any, line: int) -> Any:
        """Return the name that *value* is, or the sign that what follows has no place."""
        if type(value) is not str:
            self.add(line, "expected a name before the colon, got " + _KINDS[type(value)])
            return _NO_PLACE
        if value in holder:
            self.add(line, f"{_short(value)} stands twice; first in line {holder.lines[value]}")
            return _NO_PLACE
        return value

    def _refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.add(line, f"the anchor '&{event.anchor}' is not allowed: {_WRITE_OUT}")
        if event.tag is not None:
            self.add(line, f"the tag {_short(event.tag)} is not allowed: every value is text")

    def _check_characters(self, value: str, line: int) -> None:
        found = UNSTORABLE.search(value)
        if found is not None:
            self.add(line, f"character U+{ord(found[0]):04X} cannot be stored")


class _Place:
    """Where in the text the reading stands: the innermost list or mapping, those above, the name before."""

    __slots__ = ("above", "holder", "key", "key_line", "root")

    def __init__(self, root: list[Node]) -> None:
        self.root = root
        self.above: list[tuple[Any, Any]] = []
        self.holder: Any = None
        self.key: Any = _NO_KEY
        self.key_line = 0

    def enter(self, holder: Fields | Items) -> None:
        self.above.append((self.holder, self.key))
        self.holder, self.key = holder, _NO_KEY

    def leave(self) -> None:
        self.holder, self.key = self.above.pop()


_NO_KEY: Final = object()
_NO_PLACE: Final = object()
_WRITE_OUT: Final = "write the value out where it is meant"
_MOST_CHARACTERS: Final = 100
_KINDS: Final = {type(None): "nothing", Fields: "a mapping", Items: "a list"}


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:80]}...")


def _said(err: Any) -> str:
    """What the parser says, in one line."""
    problem = err.problem or "it ends early"
    if not err.context:
        return str(problem)
    begun = f" begun in line {err.context_mark.line + 1}" if err.context_mark is not None else ""
    return f"{problem}, {err.context}{begun}"
