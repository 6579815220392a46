"""Two figures of two sentences that count the same thing: may they be compared, and what comes of it?"""

from itertools import combinations
from typing import Final, NamedTuple

from attrs import evolve

from claimcheck.comparing.aligning import likeness
from claimcheck.comparing.axes import OWN_PERIOD_SCALES
from claimcheck.comparing.compare import compare
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.frames import ONE_EVENT, as_written
from claimcheck.model import Claim, Proposition
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.clauses import statement_words
from claimcheck.reading.counted import Counted
from claimcheck.times import before, time_span
from claimcheck.vocabulary import Relate, Vocabulary

__all__ = ["compare_counted", "doubted", "named", "open_question", "sums_up"]

_ENTAILS: Final = frozenset({Outcome.SAME, Outcome.REFINES})
_ENTAILED: Final = frozenset({Outcome.SAME, Outcome.REFINED_BY})
_SPAN: Final = time_span("2000")  # one period for both, where a share or a price must have one of its own


def open_question(field: str, reason: str, mirrored: str) -> Comparison:
    """Return that two sentences leave *field* open, with the reason as seen from either.

    Examples:
        >>> print(open_question("value", "one is silent", "one is silent"))
        undetermined(value): one is silent
    """
    return Comparison(outcome=Outcome.UNDETERMINED, field=field, reason=reason, mirrored=mirrored, steps=(4,))


def compare_counted(one: Counted, other: Counted, words: Vocabulary) -> Comparison:
    """Hold two figures against each other that count the same thing as far as their nouns tell."""
    mine, theirs, notes = _common_words(one, other, words)
    found = compare(_claim("a", one, other, mine, words), _claim("b", other, one, theirs, words))
    if found.outcome is Outcome.NOT_COMPARABLE:
        return found
    apart = _words_apart(one, other)
    if apart is not None:
        return apart
    if found.agrees and _are_counted_apart(one, other, mine, words):
        found = _carried_over(one, other, mine, words)
    tail = "".join(f"; {note}" for note in notes)
    return evolve(
        found,
        reason=found.reason + tail,
        mirrored=(found.mirrored or found.reason) + tail,
        assumed=(*found.assumed, *notes),
    )


def _are_counted_apart(one: Counted, other: Counted, terms: "_Terms", words: Vocabulary) -> bool:
    """Whether the two are a toll at two known times, so that neither says what the other does."""
    declared = words.measure(words.concept(terms.measure))
    if declared is None or not declared.accumulates or not _has_cutoffs(one, other):
        return False
    return one.when is not None and other.when is not None and before(one.when, other.when) is not None


def _carried_over(one: Counted, other: Counted, terms: "_Terms", words: Vocabulary) -> Comparison:
    """Return what a toll says of the same toll at another time: an earlier one is a floor, a later one a ceiling."""
    earlier = one.when is not None and other.when is not None and before(one.when, other.when) is True
    ours, theirs = (
        evolve(_claim(key, counted, opposite, terms, words), asserted=None)
        for key, counted, opposite in (("a", one, other), ("b", other, one))
    )
    ours, theirs = (evolve(each, proposition=evolve(each.proposition, cutoff=None)) for each in (ours, theirs))
    entails = compare(_reaching(ours, up=earlier), theirs).outcome in _ENTAILS
    entailed = compare(ours, _reaching(theirs, up=not earlier)).outcome in _ENTAILED
    outcome = Outcome.COMPATIBLE if entails is entailed else Outcome.REFINES if entails else Outcome.REFINED_BY
    figures = (one.mention.quantity, one.when, other.mention.quantity, other.when)
    story, turned = ("{} by {} / {} by {}".format(*each) for each in (figures, (*figures[2:], *figures[:2])))
    why = "a toll at two times, the earlier a floor for the later"
    return Comparison(
        outcome=outcome, reason=f"{why}: {story}", mirrored=f"{why}: {turned}", field=None, steps=(14, 17)
    )


