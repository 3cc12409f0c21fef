"""Whom nouns mean: role nouns by their state and owner, "the president" and "both countries" by what came before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role, fold
from geograph.model import Kind
from geograph.nlp import syntax
from geograph.nlp.names import root
from geograph.nlp.offices import role_at
from geograph.nlp.pronouns import pronoun
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

MEMORY = 200
"""So many entities at most are looked through for one that a noun points to."""
_COUNTRY = frozenset({"country", "nation", "state", "kingdom", "republic"})
_PAIR = frozenset(
    {"country", "nation", "state", "side", "party", "government", "leader", "president", "minister", "man", "official",
     "neighbour", "neighbor", "ally", "foe", "rival", "power", "capital", "premier", "counterpart", "diplomat"}
)  # fmt: skip
_PERSONAL = frozenset({"leader", "president", "minister", "man", "premier", "official", "counterpart", "diplomat"})
_GROUP = frozenset(
    {"agency", "airline", "alliance", "bloc", "body", "broadcaster", "channel", "charity", "company", "faction", "firm",
     "group", "magazine", "militia", "movement", "network", "newspaper", "organisation", "organization", "paper",
     "party", "union", "watchdog"}
)  # fmt: skip
_ELSEWHERE = frozenset(
    {"enemy", "external", "foreign", "hostile", "international", "mutinous", "neighboring", "neighbouring", "other",
     "outside", "rebel", "renegade", "rival", "unidentified", "unknown"}
)  # fmt: skip
"""With these words a force or an official is not of the state that the article is about."""
_ROOTLESS = frozenset(
    {"asylum seeker", "expatriate", "foreigner", "immigrant", "migrant", "mourner", "refugee", "tourist", "viewer",
     "reader", "investor", "passenger", "terrorist", "analyst", "expert", "observer", "critic", "historian"}
)  # fmt: skip
"""People of whom the place of the news doesn't tell where they come from."""
_ACTING_BODIES = frozenset({"air force", "army", "coalition", "government", "navy", "opposition", "police", "regime"})
_MEASURES = frozenset({"dozen", "hundred", "thousand", "score", "million"})
_NAME_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "dative"})
_NO_NAMES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "May", "June", "July", "August", "September", "October", "November", "December", "Internet", "Web"}
)  # fmt: skip


