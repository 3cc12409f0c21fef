"""Who and what the synthetic news is about: real states and cities, invented people and organizations, and the rules of
the ontology by which things are told of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

from geograph import gazetteer, ontology
from geograph.model import Entity, Kind, Place
from geograph.nlp.slug import slug

PEOPLE, ORGANIZATIONS = 4000, 1500
FIRST_NAMES = tuple(
    map("".join, product(("A", "Be", "Da", "E", "Fa", "Ha", "Jo", "Ka"), ("din", "la", "mir", "na", "ro")))
)
LAST_NAMES = tuple(
    map("".join, product(("Bar", "Cor", "Dal", "Fen", "Gor", "Hal", "Kal", "Lor", "Mar", "Nor"),
                         ("ado", "an", "berg", "ev", "ides", "ic", "man", "ova", "sen", "u")))
)  # fmt: skip
"""Made of syllables, so that nobody is meant."""
BODIES = (("Front", "REB"), ("Union", "LAB"), ("Bank", "BUS"), ("Council", "GOV"), ("Congress", "LEG"), ("Army", "MIL"),
          ("Agency", "SPY"), ("Party", "PTY"), ("Court", "JUD"), ("Institute", "EDU"), ("Press", "JRN"))  # fmt: skip
FIELDS = ("Border", "Coastal", "Energy", "Farmers", "Grain", "Harbour", "Health", "Mining", "Northern", "People",
          "Railway", "Southern", "Water")  # fmt: skip
GROUPS: tuple[tuple[str, Kind, str], ...] = (
    ("protesters", "population", "OPP"), ("rebels", "armed_group", "REB"), ("villagers", "population", "CVL"),
    ("two soldiers", "armed_group", "MIL"), ("lawmakers", "organization", "LEG"), ("refugees", "population", "REF"),
)  # fmt: skip


class Deed(NamedTuple):
    """Something that a rule of the ontology reads."""

    type: str
    mode: str | None
    cameo: str
    predicate: str
    trigger: str
    rule: str


class Cast(NamedTuple):
    """Who and where: everybody that the news is about, the most frequent first, with cumulated weights."""

    states: Sequence[Entity]
    state_weights: Sequence[float]
    people: Sequence[Entity]
    people_weights: Sequence[float]
    organizations: Sequence[Entity]
    organization_weights: Sequence[float]
    cities: dict[str, list[Place]]


def zipf(number: int) -> list[float]:
    """Cumulated weights 1, 1/2, 1/3 ..."""
    return list(accumulate(1 / rank for rank in range(1, number + 1)))


@cache
def cast() -> Cast:
    """The states and large cities of the gazetteer, the states with most people in their cities first, and invented
    people and organizations that belong to them."""
    chance = random.Random(0)
    entries = gazetteer.load().entries.values()
    cities: dict[str, list[Place]] = {}
    inhabitants: dict[str, int] = {}
    for e in sorted((e for e in entries if e.geonames is not None), key=lambda e: (-(e.population or 0), e.id)):
        if e.state is not None:
            inhabitants[e.state] = inhabitants.get(e.state, 0) + (e.population or 0)
            known = cities.setdefault(e.state, [])
            if len(known) < 25:
                known.append(Place(e.name, 0, 0, e.id, e.name, e.state, e.lat, e.lon, e.geonames))
    states = [
        Entity(e.id, e.name, "state", e.state, "GOV", e.wikidata)
        for e in entries
        if e.kind == "state" and e.end is None and e.state in inhabitants
    ]
    states.sort(key=lambda s: (-inhabitants[s.state or ""], s.id))
    del states[190:]
    weights = zipf(len(states))
    names = [f"{one} {other}" for one, other in product(FIRST_NAMES, LAST_NAMES)]
    chance.shuffle(names)
    people = [
        Entity("person-" + slug(name), name, "person", home.state, chance.choice(("GOV", "OPP", "MIL")))
        for name, home in zip(names[:PEOPLE], chance.choices(states, cum_weights=weights, k=PEOPLE), strict=False)
    ]
    homes = chance.choices(states, cum_weights=weights, k=4 * ORGANIZATIONS)
    bodies: dict[str, Entity] = {}
    for home in homes:
        word, sector = chance.choice(BODIES)
        name = f"{chance.choice(cities[home.state or ''][:5]).name} {chance.choice(FIELDS)} {word}"
        made = "org-" + slug(name)
        bodies.setdefault(made, Entity(made, name, "organization", home.state, sector))
    organizations = list(bodies.values())[:ORGANIZATIONS]
    return Cast(states, weights, people, zipf(len(people)), organizations, zipf(len(organizations)), cities)


@cache
def deeds() -> tuple[Deed, ...]:
    """Up to a dozen rules of each event type of the ontology."""
    return tuple(
        Deed(t.type, t.mode, t.cameo, t.predicate, " ".join(t.words[0]), t.name)
        for kind in ontology.load().types.values()
        for t in [t for t in kind.triggers if t.pos == "verb"][:12]
    )


def somebody(chance: random.Random) -> Entity:
    """One of the cast, or a group without a name (its id begins with "group-")."""
    who = cast()
    share = chance.random()
    if share < 0.5:
        return chance.choices(who.states, cum_weights=who.state_weights)[0]
    if share < 0.75:
        return chance.choices(who.people, cum_weights=who.people_weights)[0]
    if share < 0.9:
        return chance.choices(who.organizations, cum_weights=who.organization_weights)[0]
    name, kind, sector = chance.choice(GROUPS)
    state = chance.choices(who.states, cum_weights=who.state_weights)[0].state
    return Entity(f"group-{kind.removesuffix('_group')}-{name.replace(' ', '-')}", name, kind, state, sector)
