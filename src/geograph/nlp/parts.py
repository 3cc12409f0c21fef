"""Participants: what the tokens in a trigger's places mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.located import SITES
from geograph.nlp.refs import PLACE_USES, Ref
from geograph.nlp.resolve import Cast
from geograph.nlp.salience import ORDEALS
from geograph.nlp.wordlists import wordlist

_ORIGIN = wordlist("parts", "origin")


_LAID = wordlist("parts", "laid")
_SCENES = wordlist("parts", "scenes")
_HOUSES = wordlist("parts", "houses")
TRACTS = SITES | {"border", "countryside", "coast", "corridor", "frontier", "outskirts", "part", "side", "zone"}
"""Nouns for land that is told by the names around them: "the Deraa countryside", "parts of northern Mali"."""
_SENT = frozenset({"contingent", "delegation", "mission", "team"})
_SOME = frozenset({"many", "most", "several", "some"})
_SPOKEN = frozenset({"dobj", "nsubj", "nsubjpass"})
_MADE = wordlist("parts", "made")
_CRITICISM = wordlist("parts", "criticism")


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: the token that stands in the role, and what it means."""

    token: Token
    ref: Ref
    descended: bool = False


def parts(tokens: list[Token], cast: Cast, deeds: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """What the fillers mean; a filler that is no actor gives way to its owner. Of `deeds` only the doer counts: in
    'the bombing of a market killed ten' nobody is named who did it."""
    out: list[Part] = []
    for token in tokens:
        for part in (*_meaning(token, cast, 0, deeds), *_leaders(token, cast)):
            if part.token.i not in [p.token.i for p in out]:
                out.append(part)
    return tuple(out)


def _leaders(token: Token, cast: Cast) -> Iterator[Part]:
    """Who leads what is sent: "a delegation led by Jane Roe"."""
    if token.lemma_ in _SENT and token.i in cast.refs:
        for clause in syntax.children(token, "acl", "relcl"):
            if clause.lemma_ in ("head", "lead"):
                named = [t for t in syntax.agents(clause) if t.i in cast.refs]
                yield from (Part(t, r) for t in named if _is_person(r := cast.refs[t.i], cast))


def _is_person(ref: Ref, cast: Cast) -> bool:
    return len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind == "person"


def _some(token: Token, cast: Cast) -> Iterator[Part]:
    """Of whom a bare "some" tells: of the last several in the sentence ("holds aid workers and accuses some of")."""
    if token.dep_ not in _SPOKEN or token.lower_ not in _SOME or syntax.counted(token) != [token]:
        return
    for before in reversed(token.doc[token.sent.start : token.i]):
        ref = cast.refs.get(before.i)
        if ref is not None and ref.plural and before.pos_ == "NOUN" and before.dep_ in _SPOKEN | {"conj", "pobj"}:
            yield Part(token, ref)
            return


def _tells_where(word: Token, cast: Cast) -> bool:
    """Whether a state's plain name before a deed says where it was done: "Iraq mortar attack kills 25"."""
    name = cast.names[cast.name_at[word.i]] if word.i in cast.name_at else None
    use = name.use if name is not None and name.kind in ("place", "state") else ""
    around = {t.text for t in word.doc[max(0, word.i - 1) : word.i + 2]}
    if "-" in around:
        return False
    if name is not None and word.dep_ == "compound" and word.doc[name.end - 1].lower_ in _HOUSES:
        return True  # "Manila Embassy blast kills six"
    return (use == "name" and word.dep_ == "compound") or (use == "adjective" and word.head.lemma_ in _SCENES)


def _known(word: Token, cast: Cast) -> bool:
    ref = cast.refs.get(word.i)
    return ref is not None and any(cast.nodes[n].state for n in ref.nodes)


def _tells_place(word: Token, cast: Cast) -> bool:
    return word.i in cast.name_at and cast.names[cast.name_at[word.i]].use in PLACE_USES


def _tells_faith(word: Token, cast: Cast) -> bool:
    """Whether an adjective only says of which faith or people a thing is: "Christian schools", "Jewish settlement"."""
    nodes = [cast.nodes[n] for n in cast.refs[word.i].nodes]
    return word.dep_ == "amod" and all(n.kind == "population" and n.state is None and n.entry is None for n in nodes)


def _meaning(token: Token, cast: Cast, depth: int, deeds: frozenset[str]) -> Iterator[Part]:
    ref = cast.refs.get(token.i)
    if token.lower_ == "force" and token.dep_ == "pobj" and token.left_edge == token:
        return  # "respond with force"
    if ref is not None and token.pos_ == "NOUN" and token.dep_ == "nsubj" and syntax.is_none(token):
        return  # "no group claimed it"
    if ref is not None and ref.nodes:
        yield Part(token, ref, depth > 0)
        return
    if depth == 0 and (some := list(_some(token, cast))):
        yield from some
        return
    if depth > 2 or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"):
        return
    befallen = bool(deeds) and token.lemma_.lower() in ORDEALS and not syntax.prepositional(token, "of")
    tract = token.lemma_ in TRACTS
    deed = befallen or token.lemma_.lower() in deeds
    made = [t for c in syntax.children(token, "acl") if c.lemma_ in _MADE for t in syntax.agents(c)]
    doers = syntax.agents(token) or made or ([] if befallen else syntax.possessors(token))  # "their trial was unfair"
    owners = doers if deed or token.lemma_ in _CRITICISM else syntax.owners(token)
    names = [
        w
        for w in syntax.modifiers(token)
        if w.i in cast.refs
        and (tract or not (cast.refs[w.i].place or _tells_place(w, cast)))
        and not ((deed or token.lemma_.lower() in _LAID) and _tells_where(w, cast))
        and (deed or not _tells_faith(w, cast))
        and cast.doc[w.i + 2 if w.i + 2 < len(cast.doc) else w.i].lower_ not in _ORIGIN
    ]
    if tract and names and not any(_known(o, cast) for o in owners):
        owners = []  # "the Eritrean town of Zalambessa"
    for owner in [*owners, *([] if owners and any(o.i in cast.refs for o in owners) else names)]:
        yield from _meaning(owner, cast, depth + 1, deeds)


def other_body(part: Part, others: tuple[Part, ...]) -> bool:
    """Whether two nouns tell two bodies of one state: "the army condemned the government's decision"."""
    nouns = {o.token.lemma_ for o in others if o.token.pos_ == "NOUN"}
    return part.token.pos_ == "NOUN" and len(nouns) == len(others) and part.token.lemma_ not in nouns


def same(part: Part, others: tuple[Part, ...]) -> bool:
    """Whether a participant is wholly among others (a reflexive, or found twice)."""
    return any(
        set(part.ref.nodes) <= set(o.ref.nodes) and part.ref.naming and part.token.i == o.token.i for o in others
    )
