"""How long quotes take in a long text: `python -m tests.benchmarks.verifying` prints times and their growth."""

import random
import sys
from functools import partial

from claimcheck.verifying.quotes import Text
from tests.benchmarks.timing import Row, seconds, table

__all__ = ["main"]

_QUOTES = 200
_WORDS = 20_000


def _made(words: int) -> tuple[str, list[str]]:
    """A text of so many words, and quotes from it, every second one with a word changed."""
    chance = random.Random(7)
    known = [f"word{number}" for number in range(_WORDS)]
    held = chance.choices(known, [1 / (number + 1) for number in range(_WORDS)], k=words)
    quotes = []
    for number in range(_QUOTES):
        start = chance.randrange(words - 40)
        quote = held[start : start + 40]
        if number % 2:
            quote[20] = "changed"
        quotes.append(" ".join(quote))
    return " ".join(held), quotes


def _search(made: tuple[str, list[str]]) -> None:
    text, quotes = made
    held = Text(text)
    for quote in quotes:
        held.find(quote)


def main() -> None:
    """Print the seconds for 200 quotes in texts of three sizes."""
    rows = []
    for words in (80_000, 320_000, 1_280_000):
        took = seconds(_search, partial(_made, words), runs=1)
        rows.append(Row(f"{_QUOTES} quotes in {words:,} words", took, "s"))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main()
