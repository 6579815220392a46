"""How do statements of PROV stand in PROV-JSON, and which statements does a PROV-JSON document hold?

Source: The PROV-JSON Serialization, W3C Member Submission, 24 April 2013: sections 2.1 (prefixes), 2.2 (attributes and
typed values) and 3 (each statement). Names are split at their first colon; the prefixes ``prov`` and ``xsd`` need no
declaration.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final, TypeAlias

from claimcheck.exchange.jsontext import Place, json_text
from claimcheck.exchange.prov.account import (
    ELEMENTS,
    RELATIONS,
    SECTIONS,
    TIMES,
    Account,
    Literal,
    Name,
    Statement,
    Value,
    read_moment,
)
from claimcheck.exchange.prov.iris import PROV, XSD, is_iri, normal_iri, prefixes_for, split_iri

__all__ = ["Tell", "account_to_json", "json_to_account"]

Tell: TypeAlias = Callable[[Place, str], None]

_NAMES: Final = frozenset({f"{XSD}QName", f"{PROV}QUALIFIED_NAME"})
_DECLARED: Final = {"prov": PROV, "xsd": XSD}
_ELEMENT_SECTIONS: Final = ("entity", "activity", "agent")


def account_to_json(account: Account) -> dict[str, Any]:
    """Return an account as the object of PROV-JSON, in an order that depends on what it says alone.

    Examples:
        >>> account_to_json(Account((Statement("entity", "http://example.org/a"),)))
        {'prefix': {'ns1': 'http://example.org/'}, 'entity': {'ns1:a': {}}}
    """
    prefixes = prefixes_for(_iris(account))
    written = {prefix: space for space, prefix in prefixes.items() if prefix not in _DECLARED}

    def named(iri: str) -> str:
        space, local = split_iri(iri)
        return f"{prefixes[space]}:{local}"

    found: dict[str, Any] = {"prefix": dict(sorted(written.items()))} if written else {}
    found.update(_container(account.statements, named))
    if account.bundles:
        found["bundle"] = {named(iri): _container(held, named) for iri, held in sorted(account.bundles)}
    return found


def _iris(account: Account) -> Iterable[str]:
    yield from (iri for iri, _ in account.bundles)
    for statement in (*account.statements, *(one for _, held in account.bundles for one in held)):
        if statement.id is not None:
            yield statement.id
        yield from (value for role, value in statement.formal if role not in TIMES)
        for attribute, value in statement.other:
            yield attribute
            if isinstance(value, Name):
                yield value.iri
            elif value.datatype:
                yield value.datatype


def _container(statements: Iterable[Statement], named: Callable[[str], str]) -> dict[str, Any]:
    sections: dict[str, dict[str, Any]] = {}
    nameless = 0
    for statement in sorted(statements, key=lambda one: one.order):
        held = _attributes(statement, named)
        if statement.id is None:
            nameless += 1
            key = f"_:r{nameless}"
        else:
            key = named(statement.id)
        section = sections.setdefault(statement.kind, {})
        if key not in section:
            section[key] = held
        elif isinstance(section[key], list):
            section[key].append(held)
        else:
            section[key] = [section[key], held]
    return {kind: sections[kind] for kind in (*_ELEMENT_SECTIONS, *RELATIONS) if kind in sections}


def _attributes(statement: Statement, named: Callable[[str], str]) -> dict[str, Any]:
    held: dict[str, Any] = {
        f"prov:{role}": value if role in TIMES else named(value) for role, value in statement.formal
    }
    for attribute in sorted({name for name, _ in statement.other}):
        values = [_value(value, named) for value in statement.values(attribute)]
        held[named(attribute)] = values[0] if len(values) == 1 else values
    return held


def _value(value: Value, named: Callable[[str], str]) -> Any:
    if isinstance(value, Name):
        return {"$": named(value.iri), "type": "xsd:QName"}
    if value.lang:
        return {"$": value.text, "lang": value.lang}
    if not value.datatype:
        return value.text
    return {"$": value.text, "type": named(value.datatype)}


def json_to_account(data: dict[str, Any], tell: Tell, refuse: Tell | None = None) -> Account:
    """Return what an object of PROV-JSON says.

    Args:
        data: The object.
        tell: Told of each thing that is taken otherwise than it stands, or of which a part is not kept.
        refuse: Told of each statement that cannot be taken; where it is left out, *tell* is told of it.

    Examples:
        >>> data = {"prefix": {"ex": "http://example.org/"}, "entity": {"ex:a": {"prov:label": "A"}}}
        >>> json_to_account(data, print).statements[0].id
        'http://example.org/a'
    """
    refuse = refuse or tell
    outer = _Container((), _DECLARED, tell, refuse)
    statements = outer.read(data)
    bundles = []
    held = data.get("bundle", {})
    if not isinstance(held, dict):
        refuse(("bundle",), "expected an object of bundles by their names")
        held = {}
    for name, content in held.items():
        place: Place = ("bundle", name)
        if not isinstance(content, dict):
            refuse(place, "expected an object of statements")
            continue
        inner = _Container(place, outer.prefixes, tell, refuse)
        inside = inner.read(content)
        if "bundle" in content:
            refuse((*place, "bundle"), "a bundle in a bundle is no PROV")
        bundles.append((inner.iri(name, place), inside))
    return Account(statements, tuple(bundles))


class _Container:
    """The statements of a document or of one of its bundles, while they are read."""

    def __init__(self, place: Place, prefixes: dict[str, str], tell: Tell, refuse: Tell) -> None:
        self.place = place
        self.prefixes = dict(prefixes)
        self._tell = tell
        self._refuse = refuse
        self._unknown: set[str] = set()

    def read(self, data: dict[str, Any]) -> tuple[Statement, ...]:
        self._declare(data.get("prefix", {}))
        found: list[Statement] = []
        for section, held in data.items():
            place: Place = (*self.place, section)
            if section in {"prefix", "bundle"}:
                continue
            if section not in SECTIONS:
                self._tell(place, "no kind of statement in PROV; it is not kept")
            elif not isinstance(held, dict):
                self._refuse(place, "expected an object of statements by their names")
            else:
                for name, content in held.items():
                    found += self._statements(section, name, content, (*place, name))
        return tuple(found)

    def _declare(self, prefixes: Any) -> None:
        if not isinstance(prefixes, dict):
            self._tell((*self.place, "prefix"), "expected an object of prefixes; it is not kept")
            return
        for prefix, space in prefixes.items():
            if isinstance(space, str):
                self.prefixes[prefix] = space
            else:
                self._tell((*self.place, "prefix", prefix), "expected the IRI of a namespace; it is not kept")

    def iri(self, name: str, place: Place) -> str:
        """Return the IRI that a qualified name stands for."""
        prefix, colon, local = name.partition(":")
        space = self.prefixes.get(prefix if colon else "default")
        if space is not None:
            iri = f"{space}{local if colon else name}"
        else:
            iri = name
            if not is_iri(name) and prefix not in self._unknown:
                self._unknown.add(prefix)
                what = f"the prefix {prefix!r:.60} is not declared" if colon else f"{name!r:.60} has no prefix"
                self._tell(place, f"{what}; the name is taken as it stands")
        normal = normal_iri(iri)
        if normal != iri and space is not None:
            self._tell(place, f"{iri!r:.80} is no IRI; {normal[:120]} stands for it")
        return normal

    def _statements(self, kind: str, name: str, content: Any, place: Place) -> list[Statement]:
        several = content if isinstance(content, list) else [content]
        nameless = name.startswith("_:") and kind in RELATIONS
        iri = None if nameless else self.iri(name, place)
        found: list[Statement] = []
        for number, one in enumerate(several):
            here: Place = (*place, number) if isinstance(content, list) else place
            if isinstance(one, dict):
                found += self._statement(kind, iri, one, here)
            else:
                self._refuse(here, f"expected an object of attributes, got {json_text(one)[:60]}")
        return found

    def _statement(self, kind: str, iri: str | None, held: dict[str, Any], place: Place) -> list[Statement]:
        formal: dict[str, list[str]] = {}
        other: set[tuple[str, Value]] = set()
        roles = ELEMENTS.get(kind) or RELATIONS.get(kind) or ()
        for name, value in held.items():
            here: Place = (*place, name)
            role = name.removeprefix("prov:")
            if name != role and role in roles:
                parts = [self._part(role, one, here) for one in (value if isinstance(value, list) else [value])]
                formal[role] = [one for one in parts if one is not None]
            else:
                attribute = self.iri(name, here)
                other |= {(attribute, one) for one in self._values(value, here)}
        spread = next((role for role, values in formal.items() if len(values) > 1), None)
        if spread is not None and (kind, spread) != ("hadMember", "entity"):
            self._tell((*place, f"prov:{spread}"), "it has one value in PROV; a statement is made of each")
        found = [()] if spread is None else [((spread, value),) for value in formal[spread]]
        for role, values in formal.items():
            if role != spread and len(values) > 1:
                self._tell((*place, f"prov:{role}"), "it has one value in PROV; only the first is kept")
        rest = {role: values[0] for role, values in formal.items() if values and role != spread}
        made = []
        for own in found:
            parts_of = {**rest, **dict(own)}
            ordered = tuple((role, parts_of[role]) for role in roles if role in parts_of)
            made.append(Statement(kind, iri, ordered, frozenset(other), place))
        return made

    def _part(self, role: str, value: Any, place: Place) -> str | None:
        if isinstance(value, dict) and isinstance(value.get("$"), str):
            value = value["$"]
        if not isinstance(value, str):
            self._tell(place, f"expected a name or a time, got {json_text(value)[:60]}; it is not kept")
            return None
        if role not in TIMES:
            return self.iri(value, place)
        moment = read_moment(value)
        if moment is None:
            self._tell(place, f"{value!r:.60} is no xsd:dateTime; it is not kept")
        return moment

    def _values(self, value: Any, place: Place) -> list[Value]:
        if isinstance(value, list):
            return [found for one in value for found in self._values(one, place)]
        if isinstance(value, str):
            return [Literal(value)]
        if isinstance(value, bool):
            return [Literal.truth(value)]
        if isinstance(value, int):
            return [Literal(str(value), f"{XSD}{_integer_type(value)}")]
        if isinstance(value, Decimal):
            return [Literal(str(value), f"{XSD}double")]
        if value is None:
            self._tell(place, "null is no value in PROV; it is not kept")
            return []
        return [self._typed(value, place)]

    def _typed(self, value: dict[str, Any], place: Place) -> Value:
        text, datatype, lang = value.get("$"), value.get("type"), value.get("lang")
        if isinstance(text, bool):
            text = "true" if text else "false"
        elif isinstance(text, int | Decimal):
            text = str(text)
        known = (
            value.keys() <= {"$", "type", "lang"} and isinstance(datatype, str | None) and isinstance(lang, str | None)
        )
        if not known or not isinstance(text, str):
            self._tell(place, "expected a value with its type or its language; it is kept as JSON text")
            return Literal(json_text(value))
        if lang:
            if _is_language(lang):
                return Literal(text, "", lang.lower())
            self._tell(place, f"{lang!r:.40} is no language; it is not kept")
        if not datatype:
            return Literal(text)
        iri = self.iri(datatype, place)
        if iri in _NAMES:
            return Name(self.iri(text, place))
        return Literal(text, "" if iri == f"{XSD}string" else iri)


def _is_language(lang: str) -> bool:
    return lang.isascii() and all(step.isalnum() and len(step) <= 8 for step in lang.split("-")) and lang[0].isalpha()


def _integer_type(value: int) -> str:
    return "int" if -(2**31) <= value < 2**31 else "long" if -(2**63) <= value < 2**63 else "integer"
