"""The vocabulary: which words are one, which lie within which, which exclude each other, and what is shipped."""

from collections import defaultdict
from functools import reduce
from importlib import resources
from itertools import permutations
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.comparing.axes import stand
from claimcheck.errors import InvalidRecord
from claimcheck.ledger import Ledger
from claimcheck.model import Claim, Measure, Party, Proposition, Sense, Term
from claimcheck.times import time_span
from claimcheck.view import View
from claimcheck.vocabulary import Relate, Vocabulary, default_vocabulary, fold, read_term

WORDS = Vocabulary(
    [
        Term(name="drone", aliases=("UAV", "unmanned aerial vehicle"), parts=("Geran", "quadcopter")),
        Term(name="aircraft", parts=("drone", "warplane"), exclusive=("drone", "warplane")),
        Term(name="warplane", parts=("bomber",)),
        Term(name="vehicle", distinct=("aircraft",)),
        Term(name="Orlan"),
        Measure(name="neutralised", parts=("shot down", "suppressed"), exclusive=("shot down", "suppressed")),
        Measure(name="launched", scale="count"),
        Measure(name="shot down", scale="count", whole="launched", aliases=("downed",)),
        Measure(name="destroyed or damaged", parts=("destroyed", "damaged")),
        Measure(name="destroyed"),
        Measure(name="damaged"),
        Term(name="Russia", kind="state", demonyms=("Russian",), parts=("Moscow",)),
        Term(name="Ukraine", kind="state", demonyms=("Ukrainian",), parts=("Kherson region",)),
        Term(name="Kherson region", kind="place", parts=("Kherson",)),
        Term(name="Moscow", kind="place"),
        Term(name="South Korea", kind="state", demonyms=("South Korean",)),
        Term(name="North Korea", kind="state", demonyms=("North Korean",)),
        Measure(name="verdict", kind="category", exclusive=("guilty", "not guilty")),
    ]
)


def relation(one: str, other: str, words: Vocabulary = WORDS) -> Relate:
    return words.relate(words.concept(one), words.concept(other))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("UAVs", "the drones", "equal"),
        ("Unmanned  Aerial vehicles", "UAV", "equal"),
        ("Geran", "aircraft", "narrower"),
        ("aircraft", "bombers", "wider"),
        ("Geran", "bomber", "disjoint"),  # their wholes exclude each other
        ("bomber", "vehicle", "disjoint"),
        ("Geran", "quadcopter", "unknown"),  # two parts of one whole may still overlap
        ("drone", "Shahed", "unknown"),
        ("Shahed", "shaheds", "equal"),
        ("downed", "neutralised", "narrower"),
        ("shot down", "suppressed", "disjoint"),
        ("shot down", "launched", "narrower"),  # the denominator counts the whole
        ("neutralised", "launched", "unknown"),
        ("destroyed", "destroyed or damaged", "narrower"),
        ("damaged or destroyed", "destroyed", "wider"),
        ("shot down or suppressed", "neutralised", "narrower"),
        ("shot down or suppressed", "suppressed or downed", "equal"),
        ("drones and warplanes", "bomber", "wider"),
        ("drones or warplanes", "warplanes or vehicles", "overlapping"),
        ("drones or bombers", "warplanes or vehicles", "overlapping"),  # bombers are common to both
        ("drones or bombers", "bombers or Orlan", "unknown"),  # an Orlan may be a drone
        ("quadcopter or vehicle", "warplane", "disjoint"),
        ("drones or Shaheds", "warplane", "unknown"),  # half of it is an unknown word
        ("Moscow", "Kherson", "disjoint"),
        ("Russia", "Ukraine", "disjoint"),
        ("Kherson", "Ukraine", "narrower"),
        ("Paris", "Ukraine", "unknown"),
        ("guilty", "not guilty", "disjoint"),
        ("guilty", "verdict", "unknown"),  # a value is no part of what it is a value of
    ],
)
def test_relations_worked_by_hand(one: str, other: str, how: str) -> None:
    """Each pair lies as it was worked out by hand, and the other way round as the inverse."""
    assert relation(one, other) is Relate(how)
    assert relation(other, one) is Relate(how).inverse


