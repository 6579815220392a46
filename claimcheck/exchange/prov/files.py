"""How does a ledger stand in files of PROV: as PROV-JSON, and as PROV-O in RDF?"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from claimcheck.errors import BadInput, Problem
from claimcheck.exchange.conformance import everything
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.jsontext import json_text
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.prov.account import SECTIONS, Account, Name, Statement
from claimcheck.exchange.prov.iris import ID, PROV, encoded
from claimcheck.exchange.prov.provjson import Tell, account_to_json, json_to_account
from claimcheck.exchange.prov.provo import statements_to_triples, triples_to_statements
from claimcheck.exchange.prov.rdfin import LARGEST_RDF, read_triples
from claimcheck.exchange.prov.saying import say
from claimcheck.exchange.prov.taking import take
from claimcheck.exchange.prov.turtle import Triple, turtle_text
from claimcheck.ledger import Ledger

__all__ = ["PROV_SAYS", "knows_prov", "knows_prov_rdf", "read_prov", "read_prov_rdf", "write_prov", "write_prov_rdf"]

PROV_SAYS = everything()
"""Every field of every record in force is kept: each record is carried whole beside the terms of PROV."""


def knows_prov(intake: Intake) -> bool:
    """Return whether a file of JSON is a document of PROV: it has sections of PROV, and no others.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "a.json")
        ...     _ = path.write_text('{"entity": {"ex:a": {}}}')
        ...     print(knows_prov(Intake(path)))
        True
    """
    data = intake.json
    if not isinstance(data, dict) or not data:
        return False
    return data.keys() <= SECTIONS and any(isinstance(held, dict) for held in data.values())


def read_prov(intake: Intake) -> Ledger:
    """Return the ledger in a file of PROV-JSON.

    Raises:
        BadInput: It is no JSON, or no object.
    """
    data = _cleaned(intake.json, intake)
    if not isinstance(data, dict):
        raise BadInput([Problem(intake.name, f"expected an object of PROV-JSON, got {json_text(data)[:40]}")])
    if data and data.keys().isdisjoint(SECTIONS):
        raise BadInput(
            [Problem(intake.name, f"it has no section of PROV, such as entity; it has {', '.join(data):.80}")]
        )
    return take(json_to_account(data, intake.mend, intake.refuse), intake)


def _cleaned(value: Any, intake: Intake) -> Any:
    """The value without text that no record may hold; what is no text is as it was."""
    if isinstance(value, str):
        return intake.clean(value, None)
    if isinstance(value, list):
        return [_cleaned(one, intake) for one in value]
    if isinstance(value, dict):
        return {intake.clean(name, None): _cleaned(one, intake) for name, one in value.items()}
    return value


def write_prov(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    """Give the bytes of PROV-JSON for *ledger*, a statement a line.

    Examples:
        >>> from claimcheck.model import Source
        >>> ledger = Ledger()
        >>> _ = ledger.add(Source(key="http://example.org/a"))
        >>> b'"entity":' in b"".join(write_prov(ledger, Outlet()))
        True
    """
    account = say(ledger)
    outlet.wrote(len(account.statements) + sum(len(held) for _, held in account.bundles))
    yield _lines(account_to_json(account)).encode("utf-8")


def _lines(document: dict[str, Any]) -> str:
    """The text of a document, in which each statement has a line of its own."""
    sections = []
    for name, held in document.items():
        lines = ",\n".join(f"    {json_text(key)}: {json_text(one)}" for key, one in held.items())
        sections.append(f"  {json_text(name)}: {{\n{lines}\n  }}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def knows_prov_rdf(intake: Intake) -> bool:
    """Return whether a file of RDF names the vocabulary of PROV."""
    return PROV.encode() in intake.bytes(LARGEST_RDF)


def read_prov_rdf(intake: Intake) -> Ledger:
    """Return the ledger in a file of RDF in the words of PROV-O; named graphs are bundles.

    Raises:
        BadInput: It cannot be parsed.
        MissingExtra: rdflib is not installed.
    """
    graphs = read_triples(intake)
    bundles = [(_name(iri), _statements(triples, intake.mend)) for iri, triples in graphs.items() if iri]
    account = Account(_statements(graphs.get("", []), intake.mend), tuple(bundles))
    return take(account, intake, _through_rdf)


def _through_rdf(account: Account) -> Account:
    """What is left of an account that goes through Turtle."""
    return Account(_statements(statements_to_triples(account.statements)[0], lambda place, message: None))


def _statements(triples: Iterable[Triple], tell: Tell) -> tuple[Statement, ...]:
    return tuple(map(_with_names, triples_to_statements(triples, tell)))


def _with_names(one: Statement) -> Statement:
    """The statement with a name for each thing that has none."""
    formal = tuple((role, _name(value)) for role, value in one.formal)
    other = frozenset((name, Name(_name(value.iri)) if isinstance(value, Name) else value) for name, value in one.other)
    return evolve(one, id=None if one.id is None else _name(one.id), formal=formal, other=other)


def _name(iri: str) -> str:
    return f"{ID}name/{encoded(iri)}" if iri.startswith("_:") else iri


def write_prov_rdf(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    """Give the bytes of Turtle for *ledger*, in the words of PROV-O.

    Bundles and what else of others' PROV has no form in Turtle stands in the records alone, and that is told.
    """
    account = say(ledger)
    triples, unsaid = statements_to_triples(account.statements)
    outlet.wrote(len(account.statements) - len(unsaid))
    kinds = Counter(one.kind for one in unsaid)
    kinds["bundle"] = len(account.bundles)
    for kind, count in sorted(kinds.items()):
        if count:
            outlet.warn(
                kind, f"{count:,} of others have no form in Turtle; they stand in the raw of their source alone"
            )
    yield turtle_text(triples).encode("utf-8")
