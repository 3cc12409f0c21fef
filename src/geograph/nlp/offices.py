"""Titles at names: "Russian President Vladimir Putin", "Choe Son Hui, the North Korean foreign minister".

Read from the order of the words, not from the parse, which often breaks such long names. An office gives a person
a state and a sector, a relation, and the words by which a later "the president" means this person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from geograph.gazetteer import Role, portfolios
from geograph.model import Tense
from geograph.nlp.spans import Name, root
from geograph.nlp.title_rows import shared
from geograph.nlp.titles import (
    ACTING,
    FORMER,
    NATIONAL,
    REACH,
    Office,
    left,
    owned,
    owner_behind,
    role_at,
    tense_of,
    weight,
)
from geograph.nlp.wordlists import wordlist

_INSIDE = frozenset({"of", "for", "and", "the", "&", ",", "'s", "’s", "to", "-"})
_HONORIFIC = wordlist("offices", "honorific")
_STOP_TAGS = frozenset({"VERB", "AUX", "PUNCT", "PRON", "SCONJ", "SPACE"})
_CLOSE = frozenset({"group", "population"})
"""Kinds of nouns that are a title only right before a name: "backpacker Jane Roe"."""
_SENT = wordlist("offices", "sent")


def offices(doc: Doc, found: list[Name], roles: Mapping[str, Role]) -> Iterator[Office]:
    """The offices that titles before and appositions behind a person's name state."""
    at = {i: n for n, name in enumerate(found) for i in range(name.start, name.end)}
    rows = {o.name: o for o in shared(doc, found, at, roles)}
    latest: Office | None = None
    for number, name in enumerate(found):
        if name.kind != "person":
            continue
        if number in rows:
            yield rows[number]
            continue
        before = _before(doc, found, at, roles, number) or _royal(doc, found, at, roles, number)
        before = before or _national(doc, found, at, number)
        if before is not None and not (doc[name.start - 1].text == "," and _apart(doc, found, before)):
            if before.role.lemma == "counterpart" and latest is not None:
                before = replace(before, role=latest.role)
            latest = before
            yield before
        behind = _behind(doc, found, at, roles, number)
        if behind is not None and not _foreign(found, behind):
            yield behind


def _foreign(found: list[Name], office: Office) -> bool:
    """Whether an office is one of another state than the person is known to be of."""
    if office.of is None or found[office.of].kind != "state":
        return False
    person = next((f.entry.state for f in found[office.name].forms if f.entry.kind == "person"), None)
    states = {f.entry.state for f in found[office.of].forms}
    return person is not None and None not in states and person not in states


def _apart(doc: Doc, found: list[Name], office: Office) -> bool:
    """Whether a name behind a comma is not the title's holder: "After meeting the Dutch premier, Merkel said"."""
    head = root(doc, found[office.name])
    title = doc[office.token]
    begins_clause = head.dep_ == "nsubj" and head.head.i > head.i and title.dep_ in ("dobj", "pobj", "conj")
    return _foreign(found, office) or (begins_clause and title.head != head and title.head.head != head)


def _before(
    doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int, start: int | None = None
) -> Office | None:
    """ "ROLE [of X] [,] NAME"; `start` is where the name begins, or a lesser title before it."""
    start = found[number].start if start is None else start
    i = start - 1
    if i >= 0 and doc[i].text == ",":
        i -= 1
    comma = i < start - 1
    low = max(0, start - REACH)
    while i >= low:
        token = doc[i]
        if i in at and found[at[i]].kind == "person":
            return None
        role = None if i in at and not token.lower_[0].isalpha() else role_at(doc, i, roles)
        titled = role is not None and (
            role[0].kind == "person" or (i == start - 1 - comma and role[0].kind in _CLOSE and token.pos_ != "VERB")
        )
        if role is not None and titled and (doc[i].tag_ not in ("NNS", "NNPS")):
            office = _titled(doc, found, at, roles, number, i, role, start)
            lesser = office is not None and weight(office.role) < 2 and office.of is None and token.text[0].isupper()
            fuller = _before(doc, found, at, roles, number, role[1]) if lesser else None
            if comma and role[0].kind in _CLOSE and (office is None or office.of is None):
                return None  # "her deputy, Jane Roe"
            return fuller if fuller is not None and weight(fuller.role) > 1 else office
        if i not in at:
            if token.pos_ in _STOP_TAGS and token.lower_ not in _INSIDE and token.tag_ not in ("VBN", "VBG"):
                return None
            if comma and token.lower_ not in _INSIDE and i == start - 2 and token.pos_ not in ("NOUN", "PROPN"):
                return None
        i -= 1
    return None


