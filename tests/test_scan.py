"""The tokens of a text: where each stands, and that none is lost or changed in place."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.numbers.scan import Scan, match


def test_tokens_by_hand() -> None:
    """Digits with their separators, words with their apostrophes, and signs are tokens."""
    scan = Scan("don’t: 1,234.5 km/h >= 3/4")

    assert scan.words[: scan.size] == ["don’t", ":", "1,234.5", "km", "/", "h", ">=", "3/4"]
    assert [scan.digits[place] for place in range(scan.size)] == [False] * 2 + [True] + [False] * 4 + [True]


def test_a_capital_that_grows_does_not_shift_the_rest() -> None:
    """A capital that takes two characters in small letters leaves every other token where it stands."""
    scan = Scan("İ 40 Drones")

    assert [scan.written(place) for place in range(scan.size)][1:] == ["40", "Drones"]
    assert scan.words[scan.size - 1] == "drones"


def test_glued_and_capital() -> None:
    """A token is glued to the one before where nothing stands between them; capitals are seen."""
    scan = Scan("Tu-95 flew")

    assert [scan.glued(place) for place in range(scan.size)] == [False, True, True, False]
    assert scan.is_capital(0)
    assert not scan.is_capital(3)


def test_the_longest_phrase_is_taken() -> None:
    """Of two phrases that begin alike, the longer one counts; none is found where the text breaks off."""
    prefixes = Scan("").wording.prefixes

    assert match(prefixes, Scan("more than or equal to 5"), 0) == ("at_least", 5)
    assert match(prefixes, Scan("more"), 0) is None


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    """Tokens are in order, apart, and nothing but spaces stands between them."""
    scan = Scan(text)
    last = 0
    for place in range(scan.size):
        assert not text[last : scan.starts[place]].strip()
        assert scan.starts[place] < scan.ends[place]
        assert scan.words[place] == scan.written(place).lower()
        last = scan.ends[place]

    assert not text[last:].strip()
