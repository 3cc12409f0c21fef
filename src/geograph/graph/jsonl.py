"""One JSON object a line for each article, loss-free, with fixed field names.

The claims are what is read back; the events around them are that article's own, and are derived again. An event that
another has absorbed is not written by itself: its claims stand in the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from geograph.errors import InputError, UsageError
from geograph.graph import merge
from geograph.graph.order import canonical
from geograph.graph.terms import SCHEMA
from geograph.model import (
    Actor,
    Article,
    Claim,
    Entity,
    Event,
    Mention,
    Place,
    Quantity,
    Reading,
    Relation,
    RelationClaim,
    When,
)
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

Json = dict[str, Any]


def to_line(reading: Reading, ontology: Ontology | None = None) -> str:
    """The reading as one line of JSON, without the newline; the article's text is not kept, its hash is."""
    return _HALVES.sub("\ufffd", json.dumps(to_dict(reading, ontology), ensure_ascii=False, separators=(",", ":")))


_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters (from a broken JSON escape in the input), which no file can hold."""


def to_dict(reading: Reading, ontology: Ontology | None = None) -> Json:
    """The reading as the JSON object of its line."""
    reading = canonical(reading)
    known = ontology or load_ontology()
    a = reading.article
    return {
        "schema": SCHEMA,
        "id": a.id,
        "title": a.title,
        "published": _iso(a.published),
        "url": a.url,
        "source": a.source,
        "language": a.language,
        "sha256": reading.sha256,
        "model": reading.model,
        "geograph": reading.geograph,
        "entities": [_plain(e) | {"mentions": [_plain(m) for m in e.mentions]} for e in reading.entities],
        "events": [_event(e) for e in merge.events([reading], known) if e.merged_into is None],
        "relations": [_relation(r) for r in merge.relations([reading])],
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _plain(thing: Any) -> Json:
    """A flat dataclass as a JSON object: days as YYYY-MM-DD, whole numbers without a point, tuples as lists."""
    made: Json = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        elif isinstance(value, tuple):
            value = list(value)
        made[field.name] = value
    return made


def _optional(thing: Any) -> Json | None:
    return None if thing is None else _plain(thing)


def _plains(things: Iterable[Any]) -> list[Json]:
    return [_plain(t) for t in things]


_AGGREGATES = (
    "id", "type", "mode", "contexts", "cameo", "quad", "score", "predicate", "trigger", "actor", "recipient", "status",
    "disputed", "attributed_to", "place", "date", "quantities", "confidence", "merged_into", "fulfilled_by", "claims",
)  # fmt: skip


def _event(event: Event) -> Json:
    made = _plain(event) | {
        "actor": _plains(event.actor),
        "recipient": _plains(event.recipient),
        "attributed_to": _plains(event.attributed_to),
        "place": _optional(event.place),
        "date": _optional(event.date),
        "quantities": _plains(event.quantities),
        "claims": [claim_json(c) for _, c in event.claims],
    }
    return {name: made[name] for name in _AGGREGATES}


def claim_json(claim: Claim) -> Json:
    """The claim as a JSON object."""
    return _plain(claim) | {
        "actor": _plains(claim.actor),
        "recipient": _plains(claim.recipient),
        "attributed_to": [a.id for a in claim.attributed_to],
        "attribution": _plains(claim.attributed_to),
        "place": _optional(claim.place),
        "date": _optional(claim.date),
        "quantities": _plains(claim.quantities),
    }


def _relation(relation: Relation) -> Json:
    return {
        "id": relation.id,
        "subject": {"id": relation.subject_id, "name": relation.subject},
        "predicate": relation.predicate,
        "object": {"id": relation.object_id, "name": relation.object},
        "office": relation.office,
        "tense": relation.tense,
        "from": relation.valid_from,
        "to": relation.valid_to,
        "claims": [
            {
                "id": c.id,
                "start": c.start,
                "end": c.end,
                "quote": c.quote,
                "field": c.field,
                "rule": c.rule,
                "confidence": int(c.confidence) if c.confidence.is_integer() else c.confidence,
                "subject": c.subject,
                "object": c.object,
                "office": c.office,
            }
            for _, c in relation.claims
        ],
    }


def from_line(line: Mapping[str, Any], where: str = "line") -> Reading:
    """The reading that a line's object holds, without the article's text. `where` names file and line in errors.

    Raises UsageError for an object that isn't ours, InputError for one of ours that was changed."""
    if not isinstance(line, Mapping) or "schema" not in line or "events" not in line:
        raise UsageError(
            f"{where}: no line of geograph (no schema, no events); make one with: geograph extract --format jsonl"
        )
    if line["schema"] != SCHEMA:
        raise UsageError(
            f"{where}: written by a newer geograph (schema {line['schema']}, this one knows {SCHEMA}); update geograph"
        )
    try:
        return _reading(line)
    except KeyError as problem:
        raise InputError(where, f"the field {problem} is missing; write the file again with geograph") from problem
    except (TypeError, ValueError, AttributeError) as problem:
        raise InputError(where, f"a field has another kind of value ({problem}); write the file again") from problem


