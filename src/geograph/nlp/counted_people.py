"""Who is meant by a number or a measure: "six were killed", "hundreds"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import fold
from geograph.nlp import syntax
from geograph.nlp.bearers import acronym_of
from geograph.nlp.casualties import attacked
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_WHILE = frozenset({"after", "as", "when", "while"})
_MEASURES = frozenset({"dozen", "hundred", "thousand", "score", "million"})
_NAME_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "dative"})
_NO_NAMES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "May", "June", "July", "August", "September", "October", "November", "December", "Internet", "Web",
     "Christmas", "Easter", "Eve", "Ramadan", "Thanksgiving", "Year"}
)  # fmt: skip


def counted(cast: Cast, token: Token) -> Ref | None:
    """A bare number of people: "kills 5", "left dozens dead"."""
    lemma = token.lemma_.lower()
    if not ((token.pos_ == "NUM" and token.ent_type_ in ("CARDINAL", "")) or lemma in _MEASURES):
        return None
    if token.lower_ == "one" and token.i + 1 < len(cast.doc) and token.nbor().lower_ == "another":
        return None
    said = [c for c in syntax.children(token, "acl", "amod") if c.tag_ in ("VBN", "JJ") and c.i > token.i]
    beside = token.dep_ == "pobj" and token.head.lower_ in _WHILE  # "Troops reach the capital as 48 killed"
    fragment = (token.dep_ in ("ROOT", "appos", "conj") or beside) and bool(said)
    if not fragment and (token.dep_ not in ("dobj", "nsubjpass", "nsubj") or not syntax.is_verb(token.head)):
        return None
    if any((c.dep_ in ("prep", "quantmod") and c.i > token.i) or c.text in ("$", "%") for c in token.children):
        return None
    for noun in reversed(cast.doc[token.sent.start : token.i]):  # "killing six soldiers and wounding four"
        counted = noun.dep_ in ("dobj", "nsubjpass") and noun.pos_ == "NOUN" and syntax.children(noun, "nummod")
        known = cast.refs.get(noun.i) if counted else None
        if known is not None and known.plural:
            return replace(known, start=token.i, end=token.i + 1, naming=False, reason="more of those counted before")
    if (hit := attacked(cast, token)) is not None:
        return hit
    index = cast.population("people", None, "CVL")
    return Ref((index,), token.i, token.i + 1, True, "CVL", None, True)


def capitalised(cast: Cast, token: Token) -> Ref | None:
    """A capitalised word that neither the model nor the gazetteer knows as a name, where only a name can stand."""
    if token.tag_ not in ("NNP", "NNPS") or token.dep_ not in _NAME_DEPS or not token.is_alpha:
        return None
    if token.is_sent_start and fold(token.text) not in cast.full:
        return None
    if not token.text[0].isupper() or token.text in _NO_NAMES or len(token.text) < 3:
        return None
    start = token.i
    while (
        start > 0
        and cast.doc[start - 1].dep_ == "compound"
        and cast.doc[start - 1].tag_ == "NNP"
        and start - 1 not in cast.name_at
    ):
        start -= 1
    text = cast.doc[start : token.i + 1].text
    words = fold(text).split()
    if len(words) == 1 and words[0] in cast.full:
        return Ref((cast.person(cast.full[words[0]][0]),), token.i, token.i + 1, True)
    if text.isupper():
        known = acronym_of(cast, words[0])
        if known is not None:
            return Ref((known,), start, token.i + 1, True)
        if token.i > 1 and cast.doc[token.i - 1].text == "(":
            return None
    index = cast.node(Node(f"{cast.local}-other-{slug(text)}", text, "other"))
    return Ref((index,), start, token.i + 1, True)
