"""Several hits that tell of one happening as one: an attack and its harm, a deed and the noun for it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.nlp.parts import Part
from geograph.nlp.wordlists import wordlist

_FUSING_PREPS = frozenset({"in", "by", "during", "with", "through", "via", "from"})
_SHOTS = wordlist("fusing", "shots")


def fused(found: list[Hit], harms: frozenset[str], apart: frozenset[str]) -> list[Hit]:
    """One hit for one happening: "a raid killed six", "killed in an Israeli raid", "stormed the camp, killing ten"."""
    gone: set[int] = set()
    by_token = {h.token.i: h for h in found}
    for h in sorted(found, key=lambda h: -_depth(h.token)):
        top = _fusing_head(h, by_token) or _harmed(h, by_token, harms)
        if top is None or top.token.i in gone or _apart(h, top, harms, apart):
            continue
        top = by_token[top.token.i]
        actor, recipient = _union(top, h, by_token[h.token.i])
        by_token[top.token.i] = replace(top, actor=actor, recipient=recipient, also=(*top.also, h.token.i, *h.also))
        gone.add(h.token.i)
    return [by_token[h.token.i] for h in found if h.token.i not in gone]


def _apart(low: Hit, top: Hit, harms: frozenset[str], apart: frozenset[str]) -> bool:
    """Whether what an attacker goes on to do is a deed of its own: "stormed a school, seizing sixty pupils", "overran
    the port, shooting dead two sailors"."""
    if low.token.dep_ not in ("advcl", "conj") or low.trigger.pos != "verb" or not low.recipient:
        return False
    taken = top.trigger.predicate in apart and low.token.lemma_ in harms | _SHOTS
    return (low.trigger.mode in apart and low.trigger.mode != top.trigger.mode) or taken


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _union(top: Hit, h: Hit, low: Hit) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    hit = {n for p in top.recipient for n in p.ref.nodes}
    doing = tuple(p for p in low.actor if not (p.descended and set(p.ref.nodes) <= hit))  # "an office that was hit"
    own_actor = tuple(p for p in top.actor if not p.descended) or doing or top.actor
    have = {n for p in top.recipient for n in p.ref.nodes}
    more = tuple(p for p in low.recipient if not set(p.ref.nodes) <= have)
    acting = {n for p in own_actor for n in p.ref.nodes}
    more = tuple(p for p in more if not set(p.ref.nodes) <= acting)
    own = top.recipient
    if h.trigger.pos == "noun" and own:
        more = tuple(
            p for p in more if p.ref.state and not p.ref.place and not p.descended
        )  # "six died in an attack on Turkey's army"
    if more and all(p.ref.place for p in own):
        own = ()  # "stormed the camp at Jenin, killing two boys"
    return own_actor, (*own, *more)


