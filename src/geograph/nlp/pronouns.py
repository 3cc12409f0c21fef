"""Whom pronouns mean: agreement in number, gender and animacy, then salience."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.issuers import issuer
from geograph.nlp.quotes import WE, around, speaker
from geograph.nlp.refs import Node, Ref
from geograph.nlp.salience import NEUTER, SUFFERED, candidates, said
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_JOINT = wordlist("pronouns", "joint")
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_BODIES = frozenset({"state", "organization", "armed_group"})
_COLLECTIVE = wordlist("pronouns", "collective")


def pronoun(cast: Cast, token: Token) -> Ref | None:
    """What a pronoun means; None where nobody fits."""
    word = token.lower_
    target = syntax.antecedent(token)
    if target != token:
        ref = cast.refs.get(target.i)
        return None if ref is None else Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, ref.plural)
    if word.endswith(("self", "selves")):
        return _reflexive(cast, token)
    if word in SINGULAR:
        gender = SINGULAR[word]

        def is_one(node: Node, ref: Ref) -> bool:
            one = node.kind == "person" or ref.one
            return one and node.gender in ("", gender) and not ref.plural

        index = _ahead(cast, token, is_one)
        if index is None:
            index = _salient(cast, token, is_one)
        if index is not None and cast.nodes[index].kind == "person":
            cast.nodes[index].gender = gender
    elif word in NEUTER:
        if (thing := thing_of(token)) is not None and thing.i not in cast.refs:
            owner = next((cast.refs[o.i] for o in syntax.owners(thing) if o.i in cast.refs), None)
            return None if owner is None else Ref(owner.nodes, token.i, token.i + 1, False, owner.sector, owner.state)
        index = _salient(cast, token, lambda n, r: n.kind in _BODIES and not r.plural)
    elif word in PLURAL:
        return _plural(cast, token)
    elif word in SPEAKER:
        return _speaker(cast, token)
    else:
        return None
    return None if index is None else Ref((index,), token.i, token.i + 1, False)


def thing_of(token: Token) -> Token | None:
    """The thing that an object means when the verb before has one: "welcomed the plan, while Chad rejected it"."""
    verb = token.head
    if syntax.children(verb, "xcomp", "ccomp"):
        return None  # "urged it to": somebody
    if token.dep_ != "dobj" or verb.dep_ not in ("conj", "advcl") or not syntax.is_verb(verb.head):
        return None
    things = [o for o in syntax.children(verb.head, "dobj") if o.i < token.i and o.pos_ == "NOUN" and o.tag_ == "NN"]
    return things[0] if things else None


def _ahead(cast: Cast, token: Token, fits: Callable[[Node, Ref], bool]) -> int | None:
    """The subject behind a fronted phrase that speaks of it: "In her speech, May said", "After he left, Kerry said"."""
    fronted = next((up for up in (token, *token.ancestors) if up.dep_ in ("prep", "advcl") and up.head.i > up.i), None)
    if fronted is None or token.i - token.sent.start > 12 or any(t.text in '"“' for t in token.sent[: token.i + 1]):
        return None
    if fronted.left_edge.i - token.sent.start > 1:
        return None
    for subject in syntax.children(fronted.head, "nsubj", "nsubjpass"):
        number = cast.name_at.get(subject.i)
        ref = cast.named(cast.names[number]) if number is not None and subject.i > token.i else None
        if ref is not None and len(ref.nodes) == 1 and fits(cast.nodes[ref.nodes[0]], ref):
            return ref.nodes[0]
    return None


def _reflexive(cast: Cast, token: Token) -> Ref | None:
    """ "itself" is the subject of its clause."""
    verb = next((up for up in token.ancestors if syntax.is_verb(up)), None)
    for subject in syntax.surface_subject(verb) if verb is not None else []:
        ref = cast.refs.get(subject.i)
        if ref is not None:
            return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, ref.plural)
    return None


def _speaker(cast: Cast, token: Token) -> Ref | None:
    """ "we" and "I" inside reported speech are its speaker; "we" of a spokesman is whom they speak for."""
    for up in token.ancestors:
        if up.dep_ == "ccomp" and syntax.is_verb(up.head):
            for subject in syntax.surface_subject(up.head):
                if subject.i in cast.refs:
                    return said(cast, token, subject)
    return _quoted(cast, token)


def _quoted(cast: Cast, token: Token) -> Ref | None:
    """The speaker of the quotation or statement that the token stands in, also when named only behind it."""
    said_by = speaker(cast, token)
    if said_by is not None:
        return said(cast, token, said_by)
    own = issuer(cast) if token.lower_ in WE and around(cast.quotations, token) is None else None
    return None if own is None else Ref((own,), token.i, token.i + 1, False)


def _salient(cast: Cast, token: Token, fits: Callable[[Node, Ref], bool]) -> int | None:
    for _, _, ref in candidates(cast, token):
        if len(ref.nodes) == 1 and fits(cast.nodes[ref.nodes[0]], ref):
            return ref.nodes[0]
    return None


def _plural(cast: Cast, token: Token) -> Ref | None:
    found = [ref for _, _, ref in candidates(cast, token)]
    if token.dep_ == "poss" and token.head.lemma_ in SUFFERED:  # "picked up two poets. Peru called for their release"
        found.sort(key=lambda ref: cast.doc[ref.start : ref.end].root.dep_ not in ("dobj", "nsubjpass"))
    for ref in found:
        head = cast.doc[ref.start : ref.end].root
        while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i in cast.refs:
            head = head.head  # of "Chad, Mali and Niger" the whole row
        together = [cast.refs[t.i] for t in syntax.with_conjuncts(head) if t.i in cast.refs and t.i < token.i]
        if len(together) > 1:
            nodes = tuple(dict.fromkeys(n for r in together for n in r.nodes))
            return Ref(nodes, token.i, token.i + 1, False, plural=True)
        many = any(cast.nodes[n].kind in ("armed_group", "population") for n in ref.nodes)
        if ref.plural or many or head.lemma_ in _COLLECTIVE:
            return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, True)
    if token.lower_ == "their" and token.head.lemma_ in _JOINT:
        return _both(cast, token)
    return _speaker(cast, token) if token.lower_ == "they" and token.head.dep_ == "ccomp" else None


def _both(cast: Cast, token: Token) -> Ref | None:
    """The two of the clause before whose talks or border it is: "Carter received Begin, but their meeting"."""
    found: dict[int, None] = {}
    for i in range(token.sent.start, token.i):
        ref = cast.refs.get(i)
        if ref is not None and ref.naming and len(ref.nodes) == 1 and cast.doc[i].dep_ in _ROLES:
            found.setdefault(ref.nodes[0])
    kinds = {cast.nodes[n].kind for n in found}
    if len(found) != 2 or len(kinds) != 1 or not kinds <= {"person", "state"}:
        return None
    return Ref(tuple(found), token.i, token.i + 1, False, plural=True)
