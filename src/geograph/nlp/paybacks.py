"""Whom one pays back for what is theirs: "froze the loans in reprisal for [its] tests"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.wordlists import wordlist

_PAYING_BACK = wordlist("paybacks", "paying_back")


def paid_back(owner: Token) -> Token | None:
    """The verb whose subject punishes or rewards somebody else for what a possessive says is theirs."""
    link = owner.head.head
    ground = link.head if owner.head.dep_ == "pobj" and link.lower_ == "for" else owner
    verb = ground.head.head if ground.lemma_ in _PAYING_BACK and ground.dep_ == "pobj" else None
    while verb is not None and not syntax.is_verb(verb) and verb.head != verb:
        verb = verb.head
    return verb if verb is not None and syntax.is_verb(verb) and not syntax.is_passive(verb) else None
