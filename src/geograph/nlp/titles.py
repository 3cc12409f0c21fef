"""The words of titles: which role they are, of whom, in which tense, and what stands before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from geograph.gazetteer import Role, portfolios
from geograph.model import Tense
from geograph.nlp.spans import Name
from geograph.nlp.wordlists import wordlist

PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""The sectors of a state's own people and bodies."""
NATIONAL = frozenset({"adjective", "demonym"})
REACH = 10
"""So many tokens at most lie between a title and the name it belongs to."""
RANKS = wordlist("titles", "ranks")
FORMER = wordlist("titles", "former")
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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an office is, by the words behind "of": the number of the name, the token behind all these words, and
    whether it is only a part of what is named ("the Russian army"), with the part's role noun where it is one."""

    name: int | None
    end: int
    part: bool = False
    noun: Role | None = None


def owner_behind(doc: Doc, found: list[Name], at: Mapping[int, int], i: int, roles: Mapping[str, Role]) -> Owner:
    """The owner that the words from token i on name: "Colombia", "the Russian army", "Russia's Security Council", "the
    opposition Labour Party"."""
    owner = Owner(None, i)
    j = i
    while j < min(len(doc), i + REACH):
        token = doc[j]
        if j in at:
            name = found[at[j]]
            if name.kind == "person" or (not name.forms and token.lower_ in portfolios()):
                break  # "Minister of Water Resources"
            if owner.name is None or name.kind != "state":
                owner = Owner(at[j], name.end)
            j = name.end
            following = doc[j] if j < len(doc) else None
            linked = following is not None and (following.lower_ in ("'s", "’s") or following.pos_ == "NOUN" or j in at)
            if not linked and name.use not in NATIONAL:
                break
        elif token.pos_ in ("NOUN", "PROPN"):
            j += 1
            if j < len(doc) and (j in at or doc[j].pos_ in ("NOUN", "PROPN")):
                continue
            if owner.name is not None:
                role = role_at(doc, j - 1, roles)
                owner = Owner(owner.name, j, True, role[0] if role is not None else None)
            break
        elif token.lower_ in ("the", "a", "an", "'s", "’s") or token.pos_ == "ADJ":
            j += 1
        else:
            break
    return owner


def owned(role: Role, owner: Owner) -> Role:
    """The role as what it is of the owner: the head of a part is not the head of the whole."""
    if not owner.part or role.office not in ("leader_of", "head_of_state", "head_of_government", "minister"):
        return role
    sector = owner.noun.sector if owner.noun is not None else role.sector
    return replace(role, office="holds_office" if sector in PUBLIC else "leader_of", sector=sector)


def weight(role: Role) -> int:
    """Which of two titles of a person says more: "spokesman Major General" is a spokesman, "army chief General" the
    army's chief."""
    if role.office is None:
        return 0
    return 1 if role.lemma.split()[-1] in RANKS else 2 if role.office == "holds_office" else 3


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


def role_over(doc: Doc, i: int, roles: Mapping[str, Role]) -> tuple[Role, int] | None:
    """The role whose head is token i: one that goes on behind it, "the [head] of state", else one that ends at it."""
    if i + 2 < len(doc) and doc[i + 1].lower_ == "of":
        for end in range(min(i + 4, len(doc) - 1), i + 1, -1):
            found = role_at(doc, end, roles)
            if found is not None and found[1] <= i:
                return found
    return role_at(doc, i, roles)


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
            behind = doc[found[at[j]].end : found[at[j]].end + 2]
            backed = len(behind) == 2 and behind[0].text == "-" and behind[1].lower_.endswith("ed")
            of = of if of is not None or backed else at[j]  # nobody's president is "Kremlin-backed"
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
        elif token.tag_ == "VBG" and j and doc[j - 1].text in ("'s", "’s"):
            first = j  # "Peru's visiting president"
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
