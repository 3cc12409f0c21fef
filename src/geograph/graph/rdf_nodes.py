"""Nodes of our graphs back into claims, entities and what belongs to them. A missing value raises KeyError."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from geograph.graph.terms import GG, KINDS, STATUSES
from geograph.model import (
    Actor,
    Article,
    Claim,
    Entity,
    Field,
    Kind,
    Mention,
    Place,
    Quantity,
    RelationClaim,
    Status,
    When,
)

Node = dict[str, list[str]]
"""The values of each predicate, which goes by its prefixed name."""

_KINDS: dict[str, Kind] = {GG + token.removeprefix("gg:"): kind for kind, token in KINDS.items()}
_STATUSES: dict[str, Status] = {GG + token.removeprefix("gg:"): status for status, token in STATUSES.items()}


@dataclass(frozen=True)
class Words:
    """Words at their place in an article."""

    start: int
    end: int
    text: str
    field: Field
    article: str


def maybe(node: Node, name: str) -> str | None:
    """The one value of a predicate (gg:mode), or None; of several, which we never write, the first of the alphabet."""
    values = node.get(name)
    return min(values) if values else None


def must(node: Node, name: str) -> str:
    """The one value of a predicate that must be there."""
    values = node.get(name)
    if not values:
        raise KeyError(name)
    return min(values)


def several(node: Node, name: str) -> list[str]:
    """All values of a predicate."""
    return node.get(name, [])


def _numbered(iri: str) -> tuple[int, str]:
    """Sorts -actor-2 before -actor-10."""
    return (len(iri), iri)


def words_of(node: Node) -> Words | None:
    begin = node.get("nif:beginIndex")
    if begin is None:
        return None
    context = must(node, "nif:referenceContext")
    article = context.removesuffix("#title")
    field: Field = "text" if article == context else "title"
    return Words(int(begin[0]), int(must(node, "nif:endIndex")), must(node, "nif:anchorOf"), field, article)


def article(node: Node) -> Article:
    issued = maybe(node, "dcterms:issued")
    return Article(
        id=must(node, "dcterms:identifier"),
        text="",
        title=maybe(node, "dcterms:title"),
        published=date.fromisoformat(issued) if issued else None,
        url=maybe(node, "gg:url"),
        source=maybe(node, "dcterms:publisher"),
        language=maybe(node, "dcterms:language"),
    )


def reason(node: Node, of: str | None) -> str:
    """Why the words mean an entity: of the one with the id `of`, where they mean several."""
    start = f"{of}: " if of is not None else ""
    return next((r.removeprefix(start) for r in several(node, "gg:reason") if r.startswith(start)), "")


def entity(node: Node, this: str, mentions: tuple[Mention, ...], name: Callable[[str], str]) -> Entity:
    """What one article says of the entity `this` (an IRI)."""
    return Entity(
        id=name(this),
        name=must(node, "gg:name"),
        kind=_KINDS[must(node, "gg:kind")],
        state=maybe(node, "gg:state"),
        sector=maybe(node, "gg:sector"),
        wikidata=maybe(node, "gg:wikidata"),
        aliases=tuple(several(node, "gg:alias")),
        mentions=mentions,
    )


def claim(
    iri: str, nodes: dict[str, Node], words: dict[str, Words], entities: dict[str, Entity], name: Callable[[str], str]
) -> Claim:
    node = nodes[iri]
    quote, trigger = words[must(node, "gg:quote")], words[must(node, "gg:trigger")]
    sides: dict[str, list[Actor]] = {"Actor": [], "Recipient": [], "Source": []}
    for part in sorted(several(node, "gg:participation"), key=_numbered):
        side = must(nodes[part], "gg:side").removeprefix(GG)
        sides[side].append(_actor(nodes[part], words, entities, name))
    predicate = maybe(node, "gg:predicateName") or must(node, "gg:directPredicate").removeprefix(GG)
    placing = maybe(node, "gg:placing")
    return Claim(
        id=name(iri),
        type=must(node, "gg:type"),
        mode=maybe(node, "gg:mode"),
        contexts=tuple(several(node, "gg:context")),
        cameo=must(node, "gg:cameo"),
        predicate=predicate,
        trigger=_text(node, "gg:trigger", trigger),
        actor=tuple(sides["Actor"]),
        recipient=tuple(sides["Recipient"]),
        status=_STATUSES[must(node, "gg:status")],
        attributed_to=tuple(sides["Source"]),
        field=quote.field,
        start=quote.start,
        end=quote.end,
        quote=_text(node, "gg:quote", quote),
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        rule=must(node, "gg:rule"),
        confidence=float(must(node, "gg:confidence")),
        place=_place(nodes[placing], words, name) if placing else None,
        date=_when(node, words),
        quantities=tuple(_quantity(nodes[q], words) for q in sorted(several(node, "gg:quantity"), key=_numbered)),
    )


def _text(node: Node, name: str, words: Words) -> str:
    """The words at the offsets, unless the node says that it means others."""
    own = maybe(node, name + "Text")
    return words.text if own is None else own


def _actor(node: Node, words: dict[str, Words], entities: dict[str, Entity], name: Callable[[str], str]) -> Actor:
    this, at = must(node, "gg:entity"), words[must(node, "gg:mention")]
    known = entities.get(this)
    state, kind, own = maybe(node, "gg:actsFor"), maybe(node, "gg:kind"), maybe(node, "gg:name")
    if known is None and (kind is None or own is None):
        raise KeyError("gg:Appearance")
    mention = _text(node, "gg:mention", at)
    phrase = maybe(node, "gg:phrase")
    return Actor(
        id=name(this),
        name=own if own is not None else cast(Entity, known).name,
        mention=mention,
        phrase=mention if phrase is None else phrase,
        start=at.start,
        end=at.end,
        kind=_KINDS[kind] if kind is not None else cast(Entity, known).kind,
        state=name(state).removeprefix("state-") if state is not None else maybe(node, "gg:state"),
        sector=maybe(node, "gg:sector"),
        field=at.field,
    )


def _place(node: Node, words: dict[str, Words], name: Callable[[str], str]) -> Place:
    at, this = words[must(node, "gg:mention")], maybe(node, "gg:entity")
    lat, lon, geonames = maybe(node, "wgs84:lat"), maybe(node, "wgs84:long"), maybe(node, "gg:geonames")
    return Place(
        text=_text(node, "gg:mention", at),
        start=at.start,
        end=at.end,
        id=name(this) if this is not None else None,
        name=maybe(node, "gg:name"),
        state=maybe(node, "gg:state"),
        lat=float(lat) if lat is not None else None,
        lon=float(lon) if lon is not None else None,
        geonames=int(geonames) if geonames is not None else None,
    )


def _when(node: Node, words: dict[str, Words]) -> When | None:
    mention = maybe(node, "gg:dateMention")
    if mention is None:
        return None
    at, start, end = words[mention], maybe(node, "gg:dateStart"), maybe(node, "gg:dateEnd")
    return When(
        text=_text(node, "gg:dateMention", at),
        text_start=at.start,
        text_end=at.end,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        granularity=cast(Any, must(node, "gg:granularity")),
        source=cast(Any, must(node, "gg:dateSource")),
    )


def _quantity(node: Node, words: dict[str, Words]) -> Quantity:
    at = words[must(node, "gg:mention")]
    return Quantity(
        text=_text(node, "gg:mention", at),
        start=at.start,
        end=at.end,
        value=float(must(node, "gg:value")),
        unit=must(node, "gg:unit"),
        what=must(node, "gg:what"),
        bound=cast(Any, must(node, "gg:bound")),
    )


def relation(iri: str, node: Node, words: dict[str, Words], name: Callable[[str], str]) -> RelationClaim:
    quote, target = words[must(node, "gg:quote")], maybe(node, "gg:object")
    return RelationClaim(
        id=name(iri),
        subject_id=name(must(node, "gg:subject")),
        subject=must(node, "gg:subjectName"),
        predicate=must(node, "gg:relation"),
        object_id=name(target) if target is not None else None,
        object=must(node, "gg:objectName"),
        field=quote.field,
        start=quote.start,
        end=quote.end,
        quote=_text(node, "gg:quote", quote),
        rule=must(node, "gg:rule"),
        confidence=float(must(node, "gg:confidence")),
        office=maybe(node, "gg:office"),
        tense=cast(Any, must(node, "gg:tense")),
        valid_from=maybe(node, "gg:validFrom"),
        valid_to=maybe(node, "gg:validTo"),
    )
