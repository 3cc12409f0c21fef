"""PLOVER's contexts, as contexts.toml tells them: what an event has to do with, and the words that show it.

Its own file, read only where contexts are given or shown: most commands never need it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from geograph.errors import DataError
from geograph.ontology import files

FILE = "contexts.toml"
Phrase = tuple[str, ...]
"""The words of a cue: lemmas or forms in lower case; a word with a capital stands only for itself."""


@dataclass(frozen=True, slots=True)
class Implied:
    """An event that has the context whatever its words: of one of the types and modes (any where none is named), with
    a participant of one of the sectors on the side (either where none is named), and where `parties` is set, with
    participants of these sectors from at least so many states or bodies."""

    types: frozenset[str]
    modes: frozenset[str]
    sectors: frozenset[str]
    side: str
    parties: int


@dataclass(frozen=True, slots=True)
class ContextExample:
    """A sentence and the contexts of its events, all taken together; a near miss lacks the context it stands under."""

    text: str
    contexts: tuple[str, ...]
    context: str

    @property
    def near_miss(self) -> bool:
        """Whether it shows what the context is not."""
        return self.context not in self.contexts


@dataclass(frozen=True, slots=True)
class Context:
    """One of PLOVER's contexts. A `strong` cue among the words that tell an event gives it. `weak` and `faint` are
    groups: a cue of one needs one of another group there, or, where it is weak, support in the rest of the article.
    `other` are phrases in which a cue means something else, `refuse` words beside which it does: by cue, or for all
    cues under "*"."""

    id: str
    label: str
    definition: str
    strong: tuple[Phrase, ...]
    weak: tuple[tuple[Phrase, ...], ...]
    faint: tuple[tuple[Phrase, ...], ...]
    other: tuple[Phrase, ...]
    refuse: Mapping[Phrase, frozenset[str]]
    implied: tuple[Implied, ...]
    examples: tuple[ContextExample, ...]


_KEYS = {"label", "definition", "strong", "weak", "faint", "other", "refuse", "implied", "example"}
_IMPLIED_KEYS = {"types", "modes", "sectors", "side", "parties"}
_EXAMPLE_KEYS = {"text", "contexts"}
ALL: Phrase = ("*",)


def phrase(words: str) -> Phrase:
    """A cue's words, without hyphens and the possessive's ending: these are not read in texts either."""
    return tuple(words.replace("'s", "").replace("-", " ").split())


def _known(row: Mapping[str, Any], keys: Collection[str], where: str) -> None:
    if unknown := set(row) - set(keys):
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}; known: {', '.join(sorted(keys))}")


def _implied(rows: Iterable[Mapping[str, Any]], where: str) -> Iterator[Implied]:
    for number, row in enumerate(rows, 1):
        _known(row, _IMPLIED_KEYS, f"{where}: implied {number}")
        if row.get("side", "") not in ("", "actor", "recipient"):
            raise DataError(f"{where}: implied {number}: side is actor or recipient")
        yield Implied(
            types=frozenset(row.get("types", ())),
            modes=frozenset(row.get("modes", ())),
            sectors=frozenset(row.get("sectors", ())),
            side=row.get("side", ""),
            parties=int(row.get("parties", 0)),
        )


def _context(name: str, raw: Mapping[str, Any], file: str) -> Context:
    where = f"{file}: {name}"
    _known(raw, _KEYS, where)
    if missing := {"label", "definition"} - set(raw):
        raise DataError(f"{where}: the key {sorted(missing)[0]!r} is missing")
    for example in raw.get("example", []):
        _known(example, _EXAMPLE_KEYS, f"{where}: example")
        if missing := _EXAMPLE_KEYS - set(example):
            raise DataError(f"{where}: example: the key {sorted(missing)[0]!r} is missing")
    return Context(
        id=name,
        label=raw["label"],
        definition=raw["definition"],
        strong=tuple(map(phrase, raw.get("strong", []))),
        weak=tuple(tuple(map(phrase, group)) for group in raw.get("weak", [])),
        faint=tuple(tuple(map(phrase, group)) for group in raw.get("faint", [])),
        other=tuple(map(phrase, raw.get("other", []))),
        refuse={phrase(cue): frozenset(words) for cue, words in raw.get("refuse", {}).items()},
        implied=tuple(_implied(raw.get("implied", []), where)),
        examples=tuple(ContextExample(e["text"], tuple(sorted(e["contexts"])), name) for e in raw.get("example", [])),
    )


@cache
def load(folder: Path | None = None) -> Mapping[str, Context]:
    """The contexts by name: of the package, or of the contexts.toml in `folder` where there is one.

    Raises DataError, naming file, context and key, where the file is wrong."""
    path = files.shared(FILE, folder)
    return {name: _context(name, raw, path.name) for name, raw in files.toml(path).items()}


def problems(
    contexts: Mapping[str, Context], modes: Mapping[str, Collection[str]], examples: int = 8, near_misses: int = 2
) -> Iterator[str]:
    """What is wrong with the contexts, one problem a line; `modes` are those of each event type.

    Each context needs `examples` examples, `near_misses` of them without it."""
    for c in contexts.values():
        where = f"{FILE}: {c.id}"
        kinds: dict[Phrase, str] = {}
        for kind, cues in (
            ("strong", c.strong),
            ("weak", chain(*c.weak)),
            ("faint", chain(*c.faint)),
            ("other", c.other),
        ):
            for cue in cues:
                if not cue:
                    yield f"{where}: an empty cue under {kind}"
                elif kinds.setdefault(cue, kind) != kind:
                    yield f"{where}: {' '.join(cue)!r} is {kinds[cue]} and {kind}"
        for cue in c.refuse:
            if cue != ALL and kinds.get(cue) not in ("strong", "weak", "faint"):
                yield f"{where}: refuse: {' '.join(cue)!r} is no cue of this context"
        for row in c.implied:
            for type in sorted(row.types - set(modes)):
                yield f"{where}: implied: unknown type {type}"
            for mode in sorted(row.modes - {m for t in row.types or modes for m in modes.get(t, ())}):
                yield f"{where}: implied: {mode} is no mode of {', '.join(sorted(row.types)) or 'any type'}"
        misses = sum(e.near_miss for e in c.examples)
        if len(c.examples) < examples or misses < near_misses:
            yield (
                f"{where}: {len(c.examples)} examples, {misses} of them near misses; "
                f"at least {examples} and {near_misses} are needed"
            )
        for example in c.examples:
            for name in sorted(set(example.contexts) - set(contexts)):
                yield f"{where}: example {example.text[:40]!r}: unknown context {name}"
