"""Who holds or deports people, where only the place tells: "held in Iranian jails", "deported from Algeria"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

_IN = ("in", "into", "to")
_BODIES = frozenset({"armed_group", "state"})


def captors(hit: Hit, cast: Cast, index: Index) -> tuple[Part, ...]:
    """Whose jail it is in which people are held, or which country they are deported from."""
    if hit.trigger.pos != "verb" or not hit.trigger.actor:
        return ()
    if hit.trigger.mode in index.leaving:
        return tuple(p for p in _meant(syntax.prepositional(hit.token, "from"), hit, cast) if _state(p, cast))
    if hit.trigger.type not in index.holding:
        return ()
    cells = [o for word in _IN for o in syntax.prepositional(hit.token, word) if o.lemma_.lower() in index.custody]
    whose = [w for c in cells for w in (*syntax.possessors(c), *syntax.modifiers(c), *syntax.prepositional(c, "of"))]
    return _meant(whose, hit, cast)


def _meant(tokens: list[Token], hit: Hit, cast: Cast) -> tuple[Part, ...]:
    """States and armed groups that are not themselves the ones to whom it is done."""
    suffering = {n for p in hit.recipient for n in p.ref.nodes}
    parts = [Part(t, cast.refs[t.i], True) for t in tokens if t.i in cast.refs]
    return tuple(
        p for p in parts
        if p.ref.nodes and not set(p.ref.nodes) & suffering and all(cast.nodes[n].kind in _BODIES for n in p.ref.nodes)
    )  # fmt: skip


def _state(part: Part, cast: Cast) -> bool:
    return all(cast.nodes[n].kind == "state" for n in part.ref.nodes)
