"""What does each figure of a sentence count: what, of which kind, where and for whom, up to when, and is it denied?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from attrs import frozen

from claimcheck.reading.figures import Mention, find_quantities
from claimcheck.reading.language import language_table
from claimcheck.times import TimeMention, TimeSpan, find_times, time_span
from claimcheck.vocabulary import Vocabulary, fold

__all__ = ["Counted", "StatementWords", "read_counted", "statement_words"]


@frozen(kw_only=True)
class Counted:
    """One figure of a sentence, with what its words say it counts.

    Attributes:
        mention: The figure, and where it stands.
        head: The noun that is counted, folded; empty where the sentence gives none.
        measure: The one measure of the vocabulary that its clause names, as written, or None.
        subject: The one subject of the vocabulary that is counted, with its demonym, as written, or None.
        narrowing: Words that make it a part or another count of the head: new, active, a child, an ordinal.
        kind: The other words between the figure and its head, folded: coronavirus, approval.
        names: The names in its clause, folded word by word.
        local: Those of them that follow the figure: "20 in Kherson".
        incidents: The kinds of incident that the sentence names.
        content: The words of its clause that bear meaning, folded, without those that deny it.
        negated: Its clause denies it.
        when: The time that its clause or its sentence names, where it names one; a bound's end ("by 3 May").
        is_cutoff: That time is a bound up to which or from which it was known, and not the time it is about.
    """

    mention: Mention
    head: str
    measure: str | None
    subject: str | None
    narrowing: frozenset[str]
    kind: frozenset[str]
    names: frozenset[str]
    local: frozenset[str]
    incidents: frozenset[str]
    content: frozenset[str]
    negated: bool
    when: TimeSpan | None = None
    is_cutoff: bool = False

    @property
    def where(self) -> frozenset[str]:
        """The names that place it: those behind the figure, else those before it."""
        return self.local or self.names


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
    negations: frozenset[str]
    incidents: frozenset[str]
    unnamed: frozenset[str]
    function: frozenset[str]


@cache
def statement_words(language: str = "en") -> StatementWords:
    """Return the word lists of *language* for sentences.

    Examples:
        >>> "active" in statement_words().narrowing, "new" in statement_words().added
        (True, True)
    """
    table: Mapping[str, Any] = language_table(language, "statements")
    return StatementWords(*(frozenset(table[name].split()) for name in StatementWords._fields))


_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]", re.UNICODE)
_STRONG: Final = frozenset(".;!?:")
_LONGEST_TERM: Final = 5
_LONGEST_NOUN: Final = 6


class _Sentence:
    """The tokens of a text, the figures in it, and which tokens belong to a figure."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        lists: StatementWords,
        mentions: tuple[Mention, ...],
        times: tuple[TimeMention, ...],
    ) -> None:
        self.text = text
        self.times = times
        self.words = words
        self.lists = lists
        self.mentions = mentions
        found = list(_TOKEN.finditer(text))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.written = [match.group() for match in found]
        self.lower = [one.casefold().replace("’", "'") for one in self.written]
        self.spans = [
            (bisect_right(self.ends, mention.start), bisect_left(self.starts, mention.end)) for mention in mentions
        ]

    def is_word(self, place: int) -> bool:
        return 0 <= place < len(self.written) and self.written[place][0].isalnum()

    def is_strong(self, place: int) -> bool:
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
        return any(one.start <= self.starts[place] < one.end for one in self.times)

    def known(self, start: int, stop: int) -> str | None:
        """The words from token *start* to *stop* as written, if they stand side by side."""
        return self.text[self.starts[start] : self.ends[stop - 1]] if start < stop else None


class _Window(NamedTuple):
    """The tokens that may speak of one figure: those before it, from *first*; those after it, up to *last*.

    Its sentence runs from *opening* to *closing*.
    """

    first: int
    start: int
    stop: int
    last: int
    opening: int
    closing: int


