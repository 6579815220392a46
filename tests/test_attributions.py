"""Attributions as a whole: how many are found in news that nobody here wrote, and what hostile text does."""

from pathlib import Path

import pytest

from claimcheck.reading.attributions import find_attributions
from claimcheck.reading.prose import LONGEST_SENTENCE, Prose
from claimcheck.reading.saying import saying
from tests.benchmarks.reading_attributions import score_attributions


def test_the_score_on_real_news(data_folder: Path) -> None:
    """Of the labelled attributions at least .92 are found, at a precision of at least .90."""
    score = score_attributions(data_folder)

    assert score.recall >= 0.92, score.misses
    assert score.precision >= 0.90, score.excess
    assert score.strict_precision >= 0.88


def test_texts_without_attribution_have_none(data_folder: Path) -> None:
    """In the rows that are labelled as without any attribution none is found."""
    score = score_attributions(data_folder)

    assert [line for line in score.excess if "has none" in line] == []


@pytest.mark.parametrize(
    "unit",
    ["said ", "X said that ", "according to A, ", "and said ", "“a” said ", "Lee, who said ", "he said, ", "(", "a, "],
)
def test_what_is_found_grows_with_the_text_only(unit: str) -> None:
    """However a pattern nests, no content is longer than a sentence may be: together they stay linear."""
    prose = Prose(unit * 1000, saying("en"))
    found = find_attributions(prose)

    assert all(stop - start <= LONGEST_SENTENCE for one in found for (start, stop), _ in one.contents)
    assert len(found) <= prose.size
