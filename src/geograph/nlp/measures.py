"""Mends what the parser regularly gets wrong around sums, terms and bare nouns: an object that it took for a measure of
the verb, a noun that it took for a verb or an adjective."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import SUBJECTS, children
from geograph.nlp.wordlists import wordlist

_CURRENCY = frozenset("$€£¥₹")
_MILLIONS = wordlist("measures", "millions")
_TERMS = wordlist("measures", "terms")
_TERMED = wordlist("measures", "termed")
_MOVING = wordlist("measures", "moving")
_VERBAL = frozenset({"aux", "auxpass", "ccomp", "dobj", "mark", "neg", "prt", "xcomp", *SUBJECTS})
_ARTICLES = frozenset({"a", "an"})
_BARE = frozenset({"VB", "VBP", "VBZ"})


def mend(verb: Token) -> None:
    """Gives a verb the sum or term that is its object: "has frozen [$40m] in aid", "gave a blogger [five years]"."""
    for noun in children(verb, "npadvmod"):
        if noun.i < verb.i or not (_sum(noun, verb) or _term(noun, verb) or _spell(noun)):
            continue
        before = [o for o in children(verb, "dobj") if o.i < noun.i]
        if len(before) == 1 and not children(verb, "dative") and verb.lemma_ in _TERMED:
            before[0].dep_ = "dative"
        elif before:
            continue
        noun.dep_ = "dobj"
        return


def _sum(noun: Token, verb: Token) -> bool:
    money = any(t.text in _CURRENCY for t in noun.subtree if t.i < noun.i)
    return money and noun.lemma_.lower() in _MILLIONS and verb.lemma_ not in _MOVING


def _term(noun: Token, verb: Token) -> bool:
    return verb.lemma_ in _TERMED and noun.lemma_ in _TERMS and bool(children(noun, "nummod"))


def _spell(noun: Token) -> bool:
    """Whether it is a time of doing something: "began ten days of manoeuvres"."""
    behind = [o for p in children(noun, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return noun.tag_ == "NNS" and noun.lemma_ in _TERMS and any(o.pos_ == "NOUN" and not o.ent_type_ for o in behind)


def named(word: Token) -> None:
    """A noun that the parser took for a verb or an adjective though it stands as an object: "began a [fast] outside",
    "a week of anti-piracy [drills] off Crete"."""
    if any(c.dep_ in _VERBAL for c in word.children):
        return
    if word.dep_ == "dobj" and word.tag_ == "JJ" and any(c.lower_ in _ARTICLES for c in children(word, "det")):
        word.pos_, word.tag_ = "NOUN", "NN"
    elif word.dep_ in ("pobj", "dobj") and word.tag_ in _BARE and word.i > word.head.i:
        word.pos_, word.tag_ = "NOUN", "NNS" if word.tag_ == "VBZ" else "NN"
        word.lemma_ = word.lower_[:-1] if word.tag_ == "NNS" else word.lower_
