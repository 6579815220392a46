"""Under which IRI does a record stand, and which record does an IRI mean?

The IRI of a record is its kind and its key, percent-encoded, below one address, so that it can be read back exactly. A
party or a source whose key is an IRI of somebody else keeps it. Nothing is ever looked up under any of them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

__all__ = [
    "CC",
    "CITO",
    "DCTERMS",
    "FOAF",
    "FRBR",
    "ID",
    "KNOWN",
    "ORG",
    "PROV",
    "RDF",
    "RDFS",
    "XSD",
    "encoded",
    "iri_of",
    "is_iri",
    "key_of",
    "normal_iri",
    "prefixes_for",
    "split_iri",
]

ID: Final = "https://claimcheck.org/id/"
CC: Final = "https://claimcheck.org/ns#"
CITO: Final = "http://purl.org/spar/cito/"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
FRBR: Final = "http://purl.org/vocab/frbr/core#"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

_KINDS: Final = ("party", "source", "event", "claim", "term", "link", "assessment", "retraction")

KNOWN: Final = {
    "cc": CC,
    "cito": CITO,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "frbr": FRBR,
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    **{kind: f"{ID}{kind}/" for kind in (*_KINDS, "act", "relation", "name", "case", "nanopub")},
}
"""Prefixes and what they stand for in the files that are written."""

_BY_SPACE: Final = {space: prefix for prefix, space in KNOWN.items()}
_SCHEMES: Final = "urn|tag|info|mailto|doi|ark|did|ni|hdl|cid|mid|data|about"
_IRI: Final = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*://|(?:{_SCHEMES}):)"
    r"[^\x00-\x20\x7f-\xa0<>\"{}|\\^`\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff]+"
)
_RESERVED: Final = tuple(f"{ID}{kind}/" for kind in (*_KINDS, "act", "relation", "case", "nanopub"))
_OWN: Final = re.compile(rf"{re.escape(ID)}({'|'.join(_KINDS)})/(.+)", re.DOTALL)
_SPLIT: Final = re.compile(r"(.*?[/#:])([^/#:]+[/#:]*)")
_LEADING: Final = re.compile(r"^[.-]|\.$")


def is_iri(text: str) -> bool:
    """Return whether *text* is an absolute IRI of a common scheme that can stand in every format as it is.

    Examples:
        >>> is_iri("http://example.org/a"), is_iri("night/ua52"), is_iri("http://example.org/a b"), is_iri("a:b")
        (True, False, False, False)
    """
    return _IRI.fullmatch(text) is not None


def encoded(text: str) -> str:
    """Return *text* as one step of an IRI that no program takes for several, or for a step upwards.

    Examples:
        >>> encoded("full/army"), encoded("."), encoded("-a. b")
        ('full%2Farmy', '%2E', '%2Da.%20b')
    """
    return _LEADING.sub(lambda found: f"%{ord(found.group()):02X}", quote(text, safe=""))


@lru_cache(maxsize=16384)
def iri_of(kind: str, key: str) -> str:
    """Return the IRI of the record of that kind and key.

    Examples:
        >>> iri_of("party", "full/army"), iri_of("source", "http://example.org/a")
        ('https://claimcheck.org/id/party/full%2Farmy', 'http://example.org/a')
    """
    if kind in {"party", "source"} and is_iri(key) and not key.startswith(_RESERVED):
        return key
    return f"{ID}{kind}/{encoded(key)}"


@lru_cache(maxsize=16384)
def key_of(iri: str) -> str:
    """Return the key that stands in an IRI; that of somebody else is a key as it is.

    Examples:
        >>> key_of("https://claimcheck.org/id/party/full%2Farmy")
        'full/army'
    """
    own = _OWN.fullmatch(iri)
    return iri if own is None else unquote(own[2])


@lru_cache(maxsize=16384)
def normal_iri(name: str) -> str:
    """Return the IRI for a name of another tool: itself where it is one, else one that says the name.

    Examples:
        >>> normal_iri("ex:a b")
        'https://claimcheck.org/id/name/ex%3Aa%20b'
    """
    own = _OWN.fullmatch(name)
    if own is not None:
        return iri_of(own[1], unquote(own[2]))
    return name if is_iri(name) else f"{ID}name/{encoded(name)}"


@lru_cache(maxsize=16384)
def split_iri(iri: str) -> tuple[str, str]:
    """Return the namespace of an IRI, and the name in it, which is never empty.

    Examples:
        >>> split_iri("http://example.org/a#b"), split_iri("http://example.org/")
        (('http://example.org/a#', 'b'), ('http://', 'example.org/'))
    """
    found = _SPLIT.fullmatch(iri)
    return (found[1], found[2]) if found else (iri, "")


def prefixes_for(iris: Iterable[str]) -> dict[str, str]:
    """Return the namespace of each of *iris* with its prefix, by a rule that knows no order.

    Examples:
        >>> prefixes_for(["http://example.org/a", "http://www.w3.org/ns/prov#Person"])
        {'http://example.org/': 'ns1', 'http://www.w3.org/ns/prov#': 'prov'}
    """
    spaces = sorted({split_iri(iri)[0] for iri in iris})
    found: dict[str, str] = {}
    others = 0
    for space in spaces:
        known = _BY_SPACE.get(space)
        others += known is None
        found[space] = known or f"ns{others}"
    return found
