"""Recipients inside what an event is about: "is willing to send more resources to Colombia" offers them to Colombia.

The table [within] of grammar.toml tells which types look there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.events import Hit, Part
from geograph.nlp.index import Index
from geograph.nlp.resolve import Cast

_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "acl"})
_PREPS = frozenset({"to", "for", "with", "against", "from", "toward", "towards"})
_DEPTH = 4
_MADE = frozenset({"organization", "population", "other"})
"""Kinds of what is set up or sent rather than spoken to, as an object."""


def looked_within(found: Sequence[Hit], cast: Cast, index: Index) -> list[Hit]:
    """The hits, with the nearest participant inside its own complement as recipient where one has none."""
    out = []
    for hit in found:
        if hit.trigger.type in index.within and hit.actor and not hit.recipient:
            parts = _nearest(hit, cast)
            hit = replace(hit, recipient=parts, inferred="within") if parts else hit
        out.append(hit)
    return out


def _nearest(hit: Hit, cast: Cast) -> tuple[Part, ...]:
    """The nearest participant, never the actor's own state, with what is coordinated."""
    own = {n for p in hit.actor for n in p.ref.nodes}
    states = {cast.nodes[n].state for n in own} - {None}
    todo = [(t, 0) for t in _below(hit.support or hit.token, top=True) + (_below(hit.token) if hit.support else [])]
    while todo:
        token, depth = todo.pop(0)
        ref = cast.refs.get(token.i)
        if ref is not None and ref.nodes and not ref.place and token.pos_ != "PRON":
            nodes = set(ref.nodes)
            made = token.dep_ == "dobj" and any(cast.nodes[n].kind in _MADE for n in nodes)
            if not made and not nodes & own and not {cast.nodes[n].state for n in nodes} & states:
                row = (t for t in syntax.with_conjuncts(token) if t.i in cast.refs)
                return tuple(Part(t, cast.refs[t.i]) for t in row)
        elif depth < _DEPTH:
            todo += [(t, depth + 1) for t in _below(token)]
    return ()


def _below(token: Token, top: bool = False) -> list[Token]:
    """What stands in the complement: clauses with their subjects, objects, and objects of some prepositions."""
    out: list[Token] = []
    for child in token.children:
        if child.dep_ == "advcl" and not any(a.lower_ == "to" for a in syntax.children(child, "aux")):
            continue
        if child.dep_ in ("dobj", "dative", "attr", "poss") or (child.dep_ in syntax.SUBJECTS and not top):
            out += syntax.objects_of(child) if child.pos_ == "ADP" else syntax.with_conjuncts(child)
        elif child.dep_ in _CLAUSES:
            out.append(child)
        elif child.dep_ == "prep" and child.lower_ in _PREPS:
            out += [*syntax.objects_of(child), *syntax.children(child, "pcomp")]
    return [t for t in out if t.ent_type_ not in ("DATE", "TIME")]
