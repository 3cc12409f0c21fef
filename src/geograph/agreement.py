"""When two annotations agree: the shape of records, one actor or two, and which event is compared with which.

The figures made of this stand in evaluate.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geograph.errors import InputError

Record = Mapping[str, Any]

SIDELESS = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
"""Types in which it doesn't matter who stands on which side."""
OFFICES = frozenset({"holds_office", "head_of_state", "head_of_government", "minister", "leader_of", "spokesperson"})
FILLERS = frozenset(
    ["the", "a", "an", "of", "and", "mr", "president", "minister", "prime", "foreign", "leader", "s", "in"]
)
"""Words that don't tell one actor from another."""
SURPLUS = 3
"""A mention may hold at most this many words more than the one it is compared with."""

_word = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and F1 (0..1) from `hits` among `pred` predicted and `gold` annotated items.
    `gold_hits` differs from `hits` only where a hit counts for one type when predicted and another when annotated."""

    hits: int
    pred: int
    gold: int
    gold_hits: int | None = None

    @property
    def precision(self) -> float:
        return self.hits / self.pred if self.pred else 0.0

    @property
    def recall(self) -> float:
        hits = self.hits if self.gold_hits is None else self.gold_hits
        return hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted event and the annotated one it is compared with; ordered best first by `rank`."""

    rank: tuple[float, int, int]
    pred: int
    gold: int
    typed: bool
    fit: float
    whole: bool


# -- what the records say --------------------------------------------------------------------------------------------


def by_id(records: Iterable[Record], name: str, strict: bool) -> dict[str, Record]:
    """The records by their ids, all of the right shape; `strict` asks for what only annotations must have.
    Otherwise an InputError that names the file (`name`) and the record's number."""
    out: dict[str, Record] = {}
    for number, record in enumerate(records, 1):
        where = f"{name}:{number}"
        _check(record, where, strict)
        if record["id"] in out:
            raise InputError(where, f"the id {record['id']!r} stands there twice; give each article one line")
        out[record["id"]] = record
    if not out:
        raise InputError(name, 'no records; expected lines of {"id", "events"}')
    return out


def _check(record: Any, where: str, strict: bool) -> None:
    """Refuses what isn't a record of the codebook's shape. Annotations (`strict`) must give each event's status."""
    if not isinstance(record, Mapping):
        raise InputError(where, 'not an object; expected {"id", "events"}')
    if not isinstance(record.get("id"), str):
        raise InputError(where, 'no "id", or one that isn\'t text')
    for event in _objects(record, "events", where, required=strict):
        if not isinstance(event.get("type"), str):
            raise InputError(where, 'an event without a "type"')
        if not isinstance(event.get("trigger"), str | None):
            raise InputError(where, 'a "trigger" that isn\'t text')
        status = event.get("status", None if strict else "actual")
        if not isinstance(status, str):
            raise InputError(where, f'an event of type {event["type"]} without a "status"')
        for side in ("actor", "recipient"):
            for actor in _objects(event, side, where, required=True):
                for key in ("name", "mention", "state", "kind"):
                    if not isinstance(actor.get(key), str | None):
                        raise InputError(where, f'"{key}" of an {side} isn\'t text')
    for relation in _objects(record, "relations", where, required=False):
        if not isinstance(relation.get("predicate"), str):
            raise InputError(where, 'a relation without a "predicate"')
        for end in ("subject", "object"):
            if end not in relation or not isinstance(_end_name(relation[end]), str | None):
                raise InputError(where, f'a relation without a "{end}"')


def _objects(record: Record, key: str, where: str, required: bool) -> list[Record]:
    value = record.get(key)
    if value is None and not required:
        return []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise InputError(where, f'"{key}" isn\'t a list of objects')
    return value


def _end_name(end: Any) -> Any:
    """The name of a relation's end, which is a name, or an object with one."""
    return end.get("name") if isinstance(end, Mapping) else end


