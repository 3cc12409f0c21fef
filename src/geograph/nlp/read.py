"""One article's Doc to a Reading: the claims, relations and entities that it states.

A pure function of the article, the ontology, the gazetteer and the model's analysis.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from geograph.gazetteer import Gazetteer
from geograph.model import Article, Claim, Reading, local_prefix
from geograph.nlp import headlines, syntax
from geograph.nlp.ascent import Standing
from geograph.nlp.events import Hit
from geograph.nlp.happenings import hits
from geograph.nlp.issuers import publisher
from geograph.nlp.located import seat
from geograph.nlp.parts import Part
from geograph.nlp.quotes import tells_of_itself
from geograph.nlp.refs import Ref
from geograph.nlp.relations import relations
from geograph.nlp.resolve import Cast
from geograph.nlp.scribe import Knowledge, Scribe
from geograph.nlp.setting import Setting, day_of
from geograph.nlp.status import aimed_at, standing
from geograph.nlp.terms import asked_of
from geograph.nlp.text import Layout


def read(doc: Doc, article: Article, page: Layout, knowledge: Knowledge, model: str, version: str) -> Reading:
    """All that the article says. An article that doesn't tell its day of publication has that of its dateline, where
    this is told with its year."""
    given = article.published
    article = article if given else replace(article, published=day_of(None, page))
    local = local_prefix(article.id, article.sha256)
    home = page.dateline.place if page.dateline is not None else None
    cast = Cast(
        doc,
        knowledge.gazetteer,
        local,
        _state_of_place(home, knowledge.gazetteer),
        article.published.year if article.published else None,
        publisher(article.source, knowledge.gazetteer),
    )
    titles = [(b.start, b.end) for b in page.blocks if b.kind == "title"]
    found = hits(doc, cast, knowledge.index, titles)
    seat(cast)
    by_token = {h.token.i: h for h in found}
    supports = {h.support.i: h for h in found if h.support is not None}
    heads = {i: h.trigger.type for i, h in (by_token | supports).items()}
    setting = Setting(cast, page, given, knowledge.index, heads)
    scribe = Scribe(article, page, cast, knowledge, heads, setting)
    told: list[tuple[bool, Claim]] = []
    for hit in found:
        stand = standing(hit, by_token, supports, knowledge.words)
        if aimed_at(hit, stand, knowledge.words):
            continue
        claim = scribe.claim(announced(hit, stand, cast, knowledge), stand)
        if claim is not None:
            told.append((hit.headline, claim))
    claims = headlines.joined(told, local, knowledge.index.fights)
    return Reading(
        article=article,
        sha256=article.sha256,
        model=model,
        geograph=version,
        entities=tuple(scribe.entities()),
        claims=tuple(sorted({c.id: c for c in claims}.values(), key=lambda c: (c.field, c.trigger_start, c.id))),
        relations=tuple(relations(cast, page)),
    )


def announced(hit: Hit, stand: Standing, cast: Cast, knowledge: Knowledge) -> Hit:
    """One's own announcement of a deed to come is itself an event: "said it will release" is a promise, "will not
    accept" a refusal. Which types turn into which is told in grammar.toml."""
    row = knowledge.index.announced.get((hit.trigger.type, stand.status or "actual"))
    if row is None or hit.trigger.mode in knowledge.words.kept:
        return hit
    present = hit.trigger.type in knowledge.index.held and _in_present(hit.token)
    if not (stand.modal or cast.publisher or present):
        return hit
    telling = [t for t in stand.speakers if t.lower_ != "it" or not syntax.is_passive(t.head)]  # "it is reported that"
    bodies = [o for t in telling for o in ([t] if t.i in cast.refs else syntax.possessors(t))]  # "his office announced"
    refs = [cast.refs[t.i] for t in bodies if t.i in cast.refs]
    speaking = {n for ref in refs for n in ref.nodes}
    states = {cast.nodes[n].state for ref in refs for n in ref.nodes if "GOV" in (ref.sector, cast.nodes[n].sector)}
    speaking |= {n for n in (cast.state_node(s) for s in states if s) if n is not None}
    saying = tuple(p for p in hit.actor if set(p.ref.nodes) & speaking or _serves(p, states, cast))
    issued = cast.publisher is not None and cast.publisher in {
        s for p in hit.actor for s in (p.ref.state, *(cast.nodes[n].state for n in p.ref.nodes))
    }
    own_words = issued if cast.publisher is not None else tells_of_itself(cast)
    if stand.status == "planned" and not saying and (speaking or not own_words):
        return hit
    if stand.status == "negated" and not saying and speaking and not _of_one(hit, refs, cast):
        return hit  # "NATO will not leave, a French minister said"
    if not saying and hit.actor:
        first = {t.i for t in syntax.with_conjuncts(hit.actor[0].token)}
        saying = tuple(p for p in hit.actor if p.token.i in first)
    others = tuple(p for p in hit.actor if p not in saying)
    new, predicate = row
    trigger = replace(
        hit.trigger, name=f"{new}.announced", type=new, mode=None, predicate=predicate,
        cameo=knowledge.index.ontology.types[new].cameo,
    )  # fmt: skip
    hit = replace(hit, actor=saying, recipient=(*others, *hit.recipient))
    if new == "REJECT" or not hit.recipient:  # "will not free them unless Chad withdraws" is said to Chad
        asked = asked_of(hit.token, {n for p in hit.actor for n in p.ref.nodes}, cast)
        hit = replace(hit, recipient=asked or hit.recipient)
    return replace(hit, trigger=trigger, announced=True)


def _of_one(hit: Hit, refs: list[Ref], cast: Cast) -> bool:
    """Whether a speaker is of the state of somebody who acts, or of none that is known ("the minister said")."""
    acting = {s for p in hit.actor for s in (p.ref.state, *(cast.nodes[n].state for n in p.ref.nodes))}
    speaking = {s for ref in refs for s in (ref.state, *(cast.nodes[n].state for n in ref.nodes))}
    speaking.discard(None)
    return not speaking or bool(acting & speaking)


def _serves(part: Part, states: set[str | None], cast: Cast) -> bool:
    """Whether it is an office holder of a state whose body speaks: "Trump will visit Oslo, the White House said"."""
    nodes = [cast.nodes[n] for n in part.ref.nodes]
    return any(n.kind == "person" and n.sector == "GOV" and n.state is not None and n.state in states for n in nodes)


def _in_present(verb: Token) -> bool:
    """ "does not recognise": what one doesn't stand for one stands against."""
    return any(c.lower_ in ("do", "does") for c in syntax.children(verb, "aux"))


def _state_of_place(place: str | None, gazetteer: Gazetteer) -> str | None:
    """The state of a dateline's place."""
    for part in reversed((place or "").split(",")):
        for form in gazetteer.find(part.strip().title() if part.strip().isupper() else part.strip()):
            if form.entry.state:
                return form.entry.state
    return None
