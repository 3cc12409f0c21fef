"""Where an event or an entity comes from: every claim with its article, rule, offsets and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from geograph.errors import UsageError
from geograph.graph import merge
from geograph.graph.absorb import REASONS
from geograph.graph.aggregate import denied, differing
from geograph.graph.formats import date_words
from geograph.graph.merge import Merged
from geograph.graph.names import fold
from geograph.graph.order import together
from geograph.graph.query import near
from geograph.graph.rdf_derived import label
from geograph.graph.table import plain
from geograph.model import Actor, Claim, Entity, Event, Quantity, Reading, Relation, RelationClaim
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology


def explain(readings: Iterable[Reading], id_or_name: str, ontology: Ontology | None = None) -> str:
    """What the graph holds of an event, an entity or a relation, and the words that it comes from, as text.

    The id may stand alone, with `id:` or as an IRI; of its digits the first eight are enough. An entity is also found
    by its name or alias; all entities of that name are explained. In quotes the trigger stands between asterisks, the
    participants between square brackets.
    Raises UsageError where nothing fits, with near names, and where several things fit an id's beginning."""
    known = ontology or load_ontology()
    given = together(readings)
    merged = {m.event.id: m for m in merge.merged(given, known)}
    events = {name: m.event for name, m in merged.items()}
    entities = {e.id: e for e in merge.entities(given)}
    relations = {r.id: r for r in merge.relations(given)}
    wanted = [
        *_by_id(id_or_name, [*events, *relations], list(entities)),
        *(e.id for e in entities.values() if fold(id_or_name) in map(fold, (e.name, *e.aliases))),
    ]
    if not wanted:
        names = [n for e in entities.values() for n in (e.name, *e.aliases)]
        raise UsageError(f"no event, entity or relation {id_or_name!r} in this graph{near(id_or_name, names)}")
    parts = []
    for name in dict.fromkeys(wanted):
        if name in events:
            joined = [m for m in merged.values() if m.event.merged_into == name]
            parts.append(_event(merged[name], joined, known))
        elif name in relations:
            parts.append(_relation(relations[name]))
        else:
            parts.append(_entity(entities[name], given, events.values(), relations.values(), known))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _by_id(given: str, hashed: Sequence[str], entities: Sequence[str]) -> list[str]:
    """The ids that are meant: the very id, else the one whose digits begin so."""
    name = unquote(given.strip().strip("<>").rpartition("/")[2].removeprefix("id:"))
    for whole in (given, name):
        if whole in hashed or whole in entities:
            return [whole]
    match = re.fullmatch(r"(?:(event|relation)-)?([0-9a-f]{8,16})", name)
    if match is None:
        return []
    found = [n for n in hashed if n.rpartition("-")[2].startswith(match[2]) and n.startswith(match[1] or "")]
    if len(found) > 1:
        raise UsageError(f"{given!r} may be {', '.join(sorted(found))}; give more digits")
    return found


def _event(merged: Merged, joined: Iterable[Merged], ontology: Ontology) -> Iterator[str]:
    event = merged.event
    yield f"{event.id}: {plain(label(event, ontology))}"
    kind = event.type + (f"/{plain(event.mode)}" if event.mode else "")
    yield f"  type        {kind} (CAMEO {event.cameo}, {event.quad}, score {event.score:g})"
    if event.contexts:
        yield f"  contexts    {plain(', '.join(event.contexts))}"
    yield f"  status      {event.status}" + (f", disputed: {plain(dispute(event))}" if event.disputed else "")
    yield from _actors("actor", event.actor)
    yield from _actors("recipient", event.recipient)
    yield from _actors("said by", event.attributed_to)
    if words := date_words(event.date):
        yield f"  date        {words}" + (f" ({event.date.granularity})" if event.date else "")
    if event.place is not None:
        yield f"  place       {plain(event.place.name or event.place.text)}"
    for q in event.quantities:
        yield f"  quantity    {plain(number_words(q))}"
    yield f"  confidence  {event.confidence:.2f}"
    if event.merged_into is not None:
        yield f"  merged into {event.merged_into}, its claims count there{_why(merged)}"
    for other in joined:
        yield f"  merged      {other.event.id}{_why(other)}"
    if event.fulfilled_by is not None:
        yield f"  came true   {event.fulfilled_by}"
    yield f"  {len(event.claims)} claim{'s' if len(event.claims) != 1 else ''}:"
    for article, claim in event.claims:
        yield from _claim(article, claim)


def _why(merged: Merged) -> str:
    """The rule by which an event joined another."""
    return f": {REASONS[merged.fit.why]}" if merged.fit is not None else ""


def _actors(role: str, actors: Sequence[Actor]) -> Iterator[str]:
    for actor in actors:
        about = ", ".join(x for x in (actor.kind, actor.state, actor.sector) if x)
        yield f"  {role:<11} {plain(actor.name)} ({about}) {plain(actor.id)}"


