"""What the derived graph says, once more, as tables of the index: for the named queries, which take seconds to minutes
on the triples of a large store and less than one on these (`answers` asks them).

Ids are what stands behind the base in IRIs, days ISO text. Only events that stand by themselves are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from geograph.graph.names import fold
from geograph.graph.terms import Pairs, by_name, unescape

TABLES = """
CREATE TABLE thing (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, kind TEXT, state TEXT, lat REAL,
    long REAL);
CREATE TABLE called (folded TEXT NOT NULL, thing INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (folded, thing, words)) WITHOUT ROWID;
CREATE INDEX called_thing ON called (thing);
CREATE TABLE happening (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT,
    score REAL NOT NULL, status TEXT NOT NULL, label TEXT NOT NULL, first TEXT, last TEXT, confidence REAL NOT NULL,
    mutual INTEGER NOT NULL, disputed INTEGER NOT NULL, site INTEGER, fulfilled TEXT, claims INTEGER NOT NULL,
    articles INTEGER NOT NULL, dated INTEGER NOT NULL, issued TEXT, signed INTEGER NOT NULL, publisher TEXT);
CREATE TABLE part (happening INTEGER NOT NULL, side TEXT NOT NULL, thing INTEGER NOT NULL,
    PRIMARY KEY (happening, side, thing)) WITHOUT ROWID;
CREATE INDEX part_thing ON part (thing);
CREATE TABLE context (happening INTEGER NOT NULL, context TEXT NOT NULL,
    PRIMARY KEY (happening, context)) WITHOUT ROWID;
CREATE TABLE quantity (happening INTEGER NOT NULL, claim TEXT NOT NULL, value REAL NOT NULL, unit TEXT NOT NULL,
    what TEXT NOT NULL);
CREATE INDEX quantity_happening ON quantity (happening);
CREATE TABLE relation (id TEXT PRIMARY KEY, relation TEXT NOT NULL, subject TEXT NOT NULL, object TEXT, words TEXT,
    office TEXT, tense TEXT NOT NULL, first TEXT, last TEXT) WITHOUT ROWID;
CREATE TABLE relation_claim (relation TEXT NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY (relation, article)) WITHOUT ROWID;
CREATE INDEX relation_claim_article ON relation_claim (article);
CREATE VIEW role AS SELECT happening, thing, side FROM part WHERE side != 'source';
CREATE VIEW dyad AS SELECT h.*, a.n AS a, b.n AS b, a.name AS one, b.name AS two
    FROM happening h CROSS JOIN part x ON x.happening = h.n AND x.side = 'actor'
    CROSS JOIN part y ON y.happening = h.n AND y.side = iif(h.mutual, 'actor', 'recipient')
    CROSS JOIN thing a ON a.n = x.thing CROSS JOIN thing b ON b.n = y.thing
    WHERE (a.id < b.id OR NOT h.mutual) AND a.name IS NOT NULL AND b.name IS NOT NULL;
CREATE VIEW told AS SELECT h.n AS happening, c.id AS claim, c.article, c.status,
    json_extract(c.body, '$.quote') AS quote, json_extract(c.body, '$.attributed_to[0]') AS source
    FROM happening h CROSS JOIN event e ON e.root = h.id CROSS JOIN claim c ON c.event = e.id;
"""
"""`dated` and `signed` count the articles that tell of an event and say when, or by whom, they were published; `issued`
is the first such day, `publisher` the publisher if it is one only. `dyad` has who (`a`) does something to or with whom
(`b`), each pair of a mutual event once."""

_SIDES = {"gg:actor": "actor", "gg:recipient": "recipient", "gg:attributedTo": "source"}

_PUBLICATION = """
SELECT COUNT(*), COUNT(DISTINCT a.key), COUNT(DISTINCT iif(a.published IS NULL, NULL, a.key)),
    MIN(a.published), COUNT(DISTINCT iif(a.publisher IS NULL, NULL, a.key)),
    iif(COUNT(DISTINCT a.publisher) = 1, MIN(a.publisher), NULL)
FROM event e JOIN claim c ON c.event = e.id JOIN article a ON a.key = c.article WHERE e.root = ?
"""
_QUANTITIES = """
INSERT INTO quantity SELECT ?, c.id, json_extract(q.value, '$.value'), json_extract(q.value, '$.unit'),
    json_extract(q.value, '$.what')
