"""What are the words, the quotations and the sentences of this text, and where does each stand?"""

import re
from array import array
from typing import Final, NamedTuple

from claimcheck.reading.speech.saying import Saying

__all__ = ["CLOSE", "LONGEST_SENTENCE", "OPEN", "Prose", "Quotation"]

OPEN: Final = "“|"
"""The token that stands in place of a mark that opens a quotation; no token of a text looks like it."""

CLOSE: Final = "”|"
"""The same for a mark that closes one; a mark without its other half stays as it is written."""

LONGEST_SENTENCE: Final = 250
"""Tokens; what runs on for longer is cut, so that time stays linear whatever the text."""

_TOKEN: Final = re.compile(
    r"(?:[A-Za-z]\.){2,20}"  # U.S., a.m.
    r"|[0-9][0-9]{0,30}(?:[.,:/][0-9]{1,30}){0,12}[^\W\d_]{0,20}"  # 2,383 and 4.5 and 40th
    r"|[^\W_]{1,80}(?:(?:['’&/·-]|\.(?=[a-z]{2,3}\b))[^\W_]{1,80}){0,12}"  # O'Keefe, then-candidate, example.com
    r"|``|''|\.(?: ?\.){1,40}|[^\s\w]|_"
)
_BULLET: Final = re.compile(r"[-*•–—]\s|\d{1,3}[.)]\s")
_DOUBLE: Final = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "‟", "＂"})
_SINGLE: Final = frozenset({"'", "‘", "’", "‚", "‹", "›"})
_ONLY_OPEN: Final = frozenset({"“", "„", "``", "‟", "‘", "‚", "‹"})
_CONTRACTIONS: Final = frozenset({"'ve", "'re", "'ll", "'d"})
_NAMES: Final = frozenset({"WHO", "US", "IT"})  # and no pronouns
_STOPS: Final = frozenset({".", "!", "?", "…"})
_SOFT_WRAP: Final = 60
_WRAPPED: Final = 120


class Quotation(NamedTuple):
    """A quotation: the tokens of its marks, and the code points of what stands between them."""

    first: int
    last: int
    start: int
    end: int


