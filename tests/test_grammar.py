"""The constructions of news English: each text of grammar.toml gives just its events, with actors and status."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geograph import examples
from geograph.graph.merge import events
from geograph.model import Article, Event
from geograph.ontology import Example, load
from geograph.reader import read_articles

GROUPS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8")
)
CASES = [(group, row) for group, rows in GROUPS.items() for row in rows]
LEAST, LEAST_OF_A_GROUP, LONG = 200, 6, 18
ONTOLOGY = load()


@pytest.fixture(scope="module")
def found() -> dict[str, list[Event]]:
    """The events of every text; they are read once."""
    articles = [Article(f"grammar-{i}", row["text"], title=row.get("title")) for i, (_, row) in enumerate(CASES)]
    return {
        reading.article.text: [e for e in events([reading], ONTOLOGY) if e.merged_into is None]
        for reading in read_articles(articles)
    }


def test_no_text_stands_twice() -> None:
    assert len({row["text"] for _, row in CASES}) == len(CASES) >= LEAST


@pytest.mark.parametrize("group", list(GROUPS))
def test_a_group_has_enough_texts_and_half_of_them_are_long(group: str) -> None:
    words = [len(f"{row.get('title', '')} {row['text']}".split()) for row in GROUPS[group]]
    assert len(words) >= LEAST_OF_A_GROUP
    assert 2 * sum(n >= LONG for n in words) >= len(words)


def test_all_types_and_statuses_occur() -> None:
    rows = [event for _, row in CASES for event in row["events"]]
    assert {event["type"] for event in rows} == set(ONTOLOGY.types)
    assert len({event.get("status", "actual") for event in rows}) == 5


@pytest.mark.parametrize(("group", "row"), CASES, ids=[f"{group}-{row['text']}" for group, row in CASES])
def test_a_text_gives_just_its_events(group: str, row: dict[str, Any], found: dict[str, list[Event]]) -> None:
    example = Example(row["text"], tuple(row["events"]), group)
    result = examples.compare(example, found[row["text"]], ONTOLOGY)
    assert result.right, "\n".join(examples.report([result]))
