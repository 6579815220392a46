"""What do annotations say of the documents that people annotated, ours and those of other tools?

An annotation that this library wrote comes back as the claim whose appearance it is. One of another tool, such as
somebody made in a browser, is words that somebody marked in a document: each quote becomes an unattributed claim of
these words that stands in that document, to be gone through. Who annotated is not who asserted: the comment and its
author stand in the claim's note, and nobody is made a claimant. An annotation that quotes nothing is a note on the
document. All of it stands as it came in the raw text of the document's source.

Source: Web Annotation Data Model, https://www.w3.org/TR/annotation-model/; the JSON that Hypothesis exports.
"""

from collections import defaultdict
from hashlib import sha256
from typing import Any, Final
from urllib.parse import unquote

from attrs import evolve

from claimcheck.canonical import from_plain
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.exchange.annotations.writing import COLLECTION, CONTEXT, NAMESPACE, described, source_key, spoken
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, json_text
from claimcheck.exchange.landing import land
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Record, Source
from claimcheck.references import references
from claimcheck.times import TimeSpan, time_span

__all__ = ["is_annotations", "read_annotations"]

_COLLECTIONS: Final = frozenset({"AnnotationCollection", "AnnotationPage"})
_LISTS: Final = ("annotations", "rows")
"""What tools call the list of annotations in what they export."""

_LONGEST_MESSAGE: Final = 300
_DEEPEST: Final = 30


def is_annotations(intake: Intake) -> bool:
    """Return whether a file of JSON holds Web Annotations, or what Hypothesis exports."""
    try:
        plain = intake.json
    except BadInput:
        return False
    if isinstance(plain, list) and plain:
        return isinstance(plain[0], dict) and _is_annotation(plain[0])
    if not isinstance(plain, dict) or intake.is_log():
        return False
    if CONTEXT in _many(plain.get("@context")) or _kinds(plain) & (_COLLECTIONS | {"Annotation"}):
        return True
    listed: list[Any] = next((plain[name] for name in _LISTS if isinstance(plain.get(name), list)), [])
    return bool(listed) and isinstance(listed[0], dict) and _is_annotation(listed[0])


def _is_annotation(plain: dict[str, Any]) -> bool:
    return "Annotation" in _kinds(plain) or (isinstance(plain.get("target"), list) and "uri" in plain)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _kinds(plain: dict[str, Any]) -> set[str]:
    return {one.removeprefix("oa:") for one in _many(plain.get("type", plain.get("@type"))) if isinstance(one, str)}


def _own(plain: dict[str, Any], name: str) -> Any:
    return plain.get(f"cc:{name}", plain.get(f"{NAMESPACE}{name}"))


def read_annotations(intake: Intake) -> Ledger:
    """Return the ledger of a file of annotations: one, a list, a page, or a collection with its pages."""
    reading = _Reading(intake)
    plain = intake.json
    case = _case(plain)
    reading.case = None if case is None else intake.clean(case, ("id",))
    reading.collection(plain, (), 0)
    return reading.ledger()


def _case(plain: Any) -> str | None:
    """The case that a collection of our own is called by."""
    named = plain.get("id") if isinstance(plain, dict) else None
    if not isinstance(named, str) or not named.startswith(COLLECTION):
        return None
    return unquote(named.removeprefix(COLLECTION)).strip() or None


