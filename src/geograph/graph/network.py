"""The graph as a NetworkX graph: actors as nodes with scalar attributes only; what is unknown is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from geograph.errors import UsageError
from geograph.graph import merge
from geograph.graph.order import together
from geograph.model import Actor, Entity, Event, Reading
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = "nx.MultiDiGraph[Any]"  # type: ignore[type-arg, unused-ignore]

View = Literal["dyads", "events"]


def to_networkx(
    readings: Iterable[Reading],
    view: View = "dyads",
    since: date | str | None = None,
    until: date | str | None = None,
    min_confidence: float = 0.0,
    all_statuses: bool = False,
    ontology: Ontology | None = None,
) -> Network:
    """The events as a network.

    view "dyads": an edge from each actor to each recipient; where both sides are alike (a meeting), one edge for each
    pair, with `symmetric` true. view "events": events are nodes too, with edges from actors and to recipients.
    since and until (days, inclusive) keep what happened in that time, wholly or in part; what has no date only without
    them. Affirmed events only, unless `all_statuses`; the status is an attribute in any case."""
    known = together(readings)
    first, last = as_day(since, "since"), as_day(until, "until")
    made = merge.events(known, ontology or load_ontology())
    return network(chosen(made, first, last, min_confidence, all_statuses), merge.entities(known), view)


def chosen(
    events: Iterable[Event], since: date | None, until: date | None, min_confidence: float, all_statuses: bool
) -> list[Event]:
    """The events that stand by themselves and are affirmed, likely enough and in time."""
    return [
        e
        for e in events
        if e.merged_into is None
        and (all_statuses or e.status == "actual")
        and e.confidence >= min_confidence
        and in_time(e, since, until)
    ]


def network(events: Iterable[Event], entities: Iterable[Entity], view: View = "dyads") -> Network:
    """The network of just these events."""
    import networkx as nx

    if view not in ("dyads", "events"):
        raise UsageError(f"the view {view!r} is unknown; there are dyads and events")
    known = {e.id: e for e in entities}
    graph: Network = nx.MultiDiGraph()
    for event in sorted(events, key=lambda e: e.id):
        for actor in (*event.actor, *event.recipient):
            if actor.id not in graph:
                graph.add_node(actor.id, **_actor(known.get(actor.id), actor, view))
        if view == "dyads":
            for number, (one, other) in enumerate(dyads(event), 1):
                graph.add_edge(one.id, other.id, key=f"{event.id}-{number}", **_edge(event))
        else:
            graph.add_node(event.id, label=event.trigger, kind="event", bipartite=1, **_edge(event))
            for actor in event.actor:
                graph.add_edge(actor.id, event.id, key=f"{event.id}-actor-{actor.id}", role="actor")
            for actor in event.recipient:
                graph.add_edge(event.id, actor.id, key=f"{event.id}-recipient-{actor.id}", role="recipient")
    return graph


def dyads(event: Event) -> list[tuple[Actor, Actor]]:
    """The pairs between whom the event happens: each pair of participants once where both sides are alike."""
    if event.symmetric:
        return list(combinations(sorted(event.actor, key=lambda a: a.id), 2))
    return [(one, other) for one, other in product(event.actor, event.recipient) if one.id != other.id]


def as_day(value: date | str | None, name: str) -> date | None:
    """A day given as text, or a UsageError that says how to write one."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name}: {value!r} is no day; write it as YYYY-MM-DD") from None


def in_time(event: Event, since: date | None, until: date | None) -> bool:
    """Whether the event's time touches the days from since to until."""
    if since is None and until is None:
        return True
    when = event.date
    if when is None or (when.start is None and when.end is None):
        return False
    start, end = when.start or date.min, when.end or date.max
    return (since is None or end >= since) and (until is None or start <= until)


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
