"""SPARQL over a graph of ours; `named` has the questions that have names.

The engine is pyoxigraph. Queries read, they never change anything, and they never ask another server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from geograph.errors import InputError, UsageError
from geograph.graph import rdf_read
from geograph.graph.names import fold
from geograph.graph.table import Draw, Sink, Value, plain, write_csv, write_json, write_table
from geograph.graph.terms import BASE, GG, PREFIXES
from geograph.model import Reading
from geograph.ontology import Ontology

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: columns and rows, and the names of the things whose IRIs stand in them; `triples`, in
    N-Triples and sorted, where the answer is a graph."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    labels: Mapping[str, str]
    triples: tuple[str, ...] | None = None

    def first(self, number: int) -> Result:
        """The first rows only."""
        return replace(self, rows=self.rows[:number], triples=None if self.triples is None else self.triples[:number])

    def dicts(self) -> list[dict[str, Value]]:
        """Each row by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


Asked = str | float | list[str]
"""The value of a named query's parameter: a list holds the IRIs of entities; days are ISO text."""


Rows = tuple[tuple[str, ...], list[tuple[Value, ...]]]
"""The columns of an answer, and its rows."""


class Tables(Protocol):
    """What a store keeps beside its triples, to answer sooner (see `store.answers`). What is None must be asked of the
    triples."""

    def answer(
        self, name: str, given: Mapping[str, Asked | None]
    ) -> tuple[tuple[str, ...], list[tuple[Value, ...]]] | None:
        """The columns and rows of a named query's answer. Parameters that are None are not given."""

    def ask(self, sql: str) -> Rows | None:
        """The columns and rows of the answer to an SQL query."""

    def find(self, name: str) -> list[str] | None:
        """The IRIs of the entities with this name, alias or id."""

    def names(self) -> list[str]:
        """All names and aliases of entities."""

    def labels(self, iris: Iterable[str]) -> dict[str, str] | None:
        """The names of those things that are entities."""


@dataclass(frozen=True)
class Source:
    """A graph loaded for queries, and the base of its IRIs. `held` is kept as long as the graph is in use, `derived` is
    the named graph of what all articles add up to, `tables` say the same as the triples."""

    store: pyoxigraph.Store
    base: str
    held: object = None
    derived: str = ""
    tables: Tables | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "derived", self.derived or self.base + "derived")


def load(path: Path, where: str | None = None, ontology: Ontology | None = None) -> Source:
    """An RDF or JSON Lines file of ours, ready for queries.

    Raises InputError where the file is broken, UsageError where it isn't ours."""
    import pyoxigraph

    name = where or str(path)
    if path.is_dir():
        from geograph.store import open_source

        return open_source(path)
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        from geograph.graph import jsonl

        return from_readings(jsonl.read(path, name), ontology=ontology)
    suffix = path.suffix.lower().removeprefix(".")
    syntax = getattr(pyoxigraph.RdfFormat, rdf_read.SYNTAXES.get(suffix, "TURTLE"))
    store = pyoxigraph.Store()
    # Named queries look into named graphs; where a file has none, all of it is one.
    graph = None if suffix in ("nq", "trig") else pyoxigraph.NamedNode(BASE + "derived")
    try:
        store.bulk_load(path.read_bytes(), format=syntax, to_graph=graph)
    except OSError as problem:
        raise InputError(name, f"can't be read: {problem.strerror}") from problem
    except SyntaxError as problem:
        raise InputError(name, f"not a graph: {problem.msg}; write it again with geograph export") from problem
    found = list(store.quads_for_pattern(None, pyoxigraph.NamedNode(GG + "schema"), None))
    if not found:
        raise rdf_read.not_ours(name)
    for quad in found:
        rdf_read.check_schema(str(getattr(quad.object, "value", "")), name)
    base = str(getattr(found[0].subject, "value", BASE))
    return Source(store, base, derived=str(getattr(found[0].graph_name, "value", base + "derived")))


def from_readings(readings: Iterable[Reading], base: str = BASE, ontology: Ontology | None = None) -> Source:
    """The graph of the readings, ready for queries."""
    import pyoxigraph

    from geograph.graph import rdf

    store = pyoxigraph.Store()
    store.bulk_extend(rdf.quads(readings, base, ontology))
    return Source(store, base)


def run(source: Source, sparql: str) -> Result:
    """The answer to a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE); our prefixes are known without being declared.

    Raises UsageError, one line, for an update, a SERVICE clause and a syntax error."""
    import pyoxigraph

    bare = _BARE.sub(" ", sparql)
    if _UPDATE.search(bare):
        raise UsageError("the query would change the graph; geograph query only reads: use SELECT, ASK or CONSTRUCT")
    if re.search(r"(?<![\w?$:])SERVICE\b(?!:)", bare, re.IGNORECASE):
        raise UsageError("the query asks another server (SERVICE); geograph works offline: ask that server itself")
    try:
        answer = source.store.query(sparql, prefixes={**PREFIXES, "id": source.base}, use_default_graph_as_union=True)
    except SyntaxError as problem:
        raise UsageError(f"the query is no SPARQL: {_line(problem)}") from problem
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result(("answer",), ((bool(answer),),), {})
    triples: tuple[str, ...] | None = None
    if isinstance(answer, pyoxigraph.QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows = sorted({(t.subject, t.predicate, t.object) for t in answer}, key=str)
        triples = tuple(f"{s} {p} {o} .\n" for s, p, o in rows)
    else:
        columns = tuple(v.value for v in answer.variables)
        rows = [tuple(solution) for solution in answer]
    labels = Labels(source, lambda: {t.value for row in rows for t in row if isinstance(t, pyoxigraph.NamedNode)})
    return Result(columns, tuple(tuple(_value(t) for t in row) for row in rows), labels, triples)


class Labels(Mapping[str, str]):
    """The names of the things that an answer speaks of, each looked up when it is asked for."""

    def __init__(self, source: Source, iris: Callable[[], Set[str]]) -> None:
        self._source = source
        self._asked = iris

    def __getitem__(self, iri: str) -> str:
        if iri not in self._iris:
            raise KeyError(iri)
        if self._names is not None and iri.startswith(self._source.base) and "/article-" not in iri:
            return self._names.get(iri) or _short(self._source, iri)
        return _label(self._source, iri)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._iris))

    def __len__(self) -> int:
        return len(self._iris)

    @cached_property
    def _iris(self) -> Set[str]:
        return self._asked()

    @cached_property
    def _names(self) -> Mapping[str, str] | None:
        return self._source.tables.labels(self._iris) if self._source.tables is not None else None


