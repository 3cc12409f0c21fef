"""Readings as RDF and back: whole graphs, equal bytes, the same triples in rdflib and pyoxigraph, any characters."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import geograph
from conftest import Run
from factory import MOUTHFUL, ONTOLOGY, SUMMIT, claim, day, entities_of, odd, reading, relation, summit, who
from geograph.errors import InputError, UsageError
from geograph.graph import Graph, formats, rdf, rdf_read, rdfxml, terms, turtle
from geograph.graph.order import canonical
from geograph.model import Article, Claim, Entity, Mention, Place, Quantity, Reading
from geograph.ontology import load
from geograph.store import writing

NTRIPLES, TURTLE, JSONLD = pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.JSON_LD


def ttl(*readings: Reading, base: str = terms.BASE) -> str:
    return "".join(turtle.turtle(rdf.triples(readings, base, ONTOLOGY), base))


def parsed(text: str, format: pyoxigraph.RdfFormat = TURTLE) -> set[str]:
    """The triples as N-Triples lines, from pyoxigraph."""
    return {str(q.triple) for q in pyoxigraph.parse(text.encode(), format=format)}


def by_rdflib(text: str, format: str = "turtle") -> set[str]:
    """The triples as N-Triples lines, from rdflib; pyoxigraph only spells the terms."""
    made: set[str] = set()
    for s, p, o in rdflib.Graph().parse(data=text, format=format):
        value: Any
        if isinstance(o, rdflib.Literal):
            kind = pyoxigraph.NamedNode(str(o.datatype)) if o.datatype else None
            value = pyoxigraph.Literal(str(o), datatype=kind)
        else:
            value = pyoxigraph.NamedNode(str(o))
        assert isinstance(s, rdflib.URIRef)
        assert isinstance(p, rdflib.URIRef)
        made.add(str(pyoxigraph.Triple(pyoxigraph.NamedNode(str(s)), pyoxigraph.NamedNode(str(p)), value)))
    return made


def without_text(made: Reading) -> Reading:
    return canonical(replace(made, article=replace(made.article, text="")))


def back(text: str) -> list[Reading]:
    return rdf_read.parse(text.encode(), "graph.ttl")[0]


TINY = "Russia accused South Korea."
TINY_TTL = """
<https://w3id.org/geograph/id/> a void:Dataset ;
    gg:schema 1 .

<https://w3id.org/geograph/id/article-HASH#char=0,27> a nif:OffsetBasedString ;
    nif:anchorOf "Russia accused South Korea." ;
    nif:beginIndex 0 ;
    nif:endIndex 27 ;
    nif:referenceContext <https://w3id.org/geograph/id/article-HASH> .

<https://w3id.org/geograph/id/article-HASH#char=0,6> a nif:OffsetBasedString ;
    itsrdf:taIdentRef id:state-RUS ;
    nif:anchorOf "Russia" ;
    nif:beginIndex 0 ;
    nif:endIndex 6 ;
    nif:referenceContext <https://w3id.org/geograph/id/article-HASH> .

<https://w3id.org/geograph/id/article-HASH#char=15,26> a nif:OffsetBasedString ;
    itsrdf:taIdentRef id:state-KOR ;
    nif:anchorOf "South Korea" ;
    nif:beginIndex 15 ;
    nif:endIndex 26 ;
    nif:referenceContext <https://w3id.org/geograph/id/article-HASH> .

<https://w3id.org/geograph/id/article-HASH#char=7,14> a nif:OffsetBasedString ;
    nif:anchorOf "accused" ;
    nif:beginIndex 7 ;
    nif:endIndex 14 ;
    nif:referenceContext <https://w3id.org/geograph/id/article-HASH> .

<https://w3id.org/geograph/id/article-HASH> a gg:Article , nif:Context ;
    dcterms:identifier "tiny" ;
    dcterms:issued "2024-11-20"^^xsd:date ;
    gg:sha256 "SHA" .

id:appearance-KOR a gg:Appearance ;
    gg:entity id:state-KOR ;
    gg:inArticle <https://w3id.org/geograph/id/article-HASH> ;
    gg:kind gg:State ;
    gg:name "South Korea" ;
    gg:state "KOR" .

