"""What went on beside what befell people: the accidents and disasters that tell that nobody did it."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.surroundings import Site
from geograph.nlp.wordlists import wordlist

_VEHICLES = wordlist("mishaps", "vehicles")
_OBSTACLES = wordlist("mishaps", "obstacles")
_STRIKING = wordlist("mishaps", "striking")
_BLASTS = wordlist("mishaps", "blasts")
_PLANTED = wordlist("mishaps", "planted")
_WHEN = frozenset({"after", "as", "when", "while"})
_SCENE = ("in", "at", "inside")


def beside(site: Site, place: str) -> list[Token]:
    """What stands in the places "when", "collision", "scene" and "amid" of a verb."""
    token = site.token
    match place:
        case "when":
            low = token.head if token.dep_ == "conj" and token.head.tag_ == "VBG" else token
            over = [low.head] if low.dep_ == "advcl" and low.tag_ == "VBG" else []  # "derailed, killing six"
            over += [verb.head for verb in over if verb.dep_ == "advcl"]  # "sank when the dam broke, drowning six"
            over += [verb.head for verb in over if verb.dep_ == "conj"]  # "derailed and hit a wall, killing six"
            over = [verb for verb in over if not syntax.children(verb, "dobj") and not _intruding(verb)]
            return [*over, *(c for c in syntax.children(token, "advcl") if c.i > token.i and _while(c))]
        case "collision":
            told = [token, *syntax.children(token, "conj")]  # "were killed and one was missing after a ship hit"
            clauses = [c for t in told for c in syntax.children(t, "advcl")]
            return [c for c in clauses if c.i > token.i and _while(c) and _collides(c)]
        case "scene":
            harmed = [token, *syntax.children(token, "conj")]  # "were killed and two injured in a blast in a mine"
            blasts = [b for t in harmed for b in (*syntax.prepositional(t, "in"), *syntax.children(t, "nsubj"))]
            blasts = [b for b in blasts if b.lemma_ in _BLASTS and not _planted(b)]
            return [t for b in blasts for p in _SCENE for t in syntax.prepositional(b, p)]
    return _amid(token)


def _intruding(verb: Token) -> bool:
    """Whether people burst into a place, which is no mishap: "gunmen burst into a tent, killing two"."""
    return verb.lemma_ == "burst" and bool(syntax.prepositional(verb, "into"))


def _planted(blast: Token) -> bool:
    """Whether a blast is told to be somebody's: "a bomb blast at a power plant", "twin explosions"."""
    return any(m.lemma_.lower() in _PLANTED for m in syntax.children(blast, "amod", "compound", "nummod"))


def _while(clause: Token) -> bool:
    """Whether a clause says at what or after what it happened: "when a wall collapsed"."""
    return any(m.lower_ in _WHEN for m in syntax.children(clause, "mark", "advmod"))


def _amid(token: Token) -> list[Token]:
    """What was going on: "killed as [an earthquake] jolted the island". A fire that somebody owns is gunfire."""
    clauses = [c for c in syntax.children(token, "advcl") if c.i > token.i and _while(c)]
    found = [s for c in clauses for s in syntax.children(c, "nsubj")]
    return [s for s in found if s.lemma_ != "fire" or not syntax.children(s, "amod", "compound", "poss")]


def _collides(clause: Token) -> bool:
    """Whether a vehicle runs into something: "when a ferry hit a pier", "when his car was struck by a stolen van"."""
    if clause.lemma_ not in _STRIKING:
        return False
    if syntax.is_passive(clause):
        return any(t.lemma_ in _VEHICLES for t in syntax.agents(clause))
    ran = any(t.lemma_ in _VEHICLES for t in syntax.children(clause, "nsubj"))
    met = syntax.children(clause, "dobj") or syntax.prepositional(clause, "into")
    return ran and any(t.lemma_ in _OBSTACLES for t in met)
