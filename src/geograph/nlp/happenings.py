"""Hits to happenings: several triggers of one sentence often tell of one event, and hand participants to each other."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from geograph.nlp import syntax
from geograph.nlp.charges import charges
from geograph.nlp.counterparts import completed
from geograph.nlp.events import Hit, best, said
from geograph.nlp.fusing import fused
from geograph.nlp.gifts import gifts
from geograph.nlp.grounds import grounded
from geograph.nlp.index import Index
from geograph.nlp.nominals import CRAFT
from geograph.nlp.parts import Part, other_body
from geograph.nlp.resolve import Cast
from geograph.nlp.telephone import told_by_telephone
from geograph.nlp.wordlists import wordlist

_CONTENT = frozenset({"pobj", "pcomp", "prep", "agent", "conj", "acl", "acomp", "oprd"})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_GROUNDS = frozenset({"of", "for", "with", "in", "over"})
"""Behind these stands what one is accused of, asked or praised for."""
_LINKS = frozenset({"connection", "connexion", "link", "relation"})
"""What hangs together with a deed isn't the deed: "charged with negligence in connection with the siege"."""
_ORDERING = wordlist("happenings", "ordering")
_TERMS = wordlist("happenings", "terms")


def hits(doc: Doc, cast: Cast, index: Index, titles: list[tuple[int, int]]) -> list[Hit]:
    """All hits in the Doc in order of their tokens, at most one a token; `titles` are the characters of headlines."""
    found: list[Hit] = []
    shadowed: list[Hit] = []
    for sent in doc.sents:
        headline = any(a <= sent.start_char < b for a, b in titles)
        around = said(doc, sent.start, sent.end)
        matched = [h for t in sent if (h := best(t, cast, index, headline, around)) is not None]
        told_twice = [h for h in matched if _may_be_asked(h, index)]
        matched = _unranked(_unshadowed(matched, index.material))
        kept = {h.token.i for h in matched}
        shadowed += [h for h in told_twice if h.token.i not in kept]
        matched += [*charges(matched, cast, index), *gifts(matched, cast, index)]
        matched = sorted(matched, key=lambda h: h.token.i)
        single = _unrepeated(_handed_up(fused(matched, index.harms, index.apart), index), index)
        found += [_victims(_manned(h, cast), cast, index) for h in _handed_down(told_by_telephone(single, cast))]
    told = completed([h for h in found if h.actor or h.recipient or h.inferred == "sides"], cast, index)
    return grounded(_handed_up(_asked_of_holders(told, shadowed), index), cast, index)


def _may_be_asked(hit: Hit, index: Index) -> bool:
    """Whether a noun tells what is to be done to somebody, and not by whom: "their release"."""
    return hit.trigger.pos == "noun" and hit.trigger.type in index.material and bool(hit.recipient) and not hit.actor


def _asked_of_holders(found: list[Hit], shadowed: list[Hit]) -> list[Hit]:
    """With the deed that is asked for, where who is asked was told before: "rebels seized a nurse. Norway demanded her
    release"."""
    out = list(found)
    for low in shadowed:
        for high in found:
            if high.trigger.type != "REQUEST" or low.token.i not in high.things or high.inferred != "holder":
                continue
            undergone = {n for p in low.recipient for n in p.ref.nodes}
            if doers := tuple(p for p in high.recipient if not set(p.ref.nodes) & undergone):
                out.append(replace(low, actor=doers))
    return sorted(out, key=lambda h: h.token.i)


def _manned(hit: Hit, cast: Cast) -> Hit:
    """Without the drone or boat of nobody known that hits somebody: it is sent, it does nothing itself."""
    doers = tuple(p for p in hit.actor if not _stray(p, cast))
    return replace(hit, actor=doers) if hit.recipient else hit


def _victims(hit: Hit, cast: Cast, index: Index) -> Hit:
    """Of an attack those who suffer it, where they are told, and not the place as well: "pounded Goris, killing six
    soldiers"."""
    if hit.trigger.type not in index.forceful:
        return hit
    people = tuple(p for p in hit.recipient if any(cast.nodes[n].kind != "place" for n in p.ref.nodes))
    return replace(hit, recipient=people) if people else hit


def _stray(part: Part, cast: Cast) -> bool:
    """Whether it is a drone or a boat of nobody known."""
    nodes = [cast.nodes[n] for n in part.ref.nodes]
    return part.token.lemma_ in CRAFT and all(n.kind == "other" and n.id.startswith(cast.local) for n in nodes)


