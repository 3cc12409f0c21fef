"""Mends acronyms that the parser took for verbs: "[ECOWAS] leaders froze", "[ASEAN] ministers meet"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import FINITE, children, is_verb


def mend(token: Token) -> None:
    """Makes a name of a word in capitals among others that are none, and puts it before the noun behind it."""
    if not is_verb(token) or not _alone_in_capitals(token):
        return
    token.pos_, token.tag_ = "PROPN", "NNP"
    noun = token.nbor(1)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.head == token.head == token:
        return
    below = [c for c in token.children if c.tag_ in FINITE and noun.head == c]
    if below and token.dep_ == "ROOT":
        below[0].head, below[0].dep_ = below[0], "ROOT"
        for other in children(token, "punct"):
            other.head = below[0]
    elif token.dep_ not in ("csubj", "amod", "advcl", "acl", "dep", "compound", "nmod", "ccomp"):
        return
    if not token.is_ancestor(noun) and noun.i == token.i + 1:
        token.head, token.dep_ = noun, "compound"


def _alone_in_capitals(token: Token) -> bool:
    if not (token.is_alpha and token.text.isupper() and len(token.text) > 2) or token.i + 1 >= len(token.doc):
        return False
    around = [t for t in token.sent if t.is_alpha and len(t.text) > 2]
    return sum(t.text.isupper() for t in around) * 3 <= len(around)
