"""Is a figure a value, a change, or the value before a change: rose by 12 to 40, from 28 to 40, up 5 % from 20?"""

from enum import StrEnum

from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import Scan

__all__ = ["Role", "changes_before", "role_of"]

_REACH = 8  # tokens between a verb and the "from" that belongs to it
_FAR = 12  # the same where a figure of the change stands between them
_BETWEEN = frozenset({"by", "just", "only", "another", "some", "a", "an", "the", "further"})
_STOPS = frozenset(".;:!?()")


class Role(StrEnum):
    """What a figure is to what it measures.

    A whole is what a share is taken of ("60 % of the 500 homes"), a span over what time ("12 died in 24 hours").
    """

    VALUE = "value"
    CHANGE = "change"
    BEFORE = "before"
    WHOLE = "whole"
    SPAN = "span"


def changes_before(scan: Scan, index: int, reach: int = _REACH) -> int:
    """Return 1 or -1 where a rise or a fall stands shortly before token *index* in its sentence, else 0.

    Examples:
        >>> changes_before(Scan("the toll rose from 28 to 40"), 3), changes_before(Scan("fines from 5 to 10"), 1)
        (1, 0)
        >>> changes_before(Scan("They fell. Fines from 5 to 10"), 4)
        0
    """
    words, wording = scan.words, scan.wording
    for place in range(index - 1, max(index - 1 - reach, -1), -1):
        word = words[place]
        if word in wording.up or word in wording.raised:
            return 1
        if word in wording.down or word in wording.lowered:
            return -1
        if word in _STOPS:
            break
    return 0


def role_of(scan: Scan, said: Said, noun: str) -> tuple[Role, int]:
    """Return the role of a figure, and the direction of a change: 1 up, -1 down, 0 where it is none.

    A verb of moving makes the figure behind it a change where it is a share, an amount or nothing counted
    ("rose 12 %", "fell 40"), or stands behind "by"; "dropped 12 bombs" is a value. "To 40" is a value.

    Examples:
        >>> def role(text, start, end, unit=None, noun=""):
        ...     said = Said(start)
        ...     said.end, said.unit = end, unit
        ...     found, sign = role_of(Scan(text), said, noun)
        ...     return found.value, sign
        >>> role("rose by 12 to 40", 2, 3), role("rose by 12 to 40", 4, 5), role("rose 12 %", 1, 3, "percent")
        (('change', 1), ('value', 0), ('change', 1))
        >>> role("0.7 percent lower", 0, 2, "percent"), role("a drop of 12", 3, 4)
        (('change', -1), ('change', -1))
        >>> role("dropped 12 bombs", 1, 2, None, "bombs"), role("fell 12 points", 1, 2, None, "points")
        (('value', 0), ('change', -1))
        >>> role("up 5 % from 20", 4, 5), role("made up 40 % of it", 2, 4, "percent")
        (('before', 0), ('value', 0))
    """
    if said.before:
        return Role.BEFORE, 0
    words, wording = scan.words, scan.wording
    after = words[said.end]
    if after in wording.up_after:
        if noun in ("", after):
            return Role.CHANGE, 1
    elif after in wording.down_after and noun in ("", after):
        return Role.CHANGE, -1
    place = said.start - 1
    if place < 0:
        return Role.VALUE, 0
    word = words[place]
    if word == "from":
        return (Role.BEFORE if _is_from_before(scan, place, said) else Role.VALUE), 0
    if word == "of":
        return _as_change(words[place - 1], wording.up_after, wording.down_after) if place else (Role.VALUE, 0)
    by = False
    for _ in range(2):
        if word in _BETWEEN or word.endswith("ly"):
            by = by or word == "by"
            place -= 1
            word = words[place] if place >= 0 else ""
    if word in ("up", "down") and place and words[place - 1] in wording.phrasal:
        return Role.VALUE, 0
    if by:
        return _as_change(word, wording.up | wording.raised, wording.down | wording.lowered)
    if noun and said.unit is None and noun not in wording.steps:
        return Role.VALUE, 0
    return _as_change(word, wording.up, wording.down)


def _as_change(word: str, up: frozenset[str], down: frozenset[str]) -> tuple[Role, int]:
    if word in up:
        return Role.CHANGE, 1
    return (Role.CHANGE, -1) if word in down else (Role.VALUE, 0)


def _is_from_before(scan: Scan, index: int, said: Said) -> bool:
    """Whether "from 20" is what a figure was before: "up from 20", "up 5 % from 20"; not "fell from 3 buildings"."""
    words, wording = scan.words, scan.wording
    adjacent = words[index - 1] if index else ""
    if adjacent in ("up", "down", "higher", "lower"):
        return True
    if adjacent in wording.up or adjacent in wording.down:
        return said.unit is not None
    nearby = range(max(index - _FAR, 0), index)
    figure_between = any(scan.digits[place] or words[place] in wording.number_starts for place in nearby)
    return figure_between and changes_before(scan, index, _FAR) != 0
