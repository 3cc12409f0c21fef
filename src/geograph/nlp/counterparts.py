"""Who is left unsaid: the other side of an event that its own clause doesn't name, from the events around it.

"The rebels blamed the army for the strike. A spokesman denied it": the answer goes to the rebels. The table [missing]
of grammar.toml tells which types look where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geograph.nlp.events import Hit, Part
from geograph.nlp.resolve import Cast

REACH = 2
"""So many sentences back at most."""


def completed(found: Sequence[Hit], cast: Cast, rules: Mapping[str, Sequence[str]]) -> list[Hit]:
    """The hits of an article, in order, with the recipients that the events around them tell."""
    out = list(found)
    for n, hit in enumerate(out):
        if hit.actor and not hit.recipient:
            for way in rules.get(hit.trigger.type, ()):
                parts = _WAYS[way](n, out, cast)
                if parts:
                    out[n] = replace(hit, recipient=parts, inferred=way)
                    break
    return out


def _answer(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """To whom one answers: the doer of what was done to the actor."""
    own = _nodes(found[n].actor)
    return next((p for h in _around(n, found, cast) if _nodes(h.recipient) & own and (p := _others(h.actor, own))), ())


def _same(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """To whom the same actor does something else in the sentence."""
    own = _nodes(found[n].actor)
    here = cast.sentence[found[n].token.i]
    beside = [h for h in _around(n, found, cast) if cast.sentence[h.token.i] == here and _nodes(h.actor) & own]
    return next((p for h in beside if (p := _others(h.recipient, own))), ())


_WAYS = {"answer": _answer, "same": _same}


def _around(n: int, found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """The hits before, the nearest first, then those of the same sentence behind."""
    here = cast.sentence[found[n].token.i]
    near = [h for h in reversed(found[max(0, n - 20) : n]) if here - cast.sentence[h.token.i] <= REACH]
    return near + [h for h in found[n + 1 : n + 20] if cast.sentence[h.token.i] == here]


def _nodes(parts: Sequence[Part]) -> set[int]:
    return {n for p in parts for n in p.ref.nodes}


def _others(parts: Sequence[Part], own: set[int]) -> tuple[Part, ...]:
    return tuple(p for p in parts if not set(p.ref.nodes) & own)
