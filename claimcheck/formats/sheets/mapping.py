"""Which column of theirs is which of ours? A mapping file says so, for a sheet of any layout.

A mapping is a small YAML file. Each name of one of our columns (``formats.sheets.columns``: party, event, measure,
value, date, source, quote, text and so on) says where it comes from:

- ``party: said_by``: their column.
- ``event: {is: raid of 2 June}``: the same text in every row.
- ``event: [place, day]``: several columns, joined by a comma; ``value: [qualifier, killed]`` by a blank, and of a time
  (``over: [from, to]``) the two ends, of which an empty one is open.
- ``value: {low: at_least, high: at_most}``: two columns, the ends of a figure; either may be empty in a row.
- ``value: {column: destroyed, of: launched}``: a figure and the whole that it is a part of.

Columns of theirs that have our names are taken as they are, unless the mapping names them otherwise. Beside these:

- ``order: day``, ``month`` or ``year``: which part stands first in 02/06/2025; such dates are not read without it.
- ``zone: Europe/Kyiv``: the zone of times of day that name none; without it these are taken to their day.
- ``decimal: ","`` or ``"."``: what stands before the decimals; without it 1.200 is not read, which may be 1200 or 1.2.
- ``words: yes``: every value is a word, also where it looks like a figure.
- ``skip: [id, notes]``: columns that are not wanted; others that are not kept are told of.
- ``delimiter: ";"``: what stands between cells of text, where the name of the file does not tell; ``tab`` is a tab.
- ``sheet: Table 2``: which sheet of a workbook; otherwise the first that has our columns.
- ``header: 3``: the line in which the names of the columns stand, counted from 1; otherwise the first.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import field, frozen

from claimcheck.errors import BadInput, InvalidRecord, Problem
from claimcheck.formats.marked import Fields, Items, Node, read_marked
from claimcheck.formats.sheets.columns import COLUMNS, DETAILS, IGNORED, column_of, is_sheet
from claimcheck.times import parse_time

__all__ = [
    "Column",
    "Constant",
    "Ends",
    "Joined",
    "Layout",
    "Mapping",
    "Recipe",
    "Span",
    "Whole",
    "layout_of",
    "read_mapping",
]

_LARGEST: Final = 1_000_000
_MOST_HEADER: Final = 1_000
_ORDERS: Final = {"day": "DMY", "month": "MDY", "year": "YMD"}
_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False}
_OPTIONS: Final = ("order", "zone", "decimal", "words", "skip", "delimiter", "sheet", "header")
_TIMES: Final = frozenset(
    ("date", "over", "cutoff", "asserted", "event over", "event date", "source published", "source retrieved")
)


class Column(NamedTuple):
    """A column of theirs, by its place in the row."""

    place: int


class Constant(NamedTuple):
    """One text for every row."""

    text: str


class Joined(NamedTuple):
    """Several columns, with a text between those that are not empty."""

    places: tuple[int, ...]
    between: str


class Span(NamedTuple):
    """Two columns with the ends of a time."""

    begin: int
    end: int


class Ends(NamedTuple):
    """Two columns with the ends of a figure."""

    low: int
    high: int


class Whole(NamedTuple):
    """A column with a figure, and one with what it is a part of."""

    part: int
    whole: int


Recipe: TypeAlias = Column | Constant | Joined | Span | Ends | Whole
"""Where one of our columns comes from, once the header is known."""


class _Told(NamedTuple):
    """Where one of our columns comes from, by names, and the line of the mapping that says so."""

    line: int
    kind: str
    names: tuple[str, ...]


@frozen(kw_only=True)
class Mapping:
    """What a mapping file says, before the sheet is known."""

    name: str = ""
    told: dict[str, _Told] = field(factory=dict)
    skip: dict[str, int] = field(factory=dict)
    order: str | None = None
    zone: str | None = None
    decimal: str | None = None
    words: bool = False
    delimiter: str | None = None
    sheet: str | None = None
    header: int | None = None

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a table with these columns has those that the mapping names."""
        held = {one.strip() for one in header}
        return all(name in held for told in self.told.values() if told.kind != "is" for name in told.names)

    def named(self, header: Sequence[str]) -> int:
        """How many of the columns that the mapping names a table with these columns has."""
        held = {one.strip() for one in header}
        return sum(name in held for told in self.told.values() if told.kind != "is" for name in told.names)

    def header_below(self, header: Sequence[str], below: Sequence[tuple[int, Sequence[str]]]) -> int | None:
        """The line of a row *below* that rather holds the names of the columns, where *header* is a title."""

        def told_in(cells: Sequence[str]) -> int:
            return self.named(cells) if self.told else is_sheet(list(cells))

        best = max(below, key=lambda row: told_in(row[1]), default=None)
        if best is not None and told_in(best[1]) > told_in(header):
            return best[0]
        if sum(map(bool, header)) > 1:
            return None
        return next((line for line, cells in below if sum(map(bool, cells)) > 1), None)


