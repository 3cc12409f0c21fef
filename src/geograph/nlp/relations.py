"""Facts that hold: offices from titles, and where places lie."""

from __future__ import annotations

from collections.abc import Iterator

from geograph.model import RelationClaim, Tense, digest
from geograph.nlp.offices import Office
from geograph.nlp.refs import PLACE_USES
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout


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
        if predicate == "holds_office" or target is None:
            yield _claim(
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
    """ "Amiens, France", "Amiens in France" """
    doc = cast.doc
    for first, second in zip(cast.names, cast.names[1:], strict=False):
        if (
            second.start != first.end + 1
            or doc[first.end].lower_ not in (",", "in", "(")
            or first.use not in PLACE_USES
        ):
            continue
        one, two = (
            cast.refs.get(doc[first.start : first.end].root.i),
            cast.refs.get(doc[second.start : second.end].root.i),
        )
        if one is None or two is None or not one.nodes or not two.nodes:
            continue
        inner, outer = cast.nodes[one.nodes[0]], cast.nodes[two.nodes[0]]
        if outer.kind == "state" and inner.state == outer.state and inner.id != outer.id:
            low, high = doc[first.start].idx, doc[second.end - 1].idx + len(doc[second.end - 1])
            yield _claim(
                page,
                inner.id,
                inner.name,
                "located_in",
                outer.id,
                outer.name,
                low,
                high,
                "located.name",
                None,
                "current",
            )


def _claim(
    page: Layout, subject_id: str, subject: str, predicate: str, object_id: str | None, obj: str,
    low: int, high: int, rule: str, office: str | None, tense: Tense,
) -> RelationClaim:  # fmt: skip
    field, start, end = page.place(low, high)
    return RelationClaim(
        id="relclaim-" + digest(subject_id, predicate, object_id or obj, field, start, end),
        subject_id=subject_id, subject=subject, predicate=predicate, object_id=object_id, object=obj,
        field=field, start=start, end=end, quote=page.joined[low:high], rule=rule, confidence=0.9,
        office=office, tense=tense,
    )  # fmt: skip
