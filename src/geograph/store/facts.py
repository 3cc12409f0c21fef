"""What an export is made of (`graph.choice.Facts`), read from a store event by event: never all of it at once.

Events are put together from the claims in the index, as `derive` does; what the index doesn't hold (an article's title,
a relation's words) is looked up among the triples. Only where both are of one change, and the rules are those that the
events were derived by, is that the same as reading all articles; else there are no such facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from geograph.graph import accounts, rdf_nodes
from geograph.graph.aggregate import aggregate
from geograph.graph.choice import Choice
from geograph.graph.merge import type_of
from geograph.graph.order import position
from geograph.graph.query import Source
from geograph.graph.rdf_read import nodes_of
from geograph.graph.terms import name_of, node
from geograph.graph.turtle import expanded
from geograph.model import Entity, Event, Reading, Relation, RelationClaim
from geograph.ontology import Ontology
from geograph.store import directory as places
from geograph.store.index import VERSION, Index

_KEPT = 1 << 16
"""Entities and articles that are kept in memory, as most events are of the same few."""


@contextmanager
def facts(
    directory: Path, ontology: Ontology, choice: Choice, tick: Callable[[], None] = lambda: None
) -> Iterator[StoreFacts | None]:
    """The chosen facts of a store, or None where they must be read from all articles at once (see above). `tick` is
    called for each event that is looked at.

    Raises UsageError where there is no store, InputError where its triples are damaged."""
    source = places.open_source(directory)
    index = _index(directory, source, ontology)
    if index is None:
        yield None
        return
    with closing(index):
        try:
            yield StoreFacts(index, source, ontology, choice, tick)
        except (KeyError, sqlite3.Error) as problem:
            raise places.damaged(directory, problem) from problem


def _index(directory: Path, source: Source, ontology: Ontology) -> Index | None:
    """The index, if it is there and sound, and of the change and the rules that the triples are of."""
    manifest = places.Manifest.read(directory)
    now = (str(VERSION), str(places.generation(source.store, source.base)), places.rules(ontology, directory))
    try:
        index = Index.reading(places.edition(directory, manifest.edition) / places.INDEX)
        if (index.get("version"), index.get("generation"), manifest.rules) == now:
            return index
        index.close()
    except sqlite3.Error:
        pass  # lost or damaged: the next writer makes it again
    return None


class StoreFacts:
    """The chosen facts of a store; see `graph.choice.Facts`."""

    def __init__(
        self, index: Index, source: Source, ontology: Ontology, choice: Choice, tick: Callable[[], None]
    ) -> None:
        self.ontology, self.base, self.choice = ontology, source.base, choice
        self._index, self._store, self._tick = index, source.store, tick
        self.entity = lru_cache(_KEPT)(self._entity)
        self._article = lru_cache(_KEPT)(self._read_article)

    @property
    def events(self) -> Iterator[Event]:
        """See `Facts`."""
        for name, type in self._index.standing(None if self.choice.all_statuses else "actual"):
            absorbed = [told for other in self._index.absorbed(name) for told in self._index.told(other)]
            own = self._index.told(name)
            self._tick()
            event = aggregate(name, type_of(type, self.ontology), self.ontology, own, absorbed, None)
            yield from self.choice.of([event])

    @property
    def relations(self) -> Iterator[Relation]:
        """See `Facts`."""
        for name in self._index.relations():
            claims = sorted(self._claims(name), key=lambda pair: (pair[0], position(pair[1])))
            relation = replace(accounts.relation(name, self._index.counts(name)), claims=tuple(claims))
            if self.choice.has(relation):
                yield relation

    def _claims(self, relation: str) -> Iterator[tuple[str, RelationClaim]]:
        """The claims of the relation, with their articles' ids."""
        about = self._node(expanded(node(relation, self.base), self.base)[1:-1])
        for iri in about["gg:claim"]:
            found = self._node(iri)
            quote = found["gg:quote"][0]
            words = rdf_nodes.words_of(self._node(quote))
            if words is None:
                raise KeyError(quote)
            claim = rdf_nodes.relation(iri, found, {quote: words}, lambda i: name_of(i, self.base))
            yield self._index.article_at(words.article) or "", claim

    def _entity(self, name: str) -> Entity:
        found = accounts.entity(name, self._index.counts(name))
        if found is None:
            raise KeyError(name)
        return found

    def page(self, article: str, claim: str) -> Reading:
        """See `Facts`."""
        return self._article(article)

    def _read_article(self, id: str) -> Reading:
        found = self._index.article(id)
        if found is None:
            raise KeyError(id)
        about = self._node(found[1])
        return Reading(rdf_nodes.article(about), rdf_nodes.must(about, "gg:sha256"), "", "")

    def _iri(self, iri: str) -> Any:
        import pyoxigraph

        return pyoxigraph.NamedNode(iri)

    def _node(self, iri: str) -> rdf_nodes.Node:
        return nodes_of(self._store.quads_for_pattern(self._iri(iri), None, None, None))[iri]
