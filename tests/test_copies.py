"""Candidate derivations: worked cases for each kind of evidence, and the laws that hold for all texts."""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.model import Relation
from claimcheck.tracing.copies import find_copies
from claimcheck.tracing.copy import Copy, EvidenceKind
from claimcheck.tracing.sourcetext import SourceText
from tests.benchmarks.made_texts import FOOTER, corpus, one_wire

WIRE = (
    "The ministry said on Monday that people were killed when a rocket hit the old hospital in the middle of the town, "
    "and that rescuers were still looking for others under the rubble of its eastern wing late in the evening."
)
OTHER = (
    "A court in the capital heard the appeal of four fishermen who had been fined for landing more herring than the "
    "quota of their harbour allows, and put off its ruling until the autumn."
)


def _source(key: str, text: str, **more: Any) -> SourceText:
    return SourceText(key=key, text=text, **more)


def _only(*texts: SourceText) -> Copy:
    (found,) = find_copies(texts)
    return found


def _kinds(copy: Copy) -> list[str]:
    return [one.kind.value for one in copy.evidence]


# text


def test_a_reprint_repeats_the_wire() -> None:
    """A reprint under another heading repeats what came before it."""
    found = _only(
        _source("daily", f"Terror from the sky. {WIRE}", published="2023-10-18"),
        _source("wire", WIRE.upper(), published="2023-10-17"),
    )

    assert (found.a, found.b, found.relation, found.directed) == ("daily", "wire", Relation.REPEATS, True)
    assert found.share == 1
    assert "100 % of wire" in found.reason
    assert "THE MINISTRY" not in found.reason
    assert "“The ministry said on Monday" in found.reason


def test_a_passage_quotes_the_wire() -> None:
    """A text of its own that takes over one long passage quotes."""
    passage = " ".join(WIRE.split()[:24])
    found = _only(
        _source("long", f"{OTHER} {passage}. {OTHER[::-1]}", published="2023-10-18"),
        _source("wire", f"{WIRE} {' '.join(f'w{n}' for n in range(60))}", published="2023-10-17"),
    )

    assert (found.a, found.b, found.relation) == ("long", "wire", Relation.QUOTES)
    assert "the longest passage has 24 words" in found.reason


def test_a_short_passage_is_nothing() -> None:
    """Nineteen words of many are no evidence."""
    passage = " ".join(WIRE.split()[:19])
    texts = [
        _source("a", f"{passage} {' '.join(f'v{n}' for n in range(60))}"),
        _source("b", f"{passage} {' '.join(f'w{n}' for n in range(60))}"),
    ]

    assert find_copies(texts) == ()


def test_the_share_can_be_asked_for() -> None:
    """A lower share lets shorter passages in, a higher one keeps them out."""
    passage = " ".join(WIRE.split()[:15])
    texts = [_source("a", f"{passage} {' '.join(f'v{n}' for n in range(20))}"), _source("b", f"{OTHER} {passage}")]

    assert (len(find_copies(texts, least=0.3)), find_copies(texts, least=0.6)) == (1, ())


def test_a_script_without_spaces() -> None:
    """A Chinese reprint is found by its characters."""
    wire = "国防部周一表示火箭击中市中心一家旧医院造成四百七十一人死亡救援人员仍在东翼废墟中寻找其他幸存者直到深夜"

    assert _only(_source("a", wire), _source("b", f"快讯：{wire}。")).relation is Relation.REPEATS


def test_each_reprint_against_its_origin() -> None:
    """Many copies of one wire give one candidate each, with the earliest as origin."""
    found = find_copies(one_wire(80))

    assert {(one.a, one.b) for one in found} == {(f"w{place:05}", "w00000") for place in range(1, 80)}


def test_planted_pairs_are_found() -> None:
    """Nearly all of the planted copies are found, and nearly nothing else."""
    texts, planted = corpus(400)
    pairs = {(one.a, one.b) for one in find_copies(texts)}

    assert len(pairs & planted) >= 0.98 * max(len(planted), len(pairs))


