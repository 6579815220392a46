"""Which claims are nearest to a query or a text? A bounded number is gathered by the rarest words, and ranked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest
from itertools import accumulate
from math import fsum, log
from typing import Final

from claimcheck.searching.index import Index, Row
from claimcheck.searching.words import BREAK, is_figure, words_of

__all__ = ["best_holding", "likest"]

_RANKED: Final = 300
"""Of how many claims that hold all words the best are told: the first of the log."""

_PORTION: Final = 100
"""Claims gathered in one way."""

_ENOUGH: Final = 200
_PLACES: Final = 2500
"""Places of rare words looked at for one text."""

_OF_EVENTS: Final = 1000
"""Claims of an event that are looked at."""

_LONGEST: Final = 40
"""Words of a text that it is looked up by, the rarest of them."""


def best_holding(index: Index, phrases: Sequence[str], limit: int) -> list[str]:
    """Return the keys of claims that hold all *phrases*, the best first.

    Best is what has them in a row as they were asked for, then what has fewer words beside them, then what came first.
    Where more than some hundred claims hold them all, the first of the log are ranked.

    Examples:
        >>> from claimcheck.model import Claim, Proposition
        >>> from claimcheck.searching.index import PlainIndex
        >>> texts = ["37 were killed in the raid", "killed: 37", "37 killed"]
        >>> index = PlainIndex(Claim(key=one, proposition=Proposition(), text=one) for one in texts)
        >>> best_holding(index, ("37", "killed"), 2)
        ['37 killed', 'killed: 37']
    """
    words = dict.fromkeys(word for phrase in phrases for word in phrase.split())
    counts = index.counts([*words, ""])
    if any(word not in counts for word in words):
        return []
    in_a_row = f" {' '.join(phrases)} "
    rows = index.holding(
        _rarest_first(words, counts), [one for one in phrases if " " in one], counts, max(limit, _RANKED)
    )
    ranked = nsmallest(limit, rows, key=lambda row: (in_a_row not in f" {row.words} ", row.words.count(" "), row.place))
    return [row.key for row in ranked]


def likest(index: Index, text: str, events: Collection[str], limit: int) -> list[tuple[str, float]]:
    """Return the keys of the claims whose words are most like those of *text*, with how like they are, 0 to 100.

    Figures and the order of words count for nothing in it, and what one says beside the other for half: 52 of 80 and 60
    of 80 are alike. The claims that share the rarest words of the text are looked at, and those about *events*; where
    these are few, those that hold its frequent words together.

    Examples:
        >>> from claimcheck.model import Claim, Proposition
        >>> from claimcheck.searching.index import PlainIndex
        >>> texts = ["60 of 80 drones shot down", "37 killed", "5 drones fell down"]
        >>> index = PlainIndex(Claim(key=one, proposition=Proposition(), text=one) for one in texts)
        >>> likest(index, "52 of 80 drones shot down", (), 2)
        [('60 of 80 drones shot down', 100.0), ('5 drones fell down', 77.9)]
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads compiled code

    words = dict.fromkeys(words_of(text))
    counts = index.counts([*words, ""])
    known = _rarest_first([word for word in words if word in counts], counts)[:_LONGEST]
    rows = _gathered(index, known, events, counts)
    said = _without_figures(" ".join(words_of(text)))
    texts = {row: _without_figures(row.words) for row in rows}
    scores = dict.fromkeys(rows, 0.0)
    for scorer in (fuzz.token_set_ratio, fuzz.token_sort_ratio) if said else ():
        for _, score, row in process.extract(said, texts, scorer=scorer, limit=None):
            scores[row] += score / 2
    ranked = sorted((-round(score, 1), *_beside(row, words), row) for row, score in scores.items())
    return [(row.key, -score) for score, *_, row in ranked[:limit]]


def _beside(row: Row, words: Collection[str]) -> tuple[int, int]:
    """What ranks claims that are equally like a text: how many words they share, figures too; how few they have."""
    held = row.words.split()
    return -len(set(held).intersection(words)), len(held)


def _without_figures(words: str) -> str:
    return " ".join([word for word in words.split() if word.isalpha() or not (word == BREAK or is_figure(word))])


def _rarest_first(words: Collection[str], counts: Mapping[str, int]) -> list[str]:
    return sorted(words, key=lambda word: (counts[word], word))


def _gathered(index: Index, known: Sequence[str], events: Collection[str], counts: Mapping[str, int]) -> list[Row]:
    """Some hundred claims that share words with a text, or its event: what is to be ranked."""
    found: set[Row] = set()
    weights = {word: log(1 + counts[""] / counts[word]) for word in known}
    if events:
        about = index.of_events(events, _OF_EVENTS)
        weighed = {row: _weight(row, weights) for row in about}
        found.update(nsmallest(_ENOUGH, about, key=lambda row: (-weighed[row], row.place)))
    if not known:
        return sorted(found)
    rare = _rare(known, counts)
    found.update(index.rows(_sharing(index, rare, counts, weights)))
    frequent = [word for word in known if word not in rare and not is_figure(word)]
    while frequent and len(found) < _ENOUGH:
        found.update(index.holding(frequent, (), counts, _PORTION))
        frequent = frequent[: len(frequent) // 2]
    return sorted(found)


def _weight(row: Row, weights: Mapping[str, float]) -> float:
    """How much of a text a claim shares, rare words counting for more."""
    held = set(row.words.split())
    return fsum(weight for word, weight in weights.items() if word in held)


def _rare(known: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The rarest words of a text, as many as do not occur in too many places."""
    sums = accumulate(counts[word] for word in known)
    return [word for word, places in zip(known, sums, strict=True) if places <= _PLACES]


def _sharing(index: Index, rare: Sequence[str], counts: Mapping[str, int], weights: Mapping[str, float]) -> list[int]:
    """The places of the claims that share most of what is rare in a text."""
    shared: dict[int, float] = defaultdict(float)
    for word in rare:
        for place in index.places(word, counts[word]):
            shared[place] += weights[word]
    return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_ENOUGH]  # of equals, the first of the log
