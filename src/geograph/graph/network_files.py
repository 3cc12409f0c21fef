"""A network as a file: GraphML and GEXF for Gephi, node-link JSON for NetworkX and D3, Cytoscape JSON.

All four hold the same nodes and edges with the same attributes, whatever the view of the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from geograph.graph.network import Network


def graphml(graph: Network) -> Iterator[str]:
    """A GraphML document. What XML can't hold (control characters) becomes U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    nodes = _columns((data for _, data in graph.nodes(data=True)), _GRAPHML)
    edges = _columns((data for _, _, data in graph.edges(data=True)), _GRAPHML)
    for kind, columns in (("node", nodes), ("edge", edges)):
        for name, type in columns.items():
            yield f'  <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for name, data in graph.nodes(data=True):
        yield f"  <node id={_quoted(name)}>{_data('node', data, nodes)}</node>\n"
    for one, other, key, data in graph.edges(keys=True, data=True):
        head = f"id={_quoted(key)} source={_quoted(one)} target={_quoted(other)}"
        yield f"  <edge {head}>{_data('edge', data, edges)}</edge>\n"
    yield "</graph>\n</graphml>\n"


_GRAPHML = {bool: "boolean", int: "long", float: "double", str: "string"}


def _data(kind: str, data: dict[str, Any], columns: dict[str, str]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{escape(_word(data[name]), _RETURN)}</data>' for name in columns if name in data
    )


_RETURN = {"\r": "&#13;"}
"""A reader of XML takes a bare carriage return for a line break."""


def gexf(graph: Network) -> Iterator[str]:
    """A GEXF 1.2 document. What has a day is there from that day on, until its last: Gephi's timeline shows it.
    What XML can't hold becomes U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    nodes = _columns((data for _, data in graph.nodes(data=True)), _GEXF, but=_BUILT_IN)
    edges = _columns((data for _, _, data in graph.edges(data=True)), _GEXF, but=_BUILT_IN)
    yield from _declared("node", nodes)
    yield from _declared("edge", edges)
    yield "<nodes>\n"
    for name, data in graph.nodes(data=True):
        yield _element("node", {"id": name, "label": data.get("label", name)}, data, nodes)
    yield "</nodes>\n<edges>\n"
    for one, other, key, data in graph.edges(keys=True, data=True):
        label = data.get("predicate") or data.get("type") or data.get("role") or data.get("types") or ""
        head = {"id": key, "source": one, "target": other, "label": label, "weight": data.get("weight", 1)}
        yield _element("edge", head, data, edges)
    yield "</edges>\n</graph>\n</gexf>\n"


_GEXF = {bool: "boolean", int: "integer", float: "double", str: "string"}
_BUILT_IN = frozenset({"label", "weight"})
"""What GEXF's own XML attributes say already."""


def _columns(rows: Iterable[dict[str, Any]], types: Mapping[type, str], but: Set[str] = frozenset()) -> dict[str, str]:
    """The attributes that the rows have, by name, with what the format calls their types."""
    found = {name: types[type(value)] for data in rows for name, value in data.items() if name not in but}
    return dict(sorted(found.items()))


def _declared(kind: str, columns: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, type in columns.items():
        yield f'  <attribute id="{kind}-{name}" title="{name}" type="{type}"/>\n'
    yield "</attributes>\n"


def _element(kind: str, head: dict[str, Any], data: dict[str, Any], columns: dict[str, str]) -> str:
    start, end = data.get("date") or data.get("first"), data.get("date_end") or data.get("last")
    times = {"start": start, "end": end} if start and end else {"start": start} if start else {"end": end}
    given = {**head, **{name: day for name, day in times.items() if day}}
    values = "".join(
        f"<attvalue for={quoteattr(f'{kind}-{name}')} value={_quoted(data[name])}/>" for name in columns if name in data
    )
    attributes = " ".join(f"{name}={_quoted(value)}" for name, value in given.items())
    return f"  <{kind} {attributes}><attvalues>{values}</attvalues></{kind}>\n"


def _quoted(value: object) -> str:
    return quoteattr(_word(value))


def _word(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else xml(str(value))


def node_link(graph: Network) -> Iterator[str]:
    """Node-link JSON, as `networkx.node_link_graph` reads it (its name for the list of edges is "edges", since 3.6 by
    default; D3 calls them links): a node or an edge a line."""
    yield '{"directed": true, "multigraph": true, "graph": {},\n"nodes": ['
    yield from _lines({"id": name, **data} for name, data in graph.nodes(data=True))
    yield '],\n"edges": ['
    yield from _lines(
        {"source": one, "target": other, "key": key, **data}
        for one, other, key, data in graph.edges(keys=True, data=True)
    )
    yield "]}\n"


def cytoscape(graph: Network) -> Iterator[str]:
    """Cytoscape JSON (.cyjs), for Cytoscape, Cytoscape.js and `networkx.cytoscape_graph`: a node or an edge a line."""
    yield '{"data": {}, "directed": true, "multigraph": true, "elements": {\n"nodes": ['
    yield from _lines(
        {"data": {"id": name, "value": name, "name": data.get("label", name), **data}}
        for name, data in graph.nodes(data=True)
    )
    yield '],\n"edges": ['
    yield from _lines(
        {"data": {"id": key, "source": one, "target": other, "key": key, **data}}
        for one, other, key, data in graph.edges(keys=True, data=True)
    )
    yield "]}}\n"


def _lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    for number, thing in enumerate(objects):
        yield ("," if number else "") + "\n" + json.dumps(thing, ensure_ascii=False)


def xml(words: str) -> str:
    """The words with U+FFFD for each character that XML can't hold."""
    return _NOT_XML.sub("\ufffd", words)


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
