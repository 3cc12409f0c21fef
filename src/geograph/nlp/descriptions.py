"""What descriptions point to: "the president", "the militant group", "both countries", "the city", "the rebels"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role, fold
from geograph.nlp import syntax
from geograph.nlp.refs import Node, Ref
from geograph.nlp.salience import candidates
from geograph.nlp.slug import slug
from geograph.nlp.spans import Name, root
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

MEMORY = 200
"""So many entities at most are looked through for one that a noun points to."""
DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "these", "those"})
_THE = frozenset({"the", "this", "that"})
_COUNTRY = frozenset({"country", "emirate", "kingdom", "monarchy", "nation", "republic", "state", "sultanate"})
_CITY = frozenset({"capital", "city", "town", "village", "port"})
_REGION = wordlist("descriptions", "region")
_GROUP: dict[str, frozenset[str]] = {
    **dict.fromkeys(("agency", "watchdog", "body"), frozenset({"IGO", "NGO", "GOV", "JRN", "SPY"})),
    **dict.fromkeys(("organisation", "organization"), frozenset({"IGO", "NGO", "REB", "UAF", "ISM"})),
    **dict.fromkeys(("alliance", "bloc"), frozenset({"IGO", "PTY", "IMG"})),
    **dict.fromkeys(("airline", "company", "firm", "carmaker", "automaker"), frozenset({"BUS", "MNC"})),
    **dict.fromkeys(("broadcaster", "channel", "magazine", "network", "newspaper", "paper"), frozenset({"JRN", "BUS"})),
    **dict.fromkeys(("faction", "militia"), frozenset({"REB", "UAF", "PRM", "ISM"})),
    **dict.fromkeys(("group", "movement"), frozenset({"REB", "UAF", "PRM", "ISM", "NGO", "PTY", "OPP", "SOC", "REL"})),
    "charity": frozenset({"NGO"}),
    "party": frozenset({"PTY"}),
    "union": frozenset({"LAB", "IGO"}),
}
"""The sectors of those whom such a noun may mean."""
_ARMED_WORDS = wordlist("descriptions", "armed_words")
_TOLD = wordlist("descriptions", "told")
_SAME_OFFICE = {"pontiff": frozenset({"pope"}), "monarch": frozenset({"emperor", "king", "queen", "sultan"})}
_KIN = wordlist("asides", "kin")
HEADS = frozenset({"boss", "chief", "head", "leader"})
"""Words for whoever leads something, one as good as another."""
_RULING = frozenset({"head_of_state", "head_of_government"})


_OPPONENTS = wordlist("descriptions", "opponents")


def recent(cast: Cast, before: int) -> Iterator[int]:
    """The entities by their last mention, the latest first, as far back as a reader remembers."""
    latest = islice(reversed(cast.latest), MEMORY)
    return (i for i in latest if cast.nodes[i].mentions[-1][0] < before)


def last(cast: Cast, fits: Callable[[Node], bool], before: int) -> int | None:
    """The entity that fits and was spoken of last."""
    return next((i for i in recent(cast, before) if fits(cast.nodes[i])), None)


def _the(token: Token) -> bool:
    return any(c.lower_ in _THE for c in syntax.children(token, "det"))


def _pointing(index: int | None, token: Token, place: bool = False) -> Ref | None:
    return None if index is None else Ref((index,), token.i, token.i + 1, False, place=place)


def _opponent(cast: Cast, token: Token) -> int | None:
    """The only other person spoken of: "Roe accused his challenger", in an article on Roe and Doe."""
    whose = [cast.refs[p.i] for p in syntax.children(token, "poss") if p.tag_ == "PRP$" and p.i in cast.refs]
    people = [i for i in recent(cast, token.i) if cast.nodes[i].kind == "person" and cast.nodes[i].name[:1].isupper()]
    own = {n for ref in whose for n in ref.nodes if cast.nodes[n].kind == "person"}
    words = {w for i in own for w in cast.nodes[i].name.split()}
    others = [i for i in people if i not in own and words.isdisjoint(cast.nodes[i].name.split())]
    return others[0] if own and len(others) == 1 and token.tag_ == "NN" else None


def described(cast: Cast, token: Token) -> Ref | None:
    """ "the country", "the group", "the mosque", "its neighbour": singular nouns that point to an entity of their
    kind."""
    lemma = token.lemma_.lower()
    if lemma in _OPPONENTS and (other := _opponent(cast, token)) is not None:
        return _pointing(other, token)
    if lemma in ("neighbour", "neighbor", "foe", "rival", "archrival") and token.tag_ == "NN":
        return _pointing(_other_state(cast, token), token)
    if token.tag_ not in ("NN", "NNP") or not _the(token) or token.i in cast.role_tokens:
        return None
    told = token.dep_ == "dobj" and token.head.lemma_ in _TOLD
    if any(c.dep_ == "poss" or (c.dep_ == "prep" and not told) for c in token.children):
        return None
    hyphened = {m.i for m in syntax.modifiers(token) if cast.doc[m.i + 1].text == "-"}  # "the Iran-backed group"
    named = [m for m in syntax.modifiers(token) if m.i in cast.name_at and m.i not in hyphened]
    if lemma in _COUNTRY:
        return _pointing(_country(cast, token, named), token)
    names = [cast.names[cast.name_at[m.i]] for m in named]
    if named and (lemma not in _GROUP or not all(n.use == "adjective" or _faith(n) for n in names)):
        return None
    if lemma in _CITY and cast.cities:
        return _pointing(cast.cities[-1], token, True)
    if lemma in _REGION and token.dep_ != "compound":
        return _pointing(last(cast, _is_region, token.i), token, True)
    ending = None if named else last(cast, lambda n: _ends(n, lemma), token.i)
    if ending is not None:
        return _pointing(ending, token, cast.nodes[ending].kind == "place")
    sectors = _GROUP.get(lemma)
    if sectors is None:
        return None
    armed_only = any(c.lower_ in _ARMED_WORDS for c in token.children)
    states = {cast.states[cast.name_at[m.i]] for m in named}
    found = last(cast, lambda n: _is_group(n, sectors, armed_only), token.i)
    if found is None and not armed_only:
        found = last(cast, _is_unknown, token.i)
    if named and found is not None:  # "the Lebanese group": of that state, or the only one, if it is of none
        node = cast.nodes[found]
        lone = len(cast.armed) == 1 and (node.state is None or states == {None})  # "the Islamist group"
        found = found if node.state in states or lone else None
    return _pointing(found, token)


def _faith(name: Name) -> bool:
    """Whether a name only says of which faith or people somebody is: "the Islamist group"."""
    return name.label == "NORP" and not name.forms


def _other_state(cast: Cast, token: Token) -> int | None:
    """The state beside the one that a possessive names: "its neighbour"."""
    own = next((cast.refs[p.i] for p in syntax.children(token, "poss") if p.i in cast.refs), None)
    if own is None or len(own.nodes) != 1 or cast.nodes[own.nodes[0]].kind != "state":
        return None
    for index in recent(cast, token.i):
        node = cast.nodes[index]
        if node.kind == "state" and index != own.nodes[0] and (node.entry is None or node.entry.end is None):
            return index
    return None


def _country(cast: Cast, token: Token, named: list[Token]) -> int | None:
    """The state most in mind; not one named beside it in its clause, nor "Soviet" in "former Soviet republic"."""
    other = {n for m in named if m.i in cast.refs for n in cast.refs[m.i].nodes}
    vague = False
    if named and not any(c.lower_ in ("former", "ex") for c in token.children):
        vague = not any(cast.names[cast.name_at[m.i]].kind == "state" for m in named)
        vague = vague and all(cast.nodes[n].kind in ("other", "population") for n in other)
        regions = bool(other) and all(cast.nodes[n].kind == "place" for n in other)
        if not regions and not vague:
            return None
    verb = token.head if token.dep_ in ("dobj", "dative", "pobj", "nsubj") else None
    if verb is not None and verb.lower_ in ("against", "with"):  # nobody breaks with themselves
        verb = next((up for up in verb.ancestors if syntax.is_verb(up)), None)
    subjects = syntax.surface_subject(verb) if verb is not None and syntax.is_verb(verb) else []
    beside = {n for c in subjects if c.i < token.i and c.i in cast.refs for n in cast.refs[c.i].nodes}
    barred = other | beside
    if vague:  # "the Muslim country", "the Nordic nation": the only other state of the article
        states = [i for i in recent(cast, token.i) if cast.nodes[i].kind == "state" and i not in barred]
        return states[0] if len(states) == 1 else None
    for _, _, ref in candidates(cast, token):
        if len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind == "state" and ref.nodes[0] not in barred:
            return ref.nodes[0]
    return next((i for i in recent(cast, token.i) if cast.nodes[i].kind == "state" and i not in barred), None)


def _is_region(node: Node) -> bool:
    return node.kind == "place" and (node.entry is None or not node.entry.id.startswith("city-"))


def _ends(node: Node, lemma: str) -> bool:
    """Whether a name ends in the noun ("the court" for the "International Criminal Court")."""
    words = node.name.split()
    proper = node.kind in ("organization", "armed_group", "place", "other") and node.named
    return proper and len(words) > 1 and fold(words[-1]) == lemma


def _is_group(node: Node, sectors: frozenset[str], armed_only: bool) -> bool:
    if node.kind not in ("armed_group", "organization") or not node.named:
        return False
    if node.kind == "armed_group":
        return bool(sectors & {"REB", "UAF"})
    return not armed_only and node.sector in sectors


def _is_unknown(node: Node) -> bool:
    """Whether nothing is known of a body but its name."""
    return node.kind == "organization" and node.named and node.sector is None and node.entry is None


def same_name(cast: Cast, token: Token, role: Role | None) -> Ref | None:
    """A noun beside the name of whom it describes: "the militant group Hamas", "Jane Roe, a writer", "the mayor, Jane
    Roe", "Roe is the mayor"."""
    if token.pos_ not in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS") or token.ent_type_ in ("DATE", "TIME"):
        return None
    beside = _introduced(cast, token) or _calling_itself(cast, token)
    if beside is not None:
        return beside
    if role is not None and role.kind in ("body", "armed"):
        return _called(cast, token)
    if token.dep_ == "appos" and token.head.i in cast.name_at and token.i - token.head.i > 1:
        other = cast.refs.get(token.head.i)
    elif token.dep_ == "attr" and token.head.lemma_ == "be":
        subjects = [] if syntax.children(token.head, "neg") else syntax.surface_subject(token.head)
        other = cast.refs.get(subjects[0].i) if len(subjects) == 1 and subjects[0].i < token.i else None
    else:
        behind = [c for c in syntax.children(token, "appos") if c.i in cast.name_at]
        number = cast.name_at[behind[0].i] if behind and role is not None and _is_one(cast, role, token) else None
        other = cast.named(cast.names[number]) if number is not None else None
    if other is None or len(other.nodes) != 1 or other.plural:
        return None
    node = cast.nodes[other.nodes[0]]
    article = any(c.lower_ in ("a", "an") for c in syntax.children(token, "det"))
    if node.kind != "person" or (role is None and not token.text.islower()):
        return None
    if token.dep_ == "attr" and role is None and not article:
        return None
    return Ref(other.nodes, token.i, token.i + 1, False, reason=f'said of "{node.name}" in its clause')


