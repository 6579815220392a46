"""Which figures are read out of words, which are not, and in what time."""

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.errors import InvalidRecord
from claimcheck.quantity import Bound, Quantity, Tolerance
from claimcheck.reading.figures import find_quantities, parse_quantity, parse_score, parse_value
from claimcheck.reading.language import UnknownLanguage
from claimcheck.reading.numbers.digits import read_digits, whole
from claimcheck.reading.numbers.numerals import number_at
from claimcheck.reading.numbers.scan import Scan
from claimcheck.reading.numbers.wording import figure_wording
from claimcheck.units import is_currency
from tests.benchmarks.reading_figures import score_figures

Number = int | Fraction


def half(number: int) -> Fraction:
    return Fraction(number, 2)


def read(text: str) -> Quantity:
    figure = parse_quantity(text)
    assert figure is not None, text
    return figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u202f234\u202f567", 1_234_567),
        ("12,34,567.89", Fraction(123456789, 100)),
        ("1.234.567", 1_234_567),
        ("7.8", Fraction(39, 5)),
        ("three hundred and five", 305),
        ("twenty-one", 21),
        ("nineteen", 19),
        ("two thousand and nineteen", 2019),
        ("one hundred and five thousand", 105_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("two million five hundred thousand", 2_500_000),
        ("12 тис.", 12_000),
        ("12 тисяч", 12_000),
        ("2.5 млн", 2_500_000),
        ("3 миллиарда", 3_000_000_000),
        ("12 Tsd", 12_000),
        ("3 Mio", 3_000_000),
        ("12 mille", 12_000),
        ("two and a half", half(5)),
        ("2 1/2", half(5)),
        ("2\u00bd", half(5)),
        ("one and a half million", 1_500_000),
        ("half a million", 500_000),
        ("three quarters of a billion", 750_000_000),
        ("twenty one point five", half(43)),
        ("1.2 million", 1_200_000),
        ("7bn", 7_000_000_000),
        ("12k", 12_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("minus 5", -5),
        ("-78", -78),
        ("1e-3", Fraction(1, 1000)),
        ("1/2", half(1)),
        ("one over twenty", Fraction(1, 20)),
        ("none", 0),
        ("no casualties", 0),
    ],
)
def test_exact_numbers(text: str, value: Number) -> None:
    """Digits and number words are read as exactly the number they write."""
    figure = read(text)

    assert (figure.low, figure.high, figure.unit, figure.of) == (value, value, None, None)


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("more than 40 warplanes", 40, None, True, False),
        ("over 40", 40, None, True, False),
        ("> 40", 40, None, True, False),
        ("at least 13", 13, None, False, False),
        ("no fewer than 5", 5, None, False, False),
        (">= 5", 5, None, False, False),
        ("40 or more", 40, None, False, False),
        ("40-plus", 40, None, False, False),
        ("40+", 40, None, False, False),
        ("40 people or more", 40, None, False, False),
        ("up to 40", None, 40, False, False),
        ("as many as 40", None, 40, False, False),
        ("no more than 36", None, 36, False, False),
        ("maximum of 5", None, 5, False, False),
        ("fewer than 9", None, 9, False, True),
        ("under 9", None, 9, False, True),
        ("<9", None, 9, False, True),
        ("100-300", 100, 300, False, False),
        ("100–300", 100, 300, False, False),
        ("100 to 300", 100, 300, False, False),
        ("between 20 and 30", 20, 30, False, False),
        ("between two hundred and three hundred", 200, 300, False, False),
        ("two or three", 2, 3, False, False),
        ("2 to 3 million", 2_000_000, 3_000_000, False, False),
        ("more than 30 and less than 40", 30, 40, True, True),
        ("greater than 30 and less than or equal to 40", 30, 40, True, False),
    ],
)
def test_bounds_and_ranges(text: str, low: Number | None, high: Number | None, low_open: bool, high_open: bool) -> None:
    """A bound leaves the other end open, and each end is in or out as the words say."""
    figure = read(text)

    assert (figure.low, figure.high, figure.low_open, figure.high_open) == (low, high, low_open, high_open)
    assert not any((figure.low_soft, figure.high_soft, figure.approximate))


