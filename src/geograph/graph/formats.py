"""All formats of a graph behind one function: `write(readings, format, stream)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from geograph.errors import UsageError
from geograph.graph import cypher, dump, eventdata, ftm, merge, neo4j, network_files
from geograph.graph.choice import Choice, Facts, Gathered, best_claim
from geograph.graph.dump import joined
from geograph.graph.network import network
from geograph.graph.order import together
from geograph.graph.table import Draw, Sink, Value, whole, write_table
from geograph.graph.terms import BASE
from geograph.model import Actor, Event, Reading, When
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    from geograph.graph.network import Network
    from geograph.graph.query import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file suffixes that mean it, whether it holds chosen events only (a `Choice`) or the whole graph,
    whether it is a network in one of several views, whether it is bytes and not text, whether it can hold the reifiers
    of RDF 1.2, and the names of its files where it is a folder."""

    suffixes: tuple[str, ...] = ()
    chosen: bool = False
    view: bool = False
    binary: bool = False
    rdf12: bool = False
    files: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    "ttl": Format((".ttl",), rdf12=True),
    "trig": Format((".trig",), rdf12=True),
    "nt": Format((".nt",), rdf12=True),
    "nq": Format((".nq",), rdf12=True),
    "json-ld": Format((".jsonld",)),
    "rdf-xml": Format((".rdf",)),
    "jsonl": Format((".jsonl", ".ndjson")),
    "graphml": Format((".graphml",), chosen=True, view=True),
    "gexf": Format((".gexf",), chosen=True, view=True),
    "node-link": Format(chosen=True, view=True),
    "cytoscape": Format((".cyjs",), chosen=True, view=True),
    "neo4j": Format(chosen=True, files=neo4j.NAMES),
    "cypher": Format((".cypher", ".cql"), chosen=True),
    "ftm": Format((".ftm",), chosen=True),
    "csv": Format((".csv",), chosen=True),
    "parquet": Format((".parquet",), chosen=True, binary=True),
    "table": Format((".txt",)),
    "void": Format(),
}

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
    for known, format in FORMATS.items():
        if suffix in format.suffixes:
            return known
    raise UsageError(f"{path}: the suffix tells no format; give --format, one of {', '.join(FORMATS)}")


def check_reifiers(format: str, rdf12: bool) -> None:
    """Raises UsageError where the reifiers of RDF 1.2 are wanted in a format that has none."""
    if rdf12 and not FORMATS[format].rdf12:
        able = ", ".join(name for name, known in FORMATS.items() if known.rdf12)
        raise UsageError(f"{format} has no reifiers of RDF 1.2; leave --rdf12 out, or choose one of {able}")


def write(
    readings: Iterable[Reading],
    format: str,
    target: Sink | Path,
    base: str = BASE,
    ontology: Ontology | None = None,
    choice: Choice | None = None,
    draw: Draw = write_table,
    rdf12: bool = False,
) -> None:
    """Write the graph of the readings to `target`: a text stream; one with a `buffer` of bytes below it for the formats
    that aren't text; an empty folder for those that are several files. `base` is the start of data IRIs. `choice` says
    which events the formats hold that don't hold the whole graph; without it the affirmed ones. `draw` draws the table.
    With `rdf12` events and relations reify the direct triples that they tell of, also those that nobody affirms.

    Line by line where the format allows: jsonl never holds more than one reading. Raises UsageError for an unknown
    format, a target that doesn't fit, and reifiers where a format has none, DataError where a package that the format
    needs isn't installed."""
    if format not in FORMATS:
        format_of(format)
    check_reifiers(format, rdf12)
    known = ontology or load_ontology()
    if format == "jsonl":
        from geograph.graph.jsonl import to_line

        stream = _text(target, format)
        for reading in readings:
            stream.write(to_line(reading, known) + "\n")
    elif format == "table":
        draw(COLUMNS, rows(merge.events(together(readings), known)), _text(target, format))
    elif format == "void":
        from geograph.graph import query

        write_void(query.from_readings(readings, base, known), _text(target, format))
    elif FORMATS[format].chosen:
        write_chosen(Gathered(readings, known, base, choice or Choice()), format, target)
    else:
        _put(_rdf(readings, format, base, known, rdf12), _text(target, format))


