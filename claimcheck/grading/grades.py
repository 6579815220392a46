"""Which grades does a record have? Those people gave, and beside them those that the rules of schemes compute."""

from collections.abc import Sequence

from claimcheck.errors import BadScheme
from claimcheck.grading.facts import Facts, Judgement
from claimcheck.grading.gathering import FactGatherer
from claimcheck.grading.registry import find_scheme, scheme_called, scheme_names
from claimcheck.grading.scheme import Grade, Scheme
from claimcheck.ledger import Ledger
from claimcheck.listed import Listed
from claimcheck.model import Record

__all__ = ["computed", "grade", "grades_of"]


def grade(ledger: Ledger, about: "Record | str", scheme: "str | Scheme | None" = None) -> tuple[Grade, ...]:
    """Return every grade of a claim, a source, a party or an event, scheme by scheme.

    Within a scheme what people gave comes first, the latest before the earlier, and what its rule computes from the
    ledger's facts after it. Nobody's grade changes another, and no two are averaged.

    Args:
        ledger: What holds the record.
        about: The record, its key or its name.
        scheme: One scheme only, by name or as an object; by default every scheme that applies, which leaves out
            computed grades that say no more than that a scheme does not apply.

    Raises:
        UnknownKey: There is no such record, or no such scheme and nobody's grade under that name.
        BadScheme: A plug-in cannot be used.

    Examples:
        >>> ledger = Ledger()
        >>> toll = ledger.claim("5 civilians killed", by=ledger.party("army", kind="force"), event="raid")
        >>> _ = ledger.assess(toll, "airwars", "fair", by="desk", when="2025-06-03")
        >>> for one in grade(ledger, toll, "airwars"):
        ...     print(one.grade, one.by or "computed", one.rule, sep="; ")
        fair; desk; a person's judgement
        weak; computed; weak where a single source makes the claim
    """
    return grades_of(FactGatherer(ledger).facts(about), None if scheme is None else (scheme,))


def grades_of(facts: Facts, schemes: "Sequence[str | Scheme] | None" = None) -> tuple[Grade, ...]:
    """Return the grades that people gave and that rules compute, from facts gathered before.

    Examples:
        >>> grades_of(Facts(about="c1", name="c1", kind="event"))
        ()
    """
    names = sorted({*scheme_names(), *(one.scheme for one in facts.judgements)}) if schemes is None else schemes
    found: list[Grade] = []
    for one in names:
        known = find_scheme(one) if isinstance(one, str) else one
        name = str(one) if known is None else known.name
        given = [_given(facts, judgement) for judgement in facts.judgements if judgement.scheme == name]
        if known is None and not given:
            known = scheme_called(name)
        made = () if known is None else computed(known, facts)
        if schemes is None and not given:
            made = tuple(grade for grade in made if grade.grade is not None or _asks(grade))
        found += [*given, *made]
    return Listed(found)


def _asks(grade: Grade) -> bool:
    """Whether a scheme without a grade says more of the record than that it does not apply: what is lacking."""
    return bool(grade.facts)


def computed(scheme: Scheme, facts: Facts) -> tuple[Grade, ...]:
    """Return what the rule of a scheme gives.

    Raises:
        BadScheme: The scheme fails, or gives something that is no grade of its own.

    Examples:
        >>> from claimcheck.grading.admiralty import Admiralty
        >>> [one.grade for one in computed(Admiralty(), Facts(about="s", name="brief", kind="source"))]
        ['F']
    """
    try:
        made: list[object] = [*scheme.grade(facts)]
    except Exception as err:  # whatever a plug-in raises, its user must learn whose fault it is
        raise BadScheme(f"the scheme {scheme.name!r} failed on {facts.name}: {type(err).__name__}: {err}") from err
    grades = []
    for one in made:
        if not isinstance(one, Grade) or one.scheme != scheme.name or one.by is not None:
            raise BadScheme(f"the scheme {scheme.name!r} gave {one!r:.200}, which is no computed grade of its own")
        grades.append(one)
    return tuple(grades)


def _given(facts: Facts, judgement: Judgement) -> Grade:
    scheme = find_scheme(judgement.scheme)
    axis = next((one for one in scheme.axes if one.name == judgement.axis), None) if scheme is not None else None
    mark = None if axis is None else axis.mark(judgement.grade)
    return Grade(
        scheme=judgement.scheme,
        axis=judgement.axis,
        about=facts.about,
        grade=judgement.grade,
        label=mark.label if mark else "",
        meaning=mark.meaning if mark else "",
        rule="a person's judgement",
        facts=(judgement.why,) if judgement.why else (),
        by=judgement.by,
        when=judgement.when,
    )
