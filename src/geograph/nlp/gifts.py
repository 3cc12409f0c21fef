"""Things that one promises, asks for or thanks for, which the other side thereby gives: "asked France for lorries",
"pledged 20 million dollars", "thanked China for the vaccines". The table [favours] of grammar.toml tells the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.conditions import heads, rules
from geograph.nlp.events import Hit
from geograph.nlp.favours import requested
from geograph.nlp.index import Index
from geograph.nlp.parts import Part, parts
from geograph.nlp.resolve import Cast
from geograph.ontology import Trigger

_SIDES = frozenset({"actor", "obj", "recipient", "subj"})


def gifts(found: Sequence[Hit], cast: Cast, index: Index) -> Iterator[Hit]:
    """The giving of things that a sentence's promises, requests and thanks are about, where these are no hits."""
    taken = {i for h in found for i in (h.token.i, *h.words)}
    for high in found:
        asked = high.trigger.type == "REQUEST" or high.trigger.predicate == "thanked"
        offered = high.trigger.type == "AGREE" and high.trigger.predicate == "offered"
        if not asked and not offered and (high.trigger.type, high.trigger.content) != ("AGREE", "planned"):
            continue
        giving, getting = (high.recipient, high.actor) if asked else (high.actor, high.recipient)
        if asked and not giving and high.token.pos_ == "NOUN":
            giving = parts(requested(high.token)[0], cast)
        below = {t.i for t in high.token.subtree}
        if not high.actor or any(h.trigger.type == "AID" and h.token.i in below for h in found):
            continue  # "pledged a million to help them"
        things = _things(high, index)
        for thing in things:
            trigger = _giving(thing, giving, cast, index)
            polite = high.trigger.predicate == "thanked" and thing.lemma_ in index.favours["courtesies"]
            if polite or trigger is None or thing.i in taken or not giving or any(p.token == thing for p in giving):
                continue
            told = [t for t in _gainers(thing, high) if t not in things]
            gaining = _others(parts(told, cast), giving) or _others(getting, giving)
            rank = 2 + trigger.confidence
            hit = Hit(thing, trigger, None, (thing.i,), giving, gaining, high.headline, rank, inferred="favour")
            yield replace(hit, laid="hypothetical" if offered else high.trigger.content)
            break  # "asked for lorries and a team of drillers"


def _things(high: Hit, index: Index) -> list[Token]:
    """What is promised, asked or thanked for."""
    token, words = high.token, index.favours
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        link = "for" if lemma in words["requests"] else "of" if lemma in words["promising"] else ""
        found = syntax.prepositional(token, link)
    elif lemma in words["promising"] or lemma in words["getting"]:
        found = syntax.children(token, "dobj", "nsubjpass")
    elif lemma in index.soliciting:
        found = _for(token)
    else:
        found = []
    return [t for f in found for t in syntax.with_conjuncts(f)]


def _for(verb: Token) -> list[Token]:
    asked = syntax.children(verb, "dobj")
    return [*syntax.prepositional(verb, "for"), *(t for o in asked for t in syntax.prepositional(o, "for"))]


def _gainers(thing: Token, high: Hit) -> list[Token]:
    """For whom the thing is said to be: "appealed to donors for 40 million dollars for Yemen", "pledged two million to
    help the refugees"."""
    own = [t for word in ("for", "to") for t in syntax.prepositional(thing, word)]
    if own or not syntax.is_verb(high.token):
        return own
    return [t for t in _for(high.token) if t.i > thing.i] or syntax.beneficiaries(high.token)


def _giving(thing: Token, giving: tuple[Part, ...], cast: Cast, index: Index) -> Trigger | None:
    """The trigger that tells of giving such a thing, where it fits those who give."""
    if thing.i in cast.name_at or thing.pos_ not in ("NOUN", "NUM", "SYM"):
        return None
    for verb in sorted(index.favours["as"]):
        for trigger, _ in index.by_lemma.get(("verb", verb), ()):
            needed = dict(trigger.need)
            given = trigger.predicate in index.favours["given"] and _SIDES.issuperset(needed)
            if given and "obj" in needed and heads(thing, needed["obj"], cast):
                unable = any(heads(p.token, dict(trigger.refuse).get("subj", frozenset()), cast) for p in giving)
                if not unable and _able(giving, needed.get("subj"), cast):
                    return trigger
    return None


def _able(giving: tuple[Part, ...], words: frozenset[str] | None, cast: Cast) -> bool:
    ruling = words is not None and "@state" in words and rules(cast, (p.ref for p in giving))
    return words is None or ruling or any(heads(p.token, words, cast) for p in giving)


def _others(found: tuple[Part, ...], giving: tuple[Part, ...]) -> tuple[Part, ...]:
    own = {n for p in giving for n in p.ref.nodes}
    return tuple(p for p in found if not set(p.ref.nodes) & own)
