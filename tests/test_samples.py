"""The sample articles and their graphs: the graphs in data/graphs are those that the articles in data/raw give."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
import rdflib

import geograph
from geograph.articles import read
from geograph.graph import Graph
from geograph.model import Article

ROOT = Path(__file__).parents[1]
RAW, GRAPHS = ROOT / "data" / "raw", ROOT / "data" / "graphs"
ARTICLES = sorted(path.stem for path in RAW.iterdir())
SHOWN = {"AGREE", "CONSULT", "SUPPORT", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT"}


@pytest.fixture(scope="module")
def rebuilt() -> dict[str, str]:
    """The graphs as the present code builds them, by file name."""
    graphs: dict[str, str] = runpy.run_path(str(ROOT / "scripts" / "rebuild_graphs.py"))["graphs"]()
    return graphs


def test_there_are_enough_articles() -> None:
    assert len(ARTICLES) >= 6


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_says_when_it_was_published_and_is_of_ordinary_length(name: str) -> None:
    (article,) = read([RAW / f"{name}.md"])
    assert isinstance(article, Article)
    assert article.published is not None
    assert article.title
    assert 250 <= len(article.text.split()) <= 450


def test_each_article_has_its_graph_and_no_other_is_there() -> None:
    assert sorted(path.name for path in GRAPHS.iterdir()) == sorted([*(f"{name}.ttl" for name in ARTICLES), "all.ttl"])


@pytest.mark.parametrize("name", [*ARTICLES, "all"])
def test_the_graph_is_what_the_code_builds(name: str, rebuilt: dict[str, str]) -> None:
    kept = (GRAPHS / f"{name}.ttl").read_bytes() if (GRAPHS / f"{name}.ttl").exists() else b""
    if kept != rebuilt[f"{name}.ttl"].encode():
        pytest.fail(f"data/graphs/{name}.ttl isn't what the code builds; run `make graphs` and look at the difference")


@pytest.mark.parametrize("name", [*ARTICLES, "all"])
def test_the_graph_parses_and_comes_back_whole(name: str) -> None:
    path = GRAPHS / f"{name}.ttl"
    turtle = path.read_text(encoding="utf-8")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 500
    graph = Graph.from_file(path)
    assert len(graph) >= 10
    assert graph.to_turtle() == turtle


def test_the_samples_show_most_types_and_statuses() -> None:
    graph = Graph.from_file(GRAPHS / "all.ttl")
    assert {event.type for event in graph.events} >= SHOWN
    assert {event.status for event in graph.events} == {"actual", "negated", "planned", "hypothetical", "alleged"}


# What each article is about: type, who, to whom (None: whoever), status and first day.
FACTS = [
    ("singapore-summit", "CONSULT", {"Donald Trump", "Kim Jong Un"}, set(), "actual", "2018-06-12"),
    ("singapore-summit", "RETREAT", {"North Korea"}, None, "actual", None),
    ("prague-treaty", "ACCUSE", {"United States"}, {"Iran"}, "actual", None),
    ("prague-treaty", "REJECT", {"Iran"}, None, "actual", None),
    ("food-embargo", "SANCTION", {"United States", "European Union"}, {"Russia"}, "actual", None),
    ("food-embargo", "ACCUSE", {"United States", "Ukraine"}, {"Russia"}, "actual", None),
    ("paris-attacks", "ASSAULT", {"France"}, {"Islamic State"}, "actual", "2015-11-15"),
    ("hong-kong-protest", "CONCEDE", {"Carrie Lam"}, None, "actual", "2019-06-16"),
    ("hong-kong-protest", "REJECT", {"United States"}, None, "actual", None),
    ("tehran-hostages", "SANCTION", {"Jimmy Carter"}, {"Iran"}, "actual", "1980-04-01"),
    ("tehran-hostages", "ASSAULT", {"Iraq"}, {"Iran"}, "actual", "1980-09-01"),
    ("havana-ceasefire", "SUPPORT", {"Colombia", "FARC"}, set(), "actual", "2016-06-23"),
    ("havana-ceasefire", "ACCUSE", {"Álvaro Uribe"}, {"Juan Manuel Santos"}, "actual", None),
]


@pytest.fixture(scope="module")
def readings() -> dict[str, geograph.Graph]:
    """The graphs of the single articles, by the article's name."""
    return {name: Graph.from_file(GRAPHS / f"{name}.ttl") for name in ARTICLES}


@pytest.mark.parametrize(
    ("name", "kind", "actor", "recipient", "status", "day"),
    FACTS,
    ids=[f"{name}-{kind}-{'-'.join(sorted(actor))}".replace(" ", "-") for name, kind, actor, *_ in FACTS],
)
def test_the_graph_holds_what_the_article_is_about(
    name: str,
    kind: str,
    actor: set[str],
    recipient: set[str] | None,
    status: str,
    day: str | None,
    readings: dict[str, geograph.Graph],
) -> None:
    found = [
        event
        for event in readings[name].events
        if event.type == kind
        and {a.name for a in event.actor} == actor
        and (recipient is None or {a.name for a in event.recipient} == recipient)
        and event.status == status
        and (day is None or (event.date is not None and str(event.date.start) == day))
    ]
    assert found