def _called(cast: Cast, token: Token) -> Ref | None:
    """The name behind a comma of the group that a noun describes: "the largest militia, the Red Hand,"."""
    behind = [c for c in syntax.children(token, "appos") if c.i in cast.name_at]
    name = cast.names[cast.name_at[behind[0].i]] if len(behind) == 1 else None
    if name is None or name.kind not in ("organization", "armed_group") or cast.doc[token.i + 1].text not in ",–-":
        return None
    ref = cast.named(name)
    return None if ref is None else replace(ref, reason="named right behind")


def _is_one(cast: Cast, role: Role, token: Token) -> bool:
    """Whether a noun describes one person, whose name may stand behind it: "the aid worker, Jane Roe"."""
    beside = token.i + 2 < len(cast.doc) and cast.doc[token.i + 1].text == "," and token.i + 2 in cast.name_at
    return role.kind == "person" or (role.kind in ("group", "population") and beside)


def _calling_itself(cast: Cast, token: Token) -> Ref | None:
    """The name that a group gives itself: "a group calling itself Islamic Jihad", "an outfit known as Ansaru"."""
    for clause in syntax.children(token, "acl"):
        start = clause.i + 1
        while start < len(cast.doc) and cast.doc[start].lower_ in ("itself", "themselves", "as", "the"):
            start += 1
        number = cast.name_at.get(start)
        if clause.lemma_ not in ("call", "name", "know", "dub") or start <= clause.i + 1:
            continue
        if number is not None:
            return cast.named(cast.names[number])
        end = start
        while end + 1 < len(cast.doc) and (
            cast.doc[end].text.istitle() or (cast.doc[end].lower_ == "of" and cast.doc[end + 1].text.istitle())
        ):
            end += 1
        if end > start and (group := _GROUP.get(token.lemma_)) is not None and "REB" in group:
            text = cast.doc[start:end].text
            node = Node(f"org-{slug(text)}", " ".join(text.split()), "armed_group", None, "UAF")
            return Ref((cast.node(node),), start, end, True, "UAF")
    return None


