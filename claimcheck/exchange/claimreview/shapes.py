"""Where in a document stand reviews? In JSON-LD of any shape, in the Fact Check Tools API's JSON, in flat columns.

Sources: schema.org, ClaimReview, MediaReview and DataFeed; Google, Fact Check Tools API v1alpha1, resources ``claims``
and ``pages``; ClaimsKG, the columns of its extractor. Each is given as one object in the words of schema.org.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from claimcheck.exchange.claimreview.contexts import Document
from claimcheck.exchange.claimreview.nodes import bare_name, types_of
from claimcheck.exchange.jsontext import Place, json_text

__all__ = ["FLAT", "Found", "find_reviews", "holds_reviews"]

_TYPES: Final = frozenset({"ClaimReview", "MediaReview"})
FLAT: Final = frozenset({"claimReview_url", "rating_alternateName"})
"""Columns by which a row of ClaimsKG's is known."""
_MOST_BESIDE: Final = 20_000
"""Characters of what stands beside the reviews of a claim or a page, kept with each of them."""


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
    return next(find_reviews(Document.of(data)), None) is not None


def find_reviews(document: Document) -> Iterator[Found]:
    """Yield every review in a document, however deep it lies, in the order in which they stand.

    A review that lies in another is part of it, and is not given again.
    """
    waiting: list[tuple[Place, Any]] = [((), document.data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(((*place, number), one) for number, one in reversed(list(enumerate(value))))
            continue
        if not isinstance(value, Mapping):
            continue
        if not types_of(value).isdisjoint(_TYPES):
            if value.keys() <= {"@id", "@type"} and "@id" in value:
                continue  # it only names a review that stands elsewhere
            yield Found(place, document.as_written(value), value)
        elif value.keys() >= FLAT:
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
    beside = _beside(claim, "claimReview")
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
        yield Found((*place, "claimReview", number), {**beside, "claimReview": [one]}, told)


def _from_page(place: Place, page: Mapping[str, Any]) -> Iterator[Found]:
    """The reviews of a page that ``pages`` gives."""
    beside = _beside(page, "claimReviewMarkups")
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
        yield Found((*place, "claimReviewMarkups", number), {**beside, "claimReviewMarkups": [one]}, told)


def _beside(held: Mapping[str, Any], reviews: str) -> dict[str, Any]:
    """What stands beside the reviews, for each of them; of what is large only what is known by name."""
    found = {name: value for name, value in held.items() if name != reviews}
    if len(held[reviews]) > 1 and len(json_text(found)) > _MOST_BESIDE:
        known = ("text", "claimant", "claimDate", "pageUrl", "publishDate", "claimReviewAuthor", "name")
        found = {name: value for name, value in found.items() if name in known and len(json_text(value)) < _MOST_BESIDE}
    return found


def _address(site: Any) -> Any:
    return f"https://{site}/" if isinstance(site, str) and site and "/" not in site else site
