"""What do the statements of FollowTheMoney claim, and which statement was a claim?

A statement is somebody's claim. The dataset is the party that says it, and publishes the record of the entity, which
is the source in which it stands; the entity, under its canonical id, is the event that it is about, so that datasets
that are deduplicated meet; the property is the measure. A property that has one value by nature (a birth date) has it
as its value, so that two datasets that differ meet in one topic; of any other, which may have several values, each
value is a subject of its own: another alias contradicts none. Dates are figures, from their first day to their last,
so that 1970 holds 1970-05-01 and excludes 1971.

Entities are what claims are about: being a person or a company in a dataset makes nobody a party. Only datasets are
parties, and the dataset of no name is none. When a dataset was first and last seen to say a thing is when its record
was retrieved, not when it asserted it. All of a statement stands as it came in the raw text of its record, from where
it is written again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from typing import Any, Final

from claimcheck.errors import InvalidRecord
from claimcheck.exchange.ftm.lines import UNDEFINED, Statement
from claimcheck.exchange.ftm.model import BASE, edge, property_type
from claimcheck.model import (
    Appearance,
    Category,
    Claim,
    Event,
    Measure,
    Party,
    Proposition,
    Record,
    Source,
    Value,
)
from claimcheck.printed import EPOCH_DAY
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan, time_span

__all__ = ["ORIGIN", "RECORD", "entity_of", "records_of", "statements_of"]

_ENTITY: Final = "ftm/entity/"
_DATASET: Final = "ftm/dataset/"
_STATEMENT: Final = "ftm/statement/"
RECORD: Final = "ftm/record/"
"""How the key of a source begins that is the record of an entity in a dataset."""

ORIGIN: Final = "claimcheck"
"""The origin of what this library writes: that a dataset holds it makes the dataset claim nothing."""

_NOBODY: Final = frozenset({UNDEFINED, "default"})
"""Names that FollowTheMoney gives the dataset of what belongs to none."""

_EPOCH: Final = date(1970, 1, 1).toordinal()

_OF_DATES: Final = tuple("birthDate deathDate incorporationDate dissolutionDate buildDate startDate endDate".split())
_OF_FIGURES: Final = {"amountEur": "EUR", "amountUsd": "USD", "fileSize": "byte"}
_OF_WORDS: Final = frozenset(
    "amount birthCountry birthPlace gender imoNumber jurisdiction legalForm leiCode mainCountry percentage".split()
)
"""Properties that have one value by nature, though FollowTheMoney lets each have several."""

_MEASURES: Final[dict[str, Measure]] = {
    **{
        name: Measure(
            name=name,
            scale="level",
            timeless=True,
            definition=f"The {name} of FollowTheMoney; its ends are days counted from 1970-01-01.",
        )
        for name in _OF_DATES
    },
    **{name: Measure(name=name, scale="amount", timeless=True) for name in _OF_FIGURES},
    "gender": Measure(name="gender", kind="category", timeless=True, exclusive=("female", "male", "other")),
}
_NAMES: Final = ("name", "title", "full", "fileName", "username", "number", "caption", "summary", "description")
"""Properties that name an entity, the best first."""

_LONGEST_LABEL: Final = 120


def entity_of(key: str) -> str | None:
    """Return the id of the entity that the event or the source of this key stands for, or None.

    Examples:
        >>> entity_of("ftm/entity/NK-1"), entity_of("ftm/record/eu_fsf/eu-2"), entity_of("night")
        ('NK-1', 'eu-2', None)
    """
    if key.startswith(_ENTITY):
        return _plain(key.removeprefix(_ENTITY))
    if key.startswith(RECORD):
        return _plain(key.rpartition("/")[2])
    return None


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("/", "%2F") if "/" in text or "%" in text else text


def _plain(text: str) -> str:
    return text.replace("%2F", "/").replace("%25", "%")


def records_of(statements: Iterable[Statement]) -> tuple[list[Record], dict[str, Statement]]:
    """Return the records that statements make, and which statement each claim is, by its key.

    Examples:
        >>> told = dict.fromkeys(("lang", "original_value", "first_seen", "last_seen", "origin"))
        >>> told |= {"entity_id": "x", "canonical_id": "x", "schema": "Person", "external": False, "id": "1"}
        >>> records, _ = records_of([told | {"prop": "birthDate", "value": "1970", "dataset": "eu_fsf"}])
        >>> [record.key for record in records]
        ['term:birthDate', 'ftm/dataset/eu_fsf', 'ftm/entity/x', 'ftm/record/eu_fsf/x', 'ftm/statement/1']
    """
    held = list(statements)
    labels = _labels(held)
    of_record: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    schemata: dict[str, set[str]] = defaultdict(set)
    by_key: dict[str, list[Statement]] = defaultdict(list)
    for one in held:
        of_record[one["dataset"], one["entity_id"]].append(one)
        schemata[one["canonical_id"]].add(one["schema"])
        if one["prop"] != BASE:
            by_key[_claim_key(one)].append(one)
    found: list[Record] = [_MEASURES[name] for name in sorted({one["prop"] for one in held} & _MEASURES.keys())]
    datasets = sorted({one["dataset"] for one in held if one["origin"] != ORIGIN} - _NOBODY)
    found += [Party(key=f"{_DATASET}{_escaped(dataset)}", name=dataset, kind="dataset") for dataset in datasets]
    for entity in sorted(schemata):
        label = f"{labels[entity]} ({', '.join(sorted(schemata[entity]))})"
        found.append(Event(key=f"{_ENTITY}{_escaped(entity)}", label=label, subject=label))
    for (dataset, entity), rows in sorted(of_record.items()):
        found.append(_record(dataset, entity, rows))
    claimed = {}
    for key, rows in sorted(by_key.items()):
        if len(rows) > 1:
            rows.sort(key=_canonical)
        for number, one in enumerate(rows):
            own = key if number == 0 else f"{key}/{sha256(_canonical(one).encode()).hexdigest()[:8]}"
            claimed[own] = one
            found.append(_claim(own, one, labels))
    return found, claimed


def _claim_key(one: Statement) -> str:
    """Two reports of one value by two origins are two claims; that it was seen again tomorrow makes no other claim."""
    origin = one["origin"]
    key = f"{_STATEMENT}{_escaped(one['id'])}"
    return key if origin is None else f"{key}/{_escaped(origin)}"


def _canonical(one: Statement) -> str:
    return _encode(one)


_encode: Final = JSONEncoder(
    sort_keys=True, separators=(",", ":")
).encode  # in ASCII: quick to check, whatever is in it


def _labels(held: list[Statement]) -> dict[str, str]:
    """What people call each entity: the name that most datasets give it, or what it joins."""
    named: dict[str, dict[str, dict[str, set[str]]]] = {}
    ends: dict[str, dict[str, list[str]]] = {}
    for one in held:
        entity, prop = one["canonical_id"], one["prop"]
        if prop in _RANKED:
            named.setdefault(entity, {}).setdefault(prop, {}).setdefault(one["value"], set()).add(one["dataset"])
        joined = edge(one["schema"])
        if joined is not None and prop in joined:
            ends.setdefault(entity, {}).setdefault(prop, []).append(one["value"])
        named.setdefault(entity, {})
    canonical = dict(sorted({(one["entity_id"], one["canonical_id"]) for one in held}))
    found = {}
    for entity, names in named.items():
        for prop in _NAMES:
            if prop in names:
                found[entity] = min(names[prop], key=lambda text: (-len(names[prop][text]), text))[:_LONGEST_LABEL]
                break
    for entity in named:
        if entity not in found and entity in ends:
            told = [min(values) for _, values in sorted(ends[entity].items())]
            found[entity] = " - ".join(found.get(canonical.get(end, end), end) for end in told)
    return {entity: found.get(entity, entity) for entity in named} | {
        one: found[whole] for one, whole in canonical.items() if whole in found and one not in named
    }


_RANKED: Final = frozenset(_NAMES)


def _record(dataset: str, entity: str, rows: list[Statement]) -> Source:
    """The record of an entity in a dataset, with its statements as they came."""
    seen = sorted(time for one in rows for time in (one["first_seen"], one["last_seen"]) if time)
    addresses = {one["value"] for one in rows if one["prop"] == "sourceUrl"}
    is_nobody = dataset in _NOBODY or all(one["origin"] == ORIGIN for one in rows)
    return Source(
        key=f"{RECORD}{_escaped(dataset)}/{_escaped(entity)}",
        name=f"{dataset}: {entity}",
        publisher=None if is_nobody else f"{_DATASET}{_escaped(dataset)}",
        url=addresses.pop() if len(addresses) == 1 else None,
        retrieved=_seen(seen[0], seen[-1]) if seen else None,
        raw=f'{{"statements":[{",".join(sorted(map(_canonical, rows)))}]}}',
    )


@lru_cache(maxsize=4096)
def _seen(first: str, last: str) -> TimeSpan | None:
    """From when to when; times without a zone are in UTC, as FollowTheMoney has them."""
    told = [f"{time}Z" if "T" in time and time[-1] != "Z" and "+" not in time else time for time in (first, last)]
    for length in (None, len("2023-04-05")):  # ends of unlike precision are no window: their days are
        ends = [time[:length] for time in told]
        try:
            return time_span(ends[0] if ends[0] == ends[1] else "/".join(ends))
        except (InvalidRecord, ValueError):
            continue
    return None


def _claim(key: str, one: Statement, labels: Mapping[str, str]) -> Claim:
    prop, value, dataset = one["prop"], one["value"], one["dataset"]
    shown = value
    if property_type(one["schema"], prop) == "entity" and labels.get(value, value) != value:
        shown = f"{labels[value]} ({value})"
    figure = _figure(prop, value)
    quote, language = one["original_value"], one["lang"]
    return Claim(
        key=key,
        text=f"{prop}: {shown}",
        claimants=() if dataset in _NOBODY or one["origin"] == ORIGIN else (f"{_DATASET}{_escaped(dataset)}",),
        proposition=Proposition(
            event=f"{_ENTITY}{_escaped(one['canonical_id'])}",
            measure=prop,
            subject=value if figure is None else None,
            value=figure,
        ),
        appearances=(
            Appearance(
                source=f"{RECORD}{_escaped(dataset)}/{_escaped(one['entity_id'])}",
                quote=quote if quote and quote.strip() else None,
                language=language if language and language.strip() else None,
            ),
        ),
        note="seen outside the dataset and proposed for it, not part of it" if one["external"] else None,
    )


def _figure(prop: str, value: str) -> Value | None:
    """The value of a property that has one; None where a property may have several."""
    if prop in _OF_DATES:
        return _days(value) or Category(term=value)
    if prop in _OF_FIGURES:
        return _number(value, _OF_FIGURES[prop]) or Category(term=value)
    return Category(term=value) if prop in _OF_WORDS else None


def _days(value: str) -> Quantity | None:
    try:
        span = time_span(value[:10])
    except (InvalidRecord, ValueError):
        return None
    first, last = span.earliest, span.latest
    if type(first) is not date or type(last) is not date or span.approximate or not value[:4].isdecimal():
        return None
    low, high = first.toordinal() - _EPOCH, last.toordinal() - _EPOCH
    return Quantity(low=low, high=high, unit=EPOCH_DAY, text=value)


def _number(value: str, unit: str) -> Quantity | None:
    if len(value) > _LONGEST_NUMBER or not value.replace(".", "", 1).isdecimal() or not value.isascii():
        return None
    try:
        number = Fraction(Decimal(value))
    except InvalidOperation:
        return None
    exact = number.numerator if number.denominator == 1 else number
    return Quantity(low=exact, high=exact, unit=unit, text=value)


_LONGEST_NUMBER: Final = 40


def statements_of(sources: Iterable[Source]) -> Iterator[Statement]:
    """Yield the statements that stand in the records of datasets, each as it came."""
    import msgspec  # noqa: PLC0415 - only where a file is written

    decode = msgspec.json.Decoder().decode
    for source in sources:
        if source.key.startswith(RECORD) and source.raw is not None:
            try:
                plain: Any = decode(source.raw)
            except (msgspec.DecodeError, RecursionError):
                continue
            told = plain.get("statements") if isinstance(plain, dict) else None
            for one in told if isinstance(told, list) else ():
                if isinstance(one, dict) and one.keys() >= _WHOLE and _is_text(one):
                    yield one


_FILLED: Final = ("canonical_id", "entity_id", "prop", "schema", "value", "dataset", "id")
_WHOLE: Final = frozenset({*_FILLED, *"lang original_value first_seen last_seen external origin".split()})


def _is_text(one: dict[str, Any]) -> bool:
    return all(isinstance(one[name], str) and one[name].strip() for name in _FILLED) and all(
        value is None or isinstance(value, str) or name == "external" for name, value in one.items()
    )
