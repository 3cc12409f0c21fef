"""From claims to events, entities and relations: pure functions of the set of readings, whatever their order.

An event is all claims with one key: type, class (happened or ahead), participants and time. Claims of what has happened
(actual, alleged, negated) never meet claims of what is ahead (planned, hypothetical). Then `absorb` lets an event
whose day nobody says join the one event it must be, and `aggregate` says what the claims of an event add up to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from geograph.errors import DataError
from geograph.graph import accounts
from geograph.graph.absorb import Absorption, Fit, Memory
from geograph.graph.accounts import counted, relation_id, unlisted
from geograph.graph.aggregate import Told, aggregate
from geograph.graph.order import article_key, position
from geograph.model import (
    AHEAD,
    Claim,
    Entity,
    Event,
    Reading,
    Relation,
    RelationClaim,
    digest,
    first_status,
    local_prefix,
)
from geograph.ontology import EventType, Ontology


@dataclass(frozen=True, slots=True)
class Key:
    """What makes claims one event. `who` pairs a side ("actor", "recipient"; "" where both sides are alike) with an
    entity's id, or with state and sector of an unnamed group ("PSE|CVL"). `mode` tells different happenings of a type
    apart. The time is a day (start == end), else an interval, else the day of publication, else the article; the
    article counts also where nobody is named that other articles know."""

    type: str
    ahead: bool
    who: frozenset[tuple[str, str]]
    start: date | None = None
    end: date | None = None
    published: date | None = None
    article: str = ""
    mode: str = ""

    @property
    def day(self) -> date | None:
        """The one day on which it happened, where that is known."""
        return self.start if self.start is not None and self.start == self.end else None

    @property
    def dated(self) -> bool:
        """Whether the words say when, if only roughly."""
        return self.start is not None or self.end is not None

    @property
    def parts(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Kind, class, time and participants in words: what claims of one event have in common."""
        if self.day is not None:
            time = f"day {self.day}"
        elif self.dated:
            time = f"interval {self.start or ''}/{self.end or ''}"
        elif self.published is not None:
            time = f"published {self.published}"
        else:
            time = "article"
        who = sorted(f"{side} {entity}" for side, entity in self.who)
        kind = f"{self.type}.{self.mode}" if self.mode else self.type
        return kind, "ahead" if self.ahead else "happened", time, tuple(who)

    @property
    def id(self) -> str:
        """The event's id: the same key has the same id in every run and every set of articles."""
        kind, when, time, who = self.parts
        return "event-" + digest(kind, when, time, self.article, *who)


def symmetric(claim: Claim, ontology: Ontology) -> bool:
    """Whether the claim's participants are all on one side, as in a meeting."""
    predicate = ontology.predicates.get(claim.predicate)
    return predicate is not None and predicate.symmetric


def keys(reading: Reading, ontology: Ontology) -> Iterator[tuple[Claim, Key]]:
    """The claims of an article, each with the key of the event that it reports.

    An unnamed group is told by its state and sector ("PSE|CVL"), so that other articles can mean the same one, unless
    the article speaks of several such groups. A claim that names nobody is told apart by its article as well: two
    attacks of one day are not one attack."""
    article, own = article_key(reading), local_prefix(reading.article.id, reading.sha256) + "-"
    groups = _groups(reading, own)
    for claim in reading.claims:
        sides = ("", "") if symmetric(claim, ontology) else ("actor", "recipient")
        told = [(side, a.id) for side, given in zip(sides, (claim.actor, claim.recipient), strict=True) for a in given]
        start = claim.date.start if claim.date else None
        end = claim.date.end if claim.date else None
        published = reading.article.published if start is None and end is None else None
        named = any(not name.startswith(own) for _, name in told)
        yield (
            claim,
            Key(
                type=claim.type,
                ahead=claim.status in AHEAD,
                who=frozenset((side, groups.get(name, name)) for side, name in told),
                start=start,
                end=end,
                published=published,
                article="" if named and (start or end or published) else article,
                mode=_kind(claim, type_of(claim.type, ontology).distinct),
            ),
        )


def _groups(reading: Reading, own: str) -> dict[str, str]:
    """State and sector of each unnamed group that takes part in the article's events, by id, where no other such group
    has the same. Ids that begin with `own` are the article's alone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        for actor in (*claim.actor, *claim.recipient):
            if actor.kind in ("population", "armed_group") and actor.id.startswith(own):
                found[f"{actor.state or ''}|{actor.sector or ''}"].add(actor.id)
    return {next(iter(ids)): group for group, ids in found.items() if len(ids) == 1}


def _kind(claim: Claim, distinct: str) -> str:
    """What sets this kind of event apart from others of its type, for the types where something does."""
    return {"mode": claim.mode or "", "predicate": claim.predicate}.get(distinct, "")


def type_of(name: str, ontology: Ontology) -> EventType:
    """The ontology's type of this name, or a DataError that says how to give one."""
    try:
        return ontology.types[name]
    except KeyError:
        raise DataError(
            f"the event type {name!r} is not in the ontology; give --ontology the folder whose file defines it"
        ) from None


