"""`geograph entities`: the list, the pairs that are likely one, decisions made and undone, and what they change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from factory import ONTOLOGY, claim, reading, summit, who
from geograph.gazetteer import tables
from geograph.graph import Graph
from geograph.graph.similar import bones, similar
from geograph.model import Entity

Command = Callable[..., Run]
KOZLOV = "person-alexander-kozlov"


def entity(name: str, kind: str = "person", state: str | None = None, **more: object) -> Entity:
    return Entity(f"{kind}-{name.replace(' ', '-')}", name, kind, state, **more)  # type: ignore[arg-type]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Two articles: in the second a man is called A. Kozlov."""
    text = "Kim Jong Un met A. Kozlov."
    other = who("Alexander Kozlov", "A. Kozlov", text, id="person-a-kozlov", name="A. Kozlov")
    file = tmp_path / "graph.ttl"
    readings = (summit(), reading("b", [claim(text, "met", ["Kim Jong Un", other])]))
    file.write_text(Graph(readings, ONTOLOGY).to_turtle(), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("one", "other", "score", "reason"),
    [
        ("Kim Jong Un", "Kim Jong-un", 1.0, "one name but for case, accents or hyphens: Kim Jong Un / Kim Jong-un"),
        ("Peter Møller", "Peter Moller", 0.92, "spelled alike: Peter Moller / Peter Møller"),
        ("Recep Erdoğan", "Recep Erdogan", 1.0, "one name but for case, accents or hyphens: "),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", 0.94, "spelled alike: Volodymyr Zelensky / Volodymyr Zelenskyy"),
        ("Muammar al-Gaddafi", "Moammar Qadhafi", 0.88, "spelled alike: "),
        ("Osama bin Laden", "Usama bin Ladin", 0.9, "spelled alike: "),
        ("J. Smith", "John Smith", 0.8, "initials: J. Smith / John Smith"),
        ("Putin", "Vladimir Putin", 0.7, "one name inside the other: Putin / Vladimir Putin"),
        ("Zelenskiy", "Volodymyr Zelensky", 0.66, "one name inside the other: "),
    ],
)
def test_people_who_are_likely_one(one: str, other: str, score: float, reason: str) -> None:
    (pair,) = similar([entity(one), entity(other)])
    assert (pair.score, pair.reason[: len(reason)]) == (score, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong Il"), ("Putin", "Patten"), ("Bush", "George Busch Weber"), ("Li", "Li Keqiang"),
        ("Jane Roe", "Jane Doe"), ("Al", "Al Gore"),
    ],
)  # fmt: skip
def test_people_who_are_not(one: str, other: str) -> None:
    assert similar([entity(one), entity(other)]) == []


def test_bodies_by_acronym_spelling_and_inclusion() -> None:
    known = [entity(n, "organization") for n in ("World Food Programme", "World Food Program", "WFP", "Food Board")]
    known += [entity("Hezbollah", "armed_group"), entity("Hizbullah", "organization")]
    assert [(p.score, p.reason) for p in similar(known)] == [
        (0.94, "spelled alike: World Food Program / World Food Programme"),
        (0.9, "WFP are the initials of World Food Program"),
        (0.9, "WFP are the initials of World Food Programme"),
        (0.87, "spelled alike: Hezbollah / Hizbullah"),
    ]


def test_states_kinds_wikidata_and_what_was_told_apart_keep_pairs_away() -> None:
    assert similar([entity("Kim", state="PRK"), entity("Kim Jong Un", "organization")]) == []
    assert similar([entity("J. Roe", wikidata="Q1"), entity("Jane Roe", wikidata="Q2")]) == []
    assert similar([entity("Niger", "state"), entity("Nigeria", "state")]) == []
    one, two = entity("J. Roe", state="KEN"), entity("Jane Roe", state="IRL")
    assert [(p.score, p.reason) for p in similar([one, two])] == [
        (0.48, "initials: J. Roe / Jane Roe, but of different states (KEN, IRL)")
    ]
    assert similar([one, two], [frozenset((one.id, two.id))]) == []


def test_every_row_of_spellings_does_what_its_example_says() -> None:
    for row in tables.rows("spellings"):
        one, other = row["example"].lower().split()
        assert row["written"] in one and bones(one) == bones(other), row


def test_the_list_of_entities(run: Command, graph: Path) -> None:
    done = run("entities", "list", graph, "--kind", "person", "--format", "json")
    assert (done.code, done.err) == (0, "")
    rows = json.loads(done.out)
    assert [(r["entity"], r["state"], r["articles"]) for r in rows] == [
        ("person-a-kozlov", "RUS", 1), (KOZLOV, "RUS", 1), ("person-kim-jong-un", "PRK", 2),
        ("person-vladimir-putin", "RUS", 1),
    ]  # fmt: skip


