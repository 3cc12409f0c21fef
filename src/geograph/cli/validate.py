"""`geograph validate`: whether a graph has the shape of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from geograph.cli.extract import number
from geograph.cli.options import AnswerOption, FileArgument, OntologyOption, OutputOption, QuietOption
from geograph.cli.output import ANSWERS, Output, counting, examples, say, table
from geograph.errors import UsageError

if TYPE_CHECKING:
    from geograph.graph.validate import Violation

COLUMNS = ("subject", "property", "value", "wanted")


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(epilog=examples("geograph validate graph.ttl", "geograph validate graph.store --format json"))(validate)


def validate(
    file: FileArgument,
    format: AnswerOption = "table",
    output: OutputOption = None,
    ontology: OntologyOption = None,
    quiet: QuietOption = False,
) -> int:
    """Check a graph by our SHACL shapes. Exit code 1 if something is wrong: a line for each violation on stdout."""
    from geograph import ontology as types
    from geograph.graph import query
    from geograph.graph.validate import violations

    if format not in ANSWERS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}")
    source = query.load(file, ontology=types.load(ontology))
    found: list[Violation] = []
    with counting("steps checked", quiet) as tick:
        for some in violations(source):
            found += some
            tick()
    with Output(output) as out:
        if found or format != "table":
            rows = tuple((v.subject, v.property, v.value, v.wanted) for v in sorted(set(found)))
            query.write(query.Result(COLUMNS, rows, {}), out.stream, format, table)
        out.keep()
    if found:
        say(f"{file}: {number(len(set(found)), 'violation')}; mend this, or write the graph again from its articles")
    elif not quiet:
        say(f"{file}: conforms")
    return 1 if found else 0
