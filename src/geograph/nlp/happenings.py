"""Hits to happenings: several triggers of one sentence often tell of one event, and hand participants to each other."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from geograph.nlp import syntax
from geograph.nlp.charges import charges
from geograph.nlp.counterparts import completed
from geograph.nlp.events import Hit, best
from geograph.nlp.grounds import grounded
from geograph.nlp.index import Index
from geograph.nlp.nominals import CRAFT
from geograph.nlp.parts import Part, other_body
from geograph.nlp.resolve import Cast

_CONTENT = frozenset({"pobj", "pcomp", "prep", "agent", "conj", "acl", "acomp", "oprd"})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_GROUNDS = frozenset({"of", "for", "with", "in", "over"})
"""Behind these stands what one is accused of, asked or praised for."""
_LINKS = frozenset({"connection", "connexion", "link", "relation"})
"""What hangs together with a deed isn't the deed: "charged with negligence in connection with the siege"."""
_ORDERING = frozenset({"command", "commission", "direct", "instigate", "mastermind", "order", "orchestrate", "plan"})
"""Who is punished for that has the deed done."""
_TERMS = frozenset({"death", "gallows", "gaol", "jail", "prison", "year"})
"""To what one is sent or sentenced "for the murder of"."""
_FUSING_PREPS = frozenset({"in", "by", "during", "with", "through", "via", "from"})


def hits(doc: Doc, cast: Cast, index: Index, titles: list[tuple[int, int]]) -> list[Hit]:
    """All hits in the Doc in order of their tokens, at most one a token; `titles` are the characters of headlines."""
    found: list[Hit] = []
    for sent in doc.sents:
        headline = any(a <= sent.start_char < b for a, b in titles)
        matched = [h for t in sent if (h := best(t, cast, index, headline)) is not None]
        matched = _unranked(_unshadowed(matched, index.material))
        matched = sorted([*matched, *charges(matched, cast, index)], key=lambda h: h.token.i)
        sentence = _handed_down(_unrepeated(_handed_up(_fused(matched, index.harms), index), index))
        found += [_manned(hit, cast) for hit in sentence]
    told = completed([h for h in found if h.actor or h.recipient or h.inferred == "sides"], cast, index)
    return grounded(_handed_up(told, index), cast, index)


def _manned(hit: Hit, cast: Cast) -> Hit:
    """Without the drone or boat of nobody known that hits somebody: it is sent, it does nothing itself."""
    doers = tuple(p for p in hit.actor if not _stray(p, cast))
    return replace(hit, actor=doers) if hit.recipient else hit


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
        said_of = top.head if top.dep_ == "acl" else None
        for _ in range(4):
            if top.dep_ not in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl") or top.head == top:
                break
            if top.dep_ == "prep" and top.i < top.head.i and syntax.is_verb(top.head):
                break  # "after a meeting with the king, Chad agreed to"
            top = top.head
            if top.i in places and places[top.i] != n:
                high = out[places[top.i]]
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
    return [_charged(h, places) if _doerless(h) else h for h in found]


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


def _fused(found: list[Hit], harms: frozenset[str]) -> list[Hit]:
    """One hit for one happening: "a raid killed six", "killed in an Israeli raid", "stormed the camp, killing ten"."""
    gone: set[int] = set()
    by_token = {h.token.i: h for h in found}
    for h in sorted(found, key=lambda h: -_depth(h.token)):
        top = _fusing_head(h, by_token) or _harmed(h, by_token, harms)
        if top is None or top.token.i in gone:
            continue
        top = by_token[top.token.i]
        actor, recipient = _union(top, h, by_token[h.token.i])
        by_token[top.token.i] = replace(top, actor=actor, recipient=recipient, also=(*top.also, h.token.i, *h.also))
        gone.add(h.token.i)
    return [by_token[h.token.i] for h in found if h.token.i not in gone]


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
        return other
    marks = {c.lower_ for c in syntax.children(token, "mark", "advmod")}
    if token.dep_ == "advcl" and marks & {"when", "as", "after"} and not other.actor:
        return other
    return None
