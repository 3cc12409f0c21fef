"""To whom role nouns belong: the state, body or person beside them, several in a row, a people, or private bodies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role, fold
from geograph.nlp import syntax
from geograph.nlp.descriptions import described
from geograph.nlp.pairs import pair
from geograph.nlp.pronouns import pronoun
from geograph.nlp.titles import PUBLIC, role_at
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_FACING = frozenset({"against", "by", "from", "of", "to", "with"})
_STAYING = wordlist("owners", "staying")
_MANY = frozenset({"country", "government", "nation", "state"})
_HELD = wordlist("owners", "held")
_FORCES = wordlist("owners", "forces")
_SEATED = wordlist("owners", "seated")
_WORKING = wordlist("owners", "working")
_HIRING = wordlist("owners", "hiring")
_SEATS = frozenset({"hague", "the hague"})
"""Cities whose courts are no state's."""


def owner_of(cast: Cast, token: Token) -> tuple[str | None, int | None]:
    """The state, and the organization or person, that a role noun belongs to."""
    others = [
        o
        for p in token.children
        if p.dep_ == "prep" and p.lower_ in ("of", "from", "in", "for")
        for o in syntax.objects_of(p)
    ]
    others += hung_high(token)
    if token.dep_ == "nsubj" and token.head.lemma_ == "belong":
        others += syntax.prepositional(token.head, "to")  # "the boat belonged to Chad"
    belonging = [c for c in syntax.children(token, "acl") if c.lower_ == "belonging"]
    others += [o for c in belonging for p in syntax.preps(c) if p.lower_ == "to" for o in syntax.objects_of(p)]
    others += _serving(token)
    possessors = syntax.possessors(token)
    named = [w for w in syntax.modifiers(token) if w.i in cast.name_at]
    if any(p.pos_ == "PRON" for p in possessors) and named and not _posted(cast, possessors[0], named):
        possessors = named
    for word in [*possessors, *syntax.modifiers(token), *others]:
        ref = cast.refs.get(word.i)
        number = cast.name_at.get(word.i)
        if ref is None and number is not None:
            ref = cast.named(cast.names[number])
        if ref is None and word.i > token.i and word in others:
            ref = described(cast, word)  # "the leaders of the country"
        nameless = not any(m.i in cast.name_at for m in syntax.modifiers(word))  # not "the six ASEAN states"
        if ref is None and word.tag_ == "NNS" and word.lemma_ in _MANY and syntax.children(word, "nummod") and nameless:
            continue  # "chiefs from eighteen nations aboard a US ship"
        if ref is None and word.i > token.i and word in others:
            owned = word.pos_ == "NOUN" or bool(syntax.possessors(word))  # "officers of Serbia's Interior Ministry"
            nested = owner_of(cast, word) if owned else (None, None)
            if nested != (None, None):
                return nested
            continue
        if ref is None and word.dep_ == "poss" and word.pos_ == "PRON":
            ref = pronoun(cast, word)
        if ref is None or not ref.nodes:
            continue
        node = cast.nodes[ref.nodes[0]]
        if word in possessors and token.lemma_ in _HELD and node.kind in ("organization", "armed_group", "person"):
            continue  # "freed four of its captives"
        if node.kind in ("organization", "armed_group") or (node.entry is not None and node.entry.bloc):
            return node.state, ref.nodes[0]
        if node.kind == "person" and word.dep_ in ("poss", "compound"):
            return node.state, ref.nodes[0]
        state = ref.state or node.state
        if word in others and fold(cast.doc[ref.start : ref.end].text) in _SEATS:
            continue
        if state:
            return state, None
    return None, None


def _serving(token: Token) -> list[Token]:
    """The body at which people serve, or for whom they work: "judges at the tribunal", "mercenaries hired by Chad"."""
    at = [p for p in syntax.children(token, "prep") if p.lower_ == "at" and token.lemma_ in _SEATED]
    found = [o for p in at for o in syntax.objects_of(p) if o.ent_type_ == "ORG"]
    for clause in syntax.children(token, "acl"):
        if clause.tag_ == "VBG" and clause.lemma_ in _WORKING:
            found += syntax.prepositional(clause, "for")
        elif clause.tag_ == "VBN" and clause.lemma_ in _HIRING:
            found += syntax.agents(clause)
    return found


def hung_high(token: Token) -> list[Token]:
    """From where people are, told right behind them, where the parse hangs it on what is above: "talks with officials
    from Gabon", "arrested officers from Niger"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or after.lower_ != "from" or after.dep_ != "prep" or token.dep_ not in ("dobj", "pobj"):
        return []
    above = token.head if token.dep_ == "dobj" else token.head.head
    stays = above.lemma_ in _STAYING if syntax.is_verb(above) else token.head.lower_ in ("with", "between", "against")
    if after.head != above or not stays:
        return []
    return syntax.objects_of(after)


def _posted(cast: Cast, possessor: Token, named: list[Token]) -> bool:
    """Whether a state's people are only posted to the body that is named with them: "its U.N. diplomats"."""
    own = cast.refs.get(possessor.i) or pronoun(cast, possessor)
    bodies = [f.entry for m in named for f in cast.names[cast.name_at[m.i]].forms[:1]]
    abroad = bool(bodies) and all(e.kind == "organization" and e.state is None for e in bodies)
    return abroad and own is not None and len(own.nodes) == 1 and cast.nodes[own.nodes[0]].kind == "state"


