"""The records: what a claim, its parties, its sources and its vocabulary are made of."""

import re
import weakref
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any, ClassVar, Final, TypeAlias, TypeVar

from attrs import Attribute, field, fields, frozen

from claimcheck.cards import CLAIM_HEADINGS, claim_card, claim_cells
from claimcheck.errors import InvalidRecord
from claimcheck.listed import fields_table, short_repr
from claimcheck.markup import one_line, several
from claimcheck.quantity import Quantity
from claimcheck.times import TimeSpan

__all__ = [
    "AXES",
    "RECORD_KINDS",
    "TERM_KINDS",
    "UNSTORABLE",
    "Appearance",
    "Assessment",
    "Attribution",
    "Basis",
    "Category",
    "Claim",
    "Derivation",
    "Event",
    "Link",
    "Measure",
    "Part",
    "Party",
    "Proposition",
    "Record",
    "Relation",
    "Retraction",
    "Sense",
    "Source",
    "Term",
    "Tie",
    "Value",
    "asks",
    "check_text",
]

AXES: Final = ("operator", "subject", "event", "measure", "place", "period", "scope")
"""The axes on which two propositions are held against each other, in the order in which they decide."""

_Rule = TypeVar("_Rule", bound=Callable[..., None])
UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters other than tab and line ends, and halves of surrogate pairs: Unicode's Cc and Cs."""


class Basis(StrEnum):
    """How a claimant knows what it asserts."""

    OWN_COUNT = "own_count"
    DOCUMENTED = "documented"
    IMAGERY = "imagery"
    WITNESS = "witness"
    ESTIMATE = "estimate"
    MODEL = "model"
    REPORTED = "reported"
    UNKNOWN = "unknown"


class Attribution(StrEnum):
    """Whose words stand in an appearance."""

    OWN = "own"
    REPORTED = "reported"
    PARAPHRASE = "paraphrase"
    UNATTRIBUTED = "unattributed"


class Relation(StrEnum):
    """What one record is to another, in the words of CiTO and PROV."""

    SUPPORTS = "supports"
    CORROBORATES = "corroborates"
    DISPUTES = "disputes"
    REFUTES = "refutes"
    QUALIFIES = "qualifies"
    UNDERCUTS = "undercuts"
    DENIES = "denies"
    CONCEDES = "concedes"
    UPDATES = "updates"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    BASED_ON = "based_on"
    SAME_ACT = "same_act"
    SAME_AS = "same_as"
    DISTINCT_FROM = "distinct_from"
    QUOTES = "quotes"
    REPEATS = "repeats"
    TRANSLATES = "translates"
    CITES_AS_EVIDENCE = "cites_as_evidence"


DERIVATIONS: Final = frozenset({Relation.QUOTES, Relation.REPEATS, Relation.TRANSLATES, Relation.CITES_AS_EVIDENCE})


_TYPE_RULES: Final[set[Any]] = set()


def _asks_type_only(rule: _Rule) -> _Rule:
    _TYPE_RULES.add(rule)
    return rule


def asks(rule: Any) -> str | None:
    """Return what a rule of a field asks, so that a reader that has made sure of it need not ask again.

    It is ``"type"`` where it asks for the field's own type and nothing more, ``"text"`` where any printable text that
    is not blank will do, and None where it is another rule.
    """
    return "type" if rule in _TYPE_RULES else "text" if rule in _TEXT_RULES else None


def check_text(text: str, what: str, *, empty: bool = False) -> str:
    """Return *text* if it can stand in every store and format, else raise.

    Raises:
        InvalidRecord: It is no text, is empty where something must stand, or holds NUL, another control
            character or half of a surrogate pair.

    Examples:
        >>> check_text("Kherson", "place")
        'Kherson'
    """
    if not isinstance(text, str):
        raise InvalidRecord(f"{what}: expected text, got {text!r}")
    if not empty and not text.strip():
        raise InvalidRecord(f"{what}: expected some text, got {text!r}")
    if text.isprintable():
        return text
    found = UNSTORABLE.search(text)
    if found is not None:
        raise InvalidRecord(f"{what}: character U+{ord(found[0]):04X} at {found.start()} cannot be stored")
    return text


