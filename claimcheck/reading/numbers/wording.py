"""Which words of a language write, bound, round, scale and measure a figure: its table as look-ups, made once."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from claimcheck.reading.language import language_table

__all__ = ["Phrases", "Wording", "figure_wording"]

Phrases: TypeAlias = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""A phrase is keyed by its first word; of the rests with their meanings, the longest that stands there is taken."""

# The same in every language: signs, not words.
_VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_SIGNS = frozenset("+-−–") | frozenset({"minus", "negative", "plus"})


@frozen(eq=False)
class Wording:
    """The words of one language for figures, each table of the file as what a reader looks up in.

    Equal to itself alone: there is one for each language.
    """

    small: dict[str, int]
    tens: dict[str, int]
    magnitudes: dict[str, int]
    plural_magnitudes: dict[str, int]
    letters: dict[str, int]
    money_letters: dict[str, int]
    letter_starts: frozenset[str]
    dozens: frozenset[str]
    parts: dict[str, int]
    plural_parts: dict[str, int]
    small_parts: dict[str, int]
    vulgar: dict[str, Fraction]
    ordinals: frozenset[str]
    number_starts: frozenset[str]
    number_ends: frozenset[str]
    multiples: dict[str, int]
    signs: frozenset[str]
    before_minus: frozenset[str]
    temperatures: frozenset[str]

    prefixes: Phrases
    openers: frozenset[str]
    after: Phrases
    leads: Phrases
    vague: dict[str, tuple[int, int | None]]
    vague_scaled: dict[str, int]
    vague_of: dict[str, int]
    vague_starts: frozenset[str]

    currency_codes: frozenset[str]
    currency_signs: dict[str, str]
    dollars: dict[str, str]
    before_sign: dict[str, str]
    rupees: str
    currency_starts: frozenset[str]
    units: Phrases
    relative_units: frozenset[str]
    time_units: frozenset[str]
    squared_units: frozenset[str]
    smaller_units: dict[str, tuple[str, int]]
    capital_letters: frozenset[str]
    small_letters: frozenset[str]
    after_metres: frozenset[str]

    months: frozenset[str]
    weekdays: frozenset[str]
    zones: frozenset[str]
    before_year: frozenset[str]
    before_count: frozenset[str]
    before_year_or_count: frozenset[str]
    dated: frozenset[str]
    dated_alone: frozenset[str]
    after_multiple: frozenset[str]
    levels: frozenset[str]

    stop_words: frozenset[str]
    plural_nouns: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    anaphoric: frozenset[str]
    participles: Phrases
    verbs_after: frozenset[str]
    after_noun: frozenset[str]
    fillers_before_noun: frozenset[str]
    joined_behind: frozenset[str]
    uncounted: frozenset[str]
    not_zero: frozenset[str]
    reporting: frozenset[str]
    between_reporting: frozenset[str]
    nobody: frozenset[str]
    nobody_who: frozenset[str]
    not_sizes: frozenset[str]

    span_nouns: frozenset[str]
    bound_after: frozenset[str]

    during: frozenset[str]
    before_span: frozenset[str]
    lasting: frozenset[str]
    after_age: frozenset[str]
    portions: frozenset[str]

    labels_before: frozenset[str]
    labels_before_point: frozenset[str]
    numbered: frozenset[str]
    named: frozenset[str]
    numbered_things: frozenset[str]
    not_named: frozenset[str]
    called: frozenset[str]
    groups: frozenset[str]
    streets: frozenset[str]
    idioms: frozenset[str]
    joining: frozenset[str]
    ranked: frozenset[str]
    scoring: frozenset[str]
    between_numbers: frozenset[str]
    restricting: frozenset[str]
    ordinal_before: frozenset[str]
    ratios: frozenset[str]
    one_not_before: frozenset[str]
    one_not_after: frozenset[str]
    one_compounds: frozenset[str]

    up: frozenset[str]
    down: frozenset[str]
    raised: frozenset[str]
    lowered: frozenset[str]
    up_after: frozenset[str]
    down_after: frozenset[str]
    steps: frozenset[str]
    phrasal: frozenset[str]

    only: frozenset[str]
    expecting: frozenset[str]
    each: frozenset[str]
    scored: frozenset[str]
    between_scored: frozenset[str]
    negations: frozenset[str]
    soft_negations: frozenset[str]
    negated: frozenset[str]
    denying: frozenset[str]
    everything: frozenset[str]
    excepting: frozenset[str]
    topics: frozenset[str]
    charges: frozenset[str]
    offences: frozenset[str]
    money_words: frozenset[str]
    codes_of_names: frozenset[str]
    named_in_capitals: frozenset[str]

    starters: frozenset[str]
    """Every word that a figure may start with; a text's other words are passed over."""

    def is_plural(self, word: str) -> bool:
        """Return whether *word* looks like what is counted.

        Examples:
            >>> english = figure_wording("en")
            >>> english.is_plural("drones"), english.is_plural("people"), english.is_plural("status")
            (True, True, False)
        """
        if word in self.plural_nouns:
            return True
        return len(word) > 3 and word[-1] == "s" and word[-2] not in "sui'’" and word not in self.stop_words


