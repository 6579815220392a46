"""Units of measure: whether two are of one kind, and the exact factor between them; currencies are never converted."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

__all__ = ["Conversion", "conversion", "is_currency"]

Conversion = tuple[Fraction, Fraction]
"""Factor and offset: ``x * factor + offset`` in the other unit."""

_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")


def is_currency(unit: str | None) -> bool:
    """Whether *unit* is a currency code of ISO 4217.

    Examples:
        >>> is_currency("USD"), is_currency("kilometre")
        (True, False)
    """
    return unit is not None and _CURRENCY.match(unit) is not None


@lru_cache(maxsize=1024)
def conversion(unit: str, into: str, *, difference: bool = False) -> Conversion | None:
    """Return the exact factor and offset that turn *unit* into *into*; None where they are of different kinds.

    A difference of temperatures has no offset: 1.5 degrees Celsius warmer is 2.7 degrees Fahrenheit warmer.

    Raises:
        LookupError: One of the two is no unit that anybody knows.

    Examples:
        >>> conversion("kilometre", "metre")
        (Fraction(1000, 1), Fraction(0, 1))
        >>> conversion("degree_Celsius", "degree_Fahrenheit", difference=True)[0]
        Fraction(9, 5)
        >>> conversion("kilometre", "kilogram") is None
        True
    """
    if unit == into:
        return Fraction(1), Fraction(0)
    registry = _registry()
    import pint  # noqa: PLC0415 - half a second that nobody pays who converts nothing

    try:
        zero = registry.Quantity(Fraction(0), unit)
        one = registry.Quantity(Fraction(1), unit)
        start = zero.to(into).magnitude
        factor = one.to(into).magnitude - start
    except pint.DimensionalityError:
        return None
    except pint.UndefinedUnitError as err:
        raise LookupError(str(err)) from err
    return Fraction(factor), Fraction(0) if difference else Fraction(start)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # noqa: PLC0415 - as above

    return pint.UnitRegistry(non_int_type=Fraction, autoconvert_offset_to_baseunit=True)
