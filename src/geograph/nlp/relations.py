"""Facts that hold: offices from titles, where people come from, who belongs to what, and where places lie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from geograph.model import RelationClaim, Tense, digest
from geograph.nlp import syntax
from geograph.nlp.refs import PLACE_USES, Node
from geograph.nlp.resolve import Cast
from geograph.nlp.spans import Name
from geograph.nlp.text import Layout
from geograph.nlp.titles import Office

_HEADS = frozenset({"head_of_state", "head_of_government"})
_LEADING = frozenset({"lead", "head", "chair", "command"})
_BELONGING = {
    "member": "member_of", "ally": "ally_of", "wing": "part_of", "arm": "part_of", "branch": "part_of",
    "part": "part_of", "subsidiary": "part_of", "division": "part_of",
}  # fmt: skip
_BODIES = frozenset({"organization", "armed_group"})
_SITES = frozenset({"city", "town", "village", "province", "port", "district", "capital", "region", "governorate"})

_PRIVATE = frozenset({"REL", "CVL", "EDU", "JRN", "BUS", "ELI", "MED", "AGR", "SOC"})
"""Sectors whose people hold no office of a state."""
_LOCAL = frozenset({"governor", "mayor"})
_VAGUE = frozenset(
    {"boss", "chair", "chairman", "chairperson", "chairwoman", "chief", "coup leader", "director", "head", "leader",
     "opposition leader"}
)  # fmt: skip
"""Titles that without an owner don't say what is led."""


