"""The likelihood bands of US intelligence analysis, and the rule that no sentence mixes them with a confidence level.

Source: Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic Standards
(2 January 2015, technical amendment 2022), section D.6.e(2)(a). The directive prints the outer bands as 1 to 5 and 95
to 99 percent; here they reach 0 and 1, so that every probability has one band. A band holds its lower end and not its
upper one.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import ClassVar, Final

from attrs import frozen

from claimcheck.errors import InvalidRecord
from claimcheck.grading.facts import Facts
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme
from claimcheck.model import Assessment

__all__ = ["BANDS", "Band", "Icd203", "band_at", "mixed", "parse_band"]


@frozen(kw_only=True)
class Band:
    """One term of likelihood, the second term for it, and the probabilities it stands for: *low* to below *high*."""

    grade: str
    term: str
    other: str
    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        return f"{self.term}: {float(self.low * 100):g} % to below {float(self.high * 100):g} %"


def _bands() -> Iterator[Band]:
    ends = (0, 5, 20, 45, 55, 80, 95, 100)
    terms = (
        ("almost_no_chance", "almost no chance", "remote"),
        ("very_unlikely", "very unlikely", "highly improbable"),
        ("unlikely", "unlikely", "improbable"),
        ("roughly_even_chance", "roughly even chance", "roughly even odds"),
        ("likely", "likely", "probable"),
        ("very_likely", "very likely", "highly probable"),
        ("almost_certain", "almost certain", "nearly certain"),
    )
    for (grade, term, other), low, high in zip(terms, ends[:-1], ends[1:], strict=True):
        yield Band(grade=grade, term=term, other=other, low=Fraction(low, 100), high=Fraction(high, 100))


BANDS: Final = tuple(_bands())
"""The bands from the least likely to the most; each begins where the one before it ends."""

_ADVERBS: Final = {
    "improbable": ("improbably",),
    "probable": ("probably",),
    "almost certain": ("almost certainly",),
    "roughly even chance": ("even chance",),
    "roughly even odds": ("even odds",),
}


def band_at(probability: "Fraction | float") -> Band:
    """Return the only band that holds *probability*; the last one holds 1 as well.

    Raises:
        InvalidRecord: It lies outside 0 to 1.

    Examples:
        >>> print(band_at(0.55))
        likely: 55 % to below 80 %
    """
    exact = Fraction(str(probability)) if isinstance(probability, float) and isfinite(probability) else probability
    if not 0 <= exact <= 1:
        raise InvalidRecord(f"probability: expected a number from 0 to 1, got {probability!r}")
    return next((one for one in BANDS if exact < one.high), BANDS[-1])


def parse_band(words: str) -> Band | None:
    """Return the band that a term of the directive stands for; None for any other words.

    Examples:
        >>> parse_band("Highly improbable").term
        'very unlikely'
        >>> parse_band("possibly")
    """
    mark = LIKELIHOOD.mark(words)
    return None if mark is None else next(one for one in BANDS if one.grade == mark.grade)


LIKELIHOOD: Final = Axis(
    name="likelihood",
    marks=tuple(
        Mark(
            grade=one.grade,
            label=one.term,
            aliases=(one.other, *_ADVERBS.get(one.term, ()), *_ADVERBS.get(one.other, ())),
            meaning=f"{float(one.low * 100):g} % to below {float(one.high * 100):g} %"
            if one.high < 1
            else f"{float(one.low * 100):g} % to 100 %",
        )
        for one in BANDS
    ),
)
CONFIDENCE: Final = Axis(
    name="confidence",
    marks=tuple(
        Mark(grade=word, label=word.capitalize(), aliases=(f"{word} confidence",), meaning=meaning)
        for word, meaning in (
            ("low", "The analyst's confidence in the basis of the judgement is low."),
            ("moderate", "The analyst's confidence in the basis of the judgement is moderate."),
            ("high", "The analyst's confidence in the basis of the judgement is high."),
        )
    ),
)

_TERMS: Final = sorted(
    {text for mark in LIKELIHOOD.marks for text in (mark.label, *mark.aliases)}, key=lambda text: (-len(text), text)
)
_LIKELY: Final = re.compile(rf"\b(?:{'|'.join(re.escape(term) for term in _TERMS)})\b", re.IGNORECASE)
_CONFIDENT: Final = re.compile(
    r"\b(?:low|moderate|medium|high) confidence\b"
    r"|\bconfidence (?:level )?(?:is|of|was|remains) (?:low|moderate|medium|high)\b",
    re.IGNORECASE,
)
_STOPS: Final = re.compile(r"[.!?](?=\s)|[\n\r]")


def mixed(text: str) -> tuple[str, str] | None:
    """Return the likelihood and the confidence that one sentence of *text* mixes; None where none does.

    Examples:
        >>> mixed("We assess with high confidence that an attack is likely.")
        ('likely', 'high confidence')
        >>> mixed("An attack is likely. We have high confidence in this.")
    """
    for sentence in _STOPS.split(text):
        plain = " ".join(sentence.split())
        confident = _CONFIDENT.search(plain)
        likely = _LIKELY.search(plain)
        if confident and likely:
            return likely.group(), confident.group()
    return None


class Icd203(Scheme):
    """Likelihood and confidence, each a person's judgement and never in one sentence; nothing is computed.

    Examples:
        >>> from claimcheck.model import Assessment
        >>> told = Assessment(about="c", scheme="icd203", grade="likely", by="us", why="Likely, with high confidence.")
        >>> print(*Icd203().objections(told))
        why: one sentence mixes a likelihood ('Likely') with a confidence level ('high confidence'); write two sentences
    """

    name: ClassVar[str] = "icd203"
    source: ClassVar[str] = "ICD 203, Analytic Standards (2015, amended 2022), D.6.e(2)(a)"
    axes: ClassVar[tuple[Axis, ...]] = (LIKELIHOOD, CONFIDENCE)

    def grade(self, facts: Facts) -> Iterator[Grade]:
        """Yield that a likelihood is a person's to give."""
        needs = (f"a term on the axis likelihood ({', '.join(one.grade for one in BANDS)})",)
        rule = "cannot be computed: a likelihood is a person's judgement"
        yield self.given(facts, "likelihood", None, rule, (), needs)

    def objections(self, assessment: Assessment) -> Iterator[str]:
        """Yield what is wrong with a person's grade, a sentence that mixes the two kinds of term among it."""
        both = mixed(assessment.grade)
        if both is None:
            yield from super().objections(assessment)
        for field, found in (("grade", both), ("why", mixed(assessment.why or ""))):
            if found is not None:
                yield (
                    f"{field}: one sentence mixes a likelihood ({found[0]!r}) with a confidence level ({found[1]!r}); "
                    f"write two {'assessments' if field == 'grade' else 'sentences'}"
                )
