"""The property graph as a Cypher script, for a Neo4j that already holds data: `cypher-shell -f graph.cypher`.

Run it again, or one of a newer graph: nodes and relationships are found by their ids and updated, none is made twice,
and none is deleted. Needs Neo4j 4.4 or later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from geograph.graph.choice import Facts
from geograph.graph.neo4j import NODES, RELATIONSHIPS, Row, Table, Value, rows

BATCH = 500
"""Rows to a statement, each of which is a transaction of its own."""


def script(facts: Facts) -> Iterator[str]:
    """The statements: constraints first, then nodes, then relationships, in batches."""
    for table in NODES:
        (name,) = table.ends
        yield f"CREATE CONSTRAINT geograph_{name.lower()}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE;\n"
    for tables in (NODES, RELATIONSHIPS):
        for table, kinds, batch in _batches(tables, rows(facts)):
            yield from _statement(table, kinds, batch)


def _batches(
    tables: Sequence[Table], found: Iterable[tuple[Table, Row]]
) -> Iterator[tuple[Table, tuple[str, ...], list[Row]]]:
    """The rows of these tables by labels or type, which a statement can't take from its rows, as soon as there are
    enough of them."""
    place = {table.name: number for number, table in enumerate(tables)}
    waiting: dict[tuple[int, tuple[str, ...]], list[Row]] = {}
    for table, row in found:
        if table.name in place:
            batch = waiting.setdefault((place[table.name], row.kinds), [])
            batch.append(row)
            if len(batch) == BATCH:
                yield table, row.kinds, waiting.pop((place[table.name], row.kinds))
    yield from ((tables[number], kinds, waiting[number, kinds]) for number, kinds in sorted(waiting))


def _statement(table: Table, kinds: tuple[str, ...], batch: Iterable[Row]) -> Iterator[str]:
    yield "\nUNWIND [\n" + ",\n".join(_map(table, row) for row in batch) + "\n] AS row\n"
    if len(table.ends) == 1:
        yield f"MERGE (n:{table.ends[0]} {{id: row.id}})\nSET n += row.props"
        yield "".join(f", n:{_named(kind)}" for kind in kinds if kind not in table.ends) + ";\n"
    else:
        start, end = table.ends
        keys = [f"{name}: row.{name}" for name in list(table.columns)[: table.key]]
        key = " {" + ", ".join(keys) + "}" if keys else ""
        merged = f"MERGE (a)-[r:{_named(kinds[0])}{key}]->(b)"
        yield f"MATCH (a:{start} {{id: row.source}}), (b:{end} {{id: row.target}})\n"
        yield (f"{merged}\nSET r += row.props" if table.columns else merged) + ";\n"


def _map(table: Table, row: Row) -> str:
    """A row as a map; a property that is not known is null, which takes away what an older graph said."""
    names = ("id",) if len(table.ends) == 1 else ("source", "target")
    columns = list(table.columns)
    values = dict(zip(columns, row.values, strict=True))
    pairs = [*zip(names, row.ids, strict=True), *((name, values[name]) for name in columns[: table.key])]
    parts = [f"{name}: {literal(value)}" for name, value in pairs]
    rest = [f"{name}: {literal(values[name])}" for name in columns[table.key :]]
    return "{" + ", ".join(parts + ([f"props: {{{', '.join(rest)}}}"] if columns else [])) + "}"


def literal(value: Value) -> str:
    """A value as Cypher writes it."""
    if value is None or value == ():
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        return "'" + _SPECIAL.sub(_escaped, value) + "'"
    return str(value)


_SPECIAL = re.compile(r"['\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def _named(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) else f"`{name}`"
