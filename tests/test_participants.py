"""Who takes part: each text of participants.toml gives just its events, with actors and recipients."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geograph import examples
from geograph.graph.merge import events
from geograph.model import Article
from geograph.ontology import Example, load
from geograph.reader import read_articles

GROUPS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("participants.toml").read_text(encoding="utf-8")
)
CASES = [(group, row) for group, rows in GROUPS.items() for row in rows]
ONTOLOGY = load()


@pytest.mark.parametrize(("group", "row"), CASES, ids=[f"{group}-{row['text']}" for group, row in CASES])
def test_a_text_gives_just_its_participants(group: str, row: dict[str, Any]) -> None:
    article = Article("participants", row["text"], title=row.get("title"))
    found = [e for e in events(list(read_articles([article])), ONTOLOGY) if e.merged_into is None]
    result = examples.compare(Example(row["text"], tuple(row["events"]), group), found, ONTOLOGY)
    assert result.right, "\n".join(examples.report([result]))
