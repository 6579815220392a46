"""Which statements stand in a file of FollowTheMoney, and how does a statement stand in one?

A statement is a row of what one dataset says of one property of one entity. Source: followthemoney (``Statement``,
``read_statements``, ``write_statements``): statements as JSON lines, statements as CSV, and entities as JSON lines,
each value of which is a statement. What stands in a row beside its own columns is kept and written again.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO
from typing import Any, Final, TypeAlias

from claimcheck.csvrows import CsvRows
from claimcheck.errors import BadInput
from claimcheck.exchange.ftm.model import BASE, VERSION, is_schema, property_type, statement_id
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import parse_json

__all__ = [
    "COLUMNS",
    "UNDEFINED",
    "Statement",
    "csv_bytes",
    "is_statement_lines",
    "is_statement_table",
    "json_line",
    "statements_in_lines",
    "statements_in_table",
]

Statement: TypeAlias = dict[str, Any]
"""A statement under FollowTheMoney's own names; ``external`` is true or false, absent is None, all else is text."""

UNDEFINED: Final = "undefined"
"""The dataset of what no dataset is named for."""

COLUMNS: Final = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
_JSON_NAMES: Final = (
    "canonical_id",
    "entity_id",
    "prop",
    "schema",
    "value",
    "dataset",
    "lang",
    "original_value",
    "first_seen",
    "last_seen",
    "external",
    "origin",
    "id",
)
_KNOWN: Final = frozenset(_JSON_NAMES)
_NEEDED: Final = ("entity_id", "prop", "schema", "value", "dataset")
_OPTIONAL: Final = ("canonical_id", "lang", "original_value", "first_seen", "last_seen", "origin", "id")
_MARKS: Final = frozenset({"entity_id", "prop", "value", "dataset"})
"""What names a statement among the objects and tables of other tools."""

_LONGEST: Final = 50_000_000
"""Bytes of a line; FollowTheMoney's own readers stop there as well."""
_PEEKED: Final = 1_000_000
_DEEPEST_ENTITY: Final = 20
_BOM: Final = b"\xef\xbb\xbf"


def is_statement_lines(intake: Intake) -> bool:
    """Return whether the first line of a file is a statement or an entity of FollowTheMoney."""
    first = intake.first_line(_PEEKED)
    if not first.startswith(b"{"):
        return False
    try:
        plain = parse_json(first.decode("utf-8"), intake.name)
    except (BadInput, UnicodeDecodeError):
        return False
    if not isinstance(plain, dict) or not (plain.keys() >= _MARKS or _is_entity(plain)):
        return False
    return not intake.is_log()


def is_statement_table(intake: Intake) -> bool:
    """Return whether the first row of a table names the columns of statements."""
    with intake.path.open("rb") as lines:
        first = lines.readline(_PEEKED).removeprefix(_BOM).decode("utf-8", "replace")
    try:
        header = next(CsvRows([first], strict=False), [])
    except csv.Error:
        return False
    return set(header) >= _MARKS


def _is_entity(plain: dict[str, Any]) -> bool:
    return "@context" not in plain and plain.keys() >= {"id", "schema"} and isinstance(plain.get("properties"), dict)


