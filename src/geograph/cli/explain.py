"""`geograph explain`: where an event, an entity or a relation comes from, in the articles' words."""

from __future__ import annotations

from typing import Annotated

import typer

from geograph.cli.options import DecisionsOption, FileArgument, OntologyOption
from geograph.cli.output import examples, put

Name = Annotated[str, typer.Argument(metavar="EVENT|ENTITY", help="An id or IRI from the graph, or an entity's name.")]


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples('geograph explain graph.ttl "Kim Jong Un"', "geograph explain graph.jsonl event-7f3a09c1")
    )(explain)


def explain(file: FileArgument, name: Name, decisions: DecisionsOption = None, ontology: OntologyOption = None) -> int:
    """Show what the graph says of an event or an entity, and the words it was read from."""
    from geograph import ontology as types
    from geograph.graph import Graph

    graph = Graph.from_file(file, types.load(ontology))
    put((graph.decided(decisions) if decisions else graph).explain(name))
    return 0
