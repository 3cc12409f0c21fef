"""The other side of what one says: whom one answers, asks, offers to mediate between, or whose deed one speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.around import apart_from, done_beside, is_press, near_hits, nodes_of
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.makers import CLAIMS, UNDOING, made_by, makers, spoken_of, sums_up, told_before
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

_MEDIATING = frozenset({"arbitrate", "broker", "facilitate", "host", "mediate"})
_DENYING = frozenset({"deny", "disavow", "plead"})
_STEM = 5
"""So many letters tell that a noun is made of a verb: "invited Chad. It accepted the invitation"."""
_COURTS = frozenset({"ruling", "verdict"})
_HARSH = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


def answer_to(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one answers: the doer of what was done to the actor, or to people of the state that acts."""
    hit = found[n]
    own = nodes_of(hit.actor)
    things = syntax.undergoers(hit.token)
    told = hit.trigger.type == "SANCTION" and things and "obj" in hit.trigger.recipient  # "quit the treaty"
    asked = hit.trigger.mode == "investigate"  # "condemned the police and urged them to investigate"
    if len(own) > 1 or told or asked or any(t.lower_ in ("another", "other") for t in things):
        return ()  # "accused each other"
    states = {cast.nodes[i].state for i in own if cast.nodes[i].kind == "state"}
    for h in near_hits(n, found, cast):
        if hit.trigger.type in ("ACCUSE", "SANCTION") and index.ontology.types[h.trigger.type].score >= 0:
            continue  # whom one asks to investigate doesn't accuse the one who asks
        struck = nodes_of(h.recipient)
        ours = any(cast.nodes[i].state in states and cast.nodes[i].kind != "state" for i in struck)
        if (struck & own or ours) and (others := apart_from(h.actor, own)):
            return others
    return ()


