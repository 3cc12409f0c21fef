"""Small readings made by hand: what the tests of the graph are built of. No model, no gazetteer, no files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

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
    When,
    digest,
)
from geograph.ontology import EventType, Ontology, Predicate

WHO: dict[str, tuple[str, Any, str | None, str | None]] = {
    "Kim Jong Un": ("person-kim-jong-un", "person", "PRK", "GOV"),
    "Alexander Kozlov": ("person-alexander-kozlov", "person", "RUS", "GOV"),
    "Vladimir Putin": ("person-vladimir-putin", "person", "RUS", "GOV"),
    "Russia": ("state-RUS", "state", "RUS", None),
    "North Korea": ("state-PRK", "state", "PRK", None),
    "South Korea": ("state-KOR", "state", "KOR", None),
    "United States": ("state-USA", "state", "USA", None),
    "KCNA": ("org-kcna", "organization", "PRK", "JRN"),
    "rebels": ("group-1f2e-rebels", "armed_group", None, "REB"),
}
"""Each actor's id, kind, state and sector."""


def _type(name: str, cameo: str, score: float, quad: str, predicate: str) -> EventType:
    return EventType(
        id=name,
        label=name.capitalize(),
        definition="",
        cameo=cameo,
        score=score,
        quad=quad,
        predicate=predicate,
        recipient_expected=False,
        distinct="",
        content=None,
        control="actor",
        roles={},
        modes={},
        triggers=(),
        examples=(),
    )


ONTOLOGY = Ontology(
    types={
        "CONSULT": _type("CONSULT", "040", 2.5, "verbal cooperation", "metWith"),
        "ACCUSE": _type("ACCUSE", "110", -3, "verbal conflict", "accused"),
        "AID": _type("AID", "070", 10, "material cooperation", "gaveAidTo"),
        "ASSAULT": _type("ASSAULT", "190", -9, "material conflict", "attacked"),
    },
    predicates={
        p.name: p
        for p in (
            Predicate("metWith", "met with", True),
            Predicate("visited", "visited", False),
            Predicate("accused", "accused", False),
            Predicate("gaveAidTo", "gave aid to", False),
            Predicate("attacked", "attacked", False),
        )
    },
    classes={},
)
"""Four types: enough to tell meetings (alike on both sides) from deeds."""


def who(name: str, mention: str | None = None, text: str = "", field: Field = "text", /, **changes: Any) -> Actor:
    """The actor of this name; its mention stands where the text first has it."""
    words = mention or name
    start = max(text.find(words), 0)
    known, kind, state, sector = WHO[name]
    made = Actor(known, name, words, words, start, start + len(words), kind, state, sector, field)
    return replace(made, **changes)


def day(text: str, words: str, start: str | None, end: str | None = None, **changes: Any) -> When:
    """A time: one day, or from start to end."""
    at = max(text.find(words), 0)
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    return replace(When(words, at, at + len(words), first, last, "day" if first == last else "range"), **changes)


def claim(
    text: str,
    trigger: str,
    actor: Iterable[str | Actor] = (),
    recipient: Iterable[str | Actor] = (),
    source: Iterable[str | Actor] = (),
    field: Field = "text",
    predicate: str = "metWith",
    **changes: Any,
) -> Claim:
    """What a text says: the trigger at its first place, the sentence around it as the quote. The type is that of the
    predicate; the id depends on all of it."""

    def all_of(names: Iterable[str | Actor]) -> tuple[Actor, ...]:
        return tuple(who(n, None, text, field) if isinstance(n, str) else n for n in names)

    at = text.index(trigger)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at) + 1 or len(text)
    kind = "CONSULT" if predicate == "visited" else {t.predicate: n for n, t in ONTOLOGY.types.items()}[predicate]
    made = Claim(
        id="",
        type=kind,
        mode="visit" if predicate == "visited" else None,
        contexts=(),
        cameo=ONTOLOGY.types[kind].cameo,
        predicate=predicate,
        trigger=trigger,
        actor=all_of(actor),
        recipient=all_of(recipient),
        status="actual",
        attributed_to=all_of(source),
        field=field,
        start=start,
        end=end,
        quote=text[start:end],
        trigger_start=at,
        trigger_end=at + len(trigger),
        rule=f"{kind}.{trigger.split()[0]}.1",
        confidence=0.8,
    )
    made = replace(made, **changes)
    return replace(made, id="claim-" + digest(made)) if not made.id else made


def entities_of(claims: Iterable[Claim], relations: Iterable[RelationClaim] = ()) -> tuple[Entity, ...]:
    """The entities that the claims speak of, with their mentions."""
    made: dict[str, Entity] = {}
    for c in claims:
        for a in (*c.actor, *c.recipient, *c.attributed_to):
            mentions = {*(made[a.id].mentions if a.id in made else ()), Mention(a.start, a.end, a.mention, a.field)}
            made[a.id] = Entity(a.id, a.name, a.kind, a.state, a.sector, mentions=tuple(mentions))
    for r in relations:
        for known, name in ((r.subject_id, r.subject), (r.object_id, r.object)):
            if known is not None and known not in made:
                made[known] = Entity(known, name, WHO[name][1], WHO[name][2], WHO[name][3])
    return tuple(made.values())


