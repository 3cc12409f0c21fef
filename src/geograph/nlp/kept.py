"""Mends what the parser takes for a clause of its own behind verbs of keeping: "keeps [the monk] locked up"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import children
from geograph.nlp.wordlists import wordlist

_KEEPING = frozenset({"hold", "keep", "leave"})
_SHUT_IN = wordlist("kept", "shut_in")


def mend(verb: Token) -> None:
    """Gives a verb of keeping whom it keeps so."""
    if verb.lemma_ not in _KEEPING:
        return
    for kept in children(verb, "dobj"):
        behind = [*children(kept, "acl"), *children(verb, "xcomp", "ccomp")]
        for clause in behind if verb.lemma_ == "keep" else ():
            if clause.lemma_ in _SHUT_IN and clause.tag_ == "VBN" and clause.i == kept.i + 1:
                clause.head, clause.dep_ = verb, "oprd"  # "kept [the monk] confined to his cell"
        return
    for clause in children(verb, "ccomp", "xcomp"):
        held = children(clause, "nsubj", "nsubjpass")
        plain = clause.tag_ in ("VBN", "VBD") and not children(clause, "aux", "auxpass", "mark", "dobj")
        if plain and len(held) == 1 and held[0].left_edge.i == verb.i + 1 and clause.i == held[0].right_edge.i + 1:
            held[0].head, held[0].dep_ = verb, "dobj"
            clause.dep_, clause.tag_ = "oprd", "VBN"
            return
