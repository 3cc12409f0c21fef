"""Who stands in what an event's words govern: the other side, where no place of its own names it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.clause_words import TRIES
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast
from geograph.nlp.tree import aside
from geograph.nlp.wordlists import wordlist

_GIFTS = wordlist("governed", "gifts")
_INSIDE = frozenset({"across", "in", "inside", "into", "within"})
_WHERE = frozenset({"around", "at", "between", "from", "near", "of", "on"})
_EQUIPMENT = wordlist("governed", "equipment")
_AGAINST = frozenset({"ACCUSE", "PROTEST", "REJECT"})


def within(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Who stands first in what the event's words govern, and is of another state: "complained that they had to work
    with partners approved by Damascus"."""
    hit = found[n]
    if len(hit.actor) > 1 and hit.trigger.pos == "noun":
        return ()  # "the two sides traded accusations"
    top = hit.support or hit.token
    own = {n for p in hit.actor for n in p.ref.nodes}
    states = set() if _opposes(hit, cast) else {cast.nodes[i].state for i in own} - {None}
    suffering: set[Token] = set()
    if hit.trigger.type in index.stances:  # who suffers the deed that is spoken of isn't spoken to
        kinds = index.ontology.types
        harsh = (h for h in found if kinds[h.trigger.type].quad == "material conflict")
        suffering = {p.token for h in harsh for p in h.recipient}
        suffering |= {t for t in top.subtree if t.dep_ == "nsubjpass"}
        undergone = [t for t in top.subtree if t.lemma_ in index.undergone]  # "sought the release of [six nurses]"
        suffering |= {o for t in undergone for o in syntax.prepositional(t, "of")}
        tried = [v for v in top.subtree if v.dep_ == "acl" and v.head.lemma_ in TRIES and hit.trigger.type in _AGAINST]
        suffering |= {o for v in tried for o in syntax.children(v, "dobj")}  # "condemned attempts to oust [the mayor]"
        suffering |= {t for t in top.subtree if t.lower_ == "against" and t.head.pos_ == "NOUN"}  # "a verdict against"
    for token in sorted(top.subtree, key=lambda t: t.i):
        ref = cast.refs.get(token.i)
        if token.i <= hit.token.i or ref is None or not ref.nodes or ref.place or set(ref.nodes) & own:
            continue
        if token.head.lower_ != "by" and not suffering.isdisjoint((token, *token.ancestors)):
            continue
        if any(a.lower_ == "according" for a in token.ancestors):
            continue  # "called for strikes, according to a broadcast by Radio Kampala"
        if token.lemma_ in _EQUIPMENT:
            continue  # "ruled out sending jets"
        noun = token.head if token.dep_ in ("amod", "compound", "nmod", "poss") else token
        if hit.trigger.type == "AGREE" and noun.dep_ in ("pobj", "conj") and _told_where(noun):
            continue  # "agreed to repave the road between Tacna and Arica"
        if hit.trigger.type in ("ACCUSE", "REQUEST") and token.dep_ == "pobj" and token.head.lower_ in _INSIDE:
            continue  # "asked for leave to strike inside Russia"
        if (
            hit.trigger.type == "ACCUSE"
            and token.dep_ == "pobj"
            and token.head.lower_ == "to"
            and token.head.head in (top, *syntax.children(top, "dobj"))
        ):
            continue  # "took the matter to the court"
        if hit.trigger.type == "REQUEST" and token.dep_ == "pobj" and token.head.head.lemma_ in _GIFTS:
            continue  # "called for aid to Somalia"
        given = token.dep_ == "dobj" and token.head == hit.token and "obj" not in hit.trigger.recipient
        if given or aside(token, top, hit.trigger.type == "AGREE"):
            continue
        nodes = [cast.nodes[i] for i in ref.nodes]
        nameless = all(node.id.startswith(cast.local) and node.state is None for node in nodes)
        if token != cast.doc[ref.start : ref.end].root or any(
            nameless or node.kind in ("other", "place") or node.state in states for node in nodes
        ):
            continue
        return tuple(Part(t, cast.refs[t.i], True) for t in syntax.with_conjuncts(token) if t.i in cast.refs)
    return ()


def _told_where(token: Token) -> bool:
    """Whether a word tells where or of what something is."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in _INSIDE | _WHERE


def _opposes(hit: Hit, cast: Cast) -> bool:
    """Whether those who act are of the opposition, which deals with its own state."""
    return bool(hit.actor) and all(
        "OPP" in (p.ref.sector, *(cast.nodes[n].sector for n in p.ref.nodes)) for p in hit.actor
    )
