"""Bands of likelihood: a probability in one, the directive's words, and no sentence that mixes two kinds of term."""

import json
import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.grading.facts import Facts
from claimcheck.grading.icd203 import BANDS, Icd203, band_at, mixed, parse_band
from claimcheck.model import Assessment


@given(st.fractions(0, 1))
def test_every_probability_lies_in_one_band(probability: Fraction) -> None:
    """The bands are half-open and cover 0 to 1 once; only the last holds its upper end."""
    held = [one for one in BANDS if one.low <= probability < one.high or probability == one.high == 1]

    assert held == [band_at(probability)]


def test_bands_join() -> None:
    """Each band begins where the one before it ends, from 0 to 1."""
    assert (BANDS[0].low, BANDS[-1].high) == (Fraction(0), Fraction(1))
    assert all(one.high == other.low for one, other in pairwise(BANDS))


@pytest.mark.parametrize(
    ("probability", "grade"),
    [(0.05, "very_unlikely"), (0.2, "unlikely"), (0.45, "roughly_even_chance"), (0.55, "likely"), (0.8, "very_likely")],
)
def test_an_end_belongs_to_the_band_above(probability: float, grade: str) -> None:
    """A probability on an end between two bands is in the upper one, as written and not as floats lie."""
    assert band_at(probability).grade == grade


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    """Only a number from 0 to 1 has a band."""
    with pytest.raises(InvalidRecord, match="probability: expected a number from 0 to 1, got"):
        band_at(probability)


def test_each_term_is_read() -> None:
    """Both terms of each band are read, in any case; a word that the directive lacks is not."""
    assert [parse_band(one.term.upper()) for one in BANDS] == [parse_band(one.other) for one in BANDS] == list(BANDS)
    assert parse_band("possible") is None


def test_bands_are_those_published(data_folder: Path) -> None:
    """Terms and ends are those of the MISP taxonomy, whose outer bands stop at 1 and 99 percent."""
    published = json.loads(Path(data_folder, "misp-estimative-language.json").read_text(encoding="utf-8"))
    for band, entry in zip(BANDS, published["values"][0]["entry"], strict=True):
        low, high = map(int, re.findall(r"\d+", entry["expanded"]))
        term = entry["expanded"].split(" - ")[0].lower().replace("even change", "even chance")
        assert term.startswith(band.term)
        assert (max(low, 1), min(high, 99)) == (max(band.low * 100, 1), min(band.high * 100, 99))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("With moderate confidence, an attack is very likely.", ("very likely", "moderate confidence")),
        ("It will probably rain; our confidence is high", ("probably", "confidence is high")),
        ("An attack is unlikely. Our confidence level is low.", None),
        ("We have high confidence in the 12 counted.", None),
        ("A likely story by a confident man.", None),
        ("likelyhood of high confidences", None),
    ],
)
def test_no_sentence_mixes_likelihood_and_confidence(text: str, found: tuple[str, str] | None) -> None:
    """One sentence with both kinds of term is found and both are named; two sentences are right."""
    assert mixed(text) == found


@pytest.mark.parametrize(
    ("grade", "why", "message"),
    [
        ("likely, high confidence", None, r"grade: one sentence mixes .* write two assessments"),
        ("likely", "It is likely with low confidence.", r"why: one sentence mixes .* write two sentences"),
        ("quite likely", None, r"unknown grade 'quite likely' of the scheme 'icd203'.* did you mean"),
    ],
)
def test_a_wrong_estimate_is_refused(grade: str, why: str | None, message: str) -> None:
    """A mixed grade, a mixed reason and a term that the directive lacks are each named."""
    (found,) = Icd203().objections(Assessment(about="c", scheme="icd203", grade=grade, by="desk", why=why))

    assert re.search(message, found)


def test_nothing_is_computed() -> None:
    """However many origins a claim has, its likelihood is a person's judgement."""
    (found,) = Icd203().grade(Facts(about="c", name="c", kind="claim", independent=9))

    assert (found.grade, found.rule) == (None, "cannot be computed: a likelihood is a person's judgement")
