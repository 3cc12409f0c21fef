"""Facts that hold: offices from titles, where people come from, who belongs to what, and where places lie."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from geograph.gazetteer import Role, fold
from geograph.gazetteer.names import key, plain
from geograph.model import RelationClaim, Tense, digest
from geograph.nlp.belonging import BODIES, belonging
from geograph.nlp.located import located, node_of, place
from geograph.nlp.posts import posts
from geograph.nlp.refs import Node
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout
from geograph.nlp.titles import ACTING, FORMER, Office
from geograph.nlp.wordlists import wordlist

_HEADS = frozenset({"head_of_state", "head_of_government"})

_JOINED = frozenset({"PTY", "NGO", "IGO"})
"""Sectors of bodies whose people are members: "Hamas official Jane Roe", "a UN inspector, Jane Roe"."""
_OUTSIDE = wordlist("relations", "outside")
_PRIVATE = frozenset({"REL", "CVL", "EDU", "JRN", "BUS", "ELI", "MED", "AGR", "SOC"})
"""Sectors whose people hold no office of a state."""
_LOCAL = frozenset({"governor", "mayor"})
_VAGUE = wordlist("relations", "vague")
ALIKE = 0.7
"""Two spellings of one name have at least this share of their letters in common (by difflib): our own choice."""


def relations(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """The relations that the article states, each once a passage."""
    seen: set[tuple[str, str, str | None, int]] = set()
    places = ((inner, "located_in", outer, start, end, rule) for inner, outer, start, end, rule in located(cast))
    others = (_between(cast, page, *stated) for stated in (*places, *belonging(cast)))
    for claim in (*_unshortened(list(_offices(cast, page))), *_posts(cast, page), *others):
        key = (claim.subject_id, claim.predicate, claim.object_id, claim.start)
        if key not in seen:
            seen.add(key)
            yield claim


def _unshortened(claims: list[RelationClaim]) -> Iterator[RelationClaim]:
    """The claims without a bare office that says another of the same person in fewer words: "Deputy Secretary Roe",
    where she is the Deputy Secretary of State."""
    said = [(c.subject_id, c, set(fold(c.office or "").split())) for c in claims]
    for person, claim, words in said:
        if claim.object_id is not None or not any(p == person and words < w and c is not claim for p, c, w in said):
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
        target = _seat(cast, office.role) or _target(cast, office) or _listed(cast, person, office.role)
        predicate = _predicate(cast, office, target, person.entry is not None, _rules(cast, person))
        if predicate is None or (target is not None and not target.named) or _of_another(cast, office, target):
            continue
        lemma = office.role.lemma
        ruling = cast.state(person.state) if office.role.office in (*_HEADS, "minister") else None
        if predicate == "member_of" and target is not None and ruling is not None:  # "Republican president Jane Roe"
            yield _claim(
                cast.local, page, person.id, _spelled(cast, person), predicate, target.id, _spelled(cast, target),
                low, last.idx + len(last), f"office.{lemma}", words, office.tense,
            )  # fmt: skip
            target, predicate = ruling, str(office.role.office)
        if predicate == "citizen_of":
            lemma, words = "citizen", ""
        elif target is None and predicate != "holds_office":
            target = cast.state(person.state)
            predicate = predicate if target is not None else "holds_office"
        yield _claim(
            cast.local, page, person.id, _spelled(cast, person), predicate, target.id if target else None,
            _spelled(cast, target) if target else lemma, low, last.idx + len(last), f"office.{lemma}", words or None,
            office.tense,
        )  # fmt: skip


def _posts(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    for person, whose, role, tense, first, last, low, high in posts(cast):
        start, end = cast.doc[low].idx, cast.doc[high - 1].idx + len(cast.doc[high - 1])
        predicate = _of(role, whose)
        if predicate is not None and person.id != whose.id:
            yield _claim(
                cast.local, page, person.id, _spelled(cast, person), predicate, whose.id, _spelled(cast, whose), start,
                end, f"post.{role.lemma}", " ".join(cast.doc[first:last].text.split()), tense,
            )  # fmt: skip


def _spelled(cast: Cast, node: Node) -> str:
    """The name in the article's own spelling, where it writes it in full: "Ayad Allawi", not "Iyad"; without accents
    where the article leaves them out. A state's is ours, for "Kremlin" and "Iraqi" name states as well."""
    if node.kind == "state":
        return node.name
    words, same = len(node.name.split()), node.name.casefold()
    namings = [(a, b) for a, b, naming, _ in node.mentions if naming]
    full = (" ".join(cast.doc[a:b].text.split()) for a, b in namings if _proper(cast, node, a, b))
    alike = (f for f in full if words == len(f.split()) and SequenceMatcher(None, f, node.name).ratio() >= ALIKE)
    bare = set(fold(node.name).split()) - set(same.split())
    unaccented = any(w.lower_ in bare for a, b in namings for w in cast.doc[a:b])
    ours = plain(node.name) if unaccented else node.name
    return max((f for f in alike if f.casefold() != same), key=len, default=ours)


def _proper(cast: Cast, node: Node, start: int, end: int) -> bool:
    """Whether the tokens are the node's name in full: no adjective, and of a body not what stands for its people
    ("Houthi fighters")."""
    name = cast.name_at.get(start)
    described = node.kind not in ("person", "place") and cast.doc[start:end].root.dep_ == "compound"
    return name is not None and cast.names[name].use in ("name", "city") and not described


