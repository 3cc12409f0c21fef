"""The terms of our RDF beside event types, modes, predicates and contexts, as vocabulary.toml tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from geograph.errors import DataError
from geograph.ontology import files

FILE = "vocabulary.toml"
TermKind = Literal["class", "object", "datatype", "annotation", "individual", "relation"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of ours. A bare name in `sub`, `close`, `domain`, `range` and `of` is a term of
    ours too, one with a prefix belongs to another vocabulary. The name of a relation is that of JSON Lines."""

    name: str
    kind: TermKind
    label: str
    definition: str
    sub: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Our own terms in the file's order, and the terms of others by what they are in OWL: class, object, datatype or
    annotation."""

    terms: tuple[Term, ...]
    external: Mapping[str, tuple[str, ...]]


_TABLES: dict[str, TermKind] = {
    "classes": "class", "object": "object", "datatype": "datatype", "annotation": "annotation",
    "individuals": "individual", "relations": "relation",
}  # fmt: skip
_LISTS = ("sub", "close", "domain", "range")


@cache
def load() -> Vocabulary:
    """The vocabulary. Raises DataError where the file is wrong."""
    raw = files.toml(files.HERE / FILE)
    if unknown := raw.keys() - _TABLES.keys() - {"external"}:
        raise DataError(f"{FILE}: unknown table {min(unknown)!r}; known: {', '.join(_TABLES)}, external")
    found = [_term(name, _TABLES[table], row) for table in _TABLES for name, row in raw[table].items()]
    return Vocabulary(tuple(found), {kind: tuple(names) for kind, names in raw["external"].items()})


def _term(name: str, kind: TermKind, row: Mapping[str, Any]) -> Term:
    known = {"label", "definition", "of", *_LISTS}
    if unknown := row.keys() - known:
        raise DataError(f"{FILE}: {name}: unknown key {min(unknown)!r}; known: {', '.join(sorted(known))}")
    if missing := {"label", "definition"} - row.keys():
        raise DataError(f"{FILE}: {name}: the key {min(missing)!r} is missing")
    lists = {key: tuple(row.get(key, ())) for key in _LISTS}
    return Term(name, kind, row["label"], row["definition"], of=row.get("of"), **lists)
