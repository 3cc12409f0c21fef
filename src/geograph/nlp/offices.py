"""Titles at names: "Russian President Vladimir Putin", "Choe Son Hui, the North Korean foreign minister".

Read from the order of the words, not from the parse, which often breaks such long names. An office gives a person
a state and a sector, a relation, and the words by which a later "the president" means this person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from geograph.gazetteer import Role
from geograph.model import Tense
from geograph.nlp.names import Name

_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "outgoing", "retired", "one-time", "onetime", "then"})
_ACTING = frozenset({"acting", "interim", "caretaker"})
_INSIDE = frozenset({"of", "for", "and", "the", "&", ",", "'s", "’s", "to", "-"})
_HONORIFIC = frozenset({"he", "dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "hon", "hon."})
_STOP_TAGS = frozenset({"VERB", "AUX", "PUNCT", "PRON", "SCONJ", "SPACE"})
REACH = 10
"""So many tokens at most lie between a title and the name it belongs to."""


@dataclass(frozen=True, slots=True)
class Office:
    """The person named by the name number `name` holds the office `role`, whose words are tokens start:end;
    `begin` is the first token of all that describes the person, `of` the number of the name (state or
    organization) that the office belongs to."""

    name: int
    role: Role
    token: int
    start: int
    end: int
    of: int | None
    tense: Tense
    begin: int


def role_at(doc: Doc, i: int, roles: Mapping[str, Role]) -> tuple[Role, int] | None:
    """The role that ends at token i, and the token at which its words begin; the longest one wins."""
    lemma = doc[i].lemma_.lower()
    plain = doc[i].lower_
    for size in (5, 4, 3, 2, 1):
        if i - size + 1 < 0:
            continue
        head = [t.lower_ for t in doc[i - size + 1 : i]]
        for last in dict.fromkeys((lemma, plain, _singular(plain))):
            role = roles.get(" ".join([*head, last]).replace(" - ", "-"))
            if role is not None:
                return role, i - size + 1
    return None


def _tense(role: Role, tense: Tense) -> Tense:
    """The tense of an office whose words tell it themselves ("former president")."""
    first = role.lemma.split()[0].split("-")[0]
    return "former" if first in _FORMER else "acting" if first in _ACTING else tense


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def offices(doc: Doc, found: list[Name], roles: Mapping[str, Role]) -> Iterator[Office]:
    """The offices that titles before and appositions behind a person's name state."""
    at = {i: n for n, name in enumerate(found) for i in range(name.start, name.end)}
    for number, name in enumerate(found):
        if name.kind != "person":
            continue
        office = _before(doc, found, at, roles, number) or _behind(doc, found, at, roles, number)
        if office is not None:
            yield office


def _before(
    doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int
) -> Office | None:
    start = found[number].start
    i = start - 1
    if i >= 0 and doc[i].text == ",":
        i -= 1
    comma = i < start - 1
    low = max(0, start - REACH)
    of: int | None = None
    while i >= low:
        token = doc[i]
        if i in at and found[at[i]].kind == "person":
            return None
        role = None if i in at and not token.lower_[0].isalpha() else role_at(doc, i, roles)
        if role is not None and role[0].kind == "person" and (doc[i].tag_ not in ("NNS", "NNPS")):
            words, begin = role
            between = doc[i + 1 : start]
            if any(t.pos_ in ("VERB", "AUX") for t in between) or (
                len(between) and between[0].lower_ not in ("of", "for", ",", "to")
            ):
                return None
            if comma and doc[max(0, begin - 3) : begin].text.lower().split()[-1:] in (["a"], ["an"]):
                return None
            first, before_of, tense = _left(doc, found, at, begin)
            last = start - 1 if comma else start
            if not len(between) or between[0].lower_ not in ("of", "for"):
                last = i + 1
            while last > i + 1 and doc[last - 1].tag_ == "NNP" and doc[last - 1].lower_ in _HONORIFIC:
                last -= 1
            return Office(
                number, words, i, begin, last, of if of is not None else before_of, _tense(words, tense), first
            )
        if i in at:
            of = at[i] if found[at[i]].forms else of
        elif token.pos_ in _STOP_TAGS and token.lower_ not in _INSIDE and token.tag_ not in ("VBN", "VBG"):
            return None
        elif comma and token.lower_ not in _INSIDE and i == start - 2 and token.pos_ not in ("NOUN", "PROPN"):
            return None
        i -= 1
    return None


def _left(doc: Doc, found: list[Name], at: Mapping[int, int], begin: int) -> tuple[int, int | None, Tense]:
    """What stands before an office's words: where it begins, the state or organization, the tense."""
    tense: Tense = "current"
    first, of = begin, None
    j = begin - 1
    while j >= max(0, begin - 6):
        token = doc[j]
        if j in at:
            if found[at[j]].kind == "person":
                break
            of = of if of is not None else at[j]
            first = found[at[j]].start
            j = first - 1
            if not (j >= 0 and doc[j].text == "-"):
                continue
        elif token.lower_ in _FORMER:
            tense, first = "former", j
        elif token.lower_ in _ACTING:
            tense, first = "acting", j
        elif token.lower_ in ("'s", "’s", "-") or token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV"):
            first = j if token.pos_ != "PART" else first
        elif token.text != ",":
            break
        else:
            break
        j -= 1
    return first, of, tense


def _behind(
    doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int
) -> Office | None:
    """ "NAME, [the] ... ROLE [of X]" """
    end = found[number].end
    if end + 1 >= len(doc) or doc[end].text not in (",", "(", "–", "-", "--"):
        return None
    start = end + 1
    i, of = start, None
    tense: Tense = "current"
    while i < min(len(doc), start + REACH):
        token = doc[i]
        if i in at:
            if found[at[i]].kind == "person":
                return None
            of = of if of is not None else at[i]
        elif token.lower_ in _FORMER:
            tense = "former"
        elif token.lower_ in _ACTING:
            tense = "acting"
        elif (token.pos_ in _STOP_TAGS and token.tag_ not in ("VBN", "VBG", "PRP$")) or token.lower_ in (
            "and",
            "of",
            "who",
        ):
            return None
        role = role_at(doc, i, roles)
        following = doc[i + 1] if i + 1 < len(doc) else None
        nominal = following is None or following.pos_ not in ("NOUN", "PROPN") or i + 1 in at
        if role is not None and role[0].kind == "person" and nominal and token.tag_ not in ("NNS", "NNPS"):
            last = i + 1
            if following is not None and following.lower_ in ("of", "for", "to", "at", "in"):
                for j in range(i + 2, min(len(doc), i + 8)):
                    if doc[j].pos_ in ("VERB", "AUX", "PUNCT"):
                        break
                    last = j + 1
                    if j in at:
                        of = of if of is not None else at[j]
                        last = found[at[j]].end
                        break
            return Office(number, role[0], i, start, last, of, _tense(role[0], tense), start)
        i += 1
    return None
