"""What an article tells around an event, and who takes part in it."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.nlp.events import Hit
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

REACH = 2
"""So many sentences back at most."""


def near_hits(n: int, found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """The hits before, the nearest first, then those of the same sentence behind."""
    here = cast.sentence[found[n].token.i]
    near = [h for h in reversed(found[max(0, n - 20) : n]) if here - cast.sentence[h.token.i] <= REACH]
    return near + [h for h in found[n + 1 : n + 20] if cast.sentence[h.token.i] == here]


def done_beside(n: int, found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """What else the same actor does in the sentence."""
    own = nodes_of(found[n].actor)
    here = cast.sentence[found[n].token.i]
    return [h for h in near_hits(n, found, cast) if cast.sentence[h.token.i] == here and nodes_of(h.actor) & own]


def nodes_of(parts: Sequence[Part]) -> set[int]:
    """The indexes of all entities that the participants mean."""
    return {n for p in parts for n in p.ref.nodes}


def apart_from(parts: Sequence[Part], own: set[int]) -> tuple[Part, ...]:
    """The participants who mean none of the entities."""
    return tuple(p for p in parts if not set(p.ref.nodes) & own)


def is_press(part: Part, cast: Cast) -> bool:
    """Whether it is a newspaper or an agency, which tells of the talks and is none of their sides."""
    return any(cast.nodes[n].sector == "JRN" for n in part.ref.nodes)
