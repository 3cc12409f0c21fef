"""The ontology: PLOVER's event types with their triggers, as TOML files in this folder, and the loader for them.

`load` reads them once into frozen dataclasses; `check` says in words what is wrong with a folder of them.
A folder given by the user is laid over the package's: a file of the same name replaces ours, another adds a type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from geograph.errors import DataError
from geograph.gazetteer import tables
from geograph.model import Status
from geograph.ontology import contexts, files
from geograph.ontology.files import HERE

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
ACTOR_CLASSES = frozenset({"actor", "person", "state", "organization", "armed_group", "population", "place", "other"})
ANY = "*"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A direct edge between two actors: `metWith` holds in both directions, `visited` in one."""

    name: str
    label: str
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer type below an event type; what is None is the type's."""

    name: str
    label: str
    cameo: str | None = None
    predicate: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that report an event of a type, and where its participants stand.

    `words` are the ways to say it: tuples whose first word (verb, adjective) or last word (noun) is a lemma.
    `actor` and `recipient` list syntactic places; `need` and `refuse` say which lemmas or "@class" must or must not
    head the filler of a place; `light` lists the verbs around a noun that it takes, and "for" or "from" where it takes
    whatever asks or thanks for it as well. `name` is the rule's name, which every claim carries."""

    name: str
    type: str
    pos: str
    words: tuple[tuple[str, ...], ...]
    mode: str | None
    cameo: str
    predicate: str
    confidence: float
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    need: tuple[tuple[str, frozenset[str]], ...]
    refuse: tuple[tuple[str, frozenset[str]], ...]
    light: frozenset[str]
    content: Status | None
    control: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and all events that it must give; none for a near miss."""

    text: str
    events: tuple[Mapping[str, Any], ...]
    type: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's types, as its file tells. Where `distinct` is "mode" or
    "predicate", claims that differ in it never tell of one event."""

    id: str
    label: str
    definition: str
    cameo: str
    score: float
    quad: str
    predicate: str
    recipient_expected: bool
    distinct: str
    content: Status | None
    control: str
    roles: Mapping[str, str]
    modes: Mapping[str, Mode]
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, the predicates they use, and the classes of words their triggers name."""

    types: Mapping[str, EventType]
    predicates: Mapping[str, Predicate]
    classes: Mapping[str, frozenset[str]]
    grammar: Mapping[str, Any] = field(default_factory=dict)


_TYPE_KEYS = {
    "id", "label", "definition", "cameo", "score", "quad", "predicate", "recipient_expected", "distinct",
    "content", "control", "predicates", "roles", "modes", "classes", "trigger", "example",
}  # fmt: skip
_TRIGGER_KEYS = {
    "verb", "noun", "adj", "mode", "cameo", "predicate", "confidence", "actor", "recipient", "need", "refuse", "light",
    "content", "control",
}  # fmt: skip
_MODE_KEYS = {f.name for f in fields(Mode)} - {"name"}
_EXAMPLE_KEYS = {"text", "events", "published"}
_EVENT_KEYS = {"type", "trigger", "actor", "recipient", "status", "mode", "attributed_to", "place", "date", "optional"}
_STATUSES = {"actual", "negated", "planned", "hypothetical", "alleged"}


def _conditions(
    table: Mapping[str, list[str]], classes: Mapping[str, frozenset[str]], where: str
) -> tuple[tuple[str, frozenset[str]], ...]:
    """need/refuse with the noun classes written out; classes of actors stay as "@kind"."""
    made = []
    for place, words in table.items():
        out: set[str] = set()
        for word in words:
            name = word.removeprefix("@")
            if word == name or name in ACTOR_CLASSES:
                out.add(word)
            elif name in classes:
                out |= classes[name]
            else:
                raise DataError(f"{where}: {place}: the class @{name} is not defined in any [classes] table")
        made.append((place, frozenset(out)))
    return tuple(made)


def _triggers(raw: Mapping[str, Any], classes: Mapping[str, frozenset[str]], path: Path) -> Iterator[Trigger]:
    modes = raw.get("modes", {})
    for number, row in enumerate(raw.get("trigger", []), 1):
        where = f"{path.name}: trigger {number}"
        if unknown := set(row) - _TRIGGER_KEYS:
            raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}; known: {', '.join(sorted(_TRIGGER_KEYS))}")
        kinds = [k for k in ("verb", "noun", "adj") if k in row]
        if len(kinds) != 1:
            raise DataError(f"{where}: needs exactly one of verb, noun, adj")
        pos = kinds[0]
        mode = row.get("mode")
        if mode is not None and mode not in modes:
            raise DataError(f"{where}: the mode {mode!r} is not declared under [modes]")
        of_mode = modes.get(mode, {})
        words = tuple(tuple(w.split()) for w in row[pos])
        yield Trigger(
            name=f"{raw['id']}.{'-'.join(words[0])}.{number}",
            type=raw["id"],
            pos=pos,
            words=words,
            mode=mode,
            cameo=row.get("cameo") or of_mode.get("cameo") or raw["cameo"],
            predicate=row.get("predicate") or of_mode.get("predicate") or raw["predicate"],
            confidence=float(row.get("confidence", 0.8)),
            actor=tuple(row.get("actor", ["subj"])),
            recipient=tuple(row.get("recipient", ["obj"] if pos == "verb" else [])),
            need=_conditions(row.get("need", {}), classes, where),
            refuse=_conditions(row.get("refuse", {}), classes, where),
            light=frozenset(row.get("light", [])),
            content=row.get("content", raw.get("content")),
            control=row.get("control", raw.get("control", "actor")),
        )


def _type(raw: Mapping[str, Any], classes: Mapping[str, frozenset[str]], path: Path) -> EventType:
    if missing := {"id", "label", "definition", "cameo", "score", "quad", "predicate"} - set(raw):
        raise DataError(f"{path.name}: the key {sorted(missing)[0]!r} is missing")
    if unknown := set(raw) - _TYPE_KEYS:
        raise DataError(f"{path.name}: unknown key {sorted(unknown)[0]!r}; known: {', '.join(sorted(_TYPE_KEYS))}")
    for name, mode in raw.get("modes", {}).items():
        if unknown := set(mode) - _MODE_KEYS:
            raise DataError(f"{path.name}: mode {name}: unknown key {sorted(unknown)[0]!r}")
    return EventType(
        id=raw["id"],
        label=raw["label"],
        definition=raw["definition"],
        cameo=raw["cameo"],
        score=float(raw["score"]),
        quad=raw["quad"],
        predicate=raw["predicate"],
        recipient_expected=bool(raw.get("recipient_expected", False)),
        distinct=raw.get("distinct", ""),
        content=raw.get("content"),
        control=raw.get("control", "actor"),
        roles=raw.get("roles", {}),
        modes={n: Mode(n, m["label"], m.get("cameo"), m.get("predicate")) for n, m in raw.get("modes", {}).items()},
        triggers=tuple(_triggers(raw, classes, path)),
        examples=tuple(
            Example(e["text"], tuple(e["events"]), raw["id"], e.get("published")) for e in raw.get("example", [])
        ),
    )


def _callings() -> dict[str, frozenset[str]]:
    """Classes of the nouns for groups of people by the sector they act for ("MIL": "soldier", "brigade"), as the
    gazetteer has them; single persons, bodies and private people have none."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("roles"):
        if row["kind"] in ("armed", "group", "population"):
            found.setdefault(row["sector"], set()).add(row["lemma"])
    return {sector: frozenset(lemmas) for sector, lemmas in found.items()}