id:appearance-RUS a gg:Appearance ;
    gg:entity id:state-RUS ;
    gg:inArticle <https://w3id.org/geograph/id/article-HASH> ;
    gg:kind gg:State ;
    gg:name "Russia" ;
    gg:state "RUS" .

id:claim-1 a gg:Claim ;
    gg:cameo "110" ;
    gg:confidence 0.8 ;
    gg:directPredicate gg:accused ;
    gg:participation id:claim-1-actor-1 , id:claim-1-recipient-1 ;
    gg:quote <https://w3id.org/geograph/id/article-HASH#char=0,27> ;
    gg:rule "ACCUSE.accused.1" ;
    gg:status gg:Actual ;
    gg:trigger <https://w3id.org/geograph/id/article-HASH#char=7,14> ;
    gg:type "ACCUSE" ;
    prov:wasDerivedFrom <https://w3id.org/geograph/id/article-HASH> .

id:claim-1-actor-1 a gg:Participation ;
    gg:actsFor id:state-RUS ;
    gg:entity id:state-RUS ;
    gg:mention <https://w3id.org/geograph/id/article-HASH#char=0,6> ;
    gg:side gg:Actor .

id:claim-1-recipient-1 a gg:Participation ;
    gg:actsFor id:state-KOR ;
    gg:entity id:state-KOR ;
    gg:mention <https://w3id.org/geograph/id/article-HASH#char=15,26> ;
    gg:side gg:Recipient .

id:EVENT a gg:Accuse , sem:Event ;
    gg:actor id:state-RUS ;
    gg:cameo "110" ;
    gg:claim id:claim-1 ;
    gg:confidence 0.8 ;
    gg:directPredicate gg:accused ;
    gg:quad "verbal conflict" ;
    gg:recipient id:state-KOR ;
    gg:score "-3"^^xsd:decimal ;
    gg:status gg:Actual ;
    gg:type "ACCUSE" ;
    rdfs:label "Russia accused South Korea" .

id:reading-HASH a prov:Activity ;
    gg:model "en_core_web_sm 3.8.0" ;
    gg:version "0.1.0" ;
    prov:used <https://w3id.org/geograph/id/article-HASH> .

id:state-KOR a gg:State ;
    gg:state "KOR" ;
    skos:prefLabel "South Korea" .

id:state-RUS a gg:State ;
    gg:accused id:state-KOR ;
    gg:state "RUS" ;
    skos:prefLabel "Russia" .
