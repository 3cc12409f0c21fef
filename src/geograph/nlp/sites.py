"""Whose land a site lies in that nobody owns by its own words: "shelled a village in northern Cameroon"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.located import SITES
from geograph.nlp.parts import Part, parts
from geograph.nlp.resolve import Cast

_LIE = ("in", "of", "near", "at", "on", "outside")
_TAKEN = SITES | {
    "airbase", "airfield", "airstrip", "barracks", "border", "bridge", "building", "cease-fire", "ceasefire", "center",
    "centre", "checkpoint", "compound", "depot", "factory", "fort", "garrison", "headquarters", "hideout", "hospital",
    "market", "monastery", "office", "outpost", "part", "place", "plant", "position", "post", "refinery", "road",
    "runway", "school", "spot", "station", "target", "truce", "university",
}  # fmt: skip
"""What is held, hit or broken somewhere, so that the place is whose it is."""
_NESTED = 2
"""So many places inside each other are looked through: "a barracks in Gulu district in Uganda"."""


def whose_land(sites: list[Token], actor: tuple[Part, ...], cast: Cast) -> tuple[Part, ...]:
    """The state, another than the actor's, in which a site lies."""
    own = {n for p in actor for n in p.ref.nodes}
    states = {cast.nodes[n].state for n in own}
    if not any(cast.nodes[n].kind in ("armed_group", "state") and cast.nodes[n].entry is not None for n in own):
        return ()
    lie = [t for s in sites if s.i not in cast.refs for t in _surroundings(s, cast)]
    return tuple(p for p in parts(lie, cast) if not {cast.nodes[n].state for n in p.ref.nodes} & {*states, None})[:1]


def spot(sites: list[Token], cast: Cast) -> tuple[Part, ...]:
    """The place named in which a site lies, whosesoever it is: "captured the mosque in Mosul"."""
    around = [t for s in sites if _taken(s, cast) for t in _surroundings(s, cast)]
    named = [Part(t, cast.refs[t.i]) for t in around if t.i in cast.refs and cast.refs[t.i].naming]
    return tuple(p for p in named if all(cast.nodes[n].kind in ("other", "place") for n in p.ref.nodes))[:1]


def _taken(site: Token, cast: Cast) -> bool:
    fused = f"{site.nbor(-2).lower_}-{site.lemma_}" if site.i > 1 and site.nbor(-1).text == "-" else site.lemma_
    return site.i not in cast.refs and not _TAKEN.isdisjoint((site.lemma_, fused))


def _surroundings(site: Token, cast: Cast, depth: int = _NESTED) -> Iterator[Token]:
    """What is told of where a site lies, from the inside out."""
    for prep in _behind(site):
        for place in syntax.objects_of(prep):
            yield place
            known = cast.refs[place.i].nodes if place.i in cast.refs else ()
            if depth and not any(cast.nodes[n].state for n in known):
                yield from _surroundings(place, cast, depth - 1)


def _behind(site: Token) -> Iterator[Token]:
    """The prepositions that tell where a site lies, also one right behind it that the parse hangs on the verb."""
    yield from (p for p in syntax.preps(site) if p.lower_ in _LIE)
    if site.i + 1 < len(site.doc):
        after = site.nbor(1)
        if after.lower_ in _LIE and after.dep_ == "prep" and after.head == site.head:
            yield after
