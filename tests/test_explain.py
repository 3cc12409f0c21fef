"""`explain`: every claim with its words, by id, by the beginning of an id, by name."""

from __future__ import annotations

import pytest

from factory import MOUTHFUL, ONTOLOGY, claim, odd, reading, relation, summit, who
from geograph.errors import UsageError
from geograph.graph import Graph
from geograph.graph.explain import marked

GRAPH = Graph([summit()], ONTOLOGY)
EVENT = {e.trigger: e.id for e in GRAPH.all_events}


def test_an_event_whole() -> None:
    assert (
        GRAPH.explain(EVENT["met"])
        == f"""\
{EVENT["met"]}: Kim Jong Un met with Alexander Kozlov
  type        CONSULT (CAMEO 040, verbal cooperation, score 2.5)
  contexts    diplomatic, military
  status      actual
  actor       Kim Jong Un (person, PRK, GOV) person-kim-jong-un
  actor       Alexander Kozlov (person, RUS, GOV) person-alexander-kozlov
  said by     KCNA (organization, PRK, JRN) org-kcna
  date        2024-11-18 (day)
  place       Pyongyang
  confidence  0.91
  merged      {EVENT["meets"]}: no day said; its own article's one event with all its participants and a day that fits
  2 claims:
  - kremlin-pyongyang, text 0-67: actual, rule CONSULT.met.1, confidence 0.91
    "[Kim Jong Un] *met* [Alexander Kozlov] in Pyongyang on Monday, KCNA said."
    actor     Kim Jong Un: "Kim Jong Un", text 0-11
    actor     Alexander Kozlov: "Alexander Kozlov", text 16-32
    said by   KCNA: "KCNA", text 57-61
    date      "on Monday", text 46-55: 2024-11-18
    place     "Pyongyang", text 36-45
  - kremlin-pyongyang, title 0-16: actual, rule CONSULT.meets.1, confidence 0.60
    "[Kim] *meets* [Kozlov]"
    actor     Kim Jong Un: "Kim", title 0-3
    actor     Alexander Kozlov: "Kozlov", title 10-16
"""
    )


def test_an_entity_whole() -> None:
    minister = next(r.id for r in GRAPH.relations if r.predicate == "leader_of")
    assert (
        GRAPH.explain("north korea")
        == f"""\
state-PRK: North Korea (state, PRK)
  Wikidata    Q423
  mentions in kremlin-pyongyang:
    "North Korea" text 94-105
  relation    Kim Jong Un leader_of North Korea, current {minister}
  event       {EVENT["visit"]} as recipient: Vladimir Putin visited North Korea (planned), 2025-01-01..2025-12-31
"""
        + "".join(
            sorted(
                [
                    f"  event       {EVENT['accused']} as recipient: United States accused North Korea\n",
                    f"  event       {EVENT['sending']} as actor: North Korea gave aid to Russia (alleged)\n",
                ]
            )
        )
    )
    assert "  also        Kim, Kim Jong-un\n" in GRAPH.explain("Kim")


def test_a_relation_whole() -> None:
    found = next(r for r in GRAPH.relations if r.predicate == "minister")
    office = "Minister of Natural Resources and Ecology"
    assert (
        GRAPH.explain(found.id)
        == f"""\
{found.id}: Alexander Kozlov minister Russia ({office}), current
  - kremlin-pyongyang, text 0-68: rule title, confidence 0.90
    "Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said."
"""
    )


def test_an_alleged_event_names_who_says_it_and_how_many() -> None:
    lines = GRAPH.explain(EVENT["sending"]).splitlines()
    assert "  status      alleged" in lines
    assert "  said by     United States (state, USA) state-USA" in lines
    assert "  quantity    10000 soldiers sent (at least)" in lines


def test_an_absorbed_event_says_where_it_went() -> None:
    assert f"  merged into {EVENT['met']}, its claims count there: no day said; " in GRAPH.explain(EVENT["meets"])
    assert EVENT["meets"] not in GRAPH.explain("Kim Jong Un")


def test_a_dispute_is_told() -> None:
    text = "Russia accused South Korea."
    made = reading("a", [claim(text, "accused", ["Russia"], ["South Korea"], predicate="accused", status=s)
                         for s in ("actual", "negated")])  # fmt: skip
    graph = Graph([made], ONTOLOGY)
    assert "actual, disputed: another claim says the contrary" in graph.explain(graph.events[0].id)


def test_ids_in_all_their_forms() -> None:
    whole = GRAPH.explain(EVENT["met"])
    digits = EVENT["met"].removeprefix("event-")
    iri = f"https://w3id.org/geograph/id/{EVENT['met']}"
    for form in (digits, digits[:8], f"event-{digits[:8]}", f"id:{EVENT['met']}", iri, f"<{iri}>"):
        assert GRAPH.explain(form) == whole
    assert GRAPH.explain("id:person-kim-jong-un") == GRAPH.explain("Kim Jong Un") == GRAPH.explain("kim jong-un")


def test_an_ambiguous_beginning_asks_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from geograph.graph import explain

    with pytest.raises(UsageError, match="'aaaaaaaa' may be event-aaaaaaaa1, event-aaaaaaaa2; give more digits"):
        explain._by_id("aaaaaaaa", ["event-aaaaaaaa2", "event-aaaaaaaa1", "event-b"], [])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Kim Yong Un", "no event, entity or relation 'Kim Yong Un' in this graph; near: Kim Jong Un, Kim Jong-un"),
        ("Korea", "no event, entity or relation 'Korea' in this graph; near: North Korea"),
        ("0123456789abcdef", "no event, entity or relation '0123456789abcdef' in this graph"),
        ("0123", "no event, entity or relation '0123' in this graph"),
        ("", "no event, entity or relation '' in this graph"),
    ],
)
def test_what_is_not_there(given: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        GRAPH.explain(given)
    assert str(caught.value) == message


def test_several_of_one_name_are_all_explained() -> None:
    two = reading("b", relations=[relation("Kim", "Russia", "leader_of", "North Korea", subject_id="person-kim-2",
                                           subject="Kim Jong Un")])  # fmt: skip
    found = Graph([summit(), two], ONTOLOGY).explain("Kim Jong Un").split("\n\n")
    assert [part.split(":")[0] for part in found] == ["person-kim-2", "person-kim-jong-un"]


def test_marks_stand_only_around_what_stands_in_the_quote() -> None:
    text = "Kim Jong Un came. He met the Kozlov team."
    he = who("Kim Jong Un", None, text)
    team = who("Alexander Kozlov", "Kozlov", text)
    inner = who("Russia", "ozl", text)
    assert marked(claim(text, "met", [he, team, inner])) == "He *met* the [Kozlov] team."


def test_odd_words_stay_on_their_line() -> None:
    graph = Graph([odd()], ONTOLOGY)
    for entity in graph.entities:
        text = graph.explain(entity.id if entity.id != ".." else "مصر")
        assert not set(text) & set("\x1b\x07\u202e\r\t\u2028")
    assert graph.explain(MOUTHFUL).startswith("group-A")