def _text(_: Any, attribute: "Attribute[Any]", value: str) -> None:
    check_text(value, attribute.name)


def _free_text(_: Any, attribute: "Attribute[Any]", value: str) -> None:
    check_text(value, attribute.name, empty=True)


def _optional_text(_: Any, attribute: "Attribute[Any]", value: str | None) -> None:
    if value is not None:
        check_text(value, attribute.name)


_TEXT_RULES: Final = frozenset({_text, _free_text, _optional_text})


def _texts(_: Any, attribute: "Attribute[Any]", value: tuple[str, ...]) -> None:
    for item in value:
        check_text(item, attribute.name)


def _pair_texts(_: Any, attribute: "Attribute[Any]", value: tuple[tuple[str, str], ...]) -> None:
    for name, text in value:
        check_text(name, attribute.name)
        check_text(text, f"{attribute.name}.{name}", empty=True)


@_asks_type_only
def _optional_span(_: Any, attribute: "Attribute[Any]", value: TimeSpan | None) -> None:
    if value is not None and not isinstance(value, TimeSpan):
        raise InvalidRecord(f"{attribute.name}: expected a TimeSpan, got {value!r}")


def _tuple(value: Any, expected: str) -> tuple[Any, ...]:
    try:
        return tuple(value)
    except TypeError as err:
        raise InvalidRecord(f"expected {expected}, got {value!r}") from err


