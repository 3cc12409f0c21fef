"""The graph as a property graph for Neo4j: the tables of its nodes and relationships, and these as bulk-import CSV.

Nodes are entities, events, articles and offices; their labels are `Entity` with the kind (`Person`, `State` ...),
`Event` with the type (`Consult` ...), `Article` and `Office`. An affirmed event is also a direct relationship between
its participants, named after its predicate (`MET_WITH`, in both directions where the sides are alike).
`graph.cypher` writes the same tables as a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import TypeAlias

from geograph.graph.choice import Facts, best_claim, pages, participants
from geograph.graph.eventdata import cell
from geograph.graph.network import dyads
from geograph.graph.order import article_key
from geograph.graph.rdf_derived import label
from geograph.graph.terms import KINDS, event_class
from geograph.model import Entity, Event, Relation, When, digest

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
    rows: Callable[[Facts], Iterable[Row]]
    key: int = 0


def _time(when: When | None) -> tuple[Value, ...]:
    return (when.start, when.end, when.granularity) if when else (None, None, None)


_TIME = {"date_start": "date", "date_end": "date", "granularity": "string"}


def _spoken_of(facts: Facts) -> set[str]:
    """The entities that events and relations speak of."""
    found: set[str] = set()
    for e in facts.events:
        found.update(a.id for a in (*e.actor, *e.recipient, *e.attributed_to))
        found |= {e.place.id} if e.place and e.place.id else set()
    for r in facts.relations:
        found |= {r.subject_id, r.object_id} if r.object_id else {r.subject_id}
    return found


def _entities(facts: Facts) -> Iterator[Row]:
    yield from (_entity(facts.entity(name)) for name in sorted(_spoken_of(facts)))


def _entity(entity: Entity) -> Row:
    kind = KINDS[entity.kind].removeprefix("gg:")
    values = (entity.name, entity.kind, entity.state, entity.sector, entity.wikidata, entity.aliases)
    return Row((entity.id,), ("Entity", kind), values)


def _offices(facts: Facts) -> Iterator[Row]:
    names: dict[str, str] = {}
    for r in facts.relations:
        if r.object_id is None:
            names[_office(r.object)] = min(r.object, names.get(_office(r.object), r.object))
    yield from (Row((office,), ("Office",), (names[office],)) for office in sorted(names))


def _office(words: str) -> str:
    """The id of a bare office ("prime minister"); letter case makes no other office."""
    return "office-" + digest(words.casefold())


def _events(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        at = e.place
        values: tuple[Value, ...] = (
            label(e, facts.ontology), e.type, e.mode, e.contexts, e.cameo, e.quad, float(e.score), e.predicate,
            e.symmetric, e.trigger, e.status, e.disputed, float(e.confidence), *_time(e.date),
            *((at.name or at.text, at.state, at.lat, at.lon, at.geonames) if at else (None,) * 5),
        )  # fmt: skip
        yield Row((e.id,), ("Event", type_label(e.type)), values)


def _articles(facts: Facts) -> Iterator[Row]:
    for reading in pages(facts, facts.events, facts.relations):
        a = reading.article
        values = (a.id, a.title, a.url, a.source, a.published, a.language, reading.sha256)
        yield Row((article_key(reading),), ("Article",), values)


def _participations(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        for side, a in participants(e):
            yield Row((a.id, e.id), (f"{side.upper()}_IN",), (a.state, a.sector, a.mention))


def _attributions(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        for a in e.attributed_to:
            yield Row((e.id, a.id), ("ATTRIBUTED_TO",), ())


def _places(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        if e.place is not None and e.place.id is not None:
            yield Row((e.id, e.place.id), ("HAPPENED_IN",), ())


def _reports(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        for article, c in e.claims:
            values = (c.id, c.status, c.quote, c.field, c.start, c.end, c.trigger, c.rule, float(c.confidence))
            yield Row((e.id, article_key(facts.page(article, c.id))), ("REPORTED_IN",), values)


def _dyads(facts: Facts) -> Iterator[Row]:
    for e in facts.events:
        if e.status == "actual":
            values: tuple[Value, ...] = (
                e.id, e.type, e.mode, e.cameo, float(e.score), float(e.confidence), *_time(e.date),
                best_claim(e)[1].quote,
            )  # fmt: skip
            for one, other in permutations([a.id for a in e.actor], 2) if e.symmetric else _ids(e):
                yield Row((one, other), (relationship(e.predicate),), values)


def _ids(event: Event) -> Iterator[tuple[str, str]]:
    return ((one.id, other.id) for one, other in dyads(event))


def _relations(facts: Facts) -> Iterator[Row]:
    for r in facts.relations:
        if r.object_id is not None:
            yield _relation(facts, r, r.object_id)


def _holders(facts: Facts) -> Iterator[Row]:
    for r in facts.relations:
        if r.object_id is None:
            yield _relation(facts, r, _office(r.object))


def _relation(facts: Facts, r: Relation, target: str) -> Row:
    article, claim = max(r.claims, key=lambda pair: pair[1].confidence)
    page = article_key(facts.page(article, claim.id))
    values = (r.id, r.office, r.tense, r.valid_from, r.valid_to, float(claim.confidence), page, claim.quote)
    return Row((r.subject_id, target), (relationship(r.predicate),), values)


_RELATION = {"relation": "string", "office": "string", "tense": "string", "valid_from": "string", "valid_to": "string",
             "confidence": "float", "article": "string", "quote": "string"}  # fmt: skip

NODES = (
    Table("entities", ("Entity",), {"name": "string", "kind": "string", "state": "string", "sector": "string",
                                    "wikidata": "string", "aliases": "string[]"}, _entities),
    Table("events", ("Event",), {
        "name": "string", "type": "string", "mode": "string", "contexts": "string[]", "cameo": "string",
        "quad": "string", "score": "float", "predicate": "string", "symmetric": "boolean", "trigger": "string",
        "status": "string", "disputed": "boolean", "confidence": "float", **_TIME, "place": "string",
        "place_state": "string", "latitude": "float", "longitude": "float", "geonames": "long"}, _events),
    Table("articles", ("Article",), {"identifier": "string", "title": "string", "url": "string", "publisher": "string",
                                     "published": "date", "language": "string", "sha256": "string"}, _articles),
    Table("offices", ("Office",), {"name": "string"}, _offices),
)  # fmt: skip
RELATIONSHIPS = (
    Table("participations", ("Entity", "Event"), {"state": "string", "sector": "string", "mention": "string"},
          _participations),
    Table("attributions", ("Event", "Entity"), {}, _attributions),
    Table("places", ("Event", "Entity"), {}, _places),
    Table("reports", ("Event", "Article"), {
        "claim": "string", "status": "string", "quote": "string", "field": "string", "char_start": "int",
        "char_end": "int", "trigger": "string", "rule": "string", "confidence": "float"}, _reports, 1),
    Table("dyads", ("Entity", "Entity"), {"event": "string", "type": "string", "mode": "string", "cameo": "string",
                                          "score": "float", "confidence": "float", **_TIME, "quote": "string"},
          _dyads, 1),
    Table("relations", ("Entity", "Entity"), _RELATION, _relations, 1),
    Table("holders", ("Entity", "Office"), _RELATION, _holders, 1),
)  # fmt: skip


def relationship(predicate: str) -> str:
    """A relationship type of Neo4j from a predicate: metWith -> MET_WITH, leader_of -> LEADER_OF."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", predicate)).upper()