@pytest.mark.parametrize(
    ("subject", "operator", "rest"),
    [
        ("Russian drones", "Russia", "drones"),
        ("the Russian  drones", "Russia", "drones"),
        ("South Korean troops", "South Korea", "troops"),
        ("Russians", None, "Russians"),
        ("Russian", None, "Russian"),
        ("Korean troops", None, "Korean troops"),
        ("drones", None, "drones"),
        ("unmanned aerial vehicles", None, "unmanned aerial vehicles"),
        ("", None, ""),
    ],
)
def test_a_leading_demonym_is_the_operator(subject: str, operator: str | None, rest: str) -> None:
    """Whose drones they are is split off; what is a term itself stays whole."""
    assert WORDS.split_operator(subject) == (operator, rest)


def test_the_state_of_a_demonym() -> None:
    """A demonym stands for its state, and any other word for itself."""
    assert [WORDS.state_of(word) for word in ("Ukrainian", "Ukraine", "Martian")] == ["Ukraine", "Ukraine", "Martian"]


def test_partitions_are_inherited_by_unions_of_parts() -> None:
    """What excludes a whole excludes everything within it, however deep."""
    words = Vocabulary(
        [
            Term(name="all", parts=("a", "b"), exclusive=("a", "b")),
            Term(name="a", parts=("a1",)),
            Term(name="a1", parts=("a2",)),
            Term(name="b", parts=("b1",)),
        ]
    )

    assert relation("a2", "b1", words) is Relate.DISJOINT
    assert relation("a2 or a1", "b or b1", words) is Relate.DISJOINT


def test_rings_of_parts_are_one_thing() -> None:
    """Two terms declared part of each other are equal, and nothing hangs."""
    words = Vocabulary([Term(name="aa", parts=("bb",)), Term(name="bb", parts=("aa",))])

    assert relation("aa", "bb", words) is Relate.EQUAL


@st.composite
def _vocabularies(draw: st.DrawFn, *, everything: bool = False) -> tuple[Vocabulary, dict[str, frozenset[int]]]:
    """A vocabulary that says only what is true of sets that its terms stand for, and these sets."""
    names = [f"t{letter}" for letter in "abcdefg"[: draw(st.integers(2, 7))]]
    sets = {name: draw(st.frozensets(st.integers(0, 5), min_size=1, max_size=5)) for name in names}

    def say() -> bool:
        return everything or draw(st.booleans())

    terms = []
    for name in names:
        others = [other for other in names if other != name]
        apart = [other for other in others if sets[name].isdisjoint(sets[other]) and say()]
        parts = [other for other in others if sets[other] < sets[name] and say()]
        partition = draw(st.lists(st.sampled_from(parts), unique=True)) if parts and not everything else []
        if any(sets[one] & sets[other] for one in partition for other in partition if one != other):
            partition = []
        terms.append(Term(name=name, parts=tuple(parts), distinct=tuple(apart), exclusive=tuple(partition)))
    return Vocabulary(draw(st.permutations(terms))), sets


@given(_vocabularies(), st.data())
def test_nothing_is_said_that_the_sets_do_not_bear_out(
    made: tuple[Vocabulary, dict[str, frozenset[int]]], data: st.DataObject
) -> None:
    """Whatever relation of words or unions of words is told, it is true of the sets they stand for, both ways round."""
    words, sets = made
    picked = [data.draw(st.lists(st.sampled_from(sorted(sets)), min_size=1, max_size=3, unique=True)) for _ in "ab"]
    one, other = (reduce(frozenset.union, (sets[name] for name in names)) for names in picked)
    left, right = (" or ".join(names) for names in picked)
    how = relation(left, right, words)
    held = {
        Relate.EQUAL: one == other,
        Relate.NARROWER: one <= other,
        Relate.WIDER: one >= other,
        Relate.DISJOINT: not one & other,
        Relate.OVERLAPPING: bool(one & other) and not one <= other and not one >= other,
        Relate.UNKNOWN: True,
    }

    assert held[how], (picked, how)
    assert relation(right, left, words) is how.inverse


