"""Offices that verbs state: "was elected president of Peru", "is Mali's foreign minister", "resigned as premier"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role
from geograph.model import Tense
from geograph.nlp import syntax
from geograph.nlp.refs import Node
from geograph.nlp.titles import ACTING, FORMER, RANKS, Owner, owned, owner_behind, role_at, tense_of
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

Post = tuple[Node, Node, Role, Tense, int, int, int, int]
"""The person, whose office it is, the role, the tense, where the office's words begin and end, and the passage."""

_TAKING = wordlist("posts", "taking")
_LEAVING = wordlist("posts", "leaving")
_SERVING = frozenset({"act", "serve", "work", "rule"})
_OPEN = frozenset({"nominate", "designate", "pick"})
"""With these the office is yet to be taken up."""


def posts(cast: Cast) -> Iterator[Post]:
    """The offices that verbs state of people whom the article names."""
    for token in cast.doc:
        verb = _verb(token)
        if verb is None or token.i in cast.name_at:
            continue
        found = role_at(cast.doc, token.i, cast.gazetteer.roles)
        if found is None or found[0].kind != "person" or found[0].office is None or found[0].lemma in RANKS:
            continue
        tense = _tense(verb)
        if tense is None:
            continue
        behind = cast.doc[token.i + 1] if token.i + 1 < len(cast.doc) else None
        owner = Owner(None, token.i + 1)
        if behind is not None and behind.lower_ in ("of", "for", "at"):
            owner = owner_behind(cast.doc, cast.names, cast.name_at, token.i + 2, cast.gazetteer.roles)
        whose, first = _owner(cast, token, owner, found[1])
        if whose is None:
            continue
        describing = {c.lower_ for c in token.children}
        tense = "former" if describing & FORMER else "acting" if describing & ACTING else tense
        for holder in _holders(verb, token):
            ref = cast.refs.get(holder.i)
            person = cast.nodes[ref.nodes[0]] if ref is not None and len(ref.nodes) == 1 else None
            if ref is None or person is None or person.kind != "person" or not person.named:
                continue
            last = owner.end if owner.name is not None else token.i + 1
            role = owned(found[0], owner)
            low, high = min(ref.start, holder.i, first), max(last, ref.end)
            yield person, whose, role, tense_of(role, tense), first, last, low, high


def _verb(token: Token) -> Token | None:
    """The verb that says that somebody has the post which the token names."""
    head = token.head
    if token.dep_ in ("attr", "oprd", "xcomp", "dobj", "acomp"):
        if token.dep_ in ("attr", "acomp") and head.lemma_ in ("be", "become", "remain"):
            return head
        return head if head.lemma_ in _TAKING and token.dep_ in ("oprd", "xcomp", "attr", "dobj") else None
    if token.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in _TAKING | _LEAVING | _SERVING:
        return head.head
    return None


def _tense(verb: Token) -> Tense | None:
    """Whether the office is held now or was; None where it is only to come, denied or asked for."""
    lemma = verb.lemma_
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if any(c.dep_ == "neg" for c in verb.children) or auxiliaries - {
        "was",
        "were",
        "is",
        "has",
        "had",
        "been",
        "'s",
        "being",
        "have",
    }:
        return None
    if lemma in _LEAVING:
        return "former" if verb.tag_ in ("VBD", "VBN") else None
    if lemma in _OPEN:
        return None
    if lemma in _TAKING:
        return "current" if verb.tag_ in ("VBD", "VBN") or verb.lower_ == "becomes" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "current"
    return "former" if verb.tag_ in ("VBD", "VBN") else None


def _owner(cast: Cast, token: Token, owner: Owner, begin: int) -> tuple[Node | None, int]:
    """Whose office it is, and the first token that says so."""
    if owner.name is not None:
        name = cast.names[owner.name]
        ref = cast.refs.get(cast.doc[name.start : name.end].root.i)
        node = cast.nodes[ref.nodes[0]] if ref is not None and ref.nodes else None
        return node, begin
    for word in (*syntax.possessors(token), *syntax.modifiers(token)):
        ref = cast.refs.get(word.i)
        if ref is not None and len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind in _OWNERS:
            return cast.nodes[ref.nodes[0]], min(begin, ref.start if ref.naming else word.i)
    return None, begin


_OWNERS = frozenset({"state", "organization", "armed_group", "place"})


def _holders(verb: Token, token: Token) -> list[Token]:
    """Who has the post: the subject, or the object of those who appoint."""
    if verb.lemma_ in _TAKING - {"become"} and not syntax.is_passive(verb):
        objects = [o for o in syntax.children(verb, "dobj", "nsubj") if o.i != token.i and o.i > verb.i]
        return objects or [s for c in syntax.children(verb, "ccomp") for s in syntax.children(c, "nsubj")]
    return syntax.surface_subject(verb)
