"""Exports of a store, event by event, are those of its articles all at once."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from exports import EXPORTS, another, written
from factory import ONTOLOGY, odd, summit
from geograph import store
from geograph.graph import formats
from geograph.graph.choice import Choice
from geograph.graph.neo4j import NAMES
from geograph.store import directory as disk
from geograph.store.index import Index

CHOICES = [Choice(), Choice(True), Choice(True, min_confidence=0.6, view="weighted"), Choice(view="events")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three articles, one of which has come and gone before."""
    made = tmp_path_factory.mktemp("kept") / "store"
    with store.writing(made, ONTOLOGY, create=True) as writer:
        writer.put([another()])
        writer.put([odd()])
        writer.remove([another().article.id])
        writer.put([summit(), another()])
    return made


def streamed(kept: Path, format: str, choice: Choice, folder: Path) -> dict[str, bytes]:
    """The export that is read from the store event by event."""
    folder.mkdir()
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="utf-8", newline="")
    with store.facts(kept, ONTOLOGY, choice) as facts:
        assert facts is not None
        formats.write_chosen(facts, format, folder if formats.FORMATS[format].files else stream)
    stream.flush()
    return {p.name: p.read_bytes() for p in folder.iterdir()} or {format: data.getvalue()}


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("format", EXPORTS)
def test_a_store_gives_what_its_articles_give(kept: Path, format: str, choice: Choice, tmp_path: Path) -> None:
    whole = written([summit(), odd(), another()], format, tmp_path, choice)
    assert streamed(kept, format, choice, tmp_path / "out") == whole
    assert set(whole) == ({*NAMES} if format == "neo4j" else {format})


@pytest.fixture
def own(kept: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(kept, tmp_path / "own")
    return tmp_path / "own"


def test_decisions_about_who_is_who_count(own: Path, tmp_path: Path) -> None:
    (own / "decisions.csv").write_text("decision,entity,to\nmerge,person-vladimir-putin,state-RUS\n")
    with store.facts(own, ONTOLOGY, Choice()) as facts:
        assert facts is None  # the events are not derived by them yet
    with store.writing(own, ONTOLOGY):
        pass
    merged = list(store.readings(own))
    for format in EXPORTS:
        again = streamed(own, format, Choice(True), tmp_path / format)
        (tmp_path / "whole").mkdir(exist_ok=True)
        assert again == written(merged, format, tmp_path / "whole", Choice(True))
    assert b"person-vladimir-putin" not in again["parquet"]


def test_an_index_of_another_change_is_not_trusted(own: Path) -> None:
    index = Index(own / "1" / disk.INDEX)
    index.set("generation", "1")
    index.close()
    with store.facts(own, ONTOLOGY, Choice()) as facts:
        assert facts is None


def test_a_damaged_index_is_not_trusted(own: Path) -> None:
    (own / "1" / disk.INDEX).write_bytes(b"no index" * 1000)
    with store.facts(own, ONTOLOGY, Choice()) as facts:
        assert facts is None


def test_a_lost_index_is_no_obstacle(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel met Emmanuel Macron in Berlin.\n")
    assert run("build", tmp_path / "a.txt", "--store", tmp_path / "store", "-q").code == 0
    before = run("export", tmp_path / "store", "--to", "csv")
    assert "Merkel" in before.out
    for file in (tmp_path / "store" / "1").glob("index*"):
        file.unlink()
    assert run("export", tmp_path / "store", "--to", "csv") == before
    assert not list((tmp_path / "store" / "1").glob("index*"))
