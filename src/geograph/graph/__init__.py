"""From readings to the graph: merging, RDF, formats, networks, queries and explanations. `Graph` is the way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from geograph.graph.order import together
from geograph.graph.terms import BASE
from geograph.model import Entity, Event, Reading, Relation
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    import rdflib

    from geograph.graph.choice import View
    from geograph.graph.decisions import Decisions
    from geograph.graph.merge import Merged
    from geograph.graph.network import Network
    from geograph.graph.query import Source
    from geograph.graph.table import Value

__all__ = ["BASE", "Graph"]


@dataclass(frozen=True, eq=False)
class Graph:
    """What articles say, as one graph. `readings` are the articles' own accounts; all else is computed from them when
    first asked for. `ontology` is the package's where none is given; data IRIs stand under `base`."""

    readings: Sequence[Reading]
    ontology: Ontology | None = None
    base: str = BASE

    def __post_init__(self) -> None:
        object.__setattr__(self, "readings", together(self.readings))

    @classmethod
    def from_file(cls, path: str | Path, ontology: Ontology | None = None) -> Graph:
        """The graph in a file of ours (JSON Lines, Turtle, N-Triples ...), or in a store.

        Raises InputError where the file is broken, UsageError where it isn't ours."""
        path = Path(path)
        if path.is_dir():
            from geograph import store

            return cls(tuple(store.readings(path)), ontology, store.open_source(path).base)
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            from geograph.graph import jsonl

            return cls(tuple(jsonl.read(path)), ontology)
        from geograph.graph import rdf_read

        readings, base = rdf_read.read(path)
        return cls(readings, ontology, base)

    def decided(self, decisions: Decisions | str | Path) -> Graph:
        """The graph with a user's decisions about identities (see `geograph.graph.decisions`), or a file of them."""
        from geograph.graph.decisions import apply, read

        known = read(Path(decisions)) if isinstance(decisions, str | Path) else decisions
        return Graph(tuple(apply(r, known) for r in self.readings), self.ontology, self.base)

    @property
    def knowledge(self) -> Ontology:
        """The ontology that the events are read with."""
        return self.ontology or load_ontology()

    @cached_property
    def merged(self) -> tuple[Merged, ...]:
        """All events by id, each with the key that its claims share and the rule by which it joins another."""
        from geograph.graph import merge

        return merge.merged(self.readings, self.knowledge)

    @cached_property
    def all_events(self) -> tuple[Event, ...]:
        """All events by id, those that another has absorbed (`merged_into`) too."""
        return tuple(m.event for m in self.merged)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that stand by themselves, by id."""
        return tuple(e for e in self.all_events if e.merged_into is None)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The people, states, organizations, groups and places, by id."""
        from geograph.graph import merge

        return merge.entities(self.readings)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The facts that hold, such as offices, by id."""
        from geograph.graph import merge

        return merge.relations(self.readings)

    @cached_property
    def source(self) -> Source:
        """The graph as a store of pyoxigraph, for queries."""
        from geograph.graph import query

        return query.from_readings(self.readings, self.base, self.ontology)

    def write(self, format: str, all_statuses: bool = False) -> str:
        """The graph in a format that is text, such as ttl, jsonl or graphml; see `formats.FORMATS`.

        Formats that aren't are written by `geograph export`."""
        from geograph.graph import formats
        from geograph.graph.choice import Choice

        stream = StringIO()
        formats.write(self.readings, format, stream, self.base, self.ontology, Choice(all_statuses))
        return stream.getvalue()

    def to_turtle(self) -> str:
        """The graph as sorted Turtle: equal graphs are equal texts."""
        return self.write("ttl")

    def to_rdflib(self) -> rdflib.Graph:
        """The graph as an rdflib graph."""
        import rdflib

        return rdflib.Graph().parse(data=self.write("nt"), format="nt")

    def to_networkx(
        self,
        view: View = "dyads",
        since: date | str | None = None,
        until: date | str | None = None,
        min_confidence: float = 0.0,
        all_statuses: bool = False,
    ) -> Network:
        """The graph as a network; see `geograph.graph.network.to_networkx`."""
        from geograph.graph import network
        from geograph.graph.choice import Choice, as_day

        choice = Choice(all_statuses, as_day(since, "since"), as_day(until, "until"), min_confidence)
        return network.network(choice.of(self.events), self.entities, view)

    def query(self, sparql: str) -> list[dict[str, Value]]:
        """The rows that answer a SPARQL query, each by column name; IRIs as text, numbers and days as such."""
        from geograph.graph import query

        return query.run(self.source, sparql).dicts()

    def explain(self, id_or_name: str) -> str:
        """Where an event, entity or relation comes from, as text."""
        from geograph.graph import explain

        return explain.explain(self.readings, id_or_name, self.ontology)

    def __len__(self) -> int:
        return len(self.events)

    def __repr__(self) -> str:
        return (
            f"<geograph.Graph: {len(self.readings)} articles, {len(self.events)} events, "
            f"{len(self.entities)} entities, {len(self.relations)} relations>"
        )

    def _repr_html_(self) -> str:
        """The first events as a table, for notebooks."""
        from geograph.graph.formats import COLUMNS, rows

        shown = list(rows(self.events))
        head = "".join(f"<th>{escape(c)}</th>" for c in COLUMNS)
        body = "".join("<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in shown[:20])
        more = f"<p>and {len(shown) - 20} more events</p>" if len(shown) > 20 else ""
        return (
            f"<p>{escape(repr(self)[1:-1])}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
        )