def _reading(line: Mapping[str, Any]) -> Reading:
    claims: dict[str, Claim] = {}
    for event in line["events"]:
        for claim in event["claims"]:
            made = claim_from(claim)
            claims[made.id] = made
    return canonical(
        Reading(
            article=Article(
                id=_text(line["id"]),
                text="",
                title=line["title"],
                published=_day(line["published"]),
                url=line["url"],
                source=line["source"],
                language=line["language"],
            ),
            sha256=_text(line["sha256"]),
            model=_text(line["model"]),
            geograph=_text(line["geograph"]),
            entities=tuple(
                Entity(**{**e, "aliases": tuple(e["aliases"]), "mentions": tuple(Mention(**m) for m in e["mentions"])})
                for e in line["entities"]
            ),
            claims=tuple(claims.values()),
            relations=tuple(_read_relation(r, c) for r in line["relations"] for c in r["claims"]),
        )
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def _actors(things: Iterable[Json]) -> tuple[Actor, ...]:
    return tuple(Actor(**a) for a in things)


_CLAIM = tuple(f.name for f in fields(Claim))


def claim_from(claim: Json) -> Claim:
    """The claim that a JSON object holds. Raises KeyError, TypeError or ValueError for one that isn't ours."""
    place, when = claim["place"], claim["date"]
    made = {name: claim[name] for name in _CLAIM} | {
        "contexts": tuple(claim["contexts"]),
        "confidence": float(claim["confidence"]),
        "actor": _actors(claim["actor"]),
        "recipient": _actors(claim["recipient"]),
        "attributed_to": _actors(claim["attribution"]),
        "place": Place(**{**place, "lat": _number(place["lat"]), "lon": _number(place["lon"])}) if place else None,
        "date": When(**{**when, "start": _day(when["start"]), "end": _day(when["end"])}) if when else None,
        "quantities": tuple(Quantity(**{**q, "value": float(q["value"])}) for q in claim["quantities"]),
    }
    return Claim(**made)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _read_relation(relation: Json, claim: Json) -> RelationClaim:
    return RelationClaim(
        id=claim["id"],
        subject_id=relation["subject"]["id"],
        subject=claim["subject"],
        predicate=relation["predicate"],
        object_id=relation["object"]["id"],
        object=claim["object"],
        field=claim["field"],
        start=claim["start"],
        end=claim["end"],
        quote=claim["quote"],
        rule=claim["rule"],
        confidence=float(claim["confidence"]),
        office=claim["office"],
        tense=relation["tense"],
        valid_from=relation["from"],
        valid_to=relation["to"],
    )


def read(path: Path, where: str | None = None) -> Iterator[Reading]:
    """The readings of a file, line by line; empty lines are skipped.

    Raises InputError or UsageError, naming file and line, at the first line that isn't ours."""
    name = where or str(path)
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if raw.strip():
                    yield _line(raw, f"{name}:{number}")
    except OSError as problem:
        raise InputError(name, f"can't be read: {problem.strerror}") from problem


def _line(raw: bytes, where: str) -> Reading:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(where, "not UTF-8; write the file again with geograph") from problem
    except json.JSONDecodeError as problem:
        raise InputError(
            where, f"not JSON: {problem.msg} at character {problem.pos + 1}; mend or remove the line"
        ) from problem
    return from_line(line, where)