@pytest.mark.parametrize(
    ("text", "count", "whole_number"),
    [
        ("52 of 80", 52, 80),
        ("52 out of 80", 52, 80),
        ("52 out of the 80 drones", 52, 80),
        ("15 of the 52", 15, 52),
        ("52/80 drones", 52, 80),
        ("none of the 80", 0, 80),
        ("52 of 80 Russian drones shot down", 52, 80),
    ],
)
def test_k_of_n(text: str, count: int, whole_number: int) -> None:
    """A count out of a total keeps both, and gives the share."""
    figure = read(text)

    assert (figure.low, figure.high, figure.of) == (count, count, whole_number)
    assert figure.share == Fraction(count, whole_number)


def test_bound_of_a_total() -> None:
    """A bound may stand before a denominator."""
    assert read("more than 40 of 80") == Quantity(low=40, low_open=True, of=80)


@pytest.mark.parametrize(
    ("text", "number", "tolerance"),
    [
        ("about 40", 40, 2),
        ("some 40", 40, 2),
        ("~40", 40, 2),
        ("40 or so", 40, 2),
        ("circa 40", 40, 2),
        ("around 1 million", 1_000_000, 100_000),
        ("roughly 1.2 million", 1_200_000, 60_000),
    ],
)
def test_approximate(text: str, number: int, tolerance: int) -> None:
    """An approximate figure keeps its number and says how far it reaches."""
    figure = read(text)

    assert (figure.low, figure.high, figure.approximate, figure.tolerance) == (
        number,
        number,
        True,
        tolerance,
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("several", 3, None),
        ("dozens of cars", 24, None),
        ("scores of people", 40, None),
        ("hundreds", 200, None),
        ("thousands of people", 2000, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("several hundred", 300, None),
        ("a handful", 3, 6),
        ("a couple of men", 2, 2),
    ],
)
def test_vague_words_are_soft(text: str, low: int, high: int | None) -> None:
    """A vague word gives inferred bounds, and they are marked as such."""
    figure = read(text)

    assert (figure.low, figure.high) == (low, high)
    assert figure.low_soft
    assert figure.high_soft is (high is not None)


def test_nearly() -> None:
    """Nearly n reaches from nine tenths of n to just below it."""
    assert read("nearly 40") == Quantity(low=36, high=40, high_open=True, low_soft=True, high_soft=True)


@pytest.mark.parametrize(
    ("text", "share"),
    [("half of the drones", half(1)), ("a third of voters", Fraction(1, 3)), ("two-thirds", Fraction(2, 3))],
)
def test_shares_in_words(text: str, share: Fraction) -> None:
    """A half or a third is a share with soft ends."""
    figure = read(text)

    assert (figure.share, figure.unit, figure.low_soft, figure.high_soft) == (share, "share", True, True)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("65 %", 65, "percent", 1),
        ("65 percent", 65, "percent", 1),
        ("65 per cent", 65, "percent", 1),
        ("99.9%", Fraction(999, 10), "percent", Fraction(1, 10)),
        ("3 percentage points", 3, "percentage_point", 1),
        ("$94.9bn", 94_900_000_000, "USD", 10**8),
        ("US$5 million", 5_000_000, "USD", 10**6),
        ("USD 5 million", 5_000_000, "USD", 10**6),
        ("5 million dollars", 5_000_000, "USD", 10**6),
        ("thirteen dollars and forty-five cents", Fraction(1345, 100), "USD", None),
        ("€3.5m", 3_500_000, "EUR", 10**5),
        ("£20", 20, "GBP", None),
        ("₴1.2bn", 1_200_000_000, "UAH", 10**8),
        ("₽5", 5, "RUB", None),
        ("5 km", 5, "kilometre", None),
        ("7.8 metres", Fraction(39, 5), "metre", Fraction(1, 10)),
        ("7.62mm", Fraction(762, 100), "millimetre", Fraction(1, 100)),
        ("-5 °C", -5, "degree_Celsius", None),
        ("+1.5 °C", Fraction(3, 2), "degree_Celsius", Fraction(1, 10)),
        ("20 degrees Celsius", 20, "degree_Celsius", None),
        ("98.6 °F", Fraction(986, 10), "degree_Fahrenheit", Fraction(1, 10)),
        ("90 km/h", 90, "kilometre / hour", None),
        ("60 mph", 60, "mile / hour", None),
        ("3 hours", 3, "hour", None),
        ("500 MW", 500, "megawatt", None),
        ("24703m2", 24703, "metre ** 2", None),
        ("776-foot", 776, "foot", None),
        ("2.7m sales", 2_700_000, None, 10**5),
        ("72m tall", 72, "metre", None),
    ],
)
def test_units_and_steps(text: str, value: Number, unit: str | None, step: Number | None) -> None:
    """A unit is kept under one name, and decimals or a magnitude word give the last digit's unit."""
    figure = read(text)

    assert (figure.low, figure.high, figure.unit, figure.step) == (value, value, unit, step)


