"""What a publisher's own rating says, kept as it is, with a common word beside it where one is known.

Source: schema.org ``ClaimReview`` and ``Rating`` (ratingValue, bestRating, worstRating, alternateName); where the ends
of a scale are not given, schema.org takes 1 and 5. The text is the publisher's verdict and goes before the number; a
word that is not in the map below stays unmapped, and every oddity of a rating is a problem beside it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar, Final

from attrs import frozen

from claimcheck.grading.facts import Facts
from claimcheck.grading.scheme import Axis, Grade, Mark, Scheme

__all__ = ["ClaimReview", "Rating", "map_label", "number_label", "numbers_of", "read_rating"]

MAPPED: Final = Axis(
    name="mapped",
    marks=(
        Mark(grade="true", label="True", meaning="The publisher found it right."),
        Mark(grade="mostly_true", label="Mostly true", meaning="Right, and something is lacking."),
        Mark(grade="mixture", label="Mixture", meaning="Partly right and partly wrong."),
        Mark(grade="mostly_false", label="Mostly false", meaning="Wrong, and something in it is right."),
        Mark(grade="false", label="False", meaning="The publisher found it wrong."),
        Mark(grade="unproven", label="Unproven", meaning="The publisher could not tell."),
    ),
)

# The words as publishers use them for the truth of a claim. "Misleading", "missing context", "satire" or "miscaptioned"
# say how a claim deceives and not how true it is: they stay as they are.
_WORDS: Final = {
    word: grade
    for grade, words in {
        "true": "true|correct|accurate|verdadero|verdadeiro|vrai|wahr|richtig|vero|geppetto checkmark"
        "|правда|правдиво|достовірно|достоверно",
        "mostly_true": "mostly true|mostly correct|somewhat true|mostly accurate|largely true|plutôt vrai"
        "|größtenteils richtig",
        "mixture": "mixture|mixed|half true|half-true|partly true|partially true|mixto|mitad y mitad|teilweise richtig"
        "|напівправда|полуправда|частково правда|частично правда",
        "mostly_false": "mostly false|partly false|partially false|partlyfalse|barely true|mostly wrong"
        "|parcialmente falso|plutôt faux|größtenteils falsch|частково неправда",
        "false": "false|incorrect|not true|wrong|untrue|fake|pants on fire|four pinocchios|falso|faux|falsch|falsk"
        "|неправда|фейк|брехня|ложь|фальшивка|неправдиво|недостовірно|недостоверно",
        "unproven": "unproven|unverified|unsupported|no evidence|not proven|unknown|no probado|unbelegt|non prouvé"
        "|не підтверджено|не подтверждено|не доведено|не доказано",
    }.items()
    for word in words.split("|")
}
_STEPS: Final = (
    (Fraction(1, 8), "false"),
    (Fraction(3, 8), "mostly_false"),
    (Fraction(5, 8), "mixture"),
    (Fraction(7, 8), "mostly_true"),
)
_QUOTIENT: Final = re.compile("-?[0-9]+/[1-9][0-9]*")
_LONGEST: Final = 40
"""Characters of a number that are still read: nothing rates on longer ones."""


@frozen(kw_only=True)
class Rating:
    """A publisher's rating: its own label, the mapped one or None, where on the scale it lies, and what was odd."""

    label: str | None
    mapped: str | None
    share: Fraction | None
    problems: tuple[str, ...]


def read_rating(rating: Any) -> Rating:
    """Return what a ``reviewRating`` says, whatever it looks like.

    Examples:
        >>> falso = read_rating({"ratingValue": "5", "bestRating": "1", "worstRating": "5", "alternateName": "Falso"})
        >>> falso.label, falso.mapped, falso.problems
        ('Falso', 'false', ('the scale falls: its best is 1 and its worst 5',))
    """
    problems: list[str] = []
    if not isinstance(rating, Mapping):
        return Rating(label=None, mapped=None, share=None, problems=(f"expected a rating, got {_short(rating)}",))
    label = _label(rating, problems)
    share = _share(rating, problems)
    by_word = None if label is None else map_label(label)
    by_number = None if share is None else _by_share(share)
    if label is not None and by_word is None:
        problems.append(f"the word {_short(label)} is not mapped")
    if by_word and by_number and by_word not in {by_number, "unproven"}:
        problems.append(f"its word says {by_word} and its number {by_number}; the word is kept")
    if label is None and by_number is None:
        problems.append("it has neither a word nor a number on a scale")
    mapped = by_word if label is not None else by_number
    return Rating(label=label, mapped=mapped, share=share, problems=tuple(problems))


def map_label(label: str) -> str | None:
    """Return the common word for a publisher's label; None where it is not known.

    Examples:
        >>> map_label("Pants on Fire!"), map_label("Missing Context")
        ('false', None)
    """
    if "; " in label:  # several that a publisher gave on one day
        found = {map_label(one) for one in label.split("; ")}
        return found.pop() if len(found) == 1 else None
    numbered = _NUMBERED.fullmatch(label)
    if numbered is not None:
        share = _share(numbered.groupdict(), [])
        return None if share is None else _by_share(share)
    plain = unicodedata.normalize("NFC", label).casefold().replace("-", " ").replace("_", " ")
    return _WORDS.get(" ".join(plain.split()).strip(" .!"))


