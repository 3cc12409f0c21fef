"""What the first input must give, on three articles: the real one, the same with other names, and one of our own.

The real article lies in the folder that GEOGRAPH_GOLD names and is no part of the project; without that folder the
tests on it (and on its renamed copy) are skipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import geograph
from geograph.model import Event

OWN = Path(__file__).with_name("data") / "mission-to-havana.txt"
GG = "https://w3id.org/geograph/ontology#"
ID = "https://w3id.org/geograph/id/"


@dataclass(frozen=True)
class Cast:
    """Who plays which part in an article, and how the article words what they do."""

    published: str
    host: str
    guest: str
    host_code: str
    guest_code: str
    leader: str
    visitor: str
    visitor_office: str
    president: str
    minister: str
    agency: str
    acronym: str
    accusers: frozenset[str]
    west: str
    talks_day: str
    visit_month: tuple[str, str]
    words: dict[str, str]
    never: frozenset[str]


REAL = Cast(
    published="2024-11-20",
    host="North Korea",
    guest="Russia",
    host_code="PRK",
    guest_code="RUS",
    leader="Kim Jong Un",
    visitor="Alexander Kozlov",
    visitor_office="Minister of Natural Resources and Ecology",
    president="Vladimir Putin",
    minister="Choe Son Hui",
    agency="Korean Central News Agency",
    acronym="KCNA",
    accusers=frozenset({"United States", "South Korea"}),
    west="Western",
    talks_day="2024-11-18",
    visit_month=("2024-06-01", "2024-06-30"),
    words={
        "met": "met with",
        "visited": "visited",
        "signed": "where he and Kim signed",
        "arrived": "arrived in Pyongyang",
        "accused": "accused Pyongyang of sending",
        "neither": "neither confirmed nor denied",
        "criticised": "redirecting criticism toward",
        "moscow": "during a recent visit to Moscow",
        "support": "expressed unwavering support",
        "tested": "tested a solid-fuel",
        "exercises": "joint military exercises",
        "supplies": "is supplying weapons",
    },
    never=frozenset({"outreach", "bolster ukraine war-era alliances", "ukraine war-era alliances", "icbm", "related"}),
)

# The real article with other people, states, days and another day of publication; longer names first.
NAMES = {
    "South Korea and the United States": "Djibouti and Kenya",
    "The United States and South Korea": "Kenya and Djibouti",
    "The United States": "Kenya",
    "Korean Central News Agency": "Red Sea News Agency",
    "KCNA": "RSNA",
    "Russia-North Korea": "Belarus-Eritrea",
    "North Korean": "Eritrean",
    "North Korea": "Eritrea",
    "Pyongyang": "Asmara",
    "Russian": "Belarusian",
    "Russia": "Belarus",
    "Kremlin": "Minsk",
    "Moscow": "Minsk",
    "Ukraine": "Moldova",
    "China": "Egypt",
    "Kim Jong Un": "Yonas Tekle",
    "Kim": "Tekle",
    "Alexander Kozlov": "Anton Lysenko",
    "Kozlov": "Lysenko",
    "Vladimir Putin": "Pavel Moroz",
    "Putin": "Moroz",
    "Choe Son Hui": "Saba Kidane",
    "Natural Resources and Ecology": "Forestry and Public Works",
    "Monday": "Thursday",
    "June": "March",
}


def renamed(text: str) -> str:
    """The text with the other names."""
    return re.sub("|".join(rf"\b{re.escape(name)}\b" for name in NAMES), lambda m: NAMES[m.group()], text)


RENAMED = replace(
    REAL,
    published="2019-09-21",
    host="Eritrea",
    guest="Belarus",
    host_code="ERI",
    guest_code="BLR",
    leader="Yonas Tekle",
    visitor="Anton Lysenko",
    visitor_office="Minister of Forestry and Public Works",
    president="Pavel Moroz",
    minister="Saba Kidane",
    agency="Red Sea News Agency",
    acronym="RSNA",
    accusers=frozenset({"Kenya", "Djibouti"}),
    talks_day="2019-09-19",
    visit_month=("2019-03-01", "2019-03-31"),
    words={key: renamed(words) for key, words in REAL.words.items()},
    never=frozenset({"outreach", "bolster moldova war-era alliances", "moldova war-era alliances", "icbm", "related"}),
)

HAVANA = Cast(
    published="2021-05-22",
    host="Cuba",
    guest="Iran",
    host_code="CUB",
    guest_code="IRN",
    leader="Rafael Ibarra",
    visitor="Behrouz Kashani",
    visitor_office="Minister of Energy and Water Resources",
    president="Farhad Daneshvar",
    minister="Lucia Barrientos",
    agency="Caribbean Wire Service",
    acronym="CWS",
    accusers=frozenset({"Canada", "Colombia"}),
    west="Europe",
    talks_day="2021-05-19",
    visit_month=("2021-02-01", "2021-02-28"),
    words={
        "met": "held talks with",
        "visited": "visited",
        "signed": "where he and Ibarra signed",
        "arrived": "arrived in Havana",
        "accused": "accused Havana of sending",
        "neither": "neither confirmed nor denied",
        "criticised": "criticised European nations",
        "moscow": "during a recent visit to Tehran",
        "support": "expressed full support",
        "tested": "tested a new medium-range missile",
        "exercises": "joint naval exercises",
        "supplies": "is supplying rifles",
    },
    never=frozenset({"courtship", "embargo-era friendship", "deepen embargo-era friendship", "mrm", "related"}),
)
CASTS = {"real": REAL, "renamed": RENAMED, "own": HAVANA}


@dataclass(frozen=True)
class Case:
    """An article with its cast and its graph."""

    cast: Cast
    text: str
    graph: geograph.Graph

    def find(self, types: str, actor: set[str], recipient: set[str] | None = None, words: str = "") -> list[Event]:
        """The events of these types (separated by |) with just these actors, the recipients (None: whatever they
        are), and a quote in which the words stand."""
        told = self.cast.words[words] if words else ""
        return [
            e
            for e in self.graph.events
            if e.type in types.split("|")
            and {a.name for a in e.actor} == actor
            and (recipient is None or {a.name for a in e.recipient} == recipient)
            and any(told in claim.quote for _, claim in e.claims)
        ]

    def one(self, types: str, actor: set[str], recipient: set[str] | None = None, words: str = "") -> Event:
        """The one such event."""
        found = self.find(types, actor, recipient, words)
        assert len(found) == 1, self.shown(types, words)
        return found[0]

    def shown(self, types: str, words: str) -> str:
        """What the graph holds instead: the events of these types, and those read from these words."""
        told = self.cast.words.get(words, "")
        return "\n".join(
            f"{e.type} [{e.trigger}] {[a.name for a in e.actor]} > {[a.name for a in e.recipient]} {e.status} "
            f"by {[a.name for a in e.attributed_to]} on {e.date and (e.date.start, e.date.end)}"
            for e in self.graph.events
            if e.type in types.split("|") or (told and any(told in claim.quote for _, claim in e.claims))
        )


@cache
def case_of(name: str) -> Case:
    """The case of that name; the real article's folder must be set where it is needed."""
    cast = CASTS[name]
    if name == "own":
        text = OWN.read_text(encoding="utf-8")
    else:
        text = Path(os.environ["GEOGRAPH_GOLD"], "articles", "kremlin-pyongyang.txt").read_text(encoding="utf-8")
        text = renamed(text) if name == "renamed" else text
    return Case(cast, text, geograph.extract(text, published=cast.published, id=name))


