"""How does the graph of a ledger stand in a file that Gephi, Cytoscape and networkx open?

Four formats, which all hold the nodes, edges and fields of ``graphrows``:

- node-link: JSON as ``networkx.node_link_data`` gives it and D3 draws it.
- GraphML: http://graphml.graphdrawing.org, with the attributes extension. An edge has no id, which would have to be its
  own; its relation is its ``key``, which networkx takes for the key of the edge.
- GEXF 1.3: https://gexf.net; ``kind`` keeps apart the edges that join the same two nodes, which Gephi would merge.
- Cytoscape: the elements of Cytoscape.js as ``networkx.cytoscape_data`` gives them and Cytoscape opens them;
  ``name`` is what it shows, ``interaction`` the relation, and what a claim says is its ``claimed_value``, since
  networkx calls the node itself ``value``.

XML is written piece by piece, in the order of the keys. What XML 1.0 forbids is written as its code point.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from claimcheck.exchange.graphs.rows import Edge, Field, Node, graph_rows, types_of
from claimcheck.exchange.outlet import Outlet
from claimcheck.ledger import Ledger

__all__ = ["write_cytoscape", "write_gexf", "write_graphml", "write_node_link"]


def write_node_link(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the graph of *ledger* as node-link JSON, one node or edge on a line.

    Examples:
        >>> import json
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> held = json.loads(b"".join(write_node_link(ledger, Outlet())))
        >>> [edge["key"] for edge in held["edges"] if edge["source"] == "army"]
        ['asserts']
    """
    nodes, edges = graph_rows(ledger, outlet)
    yield b'{"directed": true, "multigraph": true, "graph": '
    yield _json({"name": ledger.case or ""})
    yield b',\n"nodes": [\n'
    yield from _lines({"id": node.key, **node.fields} for node in nodes)
    yield b'],\n"edges": [\n'
    yield from _lines(
        {"source": edge.source, "target": edge.target, "key": edge.relation, **edge.fields} for edge in edges
    )
    yield b"]}\n"


