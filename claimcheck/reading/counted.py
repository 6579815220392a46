"""What does each figure of a sentence count: what, of which kind, where and for whom, up to when, and is it denied?"""

import re
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from claimcheck.quantity import Quantity
from claimcheck.reading.clauses import Clauses, Term, Window
from claimcheck.reading.figures import Mention
from claimcheck.times import TimeSpan, time_span
from claimcheck.vocabulary import Vocabulary, fold

__all__ = ["Counted", "read_counted"]

_IN_PART: Final = frozenset({"all", "only", "one", "even", "every", "just"})
_YEAR: Final = re.compile(r"\b[0-9]{4}\b")
_LONGEST_NOUN: Final = 6  # words of a noun phrase


@frozen(kw_only=True)
class Counted:
    """One figure of a sentence, with what its words say it counts.

    Attributes:
        mention: The figure, and where it stands.
        head: The noun that is counted, folded; empty where the sentence gives none.
        measure: The one measure of the vocabulary that its clause names, as written, or None.
        is_verbal: The measure is said of the noun ("52 drones shot down") and is not the noun itself.
        subject: The one subject of the vocabulary that is counted, with its demonym, as written, or None.
        narrowing: Words that make it a part or another count of the head: new, active, a child, an ordinal.
        kind: The other words between the figure and its head, folded: coronavirus, approval.
        names: The names in its clause, folded word by word.
        name_order: The same in the order in which they stand.
        words: All words of its clause, folded.
        local: Those of them that follow the figure: "20 in Kherson".
        incidents: The kinds of incident that the sentence names.
        content: The words of its clause that bear meaning, folded, without those that deny it.
        rest: Those of them that tell of which thing it speaks, and not only how a figure is brought in.
        negated: Its clause denies it.
        denied: The words that its sentence denies elsewhere: "40 died, though not in the fire".
        doubtful: It is denied twice over, or in part ("not all 40"): what it says cannot be told.
        year_assumed: Its time is told without a year.
        modal: What it tells may be, is to be or nearly was.
        value: What the figure says, a change downwards below zero, and a share of a known whole as a count.
        loose_times: Times of its sentence that hang on the day of writing, as written.
        when: The time that its clause or its sentence names, where it names one; a bound's end ("by 3 May").
        is_cutoff: That time is a bound up to which or from which it was known, and not the time it is about.
    """

    mention: Mention
    head: str
    measure: str | None
    is_verbal: bool
    subject: str | None
    narrowing: frozenset[str]
    kind: frozenset[str]
    names: frozenset[str]
    name_order: tuple[str, ...]
    words: frozenset[str]
    local: frozenset[str]
    incidents: frozenset[str]
    content: frozenset[str]
    rest: frozenset[str]
    negated: bool
    denied: frozenset[str]
    doubtful: bool
    year_assumed: bool
    modal: bool
    value: Quantity
    loose_times: frozenset[str]
    when: TimeSpan | None = None
    is_cutoff: bool = False

    @property
    def where(self) -> frozenset[str]:
        """The names that place it: those behind the figure, else those before it."""
        return self.local or self.names


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
    clauses = Clauses(text, words, year=year, language=language)
    found: list[Counted] = []
    before: Counted | None = None
    for place, window in enumerate(clauses.windows()):
        if place and window.opening > clauses.spans[place - 1][0]:
            before = None
        before = _read_one(clauses, place, window, before)
        found.append(before)
        if len(found) > 1 and found[-2].measure is None and _shares_verb(clauses, found[-2], before):
            found[-2] = evolve(found[-2], measure=before.measure, is_verbal=True, subject=found[-2].mention.noun)
    return tuple(found)


def _shares_verb(clauses: Clauses, first: Counted, second: Counted) -> bool:
    """Whether one verb behind two figures is said of both: "5 officers and 7 soldiers died"."""
    between = clauses.text[first.mention.end : second.mention.start].removesuffix(" ")
    said = between.casefold().split()
    return (
        second.is_verbal
        and bool(first.mention.noun)
        and bool(said)
        and said[-1] in ("and", ",", "or")
        and len(said) < _LONGEST_NOUN
    )


