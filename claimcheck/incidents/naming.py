"""How claims and those who make them are named in a line, and numbers with their nouns."""

from typing import Final

from claimcheck.model import Claim
from claimcheck.view import View

__all__ = ["NOBODY", "counted", "name_of_claim", "one_line", "short_key", "who_says"]

NOBODY: Final = "nobody named"


def one_line(text: str) -> str:
    r"""Return *text* without breaks between its lines.

    Examples:
        >>> one_line("a\n  b")
        'a b'
    """
    return " ".join(text.split())


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
