"""News articles in, a knowledge graph of who did what to whom out.

    import geograph

    graph = geograph.extract("Angela Merkel met Emmanuel Macron in Berlin on Monday.", published="2018-11-21")
    print(graph.to_turtle())

Names are loaded when they are first used: importing geograph imports neither spaCy nor an RDF library.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geograph.errors import DataError, GeographError, InputError, UsageError
    from geograph.graph import Graph
    from geograph.model import Actor, Article, Claim, Entity, Event, Mention, Reading, Relation, RelationClaim
    from geograph.reader import load, read_articles

__version__ = "0.1.0"

_HOMES = {
    "geograph.errors": ("DataError", "GeographError", "InputError", "UsageError"),
    "geograph.graph": ("Graph",),
    "geograph.model": (
        "Actor",
        "Article",
        "Claim",
        "Entity",
        "Event",
        "Mention",
        "Reading",
        "Relation",
        "RelationClaim",
    ),
    "geograph.reader": ("load", "read_articles"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - what is used first stands first
    "extract",
    "load",
    "read_articles",
    "Graph",
    "Article",
    "Reading",
    "Event",
    "Claim",
    "Actor",
    "Entity",
    "Mention",
    "Relation",
    "RelationClaim",
    "GeographError",
    "InputError",
    "DataError",
    "UsageError",
    "__version__",
]


def extract(
    text: str,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    *,
    model: str | None = None,
    ontology: Path | str | None = None,
    gazetteer: Sequence[Path | str] = (),
) -> Graph:
    """The graph of one article.

    `published` is its day of publication, as a date or as YYYY-MM-DD: without it, "on Monday" has no date. `id` names
    the article in the graph; the default is a hash of its content. `model`, `ontology` and `gazetteer` are a spaCy
    pipeline, a folder of event types and CSV files of actors that take the place of, or are laid over, ours."""
    from geograph.articles.fields import check_text, day
    from geograph.errors import UsageError
    from geograph.graph import Graph
    from geograph.model import Article, digest
    from geograph.ontology import load as load_ontology
    from geograph.reader import read_articles

    name = id or "text-" + digest(title or "", text)
    check_text(name, text, title)
    when = day(published) if isinstance(published, str) else published
    if isinstance(when, datetime):
        when = when.date()
    if published is not None and when is None:
        raise UsageError(f"published: {published!r} is no day; give a date, or a string as YYYY-MM-DD")
    article = Article(id=name, text=text, title=title, published=when)
    folder = Path(ontology) if ontology is not None else None
    readings = tuple(read_articles([article], model, folder, tuple(map(Path, gazetteer))))
    return Graph(readings, load_ontology(folder))


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
