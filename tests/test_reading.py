"""Constructions of news sentences, read by the real pipeline: each gives its events and no others."""

from __future__ import annotations

from datetime import date

import pytest

from geograph.graph import Graph
from geograph.graph.rdf_read import parse
from geograph.model import Article
from geograph.ontology import load
from geograph.reader import read_articles

Told = tuple[str, frozenset[str], frozenset[str], str]


def told(text: str, published: date | None = date(2024, 11, 20)) -> set[Told]:
    """Type, actors, recipients and status of the events of a text."""
    graph = Graph(tuple(read_articles([Article("a", text, published=published)])))
    return {
        (e.type, frozenset(a.name for a in e.actor), frozenset(a.name for a in e.recipient), e.status)
        for e in graph.events
    }


def event(kind: str, actor: str, recipient: str = "", status: str = "actual") -> Told:
    """An event written short: names are separated by "+"."""
    return (kind, frozenset(filter(None, actor.split("+"))), frozenset(filter(None, recipient.split("+"))), status)


CASES = {
    "active": ("Israel attacked Hezbollah on Monday.", [event("ASSAULT", "Israel", "Hezbollah")]),
    "passive with agent": ("Two Turkish soldiers were killed by rebels.", [event("ASSAULT", "rebels", "Turkey")]),
    "passive without agent": ("Two Turkish soldiers were killed.", [event("ASSAULT", "", "Turkey")]),
    "headline passive": (
        "Two Turkish Soldiers Killed in Northern Iraq\n\nAnkara gave no details.",
        [event("ASSAULT", "", "Turkey")],
    ),
    "several nationalities": (
        "Iraqi and Saudi ministers met in Amman.",
        [event("CONSULT", "Iraq+Saudi Arabia")],
    ),
    "title and name on both sides of and": (
        "U.S. President Barack Obama and Russian President Dmitry Medvedev signed a treaty.",
        [event("SUPPORT", "Barack Obama+Dmitry Medvedev")],
    ),
    "possessive nominal": (
        "Angela Merkel's visit to Ankara surprised nobody.",
        [event("CONSULT", "Angela Merkel", "Turkey")],
    ),
    "of-phrase of a deed is no doer": (
        "The bombing of a market killed ten soldiers from Chad.",
        [event("ASSAULT", "", "Chad")],
    ),
    "subject of the clause around an adverbial nominal": (
        "During a visit to Moscow, Xi Jinping praised Vladimir Putin.",
        [event("CONSULT", "Xi Jinping", "Russia"), event("SUPPORT", "Xi Jinping", "Vladimir Putin")],
    ),
    "accusation and what it is about": (
        "Ukraine accused Russia of arming the rebels.",
        [event("ACCUSE", "Ukraine", "Russia"), event("AID", "Russia", "rebels", "alleged")],
    ),
    "refusal takes the recipient of its content": (
        "Norway refused to send weapons to Chad.",
        [event("REJECT", "Norway", "Chad"), event("AID", "Norway", "Chad", "negated")],
    ),
    "own announcement is a promise": (
        "Norway said it would send doctors to Chad.",
        [event("AGREE", "Norway", "Chad")],
    ),
    "own refusal to do": (
        "Norway said it would not send weapons to Chad.",
        [event("REJECT", "Norway", "Chad")],
    ),
    "failed to": (
        "Serbia and Kosovo failed to reach an agreement.",
        [event("AGREE", "Serbia+Kosovo", "", "negated")],
    ),
    "condition": (
        "Sudan will withdraw its troops if the rebels leave.",
        [event("RETREAT", "Sudan", "", "hypothetical")],
    ),
    "is said to": (
        "Iran is said to have sent missiles to Hezbollah.",
        [event("AID", "Iran", "Hezbollah", "alleged")],
    ),
    "purpose names who is helped": (
        "Chad sent soldiers to support Niger.",
        [event("AID", "Chad", "Niger")],
    ),
    "foreign forces are not the state's own": (
        "Beijing blamed foreign forces for the unrest.",
        [event("ACCUSE", "China", "forces")],
    ),
    "neither nor": (
        "Neither Greece nor Turkey attacked Cyprus.",
        [event("ASSAULT", "Greece+Turkey", "Cyprus", "negated")],
    ),
    "a pronoun that means the other": (
        "Vladimir Putin visited China, where he and Xi Jinping signed a treaty.",
        [event("CONSULT", "Vladimir Putin", "China"), event("SUPPORT", "Vladimir Putin+Xi Jinping")],
    ),
    "a portfolio is no name": (
        "Ibrahim Boubacar Keita met Malian Minister of Forestry and Public Works Anton Lysenko.",
        [event("CONSULT", "Ibrahim Boubacar Keïta+Anton Lysenko")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_construction_gives_its_events(name: str) -> None:
    text, expected = CASES[name]
    assert told(text) == set(expected)


def test_a_headline_and_its_body_tell_of_one_event() -> None:
    text = "Gunmen Kill Teens\n\nMasked gunmen shot dead four students in Lagos on Monday."
    graph = Graph(tuple(read_articles([Article("a", text, published=date(2024, 11, 20))])))
    assert [(e.type, len(e.claims)) for e in graph.events] == [("ASSAULT", 2)]


def test_counts_belong_to_their_verbs() -> None:
    text = "The raid killed six soldiers and wounded at least four policemen."
    graph = Graph(tuple(read_articles([Article("a", text)])))
    counts = {(q.value, q.unit, q.what, q.bound) for e in graph.events for q in e.quantities}
    assert counts == {(6.0, "killed", "soldiers", "exact"), (4.0, "wounded", "policemen", "at_least")}


def test_the_same_words_in_two_articles_make_two_claims() -> None:
    text = "Russian President Vladimir Putin visited China"
    articles = [Article("a", f"{text}."), Article("b", f"{text} again.")]
    graph = Graph(tuple(read_articles(articles)))
    ids = [c.id for r in graph.readings for c in (*r.claims, *r.relations)]
    assert len(set(ids)) == len(ids) == 4
    turtle = graph.to_turtle()
    readings, base = parse(turtle.encode(), "graph.ttl", "ttl")
    assert Graph(tuple(readings), load(), base).to_turtle() == turtle


def test_no_publication_date_leaves_relative_days_unresolved() -> None:
    graph = Graph(tuple(read_articles([Article("a", "Israel attacked Hezbollah on Monday.")])))
    dates = [(e.date.text, e.date.start, e.date.granularity) for e in graph.events if e.date]
    assert dates == [("Monday", None, "day")]
