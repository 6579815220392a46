"""A ledger as a feed of reviews: each rating that somebody gave a claim under the scheme ``claimreview``, as published.

A review that was read from JSON goes out with every property it had, and with what has changed since; one that was made
here has the properties that the guidelines ask for, and what it lacks of them is told of. Nothing is made up: a word
that is not mapped to a common one has no number, and a claimant that nobody names is none.

Sources: schema.org, ClaimReview, MediaReview, Claim, Rating, DataFeed and DataFeedItem.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from claimcheck.errors import BadInput
from claimcheck.exchange.claimreview.contexts import Document
from claimcheck.exchange.claimreview.guidelines import lacking
from claimcheck.exchange.claimreview.nodes import bare_name
from claimcheck.exchange.claimreview.reading import Reader
from claimcheck.exchange.claimreview.review import LABELS, MEDIA, Review, Somebody, Where, host_of
from claimcheck.exchange.claimreview.shapes import Found, find_reviews
from claimcheck.exchange.conformance import leave_out, says
from claimcheck.exchange.jsontext import json_text, parse_json
from claimcheck.exchange.outlet import Outlet
from claimcheck.grading.claimreview import map_label, numbers_of
from claimcheck.ledger import Ledger
from claimcheck.model import Assessment, Claim, Party, Source
from claimcheck.view import View

__all__ = ["SAYS", "write_reviews"]

SAYS: Final = says(
    kept="party.name claim.text claim.asserted source.name source.url source.published source.language source.note "
    "assessment.grade assessment.when assessment.why assessment.scheme assessment.axis",
    said="claim.claimants claim.appearances appearance.source source.publisher assessment.about assessment.by",
)

_OF_PLACES: Final = says(kept="source.name source.url")
"""What is said of a document in which a claim stands, and which is no review."""

_NUMBERS: Final = {"false": 1, "mostly_false": 2, "mixture": 3, "mostly_true": 4, "true": 5}
_KINDS: Final = {"person": "Person", "politician": "Person", "journalist": "Person"}


def write_reviews(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a feed of the reviews that *ledger* holds, each in the order of its address and claim.

    What of the records has no place in a review is left out and told of, and so is a claim that nobody reviewed; a
    rating of the scheme ``mediareview`` makes a MediaReview.
    """
    view = ledger.view
    held = _Held(view)
    told = [_Outgoing(view, held, claim, rating, source) for claim, rating, source in _reviewed(view, held)]
    yield b'{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":['
    for number, one in enumerate(sorted(told, key=lambda one: one.order)):
        review = one.review
        written = _as_read(review, one.source, held) or _made(review)
        for message in lacking(written):
            outlet.warn(one.claim.key, message)
        item = {
            "@type": "DataFeedItem",
            **({} if review.published is None else {"dateCreated": review.published.edtf}),
            "item": [written],
            **({} if review.url is None else {"url": review.url}),
        }
        yield f"{',' if number else ''}\n{json_text(item)}".encode()
        outlet.wrote()
    yield b"\n]}\n"
    _tell_what_is_left(ledger, told, outlet)


def _reviewed(view: View, held: "_Held") -> Iterator[tuple[Claim, Assessment | None, Source | None]]:
    """Every claim in force that is rated, by whom and where; and those in a review that rates nothing."""
    rated: dict[str, list[Assessment]] = defaultdict(list)
    for one in view.assessments.values():
        if one.scheme in {LABELS, MEDIA} and one.axis in {None, "label", "category"}:
            rated[one.about].append(one)
    for claim in view.claims.values():
        if not view.is_current(claim):
            continue
        by = set()
        published = _published(view, claim) if claim.key in rated else {}
        for rating in rated.get(claim.key, ()):
            rater = view.party(rating.by)
            by.add(rater)
            own = published.get(rater, ())
            yield claim, rating, min(own, key=lambda one: _rank(one, rating), default=None)
        for key in dict.fromkeys(one.source for one in claim.appearances):
            source = view.sources[key]
            is_rated = source.publisher is not None and view.party(source.publisher) in by
            if not is_rated and held.objects(source):
                yield claim, None, source


