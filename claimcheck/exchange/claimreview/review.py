"""One review of one claim: what a fact-checker says somebody claimed, where, and how it is rated.

Source: schema.org, ClaimReview, Claim, Rating and MediaReview; what the guidelines for publishing them ask for is in
``guidelines``. A review is between their JSON and our records, and both ways go through it.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import field, frozen

from claimcheck.times import TimeSpan

__all__ = ["LABELS", "MEDIA", "Review", "Somebody", "Where", "host_of", "is_root", "names_nobody", "same_words"]

LABELS: Final = "claimreview"
"""The scheme under which a publisher's own label is kept."""

MEDIA: Final = "mediareview"
"""The scheme under which the category of a medium is kept, such as ``DecontextualizedContent``."""


@frozen(kw_only=True)
class Somebody:
    """A person or an organisation, as a review names it."""

    name: str
    kind: str | None = None
    url: str | None = None
    same_as: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@frozen(kw_only=True)
class Where:
    """A document or recording in which the claim stands."""

    url: str | None = None
    name: str | None = None


@frozen(kw_only=True)
class Review:
    """What one review says.

    Attributes:
        claim: The claim in the review's words; None where it gives none.
        claimant: Who makes the claim; None where nobody is named.
        claimed: When the claim was made.
        first: Where it stood first; also among ``appearances``.
        appearances: Where it stands.
        reviewer: Who publishes the review.
        url: Where the review stands.
        title: Its title.
        published: When it was published.
        language: The language it is in.
        body: What it says in short.
        label: The publisher's own rating, in its word or, where it has none, its number with the ends of its scale.
        rating: The rating as it stands.
        explanation: Why it is rated so.
        is_media: Whether a medium is reviewed and not a claim.
        problems: What was odd.
        raw: The object as it stands, as JSON.
    """

    claim: str | None = None
    claimant: Somebody | None = None
    claimed: TimeSpan | None = None
    first: str | None = None
    appearances: tuple[Where, ...] = ()
    reviewer: Somebody | None = None
    url: str | None = None
    title: str | None = None
    published: TimeSpan | None = None
    language: str | None = None
    body: str | None = None
    label: str | None = None
    rating: Mapping[str, Any] | None = None
    explanation: str | None = None
    is_media: bool = False
    problems: tuple[str, ...] = ()
    raw: str | None = field(default=None, eq=False)


def host_of(url: str | None) -> str | None:
    """Return the host of an address, without ``www.``; None where it is no address of the web.

    Examples:
        >>> host_of("https://www.lemonde.fr/les-decodeurs/"), host_of("1")
        ('lemonde.fr', None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.casefold() not in {"http", "https"} or not host or "." not in host.strip("."):
        return None
    return host.casefold().removeprefix("www.")


def is_root(url: str) -> bool:
    """Return whether an address is that of a whole site, and of no document on it.

    Examples:
        >>> is_root("https://www.facebook.com/"), is_root("https://www.facebook.com/1")
        (True, False)
    """
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def same_words(text: str) -> str:
    """Return what two ways of writing one sentence have in common: case, blanks, quotation marks and a last stop go.

    Examples:
        >>> same_words("  “The Ferrari is his. ”"), same_words("the  ferrari is his")
        ('the ferrari is his', 'the ferrari is his')
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    return " ".join(plain.split()).strip(_MARKS)


_MARKS: Final = " .\"'«»“”„‘’‚‹›*"

_MANY: Final = (
    "anonymous|assorted|different|diverse|divers|diverses|many|multiple|multiples|numerous|several|some|unknown|various"
    "|viral|varias|varios|várias|vários|múltiples|múltiplas|múltiplos|diversas|diversos|plusieurs|différents"
    "|différentes|mehrere|verschiedene|viele|unbekannt|diverse|flere|mange|olika|diverse"
)
_PLATFORMS: Final = (
    "facebook|fb|instagram|internet|online|social media|social networks?|telegram|tiktok|twitter|web|whatsapp|x|youtube"
    "|redes sociales|redes sociais|réseaux sociaux|soziale medien|sosiale medier"
)
_KINDS: Final = (
    "accounts?|articles?|blogs?|bloggers?|claims?|e-?mails?|images?|memes?|messages?|outlets?|pages?|people|persons?|photos?"
    "|pictures?|posts?|publications?|resources?|rumou?rs?|shares?|sites?(?: internet)?|sources?|tweets?|users?|videos?"
    "|websites?|fuentes?|fontes?|páginas?|publicaciones|usuarios|usuários|internautes|comptes|personnes|quellen|nutzer"
    "|brukere|kilder|källor"
)
_NOBODY: Final = re.compile(
    rf"(?:{_MANY})"
    rf"|(?:(?:{_MANY})\s+)?(?:(?:{_PLATFORMS})\s+)?(?:{_KINDS})(?:\s+(?:{_MANY}))?"
    rf"|(?:(?:{_MANY})\s+)?(?:{_PLATFORMS})(?:\s+(?:{_KINDS}))?"
    rf"|(?:{_KINDS})\s+(?:on|in|from|en|sur|auf|på)\s+(?:{_PLATFORMS})"
    r"|n/?a|none|no one|nobody|chain (?:e-?mails?|messages?)|-+|\?+"
)


def names_nobody(name: str) -> bool:
    """Return whether what stands for a claimant names nobody in particular: several sources, viral posts.

    Examples:
        >>> [names_nobody(name) for name in ("Multiple sources", "Fuentes varias", "Facebook posts", "Facebook page X")]
        [True, True, True, False]
    """
    plain = " ".join(unicodedata.normalize("NFC", name).casefold().replace("&", " ").split()).strip(_MARKS)
    return not plain or _NOBODY.fullmatch(plain) is not None
