"""The ontology's examples run as tests: each sentence must give all its events and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geograph.gazetteer import fold
from geograph.graph.merge import events
from geograph.model import Actor, Article, Event
from geograph.ontology import Example, Ontology, contexts, load
from geograph.ontology.contexts import ContextExample
from geograph.reader import read_articles


@dataclass(frozen=True, slots=True)
class Result:
    """An example with what it should give and what it gave, in words; `right` when these agree."""

    example: Example
    expected: tuple[str, ...]
    found: tuple[str, ...]
    right: bool


def run(folder: Path | None = None, types: Iterable[str] = ()) -> Iterator[Result]:
    """Runs the examples of the types (all of them by default) of an ontology."""
    ontology = load(folder)
    wanted = set(types) or set(ontology.types)
    chosen = [e for t in ontology.types.values() if t.id in wanted for e in t.examples]
    articles = [
        Article(f"example-{i}", e.text, published=date.fromisoformat(e.published) if e.published else None)
        for i, e in enumerate(chosen)
    ]
    for example, reading in zip(chosen, read_articles(articles, ontology=folder), strict=True):
        found = [e for e in events([reading], ontology) if e.merged_into is None]
        yield compare(example, found, ontology)


def compare(example: Example, found: Sequence[Event], ontology: Ontology) -> Result:
    """Whether the events are those of the example, one for one."""
    left = list(found)
    missing = []
    for row in example.events:
        hit = next((e for e in left if _same(row, e, example.type)), None)
        if hit is None:
            missing.append(row)
        else:
            left.remove(hit)
    return Result(
        example,
        tuple(sorted(_wanted(row, example.type) for row in example.events)),
        tuple(sorted(map(_given, found))),
        not missing and not left,
    )


def _same(row: Mapping[str, Any], event: Event, kind: str) -> bool:
    return (
        row.get("type", kind) == event.type
        and row.get("status", "actual") == event.status
        and row.get("mode", event.mode) == event.mode
        and _names(row.get("actor", []), event.actor)
        and _names(row.get("recipient", []), event.recipient)
        and ("attributed_to" not in row or _names(row["attributed_to"], event.attributed_to))
    )


def _names(wanted: Sequence[str], actors: Sequence[Actor]) -> bool:
    """Whether these are the actors: each under its name, or the words that mention it."""
    left = list(actors)
    for name in wanted:
        hit = next((a for a in left if fold(name) in (fold(a.name), fold(a.mention))), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _wanted(row: Mapping[str, Any], kind: str) -> str:
    return _line(
        row.get("type", kind),
        row.get("mode"),
        row.get("trigger", ""),
        row.get("actor", []),
        row.get("recipient", []),
        row.get("status", "actual"),
    )


def _given(event: Event) -> str:
    return _line(
        event.type,
        event.mode,
        event.trigger,
        [a.name for a in event.actor],
        [a.name for a in event.recipient],
        event.status,
    )


def _line(
    kind: str, mode: str | None, trigger: str, actor: Sequence[str], recipient: Sequence[str], status: str
) -> str:
    who = " + ".join(sorted(actor)) or "-"
    whom = " + ".join(sorted(recipient)) or "-"
    return f"{kind}{'.' + mode if mode else ''} [{trigger}] {who} > {whom} ({status})"


def report(results: Iterable[Result]) -> Iterator[str]:
    """One block of lines for each example that failed."""
    for r in results:
        if not r.right:
            yield f"{r.example.type}: {r.example.text}"
            yield from (f"    expected {line}" for line in r.expected or ("nothing",))
            yield from (f"    found    {line}" for line in r.found or ("nothing",))


@dataclass(frozen=True, slots=True)
class ContextResult:
    """An example of a context with the contexts that its events were given; `right` when these are the example's, and
    there is an event."""

    example: ContextExample
    found: tuple[str, ...]
    right: bool


def run_contexts(folder: Path | None = None) -> Iterator[ContextResult]:
    """Runs the examples of an ontology's contexts."""
    chosen = [e for c in contexts.load(folder).values() for e in c.examples]
    articles = [Article(f"example-{i}", e.text) for i, e in enumerate(chosen)]
    for example, reading in zip(chosen, read_articles(articles, ontology=folder), strict=True):
        found = tuple(sorted({c for claim in reading.claims for c in claim.contexts}))
        yield ContextResult(example, found, bool(reading.claims) and found == example.contexts)
