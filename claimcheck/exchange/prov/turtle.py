"""How do triples stand in Turtle and TriG, so that the same triples always give the same bytes?

Source: RDF 1.1 Turtle and RDF 1.1 TriG (W3C Recommendations, 25 February 2014). No blank node is written: everything
has a name. What could end a text or a name is escaped (Turtle 6.4) or, in an IRI, was never let in.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final, TypeAlias

from claimcheck.exchange.prov.account import Name, Value
from claimcheck.exchange.prov.iris import ID, KNOWN, RDF, normal_iri, prefixes_for, split_iri

__all__ = ["Triple", "trig_text", "triple_order", "turtle_text"]

Triple: TypeAlias = tuple[str, str, Value]

_TYPE: Final = f"{RDF}type"
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|%[0-9A-F]{2})*")
_ESCAPED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\"\\\u2028\u2029\ud800-\udfff]")
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def turtle_text(triples: Iterable[Triple]) -> str:
    r"""Return triples as Turtle, in the order of their subjects.

    Examples:
        >>> from claimcheck.exchange.prov.account import Literal
        >>> print(turtle_text([("http://example.org/a", "http://www.w3.org/ns/prov#label", Literal('say "a"'))]))
        @prefix ns1: <http://example.org/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        <BLANKLINE>
        ns1:a
            prov:label "say \"a\"" .
        <BLANKLINE>
    """
    held = frozenset(triples)
    names = _Names(held)
    return f"{names.heading}\n{_blocks(held, names, '')}"


def trig_text(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> str:
    """Return named graphs as TriG, in the order given."""
    held = [(iri, frozenset(triples)) for iri, triples in graphs]
    names = _Names(triple for _, triples in held for triple in triples)
    told = (f"{names.short(iri)} {{\n{_blocks(triples, names, '    ')}}}\n" for iri, triples in held)
    return "\n".join([names.heading, *told])


class _Names:
    """The short names of the IRIs in some triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        iris: set[str] = set()
        for subject, predicate, value in triples:
            iris |= {subject, predicate, value.iri if isinstance(value, Name) else value.datatype}
        short = {iri for iri in iris if iri and _LOCAL.fullmatch(split_iri(iri)[1]) and _is_shared(split_iri(iri)[0])}
        self._prefixes = prefixes_for(short)
        declared = {prefix: space for space, prefix in self._prefixes.items() if prefix != "rdf"}
        self.heading = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(declared.items()))

    def short(self, iri: str) -> str:
        """The name of an IRI: short where it can be, and never one that ends too soon."""
        space, local = split_iri(iri)
        prefix = self._prefixes.get(space)
        if prefix is None or not _LOCAL.fullmatch(local) or space == RDF:
            return f"<{iri if iri.startswith(tuple(KNOWN.values())) else normal_iri(iri)}>"
        return f"{prefix}:{local}"

    def value(self, value: Value) -> str:
        """A value as it stands in Turtle."""
        if isinstance(value, Name):
            return self.short(value.iri)
        text = f'"{_ESCAPED.sub(_escape, value.text)}"'
        if value.lang:
            return f"{text}@{value.lang}"
        return f"{text}^^{self.short(value.datatype)}" if value.datatype else text


def _is_shared(space: str) -> bool:
    """Whether a prefix says something: below our own address there is a namespace for each kind, and one a thing."""
    return not space.startswith(ID) or space in _SPACES


_SPACES: Final = frozenset(KNOWN.values())


def _escape(found: "re.Match[str]") -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff" or character == "\x00":
        return "\\uFFFD"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def _blocks(triples: Iterable[Triple], names: _Names, indent: str) -> str:
    blocks = []
    for subject, held in groupby(sorted(triples, key=triple_order), lambda triple: triple[0]):
        lines = []
        for predicate, some in groupby(held, lambda triple: triple[1]):
            name = "a" if predicate == _TYPE else names.short(predicate)
            lines.append(f"{indent}    {name} {', '.join(names.value(value) for _, _, value in some)}")
        blocks.append(f"{indent}{names.short(subject)}\n" + " ;\n".join(lines) + " .\n")
    return "\n".join(blocks)


def triple_order(triple: Triple) -> tuple[object, ...]:
    """By what triples are put in an order that depends on what they say alone."""
    subject, predicate, value = triple
    told = ("", value.iri, "", "") if isinstance(value, Name) else ("~", value.text, value.datatype, value.lang)
    return subject, predicate != _TYPE, predicate, told