class _Outgoing:
    """A review that the ledger holds: of which claim, in which source, with which rating."""

    def __init__(
        self, view: View, held: "_Held", claim: Claim, rating: Assessment | None, source: Source | None
    ) -> None:
        self._held = held
        self.claim, self.rating, self.source = claim, rating, source
        self.used = {claim.key, *claim.claimants}
        self.places: set[str] = set()
        self.review = self._review(view)
        by = None if rating is None else rating.by
        self.used.update(key for key in (by, source and source.key, source and source.publisher) if key)

    @property
    def order(self) -> tuple[str, str, str]:
        """What reviews are sorted by."""
        return self.review.url or "", self.review.claim or "", self.rating.key if self.rating else self.claim.key

    def _review(self, view: View) -> Review:
        claim, rating, source = self.claim, self.rating, self.source
        by = rating.by if rating is not None else source.publisher if source is not None else None
        claimants = [view.parties[key] for key in claim.claimants]
        return Review(
            claim=claim.text or None if self._is_stated() else None,
            claimant=_somebody(claimants) if claimants else None,
            claimed=claim.asserted,
            appearances=self._elsewhere(view),
            reviewer=None if by is None else _reviewer(view, by, source),
            url=None if source is None else source.url,
            title=None if source is None else source.name,
            published=(None if rating is None else rating.when) or (None if source is None else source.published),
            language=None if source is None else source.language,
            body=None if source is None else source.note,
            label=None if rating is None else rating.grade,
            explanation=None if rating is None else rating.why,
            is_media=rating is not None and rating.scheme == MEDIA,
        )

    def _elsewhere(self, view: View) -> tuple[Where, ...]:
        """Where else the claim stands; a review of somebody else is no place of it."""
        found = []
        for document in self._held.places_of(self.claim, view):
            if self.source is None or document.key != self.source.key:
                self.used.add(document.key)
                self.places.add(document.key)
                if document.url is not None or document.name is not None:
                    found.append(Where(url=document.url, name=document.name))
        return tuple(found)

    def _is_stated(self) -> bool:
        """Whether the words of the claim are its own, and not the title of a review that gives none."""
        source = self.source
        titled = None if source is None or source.name is None else " ".join(f"[{source.name}]".split())
        if source is None or self.claim.text not in {titled, "[not stated]"}:
            return True
        return any(one.quote is not None for one in self.claim.appearances if one.source == source.key)


def _published(view: View, claim: Claim) -> dict[str, list[Source]]:
    """The sources in which the claim stands, by who publishes them."""
    found: dict[str, list[Source]] = defaultdict(list)
    for key in dict.fromkeys(one.source for one in claim.appearances):
        source = view.sources[key]
        if source.publisher is not None:
            found[view.party(source.publisher)].append(source)
    return found


def _rank(source: Source, rating: Assessment) -> tuple[bool, bool, str]:
    """Of several sources of one who rates, the one of that day comes first."""
    return source.published != rating.when, source.raw is None, source.key


def _somebody(parties: list[Party]) -> Somebody:
    """Who makes a claim: one party, or several jointly."""
    if len(parties) > 1:
        return Somebody(name=" and ".join(party.name for party in parties), kind="organisation")
    return Somebody(name=parties[0].name, kind=parties[0].kind, also=parties[0].aliases)


def _reviewer(view: View, by: str, source: Source | None) -> Somebody:
    party = view.parties.get(by)
    host = by if host_of(f"https://{by}/") == by else host_of(None if source is None else source.url)
    return Somebody(
        name=by if party is None else party.name,
        kind="organisation" if party is None else party.kind,
        also=() if party is None else party.aliases,
        url=None if host is None else f"https://{host}/",
    )


# in the words of schema.org