def _claim(article: str, claim: Claim) -> Iterator[str]:
    yield (
        f"  - {plain(article)}, {_at(claim.field, claim.start, claim.end)}: {claim.status}, rule {plain(claim.rule)}, "
        f"confidence {claim.confidence:.2f}"
    )
    yield f'    "{marked(claim)}"'
    for role, actors in (("actor", claim.actor), ("recipient", claim.recipient), ("said by", claim.attributed_to)):
        for a in actors:
            yield f'    {role:<9} {plain(a.name)}: "{plain(a.phrase)}", {_at(a.field, a.start, a.end)}'
    if claim.date is not None:
        d = claim.date
        at = _at(claim.field, d.text_start, d.text_end)
        yield f'    date      "{plain(d.text)}", {at}: {date_words(d) or "open"}'
    if claim.place is not None:
        p = claim.place
        yield f'    place     "{plain(p.text)}", {_at(claim.field, p.start, p.end)}'
    for q in claim.quantities:
        yield f'    quantity  "{plain(q.text)}", {_at(claim.field, q.start, q.end)}: {plain(number_words(q))}'


def dispute(event: Event) -> str:
    """What the claims of a disputed event disagree about."""
    claims = [claim for _, claim in event.claims]
    numbers = ("the numbers differ: " + " / ".join(map(number_words, group)) for group in differing(claims))
    return "; ".join([*(["another claim says the contrary"] if denied(claims) else []), *numbers])


def number_words(quantity: Quantity) -> str:
    """How many of what, and how exactly: 8 soldiers killed (at least)."""
    words = (f"{quantity.value:g}", quantity.what, quantity.unit, f"({quantity.bound.replace('_', ' ')})")
    return " ".join(word for word in words if word)


def _at(field: str, start: int, end: int) -> str:
    return f"{field} {start}-{end}"


def marked(claim: Claim) -> str:
    """The quote with its trigger between asterisks and the participants that stand in it between brackets."""
    spans = [(claim.trigger_start, claim.trigger_end, "*", "*")]
    spans += [(a.start, a.end, "[", "]") for a in (*claim.actor, *claim.recipient) if a.field == claim.field]
    quote, out, at = claim.quote, [], 0
    for start, end, before, after in sorted(set(spans)):
        low, high = start - claim.start, end - claim.start
        if low < at or high > len(quote) or low >= high:
            continue
        out += [quote[at:low], before, quote[low:high], after]
        at = high
    return plain("".join([*out, quote[at:]]))


def _entity(
    entity: Entity,
    readings: Sequence[Reading],
    events: Iterable[Event],
    relations: Iterable[Relation],
    ontology: Ontology,
) -> Iterator[str]:
    about = ", ".join(x for x in (entity.kind, entity.state, entity.sector) if x)
    yield f"{plain(entity.id)}: {plain(entity.name)} ({about})"
    if entity.aliases:
        yield f"  also        {', '.join(map(plain, entity.aliases))}"
    if entity.wikidata:
        yield f"  Wikidata    {entity.wikidata}"
    for reading in readings:
        for found in reading.entities:
            if found.id == entity.id and found.mentions:
                yield f"  mentions in {plain(reading.article.id)}:"
                for m in found.mentions:
                    why = f"  ({plain(m.reason)})" if m.reason else ""
                    yield f'    "{plain(m.text)}" {_at(m.field, m.start, m.end)}{why}'
    for relation in relations:
        if entity.id in (relation.subject_id, relation.object_id):
            yield f"  relation    {_fact(relation)} {relation.id}"
    for event in sorted(events, key=lambda e: (date_words(e.date) or "~", e.id)):
        roles = [
            r
            for r, side in (("actor", event.actor), ("recipient", event.recipient))
            if entity.id in {a.id for a in side}
        ]
        if roles and event.merged_into is None:
            day = date_words(event.date)
            yield f"  event       {event.id} {'as ' + roles[0]}: {plain(label(event, ontology))}" + (
                f", {day}" if day else ""
            )


def _fact(relation: Relation) -> str:
    office = f" ({plain(relation.office)})" if relation.office else ""
    return f"{plain(relation.subject)} {relation.predicate} {plain(relation.object)}{office}, {relation.tense}"


def _relation(relation: Relation) -> Iterator[str]:
    yield f"{relation.id}: {_fact(relation)}"
    for article, claim in relation.claims:
        yield from _relation_claim(article, claim)


def _relation_claim(article: str, claim: RelationClaim) -> Iterator[str]:
    at = _at(claim.field, claim.start, claim.end)
    yield f"  - {plain(article)}, {at}: rule {plain(claim.rule)}, confidence {claim.confidence:.2f}"
    yield f'    "{plain(claim.quote)}"'
