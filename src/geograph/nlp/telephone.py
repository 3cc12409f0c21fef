"""Talks by telephone that are told beside what is said in them: "demanded in a call to the king that", "told the envoy
by telephone that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.around import apart_from, is_press, nodes_of
from geograph.nlp.calls import talking_by
from geograph.nlp.events import Hit
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

_SAID_TO = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""What one says to somebody: of a promise, a demand or a threat made in a call it's the other side of the call."""


def told_by_telephone(found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """The hits of a sentence, those of them said in a call with the one called as recipient where they name nobody, or
    only who is spoken of in what is said ("demanded in a call to Jane Roe that the army leave")."""
    out = list(found)
    for call in found:
        verb = talking_by(call.token) if call.trigger.mode == "phone" and call.trigger.pos == "noun" else None
        if verb is None:
            continue
        sides = [p for p in call.actor if not is_press(p, cast)]
        for n, hit in enumerate(out):
            if hit.trigger.type not in _SAID_TO or hit.token.i not in _of_clause(verb):
                continue
            others = apart_from(sides, nodes_of(hit.actor))
            if len(others) < len(sides) and others and all(_spoken_of(p, verb) for p in hit.recipient):
                out[n] = replace(hit, recipient=others)
    return out


def _of_clause(verb: Token) -> set[int]:
    """A verb, what it is to do and the verbs beside it that have its subject: "called and [asked]", "offered to
    [help]"."""
    joined = [c for c in syntax.children(verb, "conj") if not syntax.children(c, "nsubj", "nsubjpass")]
    objects = [o for v in (verb, *joined) for o in syntax.children(v, "dobj")]
    return {t.i for t in (verb, *joined, *objects)}


def _spoken_of(part: Part, verb: Token) -> bool:
    """Whether somebody is only named in what a verb says, in a clause or with "to"."""
    told = syntax.children(verb, "ccomp", "xcomp")
    return any(c == part.token or c.is_ancestor(part.token) for c in told)
