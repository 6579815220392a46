"""What stands in an object of JSON-LD under a name: one text, several objects, a date, whatever form it was given.

Source: JSON-LD 1.1, section 9 (node objects, value objects, lists and sets); names come in the words of
schema.org (``contexts``), with or without its address before them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, json_text
from claimcheck.times import TimeSpan, parse_time

__all__ = ["PREFIXES", "Node", "bare_name", "described", "types_of"]

PREFIXES: Final = ("http://schema.org/", "https://schema.org/", "schema:")
_CLOCK: Final = re.compile(r"(?:[T ]|^)(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?!:?00(?::00)?(?:[^0-9]|$))")
_LONGEST: Final = 100_000
"""Characters of one text that are kept; the whole stands in the raw object."""


def bare_name(name: str) -> str:
    """Return a name without what says that it is schema.org's.

    Examples:
        >>> bare_name("http://schema.org/ClaimReview"), bare_name("schema:author"), bare_name("url")
        ('ClaimReview', 'author', 'url')
    """
    for prefix in PREFIXES:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def types_of(held: Mapping[str, Any]) -> frozenset[str]:
    """Return the types of an object, without prefixes.

    Examples:
        >>> sorted(types_of({"@type": ["schema:ClaimReview", "Review"]}))
        ['ClaimReview', 'Review']
    """
    found = held.get("@type", held.get("type"))
    several = found if isinstance(found, list) else [found]
    return frozenset(bare_name(one) for one in several if isinstance(one, str))


class Node:
    """An object of JSON-LD while it is read; everything odd about it is told once.

    Attributes:
        held: What stands in it, by names without prefixes.
        place: Where it stands.
    """

    def __init__(
        self,
        held: Mapping[str, Any],
        place: Place,
        tell: Callable[[Place, str], None],
        clean: Callable[[str, Place], str],
        known: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.held = {bare_name(name): value for name, value in _described(held, known).items()}
        self.place = place
        self._tell = tell
        self._clean = clean
        self._known = known

    def tell(self, name: str, message: str) -> None:
        """Tell that something is odd about what stands under *name*."""
        self._tell((*self.place, name), message)

    def texts(self, name: str, *, quietly: bool = False) -> list[str]:
        """Return every text under *name*; what is none is told of, unless *quietly*, and what is empty is nothing."""
        found = []
        for value in _several(self.held.get(name)):
            text = _text(value)
            if text is None:
                if not quietly:
                    self.tell(name, f"expected text, got {_short(value)}")
                continue
            kept = (Intake.storable(text)[0] if quietly else self._clean(text, (*self.place, name))).strip()
            if len(kept) > _LONGEST:
                if not quietly:
                    self.tell(name, f"{len(kept):,} characters; the first {_LONGEST:,} are taken")
                kept = kept[:_LONGEST]
            if kept:
                found.append(kept)
        return found

    def text(self, name: str) -> str | None:
        """Return the text under *name*, the first of several."""
        found = list(dict.fromkeys(self.texts(name)))
        if len(found) > 1:
            self.tell(name, f"{len(found)} texts stand where one is meant; the first is taken")
        return found[0] if found else None

    def plain(self, name: str) -> Any:
        """Return what stands under *name*, a number of a scale as it is written; of a list of one that one."""
        found = [_plain(value) for value in _several(self.held.get(name))]
        return found[0] if len(found) == 1 else found or None

    def time(self, name: str) -> TimeSpan | None:
        """Return the day or time under *name*; one that cannot be read for certain is told of and not taken."""
        written = self.text(name)
        if written is None:
            return None
        found = parse_time(written) if len(written) <= 80 else None
        if found is None:
            self.tell(name, f"{_short(written)} is no date that can be read for certain; it is not taken")
        elif _CLOCK.search(written) and "T" not in found.edtf:
            self.tell(name, f"{_short(written)} has a time of day without a zone; it is taken to its day")
        return found

    def nodes(self, name: str) -> list["Node"]:
        """Return every object under *name*; an address or a name that stands for one is an object of its own."""
        found = []
        values = _several(self.held.get(name))
        for number, value in enumerate(values):
            place = (*self.place, name, number) if isinstance(self.held.get(name), list) else (*self.place, name)
            if isinstance(value, Mapping):
                found.append(Node(value, place, self._tell, self._clean, self._known))
                continue
            text = _text(value)
            if text is None:
                self._tell(place, f"expected an object, got {_short(value)}")
            elif text.strip():
                key = "url" if text.strip().startswith(("http://", "https://")) else "name"
                found.append(Node({key: text}, place, self._tell, self._clean, self._known))
        return found

    def node(self, name: str) -> "Node | None":
        """Return the object under *name*, the first of several."""
        found = self.nodes(name)
        if len(found) > 1:
            self.tell(name, f"{len(found)} objects stand where one is meant; the first is taken")
        return found[0] if found else None

    @property
    def types(self) -> frozenset[str]:
        """The types of the object."""
        return types_of(self.held)

    def __repr__(self) -> str:
        return f"<Node {json_text(self.held)[:60]}>"


def _described(held: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """An object that only names another by its ``@id``, as that is described elsewhere in the document."""
    identity = held.get("@id")
    if isinstance(identity, str) and held.keys() <= {"@id", "@type"} and identity in known:
        return known[identity]
    return held


def _several(value: Any) -> Iterator[Any]:
    """What stands under a name, one by one: lists within lists, and lists and sets of JSON-LD, are opened."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, Mapping) and ("@list" in one or "@set" in one):
            waiting.append(one.get("@list", one.get("@set")))
        elif one is not None:
            yield one


def _text(value: Any) -> str | None:
    """The text that a value is or holds."""
    if isinstance(value, Mapping):
        value = value.get("@value", value.get("@id") if value.keys() <= {"@id", "@type"} else None)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return str(value)
    return value if isinstance(value, str) else None


def _plain(value: Any) -> Any:
    """A value, or the one in an object that is there to hold one."""
    if isinstance(value, Mapping) and "@value" in value:
        value = value["@value"]
    return value if isinstance(value, str | int | list | Mapping | None) else str(value)


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, str | int | bool) else type(value).__name__
    if isinstance(value, Mapping):
        text = "an object"
    if isinstance(value, list):
        text = "a list"
    return text if len(text) <= 80 else f"{text[:79]}…"


def described(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the objects of a document by their ``@id``: those that say more than that."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in nodes:
        identity = one.get("@id")
        if isinstance(identity, str) and identity and not one.keys() <= {"@id", "@type"}:
            found.setdefault(identity, one)
    return found
