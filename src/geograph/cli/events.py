"""`geograph events`: what happened, and which reports were taken for one happening and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from geograph.cli.export import ConfidenceOption, SinceOption, UntilOption
from geograph.cli.options import AnswerOption, DecisionsOption, FileArgument, OntologyOption
from geograph.cli.output import ANSWERS, Output, day_of, examples, table
from geograph.errors import UsageError

if TYPE_CHECKING:
    from geograph.graph.table import Value
    from geograph.model import Status
    from geograph.ontology import Ontology

Duplicates = Annotated[bool, typer.Option("--duplicates", help="Only what several passages tell of: what is one, why.")]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only where claims contradict each other.")]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Only with this actor, on any side.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only this type: CONSULT, ASSAULT, ...")]
StatusOption = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help="actual, negated, planned, hypothetical or alleged.")
]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            "geograph events graph.ttl --type ASSAULT --since 2024-11-01 -f csv",
            "geograph events graph.ttl --duplicates",
            "geograph events graph.ttl --duplicates --disputed",
        )
    )(events)


def events(
    file: FileArgument,
    duplicates: Duplicates = False,
    disputed: Disputed = False,
    actor: ActorOption = None,
    type: Type = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_confidence: ConfidenceOption = None,
    format: AnswerOption = "table",
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """List the events, or what was merged into each and by which rule."""
    from geograph import ontology as types
    from geograph.graph import Graph, listing

    if format not in ANSWERS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}")
    known = types.load(ontology)
    kind, first, last = _type(type, known), day_of("--since", since), day_of("--until", until)
    told = _status(status)
    graph = Graph.from_file(file, known)
    graph = graph.decided(decisions) if decisions else graph
    actors = listing.ids_of(actor, graph.entities) if actor is not None else None
    wanted = listing.Wanted(actors, kind, told, disputed, first, last, min_confidence or 0.0)
    if not duplicates:
        return _write(listing.COLUMNS, tuple(listing.rows(filter(wanted.takes, graph.events))), format)
    found = listing.wholes(graph.merged, wanted)
    if format != "table":
        return _write(listing.MERGED_COLUMNS, tuple(listing.merged_rows(found)), format)
    with Output() as out:
        out.stream.writelines(f"{line}\n" for line in listing.told(found, listing.doubts(graph.merged, wanted), known))
        out.keep()
    return 0


def _type(name: str | None, ontology: Ontology) -> str | None:
    if name is None or name.upper() in ontology.types:
        return name and name.upper()
    raise UsageError(f"no event type {name!r}; there are {', '.join(sorted(ontology.types))}")


def _status(name: str | None) -> Status | None:
    from geograph.model import Status

    statuses: tuple[Status, ...] = get_args(Status)
    found = next((s for s in statuses if s == name), None)
    if name is not None and found is None:
        raise UsageError(f"no status {name!r}; there are {', '.join(statuses)}")
    return found


def _write(columns: tuple[str, ...], rows: tuple[tuple[Value, ...], ...], format: str) -> int:
    from geograph.graph.query import Result, write

    with Output() as out:
        write(Result(columns, rows, {}), out.stream, format, table)
        out.keep()
    return 0