def test_range_of_money() -> None:
    """A magnitude and a currency written once hold for both ends."""
    assert read("$5-7 million") == Quantity(low=5_000_000, high=7_000_000, unit="USD", step=10**6)


def test_unknown_and_estimated() -> None:
    """An unknown number is a figure without ends, an estimate one that says so."""
    assert read("an unknown number of drones") == Quantity(bound=Bound.UNKNOWN)
    assert read("an estimated 500") == Quantity(low=500, high=500, bound=Bound.ESTIMATE)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "no",
            "guilty",
            "forcibly removed",
            "Tu-95",
            "40th brigade",
            "B52",
            "5G",
            "3:40 a.m.",
            "5 pm",
        ),
        *(
            "2 June",
            "1-2 June 2025",
            "01/02/2025",
            "2025-06-01",
            "3.14.15",
            "3-1",
            "89-89",
            "24/7",
            "1,2,3",
            "twenty-first",
        ),
        *(
            "+380 44 123 4567",
            "555-1234",
            "two-state solution",
            "13 killed and 5 wounded",
            "5 to",
            "no plans",
            "9" * 4001,
        ),
        *("1 million\0", "40 drones\ud800"),
    ],
)
def test_no_figures(text: str) -> None:
    """Names, dates, times, scores, codes and broken input are no figure."""
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("162 Ukrainian drones over eight regions and Crimea", ["162", "8"]),
        (
            "Kyiv said 52 of 80 drones (15 shot down, 37 suppressed) at 3:40 a.m. on 2 June 2025.",
            ["52 of 80", "15", "37"],
        ),
        ("killed over 200 people", ["more than 200"]),
        ("The war in 2022 killed over 20.", ["more than 20"]),
        ("They won 3-1 on Friday", []),
        ("rose 6.2 % to $1.45 billion", ["6.2 %", "1.45 billion USD"]),
        ("In 2024, 2,300 drones and 3 missiles", ["2,300", "3"]),
        ("a Tu-95 and a Su-34 of the 40th brigade, 2014-2022", []),
        ("2019-09-01T10:38:07.190Z", []),
        ("https://example.org/?q=30%25%2020%", []),
        ("1.5 °C above 1850-1900", ["1.5 °C"]),
        ("tied Game 7 at 89-89", []),
        ("the one you mentioned", []),
        ("fell from 37 to 36", ["37", "36"]),
        ("6 killed. 3 of 5 houses", ["6", "3 of 5"]),
    ],
)
def test_figures_in_prose(text: str, figures: list[str]) -> None:
    """Every figure of a sentence is found, and nothing else."""
    assert [str(mention.quantity) for mention in find_quantities(text)] == figures


def test_places_and_nouns() -> None:
    """A mention stands where its words stand, and names what it counts."""
    text = "ВВС: 41 aircraft hit, more than $7bn lost"
    first, second = find_quantities(text)

    assert (text[first.start : first.end], first.noun) == ("41", "aircraft")
    assert (text[second.start : second.end], second.quantity.text) == ("more than $7bn", "more than $7bn")


def test_text_is_kept_as_written() -> None:
    """The words of the whole figure stay with it."""
    assert read(" more than 40 warplanes ").text == "more than 40 warplanes"


def test_scores() -> None:
    """A score is two figures; a range of years, a phone number and prose are none."""
    sides = parse_score("3-1")
    assert sides is not None
    assert [side.low for side in sides] == [3, 1]
    assert parse_score("1–3 win") is not None
    for text in ("", "3", "3-1-2", "a-b", "3 -1", "1000-2000", "3-1 in 2020", "3-1st", "3.5-1"):
        assert parse_score(text) is None


