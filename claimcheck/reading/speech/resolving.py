"""Which of the parties that are given does this speaker name? Never a guess: one party, or none."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from claimcheck.errors import InvalidRecord
from claimcheck.model import Party
from claimcheck.reading.speech.saying import Saying
from claimcheck.vocabulary import default_vocabulary, fold

__all__ = ["Parties"]

_BRACKETED: Final = re.compile(r"\(([A-Z][A-Za-z-]{1,11})\)")
_WORD: Final = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_JOINED: Final = re.compile(r"(?:^|\s)(?:and|or|nor|both|plus|&|\+|as well as)(?=\s)|\S/\S", re.IGNORECASE)
_LISTED: Final = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_LONGEST_NAME: Final = 120
_GLUE: Final = frozenset({"the", "of", "a", "an", "for", "s"})
_PERSON: Final = "person"


class Parties:
    """The parties that speakers are looked for among, by all that they are called.

    A name that two of them have resolves to neither, and two speakers, "Umerov and Lee", to nobody. The text is asked
    for abbreviations that it explains itself: "the State Emergency Service (SES)".

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> umerov = Party(key="umerov", name="Rustem Umerov", kind="person")
        >>> force = Party(key="ua-af", name="Air Force of Ukraine", aliases=("Ukrainian Air Force",))
        >>> parties = Parties([umerov, force], "The Air Force of Ukraine (AFU) spoke.", saying("en"))
        >>> [
        ...     parties.named(one)
        ...     for one in ("Ukraine’s air force", "the AFU", "Mr. Umerov", "Defence Minister Rustem Umerov")
        ... ]
        ['ua-af', 'ua-af', 'umerov', 'umerov']
        >>> parties.named("a spokesman for Rustem Umerov"), parties.named("the air force")
        (None, None)
    """

    def __init__(self, parties: Iterable[Party | str], text: str, words: Saying) -> None:
        if isinstance(parties, str | Party) or not isinstance(parties, Iterable):
            raise InvalidRecord(f"parties: expected several names or records in a list, got {parties!r}")
        self._titles = words.nouns["titles"]
        self._roles = words.nouns["roles"]
        self._officials = words.nouns["officials"]
        self._prepositions = words.words["prepositions"]
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._bags: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        self._last: defaultdict[str, set[str]] = defaultdict(set)
        self._full: dict[tuple[str, ...], set[str]] = {}
        self._found: dict[str, str | None] = {}
        for party in parties:
            self._add(party)
        if self._names:
            self._read_abbreviations(text)

    def _add(self, party: Party | str) -> None:
        if not isinstance(party, str | Party):
            raise InvalidRecord(f"parties: expected a name or a Party, got {party!r}")
        key = party if isinstance(party, str) else party.key
        names = (party,) if isinstance(party, str) else (party.name, *party.aliases)
        person = isinstance(party, Party) and party.kind == _PERSON
        for name in names:
            self._names[_folded(name)].add(key)
            self._bags[_bag(name)].add(key)
            words = tuple(word.casefold() for word in _words(name))
            if person and len(words) > 1:
                self._last[words[-1]].add(key)
                self._full.setdefault(words, set()).add(key)

    def _read_abbreviations(self, text: str) -> None:
        """Take down the abbreviations that the text gives in brackets after a full name."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for bracket in _BRACKETED.finditer(text):
            before = _words(text[max(0, bracket.start() - _LONGEST_NAME) : bracket.start()])
            for length in range(min(8, len(before)), 0, -1):
                key = self._exactly(" ".join(before[-length:]))
                if key is not None:
                    found[bracket[1].casefold()].add(key)
                    break
        for short, keys in found.items():
            self._names[short] |= keys

    def named(self, speaker: str) -> str | None:
        """Return the key, or the name where only names were given, of the one party that *speaker* is; else None."""
        if not self._names:
            return None
        if speaker not in self._found:
            self._found[speaker] = self._look_up(speaker)
        return self._found[speaker]

    def _look_up(self, speaker: str) -> str | None:
        found = self._exactly(speaker)
        if found is not None:
            return found
        core, comma, more = speaker.partition(",")
        core = core.partition("(")[0].strip()
        if comma and self._is_list(more):
            return None
        if _JOINED.search(core):
            return self._exactly(core)
        return self._exactly(core) or self._person(core) or self._of_state(core)

    def _is_list(self, more: str) -> bool:
        """Return whether names go on after a comma: ``Bob Lee and Joe Lee``, beside ``Minister of Health and Care``."""
        pieces = _LISTED.split(more.strip(" ,"))
        if len(pieces) < 2 or not all(piece[:1].isupper() for piece in pieces):
            return False
        words = [word.casefold() for word in _words(pieces[0])]
        office = next((at for at, word in enumerate(words) if word in self._prepositions), 0)
        return not (office and words[office - 1] in self._roles)

    def _exactly(self, name: str) -> str | None:
        found = self._names.get(_folded(name)) or self._bags.get(_bag(name))
        return next(iter(found)) if found is not None and len(found) == 1 else None

    def _person(self, core: str) -> str | None:
        """Return the person whose full name ends the words, or whose last name stands after a title or alone."""
        words = [word.casefold() for word in _words(core)]
        if not words or any(word in self._prepositions for word in words) or len(words) > 12:
            return None
        for length in range(len(words), 1, -1):
            found = self._full.get(tuple(words[-length:]))
            if found is not None:
                return next(iter(found)) if len(found) == 1 else None
        if not all(word.rstrip(".") in self._titles for word in words[:-1]):
            return None
        found = self._last.get(words[-1])
        return next(iter(found)) if found is not None and len(found) == 1 else None

    def _of_state(self, core: str) -> str | None:
        """Return the party that "Ukrainian officials" can only be: the one given party of that state."""
        words = [word for word in _words(core) if word.casefold() not in _GLUE]
        if len(words) < 2 or words[-1].casefold() not in self._officials:
            return None
        state = default_vocabulary().state_of(" ".join(words[:-1]))
        if not default_vocabulary().is_known(state):
            return None
        wanted = _bag(state)
        matching = {key for bag, keys in self._bags.items() if wanted <= bag for key in keys}
        return matching.pop() if len(matching) == 1 else None


def _words(text: str) -> list[str]:
    return [_without_possessive(word) for word in _WORD.findall(text)]


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _folded(name: str) -> str:
    return fold(name.replace("’", "'").strip(" '\"“”"))


def _bag(name: str) -> frozenset[str]:
    """Return the words of a name whatever their order, with demonyms as their states: Ukraine's Air Force."""
    vocabulary = default_vocabulary()
    return frozenset(fold(vocabulary.state_of(word)) for word in _words(name) if word.casefold() not in _GLUE)