def read_counted(text: str, words: Vocabulary, *, year: int | None = None, language: str = "en") -> tuple[Counted, ...]:
    """Return what each figure of *text* counts, in order.

    A figure without a noun of its own counts what the one before it in its sentence counts: "7 cases, 3 in Kherson".

    Args:
        text: One or more sentences.
        words: The vocabulary that knows measures, subjects and states.
        year: The year of dates without one; without it they are not read.
        language: The language of the text.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> first, second = read_counted("The blast killed 5 people and left 12 new drones", default_vocabulary())
        >>> first.measure, first.head, second.head, sorted(second.narrowing)
        ('killed', 'people', 'drone', ['new'])
    """
    lists = statement_words(language)
    mentions = find_quantities(text, language=language)
    sentence = _Sentence(text, words, lists, mentions, _certain_times(text, year, language))
    found: list[Counted] = []
    for place, window in enumerate(_windows(sentence)):
        before = found[-1] if found and window.opening <= sentence.spans[place - 1][0] else None
        found.append(_read_one(sentence, place, window, before))
    return tuple(found)


def _windows(sentence: _Sentence) -> Iterator[_Window]:
    """Yield the window of each figure: no further than its sentence, its neighbours and the joints between them."""
    opening = cut = closing = 0
    for place, (start, stop) in enumerate(sentence.spans):
        for token in range(cut, start):
            if sentence.is_strong(token):
                opening = cut = token + 1
        limit = sentence.spans[place + 1][0] if place + 1 < len(sentence.spans) else len(sentence.written)
        end = stop
        while end < limit and not sentence.is_strong(end):
            end += 1
        followed = end == limit < len(sentence.written)
        last = stop
        while last < end and not _is_joint(sentence, last, followed):
            last += 1
        if closing <= start:
            closing = stop
            while closing < len(sentence.written) and not sentence.is_strong(closing):
                closing += 1
        yield _Window(cut, start, stop, last, opening, closing)
        cut = last


def _is_joint(sentence: _Sentence, token: int, followed: bool) -> bool:
    word = sentence.lower[token]
    if word in ",()–—" or word in sentence.lists.joints:
        return True
    return followed and word in sentence.lists.weak_joints


def _read_one(sentence: _Sentence, place: int, window: _Window, before: Counted | None) -> Counted:
    lists = sentence.lists
    mention = sentence.mentions[place]
    noun = _noun_after(sentence, window) or _noun_before(sentence, window)
    after = list(_terms(sentence, window.stop, window.last))
    left = list(_terms(sentence, window.first, window.start))
    measure = _measure(sentence, noun, after, left)
    subject = _subject(sentence, noun, after, measure)
    head, modifiers = "", frozenset[str]()
    if noun is not None:
        head = fold(sentence.written[noun[1] - 1])
        modifiers = frozenset(fold(sentence.written[token]) for token in range(noun[0], noun[1] - 1))
    elif before is not None and measure is None:
        head, measure, subject, modifiers = before.head, before.measure, before.subject, before.kind
    taken = {fold(word) for term in (measure, subject) if term for word in _TOKEN.findall(term)}
    others = modifiers - taken
    inside = {one.casefold() for one in _TOKEN.findall(mention.quantity.text)} - {"more"}
    if window.start > window.first:
        inside |= {sentence.lower[window.start - 1]} & lists.added
    local = _names(sentence, window.stop, window.last)
    opening = sentence.spans[place - 1][0] if before is not None else window.start
    shared = _names(sentence, window.opening, min(opening, window.start)) | (
        before.names - before.local if before else frozenset()
    )
    clause = range(window.first, window.last)
    told = _when(sentence, window)
    context = frozenset(
        fold(sentence.written[token])
        for token in clause
        if sentence.is_word(token) and not sentence.written[token][0].isdigit() and not sentence.is_time(token)
    )
    return Counted(
        mention=mention,
        head=head,
        measure=measure,
        subject=subject,
        narrowing=_narrowing(sentence, window, noun, others | inside),
        kind=others - lists.narrowing - lists.added - lists.recorded - local,
        names=local | shared | _names(sentence, window.first, window.start),
        local=local,
        incidents=frozenset(fold(one) for one in sentence.lower) & lists.incidents,
        content=context - lists.function - lists.negations - lists.auxiliaries - {"did", "doe", "do"},
        negated=any(
            sentence.lower[token] in lists.negations for token in clause if not window.start <= token < window.stop
        ),
        when=None if told is None else told[0],
        is_cutoff=told is not None and told[1],
    )


def _certain_times(text: str, year: int | None, language: str) -> tuple[TimeMention, ...]:
    """The times of a text that do not hang on the day it was written: with a date, and the year that was told."""
    if year is None:
        return find_times(text, language=language)
    late, earlier = (find_times(text, reference=date(year, 12, day), language=language) for day in (31, 24))
    told = set(earlier)
    return tuple(one for one in late if one in told and any(sign.isdigit() for sign in text[one.start : one.end]))


