"""What does a PROV document say, apart from how it is written down? Statements, each with its attributes.

Source: PROV-DM, The PROV Data Model (W3C Recommendation, 30 April 2013), sections 5.1 to 5.6. The names of the parts of
a statement are those of PROV-JSON (W3C Member Submission, 24 April 2013), section 3.
"""

import re
from datetime import UTC, datetime
from functools import cached_property
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from claimcheck.exchange.jsontext import Place
from claimcheck.exchange.prov.iris import XSD

__all__ = [
    "ELEMENTS",
    "RELATIONS",
    "SECTIONS",
    "TIMES",
    "Account",
    "Literal",
    "Name",
    "Statement",
    "Value",
    "read_moment",
]

ELEMENTS: Final[dict[str, tuple[str, ...]]] = {
    "entity": (),
    "agent": (),
    "activity": ("startTime", "endTime"),
}

RELATIONS: Final[dict[str, tuple[str, ...]]] = {
    "wasGeneratedBy": ("entity", "activity", "time"),
    "used": ("activity", "entity", "time"),
    "wasInformedBy": ("informed", "informant"),
    "wasStartedBy": ("activity", "trigger", "starter", "time"),
    "wasEndedBy": ("activity", "trigger", "ender", "time"),
    "wasInvalidatedBy": ("entity", "activity", "time"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity", "activity", "generation", "usage"),
    "wasAttributedTo": ("entity", "agent"),
    "wasAssociatedWith": ("activity", "agent", "plan"),
    "actedOnBehalfOf": ("delegate", "responsible", "activity"),
    "wasInfluencedBy": ("influencee", "influencer"),
    "alternateOf": ("alternate1", "alternate2"),
    "specializationOf": ("specificEntity", "generalEntity"),
    "mentionOf": ("specificEntity", "generalEntity", "bundle"),
    "hadMember": ("collection", "entity"),
}
"""The relations and the parts of each, first what is said of what."""

SECTIONS: Final = frozenset({"prefix", "bundle", *ELEMENTS, *RELATIONS})
TIMES: Final = frozenset({"time", "startTime", "endTime"})

_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)


@frozen(order=True)
class Name:
    """A value that is the IRI of something."""

    iri: str


@frozen(order=True)
class Literal:
    """A value that is text, with its datatype or its language where it has one."""

    text: str
    datatype: str = ""
    lang: str = ""

    @classmethod
    def truth(cls, value: bool) -> "Literal":
        """The literal of a truth value."""
        return cls("true" if value else "false", f"{XSD}boolean")


Value: TypeAlias = Name | Literal


@frozen
class Statement:
    """One statement of PROV: its kind, its identifier where it has one, its parts, and further attributes.

    Attributes:
        kind: An element or a relation, as ``ELEMENTS`` and ``RELATIONS`` have them.
        id: The IRI of an element, or of a relation that has one.
        formal: The parts that PROV-DM names, each with its IRI or its time.
        other: Further attributes: the IRI of each, and its value.
        place: Where it stands in the file.
    """

    kind: str
    id: str | None
    formal: tuple[tuple[str, str], ...] = ()
    other: frozenset[tuple[str, Value]] = frozenset()
    place: Place | None = field(default=None, eq=False)

    def part(self, role: str) -> str | None:
        """The IRI or the time in that part; None where it is left out."""
        return next((value for name, value in self.formal if name == role), None)

    @property
    def subject(self) -> str | None:
        """What the statement is about."""
        return self.id if self.kind in ELEMENTS else self.part(RELATIONS[self.kind][0])

    @property
    def object(self) -> str | None:
        """To what a relation leads."""
        return None if self.kind in ELEMENTS else self.part(RELATIONS[self.kind][1])

    @property
    def bare(self) -> "Statement":
        """The statement without its identifier."""
        return self if self.kind in ELEMENTS else evolve(self, id=None)

    def values(self, attribute: str) -> list[Value]:
        """The values of an attribute, in a stable order."""
        return list(self._by_attribute.get(attribute, ()))

    @cached_property
    def _by_attribute(self) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for name, value in self.other:
            found.setdefault(name, []).append(value)
        for held in found.values():
            held.sort(key=lambda value: (isinstance(value, Literal), str(value)))
        return found

    def texts(self, attribute: str) -> list[str]:
        """The values of an attribute that are text without a language or a type, in a stable order."""
        held = [value for value in self.values(attribute) if isinstance(value, Literal)]
        return [value.text for value in held if not value.datatype and not value.lang]

    @property
    def order(self) -> tuple[str, ...]:
        """By what statements are put in a stable order."""
        other = sorted(f"{name} {value}" for name, value in self.other)
        return (self.kind, *(f"{role} {value}" for role, value in self.formal), self.id or "", *other)


@frozen
class Account:
    """The statements of a document, and those of each of its bundles."""

    statements: tuple[Statement, ...] = ()
    bundles: tuple[tuple[str, tuple[Statement, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statements or self.bundles)


def read_moment(text: str) -> str | None:
    """Return an instant of XML Schema in one spelling, in UTC where it has a zone; None where it is none.

    Examples:
        >>> read_moment("2025-06-02T09:00:00+03:00"), read_moment("2012-03-31T09:21:00"), read_moment("2 June")
        ('2025-06-02T06:00:00+00:00', '2012-03-31T09:21:00', None)
    """
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()
    except (ValueError, OverflowError):
        return None
