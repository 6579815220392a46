"""What a figure counts: head, modifiers, span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.figures import find_quantities


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("162 Ukrainian drones", [("drones", ("Ukrainian",))]),
        ("52 of 80 Russian drones shot down", [("drones", ("Russian",))]),
        ("three killed and nineteen injured", [("killed", ()), ("injured", ())]),
        ("12 tanks, 3 planes and 40 drones", [("tanks", ()), ("planes", ()), ("drones", ())]),
        ("5 dead, 10 wounded", [("dead", ()), ("wounded", ())]),
        ("nine injuries", [("injuries", ())]),
        ("15 shot down, 37 suppressed", [("shot down", ()), ("suppressed", ())]),
        ("five wounded soldiers", [("soldiers", ("wounded",))]),
        ("471 people killed", [("people", ())]),
        ("12 Shahed-type attack drones", [("drones", ("Shahed-type", "attack"))]),
        ("5 Kh-101 missiles, 3 T-72s and 2 Su-35", [("missiles", ("Kh-101",)), ("T-72s", ()), ("Su-35", ())]),
        ("one Ukrainian soldier was hurt", [("soldier", ("Ukrainian",))]),
        ("one man died", [("man", ())]),
        ("one soldier killed", [("soldier", ())]),
        ("eight more people", [("people", ())]),
        ("two-thirds of voters", [("voters", ())]),
        ("10 tons of grain", [("grain", ())]),
        ("dozens of Kia vehicles", [("vehicles", ("Kia",))]),
        ("no casualties", [("casualties", ())]),
        ("none of the drones", [("drones", ())]),
        ("a death toll of 47 in Kherson", [("toll", ("death",))]),
        ("killed 5 in Kherson", [("", ())]),
        ("a total of 47", [("", ())]),
        ("the death toll rose to 47", [("", ())]),
        ("34 percent of them", [("", ())]),
        ("5 km road", [("", ())]),
        ("a 12 page document", [("", ())]),
        ("(34 Kursk, 14 Belgorod, 1 Oryol)", [("", ()), ("", ()), ("Oryol", ())]),
        ("12 MPs and 5 known US cases", [("MPs", ()), ("cases", ("known", "US"))]),
        ("a 12,000-strong force, dozens still missing, 15 survived", [("", ()), ("missing", ()), ("", ())]),
        ("a 60-vote margin among women", [("vote", ())]),
    ],
)
def test_what_is_counted(text: str, nouns: list[tuple[str, tuple[str, ...]]]) -> None:
    """The noun is the head as written, its modifiers stand apart; where nothing is named there is none."""
    assert [(found.noun, found.modifiers) for found in find_quantities(text)] == nouns


def test_the_span_holds_modifiers_and_head() -> None:
    """The span of the noun stands in the text as written."""
    text = "ВВС: 162 long-range Ukrainian drones"
    (found,) = find_quantities(text)

    assert found.noun_span is not None
    assert text[slice(*found.noun_span)] == "long-range Ukrainian drones" == found.counted


WORDS = st.sampled_from(
    "5 12 one killed shot down drones Ukrainian - / . , of the wounded a toll Su 35 s man was".split()
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join))
def test_spans_of_nouns_lie_in_the_text(text: str) -> None:
    """A noun has a span, the span ends with the noun, and nothing else has one."""
    for found in find_quantities(text):
        if found.noun_span is None:
            assert (found.noun, found.modifiers) == ("", ())
        else:
            start, end = found.noun_span
            assert 0 <= start < end <= len(text)
            assert text[start:end].endswith(found.noun)
