"""Which records does a PROV document hold: those it carries, and those that others' statements amount to?

A record that is carried as ``cc:record`` is held against the terms of PROV beside it. Where somebody edited those, they
are right: the record is mended and it is told. Entities and agents without a record become sources and parties. What
PROV says and no record can (activities, usage, bundles, attributes of others) is kept, as PROV-JSON, in the ``raw`` of
one source that stands for the document, and is said again where the ledger is written as PROV.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import unquote

from claimcheck.canonical import digest, from_plain, to_plain
from claimcheck.errors import BadInput, InvalidRecord
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import Place, json_text, parse_json
from claimcheck.exchange.prov.account import ELEMENTS, Account, Literal, Name, Statement
from claimcheck.exchange.prov.iris import CC, ID, PROV, key_of, split_iri
from claimcheck.exchange.prov.provjson import account_to_json
from claimcheck.exchange.prov.saying import RECORD, record_iri, say
from claimcheck.exchange.prov.viewing import About, cleaned, of_another_kind, put_in
from claimcheck.grading.registry import objections
from claimcheck.ledger import Ledger
from claimcheck.log import kind_name
from claimcheck.model import (
    Assessment,
    Event,
    Party,
    Record,
    Source,
)
from claimcheck.paths import leaves_folder
from claimcheck.references import references

__all__ = ["take"]

_LABEL: Final = f"{PROV}label"
_TYPE: Final = f"{PROV}type"
_BARE: Final[dict[str, Callable[[str], Record]]] = {
    "party": lambda key: Party(key=key, name=_name_in(key), declared=False),
    "source": lambda key: Source(key=key),
    "event": lambda key: Event(key=key),
}


def take(account: Account, intake: Intake, through: Callable[[Account], Account] | None = None) -> Ledger:
    """Return the ledger that a PROV document amounts to, and tell *intake* what was mended and refused.

    Args:
        account: What the document says.
        intake: The file.
        through: What becomes of an account in the format of the file, so that what the records would say in it is held
            against what it says.
    """
    return _Taking(account, intake, through or (lambda same: same)).ledger()


class _Taking:
    def __init__(self, account: Account, intake: Intake, through: Callable[[Account], Account]) -> None:
        self._account = account
        self._through = through
        self._intake = intake
        self._case: str | None = None
        self._records: dict[tuple[str, str], Record] = {}
        self._places: dict[tuple[str, str], Place | None] = {}

    def ledger(self) -> Ledger:
        self._carried()
        self._complete()
        base = self._made()
        expected = self._through(say(base))
        actual = self._merged()
        self._found_anew(actual, frozenset((one.kind, one.id) for one in expected.statements))
        self._overlay(About(expected.statements), About(actual))
        self._complete()
        made = self._made()
        said = expected if made == base else self._through(say(made))
        self._tell_missing(set(expected.statements) & set(said.statements), actual)
        rest = _left(self._account, actual, said)
        if rest:
            self._keep(rest)
            made = self._made()
        self._intake.took(len(self._account.statements) + sum(len(held) for _, held in self._account.bundles))
        return made

    def _made(self) -> Ledger:
        ledger = Ledger(case=self._case)
        ledger.add(*self._records.values())
        return ledger

    def _merged(self) -> list[Statement]:
        """The statements, those of one element made one."""
        held: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        relations: dict[Statement, None] = {}
        for one in self._account.statements:
            if one.kind in ELEMENTS:
                held[one.kind, one.id].append(one)
            else:
                relations[one] = None
        return [*(several[0] if len(several) == 1 else self._joined(several) for several in held.values()), *relations]

    def _joined(self, several: list[Statement]) -> Statement:
        """What is said of one element in several places as one statement; of two times the first is kept."""
        first = several[0]
        formal: dict[str, str] = {}
        for one in several:
            for role, time in one.formal:
                if formal.setdefault(role, time) != time:
                    self._intake.mend(one.place, f"its {role} is told twice and not the same; {time} is not kept")
        other = frozenset().union(*(one.other for one in several))
        return Statement(first.kind, first.id, tuple(formal.items()), other, first.place)

    # what is carried

    def _carried(self) -> None:
        for statement in self._account.statements:
            if (_TYPE, Name(f"{CC}Case")) in statement.other and statement.id is not None:
                self._case = next(iter(statement.texts(_LABEL)), self._case)
            for value in statement.values(RECORD):
                text = value.text if isinstance(value, Literal) else value.iri
                self._carry(text, statement)

    def _carry(self, text: str, statement: Statement) -> None:
        try:
            record = from_plain(parse_json(text, "cc:record"))
        except (InvalidRecord, BadInput) as err:
            self._intake.refuse(statement.place, f"cc:record: {str(err).removeprefix('cc:record:1: ')}")
            return

        slot = (kind_name(record), record.key)
        if record_iri(record) != statement.id:
            self._intake.refuse(statement.place, f"cc:record: the record {record.key!r:.80} stands under another name")
        elif isinstance(record, Source) and record.file is not None and leaves_folder(record.file):
            self._intake.refuse(statement.place, f"file: {record.file!r:.80} leads out of the folder of the case")
        elif isinstance(record, Assessment) and objections(record):
            self._intake.refuse(statement.place, f"assessments: {'; '.join(objections(record))}")
        elif self._records.get(slot, record) != record:
            self._intake.refuse(statement.place, f"cc:record: {record.key!r:.80} stands twice, and not the same")
        else:
            self._records[slot] = record
            self._places[slot] = statement.place

    def _complete(self) -> None:
        """Make what records refer to and nobody described; what refers to nothing at all is refused."""
        for slot, record in list(self._records.items()):
            for kind, key in references(record):
                if kind != "record" and (kind, key) not in self._records:
                    self._records[kind, key] = _BARE[kind](key)
                    self._intake.mend(
                        self._places.get(slot), f"the {kind} {key!r:.80} is named and not described; it is made bare"
                    )
        keys = Counter(key for _, key in self._records)
        waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        missing: list[str] = []
        for slot, record in self._records.items():
            for kind, key in references(record):
                if kind == "record":
                    waiting[key].append(slot)
                    if not keys[key]:
                        missing.append(key)
        while missing:
            key = missing.pop()
            for slot in waiting.pop(key, ()):
                if self._records.pop(slot, None) is not None:
                    self._intake.refuse(self._places.get(slot), f"{slot[1]!r:.80}: unknown record {key!r:.80}")
                    keys[slot[1]] -= 1
                    if not keys[slot[1]]:
                        missing.append(slot[1])

    # what stands in the terms of PROV

    def _found_anew(self, actual: Iterable[Statement], expected: frozenset[tuple[str, str | None]]) -> None:
        """Make parties and sources of the agents and entities that no record is carried for."""
        known = {record_iri(record): None for record in self._records.values()}
        for statement in actual:
            kind = {"agent": "party", "entity": "source"}.get(statement.kind)
            case = (_TYPE, Name(f"{CC}Case")) in statement.other
            if kind is not None and statement.id is not None and not case:
                ours = of_another_kind(kind, statement.id)
                if ours and statement.id not in known and (statement.kind, statement.id) not in expected:
                    name = statement.id.removeprefix(ID)
                    self._intake.mend(statement.place, f"{name:.80} has no cc:record, and is kept as PROV alone")
                self._find(kind, statement.id, known, declared=True)
            elif statement.kind in _MEANS:
                subject, object = _MEANS[statement.kind]
                self._find(subject, statement.subject, known, declared=False)
                self._find(object, statement.object, known, declared=False)

    def _find(self, kind: str, iri: str | None, known: dict[str, None], *, declared: bool) -> None:
        if iri is None or of_another_kind(kind, iri):
            return
        key = self._intake.clean(key_of(iri), None)
        slot = (kind, key)
        if slot in self._records:
            held = self._records[slot]
            if declared and iri not in known and isinstance(held, Party) and not held.declared:
                self._records[slot] = Party(key=key, name=held.name)
            return
        if iri in known and kind == "source":
            return  # one of ours that is no source
        if not key.strip():
            self._intake.refuse(None, f"{iri!r:.80} has no name")
            return
        made = Party(key=key, name=_name_in(key), declared=declared) if kind == "party" else Source(key=key)
        self._records[slot] = made

    def _overlay(self, expected: "About", actual: "About") -> None:
        """Let the terms of PROV be right where they differ from the records beside them."""
        nothing = About(())
        for slot, record in list(self._records.items()):
            iri = record_iri(record)
            is_carried = slot in self._places
            before, now = (expected if is_carried else nothing).view(slot[0], iri), actual.view(slot[0], iri)
            if before == now:
                continue
            plain = to_plain(record)
            changed = [
                name
                for name in sorted({*before, *now})
                if before.get(name) != now.get(name) and put_in(plain, name, before.get(name), now.get(name), slot[0])
            ]
            place = self._places.get(slot)
            several = now.get("publisher") if slot[0] == "source" else None
            if isinstance(several, frozenset) and len(several) > 1:
                named = ", ".join(repr(one) for one in sorted(several))
                said = f"it is attributed to {named:.200}; {plain.get('publisher')!r:.80} is its publisher"
                self._intake.mend(place, f"{record.key!r:.80}: {said}")
            if not changed:
                continue
            try:
                mended = from_plain(cleaned(plain, self._intake, place))
            except InvalidRecord as err:
                self._intake.mend(place, f"{record.key!r:.80}: what PROV says of it cannot be taken: {err}")
                continue
            if mended == record:
                continue
            self._records[slot] = mended
            if is_carried:
                told = ", ".join("asserted" if name == "moment" else name.rpartition(".")[2] for name in changed)
                self._intake.mend(
                    place,
                    f"{record.key!r:.80}: the terms of PROV and the record beside them differ in {told}; PROV is taken",
                )

    def _tell_missing(self, expected: set[Statement], actual: Iterable[Statement]) -> None:
        held = {(one.kind, one.id): one.other for one in actual if one.kind in ELEMENTS}
        relations = {one.bare for one in actual if one.kind not in ELEMENTS}
        for one in sorted(expected, key=lambda one: one.order):
            if one.kind not in ELEMENTS:
                if one.bare not in relations:
                    told = f"{one.kind} of {one.subject} goes with the records and is not there; the records are taken"
                    self._intake.mend(None, told)
            elif lacking := sorted(
                {name for name, _ in one.other - held.get((one.kind, one.id), frozenset())} - {RECORD}
            ):
                names = ", ".join(split_iri(name)[1] for name in lacking)
                self._intake.mend(one.place, f"{one.id}: {names} of the record differ here; the record is taken")

    def _keep(self, rest: Account) -> None:
        raw = json_text({"prov-json": account_to_json(rest)})
        key = f"prov/{digest(raw)}"
        counted = Counter(one.kind for one in rest.statements)
        counted["bundle"] += len(rest.bundles)
        told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(counted.items()) if count)
        note = f"what others said in PROV and no record can say: {told}"
        self._records["source", key] = Source(key=key, note=note, raw=raw)


_MEANS: Final = {
    "wasAttributedTo": ("source", "party"),
    "wasDerivedFrom": ("source", "source"),
    "actedOnBehalfOf": ("party", "party"),
}
"""Of which kinds of record the two ends of a relation are, where it is others who say it."""


def _name_in(key: str) -> str:
    """The last step of an IRI, for a name; any other key is a name as it is."""
    told = unquote(key.removeprefix(f"{ID}name/")) if key.startswith(f"{ID}name/") else key
    last = unquote(split_iri(told)[1].rstrip("/#:")) if "://" in told else told
    cleaned = "".join(one if one.isprintable() else " " for one in last).strip()
    return cleaned or key


def _left(account: Account, actual: Iterable[Statement], said: Account) -> Account:
    """What *actual* says and *said* does not."""
    elements = {(one.kind, one.id): one for one in said.statements if one.kind in ELEMENTS}
    exact = frozenset(said.statements)
    relations: dict[Statement, set[frozenset[Any]]] = defaultdict(set)
    for one in said.statements:
        if one.kind not in ELEMENTS:
            relations[_skeleton(one)].add(one.other)
    rest = []
    for one in actual:
        other = frozenset(pair for pair in one.other if pair[0] != RECORD)
        if one.kind in ELEMENTS:
            held = elements.get((one.kind, one.id))
            if held is not None:
                other -= held.other
                formal = tuple(pair for pair in one.formal if pair not in held.formal)
            else:
                formal = one.formal
            if held is None or other or formal:
                rest.append(Statement(one.kind, one.id, formal, other))
            continue
        nameless = one.id is None or one.id.startswith(f"{ID}relation/")
        if one in exact or (nameless and any(other <= held for held in relations.get(_skeleton(one), ()))):
            continue
        rest.append(Statement(one.kind, one.id, one.formal, other))
    bundles = dict(said.bundles)
    others = tuple(
        (iri, statements) for iri, statements in account.bundles if set(bundles.get(iri, ())) != set(statements)
    )
    return Account(tuple(rest), others)


def _skeleton(statement: Statement) -> Statement:
    return Statement(statement.kind, None, statement.formal)
