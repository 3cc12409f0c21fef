"""What the commands share: output that is whole or not there, one-line messages and progress."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from geograph.errors import InputError, UsageError

if TYPE_CHECKING:
    from geograph.graph.table import Sink, Value

FORMATS = (
    "ttl", "trig", "nt", "nq", "json-ld", "rdf-xml", "jsonl", "graphml", "gexf", "node-link", "cytoscape", "neo4j",
    "cypher", "ftm", "csv", "parquet", "table", "void",
)  # fmt: skip
"""The names of the formats, for the help pages, which must not wait for the formats themselves."""
VIEWS = ("dyads", "weighted", "weighted-by-type", "events")
"""The views of a network, likewise."""
ANSWERS = ("table", "csv", "json")
"""The formats of an answer to a query, likewise."""


def examples(*lines: str) -> str:
    """The epilog of a help page: typer takes an empty line for a line break and "[" for markup."""
    return "\n\n".join(["Example:", *(line.replace("[", r"\[") for line in lines)])


def say(message: str) -> None:
    """One line on stderr; what would break or colour the line (a file's name can) is shown as an escape."""
    clean = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in message)
    print(clean, file=sys.stderr, flush=True)


def warn(message: str) -> None:
    """A warning on stderr: the run goes on."""
    say(f"warning: {message}")


def report(failures: Iterable[InputError]) -> None:
    """The inputs that failed, a line each."""
    for failure in failures:
        say(f"error: {failure}")


def day_of(option: str, value: str | None) -> date | None:
    """The day that an option gives."""
    from geograph.articles.fields import day

    if value is None:
        return None
    if found := day(value):
        return found
    raise UsageError(f"{option}: {value!r} is no day; write it as YYYY-MM-DD, for example 2024-11-20")


class Output:
    """Where the data goes, in UTF-8 whatever the locale: standard output, or a file written aside that takes its
    place on `keep`. Leaving the block without `keep` (an error, an interruption) leaves what stood there before."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path.resolve() if path else None
        self._aside: Path | None = None
        try:
            self._file = self._open()
        except OSError as fault:
            raise UsageError(f"{path}: can't be written ({fault.strerror}); choose another place with -o") from None
        self.stream = io.TextIOWrapper(self._file, encoding="utf-8", newline="\n")
        self.target = self.stream

    def _open(self) -> BinaryIO:
        if self._path is None:
            return sys.stdout.buffer
        if self._path.exists() and not self._path.is_file():
            return self._path.open("wb")  # a directory fails here; a device or a pipe is no file to be replaced
        self._aside = self._path.with_name(f".{self._path.name}.{os.getpid()}.partial")
        return self._aside.open("wb")

    @property
    def folder(self) -> Path | None:
        """Where the file is being written, with room for what is needed meanwhile; None for standard output."""
        return self._aside.parent if self._aside else None

    def keep(self) -> None:
        """What was written is whole: put it in its place."""
        self.stream.flush()
        if self._path is not None and self._aside is not None:
            self.stream.close()
            if self._path.exists():
                shutil.copymode(self._path, self._aside)
            self._aside.replace(self._path)
            self._aside = None

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if self._path is None:
                self.stream.detach()  # flushes; standard output itself stays open
            else:
                self.stream.close()
        finally:
            if self._aside is not None:
                self._aside.unlink(missing_ok=True)


class OutputFolder:
    """Like `Output`, for a format of several files: a folder written aside, at `target`, that takes its place on
    `keep`. A folder that is there already is replaced only if it is empty or holds none but files of these `names`."""

    def __init__(self, path: Path | None, names: Collection[str]) -> None:
        if path is None:
            raise UsageError("this format is several files; give the folder to be made with -o DIR")
        self._path = path.resolve()
        if self._path.exists() and not (self._path.is_dir() and {p.name for p in self._path.iterdir()} <= {*names}):
            raise UsageError(f"{path}: is there and no export of this format; choose another place with -o")
        self.target = self._path.with_name(f".{self._path.name}.{os.getpid()}.partial")
        try:
            self.target.mkdir()
        except OSError as fault:
            raise UsageError(f"{path}: can't be written ({fault.strerror}); choose another place with -o") from None

    def keep(self) -> None:
        """What was written is whole: put it in its place."""
        if not self._path.exists():
            self.target.rename(self._path)
            return
        former = self.target.with_suffix(".former")
        self._path.rename(former)
        try:
            self.target.rename(self._path)
        except OSError:
            former.rename(self._path)
            raise
        shutil.rmtree(former)

    def __enter__(self) -> OutputFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shutil.rmtree(self.target, ignore_errors=True)


def output_of(path: Path | None, format: str) -> Output | OutputFolder:
    """Where a graph of this format goes."""
    from geograph.graph.formats import FORMATS

    return OutputFolder(path, FORMATS[format].files) if FORMATS[format].files else Output(path)


def put(text: str, path: Path | None = None) -> None:
    """Write a text to standard output or to a file, with a newline at its end."""
    with Output(path) as out:
        out.stream.write(text if text.endswith("\n") else text + "\n")
        out.keep()


def table(columns: Sequence[str], rows: Iterable[Sequence[Value]], stream: Sink) -> None:
    """Draw rows: with lines and wrapped cells where the stream is a terminal, else plain, aligned text."""
    from geograph.graph.table import plain, write_table

    if not (isinstance(stream, io.TextIOWrapper) and stream.isatty()):
        write_table(columns, rows, stream)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*columns, row_styles=("", "dim"))
    for row in rows:
        drawn.add_row(*(Text(plain(value)) for value in row))
    Console(file=stream).print(drawn)


@contextmanager
def counting(what: str, quiet: bool) -> Iterator[Callable[[], None]]:
    """A function to call once per thing done; where stderr is a terminal it shows how many there were."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda: progress.advance(task)
