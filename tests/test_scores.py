"""The floors that the extraction may not fall below on the annotated articles that GEOGRAPH_GOLD names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geograph import evaluate, ontology
from geograph.articles import read
from geograph.graph.jsonl import to_dict
from geograph.model import Article
from geograph.reader import read_articles

FLOORS = {"event": 0.55, "strict": 0.35, "dyad": 0.40}


@pytest.fixture(scope="module")
def scores(gold: Path) -> evaluate.Scores:
    """All articles of dev.jsonl, extracted and compared with their annotations."""
    file = gold / "gold" / "dev.jsonl"
    annotated = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = list(read([file]))
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) == len(annotated)
    known = ontology.load()
    return evaluate.evaluate(annotated, [to_dict(reading, known) for reading in read_articles(articles)])


@pytest.mark.parametrize("figure", list(FLOORS))
def test_f1_is_above_its_floor(figure: str, scores: evaluate.Scores) -> None:
    assert getattr(scores, figure).f1 >= FLOORS[figure], evaluate.render(scores)
