"""Objects that stand elsewhere than behind their verb, or look like something else to the parser."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.clause_words import KIN
from geograph.nlp.phrases import objects_of
from geograph.nlp.tree import children, is_verb, with_conjuncts
from geograph.nlp.voice import is_finite_amod


def gapped(verb: Token) -> list[Token]:
    """Objects that the parser coordinated with the verb: "sentenced a mayor to nine years and three aides to two"."""
    nouns = [c for c in children(verb, "conj") if c.tag_ in ("NN", "NNS", "NNP", "NNPS")]
    nouns += [c for p in children(verb, "prep") if p.lower_ == "to" for c in p.subtree if _goes_on(c)]
    nouns += [a for o in children(verb, "dobj") for a in children(o, "appos") if a.tag_ in ("CD", "NNS")]
    nouns = [c for c in nouns if c.left_edge.i > verb.i + 1 and c.left_edge.nbor(-2).text != ","]
    linked = [c for c in nouns if c.left_edge.nbor(-1).lower_ in ("and", "or")]
    return [t for c in linked for t in with_conjuncts(c)]


def _goes_on(noun: Token) -> bool:
    """Whether what the parser coordinated with a term is who gets another one: "and two reporters to five years"."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if noun.tag_ == "CD" and (partitive := children(noun, "prep")) and noun.dep_ == "conj":
        end = partitive[0].right_edge.i + 1  # "two of his aides to four years"
        return partitive[0].lower_ == "of" and end < len(noun.doc) and noun.doc[end].lower_ == "to"
    to = following is not None and following.lower_ == "to" and following.dep_ == "prep"
    return (
        to and noun.dep_ == "conj" and noun.tag_ in ("NNS", "NNP") and not noun.ent_type_.startswith(("DATE", "TIME"))
    )


def row(noun: Token) -> list[Token]:
    """What a relative clause without a pronoun is about, where it stands behind the last of several: "the doctor and
    two nurses they had kidnapped"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "conj" and is_verb(top.head) and (first := children(top.head, "dobj")):
        return [*with_conjuncts(first[0]), *with_conjuncts(top)]
    return with_conjuncts(top)


def bereaved(verb: Token, found: list[Token]) -> list[Token]:
    """Whose relatives they are, where the participle stands right behind: "the family of a miner killed in Lota"."""
    if len(found) != 1 or found[0].lemma_ not in KIN or children(verb, "auxpass"):
        return found
    behind = [o for p in children(found[0], "prep") if p.lower_ == "of" for o in objects_of(p)]
    return behind if behind and behind[-1].i + 1 == verb.i else found


def small(predicate: Token) -> list[Token]:
    """Of whom or what a clause without a verb says it: "deemed [the demands] unreasonable"."""
    return children(predicate, "nsubj") if predicate.pos_ in ("ADJ", "NOUN") else []


def mistaken(verb: Token) -> list[Token]:
    """Objects that the parser took for something else: "has [armed and funded] rebels" for a noun with adjectives,
    "trained [and armed fighters]" for a coordinated noun, "called off [a march]" for an adverbial."""
    if is_finite_amod(verb):
        return with_conjuncts(verb.head)
    for other in children(verb, "conj"):
        first = other.left_edge
        if other.pos_ == "NOUN" and first.dep_ == "amod" and first.text.endswith("ed") and first.nbor(-1).dep_ == "cc":
            return [other]
    if children(verb, "prt"):
        return [c for c in children(verb, "npadvmod") if c.pos_ == "NOUN" and c.ent_type_ not in ("DATE", "TIME")]
    return []
