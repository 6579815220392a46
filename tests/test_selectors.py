"""Selectors: a passage is found again by its words and what stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.selectors import AROUND, WIDEST, TextQuoteSelector, text_quote_selectors


def places(text: str, selector: TextQuoteSelector) -> list[int]:
    """Every place of the passage, found as a reader of the selector would find it, overlapping ones too."""
    whole = selector.prefix + selector.exact + selector.suffix
    found, start = [], text.find(whole)
    while start >= 0:
        found.append(start + len(selector.prefix))
        start = text.find(whole, start + 1)
    return found


def test_a_passage_keeps_what_stands_around_it() -> None:
    """In the middle of a text, AROUND code points stand before and after."""
    text = "x" * 50 + "said" + "y" * 50

    assert text_quote_selectors(text, [(50, 54)]) == (
        TextQuoteSelector(exact="said", prefix="x" * AROUND, suffix="y" * AROUND),
    )


def test_a_text_may_end_early() -> None:
    """At the ends of a text there is less to hold."""
    assert text_quote_selectors("said", [(0, 4)]) == (TextQuoteSelector(exact="said"),)


def test_what_occurs_twice_is_lengthened() -> None:
    """Two passages in one surrounding are told apart by more of it."""
    block = "The ministry said on the evening of that day that twelve people had died in the raid. "
    text = f"First. {block}Second. {block}Third."
    first = text.index("twelve people")
    second = text.index("twelve people", first + 1)
    one, other = text_quote_selectors(text, [(first, first + 13), (second, second + 13)])

    assert (places(text, one), places(text, other)) == ([first], [second])


def test_what_repeats_without_end_stays_ambiguous() -> None:
    """Where more than WIDEST code points are alike, the selector stops growing."""
    text = "He said so. " * 1000
    selector = text_quote_selectors(text, [(6000, 6011)])[0]

    assert len(places(text, selector)) > 1
    assert len(selector.prefix) + len(selector.exact) + len(selector.suffix) <= 2 * WIDEST


@given(st.text(alphabet="ab ", min_size=1, max_size=300), st.data())
def test_a_selector_finds_its_place(text: str, data: st.DataObject) -> None:
    """The passage stands verbatim where it was, and nowhere else, in every text that is shorter than WIDEST."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = text_quote_selectors(text, [(start, end)])[0]

    assert selector.exact == text[start:end]
    assert places(text, selector) == [start]


def test_no_spans_no_selectors() -> None:
    """Nothing asked for is nothing given."""
    assert text_quote_selectors("text", []) == ()
