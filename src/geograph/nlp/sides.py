"""The parties of an article: whom one can only mean where but one other acts or suffers in it."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

PARTIES = frozenset({"armed_group", "organization", "person", "state"})

_ASKING = frozenset({"ACCUSE", "AGREE", "REQUEST"})
_OFTEN = 3
"""So often at least an article speaks of whom everybody knows to be meant."""
_DENIAL = "016"
"""The code of a denial, which answers whoever said it, and is mostly addressed to the public."""


def sole(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """The only party beside the actor's own in what the article tells; who only suffers from others, and whom one
    only meets, is nobody of whom one demands something."""
    hit = found[n]
    own = {_side(cast, i) for p in hit.actor for i in p.ref.nodes if cast.nodes[i].kind != "other"}
    if sum(len(p.ref.nodes) for p in hit.actor) > 1 or not own or hit.trigger.cameo == _DENIAL:
        return ()  # "the two agreed to meet"
    others: dict[int | str, list[tuple[Hit, Part]]] = {}
    for h in found:
        for part in (*h.actor, *h.recipient):
            side = _party(part, cast)
            if side is not None and side not in own:
                others.setdefault(side, []).append((h, part))
    rows = [row for row in others.values() if any(_faces(h, part, hit, index) for h, part in row)]
    return (rows[0][0][1],) if len(others) == len(rows) == 1 else ()


def chief(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """The state beside the actor's own of which the article speaks most. None where two are spoken of alike."""
    own = {_side(cast, i) for p in found[n].actor for i in p.ref.nodes}
    named: dict[int | str, list[Part]] = {}
    for i, ref in sorted(cast.refs.items()):
        part = Part(cast.doc[i], ref)
        side = _party(part, cast)
        if side is not None and side not in own and cast.nodes[ref.nodes[0]].kind == "state":
            named.setdefault(side, []).append(part)
    rows = sorted(named.values(), key=len, reverse=True)
    clear = rows and len(rows[0]) >= _OFTEN and (len(rows) == 1 or len(rows[0]) > len(rows[1]))
    return (rows[0][0],) if clear else ()


def _faces(other: Hit, part: Part, hit: Hit, index: Index) -> bool:
    """Whether one who has this part in another event may be the other side of this one."""
    if hit.trigger.type in _ASKING and other.trigger.type in index.mutual:
        return False
    if hit.trigger.type == "ACCUSE" and index.ontology.types[other.trigger.type].score >= 0:
        return False  # who is praised, or asks to investigate, isn't accused
    mine = {n for p in hit.actor for n in p.ref.nodes} & {n for p in other.actor for n in p.ref.nodes}
    return part in other.actor or other.trigger.type not in index.material or bool(mine)


def _party(part: Part, cast: Cast) -> int | str | None:
    """The side for which a participant acts; none for places, several, things and the press."""
    if len(part.ref.nodes) != 1:
        return None
    node = cast.nodes[part.ref.nodes[0]]
    return _side(cast, part.ref.nodes[0]) if node.kind in PARTIES and node.named and node.sector != "JRN" else None


def _side(cast: Cast, index: int) -> int | str:
    """Its state, or itself where it is of none or fights on its own; whoever holds an office of a body is of that."""
    node = cast.nodes[index]
    body = cast.spoken_for.get(index) if node.kind == "person" else None
    if body is not None and (whole := cast.named(body)) is not None and whole.nodes[0] != index:
        return _side(cast, whole.nodes[0])
    return index if node.kind in ("armed_group", "population") or node.state is None else node.state