def _fusing_head(h: Hit, hits: dict[int, Hit]) -> Hit | None:
    """The hit of the same type of which this one tells more."""
    token = h.support or h.token
    head = token.head

    def same(other: Hit | None) -> bool:
        return other is not None and other.trigger.type == h.trigger.type and other.token.i != h.token.i

    if (
        h.trigger.pos == "verb"
        and token.tag_ == "VB"
        and token.dep_ in ("acl", "advcl", "relcl", "xcomp")
        and not h.actor
    ):
        deeds = [o for o in hits.values() if same(o) and head in (o.token, o.support) and o.trigger.pos == "noun"]
        if deeds and any(c.lower_ == "to" for c in syntax.children(token, "aux")):
            return deeds[0]  # "began a hunger strike to protest against the king"
    if h.support is not None and same(hits.get(h.support.i)):
        return hits[h.support.i]
    if h.trigger.pos == "noun" and token.dep_ in ("nsubj", "nsubjpass") and same(hits.get(head.i)):
        return hits[head.i]
    if (
        h.trigger.pos == "noun"
        and token.dep_ in ("pobj",)
        and head.lower_ in _FUSING_PREPS
        and same(hits.get(head.head.i))
    ):
        return hits[head.head.i]
    if h.trigger.pos == "noun" and token.dep_ == "pobj" and head.lower_ in ("in", "by"):
        first = head.head.head  # "a nurse died and two guards were hurt in an attack on the bank"
        if head.head.dep_ == "conj" and syntax.is_verb(head.head) and same(hits.get(first.i)):
            return hits[first.i]
    if h.trigger.pos == "noun" and token.dep_ == "dobj" and same(hits.get(head.i)):
        by = {n for p in h.actor for n in p.ref.nodes} - {n for p in hits[head.i].actor for n in p.ref.nodes}
        return None if h.trigger.predicate == "offered" and by else hits[head.i]  # "accepted Chad's offer": two deeds
    if h.trigger.pos == "noun" and token.dep_ == "pobj" and head.lower_ in ("in", "during"):
        harmed = head.head  # the parser hung it to who is hit: "killed [a commander in an air strike]"
        if harmed.dep_ in ("dobj", "nsubjpass") and same(hits.get(harmed.head.i)):
            return hits[harmed.head.i]
    if h.trigger.pos == "noun" and token.dep_ == "pobj" and head.lower_ in ("behind", "for"):
        claimed = hits.get(head.head.head.i if head.head.dep_ == "dobj" else head.head.i)
        said = (head.i, head.head.i) if head.head.dep_ == "dobj" else (head.i,)
        # "claimed responsibility for an attack", "was behind the killing"
        own = (*claimed.words, *claimed.things) if claimed is not None else ()
        aside = head.lower_ == "for" and claimed is not None and bool(claimed.things)  # "responsibility on Friday for"
        if same(claimed) and (aside or any(i in own for i in said)):
            return claimed
    if (
        token.dep_ == "advcl"
        and token.tag_ == "VBG"
        and same(hits.get(head.i))
        and not syntax.children(token, "nsubj", "mark")
    ):
        return hits[head.i]
    if token.dep_ == "relcl" and _tells_on(token):
        told = {i: o for o in hits.values() for i in o.things} | {
            i: o for i, o in hits.items() if o.trigger.pos == "noun"
        }
        for _ in range(3):  # "an attack on a post that left six dead", "claimed the siege in which ten died"
            if same(told.get(head.i)):
                return told[head.i]
            if head.dep_ not in ("pobj", "prep"):
                break
            head = head.head
        head = token.head
    if token.dep_ == "conj" and head.dep_ == "advcl" and token.tag_ == head.tag_ == "VBG":
        over = hits.get(head.head.i)  # "attacked a tanker, setting it ablaze and wounding two"
        if head.i not in hits and same(over):
            return over
    if token.dep_ == "conj" and same(hits.get(head.i)) and syntax.is_verb(token):
        other = hits[head.i]
        mine = {n for p in h.recipient for n in p.ref.nodes}
        theirs = {n for p in other.recipient for n in p.ref.nodes}
        if (mine <= theirs or all(p.ref.plural and p.token.pos_ == "NUM" for p in h.recipient)) and not syntax.children(
            token, "nsubj", "nsubjpass"
        ):
            return other
    return None


def _tells_on(clause: Token) -> bool:
    """Whether a relative clause tells what its noun did, or what was done in it: "that killed six", "in which six
    died"."""
    subjects = {c.lower_ for c in syntax.children(clause, "nsubj")}
    inside = [p for p in syntax.children(clause, "prep") if p.lower_ in ("during", "in")]
    return bool(subjects & {"that", "which"}) or any(o.lower_ == "which" for p in inside for o in p.children)


def _harmed(h: Hit, hits: dict[int, Hit], harms: frozenset[str]) -> Hit | None:
    """The hit that belongs to one that tells of its harm: "killed six and wounded a mayor", "six were killed when
    militants attacked"."""
    token, head = h.token, h.token.head
    if token.dep_ == "acl" and head.dep_ in ("appos", "conj") and token.lemma_ in harms:  # "two killed, ten hurt"
        before = [c for c in syntax.children(head.head, "acl") if c.lemma_ in harms and c.i in hits]
        return hits[before[0].i] if before and hits[before[0].i].trigger.type == h.trigger.type else None
    other = hits.get(head.i)
    if other is None or other.trigger.type != h.trigger.type or head.lemma_ not in harms or other.token == token:
        return None
    if token.dep_ == "conj" and token.lemma_ in harms:
        others = syntax.children(token, "nsubj") and syntax.children(token, "dobj") and syntax.children(head, "nsubj")
        return None if others else other  # "gunmen killed a judge and a bomb wounded six"
    marks = {c.lower_ for c in syntax.children(token, "mark", "advmod")}
    if token.dep_ == "advcl" and marks & {"when", "as", "after"} and not other.actor:
        return other
    return None
