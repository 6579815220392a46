"""What do the terms of PROV say of a record, and what becomes of the record where somebody edited them?

The same is asked of what a record would say and of what stands in the document. Where the answers differ, the field of
the record is made to follow the document; lists keep their order, for PROV has none.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from attrs import fields

from claimcheck.canonical import canonical_bytes
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, parse_json
from claimcheck.exchange.prov.account import ELEMENTS, Literal, Name, Statement
from claimcheck.exchange.prov.iris import CC, DCTERMS, FOAF, ID, ORG, PROV, key_of
from claimcheck.exchange.prov.saying import TYPE_OF_KIND
from claimcheck.model import DERIVATIONS, RECORD_KINDS, Claim, Proposition

__all__ = ["About", "cleaned", "of_another_kind", "put_in"]

_LABEL: Final = f"{PROV}label"
_TYPE: Final = f"{PROV}type"
_VALUE: Final = f"{PROV}value"
_KIND_OF_TYPE: Final = {
    f"{PROV}Person": "person",
    f"{PROV}Organization": "organisation",
    f"{PROV}SoftwareAgent": "software",
}
_HOW: Final = {f"{PROV}Quotation": "quotes", f"{PROV}PrimarySource": "cites_as_evidence"}


class About:
    """The statements of an account by what they are about."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._elements: dict[tuple[str, str | None], Statement] = {}
        self._relations: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        for one in statements:
            if one.kind in ELEMENTS:
                self._elements[one.kind, one.id] = one
            else:
                self._relations[one.kind, one.subject].append(one)

    def view(self, kind: str, iri: str) -> dict[str, Any]:
        """What the terms of PROV say of a record: a text, a truth value or a set for each field they speak of."""
        element = "agent" if kind == "party" else "activity" if kind == "retraction" else "entity"
        main = self._elements.get((element, iri), Statement(element, iri))
        found: dict[str, Any] = {}
        for name, shape in _FLAT["measure" if kind == "term" else kind].items():
            field = name.rpartition(".")[2]
            held = main.values(f"{CC}{field}")
            texts = [value.text for value in held if isinstance(value, Literal)]
            if shape == "set":
                found[name] = frozenset(texts)
            elif shape == "truth":
                found[name] = {"true": True, "1": True, "false": False, "0": False}.get(texts[0]) if texts else None
            else:
                found[name] = texts[0] if texts else None
        label = next((one.text for one in main.values(_LABEL) if isinstance(one, Literal)), None)
        adds = _VIEWS.get(kind)
        if adds is not None:
            adds(self, main, iri, label, found)
        return found

    def _ends(self, kind: str, iri: str) -> frozenset[str]:
        return frozenset(key_of(one.object) for one in self._relations[kind, iri] if one.object is not None)

    def _party(self, main: Statement, iri: str, label: str | None, found: dict[str, Any]) -> None:
        names = [label, *main.texts(f"{FOAF}name"), *main.texts(f"{FOAF}givenName")]
        found["name"] = next((one for one in names if one is not None and one.strip()), None)
        types = [one.iri for one in main.values(_TYPE) if isinstance(one, Name) and one.iri in _KIND_OF_TYPE]
        said = TYPE_OF_KIND.get((found.get("kind") or "").casefold())
        if types and said not in types:
            found["kind"] = _KIND_OF_TYPE[types[0]]
        found["part_of"] = _named(main, f"{ORG}memberOf")
        found["same_as"] = frozenset(
            key_of(one.object)
            for one in self._relations["alternateOf", iri]
            if one.object is not None and ("agent", one.object) in self._elements
        )
        found["acts_for"] = frozenset(
            _item(
                party=key_of(one.object),
                since=next(iter(one.texts(f"{CC}since")), None),
                until=next(iter(one.texts(f"{CC}until")), None),
            )
            for one in self._relations["actedOnBehalfOf", iri]
            if one.object is not None
        )

    def _source(self, main: Statement, iri: str, label: str | None, found: dict[str, Any]) -> None:
        names = [label, *main.texts(f"{DCTERMS}title")]
        found["name"] = next((one for one in names if one is not None and one.strip()), None)
        found["publisher"] = self._ends("wasAttributedTo", iri)
        derived = [one for one in self._relations["wasDerivedFrom", iri] if one.object is not None]
        found["derives_from"] = frozenset(
            _item(source=key_of(one.object), relation=_how(one))
            for one in derived
            if one.object is not None and not of_another_kind("source", one.object) and not one.values(f"{CC}link")
        )

    def _event(self, main: Statement, iri: str, label: str | None, found: dict[str, Any]) -> None:
        found["label"] = label
        found["part_of"] = _named(main, f"{DCTERMS}isPartOf")

    def _claim(self, main: Statement, iri: str, label: str | None, found: dict[str, Any]) -> None:
        found["text"] = next((one.text for one in main.values(_VALUE) if isinstance(one, Literal)), None)
        found["proposition.event"] = _named(main, f"{DCTERMS}subject")
        found["claimants"] = self._ends("wasAttributedTo", iri)
        times = sorted(one.part("time") or "" for one in self._relations["wasGeneratedBy", iri])
        found["moment"] = times[0] if times and times[0] else None
        found["appearances"] = frozenset(
            _item(
                source=key_of(one.object),
                **{
                    name: next(iter(one.texts(f"{CC}{name}")), None)
                    for name in ("quote", "prefix", "suffix", "language", "translation", "attribution")
                },
            )
            for one in self._relations["wasDerivedFrom", iri]
            if one.object is not None and not of_another_kind("source", one.object) and not one.values(f"{CC}link")
        )

    def _assessment(self, main: Statement, iri: str, label: str | None, found: dict[str, Any]) -> None:
        graded = next((one.text for one in main.values(_VALUE) if isinstance(one, Literal)), None)
        found["grade"] = graded


