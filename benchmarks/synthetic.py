"""News that never was: readings of any number of events, fast, for measuring what happens in a large graph.

    python benchmarks/synthetic.py EVENTS [-o FILE.jsonl]

The same number gives the same readings everywhere. They are spread as in real news: a few states are in most of it
(Zipf), some thousand people and organizations in the rest; ten articles a day, each with some seven events; most
happenings stand in one article, some in several, and then the later ones often don't say when. Every offset is right:
an article's text is the sentences that its claims quote, and some without events between them.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from cast import Deed, cast, deeds, somebody

from geograph import gazetteer, ontology
from geograph.graph.jsonl import to_line
from geograph.model import (
    Actor,
    Article,
    Claim,
    Entity,
    Field,
    Mention,
    Place,
    Quantity,
    Reading,
    RelationClaim,
    Status,
    When,
    digest,
)

FIRST_DAY = date(2019, 1, 1)
ARTICLES_A_DAY = 10
RETOLD = 0.15
"""The share of claims that tell of a happening of which an earlier article has told."""

STATUSES: dict[Status, float] = {
    "actual": 0.78, "hypothetical": 0.09, "planned": 0.05, "negated": 0.04, "alleged": 0.04,
}  # fmt: skip
OFFICES = (("President", "head_of_state"), ("Prime Minister", "head_of_government"), ("Foreign Minister", "minister"),
           ("Defence Minister", "minister"), ("Spokesman", "spokesperson"), ("Ambassador", "holds_office"))  # fmt: skip
TAILS = (
    "",
    ", two days after the last round of talks had ended without a result",
    ", a step that neighbouring governments had warned against since the beginning of the year",
    ", according to a statement that was read out on state television late in the evening",
    " as part of what officials on both sides described as a long and difficult process",
)
FILLERS = (
    "The situation around {} has been watched closely, and nobody knows what the coming weeks will bring.",
    "For people in {} little has changed: prices keep rising and the roads to the south are still bad.",
    "In {} the matter was not on the front pages.",
)


class Happening(NamedTuple):
    """What an article tells, and later ones may tell again."""

    deed: Deed
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    status: Status
    day: date
    place: Place | None
    quantity: tuple[int, str] | None


@dataclass
class Page:
    """An article as it is being written."""

    chance: random.Random
    id: str
    published: date
    text: str = ""
    title: str | None = None
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    relations: list[RelationClaim] = field(default_factory=list)

    def mention(self, entity: Entity, start: int, words: str, where: Field = "text") -> None:
        self.entities.setdefault(entity.id, entity)
        self.mentions.setdefault(entity.id, []).append(Mention(start, start + len(words), words, where))

    def filler(self, state: Entity, office: tuple[Entity, Entity] | None) -> None:
        """A sentence without an event; it may name a person with an office."""
        sentence = self.chance.choice(FILLERS)
        start = len(self.text)
        self.mention(state, start + sentence.index("{"), state.name)
        self.text += sentence.format(state.name) + " "
        if office is None:
            return
        person, home = office
        words, predicate = OFFICES[len(person.id) % len(OFFICES)]
        quote = f"{words} {person.name} of {home.name}"
        start = len(self.text)
        self.mention(person, start + len(words) + 1, person.name)
        self.mention(home, start + len(quote) - len(home.name), home.name)
        self.relations.append(
            RelationClaim(
                id="relclaim-" + digest(self.id, start),
                subject_id=person.id,
                subject=person.name,
                predicate=predicate,
                object_id=None if predicate == "holds_office" else home.id,
                object=words.lower() if predicate == "holds_office" else home.name,
                field="text",
                start=start,
                end=start + len(quote),
                quote=quote,
                rule="office." + words.lower(),
                confidence=0.9,
                office=words,
                tense=self.chance.choices(("current", "former", "acting"), (90, 8, 2))[0],
            )
        )
        self.text += f"{quote} was not available for comment. "

    def tell(self, told: Happening, when: str, source: Entity | None, where: Field = "text") -> None:
        """A sentence that tells of the happening. `when` says how the day is given: not at all, by its weekday, by its
        date, or only the month."""
        start = 0 if where == "title" else len(self.text)
        words = ""

        def put(entity: Entity, before: str) -> Actor:
            nonlocal words
            at = start + len(words) + len(before)
            words += before + entity.name
            if entity.id.startswith("group-"):
                entity = replace(entity, id=f"{digest(self.id)[:8]}-{entity.id[6:]}")
            self.mention(entity, at, entity.name, where)
            phrase = before.removeprefix(" and").removeprefix(" with").strip() + " " + entity.name
            return Actor(entity.id, entity.name, entity.name, phrase.strip(), at, at + len(entity.name), entity.kind,
                         entity.state, entity.sector, where)  # fmt: skip

        actors = tuple(put(e, " and " if number else "") for number, e in enumerate(told.actors))
        words += {"planned": " will ", "hypothetical": " may ", "negated": " refused to "}.get(
            told.status, " moved to "
        )
        trigger = start + len(words)
        words += told.deed.trigger
        recipients = tuple(put(e, " and " if number else " ") for number, e in enumerate(told.recipients))
        quantities: tuple[Quantity, ...] = ()
        if told.quantity is not None:
            value, what = told.quantity
            at = start + len(words) + 6
            words += f" with {value:,} {what}"
            quantities = (Quantity(f"{value:,} {what}", at, start + len(words), value, "counted", what, "at_least"),)
        place = None
        if told.place is not None and where == "text":
            at = start + len(words) + 4
            words += " in " + told.place.text
            place = replace(told.place, start=at, end=at + len(told.place.text))
            city = Entity(place.id or "", place.text, "place", place.state)
            self.mention(city, at, place.text)
        day = None
        if when:
            first = last = told.day
            form = f"on {told.day:%A}" if when == "weekday" else f"on {told.day.day} {told.day:%B %Y}"
            if when == "month":
                first = told.day.replace(day=1)
                last = (first + timedelta(31)).replace(day=1) - timedelta(1)
                form = f"in {told.day:%B %Y}"
            at = start + len(words) + 1
            words += " " + form
            day = When(form, at, at + len(form), first, last, "month" if when == "month" else "day")
        sources: tuple[Actor, ...] = ()
        if where == "text":
            words += self.chance.choice(TAILS)
            sources = (put(source, ", said "),) if source is not None else ()
            words += "."
            self.text += words + " "
        else:
            self.title = words
        chance = self.chance
        self.claims.append(
            Claim(
                id="claim-" + digest(self.id, where, trigger),
                type=told.deed.type,
                mode=told.deed.mode,
                contexts=tuple(sorted(chance.sample(CONTEXTS, chance.choices((0, 1, 2, 3), (30, 50, 15, 5))[0]))),
                cameo=told.deed.cameo,
                predicate=told.deed.predicate,
                trigger=told.deed.trigger,
                actor=actors,
                recipient=recipients,
                status=told.status,
                attributed_to=sources,
                field=where,
                start=start,
                end=start + len(words),
                quote=words,
                trigger_start=trigger,
                trigger_end=trigger + len(told.deed.trigger),
                rule=told.deed.rule,
                confidence=round(chance.uniform(0.4, 0.99), 2),
                place=place,
                date=day,
                quantities=quantities,
            )
        )

    def reading(self) -> Reading:
        """The article is done."""
        article = Article(
            self.id, self.text, self.title, self.published, f"https://news.example/{self.id}", "Example News", "en"
        )
        entities = tuple(replace(e, mentions=tuple(self.mentions[e.id])) for e in self.entities.values())
        return Reading(
            article, article.sha256, "none", "synthetic", entities, tuple(self.claims), tuple(self.relations)
        )


CONTEXTS = (
    "diplomatic",
    "economic",
    "executive",
    "human_rights",
    "legal",
    "military",
    "election",
    "territory",
    "health",
)


def readings(events: int, seed: int = 1) -> Iterator[Reading]:
    """Articles, by day of publication, that tell of this many happenings. The graph has some more events than that: a
    happening that is told again without its day, or of a group without a name, is an event until another absorbs it."""
    chance = random.Random(seed)
    cast()
    recent: deque[Happening] = deque(maxlen=300)
    told = number = 0
    while told < events:
        published = FIRST_DAY + timedelta(number // ARTICLES_A_DAY)
        page = Page(chance, f"news-{number:07}", published)
        here: list[Happening] = []
        for _ in range(chance.randint(2, 12)):
            again = recent and chance.random() < RETOLD
            if not again:
                if told == events:
                    break
                told += 1
            happening = chance.choice(recent) if again else _happening(chance, published)
            forms = (
                ("", "weekday", "date", "month") if (published - happening.day).days < 6 else ("", "", "date", "month")
            )
            when = chance.choices(forms, (55, 28, 10, 7))[0]
            who = cast()
            said = happening.status == "alleged" or chance.random() < 0.08
            source = somebody(chance) if said else None
            if not here and chance.random() < 0.2:
                page.tell(happening, "", None, "title")
            page.tell(happening, when, source)
            here.append(happening)
            if chance.random() < 0.8:
                state = chance.choices(who.states, cum_weights=who.state_weights)[0]
                person = chance.choices(who.people, cum_weights=who.people_weights)[0]
                home = gazetteer.load().state(person.state or "")
                office = (person, Entity(home.id, home.name, "state", home.state, "GOV", home.wikidata))
                page.filler(state, office if chance.random() < 0.25 else None)
        recent.extend(here)
        number += 1
        yield page.reading()


def _happening(chance: random.Random, published: date) -> Happening:
    number = chance.choices((1, 2, 3), (80, 15, 5))[0]
    others = chance.choices((0, 1, 2), (35, 60, 5))[0]
    known: dict[str, Entity] = {}
    while len(known) < number + others:
        one = somebody(chance)
        known.setdefault(one.id, one)
    who = tuple(known.values())
    day = published - timedelta(chance.choices((0, 1, 2, 5, 40, 400), (30, 40, 15, 10, 4, 1))[0])
    home = next((e.state for e in reversed(who) if e.state in cast().cities), None)
    place = chance.choice(cast().cities[home]) if home and chance.random() < 0.2 else None
    quantity = (
        (chance.randint(2, 20000), chance.choice(("soldiers", "people", "tonnes"))) if chance.random() < 0.16 else None
    )
    (status,) = chance.choices(tuple(STATUSES), tuple(STATUSES.values()))
    return Happening(chance.choice(deeds()), who[:number], who[number:], status, day, place, quantity)


def main() -> None:
    """Write readings of so many events as JSON Lines, to a file or standard output."""
    parser = argparse.ArgumentParser(description="Readings of news that never was, as JSON Lines.")
    parser.add_argument("events", type=int)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    known = ontology.load()
    with given.output.open("w", encoding="utf-8") if given.output else sys.stdout as out:
        out.writelines(to_line(reading, known) + "\n" for reading in readings(given.events))


if __name__ == "__main__":
    main()