"""


def tiny(**changes: Any) -> Reading:
    return reading("tiny", [claim(TINY, "accused", ["Russia"], ["South Korea"], predicate="accused", id="claim-1",
                                  **changes)])  # fmt: skip


def test_a_whole_graph() -> None:
    from geograph.graph.order import article_key
    from geograph.model import digest

    made = tiny()
    key = article_key(made)
    names = {
        "HASH": key,
        "SHA": made.sha256,
        "EVENT": Graph([made], ONTOLOGY).events[0].id,
        "appearance-KOR": "appearance-" + digest(key, "state-KOR"),
        "appearance-RUS": "appearance-" + digest(key, "state-RUS"),
    }
    expected = TINY_TTL
    for name, value in names.items():
        expected = expected.replace(name, value)
    prefixes, *rest = ttl(made).rstrip("\n").split("\n\n")
    assert [line.split()[1] for line in prefixes.splitlines()] == sorted(f"{p}:" for p in [*terms.PREFIXES, "id"])
    assert rest == sorted(expected.strip("\n").split("\n\n"), key=lambda paragraph: paragraph.split(" ")[0])


ALL = {"summit": summit(), "odd": odd(), "tiny": tiny(), "empty": reading("empty")}


@pytest.mark.parametrize("name", ALL)
def test_a_reading_comes_back_whole(name: str) -> None:
    made = ALL[name]
    text = ttl(made)
    assert back(text) == [without_text(made)]
    assert ttl(*back(text)) == text


def test_a_place_that_is_hit_acts_for_nobody_and_tells_where_it_lies() -> None:
    made = geograph.extract("French jets bombed Raqqa on Monday.")
    hit = [(a.name, a.kind, a.state) for e in made.events for a in e.recipient]
    assert hit == [("Raqqa", "place", "SYR")]
    parts = [b for b in made.to_turtle().split("\n\n") if "gg:Participation" in b and "gg:Recipient" in b]
    assert ['gg:state "SYR"' in b and "gg:actsFor" not in b for b in parts] == [True]


def test_many_readings_come_back_and_order_tells_nothing() -> None:
    readings = list(ALL.values())
    text = ttl(*readings)
    assert ttl(*readings[::-1], *readings) == text
    assert back(text) == sorted(map(without_text, readings), key=lambda r: r.article.id)
    assert ttl(*back(text)) == text


def test_no_reading_is_a_graph_too() -> None:
    assert back(ttl()) == []
    assert ttl().endswith("<https://w3id.org/geograph/id/> a void:Dataset ;\n    gg:schema 1 .\n")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("name", ALL)
def test_rdflib_and_pyoxigraph_read_the_same(name: str) -> None:
    text = ttl(ALL[name])
    triples = parsed(text)
    assert by_rdflib(text) == triples
    lines = "".join(turtle.ntriples(rdf.triples([ALL[name]], ontology=ONTOLOGY)))
    assert parsed(lines, NTRIPLES) == triples
    assert by_rdflib(lines, "nt") == triples
    assert lines.removesuffix("\n").split("\n") == sorted(set(lines.removesuffix("\n").split("\n")))
    document = "".join(turtle.jsonld(rdf.triples([ALL[name]], ontology=ONTOLOGY)))
    json.loads(document)
    assert parsed(document, JSONLD) == triples
    assert by_rdflib(document, "json-ld") == triples


def written(*readings: Reading, format: str, rdf12: bool = False) -> str:
    stream = StringIO()
    formats.write(readings, format, stream, ontology=ONTOLOGY, rdf12=rdf12)
    return stream.getvalue()


DATASETS = {"trig": pyoxigraph.RdfFormat.TRIG, "nq": pyoxigraph.RdfFormat.N_QUADS}
QUIET = "ignore:Dataset.default_context:DeprecationWarning"


@pytest.mark.filterwarnings(QUIET, "ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("format", DATASETS)
def test_a_named_graph_for_each_article_and_one_for_what_they_add_up_to(format: str) -> None:
    text = written(*ALL.values(), format=format)
    quads = {str(quad) for quad in pyoxigraph.parse(text.encode(), format=DATASETS[format])}
    assert quads == {str(quad) for quad in rdf.quads(ALL.values(), ontology=ONTOLOGY)}
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format={"nq": "nquads"}.get(format, format))
    assert len(list(dataset.quads())) == len(quads)
    assert {str(g.identifier) for g in dataset.graphs() if len(g)} == {
        *(terms.article_iri(r, terms.BASE) for r in ALL.values()),
        terms.BASE + "derived",
    }
    assert written(*list(ALL.values())[::-1], format=format) == text
    readings, base = rdf_read.parse(text.encode(), "graph", format)
    assert written(*readings, format=format) == text
    assert (readings, base) == (back(ttl(*ALL.values())), terms.BASE)


CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_xml_can(text: str, format: pyoxigraph.RdfFormat = TURTLE) -> set[tuple[Any, ...]]:
    """The triples, control characters of literals (which XML can't hold) being U+FFFD."""
    return {
        (q.subject.value, q.predicate.value, CONTROLS.sub("\ufffd", q.object.value), getattr(q.object, "datatype", ""))
        for q in pyoxigraph.parse(text.encode(), format=format)
    }


@pytest.mark.parametrize("name", ALL)
def test_rdf_xml_holds_all_but_control_characters(name: str) -> None:
    text = written(ALL[name], format="rdf-xml")
    assert as_xml_can(text, pyoxigraph.RdfFormat.RDF_XML) == as_xml_can(ttl(ALL[name]))
    assert by_rdflib(text, "xml") == parsed(text, pyoxigraph.RdfFormat.RDF_XML)
    again = rdf_read.parse(text.encode(), "graph.rdf", "rdf")[0]
    if name != "odd":
        assert again == back(ttl(ALL[name]))


def test_rdf_xml_is_a_whole_document() -> None:
    made = "".join(
        rdfxml.rdfxml({"id:a": [("a", "gg:Person"), ("gg:name", '"a & <b>\\r"'), ("<http://x.example/p%20q>", "id:b"),
                                ("gg:score", "0.5")]})
    )  # fmt: skip
    head, body = made.split(">\n", 2)[1:]
    assert head.startswith("<rdf:RDF\n    xmlns:dcterms=")
    assert body == (
        '<rdf:Description rdf:about="https://w3id.org/geograph/id/a">\n'
        '  <p:q xmlns:p="http://x.example/p%20" rdf:resource="https://w3id.org/geograph/id/b"/>\n'
        '  <rdf:type rdf:resource="https://w3id.org/geograph/ontology#Person"/>\n'
        "  <gg:name>a &amp; &lt;b&gt;&#13;</gg:name>\n"
        '  <gg:score rdf:datatype="http://www.w3.org/2001/XMLSchema#decimal">0.5</gg:score>\n'
        "</rdf:Description>\n</rdf:RDF>\n"
    )


def test_rdf_xml_refuses_a_predicate_that_is_no_name() -> None:
    with pytest.raises(UsageError, match=r"the predicate http://x/%20 can't be written in RDF/XML, which needs"):
        "".join(rdfxml.rdfxml({"id:a": [("<http://x/%20>", "id:b")]}))


# RDF 1.2

REIFIES = pyoxigraph.NamedNode(terms.PREFIXES["rdf"] + "reifies")
RDF12 = {"ttl": TURTLE, "nt": NTRIPLES, **DATASETS}


@pytest.mark.parametrize("format", RDF12)
def test_events_and_relations_reify_what_they_tell_of(format: str) -> None:
    text = written(summit(), format=format, rdf12=True)
    quads = list(pyoxigraph.parse(text.encode(), format=RDF12[format]))
    asserted = {q.triple for q in quads}
    reified: dict[str, set[tuple[str, str, str, bool]]] = {}
    kinds = {q.subject: str(q.object.value) for q in quads if str(q.predicate).endswith(("#status>", "#tense>"))}
    for quad in quads:
        if quad.predicate == REIFIES:
            one, name, other = (str(t.value).rpartition("/")[2].rpartition("#")[2] for t in quad.object)
            told = (one, name, other, quad.object in asserted)
            reified.setdefault(kinds[quad.subject].rpartition("#")[2], set()).add(told)
    assert reified == {
        "Actual": {
            ("person-kim-jong-un", "metWith", "person-alexander-kozlov", True),
            ("person-alexander-kozlov", "metWith", "person-kim-jong-un", True),
            ("state-USA", "accused", "state-PRK", True),
        },
        "Alleged": {("state-PRK", "gaveAidTo", "state-RUS", False)},
        "Planned": {("person-vladimir-putin", "visited", "state-PRK", False)},
        "current": {
            ("person-kim-jong-un", "leaderOf", "state-PRK", True),
            ("person-alexander-kozlov", "minister", "state-RUS", True),
        },
    }
    plain = {str(q) for q in quads if q.predicate != REIFIES}
    assert plain == {str(q) for q in pyoxigraph.parse(written(summit(), format=format).encode(), format=RDF12[format])}
    assert rdf_read.parse(text.encode(), "graph", format)[0] == back(ttl(summit()))


@pytest.mark.parametrize("format", ["json-ld", "rdf-xml", "jsonl", "graphml", "table"])
def test_reifiers_are_refused_where_there_are_none(format: str) -> None:
    with pytest.raises(UsageError, match=rf"{format} has no reifiers of RDF 1\.2; leave --rdf12 out, or"):
        written(summit(), format=format, rdf12=True)


@pytest.mark.parametrize("command", ["export", "extract"])
def test_the_option_is_refused_before_anything_is_read(command: str, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run(command, tmp_path / "none.jsonl", "-o", tmp_path / "x.jsonld", "--rdf12")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error: json-ld has no reifiers of RDF 1.2; leave --rdf12 out, or choose one of ttl, trig, nt, nq\n"
    )


def test_the_option_gives_reifiers_from_a_file_and_from_a_store(
    graph_ttl: Path, run: Callable[..., Run], tmp_path: Path
) -> None:
    with writing(tmp_path / "store", load(), create=True) as writer:
        writer.put([summit()])
    wanted = Graph([summit()]).write("nq")
    for source in (graph_ttl, tmp_path / "store"):
        lines = run("export", source, "--to", "nq", "--rdf12").out.splitlines()
        reifying = [line for line in lines if f" {REIFIES} " in line]
        assert len(reifying) == 7
        assert [line for line in lines if line not in reifying] == wanted.splitlines()


def test_lexical_forms_are_canonical() -> None:
    text = ttl(summit(), odd())
    terms_of = {o for line in parsed(text) if (o := line.split(" ", 2)[2]).startswith('"')}
    assert not [t for t in terms_of if t.endswith("#boolean>")]
    assert not [line for line in parsed(text) if "_:" in line.split('"')[0]]
    decimals = {t.split('"')[1] for t in terms_of if t.endswith("#decimal>")}
    assert decimals >= {"0.91", "0.55", "1", "10000", "-3", "2.5", "39.03"}
    for d in decimals:
        whole, _, part = d.partition(".")
        assert len(part) <= 2
        assert not part.endswith("0")
        assert str(int(whole)) == whole or whole == "-0"
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), format=TURTLE)
    assert {str(q.triple) for q in store} == parsed(text)