def test_two_origins_of_one_text() -> None:
    """A text made of two wires is reported with both."""
    found = find_copies(
        [
            _source("one", WIRE, published="2023-10-01"),
            _source("two", OTHER, published="2023-10-02"),
            _source("both", f"{WIRE} {OTHER}", published="2023-10-03"),
        ]
    )

    assert [(one.a, one.b) for one in found] == [("both", "one"), ("both", "two")]


# figures and cues


def test_a_cue_and_a_figure() -> None:
    """A text that cites the other's publisher and gives its odd figure quotes it."""
    found = _only(
        _source("afp-1", "The blast left 471 dead, a ministry said.", publishers=("AFP",), published="2023-10-17"),
        _source("daily", "Some 471 people died, according to AFP.", publishers="Daily", published="2023-10-18"),
    )

    assert (found.a, found.b, found.relation) == ("daily", "afp-1", Relation.QUOTES)
    assert _kinds(found) == ["figure", "cue", "date"]
    assert "“according to AFP”, and AFP published afp-1" in found.reason
    assert "471" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Some 52 people died, according to AFP.",
        "Some 471 people died, according to Reuters.",
        "Some 471 people died. AFP has an office there.",
        "It lasted from 4:71 on, according to AFP.",
    ],
)
def test_a_cue_or_a_figure_alone_is_nothing(text: str) -> None:
    """Without the same figure, or without the cue, nothing is suggested."""
    afp = _source("afp-1", "The blast left 471 dead, a ministry said.", publishers=("AFP",))

    assert find_copies([afp, _source("daily", text)]) == ()


def test_two_odd_figures() -> None:
    """Two odd figures that nearly nobody else gives are enough, one is not, and round ones never are."""
    a = _source("a", "It left 471 dead and 1,263 hurt, they say.")

    assert _kinds(_only(a, _source("b", "There were 1,263 wounded; the dead are 471."))) == ["figure", "figure", "date"]
    assert find_copies([a, _source("b", "There were 1,263 wounded; the dead are 470.")]) == ()
    assert find_copies([_source("a", "500 dead, 2,000 hurt."), _source("b", "2,000 hurt and 500 dead.")]) == ()


def test_a_frequent_figure_is_nothing() -> None:
    """Figures that half of the texts give are what everybody knows."""
    texts = [_source(f"t{n}", f"Of 1,263 hurt and 471 dead, says report {'abcdefghijkl'[n]}.") for n in range(12)]

    assert find_copies(texts) == ()


def test_a_translation() -> None:
    """A cue and a figure in another language make a translation."""
    found = _only(
        _source("tass", "Погибли 471 человек.", publishers="TASS", language="ru", published="2025-06-01"),
        _source("daily", "471 people died, according to TASS.", language="en", published="2025-06-02"),
    )

    assert found.relation is Relation.TRANSLATES


# direction


def test_a_cue_against_the_days_leaves_the_direction_open() -> None:
    """An earlier text that names the later one's publisher cannot be told from a wrong day: both are shown."""
    found = _only(
        _source("afp-9", WIRE, publishers="AFP", published="2023-10-19"),
        _source("daily", f"According to AFP, it rained. {WIRE}", published="2023-10-18"),
    )

    assert (found.a, found.b, found.directed) == ("afp-9", "daily", False)
    assert _kinds(found)[-2:] == ["cue", "date"]
    assert "daily says “According to AFP”" in found.reason


def test_a_cue_decides_where_days_do_not() -> None:
    """On one day, the text that names the other's publisher derives."""
    found = _only(
        _source("z-wire", WIRE, publishers="AFP", published="2023-10-17"),
        _source("daily", f"According to AFP, it rained. {WIRE}", published="2023-10-17"),
    )

    assert (found.a, found.b, found.directed) == ("daily", "z-wire", True)


def test_an_open_direction() -> None:
    """Without days and cues the direction is open, and the reason says which day is missing."""
    found = _only(_source("a", WIRE, published="2023-10-17"), _source("b", WIRE))

    assert not found.directed
    assert "no date is known for b" in found.reason