@pytest.mark.parametrize(
    ("run", "pair"),
    [
        ("1,234", (1234, 0)),
        ("7.80", (780, -2)),
        ("1.234,5", (12345, -1)),
        ("1'234", (1234, 0)),
        ("1e6", (1, 6)),
        (".5", (5, -1)),
        ("7,8", None),
        ("3.14.15", None),
        ("007", None),
        ("1,23,4", None),
        ("3:40", None),
        ("1,,2", None),
    ],
)
def test_read_digits(run: str, pair: tuple[int, int] | None) -> None:
    """A run of digits is one number in a known grouping, or none."""
    assert read_digits(run) == pair


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    for size, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // size)} {word}" + (joint + in_words(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(0, 10**12 - 1))
def test_words_and_digits_agree(number: int) -> None:
    """A number spelled out is read as the same number in digits, grouped or not."""
    spelled = number_at(Scan(in_words(number)), 0)
    grouped = number_at(Scan(f"{number:,}"), 0)

    assert spelled is not None
    assert grouped is not None
    assert spelled.value == grouped.value == number


def figures() -> st.SearchStrategy[Quantity]:
    """Return figures of every plain shape: exact, of a total, bounded, ranged, about, with a unit."""
    counts = st.integers(0, 10**9)
    units = st.sampled_from(["percent", "percentage_point", "USD", "kilometre", "degree_Celsius", "hour"])
    return st.one_of(
        st.builds(lambda n: Quantity(low=n, high=n), counts),
        st.builds(lambda n, of: Quantity(low=n, high=n, of=of), counts, st.integers(1, 1800)),
        st.builds(lambda n, is_open: Quantity(low=n, low_open=is_open), counts, st.booleans()),
        st.builds(lambda n, is_open: Quantity(high=n, high_open=is_open), counts, st.booleans()),
        st.builds(lambda n, more: Quantity(low=n, high=n + more), st.integers(0, 99), st.integers(1, 10**6)),
        st.builds(
            lambda n, unit: Quantity(low=n, high=n, unit=unit, step=1 if unit.startswith("percent") else None),
            st.integers(-999, 10**6),
            units,
        ),
        st.builds(
            lambda n, step: Quantity(low=whole(n * step), high=whole(n * step), step=step),
            st.integers(1, 999),
            st.sampled_from([Fraction(1, 10), Fraction(1, 100), 10**5, 10**6, 10**8, 10**12]),
        ),
    )


@given(figures())
def test_plain_form_reads_back(figure: Quantity) -> None:
    """What a figure shows as is read back as the same figure."""
    assert parse_quantity(str(figure)) == figure


PIECES = st.sampled_from(
    "more than|about|nearly|52|of|80|1,234|7.8|%|$|-|–|+|and|a|half|three|hundred|million|no|none".split("|")
    + "between|to|or|km|°|C|June|.|,|(|over|one|in|point|thirds|1/2|k|m|two|out|so|0|'|/|:|~|x|10|^".split("|")
    + ["\0", "\ud800", "\u00a0"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_is_read_without_error(text: str) -> None:
    """No text raises; mentions are in order, apart, and stand where they say."""
    parse_quantity(text)
    parse_score(text)
    last = 0
    for mention in find_quantities(text):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.quantity.text == text[mention.start : mention.end]
        last = mention.end


@pytest.mark.parametrize("size", [4001, 5000, 100_000])
def test_huge_digit_runs_are_refused(size: int) -> None:
    """A run of more digits than a figure has is no figure, and costs no conversion."""
    assert find_quantities("9" * size) == ()
    assert find_quantities("1" + "0" * 3999 + " million") == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1-",
        "1,",
        "1 ",
        "1 234 ",
        "one hundred and ",
        "more than ",
        "1 of ",
        "between 1 and ",
        "twenty-",
        "1~",
        "point one ",
    ],
)
def test_hostile_repeats_are_read(piece: str) -> None:
    """Many thousand repeats are no figure in all, and each figure found in them lies where it says."""
    text = piece * 8_000
    mentions = find_quantities(text)

    assert parse_quantity(text) is None
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    assert all(mention.quantity.text == text[mention.start : mention.end] for mention in mentions)


def test_units_are_known_to_pint() -> None:
    """Every unit but a currency, a coin and a share stands in pint under its name."""
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    names = {meaning for rests in figure_wording("en").units.values() for _, meaning in rests}
    measures = {name for name in names - {"cent", "penny"} if not is_currency(name)}
    unknown = {name for name in measures if not _parses(registry, name)}

    assert unknown <= {"percentage_point", "basis_point"}


def _parses(registry: object, name: str) -> bool:
    try:
        registry.Unit(name)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - pint raises several kinds, and any of them means unknown
        return False
    return True