def _strings(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _tuple(value, "a list of texts")


def _records(value: Iterable[Any]) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else _tuple(value, "a list of records")


_NOTHING: Final[frozenset[str]] = frozenset()  # one for all: an empty set of its own costs a claim 216 bytes


def _string_set(value: Iterable[str]) -> frozenset[str]:
    items = _strings(value)
    for item in items:
        check_text(item, "a set of texts")
    return frozenset(items) if items else _NOTHING


def _pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    expected = "fields with their texts"
    items = _tuple(value.items() if isinstance(value, Mapping) else value, expected)
    pairs = [(pair,) if isinstance(pair, str) else _tuple(pair, expected) for pair in items]
    for pair in pairs:
        if len(pair) != 2:
            raise InvalidRecord(f"private: expected a field and its text, got {pair!r}")
        check_text(pair[0], "private")
        check_text(pair[1], "private", empty=True)
    return tuple(sorted(pairs))


def _each(kind: type[Any]) -> Any:
    @_asks_type_only
    def check(_: Any, attribute: "Attribute[Any]", value: tuple[Any, ...]) -> None:
        for item in value:
            if not isinstance(item, kind):
                raise InvalidRecord(f"{attribute.name}: expected records of kind {kind.__name__}, got {item!r}")

    return check


@_asks_type_only
def _truth(_: Any, attribute: "Attribute[Any]", value: bool) -> None:
    if not isinstance(value, bool):
        raise InvalidRecord(f"{attribute.name}: expected True or False, got {value!r}")


@_asks_type_only
def _quantity(_: Any, attribute: "Attribute[Any]", value: Quantity | None) -> None:
    if not isinstance(value, Quantity):
        raise InvalidRecord(f"{attribute.name}: expected a Quantity, got {value!r}")


@_asks_type_only
def _optional_quantity(_: Any, attribute: "Attribute[Any]", value: Quantity | None) -> None:
    if value is not None:
        _quantity(None, attribute, value)


def _is_version(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _version(_: Any, attribute: "Attribute[Any]", value: Any) -> None:
    if value is not None and not _is_version(value):
        raise InvalidRecord(f"{attribute.name}: expected the number of a version, got {value!r}")


def _versions(_: Any, attribute: "Attribute[Any]", value: Any) -> None:
    if value is not None and (len(value) != 2 or not all(_is_version(one) for one in value)):
        raise InvalidRecord(f"{attribute.name}: expected the numbers of two versions, got {value!r}")


def _optional_tuple(value: Iterable[Any] | None) -> tuple[Any, ...] | None:
    return None if value is None else _tuple(value, "the numbers of two versions")


def _relation(value: str) -> Relation:
    try:
        return Relation(value)
    except ValueError as err:
        known = ", ".join(relation.value for relation in Relation)
        raise InvalidRecord(f"relation: expected one of {known}; got {value!r}") from err


def _basis(value: str | None) -> Basis | None:
    if value is None:
        return None
    try:
        return Basis(value)
    except ValueError as err:
        known = ", ".join(basis.value for basis in Basis)
        raise InvalidRecord(f"basis: expected one of {known}; got {value!r}") from err


def _attribution(value: str | None) -> Attribution | None:
    if value is None:
        return None
    try:
        return Attribution(value)
    except ValueError as err:
        known = ", ".join(attribution.value for attribution in Attribution)
        raise InvalidRecord(f"attribution: expected one of {known}; got {value!r}") from err


@frozen(kw_only=True)
class Tie:
    """That a party acts for another, and from when to when."""

    party: str = field(validator=_text)
    since: TimeSpan | None = field(default=None, validator=_optional_span)
    until: TimeSpan | None = field(default=None, validator=_optional_span)
    __repr__ = short_repr

    def __str__(self) -> str:
        since = "" if self.since is None else f" since {self.since}"
        until = "" if self.until is None else f" until {self.until}"
        return f"{self.party}{since}{until}"


@frozen(kw_only=True)
class Party:
    """Someone who can assert something: a state, a ministry, a force, a person, an outlet.

    ``acts_for`` is command or ownership and joins a control group; ``part_of`` is mere membership and does not.
    An undeclared party is a name that somebody used and nobody described.
    """

    key: str = field(validator=_text)
    name: str = field(validator=_text)
    kind: str | None = field(default=None, validator=_optional_text)
    acts_for: tuple[Tie, ...] = field(default=(), converter=_records, validator=_each(Tie))
    part_of: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    same_as: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    aliases: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    declared: bool = field(default=True, validator=_truth)
    note: str | None = field(default=None, validator=_optional_text)
    _headings: ClassVar[tuple[str, ...]] = ("party", "name", "kind", "acts for", "part of", "also called")

    def _cells(self) -> tuple[object, ...]:
        return self.key, self.name, self.kind, several(self.acts_for), several(self.part_of), several(self.aliases)

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Derivation:
    """That a source takes what it says from another, and how."""

    source: str = field(validator=_text)
    relation: Relation = field(default=Relation.REPEATS, converter=_relation)

    def __attrs_post_init__(self) -> None:
        if self.relation not in DERIVATIONS:
            known = ", ".join(sorted(DERIVATIONS))
            raise InvalidRecord(f"derives_from: expected one of {known}; got {self.relation.value!r}")

    __repr__ = short_repr

    def __str__(self) -> str:
        return f"{self.source} ({self.relation.value})"


@frozen(kw_only=True)
class Source:
    """A document or recording in which claims stand.

    ``raw`` is the object of another tool that it was read from, as JSON, and ``problems`` what was odd about that.
    """

    key: str = field(validator=_text)
    name: str | None = field(default=None, validator=_optional_text)
    publisher: str | None = field(default=None, validator=_optional_text)
    url: str | None = field(default=None, validator=_optional_text)
    archived: str | None = field(default=None, validator=_optional_text)
    digest: str | None = field(default=None, validator=_optional_text)
    file: str | None = field(default=None, validator=_optional_text)
    published: TimeSpan | None = field(default=None, validator=_optional_span)
    retrieved: TimeSpan | None = field(default=None, validator=_optional_span)
    language: str | None = field(default=None, validator=_optional_text)
    derives_from: tuple[Derivation, ...] = field(default=(), converter=_records, validator=_each(Derivation))
    note: str | None = field(default=None, validator=_optional_text)
    raw: str | None = field(default=None, validator=_optional_text)
    problems: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    _headings: ClassVar[tuple[str, ...]] = ("source", "name", "publisher", "published", "made from", "address")

    def _cells(self) -> tuple[object, ...]:
        return self.key, self.name, self.publisher, self.published, several(self.derives_from), self.url

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Event:
    """The incident that claims are about; it supplies the fields that a claim lacks."""

    key: str = field(validator=_text)
    label: str | None = field(default=None, validator=_optional_text)
    over: TimeSpan | None = field(default=None, validator=_optional_span)
    occurred: TimeSpan | None = field(default=None, validator=_optional_span)
    place: str | None = field(default=None, validator=_optional_text)
    subject: str | None = field(default=None, validator=_optional_text)
    part_of: str | None = field(default=None, validator=_optional_text)
    note: str | None = field(default=None, validator=_optional_text)
    _headings: ClassVar[tuple[str, ...]] = ("event", "label", "over", "occurred", "place", "subject", "part of")

    def _cells(self) -> tuple[object, ...]:
        return self.key, self.label, self.over, self.occurred, self.place, self.subject, self.part_of

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Sense:
    """That a party uses a word for a term of the vocabulary, from when to when."""

    by: str = field(validator=_text)
    word: str = field(validator=_text)
    means: str = field(validator=_text)
    since: TimeSpan | None = field(default=None, validator=_optional_span)
    until: TimeSpan | None = field(default=None, validator=_optional_span)
    __repr__ = short_repr

    def __str__(self) -> str:
        return f"{self.word}: {self.means}, as {self.by} uses it"


TERM_KINDS: Final = ("subject", "place", "state")
SCALES: Final = ("count", "amount", "share", "rate", "price", "level", "category", "characterisation")
DIMENSIONS_TO_ADD: Final = ("time", "place", "subject")


def _one_of(*allowed: str) -> Any:
    def check(_: Any, attribute: "Attribute[Any]", value: str | None) -> None:
        if value is not None and value not in allowed:
            raise InvalidRecord(f"{attribute.name}: expected one of {', '.join(allowed)}; got {value!r}")

    return check


def _dimensions(_: Any, attribute: "Attribute[Any]", value: frozenset[str] | None) -> None:
    unknown = sorted((value or frozenset()) - frozenset(DIMENSIONS_TO_ADD))
    if unknown:
        raise InvalidRecord(f"{attribute.name}: expected time, place or subject; got {', '.join(unknown)}")


def _optional_set(value: Iterable[str] | None) -> frozenset[str] | None:
    return None if value is None else _string_set(value)


@frozen(kw_only=True)
class Term:
    """A word of the vocabulary: what it means, what lies within it, what it excludes."""

    name: str = field(validator=_text)
    kind: str | None = field(default=None, validator=_one_of(*TERM_KINDS))
    aliases: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    definition: str | None = field(default=None, validator=_optional_text)
    parts: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    exclusive: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    distinct: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    demonyms: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)

    @property
    def key(self) -> str:
        """The name under which the ledger keeps the term."""
        return f"term:{self.name}"

    _headings: ClassVar[tuple[str, ...]] = ("term", "kind", "also called", "definition")

    def _cells(self) -> tuple[object, ...]:
        return self.name, self.kind, several(self.aliases), self.definition

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Measure(Term):
    """A term for what is measured: its scale, what it adds up along, whether it accumulates.

    Of kind category or characterisation its values are words, and ``exclusive`` lists those that exclude each other.
    """

    kind: str | None = field(default="measure", validator=_one_of("measure", "category", "characterisation"))
    scale: str | None = field(default=None, validator=_one_of(*SCALES))
    adds_over: frozenset[str] | None = field(default=None, converter=_optional_set, validator=_dimensions)
    accumulates: bool = field(default=False, validator=_truth)
    timeless: bool = field(default=False, validator=_truth)
    difference: bool = field(default=False, validator=_truth)
    one_holder: bool = field(default=False, validator=_truth)
    running: bool = field(default=False, validator=_truth)
    tolerance: Quantity | None = field(default=None, validator=_optional_quantity)
    whole: str | None = field(default=None, validator=_optional_text)
    senses: tuple[Sense, ...] = field(default=(), converter=_records, validator=_each(Sense))
    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Category:
    """A value that is a word: a winner, a verdict, a cause, a characterisation."""

    term: str = field(validator=_text)

    def __str__(self) -> str:
        return self.term


Value: TypeAlias = Quantity | Category


@frozen(kw_only=True)
class Part:
    """One part of a figure that its claimant broke down: the shot down among the neutralised."""

    of: str = field(validator=_text)
    quantity: Quantity = field(validator=_quantity)
    __repr__ = short_repr

    def __str__(self) -> str:
        return f"{self.quantity} {self.of}"


@frozen(kw_only=True)
class Proposition:
    """What is claimed, apart from who claims it."""

    event: str | None = field(default=None, validator=_optional_text)
    agent: str | None = field(default=None, validator=_optional_text)
    operator: str | None = field(default=None, validator=_optional_text)
    subject: str | None = field(default=None, validator=_optional_text)
    measure: str | None = field(default=None, validator=_optional_text)
    baseline: str | None = field(default=None, validator=_optional_text)
    value: Quantity | Category | None = None
    parts: tuple[Part, ...] = field(default=(), converter=_records, validator=_each(Part))
    place: str | None = field(default=None, validator=_optional_text)
    over: TimeSpan | None = field(default=None, validator=_optional_span)
    occurred: TimeSpan | None = field(default=None, validator=_optional_span)
    cutoff: TimeSpan | None = field(default=None, validator=_optional_span)
    scope: str | None = field(default=None, validator=_optional_text)
    polarity: bool = field(default=True, validator=_truth)

    def __attrs_post_init__(self) -> None:
        if self.value is not None and not isinstance(self.value, Quantity | Category):
            raise InvalidRecord(f"value: expected a Quantity or a Category, got {self.value!r}")

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Appearance:
    """Where a claim stands: the source, the words, whose words they are."""

    source: str = field(validator=_text)
    quote: str | None = field(default=None, validator=_optional_text)
    prefix: str | None = field(default=None, validator=_optional_text)
    suffix: str | None = field(default=None, validator=_optional_text)
    language: str | None = field(default=None, validator=_optional_text)
    translation: str | None = field(default=None, validator=_optional_text)
    attribution: Attribution | None = field(default=None, converter=_attribution)
    __repr__ = short_repr
    _repr_html_ = fields_table


@_asks_type_only
def _proposition(_: Any, attribute: "Attribute[Any]", value: Proposition) -> None:
    if not isinstance(value, Proposition):
        raise InvalidRecord(f"{attribute.name}: expected a Proposition, got {value!r}")


@frozen(kw_only=True)
class Claim:
    """The act of asserting a proposition.

    ``claimants`` are keys of parties: one, several jointly, or none where nobody says whose claim it is.
    ``inferred`` names the fields that were read from the words and that nobody has accepted yet;
    ``private`` holds what never leaves the ledger unless asked for.
    """

    key: str = field(validator=_text)
    proposition: Proposition = field(validator=_proposition)
    text: str = field(default="", validator=_free_text)
    claimants: tuple[str, ...] = field(default=(), converter=_strings, validator=_texts)
    act: str | None = field(default=None, validator=_optional_text)
    asserted: TimeSpan | None = field(default=None, validator=_optional_span)
    basis: Basis | None = field(default=None, converter=_basis)
    appearances: tuple[Appearance, ...] = field(default=(), converter=_records, validator=_each(Appearance))
    inferred: frozenset[str] = field(default=frozenset(), converter=_string_set)
    private: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, validator=_pair_texts, repr=False)
    note: str | None = field(default=None, validator=_optional_text)
    computed_from: str | None = field(default=None, validator=_optional_text)
    _home: "weakref.ref[Any] | None" = field(default=None, eq=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        # A weak reference cannot be pickled: a claim that travels to another process leaves its ledger behind.
        held = dict(zip(_CLAIM_FIELDS, _TOLD(self), strict=True))
        return _rebuilt, (held,)

    def at_home(self, home: "weakref.ref[Any]") -> "Claim":
        """The same claim in the ledger that *home* refers to; what was valid stays so and is not checked again."""
        if self._home is home:
            return self
        moved = self._copied()
        _SET_HOME(moved, home)
        return moved

    def standing_in(self, appearances: tuple[Appearance, ...]) -> "Claim":
        """The same claim with *appearances*, which are records already; what was valid is not checked again."""
        moved = self._copied()
        _SET_HOME(moved, self._home)
        _SET_APPEARANCES(moved, appearances)
        return moved

    def _copied(self) -> "Claim":
        copied: Claim = object.__new__(type(self))
        for set_field, told in zip(_SETTERS, _TOLD(self), strict=True):
            set_field(copied, told)
        return copied

    @property
    def home(self) -> Any:
        """The ledger that the claim came from, or None; a weak reference, outside equality and files."""
        return None if self._home is None else self._home()

    @property
    def homed(self) -> "weakref.ref[Any] | None":
        """The weak reference to the ledger that the claim came from."""
        return self._home

    @property
    def event(self) -> str | None:
        """The key of the event that the claim is about."""
        return self.proposition.event

    @property
    def measure(self) -> str | None:
        """What is counted or measured, in the claim's own word."""
        return self.proposition.measure

    @property
    def subject(self) -> str | None:
        """What the figure is about, in the claim's own word."""
        return self.proposition.subject

    @property
    def value(self) -> Quantity | Category | None:
        """The figure or the category claimed; None where neither is."""
        return self.proposition.value

    @property
    def place(self) -> str | None:
        """Where, in the claim's own word."""
        return self.proposition.place

    @property
    def polarity(self) -> bool:
        """False where the claimant denies the proposition."""
        return self.proposition.polarity

    _headings: ClassVar[tuple[str, ...]] = CLAIM_HEADINGS

    def _cells(self) -> tuple[object, ...]:
        return claim_cells(self)

    def __repr__(self) -> str:
        by = f", by {', '.join(self.claimants)}" if self.claimants else ""
        return f"<Claim {one_line(f'{self.key}: {self.text or self.value or self.measure}{by}')}>"

    def _repr_html_(self) -> str:
        return claim_card(self)


def _rebuilt(held: dict[str, Any]) -> Claim:
    return Claim(**held)


_CLAIM_FIELDS: Final = tuple(one.name for one in fields(Claim) if one.name != "_home")
_TOLD: Final = attrgetter(*_CLAIM_FIELDS)
_SETTERS: Final = tuple(getattr(Claim, name).__set__ for name in _CLAIM_FIELDS)
_SET_HOME: Final = getattr(Claim, "_home").__set__  # noqa: B009 - a slot of a frozen class
_SET_APPEARANCES: Final = _SETTERS[_CLAIM_FIELDS.index("appearances")]


@frozen(kw_only=True)
class Link:
    """An edge that a person set or accepted between two records; a candidate until it is accepted."""

    a: str = field(validator=_text)
    relation: Relation = field(converter=_relation)
    b: str = field(validator=_text)
    by: str | None = field(default=None, validator=_optional_text)
    basis: str | None = field(default=None, validator=_optional_text)
    accepted: bool = field(default=True, validator=_truth)
    judged: tuple[int, int] | None = field(default=None, converter=_optional_tuple, validator=_versions)

    @property
    def key(self) -> str:
        """The name under which the ledger keeps the link."""
        return f"link:{self.a} {self.relation.value} {self.b} ({self.by or ''})"

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Assessment:
    """A dated grade given by someone under a named scheme; several stand side by side."""

    about: str = field(validator=_text)
    scheme: str = field(validator=_text)
    grade: str = field(validator=_text)
    by: str = field(validator=_text)
    axis: str | None = field(default=None, validator=_optional_text)
    when: TimeSpan | None = field(default=None, validator=_optional_span)
    why: str | None = field(default=None, validator=_optional_text)
    judged: int | None = field(default=None, validator=_version)

    @property
    def key(self) -> str:
        """The name under which the ledger keeps the assessment."""
        when = self.when.edtf if self.when else ""
        return f"assessment:{self.about} {self.scheme}/{self.axis or ''} {self.by} {when}"

    __repr__ = short_repr
    _repr_html_ = fields_table


@frozen(kw_only=True)
class Retraction:
    """That a claim or a source was taken back, by whom and when."""

    target: str = field(validator=_text)
    by: str | None = field(default=None, validator=_optional_text)
    when: TimeSpan | None = field(default=None, validator=_optional_span)

    @property
    def key(self) -> str:
        """The name under which the ledger keeps the retraction."""
        return f"retraction:{self.target} ({self.by or ''})"

    __repr__ = short_repr
    _repr_html_ = fields_table


Record: TypeAlias = Party | Source | Event | Term | Claim | Link | Assessment | Retraction

RECORD_KINDS: Final[dict[str, type[Any]]] = {
    "party": Party,
    "source": Source,
    "event": Event,
    "term": Term,
    "measure": Measure,
    "claim": Claim,
    "link": Link,
    "assessment": Assessment,
    "retraction": Retraction,
}
