"""Where in a text do nearly these words stand, and how do they differ? A search by rare words, then a word diff."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from attrs import frozen

__all__ = ["LONGEST", "Alignment", "Edit", "Index", "nearest", "word_diff"]

LONGEST: Final = 400
"""Words; of a longer quote no likeness is looked for, since that takes the square of its length."""

_MOST_SEEDS: Final = 4_000
"""Places of the words of one quote that are looked at, the rarest words first."""

_MOST_PLACES: Final = 3
_LOST, _ADDED = 3, 2
"""What a word of the quote costs that is not there or another, and one of the text that the quote lacks: the words of
the quote are kept where they can be."""

_NEAR: Final = 3
"""A stretch is nearly the quote where at most one word in so many differs, or one word in all."""

_ENOUGH: Final = 4
"""What the words that are the same have to weigh: a figure or a long word 2, a short one 1."""

_AROUND: Final = 4
"""Words that are alike and shown on either side of a difference."""


class Edit(NamedTuple):
    """A stretch of the quote, by its words, and the stretch of the text that stands for it; alike or not."""

    quote: tuple[int, int]
    text: tuple[int, int]
    alike: bool


@frozen
class Alignment:
    """The stretch of a text that is nearest to a quote, by its words, and how the one becomes the other."""

    start: int
    end: int
    cost: int
    edits: tuple[Edit, ...]


class Index:
    """Where each word of a text stands.

    Examples:
        >>> Index(("a", "b", "a")).places["a"]
        [0, 2]
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            places[word].append(place)
        self.places: Mapping[str, list[int]] = dict(places)


def nearest(quote: Sequence[str], index: Index) -> Alignment | None:
    """Return the stretch that is nearest to the words of *quote*, or None where none is near.

    Near is: at most one word in three differs, and two words that say something are the same. Takes time in
    proportion to the square of the quote, whatever the length of the text.

    Examples:
        >>> found = nearest("shot down 52 drones".split(), Index("they shot down 51 drones".split()))
        >>> found.start, found.end, found.cost
        (1, 5, 1)
    """
    size = len(quote)
    if not 2 <= size <= LONGEST:
        return None
    slack = 3 + size // 5
    best: Alignment | None = None
    for place in _promising(quote, index, slack):
        low, high = max(0, place - slack), min(len(index.words), place + size + slack)
        found = _align(quote, index.words, low, high)
        if best is None or (found.cost, found.start) < (best.cost, best.start):
            best = found
    return best if best is not None and _is_near(best, quote, index.words) else None


