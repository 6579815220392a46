"""Which words does a language use to say who said what: verbs of saying, documents that speak, titles, places."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from attrs import frozen

from claimcheck.reading.language import language_table

__all__ = ["Form", "Saying", "saying"]

BASE: Final = "base"
THIRD: Final = "third"
PAST: Final = "past"
ONGOING: Final = "ongoing"
PARTICIPLE: Final = "participle"


@frozen
class Form:
    """A form of a verb of saying: the verb, which form it is (past and participle may be one), and its classes."""

    verb: str
    forms: frozenset[str]
    classes: frozenset[str]


@frozen
class Saying:
    """The word lists of one language for attributions, each ready to be looked up.

    Examples:
        >>> words = saying("en")
        >>> words.verbs["said"].verb, sorted(words.verbs["denied"].forms)
        ('say', ['participle', 'past'])
        >>> "denying" in words.verbs["denied"].classes
        True
    """

    verbs: Mapping[str, Form]
    particles: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    words: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    abbreviations: frozenset[str]
    ending_abbreviations: frozenset[str]
    starters: frozenset[str]


@cache
def saying(language: str) -> Saying:
    """Return the word lists of *language* for attributions.

    Raises:
        UnknownLanguage: There are no tables for this language.

    Examples:
        >>> "said" in saying("en").verbs
        True
    """
    table = language_table(language, "attributions")
    sentences = table["sentences"]
    return Saying(
        verbs=_verbs(table["verbs"]),
        particles={verb: frozenset(words) for verb, words in table["verbs"]["particles"].items()},
        phrases=_by_first(table["phrases"]["before_speaker"]),
        words={name: frozenset(text.replace(",", "").split()) for name, text in table["words"].items()},
        nouns={name: frozenset(_entries(text)) for name, text in table["nouns"].items()},
        abbreviations=frozenset(sentences["abbreviations"].split()),
        ending_abbreviations=frozenset(sentences["ending_abbreviations"].split()),
        starters=frozenset(sentences["starters"].split()),
    )


def _verbs(table: Mapping[str, Any]) -> dict[str, Form]:
    found: dict[str, tuple[str, set[str], set[str]]] = {}
    for name, entries in table.items():
        if name == "particles":
            continue
        for entry in entries:
            written = entry.split()
            kinds = (BASE, THIRD, PAST, ONGOING, PARTICIPLE)
            for form, kind in zip(written, kinds, strict=False):
                _, forms, classes = found.setdefault(form, (written[0], set(), set()))
                forms.add(kind)
                classes.add(name)
                if kind == PAST and len(written) == 4:
                    forms.add(PARTICIPLE)
    return {form: Form(verb, frozenset(forms), frozenset(classes)) for form, (verb, forms, classes) in found.items()}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def _entries(text: str) -> list[str]:
    """Split a list of words in which several words in quotation marks are one entry."""
    found: list[str] = []
    for place, piece in enumerate(text.split('"')):
        found.extend([piece] if place % 2 else piece.split())
    return found