def _written_out(words: list[str], callings: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words of a class, with those of the callings that it names."""
    return frozenset(t for w in words for t in (callings[w[1:]] if w[:1] == "@" and w[1:] in callings else (w,)))


@cache
def load(folder: Path | None = None) -> Ontology:
    """The ontology of the package, with the type files of `folder` laid over it.

    Raises DataError, naming file and trigger, where a file is wrong."""
    paths = files.types(folder)
    raws = [files.toml(p) for p in paths]
    callings = _callings()
    shared = files.toml(files.shared("classes.toml", folder))["classes"]
    classes = callings | {n: _written_out(w, callings) for n, w in shared.items()}
    for path, raw in zip(paths, raws, strict=True):
        for name, words in raw.get("classes", {}).items():
            if name in classes or name in ACTOR_CLASSES:
                raise DataError(f"{path.name}: the class {name!r} is defined already; choose another name")
            classes[name] = _written_out(words, callings)
    for path in sorted((HERE / "events").glob("*.toml")):
        if path not in paths:  # a user's file stands in for ours; other types may still name the classes of ours
            own = files.toml(path).get("classes", {})
            classes = {n: _written_out(w, callings) for n, w in own.items()} | classes
    types = [_type(raw, classes, path) for path, raw in zip(paths, raws, strict=True)]
    predicates: dict[str, Predicate] = {}
    for path, raw in zip(paths, raws, strict=True):
        for name, p in raw.get("predicates", {}).items():
            made = Predicate(name, p["label"], bool(p["symmetric"]))
            if predicates.setdefault(name, made) != made:
                raise DataError(f"{path.name}: the predicate {name} is defined otherwise in another file")
    for t in types:
        for used in {t.predicate, *(x.predicate for x in t.triggers)}:
            if used not in predicates:
                raise DataError(f"{t.id.lower()}.toml: the predicate {used} is not declared under [predicates]")
    return Ontology({t.id: t for t in types}, predicates, classes, files.toml(files.shared("grammar.toml", folder)))


def check(folder: Path | None = None, examples: int = 20, near_misses: int = 5) -> list[str]:
    """What is wrong with the ontology's files, one problem a line; an empty list when nothing is.

    Each type needs `examples` examples, `near_misses` of them without events."""
    try:
        ontology, known = load(folder), contexts.load(folder)
    except DataError as problem:
        return [str(problem)]
    problems = []
    seen: dict[tuple[object, ...], str] = {}
    for t in ontology.types.values():
        if t.quad not in QUADS:
            problems.append(f"{t.id}: quad {t.quad!r} is none of {', '.join(QUADS)}")
        if set(t.roles) != {"actor", "recipient"}:
            problems.append(f"{t.id}: [roles] must say what actor and recipient are")
        if t.distinct not in ("", "mode", "predicate"):
            problems.append(f"{t.id}: distinct is mode or predicate")
        if t.control not in ("actor", "recipient"):
            problems.append(f"{t.id}: control is actor or recipient")
        for trigger in t.triggers:
            problems += _clashes(trigger, seen)
        misses = sum(not e.events for e in t.examples)
        if len(t.examples) < examples or misses < near_misses:
            problems.append(
                f"{t.id}: {len(t.examples)} examples, {misses} of them near misses; "
                f"at least {examples} and {near_misses} are needed"
            )
        problems += [p for e in t.examples for p in _bad_example(e, ontology)]
    return [*problems, *contexts.problems(known, {t.id: t.modes for t in ontology.types.values()})]


def _clashes(trigger: Trigger, seen: dict[tuple[object, ...], str]) -> Iterator[str]:
    """Triggers of two types with the same words under the same conditions can't be told apart."""
    for words in trigger.words:
        key = (trigger.pos, words, trigger.need, trigger.refuse, trigger.light)
        other = seen.setdefault(key, trigger.name)
        if other != trigger.name:
            yield f"{trigger.name}: {' '.join(words)!r} clashes with {other}: same words, same conditions"


def _bad_example(example: Example, ontology: Ontology) -> Iterator[str]:
    where = f"{example.type}: example {example.text[:40]!r}"
    for event in example.events:
        if unknown := set(event) - _EVENT_KEYS:
            yield f"{where}: unknown key {sorted(unknown)[0]!r}"
        if event.get("type", example.type) not in ontology.types:
            yield f"{where}: unknown type {event['type']}"
        if event.get("status", "actual") not in _STATUSES:
            yield f"{where}: unknown status {event['status']}"
        if event.get("trigger", "") not in example.text:
            yield f"{where}: the trigger {event['trigger']!r} doesn't stand in the text"