@pytest.mark.parametrize(
    ("value", "token"),
    [(0.91, "0.91"), (0.910, "0.91"), (6.0, '"6"^^xsd:decimal'), (-0.001, '"0"^^xsd:decimal'), (0.5, "0.5"),
     (100.0, '"100"^^xsd:decimal'), (-3.5, "-3.5"), (1e15, '"1000000000000000"^^xsd:decimal'), (2.345, "2.35")],
)  # fmt: skip
def test_decimals(value: float, token: str) -> None:
    assert terms.decimal(value) == token.replace("2.35", f"{round(2.345, 2)}")


@pytest.mark.parametrize("status", ["negated", "planned", "hypothetical", "alleged"])
def test_only_what_is_affirmed_gives_a_direct_triple(status: Any) -> None:
    direct = "id:state-RUS a gg:State ;\n    gg:accused id:state-KOR ;"
    assert direct in ttl(tiny())
    assert "gg:accused id:" not in ttl(tiny(status=status)).replace("gg:directPredicate gg:accused", "")
    assert f"gg:status gg:{status.capitalize()}" in ttl(tiny(status=status))


def test_direct_triples_go_both_ways_where_both_sides_are_alike_and_leave_out_the_absorbed() -> None:
    text = "Kim Jong Un, Vladimir Putin and Alexander Kozlov met. Kim Jong Un met."
    one = claim(text, "met", ["Kim Jong Un", "Vladimir Putin", "Alexander Kozlov"])
    triples = rdf.triples([reading("a", [one, claim(text, "met", ["Kim Jong Un"])])], ontology=ONTOLOGY)
    met = sorted((s, o) for s, pairs in triples.items() for p, o in pairs if p == "gg:metWith")
    people = ["id:person-alexander-kozlov", "id:person-kim-jong-un", "id:person-vladimir-putin"]
    assert met == [(a, b) for a in people for b in people if a != b]


