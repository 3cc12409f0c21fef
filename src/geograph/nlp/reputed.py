"""Mends what the parser takes for the verb of a sentence, though it only tells what somebody is thought to be."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_REPUTING = wordlist("reputed", "reputing")


def mend(verb: Token) -> None:
    """A participle taken for the sentence's verb: "ten people [believed] to be Kurds entered", "a nurse, [thought] to
    be a nun, and a boy died"."""
    subjects = children(verb, *SUBJECTS)
    being = [c for c in children(verb, "xcomp") if c.lemma_ == "be" and c.tag_ == "VB"]
    above = verb.head
    if verb.dep_ == "advcl" and verb.lemma_ in _REPUTING and being and len(subjects) == 1 and is_verb(above):
        if above.i > verb.i and not children(above, *SUBJECTS) and not children(verb, "aux", "auxpass", "mark"):
            noun = subjects[0]  # "three Britons, [thought] to be engineers, were abducted"
            noun.head, noun.dep_ = above, "nsubjpass" if children(above, "auxpass") else "nsubj"
            verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"
            return
    below = [c for c in children(verb, "conj") if is_verb(c) and being and c.i > being[0].i]
    if verb.lemma_ not in _REPUTING or verb.tag_ not in ("VBD", "VBN") or len(subjects) != 1 or not below:
        return
    noun, told = subjects[0], below[0]
    aside = verb.left_edge.i <= noun.i < verb.i and verb.nbor(-1).text == ","
    links = [c for c in children(verb, "cc") if c.i < told.i]
    own = children(told, *SUBJECTS)
    if children(verb, "aux", "auxpass") or bool(links) != bool(own) or (own and not aside):
        return
    told.head, told.dep_ = (told, "ROOT") if verb.head == verb else (verb.head, verb.dep_)
    for word in [c for c in verb.children if c.i > being[0].right_edge.i and c != told and c not in links]:
        word.head = told
    noun.head, noun.dep_ = told, own[0].dep_ if own else "nsubj"
    for other in own[:1]:
        other.head, other.dep_ = noun, "conj"
    for link in links:
        link.head = noun
    verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"
