"""Changing a store: articles come and go, each batch in one atomic update."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from geograph.errors import GeographError, InputError, UsageError
from geograph.graph import decisions, terms
from geograph.graph.order import canonical, content_key
from geograph.graph.query import Source
from geograph.graph.rdf_article import article_triples
from geograph.graph.terms import BASE, GG, PREFIXES, SCHEMA, Triples, article_iri
from geograph.model import Reading
from geograph.ontology import Ontology
from geograph.store import directory as disk
from geograph.store.derive import Triple, difference
from geograph.store.directory import Manifest
from geograph.store.index import VERSION, Index

if TYPE_CHECKING:
    import pyoxigraph

T = TypeVar("T")
BATCH = 50
"""Articles of one update: more cost memory, fewer cost time."""
FLUSH = 1_000_000
"""New triples that RocksDB may hold in memory: by itself it would hold some gigabytes for its many tables."""
PUBLISH_SECONDS = 30.0
"""A long build lets readers see what it has done about this often at first."""
PUBLISH_SHARE = 0.25
"""Later on whenever this much more is done: what is published leaves memory, and after a small piece that comes out of
memory RocksDB writes much of the rest again."""

Say = Callable[[str], None]


@dataclass
class Writer:
    """The one process that may change a store; `writing` gives it."""

    directory: Path
    base: str
    ontology: Ontology
    triples: pyoxigraph.Store
    index: Index
    decided: decisions.Decisions
    published: float = field(default_factory=time.monotonic)
    opened: float = field(default_factory=time.monotonic)
    unflushed: int = 0

    def has(self, id: str, sha256: str) -> bool:
        """Whether the store holds the article with this id and just this content."""
        return self.index.has(content_key(id, sha256))

    def conflict(self, reading: Reading) -> str | None:
        """The id of another article at the same url, with which this one would run together."""
        other = self.index.article_at(article_iri(reading, self.base))
        return other if other is not None and other != reading.article.id else None

    def put(self, readings: Sequence[Reading]) -> None:
        """Add the articles, each in the place of what the store holds under its id, all of them or none.

        Raises UsageError where another article of the store has the url of one, InputError where the disk is full."""
        for reading in readings:
            if other := self.conflict(reading):
                raise UsageError(
                    f"the articles {other!r} and {reading.article.id!r} differ but have the same url "
                    f"{reading.article.url}; give each its own, or leave it out"
                )
        come = {reading.article.id: canonical(reading) for reading in readings}
        self._change([found for id in come if (found := self.index.article(id))], list(come.values()))

    def remove(self, ids: Iterable[str]) -> None:
        """Take the articles with these ids out of the store, all of them or none.

        Raises UsageError where the store holds none with such an id."""
        gone = []
        for id in dict.fromkeys(ids):
            found = self.index.article(id)
            if found is None:
                raise UsageError(f"{self.directory}: no article {id!r}; see: geograph articles {self.directory}")
            gone.append(found)
        self._change(gone, [])

    def _change(self, gone: Sequence[tuple[str, str]], come: Sequence[Reading]) -> None:
        old = [disk.reading(Source(self.triples, self.base), iri) for _, iri in gone]
        number = disk.generation(self.triples, self.base)
        try:
            self.index.begin()
            made = difference(self.index, self.base, self.ontology, self._meant(old), self._meant(come))
            self.index.set("generation", str(number + 1))
            leaving = [f"<{iri}>" for _, iri in gone]
            arriving = [article_triples(reading, self.base) for reading in come]
            with disk.opening(self.directory):
                self.triples.update("".join(_update(self.base, number, leaving, arriving, made.gone, made.come)))
            self.index.commit()
        except sqlite3.Error as problem:
            raise InputError(
                str(self.directory),
                f"the index can't be written ({problem}); make room, then run the same command again",
            ) from problem
        finally:
            self.index.roll_back()
        self.unflushed += len(made.come) + sum(len(pairs) for _, page in arriving for pairs in page.values())
        now = time.monotonic()
        if now - self.published > max(PUBLISH_SECONDS, PUBLISH_SHARE * (now - self.opened)):
            self.publish()
        elif self.unflushed > FLUSH:
            with disk.opening(self.directory):
                self.triples.flush()
            self.unflushed = 0

    def _meant(self, readings: Iterable[Reading]) -> list[Reading]:
        return [decisions.apply(reading, self.decided) for reading in readings]

    def publish(self) -> None:
        """Let readers see the store as it is now."""
        with disk.opening(self.directory):
            disk.publish(self.directory, self.triples)
        self.published = time.monotonic()
        self.unflushed = 0


def _update(
    base: str,
    number: int,
    leaving: Iterable[str],
    arriving: Iterable[tuple[str, Triples]],
    gone: set[Triple],
    come: set[Triple],
) -> Iterator[str]:
    """One SPARQL update that makes the whole change."""
    derived = f"GRAPH <{disk.derived_iri(base)}>"
    for name, iri in {**PREFIXES, "id": base}.items():
        yield f"PREFIX {name}: <{iri}>\n"
    for graph in leaving:
        yield f"DROP SILENT GRAPH {graph} ;\n"
    yield f"DELETE DATA {{ <{base}> gg:generation {number} . {derived} {{\n"
    yield from (f"{s} {p} {o} .\n" for s, p, o in sorted(gone))
    yield f"}} }} ;\nINSERT DATA {{ <{base}> gg:generation {number + 1} . {derived} {{\n"
    yield from (f"{s} {p} {o} .\n" for s, p, o in sorted(come))
    yield "}\n"
    for iri, triples in arriving:
        yield f"GRAPH <{iri}> {{\n"
        for subject in sorted(triples):
            yield from (f"{subject} {p} {o} .\n" for p, o in sorted(set(triples[subject])))
        yield "}\n"
    yield "}\n"


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of this length, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def writing(
    directory: Path, ontology: Ontology, base: str | None = None, create: bool = False, say: Say | None = None
) -> Iterator[Writer]:
    """The store, to be changed; what was changed is published at the end, also after an error. With `create` a store
    that isn't there is made. `say` takes a line about work that is done first: an index that an interruption left
    behind, or rules that are not those which the events were derived by, mean to look at every article again.

    Raises UsageError where there is no store, one of a newer geograph or of another base; BusyError where another
    process writes to it; InputError where it is damaged or the disk is full."""
    if create and not disk.is_store(directory):
        _create(directory, base or BASE, ontology)
    manifest = Manifest.read(directory)
    if base is not None and base != manifest.base:
        raise UsageError(f"{directory}: the store's base is {manifest.base}, and stays so; leave --base out")
    triples = _open(directory, manifest)
    decided = decisions.read(directory / disk.DECISIONS, missing_ok=True)
    if manifest.rules == disk.rules(ontology, directory):
        index = _index(directory, manifest, triples, ontology, decided, say or _quiet)
        writer = Writer(directory, manifest.base, ontology, triples, index, decided)
    else:
        writer = _renewed(directory, manifest, triples, ontology, decided, say or _quiet)
    del triples
    try:
        yield writer
    except BaseException:
        with suppress(GeographError):  # the error that is on its way says more
            writer.publish()
        raise
    else:
        writer.publish()
    finally:
        writer.index.close()
        del writer.triples  # nothing else closes it


def _quiet(_: str) -> None:
    pass


def _open(directory: Path, manifest: Manifest) -> pyoxigraph.Store:
    import pyoxigraph

    path = disk.edition(directory, manifest.edition) / disk.TRIPLES
    if not path.is_dir():
        raise disk.damaged(path, "the directory is missing")
    with disk.opening(directory):
        return pyoxigraph.Store(str(path))


def _create(directory: Path, base: str, ontology: Ontology) -> None:
    """An empty store, made aside and put in its place when complete."""
    terms.checked_base(base)
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory}: is there, and no store of geograph; give --store another directory")
    aside = directory.with_name(f".{directory.name}.partial")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    manifest = Manifest(SCHEMA, base, disk.rules(ontology, aside))
    _edition(aside, manifest, 0)
    manifest.write(aside)
    aside.replace(directory)


def _edition(directory: Path, manifest: Manifest, number: int) -> None:
    """The files of an edition without articles; `number` is that of the last change so far."""
    import pyoxigraph

    path = disk.edition(directory, manifest.edition)
    shutil.rmtree(path, ignore_errors=True)  # left by an interruption
    path.mkdir()
    with disk.opening(directory):
        store = pyoxigraph.Store(str(path / disk.TRIPLES))
        store.update(
            f"PREFIX gg: <{GG}> PREFIX void: <{PREFIXES['void']}> "
            f"INSERT DATA {{ <{manifest.base}> gg:generation {number} . GRAPH <{disk.derived_iri(manifest.base)}> "
            f"{{ <{manifest.base}> a void:Dataset ; gg:schema {manifest.schema} }} }}"
        )
        store.flush()
    index = Index(path / disk.INDEX)
    index.set("generation", str(number))
    index.close()


def _index(
    directory: Path,
    manifest: Manifest,
    triples: pyoxigraph.Store,
    ontology: Ontology,
    decided: decisions.Decisions,
    say: Say,
) -> Index:
    """The index of the triples; made again where it is lost, damaged or behind them."""
    path = disk.edition(directory, manifest.edition) / disk.INDEX
    number = disk.generation(triples, manifest.base)
    try:
        index = Index(path)
        if index.get("version") == str(VERSION) and index.get("generation") == str(number):
            return index
        index.close()
    except sqlite3.DatabaseError:
        pass  # damaged: made again below
    say("the index is behind the articles, after an interruption, or of an older geograph; it is made again")
    aside = path.with_name(f".{disk.INDEX}.partial")
    for leftover in _files(aside):
        leftover.unlink(missing_ok=True)
    index = Index(aside)
    source = Source(triples, manifest.base)
    for batch in batches(disk.reading(source, iri) for iri in disk.graphs(source)):
        index.begin()
        difference(index, manifest.base, ontology, [], [decisions.apply(reading, decided) for reading in batch])
        index.commit()
    index.set("generation", str(number))
    index.close()
    for old in _files(path):
        old.unlink(missing_ok=True)
    aside.replace(path)
    return Index(path)


def _files(path: Path) -> list[Path]:
    """A database's file and those that SQLite puts beside it."""
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def _renewed(
    directory: Path,
    manifest: Manifest,
    triples: pyoxigraph.Store,
    ontology: Ontology,
    decided: decisions.Decisions,
    say: Say,
) -> Writer:
    """The store in a new edition, in which all events are derived again from the articles."""
    say("the rules by which events are derived have changed; they are derived again")
    source = Source(triples, manifest.base)
    new = replace(manifest, edition=manifest.edition + 1, rules=disk.rules(ontology, directory))
    _edition(directory, new, disk.generation(triples, manifest.base))
    index = Index(disk.edition(directory, new.edition) / disk.INDEX)
    writer = Writer(directory, new.base, ontology, _open(directory, new), index, decided, float("inf"))
    for batch in batches(disk.reading(source, iri) for iri in disk.graphs(source)):
        writer.put(batch)
    new.write(directory)
    writer.publish()
    del source, triples
    shutil.rmtree(disk.edition(directory, manifest.edition), ignore_errors=True)
    return writer
