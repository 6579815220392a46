"""Which record does an entry of a case file describe?"""

from collections.abc import Callable
from typing import Any, Final

from claimcheck.errors import InvalidRecord
from claimcheck.formats.casefields import Reading, quoted, shown
from claimcheck.formats.marked import Fields, Items
from claimcheck.grading.registry import objections
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Basis,
    Claim,
    Derivation,
    Event,
    Link,
    Part,
    Party,
    Proposition,
    Relation,
    Retraction,
    Source,
    Tie,
)
from claimcheck.paths import leaves_folder

__all__ = [
    "read_assessment",
    "read_claim",
    "read_event",
    "read_link",
    "read_party",
    "read_retraction",
    "read_source",
]


def read_party(reading: Reading, node: Fields, key: str, written: str) -> Party:
    """Return the record of a party."""
    reading.refuse_unknown(node, _PARTY, "field of a party")
    declared = reading.truth(node, "declared")
    return Party(
        key=key,
        name=reading.text(node, "name") or written,
        kind=reading.text(node, "kind"),
        acts_for=tuple(tie for value, line in reading.items(node, "acts_for") if (tie := _tie(reading, value, line))),
        part_of=reading.refs(node, "part_of", "parties"),
        same_as=reading.refs(node, "same_as", "parties"),
        aliases=reading.texts(node, "aliases"),
        declared=True if declared is None else declared,
        note=reading.text(node, "note"),
    )


def _tie(reading: Reading, value: Any, line: int) -> Tie | None:
    if not isinstance(value, Fields):
        party = reading.key(value, line, "acts_for", "parties")
        return None if party is None else Tie(party=party)
    reading.refuse_unknown(value, _TIE, "field of acts_for")
    party = reading.key(value.get("party"), value.line_of("party"), "acts_for", "parties")
    since, until = reading.time(value, "since"), reading.time(value, "until")
    return None if party is None else Tie(party=party, since=since, until=until)


def read_source(reading: Reading, node: Fields, key: str, written: str) -> Source:
    """Return the record of a source."""
    reading.refuse_unknown(node, _SOURCE, "field of a source")
    file = reading.text(node, "file")
    if file is not None and leaves_folder(file):
        reading.add(node.line_of("file"), f"file: {quoted(file)} leads out of the folder of the case")
    return Source(
        key=key,
        name=reading.text(node, "name"),
        publisher=reading.ref(node, "publisher", "parties"),
        url=reading.text(node, "url"),
        archived=reading.text(node, "archived"),
        digest=reading.text(node, "digest"),
        file=file,
        published=reading.time(node, "published"),
        retrieved=reading.time(node, "retrieved"),
        language=reading.text(node, "language"),
        derives_from=tuple(
            derivation
            for value, line in reading.items(node, "derives_from")
            if (derivation := _derivation(reading, value, line))
        ),
        note=reading.text(node, "note"),
        raw=reading.text(node, "raw"),
        problems=reading.texts(node, "problems"),
    )


def _derivation(reading: Reading, value: Any, line: int) -> Derivation | None:
    if not isinstance(value, Fields):
        source = reading.key(value, line, "derives_from", "sources")
        return None if source is None else Derivation(source=source)
    reading.refuse_unknown(value, _DERIVATION, "field of derives_from")
    source = reading.key(value.get("source"), value.line_of("source"), "derives_from", "sources")
    relation = reading.choice(value, "relation", _DERIVATIONS)
    if source is None:
        return None
    return Derivation(source=source, relation=relation or Relation.REPEATS)


def read_event(reading: Reading, node: Fields, key: str, written: str) -> Event:
    """Return the record of an event."""
    reading.refuse_unknown(node, _EVENT, "field of an event")
    return Event(
        key=key,
        label=reading.text(node, "label"),
        over=reading.time(node, "over"),
        occurred=reading.time(node, "occurred"),
        place=reading.text(node, "place"),
        subject=reading.text(node, "subject"),
        part_of=reading.ref(node, "part_of", "events"),
        note=reading.text(node, "note"),
    )


def read_claim(reading: Reading, node: Fields, key: str, written: str) -> Claim:
    """Return the record of a claim."""
    reading.refuse_unknown(node, _CLAIM, "field of a claim")
    proposed: dict[str, Any] = {}
    claimed: dict[str, Any] = {}
    appeared = False
    for name in node:
        reader = _CLAIM.get(name)
        if reader is None:
            continue
        belongs, read = reader
        if belongs is _HERE:
            appeared = True
        elif belongs is Proposition:
            proposed[name] = read(reading, node, name)
        elif belongs is Claim:
            claimed[name] = read(reading, node, name)
    if "by" in claimed:
        claimed["claimants"] = claimed.pop("by")
    if "private" in node:
        claimed["private"] = _private(reading, node)
    if "parts" in node:
        proposed["parts"] = _parts(reading, node)
    if "polarity" in node or "denies" in node:
        proposed["polarity"] = _polarity(reading, node)
    appearances = [_appearance(reading, node, node.line)] if appeared else []
    for value, line in reading.items(node, "appearances"):
        if isinstance(value, Fields):
            reading.refuse_unknown(value, _APPEARANCE, "field of an appearance")
            appearances.append(_appearance(reading, value, line))
        else:
            appearances.append(_appearance(reading, _only_in(value, line), line))
    return Claim(
        key=key,
        proposition=Proposition(**proposed),
        appearances=tuple(one for one in appearances if one is not None),
        **claimed,
    )


