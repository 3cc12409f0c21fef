"""The events as FollowTheMoney entities, a JSON object a line, as Aleph and OpenSanctions' tools read them.

An event is an Event; who takes part in it is linked to it by an UnknownLink whose role is the side (actor, recipient,
or "attributed to" for who says so); its articles are Article documents, the `proof` of both. A place becomes an
Address. FollowTheMoney has no schema for a country, and an Event's `involved` takes legal entities only, so a state
that acts is its government, a PublicBody of that `country`. Populations ("Syrians", "two soldiers") and what is of
unknown kind are LegalEntity, FollowTheMoney's word for an actor that may be a person or an organization.

Properties are those of https://followthemoney.tech/explorer/ (version 4). The package isn't needed to write them.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from unicodedata import category

from geograph.graph.choice import Facts, best_claim, pages, participants
from geograph.graph.order import article_key
from geograph.graph.rdf_derived import label
from geograph.graph.table import plain
from geograph.graph.terms import article_iri
from geograph.model import Entity, Event, Place, Reading, digest

BODIES = {"GOV": "gov", "MIL": "mil", "COP": "gov.security", "SPY": "gov.security", "JUD": "gov.judicial",
          "LEG": "gov.legislative"}  # fmt: skip
"""The sectors whose organizations are a PublicBody, with the topic of each."""

TOPICS = {**BODIES, "IGO": "gov.igo", "PTY": "pol.party"}
"""The topics of organizations. A person gets none: to be a politically exposed person is not ours to say."""

ENDED = {"BYS": "suhh", "CSK": "cshh", "SCG": "csxx", "SUN": "suhh", "YUG": "yucs", "ANT": "nl"}
"""FollowTheMoney's codes of states that are no more, where ISO 3166 alpha-2 has been given away or never was."""

NAME = 384
"""The longest name that FollowTheMoney takes, in characters."""


def lines(facts: Facts) -> Iterator[str]:
    """The entities: who takes part, articles, places, then each event with its links. Ids are ours where
    FollowTheMoney takes them, else a hash of ours, so the same things have the same ids in every run."""
    for entity in _actors(facts):
        yield _actor(entity)
    for reading in pages(facts, facts.events):
        yield _article(reading, facts.base)
    places = {_address_id(place): place for e in facts.events if (place := e.place) and _is_address(facts, place)}
    for name in sorted(places):
        yield _address(name, places[name])
    for event in facts.events:
        yield from _event(event, facts)


def _actors(facts: Facts) -> Iterator[Entity]:
    """Who takes part in the events or speaks of them; a place that does is an Address anyway."""
    told = {a.id for e in facts.events for a in (*e.actor, *e.recipient, *e.attributed_to)}
    located = {e.place.id for e in facts.events if e.place}
    for name in sorted(told):
        entity = facts.entity(name)
        if entity.kind != "place" or name not in located:
            yield entity


def schema(entity: Entity) -> str:
    """The schema of an entity; see the top of this module."""
    if entity.kind == "organization":
        if entity.sector in BODIES:
            return "PublicBody"
        return "Company" if entity.sector in ("BUS", "MNC") else "Organization"
    return {"person": "Person", "state": "PublicBody", "armed_group": "Organization", "place": "Address"}.get(
        entity.kind, "LegalEntity"
    )


def _actor(entity: Entity) -> str:
    kind = schema(entity)
    topics = ["gov.national"] if entity.kind == "state" else []
    if entity.kind == "organization" and entity.sector in TOPICS:
        topics = [TOPICS[entity.sector]]
    return _line(
        identifier(entity.id),
        kind,
        name=_names([entity.name]) or ["?"],
        full=_names([entity.name], 250) if kind == "Address" else [],
        alias=_names(entity.aliases),
        country=_country(entity.state),
        sector=_names([entity.sector or ""]) if kind != "Address" else [],
        topics=topics,
        wikidataId=[entity.wikidata] if entity.wikidata and re.fullmatch(r"Q[1-9]\d*", entity.wikidata) else [],
    )


def _article(reading: Reading, base: str) -> str:
    article = reading.article
    return _line(
        _article_id(reading),
        "Article",
        name=_names([article.title or article.id]) or ["?"],
        title=_names([article.title or article.id]),
        publishedAt=_days(article.published),
        publisher=_names([article.source or ""]),
        sourceUrl=_url(reading, base),
        language=["eng"] if article.language and re.fullmatch(r"en(g|[-_]\w+)?", article.language) else [],
    )


