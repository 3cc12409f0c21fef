"""Graphs of any size as sorted text: the bytes that the writers in memory give, and no file left behind."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from geograph.graph import dump, formats, rdf, terms
from geograph.graph.terms import BASE, PREFIXES
from geograph.model import Reading
from geograph.store import pieces, readings, writing
from geograph.store.directory import DECISIONS

ALL = (
    factory.summit(),
    factory.odd(),
    factory.reading("no url", [factory.claim("A met B.", "met", ["Russia"], ["North Korea"])]),
    factory.reading("under our base", url=BASE + "article-7"),
    factory.reading("at a vocabulary", url=PREFIXES["dcterms"] + "title"),
)


def written(readings: Iterable[Reading], format: str, base: str = BASE) -> str:
    stream = StringIO()
    formats.write(readings, format, stream, base, factory.ONTOLOGY)
    return stream.getvalue()


def store_of(readings: Iterable[Reading], base: str = BASE) -> pyoxigraph.Store:
    """A store as `geograph build` has it, with some bookkeeping in its default graph."""
    store = pyoxigraph.Store()
    store.extend(rdf.quads(readings, base, factory.ONTOLOGY))
    iri, word = pyoxigraph.NamedNode(base), pyoxigraph.NamedNode(terms.GG + "generation")
    for value in (
        pyoxigraph.Literal(7),
        pyoxigraph.Literal('a "b> <c>'),
        pyoxigraph.Literal("<x>", datatype=word),
        iri,
    ):
        store.add(pyoxigraph.Quad(iri, word, value))
    return store


def dumped(store: pyoxigraph.Store, format: str, base: str = BASE) -> str:
    return "".join(dump.store_pieces(store, format, base))


@pytest.fixture(params=["at once", "in runs", "in runs of runs"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with everything in memory, with a few temporary files, and with more than may be open."""
    if request.param != "at once":
        monkeypatch.setattr(dump, "RUN", 3000)
        monkeypatch.setattr(dump, "KNOWN", 10)
    if request.param == "in runs of runs":
        monkeypatch.setattr(dump, "RUN", 100)
        monkeypatch.setattr(dump, "FILES", 3)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("base", [BASE, "https://news.example/", "https://w3id.org/geograph/"])
@pytest.mark.parametrize("format", dump.FORMATS)
def test_a_store_gives_the_bytes_that_its_readings_give(format: str, base: str) -> None:
    assert dumped(store_of(ALL, base), format, base) == written(ALL, format, base)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_both_ways_to_write_a_union_agree(format: str) -> None:
    graphs = rdf.graphs(ALL, ontology=factory.ONTOLOGY)
    assert "".join(dump.pieces(graphs, format)) == written(ALL, format)


@pytest.mark.parametrize(("format", "syntax"), [("trig", "TRIG"), ("nq", "N_QUADS")])
def test_named_graphs_come_back(format: str, syntax: str) -> None:
    back = pyoxigraph.Store()
    back.load(written(ALL, format).encode(), getattr(pyoxigraph.RdfFormat, syntax))
    assert set(back) == set(rdf.quads(ALL, ontology=factory.ONTOLOGY))


def test_lines_are_sorted_and_each_there_once() -> None:
    for format in ("nt", "nq"):
        lines = written([*ALL, *ALL], format).split("\n")[:-1]
        assert lines == sorted(set(lines))
        assert all(line.endswith(" .") for line in lines)


def test_trig_in_full() -> None:
    one = factory.reading("a", published=None, url="https://news.example/a")
    two = replace(one, article=replace(one.article, id="b", url="https://news.example/b"))
    body = written([two, one], "trig").split("\n\n", 1)[1]
    keys = sorted(terms.node("reading-" + terms.article_key(r), BASE) for r in (one, two))
    first, second = (k for r in (one, two) for k in keys if k.endswith(terms.article_key(r)))
    rest = f' ;\n    gg:model "{one.model}" ;\n    gg:version "{one.geograph}" ;\n    prov:used <https://news.example/'

    def article(name: str) -> str:
        iri = f"https://news.example/{name}"
        return (
            f'\n<{iri}> a gg:Article , nif:Context ;\n    dcterms:identifier "{name}" ;\n'
            f'    gg:sha256 "{one.sha256}" ;\n    gg:url "{iri}"^^xsd:anyURI .\n'
        )

    assert body == (
        f"<{one.article.url}> {{\n{article('a')}\n{first} a prov:Activity{rest}a> .\n}}\n"
        f"\n<{two.article.url}> {{\n{article('b')}\n{second} a prov:Activity{rest}b> .\n}}\n"
        f"\n<{BASE}derived> {{\n\n<{BASE}> a void:Dataset ;\n    gg:schema 1 .\n}}\n"
    )


def test_nothing_in_nothing_out() -> None:
    empty = pyoxigraph.Store()
    prefixes = "".join(f"@prefix {n}: <{i}> .\n" for n, i in sorted({**PREFIXES, "id": BASE}.items()))
    assert [dumped(empty, f) for f in ("ttl", "trig", "nt", "nq")] == [prefixes, prefixes, "", ""]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=5), st.text(min_size=1, max_size=5))
def test_any_words_are_written_alike(aliases: list[str], name: str) -> None:
    base = factory.summit()
    changed = replace(base, entities=tuple(replace(e, name=name, aliases=tuple(aliases)) for e in base.entities))
    for format in dump.FORMATS:
        assert dumped(store_of([changed]), format) == written([changed], format)


def test_temporary_files_lie_in_the_folder_and_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "RUN", 1000)
    opened: list[Path] = []
    temporary = dump._temporary

    def watched(folder: Path | None) -> object:
        assert folder is not None
        opened.append(folder)
        return temporary(folder)

    monkeypatch.setattr(dump, "_temporary", watched)
    found = dump.store_pieces(store_of(ALL), "ttl", BASE, tmp_path)
    next(found)
    assert set(opened) == {tmp_path}
    found.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Iterable[str]) -> Iterator[str]:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(dump, "RUN", 1000)
    monkeypatch.setattr(dump, "joined", full)
    with pytest.raises(OSError, match="No space left on device") as error:
        dumped(store_of(ALL), "ttl")
    assert error.value.errno == 28


def test_a_store_with_decisions_is_written_as_decided(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    with writing(directory, factory.ONTOLOGY, create=True) as writer:
        writer.put([factory.summit(), *ALL[2:4]])
    rows = "decision,entity,to,article,name\nmerge,person-kim-jong-un,person-kim,,Kim\n"
    (directory / DECISIONS).write_text(rows, encoding="utf-8")
    with writing(directory, factory.ONTOLOGY):
        pass  # the events are derived again
    decided = tuple(readings(directory))
    assert "person-kim-jong-un" not in {e.id for r in decided for e in r.entities}
    for format in dump.FORMATS:
        assert "".join(pieces(directory, format, tmp_path)) == written(decided, format)
    assert {p.name for p in tmp_path.iterdir()} == {"store"}
