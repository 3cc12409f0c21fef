"""How far an event that was read can be trusted: a logistic model over what was seen when it was read.

The weights stand in confidence.toml; `scripts/train_confidence.py` learns them from the annotated news of this project.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from geograph.model import Actor, Status
from geograph.nlp.events import Hit
from geograph.nlp.parts import Part
from geograph.ontology import EventType

WEIGHTS = Path(__file__).with_name("confidence.toml")
LEAST, MOST = 0.05, 0.99
LONG = 35
"""A sentence of more tokens is a long one."""


def traits(
    hit: Hit, kind: EventType, actor: Sequence[Actor], recipient: Sequence[Actor], status: Status, known: Set[str]
) -> dict[str, float]:
    """What speaks for or against an event: names of traits with their strength, 1 for most; `known` are further traits
    that it has."""
    token, trigger = hit.token, hit.trigger
    sent = token.sent
    depth = sum(1 for _ in token.ancestors)
    named_actor = [a for a in actor if _named(a)]
    named_recipient = [a for a in recipient if _named(a)]
    found = {
        "trigger": 10 * (trigger.confidence - 0.8),
        f"type {trigger.type}": 1,
        f"status {status}": 1,
        "noun": trigger.pos == "noun",
        "noun alone": trigger.pos == "noun" and hit.support is None,
        "adjective": trigger.pos == "adj",
        "several words": len(hit.words) > 1,
        "conditions": min(len(trigger.need) + len(trigger.refuse), 4) / 4,
        "no actor": not actor,
        "no recipient": not recipient and len(actor) < 2,
        "recipient expected": kind.recipient_expected and not recipient,
        "both sides": bool(actor and recipient),
        "both sides named": bool(named_actor and (named_recipient or len(named_actor) > 1)),
        "several actors": len(actor) > 1,
        "several recipients": len(recipient) > 1,
        "actor unnamed": bool(actor) and not named_actor,
        "recipient unnamed": bool(recipient) and not named_recipient,
        "actor a thing": any(a.kind in ("other", "place") for a in actor),
        "recipient a thing": any(a.kind in ("other", "place") for a in recipient),
        "actor pointed to": _pointed(hit.actor),
        "recipient pointed to": _pointed(hit.recipient),
        "actor of a thing": any(p.descended for p in hit.actor),
        "recipient of a thing": any(p.descended for p in hit.recipient),
        "far": any(abs(p.token.i - token.i) > 12 for p in (*hit.actor, *hit.recipient)),
        "inferred": bool(hit.inferred),
        "announced": hit.announced,
        "told more than once": bool(hit.also),
        "headline": hit.headline,
        "opening": sent.start == 0 or sum(1 for _ in zip(token.doc.sents, range(3), strict=False)) < 3,
        "deep": depth > 3,
        "long sentence": len(sent) > LONG,
    }
    return {name: float(value) for name, value in found.items() if value} | dict.fromkeys(known, 1.0)


def _named(actor: Actor) -> bool:
    return actor.kind == "state" or any(map(str.isupper, actor.mention[:1]))


def _pointed(parts: Sequence[Part]) -> bool:
    return any(not p.ref.naming for p in parts)


@cache
def weights(path: Path = WEIGHTS) -> Mapping[str, float]:
    """The weight of each trait, and "bias"."""
    import tomllib

    with path.open("rb") as file:
        return {str(name): float(value) for name, value in tomllib.load(file)["weights"].items()}


def confidence(found: Mapping[str, float]) -> float:
    """How probably an event with these traits is right, in type and a participant: two digits, 0.05 to 0.99."""
    known = weights()
    score = known["bias"] + sum(known.get(name, 0.0) * value for name, value in sorted(found.items()))
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 2)