def _handed_up(found: list[Hit], index: Index) -> list[Hit]:
    """Who is promised, refused, threatened or asked: without a recipient of its own, an event has that of its content
    ("refused to provide aid to Chad")."""
    out = list(found)
    places = {h.token.i: n for n, h in enumerate(found)} | {
        h.support.i: n for n, h in enumerate(found) if h.support is not None
    }
    for n in range(len(out) - 1, -1, -1):
        low = out[n]
        top = low.support or low.token
        said_of, forced = top.head if top.dep_ == "acl" else None, False
        for _ in range(4):
            if top.dep_ not in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl") or top.head == top:
                break
            if top.dep_ == "prep" and top.i < top.head.i and syntax.is_verb(top.head):
                break  # "after a meeting with the king, Chad agreed to"
            top = top.head
            forced |= any(p.token.dep_ == "dobj" and p.token.head == top != low.token for p in low.actor)
            if top.i in places and places[top.i] != n:
                high = out[places[top.i]]
                if forced and high.trigger.type in _JUDGING:
                    break  # "condemned attempts to force the mayor to resign"
                kind = index.ontology.types[low.trigger.type]
                if high.token.lemma_ == "deny" and low.token.dep_ in ("ccomp", "xcomp") and kind.score > 0:
                    break  # "denied arming the rebels": who is harmed may say so, not who is helped
                rules = high.trigger.content is not None or high.trigger.control == "recipient"
                if any(p.token == said_of for p in high.actor):
                    break  # "signed a pact with a court opposed by the king"
                if rules and not high.recipient:
                    own = {x for p in high.actor for x in p.ref.nodes}
                    others = low.recipient or (low.actor if not low.trigger.recipient else ())
                    if high.trigger.type in _JUDGING and low.token.lemma_ in index.undergone:
                        others = low.actor  # whom one is against is who would do it, not who suffers it
                    if high.trigger.control == "recipient":
                        others = low.actor  # who is asked, blamed or praised is who would do it
                    handed = tuple(p for p in others if not set(p.ref.nodes) & own)
                    if not handed and low.trigger.type == "REQUEST" and low.trigger.pos == "noun":
                        handed = tuple(p for p in low.actor if not set(p.ref.nodes) & own)  # "agreed to Chad's request"
                    way = high.trigger.predicate
                    way = index.directed.get(way or "", way) if low.recipient else way
                    out[places[top.i]] = replace(high, recipient=handed, trigger=replace(high.trigger, predicate=way))
                break
    return out


def _unrepeated(found: list[Hit], index: Index) -> list[Hit]:
    """Without what only says again what an event above it is: who "agrees to cooperate" agrees. The table [says_again]
    of grammar.toml tells the words."""
    places = {h.token.i: h for h in found}

    def again(low: Hit) -> bool:
        top, own = low.support or low.token, {n for p in low.actor for n in p.ref.nodes}
        while top.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "pobj", "dobj") and top.head != top:
            top = top.head
            if (high := places.get(top.i)) is not None and high is not low:
                sides = {n for p in (*high.actor, *high.recipient) for n in p.ref.nodes}
                return low.token.lemma_ in index.says_again.get(high.trigger.type, ()) and own <= sides
        return False

    return [h for h in found if not again(h)]


def _handed_down(found: list[Hit]) -> list[Hit]:
    """Who is accused of, asked for or praised for a deed that names no doer would do it: "blamed the rebels for the
    killing of six soldiers"."""
    places = {h.token.i: h for h in found}
    return [_charged(h, places) if _doerless(h) else _pledged(h, places) if _undone(h) else h for h in found]


def _undone(hit: Hit) -> bool:
    """Whether a clause says in the passive what is done, and not by whom."""
    silent = not hit.actor and "subj" in hit.trigger.actor and syntax.is_verb(hit.token)
    return silent and hit.token.dep_ in ("ccomp", "acl") and syntax.is_passive(hit.token)


def _pledged(low: Hit, places: dict[int, Hit]) -> Hit:
    """With whoever promises or threatens it as its doer: "promised that the prisoners would be freed"."""
    high = places.get(low.token.head.i)
    if high is None or high.trigger.control != "actor" or high.trigger.content not in ("planned", "hypothetical"):
        return low
    undergone = {n for p in low.recipient for n in p.ref.nodes}
    doers = tuple(p for p in high.actor if not set(p.ref.nodes) & undergone)
    return replace(low, actor=doers)


def _doerless(hit: Hit) -> bool:
    """Whether nobody is said to do it, though somebody would."""
    silent = not hit.actor and "subj" in hit.trigger.actor and hit.support is None
    return silent and (hit.trigger.pos == "noun" or hit.token.dep_ == "pcomp")


