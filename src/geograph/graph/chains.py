"""What SPARQL can't do: shortest chains between two actors, and who stands at the centre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from geograph.graph.query import Result, Source, labels_of

Edge = tuple[str, str]
Step = Callable[[Source, Result, Sequence[Sequence[str]]], Result]

EXACT = 500
"""Actors up to which betweenness is exact; in a larger network it is estimated from this many, always the same ones."""


def _edges(result: Result) -> dict[Edge, list[dict[str, object]]]:
    """The rows of the answer by the pair of actors that they join, whichever way round."""
    found: defaultdict[Edge, list[dict[str, object]]] = defaultdict(list)
    for row in result.dicts():
        one, two = sorted((str(row["one"]), str(row["two"])))
        found[one, two].append(dict(row))
    return found


def path(source: Source, result: Result, ends: Sequence[Sequence[str]]) -> Result:
    """The steps of a shortest chain from an entity of the first list to one of the second; each step shows its earliest
    event. No rows where no chain leads there."""
    import networkx as nx

    edges = _edges(result)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(edges))
    chains = [
        nx.shortest_path(graph, start, end)
        for start in ends[0]
        for end in ends[1]
        if start in graph and end in graph and nx.has_path(graph, start, end)
    ]
    columns = ("step", "from", "what", "to", "date", "event")
    if not chains:
        return Result(columns, (), {})
    best = min(chains, key=lambda chain: (len(chain), chain))
    rows = []
    for step, (one, two) in enumerate(pairwise(best), 1):
        a, b = sorted((one, two))
        row = min(edges[a, b], key=lambda r: (r["from"] is None, str(r["from"]), str(r["event"])))
        rows.append((step, one, row["what"], two, row["from"], row["event"]))
    return Result(columns, tuple(rows), labels_of(source, best))  # type: ignore[arg-type]


def centrality(source: Source, result: Result, ends: Sequence[Sequence[str]]) -> Result:
    """Each actor with its partners, its events and its betweenness, the most central first."""
    import networkx as nx

    edges = _edges(result)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(edges))
    events: defaultdict[str, set[object]] = defaultdict(set)
    for pair, rows in edges.items():
        for actor in pair:
            events[actor].update(row["event"] for row in rows)
    sample = EXACT if len(graph) > EXACT else None
    between: Mapping[str, float] = nx.betweenness_centrality(graph, k=sample, seed=1)
    labels = labels_of(source, graph)
    made = [
        (labels[actor], graph.degree(actor), len(events[actor]), round(between[actor], 4), actor) for actor in graph
    ]
    made.sort(key=lambda row: (-row[3], -row[1], -row[2], row[0], row[4]))
    return Result(("name", "partners", "events", "betweenness", "entity"), tuple(made), labels)


STEPS: Mapping[str, Step] = {"path": path, "centrality": centrality}
"""What a query's `# @then` may name."""
