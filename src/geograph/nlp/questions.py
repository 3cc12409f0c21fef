"""Questions to be answered by yes or no: what they ask may be so or not.

The parser often takes the first word of a question for its verb or for a name; where the words stand tells more.
"""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import children, is_verb
from geograph.nlp.wordlists import wordlist

_FITTING = {
    ("VB", "VBP"): frozenset({"can", "could", "did", "do", "does", "may", "might", "must", "shall", "should", "will"})
    | {"would"},
    ("VBD", "VBN"): frozenset({"had", "has", "have"}),
    ("VBG", "VBN"): frozenset({"are", "is", "was", "were"}),
}
"""The forms of the verb that the helping words of a question ask for."""
_BREAKS = frozenset({",", ":", ";", "-", "–", "—", '"', "“", "'", "‘", "and", "but", "or", "so", "then"})
_QUESTIONING = frozenset({"WDT", "WP", "WP$", "WRB"})
_TRUE = wordlist("questions", "true")


def asked(token: Token) -> bool:
    """Whether a verb is what such a question asks, or a part of it ("Will it, or will it not?")."""
    while token.dep_ == "conj" and is_verb(token.head) and not children(token, "nsubj", "nsubjpass", "aux"):
        token = token.head
    marked = any(t.text == "?" for t in token.doc[token.i : token.sent.end])
    return marked and (_heads(token) or any(_verb(t) == token for t in token.doc[token.sent.start : token.i]))


def left_open(token: Token) -> bool:
    """Whether a word stands in a question of the other kind: "When will the union lift its sanctions?"."""
    opening = next((t for t in token.sent if not (t.is_quote or t.is_space or t.is_punct)), token)
    return opening.tag_ in _QUESTIONING and any(t.text == "?" for t in token.doc[token.i : token.sent.end])


def _heads(token: Token) -> bool:
    """Whether the parse has the helping word of a question before the token's subject."""
    if token.dep_ not in ("ROOT", "conj", "ccomp") or not is_verb(token):
        return False
    subjects = children(token, "nsubj", "nsubjpass", "expl")
    helping = [*children(token, "aux", "auxpass"), *([token] if token.lemma_ == "be" else [])]
    first = next((c for c in helping if not subjects or c.i < subjects[0].i), None)
    if first is None or (token.dep_ != "ROOT" and not subjects):
        return False
    return not any(t.tag_ in _QUESTIONING for t in token.doc[token.left_edge.i : first.i])


def _verb(first: Token) -> Token | None:
    """The verb that the helping word of a question belongs to, or what the question asks to be true."""
    forms = next((f for f, words in _FITTING.items() if first.lower_ in words), ())
    before = next((t for t in reversed(first.doc[first.sent.start : first.i]) if not t.is_space), None)
    if not forms or (before is not None and before.lower_ not in _BREAKS) or is_verb(first.nbor()):
        return None
    aside = wanted = False
    for word in first.doc[first.i + 1 : first.sent.end]:
        if aside or (word.nbor(-1).text == "," and word.tag_ in _QUESTIONING):
            aside = word.text != ","  # "Has Cuba, whose doctors have worked there, recalled its ambassador?"
        elif first.nbor().lower_ == "it" and word.lower_ in _TRUE:
            wanted = True
        elif wanted and any(m.lower_ == "that" for m in children(word, "mark")):
            return word
        elif not wanted and (word.tag_ in forms or (word.tag_ == "NN" and first.tag_ == "MD" and word.dep_ == "ROOT")):
            return word
    return None
