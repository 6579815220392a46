"""What does a figure count: the noun behind it, with its modifiers and where they stand?"""

from typing import NamedTuple

from claimcheck.reading.numbers.amounts import Amount
from claimcheck.reading.numbers.said import Said
from claimcheck.reading.numbers.scan import HYPHENS, Scan, match

__all__ = ["Counted", "counted_by", "is_meant_again"]

_LONGEST = 6  # words of a noun phrase
_MOST_JOINED = 12  # tokens joined to a word by hyphens
_INSIDE = HYPHENS | {"/"}


class Counted(NamedTuple):
    """What is counted: its head as written, the words before it, and the span of all of them in the text."""

    noun: str
    modifiers: tuple[str, ...]
    span: tuple[int, int] | None


_NOTHING = Counted("", (), None)


def counted_by(scan: Scan, said: Said) -> Counted:
    """Return what the figure counts, where it follows or is the plain head before it; nothing rather than a guess.

    Examples:
        >>> def counted(text, stop, unit=None):
        ...     said = Said(stop - 1)
        ...     said.end, said.low, said.unit = stop, 2, unit
        ...     return counted_by(Scan(text), said)[:2]
        >>> counted("162 Ukrainian drones hit", 1), counted("12 Shahed-type drones", 1)
        (('drones', ('Ukrainian',)), ('drones', ('Shahed-type',)))
        >>> counted("three killed and 19 injured", 1), counted("52 shot down", 1), counted("5 wounded soldiers", 1)
        (('killed', ()), ('shot down', ()), ('soldiers', ('wounded',)))
        >>> counted("34 percent of voters", 2, "percent"), counted("5 km road", 2, "kilometre")
        (('voters', ()), ('', ()))
        >>> counted("a 60-vote margin", 2), counted("34 Kursk, 14 Belgorod", 1)
        (('vote', ()), ('', ()))
        >>> counted("a death toll of 47 in Kherson", 5), counted("killed 5 in Kherson", 2)
        (('toll', ('death',)), ('', ()))
    """
    words, wording = scan.words, scan.wording
    place = said.end
    if words[place] == "of":
        place += 1
        place += words[place] in wording.determiners
    elif said.unit is not None:
        return _NOTHING if said.unit != "share" else _following(scan, place, said)
    elif words[place] in HYPHENS and scan.glued(place):
        return _hyphened(scan, place + 1)
    found = _following(scan, place, said)
    return found if found.span is not None else _preceding(scan, said.start)


def _following(scan: Scan, place: int, said: Said) -> Counted:
    words, wording = scan.words, scan.wording
    for _ in range(2):
        place += words[place] in wording.fillers_before_noun
    first, last, steps = place, place, 0
    while steps < _LONGEST:
        word = words[place]
        if not word[:1].isalpha() or (word in wording.after_noun and scan.written(place) != "US"):
            break
        participle = match(wording.participles, scan, place) if word in wording.participles else None
        if participle is not None:
            if not _is_modifier(scan, participle[1]):
                head = (place, participle[1]) if place == first or scan.is_capital(place - 1) else (place - 1, place)
                return _phrase(scan, first, *head)
            place = participle[1]
        elif wording.is_plural(word) or _is_plural_abbreviation(scan.written(place)):
            return _phrase(scan, first, place, place + 1)
        else:
            beyond = _past_word(scan, place)
            if words[beyond - 1] == "s" and scan.digits[beyond - 2]:
                return _phrase(scan, first, place, beyond)
            last, place = place, beyond
        steps += 1
    return _singular(scan, first, last, place, steps, said)


def _is_plural_abbreviation(written: str) -> bool:
    """Whether it is written as MPs and TDs are."""
    return len(written) == 3 and written[-1] == "s" and written[:2].isupper()


def _hyphened(scan: Scan, place: int) -> Counted:
    """Return the word that a hyphen joins to the number: a 60-vote margin."""
    word, wording = scan.words[place], scan.wording
    counts = word.isalpha() and scan.glued(place) and word not in wording.after_noun | wording.joined_behind
    return _phrase(scan, place, place, place + 1) if counts else _NOTHING


