"""Hold two claims against each other: may they be compared, do they agree, and what decides it?

The seventeen steps are in the order of decision; the first that applies is the outcome. ``not_comparable`` needs
positive evidence of a difference; where nobody has said how two words lie to each other the outcome is
``undetermined``, with the line that would settle it.
"""

from typing import Final

from claimcheck.comparing.axes import Standing, stand
from claimcheck.comparing.comparison import Comparison
from claimcheck.comparing.context import Bare, Context
from claimcheck.comparing.gate import GATE
from claimcheck.comparing.measured import MEASURED
from claimcheck.comparing.pair import Pair, Step
from claimcheck.errors import InvalidRecord
from claimcheck.model import Claim

__all__ = ["compare", "compare_standings"]

_BARE: Final = Bare()
_STEPS: Final[tuple[Step, ...]] = (*GATE, *MEASURED)


def compare(a: Claim, b: Claim, ledger: Context | None = None) -> Comparison:
    """Return how the claims *a* and *b* stand to each other.

    Args:
        a: A claim.
        b: Another.
        ledger: Where events, parties and vocabulary come from; without it, the ledger that *a* or *b* remembers,
            and else only what the two carry.

    Raises:
        InvalidRecord: One of them is no claim.

    Examples:
        >>> from claimcheck.model import Claim, Proposition
        >>> from claimcheck.reading.figures import parse_quantity
        >>> def shot_down(figure: str, subject: str) -> Claim:
        ...     value = parse_quantity(figure)
        ...     return Claim(
        ...         key=figure,
        ...         proposition=Proposition(event="night", subject=subject, measure="shot down", value=value),
        ...     )
        >>> print(compare(shot_down("52 of 80", "Russian drones"), shot_down("162", "Ukrainian drones")))
        not_comparable(operator): operator differs (Russian drones / Ukrainian drones)
    """
    for claim in (a, b):
        if not isinstance(claim, Claim):
            raise InvalidRecord(f"expected two claims, got {claim!r:.80}; Ledger.compare() takes keys as well")
    context = ledger if ledger is not None else (a.home or b.home or _BARE)
    context = getattr(context, "view", context)
    return compare_standings(stand(a, context), stand(b, context), context)


def compare_standings(a: Standing, b: Standing, context: Context) -> Comparison:
    """Return how two claims stand to each other whose axes are resolved already."""
    pair = Pair(a, b, context)
    for step in _STEPS:
        found = step(pair)
        if found is not None:
            return found
    raise AssertionError("the last step decides whatever is left")  # pragma: no cover
