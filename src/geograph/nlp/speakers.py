"""Who says what a sentence tells, beside the verbs that govern it: "according to", a report's tail, a headline's colon,
the quotation around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.model import Actor
from geograph.nlp import syntax
from geograph.nlp.ascent import Standing
from geograph.nlp.quotes import beside
from geograph.nlp.status_words import Words
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.events import Hit
    from geograph.nlp.resolve import Cast

_CLAUSES = frozenset({"relcl", "acl", "advcl", "conj", "cc"})
_WITNESSES = frozenset({"BUS", "COP", "JRN", "MED", "MNC", "PRE"})
PREFIX, SUFFIX = 7, 5
"""So many words at most stand before or behind a headline's colon that tells the source."""


def told_by(hit: Hit, stand: Standing, cast: Cast, words: Words) -> list[Token]:
    """The words that name who tells of a hit: those that govern it, and those beside it."""
    token = hit.token
    found = [*stand.speakers, *_according(token), *_tail(token, cast, words), *_colon(token, cast)]
    if not found:
        speaker = beside(cast, token)
        found += [speaker] if speaker is not None else []
    found += [t for noun in found if noun.lemma_ in words.telling for t in _tellers(noun)]
    return [t for n, t in enumerate(found) if t not in found[:n] and is_named(t, cast)]


def _tellers(noun: Token) -> list[Token]:
    """Whose report it is: "a UN report"."""
    return [*syntax.possessors(noun), *syntax.agents(noun), *syntax.modifiers(noun)]


_BARE = wordlist("speakers", "bare")


def is_named(token: Token, cast: Cast) -> bool:
    """Whether a speaker has a name, or points to one that has: not bare "officials"."""
    ref = cast.refs.get(token.i)
    if ref is None:
        return False
    if not ref.naming or token.i in cast.name_at:
        return True
    bare = token.lemma_ in _BARE and not any(c.i < token.i and c.i in cast.name_at for c in token.subtree)
    if bare and any(p.lower_ in ("in", "at", "near") for p in syntax.children(token, "prep")):
        return False  # "officials in Iraq"
    return any(i in cast.name_at or cast.doc[i].tag_ == "PRP$" or _recalls(i, cast) for i in _phrase(token))


def _recalls(index: int, cast: Cast) -> bool:
    """Whether a word of a noun's phrase points to one named before: "the country's defence minister"."""
    ref = cast.refs.get(index)
    return cast.doc[index].dep_ == "poss" and ref is not None and not ref.naming


def is_grave(kind: str, recipient: Sequence[Actor], words: Words) -> bool:
    """Whether telling of such a deed may be blaming: an attack, or help for armed groups."""
    arms = kind in words.arming and bool(recipient) and all(a.kind == "armed_group" for a in recipient)
    return kind in words.blaming or arms


def blames(hit: Hit, cast: Cast, actor: Sequence[Actor], recipient: Sequence[Actor], speakers: Sequence[Actor]) -> bool:
    """Whether who tells of a deed is a side that its opponent would do it to: what it says is an accusation. A side is
    an armed group, or a state that is struck itself, its people or its places; its police only report, and its
    firms."""
    theirs = {a.state or a.id for a in actor}
    sides = [s for s in speakers if (s.kind == "armed_group" or s.state is not None) and s.sector not in _WITNESSES]
    if not actor or not sides or len(sides) < len(speakers) or theirs & {s.state or s.id for s in sides}:
        return False
    if not all(a.state or a.kind == "armed_group" for a in actor):
        return False
    struck = {a.state for a in recipient if a.state} | _states_of_places(hit, cast)
    struck = struck - {a.state for a in actor} or {s.state for s in sides if s.state}  # nobody says whose it was
    return all(s.state in struck or s.kind == "armed_group" for s in sides)


def _states_of_places(hit: Hit, cast: Cast) -> set[str]:
    """The states of the places that stand behind a deed in its clause."""
    spots = (cast.refs[t.i] for t in hit.token.subtree if t.i > hit.token.i and t.i in cast.refs)
    entries = (cast.nodes[n].entry for ref in spots if ref.place for n in ref.nodes)
    return {e.state for e in entries if e is not None and e.state}


def _phrase(token: Token) -> Iterator[int]:
    """The words of a noun's phrase, without its clauses and what is coordinated."""
    yield token.i
    for child in token.children:
        if child.dep_ not in _CLAUSES:
            yield from _phrase(child)


def _according(token: Token) -> Iterator[Token]:
    """ "..., according to X" """
    for word in token.sent:
        if word.lower_ == "according":
            for prep in word.children:
                if prep.lower_ == "to":
                    yield from syntax.objects_of(prep)


def _tail(token: Token, cast: Cast, words: Words) -> Iterator[Token]:
    """ "..., X said": a verb of speech behind a comma that has no content of its own."""
    doc = token.doc
    for verb in doc[token.i + 1 : token.sent.end]:
        if verb.lemma_ not in words.speech or verb.tag_ not in ("VBD", "VBZ") or verb.is_ancestor(token):
            continue
        if any(
            c.dep_ in ("ccomp", "xcomp", "mark") or (c.dep_ == "dobj" and verb.lemma_ != "tell") for c in verb.children
        ):
            continue
        start = next((i for i in range(verb.i - 1, token.i, -1) if doc[i].text in (",", '"', "”", "''")), None)
        if start is None:
            continue
        subjects = [s for s in syntax.children(verb, "nsubj") if s.left_edge.i == start + 1 or s.i > verb.i]
        if not subjects and verb.dep_ in ("parataxis", "dep", "conj", "ROOT") and verb.i - 1 in cast.refs:
            subjects = [doc[cast.refs[verb.i - 1].end - 1]]
        yield from (s for s in subjects if s.tag_ not in ("WP", "WDT"))


def _colon(token: Token, cast: Cast) -> Iterator[Token]:
    """ "X: Rebels Kill Ten" and "Rebels Kill Ten: X"."""
    sent, doc = token.sent, token.doc
    marks = [t.i for t in sent if t.text == ":"]
    if len(marks) != 1:
        return
    mark = marks[0]
    if token.i > mark and mark - sent.start <= PREFIX:
        side = doc[sent.start : mark]
    elif token.i < mark and 0 < sum(not t.is_punct and not t.is_space for t in doc[mark + 1 : sent.end]) <= SUFFIX:
        side = doc[mark + 1 : sent.end]
    else:
        return
    if not any(syntax.is_verb(t) for t in side):
        refs = [(t, cast.refs[t.i]) for t in side if t.i in cast.refs]
        if refs and not refs[-1][1].place:
            yield refs[-1][0]
