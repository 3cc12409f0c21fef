"""The words of titles: which role they are, of whom, in which tense, and what stands before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from geograph.gazetteer import Role
from geograph.model import Tense
from geograph.nlp.spans import Name

FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "outgoing", "retired", "one-time", "onetime", "then"})
ACTING = frozenset({"acting", "interim", "caretaker"})


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
            role = roles.get(" ".join([*head, last]).replace(" - ", "-").replace(" 's", "'s"))
            if role is not None:
                return role, i - size + 1
    return None


def tense_of(role: Role, tense: Tense) -> Tense:
    """The tense of an office whose words tell it themselves ("former president")."""
    first = role.lemma.split()[0].split("-")[0]
    return "former" if first in FORMER else "acting" if first in ACTING else tense


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def left(
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
        elif token.lower_ in FORMER:
            tense, first = "former", j
        elif token.lower_ in ACTING:
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