def _when(sentence: _Sentence, window: _Window) -> tuple[TimeSpan, bool] | None:
    """The one time in the clause, else the one in the sentence, and whether it bounds what was known."""
    for first, last in ((window.first, window.last), (window.opening, window.closing)):
        start, end = sentence.starts[first], sentence.ends[last - 1]
        inside = [one for one in sentence.times if start <= one.start and one.end <= end]
        if len(inside) == 1:
            span = inside[0].span
            before, _, after = span.edtf.partition("/")
            if span.open_start or span.open_end:
                return time_span(after if span.open_start else before), True
            return span, False
        if inside:
            return None
    return None


def _narrowing(
    sentence: _Sentence, window: _Window, noun: tuple[int, int] | None, beside: frozenset[str] | set[str]
) -> frozenset[str]:
    """The words that make the figure a part of what its noun counts, beside it or said of it: "6 cases are active"."""
    lists = sentence.lists
    found = set(beside & lists.narrowing)
    if beside & lists.added:
        found.add("new")
    said = window.stop if noun is None else noun[1]
    while said < window.last and sentence.lower[said] in lists.auxiliaries | {"also", "still", "now"}:
        said += 1
    if window.stop < said < window.last and sentence.lower[said - 1] in lists.auxiliaries:
        found |= {sentence.lower[said]} & lists.narrowing
    return frozenset(found) | _rate(sentence, window)


def _rate(sentence: _Sentence, window: _Window) -> frozenset[str]:
    """The span in each of which the figure is counted: "8,000 victims per day"."""
    lists, lower = sentence.lists, sentence.lower
    for token in range(window.stop, window.last - 1):
        if lower[token] in lists.rates and lower[token + 1] in lists.spans:
            return frozenset({f"per {lower[token + 1]}"})
    return frozenset()


def _noun_after(sentence: _Sentence, window: _Window) -> tuple[int, int] | None:
    """The tokens of what is counted, right after the figure: modifiers, and the first plural or known word as head."""
    first = window.stop
    while first < window.last and sentence.lower[first] in ("of", "the", "its", "their", "these", "those", "-"):
        first += 1
    place = first
    while place < window.last and place - first < _LONGEST_NOUN and sentence.is_word(place):
        word = sentence.lower[place]
        more = word == "more" and place == first and place + 1 < window.last and sentence.lower[place + 1] != "than"
        if not more and (word in sentence.lists.function or word in sentence.lists.auxiliaries):
            break
        place += 1
        if _is_counted_noun(sentence, place - 1):
            # "drone strikes", "measles cases": of two nouns side by side the last one is counted.
            more = place < window.last and sentence.is_word(place) and sentence.lower[place].endswith("s")
            if not (more and _is_counted_noun(sentence, place)):
                return first, place
    if place == first:
        return None
    return first, (place if sentence.mentions and place - first <= 2 else first + 1)


