"""`geograph entities`: who the graph speaks of, and your decisions about who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote

import typer

from geograph.cli.options import AnswerOption, DecisionsOption, FileArgument, OntologyOption
from geograph.cli.output import ANSWERS, Output, examples, put, say, table
from geograph.errors import GeographError, UsageError

if TYPE_CHECKING:
    from geograph.graph import Graph
    from geograph.graph.decisions import Decision, Decisions
    from geograph.model import Entity

app = typer.Typer(
    help="Who the graph speaks of, and your decisions about who is who.",
    epilog=examples(
        "geograph entities list graph.ttl --similar",
        "geograph entities merge graph.ttl person-v-zelenskiy person-volodymyr-zelensky --decisions decisions.csv",
        "geograph export graph.ttl --decisions decisions.csv -o decided.ttl",
    ),
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="ENTITY", help="An id or IRI from the graph, or a name.")]
Similar = Annotated[bool, typer.Option("--similar", help="Pairs that are likely one, each with the reason.")]
Least = Annotated[float, typer.Option("--least", min=0, max=1, help="With --similar: pairs from this score on.")]
Articles = Annotated[
    list[str], typer.Option("--article", metavar="ID", help="In this article it is somebody else; may be repeated.")
]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="What the entity is called from now on.")]
NewId = Annotated[str | None, typer.Option("--to", metavar="ID", help="Who it is there; default: a new id.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind: person, organization, ...")]


@app.command("list", epilog=examples("geograph entities list graph.ttl --similar --decisions decisions.csv"))
def list_(
    file: FileArgument,
    similar: Similar = False,
    least: Least = 0.6,
    kind: Kind = None,
    decisions: DecisionsOption = None,
    format: AnswerOption = "table",
    ontology: OntologyOption = None,
) -> int:
    """List the entities with the number of articles that speak of them, or pairs of them that are likely one."""
    if format not in ANSWERS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(ANSWERS)}")
    graph, known = _opened(file, decisions, ontology)
    chosen = [e for e in graph.entities if kind is None or e.kind == kind]
    if similar:
        from geograph.graph.similar import similar as pairs_of

        apart = (frozenset((row.entity, row.to)) for row in known.rows if row.decision == "split")
        columns = ("score", "entity", "name", "other", "name_of_other", "reason")
        found = [p for p in pairs_of(chosen, apart) if p.score >= least]
        rows = [(f"{p.score:.2f}", p.one.id, p.one.name, p.other.id, p.other.name, p.reason) for p in found]
        return _show(columns, rows, format)
    articles = _articles(graph)
    return _show(
        ("entity", "name", "kind", "state", "sector", "articles", "also"),
        [
            (e.id, e.name, e.kind, e.state or "", e.sector or "", len(articles.get(e.id, ())), " | ".join(e.aliases))
            for e in chosen
        ],
        format,
    )


@app.command(epilog=examples("geograph entities merge graph.ttl Zelenskiy 'Volodymyr Zelensky' --decisions d.csv"))
def merge(
    file: FileArgument,
    entity: Name,
    into: Name,
    name: NewName = None,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Decide that ENTITY is the second entity, in every article."""
    from geograph.graph.decisions import Decision

    path = _place(file, decisions)
    graph, known = _opened(file, path, ontology)
    one, two = _entity(graph, entity), _entity(graph, into)
    if one.id == two.id:
        raise UsageError(f"{entity!r} and {into!r} are one already ({one.id})")
    for what, a, b in (("kind", one.kind, two.kind), ("Wikidata", one.wikidata, two.wikidata)):
        if a and b and a != b:
            say(f"warning: {one.id} and {two.id} differ in {what} ({a}, {b})")
    called = name or known.names.get(two.id, two.name)
    _keep(file, path, known, [Decision("merge", one.id, two.id, "", called)], ontology)
    say(f"{one.name} ({one.id}) is {two.name} ({two.id}) from now on; undo with: geograph entities undo")
    return 0