@pytest.mark.parametrize(
    ("what", "floor"),
    [
        ("range", 0.96),
        ("number", 0.92),
        ("number+range", 0.93),
        ("percent", 1.0),
        ("temperature", 1.0),
        ("news", 0.85),
        ("news_none", 0.90),
        ("all", 0.84),
        ("all, of the sort marked", 0.88),
        ("all, among others", 0.91),
    ],
)
def test_published_rows(data_folder: Path, what: str, floor: float) -> None:
    """Of the published rows, at least this share is read with exactly the published set of ends."""
    (score,) = [score for score in score_figures(data_folder) if score.what == what]

    assert score.share >= floor


@pytest.mark.parametrize("run", [find_quantities, parse_quantity, parse_value, parse_score])
def test_an_unknown_language_is_refused(run: Callable[..., object]) -> None:
    """The language is a parameter; one without tables is refused by name."""
    run("40 drones", language="en")
    with pytest.raises(UnknownLanguage, match="got 'xx'"):
        run("40 drones", language="xx")


@pytest.mark.parametrize("run", [find_quantities, parse_quantity, parse_value, parse_score])
@pytest.mark.parametrize("value", [None, 5, b"40 drones", ["40"]])
def test_what_is_no_text_is_refused(run: Callable[[Any], object], value: object) -> None:
    """Anything but a text is named, not an error from within."""
    with pytest.raises(InvalidRecord, match="expected a text, got "):
        run(value)


def test_the_tolerance_is_a_parameter() -> None:
    """How far "about" reaches is stated by the figure, and may be stated otherwise by the caller."""
    wide = Tolerance(least=Fraction(1, 4), most=Fraction(1, 2))
    figure = parse_quantity("about 40", tolerance=wide)
    (found,) = find_quantities("about 40 people died", tolerance=wide)

    assert figure is not None
    assert figure.tolerance == found.quantity.tolerance == 10


@pytest.mark.parametrize("text", ["3/4", "a half", "-4/5", "point one", "a fifth", "2016", "1.5", "52 of 80", "half"])
def test_a_text_that_is_one_figure_is_found_as_that_figure(text: str) -> None:
    """Where a text is one figure and nothing else, finding and parsing agree."""
    (found,) = find_quantities(text)

    assert found.quantity == parse_quantity(text)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("run", [find_quantities, parse_quantity])
@pytest.mark.parametrize(
    "text", ["5 " * 3000, "a" * 9000, "٣ drones", "५ लोग", "𝟝 men", "５人", "\ud800" * 40, "\0" * 40]
)
def test_other_scripts_and_broken_text(run: Callable[[str], object], text: str) -> None:
    """Digits of other scripts, lone surrogates and very long runs are read or left, and raise nothing."""
    found = run(text)

    assert found is None or isinstance(found, Quantity | tuple)


@pytest.mark.parametrize(
    ("text", "value"), [("٣٤ drones", 34), ("５ men", 5), ("१२ people", 12)], ids=["arabic", "fullwidth", "devanagari"]
)
def test_digits_of_other_scripts_count(text: str, value: int) -> None:
    """A digit is a digit in any script."""
    (found,) = find_quantities(text)

    assert found.quantity.low == value


@given(figures(), st.sampled_from(["Russian drones", "people", "soldiers were killed"]))
def test_what_prints_is_found_in_prose(figure: Quantity, noun: str) -> None:
    """A figure that counts something is found in a sentence as it is read alone, at its place."""
    assume(figure.unit is None and figure.low != 1 and figure.high != 1)
    text = f"They said {figure} {noun}."
    (found,) = find_quantities(text)

    assert found.quantity == figure
    assert text[found.start : found.end] == str(figure)
    assert found.counted == noun.removesuffix(" were killed")


@given(figures())
def test_the_words_of_a_mention_read_alike_alone(figure: Quantity) -> None:
    """What stands at the place of a mention, read alone, is the same figure."""
    for found in find_quantities(f"They said {figure} on the day, no fewer."):
        assert parse_quantity(found.quantity.text) == found.quantity


def test_mentions_of_real_rows_read_alike_alone(data_folder: Path) -> None:
    """In published prose too the words of a figure say the same alone, but for words that need their surroundings."""
    lines = (data_folder / "quantity_parse.jsonl").read_text(encoding="utf-8").splitlines()
    found = [mention.quantity for line in lines for mention in find_quantities(json.loads(line)["text"])]
    alike = sum(parse_quantity(figure.text) == figure for figure in found)

    assert alike / len(found) >= 0.97
