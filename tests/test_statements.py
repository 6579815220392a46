"""Two sentences held against each other: by hand, on real pairs, and on whatever characters there are."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparing.comparison import Comparison, Outcome
from claimcheck.comparing.statements import compare_statements
from claimcheck.errors import InvalidRecord
from claimcheck.reading.language import UnknownLanguage
from tests.benchmarks.reading_statements import PairScore, score_statements, verdict

_WORDS = (
    "5 6 52 of 80 162 about nearly more than less than killed casualties dead Russian drones Ukrainian missiles UAVs "
    "shot down - $ % million 3-1 1/3 half dozens several no and or . , ; people in the city 2025-06-02 km"
).split()
_STORABLE = st.characters(exclude_categories=("Cs", "Cc"))
SENTENCES = st.lists(st.sampled_from(_WORDS) | st.text(_STORABLE, max_size=4), max_size=12).map(" ".join)


def test_the_night_of_two_drone_counts() -> None:
    """52 of 80 Russian drones and 162 Ukrainian ones are not comparable: the drones are of other operators."""
    found = compare_statements("52 of 80 Russian drones shot down", "162 Ukrainian drones intercepted")

    assert (found.outcome, found.field, found.step) == (Outcome.NOT_COMPARABLE, "operator", 3)
    assert found.reason == "operator differs (Russian drones / Ukrainian drones)"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("He ran for 24 days", "He ran for 24 days", "same"),
        ("He ran for 24 days", "he ran  for 24 days", "same"),
        ("He ran for 24 days", "He ran for less than 84 days", "refines"),
        ("He ran for less than 84 days", "He ran for 24 days", "refined_by"),
        ("He ran for 24 days", "He ran for more than 84 days", "contradicts"),
        ("He ran for more than 20 days", "He ran for less than 84 days", "compatible"),
        ("Prices rose by 5 %", "Prices rose by 7 %", "contradicts"),
        ("Sales came to $5 million", "Sales came to €5 million", "undetermined"),
    ],
)
def test_sentences_that_differ_in_their_figure_alone(one: str, other: str, outcome: str) -> None:
    """Two sentences of the same words speak of the same thing, and their figures decide."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ("The blast killed 5 and wounded 20", "same"),
        ("The blast killed 5 and wounded 25", "contradicts"),
        ("The blast killed 9 and wounded 25", "contradicts"),
        ("The blast killed more than 3 and wounded 20", "refines"),
        ("The blast killed more than 3 and wounded at least 15", "refines"),
        ("The blast killed more than 3 and wounded 30", "contradicts"),
    ],
)
def test_several_figures_go_place_by_place(other: str, outcome: str) -> None:
    """Each figure is held against that in its place; one that cannot be right decides, equal ones say nothing."""
    assert compare_statements("The blast killed 5 and wounded 20", other).outcome == outcome