_VIEWS: Final[dict[str, Any]] = {
    "party": About._party,
    "source": About._source,
    "event": About._event,
    "claim": About._claim,
    "assessment": About._assessment,
}


def _named(main: Statement, attribute: str) -> frozenset[str]:
    return frozenset(key_of(one.iri) for one in main.values(attribute) if isinstance(one, Name))


def _how(derivation: Statement) -> str:
    """How a source takes from another: as its attribute says, else as its type does."""
    told = [one for one in derivation.texts(f"{CC}relation") if one in DERIVATIONS]
    types = [_HOW[one.iri] for one in derivation.values(_TYPE) if isinstance(one, Name) and one.iri in _HOW]
    return (told or types or ["repeats"])[0]


def _item(**held: str | None) -> str:
    return canonical_bytes({name: value for name, value in held.items() if value is not None}).decode()


def _shapes(kind: type[Any], path: str = "") -> dict[str, str]:
    """The fields of a record that stand as attributes of their names, each as a text, a truth value or a set."""
    found: dict[str, str] = {}
    for one in fields(kind):
        said = str(one.type)
        if one.name in _NOT_FLAT or one.name.startswith("_"):
            continue
        if one.type is bool:
            found[f"{path}{one.name}"] = "truth"
        elif said.startswith(("tuple[str, ...]", "frozenset[str]")):
            found[f"{path}{one.name}"] = "set"
        elif one.type is str or (said.endswith("| None") and ("[" not in said) and "Quantity" not in said):
            found[f"{path}{one.name}"] = "text"
    return found


_NOT_FLAT: Final = frozenset(
    {
        *("key", "text", "claimants", "publisher", "event", "raw", "private", "part_of", "same_as"),
        *("a", "b", "about", "target"),
    }
)
_LABELLED: Final = {"party": "name", "source": "name", "event": "label", "term": "name", "measure": "name"}
_FLAT: Final[dict[str, dict[str, str]]] = {
    name: {
        field: shape
        for field, shape in {
            **_shapes(kind),
            **(_shapes(Proposition, "proposition.") if kind is Claim else {}),
        }.items()
        if field != _LABELLED.get(name)
    }
    for name, kind in RECORD_KINDS.items()
}
_ONE_OF_A_SET: Final = frozenset({("source", "publisher"), ("event", "part_of"), ("claim", "proposition.event")})


def put_in(plain: dict[str, Any], name: str, before: Any, now: Any, kind: str) -> bool:
    """Put what PROV says now into the plain form of a record; return whether it changed."""
    owner, _, field = name.rpartition(".")
    held = plain.setdefault(owner, {}) if owner else plain
    if name == "moment":
        if now is None:
            return False  # a time left out takes no time away that is told as cc:asserted
        field, now = "asserted", now.replace("+00:00", "Z")
    was = held.get(field)
    if (kind, name) in _ONE_OF_A_SET:
        kept = was if was in now else None
        now = kept if kept is not None else min(now, default=None)
    elif isinstance(now, frozenset):
        now = _resorted(field, was or [], before or frozenset(), now)
    if now is None or now == []:
        if field in {"name", "grade"} and kind != "source":
            return False
        held.pop(field, None)
    else:
        held[field] = now
    return held.get(field) != was


_OBJECTS: Final = frozenset({"acts_for", "derives_from", "appearances"})


def _resorted(field: str, was: list[Any], before: frozenset[str], now: frozenset[str]) -> list[Any]:
    """The list in its order, without what PROV no longer says, with what it says beside."""
    gone = before - now
    if field not in _OBJECTS:
        return [*(one for one in was if one not in gone), *sorted(now - before - set(was))]
    assumed = {"relation": "repeats"} if field == "derives_from" else {}
    told = [_item(**{**assumed, **one}) for one in was]
    kept = [one for one, item in zip(was, told, strict=True) if item not in gone]
    return [*kept, *(parse_json(one, field) for one in sorted(now - before - set(told)))]


def cleaned(value: Any, intake: Intake, place: Place | None) -> Any:
    """Return a plain form without text that no record may hold."""
    if isinstance(value, str):
        return intake.clean(value, place)
    if isinstance(value, list):
        return [cleaned(one, intake, place) for one in value]
    return {name: cleaned(one, intake, place) for name, one in value.items()} if isinstance(value, dict) else value


def of_another_kind(kind: str, iri: str) -> bool:
    """Return whether an IRI is one of ours, and not of a record of that kind."""
    return iri.startswith(ID) and not iri.startswith((f"{ID}{kind}/", f"{ID}name/"))
