"""Mends of the tree around clauses that tell when or why: one that opens a sentence, taken for the chief one, and one
whose subject was taken for the object of its conjunction.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from geograph.nlp.tree import FINITE, SUBJECTS, VERBAL, children, is_verb

_MARKS = frozenset(
    {"after", "although", "as", "because", "before", "once", "since", "though", "until", "when", "while"}
)
_LINKED = frozenset({"appos", "conj", "dep", "nmod"})
_JOINED = frozenset({"advcl", "ccomp", "conj", "dep", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if token.dep_ == "prep" and token.lower_ in _MARKS and token.i + 2 < len(doc):
            _taken_for_object(token)
    for sent in doc.sents:
        _opening(sent)


def _taken_for_object(mark: Token) -> None:
    """The subject of a clause, taken for the object of a conjunction: "freed a clerk as [the king] lifted a ban"."""
    nouns = [n for n in children(mark, "pobj") if n.left_edge.i == mark.i + 1]
    end = nouns[0].right_edge.i + 1 if nouns else 0
    if not nouns or end >= mark.sent.end:
        return
    verb = mark.doc[end]
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    above = next((up for up in mark.ancestors if is_verb(up)), None)
    told = verb.pos_ in VERBAL and (verb.tag_ in FINITE or bool(children(verb, "aux")))
    if above is None or verb == above or not told or children(verb, "mark", *SUBJECTS) or mark.is_ancestor(verb):
        return
    if verb.dep_ not in _JOINED or verb.is_ancestor(mark):
        return
    nouns[0].head, nouns[0].dep_ = verb, "nsubjpass" if children(verb, "auxpass") else "nsubj"
    verb.head, verb.dep_ = above, "advcl"
    mark.head, mark.dep_ = verb, "mark"


def _opening(sent: Span) -> None:
    """The chief clause behind one that opens the sentence, hung on this: "Hours after Chad met Oman, [Togo] left"."""
    doc = sent.doc
    mark = next((t for t in sent[:4] if t.lower_ in _MARKS and t.dep_ in ("mark", "advmod")), None)
    first = mark.head if mark is not None else None
    if mark is None or first is None or any(t.text == "," for t in doc[sent.start : mark.i]):
        return
    comma = next((t for t in doc[first.i : sent.end] if t.text == ","), None)
    if comma is None or comma.i + 1 >= sent.end or doc[comma.i + 1].dep_ == "cc":
        return
    if first != sent.root:
        _torn_object(first, comma)
        return
    verbs = [v for v in children(first, *_JOINED) if v.i > comma.i and is_verb(v) and v.tag_ not in ("VBG", "VB")]
    if not verbs or children(verbs[0], "mark"):
        return
    verb, start = verbs[0], doc[comma.i + 1]
    own = children(verb, *SUBJECTS)
    if not own:
        lost = (
            t for t in doc[comma.i + 1 : verb.i] if t.left_edge == start and t.pos_ in _NOUNS and t.head.i < comma.i
        )
        subject = next((t for t in lost if t.dep_ in _LINKED and t.right_edge.i < verb.i), None)
        if subject is None:
            return
        subject.head, subject.dep_ = verb, "nsubjpass" if children(verb, "auxpass") else "nsubj"
    else:
        for early in [c for c in own[0].children if c.i < comma.i]:  # "after Chad met [Oman], Togo's king left"
            early.head, early.dep_ = first, "dobj"
    verb.head, verb.dep_ = verb, "ROOT"
    first.head, first.dep_ = verb, "advcl"


def _torn_object(first: Token, comma: Token) -> None:
    """The object of the clause that opens the sentence, taken for the first of a row of subjects behind it: "After the
    rebels took [Goma], Uganda and Rwanda closed"."""
    verb = first.head
    rows = [s for s in children(verb, "nsubj") if first.i < s.i < comma.i] if first.dep_ == "advcl" else []
    if not rows or rows[0].left_edge.i != first.i + 1 or children(first, "dobj", "prep", "xcomp", "ccomp", "acomp"):
        return
    noun = rows[0]
    late = [c for c in noun.children if c.i > comma.i]
    own = [c for c in late if c.dep_ in _LINKED and c.left_edge.i == comma.i + 1]
    if not own or own[0].right_edge.i >= verb.i:
        return
    own[0].head, own[0].dep_ = verb, "nsubj"
    for other in late[1:]:
        other.head = own[0] if other.i < verb.i else verb
    noun.head, noun.dep_ = first, "dobj"
