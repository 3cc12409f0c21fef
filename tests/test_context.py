"""The context of a sentence leaves its events as they are: who tells it, what stands before it or in its middle."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geograph.graph.merge import events
from geograph.model import Article
from geograph.ontology import load
from geograph.reader import read_articles

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("context.toml").read_text(encoding="utf-8"))
FAMILIES: dict[str, str] = DATA["families"]
SENTENCES: list[list[str]] = DATA["sentences"]
ADDED = {"meeting_before": ("CONSULT", "Denmark")}
"""What a context tells itself: its type and who takes part."""
ONTOLOGY = load()

Told = list[tuple[str, str, frozenset[str], frozenset[str]]]


def told(pattern: str) -> list[Told]:
    """What each sentence tells in a context: type, status, actors and recipients of its events."""
    texts = [pattern.format(S=subject, P=rest) for subject, rest in SENTENCES]
    readings = read_articles(Article(f"context-{i}", text) for i, text in enumerate(texts))
    return [
        sorted(
            (e.type, e.status, frozenset(a.name for a in e.actor), frozenset(a.name for a in e.recipient))
            for e in events([reading], ONTOLOGY)
            if e.merged_into is None
        )
        for reading in readings
    ]


@pytest.fixture(scope="module")
def plain() -> list[Told]:
    found = told("{S} {P}.")
    assert all(found)
    return found


@pytest.mark.parametrize("family", list(FAMILIES))
def test_a_context_changes_no_event(family: str, plain: list[Told]) -> None:
    found = told(FAMILIES[family])
    kind, name = ADDED.get(family, ("", ""))
    kept = [[e for e in row if not (e[0] == kind and name in e[2])] for row in found]
    wrong = {f"{s} {p}": (a, b) for (s, p), a, b in zip(SENTENCES, plain, kept, strict=True) if a != b}
    assert not wrong, "\n".join(f"{k}: {a} -> {b}" for k, (a, b) in wrong.items())
