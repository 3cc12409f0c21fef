"""Whose people they are who are told by whom they follow ("a top aide to the warlord"), and whom "the rebels" mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role, fold
from geograph.model import Kind
from geograph.nlp import syntax
from geograph.nlp.armed_groups import HOLDING, armed, only_armed
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug
from geograph.nlp.titles import PUBLIC, role_at
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_STAFF = wordlist("followers", "staff")
_NO_SAME = wordlist("followers", "no_same")
_SINGLE = wordlist("followers", "single")
_CROWD = frozenset({"backer", "follower", "loyalist", "supporter"})


def follower(cast: Cast, token: Token, role: Role, start: int) -> Ref | None:
    """The unnamed aides and supporters of a named person, who act for no state: "Zarqawi's lieutenant". Those of a
    state's office holder are the state's."""
    noun = role.lemma.split()[-1]
    if noun not in _STAFF | _CROWD:
        return None
    leader = next((n for w in _led_by(token) if (n := _person(cast, w)) is not None), None)
    if leader is None or (noun in _STAFF and _official(cast.nodes[leader])):
        return None
    plural = token.tag_ in ("NNS", "NNPS")
    name = f"{cast.nodes[leader].name} {token.lower_}"
    kind: Kind = "population" if plural else "person"
    sector = "UNK" if noun in _STAFF else role.sector
    index = cast.node(Node(f"{cast.local}-{kind}-{slug(name)}", name, kind, cast.nodes[leader].state, sector))
    return Ref((index,), start, token.i + 1, True, sector, None, plural)


def _led_by(token: Token) -> list[Token]:
    """Who may be the one whose people they are."""
    behind = [o for p in syntax.children(token, "prep") if p.lower_ in ("to", "of") for o in syntax.objects_of(p)]
    return [*syntax.possessors(token), *syntax.modifiers(token), *behind]


def _person(cast: Cast, word: Token) -> int | None:
    number = cast.name_at.get(word.i)
    if number is None and word.i in cast.role_tokens:
        number = cast.role_tokens[word.i][0].name
    ref = cast.named(cast.names[number]) if number is not None else cast.refs.get(word.i)
    if ref is None or len(ref.nodes) != 1 or cast.nodes[ref.nodes[0]].kind != "person":
        return None
    return ref.nodes[0]


def _official(node: Node) -> bool:
    return node.sector in PUBLIC or any(o.startswith("@") for o in node.offices)


def led_group(cast: Cast, token: Token, role: Role) -> Role | None:
    """The armed people whose plural leaders a noun names: "rebel commanders", "militia chiefs"."""
    if token.tag_ not in ("NNS", "NNPS") or role.kind != "person" or token.i == 0:
        return None
    found = role_at(cast.doc, token.i - 1, cast.gazetteer.roles)
    before = token.nbor(-1)
    return found[0] if found is not None and found[0].kind == "armed" and before.head == token else None


def _known_by(cast: Cast, token: Token, start: int) -> int | None:
    """The one armed group of the article whose name the words before the noun say: "Tiger rebels" of the "Tamil
    Tigers", "Maoist rebels" of the "Maoists"."""
    said = {fold(t.text).removesuffix("s") for t in cast.doc[start : token.i] if t.pos_ == "PROPN" and t.is_alpha}
    if not said or len(cast.armed) != 1:
        return None
    entry = cast.gazetteer.entries[cast.armed[0]]
    named = {w.removesuffix("s") for name in (entry.name, *entry.aliases) for w in fold(name).split()}
    return only_armed(cast) if said <= named else None


def armed_people(cast: Cast, token: Token, role: Role, start: int, definite: bool) -> Ref:
    """Rebels, militants, captors: the group that the article names or has spoken of, else one that these words make."""
    text = cast.doc[start : token.i + 1].text
    plural = token.tag_ in ("NNS", "NNPS")
    if (
        (definite or role.lemma in HOLDING)
        and text.lower() == token.lower_
        and not any(c.lower_ in _NO_SAME for c in token.children)
    ):
        index = armed(cast, role, token.i)
        if index is not None:
            return Ref((index,), start, token.i + 1, False, role.sector, None, plural)
    known = _known_by(cast, token, start)
    if known is not None:
        return Ref((known,), start, token.i + 1, False, role.sector, None, plural)
    if not plural and token.dep_ in ("compound", "amod", "nmod") and role.lemma in _SINGLE:
        text += "s"  # "rebel attacks", "rebel commanders"
    made = f"{cast.local}-armed-{slug(text)}"
    index = cast.node(Node(made, " ".join(text.split()), "armed_group", None, role.sector))
    cast.nodes[index].offices.add(role.lemma)
    return Ref((index,), start, token.i + 1, True, role.sector, None, plural)
