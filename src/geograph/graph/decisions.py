"""What a user has decided about identities: two entities are one, or one entity is another in some articles.

The decisions are a plain CSV file, which is applied when readings are read and changes nothing in them: a line that is
removed is a decision undone.

    decision,entity,to,article,name
    merge,person-v-zelenskiy,person-volodymyr-zelensky,,Volodymyr Zelensky
    split,person-john-smith,person-john-smith-2,bbc-17,John Smith (the judge)

`merge`: `entity` is `to`, in every article. `split`: in this `article` (its id), `entity` is `to`, which is somebody
else. `name` is what `to` is called from now on; where it is empty, the articles' own names stay.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from geograph.errors import DataError
from geograph.graph.order import canonical
from geograph.model import Actor, Claim, Entity, Reading, RelationClaim

COLUMNS = ("decision", "entity", "to", "article", "name")
KINDS = ("merge", "split")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file: `entity` is `to`, in every article (merge) or in the one named (split)."""

    decision: Literal["merge", "split"]
    entity: str
    to: str
    article: str = ""
    name: str = ""


@dataclass(frozen=True)
class Decisions:
    """All decisions of a user, without contradictions; `rows` stand in the order of the file."""

    rows: tuple[Decision, ...] = ()

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """Each entity that is merged, with the one that it is merged into."""
        return {r.entity: r.to for r in self.rows if r.decision == "merge"}

    @cached_property
    def split(self) -> Mapping[tuple[str, str], str]:
        """Each (article, entity) that is somebody else, with who that is."""
        return {(r.article, r.entity): r.to for r in self.rows if r.decision == "split"}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What entities are called by decision."""
        return {r.to: r.name for r in self.rows if r.name}

    def meant(self, entity: str, article: str = "") -> str:
        """The entity that an id means in an article, all decisions followed; a split goes before a merge."""
        while (to := self.step(entity, article)) is not None:
            entity = to
        return entity

    def step(self, entity: str, article: str) -> str | None:
        """What one decision makes of the id in an article; None where there is none."""
        return self.split.get((article, entity)) or self.merged.get(entity)

    def elsewhere(self, entity: str, article: str) -> bool:
        """Whether in this article the id means somebody else than it does elsewhere."""
        while (article, entity) not in self.split:
            if entity not in self.merged:
                return False
            entity = self.merged[entity]
        return True

    def __bool__(self) -> bool:
        return bool(self.rows)


def read(path: Path, missing_ok: bool = False) -> Decisions:
    """The decisions in a file; none where there is no file and that is `missing_ok`.

    Raises DataError, naming file, line and next step, for a file that can't be read, that holds something else, or
    whose decisions contradict each other."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if missing_ok:
            return Decisions()
        raise DataError(f"{path}: no such file of decisions; make one with: geograph entities merge") from None
    except UnicodeDecodeError as problem:
        raise DataError(f"{path}: not UTF-8 (byte {problem.start}); save the file as UTF-8") from None
    except OSError as problem:
        raise DataError(f"{path}: can't be read: {problem.strerror}") from problem
    return parse(text, str(path))


def parse(text: str, where: str) -> Decisions:
    """The decisions in the text of a file; `where` names it in errors. See `read`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Decision] = []
    lines: list[int] = []
    header: list[str] | None = None
    try:
        for raw in reader:
            cells = [cell.strip() for cell in raw]
            if not any(cells):
                continue
            at = f"{where}, line {reader.line_num}"
            if header is None:
                header = _header(cells, at)
                continue
            if len(cells) != len(header):
                raise DataError(f"{at}: {len(cells)} cells, but the header has {len(header)} columns; mend the line")
            rows.append(_decision(dict(zip(header, cells, strict=True)), at))
            lines.append(reader.line_num)
    except csv.Error as problem:
        raise DataError(f"{where}, line {reader.line_num}: not CSV: {problem}; mend the line") from None
    return checked(rows, [f"{where}, line {line}" for line in lines])


def _header(cells: list[str], at: str) -> list[str]:
    unknown = [c for c in cells if c not in COLUMNS]
    if unknown or len(set(cells)) < len(cells) or not {"decision", "entity", "to"} <= set(cells):
        raise DataError(f"{at}: the first line must name the columns: {','.join(COLUMNS)}")
    return cells


def _decision(row: dict[str, str], at: str) -> Decision:
    kind, entity, to, article = (row.get(c, "") for c in ("decision", "entity", "to", "article"))
    if kind not in KINDS:
        raise DataError(f'{at}: unknown decision "{kind}"; write merge or split')
    if not entity or not to:
        raise DataError(f"{at}: {kind} needs two ids, in the columns entity and to")
    if entity == to:
        raise DataError(f"{at}: {entity} and {to} are the same; remove the line")
    if kind == "split" and not article:
        raise DataError(f"{at}: split needs the article's id in the column article")
    if kind == "merge" and article:
        raise DataError(f"{at}: merge holds in all articles; leave the column article empty, or write split")
    return Decision(cast(Literal["merge", "split"], kind), entity, to, article, row.get("name", ""))


def checked(rows: Sequence[Decision], where: Sequence[str]) -> Decisions:
    """The decisions, if none contradicts another; `where` says for each where it stands.

    Raises DataError for an entity that is to be two others, for circles, and for two names of one entity."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    called: dict[str, tuple[str, str]] = {}
    for row, at in zip(rows, where, strict=True):
        to, line = seen.setdefault((row.article, row.entity), (row.to, at))
        if to != row.to:
            raise DataError(f"{at}: {row.entity} is already {to} by {line}; remove one of the two")
        name, line = called.setdefault(row.to, (row.name, at)) if row.name else ("", at)
        if name != row.name:
            raise DataError(f'{at}: {row.to} is called "{name}" by {line}; write one name for both')
    decisions = Decisions(tuple(dict.fromkeys(rows)))
    for row, at in zip(rows, where, strict=True):
        passed: set[str] = set()
        step: str | None = row.to
        while step is not None and step not in passed:
            passed.add(step)
            step = decisions.step(step, row.article)
        if row.entity in passed:
            raise DataError(f"{at}: with the other lines, {row.entity} becomes itself again; remove one of them")
    return decisions


