"""Who is left unsaid: the other side of an event that its own clause doesn't name, from the events around it.

"The rebels blamed the army for the strike. A spokesman denied it": the answer goes to the rebels. The table [missing]
of grammar.toml tells which types look where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from geograph.nlp import syntax
from geograph.nlp.around import apart_from, done_beside, is_press, near_hits, nodes_of
from geograph.nlp.captors import captors
from geograph.nlp.events import Hit
from geograph.nlp.governed import within
from geograph.nlp.grievances import employers, front, grievance
from geograph.nlp.index import Index
from geograph.nlp.issuers import releasing
from geograph.nlp.parts import Part
from geograph.nlp.replies import (
    answer_to,
    denied_at_once,
    held_by,
    reply_to,
    said_along,
    sides_between,
    whom_asked,
    whose_matter,
)
from geograph.nlp.resolve import Cast
from geograph.nlp.sides import PARTIES, chief, sole
from geograph.nlp.sites import spot
from geograph.nlp.sufferers import sufferers
from geograph.nlp.terms import asked_of

_BY_CIRCUMSTANCE = frozenset({"answer", "employer", "grievance", "replied", "sufferer", "terms"})
"""Ways that also tell against whom it goes where the event's words have no place for that: "downed tools"."""


def completed(found: Sequence[Hit], cast: Cast, index: Index) -> list[Hit]:
    """The hits of an article, in order, with the recipients that the events around them tell."""
    out = list(found)
    for n, hit in enumerate(out):
        if hit.inferred == "sides":
            out[n] = hit = replace(hit, actor=_sides(n, out, cast, index))
        both = hit.trigger.type in index.mutual or hit.trigger.predicate in index.fights
        if both and (parts := _above(hit, cast)):
            out[n] = hit = replace(hit, actor=(*hit.actor, *parts), inferred="above")
        thanking = hit.trigger.type in index.stances and hit.recipient and not hit.actor
        if thanking and (own := releasing(hit.token, cast)) is not None:  # "Chad was thanked for"
            out[n] = hit = replace(hit, actor=(Part(hit.token, own),), inferred="issuer")
        if parts := denied_at_once(n, out, cast):
            out[n] = hit = replace(hit, recipient=parts, inferred="denied")
        if hit.recipient and not hit.actor and (parts := captors(hit, cast, index)):
            out[n] = hit = replace(hit, actor=parts, inferred="captor")
        if hit.actor and not hit.recipient:
            for way in (*index.missing.get(hit.trigger.type, ()), *index.missing.get(hit.trigger.cameo or "", ())):
                if not hit.trigger.recipient and way not in _BY_CIRCUMSTANCE:
                    continue  # "claimed an attack": who claims it hits nobody else
                if way == "chief" and _has_object(hit):
                    continue  # "urged the world to send tents"
                parts = _KNOWING[way](n, out, cast, index) if way in _KNOWING else _WAYS[way](n, out, cast)
                if hit.trigger.type == "REJECT":
                    parts = apart_from(parts, _asking(hit, out))
                if parts:
                    predicate = index.directed.get(hit.trigger.predicate or "") if way == "dealt" else None
                    trigger = replace(hit.trigger, predicate=predicate or hit.trigger.predicate)
                    out[n] = replace(hit, trigger=trigger, recipient=parts, inferred=way)
                    break
    return [h for h in out if h.actor or h.recipient]


def _asking(hit: Hit, found: Sequence[Hit]) -> set[int]:
    """Who asks others to refuse something: it isn't they who are refused."""
    ups = list(takewhile(lambda t: t.dep_ not in ("relcl", "acl"), (hit.token, *hit.token.ancestors)))
    governing = {t.head for t in ups}
    above = (h for h in found if h.trigger.type == "REQUEST" and h.token in governing)
    return {n for h in above for n in nodes_of(h.actor)}