def labels_of(source: Source, iris: Iterable[str]) -> dict[str, str]:
    """What the things are called: their names, else their IRIs with a prefix."""
    return dict(Labels(source, lambda: set(iris)))


def _line(problem: SyntaxError) -> str:
    words = " ".join(str(problem).split())
    return words if len(words) < 160 else words[:159] + "…"


_BARE = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\s\"{}|^`\\]*>|#[^\n]*", re.DOTALL
)
"""Strings, IRIs and comments: what stands in them are no words of the query."""

_UPDATE = re.compile(
    r"^\s*((PREFIX|BASE)\s+([\w.-]*:)?\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b"
    r"|;\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b\s*(\{|DATA|SILENT|GRAPH|WHERE|DEFAULT|ALL|NAMED)",
    re.IGNORECASE,
)


def _value(term: Any) -> Value:
    """A term as Python says it: IRIs and text as str, numbers as int or float, days as date."""
    kind = getattr(term, "datatype", None)
    if term is None or kind is None:
        return None if term is None else str(getattr(term, "value", term))
    words = str(term.value)
    try:
        match kind.value.removeprefix(PREFIXES["xsd"]):
            case "integer":
                return int(words)
            case "decimal" | "double" | "float":
                return float(words)
            case "date":
                return date.fromisoformat(words)
    except ValueError:
        pass
    return words


def _label(source: Source, iri: str) -> str:
    """The name of the thing, else its IRI with a prefix."""
    import pyoxigraph

    for predicate in ("skos:prefLabel", "dcterms:identifier"):
        prefix, _, local = predicate.partition(":")
        pattern = (pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(PREFIXES[prefix] + local), None)
        found = sorted(str(getattr(q.object, "value", "")) for q in source.store.quads_for_pattern(*pattern))
        if found:
            return found[0]
    return _short(source, iri)


def _short(source: Source, iri: str) -> str:
    """The IRI with a prefix."""
    for prefix, start in (("", source.base), *((p + ":", i) for p, i in PREFIXES.items())):
        if iri.startswith(start) and len(iri) > len(start):
            return prefix + iri.removeprefix(start)
    return iri


def find(source: Source, name: str) -> list[str]:
    """The IRIs of the entities with this name, alias or id, whatever the letters' case and accents.

    Raises UsageError that lists near names where there are none."""
    import pyoxigraph

    if source.tables is not None and (known := source.tables.find(name)) is not None:
        if known:
            return known
        raise UsageError(f"nobody in this graph is called {name!r}{near(name, source.tables.names())}")
    rows = [
        (str(getattr(quad.subject, "value", "")), str(getattr(quad.object, "value", "")))
        for word in ("prefLabel", "altLabel")
        for quad in source.store.quads_for_pattern(None, pyoxigraph.NamedNode(PREFIXES["skos"] + word), None)
    ]
    wanted = fold(name)
    ids = {name, source.base + name.removeprefix("id:")}
    found = sorted({e for e, n in rows if fold(n) == wanted or e in ids})
    if found:
        return found
    raise UsageError(f"nobody in this graph is called {name!r}{near(name, [n for _, n in rows])}")


def near(name: str, names: Sequence[str]) -> str:
    """A half-sentence with the names that are like this one, or nothing."""
    known = {fold(n): n for n in sorted(names, reverse=True)}
    wanted = fold(name)
    close = get_close_matches(wanted, known, n=5, cutoff=0.6)
    close += [k for k in sorted(known) if wanted and (wanted in k.split() or wanted in k)][:5]
    return f"; near: {', '.join(plain(known[k], 60) for k in dict.fromkeys(close))}" if close else ""


def write(result: Result, stream: Sink, format: str = "table", draw: Draw = write_table) -> None:
    """Write the answer as table (IRIs as names; `draw` draws it), csv or json (IRIs in full), a graph as ttl or nt too.

    Raises UsageError for another format, and for rows that are to be a graph."""
    if format == "table":
        short = [[result.labels.get(v, v) if isinstance(v, str) else v for v in row] for row in result.rows]
        draw(result.columns, short, stream)
    elif format == "csv":
        write_csv(result.columns, result.rows, stream)
    elif format == "json":
        write_json(result.columns, result.rows, stream)
    elif format in ("ttl", "nt"):
        if result.triples is None:
            raise UsageError(f"rows can't be written as {format}; ask with CONSTRUCT or DESCRIBE, or take csv or json")
        stream.write("".join(result.triples) if format == "nt" else _turtle(result.triples))
    else:
        raise UsageError(f"answers are written as table, csv, json, ttl or nt, not as {format!r}")


def _turtle(triples: Iterable[str]) -> str:
    import pyoxigraph

    parsed = pyoxigraph.parse("".join(triples).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    made = pyoxigraph.serialize(
        (quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(sorted(PREFIXES.items()))
    )
    return (made or b"").decode()