def test_figures_that_are_wider_and_narrower_are_merely_compatible() -> None:
    """Where one sentence says more of one figure and less of another, neither entails the other."""
    found = compare_statements(
        "The blast killed 5 and wounded more than 20", "The blast killed more than 3 and wounded 25"
    )

    assert found.outcome == "compatible"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("5 killed in the fire", "The fire left 5 dead", "same"),
        ("5 killed in the fire", "7 dead", "contradicts"),
        ("52 UAVs shot down", "At least 40 drones downed", "refines"),
        ("9 Russian drones shot down", "8 Russian missiles shot down", "not_comparable"),
    ],
)
def test_other_words_for_one_thing(one: str, other: str, outcome: str) -> None:
    """Sentences of other words are compared by what the vocabulary knows them to count."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("one", "other", "field", "says"),
    [
        ("The minister resigned", "5 killed", "value", "no figures stand in 'The minister resigned'"),
        ("5 killed", "", "value", "no figures stand in ''"),
        ("5 Gerans shot down", "6 drones shot down", "subject", "`alias: {geran: drone}`"),
        ("12 new cases", "40 cases", "scope", "scope not settled (new / none given)"),
        ("8,000 victims per day", "800,000 victims", "scope", "scope not settled (per day / none given)"),
        ("5 deaths per 1,000 people", "5,000 deaths", "scope", "scope not settled (per 1,000 / none given)"),
        ("5 deaths per 1,000 births", "6 deaths per 100 births", "scope", "scope not settled (per 1,000 / per 100)"),
        ("Clinton won 57 delegates", "Sanders won 60 delegates", "event", "other names"),
        ("5 killed in a fire", "7 killed in a flood", "event", "other incidents"),
        ("52 red balls", "60 green balls", "scope", "(red / green)"),
        ("52 measles cases", "60 cholera cases", "subject", "other kinds"),
        ("52 Russian drones shot down", "60 drones shot down", "operator", "operator not settled"),
        ("He paid $20 for 2 apples", "She sang for 3 hours", "subject", "no figure of one counts what"),
        ("Sales came to $5 million", "Sales came to €5 million", "unit", "currencies are never converted"),
    ],
)
def test_what_cannot_be_told_says_why(one: str, other: str, field: str, says: str) -> None:
    """Undetermined comes with the field and the reason, and never as a guess."""
    found = compare_statements(one, other)

    assert (found.outcome, found.field) == (Outcome.UNDETERMINED, field)
    assert says in found.reason


def test_a_text_with_very_many_figures_is_no_statement() -> None:
    """Fifty figures are compared one by one; with more than fifty nothing tells which is meant."""
    fifty, more = (" and ".join(["an item cost 7 apples"] * count) for count in (50, 51))

    assert compare_statements(fifty, fifty).outcome == "same"
    assert compare_statements(more, more).outcome == "undetermined"


@pytest.mark.parametrize(("one", "other"), [(5, "5 killed"), ("5 killed", None), ("5 killed", b"5 killed")])
def test_what_is_no_text_is_refused(one: Any, other: Any) -> None:
    """A figure, nothing and bytes are no sentences, on either side."""
    with pytest.raises(InvalidRecord, match=r"expected a sentence, got (5|None|b'5 killed')"):
        compare_statements(one, other)


@settings(max_examples=300)
@given(st.text(_STORABLE) | SENTENCES, st.text(_STORABLE) | SENTENCES)
def test_any_two_sentences_have_an_outcome_and_a_reason(one: str, other: str) -> None:
    """Whatever a record can hold is compared without an error, and the outcome says why."""
    found = compare_statements(one, other)

    assert found.reason
    assert found.outcome is not Outcome.NOT_COMPARABLE or found.field


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\ud800"])
def test_characters_that_no_record_holds_do_not_raise(mark: str) -> None:
    """A sentence with NUL, an escape or half a surrogate pair is compared like any other text."""
    assert compare_statements(f"5 killed{mark}", f"6 killed{mark}").outcome == "contradicts"


@settings(max_examples=300)
@given(SENTENCES, SENTENCES)
def test_turned_round_the_outcome_is_the_inverse(one: str, other: str) -> None:
    """compare_statements(b, a) is the inverse of compare_statements(a, b)."""
    assert compare_statements(other, one) == compare_statements(one, other).inverse


@settings(max_examples=300)
@given(SENTENCES)
def test_a_sentence_never_conflicts_with_itself(sentence: str) -> None:
    """A sentence held against itself is no dispute, whatever stands in it."""
    assert compare_statements(sentence, sentence).outcome in {Outcome.SAME, Outcome.UNDETERMINED}


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("5 people were killed", "The fire killed 5", "same"),
        ("5 killed", "5 killed and 3 wounded", "refined_by"),
        ("5 killed and 3 wounded", "5 killed and 9 arrested", "compatible"),
        ("3 children were killed", "5 people were killed", "part_of"),
        ("3 children were killed", "2 killed", "part_exceeds_whole"),
        ("No casualties", "5 people were killed", "part_exceeds_whole"),
        ("The death toll rose to 47", "45 people died", "contradicts"),
        ("The number of recoveries reached 29, with 3 deaths", "3 died; more than 28 have recovered", "refines"),
        ("more than 40 warplanes were destroyed or damaged", "41 aircraft destroyed", "has_part"),
        ("Germany reported 5 cases", "Morocco reported 7 cases", "undetermined"),
        (
            "It launched 472 drones and seven missiles",
            "382 of the drones were shot down with 3 of the missiles",
            "has_part",
        ),
        ("Half of the drones were shot down", "52 of 80 drones were shot down", "contradicts"),
        ("A magnitude of 7.8", "A 7.7-magnitude earthquake", "contradicts"),
        ("Unemployment fell to 4.1% in June", "Unemployment was 4.3 percent in May", "not_comparable"),
        ("Revenue was $94.9 billion", "Revenue rose 6 percent to $94.9bn", "refined_by"),
        ("The ministry denied that 12 soldiers were captured", "12 soldiers were captured", "denial"),
        ("It was 30 degrees Celsius in Paris", "It was 86 degrees Fahrenheit in Paris", "refines"),
        ("Turnout was 65 %", "Turnout reached 71 percent", "contradicts"),
        ("Turnout was 65 %", "Turnout was less than 65 percent", "contradicts"),
        ("Revenue was $10bn", "Revenue was more than $10 billion", "compatible"),
        ("There were 170 cases, 114 in Kherson and 56 in Odesa", "114 cases were found in Kherson", "refines"),
        ("There were 170 cases, 114 in Kherson and 56 in Odesa", "90 cases were found in Kherson", "contradicts"),
        ("There were 170 cases, 114 in Kherson and 56 in Odesa", "Odesa had 56 cases", "refines"),
    ],
)
def test_each_figure_finds_the_one_that_counts_the_same(one: str, other: str, outcome: str) -> None:
    """Figures are paired by what they count and where, in whatever order and words they stand."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("There were 12 cases", "There were 15 confirmed cases", "cases and confirmed cases are taken for one"),
        ("The blast killed 5", "The blast killed 7 workers", "'workers' stands on one side only"),
    ],
)
def test_what_was_assumed_is_said(one: str, other: str, says: str) -> None:
    """A word that only one side has is taken for both, and the reason says so."""
    found = compare_statements(one, other)

    assert found.outcome == "contradicts"
    assert says in found.reason
    assert says in found.inverse.reason
    assert found.deciding == f"figures that cannot both be right: {one.split()[-2 if 'cases' in one else -1]} / " + (
        "15" if "cases" in one else "7"
    )


