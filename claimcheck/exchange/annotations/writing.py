"""How do claims stand among the annotations of the World Wide Web Consortium? Each appearance is one annotation.

Its target is the document and the words in it (a TextQuoteSelector), with what was archived and when it was retrieved
(a TimeState); its body is what is claimed. Source: Web Annotation Data Model, W3C Recommendation 23 February 2017,
https://www.w3.org/TR/annotation-model/, and its vocabulary. The model lets others add properties of a namespace of
their own beside its context: what it has no words for stands under ``https://claimcheck.org/ns#``.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from attrs import evolve

from claimcheck.canonical import to_plain
from claimcheck.exchange.conformance import Cell, everything, leave_out
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Party, Source
from claimcheck.times import TimeSpan

__all__ = ["COLLECTION", "CONTEXT", "NAMESPACE", "SAYS", "described", "source_key", "spoken", "write_annotations"]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
"""The context of every annotation; it is named and never fetched."""

NAMESPACE: Final = "https://claimcheck.org/ns#"

SAYS: Final = {**everything(), "claim.private": Cell.LEFT}

_OWN_CONTEXT: Final = {
    "cc": NAMESPACE,
    **{f"cc:{name}": {"@type": "@json"} for name in ("appearance", "claim", "records", "source")},
}
COLLECTION: Final = "urn:claimcheck:annotations:"
"""How the name of a collection of ours begins; the case stands after it."""

_SOURCE: Final = "urn:claimcheck:source:"
_MARKED: Final = ("quote", "prefix", "suffix")


def source_key(iri: str) -> str | None:
    """Return the key of a source without an address from the name that it has among annotations, or None.

    Examples:
        >>> source_key("urn:claimcheck:source:full%2Fbrief"), source_key("https://example.org/")
        ('full/brief', None)
    """
    return unquote(iri.removeprefix(_SOURCE)) if iri.startswith(_SOURCE) else None


def write_annotations(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield a collection of annotations with one page, one annotation a line, and the other records beside it."""
    gone = ledger.view.superseded
    standing = [
        (claim, number) for claim in sorted(ledger.claims, key=_key) for number in range(len(claim.appearances))
    ]
    head = {
        "@context": [CONTEXT, _OWN_CONTEXT],
        "id": f"{COLLECTION}{quote(ledger.case or '', safe='')}".rstrip(":"),
        "type": "AnnotationCollection",
        "label": ledger.case or "claims",
        "total": len(standing),
        "cc:records": _records(ledger, outlet),
    }
    page = {"type": "AnnotationPage", "startIndex": 0}
    yield f'{_json(head)[:-1]},\n"first":{_json(page)[:-1]},"items":['.encode()
    for position, (claim, number) in enumerate(standing):
        outlet.wrote()
        comma = "," if position else ""
        yield f"{comma}\n{_json(_annotation(claim, number, ledger, gone, outlet))}".encode()
    yield b"\n]}}\n"


def _key(record: Any) -> str:
    return str(record.key)


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _records(ledger: Ledger, outlet: Outlet) -> list[dict[str, Any]]:
    """What stands in no annotation: all but the sources that are quoted and the claims that stand in one."""
    found = []
    quoted = {one.source for claim in ledger.claims for one in claim.appearances}
    for record in sorted(ledger.records(), key=_key):
        leave_out(record, SAYS, outlet)
        if isinstance(record, Claim):
            if record.appearances:
                continue
            outlet.leave(
                record.key, "all of it: it stands in no source, so that no annotation has it; it is among the records"
            )
            record = evolve(record, private=())  # noqa: PLW2901 - what is private never leaves
        elif isinstance(record, Source) and record.key in quoted:
            continue
        found.append(to_plain(record))
    return found