def nominal(cast: Cast, token: Token) -> Ref | None:
    """What a noun that is no name means; None for a thing."""
    titles = cast.role_tokens.get(token.i)
    if titles is not None:
        holders = list(dict.fromkeys(o.name for o in titles))
        people = tuple(dict.fromkeys(cast.person(cast.names[n]) for n in holders))
        if len(people) > 1:
            return Ref(people, token.i, token.i + 1, False, plural=True)
        holder = cast.names[holders[0]]
        return Ref(people, holder.start, holder.end, True)
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i - token.i == 1:
        return _attributive(cast, token)
    if token.dep_ in ("npadvmod", "compound") and token.i + 1 < len(cast.doc) and cast.doc[token.i + 1].text == "-":
        return None
    pair = _pair(cast, token)
    if pair is not None:
        return pair
    named = _apposed(cast, token)
    if named is not None:
        return named
    role = role_at(cast.doc, token.i, cast.gazetteer.roles)
    if token.lemma_.lower() in _COUNTRY and not any(c.i in cast.name_at or c.dep_ == "prep" for c in token.children):
        described = _described(cast, token)
        if described is not None:
            return described
    if role is None or (token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp")):
        return _described(cast, token) or _count(cast, token) or _capital(cast, token)
    return _role(cast, token, role[0], role[1])


def _attributive(cast: Cast, token: Token) -> Ref | None:
    """Who acts in "government attacks", "rebel offensive": a body or armed group named before its deed."""
    role = role_at(cast.doc, token.i, cast.gazetteer.roles)
    if role is None or not (role[0].kind == "armed" or role[0].lemma in _ACTING_BODIES):
        return None
    if token.head.pos_ != "NOUN" or role_at(cast.doc, token.head.i, cast.gazetteer.roles) is not None:
        return None
    return _role(cast, token, role[0], role[1])


def _apposed(cast: Cast, token: Token) -> Ref | None:
    """A common noun right before the name that it introduces: "the militant Palestinian group Hamas"."""
    number = cast.name_at.get(token.i + 1)
    if number is None or token.pos_ != "NOUN" or token.tag_ == "NNS":
        return None
    name = cast.names[number]
    head = root(cast.doc, name)
    if name.kind not in ("person", "organization", "armed_group") or name.use == "adjective":
        return None
    if not (
        (head.dep_ in ("appos", "nmod", "dep", "acl", "relcl") and head.head == token)
        or (token.dep_ == "compound" and token.head == head)
    ):
        return None
    return cast.named(name)


def _described(cast: Cast, token: Token) -> Ref | None:
    """ "the country", "the group": nouns that are no role but may point to an entity."""
    lemma = token.lemma_.lower()
    definite = any(c.lower_ in ("the", "this", "that") for c in syntax.children(token, "det"))
    if lemma in _COUNTRY and definite and token.tag_ == "NN":
        index = _last(cast, lambda n: n.kind == "state", token.i)
        return None if index is None else Ref((index,), token.i, token.i + 1, False)
    if lemma in _GROUP and definite:
        index = _last(cast, lambda n: n.kind in ("armed_group", "organization"), token.i)
        return None if index is None else Ref((index,), token.i, token.i + 1, False)
    return None


def _count(cast: Cast, token: Token) -> Ref | None:
    """A bare number of people: "kills 5", "left dozens dead"."""
    lemma = token.lemma_.lower()
    if not ((token.pos_ == "NUM" and token.ent_type_ in ("CARDINAL", "")) or lemma in _MEASURES):
        return None
    if token.dep_ not in ("dobj", "nsubjpass", "nsubj") or not syntax.is_verb(token.head):
        return None
    if any((c.dep_ in ("prep", "quantmod") and c.i > token.i) or c.text in ("$", "%") for c in token.children):
        return None
    index = cast.population("people", None, "CVL")
    return Ref((index,), token.i, token.i + 1, True, "CVL", None, True)


def _capital(cast: Cast, token: Token) -> Ref | None:
    """A capitalised word that neither the model nor the gazetteer knows as a name, where only a name can stand."""
    if token.tag_ not in ("NNP", "NNPS") or token.dep_ not in _NAME_DEPS or not token.is_alpha or token.is_sent_start:
        return None
    if not token.text[0].isupper() or token.text in _NO_NAMES or len(token.text) < 3:
        return None
    start = token.i
    while (
        start > 0
        and cast.doc[start - 1].dep_ == "compound"
        and cast.doc[start - 1].tag_ == "NNP"
        and start - 1 not in cast.name_at
    ):
        start -= 1
    text = cast.doc[start : token.i + 1].text
    words = fold(text).split()
    if len(words) == 1 and words[0] in cast.full:
        return Ref((cast.person(cast.full[words[0]][0]),), token.i, token.i + 1, True)
    if text.isupper():
        known = cast.acronym_of(words[0])
        if known is not None:
            return Ref((known,), start, token.i + 1, True)
        if token.i > 1 and cast.doc[token.i - 1].text == "(":
            return None
    index = cast.node(Node(f"{cast.local}-other-{slug(text)}", text, "other"))
    return Ref((index,), start, token.i + 1, True)


def _owner(cast: Cast, token: Token) -> tuple[str | None, int | None]:
    """The state, and the organization or person, that a role noun belongs to."""
    others = [
        o
        for p in token.children
        if p.dep_ == "prep" and p.lower_ in ("of", "from", "in", "for")
        for o in syntax.objects_of(p)
    ]
    possessors = syntax.possessors(token)
    named = [w for w in syntax.modifiers(token) if w.i in cast.name_at]
    if any(p.pos_ == "PRON" for p in possessors) and named:
        possessors = named
    for word in [*possessors, *syntax.modifiers(token), *others]:
        ref = cast.refs.get(word.i)
        number = cast.name_at.get(word.i)
        if ref is None and number is not None:
            ref = cast.named(cast.names[number])
        if ref is None and word.i > token.i and word in others:
            nested = _owner(cast, word) if word.pos_ == "NOUN" else (None, None)
            if nested != (None, None):
                return nested
            continue
        if ref is None and word.dep_ == "poss" and word.pos_ == "PRON":
            ref = pronoun(cast, word)
        if ref is None or not ref.nodes:
            continue
        node = cast.nodes[ref.nodes[0]]
        if node.kind in ("organization", "armed_group") or (node.entry is not None and node.entry.bloc):
            return node.state, ref.nodes[0]
        if node.kind == "person" and word.dep_ in ("poss", "compound"):
            return (node.state if word.dep_ == "poss" else None), ref.nodes[0]
        state = ref.state or node.state
        if state:
            return state, None
    return None, None


def _states_of(cast: Cast, token: Token, first: str) -> list[str]:
    """All states that coordinated modifiers name ("Iraqi and Saudi ministers"), else the one already found."""
    found = []
    for word in syntax.modifiers(token):
        number = cast.name_at.get(word.i)
        state = cast.states[number] if number is not None else None
        if state and state not in found:
            found.append(state)
    return found if first in found else [first]


def _mention(cast: Cast, token: Token, begin: int) -> tuple[int, int]:
    """The shortest words that name a role noun: the noun with the names and nouns right before it."""
    start = min(begin, token.i)
    while start > 0:
        before = cast.doc[start - 1]
        number = cast.name_at.get(before.i)
        inside = before.head.i >= start and before.head.i <= token.i
        if number is not None and inside and before.dep_ in ("amod", "compound", "nmod"):
            start = cast.names[number].start
        elif before.dep_ == "compound" and inside and before.pos_ in ("NOUN", "PROPN"):
            start -= 1
        elif before.text == "-" and start > 1 and start - 2 in cast.name_at:
            start -= 2
        else:
            break
    return start, token.i + 1


def _role(cast: Cast, token: Token, role: Role, begin: int) -> Ref | None:
    state, owner = _owner(cast, token)
    start, end = _mention(cast, token, begin)
    text = cast.doc[start:end].text
    plural = token.tag_ in ("NNS", "NNPS")
    definite = any(
        c.lower_ in ("the", "this", "that", "his", "her", "its", "their", "these", "those") for c in token.children
    )
    if role.kind == "person" and not plural:
        holder = _holder(cast, role, state, token.i)
        if holder is not None and (definite or state):
            return Ref((holder,), token.i, token.i + 1, False)
    if owner is not None and cast.nodes[owner].kind in ("organization", "armed_group", "other"):
        return Ref((owner,), start, end, True, role.sector, cast.nodes[owner].state, plural)
    if owner is not None and cast.nodes[owner].kind == "person" and role.kind == "retinue":
        return Ref((owner,), start, end, False)
    if definite and state is None and role.lemma.split()[-1] in _GROUP:
        index = _last(cast, lambda n: n.kind in ("armed_group", "organization") and n.name[:1].isupper(), token.i)
        if index is not None:
            return Ref((index,), token.i, token.i + 1, False)
    if role.kind == "armed":
        made = f"{cast.local}-armed-{slug(text)}"
        index = (
            _same_group(cast, role.lemma, "armed_group", definite)
            if definite and text.lower() == token.lower_
            else None
        )
        if index is None:
            index = cast.node(Node(made, " ".join(text.split()), "armed_group", None, role.sector))
            cast.nodes[index].offices.add(role.lemma)
        return Ref((index,), start, end, True, role.sector, None, plural)
    if role.kind == "population" and state is None and role.lemma not in _ROOTLESS:
        if not any(c.lower_ in _ELSEWHERE for c in token.children):
            state = cast.site(token.i) or cast.main_state()
    if role.kind == "population" or role.named:
        kind: Kind = "population" if role.kind in ("population", "group") or role.kind == "person" else "organization"
        index = _same_group(cast, role.lemma, kind, definite) if definite and not state else None
        if index is None:
            made = f"{cast.local}-{kind}-{slug(text)}"
            index = cast.node(Node(made, " ".join(text.split()), kind, state, role.sector))
            cast.nodes[index].offices.add(role.lemma)
        return Ref((index,), start, end, True, role.sector, state, plural)
    of_others = any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.children)
    of_others = of_others or any(c.lower_ in _ELSEWHERE for c in token.children)
    if state is None and owner is None and not of_others and role.kind in ("group", "body", "person", "retinue"):
        state = cast.focus(token.i, role.sector)
    if state is not None:
        nodes = tuple(n for s in _states_of(cast, token, state) if (n := cast.state_node(s)) is not None)
        if nodes:
            return Ref(nodes, start, end, True, role.sector, state if len(nodes) == 1 else None, plural)
    kind = "organization" if role.kind in ("body", "retinue") else "person" if not plural else "population"
    made = f"{cast.local}-{kind}-{slug(text)}"
    index = cast.node(Node(made, " ".join(text.split()), kind, None, role.sector))
    cast.nodes[index].offices.add(role.lemma)
    return Ref((index,), start, end, True, role.sector, None, plural)


