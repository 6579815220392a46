"""Which of the records that another tool's file tells can stand in a ledger? The rest is refused, each with its reason.

A file may tell a record whose references lead nowhere, twice under one key, or with a grade that its scheme does not
know. What can stand does, and what hangs on the refused is refused with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, told_place
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Record, Source
from claimcheck.paths import leaves_folder
from claimcheck.references import ill_graded, references

__all__ = ["land"]


def land(told: Iterable[tuple[Place | int | None, Record]], intake: Intake) -> Ledger:
    """Return a ledger of the records *told*, each with the place where it stands.

    A later record of one kind and key amends an earlier one, and where they differ it is told.

    Examples:
        >>> from pathlib import Path
        >>> from claimcheck.model import Event
        >>> intake = Intake(Path("a.json"), keep_going=True)
        >>> ledger = land([(1, Event(key="e")), (2, Event(key="f", part_of="g"))], intake)
        >>> [one.key for one in ledger.events], str(intake.done().refusals[0])
        (['e'], "a.json:2: f: it refers to the event 'g', which is not told")
    """
    held = list(told)
    ledger = Ledger()
    standing = Counter(name for _, record in held for name in _names(record))
    referring: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (_, record) in enumerate(held):
        for name in references(record):
            referring[name].append(number)
    refused: dict[int, str] = {}
    waiting: list[tuple[int, str]] = []
    for number, (_, record) in enumerate(held):
        reason = _reason(record, ledger)
        if reason is not None:
            waiting.append((number, reason))
    waiting += [(one, _lost(*name)) for name, those in referring.items() if not standing[name] for one in those]
    while waiting:  # what hangs on the refused is refused, each once
        number, reason = waiting.pop()
        if number in refused:
            continue
        refused[number] = reason
        for name in _names(held[number][1]):
            standing[name] -= 1
            if not standing[name]:
                waiting += [(one, _lost(*name)) for one in referring.get(name, ())]
    for number, reason in sorted(refused.items()):
        place, record = held[number]
        intake.refuse(place, f"{record.key:.80}: {reason}")
    first: dict[tuple[str, str], int] = {}
    for number, (place, record) in enumerate(held):
        slot = kind_name(record), record.key
        before = first.get(slot)
        if number in refused:
            continue
        if before is not None and held[before][1] != record:
            where = _told(held[before][0])
            intake.mend(place, f"the {slot[0]} {slot[1]!r:.80} is told otherwise {where}; it stands as told here")
        first[slot] = number
    ledger.add(*(record for number, (_, record) in enumerate(held) if number not in refused))
    return ledger


def _told(place: Place | int | None) -> str:
    return "above" if not place else f"in line {place}" if isinstance(place, int) else f"at {told_place(place)}"


def _names(record: Record) -> tuple[tuple[str, str], ...]:
    """By what others refer to a record: as one of its kind, and as any record."""
    return (type(record).__name__.lower(), record.key), ("record", record.key)


def _lost(kind: str, key: str) -> str:
    return f"it refers to the {kind} {key!r:.80}, which is not told"


def _reason(record: Record, ledger: Ledger) -> str | None:
    """Why a record cannot stand in a ledger, whatever else does; or None."""
    if isinstance(record, Source) and record.file is not None and leaves_folder(record.file):
        return f"the file {record.file!r:.80} leads out of the folder"
    graded = ill_graded([record], ledger.view)
    return graded[0].message if graded else None
