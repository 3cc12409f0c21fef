"""Whatever the order and number of articles, the same claims make the same events; no article changes an event's id."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factory import ONTOLOGY, claim, day, reading, who
from geograph.graph import merge
from geograph.model import Claim, Event, Reading, local_prefix

TEXT = "Kim Jong Un met Alexander Kozlov and Vladimir Putin on Monday. Russia attacked rebels."
NAMES = ("Kim Jong Un", "Alexander Kozlov", "Vladimir Putin", "Russia", "South Korea", "rebels")
TIMES = (None, ("2024-11-18", None), ("2024-11-19", None), ("2024-11-11", "2024-11-20"), (None, "2024-11-19"))
PUBLISHED = (None, "2024-11-18", "2024-11-20", "2024-12-24")

claims = st.builds(
    lambda names, recipient, when, status, predicate: claim(
        TEXT, "met", names, recipient, predicate=predicate, status=status,
        date=day(TEXT, "on Monday", *when) if when else None,
    ),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.sampled_from(TIMES),
    st.sampled_from(("actual", "actual", "alleged", "negated", "planned")),
    st.sampled_from(("metWith", "metWith", "attacked")),
)  # fmt: skip


def article(name: str, told: list[Claim], published: str | None) -> Reading:
    """An article; its rebels are known to itself alone."""
    made = reading(name, told, published)
    own = local_prefix(made.article.id, made.sha256) + "-rebels"

    def meant(actor: Any) -> Any:
        return replace(actor, id=own) if actor.name == "rebels" else actor

    return replace(
        made,
        entities=(),
        claims=tuple(
            replace(c, actor=tuple(map(meant, c.actor)), recipient=tuple(map(meant, c.recipient))) for c in told
        ),
    )


articles = st.lists(
    st.tuples(st.lists(claims, max_size=4), st.sampled_from(PUBLISHED)), min_size=1, max_size=5
).map(lambda rows: [article(f"a{n}", told, published) for n, (told, published) in enumerate(rows)])  # fmt: skip


def events(*readings: Reading) -> tuple[Event, ...]:
    return merge.events(readings, ONTOLOGY)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(articles, st.integers(0, 99))
def test_order_and_repetition_change_nothing(readings: list[Reading], seed: int) -> None:
    dice = random.Random(seed)
    mixed = [
        replace(r, claims=tuple(dice.sample(r.claims, len(r.claims)))) for r in dice.sample(readings, len(readings))
    ]
    assert events(*mixed, *dice.choices(readings, k=2)) == events(*readings)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(articles, st.integers(0, 4))
def test_an_article_more_changes_no_id(readings: list[Reading], last: int) -> None:
    less = [r for n, r in enumerate(readings) if n != last]
    before, after = {e.id for e in events(*less)}, {e.id for e in events(*readings)}
    assert before <= after
    assert after == {e.id for r in readings for e in events(r)}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(articles)
def test_every_claim_counts_once_and_what_is_absorbed_points_to_what_stands(readings: list[Reading]) -> None:
    found = {m.event.id: m for m in merge.merged(readings, ONTOLOGY)}
    standing = [m.event for m in found.values() if m.event.merged_into is None]
    told = sorted((article, c.id) for e in standing for article, c in e.claims)
    assert told == sorted({(r.article.id, c.id) for r in readings for c in r.claims})
    for m in found.values():
        joined = m.fit is not None and len(m.fit.events) == 1
        assert (m.event.merged_into is not None) == joined
        if m.fit is not None and joined:
            (root,) = m.fit.events
            large = found[root.id]
            assert large.event.id == m.event.merged_into
            assert large.event.merged_into is None
            assert (large.key.type, large.key.ahead, large.key.mode) == (m.key.type, m.key.ahead, m.key.mode)
            assert m.key.who <= large.key.who


@settings(max_examples=60, deadline=None, derandomize=True)
@given(articles)
def test_articles_that_share_nobody_share_no_event(readings: list[Reading]) -> None:
    """An unnamed group alone never brings the events of two articles together."""
    for event in events(*readings):
        if event.merged_into is None and {a.name for a in (*event.actor, *event.recipient)} <= {"rebels"}:
            assert len({article for article, _ in event.claims}) == 1


def test_an_unnamed_group_is_any_of_its_state_and_sector() -> None:
    text = "Russia attacked rebels and fighters on Monday."
    monday = day(text, "on Monday", "2024-11-18")

    def attack(name: str, *words: str) -> Reading:
        made = reading(name)
        own = local_prefix(made.article.id, made.sha256)
        groups = [who("rebels", w, text, id=f"{own}-{w}", name=w) for w in words]
        return replace(
            made,
            claims=tuple(claim(text, "attacked", ["Russia"], [g], predicate="attacked", date=monday) for g in groups),
        )

    one, two, both = attack("a", "rebels"), attack("b", "fighters"), attack("c", "rebels", "fighters")
    (event,) = events(one, two)
    assert [article for article, _ in event.claims] == ["a", "b"]
    assert len({e.id for e in events(one, both)}) == 3
    assert len({e.id for e in events(both)}) == 2
