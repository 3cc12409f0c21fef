"""The canonical form of a reading: what every format holds, whatever order or precision it was read in.

Files hold numbers with at most two decimals and sets without order, so a graph is built of canonical readings only;
then a graph that comes back from a file is the graph that went in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geograph.errors import UsageError
from geograph.model import Claim, Entity, Mention, Quantity, Reading, RelationClaim, digest

PLACES = 2
"""Decimals that a number keeps: more would be folded differently by different triple stores."""


def article_key(reading: Reading) -> str:
    """What tells this article from all others: the hash of its id and its content."""
    return content_key(reading.article.id, reading.sha256)


def content_key(id: str, sha256: str) -> str:
    """The key of the article with this id and the content that has this hash."""
    return digest(id, sha256)


def number(value: float) -> float:
    """The value as files hold it: two decimals, and no negative zero."""
    return round(value, PLACES) + 0.0


def _claim(claim: Claim) -> Claim:
    place = claim.place
    if place is not None:
        place = replace(
            place,
            lat=None if place.lat is None else number(place.lat),
            lon=None if place.lon is None else number(place.lon),
        )
    return replace(
        claim,
        contexts=tuple(sorted(set(claim.contexts))),
        confidence=number(claim.confidence),
        place=place,
        quantities=tuple(
            sorted((replace(q, value=number(q.value)) for q in dict.fromkeys(claim.quantities)), key=_quantity)
        ),
    )


def _quantity(quantity: Quantity) -> tuple[object, ...]:
    q = quantity
    return (q.start, q.end, q.text, q.unit, q.what, q.value, q.bound)


def position(claim: Claim | RelationClaim) -> tuple[bool, int, int, str]:
    """Where a claim stands in its article: the text from its beginning, then the title."""
    trigger = claim.trigger_start if isinstance(claim, Claim) else claim.start
    return (claim.field == "title", claim.start, trigger, claim.id)


def _mention(mention: Mention) -> tuple[bool, int, int, str]:
    return (mention.field == "title", mention.start, mention.end, mention.text)


def _entity(entity: Entity) -> Entity:
    aliases = tuple(sorted(set(entity.aliases)))
    mentions: dict[tuple[bool, int, int, str], Mention] = {}
    for mention in sorted(entity.mentions, key=lambda m: m.reason, reverse=True):
        mentions.setdefault(_mention(mention), mention)
    return replace(entity, aliases=aliases, mentions=tuple(m for _, m in sorted(mentions.items())))


def canonical(reading: Reading) -> Reading:
    """The reading with its sets sorted, its numbers rounded to two decimals, and each thing there once."""
    claims = {c.id: _claim(c) for c in reading.claims}
    relations = {c.id: replace(c, confidence=number(c.confidence)) for c in reading.relations}
    entities = {e.id: _entity(e) for e in reading.entities}
    first = {e.id: _mention(e.mentions[0]) if e.mentions else (True, 0, 0, "") for e in entities.values()}
    return replace(
        reading,
        entities=tuple(sorted(entities.values(), key=lambda e: (not e.mentions, first[e.id], e.id))),
        claims=tuple(sorted(claims.values(), key=position)),
        relations=tuple(sorted(relations.values(), key=position)),
    )


def together(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings in canonical form, each once, in the order given.

    Raises UsageError where one article was read in two ways: which one counts is not ours to decide."""
    kept: dict[str, Reading] = {}
    for reading in map(canonical, readings):
        other = kept.setdefault(article_key(reading), reading)
        if other is reading:
            continue
        if _said(other) != _said(reading):
            raise UsageError(
                f"the article {reading.article.id!r} is there twice, read in different ways; leave one of them out"
            )
    return tuple(kept.values())


def _said(reading: Reading) -> Reading:
    """The reading without the article's text, which a file does not keep."""
    return replace(reading, article=replace(reading.article, text=""))