def test_offices_hold_directly_unless_they_are_over() -> None:
    triples = rdf.triples([summit()], ontology=ONTOLOGY)

    def of(name: str) -> set[tuple[str, str]]:
        return {(p, o) for p, o in triples[name] if p in ("gg:minister", "gg:leaderOf", "gg:office", "gg:holdsOffice")}

    assert of("id:person-kim-jong-un") == {("gg:leaderOf", "id:state-PRK")}
    assert of("id:person-alexander-kozlov") == {
        ("gg:minister", "id:state-RUS"),
        ("gg:office", '"Minister of Natural Resources and Ecology"'),
    }
    assert of("id:person-vladimir-putin") == set()


def test_a_disputed_event_says_so() -> None:
    made = reading("a", [claim(TINY, "accused", ["Russia"], ["South Korea"], predicate="accused", status=s)
                         for s in ("actual", "negated")])  # fmt: skip
    assert "a gg:Accuse , gg:DisputedEvent , sem:Event ;" in ttl(made)
    assert "gg:DisputedEvent" not in ttl(tiny())


def test_named_graphs_keep_each_articles_claims_apart() -> None:
    found: dict[str, set[str]] = {}
    for quad in rdf.quads([summit(), tiny()], ontology=ONTOLOGY):
        found.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    alone = {str(q.graph_name): set[str]() for q in rdf.quads([tiny()], ontology=ONTOLOGY)}
    article = next(g for g in alone if "article-" in g)
    assert set(found) == {"<https://news.example/a?b=1&c=2>", article, "<https://w3id.org/geograph/id/derived>"}
    assert set().union(*found.values()) == parsed(ttl(summit(), tiny()))
    own = {str(q.triple) for q in rdf.quads([tiny()], ontology=ONTOLOGY) if str(q.graph_name) == article}
    assert found[article] == own


