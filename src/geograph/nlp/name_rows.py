"""Mends of the tree in rows of names: one that the parser hung on the name before it, and a clause with "who" hung on
a place or a body in what describes somebody.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.tree import NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_DOERS = wordlist("clause_attachments", "doers")
_THINGS = frozenset({"FAC", "GPE", "LOC", "ORG"})
_SIDES = frozenset({"against", "among", "between", "by", "with"})
_UPWARD = frozenset({"pobj", "prep", "compound", "appos", "conj"})


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if token.dep_ == "conj" and token.head.dep_ == "appos" and token.head.ent_type_ == "PERSON":
            _behind_name(token)
        elif token.dep_ == "appos" and token.ent_type_ == "GPE" and token.head.ent_type_ == "GPE":
            _lands(token)
        elif token.dep_ == "relcl" and token.head.ent_type_ in _THINGS:
            _who(token)


def _behind_name(other: Token) -> None:
    """The second of two, hung on the name of the first: "the Chadian king, Ali Roe, and [his envoy], Jan Poe, met"."""
    name = other.head
    first = name.head
    links = [c for c in children(name, "cc") if c.lower_ in ("and", "or") and name.i < c.i < other.i]
    described = other.pos_ == "NOUN" or bool(children(other, "det", "poss"))
    if not links or links[0].nbor(-1).text != "," or not described or first.tag_ not in ("NN", "NNP"):
        return
    if first.dep_ in ("ROOT", "appos") or first.i > name.i:
        return
    for word in (links[0], other):
        word.head = first


def _lands(second: Token) -> None:
    """The second of a row of states, taken for another name of the first: "Chad, [Libya], Mali and Niger agreed"."""
    first = second.head
    near = second.left_edge.i == first.i + 2 and first.nbor().text == ","
    side = first.dep_ in SUBJECTS | {"dobj"} or (first.dep_ == "pobj" and first.head.lower_ in _SIDES)
    others = [t for t in second.subtree if t.dep_ == "conj" and t.pos_ == "PROPN"]
    joined = any(t.dep_ == "cc" and t.lower_ == "and" and t.head in (second, *others) for t in second.subtree)
    if near and side and others and joined and not children(first, "conj"):
        second.dep_ = "conj"


def _who(clause: Token) -> None:
    """A clause with "who" behind a comma, hung on a place or body: "Ali Roe, the head of UNICEF, [who has met]"."""
    who = next((s for s in children(clause, *SUBJECTS) if s.lower_ == "who"), None)
    if who is None or who.i == who.sent.start or who.nbor(-1).text != ",":
        return
    noun = clause.head
    while noun.dep_ in _UPWARD and noun.head.i < noun.i and not is_verb(noun.head):
        noun = noun.head
        if noun.pos_ in NOUNS and (noun.ent_type_ == "PERSON" or (noun.lemma_ in _DOERS and noun.tag_ != "NNP")):
            if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
                noun = noun.head
            clause.head = noun
            return