class _Reading:
    """The annotations of a file while they are read."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.case: str | None = None
        self.records: list[tuple[Place, Record]] = []
        self.claims: dict[str, tuple[Place, Claim, list[Appearance]]] = {}
        self.sources: dict[str, tuple[Place, Source]] = {}
        self.notes: dict[str, set[str]] = defaultdict(set)
        self.raw: dict[str, set[str]] = defaultdict(set)
        self.replies: list[tuple[Place, str, str]] = []
        self.documents: set[str] = set()
        """The sources that are annotated themselves; others are annotations that somebody replied to."""

    def collection(self, plain: Any, place: Place, depth: int) -> None:
        """Read what holds annotations, and the records beside them."""
        if isinstance(plain, list):
            for number, one in enumerate(plain):
                self.collection(one, (*place, number), depth + 1)
            return
        if not isinstance(plain, dict):
            self.intake.refuse(place, f"expected an annotation, got {_shown(plain)}")
            return
        for number, one in enumerate(_many(_own(plain, "records"))):
            self._take(one, (*place, "cc:records", number))
        listed = [name for name in ("items", *_LISTS) if isinstance(plain.get(name), list)]
        if "Annotation" in _kinds(plain) or "target" in plain:
            self.intake.took()
            self.annotation(plain, place)
        elif depth > _DEEPEST:
            self.intake.refuse(place, f"it lies deeper than {_DEEPEST} collections in one another")
        elif listed or "first" in plain or _kinds(plain) & _COLLECTIONS:
            for name in listed:
                self.collection(plain[name], (*place, name), depth + 1)
            if isinstance(plain.get("first"), dict | list):
                self.collection(plain["first"], (*place, "first"), depth + 1)
            following = [name for name in ("first", "next") if isinstance(plain.get(name), str)]
            if following:
                self.intake.mend(place, f"its page {plain[following[0]]!r:.80} stands elsewhere and is not fetched")
        else:
            self.intake.refuse(place, "expected an annotation: it has no target")

    def _take(self, plain: Any, place: Place) -> Record | None:
        try:
            record = from_plain(plain)
        except InvalidRecord as err:
            self.intake.refuse(place, f"this is no record: {err}"[:_LONGEST_MESSAGE])
            return None
        self.records.append((place, record))
        return record

    def annotation(self, plain: dict[str, Any], place: Place) -> None:
        """Read one annotation: each target by itself, since its bodies are of each."""
        targets = _targets(plain.get("target"), 0)
        if not targets:
            self.intake.refuse(place, f"target: expected a document, got {_shown(plain.get('target'))}")
            return
        ours = [one for one in _many(plain.get("body")) if isinstance(one, dict) and _own(one, "claim") is not None]
        for number, target in enumerate(targets):
            inner: Place = (*place, "target", number) if isinstance(plain.get("target"), list) else (*place, "target")
            for body in ours:
                self._appearance(body, target, place, inner)
            if not ours:
                self._marked(plain, target, place, inner, number if len(targets) > 1 else None)

    def _appearance(self, body: dict[str, Any], target: Any, place: Place, inner: Place) -> None:
        """Read a claim of our own and where it stands."""
        try:
            claim = from_plain(_own(body, "claim"))
        except InvalidRecord as err:
            self.intake.refuse(place, f"this is no record: {err}"[:_LONGEST_MESSAGE])
            return
        if not isinstance(claim, Claim):
            self.intake.refuse(place, f"cc:claim: expected a claim, got a {type(claim).__name__.lower()}")
            return
        found = self._document(target, inner)
        if found is None:
            return
        self.documents.add(found)
        if isinstance(body.get("value"), str) and body["value"] != spoken(claim):
            said = f"its text was changed to {body['value']!r:.60}; the claim {claim.key!r:.80} beside it stands"
            self.intake.mend(place, said)
        told = target.get("cc:appearance", {}) if isinstance(target, dict) else {}
        fields = {name: told[name] for name in _OF_APPEARANCE if isinstance(told, dict) and name in told}
        fields |= self._quoted(target, inner)
        try:
            appearance = Appearance(source=found, **fields)
        except (InvalidRecord, TypeError) as err:
            self.intake.refuse(inner, f"cc:appearance: {err}"[:_LONGEST_MESSAGE])
            return
        known = self.claims.setdefault(claim.key, (place, claim, []))
        if known[1] != claim:
            self.intake.mend(place, f"the claim {claim.key!r:.80} is told otherwise above; it stands as told there")
        known[2].append(appearance)

    def _document(self, target: Any, place: Place) -> str | None:
        """Take the source of a target, and return its key."""
        named = target
        if isinstance(target, dict) and ("source" in target or "SpecificResource" in _kinds(target)):
            named = target.get("source")
        own = _own(named, "source") if isinstance(named, dict) else None
        if own is not None:
            try:
                record = from_plain(own)
            except InvalidRecord as err:
                self.intake.refuse(place, f"this is no record: {err}"[:_LONGEST_MESSAGE])
                return None
            if isinstance(record, Source):
                for name, value in described(record).items():
                    if named.get(name, value) != value:
                        said = f"{name} was changed to {_shown(named[name])}; the source {record.key!r:.80} beside it"
                        self.intake.mend(place, f"{said} stands")
                self.sources.setdefault(record.key, (place, record))
                return record.key
            self.intake.refuse(place, f"cc:source: expected a source, got a {type(record).__name__.lower()}")
            return None
        iri = named.get("id", named.get("@id")) if isinstance(named, dict) else named
        if not isinstance(iri, str) or not iri.strip():
            self.intake.refuse(place, f"source: expected the address of a document, got {_shown(iri)}")
            return None
        iri = self.intake.clean(iri, place)
        key = source_key(iri) or iri
        told = Source(key=key, url=None if source_key(iri) else iri, **self._described(named, target, place))
        held = self.sources.get(key)
        self.sources[key] = (place, told) if held is None else (held[0], _joined(held[1], told))
        return key

    def _described(self, named: Any, target: Any, place: Place) -> dict[str, Any]:
        """What an annotation tells of a document beside its address."""
        found: dict[str, Any] = {}
        if isinstance(named, dict):
            name = next((named[one] for one in _TITLES if isinstance(named.get(one), str) and named[one].strip()), None)
            language = named.get("language")
            if name is not None:
                found["name"] = self.intake.clean(name, place)
            if isinstance(language, str) and language.strip():
                found["language"] = self.intake.clean(language, place)
        states = _many(target.get("state")) if isinstance(target, dict) else []
        for state in states:
            if isinstance(state, dict):
                cached = [one for one in _many(state.get("cached")) if isinstance(one, str) and one.strip()]
                if cached:
                    found["archived"] = self.intake.clean(cached[0], place)
                dates = [state.get(name) for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")]
                retrieved = _time("/".join(one for one in map(_first, dates) if one))
                if retrieved is not None:
                    found["retrieved"] = retrieved
        return found

    def _quoted(self, target: Any, place: Place) -> dict[str, str]:
        """The quote of a target with what stands before and after it; nothing where none has words."""
        selectors = _many(target.get("selector")) if isinstance(target, dict) else []
        found = next((one for one in map(_innermost, selectors) if one is not None), None)
        if found is None:
            return {}
        told = {}
        for name, field in (("exact", "quote"), ("prefix", "prefix"), ("suffix", "suffix")):
            text = _first(found.get(name))
            if text is not None and text.strip():
                told[field] = self.intake.clean(text, place)
        if "quote" in told:
            return told
        self.intake.mend(place, "the selector of a quote has no words (exact); it is kept as it stands")
        return {}

    def _marked(self, plain: dict[str, Any], target: Any, place: Place, inner: Place, number: int | None) -> None:
        """Read what somebody marked in a document with another tool."""
        comment = self._comment(plain, place)
        replied = [target, *_many(plain.get("references"))] if "replying" in _many(plain.get("motivation")) else []
        answered = next((one for one in replied if isinstance(one, str)), None)
        if answered is not None:
            self.replies.append((place, answered, comment or ""))
        source = self._document(target, inner)
        if source is None:
            return
        quoted = self._quoted(target, inner)
        if answered is None or quoted:
            self.documents.add(source)
        titled = plain.get("document")
        title = _first(titled.get("title")) if isinstance(titled, dict) else None
        if title is not None and title.strip() and self.sources[source][1].name is None:
            held = self.sources[source]
            self.sources[source] = (held[0], evolve(held[1], name=self.intake.clean(title, place)))
        text = self.intake.clean(json_text(plain), place)
        self.raw[source].add(text)
        if not quoted:
            if comment is not None:
                self.notes[source].add(comment)
            return
        named = plain.get("id", plain.get("@id"))
        key = (
            named
            if isinstance(named, str) and named.strip()
            else f"annotation/{sha256(text.encode()).hexdigest()[:24]}"
        )
        key = self.intake.clean(key, place) + ("" if number is None else f"#{number + 1}")
        claim = Claim(key=key, text=quoted["quote"], proposition=Proposition(), note=comment)
        known = self.claims.setdefault(key, (place, claim, []))
        appearance = Appearance(source=source, **quoted)
        if known[1] != claim:
            self.intake.refuse(place, f"another annotation has the id {key!r:.80}, and says otherwise")
        elif appearance in known[2]:
            self.intake.mend(place, "the same annotation stands above; it is one")
        else:
            known[2].append(appearance)

    def _comment(self, plain: dict[str, Any], place: Place) -> str | None:
        """What the annotator wrote, with the name of who it was: text, then tags."""
        written: list[str] = []
        tags: list[str] = []
        bodies = [*_flat(plain.get("body"), 0), plain.get("bodyValue"), plain.get("text")]
        for body in bodies:
            told = body if isinstance(body, str) else None
            purposes = [*_many(plain.get("motivation"))]
            if isinstance(body, dict):
                purposes = [*_many(body.get("purpose")), *purposes]
                told = next((body[name] for name in _TEXTS if isinstance(body.get(name), str)), None)
            if told is not None and told.strip():
                (tags if purposes and purposes[0] == "tagging" else written).append(told.strip())
        tags += [one for one in _many(plain.get("tags")) if isinstance(one, str) and one.strip()]
        if tags:
            written.append(f"tags: {', '.join(tags)}")
        if not written:
            return None
        authors = [_named(one) for one in _many(plain.get("creator", plain.get("user")))]
        author = ", ".join(one for one in authors if one)
        text = "\n".join(dict.fromkeys(written))
        return self.intake.clean(f"{author}: {text}" if author else text, place)

    def ledger(self) -> Ledger:
        """The ledger of all that was read."""
        replied: dict[str, list[str]] = defaultdict(list)
        for place, answered, comment in self.replies:
            if answered in self.claims:  # no document of its own: what is annotated is an annotation
                replied[answered].append(f"reply: {comment}")
                said = "a reply stands in the note of what it answers"
                if answered not in self.documents and self.sources.pop(answered, None) is not None:
                    said = "a reply has no document of its own; it stands in the note of what it answers"
                    self.raw[self.claims[answered][2][0].source] |= self.raw.pop(answered, set())
                self.intake.mend(place, said)
        for answered, comments in replied.items():
            first, claim, stands = self.claims[answered]
            note = "\n".join([*([claim.note] if claim.note else []), *comments])
            self.claims[answered] = (first, evolve(claim, note=note), stands)
        told: list[tuple[Place | int | None, Record]] = list(self.records)
        for key, (place, source) in self.sources.items():
            raw, notes = self.raw.get(key, set()), self.notes.get(key, set())
            told.append(
                (
                    place,
                    evolve(
                        source,
                        raw=f'{{"annotations":[{",".join(sorted(raw))}]}}' if raw else source.raw,
                        note="\n".join(sorted(notes)) if notes else source.note,
                    ),
                )
            )
        told += [(place, evolve(claim, appearances=stands)) for place, claim, stands in self.claims.values()]
        ledger = land([*self._undeclared(told), *told], self.intake)
        ledger.case = self.case
        return ledger

    def _undeclared(self, told: list[tuple[Place | int | None, Record]]) -> list[tuple[Place, Record]]:
        """Parties and events that annotations name, where they stand apart from the collection that describes them."""
        held = {(kind_name(record), record.key) for _, record in told}
        found: dict[tuple[str, str], tuple[Place, Record]] = {}
        for place, claim, _ in self.claims.values():
            for kind, key in references(claim):
                if (kind, key) not in held and (kind, key) not in found and kind in {"party", "event"}:
                    made = Party(key=key, name=key, declared=False) if kind == "party" else Event(key=key)
                    found[kind, key] = (place, made)
                    self.intake.mend(place, f"the {kind} {key!r:.80} is not described; only its name is known")
        return list(found.values())


_OF_APPEARANCE: Final = ("language", "translation", "attribution", "prefix", "suffix")
_TITLES: Final = ("dcterms:title", "dc:title", "title", "name", "label")
_TEXTS: Final = ("value", "chars", "text")


def _targets(value: Any, depth: int) -> list[Any]:
    """The targets one by one; a choice, a list or a composite of several is each of them."""
    found: list[Any] = []
    for one in _many(value):
        if isinstance(one, dict) and isinstance(one.get("items"), list) and depth < _DEEPEST:
            found += _targets(one["items"], depth + 1)
        elif isinstance(one, dict) or (isinstance(one, str) and one.strip()):
            found.append(one)
    return found


def _flat(value: Any, depth: int) -> list[Any]:
    """The bodies one by one; an address is none that can be shown."""
    found: list[Any] = []
    for one in _many(value):
        if isinstance(one, dict) and isinstance(one.get("items"), list) and depth < _DEEPEST:
            found += _flat(one["items"], depth + 1)
        elif isinstance(one, dict):
            inner = one.get("source")
            found.append({**inner, "purpose": one.get("purpose")} if isinstance(inner, dict) else one)
    return found


def _innermost(selector: Any) -> dict[str, Any] | None:
    """The selector of a quote among those that refine one another, the last that is one."""
    found = None
    for _ in range(_DEEPEST):
        if not isinstance(selector, dict):
            break
        if "TextQuoteSelector" in _kinds(selector) or ("exact" in selector and not _kinds(selector)):
            found = selector
        refined = _many(selector.get("refinedBy"))
        selector = refined[0] if refined else None
    return found


def _first(value: Any) -> str | None:
    return next((one for one in _many(value) if isinstance(one, str)), None)


def _named(creator: Any) -> str | None:
    """What an annotator is called: a name, a nickname, an account."""
    if isinstance(creator, dict):
        return next((one for name in _NAMES if (one := _first(creator.get(name)))), None)
    return creator if isinstance(creator, str) else None


_NAMES: Final = ("name", "nickname", "account", "id", "@id")


def _time(text: str) -> TimeSpan | None:
    try:
        return time_span(text) if text else None
    except (InvalidRecord, ValueError):
        return None


def _joined(held: Source, told: Source) -> Source:
    """What two annotations tell of one document; of two that differ, the one that comes first in order."""
    found: dict[str, Any] = {}
    for name in ("name", "language", "archived", "retrieved"):
        both = [one for one in (getattr(held, name), getattr(told, name)) if one is not None]
        found[name] = min(both, key=str) if both else None
    return evolve(held, **found)


def _shown(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "a truth value", type(None): "nothing"}
    return kinds.get(type(value)) or f"{value!r:.60}"