FROM event e JOIN claim c ON c.event = e.id JOIN json_each(c.body, '$.quantities') q WHERE e.root = ?
"""


def put_event(db: sqlite3.Connection, base: str, name: str, pairs: Pairs) -> None:
    """Put an event as the derived graph describes it in the place of what the tables say of it; with no pairs, or those
    of an event that another has absorbed, take it away. Its claims must be in the index."""
    old = db.execute("SELECT n FROM happening WHERE id = ?", (name,)).fetchone()
    if old is not None:
        for table in ("part", "context", "quantity"):
            db.execute(f"DELETE FROM {table} WHERE happening = ?", old)
    found = by_name(pairs)
    if not found or "gg:mergedInto" in found:
        db.execute("DELETE FROM happening WHERE id = ?", (name,))
        return
    site = next(_things(db, base, found.get("sem:hasPlace", ())), None)
    fulfilled = next((_id(token, base) for token in found.get("gg:fulfilledBy", ())), None)
    row = (
        *(old or (None,)),
        name,
        _text(found, "gg:type"),
        _text(found, "gg:mode"),
        _number(found, "gg:score"),
        found["gg:status"][0].removeprefix("gg:").lower(),
        _text(found, "rdfs:label"),
        _day(found, "gg:dateStart"),
        _day(found, "gg:dateEnd"),
        _number(found, "gg:confidence"),
        "gg:MutualEvent" in found["a"],
        "gg:DisputedEvent" in found["a"],
        site,
        fulfilled,
        *db.execute(_PUBLICATION, (name,)).fetchone(),
    )
    n = db.execute(f"INSERT OR REPLACE INTO happening VALUES ({_holes(row)})", row).lastrowid
    parts = [(n, side, thing) for p, side in _SIDES.items() for thing in _things(db, base, found.get(p, ()))]
    db.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)
    contexts = [(n, unescape(token)) for token in found.get("gg:context", ())]
    db.executemany("INSERT INTO context VALUES (?, ?)", contexts)
    db.execute(_QUANTITIES, (n, name))


def put_thing(db: sqlite3.Connection, base: str, token: str, pairs: Pairs) -> None:
    """Put an entity as the derived graph describes it in the place of what the tables say of it; with no pairs, take it
    away."""
    (n,) = _things(db, base, [token])
    db.execute("DELETE FROM called WHERE thing = ?", (n,))
    found = by_name(pairs)
    if not found:
        db.execute("DELETE FROM thing WHERE n = ?", (n,))
        return
    kind = next((token.removeprefix("gg:") for token in found["a"]), None)
    row = (_text(found, "skos:prefLabel"), kind, _text(found, "gg:state"), _number(found, "wgs84:lat"),
           _number(found, "wgs84:long"), n)  # fmt: skip
    db.execute("UPDATE thing SET name = ?, kind = ?, state = ?, lat = ?, long = ? WHERE n = ?", row)
    names = [unescape(t) for p in ("skos:prefLabel", "skos:altLabel") for t in found.get(p, ())]
    db.executemany("INSERT OR IGNORE INTO called VALUES (?, ?, ?)", [(fold(words), n, words) for words in names])


def put_relation(db: sqlite3.Connection, base: str, token: str, pairs: Pairs) -> None:
    """Put a relation as the derived graph describes it, its claims apart, in the place of what the tables say of it;
    with no pairs, take it away."""
    found = by_name(pairs)
    id = _id(token, base)
    if not found:
        db.execute("DELETE FROM relation WHERE id = ?", (id,))
        return
    row = (
        id,
        _text(found, "gg:relation"),
        _id(found["gg:subject"][0], base),
        next((_id(o, base) for o in found.get("gg:object", ())), None),
        *(_text(found, "gg:" + p) for p in ("objectName", "office", "tense", "validFrom", "validTo")),
    )
    db.execute(f"INSERT OR REPLACE INTO relation VALUES ({_holes(row)})", row)


def put_claims_of_relations(db: sqlite3.Connection, article: str, relations: Iterable[str]) -> None:
    """Write down which relations an article states."""
    db.executemany(
        "INSERT OR IGNORE INTO relation_claim VALUES (?, ?)", [(relation, article) for relation in relations]
    )


def _things(db: sqlite3.Connection, base: str, tokens: Iterable[str]) -> Iterator[int]:
    """The numbers of the entities with these tokens, which they keep."""
    for token in tokens:
        id = (_id(token, base),)
        db.execute("INSERT OR IGNORE INTO thing (id) VALUES (?)", id)
        yield int(db.execute("SELECT n FROM thing WHERE id = ?", id).fetchone()[0])


def _holes(row: tuple[object, ...]) -> str:
    return ", ".join("?" * len(row))


def _id(token: str, base: str) -> str:
    return token.removeprefix("id:") if token.startswith("id:") else token[1:-1].removeprefix(base)


def _text(found: Mapping[str, list[str]], name: str) -> str | None:
    return next(map(unescape, found.get(name, ())), None)


def _day(found: Mapping[str, list[str]], name: str) -> str | None:
    return next((token[1:11] for token in found.get(name, ())), None)


def _number(found: Mapping[str, list[str]], name: str) -> float | None:
    return next((float(token.removesuffix("^^xsd:decimal").strip('"')) for token in found.get(name, ())), None)
