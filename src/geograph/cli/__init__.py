"""The command `geograph`: each family of commands is one file, errors and exit codes are dealt with here.

Exit codes: 0 all done, 1 some inputs failed and the rest is written, 2 wrong usage, 3 nothing usable,
130 interrupted; 141 when the reader of our output went away, as for any Unix tool."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command

from geograph.cli import (
    build,
    entities,
    evaluate,
    events,
    explain,
    export,
    extract,
    model,
    ontology,
    push,
    query,
    validate,
)
from geograph.cli.output import examples, say
from geograph.errors import GeographError, InputError

NOTHING = 3
INTERRUPTED = 130
PIPE_CLOSED = 141

app = typer.Typer(
    name="geograph",
    help="News articles in, a knowledge graph of who did what to whom out.",
    epilog=examples("geograph extract article.txt -o graph.ttl", "geograph query graph.ttl --named who-met-whom"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (extract, build, query, events, explain, export, validate, evaluate, push):
    part.add(app)
app.add_typer(entities.app, name="entities")
app.add_typer(ontology.app, name="ontology")
app.add_typer(model.app, name="model")


def _version(wanted: bool) -> None:
    if wanted:
        from geograph import __version__

        typer.echo(f"geograph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """News articles in, a knowledge graph of who did what to whom out."""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command with these words (default: the process's) and give its exit code."""
    try:
        code = _run(list(sys.argv[1:] if args is None else args))
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_stdout()
        return PIPE_CLOSED
    except OSError as fault:
        _leave_stdout()
        say(f"error: {f'{fault.filename}: ' if fault.filename else ''}{fault.strerror or fault}; mend it and run again")
        return NOTHING
    except RuntimeError as fault:
        if "Corruption" not in str(fault):  # what RocksDB says of a store's files, as late as they are read
            raise
        words = " ".join(str(fault).split())
        say(f"error: the store is damaged ({words}); build it again from the articles, or from a copy")
        return NOTHING
    except KeyboardInterrupt:
        say("interrupted; nothing unfinished was kept")
        return INTERRUPTED
    return code


def _leave_stdout() -> None:
    """Python flushes stdout once more at its end; what can't be written would fail there again, and loudly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(args: list[str]) -> int:
    command = get_command(app)
    try:
        # Not command.main(), which ends the process by itself when a pipe is closed.
        with command.make_context("geograph", args) as context:
            code = command.invoke(context)
    except GeographError as error:
        say(f"error: {error}")
        # One input of many would be in the command's own list; an input that ends the command was all there was.
        return NOTHING if isinstance(error, InputError) else error.exit_code
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.Abort as end:
        raise KeyboardInterrupt from end
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _usage(error)
    return code if isinstance(code, int) else 0


def _usage(error: Any) -> int:
    """What typer says of the command's words, in one line; its exceptions have no public base class."""
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().split())
    if message:
        say(f"error: {message} See: {context.command_path if context else 'geograph'} --help")
    return int(error.exit_code)
