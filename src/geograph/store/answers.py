"""Named queries asked of a store's tables (see `tables`) instead of its triples: the same answers, much sooner.

Beside `queries/NAME.rq` stands `queries/NAME.sql`. Its parameters are those of the SPARQL; a line that begins with
`--@actor` counts only where that parameter is given; entities are given as a JSON array of their numbers. A column
named `from [day]` is a column `from` of days.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from geograph.graph.names import fold
from geograph.graph.query import Asked, Rows
from geograph.graph.table import Value
from geograph.store.index import VERSION, Index

_DAY = " [day]"


class Tables:
    """The tables of one store as they are of one change, read beside a writer. What can't be read, or is of a later
    change by now, is None, and then the triples, which say the same, are asked."""

    def __init__(self, index: Index, base: str, number: int) -> None:
        self._index = index
        self._base = base
        self._number = str(number)

    @classmethod
    def of(cls, path: Path, base: str, number: int) -> Tables | None:
        """The tables in the index at the path, if they can be read and are of the change with this number."""
        try:
            index = Index.reading(path)
            if (index.get("version"), index.get("generation")) == (str(VERSION), str(number)):
                index.roll_back()  # a snapshot that is kept would let the writer's log grow
                return cls(index, base, number)
            index.close()
        except sqlite3.Error:
            pass  # the triples say the same, only later
        return None

    def answer(self, name: str, given: Mapping[str, Asked | None]) -> Rows | None:
        """The columns and rows of a named query's answer; None where the tables don't know it."""
        lines = _sql(name)
        if lines is None:
            return None
        text = "\n".join(
            line.removeprefix(f"--@{word} ") if given.get(word) is not None else line for word, line in lines
        )
        values = {k: json.dumps(self._numbers(v)) if isinstance(v, list) else v for k, v in given.items()}
        return self.ask(text, values)

    def ask(self, sql: str, values: Mapping[str, Value] | None = None) -> Rows | None:
        """The columns and rows of the answer to an SQL query, which may use `:base`."""
        try:
            self._index.db.execute("BEGIN")
            if self._index.get("generation") != self._number:
                return None
            cursor = self._index.db.execute(sql, {**(values or {}), "base": self._base})
            rows = cursor.fetchall()
        except sqlite3.DatabaseError:
            return None
        finally:
            self._index.roll_back()
        names = [column[0] for column in cursor.description]
        days = [i for i, column in enumerate(names) if column.endswith(_DAY)]
        return tuple(column.removesuffix(_DAY) for column in names), _dated(rows, days)

    def _numbers(self, iris: Iterable[str]) -> list[Value]:
        sql = "SELECT n FROM thing WHERE id IN (SELECT value FROM json_each(:ids))"
        return [n for (n,) in self._rows(sql, ids=self._ids(iris)) or ()]

    def find(self, name: str) -> list[str] | None:
        """The IRIs of the entities with this name, alias or id, whatever the letters' case and accents."""
        sql = (
            "SELECT :base || id FROM thing WHERE name IS NOT NULL AND id = :id "
            "UNION SELECT :base || t.id FROM called c JOIN thing t ON t.n = c.thing WHERE c.folded = :name ORDER BY 1"
        )
        rows = self._rows(sql, id=name.removeprefix("id:").removeprefix(self._base), name=fold(name))
        return None if rows is None else [str(iri) for (iri,) in rows]

    def names(self) -> list[str]:
        """All names and aliases of entities."""
        return [str(words) for (words,) in self._rows("SELECT words FROM called") or ()]

    def labels(self, iris: Iterable[str]) -> dict[str, str] | None:
        """The names of those things that are entities."""
        sql = (
            "SELECT :base || t.id, t.name FROM json_each(:ids) j JOIN thing t ON t.id = j.value "
            "WHERE t.name IS NOT NULL"
        )
        rows = self._rows(sql, ids=self._ids(iris))
        return None if rows is None else {str(iri): str(name) for iri, name in rows}

    def _rows(self, sql: str, **values: Value) -> list[tuple[Value, ...]] | None:
        answer = self.ask(sql, values)
        return None if answer is None else answer[1]

    def _ids(self, iris: Iterable[str]) -> str:
        return json.dumps([iri.removeprefix(self._base) for iri in iris if iri.startswith(self._base)])


def _dated(rows: list[tuple[Value, ...]], days: Sequence[int]) -> list[tuple[Value, ...]]:
    """The rows with days for the ISO text in these columns."""
    if not rows or not days:
        return rows
    columns: list[Iterable[Value]] = list(zip(*rows, strict=True))
    for i in days:
        known = {words: date.fromisoformat(str(words)) if words else None for words in set(columns[i])}
        columns[i] = map(known.__getitem__, columns[i])
    return list(zip(*columns, strict=True))


@cache
def _sql(name: str) -> tuple[tuple[str, str], ...] | None:
    """The lines of a query, without the spaces before them, each with the parameter without which it doesn't count."""
    file = files("geograph").joinpath("queries", name + ".sql")
    if not file.is_file():
        return None
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return tuple((line.removeprefix("--@").partition(" ")[0] if line.startswith("--@") else "", line) for line in lines)
