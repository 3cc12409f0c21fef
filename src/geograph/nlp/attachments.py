"""Mends attachments that the parser regularly gets wrong, before anything is read from the tree.

Each mend is a garden path whose right reading the words around it make sure: a verb that takes no clause, a proper
name that takes no restrictive relative, a conjunction that takes no object.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp import (
    acronyms,
    asides,
    days,
    giving,
    glued,
    kept,
    leads,
    long_clauses,
    main_clauses,
    measures,
    mistaken,
    name_rows,
    reputed,
    rows,
    subject_attachments,
)
from geograph.nlp.clause_attachments import clauses
from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_PAST_OR_PRESENT = FINITE | {"VBN", "VBG"}
_TELLING = wordlist("calls", "telling")
_HARMING = wordlist("attachments", "harming")
_DEEDS = wordlist("attachments", "deeds")
_SHIFTING = frozenset({"after", "at", "by", "for", "from", "in", "into", "on", "to", "under", "with"})
_NOMINAL = SUBJECTS | {"dobj", "pobj"}


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    asides.mend(doc)
    days.mend(doc)
    leads.mend(doc)
    clauses(doc)
    main_clauses.mend(doc)
    name_rows.mend(doc)
    long_clauses.mend(doc)
    for token in doc:
        acronyms.mend(token)
        if token.dep_ in ("dobj", "pobj"):
            measures.named(token)
        if is_verb(token):
            rows.mend(token)
            measures.mend(token)
            reputed.mend(token)
            subject_attachments.mend(token)
            mistaken.adverb(token)
            kept.mend(token)
            mistaken.subject(token)
            mistaken.verb(token)
            mistaken.saying(token)
            _let_go(token)
            _shifted(token)
            mistaken.gerund(token)
            _torn_from_place(token)
            mistaken.thing(token)
            giving.mend(token)
            glued.mend(token)
            glued.unwelcome(token)
            if token.tag_ in ("VBD", "VBN") and token.dep_ == "advcl":
                mistaken.clause(token)
                _torn_from_list(token)
            if token.tag_ in ("VBD", "VBN") and token.dep_ == "amod":
                mistaken.modifier(token)
            if token.tag_ == "VBN" and token.dep_ == "amod":
                mistaken.attribute(token)
            if token.tag_ == "VBG" and token.dep_ == "amod":
                mistaken.adjective(token)
            if token.dep_ == "relcl":
                _told_there(token)
                _hung_on_name(token)
                _told_by_the_way(token)
        elif token.dep_ == "prep":
            glued.rated(token)
            glued.rid(token)
        elif token.tag_ == "NN" and token.dep_ == "ccomp" and children(token, "mark"):
            mistaken.noun(token)
        elif token.pos_ == "NOUN" and token.dep_ == "nmod":
            subject_attachments.halves(token)
        elif token.pos_ == "ADJ" and token.lower_.endswith("offensive") and token.dep_ in _NOMINAL:
            token.pos_, token.tag_ = "NOUN", "NN"  # "an army [offensive] on the town"
            for noun in children(token, "nsubj"):
                noun.dep_ = "compound"


def _let_go(go: Token) -> None:
    """Of "let go" the first is the verb that has subject and object: "the rebels [let] go two nuns"."""
    let = go.nbor(-1) if go.i > go.sent.start else go
    above = let in (go.head, *children(go, "aux"))
    if go.lower_ != "go" or let.lemma_ != "let" or not above or not children(go, "dobj"):
        return
    if let.head == go:
        let.head, let.dep_, let.pos_ = (let if go.dep_ == "ROOT" else go.head), go.dep_, "VERB"
    for child in list(go.children):
        if child != let:
            child.head = let
    go.head, go.dep_ = let, "prt"


def _torn_from_place(participle: Token) -> None:
    """What happened at a place, torn from its name in a headline: "killed in [Peru] [hotel blast]"."""
    objects = children(participle, "dobj")
    if participle.tag_ != "VBN" or len(objects) != 1 or children(participle, "aux"):
        return
    noun = objects[0]
    for prep in children(participle, "prep"):
        for place in children(prep, "pobj"):
            if place.ent_type_ == "GPE" and place.i + 1 == noun.left_edge.i and not children(noun, "det", "nummod"):
                noun.head, noun.dep_ = prep, "pobj"
                place.head, place.dep_ = noun, "compound"
                return


def _shifted(verb: Token) -> None:
    """A long object behind a prepositional phrase, taken for a second object of the preposition: "freed on bail [two
    former ministers who]"."""
    if children(verb, "dobj", "ccomp", "xcomp", "auxpass") or not children(verb, "nsubj"):
        return
    for prep in children(verb, "prep"):
        objects = children(prep, "pobj")
        near = prep.i == verb.i + 1 and prep.lower_ in _SHIFTING
        if near and len(objects) > 1 and objects[-1].pos_ in NOUNS and objects[-1].i > objects[0].i + 2:
            last = objects[-1]
            for other in objects[1:-1]:
                other.head, other.dep_ = last, "compound"
            last.head, last.dep_ = verb, "dobj"


