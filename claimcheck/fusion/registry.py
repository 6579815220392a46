"""The methods by name, and which one is taken where none is asked for."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Final

from claimcheck.errors import InvalidRecord
from claimcheck.fusion.methods.accu import accu, accusim, one_coin, popaccu
from claimcheck.fusion.methods.averages import mean, median
from claimcheck.fusion.methods.catd import catd
from claimcheck.fusion.methods.crh import crh
from claimcheck.fusion.methods.dawid_skene import dawid_skene
from claimcheck.fusion.methods.gtm import gtm
from claimcheck.fusion.methods.latent_truth import latent_truth
from claimcheck.fusion.methods.pooled_investment import pooled_investment
from claimcheck.fusion.methods.sums import sums
from claimcheck.fusion.methods.truthfinder import truthfinder
from claimcheck.fusion.methods.voting import vote
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Said

__all__ = ["METHODS", "default_method", "default_of", "method_called"]

METHODS: Final[dict[str, Callable[..., Scores]]] = {
    "vote": vote,
    "sums": sums,
    "pooled_investment": pooled_investment,
    "truthfinder": truthfinder,
    "one_coin": one_coin,
    "accu": accu,
    "accusim": accusim,
    "popaccu": popaccu,
    "dawid_skene": dawid_skene,
    "latent_truth": latent_truth,
    "crh": crh,
    "catd": catd,
    "gtm": gtm,
    "mean": mean,
    "median": median,
}

_LABELS: Final = 20
_TOPICS_A_LABEL: Final = 10
_DIGITS: Final = 5
_TOPICS_A_DIGIT: Final = 50


def default_method(said: Sequence[Said], *, nested: bool = False, one_rate: bool = False) -> str:
    """Return the method for what is said: ``dawid_skene`` where all topics have the same few labels, else ``accu``.

    Where each voice has to have *one rate*, as where it is learned by domain, labels are for ``one_coin``.

    Labels are at most 20 words with ten topics or more for each of them, none *nested* in another; or, since labels are
    written in digits as well, at most 5 whole numbers with fifty topics or more for each.

    Examples:
        >>> told = [Said(worker, f"question {number}", "yes", "") for number in range(10) for worker in "ab"]
        >>> default_method(told), default_method(told[:4])
        ('dawid_skene', 'accu')
    """
    values = {one.value for one in said}
    words = [value for value in values if isinstance(value, str)]
    points = [value for value in values if not isinstance(value, str) and value.is_point and isinstance(value.low, int)]
    return default_of(
        words=len(words),
        points=len(points),
        has_others=nested or len(words) + len(points) < len(values),
        topics=len({one.topic for one in said}),
        one_rate=one_rate,
    )


def default_of(*, words: int, points: int, has_others: bool, topics: int, one_rate: bool = False) -> str:
    """Return the method for so many distinct words, whole numbers and topics, and perhaps other values.

    Examples:
        >>> default_of(words=2, points=0, has_others=False, topics=20)
        'dawid_skene'
    """
    if has_others or (words and points):
        return "accu"
    most, each = (_LABELS, _TOPICS_A_LABEL) if words else (_DIGITS, _TOPICS_A_DIGIT)
    if words + points > most or topics < each * (words + points):
        return "accu"
    return "one_coin" if one_rate else "dawid_skene"


def method_called(name: object) -> Callable[..., Scores]:
    """Return the method of that name.

    Raises:
        InvalidRecord: There is none.
    """
    if not isinstance(name, str) or name not in METHODS:
        near = get_close_matches(str(name), METHODS, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InvalidRecord(f"method: expected one of {', '.join(METHODS)}; got {name!r:.80}{hint}")
    return METHODS[name]
