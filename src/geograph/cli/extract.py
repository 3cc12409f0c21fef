"""`geograph extract`: articles in, a graph out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.options import (
    BaseOption,
    FormatOption,
    GazetteerOption,
    ModelOption,
    OntologyOption,
    OutputOption,
    QuietOption,
    Rdf12Option,
    StatusesOption,
)
from geograph.cli.output import counting, day_of, examples, output_of, report, say, table, warn
from geograph.errors import InputError, UsageError
from geograph.model import Article, Reading

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Articles: .txt, .md or .jsonl files, directories of them, or - for stdin."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD) of the articles that carry none."),
]
ConfidenceOption = Annotated[
    float, typer.Option(metavar="X", min=0, max=1, help="Leave out what was read with less confidence.")
]


@dataclass
class Tally:
    """What a run has seen, for the summary and the exit code."""

    articles: int = 0
    relations: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    entities: set[str] = field(default_factory=set)
    failures: list[InputError] = field(default_factory=list)

    def code(self) -> int:
        """0 all done, 1 some inputs failed, 3 none was usable."""
        if not self.articles:
            return 3
        return 1 if self.failures else 0


def add(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command(
        epilog=examples(
            "geograph extract article.txt --published 2024-11-20",
            "geograph extract news/ more.jsonl -o graph.ttl",
            "cat article.txt | geograph extract - --format table",
        )
    )(extract)


def extract(
    paths: Paths,
    format: FormatOption = None,
    output: OutputOption = None,
    published: PublishedOption = None,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    min_confidence: ConfidenceOption = 0.0,
    base: BaseOption = None,
    all_statuses: StatusesOption = False,
    rdf12: Rdf12Option = False,
    quiet: QuietOption = False,
) -> int:
    """Read articles and write the graph of who did what to whom: data on stdout or in FILE, a summary on stderr."""
    from geograph import articles
    from geograph import ontology as types
    from geograph.graph import formats, terms
    from geograph.graph.choice import Choice

    chosen = formats.format_of(format, str(output) if output else None)
    formats.check_reifiers(chosen, rdf12)
    start = terms.checked_base(base) if base else terms.BASE
    day = day_of("--published", published)
    _spare_inputs(paths, output)
    known = types.load(ontology)
    tally = Tally()
    with output_of(output, chosen) as out, counting("articles read", quiet) as tick:
        usable = _usable(articles.read(paths, day, warn), tally)
        found = _counted(_confident(read_usable(usable, model, ontology, gazetteer), min_confidence), tally, tick)
        # JSON Lines go out as they come; every other format needs all readings at once.
        readings: Iterable[Reading] = found if chosen == "jsonl" else list(found)
        if chosen == "jsonl" or tally.articles:
            formats.write(readings, chosen, out.target, start, known, Choice(all_statuses), table, rdf12)
        if tally.articles:
            out.keep()
    report(tally.failures)
    if not quiet and tally.articles:
        say(_summary(tally, output))
    return tally.code()


def _spare_inputs(paths: Sequence[str], output: Path | None) -> None:
    if output is not None and any(path != "-" and Path(path).resolve() == output.resolve() for path in paths):
        raise UsageError(f"{output}: is an input, and -o would overwrite it; choose another file")


def _usable(found: Iterable[Article | InputError], tally: Tally) -> Iterator[Article]:
    """The articles; what failed is kept for the end of the run."""
    for item in found:
        if isinstance(item, Article):
            yield item
        else:
            tally.failures.append(item)


def read_usable(
    usable: Iterator[Article], model: str | None, ontology: Path | None, gazetteer: Sequence[Path] | None
) -> Iterator[Reading]:
    """The readings; where there is no article the model isn't loaded at all."""
    for first in usable:
        from geograph.reader import read_articles

        yield from read_articles(chain([first], usable), model, ontology, tuple(gazetteer or ()))


def _confident(readings: Iterable[Reading], least: float) -> Iterator[Reading]:
    """The readings without what was read with less confidence."""
    for reading in readings:
        claims = tuple(claim for claim in reading.claims if claim.confidence >= least)
        relations = tuple(claim for claim in reading.relations if claim.confidence >= least)
        yield replace(reading, claims=claims, relations=relations)


def _counted(readings: Iterable[Reading], tally: Tally, tick: Callable[[], None]) -> Iterator[Reading]:
    for reading in readings:
        tally.articles += 1
        tally.relations += len(reading.relations)
        tally.statuses.update(claim.status for claim in reading.claims)
        tally.entities.update(entity.id for entity in reading.entities)
        tick()
        yield reading


def _summary(tally: Tally, output: Path | None) -> str:
    """What was read, in a line: `2 articles: 14 actors and places, 9 reports of events (7 actual, 2 alleged) ...`."""
    statuses = ", ".join(f"{number} {status}" for status, number in tally.statuses.most_common())
    reports = number(tally.statuses.total(), "report") + " of events" + (f" ({statuses})" if statuses else "")
    parts = [
        number(len(tally.entities), "actor") + " and places",
        reports,
        number(tally.relations, "report") + " of offices and other relations",
    ]
    failed = f"; {number(len(tally.failures), 'input')} failed" if tally.failures else ""
    where = f"; written to {output}" if output else ""
    return f"{number(tally.articles, 'article')}: {', '.join(parts)}{failed}{where}"


def number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
