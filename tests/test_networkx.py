"""The graph as a network, and as GraphML."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pytest

from factory import ONTOLOGY, claim, day, odd, reading, summit, who
from geograph.errors import UsageError
from geograph.graph import Graph, formats
from geograph.graph.choice import Choice
from geograph.model import Reading

GRAPH = Graph([summit()], ONTOLOGY)
KIM, KOZLOV, PUTIN = "person-kim-jong-un", "person-alexander-kozlov", "person-vladimir-putin"


def edges(**options: Any) -> list[tuple[str, str, str, str]]:
    found = GRAPH.to_networkx(**options).edges(data=True)
    return sorted((a, b, d["type"], d["status"]) for a, b, d in found)


def test_dyads_whole() -> None:
    graph = GRAPH.to_networkx()
    met, accused = (next(e for e in GRAPH.events if e.trigger == t) for t in ("met", "accused"))
    assert dict(graph.nodes(data=True)) == {
        KIM: {"label": "Kim Jong Un", "kind": "person", "state": "PRK", "sector": "GOV"},
        KOZLOV: {"label": "Alexander Kozlov", "kind": "person", "state": "RUS", "sector": "GOV"},
        "state-USA": {"label": "United States", "kind": "state", "state": "USA"},
        "state-PRK": {"label": "North Korea", "kind": "state", "state": "PRK"},
    }
    assert {(a, b, k): d for a, b, k, d in graph.edges(keys=True, data=True)} == {
        (KOZLOV, KIM, f"{met.id}-1"): {
            "event": met.id, "type": "CONSULT", "predicate": "metWith", "symmetric": True, "cameo": "040",
            "quad": "verbal cooperation", "score": 2.5, "status": "actual", "disputed": False, "confidence": 0.91,
            "date": "2024-11-18", "date_end": "2024-11-18", "place": "Pyongyang", "claims": 2,
        },
        ("state-USA", "state-PRK", f"{accused.id}-1"): {
            "event": accused.id, "type": "ACCUSE", "predicate": "accused", "symmetric": False, "cameo": "110",
            "quad": "verbal conflict", "score": -3.0, "status": "actual", "disputed": False, "confidence": 1.0,
            "claims": 1,
        },
    }  # fmt: skip


def test_what_is_no_fact_only_when_asked_for() -> None:
    facts = [(KOZLOV, KIM, "CONSULT", "actual"), ("state-USA", "state-PRK", "ACCUSE", "actual")]
    assert edges() == facts
    rest = [(PUTIN, "state-PRK", "CONSULT", "planned"), ("state-PRK", "state-RUS", "AID", "alleged")]
    assert edges(all_statuses=True) == sorted(facts + rest)


@pytest.mark.parametrize(
    ("options", "types"),
    [
        ({"min_confidence": 0.92}, ["ACCUSE"]),
        ({"since": "2024-11-18"}, ["CONSULT"]),
        ({"until": "2024-11-18"}, ["CONSULT"]),
        ({"since": "2024-11-19"}, []),
        ({"until": "2024-11-17"}, []),
        ({"since": "2025-06-01", "until": "2025-06-30", "all_statuses": True}, ["CONSULT"]),
    ],
)
def test_windows(options: dict[str, Any], types: list[str]) -> None:
    assert [t for _, _, t, _ in edges(**options)] == types


def test_events_as_nodes() -> None:
    graph = GRAPH.to_networkx(view="events", since="2024-11-18")
    event = next(e for e in GRAPH.events if e.trigger == "met")
    assert {(a, b): d for a, b, d in graph.edges(data=True)} == {
        (KIM, event.id): {"role": "actor"},
        (KOZLOV, event.id): {"role": "actor"},
    }
    assert {n: d["bipartite"] for n, d in graph.nodes(data=True)} == {KIM: 0, KOZLOV: 0, event.id: 1}
    assert all({graph.nodes[a]["bipartite"], graph.nodes[b]["bipartite"]} == {0, 1} for a, b in graph.edges())
    accused = GRAPH.to_networkx(view="events", min_confidence=1)
    assert [d["role"] for _, _, d in accused.edges(data=True)] == ["actor", "recipient"]


def test_a_pair_of_several_meets_once_each_and_nobody_meets_himself() -> None:
    text = "Kim Jong Un, Vladimir Putin and Alexander Kozlov met. North Korea attacked North Korea."
    claims = [
        claim(text, "met", ["Kim Jong Un", "Vladimir Putin", "Alexander Kozlov"]),
        claim(text, "attacked", ["North Korea"], ["North Korea"], predicate="attacked"),
    ]
    graph = Graph([reading("a", claims)], ONTOLOGY).to_networkx()
    assert sorted(graph.edges()) == [(KOZLOV, KIM), (KOZLOV, PUTIN), (KIM, PUTIN)]
    assert "state-PRK" in graph


def test_wrong_words() -> None:
    with pytest.raises(UsageError, match="since: 'monday' is no day; write it as YYYY-MM-DD"):
        GRAPH.to_networkx(since="monday")
    with pytest.raises(UsageError, match="the view 'pie' is unknown; there are dyads, weighted, w"):
        GRAPH.to_networkx(view="pie")  # type: ignore[arg-type]


def graphml(*readings: Reading, all_statuses: bool = False) -> str:
    out = StringIO()
    formats.write(readings, "graphml", out, ontology=ONTOLOGY, choice=Choice(all_statuses))
    return out.getvalue()


def test_graphml_comes_back() -> None:
    text = graphml(summit())
    again = nx.read_graphml(BytesIO(text.encode()), force_multigraph=True)
    ours = GRAPH.to_networkx()
    assert dict(again.nodes(data=True)) == dict(ours.nodes(data=True))
    strip = [(a, b, {k: v for k, v in d.items() if k != "id"}) for a, b, d in again.edges(data=True)]
    assert strip == list(ours.edges(data=True))
    assert text == graphml(summit())
    assert text.endswith("</graphml>\n")


def test_graphml_with_all_statuses_says_them() -> None:
    again = nx.read_graphml(BytesIO(graphml(summit(), all_statuses=True).encode()), force_multigraph=True)
    assert sorted(d["status"] for _, _, d in again.edges(data=True)) == ["actual", "actual", "alleged", "planned"]


def test_graphml_holds_any_characters() -> None:
    text = graphml(odd())
    again = nx.read_graphml(BytesIO(text.encode()))
    names = {d["label"] for _, d in again.nodes(data=True)}
    assert "مصر" in names
    assert any("😀" in n and "<script>" in n and "\x1b" not in n for n in names)
    lone = graphml(reading("a", [claim("x met y", "met", [who("Russia", name="a\x00b\uffff"), "South Korea"])]))
    assert "a\ufffdb\ufffd" in lone


def test_an_empty_graph_is_a_network_too() -> None:
    assert len(Graph([], ONTOLOGY).to_networkx()) == 0
    assert nx.read_graphml(BytesIO(graphml().encode())).number_of_nodes() == 0


def test_open_intervals_touch_what_lies_on_their_side() -> None:
    text = "Russia accused South Korea since Monday."
    later = claim(text, "accused", ["Russia"], ["South Korea"], predicate="accused",
                  date=day(text, "since Monday", "2024-11-18", end=None))  # fmt: skip
    assert later.date is not None
    graph = Graph([reading("a", [replace(later, date=replace(later.date, end=None))])], ONTOLOGY)
    assert graph.to_networkx(since="2030-01-01").number_of_edges() == 1
    assert graph.to_networkx(until="2024-11-17").number_of_edges() == 0
