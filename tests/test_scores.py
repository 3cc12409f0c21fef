"""The floors that the extraction may not fall below: on the annotated news of this project, and on the annotated
articles that GEOGRAPH_GOLD names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geograph import evaluate, ontology
from geograph.agreement import align
from geograph.articles import read
from geograph.graph.jsonl import to_dict
from geograph.model import Article
from geograph.reader import read_articles

OWN = Path(__file__).parent.parent / "data/annotated"
NEWS = OWN / "news.jsonl"
FLOORS = {"event": 0.77, "strict": 0.57, "dyad": 0.58}
OWN_FLOORS = {
    "news": {"event": 0.74, "strict": 0.43, "dyad": 0.46},
    "briefs": {"event": 0.78, "strict": 0.57, "dyad": 0.59},
    "briefs-aside": {"event": 0.70, "strict": 0.49, "dyad": 0.52},
    "reports": {"event": 0.73, "strict": 0.45, "dyad": 0.47},
    "reports-aside": {"event": 0.67, "strict": 0.39, "dyad": 0.42},
    "briefs-aside-second": {"event": 0.71, "strict": 0.50, "dyad": 0.53},
    "news-second": {"event": 0.71, "strict": 0.39, "dyad": 0.42},
}


def scores_of(file: Path) -> evaluate.Scores:
    """All articles of an annotated file, extracted and compared with their annotations."""
    annotated = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = list(read([file]))
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) == len(annotated) > 0
    known = ontology.load()
    return evaluate.evaluate(annotated, [to_dict(reading, known) for reading in read_articles(articles)])


@pytest.fixture(scope="module")
def scores(gold: Path) -> evaluate.Scores:
    return scores_of(gold / "gold" / "dev.jsonl")


@pytest.mark.parametrize("figure", list(FLOORS))
def test_f1_is_above_its_floor(figure: str, scores: evaluate.Scores) -> None:
    assert getattr(scores, figure).f1 >= FLOORS[figure], evaluate.render(scores)


@pytest.mark.parametrize("name", list(OWN_FLOORS))
def test_f1_on_our_own_news_is_above_its_floors(name: str) -> None:
    scores = scores_of(OWN / f"{name}.jsonl")
    low = {figure for figure, floor in OWN_FLOORS[name].items() if getattr(scores, figure).f1 < floor}
    assert not low, evaluate.render(scores)


def test_what_is_surest_is_rightest() -> None:
    """The confidence of events ranks them: the surer half is right more often than the other."""
    known = ontology.load()
    annotated = {row["id"]: row["events"] for row in map(json.loads, NEWS.read_text(encoding="utf-8").splitlines())}
    articles = [item for item in read([NEWS]) if isinstance(item, Article)]
    seen = []
    for row in (to_dict(reading, known) for reading in read_articles(articles)):
        pairs = {pair.pred: pair for pair in align(row["events"], annotated[row["id"]])}
        seen += [
            (event["confidence"], n in pairs and pairs[n].typed and pairs[n].fit > 0)
            for n, event in enumerate(row["events"])
        ]
    seen.sort(reverse=True)
    half = len(seen) // 2
    surer, other = (sum(right for _, right in part) / half for part in (seen[:half], seen[-half:]))
    assert surer >= other + 0.1
