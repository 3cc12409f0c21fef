"""SHACL: graphs of ours conform, and each way to spoil one is found and named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pyoxigraph
import pyshacl
import pytest
import rdflib

from conftest import ROOT, Run
from factory import ONTOLOGY, SUMMIT, claim, day, reading, summit, who
from geograph.gazetteer.user import SECTORS
from geograph.graph import Graph, rdf, validate
from geograph.graph.query import Source
from geograph.graph.terms import BASE, GG, KINDS, STATUSES
from geograph.graph.validate import SHAPES, Violation, violations
from geograph.model import Bound, Granularity, Quantity, Reading, Tense
from geograph.ontology import QUADS, vocabulary
from geograph.store import open_source, writing

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # pyshacl's
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def several() -> list[Reading]:
    """Articles with an absorbed event, a plan that came true, and a disputed event besides all that a summit has."""
    planned = claim(SUMMIT, "visit", ["Vladimir Putin"], ["North Korea"], predicate="visited", status="planned",
                    date=day(SUMMIT, "next year", "2025-03-04"))  # fmt: skip
    done = claim(SUMMIT, "visit", ["Vladimir Putin"], ["North Korea"], predicate="visited",
                 date=day(SUMMIT, "next year", "2025-03-04"))  # fmt: skip
    denied = claim(SUMMIT, "accused", ["United States"], ["North Korea"], predicate="accused", status="negated")
    text = "The rebels attacked Russia and killed 6 soldiers."
    killed = [
        replace(
            claim(text.replace("6", number), "attacked", ["rebels"], ["Russia"], predicate="attacked"),
            quantities=(Quantity(number, 38, 39, float(number), "killed", "soldiers"),),
        )
        for number in ("6", "8")
    ]
    killed = [replace(c, id=f"claim-{at}", actor=(who("rebels", None, text),)) for at, c in enumerate(killed)]
    killed = [replace(c, recipient=(who("Russia", None, text),)) for c in killed]
    return [
        summit(),
        *(reading(c.id, [c]) for c in killed),
        reading("plan", [planned]),
        reading("deed", [done], "2025-03-05"),
        reading("denial", [denied]),
    ]


TURTLE = Graph(several(), ONTOLOGY).to_turtle()


def found(text: str) -> set[Violation]:
    store = pyoxigraph.Store()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return {one for some in violations(Source(store, BASE)) for one in some}


def test_a_graph_of_ours_conforms() -> None:
    assert "gg:mergedInto" in TURTLE
    assert "gg:fulfilledBy" in TURTLE
    assert TURTLE.count("gg:DisputedEvent") == 2
    assert found(TURTLE) == set()
    assert found(Graph([], ONTOLOGY).to_turtle()) == set()


def event(kind: str, status: str = "Actual") -> str:
    """The id of the event of this type and status."""
    for paragraph in TURTLE.split("\n\n"):
        told = f" gg:{kind} ," in paragraph and f"gg:status gg:{status} ;" in paragraph
        if told and "gg:mergedInto" not in paragraph:
            return paragraph.split(" ")[0].removeprefix("id:")
    raise AssertionError(kind)


def subject(pattern: str) -> str:
    """The id of the first thing that is described like this."""
    for paragraph in TURTLE.split("\n\n"):
        if re.search(pattern, paragraph):
            return paragraph.split(" ")[0].removeprefix("id:").strip("<>")
    raise AssertionError(pattern)


ACCUSE, AID = event("Accuse"), event("Aid", "Alleged")
MEETING = event("MutualEvent")
MET = subject(r'gg:cameo "040" ;\n(.*\n)*?    gg:confidence 0\.91 ;\n(.*\n)*?.*gg:rule "CONSULT')

ALLEGED = 'gg:score "10"^^xsd:decimal ;\n    gg:status gg:Alleged'
SURE = 'gg:confidence 0.7 ;\n    gg:dateEnd "2025-12-31"^^xsd:date ;\n    gg:dateMention'
TO_EACH = "an affirmed event needs the direct edge from each actor to each recipient"
STATUS = "one status: gg:Actual, gg:Negated, gg:Planned, gg:Hypothetical or gg:Alleged"
CERTAIN = "one confidence, a decimal from 0 to 1"
PUTIN = "id:person-vladimir-putin a gg:Person ;"
DISAGREE = "a disputed event needs claims that disagree: one affirms it and one denies it, or their numbers differ"
EDGE = "a direct edge needs an event that is actual and stands by itself, or a relation that isn't over"
MUTATIONS: dict[str, tuple[str, str, set[tuple[str, str, str, str]]]] = {
    "a direct edge that nobody affirms": (
        "id:state-RUS a gg:State ;", "id:state-RUS a gg:State ; gg:accused id:state-PRK ;",
        {("state-RUS", "gg:accused", "state-PRK", EDGE)},
    ),
    "an alleged deed as a fact": (
        "id:state-PRK a gg:State ;", "id:state-PRK a gg:State ; gg:gaveAidTo id:state-RUS ;",
        {("state-PRK", "gg:gaveAidTo", "state-RUS", EDGE)},
    ),
    "a relation that is over": (
        PUTIN, PUTIN + " gg:holdsOffice id:state-RUS ;",
        {("person-vladimir-putin", "gg:holdsOffice", "state-RUS", EDGE)},
    ),
    "an edge that is missing": (
        "    gg:accused id:state-PRK ;\n", "",
        {(ACCUSE, "gg:recipient", "state-PRK", TO_EACH)},
    ),
    "a mutual edge that is missing": (
        "    gg:metWith id:person-kim-jong-un ;\n", "",
        {(MEETING, "gg:actor", "person-kim-jong-un",
          "an affirmed mutual event needs the direct edges between all its actors")},
    ),
    "an event that is called actual and is alleged": (
        ALLEGED, ALLEGED.replace("Alleged", "Actual"),
        {(AID, "gg:recipient", "state-RUS", TO_EACH),
         (AID, "gg:claim", subject(r'gg:type "AID" ;\n    prov:'), "an actual event needs a claim that affirms it")},
    ),
    "a dispute without a denial": (
        "gg:status gg:Negated", "gg:status gg:Alleged",
        {(ACCUSE, "gg:status", "gg:Actual", DISAGREE)},
    ),
    "a dispute about numbers that are alike": (
        "gg:value \"8\"^^xsd:decimal", "gg:value \"6\"^^xsd:decimal",
        {(event("Assault"), "gg:status", "gg:Actual", DISAGREE)},
    ),
    "no status": (
        ALLEGED, ALLEGED.split(" ;")[0],
        {(AID, "gg:status", "", STATUS)},
    ),
    "an unknown status": (
        ALLEGED, ALLEGED.replace("Alleged", "Likely"),
        {(AID, "gg:status", "gg:Likely", STATUS)},
    ),
    "a confidence above 1": (
        SURE, SURE.replace("0.7", "7.0"),
        {(subject(r"gg:confidence 0.7 ;\n.*\n.*dateMention"), "gg:confidence", "7", CERTAIN)},
    ),
    "a day that is none": (
        'gg:dateStart "2024-11-18"^^xsd:date', 'gg:dateStart "18 November"',
        {(one, "gg:dateStart", "18 November", "at most one first day, an xsd:date that isn't after the last")
         for one in (MEETING, MET)},
    ),
    "days the wrong way round": (
        'gg:dateStart "2024-11-18"^^xsd:date', 'gg:dateStart "2024-11-19"^^xsd:date',
        {(one, "gg:dateStart", "2024-11-19", "at most one first day, an xsd:date that isn't after the last")
         for one in (MEETING, MET)},
    ),
    "an entity that nobody describes": (
        'id:state-RUS ;\n    gg:score "10"', 'id:state-RUS , id:state-XYZ ;\n    gg:score "10"',
        {(AID, "gg:recipient", "state-XYZ", "recipients are entities (gg:Person, gg:State ...)")},
    ),
    "a claim without its class": (
        f"id:{MET} a gg:Claim ;", f"id:{MET} a gg:Klaim ;",
        {(MET, "rdf:type", "", "gg:Claim"),
         (MEETING, "gg:claim", MET, "the claims that report it, at least one")},
    ),
    "a misspelt property": (
        "gg:rule \"AID", "gg:ruel \"AID",
        {(subject("gg:rule \"AID"), "gg:rule", "", "the name of one rule"),
         (subject("gg:rule \"AID"), "gg:ruel", "AID.sending.1", "no such property")},
    ),
    "words that aren't there": (
        'nif:anchorOf "accused" ;\n', 'nif:anchorOf "accuse" ;\n',
        {(iri, "nif:anchorOf", "accuse", "words are as long as their offsets say") for iri in
         [p.split(" ")[0].strip("<>").removeprefix(BASE) for p in TURTLE.split("\n\n") if 'anchorOf "accused"' in p]},
    ),
    "an offset that is no number": (
        "nif:beginIndex 0 ;\n    nif:endIndex 16 ;", "nif:beginIndex -1 ;\n    nif:endIndex 15 ;",
        {(subject(r"beginIndex 0 ;\n    nif:endIndex 16 ;"), "nif:beginIndex", "-1",
          "one integer, 0 or more, that isn't behind the end")},
    ),
    "another hash": (
        'gg:sha256 "', 'gg:sha256 "#',
        {(p.split(" ")[0].strip("<>").removeprefix(BASE), "gg:sha256", "#" + re.findall('gg:sha256 "(.*)"', p)[0],
          "one SHA-256, 64 hexadecimal digits") for p in TURTLE.split("\n\n") if "gg:sha256" in p},
    ),
    "a sector that PLOVER hasn't": (
        'gg:sector "JRN" ;\n    gg:side', 'gg:sector "XXX" ;\n    gg:side',
        {(subject('gg:sector "JRN" ;\n    gg:side'), "gg:sector", "XXX",
          "at most one sector, a code of PLOVER such as GOV or MIL")},
    ),
    "a second name": (
        'skos:prefLabel "KCNA"', 'skos:prefLabel "KCNA" , "Korean Central News Agency"',
        {("org-kcna", "skos:prefLabel", "", "at most one name, a string")},
    ),
    "a name in some language": (
        'skos:prefLabel "KCNA"', 'skos:prefLabel "KCNA"@en',
        {("org-kcna", "skos:prefLabel", "KCNA", "at most one name, a string")},
    ),
    "an event that is merged into a merged one": (
        f"id:{ACCUSE} a gg:Accuse ,", f"id:{ACCUSE} gg:mergedInto id:{subject('gg:mergedInto')} ; a gg:Accuse ,",
        {(ACCUSE, "gg:mergedInto", subject("gg:mergedInto"), "an event is merged into one that stands by itself"),
         ("state-USA", "gg:accused", "state-PRK", EDGE)},
    ),
    "coordinates off the Earth": (
        "wgs84:lat 39.03", "wgs84:lat 390.3",
        {("city-1871859", "wgs84:lat", "390.3", "one latitude, a decimal from -90 to 90"),
         (subject("a gg:Placing"), "wgs84:lat", "390.3", "one latitude, a decimal from -90 to 90")},
    ),
    "a tense that is none": (
        'gg:subjectName "Kim Jong Un" ;\n    gg:tense "current"',
        'gg:subjectName "Kim Jong Un" ;\n    gg:tense "eternal"',
        {(subject('gg:subjectName "Kim'), "gg:tense", "eternal", "one tense: current, former or acting")},
    ),
    "a version of the schema that is no number": (
        "gg:schema 1", 'gg:schema "1"', {(BASE, "gg:schema", "1", "the number of one schema")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_wrong_is_found(name: str) -> None:
    old, new, wrong = MUTATIONS[name]
    assert old in TURTLE
    assert found(TURTLE.replace(old, new)) == {Violation(*one) for one in wrong}


def test_a_blank_node_is_found() -> None:
    (one,) = {v for v in found(TURTLE + "id:state-USA gg:metWith [] .") if v.wanted == "no blank nodes, but IRIs"}
    assert (one.property, one.value[:2]) == ("gg:metWith", "_:")


@pytest.mark.parametrize("chunk", [1, 100])
def test_chunks_tell_nothing(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "CHUNK", chunk)
    text = TURTLE.replace("gg:schema 1", 'gg:schema "1"').replace('skos:prefLabel "KCNA"', 'skos:prefLabel "KCNA"@en')
    assert {v.subject for v in found(text)} == {BASE, "org-kcna"}


def test_pyshacl_alone_finds_the_same() -> None:
    """The SPARQL constraints too, which we run by ourselves."""
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    text, wrong = TURTLE, set[tuple[str, str]]()
    for name in ("an event that is called actual and is alleged", "a mutual edge that is missing"):
        old, new, found_by_us = MUTATIONS[name]
        text = text.replace(old, new)
        wrong |= {(one, message) for one, _, _, message in found_by_us}
    data = rdflib.Graph().parse(data=text, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=str(SHAPES.with_name("geograph.ttl")))
    assert wrong == {
        (str(report.value(r, SH.focusNode)).removeprefix(BASE), str(report.value(r, SH.resultMessage)))
        for r in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    }


def test_a_store_and_named_graphs_and_reifiers(tmp_path: Path) -> None:
    with writing(tmp_path / "store", ONTOLOGY, create=True) as writer:
        writer.put(several())
    assert [v for some in violations(open_source(tmp_path / "store")) for v in some] == []
    store = pyoxigraph.Store()
    store.extend(rdf.quads(several(), ontology=ONTOLOGY))
    assert [v for some in violations(Source(store, BASE)) for v in some] == []
    accuse, score = pyoxigraph.NamedNode(BASE + ACCUSE), pyoxigraph.NamedNode(GG + "score")
    for quad in list(store.quads_for_pattern(accuse, score, None)):
        store.remove(quad)
    assert [v for some in violations(Source(store, BASE)) for v in some] == [
        Violation(ACCUSE, "gg:score", "", "one score, a decimal from -10 to 10")
    ]


# The shapes say what the rest of the code says


def lists() -> dict[str, set[str]]:
    """The closed lists of the shapes, by property."""
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    return {
        str(shapes.value(shape, SH.path)).removeprefix(GG): {str(v).removeprefix(GG) for v in shapes.items(values)}
        for shape, values in shapes.subject_objects(SH["in"])
    }


def test_lists_are_those_of_the_model() -> None:
    def names(tokens: Iterable[str]) -> set[str]:
        return {token.removeprefix("gg:") for token in tokens}

    expected: dict[str, Iterable[Any]] = {
        "status": names(STATUSES.values()), "kind": names(KINDS.values()), "granularity": get_args(Granularity),
        "bound": get_args(Bound), "tense": get_args(Tense), "quad": QUADS, "sector": SECTORS,
        "side": {"Actor", "Recipient", "Source"}, "dateSource": {"text", "dateline"},
    }  # fmt: skip
    shown = lists()
    assert shown.pop(rdflib.RDF.type.toPython()) == set(expected["kind"])
    assert shown == {name: set(values) for name, values in expected.items()}


def test_every_property_of_the_vocabulary_has_a_shape() -> None:
    paths = {str(p) for p in rdflib.Graph().parse(SHAPES, format="turtle").objects(None, SH.path)}
    known = {t.name for t in vocabulary.load().terms if t.kind in ("object", "datatype")}
    assert {name for name in known if GG + name not in paths} == {"generation"}


# The command


def test_the_samples_conform(run: Callable[..., Run]) -> None:
    path = ROOT / "data" / "graphs" / "all.ttl"
    assert run("validate", path) == Run(0, "", f"{path}: conforms\n")


def test_each_violation_is_a_line(tmp_path: Path, run: Callable[..., Run]) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(TURTLE.replace('skos:prefLabel "KCNA"', 'skos:prefLabel "KC\\n\\u001BNA"@en'), encoding="utf-8")
    done = run("validate", path)
    assert done.code == 1
    assert [line.split() for line in done.out.splitlines()] == [
        ["subject", "property", "value", "wanted"],
        [
            "org-kcna",
            "skos:prefLabel",
            *done.out.splitlines()[1].split()[2:-6],
            "at",
            "most",
            "one",
            "name,",
            "a",
            "string",
        ],
    ]
    assert done.err == f"{path}: 1 violation; mend this, or write the graph again from its articles\n"
    table = run("validate", path, "--format", "json", "--quiet")
    assert json.loads(table.out) == [
        {
            "subject": "org-kcna",
            "property": "skos:prefLabel",
            "value": "KC\n\x1bNA",
            "wanted": "at most one name, a string",
        }
    ]


def test_what_is_no_graph_of_ours_is_an_error(tmp_path: Path, run: Callable[..., Run]) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("who met whom", encoding="utf-8")
    done = run("validate", path)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"error: {path}: not a graph: ")
    path.write_text("<http://a/> <http://a/b> 1 .", encoding="utf-8")
    assert run("validate", path).code == 2
    assert run("validate", path, "--format", "xml").code == 2
    assert run("validate", tmp_path / "none.ttl").code == 3


def test_json_lines_are_checked_as_the_graph_that_they_make(graph_jsonl: Path, run: Callable[..., Run]) -> None:
    done = run("validate", graph_jsonl, "--format", "csv")
    assert (done.code, done.out, done.err) == (0, "subject,property,value,wanted\n", f"{graph_jsonl}: conforms\n")