def text_of(decisions: Decisions) -> str:
    """The decisions as the text of a file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((r.decision, r.entity, r.to, r.article, r.name) for r in decisions.rows)
    return stream.getvalue()


def apply(reading: Reading, decisions: Decisions) -> Reading:
    """The reading with the decided ids and names wherever an entity stands: entities that are one are joined, a
    participant or relation that is there twice for it is there once. The words of the article stay as they are.

    A pure function; applied again it changes nothing, and the order of the decisions doesn't matter."""
    article = reading.article.id
    known = {e.id for e in reading.entities} | _named(reading)
    if all(decisions.meant(name, article) == name and name not in decisions.names for name in known):
        return reading
    parts: dict[str, list[Entity]] = {}
    for entity in reading.entities:
        parts.setdefault(decisions.meant(entity.id, article), []).append(entity)
    entities = {name: _joined(name, found, decisions, article) for name, found in parts.items()}
    renaming = _Renaming(decisions, article, entities)
    return canonical(
        replace(
            reading,
            entities=tuple(entities.values()),
            claims=tuple(map(renaming.claim, reading.claims)),
            relations=tuple(r for r in map(renaming.relation, reading.relations) if r.subject_id != r.object_id),
        )
    )


def _named(reading: Reading) -> set[str]:
    """The ids that claims and relations name; all of them, also those that the reading's entities don't list."""
    actors = {a.id for c in reading.claims for a in (*c.actor, *c.recipient, *c.attributed_to)}
    places = {c.place.id for c in reading.claims if c.place is not None and c.place.id is not None}
    ends = {end for r in reading.relations for end in (r.subject_id, r.object_id) if end is not None}
    return actors | places | ends


def _joined(name: str, parts: Sequence[Entity], decisions: Decisions, article: str) -> Entity:
    """One entity of all that the article calls by these ids; the one whose own id it is describes it first. Of what is
    somebody else here, only the words that stand in the article tell who it is."""
    ordered = sorted(parts, key=lambda e: (e.id != name, e.id))
    names: dict[str, None] = {}
    for part in ordered:
        own = sorted((part.name, *part.aliases), key=lambda n: (n != part.name, -len(n), n))
        said = {m.text for m in part.mentions}
        elsewhere = decisions.elsewhere(part.id, article)
        names |= dict.fromkeys(n for n in own if not elsewhere or n in said)
    label = decisions.names.get(name) or next(iter(names), ordered[0].name)
    return replace(
        ordered[0],
        id=name,
        name=label,
        state=next((e.state for e in ordered if e.state), None),
        sector=next((e.sector for e in ordered if e.sector), None),
        wikidata=next((e.wikidata for e in ordered if e.wikidata and not decisions.elsewhere(e.id, article)), None),
        aliases=tuple(sorted(names.keys() - {label})),
        mentions=tuple(m for e in parts for m in e.mentions),
    )


@dataclass(frozen=True, slots=True)
class _Renaming:
    """Ids and names in claims and relations, as the entities now are."""

    decisions: Decisions
    article: str
    entities: Mapping[str, Entity]

    def id(self, name: str) -> str:
        return self.decisions.meant(name, self.article)

    def name(self, entity: str, said: str) -> str:
        """What the entity is called: as decided, else as the article lists it, else as the claim says."""
        new = self.id(entity)
        listed = self.entities.get(new)
        return self.decisions.names.get(new) or (listed.name if listed is not None and new != entity else said)

    def actor(self, actor: Actor) -> Actor:
        new = self.id(actor.id)
        listed = self.entities.get(new)
        kind = listed.kind if listed is not None and new != actor.id else actor.kind
        return replace(actor, id=new, name=self.name(actor.id, actor.name), kind=kind)

    def actors(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        made: dict[str, Actor] = {}
        for actor in map(self.actor, actors):
            made.setdefault(actor.id, actor)
        return tuple(made.values())

    def claim(self, claim: Claim) -> Claim:
        place = claim.place
        if place is not None and place.id is not None:
            name = None if place.name is None else self.name(place.id, place.name)
            place = replace(place, id=self.id(place.id), name=name)
        return replace(
            claim,
            actor=self.actors(claim.actor),
            recipient=self.actors(claim.recipient),
            attributed_to=self.actors(claim.attributed_to),
            place=place,
        )

    def relation(self, relation: RelationClaim) -> RelationClaim:
        target = relation.object_id
        return replace(
            relation,
            subject_id=self.id(relation.subject_id),
            subject=self.name(relation.subject_id, relation.subject),
            object_id=None if target is None else self.id(target),
            object=relation.object if target is None else self.name(target, relation.object),
        )
