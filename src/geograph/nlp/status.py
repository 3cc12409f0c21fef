"""How an event stands: has it happened, is it denied, planned, conditional or merely alleged, and who says so.

Read upwards from the trigger: its own negation and modals, then each word that governs it, as grammar.toml and the
contents of the ontology's own triggers (what one accuses of is alleged, what one demands is hypothetical) tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.events import Hit, Part

_CONTENT_PREPS = frozenset({"of", "for", "about", "on", "to", "against", "over", "from", "in", "with", "by"})
_STOPPING = frozenset({"stop", "halt", "end", "prevent", "cease"})
_REACTING = frozenset({"respond", "reply", "react", "accede"})
_PROMISING = frozenset({"agree", "promise", "pledge", "vow", "decide"})
_ENDS = frozenset({"end", "halt", "stop", "cessation", "freeze", "resumption"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "would", "shall"})
_ORDER: tuple[Status, ...] = ("negated", "hypothetical", "alleged", "planned")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of grammar.toml, by status."""

    verbs: Mapping[str, Status]
    nouns: Mapping[str, Status]
    adjs: Mapping[str, Status]
    adverbs: Mapping[str, Status]
    modals: Mapping[str, Status]
    marks: frozenset[str]
    speech: frozenset[str]
    alleging: frozenset[str]
    happen: frozenset[str]
    support: frozenset[str]
    intending: Mapping[str, Status]

    @classmethod
    def of(cls, grammar: Mapping[str, Any]) -> Words:
        """From the tables of the grammar."""
        table = grammar["status"]

        def lists(kind: str) -> dict[str, Status]:
            return {w: s for s in reversed(_ORDER) for w in table.get(f"{s}_{kind}", ())}

        return cls(
            lists("verbs"), lists("nouns"), lists("adjs"), lists("adverbs"), lists("modals"),
            frozenset(table["conditional_marks"]), frozenset(grammar["speech"]["verbs"]),
            frozenset(grammar["speech"]["alleging"]), frozenset(grammar["support"]["happen"]),
            frozenset(grammar["support"]["verbs"]), dict(grammar["support"]["intending"]),
        )  # fmt: skip


@dataclass(slots=True)
class Standing:
    """The status of a hit, and the words of those who say so."""

    status: Status | None = None
    speakers: list[Token] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    modal: bool = False


def standing(hit: Hit, hits: Mapping[int, Hit], supports: Mapping[int, Hit], words: Words) -> Standing:
    """Status and speakers of a hit; `hits` are all hits of the article by their token's index, `supports`
    those with a support verb by that verb's."""
    out = Standing()
    current = hit.support or hit.token
    out.status = own(hit.token, words, current)
    if hit.support is not None and out.status is None:
        out.status = own(hit.support, words, hit.support) or words.intending.get(hit.support.lemma_)
    if out.status == "negated" and current.dep_ == "xcomp" and current.tag_ == "VB" and current.head.i in hits:
        out.status = None  # "warned Iran not to attack": what is demanded, not what didn't happen
    out.modal = any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in current.children)
    open_ = True
    for _ in range(20):
        head, dep = current.head, current.dep_
        if head == current:
            break
        if dep == "conj":
            if (
                open_
                and out.status is None
                and syntax.is_verb(head)
                and not syntax.children(current, "nsubj", "nsubjpass", "aux")
            ):
                out.status = own(head, words, head) if current.tag_ == head.tag_ else None
            current = head
            continue
        if dep in ("pcomp", "pobj", "prep") and head.pos_ in ("ADP", "SCONJ", "PART"):
            content = (
                head.lower_ in _CONTENT_PREPS
                and head.head != head
                and head.head.lemma_.lower() not in _ENDS | _REACTING
            )
            if dep == "pcomp" and head.lower_ == "without" and out.status is None:
                out.status = "negated"
            up = head.head
            if open_ and content:
                _govern(out, current, up, "prep", hits, supports, words)
            open_ = open_ and content and up.pos_ != "PROPN" and _weak(up, hits)
            current = up
            continue
        if dep in ("xcomp", "ccomp", "oprd", "dobj", "acl", "attr", "acomp", "nsubjpass", "csubj", "csubjpass"):
            if dep == "acl" and current.tag_ in ("VBG", "VBN"):
                open_ = False
            if dep == "nsubjpass" and not syntax.is_verb(current):
                if open_ and out.status is None:
                    out.status = _subject_status(head, words)
                open_ = False
            elif open_:
                _govern(out, current, head, dep, hits, supports, words)
            elif dep == "ccomp":
                _speech(out, head, words)
            if dep == "ccomp" or (dep == "dobj" and not _weak(head, hits)):
                open_ = open_ and dep != "dobj" and head.lemma_ not in words.speech
            current = head
            continue
        if dep == "nsubj":
            if open_ and out.status is None:
                out.status = _subject_status(head, words)
            open_ = False
        elif dep in ("advcl", "relcl", "parataxis", "dep", "appos", "poss", "compound", "amod", "npadvmod"):
            if dep == "advcl" and open_ and out.status is None:
                out.status = _adverbial(current, head, words)
            if dep == "compound" and open_ and out.status is None:
                out.status = words.nouns.get(head.lemma_.lower())
            open_ = False
        current = head
    if out.status == "planned" and _conditional(hit.token, words):
        out.status = "hypothetical"
    _according(out, hit.token, words)
    return out


