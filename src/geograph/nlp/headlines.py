"""Headlines and bodies: a group that a headline only describes ("Raid kills teens") is the one that the body names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geograph.model import AHEAD, Actor, Claim

OPENING = 3
"""The body's first so many claims of a type are looked at: news tells first what its headline says."""


def joined(told: Sequence[tuple[bool, Claim]], local: str) -> list[Claim]:
    """The claims of an article, where a headline and the one claim of the body that fits it complete each other: who
    is a group without a name in one is whom the other names, and who is missing in one is whom the other tells.
    `told` says for each claim whether it stands in a headline; ids that begin with `local` are the article's own."""
    out = [claim for _, claim in told]
    body: dict[tuple[str, bool], list[int]] = {}
    for n, (is_headline, claim) in enumerate(told):
        if not is_headline:
            body.setdefault((claim.type, claim.status in AHEAD), []).append(n)
    for n, (is_headline, claim) in enumerate(told):
        if is_headline:
            close = body.get((claim.type, claim.status in AHEAD), [])[:OPENING]
            near = [m for m in close if _alike(claim, out[m], local)]
            if len(near) == 1:
                other = out[near[0]]
                actor = _named(claim.actor, other.actor, local)
                recipient = _named(claim.recipient, other.recipient, local)
                out[n] = _completed(replace(claim, actor=actor, recipient=recipient), other)
                out[near[0]] = _completed(other, out[n])
    return out


def _alike(mine: Claim, theirs: Claim, local: str) -> bool:
    """Whether two claims may tell of one happening."""
    return _fits(mine.actor, theirs.actor, local) and _fits(mine.recipient, theirs.recipient, local)


def _completed(mine: Claim, theirs: Claim) -> Claim:
    """My claim with the other's participants on a side where it has none."""
    actor, recipient = mine.actor or theirs.actor, mine.recipient or theirs.recipient
    if {a.id for a in actor} & {a.id for a in recipient}:
        return mine
    return replace(mine, actor=actor, recipient=recipient)


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
