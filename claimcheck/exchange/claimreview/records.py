"""Reviews as records: who claims what, where it stands, who rates it how; what is reviewed twice meets in one topic.

A review is a source of its publisher, and what it says somebody claimed is a claim, which stands in that source as
reported. Its rating is an assessment in the publisher's own word. What is claimed in the same words, whoever claims
it, is one event, the matter that is reviewed: so the claims of several reviews meet in one topic. That two reviews name
one document as where the claim stands suggests that their matters are one: a candidate, for a person to accept.

Every key follows from what a review says, so that the order of reviews and files changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from attrs import evolve, frozen

from claimcheck.exchange.claimreview.review import LABELS, MEDIA, Review, Somebody, Where, host_of, is_root, same_words
from claimcheck.model import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    Event,
    Link,
    Party,
    Proposition,
    Record,
    Relation,
    Source,
)

__all__ = ["records_of"]

_PLATFORMS: Final = frozenset(
    "facebook.com instagram.com medium.com t.me telegram.me tiktok.com tumblr.com twitter.com x.com youtube.com".split()
)
_HOSTED: Final = ("blogspot.", "wordpress.com", "substack.com", "github.io", "wixsite.com")


@frozen
class _Said:
    """A claim with the keys that follow from its review."""

    review: Review
    source: str
    claim: str
    matter: str
    text: str
    by: str | None
    reviewer: str | None


def records_of(reviews: Iterable[Review]) -> tuple[list[Record], list[str]]:
    """Return the records of reviews, each once, and what was odd about several of them together.

    Examples:
        >>> review = Review(claim="The bridge fell.", url="https://facts.example.org/1", label="False")
        >>> found, odd = records_of([review])
        >>> [type(one).__name__ for one in found], odd
        (['Event', 'Source', 'Claim'], [])
    """
    parties = _Parties()
    said = [_said(review, parties) for review in reviews]
    odd: list[str] = []
    found: list[Record] = [*parties.records()]
    found += _matters(said)
    found += _sources(said)
    found += _claims(said)
    found += _ratings(said, odd)
    found += _candidates(said)
    return found, odd


def _digest(*parts: str | None) -> str:
    return sha256("\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _said(review: Review, parties: "_Parties") -> _Said:
    by = None if review.claimant is None else parties.claimant(review.claimant)
    reviewer = None if review.reviewer is None else parties.reviewer(review.reviewer, review.url)
    text = review.claim or (f"[{review.title}]" if review.title else "[not stated]")
    words = same_words(text) or text
    matter = f"matter-{_digest(words if review.claim else f'{words} {review.url or review.raw}')}"
    if review.url is None:
        source = f"review-{_digest(reviewer, review.raw or text)}"
    else:
        source = f"{review.url}#claim-{_digest(words)}" if review.claim else review.url
    claimed = None if review.claimed is None else review.claimed.edtf
    claim = f"claim-{_digest(by, ' '.join(text.split()), claimed, None if review.claim else source)}"
    return _Said(review, source, claim, matter, " ".join(text.split()), by, reviewer)


class _Parties:
    """Who is named in reviews: claimants by name, publishers by the host of their pages."""

    def __init__(self) -> None:
        self._claimants: dict[str, set[str]] = defaultdict(set)
        self._reviewers: dict[str, dict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))

    def claimant(self, who: Somebody) -> str:
        key = " ".join(who.name.split())
        self._claimants[key].add(who.kind or "")
        return key

    def reviewer(self, who: Somebody, review: str | None) -> str:
        name = " ".join(who.name.split())
        host = host_of(review) or host_of(who.url)
        is_shared = host is None or any(host == one or host.endswith(f".{one}") for one in _PLATFORMS)
        key = name if host is None or is_shared or any(one in host for one in _HOSTED) else host
        self._reviewers[key][name].add(who.kind)
        return key

    def records(self) -> Iterable[Party]:
        """The parties; of a publisher's names the first that is no person's is its name, the others are aliases."""
        for key, names in sorted(self._reviewers.items()):
            houses = [name for name, kinds in sorted(names.items()) if name != key and kinds != {"person"}]
            first = houses[0] if houses else next(iter(names)) if len(names) == 1 else key
            others = sorted(name for name in names if name != first)
            kinds = sorted({kind for held in names.values() for kind in held if kind})
            aliases = tuple(one for one in others if one != key)
            yield Party(key=key, name=first, kind=kinds[0] if len(kinds) == 1 else None, aliases=aliases)
        for key, kinds_of in sorted(self._claimants.items()):
            if key not in self._reviewers:
                kinds = sorted(kind for kind in kinds_of if kind)
                yield Party(key=key, name=key, kind=kinds[0] if len(kinds) == 1 else None, declared=False)


def _matters(said: Iterable[_Said]) -> Iterable[Event]:
    labels: dict[str, set[str]] = defaultdict(set)
    for one in said:
        labels[one.matter].add(one.text)
    for key, texts in sorted(labels.items()):
        yield Event(key=key, label=min(texts))


def _sources(said: Iterable[_Said]) -> Iterable[Source]:
    """The reviews themselves, and the documents in which they say that claims stand."""
    held: dict[str, list[_Said]] = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    for one in said:
        held[one.source].append(one)
        for where in one.review.appearances:
            places[_place(where, one.matter)].update(() if where.name is None else (where.name,))
    for key, told in sorted(held.items()):
        yield _review_source(key, told)
    for key, names in sorted(places.items()):
        if key not in held:
            url = key if host_of(key) is not None else None
            yield Source(key=key, url=url, name=min(names) if names else None)


def _review_source(key: str, told: list[_Said]) -> Source:
    raws = sorted({one.review.raw for one in told if one.review.raw is not None})
    problems = sorted({problem for one in told for problem in one.review.problems})
    first = min(told, key=lambda one: one.review.raw or "").review
    if len(raws) > 1:
        problems.append(f"{len(raws)} objects describe this review differently; all of them are kept")
    return Source(
        key=key,
        name=first.title,
        publisher=min((one.reviewer for one in told if one.reviewer), default=None),
        url=first.url,
        published=first.published,
        language=first.language,
        note=first.body,
        raw=None if not raws else raws[0] if len(raws) == 1 else f"[{','.join(raws)}]",
        problems=tuple(problems),
    )


def _place(where: Where, matter: str) -> str:
    """The key of a document: its address; a name alone, such as "Facebook post", is one of the matter at hand."""
    return where.url or f"“{where.name}” ({matter})"


def _claims(said: Iterable[_Said]) -> Iterable[Claim]:
    held: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        held[one.claim].append(one)
    for key, told in sorted(held.items()):
        reported = {
            one.source: one for one in sorted(told, key=lambda one: (one.review.claim or "", one.review.language or ""))
        }
        stands = sorted(
            {_place(where, one.matter) for one in told for where in one.review.appearances} - reported.keys()
        )
        appearances = [
            Appearance(
                source=source, quote=one.review.claim, language=one.review.language, attribution=Attribution.REPORTED
            )
            for source, one in sorted(reported.items())
        ]
        first = min(told, key=lambda one: one.source)
        yield Claim(
            key=key,
            text=first.text,
            claimants=() if first.by is None else (first.by,),
            asserted=first.review.claimed,
            proposition=Proposition(event=first.matter),
            appearances=(*appearances, *(Appearance(source=one) for one in stands)),
        )


def _ratings(said: Iterable[_Said], odd: list[str]) -> Iterable[Assessment]:
    """The publishers' ratings; two that a publisher gave one claim on one day stand in one grade, and that is odd."""
    held: dict[tuple[str, str, str, str], list[_Said]] = defaultdict(list)
    for one in said:
        if one.review.label is not None and one.reviewer is not None:
            when = "" if one.review.published is None else one.review.published.edtf
            held[one.claim, MEDIA if one.review.is_media else LABELS, one.reviewer, when].append(one)
    for (claim, scheme, by, _), told in sorted(held.items()):
        labels = sorted({one.review.label for one in told if one.review.label is not None})
        if len(labels) > 1:
            odd.append(f"{by} rates {told[0].text!r:.80} differently on one day: {', '.join(map(repr, labels))}")
        why = sorted({one.review.explanation for one in told if one.review.explanation})
        yield Assessment(
            about=claim,
            scheme=scheme,
            axis="category" if scheme == MEDIA else "label",
            grade="; ".join(labels),
            by=by,
            when=told[0].review.published,
            why=" / ".join(why) or None,
        )


def _candidates(said: list[_Said]) -> Iterable[Link]:
    """That matters reviewed in different words may be one, since the claim is said to stand in one document."""
    shared: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for where in one.review.appearances:
            if where.url is not None and not is_root(where.url):
                shared[where.url].add(one.matter)
    found: dict[str, Link] = {}
    for url, matters in sorted(shared.items()):
        first, *others = sorted(matters)
        for other in others:
            link = Link(a=first, relation=Relation.SAME_AS, b=other, accepted=False)
            basis = f"reviews of both name {url} as where the claim stands"
            held = found.get(link.key)
            found[link.key] = evolve(link, basis=basis if held is None else f"{held.basis}; {basis}")
    yield from found.values()
