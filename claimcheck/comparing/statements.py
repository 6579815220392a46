"""Hold two sentences against each other, figure by figure, through the same gate as claims."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from attrs import evolve

from claimcheck.comparing.aligning import align, likeness
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.frames import compare_frames, compare_wording, contrasted, masked, open_question, strongest
from claimcheck.comparing.paired import compare_counted, doubted, named, sums_up
from claimcheck.errors import InvalidRecord
from claimcheck.reading.clauses import statement_words
from claimcheck.reading.counted import Counted, read_counted
from claimcheck.reading.figures import find_quantities
from claimcheck.times import find_times
from claimcheck.vocabulary import Vocabulary, default_vocabulary

__all__ = ["compare_statements"]

_ANY_YEAR: Final = 2000  # a leap year, in which dates without one are ordered; no reason ever shows it
_DATED: Final = re.compile(r"\b[0-9]{4}(-[0-9]{2})")
_MOST: Final = 50  # figures in a sentence; above it a text is no statement


def compare_statements(a: str, b: str, *, language: str = "en") -> Comparison:
    """Return how two sentences stand to each other, taken to speak of one event and period unless their words differ.

    Sentences that differ in nothing but their figures are compared figure by figure. In others each figure of one is
    held against that of the other which counts the same thing; a word that stands on one side only is taken for both,
    unless it narrows what is counted, and the reason says so. Where nothing tells what belongs together, the outcome
    is ``undetermined``, never a guess.

    Args:
        a: A sentence.
        b: Another.
        language: The language of both.

    Raises:
        InvalidRecord: One of them is no text.
        UnknownLanguage: There are no word lists for the language.

    Examples:
        >>> print(compare_statements("52 of 80 Russian drones shot down", "162 Ukrainian drones intercepted"))
        not_comparable(operator): operator differs (Russian drones / Ukrainian drones)
        >>> print(compare_statements("He ran for 24 days", "He ran for less than 84 days").outcome)
        refines
        >>> print(compare_statements("The fire left 5 dead", "In the fire 7 people died and 20 were hurt").outcome)
        contradicts
    """
    for text in (a, b):
        if not isinstance(text, str):
            raise InvalidRecord(f"expected a sentence, got {text!r}")
    lists = statement_words(language)
    a, b = _storable(a), _storable(b)
    one, other = (masked(text, find_quantities(text, language=language)) for text in (a, b))
    for text, read in ((a, one), (b, other)):
        if len(read.mentions) > _MOST:
            why = f"{len(read.mentions)} figures stand in {text!r}, and nothing tells which is meant"
            return open_question("value", why, why)
    if one.mentions and one.frame == other.frame:
        return compare_frames(one, other)
    if not (one.mentions or other.mentions):
        wording = compare_wording(a, b, lists)
        if wording is not None:
            return wording
    contrast = contrasted(a, b)
    return _aligned(a, b, language) if contrast is None else compare_frames(*contrast)


def _storable(text: str) -> str:
    """The text with what no record holds, control characters and half pairs, as a replacement character."""
    return "".join(
        "\ufffd" if unicodedata.category(one) in {"Cc", "Cs"} and one not in "\t\n\r" else one for one in text
    )


def _aligned(a: str, b: str, language: str) -> Comparison:
    words = default_vocabulary()
    year = _year_of((a, b), language)
    ours, theirs = (_counted(text, year or _ANY_YEAR, language) for text in (a, b))
    for text, counted in ((a, ours), (b, theirs)):
        if not counted:
            why = f"no figures stand in {text!r}, and nothing tells what it says of the other's"
            return open_question("value", why, why)
    pairs = align(ours, theirs, words)
    if not pairs:
        return _unpaired(ours, theirs, words)
    compared = [compare_counted(ours[i], theirs[j], words) for i, j in pairs]
    compared = [
        doubted(found, ours[i], theirs[j], ours, theirs, words) for found, (i, j) in zip(compared, pairs, strict=True)
    ]
    found = _with_rest(strongest(compared), ours, theirs, pairs)
    return found if year is not None else _without_year(found)


@lru_cache(maxsize=16)  # one sentence is held against many
def _counted(text: str, year: int, language: str) -> tuple[Counted, ...]:
    return read_counted(text, default_vocabulary(), year=year, language=language)


def _year_of(texts: tuple[str, str], language: str) -> int | None:
    """The latest year that either text names with a date."""
    return max((year for text in texts for year in _years(text, language)), default=None)


@lru_cache(maxsize=16)
def _years(text: str, language: str) -> tuple[int, ...]:
    ends = (mention.span.latest or mention.span.earliest for mention in find_times(text, language=language))
    return tuple(end.year for end in ends if end is not None)


def _without_year(found: Comparison) -> Comparison:
    """Take the year that nobody named out of the reasons: 28 April of whatever year is XXXX-04-28 in EDTF."""
    return evolve(
        found,
        reason=_DATED.sub(r"XXXX\1", found.reason),
        mirrored=_DATED.sub(r"XXXX\1", found.mirrored),
        assumed=tuple(_DATED.sub(r"XXXX\1", note) for note in found.assumed),
    )


def _unpaired(ours: tuple[Counted, ...], theirs: tuple[Counted, ...], words: Vocabulary) -> Comparison:
    """Return why no figure of one sentence answers a figure of the other."""
    left, right = (_listed(counted) for counted in (ours, theirs))
    for figures, rest in ((ours, theirs), (theirs, ours)):
        for figure in figures:
            sum_ = sums_up(figure, rest)
            if sum_ is not None:
                why = f"one figure follows from those of the other sentence, {sum_}"
                return open_question("value", f"{why} ({left} / {right})", f"{why} ({right} / {left})")
    several = any(likeness(one, other, words) for one in ours for other in theirs)
    why = (
        "several figures count the same thing, and nothing tells which is meant"
        if several
        else "no figure of one counts what a figure of the other counts"
    )
    return open_question("subject", f"{why} ({left} / {right})", f"{why} ({right} / {left})")


def _with_rest(
    found: Comparison, ours: tuple[Counted, ...], theirs: tuple[Counted, ...], pairs: tuple[tuple[int, int], ...]
) -> Comparison:
    """Take into account the figures that only one of the two sentences has: it says more than the other."""
    mine = [one for place, one in enumerate(ours) if place not in {i for i, _ in pairs}]
    others = [one for place, one in enumerate(theirs) if place not in {j for _, j in pairs}]
    agreeing = {Outcome.SAME, Outcome.REFINES, Outcome.REFINED_BY}
    if found.outcome not in agreeing or not (mine or others):
        return found
    narrows = found.outcome is Outcome.REFINES or bool(mine)
    widens = found.outcome is Outcome.REFINED_BY or bool(others)
    outcome = Outcome.COMPATIBLE if narrows and widens else Outcome.REFINES if narrows else Outcome.REFINED_BY
    notes = [
        f"only the {side} says {_listed(tuple(rest))}" for side, rest in (("first", mine), ("second", others)) if rest
    ]
    turned = [
        f"only the {side} says {_listed(tuple(rest))}" for side, rest in (("first", others), ("second", mine)) if rest
    ]
    return Comparison(
        outcome=outcome,
        reason="; ".join([found.reason, *notes]),
        mirrored="; ".join([found.mirrored or found.reason, *turned]),
        steps=found.steps,
    )


def _listed(counted: tuple[Counted, ...]) -> str:
    return ", ".join(named(one) for one in counted[:5])
