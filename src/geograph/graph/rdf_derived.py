"""The derived graph: entities, events, relations and direct triples, what all the claims add up to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product
from urllib.parse import quote

from geograph.graph import merge, terms
from geograph.graph.terms import KINDS, STATUSES, Pairs, Triples, coordinates, day, decimal, node, some, text
from geograph.model import Actor, Event, Place, Reading, Relation
from geograph.ontology import Ontology


def derived_triples(readings: Iterable[Reading], base: str, ontology: Ontology) -> Triples:
    """Entities, events, relations and direct triples: what all the claims add up to."""
    readings = list(readings)
    out: Triples = {f"<{base}>": [("a", "void:Dataset"), ("gg:schema", str(terms.SCHEMA))]}

    def add(subject: str, pairs: Pairs) -> None:
        out.setdefault(subject, []).extend(pairs)

    states = {a.state for r in readings for c in r.claims for a in (*c.actor, *c.recipient, *c.attributed_to)}
    for entity in merge.entities(readings):
        states.add(entity.state)
        this = node(entity.id, base)
        add(this, [("a", KINDS[entity.kind]), ("skos:prefLabel", text(entity.name))])
        add(this, [("skos:altLabel", text(a)) for a in entity.aliases if a != entity.name])
        add(this, some("gg:state", entity.state) + some("gg:sector", entity.sector))
        if entity.state is not None and entity.kind not in ("state", "place"):
            add(this, [("gg:actsFor", node("state-" + entity.state, base))])
        if entity.wikidata is not None:
            add(this, [("owl:sameAs", f"<{terms.WIKIDATA}{quote(entity.wikidata, safe='')}>")])
    for code in sorted(filter(None, states)):
        add(node("state-" + code, base), [("a", "gg:State"), ("gg:state", text(code))])
    for name, place in sorted(_places(readings).items()):
        add(node(name, base), coordinates(place))
        if place.geonames is not None:
            add(node(name, base), [("owl:sameAs", f"<{terms.GEONAMES}{place.geonames}/>")])
    for event in merge.events(readings, ontology):
        add(node(event.id, base), _event(event, base, ontology))
        for one, other in affirmed(event):
            add(node(one.id, base), [(terms.local(event.predicate), node(other.id, base))])
    for relation in merge.relations(readings):
        add(node(relation.id, base), _relation(relation, base))
        if relation.tense != "former":
            subject = node(relation.subject_id, base)
            if relation.object_id is not None:
                add(subject, [(terms.local(relation.predicate), node(relation.object_id, base))])
            add(subject, some("gg:office", relation.office))
    return out


def _places(readings: Iterable[Reading]) -> dict[str, Place]:
    """The places that have an id and coordinates; of several accounts of one the first in the order of their values."""
    found: dict[str, Place] = {}
    for reading in readings:
        for claim in reading.claims:
            place = claim.place
            if place is None or place.id is None or (place.lat is None and place.geonames is None):
                continue
            other = found.get(place.id)
            if other is None or _account(place) < _account(other):
                found[place.id] = place
    return found


def _account(place: Place) -> tuple[bool, float, bool, float, int]:
    return (place.lat is None, place.lat or 0, place.lon is None, place.lon or 0, place.geonames or 0)


def affirmed(event: Event) -> list[tuple[Actor, Actor]]:
    """The pairs of actors between whom the event is a fact: none unless it is actual and stands by itself; both ways
    round where both sides are alike."""
    if event.status != "actual" or event.merged_into is not None:
        return []
    pairs = permutations(event.actor, 2) if event.symmetric else product(event.actor, event.recipient)
    return [(one, other) for one, other in pairs if one.id != other.id]


def label(event: Event, ontology: Ontology) -> str:
    """The event in a few words: who, did what, to whom."""
    predicate = ontology.predicates.get(event.predicate)
    left, right = (event.actor[:1], event.actor[1:]) if event.symmetric else (event.actor, event.recipient)
    who = ", ".join(a.name for a in left) or "?"
    if right:
        words = [who, predicate.label if predicate else event.predicate, ", ".join(a.name for a in right)]
    else:
        words = [f"{who}:", event.trigger]
    words += [f"({event.status})"] if event.status != "actual" else []
    return " ".join(words)


def _event(event: Event, base: str, ontology: Ontology) -> Pairs:
    pairs = [
        ("a", terms.event_class(event.type)),
        ("a", "sem:Event"),
        ("rdfs:label", text(label(event, ontology))),
        ("gg:type", text(event.type)),
        ("gg:status", STATUSES[event.status]),
        ("gg:cameo", text(event.cameo)),
        ("gg:quad", text(event.quad)),
        ("gg:score", decimal(event.score)),
        ("gg:directPredicate", terms.local(event.predicate)),
        ("gg:confidence", decimal(event.confidence)),
        *some("gg:mode", event.mode),
        *(("gg:context", text(c)) for c in event.contexts),
        *(("gg:actor", node(a.id, base)) for a in event.actor),
        *(("gg:recipient", node(a.id, base)) for a in event.recipient),
        *(("gg:attributedTo", node(a.id, base)) for a in event.attributed_to),
        *(("gg:claim", node(c.id, base)) for _, c in event.claims),
    ]
    if event.symmetric:
        pairs.append(("a", "gg:MutualEvent"))
    if event.disputed:
        pairs.append(("a", "gg:DisputedEvent"))
    if event.date is not None:
        pairs.append(("gg:granularity", text(event.date.granularity)))
        pairs += [("gg:dateStart", day(event.date.start))] if event.date.start else []
        pairs += [("gg:dateEnd", day(event.date.end))] if event.date.end else []
    if event.place is not None:
        place = event.place
        pairs.append(("sem:hasPlace", node(place.id, base)) if place.id else ("gg:placeText", text(place.text)))
    for name, other in (("gg:mergedInto", event.merged_into), ("gg:fulfilledBy", event.fulfilled_by)):
        if other is not None:
            pairs.append((name, node(other, base)))
    return pairs


def _relation(relation: Relation, base: str) -> Pairs:
    pairs = [
        ("a", "gg:Relation"),
        ("gg:relation", text(relation.predicate)),
        ("gg:directPredicate", terms.local(relation.predicate)),
        ("gg:subject", node(relation.subject_id, base)),
        ("gg:tense", text(relation.tense)),
        *some("gg:office", relation.office),
        *some("gg:validFrom", relation.valid_from),
        *some("gg:validTo", relation.valid_to),
        *(("gg:claim", node(c.id, base)) for _, c in relation.claims),
    ]
    if relation.object_id is not None:
        return [*pairs, ("gg:object", node(relation.object_id, base))]
    return [*pairs, ("gg:objectName", text(relation.object))]
