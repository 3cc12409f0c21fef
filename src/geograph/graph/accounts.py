"""What articles say of entities and relations, counted: from the counts follows how the graph describes them.

Counts can be added and taken away, so an article that comes or goes changes only the descriptions of what it speaks of.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from geograph.gazetteer.divisions import division_of
from geograph.model import Entity, Kind, Place, Reading, Relation, RelationClaim, Tense, digest

Account = tuple[str, str, str]
"""The id of an entity or relation, a field, and the value that one article gives it."""

Counts = Mapping[tuple[str, str], int]
"""How many articles give a field (first) this value (second)."""

PLACE, STATE_NODE, DIVISION = "place", "code", "division"
"""Fields beside those of `Entity`: coordinates and GeoNames id as JSON; the code of a state that somebody acts for; the
id of the division that a city lies in."""


def accounts(reading: Reading) -> set[Account]:
    """All that the reading says of its entities and relations, each once."""
    return {*_of_entities(reading), *_of_places(reading), *_of_relations(reading)}


def counted(readings: Iterable[Reading]) -> dict[str, Counter[tuple[str, str]]]:
    """The accounts of all readings by entity or relation."""
    found: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for reading in readings:
        for subject, field, value in accounts(reading):
            found[subject][field, value] += 1
    return found


def _of_entities(reading: Reading) -> Iterator[Account]:
    for entity in (*reading.entities, *unlisted(reading)):
        yield entity.id, "name", entity.name
        yield entity.id, "kind", entity.kind
        for field, value in (("state", entity.state), ("sector", entity.sector), ("wikidata", entity.wikidata)):
            if value is not None:
                yield entity.id, field, value
        for alias in entity.aliases:
            yield entity.id, "alias", alias
        if entity.state is not None:
            yield "state-" + entity.state, STATE_NODE, entity.state
        division = division_of(entity.id)
        if division is not None:
            yield entity.id, DIVISION, division.id
            yield division.id, "name", division.name
            yield division.id, "kind", "place"
            yield division.id, "state", division.state
    for claim in reading.claims:
        for actor in (*claim.actor, *claim.recipient, *claim.attributed_to):
            if actor.state is not None:
                yield "state-" + actor.state, STATE_NODE, actor.state


def _of_places(reading: Reading) -> Iterator[Account]:
    for claim in reading.claims:
        place = claim.place
        if place is not None and place.id is not None and (place.lat is not None or place.geonames is not None):
            yield place.id, PLACE, json.dumps([place.lat, place.lon, place.geonames])


def _of_relations(reading: Reading) -> Iterator[Account]:
    for claim in reading.relations:
        name = relation_id(claim)
        for field in _RELATION_FIELDS:
            value = getattr(claim, field)
            if value is not None:
                yield name, field, value


_RELATION_FIELDS = (
    "subject_id", "subject", "predicate", "object_id", "object", "office", "tense", "valid_from", "valid_to"
)  # fmt: skip


def unlisted(reading: Reading) -> list[Entity]:
    """The actors, places, subjects and objects of a reading's claims that its entities don't hold."""
    known = {e.id for e in reading.entities}
    made: dict[str, Entity] = {}
    for claim in reading.claims:
        for actor in (*claim.actor, *claim.recipient, *claim.attributed_to):
            if actor.id not in known:
                made.setdefault(actor.id, Entity(actor.id, actor.name, actor.kind, actor.state, actor.sector))
        place = claim.place
        if place is not None and place.id is not None and place.id not in known:
            made.setdefault(place.id, Entity(place.id, place.name or place.text, "place", place.state))
    for relation in reading.relations:
        for name, label in ((relation.subject_id, relation.subject), (relation.object_id, relation.object)):
            if name is not None and name not in known:
                made.setdefault(name, Entity(name, label, "other"))
    return list(made.values())


def relation_id(claim: RelationClaim) -> str:
    """The id of the relation that the claim states: letter case in the office's words tells nothing apart."""
    office = (claim.office or "").casefold()
    target = claim.object_id or "words " + claim.object.casefold()
    return "relation-" + digest(
        claim.subject_id, claim.predicate, target, office, claim.tense, claim.valid_from or "", claim.valid_to or ""
    )


def entity(name: str, counts: Counts) -> Entity | None:
    """The entity as most articles describe it, ties going to the longer name and else to the alphabet; all other names
    are aliases. None where no article speaks of it but as the state that somebody acts for, or as the place."""
    label = most(counts, "name")
    if label is None:
        return None
    kinds = {value: n for (field, value), n in counts.items() if field == "kind"}
    aliases = {value for field, value in counts if field in ("name", "alias")} - {label}
    return Entity(
        id=name,
        name=label,
        kind=cast(Kind, min(kinds, key=lambda k: (-kinds[k], k == "other", k))),
        state=most(counts, "state"),
        sector=most(counts, "sector"),
        wikidata=most(counts, "wikidata"),
        aliases=tuple(sorted(aliases)),
    )


def most(counts: Counts, field: str) -> str | None:
    """What most articles say; of equally many the longest, then the first of the alphabet."""
    found = {value: n for (name, value), n in counts.items() if name == field}
    return min(found, key=lambda v: (-found[v], -len(v), v)) if found else None


def place(counts: Counts) -> Place | None:
    """Where the entity lies: of several accounts the first in the order of their values."""
    found = [json.loads(value) for field, value in counts if field == PLACE]
    if not found:
        return None
    lat, lon, geonames = min(found, key=lambda v: (v[0] is None, v[0] or 0, v[1] is None, v[1] or 0, v[2] or 0))
    return Place("", 0, 0, lat=lat, lon=lon, geonames=geonames)


def state_code(counts: Counts) -> str | None:
    """The code of the state that the entity is, where somebody acts for it."""
    return most(counts, STATE_NODE)


def lies_in(counts: Counts) -> str | None:
    """The id of what a place lies in by the gazetteer: the division of a city, the state of any other place."""
    if "place" not in {value for field, value in counts if field == "kind"}:
        return None
    state = most(counts, "state")
    return most(counts, DIVISION) or (f"state-{state}" if state else None)


def of_relation(counts: Counts) -> bool:
    """Whether the counts are those of a relation."""
    return any(field == "tense" for field, _ in counts)


def relation(name: str, counts: Counts) -> Relation:
    """The relation as most articles put it: names and the office's words in the spelling that most have. Its claims are
    not among what is counted."""
    return Relation(
        id=name,
        subject_id=most(counts, "subject_id") or "",
        subject=most(counts, "subject") or "",
        predicate=most(counts, "predicate") or "",
        object_id=most(counts, "object_id"),
        object=most(counts, "object") or "",
        office=most(counts, "office"),
        tense=cast(Tense, most(counts, "tense")),
        valid_from=most(counts, "valid_from"),
        valid_to=most(counts, "valid_to"),
        claims=(),
    )