def _same_group(cast: Cast, lemma: str, kind: Kind, definite: bool) -> int | None:
    """The group that an earlier passage introduced with the same noun."""
    for index in _recent(cast, len(cast.doc)):
        if cast.nodes[index].kind == kind and lemma in cast.nodes[index].offices:
            return index
    return None


def _holder(cast: Cast, role: Role, state: str | None, before: int) -> int | None:
    """The person, named before, who holds the office."""
    head = role.lemma.split()[-1]
    people = [i for i in _recent(cast, before) if cast.nodes[i].kind == "person"]
    for index in people:
        node = cast.nodes[index]
        fits = role.lemma in node.offices or (head == role.lemma and any(o.split()[-1] == head for o in node.offices))
        if fits and (state is None or node.state in (state, None)):
            return index
    office = cast.holders.get(role.lemma)
    if office is not None:
        index = cast.person(cast.names[office.name])
        if state is None or cast.nodes[index].state in (state, None):
            return index
    return None


def _pair(cast: Cast, token: Token) -> Ref | None:
    """ "the two leaders", "both countries" """
    lemma = token.lemma_.lower()
    if lemma not in _PAIR or token.tag_ not in ("NNS", "NNPS"):
        return None
    words = {c.lower_ for c in token.children if c.i < token.i}
    two = "both" in words or (words & {"two", "2"} and words & {"the", "these", "those"})
    if not two or any(c.i in cast.name_at for c in token.children):
        return None
    personal = lemma in _PERSONAL
    found: list[int] = []
    for index in _recent(cast, token.i):
        node = cast.nodes[index]
        if personal and node.kind == "person":
            found.append(index)
        elif not personal and (node.kind == "state" or (node.kind == "person" and node.state)):
            state = index if node.kind == "state" else cast.state_node(node.state or "")
            if state is not None and state not in found:
                found.append(state)
        if len(found) == 2:
            return Ref((found[1], found[0]), token.i, token.i + 1, False, plural=True)
    return None


def _recent(cast: Cast, before: int) -> Iterator[int]:
    """The entities by their last mention, the latest first, as far back as a reader remembers."""
    recent = islice(reversed(cast.latest), MEMORY)
    return (i for i in recent if cast.nodes[i].mentions[-1][0] < before)


def _last(cast: Cast, fits: Callable[[Node], bool], before: int) -> int | None:
    return next((i for i in _recent(cast, before) if fits(cast.nodes[i])), None)
