"""`geograph export`: a graph of ours in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from geograph.cli.options import (
    BaseOption,
    DecisionsOption,
    FileArgument,
    OntologyOption,
    OutputOption,
    Rdf12Option,
    StatusesOption,
)
from geograph.cli.output import FORMATS, VIEWS, Output, counting, day_of, examples, output_of, table
from geograph.errors import UsageError

ToOption = Annotated[
    str | None,
    typer.Option("--to", "-t", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}. Default: by the suffix of -o."),
]
ViewOption = Annotated[
    str | None,
    typer.Option(metavar="VIEW", help=f"How a network shows events, one of {', '.join(VIEWS)}. Default: dyads."),
]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Only events on this day or later.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Only events on this day or earlier.")]
ConfidenceOption = Annotated[
    float | None, typer.Option(metavar="X", min=0, max=1, help="Only events of at least this confidence.")
]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            "geograph export graph.jsonl --to ttl -o graph.ttl",
            "geograph export graph.ttl --to trig --rdf12 -o graph.trig",
            "geograph export graph.ttl --to void -o void.ttl",
            "geograph export graph.ttl --to gexf --view weighted -o network.gexf",
            "geograph export graph.ttl --to csv --since 2024-01-01 --min-confidence 0.8",
            "geograph export graph.ttl --to neo4j -o import/",
        )
    )(export)


def export(
    file: FileArgument,
    to: ToOption = None,
    output: OutputOption = None,
    base: BaseOption = None,
    all_statuses: StatusesOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    min_confidence: ConfidenceOption = None,
    view: ViewOption = None,
    rdf12: Rdf12Option = False,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Write a graph in another format. RDF and JSON Lines hold everything; the others events that are facts."""
    from geograph import ontology as types
    from geograph.graph import Graph, dump, formats, terms
    from geograph.graph.choice import Choice, checked_view

    chosen = formats.format_of(to, str(output) if output else None)
    formats.check_reifiers(chosen, rdf12)
    narrowed = {"--since": since, "--until": until, "--min-confidence": min_confidence, "--view": view}
    for option, given in narrowed.items():
        takers = [name for name, f in formats.FORMATS.items() if (f.view if option == "--view" else f.chosen)]
        if given is not None and chosen not in takers:
            raise UsageError(f"{option}: not for {chosen}; it is for {', '.join(takers)}")
    choice = Choice(
        all_statuses, day_of("--since", since), day_of("--until", until), min_confidence or 0.0,
        checked_view(view or "dyads"),
    )  # fmt: skip
    if chosen in dump.FORMATS and file.is_dir() and not (base or decisions or ontology or rdf12):
        from geograph import store

        with Output(output) as out:
            for piece in store.pieces(file, chosen, out.folder):
                out.stream.write(piece)
            out.keep()
        return 0
    if chosen == "void" and file.is_dir() and not (base or decisions):
        from geograph import store

        with Output(output) as out:
            formats.write_void(store.open_source(file), out.stream)
            out.keep()
        return 0
    known = types.load(ontology)
    if formats.FORMATS[chosen].chosen and file.is_dir() and not (base or decisions):
        from geograph import store

        with (
            output_of(output, chosen) as out,
            counting("events read", quiet=False) as tick,
            store.facts(file, known, choice, tick) as facts,
        ):
            if facts is not None:
                formats.write_chosen(facts, chosen, out.target)
                out.keep()
                return 0
    graph = Graph.from_file(file, known)
    graph = graph.decided(decisions) if decisions else graph
    start = terms.checked_base(base) if base else graph.base
    with output_of(output, chosen) as out:
        formats.write(graph.readings, chosen, out.target, start, known, choice, table, rdf12)
        out.keep()
    return 0