class Prose:
    r"""A text as tokens, outermost quotations and sentences; all positions are code points into the text as given.

    Attributes:
        words: The tokens as written; quotation marks that open or close a quotation stand as OPEN and CLOSE.
        lower: The tokens in lower case.
        starts: Where each token begins.
        ends: Where each token ends.
        inside: For each token the number of the outermost quotation that it stands in, -1 for none.
        quotations: The outermost quotations, in order.
        sentences: For each sentence the first token and the token after the last.

    Examples:
        >>> from claimcheck.reading.speech.saying import saying
        >>> prose = Prose("Mr. Lee of the U.S. Army said, ``We won.'' He left.", saying("en"))
        >>> [prose.text[prose.starts[first] : prose.ends[stop - 1]] for first, stop in prose.sentences]
        ["Mr. Lee of the U.S. Army said, ``We won.''", 'He left.']
        >>> [prose.text[found.start : found.end] for found in prose.quotations]
        ['We won.']
    """

    def __init__(self, text: str, words: Saying) -> None:
        self.text = text
        self.saying = words
        self.words: list[str] = []
        self.lower: list[str] = []
        self.starts = array("q")
        self.ends = array("q")
        self._same: dict[str, str] = {}  # each word once, however often it stands in the text
        self.breaks: set[int] = set()  # tokens that begin a paragraph
        self._tokens()
        self._same.clear()
        self.size = len(self.words)
        self.inside = [-1] * self.size
        self.quotations: list[Quotation] = []
        self._pair()
        self.sentences: list[tuple[int, int]] = []
        self._split()

    # tokens

    def _tokens(self) -> None:
        text, words = self.text, self.saying
        shortened = words.abbreviations | words.ending_abbreviations
        wrapped = _is_wrapped(text)
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            word = found[0]
            low = word if word in _NAMES else word.lower().replace("’", "'")
            if self.ends and self._begins_paragraph(self.ends[-1], start, wrapped):
                self.breaks.add(len(self.words))
            if word == "." and self.ends and self.ends[-1] == start and self._is_short(self.words[-1], shortened):
                self.words[-1] += "."
                self.lower[-1] += "."
                self.ends[-1] = end
                continue
            tail = low.rfind("'")
            if tail > 0 and low[tail:] in _CONTRACTIONS:
                self._append(word[:tail], low[:tail], start, start + tail)
                word, low, start = word[tail:], low[tail:], start + tail
            self._append(word, low, start, end)

    def _append(self, word: str, low: str, start: int, end: int) -> None:
        self.words.append(self._same.setdefault(word, word))
        self.lower.append(self._same.setdefault(low, low))
        self.starts.append(start)
        self.ends.append(end)

    @staticmethod
    def _is_short(word: str, shortened: frozenset[str]) -> bool:
        """Return whether a full stop after *word* belongs to it: an abbreviation, or an initial."""
        return (len(word) == 1 and word.isalpha() and word.isupper() and word != "I") or word.lower() in shortened

    def _begins_paragraph(self, end: int, start: int, wrapped: bool) -> bool:
        if start - end < 1 or "\n" not in self.text[end : min(start, end + 400)]:
            return False
        gap = self.text[end : min(start, end + 400)]
        if not wrapped or gap.count("\n") > 1 or _BULLET.match(self.text, start):
            return True
        if self.text[end - 1] in ".!?:…\"”'’":
            return True
        line_start = self.text.rfind("\n", max(0, end - _SOFT_WRAP), end)
        return (line_start >= 0 or end < _SOFT_WRAP) and self.text[start].isupper()

    # quotations

    def _pair(self) -> None:
        """Find the outermost quotations: marks of one kind pair up, and those of the other kind nest inside them."""
        opened: int | None = None
        single = False
        for index, word in enumerate(self.words):
            if index in self.breaks and opened is not None:
                self._close(opened, index, index, paired=word in _DOUBLE and not single)
                opened = None
            if word not in _DOUBLE and word not in _SINGLE:
                continue
            is_single = word in _SINGLE
            if opened is None:
                if self._opens(index, word):
                    opened, single = index, is_single
            elif is_single == single and self._closes(index, word):
                self._close(opened, index, index + 1, paired=True)
                opened = None
        if opened is not None:
            self._close(opened, self.size, self.size, paired=self.words[opened] in {"“", "``", "„"})

    def _close(self, first: int, last: int, stop: int, *, paired: bool) -> None:
        """Take down the quotation; one that is not closed counts where a mark takes it up, or its own mark opens."""
        if not paired or stop <= first + 1:
            return
        start = self.ends[first]
        end = self.starts[last] if last < stop else self.ends[stop - 1]
        number = len(self.quotations)
        self.quotations.append(Quotation(first, stop - 1, start, end))
        for place in range(first, stop):
            self.inside[place] = number
        self.words[first] = self.lower[first] = OPEN
        if last < stop:
            self.words[last] = self.lower[last] = CLOSE

    def _opens(self, index: int, word: str) -> bool:
        if word in {"”", "»", "›"}:
            return word != "”" and self._spaced_before(index) and not self._spaced_after(index)
        if word in _ONLY_OPEN or word == "«":
            return not self._spaced_after(index) or word == "«"
        if self._spaced_after(index):
            return word == '"' and self._spaced_before(index) and index == 0
        if word in {"'", "’"}:
            following = self.words[index + 1] if index + 1 < self.size else ""
            return word == "'" and self._spaced_before(index) and not following[:1].isdigit()
        return self._spaced_before(index)

    def _closes(self, index: int, word: str) -> bool:
        if word in _ONLY_OPEN and word not in {"“", "‘"}:
            return False
        if word in {"“", "‘"}:
            return not self._spaced_before(index) and self._spaced_after(index)
        if word in {"'", "’"}:
            return not self._spaced_before(index) and self._spaced_after(index)
        return True

    def _spaced_before(self, index: int) -> bool:
        if index == 0 or self.starts[index] != self.ends[index - 1]:
            return True
        before = self.words[index - 1][-1:]
        return not (before.isalnum() or before in ".,!?%)]…;")

    def _spaced_after(self, index: int) -> bool:
        if index + 1 >= self.size or self.starts[index + 1] != self.ends[index]:
            return True
        after = self.words[index + 1][:1]
        return not (after.isalnum() or after in "[($€£.…'‘\"“`-—")

    # sentences

    def _split(self) -> None:
        first = 0
        for index in range(self.size):
            if index > first and index in self.breaks:
                self.sentences.append((first, index))
                first = index
            stop = index + 1
            if (self._ends(index) or stop - first >= LONGEST_SENTENCE) and stop > first:
                self.sentences.append((first, stop))
                first = stop
        if first < self.size:
            self.sentences.append((first, self.size))

    def _ends(self, index: int) -> bool:
        """Return whether a sentence ends with this token; the closing marks after a full stop belong to it."""
        word, following = self.words[index], index + 1
        if following < self.size and following not in self.breaks and self.words[following] in {CLOSE, ")", "]"}:
            return False
        place = index
        while place > 0 and self.words[place] in {CLOSE, ")", "]"} and index - place < 4:
            place -= 1
        stop = self.words[place]
        if stop in _STOPS or (len(stop) > 1 and not stop.strip(".")):
            return self._may_begin(following, after_quote=word == CLOSE)
        if stop.endswith(".") and len(stop) > 2:
            bare = stop[:-1].lower()
            return bare in self.saying.ending_abbreviations and self._begins_surely(following)
        return False

    def _may_begin(self, index: int, *, after_quote: bool) -> bool:
        if index >= self.size or index in self.breaks:
            return True
        if self.starts[index] == self.ends[index - 1] and not after_quote and self.words[index] != OPEN:
            return False
        word = self.words[index]
        if word in {CLOSE, ",", ";"}:
            return False
        return not (word[:1].isalpha() and word[:1].islower())

    def _begins_surely(self, index: int) -> bool:
        if index >= self.size or index in self.breaks:
            return True
        word = self.words[index]
        return word == OPEN or (word[:1].isupper() and self.lower[index] in self.saying.starters)


def _is_wrapped(text: str) -> bool:
    """Return whether lines end where a page ends; where some line is long, each line is a paragraph."""
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            return len(text) - start <= _WRAPPED
        if end - start > _WRAPPED:
            return False
        start = end + 1
