"""`geograph export`: a graph of ours in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from geograph.cli.options import BaseOption, DecisionsOption, FileArgument, OntologyOption, OutputOption, StatusesOption
from geograph.cli.output import FORMATS, Output, examples, table

ToOption = Annotated[
    str | None,
    typer.Option("--to", "-t", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}. Default: by the suffix of -o."),
]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples("geograph export graph.jsonl --to ttl -o graph.ttl", "geograph export graph.ttl --to table")
    )(export)


def export(
    file: FileArgument,
    to: ToOption = None,
    output: OutputOption = None,
    base: BaseOption = None,
    all_statuses: StatusesOption = False,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Write a graph in another format; from JSON Lines to Turtle and back nothing is lost."""
    from geograph import ontology as types
    from geograph.graph import Graph, formats, terms

    chosen = formats.format_of(to, str(output) if output else None)
    known = types.load(ontology)
    graph = Graph.from_file(file, known)
    graph = graph.decided(decisions) if decisions else graph
    start = terms.checked_base(base) if base else graph.base
    with Output(output) as out:
        formats.write(graph.readings, chosen, out.stream, start, known, all_statuses, table)
        out.keep()
    return 0
