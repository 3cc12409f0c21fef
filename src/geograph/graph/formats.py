"""All formats of a graph behind one function: `write(readings, format, stream)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from geograph.errors import UsageError
from geograph.graph import merge
from geograph.graph.order import together
from geograph.graph.table import Draw, Sink, Value, write_table
from geograph.graph.terms import BASE
from geograph.model import Actor, Event, Reading, When
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    from geograph.graph.network import Network

FORMATS: dict[str, tuple[str, ...]] = {
    "ttl": (".ttl",),
    "nt": (".nt",),
    "jsonl": (".jsonl", ".ndjson"),
    "json-ld": (".jsonld",),
    "graphml": (".graphml",),
    "table": (".txt",),
}
"""Each format with the file suffixes that mean it."""

COLUMNS = ("date", "actor", "type", "recipient", "status", "confidence", "quote")


def format_of(name: str | None, path: str | None = None, default: str = "ttl") -> str:
    """The format that a name, else a file's suffix, asks for; the default for neither (standard output).

    Raises UsageError for a name or suffix that means none."""
    if name is not None:
        if name in FORMATS:
            return name
        raise UsageError(f"the format {name!r} is unknown; there are {', '.join(FORMATS)}")
    if path is None or path == "-":
        return default
    suffix = PurePath(path).suffix.lower()
    for known, suffixes in FORMATS.items():
        if suffix in suffixes:
            return known
    raise UsageError(f"{path}: the suffix tells no format; give --format, one of {', '.join(FORMATS)}")


def write(
    readings: Iterable[Reading],
    format: str,
    stream: Sink,
    base: str = BASE,
    ontology: Ontology | None = None,
    all_statuses: bool = False,
    draw: Draw = write_table,
) -> None:
    """Write the graph of the readings. `base` is the start of data IRIs in the RDF formats. `all_statuses` adds to
    GraphML, which holds affirmed events only, the others with their status; the other formats hold every event anyway.
    `draw` draws the table.

    Line by line where the format allows: jsonl never holds more than one reading."""
    if format not in FORMATS:
        format_of(format)
    known = ontology or load_ontology()
    if format == "jsonl":
        from geograph.graph.jsonl import to_line

        for reading in readings:
            stream.write(to_line(reading, known) + "\n")
    elif format == "graphml":
        stream.write(_graphml(readings, known, all_statuses))
    elif format == "table":
        draw(COLUMNS, rows(merge.events(together(readings), known)), stream)
    else:
        from geograph.graph import rdf, turtle

        made = {"ttl": turtle.turtle, "nt": turtle.ntriples, "json-ld": turtle.jsonld}[format]
        for piece in _joined(made(rdf.triples(readings, base, known), base)):
            stream.write(piece)


def _joined(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """The same text in pieces of at least `size` characters: a write costs more than a join."""
    held, length = [], 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def _graphml(readings: Iterable[Reading], ontology: Ontology, all_statuses: bool) -> str:
    import networkx as nx

    from geograph.graph.network import to_networkx

    graph = to_networkx(readings, all_statuses=all_statuses, ontology=ontology)
    clean: Network = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        clean.add_node(xml(name), **_clean(data))
    for one, other, key, data in graph.edges(keys=True, data=True):
        clean.add_edge(xml(one), xml(other), key=key, **_clean(data))
    file = BytesIO()
    nx.write_graphml_xml(clean, file)
    return file.getvalue().decode("utf-8").rstrip() + "\n"


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    return {name: xml(value) if isinstance(value, str) else value for name, value in data.items()}


def xml(words: str) -> str:
    """The words with U+FFFD for each character that XML can't hold."""
    return _NOT_XML.sub("\ufffd", words)


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows(events: Iterable[Event]) -> Iterator[tuple[Value, ...]]:
    """A row of COLUMNS for each event that no other has absorbed, by date; those without one come last."""
    shown = [e for e in events if e.merged_into is None]
    for event in sorted(shown, key=_by_date):
        best = max(event.claims, key=lambda pair: (pair[1].status == event.status, pair[1].confidence))[1]
        yield (
            date_words(event.date),
            _names(event.actor),
            event.type + (f"/{event.mode}" if event.mode else ""),
            _names(event.recipient),
            event.status + (" (disputed)" if event.disputed else ""),
            f"{event.confidence:.2f}",
            _shortened(best.quote),
        )


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 72 else words[:71].rstrip() + "…"


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(a.name for a in actors)


def _by_date(event: Event) -> tuple[bool, str, str]:
    words = date_words(event.date)
    return (not words, words, event.id)


def date_words(when: When | None) -> str:
    """2024-11-18 for a day, 2024-06-01..2024-06-30 for a longer time, nothing where nobody says."""
    if when is None or (when.start is None and when.end is None):
        return ""
    start, end = (d.isoformat() if d else "" for d in (when.start, when.end))
    return start if start == end else f"{start}..{end}"