def _read_one(clauses: Clauses, place: int, window: Window, before: Counted | None) -> Counted:
    lists, mention = clauses.lists, clauses.mentions[place]
    noun = _noun_after(clauses, window) or _noun_before(clauses, window)
    after, left = clauses.terms(window.stop, window.last), clauses.terms(window.first, window.start)
    measure = _measure(clauses, noun, after, left)
    head, modifiers = "", frozenset[str]()
    if noun is not None:
        head = fold(clauses.written[noun[1] - 1])
        modifiers = frozenset(fold(clauses.written[token]) for token in range(noun[0], noun[1] - 1))
        if measure is None and before is not None and before.is_verbal:
            measure = before.measure  # "launched 472 drones and seven missiles"
    subject = _subject(clauses, noun, after, measure)
    verbal = measure is not None and (noun is None or not _names_measure(clauses, noun, measure))
    if noun is None and before is not None and measure is None:
        head, measure, subject, modifiers = before.head, before.measure, before.subject, before.kind
        verbal = before.is_verbal
    taken = {fold(word) for term in (measure, subject) if term for word in term.split()}
    others = modifiers - taken
    inside = {one.casefold() for one in mention.quantity.text.split()} - {"more"}
    if window.start > window.first:
        inside |= {clauses.lower[window.start - 1]} & lists.added
    local, names = _places(clauses, place, window, noun, before)
    negation = _negation(clauses, window)
    content = clauses.content(negation if negation is not None else window.first, window.last)
    kind = others - lists.narrowing - lists.added - lists.recorded - local
    told = _when(clauses, window)
    return Counted(
        mention=mention,
        head=head,
        measure=measure,
        is_verbal=verbal,
        subject=subject,
        narrowing=_narrowing(clauses, window, noun, others | inside),
        kind=kind,
        names=names,
        name_order=clauses.names(window.first, window.last),
        words=frozenset(fold(clauses.written[token]) for token in range(window.first, window.last)),
        local=local,
        incidents=clauses.incidents,
        content=content,
        rest=content - {fold(word) for word in (*lists.neutral, *lists.unnamed, *lists.people, *lists.recorded)} - kind,
        negated=negation is not None,
        denied=_denied(clauses, window),
        doubtful=_is_doubtful(clauses, window),
        year_assumed=told is not None and told[2],
        modal=any(
            clauses.written[token] in lists.modal and not clauses.is_time(token)
            for token in range(window.first, window.last)
        ),
        value=_value(clauses, place),
        loose_times=_loose(clauses, window),
        when=None if told is None else told[0],
        is_cutoff=told is not None and told[1],
    )


def _denied(clauses: Clauses, window: Window) -> frozenset[str]:
    """The words behind a negation in the sentence, outside the clause of the figure."""
    for token in range(window.last, window.closing):
        if clauses.lower[token] in clauses.lists.negations:
            return clauses.content(token + 1, window.closing)
    return frozenset()


def _is_doubtful(clauses: Clauses, window: Window) -> bool:
    """Whether a clause denies twice, or only a part: "did not deny", "not all", "not only"."""
    lists, lower = clauses.lists, clauses.lower
    said = [token for token in range(window.first, window.last) if not window.start <= token < window.stop]
    denied = [token for token in said if lower[token] in lists.negations]
    if len(denied) > 1:
        return True
    return any(
        lower[token] in ("not", "n't") and token + 1 < len(lower) and lower[token + 1] in _IN_PART for token in denied
    )


def _value(clauses: Clauses, place: int) -> Quantity:
    """What the figure says: minus what it fell by, and so many of a whole that a share is taken of."""
    mention = clauses.mentions[place]
    value = mention.quantity
    following = clauses.wholes.get(mention.start)
    if following is not None:
        share, whole = value.share, following.quantity.low
        if share is not None and whole is not None and whole == following.quantity.high and whole > 0:
            count = Fraction(share) * whole
            width = Fraction(whole) * (Fraction(value.step or 1, 200) if value.unit == "percent" else Fraction(1, 20))
            return Quantity(low=count, high=count, of=whole, approximate=True, tolerance=width, text=value.text)
    if mention.sign < 0 and value.low is not None and value.low == value.high and value.low > 0:
        return evolve(value, low=-value.low, high=-value.low)
    return value


def _loose(clauses: Clauses, window: Window) -> frozenset[str]:
    """The times of the sentence that hang on the day of writing, in the words in which they stand."""
    if window.opening >= window.closing:
        return frozenset()
    start, end = clauses.starts[window.opening], clauses.ends[window.closing - 1]
    return frozenset(
        " ".join(clauses.text[one.start : one.end].casefold().split())
        for one in clauses.loose_times
        if start <= one.start and one.end <= end
    )