@pytest.fixture(params=list(CASTS))
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the articles; the real one and its copy only where GEOGRAPH_GOLD names their folder."""
    if request.param != "own":
        request.getfixturevalue("gold")
    return case_of(request.param)


def test_the_leader_met_the_visitor_as_a_fact(case: Case) -> None:
    c = case.cast
    assert case.one("CONSULT", {c.leader, c.visitor}, set(), "met").status == "actual"


def test_the_meeting_has_its_day(case: Case) -> None:
    when = case.one("CONSULT", {case.cast.leader, case.cast.visitor}, set(), "met").date
    assert when is not None
    assert (str(when.start), str(when.end), when.granularity) == (case.cast.talks_day, case.cast.talks_day, "day")


def test_the_meeting_is_attributed_to_the_agency(case: Case) -> None:
    event = case.one("CONSULT", {case.cast.leader, case.cast.visitor}, set(), "met")
    assert [a.name for a in event.attributed_to] == [case.cast.agency]


def test_the_meeting_is_one_event_however_often_it_is_told(case: Case) -> None:
    pair = {case.cast.leader, case.cast.visitor}
    meetings = [e for e in case.graph.events if e.type == "CONSULT" and pair & {a.name for a in e.actor} and not e.mode]
    assert len(meetings) == 1, case.shown("CONSULT", "met")


def office(case: Case, person: str, predicate: str, state: str, words: str) -> None:
    """The person holds an office of that kind, in these words, for the state."""
    found = [(r.predicate, r.object, r.office or "") for r in case.graph.relations if r.subject == person]
    assert any(p == predicate and o == state and words in w for p, o, w in found), found


def test_the_visitor_is_a_minister_with_the_whole_office(case: Case) -> None:
    office(case, case.cast.visitor, "minister", case.cast.guest, case.cast.visitor_office)


def test_the_leader_leads_the_host(case: Case) -> None:
    office(case, case.cast.leader, "leader_of", case.cast.host, "leader")


def test_the_president_is_head_of_state(case: Case) -> None:
    office(case, case.cast.president, "head_of_state", case.cast.guest, "President")


def test_the_foreign_minister_is_minister_of_the_host(case: Case) -> None:
    office(case, case.cast.minister, "minister", case.cast.host, "Foreign Minister")


def test_the_visitors_delegation_visited(case: Case) -> None:
    """The delegation's visit is the visitor's or the state's."""
    visits = [
        *case.find("CONSULT", {case.cast.visitor}),
        *(e for e in case.find("CONSULT", {case.cast.guest}) if "Delegation" not in e.trigger),
    ]
    assert any("visit by" in claim.quote for e in visits for _, claim in e.claims), case.shown("CONSULT", "")