def write_cytoscape(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the graph of *ledger* as the elements of Cytoscape.js, one node or edge on a line.

    Examples:
        >>> import json
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> held = json.loads(b"".join(write_cytoscape(ledger, Outlet())))
        >>> [node["data"]["name"] for node in held["elements"]["nodes"] if node["data"]["kind"] == "claim"]
        ['37 killed']
    """
    nodes, edges = graph_rows(ledger, outlet)
    yield b'{"data": '
    yield _json({"name": ledger.case or ""})
    yield b', "directed": true, "multigraph": true, "elements": {\n"nodes": [\n'
    yield from _lines({"data": {"id": node.key, "value": node.key, **_renamed(node.fields)}} for node in nodes)
    yield b'],\n"edges": [\n'
    yield from _lines(
        {
            "data": {
                "source": edge.source,
                "target": edge.target,
                "key": edge.relation,
                "interaction": edge.relation,
                **_renamed(edge.fields),
            }
        }
        for edge in edges
    )
    yield b"]}}\n"


_CYTOSCAPE_NAMES: Final = {"label": "name", "value": "claimed_value"}


def _renamed(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {_CYTOSCAPE_NAMES.get(name, name): value for name, value in fields.items()}


def _lines(rows: Iterable[Any]) -> Iterator[bytes]:
    """Each row as JSON on a line of its own, with commas between."""
    between = b""
    for row in rows:
        yield between + _json(row)
        between = b",\n"
    yield b"\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")


# XML


def write_graphml(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the graph of *ledger* as GraphML.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> text = b"".join(write_graphml(ledger, Outlet())).decode()
        >>> '<edge source="army" target="a">' in text, '<data key="node.label">37 killed</data>' in text
        (True, True)
    """
    nodes, edges = graph_rows(ledger, outlet)
    safe = _Safe(nodes, outlet)
    yield (
        b"<?xml version='1.0' encoding='utf-8'?>\n"
        b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        b' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        b' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for owner, rows in (("node", nodes), ("edge", [_with_key(edge, "key") for edge in edges])):
        for name, kind in types_of(rows).items():
            told = _GRAPHML_TYPES[kind]
            yield f'<key id="{owner}.{name}" for="{owner}" attr.name="{name}" attr.type="{told}"/>\n'.encode()
    yield b'<graph edgedefault="directed">\n'
    for node in nodes:
        data = "".join(f'<data key="node.{name}">{safe(value, node.key)}</data>' for name, value in node.fields.items())
        yield f'<node id="{safe.key(node.key)}">{data}</node>\n'.encode()
    for edge in edges:
        one, other = safe.key(edge.source), safe.key(edge.target)
        fields = _with_key(edge, "key").fields
        data = "".join(f'<data key="edge.{name}">{safe(value, edge.source)}</data>' for name, value in fields.items())
        yield f'<edge source="{one}" target="{other}">{data}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def write_gexf(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    """Yield the graph of *ledger* as GEXF 1.3.

    Examples:
        >>> ledger = Ledger()
        >>> claim = ledger.claim("37 killed", by="army", key="a")
        >>> text = b"".join(write_gexf(ledger, Outlet())).decode()
        >>> '<node id="a" label="37 killed">' in text, 'target="a" label="asserts" kind="asserts">' in text
        (True, True)
    """
    nodes, edges = graph_rows(ledger, outlet)
    safe = _Safe(nodes, outlet)
    yield (
        b"<?xml version='1.0' encoding='utf-8'?>\n"
        b'<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        b' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
        b"<meta><creator>claimcheck</creator></meta>\n"
        b'<graph defaultedgetype="directed" mode="static">\n'
    )
    for owner, rows in (("node", nodes), ("edge", [_with_key(edge, "networkx_key") for edge in edges])):
        yield f'<attributes class="{owner}" mode="static">\n'.encode()
        for name, kind in types_of(rows).items():
            if name != "label":
                yield f'<attribute id="{name}" title="{name}" type="{_GEXF_TYPES[kind]}"/>\n'.encode()
        yield b"</attributes>\n"
    yield f'<nodes count="{len(nodes)}">\n'.encode()
    for node in nodes:
        told = _attvalues(node.fields, safe, node.key)
        label = safe(node.fields["label"], node.key)
        yield f'<node id="{safe.key(node.key)}" label="{label}">{told}</node>\n'.encode()
    yield f'</nodes>\n<edges count="{len(edges)}">\n'.encode()
    for number, edge in enumerate(edges):
        one, other, relation = safe.key(edge.source), safe.key(edge.target), safe(edge.relation, edge.source)
        told = _attvalues(_with_key(edge, "networkx_key").fields, safe, edge.source)
        label = safe(edge.fields["label"], edge.source)
        ends = f'source="{one}" target="{other}"'
        yield f'<edge id="{number}" {ends} label="{label}" kind="{relation}">{told}</edge>\n'.encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


_GRAPHML_TYPES: Final[dict[type[Field], str]] = {str: "string", bool: "boolean", int: "int", float: "double"}
_GEXF_TYPES: Final[dict[type[Field], str]] = {str: "string", bool: "boolean", int: "integer", float: "double"}


def _with_key(edge: Edge, name: str) -> Edge:
    """The edge with its relation under the name by which networkx takes it for the key."""
    return edge._replace(fields={**edge.fields, name: edge.relation})


def _attvalues(fields: Mapping[str, Field], safe: "_Safe", key: str) -> str:
    told = "".join(
        f'<attvalue for="{name}" value="{safe(value, key)}"/>' for name, value in fields.items() if name != "label"
    )
    return f"<attvalues>{told}</attvalues>"


_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP: Final = re.compile('[&<>"\t\n\r]')
_REFERENCES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class _Safe:
    """Text for XML: with references for what is markup, and code points for what XML forbids, which is told of."""

    def __init__(self, nodes: Iterable[Node], outlet: Outlet) -> None:
        held = {node.key for node in nodes}
        self._outlet = outlet
        self._keys: dict[str, str] = {}
        for key in sorted(held):
            shown = _FORBIDDEN.sub(_code_point, key)
            while shown != key and shown in held:
                shown += "'"
            held.add(shown)
            self._keys[key] = _MARKUP.sub(_reference, shown)

    def key(self, key: str) -> str:
        """The key of a node, which stays one of its own."""
        return self._keys[key]

    def __call__(self, value: Field, key: str) -> str:
        """The value of a field at a node; *key* is the record told of."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str):
            return repr(value)
        if _FORBIDDEN.search(value):
            self._outlet.warn(key, f"{_FORBIDDEN.sub(_code_point, value)!r:.80}: XML has no place for such characters")
            value = _FORBIDDEN.sub(_code_point, value)
        return _MARKUP.sub(_reference, value)


def _code_point(found: "re.Match[str]") -> str:
    return f"\N{MATHEMATICAL LEFT ANGLE BRACKET}U+{ord(found.group()):04X}\N{MATHEMATICAL RIGHT ANGLE BRACKET}"


def _reference(found: "re.Match[str]") -> str:
    return _REFERENCES.get(found.group()) or f"&#{ord(found.group())};"
