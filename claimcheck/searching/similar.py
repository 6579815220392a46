"""Does a claim say the same as a text, or the contrary? Decided by figures, parties and times, never by words alone."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

from attrs import evolve, frozen

from claimcheck.cards import claim_key, claimants_of
from claimcheck.comparing.axes import stand
from claimcheck.comparing.compare import compare_standings
from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.context import Context
from claimcheck.comparing.frames import ONE_EVENT, open_question
from claimcheck.comparing.statements import compare_statements
from claimcheck.listed import Listed, brief
from claimcheck.markup import Strong, html_table, several
from claimcheck.model import Claim, Proposition
from claimcheck.reading.infer import read_statement
from claimcheck.searching.words import words_of
from claimcheck.spans import TimeSpan
from claimcheck.vocabulary import Vocabulary

__all__ = ["Says", "Similar", "asked_claim", "compare_all"]

_FROM_EVENT: Final = ("over", "occurred", "cutoff", "place", "scope", "agent")
_WORDS_OPEN: Final = frozenset({None, "subject", "measure", "scope", "value", "denominator"})
"""What words leave open, so that the two sentences may settle it; events, times and parties are settled by fields."""

_READ: Final = 2
"""How many claims that the fields leave open are compared by their sentences: each takes some milliseconds."""

_ALIKE: Final = 60
"""How like the words have to be, of 100, for that."""

_CONTRARY: Final = frozenset({Outcome.REPORTED_DIFFERENTLY, Outcome.REVISION})
"""One party with two figures that cannot both be right: that is no dispute, and still the contrary."""

_FILLED: Final = "what the text leaves out of event, period and place is taken from the claim"
_SHUFFLED: Final = "the same words stand in another order, and nothing was read from them"


class Says(StrEnum):
    """What a claim says, held against a text."""

    SAME = "the same"
    CONTRARY = "the contrary"
    COMPATIBLE = "compatible"
    OPEN = "open"
    SOMETHING_ELSE = "something else"


_ORDER: Final = {says: place for place, says in enumerate(Says)}


@frozen(kw_only=True)
class Similar:
    """A claim that is like a text, and how the text stands to it.

    Attributes:
        claim: The claim.
        score: How like the words are, from 0 to 100; figures count for nothing in it.
        comparison: How the text, first, and the claim stand to each other, with the reason.
    """

    claim: Claim
    score: float
    comparison: Comparison

    def __repr__(self) -> str:
        return brief(self)

    _headings: ClassVar[tuple[str, ...]] = ("says", "claim", "by", "words", "why", "taken for granted")

    def _cells(self) -> tuple[object, ...]:
        says = Strong(f"≠ {self.says}") if self.says is Says.CONTRARY else self.says
        words = self.claim.text or str(self.claim.value or "")
        granted = several(self.comparison.assumed)
        return says, claim_key(self.claim), claimants_of(self.claim), words, self.comparison.deciding, granted

    def _repr_html_(self) -> str:
        rows = zip(self._headings, self._cells(), strict=True)
        return html_table(None, [row for row in rows if row[1]], caption="Similar")

    @property
    def says(self) -> Says:
        """Whether the claim says the same as the text, the contrary, something that both can be right, or else.

        It is open where nothing decides it.

        Examples:
            >>> found = Comparison(outcome=Outcome.CONTRADICTS, reason="figures that cannot both be right: 52 / 60")
            >>> print(Similar(claim=Claim(key="a", proposition=Proposition()), score=100.0, comparison=found).says)
            the contrary
        """
        if self.comparison.conflict or self.comparison.outcome in _CONTRARY:
            return Says.CONTRARY
        if self.comparison.outcome is Outcome.SAME:
            return Says.SAME
        if self.comparison.outcome is Outcome.UNDETERMINED:
            return Says.OPEN
        if self.comparison.outcome is Outcome.NOT_COMPARABLE:
            return Says.SOMETHING_ELSE
        return Says.COMPATIBLE

    def __str__(self) -> str:
        return f"{self.says}: {self.claim.text or self.claim.key} ({self.comparison.reason})"


def asked_claim(
    text: str, words: Vocabulary, *, by: str | None = None, event: str | None = None, asserted: TimeSpan | None = None
) -> Claim:
    """Return the claim that *text* would be, read as the ledger reads one; it belongs to no ledger.

    Examples:
        >>> from claimcheck.vocabulary import default_vocabulary
        >>> claim = asked_claim("52 of 80 Russian drones shot down", default_vocabulary())
        >>> str(claim.value), claim.subject, claim.measure
        ('52 of 80', 'Russian drones', 'shot down')
    """
    read = read_statement(text, words)
    told = {"value": read.value, "subject": read.subject, "measure": read.measure}
    return Claim(
        key=f"asked: {text}",
        proposition=Proposition(event=event, **told),  # type: ignore[arg-type]
        text=text,
        claimants=() if by is None else (by,),
        asserted=asserted,
        inferred=frozenset(name for name, found in told.items() if found is not None),
    )


def compare_all(
    asked: Claim, found: Sequence[tuple[Claim, float]], context: Context, limit: int
) -> tuple[Similar, ...]:
    """Return how *asked* stands to each claim that was *found*: first what says the same, then the contrary, then else.

    What *asked* leaves out of event, period, place and time is taken to be as in the claim. What the fields leave open
    the two sentences decide, where their words are alike.
    """
    compared, read = [], 0
    for claim, score in found:
        comparison = _compared(asked, claim, context)
        if comparison.outcome is Outcome.SAME and _rests_on_words(asked) and _in_order(asked) != _in_order(claim):
            comparison = open_question("scope", _SHUFFLED, _SHUFFLED)
        if read < _READ and score >= _ALIKE and _is_for_sentences(comparison, asked, claim, context):
            read += 1
            spoken = compare_statements(asked.text, claim.text)
            comparison = comparison if spoken.outcome is Outcome.UNDETERMINED else spoken
        compared.append(Similar(claim=claim, score=score, comparison=comparison))
    compared.sort(key=lambda one: _ORDER[one.says])  # stable: within each, as they were found
    return Listed(compared[:limit])


def _compared(asked: Claim, claim: Claim, context: Context) -> Comparison:
    """How *asked* stands to *claim*, with what it leaves out filled from it, which the reason says."""
    proposition, theirs = asked.proposition, claim.proposition
    is_filled = proposition.event is None
    if is_filled or _is_one_event(proposition, theirs, context):
        filled: dict[str, Any] = {name: getattr(theirs, name) for name in _FROM_EVENT}
        event = theirs.event or ONE_EVENT if is_filled else proposition.event
        is_filled = is_filled or any(found is not None for found in filled.values())
        proposition = evolve(proposition, event=event, **filled)
        if theirs.event is None:
            claim = evolve(claim, proposition=evolve(theirs, event=ONE_EVENT))
    asked = evolve(asked, proposition=proposition, asserted=asked.asserted or claim.asserted)
    found = compare_standings(stand(asked, context), stand(claim, context), context)
    if not is_filled or found.outcome in {Outcome.NOT_COMPARABLE, Outcome.UNDETERMINED}:
        return found
    return evolve(
        found,
        reason=f"{found.reason}; {_FILLED}",
        mirrored=f"{found.mirrored}; {_FILLED}",
        assumed=(*found.assumed, _FILLED),
    )


def _rests_on_words(asked: Claim) -> bool:
    """Whether nothing was read from a text, so that its words alone are compared, in whatever order they stand."""
    return asked.value is None or asked.measure is None


def _in_order(claim: Claim) -> list[str]:
    return [word for word in words_of(claim.text) if word not in {"a", "an", "the"}]


def _is_one_event(one: Proposition, other: Proposition, context: Context) -> bool:
    if one.event is None or other.event is None:
        return False
    return context.incident(one.event) == context.incident(other.event)


def _is_for_sentences(found: Comparison, asked: Claim, claim: Claim, context: Context) -> bool:
    """Whether it is only words that leave the comparison open, so that the two sentences may decide it."""
    if found.outcome is not Outcome.UNDETERMINED or found.field not in _WORDS_OPEN:
        return False
    if not (claim.text and claim.polarity):
        return False
    event = asked.proposition.event
    return event is None or _is_one_event(asked.proposition, claim.proposition, context)
