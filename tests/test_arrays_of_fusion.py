"""The rounds on arrays give what the plain definition gives, to nine digits, whatever is told."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.values import Range
from claimcheck.fusion import scores
from claimcheck.fusion.registry import METHODS
from claimcheck.fusion.scores import Scores
from claimcheck.fusion.told import Said, Told, tell

pytest.importorskip("scipy", reason="the arrays need scipy")

_FIGURES = st.builds(
    lambda low, width, is_bound: Range(low, None if is_bound else low + width),
    st.integers(0, 12),
    st.integers(0, 4),
    st.booleans(),
)
_SAID = st.lists(
    st.builds(Said, st.sampled_from("abcdef"), st.sampled_from("tuvw"), st.one_of(_FIGURES, _FIGURES), st.just("")),
    min_size=1,
    max_size=40,
)
_WORDS = st.lists(
    st.builds(Said, st.sampled_from("abcdef"), st.sampled_from("tuvw"), st.sampled_from("xyz"), st.just("")),
    min_size=1,
    max_size=40,
)
NAMES = ("one_coin", "accu", "accusim", "popaccu")


def _both(name: str, told: Told, **options: Any) -> tuple[Scores, Scores]:
    """What the definition gives, and what the arrays give."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scores, "ARRAYS_FROM", 10**9)
        plain = METHODS[name](told, **options)
        patch.setattr(scores, "ARRAYS_FROM", 1)
        return plain, METHODS[name](told, **options)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100)
@given(said=st.one_of(_SAID, _WORDS), rounds=st.integers(1, 9), data=st.data())
def test_arrays_give_what_the_definition_gives(name: str, said: list[Said], rounds: int, data: st.DataObject) -> None:
    """Points, ranges, bounds and words; groups, tolerance, known voices and known truths, each there and not."""
    groups = data.draw(st.sampled_from([None, {"a": "b"}, dict.fromkeys("cde", "them")]))
    told = tell(said, groups=groups, tolerance=data.draw(st.sampled_from([Fraction(0), Fraction(2), Fraction(1, 2)])))
    gold = data.draw(st.sampled_from([None, {0: None}, {0: told.begins[0]}]))
    known = data.draw(st.sampled_from([None, {told.voices[0]: 0.9}]))
    plain, arrays = _both(name, told, gold=gold, known=known, max_rounds=rounds, least_change=0.0)

    assert arrays.values == pytest.approx(plain.values, abs=1e-9)
    assert arrays.voices == pytest.approx(plain.voices, abs=1e-9)
    assert (arrays.rounds, arrays.converged, arrays.are_probabilities) == (plain.rounds, plain.converged, True)


def test_they_stop_after_as_many_rounds() -> None:
    said = [
        Said(party, f"t{n}", Range(n, n) if party != "d" else Range(n + 1, n + 1), "")
        for n in range(50)
        for party in "abcd"
    ]
    plain, arrays = _both("accu", tell(said))
    assert plain.converged
    assert (arrays.rounds, arrays.converged) == (plain.rounds, plain.converged)


@settings(max_examples=150)
@given(said=_WORDS, rounds=st.integers(1, 9), data=st.data())
def test_labels_on_arrays_give_what_the_definition_gives(said: list[Said], rounds: int, data: st.DataObject) -> None:
    groups = data.draw(st.sampled_from([None, {"a": "b"}, dict.fromkeys("cde", "them")]))
    told = tell(said, groups=groups)
    gold = data.draw(st.sampled_from([None, {0: None}, {0: told.begins[0]}]))
    smoothing = data.draw(st.sampled_from([0.01, 1.0]))
    plain, arrays = _both("dawid_skene", told, gold=gold, smoothing=smoothing, max_rounds=rounds, least_change=0.0)

    assert arrays.values == pytest.approx(plain.values, abs=1e-9)
    assert arrays.voices == pytest.approx(plain.voices, abs=1e-9)
    assert (arrays.rounds, arrays.converged, arrays.are_probabilities) == (plain.rounds, plain.converged, True)