def test_one_outlet() -> None:
    """Two documents of one publisher are reported and marked."""
    found = _only(_source("a", WIRE, publishers=("AFP", "Agence")), _source("b", WIRE, publishers="afp"))

    assert found.same_outlet


# refusals


def test_two_documents_of_one_key() -> None:
    """A key that stands for two documents is refused, and named."""
    with pytest.raises(InvalidRecord, match="two documents are called 'a'"):
        find_copies([_source("a", WIRE), _source("a", OTHER)])


@pytest.mark.parametrize("least", [0, -1, 1.5])
def test_a_share_that_is_none(least: float) -> None:
    """A share lies above 0 and goes up to 1."""
    with pytest.raises(InvalidRecord, match="least: expected a share"):
        find_copies([], least=least)


# laws

WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("a", "en", "ir", "ost", "ul")]


def _prose(seed: int, length: int = 60) -> str:
    chance = Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.choice(WORDS)}" for _ in range(length))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8), st.randoms())
def test_order_does_not_matter(seeds: list[int], random: Random) -> None:
    """The same texts in any order give the same candidates."""
    texts = [
        _source(
            f"t{place}",
            f"{_prose(seed)} {_prose(100 + place, 20)} 471 and 1,263 people",
            published=f"2025-01-0{1 + seed}",
        )
        for place, seed in enumerate(seeds)
    ]
    shuffled = random.sample(texts, len(texts))

    assert find_copies(shuffled) == find_copies(texts)


@given(
    st.lists(
        st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lt", "Lm", "Lo"]), min_size=1, max_size=8),
        min_size=24,
        unique=True,
    )
)
def test_a_text_is_found_under_another_key(words: list[str]) -> None:
    """A text that is long enough and its like under another key are always found, in every script."""
    text = " ".join(words)
    found = _only(_source("a", text), _source("b", text))

    assert (found.a, found.b, found.share == 1) == ("b", "a", True)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=10, unique=True))
def test_unrelated_texts_are_not_found(seeds: list[int]) -> None:
    """Texts that were drawn apart are no candidates."""
    assert find_copies([_source(f"t{seed}", _prose(seed, 200)) for seed in seeds]) == ()


@given(st.lists(st.integers(0, 30), min_size=3, max_size=6, unique=True).flatmap(lambda own: st.permutations(own * 2)))
def test_a_footer_changes_nothing(seeds: list[int]) -> None:
    """A footer on every text neither makes nor hides a candidate."""
    bare = [_source(f"t{place}", _prose(seed, 120)) for place, seed in enumerate(seeds)]
    with_footer = [evolve(one, text=one.text + FOOTER) for one in bare]
    pairs = {(one.a, one.b, one.relation) for one in find_copies(bare)}

    assert {(one.a, one.b, one.relation) for one in find_copies(with_footer)} == pairs


@given(st.integers(-400, 400))
def test_direction_follows_days(days: int) -> None:
    """The later document derives from the earlier one, and on one day the direction is open."""
    first = date(2025, 1, 1)
    found = _only(_source("a", WIRE, published=first), _source("b", WIRE, published=first + timedelta(days=days)))

    assert found.directed == (days != 0)
    if days:
        assert (found.a, found.b) == (("b", "a") if days > 0 else ("a", "b"))


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_taken(texts: list[str]) -> None:
    """Whatever stands in a text, it is held against the others, and a reason names both."""
    for one in find_copies([_source(f"t{place}", text) for place, text in enumerate(texts)]):
        assert one.a in one.reason
        assert one.b in one.reason


# real texts


def test_unrelated_news_gives_no_candidates(data_folder: Path) -> None:
    """Articles of different outlets on different matters are no copies of one another by their text."""
    articles: dict[str, list[str]] = {}
    with (data_folder / "attribution.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            articles.setdefault(row["source"], []).append(row["text"])
    texts = [_source(key, "\n\n".join(dict.fromkeys(said))) for key, said in articles.items()]
    found = [one for one in find_copies(texts) if one.evidence[0].kind is EvidenceKind.TEXT]

    assert len(texts) > 100
    assert len(found) <= len(texts) // 100, [one.reason for one in found]