def _sides(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Who talks or agrees where nobody is named: the two sides of the nearest event before that has two: "Sudan and
    the rebels met. The talks"; of the same sentence, only where the talks are what is spoken of."""
    noun, kinds = found[n].token, index.ontology.types
    spoken_of = noun.dep_ in ("nsubj", "nsubjpass") and not syntax.children(noun, "poss")
    end = noun.i if spoken_of else noun.sent.start
    for h in near_hits(n, found, cast):
        if h.token.i < end and h.inferred != "sides" and kinds[h.trigger.type].score > 0:
            sides = [p for p in (*h.actor, *h.recipient) if any(cast.nodes[i].kind in PARTIES for i in p.ref.nodes)]
            if len(nodes_of(sides)) > 1:
                return tuple(sides)
    return ()


def _above(hit: Hit, cast: Cast) -> tuple[Part, ...]:
    """The unnamed side of something mutual of which only others are named: whoever does what is told around it,
    the nearest first ("Norway may act if talks with Sweden fail")."""
    sides = (*hit.actor, *hit.recipient)
    behind = [t for p in sides if p.token.head.lower_ == "with" and p.token.head.head == hit.token
              for t in syntax.with_conjuncts(p.token)]  # fmt: skip
    nodes = nodes_of(sides)
    if not behind or any(p.token not in behind for p in sides) or hit.trigger.pos != "noun":
        return ()
    for up in filter(syntax.is_verb, (hit.support or hit.token).ancestors):
        doers = [Part(t, cast.refs[t.i]) for t in syntax.doers(up) if t.i in cast.refs and not cast.refs[t.i].place]
        if parts := tuple(p for p in apart_from(doers, nodes) if not is_press(p, cast)):
            return parts
    return ()


def _same(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom the same actor does something else in the sentence; of a hostile deed, where its own words
    name nothing at all."""
    hit, own = found[n], nodes_of(found[n].actor)
    harsh = index.ontology.types[hit.trigger.type].quad == "material conflict"
    if harsh and (_has_object(hit) or syntax.undergoers(hit.token)):
        return ()
    beside = [h for h in done_beside(n, found, cast) if not any(_is_thing(p, cast) for p in h.recipient)]
    return next((p for h in beside if (p := apart_from(h.recipient, own))), ())


def _has_object(hit: Hit) -> bool:
    """Whether the event's words name what it is done to, though nobody: "closed the paper", "set fire to a shed"."""
    thing = hit.trigger.pos == "verb" and "obj" in hit.trigger.recipient and syntax.undergoers(hit.token)
    return bool(thing) or any(syntax.prepositional(hit.token, word) for word in hit.trigger.recipient)


def _dealt(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """With whom the actor has to do in what is told before: the other side of the nearest event that has two; of
    force, of a hostile deed."""
    hit = found[n]
    own = nodes_of(hit.actor)
    if _has_object(hit):
        return ()
    if len(own) > 1 and hit.trigger.pos == "noun":
        return ()
    around = near_hits(n, found, cast)
    if hit.trigger.type in index.forceful:
        around = [h for h in around if index.ontology.types[h.trigger.type].quad == "material conflict"]
        tried = hit.token.lemma_ not in ("coup", "putsch")  # a murderer hasn't murdered the court's state
        around = [h for h in around if not tried or h.trigger.mode != "convict" or nodes_of(h.actor) & own]
    for h in around:
        if h.token == hit.token or not nodes_of((*h.actor, *h.recipient)) & own:
            continue
        others = apart_from(h.recipient if nodes_of(h.actor) & own else h.actor, own) or apart_from(h.actor, own)
        others = tuple(p for p in others if not _is_thing(p, cast) and not p.ref.place)
        if others:
            return others
    return ()


def _foe(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom the same actor does something hostile in the sentence; of force, only those whom it fights or arrests."""
    hit = found[n]
    if any(syntax.prepositional(hit.token, word) for word in hit.trigger.recipient):  # "drove into the forest"
        return ()
    things = [t.lemma_ for t in syntax.undergoers(hit.token)] if hit.trigger.pos == "verb" else []
    if {"power", "control"} & {*things}:
        return ()
    own = nodes_of(hit.actor)
    if len(own) > 1 and hit.trigger.pos == "noun":
        return ()  # "the two began trading strikes"
    kinds = index.ontology.types
    beside = [h for h in done_beside(n, found, cast) if kinds[h.trigger.type].score <= 0]  # "a protest demanding that"
    if hit.trigger.type in index.forceful:
        beside = [h for h in beside if kinds[h.trigger.type].quad == "material conflict"]
        beside = [h for h in beside if not any(_is_thing(p, cast) for p in h.recipient)]
    return next((p for h in beside if (p := apart_from(h.recipient, own))), ())


def _is_thing(part: Part, cast: Cast) -> bool:
    """Whether it is a place, a ship, a house or an office that has no name: "closed two radio stations"."""
    nodes = [cast.nodes[n] for n in part.ref.nodes]
    return any(n.id.startswith(cast.local) and n.kind in ("organization", "other", "place") for n in nodes)


def _terms(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Of whom the condition asks something that the deed hangs on: "threatened to strike unless the mine reopens"."""
    hit = found[n]
    found_in = asked_of(hit.support or hit.token, nodes_of(hit.actor), cast)
    doing = hit.trigger.type != "COERCE" or any(p.token.dep_ == "nsubj" for p in found_in)
    return found_in if doing else ()  # "will close the strait if talks with Chad fail"


def _spot(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """The place named in which what is hit or held lies: "captured the mosque in Mosul"."""
    hit = found[n]
    verb = hit.support or hit.token
    things = syntax.undergoers(verb) if syntax.is_verb(verb) else []
    sites = [
        t for node in (hit.token, verb) for word in ("on", "against", "at") for t in syntax.prepositional(node, word)
    ]
    return spot([*things, *sites], cast)


def _grievance(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    hit = found[n]
    tops = (hit.token, *([hit.support] if hit.support is not None else []), *(cast.doc[i] for i in hit.also))
    own, strike = nodes_of(hit.actor), hit.trigger.mode == "strike"
    return next((p for t in tops if (p := grievance(t, own, cast, index.undergone, strike))), ())


def _employer(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """For whom the strikers work."""
    hit = found[n]
    return employers([p.token for p in hit.actor], nodes_of(hit.actor), cast) if hit.trigger.mode == "strike" else ()


def _front(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    hit = found[n]
    return front(hit.support or hit.token, nodes_of(hit.actor), cast)


_WAYS = {
    "asked": whom_asked, "between": sides_between, "employer": _employer, "front": _front,
    "spot": _spot, "terms": _terms,
}  # fmt: skip
_KNOWING = {
    "along": said_along, "answer": answer_to, "dealt": _dealt, "foe": _foe, "grievance": _grievance,
    "holder": held_by,
    "matter": whose_matter, "replied": reply_to, "same": _same, "sole": sole, "chief": chief,
    "sufferer": sufferers, "within": within,
}  # fmt: skip
"""Of the ways, those that need the ontology."""
