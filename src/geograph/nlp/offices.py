"""Titles at names: "Russian President Vladimir Putin", "Choe Son Hui, the North Korean foreign minister".

Read from the order of the words, not from the parse, which often breaks such long names. An office gives a person
a state and a sector, a relation, and the words by which a later "the president" means this person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from geograph.gazetteer import Role, portfolios
from geograph.model import Tense
from geograph.nlp.names import Name, root

_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "outgoing", "retired", "one-time", "onetime", "then"})
_ACTING = frozenset({"acting", "interim", "caretaker"})
_INSIDE = frozenset({"of", "for", "and", "the", "&", ",", "'s", "’s", "to", "-"})
_HONORIFIC = frozenset({"he", "dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "hon", "hon."})
_STOP_TAGS = frozenset({"VERB", "AUX", "PUNCT", "PRON", "SCONJ", "SPACE"})
_NATIONAL = frozenset({"adjective", "demonym"})
_CLOSE = frozenset({"group", "population"})
"""Kinds of nouns that are a title only right before a name: "backpacker Jane Roe"."""
_SENT = frozenset({"ambassador", "envoy", "consul", "representative", "attache", "attaché"})
"""Titles whose "to X" or "in X" says where the person was sent, not by whom."""
REACH = 10
"""So many tokens at most lie between a title and the name it belongs to."""


@dataclass(frozen=True, slots=True)
class Office:
    """The person named by the name number `name` holds the office `role`, whose words are tokens start:end;
    `begin` is the first token of all that describes the person, `of` the number of the name (state or
    organization) that the office belongs to, `also` the tokens of further titles ("cleric Grand Ayatollah ...")."""

    name: int
    role: Role
    token: int
    start: int
    end: int
    of: int | None
    tense: Tense
    begin: int
    also: tuple[int, ...] = ()


def weight(role: Role) -> int:
    """Which of two titles of a person says more: "spokesman Major General" is a spokesman."""
    return 0 if role.office is None else 1 if role.office == "holds_office" else 2


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
    shared = {o.name: o for o in _shared(doc, found, at, roles)}
    latest: Office | None = None
    for number, name in enumerate(found):
        if name.kind != "person":
            continue
        if number in shared:
            yield shared[number]
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


def _shared(doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role]) -> Iterator[Office]:
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
        people, _ = _row(doc, found, at, i, "person")
        if len(people) < 2:
            continue
        begin, first = role[1], role[1]
        tense: Tense = "current"
        if not of:
            of, first = _owners_before(found, at, doc, begin)
        if any(t.lower_ in _FORMER for t in doc[max(0, begin - 3) : begin]):
            tense = "former"
        for n, number in enumerate(people):
            own = of[n] if len(of) == len(people) else of[0] if len(of) == 1 else None
            yield Office(number, role[0], token.i, begin, token.i + 1, own, _tense(role[0], tense), first)


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
        titled = role is not None and (role[0].kind == "person" or (i == start - 1 and role[0].kind in _CLOSE))
        if role is not None and titled and (doc[i].tag_ not in ("NNS", "NNPS")):
            words, begin = role
            between = doc[i + 1 : start]
            if any(t.pos_ in ("VERB", "AUX") for t in between) or (
                len(between) and between[0].lower_ not in ("of", "for", ",", "to")
            ):
                return None
            if comma and doc[max(0, begin - 3) : begin].text.lower().split()[-1:] in (["a"], ["an"]):
                return None
            first, before_of, tense, more = _left(doc, found, at, begin, roles)
            also = tuple(m[0] for m in more)
            best = max(more, key=lambda m: weight(m[1]), default=None)
            if best is not None and weight(best[1]) > weight(words):
                also = (*also, i)
                i, words, begin = best
            last = start - 1 if comma else start
            if not len(between) or between[0].lower_ not in ("of", "for"):
                last = i + 1
            while last > i + 1 and doc[last - 1].tag_ == "NNP" and doc[last - 1].lower_ in _HONORIFIC:
                last -= 1
            sent = len(between) > 0 and between[0].lower_ == "to" and words.lemma.split()[-1] in _SENT
            of = before_of if of is None or sent else of
            behind = found[number].end
            if of is None and behind + 1 < len(doc) and doc[behind].lower_ == "of" and behind + 1 in at:
                of = at[behind + 1]  # "Foreign Minister Jane Roe of Kenya"
            if words.lemma == "secretary" and len(between) > 1 and between[1].lower_ in portfolios():
                words = replace(words, office="minister")
            return Office(number, words, i, begin, max(last, i + 1), of, _tense(words, tense), first, also)
        if i in at:
            of = at[i] if found[at[i]].forms else of
        elif token.pos_ in _STOP_TAGS and token.lower_ not in _INSIDE and token.tag_ not in ("VBN", "VBG"):
            return None
        elif comma and token.lower_ not in _INSIDE and i == start - 2 and token.pos_ not in ("NOUN", "PROPN"):
            return None
        i -= 1
    return None


def _royal(doc: Doc, found: list[Name], at: Mapping[int, int], roles: Mapping[str, Role], number: int) -> Office | None:
    """The title that is part of a name: "Jordan's King Abdullah"."""
    name = found[number]
    role = roles.get(doc[name.start].lower_)
    if name.end - name.start < 2 or role is None or role.office is None:
        return None
    first, of, tense, _ = _left(doc, found, at, name.start, roles)
    return Office(number, role, name.start, name.start, name.start + 1, of, tense, first)


def _national(doc: Doc, found: list[Name], at: Mapping[int, int], number: int) -> Office | None:
    """Where a person comes from: "Briton John Smith", "Kenya's Jane Roe", "French engineer Jean Roux"."""
    name = found[number]
    i = name.start - 1
    if i < 1 and i not in at:
        return None
    noun = "citizen"
    if doc[i].tag_ == "NN" and doc[i].text.islower() and i - 1 in at and found[at[i - 1]].use in _NATIONAL:
        noun, i = doc[i].lemma_, i - 1
    elif doc[i].text in ("'s", "’s") and name.end - name.start > 1:
        i -= 1
        if i not in at or found[at[i]].use not in ("name", "acronym", "capital", "metonym"):
            return None
    elif i not in at or found[at[i]].use not in _NATIONAL or (i and doc[i - 1].text == "-"):
        return None
    if i not in at or found[at[i]].kind != "state":
        return None
    first = found[at[i]].start
    return Office(number, Role(noun, None, "person"), i, first, name.start, at[i], "current", first)


def _left(
    doc: Doc, found: list[Name], at: Mapping[int, int], begin: int, roles: Mapping[str, Role]
) -> tuple[int, int | None, Tense, list[tuple[int, Role, int]]]:
    """What stands before an office's words: where it begins, the state or organization, the tense, further titles."""
    tense: Tense = "current"
    first, of = begin, None
    more: list[tuple[int, Role, int]] = []
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
        elif token.tag_ in ("NN", "NNP") and _titled(role := role_at(doc, j, roles)) and role is not None:
            more.append((j, role[0], role[1]))
            first = j = min(j, role[1])
        elif token.lower_ in ("'s", "’s", "-") or token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV"):
            first = j if token.pos_ != "PART" else first
        elif token.text != ",":
            break
        else:
            break
        j -= 1
    return first, of, tense, more


def _titled(role: tuple[Role, int] | None) -> bool:
    return role is not None and role[0].kind == "person"


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
                        sent = following.lower_ in ("to", "in") and role[0].lemma.split()[-1] in _SENT
                        of = of if of is not None or sent else at[j]
                        last = found[at[j]].end
                        break
            return Office(number, role[0], i, start, last, of, _tense(role[0], tense), start)
        i += 1
    return None