def _charged(low: Hit, places: dict[int, Hit]) -> Hit:
    """With the other side of the event whose content a deed is as its doer."""
    top, passed = low.token, []
    for _ in range(6):
        passed.append(top)
        ordered = top.dep_ == "dobj" and top.head.dep_ == "pcomp" and top.head.lemma_ in _ORDERING
        if not (top.dep_ in _CONTENT or ordered) or top.lemma_ in _LINKS or top.head == top:
            return low
        if top.dep_ == "prep" and top.lower_ not in _GROUNDS and passed[-2].lemma_ not in _TERMS:
            return low
        below, top = top, top.head
        high = places.get(top.i)
        if high is None and below.dep_ == "prep" and top.dep_ in ("dobj", "nsubjpass"):
            above = places.get(top.head.i)  # "accused [the rebels of an attack]"
            high = above if above is not None and any(p.token == top for p in above.recipient) else None
        if high is not None and any(p.token in passed and p.token.dep_ == "pobj" for p in high.recipient):
            return low  # "prayed for the victims of the bombing"
        if high is not None:
            undergone = {n for p in low.recipient for n in p.ref.nodes}
            others = (p for p in high.recipient if p not in low.recipient)
            doers = tuple(p for p in others if not set(p.ref.nodes) & undergone or other_body(p, low.recipient))
            able = (high.trigger.control == "recipient" or high.trigger.mode == "convict") and doers
            return replace(low, actor=doers, laid=high.trigger.content) if able else low
    return low


def _unshadowed(found: list[Hit], material: frozenset[str]) -> list[Hit]:
    """Without hits whose token is a fixed word of a longer trigger ("call" in "call for" stays, "talk" in
    "hold talks" is the one)."""
    covered = {i for h in found for i in h.words if i != h.token.i}
    over = {i: h for h in found for i in h.things}
    own = [h for h in found if h.token.i not in over or _own_event(h, over[h.token.i], material)]
    return [h for h in own if h.token.i not in covered]


def _own_event(low: Hit, high: Hit, material: frozenset[str]) -> bool:
    """Whether the thing of a deed is a deed of the other side: "turned down a plea from NATO", or what somebody else
    is asked to do: "demanded the withdrawal of Syrian troops", or the deed itself: "claimed an attack on a convoy"."""
    if high.trigger.type == "AGREE" and low.trigger.mode == "ceasefire" and low.trigger.pos == "noun":
        return True  # "accepted a truce"
    if low.trigger.type == high.trigger.type and low.token.dep_ == "dobj" and not high.trigger.recipient:
        return low.trigger.pos == "noun" and bool(low.recipient)
    if high.trigger.type == "SUPPORT" and low.trigger.type in material and low.trigger.pos == "noun" and low.recipient:
        return True  # "welcomed the release of two nuns"
    by = {n for p in low.actor for n in p.ref.nodes}
    if low.trigger.predicate == "offered" and low.trigger.pos == "noun" and by:
        return by <= {n for p in high.recipient for n in p.ref.nodes}  # "may accept Chad's offer of talks"
    if high.trigger.type == "REQUEST" and high.trigger.content == "hypothetical" and low.trigger.pos == "noun":
        return bool(by - {n for p in high.actor for n in p.ref.nodes})
    if low.trigger.pos != "noun" or not low.trigger.recipient or high.trigger.content in ("planned", "hypothetical"):
        return False
    return bool(by) and by <= {n for p in high.recipient for n in p.ref.nodes}


def _unranked(found: list[Hit]) -> list[Hit]:
    """Without hits that only say the how-manieth the deed told before is: "killed six in the second attack to hit
    Quetta", "in the latest of many killings"."""
    return [h for h in found if not any(o.trigger.type == h.trigger.type and _ranks(h, o) for o in found)]


def _ranks(hit: Hit, deed: Hit) -> bool:
    """Whether a hit is, or is said of, a noun behind "in the second", "in the deadliest" and the deed."""
    doc, noun = hit.token.doc, hit.token
    if hit.trigger.pos != "noun":
        relative = noun.dep_ == "relcl" and noun.head.pos_ == "NOUN"
        noun = noun.head if relative else doc[max(0, noun.i - 2)] if doc[noun.i - 1].lower_ == "to" else noun
    start = min([noun.i, *(c.i for c in noun.children if c.i < noun.i)])
    ranked = any(t.tag_ == "JJS" or t.ent_type_ == "ORDINAL" or t.lower_ == "latest" for t in doc[start : noun.i])
    return ranked and start > 0 and doc[start - 1].lower_ == "in" and deed.token.i < start
