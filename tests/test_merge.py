"""Claims to events: keys, absorption, aggregation; and entities and relations over all articles."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from factory import ONTOLOGY, claim, day, reading, relation, who
from geograph.errors import DataError, UsageError
from geograph.graph import merge
from geograph.graph.aggregate import differing
from geograph.graph.order import canonical, together
from geograph.model import Claim, Entity, Event, Mention, Quantity, Reading

MET = "Kim Jong Un met Alexander Kozlov and Vladimir Putin on Monday. They met."
KIM, KOZLOV, PUTIN = "Kim Jong Un", "Alexander Kozlov", "Vladimir Putin"


def met(*names: str, when: tuple[str | None, str | None] | None = None, **changes: Any) -> Claim:
    return claim(MET, "met", names, date=day(MET, "on Monday", *when) if when else None, **changes)


def events(*readings: Reading) -> tuple[Event, ...]:
    return merge.events(readings, ONTOLOGY)


def told(found: Sequence[Event]) -> list[tuple[list[str], str, str, bool]]:
    """Who, status, day, and whether it was absorbed: enough to compare whole results."""
    rows = [
        (
            [a.name for a in (*e.actor, *e.recipient)],
            e.status,
            str(e.date.start) if e.date else "",
            e.merged_into is not None,
        )
        for e in found
    ]
    return sorted(rows, key=lambda row: (len(row[0]), row))


MONDAY, TUESDAY = ("2024-11-18", None), ("2024-11-19", None)


def test_claims_with_one_key_are_one_event() -> None:
    one = reading("a", [met(KIM, KOZLOV, when=MONDAY)])
    two = reading("b", [met(KOZLOV, KIM, when=MONDAY, confidence=0.9)], "2024-11-25")
    (event,) = events(one, two)
    assert [(article, c.id) for article, c in event.claims] == [("a", one.claims[0].id), ("b", two.claims[0].id)]
    assert [a.name for a in event.actor] == [KOZLOV, KIM]
    assert (event.confidence, event.status, event.disputed, event.symmetric) == (0.9, "actual", False, True)
    assert event.id == events(one)[0].id == events(two)[0].id


@pytest.mark.parametrize(
    "other",
    [
        met(KIM, KOZLOV, when=TUESDAY),
        met(KIM, PUTIN, when=MONDAY),
        met(KIM, KOZLOV, when=MONDAY, status="planned"),
        claim(MET, "met", [KIM], [KOZLOV], predicate="visited", date=day(MET, "on Monday", "2024-11-18")),
        claim(MET, "met", [KIM], [KOZLOV], predicate="attacked", date=day(MET, "on Monday", "2024-11-18")),
    ],
    ids=["day", "participants", "ahead", "sides", "type"],
)
def test_another_key_is_another_event(other: Claim) -> None:
    found = events(reading("a", [met(KIM, KOZLOV, when=MONDAY)]), reading("b", [other]))
    assert len(found) == 2
    assert [e.merged_into for e in found] == [None, None]


def test_sides_count_unless_both_are_alike() -> None:
    text = "North Korea accused Russia."
    one = claim(text, "accused", ["North Korea"], ["Russia"], predicate="accused")
    two = claim(text, "accused", ["Russia"], ["North Korea"], predicate="accused")
    assert len(events(reading("a", [one, two]))) == 2
    alike = [met(KIM, KOZLOV), claim(MET, "met", [KOZLOV], [KIM])]
    (event,) = events(reading("a", alike))
    assert [a.name for a in event.actor] == [KIM, KOZLOV]
    assert event.recipient == ()


def test_what_names_nobody_is_told_apart_by_its_article() -> None:
    text = "A bomb exploded."
    bomb = claim(text, "exploded", predicate="attacked", date=day(text, "bomb", "2024-11-18"))
    assert len(events(reading("a", [bomb]), reading("b", [bomb]))) == 2


def test_undated_claims_meet_by_day_of_publication_and_else_by_article() -> None:
    assert len(events(reading("a", [met(KIM, KOZLOV)]), reading("b", [met(KIM, KOZLOV)]))) == 1
    assert len(events(reading("a", [met(KIM, KOZLOV)]), reading("b", [met(KIM, KOZLOV)], "2024-11-21"))) == 2
    assert len(events(reading("a", [met(KIM, KOZLOV)], None), reading("b", [met(KIM, KOZLOV)], None))) == 2


def test_unknown_type_is_an_error_that_says_what_to_do() -> None:
    strange = replace(met(KIM, KOZLOV), type="DANCE")
    with pytest.raises(DataError, match="'DANCE' is not in the ontology; give --ontology"):
        events(reading("a", [strange]))


# Absorption


def test_an_undated_event_joins_its_own_articles_day_event() -> None:
    one = reading("a", [met(KIM, KOZLOV, when=("2024-06-01", None)), met(KIM, confidence=0.95)])
    found = events(one)
    assert told(found) == [([KIM], "actual", "", True), ([KIM, KOZLOV], "actual", "2024-06-01", False)]
    large = next(e for e in found if e.merged_into is None)
    small = next(e for e in found if e.merged_into is not None)
    assert small.merged_into == large.id
    assert len(large.claims) == 2
    assert len(small.claims) == 1
    assert large.confidence == 0.95


@pytest.mark.parametrize(
    ("published", "absorbed"),
    [("2024-11-18", True), ("2024-11-21", True), ("2024-11-22", False), ("2024-11-17", False), (None, False)],
)
def test_across_articles_the_day_is_within_three_days_before_publication(published: str | None, absorbed: bool) -> None:
    dated = reading("a", [met(KIM, KOZLOV, when=MONDAY)])
    found = events(dated, reading("b", [met(KIM)], published))
    assert [e.merged_into is not None for e in found if e.date is None] == [absorbed]


def test_across_articles_both_need_a_day_of_publication() -> None:
    dated = reading("a", [met(KIM, KOZLOV, when=MONDAY)], None)
    assert all(e.merged_into is None for e in events(dated, reading("b", [met(KIM, KOZLOV)])))


@pytest.mark.parametrize(("end", "absorbed"), [("2024-11-30", True), ("2024-11-17", False)])
def test_an_interval_joins_a_day_that_lies_in_it(end: str, absorbed: bool) -> None:
    dated = reading("a", [met(KIM, KOZLOV, when=MONDAY)])
    for other in (reading("b", [met(KIM, when=("2024-11-01", end))], "2025-03-01"),):
        found = events(dated, other)
        assert [e.merged_into is not None for e in found if len(e.actor) == 1] == [absorbed]
    within = replace(dated, claims=(*dated.claims, met(KIM, when=("2024-11-01", end))))
    assert [e.merged_into is not None for e in events(within) if len(e.actor) == 1] == [absorbed]


def test_two_that_fit_are_one_too_many() -> None:
    dated = reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM, PUTIN, when=TUESDAY)])
    assert [e.merged_into for e in events(dated, reading("b", [met(KIM)]))] == [None] * 3
    assert [e.merged_into for e in events(replace(dated, claims=(*dated.claims, met(KIM))))] == [None] * 3


def test_a_state_alone_is_too_little_to_find_an_event_in_other_articles() -> None:
    text = "Russia accused South Korea on Monday."

    def accused(*who: str, when: tuple[str | None, str | None] | None = None, by: str = "Russia") -> Claim:
        return claim(text, "accused", [by], who, predicate="accused",
                     date=day(text, "on Monday", *when) if when else None)  # fmt: skip

    dated = reading("a", [accused("South Korea", when=MONDAY)])
    assert [e.merged_into is not None for e in events(dated, reading("b", [accused()])) if e.date is None] == [False]
    both = events(dated, reading("b", [accused("South Korea")]))
    assert [e.merged_into is not None for e in both if e.date is None] == [True]
    same = events(reading("a", [accused(when=MONDAY)]), reading("b", [accused()]))
    assert [e.merged_into is not None for e in same if e.date is None] == [True]
    own = events(replace(dated, claims=(*dated.claims, accused())))
    assert [e.merged_into is not None for e in own if e.date is None] == [True]


def test_the_rule_and_the_rivals_are_told() -> None:
    dated = reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM, KOZLOV, PUTIN, when=TUESDAY)])
    other = [met(KIM), met(KIM, KOZLOV, PUTIN), met(PUTIN, "Russia")]
    found = merge.merged([dated, *(reading(str(n), [c]) for n, c in enumerate(other))], ONTOLOGY)
    told = {m.key.who: m.fit and (m.fit.why, len(m.fit.events)) for m in found if m.key.day is None}
    ids = {name: ("", who(name).id) for name in (KIM, KOZLOV, PUTIN, "Russia")}
    assert told == {
        frozenset({ids[KIM]}): ("other-day", 2),
        frozenset({ids[KIM], ids[KOZLOV], ids[PUTIN]}): ("other-day", 1),
        frozenset({ids[PUTIN], ids["Russia"]}): None,
    }
    for m in found:
        assert (m.event.merged_into is not None) == (m.fit is not None and len(m.fit.events) == 1)


def test_the_own_article_comes_first() -> None:
    own = reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM)])
    other = reading("b", [met(KIM, PUTIN, when=TUESDAY)])
    found = events(own, other)
    target = next(e.merged_into for e in found if len(e.actor) == 1)
    assert target == next(e.id for e in found if {a.name for a in e.actor} == {KIM, KOZLOV})


def test_without_a_day_the_event_with_all_participants_and_more_absorbs() -> None:
    found = events(reading("a", [met(KIM, KOZLOV), met(KIM)]))
    assert told(found) == [([KIM], "actual", "", True), ([KIM, KOZLOV], "actual", "", False)]
    vague = events(reading("a", [met(KIM, KOZLOV), met(KIM, KOZLOV, when=("2024-06-01", "2024-06-30"))]))
    assert told(vague) == [([KIM, KOZLOV], "actual", "", True), ([KIM, KOZLOV], "actual", "2024-06-01", False)]
    apart = [met(KIM, KOZLOV, when=("2024-06-01", "2024-06-30")), met(KIM, when=("2023-01-01", "2023-12-31"))]
    assert [e.merged_into for e in events(reading("a", apart))] == [None, None]


def test_without_a_day_an_allegation_joins_no_fact() -> None:
    apart = events(reading("a", [met(KIM, KOZLOV), met(KIM, status="alleged")]))
    assert told(apart) == [([KIM], "alleged", "", False), ([KIM, KOZLOV], "actual", "", False)]
    alike = events(reading("a", [met(KIM, KOZLOV, status="alleged"), met(KIM, status="alleged")]))
    assert told(alike) == [([KIM], "alleged", "", True), ([KIM, KOZLOV], "alleged", "", False)]


def test_absorbed_events_point_to_one_that_stands() -> None:
    claims = [met(KIM), met(KIM, KOZLOV), met(KIM, KOZLOV, PUTIN)]
    found = events(reading("a", claims), reading("b", [met(KIM, KOZLOV, PUTIN, "Russia", when=MONDAY)]))
    standing = [e for e in found if e.merged_into is None]
    assert [len(e.actor) for e in standing] == [4]
    assert {e.merged_into for e in found if e.merged_into} == {standing[0].id}
    assert len(standing[0].claims) == 4


def test_happened_and_ahead_never_meet() -> None:
    found = events(reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM, status="planned")]))
    assert told(found) == [([KIM], "planned", "", False), ([KIM, KOZLOV], "actual", "2024-11-18", False)]


def test_a_day_is_never_absorbed() -> None:
    found = events(reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM, when=TUESDAY)]))
    assert [e.merged_into for e in found] == [None, None]


def test_ids_depend_on_no_other_article_and_results_on_no_order() -> None:
    texts = [
        reading("a", [met(KIM, KOZLOV, when=MONDAY), met(KIM)]),
        reading("b", [met(KIM, PUTIN), met(PUTIN, when=("2024-11-01", "2024-11-30"))]),
        reading("c", [met(KIM, KOZLOV, status="negated", when=MONDAY), met(KOZLOV)], None),
        reading("d", [met(KIM, KOZLOV, status="planned", when=("2024-11-01", "2024-12-31"))]),
    ]
    whole = events(*texts)
    for order in itertools.permutations(texts):
        shuffled = [replace(r, claims=tuple(random.Random(7).sample(r.claims, len(r.claims)))) for r in order]
        assert events(*shuffled) == whole
    assert events(*texts, *texts) == whole
    assert {e.id for r in texts for e in events(r)} == {e.id for e in whole}


# Aggregation


def test_status_and_dispute() -> None:
    def of(*statuses: Any) -> tuple[str, bool]:
        (event,) = events(reading("a", [met(KIM, KOZLOV, status=s, when=MONDAY) for s in statuses]))
        return event.status, event.disputed

    assert of("alleged", "actual") == ("actual", False)
    assert of("negated", "actual", "alleged") == ("actual", True)
    assert of("negated", "alleged") == ("alleged", False)
    assert of("negated") == ("negated", False)
    assert of("hypothetical", "planned") == ("planned", False)


def number(text: str, value: float, what: str = "people", bound: Any = "exact", unit: str = "killed") -> Quantity:
    return Quantity(text, 0, len(text), value, unit, what, bound)


SIX, EIGHT = number("6 soldiers", 6, "soldiers"), number("8", 8, "soldiers")
MORE, FEW = number("5", 5, "soldiers", "at_least"), number("6", 6, "soldiers", "at_most")
ABOUT, MANY = number("about 100", 100, "", "about"), number("150 persons", 150, "persons")
EGYPTIAN = number("6 Egyptian soldiers", 6, "Egyptian soldiers")


@pytest.mark.parametrize(
    ("claims", "apart"),
    [
        ([[SIX], [EIGHT]], [(SIX, EIGHT)]),
        ([[SIX], [EIGHT], [MORE], [SIX]], [(MORE, SIX, EIGHT)]),
        ([[SIX], [MORE], []], []),
        ([[EIGHT], [FEW]], [(FEW, EIGHT)]),
        ([[ABOUT], [number("110", 110)]], []),
        ([[ABOUT], [MANY]],
         [(ABOUT, MANY)]),
        ([[EGYPTIAN], [EIGHT]],
         [(EGYPTIAN, EIGHT)]),
        ([[SIX], [number("8", 8, "civilians")], [number("8", 8, "soldiers", unit="wounded")]], []),
        ([[SIX, EIGHT], [number("15", 15, "soldiers")]], []),
    ],
    ids=["differ", "at least", "fit", "at most", "about", "nobody named", "described", "other things", "counted twice"],
)  # fmt: skip
def test_numbers_that_differ_are_a_dispute(claims: list[list[Quantity]], apart: list[tuple[Quantity, ...]]) -> None:
    made = [met(KIM, KOZLOV, when=MONDAY, quantities=tuple(numbers)) for numbers in claims]
    assert list(differing(made)) == apart
    assert list(differing(made[::-1])) == apart
    (event,) = events(reading("a", made))
    assert event.disputed == bool(apart)


def test_what_is_denied_has_no_number() -> None:
    made = [met(KIM, KOZLOV, quantities=(SIX,)), met(KIM, KOZLOV, quantities=(EIGHT,), status="negated")]
    assert differing(made) == ()
    (event,) = events(reading("a", made))
    assert event.disputed


def test_the_best_claim_speaks_for_the_event() -> None:
    text = "Kim Jong Un was said to have held talks with Kozlov. Kim Jong Un met Alexander Kozlov."
    rumour = claim(text, "talks", [KIM, who(KOZLOV, "Kozlov", text)], status="alleged", confidence=0.99, mode="phone",
                   source=["KCNA"], contexts=("military",), date=day(text, "said", "2024-11-18"))  # fmt: skip
    fact = claim(text, "met", [KIM, KOZLOV], confidence=0.7, contexts=("diplomatic",),
                 date=day(text, "Kim", "2024-11-18"))  # fmt: skip
    (event,) = events(reading("a", [rumour, fact]))
    assert (event.trigger, event.mode, event.status, event.confidence) == ("met", None, "actual", 0.99)
    assert event.contexts == ("diplomatic", "military")
    assert [a.name for a in event.attributed_to] == ["KCNA"]
    assert [a.mention for a in event.actor] == [KIM, KOZLOV]
    assert event.date == fact.date


def test_the_longest_proper_mention_of_the_text_stands_for_an_actor() -> None:
    text = "the leader met Alexander Kozlov. Kim met him. Kim Jong Un met Kozlov."
    lower = claim(text, "met", [who(KIM, "the leader", text), KOZLOV], confidence=0.9)
    short = claim(text, "Kim met", [who(KIM, "Kim", text), KOZLOV])
    titled = claim("Kim Jong Un, leader, met K.", "met", [who(KIM, KIM, KIM, "title"), KOZLOV], field="title")
    (event,) = events(reading("a", [lower, short, titled]))
    assert [a.mention for a in event.actor] == ["Kim", KOZLOV]


def test_the_events_own_date_counts_before_an_absorbed_one() -> None:
    vague = met(KIM, when=("2024-11-01", "2024-11-30"), confidence=0.99)
    found = events(reading("a", [met(KIM, KOZLOV, when=MONDAY, confidence=0.5), vague]))
    (event,) = [e for e in found if e.merged_into is None]
    assert str(event.date.start if event.date else "") == "2024-11-18"
    assert event.confidence == 0.99


def test_a_plan_links_to_the_event_that_fulfilled_it() -> None:
    plan = met(KIM, KOZLOV, status="planned", when=("2024-11-01", "2024-11-30"))
    done = met(KIM, KOZLOV, when=MONDAY)
    ahead, happened = sorted(events(reading("a", [plan]), reading("b", [done])), key=lambda e: e.status, reverse=True)
    assert (ahead.status, ahead.fulfilled_by) == ("planned", happened.id)
    assert happened.fulfilled_by is None
    later = met(KIM, KOZLOV, when=TUESDAY)
    assert {e.fulfilled_by for e in events(reading("a", [plan]), reading("b", [done, later]))} == {None}
    early = met(KIM, KOZLOV, when=("2024-10-30", None))
    denied = met(KIM, KOZLOV, when=MONDAY, status="negated")
    for other in (early, denied):
        assert {e.fulfilled_by for e in events(reading("a", [plan]), reading("b", [other]))} == {None}


# Relations, entities, readings


def test_relations_join_whatever_the_letters_case() -> None:
    one = relation("Kozlov, Minister of Ecology", KOZLOV, "minister", "Russia", "Minister of Ecology")
    two = relation("Kozlov, the minister of ecology", KOZLOV, "minister", "Russia", "minister of ecology")
    old = relation("former minister Kozlov", KOZLOV, "minister", "Russia", "minister of ecology", tense="former")
    given = [reading("a", relations=[one, old]), reading("b", relations=[two]), reading("c", relations=[two])]
    found = merge.relations(given)
    assert sorted((r.office, r.tense, [a for a, _ in r.claims]) for r in found) == [
        ("minister of ecology", "current", ["a", "b", "c"]),
        ("minister of ecology", "former", ["a"]),
    ]


def test_entities_are_what_most_articles_say() -> None:
    def of(name: str, **changes: Any) -> Entity:
        return replace(Entity("person-x", name, "person", mentions=(Mention(0, 3, name),)), **changes)

    one = reading("a", entities=[of("Kim", state="PRK", aliases=("Kim Jong-un",))])
    two = reading("b", entities=[of(KIM, sector="GOV")])
    three = reading("c", entities=[of(KIM, kind="other", state="PRK")])
    assert merge.entities([one]) == one.entities
    for order in itertools.permutations([one, two, three]):
        assert merge.entities(order) == (
            Entity("person-x", KIM, "person", "PRK", "GOV", aliases=("Kim", "Kim Jong-un")),
        )


def test_actors_places_and_offices_that_no_one_listed_are_entities_too() -> None:
    made = reading("a", [met(KIM, KOZLOV)], entities=[], relations=[relation("x", PUTIN, "leader_of", "Russia")])
    assert [(e.id, e.kind) for e in merge.entities([made])] == [
        ("person-alexander-kozlov", "person"),
        ("person-kim-jong-un", "person"),
        ("person-vladimir-putin", "other"),
        ("state-RUS", "other"),
    ]


def test_canonical_is_idempotent_and_forgets_order() -> None:
    claims = (met(KIM, KOZLOV, confidence=0.8567, contexts=("b", "a", "b")), met(KIM))
    made = reading("a", claims)
    assert canonical(canonical(made)) == canonical(made)
    assert canonical(replace(made, claims=claims[::-1], entities=made.entities[::-1])) == canonical(made)
    best = max(canonical(made).claims, key=lambda c: c.confidence)
    assert (best.confidence, best.contexts) == (0.86, ("a", "b"))


def test_an_article_read_in_two_ways_is_refused() -> None:
    made = reading("a", [met(KIM, KOZLOV)])
    assert together([made, made]) == (canonical(made),)
    with pytest.raises(UsageError, match="the article 'a' is there twice, read in different ways"):
        together([made, replace(made, model="another")])