def _reaching(claim: Claim, *, up: bool) -> Claim:
    """The claim as it holds at a later time, at least, or at an earlier time, at most."""
    value = claim.proposition.value
    if not isinstance(value, Quantity):
        return claim
    kept = value.low if up else value.high
    if kept is None:
        reached = Quantity(bound=Bound.UNKNOWN)
    elif up:
        reached = Quantity(low=kept, low_open=value.low_open, low_soft=value.low_soft, of=value.of, unit=value.unit)
    else:
        reached = Quantity(
            high=kept, high_open=value.high_open, high_soft=value.high_soft, of=value.of, unit=value.unit
        )
    return evolve(claim, proposition=evolve(claim.proposition, value=reached))


def doubted(
    found: Comparison,
    one: Counted,
    other: Counted,
    ours: tuple[Counted, ...],
    theirs: tuple[Counted, ...],
    words: Vocabulary,
) -> Comparison:
    """Return *found*, or that it is open where a conflict hangs on a reading that the words do not bear out."""
    if not found.conflict:
        return found
    if found.outcome is Outcome.DENIAL:
        return _doubted_denial(found, one, other)
    both, turned = f"({named(one)} / {named(other)})", f"({named(other)} / {named(one)})"
    likest = likeness(one, other, words)
    if likest is None or likest.what == 0:
        why = "nothing but the unit says that the two figures measure one thing"
        return open_question("subject", f"{why} {both}", f"{why} {turned}")
    for figure, own, rest in ((one, other, theirs), (other, one, ours)):
        for rival in rest:
            alike = likeness(figure, rival, words)
            if rival is own or alike is None or alike[:3] != likest[:3]:
                continue
            if not compare_counted(figure, rival, words).conflict:
                why = f"{named(rival)} may be what is meant as well"
                return open_question("subject", f"{why} {both}", f"{why} {turned}")
    for figure, rest in ((one, theirs), (other, ours)):
        if any(_same_figure(each, figure) for each in rest):
            why = f"{figure.mention.quantity} stands in both sentences, with other words beside it"
            return open_question("subject", f"{why} {both}", f"{why} {turned}")
    for figure, rest in ((one, theirs), (other, ours)):
        sum_ = sums_up(figure, rest)
        if sum_ is not None:
            why = f"one figure follows from those of the other sentence, {sum_}"
            return open_question("value", f"{why} {both}", f"{why} {turned}")
    return found


def _doubted_denial(found: Comparison, one: Counted, other: Counted) -> Comparison:
    """Return *found* where nothing but the denial, and who denies it, sets the two apart."""
    mine, others = (each.content - each.names for each in (one, other))
    if mine == others:
        return found
    left, right = (" ".join(sorted(each)) or "nothing more" for each in (mine - others, others - mine))
    why = "one sentence negates, and the two differ in other words too"
    return open_question("value", f"{why} ({left} / {right})", f"{why} ({right} / {left})")


def sums_up(figure: Counted, rest: tuple[Counted, ...]) -> str | None:
    """Return how *figure* comes of those of the other sentence that count the same, or None.

    All of them added up are tried, and each two added or taken from one another.

    Examples:
        >>> from claimcheck.reading.counted import read_counted
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> words = default_vocabulary()
        >>> (total,) = read_counted("62 pencils are there", words)
        >>> sums_up(total, read_counted("43 pencils in a box; 19 pencils on the desk", words))
        '43 + 19 = 62'
    """
    total = figure.mention.quantity
    parts = [each.mention.quantity for each in rest if each.head == figure.head]
    exact = [part.low for part in parts if part.low is not None and part.low == part.high and part.unit == total.unit]
    if total.low is None or total.low != total.high or len(exact) < 2:
        return None
    if sum(exact) == total.low:
        return f"{' + '.join(str(part) for part in exact)} = {total.low}"
    for one, other in combinations(sorted(exact, reverse=True), 2):
        if one - other == total.low:
            return f"{one} - {other} = {total.low}"
        if one + other == total.low:
            return f"{one} + {other} = {total.low}"
    return None