def number_label(rating: Mapping[str, Any]) -> str | None:
    """Return what stands for a rating that has a number and no word; None where the number says nothing.

    Examples:
        >>> number_label({"ratingValue": 1, "bestRating": "6"})
        '1 (worst 1, best 6)'
        >>> map_label("1 (worst 1, best 6)"), number_label({"ratingValue": -1, "bestRating": -1, "worstRating": -1})
        ('false', None)
    """
    if _share(rating, []) is None:
        return None
    ends = {name: _number(rating, name, []) for name in ("ratingValue", "worstRating", "bestRating")}
    value, worst, best = (
        f"{Fraction(default) if one is None else one}" for one, default in zip(ends.values(), (0, 1, 5), strict=True)
    )
    return f"{value} (worst {worst}, best {best})"


_NUMBERED: Final = re.compile(
    r"(?P<ratingValue>-?[0-9]+(?:/[0-9]+)?) \(worst (?P<worstRating>-?[0-9]+(?:/[0-9]+)?), "
    r"best (?P<bestRating>-?[0-9]+(?:/[0-9]+)?)\)"
)


def numbers_of(label: str) -> dict[str, str] | None:
    """Return the number and the ends of its scale that ``number_label`` made a label of; None of any other label.

    Examples:
        >>> numbers_of("1 (worst 1, best 6)")
        {'ratingValue': '1', 'worstRating': '1', 'bestRating': '6'}
        >>> numbers_of("Falso") is None
        True
    """
    found = _NUMBERED.fullmatch(label)
    return None if found is None else found.groupdict()


def _by_share(share: Fraction) -> str:
    """The common word for where a number lies from the worst, 0, to the best, 1."""
    return next((grade for end, grade in _STEPS if share < end), "true")


def _label(rating: Mapping[str, Any], problems: list[str]) -> str | None:
    found = rating.get("alternateName")
    if isinstance(found, list) and found:
        problems.append(f"it has {len(found)} labels; the first is taken")
        found = found[0]
    if found is None or (isinstance(found, str) and not found.strip()):
        return None
    if not isinstance(found, str):
        problems.append(f"alternateName: expected text, got {_short(found)}")
        return None
    return found.strip()


def _share(rating: Mapping[str, Any], problems: list[str]) -> Fraction | None:
    """Where the number lies from the worst, 0, to the best, 1."""
    value = _number(rating, "ratingValue", problems)
    if value is None:
        return None
    best, worst = (_number(rating, name, problems) for name in ("bestRating", "worstRating"))
    assumed = [f"{name} {end}" for name, end, given in (("best", 5, best), ("worst", 1, worst)) if given is None]
    if assumed:
        problems.append(f"its scale is not given in full; {' and '.join(assumed)} taken, as schema.org says")
    best, worst = Fraction(5) if best is None else best, Fraction(1) if worst is None else worst
    if best == worst:
        problems.append(f"its best and its worst are both {best}, so the number says nothing")
        return None
    if best < worst:
        problems.append(f"the scale falls: its best is {best} and its worst {worst}")
    share = (value - worst) / (best - worst)
    if not 0 <= share <= 1:
        problems.append(f"the number {value} lies outside its scale of {worst} to {best}")
        return None
    return share


def _number(rating: Mapping[str, Any], name: str, problems: list[str]) -> Fraction | None:
    found = rating.get(name)
    if found is None or (isinstance(found, str) and not found.strip()):
        return None
    text = str(found).strip() if isinstance(found, int | float | str) and not isinstance(found, bool) else ""
    plain = text.replace(",", ".", 1)
    if len(plain) <= _LONGEST and _QUOTIENT.fullmatch(plain):
        return Fraction(plain)
    if len(plain) <= _LONGEST and plain.isascii() and plain.removeprefix("-").replace(".", "", 1).isdecimal():
        return Fraction(plain)
    problems.append(f"{name}: expected a number, got {_short(found)}")
    return None


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, str | int | float | None) else type(value).__name__
    return text if len(text) <= 80 else f"{text[:79]}…"


class ClaimReview(Scheme):
    """Publishers' labels as assessments in their own words, each mapped beside; words of any kind may stand.

    Examples:
        >>> from claimcheck.grading.facts import Facts, Judgement
        >>> own = Judgement(about="c", scheme="claimreview", grade="Falso", by="AFP")
        >>> next(ClaimReview().grade(Facts(about="c", name="c", kind="claim", judgements=(own,)))).grade
        'false'
    """

    name: ClassVar[str] = "claimreview"
    source: ClassVar[str] = "schema.org, ClaimReview and Rating"
    axes: ClassVar[tuple[Axis, ...]] = (Axis(name="label"), MAPPED)
    is_open: ClassVar[bool] = True

    def grade(self, facts: Facts) -> Iterator[Grade]:
        """Yield for each publisher's label the common word, or that there is none."""
        labels = [one for one in facts.judgements if one.scheme == self.name and one.axis in {None, "label"}]
        for one in labels:
            mapped = map_label(one.grade)
            why = (f"{one.by} rates it {one.grade!r}{f' on {one.when}' if one.when else ''}",)
            rule = "the common word for the publisher's own label"
            yield self.given(
                facts, "mapped", mapped, rule if mapped else "not mapped: the label is not among the known words", why
            )
        if not labels:
            yield self.given(facts, "mapped", None, "cannot be computed: no publisher's rating is held")
