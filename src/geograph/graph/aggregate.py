"""What the claims of one event add up to.

The rule, for every field:
- status: the first of actual, alleged, planned, hypothetical, negated that a claim has; confidence: the highest of all
  claims'. Disputed where an actual and a negated claim meet, or where claims give numbers that can't all be right.
- Claims are ranked: the event's own before those of an event it absorbed; those with the event's status first; then by
  confidence to the nearest tenth (so that what is about as sure isn't turned round by weights learned anew), by
  number of participants, with a mode before without, text before title, by place in the text. The first gives mode,
  CAMEO code, predicate and trigger; the first that has one gives place, date and quantities.
- actor and recipient: all claims' by entity, in the ranking's order, each as its best mention tells: one with a capital
  before one without, the text's before the title's, the longest. Where both sides are alike, all are actors.
- contexts and attributed_to: all claims'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from geograph.model import STATUS_ORDER, Actor, Claim, Event, Quantity, first_status
from geograph.ontology import EventType, Ontology

ABOUT = 0.2
"""How far off a number may be that is told as about so many, as a share of it: our own choice."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and the id of the article that makes it."""

    article: str
    claim: Claim


def aggregate(
    name: str, kind: EventType, ontology: Ontology, own: Sequence[Told], absorbed: Sequence[Told], into: str | None
) -> Event:
    """The event `name` that its own claims and those of the events it absorbed make."""
    status = first_status(t.claim.status for t in (*own, *absorbed))
    ranked = [
        *sorted(own, key=lambda t: _rank(t, status)),
        *sorted(absorbed, key=lambda t: _rank(t, status)),
    ]
    claims = [t.claim for t in ranked]
    best = next((c for c in claims if c.status == status), claims[0])
    predicate = ontology.predicates.get(best.predicate)
    symmetric = predicate is not None and predicate.symmetric
    if symmetric:
        actor = _union(a for c in claims for a in (*c.actor, *c.recipient))
        recipient: tuple[Actor, ...] = ()
    else:
        actor = _union(a for c in claims for a in c.actor)
        recipient = _union(a for c in claims for a in c.recipient)
    return Event(
        id=name,
        type=kind.id,
        mode=best.mode,
        contexts=tuple(sorted({x for c in claims for x in c.contexts})),
        cameo=best.cameo,
        quad=kind.quad,
        score=kind.score,
        predicate=best.predicate,
        symmetric=symmetric,
        trigger=best.trigger,
        actor=actor,
        recipient=recipient,
        status=status,
        disputed=denied(claims) or bool(differing(claims)),
        attributed_to=_union(a for c in claims for a in c.attributed_to),
        place=next((c.place for c in claims if c.place is not None), None),
        date=next((c.date for c in claims if c.date is not None), None),
        quantities=next((c.quantities for c in claims if c.quantities), ()),
        confidence=max(c.confidence for c in claims),
        claims=tuple((t.article, t.claim) for t in sorted(ranked, key=_reading_order)),
        merged_into=into,
    )


def denied(claims: Iterable[Claim]) -> bool:
    """Whether one of the claims affirms what another denies."""
    return {"actual", "negated"} <= {c.status for c in claims}


def differing(claims: Iterable[Claim]) -> tuple[tuple[Quantity, ...], ...]:
    """Numbers of the same things that no one number fits ("6 killed", "at least 8 killed"), each group by value.

    A claim that counts the same things twice ("one man to death and 14 others to prison") gives no number for them."""
    groups: defaultdict[tuple[str, str], dict[tuple[float, str], Quantity]] = defaultdict(dict)
    for claim in claims:
        own: defaultdict[tuple[str, str], list[Quantity]] = defaultdict(list)
        for quantity in claim.quantities if claim.status != "negated" else ():
            own[quantity.unit, _counted(quantity)].append(quantity)
        for kind, found in own.items():
            if len(found) == 1:
                groups[kind].setdefault((found[0].value, found[0].bound), found[0])
    apart = (sorted(g.values(), key=lambda q: (q.value, q.bound)) for _, g in sorted(groups.items()))
    return tuple(tuple(g) for g in apart if max(_least(q) for q in g) > min(_most(q) for q in g))


def _counted(quantity: Quantity) -> str:
    """The things that are counted, without what describes them: Egyptian soldiers are soldiers, nobody named people."""
    words = quantity.what.lower().split()
    return "people" if not words or words[-1] in ("person", "persons") else words[-1]


def _least(quantity: Quantity) -> float:
    return {"at_most": 0.0, "about": quantity.value * (1 - ABOUT)}.get(quantity.bound, quantity.value)


def _most(quantity: Quantity) -> float:
    return {"at_least": inf, "about": quantity.value * (1 + ABOUT)}.get(quantity.bound, quantity.value)


def _rank(told: Told, status: str) -> tuple[object, ...]:
    c = told.claim
    return (
        c.status != status,
        STATUS_ORDER.index(c.status),
        -round(c.confidence * 10),
        -len(c.actor) - len(c.recipient),
        c.mode is None,
        c.field == "title",
        c.start,
        c.trigger_start,
        told.article,
        c.id,
    )


def _reading_order(told: Told) -> tuple[str, bool, int, int, str]:
    c = told.claim
    return (told.article, c.field == "title", c.start, c.trigger_start, c.id)


def _union(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    best: dict[str, Actor] = {}
    for actor in actors:
        other = best.get(actor.id)
        if other is None or _mention(actor) < _mention(other):
            best[actor.id] = actor
    return tuple(best.values())


def _mention(actor: Actor) -> tuple[bool, bool, int]:
    return (not any(map(str.isupper, actor.mention)), actor.field == "title", -len(actor.mention))
