"""Whom "the two leaders", "both countries", "each side", "the two" and "the pair" mean: two spoken of last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.bearers import leads
from geograph.nlp.descriptions import recent
from geograph.nlp.refs import Ref
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_PAIR = wordlist("pairs", "pair")
_PERSONAL = wordlist("pairs", "personal")
_CAMPS = wordlist("pairs", "camps")
_PEOPLE = frozenset({"man", "woman"})
_TWO = frozenset({"two", "2"})
_TWOSOME = frozenset({"duo", "pair", "twosome"})
_SIDES = frozenset({"party", "side", "team"})
_ALL = frozenset({"all", "both", "the", "two"})
_NUMBERS = {"three": 3, "trio": 3, "threesome": 3, "four": 4, "foursome": 4, "quartet": 4, "five": 5, "six": 6}
_LANDS = wordlist("pairs", "lands")
_THE = frozenset({"the", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ROLES = _SUBJECTS | {"dobj", "pobj", "dative"}
_REACH = 1
"""So many sentences back bare "the two" looks for two people, and for a group said to be of two."""


def pair(cast: Cast, token: Token) -> Ref | None:
    """ "the two leaders", "both countries", "each side"; "the two", "both" and "the pair" alone; also more: "the
    four"."""
    lemma = token.lemma_.lower()
    if (many := _many(token)) is not None:
        return _row(cast, token, many)
    if _alone(token):
        return _spoken_of(cast, token)
    if token.lower_ == "they" and token.dep_ == "nsubj" and token.is_sent_start:
        return _spoken_of(cast, token, just=True)  # "Roe met Poe. They signed"
    words = {c.lower_ for c in token.children if c.i < token.i}
    if lemma not in _PAIR or any(c.i in cast.name_at for c in token.children):
        return None
    if token.tag_ in ("NNS", "NNPS"):
        two = "both" in words or bool(words & _TWO and words & _THE)
        two = two or (lemma in ("side", "party") and bool(words & {"warring", "opposing", "rival"}))
    else:
        two = lemma == "side" and "each" in words
    if (theirs := _theirs(cast, token, lemma)) is not None:
        return theirs
    barred = _calling(cast, token)
    if not two:
        told = lemma in _SIDES and token.tag_ == "NNS" and bool(words & _ALL) and not syntax.children(token, "amod")
        return _named_together(cast, token, barred) if told else None  # "urged the parties", "all sides"
    if (both := _both_above(cast, token)) is not None:
        return both
    if lemma in _CAMPS and (named := _named_together(cast, token, barred)) is not None:
        return named
    meant = [i for i in recent(cast, token.i) if i not in barred]  # who calls on both is neither
    ruling = [i for i in meant if _rules(cast, i)] if lemma == "leader" else []
    for group in (ruling, [i for i in meant if not _only_where(cast, i)], meant):
        sides = [one for i in group if (one := _one_of_two(cast, i, lemma)) is not None]
        two_last = tuple(reversed(list(dict.fromkeys(sides))[:2]))
        if len(two_last) == 2:
            return Ref(two_last, token.i, token.i + 1, False, plural=True, reason="the two spoken of last")
    return None


def _rules(cast: Cast, index: int) -> bool:
    """Whether somebody is a state's leader, by the article or the gazetteer."""
    node = cast.nodes[index]
    ruling = not node.offices.isdisjoint(("@head_of_state", "@head_of_government"))
    return ruling or (node.kind == "person" and node.entry is not None and leads(node.entry, cast.year))


def _only_where(cast: Cast, index: int) -> bool:
    """Whether somebody was named last as a place: "met in Abu Dhabi"."""
    ref = cast.refs.get(cast.nodes[index].mentions[-1][1] - 1)
    return ref is not None and ref.place


def _many(token: Token) -> int | None:
    """Of how many "the three", "the four countries" or "the trio" tells; None where it is no such word."""
    told = next((c.lower_ for c in syntax.children(token, "nummod")), None) if token.lemma_ in _PAIR else token.lower_
    the = any(c.lower_ in _THE for c in token.children) and token.dep_ in _ROLES
    return _NUMBERS.get(told or "") if the and not syntax.children(token, "prep", "amod", "compound") else None


def _row(cast: Cast, token: Token, many: int) -> Ref | None:
    """The last row of so many that was told: "Estonia, Iceland and Latvia. The three"."""
    for before in reversed(cast.doc[: token.i]):
        if cast.sentence[token.i] - cast.sentence[before.i] > _REACH + 1:
            return None
        row = [cast.refs.get(t.i) for t in syntax.with_conjuncts(before)] if before.dep_ != "conj" else []
        refs = [ref for ref in row if ref is not None and ref.nodes]
        nodes = tuple(dict.fromkeys(n for ref in refs for n in ref.nodes))
        if len(refs) == len(row) and len(nodes) == many:
            return Ref(nodes, token.i, token.i + 1, False, plural=True, reason="those told in a row")
    return None


def _both_above(cast: Cast, token: Token) -> Ref | None:
    """The two that a clause above is about: "Chad's troops and rebels traded fire, each side insisting"."""
    for up in (t for t in token.ancestors if syntax.is_verb(t)):
        subjects = [t for t in syntax.own_subjects(up) if t.i < token.i and t != token]
        refs = [cast.refs[t.i].nodes for t in subjects if t.i in cast.refs]
        if len(subjects) == len(refs) == 2 and all(len(r) == 1 for r in refs) and refs[0] != refs[1]:
            nodes = (*refs[0], *refs[1])
            return Ref(nodes, token.i, token.i + 1, False, plural=True, reason="the two of the clause above")
    return None


