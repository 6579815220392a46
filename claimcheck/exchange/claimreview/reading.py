"""What does this review say? One object, as broken as people publish it, read into a ``Review`` with what was odd.

Nothing of it is refused: what cannot be read is told of, stays in the raw object, and is left open.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from claimcheck.exchange.claimreview.nodes import Node
from claimcheck.exchange.claimreview.review import Review, Somebody, Where, host_of, is_root, names_nobody
from claimcheck.exchange.claimreview.shapes import Found
from claimcheck.exchange.jsontext import Place, json_text, told_place
from claimcheck.grading.claimreview import number_label, read_rating

__all__ = ["Reader"]

_AUTHORS: Final = re.compile(
    r"authors?|staff|people|team|journalists?|contributors?|profile|redaccion|redazione|auteurs?"
)


class Reader:
    """Reads reviews of one document.

    Args:
        tell: Told what is odd: where it stands, and how.
        clean: Gives a text without what no record may hold.
        known: The objects of the document by their ``@id``.
    """

    def __init__(
        self,
        tell: Callable[[Place, str, Place], None],
        clean: Callable[[str, Place], str],
        known: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self._tell_all = tell
        self._clean = clean
        self._known = known or {}
        self._odd: list[str] = []
        self._place: Place = ()

    def review(self, found: Found) -> Review:
        """Return what a review says."""
        self._odd, self._place = [], found.place
        node = Node(found.told, found.place, self._tell, self._clean, self._known)
        is_media = "ClaimReview" not in node.types
        reviewer = self._reviewer(node)
        item, *others = self._items(node)
        claim = (item.node("interpretedAsClaim") if is_media else None) or item
        label, rating, explanation = self._medium(node) if is_media else self._rating(node)
        url = self._url(node, "url")
        return Review(
            claim=self._claim(node, item, is_media=is_media),
            claimant=self._claimant(claim, reviewer, url)
            if claim.held.get("author")
            else self._claimant(item, reviewer, url),
            claimed=claim.time("datePublished") or (item.time("datePublished") if claim is not item else None),
            first=next((one.url for one in self._where(claim, "firstAppearance")), None),
            appearances=self._appearances([item, *others, *([claim] if claim is not item else [])]),
            reviewer=reviewer,
            url=url,
            title=node.text("name") or node.text("headline"),
            published=node.time("datePublished"),
            language=node.text("inLanguage"),
            body=node.text("reviewBody") or node.text("description"),
            label=label,
            rating=rating,
            explanation=explanation,
            is_media=is_media,
            problems=tuple(dict.fromkeys(self._odd)),
            raw=json_text(found.raw),
        )

    def _tell(self, place: Place, message: str) -> None:
        within = place[len(self._place) :]
        self._odd.append(f"{told_place(within)}: {message}" if within else message)
        self._tell_all(place, message, self._place)

    # its parts

    def _items(self, node: Node) -> list[Node]:
        """What is reviewed; of several the first is the claim, and where each stands is taken."""
        found = node.nodes("itemReviewed")
        if not found:
            if "itemReviewed" not in node.held:
                self._tell((*node.place, "itemReviewed"), "it is missing, so who said it, when and where is not known")
            return [Node({}, (*node.place, "itemReviewed"), self._tell, self._clean, self._known)]
        if len(found) > 1:
            self._tell(
                (*node.place, "itemReviewed"),
                f"{len(found)} objects stand where one is meant; of each where it stands is taken, else the first",
            )
        return found

    def _claim(self, node: Node, item: Node, *, is_media: bool) -> str | None:
        written = node.text("claimReviewed")
        if written is None:
            interpreted = item.node("interpretedAsClaim") if is_media else None
            for held, name in (
                (interpreted, "text"),
                (interpreted, "name"),
                (interpreted, "description"),
                (item, "text"),
                (item if is_media or "Claim" in item.types else None, "name"),
                (item if is_media else None, "description"),
            ):
                written = None if held is None else held.text(name)
                if written is not None:
                    if not is_media:
                        self._tell((*node.place, "claimReviewed"), f"it is empty; itemReviewed.{name} stands for it")
                    break
        if written is None:
            where = "itemReviewed" if is_media else "claimReviewed"
            titled = node.held.get("name") or node.held.get("headline")
            stands = "the title of the review stands for it" if titled else "nothing stands for it"
            self._tell(
                (*node.place, where),
                f"it {'says nothing' if is_media else 'is empty'}, so the words of the claim are not known; {stands}",
            )
        return written

    def _reviewer(self, node: Node) -> Somebody | None:
        found = node.node("author" if node.held.get("author") else "publisher")
        house = node.node("publisher") if node.held.get("author") and node.held.get("publisher") else None
        if found is not None and "Person" in found.types and house is not None and house.held.get("name"):
            found = house  # a person wrote it, and a house publishes it
        url = None if found is None else self._url(found, "url", quietly=True)
        host = host_of(url) or host_of(self._url(node, "url", quietly=True))
        called = None if found is None else _unquoted(found.text("name"))
        if called is None:
            if host is None:
                self._tell((*node.place, "author"), "nobody is named as its publisher, and no address tells")
                return None
            self._tell((*node.place, "author"), f"its publisher has no name; {host}, of its address, stands for it")
            called = host
        return Somebody(
            name=called,
            kind="organisation" if found is None else _kind(found),
            url=url,
            same_as=() if found is None else tuple(dict.fromkeys(found.texts("sameAs"))),
        )

    def _claimant(self, item: Node, reviewer: Somebody | None, url: str | None) -> Somebody | None:
        found = item.nodes("author") or item.nodes("creator")
        if len(found) > 1:
            names = [name for one in found if (name := one.text("name"))]
            if len(names) > 1:
                self._tell(
                    (*item.place, "author"),
                    f"{len(names)} are named ({', '.join(names[:3])}), and whether all say so is not known; "
                    "the claim stands unattributed",
                )
                return None
        by = next((one for one in found if one.held.get("name")), found[0] if found else None)
        written = None if by is None else by.text("name")
        if by is None or written is None:
            if found:
                self._tell((*item.place, "author"), "it has no name; the claim stands unattributed")
            return None
        name = _unquoted(written) or written
        if name != written:
            self._tell((*by.place, "name"), f"the quotation marks around {name!r:.80} are no part of the name")
        if names_nobody(name):
            self._tell((*by.place, "name"), f"{name!r:.80} names nobody; the claim stands unattributed")
            return None
        if reviewer is not None and name.casefold() == reviewer.name.casefold():
            self._tell(
                (*by.place, "name"), f"{name!r:.80} is who reviews the claim, and not who makes it; it is unattributed"
            )
            return None
        if reviewer is not None and _wrote(name, reviewer.url, url):
            self._tell(
                (*by.place, "name"),
                f"{name!r:.80} is who wrote the review, as {reviewer.url!r:.100} tells, and not who makes the claim; "
                "it is unattributed",
            )
            return None
        return Somebody(
            name=name, kind=_kind(by), url=self._url(by, "url", quietly=True), same_as=tuple(by.texts("sameAs"))
        )

    def _appearances(self, items: list[Node]) -> tuple[Where, ...]:
        found: list[Where] = []
        for item in items:
            found += self._where(item, "firstAppearance")
            found += self._where(item, "appearance")
            found += [Where(url=one) for one in self._urls(item, "contentUrl")]
            for medium in item.nodes("mediaItemAppearance"):
                found += [Where(url=one) for one in self._urls(medium, "contentUrl")]
                found += [Where(url=one) for one in self._urls(medium, "accessedOnUrl")]
            is_claim = "Claim" in item.types
            own = self._url(item, "url")
            if own is not None:
                if not is_claim or not found:
                    found.append(Where(url=own, name=None if is_claim else item.text("name")))
            elif not is_claim and not item.held.get("appearance") and (name := item.text("name")):
                inside = item.node("isPartOf")
                where = None if inside is None else self._url(inside, "url")
                found.append(Where(url=None if where is None or is_root(where) else where, name=name))
        kept: dict[tuple[str | None, str | None], Where] = {}
        for one in found:
            kept.setdefault((one.url, None if one.url else one.name), one)
        return tuple(kept.values())

    def _where(self, item: Node, name: str) -> list[Where]:
        found = []
        for one in item.nodes(name):
            url = self._url(one, "url") or self._url(one, "@id", quietly=True)
            called = one.text("name") or one.text("headline")
            if url is None and called is not None and host_of(called) is None and not one.types:
                self._tell(one.place, f"{called!r:.80} is no address; it is not taken for one")
                continue
            if url is not None or called is not None:
                found.append(Where(url=url, name=called))
        return found

    def _rating(self, node: Node) -> tuple[str | None, Mapping[str, Any] | None, str | None]:
        found = node.nodes("reviewRating")
        if not found:
            self._tell((*node.place, "reviewRating"), "it is missing; the review rates nothing")
            return None, None, None
        rated = found[0]
        if len(found) > 1:
            self._tell(rated.place[:-1], f"{len(found)} ratings stand where one is meant; the first is taken")
        if not rated.types and rated.held.keys() == {"name"}:
            self._tell(rated.place, "it is a text and no rating; the text is taken for its word")
            rated.held["alternateName"] = rated.held.pop("name")
        held = {name: rated.plain(name) for name in rated.held}
        for name in ("alternateName", "ratingValue", "bestRating", "worstRating"):
            if isinstance(held.get(name), Mapping):
                held[name] = rated.text(name)
            elif isinstance(written := held.get(name), str):
                held[name] = self._clean(written, (*rated.place, name))
        read = read_rating(held)
        for problem in read.problems:
            self._tell(rated.place, problem)
        label = read.label or number_label(held)
        if label is not None and not (node.held.get("author") or node.held.get("publisher") or node.held.get("url")):
            self._tell(rated.place, "nobody is named who rates so; it is kept in the raw object only")
        return label, held, rated.text("ratingExplanation")

    def _medium(self, node: Node) -> tuple[str | None, Mapping[str, Any] | None, str | None]:
        label = node.text("mediaAuthenticityCategory")
        if label is None:
            self._tell((*node.place, "mediaAuthenticityCategory"), "it is missing; the review rates nothing")
            return None, None, None
        return label.removeprefix("https://schema.org/"), None, node.text("originalMediaContextDescription")

    def _url(self, node: Node, name: str, *, quietly: bool = False) -> str | None:
        found = self._urls(node, name, quietly=quietly)
        if len(found) > 1 and not quietly:
            node.tell(name, f"{len(found)} addresses stand where one is meant; the first is taken")
        return found[0] if found else None

    def _urls(self, node: Node, name: str, *, quietly: bool = False) -> list[str]:
        if not node.held.get(name):
            return []
        found = []
        # Quietly nothing is told here: another reading of it tells, or nobody asks for it.
        for one in dict.fromkeys(node.texts(name, quietly=quietly)):
            if host_of(one) is not None:
                found.append(one)
            elif not quietly:
                node.tell(name, f"{one!r:.80} is no address of the web; it is not taken for one")
        return found


def _kind(node: Node) -> str | None:
    if "Person" in node.types:
        return "person"
    return "organisation" if any(one.endswith("Organization") for one in node.types) else None


def _unquoted(name: str | None) -> str | None:
    """A name without quotation marks around all of it."""
    if name is None or len(name) < 3:
        return name
    pairs = {'"': '"', "'": "'", "“": "”", "«": "»"}
    inside = name[1:-1].strip()
    return inside if pairs.get(name[0]) == name[-1] and name[0] not in inside and inside else name


def _wrote(name: str, author: str | None, review: str | None) -> bool:
    """Whether an address on the host of the review is the page of its author who has this name."""
    if author is None or host_of(author) is None or host_of(author) != host_of(review):
        return False
    steps = [unquote(step) for step in urlsplit(author).path.split("/") if step]
    if len(steps) < 2 or not any(_AUTHORS.fullmatch(step.casefold()) for step in steps[:-1]):
        return False
    words = _letters(name)
    said = _letters(steps[-1])
    return (
        bool(said)
        and bool(words)
        and ("".join(said) == "".join(words) or set(said) <= set(words) or set(words) <= set(said))
    )


def _letters(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W\d_]+", "".join(one for one in plain if not unicodedata.combining(one)).replace("'", ""))
