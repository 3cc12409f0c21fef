"""Who the dead and the arrested are that a bare number counts: of those who were attacked just before ("fired on the
marchers, killing [four]", "charged the students and arrested [30]")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.refs import Ref
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_ATTACKING = wordlist("casualties", "attacking")
_AT = ("at", "on", "against", "into", "among")
_SERVING = frozenset({"COP", "MIL"})


def attacked(cast: Cast, token: Token) -> Ref | None:
    """Who was attacked in the clause that the number's own clause hangs on."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.dep_ in ("ccomp", "oprd"):
        verb = verb.head  # "leaving [six] dead"
    attack = _attack(verb) if token.dep_ in ("dobj", "nsubj") else None
    if attack is None:
        return None
    for other in _targets(attack):
        ref = cast.refs.get(other.i) if other.i < token.i else None
        if ref is None or ref.place or len(ref.nodes) != 1:
            continue
        node = cast.nodes[ref.nodes[0]]
        many = ref.plural or other.tag_ in ("NNS", "NNPS") or bool(syntax.loaded(other))
        if many and (node.kind in ("armed_group", "population") or ref.sector in _SERVING):
            return replace(ref, start=token.i, end=token.i + 1, naming=False, reason="of those attacked before")
    return None


def _attack(verb: Token) -> Token | None:
    """The attack on whose clause a clause hangs, also as one of several: "fired, killing four and wounding ten"."""
    for _ in range(2):
        above = verb.head
        if verb.dep_ not in ("advcl", "conj") or not syntax.is_verb(above) or above.i > verb.i:
            return None
        if above.lemma_ in _ATTACKING:
            return above
        verb = above
    return None


def _targets(verb: Token) -> Iterator[Token]:
    for found in (syntax.undergoers(verb), *(syntax.prepositional(verb, word) for word in _AT)):
        for token in found:
            yield from (token, *syntax.loaded(token))
