"""Who speaks to whom where a talk is told beside what is said in it: "demanded in a call to the king", "told the envoy
by telephone", "assured him at a meeting"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.resolve import Cast
from geograph.nlp.wordlists import wordlist

_TELLING = wordlist("calls", "telling")
_SPEAKING = wordlist("calls", "speaking")
_LINES = frozenset({"by", "on", "over", "via"})
_CALLS = frozenset({"at", "during", "in", "on"})
_TO = ("to", "with")


def talking_by(noun: Token) -> Token | None:
    """The verb that tells what is said by telephone, in a call or at a meeting, where the noun's phrase hangs on it, or
    on its object or subject."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in _LINES | _CALLS:
        return None
    verb = link.head
    if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("dobj", "nsubj", "dative", "nsubjpass"):
        verb = verb.head
    return verb if syntax.is_verb(verb) and verb.lemma_ not in _SPEAKING else None


def talkers(noun: Token, cast: Cast) -> list[Token]:
    """Who speaks and who is spoken to: in a call the one whom this is to or with; else whoever is told it. None where
    either isn't known, nor where it's told to the press."""
    verb = talking_by(noun)
    if verb is None:
        return []
    called = [t for word in _TO for t in syntax.prepositional(noun, word)]
    if not called and verb.lemma_ in _TELLING:
        written = [t for word in _TO for t in syntax.prepositional(verb, word)]
        called = [*syntax.indirect_objects(verb), *_acting(syntax.undergoers(verb), cast), *written]
    speaking = _acting(syntax.doers(verb), cast)
    called = [t for t in _acting(called, cast) if t not in speaking]
    return [*speaking, *called] if speaking and called else []


def _acting(tokens: list[Token], cast: Cast) -> list[Token]:
    """Those who stand for somebody who acts in public, and is no newspaper or agency."""
    found = []
    for token in tokens:
        ref = cast.refs.get(token.i)
        nodes = [cast.nodes[n] for n in ref.nodes] if ref is not None and not ref.place else []
        if nodes and not any(n.private or n.sector == "JRN" for n in nodes):
            found.append(token)
    return found