@cache
def figure_wording(language: str) -> Wording:
    """Return the words of *language* for figures.

    Raises:
        UnknownLanguage: There are no tables for this language.

    Examples:
        >>> figure_wording("en").magnitudes["million"]
        1000000
    """
    table = language_table(language, "figures")
    contexts = {name: _set(members) for name, members in table["contexts"].items()}
    known = _numbers(table["numbers"]) | _bounds(table) | _measures(table) | _words(table) | contexts
    return Wording(**_with_starters(known))


def _numbers(table: Mapping[str, Any]) -> dict[str, Any]:
    small = {word: number for number, word in enumerate(table["zero_to_nineteen"].split())}
    tens = {word: 10 * number for number, word in enumerate(table["twenty_to_ninety"].split(), start=2)}
    for word, number in table["also"].items():
        (tens if number >= 20 else small)[word] = number
    magnitudes = _powers(table["magnitudes"])
    letters = _powers(table["letters"])
    money_letters = letters | _powers(table["money_letters"])
    parts = table["parts"]
    plural_parts = {f"{word}s": number for word, number in parts.items() if word != "half"} | {"halves": 2}
    small_parts = {word: number for word, number in (parts | plural_parts).items() if 2 < number < 10}
    return {
        "small": small,
        "tens": tens,
        "magnitudes": magnitudes,
        "plural_magnitudes": _powers(table["plural_magnitudes"]),
        "letters": letters,
        "money_letters": money_letters,
        "letter_starts": frozenset(letter.lower() for letter in money_letters),
        "dozens": _set(table["dozens"]),
        "parts": parts,
        "plural_parts": plural_parts,
        "small_parts": small_parts | {"first": 1, "firsts": 1, "second": 2, "seconds": 2},
        "vulgar": _VULGAR,
        "ordinals": _set(table["ordinals_without_part"]) | frozenset(parts) - {"half", "quarter"},
        "number_starts": frozenset(small)
        | frozenset(tens)
        | frozenset(_VULGAR)
        | {"a", "an", "half", "hundred", "thousand", "dozen"},
        "number_ends": frozenset(small)
        | frozenset(tens)
        | frozenset(magnitudes)
        | frozenset(parts)
        | frozenset(plural_parts)
        | {letter.lower() for letter in letters}
        | {"hundred", "first", "firsts", "second", "seconds"},
        "multiples": {"dozen": 12, "hundred": 100} | magnitudes,
        "signs": _SIGNS,
    }


def _bounds(table: Mapping[str, Any]) -> dict[str, Any]:
    prefixes = _phrases((name, lines) for name, lines in table["bounds"].items() if name != "after")
    return {
        "prefixes": prefixes,
        "openers": frozenset(prefixes) - {"the", "another", "its", "their", "all"},
        "before_minus": _set(table["numbers"]["before_minus"]),
        "after": _phrases(table["bounds"]["after"].items()),
        "leads": _phrases(table["leads"].items()),
        "vague": {word: (ends[0], ends[1] if len(ends) > 1 else None) for word, ends in table["vague"].items()},
        "vague_scaled": table["vague_scaled"],
        "vague_of": table["vague_of"],
    }


