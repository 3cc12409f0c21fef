"""The named graph of one article: its claims, who takes part in them, and the words that they stand in.

Everything that a reading holds is here; `rdf_read` gets the reading back. Where a node lacks a value, the reading has
none; only what the words at the offsets, or the article's account of the entity, say already is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from geograph.graph import terms
from geograph.graph.order import article_key
from geograph.graph.terms import BASE, KINDS, STATUSES, Pairs, Triples, coordinates, day, decimal, node, some, text
from geograph.model import Actor, Claim, Entity, Field, Place, Reading, RelationClaim, digest


@dataclass
class _Page:
    """An article's graph under construction: its IRI, its entities, how many of them the same words mean, the words
    already given a node, and the triples so far."""

    iri: str
    base: str
    entities: Mapping[str, Entity]
    shared: Counter[tuple[Field, int, int]]
    words: dict[str, str] = field(default_factory=dict)
    out: Triples = field(default_factory=dict)

    def add(self, subject: str, pairs: Pairs) -> None:
        self.out.setdefault(subject, []).extend(pairs)

    def span(self, where: Field, start: int, end: int, words: str) -> tuple[str, bool]:
        """The node of the words at start:end, and whether these are the words it holds."""
        token = f"<{self.iri}#{'title' if where == 'title' else 'char'}={start},{end}>"
        if token not in self.words:
            self.words[token] = words
            self.add(
                token,
                [
                    ("a", "nif:OffsetBasedString"),
                    ("nif:anchorOf", text(words)),
                    ("nif:beginIndex", str(start)),
                    ("nif:endIndex", str(end)),
                    ("nif:referenceContext", f"<{self.iri}#title>" if where == "title" else f"<{self.iri}>"),
                ],
            )
        return token, self.words[token] == words

    def mention(self, where: Field, start: int, end: int, words: str, name: str = "gg:mention") -> Pairs:
        """The pairs that point to the words at start:end; the words themselves only where the node holds others."""
        token, same = self.span(where, start, end, words)
        return [(name, token)] if same else [(name, token), (name + "Text", text(words))]


def article_triples(reading: Reading, base: str = BASE) -> tuple[str, Triples]:
    """The article's IRI and its named graph. The reading must be canonical (see `order`)."""
    article, iri = reading.article, terms.article_iri(reading, base)
    shared = Counter((m.field, m.start, m.end) for e in reading.entities for m in e.mentions)
    page = _Page(iri, base, {e.id: e for e in reading.entities}, shared)
    about = [
        ("a", "gg:Article"),
        ("a", "nif:Context"),
        ("dcterms:identifier", text(article.id)),
        ("gg:sha256", text(reading.sha256)),
    ]
    about += some("dcterms:title", article.title) + some("dcterms:publisher", article.source)
    about += some("dcterms:language", article.language)
    if article.published is not None:
        about.append(("dcterms:issued", day(article.published)))
    if article.url is not None:
        about.append(("gg:url", terms.uri(article.url)))
    page.add(f"<{iri}>", about)
    if article.title is not None:
        page.add(f"<{iri}#title>", [("a", "nif:Context"), ("nif:isString", text(article.title))])
    page.add(
        node("reading-" + article_key(reading), base),
        [
            ("a", "prov:Activity"),
            ("prov:used", f"<{iri}>"),
            ("gg:model", text(reading.model)),
            ("gg:version", text(reading.geograph)),
        ],
    )
    for entity in reading.entities:
        _appearance(page, entity, article_key(reading))
    for claim in reading.claims:
        _claim(page, claim)
    for relation in reading.relations:
        _relation_claim(page, relation)
    return iri, page.out


def _appearance(page: _Page, entity: Entity, article: str) -> None:
    """What this one article calls the entity; the words that name it point to the entity."""
    this = node(entity.id, page.base)
    page.add(
        node(f"appearance-{digest(article, entity.id)}", page.base),
        [
            ("a", "gg:Appearance"),
            ("gg:inArticle", f"<{page.iri}>"),
            ("gg:entity", this),
            ("gg:name", text(entity.name)),
            ("gg:kind", KINDS[entity.kind]),
            *some("gg:state", entity.state),
            *some("gg:sector", entity.sector),
            *some("gg:wikidata", entity.wikidata),
            *(("gg:alias", text(a)) for a in entity.aliases),
        ],
    )
    for m in entity.mentions:
        token, _ = page.span(m.field, m.start, m.end, m.text)
        whose = f"{entity.id}: " if page.shared[m.field, m.start, m.end] > 1 else ""
        reason = [("gg:reason", text(whose + m.reason))] if m.reason else []
        page.add(token, [("itsrdf:taIdentRef", this), *reason])


