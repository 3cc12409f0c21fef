"""Who suffers an attack whose own words name only a place or nothing: who is said to be its victim, who was
in the house, whom it was meant to kill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import Part, parts
from geograph.nlp.resolve import Cast
from geograph.nlp.wordlists import wordlist

_AT = ("at", "on", "against", "into", "in")
_STAYING = wordlist("sufferers", "staying")
_TRIES = wordlist("sufferers", "tries")
_VICTIMS = frozenset({"casualty", "survivor", "target", "victim"})


def sufferers(n: int, found: Sequence[Hit], cast: Cast, index: Index) -> tuple[Part, ...]:
    """Whom the words around an attack tell of: the first of the three that names anybody but its doer."""
    hit = found[n]
    own = {i for p in hit.actor for i in p.ref.nodes}
    for who in (_victims(hit), _inside(hit), _meant(hit, index)):
        suffering = tuple(p for p in parts(list(who), cast) if not set(p.ref.nodes) & own and not p.ref.place)
        if suffering:
            return suffering
    return ()


def _victims(hit: Hit) -> Iterator[Token]:
    """ "refugees, victims of raids by the army" """
    top = syntax.whole(hit.token)
    noun = top.head.head
    if hit.trigger.pos == "noun" and top.dep_ == "pobj" and top.head.lower_ == "of" and noun.lemma_ in _VICTIMS:
        yield from [noun.head] if noun.dep_ == "appos" else syntax.surface_subject(noun.head) if _said(noun) else [noun]


def _said(noun: Token) -> bool:
    """Whether a noun is said of the clause's subject: "they were victims of"."""
    return noun.dep_ == "attr" and syntax.is_verb(noun.head)


def _inside(hit: Hit) -> Iterator[Token]:
    """ "fired at a house where rebels were hiding" """
    sites = [*syntax.undergoers(hit.token), *(o for w in _AT for o in syntax.prepositional(hit.token, w))]
    days = [o for p in syntax.preps(hit.token) for o in syntax.children(p, "pobj") if o.ent_type_ in ("DATE", "GPE")]
    for site in (*sites, *days):  # "a house in Damascus on Thursday where"
        for clause in syntax.children(site, "relcl"):
            if clause.lemma_ in _STAYING and any(c.lower_ == "where" for c in syntax.children(clause, "advmod")):
                yield from (t for s in syntax.own_subjects(clause) for t in syntax.counted(s))


def _meant(hit: Hit, index: Index) -> Iterator[Token]:
    """ "set off a bomb in an attempt to kill the governor" """
    for prep in syntax.preps(hit.support or hit.token):
        tries = [o for o in syntax.objects_of(prep) if o.lemma_ in _TRIES] if prep.lower_ == "in" else []
        for verb in (c for t in tries for c in syntax.children(t, "acl")):
            if verb.tag_ == "VB" and hit.trigger.type in index.types_of("verb", verb.lemma_):
                yield from syntax.undergoers(verb)
