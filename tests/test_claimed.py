"""What figures the words of an appearance have, in a language that is read and in one that is not."""

import pytest

from claimcheck.model import Appearance, Claim, Proposition
from claimcheck.quantity import Quantity
from claimcheck.verifying.claimed import check_figures, said_in
from claimcheck.verifying.verification import State


@pytest.mark.parametrize(
    ("quote", "language", "translation", "told", "is_read"),
    [
        ("52 of 80 drones", None, None, "52 of 80", True),
        ("52 of 80 drones", "en-GB", None, "52 of 80", True),
        ("1 200 dronů a 18 míst", "cs", None, "18, 1200", False),
        ("osmnáct míst", "cs", "18 places", "18", True),
        ("nothing", "en", None, "none", True),
        ("збито 1.200 дронів", None, None, "1200", False),
        ("збито 18 дронів", None, "18 drones down", "18", True),
        ("18 drones, of them Герань", None, None, "18", True),
    ],
)
def test_what_is_said(quote: str, language: str | None, translation: str | None, told: str, is_read: bool) -> None:
    """A language that is read gives figures, a translation stands for one that is not, else only digits are seen."""
    said = said_in(Appearance(source="s", quote=quote, language=language, translation=translation), None)

    assert said is not None
    assert (said.told, said.is_read) == (told, is_read)


@pytest.mark.parametrize(
    ("quote", "state", "detail"),
    [
        ("збито 1.200 дронів", State.STANDS, "1,200, by its digits alone"),
        (
            "збито 12 дронів",
            State.UNCHECKED,
            "1,200: the quote is in a language of other letters, which is not read, and has no translation",
        ),
        ("12 drones", State.MISSING, "the claim says 1,200, and its quote has 12"),
    ],
)
def test_words_in_other_letters_are_no_english(quote: str, state: State, detail: str) -> None:
    """Where nobody tells the language of a quote, its letters do: what cannot be read has not failed."""
    value = Quantity(low=1_200, high=1_200)
    claim = Claim(key="c", proposition=Proposition(value=value), appearances=(Appearance(source="s", quote=quote),))
    (found,) = check_figures(claim, {}, {})

    assert (found.state, found.detail) == (state, detail)


def test_no_quote_says_nothing() -> None:
    """An appearance without words has no figures to hold a claim against."""
    assert said_in(Appearance(source="s"), "en") is None


def test_a_rank_counts_in_its_own_quote_only() -> None:
    """The second of its kind is two for the claim it is quoted for, and for no other."""
    said = said_in(Appearance(source="s", quote="the second and the 3rd round"), None)

    assert said is not None
    assert said.has(2, None)
    assert said.has(3, None)
    assert not said.has(2, None, as_rank=False)