def _of_another(cast: Cast, office: Office, target: Node | None) -> bool:
    """Whether a head is not one of the state: "union president Jane Roe", "Irish gang leader John Roe"."""
    title, before = cast.doc[office.start], cast.doc[max(0, office.start - 1)]
    bare = target is None and office.role.office in _HEADS
    led = target is not None and target.kind == "state" and office.role.lemma in _VAGUE
    if not (bare or led) or not title.text.islower() or before.i in cast.name_at:
        return False
    return before.tag_ == "NN" and before.lower_ not in FORMER | ACTING


def _listed(cast: Cast, person: Node, role: Role) -> Node | None:
    """The organization that the gazetteer knows the person to lead or serve by a bare title ("Secretary-General Jane
    Roe"), in the year of publication where that is known."""
    served = role.office in ("leader_of", "holds_office") or (role.office in _HEADS and person.state is None)
    for office in person.entry.office if person.entry is not None and served else ():
        title, _, owner = office.text.partition(" of ")
        held = cast.year is None or (office.start or 0) <= cast.year <= (office.end or 9999)
        if not held or fold(title).replace("-", " ") != role.lemma.replace("-", " "):
            continue
        body = _body(cast, owner)
        if body is not None:
            return body
    return None


def _seat(cast: Cast, role: Role) -> Node | None:
    """The body of which the title's own words make somebody a member: "MK", "MEP"."""
    return _body(cast, role.lemma.removeprefix("member of ")) if role.office == "member_of" else None


def _body(cast: Cast, name: str) -> Node | None:
    """The organization that the gazetteer knows by this name."""
    forms = cast.gazetteer.forms.get(key(name.removeprefix("the ")), ())
    body = next((f.entry for f in forms if f.entry.kind == "organization"), None)
    return cast.nodes[cast.entry_node(body)] if body is not None else None


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
                return whose if whose.kind in (*BODIES, "state") or role.office == "spokesperson" else None
    if office.of is None:
        return None
    name = cast.names[office.of]
    node = node_of(cast, name)
    if node is not None and role.lemma.split()[-1] in _LOCAL:
        node = place(cast, name) or node
        if node.kind == "place":
            return node
    return cast.state(node.state) if node is not None and node.kind not in (*BODIES, "state", "place") else node


def _rules(cast: Cast, person: Node) -> bool:
    """Whether the gazetteer knows the person as the head of a state or government."""
    titles = (fold(o.text.partition(" of ")[0]) for o in (person.entry.office if person.entry is not None else ()))
    return any(r is not None and r.office in _HEADS for r in map(cast.gazetteer.roles.get, titles))


def _predicate(cast: Cast, office: Office, target: Node | None, known: bool, rules: bool) -> str | None:
    """Which relation a title states; None for none ("rebel leader", "poet"). `known`: the gazetteer has the person, and
    as one who `rules`."""
    role = office.role
    if role.office is None or (role.office == "holds_office" and role.sector in _PRIVATE):
        joined = target is not None and (target.sector in _JOINED or target.kind == "armed_group")
        joined = joined and role.lemma.split()[-1] not in _OUTSIDE
        if target is not None and (target.sector == "PTY" or (joined and role.office is None)):
            return "member_of"
        if target is not None and target.kind == "state" and role.state is None:
            return None if _only_where(cast, office) else "citizen_of"
        return "holds_office" if target is not None and role.office is not None else None
    if target is None:
        ranked = role.office == "holds_office" and (role.sector in ("MIL", "COP", "LEG") or not known)
        led = role.office == "leader_of" and (role.sector != "GOV" or role.lemma in _VAGUE)
        return None if ranked or (led and not (rules and role.lemma == "leader")) else role.office
    adjective = office.of is not None and cast.names[office.of].use == "adjective"
    if adjective and target.sector == "PTY" and role.office in _HEADS:
        return "member_of"  # "Republican president"
    return _of(role, target)


def _only_where(cast: Cast, office: Office) -> bool:
    """Whether a state's bare name before a noun says where somebody is: "Iraq hostage Jane Roe" """
    name = cast.names[office.of] if office.of is not None else None
    if name is None or name.use != "name" or name.start > office.token:
        return False
    return cast.doc[name.end].text not in ("'s", "’s")


def _of(role: Role, target: Node) -> str | None:
    """Which relation a post of the target is; None for none that holds."""
    if target.kind in BODIES:
        if role.office in _HEADS:
            return "leader_of"
        return "member_of" if target.sector == "PTY" and role.office in ("holds_office", "minister") else role.office
    if role.office == "leader_of" and role.sector not in ("GOV", "BUS"):
        return "citizen_of" if role.sector in _PRIVATE else None
    return role.office


def _between(
    cast: Cast, page: Layout, subject: Node, predicate: str, target: Node, start: int, end: int, rule: str
) -> RelationClaim:
    """A relation that the tokens start:end state."""
    low, high = cast.doc[start].idx, cast.doc[end - 1].idx + len(cast.doc[end - 1])
    return _claim(
        cast.local,
        page,
        subject.id,
        _spelled(cast, subject),
        predicate,
        target.id,
        _spelled(cast, target),
        low,
        high,
        rule,
        None,
        "current",
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