def _words(text: str | None) -> frozenset[str]:
    return frozenset(_word.findall((text or "").casefold())) - FILLERS


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """One holds all words of the other, and neither is empty."""
    return bool(a and b) and (a <= b or b <= a)


def same_actor(a: Record, b: Record, by_state: bool = True) -> bool:
    """Whether two actors are taken as one: equal names, one state of which neither is a person (with `by_state`),
    or a name or mention that holds the other's with few words more."""
    name_a, name_b = _words(a.get("name")), _words(b.get("name"))
    if name_a and name_a == name_b:
        return True
    if by_state and a.get("state") and a["state"] == b.get("state") and "person" not in (a.get("kind"), b.get("kind")):
        return True
    return any(
        _nested(x, y) and abs(len(x) - len(y)) <= SURPLUS
        for x in (name_a, _words(a.get("mention")))
        for y in (name_b, _words(b.get("mention")))
    )


# -- comparing ---------------------------------------------------------------------------------------------------------


def _fit(pred: Sequence[Record], gold: Sequence[Record]) -> tuple[float, bool]:
    """F1 of one set of participants against another, and whether they are the same. Several predicted mentions of
    one annotated actor do no harm."""
    if not pred or not gold:
        return (0.0, False) if pred or gold else (1.0, True)
    alike = [[same_actor(p, g) for g in gold] for p in pred]
    taken: set[int] = set()
    for row in alike:
        free = next((j for j, yes in enumerate(row) if yes and j not in taken), None)
        if free is not None:
            taken.add(free)
    known = sum(map(any, alike))
    score = PRF(known, len(pred), len(gold), len(taken))
    return score.f1, known == len(pred) and len(taken) == len(gold)


def _compare(pred: Record, gold: Record) -> tuple[float, bool]:
    sideless = pred["type"] in SIDELESS or gold["type"] in SIDELESS
    if sideless or (not gold["recipient"] and len(gold["actor"]) > 1):
        return _fit([*pred["actor"], *pred["recipient"]], [*gold["actor"], *gold["recipient"]])
    actors, recipients = _fit(pred["actor"], gold["actor"]), _fit(pred["recipient"], gold["recipient"])
    if not gold["recipient"] and not pred["recipient"]:
        return actors
    if not gold["actor"] and not pred["actor"]:
        return recipients
    return (actors[0] + recipients[0]) / 2, actors[1] and recipients[1]


def _candidates(pred: Sequence[Record], gold: Sequence[Record]) -> Iterator[Pair]:
    for i, p in enumerate(pred):
        for j, g in enumerate(gold):
            fit, whole = _compare(p, g)
            typed = p["type"] == g["type"] or p["type"] in g.get("accept", ())
            trigger = bool(_words(p.get("trigger")) & _words(g.get("trigger")))
            score = fit + 0.8 * typed + 0.2 * trigger - (0.05 if g.get("optional") else 0)
            if (fit > 0 and score >= 0.5) or (typed and trigger):
                yield Pair((score, i, j), i, j, typed, fit, whole)


def align(pred: Sequence[Record], gold: Sequence[Record]) -> list[Pair]:
    """Pairs each predicted event with at most one annotated one and the other way round, the best pair first."""
    pairs: list[Pair] = []
    used_pred: set[int] = set()
    used_gold: set[int] = set()
    for pair in sorted(_candidates(pred, gold), key=lambda pair: pair.rank, reverse=True):
        if pair.pred not in used_pred and pair.gold not in used_gold:
            used_pred.add(pair.pred)
            used_gold.add(pair.gold)
            pairs.append(pair)
    return pairs


def same_relation(pred: Record, gold: Record, as_one: frozenset[str]) -> bool:
    a, b = pred["predicate"], gold["predicate"]
    if a != b and not (a in as_one and b in as_one):
        return False
    return all(_nested(_words(_end_name(pred[end])), _words(_end_name(gold[end]))) for end in ("subject", "object"))
