"""How is a passage named so that it is found again: its words, and as much around them as makes them unique?"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import frozen

__all__ = ["AROUND", "WIDEST", "TextQuoteSelector", "text_quote_selectors"]

AROUND: Final = 32
"""Code points before and after a passage that its selector holds in any case, where there are as many."""

WIDEST: Final = 1024
"""Code points; passages that look alike over so many are not told apart any further."""


@frozen(kw_only=True)
class TextQuoteSelector:
    """A passage of a text as the W3C Web Annotation model names it: the words themselves, and what stands around them.

    Examples:
        >>> text_quote_selectors("He said so.", [(3, 7)])[0]
        TextQuoteSelector(exact='said', prefix='He ', suffix=' so.')
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


def text_quote_selectors(text: str, spans: Sequence[tuple[int, int]]) -> tuple[TextQuoteSelector, ...]:
    """Return the selector of each span, with what is around it lengthened until it is found only once.

    Time is linear in the text, whatever repeats in it; what is alike over ``WIDEST`` code points stays ambiguous.

    Examples:
        >>> first, second = text_quote_selectors("Kyiv: 5 dead. " + "x" * 40 + " Kyiv: 5 dead.", [(6, 7), (61, 62)])
        >>> first.exact == second.exact, first == second
        (True, False)
        >>> first.prefix, second.suffix
        ('Kyiv: ', ' dead.')
    """
    windows = {
        number: (max(0, start - AROUND), min(len(text), end + AROUND)) for number, (start, end) in enumerate(spans)
    }
    width, open_ = 2 * AROUND, set(windows)
    while open_:
        probes = {number: _probe(text, spans[number], width) for number in open_}
        counts = _occurrences(text, {text[start:end] for start, end in probes.values()}, min(width, len(text)))
        for number in sorted(open_):
            start, end = probes[number]
            windows[number] = (min(windows[number][0], start), max(windows[number][1], end))
            if counts[text[start:end]] <= 1:
                open_.discard(number)
        if width >= WIDEST or width >= len(text):
            break
        width *= 2
    return tuple(
        TextQuoteSelector(
            exact=text[start:end], prefix=text[windows[number][0] : start], suffix=text[end : windows[number][1]]
        )
        for number, (start, end) in enumerate(spans)
    )


def _probe(text: str, span: tuple[int, int], width: int) -> tuple[int, int]:
    """Return a stretch of *width* code points that begins before the passage, shifted where the text ends."""
    start = max(0, min(span[0] - width // 2, len(text) - width))
    return start, min(len(text), start + width)


def _occurrences(text: str, wanted: set[str], width: int) -> Counter[str]:
    """Count each of the *wanted* stretches, which are all of one *width*, in a single pass."""
    counts: Counter[str] = Counter()
    for start in range(len(text) - width + 1):
        piece = text[start : start + width]
        if piece in wanted:
            counts[piece] += 1
    return counts
