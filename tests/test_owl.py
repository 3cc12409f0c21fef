"""The ontology as OWL: what its files say, within OWL DL, and every term that our graphs use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from conftest import Run
from factory import ONTOLOGY, SUMMIT, claim, day, reading, summit
from geograph.errors import DataError
from geograph.graph import owl, rdf, turtle
from geograph.graph.terms import GG
from geograph.model import Mention, Place, Quantity, Reading
from geograph.ontology import contexts, load, vocabulary

PACKAGE = Path(owl.__file__).parents[1]
KEPT = PACKAGE / "ontology" / "geograph.ttl"
KINDS = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Ontology"}
TEXT = {"label", "definition", "notation", "isDefinedBy"}

Terms = dict[str, dict[str, set[str]]]


def owl_of(folder: Path | None = None) -> str:
    return "".join(owl.turtle(load(folder), contexts.load(folder), vocabulary.load()))


def local(iri: str) -> str:
    return re.split("[#/]", iri)[-1]


def terms_of(text: str) -> Terms:
    """What is said of each IRI: the values by the local name of the property."""
    found: Terms = defaultdict(lambda: defaultdict(set))
    for quad in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        found[quad.subject.value][local(quad.predicate.value)].add(quad.object.value)
    return found


@cache
def kept() -> Terms:
    return terms_of(KEPT.read_text(encoding="utf-8"))


def kinds(term: dict[str, set[str]]) -> set[str]:
    return {local(kind) for kind in term["type"]} & KINDS


def test_the_file_that_is_kept_is_what_the_tables_say() -> None:
    if KEPT.read_text(encoding="utf-8") != owl_of():
        pytest.fail("geograph.ttl isn't what the ontology's files say; run: geograph ontology owl -o " + str(KEPT))


def test_it_parses_alike_everywhere() -> None:
    text = KEPT.read_text(encoding="utf-8")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == sum(
        len(values) for term in kept().values() for values in term.values()
    )


def test_every_iri_is_one_kind_of_thing() -> None:
    assert {iri: kinds(term) for iri, term in kept().items() if len(kinds(term)) != 1} == {}
    symmetric = {
        local(iri) for iri, term in kept().items() if any(t.endswith("#SymmetricProperty") for t in term["type"])
    }
    assert symmetric == {p.name for p in load().predicates.values() if p.symmetric}


def test_every_term_of_ours_has_a_label_and_a_definition_and_points_to_what_is_declared() -> None:
    ours = {iri: term for iri, term in kept().items() if iri.startswith(GG)}
    assert len(ours) > 300
    for iri, term in ours.items():
        assert len(term["label"]) == len(term["definition"]) == 1, iri
        assert term["isDefinedBy"] == {GG.removesuffix("#")}
        for name in ("subClassOf", "subPropertyOf", "domain", "domainIncludes", "modeOf", "defaultPredicate"):
            assert term[name] <= kept().keys(), iri
        built_in = {"integer", "decimal", "date", "string", "anyURI", "Class", "Property"}
        assert {r for r in term["range"] | term["rangeIncludes"] if local(r) not in built_in} <= kept().keys()
        (kind,) = kinds(term)
        assert all(kinds(kept()[wider]) == {kind} for wider in term["subClassOf"] | term["subPropertyOf"])
        if kind == "DatatypeProperty":
            assert {r.split("#")[0] for r in term["range"]} == {"http://www.w3.org/2001/XMLSchema"}


def test_types_are_classes_below_their_quad_and_events() -> None:
    def wider(iri: str) -> set[str]:
        above = kept()[iri]["subClassOf"] if iri in kept() else set()
        return above | {w for a in above for w in wider(a)}

    assert {local(i) for i in wider(GG + "Consult")} == {"VerbalCooperation", "Event"}
    assert "http://semanticweb.cs.vu.nl/2009/11/sem/Event" in wider(GG + "Consult")
    consult = kept()[GG + "Consult"]
    assert (consult["notation"], consult["defaultScore"], consult["defaultCameo"]) == ({"CONSULT"}, {"2.5"}, {"040"})
    assert kept()[GG + "Consult-visit"]["defaultPredicate"] == {GG + "visited"}
    types = load().types.values()
    assert {t for term in kept().values() for t in term["notation"]} >= {
        *(t.id for t in types),
        *(mode for t in types for mode in t.modes),
        *contexts.load(),
    }


# Every term that a graph uses is declared, and the other way round


def rich() -> list[Reading]:
    """Readings in which everything stands that a graph can say."""
    dateless = claim(SUMMIT, "met", ["Kim Jong Un", "Alexander Kozlov"], id="c-1")
    planned = claim(SUMMIT, "visit", ["Vladimir Putin"], ["North Korea"], predicate="visited", id="c-2",
                    date=day(SUMMIT, "next year", "2025-03-04"))  # fmt: skip
    denied = claim(SUMMIT, "accused", ["United States"], ["North Korea"], predicate="accused", status="negated")
    odd_words = replace(
        claim(SUMMIT, "sending", ["rebels"], ["Russia"], predicate="gaveAidTo", status="hypothetical"),
        id="c-3", predicate="gave_aid_to", quote="other words", trigger="other",
        place=Place("elsewhere", 0, 3, None, "x"), date=day("Monday", "Monday", "2024-11-19"),
        quantities=(Quantity("six", 0, 3, 6.0, "killed", "men"),),
    )  # fmt: skip
    one = odd_words.recipient[0]
    odd_words = replace(odd_words, recipient=(replace(one, mention="Rus", phrase="the Rus", name="Rus", kind="other"),))
    more = summit()
    kinds = ("organization", "armed_group", "population", "place", "other")
    said = Mention(0, 3, "Kim", reason="gazetteer: name")
    extra = tuple(replace(more.entities[0], id=k, kind=k, wikidata="Q1", mentions=(said,)) for k in kinds)
    old = replace(more.relations[0], id="r-old", quote="other words", object_id=None, object="x", valid_to="2020")
    return [
        replace(more, entities=(*more.entities, *extra), relations=(*more.relations, old)),
        reading("another", [dateless, denied, odd_words]),
        reading("later", [replace(planned, status="actual")], published="2025-03-05"),
        reading("before", [planned], published="2025-02-05"),
    ]


def used() -> tuple[set[str], set[tuple[str, str]]]:
    """The classes that a rich graph uses, and its properties, each with the kind of its values."""
    classes, properties = set(), set()
    for quad in rdf.quads(rich(), ontology=ONTOLOGY):
        if local(quad.predicate.value) == "type":
            if quad.predicate.value != GG + "type":
                classes.add(quad.object.value)  # type: ignore[union-attr]
        kind = getattr(quad.object, "datatype", None)
        properties.add((quad.predicate.value, kind.value if kind else "IRI"))
    return classes, properties - {(rdflib.RDF.type.toPython(), "IRI")}


BUILT_IN = ("http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2002/07/owl#")


def test_every_term_of_a_graph_is_declared_as_what_it_is() -> None:
    classes, properties = used()
    assert {c for c in classes if kinds(kept()[c]) != {"Class"}} == set()
    for iri, values in properties:
        if iri.startswith(BUILT_IN):
            continue
        (kind,) = kinds(kept()[iri])
        if kind == "ObjectProperty":
            assert values == "IRI", iri
        elif kind == "DatatypeProperty":
            assert kept()[iri]["range"] <= {values}, iri


def test_every_declared_term_is_used() -> None:
    classes, properties = used()
    there = {i.removeprefix(GG) for i in classes | {p for p, _ in properties}}
    unused = set()
    for known in vocabulary.load().terms:
        wider = {name for other in vocabulary.load().terms for name in other.sub}
        if known.kind in ("class", "object", "datatype", "annotation") and known.name not in there | wider:
            unused.add(known.name)
    # These say what our classes and individuals are, and how often a store has changed.
    assert unused == {"Status", "Side", "Mode", "Context", "defaultPredicate", "defaultCameo", "defaultScore", "modeOf",
                      "generation"}  # fmt: skip
    wanted = {i for c in rich() for x in c.claims for i in (x.status.capitalize(),)} | {"Actor", "Recipient", "Source"}
    assert {t.name for t in vocabulary.load().terms if t.kind == "individual"} == wanted | {"Alleged"}


def test_no_term_in_the_code_is_undeclared() -> None:
    """In code and queries; the examples of help pages are of our own ontology."""
    written = {
        word
        for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.rq")]
        for word in re.findall(r"gg:([A-Za-z][\w-]*)", path.read_text(encoding="utf-8"))
    }
    assert {w for w in written - {"Text", "sha256", "context-"} if GG + w not in kept()} == set()


# A user's own types


APPOINT = """
id = "APPOINT"
label = "Appoint"
definition = "An actor gives somebody an office."
cameo = "020"
score = 1.0
quad = "verbal cooperation"
predicate = "{predicate}"
[predicates]
{predicate} = {{ label = "appointed", symmetric = false }}
"""


def test_a_users_ontology_is_described_likewise(tmp_path: Path, run: Callable[..., Run]) -> None:
    (tmp_path / "appoint.toml").write_text(APPOINT.format(predicate="appointed"), encoding="utf-8")
    done = run("ontology", "owl", "--ontology", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == owl_of(tmp_path)
    made = terms_of(done.out)
    assert made.keys() - kept().keys() == {GG + "Appoint", GG + "appointed"}
    assert made[GG + "appointed"]["definition"] == {
        "The subject appointed the object, as an affirmed event tells (APPOINT)."
    }


@pytest.mark.parametrize(
    ("predicate", "what"),
    [("actor", "the term actor"), ("Article", "the term Article"), ("leaderOf", "the term leader_of")],
)
def test_a_name_that_is_taken_is_refused(predicate: str, what: str, tmp_path: Path, run: Callable[..., Run]) -> None:
    (tmp_path / "appoint.toml").write_text(APPOINT.format(predicate=predicate), encoding="utf-8")
    message = f"the predicate {predicate}: its IRI gg:{predicate} is that of {what}; give it another name"
    with pytest.raises(DataError, match=re.escape(message)):
        owl_of(tmp_path)
    done = run("ontology", "owl", "--ontology", tmp_path, "-o", tmp_path / "x.ttl")
    assert (done.code, done.err) == (3, f"error: {message}\n")
    assert not (tmp_path / "x.ttl").exists()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"verbs": {}}, "vocabulary.toml: unknown table 'verbs'"),
        ({"classes": {"A": {"label": "a"}}}, "vocabulary.toml: A: the key 'definition' is missing"),
        ({"classes": {"A": {"label": "a", "definition": "b", "x": 1}}}, "vocabulary.toml: A: unknown key 'x'"),
    ],
)
def test_a_wrong_vocabulary_is_refused(table: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {
        name: {} for name in ("classes", "object", "datatype", "annotation", "individuals", "relations", "external")
    }
    monkeypatch.setattr(vocabulary.files, "toml", lambda path: {**whole, **table})
    with pytest.raises(DataError, match=re.escape(message)):
        vocabulary.load.__wrapped__()


def test_the_samples_use_declared_terms_only() -> None:
    for path in sorted((PACKAGE.parents[1] / "data" / "graphs").glob("*.ttl")):
        words = set(re.findall(r"(?<= )gg:[\w-]+", re.sub(r'"(\\.|[^"\\])*"', "", path.read_text(encoding="utf-8"))))
        assert {w for w in words if GG + w.removeprefix("gg:") not in kept()} == set()
        assert len(words) > 40
    assert turtle.expanded("gg:Consult", "") == f"<{GG}Consult>"
