"""Who takes part in a clause from outside it: who is given time to do what it tells, and who does the same."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import antecedent, children, is_verb, with_conjuncts
from geograph.nlp.wordlists import wordlist

_LIKEWISE = frozenset({"likewise", "so", "too"})
_TERMS = wordlist("clause_mates", "terms")
_TIMES = frozenset({"DATE", "TIME"})


def given_time(verb: Token) -> list[Token]:
    """Who is given time to do it: "gave [the rebels] 48 hours to leave", "gave [Chad] until Friday to answer"."""
    giver = verb.head if is_verb(verb.head) else verb.head.head
    if giver.lemma_ not in ("allow", "give", "grant") or verb.i < giver.i:
        return []
    below = [*children(giver, "dobj", "npadvmod"), *(o for p in children(giver, "prep") for o in children(p, "pobj"))]
    if not any(t.ent_type_ in _TIMES or t.lemma_ in _TERMS for t in below):
        return []
    whom = [*children(giver, "nsubjpass"), *children(giver, "dative")]
    whom += [o for o in children(giver, "dobj") if o.ent_type_ not in _TIMES]
    return [t for o in whom[:1] if o.lemma_ not in _TERMS for t in with_conjuncts(antecedent(o))]


def likewise(verb: Token) -> list[Token]:
    """Who does the same: "condemned the raid, and so did [Chad]", "as did [Chad]"."""
    same = [c for c in children(verb, "conj") if any(a.lower_ in _LIKEWISE for a in children(c, "advmod"))]
    same += [c for c in children(verb, "advcl") if any(m.lower_ == "as" for m in children(c, "mark", "advmod"))]
    done = [c for c in same if c.lemma_ == "do" and c.i > verb.i and not children(c, "dobj", "neg")]
    return [t for c in done for s in children(c, "nsubj") if s.i > c.i for t in with_conjuncts(s)]
