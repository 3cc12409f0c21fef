"""A small world in three articles that has something for every named query: an assault that is alleged, told and denied
and of which the numbers differ, a plan that comes true, a claim that one source makes alone, and each kind of deed that
has a query of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factory import ONTOLOGY, claim, day, entities_of, reading, relation, who
from geograph.graph import Graph
from geograph.model import Claim, Entity, Place, Quantity, Reading, RelationClaim
from geograph.ontology import Predicate

WORLD_ONTOLOGY = replace(
    ONTOLOGY,
    types={
        **ONTOLOGY.types,
        "SANCTION": replace(ONTOLOGY.types["ACCUSE"], id="SANCTION", cameo="163", score=-6, quad="material conflict",
                            predicate="imposedSanctionsOn"),
        "AGREE": replace(ONTOLOGY.types["CONSULT"], id="AGREE", cameo="057", predicate="signedAgreementWith"),
        "THREATEN": replace(ONTOLOGY.types["ACCUSE"], id="THREATEN", cameo="138", score=-3.5, predicate="threatened"),
        "PROTEST": replace(ONTOLOGY.types["ACCUSE"], id="PROTEST", cameo="141", score=-5, quad="material conflict",
                           predicate="protestedAgainst"),
    },
    predicates={
        **ONTOLOGY.predicates,
        "imposedSanctionsOn": Predicate("imposedSanctionsOn", "imposed sanctions on", False),
        "signedAgreementWith": Predicate("signedAgreementWith", "signed an agreement with", True),
        "threatened": Predicate("threatened", "threatened", False),
        "protestedAgainst": Predicate("protestedAgainst", "protested against", False),
    },
)  # fmt: skip

FIRST = (
    "The rebels killed 10 soldiers of South Korea in Seoul on Friday. "
    "Vladimir Putin will meet Kim Jong Un in April. "
    "Demonstrators of South Korea marched through Seoul on Saturday."
)
SECOND = (
    "The rebels killed 12 soldiers of South Korea on Friday, KCNA reported. "
    "The rebels said that they did not kill anybody on Friday. "
    "The United States bombed North Korea, according to KCNA."
)
THIRD = (
    "Vladimir Putin met Kim Jong Un on Monday. "
    "The United States punished Russia on Wednesday. "
    "South Korea accused Russia of aid to the rebels. "
    "North Korea and Russia signed a treaty. "
    "North Korea threatened South Korea. "
    "Russia gave food to North Korea."
)


def _as(type: str, made: Claim) -> Claim:
    known = WORLD_ONTOLOGY.types[type]
    return replace(made, type=type, cameo=known.cameo, predicate=known.predicate, rule=f"{type}.{made.trigger}.1",
                   id=made.id + type[0].lower())  # fmt: skip


def _amount(text: str, words: str, value: float) -> Quantity:
    return Quantity(words, text.index(words), text.index(words) + len(words), value, "killed", "soldiers")


def _seoul(text: str) -> Place:
    return Place("Seoul", text.index("Seoul"), text.index("Seoul") + 5, "city-seoul", "Seoul", "KOR", 37.57, 126.98)


def _reading(id: str, claims: list[Claim], published: str, source: str, *relations: RelationClaim) -> Reading:
    seoul = [Entity("city-seoul", "Seoul", "place", "KOR")] if id == "first" else []
    return reading(id, claims, published, [*entities_of(claims, relations), *seoul], relations, source=source)


def readings() -> list[Reading]:
    """The three articles."""

    def killed(text: str, trigger: str = "killed", **more: Any) -> Claim:
        it = {"predicate": "attacked", "date": day(text, "on Friday", "2024-03-01"), **more}
        return claim(text, trigger, [who("rebels", None, text)], ["South Korea"], **it)

    first = [
        killed(FIRST, quantities=(_amount(FIRST, "10 soldiers", 10.0),), place=_seoul(FIRST), confidence=0.9),
        claim(FIRST, "meet", ["Vladimir Putin", "Kim Jong Un"], status="planned",
              date=day(FIRST, "in April", "2024-04-01", "2024-04-30", granularity="month")),
        _as("PROTEST", claim(FIRST, "marched", ["South Korea"], predicate="accused", place=_seoul(FIRST),
                             date=day(FIRST, "on Saturday", "2024-03-02"), contexts=("pro_democracy",))),
    ]  # fmt: skip
    second = [
        killed(SECOND, quantities=(_amount(SECOND, "12 soldiers", 12.0),), status="alleged", source=["KCNA"]),
        killed(SECOND, "kill anybody", status="negated", source=["rebels"]),
        claim(SECOND, "bombed", ["United States"], ["North Korea"], ["KCNA"], predicate="attacked", status="alleged",
              confidence=0.6),
    ]  # fmt: skip
    third = [
        claim(THIRD, "met", ["Vladimir Putin", "Kim Jong Un"], date=day(THIRD, "on Monday", "2024-04-15"),
              contexts=("diplomatic",)),
        _as("SANCTION", claim(THIRD, "punished", ["United States"], ["Russia"], predicate="accused",
                              date=day(THIRD, "on Wednesday", "2024-04-17"), contexts=("economic", "diplomatic"))),
        claim(THIRD, "accused", ["South Korea"], ["Russia"], predicate="accused"),
        _as("AGREE", claim(THIRD, "signed", ["North Korea", "Russia"])),
        _as("THREATEN", claim(THIRD, "threatened", ["North Korea"], ["South Korea"], predicate="accused")),
        claim(THIRD, "gave", ["Russia"], ["North Korea"], predicate="gaveAidTo"),
    ]  # fmt: skip
    return [
        _reading("first", first, "2024-03-02", "Daily One",
                 relation(FIRST[:64], "Kim Jong Un", "leader_of", "North Korea"),
                 relation(FIRST[:64], "Vladimir Putin", "head_of_state", "Russia", "president", valid_from="2012"),
                 relation(FIRST[:64], "Vladimir Putin", "holds_office", "prime minister", "prime minister",
                          tense="former", valid_from="1999", valid_to="2000"),
                 relation(FIRST[:64], "North Korea", "ally_of", "Russia")),
        _reading("second", second, "2024-03-03", "Daily Two"),
        _reading("third", third, "2024-04-18", "Daily One"),
    ]  # fmt: skip


WORLD = Graph(readings(), WORLD_ONTOLOGY)
