"""What a figure is to the words around it: claimed, denied, an age, a length of time, a change, an earlier value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.figures import find_quantities
from claimcheck.reading.speech.saying import saying
from claimcheck.reading.speech.standing import standings

WORDS = saying("en")


def stands(text: str) -> list[tuple[str, str]]:
    found = find_quantities(text)
    shown = standings(text, found, WORDS)
    return [(one.quantity.text, stand.kind.value) for one, stand in zip(found, shown, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people died, not 15", [("12", "claimed"), ("15", "denied")]),
        ("Not 12 but 15 people died", [("12", "denied"), ("15", "claimed")]),
        ("15 people died rather than the 12 reported", [("15", "claimed"), ("12", "denied")]),
        ("12 died and not 15", [("12", "claimed"), ("15", "denied")]),
        ("12 people did not die", [("12", "denied")]),
        ("12 people, 3 children among them, weren’t killed", [("12", "denied"), ("3", "denied")]),
        ("The claim of 12 deaths could not be verified", [("12", "denied")]),
        ("Neither side confirmed reports that 11 people died", [("11", "denied")]),
        ("Nobody said that 12 people died", [("12", "denied")]),
        ("Nobody in Kyiv and Lviv said that 12 people died", [("12", "denied")]),
        ("Dismissing reports that 12 people died", [("12", "denied")]),
        ("The mayor rejected the claim of 12 deaths", [("12", "denied")]),
    ],
)
def test_what_is_denied(text: str, expected: list[tuple[str, str]]) -> None:
    """A word right before a figure denies that one alone; a denied verb denies all that it speaks of."""
    assert stands(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "62,000 households were without power",
        "62,000 households had no power",
        "not only 12 died",
        "12 died; it was not clear why",
        "12 died, it was not clear why",
        "12 died, but it was not clear why",
        "12 people who had not left died",
        "no more than 12 died",
        "The firm dismissed 12 workers",
        "The court rejected 12 appeals",
        "no arrests were made and 12 people fled",
        "no fewer than 12 died",
        "12 were arrested, none of them a soldier",
    ],
)
def test_what_is_not_denied(text: str) -> None:
    """What a thing is without, a word that only bounds, and a denial in another clause deny no figure."""
    assert [kind for words, kind in stands(text) if "12" in words or "62" in words] == ["claimed"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Lee, 54, a shopkeeper, left", "age"),
        ("Mr. Smith, 54, was arrested", "age"),
        ("said Ann Lee, 54.", "age"),
        ("a woman aged 54 left", "age"),
        ("a 54-year-old woman left", "age"),
        ("she was 54 years old", "age"),
        ("Kyiv, 54, and Lviv", "claimed"),
        ("In Kyiv, 54, including soldiers, left", "claimed"),
        ("54 people left", "claimed"),
        ("it fell in 54 hours", "duration"),
        ("it fell over the past 54 days", "duration"),
        ("it fell within 54 hours", "duration"),
        ("it fell 54 years ago", "duration"),
        ("the fire lasted 54 hours", "claimed"),
        ("he was jailed for 54 years", "claimed"),
        ("it rose by 54", "change"),
        ("it is down from 54", "before"),
    ],
)
def test_what_is_no_value(text: str, kind: str) -> None:
    """An age, the time over which something was, a change and an earlier value are none; how long it lasted is one."""
    assert [found for words, found in stands(text) if "54" in words] == [kind]


@given(
    st.lists(st.sampled_from(["12", "not", "no", "people", "died", ",", "and", "who", "were", "54", ";", "n't", "’"]))
)
def test_any_order_of_words(words: list[str]) -> None:
    """Each figure has one standing, which begins at the figure or before it, whatever the words."""
    text = " ".join(words)
    figures = find_quantities(text)
    found = standings(text, figures, WORDS)

    assert len(found) == len(figures)
    assert all(0 <= stand.start <= figure.start for figure, stand in zip(figures, found, strict=True))


@given(st.text())
def test_any_text(text: str) -> None:
    """No text is refused."""
    figures = find_quantities(text)
    assert len(standings(text, figures, WORDS)) == len(figures)