def _places(
    clauses: Clauses, place: int, window: Window, noun: tuple[int, int] | None, before: Counted | None
) -> tuple[frozenset[str], frozenset[str]]:
    """The names behind the figure, and all names of its clause and of the opening of its sentence.

    Whose drones are counted is told by the subject, and is no place: "52 Russian drones".
    """
    behind = window.stop if noun is None or noun[0] < window.start else noun[1]
    local = frozenset(clauses.names(behind, window.last))
    opening = clauses.spans[place - 1][0] if before is not None else window.start
    shared = frozenset(clauses.names(window.opening, min(opening, window.start)))
    if before is not None:
        shared |= before.names - before.local
    return local, local | shared | frozenset(clauses.names(window.first, window.start))


def _negation(clauses: Clauses, window: Window) -> int | None:
    """The token from which the clause speaks of what it denies, or None where it denies nothing.

    Behind "denied that" that is the token after it; "were not" leaves the words before it in.
    """
    lists = clauses.lists
    for token in range(window.first, window.last):
        if not window.start <= token < window.stop and clauses.lower[token] in lists.negations:
            return token + 1 if clauses.lower[token] in lists.denials and token < window.start else window.first
    return None


def _when(clauses: Clauses, window: Window) -> tuple[TimeSpan, bool, bool] | None:
    """The one time in the clause, else in the sentence; whether it bounds what was known; whether it has no year."""
    for first, last in ((window.first, window.last), (window.opening, window.closing)):
        inside = clauses.times_within(first, last)
        if len(inside) == 1:
            span = inside[0].span
            before, _, after = span.edtf.partition("/")
            yearless = not _YEAR.search(clauses.text, inside[0].start, inside[0].end)
            if span.open_start or span.open_end:
                return time_span(after if span.open_start else before), True, yearless
            return span, False, yearless
        if inside:
            return None
    return None


def _narrowing(
    clauses: Clauses, window: Window, noun: tuple[int, int] | None, beside: frozenset[str] | set[str]
) -> frozenset[str]:
    """The words that make the figure a part of what its noun counts, beside it or said of it: "6 cases are active"."""
    lists = clauses.lists
    found = set(beside & lists.narrowing)
    if beside & lists.added:
        found.add("new")
    said = window.stop if noun is None else noun[1]
    while said < window.last and clauses.lower[said] in lists.auxiliaries | {"also", "still", "now"}:
        said += 1
    if window.stop < said < window.last and clauses.lower[said - 1] in lists.auxiliaries:
        found |= {clauses.lower[said]} & lists.narrowing
    start, end = clauses.starts[window.opening], clauses.ends[window.closing - 1]
    found |= {f"in {one.quantity.text}" for one in clauses.durations if start <= one.start and one.end <= end}
    return frozenset(found) | _rate(clauses, window)


def _rate(clauses: Clauses, window: Window) -> frozenset[str]:
    """What the figure is counted in or out of: "8,000 victims per day", "5 deaths per 100,000 people"."""
    lists, lower = clauses.lists, clauses.lower
    for token in range(window.stop, window.last - 1):
        base = token + 2 if lower[token : token + 2] == ["for", "every"] else token + 1
        if base < window.last and (
            (lower[token] in lists.rates and lower[base] in lists.spans)
            or ((lower[token] == "per" or base > token + 1) and lower[base][0].isdigit())
        ):
            return frozenset({f"per {lower[base]}"})
    return frozenset()


def _noun_after(clauses: Clauses, window: Window) -> tuple[int, int] | None:
    """The tokens of what is counted, right after the figure: modifiers, and the first plural or known word as head."""
    lists, lower = clauses.lists, clauses.lower
    first = window.stop
    while first < window.last and (lower[first] in lists.before_noun or lower[first] == "-"):
        first += 1
    place = first
    while place < window.last and place - first < _LONGEST_NOUN and clauses.is_word(place):
        more = lower[place] == "more" and place == first and place + 1 < window.last and lower[place + 1] != "than"
        if not more and (lower[place] in lists.function or lower[place] in lists.auxiliaries):
            break
        place += 1
        if _is_counted_noun(clauses, place - 1):
            # "drone strikes", "measles cases": of two nouns side by side the last one is counted.
            two = place < window.last and clauses.is_word(place) and lower[place].endswith("s")
            if not (two and _is_counted_noun(clauses, place)):
                return first, place
    if place == first:
        return None
    return first, (place if place - first <= 2 else first + 1)