@frozen(kw_only=True)
class Layout:
    """How the rows of one sheet are read: where each of our columns comes from.

    Attributes:
        recipes: By the name of our column.
        unknown: The columns that are not kept, each with its place.
        mapping: The order of dates and the like.
    """

    recipes: dict[str, Recipe]
    unknown: dict[int, str]
    mapping: Mapping


def read_mapping(path: Path) -> Mapping:
    r"""Return what the mapping file in *path* says.

    Raises:
        BadInput: Something in it cannot be taken; all of it is named with its line.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "map.yaml")
        ...     _ = path.write_text("party: said_by\nmeasure: {is: killed}\norder: day\n")
        ...     read_mapping(path).order
        'DMY'
    """
    with path.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BadInput([Problem(str(path), f"expected a mapping of at most {_LARGEST:,} bytes")])
    root, problems = read_marked(data, str(path))
    reading = _Reading(str(path), problems)
    if isinstance(root, Fields):
        found = reading.read(root)
        if not problems:
            return found
    elif not problems:
        problems.append(Problem(str(path), "expected a mapping such as `party: said_by`, one line a column"))
    raise BadInput(sorted(problems, key=_line_of))


def _line_of(problem: Problem) -> int:
    line = problem.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


class _Reading:
    """A mapping file while it is being read."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems

    def add(self, line: int, message: str) -> None:
        self.problems.append(Problem(f"{self.name}:{line}", message))

    def read(self, root: Fields) -> Mapping:
        told: dict[str, _Told] = {}
        options: dict[str, Node] = {}
        for name, node in root.items():
            line = root.lines[name]
            ours = column_of(name)
            if name in _OPTIONS:
                options[name] = node
            elif ours is None or ours == IGNORED:
                self.add(line, f"unknown name {name!r:.80}{_near(name, (*COLUMNS, *DETAILS, *_OPTIONS))}")
            elif ours in told:
                self.add(line, f"{name}: it stands already in line {told[ours].line}")
            else:
                source = self._source(ours, name, node, line)
                if source is not None:
                    told[ours] = source
        return Mapping(name=self.name, told=told, **self._options(root, options))

    def _source(self, ours: str, name: str, node: Node, line: int) -> _Told | None:
        """Where one of our columns comes from; None where that cannot be taken."""
        if isinstance(node, str) and node.strip():
            return _Told(line, "column", (node.strip(),))
        if isinstance(node, Items) and node and all(isinstance(one, str) and one.strip() for one in node):
            if ours in _TIMES and len(node) > 2:
                self.add(line, f"{name}: expected at most two columns, the ends of a time, got {len(node)}")
                return None
            return _Told(line, "joined", tuple(one.strip() for one in node))
        if isinstance(node, Fields):
            texts = {key: value for key, value in node.items() if isinstance(value, str) and value.strip()}
            shapes = _OF_VALUES if ours == "value" else (("is",),)
            for shape in shapes:
                if texts.keys() == set(shape) == node.keys():
                    return _Told(line, shape[0], tuple(texts[key] for key in shape))
        rest = ", {is: a text}, {low: a, high: b} or {column: a, of: b}" if ours == "value" else " or {is: a text}"
        self.add(line, f"{name}: expected `their column`, [several, columns]{rest}")
        return None

    def _options(self, root: Fields, given: dict[str, Node]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, node in given.items():
            line = root.lines[name]
            if name == "skip":
                found[name] = dict(self._names(name, node, line))
            elif not isinstance(node, str) or not node:
                self.add(line, f"{name}: expected {_EXPECTED[name]}")
            else:
                value = self._option(name, node)
                if value is None:
                    self.add(line, f"{name}: expected {_EXPECTED[name]}, got {node!r:.80}")
                found[name] = value
        return found

    def _names(self, name: str, node: Node, line: int) -> Iterator[tuple[str, int]]:
        listed: list[tuple[Node, int]] = [(node, line)] if isinstance(node, str) else []
        if isinstance(node, Items):
            listed = list(zip(node, node.lines, strict=True))
        texts = [(one.strip(), at) for one, at in listed if isinstance(one, str) and one.strip()]
        if not texts or len(texts) < len(listed):
            self.add(line, f"{name}: expected {_EXPECTED[name]}")
        yield from texts

    @staticmethod
    def _option(name: str, text: str) -> Any:
        if name == "order":
            return _ORDERS.get(text.strip().casefold()) or (text.upper() if text.upper() in _ORDERS.values() else None)
        if name == "words":
            return _TRUTH.get(text.strip().casefold())
        if name == "decimal":
            return text.strip() if text.strip() in {",", "."} else None
        if name == "zone":
            return text.strip() if _is_zone(text.strip()) else None
        if name == "delimiter":
            told = {"tab": "\t", "\\t": "\t"}.get(text.strip().casefold(), text)
            return told if len(told) == 1 and told not in '"\r\n' and not told.isalnum() else None
        if name == "header":
            told = text.strip()
            is_line = told.isascii() and told.isdigit() and len(told) < 6 and 1 <= int(told) <= _MOST_HEADER
            return int(told) if is_line else None
        return text


def _is_zone(text: str) -> bool:
    try:
        parse_time("2025-06-02T12:00", zone=text)
    except InvalidRecord:
        return False
    return True


_OF_VALUES: Final = (("is",), ("low", "high"), ("column", "of"))
_EXPECTED: Final = {
    "order": "day, month or year",
    "zone": "a zone such as Europe/Kyiv or +03:00",
    "decimal": "the sign , or .",
    "words": "yes or no",
    "skip": "names of columns, such as [id, notes]",
    "delimiter": "one sign such as ; or the word tab",
    "sheet": "the name of a sheet",
    "header": f"the number of a line from 1 to {_MOST_HEADER:,}",
}


def layout_of(header: Sequence[str], mapping: Mapping, where: str, path: str, *, below: int | None = None) -> Layout:
    """Return how the rows under *header* are read.

    Args:
        header: The names of the columns.
        mapping: What the mapping file says; an empty one where there is none.
        where: The place of the header, for problems.
        path: The file, for problems of the whole.
        below: The line of a row below that rather holds the names of the columns.

    Raises:
        BadInput: Columns are missing or stand twice; all of them are named.
    """
    names = [one.strip() for one in header]
    problems: list[Problem] = []
    first: dict[str, int] = {}
    twice: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if name in first:
            twice.setdefault(name, [first[name]]).append(place)
        first.setdefault(name, place)
    used: set[int] = set()

    def place_of(name: str, told: _Told, ours: str) -> int:
        if name not in first:
            said = f"{ours}: the sheet has no column {name!r:.80}{_near(name, names)}"
            problems.append(Problem(f"{mapping.name}:{told.line}", said))
            return -1
        used.add(first[name])
        if name in twice:
            problems.append(Problem(where, _said_twice(name, twice[name])))
        return first[name]

    recipes: dict[str, Recipe] = {}
    for ours, told in mapping.told.items():
        if told.kind == "is":
            recipes[ours] = Constant(told.names[0])
            continue
        places = tuple(place_of(name, told, ours) for name in told.names)
        if len(places) == 1:
            recipes[ours] = Column(places[0])
        elif told.kind == "joined" and ours in _TIMES:
            recipes[ours] = Span(*places)
        elif told.kind == "joined":
            recipes[ours] = Joined(places, " " if ours == "value" else ", ")
        else:
            recipes[ours] = Ends(*places) if told.kind == "low" else Whole(*places)
    unknown = _take_ours(names, mapping, recipes, used, where, problems)
    for name, line in mapping.skip.items():
        if name not in first:
            said = f"skip: the sheet has no column {name!r:.80}{_near(name, names)}"
            problems.append(Problem(f"{mapping.name}:{line}", said))
    if not recipes.keys() & {"value", "value exactly", "text"} and not problems:
        problems.append(Problem(path, _lacking(names, recipes, below)))
    elif problems and below is not None:
        problems.append(Problem(where, f"here stands {_listed(names)}, and {_rather(below)}"))
    if problems:
        raise BadInput(dict.fromkeys(problems))
    return Layout(recipes=recipes, unknown=unknown, mapping=mapping)


def _take_ours(
    names: Sequence[str],
    mapping: Mapping,
    recipes: dict[str, Recipe],
    used: set[int],
    where: str,
    problems: list[Problem],
) -> dict[int, str]:
    """Take the columns that have our names, and return those that are not kept."""
    unknown: dict[int, str] = {}
    taken: dict[str, int] = {}
    is_ours = "claim key" in map(column_of, names)
    for place, name in enumerate(names):
        if place in used or name in mapping.skip:
            continue
        ours = column_of(name)
        if ours is not None and ours in taken:
            problems.append(Problem(where, _said_twice(ours, [taken[ours], place])))
        elif ours is None or ours in recipes or (ours == IGNORED and not is_ours):
            unknown[place] = name
        else:
            taken[ours] = place
    recipes |= {ours: Column(place) for ours, place in taken.items() if ours != IGNORED}
    return unknown


def _said_twice(name: str, places: Sequence[int]) -> str:
    columns = " and ".join(str(place + 1) for place in places)
    return f"the column {name!r:.80} stands twice, as the columns {columns}"


def _lacking(names: Sequence[str], recipes: dict[str, Recipe], below: int | None) -> str:
    """What to say of a sheet without our columns: which are missing, which there are, a mapping to start from."""
    missing = [ours for ours in ("party", "value") if ours not in recipes]
    told = " and ".join(repr(one) for one in missing)
    lacks = f"a sheet of claims has the columns 'party' and 'value', and this one lacks {told}; its columns are"
    if below is not None:
        return f"{lacks} {_listed(names)}, and {_rather(below)} (mapping= or --mapping)"
    return (
        f"{lacks} {_listed(names)}. A mapping file says which is which (mapping= or --mapping), such as "
        f"{{{_start(names, recipes)}}}"
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(repr, [name[:40] for name in names if name][:_SHOWN]))
    return (shown or "without names") + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _rather(below: int) -> str:
    return f"line {below} looks like the names of the columns: `header: {below}` in a mapping file says that it is"


_SHOWN: Final = 30
_WORDS: Final = re.compile(r"[\W_]+")
_OFTEN: Final = {
    "date": ("date", "day", "when", "time"),
    "party": ("party", "by", "claimant", "speaker", "side", "agency", "author", "who"),
    "event": ("event", "incident", "attack", "place", "location", "city", "region", "where"),
    "measure": ("measure", "metric", "what", "type", "category", "model", "indicator"),
    "value": ("value", "claim", "figure", "number", "count", "killed", "total", "deaths", "destroyed", "amount"),
    "source": ("source", "document", "outlet", "url", "link"),
}
"""Words by which other people's columns often tell what they are."""