class _Reading:
    """The statements of a file while they are read, and what is told of many of them at once."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self._unknown: dict[str, list[int]] = {}
        self._seen: set[tuple[Any, ...]] = set()

    def tell(self, number: int, message: str) -> None:
        """Note what is told once, of the first line, with the number of lines that it is true of."""
        told = self._unknown.setdefault(message, [number, 0])
        told[1] += 1

    def told(self) -> None:
        """Tell the intake what is true of many."""
        for message, (number, count) in self._unknown.items():
            self.intake.mend(number, message if count == 1 else f"{message} ({count:,} times, first here)")

    def statement(self, plain: dict[Any, Any], number: int) -> Iterator[Statement]:
        """Yield the statement that an object describes, if it describes one that was not met before."""
        found: Statement = {}
        for name in _NEEDED:
            text = self._text(plain.get(name), name, number)
            if text is None or not text.strip():
                said = f"{name}: expected text, got {_shown(plain[name])}" if name in plain else f"it has no {name}"
                self.intake.refuse(number, f"this is no statement: {said}")
                return
            found[name] = text
        for name in _OPTIONAL:
            given = plain.get(name)
            found[name] = self._text(given, name, number) or None
            if found[name] is None and given not in (None, ""):
                self.tell(number, f"{name}: expected text; what stands there is not kept")
        external = plain.get("external")
        if isinstance(external, str):
            external = external.strip().lower().startswith(_TRUE)
        elif external is not None and not isinstance(external, bool):
            self.tell(number, f"external: expected true or false, got {_shown(external)}, which is taken for false")
        found["external"] = external is True
        if len(plain) > len(_KNOWN) or not plain.keys() <= _KNOWN:
            for name in sorted(str(one) for one in plain.keys() - _KNOWN - {"prop_type", None}):
                text = self._text(plain.get(name), name, number)
                if text:
                    found[self.intake.clean(name, number)] = text
                elif plain.get(name) not in (None, ""):
                    self.tell(number, f"{name[:40]}: it has no place in a statement and is not kept")
        yield from self.tidied(found, number)

    def tidied(self, found: Statement, number: int) -> Iterator[Statement]:
        """Yield the statement as FollowTheMoney itself fills it up, if it was not met before."""
        found["canonical_id"] = found["canonical_id"] or found["entity_id"]
        found["last_seen"] = found["last_seen"] or found["first_seen"]
        if found["original_value"] == found["value"]:
            found["original_value"] = None
        schema, name = found["schema"], found["prop"]
        if property_type(schema, name) is None:
            what = f"the property {name!r:.60} of {schema}" if is_schema(schema) else f"the schema {schema!r:.60}"
            self.tell(number, f"{what} is not known to FollowTheMoney {VERSION}; the statement is kept as it stands")
        if found["id"] is None:
            found["id"] = statement_id(found)
        same = tuple(sorted(found.items())) if len(found) > len(_KNOWN) else tuple(map(found.get, _JSON_NAMES))
        if same in self._seen:
            self.tell(number, "the same statement stands above; it is one")
            return
        self._seen.add(same)
        yield found

    def _text(self, given: Any, name: str, number: int) -> str | None:
        if type(given) is str:
            return given if given.isascii() and given.isprintable() else self.intake.clean(given, number)
        if given is None or isinstance(given, bool | dict | list):
            return None
        self.tell(number, f"{name[:40]}: a number stands where text is expected; it is taken as it is written")
        return str(given)

    def entity(self, plain: dict[Any, Any], number: int, depth: int = 0) -> Iterator[Statement]:
        """Yield what an entity says: that it is there, and each of its values."""
        key, schema = (self._text(plain.get(name), name, number) for name in ("id", "schema"))
        properties = plain.get("properties")
        if not key or not schema or not (key.strip() and schema.strip()) or not isinstance(properties, dict):
            self.intake.refuse(number, "this is no entity: expected an id, a schema and properties")
            return
        said = plain.get("statements")
        told: set[tuple[str, str]] = set()
        for one in said if isinstance(said, list) else ():
            if isinstance(one, dict):
                told.add((str(one.get("prop")), str(one.get("value"))))
                yield from self.statement({**one, "canonical_id": key}, number)
            else:
                self.intake.refuse(number, f"this is no statement: {_shown(one)}")
        datasets = plain.get("datasets")
        named = [one for one in datasets if isinstance(one, str)] if isinstance(datasets, list) else []
        if len(named) > 1 and not told:
            self.tell(
                number, "the entity is of several datasets and does not tell which says what; none is taken to say it"
            )
        for name in sorted(str(one) for one in plain.keys() - _OF_ENTITY):
            self.tell(number, f"{name[:40]}: it has no place in a statement and is not kept")
        common: Statement = {
            "canonical_id": key,
            "entity_id": key,
            "schema": schema,
            "dataset": (self._text(named[0], "datasets", number) or UNDEFINED) if len(named) == 1 else UNDEFINED,
            "external": False,
            "first_seen": self._text(plain.get("first_seen"), "first_seen", number) or None,
            "last_seen": self._text(plain.get("last_seen"), "last_seen", number) or None,
            "lang": None,
            "original_value": None,
            "origin": None,
        }
        if not told:
            yield from self.tidied({**common, "prop": BASE, "value": key, "id": None}, number)
        for name, values in properties.items():
            for value in values if isinstance(values, list) else [values]:
                text: str | None
                if isinstance(value, dict) and depth < _DEEPEST_ENTITY:
                    yield from self.entity(value, number, depth + 1)
                    text = self._text(value.get("id"), name, number)
                else:
                    text = self._text(value, name, number)
                if text is None or not text.strip() or not name.strip():
                    self.intake.refuse(number, f"{name[:40]}: expected text, got {_shown(value)}")
                elif (name, text) not in told:
                    prop = self.intake.clean(name, number)
                    yield from self.tidied({**common, "prop": prop, "value": text, "id": None}, number)

    def item(self, plain: Any, number: int) -> Iterator[Statement]:
        """Yield the statements of one object of a file."""
        if not isinstance(plain, dict):
            self.intake.refuse(number, f"expected a statement or an entity, got {_shown(plain)}")
        elif "entity_id" in plain or "prop" in plain:
            yield from self.statement(plain, number)
        else:
            yield from self.entity(plain, number)


_OF_ENTITY: Final = frozenset({"id", "schema", "properties", "statements", "datasets", "first_seen", "last_seen"})
_TRUE: Final = ("t", "y", "1")


def _shown(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "a truth value", type(None): "nothing"}
    return kinds.get(type(value)) or f"{value!r:.60}"


def statements_in_lines(intake: Intake) -> Iterator[tuple[int, Statement]]:
    """Yield the statements of a file of JSON lines, statements and entities mixed, each with its line."""
    import msgspec  # noqa: PLC0415 - only where a file is read

    decode = msgspec.json.Decoder().decode
    reading = _Reading(intake)
    whole = _whole(intake)
    if whole is not None:
        for plain in whole:
            intake.took()
            for found in reading.item(plain, 1):
                yield 1, found
        reading.told()
        return
    for number, line in _lines(intake):
        intake.took()
        if line is None:
            intake.refuse(number, f"the line is longer than {_LONGEST:,} bytes")
            continue
        try:
            plain = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            plain = None
        if plain is None or not _is_plain(plain, line):
            try:
                plain = parse_json(line.decode("utf-8"), intake.name, partial(_twice, intake, number))
            except BadInput as err:
                intake.refuse(number, err.problems[0].message)
                continue
            except UnicodeDecodeError as err:
                intake.refuse(number, f"expected UTF-8, got the byte 0x{line[err.start]:02x}")
                continue
        for found in reading.item(plain, number):
            yield number, found
    reading.told()


def _twice(intake: Intake, number: int, name: str) -> None:
    intake.mend(number, f"the name {name!r:.60} stands twice in one object; the last value is kept")


def _is_plain(plain: Any, line: bytes) -> bool:
    """Whether an object holds no number, nothing in it, and no name twice, so that fast reading loses nothing."""
    return (
        type(plain) is dict
        and line.count(b'":') == len(plain)
        and all(type(one) in {str, bool, type(None)} for one in plain.values())
    )


def _lines(intake: Intake) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not empty with their numbers; None for one that is too long."""
    with intake.path.open("rb") as lines:
        number = 0
        while line := lines.readline(_LONGEST):
            number += 1
            if number == 1:
                line = line.removeprefix(_BOM)
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                while (rest := lines.readline(_LONGEST)) and not rest.endswith(b"\n"):
                    pass
                yield number, None
            elif bare := line.strip():
                yield number, bare


