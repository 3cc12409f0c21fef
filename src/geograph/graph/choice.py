"""What an export holds: which events, and with them the entities, relations and articles that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, cast, get_args

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


@dataclass(frozen=True)
class Facts:
    """What the readings say, as far as it was chosen: pure functions of the set of readings, whatever their order."""

    readings: tuple[Reading, ...]
    ontology: Ontology
    base: str
    choice: Choice

    @cached_property
    def events(self) -> list[Event]:
        """The chosen events, by id."""
        return self.choice.of(merge.events(self.readings, self.ontology))

    @cached_property
    def known(self) -> Mapping[str, Entity]:
        """All entities by id, chosen or not."""
        return {e.id: e for e in merge.entities(self.readings)}

    @cached_property
    def relations(self) -> list[Relation]:
        """The relations of which a claim is likely enough, by id."""
        return [
            r
            for r in merge.relations(self.readings)
            if max(c.confidence for _, c in r.claims) >= self.choice.min_confidence
        ]

    @cached_property
    def _pages(self) -> Mapping[tuple[str, str], Reading]:
        """The reading that makes a claim, by the ids of article and claim."""
        found: dict[tuple[str, str], Reading] = {}
        for reading in sorted(self.readings, key=article_key, reverse=True):
            found |= {(reading.article.id, claim.id): reading for claim in reading.claims}
            found |= {(reading.article.id, claim.id): reading for claim in reading.relations}
        return found

    def page(self, article: str, claim: str) -> Reading:
        """The reading of the article that makes the claim."""
        return self._pages[article, claim]

    def pages(self, events: Iterable[Event], relations: Iterable[Relation] = ()) -> list[Reading]:
        """The readings that tell of these, each once, by the article's key."""
        told = [(article, claim.id) for e in events for article, claim in e.claims]
        told += [(article, claim.id) for r in relations for article, claim in r.claims]
        found = {article_key(page): page for page in (self.page(*pair) for pair in told)}
        return [found[key] for key in sorted(found)]


def gathered(readings: Iterable[Reading], ontology: Ontology, base: str, choice: Choice) -> Facts:
    """The facts of these readings, each reading once and in canonical form.

    Raises UsageError where one article was read in two ways."""
    return Facts(together(readings), ontology, base, choice)


def participants(event: Event) -> list[tuple[str, Actor]]:
    """Who takes part, each with the side: actors first. Both sides of a meeting are actors."""
    return [*(("actor", a) for a in event.actor), *(("recipient", a) for a in event.recipient)]
