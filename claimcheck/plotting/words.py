"""How names and sentences are fitted into a picture: in one line, in few lines, shortened where a reader sees it."""

from textwrap import TextWrapper
from typing import Final

from claimcheck.model import Claim
from claimcheck.view import View

__all__ = ["NOBODY", "counted", "name_of_claim", "one_line", "short_key", "shortened", "who_says", "wrapped"]

NOBODY: Final = "nobody named"


def one_line(text: str) -> str:
    r"""Return *text* without breaks between its lines.

    Examples:
        >>> one_line("a\n  b")
        'a b'
    """
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """Return *text* in one line of at most that many characters, the end cut off with a sign.

    Examples:
        >>> shortened("Ministry of Defence", 12)
        'Ministry of…'
    """
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def wrapped(text: str, width: int, most: int = 2) -> str:
    r"""Return *text* in at most *most* lines of *width* characters; what does not fit is cut off with a sign.

    Examples:
        >>> wrapped("Ministry of Defence of the Russian Federation", 24)
        'Ministry of Defence of\nthe Russian Federation'
        >>> wrapped("a long sentence indeed", 10, 1)
        'a long…'
    """
    wrapper = TextWrapper(width=width, max_lines=most, placeholder="…", break_on_hyphens=False)
    return wrapper.fill(one_line(text))


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples:
        >>> counted(1, "claim"), counted(1200, "claim")
        ('1 claim', '1,200 claims')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def who_says(claim: Claim, view: View) -> str:
    """Return the names of the claimants, or that nobody is named."""
    return " and ".join(view.party_name(key) for key in claim.claimants) or NOBODY


def name_of_claim(claim: Claim) -> str:
    """Return a claim's words, or its figure where it has none.

    Examples:
        >>> from claimcheck.model import Proposition
        >>> name_of_claim(Claim(key="c", proposition=Proposition()))
        'c'
    """
    return one_line(claim.text) or (short_key(claim.key) if claim.value is None else str(claim.value))


def short_key(key: str) -> str:
    """Return a key without the name of its case.

    Examples:
        >>> short_key("night/c5")
        'c5'
    """
    return key.rsplit("/", 1)[-1] or key
