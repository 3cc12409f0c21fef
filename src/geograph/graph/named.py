"""The named queries of `geograph/queries`: questions that are asked often, as SPARQL files with parameters.

Each file is plain SPARQL 1.1 for any triple store, with or without a union default graph. Its first comment lines are
its help; then come `# @NAME KIND: help` for each parameter (`KIND!` where it must be given), `# @needs ONE | OTHER
THIRD` where one of these sets must be given, `# @then STEP` where Python finishes what SPARQL can't, and `# @example`.
The parameters stand, with their defaults, in one line at the beginning: `VALUES (?actor ?since) { (UNDEF UNDEF) }`;
giving one means to put its value there. A line that begins with `#@actor` is left out of the query unless that
parameter is given: it says nothing new, but lets a large store begin with the actor.

A store of our own keeps tables beside its triples that answer sooner (see `store.answers`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geograph.errors import UsageError
from geograph.graph.choice import as_day
from geograph.graph.names import fold
from geograph.graph.query import Asked, Labels, Result, Source, find, run
from geograph.graph.terms import PREFIXES
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    import pyoxigraph

Given = str | float | date | None
"""What a parameter may be given as."""

KINDS = {
    "entity": "a name, an alias or an id",
    "event": "an event's id",
    "type": "an event type",
    "day": "a day, YYYY-MM-DD",
    "number": "a number",
    "text": "words, exactly as the graph has them",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    kind: str
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ours. `needs` are sets of parameters of which one must be given whole, `then` names the step that
    finishes its answer, if any."""

    name: str
    help: str
    text: str
    parameters: tuple[Parameter, ...]
    needs: tuple[tuple[str, ...], ...]
    then: str | None
    example: str


_PARAMETER = re.compile(r"# @(\w+) (\w+)(!?): (.*)")
_VALUES = re.compile(r"VALUES \(([^)]*)\) \{ \(([^)]*)\) \}")


@cache
def named() -> Mapping[str, NamedQuery]:
    """The named queries by name."""
    folder = files("geograph").joinpath("queries")
    texts = {f.name.removesuffix(".rq"): f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".rq")}
    return {name: _parsed(name, texts[name]) for name in sorted(texts)}


def _parsed(name: str, text: str) -> NamedQuery:
    help: list[str] = []
    parameters: list[Parameter] = []
    notes: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        if found := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(found[1], found[2], found[4], bool(found[3])))
        elif line.startswith("# @"):
            note, _, words = line.removeprefix("# @").partition(" ")
            notes[note] = words
        else:
            help.append(line.removeprefix("# "))
    needs = tuple(tuple(words.split()) for words in notes["needs"].split("|")) if "needs" in notes else ()
    return NamedQuery(name, " ".join(help), text, tuple(parameters), needs, notes.get("then"), notes["example"])


def get(name: str) -> NamedQuery:
    """The query of this name. Raises UsageError where there is none."""
    query = named().get(name)
    if query is None:
        raise UsageError(f"the query {name!r} is unknown; there are {', '.join(named())}")
    return query


def run_named(source: Source, name: str, /, ontology: Ontology | None = None, **given: Given) -> Result:
    """The answer to a named query. Parameters that are None count as not given.

    Raises UsageError for an unknown query, entity, type or day, for a parameter that the query doesn't have, and where
    one is missing that must be given."""
    query = get(name)
    values = _asked(source, query, {k: v for k, v in given.items() if v is not None}, ontology)
    answer = source.tables and source.tables.answer(name, dict.fromkeys(p.name for p in query.parameters) | values)
    if answer:
        columns, rows = answer
        base = source.base
        labels = Labels(source, lambda: {v for row in rows for v in row if isinstance(v, str) and v.startswith(base)})
        result = Result(columns, tuple(rows), labels)
    else:
        result = run(source, _sparql(source, query, values))
    if query.then is None:
        return result
    from geograph.graph import chains

    ends = [find(source, str(given[p.name])) for p in query.parameters if p.kind == "entity" and p.required]
    return chains.STEPS[query.then](source, result, ends)


def sparql(source: Source, query: NamedQuery, given: Mapping[str, Given], ontology: Ontology | None = None) -> str:
    """The query's text with the given values in it, ready for any triple store that holds the same graph."""
    return _sparql(source, query, _asked(source, query, given, ontology))


