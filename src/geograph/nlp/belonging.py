"""Who leads what, belongs to what or is whose ally: "Y, led by X", "X, a member of Y", "X's party".

By the parse, and by the order of the words where the parse is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.located import node_of
from geograph.nlp.refs import Node
from geograph.nlp.spans import Name, root

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

Stated = tuple[Node, str, Node, int, int, str]
"""The subject, the relation, the object, the first token and the one behind the last, and how it is said."""

BODIES = frozenset({"organization", "armed_group"})
_LEADING = frozenset({"lead", "head", "chair", "command"})
_SENT = frozenset({"contingent", "delegation", "mission", "team"})
"""What a body sends: who leads it is a member of the body."""
_BELONGING = {
    "member": "member_of", "ally": "ally_of", "wing": "part_of", "arm": "part_of", "branch": "part_of",
    "part": "part_of", "subsidiary": "part_of", "division": "part_of",
}  # fmt: skip
_BETWEEN = frozenset({"ADJ", "ADV", "NOUN", "NUM"})
_GENITIVE = frozenset({"'s", "’s"})
_OWNED = _GENITIVE | {"'", "’", "-"}
_STATES = frozenset({"country", "nation", "state", "party"})
_SUCH = frozenset({"as", "including", "like", "such"})
_KINDS = frozenset({"person", "state", "place", *BODIES})


def belonging(cast: Cast) -> Iterator[Stated]:
    """Who leads, belongs to or is allied with whom, each passage once."""
    for token in cast.doc:
        if token.lemma_ in _LEADING and token.pos_ == "VERB":
            yield from _led(cast, token)
        elif token.lemma_ in _BELONGING and token.pos_ == "NOUN" and token.i not in cast.name_at:
            whose = [*syntax.owners(token), *syntax.prepositional(token, "to"), *syntax.modifiers(token)]
            whose = [w for w in whose if w.i in cast.refs and not _hyphened(w, token)]
            whose = whose or _owner_before(cast, token) or _side(cast, token)
            who = _who(cast, token)
            if not any(w.i in cast.name_at for w in who):
                who = _named_behind(cast, token) or who
            yield from _pairs(cast, who, _BELONGING[token.lemma_], whose, f"belongs.{token.lemma_}")
    yield from _beside(cast)


def _led(cast: Cast, verb: Token) -> Iterator[Stated]:
    """ "X, who leads Y", "Y, led by X", "Y's delegation, led by X" """
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP")):
        for led in syntax.undergoers(verb):
            predicate = "member_of" if led.lemma_ in _SENT else "leader_of"
            yield from _pairs(cast, syntax.doers(verb), predicate, [led], f"leader.{verb.lemma_}")


def _who(cast: Cast, token: Token) -> list[Token]:
    """Who is the ally, member or wing that a noun names, by the parse."""
    if (token.dep_ == "appos" or token.dep_ == "compound") and token.head.i in cast.name_at:
        return [token.head]
    denied = any(c.dep_ in ("neg", "aux") for c in token.head.children)
    if token.dep_ == "attr" and token.head.lower_ in ("is", "are", "'s") and not denied:
        return syntax.surface_subject(token.head)
    return []


def _hyphened(word: Token, noun: Token) -> bool:
    """Whether a name belongs to an adjective before the noun: "Iran-backed allies"."""
    behind = word.doc[word.i + 1 : word.i + 3]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].i != noun.i


def _owner_before(cast: Cast, token: Token) -> list[Token]:
    """The name before a noun, with only what describes the noun between: "Washington's closest ally", "U.S.-ally"."""
    i = token.i - 1
    while i >= 0 and i not in cast.name_at and cast.doc[i].pos_ in _BETWEEN and not cast.doc[i].is_sent_start:
        i -= 1
    if i > 0 and cast.doc[i].text in _OWNED:
        i -= 1
    return [root(cast.doc, cast.names[cast.name_at[i]])] if i >= 0 and i in cast.name_at else []


def _side(cast: Cast, token: Token) -> list[Token]:
    """On whose side an ally stands: "a key ally in the U.S. war on terror"."""
    sides = [o for p in syntax.children(token, "prep") if p.lower_ == "in" for o in syntax.objects_of(p)]
    return [w for o in sides for w in (*syntax.possessors(o), *syntax.modifiers(o))] if token.lemma_ == "ally" else []


def _named_behind(cast: Cast, token: Token) -> list[Token]:
    """The names that a noun introduces: "its ally Belarus", "NATO's newest member, Finland", "US allies such as Japan
    and South Korea"; of a singular only one."""
    doc, i = cast.doc, token.i + 1
    many = token.tag_ == "NNS"
    if i < len(doc) and doc[i].lemma_.lower() in _STATES:
        many, i = doc[i].tag_ == "NNS", i + 1
    while i < len(doc) and (doc[i].lower_ in _SUCH or doc[i].text in (",", "--", "–", "the")):
        i += 1
    found: list[Name] = []
    while i in cast.name_at and not doc[i].is_sent_start and (many or not found):
        name = cast.names[cast.name_at[i]]
        if name.kind not in _KINDS or name.use in ("adjective", "demonym"):
            break
        found.append(name)
        i = name.end
        while many and i < len(doc) and doc[i].lower_ in (",", "and", "or"):
            i += 1
    return [root(doc, n) for n in found]


