"""Whose people they are who are told only by whom they follow: "a top aide to the warlord", "rebel commanders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role
from geograph.model import Kind
from geograph.nlp import syntax
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug
from geograph.nlp.titles import PUBLIC, role_at

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_STAFF = frozenset(
    {"adviser", "advisor", "aide", "associate", "bodyguard", "confidant", "deputy", "henchman", "lieutenant"}
)  # fmt: skip
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
