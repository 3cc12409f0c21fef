"""People whose noun nobody has listed, by what befalls them: who is murdered or kidnapped is human."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.refs import Ref
from geograph.nlp.salience import ORDEALS
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

HUMAN = (
    "ant", "ar", "arian", "child", "ee", "ent", "er", "girl", "boy", "ian", "ist", "man", "nurse", "or",
    "person", "spy", "teen", "victim", "woman", "youth",
)  # fmt: skip
"""Endings of nouns for single people."""
_BEFALLING = wordlist("strangers", "befalling")
_DEEDS = (ORDEALS | {"beheading", "hanging", "lynching", "massacre", "rape", "slaughter", "slaying"}) - {
    "capture", "conviction", "release", "seizure", "trial",
}  # fmt: skip
_NO_PEOPLE = wordlist("strangers", "no_people")


def stranger(cast: Cast, token: Token) -> Ref | None:
    """The people that a noun for a trade names, where they are killed or held: "murdered two ferrymen"."""
    told = any(c.dep_ in ("det", "nummod", "poss", "amod") for c in token.children)
    if token.tag_ not in ("NN", "NNS") or not (told or token.tag_ == "NNS"):
        return None
    if not token.lemma_.endswith(HUMAN) or token.lemma_ in _NO_PEOPLE or not _befallen(token):
        return None
    if any(m.i in cast.refs for m in syntax.modifiers(token)):
        return None  # "Chinese foremen": the Chinese
    first = min((c.i for c in token.children if c.dep_ == "compound" and c.i < token.i), default=token.i)
    index = cast.population(cast.doc[first : token.i + 1].text, None, "CVL")
    cast.nodes[index].private = True
    return Ref((index,), first, token.i + 1, True, "CVL", None, token.tag_ == "NNS", one=token.tag_ == "NN")


def _befallen(noun: Token) -> bool:
    """Whether a noun, or one that it is coordinated with, stands for somebody to whom harm is done."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "NUM"):
        noun = noun.head
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_ in _DEEDS
    if noun.dep_ == "nsubjpass" or noun.dep_ == "dobj":
        return head.lemma_ in _BEFALLING
    done = [c for c in syntax.children(noun, "acl") if c.lemma_ in _BEFALLING and c.tag_ == "VBN"]
    return any(map(syntax.is_passive, done))


def peoples(cast: Cast, token: Token, sector: str | None) -> Ref | None:
    """People of two nations under one noun: "Serbian and Croatian youths"."""
    first = [c for c in syntax.children(token, "amod") if c.i in cast.name_at and syntax.children(c, "conj")]
    words = [w for c in first[:1] for w in syntax.with_conjuncts(c)]
    named = [cast.names[cast.name_at[w.i]] for w in words if w.i in cast.name_at]
    if token.tag_ != "NNS" or len(named) != 2 or len(words) != 2 or any(n.use != "adjective" for n in named):
        return None
    nodes = []
    for name in named:
        text = f"{cast.doc[name.start : name.end].text} {token.lower_}"
        nodes.append(cast.population(text, cast.states[cast.name_at[name.start]], sector))
    return Ref(tuple(nodes), named[0].start, token.i + 1, True, sector, None, True)
