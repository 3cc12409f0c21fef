"""Files of ours as sources of a build: what geograph has read already need not be read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from geograph.errors import GeographError, InputError
from geograph.graph import jsonl, rdf_read
from geograph.model import Reading

_GRAPHS = tuple(f".{suffix}" for suffix in rdf_read.SYNTAXES)


def split(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths of files that geograph wrote, and the other ones, each in the order given."""
    written = [path for path in paths if _ours(path)]
    return written, [path for path in paths if path not in written]


def _ours(path: str) -> bool:
    """Whether the file holds a graph or lines of readings; what can't be read isn't, so that reading it says why."""
    suffix = Path(path).suffix.lower()
    if suffix in _GRAPHS:
        return True
    if path == "-" or suffix not in (".jsonl", ".ndjson"):
        return False
    try:
        with Path(path).open("rb") as file:
            first = next((line for line in file if line.strip()), b"{}")
        line = json.loads(first.decode("utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(line, dict) and "schema" in line and "events" in line


def readings_of(paths: Iterable[str]) -> Iterator[Reading | InputError]:
    """The readings of files of ours, one after the other; an error for each file that is broken, at the place where it
    is, after what could be read."""
    for path in map(Path, paths):
        try:
            if path.suffix.lower() in _GRAPHS:
                yield from rdf_read.read(path)[0]
            else:
                yield from jsonl.read(path)
        except InputError as problem:
            yield problem
        except GeographError as problem:
            where, _, words = str(problem).partition(": ")
            yield InputError(where, words)
