"""Publishers' ratings: their own word kept, a common one beside it where known, and each oddity said."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.grading.claimreview import MAPPED, ClaimReview, map_label, read_rating
from claimcheck.grading.facts import Facts, Judgement


def rating(value: Any = None, best: Any = None, worst: Any = None, label: Any = None) -> dict[str, Any]:
    return {"ratingValue": value, "bestRating": best, "worstRating": worst, "alternateName": label}


@pytest.mark.parametrize(
    ("given_", "mapped", "share", "problems"),
    [
        (rating("1", "5", "1", "False"), "false", 0, []),
        (rating("5", "1", "5", "Falso"), "false", 0, ["the scale falls: its best is 1 and its worst 5"]),
        (rating("1", "1", "5"), "true", 1, ["the scale falls"]),
        (rating(0, 2, 0, "FAUX"), "false", 0, []),
        (rating("1", "2", "0", "C’est plus compliqué"), None, Fraction(1, 2), ["is not mapped"]),
        (rating("-1", "-1", "-1", "Not really"), None, None, ["are both -1", "is not mapped"]),
        (rating("1", "1", "1", "Falsk"), "false", None, ["its best and its worst are both 1"]),
        (rating(1, 6, None, "True"), "true", 0, ["worst 1 taken", "its word says true and its number false"]),
        (rating("3"), "mixture", Fraction(1, 2), ["best 5 and worst 1 taken"]),
        (rating(2, 5, 1), "mostly_false", Fraction(1, 4), []),
        (rating(4.0, 5, 1), "mostly_true", Fraction(3, 4), []),
        (rating("2,5", "5", "0"), "mixture", Fraction(1, 2), []),
        (rating(9, 5, 1), None, None, ["the number 9 lies outside its scale of 1 to 5", "neither"]),
        (rating("five", 5, 1), None, None, ["ratingValue: expected a number, got 'five'", "neither"]),
        (rating(True, 5, 1), None, None, ["ratingValue: expected a number, got True", "neither"]),
        (rating("9" * 5000, 5, 1), None, None, ["ratingValue: expected a number", "neither"]),
        (rating(label=["True", "x"]), "true", None, ["it has 2 labels; the first is taken"]),
        (rating(label={"@value": "True"}), None, None, ["alternateName: expected text, got dict", "neither"]),
        (rating(label="Half-True"), "mixture", None, []),
        (rating(label="Missing Context"), None, None, ["the word 'Missing Context' is not mapped"]),
        (rating("1", "5", "1", "Unproven"), "unproven", 0, []),
        ({}, None, None, ["it has neither a word nor a number on a scale"]),
        ("True", None, None, ["expected a rating, got 'True'"]),
        (None, None, None, ["expected a rating, got None"]),
    ],
)
def test_ratings_by_hand(given_: Any, mapped: str | None, share: Any, problems: list[str]) -> None:
    """The word goes before the number, an unknown word stays unmapped, and each oddity is a problem of its own."""
    found = read_rating(given_)

    assert (found.mapped, found.share) == (mapped, share)
    assert len(found.problems) == len(problems), found.problems
    assert all(part in problem for part, problem in zip(problems, found.problems, strict=True)), found.problems


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=4))
def test_no_rating_brings_it_down(value: Any) -> None:
    """Whatever stands in a rating, something is said of it."""
    for one in (value, rating(value), rating(3, value, 1), rating(3, 5, value), rating(label=value)):
        found = read_rating(one)
        assert found.mapped is not None or found.problems


@pytest.mark.parametrize("end", [Fraction(0), Fraction(1, 8), Fraction(3, 8), Fraction(5, 8), Fraction(7, 8)])
def test_a_number_on_an_end_goes_up(end: Fraction) -> None:
    """The steps of the scale are half-open: their lower end belongs to them."""
    value = float(end * 8)
    steps = ["false", "mostly_false", "mixture", "mostly_true", "true"]

    assert read_rating(rating(value, 8, 0)).mapped == steps[[0, 1, 3, 5, 7].index(int(value))]


def test_every_mapped_word_is_a_grade() -> None:
    """A label that is mapped becomes one of the six common words."""
    assert {
        MAPPED.mark(map_label(word) or "") is not None
        for word in ("True", "PANTS ON FIRE", "Mixto", "Фейк", "Напівправда")
    } == {True}


def test_the_publishers_label_stays_beside() -> None:
    """Each label is mapped by itself, with who gave it; several are never averaged, and an unknown one says so."""
    labels = tuple(
        Judgement(about="c", scheme="claimreview", grade=word, by=by)
        for word, by in (("False", "A"), ("Mostly True", "B"), ("Meh", "C"))
    )
    found = list(ClaimReview().grade(Facts(about="c", name="c", kind="claim", judgements=labels)))

    assert [one.grade for one in found] == ["false", "mostly_true", None]
    assert found[2].rule == "not mapped: the label is not among the known words"
    assert found[2].facts == ("C rates it 'Meh'",)


def test_without_a_rating_nothing_is_said() -> None:
    """No publisher, no grade."""
    (found,) = ClaimReview().grade(Facts(about="c", name="c", kind="claim"))

    assert (found.grade, found.rule) == (None, "cannot be computed: no publisher's rating is held")


def test_real_ratings_are_read(data_folder: Path) -> None:
    """Of 267 published reviews 221 are mapped, and each of the others says why; six odd ones are read as well."""
    names = ("ratingValue", "bestRating", "worstRating", "alternateName")
    rows = [json.loads(line) for line in Path(data_folder, "claimskg_reviews.jsonl").read_text("utf-8").splitlines()]
    found = [read_rating({name: row[f"rating_{name}"] for name in names}) for row in rows]
    odd = Path(data_folder, "claimreview_jsonld_messy.jsonl").read_text("utf-8").splitlines()
    messy = [read_rating(json.loads(line)["jsonld"].get("reviewRating")) for line in odd]

    assert all(one.mapped is not None or one.problems for one in (*found, *messy))
    assert sum(one.mapped is not None for one in found) == 221
    assert [one.mapped for one in messy] == ["false", "mixture", None, None, "false", "false"]