def _torn_from_list(verb: Token) -> None:
    """The second verb of a relative clause's row, hung to the verb of the sentence: "riots that have killed ten, [hurt]
    sixty and shut the port"."""
    if verb.i < 2 or verb.left_edge != verb or verb.nbor(-1).text != "," or not children(verb, "conj"):
        return
    if children(verb, "aux", "auxpass", "mark", "agent", *SUBJECTS):
        return
    for up in (verb.nbor(-2), *verb.nbor(-2).ancestors):
        if up.dep_ == "relcl" and children(up, "nsubj", "nsubjpass"):
            verb.head, verb.dep_ = up, "conj"
            return
        if up == verb.head:
            return


def _told_by_the_way(verb: Token) -> None:
    """The relative pronoun that the parser hung to what others say by the way: "a man [who] police say shot two"."""
    subjects = children(verb, *SUBJECTS)
    below = [c for c in children(verb, "xcomp", "ccomp") if c.tag_ in _PAST_OR_PRESENT and not children(c, *SUBJECTS)]
    if len(subjects) != 2 or subjects[0].tag_ not in ("WP", "WDT") or not below or verb.i > below[0].i:
        return
    told = below[0]
    passive = bool(children(told, "auxpass"))
    subjects[0].head, subjects[0].dep_ = told, "nsubjpass" if passive else "nsubj"
    told.dep_ = "ccomp"
    if told.tag_ == "VBN" and not children(told, "aux", "auxpass"):
        told.tag_ = "VBD"


def _told_there(clause: Token) -> None:
    """What somebody is told, hung on where: "assured the king at talks in Oman that wheat would [come]"."""
    link = next((c for c in clause.children if c.lower_ == "that" and c.tag_ == "IN"), None)
    prep = clause.head.head
    verb = prep.head
    if link is None or clause.head.dep_ != "pobj" or prep.dep_ != "prep" or verb.lemma_ not in _TELLING:
        return
    if children(verb, "dobj", "dative") and not children(verb, "ccomp", "xcomp") and children(clause, "nsubj"):
        clause.head, clause.dep_, link.dep_ = verb, "ccomp", "mark"


def _hung_on_name(clause: Token) -> None:
    """A clause with "that" hung on a name, which takes none, instead of the noun before it: "the FBI's analysis of the
    [siege] that killed"."""
    that = clause.left_edge
    if clause.lemma_ in _HARMING and that.lower_ in ("that", "which") and clause.head.dep_ == "pobj":
        deed = clause.head.head.head  # "the bombing of a hotel [that killed] six"
        if deed.lemma_ in _DEEDS and deed.pos_ == "NOUN":
            clause.head = deed
            return
    if that.lower_ != "that" or that.i == 0 or clause.head.pos_ != "PROPN":
        return
    noun = that.nbor(-1)
    if noun.pos_ == "NOUN" and noun != clause.head and clause.head.is_ancestor(noun):
        clause.head = noun
