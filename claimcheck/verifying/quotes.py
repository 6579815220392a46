"""Do these words stand in this text: once, elsewhere, altered, several times, or not at all?"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import Final

from attrs import evolve, frozen

from claimcheck.listed import fields_table, short_repr
from claimcheck.verifying.edges import joined_figure
from claimcheck.verifying.folding import SEPARATOR, Tokens, folded_differences, tokens_of
from claimcheck.verifying.nearby import LONGEST, Alignment, Edit, Index, nearest, word_diff

__all__ = ["QuoteMatch", "QuoteState", "Text", "find_quote"]


class QuoteState(StrEnum):
    """How a quote stands in a text."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    MOVED = "moved"
    ALTERED = "altered"
    ABSENT = "absent"


@frozen(kw_only=True)
class QuoteMatch:
    """How a quote stands in a text.

    Attributes:
        state: Found; ambiguous, at several places of which nothing singles one out; moved, not between the given
            prefix and suffix; altered, nearly these words stand there; absent.
        start: Where the words, or those nearest to them, begin in the text, in code points; None where absent.
        end: Where they end.
        diff: Where altered, the words of the quote as ``[-...-]`` beside those of the text as ``{+...+}``.
        note: What was taken for alike, what was left out, or why nothing more is known.
    """

    state: QuoteState
    start: int | None = None
    end: int | None = None
    diff: str = ""
    note: str = ""
    __repr__ = short_repr
    _repr_html_ = fields_table


_LEFT_OUT: Final = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,4}|…")
_CLOSING: Final = frozenset(".,;:'\"")
_MOST_LOOKED_AT: Final = 10_000
"""Places of one quote that are held against its prefix and suffix."""

_UNLIKE: Final = frozenset({QuoteState.ALTERED, QuoteState.ABSENT})
_BRACKETED: Final = re.compile(r"\[([^\W\d_]{1,12})\]")
"""A letter or a short word that an editor set in another case; a figure in brackets is the editor's own."""

_MOST_BRACKETS: Final = 3
_SHORT_GAP: Final = 12
_NEGATING: Final = frozenset(
    "not no never none nobody nothing neither nor without cannot deny denies denied denying hardly barely".split()
)


