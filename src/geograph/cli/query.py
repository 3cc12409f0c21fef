"""`geograph query`: SPARQL, or a question that has a name, over a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import DecisionsOption, OntologyOption, OutputOption
from geograph.cli.output import ANSWERS, Output, examples, put, table
from geograph.errors import UsageError

if TYPE_CHECKING:
    from geograph.graph.query import Result

File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE|STORE", help="A graph that geograph wrote (Turtle, JSON Lines ...), or a store."),
]
Sparql = Annotated[
    str | None, typer.Argument(metavar="'SPARQL'", help="A query; our prefixes are known. - reads it from stdin.")
]
SparqlFile = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE.rq", exists=True, dir_okay=False, help="Read the query from here."),
]
Named = Annotated[str | None, typer.Option("--named", metavar="NAME", help="A named query instead; see --list.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Named queries: only with this actor.")]
Other = Annotated[str | None, typer.Option(metavar="NAME", help="Named queries: only between the actor and this one.")]
Type = Annotated[str | None, typer.Option(metavar="TYPE", help="Named queries: only events of this type.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Named queries: from this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Named queries: up to this day.")]
Param = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="Named queries: another parameter; see --list."),
]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="Show the first N rows only.")]
List = Annotated[bool, typer.Option("--list", help="List the named queries with their parameters.")]
Show = Annotated[
    str | None, typer.Option("--show", metavar="NAME", help="Show a named query's SPARQL, to be used elsewhere.")
]
FormatOption = Annotated[
    str,
    typer.Option("--format", "-f", help=f"One of {', '.join(ANSWERS)}; ttl and nt for CONSTRUCT and DESCRIBE."),
]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            'geograph query graph.ttl --named who-met-whom --actor "Kim Jong Un"',
            "geograph query news.store --named near-place -p place=Paris -p km=50",
            "geograph query graph.ttl 'SELECT ?e WHERE { ?e a gg:Consult }' -f csv",
            "geograph query --list",
        )
    )(query)


def query(
    file: File = None,
    sparql: Sparql = None,
    sparql_file: SparqlFile = None,
    named: Named = None,
    actor: Actor = None,
    other: Other = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    param: Param = None,
    limit: Limit = None,
    list: List = False,
    show: Show = None,
    format: FormatOption = "table",
    output: OutputOption = None,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Ask a graph, in SPARQL or with a named query."""
    from geograph import ontology as types
    from geograph.graph import named as questions
    from geograph.graph import query as engine

    if format not in (*ANSWERS, "ttl", "nt"):
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}, ttl, nt")
    if list:
        return _write(_listed(), format, output)
    if show is not None:
        put(questions.get(show).text)
        return 0
    options = {"actor": actor, "other": other, "type": type, "since": since, "until": until}
    given = {name: value for name, value in options.items() if value is not None} | dict(map(_parted, param or ()))
    path = _check(file, sparql, sparql_file, named, [*given])
    known = types.load(ontology)
    if decisions is None:
        source = engine.load(path, ontology=known)
    else:
        from geograph.graph import Graph

        source = Graph.from_file(path, known).decided(decisions).source
    if named is not None:
        result = questions.run_named(source, named, known, **given)
    else:
        result = engine.run(source, _text(sparql, sparql_file))
    return _write(result if limit is None else result.first(limit), format, output)


def _parted(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals or not name:
        raise UsageError(f"--param {words!r}: write it as NAME=VALUE, for example --param km=50")
    return name, value


def _check(
    file: Path | None, sparql: str | None, sparql_file: Path | None, named: str | None, given: Sequence[str]
) -> Path:
    """The file, if the words make one question."""
    if file is None:
        raise UsageError("no file; give a graph and a query, or --list to see the named queries")
    asked = [word for word in (sparql, sparql_file, named) if word is not None]
    if not asked:
        raise UsageError("no query; give SPARQL, or --named with a name from: geograph query --list")
    if len(asked) > 1:
        raise UsageError("two queries (SPARQL, --file, --named); give one of them")
    if named is None and given:
        raise UsageError(f"--{given[0]} is for named queries; say it in the SPARQL, or add --named")
    return file


def _text(sparql: str | None, sparql_file: Path | None) -> str:
    """The query's words, from the command, a file or standard input."""
    name, data = "the query", (sparql or "").encode()
    if sparql_file is not None:
        name, data = str(sparql_file), sparql_file.read_bytes()
    elif sparql == "-":
        name, data = "<stdin>", sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UsageError(f"{name}: not UTF-8 (byte {problem.start}); save it as UTF-8") from problem


def _listed() -> Result:
    from geograph.graph.named import named
    from geograph.graph.query import Result

    rows = tuple(
        (query.name, " ".join(p.name + ("!" if p.required else "") for p in query.parameters), query.help)
        for query in named().values()
    )
    return Result(("name", "takes", "answers"), rows, {})


def _write(result: Result, format: str, output: Path | None) -> int:
    from geograph.graph.query import write

    with Output(output) as out:
        write(result, out.stream, format, table)
        out.keep()
    return 0