def _made(review: Review) -> dict[str, Any]:
    """A review in the words of schema.org."""
    return _kept(
        {
            "@type": "MediaReview" if review.is_media else "ClaimReview",
            **{name: make(review) for name, (_, make) in _PROPERTIES.items()},
        }
    )


def _kept(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if value not in (None, "", [], {})}


def _author(who: Somebody | None) -> dict[str, Any] | None:
    if who is None:
        return None
    kind = _KINDS.get(who.kind or "", "Organization")
    return _kept({"@type": kind, "name": who.name, "url": who.url, "sameAs": list(who.same_as)})


def _rating(review: Review) -> dict[str, Any] | None:
    if review.label is None or review.is_media:
        return None
    numbers = numbers_of(review.label)
    mapped = map_label(review.label)
    if numbers is not None:
        return _kept({"@type": "Rating", **numbers, "ratingExplanation": review.explanation})
    number = _NUMBERS.get(mapped or "")
    scale = {} if number is None else {"ratingValue": number, "worstRating": 1, "bestRating": 5}
    return _kept({"@type": "Rating", "alternateName": review.label, **scale, "ratingExplanation": review.explanation})


def _item(review: Review) -> dict[str, Any] | None:
    places = [_kept({"@type": "CreativeWork", "url": one.url, "name": one.name}) for one in review.appearances]
    claim = _kept(
        {
            "@type": "Claim",
            "author": _claimant(review.claimant),
            "datePublished": None if review.claimed is None else review.claimed.edtf,
            "firstAppearance": None if review.first is None else {"@type": "CreativeWork", "url": review.first},
            "appearance": places,
        }
    )
    if review.is_media:
        return _kept({"@type": "MediaObject", "interpretedAsClaim": {**claim, "text": review.claim}})
    return claim if len(claim) > 1 else None


def _claimant(who: Somebody | None) -> dict[str, Any] | None:
    if who is None:
        return None
    kind = _KINDS.get(who.kind or "", "Thing" if who.kind is None else "Organization")
    return _kept({"@type": kind, "name": who.name, "sameAs": list(who.same_as)})


def _edtf(name: str) -> Any:
    return lambda review: None if getattr(review, name) is None else getattr(review, name).edtf


_PROPERTIES: Final[Mapping[str, tuple[tuple[str, ...], Any]]] = {
    "url": (("url",), lambda review: review.url),
    "name": (("title",), lambda review: review.title),
    "claimReviewed": (("claim",), lambda review: None if review.is_media else review.claim),
    "datePublished": (("published",), _edtf("published")),
    "inLanguage": (("language",), lambda review: review.language),
    "reviewBody": (("body",), lambda review: review.body),
    "author": (("reviewer",), lambda review: _author(review.reviewer)),
    "itemReviewed": (("claimant", "claimed", "appearances"), _item),
    "reviewRating": (("label", "explanation"), _rating),
    "mediaAuthenticityCategory": (("label",), lambda review: review.label if review.is_media else None),
    "originalMediaContextDescription": (
        ("explanation",),
        lambda review: review.explanation if review.is_media else None,
    ),
}
"""The properties of a review: of which fields each is made, and how."""


def _as_read(review: Review, source: Source | None, known: "_Held") -> dict[str, Any] | None:
    """The object from which the review was read, with what is said otherwise now; None where there is none."""
    if source is None:
        return None
    objects = known.objects(source)
    is_alone = len(objects) == 1 and known.claims_in[source.key] == 1  # its claim was put in other words since
    told = known.by_claim(source)
    again = next(iter(told.values()), None) if is_alone else told.get(_words(review.claim))
    if again is None:
        return None
    found, before = again
    held = {bare_name(name): value for name, value in found.told.items() if bare_name(name) != "@context"}
    for name, (fields, make) in _PROPERTIES.items():
        if not all(_same(before, review, field) for field in fields):
            value = make(review)
            held.pop(name, None)
            if value not in (None, "", [], {}):
                held[name] = value
    return held


