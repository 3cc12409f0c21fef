"""The country in which a deed is done, where nobody is named to whom it is done: "declared a truce in Yemen", "gave 40
million euros to promote farming in Ethiopia". The table [grounds] of grammar.toml tells of which deeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import TRACTS, Part
from geograph.nlp.resolve import Cast
from geograph.nlp.tree import aside

_WHERE = frozenset({"across", "in", "inside", "into", "throughout", "within"})


def grounded(found: Sequence[Hit], cast: Cast, index: Index) -> list[Hit]:
    """The hits of an article with the land where they are done, where they have an actor only and it isn't theirs."""
    out = list(found)
    met = {h.token for h in found if h.trigger.type == "CONSULT"}
    for n, hit in enumerate(out):
        deed = not index.grounds.isdisjoint((hit.trigger.type, hit.trigger.mode))
        deed = deed and not (len(hit.actor) > 1 and hit.trigger.predicate in index.directed)  # "A and B made peace in"
        if deed and hit.actor and not hit.recipient and (land := _land(hit, cast, met)):
            predicate = index.directed.get(hit.trigger.predicate or "", hit.trigger.predicate)
            trigger = replace(hit.trigger, predicate=predicate)  # the land itself agrees on nothing
            out[n] = replace(hit, trigger=trigger, recipient=land, inferred="ground")
    return out


def _land(hit: Hit, cast: Cast, met: set[Token]) -> tuple[Part, ...]:
    own = {cast.nodes[i].state for p in hit.actor for i in p.ref.nodes} - {None}
    for link in _links(hit):
        names = [t for o in syntax.objects_of(link) for t in _names(o, cast)]
        parts = [Part(t, r, True) for t in names if (r := cast.refs.get(t.i)) and len(r.nodes) == 1 and r.naming]
        nodes = [cast.nodes[p.ref.nodes[0]] for p in parts]
        held = not met.isdisjoint(link.ancestors)  # where one meets is nobody's affair
        if parts and not held and all(n.kind in ("state", "place") and n.state not in own for n in nodes):
            return tuple(parts)
    return ()


def _links(hit: Hit) -> Iterator[Token]:
    """The prepositions behind the event's words that tell where, then one that opens the sentence. What is agreed on
    or offered is done there, and not where one does so: "agreed in Doha to train troops in Chad"."""
    token, top = hit.token, hit.support or hit.token
    near = sorted((t for t in top.subtree if t.lower_ in _WHERE and t.dep_ == "prep"), key=lambda t: t.i)
    near = [t for t in near if hit.trigger.content is None or t.head != top]
    near = [t for t in near if not any(up.lower_ == "according" for up in t.ancestors)]  # those who say so are there
    yield from (t for t in near if t.i > token.i and not aside(t.head, top, True))
    yield from (t for t in near if t.head == top and t.i == token.sent.start)


def _names(noun: Token, cast: Cast) -> list[Token]:
    """The names of the land: the noun itself, or those around a noun for a site or a tract of land."""
    if noun.i in cast.refs or noun.lemma_ not in TRACTS:
        return syntax.with_conjuncts(noun)
    before = [t for t in (*syntax.possessors(noun), *syntax.modifiers(noun)) if t.i in cast.refs]
    behind = [t for word in ("of", "in", "near") for t in syntax.prepositional(noun, word)]
    return before or [t for o in behind for t in _names(o, cast)]
