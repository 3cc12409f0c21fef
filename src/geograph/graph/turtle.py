"""Triples as text: Turtle, N-Triples and JSON-LD, sorted, so that equal graphs are equal files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geograph.graph.terms import BASE, PREFIXES, QUOTED, Triples, unescape


def rows(triples: Triples) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each subject with its sorted objects by predicate; `a` comes first."""
    for subject in sorted(triples):
        grouped: dict[str, list[str]] = {}
        for predicate, value in sorted(set(triples[subject])):
            grouped.setdefault(predicate, []).append(value)
        if grouped:
            yield subject, grouped


def turtle(triples: Triples, base: str = BASE) -> Iterator[str]:
    """A Turtle file, piece by piece: the prefixes, then a paragraph for each subject."""
    yield from prefixes(base)
    for subject in sorted(triples):
        if pairs := triples[subject]:
            yield paragraph(subject, sorted(set(pairs)))


def prefixes(base: str) -> Iterator[str]:
    """The lines with which a Turtle or TriG file begins."""
    for name, iri in sorted({**PREFIXES, "id": base}.items()):
        yield f"@prefix {name}: <{iri}> .\n"


def paragraph(subject: str, pairs: Iterable[Sequence[str]]) -> str:
    """What is said of a subject; the pairs of predicate and object are sorted."""
    pieces, last = [f"\n{subject}"], None
    for predicate, value in pairs:
        if predicate == last:
            pieces.append(" , " + value)
        else:
            pieces.append(f" {predicate} {value}" if last is None else f" ;\n    {predicate} {value}")
            last = predicate
    pieces.append(" .\n")
    return "".join(pieces)


def graph_block(graph: str, first: bool = False) -> str:
    """Where a named graph begins in a TriG file: the one before it ends, if there is one. The last ends in "}"."""
    return ("" if first else "}\n") + f"\n{graph} {{\n"


def shortened(term: str, base: str) -> str:
    """A term of N-Triples as a Turtle token, the reverse of `expanded`. Only "a" is not among what it gives."""
    if term[0] == "<":
        iri = term[1:-1]
        if iri.startswith(base) and _ID.fullmatch(iri, len(base)):
            return "id:" + iri[len(base) :]
        at = (iri.rfind("#") + 1) or (iri.rfind("/") + 1)
        name = _NAMES.get(iri[:at])
        return f"{name}:{iri[at:]}" if name and _TERM.fullmatch(iri, at) else term
    if term[-1] != ">":
        return term
    value, _, kind = term.rpartition("^^<")
    name = kind[len(_XSD) : -1] if kind.startswith(_XSD) else ""
    if name == "integer" or (name == "decimal" and "." in value):
        return value[1:-1]
    return f"{value}^^xsd:{name}" if name else term


_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_TERM = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_XSD = PREFIXES["xsd"]
_NAMES = {iri: name for name, iri in PREFIXES.items()}


def expanded(token: str, base: str) -> str:
    """A Turtle token as N-Triples writes it."""
    first = token[0]
    if first == "<":
        if not token.startswith(QUOTED[0]):
            return token
        inner = token.removeprefix(QUOTED[0]).removesuffix(QUOTED[1]).split(" ")
        return f"{QUOTED[0]}{' '.join(expanded(t, base) for t in inner)}{QUOTED[1]}"
    if first == '"':
        if token[-1] == '"':
            return token
        value, _, kind = token.rpartition("^^xsd:")
        return f"{value}^^<{PREFIXES['xsd']}{kind}>"
    if first.isdigit() or first == "-":
        kind = "decimal" if "." in token else "integer"
        return f'"{token}"^^<{PREFIXES["xsd"]}{kind}>'
    if token == "a":
        return f"<{PREFIXES['rdf']}type>"
    prefix, _, local = token.partition(":")
    return f"<{base if prefix == 'id' else PREFIXES[prefix]}{local}>"


def ntriples(triples: Triples, base: str = BASE) -> Iterator[str]:
    """The lines of an N-Triples file, sorted."""
    known: dict[str, str] = {}

    def full(token: str) -> str:
        if token.startswith('"'):
            return expanded(token, base)
        found = known.get(token)
        if found is None:
            found = known[token] = expanded(token, base)
        return found

    lines = [f"{full(subject)} {full(p)} {full(o)} .\n" for subject, pairs in triples.items() for p, o in set(pairs)]
    lines.sort()
    yield from lines


def jsonld(triples: Triples, base: str = BASE) -> Iterator[str]:
    """A JSON-LD document: a context that says how to read each property, then one object a line for each subject."""
    kinds: dict[str, set[str]] = {}
    described = list(rows(triples))
    for _, by_predicate in described:
        for predicate, values in by_predicate.items():
            if predicate != "a":
                kinds.setdefault(predicate, set()).update(map(_kind, values))
    context: dict[str, Any] = {**{n: PREFIXES[n] for n in sorted(PREFIXES)}, "id": base}
    coerced = {p: k.copy().pop() for p, k in kinds.items() if len(k) == 1}
    for predicate in sorted(coerced):
        if coerced[predicate] and not predicate.startswith("<"):
            context[predicate] = {"@type": coerced[predicate]}
    yield '{"@context": ' + _json(context) + ',\n"@graph": ['
    for number, (subject, by_predicate) in enumerate(described):
        entry: dict[str, Any] = {"@id": _iri(subject)}
        for predicate, values in by_predicate.items():
            if predicate == "a":
                entry["@type"] = _one([_iri(v) for v in values])
            else:
                plain = predicate in coerced and not predicate.startswith("<")
                entry[_iri(predicate)] = _one([_value(v, plain) for v in values])
        yield ("," if number else "") + "\n" + _json(entry)
    yield "\n]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _iri(token: str) -> str:
    return token[1:-1] if token[0] == "<" else token


def _kind(token: str) -> str:
    """What a JSON-LD context says of values like this: "@id", a datatype, or "" for plain strings."""
    first = token[0]
    if first == '"':
        return "" if token[-1] == '"' else "xsd:" + token.rpartition("^^xsd:")[2]
    if first.isdigit() or first == "-":
        return "xsd:decimal" if "." in token else "xsd:integer"
    return "@id"


def _value(token: str, coerced: bool) -> Any:
    """The value as JSON; a number stays a string beside its datatype, for JSON's numbers would be doubles."""
    kind = _kind(token)
    if kind == "@id":
        return _iri(token) if coerced else {"@id": _iri(token)}
    words = token
    if token.startswith('"'):
        words = unescape(token if kind == "" else token.rpartition("^^xsd:")[0])
    return words if coerced or kind == "" else {"@value": words, "@type": kind}