class _Held:
    """What sources were read from, each looked into once, and how many claims in force stand in each."""

    def __init__(self, view: View) -> None:
        self._objects: dict[str, list[Found]] = {}
        self._again: tuple[str, dict[str, tuple[Found, Review]]] = "", {}
        self._places: tuple[str, list[Source]] = "", []
        self.claims_in = Counter(
            key
            for claim in view.claims.values()
            if view.is_current(claim)
            for key in {one.source for one in claim.appearances}
        )

    def objects(self, source: Source) -> list[Found]:
        """The reviews in the object from which a source was read."""
        if source.raw is None:
            return []
        if source.key not in self._objects:
            try:
                self._objects[source.key] = list(find_reviews(Document.of(parse_json(source.raw, source.key))))
            except BadInput:
                self._objects[source.key] = []
        return self._objects[source.key]

    def by_claim(self, source: Source) -> Mapping[str, tuple[Found, Review]]:
        """The reviews in that object, each read again, by the words of their claims: the first of those alike.

        It is asked of one source after the other, for each of the reviews in it.
        """
        if self._again[0] != source.key:
            told: dict[str, tuple[Found, Review]] = {}
            for found in self.objects(source):
                review = _read_again(found)
                told.setdefault(_words(review.claim), (found, review))
            self._again = source.key, told
        return self._again[1]

    def places_of(self, claim: Claim, view: View) -> list[Source]:
        """Where a claim stands that is no review; asked of one claim after the other, for each of its ratings."""
        if self._places[0] != claim.key:
            documents = (view.sources[one.source] for one in claim.appearances)
            self._places = claim.key, [one for one in documents if not self.objects(one)]
        return self._places[1]


def _words(claim: str | None) -> str:
    return " ".join((claim or "").split())


def _read_again(found: Found) -> Review:
    reader = Reader(lambda *_: None, lambda text, _: text)
    return reader.review(found)


def _same(before: Review, now: Review, field: str) -> bool:
    one, other = getattr(before, field), getattr(now, field)
    if field == "claim":
        return _words(one) == _words(other)
    if field == "appearances":
        return {where.url or where.name for where in one} == {where.url or where.name for where in other}
    if isinstance(one, Somebody) and isinstance(other, Somebody):
        return " ".join(one.name.split()) in {" ".join(name.split()) for name in (other.name, *other.also)}
    return bool(one == other)


def _tell_what_is_left(ledger: Ledger, told: Iterable[_Outgoing], outlet: Outlet) -> None:
    view = ledger.view
    reviews = list(told)
    reviewed = {one.claim.key for one in reviews}
    ratings = {one.rating.key for one in reviews if one.rating is not None}
    for one in reviews:
        dated = None if one.source is None else one.source.published
        if one.source is not None and dated is not None and one.review.published != dated:
            outlet.leave(one.source.key, f"published: {dated.edtf} gives way to the day of the rating")
    places = {key for one in reviews for key in one.places} - {one.source.key for one in reviews if one.source}
    used = set().union(*(one.used for one in reviews)) | ratings
    for record in ledger.records():
        if isinstance(record, Claim) and not view.is_current(record):
            outlet.leave(record.key, "all of it: it is no longer current")
        elif isinstance(record, Claim) and record.key not in reviewed:
            outlet.leave(record.key, "all of it: nobody rates it under the scheme claimreview, so it is in no review")
        elif isinstance(record, Assessment) and record.key not in ratings:
            outlet.leave(record.key, f"all of it: it is no rating of a review; its scheme is {record.scheme!r:.60}")
        elif record.key not in used:
            outlet.leave(record.key, "all of it: no review has it")
        elif isinstance(record, Claim) and len(record.claimants) > 1:
            outlet.leave(
                record.key, "claimants: a review names one, and that several say so jointly stands in its name only"
            )
            leave_out(record, SAYS, outlet)
        else:
            leave_out(record, SAYS if record.key not in places else _OF_PLACES, outlet)