def relations(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """The relations that the article states, each once a passage."""
    seen: set[tuple[str, str, str | None, int]] = set()
    for claim in (*_offices(cast, page), *_located(cast, page), *_sites(cast, page), *_parsed(cast, page)):
        key = (claim.subject_id, claim.predicate, claim.object_id, claim.start)
        if key not in seen:
            seen.add(key)
            yield claim


def _offices(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    for office in cast.offices:
        person = _node(cast, cast.names[office.name])
        if person is None or person.kind != "person":
            continue
        name = cast.names[office.name]
        low = min(cast.doc[office.begin].idx, cast.doc[name.start].idx)
        last = cast.doc[max(office.end, name.end) - 1]
        words = " ".join(cast.doc[office.start : office.end].text.split())
        target = _target(cast, office)
        predicate = _predicate(office, target)
        if predicate is None:
            continue
        lemma = office.role.lemma
        if predicate == "citizen_of":
            lemma, words = "citizen", ""
        elif target is None:
            target = cast.state(person.state)
            if target is None and predicate != "holds_office":
                predicate = "holds_office"
        yield _claim(
            cast.local, page, person.id, person.name, predicate, target.id if target else None,
            target.name if target else lemma, low, last.idx + len(last), f"office.{lemma}", words or None, office.tense,
        )  # fmt: skip


def _target(cast: Cast, office: Office) -> Node | None:
    """What the title's own words say that the office is of: a state, an organization, whose "its" is."""
    if office.of is not None:
        node = _node(cast, cast.names[office.of])
        if node is not None and node.kind == "place" and office.role.lemma.split()[-1] in _LOCAL:
            return node
        return cast.state(node.state) if node is not None and node.kind not in (*_BODIES, "state") else node
    for word in cast.doc[office.begin : office.token]:
        ref = cast.refs.get(word.i)
        if word.tag_ == "PRP$" and word.head.i == office.token and ref is not None and len(ref.nodes) == 1:
            node = cast.nodes[ref.nodes[0]]
            return node if node.kind in (*_BODIES, "state") else None
    return None


def _predicate(office: Office, target: Node | None) -> str | None:
    """Which relation a title states; None for none ("rebel leader", "poet")."""
    role = office.role
    if role.office is None or (role.office == "holds_office" and role.sector in _PRIVATE):
        if target is not None and target.sector == "PTY":
            return "member_of"
        if target is not None and target.kind == "state":
            return "citizen_of"
        return "holds_office" if target is not None and role.office is not None else None
    if target is None:
        ranked = role.office == "holds_office" and role.sector in ("MIL", "COP")
        led = role.office == "leader_of" and (role.sector != "GOV" or role.lemma in _VAGUE)
        return None if ranked or led else role.office
    if target.kind in _BODIES:
        if role.office in _HEADS:
            return "leader_of"
        return "member_of" if target.sector == "PTY" and role.office == "holds_office" else role.office
    if role.office == "leader_of" and role.sector not in ("GOV", "BUS"):
        return "citizen_of" if role.sector in _PRIVATE else None
    return role.office


def _located(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """ "Amiens, France", "a camp in the northern Gaza Strip", "Sudan's Darfur", "India's Tata Steel" """
    for first, second in pairwise(cast.names):
        gap = cast.doc[first.end : second.start]
        one, two = _node(cast, first), _node(cast, second)
        if one is None or two is None or one.id == two.id or not 0 <= len(gap) < 4:
            continue
        words = [t.lower_ for t in gap]
        plain = all(t.pos_ in ("DET", "ADJ") for t in gap[1:])
        owned = words[:1] in (["'s"], ["’s"]) and all(t.pos_ == "ADJ" for t in gap[1:])
        if words and words[0] in (",", "in", "(") and plain and _lies(first, one, two):
            inner, outer = one, two
        elif owned and one.kind == "state" and _belongs(second, two, one):
            inner, outer = two, one
        elif not words and first.use == "adjective" and one.kind == "state" and second.use == "region":
            inner, outer = two, one
        else:
            continue
        yield _between(cast, page, inner, "located_in", outer, first.start, second.end, "located")


def _sites(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """ "the North Darfur town of Kutum", "the country's largest city, Mosul": places by what they are a town of."""
    for name in cast.names:
        inner = _node(cast, name)
        if inner is None or inner.kind != "place" or name.start < 2:
            continue
        noun = cast.doc[name.start - 2]
        if noun.lower_ not in _SITES or cast.doc[name.start - 1].lower_ not in ("of", ","):
            continue
        for owner in (*syntax.possessors(noun), *syntax.modifiers(noun)):
            ref = cast.refs.get(owner.i)
            if ref is None or len(ref.nodes) != 1:
                continue
            outer = cast.nodes[ref.nodes[0]]
            if outer.id != inner.id and outer.kind in ("state", "place") and inner.state in (outer.state, None):
                first = min(ref.start, owner.i)
                yield _between(cast, page, inner, "located_in", outer, first, name.end, "located.site")
                break


def _parsed(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """ "X, who leads Y", "Y, led by X", "X, a member of Y", "X is an ally of Y" """
    for token in cast.doc:
        if token.lemma_ in _LEADING and token.pos_ == "VERB":
            led, by = syntax.undergoers(token), syntax.doers(token)
            if token.dep_ == "acl" or (token.dep_ == "relcl" and token.tag_ in ("VBZ", "VBP")):
                yield from _pairs(cast, page, by, "leader_of", led, f"leader.{token.lemma_}")
        elif token.lemma_ in _BELONGING and token.pos_ == "NOUN":
            whose = [*syntax.owners(token), *syntax.prepositional(token, "to"), *syntax.modifiers(token)]
            if token.dep_ == "appos":
                who = [token.head]
            elif token.dep_ == "attr" and token.head.lower_ in ("is", "are", "'s") and not _denied(token.head):
                who = syntax.surface_subject(token.head)
            elif token.dep_ == "compound" and token.head.i in cast.name_at:
                who = [token.head]
            else:
                continue
            yield from _pairs(cast, page, who, _BELONGING[token.lemma_], whose, f"belongs.{token.lemma_}")


def _denied(verb: Token) -> bool:
    return any(c.dep_ in ("neg", "aux") for c in verb.children)


def _pairs(
    cast: Cast, page: Layout, who: list[Token], predicate: str, whose: list[Token], rule: str
) -> Iterator[RelationClaim]:
    """A relation between each named actor and each named body or, for allies, actor."""
    for a in who:
        for b in whose:
            one, two = cast.refs.get(a.i), cast.refs.get(b.i)
            if one is None or two is None or len(one.nodes) != 1 or len(two.nodes) != 1:
                continue
            subject, target = cast.nodes[one.nodes[0]], cast.nodes[two.nodes[0]]
            named = subject.kind in ("person", "state", *_BODIES) and subject.name[:1].isupper()
            fits = target.kind in _BODIES or (predicate == "ally_of" and target.kind in ("state", "person"))
            if predicate == "part_of" and subject.kind not in _BODIES:
                fits = False
            if predicate == "leader_of" and subject.kind != "person":
                fits = False
            if named and fits and subject.id != target.id and target.name[:1].isupper():
                first, last = min(one.start, two.start), max(one.end, two.end)
                yield _between(cast, page, subject, predicate, target, first, last, rule)


def _node(cast: Cast, name: Name) -> Node | None:
    """What a name means."""
    ref = cast.refs.get(cast.doc[name.start : name.end].root.i)
    return cast.nodes[ref.nodes[0]] if ref is not None and ref.nodes else None


def _lies(first: Name, inner: Node, outer: Node) -> bool:
    """Whether one place may lie in the other, as far as their states tell."""
    if outer.kind == "state":
        return first.use in PLACE_USES and inner.state == outer.state
    cities = all(n.entry is not None and n.entry.id.startswith("city-") for n in (inner, outer))
    return inner.kind == "place" and outer.kind == "place" and inner.state == outer.state is not None and not cities


def _belongs(second: Name, inner: Node, outer: Node) -> bool:
    """Whether "X's Y" says that Y lies in the state X: a place of that state, a company that no list knows."""
    if inner.kind == "place":
        return inner.state in (outer.state, None)
    return inner.kind == "organization" and inner.entry is None and second.label == "ORG"


def _between(
    cast: Cast, page: Layout, subject: Node, predicate: str, target: Node, start: int, end: int, rule: str
) -> RelationClaim:
    """A relation that the tokens start:end state."""
    low, high = cast.doc[start].idx, cast.doc[end - 1].idx + len(cast.doc[end - 1])
    return _claim(
        cast.local, page, subject.id, subject.name, predicate, target.id, target.name, low, high, rule, None, "current"
    )


def _claim(
    local: str, page: Layout, subject_id: str, subject: str, predicate: str, object_id: str | None, obj: str,
    low: int, high: int, rule: str, office: str | None, tense: Tense,
) -> RelationClaim:  # fmt: skip
    field, start, end = page.place(low, high)
    return RelationClaim(
        id="relclaim-" + digest(local, subject_id, predicate, object_id or obj, field, start, end),
        subject_id=subject_id, subject=subject, predicate=predicate, object_id=object_id, object=obj,
        field=field, start=start, end=end, quote=page.joined[low:high], rule=rule, confidence=0.9,
        office=office, tense=tense,
    )  # fmt: skip
