"""What one asks somebody for or thanks them for, told by a noun: whoever is asked or thanked does it, for whoever asks
or thanks ("asked Kenya for an apology", "wanted a meeting from China"). The table [favours] of grammar.toml tells by
which words, and which deeds are done for those who ask."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.index import Index
from geograph.ontology import Trigger


def favour(deed: Token, trigger: Trigger, index: Index) -> tuple[list[Token], list[Token]]:
    """Who is asked or thanked for a deed, and who asks or thanks; nobody where it's no such deed. A trigger that takes
    only certain verbs around it lists "for" or "from" among these where it takes such words as well."""
    if trigger.type in index.favours["without"] or not (trigger.pos == "noun" or deed.dep_ == "pcomp"):
        return [], []
    top = syntax.whole(deed)
    verb = top.head
    if top.dep_ in ("pobj", "pcomp") and verb.lower_ == "for":
        if verb.head.lemma_ in index.favours["requests"] and verb.head.pos_ == "NOUN":
            return requested(verb.head)
        verb = verb.head.head if verb.head.dep_ == "dobj" else verb.head
        polite = verb.lemma_ in index.favours["thanking"] and deed.lemma_ in index.favours["courtesies"]
        if syntax.is_verb(verb) and verb.lemma_ in index.soliciting and not polite:
            return [*syntax.undergoers(verb), *syntax.prepositional(verb, "to")], syntax.doers(verb)
    elif top.dep_ in ("dobj", "nsubjpass") and not ("for" in trigger.light and "from" not in trigger.light):
        if not (syntax.is_verb(verb) and verb.lemma_ in index.favours["getting"]):
            return [], []
        asked = syntax.prepositional(verb, "from") or syntax.prepositional(deed, "from")
        return asked, syntax.doers(verb) if asked else []
    return [], []


def requested(request: Token) -> tuple[list[Token], list[Token]]:
    """Who is asked by what a noun calls a request, and whose request it is: "Chad's appeal to Mali for"."""
    asked = syntax.answerers(request) or syntax.prepositional(request, "to")
    asking = syntax.prepositional(request, "by") or syntax.possessors(request) or syntax.modifiers(request)
    verb = syntax.governor(request)
    if not asking and verb is not None and not syntax.answerers(request):
        asking = syntax.doers(verb)
    return asked, asking


def thanked(deed: Token, index: Index) -> bool:
    """Whether it is what one thanks for: it was done."""
    link = syntax.whole(deed).head
    return not {link.head.lemma_, link.head.head.lemma_}.isdisjoint(index.favours["thanking"])
