"""Of whom a condition asks something: "will not free them until Chad withdraws", "unless its demands are met by"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.hypotheses import inverted
from geograph.nlp.parts import Part
from geograph.nlp.resolve import Cast

_MARKS = frozenset({"if", "till", "unless", "until"})
_BEARING = frozenset({"nsubj", "pobj", "poss", "compound", "amod"})
_ASIDE = frozenset({"after", "at", "before", "during", "in", "inside", "near", "on", "since", "under", "within"})


def asked_of(top: Token, own: set[int], cast: Cast) -> tuple[Part, ...]:
    """Who, other than the actor, bears what a condition that `top` governs asks: its subject, else its agent or whoever
    is named first in it."""
    for clause in _conditions(top):
        subjects = syntax.own_subjects(clause) if clause.dep_ == "advcl" else []
        agents = syntax.agents(clause)
        inside = [t for t in clause.subtree if t.dep_ in _BEARING and t.dep_ != "nsubjpass" and not _aside(t, clause)]
        for token in (*(t for t in subjects if t.dep_ == "nsubj"), *agents, *inside):
            ref = cast.refs.get(token.i)
            if ref is None or not ref.nodes or set(ref.nodes) & own or any(cast.nodes[n].private for n in ref.nodes):
                continue
            if token.lower_ == "it" and _is_thing(clause):
                continue
            return tuple(Part(t, cast.refs[t.i]) for t in syntax.with_conjuncts(token) if t.i in cast.refs)
    return ()


def _is_thing(clause: Token) -> bool:
    """Whether an "it" may be the thing that the clause above speaks of: "oppose the treaty if it weakens the fleet"."""
    return any(o.tag_ == "NN" and o.pos_ == "NOUN" for o in syntax.children(clause.head, "dobj"))


def _conditions(top: Token) -> Iterator[Token]:
    """The clauses that say on what terms, the nearest first."""
    for clause in sorted(top.subtree, key=lambda t: t.i):
        marks = {m.lower_ for m in syntax.children(clause, "mark")} if clause.dep_ == "advcl" else set()
        refused = "before" in marks and bool(syntax.children(clause.head, "neg"))  # "will not leave before Chad pays"
        if clause.i > top.i and (refused or marks & _MARKS or (clause.dep_ == "advcl" and inverted(clause))):
            yield clause


def _aside(token: Token, clause: Token) -> bool:
    """Whether a word only tells where or when: "until the war in Yemen ends"."""
    for up in (token, *token.ancestors):
        if up == clause:
            return False
        if up.dep_ in ("nsubjpass", "relcl", "advcl") or (up.dep_ == "prep" and up.lower_ in _ASIDE):
            return True
    return False
