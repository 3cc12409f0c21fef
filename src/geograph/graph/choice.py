"""What an export holds: which events, and with them the entities, relations and articles that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, cast, get_args

from geograph.errors import UsageError
from geograph.graph import merge
from geograph.graph.order import article_key, together
from geograph.model import Actor, Claim, Entity, Event, Reading, Relation
from geograph.ontology import Ontology

View = Literal["dyads", "weighted", "weighted-by-type", "events"]
"""How a network shows events; see `geograph.graph.network`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events an export holds, and how a network shows them.

    since and until (days, inclusive) keep what happened in that time, wholly or in part; what has no date only without
    them. Affirmed events only (status actual), unless `all_statuses`. Events that another has absorbed are never
    exported: their claims are the other's."""

    all_statuses: bool = False
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0
    view: View = "dyads"

    def of(self, events: Iterable[Event]) -> list[Event]:
        """Those of the events that are chosen, in their order."""
        return [
            e
            for e in events
            if e.merged_into is None
            and (self.all_statuses or e.status == "actual")
            and e.confidence >= self.min_confidence
            and in_time(e, self.since, self.until)
        ]

    def has(self, relation: Relation) -> bool:
        """Whether a claim of the relation is likely enough."""
        return max(c.confidence for _, c in relation.claims) >= self.min_confidence


def checked_view(name: str) -> View:
    """The view of this name, or a UsageError."""
    for view in get_args(View):
        if view == name:
            return cast(View, view)
    raise UsageError(f"the view {name!r} is unknown; there are {', '.join(get_args(View))}")


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


def best_claim(event: Event) -> tuple[str, Claim]:
    """The claim that tells the event best, with its article's id: one with the event's status, of the highest
    confidence; the first of equals."""
    return max(event.claims, key=lambda pair: (pair[1].status == event.status, pair[1].confidence))


class Facts(Protocol):
    """What an export is made of: events, and what is known of those whom they speak of. Whatever order the articles
    are in, these are the same."""

    ontology: Ontology
    base: str
    choice: Choice

    @property
    def events(self) -> Iterable[Event]:
        """The chosen events, by id; anew each time it is asked for."""

    @property
    def relations(self) -> Iterable[Relation]:
        """The relations of which a claim is likely enough, by id; anew each time it is asked for."""

    def entity(self, name: str) -> Entity:
        """The entity with this id."""

    def page(self, article: str, claim: str) -> Reading:
        """The reading of the article with this id that makes the claim; it may come without its claims."""


class Gathered:
    """The facts of readings that are all in memory."""

    def __init__(self, readings: Iterable[Reading], ontology: Ontology, base: str, choice: Choice) -> None:
        """Raises UsageError where one article was read in two ways."""
        known = together(readings)
        self.ontology, self.base, self.choice = ontology, base, choice
        self.events = choice.of(merge.events(known, ontology))
        self.relations = [r for r in merge.relations(known) if choice.has(r)]
        self._entities = {e.id: e for e in merge.entities(known)}
        self._pages: dict[tuple[str, str], Reading] = {}
        for reading in sorted(known, key=article_key, reverse=True):
            self._pages |= {(reading.article.id, claim.id): reading for claim in reading.claims}
            self._pages |= {(reading.article.id, claim.id): reading for claim in reading.relations}

    def entity(self, name: str) -> Entity:
        """See `Facts`."""
        return self._entities[name]

    def page(self, article: str, claim: str) -> Reading:
        """See `Facts`."""
        return self._pages[article, claim]


def pages(facts: Facts, events: Iterable[Event], relations: Iterable[Relation] = ()) -> Iterator[Reading]:
    """The readings that tell of these, each once, by the article's key."""
    found: dict[str, tuple[str, str]] = {}
    for event in events:
        found |= {article_key(facts.page(a, c.id)): (a, c.id) for a, c in event.claims}
    for relation in relations:
        found |= {article_key(facts.page(a, c.id)): (a, c.id) for a, c in relation.claims}
    return (facts.page(*found[key]) for key in sorted(found))


def participants(event: Event) -> list[tuple[str, Actor]]:
    """Who takes part, each with the side: actors first. Both sides of a meeting are actors."""
    return [*(("actor", a) for a in event.actor), *(("recipient", a) for a in event.recipient)]