def _address(name: str, place: Place) -> str:
    words = place.name or place.text
    return _line(
        name,
        "Address",
        name=_names([words]) or ["?"],
        full=_names([words], 250),
        country=_country(place.state),
        latitude=[] if place.lat is None else [str(place.lat)],
        longitude=[] if place.lon is None else [str(place.lon)],
    )


def _event(event: Event, facts: Facts) -> Iterator[str]:
    name = identifier(event.id)
    told = list(pages(facts, [event]))
    when, place = event.date, event.place
    _, claim = best_claim(event)
    shared = {
        "startDate": _days(when.start if when else None),
        "endDate": _days(when.end if when else None),
        "proof": [_article_id(page) for page in told],
        "sourceUrl": [url for page in told for url in _url(page, facts.base)],
        "publisher": _names(page.article.source or "" for page in told),
        "modifiedAt": _days(max((p.article.published for p in told if p.article.published), default=None)),
        "recordId": [plain(event.id, NAME)],
    }
    sides = [*participants(event), *(("attributed to", a) for a in event.attributed_to)]
    notes = [f"status: {event.status}", f"confidence: {event.confidence:.2f}"]
    yield _line(
        name,
        "Event",
        name=_names([label(event, facts.ontology)]),
        summary=_names([claim.quote], 65_000),
        keywords=_names([event.type, event.mode or "", *event.contexts, f"CAMEO {event.cameo}", event.quad]),
        notes=[*notes, *(["disputed"] if event.disputed else [])],
        location=_names([place.name or place.text] if place else [], 250),
        country=_country(place.state if place else None),
        addressEntity=[_address_id(place)] if place and _is_address(facts, place) else [],
        involved=[identifier(a.id) for _, a in participants(event) if schema(facts.entity(a.id)) != "Address"],
        **shared,
    )
    for side, actor in sides:
        yield _line(
            "link-" + digest(event.id, side, actor.id),
            "UnknownLink",
            subject=[identifier(actor.id)],
            object=[name],
            role=[side],
            status=[event.status],
            **shared,
        )


def identifier(name: str) -> str:
    """The id as FollowTheMoney takes it: letters, digits, dots and dashes, neither first nor last a dot or dash."""
    if re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]{0,198}[0-9a-zA-Z])?", name):
        return name
    return "id-" + digest(name)


def _article_id(reading: Reading) -> str:
    return "article-" + article_key(reading)


def _is_address(facts: Facts, place: Place) -> bool:
    """Whether the place is more than a state or an organization, which are entities of their own."""
    return place.id is None or facts.entity(place.id).kind == "place"


def _address_id(place: Place) -> str:
    return identifier(place.id) if place.id else "place-" + digest(place.name or place.text, place.state or "")


def _names(given: Iterable[str], limit: int = NAME) -> list[str]:
    """The words on one line each, without control characters; not those without letter, digit or symbol, which
    FollowTheMoney may take for empty."""
    short = (plain(name, limit) for name in given)
    return [words for words in short if any(category(char)[0] in "LNS" for char in words)]


def _days(day: date | None) -> list[str]:
    return [day.isoformat()] if day else []


def _url(reading: Reading, base: str) -> list[str]:
    iri = article_iri(reading, base)
    return [] if iri == f"{base}article-{article_key(reading)}" else [iri]


@cache
def _codes() -> dict[str, str]:
    file = resources.files("geograph.gazetteer") / "states.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {**{row["iso3"]: row["iso2"].lower() for row in rows if row["iso3"] and row["iso2"]}, **ENDED}


def _country(state: str | None) -> list[str]:
    """FollowTheMoney's code of a state: ISO 3166 alpha-2 in small letters; none for a code that isn't ISO's."""
    code = _codes().get(state or "")
    return [code] if code else []


def _line(name: str, kind: str, /, **properties: list[str]) -> str:
    kept = {key: list(dict.fromkeys(values)) for key, values in sorted(properties.items()) if values}
    return json.dumps({"id": name, "schema": kind, "properties": kept}, ensure_ascii=False) + "\n"