def all_owners(cast: Cast, token: Token) -> tuple[int, ...]:
    """All whom a plural belongs to: "the leaders of India and Pakistan", "Iraqi and Saudi ministers", "officials of
    the two countries"."""
    others = [o for p in syntax.children(token, "prep") if p.lower_ in ("of", "from") for o in syntax.objects_of(p)]
    for words in (syntax.possessors(token), syntax.modifiers(token), others):
        meant: list[int] = []
        for word in words:
            number = cast.name_at.get(word.i)
            state = cast.states[number] if number is not None and cast.names[number].kind == "state" else None
            ref = cast.refs.get(word.i) or (cast.named(cast.names[number]) if number is not None else pair(cast, word))
            national = cast.state_node(state) if state is not None else None
            meant += (national,) if national is not None else ref.nodes if ref is not None else ()
        found: dict[int, None] = {}
        for index in meant:
            node = cast.nodes[index]
            own = cast.state_node(node.state) if node.kind == "place" and node.state else index
            own = index if own in found or own in meant else own  # "Georgian and South Ossetian forces"
            if own is not None and cast.nodes[own].kind in ("state", "organization", "armed_group", "place"):
                found[own] = None
        if len(found) > 1:
            return tuple(found)
    return ()


def private_role(cast: Cast, token: Token, role: Role) -> Role | None:
    """The role of the private people or body that a noun's first half names, where the noun alone would mean a
    state's: "gang chief", "union officials", "church spokesman"."""
    first = token.i - len(role.lemma.split())
    if role.named or role.sector not in PUBLIC or first < 0:
        return None
    before = cast.doc[first]
    if before.dep_ != "compound" or before.head != token or before.i in cast.name_at:
        return None
    found = role_at(cast.doc, before.i, cast.gazetteer.roles)
    return found[0] if found is not None and (found[0].named or found[0].kind == "armed") else None


def public_role(cast: Cast, token: Token, role: Role) -> Role | None:
    """The role of a state's own people that a body before a noun makes of them: "navy crews", "army recruits"."""
    first = token.i - len(role.lemma.split())
    if not role.named or role.kind not in ("population", "private") or first < 0:
        return None
    before = cast.doc[first]
    if before.dep_ != "compound" or before.head != token or before.lemma_ not in _FORCES:
        return None
    found = role_at(cast.doc, before.i, cast.gazetteer.roles)
    return replace(role, named=False, kind="group", sector=found[0].sector) if found is not None else None


def of_a_people(cast: Cast, token: Token) -> bool:
    """Whether a noun is said to be of a people or faith that is no state's."""
    before = [m for m in syntax.modifiers(token) if m.i < token.i]
    named = [cast.names[cast.name_at[m.i]] for m in before if m.i in cast.name_at]
    people = any(n.label == "NORP" for n in named)
    people = people or any(m.ent_type_ == "NORP" and m.i not in cast.name_at for m in before)
    return people and not any(n.kind == "state" for n in named)


_STRIKING = wordlist("owners", "striking")
_OVERPOWERING = _STRIKING | {
    "capture",
    "detain",
    "engage",
    "hold",
    "injure",
    "intercept",
    "kill",
    "seize",
    "shoot",
    "wound",
}
_SOLDIERS = wordlist("owners", "serving")


def faced(cast: Cast, token: Token) -> set[str]:
    """The states that a noun's verb names as its other side: whoever "accused Iran" or "withdrew from Iraq" isn't of
    there."""
    for _ in range(2):  # "a spokesman for President Roe accused Chad"
        if token.dep_ == "pobj" and token.head.head.pos_ == "NOUN":
            token = token.head.head
        elif token.dep_ in ("poss", "compound", "appos"):
            token = token.head
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or not syntax.is_verb(verb):
        return set()
    own: set[str | None] = set()
    others = [o for p in verb.subtree if p.lower_ == "against" and p.i > token.i for o in syntax.objects_of(p)]
    if token.dep_ == "dobj":
        others = [o for o in others if token not in o.ancestors]
        if verb.lemma_ in (_OVERPOWERING if token.lemma_ in _SOLDIERS else _STRIKING):  # one's own aren't attacked
            doing = syntax.doers(verb)
            others += [t for d in doing for t in (d, *syntax.modifiers(d), *syntax.possessors(d))]
            own = {cast.nodes[n].state for d in doing if d.i in cast.refs for n in cast.refs[d.i].nodes}
    else:
        others += syntax.children(verb, "dobj")
        near = [p for p in syntax.children(verb, "prep", "agent") if p.lower_ in _FACING]
        others += [o for p in near for o in syntax.objects_of(p)]
        texts = [c for o in syntax.children(verb, "dobj") for c in syntax.children(o, "acl") if c.tag_ == "VBG"]
        for inner in texts:  # "is debating a motion urging Egypt to"
            others += [*syntax.children(inner, "dobj"), *syntax.finite_subjects(inner)]
        entered = [o for p in syntax.children(verb, "prep") if p.lower_ == "into" for o in syntax.objects_of(p)]
        others += [w for o in entered for w in (*syntax.possessors(o), *syntax.modifiers(o))]
    numbers = [cast.name_at[o.i] for o in others if o.i in cast.name_at]
    named = {s for n in numbers if cast.names[n].kind == "state" and (s := cast.states[n]) is not None}
    return named | {s for s in own if s is not None}


def sits_between(token: Token) -> bool:
    """Whether a court is said to sit in a city whose courts are no state's."""
    places = [o for p in syntax.children(token, "prep") if p.lower_ in ("in", "at") for o in syntax.objects_of(p)]
    return any(o.lower_ in _SEATS for o in places)