def test_the_president_visited_in_that_month(case: Case) -> None:
    event = case.one("CONSULT", {case.cast.president}, {case.cast.host}, "visited")
    assert event.status == "actual" and event.date is not None
    assert (str(event.date.start), str(event.date.end)) == case.cast.visit_month


def test_he_and_the_leader_signed_a_treaty(case: Case) -> None:
    assert case.one("SUPPORT", {case.cast.president, case.cast.leader}, set(), "signed").status == "actual"


def test_the_treaty_was_signed_at_the_visit(case: Case) -> None:
    when = case.one("SUPPORT", {case.cast.president, case.cast.leader}, set(), "signed").date
    assert when is not None and (str(when.start), str(when.end)) == case.cast.visit_month


def test_the_academys_delegation_arrived(case: Case) -> None:
    assert case.one("CONSULT", {case.cast.guest}, {case.cast.host}, "arrived").status == "actual"


def test_two_states_accused_the_host(case: Case) -> None:
    assert case.one("ACCUSE", set(case.cast.accusers), {case.cast.host}, "accused").status == "actual"


def sending(case: Case) -> Event:
    """What the accusation is about."""
    return case.one("AID|MOBILIZE", {case.cast.host}, {case.cast.guest}, "accused")


def test_the_sending_is_alleged(case: Case) -> None:
    assert sending(case).status == "alleged"


def test_the_sending_is_attributed_to_the_accusers(case: Case) -> None:
    assert {a.name for a in sending(case).attributed_to} == case.cast.accusers


def test_the_sending_counts_its_soldiers(case: Case) -> None:
    found = [(q.value, q.bound) for q in sending(case).quantities]
    assert found in ([(10000.0, "at_least")], [(4000.0, "at_least")])


def test_the_sending_gives_no_direct_triple(case: Case) -> None:
    claims = tuple(claim for _, claim in sending(case).claims)
    only = replace(case.graph.readings[0], claims=claims, relations=())
    graph = geograph.Graph((only,)).to_rdflib()
    host, guest = (rdflib.URIRef(f"{ID}state-{code}") for code in (case.cast.host_code, case.cast.guest_code))
    assert (None, rdflib.URIRef(f"{GG}actor"), host) in graph
    assert set(graph.predicates(host, guest)) == set()


def test_neither_confirmed_nor_denied_is_negated(case: Case) -> None:
    assert case.one("REJECT", {case.cast.host}, None, "neither").status == "negated"
    assert not [e for e in case.find("REJECT|CONCEDE", {case.cast.host}, None, "neither") if e.status != "negated"]


def test_the_president_criticised_the_west(case: Case) -> None:
    found = [e for e in case.find("ACCUSE", {case.cast.president}, None, "criticised") if e.status == "actual"]
    assert [[a.name for a in e.recipient if case.cast.west in a.name] for e in found] != [], case.shown("ACCUSE", "")
    assert all(len(e.recipient) == 1 and case.cast.west in e.recipient[0].name for e in found)