def _titled(
    doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int, i: int,
    role: tuple[Role, int], start: int,
) -> Office | None:  # fmt: skip
    """The office that the role at token i, before what begins at `start`, states; None where it isn't the name's."""
    comma = doc[start - 1].text == ","
    words, begin = role
    last_word = start
    while last_word > i + 1 and (
        (doc[last_word - 1].text.istitle() and doc[last_word - 1].text.endswith("."))
        or (doc[last_word - 1].lower_ in _HONORIFIC and doc[last_word - 1].text.istitle())
    ):
        last_word -= 1  # "President Gen. Jane Roe", "Prime Minister Dr Jane Roe"
    between = doc[i + 1 : last_word]
    link = between[0].lower_ if len(between) else ""
    sent = words.lemma.split()[-1] in _SENT and link in ("to", "in", "at", "for")
    if len(between) and between[-1].lower_ == "and":
        return None  # "the Archbishop of York and Prince Albert"
    if any(t.pos_ in ("VERB", "AUX") for t in between) or (link and link not in ("of", "for", ",", "to") and not sent):
        return None
    if comma and doc[max(0, begin - 3) : begin].text.lower().split()[-1:] in (["a"], ["an"]):
        return None
    first, before_of, tense, more = left(doc, found, at, begin, roles)
    inside = next(
        (at[j] for j in range(begin, i + 1) if j in at and found[at[j]].forms), None
    )  # "UN Secretary-General"
    of = before_of if inside is None else inside
    for word in between if link in ("of", "for") and not sent else ():
        if word.lower_ in ("of", "for"):  # "Minister of Public Works of Mali"
            owner = owner_behind(doc, found, at, word.i + 1, roles)
            if owner.name is not None:
                of, words = owner.name, owned(words, owner)
                break
    also = tuple(m[0] for m in more)
    best = max(more, key=lambda m: weight(m[1]), default=None)
    if best is not None and weight(best[1]) > weight(words):
        also = (*also, i)
        i, words, begin = best
    last = start - 1 if comma else start
    if link not in ("of", "for"):
        last = i + 1
    while last > i + 1 and doc[last - 1].tag_ == "NNP" and doc[last - 1].lower_ in _HONORIFIC:
        last -= 1
    behind = found[number].end
    if of is None and behind + 1 < len(doc) and doc[behind].lower_ == "of" and behind + 1 in at:
        of = at[behind + 1]  # "Foreign Minister Jane Roe of Kenya"
    if words.lemma == "secretary" and len(between) > 1 and between[1].lower_ in portfolios():
        words = replace(words, office="minister")
    return Office(number, words, i, begin, max(last, i + 1), of, tense_of(words, tense), first, also)


def _royal(doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int) -> Office | None:
    """The title that is part of a name: "Jordan's King Abdullah", "Crown Prince Abdullah"."""
    name = found[number]
    title = role_at(doc, name.start, roles)
    if name.end - name.start < 2 or title is None or title[0].office is None:
        return None
    role, begin = title
    first, of, tense, _ = left(doc, found, at, begin, roles)
    return Office(number, role, name.start, begin, name.start + 1, of, tense, first)


