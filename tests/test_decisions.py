"""The user's decisions about identities: the file, what it makes of a reading, and that it can be undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import ONTOLOGY, claim, odd, reading, relation, summit, who
from geograph.errors import DataError
from geograph.graph import merge
from geograph.graph.decisions import COLUMNS, Decision, Decisions, apply, checked, parse, read, text_of
from geograph.graph.order import canonical
from geograph.model import Entity, Mention, Reading

HEADER = ",".join(COLUMNS) + "\n"
KIM, KOZLOV, PUTIN = "person-kim-jong-un", "person-alexander-kozlov", "person-vladimir-putin"


def decided(*lines: str) -> Decisions:
    return parse(HEADER + "\n".join(lines), "d.csv")


def test_a_merge_renames_an_entity_everywhere() -> None:
    made = apply(summit(), decided(f"merge,{KOZLOV},person-a-kozlov,,A. Kozlov", "merge,org-kcna,org-agency,,"))
    by_id = {e.id: e for e in made.entities}
    assert {KOZLOV, "org-kcna"}.isdisjoint(by_id)
    was = {e.id: e for e in summit().entities}[KOZLOV]
    assert by_id["person-a-kozlov"] == replace(
        was, id="person-a-kozlov", name="A. Kozlov", aliases=("Alexander Kozlov",),
        mentions=canonical(summit()).entities[[e.id for e in canonical(summit()).entities].index(KOZLOV)].mentions,
    )  # fmt: skip
    met = next(c for c in made.claims if c.trigger == "met")
    assert [(a.id, a.name, a.mention) for a in met.actor] == [
        (KIM, "Kim Jong Un", "Kim Jong Un"),
        ("person-a-kozlov", "A. Kozlov", "Alexander Kozlov"),
    ]
    assert [(a.id, a.name) for a in met.attributed_to] == [("org-agency", "KCNA")]
    assert [(r.subject_id, r.subject) for r in made.relations if r.predicate == "minister"] == [
        ("person-a-kozlov", "A. Kozlov")
    ]


def test_a_place_of_an_event_and_the_object_of_a_relation_are_renamed_too() -> None:
    made = apply(summit(), decided("merge,city-1871859,city-1,,P", "merge,state-RUS,state-XX,,Rossiya"))
    assert [(c.place.id, c.place.name) for c in made.claims if c.place] == [("city-1", "P")]
    assert ("state-XX", "Rossiya") in {(r.object_id, r.object) for r in made.relations}


def test_entities_that_are_one_are_joined() -> None:
    text = "Qaddafi met Kim Jong Un. Gaddafi left."
    one = who("rebels", "Qaddafi", text, id="person-q", name="Qaddafi", kind="person", sector=None)
    two = who("rebels", "Gaddafi", text, id="person-g", name="Gaddafi", kind="other", state="LBY")
    given = reading("a", [claim(text, "met", [one, two, "Kim Jong Un"]), claim(text, "left", [two], id="c2")])
    made = apply(given, decided("merge,person-q,person-g,,"))
    assert [(e.id, e.name, e.kind, e.state, e.aliases, [m.text for m in e.mentions]) for e in made.entities] == [
        ("person-g", "Gaddafi", "other", "LBY", ("Qaddafi",), ["Qaddafi", "Gaddafi"]),
        (KIM, "Kim Jong Un", "person", "PRK", (), ["Kim Jong Un"]),
    ]
    assert [[(a.id, a.name, a.kind, a.mention) for a in c.actor] for c in made.claims] == [
        [("person-g", "Gaddafi", "other", "Qaddafi"), (KIM, "Kim Jong Un", "person", "Kim Jong Un")],
        [("person-g", "Gaddafi", "other", "Gaddafi")],
    ]


def test_what_holds_between_an_entity_and_itself_is_dropped() -> None:
    made = apply(summit(), decided(f"merge,{KIM},state-PRK,,"))
    assert [r.predicate for r in made.relations] == ["minister", "holds_office"]


def smiths() -> tuple[Reading, Reading]:
    text = "Smith met Kim Jong Un."
    smith = who("rebels", "Smith", text, id="person-john-smith", name="John Smith", kind="person", state="USA")
    entity = Entity(
        "person-john-smith", "John Smith", "person", "USA", None, "Q1", ("J. Smith", "Smith"), (Mention(0, 5, "Smith"),)
    )
    return (
        reading("a", [claim(text, "met", [smith, "Kim Jong Un"])], entities=[entity]),
        reading("b", [claim(text, "met", [smith, "Kim Jong Un"])], entities=[entity]),
    )


def test_a_split_holds_in_its_article_only_and_takes_nothing_along_but_the_words() -> None:
    one, two = smiths()
    choice = decided("split,person-john-smith,person-john-smith-2,b,")
    assert apply(one, choice) is one
    made = apply(two, choice)
    assert made.entities == (
        Entity("person-john-smith-2", "Smith", "person", "USA", None, None, (), (Mention(0, 5, "Smith"),)),
    )
    assert [(a.id, a.name) for a in made.claims[0].actor] == [("person-john-smith-2", "Smith"), (KIM, "Kim Jong Un")]
    assert {e.id for e in merge.entities([apply(one, choice), made])} == {
        "person-john-smith", "person-john-smith-2", KIM,
    }  # fmt: skip


def test_a_split_goes_before_a_merge() -> None:
    one, two = smiths()
    choice = decided("merge,person-john-smith,person-x,,X", "split,person-john-smith,person-y,b,Y")
    assert [[e.id for e in apply(r, choice).entities] for r in (one, two)] == [["person-x"], ["person-y"]]
    assert [[a.name for a in apply(r, choice).claims[0].actor] for r in (one, two)] == [
        ["X", "Kim Jong Un"], ["Y", "Kim Jong Un"],
    ]  # fmt: skip


def test_without_a_decision_a_reading_is_what_it_was() -> None:
    for made in (summit(), odd()):
        assert apply(made, Decisions()) is made
        assert apply(made, decided("merge,person-nobody,person-somebody,,")) is made


def test_events_and_relations_follow_the_decided_identities() -> None:
    text = "Kim Jong Un met Alexander Kozlov."
    other = who("Alexander Kozlov", "Kozlov", text, id="person-a-kozlov", name="A. Kozlov")
    given = [
        reading("a", [claim(text, "met", ["Kim Jong Un", "Alexander Kozlov"])],
                relations=[relation(text, "Alexander Kozlov", "minister", "Russia")]),
        reading("b", [claim(text, "met", ["Kim Jong Un", other])],
                relations=[relation(text, "Alexander Kozlov", "minister", "Russia", subject_id="person-a-kozlov")]),
    ]  # fmt: skip
    assert len(merge.events(given, ONTOLOGY)) == len(merge.relations(given)) == 2
    choice = decided(f"merge,person-a-kozlov,{KOZLOV},,Alexander Kozlov")
    made = [apply(r, choice) for r in given]
    assert [len(e.claims) for e in merge.events(made, ONTOLOGY)] == [2]
    assert [(r.subject_id, len(r.claims)) for r in merge.relations(made)] == [(KOZLOV, 2)]


IDS = st.sampled_from([KIM, KOZLOV, PUTIN, "state-RUS", "org-kcna", "new-1", "new-2"])
ROWS = st.builds(
    lambda kind, a, b, article, name: Decision(kind, a, b, article if kind == "split" else "", name),
    st.sampled_from(["merge", "split"]),
    IDS,
    IDS,
    st.sampled_from(["kremlin-pyongyang", "b"]),
    st.sampled_from(["", "N"]),
)  # fmt: skip


def valid(rows: list[Decision]) -> bool:
    try:
        checked(rows, [""] * len(rows))
    except DataError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS.filter(lambda r: r.entity != r.to), max_size=4).filter(valid))
def test_applying_twice_or_in_another_order_is_the_same(rows: list[Decision]) -> None:
    once = apply(summit(), Decisions(tuple(rows)))
    assert apply(once, Decisions(tuple(rows))) == once
    for order in permutations(rows):
        assert apply(summit(), Decisions(order)) == once


def test_a_file_of_decisions_comes_back_as_it_was(tmp_path: Path) -> None:
    rows = (
        Decision("merge", "person-a", "person-b", "", 'A "big", name'),
        Decision("split", "person-b", "person-c", "https://news.example/1?a=b,c", "é"),
    )
    file = tmp_path / "decisions.csv"
    file.write_text(text_of(Decisions(rows)), encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines()[0] == "decision,entity,to,article,name"
    assert read(file) == Decisions(rows)
    file.write_text("entity,decision,to\n\na, merge ,b\n", encoding="utf-8-sig")
    assert read(file) == Decisions((Decision("merge", "a", "b"),))
    file.write_text("")
    assert not read(file)


def test_a_missing_file_is_an_error_unless_it_may_be_missing(tmp_path: Path) -> None:
    assert read(tmp_path / "no.csv", missing_ok=True) == Decisions()
    with pytest.raises(DataError, match=r"no\.csv: no such file of decisions; make one with: geograph entities merge"):
        read(tmp_path / "no.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("merge,a,b\n", "d.csv, line 1: the first line must name the columns: decision,entity,to,article,name"),
        (HEADER + "join,a,b,,\n", 'd.csv, line 2: unknown decision "join"; write merge or split'),
        (HEADER + "\nmerge,a,,,\n", "d.csv, line 3: merge needs two ids, in the columns entity and to"),
        (HEADER + "merge,a,a,,\n", "d.csv, line 2: a and a are the same; remove the line"),
        (HEADER + "merge,a,b\n", "d.csv, line 2: 3 cells, but the header has 5 columns; mend the line"),
        (HEADER + "split,a,b,,\n", "d.csv, line 2: split needs the article's id in the column article"),
        (HEADER + "merge,a,b,x,\n", "d.csv, line 2: merge holds in all articles; leave the column article empty, or"),
        (
            HEADER + "merge,a,b,,\nmerge,a,c,,\n",
            "d.csv, line 3: a is already b by d.csv, line 2; remove one of the two",
        ),
        (HEADER + "merge,a,c,,A\nmerge,b,c,,B\n", 'd.csv, line 3: c is called "A" by d.csv, line 2; write one name'),
        (HEADER + "merge,a,b,,\nmerge,b,c,,\nmerge,c,a,,\n", "line 2: with the other lines, a becomes itself again"),
        (HEADER + "merge,a,b,,\nsplit,b,a,x,\n", "line 3: with the other lines, b becomes itself again"),
        (HEADER + 'merge,"a,b,,\n', "d.csv, line 2: not CSV: unexpected end of data; mend the line"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_next_step(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(text, "d.csv")
    assert message in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(b"decision\xff")
    with pytest.raises(DataError, match=r"d\.csv: not UTF-8 \(byte 8\); save the file as UTF-8"):
        read(tmp_path / "d.csv")
    with pytest.raises(DataError, match="can't be read"):
        read(tmp_path)
