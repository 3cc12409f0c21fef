"""Scores on small records whose figures can be worked out by hand, and records of a wrong shape."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from geograph.agreement import PRF, same_actor
from geograph.errors import InputError
from geograph.evaluate import Miss, evaluate, render

Json = dict[str, Any]


def actor(name: str, state: str | None = None, kind: str = "state", mention: str | None = None) -> Json:
    return {"name": name, "mention": mention or name, "state": state, "kind": kind}


RUSSIA = actor("Russia", "RUS")
KOREA = actor("North Korea", "PRK")
KIM = actor("Kim Jong Un", "PRK", "person")
KOZLOV = actor("Alexander Kozlov", "RUS", "person", "Kozlov")
REBELS = actor("rebels", None, "armed_group")


def event(type: str, actors: list[Json], recipients: list[Json], status: str = "actual", **more: Any) -> Json:
    return {"type": type, "trigger": type.lower(), "actor": actors, "recipient": recipients, "status": status, **more}


def record(id: str, *events: Json, relations: list[Json] | None = None) -> Json:
    return {"id": id, "events": list(events), "relations": relations or []}


def test_equal_records_score_one() -> None:
    gold = [
        record("a", event("CONSULT", [KIM, KOZLOV], []), event("ACCUSE", [KOREA], [RUSSIA], "alleged")),
        record("b"),
    ]
    scores = evaluate(gold, gold)
    assert scores.event == scores.strict == scores.dyad == PRF(2, 2, 2)
    assert (scores.aligned, scores.type_right, scores.status_right) == (2, 2, 2)
    assert (scores.acting_right, scores.acting) == (4, 4)
    assert scores.errors == ()


def test_missed_extra_and_different_events() -> None:
    gold = [
        record(
            "a",
            event("CONSULT", [KIM, KOZLOV], []),
            event("ASSAULT", [RUSSIA], [REBELS], "alleged"),
            event("REJECT", [KOREA], []),
        )
    ]
    pred = [
        record(
            "a",
            event("CONSULT", [KIM], []),  # one participant of two
            event("ACCUSE", [RUSSIA], [REBELS]),  # right participants, wrong type and status
            event("AID", [actor("France", "FRA")], []),
        )
    ]
    scores = evaluate(gold, pred)
    assert scores.event == PRF(1, 3, 3)
    assert scores.strict == PRF(0, 3, 3)
    assert scores.dyad == PRF(1, 3, 3)
    assert scores.event.f1 == pytest.approx(1 / 3)
    assert (scores.aligned, scores.type_right, scores.status_right) == (2, 1, 1)
    assert scores.status == {"actual": PRF(1, 2, 1), "alleged": PRF(0, 0, 1)}
    assert scores.types["CONSULT"] == PRF(1, 1, 1, 1)
    assert scores.types["REJECT"].recall == 0
    assert [(e.kind, e.pred, e.gold) for e in scores.errors] == [
        (
            "DIFF",
            "CONSULT(Kim Jong Un -> -) [consult] actual",
            "CONSULT(Kim Jong Un+Alexander Kozlov -> -) [consult] actual",
        ),
        ("DIFF", "ACCUSE(Russia -> rebels) [accuse] actual", "ASSAULT(Russia -> rebels) [assault] alleged"),
        ("EXTRA", "AID(France -> -) [aid] actual", None),
        ("MISSED", None, "REJECT(North Korea -> -) [reject] actual"),
    ]


def test_symmetric_types_ignore_sides_and_others_do_not() -> None:
    for type, whole in (("CONSULT", 1), ("ACCUSE", 0)):
        scores = evaluate([record("a", event(type, [KIM], [RUSSIA]))], [record("a", event(type, [RUSSIA], [KIM]))])
        assert scores.strict.hits == whole


def test_optional_and_accepted_events() -> None:
    gold = [
        record(
            "a",
            event("CONSULT", [KIM], [], optional=True),
            event("COOPERATE", [RUSSIA], [KOREA], accept=["MOBILIZE"]),
            event("PROTEST", [REBELS], [], optional=True),
        )
    ]
    scores = evaluate(gold, [record("a", event("CONSULT", [KIM], []), event("MOBILIZE", [RUSSIA], [KOREA]))])
    assert scores.event == scores.strict == PRF(1, 1, 1)
    assert scores.types["MOBILIZE"] == PRF(1, 1, 0, 0)
    assert scores.types["COOPERATE"] == PRF(0, 0, 1, 1)
    assert scores.errors == ()
    assert scores.aligned == 2


def test_a_record_without_prediction_counts_as_empty() -> None:
    gold = [record("a", event("AID", [RUSSIA], [KOREA])), record("b", event("AID", [RUSSIA], [KOREA]))]
    scores = evaluate(gold, gold[:1])
    assert scores.event == PRF(1, 1, 2)
    assert scores.errors == (Miss("MISSED", "b", None, "AID(Russia -> North Korea) [aid] actual"),)


def test_acting_state_counts_actors_matched_by_name() -> None:
    gold = [record("a", event("ACCUSE", [KIM], [RUSSIA]))]
    pred = [record("a", event("ACCUSE", [{**KIM, "state": "KOR"}], [RUSSIA]))]
    scores = evaluate(gold, pred)
    assert (scores.acting_right, scores.acting) == (1, 2)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (KOZLOV, actor("Kozlov", None, "person"), True),
        (actor("President Putin"), actor("Putin"), True),
        (actor("Russian troops", "RUS"), RUSSIA, True),
        (actor("Lavrov", "RUS", "person"), actor("Putin", "RUS", "person"), False),
        (actor("", None), actor("", None), False),
        (actor("the army of the old and new republic of north", None), actor("army"), False),
        ({"name": "Hamas"}, {"name": "HAMAS"}, True),
    ],
)
def test_same_actor(a: Json, b: Json, same: bool) -> None:
    assert same_actor(a, b) is same
    assert same_actor(b, a) is same


def test_relations_strict_and_with_offices_as_one() -> None:
    gold = [
        record(
            "a",
            relations=[
                {"subject": "Alexander Kozlov", "predicate": "minister", "object": "Russia"},
                {"subject": "Kim Jong Un", "predicate": "leader_of", "object": "North Korea"},
                {"subject": "Hamas", "predicate": "located_in", "object": "Gaza"},
            ],
        )
    ]
    pred = [
        {
            "id": "a",
            "events": [],
            "relations": [
                {
                    "subject": {"id": "1", "name": "Kozlov"},
                    "predicate": "minister",
                    "object": {"id": "2", "name": "Russia"},
                },
                {"subject": {"name": "Kim Jong Un"}, "predicate": "head_of_state", "object": {"name": "North Korea"}},
                {"subject": {"name": "Kim"}, "predicate": "holds_office", "object": {"id": None, "name": None}},
            ],
        }
    ]
    scores = evaluate(gold, pred)
    assert scores.relations == PRF(1, 3, 3)
    assert scores.relations_offices == PRF(2, 3, 3)


def test_render() -> None:
    gold = [record("a", event("CONSULT", [KIM, KOZLOV], []), event("REJECT", [KOREA], []))]
    pred = [record("a", event("CONSULT", [KIM, KOZLOV], []), event("AID", [RUSSIA], []))]
    scores = evaluate(gold, pred)
    assert render(scores).splitlines() == [
        "event        P 0.500 R 0.500 F1 0.500  (pred 2, gold 2)",
        "strict       P 0.500 R 0.500 F1 0.500  (pred 2, gold 2)",
        "dyad         P 0.500 R 0.500 F1 0.500  (pred 2, gold 2)",
        "  AID        P 0.000 R 0.000 F1 0.000  (pred 1, gold 0)",
        "  CONSULT    P 1.000 R 1.000 F1 1.000  (pred 1, gold 1)",
        "  REJECT     P 0.000 R 0.000 F1 0.000  (pred 0, gold 1)",
        "status actual         F1 1.000  (pred 1, gold 1)",
        "acting state 1.000  (2 of 2)",
        "relations F1 0.000, offices as one 0.000  (pred 0, gold 0)",
        "aligned 1, type accuracy 1.000, status accuracy 1.000",
    ]
    assert render(scores, errors=True).splitlines()[:7] == [
        "MISSED (1)",
        "  a: REJECT(North Korea -> -) [reject] actual",
        "",
        "EXTRA (1)",
        "  a: AID(Russia -> -) [aid] actual",
        "",
        "DIFF (0)",
    ]


GOOD = record("a", event("AID", [RUSSIA], [KOREA]))


@pytest.mark.parametrize(
    ("gold", "pred", "message"),
    [
        ([], [GOOD], "gold: no records"),
        ([GOOD], [], "predictions: no records"),
        ([GOOD, GOOD], [GOOD], "gold:2: the id 'a' stands there twice"),
        ([GOOD], [{**GOOD, "id": "b"}], "predictions: the id 'b' isn't in gold"),
        ([GOOD], ["a"], "predictions:1: not an object"),
        ([{"id": 3, "events": []}], [GOOD], 'gold:1: no "id"'),
        ([{"id": "a"}], [GOOD], 'gold:1: "events" isn\'t a list'),
        ([GOOD], [{"id": "a", "events": [{}]}], 'predictions:1: an event without a "type"'),
        ([record("a", {**GOOD["events"][0], "status": None})], [GOOD], 'without a "status"'),
        ([GOOD], [record("a", {**GOOD["events"][0], "actor": "Russia"})], '"actor" isn\'t a list'),
        ([GOOD], [record("a", event("AID", [{"name": 3}], []))], '"name" of an actor isn\'t text'),
        ([GOOD], [record("a", event("AID", [], [], trigger=["x"]))], 'a "trigger" that isn\'t text'),
        ([GOOD], [record("a", relations=[{"subject": "x", "predicate": "minister"}])], 'without a "object"'),
        ([GOOD], [record("a", relations=[{"subject": "x", "object": "y"}])], 'without a "predicate"'),
    ],
)
def test_wrong_shapes_are_refused(gold: list[Json], pred: list[Json], message: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(gold, pred)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif("GEOGRAPH_GOLD" not in os.environ, reason="GEOGRAPH_GOLD names no folder of annotations")
def test_annotations_agree_with_themselves() -> None:
    lines = (Path(os.environ["GEOGRAPH_GOLD"]) / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    scores = evaluate(gold, gold)
    assert scores.event.f1 == 1
    assert scores.aligned == scores.type_right == scores.status_right
