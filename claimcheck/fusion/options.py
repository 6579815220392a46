"""What may be asked of fusion: options that no method can reckon with are refused, each with what was expected."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction
from inspect import signature
from math import inf, isfinite
from typing import Any, Final

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.scores import Scores

__all__ = ["check_margin", "exact_tolerance", "options_of"]

_FARTHEST: Final = 400
"""The largest exponent of a tolerance: its exact number would fill the memory."""

_OF_TABLES: Final = frozenset({"asserted", "control_group", "domain", "engine", "half_life", "order", "to", "words"})

_OPTIONS: Final = (
    "method",
    "tolerance",
    "within",
    "dependence",
    "margin",
    "gold",
    "several",
    "domain_weight",
    "half_life",
)
_LEARNING: Final = ("accu", "accusim", "popaccu", "one_coin")
"""Methods that learn reliability by domain, or from of late the most."""
_PAIRS: Final = {
    "prior": "right and wrong claims",
    "sensitivity": "what is right and listed, and left out",
    "specificity": "what is wrong and left out, and listed",
    "truth": "right and wrong values",
}
"""Options of two numbers, and which."""
_OF_PARTIES: Final = {"known": (0.0, 1.0), "weights": (0.0, inf)}
"""Options that say something of parties, and between which numbers."""


def exact_tolerance(tolerance: object) -> Fraction:
    """Return a tolerance as an exact number.

    Raises:
        InvalidRecord: It is none, or below 0.
    """
    try:
        if not isinstance(tolerance, int | Fraction) and abs(Decimal(str(tolerance)).adjusted()) > _FARTHEST:
            raise ValueError
        exact = Fraction(str(tolerance))
    except (ValueError, ZeroDivisionError, InvalidOperation) as err:
        raise InvalidRecord(f"tolerance: expected a number, got {tolerance!r:.80}") from err
    if exact < 0:
        raise InvalidRecord(f"tolerance: expected 0 or more, got {tolerance}")
    return exact


def check_margin(margin: object) -> None:
    """Refuse what is no share from 0 to 1."""
    if not isinstance(margin, int | float) or not 0 <= margin <= 1:
        raise InvalidRecord(f"margin: expected a share from 0 to 1, got {margin!r:.80}")


def _check_numbers(options: Mapping[str, Any]) -> None:
    """Refuse options that no method can reckon with."""
    for option, value in options.items():
        least = {"max_rounds": 1, "false_values": 1}.get(option, 0)
        if option in _OF_PARTIES:
            continue
        numbers = value if option in _PAIRS and isinstance(value, tuple | list) else [value]
        if option in _PAIRS and len(numbers) != 2:
            raise InvalidRecord(f"{option}: expected two numbers, {_PAIRS[option]}, got {value!r:.80}")
        for number in numbers:
            is_whole = isinstance(number, int) and not isinstance(number, bool)
            if value is None and option == "scale":
                continue
            if not is_whole and (option in {"max_rounds", "false_values"} or not isinstance(number, float)):
                raise InvalidRecord(f"{option}: expected a number, got {value!r:.80}")
            if not isfinite(number) or number < least or (option in _PAIRS and number == 0):
                raise InvalidRecord(
                    f"{option}: expected {'more than 0' if not least else f'{least} or more'}, got {number}"
                )


def _of_voices(
    option: str, given: object, parties: Collection[str], voice_of: Mapping[str, str], low: float, high: float
) -> dict[str, float]:
    """What is given for parties, for the voices that they are."""
    if not isinstance(given, Mapping):
        raise InvalidRecord(f"{option}: expected a number for each party, got {given!r:.80}")
    found: dict[str, float] = {}
    for party, number in given.items():
        if party not in parties:
            near = get_close_matches(str(party), sorted(parties), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InvalidRecord(f"{option}: no party {party!r:.80} says anything{hint}")
        if not isinstance(number, int | float) or not low < number < high:
            between = "between 0 and 1" if high == 1 else "above 0"
            raise InvalidRecord(f"{option}: {party!r:.80}: expected a number {between}, got {number!r:.80}")
        voice = voice_of.get(party, party)
        if found.setdefault(voice, number) != number:
            raise InvalidRecord(
                f"{option}: {party!r:.80} counts as one with another party that is given {found[voice]}"
            )
    return found


def options_of(
    name: str,
    method: Callable[..., Scores],
    given: Mapping[str, Any],
    parties: Collection[str],
    voice_of: Mapping[str, str],
    *,
    has_gold: bool,
    learned: str | None = None,
) -> dict[str, Any]:
    """Return what is *given* for a method, with what is said of parties turned into what is said of their voices.

    Raises:
        InvalidRecord: The method takes no such option, or it is no number that can be reckoned with.
    """
    parameters = signature(method).parameters
    taken = [option for option in parameters if option not in {"told", "gold", "learning"}]
    if has_gold and "gold" not in parameters:
        raise InvalidRecord(f"{name}: cannot take gold; the methods that give probabilities can")
    if learned is not None and "learning" not in parameters:
        raise InvalidRecord(f"{name}: has no reliability {learned}; {', '.join(_LEARNING)} have")
    chosen = dict(given)
    for option in chosen:
        if option not in taken:
            if option in _OF_TABLES:
                raise InvalidRecord(f"{option}: is for tables, which have columns; this has none")
            near = get_close_matches(option, [*taken, *_OPTIONS], n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InvalidRecord(f"{name}: takes {', '.join(taken) or 'no options'}; got {option!r:.80}{hint}")
    _check_numbers(chosen)
    for option, (low, high) in _OF_PARTIES.items():
        if option in chosen:
            chosen[option] = _of_voices(option, chosen[option], parties, voice_of, low, high)
    return chosen
