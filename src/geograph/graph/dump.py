"""Named graphs as sorted text, however large they are: the same bytes that `turtle` writes, in constant memory.

The N-Quads of a store are taken line by line; what is said of one subject makes a record, and the records are sorted
outside of memory: runs of a bounded size are sorted, put into temporary files, and merged. Only what is said of a
single subject must fit into memory. The default graph of a store is bookkeeping, and is never written.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from io import RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geograph.graph.terms import BASE, Triples
from geograph.graph.turtle import expanded, graph_block, paragraph, prefixes, shortened

if TYPE_CHECKING:
    import pyoxigraph

FORMATS = ("ttl", "trig", "nt", "nq")
"""The union of the graphs (ttl, nt), or each by its name (trig, nq), in short tokens (ttl, trig) or in lines."""

RUN = 1 << 26
"""Characters that are sorted in memory at a time."""
FILES = 100
"""Temporary files that are open at a time."""
KNOWN = 1 << 16
"""Pairs of predicate and object that are remembered, for most are met again."""

Graphs = Iterable[tuple[str, Triples]]
Part = Callable[[str], str]
Key = Callable[[str, str], str]
Give = Callable[[str], None]

# A record is a line: the key, then the parts behind it, each behind a _PART. Inside of them stands _WORD. No term holds
# these, and all of its characters sort after them, so that records sort as their keys do, and pairs as tuples.
_PART, _WORD = "\x01", "\t"


def pieces(graphs: Graphs, format: str, base: str = BASE, folder: Path | None = None) -> Iterator[str]:
    """The file of these graphs (see `FORMATS`), piece by piece. Temporary files lie in the folder, else where the
    system keeps them (TMPDIR), and are gone afterwards, whatever happens. Raises OSError where the disk is full."""
    with _Sorted(folder) as records:
        _take(graphs, format, base, records.add)
        yield from joined(_text(format, records.merged(), base))


def store_pieces(
    store: pyoxigraph.Store,
    format: str,
    base: str = BASE,
    folder: Path | None = None,
    articles: Graphs | None = None,
) -> Iterator[str]:
    """The file of all named graphs of a store, likewise; `articles` are graphs to be written in the place of all that
    are there but the derived one."""
    import pyoxigraph

    with _Sorted(folder) as records:
        taker = _taker(store, format, base, records.add)
        if articles is None:
            store.dump(taker, pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]
        else:
            _take(articles, format, base, records.add)
            derived = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(base + "derived"))
            pyoxigraph.serialize(derived, taker, pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]
        taker.end()
        yield from joined(_text(format, records.merged(), base))


def joined(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """The same text in pieces of at least `size` characters: a write costs more than a join."""
    held, length = [], 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def _take(graphs: Graphs, format: str, base: str, give: Give) -> None:
    """A record for each subject of each graph."""
    for iri, triples in graphs:
        for subject, pairs in triples.items():
            if format in ("ttl", "trig"):
                key = subject if format == "ttl" else f"<{iri}>{_WORD}{subject}"
                parts = [p + _WORD + o for p, o in pairs]
            else:
                key = expanded(subject, base)
                end = "" if format == "nt" else f" <{iri}>"
                parts = [f"{expanded(p, base)} {expanded(o, base)}{end}" for p, o in pairs]
            give(_PART.join((key, *parts)) + "\n")


def _taker(store: pyoxigraph.Store, format: str, base: str, give: Give) -> _Taker:
    if format in ("nt", "nq"):
        return _Taker(lambda s, _: s, _ours, give, whole=format == "nq")
    token = _token_maker(store, base)
    key: Key = (lambda s, _: token(s)) if format == "ttl" else (lambda s, g: g + _WORD + token(s))
    return _Taker(key, _pair_maker(token, base), give)


def _token_maker(store: pyoxigraph.Store, base: str) -> Part:
    """Gives Turtle's tokens for a term of N-Triples. Articles' IRIs stay long, even those under our base."""
    derived = f"<{base}derived>"
    kept = {t for t in map(str, store.named_graphs()) if t != derived and shortened(t, base) != t}
    return lambda term: term if term in kept else shortened(term, base)


def _pair_maker(token: Part, base: str) -> Part:
    """Turns predicate and object of an N-Triples line into Turtle's."""
    predicates = {_TYPE: "a"}

    def pair(words: str) -> str:
        predicate, _, value = words.partition(" ")
        name = predicates.get(predicate) or predicates.setdefault(predicate, shortened(predicate, base))
        return name + _WORD + (_ours(value) if value[-1] == '"' else token(value))

    return pair


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _ours(term: str) -> str:
    """A string as we escape it, from pyoxigraph's way: the same but for four characters."""
    return _ESCAPE.sub(_escape, term) if "\\" in term else term


