"""Which triples stand in a file of RDF? Turtle, TriG, N-Triples and RDF/XML are read; nothing is fetched for any.

A document type in RDF/XML is refused before anything is parsed, so that no entity is ever expanded. JSON-LD is not
read: its contexts would have to be fetched. Blank nodes are numbered by what is said of them, not by the parser.
"""

import logging
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.sax import SAXException

from claimcheck.errors import BadInput, MissingExtra, Problem
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.prov.account import Literal, Name, Value
from claimcheck.exchange.prov.blanks import Node, Said, ordered
from claimcheck.exchange.prov.iris import ID, RDF, XSD, normal_iri
from claimcheck.exchange.prov.turtle import Triple

__all__ = ["LARGEST_RDF", "read_triples"]

LARGEST_RDF: Final = 50_000_000
"""Bytes of a file of RDF that is read."""

_PARSERS: Final = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".rdf": "xml"}
_BASE: Final = f"{ID}name/"
_REFUSALS: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    SyntaxError,
    SAXException,
)
_DECLARATION: Final = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_LINE: Final = re.compile(r"line (\d+)|<unknown>:(\d+):")
_PLAIN: Final = frozenset({f"{XSD}string", f"{RDF}langString"})


def read_triples(intake: Intake) -> dict[str, list[Triple]]:
    """Return the triples of a file by the graph in which they stand; those of no graph stand under "".

    Raises:
        BadInput: It is not what the end of its name says (Turtle, TriG, N-Triples, RDF/XML), or has a document type.
        MissingExtra: rdflib is not installed.
    """
    parser = _PARSERS.get(intake.path.suffix.casefold(), "turtle")
    text = intake.decoded(LARGEST_RDF)
    if parser == "xml":
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadInput([Problem(intake.name, "a document type is not read: it may expand without end")])
        text = _DECLARATION.sub("", text, count=1)
    try:
        import rdflib  # noqa: PLC0415 - an extra
        from rdflib.exceptions import ParserError  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtra('reading RDF needs rdflib: install "claimcheck[rdf]"') from err
    graph = rdflib.Dataset()
    with _as_written(rdflib):
        try:
            graph.parse(data=text, format=parser, publicID=_BASE)
        except (*_REFUSALS, ParserError) as err:
            raise BadInput([_problem(intake.name, parser, err)]) from err
        quads = [(s, p, o, c) for s, p, o, c in graph.quads() if isinstance(p, rdflib.URIRef)]
    names, default = _Names(rdflib, quads, intake), graph.default_graph.identifier
    nowhere = {None, default, *_only_nameless(rdflib, quads)}
    found: dict[str, list[Triple]] = defaultdict(list)
    for subject, predicate, value, context in quads:
        where = "" if context in nowhere else names.iri(context)
        found[where].append((names.iri(subject), names.iri(predicate), names.value(value)))
    return dict(sorted(found.items()))


def _only_nameless(rdflib: Any, quads: list[Any]) -> set[Any]:
    """The graph without a name in which all of a file stands, where nothing is said of it: so rdflib writes TriG."""
    graphs = {context for *_, context in quads}
    is_only = len(graphs) == 1 and all(isinstance(one, rdflib.BNode) for one in graphs)
    return graphs if is_only and not any(graphs & {subject, value} for subject, _, value, _ in quads) else set()


@contextmanager
def _as_written(rdflib: Any) -> Iterator[None]:
    """Leave literals as they are written, and let nothing be printed about them, nor about rdflib's own insides."""
    before, logger = rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib")
    level = logger.level
    rdflib.NORMALIZE_LITERALS = False
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        logger.setLevel(level)


def _problem(name: str, parser: str, err: BaseException) -> Problem:
    said = " ".join(str(err).split())
    line = _LINE.search(said)
    where = "" if line is None else f":{line[1] or line[2]}"
    what = {"xml": "RDF/XML", "nt": "N-Triples", "turtle": "Turtle", "trig": "TriG"}[parser]
    why = "it lies too deep" if isinstance(err, RecursionError) else said[:120]
    return Problem(f"{name}{where}", f"this is no {what}: {why}")


def _shown(rdflib: Any, term: Any) -> str:
    return "_:" if isinstance(term, rdflib.BNode) else repr((str(term), *map(str, _typed(term))))


def _typed(term: Any) -> tuple[Any, Any]:
    return getattr(term, "datatype", None), getattr(term, "language", None)


class _Names:
    """The terms of rdflib in our words; blank nodes numbered by what is said of them and they are said of."""

    def __init__(self, rdflib: Any, quads: Iterable[tuple[Any, Any, Any, Any]], intake: Intake) -> None:
        self._rdflib = rdflib
        self._intake = intake
        self._known: dict[Any, str] = {}
        blank = rdflib.BNode
        said: dict[Node, list[Said]] = defaultdict(list)
        for subject, predicate, value, context in quads:
            parts = {"subject": subject, "value": value, "graph": context}
            named = " ".join(_shown(rdflib, part) for part in (subject, predicate, value, context))
            for role, node in parts.items():
                if isinstance(node, blank):
                    others = [(other, one) for other, one in parts.items() if other != role and isinstance(one, blank)]
                    said[node] += [(f"{role} {named} {other}", one) for other, one in others or [("", None)]]
        self._numbers: dict[Any, str] = {node: f"_:b{number}" for number, node in enumerate(ordered(said), 1)}

    def iri(self, term: Any) -> str:
        if isinstance(term, self._rdflib.BNode):
            return self._numbers.get(term, "_:b0")
        if term not in self._known:
            text = str(term)
            normal = self._known[term] = normal_iri(self._intake.clean(text, None))
            if normal != text and not text.startswith(ID):
                self._intake.mend(None, f"{text!r:.80} is no IRI; {normal[:120]} stands for it")
        return self._known[term]

    def value(self, term: Any) -> Value:
        if not isinstance(term, self._rdflib.Literal):
            return Name(self.iri(term))
        datatype = "" if term.datatype is None else str(term.datatype)
        text = self._intake.clean(str(term), None)
        if term.language:
            return Literal(text, "", str(term.language).lower())
        return Literal(text, "" if datatype in _PLAIN else self.iri(term.datatype) if datatype else "")