def find_quote(text: str, quote: str, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
    """Return how *quote* stands in *text*, and where.

    Spaces, Unicode normal forms, soft hyphens, ligatures and the shapes of quotation marks and dashes are alike, and
    the note says so; any other difference is none of typography: one figure, one "not", one capital alters the quote.
    An ellipsis in the quote stands for words left out, and its pieces are found in order.

    Args:
        text: What the source says.
        quote: The words.
        prefix: What stands before them, as in a TextQuoteSelector of the W3C Web Annotation model.
        suffix: What stands after them.

    Examples:
        >>> find_quote("Kyiv shot down 52 of 80 drones.", "52 of 80 drones").state.value
        'found'
        >>> find_quote("Kyiv shot down 52 of 80 drones.", "shot down 51 of 80 drones").diff
        'shot down [-51-] {+52+} of 80 drones'
        >>> find_quote("It did not fall.", "It did fall").diff
        'It did {+not+} fall'
    """
    return Text(text).find(quote, prefix, suffix)


class Text:
    """A text in which many quotes are looked for: it is taken apart once.

    Examples:
        >>> Text("5 killed, then 15 killed").find("5 killed").end
        8
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)

    @cached_property
    def _index(self) -> Index:
        return Index(self.tokens.words)

    def find(self, quote: str, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
        """Return how *quote* stands in the text; `find_quote` says what counts as alike."""
        written = self._find(quote, prefix, suffix)
        if written.state not in _UNLIKE:
            return written
        for bare in _unbracketed(quote):
            match = self._find(bare, prefix, suffix)
            if match.state not in _UNLIKE:
                return evolve(match, note=_joined(match.note, "brackets in the quote show a capital that was changed"))
            if written.state is QuoteState.ABSENT:
                written = match
        return written

    def _find(self, quote: str, prefix: str | None, suffix: str | None) -> QuoteMatch:
        whole = tokens_of(quote)
        if not any(word[0].isalnum() for word in whole.words):
            return QuoteMatch(state=QuoteState.ABSENT, note="the quote has no words to look for")
        for words, note in _variants(whole):
            found = self._exact(words, quote, note, prefix, suffix)
            if found is not None:
                return found
        cut = self._cut(quote)
        if cut is not None:
            return cut
        pieces = _pieces(quote)
        if len(pieces) > 1:
            return self._in_pieces(pieces, prefix, suffix)
        kept = _inside_ellipses(quote)
        if kept != quote:
            found = self._find(kept, prefix, suffix)
            return evolve(found, note=_joined(found.note, "without the ellipsis at its end"))
        return self._nearest(whole, quote)

    # the words as they are

    def _exact(
        self, words: Sequence[str], quote: str, note: str, prefix: str | None, suffix: str | None
    ) -> QuoteMatch | None:
        spans: list[tuple[int, int]] = []
        context = bool(prefix or suffix)
        first: tuple[int, int] | None = None
        seen = 0
        for number in self._places(words):
            span = (self.tokens.starts[number], self.tokens.ends[number + len(words) - 1])
            first, seen = first or span, seen + 1
            if not context or self._stands_between(span, prefix, suffix):
                spans.append(span)
            if len(spans) > 1 or seen >= _MOST_LOOKED_AT:
                break
        if first is None:
            return None
        if not spans:
            where = "the words stand there" if seen == 1 else f"the words stand at {_number(seen)} places"
            return _match(QuoteState.MOVED, first, f"{where}, but not {_between(prefix, suffix)}")
        if len(spans) > 1:
            asked = "prefix and suffix do not single one out" if context else "a prefix or suffix would single one out"
            return _match(QuoteState.AMBIGUOUS, spans[0], f"the words stand at more than one place; {asked}")
        return _match(QuoteState.FOUND, spans[0], _joined(note, self._alike(spans[0], quote if not note else None)))

    def _places(self, words: Sequence[str], begin: int = 0) -> Iterator[int]:
        """Yield the number of the word at which the words stand, from the word *begin* on."""
        needle = f"{SEPARATOR}{SEPARATOR.join(words)}{SEPARATOR}"
        if begin >= len(self.tokens.words):
            return
        place = self.tokens.joined.find(needle, self.tokens.places[begin])
        while place >= 0:
            number = self.tokens.first_at(place)
            if joined_figure(self.text, self._span(number, len(words))) is None:
                yield number
            place = self.tokens.joined.find(needle, place + 1)

    def _cut(self, quote: str) -> QuoteMatch | None:
        """Where the words stand only as part of a longer figure: "500 killed" in "12 500 killed"."""
        for words, _ in _variants(tokens_of(quote)):
            place = self.tokens.joined.find(f"{SEPARATOR}{SEPARATOR.join(words)}{SEPARATOR}")
            if place < 0:
                continue
            number = self.tokens.first_at(place)
            wider = joined_figure(self.text, self._span(number, len(words)))
            if wider is not None:
                span = self._span(number, len(words))
                whole = " ".join(self.text[slice(*wider)].split())
                diff = f"[-{' '.join(self.text[slice(*span)].split())}-] {{+{whole}+}}"
                return _match(QuoteState.ALTERED, wider, "a figure differs: the text has more of it", diff)
        return None

    def _stands_between(self, span: tuple[int, int], prefix: str | None, suffix: str | None) -> bool:
        start, end = span
        if prefix:
            wanted = _run(prefix)
            if not _run(self.text[max(0, start - _reach(prefix)) : start]).endswith(wanted):
                return False
        if suffix:
            wanted = _run(suffix)
            if not _run(self.text[end : end + _reach(suffix)]).startswith(wanted):
                return False
        return True

    def _alike(self, span: tuple[int, int], quote: str | None) -> str:
        if quote is None:
            return ""
        names = folded_differences(self.text[slice(*span)], quote.strip())
        return f"alike but for {', '.join(names)}" if names else ""

    # words left out

    def _in_pieces(self, pieces: Sequence[Tokens], prefix: str | None, suffix: str | None) -> QuoteMatch:
        lone = [next(self._places(piece.words), None) for piece in pieces]
        lacking = [piece for piece, place in zip(pieces, lone, strict=True) if place is None]
        if lacking:
            nearby = [(piece, nearest(piece.words, self._index)) for piece in lacking]
            absent = [piece for piece, found in nearby if found is None]
            if absent:
                words = " ".join(absent[0].words)
                return QuoteMatch(state=QuoteState.ABSENT, note=f"a piece of the quote stands nowhere: {words:.80}")
            piece, found = nearby[0]
            cut = self._cut(" ".join(piece.words))
            if cut is not None:
                return cut
            return self._altered(piece, " ".join(piece.words), found)
        chains = list(self._chains(pieces))
        if not chains:
            span = self._span(lone[0] or 0, len(pieces[0].words))
            return _match(QuoteState.ALTERED, span, "the pieces of the quote stand there in another order")
        spans = [
            (self.tokens.starts[chain[0]], self.tokens.ends[chain[-1] + len(pieces[-1].words) - 1]) for chain in chains
        ]
        between = [
            number for number, span in enumerate(spans) if self._stands_between(span, prefix or "", suffix or "")
        ]
        if not between:
            return _match(QuoteState.MOVED, spans[0], f"the words stand there, but not {_between(prefix, suffix)}")
        if len(between) > 1:
            return _match(QuoteState.AMBIGUOUS, spans[between[0]], "the pieces stand at more than one place")
        return self._with_gaps(chains[between[0]], pieces, spans[between[0]])

    def _chains(self, pieces: Sequence[Tokens]) -> Iterator[tuple[int, ...]]:
        """Yield where the pieces stand in order, each way as tight as can be; two ways are enough to be ambiguous."""
        kept: dict[tuple[int, ...], int] = {}
        chain = [-1] * (len(pieces) - 1)
        for looked_at, first in enumerate(self._places(pieces[0].words)):
            after = first + len(pieces[0].words)
            for number, piece in enumerate(pieces[1:]):
                if chain[number] < after:  # beginnings rise, so what follows them rises too and is sought once
                    chain[number] = next(self._places(piece.words, after), len(self.tokens.words))
                after = chain[number] + len(piece.words)
            if after > len(self.tokens.words) or len(kept) > _MOST_WAYS or looked_at > _MOST_LOOKED_AT:
                break
            kept[tuple(chain)] = first
        for rest, first in kept.items():
            yield (first, *rest)

    def _with_gaps(self, chain: Sequence[int], pieces: Sequence[Tokens], span: tuple[int, int]) -> QuoteMatch:
        left = 0
        for place, piece, then in zip(chain, pieces, chain[1:], strict=False):
            gap = (place + len(piece.words), then)
            words = [word for word in self.tokens.words[slice(*gap)] if word[0].isalnum()]
            left += len(words)
            negating = [word for word in words if word.casefold() in _NEGATING or word.casefold().endswith("n't")]
            if negating and len(words) <= _SHORT_GAP:
                out = " ".join(self.text[self.tokens.starts[gap[0]] : self.tokens.ends[gap[1] - 1]].split())
                before = " ".join(piece.words[-_SHORT_GAP // 3 :])
                diff = f"… {before} {{+{out}+}} …"
                return _match(QuoteState.ALTERED, span, "what the quote leaves out turns its meaning", diff)
        return _match(QuoteState.FOUND, span, f"{left} word{'' if left == 1 else 's'} left out, as the quote shows")

    # nearly the words

    def _nearest(self, words: Tokens, quote: str) -> QuoteMatch:
        if len(words.words) > LONGEST:
            note = f"the quote has over {LONGEST} words, so that nothing like it was looked for"
            return QuoteMatch(state=QuoteState.ABSENT, note=note)
        return self._altered(words, quote, nearest(words.words, self._index))

    def _altered(self, words: Tokens, quote: str, found: Alignment | None) -> QuoteMatch:
        if found is None:
            return QuoteMatch(state=QuoteState.ABSENT, note="neither these words nor any near to them stand there")
        own = tokens_of(quote)
        spans = list(zip(own.starts, own.ends, strict=True))
        there = _Spans(self.tokens)
        diff = word_diff(found.edits, quote, spans, self.text, there)
        span = self._span(found.start, found.end - found.start)
        return _match(QuoteState.ALTERED, span, _kind_of_change(found.edits, own.words, self.tokens.words), diff)

    def _span(self, first: int, size: int) -> tuple[int, int]:
        return self.tokens.starts[first], self.tokens.ends[first + size - 1]


_MOST_WAYS: Final = 100


class _Spans(Sequence[tuple[int, int]]):
    """Where the words of a text stand, pair by pair and only when asked for."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens.words)

    def __getitem__(self, number: "int | slice") -> "tuple[int, int]":  # type: ignore[override]
        return self._tokens.starts[number], self._tokens.ends[number]  # type: ignore[return-value]


def _variants(whole: Tokens) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the words of the quote, then those without the marks at its ends, which belong to who quotes."""
    yield whole.words, ""
    start, end = 0, len(whole.words)
    while end > start and whole.words[end - 1] in _CLOSING:
        end -= 1
    while start < end and whole.words[start] in "'\"":
        start += 1
    if (start, end) != (0, len(whole.words)):
        marks = " ".join((*whole.words[:start], *whole.words[end:]))
        yield whole.words[start:end], f"without {marks} at the end" if not start else "without the marks around it"


def _pieces(quote: str) -> list[Tokens]:
    """Return the pieces of a quote between its marks of omission."""
    pieces = [tokens_of(piece) for piece in _LEFT_OUT.split(quote)]
    return [piece for piece in pieces if any(word[0].isalnum() for word in piece.words)]


def _inside_ellipses(quote: str) -> str:
    """Return the one piece of a quote that stands between marks of omission, or the quote if it has none."""
    pieces = [piece for piece in _LEFT_OUT.split(quote) if any(character.isalnum() for character in piece)]
    return pieces[0] if len(pieces) == 1 else quote


def _unbracketed(quote: str) -> Iterator[str]:
    """Yield the quote without editorial brackets, with the other capital in them, then with the one that is written."""
    found = list(_BRACKETED.finditer(quote))
    if not 0 < len(found) <= _MOST_BRACKETS:
        return
    for turned in product((True, False), repeat=len(found)):
        parts, end = [], 0
        for bracket, turn in zip(found, turned, strict=True):
            word = bracket[1]
            parts += [quote[end : bracket.start()], word[0].swapcase() + word[1:] if turn else word]
            end = bracket.end()
        yield "".join((*parts, quote[end:]))


def _kind_of_change(edits: Sequence[Edit], quote: Sequence[str], text: Sequence[str]) -> str:
    changed = [
        (quote[slice(*edit.quote)], text[slice(*edit.text)]) for edit in edits if not edit.alike
    ]  # what the quote has, and what the text has instead
    if all("".join(ours).casefold() == "".join(theirs).casefold() for ours, theirs in changed):
        return "only capitals differ"
    words = [word for pair in changed for side in pair for word in side]
    if not any(word[0].isalnum() for word in words):
        return "only punctuation differs"
    return "a figure differs" if any(word[0].isdigit() for word in words) else ""


def _match(state: QuoteState, span: tuple[int, int], note: str = "", diff: str = "") -> QuoteMatch:
    return QuoteMatch(state=state, start=span[0], end=span[1], note=note, diff=diff)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _number(seen: int) -> str:
    return f"{seen:,}" if seen < _MOST_LOOKED_AT else f"{seen:,} or more"


def _between(prefix: str | None, suffix: str | None) -> str:
    if prefix and suffix:
        return f"between {_short(prefix, tail=True)} and {_short(suffix)}"
    return f"after {_short(prefix, tail=True)}" if prefix else f"before {_short(suffix or '')}"


def _short(words: str, *, tail: bool = False) -> str:
    line = " ".join(words.split())
    if len(line) <= 60:
        return f"“{line}”"
    return f"“…{line[-60:]}”" if tail else f"“{line[:60]}…”"


def _run(text: str) -> str:
    """The text as it compares, without its spaces: a prefix may begin, and a suffix end, within a word."""
    return "".join(tokens_of(text).words)


def _reach(context: str) -> int:
    return 4 * len(context) + 64
