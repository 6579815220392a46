"""Words of a text: folded, without punctuation, in every script."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tracing.words import reach_of_words, spans_of_words, words_of


def test_case_and_punctuation_do_not_count() -> None:
    """Two spellings of one sentence have the same words."""
    assert words_of("The “Mayor”—he’s 47!") == words_of("the mayor he's 47") == ["the", "mayor", "he", "s", "47"]


def test_composed_and_decomposed_letters_are_one() -> None:
    """A letter with its accent is the same however it is stored."""
    assert words_of("Orbán") == words_of("Orba\u0301n") == ["orbán"]


def test_what_has_no_width_is_nothing() -> None:
    """A soft hyphen or a zero-width space put into a word does not hide it."""
    assert words_of("hos\u00adpi\u200btal é") == ["hospital", "é"]


def test_vowel_signs_stay_in_their_word() -> None:
    """A Hindi or Arabic word is one word, with its signs."""
    assert words_of("हिन्दी में।") == ["हिन्दी", "में"]
    assert words_of("قتل ٤٧١ شخصا،") == ["قتل", "٤٧١", "شخصا"]


def test_a_script_without_spaces_gives_characters() -> None:
    """Chinese, Japanese and Thai are read by characters, and their shingles are longer."""
    assert words_of("東京で471人。") == ["東", "京", "で", "471", "人"]
    assert reach_of_words(words_of("東京で471人")).shingle == 10
    assert reach_of_words(words_of("471 people in 東京")).shingle == 5


def test_an_empty_text_has_no_words() -> None:
    """Nothing but punctuation is nothing."""
    assert words_of(" … !?") == []


@given(st.text())
def test_there_is_a_place_for_each_word(text: str) -> None:
    """As many words are quoted as are compared, and each place holds one."""
    shown, spans = spans_of_words(text)
    assert all(start < stop <= len(shown) for start, stop in spans)
    assert len(spans) == len(words_of(text))
