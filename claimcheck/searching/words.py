"""Of which words does a text consist when it is searched? Case, diacritics and punctuation set aside, one way for all.

Claims are stored as these words, so that SQLite, PostgreSQL and plain Python find the same: none of them splits a text
by rules of its own.
"""

import re
from typing import Final
from unicodedata import category, combining, normalize

from claimcheck.errors import InvalidRecord
from claimcheck.model import Claim

__all__ = ["BREAK", "claim_words", "holds", "is_figure", "phrases_of", "words_of"]

BREAK: Final = "\u00b6"
"""What stands between the texts of a claim; it is in no word, so that no phrase reaches from one to the next."""

_LONGEST: Final = 100
"""Characters of a word that count: a longer one is no word, and indexes take only so much."""

_ASCII_PARTED: Final = bytes(
    code if chr(code).isalnum() else 32 for code in "".join(map(chr, range(128))).lower().encode()
) + bytes(128)
"""What becomes of each ASCII character when a text is split: a small letter, a digit, or a space."""

_MOST: Final = 100  # words of a query
_PIECE: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTATION_MARKS: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'))
_DIGIT: Final = re.compile(r"\d")
# Scripts written without spaces between words: each character is a word of its own.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class _Unmarked(dict[int, str]):
    """What becomes of a character when diacritics go: accents and vowel points, and what is not seen."""

    def __missing__(self, code: int) -> str:
        place = combining(chr(code))
        unseen = category(chr(code)) == "Cf" and code != 0x200B
        self[code] = found = "" if unseen or place >= 200 or 10 <= place <= 36 else chr(code)
        return found


class _Parted(dict[int, str]):
    """What becomes of a character when a text is split: itself in a word, else a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _UNSPACED.match(character) and category(character)[0] not in "MPZ":
            found = f" {character} "
        else:
            found = character if character.isalnum() or category(character)[0] == "M" else " "
        self[code] = found
        return found


_UNMARKED: Final = _Unmarked()
_PARTED: Final = _Parted()


def words_of(text: str) -> list[str]:
    """Return the words of *text* in their order, folded; a script without spaces gives its characters.

    Examples:
        >>> words_of("The Mayor’s café: 1,200 DEAD!")
        ['the', 'mayor', 's', 'cafe', '1', '200', 'dead']
        >>> words_of("死者471人")
        ['死', '者', '471', '人']
    """
    if text.isascii():
        found = text.encode().translate(_ASCII_PARTED).decode().split()
    else:
        plain = normalize("NFKD", normalize("NFKD", text).casefold())
        found = normalize("NFC", plain.translate(_UNMARKED)).translate(_PARTED).split()
    if len(text) > _LONGEST:
        return [word[:_LONGEST] for word in found]
    return found


def claim_words(claim: Claim) -> str:
    """Return the words by which a claim is found, a space between them: its own, and those it is quoted with.

    A claim that was told without words is found by those of its fields.

    Examples:
        >>> from claimcheck.model import Claim, Proposition
        >>> claim_words(Claim(key="a", proposition=Proposition(), text="37 Killed, police say"))
        '37 killed police say'
        >>> claim_words(Claim(key="a", proposition=Proposition(subject="drones", measure="shot down")))
        'drones shot down'
    """
    found = " ".join(words_of(claim.text))
    quotes = [one.quote for one in claim.appearances if one.quote is not None]
    if quotes:
        texts = (found, *(" ".join(words_of(quote)) for quote in quotes))
        found = f" {BREAK} ".join(dict.fromkeys(filter(None, texts)))
    if found:
        return found
    proposition = claim.proposition
    value = None if proposition.value is None else str(proposition.value)
    told = (value, proposition.operator, proposition.subject, proposition.measure, proposition.place)
    return " ".join(words_of(" ".join(filter(None, told))))


def phrases_of(query: str) -> tuple[str, ...]:
    """Return what has to occur for *query*: its words, and as one what stands in quotation marks or without a space.

    Nothing in it is a command: whatever is neither a word nor a pair of quotation marks counts for nothing.

    Raises:
        InvalidRecord: It is no text, there is no word in it, or there are more than a hundred.

    Examples:
        >>> phrases_of('Drones "shot down" 1,200 OR *')
        ('drones', 'shot down', '1 200', 'or')
    """
    if not isinstance(query, str):
        raise InvalidRecord(f"search: expected words, got {query!r:.80}")
    pieces = _PIECE.findall(query.translate(_QUOTATION_MARKS))
    found = tuple(filter(None, (" ".join(words_of(quoted or plain)) for quoted, plain in pieces)))
    if not found:
        raise InvalidRecord(f"search: expected at least one word, got {query!r:.80}")
    distinct = {word for phrase in found for word in phrase.split()}
    if len(distinct) > _MOST:
        raise InvalidRecord(f"search: expected at most {_MOST} words, got {len(distinct)}")
    return found


def holds(words: str, phrase: str) -> bool:
    """Return whether *phrase*, one word or several in a row, stands among *words*.

    Examples:
        >>> holds("52 of 80 drones", "of 80"), holds("52 of 80 drones", "drone")
        (True, False)
    """
    return f" {phrase} " in f" {words} "


def is_figure(word: str) -> bool:
    """Return whether a word is a figure, or has one in it.

    Examples:
        >>> is_figure("52"), is_figure("drones")
        (True, False)
    """
    return _DIGIT.search(word) is not None