def _rdf(readings: Iterable[Reading], format: str, base: str, ontology: Ontology, rdf12: bool) -> Iterator[str]:
    from geograph.graph import rdf, rdfxml, turtle

    if format in ("trig", "nq"):
        return dump.pieces(rdf.graphs(readings, base, ontology, rdf12), format, base)
    made = {"ttl": turtle.turtle, "nt": turtle.ntriples, "json-ld": turtle.jsonld, "rdf-xml": rdfxml.rdfxml}[format]
    return made(rdf.triples(readings, base, ontology, rdf12), base)


def write_void(source: Source, stream: Sink) -> None:
    """Write the description of a graph in VoID, as Turtle."""
    from geograph.graph import turtle
    from geograph.graph.void import void_triples

    _put(turtle.turtle(void_triples(source), source.base), stream)


def write_chosen(facts: Facts, format: str, target: Sink | Path) -> None:
    """Write facts in a format that holds chosen events. Raises what `write` raises."""
    if format == "parquet":
        eventdata.write_parquet(facts, _bytes(target, format))
    elif format == "neo4j":
        if not isinstance(target, Path):
            raise UsageError("neo4j is a folder of several files; give one to be made with -o DIR")
        with ExitStack() as stack:
            files = {
                name: stack.enter_context((target / name).open("w", encoding="utf-8", newline=""))
                for name in neo4j.NAMES
            }
            for name, line in neo4j.lines(facts):
                files[name].write(whole(line))
    else:
        _put(_TEXTS[format](facts), _text(target, format))


def _network(made: Callable[[Network], Iterator[str]], facts: Facts) -> Iterator[str]:
    events = list(facts.events)
    names = sorted({a.id for e in events for a in (*e.actor, *e.recipient)})
    return made(network(events, map(facts.entity, names), facts.choice.view))


_TEXTS: Mapping[str, Callable[[Facts], Iterator[str]]] = {
    "graphml": partial(_network, network_files.graphml),
    "gexf": partial(_network, network_files.gexf),
    "node-link": partial(_network, network_files.node_link),
    "cytoscape": partial(_network, network_files.cytoscape),
    "cypher": cypher.script,
    "ftm": ftm.lines,
    "csv": eventdata.csv_lines,
}


def _text(target: Sink | Path, format: str) -> Sink:
    if isinstance(target, Path):
        raise UsageError(f"{target}: {format} is one file, not a folder; choose a file's name with -o")
    return target


def _bytes(target: Sink | Path, format: str) -> BinaryIO:
    stream: Any = _text(target, format)
    if not hasattr(stream, "buffer") or stream.isatty():
        raise UsageError(f"{format} is no text; write it to a file: geograph export FILE --to {format} -o FILE")
    buffer: BinaryIO = stream.buffer
    return buffer


def _put(pieces: Iterable[str], stream: Sink) -> None:
    """Write the pieces, without halves of characters."""
    for piece in joined(pieces):
        stream.write(whole(piece))


def rows(events: Iterable[Event]) -> Iterator[tuple[Value, ...]]:
    """A row of COLUMNS for each event that no other has absorbed, by date; those without one come last."""
    shown = [e for e in events if e.merged_into is None]
    for event in sorted(shown, key=by_date):
        _, best = best_claim(event)
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


def by_date(event: Event) -> tuple[bool, str, str]:
    """What events are sorted by: their date; those without one come last."""
    words = date_words(event.date)
    return (not words, words, event.id)


def date_words(when: When | None) -> str:
    """2024-11-18 for a day, 2024-06-01..2024-06-30 for a longer time, nothing where nobody says."""
    if when is None or (when.start is None and when.end is None):
        return ""
    start, end = (d.isoformat() if d else "" for d in (when.start, when.end))
    return start if start == end else f"{start}..{end}"
