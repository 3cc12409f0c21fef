"""The store: after any history it holds exactly what its articles add up to, and readers see only what is whole."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from conftest import Run
from factory import ONTOLOGY, claim, day, odd, reading, relation, summit, who
from geograph import store
from geograph.errors import BusyError, InputError, UsageError
from geograph.graph import jsonl, named, query, rdf
from geograph.graph.order import canonical
from geograph.graph.terms import BASE, GG
from geograph.model import Actor, Claim, Place, Quantity, Reading, Status, local_prefix
from geograph.store import directory, overview, writer
from geograph.store.directory import Manifest

Command = Callable[..., Run]

NAMES = ("Kim Jong Un", "Alexander Kozlov", "Vladimir Putin", "Russia", "North Korea")
TEXT = "Kim Jong Un met Alexander Kozlov and Vladimir Putin of Russia and North Korea on Monday. They met and attacked."


def quads(source: query.Source) -> set[str]:
    """All that the store exports: the default graph is bookkeeping."""
    every = source.store.quads_for_pattern(None, None, None, None)
    return {str(q) for q in every if not isinstance(q.graph_name, pyoxigraph.DefaultGraph)}


def whole(readings: Iterable[Reading]) -> set[str]:
    """The same, computed at once from all readings."""
    return {str(q) for q in rdf.quads(sorted(readings, key=lambda r: r.article.id), BASE, ONTOLOGY)}


def kept(readings: Iterable[Reading]) -> list[Reading]:
    """The readings as they come back: canonical, and without the articles' texts."""
    made = (replace(canonical(r), article=replace(r.article, text="")) for r in readings)
    return sorted(made, key=lambda r: r.article.id)


def some_claim(dice: random.Random) -> Claim:
    """One of few meetings and attacks, on one of few days, so that many claims meet, join and contradict."""
    days = [
        None,
        ("2024-11-18", None),
        ("2024-11-19", None),
        ("2024-11-01", "2024-11-30"),
        ("2024-01-01", "2024-12-31"),
    ]
    when = dice.choice(days)
    statuses: list[Status] = ["actual", "actual", "negated", "alleged", "planned", "hypothetical"]
    people = dice.sample(NAMES, dice.choice([1, 2, 2, 3]))
    predicate = dice.choice(["metWith", "metWith", "attacked", "visited"])
    split = 1 if predicate != "metWith" else len(people)
    place = Place("Pyongyang", 0, 3, "city-1871859", "Pyongyang", "PRK", dice.choice([39.03, 39.04]), 125.75, 1871859)
    return claim(
        TEXT,
        "attacked" if predicate == "attacked" else "met",
        [who(name, None, TEXT, state=dice.choice(["PRK", "RUS", None])) for name in people[:split]],
        [who(name, None, TEXT) for name in people[split:]],
        dice.sample(NAMES, dice.choice([0, 0, 1, 2])),
        predicate=predicate,
        status=dice.choice(statuses),
        date=day(TEXT, "on Monday", *when) if when else None,
        confidence=dice.choice([0.5, 0.8, 0.9]),
        place=place if dice.random() < 0.3 else None,
        contexts=tuple(sorted(dice.sample(["diplomatic", "military"], dice.choice([0, 1, 2])))),
        quantities=tuple(
            Quantity("six", 0, 3, value, "killed", "soldiers") for value in dice.choice([(), (), (6,), (8.5,), (6, 8)])
        ),
    )


def some_reading(id: str, dice: random.Random) -> Reading:
    published = dice.choice([None, "2024-11-18", "2024-11-20", "2024-11-21", "2024-12-03"])
    claims = [some_claim(dice) for _ in range(dice.choice([0, 1, 2, 4]))]
    offices = [
        relation(TEXT, "Kim Jong Un", "leader_of", "North Korea", dice.choice(["leader", "Leader"])),
        relation(
            TEXT, "Vladimir Putin", "head_of_state", "Russia", "president", tense=dice.choice(["current", "former"])
        ),
    ]
    made = reading(
        id,
        list({c.id: c for c in claims}.values()),
        published,
        relations=offices[: dice.choice([0, 1, 2])],
        source=dice.choice([None, "Daily One", "Daily Two"]),
    )
    made = replace(
        made,
        claims=tuple(replace(c, id=f"{id}-{c.id}") for c in made.claims),
        relations=tuple(replace(c, id=f"{id}-{c.id}") for c in made.relations),
    )
    made = replace(made, sha256=f"{dice.getrandbits(64):x}")
    return with_group(made) if dice.random() < 0.5 else made


