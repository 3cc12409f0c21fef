"""The part of the derived graph that changes when articles come and go.

What it gives is exactly the difference between `rdf_derived.derived_triples` of all articles before and after: events
whose claims, or whose absorption, change are put together again; of entities, relations and direct triples only those
that the articles speak of are looked at, by counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from geograph.graph.absorb import Absorption
from geograph.graph.accounts import Account, accounts, of_relation, relation, relation_id
from geograph.graph.aggregate import aggregate
from geograph.graph.merge import Key, fulfilled, keys, type_of
from geograph.graph.order import article_key
from geograph.graph.rdf_derived import entity_pairs, event_pairs, facts, located, relation_pairs
from geograph.graph.terms import Pairs, article_iri, node
from geograph.model import Reading
from geograph.ontology import Ontology
from geograph.store.index import Index
from geograph.store.tables import put_event, put_relation, put_thing

Triple = tuple[str, str, str]
"""Subject, predicate and object as Turtle tokens."""


@dataclass
class Difference:
    """Triples that leave the derived graph, and triples that enter it."""

    gone: set[Triple] = field(default_factory=set)
    come: set[Triple] = field(default_factory=set)
    facts: Counter[Triple] = field(default_factory=Counter)

    def change(self, subject: str, old: Pairs, new: Pairs) -> None:
        """The subject was described by the old pairs, and now is by the new ones."""
        before, after = set(old), set(new)
        self.gone.update((subject, p, o) for p, o in before - after)
        self.come.update((subject, p, o) for p, o in after - before)
        self.facts.subtract(facts(old))
        self.facts.update(facts(new))


def difference(
    index: Index, base: str, ontology: Ontology, gone: Sequence[Reading], come: Sequence[Reading]
) -> Difference:
    """Bring the index up to date with the articles that go and those that come, and give what changes in the derived
    graph. The readings must be canonical; those that go must be in the index as they are given.

    Raises DataError for a claim whose type is not in the ontology."""
    made = Difference()
    _count(index, base, made, gone, come)
    touched, seen = _replace(index, base, ontology, gone, come)
    again = _absorb(index, touched, seen)
    _aggregate(index, base, ontology, made, again)
    for triple, old, new in index.count("fact", made.facts):
        if not old:
            made.come.add(triple)
        elif not new:
            made.gone.add(triple)
    made.gone, made.come = made.gone - made.come, made.come - made.gone
    return made


def _count(index: Index, base: str, made: Difference, gone: Sequence[Reading], come: Sequence[Reading]) -> None:
    """Entities and relations, by the counts of what articles say of them."""
    changes: Counter[Account] = Counter()
    for reading in gone:
        changes.subtract(accounts(reading))
    for reading in come:
        changes.update(accounts(reading))
    subjects = sorted({account[0] for account, change in changes.items() if change})
    before = {subject: index.counts(subject) for subject in subjects}
    for _ in index.count("account", changes):
        pass
    for subject in subjects:
        old, new = before[subject], index.counts(subject)
        before_it, now = _pairs(subject, old, base), _pairs(subject, new, base)
        made.change(node(subject, base), before_it, now)
        if now != before_it:
            put = put_relation if of_relation(new or old) else put_thing
            put(index.db, base, node(subject, base), now)
        made.facts.subtract(located(subject, old, base))
        made.facts.update(located(subject, new, base))
    for readings, claims in ((gone, made.gone), (come, made.come)):
        claims.update(
            (node(relation_id(c), base), "gg:claim", node(c.id, base))
            for reading in readings
            for c in reading.relations
        )


def _pairs(subject: str, counts: Counter[tuple[str, str]], base: str) -> Pairs:
    if not counts:
        return []
    return (
        relation_pairs(relation(subject, counts), base) if of_relation(counts) else entity_pairs(subject, counts, base)
    )


def _replace(
    index: Index, base: str, ontology: Ontology, gone: Sequence[Reading], come: Sequence[Reading]
) -> tuple[set[Key], set[Key]]:
    """The claims that go leave the index, those that come enter it: the events that these report, and all whose
    absorption may change with them."""
    old = {key for r in gone for _, key in keys(r, ontology)}
    new = [(r, {c.id: key for c, key in keys(r, ontology)}) for r in come]
    touched = old.union(*(found.values() for _, found in new))
    seen = {other for key in touched for other in index.dependents(key)}
    for reading in gone:
        index.remove(article_key(reading))
    for reading, found in new:
        index.add(reading, article_iri(reading, base), found)
    for key in touched:
        index.place(key)
    seen.update(other for key in touched for other in index.dependents(key))
    return touched, seen


def _absorb(index: Index, touched: set[Key], seen: set[Key]) -> set[str]:
    """Find again which event joins which; the ids of the events to be put together again."""
    absorption = Absorption(index)
    again = {key.id for key in touched}
    waiting = sorted(touched | seen, key=lambda key: key.id)
    looked_at = set(waiting)
    while waiting:
        key = waiting.pop()
        name, old = key.id, index.root(key.id)
        new = absorption.root(key).id if index.known(key) else name
        if key in touched:
            again.update((old or name, new))
        if old != new:
            again.update((name, old or name, new))
            index.set_root(name, new)
            more = {other for other in index.dependents(key) if other not in looked_at}
            looked_at |= more
            waiting += sorted(more, key=lambda other: other.id)
    return again


def _aggregate(index: Index, base: str, ontology: Ontology, made: Difference, again: Iterable[str]) -> None:
    """Put the events together again, and see what plans have come true by them."""
    new: dict[str, Pairs] = {}
    groups: dict[Key, None] = {}
    for name in sorted(again):
        key = index.key(name)
        if key is None:
            continue
        groups[replace(key, ahead=False, start=None, end=None, published=None, article="", mode="")] = None
        own = index.told(name)
        if not own:
            made.change(node(name, base), index.written(name)[0], [])
            put_event(index.db, base, name, [])
            index.forget(name)
            continue
        root = index.root(name)
        absorbed = [told for other in index.absorbed(name) for told in index.told(other)]
        event = aggregate(name, type_of(key.type, ontology), ontology, own, absorbed, root if root != name else None)
        index.set_status(name, event.status)
        new[name] = event_pairs(event, base, ontology)
    for name, target in _fulfilled(index, groups):
        old, before = index.written(name)
        if name not in new and target == before:
            continue
        bare = new.pop(name, None) or [pair for pair in old if pair[0] != "gg:fulfilledBy"]
        pairs = bare + ([("gg:fulfilledBy", node(target, base))] if target else [])
        made.change(node(name, base), old, pairs)
        index.set_written(name, pairs, target)
        put_event(index.db, base, name, pairs)
    for name, pairs in new.items():
        made.change(node(name, base), index.written(name)[0], pairs)
        index.set_written(name, pairs, None)
        put_event(index.db, base, name, pairs)


def _fulfilled(index: Index, groups: Iterable[Key]) -> Iterator[tuple[str, str | None]]:
    """The plans among the events of these types and participants, each with the event that fulfilled it, if any."""
    for group in groups:
        rows = [(key, status, root) for key, status, root in index.pair(group) if status]
        done = fulfilled((key, status == "actual") for key, status, root in rows if root == key.id)
        yield from ((key.id, done.get(key.id)) for key, _, _ in rows if key.ahead)
