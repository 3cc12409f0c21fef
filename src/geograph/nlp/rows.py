"""Mends of rows of clauses, and of clauses that open with their auxiliary: which is the main one, and whose subject the
others share."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import FINITE, SUBJECTS, children, is_verb


def mend(verb: Token) -> None:
    """Puts the clauses of a row under the first, and a condition under what hangs on it."""
    _torn_from_place(verb)
    _inverted(verb)
    _first_below(verb)
    _beside(verb)


def _torn_from_place(verb: Token) -> None:
    """Where something was done to the subject of another clause, taken for its object: "two boats seized off [Iceland]
    put into port"."""
    last = [c for c in children(verb, "conj") if c.tag_ != "VBN" and is_verb(c) and not children(c, "aux", *SUBJECTS)]
    if not last or verb.tag_ not in ("VBD", "VBN") or children(verb, "cc", "aux"):
        return
    for place in children(verb, "dobj"):
        near = [p for p in children(verb, "prt") if p.i == verb.i + 1 and p.i == place.left_edge.i - 1]
        if near and near[0].lower_ in ("in", "off", "on", "over") and place.ent_type_ in ("GPE", "LOC"):
            near[0].dep_ = "prep"
            place.head, place.dep_ = near[0], "pobj"


def _inverted(verb: Token) -> None:
    """A condition that opens with "should", taken for the main clause: "Chad will leave [should Sudan send troops]"."""
    subjects = children(verb, *SUBJECTS)
    opening = [a for a in children(verb, "aux") if a.lower_ == "should" and subjects and a.i < subjects[0].left_edge.i]
    if not opening or verb.sent[-1].text == "?":
        return
    before = [c for c in children(verb, "ccomp", "advcl") if c.right_edge.i < opening[0].i and c.tag_ in FINITE]
    if before:
        main = before[0]
        _replace(verb, main)
        verb.head, verb.dep_ = main, "advcl"
    elif verb.dep_ in ("ccomp", "relcl") and verb.head.i < opening[0].i == verb.left_edge.i:
        verb.head, verb.dep_ = next((up for up in verb.ancestors if is_verb(up)), verb.head), "advcl"


def _first_below(verb: Token) -> None:
    """The first of a row, taken for what the second tells: "rebels [burst] into the town, rang a bell and shot"."""
    if verb.tag_ not in FINITE or children(verb, "mark", "aux", *SUBJECTS):
        return
    first = [c for c in children(verb, "ccomp") if c.i < verb.i and c.tag_ == verb.tag_ and children(c, *SUBJECTS)]
    if len(first) == 1 and children(verb, "dobj") and verb.left_edge.i <= first[0].left_edge.i:
        _replace(verb, first[0])
        verb.head, verb.dep_ = first[0], "conj"


def _beside(verb: Token) -> None:
    """The last of a row, taken for a report of its own: "stopped the bus and [shot] the driver, the army said"."""
    above = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ not in FINITE or children(verb, "mark", "aux", *SUBJECTS) or verb.i > above.i:
        return
    first = [c for c in children(above, "ccomp") if c.i < verb.i and c.tag_ == verb.tag_]
    if first and verb.left_edge.nbor(-1).lower_ in ("and", "but", "then"):
        verb.head, verb.dep_ = first[-1], "conj"


def _replace(verb: Token, other: Token) -> None:
    """Puts a verb where the one above it stands."""
    if verb.dep_ == "ROOT":
        other.head, other.dep_ = other, "ROOT"
    else:
        other.head, other.dep_ = verb.head, verb.dep_
