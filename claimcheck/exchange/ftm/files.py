"""Statements of FollowTheMoney, in and out, as JSON lines and as CSV.

What comes in from a dataset goes out as the same statements again, as long as nobody amended what they claim; what the
ledger holds beside is written as entities. Source: followthemoney, https://followthemoney.tech/docs/statements/.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from claimcheck.errors import InvalidRecord
from claimcheck.exchange.conformance import Cell, everything, leave_out
from claimcheck.exchange.ftm.claims import ORIGIN, records_of, statements_of
from claimcheck.exchange.ftm.entities import dataset_name, entities_of, record_in
from claimcheck.exchange.ftm.lines import (
    COLUMNS,
    Statement,
    csv_bytes,
    json_line,
    statements_in_lines,
    statements_in_table,
)
from claimcheck.exchange.ftm.model import BASE
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.landing import land
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import Claim, Record
from claimcheck.references import references

__all__ = ["SAYS", "read_ftm", "read_ftm_csv", "write_ftm", "write_ftm_csv"]

SAYS: Final = {**everything(), "claim.private": Cell.LEFT}


def read_ftm(intake: Intake) -> Ledger:
    """Return the ledger of a file of JSON lines: statements and entities, mixed as they come."""
    return _ledger(statements_in_lines(intake), intake)


def read_ftm_csv(intake: Intake) -> Ledger:
    """Return the ledger of a table of statements."""
    return _ledger(statements_in_table(intake), intake)


def _ledger(told: Iterable[tuple[int, Statement]], intake: Intake) -> Ledger:
    own: list[tuple[int, Record]] = []
    rest: list[tuple[int, Statement]] = []
    datasets = set()
    for number, one in told:
        try:
            record = record_in(one)
        except InvalidRecord as err:
            intake.mend(number, f"it is said to hold a record of claimcheck, and does not: {err}"[:_LONGEST_MESSAGE])
            record = None
        if record is None:
            rest.append((number, one))
        else:
            own.append((number, record))
            datasets.add(one["dataset"])
    ids = {one["entity_id"] for one in _made(own, datasets, {})}
    ours = [(number, one) for number, one in rest if one["origin"] == ORIGIN and one["entity_id"] in ids]
    kept = {id(one) for _, one in ours}
    found, _ = records_of(one for _, one in rest if id(one) not in kept)
    carried = {_slot(record): (number, record) for number, record in own}
    for record in found:
        number, instead = carried.get(_slot(record), (0, record))
        if instead != record:
            kind = kind_name(record)
            intake.mend(number, f"the {kind} {record.key!r:.80} stands as carried here, not as the statements tell it")
    _tell_datasets(datasets, rest, intake)
    ledger = land([*((None, record) for record in found if _slot(record) not in carried), *own], intake)
    _tell_changes(ours, {json_line(one) for one in _made(own, datasets, ledger.view.superseded)}, intake)
    return ledger


_LONGEST_MESSAGE: Final = 300


def _slot(record: Record) -> tuple[str, str]:
    return kind_name(record), record.key


def _tell_datasets(carrying: set[str], rest: Iterable[tuple[int, Statement]], intake: Intake) -> None:
    """Tell of datasets that carry records of claimcheck and are not the one dataset of such a file."""
    speaking = {one["dataset"]: number for number, one in reversed([*rest]) if one["origin"] != ORIGIN}
    for dataset in sorted(carrying):
        if dataset in speaking:
            said = "states things of its own and carries records of claimcheck, which may name others as claimants"
            intake.mend(speaking[dataset], f"the dataset {dataset!r:.60} {said}")
    if len(carrying) > 1:
        named = ", ".join(sorted(carrying))
        intake.mend(None, f"{len(carrying)} datasets carry records of claimcheck: {named:.120}", counts=False)


def _made(own: list[tuple[int, Record]], datasets: set[str], gone: Mapping[str, str]) -> Iterator[Statement]:
    """The statements that these records make when they are written."""
    for dataset in sorted(datasets):
        yield from entities_of((record for _, record in own), dataset, gone, lambda *_: None)


def _tell_changes(ours: list[tuple[int, Statement]], made: set[bytes], intake: Intake) -> None:
    changed = [number for number, one in ours if json_line(one) not in made]
    if changed:
        intake.mend(
            changed[0],
            f"{len(changed):,} statements of records of claimcheck were changed since they were written, first here;"
            " the records stand as they were written",
        )


def write_ftm(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the statements of *ledger* as JSON lines, those of one entity together."""
    for one in _all_statements(ledger, outlet):
        outlet.wrote()
        yield json_line(one)


def write_ftm_csv(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the statements of *ledger* as a table, those of one entity together."""
    extra: dict[str, int] = {}

    def counted() -> Iterator[Statement]:
        for one in _all_statements(ledger, outlet):
            outlet.wrote()
            if len(one) > len(COLUMNS) - 1:
                for name in one.keys() - set(COLUMNS):
                    extra[name] = extra.get(name, 0) + 1
            yield one

    yield from csv_bytes(counted())
    for name, count in sorted(extra.items()):
        outlet.leave(name, f"the table has no such column, and {count:,} statements have a value for it")


def _all_statements(ledger: Ledger, outlet: Outlet) -> list[Statement]:
    """The statements that came in and the entities of all else, in the order in which FollowTheMoney groups them."""
    if ledger.case is not None:
        outlet.leave(ledger.case, f"the name of the case: its dataset is called {dataset_name(ledger.case)}")
    gone = ledger.view.superseded
    told = list(statements_of(ledger.sources))
    derived, claimed = records_of(told)
    made = {_slot(record): record for record in derived}
    found = [one for one in told if one["prop"] == BASE]
    verbatim = set()
    for key, one in claimed.items():
        claim = ledger.view.claims.get(key)
        if claim is not None and key not in gone and _is_same(claim, made["claim", key]):
            verbatim.add(("claim", key))
            found.append(one)
        elif claim is not None:
            reason = gone.get(key, "amended here")
            outlet.warn(key, f"it stands as a note and no longer as a statement: {reason}")
    if len(found) < len(told):  # what is left makes other records
        made = {_slot(record): record for record in records_of(found)[0]}
    own = {slot: one for one in ledger.records() if (slot := _slot(one)) not in verbatim and made.get(slot) != one}
    for record in list(own.values()):
        for kind, key in references(record):
            if kind == "party" and (kind, key) not in own:
                own[kind, key] = ledger.view.parties[
                    key
                ]  # a dataset that claims what no statement says is an entity, too
    for record in own.values():
        leave_out(record, SAYS, outlet)
    found += entities_of(
        [own[slot] for slot in sorted(own, key=_by_key)], dataset_name(ledger.case), gone, outlet.leave
    )
    return sorted(found, key=lambda one: (one["canonical_id"], one["prop"] != BASE, json_line(one)))


def _by_key(slot: tuple[str, str]) -> tuple[str, str]:
    return slot[1], slot[0]


def _is_same(claim: Claim, made: Record) -> bool:
    """Whether a claim is what its statement says; the text may name an entity as another file named it."""
    return claim == made or (isinstance(made, Claim) and evolve(claim, text=made.text, private=()) == made)
