"""The graph as a network, and as GraphML."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any, get_args

import networkx as nx
import pytest

from factory import ONTOLOGY, claim, day, odd, reading, summit, who
from geograph.errors import UsageError
from geograph.graph import Graph, formats
from geograph.graph.choice import Choice, View
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


def weighted() -> Graph:
    """Two meetings and an accusation between two actors, a visit, and what is only alleged."""
    text = "Kim Jong Un met Vladimir Putin on Monday. Vladimir Putin accused Kim Jong Un on Friday. He met, visited."
    people = ["Kim Jong Un", "Vladimir Putin"]
    claims = [
        claim(text, "met", people, date=day(text, "on Monday", "2024-11-18"), confidence=0.9),
        claim(text, "met", people, date=day(text, "Monday", "2024-11-01"), confidence=0.6),
        claim(text, "accused", ["Vladimir Putin"], ["Kim Jong Un"], predicate="accused",
              date=day(text, "on Friday", "2024-11-15"), confidence=0.7),
        claim(text, "visited", ["Vladimir Putin"], ["Kim Jong Un"], predicate="visited", confidence=0.4),
        claim(text, "accused", ["Vladimir Putin"], ["Kim Jong Un"], predicate="accused", status="alleged",
              date=day(text, "Friday", "2020-01-01")),
    ]  # fmt: skip
    return Graph([reading("a", claims)], ONTOLOGY)


def ties(graph: Graph, *names: str, **options: Any) -> list[tuple[Any, ...]]:
    found = graph.to_networkx(**options).edges(data=True)
    return sorted((a.rpartition("-")[2], b.rpartition("-")[2], *(d.get(n) for n in names)) for a, b, d in found)


def test_weighted_view_has_an_edge_for_each_ordered_pair() -> None:
    graph = weighted().to_networkx(view="weighted")
    assert {(a, b): d for a, b, d in graph.edges(data=True)} == {
        (KIM, PUTIN): {
            "types": "CONSULT", "status": "actual", "weight": 2, "score_sum": 5.0, "score_mean": 2.5,
            "confidence_mean": 0.75, "first": "2024-11-01", "last": "2024-11-18",
        },
        (PUTIN, KIM): {
            "types": "ACCUSE;CONSULT", "status": "actual", "weight": 4, "score_sum": 4.5, "score_mean": 1.12,
            "confidence_mean": 0.65, "first": "2024-11-01", "last": "2024-11-18",
        },
    }  # fmt: skip
    assert dict(graph.in_degree(weight="weight")) == {KIM: 4, PUTIN: 2}


def test_weighted_by_type_tells_types_apart() -> None:
    found = ties(weighted(), "type", "weight", "score_sum", view="weighted-by-type")
    assert found == [
        ("putin", "un", "ACCUSE", 1, -3.0), ("putin", "un", "CONSULT", 3, 7.5), ("un", "putin", "CONSULT", 2, 5.0),
    ]  # fmt: skip
    assert ties(weighted(), "type", "weight", view="weighted-by-type", min_confidence=0.7) == [
        ("putin", "un", "ACCUSE", 1), ("putin", "un", "CONSULT", 1), ("un", "putin", "CONSULT", 1),
    ]  # fmt: skip


def test_weights_never_add_what_is_no_fact_to_facts() -> None:
    assert ties(weighted(), "status", "weight", "first", view="weighted", all_statuses=True) == [
        ("putin", "un", "actual", 4, "2024-11-01"),
        ("putin", "un", "alleged", 1, "2020-01-01"),
        ("un", "putin", "actual", 2, "2024-11-01"),
    ]


def test_weights_in_a_time_window() -> None:
    assert ties(weighted(), "types", "weight", view="weighted", since="2024-11-17", until="2024-11-19") == [
        ("putin", "un", "CONSULT", 1),
        ("un", "putin", "CONSULT", 1),
    ]


def test_views_in_every_file_have_the_same_edges() -> None:
    for view in get_args(View):
        ours = GRAPH.to_networkx(view=view)
        edges = sorted((a, b) for a, b in ours.edges())
        for format, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
            out = StringIO()
            formats.write([summit()], format, out, ontology=ONTOLOGY, choice=Choice(view=view))
            assert sorted(read(BytesIO(out.getvalue().encode())).edges()) == edges


def test_gexf_comes_back_with_times() -> None:
    out = StringIO()
    formats.write([summit()], "gexf", out, ontology=ONTOLOGY)
    again = nx.read_gexf(BytesIO(out.getvalue().encode()))
    ours = GRAPH.to_networkx()
    assert dict(again.nodes(data=True)) == dict(ours.nodes(data=True))
    ours_by_key = {key: data for _, _, key, data in ours.edges(keys=True, data=True)}
    for _, _, data in again.edges(data=True):
        known = ours_by_key[data["id"]]
        times = {n: known[d] for n, d in (("start", "date"), ("end", "date_end")) if d in known}
        assert data == {**known, "id": data["id"], "label": known["predicate"], "weight": 1.0, **times}
