"""Against whom it goes where this isn't said outright: a protest, by what it answers; forces that are readied, by the
border on which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.makers import made_by, makers, spoken_of
from geograph.nlp.parts import Part, parts
from geograph.nlp.refs import Ref
from geograph.nlp.resolve import Cast
from geograph.nlp.titles import PUBLIC
from geograph.nlp.tree import aside
from geograph.nlp.wordlists import wordlist

_OVER = frozenset({"about", "against", "outside", "over"})
_TO = _OVER | {"at", "to"}
_DOORS = frozenset({"around", "at", "before", "near", "on", "to", "toward", "towards"})
_FRONTS = wordlist("grievances", "fronts")
_ANSWERING = frozenset({"opposition", "protest", "reaction", "response", "retaliation"})
_WORKING = frozenset({"at", "for", "from", "in", "of"})
_ALONG = frozenset({"across", "along", "around", "at", "close", "into", "near", "off", "on", "onto", "to", "toward",
                    "towards"})  # fmt: skip
_BORDERS = wordlist("grievances", "borders")


def grievance(top: Token, own: set[int], cast: Cast, deeds: frozenset[str], strike: bool) -> tuple[Part, ...]:
    """Whose decision or office a protest is over; of `deeds` that befall somebody, who does them. Where one strikes is
    against whom; where one demonstrates is only a place, but for the state's own doors."""
    things = [*_objects(top, _OVER | {"at"} if strike else _OVER), *_answered(top)]
    made = [t for o in things if o.i not in cast.refs for t in made_by(o)]
    over = _public(parts(made or things, cast, deeds), own, cast) or _public(parts(_after(top), cast), own, cast)
    over = over or _public((p for o in things if spoken_of(o, cast) for p in makers(o, cast)), own, cast)
    return over or _public(parts(_gates(top, cast), cast), own, cast)


def _gates(top: Token, cast: Cast) -> list[Token]:
    """The state's bodies to whose doors a crowd goes: "in front of the parliament", "marched on the ministry"."""
    near = _objects(top, _DOORS)
    near += [o for t in near if t.lemma_ in _FRONTS for o in syntax.prepositional(t, "of")]
    near += [o for t in _objects(top, frozenset({"in"})) if t.lower_ == "front" for o in syntax.prepositional(t, "of")]
    refs = [(t, cast.refs[t.i]) for t in near if t.i in cast.refs]
    plain = {t for t in near if t.i in cast.name_at and cast.names[cast.name_at[t.i]].kind != "organization"}
    return [t for t, ref in refs if t not in plain and _public_body(ref, cast)]


def _public_body(ref: Ref, cast: Cast) -> bool:
    nodes = [cast.nodes[n] for n in ref.nodes]
    public = {ref.sector, *(n.sector for n in nodes)} & PUBLIC
    return bool(public) and all(n.kind in ("organization", "state") for n in nodes)


def employers(workers: list[Token], own: set[int], cast: Cast) -> tuple[Part, ...]:
    """The bodies for which people work: "workers at Ford's plant"."""
    shops = [t for w in workers for t in (*_objects(w, _WORKING), *syntax.modifiers(w))]
    found = [p for p in parts(shops, cast) if all(cast.nodes[n].kind == "organization" for n in p.ref.nodes)]
    return _public(found, own, cast)


def _public(found: Iterable[Part], own: set[int], cast: Cast) -> tuple[Part, ...]:
    """Those who are no place and no private people, nor the actor over again."""
    kept = [p for p in found if not p.ref.place and not set(p.ref.nodes) & own]
    return tuple(p for p in kept if not any(cast.nodes[n].private for n in p.ref.nodes))


def front(top: Token, own: set[int], cast: Cast) -> tuple[Part, ...]:
    """Against whom forces are readied: "to move against Chad's rebels", "along the border with Chad"."""
    for prep in sorted((t for t in top.subtree if t.dep_ == "prep" and t.i > top.i), key=lambda t: t.i):
        if aside(prep.head, top, True):
            continue
        word = prep.lower_
        found = [*parts(syntax.objects_of(prep), cast)] if word == "against" else []
        for noun in syntax.objects_of(prep) if word in _ALONG else []:
            if noun.lemma_ in _BORDERS:
                others = [o for w in ("with", "of") for o in syntax.prepositional(noun, w)]
                link = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
                others += syntax.objects_of(link) if link.lower_ == "with" else []
                found += parts([*others, *syntax.possessors(noun), *syntax.modifiers(noun)], cast)
        states = {cast.nodes[n].state for n in own} - {None}
        foes = [p for p in found if not {cast.nodes[n].state for n in p.ref.nodes} & states and p.ref.nodes]
        if foes:
            return tuple(foes)
    return ()


def _objects(word: Token, preps: frozenset[str]) -> list[Token]:
    return [o for p in syntax.preps(word) if p.lower_ in preps for o in syntax.objects_of(p)]


def _after(top: Token) -> list[Token]:
    """Who did something to others right before: "hours after the government raised fees"."""
    done = [c for c in syntax.children(top, "advcl") if any(m.lower_ == "after" for m in syntax.children(c, "mark"))]
    return [t for c in done if syntax.undergoers(c) for t in syntax.doers(c)]


def _answered(top: Token) -> Iterator[Token]:
    """What something is done in answer to: "in response to the king's decision", "in protest at"."""
    for noun in top.subtree:
        if noun.dep_ == "pobj" and noun.lemma_ in _ANSWERING and noun.head.lower_ == "in":
            yield from _objects(noun, _TO)
            behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
            yield from syntax.objects_of(behind) if behind.lower_ in _TO and behind.head != noun else ()
