"""Readings as RDF: each article's claims in a named graph of its own, and the graph derived from all claims.

An article's graph can be replaced; the derived graph is recomputed. TriG and N-Quads hold them as such, Turtle and the
other formats of RDF their union.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geograph.errors import UsageError
from geograph.graph import terms
from geograph.graph.order import together
from geograph.graph.rdf_article import article_triples
from geograph.graph.rdf_derived import derived_triples
from geograph.graph.terms import BASE, Triples
from geograph.model import Reading
from geograph.ontology import Ontology
from geograph.ontology import load as load_ontology

if TYPE_CHECKING:
    import pyoxigraph


def graphs(
    readings: Iterable[Reading], base: str = BASE, ontology: Ontology | None = None, rdf12: bool = False
) -> Iterator[tuple[str, Triples]]:
    """Each named graph's IRI and triples: the articles' by IRI, then the derived graph, with `rdf12` with reifiers.

    Raises UsageError where two articles that differ have one url, for their words would run together."""
    terms.checked_base(base)
    known = sorted(together(readings), key=lambda reading: terms.article_iri(reading, base))
    seen: dict[str, Reading] = {}
    for reading in known:
        iri, made = article_triples(reading, base)
        if iri in seen:
            raise UsageError(
                f"the articles {seen[iri].article.id!r} and {reading.article.id!r} differ but have the same url "
                f"{reading.article.url}; give each its own, or leave it out"
            )
        seen[iri] = reading
        yield iri, made
    yield base + "derived", derived_triples(known, base, ontology or load_ontology(), rdf12)


def triples(
    readings: Iterable[Reading], base: str = BASE, ontology: Ontology | None = None, rdf12: bool = False
) -> Triples:
    """The union of all graphs."""
    return terms.merged(made for _, made in graphs(readings, base, ontology, rdf12))


def quads(readings: Iterable[Reading], base: str = BASE, ontology: Ontology | None = None) -> Iterator[pyoxigraph.Quad]:
    """All graphs as quads of pyoxigraph, which checks every term on the way."""
    import pyoxigraph

    from geograph.graph.turtle import ntriples

    for iri, made in graphs(readings, base, ontology):
        graph = pyoxigraph.NamedNode(iri)
        lines = "".join(ntriples(made, base)).encode()
        for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
