"""Made data: raids that ten parties in five control groups report on, a tenth of whose topics are contested.

The same numbers give the same records on every machine; nothing here is timed.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from attrs import evolve, frozen

from claimcheck.ledger import Ledger
from claimcheck.model import Appearance, Claim, Event, Party, Proposition, Record, Source, Tie
from claimcheck.quantity import Quantity
from claimcheck.reading.figures import parse_quantity
from claimcheck.times import TimeSpan, time_span

__all__ = ["CLAIMS_A_TOPIC", "Told", "background", "busy", "claims", "raids", "record", "relayed", "tell"]

CLAIMS_A_TOPIC: Final = 10
_TOPICS_AN_EVENT: Final = 4
_EVENTS_A_DAY: Final = 4
_GROUPS: Final = 5
_SOURCES: Final = 50
_CONTESTED: Final = 0.1
_WHAT: Final = (("civilians", "killed"), ("civilians", "wounded"), ("drones", "shot down"), ("homes", "damaged"))
_FIRST_DAY: Final = date(2024, 1, 1)


@frozen(kw_only=True)
class Told:
    """A claim as an analyst has it before it is told to a ledger: words and figures as text."""

    key: str
    text: str
    by: str
    event: str
    subject: str
    measure: str
    value: str
    asserted: str | None
    source: str


def background(events: int, *, crowded: bool = False) -> Iterator[Record]:
    """Yield the parties, the sources and *events* events, four a day or, if *crowded*, all on one day."""
    for number in range(_GROUPS):
        yield Party(key=f"state{number}", name=f"State {number}", kind="state")
        yield Party(key=f"army{number}", name=f"Army {number}", kind="force", acts_for=[Tie(party=f"state{number}")])
    for number in range(_SOURCES):
        yield Source(key=f"outlet{number}", name=f"Outlet {number}", published=_span("2025-01-01"))
    for number in range(events):
        day = 0 if crowded else number // _EVENTS_A_DAY
        began, ended = (_FIRST_DAY + timedelta(days=day + more) for more in (0, 1))
        over = f"{began.isoformat()}T20:00+00:00/{ended.isoformat()}T08:00+00:00"
        yield Event(key=f"raid{number}", label=f"raid {number}", over=_span(over), place=f"town {number}")


def raids(count: int) -> Iterator[Told]:
    """Yield *count* claims, ten a topic, four topics an event: exact, bounds, ranges, about, and k of n."""
    chance = Random(20250602)
    for topic in range((count + CLAIMS_A_TOPIC - 1) // CLAIMS_A_TOPIC):
        event, kind = divmod(topic, _TOPICS_AN_EVENT)
        subject, measure = _WHAT[kind]
        truth = chance.randint(10, 400)
        liar = chance.randrange(_GROUPS) if chance.random() < _CONTESTED else None
        day = (_FIRST_DAY + timedelta(days=event // _EVENTS_A_DAY + 1)).isoformat()
        for number in range(min(CLAIMS_A_TOPIC, count - topic * CLAIMS_A_TOPIC)):
            group = chance.randrange(_GROUPS)
            value = _figure(2 * truth + 20 if group == liar else truth, chance, shares=measure == "shot down")
            yield Told(
                key=f"claim{topic}-{number}",
                text=f"{value} {subject} {measure} in raid {event}, report {number}",
                by=f"{'state' if chance.random() < 0.4 else 'army'}{group}",
                event=f"raid{event}",
                subject=subject,
                measure=measure,
                value=value,
                asserted=day if chance.random() < 0.5 else None,
                source=f"outlet{chance.randrange(_SOURCES)}",
            )


def _figure(number: int, chance: Random, *, shares: bool) -> str:
    kind = chance.random()
    if shares and kind < 0.4:
        return f"{number} of 1000"
    if kind < 0.6:
        return f"{number}"
    if kind < 0.75:
        return f"at least {max(1, number - chance.randint(0, 5))}"
    if kind < 0.87:
        return f"{number - chance.randint(1, 5)} to {number + chance.randint(1, 5)}"
    return f"about {number}"


def busy(count: int) -> Iterator[Told]:
    """Yield *count* claims of one topic, each a range, spread so that there are many positions."""
    chance = Random(20250603)
    for number in range(count):
        low = 10_000 + chance.randint(0, 10 * count)  # below, "1900 to 2100" would be years
        value = f"{low} to {low + chance.randint(1, 1000)}"
        yield Told(
            key=f"claim{number}",
            text=f"{value} people there, report {number}",
            by=f"army{chance.randrange(_GROUPS)}",
            event="raid0",
            subject="people",
            measure="attendance",
            value=value,
            asserted=None,
            source=f"outlet{chance.randrange(_SOURCES)}",
        )


def relayed(count: int) -> Iterator[Told]:
    """Yield *count* claims of one topic that repeat the same three figures, as relays do."""
    chance = Random(20250604)
    for one in busy(count):
        value = chance.choice(("41", "52", "more than 60"))
        yield evolve(one, value=value, text=f"{value} people there, {one.key}")


def tell(ledger: Ledger, one: Told) -> Claim:
    """Tell *ledger* a claim the way an analyst does, every field given."""
    return ledger.claim(
        one.text,
        by=one.by,
        event=one.event,
        subject=one.subject,
        measure=one.measure,
        value=one.value,
        asserted=one.asserted,
        source=one.source,
        key=one.key,
    )


def record(one: Told) -> Claim:
    """The record of a claim, as a reader of a format makes it."""
    proposition: dict[str, Any] = {"event": one.event, "subject": one.subject, "measure": one.measure}
    return Claim(
        key=one.key,
        text=one.text,
        claimants=one.by,
        asserted=None if one.asserted is None else _span(one.asserted),
        appearances=[Appearance(source=one.source)],
        proposition=Proposition(value=_quantity(one.value), **proposition),
    )


def claims(told: Iterator[Told]) -> list[Claim]:
    """The records of many claims."""
    return [record(one) for one in told]


@cache
def _span(text: str) -> TimeSpan:
    return time_span(text)


@cache
def _quantity(text: str) -> Quantity:
    quantity = parse_quantity(text)
    if quantity is None:
        raise ValueError(f"the made figure {text!r} is not read")
    return quantity
