"""The parse tree: children by label, coordination, relative pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from spacy.tokens import Doc, Token

from geograph.nlp.wordlists import wordlist

CAPTIVE = wordlist("tree", "captive")
FINITE = frozenset({"VBZ", "VBP", "VBD"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
_ASIDE = frozenset(
    {"after", "along", "amid", "around", "as", "at", "before", "during", "near", "outside", "over", "since", "under",
     "until", "with"}
)  # fmt: skip


_SETTLED = "geograph.children"
"""Under this a Doc keeps, while its tree stays as it is, the children of each token with their labels."""


@contextmanager
def settled(doc: Doc) -> Iterator[None]:
    """Inside it nothing changes the tree, so that what hangs where is looked up once: spaCy walks over the words on
    both sides of a token to find its children."""
    below: list[list[tuple[str, Token]]] = [[] for _ in doc]
    for token in doc:
        if token.head.i != token.i:
            below[token.head.i].append((token.dep_, token))
    doc.user_data[_SETTLED] = below
    try:
        yield
    finally:
        del doc.user_data[_SETTLED]


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these labels."""
    below = token.doc.user_data.get(_SETTLED)
    if below is None:
        return [c for c in token.children if c.dep_ in deps]
    return [c for d, c in below[token.i] if d in deps]


def all_children(token: Token) -> list[Token]:
    """All children, in the order of the text."""
    below = token.doc.user_data.get(_SETTLED)
    return [*token.children] if below is None else [c for _, c in below[token.i]]


def is_dated(prep: Token) -> bool:
    """Whether a preposition tells a time: "on Friday"."""
    return any(o.ent_type_ in ("DATE", "TIME") for o in children(prep, "pobj"))


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it; also a name before it that the parser hung below it."""
    out = [token]
    for child in children(token, "nmod", "compound"):
        owners = [*children(child, "poss"), *(p for p in children(token, "poss") if p.i < child.i)]
        owned = bool(owners) and child.dep_ == "nmod" and child.pos_ == token.pos_ == "NOUN"  # "Chad's army and rebels"
        joined = any(c.lower_ in ("and", "or", "&") for c in children(child, "cc"))
        if joined and (owned or child.pos_ == "PROPN" == token.pos_):
            out.append(child)
    for child in children(token, "appos"):
        if child.left_edge.i == token.i + 1:  # "President Barack Obama and Dmitry Medvedev"
            out += with_conjuncts(child)[1:]
    for child in children(token, "conj"):
        if (child.pos_ not in VERBAL or token.pos_ in VERBAL) and not _speaks(child):
            out += with_conjuncts(child)
    return out


def _speaks(noun: Token) -> bool:
    """Whether what the parser coordinated is the subject behind a report: "killed six, [residents and police] said"."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if start == 0 or end >= len(noun.doc) or noun.doc[start - 1].text != ",":
        return False
    verb = noun.doc[end]
    told = [c for c in children(verb, "ccomp") if c.i < noun.i and c.is_ancestor(noun)]
    return is_verb(verb) and bool(told) and not children(verb, *SUBJECTS)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in RELATIVE and not (
        token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    ):
        return token
    for up in token.ancestors:
        if up.dep_ == "relcl":
            return up.head
        if up.dep_ == "ccomp" and up.head.dep_ == "relcl" and token.i < up.head.i < up.i:
            return up.head.head  # "a bill that critics say would"
        if up.dep_ in ("ccomp", "ROOT"):
            break
    return token


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in VERBAL


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to", also in the passive or perfect: "a force to be deployed"."""
    helping = {c.lower_ for c in children(verb, "aux", "auxpass")}
    return "to" in helping and (verb.tag_ == "VB" or bool(helping & {"be", "have"}))


def aside(token: Token, top: Token, purpose: bool = False) -> bool:
    """Whether a word stands in a clause beside what `top` governs: "while China abstained", "in which ten
    died", "after the vote"; one that says what something is for is not beside where the `purpose` counts."""
    while token != top:
        meant = purpose and token.dep_ in ("advcl", "relcl") and any(c.lower_ == "to" for c in children(token, "aux"))
        if not meant and (
            token.dep_ in ("advcl", "relcl", "parataxis", "dep", "agent")
            or (token.dep_ == "prep" and token.lower_ in _ASIDE)
            or (token.dep_ == "conj" and is_verb(token))
        ):
            return True
        token = token.head
    return False
