"""Which words of schema.org does a document mean by its own? Its ``@context`` says so, as far as it is written there.

Source: JSON-LD 1.1, section 4.1 (prefixes, terms, aliases of keywords) and 4.1.3 (a context holds for what is within).
A context that is named by an address is not fetched; those of schema.org give each name its own meaning. What a context
calls by the words of another vocabulary keeps its name.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from claimcheck.exchange.claimreview.nodes import PREFIXES, bare_name
from claimcheck.exchange.jsontext import Place

__all__ = ["Document", "objects_in"]

_KEYWORDS: Final = frozenset({"@id", "@type", "@value", "@language", "@list", "@set", "@graph"})
_PREFIX: Final = "https://schema.org/"
_SCHEMA: Final = (_PREFIX, "http://schema.org/", "https://schema.org", "http://schema.org")


@frozen(eq=False)
class Document:
    """A document of JSON in the words of schema.org.

    Attributes:
        data: The whole of it.
    """

    data: Any
    _written: "Mapping[int, tuple[Mapping[str, Any], _Words]]"
    _names: dict[int, Mapping[str, list[str]]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, data: Any) -> "Document":
        """Return a document; one that has no words but those of schema.org stays the object that it is.

        Examples:
            >>> found = Document.of({"@context": {"s": "https://schema.org/"}, "@type": "s:Claim", "s:name": "X"})
            >>> found.data
            {'@type': 'Claim', 'name': 'X'}
            >>> found.as_written(found.data)["s:name"]
            'X'
        """
        if not any(map(_has_other_words, objects_in(data))):
            return cls(data, {})
        written: dict[int, tuple[Mapping[str, Any], _Words]] = {}
        return cls(_translated(data, _Words(), written), written)

    def as_written(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an object of ``data`` as it stands in the file, with what contexts around it say of its names."""
        if id(told) not in self._written:
            return told
        written, words = self._written[id(told)]
        meant = words.meaning_of(written)
        if not meant:
            return written
        own = written.get("@context", [])
        contexts = [meant, *(own if isinstance(own, list) else [own])]
        return {**written, "@context": contexts if "@context" in written else meant}

    def place_as_written(self, place: Place) -> Place:
        """Return a place in ``data`` by the names that stand in the file.

        Examples:
            >>> found = Document.of({"@context": {"s": "https://schema.org/"}, "s:item": [{"s:name": "X"}]})
            >>> found.place_as_written(("item", 0, "name"))
            ('s:item', 0, 's:name')
        """
        if not self._written:
            return place
        found: list[str | int] = []
        value = self.data
        for step in place:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
                found.append(step)
                continue
            names = self._names_in(value).get(step, [])
            found.append(names[0] if len(names) == 1 else step)
            value = value.get(step) if isinstance(value, Mapping) else None
        return tuple(found)

    def _names_in(self, told: Any) -> "Mapping[str, list[str]]":
        """The names of an object as they stand in the file, by what they mean."""
        if id(told) not in self._written:
            return {}
        if id(told) not in self._names:
            written, words = self._written[id(told)]
            own = words.within(written["@context"]) if "@context" in written else words
            names: dict[str, list[str]] = {}
            for name in written:
                if name != "@context":
                    names.setdefault(own.plain(name), []).append(name)
            self._names[id(told)] = names
        return self._names[id(told)]


@frozen
class _Words:
    """What a context says of names: a word of schema.org or JSON-LD, ``_PREFIX``, an address of others, or nothing."""

    told: Mapping[str, str | None] = {}
    around: "_Words | None" = None

    def within(self, context: Any) -> "_Words":
        """The words in an object that has *context*, beside or instead of these."""
        words, told = self, dict[str, str | None]()
        for one in _each(context):
            if one is None:
                words, told = _Words(), {}
            elif isinstance(one, Mapping):
                _learn(one, told, _Words(told, words))
        return _Words(told, words) if told else words

    def meaning(self, name: str) -> str | None:
        """What the nearest context that speaks of a name says of it."""
        words: _Words | None = self
        while words is not None:
            if name in words.told:
                return words.told[name]
            words = words.around
        return None

    def plain(self, name: str) -> str:
        """The word of schema.org that a name stands for, else the name."""
        meaning = self.meaning(name)
        if meaning is not None and meaning != _PREFIX:
            return meaning
        prefix, colon, rest = name.partition(":")
        return rest if colon and rest and self.meaning(prefix) == _PREFIX else bare_name(name)

    def meaning_of(self, held: Mapping[str, Any]) -> dict[str, str]:
        """A context that says what is meant by the names in an object."""
        used: set[str] = set()
        for one in objects_in(held):
            used.update(one, _texts(one.get("@type")), _texts(one.get("type")))
        used |= {name.partition(":")[0] for name in used}
        means = ((name, self.meaning(name)) for name in sorted(used))
        return {
            name: meaning if meaning in _KEYWORDS or "://" in meaning else f"{_PREFIX}{meaning}"
            for name, meaning in means
            if meaning is not None
        }


def _each(context: Any) -> Iterator[Any]:
    """The contexts in one, in their order."""
    if isinstance(context, list):
        for one in context:
            yield from _each(one)
    else:
        yield context


def _learn(context: Mapping[str, Any], told: dict[str, str | None], words: _Words) -> None:
    """Put into *told*, which *words* look into, what one context says of its terms."""
    means = {
        term: said.get("@id") if isinstance(said, Mapping) else said
        for term, said in context.items()
        if not term.startswith("@")
    }
    told.update((term, _PREFIX if one in _SCHEMA else None) for term, one in means.items())
    for term, meaning in means.items():
        if isinstance(meaning, str) and told[term] is None:
            plain = words.plain(meaning)
            is_ours = plain != meaning or meaning in _KEYWORDS or meaning.isidentifier()  # a bare word is schema.org's
            told[term] = plain if is_ours else meaning if "://" in meaning else None


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _has_other_words(held: Mapping[str, Any]) -> bool:
    """Whether an object has names with what says whose they are, or a context that says what names mean."""
    return isinstance(held.get("@context"), list | Mapping) or any(name.startswith(PREFIXES) for name in held)


def objects_in(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object in *data*, however deep it lies."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _translated(value: Any, words: _Words, written: dict[int, tuple[Mapping[str, Any], _Words]]) -> Any:
    if isinstance(value, list):
        return [_translated(one, words, written) for one in value]
    if not isinstance(value, Mapping):
        return value
    own = words.within(value["@context"]) if "@context" in value else words
    found: dict[str, Any] = {}
    for name, one in value.items():
        if name == "@context":
            continue
        plain = own.plain(name)
        told = _types(one, own) if plain == "@type" else _translated(one, own, written)
        found[plain] = [found[plain], told] if plain in found else told
    written[id(found)] = value, words
    return found


def _types(value: Any, words: _Words) -> Any:
    if isinstance(value, list):
        return [_types(one, words) for one in value]
    return words.plain(value) if isinstance(value, str) else value
