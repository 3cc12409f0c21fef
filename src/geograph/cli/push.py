"""`geograph push`: a graph into a triple store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import FileArgument, OntologyOption, QuietOption
from geograph.cli.output import counting, examples, put, say
from geograph.errors import InputError
from geograph.model import digest

if TYPE_CHECKING:
    from geograph.graph.push import Graph, Pushed

NEWLINE = b"\n"
Url = Annotated[str, typer.Argument(metavar="URL", help="The server's Graph Store Protocol endpoint.")]
AddOption = Annotated[bool, typer.Option("--add", help="Add to the server's graphs instead of replacing them.")]
AllOption = Annotated[bool, typer.Option("--all", help="Send also what the server got by an earlier push.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Say which graphs would be sent, and send none.")]
TimeoutOption = Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long to wait for each answer.")]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            "geograph push news.store http://localhost:7878/store",
            "GEOGRAPH_USER=dba GEOGRAPH_PASSWORD=... geograph push news.store "
            "http://localhost:8890/sparql-graph-crud-auth",
        )
    )(push)


def push(
    file: FileArgument,
    url: Url,
    add: AddOption = False,
    all: AllOption = False,
    dry_run: DryOption = False,
    timeout: TimeoutOption = 120.0,
    ontology: OntologyOption = None,
    quiet: QuietOption = False,
) -> int:
    """Send a graph to a triple store: a named graph for each article, and one of what they add up to.

    A store remembers what it sent where, so that the next push sends what has changed, and deletes the graphs of
    articles that were removed. User and password come from GEOGRAPH_USER and GEOGRAPH_PASSWORD in the environment."""
    from geograph.graph import push as sending

    graphs = _graphs(file, ontology)
    server = sending.Server(url, timeout)
    notes = file / f"pushed-{digest(url)}.json" if file.is_dir() else None
    known = _read(notes)
    done = sending.Pushed(dict.fromkeys(known, "") if all else known)
    if dry_run:
        for iri, data in graphs:
            if not done.has((iri, data), replace=not add):
                put(f"{data.count(NEWLINE)} triples\t{iri}")
        return 0
    try:
        with counting("graphs", quiet) as tick:
            for _ in sending.push(server, graphs, done, replace=not add, prune=not add):
                tick()
    finally:
        server.close()
        _write(notes, done)
        if not quiet:
            say(_summary(done, url))
    return 0


def _graphs(path: Path, ontology: Path | None) -> Iterator[Graph]:
    """The graphs of a store as last published, or of a file of ours."""
    if path.is_dir():
        from geograph import store

        yield from store.named_graphs(path)
        return
    from geograph import ontology as types
    from geograph.graph import Graph, rdf
    from geograph.graph.turtle import ntriples

    known = types.load(ontology)
    graph = Graph.from_file(path, known)
    for iri, triples in rdf.graphs(graph.readings, graph.base, known):
        yield iri, "".join(ntriples(triples, graph.base)).encode()


def _read(notes: Path | None) -> dict[str, str]:
    """Which graphs the server got by earlier pushes, each with the hash of what was sent."""
    if notes is None or not notes.exists():
        return {}
    try:
        found = json.loads(notes.read_text(encoding="utf-8"))
        return {str(iri): str(mark) for iri, mark in found.items()}
    except (ValueError, AttributeError) as problem:
        raise InputError(str(notes), f"damaged ({problem}); remove it, and everything is sent again") from problem


def _write(notes: Path | None, done: Pushed) -> None:
    if notes is not None:
        aside = notes.with_name(f".{notes.name}.partial")
        aside.write_text(json.dumps(done.known, indent=0, sort_keys=True), encoding="utf-8")
        aside.replace(notes)


def _summary(done: Pushed, url: str) -> str:
    parts = [f"{done.sent} graphs sent ({done.triples} triples)"]
    parts += [f"{done.unchanged} unchanged"] if done.unchanged else []
    parts += [f"{done.removed} removed"] if done.removed else []
    return f"{url}: {', '.join(parts)}"