def _beside(cast: Cast) -> Iterator[Stated]:
    """ "Silvio Berlusconi's Forza Italia", "Hamas's Jane Roe", "Jane Roe of Fatah", "Jane Roe of Kenya" """
    for number, (first, second) in enumerate(pairwise(cast.names)):
        gap = tuple(t.lower_ for t in cast.doc[first.end : second.start])
        one, two = node_of(cast, first), node_of(cast, second)
        if one is None or two is None or not gap or gap[0] not in (*_GENITIVE, "of"):
            continue
        span = (first.start, second.end)
        if gap in (("of",), ("of", "the")) and one.kind == "person" and number not in cast.office_of:
            if two.kind in (*BODIES, "state") and _ends(cast, second.end):
                yield one, "citizen_of" if two.kind == "state" else "member_of", two, *span, f"of.{two.kind}"
        elif len(gap) == 1 and gap[0] in _GENITIVE:
            if one.kind == "person" and (two.sector == "PTY" or two.kind == "armed_group"):
                yield one, "leader_of", two, *span, "leader.own"
            elif two.kind == "person" and one.kind in BODIES and number + 1 not in cast.office_of:
                yield two, "member_of", one, *span, f"own.{one.kind}"


def _ends(cast: Cast, i: int) -> bool:
    """Whether a name that ends before token i is no part of a longer phrase ("Jane Roe of Hamas ties")."""
    return i >= len(cast.doc) or (cast.doc[i].pos_ not in ("NOUN", "PROPN") and cast.doc[i].text not in _GENITIVE)


def _pairs(cast: Cast, who: list[Token], predicate: str, whose: list[Token], rule: str) -> Iterator[Stated]:
    """A relation between each named actor and each named body or, for allies, actor."""
    for a in who:
        for b in whose:
            one, two = cast.refs.get(a.i), cast.refs.get(b.i)
            if one is None or two is None or len(one.nodes) != 1 or len(two.nodes) != 1:
                continue
            subject, target = cast.nodes[one.nodes[0]], cast.nodes[two.nodes[0]]
            if subject.id != target.id and subject.named and target.named and _fits(subject, predicate, target):
                yield subject, predicate, target, min(one.start, two.start), max(one.end, two.end), rule


def _fits(subject: Node, predicate: str, target: Node) -> bool:
    """Whether a relation may hold between what the two are."""
    if predicate == "leader_of":
        return subject.kind == "person" and target.kind in (*BODIES, "state")
    if predicate == "part_of":
        place = subject.kind == "place" and target.kind in ("place", "state")
        return place or (subject.kind in BODIES and target.kind in BODIES)
    if subject.kind not in ("person", "state", *BODIES):
        return False
    return target.kind in BODIES or (predicate == "ally_of" and target.kind in ("state", "person"))
