"""The index of a store: which claims make which event, which event joins which, and what articles say how often.

It lies in an SQLite file beside the triples. All of it follows from the articles' graphs, so a lost index, or one that
an interruption left behind the triples, is made again. Days are ISO text, so that they sort.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from geograph.graph.absorb import named, window
from geograph.graph.accounts import relation_id
from geograph.graph.aggregate import Told
from geograph.graph.jsonl import claim_from, claim_json
from geograph.graph.merge import Key
from geograph.graph.order import article_key
from geograph.graph.terms import Pairs
from geograph.model import STATUS_ORDER, Reading, Status, digest
from geograph.store.tables import TABLES, put_claims_of_relations

VERSION = 4
"""The shape of the tables; an index of another one is made again."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (key TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, iri TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    published TEXT, publisher TEXT, claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (article TEXT NOT NULL, id TEXT NOT NULL, event TEXT NOT NULL, status TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (article, id));
CREATE INDEX claim_event ON claim (event, status);
CREATE TABLE event (id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL, ahead INTEGER NOT NULL,
    who TEXT NOT NULL, first TEXT, last TEXT, published TEXT, article TEXT NOT NULL, pair TEXT NOT NULL,
    root TEXT NOT NULL, status TEXT, fulfilled TEXT, pairs TEXT);
CREATE INDEX event_root ON event (root);
CREATE INDEX event_pair ON event (pair, ahead);
CREATE TABLE day (slot TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL,
    PRIMARY KEY (slot, day, event)) WITHOUT ROWID;
CREATE TABLE vague (slot TEXT NOT NULL, span INTEGER NOT NULL, last TEXT NOT NULL, first TEXT NOT NULL,
    event TEXT NOT NULL, PRIMARY KEY (slot, span, last, event)) WITHOUT ROWID;
