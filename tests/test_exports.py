"""What all exports have in common: the same bytes in any order, any characters, folders whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from exports import EXPORTS, NAMES, TEXTS, another, named, text, written
from factory import ONTOLOGY, claim, odd, reading, summit, who
from geograph.errors import UsageError
from geograph.graph import Graph, formats, neo4j
from geograph.graph.choice import Choice
from geograph.model import Reading

Command = Callable[..., Run]


@pytest.mark.parametrize("format", EXPORTS)
@pytest.mark.parametrize("choice", [Choice(), Choice(True, view="weighted"), Choice(view="events")])
def test_the_order_of_articles_makes_no_difference(format: str, choice: Choice, tmp_path: Path) -> None:
    given = [summit(), odd(), another()]
    first = written(given, format, tmp_path, choice)
    assert sum(map(len, first.values())) > 500
    for order in itertools.permutations(given):
        assert written([*order, order[0]], format, tmp_path, choice) == first


def test_the_hash_seed_makes_no_difference(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, 'tests')\n"
        "from exports import another\nfrom factory import odd, summit\nfrom test_exports import digests\n"
        "print(digests([summit(), odd(), another()], pathlib.Path(sys.argv[1])))\n"
    )
    outs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code, tmp_path],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(formats.__file__).parents[2])},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "4242")
    ]
    assert outs[0] == outs[1] == f"{digests([summit(), odd(), another()], tmp_path)}\n"


def digests(readings: list[Reading], folder: Path) -> dict[str, str]:
    """A hash of each export."""
    made = {format: written(readings, format, folder, Choice(True)) for format in EXPORTS}
    return {name: hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest() for name, files in made.items()}


def xml_words(words: str) -> str:
    """The words as an XML reader gives them back from an attribute."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", words)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=3))
def test_any_name_comes_back_from_every_text(names: list[str]) -> None:
    given = named(names)
    again = nx.read_graphml(io.BytesIO(text(given, "graphml").encode()), force_multigraph=True)
    assert {d["label"] for _, d in again.nodes(data=True)} == {xml_words(n) for n in names}
    again = nx.read_gexf(io.BytesIO(text(given, "gexf").encode()))
    assert {d["label"] for _, d in again.nodes(data=True)} == {xml_words(n) for n in names}
    ours = Graph(given, ONTOLOGY).to_networkx()
    again = nx.node_link_graph(json.loads(text(given, "node-link")))
    assert dict(again.nodes(data=True)) == dict(ours.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(ours.edges(keys=True, data=True))
    again = nx.cytoscape_graph(json.loads(text(given, "cytoscape")))
    assert {n: d["label"] for n, d in again.nodes(data=True)} == {n: d["label"] for n, d in ours.nodes(data=True)}
    table = list(csv.DictReader(io.StringIO(text(given, "csv"), newline="")))
    assert {(r["source_name"], r["target_name"]) for r in table if r["type"] == "ASSAULT"} == {(names[0], names[2])}
    assert {r["quote"] for r in table} == {names[0], names[2]}


def test_halves_of_characters_become_signs_of_replacement(tmp_path: Path) -> None:
    words = "one met two."
    given = [reading("a", [claim(words, "met", [who("Russia", "one", words, name="a\ud800b"), "North Korea"])])]
    for format in EXPORTS:
        data = b"".join(written(given, format, tmp_path).values())
        assert ("ab" if format == "ftm" else "a\ufffdb").encode() in data


def test_export_reads_files_and_stores(run: Command, graph_jsonl: Path, graph_ttl: Path, tmp_path: Path) -> None:
    store, news, lines = tmp_path / "store", tmp_path / "a.txt", tmp_path / "a.jsonl"
    news.write_text("Angela Merkel met Emmanuel Macron in Berlin.\n")
    assert run("extract", news, "-q", "-o", lines).code == 0
    assert run("build", lines, "--store", store, "-q").code == 0
    for format in TEXTS:
        one, other = run("export", graph_jsonl, "--to", format), run("export", graph_ttl, "--to", format)
        assert (one.code, one) == (0, other)
        done = run("export", store, "--to", format)
        assert done == run("export", lines, "--to", format)
        assert "Merkel" in done.out


def test_export_to_a_folder(run: Command, graph_jsonl: Path, tmp_path: Path) -> None:
    target = tmp_path / "import"
    for _ in range(2):
        assert run("export", graph_jsonl, "--to", "neo4j", "-o", target) == Run(0, "", "")
        assert sorted(path.name for path in target.iterdir()) == sorted(neo4j.NAMES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.jsonl", "import"]
    (target / "mine.txt").write_text("mine")
    done = run("export", graph_jsonl, "--to", "neo4j", "-o", target)
    assert (done.code, len(done.lines)) == (2, 1)
    assert "choose another place with -o" in done.err
    assert (target / "mine.txt").read_text() == "mine"
    assert run("export", graph_jsonl, "--to", "neo4j").err == (
        "error: this format is several files; give the folder to be made with -o DIR\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.jsonl", "import"]


def test_a_folder_that_fails_on_the_way_is_not_there(
    run: Command, graph_jsonl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterable[tuple[str, str]]:
        yield "entities.csv", "half"
        raise UsageError("stop")

    monkeypatch.setattr(neo4j, "lines", broken)
    assert run("export", graph_jsonl, "--to", "neo4j", "-o", tmp_path / "import") == Run(2, "", "error: stop\n")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.jsonl"]


def test_export_narrows_down(run: Command, graph_jsonl: Path) -> None:
    def types(*options: object) -> list[str]:
        done = run("export", graph_jsonl, "--to", "csv", *options)
        assert (done.code, done.err) == (0, "")
        return sorted({row["type"] + " " + row["status"] for row in csv.DictReader(io.StringIO(done.out))})

    facts = ["ACCUSE actual", "CONSULT actual"]
    assert types() == facts
    assert types("--all-statuses") == sorted([*facts, "AID alleged", "CONSULT planned"])
    assert types("--since", "2024-11-18") == types("--until", "2024-11-18") == ["CONSULT actual"]
    assert types("--since", "2024-11-19") == []
    assert types("--min-confidence", "0.92") == ["ACCUSE actual"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "ttl", "--since", "2024-01-01"], "error: --since: not for ttl; it is for graphml, gexf, node-link, "),
        (["--to", "csv", "--view", "events"], "error: --view: not for csv; it is for graphml, gexf, node-link"),
        (["--to", "gexf", "--view", "pie"], "error: the view 'pie' is unknown; there are dyads, weighted, "),
        (["--to", "csv", "--until", "May"], "error: --until: 'May' is no day; write it as YYYY-MM-DD"),
    ],
)
def test_wrong_words_of_export(run: Command, graph_jsonl: Path, words: list[str], said: str) -> None:
    done = run("export", graph_jsonl, *words)
    assert (done.code, done.out, len(done.lines)) == (2, "", 1)
    assert done.err.startswith(said)


def test_extract_writes_exports_too(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel met Emmanuel Macron in Berlin.\n")
    assert run("extract", tmp_path / "a.txt", "-q", "-f", "neo4j", "-o", tmp_path / "out").code == 0
    assert b"MET_WITH" in (tmp_path / "out" / "dyads.csv").read_bytes()
    assert "DEUGOV,person-angela-merkel" in run("extract", tmp_path / "a.txt", "-q", "-f", "csv").out