def test_without_the_word_nothing_is_assumed() -> None:
    """Where both sides have the word, the note goes."""
    found = compare_statements("The blast killed 5 workers", "In the blast 7 workers were killed")

    assert found.outcome == "contradicts"
    assert "one side only" not in found.reason


@pytest.mark.parametrize(
    ("one", "other", "field", "says"),
    [
        (
            "Only 42 percent think things go well, while 58 percent think things go badly",
            "Only 42 percent think things go well in the country",
            "",
            "",
        ),
        ("43 pencils are in the drawer and 19 pencils on the desk", "62 pencils are there", "value", "43 + 19 = 62"),
        ("43 pencils were there, 19 pencils were lost", "Now 24 pencils are there", "value", "43 - 19 = 24"),
        ("12 states joined in 1990, now it has 20", "It has 20 states", "", ""),
    ],
)
def test_a_conflict_that_the_words_do_not_bear_out_stays_open(one: str, other: str, field: str, says: str) -> None:
    """Where the same figure, or a sum that gives it, stands in the other sentence, no conflict is called."""
    found = compare_statements(one, other)

    assert not found.conflict
    if says:
        assert (found.outcome, found.field) == ("undetermined", field)
        assert says in found.reason


def test_the_sum_taken_away_the_conflict_is_back() -> None:
    """With another total than the sum the figures are in conflict, and the reason names them."""
    found = compare_statements("43 pencils are in the drawer", "62 pencils are in the drawer")

    assert found.outcome == "contradicts"
    assert "43 / 62" in found.reason


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("The minister resigned", "The minister did not resign", "denial"),
        ("The minister resigned", "The minister resigned.", "same"),
        ("The minister did not resign", "The minister never resigned", "same"),
        ("5 drones were shot down", "5 drones were not shot down", "denial"),
        ("Kyiv denied that 5 drones were shot down", "5 drones were shot down", "denial"),
        ("Kyiv struck Moscow", "Moscow struck Kyiv", "undetermined"),
        ("The minister resigned", "The minister did not travel", "undetermined"),
        ("CVS stops selling 500 items", "CVS will not sell 500 items any longer", "undetermined"),
    ],
)
def test_a_denial_needs_the_same_words(one: str, other: str, outcome: str) -> None:
    """One sentence denies another only where nothing else, save who denies it, sets the two apart."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("As of 28 April there were 2,131 cases", "By 28 April, 2,131 cases were reported", "same"),
        ("As of 28 April there were 2,131 cases", "By 30 April, more than 2,100 cases were reported", "refines"),
        ("As of 28 April there were 2,131 cases", "By 27 April, more than 2,100 cases were reported", "compatible"),
        ("As of 28 April there were 2,131 cases", "By 27 April, less than 2,200 cases were reported", "refines"),
        ("As of 28 April there were 2,131 cases", "By 30 April, less than 2,200 cases were reported", "compatible"),
        ("As of 28 April there were 2,131 cases", "By 30 April, more than 2,200 cases were reported", "progression"),
        ("As of 28 April there were 2,131 cases", "By 27 April, less than 2,100 cases were reported", "progression"),
        ("As of 28 April there were 2,131 cases", "By 30 April, less than 2,100 cases were reported", "contradicts"),
        ("As of 28 April there were 2,131 cases", "By 27 April, more than 2,200 cases were reported", "contradicts"),
        ("As of 28 April there were 2,131 cases", "Less than 2,100 cases were reported", "contradicts"),
        ("As of 30 March there were 354 cases", "Before March 31 there were less than 355 cases", "refines"),
        ("On 12 March, 22 people died", "On 13 March, 30 people died", "not_comparable"),
        ("On 12 March 2020, 22 people died", "On March 12, 30 people died", "contradicts"),
        ("In 2012 they sold 192 cars", "In 2013 they sold 1,096 cars", "not_comparable"),
    ],
)
def test_a_toll_at_two_times(one: str, other: str, outcome: str) -> None:
    """An earlier toll is a floor for a later one and the later a ceiling; the words of other days differ."""
    found = compare_statements(one, other)

    assert found.outcome == outcome
    assert compare_statements(other, one) == found.inverse


def test_the_reason_names_both_times() -> None:
    """What a toll says of another day is explained with both figures and both days, either way round."""
    found = compare_statements("As of 28 April there were 2,131 cases", "By 30 April, more than 2,100 cases came")

    assert "2,131 by XXXX-04-28 / more than 2,100 by XXXX-04-30" in found.reason
    assert "more than 2,100 by XXXX-04-30 / 2,131 by XXXX-04-28" in found.inverse.reason


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("Kyiv said 5 people were killed in Kherson", "Moscow said 7 people were killed in Kherson", "contradicts"),
        ("Kyiv said 5 people were killed in Kherson", "Moscow said 7 people were killed in Odesa", "undetermined"),
        ("Germany reported 5 cases", "Morocco reported 7 cases", "undetermined"),
        ("According to the army, 12 were captured", "Rebels claimed that 30 were captured", "contradicts"),
        ("The mayor said 3 homes burned", "“Five homes burned,” the fire chief said.", "contradicts"),
    ],
)
def test_who_says_it_is_no_part_of_what_is_said(one: str, other: str, outcome: str) -> None:
    """Two speakers of other names may speak of one thing; where a count was recorded is a place, and places differ."""
    assert compare_statements(one, other).outcome == outcome


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ("12 people died on Monday", "15 people died on Tuesday", "period"),
        ("12 died yesterday", "15 died today", "period"),
        ("At 8 a.m. the toll was 12", "At noon the toll was 15", "period"),
        ("12 died on Tuesday", "12 died on Wednesday", "period"),
        ("By 30 December, 40 had died", "By 2 January, 60 had died", "cutoff"),
        ("The attack on the market killed 12", "The attack on the airport killed 15", "scope"),
        ("The rebels killed 12", "The army killed 15", "scope"),
        ("12 died in the north", "15 died in the south", "scope"),
        ("Labour won 412 seats", "Labour lost 12 seats", "scope"),
        ("Police arrested 40 people", "Police released 12 people", "scope"),
        ("5 were killed in the first attack", "5 were killed in the second attack", "scope"),
        ("The bomb killed 40 people", "A separate bomb killed 60 people", "scope"),
        ("52 percent voted to leave", "48 percent voted to remain", "scope"),
        ("40 tests were positive", "60 tests were negative", "scope"),
        ("He was jailed for 12 years", "She was jailed for 15 years", "scope"),
        ("Youth unemployment was 20 percent", "Unemployment was 5 percent", "scope"),
        ("40 died, though not in the fire", "40 died in the fire", "scope"),
        ("Team A won 3 cups", "Team B won 5 cups", "event"),
        ("Fires in North Carolina killed 12", "Fires in South Carolina killed 15", "event"),
        ("Sales in Europe rose 5 percent", "Sales in Asia rose 3 percent", "event"),
        ("Trump beat Harris by 5 points", "Harris beat Trump by 7 points", "event"),
        ("12 people may have died", "15 people died", "value"),
        ("The toll could reach 100 dead", "40 people died", "value"),
        ("12 people almost died", "12 people died", "value"),
        ("Not all 40 died", "40 died", "value"),
        ("The ministry did not deny 40 deaths", "The ministry denied 40 deaths", "value"),
        ("Inflation rose by 3 percent", "Inflation rose to 3 percent", "subject"),
        ("12 people died in 24 hours", "In 48 hours 15 people were killed", "scope"),
    ],
)
def test_words_that_set_two_figures_apart(one: str, other: str, field: str) -> None:
    """Other days, doers, places, names or moods leave it open, whether the figures differ or not, either way round."""
    found = compare_statements(one, other)

    assert (found.outcome, found.field) == ("undetermined", field)
    assert compare_statements(other, one) == found.inverse


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("It lies 10 km away", "It lies 6 miles away", "compatible"),
        ("It weighs 5 kg", "It weighs 11 pounds", "refined_by"),
        ("60 percent of the 500 homes burned", "300 homes burned", "refined_by"),
        ("60 percent of the 500 homes burned", "100 homes burned", "contradicts"),
        ("40% of 1,000 respondents agreed", "400 respondents agreed", "refined_by"),
        ("12 people died in 24 hours", "15 people died in 48 hours", "undetermined"),
        ("12 people died in 24 hours", "15 people died in 24 hours", "contradicts"),
        ("It weighs 5 kg", "It weighs 20 pounds", "contradicts"),
        ("Exports rose 3 percent", "Exports fell 3 percent", "contradicts"),
        ("The temperature rose by 1.5 C", "The temperature rose by 2.7 F", "same"),
        ("The quake killed 12 people", "The earthquake killed 15 people", "contradicts"),
        ("12 people died, bringing the toll to 40", "28 people died", "undetermined"),
        ("At 5 a.m. on 2 June 2025 12 were dead", "At 5 p.m. on 2 June 2025 15 were dead", "not_comparable"),
        ("The minister rejected claims that 12 people died", "12 people died", "denial"),
        ("It is a lie that 12 people died", "12 people died", "denial"),
        ("Trump won in 2016", "Trump won in 2024", "undetermined"),
    ],
)
def test_units_signs_and_denials(one: str, other: str, outcome: str) -> None:
    """A figure in another unit was rounded, a fall is below zero, and a denial may go by many words."""
    found = compare_statements(one, other)

    assert found.outcome == outcome
    assert compare_statements(other, one) == found.inverse


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police shot the man", "The police were shot by the man"),
        ("He killed her", "He was killed by her"),
        ("The mayor will resign", "The mayor resigned"),
        ("The mayor could resign", "The mayor did not resign"),
        ("Russia invaded before the vote", "Russia invaded after the vote"),
        ("All soldiers left", "Some soldiers left"),
        ("The plane flew over the sea", "The plane flew under the sea"),
        ("The army did not deny the strike", "The army denied the strike"),
        ("Most voters agreed", "Not all voters agreed"),
        ("If the mayor resigned", "The mayor resigned"),
    ],
)
def test_words_that_turn_the_meaning_are_not_dropped(one: str, other: str) -> None:
    """Sentences without figures are the same, or deny each other, only where every other word is the same."""
    assert compare_statements(one, other).outcome == "undetermined"


@pytest.mark.parametrize("language", ["de", "", None])
def test_a_language_without_word_lists_is_refused(language: Any) -> None:
    """Sentences in a language that cannot be read are refused, and not read as English."""
    with pytest.raises(UnknownLanguage, match="expected a language that can be read"):
        compare_statements("5 killed", "6 killed", language=language)


# real pairs


@pytest.fixture(scope="module")
def scores(data_folder: Path) -> dict[str, PairScore]:
    """The score of each tier of real pairs."""
    return {score.tier: score for score in score_statements(data_folder)}


@pytest.mark.parametrize(("tier", "rows", "share"), [("aligned", 400, 0.97), ("casualty", 700, 0.65)])
def test_real_pairs_are_told_right(scores: dict[str, PairScore], tier: str, rows: int, share: float) -> None:
    """Of real sentences that differ in one figure .97 are told right, and of those on casualties .65."""
    assert scores[tier].rows > rows
    assert scores[tier].share >= share


def test_open_news_is_hardly_ever_called_a_conflict(scores: dict[str, PairScore]) -> None:
    """Of real news sentences that need more than a vocabulary at most two in a hundred are called a conflict."""
    assert scores["open-news"].rows > 500
    assert scores["open-news"].called_conflict <= 0.02


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("same", "corroborates"), ("refines", "corroborates"), ("refined_by", "unrelated"), ("denial", "conflicts")],
)
def test_outcomes_in_the_words_of_the_labels(outcome: str, word: str) -> None:
    """The evidence bears a claim out where it says the same or more, and a denial is a conflict."""
    assert verdict(Comparison(outcome=Outcome(outcome), reason="by hand")) == word