def _asked(
    source: Source, query: NamedQuery, given: Mapping[str, Given], ontology: Ontology | None
) -> dict[str, Asked]:
    """The values of the parameters, checked."""
    kinds = {p.name: p.kind for p in query.parameters}
    for name in given:
        if name not in kinds:
            known = ", ".join(kinds) or "none"
            raise UsageError(f"the query {query.name} has no parameter {name!r}; its parameters: {known}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise UsageError(
                f"the query {query.name} needs {parameter.name} ({KINDS[parameter.kind]}); for example: {query.example}"
            )
    if query.needs and not any(given.keys() >= set(group) for group in query.needs):
        needed = ", or ".join(" and ".join(group) for group in query.needs)
        raise UsageError(f"the query {query.name} needs {needed}; for example: {query.example}")
    return {k: _value(source, k, kinds[k], value, ontology) for k, value in given.items() if value is not None}


def _sparql(source: Source, query: NamedQuery, values: Mapping[str, Asked]) -> str:
    kinds = {p.name: p.kind for p in query.parameters}
    text = "\n".join(_lines(query.text, values)).replace("GRAPH ?derived ", f"GRAPH <{source.derived}> ")
    block = _VALUES.search(text)
    if block is None:
        return text
    names, defaults = block[1].replace("?", "").split(), block[2].split()
    rows = [""]
    for name, default in zip(names, defaults, strict=True):
        terms = _terms(kinds[name], values[name]) if name in values else [default]
        rows = [f"{row} {term}" for row in rows for term in terms]
    filled = f"VALUES ({block[1]}) {{ {' '.join(f'({row.strip()})' for row in rows)} }}"
    return text[: block.start()] + filled + text[block.end() :]


def _lines(text: str, given: Container[str]) -> Iterator[str]:
    for line in text.splitlines():
        found = re.fullmatch(r"( *)#@(\w+) (.*)", line)
        yield found[1] + found[3] if found and found[2] in given else line


def _value(source: Source, name: str, kind: str, value: Given, ontology: Ontology | None) -> Asked:
    """The value of a parameter as queries take it; several IRIs where several entities have the name."""
    match kind:
        case "entity":
            return find(source, str(value))
        case "event":
            return [_event(source, str(value)).value]
        case "type":
            return _type(source, str(value), ontology)
        case "day":
            return str(as_day(value if isinstance(value, date) else str(value), f"--{name}"))
        case "number":
            try:
                return round(float(str(value)), 6)
            except ValueError:
                raise UsageError(f"{name}: {value!r} is no number") from None
    return str(value)


def _terms(kind: str, value: Asked) -> list[str]:
    """The value as SPARQL terms."""
    import pyoxigraph

    if isinstance(value, list):
        return [str(pyoxigraph.NamedNode(iri)) for iri in value]
    if isinstance(value, float):
        return [f"{value:.6f}".rstrip("0").rstrip(".")]
    return [f'"{value}"^^<{PREFIXES["xsd"]}date>' if kind == "day" else str(pyoxigraph.Literal(value))]


def _event(source: Source, name: str) -> pyoxigraph.NamedNode:
    import pyoxigraph

    try:
        iri = pyoxigraph.NamedNode(name if name.startswith(source.base) else source.base + name.removeprefix("id:"))
    except ValueError:
        iri = None
    if iri is None or next(source.store.quads_for_pattern(iri, None, None, None), None) is None:
        raise UsageError(f"no event {name!r} in this graph; see: geograph query GRAPH --named timeline")
    return iri


def _type(source: Source, name: str, ontology: Ontology | None) -> str:
    """The event type as the graph writes it; one that is known but not there gives an empty answer, not an error."""
    known = {fold(t): t for t in sorted((ontology or load_ontology()).types)}
    if fold(name) not in known:
        there = {str(v) for row in run(source, "SELECT DISTINCT ?t WHERE { ?e gg:type ?t }").rows for v in row}
        known |= {fold(t): t for t in sorted(there)}
    if fold(name) not in known:
        raise UsageError(f"the event type {name!r} is unknown; there are {', '.join(sorted(known.values()))}")
    return known[fold(name)]