def _named_together(cast: Cast, token: Token, barred: set[int]) -> Ref | None:
    """The two between whom something was, or who were told in a row, right before: "the deal between Chad and the
    Front. Both parties ..." """
    for i in range(token.i - 1, -1, -1):
        if cast.sentence[token.i] - cast.sentence[i] > _REACH + 1:
            break
        word = cast.doc[i]
        between = word.lower_ == "between" and word.dep_ == "prep"
        row = syntax.objects_of(word) if between else syntax.with_conjuncts(word) if word.dep_ != "conj" else []
        if between or (len(row) == 2 and all(_is_side(cast, t) for t in row)):
            sides = [cast.refs[o.i].nodes for o in row if o.i in cast.refs]
            nodes = tuple(dict.fromkeys(n for side in sides for n in side[:1]))
            if len(sides) == len(nodes) == 2 and not barred & set(nodes):
                return Ref(nodes, token.i, token.i + 1, False, plural=True, reason="the two sides spoken of last")
    return None


def _is_side(cast: Cast, token: Token) -> bool:
    """Whether it is a state, an armed group or a party that takes part in something, and not where it is done."""
    ref = cast.refs.get(token.i)
    nodes = [cast.nodes[n] for n in ref.nodes] if ref is not None and not ref.place else []
    return len(nodes) == 1 and (nodes[0].kind in ("state", "armed_group") or nodes[0].sector == "PTY")


def _theirs(cast: Cast, token: Token, lemma: str) -> Ref | None:
    """The states of those whom "their" means: "agreed on talks between their countries"."""
    if lemma not in _LANDS or token.tag_ not in ("NNS", "NNPS"):
        return None
    whose = [cast.refs[p.i] for p in syntax.children(token, "poss") if p.lower_ == "their" and p.i in cast.refs]
    nodes = [cast.nodes[n] for ref in whose for n in ref.nodes]
    states = tuple(dict.fromkeys(i for node in nodes if node.state and (i := cast.state_node(node.state)) is not None))
    if len(states) < 2:
        return None
    return Ref(states, token.i, token.i + 1, False, plural=True, reason="the states of those spoken of")


def _calling(cast: Cast, token: Token) -> set[int]:
    """Who does something to the two, or calls on them: neither of them."""
    verb = token.head if token.dep_ in ("dobj", "dative") else token.head.head if token.dep_ == "pobj" else None
    if token.dep_ == "nsubj" and token.head.tag_ == "VB" and token.head.dep_ == "ccomp":
        verb = token.head.head  # "urged both to withdraw"
    doing = syntax.surface_subject(verb) if verb is not None else []
    names = (t for d in doing for t in _title(d) if t.i < token.i and t.i in cast.refs)  # with the state of the title
    nodes = {n for t in names for n in cast.refs[t.i].nodes}
    own = {cast.nodes[n].state for n in nodes}
    return nodes | {i for state in own if state and (i := cast.state_node(state)) is not None}


def _title(token: Token) -> Iterator[Token]:
    """A noun with what hangs on it, clauses aside."""
    yield token
    for child in token.children:
        if child.dep_ not in ("acl", "relcl"):
            yield from _title(child)


def _one_of_two(cast: Cast, index: int, lemma: str) -> int | None:
    """The entity, or its state, where it may be one of two such."""
    node = cast.nodes[index]
    if lemma in _PERSONAL:
        return index if node.kind == "person" or (index in cast.officials and lemma not in _PEOPLE) else None
    if node.kind == "state":
        return index
    if lemma in _CAMPS and (node.kind == "armed_group" or node.sector == "PTY"):
        return index
    return cast.state_node(node.state) if node.kind in ("person", "population") and node.state else None


def _alone(token: Token) -> bool:
    """Whether "the two", "both" or "the pair" stand without a noun."""
    if token.dep_ not in _ROLES or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return False
    the = any(c.lower_ in _THE for c in token.children)
    if token.lower_ in _TWO or token.lower_ in _TWOSOME:
        return the and not any(c.dep_ in ("amod", "compound", "poss") for c in token.children)
    acting = token.dep_ in _SUBJECTS or syntax.children(token.head, "xcomp")  # "condemned both": the deeds
    return token.lower_ == "both" and bool(acting)


def _spoken_of(cast: Cast, token: Token, just: bool = False) -> Ref | None:
    """The nearest group said to be of two, two people, or two sides, of this sentence and the one before; where it must
    be `just` two, nobody else may be spoken of there."""
    barred = _calling(cast, token)
    people: list[int] = []
    sides: list[int] = []
    for ref in _before(cast, token):
        if ref.plural:
            head = cast.doc[ref.start : ref.end].root
            if any(c.dep_ == "nummod" and c.lower_ in _TWO for c in head.children):
                return replace(ref, start=token.i, end=token.i + 1, naming=False, reason="the two spoken of last")
            continue
        node = ref.nodes[0]
        if node in barred:
            continue
        if cast.nodes[node].kind == "person" or node in cast.officials or ref.one:
            people += [node] if node not in people else []
        if cast.nodes[node].kind in ("state", "armed_group") or cast.nodes[node].sector == "PTY":
            sides += [node] if node not in sides else []
    found = people if len(people) > 1 else sides
    if len(found) < 2 or (just and len(found) > 2):
        return None
    return Ref((found[1], found[0]), token.i, token.i + 1, False, plural=True, reason="the two spoken of last")


def _before(cast: Cast, token: Token) -> Iterator[Ref]:
    """What was spoken of right before, the nearest first."""
    for i in range(token.i - 1, -1, -1):
        if cast.sentence[token.i] - cast.sentence[i] > _REACH:
            return
        ref = cast.refs.get(i)
        if ref is not None and len(ref.nodes) == 1 and not ref.place:
            yield ref
