"""`geograph ontology`: the event types and contexts, one of them in full, and whether their files are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import AnswerOption, OntologyOption, OutputOption
from geograph.cli.output import Output, examples, put, say
from geograph.errors import DataError, UsageError

if TYPE_CHECKING:
    from geograph.ontology import EventType, Trigger
    from geograph.ontology.contexts import Context, Implied, Phrase

app = typer.Typer(
    help="The event types and their contexts: list them, show one, check their files.",
    epilog=examples("geograph ontology show CONSULT", "geograph ontology check --ontology mine/"),
    no_args_is_help=True,
)
COLUMNS = ("type", "score", "quad", "CAMEO", "predicate", "modes", "triggers", "examples")
CONTEXT_COLUMNS = ("context", "label", "definition", "cues", "examples")


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


@app.command("contexts", epilog=examples("geograph ontology contexts --format csv"))
def list_contexts(
    ontology: OntologyOption = None,
    format: AnswerOption = "table",
) -> int:
    """List the contexts that events may have, such as military, legal or health."""
    from geograph.graph.query import Result, write
    from geograph.ontology.contexts import load

    rows = tuple((c.id, c.label, c.definition, len(_cues(c)), len(c.examples)) for c in load(ontology).values())
    with Output() as out:
        write(Result(CONTEXT_COLUMNS, rows, {}), out.stream, format)
        out.keep()
    return 0


@app.command(epilog=examples("geograph ontology show ASSAULT", "geograph ontology show terrorism"))
def show(
    type: Annotated[
        str, typer.Argument(metavar="TYPE", help="The name of a type or a context, such as CONSULT or military.")
    ],
    ontology: OntologyOption = None,
) -> int:
    """Show one type or context: what it means, its modes, the words that report it, and its examples."""
    from geograph.ontology import contexts, load

    types, known = load(ontology).types, contexts.load(ontology)
    if type.upper() in types:
        put("\n".join(_page(types[type.upper()])))
    elif type.lower() in known:
        put("\n".join(_context_page(known[type.lower()])))
    else:
        raise UsageError(f"unknown type {type!r}; choose one of {', '.join(types)}, or a context: {', '.join(known)}")
    return 0


@app.command(epilog=examples("geograph ontology owl -o mine.ttl --ontology mine/"))
def owl(ontology: OntologyOption = None, output: OutputOption = None) -> int:
    """Write the ontology as OWL (Turtle): what each class and property of our graphs means."""
    from geograph.graph import owl as made
    from geograph.ontology import contexts, load, vocabulary

    with Output(output) as out:
        for piece in made.turtle(load(ontology), contexts.load(ontology), vocabulary.load()):
            out.stream.write(piece)
        out.keep()
    return 0


@app.command(epilog=examples("geograph ontology check --ontology mine/"))
def check(ontology: OntologyOption = None) -> int:
    """Check the files: keys, roles, clashing triggers, examples. Exit code 1 if something is wrong."""
    from geograph.ontology import check as problems_of
    from geograph.ontology import load

    problems = problems_of(ontology) or _clash(ontology)
    for problem in problems:
        say(f"error: {problem}")
    if not problems:
        from geograph.ontology.contexts import load as load_contexts

        types = load(ontology).types.values()
        known = load_contexts(ontology).values()
        all_examples = [len(t.examples) for t in types] + [len(c.examples) for c in known]
        counts = (sum(len(t.triggers) for t in types), sum(all_examples))
        say(f"{len(types)} types, {counts[0]} triggers, {len(known)} contexts, {counts[1]} examples: nothing wrong")
    return 1 if problems else 0


def _clash(ontology: Path | None) -> list[str]:
    """What keeps the ontology from having an IRI for each of its terms."""
    from geograph.graph import owl
    from geograph.ontology import contexts, load, vocabulary

    try:
        owl.triples(load(ontology), contexts.load(ontology), vocabulary.load())
    except DataError as problem:
        return [str(problem)]
    return []


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


def _context_page(context: Context) -> Iterator[str]:
    yield f"{context.id}: {context.definition}"
    yield from _section("Words that show it", [_phrases(context.strong)] if context.strong else [])
    yield from _section("Words of which two kinds show it", map(_phrases, (*context.weak, *context.faint)))
    yield from _section("Phrases that don't", [_phrases(context.other)] if context.other else [])
    yield from _section("Events that have it whatever the words", map(_implied, context.implied))
    yield from _section("Examples", (f"{e.text}  ({', '.join(e.contexts) or 'none'})" for e in context.examples))
    yield ""
    yield "Behind an example stand the contexts of its events; one without this context is a near miss."


def _cues(context: Context) -> set[Phrase]:
    return {words for group in (context.strong, *context.weak, *context.faint) for words in group}


def _phrases(phrases: Iterable[Phrase]) -> str:
    return ", ".join(" ".join(words) for words in phrases)


def _implied(row: Implied) -> str:
    sectors = f"{row.side or 'participant'} {'/'.join(sorted(row.sectors))}" if row.sectors else ""
    parties = f"at least {row.parties} states or bodies" if row.parties else ""
    return ", ".join(filter(None, ("/".join(sorted(row.types)), "/".join(sorted(row.modes)), sectors, parties)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    if found := [f"  {' '.join(line.split())}" for line in lines]:
        yield from ("", title, *found)


def _trigger(trigger: Trigger) -> str:
    words = ", ".join(" ".join(words) for words in trigger.words)
    mode = f" [{trigger.mode}]" if trigger.mode else ""
    sides = f"actor {'/'.join(trigger.actor) or '-'}, recipient {'/'.join(trigger.recipient) or '-'}"
    return f"{trigger.name}{mode} {trigger.pos}: {words} ({sides})"
