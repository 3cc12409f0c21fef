"""Who speaks in a quotation: the subject of the verb of speech beside it, or before the colon that opens it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from geograph.nlp import syntax
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_OPEN, _CLOSE, _BOTH = frozenset("“„«"), frozenset("”»"), '"'
WE = frozenset({"our", "ours", "us", "we"})
SAYING = wordlist("quotes", "saying")
_INFORMING = wordlist("quotes", "informing")
_BORNE = wordlist("quotes", "borne")
LONGEST_QUOTE = 400
"""A quotation mark that nothing closes within so many tokens opens no quotation."""
BESIDE = 14
"""So many tokens at most lie between a quotation and the verb of speech that belongs to it."""


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """The quotations, as tokens start:end between their marks."""
    found: list[tuple[int, int]] = []
    start = -1
    for token in doc:
        mark = token.text
        if mark in _OPEN or (mark in (_BOTH, "''", "``") and start < 0):
            start = token.i
        elif start >= 0 and (mark in _CLOSE or mark in (_BOTH, "''", "``")):
            if token.i - start > 1:
                found.append((start + 1, token.i))
            start = -1
        elif start >= 0 and token.i - start > LONGEST_QUOTE:
            start = -1
    return found


def around(spans: list[tuple[int, int]], token: Token) -> tuple[int, int] | None:
    """The quotation that a token stands in."""
    number = bisect_right(spans, (token.i, len(token.doc))) - 1
    if number >= 0 and spans[number][0] <= token.i < spans[number][1]:
        return spans[number]
    return None


def speaker(cast: Cast, token: Token) -> Token | None:
    """The word that names the speaker of the quotation around a token, or of the statement that it stands in."""
    return beside(cast, token) or _continued(cast, token) or _statement(cast, token)


def beside(cast: Cast, token: Token) -> Token | None:
    """The word that names the speaker of the quotation around a token: the subject of the verb of speech beside it."""
    doc = token.doc
    span = around(cast.quotations, token)
    if span is not None:
        start, end = span
        for word in (*doc[end : end + BESIDE], *reversed(doc[max(0, start - BESIDE) : start])):
            if word.lemma_ in SAYING and word.pos_ == "VERB":
                for subject in syntax.surface_subject(word):
                    if not start <= subject.i < end:
                        return subject
    return None


def tells_of_itself(cast: Cast) -> bool:
    """Whether the article says "we" outside of all quotations and statements, as the press release of a government
    does: what it tells of its own plans is announced."""
    first = cast.statements[0][0] if cast.statements else len(cast.doc)
    return any(t.lower_ in WE and t.text != "US" and around(cast.quotations, t) is None for t in cast.doc[:first])


def _continued(cast: Cast, token: Token) -> Token | None:
    """The subject of the sentence before a quotation: who was spoken of last speaks on."""
    doc, span = token.doc, around(cast.quotations, token)
    i = span[0] - 2 if span is not None else 0
    while i > 0 and doc[i].is_space:
        i -= 1
    if i > 0 and doc[i].text in (".", ":", "?", "!"):
        subjects = syntax.surface_subject(doc[i].sent.root)
        if len(subjects) == 1 and subjects[0].pos_ in ("PROPN", "PRON"):
            return subjects[0]
    return None


def _statement(cast: Cast, token: Token) -> Token | None:
    """The speaker named by the last sentence that ends in a colon ("The minister said:")."""
    number = bisect_right(cast.statements, (token.i, len(cast.doc))) - 1
    return cast.doc[cast.statements[number][1]] if number >= 0 else None


def statements(doc: Doc) -> list[tuple[int, int]]:
    """Where statements begin (the token behind the colon), and the token that names who makes them."""
    found = []
    for token in doc:
        if token.text != ":" or token.i + 1 >= len(doc):
            continue
        if not (doc[token.i + 1].is_space or doc[token.i + 1].text in _OPEN or doc[token.i + 1].is_sent_start):
            continue
        for word in reversed(doc[max(0, token.i - BESIDE) : token.i]):
            if word.lemma_ in SAYING and word.pos_ == "VERB":
                subjects = syntax.surface_subject(word)
                if subjects:
                    found.append((token.i + 1, subjects[0].i))
                break
    return found


def announcing(pronoun: Token) -> bool:
    """Whether it stands for who tells others what they will do themselves: "warned Chad that [it] would shell the
    port"; not for whom it is told what they will bear, "that it would face sanctions"."""
    verb, modals = pronoun.head, {a.lower_ for a in syntax.children(pronoun.head, "aux")}
    told = pronoun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.lemma_ in _INFORMING
    return told and bool(modals & {"will", "would", "'ll"}) and verb.lemma_ not in _BORNE