def _measures(table: Mapping[str, Any]) -> dict[str, Any]:
    money, groups, times = table["currencies"], table["unit_groups"], table["times"]
    return {
        "currency_codes": _set(money["codes"]),
        "currency_signs": money["signs"],
        "dollars": money["dollars"],
        "before_sign": money["before_sign"],
        "rupees": money["rupees"],
        "units": _phrases(table["units"].items()),
        "relative_units": _set(groups["relative"]),
        "time_units": _set(groups["times"]),
        "temperatures": _set(groups["temperatures"]),
        "squared_units": _set(groups["squared"]),
        "smaller_units": {unit: (smaller, ratio) for unit, (smaller, ratio) in groups["smaller"].items()},
        "capital_letters": _set(groups["capital"]),
        "small_letters": _set(groups["small"]),
        "after_metres": _set(groups["after_metres"]),
        "months": _set(times["months"]),
        "weekdays": _set(times["weekdays"]),
        "zones": _set(times["zones"]),
        "before_year": _set(times["before_year"]),
        "before_count": _set(times["before_count"]),
        "before_year_or_count": _set(times["before_year_or_count"]),
        "dated": _set(times["dated"]),
        "dated_alone": _set(times["dated_alone"]),
        "levels": _set(times["levels"]),
    }


def _words(table: Mapping[str, Any]) -> dict[str, Any]:
    words, places, labels, changes = table["words"], table["places"], table["labels"], table["changes"]
    return (
        {
            "stop_words": _set(words["stop"]),
            "plural_nouns": _set(words["plural"]),
            "determiners": _set(words["determiners"]),
            "articles": _set(words["articles"]),
            "after_multiple": _set(words["after_multiple"]),
            "anaphoric": _set(words["anaphoric"]),
            "participles": _phrases([("counted", words["participles"])]),
            "verbs_after": _set(words["verbs_after"]),
            "after_noun": _set(words["after_noun"]) | _set(words["stop"]),
            "joined_behind": _set(words["joined_behind"]),
            "fillers_before_noun": _set(words["fillers_before_noun"]),
            "uncounted": _set(words["uncounted"]),
            "not_zero": _set(words["not_zero"]),
            "reporting": _set(words["reporting"]),
            "between_reporting": _set(words["between_reporting"]),
            "nobody": _set(words["nobody"]),
            "nobody_who": _set(words["nobody_who"]),
            "not_sizes": _set(table["of"]["not_sizes"]),
            "portions": _set(table["of"]["portions"]),
            "span_nouns": _set(places["spans"]),
            **{name: _set(places[name]) for name in ("during", "before_span", "lasting", "after_age")},
            "bound_after": _set(places["be"]) | _set(places["spanning"]),
            "labels_before": _set(labels["before"]),
            "labels_before_point": _set(labels["before_point"]),
            "numbered": _set(labels["numbered"]),
            "groups": _set(labels["groups"]),
            "streets": _set(labels["streets"]),
            "idioms": frozenset(labels["idioms"]),
            "joining": _set(labels["joining"]),
            "ranked": _set(labels["ranked"]),
            "scoring": _set(labels["scoring"]),
            "between_numbers": _set(labels["between_numbers"]),
            "restricting": _set(labels["restricting"]),
            "ordinal_before": _set(labels["ordinal_before"]),
            "ratios": _set(labels["ratios"]),
            "one_not_before": _set(labels["one_not_before"]),
            "one_compounds": _set(labels["one_compounds"]),
            "one_not_after": _set(labels["one_not_after"]),
            **{name: _set(labels[name]) for name in ("named", "numbered_things", "not_named", "called")},
        }
        | {
            name: _set(changes[name])
            for name in ("up", "down", "raised", "lowered", "up_after", "down_after", "steps", "phrasal")
        }
        | {name: _set(members) for name, members in table["contexts"].items()}
    )


def _with_starters(known: dict[str, Any]) -> dict[str, Any]:
    currency_starts = (
        frozenset(known["currency_signs"])
        | frozenset(known["dollars"])
        | frozenset(known["before_sign"])
        | frozenset(code.lower() for code in known["currency_codes"])
        | {known["rupees"]}
    )
    vague_starts = (
        frozenset(known["vague"])
        | frozenset(known["vague_scaled"])
        | frozenset(known["vague_of"])
        | {"a", "an", "no", "none", "nobody", "unknown", "unspecified", "undisclosed"}
    )
    starts = known["openers"] | known["number_starts"] | currency_starts | vague_starts | known["signs"]
    return known | {
        "currency_starts": currency_starts,
        "vague_starts": vague_starts,
        "starters": starts | {"between", "from"},
    }


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _powers(table: Mapping[str, int]) -> dict[str, int]:
    return {word: 10**power for word, power in table.items()}


def _phrases(lines: Iterable[tuple[str, Iterable[str]]]) -> Phrases:
    gathered: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in lines:
        for phrase in phrases:
            first, *rest = phrase.split()
            gathered.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in gathered.items()}
