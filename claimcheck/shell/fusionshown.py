"""What a person sees in a terminal of what fusion finds: names for keys, and no number where nothing was tested."""

import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

import click

from claimcheck.fusion.beside import TESTED, Backed, LineBeside, Voice
from claimcheck.fusion.copying import Group
from claimcheck.fusion.fused import Fused, Fusion, Reliability, Weighed, shown_share
from claimcheck.fusion.ofledger import members_of
from claimcheck.ledger import Ledger
from claimcheck.markup import visible
from claimcheck.reporting.wording import Wording
from claimcheck.shell.terminal import MOST, console, shown

__all__ = ["print_fusion", "print_why"]

_NUMBERS: Final = frozenset({"probability", "share", "reliability", "tested claims", "claims"})
_UNTESTED: Final = "more than a bound"
"""How the reasons end for which a topic is undecided because nobody else speaks of it."""


def print_fusion(fusion: Fusion, ledger: Ledger | None = None, *, everything: bool = False) -> None:
    """Print what is decided, what is not and why, the parties, and who counts as one.

    Args:
        fusion: What was found.
        ledger: In which ledger, whose names stand for keys; None for a table, which has names.
        everything: Whether to print every topic and party.

    Examples:
        >>> ledger = Ledger()
        >>> for name, killed in (("Police", "5"), ("Medics", "5"), ("Mayor", "8")):
        ...     claim = ledger.claim(f"{killed} killed", by=ledger.party(name), event="fire")
        >>> print_fusion(ledger.fuse(), ledger)  # doctest: +ELLIPSIS
        topic         most credible  probability  else    claims...
    """
    most = sys.maxsize if everything else MOST
    topics = list(fusion.topics)  # each is made when it is asked for
    decided = [one for one in topics if not one.abstained]
    undecided = [one for one in topics if one.abstained]
    is_probability = any(value.probability is not None for one in topics for value in one.values)
    weight = "probability" if is_probability else "share"
    if decided:
        rows = [_decided(one) for one in decided]
        _print_rows(("topic", "most credible", weight, "else", "claims"), rows, most, "decided")
    if undecided:
        _print_rows(("topic", "undecided: why", "values"), [_undecided(one) for one in undecided], most, "undecided")
    named = _names(ledger)
    parties = [_rated(one, named) for one in sorted(fusion.reliabilities, key=lambda one: (-one.claims, one.party))]
    _print_rows(("party", "reliability", "95 %", "tested claims", "counts with"), parties, most, "parties")
    for note in _notes(fusion, ledger, most):
        console().print(shown(note), markup=False, highlight=False, soft_wrap=True)


def print_why(fusion: Fusion, topic: str, ledger: Ledger | None = None) -> None:
    """Print what speaks for each value of one topic.

    Raises:
        UnknownKey: No topic has this name.

    Examples:
        >>> ledger = Ledger()
        >>> for name, killed in (("Police", "5"), ("Medics", "5"), ("Mayor", "8")):
        ...     claim = ledger.claim(f"{killed} killed", by=ledger.party(name), event="fire")
        >>> print_why(ledger.fuse(), "killed, fire", ledger)  # doctest: +ELLIPSIS
        killed, fire: 5 (probability 0.96)
          0.96 5: Medics (reliability unknown, 1 tested claim; ...
    """
    lines = _why_of_table(fusion, topic) if ledger is None else _why(fusion, topic, ledger)
    first, *rest = lines
    click.echo("\n".join([shown(first), *(f"  {shown(line)}" for line in rest)]))


def _why_of_table(fusion: Fusion, topic: str) -> Iterator[str]:
    told = fusion.why(topic)
    yield from told.splitlines()
    untested = [one.party for one in fusion.reliabilities if one.claims < TESTED and f"{one.party} (" in told]
    if untested:
        more = f" and {len(untested) - MOST:,} more" if len(untested) > MOST else ""
        yield f"unknown on fewer than {TESTED} tested claims: how reliable {', '.join(untested[:MOST])}{more} is"


def _why(fusion: Fusion, topic: str, ledger: Ledger) -> Iterator[str]:
    """What speaks for each value, by the names of who says it."""
    fused, words = fusion[topic], Wording(ledger)
    held, line = next(
        (held, line) for held in ledger.beside(fusion).topics for line in held.lines if line.fused.topic == fused.topic
    )
    yield str(fused)
    for backed in line.values:
        yield f"{_weight(backed, line)}{backed.value.value}: {_voices(backed.voices, words) or 'nobody says just this'}"
    if line.leaving:
        yield f"leaving several possible: {_voices(line.leaving, words)}"
    yield line.finding + (" The topic stays contested." if held.contested else "")