def _is_counted_noun(clauses: Clauses, place: int) -> bool:
    word = clauses.lower[place]
    if clauses.words.is_known(word) and clauses.words.kind(word) in ("measure", "subject"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _noun_before(clauses: Clauses, window: Window) -> tuple[int, int] | None:
    """The noun that a verb or "of" joins to the figure: "the number of recoveries reached 29", "a rating of 71 %"."""
    lists, lower = clauses.lists, clauses.lower
    place = window.start - 1
    while place >= window.first and lower[place] in lists.linking:
        place -= 1
    linked = place < window.start - 1
    if not linked:
        while place >= window.first and (lower[place] in lists.before_figure or lower[place] == ":"):
            place, linked = place - 1, True
    if not linked or place < window.first or not clauses.is_word(place):
        return None
    first = place
    while first - 1 >= window.first and clauses.is_word(first - 1) and place - first < _LONGEST_NOUN:
        first -= 1
    for token in range(first, place + 1):  # "the cases of coronavirus in Bulgaria were": the first noun is the head
        if _is_counted_noun(clauses, token) and clauses.lower[token] not in clauses.lists.function:
            start = token
            while start > first and clauses.lower[start - 1] not in clauses.lists.function:
                start -= 1
            return start, token + 1
    return (place, place + 1) if clauses.lower[place] not in clauses.lists.function else None


def _measure(clauses: Clauses, noun: tuple[int, int] | None, after: list[Term], left: list[Term]) -> str | None:
    """The one measure: after an auxiliary, else in the noun phrase, else the only one behind it, else before it."""
    words, lists = clauses.words, clauses.lists
    measures = [term for term in after if term.kind == "measure"]
    for term in measures:
        back = [clauses.lower[token] for token in range(max(term.start - 3, 0), term.start)]
        if any(one in lists.auxiliaries for one in back) and (noun is None or term.start >= noun[1]):
            return _with_alternatives(clauses, term, measures)
    if noun is not None:
        inside = [term for term in (*left, *measures) if term.kind == "measure" and noun[0] <= term.start < noun[1]]
        head = clauses.written[noun[1] - 1]
        for token in range(noun[0], noun[1] - 1):
            phrase = f"{clauses.written[token]} {head}"
            if words.is_known(phrase) and words.kind(phrase) == "measure":
                return phrase
        if inside:
            return inside[-1].phrase
        if noun[1] <= (after[0].start if after else noun[1]) and words.is_known(head) and words.kind(head) == "measure":
            return head
        measures = [term for term in measures if term.start >= noun[1]]
    for found in (measures, [term for term in left if term.kind == "measure"]):
        joined = [_with_alternatives(clauses, term, found) for term in found[:1]]
        concepts = {words.concept(term.phrase) for term in found}
        if joined and (len(concepts) == 1 or joined[0].endswith(found[-1].phrase)):
            return joined[0]
    return None


def _with_alternatives(clauses: Clauses, term: Term, measures: list[Term]) -> str:
    """The measure with those that "or" joins to it: "destroyed or damaged"."""
    stop = term.stop
    for other in measures:
        if other.start == stop + 1 and clauses.lower[stop] == "or":
            stop = other.stop
    return clauses.known(term.start, stop) or term.phrase


def _names_measure(clauses: Clauses, noun: tuple[int, int], measure: str) -> bool:
    """Whether the noun itself is the measure: deaths, confirmed cases."""
    head = clauses.written[noun[1] - 1]
    return clauses.words.concept(head) == clauses.words.concept(measure) or fold(head) in fold(measure).split()


def _subject(clauses: Clauses, noun: tuple[int, int] | None, after: list[Term], measure: str | None) -> str | None:
    """The subject in the noun phrase, with the demonym before it; else the head that the measure is said of."""
    if noun is None:
        return None
    inside = [term for term in after if term.kind == "subject" and noun[0] <= term.start < noun[1]]
    head = clauses.written[noun[1] - 1]
    if head.casefold() in clauses.lists.people:
        return None
    if not inside:
        return None if measure is None or _names_measure(clauses, noun, measure) else head
    term = inside[-1]
    for start in range(max(noun[0], term.start - 3), term.start):
        phrase = clauses.known(start, term.stop) or ""
        if clauses.words.split_operator(phrase)[0] is not None:
            return phrase
    return term.phrase
