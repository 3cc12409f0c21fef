"""Facts that hold: offices from titles, and where places lie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from geograph.model import RelationClaim, Tense, digest
from geograph.nlp.names import Name
from geograph.nlp.offices import Office
from geograph.nlp.refs import PLACE_USES, Node
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout

_PRIVATE = frozenset({"REL", "CVL", "EDU", "JRN", "BUS", "ELI", "MED", "AGR", "SOC"})
"""Sectors whose people hold no office of a state."""


def relations(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """The relations that the article states, each once a passage."""
    seen: set[tuple[str, str, str | None, int]] = set()
    for claim in (*_offices(cast, page), *_located(cast, page)):
        key = (claim.subject_id, claim.predicate, claim.object_id, claim.start)
        if key not in seen:
            seen.add(key)
            yield claim


def _offices(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    for office in cast.offices:
        name = cast.names[office.name]
        ref = cast.refs.get(cast.doc[name.start : name.end].root.i)
        if ref is None or not ref.nodes:
            continue
        person = cast.nodes[ref.nodes[0]]
        target = _target(cast, office, person.state)
        low = min(cast.doc[office.begin].idx, cast.doc[name.start].idx)
        last = max(office.end, name.end) - 1
        high = cast.doc[last].idx + len(cast.doc[last])
        words = " ".join(
            page.joined[
                cast.doc[office.start].idx : cast.doc[office.end - 1].idx + len(cast.doc[office.end - 1])
            ].split()
        )
        predicate = office.role.office or "holds_office"
        if predicate == "holds_office" and target is not None and office.role.sector in _PRIVATE:
            # "Iraqi cleric": no office of the state, but where the person comes from
            yield _claim(
                cast.local, page, person.id, person.name, "citizen_of", *target, low, high,
                "citizen.adjective", None, "current",
            )  # fmt: skip
        if predicate == "holds_office" or target is None:
            yield _claim(
                cast.local,
                page,
                person.id,
                person.name,
                "holds_office",
                None,
                office.role.lemma,
                low,
                high,
                f"office.{office.role.lemma}",
                words,
                office.tense,
            )
            continue
        yield _claim(
            cast.local,
            page,
            person.id,
            person.name,
            predicate,
            *target,
            low,
            high,
            f"office.{office.role.lemma}",
            words,
            office.tense,
        )


def _target(cast: Cast, office: Office, state: str | None) -> tuple[str, str] | None:
    """What the office is of: the organization or state that the title names, else the person's state."""
    if office.of is not None:
        name = cast.names[office.of]
        ref = cast.refs.get(cast.doc[name.start : name.end].root.i)
        if ref is not None and ref.nodes:
            node = cast.nodes[ref.nodes[0]]
            if node.kind in ("organization", "armed_group", "state"):
                return node.id, node.name
            if node.state:
                state = node.state
    index = cast.state_node(state) if state else None
    return None if index is None else (cast.nodes[index].id, cast.nodes[index].name)


def _located(cast: Cast, page: Layout) -> Iterator[RelationClaim]:
    """ "Amiens, France", "a camp in the northern Gaza Strip", "Sudan's Darfur", "India's Tata Steel" """
    for first, second in pairwise(cast.names):
        gap = cast.doc[first.end : second.start]
        one, two = _node(cast, first), _node(cast, second)
        if one is None or two is None or one.id == two.id or not 0 <= len(gap) < 4:
            continue
        words = [t.lower_ for t in gap]
        plain = all(t.pos_ in ("DET", "ADJ") for t in gap[1:])
        if words and words[0] in (",", "in", "(") and plain and _lies(first, one, two):
            inner, outer = one, two
        elif words in (["'s"], ["’s"]) and one.kind == "state" and _belongs(second, two, one):
            inner, outer = two, one
        elif not words and first.use == "adjective" and one.kind == "state" and second.use == "region":
            inner, outer = two, one
        else:
            continue
        low = cast.doc[first.start].idx
        high = cast.doc[second.end - 1].idx + len(cast.doc[second.end - 1])
        yield _claim(
            cast.local,
            page,
            inner.id,
            inner.name,
            "located_in",
            outer.id,
            outer.name,
            low,
            high,
            "located",
            None,
            "current",
        )


def _node(cast: Cast, name: Name) -> Node | None:
    """What a name means."""
    ref = cast.refs.get(cast.doc[name.start : name.end].root.i)
    return cast.nodes[ref.nodes[0]] if ref is not None and ref.nodes else None


def _lies(first: Name, inner: Node, outer: Node) -> bool:
    """Whether one place may lie in the other, as far as their states tell."""
    if outer.kind == "state":
        return first.use in PLACE_USES and inner.state == outer.state
    return inner.kind == "place" and outer.kind == "place" and inner.state in (outer.state, None)


def _belongs(second: Name, inner: Node, outer: Node) -> bool:
    """Whether "X's Y" says that Y lies in the state X: a place of that state, a company that no list knows."""
    if inner.kind == "place":
        return inner.state in (outer.state, None)
    return inner.kind == "organization" and inner.entry is None and second.label == "ORG"


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
