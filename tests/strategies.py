"""Records and ledgers of every shape, each optional field both absent and present, for laws to be tried on.

Strategies are kept once they are made: hypothesis takes longer to make one than to draw from it.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from claimcheck.ledger import Ledger
from claimcheck.model import (
    DERIVATIONS,
    Appearance,
    Assessment,
    Attribution,
    Basis,
    Category,
    Claim,
    Derivation,
    Event,
    Link,
    Measure,
    Part,
    Party,
    Proposition,
    Relation,
    Retraction,
    Sense,
    Source,
    Term,
    Tie,
)
from claimcheck.quantity import Bound, Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import TimeSpan, time_span

__all__ = [
    "assessments",
    "claims",
    "events",
    "keys",
    "ledgers",
    "links",
    "measures",
    "parties",
    "plain_values",
    "quantities",
    "retractions",
    "sources",
    "spans",
    "terms",
    "texts",
    "values",
]

Keys: TypeAlias = tuple[str, ...]

# What files, YAML and people stumble over, beside whatever characters hypothesis thinks of.
_AWKWARD = (
    "no",
    "~",
    "null",
    "yes",
    "017",
    "13:40",
    "2025-06-02",
    "1e5",
    "- a",
    "? a",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "{a}",
    "[a]",
    "a, b",
    "'a'",
    '"a"',
    "a\\n",
    " a",
    "a ",
    "a  b",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "\ta",
    "---",
    "...",
    "<<",
    "=",
    "|",
    ">",
    "\u2028a\u2029",
    "\ufeffa",
    "a\ufffeb\uffff",
    "\u00a0a\u3000",
    "шахед",
    "无人机",
    "مسيّرة",
    "🚁👨‍👩‍👧",
    "e\u0301",
    "\U0010ffff",
    "=cmd()",
    "<b>&amp;</b>",
    "x" * 500,
    "52 of 80",
    "3-1",
    "/a",
    "a/b",
    "//",
)
_CHARACTERS = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("\t\n\r"), st.sampled_from("ab 1:#-,'\"/")
)


@cache
def texts(*, longest: int = 12) -> st.SearchStrategy[str]:
    """Every text that a record takes where something must stand."""
    return st.one_of(
        st.sampled_from(_AWKWARD), st.text(_CHARACTERS, min_size=1, max_size=longest).filter(lambda one: one.strip())
    )


@cache
def keys(case: str | None) -> st.SearchStrategy[str]:
    """Keys of the case, of another namespace, and of none."""
    own = texts(longest=5).map(lambda one: one if case is None else f"{case}/{one}")
    return st.one_of(
        st.sampled_from("abcdefgh").map(lambda one: one if case is None else f"{case}/{one}"),
        own,
        texts(longest=5).map(lambda one: f"elsewhere/{one}"),
        texts(longest=5),
    )


@cache
def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@cache
def spans() -> st.SearchStrategy[TimeSpan]:
    """Times of every precision, open, approximate, windows."""
    return st.one_of(
        st.sampled_from(
            (
                "2025",
                "2025-06",
                "2025-06-02",
                "2025-06-01T20:00+03:00/2025-06-02T09:00+03:00",
                "2025-06-02T11:37:05Z",
                "2025-06-02T11+03:00",
                "202X",
                "20XX",
                "2025-22",
                "2025-33",
                "2025-06~",
                "2025-06-11~/2025-06-20~",
                "../2025-06-02",
                "2025-06-02/..",
                "/2025",
                "Y-100000",
                "-0044",
            )
        ).map(time_span),
        st.dates(date(1, 1, 1), date(9999, 12, 31)).map(time_span),
        st.datetimes(timezones=st.just(UTC)).map(time_span),
    )


_SPELLED = (
    "52 of 80",
    "more than 40",
    "at least 13",
    "about 1.2 million",
    "65 %",
    "$94.9bn",
    "several",
    "100-300",
    "nearly 50",
    "half of",
    "an estimated 50,000",
    "an unknown number",
    "7.8",
    "0",
    "up to 3 km",
)


@cache
def _numbers() -> st.SearchStrategy[int | Fraction]:
    return st.one_of(
        st.integers(-5, 500), st.integers(-(10**20), 10**20), st.fractions(-100, 100, max_denominator=1000)
    )


@st.composite
def _built(draw: st.DrawFn) -> Quantity:
    """A figure from its fields, most of which no words would say."""
    ends = sorted(draw(st.lists(_numbers(), min_size=2, max_size=2)))
    low, high = draw(
        st.sampled_from(((ends[0], ends[1]), (ends[0], ends[0]), (ends[0], None), (None, ends[1]), (None, None)))
    )
    differ = low is None or high is None or low < high
    approximate = draw(st.booleans())
    unknown = low is None and high is None
    return Quantity(
        low=low,
        high=high,
        low_open=low is not None and differ and draw(st.booleans()),
        high_open=high is not None and differ and draw(st.booleans()),
        of=draw(_maybe(st.integers(1, 10**6))),
        unit=draw(_maybe(st.sampled_from(("percent", "USD", "kilometre", "шт: #", "no")))),
        approximate=approximate,
        tolerance=draw(_maybe(st.fractions(0, 50))) if approximate else None,
        low_soft=low is not None and draw(st.booleans()),
        high_soft=high is not None and draw(st.booleans()),
        step=draw(_maybe(st.sampled_from((1, 1000, Fraction(1, 10))))),
        bound=Bound.UNKNOWN if unknown else draw(st.sampled_from((Bound.EXACT, Bound.MINIMUM, Bound.ESTIMATE))),
        text=draw(st.sampled_from(("", "52 of 80", "что-то: #"))),
    )


@cache
def quantities() -> st.SearchStrategy[Quantity]:
    """Figures: as people spell them, plain numbers, and any that the record allows."""
    read = st.sampled_from(_SPELLED).map(parse_quantity).filter(lambda one: one is not None)
    plain = st.integers(0, 10**12).map(lambda one: Quantity(low=one, high=one))
    return st.one_of(read, plain, _built())


@cache
def values() -> st.SearchStrategy[Quantity | Category]:
    """Figures and categories, among them words that look like figures."""
    return st.one_of(quantities(), texts().map(lambda one: Category(term=one)))


@cache
def _few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@cache
def _some(found: Keys) -> st.SearchStrategy[tuple[str, ...]]:
    return _few(st.sampled_from(found)) if found else st.just(())


@cache
def _one(found: Keys) -> st.SearchStrategy[str | None]:
    return _maybe(st.sampled_from(found)) if found else st.none()


@cache
def parties(key: str, others: Keys) -> st.SearchStrategy[Party]:
    """Parties under *key* that refer to *others*."""
    ties = (
        st.builds(Tie, party=st.sampled_from(others), since=_maybe(spans()), until=_maybe(spans())) if others else None
    )
    return st.builds(
        Party,
        key=st.just(key),
        name=texts(),
        kind=_maybe(texts()),
        acts_for=st.just(()) if ties is None else _few(ties),
        part_of=_some(others),
        same_as=_some(others),
        aliases=_few(texts()),
        declared=st.booleans(),
        note=_maybe(texts()),
    )


@cache
def sources(key: str, publishers: Keys, others: Keys) -> st.SearchStrategy[Source]:
    """Sources under *key*, published by one of *publishers*, that take from *others*."""
    derived = st.builds(Derivation, source=st.sampled_from(others), relation=st.sampled_from(sorted(DERIVATIONS)))
    return st.builds(
        Source,
        key=st.just(key),
        name=_maybe(texts()),
        publisher=_one(publishers),
        url=_maybe(texts()),
        archived=_maybe(texts()),
        digest=_maybe(texts()),
        file=_maybe(st.sampled_from(("brief.txt", "shots/a b.png", "no", "фото: 1.jpg"))),
        published=_maybe(spans()),
        retrieved=_maybe(spans()),
        language=_maybe(texts()),
        derives_from=_few(derived) if others else st.just(()),
        note=_maybe(texts()),
        raw=_maybe(texts()),
        problems=_few(texts()),
    )


@cache
def events(key: str, others: Keys) -> st.SearchStrategy[Event]:
    """Events under *key* that may be part of *others*."""
    return st.builds(
        Event,
        key=st.just(key),
        label=_maybe(texts()),
        over=_maybe(spans()),
        occurred=_maybe(spans()),
        place=_maybe(texts()),
        subject=_maybe(texts()),
        part_of=_one(others),
        note=_maybe(texts()),
    )


@cache
def _propositions(about: Keys, agents: Keys) -> st.SearchStrategy[Proposition]:
    return st.builds(
        Proposition,
        event=_one(about),
        agent=_one(agents) | texts(),
        operator=_maybe(texts()),
        subject=_maybe(texts()),
        measure=_maybe(texts()),
        baseline=_maybe(texts()),
        value=_maybe(values()),
        parts=_few(st.builds(Part, of=texts(), quantity=quantities())),
        place=_maybe(texts()),
        over=_maybe(spans()),
        occurred=_maybe(spans()),
        cutoff=_maybe(spans()),
        scope=_maybe(texts()),
        polarity=st.booleans(),
    )


@cache
def claims(key: str, by: Keys, about: Keys, stands_in: Keys) -> st.SearchStrategy[Claim]:
    """Claims under *key*, by some of *by*, about one of *about*, that stand in some of *stands_in*."""
    appearance = st.builds(
        Appearance,
        source=st.sampled_from(stands_in),
        quote=_maybe(texts()),
        prefix=_maybe(texts()),
        suffix=_maybe(texts()),
        language=_maybe(texts()),
        translation=_maybe(texts()),
        attribution=_maybe(st.sampled_from(Attribution)),
    )
    return st.builds(
        Claim,
        key=st.just(key),
        proposition=_propositions(about, by),
        text=st.just("") | texts(longest=40) | st.sampled_from((" ", "\n")),
        claimants=_some(by),
        act=_maybe(texts()),
        asserted=_maybe(spans()),
        basis=_maybe(st.sampled_from(Basis)),
        appearances=_few(appearance) if stands_in else st.just(()),
        inferred=st.frozensets(st.sampled_from(("value", "subject", "measure"))),
        private=st.lists(st.tuples(texts(), st.just("") | texts()), max_size=3).map(tuple),
        note=_maybe(texts()),
        computed_from=_maybe(texts()),
    )


@cache
def links(ends: Keys, by: Keys) -> st.SearchStrategy[Link]:
    """Links between *ends*, set by one of *by* or by a name."""
    return st.builds(
        Link,
        a=st.sampled_from(ends),
        relation=st.sampled_from(Relation) | st.sampled_from((Relation.SAME_AS, Relation.DISTINCT_FROM)),
        b=st.sampled_from(ends),
        by=st.none() | _one(by) | texts(),
        basis=_maybe(texts()),
        accepted=st.just(True) | st.booleans(),
        judged=_maybe(st.tuples(st.integers(1, 9), st.integers(1, 9))),
    )


@cache
def assessments(about: Keys, by: Keys) -> st.SearchStrategy[Assessment]:
    """Grades of *about*, by one of *by* or by a name."""
    return st.builds(
        Assessment,
        about=st.sampled_from(about),
        scheme=texts(),
        grade=texts(),
        by=st.sampled_from(by) | texts() if by else texts(),
        axis=_maybe(texts()),
        when=_maybe(spans()),
        why=_maybe(texts()),
        judged=_maybe(st.integers(1, 9)),
    )


@cache
def retractions(targets: Keys, by: Keys) -> st.SearchStrategy[Retraction]:
    """Retractions of *targets*."""
    return st.builds(Retraction, target=st.sampled_from(targets), by=_one(by), when=_maybe(spans()))


@cache
def terms() -> st.SearchStrategy[Term]:
    """Terms that are no measures."""
    return st.builds(
        Term,
        name=texts(),
        kind=_maybe(st.sampled_from(("subject", "place", "state"))),
        aliases=_few(texts()),
        definition=_maybe(texts()),
        parts=_few(texts()),
        exclusive=_few(texts()),
        distinct=_few(texts()),
        demonyms=_few(texts()),
    )


@cache
def measures() -> st.SearchStrategy[Measure]:
    """Measures of every kind."""
    sense = st.builds(Sense, by=texts(), word=texts(), means=texts(), since=_maybe(spans()), until=_maybe(spans()))
    return st.builds(
        Measure,
        name=texts(),
        kind=st.sampled_from(("measure", "measure", "category", "characterisation")),
        aliases=_few(texts()),
        definition=_maybe(texts()),
        parts=_few(texts()),
        exclusive=_few(texts()),
        distinct=_few(texts()),
        demonyms=_few(texts()),
        scale=_maybe(st.sampled_from(("count", "share", "level", "category"))),
        adds_over=_maybe(st.frozensets(st.sampled_from(("time", "place", "subject")))),
        accumulates=st.booleans(),
        timeless=st.booleans(),
        difference=st.booleans(),
        one_holder=st.booleans(),
        running=st.booleans(),
        tolerance=_maybe(quantities()),
        whole=_maybe(texts()),
        senses=_few(sense),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Ledgers of a few records of every kind, told in several transactions, some of them amended."""
    case = draw(_maybe(st.sampled_from(("night", "istanbul-2025-06-02", "a/b", "no", "ночь: 1"))))
    drawn = tuple(draw(st.lists(keys(case), unique=True, max_size=9)))
    said_by, stands_in, about, claimed = (drawn[start::4] for start in range(4))
    people = [draw(parties(key, said_by)) for key in said_by]
    papers = [draw(sources(key, said_by, stands_in)) for key in stands_in]
    incidents = [draw(events(key, about)) for key in about]
    told = [draw(claims(key, said_by, about, stands_in)) for key in claimed]
    ledger = Ledger(case=case)
    first = datetime(2025, 6, 2, 9, tzinfo=UTC)
    ledger.add(*people, *papers, *incidents, *told, recorded=first)
    rest: list[Any] = [*draw(_few(terms())), *draw(_few(measures()))]
    if drawn:
        rest += draw(_few(links(drawn, said_by)))
        rest += draw(_few(assessments(drawn, said_by)))
        rest += draw(_few(retractions(drawn, said_by)))
    for hour, record in enumerate(rest, 1):
        ledger.add(record, recorded=first + timedelta(hours=hour), by=draw(_maybe(texts())), why=draw(_maybe(texts())))
    if claimed:
        amended = draw(claims(claimed[0], said_by, about, stands_in))
        ledger.add(amended, recorded=first + timedelta(days=2), by="desk", why="a slip")
    return ledger


@cache
def plain_values() -> st.SearchStrategy[Any]:
    """Plain forms: texts, booleans, nothing, and lists and objects of them with ASCII names."""
    leaves = st.none() | st.booleans() | texts() | st.just("")
    names = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
        max_leaves=12,
    )