def _whole(intake: Intake) -> list[Any] | None:
    """The objects of a file that is one JSON value, laid out over lines or a list; None where its lines are objects."""
    first = intake.first_line(_PEEKED)
    if not first.startswith(b"[") and first != b"{":
        return None
    try:
        plain = intake.json
    except BadInput:
        return None
    return plain if isinstance(plain, list) else [plain]


def statements_in_table(intake: Intake) -> Iterator[tuple[int, Statement]]:
    """Yield the statements of a table in CSV, each with its line."""
    reading = _Reading(intake)
    yield from _rows(CsvRows(_table_lines(intake), strict=False, longest=_LONGEST), intake, reading)
    reading.told()


def _table_lines(intake: Intake) -> Iterator[str]:
    """The lines of a table up to one that is too long, which is refused."""
    with intake.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as opened:
        number = 0
        while line := opened.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST and not line.endswith(("\n", "\r")):
                intake.refuse(number, f"the line is longer than {_LONGEST:,} characters; nothing is read from here on")
                return
            yield line


def _rows(rows: CsvRows, intake: Intake, reading: _Reading) -> Iterator[tuple[int, Statement]]:
    header: list[str] | None = None
    while True:
        number = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as err:
            intake.refuse(number, f"this is no row of CSV: {err}")
            continue
        if row is None:
            break
        if not row:
            continue
        if header is None:
            header = row
            missing = [name for name in _NEEDED if name not in header]
            twice = [name for name, count in Counter(header).items() if name and count > 1]
            for names, said in ((missing, "has no column"), (twice, "has more than one column")):
                if names:
                    intake.refuse(number, f"the table {said} {', '.join(names):.200}")
            if missing or twice:
                return
            continue
        intake.took()
        if len(row) > len(header):
            reading.tell(number, f"the row has more than the {len(header)} fields of the first; the rest is not kept")
        plain = {name: text for name, text in zip(header, row, strict=False) if text}
        if plain.pop("", None) is not None:
            reading.tell(number, "a field stands in a column without a name; it is not kept")
        for found in reading.statement(plain, number):
            yield number, found


def json_line(statement: Statement) -> bytes:
    """Return the line of a statement, with its end, its names in FollowTheMoney's order.

    Examples:
        >>> json_line({"entity_id": "x", "prop": "name", "value": "Ann"})[:40]
        b'{"canonical_id":null,"entity_id":"x","pr'
    """
    import msgspec  # noqa: PLC0415 - only where a file is written

    told = {name: statement.get(name) for name in _JSON_NAMES}
    told["external"] = bool(told["external"])
    if len(statement) > len(told):
        told.update((name, statement[name]) for name in sorted(statement.keys() - _KNOWN))
    return msgspec.json.encode(told) + b"\n"


def csv_bytes(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yield the rows of a table of statements, its first row first, as FollowTheMoney writes them."""
    held = StringIO()
    writer = csv.writer(held, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    for one in statements:
        row = [one.get(name) for name in COLUMNS]
        row[_EXTERNAL] = "t" if one.get("external") else "f"
        row[_TYPE] = property_type(one["schema"], one["prop"]) or ""
        writer.writerow(row)
        if held.tell() > _PEEKED:
            yield held.getvalue().encode("utf-8")
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode("utf-8")


_EXTERNAL: Final = COLUMNS.index("external")
_TYPE: Final = COLUMNS.index("prop_type")