def _weight(backed: Backed, line: LineBeside) -> str:
    return f"{shown_share(backed.value.share)} " if line.is_tested else ""


def _voices(voices: Sequence[Voice], words: Wording) -> str:
    told = ((str(voice).removesuffix(")"), ", ".join(map(words.short, voice.claims[:MOST]))) for voice in voices)
    return ", ".join(f"{voice}; {claims})" for voice, claims in told)


def _names(ledger: Ledger | None) -> Callable[[str], str]:
    """What turns a party as fusion has it into what a reader sees."""
    if ledger is None:
        return str
    view = ledger.view
    return lambda party: " and ".join(map(view.party_name, members_of(party, view)))


def _rated(one: Reliability, named: Callable[[str], str]) -> tuple[str, ...]:
    known = one.claims >= TESTED
    domain = "" if one.domain is None else f" in {one.domain}"
    return (
        f"{named(one.party)}{domain}",
        f"{one.reliability:.2f}" if known else "unknown",
        f"{one.low:.2f}-{one.high:.2f}" if known else "",
        f"{one.claims:,}",
        "" if one.group is None else named(one.group),
    )


def _notes(fusion: Fusion, ledger: Ledger | None, most: int) -> Iterator[str]:
    words, named = None if ledger is None else Wording(ledger), _names(ledger)
    if any(one.claims < TESTED for one in fusion.reliabilities):
        yield f"unknown: on fewer than {TESTED} tested claims a reliability says nothing."
    for group in fusion.groups:
        names = ", ".join(map(named, group.parties))
        yield f"as one: {names}: {'; '.join(_reasons(group, words, named))}"
    for pair in fusion.suspects:
        yield f"may be copies, and counted apart: {_reasons(pair, words, named)[0]}"
    for one in fusion.left_out[:most]:
        where = visible(one.where) if words is None else words.short(one.where)
        yield f"left out: {where}: {one.message}"
    if len(fusion.left_out) > most:
        yield f"and {len(fusion.left_out) - most:,} more are left out; --all names them"
    yield f"{fusion}. What is contested stays contested: this says which side experience is on."


def _reasons(group: Group, words: Wording | None, named: Callable[[str], str]) -> list[str]:
    return [words.plain(_in_names(why, group.parties, named)) if words else why for why in group.why]


def _in_names(reason: str, parties: Collection[str], named: Callable[[str], str]) -> str:
    """A reason with the names of parties instead of their keys, the longest keys first."""
    keys = "|".join(re.escape(party) for party in sorted(parties, key=len, reverse=True))
    return re.sub(rf"(?<![\w/-])(?:{keys})(?![\w/-])", lambda found: named(found.group()), reason)


def _print_rows(names: tuple[str, ...], rows: Sequence[tuple[str, ...]], most: int, what: str) -> None:
    from rich.table import Table  # noqa: PLC0415 - loads slowly
    from rich.text import Text  # noqa: PLC0415 - with it

    table = Table(box=None, pad_edge=False)
    for name in names:
        is_number = name in _NUMBERS
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows[:most]:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console().print(table)
    if len(rows) > most:
        click.echo(f"and {len(rows) - most:,} more {what}; --all prints them")
    click.echo()


def _decided(fused: Fused) -> tuple[str, ...]:
    """What is told of a decided topic; an estimate is no value that has a weight."""
    weights, others = ", ".join(shown_share(one.share) for one in fused.true), fused.values[len(fused.true) :]
    if fused.estimate is not None:
        weights, others = "", fused.values
    values = ", ".join(one.value for one in fused.true)
    return fused.topic, values, weights, _others(others), ", ".join(f"{one.claims:,}" for one in fused.true)


def _undecided(fused: Fused) -> tuple[str, ...]:
    """What is told of an undecided topic; where nobody else speaks of it, its values weigh nothing."""
    reason = fused.abstained or ""
    return fused.topic, reason, _others(fused.values, weighed=not reason.endswith(_UNTESTED))


def _others(values: Sequence[Weighed], *, weighed: bool = True) -> str:
    """The first values, with what each weighs."""
    told = [f"{value.value} {shown_share(value.share)}" if weighed else value.value for value in values[:3]]
    return ", ".join([*told, f"and {len(values) - 3:,} more"] if len(values) > 3 else told)
