"""`geograph build`, `remove`, `articles` and `stats`: a store that grows article by article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from geograph.cli.extract import Paths, PublishedOption, number, read_usable
from geograph.cli.options import AnswerOption, BaseOption, GazetteerOption, ModelOption, OntologyOption, QuietOption
from geograph.cli.output import counting, day_of, examples, put, report, say, warn
from geograph.errors import InputError, UsageError
from geograph.model import Article, Reading

if TYPE_CHECKING:
    from geograph.store import Writer

StoreOption = Annotated[Path, typer.Option("--store", "-s", metavar="DIR", help="The store, a directory.")]
StoreArgument = Annotated[Path, typer.Argument(metavar="STORE", help="A directory that geograph build made.")]
AgainOption = Annotated[bool, typer.Option("--again", help="Read also the articles that the store holds already.")]


@dataclass
class Tally:
    """What a run has done, for the summary and the exit code."""

    added: int = 0
    replaced: int = 0
    known: int = 0
    failures: list[InputError] = field(default_factory=list)

    def code(self) -> int:
        """0 all done, 1 some inputs failed, 3 none was usable."""
        if not self.failures:
            return 0
        return 1 if self.added or self.replaced or self.known else 3


def add(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command(
        epilog=examples(
            "geograph build news/ --store graph.store",
            "geograph build more.jsonl --store graph.store --published 2024-11-20",
            "geograph query graph.store --named who-met-whom",
        )
    )(build)
    app.command(epilog=examples("geograph remove article-7 --store graph.store"))(remove)
    app.command(epilog=examples("geograph articles graph.store --format csv"))(articles)
    app.command(epilog=examples("geograph stats graph.store"))(stats)


def build(
    paths: Paths,
    store: StoreOption,
    published: PublishedOption = None,
    again: AgainOption = False,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    base: BaseOption = None,
    quiet: QuietOption = False,
) -> int:
    """Add articles to a store. Those that it holds already are skipped; a changed one takes its old one's place.

    Also takes what geograph extract wrote (JSON Lines, Turtle ...), which need not be read again. An interrupted build
    has lost nothing: run it again, and it goes on."""
    from geograph import articles
    from geograph import ontology as types
    from geograph.store import writing
    from geograph.store.sources import readings_of, split
    from geograph.store.writer import batches

    day = day_of("--published", published)
    known = types.load(ontology)
    written, given = split(paths)
    tally = Tally()
    with writing(store, known, base, create=True, say=say) as writer, counting("articles", quiet) as tick:
        fresh = _Fresh(writer, again, tally, tick)
        ours = fresh.of(readings_of(written), lambda reading: (reading.article.id, reading.sha256))
        usable = fresh.of(articles.read(given, day, warn) if given else (), lambda item: (item.id, item.sha256))
        for batch in batches(chain(ours, read_usable(usable, model, ontology, gazetteer))):
            _put(writer, batch, tally, tick)
    report(tally.failures)
    if not quiet:
        say(_summary(tally, store))
    return tally.code()


T = TypeVar("T", Article, Reading)


@dataclass
class _Fresh:
    """Lets through what the store doesn't hold yet, each id once; what failed is kept for the end of the run."""

    writer: Writer
    again: bool
    tally: Tally
    tick: Callable[[], None]
    seen: dict[str, str] = field(default_factory=dict)

    def of(self, found: Iterable[T | InputError], content: Callable[[T], tuple[str, str]]) -> Iterator[T]:
        """The new ones among these; `content` gives the id and the hash of one."""
        for item in found:
            if isinstance(item, InputError):
                self.tally.failures.append(item)
                continue
            id, sha256 = content(item)
            if self.seen.setdefault(id, sha256) != sha256:
                where = f"the article {id!r}"
                self.tally.failures.append(InputError(where, "another text with this id; give each an id of its own"))
            elif not self.again and self.writer.has(id, sha256):
                self.tally.known += 1
                self.tick()
            else:
                yield item


def _put(writer: Writer, batch: Iterable[Reading], tally: Tally, tick: Callable[[], None]) -> None:
    """Put the readings into the store; one that stands at the url of another article fails alone."""
    good: dict[str, Reading] = {}
    urls: dict[str, str] = {}
    for reading in batch:
        id, url = reading.article.id, reading.article.url
        other = writer.conflict(reading) or (urls.get(url) if url else None)
        if other is not None and other != id:
            where = f"the article {id!r}"
            tally.failures.append(
                InputError(where, f"the store holds {other!r} at the same url {url}; give each its own")
            )
            continue
        if url:
            urls[url] = id
        good[id] = reading
    old = sum(writer.index.article(id) is not None for id in good)
    writer.put(list(good.values()))
    tally.replaced += old
    tally.added += len(good) - old
    for _ in good:
        tick()


def _summary(tally: Tally, store: Path) -> str:
    parts = [number(tally.added, "article") + " added"]
    parts += [f"{tally.replaced} replaced"] if tally.replaced else []
    parts += [f"{tally.known} known and skipped"] if tally.known else []
    parts += [number(len(tally.failures), "input") + " failed"] if tally.failures else []
    return f"{store}: {', '.join(parts)}"


Ids = Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles; geograph articles lists them.")]


def remove(ids: Ids, store: StoreOption, ontology: OntologyOption = None, quiet: QuietOption = False) -> int:
    """Take articles out of a store, with all that only they say."""
    from geograph import ontology as types
    from geograph.store import writing

    with writing(store, types.load(ontology), say=say) as writer:
        writer.remove(ids)
    if not quiet:
        say(f"{store}: {number(len(set(ids)), 'article')} removed")
    return 0


def articles(store: StoreArgument, format: AnswerOption = "table") -> int:
    """List the articles of a store."""
    return _answer(store, format, "articles")


def stats(store: StoreArgument, format: AnswerOption = "table") -> int:
    """Count what a store holds."""
    return _answer(store, format, "stats")


def _answer(store: Path, format: str, what: str) -> int:
    """Write the answer to one of the questions that `overview` knows."""
    from io import StringIO

    from geograph.cli.output import ANSWERS
    from geograph.graph import query
    from geograph.store import open_source, overview

    if format not in ANSWERS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}")
    source = open_source(store)
    result = overview.articles(source) if what == "articles" else overview.stats(source)
    text = StringIO()
    query.write(result, text, format)
    put(text.getvalue())
    return 0
