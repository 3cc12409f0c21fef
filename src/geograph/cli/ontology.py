"""`geograph ontology`: the event types, one of them in full, and whether their files are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import AnswerOption, OntologyOption
from geograph.cli.output import Output, examples, put, say
from geograph.errors import UsageError

if TYPE_CHECKING:
    from geograph.ontology import EventType, Trigger

app = typer.Typer(
    help="The event types: list them, show one, check their files.",
    epilog=examples("geograph ontology show CONSULT", "geograph ontology check --ontology mine/"),
    no_args_is_help=True,
)
COLUMNS = ("type", "score", "quad", "CAMEO", "predicate", "modes", "triggers", "examples")


@app.command("list", epilog=examples("geograph ontology list --format csv"))
def list_types(
    ontology: OntologyOption = None,
    format: AnswerOption = "table",
) -> int:
    """List the event types with their scores, codes, predicates and modes."""
    from geograph.graph.query import Result, write
    from geograph.ontology import load

    with Output() as out:
        write(Result(COLUMNS, tuple(map(_row, load(ontology).types.values())), {}), out.stream, format)
        out.keep()
    return 0


@app.command(epilog=examples("geograph ontology show ASSAULT"))
def show(
    type: Annotated[str, typer.Argument(metavar="TYPE", help="The type's name, such as CONSULT.")],
    ontology: OntologyOption = None,
) -> int:
    """Show one type: what it means, its modes, the words that report it, and its examples."""
    from geograph.ontology import load

    types = load(ontology).types
    if type.upper() not in types:
        raise UsageError(f"unknown type {type!r}; choose one of {', '.join(types)}")
    put("\n".join(_page(types[type.upper()])))
    return 0


@app.command(epilog=examples("geograph ontology check --ontology mine/"))
def check(ontology: OntologyOption = None) -> int:
    """Check the files: keys, roles, clashing triggers, examples. Exit code 1 if something is wrong."""
    from geograph.ontology import check as problems_of
    from geograph.ontology import load

    problems = problems_of(ontology)
    for problem in problems:
        say(f"error: {problem}")
    if not problems:
        types = load(ontology).types.values()
        counts = (sum(len(t.triggers) for t in types), sum(len(t.examples) for t in types))
        say(f"{len(types)} types, {counts[0]} triggers, {counts[1]} examples: nothing wrong")
    return 1 if problems else 0


def _row(type: EventType) -> tuple[str | float, ...]:
    modes = ", ".join(type.modes)
    return (
        type.id,
        type.score,
        type.quad,
        type.cameo,
        type.predicate,
        modes,
        len(type.triggers),
        len(type.examples),
    )


def _page(type: EventType) -> Iterator[str]:
    yield f"{type.id}: {type.definition}"
    yield f"score {type.score}, {type.quad}, CAMEO {type.cameo}, predicate {type.predicate}"
    yield from _section("Roles", (f"{name}: {text}" for name, text in type.roles.items()))
    yield from _section("Modes", (f"{mode.name}: {mode.label}" for mode in type.modes.values()))
    yield from _section("Words that report it", map(_trigger, type.triggers))
    yield from _section("Examples", (f"{example.text}  ({len(example.events)})" for example in type.examples))
    yield ""
    yield "The number after an example says how many events it holds; 0 is a near miss."


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    if found := [f"  {' '.join(line.split())}" for line in lines]:
        yield from ("", title, *found)


def _trigger(trigger: Trigger) -> str:
    words = ", ".join(" ".join(words) for words in trigger.words)
    mode = f" [{trigger.mode}]" if trigger.mode else ""
    sides = f"actor {'/'.join(trigger.actor) or '-'}, recipient {'/'.join(trigger.recipient) or '-'}"
    return f"{trigger.name}{mode} {trigger.pos}: {words} ({sides})"