def test_the_foreign_minister_visited_the_guest(case: Case) -> None:
    assert case.one("CONSULT", {case.cast.minister}, {case.cast.guest}, "moscow").status == "actual"


def test_the_foreign_minister_supports_the_president(case: Case) -> None:
    assert case.one("SUPPORT", {case.cast.minister}, {case.cast.president}, "support").status == "actual"


def test_the_host_tested_a_missile(case: Case) -> None:
    event = case.one("MOBILIZE", {case.cast.host}, set(), "tested")
    assert (event.status, event.mode) == ("actual", "weapons")


def test_the_accusers_held_joint_exercises(case: Case) -> None:
    assert case.one("COOPERATE|MOBILIZE", set(case.cast.accusers), None, "exercises").status == "actual"


def test_the_host_supplies_weapons_to_the_guest(case: Case) -> None:
    assert case.one("AID", {case.cast.host}, {case.cast.guest}, "supplies").status == "actual"


def test_analysts_name_nobody(case: Case) -> None:
    event = case.one("AID", {case.cast.host}, {case.cast.guest}, "supplies")
    assert event.attributed_to == ()


def test_every_quote_stands_in_the_text(case: Case) -> None:
    for event in case.graph.all_events:
        for _, claim in event.claims:
            assert case.text[claim.start : claim.end] == claim.quote
            assert claim.start <= claim.trigger_start < claim.trigger_end <= claim.end
            for actor in (*claim.actor, *claim.recipient, *claim.attributed_to):
                assert case.text[actor.start : actor.end] == actor.mention


def test_every_mention_stands_in_the_text(case: Case) -> None:
    for entity in case.graph.entities:
        for mention in entity.mentions:
            assert case.text[mention.start : mention.end] == mention.text


def test_nothing_is_read_from_the_tail(case: Case) -> None:
    tail = case.text.index("Related Posts")
    assert [e.name for e in case.graph.entities if any(m.start >= tail for m in e.mentions)] == []
    assert [c.quote for e in case.graph.all_events for _, c in e.claims if c.end > tail] == []


def test_nothing_is_read_twice_from_the_repeated_headline(case: Case) -> None:
    headline = case.text.split("\n", 1)[0]
    again = case.text.index(headline, len(headline))
    inside = range(again, again + len(headline))
    assert [e.name for e in case.graph.entities if any(m.start in inside for m in e.mentions)] == []
    assert [c.quote for e in case.graph.all_events for _, c in e.claims if c.start in inside] == []


def test_no_entity_is_made_of_headline_words(case: Case) -> None:
    names = {name.casefold() for e in case.graph.entities for name in (e.name, *e.aliases)}
    assert names & case.cast.never == set()


def test_the_acronym_is_the_agencys_name_and_nobodys_else(case: Case) -> None:
    acronym = case.cast.acronym.casefold()
    called = [e for e in case.graph.entities if acronym in {n.casefold() for n in (e.name, *e.aliases)}]
    assert [e.name for e in called] in ([], [case.cast.agency])
    agency = [e for e in case.graph.entities if e.name == case.cast.agency]
    assert [(e.kind, acronym in {m.text.casefold() for m in e.mentions}) for e in agency] == [("organization", True)]


def test_people_are_people(case: Case) -> None:
    c = case.cast
    people = {e.name for e in case.graph.entities if e.kind == "person"}
    assert people == {c.leader, c.visitor, c.president, c.minister}


def test_both_parsers_read_the_same_triples(case: Case) -> None:
    turtle = case.graph.to_turtle()
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    store = pyoxigraph.Store()
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    theirs = rdflib.Graph().parse(
        data=store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()), format="nt"
    )
    assert len(read) == len(store) > 500
    assert set(read) == set(theirs)


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[Case, str], bytes]:
    """The Turtle that a process of its own writes under this hash seed."""

    def call(case: Case, seed: str) -> bytes:
        article, graph = tmp_path / "article.txt", tmp_path / f"{seed}.ttl"
        article.write_text(case.text, encoding="utf-8")
        words = ["extract", str(article), "--published", case.cast.published, "-o", str(graph), "--quiet"]
        subprocess.run(
            [sys.executable, "-m", "geograph", *words], env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        )
        return graph.read_bytes()

    return call


def test_two_runs_give_the_same_bytes(case: Case, fresh: Callable[[Case, str], bytes]) -> None:
    assert fresh(case, "1") == fresh(case, "2")
