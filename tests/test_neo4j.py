"""Neo4j: bulk-import CSV and Cypher."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import NAMES, another, named, text, written
from factory import odd, summit
from geograph.graph import cypher, neo4j
from geograph.graph.choice import Choice


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a file by the names of its columns, as neo4j-admin names the columns without one."""
    header, *rows = csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))
    names = [re.sub(r"^:(\w+).*", r":\1", column) if column[0] == ":" else column.split(":")[0] for column in header]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_neo4j_s_relationships_lead_to_nodes(tmp_path: Path) -> None:
    files = written([summit(), odd(), another()], "neo4j", tmp_path, Choice(True))
    assert set(files) == set(neo4j.NAMES)
    nodes = {table.ends[0]: [row["id"] for row in rows_of(files, table.name)] for table in neo4j.NODES}
    assert all(len(ids) == len(set(ids)) > 0 for ids in nodes.values())
    for table in neo4j.RELATIONSHIPS:
        rows = rows_of(files, table.name)
        assert rows
        assert {row[":START_ID"] for row in rows} <= set(nodes[table.ends[0]])
        assert {row[":END_ID"] for row in rows} <= set(nodes[table.ends[1]])
        assert all(re.fullmatch(r"[A-Z_]+", row[":TYPE"]) for row in rows)


def test_neo4j_files_whole(tmp_path: Path) -> None:
    files = written([summit()], "neo4j", tmp_path)
    assert files["entities.csv"].decode().splitlines() == [
        "id:ID(Entity),name:string,kind:string,state:string,sector:string,wikidata:string,aliases:string[],:LABEL",
        "city-1871859,Pyongyang,place,PRK,,,,Entity;Place",
        "org-kcna,KCNA,organization,PRK,JRN,,,Entity;Organization",
        "person-alexander-kozlov,Alexander Kozlov,person,RUS,GOV,,,Entity;Person",
        "person-kim-jong-un,Kim Jong Un,person,PRK,GOV,,Kim;Kim Jong-un,Entity;Person",
        "person-vladimir-putin,Vladimir Putin,person,RUS,GOV,,,Entity;Person",
        "state-PRK,North Korea,state,PRK,,Q423,,Entity;State",
        "state-RUS,Russia,state,RUS,,,,Entity;State",
        "state-USA,United States,state,USA,,,,Entity;State",
    ]
    assert files["dyads.csv"].decode().splitlines() == [
        ":START_ID(Entity),:END_ID(Entity),event:string,type:string,mode:string,cameo:string,score:float,"
        "confidence:float,date_start:date,date_end:date,granularity:string,quote:string,:TYPE",
        "person-kim-jong-un,person-alexander-kozlov,event-ac9bb6c064804b8d,CONSULT,,040,2.5,0.91,2024-11-18,2024-11-18,"
        'day,"Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said.",MET_WITH',
        "person-alexander-kozlov,person-kim-jong-un,event-ac9bb6c064804b8d,CONSULT,,040,2.5,0.91,2024-11-18,2024-11-18,"
        'day,"Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said.",MET_WITH',
        'state-USA,state-PRK,event-d207256eaee96a6a,ACCUSE,,110,-3.0,1.0,,,,"The United States accused North Korea of '
        'sending 10,000 soldiers to Russia.",ACCUSED',
    ]
    assert files["import.args"].decode().splitlines()[:3] == [
        "--multiline-fields=true", "--array-delimiter=;", "--nodes=entities.csv",
    ]  # fmt: skip
    (former,) = rows_of(files, "holders")
    assert (former[":TYPE"], former["tense"], former["valid_from"]) == ("HOLDS_OFFICE", "former", "1999")
    (event,) = (row for row in rows_of(files, "events") if row["type"] == "CONSULT")
    assert event["contexts"] == "diplomatic;military"
    assert event[":LABEL"] == "Event;Consult"


