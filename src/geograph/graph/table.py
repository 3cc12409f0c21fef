"""Rows as text: aligned columns, CSV or JSON.

Everything that comes from an article is made harmless first: no control characters, no line breaks."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

Value = str | int | float | date | None


def plain(value: Value, limit: int | None = None) -> str:
    """The value on one line, without control characters, at most `limit` characters long."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    words = " ".join(str(value).split())
    if not words.isprintable():
        words = "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cs") and c not in _TURNS)
    return words if limit is None or len(words) <= limit else words[: limit - 1].rstrip() + "…"


def whole(words: str) -> str:
    """The words with U+FFFD for each half of a character, which no file can hold."""
    return _HALF.sub("\ufffd", words)


_HALF = re.compile("[\ud800-\udfff]")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the line that they stand in, and so of the columns after them."""


def width(words: str) -> int:
    """The columns that the words take in a terminal: none for a combining mark, two for a wide character."""
    if words.isascii():
        return len(words)
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf") else
        2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in words
    )  # fmt: skip


class Sink(Protocol):
    """Whatever takes text: a file, standard output."""

    def write(self, text: str, /) -> object:
        """Take the text."""


Draw = Callable[[Sequence[str], Iterable[Sequence[Value]], Sink], None]
"""Draws a table: `write_table`, or what the command line takes instead for a terminal."""


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[Value]], stream: Sink, limit: int | None = None
) -> None:
    """The rows under their columns' names, aligned with two spaces between; no cell longer than `limit`."""
    cells = [[plain(v, limit) for v in row] for row in rows]
    lines = [list(columns), *cells]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        made = "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True))
        stream.write(made.rstrip() + "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], stream: Sink) -> None:
    """The rows as CSV with a header."""
    out: Any = stream
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_csv(v) for v in row] for row in rows])


def write_json(columns: Sequence[str], rows: Iterable[Sequence[Value]], stream: Sink) -> None:
    """The rows as a JSON array of objects, one a line."""
    made = [json.dumps(dict(zip(columns, map(_json, row), strict=True)), ensure_ascii=False) for row in rows]
    stream.write("[" + ",".join("\n" + line for line in made) + ("\n" if made else "") + "]\n")


def _csv(value: Value) -> str | int | float | date:
    return plain(value) if value is None or isinstance(value, bool) else value


def _json(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
