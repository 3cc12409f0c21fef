"""How well predicted events agree with annotated ones: precision, recall and F1 on the codebook's shape.

Both sides are records {"id", "events": [...], "relations": [...]}; an event has "type", "trigger", "actor",
"recipient" and "status", an actor "name", "mention", "state" and "kind". Gold events may be "optional" (they neither
cost nor earn) and may "accept" other types. The output of `geograph extract --format jsonl` is such a record too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geograph.agreement import OFFICES, PRF, Record, align, by_id, same_actor, same_relation
from geograph.errors import InputError


@dataclass(frozen=True, slots=True)
class Miss:
    """An error: an event that was MISSED, one that is EXTRA, or a pair that DIFFers in type or participants."""

    kind: str
    id: str
    pred: str | None
    gold: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures. `event` asks for the type and a common participant, `strict` for the type and all participants,
    `dyad` for the participants whatever the type; `types`, `status` and the accuracies are over aligned events."""

    event: PRF
    strict: PRF
    dyad: PRF
    types: dict[str, PRF]
    status: dict[str, PRF]
    aligned: int
    type_right: int
    status_right: int
    acting_right: int
    acting: int
    relations: PRF
    relations_offices: PRF
    errors: tuple[Miss, ...] = field(default=(), repr=False)


def evaluate(
    gold: Iterable[Record], pred: Iterable[Record], gold_name: str = "gold", pred_name: str = "predictions"
) -> Scores:
    """Compares predicted with annotated records by their ids. A record that nobody predicted counts as empty; one
    that isn't annotated, an id used twice or a wrong shape is an InputError naming the file and its record's number."""
    annotated = by_id(gold, gold_name, strict=True)
    predicted = by_id(pred, pred_name, strict=False)
    for id in predicted:
        if id not in annotated:
            raise InputError(pred_name, f"the id {id!r} isn't in {gold_name}; evaluate the same articles on both sides")
    tally: Counter[str] = Counter()
    by_type: Counter[tuple[str, str]] = Counter()
    statuses: Counter[tuple[str, str]] = Counter()
    errors: list[Miss] = []
    for id, record in annotated.items():
        found = predicted.get(id, {})
        _count_relations(found.get("relations") or [], record.get("relations") or [], tally)
        _count_events(id, found.get("events") or [], record["events"], tally, by_type, statuses, errors)
    return Scores(
        event=PRF(tally["event"], tally["pred"], tally["gold"]),
        strict=PRF(tally["strict"], tally["pred"], tally["gold"]),
        dyad=PRF(tally["dyad"], tally["pred"], tally["gold"]),
        types={
            t: PRF(by_type[t, "hits"], by_type[t, "pred"], by_type[t, "gold"], by_type[t, "gold hits"])
            for t in sorted({t for t, _ in by_type})
        },
        status={
            s: PRF(statuses[s, "hits"], statuses[s, "pred"], statuses[s, "gold"])
            for s in sorted({s for s, _ in statuses})
        },
        aligned=tally["aligned"],
        type_right=tally["type right"],
        status_right=tally["status right"],
        acting_right=tally["acting right"],
        acting=tally["acting"],
        relations=PRF(tally["relations"], tally["relations pred"], tally["relations gold"]),
        relations_offices=PRF(tally["offices"], tally["relations pred"], tally["relations gold"]),
        errors=tuple(errors),
    )


def render(scores: Scores, errors: bool = False) -> str:
    """The figures as lines of text; with `errors` the events that went wrong come first, grouped by what went wrong."""
    lines: list[str] = []
    if errors:
        for kind in ("MISSED", "EXTRA", "DIFF"):
            group = [e for e in scores.errors if e.kind == kind]
            lines += [f"{kind} ({len(group)})", *(_error_line(e) for e in group), ""]
    for name, prf in (("event", scores.event), ("strict", scores.strict), ("dyad", scores.dyad)):
        lines.append(_prf_line(name, prf))
    lines += [_prf_line(f"  {name}", prf) for name, prf in scores.types.items()]
    lines += [
        f"status {name:14s} F1 {_dice(prf):.3f}  (pred {prf.pred}, gold {prf.gold})"
        for name, prf in scores.status.items()
    ]
    rel, offices = scores.relations, scores.relations_offices
    lines += [
        f"acting state {_share(scores.acting_right, scores.acting):.3f}  ({scores.acting_right} of {scores.acting})",
        f"relations F1 {_dice(rel):.3f}, offices as one {_dice(offices):.3f}  (pred {rel.pred}, gold {rel.gold})",
        f"aligned {scores.aligned}, type accuracy {_share(scores.type_right, scores.aligned):.3f}, "
        f"status accuracy {_share(scores.status_right, scores.aligned):.3f}",
    ]
    return "\n".join(lines)