def _start(names: Sequence[str], recipes: dict[str, Recipe]) -> str:
    """A mapping to start from, in one line: the columns whose names tell something, else any."""
    left = [name for name in names if 0 < len(name) <= _LONGEST_START and column_of(name) not in recipes]
    lines = {}
    for ours, words in _OFTEN.items():
        if ours in recipes:
            continue
        likely = next((name for word in words for name in left if word in _WORDS.split(name.casefold())), None)
        if likely is not None:
            left.remove(likely)
            lines[ours] = likely
    for ours in ("party", "value"):
        if ours not in recipes and ours not in lines:
            lines[ours] = left.pop(0) if left else "THEIR COLUMN"
    return ", ".join(f"{ours}: {_yaml(lines[ours])}" for ours in _OFTEN if ours in lines)


_LONGEST_START: Final = 100
"""Signs of a name that a mapping to start from may hold; a longer one is no name that a person gave."""


def _yaml(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace(" ", "").isalnum() and not name.isdigit()
    return name if plain else "'" + name.replace("'", "''") + "'"


def _near(name: str, known: Sequence[str]) -> str:
    folded = {one.casefold(): one for one in known if one and len(one) <= 100}
    found = get_close_matches(name[:80].casefold(), folded, n=1)
    return f"; did you mean {folded[found[0]]!r}?" if found else ""