@given(_vocabularies(everything=True))
def test_whatever_follows_is_told(made: tuple[Vocabulary, dict[str, frozenset[int]]]) -> None:
    """Where every part and every exclusion is declared, only terms that partly overlap are unknown to each other."""
    words, sets = made
    for one, other in permutations(sets, 2):
        expected = (
            Relate.NARROWER
            if sets[one] < sets[other]
            else Relate.WIDER
            if sets[one] > sets[other]
            else Relate.DISJOINT
            if not sets[one] & sets[other]
            else Relate.UNKNOWN
        )

        assert relation(one, other, words) is expected


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("The  Drones", "drone"),
        ("an_injury", "injury"),
        ("injuries", "injury"),
        ("losses", "loss"),
        ("status", "status"),
        ("crisis", "crisis"),
        ("bus", "bus"),
        ("boxes", "box"),
        ("Cross\u2011border", "cross-border"),
        ("the", "the"),
        ("", ""),
        ("the the drones", "drone"),
        ("STRASSE", fold("straße")),
        ("Ме\u0301сто", fold("ме\u0301сто")),
    ],
)
def test_folding_by_hand(word: str, folded: str) -> None:
    """Case, spaces, articles, hyphens and the plural's s make no other word."""
    assert fold(word) == folded


@given(st.one_of(st.text(), st.lists(st.sampled_from("the a an drones s ies xes sses us _ ' é".split())).map(" ".join)))
def test_folding_twice_is_folding_once(word: str) -> None:
    """A folded word is its own folded form, so that keys made of folded words are found again."""
    assert fold(fold(word)) == fold(word)


AIR_FORCE = Party(key="ua-af", name="Air Force of Ukraine", aliases=("Ukrainian Air Force",))
SENSES = Measure(
    name="destroyed",
    senses=(
        Sense(by="Ukrainian Air Force", word="destroyed", means="shot down", until=time_span("2025-07")),
        Sense(by="Ukrainian Air Force", word="destroyed", means="shot down or suppressed", since=time_span("2025-08")),
    ),
)


@pytest.mark.parametrize(
    ("by", "asserted", "means"),
    [
        ("ua-af", "2025-06-02", "shot down"),
        ("ua-af", "2025-07-31", "shot down"),
        ("ua-af", "2025-08-01", "shot down or suppressed"),
        ("ua-af", None, "destroyed"),
        ("other", "2025-06-02", "destroyed"),
    ],
)
def test_a_word_is_read_by_party_and_date(by: str, asserted: str | None, means: str) -> None:
    """The air force's "destroyed" means what it meant by it that day; without a date, and to others, it is the word."""
    view = View(base=WORDS.extended([SENSES]))
    view.put(AIR_FORCE)
    view.put(Party(key="other", name="Other"))
    claim = Claim(
        key="c",
        proposition=Proposition(measure="Destroyed"),
        claimants=(by,),
        asserted=None if asserted is None else time_span(asserted),
    )

    assert stand(claim, view).measure == view.vocabulary.concept(means)


def test_a_word_of_a_case_joins_the_shipped_ones() -> None:
    """An alias, a part and an exclusion of a case file stand beside what is shipped."""
    ledger = Ledger()
    ledger.term("drones", aliases=["Gerans"], parts=["kamikaze drone"])
    ledger.term("Orlan", distinct=["kamikaze drone"])
    words = ledger.view.vocabulary

    assert relation("Gerans", "UAVs", words) is Relate.EQUAL
    assert relation("kamikaze drones", "Gerans", words) is Relate.NARROWER
    assert relation("Orlan", "kamikaze drone", words) is Relate.DISJOINT
    assert relation("Orlan", "drone", words) is Relate.UNKNOWN


def test_a_word_added_under_an_alias_belongs_to_the_term() -> None:
    """More aliases for "UAV" are more aliases for drones, not a second kind of thing."""
    words = WORDS.extended([Term(name="UAV", aliases=("Geran-2",))])

    assert relation("Geran-2", "drones", words) is Relate.EQUAL


def test_a_case_may_move_an_alias() -> None:
    """A person's word goes before the shipped one: the alias leaves its old term."""
    words = WORDS.extended([Measure(name="crashed", aliases=("downed",))])

    assert relation("downed", "crashed", words) is Relate.EQUAL
    assert relation("downed", "shot down", words) is Relate.UNKNOWN
    assert relation("downed", "shot down") is Relate.EQUAL


@given(
    st.permutations(
        [Term(name="aa", aliases=("xx",), demonyms=("zz",)), Term(name="bb", aliases=("xx",), demonyms=("zz",))]
    )
)
def test_an_alias_of_two_terms_is_neither(terms: list[Term]) -> None:
    """A word that two terms claim is guessed for neither, in whatever order they came."""
    words = Vocabulary(terms)

    assert relation("xx", "aa", words) is relation("xx", "bb", words) is Relate.UNKNOWN
    assert not words.is_known("xx")
    assert words.split_operator("zz drones") == (None, "zz drones")


