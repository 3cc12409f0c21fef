"""VoID: the numbers are those of the graph, from a file as from a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import rdflib

from conftest import Run
from factory import ONTOLOGY, odd, summit
from geograph.graph import Graph
from geograph.graph.terms import BASE, GEONAMES, WIKIDATA
from geograph.store import writing

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def described(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def parts(graph: rdflib.Graph, kind: str, number: str) -> dict[str, int]:
    """The numbers of a partition by what it is of."""
    return {
        str(graph.value(part, VOID[kind])): int(str(graph.value(part, VOID[number])))
        for part in graph.objects(rdflib.URIRef(BASE), VOID[f"{kind}Partition"])
    }


def test_the_numbers_are_those_of_the_graph() -> None:
    whole = Graph([summit(), odd()], ONTOLOGY)
    triples = [q.triple for q in pyoxigraph.parse(whole.write("nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)]
    graph = described(whole.write("void"))
    assert parts(graph, "property", "triples") == Counter(str(t.predicate.value) for t in triples)
    assert parts(graph, "class", "entities") == Counter(
        str(t.object.value) for t in triples if t.predicate.value == str(rdflib.RDF.type)
    )
    numbers = {name: int(str(graph.value(rdflib.URIRef(BASE), VOID[name])))
               for name in ("triples", "documents", "properties", "classes")}  # fmt: skip
    assert numbers == {
        "triples": len(triples),
        "documents": 2,
        "properties": len(parts(graph, "property", "triples")),
        "classes": len(parts(graph, "class", "entities")),
    }
    assert str(graph.value(rdflib.URIRef(BASE), rdflib.DCTERMS.title)) == "Who did what to whom, as 2 articles tell"
    links = {str(graph.value(s, VOID.objectsTarget)): str(graph.value(s, VOID.triples))
             for s in graph.subjects(rdflib.RDF.type, VOID.Linkset)}  # fmt: skip
    assert links == {WIKIDATA: "1", GEONAMES: "1"}
    assert str(rdflib.SKOS) in {str(v) for v in graph.objects(rdflib.URIRef(BASE), VOID.vocabulary)}
    assert not [t for triple in graph for t in triple if isinstance(t, rdflib.BNode)]


def test_one_article_and_none() -> None:
    one = Graph([summit()], ONTOLOGY, "https://data.example/").write("void")
    assert '    dcterms:title "Who did what to whom, as 1 article tells" ;\n' in one
    assert '    void:uriSpace "https://data.example/" ;\n' in one
    assert BASE not in one
    none = Graph([], ONTOLOGY).write("void")
    assert '"Who did what to whom, as 0 articles tell"' in none
    assert "    void:triples 2 ;\n" in none


def test_a_file_and_a_store_are_described_alike(tmp_path: Path, run: Callable[..., Run]) -> None:
    graph = Graph([summit(), odd()], ONTOLOGY)
    (tmp_path / "graph.nq").write_text(graph.write("nq"), encoding="utf-8")
    with writing(tmp_path / "store", ONTOLOGY, create=True) as writer:
        writer.put(list(graph.readings))
    for source in ("graph.nq", "store"):
        done = run("export", tmp_path / source, "--to", "void")
        assert (done.code, done.err) == (0, "")
        assert done.out.replace("\r\n", "\n") == Graph([summit(), odd()]).write("void")
    moved = run("export", tmp_path / "graph.nq", "--to", "void", "--base", "https://data.example/")
    assert moved.out == Graph([summit(), odd()], None, "https://data.example/").write("void")
