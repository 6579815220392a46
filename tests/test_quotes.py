"""How a quote stands in a text: found, ambiguous, moved, altered or absent, worked out by hand and by law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.verifying.quotes import QuoteState, Text, find_quote

BRIEF = (
    "More than 40 warplanes were hit. Ukraine’s air force shot down 52 out of 80 Russian drones. "
    "Russia did not confirm the losses. Five people died. In the south, five people died."
)


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("shot down 52 out of 80 Russian drones", "found"),
        ("Ukraine's air  force\nshot down", "found"),
        ("More than 40 warplanes were hit,", "found"),
        ("“did not confirm the losses”", "found"),
        ("five people died", "found"),
        ("people died", "ambiguous"),
        ("shot down 51 out of 80 Russian drones", "altered"),
        ("shot down 52 out of 8 Russian drones", "altered"),
        ("Russia did confirm the losses", "altered"),
        ("russia did not confirm the losses", "altered"),
        ("more than 140 warplanes were hit", "altered"),
        ("than 0 warplanes", "altered"),
        ("0 warplanes were", "altered"),
        ("the minister resigned on Tuesday", "absent"),
        ("...", "absent"),
        ("“ ”", "absent"),
    ],
)
def test_states(quote: str, state: str) -> None:
    """Typography is alike; a figure, a not, a capital is a difference, and no figure is found within another."""
    assert find_quote(BRIEF, quote).state.value == state


@pytest.mark.parametrize(
    ("quote", "diff", "note"),
    [
        ("shot down 51 out of 80", "shot down [-51-] {+52+} out of 80", "a figure differs"),
        ("Russia did confirm the losses", "Russia did {+not+} confirm the losses", ""),
        ("russia did not confirm", "[-russia-] {+Russia+} did not confirm", "only capitals differ"),
        ("were hit, Ukraine’s air force", "were hit [-,-] {+.+} Ukraine’s air force", "only punctuation differs"),
    ],
)
def test_an_altered_quote_shows_its_words(quote: str, diff: str, note: str) -> None:
    """The words of the quote and those of the text stand side by side, with the kind of the change."""
    found = find_quote(BRIEF, quote)

    assert (found.state, found.diff, found.note) == (QuoteState.ALTERED, diff, note)


def test_where_it_stands() -> None:
    """Start and end are those of the words in the text itself."""
    found = find_quote(BRIEF, "Ukraine's air force")

    assert BRIEF[found.start : found.end] == "Ukraine’s air force"
    assert found.note == "alike but for quotation marks"


@pytest.mark.parametrize(
    ("prefix", "suffix", "state"),
    [
        ("raine’s air force ", None, "found"),
        (None, " Russia did", "moved"),
        ("Russia's air force ", None, "moved"),
        ("air force", ". Russia", "found"),
    ],
)
def test_what_stands_around_a_quote(prefix: str | None, suffix: str | None, state: str) -> None:
    """A prefix may begin within a word; where what stands around the words is other, they have moved."""
    quote = "shot down 52 out of 80 Russian drones"

    assert find_quote(BRIEF, quote, prefix, suffix).state.value == state


def test_a_prefix_singles_one_out() -> None:
    """Of two places the one with the prefix is meant, and with neither both have moved."""
    text = "Kyiv: 5 dead. Moscow: 5 dead."
    found = find_quote(text, "5 dead", "Moscow: ")

    assert (found.state, found.start) == (QuoteState.FOUND, 22)
    assert find_quote(text, "5 dead").state is QuoteState.AMBIGUOUS
    assert find_quote(text, "5 dead", "Paris: ").note == "the words stand at 2 places, but not after “Paris:”"


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("Ukraine’s air force […] 52 out of 80", "found"),
        ("More than 40 ... Russian drones", "found"),
        ("Russian drones (...) More than 40", "altered"),
        ("Russia did […] confirm the losses", "altered"),
        ("More than 41 warplanes … Russian drones", "altered"),
        ("More than 40 … quite another thing was said", "absent"),
        ("In the south … people died", "found"),
    ],
)
def test_words_left_out(quote: str, state: str) -> None:
    """Pieces stand in order; an ellipsis that hides a not, or another order, alters the quote."""
    assert find_quote(BRIEF, quote).state.value == state


def test_an_ellipsis_of_the_text_itself() -> None:
    """Where the text has the dots, the quote is found as it stands."""
    assert find_quote("He paused ... and went.", "paused … and went").note == "alike but for ligatures and ellipses"


def test_what_an_ellipsis_hides_is_shown() -> None:
    """The words that turn the meaning stand in the diff."""
    assert find_quote(BRIEF, "Russia did […] confirm").diff == "… Russia did {+not+} …"


@pytest.mark.parametrize("mark", ["\0", "\x1b[31m", "\u202e"])
def test_hostile_characters(mark: str) -> None:
    """A text with characters that steer a terminal is searched like any other."""
    found = find_quote(f"they shot down {mark} 52 Russian drones", "shot down 51 Russian drones")

    assert found.state in {QuoteState.ALTERED, QuoteState.ABSENT}


def test_a_long_run_of_one_character() -> None:
    """Ten million of one character hold no quote, and are read once."""
    assert find_quote("a" * 10_000_000, "Kyiv shot down 52 drones").state is QuoteState.ABSENT


WORDS = st.sampled_from("Kyiv shot down 52 80 drones of the not in — “so” café".split())


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_what_stands_there_is_found(words: list[str], data: st.DataObject) -> None:
    """Any words of a text with letters are found in it, or stand at more than one place."""
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    text = Text(" ".join(words))
    if any(character.isalnum() for character in quote):
        found = text.find(quote)

        assert found.state in {QuoteState.FOUND, QuoteState.AMBIGUOUS}
        assert found.start is not None


@given(st.lists(WORDS, min_size=4, max_size=20, unique=True), st.integers(1000, 9999))
def test_a_changed_figure_is_never_found(words: list[str], number: int) -> None:
    """A figure that the text does not have keeps the quote from being found."""
    changed = " ".join([*words[:2], str(number), *words[2:4]])

    assert find_quote(" ".join(words), changed).state in {QuoteState.ALTERED, QuoteState.ABSENT}


@pytest.mark.parametrize(
    ("text", "quote", "diff"),
    [
        ("12\u00a0500 people were killed", "500 people were killed", "{+12 500 people were killed+}"),
        ("It shot down 12 500 drones", "shot down 12", "{+shot down 12 500+}"),
        ("10-52 people", "“52 people”", "{+10-52 people+}"),
        ("12 500 people in it, then all left", "500 people … all left", "{+12 500 people+}"),
    ],
)
def test_a_figure_is_not_found_within_a_longer_one(text: str, quote: str, diff: str) -> None:
    """Where a text joins more digits to the figure at the end of a quote, the quote is altered as the diff shows."""
    match = find_quote(text, quote)
    assert match.state is QuoteState.ALTERED
    assert diff in match.diff


def test_a_whole_figure_is_found_beside_a_longer_one() -> None:
    """A place where the words are part of a longer figure does not hide the place where they stand by themselves."""
    match = find_quote("12 500 people; then 500 people died", "500 people")
    assert (match.state, match.start) == (QuoteState.FOUND, 20)


def test_the_last_word_of_a_quote_is_shown_as_replaced() -> None:
    """Where the last word is another in the text, the diff shows what stands there instead."""
    found = find_quote("The ministry put the number of dead at nine. Later it rose.", "put the number of dead at ten")

    assert (found.state, found.diff) == ("altered", "… number of dead at [-ten-] {+nine+}")


@pytest.mark.parametrize(
    "quote",
    [
        "...shot down 52 out of 80 Russian drones...",
        "“…shot down 52 out of 80 Russian drones…”",
        "[...] shot down 52 out of 80 Russian drones [...]",
        "...shot down 52 out of 80 Russian drones",
    ],
)
def test_an_ellipsis_at_an_end_is_no_word(quote: str) -> None:
    """What a quote leaves out before its first word or after its last one is not looked for, and the note says so."""
    match = find_quote(BRIEF, quote)
    assert BRIEF[match.start : match.end] == "shot down 52 out of 80 Russian drones"
    assert match.state is QuoteState.FOUND
    assert match.note.endswith("without the ellipsis at its end")


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("[u]kraine’s air force shot down", "found"),
        ("[r]ussia did not … [F]ive people died", "found"),
        ("[M]ore than 40 warplanes", "found"),
        ("[t]hat than 40 warplanes", "altered"),
        ("shot down [52] out of 80", "altered"),
        ("[r]ussia did confirm the losses", "altered"),
    ],
)
def test_a_capital_in_brackets_is_the_editors(quote: str, state: str) -> None:
    """A letter in brackets may have another case in the text; another letter, word or figure alters the quote."""
    match = find_quote(BRIEF, quote)
    assert match.state.value == state
    assert ("brackets in the quote show a capital" in match.note) == (state == "found")
