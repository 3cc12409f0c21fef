"""Conditions on the places of a trigger: whether what stands there is headed by one of its words, or means somebody of
one of its classes."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from geograph.nlp import syntax
from geograph.nlp.pronouns import thing_of
from geograph.nlp.refs import Ref
from geograph.nlp.resolve import Cast
from geograph.nlp.spans import THING, Name
from geograph.ontology import ANY


def rules(cast: Cast, refs: Iterable[Ref]) -> bool:
    """Whether somebody or a body named holds a state's power, so that what they order or do is the state's deed."""
    nodes = [cast.nodes[n] for ref in refs for n in ref.nodes]
    kinds = ("person", "organization")
    return any(n.kind in kinds and n.state is not None and n.sector in ("GOV", "MIL") for n in nodes)


def means(cast: Cast, ref: Ref, words: frozenset[str]) -> bool:
    return ANY in words or "@actor" in words or any("@" + cast.nodes[n].kind in words for n in ref.nodes)


def heads(token: Token, words: frozenset[str], cast: Cast) -> bool:
    """Whether a filler is headed by one of the words, or means an actor of one of the classes."""
    if ANY in words or token.lemma_.lower() in words or token.lower_ in words:
        return True
    if token.i > 0 and f"{token.nbor(-1).lemma_.lower()} {token.lemma_.lower()}" in words:
        return True  # "a gas explosion"
    if token.i > 1 and token.nbor(-1).text == "-" and f"{token.nbor(-2).lower_}-{token.lemma_.lower()}" in words:
        return True  # "a sit-in"
    if any(t.lemma_.lower() in words for t in (*syntax.counters(token), *syntax.loaded(token))):
        return True
    if token.pos_ == "VERB" and any(f"{token.lemma_} {t.lemma_.lower()}" in words for t in _beside(token)):
        return True  # "went off", "opened fire"
    if token.i in cast.name_at and cast.names[cast.name_at[token.i]].label == THING:
        return any(t.lower_ in words for t in _full_name(token, cast))  # "Typhoon Yolanda"
    if token.lower_ == "it" and (thing := thing_of(token)) is not None and heads(thing, words, cast):
        return True  # "declared a curfew but lifted it"
    ref = cast.refs.get(token.i)
    if ref is None:
        return False
    if token.pos_ == "PRON" and not token.lower_.endswith(("self", "selves")) and _nouns(cast, ref, token.i) & words:
        return True
    acts = not ref.place or any(cast.nodes[n].kind == "state" for n in ref.nodes)
    return (
        ("@actor" in words and acts)
        or ("@place" in words and ref.place)
        or (any("@" + cast.nodes[n].kind in words for n in ref.nodes))
    )


def hidden(token: Token, words: frozenset[str], cast: Cast) -> bool:
    """Whether it is one of the words though it doesn't look so: a headline's capitals hide the plural ("Landslides kill
    six"), a name stands behind the noun ("basketball coach Jan Roe")."""
    name = cast.names[cast.name_at[token.i]] if token.i in cast.name_at else None
    if name is not None and name.kind == "person" and any(t.lemma_.lower() in words for t in _titles(token, name)):
        return True
    return token.pos_ == "PROPN" and (name is None or not name.forms) and token.lower_.removesuffix("s") in words


def _beside(verb: Token) -> list[Token]:
    """The particles, objects and adverbs of a verb that may make one phrase with it."""
    adverbs = [a for a in syntax.children(verb, "advmod") if a.lower_.endswith("ly")]
    return [*syntax.children(verb, "prt", "dobj"), *adverbs]


def _titles(token: Token, name: Name) -> list[Token]:
    """The nouns before somebody's name that say what they are."""
    return [t for t in syntax.children(token, "compound", "nmod") if t.i < name.start and t.pos_ == "NOUN"]


def _full_name(token: Token, cast: Cast) -> Span:
    """The whole name of the thing that a token names: "Hurricane Mitch" for "Mitch"."""
    same = (n for n in cast.names if n.label == THING and cast.doc[n.end - 1].text == token.text)
    name = max(same, key=lambda n: n.end - n.start, default=cast.names[cast.name_at[token.i]])
    return cast.doc[name.start : name.end]


def _nouns(cast: Cast, ref: Ref, before: int) -> set[str]:
    """The nouns by which those whom a pronoun means were called: "seized a student and beat him"."""
    mentions = (m for n in ref.nodes for m in cast.nodes[n].mentions)
    return {cast.doc[end - 1].lemma_.lower() for _, end, naming, _ in mentions if naming and end <= before}
