"""Which schemes there are: the library's own, and those that other packages offer."""

from difflib import get_close_matches
from functools import cache
from importlib import metadata
from typing import Final

from claimcheck.errors import BadScheme, UnknownKey
from claimcheck.grading.admiralty import Admiralty
from claimcheck.grading.airwars import Airwars
from claimcheck.grading.claimreview import ClaimReview
from claimcheck.grading.every_casualty import EveryCasualty
from claimcheck.grading.icd203 import Icd203
from claimcheck.grading.scheme import Axis, Scheme
from claimcheck.model import Assessment

__all__ = ["GROUP", "find_scheme", "objections", "scheme_called", "scheme_names"]

GROUP: Final = "claimcheck.schemes"
"""The entry-point group in which a package offers a scheme; the entry's name is the scheme's."""

_OWN: Final[dict[str, Scheme]] = {
    one.name: one for one in (Admiralty(), Airwars(), ClaimReview(), EveryCasualty(), Icd203())
}


def scheme_names() -> tuple[str, ...]:
    """Return the names of the schemes that can be asked for, in order.

    Examples:
        >>> scheme_names()[:2]
        ('admiralty', 'airwars')
    """
    return tuple(sorted({*_OWN, *_offered().names}))


def find_scheme(name: str) -> Scheme | None:
    """Return the scheme of that name, in capitals or not, or None.

    Of the plug-ins only this one is loaded, so that another's fault stays away.

    Raises:
        BadScheme: The plug-in of that name cannot be used; the message names it and its package.
    """
    held = _OWN.get("_".join(name.casefold().replace("-", " ").split()))
    if held is not None:
        return held
    offered = sorted(_offered().select(name=name), key=lambda one: one.value)
    return _loaded(offered[0]) if offered else None


def scheme_called(name: str) -> Scheme:
    """Return the scheme of that name.

    Raises:
        UnknownKey: There is none; the nearest name is offered.

    Examples:
        >>> scheme_called("airwars").source
        'Airwars, Methodology note, grading of civilian harm'
    """
    found = find_scheme(name)
    if found is None:
        known = scheme_names()
        near = get_close_matches(name[:80], known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownKey(f"unknown scheme {name[:80]!r}; known are {', '.join(known)}{hint}")
    return found


def objections(assessment: Assessment) -> tuple[str, ...]:
    """Return what is wrong with a person's grade; a scheme that nobody knows takes any word.

    Examples:
        >>> objections(Assessment(about="c", scheme="every_casualty", grade="confrm", by="desk"))[0].partition(
        ...     "; did "
        ... )[2]
        "you mean 'confirm'?"
        >>> objections(Assessment(about="c", scheme="our house", grade="solid", by="desk"))
        ()
    """
    scheme = find_scheme(assessment.scheme)
    return () if scheme is None else tuple(scheme.objections(assessment))


@cache
def _offered() -> metadata.EntryPoints:
    """What the installed packages offer; looking through them all takes milliseconds."""
    return metadata.entry_points(group=GROUP)


@cache
def _loaded(offered: metadata.EntryPoint) -> Scheme:
    package = f" of {offered.dist.name}" if offered.dist is not None else ""
    where = f"scheme {offered.name!r} ({offered.value}{package})"
    try:
        found = offered.load()
        scheme = found() if isinstance(found, type) else found
    except Exception as err:  # whatever a plug-in raises, its user must learn whose fault it is
        raise BadScheme(f"{where} cannot be loaded: {type(err).__name__}: {err}") from err
    if not isinstance(scheme, Scheme):
        raise BadScheme(f"{where}: expected a claimcheck Scheme, got {type(scheme).__name__}")
    if getattr(scheme, "name", None) != offered.name:
        raise BadScheme(f"{where}: its name is {getattr(scheme, 'name', None)!r}; it must be that of its entry point")
    axes = getattr(scheme, "axes", None)
    if not isinstance(axes, tuple) or not axes or not all(isinstance(one, Axis) for one in axes):
        raise BadScheme(f"{where}: its axes must be a tuple of Axis, one at least")
    return scheme