def denied_at_once(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Who lays to somebody's charge what they deny behind a comma: "accuses Chad of arming rebels, which it denies"."""
    hit = found[n]
    which = any(o.lower_ == "which" for o in syntax.children(hit.token, "dobj"))
    if hit.trigger.type != "REJECT" or hit.token.dep_ != "relcl" or not which:
        return ()
    own = nodes_of(hit.actor)
    above = [h for h in near_hits(n, found, cast) if h.trigger.type == "ACCUSE" and h.token.is_ancestor(hit.token)]
    return next((h.actor for h in above if nodes_of(h.recipient) & own), ())


def reply_to(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one replies: whoever last asked, accused or threatened anybody, else whoever last did harm. What one
    merely denies is for all to hear."""
    hit = found[n]
    own = nodes_of(hit.actor)
    states = {cast.nodes[i].state for i in own} - {None}
    bare = [t for t in syntax.undergoers(hit.token) if t.tag_ == "NNS" and not syntax.children(t, "det", "poss")]
    aside = hit.token.dep_ in ("relcl", "acl", "advcl")  # "the bishops, who had opposed the law"
    if hit.trigger.pos != "verb" or hit.token.lemma_ in _DENYING or bare or aside:  # "rejected calls to": anybody's
        return ()
    before = [
        h for h in near_hits(n, found, cast) if h.token.i < hit.token.i and h.actor and h.trigger.type != "REJECT"
    ]
    said = [h for h in before if h.trigger.type in _HARSH]
    done = [h for h in before if index.ontology.types[h.trigger.type].score < 0]
    for h in (said or done)[:1]:
        others = [p for p in apart_from(h.actor, own) if not any(cast.nodes[i].state in states for i in p.ref.nodes)]
        return tuple(others) if len(others) == len(h.actor) else ()
    return ()


def whom_asked(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Who was asked: whoever studies, ignores or rejects the request."""
    doers = [Part(t, cast.refs[t.i]) for t in syntax.answerers(found[n].token) if t.i in cast.refs]
    return apart_from([p for p in doers if not is_press(p, cast)], nodes_of(found[n].actor))


def sides_between(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Between whom one offers to mediate: the two sides of what is told before."""
    hit = found[n]
    verbs = {v.lemma_ for v in syntax.complements(hit.token)} | {hit.token.lemma_}
    if not verbs & _MEDIATING:
        return ()
    own = nodes_of(hit.actor)
    for h in near_hits(n, found, cast):
        sides = (*h.actor, *h.recipient)
        others = apart_from(sides, own)
        kinds = ("state", "armed_group") if len(others) == len(sides) else ("armed_group", "person", "state")
        acting = [p for p in others if any(cast.nodes[i].kind in kinds for i in p.ref.nodes)]
        if h.token.i < hit.token.i and len(nodes_of(acting)) == len(nodes_of(others)) == 2:
            return tuple(acting)
    return ()


def whose_matter(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Whose deed it is that one speaks of again: "fired two missiles. Japan condemned the launches"."""
    hit = found[n]
    if hit.trigger.type == "AGREE" and hit.trigger.predicate != "accepted":
        return ()  # to what others propose one agrees with a third
    own = nodes_of(hit.actor)
    for word in _things(hit.token):
        if sums_up(word):
            return apart_from(_summed_up(word, n, found, cast), own)
        if (thing := spoken_of(word, cast)) is None:
            continue
        if said := [Part(t, cast.refs[t.i]) for t in made_by(thing) if t.i in cast.refs]:
            return apart_from(said, own)
        lemma = thing.lemma_.lower()
        types = index.types_of("noun", lemma)
        before = [h for h in near_hits(n, found, cast) if h.token.i < thing.i]
        if lemma in index.matters:  # "the decision": what is done rather than what is said of it
            before.sort(key=lambda h: h.trigger.type in index.stances)
        if lemma in _COURTS:
            before = [h for h in before if h.trigger.type not in index.stances]
        for other in before:
            same = other.token.lemma_.lower() == lemma or other.trigger.type in types or lemma in index.matters
            same = same or (len(lemma) > _STEM and lemma[:_STEM] == other.token.lemma_.lower()[:_STEM])
            others = other.trigger.type in index.stances or other.token.lemma_ in UNDOING
            told = () if others else other.things  # who refused the offer made none
            same = same or any(cast.doc[i].lemma_ == lemma for i in (*told, *other.words))
            if same and other.token != thing and (parts := apart_from(other.actor, own)):
                return parts
        if made := apart_from(makers(thing, cast) or _claiming(thing, cast, index), own):
            return made
    return ()


def _claiming(thing: Token, cast: Cast, index: Index) -> list[Part]:
    """Who said last what a claim is that nobody is named with: "Morales says it was cooked up. Arce rejected that
    charge"."""
    if thing.lemma_ not in CLAIMS:
        return []
    for verb in reversed(thing.doc[: thing.i]):
        if cast.sentence[thing.i] - cast.sentence[verb.i] > 1:
            return []
        if syntax.is_verb(verb) and verb.lemma_ in index.telling and not thing.head.is_ancestor(verb):
            told = not verb.is_ancestor(thing) and syntax.children(verb, "ccomp")
            doers = [t for t in syntax.doers(verb) if t.i in cast.refs] if told else []
            if doers:
                return [Part(t, cast.refs[t.i]) for t in doers]
    return []


def _summed_up(noun: Token, n: int, found: Sequence[Hit], cast: Cast) -> Sequence[Part]:
    """Who says or does what the noun sums up: the speaker of what is said, else whoever did it."""
    clause = told_before(noun)
    speaking = [v for v in (clause, *clause.ancestors) if syntax.children(v, "ccomp")] if clause is not None else []
    if speaking:
        return [Part(t, cast.refs[t.i]) for t in syntax.doers(speaking[0]) if t.i in cast.refs]
    here = cast.sentence[noun.i]
    before = [h for h in near_hits(n, found, cast) if h.token.i < noun.i and cast.sentence[h.token.i] == here]
    return next((h.actor for h in before if h.actor), ())


def held_by(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Who holds those for whom one asks: "rebels seized six nurses. Norway demanded their release"."""
    hit = found[n]
    top = hit.support or hit.token
    meant = {i for t in top.subtree if t.i > hit.token.i and t.i in cast.refs for i in cast.refs[t.i].nodes}
    for h in near_hits(n, found, cast):
        if h.token.i < hit.token.i and h.trigger.type in index.holding and nodes_of(h.recipient) & meant:
            if others := apart_from(h.actor, nodes_of(hit.actor)):
                return others
    return ()


def said_along(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one turns in what one says in the same breath: "urged Chad to reopen the road, calling the closure"."""
    hit = found[n]
    if hit.token.dep_ != "advcl" or hit.token.tag_ != "VBG":
        return ()
    for h in done_beside(n, found, cast):
        if hit.token.head in (h.token, h.support) and h.trigger.type in index.acts:
            return apart_from(h.recipient, nodes_of(hit.actor))
    return ()


def _things(token: Token) -> list[Token]:
    """What a verb or an adjective is said of."""
    verb = token if syntax.is_verb(token) else token.head
    found = [*syntax.undergoers(verb), *syntax.children(token, "nsubj")]
    found += [s for c in syntax.children(verb, "ccomp") for s in syntax.own_subjects(c)]  # "said the arrest was wrong"
    return found + [o for word in ("to", "with", "at") for o in syntax.prepositional(verb, word)]