def _past_word(scan: Scan, place: int) -> int:
    """Return the token after a word and what is joined to it: Shahed-type, Kh-101, T-72s."""
    place += 1
    for _ in range(_MOST_JOINED):
        if not scan.glued(place) or not (scan.words[place] in _INSIDE or scan.words[place].isalnum()):
            break
        place += 1
    return place


def _is_modifier(scan: Scan, place: int) -> bool:
    """Whether a noun follows that "wounded" describes: five wounded soldiers."""
    words, wording = scan.words, scan.wording
    if wording.is_plural(words[place]):
        return words[place] not in wording.participles
    following = words[place][:1].isalpha() and words[place] not in wording.stop_words
    return following and scan.is_capital(place) and wording.is_plural(words[place + 1])


def _singular(scan: Scan, first: int, last: int, stop: int, length: int, said: Said) -> Counted:
    """Return the word that is counted where no plural stands: one soldier, 2 Su-35, 5 UAV, 10 tons of grain."""
    if length == 1:
        written = scan.written(first)
        of = scan.words[said.end] == "of" and written.islower()
        alone = said.low == 1 or (said.low == 0 and said.of is None)
        sure = alone or of or stop > first + 1 or (written.isupper() and len(written) > 1)
        return _phrase(scan, first, first, stop) if sure else _NOTHING  # "34 Kursk" counts no Kursk
    if length != 2 or said.low not in (0, 1) or said.high != said.low:
        return _NOTHING
    if scan.words[last].endswith(("ed", "ing", "s")) and not scan.is_capital(first):
        return _phrase(scan, first, first, last)  # one man died
    return _phrase(scan, first, last, stop)


def _phrase(scan: Scan, first: int, head: int, stop: int) -> Counted:
    text, starts, ends = scan.text, scan.starts, scan.ends
    start, end = starts[first], ends[stop - 1]
    modifiers = tuple(text[start : starts[head]].split()) if head > first else ()
    return Counted(text[starts[head] : end], modifiers, (start, end))


def _preceding(scan: Scan, start: int) -> Counted:
    """Return the head of "a death toll of 47": what stands between an article and "of"."""
    words, wording = scan.words, scan.wording
    head = start - 2
    if head < 1 or words[start - 1] != "of" or not words[head].isalpha():
        return _NOTHING
    if words[head] in wording.not_sizes or words[head] in wording.stop_words:
        return _NOTHING
    for place in range(head - 1, max(head - 4, -1), -1):
        word = words[place]
        if word in ("a", "an", "the"):
            return _phrase(scan, place + 1, head, head + 1)
        if not word.isalpha() or word in wording.stop_words:
            break
    return _NOTHING


def is_meant_again(scan: Scan, only: Amount) -> bool:
    """Return whether "the two parties" only means again those already named, so that the number is no claim of a count.

    So it is with "the", "these", "those" or "both" before a small number in words, unless what happened to them, or a
    clause that tells them apart, follows.

    Examples:
        >>> from claimcheck.reading.numbers.amounts import amount_at
        >>> def again(text):
        ...     return is_meant_again(Scan(text), amount_at(Scan(text), 1))
        >>> again("the two parties agreed"), again("the two agreed"), again("the three killed"), again("the 52 drones")
        (True, True, False, False)
        >>> again("the three people who died"), again("the three people killed in it"), again("the two-hour talks")
        (False, False, False)
    """
    words, wording = scan.words, scan.wording
    if only.at == 0 or words[only.at - 1] not in wording.anaphoric:
        return False
    if only.unit is not None or wording.small.get(words[only.at], 0) < 2 or only.stop != only.at + 1:
        return False
    if only.value > 10 or only.magnitude > 1 or words[only.stop] in wording.participles:
        return False
    place = only.stop
    for _ in range(_LONGEST):
        word = words[place]
        if not word[:1].isalpha() or word in wording.stop_words:
            return True
        if wording.is_plural(word):
            return words[place + 1] not in wording.restricting
        place = _past_word(scan, place)
    return True
