"""Two figures of two sentences that count the same thing: may they be compared, and what comes of it?"""

from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from attrs import evolve

from claimcheck.comparing.aligning import likeness
from claimcheck.comparing.axes import OWN_PERIOD_SCALES
from claimcheck.comparing.compare import compare
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.frames import ONE_EVENT, as_measured, as_written, open_question
from claimcheck.model import Claim, Proposition
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.clauses import statement_words
from claimcheck.reading.counted import Counted
from claimcheck.times import before, time_span
from claimcheck.vocabulary import Relate, Vocabulary, fold

__all__ = ["compare_counted", "doubted", "named", "sums_up"]

_ENTAILS: Final = frozenset({Outcome.SAME, Outcome.REFINES})
_ENTAILED: Final = frozenset({Outcome.SAME, Outcome.REFINED_BY})
_NESTED: Final = frozenset({Relate.EQUAL, Relate.NARROWER, Relate.WIDER})
_HALF_A_YEAR: Final = 183  # days
_SHOWN: Final = 4  # words that a note names
_SPAN: Final = time_span("2000")  # one period for both, where a share or a price must have one of its own


def compare_counted(one: Counted, other: Counted, words: Vocabulary) -> Comparison:
    """Hold two figures against each other that count the same thing as far as their nouns tell."""
    mine, theirs, notes = _common_words(one, other, words)
    notes = (*notes, *_silent(one, other, words))
    found = compare(_claim(one, other, mine, words), _claim(other, one, theirs, words))
    if found.outcome is Outcome.NOT_COMPARABLE:
        return found
    apart = _moods_apart(one, other) or _times_apart(one, other) or _words_apart(one, other, words)
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
        evolve(_claim(counted, opposite, terms, words), asserted=None)
        for counted, opposite in ((one, other), (other, one))
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
    parts = [each.mention.quantity for each in rest if _counts_alike(each, figure)]
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


def _counts_alike(one: Counted, other: Counted) -> bool:
    return one.head == other.head or (one.measure is not None and one.measure == other.measure)


def _same_figure(one: Counted, other: Counted) -> bool:
    mine, theirs = one.value, other.value
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


def _words_apart(one: Counted, other: Counted, words: Vocabulary) -> Comparison | None:
    """Return why the two may speak of different things, where both say what and the words differ."""
    mine_only, theirs_only = _own_words(one, other, words)
    own_names, other_names = one.names - other.names, other.names - one.names
    for field, left, right, what in (
        ("subject", one.kind, other.kind, "kinds"),
        ("event", one.incidents, other.incidents, "incidents"),
        ("event", own_names, other_names, "names"),
        ("scope", mine_only | own_names, theirs_only | other_names, "words"),
    ):
        if left and right and not left & right:
            mine, theirs = (" ".join(sorted(each)) for each in (left, right))
            why = f"the two sentences give other {what}, and nothing says that they speak of one thing"
            return open_question(field, f"{why} ({mine} / {theirs})", f"{why} ({theirs} / {mine})")
    if one.name_order != other.name_order and set(one.name_order) == set(other.name_order):
        mine, theirs = (" ".join(each.name_order) for each in (one, other))
        why = "the two sentences give the same names in another order"
        return open_question("event", f"{why} ({mine} / {theirs})", f"{why} ({theirs} / {mine})")
    return _opposed_words(one, other)


def _opposed_words(one: Counted, other: Counted) -> Comparison | None:
    """Return that words exclude each other, or that one sentence speaks of another thing than the first."""
    lists = statement_words()
    rows = [*lists.opposed, *(frozenset({word}) for word in sorted(lists.separating))]
    for row in rows:
        mine, theirs = one.words & row, other.words & row
        if mine != theirs and (len(row) == 1 or (mine and theirs and not mine & theirs)):
            left, right = (" ".join(sorted(each)) or "nothing" for each in (mine, theirs))
            why = "words that set the two apart"
            return open_question("scope", f"{why} ({left} / {right})", f"{why} ({right} / {left})")
    for denied, said in ((one.denied, other.content), (other.denied, one.content)):
        if denied & said:
            shown = " ".join(sorted(denied & said))
            why = f"one sentence denies what the other says in other words beside the figure: {shown}"
            return open_question("scope", why, why)
    return None


def _has_cutoffs(one: Counted, other: Counted) -> bool:
    return None not in (one.when, other.when) and (one.is_cutoff or other.is_cutoff)


