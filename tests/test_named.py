"""The named queries: whole answers, and the same ones however the graph is loaded and whatever engine asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from geograph import store
from geograph.errors import UsageError
from geograph.graph import Graph, named, query
from world import WORLD, WORLD_ONTOLOGY

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "graphs" / "all.ttl"
ID = "https://w3id.org/geograph/id/"
EVENT = {e.trigger: ID + e.id for e in WORLD.events}
WORDS = {iri: trigger for trigger, iri in EVENT.items()} | {
    ID + c.id: f"claim: {c.trigger}" for r in WORLD.readings for c in r.claims
}
ANSWERS = json.loads((Path(__file__).parent / "golden" / "questions.json").read_text(encoding="utf-8"))
"""The whole answer of the hand-made world to every named query, in the words of `short`; read and found right."""
NEEDED: dict[str, dict[str, Any]] = {
    "bilateral-timeline": {"actor": "Iran", "other": "United States"},
    "events-of-actor": {"actor": "Iran"},
    "evidence": {"event": min(e.id for e in Graph.from_file(SAMPLES).events)},
    "near-place": {"place": "Paris", "km": 500},
    "new-since": {"since": "2015-01-01"},
    "offices-at": {"at": "2014-08-07"},
    "path": {"actor": "Iraq", "other": "Germany"},
}
"""What the queries are given that need something; all of it is in the samples."""
NOT_IN_SAMPLES = {"contradictions", "contradicting-numbers", "path", "told-by-one"}


def short(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    """The rows with days as text, events and claims by their triggers, and other IRIs without their beginning."""

    def value(v: Any) -> Any:
        if isinstance(v, date):
            return v.isoformat()
        return WORDS.get(v, v.removeprefix(ID)) if isinstance(v, str) else v

    return [list(map(value, row)) for row in rows]


def world(name: str, **given: Any) -> list[list[Any]]:
    return short(named.run_named(WORLD.source, name, WORLD_ONTOLOGY, **given).rows)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_a_named_query_gives_this_whole_answer(case: dict[str, Any]) -> None:
    given = {name: EVENT[value] if name == "event" else value for name, value in case["given"].items()}
    assert world(case["name"], **given) == case["rows"]


def test_every_named_query_is_tested() -> None:
    assert [case["name"] for case in ANSWERS] == list(named.named())
    assert all(case["rows"] for case in ANSWERS)


# The same answers everywhere

WAYS = {"file": query.load(SAMPLES), "graphs": Graph.from_file(SAMPLES).source}
"""The samples as one file, and with a named graph for each article."""


@pytest.mark.parametrize("name", named.named())
def test_the_answer_is_the_same_from_a_file_and_from_named_graphs(name: str) -> None:
    one, other = (named.run_named(source, name, **NEEDED.get(name, {})) for source in WAYS.values())
    assert (one.columns, one.rows) == (other.columns, other.rows)
    assert one.rows or name in NOT_IN_SAMPLES


@pytest.mark.parametrize("name", named.named())
def test_the_answer_is_the_same_with_and_without_a_union_default_graph(name: str) -> None:
    asked = named.sparql(WAYS["graphs"], named.get(name), NEEDED.get(name, {}))
    answers = [
        [str(row) for row in WAYS["graphs"].store.query(asked, use_default_graph_as_union=union)]  # type: ignore[union-attr]
        for union in (False, True)
    ]
    assert answers[0] == answers[1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_another_engine_gives_the_same(case: dict[str, Any]) -> None:
    """rdflib, whose numbers and order of equals are others."""
    given = {name: EVENT[value] if name == "event" else value for name, value in case["given"].items()}
    asked = named.sparql(WORLD.source, named.get(case["name"]), given, WORLD_ONTOLOGY)
    data = pyoxigraph.serialize(list(WORLD.source.store), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")

    def plain(value: Any) -> Any:
        python = value.toPython() if isinstance(value, rdflib.Literal) else value
        return None if python is None else str(float(python) if hasattr(python, "as_tuple") else python)

    theirs = sorted((tuple(map(plain, row)) for row in dataset.query(asked)), key=str)
    ours = query.run(WORLD.source, asked).rows
    assert theirs == sorted((tuple(None if v is None else str(v) for v in row) for row in ours), key=str)


# Parameters


def test_parameters_narrow_an_answer_down() -> None:
    assert world("balance", actor="Russia") == [["Russia", "United States", "2024-04", 1, 0, 1, -6.0]]
    assert world("balance", actor="Russia", other="South Korea") == []
    assert [row[-1] for row in world("timeline", actor="Russia", type="sanction")] == ["punished"]
    assert [row[-1] for row in world("timeline", since="2024-04-16", until=date(2024, 4, 16))] == ["meet"]
    assert [row[-1] for row in world("alleged", actor="KCNA")] == ["bombed"]
    assert world("claims-of-source", source="rebels") == []
    assert world("told-by-one", publisher="Daily Two") == []
    assert [row[0] for row in world("contexts", actor="Vladimir Putin")] == ["diplomatic"]
    assert world("sources", type="SANCTION") == []


def test_what_is_open_at_one_end_lasts() -> None:
    (open_ended,) = [e for e in Graph.from_file(SAMPLES).events if e.date and e.date.start and not e.date.end][:1]
    rows = named.run_named(WAYS["file"], "timeline", since="2999-01-01").rows
    assert ID + open_ended.id in {row[-1] for row in rows}


def test_evidence_names_nobody_who_did_not_say_it() -> None:
    assert [row[3] for row in world("evidence", event=EVENT["killed"])] == [None, "KCNA", "rebels"]


def test_offices_and_paths() -> None:
    assert [row[3] for row in world("offices-at", at="1999-12-31")] == ["prime minister"]
    assert world("offices-at", at="2005-01-01") == []
    assert [row[-1] for row in world("path", actor="rebels", other="Russia")] == ["killed", "accused"]
    assert world("path", actor="Kim Jong Un", other="rebels") == []


def test_near_means_kilometres() -> None:
    assert world("near-place", lat=37.57, long=128.0, km=91) == world("near-place", place="Seoul", km=1) != []
    assert world("near-place", lat=37.57, long=128.0, km=89) == []


def test_a_big_answer_asks_for_names_only_when_they_are_shown() -> None:
    labels = named.run_named(WORLD.source, "actors", WORLD_ONTOLOGY).labels
    assert labels[ID + "state-RUS"] == "Russia"
    assert len(labels) == len(list(labels)) == 7
    assert labels.get("Russia") is None


# A store's tables


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> query.Source:
    path = tmp_path_factory.mktemp("stored") / "world"
    with store.writing(path, WORLD_ONTOLOGY, create=True) as writer:
        writer.put(WORLD.readings)
    return store.open_source(path)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_a_store_answers_from_its_tables(stored: query.Source, case: dict[str, Any]) -> None:
    given = {name: EVENT[value] if name == "event" else value for name, value in case["given"].items()}
    result = named.run_named(stored, case["name"], WORLD_ONTOLOGY, **given)
    assert stored.tables is not None
    assert short(result.rows) == case["rows"]
    assert result == named.run_named(replace(stored, tables=None), case["name"], WORLD_ONTOLOGY, **given)


@pytest.mark.parametrize("given", [{"lat": 37.57, "long": 128.0, "km": 91}, {"lat": 0, "long": -180, "km": 9999}])
def test_near_a_point_by_tables(stored: query.Source, given: dict[str, float]) -> None:
    answers = [named.run_named(source, "near-place", **given) for source in (stored, replace(stored, tables=None))]
    assert answers[0] == answers[1]
    assert answers[0].rows


def test_a_query_that_needs_one_of_several_says_so(stored: query.Source) -> None:
    for given in ({}, {"lat": 37.57}, {"km": 5}):
        with pytest.raises(UsageError, match="the query near-place needs place, or lat and long; for"):
            named.run_named(stored, "near-place", **given)