def test_chains_and_rings_of_aliases_end() -> None:
    """An alias of an alias is the word itself; a ring of aliases is one word."""
    chain = Vocabulary([Term(name="dd")], aliases={"aa": "bb", "bb": "cc", "cc": "dd"})
    ring = Vocabulary(aliases={"xx": "aa", "aa": "bb", "bb": "aa"})

    assert {chain.concept(word) for word in ("aa", "bb", "cc")} == {chain.concept("dd")}
    assert len({ring.concept(word) for word in ("xx", "aa", "bb")}) == 1


def test_extending_forgets_nothing() -> None:
    """Aliases and exclusions given to a vocabulary are in those made from it."""
    words = Vocabulary(aliases={"aa": "bb"}, distinct=[("bb", "cc")]).extended(
        [Term(name="dd")], distinct=[("dd", "cc")]
    )

    assert relation("aa", "bb", words) is Relate.EQUAL
    assert relation("aa", "cc", words) is relation("dd", "cc", words) is Relate.DISJOINT


def test_a_term_declared_twice_holds_what_both_say() -> None:
    """Lists join, what is true stays true, and a single thing is as the newer says."""
    old = Measure(name="killed", aliases=("dead",), definition="old", accumulates=True, scale="count")
    both = Vocabulary([old, Measure(name="Killed", parts=("civilians killed",), definition="new")]).term("killed")

    assert isinstance(both, Measure)
    assert (both.aliases, both.parts, both.definition) == (("dead",), ("civilians killed",), "new")
    assert (both.accumulates, both.scale) == (True, "count")


@pytest.mark.parametrize("kind", ["subject", "place", "state", None])
def test_a_measure_declared_as_something_else_spoils_nothing(kind: str | None) -> None:
    """The newer kind stands; a vocabulary can always be made of terms that exist."""
    words = Vocabulary([Measure(name="strike", scale="count"), Term(name="strike", kind=kind)])

    assert words.kind("strike") == (kind or "measure")


def test_a_value_has_the_kind_that_lists_it() -> None:
    """A verdict is a category without being declared one."""
    assert [WORDS.kind(word) for word in ("guilty", "killed", "Moscow")] == ["category", None, "place"]
    assert WORDS.excludes("guilty", "not guilty")


def test_measures_of_a_concept() -> None:
    """Only what is declared a measure throughout gives one."""
    found = WORDS.measure(WORDS.concept("downed"))

    assert found is not None
    assert found.name == "shot down"
    assert [WORDS.measure(one) for one in (None, WORDS.concept("drones"), WORDS.concept("shot down or drones"))] == [
        None
    ] * 3


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"kinds": "measure"}, "unknown field 'kinds' of the term 't'"),
        ({"kind": "subject", "scale": "count"}, "only a measure has the field 'scale', and 't' is none"),
        ({"kind": "measure", "accumulates": "perhaps"}, "accumulates: expected yes or no, got 'perhaps'"),
        ({"kind": "measure", "tolerance": "a lot"}, "tolerance: expected a figure, got 'a lot'"),
        ({"kind": "measure", "scale": "size"}, "scale: expected one of count"),
        ({"kind": "animal"}, "kind: expected one of .*; got 'animal'"),
        ({"kind": ["measure"]}, "kind: expected a word, got \\['measure'\\]"),
        ({"aliases": {"a": "b"}}, "aliases: expected words, got {'a': 'b'}"),
        ({"aliases": ["a", ["b"]]}, "aliases: expected words"),
        ({"parts": 5}, "parts: expected words, got 5"),
        ({"kind": "measure", "senses": "destroyed"}, "senses: expected a list, got 'destroyed'"),
        (
            {"kind": "measure", "senses": ["destroyed"]},
            "senses: expected by, word, means, since, until; got 'destroyed'",
        ),
        ({"kind": "measure", "senses": [{"who": "x"}]}, "unknown field 'who' in a sense of 't'"),
        ({"kind": "measure", "senses": [{"word": "x"}]}, "by: expected some text, got ''"),
        ({"kind": "measure", "senses": [{"by": "x", "since": "long ago"}]}, "long ago"),
        (None, "expected the fields of the term 't', got None"),
        ({"aliases": ["a\x00"]}, "aliases: character U\\+0000"),
    ],
)
def test_entries_that_are_refused(entry: Any, complaint: str) -> None:
    """What an entry may not hold is named, with its field."""
    with pytest.raises(InvalidRecord, match=complaint):
        read_term("t", entry)


