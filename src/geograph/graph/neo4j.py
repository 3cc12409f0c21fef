"""The graph as a property graph for Neo4j: the tables of its nodes and relationships, and these as bulk-import CSV.

Nodes are entities, events, articles and offices; their labels are `Entity` with the kind (`Person`, `State` ...),
`Event` with the type (`Consult` ...), `Article` and `Office`. An affirmed event is also a direct relationship between
its participants, named after its predicate (`MET_WITH`, in both directions where the sides are alike).
`graph.cypher` writes the same tables as a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import TypeAlias

from geograph.graph.choice import Facts, best_claim, participants
from geograph.graph.eventdata import cell
from geograph.graph.network import dyads
from geograph.graph.order import article_key
from geograph.graph.rdf_derived import label
from geograph.graph.terms import KINDS, event_class
from geograph.model import Entity, Event, Reading, Relation, digest

Value: TypeAlias = "str | int | float | bool | date | tuple[str, ...] | None"


@dataclass(frozen=True, slots=True)
class Row:
    """A node (its id, labels and properties) or a relationship (the ids of its ends, its type and properties)."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Nodes or relationships of one kind. `ends` are the labels in which the ids of its rows are unique: one for nodes,
    two for relationships. `columns` are properties with the types of Neo4j's import; the first `key` of them tell
    relationships of one type between the same two nodes apart."""

    name: str
    ends: tuple[str, ...]
    columns: Mapping[str, str]
    key: int = 0


_TIME = {"date_start": "date", "date_end": "date", "granularity": "string"}
_RELATION = {"relation": "string", "office": "string", "tense": "string", "valid_from": "string", "valid_to": "string",
             "confidence": "float", "article": "string", "quote": "string"}  # fmt: skip
ENTITIES = Table("entities", ("Entity",), {"name": "string", "kind": "string", "state": "string", "sector": "string",
                                           "wikidata": "string", "aliases": "string[]"})  # fmt: skip
EVENTS = Table("events", ("Event",), {
    "name": "string", "type": "string", "mode": "string", "contexts": "string[]", "cameo": "string", "quad": "string",
    "score": "float", "predicate": "string", "symmetric": "boolean", "trigger": "string", "status": "string",
    "disputed": "boolean", "confidence": "float", **_TIME, "place": "string", "place_state": "string",
    "latitude": "float", "longitude": "float", "geonames": "long"})  # fmt: skip
ARTICLES = Table("articles", ("Article",), {"identifier": "string", "title": "string", "url": "string",
                                            "publisher": "string", "published": "date", "language": "string",
                                            "sha256": "string"})  # fmt: skip
OFFICES = Table("offices", ("Office",), {"name": "string"})
PARTICIPATIONS = Table("participations", ("Entity", "Event"), {"state": "string", "sector": "string",
                                                               "mention": "string"})  # fmt: skip
ATTRIBUTIONS = Table("attributions", ("Event", "Entity"), {})
PLACES = Table("places", ("Event", "Entity"), {})
REPORTS = Table("reports", ("Event", "Article"), {
    "claim": "string", "status": "string", "quote": "string", "field": "string", "char_start": "int",
    "char_end": "int", "trigger": "string", "rule": "string", "confidence": "float"}, 1)  # fmt: skip
DYADS = Table("dyads", ("Entity", "Entity"), {
    "event": "string", "type": "string", "mode": "string", "cameo": "string", "score": "float", "confidence": "float",
    **_TIME, "quote": "string"}, 1)  # fmt: skip
RELATIONS = Table("relations", ("Entity", "Entity"), _RELATION, 1)
HOLDERS = Table("holders", ("Entity", "Office"), _RELATION, 1)
NODES = (ENTITIES, EVENTS, ARTICLES, OFFICES)
RELATIONSHIPS = (PARTICIPATIONS, ATTRIBUTIONS, PLACES, REPORTS, DYADS, RELATIONS, HOLDERS)


def rows(facts: Facts) -> Iterator[tuple[Table, Row]]:
    """The rows of all tables, in one pass over the events: each table's in the order of ids, the tables mixed."""
    entities: set[str] = set()
    articles: dict[str, tuple[str, str]] = {}
    offices: dict[str, str] = {}
    for event in facts.events:
        yield from _event(event, facts)
        entities.update(a.id for a in (*event.actor, *event.recipient, *event.attributed_to))
        entities.update([event.place.id] if event.place and event.place.id else [])
        articles |= {article_key(facts.page(a, c.id)): (a, c.id) for a, c in event.claims}
    for relation in facts.relations:
        yield _relation(relation, facts)
        entities.add(relation.subject_id)
        if relation.object_id is not None:
            entities.add(relation.object_id)
        else:
            office = _office(relation.object)
            offices[office] = min(relation.object, offices.get(office, relation.object))
        articles |= {article_key(facts.page(a, c.id)): (a, c.id) for a, c in relation.claims}
    yield from ((ENTITIES, _entity(facts.entity(name))) for name in sorted(entities))
    yield from ((ARTICLES, _article(facts.page(*articles[key]))) for key in sorted(articles))
    yield from ((OFFICES, Row((office,), ("Office",), (offices[office],))) for office in sorted(offices))


