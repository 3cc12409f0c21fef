"""The JSON Lines contract: fixed fields, loss-free, errors that name file and line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factory import MOUTHFUL, ONTOLOGY, SUMMIT, claim, odd, reading, summit, who
from geograph.errors import InputError, UsageError
from geograph.graph import Graph, jsonl
from geograph.graph.order import canonical
from geograph.model import Reading

TEXT = "Russia accused South Korea."


def line(made: Reading) -> Any:
    return json.loads(jsonl.to_line(made, ONTOLOGY))


def without_text(made: Reading) -> Reading:
    return canonical(replace(made, article=replace(made.article, text="")))


def test_a_whole_line() -> None:
    made = reading("tiny", [claim(TEXT, "accused", ["Russia"], ["South Korea"], predicate="accused", id="claim-1")])
    russia = {"id": "state-RUS", "name": "Russia", "mention": "Russia", "phrase": "Russia", "start": 0, "end": 6,
              "kind": "state", "state": "RUS", "sector": None, "field": "text"}  # fmt: skip
    korea = {"id": "state-KOR", "name": "South Korea", "mention": "South Korea", "phrase": "South Korea", "start": 15,
             "end": 26, "kind": "state", "state": "KOR", "sector": None, "field": "text"}  # fmt: skip
    assert line(made) == {
        "schema": 1,
        "id": "tiny",
        "title": None,
        "published": "2024-11-20",
        "url": None,
        "source": None,
        "language": None,
        "sha256": made.sha256,
        "model": "en_core_web_sm 3.8.0",
        "geograph": "0.1.0",
        "entities": [
            {"id": "state-RUS", "name": "Russia", "kind": "state", "state": "RUS", "sector": None, "wikidata": None,
             "aliases": [], "mentions": [{"start": 0, "end": 6, "text": "Russia", "field": "text", "reason": ""}]},
            {"id": "state-KOR", "name": "South Korea", "kind": "state", "state": "KOR", "sector": None,
             "wikidata": None, "aliases": [],
             "mentions": [{"start": 15, "end": 26, "text": "South Korea", "field": "text", "reason": ""}]},
        ],
        "events": [
            {
                "id": Graph([made], ONTOLOGY).events[0].id,
                "type": "ACCUSE",
                "mode": None,
                "contexts": [],
                "cameo": "110",
                "quad": "verbal conflict",
                "score": -3,
                "predicate": "accused",
                "trigger": "accused",
                "actor": [russia],
                "recipient": [korea],
                "status": "actual",
                "disputed": False,
                "attributed_to": [],
                "place": None,
                "date": None,
                "quantities": [],
                "confidence": 0.8,
                "merged_into": None,
                "fulfilled_by": None,
                "claims": [
                    {
                        "id": "claim-1",
                        "type": "ACCUSE",
                        "mode": None,
                        "contexts": [],
                        "cameo": "110",
                        "predicate": "accused",
                        "trigger": "accused",
                        "actor": [russia],
                        "recipient": [korea],
                        "status": "actual",
                        "attributed_to": [],
                        "attribution": [],
                        "field": "text",
                        "start": 0,
                        "end": 27,
                        "quote": TEXT,
                        "trigger_start": 7,
                        "trigger_end": 14,
                        "rule": "ACCUSE.accused.1",
                        "confidence": 0.8,
                        "place": None,
                        "date": None,
                        "quantities": [],
                    }
                ],
            }
        ],
        "relations": [],
    }  # fmt: skip


def test_places_dates_quantities_and_sources_have_the_contracts_fields() -> None:
    found = {e["trigger"]: e for e in line(summit())["events"]}
    assert found["met"]["place"] == {
        "text": "Pyongyang", "start": 36, "end": 45, "id": "city-1871859", "name": "Pyongyang", "state": "PRK",
        "lat": 39.03, "lon": 125.75, "geonames": 1871859,
    }  # fmt: skip
    assert found["visit"]["date"] == {
        "text": "next year", "text_start": 182, "text_end": 191, "start": "2025-01-01", "end": "2025-12-31",
        "granularity": "year", "source": "text",
    }  # fmt: skip
    assert found["sending"]["quantities"] == [
        {"text": "10,000 soldiers", "start": 117, "end": 132, "value": 10000, "unit": "sent", "what": "soldiers",
         "bound": "at_least"}
    ]  # fmt: skip
    assert [c["attributed_to"] for c in found["met"]["claims"]] == [["org-kcna"], []]
    assert [a["name"] for a in found["met"]["attributed_to"]] == ["KCNA"]
    office = next(r for r in line(summit())["relations"] if r["predicate"] == "holds_office")
    assert office == {
        "id": office["id"],
        "subject": {"id": "person-vladimir-putin", "name": "Vladimir Putin"},
        "predicate": "holds_office",
        "object": {"id": None, "name": "prime minister"},
        "office": "prime minister",
        "tense": "former",
        "from": "1999",
        "to": "2000",
        "claims": [
            {"id": office["claims"][0]["id"], "start": 0, "end": 68, "quote": SUMMIT[:68], "field": "text",
             "rule": "title", "confidence": 0.9, "subject": "Vladimir Putin", "object": "prime minister",
             "office": "prime minister"}
        ],
    }  # fmt: skip


def test_an_absorbed_event_is_no_line_of_its_own() -> None:
    graph = Graph([summit()], ONTOLOGY)
    events = line(summit())["events"]
    assert [e["id"] for e in events] == [e.id for e in graph.events]
    assert sorted(c["id"] for e in events for c in e["claims"]) == sorted(c.id for c in summit().claims)


@pytest.mark.parametrize("made", [summit(), odd(), reading("empty"), reading("undated", published=None)])
def test_a_line_comes_back_whole(made: Reading) -> None:
    text = jsonl.to_line(made, ONTOLOGY)
    assert "\n" not in text
    assert jsonl.from_line(json.loads(text)) == without_text(made)
    assert jsonl.to_line(jsonl.from_line(json.loads(text)), ONTOLOGY) == text


def test_turtle_and_json_lines_hold_the_same(tmp_path: Path) -> None:
    graph = Graph([odd(), summit()], ONTOLOGY)
    (tmp_path / "a.jsonl").write_text(graph.write("jsonl"), encoding="utf-8")
    turtle = Graph.from_file(tmp_path / "a.jsonl", ONTOLOGY).to_turtle()
    assert turtle == graph.to_turtle()
    (tmp_path / "b.ttl").write_text(turtle, encoding="utf-8")
    assert Graph.from_file(tmp_path / "b.ttl", ONTOLOGY).write("jsonl") == graph.write("jsonl")


def test_halves_of_characters_do_not_stop_the_writing() -> None:
    made = reading("half", [claim(TEXT, "accused", [who("Russia", name="Ru\ud83dssia")], predicate="accused")])
    text = jsonl.to_line(made, ONTOLOGY)
    assert "Ru\ufffdssia" in text
    text.encode()
    Graph([made], ONTOLOGY).to_turtle().encode()


def write(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_empty_lines_and_a_byte_order_mark_are_no_harm(tmp_path: Path) -> None:
    good = jsonl.to_line(summit(), ONTOLOGY).encode()
    path = write(tmp_path / "x.jsonl", b"\xef\xbb\xbf" + good, b"", b"  ")
    assert list(jsonl.read(path)) == [without_text(summit())]


def changed(**changes: Any) -> bytes:
    return json.dumps(line(summit()) | changes).encode()


def without(field: str) -> bytes:
    return json.dumps({k: v for k, v in line(summit()).items() if k != field}).encode()


@pytest.mark.parametrize(
    ("bad", "kind", "message"),
    [
        (b"{broken", InputError, "not JSON: Expecting property name"),
        (b"\xff\xfe{}", InputError, "not UTF-8"),
        (b"[1, 2]", UsageError, "no line of geograph"),
        (b'{"id": "a", "text": "Russia accused."}', UsageError, "no line of geograph (no schema, no events)"),
        (changed(schema=2), UsageError, "written by a newer geograph (schema 2, this one knows 1)"),
        (without("entities"), InputError, "the field 'entities' is missing"),
        (changed(entities=[{"id": "x"}]), InputError, "the field 'aliases' is missing"),
        (changed(published="yesterday"), InputError, "a field has another kind of value"),
        (changed(sha256=7), InputError, "a field has another kind of value (7 is no text)"),
        (changed(events=[{"claims": [{}]}]), InputError, "the field 'place' is missing"),
        (changed(events=7), InputError, "a field has another kind of value"),
    ],
)
def test_bad_lines_are_errors_of_one_line(bad: bytes, kind: type[Exception], message: str, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", jsonl.to_line(summit(), ONTOLOGY).encode(), bad)
    with pytest.raises(kind) as caught:
        list(jsonl.read(path, "x.jsonl"))
    assert str(caught.value).startswith("x.jsonl:2: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file or directory"):
        list(jsonl.read(tmp_path / "none.jsonl"))
    assert MOUTHFUL not in str(tmp_path)
