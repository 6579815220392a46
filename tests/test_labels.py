"""Numbers that count nothing, each told apart from one that does."""

import pytest

from claimcheck.reading.figures import find_quantities


def figures(text: str) -> list[str]:
    """The figures of a text, as they print."""
    return [str(found.quantity) for found in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        *("a Tu-95 and two-door F-16s", "the 40th brigade", "B52s", "MH17", "Covid-19", "the G7", "T-90M"),
        *("at 3:40 a.m.", "at 5 p.m. on Monday", "at 20:10", "14:00 Moscow time", "between 2 and 5 p.m."),
        *("in 2016", "June 2, 2025", "2 June 2025", "1-2 June", "1 and 2 June", "the '90s", "since 2014", "2014-2022"),
        *(
            "20.10-21.45 MSK",
            "at 17.10 GMT",
            "in the 2000s",
            "in the 90s",
            "the under 18s",
            "since at least 1980",
            "2014 numbers",
        ),
        *("Feb. 21", "the 2016 elections", "2019-09-01T10:38:07.190Z", "02/06/2025", "the 1988 quarter"),
        *("+380 44 123 4567", "(555) 123-4567", "555-1234", "044 123 45 67", "call 555-1234 or 555-4321"),
        *(
            "Article 5",
            "section 3.2",
            "Resolution 1701",
            "p. 12",
            "pp. 12",
            "number 13 on the list",
            "No. 5",
            "#5",
            "§ 218",
            "version 2.1",
        ),
        *("192.168.1.2", "https://example.org/2020/12/a?b=5", "v2.1.3", "user123", "a_5", "@5"),
        *("lost 2-3 to", "a 1-3 defeat", "a Boeing 737-800", "1-on-1 talks", "a 9-to-5 job", "the world No 1 seed"),
        *("won 3-1", "tied 89-89", "the 9/11 attacks", "24/7 operations", "a zero-sum game", "zero tolerance"),
        *("the Group of Seven", "the Group of 20", "World War Two", "World War Two veterans", "the Big Three"),
        *("575 Wilbraham Road", "5 West 40th Street", "highway 35", "Room 101", "Flight 370", "Game 7 of"),
        *(
            "the S&P 500",
            "the S P 500 utilities",
            "Apple’s iPhone 11 cameras",
            "the Boeing 747 jet",
            "Part 3 of the Act",
        ),
        *(
            "the only one punished",
            "the one you mentioned",
            "no one knows",
            "one another",
            "one day",
            "one-time gains",
            "any one of",
        ),
        *("twenty-first", "the second-highest", "the 3rd largest", "first", "in the second half", "the final third"),
        *("the two parties", "both sides", "the two leaders met", "those three agreed", "the top three"),
    ],
)
def test_what_counts_nothing(text: str) -> None:
    """Names, codes, dates, times, scores, ranks, and those only meant again are no figures."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a group of seven men", ["7"]),
        ("won 5-7 seats", ["5-7"]),
        ("no 5 km", ["5 kilometres"]),
        ("in the war two people died", ["2"]),
        ("2016 people", ["2,016"]),
        ("2,016 elections", ["2,016"]),
        ("one of them", ["1"]),
        ("that one mile", ["1 mile"]),
        ("zero casualties", ["0"]),
        ("the 52 drones", ["52"]),
        ("the three killed", ["3"]),
        ("the three people who died", ["3"]),
        ("two of the three men", ["2 of 3"]),
        ("the two-hour talks", ["2 hours"]),
        ("a now-18 month-old", ["18 months"]),
        ("On June 2, 2025 12 people died", ["12"]),
        ("in May 12 people died", ["12"]),
        ("Kherson (3), Kharkiv (5)", ["3", "5"]),
        ("a 30s clip", ["30 seconds"]),
        ("On 15 March 8 new cases were confirmed", ["8"]),
        ("grew in 2014 to $557 million", ["557 million USD"]),
    ],
)
def test_what_looks_alike_and_counts(text: str, expected: list[str]) -> None:
    """A number beside a word of the same look is a count where the rest of the words says so."""
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("162 drones over eight regions and Crimea", ["162", "8"]),
        ("killed 12 over three days", ["12", "3 days"]),
        ("losses over 200 million", ["more than 200 million"]),
        ("investments over 35 GWh", ["more than 35 gigawatt hours"]),
        ("leaders from over 40 countries", ["more than 40"]),
        ("in over 40 cities", ["more than 40"]),
        ("it took over two hours", ["more than 2 hours"]),
        ("killed over 200 people", ["more than 200"]),
        ("he is over thirty years old", ["more than 30 years"]),
    ],
)
def test_over(text: str, expected: list[str]) -> None:
    """Before places or times "over" says where or how long; elsewhere, and after a verb of lasting, it is a bound."""
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text", ["people in their 40s", "temperatures in the low 40s", "COP28 ended", "COP29 and COP28"]
)
def test_decades_and_named_meetings(text: str) -> None:
    """The forties of a life or of a scale are no seconds, and a conference is no sum."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("output rose above the 2002 mark", []),
        ("goals over the 2020 season", []),
        ("banned under 1962 rules", []),
        ("banned under the 1962 treaty", []),
        ("held above 1998 levels", []),
        ("anger over the 2016 presidential elections", []),
        ("Over the 2022 invasion, 3,000 people fled", ["3,000"]),
        ("prices above the 2,000 mark", ["more than 2,000"]),
        ("an index above the 2000 mark", ["more than 2,000"]),
        ("over 2000 homes", ["more than 2,000"]),
        ("under 2000 Russian soldiers", ["less than 2,000"]),
        ("more than 1962 rules", ["more than 1,962"]),
        ("costs of over 2000", ["more than 2,000"]),
    ],
)
def test_a_year_names_a_thing_and_bounds_nothing(text: str, expected: list[str]) -> None:
    """Behind "over", "under" and "above" what could be a year is one where it names a mark or a rule."""
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said nothing about the 12 dead", ["12"]),
        ("nothing is known about the 12.", ["12"]),
        ("They stood around the 12 coffins", ["12"]),
        ("concern over the 12 hostages", ["12"]),
        ("hovering around the 2,000 mark", ["about 2,000"]),
        ("over the 50 % threshold", ["more than 50 %"]),
        ("over the 12-month period", ["12 months"]),
        ("above the 5-day average", ["more than 5 days"]),
        ("questions about the $3 million", ["3 million USD"]),
        ("just over the 12 months", ["more than 12 months"]),
        ("more than the 12 reported", ["more than 12"]),
        ("above the 12 reported", ["more than 12"]),
        ("about 12 dead", ["about 12"]),
    ],
)
def test_about_those(text: str, expected: list[str]) -> None:
    """An article between "about" and a number shows that those are meant who were counted, unless it sets a level."""
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("five times as many", []),
        ("at least ten times more people", []),
        ("three times the number of drones", []),
        ("it struck four times a week", ["4"]),
        ("hit five times", ["5"]),
    ],
)
def test_a_multiple_counts_nothing(text: str, expected: list[str]) -> None:
    """How many times as many is no count; how many times something happened is."""
    assert figures(text) == expected