def _event(e: Event, facts: Facts) -> Iterator[tuple[Table, Row]]:
    at = e.place
    when: tuple[Value, ...] = (e.date.start, e.date.end, e.date.granularity) if e.date else (None, None, None)
    values: tuple[Value, ...] = (
        label(e, facts.ontology), e.type, e.mode, e.contexts, e.cameo, e.quad, float(e.score), e.predicate,
        e.symmetric, e.trigger, e.status, e.disputed, float(e.confidence), *when,
        *((at.name or at.text, at.state, at.lat, at.lon, at.geonames) if at else (None,) * 5),
    )  # fmt: skip
    yield EVENTS, Row((e.id,), ("Event", type_label(e.type)), values)
    for side, a in participants(e):
        yield PARTICIPATIONS, Row((a.id, e.id), (f"{side.upper()}_IN",), (a.state, a.sector, a.mention))
    for a in e.attributed_to:
        yield ATTRIBUTIONS, Row((e.id, a.id), ("ATTRIBUTED_TO",), ())
    if at is not None and at.id is not None:
        yield PLACES, Row((e.id, at.id), ("HAPPENED_IN",), ())
    for article, c in e.claims:
        told = (c.id, c.status, c.quote, c.field, c.start, c.end, c.trigger, c.rule, float(c.confidence))
        yield REPORTS, Row((e.id, article_key(facts.page(article, c.id))), ("REPORTED_IN",), told)
    if e.status == "actual":
        quote = best_claim(e)[1].quote
        values = (e.id, e.type, e.mode, e.cameo, float(e.score), float(e.confidence), *when, quote)
        for one, other in permutations(e.actor, 2) if e.symmetric else dyads(e):
            yield DYADS, Row((one.id, other.id), (relationship(e.predicate),), values)


def _relation(r: Relation, facts: Facts) -> tuple[Table, Row]:
    article, claim = max(r.claims, key=lambda pair: pair[1].confidence)
    page = article_key(facts.page(article, claim.id))
    values = (r.id, r.office, r.tense, r.valid_from, r.valid_to, float(claim.confidence), page, claim.quote)
    table, target = (HOLDERS, _office(r.object)) if r.object_id is None else (RELATIONS, r.object_id)
    return table, Row((r.subject_id, target), (relationship(r.predicate),), values)


def _entity(entity: Entity) -> Row:
    kind = KINDS[entity.kind].removeprefix("gg:")
    values = (entity.name, entity.kind, entity.state, entity.sector, entity.wikidata, entity.aliases)
    return Row((entity.id,), ("Entity", kind), values)


def _article(reading: Reading) -> Row:
    a = reading.article
    values = (a.id, a.title, a.url, a.source, a.published, a.language, reading.sha256)
    return Row((article_key(reading),), ("Article",), values)


def _office(words: str) -> str:
    """The id of a bare office ("prime minister"); letter case makes no other office."""
    return "office-" + digest(words.casefold())


def relationship(predicate: str) -> str:
    """A relationship type of Neo4j from a predicate: metWith -> MET_WITH, leader_of -> LEADER_OF."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", predicate)).upper()


def type_label(type: str) -> str:
    """A node label from an event type: CONSULT -> Consult."""
    return re.sub(r"\W+", "_", event_class(type).removeprefix("gg:"))


OPTIONS = "import.args"
NAMES = (*(f"{table.name}.csv" for table in (*NODES, *RELATIONSHIPS)), OPTIONS)
"""The files of an export."""


def lines(facts: Facts) -> Iterator[tuple[str, str]]:
    """The files that `neo4j-admin database import full` takes, and one with its options, which it takes as
    `@import.args`: the lines of all, each with the name of its file.

    Fields are quoted as RFC 4180 says and exact, but for a semicolon within an element of an array, which becomes a
    comma: the format has no way to write it."""
    yield OPTIONS, "--multiline-fields=true\n--array-delimiter=;\n"
    for table in (*NODES, *RELATIONSHIPS):
        yield OPTIONS, f"--{'nodes' if table in NODES else 'relationships'}={table.name}.csv\n"
        yield f"{table.name}.csv", _header(table)
    for table, row in rows(facts):
        cells = (*row.ids, *map(_flat, row.values), ";".join(row.kinds))
        yield f"{table.name}.csv", ",".join(map(cell, cells)) + "\n"


def _header(table: Table) -> str:
    columns = [f"{name}:{type}" for name, type in table.columns.items()]
    if len(table.ends) == 1:
        return ",".join([f"id:ID({table.ends[0]})", *columns, ":LABEL"]) + "\n"
    start, end = table.ends
    return ",".join([f":START_ID({start})", f":END_ID({end})", *columns, ":TYPE"]) + "\n"


def _flat(value: Value) -> str | int | float | bool | date | None:
    if isinstance(value, tuple):
        return ";".join(part.replace(";", ",") for part in value) or None
    return value