def _is_counted_noun(sentence: _Sentence, place: int) -> bool:
    word = sentence.lower[place]
    if sentence.words.is_known(word) and sentence.words.kind(word) in ("measure", "subject"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _noun_before(sentence: _Sentence, window: _Window) -> tuple[int, int] | None:
    """The noun that a verb or "of" joins to the figure: "the number of recoveries reached 29", "a rating of 71 %"."""
    place = window.start - 1
    while place >= window.first and sentence.lower[place] in sentence.lists.linking | {
        "only",
        "just",
        "now",
        "currently",
    }:
        place -= 1
    linked = place < window.start - 1
    if not linked and place >= window.first and sentence.lower[place] in ("of", ":", "a", "an", "the"):
        while place >= window.first and sentence.lower[place] in ("of", ":", "a", "an", "the"):
            place -= 1
        linked = True
    if not linked or place < window.first or not sentence.is_word(place):
        return None
    first = place
    while first - 1 >= window.first and sentence.is_word(first - 1) and place - first < _LONGEST_NOUN:
        first -= 1
    for token in range(first, place + 1):  # "the cases of coronavirus in Bulgaria were": the first noun is the head
        if _is_counted_noun(sentence, token) and sentence.lower[token] not in sentence.lists.function:
            start = token
            while start > first and sentence.lower[start - 1] not in sentence.lists.function:
                start -= 1
            return start, token + 1
    return (place, place + 1) if sentence.lower[place] not in sentence.lists.function else None


class _Term(NamedTuple):
    phrase: str
    kind: str
    start: int
    stop: int


def _terms(sentence: _Sentence, first: int, last: int) -> Iterator[_Term]:
    """The measures and subjects of the vocabulary among some tokens, the longest first."""
    place = first
    while place < last:
        for length in range(min(_LONGEST_TERM, last - place), 0, -1):
            phrase = sentence.known(place, place + length) or ""
            if sentence.words.is_known(phrase) and (len(phrase) > 2 or not phrase.islower()):
                kind = sentence.words.kind(phrase)
                if kind in ("measure", "subject"):
                    yield _Term(phrase, kind, place, place + length)
                    place += length
                    break
        else:
            place += 1


def _measure(sentence: _Sentence, noun: tuple[int, int] | None, after: list[_Term], left: list[_Term]) -> str | None:
    """The one measure: after an auxiliary, else in the noun phrase, else the only one behind it, else before it."""
    words, lists = sentence.words, sentence.lists
    measures = [term for term in after if term.kind == "measure"]
    for term in measures:
        back = [sentence.lower[token] for token in range(max(term.start - 3, 0), term.start)]
        if any(one in lists.auxiliaries for one in back) and (noun is None or term.start >= noun[1]):
            return _with_alternatives(sentence, term, measures)
    if noun is not None:
        inside = [term for term in measures if term.start < noun[1]]
        head = sentence.written[noun[1] - 1]
        for token in range(noun[0], noun[1] - 1):
            phrase = f"{sentence.written[token]} {head}"
            if words.is_known(phrase) and words.kind(phrase) == "measure":
                return phrase
        if inside:
            return inside[-1].phrase
        if noun[1] <= (after[0].start if after else noun[1]) and words.is_known(head) and words.kind(head) == "measure":
            return head
        measures = [term for term in measures if term.start >= noun[1]]
    for found in (measures, [term for term in left if term.kind == "measure"]):
        joined = [_with_alternatives(sentence, term, found) for term in found[:1]]
        concepts = {words.concept(term.phrase) for term in found}
        if joined and (len(concepts) == 1 or joined[0].endswith(found[-1].phrase)):
            return joined[0]
    return None


def _with_alternatives(sentence: _Sentence, term: _Term, measures: list[_Term]) -> str:
    """The measure with those that "or" joins to it: "destroyed or damaged"."""
    stop = term.stop
    for other in measures:
        if other.start == stop + 1 and sentence.lower[stop] == "or":
            stop = other.stop
    return sentence.known(term.start, stop) or term.phrase


def _names_measure(sentence: _Sentence, noun: tuple[int, int], measure: str) -> bool:
    """Whether the noun itself is the measure: deaths, confirmed cases."""
    head = sentence.words.concept(sentence.written[noun[1] - 1])
    return head == sentence.words.concept(measure) or measure.rsplit(maxsplit=1)[-1] == sentence.written[noun[1] - 1]


def _subject(sentence: _Sentence, noun: tuple[int, int] | None, after: list[_Term], measure: str | None) -> str | None:
    """The subject in the noun phrase, with the demonym before it; else the head that the measure is said of."""
    if noun is None:
        return None
    inside = [term for term in after if term.kind == "subject" and noun[0] <= term.start < noun[1]]
    head = sentence.written[noun[1] - 1]
    if head.casefold() in sentence.lists.people:
        return None
    if not inside:
        return None if measure is None or _names_measure(sentence, noun, measure) else head
    term = inside[-1]
    for start in range(max(noun[0], term.start - 3), term.start):
        phrase = sentence.known(start, term.stop) or ""
        if sentence.words.split_operator(phrase)[0] is not None:
            return phrase
    return term.phrase


def _names(sentence: _Sentence, first: int, last: int) -> frozenset[str]:
    """The names among some tokens: a state under one name, others word by word, folded."""
    lists, words = sentence.lists, sentence.words
    found = set()
    place = first
    while place < last:
        written = sentence.written[place]
        if not written[0].isupper() or sentence.lower[place] in lists.unnamed:
            place += 1
            continue
        for length in range(min(_LONGEST_TERM, last - place), 0, -1):
            phrase = words.state_of(_owner(sentence.known(place, place + length) or ""))
            term = words.term(phrase)
            if term is not None and term.kind == "state":
                found.add(fold(term.name))
                place += length
                break
        else:
            found.add(fold(_owner(written)))
            place += 1
    return frozenset(found)


def _owner(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