def with_group(reading: Reading) -> Reading:
    """The reading with fighters, whom it alone knows, in the place of Russia."""
    own = f"{local_prefix(reading.article.id, reading.sha256)}-fighters"

    def meant(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(
            replace(a, id=own, kind="armed_group", state=None, sector="REB") if a.id == "state-RUS" else a
            for a in actors
        )

    claims = (replace(c, actor=meant(c.actor), recipient=meant(c.recipient)) for c in reading.claims)
    return replace(reading, claims=tuple(claims))


GIVEN: dict[str, str | float] = {
    "actor": "Kim Jong Un", "other": "Vladimir Putin", "source": "Vladimir Putin", "type": "CONSULT",
    "since": "2024-11-10", "until": "2024-11-20", "at": "2024-11-20", "publisher": "Daily One", "place": "Pyongyang",
    "lat": 39.1, "long": 125.75, "km": 7,
}  # fmt: skip


def check_tables(source: query.Source) -> None:
    """The store's tables answer the named queries as its triples do, whatever parameters are given."""
    assert source.tables is not None
    triples = replace(source, tables=None)
    assert overview.stats(source) == overview.stats(triples)
    for name, asked in named.named().items():
        needed = {p.name: GIVEN[p.name] for p in asked.parameters if p.required and p.name in GIVEN}
        every = {p.name: GIVEN[p.name] for p in asked.parameters if p.name in GIVEN}
        for given in (needed, *({**needed, n: every[n]} for n in every), every):
            if name != "evidence":  # which only the triples answer
                assert answer(source, name, given) == answer(triples, name, given), (name, given)


def test_a_damaged_table_is_passed_by(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
    index = sqlite3.connect(path / "1" / directory.INDEX)
    index.execute("DROP TABLE called")
    index.execute("DROP TABLE happening")
    index.commit()
    source = store.open_source(path)
    assert source.tables is not None
    check_tables(source)


def test_an_open_source_answers_as_of_its_opening(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
    source = store.open_source(path)
    before = answer(source, "timeline", {})
    with store.writing(path, ONTOLOGY) as open_store:
        open_store.put([odd()])
        open_store.publish()
        assert answer(source, "timeline", {}) == before
    assert answer(source, "timeline", {}) == before != answer(store.open_source(path), "timeline", {})
    check_tables(source)


def answer(source: query.Source, name: str, given: dict[str, str | float]) -> object:
    """Columns and rows, or the error's first words."""
    try:
        result = named.run_named(source, name, ONTOLOGY, **given)
    except UsageError as problem:
        return str(problem)
    return result.columns, result.rows


@pytest.mark.parametrize("seed", range(6))
def test_any_history_gives_what_the_articles_add_up_to(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = tmp_path / "store"
    have: dict[str, Reading] = {}
    for _ in range(6):
        with store.writing(path, ONTOLOGY, create=True) as open_store:
            for _ in range(4):
                if have and dice.random() < 0.35:
                    gone = dice.sample(sorted(have), dice.randint(1, min(3, len(have))))
                    open_store.remove(gone)
                    for id in gone:
                        del have[id]
                else:
                    ids = {f"a{dice.randint(1, 25)}" for _ in range(dice.randint(1, 6))}
                    come = [some_reading(id, dice) for id in sorted(ids)]
                    open_store.put(come)
                    have.update({r.article.id: r for r in come})
        source = store.open_source(path)
        assert quads(source) == whole(have.values())
        check_tables(source)
    assert sorted(store.readings(path), key=lambda r: r.article.id) == kept(have.values())
    again = tmp_path / "again"
    with store.writing(again, ONTOLOGY, create=True) as open_store:
        open_store.put(dice.sample(list(have.values()), len(have)))
    assert quads(store.open_source(again)) == whole(have.values())


def test_names_full_of_trouble_go_in_and_out(tmp_path: Path) -> None:
    with store.writing(tmp_path / "s", ONTOLOGY, create=True) as open_store:
        open_store.put([summit(), odd()])
    assert quads(store.open_source(tmp_path / "s")) == whole([summit(), odd()])
    assert sorted(store.readings(tmp_path / "s"), key=lambda r: r.article.id) == kept([summit(), odd()])
    with store.writing(tmp_path / "s", ONTOLOGY) as open_store:
        open_store.remove([odd().article.id])
    assert quads(store.open_source(tmp_path / "s")) == whole([summit()])


def test_a_lost_a_broken_and_a_lagging_index_are_made_again(tmp_path: Path) -> None:
    path, dice, said = tmp_path / "s", random.Random(3), list[str]()
    first = [some_reading(f"a{n}", dice) for n in range(8)]
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put(first)
    index = path / "1" / directory.INDEX
    for number, spoil in enumerate((Path.unlink, lambda p: p.write_bytes(b"no database" * 99), _lag)):
        for file in (index.with_name(index.name + "-wal"), index.with_name(index.name + "-shm")):
            file.unlink(missing_ok=True)
        spoil(index)
        extra = some_reading(f"b{number}", dice)
        with store.writing(path, ONTOLOGY, say=said.append) as open_store:
            open_store.put([extra])
        first.append(extra)
        assert quads(store.open_source(path)) == whole(first)
    words = "the index is behind the articles, after an interruption, or of an older geograph; it is made again"
    assert said == [words] * 3


def _lag(index: Path) -> None:
    opened = writer.Index(index)
    opened.set("generation", "0")
    opened.close()


def test_other_rules_derive_all_events_again(tmp_path: Path) -> None:
    path, said = tmp_path / "s", list[str]()
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
    kind = replace(ONTOLOGY.types["CONSULT"], score=9.0)
    other = replace(ONTOLOGY, types={**ONTOLOGY.types, "CONSULT": kind})
    with store.writing(path, other, say=said.append) as open_store:
        assert open_store.has(summit().article.id, summit().sha256)
    assert said == ["the rules by which events are derived have changed; they are derived again"]
    expected = {str(q) for q in rdf.quads([summit()], BASE, other)}
    assert quads(store.open_source(path)) == expected
    assert sorted(p.name for p in path.iterdir()) == ["2", "published", "store.json"]


def test_decisions_hold_in_the_derived_graph_and_are_undone_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
    before = quads(store.open_source(path))
    file = path / directory.DECISIONS
    file.write_text("decision,entity,to\nmerge,person-kim-jong-un,person-kim\n", encoding="utf-8")
    with store.writing(path, ONTOLOGY):
        pass
    source = store.open_source(path)
    rows = query.run(source, "SELECT ?o WHERE { GRAPH ?g { id:person-kim gg:metWith ?o } }").rows
    assert rows == ((BASE + "person-alexander-kozlov",),)
    assert {e.id for r in store.readings(path) for e in r.entities} >= {"person-kim", "person-alexander-kozlov"}
    file.unlink()
    with store.writing(path, ONTOLOGY):
        pass
    assert quads(store.open_source(path)) == before


def test_a_second_writer_is_refused_and_readers_see_what_was_published(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
        assert len(store.open_source(path).store) == 0
        open_store.publish()
        seen = store.open_source(path)
        open_store.put([odd()])
        assert quads(seen) == whole([summit()]) == quads(store.open_source(path))
        with (
            pytest.raises(BusyError, match="another geograph is writing to this store; wait until it is done"),
            store.writing(path, ONTOLOGY),
        ):
            pass
    assert quads(seen) == whole([summit()])
    assert quads(store.open_source(path)) == whole([summit(), odd()])
    assert len(list((path / "published").iterdir())) == 2  # one is still being read
    del seen
    with store.writing(path, ONTOLOGY):
        pass
    assert len(list((path / "published").iterdir())) == 1


def test_what_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with store.writing(path, ONTOLOGY, create=True) as open_store:
        open_store.put([summit()])
    strange = reading("b", [replace(summit().claims[0], id="claim-x", type="DANCE")])
    same_url = replace(strange, claims=(), article=replace(strange.article, url=summit().article.url))
    for wrong, words in ((strange, "'DANCE' is not in the ontology"), (same_url, "have the same url")):
        with pytest.raises(Exception, match=words), store.writing(path, ONTOLOGY) as open_store:
            open_store.put([reading("c", [summit().claims[0]]), wrong])
    with (
        pytest.raises(UsageError, match="no article 'nobody'; see: geograph articles"),
        store.writing(path, ONTOLOGY) as open_store,
    ):
        open_store.remove([summit().article.id, "nobody"])
    assert quads(store.open_source(path)) == whole([summit()])


def test_what_is_no_store_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with (
        pytest.raises(UsageError, match="is there, and no store of geograph; give --store another directory"),
        store.writing(tmp_path / "full", ONTOLOGY, create=True),
    ):
        pass
    with pytest.raises(UsageError, match="no store of geograph; make one with: geograph build"):
        store.open_source(tmp_path / "full")
    with store.writing(tmp_path / "s", ONTOLOGY, create=True):
        pass
    with (
        pytest.raises(UsageError, match=r"the store's base is .*, and stays so"),
        store.writing(tmp_path / "s", ONTOLOGY, base="https://example.org/"),
    ):
        pass
    manifest = tmp_path / "s" / directory.MANIFEST
    for text, error, words in (
        (json.dumps({"schema": 99}), UsageError, "a store of a newer geograph"),
        ("{", InputError, "the store is damaged"),
        ('{"schema": 1}', InputError, "the store is damaged"),
    ):
        manifest.write_text(text)
        with pytest.raises(error, match=words):
            store.open_source(tmp_path / "s")


def test_base_is_kept(tmp_path: Path) -> None:
    with store.writing(tmp_path / "s", ONTOLOGY, "https://example.org/kg/", create=True) as open_store:
        open_store.put([summit()])
    source = store.open_source(tmp_path / "s")
    assert source.base == "https://example.org/kg/" == Manifest.read(tmp_path / "s").base
    assert quads(source) == {str(q) for q in rdf.quads([summit()], source.base, ONTOLOGY)}
    schema = pyoxigraph.NamedNode(GG + "schema")
    assert [str(q.subject.value) for q in source.store.quads_for_pattern(None, schema, None, None)] == [source.base]


# The commands


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "graph.jsonl"
    claims = [claim(TEXT, "met", ["Russia", "North Korea"], date=day(TEXT, "on Monday", "2024-11-18"))]
    made = [summit(), reading("a", claims), reading("b", claims, "2024-11-25")]
    file.write_text("".join(jsonl.to_line(r) + "\n" for r in made), encoding="utf-8")
    return file


def test_build_adds_skips_replaces_and_removes(run: Command, lines: Path, tmp_path: Path) -> None:
    path = tmp_path / "s"
    done = run("build", lines, "--store", path)
    assert (done.code, done.out, done.lines) == (0, "", [f"{path}: 3 articles added"])
    assert run("build", lines, "--store", path).lines == [f"{path}: 0 articles added, 3 known and skipped"]
    changed = replace(reading("a", []), sha256="0" * 64)
    other = tmp_path / "other.jsonl"
    other.write_text(jsonl.to_line(changed) + "\n" + "{broken\n", encoding="utf-8")
    done = run("build", other, "--store", path)
    assert done.code == 1
    assert done.lines[0].startswith(f"error: {other}:2: not JSON")
    assert done.lines[1:] == [f"{path}: 0 articles added, 1 replaced, 1 input failed"]
    listed = run("articles", path, "--format", "csv")
    assert listed.out.splitlines() == [
        "id,published,title,publisher,url,claims",
        "a,2024-11-20,,,,0",
        "b,2024-11-25,,,,1",
        "kremlin-pyongyang,2024-11-20,Kim meets Kozlov,Example News,https://news.example/a?b=1&c=2,5",
    ]
    assert run("remove", "b", "kremlin-pyongyang", "--store", path).lines == [f"{path}: 2 articles removed"]
    counts = json.loads(run("stats", path, "--format", "json").out)
    assert {row["what"]: row["number"] for row in counts} == {
        "articles": 1, "claims": 0, "events": 0, "events absorbed by others": 0, "disputed events": 0, "people": 0,
        "states": 0, "organizations and armed groups": 0, "places": 0, "relations": 0, "triples": 11,
        "first day of publication": "2024-11-20", "last day of publication": "2024-11-20",
    }  # fmt: skip
    gone = run("remove", "b", "--store", path)
    assert (gone.code, gone.lines) == (2, [f"error: {path}: no article 'b'; see: geograph articles {path}"])


def test_one_id_with_two_texts_in_one_run_is_an_error_that_loses_nothing(
    run: Command, lines: Path, tmp_path: Path
) -> None:
    path, other = tmp_path / "s", tmp_path / "other.jsonl"
    other.write_text(jsonl.to_line(replace(reading("a", []), sha256="0" * 64)) + "\n", encoding="utf-8")
    done = run("build", lines, other, "--store", path)
    assert done.code == 1
    assert done.lines == [
        "error: the article 'a': another text with this id; give each an id of its own",
        f"{path}: 3 articles added, 1 input failed",
    ]
    assert run("articles", path, "--format", "csv").out.splitlines()[1] == "a,2024-11-20,,,,1"


def test_build_reads_articles_and_the_store_answers(run: Command, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(
        "French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin.\n", encoding="utf-8"
    )
    path = tmp_path / "s"
    assert run("build", news, "--store", path, "--published", "2019-03-05").lines == [f"{path}: 1 article added"]
    assert run("build", news, "--store", path).lines == [f"{path}: 0 articles added, 1 known and skipped"]
    asked = "SELECT ?a ?b WHERE { ?a gg:metWith ?b } ORDER BY ?a"
    assert run("query", path, asked, "--format", "csv").out.splitlines()[1:] == [
        f"{BASE}person-angela-merkel,{BASE}person-emmanuel-macron",
        f"{BASE}person-emmanuel-macron,{BASE}person-angela-merkel",
    ]
    turtle, lines = tmp_path / "a.ttl", tmp_path / "a.jsonl"
    assert run("extract", news, "--published", "2019-03-05", "-o", turtle).code == 0
    assert run("extract", news, "--published", "2019-03-05", "-o", lines).code == 0
    assert run("export", path, "--to", "ttl").out == turtle.read_text(encoding="utf-8")
    assert run("export", path, "--to", "jsonl").out == lines.read_text(encoding="utf-8")
    assert run("build", "nothing.txt", "--store", path).code == 3
