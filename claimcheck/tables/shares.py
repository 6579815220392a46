"""Rows that say k of n, as the shares that they are: held against the percentages that other rows give."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from claimcheck.comparing.values import Range, figure_range, share_range
from claimcheck.fusion.told import Said
from claimcheck.quantity import Quantity
from claimcheck.spans import TimeSpan, order_of, overtaken
from claimcheck.tables.fusing import Slot

__all__ = ["Dated", "Offer", "offered", "with_shares"]

Dated: TypeAlias = tuple[Said, TimeSpan | None]
"""What a row says, and when it was said."""


class Offer(NamedTuple):
    """The share that a row gives: the row's place, the topic of percentages, and whether it is one of so many."""

    place: int
    slot: Slot
    share: Range
    is_counted: bool


def offered(figure: Quantity, counted: Range) -> tuple[Range, bool] | None:
    """Return the share that a figure gives, in hundredths, and whether it is one of so many; None where it is none.

    A percentage stands for half a unit of its last written digit either way, as where claims are compared.

    Examples:
        >>> from claimcheck.reading.figures import parse_quantity
        >>> offered(parse_quantity("52 of 80"), Range(52, 52))
        (Range(low=65, high=65, ...), True)
        >>> offered(parse_quantity("65 %"), Range(65, 65))[0].low
        Fraction(129, 2)
    """
    if figure.of:
        share = share_range(figure, counted)
        return None if share is None else (share, True)
    return (figure_range(figure, discrete=False), False) if figure.unit == "percent" else None


def with_shares(
    rows: Sequence[Dated], offers: Iterable[Offer], labels: Mapping[Slot, str]
) -> tuple[list[Dated], set[tuple[str, str]]]:
    """Return the rows and, where percentages of their topic are given, what says k of n as a share as well.

    A party's own percentage stands before what its k of n comes to, unless that was certainly said later.

    Args:
        rows: What the rows say, and when.
        offers: The shares that they give.
        labels: The names of the topics.

    Returns:
        The rows, percentages that meet such shares with their half units; and the place and topic of each new one.
    """
    by_slot: dict[Slot, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_slot[offer.slot].append(offer)
    found, added = dict(enumerate(rows)), set[tuple[str, str]]()
    shares: dict[int, Dated] = {}
    for slot, several in by_slot.items():
        if len({offer.is_counted for offer in several}) < 2:
            continue
        own: dict[str, list[TimeSpan | None]] = defaultdict(list)
        for place, _, share, is_counted in several:
            said, when = rows[place]
            if not is_counted:
                found[place] = (said._replace(value=share), when)
                own[said.party].append(when)
        for place, _, share, is_counted in several:
            said, when = rows[place]
            if is_counted and _is_later(when, own[said.party]):
                shares[place] = (said._replace(topic=labels[slot], value=share), when)
                added.add((said.where, labels[slot]))
    return [row for place, one in found.items() for row in (one, shares.get(place)) if row is not None], added


def _is_later(when: TimeSpan | None, others: Sequence[TimeSpan | None]) -> bool:
    """Whether it certainly comes after all the others."""
    if not others:
        return True
    orders = [None if one is None else order_of(one) for one in (when, *others)]
    return all(overtaken([orders[0], other])[1] for other in orders[1:])