def _introduced(cast: Cast, token: Token) -> Ref | None:
    """A common noun right before the name that it introduces: "the militant Palestinian group Hamas"."""
    number = cast.name_at.get(token.i + 1)
    if number is None and token.lemma_ in _KIN:
        number = next((cast.name_at[c.i] for c in syntax.children(token, "appos") if c.i in cast.name_at), None)
    if number is None or token.pos_ != "NOUN":
        return None
    name = cast.names[number]
    head = root(cast.doc, name)
    if name.kind == "state" and name.use == "name" and token.lemma_ in _KIN:
        return cast.named(name)  # "its ally Japan"
    if name.kind not in ("person", "organization", "armed_group") or name.use == "adjective":
        return None
    beside = head.dep_ in ("appos", "nmod", "dep", "acl", "relcl") and head.head == token
    twice = head.dep_ == token.dep_ and head.head == token.head  # both taken for the subject
    if not beside and not twice and not (token.dep_ == "compound" and token.head == head):
        return None
    return cast.named(name)


def holder(cast: Cast, role: Role, state: str | None, before: int) -> int | None:
    """The person who holds the office: named before, or anywhere in the article with the title."""
    for index in recent(cast, before):
        node = cast.nodes[index]
        if node.kind == "person" and _holds(node, role) and (state is None or node.state in (state, None)):
            return index
    words = (role.lemma, *sorted(HEADS)) if role.lemma in HEADS else (role.lemma,)
    office = next((cast.holders[w] for w in words if w in cast.holders), None)
    if office is not None:
        index = cast.bearer(cast.names[office.name])
        if state is None or cast.nodes[index].state in (state, None):
            return index
    return None


def _holds(node: Node, role: Role) -> bool:
    head = role.lemma.split()[-1]
    if role.lemma == "counterpart":
        return False
    if _SAME_OFFICE.get(role.lemma, frozenset()) & {*node.offices, fold(node.name).split(" ")[0]}:
        return True
    if role.lemma in node.offices or (role.office in _RULING and f"@{role.office}" in node.offices):
        return True
    if role.lemma in HEADS and not HEADS.isdisjoint(node.offices):
        return True
    if head == role.lemma and any(head in (o.split()[-1], o.split(" of ")[0]) for o in node.offices):
        return True
    return role.lemma == "leader" and any(f"@{office}" in node.offices for office in _RULING)