def _national(doc: Doc, found: list[Name], at: Mapping[int, int], number: int) -> Office | None:
    """Where a person comes from: "Briton John Smith", "Kenya's Jane Roe", "French engineer Jean Roux"."""
    name = found[number]
    i = name.start - 1
    if i < 1 and i not in at:
        return None
    noun = "citizen"
    if doc[i].tag_ == "NN" and doc[i].text.islower() and i - 1 in at and found[at[i - 1]].use in NATIONAL:
        noun, i = doc[i].lemma_, i - 1
    elif doc[i].text in ("'s", "’s") and name.end - name.start > 1:
        i -= 1
        if i not in at or found[at[i]].use not in ("name", "acronym", "capital", "metonym"):
            return None
    elif i not in at or found[at[i]].use not in NATIONAL or (i and doc[i - 1].text == "-"):
        return None
    if i not in at:
        return None
    first = found[at[i]].start
    if any(f.entry.sector == "PTY" for f in found[at[i]].forms[:1]):  # "Democrat Jane Roe"
        return Office(number, Role("member", None, "person"), i, first, name.start, at[i], "current", first)
    if found[at[i]].kind != "state":
        return None
    return Office(number, Role(noun, None, "person"), i, first, name.start, at[i], "current", first)


def _ends(doc: Doc, at: Mapping[int, int], i: int) -> bool:
    """Whether a phrase ends at token i: "Jane Roe, a Kenyan," """
    return i + 1 == len(doc) or (doc[i + 1].pos_ not in ("NOUN", "PROPN", "ADJ", "PART") and doc[i + 1].text != "-")


def _behind(
    doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int
) -> Office | None:
    """ "NAME, [the] ... ROLE [of X]" """
    end = found[number].end
    if end + 1 >= len(doc) or doc[end].text not in (",", "(", "–", "-", "--"):
        return None
    start = end + 1
    if doc[start].like_num and start + 2 < len(doc) and doc[start + 1].text == ",":
        start += 2  # "Jane Roe, 62, a British engineer"
    i, of = start, None
    tense: Tense = "current"
    while i < min(len(doc), start + REACH):
        token = doc[i]
        if i in at:
            if found[at[i]].kind == "person":
                return None
            of = of if of is not None else at[i]
            if found[of].use in NATIONAL and token.tag_ in ("NN", "NNP", "NNPS") and _ends(doc, at, i):
                return Office(number, Role("citizen", None, "person"), i, start, i + 1, of, "current", start)
        elif token.lower_ in FORMER:
            tense = "former"
        elif token.lower_ in ACTING:
            tense = "acting"
        elif token.text == "-" and i > start:
            pass
        elif (token.pos_ in _STOP_TAGS and token.tag_ not in ("VBN", "VBG", "PRP$")) or token.lower_ in (
            "and",
            "of",
            "who",
            "whose",
        ):
            return None
        role = role_at(doc, i, roles)
        following = doc[i + 1] if i + 1 < len(doc) else None
        nominal = following is None or following.pos_ not in ("NOUN", "PROPN") or i + 1 in at
        nominal = nominal and not (following is not None and following.text == "-")  # "director-general"
        described = role is not None and role[0].kind in _CLOSE and of is not None and doc[start].lower_ in ("a", "an")
        titled = role is not None and (role[0].kind == "person" or described)
        if role is not None and titled and nominal and token.tag_ not in ("NNS", "NNPS"):
            words, last = role[0], i + 1
            if following is not None and following.lower_ in ("of", "for", "to", "at", "in", "with"):
                owner = owner_behind(doc, found, at, i + 2, roles)
                last = max(last, owner.end if owner.name is not None else last)
                if not (following.lower_ in ("to", "in", "at", "for") and words.lemma.split()[-1] in _SENT):
                    words = owned(words, owner)
                    if of is None or following.lower_ in ("of", "for"):  # not "the top US commander in Iraq"
                        of = owner.name if owner.name is not None else of
            return Office(number, words, i, start, last, of, tense_of(words, tense), start)
        i += 1
    return None
