"""Graphs go to real triple stores, and come back as the same answers; and servers that fail are told of."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import servers
from conftest import ROOT, Run
from factory import ONTOLOGY, odd, summit
from geograph import store
from geograph.errors import UsageError
from geograph.graph import named, push, query, rdf_read
from servers import TripleStore

Command = Callable[..., Run]

QUESTIONS: dict[str, dict[str, str]] = {
    **{name: {} for name, q in named.named().items() if not (q.then or any(p.required for p in q.parameters))},
    "timeline": {"actor": "state-USA"},
    "new-since": {"since": "2014-01-01"},
    "offices-at": {"at": "2015-06-01"},
    "bilateral-timeline": {"actor": "state-RUS", "other": "state-UKR"},
    "near-place": {"place": "Paris"},
}
EMPTY = {"contradictions", "contradicting-numbers"}
"""What the samples give no answer to."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all samples, an article with one of everything and one with names full of trouble."""
    from geograph.ontology import load

    folder = tmp_path_factory.mktemp("push") / "s"
    samples = rdf_read.read(ROOT / "data" / "graphs" / "all.ttl")[0]
    with store.writing(folder, load(), create=True) as writer:
        writer.put([*samples, summit(), odd()])
    return folder


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph with union", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TripleStore]:
    folder = tmp_path_factory.mktemp("server")
    if request.param == "virtuoso":
        if servers.virtuoso_binary() is None:
            pytest.skip("VIRTUOSO IS NOT TESTED: it isn't installed (apt-get install virtuoso-opensource)")
        with servers.virtuoso(folder) as found:
            yield found
    else:
        with servers.oxigraph(folder, union=request.param.endswith("union")) as found:
            yield found


def words(value: object) -> str | None:
    """A value of ours as the protocol's JSON has it, numbers without needless zeros."""
    if value is None:
        return None
    try:
        return f"{float(str(value)):g}"
    except ValueError:
        return str(value)


def test_a_server_gives_the_same_counts_and_answers(
    server: TripleStore, path: Path, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GEOGRAPH_USER", "GEOGRAPH_PASSWORD"):
        if name in server.env:
            monkeypatch.setenv(name, server.env[name])
        else:
            monkeypatch.delenv(name, raising=False)
    source = store.open_source(path)
    counts = {iri: len(data.splitlines()) for iri, data in store.named_graphs(path)}
    done = run("push", path, server.graphs)
    assert (done.code, done.out) == (0, "")
    assert done.lines == [f"{server.graphs}: {len(counts)} graphs sent ({sum(counts.values())} triples)"]

    def there() -> dict[str, int]:
        rows = server.ask("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {str(g): int(str(n)) for g, n in rows if str(g) in counts}

    assert there() == counts
    assert len(QUESTIONS) >= 25
    for name, given in QUESTIONS.items():
        asked = named.get(name)
        ours = [tuple(map(words, row)) for row in named.run_named(source, name, **given).rows]
        assert bool(ours) != (name in EMPTY), name
        theirs = [tuple(map(words, row)) for row in server.ask(named.sparql(source, asked, given))]
        assert sorted(theirs, key=str) == sorted(ours, key=str), name

    assert run("push", path, server.graphs).lines == [
        f"{server.graphs}: 0 graphs sent (0 triples), {len(counts)} unchanged"
    ]
    with store.writing(path, _ontology()) as writer:
        writer.remove([odd().article.id])
    gone = set(counts) - {iri for iri, _ in store.named_graphs(path)}
    assert run("push", path, server.graphs).lines[-1].endswith("unchanged, 1 removed")
    assert set(there()) == set(counts) - gone
    with store.writing(path, _ontology()) as writer:
        writer.put([odd()])
    assert run("push", path, server.graphs, "--add").code == 0
    assert set(there()) == set(counts)


def _ontology() -> object:
    from geograph.ontology import load

    return load()


def test_a_file_is_pushed_too(tmp_path: Path, run: Command, graph_ttl: Path) -> None:
    with servers.oxigraph(tmp_path, union=False) as server:
        assert run("push", graph_ttl, server.graphs).code == 0
        rows = server.ask("SELECT ?t WHERE { GRAPH ?g { ?a a <https://w3id.org/geograph/ontology#Article> ; ?p ?t } }")
        assert ("kremlin-pyongyang",) in rows
    dry = run("push", graph_ttl, server.graphs, "--dry-run")
    assert [line.split("\t")[1] for line in dry.out.splitlines()] == [
        "https://news.example/a?b=1&c=2",
        "https://w3id.org/geograph/id/derived",
    ]


# Servers that fail


class Failing(BaseHTTPRequestHandler):
    """Answers as the test says: `plan` holds a status for each request, the last one for all that follow."""

    plan: list[int]
    seen: list[tuple[str, str, int, str]]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.command, self.path, len(body), self.headers.get("Authorization", "")))
        status = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        if status == 413 and body.count(b"\n") == 1:
            status = 204
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="graphs"')
        if status == 302:
            self.send_header("Location", "https://example.org/login")
        if status == 429:
            self.send_header("Retry-After", "7")
        text = b"" if status == 204 else b"\nDatabase is on fire\nmore\n"
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_DELETE = do_PUT

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def failing() -> Iterator[Callable[..., tuple[str, type[Failing]]]]:
    started: list[ThreadingHTTPServer] = []

    def start(*plan: int) -> tuple[str, type[Failing]]:
        handler = type("Handler", (Failing,), {"plan": list(plan), "seen": []})
        made = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=made.serve_forever, daemon=True).start()
        started.append(made)
        return f"http://127.0.0.1:{made.server_port}/store", handler

    yield start
    for one in started:
        one.shutdown()
        one.server_close()


