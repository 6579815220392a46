"""What each figure of a sentence counts: worked by hand, and on whatever characters there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.clauses import statement_words
from claimcheck.reading.counted import Counted, read_counted
from claimcheck.reading.language import UnknownLanguage
from claimcheck.vocabulary import default_vocabulary

WORDS = default_vocabulary()


def counted(text: str) -> tuple[Counted, ...]:
    return read_counted(text, WORDS)


@pytest.mark.parametrize(
    ("text", "head", "measure", "subject"),
    [
        ("5 people were killed", "people", "killed", None),
        ("5 killed", "killed", "killed", None),
        ("The blast killed 5", "", "killed", None),
        ("The fire left 5 dead", "dead", "dead", None),
        ("52 of 80 Russian drones shot down", "drone", "shot down", "Russian drones"),
        ("Kyiv shot down 52 Russian drones", "drone", "shot down", "Russian drones"),
        ("the confirmed cases reached 654", "case", "confirmed cases", None),
        ("654 confirmed coronavirus cases", "case", "confirmed cases", None),
        ("the number of recoveries reached 29", "recovery", "recoveries", None),
        ("the cases of measles in Oman were 110", "case", "cases", None),
        ("364 cases have recovered", "case", "recovered", "cases"),
        ("2,352 people with confirmed infection have died", "people", "died", None),
        ("84,264 cases have been reported", "case", "cases", None),
        ("more than 40 warplanes were destroyed or damaged", "warplane", "destroyed or damaged", "warplanes"),
        ("41 aircraft destroyed", "aircraft", "destroyed", "aircraft"),
        ("5 Gerans shot down", "geran", "shot down", "Gerans"),
        ("52 measles cases", "case", "cases", None),
        ("a rating of 71 %", "rating", None, None),
        ("114 critic reviews", "review", None, None),
        ("5", "", None, None),
    ],
)
def test_what_is_counted(text: str, head: str, measure: str | None, subject: str | None) -> None:
    """The noun, the measure and the subject are those that stand with the figure."""
    (found,) = counted(text)

    assert (found.head, found.measure, found.subject) == (head, measure, subject)


@pytest.mark.parametrize(
    ("text", "narrowing", "kind"),
    [
        ("12 new cases", {"new"}, set()),
        ("another 12 cases", {"new"}, set()),
        ("12 more cases", {"new"}, set()),
        ("more than 12 cases", set(), set()),
        ("12 additional Covid-19 cases", {"new"}, {"covid-19"}),
        ("12 active cases", {"active"}, set()),
        ("12 cases are active", {"active"}, set()),
        ("8,000 victims per day", {"per day"}, set()),
        ("5 deaths per 1,000 people", {"per 1,000"}, set()),
        ("5 deaths for every 1,000 births", {"per 1,000"}, set()),
        ("5 deaths for every family", set(), set()),
        ("27,845 immigrants a year", {"per year"}, set()),
        ("12 confirmed deaths", set(), set()),
        ("12 people died in 24 hours", {"in 24 hours"}, set()),
        ("114 critic reviews", set(), {"critic"}),
    ],
)
def test_words_that_narrow_and_words_that_do_not(text: str, narrowing: set[str], kind: set[str]) -> None:
    """What makes the figure a part of what its noun counts is kept apart from the kind of thing it is."""
    (found,) = counted(text)

    assert (set(found.narrowing), set(found.kind)) == (narrowing, kind)


def test_a_list_shares_its_noun_and_keeps_its_places_apart() -> None:
    """A figure without a noun counts what the one before it counts, in its own place."""
    whole, first, second = counted("There were 170 cases in Ukraine, of which 114 were in Kherson, and 56 in Odesa")

    assert [one.head for one in (whole, first, second)] == ["case", "case", "case"]
    assert [set(one.local) for one in (whole, first, second)] == [{"ukraine"}, {"kherson"}, {"odesa"}]
    assert set(first.where) == {"kherson"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Washington had 5 cases", {"washington"}),
        ("There were 5 cases in the UK", {"united kingdom"}),
        ("There were 5 cases in the United Kingdom", {"united kingdom"}),
        ("Germany's toll reached 5 deaths", {"germany"}),
        ("52 Russian drones fell in Oman", {"oman"}),
        ("On Monday, 2 June, 5 people died", set()),
        ("Officials said 5 people died", set()),
        ("Clinton won 57 delegates", {"clinton"}),
        ("Kherson had 5 cases. Odesa had 7.", {"kherson"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    """Names are words with a capital that are no beginning of a sentence, day or month; a state has one name."""
    assert set(counted(text)[0].names) == names


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("5 were not killed", True),
        ("Kyiv denied that 5 drones fell", True),
        ("no fewer than 5 were killed", False),
        ("Nothing was said. 5 were killed", False),
        ("It was not said. 5 were killed", False),
    ],
)
def test_negation_of_its_own_clause(text: str, negated: bool) -> None:
    """A figure is denied by its own clause alone, and never by the words of its bound."""
    assert counted(text)[-1].negated is negated


def test_a_sentence_may_lack_the_space_before_the_next() -> None:
    """A full stop between a year and a capital ends a sentence; those of U.S. and 3.5 do not."""
    (found,) = counted("She returned from Turkey in 2020.As of April there were 5 cases")

    assert set(found.names) == set()
    assert set(counted("The U.S. had 5 cases")[0].names) == {"united state"}


def test_incidents() -> None:
    """The kinds of incident are those the whole text names."""
    assert set(counted("5 died in floods")[0].incidents) == {"flood"}


@given(
    st.text()
    | st.lists(st.sampled_from("5 killed Russian drones in Kherson, of 80 . not % per day".split())).map(" ".join)
)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands there, each figure found is told once, in order."""
    found = counted(text)

    assert [one.mention.start for one in found] == sorted({one.mention.start for one in found})


@pytest.mark.parametrize(
    ("text", "when", "is_cutoff"),
    [
        ("As of April 4, 2020, Washington had 8,000 cases", "2020-04-04", True),
        ("By 19 March there were 5 cases", "2020-03-19", True),
        ("Before March 31, 5 cases were known", "2020-03-30", True),
        ("After 25 April 2020 there were 5 cases", "2020-04-26", True),
        ("On 12 March, 22 cases were found", "2020-03-12", False),
        ("5 died yesterday", None, False),
        ("5 died on Monday", None, False),
        ("5 died last month", None, False),
        ("5 died", None, False),
        ("On 1 May, 5 died. On 2 May, 6 died", "2020-05-01", False),
    ],
)
def test_the_time_of_a_figure(text: str, when: str | None, is_cutoff: bool) -> None:
    """A figure has the one time of its clause or sentence; what hangs on the day of writing is not read."""
    found = read_counted(text, WORDS, year=2020)[0]

    assert (None if found.when is None else found.when.edtf, found.is_cutoff) == (when, is_cutoff)


def test_without_a_year_a_day_is_not_read() -> None:
    """Nothing is filled in from the day of reading."""
    (found,) = counted("On 12 March, 22 cases were found")

    assert found.when is None


def test_an_unknown_language_is_refused() -> None:
    """There are word lists for English only."""
    with pytest.raises(UnknownLanguage, match="got 'de'"):
        read_counted("5 Tote", WORDS, language="de")
    assert statement_words().people == {"people", "person", "persons"}
