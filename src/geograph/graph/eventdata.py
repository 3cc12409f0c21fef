"""The table that political science calls event data: who did what to whom, one row for each dyad of each event.

Actor codes are made the way of CAMEO (Schrodt, "CAMEO Conflict and Mediation Event Observations: Event and Actor
Codebook", the chapter on actors): three letters for the state (ISO 3166 alpha-3; XKX for Kosovo), then three for the
role. Roles are the sectors of PLOVER, the Political Language Ontology for Verifiable Event Records: RUSGOV, PRKMIL; USA
for the state as such; UAF for an armed group of no state; UNK where neither is known of an actor that is named. CAMEO's
further triples for single organizations (IGOUNO ...) are not made: `source_id` tells these apart.

The quad classes are numbered as in GDELT's event table: 1 verbal cooperation, 2 material cooperation, 3 verbal
conflict, 4 material conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, permutations, product
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias

from geograph.errors import DataError
from geograph.graph.choice import Facts, best_claim
from geograph.graph.table import whole
from geograph.model import Actor, Event

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["string", "integer", "float", "date", "boolean"]
Cell: TypeAlias = "str | int | float | date | bool | None"

_SIDE: dict[str, Kind] = {"code": "string", "id": "string", "name": "string", "kind": "string", "state": "string",
                          "sector": "string"}  # fmt: skip
COLUMNS: dict[str, Kind] = {
    "event_id": "string",
    "date": "date",
    "date_end": "date",
    "granularity": "string",
    **{f"source_{name}": kind for name, kind in _SIDE.items()},
    **{f"target_{name}": kind for name, kind in _SIDE.items()},
    "symmetric": "boolean",
    "type": "string",
    "mode": "string",
    "contexts": "string",
    "cameo": "string",
    "quad_class": "integer",
    "quad": "string",
    "score": "float",
    "status": "string",
    "disputed": "boolean",
    "confidence": "float",
    "place": "string",
    "place_state": "string",
    "latitude": "float",
    "longitude": "float",
    "geonames_id": "integer",
    "claims": "integer",
    "article_id": "string",
    "article_url": "string",
    "publisher": "string",
    "published": "date",
    "quote": "string",
}
"""The columns and what they hold. README.md says what they mean."""

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """A row of COLUMNS for each dyad, by event id.

    Every event has a row: where one side is empty or unknown, so are the cells of source or target. Events whose sides
    are alike (`symmetric`) have a row in each direction, as directed dyads are counted; where such an event has one
    participant only, the target is empty."""
    for event in facts.events:
        article, claim = best_claim(event)
        about = facts.page(article, claim.id).article
        when, place = event.date, event.place
        head = (event.id, when.start if when else None, when.end if when else None, when.granularity if when else None)
        tail = (
            event.symmetric,
            event.type,
            event.mode,
            ";".join(event.contexts) or None,
            event.cameo,
            QUADS.index(event.quad) + 1 if event.quad in QUADS else None,
            event.quad,
            float(event.score),
            event.status,
            event.disputed,
            float(event.confidence),
            (place.name or place.text) if place else None,
            place.state if place else None,
            place.lat if place else None,
            place.lon if place else None,
            place.geonames if place else None,
            len(event.claims),
            about.id,
            about.url,
            about.source,
            about.published,
            claim.quote,
        )
        for source, target in pairs(event):
            yield (*head, *_side(source), *_side(target), *tail)


def pairs(event: Event) -> Iterator[tuple[Actor | None, Actor | None]]:
    """The directed dyads of an event; None for a side that nobody is on."""
    actors: tuple[Actor | None, ...] = event.actor or (None,)
    recipients: tuple[Actor | None, ...] = event.recipient or (None,)
    if event.symmetric and len(event.actor) > 1:
        return permutations(event.actor, 2)
    return product(actors, recipients)


def code(actor: Actor) -> str:
    """The actor's code: state and sector of the role that it has in this event, UNK where neither is known."""
    return (actor.state or "") + (actor.sector or "") or "UNK"


def _side(actor: Actor | None) -> tuple[Cell, ...]:
    if actor is None:
        return (None,) * len(_SIDE)
    return (code(actor), actor.id, actor.name, actor.kind, actor.state, actor.sector)


def csv_lines(facts: Facts) -> Iterator[str]:
    """The table as CSV with a header (UTF-8, commas, RFC 4180 quotes, lines end in a newline).

    Cells are exact: nothing is put before a cell that a spreadsheet might take for a formula (=, +, -, @), so import
    the columns as text there. Days are YYYY-MM-DD, booleans true and false, what is unknown is empty."""
    yield ",".join(COLUMNS) + "\n"
    for row in rows(facts):
        yield ",".join(map(cell, row)) + "\n"


def cell(value: Cell) -> str:
    """A value as a cell of CSV: in quotes where it holds what sets cells and lines apart, and where it is an empty
    text, as Neo4j's import tells that from nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value)
    if words == "" or words != words.strip() or not _UNSAFE.isdisjoint(words):
        return '"' + words.replace('"', '""') + '"'
    return words


_UNSAFE = frozenset('",\r\n')


def write_parquet(facts: Facts, stream: BinaryIO, size: int = 50_000) -> None:
    """The table as Parquet with typed columns, `size` rows a group.

    Raises DataError where pyarrow isn't installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise DataError("Parquet needs the package pyarrow; install it with: pip install 'geograph[parquet]'") from None
    schema = _schema()
    found = rows(facts)
    with pq.ParquetWriter(stream, schema) as writer:
        while block := list(islice(found, size)):
            columns = [[whole(v) if isinstance(v, str) else v for v in column] for column in zip(*block, strict=True)]
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _schema() -> pa.Schema:
    import pyarrow as pa

    types: dict[Kind, Any] = {"string": pa.string(), "integer": pa.int64(), "float": pa.float64(),
                              "date": pa.date32(), "boolean": pa.bool_()}  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