@app.command(epilog=examples("geograph entities split graph.ttl person-john-smith --article news-17 --decisions d.csv"))
def split(
    file: FileArgument,
    entity: Name,
    article: Articles,
    to: NewId = None,
    name: NewName = None,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Decide that in some articles ENTITY is somebody else, with an id of its own."""
    from geograph.graph.decisions import Decision

    path = _place(file, decisions)
    graph, known = _opened(file, path, ontology)
    one = _entity(graph, entity)
    named = _articles(graph).get(one.id, set())
    for given in article:
        if given not in named:
            raise UsageError(f"the article {given!r} doesn't speak of {one.id}; those that do: {_some(named)}")
    new = to or _free(one.id, {e.id for e in graph.entities} | {row.to for row in known.rows})
    called = name or known.names.get(new, "")
    _keep(file, path, known, [Decision("split", one.id, new, a, called) for a in article], ontology)
    say(f"{one.name} ({one.id}) is {new} in {_some(article)} from now on; undo with: geograph entities undo")
    return 0


@app.command(epilog=examples("geograph entities undo graph.ttl person-v-zelenskiy --decisions decisions.csv"))
def undo(
    file: FileArgument,
    entity: Annotated[
        str | None, typer.Argument(metavar="[ENTITY]", help="Whose decisions; default: the last.")
    ] = None,
    decisions: DecisionsOption = None,
    ontology: OntologyOption = None,
) -> int:
    """Take back the last decision, or all that were made about an entity (its id)."""
    from geograph.graph.decisions import Decisions, read

    path = _place(file, decisions)
    rows = read(path).rows
    if not rows:
        raise UsageError(f"{path}: there is no decision to undo")
    last = rows[-1]
    gone = [
        r
        for r in rows
        if (
            entity in (r.entity, r.to)
            if entity
            else (r.decision, r.entity, r.to) == (last.decision, last.entity, last.to)
        )
    ]
    if not gone:
        raise UsageError(f"{path}: no decision about {entity!r}; there are some about {_some(r.entity for r in rows)}")
    _write(file, path, Decisions(tuple(r for r in rows if r not in gone)), ontology)
    for row in gone:
        say(f"undone: {row.decision} {row.entity} {row.to}" + (f" in {row.article}" if row.article else ""))
    return 0


def _place(file: Path, decisions: Path | None) -> Path:
    """Where the decisions are kept: in the store, or in the file that is named."""
    if file.is_dir():
        if decisions is not None:
            raise UsageError(f"{file} keeps its own decisions; leave --decisions out")
        return file / "decisions.csv"
    if decisions is None:
        raise UsageError("where are the decisions kept? give --decisions FILE (made when it isn't there)")
    return decisions


def _opened(file: Path, decisions: Path | None, ontology: Path | None) -> tuple[Graph, Decisions]:
    """The graph as decided so far, and the decisions."""
    from geograph import ontology as types
    from geograph.graph import Graph
    from geograph.graph.decisions import Decisions, read

    if decisions is None and file.is_dir():
        decisions = _place(file, None)
    known = read(decisions, missing_ok=True) if decisions is not None else Decisions()
    return Graph.from_file(file, types.load(ontology)).decided(known), known


def _entity(graph: Graph, given: str) -> Entity:
    """The one entity of an id, IRI or name."""
    from geograph.graph.names import fold
    from geograph.graph.query import near

    own = unquote(given.strip().strip("<>").rpartition("/")[2].removeprefix("id:"))
    found = [e for e in graph.entities if e.id in (given, own)]
    found = found or [e for e in graph.entities if fold(given) in map(fold, (e.name, *e.aliases))]
    if not found:
        raise UsageError(f"no entity {given!r} in this graph{near(given, [e.name for e in graph.entities])}")
    if len(found) > 1:
        raise UsageError(f"{given!r} may be {_some(e.id for e in found)}; give one id")
    return found[0]


def _articles(graph: Graph) -> dict[str, set[str]]:
    """The articles, by id, that speak of each entity."""
    made: dict[str, set[str]] = {}
    for reading in graph.readings:
        for entity in reading.entities:
            made.setdefault(entity.id, set()).add(reading.article.id)
    return made


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _some(names: Iterable[str]) -> str:
    """A list that stays readable."""
    known = sorted(set(names))
    return ", ".join(known[:5]) + (f" and {len(known) - 5} more" if len(known) > 5 else "")


def _keep(file: Path, path: Path, known: Decisions, new: list[Decision], ontology: Path | None) -> None:
    """Add decisions to those that are kept, if none contradicts another."""
    from geograph.graph.decisions import checked

    rows = [*known.rows, *new]
    _write(file, path, checked(rows, [f"{path}, decision {n}" for n in range(1, len(rows) + 1)]), ontology)


def _write(file: Path, path: Path, decisions: Decisions, ontology: Path | None) -> None:
    """Write the decisions; a store derives its events anew by them, or keeps those it had."""
    from geograph import ontology as types
    from geograph.graph.decisions import read, text_of

    before = read(path, missing_ok=True)
    put(text_of(decisions), path)
    if file.is_dir():
        from geograph.store import writing

        try:
            with writing(file, types.load(ontology), say=say):
                pass
        except GeographError:
            put(text_of(before), path)
            raise


def _show(columns: tuple[str, ...], rows: Sequence[tuple[str | int, ...]], format: str) -> int:
    from geograph.graph.query import Result, write

    with Output() as out:
        write(Result(columns, tuple(rows), {}), out.stream, format, table)
        out.keep()
    return 0
