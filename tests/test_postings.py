"""The index: pairs that share something, without boilerplate and without all pairs."""

from claimcheck.tracing.postings import Numbers, few, index_passages, pairs_through, shingles_of
from tests.benchmarks.made_texts import corpus, one_wire


def test_shingles_are_by_words() -> None:
    """A text shorter than a shingle has none; one word more than it has two."""
    numbers = Numbers()
    assert [len(shingles_of(" ".join("abcdefgh"[:length]), numbers)[0]) for length in (4, 5, 6)] == [0, 1, 2]


def test_few_grows_to_ten() -> None:
    """In a small collection four texts are few, in a large one ten."""
    assert [few(count) for count in (0, 9, 12, 20, 10**6)] == [4, 4, 6, 10, 10]


def test_a_footer_in_all_joins_none() -> None:
    """Texts of their own that end in one footer share nothing but boilerplate."""
    texts = [one.text for one in corpus(60)[0]]
    bare = [one.text for one in corpus(60, footer=False)[0]]
    with_footer, without = index_passages(texts, Numbers()), index_passages(bare, Numbers())
    assert with_footer.boilerplate
    assert with_footer.pairs.keys() == without.pairs.keys()


def test_many_reprints_make_a_star() -> None:
    """Copies of one wire are joined to the first and to few others, and not each to each."""
    texts = [one.text for one in one_wire(60)]
    pairs = index_passages(texts, Numbers()).pairs
    assert {(later, 0) for later in range(1, 60)} <= pairs.keys()
    assert len(pairs) < 3 * 60


def test_a_mark_of_many_texts_is_none() -> None:
    """A figure that stands in more than a few texts joins none of them."""
    assert pairs_through([["471"]] * 5 + [["7"]] * 4) == {
        (later, earlier): ["7"] for later in range(5, 9) for earlier in range(5, later)
    }


def test_a_mark_counts_once_in_a_text() -> None:
    """A text that repeats a figure is not joined to itself."""
    assert pairs_through([["471", "471"], []]) == {}
