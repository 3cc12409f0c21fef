"""The derived graph: entities, events, relations and direct triples, what all the claims add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product
from urllib.parse import quote

from geograph.graph import accounts, merge, terms
from geograph.graph.terms import KINDS, STATUSES, Pairs, Triples, coordinates, day, decimal, node, some, text
from geograph.model import Event, Reading, Relation
from geograph.ontology import Ontology


def derived_triples(readings: Iterable[Reading], base: str, ontology: Ontology, rdf12: bool = False) -> Triples:
    """Entities, events, relations and direct triples: what all the claims add up to; with `rdf12` also which triples
    the events and relations reify."""
    readings = list(readings)
    out: Triples = {f"<{base}>": [("a", "void:Dataset"), ("gg:schema", str(terms.SCHEMA))]}

    def add(subject: str, pairs: Pairs) -> None:
        out.setdefault(subject, []).extend(pairs)

    direct: set[tuple[str, str, str]] = set()
    for name, counts in accounts.counted(readings).items():
        if not accounts.of_relation(counts):
            add(node(name, base), entity_pairs(name, counts, base))
            direct.update(located(name, counts, base))
    for event in merge.events(readings, ontology):
        add(node(event.id, base), event_pairs(event, base, ontology))
    for relation in merge.relations(readings):
        claims = [("gg:claim", node(c.id, base)) for _, c in relation.claims]
        add(node(relation.id, base), [*relation_pairs(relation, base), *claims])
    direct.update(fact for pairs in out.values() for fact in facts(pairs))
    for subject, predicate, value in direct:
        add(subject, [(predicate, value)])
    if rdf12:
        for pairs in out.values():
            pairs += reified(pairs)
    return out


def entity_pairs(name: str, counts: accounts.Counts, base: str) -> Pairs:
    """What the graph says of an entity of which articles say this. One that somebody acts for is a state, whatever else
    they say."""
    pairs: Pairs = []
    entity = accounts.entity(name, counts)
    code = accounts.state_code(counts)
    if entity is not None:
        pairs += [("skos:prefLabel", text(entity.name)), *(("skos:altLabel", text(a)) for a in entity.aliases)]
        pairs += [("a", KINDS[entity.kind]), *some("gg:state", entity.state)] if code is None else []
        pairs += some("gg:sector", entity.sector)
        if entity.state is not None and entity.kind not in ("state", "place"):
            pairs.append(("gg:actsFor", node("state-" + entity.state, base)))
        if entity.wikidata is not None:
            pairs.append(("owl:sameAs", f"<{terms.WIKIDATA}{quote(entity.wikidata, safe='')}>"))
    if code is not None:
        pairs += [("a", "gg:State"), ("gg:state", text(code))]
    if (place := accounts.place(counts)) is not None:
        pairs += coordinates(place)
        if place.geonames is not None:
            pairs.append(("owl:sameAs", f"<{terms.GEONAMES}{place.geonames}/>"))
    return sorted(set(pairs))


def located(name: str, counts: accounts.Counts, base: str) -> Iterator[tuple[str, str, str]]:
    """The direct triple from a place to what it lies in: a city to its division, a division to its state."""
    outer = accounts.lies_in(counts)
    if outer is not None and outer != name:
        yield node(name, base), "gg:locatedIn", node(outer, base)


def facts(pairs: Pairs) -> Iterator[tuple[str, str, str]]:
    """The direct triples between entities that an event's or relation's pairs affirm: of an event that is actual and
    stands by itself those between its participants, both ways round where both sides are alike; of a relation that
    isn't over, subject and object, and the office's words."""
    found = terms.by_name(pairs)
    if "gg:relation" in found:
        if found["gg:tense"] != ['"former"']:
            yield from _told(found)
            (subject,) = found["gg:subject"]
            yield from ((subject, "gg:office", value) for value in found.get("gg:office", ()))
    elif found.get("gg:status") == [STATUSES["actual"]]:
        yield from _told(found)


def reified(pairs: Pairs) -> Pairs:
    """RDF 1.2: the direct triples that an event or relation tells of, affirmed or not, as what it reifies."""
    return [("rdf:reifies", terms.quoted(*triple)) for triple in _told(terms.by_name(pairs))]


def _told(found: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """The triples between entities that an event or relation tells of, whatever its status or tense; none of an event
    that another has absorbed."""
    if "gg:relation" in found:
        (subject,), (predicate,) = found["gg:subject"], found["gg:directPredicate"]
        yield from ((subject, predicate, value) for value in found.get("gg:object", ()))
    elif "gg:type" in found and "gg:status" in found and "gg:mergedInto" not in found:
        (predicate,) = found["gg:directPredicate"]
        actors, recipients = found.get("gg:actor", []), found.get("gg:recipient", [])
        mutual = "gg:MutualEvent" in found["a"]
        for one, other in permutations(actors, 2) if mutual else product(actors, recipients):
            if one != other:
                yield one, predicate, other


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


def event_pairs(event: Event, base: str, ontology: Ontology) -> Pairs:
    """What the graph says of an event."""
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


def relation_pairs(relation: Relation, base: str) -> Pairs:
    """What the graph says of a relation, its claims apart."""
    pairs = [
        ("a", "gg:Relation"),
        ("gg:relation", text(relation.predicate)),
        ("gg:directPredicate", terms.local(relation.predicate)),
        ("gg:subject", node(relation.subject_id, base)),
        ("gg:tense", text(relation.tense)),
        *some("gg:office", relation.office),
        *some("gg:validFrom", relation.valid_from),
        *some("gg:validTo", relation.valid_to),
    ]
    if relation.object_id is not None:
        return [*pairs, ("gg:object", node(relation.object_id, base))]
    return [*pairs, ("gg:objectName", text(relation.object))]
