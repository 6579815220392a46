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
_OF_STATES: Final = frozenset({"state", "government", "country"})
_BEFORE_SPEAKERS: Final = ("conjunctions", "prepositions", "openers", "adverbs", "pronouns", "determiners", "times")
_NEAR: Final = 400
_AGE: Final = re.compile(r"\s*[,(]\s*(?:aged\s+)?[0-9]{1,3}\s*[,.;)”\"]")
_SENTENCE_END: Final = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])|\n\s*\n")


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
        self._words = words
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._bags: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        self._last: defaultdict[str, set[str]] = defaultdict(set)
        self._full: dict[tuple[str, ...], set[str]] = {}
        self._kinds: dict[str, str | None] = {}
        self._governments: defaultdict[str, set[str]] = defaultdict(set)
        self._others: set[str] = set()
        self._women: set[tuple[str, ...]] = set()
        self._found: dict[str, str | None] = {}
        for party in parties:
            self._add(party)
        if self._names:
            self._read_abbreviations(text)
        if self._last:
            self._read_first_names(text)

    def _add(self, party: Party | str) -> None:
        if not isinstance(party, str | Party):
            raise InvalidRecord(f"parties: expected a name or a Party, got {party!r}")
        key = party if isinstance(party, str) else party.key
        names = (party,) if isinstance(party, str) else (party.name, *party.aliases)
        person = isinstance(party, Party) and party.kind == _PERSON
        self._kinds[key] = None if isinstance(party, str) else party.kind
        for name in names:
            named = _words(name)
            if self._kinds[key] in _OF_STATES or (named and named[-1].casefold() in self._words.nouns["officials"]):
                self._governments[self._state(named)].add(key)
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

    def _read_first_names(self, text: str) -> None:
        """Take down the last names that the text gives to somebody else, and the full names that it gives a woman."""
        before, end = "", -1
        chain: list[str] = []
        for word in _WORD.finditer(text):
            apart = text[max(0, end) : word.start()] if word.start() - end <= 3 else ";"
            ended = "." in apart and len(before) > 1 and before not in self._words.abbreviations
            if apart.strip(" .") or ended or not word[0][0].isupper():
                chain = []
            written = _without_possessive(word[0]).casefold()
            if written in self._last and word[0][0].isupper() and chain and self._is_first_name(before, written):
                self._others.add(written)
            if before in self._words.nouns["women"]:
                chain = [before]
            chain = [*chain[-5:], written]
            for start in range(1, len(chain)):
                if chain[start - 1] in self._words.nouns["women"] and tuple(chain[start:]) in self._full:
                    self._women.add(tuple(chain[start:]))
            before, end = written, word.end()

    def _is_first_name(self, word: str, last: str) -> bool:
        """Return whether the word, written large before a last name, can only be the first name of somebody else."""
        if self._is_title(word) or word in self._words.nouns["before_titles"] or word in self._words.starters:
            return False
        if any(word in self._words.words[name] for name in _BEFORE_SPEAKERS):
            return False  # "Will Smith" is somebody, and "Yesterday Smith" is not
        own = {one for full in self._full if full[-1] == last for one in full[:-1]}
        return word not in own and not (len(word) == 1 and any(one.startswith(word) for one in own))

    def _is_title(self, word: str) -> bool:
        office = word.rstrip(".").rpartition("-")[2]
        return office in self._words.nouns["titles"] or office in self._words.nouns["roles"]

    def speaking(self, text: str, span: tuple[int, int]) -> str | None:
        """Return the party that the speaker at *span* of *text* is, where the words around it leave that certain.

        A publisher that cites somebody claims nothing itself, ``everyone but`` somebody is not that one, and what has
        an age is no state.

        Examples:
            >>> from claimcheck.reading.speech.saying import saying
            >>> parties = Parties(["BBC", "Reuters"], "", saying("en"))
            >>> text = "The BBC, citing the ministry, reported 12 dead. Reuters reported 13."
            >>> parties.speaking(text, (0, 7)), parties.speaking(text, (48, 55))
            (None, 'Reuters')
        """
        found = self.named(text[slice(*span)])
        if found is None:
            return None
        before, after = text[max(0, span[0] - _NEAR) : span[0]], text[span[1] : span[1] + _NEAR]
        kind = self._kinds.get(found)
        near = [word.casefold() for word in _WORD.findall(before)]
        if near and near[-1] in self._words.words["excepting"] and before.rstrip()[-1:].isalpha() and near[-2:-1]:
            excepted = near[-2] in self._words.words["pronouns"] or near[-2] in self._words.words["empty_speakers"]
            if excepted or near[-2] in {"all", "one"}:
                return None
        if kind != _PERSON and _AGE.match(after) and default_vocabulary().is_known(text[slice(*span)]):
            return None
        if kind not in self._words.nouns["own_voices"]:
            begun = _SENTENCE_END.split(before + text[span[0]])[-1]
            sentence = begun + text[span[0] + 1 : span[1]] + _SENTENCE_END.split(after)[0]
            if not self._words.words["citing"].isdisjoint(word.casefold() for word in _WORD.findall(sentence)):
                return None
        return found

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
        office = next((at for at, word in enumerate(words) if word in self._words.words["prepositions"]), 0)
        return not (office and words[office - 1] in self._words.nouns["roles"])

    def _exactly(self, name: str) -> str | None:
        found = self._names.get(_folded(name))
        words = [word for word in _words(name) if word.casefold() not in _GLUE]
        if len(words) == 1 and default_vocabulary().state_of(words[0]) != words[0]:
            found = self._names.get(words[0].casefold())  # "a Russian" and "the French" are people, and no state
        elif found is None:
            found = self._bags.get(_bag(name))
        return next(iter(found)) if found is not None and len(found) == 1 else None

    def _person(self, core: str) -> str | None:
        """Return the person whose full or last name ends the words, with nothing before it but titles and offices."""
        written = _words(core)
        words = [word.casefold() for word in written]
        if not words or any(word in self._words.words["prepositions"] for word in words) or len(words) > 12:
            return None
        for length in range(len(words), 1, -1):
            found = self._full.get(tuple(words[-length:]))
            if found is not None:
                return next(iter(found)) if len(found) == 1 and self._only_titles(written[:-length]) else None
        found = self._last.get(words[-1])
        if found is None or len(found) != 1 or words[-1] in self._others or not self._only_titles(written[:-1]):
            return None
        full = {one for one in self._full if one[-1] == words[-1]}
        told = self._words.nouns["women" if full & self._women else "men"]
        other = (self._words.nouns["women"] | self._words.nouns["men"]) - told
        return None if any(word.rstrip(".") in other for word in words[:-1]) else next(iter(found))

    def _only_titles(self, before: list[str]) -> bool:
        """Return whether the words before a name are a title or an office of whoever bears it.

        ``Kyiv Mayor``, ``former Russian president``; beside ``People who know``, ``Not even``, ``A lawyer quoting``.
        """
        if not before:
            return True
        if not self._is_title(before[-1].casefold()):
            return False
        refused = ("negations", "denying_speakers", "relatives", "conjunctions", "citing", "personal")
        for word in before[:-1]:
            low = word.casefold()
            if any(low in self._words.words[name] for name in refused):
                return False
            known = self._is_title(low) or low in self._words.nouns["before_titles"]
            if not known and (not word[0].isupper() or low.endswith("ing")):
                return False
        return True

    def _of_state(self, core: str) -> str | None:
        """Return the state or the government that "Ukrainian officials" speak for, where it is the only one given."""
        words = [word for word in _words(core) if word.casefold() not in _GLUE]
        if len(words) < 2 or words[-1].casefold() not in self._words.nouns["officials"]:
            return None
        matching = self._governments.get(self._state(words), set())
        return next((key for key in matching if len(matching) == 1 and self._kinds[key] in _OF_STATES), None)

    def _state(self, words: list[str]) -> str:
        """Return the state that the words name, with or without its officials or its government behind it."""
        left = [word for word in words if word.casefold() not in _GLUE]
        while len(left) > 1 and left[-1].casefold() in self._words.nouns["officials"]:
            left.pop()
        if len(left) > 1 and left[0].casefold() in self._words.nouns["officials"]:
            left.pop(0)
        state = default_vocabulary().state_of(" ".join(left))
        term = default_vocabulary().term(state)
        return fold(state if term is None else term.name)


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
