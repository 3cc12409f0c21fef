"""Why each mention is joined to its entity: given by the resolver, carried through every format, shown by explain."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import geograph
from conftest import Run
from geograph.graph import Graph, jsonl
from geograph.model import Entity, Mention

TEXT = (
    "The World Food Programme (WFP) said that Russian Foreign Minister Sergei Petrov met North Korea's Kim Jong Un. "
    "On Monday Petrov left. The minister said he would return. The Harbour Relief Council (HRC) thanked the two men. "
    "Moscow withdrew its soldiers. “We are ready,” Kim said. Angela Merkel, who was in Sochi, agreed. "
    "HRC and Merkel did not meet. They waited. Two Israeli soldiers were killed by rebels. The rebels fled."
)
WHY = {
    "World Food Programme": [
        ("World Food Programme", 'gazetteer: name or alias of "World Food Programme"'),
        ("WFP", 'gazetteer: acronym of "World Food Programme"'),
    ],
    "Sergei Petrov": [
        ("Sergei Petrov", "named here, behind a title"),
        ("Petrov", 'part of the full name "Sergei Petrov"'),
        ("minister", 'office that "Sergei Petrov" holds by the article'),
        ("he", 'pronoun for a person, agreeing with "Petrov"'),
        ("men", "the two spoken of last"),
    ],
    "Kim Jong Un": [
        ("Kim Jong Un", 'gazetteer: name or alias of "Kim Jong Un", behind a title'),
        ("men", "the two spoken of last"),
        ("We", 'who speaks here: "Kim Jong Un"'),
        ("Kim", 'surname of "Kim Jong Un", whom the article names in full'),
    ],
    "Angela Merkel": [
        ("Angela Merkel", 'gazetteer: name or alias of "Angela Merkel"'),
        ("who", 'relative pronoun of "Angela Merkel"'),
        ("Merkel", 'surname of "Angela Merkel", whom the article names in full'),
        ("They", 'pronoun for several or a group, agreeing with "HRC", "Merkel"'),
    ],
    "Harbour Relief Council": [
        ("Harbour Relief Council", "named here"),
        ("HRC", 'initials of "Harbour Relief Council"'),
        ("HRC", 'initials of "Harbour Relief Council"'),
        ("They", 'pronoun for several or a group, agreeing with "HRC", "Merkel"'),
    ],
    "Russia": [
        ("Russian", 'gazetteer: adjective of "Russia"'),
        ("Moscow", 'gazetteer: capital of "Russia"'),
        ("its", 'pronoun for no person, agreeing with "Moscow"'),
        ("soldiers", 'role noun for those who act for "Russia"'),
    ],
    "Israel": [
        ("Israeli", 'gazetteer: adjective of "Israel"'),
        ("Israeli soldiers", 'role noun for those who act for "Israel"'),
    ],
    "rebels": [("rebels", "described here"), ("rebels", 'description of "rebels"')],
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return geograph.extract(TEXT, id="news")


@pytest.mark.parametrize("name", WHY)
def test_each_mention_has_its_reason(graph: Graph, name: str) -> None:
    (entity,) = [e for e in graph.entities if e.name == name]
    assert [(m.text, m.reason) for m in entity.mentions] == WHY[name]


def test_no_mention_is_without_a_reason(graph: Graph) -> None:
    assert [(e.name, m.text) for e in graph.entities for m in e.mentions if not m.reason] == []


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonl"])
def test_the_reasons_come_back_from_every_file(graph: Graph, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{suffix}"
    file.write_text(graph.write(suffix), encoding="utf-8")
    assert Graph.from_file(file).entities == graph.entities


def test_words_that_mean_two_keep_a_reason_for_each(tmp_path: Path) -> None:
    entities = tuple(
        Entity(name, name, "person", mentions=(Mention(0, 4, "They", "text", why),))
        for name, why in (("a", "one: reason"), ("a: b", ""), ("b", "another"))
    )
    (reading,) = geograph.extract("They met.", id="x").readings
    graph = Graph((type(reading)(reading.article, reading.sha256, "m", "v", entities),))
    file = tmp_path / "graph.ttl"
    file.write_text(graph.to_turtle(), encoding="utf-8")
    assert {e.id: e.mentions[0].reason for e in Graph.from_file(file).entities} == {
        "a": "one: reason", "a: b": "", "b": "another",
    }  # fmt: skip


def test_a_file_of_an_older_geograph_has_no_reasons_and_is_read(graph: Graph) -> None:
    line = json.loads(graph.write("jsonl"))
    for entity in line["entities"]:
        for mention in entity["mentions"]:
            del mention["reason"]
    found = jsonl.from_line(line)
    assert {m.reason for e in found.entities for m in e.mentions} == {""}
    assert [[m.text for m in e.mentions] for e in found.entities] == [
        [m.text for m in e.mentions] for e in graph.readings[0].entities
    ]


def test_explain_shows_them(graph: Graph) -> None:
    assert graph.explain("Harbour Relief Council").splitlines()[2:5] == [
        "  mentions in news:",
        '    "Harbour Relief Council" text 173-195  (named here)',
        '    "HRC" text 197-200  (initials of "Harbour Relief Council")',
    ]


ROW = "name,kind,state,sector,office,from,to,source\n"


def test_an_office_without_a_name_is_its_holder_by_the_users_gazetteer(tmp_path: Path) -> None:
    file = tmp_path / "actors.csv"
    file.write_text(
        ROW + "Oleg Sidorov,person,RUS,GOV,President of Russia,2020,2026,register\n"
        "Ivan Lebedev,person,RUS,GOV,Foreign Minister of Russia,2020,2023,register\n"
        "Pavel Orlov,person,RUS,GOV,Foreign Minister of Russia,2023,,register\n"
    )

    def actor(text: str, published: str | None) -> tuple[str, str, float]:
        (event,) = geograph.extract(text, published=published, gazetteer=[file]).events
        return event.actor[0].name, event.actor[0].mention, event.confidence

    president = "The Russian president visited Cuba."
    name, mention, confidence = actor(president, "2024-03-01")
    assert (name, mention) == ("Oleg Sidorov", "Russian president")
    assert actor(president, "2018-03-01")[:2] == ("Russia", "Russian president")
    assert actor(president, None)[:2] == ("Russia", "Russian president")
    assert confidence == pytest.approx(0.8 * actor(president, "2018-03-01")[2], abs=0.03)
    assert actor("The former Russian president visited Cuba.", "2024-03-01")[0] != "Oleg Sidorov"
    named = "Russian President Igor Volkov is ill. The Russian president visited Cuba."
    assert actor(named, "2024-03-01")[0] == "Igor Volkov"
    minister = "The Russian foreign minister visited Cuba."
    assert [actor(minister, f"{year}-03-01")[0] for year in (2021, 2023, 2024)] == [
        "Ivan Lebedev", "Russia", "Pavel Orlov",
    ]  # fmt: skip


def test_our_own_unverified_rows_never_fill_an_office() -> None:
    (event,) = geograph.extract("The French president visited Cuba.", published="2019-03-01").events
    assert [a.id for a in event.actor] == ["state-FRA"]


def test_the_command_shows_the_reasons(run: Callable[..., Run], graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(graph.to_turtle(), encoding="utf-8")
    assert (
        '    "he" text 152-154  (pronoun for a person, agreeing with "Petrov")'
        in run("explain", file, "Sergei Petrov").out
    )