def _same_figure(one: Counted, other: Counted) -> bool:
    mine, theirs = one.mention.quantity, other.mention.quantity
    return mine.low is not None and (mine.low, mine.high, mine.unit) == (theirs.low, theirs.high, theirs.unit)


def named(counted: Counted) -> str:
    """Return a figure with what it counts, for a sentence.

    Examples:
        >>> from claimcheck.reading.counted import read_counted
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> named(read_counted("at least 5 people were killed", default_vocabulary())[0])
        'at least 5 killed'
    """
    return f"{counted.mention.quantity} {counted.measure or counted.subject or counted.head}".strip()


def _words_apart(one: Counted, other: Counted) -> Comparison | None:
    """Return why the two may speak of different things, where both say what and the words differ."""
    for field, left, right, what in (
        ("subject", one.kind, other.kind, "kinds"),
        ("event", one.incidents, other.incidents, "incidents"),
        ("event", one.names, other.names, "names"),
    ):
        if left and right and not left & right:
            mine, theirs = (" ".join(sorted(each)) for each in (left, right))
            why = f"the two sentences give other {what}, and nothing says that they speak of one thing"
            return open_question(field, f"{why} ({mine} / {theirs})", f"{why} ({theirs} / {mine})")
    return None


def _has_cutoffs(one: Counted, other: Counted) -> bool:
    return None not in (one.when, other.when) and (one.is_cutoff or other.is_cutoff)


class _Terms(NamedTuple):
    """The words under which a figure goes through the gate."""

    measure: str
    subject: str | None


def _common_words(one: Counted, other: Counted, words: Vocabulary) -> tuple[_Terms, _Terms, tuple[str, ...]]:
    """Return the measure and subject of each side, and what was assumed to make one side speak where it is silent."""
    notes = []
    measures = [
        one.measure or other.measure or one.head or "figure",
        other.measure or one.measure or one.head or "figure",
    ]
    recorded = statement_words().recorded
    bare = [" ".join(word for word in each.split() if word not in recorded) for each in measures]
    if words.concept(bare[0]) == words.concept(bare[1]) and words.concept(measures[0]) != words.concept(measures[1]):
        notes.append(f"{' and '.join(sorted(measures))} are taken for one, since only one of the two says how")
        measures = bare
    subjects = [one.subject, other.subject]
    given = one.subject or other.subject
    if None in subjects and given is not None:
        operator, noun = words.split_operator(given)
        if words.relate(words.concept(noun), words.concept("people")) is Relate.NARROWER:
            subjects = [subject or "people" for subject in subjects]
        elif operator is None:
            notes.append(f"{given!r} stands on one side only and is taken for both")
            subjects = [given, given]
    mine, theirs = (_Terms(*each) for each in zip(measures, subjects, strict=True))
    return mine, theirs, tuple(notes)


def _claim(key: str, counted: Counted, other: Counted, terms: _Terms, words: Vocabulary) -> Claim:
    declared = words.measure(words.concept(terms.measure))
    own = declared is not None and declared.scale in OWN_PERIOD_SCALES and not declared.timeless
    timed = one_time = None
    if None not in (counted.when, other.when):
        timed = counted.when if _has_cutoffs(counted, other) else None
        one_time = counted.when if timed is None else None
    return Claim(
        key=key,
        proposition=Proposition(
            event=ONE_EVENT,
            subject=terms.subject,
            measure=terms.measure,
            value=as_written(counted.mention.quantity, other.mention.quantity),
            scope=" ".join(sorted(counted.narrowing)) or None,
            over=_SPAN if own and one_time is None else None,
            occurred=one_time,
            cutoff=timed,
            polarity=not counted.negated,
        ),
    )