def type_label(type: str) -> str:
    """A node label from an event type: CONSULT -> Consult."""
    return re.sub(r"\W+", "_", event_class(type).removeprefix("gg:"))


OPTIONS = "import.args"
NAMES = (*(f"{table.name}.csv" for table in (*NODES, *RELATIONSHIPS)), OPTIONS)
"""The files of an export."""


def files(facts: Facts) -> dict[str, Iterator[str]]:
    """The files that `neo4j-admin database import full` takes, by name, each with its lines; and one with its options,
    which it takes as `@import.args`.

    Fields are quoted as RFC 4180 says and exact, but for a semicolon within an element of an array, which becomes a
    comma: the format has no way to write it."""
    made = {f"{table.name}.csv": _csv(table, facts) for table in (*NODES, *RELATIONSHIPS)}
    return {**made, OPTIONS: _arguments()}


def _arguments() -> Iterator[str]:
    yield "--multiline-fields=true\n--array-delimiter=;\n"
    yield from (f"--nodes={table.name}.csv\n" for table in NODES)
    yield from (f"--relationships={table.name}.csv\n" for table in RELATIONSHIPS)


def _csv(table: Table, facts: Facts) -> Iterator[str]:
    columns = [f"{name}:{type}" for name, type in table.columns.items()]
    if len(table.ends) == 1:
        yield ",".join([f"id:ID({table.ends[0]})", *columns, ":LABEL"]) + "\n"
    else:
        start, end = table.ends
        yield ",".join([f":START_ID({start})", f":END_ID({end})", *columns, ":TYPE"]) + "\n"
    for row in table.rows(facts):
        yield ",".join(map(cell, (*row.ids, *map(_flat, row.values), ";".join(row.kinds)))) + "\n"


def _flat(value: Value) -> str | int | float | bool | date | None:
    if isinstance(value, tuple):
        return ";".join(part.replace(";", ",") for part in value) or None
    return value