def _claim(page: _Page, claim: Claim) -> None:
    this = node(claim.id, page.base)
    quote, same_quote = page.span(claim.field, claim.start, claim.end, claim.quote)
    inside = claim.start <= claim.trigger_start <= claim.trigger_end <= claim.end
    words = (
        claim.quote[claim.trigger_start - claim.start : claim.trigger_end - claim.start] if inside else claim.trigger
    )
    trigger, _ = page.span(claim.field, claim.trigger_start, claim.trigger_end, words)
    pairs = [
        ("a", "gg:Claim"),
        ("gg:type", text(claim.type)),
        ("gg:status", STATUSES[claim.status]),
        ("gg:cameo", text(claim.cameo)),
        ("gg:directPredicate", terms.local(claim.predicate)),
        ("gg:quote", quote),
        ("gg:trigger", trigger),
        ("gg:rule", text(claim.rule)),
        ("gg:confidence", decimal(claim.confidence)),
        ("prov:wasDerivedFrom", f"<{page.iri}>"),
        *some("gg:mode", claim.mode),
        *(("gg:context", text(c)) for c in claim.contexts),
    ]
    if terms.local(claim.predicate) != "gg:" + claim.predicate:
        pairs.append(("gg:predicateName", text(claim.predicate)))
    if not same_quote:
        pairs.append(("gg:quoteText", text(claim.quote)))
    if page.words[trigger] != claim.trigger:
        pairs.append(("gg:triggerText", text(claim.trigger)))
    for side, actors in (("actor", claim.actor), ("recipient", claim.recipient), ("source", claim.attributed_to)):
        for number, actor in enumerate(actors, 1):
            part = node(f"{claim.id}-{side}-{number}", page.base)
            pairs.append(("gg:participation", part))
            if side == "source":
                pairs.append(("gg:attributedTo", node(actor.id, page.base)))
            page.add(part, _participation(page, actor, side))
    if claim.date is not None:
        when = claim.date
        pairs += page.mention(claim.field, when.text_start, when.text_end, when.text, "gg:dateMention")
        pairs += [("gg:granularity", text(when.granularity)), ("gg:dateSource", text(when.source))]
        pairs += [("gg:dateStart", day(when.start))] if when.start else []
        pairs += [("gg:dateEnd", day(when.end))] if when.end else []
    if claim.place is not None:
        part = node(claim.id + "-place", page.base)
        pairs.append(("gg:placing", part))
        page.add(part, _placing(page, claim.place, claim.field))
    for number, quantity in enumerate(claim.quantities, 1):
        part = node(f"{claim.id}-quantity-{number}", page.base)
        pairs.append(("gg:quantity", part))
        page.add(
            part,
            [
                ("a", "gg:Quantity"),
                ("gg:value", decimal(quantity.value)),
                ("gg:unit", text(quantity.unit)),
                ("gg:what", text(quantity.what)),
                ("gg:bound", text(quantity.bound)),
                *page.mention(claim.field, quantity.start, quantity.end, quantity.text),
            ],
        )
    page.add(this, pairs)


def _participation(page: _Page, actor: Actor, side: str) -> Pairs:
    pairs = [
        ("a", "gg:Participation"),
        ("gg:entity", node(actor.id, page.base)),
        ("gg:side", "gg:" + side.capitalize()),
        *some("gg:sector", actor.sector),
        *page.mention(actor.field, actor.start, actor.end, actor.mention),
    ]
    if actor.kind == "place":
        pairs += some("gg:state", actor.state)  # a place acts for nobody: where it lies
    elif actor.state is not None:
        pairs.append(("gg:actsFor", node("state-" + actor.state, page.base)))
    if actor.phrase != actor.mention:
        pairs.append(("gg:phrase", text(actor.phrase)))
    known = page.entities.get(actor.id)
    if known is None or known.name != actor.name:
        pairs.append(("gg:name", text(actor.name)))
    if known is None or known.kind != actor.kind:
        pairs.append(("gg:kind", KINDS[actor.kind]))
    return pairs


def _placing(page: _Page, place: Place, where: Field) -> Pairs:
    pairs = [("a", "gg:Placing"), *page.mention(where, place.start, place.end, place.text)]
    pairs += [("gg:entity", node(place.id, page.base))] if place.id is not None else []
    pairs += some("gg:name", place.name) + some("gg:state", place.state) + coordinates(place)
    pairs += [("gg:geonames", str(place.geonames))] if place.geonames is not None else []
    return pairs


def _relation_claim(page: _Page, claim: RelationClaim) -> None:
    quote, same_quote = page.span(claim.field, claim.start, claim.end, claim.quote)
    pairs = [
        ("a", "gg:RelationClaim"),
        ("gg:relation", text(claim.predicate)),
        ("gg:subject", node(claim.subject_id, page.base)),
        ("gg:subjectName", text(claim.subject)),
        ("gg:objectName", text(claim.object)),
        ("gg:tense", text(claim.tense)),
        ("gg:quote", quote),
        ("gg:rule", text(claim.rule)),
        ("gg:confidence", decimal(claim.confidence)),
        ("prov:wasDerivedFrom", f"<{page.iri}>"),
        *some("gg:office", claim.office),
        *some("gg:validFrom", claim.valid_from),
        *some("gg:validTo", claim.valid_to),
    ]
    if claim.object_id is not None:
        pairs.append(("gg:object", node(claim.object_id, page.base)))
    if not same_quote:
        pairs.append(("gg:quoteText", text(claim.quote)))
    page.add(node(claim.id, page.base), pairs)
