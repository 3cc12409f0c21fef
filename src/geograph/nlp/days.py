"""Mends of the tree around a day between subject and verb: "Rebels on Monday closed schools". The parser takes the verb
for a participle, or the subject for a part of the day.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children

_PAST_OR_PRESENT = FINITE | {"VBN"}
_WHEN = frozenset({"DATE", "TIME"})
_BEFORE_DAYS = frozenset({"at", "by", "early", "in", "late", "on"})


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for sent in doc.sents:
        behind = (t for t in sent if t.i > sent.start + 1 and t.nbor(-1).ent_type_ in _WHEN)
        verb = next((t for t in behind if t.ent_type_ not in _WHEN), None)
        if verb is not None and verb.tag_ in _PAST_OR_PRESENT and not children(verb, "aux", "auxpass", *SUBJECTS):
            _behind_day(verb, sent)


def _behind_day(verb: Token, sent: Span) -> None:
    """Gives the verb behind a day that stands behind the first noun phrase of a sentence its subject and object."""
    doc, last = sent.doc, verb.i - 1
    while last > sent.start and (doc[last].ent_type_ in _WHEN or doc[last].lower_ in _BEFORE_DAYS):
        last -= 1
    subject = doc[last]
    while subject.head != subject and sent.start <= subject.head.i <= last:
        subject = subject.head
    if subject.pos_ not in NOUNS or any(t.text == "," for t in doc[sent.start : verb.i]):
        return
    if not all(t == subject or subject.is_ancestor(t) for t in doc[sent.start : last + 1] if not t.is_space):
        return
    root = sent.root
    if verb != root and (root.pos_ not in NOUNS or verb.dep_ != "amod"):
        return
    noun = verb
    while noun.head.i > verb.i and noun.dep_ in ("amod", "compound", "nmod", "poss"):
        noun = noun.head
    late = [c for c in (*subject.children, *root.children) if c.i > verb.i and c != noun] if verb != root else []
    verb.head, verb.dep_ = verb, "ROOT"
    if verb.tag_ == "VBN":
        verb.tag_, verb.pos_ = "VBD", "VERB"
    subject.head, subject.dep_ = verb, "nsubj"
    if noun != verb:
        noun.head, noun.dep_ = verb, "dobj"
    for word in late:
        word.head = verb if word.head == subject or word.head == verb else word.head
    day, span = doc[verb.i - 1], doc[last + 1 : verb.i]
    prep = next((t for t in span if t.pos_ == "ADP"), None)
    if prep is not None:
        prep.head, prep.dep_ = verb, "prep"
    day.head, day.dep_ = (verb, "npadvmod") if prep is None else (prep, "pobj")
    for word in span:
        if word not in (prep, day) and word.head not in (prep, day, verb):
            word.head = day
