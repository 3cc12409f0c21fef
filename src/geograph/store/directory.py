"""A store on disk: what lies where, what it says of itself, and how it is read.

    DIR/store.json        what it is: schema, base, rules, and which edition of the files counts
    DIR/1/triples/        edition 1: the triples, in RocksDB by pyoxigraph; only the one writer opens them
    DIR/1/index.sqlite    its index (see `index`), with tables that answer named queries (see `tables`)
    DIR/published/1-7/    the triples of edition 1 after the 7th change: hard links, never written again, for readers
    DIR/decisions.csv     what the user has decided about who is who (see `graph.decisions`), if anything

RocksDB leaves it undefined what a reader sees beside a writer, so readers get a published copy, which costs no space
but for what has changed since. Each article has a named graph; `<base>derived` holds what all add up to; the default
graph holds nothing but the number of the last change, and is never exported.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geograph.errors import BusyError, InputError, UsageError
from geograph.graph import decisions, dump
from geograph.graph.query import Source
from geograph.graph.rdf_article import article_triples
from geograph.graph.terms import GG, SCHEMA, checked_base
from geograph.model import Reading, digest
from geograph.ontology import Ontology
from geograph.store.answers import Tables

if TYPE_CHECKING:
    import pyoxigraph

MANIFEST = "store.json"
DECISIONS = "decisions.csv"
INDEX, TRIPLES = "index.sqlite", "triples"
_PUBLISHED = "published"
_IN_USE = "in-use"


@dataclass(frozen=True)
class Manifest:
    """What a store says of itself. `rules` stands for what events are derived by: ontology and decisions."""

    schema: int
    base: str
    rules: str
    edition: int = 1
    published: str | None = None

    @staticmethod
    def read(directory: Path) -> Manifest:
        """What the directory's store says of itself.

        Raises UsageError where there is no store or one of a newer geograph, InputError where it is damaged."""
        path = directory / MANIFEST
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if found["schema"] > SCHEMA:
                raise UsageError(
                    f"{directory}: a store of a newer geograph (schema {found['schema']}, this one knows {SCHEMA}); "
                    "update geograph"
                )
            made = Manifest(**found)
            checked_base(made.base)
        except FileNotFoundError:
            raise UsageError(
                f"{directory}: no store of geograph; make one with: geograph build PATH... --store {directory}"
            ) from None
        except (ValueError, KeyError, TypeError) as problem:
            raise damaged(path, problem) from problem
        return made

    def write(self, directory: Path) -> None:
        """Put this in the place of what the store said of itself, whole or not at all."""
        aside = directory / f".{MANIFEST}.{os.getpid()}.partial"
        with aside.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(directory / MANIFEST)


def damaged(path: Path, problem: object) -> InputError:
    """The error for files of a store that can't be read."""
    words = " ".join(str(problem).split())
    return InputError(str(path), f"the store is damaged ({words}); build it again from the articles, or from a copy")


def rules(ontology: Ontology, directory: Path) -> str:
    """Stands for all that the store's events are derived by beside the articles: another one means to derive them
    again."""
    path = directory / DECISIONS
    types = sorted((t.id, t.quad, t.score, t.distinct) for t in ontology.types.values())
    predicates = sorted((name, p.label, p.symmetric) for name, p in ontology.predicates.items())
    decided = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return digest(types, predicates, decided)


def is_store(path: Path) -> bool:
    """Whether the path is a directory with a store in it."""
    return (path / MANIFEST).is_file()


def edition(directory: Path, number: int) -> Path:
    """Where an edition's files lie."""
    return directory / str(number)


def open_source(directory: Path) -> Source:
    """The store as last published, to be queried; it doesn't change while it is open.

    Raises UsageError where there is no store or one of a newer geograph, InputError where it is damaged."""
    import pyoxigraph

    while True:
        manifest = Manifest.read(directory)
        if manifest.published is None:
            return Source(pyoxigraph.Store(), manifest.base)
        path = directory / _PUBLISHED / manifest.published
        held = _hold(path / _IN_USE, exclusive=False)
        try:
            store = pyoxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError) as problem:
            if Manifest.read(directory).published != manifest.published:
                continue  # a writer has published anew meanwhile, and taken this one away
            raise damaged(path, problem) from problem
        index = edition(directory, manifest.edition) / INDEX
        tables = Tables.of(index, manifest.base, generation(store, manifest.base))
        return Source(store, manifest.base, held, tables=tables)


