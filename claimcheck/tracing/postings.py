"""Which texts have something in common: pairs found through an index, in time that grows with the texts alone.

A passage in more than a few texts is either a text that many reprint or boilerplate that many carry. It is a reprint
where most of the texts that have it consist of such passages, and boilerplate otherwise; boilerplate is evidence of
nothing and joins no texts. Each text is paired with the earliest that has a thing in common with it and with the last
before it, and not with all: five thousand copies of one wire make a star and not 12.5 million pairs.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import sub
from typing import Final

from attrs import frozen

from claimcheck.tracing.words import Reach, reach_of_words, words_of

__all__ = ["FEWEST", "MANY", "SMALL", "Numbers", "Shared", "few", "index_passages", "pairs_through", "shingles_of"]

MANY: Final = 10
"""What stands in more texts than this is looked at twice, as is what stands in more than half of them."""

FEWEST: Final = 8
"""Shingles that a pair has to share: in one passage, twelve words."""

SMALL: Final = 4
"""Texts of a small collection in which a passage may stand before it is looked at twice."""
_MASK: Final = (1 << 40) - 1


@frozen
class Shared:
    """What an index found: how much pairs of texts (later, earlier) have in common, and what counts for nothing."""

    pairs: dict[tuple[int, int], int]
    boilerplate: frozenset[int]


class Numbers(dict[str, int]):
    """Words by number, each numbered when it is first looked up.

    Examples:
        >>> numbers = Numbers()
        >>> numbers["raid"], numbers["port"], numbers["raid"]
        (0, 1, 0)
    """

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def few(texts: int) -> int:
    """Return in how many of *texts* a passage may stand before it is looked at twice.

    Examples:
        >>> few(5), few(16), few(20_000)
        (4, 8, 10)
    """
    return max(SMALL, min(MANY, texts // 2))


def shingles_of(text: str, ids: Numbers) -> tuple[list[int], Reach]:
    """Return the number of each shingle of *text* in order; *ids* numbers the words of a collection.

    Examples:
        >>> shingles, reach = shingles_of("One two three four five. One two three four five!", Numbers())
        >>> len(shingles), shingles[0] == shingles[5], reach.shingle
        (6, True, 5)
    """
    hashes, reach = _hashes(text, ids)
    return [found & _MASK for found in hashes], reach


def _hashes(text: str, ids: Numbers) -> tuple[Iterable[int], Reach]:
    words = words_of(text)
    reach = reach_of_words(words)
    numbers = list(map(ids.__getitem__, words))
    # The hash of a tuple of numbers is the same on every run; that of a text is not.
    return map(hash, zip(*(numbers[place:] for place in range(reach.shingle)), strict=False)), reach


def index_passages(texts: Sequence[str], ids: Numbers) -> Shared:
    """Return which of the *texts*, given in the order in which they may derive from one another, share passages.

    Examples:
        >>> wire = "The army said on Monday that 471 people were killed in the raid on the port."
        >>> index_passages([wire, "It rained all day.", wire + " More soon."], Numbers()).pairs
        {(2, 0): 12}
    """
    count = len(texts)
    entries: list[int] = []
    sizes: list[int] = []
    for place, text in enumerate(texts):
        distinct = set(_hashes(text, ids)[0])
        sizes.append(len(distinct))
        entries += [(found & _MASK) * count + place for found in distinct]
    entries.sort()
    limit = few(count)
    pairs: dict[int, int] = {}  # by later * count + earlier: a million numbers, and not as many tuples
    frequent: dict[int, list[int]] = {}
    for shingle, places in _groups(entries, count):
        if len(places) > limit:
            frequent[shingle] = places
            continue
        first = before = places[0]
        for place in places[1:]:
            pair = place * count + first
            pairs[pair] = pairs.get(pair, 0) + 1
            if before != first:
                pair = place * count + before
                pairs[pair] = pairs.get(pair, 0) + 1
            before = place
    del entries
    boilerplate = _boilerplate(frequent, sizes)
    for shingle, places in frequent.items():
        if shingle not in boilerplate:
            for place in places[1:]:
                pair = place * count + places[0]
                pairs[pair] = pairs.get(pair, 0) + 1
    return Shared({divmod(pair, count): times for pair, times in pairs.items() if times >= FEWEST}, boilerplate)


def _boilerplate(frequent: dict[int, list[int]], sizes: Sequence[int]) -> frozenset[int]:
    """The frequent shingles most of whose texts say mostly other things."""
    common = [0] * len(sizes)
    for places in frequent.values():
        for place in places:
            common[place] += 1
    mostly = [2 * shared >= size for shared, size in zip(common, sizes, strict=True)]
    return frozenset(
        shingle
        for shingle, places in frequent.items()
        if 2 * sum(1 for place in places if mostly[place]) <= len(places)
    )


def pairs_through(marks: Sequence[Iterable[str]]) -> dict[tuple[int, int], list[str]]:
    """Return the pairs of texts that have a rare mark in common, with these marks; a mark of many texts is none.

    Examples:
        >>> pairs_through([["471", "52"], ["471"], []])
        {(1, 0): ['471']}
    """
    held: dict[str, list[int]] = {}
    for place, found in enumerate(marks):
        for mark in sorted(set(found)):
            held.setdefault(mark, []).append(place)
    limit = few(len(marks))
    pairs: dict[tuple[int, int], list[str]] = {}
    for mark in sorted(held):
        places = held[mark]
        if 1 < len(places) <= limit:
            for at, later in enumerate(places):
                for earlier in places[:at]:
                    pairs.setdefault((later, earlier), []).append(mark)
    return pairs


def _groups(entries: list[int], count: int) -> Iterator[tuple[int, list[int]]]:
    """The shingles that stand in more than one text, with these texts in order."""
    # Entries of one shingle lie less than *count* apart; most stand alone.
    near = [place for place, gap in enumerate(map(sub, islice(entries, 1, None), entries)) if gap < count]
    stop = 0
    for first in near:
        shingle = entries[first] // count
        if first < stop or entries[first + 1] // count != shingle:
            continue
        stop = first + 2
        while stop < len(entries) and entries[stop] // count == shingle:
            stop += 1
        yield shingle, [entry % count for entry in entries[first:stop]]
