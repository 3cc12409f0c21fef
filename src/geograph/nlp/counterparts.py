"""Who is left unsaid: the other side of an event that its own clause doesn't name, from the events around it.

"The rebels blamed the army for the strike. A spokesman denied it": the answer goes to the rebels. The table [missing]
of grammar.toml tells which types look where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.captors import captors
from geograph.nlp.events import Hit
from geograph.nlp.governed import within
from geograph.nlp.grievances import employers, front, grievance
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast
from geograph.nlp.sides import PARTIES, chief, sole
from geograph.nlp.sites import spot
from geograph.nlp.sufferers import sufferers
from geograph.nlp.terms import asked_of

_MEDIATING = frozenset({"arbitrate", "broker", "facilitate", "host", "mediate"})
_DENYING = frozenset({"deny", "disavow", "plead"})
_HARSH = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_SAID = frozenset({"the", "this", "that", "these", "those"})
_BY_CIRCUMSTANCE = frozenset({"answer", "employer", "grievance", "replied", "sufferer", "terms"})
"""Ways that also tell against whom it goes where the event's words have no place for that: "downed tools"."""
REACH = 2
"""So many sentences back at most."""


def completed(found: Sequence[Hit], cast: Cast, index: Index) -> list[Hit]:
    """The hits of an article, in order, with the recipients that the events around them tell."""
    out = list(found)
    for n, hit in enumerate(out):
        if hit.inferred == "sides":
            out[n] = hit = replace(hit, actor=_sides(n, out, cast, index))
        both = hit.trigger.type in index.mutual or hit.trigger.predicate in index.fights
        if both and (parts := _above(hit, cast)):
            out[n] = hit = replace(hit, actor=(*hit.actor, *parts), inferred="above")
        if hit.recipient and not hit.actor and (parts := captors(hit, cast, index)):
            out[n] = hit = replace(hit, actor=parts, inferred="captor")
        if hit.actor and not hit.recipient:
            for way in (*index.missing.get(hit.trigger.type, ()), *index.missing.get(hit.trigger.cameo or "", ())):
                if not hit.trigger.recipient and way not in _BY_CIRCUMSTANCE:
                    continue  # "claimed an attack": who claims it hits nobody else
                if way == "chief" and _has_object(hit):
                    continue  # "urged the world to send tents"
                parts = _KNOWING[way](n, out, cast, index) if way in _KNOWING else _WAYS[way](n, out, cast)
                if parts:
                    predicate = index.directed.get(hit.trigger.predicate or "") if way == "dealt" else None
                    trigger = replace(hit.trigger, predicate=predicate or hit.trigger.predicate)
                    out[n] = replace(hit, trigger=trigger, recipient=parts, inferred=way)
                    break
    return [h for h in out if h.actor or h.recipient]


