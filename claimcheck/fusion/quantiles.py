"""Quantiles of the chi-square and the beta distribution, from scipy."""

from functools import cache
from typing import Any

from claimcheck.errors import MissingExtra

__all__ = ["beta_interval", "beta_intervals", "chi_square_quantile"]


@cache
def _special() -> Any:
    try:
        from scipy import special  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as err:
        raise MissingExtra('fusion needs scipy: install "claimcheck[fusion]"') from err
    return special


@cache
def chi_square_quantile(probability: float, freedom: float) -> float:
    """Return the value below which a chi-square variable with that many degrees of freedom lies so often.

    Examples:
        >>> round(chi_square_quantile(0.95, 1), 3)
        3.841
    """
    return float(2 * _special().gammaincinv(freedom / 2, probability))


@cache
def beta_interval(right: float, wrong: float, mass: float = 0.95) -> tuple[float, float]:
    """Return the ends between which a beta variable lies with that probability, the same beyond either.

    Examples:
        >>> [round(end, 3) for end in beta_interval(9, 1)]
        [0.664, 0.997]
    """
    tail = (1 - mass) / 2
    special = _special()
    return float(special.betaincinv(right, wrong, tail)), float(special.betaincinv(right, wrong, 1 - tail))


def beta_intervals(right: Any, wrong: Any, mass: float = 0.95) -> tuple[Any, Any]:
    """Return the lower and the upper ends of ``beta_interval`` for arrays.

    Examples:
        >>> [ends.round(3).tolist() for ends in beta_intervals([9, 1], [1, 9])]
        [[0.664, 0.003], [0.997, 0.336]]
    """
    tail = (1 - mass) / 2
    special = _special()
    return special.betaincinv(right, wrong, tail), special.betaincinv(right, wrong, 1 - tail)
