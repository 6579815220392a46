"""Which properties do the publishing guidelines ask for, and does a review have them?

Source: Google Search Central, Fact check (ClaimReview) structured data: required and recommended properties of
ClaimReview, Claim and Rating; schema.org, Rating, for the ends of a scale.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from claimcheck.exchange.claimreview.review import host_of
from claimcheck.times import parse_time

__all__ = ["lacking"]

_LONGEST: Final = 75
"""Characters of a claim that a telephone shows without breaking it badly."""


def lacking(review: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a review in the words of schema.org lacks of what the guidelines ask for.

    Examples:
        >>> list(lacking({"@type": "ClaimReview", "claimReviewed": "The bridge fell.", "url": "https://e.org/1"}))[0]
        'reviewRating: required, and it has none'
    """
    rating = _object(review, "reviewRating")
    item = _object(review, "itemReviewed")
    if review.get("@type") == "MediaReview":
        if not review.get("mediaAuthenticityCategory"):
            yield "mediaAuthenticityCategory: required, and it has none"
    else:
        if not review.get("claimReviewed"):
            yield "claimReviewed: required, and it has none"
        elif len(str(review["claimReviewed"])) > _LONGEST:
            yield f"claimReviewed: {len(str(review['claimReviewed']))} characters; the guidelines advise {_LONGEST}"
        if not rating:
            yield "reviewRating: required, and it has none"
        else:
            yield from _of_rating(rating)
    url = review.get("url")
    if not url:
        yield "url: required, and it has none; give the claim an appearance in the review, a source of its publisher"
    elif host_of(str(url)) is None:
        yield f"url: {str(url)[:80]!r} is no address of the web"
    yield from _dated(review, "datePublished", "it has none")
    author = _object(review, "author")
    for name in ("name", "url"):
        if not author.get(name):
            yield f"author.{name}: recommended, and it has none"
    if not _object(item, "author").get("name"):
        yield "itemReviewed.author.name: recommended, and nobody is named who makes the claim"
    for one in _dated(item, "datePublished", "when the claim was made is not known"):
        yield f"itemReviewed.{one}"
    if not (item.get("appearance") or item.get("firstAppearance") or item.get("url") or item.get("contentUrl")):
        yield "itemReviewed.appearance: recommended, and it has none"


def _dated(held: Mapping[str, Any], name: str, none: str) -> Iterator[str]:
    """What is to be said of a date: the guidelines ask for ISO 8601."""
    found = held.get(name)
    if not found:
        yield f"{name}: recommended, and {none}"
    elif isinstance(found, str) and (_ISO.match(found) is None or parse_time(found[:_LONGEST]) is None):
        yield f"{name}: {found[:80]!r} is no date of ISO 8601"


_ISO: Final = re.compile("[0-9]{4}(-[0-9]{2}){0,2}(?![0-9])")


def _of_rating(rating: Mapping[str, Any]) -> Iterator[str]:
    if not rating.get("alternateName"):
        yield "reviewRating.alternateName: required, and it has no word"
    ends = {name: _number(rating.get(name)) for name in ("worstRating", "ratingValue", "bestRating")}
    missing = [name for name, number in ends.items() if number is None]
    if missing:
        yield f"reviewRating.{', '.join(missing)}: recommended, and it has none"
        return
    worst, value, best = ends.values()
    assert worst is not None
    assert value is not None
    assert best is not None
    if not worst < best:
        yield f"reviewRating: its best ({best}) has to be above its worst ({worst})"
    elif not worst <= value <= best:
        yield f"reviewRating: its value ({value}) lies outside its scale of {worst} to {best}"


def _object(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = held.get(name)
    if isinstance(found, list):
        found = next((one for one in found if isinstance(one, Mapping)), None)
    return found if isinstance(found, Mapping) else {}


def _number(value: object) -> Fraction | None:
    try:
        return None if value is None or isinstance(value, bool) else Fraction(str(value)[:40])
    except (ValueError, ZeroDivisionError):
        return None