def _only_in(value: Any, line: int) -> Fields:
    node = Fields(line)
    node["in"] = value
    node.lines["in"] = line
    return node


def _free_text(reading: Reading, node: Fields, name: str) -> str:
    value = node.get(name)
    if value is None:
        return ""
    if type(value) is not str:
        reading.add(node.line_of(name), f"{name}: expected text, got {shown(value)}")
        return ""
    return value


def _polarity(reading: Reading, node: Fields) -> bool:
    polarity, denies = reading.truth(node, "polarity"), reading.truth(node, "denies")
    if polarity is not None and denies is polarity:
        reading.add(node.line_of("denies"), "denies: it says the opposite of polarity; keep one of them")
    return polarity if polarity is not None else not denies


def _private(reading: Reading, node: Fields) -> tuple[tuple[str, str], ...]:
    written = node["private"]
    if isinstance(written, Fields):
        pairs = [(name, value, written.line_of(name)) for name, value in written.items()]
    else:
        pairs = []
        for value, line in reading.items(node, "private"):
            if isinstance(value, Items) and len(value) == 2 and isinstance(value[0], str):
                pairs.append((value[0], value[1], line))
            else:
                reading.add(line, f"private: expected texts by name, got {shown(value)}")
    for name, value, line in pairs:
        if not isinstance(value, str):
            reading.add(line, f"private: expected text under {quoted(name)}, got {shown(value)}")
    return tuple((name, value) for name, value, _ in pairs if isinstance(value, str))


def _parts(reading: Reading, node: Fields) -> tuple[Part, ...]:
    written = node["parts"]
    if isinstance(written, Fields):
        found = [(name, reading.quantity(written, name), written.lines[name]) for name in written]
        for name, _, line in found:
            if written[name] is None:
                reading.add(line, f"parts: expected a figure for {quoted(name)}, got nothing")
            elif not name.strip():
                reading.add(line, f"parts: expected the name of a part, got {name!r}")
        return tuple(Part(of=name, quantity=quantity) for name, quantity, _ in found if quantity and name.strip())
    parts = []
    for value, line in reading.items(node, "parts"):
        if not isinstance(value, Fields):
            reading.add(line, f"parts: expected figures by name, got {shown(value)}")
            continue
        reading.refuse_unknown(value, {"of": None, "quantity": None}, "field of a part")
        of, quantity = reading.text(value, "of"), reading.quantity(value, "quantity")
        if of is not None and quantity is not None:
            parts.append(Part(of=of, quantity=quantity))
        elif "of" not in value or "quantity" not in value:
            reading.add(line, "parts: expected the fields of and quantity")
    return tuple(parts)


def _appearance(reading: Reading, node: Fields, line: int) -> Appearance | None:
    if node.get("in") is None:
        given = next(name for name in (*node, "in") if name in _APPEARANCE)
        reading.add(node.lines.get(given, line), "an appearance needs the source it stands in (`in:`)")
        return None
    source = reading.ref(node, "in", "sources")
    if len(node.keys() & _APPEARANCE.keys()) == 1:
        return None if source is None else Appearance(source=source)
    words = {name: reading.text(node, name) for name in _WORDS if name in node}
    attribution = reading.choice(node, "attribution", _ATTRIBUTIONS)
    return None if source is None else Appearance(source=source, attribution=attribution, **words)


def read_link(reading: Reading, node: Fields) -> Link:
    """Return the record of a link."""
    reading.refuse_unknown(node, _LINK, "field of a link")
    ends = []
    for name in ("from", "to"):
        if node.get(name) is None:
            reading.add(node.line, f"links: the field {name!r} is missing")
        else:
            ends.append(reading.ref(node, name, "claims", "sources", "events", "parties"))
    if node.get("relation") is None:
        reading.add(node.line, "links: the field 'relation' is missing")
    relation = reading.choice(node, "relation", _RELATIONS)
    accepted = reading.truth(node, "accepted")
    judged = _versions(reading, node, 2)
    by, basis = reading.ref(node, "by", "parties"), reading.text(node, "basis")
    if len(ends) < 2 or None in ends or relation is None:
        raise InvalidRecord("links: an end or the relation is not known")
    return Link(
        a=ends[0] or "",
        relation=relation,
        b=ends[1] or "",
        by=by,
        basis=basis,
        accepted=True if accepted is None else accepted,
        judged=None if judged is None else (judged[0], judged[1]),
    )


