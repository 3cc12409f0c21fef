"""The verb that lends its subject and prepositions to the event that a noun tells: "launched an attack on"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.index import Index
from geograph.ontology import Trigger


def support_of(token: Token, trigger: Trigger, index: Index) -> Token | None:
    """The verb that lends its subject and prepositions to a noun's event, of the noun's own clause or of one that says
    what is done with it ("the sanctions that the EU imposed")."""
    if "talkers" in trigger.actor:
        return None  # "offered help in a call to": what is said and that it was are two things
    verb = syntax.governor(token, trigger.type in index.acts)
    if verb is not None and token.head.lower_ == "for":
        return verb
    if verb is not None and _lends(verb, trigger, index):
        lemma = verb.lemma_.lower()
        named = lemma == "call" and (token.dep_ == "oprd" or _dubbed(verb, token))
        if syntax.is_passive(verb) and token.head.lower_ in ("in", "into") and token.head.dep_ == "prep":
            return None  # "is engaged in talks"
        if token.dep_ == "pobj" and _holds(verb, token):
            if lemma in index.inverse and trigger.type in index.mutual:
                return None  # "received advice in a meeting with"
            if token.head.lower_ in ("about", "on", "over") and trigger.type in index.forceful:
                return None  # "called a meeting on the raid"
        answered = lemma in index.answering and token.dep_ in ("dobj", "nsubjpass") and syntax.owners(token)
        return None if named or answered else verb
    relative = done_with(token, index)
    return relative if relative is not None and _lends(relative, trigger, index) else None


def _dubbed(verb: Token, noun: Token) -> bool:
    """Whether something is called by the noun: "called [this] blackmail"."""
    pointing = syntax.children(noun, "det")
    return noun.dep_ == "dobj" and any(d.lower_ in ("this", "that") and d.i == verb.i + 1 for d in pointing)


def _holds(verb: Token, noun: Token) -> bool:
    """Whether a verb has an object of its own before a noun's phrase."""
    return any(o.i < noun.i for o in syntax.children(verb, "dobj"))


def done_with(noun: Token, index: Index) -> Token | None:
    """The verb of a relative clause that says what is done, not only meant, with what the noun names."""
    verb = syntax.relative_governor(noun)
    return verb if verb is not None and verb.lemma_.lower() not in index.intending else None


def _lends(verb: Token, trigger: Trigger, index: Index) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in index.support or lemma in index.inverse or lemma in trigger.light