def test_what_is_no_fact_is_no_direct_relationship_of_neo4j(tmp_path: Path) -> None:
    files = written([summit()], "neo4j", tmp_path, Choice(True))
    assert sorted(row["status"] for row in rows_of(files, "events")) == ["actual", "actual", "alleged", "planned"]
    assert {row[":TYPE"] for row in rows_of(files, "dyads")} == {"MET_WITH", "ACCUSED"}
    assert {row["status"] for row in rows_of(written([summit()], "neo4j", tmp_path), "events")} == {"actual"}


def test_semicolons_in_arrays_become_commas(tmp_path: Path) -> None:
    files = written(named(["a;b", "c", "d"]), "neo4j", tmp_path)
    assert {row["contexts"] for row in rows_of(files, "events")} == {"a,b;c", ""}


def test_cypher_finds_everything_by_its_id() -> None:
    script = text([summit()], "cypher")
    statements = [s for s in re.split(r";\n", script) if s.strip()]
    assert statements[0] == "CREATE CONSTRAINT geograph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"
    assert sum(s.startswith("CREATE CONSTRAINT") for s in statements) == 4
    assert all("MERGE (" in s and "CREATE" not in s for s in statements[4:])
    assert statements[-1].strip() == (
        "UNWIND [\n{source: 'person-vladimir-putin', target: 'office-26ac98196b0bf766', "
        "relation: 'relation-dc73ca524f28948d', props: {office: 'prime minister', tense: 'former', valid_from: '1999', "
        "valid_to: '2000', confidence: 0.9, article: '36eeb658b26531df', "
        "quote: 'Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said. '}}\n] AS row\n"
        "MATCH (a:Entity {id: row.source}), (b:Office {id: row.target})\n"
        "MERGE (a)-[r:HOLDS_OFFICE {relation: row.relation}]->(b)\nSET r += row.props"
    )
    assert "date_start: date('2024-11-18')" in script
    assert "SET n += row.props, n:Person;" in script


def test_cypher_writes_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = text([summit()], "cypher")
    monkeypatch.setattr(cypher, "BATCH", 2)
    parts = text([summit()], "cypher")
    assert parts.count("UNWIND") > whole.count("UNWIND")
    assert max(block.count("\n{") for block in parts.split("UNWIND")) == 2
    assert sorted(line.rstrip(",") for line in parts.splitlines() if line[:1] == "{") == sorted(
        line.rstrip(",") for line in whole.splitlines() if line[:1] == "{"
    )


@settings(max_examples=40, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=3))
def test_any_name_comes_back_from_neo4j_s_files(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    files = written(named(names), "neo4j", tmp_path_factory.mktemp("names"))
    rows = rows_of(files, "entities")
    assert {r["name"] for r in rows} == set(names)
    assert f"group-{names[2]}" in {r["id"] for r in rows}
    assert {r["quote"] for r in rows_of(files, "reports")} == {names[0], names[2]}


@settings(max_examples=40, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=3))
def test_any_name_comes_back_from_cypher(names: list[str]) -> None:
    skeleton, literals = spelled(text(named(names), "cypher"))
    tame, _ = spelled(text(named(["ann", "bob", "cat"]), "cypher"))
    one, other = (sorted(line.rstrip(",") for line in s.replace("[?, ?]", "[?]").split("\n")) for s in (skeleton, tame))
    assert one == other
    assert {*names, f"group-{names[2]}"} <= set(literals)


def spelled(script: str) -> tuple[str, list[str]]:
    """A Cypher script with ? for each string, and the strings, read as Neo4j's lexer does: first \\uXXXX, then the
    other escapes; a backslash and what follows are always a pair."""
    found: list[str] = []

    def one(match: re.Match[str]) -> str:
        found.append(re.sub(r"\\(u+([0-9A-Fa-f]{4})|(.))", lambda m: chr(int(m[2], 16)) if m[2] else escape(m[3]),
                            match[1], flags=re.DOTALL))  # fmt: skip
        return "?"

    def escape(char: str) -> str:
        return {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}[char]

    return re.sub(r"'((?:[^'\\]|\\.)*)'", one, script, flags=re.DOTALL), found
