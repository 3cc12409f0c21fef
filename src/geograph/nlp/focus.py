"""Of which state an article speaks: for whose forces and bodies it means "police", "the government"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp.answerers import answering
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_LOCAL_SECTORS = frozenset({"COP", "MIL", "JUD", "MED", "CVL", "UNK", "CRM", "EDU"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RULING = frozenset({"COP", "GOV", "JUD"})
_RULERS = frozenset({"minister", "head_of_state", "head_of_government"})
_ABROAD = wordlist("focus", "abroad")
_ONCE = 2
"""What a state counts that is named a single time."""
_LOCATIVE = frozenset({"in", "at", "near", "across", "outside"})


def topic(cast: Cast, before: int) -> str | None:
    """The state that was the subject of this or one of the two sentences before."""
    for i in range(before - 1, -1, -1):
        if cast.sentence[before] - cast.sentence[i] > 2:
            break
        ref = cast.refs.get(i)
        if ref is not None and len(ref.nodes) == 1 and cast.doc[i].dep_ in _SUBJECTS:
            node = cast.nodes[ref.nodes[0]]
            if node.kind == "state":
                return node.state
    return None


def main_state(cast: Cast) -> str | None:
    """The state that the article names far more than others."""
    return _foremost(cast.counts)


def _foremost(counts: Counter[str]) -> str | None:
    common = counts.most_common(2)
    if common and (len(common) == 1 or common[0][1] >= 2 * common[1][1]):
        return common[0][0]
    return None


def site(cast: Cast, token: int) -> str | None:
    """The state of a place where the sentence says that something happens."""
    here = cast.doc[token]
    for number in cast.names_in.get(cast.sentence[token], ()):
        name = cast.names[number]
        if cast.states[number]:
            words = cast.doc[name.start : name.end]
            if any(t.dep_ == "pobj" and t.head.lower_ in _LOCATIVE and _around(t.head.head, here) for t in words):
                return cast.states[number]
    return None


def _site_before(cast: Cast, token: int) -> str | None:
    """The state of the place where the main clause of the sentence before happens: "rallied in Ankara. Police"."""
    for number in cast.names_in.get(cast.sentence[token] - 1, ()):
        words = cast.doc[cast.names[number].start : cast.names[number].end]
        placed = [t.head for t in words if t.dep_ == "pobj" and t.head.lower_ in _LOCATIVE]
        above = [next((up for up in p.ancestors if up.pos_ in ("VERB", "AUX")), None) for p in placed]
        if cast.states[number] and any(verb == verb.sent.root for verb in above if verb is not None):
            return cast.states[number]
    return None


def _around(governor: Token, token: Token) -> bool:
    """Whether what stands at a place is the token's own clause or one around it, or below the token itself."""
    return governor == token or governor.is_ancestor(token) or token.is_ancestor(governor)


def focus(cast: Cast, token: int, sector: str | None, barred: Collection[str] = ()) -> str | None:
    """The state for whose forces and bodies an article means "police", "the government": for forces the place of
    the sentence, for rulers the state whose people do something in it, else the state that the article names far more
    than others, itself or by an armed group that fights there, else the one it spoke of last, else that of its
    dateline; of the `barred` ones none."""
    here = site(cast, token) if sector in _LOCAL_SECTORS else None
    here = here or (_site_before(cast, token) if sector == "COP" else None)
    forces = _army(cast, token) if sector == "MIL" else _rulers(cast, token) if sector == "COP" else None
    main = main_state(cast) or _foremost(cast.counts + cast.fought_in)
    near = sector in ("GOV", "LEG") and (main is None or cast.counts[main] <= _ONCE)
    ruled = _ruled(cast, token) if near else None
    told = _addressed_before(cast, token) if near else None
    people = _people(cast, token) if sector in ("GOV", "LEG") else None
    answer = answering(cast, cast.doc[token])
    ways = (answer, forces, here, people, ruled, told, main, topic(cast, token), cast.home, _first(cast, barred))
    found = next((state for state in ways if state), None)
    return found if found not in barred else _first(cast, barred)


def _addressed_before(cast: Cast, token: int) -> str | None:
    """The state of whom the clause before is said: "accused Iran's police of theft and urged the president to"."""
    word = cast.doc[token]
    verb = word.head.head if word.dep_ == "pobj" else word.head
    if word.dep_ not in ("dobj", "pobj") or verb.dep_ != "conj":
        return None
    for other in verb.head.children:
        ref = cast.refs.get(other.i) if other.dep_ == "dobj" and other.i < verb.i else None
        if ref is not None and len(ref.nodes) == 1 and not ref.place:
            return ref.state or cast.nodes[ref.nodes[0]].state
    return None


def _people(cast: Cast, token: int) -> str | None:
    """The state whose people do something in the same sentence before: "Bolivian nurses urged
    the government to"; of those who live elsewhere none."""
    for i in range(token - 1, cast.doc[token].sent.start - 1, -1):
        ref, word = cast.refs.get(i), cast.doc[i]
        if ref is None or len(ref.nodes) != 1 or word.dep_ not in _SUBJECTS or word.tag_ not in ("NNS", "NNPS"):
            continue
        node = cast.nodes[ref.nodes[0]]
        if node.kind == "population" and node.state and word.lemma_ not in _ABROAD:
            return node.state if site(cast, i) in (None, node.state) else None
    return None


def _ruled(cast: Cast, token: int) -> str | None:
    """The one state whose rulers are named near by, by their office alone: "Finance Minister Peter Costello"."""
    found = set()
    here = cast.sentence[token]
    for office in cast.offices:
        if abs(cast.sentence[office.token] - here) > 1:
            continue
        if office.of is None and office.tense == "current" and office.role.office in _RULERS:
            found |= {f.entry.state for f in cast.names[office.name].forms if f.entry.kind == "person"}
    return found.pop() if len(found) == 1 else None


def _first(cast: Cast, barred: Collection[str]) -> str | None:
    """The state that the article names most, of those that are left."""
    common = [(state, n) for state, n in cast.counts.most_common(len(barred) + 2) if state not in barred]
    return common[0][0] if common and (len(common) == 1 or common[0][1] > common[1][1]) else None


def _army(cast: Cast, token: int) -> str | None:
    """The state whose forces did something in the same sentence before: "US jets bombed Mosul and troops moved in"."""
    for i in range(token - 1, cast.doc[token].sent.start - 1, -1):
        ref = cast.refs.get(i)
        if ref is not None and ref.sector == "MIL" and ref.state and cast.doc[i].dep_ in _SUBJECTS:
            return ref.state
    return None


def _rulers(cast: Cast, token: int) -> str | None:
    """The state whose minister, court or police did something in the same sentence before, of forces that act there:
    "Georgia's minister, Jane Roe, announced arrests and police ringed the garrison"."""
    if cast.doc[token].dep_ not in _SUBJECTS:
        return None
    for i in range(token - 1, cast.doc[token].sent.start - 1, -1):
        ref = cast.refs.get(i)
        nodes = [cast.nodes[n] for n in ref.nodes] if ref is not None and cast.doc[i].dep_ == "nsubj" else []
        states = {n.state for n in nodes if n.sector in _RULING and n.kind in ("person", "state")}
        if ref is not None and not ref.place and len(states) == 1:
            return states.pop()
    return None