def _conditional(token: Token, words: Words) -> bool:
    """Whether the clause, or what it complements, hangs on a condition ("will withdraw if the rebels do")."""
    for _ in range(4):
        for clause in syntax.children(token, "advcl"):
            if any(m.lower_ in ("if", "unless", "provided") for m in syntax.children(clause, "mark")):
                return True
        if token.dep_ not in ("xcomp", "dobj", "pobj", "prep", "acomp", "pcomp"):
            return False
        token = token.head
    return False


def own(token: Token, words: Words, verb: Token) -> Status | None:
    """What the token's own modifiers say: negation, modals, adverbs, adjectives, "if"."""
    found: list[Status] = []
    for child in token.children:
        low = child.lower_
        if child.dep_ == "neg" or (child.dep_ in ("preconj", "cc") and low in ("neither", "nor") and child.i < token.i):
            found.append("negated")
        elif child.dep_ in ("nsubj", "nsubjpass") and any(
            c.lower_ in ("neither", "no", "nobody") for c in (child, *child.children)
        ):
            found.append("negated")
        elif child.dep_ == "det" and low in ("no", "neither"):
            found.append("negated")
        elif child.dep_ == "aux" and low in words.modals:
            found.append(_modal(child, token, words))
        elif child.dep_ in ("advmod", "npadvmod", "prep", "advcl") and low in words.adverbs:
            found.append(words.adverbs[low])
        elif (
            child.dep_ in ("amod", "compound")
            and child.i < token.i
            and (child.lemma_.lower() in words.adjs or low in words.adjs)
        ):
            found.append(words.adjs.get(low) or words.adjs[child.lemma_.lower()])
        elif child.dep_ == "mark" and low in words.marks:
            found.append("hypothetical")
    if token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.children if c.dep_ == "cc"):
        found.append("negated")
    if (
        token.dep_ == "ROOT"
        and token.tag_ == "VB"
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    ):
        found.append("planned")
    return min(found, key=_ORDER.index) if found else None


def _modal(modal: Token, verb: Token, words: Words) -> Status:
    """ "said it would release" is a plan; "would release" otherwise a condition."""
    low = modal.lower_
    if low in ("would", "'d"):
        conditional = any(
            m.lower_ in words.marks for c in syntax.children(verb, "advcl") for m in syntax.children(c, "mark")
        )
        for up in list(verb.ancestors)[:3]:
            if up.lemma_ in words.speech or up.lemma_ in _PROMISING:
                return "hypothetical" if conditional else "planned"
    return words.modals[low]


def _weak(token: Token, hits: Mapping[int, Hit]) -> bool:
    """Whether what governs this word also governs what it governs."""
    return token.i not in hits or hits[token.i].trigger.content is not None