GRAPH = ("https://example.org/g", b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> <a:d> .\n<a:a> <a:b> <a:e> .\n")


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (
            [401],
            "the server wants to know who writes (401); set GEOGRAPH_USER and GEOGRAPH_PASSWORD in the environment",
        ),
        (
            [403],
            "the server wants to know who writes (403); set GEOGRAPH_USER and GEOGRAPH_PASSWORD in the environment",
        ),
        ([404], "no Graph Store Protocol endpoint (404); see the README for your server's address"),
        ([302], "the server sends elsewhere (302); push to https://example.org/login if that is yours"),
        ([500], "the server failed on https://example.org/g (500: Database is on fire); see its log"),
        ([503], "the server failed on https://example.org/g (503: Database is on fire); see its log"),
    ],
)
def test_a_server_that_refuses(
    failing: Callable[..., tuple[str, type[Failing]]], monkeypatch: pytest.MonkeyPatch, plan: list[int], message: str
) -> None:
    monkeypatch.delenv("GEOGRAPH_USER", raising=False)
    url, handler = failing(*plan)
    waited: list[float] = []
    with pytest.raises(push.PushError) as caught:
        push.Server(url, pause=waited.append).send(GRAPH)
    assert str(caught.value) == f"{url}: {message}"
    assert waited == ([0.5, 1.0, 2.0, 4.0] if plan == [503] else [])
    assert len(handler.seen) == len(waited) + 1


def test_what_passes_is_tried_again(failing: Callable[..., tuple[str, type[Failing]]]) -> None:
    url, handler = failing(503, 429, 204)
    waited: list[float] = []
    push.Server(url, pause=waited.append).send(GRAPH, replace=False)
    assert waited == [0.5, 7.0]
    assert [seen[:2] for seen in handler.seen] == [("POST", "/store?graph=https%3A%2F%2Fexample.org%2Fg")] * 3


def test_credentials_are_sent_when_asked_for_and_not_in_the_url(
    failing: Callable[..., tuple[str, type[Failing]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOGRAPH_USER", "ada")
    monkeypatch.setenv("GEOGRAPH_PASSWORD", "secret")
    url, handler = failing(401, 204)
    push.Server(url).send(GRAPH)
    assert [seen[3] for seen in handler.seen] == ["", "Basic YWRhOnNlY3JldA=="]
    url, _ = failing(401)
    with pytest.raises(push.PushError, match="the server doesn't let ada write"):
        push.Server(url).send(GRAPH)
    with pytest.raises(UsageError, match="by the environment"):
        push.Server("http://ada:secret@localhost/store")
    with pytest.raises(UsageError, match="is no endpoint"):
        push.Server("localhost:7878")


def test_what_is_too_large_goes_in_parts(failing: Callable[..., tuple[str, type[Failing]]]) -> None:
    url, handler = failing(413)
    push.Server(url).send(GRAPH)
    assert [(seen[0], seen[2]) for seen in handler.seen] == [
        ("PUT", 60),
        ("PUT", 20),
        ("POST", 40),
        ("POST", 20),
        ("POST", 20),
    ]


def test_no_answer_at_all(failing: Callable[..., tuple[str, type[Failing]]]) -> None:
    port = servers.free_port()
    with pytest.raises(push.PushError, match="is the server running"):
        push.Server(f"http://127.0.0.1:{port}/store", pause=lambda _: None).send(GRAPH)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/store"
        with pytest.raises(push.PushError, match=r"no answer within 0\.1 seconds for https://example\.org/g"):
            push.Server(url, timeout=0.1, pause=lambda _: None).send(GRAPH)


def test_what_was_only_added_is_replaced_later(failing: Callable[..., tuple[str, type[Failing]]]) -> None:
    url, handler = failing(204)
    done = push.Pushed()
    for replaced in (True, True, False):
        assert [*push.push(push.Server(url), [GRAPH], done, replaced, prune=False)] == [GRAPH[0]]
    assert [seen[0] for seen in handler.seen] == ["PUT"]
    more = (GRAPH[0], GRAPH[1] + b"<a:a> <a:b> <a:f> .\n")
    for replaced in (False, False, True, True):
        assert [*push.push(push.Server(url), [more], done, replaced, prune=False)] == [GRAPH[0]]
    assert [seen[0] for seen in handler.seen] == ["PUT", "POST", "PUT"]
    assert (done.sent, done.unchanged) == (3, 4)


def test_a_push_that_breaks_off_says_what_was_sent_and_goes_on(
    failing: Callable[..., tuple[str, type[Failing]]], tmp_path: Path, run: Command
) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as writer:
        writer.put([summit(), replace(odd(), article=replace(odd().article, id="b"))])
    before = [*store.named_graphs(path)]
    url, handler = failing(204, 500)
    done = run("push", path, url)
    assert done.code == 3
    assert done.lines[0].startswith(f"{url}: 1 graphs sent")
    assert "Database is on fire" in done.lines[1]
    handler.plan[:] = [204]
    assert [line.split("\t")[1] for line in run("push", path, url, "--dry-run").out.splitlines()] == [
        iri for iri, _ in before[1:]
    ]
    assert run("push", path, url).lines[0].endswith("1 unchanged")
    assert len(handler.seen) == 4
    assert [*store.named_graphs(path)] == before
    (notes,) = path.glob("pushed-*.json")
    assert sorted(json.loads(notes.read_text())) == sorted(iri for iri, _ in before)
    notes.write_text("{")
    assert run("push", path, url).code == 3
    assert isinstance(query.load(path), query.Source)