def test_an_entry_in_full() -> None:
    """Every field of a measure's entry arrives where it belongs."""
    term = read_term(
        "destroyed",
        {
            "kind": "measure",
            "aliases": "wrecked",
            "parts": ["burnt", "sunk"],
            "exclusive": "yes",
            "scale": "count",
            "adds_over": ["place", "subject"],
            "accumulates": "yes",
            "tolerance": "2",
            "whole": "present",
            "senses": [{"by": "AF", "means": "shot down", "until": "2025-07"}],
        },
    )

    assert isinstance(term, Measure)
    assert (term.aliases, term.exclusive, term.adds_over) == (
        ("wrecked",),
        ("burnt", "sunk"),
        frozenset({"place", "subject"}),
    )
    assert term.senses == (Sense(by="AF", word="destroyed", means="shot down", until=time_span("2025-07")),)
    assert term.tolerance is not None
    assert (term.tolerance.low, term.accumulates, term.timeless) == (2, True, False)


# the shipped file


def shipped() -> dict[str, Any]:
    text = (resources.files("claimcheck") / "vocabulary.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)["vocabulary"]
    return found


def test_every_shipped_term_loads() -> None:
    """Each entry of the shipped file is a term of its own."""
    entries = shipped()

    assert len(default_vocabulary()) == len(entries) == len({fold(name) for name in entries})
    assert [name for name in entries if default_vocabulary().term(name) is None] == []


def test_no_shipped_word_names_two_terms() -> None:
    """No alias is an alias or the name of another term, and no demonym is another state's."""
    names = defaultdict(set)
    demonyms = defaultdict(set)
    for name, entry in shipped().items():
        term = read_term(name, entry)
        for word in (name, *term.aliases):
            names[fold(word)].add(name)
        for word in term.demonyms:
            demonyms[fold(word)].add(name)

    assert {word: owners for word, owners in (names | demonyms).items() if len(owners) > 1} == {}


def test_every_shipped_part_exists() -> None:
    """Whatever a term has as a part, excludes, counts as its whole or means is a term itself, or a value it lists."""
    words = default_vocabulary()
    missing = []
    for name, entry in shipped().items():
        term = read_term(name, entry)
        valued = term.kind in {"category", "characterisation"}
        related = {*term.distinct, *(() if valued else (*term.parts, *term.exclusive))}
        if isinstance(term, Measure):
            related |= {term.whole} - {None} | {sense.means for sense in term.senses}  # type: ignore[arg-type]
        missing += [
            (name, word) for word in sorted(related) if not all(words.is_known(a) for a in words.concept(word).atoms)
        ]

    assert missing == []


def test_no_shipped_term_contradicts_itself() -> None:
    """No term lies within what excludes it, and no two terms are parts of each other."""
    words = default_vocabulary()
    rings = [
        (one, other)
        for one in (fold(term.name) for term in words)
        for other in words.ancestors(one)
        if one != other and one in words.ancestors(other)
    ]
    torn = [
        (term.name, above)
        for term in words
        for above in words.ancestors(fold(term.name))
        for part in (words.concept(above),)
        for one in words.ancestors(fold(term.name))
        if words._apart(above, one)
    ]

    assert (rings, torn) == ([], [])


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("UAVs", "drones", "equal"),
        ("unmanned aerial vehicles", "drone", "equal"),
        ("downed", "shot down", "equal"),
        ("shot down", "neutralised", "narrower"),
        ("killed", "casualties", "narrower"),
        ("killed", "wounded", "disjoint"),
        ("destroyed", "destroyed or damaged", "narrower"),
        ("suspected cases", "confirmed cases", "disjoint"),
        ("suspected cases", "cases", "narrower"),
        ("guilty", "not guilty", "disjoint"),
        ("Russia", "Ukraine", "disjoint"),
        ("killed", "revenue", "unknown"),
    ],
)
def test_what_is_shipped_says_what_the_design_asks(one: str, other: str, how: str) -> None:
    """The pairs that the design names lie as it says."""
    assert relation(one, other, default_vocabulary()) is Relate(how)
