"""Headlines and bodies: a group that a headline only describes ("Raid kills teens") is the one that the body names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geograph.model import AHEAD, Actor, Claim

OPENING = 3
"""The body's first so many claims of a type are looked at: news tells first what its headline says."""


def joined(told: Sequence[tuple[bool, Claim]], local: str) -> list[Claim]:
    """The claims, with a headline's unnamed groups made the body's where exactly one claim of the body fits.
    `told` says for each claim whether it stands in a headline; ids that begin with `local` are the article's own."""
    body: dict[tuple[str, bool], list[Claim]] = {}
    for is_headline, claim in told:
        if not is_headline:
            body.setdefault((claim.type, claim.status in AHEAD), []).append(claim)
    out = []
    for is_headline, claim in told:
        if is_headline:
            near = body.get((claim.type, claim.status in AHEAD), [])[:OPENING]
            fitting = [
                b for b in near if _fits(claim.actor, b.actor, local) and _fits(claim.recipient, b.recipient, local)
            ]
            if len(fitting) == 1:
                claim = replace(
                    claim,
                    actor=_named(claim.actor, fitting[0].actor, local),
                    recipient=_named(claim.recipient, fitting[0].recipient, local),
                )
        out.append(claim)
    return out


def _fits(mine: Sequence[Actor], theirs: Sequence[Actor], local: str) -> bool:
    """Whether one side of two claims may be the same: one is empty, they share somebody, or a group is undescribed."""
    if not mine or not theirs or {a.id for a in mine} & {a.id for a in theirs}:
        return True
    return len(mine) == len(theirs) == 1 and _like(mine[0], theirs[0], local)


def _like(mine: Actor, theirs: Actor, local: str) -> bool:
    """Whether a headline's unnamed group may be the body's actor."""
    if not mine.id.startswith(local) or (mine.state and theirs.state and mine.state != theirs.state):
        return False
    return mine.kind == theirs.kind or {mine.kind, theirs.kind} <= {"population", "person", "armed_group", "state"}


def _named(mine: Sequence[Actor], theirs: Sequence[Actor], local: str) -> tuple[Actor, ...]:
    """My side with the body's entity in place of a group that only the headline describes."""
    if len(mine) == len(theirs) == 1 and _like(mine[0], theirs[0], local):
        other = theirs[0]
        named = replace(mine[0], id=other.id, name=other.name, kind=other.kind, state=other.state, sector=other.sector)
        return (named,)
    return tuple(mine)