def _count_events(
    id: str,
    pred: Sequence[Record],
    gold: Sequence[Record],
    tally: Counter[str],
    by_type: Counter[tuple[str, str]],
    statuses: Counter[tuple[str, str]],
    errors: list[Miss],
) -> None:
    pairs = align(pred, gold)
    optional = {j for j, g in enumerate(gold) if g.get("optional")}
    free = {pair.pred for pair in pairs if pair.gold in optional}
    tally["pred"] += len(pred) - len(free)
    tally["gold"] += len(gold) - len(optional)
    by_type.update((p["type"], "pred") for i, p in enumerate(pred) if i not in free)
    by_type.update((g["type"], "gold") for j, g in enumerate(gold) if j not in optional)
    for pair in pairs:
        p, g = pred[pair.pred], gold[pair.gold]
        if pair.gold not in optional:
            tally["dyad"] += pair.whole
            tally["strict"] += pair.typed and pair.whole
            if pair.typed and pair.fit > 0:
                tally["event"] += 1
                by_type[p["type"], "hits"] += 1
                by_type[g["type"], "gold hits"] += 1
        tally["aligned"] += 1
        tally["type right"] += pair.typed
        said, meant = p.get("status", "actual"), g["status"]
        statuses[said, "pred"] += 1
        statuses[meant, "gold"] += 1
        if said == meant:
            tally["status right"] += 1
            statuses[meant, "hits"] += 1
        _count_acting(p, g, tally)
        if not (pair.typed and pair.whole):
            errors.append(Miss("DIFF", id, _brief(p), _brief(g)))
    seen_pred, seen_gold = {pair.pred for pair in pairs}, {pair.gold for pair in pairs} | optional
    errors += [Miss("EXTRA", id, _brief(p), None) for i, p in enumerate(pred) if i not in seen_pred]
    errors += [Miss("MISSED", id, None, _brief(g)) for j, g in enumerate(gold) if j not in seen_gold]


def _count_acting(pred: Record, gold: Record, tally: Counter[str]) -> None:
    """Of the annotated actors that have a state and are matched by their names: how many matches have that state."""
    for g in (*gold["actor"], *gold["recipient"]):
        if not g.get("state"):
            continue
        matched = [p for p in (*pred["actor"], *pred["recipient"]) if same_actor(p, g, by_state=False)]
        tally["acting"] += bool(matched)
        tally["acting right"] += any(p.get("state") == g["state"] for p in matched)


def _count_relations(pred: Sequence[Record], gold: Sequence[Record], tally: Counter[str]) -> None:
    tally["relations pred"] += len(pred)
    tally["relations gold"] += len(gold)
    for key, groups in (("relations", frozenset[str]()), ("offices", OFFICES)):
        left = list(pred)
        for g in gold:
            hit = next((k for k, p in enumerate(left) if same_relation(p, g, groups)), None)
            if hit is not None:
                del left[hit]
                tally[key] += 1


# -- showing -----------------------------------------------------------------------------------------------------------


def _brief(event: Record) -> str:
    def names(side: str) -> str:
        return "+".join(a.get("name") or a.get("mention") or "?" for a in event[side]) or "-"

    return f"{event['type']}({names('actor')} -> {names('recipient')}) [{event.get('trigger')}] {event.get('status')}"


def _error_line(miss: Miss) -> str:
    return f"  {miss.id}: {' | gold '.join(side for side in (miss.pred, miss.gold) if side)}"


def _prf_line(name: str, prf: PRF) -> str:
    return f"{name:12s} P {prf.precision:.3f} R {prf.recall:.3f} F1 {prf.f1:.3f}  (pred {prf.pred}, gold {prf.gold})"


def _share(part: int, whole: int) -> float:
    return part / max(whole, 1)


def _dice(prf: PRF) -> float:
    return 2 * prf.hits / max(prf.pred + prf.gold, 1)
