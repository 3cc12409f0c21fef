"""Titles of several people: "Presidents A and B", "the foreign ministers of X and Y, A and B"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from geograph.gazetteer import Role
from geograph.model import Tense
from geograph.nlp.spans import Name
from geograph.nlp.titles import FORMER, Office, role_at, tense_of


def shared(doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role]) -> Iterator[Office]:
    """Titles of several: "Presidents A and B", "the foreign ministers of X and Y, A and B": to each the state that
    stands in the same place of the row, or the only one."""
    for token in doc:
        if token.tag_ not in ("NNS", "NNPS") or token.i in at:
            continue
        role = role_at(doc, token.i, roles)
        if role is None or role[0].kind not in ("person", "group", "population"):
            continue
        i = token.i + 1
        of: list[int] = []
        if i < len(doc) and doc[i].lower_ in ("of", "from"):
            of, i = _row(doc, found, at, i + 1, "state")
        if i < len(doc) and doc[i].text in (",", ":", "--", "–"):
            i += 1
        people, behind = _people(doc, found, at, i)
        if len(people) < 2:
            continue
        begin, first = role[1], role[1]
        tense: Tense = "current"
        if not of:
            of, first = _owners_before(found, at, doc, begin)
        if any(t.lower_ in FORMER for t in doc[max(0, begin - 3) : begin]):
            tense = "former"
        for n, number in enumerate(people):
            own = behind[n]
            if own is None:
                own = of[n] if len(of) == len(people) else of[0] if len(of) == 1 else None
            yield Office(number, role[0], token.i, begin, token.i + 1, own, tense_of(role[0], tense), first)


def _row(doc: Doc, found: list[Name], at: Mapping[int, int], i: int, kind: str) -> tuple[list[int], int]:
    """The names of a kind that stand in a row from token i on ("A, B and C"), and the token behind them."""
    out: list[int] = []
    end = i
    while i < len(doc):
        if i in at and found[at[i]].kind == kind:
            out.append(at[i])
            i = end = found[at[i]].end
        elif out and i - end < 2 and doc[i].lower_ in (",", "and", "&", "'s", "’s"):
            i += 1
        elif i - end < 2 and doc[i].lower_ == "the" and kind == "state":
            i += 1
        else:
            break
    return out, end


def _people(doc: Doc, found: list[Name], at: Mapping[int, int], i: int) -> tuple[list[int], list[int | None]]:
    """The people in a row from token i on, each with the state behind it: "A of X and B of Y"."""
    people: list[int] = []
    states: list[int | None] = []
    while True:
        row, end = _row(doc, found, at, i, "person")
        people += row
        states += [None] * len(row)
        if not row or end + 1 >= len(doc) or doc[end].lower_ != "of":
            return people, states
        i = end + 1 + (doc[end + 1].lower_ == "the")
        if i not in at or found[at[i]].kind != "state":
            return people, states
        states[-1] = at[i]
        i = found[at[i]].end
        while i < len(doc) and doc[i].lower_ in (",", "and"):
            i += 1


def _owners_before(found: list[Name], at: Mapping[int, int], doc: Doc, begin: int) -> tuple[list[int], int]:
    """The states named right before a title ("the Indian and Pakistani"), and the token at which they begin."""
    out: list[int] = []
    i = begin - 1
    while i >= 0:
        if i in at and found[at[i]].kind == "state":
            out.insert(0, at[i])
            i = found[at[i]].start - 1
        elif doc[i].lower_ in ("and", ",", "'s", "’s") or doc[i].pos_ == "ADJ":
            i -= 1
        else:
            break
    return out, found[out[0]].start if out else begin