def _govern(
    out: Standing,
    current: Token,
    head: Token,
    dep: str,
    hits: Mapping[int, Hit],
    supports: Mapping[int, Hit],
    words: Words,
) -> None:
    """What a governor says of its complement."""
    over = hits.get(head.i)
    if over is None:
        over = supports.get(head.i) if dep in ("xcomp", "acl", "ccomp") else None
    if over is not None and over.token.i != current.i and over.trigger.content is not None:
        direct = dep in ("dobj", "nsubjpass")
        if not (over.trigger.content == "alleged" and direct):
            if out.status is None:
                out.status = over.trigger.content
            if over.trigger.content == "alleged" or dep == "ccomp":
                out.parts += over.actor
            return
    lemma = head.lemma_.lower()
    if dep == "ccomp":
        _speech(out, head, words)
        if lemma in words.speech:
            return
    if out.status is None:
        if syntax.is_verb(head):
            verbal = syntax.is_verb(current)
            status = words.verbs.get(lemma)
            if status == "negated" and lemma in _STOPPING and syntax.children(head, "dobj", "nsubjpass"):
                status = None  # what one wants others to stop is going on
            if status == "negated" and not verbal and dep not in ("dobj", "prep"):
                status = None
            if lemma in words.speech and dep == "xcomp" and syntax.is_passive(head):
                status = "alleged"  # "is said to have moved troops"
            if lemma == "be" and dep == "xcomp" and current.tag_ == "VB":
                status = "planned"
            if lemma == "go" and dep == "xcomp":
                status = "planned"
            if lemma == "have" and dep == "xcomp":
                status = "negated" if any(c.lower_ == "yet" for c in head.children) else "hypothetical"
            if status is not None and not (
                dep == "dobj" and status in ("planned", "alleged") and not verbal and lemma in words.support
            ):
                out.status = status
            elif dep in ("xcomp", "dobj", "oprd") or lemma in words.support:
                out.status = own(head, words, head)
        elif head.pos_ in ("NOUN", "PROPN"):
            out.status = words.nouns.get(lemma) or own(head, words, head)
        elif head.pos_ == "ADJ":
            out.status = words.adjs.get(lemma) or words.adjs.get(head.lower_)


def _speech(out: Standing, head: Token, words: Words) -> None:
    if head.lemma_ not in words.speech:
        return
    for speaker in syntax.surface_subject(head):
        if speaker.lower_ == "it":
            continue
        if speaker not in out.speakers:
            out.speakers.append(speaker)
    if out.status is None and head.lemma_ in words.alleging:
        out.status = "alleged"


def _subject_status(verb: Token, words: Words) -> Status | None:
    """The status of a nominal event that is the verb's subject: "talks will resume", "no attack took place"."""
    status = own(verb, words, verb)
    if status == "negated" and verb.lemma_ not in words.happen and verb.lemma_ not in ("hold", "occur", "be"):
        return None
    if verb.lemma_ in ("cancel", "postpone", "avert", "avoid", "prevent", "foil", "thwart"):
        return "negated"
    if status is None and verb.lemma_ in ("schedule", "plan", "expect", "set", "slate"):
        return "planned"
    return status


def _adverbial(verb: Token, head: Token, words: Words) -> Status | None:
    marks = {c.lower_ for c in syntax.children(verb, "mark", "advmod")}
    if marks & words.marks:
        return "hypothetical"
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(verb, "aux")):
        above = own(head, words, head)
        return above or (
            "planned"
            if head.lemma_ in ("arrive", "go", "travel", "come", "fly", "head", "send", "leave", "return")
            else None
        )
    if verb.tag_ == "VBG" and not marks:
        return own(head, words, head)
    return None


def _according(out: Standing, token: Token, words: Words) -> None:
    """ "..., according to X" """
    for word in token.sent:
        if word.lower_ == "according":
            for prep in word.children:
                if prep.lower_ == "to":
                    out.speakers += [o for o in syntax.objects_of(prep) if o not in out.speakers]