def _annotation(claim: Claim, number: int, ledger: Ledger, gone: Mapping[str, str], outlet: Outlet) -> dict[str, Any]:
    appearance = claim.appearances[number]
    body: dict[str, Any] = {
        "type": "TextualBody",
        "value": spoken(claim),
        "format": "text/plain",
        "purpose": "describing",
        "cc:claim": _without(to_plain(evolve(claim.standing_in(()), private=())), "appearances"),
    }
    bodies = [body]
    if appearance.translation is not None:
        bodies.append({"type": "TextualBody", "value": appearance.translation, "purpose": "describing"})
    if claim.key in gone:
        said = f"No longer claimed: {gone[claim.key]}."
        bodies.append({"type": "TextualBody", "value": said, "purpose": "commenting"})
    return {
        "id": f"urn:claimcheck:appearance:{quote(claim.key, safe='')}:{number + 1}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": "https://claimcheck.org/", "type": "Software", "name": "claimcheck"},
        "body": bodies if len(bodies) > 1 else body,
        "target": _target(appearance, ledger, outlet),
    }


def _without(plain: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if name not in names}


def spoken(claim: Claim) -> str:
    """Return what a claim says, as the text of an annotation's body."""
    said = claim.proposition
    words = " ".join(str(one) for one in (said.value, said.subject, said.measure) if one is not None)
    return claim.text or words or claim.key


def _target(appearance: Appearance, ledger: Ledger, outlet: Outlet) -> dict[str, Any]:
    source = ledger.view.sources[appearance.source]
    target: dict[str, Any] = {"type": "SpecificResource", "source": _document(source, ledger)}
    plain = {
        name: value
        for name in ("language", "translation", "attribution")
        if (value := getattr(appearance, name)) is not None
    }
    if appearance.quote is not None:
        selector = {"type": "TextQuoteSelector", "exact": appearance.quote}
        selector |= {name: text for name in _MARKED[1:] if (text := getattr(appearance, name)) is not None}
        target["selector"] = selector
    else:
        plain |= {name: text for name in _MARKED[1:] if (text := getattr(appearance, name)) is not None}
    state: dict[str, Any] = {"type": "TimeState", **_dates(source.retrieved)}
    if (
        len(state) == 1
        and source.retrieved is not None
        and None not in (source.retrieved.earliest, source.retrieved.latest)
    ):
        outlet.warn(source.key, f"{source.retrieved.edtf} is outside of the years of UTC; the state has no date")
    if _is_address(source.archived):
        state["cached"] = source.archived
    if len(state) > 1:
        target["state"] = state
    if plain:
        target["cc:appearance"] = {name: str(value) for name, value in sorted(plain.items())}
    return target


def _document(source: Source, ledger: Ledger) -> dict[str, Any]:
    said = described(source)
    found: dict[str, Any] = {"id": said["id"], "type": "Text", **said}
    publisher = ledger.view.parties.get(source.publisher or "")
    if isinstance(publisher, Party):
        found["dcterms:publisher"] = publisher.name
    if source.published is not None:
        found["dcterms:date"] = source.published.edtf
    found["cc:source"] = to_plain(source)
    return found


def described(source: Source) -> dict[str, str]:
    """Return what an annotation says of the document that a source is, beside who published it and when.

    Examples:
        >>> described(Source(key="brief", name="The brief"))
        {'id': 'urn:claimcheck:source:brief', 'dcterms:title': 'The brief'}
    """
    address = source.url if source.url is not None and _is_address(source.url) else None
    told = {
        "id": address or f"{_SOURCE}{quote(source.key, safe='')}",
        "language": source.language,
        "dcterms:title": source.name,
    }
    return {name: text for name, text in told.items() if text is not None}


def _is_address(text: str | None) -> bool:
    if text is None or not text.isprintable() or any(one in text for one in ' <>"{}|\\^`'):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https", "ftp"} and bool(parts.netloc)


def _dates(span: TimeSpan | None) -> dict[str, str]:
    """When the document was as the annotation has it, in the words of a TimeState."""
    if span is None or span.earliest is None or span.latest is None:
        return {}
    try:
        first, last = (_instant(one) for one in (span.earliest, span.latest))
    except OverflowError:
        return {}
    is_moment = isinstance(span.earliest, datetime) and first == last
    return {"sourceDate": first} if is_moment else {"sourceDateStart": first, "sourceDateEnd": _end(span.latest)}


def _instant(moment: Any) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return f"{moment.isoformat()}T00:00:00Z"


def _end(moment: Any) -> str:
    return _instant(moment) if isinstance(moment, datetime) else f"{moment.isoformat()}T23:59:59Z"
