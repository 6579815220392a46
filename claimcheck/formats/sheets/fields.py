"""By which rule is each column read, and into which field of which record?"""

from collections.abc import Callable
from typing import Any, Final

from claimcheck.errors import InvalidRecord
from claimcheck.formats.sheets.lists import parted
from claimcheck.formats.sheets.values import parts_in, read_time
from claimcheck.model import Attribution, Basis, Derivation, Relation, Tie
from claimcheck.paths import leaves_folder

__all__ = [
    "APPEARANCE",
    "BESIDE",
    "CLAIM",
    "EVENT",
    "EXPECTED",
    "FIELDS",
    "PARTY",
    "REFERRING",
    "SAID",
    "SOURCE",
    "TIMES_OF_CLAIM",
    "derivation_of",
    "named_reference",
]


def _text(cell: str) -> str:
    if not cell.strip():
        raise InvalidRecord(f"expected some text, got {cell!r}")
    return cell


def _words(cell: str) -> str:
    return cell


def _truth(cell: str) -> bool:
    return _TRUTH[cell.strip().casefold()] if cell.strip().casefold() in _TRUTH else _no_truth()


def _no_truth() -> bool:
    raise ValueError


def _basis(cell: str) -> Basis:
    return Basis("_".join(cell.split()).casefold())


def _attribution(cell: str) -> Attribution:
    return Attribution("_".join(cell.split()).casefold())


def _set(cell: str) -> frozenset[str]:
    return frozenset(_text(one) for one in parted(cell))


def _texts(cell: str, sign: str = ",") -> tuple[str, ...]:
    return tuple(_text(one) for one in parted(cell, sign))


def _keys(cell: str) -> tuple[str, ...]:
    return tuple(_key(one) for one in parted(cell, ","))


def _key(cell: str) -> str:
    """The key of a reference, behind which may stand the name of what it refers to."""
    key, *rest = parted(cell, "|")
    if len(rest) > 1:
        raise InvalidRecord(f"expected a key, and where need be | and a name, got {cell!r:.80}")
    return _text(key)


def named_reference(cell: str, field: str) -> tuple[str, dict[str, Any]]:
    """Return the key of a reference, and the name of what it refers to as a fact of that.

    Examples:
        >>> named_reference("north | Northland", "name")
        ('north', {'name': 'Northland'})
    """
    key, *rest = parted(cell, "|")
    return key, {field: rest[0]} if rest and rest[0].strip() else {}


def _one(cell: str) -> tuple[str, ...]:
    return (_text(cell),)


def _ties(cell: str) -> tuple[Tie, ...]:
    return tuple(_tie(one) for one in parted(cell, ","))


def _tie(cell: str) -> Tie:
    party, *rest = parted(cell, "|")
    if len(rest) > _OF_TIE:
        raise InvalidRecord(f"expected a party, its name, since when and until when with | between, got {cell!r:.80}")
    since, until = (*rest[1:], "", "")[:2]
    ends = [read_time(one)[0] if one else None for one in (since, until)]
    return Tie(party=_text(party), since=ends[0], until=ends[1])


def _one_tie(cell: str) -> tuple[Tie, ...]:
    return (Tie(party=_text(cell)),)


def _derivations(cell: str) -> tuple[Derivation, ...]:
    return tuple(_derivation(one) for one in parted(cell))


def _derivation(text: str) -> Derivation:
    relation, key = derivation_of(text)
    return Derivation(source=_key(key), relation=relation)


def derivation_of(text: str) -> tuple[Relation, str]:
    """Return how a document derives from another, and the reference to that.

    Examples:
        >>> derivation_of("quotes: wire")[1], derivation_of("wire")[0].value
        ('wire', 'repeats')
    """
    relation, colon, key = text.partition(": ")
    return (Relation(relation), key) if colon and relation in _RELATIONS else (Relation.REPEATS, text)


def _kept_file(cell: str) -> str:
    if leaves_folder(cell):
        raise InvalidRecord(f"{cell!r:.80} leads out of the folder of the case")
    return _text(cell)


def _declared(cell: str) -> bool:
    try:
        return _truth(cell)
    except ValueError as err:
        raise InvalidRecord(f"expected yes or no, got {cell!r:.80}") from err


_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False, "asserted": True, "denied": False}
_RELATIONS: Final = frozenset(("quotes", "repeats", "translates", "cites_as_evidence"))
EXPECTED: Final = {
    "polarity": "yes or no",
    "basis": f"one of {', '.join(Basis)}",
    "attribution": f"one of {', '.join(Attribution)}",
}
_OF_TIE: Final = 3
REFERRING: Final = ("party acts for", "party part of", "party same as", "event part of", "source derives from")
TIMES_OF_CLAIM: Final = ("date", "over", "cutoff", "asserted")
CLAIM: Final[dict[str, Callable[[str], Any]]] = {
    "text": _words,
    "act": _text,
    "basis": _basis,
    "inferred": _set,
    "computed from": _text,
    "note": _text,
}
SAID: Final[dict[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("measure", "subject", "place", "agent", "operator", "scope", "baseline"), _text),
    "polarity": _truth,
    "parts": parts_in,
}
APPEARANCE: Final[dict[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("quote", "prefix", "suffix", "language", "translation"), _text),
    "attribution": _attribution,
}
PARTY: Final[dict[str, tuple[Callable[[str], Any], Callable[[str], Any]]]] = {
    "party kind": (_text, _text),
    "party declared": (_declared, _declared),
    "party acts for": (_one_tie, _ties),
    "party part of": (_one, _keys),
    "party same as": (_one, _keys),
    "party aliases": (_one, _texts),
    "party note": (_text, _text),
}
"""How what a party is reads where the row has one party without a key, and where it has keys."""
EVENT: Final[dict[str, Callable[[str], Any] | None]] = {
    "event over": None,
    "event date": None,
    **dict.fromkeys(("event place", "event subject", "event note"), _text),
    "event part of": _key,
}
SOURCE: Final[dict[str, Callable[[str], Any] | None]] = {
    "source published": None,
    "source retrieved": None,
    **dict.fromkeys(("source url", "source archived", "source digest", "source language", "source note"), _text),
    "source file": _kept_file,
    "source derives from": _derivations,
}
BESIDE: Final = {
    "links": ("link", "a"),
    "assessments": ("assessment", "about"),
    "retractions": ("retraction", "target"),
}
FIELDS: Final = {
    "date": "occurred",
    "event date": "occurred",
    **{name: name.replace(" ", "_") for name in CLAIM},
    **{name: name.partition(" ")[2].replace(" ", "_") for name in (*PARTY, *EVENT, *SOURCE) if name != "event date"},
}