def derived_iri(base: str) -> str:
    """The named graph that holds what all articles add up to."""
    return base + "derived"


def graphs(source: Source) -> Iterator[str]:
    """The IRIs of the articles' graphs, sorted."""
    found = (str(graph.value) for graph in source.store.named_graphs())
    return iter(sorted(iri for iri in found if iri != derived_iri(source.base)))


def reading(source: Source, iri: str) -> Reading:
    """What the article with this graph says. Raises InputError where its graph was changed by somebody else."""
    import pyoxigraph

    from geograph.graph import rdf_read

    quads = source.store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(iri))
    return rdf_read.reading(quads, source.base, iri)


def readings(directory: Path) -> Iterator[Reading]:
    """What all articles of the store say, as last published, by IRI, with the user's decisions applied."""
    source = open_source(directory)
    decided = decisions.read(directory / DECISIONS, missing_ok=True)
    for iri in graphs(source):
        yield decisions.apply(reading(source, iri), decided)


def pieces(directory: Path, format: str, folder: Path | None = None) -> Iterator[str]:
    """The store as last published, as a file in one of `dump.FORMATS`, piece by piece in constant memory; temporary
    files lie in the folder (see `dump`). What the user has decided holds for the articles too."""
    source = open_source(directory)
    decided = decisions.read(directory / DECISIONS, missing_ok=True)
    articles = None
    if decided.rows:
        found = (decisions.apply(reading(source, iri), decided) for iri in graphs(source))
        articles = (article_triples(read, source.base) for read in found)
    return dump.store_pieces(source.store, format, source.base, folder, articles)


def named_graphs(directory: Path) -> Iterator[tuple[str, bytes]]:
    """Each named graph's IRI and its sorted N-Triples, as last published: the articles', then the derived graph."""
    import pyoxigraph

    source = open_source(directory)
    for iri in (*graphs(source), derived_iri(source.base)):
        data = source.store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.NamedNode(iri)) or b""
        yield iri, b"".join(sorted(data.splitlines(keepends=True)))


def generation(store: pyoxigraph.Store, base: str) -> int:
    """The number of the last change."""
    import pyoxigraph

    pattern = (pyoxigraph.NamedNode(base), pyoxigraph.NamedNode(GG + "generation"), None, pyoxigraph.DefaultGraph())
    return max((int(getattr(q.object, "value", 0)) for q in store.quads_for_pattern(*pattern)), default=0)


def publish(directory: Path, store: pyoxigraph.Store) -> None:
    """Let readers see the triples as they are now. Copies that nobody reads any more are taken away."""
    manifest = Manifest.read(directory)
    name = f"{manifest.edition}-{generation(store, manifest.base)}"
    published = directory / _PUBLISHED
    if name != manifest.published:
        shutil.rmtree(published / name, ignore_errors=True)  # left by an interruption
        published.mkdir(exist_ok=True)
        store.flush()
        store.backup(str(published / name))
        (published / name / _IN_USE).touch()
        replace(manifest, published=name).write(directory)
    for old in published.iterdir():
        if old.name != name:
            _take_away(old)


def _take_away(copy: Path) -> None:
    """Delete a published copy unless somebody reads it."""
    try:
        held = _hold(copy / _IN_USE, exclusive=True)
    except OSError:
        return
    shutil.rmtree(copy, ignore_errors=True)
    if held is not None:
        held.close()


def _hold(path: Path, exclusive: bool) -> IO[Any] | None:
    """Keep a file's lock until what is given is closed; OSError where another's lock forbids it."""
    try:
        import fcntl
    except ImportError:  # Windows deletes no open file anyway
        return None
    if not path.exists():
        return None
    file = path.open("rb")
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Says in our words why a store's files can't be opened or written."""
    try:
        yield
    except (OSError, RuntimeError) as problem:
        words = str(problem)
        if isinstance(problem, RuntimeError) and "orruption" not in words:
            raise
        if "lock" in words.lower():
            raise BusyError(
                f"{path}: another geograph is writing to this store; wait until it is done, then run this again"
            ) from problem
        if "no space" in words.lower() or "quota" in words.lower() or "too large" in words.lower():
            raise InputError(
                str(path), "the disk is full; what was there is still there: make room, then run the same command again"
            ) from problem
        raise damaged(path, problem) from problem
