"""How much of one text stands in another, and which passage is the longest: the exact answer for one pair."""

from collections import defaultdict
from typing import Final

from attrs import frozen

from claimcheck.tracing.postings import Numbers, shingles_of
from claimcheck.tracing.words import Reach, spans_of_words

__all__ = ["Passages", "Shingles", "longest_passage", "shingled"]

_PLACES: Final = 8
"""Places of one shingle that are followed: a text that says one thing over and over stays linear."""

_SHOWN: Final = 120


@frozen
class Shingles:
    """A text's shingles in order, without boilerplate, and the set of them; a place of boilerplate holds -1."""

    ordered: tuple[int, ...]
    distinct: frozenset[int]
    reach: Reach


@frozen
class Passages:
    """The longest passage that two texts share: how many words, and the words as the first has them."""

    words: int
    quote: str


def shingled(text: str, ids: Numbers, boilerplate: frozenset[int] = frozenset()) -> Shingles:
    """Return the shingles of *text* that are no boilerplate.

    Examples:
        >>> len(shingled("one two three four five six", Numbers()).distinct)
        2
    """
    hashes, reach = shingles_of(text, ids)
    ordered = tuple(-1 if found in boilerplate else found for found in hashes)
    return Shingles(ordered, frozenset(ordered) - {-1}, reach)


def longest_passage(text: str, one: Shingles, other: Shingles) -> Passages:
    """Return the longest passage of *text*, whose shingles are *one*, that stands in the other text.

    Examples:
        >>> ids = Numbers()
        >>> text = "He said: the port was closed at six."
        >>> longest_passage(text, shingled(text, ids), shingled("The port was closed at six, they say", ids))
        Passages(words=6, quote='the port was closed at six')
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(other.ordered):
        if shingle in one.distinct and len(places[shingle]) < _PLACES:
            places[shingle].append(place)
    best, best_start, start = 0, 0, 0
    followed: list[int] = []
    for place, shingle in enumerate(one.ordered):
        here = places.get(shingle)
        if here is None:
            followed = []
            continue
        if len(here) == len(followed) == 1 and here[0] == followed[0] + 1:
            followed = here  # the usual case, without a new list
        else:
            following = {at + 1 for at in followed}
            followed = [at for at in here if at in following]
            if not followed:
                followed, start = here, place
        if place - start >= best:
            best, best_start = place - start + 1, start
    if not best:
        return Passages(0, "")
    shown, spans = spans_of_words(text)
    words = best + one.reach.shingle - 1
    stop = min(best_start + words, len(spans)) - 1
    quote = " ".join(shown[spans[best_start][0] : spans[stop][1]].split())
    return Passages(words, quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN].rstrip()} ...")