def read_assessment(reading: Reading, node: Fields) -> Assessment:
    """Return the record of an assessment."""
    reading.refuse_unknown(node, _ASSESSMENT, "field of an assessment")
    for name in ("about", "scheme", "grade", "by"):
        if node.get(name) is None:
            reading.add(node.line, f"assessments: the field {name!r} is missing")
    judged = _versions(reading, node, 1)
    record = Assessment(
        about=reading.ref(node, "about", "claims", "sources", "parties", "events") or "",
        scheme=reading.text(node, "scheme") or "",
        grade=reading.text(node, "grade") or "",
        by=reading.loose_ref(node, "by", "parties") or "",
        axis=reading.text(node, "axis"),
        when=reading.time(node, "when"),
        why=reading.text(node, "why"),
        judged=None if judged is None else judged[0],
    )
    for message in objections(record):
        reading.add(node.line_of("why" if message.startswith("why:") else "grade"), f"assessments: {message}")
    return record


def read_retraction(reading: Reading, node: Fields) -> Retraction:
    """Return the record of a retraction."""
    reading.refuse_unknown(node, _RETRACTION, "field of a retraction")
    if node.get("target") is None:
        reading.add(node.line, "retractions: the field 'target' is missing")
    return Retraction(
        target=reading.ref(node, "target", "claims", "sources") or "",
        by=reading.ref(node, "by", "parties"),
        when=reading.time(node, "when"),
    )


def _versions(reading: Reading, node: Fields, count: int) -> list[int] | None:
    """Return the versions of the records that were judged."""
    if node.get("judged") is None:
        return None
    found = reading.items(node, "judged")
    numbers = [int(value) for value, _ in found if isinstance(value, str) and value.isascii() and value.isdecimal()]
    if len(numbers) == count == len(found):
        return numbers
    wanted = "a version" if count == 1 else "two versions such as [1, 2]"
    reading.add(node.line_of("judged"), f"judged: expected {wanted}, got {shown(node['judged'])}")
    return None


_RELATIONS: Final = {relation.value: relation for relation in Relation}
_DERIVATIONS: Final = {word: Relation(word) for word in ("quotes", "repeats", "translates", "cites_as_evidence")}
_BASES: Final = {basis.value: basis for basis in Basis}
_ATTRIBUTIONS: Final = {attribution.value: attribution for attribution in Attribution}


def _names(words: str) -> dict[str, None]:
    return dict.fromkeys(words.split())


_PARTY: Final = _names("name kind acts_for part_of same_as aliases declared note")
_TIE: Final = _names("party since until")
_SOURCE: Final = _names(
    "name publisher url archived digest file published retrieved language derives_from note raw problems"
)
_DERIVATION: Final = _names("source relation")
_EVENT: Final = _names("label over occurred place subject part_of note")
_LINK: Final = _names("from relation to by basis accepted judged")
_ASSESSMENT: Final = _names("about scheme grade by axis when why judged")
_RETRACTION: Final = _names("target by when")
_WORDS: Final = ("quote", "prefix", "suffix", "language", "translation")
_APPEARANCE: Final = _names("in attribution") | dict.fromkeys(_WORDS)

_HERE: Final = "its first appearance"
_LATER: Final = "read with others"
_Reader = Callable[[Reading, Fields, str], Any]
_CLAIM: Final[dict[str, tuple[Any, _Reader]]] = {
    "by": (Claim, lambda reading, node, name: reading.refs(node, name, "parties")),
    "text": (Claim, _free_text),
    "event": (Proposition, lambda reading, node, name: reading.ref(node, name, "events")),
    "agent": (Proposition, lambda reading, node, name: reading.loose_ref(node, name, "parties")),
    "operator": (Proposition, Reading.text),
    "subject": (Proposition, Reading.text),
    "measure": (Proposition, Reading.text),
    "baseline": (Proposition, Reading.text),
    "value": (Proposition, Reading.value),
    "parts": (_LATER, Reading.text),
    "place": (Proposition, Reading.text),
    "over": (Proposition, Reading.time),
    "occurred": (Proposition, Reading.time),
    "cutoff": (Proposition, Reading.time),
    "scope": (Proposition, Reading.text),
    "polarity": (_LATER, Reading.text),
    "denies": (_LATER, Reading.text),
    "asserted": (Claim, Reading.time),
    "basis": (Claim, lambda reading, node, name: reading.choice(node, name, _BASES)),
    "act": (Claim, Reading.text),
    "in": (_HERE, Reading.text),
    "quote": (_HERE, Reading.text),
    "prefix": (_HERE, Reading.text),
    "suffix": (_HERE, Reading.text),
    "language": (_HERE, Reading.text),
    "translation": (_HERE, Reading.text),
    "attribution": (_HERE, Reading.text),
    "appearances": (_LATER, Reading.text),
    "inferred": (Claim, lambda reading, node, name: frozenset(reading.texts(node, name))),
    "computed_from": (Claim, lambda reading, node, name: reading.loose_ref(node, name, "claims")),
    "private": (_LATER, Reading.text),
    "note": (Claim, Reading.text),
}