CREATE INDEX day_event ON day (event);
CREATE INDEX vague_event ON vague (event);
CREATE TABLE account (subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (subject, field, value)) WITHOUT ROWID;
CREATE TABLE fact (subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (subject, predicate, object)) WITHOUT ROWID;
"""

_SPANS = (4, 31, 366)
"""Days: events without a day are kept by how long their time may be, so that few have to be looked at for a day."""

_KEY = "type, ahead, who, first, last, published, article, mode"
_ROW = tuple[str, int, str, str | None, str | None, str | None, str, str]


class Index:
    """The index of one store, and the world of its events as absorption asks for it (see `absorb.World`)."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA cache_size = -65536")
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            self.db.executescript(f"BEGIN; {_TABLES} {TABLES} COMMIT;")
            self.set("version", str(VERSION))

    @classmethod
    def reading(cls, path: Path) -> Index:
        """The index as it is now, which a writer may go on changing. Raises sqlite3.Error where it can't be read."""
        made = cls.__new__(cls)
        made.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        made.db.execute("BEGIN")
        return made

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def begin(self) -> None:
        """Begin a change that `commit` keeps and `roll_back` forgets."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was changed since `begin`."""
        self.db.execute("COMMIT")

    def roll_back(self) -> None:
        """Forget what was changed since `begin`."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def get(self, name: str) -> str | None:
        """A note that was kept under this name."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Keep a note."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # Articles and claims

    def article(self, id: str) -> tuple[str, str] | None:
        """The key and the IRI of the article with this id."""
        row = self.db.execute("SELECT key, iri FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else (str(row[0]), str(row[1]))

    def article_at(self, iri: str) -> str | None:
        """The id of the article with this IRI."""
        row = self.db.execute("SELECT id FROM article WHERE iri = ?", (iri,)).fetchone()
        return None if row is None else str(row[0])

    def has(self, key: str) -> bool:
        """Whether the store holds an article with this id and content (see `order.article_key`)."""
        return self.db.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone() is not None

    def add(self, reading: Reading, iri: str, keys: Mapping[str, Key]) -> None:
        """Add an article and its claims; `keys` holds the key of the event that each claim reports."""
        article, published = article_key(reading), reading.article.published
        self.db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                article,
                reading.article.id,
                iri,
                reading.sha256,
                _iso(published),
                reading.article.source,
                len(reading.claims),
            ),
        )
        for claim in reading.claims:
            key = keys[claim.id]
            name = key.id
            who = json.dumps(sorted(key.who))
            self.db.execute(
                "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
                (name, key.type, key.mode, key.ahead, who, _iso(key.start), _iso(key.end), _iso(key.published),
                 key.article, digest(key.type, who), name),
            )  # fmt: skip
            body = json.dumps(claim_json(claim), ensure_ascii=False, separators=(",", ":"))
            self.db.execute("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", (article, claim.id, name, claim.status, body))
        put_claims_of_relations(self.db, article, map(relation_id, reading.relations))

    def remove(self, article: str) -> None:
        """Take away an article and its claims; events that nobody tells of any more stay until `forget`."""
        self.db.execute("DELETE FROM relation_claim WHERE article = ?", (article,))
        self.db.execute("DELETE FROM claim WHERE article = ?", (article,))
        self.db.execute("DELETE FROM article WHERE key = ?", (article,))

    def forget(self, name: str) -> None:
        """Take away an event."""
        self.db.execute("DELETE FROM event WHERE id = ?", (name,))

    def told(self, name: str) -> list[Told]:
        """The claims whose key is that event's."""
        rows = self.db.execute(
            "SELECT a.id, c.body FROM claim c JOIN article a ON a.key = c.article WHERE c.event = ?", (name,)
        )
        return [Told(str(article), claim_from(json.loads(body))) for article, body in rows]

    def known(self, key: Key) -> bool:
        """Whether a claim reports the event."""
        return self.db.execute("SELECT 1 FROM claim WHERE event = ? LIMIT 1", (key.id,)).fetchone() is not None

    # Events, and what absorption asks

    def key(self, name: str) -> Key | None:
        """The key of the event with this id."""
        row = self.db.execute(f"SELECT {_KEY} FROM event WHERE id = ?", (name,)).fetchone()
        return None if row is None else _key(row)

    def near(self, key: Key) -> Iterator[Key]:
        """See `absorb.World`."""
        rows = self.db.execute(
            f"SELECT {_KEY} FROM event WHERE id IN (SELECT event FROM claim WHERE article IN "
            "(SELECT article FROM claim WHERE event = ?)) AND type = ? AND ahead = ?",
            (key.id, key.type, key.ahead),
        ).fetchall()
        return map(_key, rows)

    def status(self, key: Key) -> Status:
        """See `absorb.World`."""
        found = {row[0] for row in self.db.execute("SELECT DISTINCT status FROM claim WHERE event = ?", (key.id,))}
        return next(status for status in STATUS_ORDER if status in found)

    def published(self, key: Key) -> bool:
        """See `absorb.World`."""
        query = (
            "SELECT 1 FROM claim c JOIN article a ON a.key = c.article "
            "WHERE c.event = ? AND a.published IS NOT NULL LIMIT 1"
        )
        return self.db.execute(query, (key.id,)).fetchone() is not None

    def days(self, key: Key, first: date, last: date) -> Iterator[Key]:
        """See `absorb.World`."""
        span = (first.isoformat(), last.isoformat())
        slots = [_slot(key, side, entity) for side, entity in key.who]
        count = "SELECT COUNT(*) FROM day WHERE slot = ? AND day BETWEEN ? AND ?"
        fewest = min(slots, key=lambda slot: (int(self.db.execute(count, (slot, *span)).fetchone()[0]), slot))
        columns = ", ".join("e." + name for name in _KEY.split(", "))
        rows = self.db.execute(
            f"SELECT {columns} FROM day d JOIN event e ON e.id = d.event WHERE d.slot = ? AND d.day BETWEEN ? AND ?",
            (fewest, *span),
        ).fetchall()
        return (k for k in map(_key, rows) if key.who <= k.who)

    def dependents(self, key: Key) -> Iterator[Key]:
        """The events whose absorption may change where this one changes: those near it, and, where it has a day, the
        vaguer ones of any article that may mean it."""
        yield from self.near(key)
        if key.day is None:
            return
        day = key.day
        columns = ", ".join("e." + name for name in _KEY.split(", "))
        for side, entity in key.who:
            slot = _slot(key, side, entity)
            for span in (*_SPANS, 0):
                latest = (day + timedelta(days=span)).isoformat() if span else date.max.isoformat()
                rows = self.db.execute(
                    f"SELECT {columns} FROM vague v JOIN event e ON e.id = v.event "
                    "WHERE v.slot = ? AND v.span = ? AND v.last BETWEEN ? AND ? AND v.first <= ?",
                    (slot, span, day.isoformat(), latest, day.isoformat()),
                ).fetchall()
                yield from (k for k in map(_key, rows) if k.who <= key.who)

    def place(self, key: Key) -> None:
        """Put the event where `days` and `dependents` find it, after its claims have changed. What only its own article
        tells apart is never looked for by others."""
        name = key.id
        self.db.execute("DELETE FROM day WHERE event = ?", (name,))
        self.db.execute("DELETE FROM vague WHERE event = ?", (name,))
        if key.article or not key.who or not self.known(key) or not self.published(key):
            return
        if key.day is not None:
            rows = [(_slot(key, side, entity), key.day.isoformat(), name) for side, entity in key.who]
            self.db.executemany("INSERT INTO day VALUES (?, ?, ?)", rows)
        elif (time := window(key)) is not None:
            first, last = time
            length = (last - first).days + 1
            span = next((s for s in _SPANS if length <= s), 0)
            row = (_slot(key, *min(named(key) or key.who)), span, last.isoformat(), first.isoformat(), name)
            self.db.execute("INSERT INTO vague VALUES (?, ?, ?, ?, ?)", row)

    def root(self, name: str) -> str | None:
        """The id of the event that stands for this one, as last written."""
        row = self.db.execute("SELECT root FROM event WHERE id = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_root(self, name: str, root: str) -> None:
        """Write down which event stands for this one."""
        self.db.execute("UPDATE event SET root = ? WHERE id = ?", (root, name))

    def absorbed(self, name: str) -> list[str]:
        """The ids of the events for which this one stands, itself left out."""
        rows = self.db.execute("SELECT id FROM event WHERE root = ? AND id != root ORDER BY id", (name,))
        return [str(row[0]) for row in rows]

    def pair(self, key: Key) -> Iterator[tuple[Key, str, str]]:
        """The events of the same type and participants, each with status ("" where it isn't known yet) and root;
        none where no plan is among them."""
        pair = digest(key.type, json.dumps(sorted(key.who)))
        if self.db.execute("SELECT 1 FROM event WHERE pair = ? AND ahead LIMIT 1", (pair,)).fetchone() is None:
            return iter(())
        rows = self.db.execute(f"SELECT {_KEY}, status, root FROM event WHERE pair = ?", (pair,)).fetchall()
        return ((_key(row[:-2]), str(row[-2] or ""), str(row[-1])) for row in rows)

    def written(self, name: str) -> tuple[Pairs, str | None]:
        """The pairs of the event in the derived graph, and what fulfilled it, as last written."""
        row = self.db.execute("SELECT pairs, fulfilled FROM event WHERE id = ?", (name,)).fetchone()
        if row is None or row[0] is None:
            return [], None
        return [(p, o) for p, o in json.loads(row[0])], row[1]

    def set_status(self, name: str, status: str) -> None:
        """Write down the status that all the claims of an event give it."""
        self.db.execute("UPDATE event SET status = ? WHERE id = ?", (status, name))

    def set_written(self, name: str, pairs: Pairs, fulfilled: str | None) -> None:
        """Write down what the derived graph says of the event."""
        body = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
        self.db.execute("UPDATE event SET pairs = ?, fulfilled = ? WHERE id = ?", (body, fulfilled, name))

    def standing(self, status: str | None = None) -> Iterator[tuple[str, str]]:
        """The ids and types of the events that stand by themselves, by id; of one status only, if one is given."""
        query = "SELECT id, type FROM event WHERE root = id AND status = ifnull(?, status) ORDER BY id"
        return self.db.execute(query, (status,))

    def relations(self) -> Iterator[str]:
        """The ids of the relations, sorted."""
        rows = self.db.execute("SELECT DISTINCT subject FROM account WHERE field = 'tense' ORDER BY subject")
        return (str(row[0]) for row in rows)

    # Counts

    def counts(self, subject: str) -> Counter[tuple[str, str]]:
        """How many articles say what of an entity or relation (see `accounts`)."""
        rows = self.db.execute("SELECT field, value, count FROM account WHERE subject = ?", (subject,))
        return Counter({(field, value): count for field, value, count in rows})

    def count(
        self, table: str, changes: Mapping[tuple[str, str, str], int]
    ) -> Iterator[tuple[tuple[str, str, str], int, int]]:
        """Add to the counts of "account" or "fact"; each with its old and new number."""
        names = {"account": "subject, field, value", "fact": "subject, predicate, object"}[table].split(", ")
        where = " AND ".join(f"{name} = ?" for name in names)
        for row, change in changes.items():
            if not change:
                continue
            found = self.db.execute(f"SELECT count FROM {table} WHERE {where}", row).fetchone()
            old = int(found[0]) if found else 0
            if old + change:
                self.db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", (*row, old + change))
            else:
                self.db.execute(f"DELETE FROM {table} WHERE {where}", row)
            yield row, old, old + change


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words is not None else None


def _key(row: _ROW) -> Key:
    type, ahead, who, first, last, published, article, mode = row
    pairs = frozenset((side, entity) for side, entity in json.loads(who))
    return Key(type, bool(ahead), pairs, _day(first), _day(last), _day(published), article, mode)


def _slot(key: Key, side: str, entity: str) -> str:
    """Where the events of this type, class and mode lie in which the entity takes part on this side."""
    return digest(key.type, key.mode, key.ahead, side, entity)
