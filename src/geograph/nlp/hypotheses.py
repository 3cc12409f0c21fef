"""Conditions: whether a deed hangs on another that may come about ("if", "provided", "should they attack"), or on one
that never did ("had they agreed, they would have met").
"""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp.tree import children

_MARKS = frozenset({"if", "unless", "provided", "providing", "assuming"})
_CASES = frozenset({"case", "condition", "event"})
_HAVE = frozenset({"have", "'ve", "’ve"})
_HAD = frozenset({"had", "'d", "’d"})
_BUT_FOR = ("but", "for")


def inverted(clause: Token) -> bool:
    """ "Should they attack, ...", "were they to attack, ..." """
    opening = [*children(clause, "aux"), *([clause] if clause.lower_ == "were" else [])]
    return any(c.lower_ in ("should", "had", "were") and c.i == clause.left_edge.i for c in opening)


def conditional(token: Token) -> bool:
    """Whether the clause, or what it complements, hangs on a condition ("will withdraw if the rebels do")."""
    for _ in range(4):
        if _in_case(token):
            return True
        for clause in children(token, "advcl", "prep"):
            if clause.lower_ in _MARKS or any(m.lower_ in _MARKS for m in children(clause, "mark")):
                return True
        if token.dep_ not in ("xcomp", "dobj", "pobj", "prep", "acomp", "pcomp"):
            return False
        token = token.head
    return False


def unreal(verb: Token) -> Status | None:
    """What became of a deed that is told as not real, or whose contrary is: "Ghana would have sent troops had its
    parliament not refused" - it sent none, and the parliament refused."""
    had = verb.head if verb.dep_ == "ccomp" and verb.head.lower_ == "had" else verb
    imagined = (verb.dep_ in ("advcl", "ccomp") and _imagined(verb)) or (had != verb and not children(had, "nsubj"))
    main = had.head if imagined else verb
    hung = [c for c in main.children if (c.dep_ == "ccomp" and inverted(c)) or (c.dep_ == "conj" and c.lower_ == "had")]
    clauses = [*children(main, "advcl"), *hung]
    missed = imagined or any(_imagined(c) for c in clauses) or _but_for(main)
    if not (missed and _modal_perfect(main)):
        return None
    return "actual" if children(verb, "neg") else "negated"


def _imagined(clause: Token) -> bool:
    """ "if they had agreed", "had they agreed" """
    if clause.lower_ == "had" and clause.dep_ == "conj":
        return not children(clause, "nsubj") and bool(children(clause, "ccomp"))
    marked = any(m.lower_ == "if" for m in children(clause, "mark"))
    perfect = any(c.lower_ in _HAD for c in children(clause, "aux"))
    return perfect and (marked or inverted(clause))


def _modal_perfect(verb: Token) -> bool:
    helping = {c.lower_ for c in children(verb, "aux")}
    return bool(helping & {"would", "'d", "’d"}) and bool(helping & _HAVE)


def _but_for(verb: Token) -> bool:
    """ "would have been killed but for the guards", "would never have met without him" """
    doc = verb.doc
    if any(p.lower_ == "without" for p in children(verb, "prep")):
        return True
    pairs = ((doc[i].lower_, doc[i + 1].lower_) for i in range(verb.sent.start, verb.sent.end - 1))
    return _BUT_FOR in pairs


def _in_case(verb: Token) -> bool:
    """ "would send troops in the event of a peace deal", "will withdraw on condition that they disarm" """
    cases = (o for p in children(verb, "prep") if p.lower_ in ("in", "on") for o in children(p, "pobj"))
    return any(c.lower_ in _CASES and (children(c, "prep", "acl", "ccomp", "relcl")) for c in cases)
