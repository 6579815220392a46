"""Where in a document stand reviews? In JSON-LD of any shape, in the Fact Check Tools API's JSON, in flat columns.

Sources: schema.org, ClaimReview, MediaReview and DataFeed; Google, Fact Check Tools API v1alpha1, resources ``claims``
and ``pages``; ClaimsKG, the columns of its extractor. Each is given as one object in the words of schema.org.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from claimcheck.exchange.claimreview.nodes import bare_name, types_of
from claimcheck.exchange.jsontext import Place

__all__ = ["Found", "find_reviews", "holds_reviews"]

_TYPES: Final = frozenset({"ClaimReview", "MediaReview"})
_FLAT: Final = frozenset({"claimReview_url", "rating_alternateName"})


@frozen
class Found:
    """A review where it stands: the object itself, and the same in the words of schema.org."""

    place: Place
    raw: Mapping[str, Any]
    told: Mapping[str, Any]


def holds_reviews(data: Any) -> bool:
    """Return whether a document holds reviews.

    Examples:
        >>> holds_reviews([{"@type": "ClaimReview"}]), holds_reviews({"claims": [1]})
        (True, False)
    """
    return next(find_reviews(data), None) is not None


def find_reviews(data: Any) -> Iterator[Found]:
    """Yield every review in *data*, however deep it lies, in the order in which they stand.

    A review that lies in another is part of it, and is not given again.
    """
    waiting: list[tuple[Place, Any]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(((*place, number), one) for number, one in reversed(list(enumerate(value))))
            continue
        if not isinstance(value, Mapping):
            continue
        if not types_of(value).isdisjoint(_TYPES):
            yield Found(place, value, value)
        elif value.keys() >= _FLAT:
            yield Found(place, value, _from_columns(value))
        elif isinstance(value.get("claimReviewMarkups"), list):
            yield from _from_page(place, value)
        elif isinstance(value.get("claimReview"), list) and any(bare_name(str(one)) == "text" for one in value):
            yield from _from_search(place, value)
        else:
            waiting.extend(((*place, name), one) for name, one in reversed(list(value.items())))


def _object(**told: Any) -> dict[str, Any]:
    return {name.replace("at_", "@"): value for name, value in told.items() if value not in (None, "", {})}


def _from_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of ClaimsKG's columns, such as ``claimReview_claimReviewed`` and ``rating_alternateName``."""
    got = row.get
    return _object(
        at_type="ClaimReview",
        claimReviewed=got("claimReview_claimReviewed"),
        url=got("claimReview_url"),
        name=got("extra_title"),
        datePublished=got("claimReview_datePublished"),
        author=_object(at_type="Organization", name=got("claimReview_author_name"), url=got("claimReview_author_url")),
        reviewRating=_object(
            at_type="Rating",
            ratingValue=got("rating_ratingValue"),
            worstRating=got("rating_worstRating"),
            bestRating=got("rating_bestRating"),
            alternateName=got("rating_alternateName"),
        ),
        itemReviewed=_object(
            at_type="Claim",
            datePublished=got("creativeWork_datePublished"),
            author=_object(name=got("creativeWork_author_name"), sameAs=got("creativeWork_author_sameAs")),
        ),
    )


def _from_search(place: Place, claim: Mapping[str, Any]) -> Iterator[Found]:
    """The reviews of a claim that ``claims:search`` gives."""
    for number, one in enumerate(claim["claimReview"]):
        if not isinstance(one, Mapping):
            yield Found((*place, "claimReview", number), {"claimReview": one}, {"@type": "ClaimReview"})
            continue
        publisher = one.get("publisher")
        site = publisher if isinstance(publisher, Mapping) else {}
        told = _object(
            at_type="ClaimReview",
            claimReviewed=claim.get("text"),
            url=one.get("url"),
            name=one.get("title"),
            datePublished=one.get("reviewDate"),
            inLanguage=one.get("languageCode"),
            author=_object(at_type="Organization", name=site.get("name"), url=_address(site.get("site"))),
            reviewRating=_object(at_type="Rating", alternateName=one.get("textualRating")),
            itemReviewed=_object(
                at_type="Claim",
                datePublished=claim.get("claimDate"),
                author=_object(name=claim.get("claimant")),
            ),
        )
        raw = {**{name: value for name, value in claim.items() if name != "claimReview"}, "claimReview": [one]}
        yield Found((*place, "claimReview", number), raw, told)


def _from_page(place: Place, page: Mapping[str, Any]) -> Iterator[Found]:
    """The reviews of a page that ``pages`` gives."""
    author = page.get("claimReviewAuthor")
    who = author if isinstance(author, Mapping) else {}
    for number, one in enumerate(page["claimReviewMarkups"]):
        if not isinstance(one, Mapping):
            yield Found((*place, "claimReviewMarkups", number), {"markup": one}, {"@type": "ClaimReview"})
            continue
        rated = one.get("rating")
        rating = rated if isinstance(rated, Mapping) else {}
        claimed = one.get("claimAuthor")
        by = claimed if isinstance(claimed, Mapping) else {}
        told = _object(
            at_type="ClaimReview",
            claimReviewed=one.get("claimReviewed"),
            url=one.get("url") or page.get("pageUrl"),
            datePublished=page.get("publishDate"),
            author=_object(at_type="Organization", name=who.get("name"), url=page.get("pageUrl")),
            reviewRating=_object(
                at_type="Rating",
                ratingValue=rating.get("ratingValue"),
                worstRating=rating.get("worstRating"),
                bestRating=rating.get("bestRating"),
                alternateName=rating.get("textualRating"),
                ratingExplanation=rating.get("ratingExplanation"),
            ),
            itemReviewed=_object(
                at_type="Claim",
                datePublished=one.get("claimDate"),
                firstAppearance=one.get("claimFirstAppearance"),
                appearance=one.get("claimAppearances"),
                author=_object(name=by.get("name"), jobTitle=by.get("jobTitle"), sameAs=by.get("sameAs")),
            ),
        )
        raw = {**{name: value for name, value in page.items() if name != "claimReviewMarkups"}}
        yield Found((*place, "claimReviewMarkups", number), {**raw, "claimReviewMarkups": [one]}, told)


def _address(site: Any) -> Any:
    return f"https://{site}/" if isinstance(site, str) and site and "/" not in site else site
