"""What in two texts is alike to a reader, and set in other characters? Words with their places, typography aside."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

__all__ = ["Tokens", "folded_differences", "tokens_of", "without_unseen"]

# Scripts that set no space between words: each character is a token, so that a quote may begin at any of them.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(
    rf"[{_UNSPACED}]"
    rf"|[^\W{_UNSPACED}]+(?:(?:(?<=\d)[.,](?=\d)|'(?=[^\W\d]))[^\W{_UNSPACED}]+)*"
    r"|\.{3}|[^\w\s]"
)
"""A word, a number with its separators, three full stops, or one mark; each begins where the last one ended."""

# Written as code points: many of these marks look like one another, which is why they are here.
_SINGLE: Final = {ord(mark): "'" for mark in "\u2018\u2019\u201a\u201b\u0060\u00b4\u02bc\u2032"}
_DOUBLE: Final = {ord(mark): '"' for mark in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"}
_DASHES: Final = {ord(mark): "-" for mark in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"}
_LIGATURES: Final = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\u2026", "ff fi fl ffi ffl st st ...".split(), strict=True)
)
_UNSEEN: Final = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"
_RESIZED: Final = re.compile(rf"\u00ad[^\S\n]*\n\s*|[{_UNSEEN}{''.join(_LIGATURES)}]")
_COMPOSED: Final = re.compile(r"[\s\S]?[^\u0000-\u02ff]+")
"""A run that normalising may change, with the character before it; nothing below U+0300 joins what stands before."""


@frozen(eq=False)
class Tokens:
    """The words of a text as they compare, joined into one string, and where each stands in the text.

    ``joined`` has a separator before, between and after the words, so that whole words are found by searching it.
    """

    joined: str
    words: tuple[str, ...]
    places: "array[int]"
    starts: "array[int]"
    ends: "array[int]"

    def first_at(self, place: int) -> int:
        """Return the number of the word that begins at this place of ``joined``."""
        return bisect_right(self.places, place) - 1


SEPARATOR: Final = "\x1f"


def tokens_of(text: str) -> Tokens:
    """Return the words of *text* as they compare: one normal form, one kind of dash, quotation mark and space.

    Takes time in proportion to the text.

    Examples:
        >>> tokens_of("“52” of\u00a080").words
        ('"', '52', '"', 'of', '80')
        >>> tokens_of("1,200.5 co\u00adop").words
        ('1,200.5', 'coop')
    """
    folded, shifts, origins = _folded(text.translate(_ONE_FOR_ONE))
    words: list[str] = []
    places, starts, ends = array("q"), array("q"), array("q")
    place = 0
    for found in _TOKEN.finditer(folded):
        word = found.group()
        words.append(word)
        places.append(place)
        starts.append(found.start())
        ends.append(found.end())
        place += len(word) + 1
    if shifts:
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            starts[number] = _origin(start, shifts, origins)
            ends[number] = _origin(end - 1, shifts, origins, at_end=True)
    joined = f"{SEPARATOR}{SEPARATOR.join(words)}{SEPARATOR}"
    return Tokens(joined, tuple(words), places, starts, ends)


_ONE_FOR_ONE: Final = _SINGLE | _DOUBLE | _DASHES


def _folded(text: str) -> tuple[str, "array[int]", "array[int]"]:
    """Return the text in one normal form, without what is not seen, and where its offsets shift against the text."""
    parts: list[str] = []
    shifts, origins = array("q"), array("q")
    size = end = 0
    for start, stop, new in _replacements(text):
        parts.append(text[end:start])
        size += start - end
        parts.append(new)
        shifts.append(size)
        origins.append(start)
        size += len(new)
        end = stop
        shifts.append(size)
        origins.append(end)
    if not parts:
        return text, shifts, origins
    parts.append(text[end:])
    return "".join(parts), shifts, origins


def _origin(place: int, shifts: "array[int]", origins: "array[int]", *, at_end: bool = False) -> int:
    """Return where in the text a character of the folded text begins, or ends; what was replaced is taken whole."""
    number = bisect_right(shifts, place) - 1
    if number < 0:
        return place + at_end
    if number % 2 == 0:
        return origins[number + at_end]
    return origins[number] + place - shifts[number] + at_end


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is replaced: start, end and the new text, in order, not overlapping."""
    if text.isascii():
        return
    if unicodedata.is_normalized("NFC", text):
        for found in _RESIZED.finditer(text):
            yield found.start(), found.end(), _LIGATURES.get(found.group(), "")
        return
    end = 0
    for run in _COMPOSED.finditer(text):
        if unicodedata.is_normalized("NFC", run.group()):
            continue
        for start, stop in _clusters(text, run.start(), run.end()):
            new = unicodedata.normalize("NFC", text[start:stop])
            if new != text[start:stop]:
                yield from _resized(text, end, start)
                yield start, stop, new
                end = stop
    yield from _resized(text, end, len(text))


def _resized(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    for found in _RESIZED.finditer(text, start, stop):
        yield found.start(), found.end(), _LIGATURES.get(found.group(), "")


def _clusters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a run character by character, each with the marks and Hangul letters that join it."""
    begin = start
    for place in range(start + 1, stop):
        character = text[place]
        if not (unicodedata.combining(character) or "\u1160" <= character <= "\u11ff"):
            yield begin, place
            begin = place
    if begin < stop:
        yield begin, stop


def _without_space(text: str) -> str:
    return "".join(text.split())


def without_unseen(text: str) -> str:
    """Return *text* without soft hyphens and characters that no reader sees.

    Examples:
        >>> without_unseen("co\u00adop")
        'coop'
    """
    return re.sub(rf"\u00ad[^\S\n]*\n\s*|[{_UNSEEN}]", "", text)


def _without_ligatures(text: str) -> str:
    return "".join(_LIGATURES.get(character, character) for character in text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _quotes(text: str) -> str:
    return text.translate(_SINGLE | _DOUBLE)


def _dashes(text: str) -> str:
    return text.translate(_DASHES)


_STEPS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("soft hyphens and unseen characters", without_unseen),
    ("Unicode normal form", _composed),
    ("ligatures and ellipses", _without_ligatures),
    ("quotation marks", _quotes),
    ("dashes", _dashes),
    ("spaces", _without_space),
)


def folded_differences(a: str, b: str) -> tuple[str, ...]:
    """Return in what two passages of the same words differ to the eye of a machine alone.

    Examples:
        >>> folded_differences("Ukraine’s  force", "Ukraine's force")
        ('quotation marks', 'spaces')
    """
    if a == b:
        return ()
    found = []
    for name, _ in _STEPS:
        one, other = a, b
        for other_name, step in _STEPS:
            if other_name != name:
                one, other = step(one), step(other)
        if one != other:
            found.append(name)
    return tuple(found)
