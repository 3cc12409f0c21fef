"""What a clause or infinitive belongs to, and whether that governs it, where the parser hung it elsewhere: "threatened
on Monday to expel them", "a bill banning strikes", "asked who had killed him".
"""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent
from geograph.nlp.status_words import keys, listed
from geograph.nlp.tree import FINITE
from geograph.nlp.wordlists import wordlist

_SPANS = wordlist("complements", "spans")
_ASKED = frozenset({"on", "upon", "to", "for"})


def calling_noun(way: Ascent, verb: Token, marks: list[Token]) -> Token | None:
    """The noun right before an infinitive that the parser hung higher ("faces calls to leave", "its calls for X to
    leave")."""
    marked = [m.i for m in marks if m.lower_ == "for"]
    start = marked[0] if marked else verb.left_edge.i
    noun = verb.doc[max(0, start - 1)]
    if noun.pos_ == "ADJ" and noun.i < start and noun.head == verb.head and noun.lower_ in way.words.adjs:
        return noun  # "looks set to approve"
    if noun.dep_ == "pobj" and noun.head.lower_ in ("after", "at", "before", "during", "from"):
        return None  # "returned from talks to sign a treaty"
    nominal = marked or noun.pos_ == "NOUN"
    return noun if nominal and noun.i < start and noun.lemma_.lower() in way.words.nouns else None


def addressed(way: Ascent, verb: Token, head: Token) -> bool:
    """Whether an infinitive tells what somebody is asked for ("calling on X to leave"), and not what for."""
    over = way.hits.get(head.i)
    preps = [p for p in syntax.children(head, "prep") if p.i < verb.i]
    asked = over is not None and over.trigger.content not in (None, "actual")
    wished = any(m.lower_ == "for" for m in syntax.children(verb, "mark"))
    if wished and listed(head, way.words.verbs)[1] == "hypothetical":
        return True  # "called in March for them to withdraw"
    calling = any(p.lower_ in _ASKED and not syntax.is_dated(p) for p in preps)
    return asked and calling and any(p.right_edge.i + 1 == verb.left_edge.i for p in preps)


def completing(way: Ascent, verb: Token, head: Token) -> bool:
    """Whether an infinitive that the parser took for an aim is what somebody threatens, offers or orders another to
    do: "threatened on Monday to expel them", "ordering troops to fire"."""
    over = way.hits.get(head.i)
    content = over.trigger.content if over is not None else None
    key, status = listed(head, way.words.verbs)
    if (content or status) not in ("planned", "hypothetical", "negated") or key in way.words.ending:
        return False
    between = [c for c in head.children if head.i < c.i < verb.i]
    asked = [c for c in between if c.dep_ == "dobj"]
    if asked:
        ordered = over is not None and over.trigger.control == "recipient"
        if not ordered or asked[-1].right_edge.i + 1 != verb.left_edge.i:
            return False
    return all(c in asked or c.dep_ in ("advmod", "npadvmod", "prt") or syntax.is_dated(c) for c in between)


def given_time(verb: Token, head: Token) -> bool:
    """ "gave the sultan a week to free the students", "gave him until Friday to free them" """
    before = verb.doc[max(0, verb.left_edge.i - 1)]
    until = before.dep_ == "pobj" and before.head.lower_ == "until" and before.head.head == head
    return (before.lemma_ in _SPANS or until) and head.lemma_ in ("allow", "give", "grant", "set")


def provided(head: Token, dep: str) -> bool:
    """ "provided that the rebels disarm" """
    return dep == "ccomp" and head.lower_ in ("assuming", "provided", "providing")


def provided_for(way: Ascent, clause: Token, noun: Token) -> bool:
    """Whether what a text provides for hangs on what becomes of the text: "a bill banning strikes", "will vote on a
    resolution imposing sanctions". What has been passed is in force."""
    if clause.tag_ != "VBG" or noun.lemma_ not in way.words.texts:
        return False
    if way.out.status is None and noun.lemma_ in way.words.drafts and noun.head.lemma_ not in way.words.enacting:
        way.out.status = "hypothetical"
    elif way.out.status is None and not way.words.tabling.isdisjoint(keys(noun.head)):
        way.out.status = "planned"  # "introduced legislation banning"
    return True


def wondered(verb: Token) -> bool:
    """Whether a clause takes what it tells for known: "asked who had killed him", "explained why they attacked"."""
    first = verb.doc[verb.left_edge.i]
    if verb.head.dep_ == "relcl" and first.i < verb.head.i:
        return False  # "a man who police say killed him"
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in syntax.children(verb, "aux", "auxpass"))
    return finite and first.lower_ in ("how", "when", "where", "who", "why", "whom", "whose")
