"""Facts that hold: offices from titles, where people come from, who belongs to what, and where places lie."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.gazetteer import Role
from geograph.model import RelationClaim, Tense, digest
from geograph.nlp import syntax
from geograph.nlp.located import located, node_of, place
from geograph.nlp.posts import posts
from geograph.nlp.refs import Node
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout
from geograph.nlp.titles import Office

_HEADS = frozenset({"head_of_state", "head_of_government"})
_LEADING = frozenset({"lead", "head", "chair", "command"})
_BELONGING = {
    "member": "member_of", "ally": "ally_of", "wing": "part_of", "arm": "part_of", "branch": "part_of",
    "part": "part_of", "subsidiary": "part_of", "division": "part_of",
}  # fmt: skip
_BODIES = frozenset({"organization", "armed_group"})

_PRIVATE = frozenset({"REL", "CVL", "EDU", "JRN", "BUS", "ELI", "MED", "AGR", "SOC"})
"""Sectors whose people hold no office of a state."""
_LOCAL = frozenset({"governor", "mayor"})
_VAGUE = frozenset(
    {"boss", "chair", "chairman", "chairperson", "chairwoman", "chief", "coup leader", "director", "head", "leader",
     "opposition leader", "secretary"}
)  # fmt: skip
"""Titles that without an owner don't say what is led."""


def relations(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """The relations that the article states, each once a passage."""
    seen: set[tuple[str, str, str | None, int]] = set()
    places = (
        _between(cast, page, inner, "located_in", outer, start, end, rule)
        for inner, outer, start, end, rule in located(cast)
    )
    for claim in (*_offices(cast, page), *_posts(cast, page), *places, *_parsed(cast, page)):
        key = (claim.subject_id, claim.predicate, claim.object_id, claim.start)
        if key not in seen:
            seen.add(key)
            yield claim


def _offices(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    for office in cast.offices:
        person = node_of(cast, cast.names[office.name])
        if person is None or person.kind != "person":
            continue
        name = cast.names[office.name]
        low = min(cast.doc[office.begin].idx, cast.doc[name.start].idx)
        last = cast.doc[max(office.end, name.end) - 1]
        words = " ".join(cast.doc[office.start : office.end].text.split())
        target = _target(cast, office)
        predicate = _predicate(office, target, person.entry is not None)
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


def _posts(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    for person, whose, role, tense, first, last, low, high in posts(cast):
        start, end = cast.doc[low].idx, cast.doc[high - 1].idx + len(cast.doc[high - 1])
        predicate = _of(role, whose)
        if predicate is not None and person.id != whose.id:
            yield _claim(
                cast.local, page, person.id, person.name, predicate, whose.id, whose.name, start, end,
                f"post.{role.lemma}", " ".join(cast.doc[first:last].text.split()), tense,
            )  # fmt: skip


def _target(cast: Cast, office: Office) -> Node | None:
    """What the title's own words say that the office is of: a state, an organization, whose "its" is."""
    role = office.role
    if role.state is not None:
        return cast.state(role.state)
    for word in cast.doc[max(0, office.begin - 3) : office.token]:
        ref = cast.refs.get(word.i)
        if word.dep_ == "poss" and word.head.i == office.token and ref is not None and len(ref.nodes) == 1:
            whose = cast.nodes[ref.nodes[0]]
            if word.tag_ == "PRP$" or whose.kind == "person" or word.i not in cast.name_at:
                return whose if whose.kind in (*_BODIES, "state") or role.office == "spokesperson" else None
    if office.of is None:
        return None
    name = cast.names[office.of]
    node = node_of(cast, name)
    if node is not None and role.lemma.split()[-1] in _LOCAL:
        node = place(cast, name) or node
        if node.kind == "place":
            return node
    return cast.state(node.state) if node is not None and node.kind not in (*_BODIES, "state", "place") else node


def _predicate(office: Office, target: Node | None, known: bool) -> str | None:
    """Which relation a title states; None for none ("rebel leader", "poet"). `known`: the gazetteer has the person."""
    role = office.role
    if role.office is None or (role.office == "holds_office" and role.sector in _PRIVATE):
        if target is not None and target.sector == "PTY":
            return "member_of"
        if target is not None and target.kind == "state":
            return "citizen_of"
        return "holds_office" if target is not None and role.office is not None else None
    if target is None:
        ranked = role.office == "holds_office" and (role.sector in ("MIL", "COP", "LEG") or not known)
        led = role.office == "leader_of" and (role.sector != "GOV" or role.lemma in _VAGUE)
        return None if ranked or led else role.office
    return _of(role, target)


def _of(role: Role, target: Node) -> str | None:
    """Which relation a post of the target is; None for none that holds."""
    if target.kind in _BODIES:
        if role.office in _HEADS:
            return "leader_of"
        return "member_of" if target.sector == "PTY" and role.office == "holds_office" else role.office
    if role.office == "leader_of" and role.sector not in ("GOV", "BUS"):
        return "citizen_of" if role.sector in _PRIVATE else None
    return role.office


def _parsed(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """ "X, who leads Y", "Y, led by X", "X, a member of Y", "X is an ally of Y" """
    for token in cast.doc:
        if token.lemma_ in _LEADING and token.pos_ == "VERB":
            led, by = syntax.undergoers(token), syntax.doers(token)
            if token.dep_ == "acl" or (token.dep_ == "relcl" and token.tag_ in ("VBZ", "VBP")):
                yield from _pairs(cast, page, by, "leader_of", led, f"leader.{token.lemma_}")
        elif token.lemma_ in _BELONGING and token.pos_ == "NOUN":
            whose = [*syntax.owners(token), *syntax.prepositional(token, "to"), *syntax.modifiers(token)]
            if not whose and token.i - 1 in cast.name_at:
                whose = [cast.doc[token.i - 1]]  # "key US ally Poland"
            if token.dep_ == "appos":
                who = [token.head]
            elif token.dep_ == "attr" and token.head.lower_ in ("is", "are", "'s") and not _denied(token.head):
                who = syntax.surface_subject(token.head)
            elif token.dep_ == "compound" and token.head.i in cast.name_at:
                who = [token.head]
            elif behind := [c for c in syntax.children(token, "appos") if c.i == token.i + 1 and c.i in cast.name_at]:
                who = behind  # "its ally Belarus"
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
            named = subject.kind in ("person", "state", *_BODIES) and subject.named
            fits = target.kind in _BODIES or (predicate == "ally_of" and target.kind in ("state", "person"))
            if predicate == "part_of" and subject.kind not in _BODIES:
                fits = False
            if predicate == "leader_of":
                fits = subject.kind == "person" and target.kind in (*_BODIES, "state")
            if named and fits and subject.id != target.id and target.named:
                first, last = min(one.start, two.start), max(one.end, two.end)
                yield _between(cast, page, subject, predicate, target, first, last, rule)


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
