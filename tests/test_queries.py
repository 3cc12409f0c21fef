"""SPARQL and the named queries: whole answers, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from factory import ONTOLOGY, SUMMIT, odd, reading, summit
from geograph.errors import InputError, UsageError
from geograph.graph import Graph, query
from geograph.graph import named as questions
from geograph.graph.query import Result

ID = "https://w3id.org/geograph/id/"
GRAPH = Graph([summit()], ONTOLOGY)
EVENT = {e.trigger: ID + e.id for e in GRAPH.events}
MONDAY = date(2024, 11, 18)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
ACCUSED = "The United States accused North Korea of sending 10,000 soldiers to Russia."


def named(name: str, **given: Any) -> list[tuple[Any, ...]]:
    return list(questions.run_named(GRAPH.source, name, ontology=ONTOLOGY, **given).rows)


MET_ROW = (MONDAY, MONDAY, "CONSULT", "Kim Jong Un met with Alexander Kozlov", "actual", 0.91, EVENT["met"])
VISIT_ROW = (*YEAR, "CONSULT", "Vladimir Putin visited North Korea (planned)", "planned", 0.7, EVENT["visit"])
ACCUSE_ROW = (None, None, "ACCUSE", "United States accused North Korea", "actual", 1.0, EVENT["accused"])
AID_ROW = (None, None, "AID", "North Korea gave aid to Russia (alleged)", "alleged", 0.55, EVENT["sending"])


def test_all_named_queries_are_there_with_help() -> None:
    found = questions.named()
    assert len(found) >= 24
    assert list(found) == sorted(found)
    assert all(q.help.endswith(".") and "PREFIX" not in q.help for q in found.values())


def test_who_met_whom() -> None:
    quote = "Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said."
    row = (MONDAY, MONDAY, "Alexander Kozlov", "Kim Jong Un", 0.91, quote, EVENT["met"])
    assert named("who-met-whom") == [row]
    assert named("who-met-whom", actor="Kim") == [row]
    assert named("who-met-whom", actor="Vladimir Putin") == []


def test_who_accused_whom() -> None:
    row = (None, None, "United States", "North Korea", 1.0, ACCUSED, EVENT["accused"])
    assert named("who-accused-whom") == [row]
    assert named("who-accused-whom", actor="north KOREA") == [row]
    assert named("who-accused-whom", actor="Russia") == []
    assert named("who-accused-whom", since="2024-01-01") == []


def test_timeline() -> None:
    assert named("timeline") == [MET_ROW, VISIT_ROW, ACCUSE_ROW, AID_ROW]
    assert named("timeline", type="consult") == [MET_ROW, VISIT_ROW]
    assert named("timeline", type="ASSAULT") == []
    assert named("timeline", actor="North Korea") == [VISIT_ROW, ACCUSE_ROW, AID_ROW]
    assert named("timeline", since="2024-11-18", until="2024-11-18") == [MET_ROW]
    assert named("timeline", since=date(2025, 6, 1)) == [VISIT_ROW]
    assert named("timeline", until="2024-11-17") == []


def test_events_of_actor() -> None:
    assert named("events-of-actor", actor="North Korea") == [
        ("North Korea", *VISIT_ROW[:2], "recipient", *VISIT_ROW[2:]),
        ("North Korea", *ACCUSE_ROW[:2], "recipient", *ACCUSE_ROW[2:]),
        ("North Korea", *AID_ROW[:2], "actor", *AID_ROW[2:]),
    ]
    with pytest.raises(UsageError, match="the query events-of-actor needs actor"):
        named("events-of-actor")


def test_actors() -> None:
    assert named("actors") == [
        ("Alexander Kozlov", "Person", "RUS", 1, 1, 0, ID + "person-alexander-kozlov"),
        ("Kim Jong Un", "Person", "PRK", 1, 1, 0, ID + "person-kim-jong-un"),
        ("North Korea", "State", "PRK", 1, 0, 1, ID + "state-PRK"),
        ("United States", "State", "USA", 1, 1, 0, ID + "state-USA"),
    ]
    assert [row[0] for row in named("actors", type="ACCUSE")] == ["North Korea", "United States"]
    assert [row[0] for row in named("actors", until="2024-12-31")] == ["Alexander Kozlov", "Kim Jong Un"]


def test_offices() -> None:
    ecology = ("Alexander Kozlov", "minister", "Russia", "Minister of Natural Resources and Ecology", "current")
    assert named("offices") == [
        (*ecology, None, None, "kremlin-pyongyang"),
        ("Kim Jong Un", "leader_of", "North Korea", None, "current", None, None, "kremlin-pyongyang"),
        ("Vladimir Putin", "holds_office", "prime minister", "prime minister", "former", "1999", "2000",
         "kremlin-pyongyang"),
    ]  # fmt: skip
    assert named("offices", actor="Russia") == [(*ecology, None, None, "kremlin-pyongyang")]


def test_alleged() -> None:
    row = (*AID_ROW[:4], "United States", 0.55, ACCUSED, EVENT["sending"])
    assert named("alleged") == [row]
    assert named("alleged", actor="United States") == [row]
    assert named("alleged", actor="Kim Jong Un") == []
    assert ACCUSED in SUMMIT


@pytest.mark.parametrize("name", ["Kim Jong Un", "KIM JONG-UN", "kim", "person-kim-jong-un", "id:person-kim-jong-un",
                                  ID + "person-kim-jong-un", "  Kim  Jong Ún "])  # fmt: skip
def test_actors_by_name_alias_or_id(name: str) -> None:
    assert query.find(GRAPH.source, name) == [ID + "person-kim-jong-un"]


def test_a_name_that_several_have_means_all_of_them() -> None:
    made = reading("b", summit().claims[:1])
    other = replace(made.entities[0], id="person-kim-2", name="Kim")
    source = Graph([summit(), replace(made, entities=(*made.entities, other))], ONTOLOGY).source
    assert query.find(source, "kim") == [ID + "person-kim-2", ID + "person-kim-jong-un"]
    rows = questions.run_named(source, "who-met-whom", actor="kim").rows
    assert [row[2:4] for row in rows] == [("Alexander Kozlov", "Kim Jong Un")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"actor": "Kim Yong Un"}, "nobody in this graph is called 'Kim Yong Un'; near: Kim Jong Un, Kim Jong-un"),
        ({"actor": "Zzyzx"}, "nobody in this graph is called 'Zzyzx'"),
        ({"actor": '" . } DROP ALL #'}, "nobody in this graph is called"),
        ({"type": "DANCE"}, "the event type 'DANCE' is unknown; there are ACCUSE, AID, ASSAULT, CONSULT"),
        ({"type": '" } #'}, "the event type '\" } #' is unknown"),
        ({"since": "2024-13-01"}, "--since: '2024-13-01' is no day; write it as YYYY-MM-DD"),
        ({"until": '2024-01-01"^^xsd:date'}, "--until: "),
    ],
)
def test_wrong_parameters(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        named("timeline", **given)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_query_or_parameter_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="the query 'who' is unknown; there are actors, "):
        named("who")
    with pytest.raises(UsageError, match="the query offices has no parameter 'type'; its parameters: actor"):
        named("offices", type="ACCUSE")


def test_names_full_of_traps_are_found_and_do_no_harm() -> None:
    graph = Graph([odd()], ONTOLOGY)
    for entity in graph.entities:
        assert query.find(graph.source, entity.name)
        rows = questions.run_named(graph.source, "timeline", actor=entity.name).rows
        assert len(rows) == (0 if entity.id == "state-RUS" else len(rows))
    assert len(questions.run_named(graph.source, "timeline").rows) == 2


# SPARQL


def test_answers_are_python_values() -> None:
    assert GRAPH.query("SELECT ?day ?sure WHERE { ?e gg:dateStart ?day ; a gg:Consult ; gg:confidence ?sure } "
                       "ORDER BY ?day") == [
        {"day": MONDAY, "sure": 0.91}, {"day": YEAR[0], "sure": 0.7},
    ]  # fmt: skip
    assert GRAPH.query("ASK { ?a gg:metWith ?b }") == [{"answer": True}]
    assert GRAPH.query("ASK { ?a gg:attacked ?b }") == [{"answer": False}]
    gg = "https://w3id.org/geograph/ontology#"
    assert GRAPH.query("CONSTRUCT WHERE { ?a gg:accused ?b }") == [
        {"subject": ID + "state-USA", "predicate": gg + "accused", "object": ID + "state-PRK"}
    ]
    assert GRAPH.query("SELECT (COUNT(*) AS ?n) WHERE { ?c a gg:Claim }") == [{"n": 5}]
    assert GRAPH.query("SELECT ?x WHERE { VALUES ?x { UNDEF } }") == [{"x": None}]


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX a: <http://a/>\n# comment\nDELETE WHERE { ?a ?b ?c }",
        "base <http://a/> prefix x: <y> drop all",
        "CLEAR DEFAULT",
        "LOAD <http://127.0.0.1/x>",
        "WITH <http://a/> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "SELECT * WHERE { ?a ?b ?c } ; DROP ALL",
    ],
)
def test_updates_are_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="would change the graph; geograph query only reads"):
        GRAPH.query(sparql)
    assert len(GRAPH.query("SELECT ?c WHERE { ?c a gg:Claim }")) == 5


def test_no_other_server_is_asked() -> None:
    for word in ("SERVICE", "service SILENT"):
        with pytest.raises(UsageError, match="SERVICE"):
            GRAPH.query(f"SELECT * WHERE {{ {word} <http://127.0.0.1:9/> {{ ?a ?b ?c }} }}")
    assert GRAPH.query('SELECT ?service WHERE { ?service rdfs:label "SERVICE <x> INSERT DATA" } # SERVICE') == []


@pytest.mark.parametrize("sparql", ["SELCT ?x", "SELECT ?x WHERE { ?x ?y }", "SELECT * WHERE { foo:a ?p ?x }", "", "{"])
def test_a_syntax_error_is_one_line(sparql: str) -> None:
    with pytest.raises(UsageError) as caught:
        GRAPH.query(sparql)
    assert str(caught.value).startswith("the query is no SPARQL: error at ")
    assert "\n" not in str(caught.value)


# Files


def test_files_answer_like_the_graph(tmp_path: Path) -> None:
    for suffix in ("ttl", "nt", "jsonl"):
        path = tmp_path / f"graph.{suffix}"
        path.write_text(GRAPH.write(suffix), encoding="utf-8")
        source = query.load(path, ontology=ONTOLOGY)
        assert source.base == ID
        assert list(questions.run_named(source, "timeline").rows) == named("timeline")


@pytest.mark.parametrize(
    ("name", "text", "kind", "message"),
    [
        (
            "a.ttl",
            "@prefix a: <http://a/> . a:b a:c a:d .",
            UsageError,
            "no graph of geograph (nothing says gg:schema)",
        ),
        ("a.ttl", "<http://x/> <https://w3id.org/geograph/ontology#schema> 2 .", UsageError, "a newer geograph"),
        ("a.ttl", "Kim met Kozlov", InputError, "not a graph: "),
        ("a.jsonl", '{"id": "a", "text": "b"}', UsageError, "no line of geograph"),
        ("a.jsonl", "{", InputError, "not JSON"),
    ],
)
def test_files_that_are_not_ours(name: str, text: str, kind: type[Exception], message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(kind) as caught:
        query.load(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert message in str(caught.value)
    with pytest.raises(InputError, match="No such file"):
        query.load(tmp_path / ("no" + name))


# Output


def written(result: Result, format: str) -> str:
    out = StringIO()
    query.write(result, out, format)
    return out.getvalue()


def test_answers_as_table_csv_and_json() -> None:
    result = query.run(GRAPH.source, "SELECT ?who ?type ?day WHERE { ?e gg:actor ?who ; a ?type "
                       "OPTIONAL { ?e gg:dateStart ?day } FILTER(?type != sem:Event) "
                       "FILTER NOT EXISTS { ?e gg:mergedInto ?o } } ORDER BY ?day ?type ?who")  # fmt: skip
    assert written(result, "table").splitlines()[:3] == [
        "who               type            day",
        "United States     gg:Accuse",
        "North Korea       gg:Aid",
    ]
    assert written(result, "csv").splitlines()[0:4:3] == [
        "who,type,day",
        ID + "person-alexander-kozlov,https://w3id.org/geograph/ontology#Consult,2024-11-18",
    ]
    assert written(query.run(GRAPH.source, "ASK { ?a ?b ?c }"), "json") == '[\n{"answer": true}\n]\n'
    assert written(query.run(GRAPH.source, "SELECT ?a WHERE { ?a gg:none ?c }"), "json") == "[]\n"
    assert written(query.run(GRAPH.source, "ASK { ?a ?b ?c }"), "csv") == "answer\ntrue\n"
    with pytest.raises(UsageError, match="not as 'pdf'"):
        written(result, "pdf")


def test_cells_are_harmless_and_aligned() -> None:
    result = Result(("name", "n"), (("日本", 1), ("a\nb\x1b[31m", 2.5), (None, 1234567.0)), {})
    assert written(result, "table").splitlines() == [
        "name     n",
        "日本     1",
        "a b[31m  2.5",
        "         1234567",
    ]