def test_bytes_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from factory import ONTOLOGY, odd, summit\n"
        "from geograph.graph import Graph\n"
        "g = Graph([summit(), odd()], ONTOLOGY)\n"
        "for f in ('ttl', 'nt', 'trig', 'nq', 'rdf-xml', 'jsonl', 'json-ld', 'graphml', 'table'):\n"
        "    sys.stdout.write(g.write(f))\n"
        "sys.stdout.write(g.explain('Kim Jong Un'))\n"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(rdf.__file__).parents[2])},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outs) == 1
    assert len(outs.pop()) > 10_000


# IRIs


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://news.example/a?b=1&c=2", "https://news.example/a?b=1&c=2"),
        ("https://news.example/été «x»", "https://news.example/%C3%A9t%C3%A9%20%C2%ABx%C2%BB"),
        ("http://news.example:8080", "http://news.example:8080"),
        ("https://news.example/a#b", None),
        ("/home/me/article.txt", None),
        ("file:///home/me/article.txt", None),
        ("javascript:alert(1)", None),
        ("https://news.example/100%", None),
        ("https://a b/", None),
        ("", None),
    ],
)
def test_an_articles_iri_is_its_url_or_a_hash(url: str, iri: str | None) -> None:
    made = reading("a", url=url)
    found = terms.article_iri(made, terms.BASE)
    assert found == (iri or terms.article_iri(reading("a"), terms.BASE))
    pyoxigraph.NamedNode(found)
    assert back(ttl(made))[0].article.url == url


def test_two_articles_with_one_url_are_refused() -> None:
    with pytest.raises(UsageError, match=r"'a' and 'b' differ but have the same url https://x\.example/; give each"):
        ttl(reading("a", url="https://x.example/"), reading("b", url="https://x.example/"))


def test_the_base_moves_all_data() -> None:
    base = "http://data.example/news/"
    text = ttl(odd(), summit(), base=base)
    assert rdf_read.parse(text.encode(), "x") == (back(ttl(odd(), summit())), base)
    ours = {line.split(" ")[0] for line in parsed(text)}
    assert all(s.startswith(("<" + base, "<https://news.example/")) for s in ours)


@pytest.mark.parametrize("base", ["", "news", "ftp://x/", "http://x", "http://x#", "http://x/a b/", "http://x/../y/"])
def test_a_base_that_holds_no_data_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="can't hold data"):
        ttl(base=base)


TRICKY = ["", "\x00", "\x1b\x7f\x85", '"\\\'', "<b>&amp;]]>", "\r\n\t", "\u2028\ufeff", "\ufffe\uffff", "😀\U0010ffff",
          "\u202eمصر", "e\u0301", "%41 .", "x" * 500]  # fmt: skip
ANY = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(TRICKY)


