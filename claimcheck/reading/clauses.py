"""Which words of a text may speak of which of its figures: sentences, the clauses in them, and the words between?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from claimcheck.reading.figures import Role, find_quantities
from claimcheck.reading.language import language_table
from claimcheck.reading.speech.drafts import extract
from claimcheck.times import TimeMention, find_times
from claimcheck.vocabulary import Vocabulary, fold

__all__ = ["Clauses", "StatementWords", "Term", "Window", "statement_words"]


class StatementWords(NamedTuple):
    """The word lists of one language, folded."""

    people: frozenset[str]
    recorded: frozenset[str]
    added: frozenset[str]
    narrowing: frozenset[str]
    rates: frozenset[str]
    spans: frozenset[str]
    linking: frozenset[str]
    auxiliaries: frozenset[str]
    joints: frozenset[str]
    weak_joints: frozenset[str]
    before_noun: frozenset[str]
    before_figure: frozenset[str]
    denials: frozenset[str]
    allegations: frozenset[str]
    modal: frozenset[str]
    saying: frozenset[str]
    negations: frozenset[str]
    neutral: frozenset[str]
    separating: frozenset[str]
    unnamed: frozenset[str]
    function: frozenset[str]
    opposed: tuple[frozenset[str], ...]
    incidents: Mapping[str, str]


_PLAIN: Final = -2  # all but the last two fields are plain lists


@cache
def statement_words(language: str = "en") -> StatementWords:
    """Return the word lists of *language* for sentences.

    Examples:
        >>> "active" in statement_words().narrowing, "new" in statement_words().added
        (True, True)
    """
    table: Mapping[str, Any] = language_table(language, "statements")
    lists: dict[str, Any] = {name: frozenset(table[name].split()) for name in StatementWords._fields[:_PLAIN]}
    incidents = {word: row.split()[0] for row in table["incidents"] for word in row.split()}
    opposed = tuple(frozenset(fold(word) for word in row.split()) for row in table["opposed"])
    return StatementWords(**lists, opposed=opposed, incidents=MappingProxyType(incidents))


# A word keeps what hyphens and apostrophes join to it; digits stand alone, so that "7-magnitude" is two things.
_TOKEN: Final = re.compile(r"[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*|\d+(?:[.,]\d+)*|[^\w\s]", re.UNICODE)
_YEAR: Final = re.compile(r"\b[0-9]{4}\b")
_NOT_ASSERTED: Final = frozenset({Role.WHOLE, Role.SPAN})  # a total that a share is taken of, and over what time
_SHARES: Final = frozenset({"percent", "share"})
_STRONG: Final = frozenset(".;!?:")
_LONGEST_TERM: Final = 5  # words of a term of the vocabulary


class Window(NamedTuple):
    """The tokens that may speak of one figure: those before it, from *first*; those after it, up to *last*.

    Its sentence runs from *opening* to *closing*.
    """

    first: int
    start: int
    stop: int
    last: int
    opening: int
    closing: int


class Term(NamedTuple):
    """A measure or a subject of the vocabulary in a text: its words, its kind, and the tokens it takes."""

    phrase: str
    kind: str
    start: int
    stop: int


class Clauses:
    """The tokens of a text, the figures in it, and which tokens belong to a figure."""

    def __init__(self, text: str, words: Vocabulary, *, year: int | None, language: str) -> None:
        self.text = text
        self.words = words
        self.lists = statement_words(language)
        every = find_quantities(text, language=language)
        asserted = tuple(one for one in every if one.role not in _NOT_ASSERTED)
        self.mentions = asserted or every  # "it took 3 days" asserts the days
        self.durations = tuple(one for one in every if one.role is Role.SPAN) if asserted else ()
        self.wholes = {
            one.start: other
            for one, other in pairwise(every)
            if other.role == Role.WHOLE and one.quantity.unit in _SHARES
        }
        self.times, self.loose_times = _times(text, year, language)
        timed = sorted((one.start, one.end) for one in (*self.times, *self.loose_times))
        self._time_starts = [one.start for one in self.times]
        self._timed_starts, self._timed_ends = [start for start, _ in timed], [end for _, end in timed]
        self._said = sorted(_speakers(text, self.lists, language))
        self._said_starts = [start for start, _ in self._said]
        found = list(_TOKEN.finditer(text))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.written = [match.group() for match in found]
        self.lower = [one.casefold().replace("’", "'") for one in self.written]
        self.spans = [
            self._tokens(mention.start, self.wholes.get(mention.start, mention).end) for mention in self.mentions
        ]
        self._figures = {place for one in every for place in range(*self._tokens(one.start, one.end))}

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    @cached_property
    def incidents(self) -> frozenset[str]:
        """The kinds of incident that the text names, each by one word for all that may be one."""
        return frozenset(self.lists.incidents[fold(word)] for word in self.lower if fold(word) in self.lists.incidents)

    def is_word(self, place: int) -> bool:
        """Whether a word or a number stands there, and no sign."""
        return 0 <= place < len(self.written) and self.written[place][0].isalnum()

    def is_strong(self, place: int) -> bool:
        """Whether the sign there ends a sentence, or as good as one."""
        if self.written[place] not in _STRONG:
            return False
        # "U.S." and "3 p.m." end no sentence; a full stop ends one where a capital or nothing follows a space.
        beyond = place + 1
        if beyond >= len(self.written):
            return True
        following, apart = self.written[beyond], self.starts[beyond] > self.ends[place]
        if self.written[place] != ".":
            return apart
        if apart:
            return not following[0].islower()
        # "in 2020.As of April": a space was left out, which no initials and no decimals leave.
        return following[0].isupper() and len(following) > 1 and place > 0 and not self.written[place - 1][0].isupper()

    def is_time(self, place: int) -> bool:
        """Whether the token is part of a time."""
        last = bisect_right(self._timed_starts, self.starts[place]) - 1
        return last >= 0 and self.starts[place] < self._timed_ends[last]

    def is_speaker(self, place: int) -> bool:
        """Whether the token only tells who says what the sentence says."""
        last = bisect_right(self._said_starts, self.starts[place]) - 1
        return last >= 0 and self.starts[place] < self._said[last][1]

    def known(self, start: int, stop: int) -> str | None:
        """The words from token *start* to *stop* as written, if they stand side by side."""
        return self.text[self.starts[start] : self.ends[stop - 1]] if start < stop else None

    def times_within(self, first: int, last: int) -> list[TimeMention]:
        """The times that lie wholly among some tokens."""
        start, end = self.starts[first], self.ends[last - 1]
        near = self.times[bisect_left(self._time_starts, start) : bisect_right(self._time_starts, end)]
        return [one for one in near if one.end <= end]

    def terms(self, first: int, last: int) -> list[Term]:
        """The measures and subjects of the vocabulary among some tokens, the longest first."""
        found = []
        place = first
        while place < last:
            for length in range(min(_LONGEST_TERM, last - place), 0, -1):
                phrase = self.known(place, place + length) or ""
                if self.words.is_known(phrase) and (len(phrase) > 2 or not phrase.islower()):
                    kind = self.words.kind(phrase)
                    if kind in ("measure", "subject"):
                        found.append(Term(phrase, kind, place, place + length))
                        place += length
                        break
            else:
                place += 1
        return found

    def names(self, first: int, last: int) -> tuple[str, ...]:
        """The names among some tokens, in order: a state under one name, others word by word, folded."""
        found = []
        place = first
        while place < last:
            if not self.is_name(place):
                place += 1
                continue
            for length in range(min(_LONGEST_TERM, last - place), 0, -1):
                phrase = self.words.state_of(_owner(self.known(place, place + length) or ""))
                term = self.words.term(phrase)
                if term is not None and term.kind == "state":
                    found.append(fold(term.name))
                    place += length
                    break
            else:
                found.append(fold(_owner(self.written[place])))
                place += 1
        return tuple(dict.fromkeys(found))

    def is_name(self, place: int) -> bool:
        """Whether the word there is written as a name, and is none of those that are written so for other reasons."""
        if not self.written[place][0].isupper():
            return False
        if self.lower[place] in self.lists.unnamed and not self._is_letter(place):
            return False
        if self.is_time(place) or self.is_speaker(place):
            return False
        begins = place == 0 or self.is_strong(place - 1)
        return not (begins and self.words.kind(self.written[place]) in ("measure", "subject"))

    def content(self, first: int, last: int) -> frozenset[str]:
        """The words among some tokens that bear meaning, folded: no figures, no times, none that only deny or join.

        A number that is no figure, and a letter that stands for a name, bear meaning: Ward 3, Plan B.
        """
        empty = self.lists.function | self.lists.negations | self.lists.auxiliaries | self.lists.allegations
        return frozenset(
            fold(self.written[place])
            for place in range(first, last)
            if self.is_word(place)
            and (self.lower[place] not in empty or self._is_letter(place))
            and place not in self._figures
            and not (self.is_time(place) or self.is_speaker(place))
        )

    def _is_letter(self, place: int) -> bool:
        """Whether a capital alone stands there and does not begin a sentence: Plan A."""
        letter = self.written[place]
        return len(letter) == 1 and letter.isupper() and place > 0 and not self.is_strong(place - 1)

    def windows(self) -> Iterator[Window]:
        """Yield the window of each figure: no further than its sentence, its neighbours and the joints between them."""
        opening = cut = closing = 0
        for place, (start, stop) in enumerate(self.spans):
            for token in range(cut, start):
                if self.is_strong(token):
                    opening = cut = token + 1
            limit = self.spans[place + 1][0] if place + 1 < len(self.spans) else len(self.written)
            end = stop
            while end < limit and not self.is_strong(end):
                end += 1
            followed = end == limit < len(self.written)
            last = stop
            while last < end and not self._is_joint(last, followed):
                last += 1
            if closing <= start:
                closing = stop
                while closing < len(self.written) and not self.is_strong(closing):
                    closing += 1
            yield Window(cut, start, stop, last, opening, closing)
            cut = last

    def _is_joint(self, token: int, followed: bool) -> bool:
        word = self.lower[token]
        if word in ",()–—" or word in self.lists.joints:
            return True
        return followed and word in self.lists.weak_joints


def _speakers(text: str, lists: StatementWords, language: str) -> Iterator[tuple[int, int]]:
    """Where a text names who says something, and the words that say so."""
    for draft in extract(text, language=language):
        cue = draft.spans.cue
        if draft.spans.speaker is None or cue is None:
            continue
        if {word.casefold() for word in text[slice(*cue)].split()} & lists.saying:
            yield draft.spans.speaker
            yield cue


def _times(text: str, year: int | None, language: str) -> tuple[tuple[TimeMention, ...], tuple[TimeMention, ...]]:
    """The times of a text that are the same on whatever day of *year* it was written, and those that are not."""
    if year is None:
        return find_times(text, zone="UTC", language=language), ()
    days = (date(year, 12, 31), date(year, 12, 24), date(year, 11, 30))
    late, *others = (find_times(text, reference=day, zone="UTC", language=language) for day in days)
    told = [{(one.start, one.end, _YEAR.sub("", one.span.edtf)) for one in found} for found in others]
    certain: list[TimeMention] = []
    loose: list[TimeMention] = []
    for one in late:
        same = all((one.start, one.end, _YEAR.sub("", one.span.edtf)) in found for found in told)
        dated = one.span.edtf.find("-") > 0 or any(sign.isdigit() for sign in text[one.start : one.end])
        (certain if same and dated else loose).append(one)
    return tuple(certain), tuple(loose)


def _owner(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
