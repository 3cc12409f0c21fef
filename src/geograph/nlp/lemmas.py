"""Mends what the model regularly gets wrong: lemmas, a sentence behind a semicolon, a verb taken for a noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from geograph.nlp.tree import SUBJECTS, children, is_verb

_SHORT = re.compile(r"[^aeiou]*[aeiouy][bcdfgklmnprtvz]")
"""One vowel and one consonant: the past of such a verb doubles the consonant ("wagged"), so that "waged" isn't its."""
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_TAGS = frozenset({"VBD", "VBN", "VBG", "VBZ"})


def mend(doc: Doc) -> None:
    """Mends the lemmas, tags and labels of a parsed text in place."""
    _lemmas(doc)
    _clauses(doc)


def _clauses(doc: Doc) -> None:
    """A sentence that ends with a semicolon isn't what the next one says ("Chad accused Libya; Tripoli denied it").
    What stands behind "to" at the head of a clause is a verb ("prompted the group to vow revenge"). Of coordinated
    verbs both are finite or none is ("killing a guard who had shot at them and [freeing] two priests")."""
    for token in doc:
        if token.dep_ == "conj" and (first := _likewise(token)) is not None:
            for link in children(token.head, "cc"):
                link.head = first if token.head.i < link.i < token.i else link.head
            token.head = first
        if token.dep_ == "ccomp" and token.i < token.head.i:
            if doc[token.right_edge.i + 1].text == ";":
                token.dep_ = "parataxis"
        elif token.pos_ == "NOUN" and token.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
            if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
                token.pos_, token.tag_ = "VERB", "VB"


def _likewise(verb: Token) -> Token | None:
    """The verb above that a verb without a subject is coordinated with, where the parser hung it to a lower one of
    another form."""
    head = verb.head
    if not (is_verb(verb) and is_verb(head)) or children(verb, "aux", "auxpass", *SUBJECTS):
        return None
    if verb.tag_ == "VBG" and _finite(head):
        return next((up for up in head.ancestors if up.tag_ == "VBG" and not _finite(up)), None)
    if verb.tag_ in _FINITE and head.tag_ in ("VB", "VBG") and not _finite(head):
        return next((up for up in head.ancestors if is_verb(up) and _finite(up)), None)
    return None


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.lower_ != "to" for c in children(verb, "aux", "auxpass"))


def _lemmas(doc: Doc) -> None:
    """Gives "staged", "waged", "raped", "fining", "hopes" the lemmas stage, wage, rape, fine, hope instead of stag,
    wag, rap, fin, hop, and "servicemen" that of the serviceman."""
    for token in doc:
        if token.tag_ in _TAGS:
            lemma, word = token.lemma_, token.lower_
            if word in (lemma + "ed", lemma + "ing", lemma + "es") and _SHORT.fullmatch(lemma):
                token.lemma_ = lemma + "e"
        elif token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith("men") and len(token) > 5:
            token.lemma_ = token.lower_[:-2] + "an"
