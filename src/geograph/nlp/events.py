"""Triggers to hits: where an article's words report an event, and who takes part.

A trigger is found by one lookup on the lemma; then its other words, its conditions and its places are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.favours import favour, thanked
from geograph.nlp.fitting import fitted
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.phrases import so_called
from geograph.nlp.resolve import Cast
from geograph.nlp.supports import support_of
from geograph.nlp.surroundings import Site
from geograph.nlp.wording import head_of, lemmas, words_at
from geograph.ontology import Trigger

_POS = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adj", "verb")}


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger that matched at a token, with its participants. `support` is a noun's support verb; `laid` is what
    a deed is at least, of which somebody is accused or for which they are asked."""

    token: Token
    trigger: Trigger
    support: Token | None
    words: tuple[int, ...]
    actor: tuple[Part, ...]
    recipient: tuple[Part, ...]
    headline: bool
    rank: float
    things: frozenset[int] = frozenset()
    announced: bool = False
    inferred: str = ""
    also: tuple[int, ...] = ()
    laid: Status | None = None


def said(doc: Doc, start: int, end: int) -> frozenset[str]:
    """The words of a sentence and of its nearest neighbours, as they stand and as lemmas: no trigger fits in it that
    has others."""
    return frozenset(word for t in doc[max(0, start - 5) : end + 2] for word in (t.lower_, t.lemma_.lower()))


def best(token: Token, cast: Cast, index: Index, headline: bool, around: frozenset[str]) -> Hit | None:
    """The trigger that fits best at a token, with its participants, of those whose words are all `around`; None where
    none fits."""
    if token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN"):
        return None
    if token.dep_ == "amod" and token.tag_ == "VBN" and token.i > 1 and token.nbor(-1).text == "-":
        return None  # "Iran-backed": background
    if token.dep_ == "amod" and token.tag_ == "VBN" and token.lemma_ in index.harms and token.i < token.head.i:
        if not syntax.agents(token):
            return None  # "freed eighteen wounded soldiers": background
    if (
        token.dep_ == "amod"
        and token.tag_ in ("VBN", "VBD")
        and token.lemma_ in index.epithets
        and (_is_named(token.head, cast) or _known(token.head))
    ):
        return None  # "jailed dissident Jan Roe", "the region's murdered governor": background
    if (
        token.i in cast.name_at
        and token.ent_type_ not in ("", "EVENT", "LAW")
        and cast.names[cast.name_at[token.i]].forms
    ):
        return None
    if token.lemma_ == "call" and so_called(token):
        return None  # "what it called an attack on its ships"
    kinds = _POS.get(token.pos_, ())
    if token.pos_ == "VERB" and token.tag_ == "VBN" and _like_an_adjective(token):
        kinds = ("verb", "adj")
    if "noun" not in kinds and token.i > 1 and token.nbor(-1).text == "-":
        kinds = ("noun", *kinds)  # "a go-slow", "the build-up"
    made = [h for pos in kinds for h in _matches(token, pos, cast, index, headline, around)]
    if not made and headline and token.pos_ in ("NOUN", "PROPN") and token.dep_ == "ROOT":
        made = list(_matches(token, "verb", cast, index, headline, around))
    return max(made, key=lambda h: h.rank, default=None)


def _like_an_adjective(participle: Token) -> bool:
    """ "was prepared to", "was deeply disappointed by", "professed himself astonished at" """
    said = participle.dep_ == "ccomp" and any(
        s.lower_.endswith(("self", "selves")) for s in syntax.children(participle, "nsubj")
    )
    return said or participle.dep_ == "acomp" or bool(syntax.children(participle, "auxpass"))


def _known(noun: Token) -> bool:
    """Whether a noun tells of somebody who is known: "the jailed leader", "Nepal's ousted king"."""
    return any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those") for c in noun.children)


def _is_named(noun: Token, cast: Cast) -> bool:
    """Whether a noun is, or stands right before, somebody's name."""
    names = (cast.names[n] for i in (noun.i, noun.i + 1) if (n := cast.name_at.get(i)) is not None)
    return any(name.kind == "person" for name in names)


def _matches(token: Token, pos: str, cast: Cast, index: Index, headline: bool, around: frozenset[str]) -> Iterator[Hit]:
    for lemma in lemmas(token, pos):
        for trigger, words in index.by_lemma.get((pos, lemma), ()):
            others = words[:-1] if pos == "noun" else words[1:]
            where = words_at(token, words, pos) if around.issuperset(others) else None
            if where is not None:
                whole = "-" in words or (pos == "noun" and "of" in words)  # "a show of support"
                hit = _fit(head_of(token, where) if whole else token, trigger, where, cast, index, headline)
                if hit is not None:
                    yield hit


def _fit(
    token: Token, trigger: Trigger, where: tuple[int, ...], cast: Cast, index: Index, headline: bool
) -> Hit | None:
    """The hit of a trigger whose words stand at a token, where its conditions hold and somebody takes part."""
    support = support_of(token, trigger, index) if trigger.pos == "noun" else None
    lent = support is not None and not trigger.light.isdisjoint((support.lemma_, "*"))
    if trigger.light and not lent and not ("for" in trigger.light and favour(token, trigger, index)[0]):
        return None
    fit = fitted(Site(token, trigger, support, headline, cast, index), where)
    if fit is None:
        return None
    rank = 10 * len(where) + 3 * len(trigger.need) + 2 * (bool(trigger.light) and lent) + len(trigger.refuse) * 0.1
    rank += 2 * bool(fit.actor) + 2 * bool(fit.recipient) + trigger.confidence - 30 * (fit.inferred == "sides")
    hit = Hit(token, trigger, support, where, fit.actor, fit.recipient, headline, rank, fit.things)
    sought = fit.inferred == "favour" and not thanked(token, index)
    return replace(hit, inferred=fit.inferred, laid="hypothetical" if sought else None)