def _times_apart(one: Counted, other: Counted) -> Comparison | None:
    """Return that the two may speak of other times, where one at least tells its time from the day of writing."""
    if one.when is not None and other.when is not None and (one.year_assumed or other.year_assumed):
        ends = [each.when.earliest or each.when.latest for each in (one, other) if each.when is not None]
        days = [None if end is None else date(end.year, end.month, end.day).toordinal() for end in ends]
        if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > _HALF_A_YEAR:
            why = "dates without a year, more than half a year apart: either may be the earlier"
            left, right = (str(each.when) for each in (one, other))
            return open_question("cutoff", f"{why} ({left} / {right})", f"{why} ({right} / {left})")
    if not (one.loose_times or other.loose_times) or one.loose_times == other.loose_times:
        return None
    told = [", ".join(sorted(each.loose_times)) or (each.when.edtf if each.when else "") for each in (one, other)]
    if not all(told):
        return None
    why = "the two sentences tell other times, and nothing says how they lie to each other"
    return open_question("period", f"{why} ({told[0]} / {told[1]})", f"{why} ({told[1]} / {told[0]})")


def _moods_apart(one: Counted, other: Counted) -> Comparison | None:
    """Return that what may be, is to be or nearly was says nothing of what is or was."""
    if one.doubtful or other.doubtful:
        why = "a denial twice over, or of a part only, is not read"
        return open_question(
            "value", f"{why} ({named(one)} / {named(other)})", f"{why} ({named(other)} / {named(one)})"
        )
    if one.modal is other.modal:
        return None
    why = "one sentence tells what may be, is to be or nearly was, and the other what is or was"
    return open_question("value", f"{why} ({named(one)} / {named(other)})", f"{why} ({named(other)} / {named(one)})")


def _own_words(one: Counted, other: Counted, words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """The words of each that tell of which thing it speaks and that the other lacks, in no other word for it either."""
    shared = set(one.incidents & other.incidents)
    alike = {word for word, group in statement_words().incidents.items() if group in shared}
    for mine, theirs in ((one.measure, other.measure), (one.subject, other.subject), (one.head, other.head)):
        if mine and theirs and words.relate(words.concept(mine), words.concept(theirs)) in _NESTED:
            alike |= {fold(word) for term in (mine, theirs) for word in (*term.split(), term)}
    if one.measure and other.measure and _names_one_thing(one, other, words):
        alike |= {fold(word) for term in (one.head, other.head) for word in term.split()}
    return one.rest - other.content - alike, other.rest - one.content - alike


def _names_one_thing(one: Counted, other: Counted, words: Vocabulary) -> bool:
    """Whether the nouns are no more than other words for the measure: "5 dead" and "7 people died"."""
    relation = words.relate(words.concept(one.measure or ""), words.concept(other.measure or ""))
    return relation in _NESTED and (one.subject is None or other.subject is None)


def _silent(one: Counted, other: Counted, words: Vocabulary) -> tuple[str, ...]:
    """The note on words that only one of the two has and that are taken for both."""
    mine, theirs = _own_words(one, other, words)
    years = (
        ("the year of a date without one is taken from the other sentence",)
        if one.when is not None and other.when is not None and one.year_assumed is not other.year_assumed
        else ()
    )
    if bool(mine) is bool(theirs):
        return years
    shown = sorted(mine | theirs)
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return (*years, f"{', '.join(map(repr, shown[:_SHOWN]))}{more} on one side only, taken for both")


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


def _claim(counted: Counted, other: Counted, terms: _Terms, words: Vocabulary) -> Claim:
    declared = words.measure(words.concept(terms.measure))
    own = declared is not None and declared.scale in OWN_PERIOD_SCALES and not declared.timeless
    timed = one_time = None
    if None not in (counted.when, other.when):
        timed = counted.when if _has_cutoffs(counted, other) else None
        one_time = counted.when if timed is None else None
    return Claim(
        key=named(counted),
        proposition=Proposition(
            event=ONE_EVENT,
            subject=terms.subject,
            measure=terms.measure,
            value=as_measured(as_written(counted.value, other.value), other.value),
            baseline="before" if counted.mention.role == "change" else None,
            scope=" ".join(sorted(counted.narrowing)) or None,
            over=_SPAN if own and one_time is None else None,
            occurred=one_time,
            cutoff=timed,
            polarity=not counted.negated,
        ),
    )
