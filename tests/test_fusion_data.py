"""Fusion on research data whose truth is known, and the figures that others published for the same methods."""

from statistics import fmean

import pytest

from claimcheck.fusion.fused import Fusion
from claimcheck.fusion.weighing import fuse_said
from tests.benchmarks.fusion import best_of
from tests.fusion_sets import (
    book,
    crowd,
    days,
    flight,
    is_right_book,
    is_within_ten_minutes,
    population,
    share_right,
)

pytest.importorskip("scipy", reason="fusion needs scipy")


def _apart(name: str, method: str, **options: object) -> tuple[Fusion, float]:
    """A method on a crowd's answers as its paper has it, every worker counted apart, and the share that is right."""
    gold = crowd(name)
    fusion = fuse_said(gold.said, method=method, dependence=False, options=options)
    return fusion, share_right(best_of(fusion), gold.truth)


def test_majority_on_products() -> None:
    """Zheng and others, PVLDB 10 (2017), table 5: 89.66 % of D_Product."""
    assert _apart("product", "vote")[1] == pytest.approx(0.8966, abs=0.00005)


def test_dawid_skene_on_products_and_dogs() -> None:
    """The same, D&S: 93.66 % of D_Product, reached here to a question; on dogs .8426."""
    assert _apart("product", "dawid_skene", max_rounds=20, smoothing=0.0)[1] == pytest.approx(0.9366, abs=0.0002)
    assert _apart("dog", "dawid_skene")[1] == pytest.approx(0.8426, abs=0.00005)


@pytest.mark.parametrize(("method", "mean", "root"), [("mean", 12.022, 17.835), ("median", 13.529, 21.264)])
def test_mean_and_median_of_emotions(method: str, mean: float, root: float) -> None:
    """The same, N_Emotion: mean absolute and root mean square error."""
    gold = crowd("emotion")
    best = best_of(fuse_said(gold.said, method=method, dependence=False))
    errors = [abs(float(best[topic]) - float(truth)) for topic, truth in gold.truth.items()]
    assert fmean(errors) == pytest.approx(mean, abs=0.0005)
    assert fmean(error**2 for error in errors) ** 0.5 == pytest.approx(root, abs=0.0005)


def test_truthfinder_on_populations() -> None:
    """Li and others, PVLDB 8 (2014), table 5, have an error of .1715 on 274 cities; of the 277 here 47 are wrong."""
    gold = population()
    fusion = fuse_said(gold.said, method="truthfinder", dependence=False)
    assert len(gold.truth) == 277
    assert (1 - share_right(best_of(fusion), gold.truth)) * 277 == pytest.approx(47)


def test_catd_on_populations() -> None:
    """At most .16 are wrong, where voting has .19 and the weighted median by CRH .24."""
    gold = population()
    errors = {
        method: 1 - share_right(best_of(fuse_said(gold.said, method=method)), gold.truth)
        for method in ("catd", "vote", "accu")
    }
    assert errors["catd"] <= 0.16
    assert errors["accu"] <= errors["vote"] + 0.01


def test_the_default_on_two_days_of_flights() -> None:
    """Copies counted once, at least .93 of the times and gates are right; every site counted apart, fewer."""
    once: list[float] = []
    apart: list[float] = []
    for day in days()[:2]:
        gold = flight(day)
        for found, dependence in ((once, True), (apart, False)):
            best = best_of(fuse_said(gold.said, dependence=dependence))
            found.append(fmean(is_within_ten_minutes(best[topic], truth) for topic, truth in gold.truth.items()))
    assert fmean(once) >= 0.93
    assert fmean(once) > fmean(apart) + 0.05


@pytest.mark.parametrize("name", ["product", "dog"])
def test_the_default_is_not_below_voting_on_labels(name: str) -> None:
    gold = crowd(name)
    default, voting = (share_right(best_of(fuse_said(gold.said, method=m)), gold.truth) for m in (None, "vote"))
    assert default >= voting - 0.01


def test_the_default_is_not_below_voting_on_books() -> None:
    gold = book()
    default, voting = (
        fmean(is_right_book(str(best_of(fusion)[isbn]), str(authors)) for isbn, authors in gold.truth.items())
        for fusion in (fuse_said(gold.said), fuse_said(gold.said, method="vote"))
    )
    assert default >= voting - 0.01