@settings(max_examples=25, deadline=None)
@given(name=ANY, alias=ANY, words=ANY, ident=ANY.filter(bool), predicate=ANY.filter(bool))
def test_any_characters_survive(name: str, alias: str, words: str, ident: str, predicate: str) -> None:
    one = who("Russia", id=ident, name=name, mention=words, phrase=words + alias, end=len(words))
    entity = Entity(ident, name, "other", words, alias, None, (alias,), (Mention(0, len(words), words, "title"),))
    said = replace(
        claim(TINY, "accused", [one], ["South Korea"], predicate="accused"), id=ident + "c", rule=words, mode=name,
        predicate=predicate, quote=TINY, trigger=alias or "accused",
    )  # fmt: skip
    office = relation(words, "Russia", "leader_of", name, alias, id=ident + "r", subject_id=ident)
    made = reading(ident, [said], entities=[entity], relations=[office], title=words, source=alias, url=name)
    text = ttl(made)
    assert back(text) == [without_text(made)]
    assert ttl(*back(text)) == text
    assert by_rdflib(text) == parsed(text)
    for format, syntax in {"nt": "nt", "trig": "trig", "nq": "nq", "json-ld": "jsonld"}.items():
        assert rdf_read.parse(written(made, format=format).encode(), "graph", syntax)[0] == back(text)
    try:
        xml = written(made, format="rdf-xml")
    except UsageError as refused:  # a predicate that can't be an element's name
        assert "which needs a letter at its end" in str(refused)
    else:
        assert as_xml_can(xml, pyoxigraph.RdfFormat.RDF_XML) == as_xml_can(text)


def test_words_that_run_together_keep_their_own_text() -> None:
    """Two claims that disagree on the words at the same offsets, as in a file made by hand, lose nothing."""
    place = Place("elsewhere", 0, 6, None, None)
    amount = Quantity("six", 0, 6, 6.0, "killed", "soldiers")
    when = day("Monday Russia", "Russia", None, text_start=0, text_end=6)
    made = tiny(place=place, quantities=(amount,), date=when)
    made = replace(made, claims=(replace(made.claims[0], trigger="accused of"),))
    assert back(ttl(made)) == [without_text(made)]


# What isn't ours, or was changed


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("@prefix a: <http://a/> . a:b a:c a:d .", UsageError, "graph.ttl: no graph of geograph"),
        ("", UsageError, "graph.ttl: no graph of geograph"),
        ("who met whom", InputError, "graph.ttl: not ttl: "),
        ("<http://x/> <https://w3id.org/geograph/ontology#schema> 2 .", UsageError, "written by a newer geograph"),
    ],
)
def test_what_is_not_ours_is_refused(text: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        back(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        '    gg:type "CONSULT" ;\n',
        "    gg:side gg:Actor .\n",
        "    nif:endIndex 192 ;\n",
        '    gg:model "en_core_web_sm 3.8.0" ;\n',
    ],
)
def test_a_graph_that_lost_a_line_is_refused(line: str) -> None:
    text = ttl(summit())
    assert line in text
    broken = text.replace(line, "    gg:x gg:y .\n" if line.endswith(".\n") else "")
    with pytest.raises(InputError, match=r"graph\.ttl: this graph was changed since geograph wrote it"):
        back(broken)


def test_a_missing_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        Graph.from_file(tmp_path / "none.ttl")
    other = tmp_path / "graph.xml"
    other.write_text("x")
    with pytest.raises(UsageError, match="not from 'xml'"):
        Graph.from_file(other)


def test_all_formats_of_a_graph_that_came_from_a_file(tmp_path: Path) -> None:
    graph = Graph([odd(), summit()], ONTOLOGY)
    plain = Graph([summit()], ONTOLOGY)
    same = {suffix: suffix for suffix in ("ttl", "nt", "trig", "nq", "jsonl")}
    for suffix, format in {**same, "jsonld": "json-ld", "rdf": "rdf-xml"}.items():
        path = tmp_path / f"graph.{suffix}"
        path.write_text(plain.write(format), encoding="utf-8")
        assert Graph.from_file(path, ONTOLOGY).write("nq") == plain.write("nq")
        if suffix == "rdf":
            continue  # of all characters, XML can't hold those that control
        path.write_text(graph.write(format), encoding="utf-8")
        again = Graph.from_file(path, ONTOLOGY)
        assert {f: again.write(f) for f in ("ttl", "nt", "json-ld", "graphml", "table")} == {
            f: graph.write(f) for f in ("ttl", "nt", "json-ld", "graphml", "table")
        }
        assert again.all_events == graph.all_events
        assert len(again) == len(graph) == 6


