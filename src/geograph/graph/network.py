"""The graph as a NetworkX graph: actors as nodes with scalar attributes only; what is unknown is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, TypeAlias

from geograph.graph import merge
from geograph.graph.choice import Choice, View, as_day, checked_view
from geograph.graph.order import number, together
from geograph.model import Actor, Entity, Event, Reading, digest
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = "nx.MultiDiGraph[Any]"  # type: ignore[type-arg, unused-ignore]


def to_networkx(
    readings: Iterable[Reading],
    view: View = "dyads",
    since: date | str | None = None,
    until: date | str | None = None,
    min_confidence: float = 0.0,
    all_statuses: bool = False,
    ontology: Ontology | None = None,
) -> Network:
    """The events as a network, in one of four views.

    "dyads": an edge from each actor to each recipient of each event; where both sides are alike (a meeting), one edge
    for each pair, with `symmetric` true.
    "weighted": one edge for each ordered pair, with `weight` (the number of events), `score_sum` and `score_mean` (of
    PLOVER's conflict-cooperation scores), `confidence_mean`, `types` (joined by semicolons) and the `first` and `last`
    day (ISO) where days are known. A meeting counts in both directions. "weighted-by-type": likewise, one edge for each
    ordered pair and `type`. With `all_statuses` there is one for each `status` too: nothing denied adds to a fact.
    "events": events are nodes too, with edges from actors and to recipients.

    since and until (days, inclusive) keep what happened in that time, wholly or in part; what has no date only without
    them. Affirmed events only, unless `all_statuses`; the status is an attribute in any case.

    Raises UsageError for an unknown view or a day that is none."""
    known = together(readings)
    choice = Choice(all_statuses, as_day(since, "since"), as_day(until, "until"), min_confidence, view)
    return network(choice.of(merge.events(known, ontology or load_ontology())), merge.entities(known), view)


def network(events: Iterable[Event], entities: Iterable[Entity], view: View = "dyads") -> Network:
    """The network of just these events; see `to_networkx`."""
    import networkx as nx

    checked_view(view)
    known = {e.id: e for e in entities}
    graph: Network = nx.MultiDiGraph()
    ordered = sorted(events, key=lambda e: e.id)
    for event in ordered:
        for actor in (*event.actor, *event.recipient):
            if actor.id not in graph:
                graph.add_node(actor.id, **_actor(known.get(actor.id), actor, view))
        if view == "dyads":
            for place, (one, other) in enumerate(dyads(event), 1):
                graph.add_edge(one.id, other.id, key=f"{event.id}-{place}", **_edge(event))
        elif view == "events":
            graph.add_node(event.id, label=event.trigger, kind="event", bipartite=1, **_edge(event))
            for actor in event.actor:
                graph.add_edge(actor.id, event.id, key=f"{event.id}-actor-{actor.id}", role="actor")
            for actor in event.recipient:
                graph.add_edge(event.id, actor.id, key=f"{event.id}-recipient-{actor.id}", role="recipient")
    if view in ("weighted", "weighted-by-type"):
        _add_weighted(graph, ordered, by_type=view == "weighted-by-type")
    return graph


def dyads(event: Event) -> list[tuple[Actor, Actor]]:
    """The pairs between whom the event happens: each pair of participants once where both sides are alike."""
    if event.symmetric:
        return list(combinations(sorted(event.actor, key=lambda a: a.id), 2))
    return [(one, other) for one, other in product(event.actor, event.recipient) if one.id != other.id]


def _add_weighted(graph: Network, events: Iterable[Event], by_type: bool) -> None:
    """An edge for each ordered pair [and type] and status, with what its events add up to."""
    sums: dict[tuple[str, str, str, str], list[Event]] = {}
    for event in events:
        kind = event.type if by_type else ""
        for one, other in dyads(event):
            for start, end in ((one, other), (other, one)) if event.symmetric else ((one, other),):
                sums.setdefault((start.id, end.id, kind, event.status), []).append(event)
    for (source, target, kind, status), counted in sorted(sums.items()):
        total = sum(e.score for e in counted)
        starts = [e.date.start for e in counted if e.date and e.date.start]
        ends = [e.date.end for e in counted if e.date and e.date.end]
        graph.add_edge(
            source,
            target,
            key="tie-" + digest(source, target, kind, status),
            **_given(
                type=kind or None,
                types=None if kind else ";".join(sorted({e.type for e in counted})),
                status=status,
                weight=len(counted),
                score_sum=number(total),
                score_mean=number(total / len(counted)),
                confidence_mean=number(sum(e.confidence for e in counted) / len(counted)),
                first=min(starts).isoformat() if starts else None,
                last=max(ends).isoformat() if ends else None,
            ),
        )


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _actor(entity: Entity | None, actor: Actor, view: View) -> dict[str, Any]:
    who = entity or actor
    return _given(
        label=who.name, kind=who.kind, state=who.state, sector=who.sector, bipartite=0 if view == "events" else None
    )


def _edge(event: Event) -> dict[str, Any]:
    when, place = event.date, event.place
    return _given(
        event=event.id,
        type=event.type,
        mode=event.mode,
        predicate=event.predicate,
        symmetric=event.symmetric,
        cameo=event.cameo,
        quad=event.quad,
        score=float(event.score),
        status=event.status,
        disputed=event.disputed,
        confidence=float(event.confidence),
        date=when.start.isoformat() if when and when.start else None,
        date_end=when.end.isoformat() if when and when.end else None,
        place=(place.name or place.text) if place else None,
        claims=len(event.claims),
    )