@dataclass(frozen=True, slots=True)
class Merged:
    """An event, the key that its own claims share, and the events that it was found to be, if any, with the rule."""

    key: Key
    event: Event
    fit: Fit | None


def events(readings: Iterable[Reading], ontology: Ontology) -> tuple[Event, ...]:
    """All events that the readings report, by id; an event that another has absorbed is there too, with `merged_into`
    set, while its claims count in the other."""
    return tuple(m.event for m in merged(readings, ontology))


def merged(readings: Iterable[Reading], ontology: Ontology) -> tuple[Merged, ...]:
    """All events as `events` gives them, each with what made it one."""
    told: defaultdict[Key, dict[tuple[str, str], Told]] = defaultdict(dict)
    dated_articles: set[str] = set()
    for reading in readings:
        article = article_key(reading)
        if reading.article.published is not None:
            dated_articles.add(article)
        for claim, key in keys(reading, ontology):
            told[key][article, claim.id] = Told(reading.article.id, claim)
    articles = {key: frozenset(map(itemgetter(0), claims)) for key, claims in told.items()}
    statuses = {key: first_status(t.claim.status for t in claims.values()) for key, claims in told.items()}
    absorption = Absorption(Memory(articles, statuses, frozenset(dated_articles)))
    absorbed: defaultdict[Key, list[Told]] = defaultdict(list)
    for key in told:
        if (large := absorption.root(key)) != key:
            absorbed[large] += told[key].values()
    made = {}
    for key, claims in told.items():
        large = absorption.root(key)
        target = large.id if large != key else None
        made[key] = aggregate(
            key.id, type_of(key.type, ontology), ontology, list(claims.values()), absorbed.get(key, []), target
        )
    groups: defaultdict[tuple[str, frozenset[tuple[str, str]]], list[tuple[Key, bool]]] = defaultdict(list)
    for key, event in made.items():
        if event.merged_into is None:
            groups[key.type, key.who].append((key, event.status == "actual"))
    done = {plan: event for group in groups.values() for plan, event in fulfilled(group).items()}
    ordered = sorted(made.items(), key=lambda item: item[1].id)
    return tuple(
        Merged(key, replace(e, fulfilled_by=done[e.id]) if e.id in done else e, absorption.fit(key))
        for key, e in ordered
    )


def fulfilled(group: Iterable[tuple[Key, bool]]) -> dict[str, str]:
    """Which event that was ahead has come true, by id: the one event of the same type and participants that did happen
    within the days for which it was announced. `group` holds the events of one type and the same participants that
    stand by themselves, each with whether it is told as a fact."""
    told = list(group)
    happened = [key for key, actual in told if actual and key.dated and not key.ahead]
    done: dict[str, str] = {}
    for plan, _ in told:
        if plan.ahead and plan.dated and plan.who:
            matches = [key.id for key in happened if key.article == plan.article and _in_time(key, plan)]
            if len(matches) == 1:
                done[plan.id] = matches[0]
    return done


def _in_time(key: Key, plan: Key) -> bool:
    early = plan.start is not None and (key.start is None or key.start < plan.start)
    late = plan.end is not None and (key.end is None or key.end > plan.end)
    return not (early or late)


def relations(readings: Iterable[Reading]) -> tuple[Relation, ...]:
    """The facts that hold, by id, each with its claims. Another tense or another span of years is another relation."""
    given = list(readings)
    told: defaultdict[str, dict[tuple[str, str], tuple[str, RelationClaim]]] = defaultdict(dict)
    for reading in given:
        article = article_key(reading)
        for claim in reading.relations:
            told[relation_id(claim)][article, claim.id] = (reading.article.id, claim)
    counts = counted(given)
    return tuple(
        replace(
            accounts.relation(name, counts[name]),
            claims=tuple(sorted(told[name].values(), key=lambda pair: (pair[0], position(pair[1])))),
        )
        for name in sorted(told)
    )


def entities(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """The entities of all readings, by id, as most articles describe them. Offsets mean nothing without an article, so
    an entity of several articles has no mentions here: they are in the readings. Actors and places that a reading
    doesn't list count too."""
    given = list(readings)
    alone: dict[str, Entity | None] = {}
    for reading in given:
        for entity in (*reading.entities, *unlisted(reading)):
            alone[entity.id] = None if entity.id in alone else entity
    counts = counted(given)
    found = (alone[name] or accounts.entity(name, counts[name]) for name in sorted(alone))
    return tuple(e for e in found if e is not None)
