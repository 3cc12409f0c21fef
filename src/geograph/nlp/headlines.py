"""Headlines and bodies: what a headline tells is what the opening of the body tells again, with its particulars."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from geograph.model import Actor, Claim, Status
from geograph.nlp.confidence import MOST

OPENING = 4
"""The body's first so many claims of a type are looked at: news tells first what its headline says."""
_APART = ({"actual", "hypothetical"}, {"actual", "negated"})
"""What was done isn't what is asked for or was not done."""
_BODIES = frozenset({"GOV", "IGO", "NGO"})
_VAGUE = frozenset({"population", "armed_group", "other"})


def joined(told: Sequence[tuple[bool, Claim]], local: str, mutual: Set[str]) -> list[Claim]:
    """The claims of an article, each of a headline with the participants, mode and status of the first claim of the
    body that may tell of the same happening; who is missing or only described in one of the two is whom the other
    names. `told` says for each claim whether it stands in a headline; ids that begin with `local` are the article's;
    `mutual` are the predicates of deeds that two sides do to each other: whom a clash kills isn't one of them."""
    out = [claim for _, claim in told]
    body: dict[str, list[int]] = {}
    for n, (is_headline, claim) in enumerate(told):
        if not is_headline:
            body.setdefault(claim.type, []).append(n)
    for n, (is_headline, claim) in enumerate(told):
        if not is_headline:
            continue
        near = [m for m in body.get(claim.type, ())[:OPENING] if _alike(claim, out[m], local) or _retold(claim, out[m])]
        near = [m for m in near if {claim.status, out[m].status} not in _APART]
        if near:
            m = max(near, key=lambda m: (_shared(claim, out[m]), -m))
            actor = _better(claim.actor, out[m].actor, local)
            recipient = _better(claim.recipient, out[m].recipient, local)
            if out[m].predicate in mutual and len(out[m].actor) > 1 and not out[m].recipient and claim.recipient:
                if not _unnamed(claim.recipient, local):
                    continue  # "Clash kills Jan Roe": he is told of by the headline alone
                recipient = ()
            if not {a.id for a in actor} & {a.id for a in recipient}:
                ours, theirs = claim.confidence, out[m].confidence
                agreed = _alike(claim, out[m], local)  # else one of the two has the other side wrong
                sure = corroborated(ours, theirs) if agreed else max(ours, theirs)
                out[m] = other = replace(out[m], actor=actor, recipient=recipient, confidence=sure)
                out[n] = replace(
                    claim, actor=actor, recipient=recipient, mode=other.mode, cameo=other.cameo,
                    predicate=other.predicate, status=_told_as(claim, other), confidence=sure,
                )  # fmt: skip
    return out


def _told_as(mine: Claim, theirs: Claim) -> Status:
    """How the happening of a headline stands: as the body has it, unless a headline that says not who did it ("Chief
    killed") states what the body lays to somebody."""
    stated = mine.status == "actual" and theirs.status == "alleged" and not mine.actor
    return mine.status if stated else theirs.status


def corroborated(one: float, other: float) -> float:
    """How far two passages can be trusted that tell the same: that not both were read wrongly."""
    return round(min(MOST, 1 - (1 - one) * (1 - other)), 2)


def _alike(mine: Claim, theirs: Claim, local: str) -> bool:
    """Whether two claims of a type may tell of one happening: nobody on one side contradicts the other's."""
    return _fits(mine.actor, theirs.actor, local) and _fits(mine.recipient, theirs.recipient, local)


def _retold(mine: Claim, theirs: Claim) -> bool:
    """Whether two claims say what one and the same side did, or in the same words what was done to it; the other side
    may be called otherwise ("Jets hit Somali town", then "Kenyan warplanes pounded a camp of the rebels")."""
    if _met(mine.actor, theirs.actor):
        return True
    return mine.rule == theirs.rule and bool({a.id for a in mine.recipient} & {a.id for a in theirs.recipient})


def _met(mine: Sequence[Actor], theirs: Sequence[Actor]) -> bool:
    """Whether two sides share somebody, or a state for which they act."""
    states = {a.state for a in mine} & {a.state for a in theirs} - {None}
    return bool({a.id for a in mine} & {a.id for a in theirs} or states)


def _shared(mine: Claim, theirs: Claim) -> int:
    ours = {a.id for a in (*mine.actor, *mine.recipient)}
    return len(ours & {a.id for a in (*theirs.actor, *theirs.recipient)})


def _fits(mine: Sequence[Actor], theirs: Sequence[Actor], local: str) -> bool:
    """Whether one side of two claims may be the same: one is empty, they share somebody, act for one state, or one is
    a group without a name."""
    if not mine or not theirs or {a.id for a in mine} & {a.id for a in theirs}:
        return True
    if {a.state for a in mine} & {a.state for a in theirs} - {None}:
        return True
    if _spoken_for(mine, theirs) or _spoken_for(theirs, mine):
        return True
    return (_unnamed(mine, local) or _unnamed(theirs, local)) and not (
        {a.state for a in mine} - {None} and {a.state for a in theirs} - {None}
    )


def _spoken_for(bodies: Sequence[Actor], people: Sequence[Actor]) -> bool:
    """Whether somebody who serves a body of no state may be who is told of by its name alone: "UN chief urges", then
    "Jane Roe, the secretary-general, urged"."""
    if not all(a.kind == "organization" and a.state is None and a.sector in _BODIES for a in bodies):
        return False
    return {a.sector for a in bodies} == {a.sector for a in people if a.kind == "person" and a.state is None}


def _unnamed(actors: Sequence[Actor], local: str) -> bool:
    return all(a.id.startswith(local) and a.kind in _VAGUE for a in actors)


def _better(mine: tuple[Actor, ...], theirs: tuple[Actor, ...], local: str) -> tuple[Actor, ...]:
    """The side of a headline or that of the body: the body's, unless only the headline names somebody, or the body only
    the state of whom it names."""
    named = mine and not any(a.kind == "state" or _unnamed((a,), local) for a in mine)
    only_states = named and all(a.kind == "person" for a in mine) and all(a.kind == "state" for a in theirs)
    return mine if not theirs or only_states or (named and _unnamed(theirs, local)) else theirs
