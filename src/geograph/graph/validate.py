"""Whether a graph has the shape of ours: SHACL, by ontology/shapes.ttl.

pyshacl checks what can be seen at one subject and its neighbours' classes, on chunks of the graph, for it is slow and
holds what it checks in rdflib. The SPARQL constraints of the same file, which look further, run on the whole graph in
pyoxigraph, each once for all its subjects; pyshacl by itself gives the same results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from geograph.graph.query import Source
from geograph.graph.terms import GG, KINDS, PREFIXES
from geograph.ontology.files import HERE

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

SHAPES = HERE / "shapes.ttl"
CHUNK = 10_000
"""Triples that are checked at a time; a subject's are never parted."""
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong: at which subject (the id, or the IRI), in which property, with which value (none where something
    is missing), and what is wanted there."""

    subject: str
    property: str
    value: str
    wanted: str


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A SPARQL constraint: the query, its prefixes, where its subjects are found, and what is wanted."""

    select: str
    prefixes: dict[str, str]
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    wanted: str


def violations(source: Source) -> Iterator[list[Violation]]:
    """What is wrong in the graph, sorted within each step; the steps are many where the graph is large, and most of
    them give nothing."""
    for triples in _chunks(source):
        yield sorted({*_blank(triples), *_core(source, triples)})
    for constraint in _shapes()[1]:
        yield sorted(_further(source, constraint))


@cache
def _shapes() -> tuple[rdflib.Graph, tuple[_Constraint, ...]]:
    """The shapes without their SPARQL constraints, and these."""
    import rdflib

    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    sh = rdflib.Namespace(_SH)
    core = rdflib.Graph()
    constraints = []
    for subject, predicate, value in shapes:
        if predicate != sh.sparql:
            core.add((subject, predicate, value))
            continue
        declared = (d for p in shapes.objects(value, sh.prefixes) for d in shapes.objects(p, sh.declare))
        constraints.append(
            _Constraint(
                str(shapes.value(value, sh.select)),
                {str(shapes.value(d, sh.prefix)): str(shapes.value(d, sh.namespace)) for d in declared},
                tuple(sorted(map(str, shapes.objects(subject, sh.targetClass)))),
                tuple(sorted(map(str, shapes.objects(subject, sh.targetSubjectsOf)))),
                str(shapes.value(value, sh.message)),
            )
        )
    return core, tuple(sorted(constraints, key=lambda c: (c.wanted, c.select)))


def _chunks(source: Source) -> Iterator[list[pyoxigraph.Triple]]:
    """All triples, whatever graph they are in, all that is said of a subject together; of one that a graph doesn't hold
    together more than once."""
    import pyoxigraph

    chunk: list[pyoxigraph.Triple] = []
    names = [pyoxigraph.DefaultGraph(), *sorted(source.store.named_graphs(), key=str)]
    for name in names:
        quads = source.store.quads_for_pattern(None, None, None, name)
        for subject, _ in groupby(quads, key=lambda quad: quad.subject):
            if isinstance(subject, pyoxigraph.Triple):
                continue
            chunk += _said_of(source, subject)
            if len(chunk) >= CHUNK:
                yield chunk
                chunk = []
    yield chunk


def _said_of(source: Source, subject: pyoxigraph.NamedNode | pyoxigraph.BlankNode) -> list[pyoxigraph.Triple]:
    """What the graph says of a subject, without triples that are spoken of (RDF 1.2), which have no place in SHACL,
    and the number of a store's last change, which is no part of its graph."""
    import pyoxigraph

    said = {q.triple for q in source.store.quads_for_pattern(subject, None, None)}
    return [t for t in said if not isinstance(t.object, pyoxigraph.Triple) and t.predicate.value != GG + "generation"]


def _blank(triples: Iterable[pyoxigraph.Triple]) -> Iterator[Violation]:
    import pyoxigraph

    for triple in triples:
        if isinstance(triple.subject, pyoxigraph.BlankNode) or isinstance(triple.object, pyoxigraph.BlankNode):
            path = _short(triple.predicate.value, "")
            yield Violation(str(triple.subject), path, str(triple.object), "no blank nodes, but IRIs")


def _core(source: Source, triples: list[pyoxigraph.Triple]) -> Iterator[Violation]:
    """What pyshacl finds in the triples, given the classes of all that they speak of."""
    import pyoxigraph
    import pyshacl
    import rdflib

    graph = rdflib.Graph()
    kind = pyoxigraph.NamedNode(PREFIXES["rdf"] + "type")
    others = {t.object for t in triples if isinstance(t.object, pyoxigraph.NamedNode) and t.predicate != kind}
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    focus = {_term(t.subject) for t in triples}
    for other in others:
        for quad in source.store.quads_for_pattern(other, kind, None):
            graph.add((_term(other), rdflib.RDF.type, _term(quad.object)))
    for token in KINDS.values():
        name = rdflib.URIRef(GG + token.removeprefix("gg:"))
        graph.add((name, rdflib.RDFS.subClassOf, rdflib.URIRef(GG + "Entity")))
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes()[0], inplace=True)
    if conforms:
        return
    sh = rdflib.Namespace(_SH)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        subject, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        if subject not in focus:
            continue
        value, wanted = report.value(result, sh.value), report.value(result, sh.resultMessage)
        yield _violation(source, str(subject), str(path), value if value is None else str(value), str(wanted))


def _term(term: object) -> rdflib.term.Node:
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        kind = term.datatype.value
        datatype = None if kind == PREFIXES["xsd"] + "string" else rdflib.URIRef(kind)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    assert isinstance(term, pyoxigraph.BlankNode)
    return rdflib.BNode(term.value)


def _further(source: Source, constraint: _Constraint) -> Iterator[Violation]:
    """What a SPARQL constraint finds: its query with `$this` as a variable that runs over its shape's subjects."""
    head, _, body = constraint.select.replace("$this", "?this").partition("{")
    classes = " ".join(f"<{c}>" for c in constraint.classes)
    targets = [f"{{ VALUES ?_class {{ {classes} }} ?this a ?_class }}"]
    targets += [f"{{ ?this <{p}> ?_any }}" for p in constraint.subjects_of]
    query = f"{head.replace('SELECT', 'SELECT DISTINCT', 1)}{{ {' UNION '.join(targets)} {body}"
    rows = source.store.query(query, prefixes=constraint.prefixes, use_default_graph_as_union=True)
    for row in cast("pyoxigraph.QuerySolutions", rows):
        this, path, value = (str(getattr(row[name], "value", row[name])) for name in ("this", "path", "value"))
        yield _violation(source, this, path, value, constraint.wanted)


def _violation(source: Source, subject: str, path: str, value: str | None, wanted: str) -> Violation:
    shown = "" if value is None else _short(value, source.base)
    return Violation(_short(subject, source.base), _short(path, source.base), shown, wanted)


def _short(iri: str, base: str) -> str:
    """The id, or the prefixed name, where the IRI has one."""
    for prefix, start in (("", base), *((f"{p}:", i) for p, i in PREFIXES.items())):
        if start and iri.startswith(start) and iri != start:
            return prefix + iri.removeprefix(start)
    return iri
