"""`geograph evaluate`: how well extracted events agree with annotated ones."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from geograph.cli.options import GazetteerOption, ModelOption, OntologyOption, QuietOption
from geograph.cli.output import counting, examples, put, report, warn
from geograph.errors import InputError
from geograph.model import Article

Gold = Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated articles.")]
Pred = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PRED.jsonl]",
        help="What extract wrote for them, - for standard input; without it they are extracted now.",
    ),
]

STDIN = Path("-")


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples("geograph evaluate gold.jsonl", "geograph evaluate gold.jsonl out.jsonl --errors"),
    )(evaluate)


def evaluate(
    gold: Gold,
    pred: Pred = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed, extra or different.")] = False,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    quiet: QuietOption = False,
) -> int:
    """Compare events with annotated ones: event, strict and dyad F1, each type, status accuracy."""
    from geograph import evaluate as scoring

    if gold == STDIN and pred in (None, STDIN):
        raise InputError("-", "only one of the two can be standard input; give the other as a file")
    annotated = list(_records(gold))
    failures: list[InputError] = []
    if pred is not None:
        predicted = list(_records(pred))
    else:
        with counting("articles read", quiet) as tick:
            predicted = list(_extracted(gold, failures, tick, model, ontology, tuple(gazetteer or ())))
    report(failures)
    put(scoring.render(scoring.evaluate(annotated, predicted, str(gold), str(pred or gold)), errors))
    return 1 if failures else 0


def _extracted(
    gold: Path,
    failures: list[InputError],
    tick: Callable[[], None],
    model: str | None,
    ontology: Path | None,
    gazetteer: tuple[Path, ...],
) -> Iterator[Any]:
    """The records that extraction gives for the articles in the annotated file."""
    from geograph.articles import read
    from geograph.graph.jsonl import to_dict
    from geograph.ontology import load
    from geograph.reader import read_articles

    known = load(ontology)
    found = list(read([gold], warn=warn))
    failures += [item for item in found if isinstance(item, InputError)]
    for reading in read_articles((i for i in found if isinstance(i, Article)), model, ontology, gazetteer):
        tick()
        yield to_dict(reading, known)


def _records(path: Path) -> Iterator[Any]:
    """The JSON values of a file, or of standard input where it is "-", line by line."""
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _value(f"{path}:{number}", line)
    except OSError as fault:
        raise InputError(str(path), f"not readable ({fault.strerror}); check the path") from None


def _value(where: str, line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise InputError(where, f"no UTF-8 at byte {fault.start} of the line; give JSON Lines in UTF-8") from None
    except (ValueError, RecursionError):
        raise InputError(where, "broken JSON; mend or remove the line") from None
