"""The words that the parts of geograph share: frozen dataclasses, standard library only.

spaCy ends where a `Reading` begins, RDF begins where a `Reading` ends. Offsets are characters, half open,
into the article's text exactly as given, or into its title where `field` is "title".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Field = Literal["text", "title"]
Kind = Literal["person", "state", "organization", "armed_group", "population", "place", "other"]
Status = Literal["actual", "negated", "planned", "hypothetical", "alleged"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "range", "vague"]
Bound = Literal["exact", "at_least", "at_most", "about"]
Tense = Literal["current", "former", "acting"]

STATUS_ORDER: tuple[Status, ...] = ("actual", "alleged", "planned", "hypothetical", "negated")
"""An event that several claims report has the first of these that one of them has."""

AHEAD: frozenset[Status] = frozenset({"planned", "hypothetical"})
"""The statuses of what has not happened yet; claims with these never join claims of what has."""


def digest(*parts: object) -> str:
    """16 hexadecimal digits that stand for the parts: the sha256 of their texts, joined by NUL bytes."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def local_prefix(article: str, sha256: str) -> str:
    """What the ids of entities begin with that one article alone knows, by its id and content: unnamed groups, people
    of whom it tells only the surname."""
    return digest(article, sha256)[:8]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as given. `title` is set only where it came apart from the text (a JSON field); a title that
    is the text's first line stays in `text`. `published` is the day of publication, or None where nobody says."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of title and text, in hexadecimal: the same content has the same hash."""
        return hashlib.sha256(f"{self.title or ''}\0{self.text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """The place where an article's words name an entity: `text` stands at start:end of the field. `reason` says in
    words why they are taken for it; empty in what an older geograph wrote."""

    start: int
    end: int
    text: str
    field: Field = "text"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, organization, armed group, population or place that an article speaks of.

    `state` is the ISO 3166 alpha-3 code of the state it acts for (XKX for Kosovo), `sector` a PLOVER sector,
    `wikidata` an item number (Q...) that comes from a package's data or the user's gazetteer, never from memory."""

    id: str
    name: str
    kind: Kind
    state: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity in a role of one event: `mention` is the shortest words that name it there, `phrase` the whole
    noun phrase; start:end is the mention's place in the field. `state` is the state it acts for, of a place the one in
    which it lies."""

    id: str
    name: str
    mention: str
    phrase: str
    start: int
    end: int
    kind: Kind
    state: str | None = None
    sector: str | None = None
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. `id` is an entity's id; `geonames` a GeoNames id from a package's data."""

    text: str
    start: int
    end: int
    id: str | None = None
    name: str | None = None
    state: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When it happened: the words (text_start:text_end) and the days they mean, both inclusive; None where open.
    `source` is "dateline" where the days count from the dateline's day and the article itself doesn't give that one as
    its day of publication."""

    text: str
    text_start: int
    text_end: int
    start: date | None
    end: date | None
    granularity: Granularity
    source: Literal["text", "dateline"] = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: 6 soldiers killed is value 6, unit "killed", what "soldiers"."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    what: str
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage of one article says of a happening. `quote` is the sentence at start:end of the field,
    the trigger stands at trigger_start:trigger_end, `rule` names the ontology's rule that read it."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    predicate: str
    trigger: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    status: Status
    attributed_to: tuple[Actor, ...]
    field: Field
    start: int
    end: int
    quote: str
    trigger_start: int
    trigger_end: int
    rule: str
    confidence: float
    place: Place | None = None
    date: When | None = None
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """What one passage says of a fact that holds: subject, predicate, object, for offices the office's words.
    `object_id` is None for a bare office (holds_office)."""

    id: str
    subject_id: str
    subject: str
    predicate: str
    object_id: str | None
    object: str
    field: Field
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    office: str | None = None
    tense: Tense = "current"
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says, as read by one model: the unit that is stored, sent and merged.
    `article.text` may be empty in a reading that comes back from a file; its sha256 is kept beside it."""

    article: Article
    sha256: str
    model: str
    geograph: str
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: the claims that report it, and what they add up to. `claims` pairs each with its article's id."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: str
    score: float
    predicate: str
    symmetric: bool
    trigger: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    status: Status
    disputed: bool
    attributed_to: tuple[Actor, ...]
    place: Place | None
    date: When | None
    quantities: tuple[Quantity, ...]
    confidence: float
    claims: tuple[tuple[str, Claim], ...]
    merged_into: str | None = None
    fulfilled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact that holds, with the claims (article id, claim) that state it."""

    id: str
    subject_id: str
    subject: str
    predicate: str
    object_id: str | None
    object: str
    office: str | None
    tense: Tense
    valid_from: str | None
    valid_to: str | None
    claims: tuple[tuple[str, RelationClaim], ...]


def first_status(statuses: Iterable[Status]) -> Status:
    """The status of an event whose claims have these: the first of STATUS_ORDER among them."""
    return min(statuses, key=STATUS_ORDER.index)
