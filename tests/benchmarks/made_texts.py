"""Made texts: news-like prose over a Zipf-like word list, with planted reprints, excerpts and edited copies.

The same numbers give the same texts on every machine; nothing here is timed.
"""

from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from claimcheck.tracing.sourcetext import SourceText

__all__ = ["FOOTER", "corpus", "one_wire"]

FOOTER: Final = (
    " All rights reserved. Subscribe to our newsletter and never miss a story from our correspondents in the region. "
    "This material may not be published, broadcast, rewritten or redistributed without permission of the publisher."
)
_LETTERS: Final = "etaoinshrdlucmfwypvbgk"
_OUTLETS: Final = 40
_FIRST_DAY: Final = date(2024, 1, 1)
_PLANTED: Final = 0.15


class _Writer:
    """A writer who draws words by their rank, as people do: the tenth comes up a tenth as often as the first."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        words: dict[str, None] = {}
        while len(words) < 20_000:
            length = min(12, 2 + len(words) // 400 + self.chance.randint(0, 5))
            words["".join(self.chance.choice(_LETTERS) for _ in range(length))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def text(self, length: int) -> str:
        words = self.chance.choices(self.words, cum_weights=self.weights, k=length)
        for place in range(40, length, 80):
            words[place] = f"{self.chance.randint(11, 9_999):,}"
        for place in range(15, length, 15):
            words[place] += "."
        return " ".join(words)


def corpus(count: int, *, footer: bool = True) -> tuple[list[SourceText], set[tuple[str, str]]]:
    """Return *count* texts of about 300 words and the planted pairs (derived, origin).

    In fifteen of a hundred, a text is a reprint with another heading, a copy edited in every twentieth word, or carries
    a passage of 60 words of an earlier one. Every text has the footer of its time.
    """
    writer = _Writer(20250605)
    chance = writer.chance
    bodies: list[str] = []
    texts: list[SourceText] = []
    planted: set[tuple[str, str]] = set()
    plain: list[int] = []
    for place in range(count):
        if plain and chance.random() < _PLANTED:
            origin = chance.choice(plain)
            planted.add((f"t{place:06}", f"t{origin:06}"))
            body = _derived(bodies[origin], place % 3, writer)
        else:
            plain.append(place)
            body = writer.text(chance.randint(250, 350))
        bodies.append(body)
        texts.append(
            SourceText(
                key=f"t{place:06}",
                text=body + (FOOTER if footer else ""),
                publishers=f"Outlet {place % _OUTLETS}",
                published=_FIRST_DAY + timedelta(days=place * 300 // count),
            )
        )
    return texts, planted


def _derived(body: str, how: int, writer: _Writer) -> str:
    words = body.split()
    if how == 0:
        return f"{writer.text(12)} {body}"
    if how == 1:
        for place in range(writer.chance.randrange(20), len(words), 20):
            words[place] = writer.chance.choice(writer.words)
        return " ".join(words)
    start = writer.chance.randrange(len(words) - 60)
    return f"{writer.text(120)} {' '.join(words[start : start + 60])} {writer.text(120)}"


def one_wire(count: int) -> list[SourceText]:
    """Return *count* copies of one wire, each edited in a place of its own and under a heading of its own."""
    writer = _Writer(20250606)
    wire = writer.text(300).split()
    texts = []
    for place in range(count):
        words = list(wire)
        if place:
            for at in range(writer.chance.randrange(60), 300, 60):
                words[at] = writer.chance.choice(writer.words)
        day = _FIRST_DAY + timedelta(days=min(place, 1))
        heading = f"{writer.text(8)} " if place else ""
        texts.append(SourceText(key=f"w{place:05}", text=heading + " ".join(words) + FOOTER, published=day))
    return texts