_ESCAPE = re.compile(r"\\(?:u[0-9A-F]{4}|U[0-9A-F]{8}|.)")


def _escape(match: re.Match[str]) -> str:
    word = match.group()
    if word[1] in "uU":
        code = int(word[2:], 16)
        return word if code < 0x80 else chr(code)
    return {"\\b": "\\u0008", "\\f": "\\u000C"}.get(word, word)


class _Taker(RawIOBase):
    """A file that takes N-Quads and gives on a record for each subject that it meets in a graph: the key that is made
    of both, and the parts that are made of predicates and objects, with `whole` also of graphs."""

    def __init__(self, key: Key, part: Part, give: Give, whole: bool = False) -> None:
        self._key, self._part, self._give, self._whole = key, part, give, whole
        self._rest = b""
        self._head = self._tail = "\n"  # how a line begins and ends that has the subject and graph of the last one
        self._parts: list[str] = []
        self._known: dict[str, str] = {}

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        whole, found, rest = data.rpartition(b"\n")
        if not found:
            self._rest += data
            return len(data)
        text, self._rest = (self._rest + whole).decode(), rest
        known, parts = self._known, self._parts
        head, tail = self._head, self._tail
        end = -2 if self._whole else -len(tail)
        for line in text.split("\n"):
            if not (line.endswith(tail) and line.startswith(head)):
                self._parts = parts
                if not self._turn(line):
                    continue
                parts, head, tail = self._parts, self._head, self._tail
                end = -2 if self._whole else -len(tail)
            pair = line[len(head) : end]
            part = known.get(pair)
            if part is None:
                part = self._part(pair)
                if pair[-1] != '"':
                    known[pair] = part
            parts.append(part)
        self._parts = parts
        if len(known) > KNOWN:
            known.clear()
        return len(data)

    def _turn(self, line: str) -> bool:
        """The line has another subject or graph: give on what there was. Of the default graph nothing is taken."""
        self.end()
        self._head = line[: line.index(" ") + 1]
        if not line.endswith(self._tail):
            value, _, graph = line[len(self._head) : -2].partition(" ")[2].rpartition(" ")
            if not value or graph[0] != "<" or '"' in graph:  # there is no graph behind the value
                self._head = self._tail = "\n"
                return False
            self._tail = f" {graph} ."
        return True

    def end(self) -> None:
        """Give on what is left."""
        if self._parts:
            self._parts.insert(0, self._key(self._head[:-1], self._tail[1:-2]))
            self._give(_PART.join(self._parts) + "\n")
            self._parts = []


class _Sorted:
    """Lines that are sorted outside of memory. As a context manager it takes its files away again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: list[IO[str]] = []
        self._held: list[str] = []
        self._size = 0
        self._open = ExitStack()

    def __enter__(self) -> _Sorted:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, line: str) -> None:
        self._held.append(line)
        self._size += len(line)
        if self._size > RUN:
            self._held.sort()
            self._keep(self._held)
            self._held, self._size = [], 0

    def _keep(self, lines: Iterable[str]) -> None:
        """Put sorted lines into a file of their own; many files become one."""
        if len(self._files) == FILES:
            lines = merge(*self._files, lines)
            self._files, before = [], self._open
            self._open = ExitStack()
        else:
            before = ExitStack()
        with before:
            file = self._open.enter_context(_temporary(self._folder))
            for piece in joined(lines):
                file.write(piece)
            file.seek(0)
        self._files.append(file)

    def merged(self) -> Iterator[str]:
        """All lines in order, those that are alike beside each other."""
        self._held.sort()
        return merge(*self._files, self._held) if self._files else iter(self._held)


def _temporary(folder: Path | None) -> IO[str]:
    """A file without a name, which is gone once closed, or when the process ends."""
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder)


def _text(format: str, records: Iterable[str], base: str) -> Iterator[str]:
    """The file, piece by piece."""
    if format in ("nt", "nq"):
        for key, parts in _subjects(records):
            yield "".join([f"{key} {part} .\n" for part in parts])
        return
    yield from prefixes(base)
    if format == "ttl":
        for key, parts in _subjects(records):
            yield paragraph(key, [part.split(_WORD) for part in parts])
        return
    last = None
    for key, parts in _subjects(records):
        graph, _, subject = key.partition(_WORD)
        if graph != last:
            yield graph_block(graph, first=last is None)
            last = graph
        yield paragraph(subject, [part.split(_WORD) for part in parts])
    yield "" if last is None else "}\n"


def _subjects(records: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each key with its parts, sorted and each once, from records that lie in order."""
    last, parts = "", list[str]()
    for record in records:
        key, *more = record[:-1].split(_PART)
        if key == last:
            parts = list({*parts, *more})
            continue
        if parts:
            parts.sort()
            yield last, parts
        last, parts = key, more
    if parts:
        parts.sort()
        yield last, parts
