"""Which columns of a table make the topic, the party and the value, and how they are to be read."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fractions import Fraction

from attrs import field, frozen

from claimcheck.comparing.axes import OWN_PERIOD_SCALES
from claimcheck.errors import InvalidRecord
from claimcheck.tables.cells import Declared
from claimcheck.tables.rows import Rule
from claimcheck.times import ORDERS
from claimcheck.vocabulary import Vocabulary, default_vocabulary

__all__ = ["ADDED", "Spec", "named"]

ADDED = ("status", "contested", "outcome", "against", "reason", "gap", "position", "origins")
"""The columns that flagging adds, in their order."""


def named(columns: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return one or several names of columns as a tuple.

    Examples:
        >>> named("party"), named(["event", "measure"]), named(None)
        (('party',), ('event', 'measure'), ())
    """
    if columns is None:
        return ()
    if isinstance(columns, str):
        return (columns,)
    try:
        return tuple(columns)
    except TypeError as err:
        raise InvalidRecord(f"expected the name of a column, or several, got {columns!r}") from err


_OPTIONAL = ("control_group", "bound", "unit", "basis", "cutoff", "asserted")


def _or_shipped(words: Vocabulary | None) -> Vocabulary:
    return default_vocabulary() if words is None else words


@frozen(kw_only=True)
class Spec:
    """How a table is to be read; the names are those of its columns.

    Raises:
        InvalidRecord: No column makes the topic, the value has more than two columns, two options contradict each
            other, the measure is unknown, or it needs a period of its own and none is given.
    """

    topic: tuple[str, ...] = field(converter=named)
    party: str
    value: tuple[str, ...] = field(converter=named)
    when: tuple[str, ...] = field(converter=named, default=())
    where: tuple[str, ...] = field(converter=named, default=())
    control_group: str | None = None
    bound: str | None = None
    unit: str | None = None
    basis: str | None = None
    cutoff: str | None = None
    asserted: str | None = None
    order: str | None = None
    measure: str | None = None
    words: bool = False
    exclusive: bool = False
    prefix: str = ""
    vocabulary: Vocabulary = field(default=None, converter=_or_shipped, eq=False)

    def __attrs_post_init__(self) -> None:
        beside = (getattr(self, name) for name in _OPTIONAL)
        given: list[object] = [self.party, *(one for one in beside if one is not None)]
        for column in (*self.topic, *self.value, *self.when, *self.where, *given):
            if not isinstance(column, str) or not column:
                raise InvalidRecord(f"expected the name of a column as text, got {column!r}")
        for name in ("prefix", "measure"):
            word: object = getattr(self, name)
            if word is not None and not isinstance(word, str):
                raise InvalidRecord(f"{name}: expected text, got {word!r}")
        if not self.topic:
            raise InvalidRecord("topic: expected the name of at least one column")
        if len(self.value) not in (1, 2):
            raise InvalidRecord(f"value: expected one column, or a low and a high one, got {len(self.value)}")
        apart = self.bound or self.unit
        if self.exclusive and apart is not None:
            raise InvalidRecord("exclusive: names have no bound or unit beside them")
        if len(self.value) == 2 and (apart is not None or self.words or self.exclusive):
            raise InvalidRecord("value: a low and a high column hold plain numbers, with no bound or unit beside them")
        declared = self.declared.measure
        if self.measure is not None and declared is None:
            raise InvalidRecord(f"measure: the vocabulary has no measure {self.measure!r}; leave it out, or declare it")
        if declared is not None and declared.scale in OWN_PERIOD_SCALES and not (self.when or declared.timeless):
            raise InvalidRecord(f"measure: a {declared.scale} such as {self.measure!r} needs a period: give `when`")
        if self.cutoff and self.asserted:
            raise InvalidRecord("cutoff, asserted: counts are dated by one of them; give the cutoff where it is known")
        if (self.cutoff or self.asserted) and not self.declared.accumulates:
            raise InvalidRecord(
                "cutoff, asserted: they date counts that accumulate; give a `measure` that does, such as 'killed'"
            )

        if self.order is not None and self.order not in ORDERS:
            raise InvalidRecord(f"order: expected one of day, month and year ({', '.join(ORDERS)}), got {self.order!r}")
        if self.order is not None and not (self.when or self.cutoff or self.asserted):
            raise InvalidRecord("order: it says how dates are read; name their column: `when`, `cutoff` or `asserted`")

    @property
    def declared(self) -> Declared:
        """What the figures measure."""
        return Declared(self.vocabulary, self.measure)

    @property
    def excludes(self) -> bool:
        """Whether words that differ exclude each other: because it is said, or since only one can hold the measure."""
        declared = self.declared.measure
        return self.exclusive or (declared is not None and declared.one_holder)

    @property
    def rule(self) -> Rule:
        """What holds for all figures, as arrays read it."""
        declared = self.declared.measure
        if declared is None:
            return Rule()
        factor = declared.scale in {None, "count", "amount"}
        tolerance = declared.tolerance
        width = Fraction(-1) if tolerance is None or tolerance.high is None else Fraction(tolerance.high)
        return Rule(
            factor=factor,
            stretch=Fraction(5, 4) if factor else width,
            share_stretch=width,
            accumulates=declared.accumulates,
            running=declared.running,
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        single = (self.party, self.control_group, self.bound, self.unit, self.basis, self.cutoff, self.asserted)
        every = (*self.topic, *self.value, *self.when, *self.where, *(one for one in single if one))
        return tuple(dict.fromkeys(every))

    def added(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the columns to be added to a table that has *columns*.

        Raises:
            InvalidRecord: The table lacks a column that is to be read, or has one of those to be added.
        """
        held = list(columns)
        missing = [one for one in self.columns if one not in held]
        if missing:
            near = get_close_matches(missing[0], held, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InvalidRecord(
                f"the table has no column {', '.join(map(repr, missing))}; it has {', '.join(map(repr, held))}{hint}"
            )
        names = tuple(self.prefix + one for one in ADDED)
        taken = [one for one in names if one in held]
        if taken:
            raise InvalidRecord(
                f"the table has a column {', '.join(map(repr, taken))} already; give a prefix, "
                "as in prefix='claim_' or --prefix claim_"
            )
        return names
