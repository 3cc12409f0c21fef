"""FollowTheMoney entities, as the package followthemoney takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import NAMES, named, text
from factory import claim, reading, summit, who
from geograph.graph import Graph, ftm
from geograph.graph.choice import Choice


def sound(lines: str) -> dict[str, list[dict[str, Any]]] | list[str]:
    """The schemata of the entities, all of which FollowTheMoney takes as they are: nothing is invalid or dropped, and
    every reference leads to an entity of the right schema."""
    entities = {e["id"]: e for e in map(json.loads, lines.splitlines())}
    assert len(entities) == len(lines.splitlines())
    for entity in entities.values():
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert set(proxy.to_dict()["properties"]) == set(entity["properties"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert prop is not None
            assert not prop.stub
            if prop.type.name == "entity":
                ends = [model.get(entities[value]["schema"]) for value in values]
                assert all(end is not None and prop.range is not None and end.is_a(prop.range) for end in ends)
    return [e["schema"] for e in entities.values()]


def test_followthemoney_takes_the_samples() -> None:
    graph = Graph.from_file(Path(__file__).parents[1] / "data" / "graphs" / "all.ttl")
    found = sound(graph.write("ftm", all_statuses=True))
    assert found.count("Event") == len(graph.events)
    assert {"Person", "PublicBody", "Organization", "LegalEntity", "Address", "Article", "UnknownLink"} <= set(found)


def test_followthemoney_entities_whole() -> None:
    lines = [json.loads(line) for line in text([summit()], "ftm").splitlines()]
    assert [(e["schema"], e["id"]) for e in lines[:7]] == [
        ("Organization", "org-kcna"), ("Person", "person-alexander-kozlov"), ("Person", "person-kim-jong-un"),
        ("PublicBody", "state-PRK"), ("PublicBody", "state-USA"), ("Article", "article-36eeb658b26531df"),
        ("Address", "city-1871859"),
    ]  # fmt: skip
    met = next(e for e in lines if e["id"] == "event-ac9bb6c064804b8d")
    shared = {
        "startDate": ["2024-11-18"], "endDate": ["2024-11-18"], "proof": ["article-36eeb658b26531df"],
        "sourceUrl": ["https://news.example/a?b=1&c=2"], "publisher": ["Example News"], "modifiedAt": ["2024-11-20"],
        "recordId": ["event-ac9bb6c064804b8d"],
    }  # fmt: skip
    assert met["properties"] == {
        "name": ["Kim Jong Un met with Alexander Kozlov"],
        "summary": ["Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said."],
        "keywords": ["CONSULT", "diplomatic", "military", "CAMEO 040", "verbal cooperation"],
        "notes": ["status: actual", "confidence: 0.91"], "location": ["Pyongyang"], "country": ["kp"],
        "addressEntity": ["city-1871859"], "involved": ["person-kim-jong-un", "person-alexander-kozlov"], **shared,
    }  # fmt: skip
    links = [e["properties"] for e in lines if e["schema"] == "UnknownLink"]
    assert [p for p in links if p["object"] == [met["id"]]] == [
        {"subject": [who], "object": [met["id"]], "role": [role], "status": ["actual"], **shared}
        for who, role in (
            ("person-kim-jong-un", "actor"), ("person-alexander-kozlov", "actor"), ("org-kcna", "attributed to"),
        )
    ]  # fmt: skip
    assert [p["role"] for p in links] == [["actor"], ["actor"], ["attributed to"], ["actor"], ["recipient"]]


@pytest.mark.parametrize(
    ("kind", "sector", "schema"),
    [
        ("person", "GOV", "Person"),
        ("state", "MIL", "PublicBody"),
        ("organization", "GOV", "PublicBody"),
        ("organization", "IGO", "Organization"),
        ("organization", "BUS", "Company"),
        ("organization", None, "Organization"),
        ("armed_group", "UAF", "Organization"),
        ("population", "CVL", "LegalEntity"),
        ("other", None, "LegalEntity"),
        ("place", None, "Address"),
    ],
)
def test_followthemoney_schemata(kind: Any, sector: str | None, schema: str) -> None:
    actor = who("rebels", kind=kind, sector=sector, state="SUN")
    lines = text([reading("a", [claim("a met b", "met", [actor, "Russia"])])], "ftm")
    sound(lines)
    found = next(e for e in map(json.loads, lines.splitlines()) if e["id"] == actor.id)
    assert (found["schema"], found["properties"]["country"]) == (schema, ["suhh"])


def test_followthemoney_knows_the_states_codes() -> None:
    from followthemoney.types import registry

    assert {s: c for s, c in ftm._codes().items() if registry.country.clean(s) != c} == {}


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=3))
def test_any_name_makes_sound_entities_of_followthemoney(names: list[str]) -> None:
    assert len(sound(text(named(names), "ftm", Choice(True)))) == 1 + 3 + 1 + 2 + 5
