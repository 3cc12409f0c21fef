"""`geograph query`: SPARQL, or a question that has a name, over a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import AnswerOption, DecisionsOption, OntologyOption
from geograph.cli.output import ANSWERS, Output, examples, table
from geograph.errors import UsageError

if TYPE_CHECKING:
    from geograph.graph.query import Result

File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE|STORE", help="A graph that geograph wrote (Turtle, JSON Lines ...), or a store."),
]
Sparql = Annotated[str | None, typer.Argument(metavar="'SPARQL'", help="A query; our prefixes are known.")]
Named = Annotated[str | None, typer.Option("--named", metavar="NAME", help="A named query instead; see --list.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Named queries: only with this actor.")]
Type = Annotated[str | None, typer.Option(metavar="TYPE", help="Named queries: only events of this type.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Named queries: from this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Named queries: up to this day.")]
List = Annotated[bool, typer.Option("--list", help="List the named queries.")]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            'geograph query graph.ttl --named who-met-whom --actor "Kim Jong Un"',
            "geograph query graph.ttl 'SELECT ?e WHERE { ?e a gg:Consult }' -f csv",
            "geograph query --list",
        )
    )(query)


def query(
    file: File = None,
    sparql: Sparql = None,
    named: Named = None,
    actor: Actor = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    list: List = False,
    format: AnswerOption = "table",
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Ask a graph, in SPARQL or with a named query."""
    from geograph import ontology as types
    from geograph.graph import query as engine

    if format not in ANSWERS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}")
    if list:
        return _write(_listed(), format)
    given = {"actor": actor, "type": type, "since": since, "until": until}
    path = _check(file, sparql, named, [name for name, value in given.items() if value is not None])
    known = types.load(ontology)
    if decisions is None:
        source = engine.load(path, ontology=known)
    else:
        from geograph.graph import Graph

        source = Graph.from_file(path, known).decided(decisions).source
    if named is not None:
        return _write(engine.run_named(source, named, actor, type, since, until, known), format)
    return _write(engine.run(source, sparql or ""), format)


def _check(file: Path | None, sparql: str | None, named: str | None, given: list[str]) -> Path:
    """The file, if the words make one question."""
    if file is None:
        raise UsageError("no file; give a graph and a query, or --list to see the named queries")
    if named is None and sparql is None:
        raise UsageError("no query; give SPARQL, or --named with a name from: geograph query --list")
    if named is not None and sparql is not None:
        raise UsageError("both SPARQL and --named; give one of them")
    if named is None and given:
        raise UsageError(f"--{given[0]} is for named queries; say it in the SPARQL, or add --named")
    return file


def _listed() -> Result:
    from geograph.graph.query import Result, named

    rows = tuple((query.name, ", ".join(query.parameters), query.help) for query in named().values())
    return Result(("name", "takes", "answers"), rows, {})


def _write(result: Result, format: str) -> int:
    from geograph.graph.query import write

    with Output() as out:
        write(result, out.stream, format, table)
        out.keep()
    return 0
