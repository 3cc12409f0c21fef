"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import ANSWERS, FORMATS

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE|DIR", help="Write here, whole or not at all; default stdout."),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}. Default: by the suffix of -o, else ttl."),
]
AnswerOption = Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(ANSWERS)}.")]
ModelOption = Annotated[
    str | None, typer.Option(metavar="NAME|PATH", help="Another spaCy pipeline than the one that comes with geograph.")
]
OntologyOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", exists=True, file_okay=False, help="Event types of your own, laid over ours."),
]
GazetteerOption = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Actors of your own (CSV), laid over ours."),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", dir_okay=False, help="Your decisions about identities; see: geograph entities."),
]
BaseOption = Annotated[str | None, typer.Option(metavar="IRI", help="What the IRIs of the data begin with.")]
Rdf12Option = Annotated[
    bool,
    typer.Option("--rdf12", help="RDF 1.2 (ttl, nt, trig, nq): events reify the edges they tell of, affirmed or not."),
]
StatusesOption = Annotated[
    bool,
    typer.Option(
        "--all-statuses", help="Where a format holds facts only, also what was denied, planned, possible or alleged."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No summary and no progress; errors are still shown.")]
FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE|STORE", help="A graph that geograph wrote (Turtle, JSON Lines ...), or a store."),
]
