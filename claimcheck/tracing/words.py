"""Of which words does a text consist once case, accents' spelling and punctuation are set aside?"""

import re
from typing import Final, NamedTuple
from unicodedata import normalize

__all__ = ["Reach", "reach_of_words", "spans_of_words", "words_of"]

# Characters of scripts written without spaces between words: each is a word of its own.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# What stands between words: punctuation of the larger scripts, and whatever has no width.
_BETWEEN: Final = (
    r"\s!-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb\u00bf\u055a-\u055f\u0589\u05be\u060c\u061b\u061f"
    r"\u066a-\u066d\u06d4\u0964\u0965\u0f0b-\u0f14\u1361-\u1368\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u3004\u3008-\u3020\u30fb\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^{_BETWEEN}{_UNSPACED}]+")
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_NO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ONE_UNSPACED: Final = re.compile(rf"[{_UNSPACED}]")


class Reach(NamedTuple):
    """How long a shingle is, and from which length on a shared passage says something."""

    shingle: int
    passage: int
    unit: str


_WORDS: Final = Reach(5, 20, "words")
_CHARACTERS: Final = Reach(10, 40, "characters")


def words_of(text: str) -> list[str]:
    """Return the words of *text* in their order, folded; a script without spaces gives its characters.

    Examples:
        >>> words_of("The Mayor’s office: 471 DEAD!")
        ['the', 'mayor', 's', 'office', '471', 'dead']
        >>> words_of("死者471人")
        ['死', '者', '471', '人']
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(normalize("NFC", _plain(text).casefold()))


def spans_of_words(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return *text* as it is quoted, and where each of its words stands in it.

    Examples:
        >>> spans_of_words("471 dead.")
        ('471 dead.', [(0, 3), (4, 8)])
    """
    shown = _plain(text)
    pattern = _ASCII_WORD if shown.isascii() else _WORD
    return shown, [found.span() for found in pattern.finditer(shown)]


def reach_of_words(words: list[str]) -> Reach:
    """Return the lengths that go with a text's script.

    Examples:
        >>> reach_of_words(["drones", "fell"]).unit, reach_of_words(["死", "者"]).unit
        ('words', 'characters')
    """
    if "".join(words).isascii():
        return _WORDS
    single = sum(1 for word in words if _ONE_UNSPACED.match(word))
    return _CHARACTERS if 2 * single > len(words) else _WORDS


def _plain(text: str) -> str:
    return text if text.isascii() else _NO_WIDTH.sub("", normalize("NFC", text))
