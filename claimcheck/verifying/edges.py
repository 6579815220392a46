"""Do words that begin or end with a figure hold all of it, or does the text join more to it?"""

import re
from typing import Final

from claimcheck.verifying.folding import without_unseen

__all__ = ["joined_figure"]

_LOOKED_AT: Final = 40
"""Characters beside the words that are looked at: more than any figure needs."""

_DASH: Final = "\\-\u2010-\u2013\u2212\ufe63\uff0d"
_APOSTROPHE: Final = "'\u2019\u02bc"

# Each is tried at one place, in a short window, and none repeats what another part of it may match.
_GROUP_BEFORE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})*\s\Z")
_BEFORE: Final = re.compile(
    rf"(?:\d\s?[{_DASH}\u2014]\s?"  # a range
    rf"|\d[/:{_APOSTROPHE}\u00b7\u066b\u066c]"  # a fraction, a time, a group
    rf"|(?:(?<=\s)|(?<=[(\[])|\A)[{_DASH}.]"  # a sign, or the point of ".5"
    rf"|[^\W\d_][{_DASH}]"  # a name: T-72
    r"|[+~\u00b1\u2248<>\u2264\u2265]\s?)\Z"
)
_DIGIT_BEFORE: Final = re.compile(r"\d\s?\Z")
_GROUP_AFTER: Final = re.compile(r"\s\d{3}(?![\d])")
_AFTER: Final = re.compile(
    rf"\s?[{_DASH}\u2014]\s?\d+|[/:{_APOSTROPHE}\u00b7\u066b\u066c]\d+|\s?[%\u2030]"
    r"|[\s\-](?:hundred|thousand|million|billion|trillion)s?\b"
)
_FIRST_GROUP: Final = re.compile(r"\d{3}(?!\d)")
_LAST_GROUP: Final = re.compile(r"(?<![\d.,])\d{1,3}\Z")
_SIGNED: Final = re.compile(rf"[{_DASH}]\s?\d")


def joined_figure(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where the words at *span* stand with all of the figure they begin or end with, or None: it is all there.

    A group of digits, a sign, a decimal, a range, a fraction or a word of scale that is joined to a figure makes it
    another one.

    Examples:
        >>> joined_figure("12 500 people", (3, 13))
        (0, 13)
        >>> joined_figure("12, 500 people", (4, 14)) is None
        True
    """
    start, end = span
    words = text[start:end]
    before, after = 0, 0
    if words[:1].isdigit() or _SIGNED.match(words):
        before = _joined_before(text[max(0, start - _LOOKED_AT) : start], words)
    if words[-1:].isdigit():
        after = _joined_after(text[end : end + _LOOKED_AT], words)
    return (start - before, end + after) if before or after else None


def _joined_before(raw: str, words: str) -> int:
    """How many characters before the words belong to their first figure."""
    seen = without_unseen(raw)
    if not words[0].isdigit():
        found = _DIGIT_BEFORE.search(seen)
    else:
        found = (_GROUP_BEFORE.search(seen) if _FIRST_GROUP.match(words) else None) or _BEFORE.search(seen)
    if found is None:
        return 0
    begin = found.start()
    while begin and (seen[begin - 1].isalnum() or seen[begin - 1] in ".,"):
        begin -= 1  # the rest of the number, or of the name, that is joined to it
    return min(len(raw), len(raw) - begin)


def _joined_after(raw: str, words: str) -> int:
    """How many characters after the words belong to their last figure."""
    seen = without_unseen(raw)
    found = (_GROUP_AFTER.match(seen) if _LAST_GROUP.search(words[-_LOOKED_AT:]) else None) or _AFTER.match(seen)
    return 0 if found is None else min(len(raw), len(raw) - len(seen) + found.end())