def test_formats_by_name_and_suffix() -> None:
    paths = {"a.ttl": "ttl", "b.NT": "nt", "c.jsonl": "jsonl", "d.jsonld": "json-ld", "e.graphml": "graphml",
             "f.txt": "table", "g.trig": "trig", "h.nq": "nq", "i.rdf": "rdf-xml", "-": "ttl"}  # fmt: skip
    assert {p: formats.format_of(None, p) for p in paths} == paths
    assert formats.format_of("table", "x.ttl") == "table"
    with pytest.raises(UsageError, match="the format 'xml' is unknown; there are ttl, trig, nt, nq"):
        formats.format_of("xml")
    with pytest.raises(UsageError, match=r"x\.foo: the suffix tells no format"):
        formats.format_of(None, "x.foo")
    with pytest.raises(UsageError, match="the format 'xml' is unknown"):
        formats.write([], "xml", StringIO())


def test_the_table_is_a_whole_page() -> None:
    assert Graph([summit()], ONTOLOGY).write("table").splitlines() == [
        "date                    actor                          type           recipient    status   confidence  quote",
        "2024-11-18              Kim Jong Un, Alexander Kozlov  CONSULT                     actual   0.91        "
        "Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said.",
        "2025-01-01..2025-12-31  Vladimir Putin                 CONSULT/visit  North Korea  planned  0.70        "
        "Vladimir Putin will visit North Korea next year.",
        "                        North Korea                    AID            Russia       alleged  0.55        "
        "The United States accused North Korea of sending 10,000 soldiers to Rus…",
        "                        United States                  ACCUSE         North Korea  actual   1.00        "
        "The United States accused North Korea of sending 10,000 soldiers to Rus…",
    ]


def test_the_graph_in_python() -> None:
    graph = Graph([summit()], ONTOLOGY)
    assert repr(graph) == "<geograph.Graph: 1 articles, 4 events, 8 entities, 3 relations>"
    assert len(graph.all_events) == 5
    assert by_rdflib(graph.to_turtle()) == parsed(graph.to_rdflib().serialize(format="nt"), NTRIPLES)
    html = Graph([odd()], ONTOLOGY)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<tr>") == 3


def test_odd_words_do_not_reach_the_terminal() -> None:
    table = Graph([odd()], ONTOLOGY).write("table")
    assert len(table.splitlines()) == 3
    assert not set(table) & set("\x1b\x07\u202e\r\t")
    assert MOUTHFUL not in table


def test_samples_are_what_the_tests_think() -> None:
    """The factory's offsets are true: every claim's quote and trigger stand where it says."""
    texts = {"text": SUMMIT, "title": "Kim meets Kozlov"}
    for c in summit().claims:
        words = texts[c.field]
        assert words[c.start : c.end] == c.quote
        assert words[c.trigger_start : c.trigger_end] == c.trigger
        assert all(texts[a.field][a.start : a.end] == a.mention for a in (*c.actor, *c.recipient))
    assert entities_of(summit().claims)
    assert isinstance(summit().article, Article)
    assert isinstance(summit().claims[0], Claim)
    assert summit().article.published == date(2024, 11, 20)


def test_a_city_lies_in_its_division_and_that_in_its_state() -> None:
    """The chain is derived, and comes again from what the article's own graph holds."""
    text = "Kim Jong Un met Alexander Kozlov in Aleppo."
    place = Place("Aleppo", 36, 42, "city-170063", "Aleppo", "SYR", 36.2, 37.16, 170063)
    made = reading("a", [claim(text, "met", ["Kim Jong Un", "Alexander Kozlov"], place=place)])
    graph = f"<{terms.BASE}{{}}>".format
    chain = [("city-170063", "region-syr-09"), ("region-syr-09", "state-SYR")]
    lies = {f"{graph(a)} <https://w3id.org/geograph/ontology#locatedIn> {graph(b)}" for a, b in chain}
    for text in (ttl(made), ttl(*back(ttl(made)))):
        assert {line for line in parsed(text) if "#locatedIn" in line} == lies
        assert f'{graph("region-syr-09")} <http://www.w3.org/2004/02/skos/core#prefLabel> "Aleppo"' in parsed(text)