def test_a_merge_changes_list_export_query_and_explain_and_is_undone(run: Command, graph: Path, tmp_path: Path) -> None:
    before = run("export", graph, "--to", "ttl").out
    file = tmp_path / "d.csv"
    listed = run("entities", "list", graph, "--similar", "-f", "csv").out.splitlines()
    assert listed[1].startswith(f"0.80,person-a-kozlov,A. Kozlov,{KOZLOV},Alexander Kozlov,initials")
    done = run("entities", "merge", graph, "A. Kozlov", f"id:{KOZLOV}", "--decisions", file)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"A. Kozlov (person-a-kozlov) is Alexander Kozlov ({KOZLOV}) from now on; undo with: geograph entities undo\n"
    )
    assert file.read_text() == (f"decision,entity,to,article,name\nmerge,person-a-kozlov,{KOZLOV},,Alexander Kozlov\n")
    with_it = ("--decisions", file)
    assert "person-a-kozlov" not in run("entities", "list", graph, *with_it).out
    assert "person-a-kozlov" not in (turtle := run("export", graph, "--to", "ttl", *with_it).out)
    assert f"id:{KOZLOV} " in turtle
    explained = run("explain", graph, "Alexander Kozlov", *with_it).out
    assert '"A. Kozlov" text 16-25' in explained
    asked = run("query", graph, f"SELECT ?a {{ ?a gg:entity id:{KOZLOV} ; a gg:Appearance }}", "-f", "csv", *with_it)
    assert len(asked.out.splitlines()) == 3
    again = run("entities", "merge", graph, "A. Kozlov", KOZLOV, *with_it)
    assert (again.code, again.err) == (
        2, f"error: 'A. Kozlov' and '{KOZLOV}' are one already ({KOZLOV})\n"
    )  # fmt: skip
    gone = run("entities", "undo", graph, *with_it)
    assert (gone.code, gone.err) == (0, f"undone: merge person-a-kozlov {KOZLOV}\n")
    assert file.read_text() == "decision,entity,to,article,name\n"
    assert run("export", graph, "--to", "ttl", *with_it).out == before


def test_a_split_gives_an_id_of_its_own(run: Command, graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    kim = "person-kim-jong-un"
    done = run("entities", "split", graph, kim, "--article", "b", "--name", "Kim (doctor)", "--decisions", file)
    assert (done.code, done.err) == (
        0, f"Kim Jong Un ({kim}) is {kim}-2 in b from now on; undo with: geograph entities undo\n"
    )  # fmt: skip
    listed = run("entities", "list", graph, "--kind", "person", "-f", "csv", "--decisions", file).out.splitlines()
    assert [line.split(",")[:2] for line in listed if "kim" in line] == [
        [kim, "Kim Jong Un"], [f"{kim}-2", "Kim (doctor)"],
    ]  # fmt: skip
    assert f"{kim}-2" not in run("entities", "list", graph, "--similar", "--decisions", file).out
    wrong = run("entities", "split", graph, KOZLOV, "--article", "b", "--decisions", file)
    assert (wrong.code, wrong.err) == (
        2, f"error: the article 'b' doesn't speak of {KOZLOV}; those that do: kremlin-pyongyang\n"
    )  # fmt: skip
    assert run("entities", "undo", graph, kim, "--decisions", file).code == 0
    assert run("entities", "undo", graph, "--decisions", file).err == (f"error: {file}: there is no decision to undo\n")


def test_what_the_commands_refuse(run: Command, graph: Path, tmp_path: Path) -> None:
    assert run("entities", "merge", graph, "A. Kozlov", KOZLOV).err == (
        "error: where are the decisions kept? give --decisions FILE (made when it isn't there)\n"
    )
    file = tmp_path / "d.csv"
    assert run("entities", "merge", graph, "Alexandre Kozlov", KOZLOV, "--decisions", file).err == (
        "error: no entity 'Alexandre Kozlov' in this graph; near: Alexander Kozlov, A. Kozlov\n"
    )
    file.write_text("decision,entity,to\nmerge,a,b\nmerge,a,c\n")
    done = run("export", graph, "--to", "nt", "--decisions", file)
    assert (done.code, done.out) == (3, "")
    assert done.err == f"error: {file}, line 3: a is already b by {file}, line 2; remove one of the two\n"
    assert run("export", graph, "--to", "nt", "--decisions", tmp_path / "no.csv").err == (
        f"error: {tmp_path / 'no.csv'}: no such file of decisions; make one with: geograph entities merge\n"
    )
    assert not file.with_name("no.csv").exists()


def test_a_store_keeps_its_decisions_and_derives_by_them(run: Command, graph: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("build", graph, "--store", store).code == 0
    before = run("export", store, "--to", "ttl").out
    done = run("entities", "merge", store, "A. Kozlov", KOZLOV)
    assert (done.code, done.err.splitlines()[-1]) == (
        0, f"A. Kozlov (person-a-kozlov) is Alexander Kozlov ({KOZLOV}) from now on; undo with: geograph entities undo"
    )  # fmt: skip
    assert (store / "decisions.csv").read_text().splitlines()[1:] == [
        f"merge,person-a-kozlov,{KOZLOV},,Alexander Kozlov"
    ]
    met = "SELECT DISTINCT ?e { GRAPH ?g { ?e a gg:Consult ; gg:actor id:%s } }"
    assert len(run("query", store, met % KOZLOV, "-f", "csv").out.splitlines()) == 3
    assert len(run("query", store, met % "person-a-kozlov", "-f", "csv").out.splitlines()) == 1
    assert "person-a-kozlov" not in run("entities", "list", store, "--similar").out
    wrong = run("entities", "merge", store, KOZLOV, "Vladimir Putin", "--decisions", tmp_path / "d.csv")
    assert (wrong.code, wrong.err) == (2, f"error: {store} keeps its own decisions; leave --decisions out\n")
    assert run("entities", "undo", store).code == 0
    assert run("export", store, "--to", "ttl").out == before