def reading(
    id: str,
    claims: Sequence[Claim] = (),
    published: str | None = "2024-11-20",
    entities: Sequence[Entity] | None = None,
    relations: Sequence[RelationClaim] = (),
    **article: Any,
) -> Reading:
    """An article's reading; its text is nobody's business here."""
    when = date.fromisoformat(published) if published else None
    made = Article(id, "text of " + id, published=when, **article)
    listed = entities_of(claims, relations) if entities is None else tuple(entities)
    return Reading(made, made.sha256, "en_core_web_sm 3.8.0", "0.1.0", listed, tuple(claims), tuple(relations))


def relation(
    quote: str, subject: str, predicate: str, target: str, office: str | None = None, /, **changes: Any
) -> RelationClaim:
    """A fact that a sentence states; the sentence is the whole text."""
    made = RelationClaim(
        id="",
        subject_id=WHO[subject][0],
        subject=subject,
        predicate=predicate,
        object_id=WHO[target][0] if target in WHO else None,
        object=target,
        field="text",
        start=0,
        end=len(quote),
        quote=quote,
        rule="title",
        confidence=0.9,
        office=office,
    )
    made = replace(made, **changes)
    return replace(made, id="rclaim-" + digest(made)) if not made.id else made


SUMMIT = (
    "Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said. "
    "The United States accused North Korea of sending 10,000 soldiers to Russia. "
    "Vladimir Putin will visit North Korea next year."
)


def summit() -> Reading:
    """An article with one of everything: a meeting with place, date and source, an accusation with what it alleges, a
    planned visit, offices, a title."""
    place = Place("Pyongyang", SUMMIT.index("Pyongyang"), SUMMIT.index("Pyongyang") + 9, "city-1871859", "Pyongyang",
                  "PRK", 39.03, 125.75, 1871859)  # fmt: skip
    amount = SUMMIT.index("10,000 soldiers")
    title = "Kim meets Kozlov"
    soldiers = Quantity("10,000 soldiers", amount, amount + 15, 10000.0, "sent", "soldiers", "at_least")
    claims = (
        claim(SUMMIT, "met", ["Kim Jong Un", "Alexander Kozlov"], source=["KCNA"], confidence=0.91, place=place,
              date=day(SUMMIT, "on Monday", "2024-11-18"), contexts=("diplomatic", "military")),
        claim(title, "meets", [who("Kim Jong Un", "Kim", title, "title"),
                               who("Alexander Kozlov", "Kozlov", title, "title")], field="title", confidence=0.6),
        claim(SUMMIT, "accused", ["United States"], ["North Korea"], predicate="accused", confidence=1.0),
        claim(SUMMIT, "sending", ["North Korea"], ["Russia"], ["United States"], predicate="gaveAidTo",
              status="alleged", quantities=(soldiers,), confidence=0.55),
        claim(SUMMIT, "visit", ["Vladimir Putin"], ["North Korea"], predicate="visited", status="planned",
              date=day(SUMMIT, "next year", "2025-01-01", "2025-12-31", granularity="year"), confidence=0.7),
    )  # fmt: skip
    relations = (
        relation(SUMMIT[:68], "Kim Jong Un", "leader_of", "North Korea"),
        relation(SUMMIT[:68], "Alexander Kozlov", "minister", "Russia", "Minister of Natural Resources and Ecology"),
        relation(SUMMIT[:68], "Vladimir Putin", "holds_office", "prime minister", "prime minister", tense="former",
                 valid_from="1999", valid_to="2000"),
    )  # fmt: skip
    made = reading("kremlin-pyongyang", claims, relations=relations, title=title, url="https://news.example/a?b=1&c=2",
                   source="Example News", language="en")  # fmt: skip
    agency = SUMMIT.index("KCNA")
    extra: dict[str, dict[str, Any]] = {
        "person-kim-jong-un": {"aliases": ("Kim Jong-un", "Kim")},
        "state-PRK": {"wikidata": "Q423"},
        "org-kcna": {"mentions": (Mention(agency, agency + 4, "KCNA", "text", "gazetteer: news agency"),)},
    }
    return replace(made, entities=tuple(replace(e, **extra.get(e.id, {})) for e in made.entities))


MOUTHFUL = 'A "quoted" \\ back\nnew\r\ttab <b> {x} 😀 \u202eعربي\u202c é \x1b[31m\x07 \u2028 <script>'
"""A name with everything that breaks a careless writer."""


def odd() -> Reading:
    """An article whose names, ids and words are full of quotes, brackets, line breaks, emoji and right-to-left text."""
    text = MOUTHFUL + " attacked ~weird/é %41 . and that.\nIt met مصر."
    one = who("rebels", id="group-" + MOUTHFUL, name=MOUTHFUL, mention=MOUTHFUL, phrase="the " + MOUTHFUL, start=0,
              end=len(MOUTHFUL))  # fmt: skip
    two = who("rebels", "~weird/é %41 .", text, id="~weird/é %41 .", name="~weird/é %41 .", state="X Y", sector="<>")
    three = who("rebels", "مصر", text, id="..", name="مصر", kind="place")
    claims = (
        claim(text, "attacked", [one], [two], predicate="attacked", rule=MOUTHFUL, mode="a/b", contexts=("<", '"')),
        claim(text, "met", [one, three], [], [two], start=0, end=len(text), quote=text, id="a claim/<1>"),
    )
    relations = (relation(MOUTHFUL, "Russia", "is_a.friend", MOUTHFUL, MOUTHFUL, valid_from="", id="r 1"),)
    return reading("dir/ähem <x>.txt", claims, None, relations=relations, title=MOUTHFUL, url="no url: " + MOUTHFUL,
                   source=MOUTHFUL, language="")  # fmt: skip
