"""Whom one answers: who made the offer that is accepted, and whose government it is that answers: of two states, the
one that the sentence before accuses or calls on ("Kenya accused Chad of theft. [The government] denied it")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_ANSWERING = wordlist("answerers", "answering")
_BACK = frozenset({"hit", "laugh", "shoot"})
"""Of those, what is an answer with "back" or "off" only."""
_ADDRESSING = wordlist("answerers", "addressing")
_OFFERING = frozenset({"invitation", "invite", "offer", "proposal", "propose", "suggest", "suggestion"})


def answering(cast: Cast, token: Token) -> str | None:
    """The state addressed right before, where the token is who answers."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ not in _ANSWERING:
        return None
    if verb.lemma_ in _BACK and not any(c.lower_ in ("back", "off") for c in verb.children):
        return None
    here = cast.sentence[token.i]
    for i in range(token.i - 1, -1, -1):
        if here - cast.sentence[i] > 1:
            return None
        word = cast.doc[i]
        if word.lemma_ not in _ADDRESSING or not syntax.is_verb(word):
            continue
        speaking = {s for t in syntax.doers(word) if (s := _state(cast, t)) is not None}
        addressed = {s: None for t in _addressed(word) if (s := _state(cast, t)) is not None and s not in speaking}
        if speaking and addressed:
            return next(iter(addressed))
    return None


def _addressed(verb: Token) -> Iterator[Token]:
    yield from syntax.undergoers(verb)
    yield from (t for word in ("on", "to", "with") for t in syntax.prepositional(verb, word))
    yield from syntax.finite_subjects(verb)


def _state(cast: Cast, token: Token) -> str | None:
    ref = cast.refs.get(token.i)
    if ref is None or len(ref.nodes) != 1 or ref.place:
        return None
    return ref.state or cast.nodes[ref.nodes[0]].state


def offering(cast: Cast, verb: Token) -> list[Token]:
    """Who offered or proposed something right before, for one who merely accepts: "[Lula] offered to mediate. Chad
    accepted"."""
    own = {n for t in syntax.doers(verb) if t.i in cast.refs for n in cast.refs[t.i].nodes}
    for word in reversed(cast.doc[: verb.i]):
        if cast.sentence[verb.i] - cast.sentence[word.i] > 1:
            return []
        if word.lemma_ not in _OFFERING or word.is_ancestor(verb):
            continue
        found = syntax.doers(word) if syntax.is_verb(word) else syntax.possessors(word)
        others = [t for t in found if t.i in cast.refs and not own & set(cast.refs[t.i].nodes)]
        if others:
            return others
    return []
