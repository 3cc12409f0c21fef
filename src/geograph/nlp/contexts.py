"""The contexts of events: cues in the words that tell the event, supported by the rest of its article.

One pass over the article's words: each is looked up among the first words of all cues, and of a context's cues that
share a word the longest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from geograph.model import Actor
from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.ontology.contexts import ALL, Context, Implied, Phrase

GROUPS = 2
"""Weak or faint cues of so many groups give their context together."""

_UNREAD = frozenset({"-", "–", "'s", "’s", "'", "’", '"', "“", "”", "``", "''"})
"""Tokens that cues step over: "pro-democracy", "women's rights"."""
_BODIES = ("organization", "armed_group")
_DEPTH = 7
"""What stands more steps below the event's clause in the parse is beside the point."""
_STATED = frozenset({"ccomp", "csubj", "xcomp"})
"""What is said, thought or wanted: its contexts aren't those of who says so."""
_NOUN_CLAUSES = frozenset({"relcl", "acl"})
_APART = frozenset({"conj", "advcl", "relcl", "parataxis", "ccomp"})
"""Where an event of another type hangs on by one of these, its words are its own: but what somebody is accused of or
asked for belongs to the accusation too."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue of a context. `rank` is strong, weak, faint or other; the groups of weak and faint ones have numbers."""

    words: Phrase
    context: str
    rank: str
    group: int
    refuse: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cue that stands in the article, and the places of its words."""

    cue: _Cue
    tokens: frozenset[int]


class Cues:
    """All contexts' cues by their first word, and the events that imply a context."""

    def __init__(self, contexts: Mapping[str, Context]) -> None:
        self.by_first: dict[str, list[_Cue]] = {}
        for c in contexts.values():
            ranks = [("other", c.other), ("strong", c.strong)]
            ranks += [("weak", group) for group in c.weak] + [("faint", group) for group in c.faint]
            for number, (rank, phrases) in enumerate(ranks):
                for words in phrases:
                    refuse = c.refuse.get(words, frozenset()) | c.refuse.get(ALL, frozenset())
                    self.by_first.setdefault(words[0], []).append(_Cue(words, c.id, rank, number, refuse))
        self.implied = tuple((c.id, row) for c in contexts.values() for row in c.implied)


class Themes:
    """What one article's events have to do with."""

    def __init__(self, doc: Doc, cues: Cues, speech: frozenset[str]) -> None:
        self.cues = cues
        self.speech = speech
        self.by_sentence = {s.start: _spots(s, cues) for s in doc.sents}
        spots = [s.cue for several in self.by_sentence.values() for s in several]
        self.strong = {cue.context for cue in spots if cue.rank == "strong"}
        self.weak: dict[str, set[int]] = {}
        for cue in spots:
            if cue.rank == "weak":
                self.weak.setdefault(cue.context, set()).add(cue.group)

    def of(
        self, hit: Hit, heads: Mapping[int, str], actor: Iterable[Actor], recipient: Iterable[Actor]
    ) -> tuple[str, ...]:
        """The sorted contexts of an event with these participants; `heads` are the tokens that tell events, with the
        events' types."""
        spots = self.by_sentence[hit.token.sent.start]
        scope = _scope(hit, heads, self.speech) if spots else frozenset()
        given: set[str] = set()
        groups: dict[str, set[int]] = {}
        weak: dict[str, set[int]] = {}
        for spot in spots:
            if spot.tokens <= scope:
                cue = spot.cue
                if cue.rank == "strong":
                    given.add(cue.context)
                groups.setdefault(cue.context, set()).add(cue.group)
                if cue.rank == "weak":
                    weak.setdefault(cue.context, set()).add(cue.group)
        given.update(c for c, found in groups.items() if len(found) >= GROUPS)
        given.update(c for c, found in weak.items() if c in self.strong or len(self.weak[c] - found) >= GROUPS)
        sides = {"actor": tuple(actor), "recipient": tuple(recipient)}
        given.update(c for c, row in self.cues.implied if _implies(row, hit, sides))
        return tuple(sorted(given))


def _scope(hit: Hit, heads: Mapping[int, str], speech: frozenset[str]) -> frozenset[int]:
    """The tokens that tell the event: its clause and who takes part, without what events of other types beside it
    say, and without who is heard on it. A relative clause is told of its noun; `speech` are the verbs of speaking."""
    kind = hit.trigger.type
    top = hit.support or hit.token
    scope = {top.i, *hit.words}
    while top.head != top and heads.get(top.head.i, kind) == kind and top.dep_ not in _STATED:
        if top.dep_ in _NOUN_CLAUSES:
            scope.update(range(top.head.left_edge.i, top.head.i + 1))
            break
        if top.dep_ in ("conj", "parataxis") and syntax.is_verb(top):
            break
        top = top.head
    level = [top]
    for _ in range(_DEPTH):
        scope.update(token.i for token in level)
        level = [
            c
            for t in level
            for c in t.children
            if (heads.get(c.i, kind) == kind or c.dep_ not in _APART)
            and not (c.dep_ == "nsubj" and t.i not in heads and t.lemma_ in speech)
        ]
    for part in (*hit.actor, *hit.recipient):
        scope.update(range(part.token.left_edge.i, part.token.i + 1))
    return frozenset(scope)


def _forms(token: Token) -> tuple[str, ...]:
    """What a cue may call the token: its lemma, its form, and as it is written where that has a capital. A name is
    called by its singular too ("Troops Leave")."""
    lemma, lower, text = token.lemma_.lower(), token.lower_, token.text
    if text == lower:
        return (lower,) if lemma == lower else (lemma, lower)
    singular = lower[:-1] if lemma == lower and lower.endswith("s") else lemma
    return (lower, text) if singular == lower else (singular, lower, text)


def _spots(sent: Span, cues: Cues) -> tuple[_Spot, ...]:
    """The cues that stand in a sentence, without those that mean something else there."""
    tokens = [t for t in sent if t.text not in _UNREAD and not t.is_space]
    forms = [_forms(t) for t in tokens]
    matched: list[tuple[int, int, _Cue]] = []
    for start, first in enumerate(forms):
        for form in first:
            for cue in cues.by_first.get(form, ()):
                end = start + len(cue.words)
                if end <= len(forms) and all(w in f for w, f in zip(cue.words, forms[start:end], strict=True)):
                    matched.append((start, end, cue))
    words = {form for several in forms for form in several} if matched else set()
    taken: set[tuple[str, int]] = set()
    out = []
    for start, end, cue in sorted(matched, key=lambda m: (m[0] - m[1], m[2].rank != "other", m[0], m[2].group)):
        places = {(cue.context, i) for i in range(start, end)}
        if taken.isdisjoint(places):
            taken |= places
            if cue.rank != "other" and cue.refuse.isdisjoint(words):
                out.append(_Spot(cue, frozenset(tokens[i].i for i in range(start, end))))
    return tuple(out)


def _implies(row: Implied, hit: Hit, sides: Mapping[str, tuple[Actor, ...]]) -> bool:
    trigger = hit.trigger
    if (row.types and trigger.type not in row.types) or (row.modes and trigger.mode not in row.modes):
        return False
    chosen = [a for side, actors in sides.items() if row.side in ("", side) for a in actors]
    fitting = [a for a in chosen if not row.sectors or a.sector in row.sectors]
    if row.parties:
        return len({a.state or a.id for a in fitting if a.state or a.kind in _BODIES}) >= row.parties
    return bool(fitting) or not row.sectors