def _sides(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Who talks or agrees where nobody is named: the two sides of the nearest event before that has two: "Sudan and
    the rebels met. The talks"; of the same sentence, only where the talks are what is spoken of."""
    noun, kinds = found[n].token, index.ontology.types
    spoken_of = noun.dep_ in ("nsubj", "nsubjpass") and not syntax.children(noun, "poss")
    end = noun.i if spoken_of else noun.sent.start
    for h in _around(n, found, cast):
        if h.token.i < end and h.inferred != "sides" and kinds[h.trigger.type].score > 0:
            sides = [p for p in (*h.actor, *h.recipient) if any(cast.nodes[i].kind in PARTIES for i in p.ref.nodes)]
            if len(_nodes(sides)) > 1:
                return tuple(sides)
    return ()


def _above(hit: Hit, cast: Cast) -> tuple[Part, ...]:
    """The unnamed side of something mutual of which only others are named: whoever does what is told around it,
    the nearest first ("Norway may act if talks with Sweden fail")."""
    sides = (*hit.actor, *hit.recipient)
    behind = [t for p in sides if p.token.head.lower_ == "with" and p.token.head.head == hit.token
              for t in syntax.with_conjuncts(p.token)]  # fmt: skip
    nodes = _nodes(sides)
    if not behind or any(p.token not in behind for p in sides) or hit.trigger.pos != "noun":
        return ()
    for up in filter(syntax.is_verb, (hit.support or hit.token).ancestors):
        doers = [Part(t, cast.refs[t.i]) for t in syntax.doers(up) if t.i in cast.refs and not cast.refs[t.i].place]
        if parts := tuple(p for p in _others(doers, nodes) if not _reports(p, cast)):
            return parts
    return ()


def _reports(part: Part, cast: Cast) -> bool:
    """Whether it is a newspaper or an agency, which tells of the talks and is none of their sides."""
    return any(cast.nodes[n].sector == "JRN" for n in part.ref.nodes)


def _answer(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one answers: the doer of what was done to the actor, or to people of the state that acts."""
    hit = found[n]
    own = _nodes(hit.actor)
    things = syntax.undergoers(hit.token)
    told = hit.trigger.type == "SANCTION" and things and "obj" in hit.trigger.recipient  # "quit the treaty"
    asked = hit.trigger.mode == "investigate"  # "condemned the police and urged them to investigate"
    if len(own) > 1 or told or asked or any(t.lower_ in ("another", "other") for t in things):
        return ()  # "accused each other"
    states = {cast.nodes[i].state for i in own if cast.nodes[i].kind == "state"}
    for h in _around(n, found, cast):
        if hit.trigger.type in ("ACCUSE", "SANCTION") and index.ontology.types[h.trigger.type].score >= 0:
            continue  # whom one asks to investigate doesn't accuse the one who asks
        struck = _nodes(h.recipient)
        ours = any(cast.nodes[i].state in states and cast.nodes[i].kind != "state" for i in struck)
        if (struck & own or ours) and (others := _others(h.actor, own)):
            return others
    return ()


def _replied(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one replies: whoever last asked, accused or threatened anybody, else whoever last did harm. What one
    merely denies is for all to hear."""
    hit = found[n]
    own = _nodes(hit.actor)
    states = {cast.nodes[i].state for i in own} - {None}
    if hit.trigger.pos != "verb" or hit.token.lemma_ in _DENYING:
        return ()
    before = [h for h in _around(n, found, cast) if h.token.i < hit.token.i and h.actor and h.trigger.type != "REJECT"]
    said = [h for h in before if h.trigger.type in _HARSH]
    done = [h for h in before if index.ontology.types[h.trigger.type].score < 0]
    for h in (said or done)[:1]:
        others = [p for p in _others(h.actor, own) if not any(cast.nodes[i].state in states for i in p.ref.nodes)]
        return tuple(others) if len(others) == len(h.actor) else ()
    return ()


def _asked(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Who was asked: whoever studies, ignores or rejects the request."""
    doers = [Part(t, cast.refs[t.i]) for t in syntax.answerers(found[n].token) if t.i in cast.refs]
    return _others([p for p in doers if not _reports(p, cast)], _nodes(found[n].actor))


def _between(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Between whom one offers to mediate: the two sides of what is told before."""
    hit = found[n]
    verbs = {v.lemma_ for v in syntax.complements(hit.token)} | {hit.token.lemma_}
    if not verbs & _MEDIATING:
        return ()
    own = _nodes(hit.actor)
    for h in _around(n, found, cast):
        sides = (*h.actor, *h.recipient)
        if h.token.i < hit.token.i and len(_nodes(sides)) > 1 and not _nodes(sides) & own:
            acting = [p for p in sides if any(cast.nodes[i].kind in ("state", "armed_group") for i in p.ref.nodes)]
            if len(_nodes(acting)) == 2:
                return tuple(acting)
    return ()


def _matter(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Whose deed it is that one speaks of again: "fired two missiles. Japan condemned the launches"."""
    hit = found[n]
    own = _nodes(hit.actor)
    for thing in _things(hit.token):
        if thing.i in cast.refs or not any(c.lower_ in _SAID for c in syntax.children(thing, "det")):
            continue
        lemma = thing.lemma_.lower()
        types = index.types_of("noun", lemma)
        for other in (h for h in _around(n, found, cast) if h.token.i < thing.i):
            same = other.token.lemma_.lower() == lemma or other.trigger.type in types or lemma in index.matters
            same = same or any(cast.doc[i].lemma_ == lemma for i in (*other.things, *other.words))
            if same and other.token != thing and (parts := _others(other.actor, own)):
                return parts
    return ()


def _along(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom one turns in what one says in the same breath: "urged Chad to reopen the road, calling the closure"."""
    hit = found[n]
    if hit.token.dep_ != "advcl" or hit.token.tag_ != "VBG":
        return ()
    for h in _beside(n, found, cast):
        if hit.token.head in (h.token, h.support) and h.trigger.type in index.acts:
            return _others(h.recipient, _nodes(hit.actor))
    return ()


def _things(token: Token) -> list[Token]:
    """What a verb or an adjective is said of."""
    verb = token if syntax.is_verb(token) else token.head
    found = [*syntax.undergoers(verb), *syntax.children(token, "nsubj")]
    found += [s for c in syntax.children(verb, "ccomp") for s in syntax.own_subjects(c)]  # "said the arrest was wrong"
    return found + [o for word in ("to", "with", "at") for o in syntax.prepositional(verb, word)]


def _same(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """To whom the same actor does something else in the sentence; of a hostile deed, where its own words
    name nothing at all."""
    hit, own = found[n], _nodes(found[n].actor)
    harsh = index.ontology.types[hit.trigger.type].quad == "material conflict"
    if harsh and (_has_object(hit) or syntax.undergoers(hit.token)):
        return ()
    beside = [h for h in _beside(n, found, cast) if not any(_is_thing(p, cast) for p in h.recipient)]
    return next((p for h in beside if (p := _others(h.recipient, own))), ())


def _has_object(hit: Hit) -> bool:
    """Whether the event's words name what it is done to, though nobody: "closed the paper", "set fire to a shed"."""
    thing = hit.trigger.pos == "verb" and "obj" in hit.trigger.recipient and syntax.undergoers(hit.token)
    return bool(thing) or any(syntax.prepositional(hit.token, word) for word in hit.trigger.recipient)


def _dealt(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """With whom the actor has to do in what is told before: the other side of the nearest event that has two; of
    force, of a hostile deed."""
    hit = found[n]
    own = _nodes(hit.actor)
    if _has_object(hit):
        return ()
    if len(own) > 1 and hit.trigger.pos == "noun":
        return ()
    around = _around(n, found, cast)
    if hit.trigger.type in index.forceful:
        around = [h for h in around if index.ontology.types[h.trigger.type].quad == "material conflict"]
        tried = hit.token.lemma_ not in ("coup", "putsch")  # a murderer hasn't murdered the court's state
        around = [h for h in around if not tried or h.trigger.mode != "convict" or _nodes(h.actor) & own]
    for h in around:
        if h.token == hit.token or not _nodes((*h.actor, *h.recipient)) & own:
            continue
        others = _others(h.recipient if _nodes(h.actor) & own else h.actor, own) or _others(h.actor, own)
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
    own = _nodes(hit.actor)
    if len(own) > 1 and hit.trigger.pos == "noun":
        return ()  # "the two began trading strikes"
    kinds = index.ontology.types
    beside = [h for h in _beside(n, found, cast) if kinds[h.trigger.type].score <= 0]  # "a protest demanding that"
    if hit.trigger.type in index.forceful:
        beside = [h for h in beside if kinds[h.trigger.type].quad == "material conflict"]
        beside = [h for h in beside if not any(_is_thing(p, cast) for p in h.recipient)]
    return next((p for h in beside if (p := _others(h.recipient, own))), ())


def _is_thing(part: Part, cast: Cast) -> bool:
    """Whether it is a place, a ship, a house or an office that has no name: "closed two radio stations"."""
    nodes = [cast.nodes[n] for n in part.ref.nodes]
    return any(n.id.startswith(cast.local) and n.kind in ("organization", "other", "place") for n in nodes)


def _beside(n: int, found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """What else the same actor does in the sentence."""
    own = _nodes(found[n].actor)
    here = cast.sentence[found[n].token.i]
    return [h for h in _around(n, found, cast) if cast.sentence[h.token.i] == here and _nodes(h.actor) & own]


def _terms(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """Of whom the condition asks something that the deed hangs on: "threatened to strike unless the mine reopens"."""
    hit = found[n]
    found_in = asked_of(hit.support or hit.token, _nodes(hit.actor), cast)
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
    own, strike = _nodes(hit.actor), hit.trigger.mode == "strike"
    return next((p for t in tops if (p := grievance(t, own, cast, index.undergone, strike))), ())


def _employer(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    """For whom the strikers work."""
    hit = found[n]
    return employers([p.token for p in hit.actor], _nodes(hit.actor), cast) if hit.trigger.mode == "strike" else ()


def _front(n: int, found: Sequence[Hit], cast: Cast) -> tuple[Part, ...]:
    hit = found[n]
    return front(hit.support or hit.token, _nodes(hit.actor), cast)


_WAYS = {
    "asked": _asked, "between": _between, "employer": _employer, "front": _front,
    "spot": _spot, "terms": _terms,
}  # fmt: skip
_KNOWING = {
    "along": _along, "answer": _answer, "dealt": _dealt, "foe": _foe, "grievance": _grievance, "matter": _matter,
    "replied": _replied, "same": _same, "sole": sole, "chief": chief, "sufferer": sufferers, "within": within,
}  # fmt: skip
"""Of the ways, those that need the ontology."""


def _around(n: int, found: Sequence[Hit], cast: Cast) -> list[Hit]:
    """The hits before, the nearest first, then those of the same sentence behind."""
    here = cast.sentence[found[n].token.i]
    near = [h for h in reversed(found[max(0, n - 20) : n]) if here - cast.sentence[h.token.i] <= REACH]
    return near + [h for h in found[n + 1 : n + 20] if cast.sentence[h.token.i] == here]


def _nodes(parts: Sequence[Part]) -> set[int]:
    return {n for p in parts for n in p.ref.nodes}


def _others(parts: Sequence[Part], own: set[int]) -> tuple[Part, ...]:
    return tuple(p for p in parts if not set(p.ref.nodes) & own)
