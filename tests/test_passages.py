"""The longest passage that two texts share, worked out by hand, and never slower than it is long."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tracing.passages import Passages, longest_passage, shingled
from claimcheck.tracing.postings import Numbers, shingles_of


def _longest(text: str, other: str) -> Passages:
    numbers = Numbers()
    return longest_passage(text, shingled(text, numbers), shingled(other, numbers))


def test_the_longer_of_two() -> None:
    """Of two shared passages the longer is quoted, as the first text writes it."""
    assert _longest("a b c d e f. X Y! A, B c d e f g", "a b c d e f g x y") == Passages(7, "A, B c d e f g")


def test_nothing_shared() -> None:
    """Texts without a shingle in common share no passage."""
    assert _longest("a b c d e f", "f e d c b a") == Passages(0, "")


def test_what_is_apart_in_the_other_is_no_passage() -> None:
    """Shingles that follow one another in one text only are two passages."""
    assert _longest("a b c d e f g h i j", "a b c d e f g x f g h i j e f g h i j").words == 7


def test_boilerplate_is_no_passage() -> None:
    """Shingles set aside as boilerplate are neither counted nor quoted."""
    numbers = Numbers()
    text = "a b c d e f g h"
    footer = frozenset(shingles_of("d e f g h", numbers)[0])
    one = shingled(text, numbers, footer)
    assert longest_passage(text, one, one) == Passages(7, "a b c d e f g")


def test_a_text_that_repeats_itself_stays_quick() -> None:
    """One phrase over and over is followed from its first places only, so that time stays linear."""
    text = "all work and no play " * 20_000
    assert _longest(text, text).words >= 40


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.integers(5, 12))
def test_a_passage_that_is_there_is_found(words: list[str], length: int) -> None:
    """Whatever stands around it, a shared run of words is found at least in its length."""
    run = [f"w{place}" for place in range(length)]
    assert _longest(" ".join([*words, *run]), " ".join([*run, *words[::-1]])).words >= length
