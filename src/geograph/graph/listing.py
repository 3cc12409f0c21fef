"""Events as a list, and what was merged into each of them and why.

Claims are one event where they share a key; an event joins another by a rule of `absorb`. Both are told here as the
code that merges decided them (`merge.Merged`), nothing is guessed afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geograph.errors import UsageError
from geograph.graph.absorb import REASONS, Why
from geograph.graph.choice import in_time
from geograph.graph.explain import dispute, marked, number_words
from geograph.graph.formats import by_date, date_words
from geograph.graph.merge import Key, Merged
from geograph.graph.names import fold
from geograph.graph.query import near
from geograph.graph.rdf_derived import label
from geograph.graph.table import Value, plain
from geograph.model import Claim, Entity, Event, Status
from geograph.ontology import Ontology

COLUMNS = ("event", "date", "actor", "type", "recipient", "status", "place", "confidence", "articles", "claims")
MERGED_COLUMNS = ("event", "merged", "why", "key", "article", "field", "start", "end", "status", "numbers", "quote")
SAME_KEY = "same key"


@dataclass(frozen=True)
class Wanted:
    """Which events to list: of these kinds, and with one of the entities whose ids are `actors`."""

    actors: frozenset[str] | None = None
    type: str | None = None
    status: Status | None = None
    disputed: bool = False
    since: date | None = None
    until: date | None = None
    least: float = 0.0

    def takes(self, event: Event) -> bool:
        """Whether the event is to be listed."""
        who = {a.id for a in (*event.actor, *event.recipient)}
        return (
            (self.actors is None or not who.isdisjoint(self.actors))
            and self.type in (None, event.type)
            and self.status in (None, event.status)
            and (event.disputed or not self.disputed)
            and in_time(event, self.since, self.until)
            and event.confidence >= self.least
        )


def ids_of(name: str, entities: Sequence[Entity]) -> frozenset[str]:
    """The entities of this id, name or alias. Raises UsageError, with near names, where there is none."""
    wanted = fold(name)
    found = {e.id for e in entities if name == e.id or wanted in map(fold, (e.name, *e.aliases))}
    if not found:
        names = [n for e in entities for n in (e.name, *e.aliases)]
        raise UsageError(f"nobody in this graph is called {name!r}{near(name, names)}")
    return frozenset(found)


def rows(events: Iterable[Event]) -> Iterator[tuple[Value, ...]]:
    """A row of COLUMNS for each event, by date; those without one come last."""
    for event in sorted(events, key=by_date):
        place = event.place
        yield (
            event.id,
            date_words(event.date),
            ", ".join(a.name for a in event.actor),
            event.type + (f"/{event.mode}" if event.mode else ""),
            ", ".join(a.name for a in event.recipient),
            event.status + (" (disputed)" if event.disputed else ""),
            (place.name or place.text) if place is not None else None,
            event.confidence,
            len({article for article, _ in event.claims}),
            len(event.claims),
        )


@dataclass(frozen=True)
class Part:
    """The claims of one key in an event; `why` is the rule by which they joined it, None for its own key."""

    key: Key
    why: Why | None
    claims: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True)
class Whole:
    """An event that several passages tell of: its own part first, then those that joined it, by id."""

    event: Event
    parts: tuple[Part, ...]


def wholes(merged: Iterable[Merged], wanted: Wanted) -> Iterator[Whole]:
    """The chosen events that more than one claim reports, by date."""
    standing: list[Merged] = []
    joined: defaultdict[str, list[Part]] = defaultdict(list)
    for m in merged:
        if m.event.merged_into is None:
            standing.append(m)
        elif m.fit is not None:
            joined[m.event.merged_into].append(Part(m.key, m.fit.why, m.event.claims))
    for m in sorted(standing, key=lambda m: by_date(m.event)):
        if len(m.event.claims) > 1 and wanted.takes(m.event):
            parts = joined[m.event.id]
            others = {(article, claim.id) for part in parts for article, claim in part.claims}
            own = tuple((a, c) for a, c in m.event.claims if (a, c.id) not in others)
            yield Whole(m.event, (Part(m.key, None, own), *parts))


def doubts(merged: Iterable[Merged], wanted: Wanted) -> Iterator[Merged]:
    """The chosen events that stayed as they are because a rule found several for them."""
    return (m for m in merged if m.fit is not None and len(m.fit.events) > 1 and wanted.takes(m.event))


def key_words(key: Key) -> str:
    """A key in one line: what claims must have in common to be one event."""
    kind, when, time, who = key.parts
    people = ", ".join(w.strip() for w in who) or "nobody named"
    return f"{kind} {when}; {people}; {time}" + (f"; article {key.article}" if key.article else "")


def merged_rows(found: Iterable[Whole]) -> Iterator[tuple[Value, ...]]:
    """A row of MERGED_COLUMNS for each claim."""
    for whole in found:
        for part in whole.parts:
            for article, c in part.claims:
                numbers = "; ".join(map(number_words, c.quantities))
                where = (article, c.field, c.start, c.end, c.status, numbers, c.quote)
                yield (whole.event.id, part.key.id, part.why or SAME_KEY, key_words(part.key), *where)


def told(found: Iterable[Whole], left: Iterable[Merged], ontology: Ontology) -> Iterator[str]:
    """The same as lines for the eye; after them what was left apart."""
    for whole in found:
        event = whole.event
        yield f"{event.id}: {plain(label(event, ontology))}"
        if event.disputed:
            yield f"  disputed: {plain(dispute(event))}"
        for part in whole.parts:
            if part.why is None:
                yield f"  {SAME_KEY}: {plain(key_words(part.key))}"
            else:
                yield f"  {part.why}: {REASONS[part.why]}"
                yield f"    {part.key.id}: {plain(key_words(part.key))}"
            for article, claim in part.claims:
                numbers = "".join(f", {number_words(q)}" for q in claim.quantities)
                yield f"    - {plain(article)}, {claim.field} {claim.start}-{claim.end}: {claim.status}{plain(numbers)}"
                yield f'      "{marked(claim)}"'
        yield ""
    for m in left:
        if m.fit is not None:
            yield f"{m.event.id}: {plain(label(m.event, ontology))}"
            yield f"  left apart: {plain(key_words(m.key))}"
            yield f"  {m.fit.why} finds more than one: {', '.join(sorted(k.id for k in m.fit.events))}"
            yield ""
