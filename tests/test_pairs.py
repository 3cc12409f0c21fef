"""Two passages, one happening or two? The pairs of pairs.toml, read as two articles each and merged. With -s the
verdicts on part a are shown; those on part b only count."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geograph
from geograph.graph import merge
from geograph.model import Article, Reading
from geograph.ontology import load

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]
ONTOLOGY = load()


@dataclass(frozen=True)
class Verdict:
    """Whether the pair's events are one, whether we say so, and whether both were read at all."""

    pair: dict[str, Any]
    said: bool
    read: bool

    @property
    def row(self) -> str:
        """A line for the eye."""
        outcome = "ok" if self.said == self.pair["same"] else "WRONG" if self.said else "MISSED"
        return f"{self.pair['part']}  {outcome:6}  {'' if self.read else 'unread':6}  {self.pair['about']}"


def article(name: str, passage: dict[str, Any]) -> Article:
    day = date.fromisoformat(passage["published"]) if "published" in passage else None
    return Article(name, passage["text"], published=day)


def roots(readings: Sequence[Reading], name: str, passage: dict[str, Any]) -> set[str]:
    """The events, as they stand, of the article's claims of this type whose trigger meets the marked words."""
    start = passage["text"].index(passage["trigger"])
    end = start + len(passage["trigger"])
    return {
        event.merged_into or event.id
        for event in merge.events(readings, ONTOLOGY)
        for told, claim in event.claims
        if told == name and claim.type == passage["type"] and claim.trigger_start < end and start < claim.trigger_end
    }


def verdict(pair: dict[str, Any]) -> Verdict:
    sides = {"first": pair["first"], "second": pair["second"]}
    readings = tuple(geograph.read_articles([article(name, side) for name, side in sides.items()]))
    first, second = (roots(readings, name, side) for name, side in sides.items())
    return Verdict(pair, bool(first & second), bool(first and second))


def scores(verdicts: Sequence[Verdict]) -> tuple[float, float, float]:
    """Precision, recall and F1 of "the same"; a passage that wasn't read is a pair that wasn't found."""
    hits = sum(v.said and v.pair["same"] for v in verdicts)
    said, same = sum(v.said for v in verdicts), sum(v.pair["same"] for v in verdicts)
    return hits / said, hits / same, 2 * hits / (said + same)


def test_the_same_happening_is_one_event_and_another_is_not() -> None:
    verdicts = [verdict(pair) for pair in PAIRS]
    parts = {name: [v for v in verdicts if v.pair["part"] in name] for name in ("a", "b", "ab")}
    found = {name: scores(part) for name, part in parts.items()}
    for v in parts["a"]:
        print(v.row)
    for name, (precision, recall, f1) in found.items():
        unread = sum(not v.read for v in parts[name])
        print(f"{name:2}  {len(parts[name])} pairs, {unread} unread: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    assert found["ab"][2] >= 0.9
    assert found["ab"][0] >= 0.9