def _promising(quote: Sequence[str], index: Index, slack: int) -> list[int]:
    """Return where in the text the quote may begin: the places for which most of its rare words speak."""
    votes: Counter[int] = Counter()
    left = _MOST_SEEDS
    numbered = sorted(range(len(quote)), key=lambda number: (len(index.places.get(quote[number], ())), number))
    for number in numbered:
        held = index.places.get(quote[number], ())
        for place in held[:left]:
            votes[place - number] += 1
        left -= min(left, len(held))
        if not left:
            break
    width = max(1, slack // 2)
    regions: Counter[int] = Counter()
    for place, count in votes.items():
        regions[place // width] += count
        regions[place // width + 1] += count
    chosen: list[int] = []
    for region, _ in sorted(regions.items(), key=lambda one: (-one[1], one[0])):
        within = [(votes[place], -place) for place in range((region - 1) * width, (region + 1) * width)]
        place = -max(within)[1]
        if all(abs(place - other) > width for other in chosen):
            chosen.append(place)
        if len(chosen) == _MOST_PLACES:
            break
    return chosen


def _align(quote: Sequence[str], words: Sequence[str], low: int, high: int) -> Alignment:
    """Align the whole quote with the best stretch of words[low:high] (Sellers 1980: both ends of it are free)."""
    window = words[low:high]
    rows = [[0] * (len(window) + 1)]
    for word in quote:
        before = rows[-1]
        left = before[0] + _LOST
        row = [left]
        for place, other in enumerate(window):
            if word == other:
                left = before[place]
            else:
                left = min(left + _ADDED, before[place] + _LOST, before[place + 1] + _LOST)
            row.append(left)
        rows.append(row)
    last = rows[-1]
    end = min(range(len(last)), key=lambda place: (last[place], place))
    if end < len(window) and last[end + 1] == last[end] and window[end][0].isalnum():
        # A last word that is another in the text was replaced by it, and is not just missing.
        end += not end or window[end - 1] != quote[-1]
    steps: list[tuple[int, int, bool]] = []
    row_number, place = len(quote), end
    while row_number:
        cost = rows[row_number][place]
        if place and quote[row_number - 1] == window[place - 1] and cost == rows[row_number - 1][place - 1]:
            row_number, place = row_number - 1, place - 1
            steps.append((1, 1, True))
        elif place and cost == rows[row_number - 1][place - 1] + _LOST:
            row_number, place = row_number - 1, place - 1
            steps.append((1, 1, False))
        elif cost == rows[row_number - 1][place] + _LOST:
            row_number -= 1
            steps.append((1, 0, False))
        else:
            place -= 1
            steps.append((0, 1, False))
    changes = sum(1 for _, _, alike in steps if not alike)
    return Alignment(low + place, low + end, changes, _edits(reversed(steps), low + place))


def _edits(steps: "reversed[tuple[int, int, bool]]", start: int) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    here, there = 0, start
    for of_quote, of_text, alike in steps:
        if edits and edits[-1].alike is alike:
            last = edits.pop()
            edits.append(Edit((last.quote[0], here + of_quote), (last.text[0], there + of_text), alike))
        else:
            edits.append(Edit((here, here + of_quote), (there, there + of_text), alike))
        here, there = here + of_quote, there + of_text
    return tuple(edits)


def _is_near(found: Alignment, quote: Sequence[str], words: Sequence[str]) -> bool:
    """Whether few words differ, and those that are the same say enough to know the passage by."""
    size = sum(1 for word in quote if word[0].isalnum())
    if found.cost > max(1, size // _NEAR):
        return False
    kept = sum(_weight(word) for edit in found.edits if edit.alike for word in quote[slice(*edit.quote)])
    changed = [edit for edit in found.edits if not edit.alike]
    sides = [side for edit in changed for side in (quote[slice(*edit.quote)], words[slice(*edit.text)])]
    return kept >= _ENOUGH or (
        kept >= _ENOUGH // 2 and all(side and all(word[0].isdigit() for word in side) for side in sides)
    )


def _weight(word: str) -> int:
    if not word[0].isalnum():
        return 0
    return 2 if word[0].isdigit() or len(word) > 3 or not word.isascii() else 1


def word_diff(
    edits: Sequence[Edit],
    quote: str,
    quote_spans: Sequence[tuple[int, int]],
    text: str,
    text_spans: Sequence[tuple[int, int]],
) -> str:
    """Return a word diff: ``[-what the quote says-] {+what stands in the text+}``, and a few words around it.

    Examples:
        >>> edits = [Edit((0, 2), (0, 2), True), Edit((2, 3), (2, 3), False)]
        >>> spans = [(0, 4), (5, 9), (10, 12)]
        >>> word_diff(edits, "shot down 52", spans, "shot down 51", spans)
        'shot down [-52-] {+51+}'
    """
    parts: list[str] = []
    for number, edit in enumerate(edits):
        if edit.alike:
            parts.append(_shortened(edit, quote, quote_spans, first=not number, last=number == len(edits) - 1))
            continue
        for span, words, spans, marks in (
            (edit.quote, quote, quote_spans, ("[-", "-]")),
            (edit.text, text, text_spans, ("{+", "+}")),
        ):
            if span[0] < span[1]:
                said = " ".join(words[spans[span[0]][0] : spans[span[1] - 1][1]].split())
                parts.append(f"{marks[0]}{said}{marks[1]}")
    return " ".join(parts)


def _shortened(edit: Edit, quote: str, spans: Sequence[tuple[int, int]], *, first: bool, last: bool) -> str:
    """The words that are alike, without those that stand far from any difference."""
    start, end = edit.quote
    left, right = (0 if first else _AROUND), (0 if last else _AROUND)
    if end - start <= left + right + 1:
        return " ".join(quote[spans[start][0] : spans[end - 1][1]].split())
    head = [" ".join(quote[spans[start][0] : spans[start + left - 1][1]].split())] if left else []
    tail = [" ".join(quote[spans[end - right][0] : spans[end - 1][1]].split())] if right else []
    return " ".join([*head, "…", *tail])
