"""The store when things go wrong: killed builds, full disks, damaged files, newer versions, two writers at once."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from conftest import Run
from factory import ONTOLOGY
from geograph import ontology
from geograph.graph import jsonl, rdf
from geograph.model import Reading
from geograph.store import open_source, readings, writing
from geograph.store.directory import Manifest, is_store
from test_store import quads, some_reading

Command = Callable[..., Run]
ARTICLES = 60
KILLS = 20

# Runs builds in forks of itself, so that geograph is loaded once, and kills them after a given time. Small batches, and
# publishing between them, so that a build has many moments.
BUILDER = """
import json, os, signal, sys, time
from geograph import ontology
from geograph.cli import main
from geograph.store import writer
import pyoxigraph
ontology.load()
writer.BATCH, writer.PUBLISH_SECONDS = 5, 0.3
for line in sys.stdin:
    seconds, *words = json.loads(line)
    start, child = time.monotonic(), os.fork()
    if child == 0:
        os._exit(main(words))
    done, status = 0, 0
    while not done:
        done, status = os.waitpid(child, os.WNOHANG)
        if not done and seconds is not None and time.monotonic() - start > seconds:
            os.kill(child, signal.SIGKILL)
            done, status = os.waitpid(child, 0)
        time.sleep(0.001)
    code = None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    print(json.dumps([code, time.monotonic() - start]), flush=True)
"""


@pytest.fixture(scope="module")
def articles() -> list[Reading]:
    """What some articles say: few happenings, so that they meet, absorb and contradict each other."""
    dice = random.Random(7)
    return [some_reading(f"article-{number}", dice) for number in range(ARTICLES)]


@pytest.fixture(scope="module")
def lines(articles: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lines") / "readings.jsonl"
    file.write_text("".join(jsonl.to_line(r, ONTOLOGY) + "\n" for r in articles), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def sound(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the first few articles."""
    path = tmp_path_factory.mktemp("sound") / "store"
    with writing(path, ontology.load(), create=True) as writer:
        writer.put(list(jsonl.read(lines))[:10])
    return path


def whole(given: list[Reading]) -> set[str]:
    """All that a store of these articles exports."""
    return {str(q) for q in rdf.quads(sorted(given, key=lambda r: r.article.id), ontology=ontology.load())}


def content(directory: Path) -> dict[str, str]:
    """A hash of every file below the directory; RocksDB's log of messages and its lock say nothing."""
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.startswith(("LOG", "LOCK"))
    }


@pytest.fixture
def builder() -> Iterator[Callable[..., tuple[int | None, float]]]:
    """Runs a build for so many seconds (None: to its end); its exit code (None if it was killed) and its time."""
    with subprocess.Popen(
        [sys.executable, "-c", BUILDER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:

        def run(seconds: float | None, *words: object) -> tuple[int | None, float]:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps([seconds, *map(str, words)]) + "\n")
            process.stdin.flush()
            code, time = json.loads(process.stdout.readline())
            return code, time

        yield run
        process.communicate()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here: a build can't be killed at a chosen moment")
def test_a_build_killed_at_any_moment_has_lost_and_doubled_nothing(
    builder: Callable[..., tuple[int | None, float]], articles: list[Reading], lines: Path, tmp_path: Path
) -> None:
    path = tmp_path / "uninterrupted"
    code, time = builder(None, "build", lines, "--store", path)
    assert code == 0
    assert quads(open_source(path)) == whole(articles)
    dice = random.Random()
    kills = stores = 0
    path = tmp_path / "0"
    while True:
        seconds = dice.uniform(0, time / 2) if kills < KILLS else None
        code, _ = builder(seconds, "build", lines, "--store", path)
        if code is None:
            kills += 1
            if is_store(path):  # readers see whole articles, and all that these add up to
                published = Manifest.read(path).published
                assert quads(open_source(path)) == (whole(list(readings(path))) if published else set())
            continue
        assert code == 0
        assert quads(open_source(path)) == whole(articles)
        with writing(path, ontology.load()) as writer:  # the index knows all articles too
            writer.remove(r.article.id for r in articles[::2])
        assert quads(open_source(path)) == whole(articles[1::2])
        if kills == KILLS:
            break
        stores += 1
        path = tmp_path / str(stores)


def test_a_second_writer_gets_a_clear_error_and_readers_go_on(
    start: Command, sound: Path, lines: Path, tmp_path: Path
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    before = quads(open_source(path))
    with writing(path, ontology.load()) as writer:
        writer.put(list(jsonl.read(lines))[10:20])
        second = start("build", lines, "--store", path)
        assert (second.code, second.out) == (3, "")
        assert second.lines == [
            f"error: {path}: another geograph is writing to this store; wait until it is done, then run this again"
        ]
        answer = start("export", path, "--to", "nq")
        assert answer.code == 0
        assert {line for line in answer.out.split("\n") if line} == {line + " ." for line in before}
    assert start("build", lines, "--store", path, "--quiet").code == 0


ASK = (
    ("query", "STORE", "--named", "timeline"), ("stats", "STORE"), ("articles", "STORE"),
    ("explain", "STORE", "Russia"), ("export", "STORE", "--to", "nq"), ("export", "STORE", "--to", "jsonl"),
)  # fmt: skip
CHANGE = (("build", "LINES", "--store", "STORE"), ("remove", "article-1", "--store", "STORE"))


def words_of(words: tuple[str, ...], store: Path, lines: Path) -> list[str]:
    return [{"STORE": str(store), "LINES": str(lines)}.get(word, word) for word in words]


@pytest.mark.parametrize("words", [*ASK, *CHANGE], ids=lambda w: " ".join(w[::2]))
def test_a_store_of_a_newer_version(
    run: Command, sound: Path, lines: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    manifest = json.loads((path / "store.json").read_text(encoding="utf-8"))
    (path / "store.json").write_text(json.dumps({**manifest, "schema": 2, "more": []}), encoding="utf-8")
    before = content(path)
    done = run(*words_of(words, path, lines))
    message = f"error: {path}: a store of a newer geograph (schema 2, this one knows 1); update geograph"
    assert (done.code, done.out, done.lines) == (2, "", [message])
    assert content(path) == before


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def spoil(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 300)


DAMAGE = {"cut": cut, "spoiled": spoil, "lost": Path.unlink}


def largest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("pattern", ["*.sst", "MANIFEST-*", "CURRENT"])
@pytest.mark.parametrize("words", [ASK[0], ASK[4], ASK[5]], ids=lambda w: " ".join(w[::2]))
def test_damaged_triples_are_told_to_readers(
    run: Command, sound: Path, lines: Path, tmp_path: Path, words: tuple[str, ...], pattern: str, damage: str
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    published = path / "published" / str(Manifest.read(path).published)
    DAMAGE[damage](largest(published, pattern))
    before = content(path)
    done = run(*words_of(words, path, lines))
    assert (done.code, done.out) == (3, "")
    (line,) = done.lines
    assert line.startswith("error: ") and "the store is damaged (" in line
    assert line.endswith("); build it again from the articles, or from a copy")
    assert content(path) == before


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("pattern", ["*.sst", "MANIFEST-*", "CURRENT"])
def test_damaged_triples_are_told_to_writers(
    run: Command, sound: Path, lines: Path, tmp_path: Path, pattern: str, damage: str
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    DAMAGE[damage](largest(path / "1" / "triples", pattern))
    published = quads(open_source(path))
    done = run("build", lines, "--store", path)
    assert done.code == 3
    (line,) = done.lines
    assert line.startswith(f"error: {path}: the store is damaged (")
    assert line.endswith("); build it again from the articles, or from a copy")
    assert quads(open_source(path)) == published


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe{", b"[]", b'{"schema": 1}', b'{"schema": "x", "base": 3, "rules": ""}']
)
@pytest.mark.parametrize("words", [ASK[1], CHANGE[0]], ids=lambda w: w[0])
def test_a_manifest_that_says_nothing(
    run: Command, sound: Path, lines: Path, tmp_path: Path, words: tuple[str, ...], text: bytes
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    (path / "store.json").write_bytes(text)
    before = content(path)
    done = run(*words_of(words, path, lines))
    assert (done.code, done.out) == (3, "")
    (line,) = done.lines
    assert line.startswith(f"error: {path / 'store.json'}: the store is damaged (")
    assert content(path) == before


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_made_again(
    run: Command, sound: Path, articles: list[Reading], lines: Path, tmp_path: Path, damage: str
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    DAMAGE[damage](path / "1" / "index.sqlite")
    done = run("build", lines, "--store", path)
    assert (done.code, done.lines) == (
        0,
        [
            "the index is behind the articles, after an interruption, or of an older geograph; it is made again",
            f"{path}: {ARTICLES - 10} articles added, 10 known and skipped",
        ],
    )
    assert quads(open_source(path)) == whole(articles)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from geograph.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def limited() -> Command:
    """Runs a command that can't write files longer than that: what a full disk is to it, without one."""
    pytest.importorskip("resource")

    def call(limit: int, *words: object) -> Run:
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), *map(str, words)], capture_output=True, check=False, timeout=300
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.mark.parametrize("limit", [100, 10_000, 60_000, 200_000])
def test_a_full_disk_leaves_the_store_as_it_was(
    limited: Command, run: Command, sound: Path, articles: list[Reading], lines: Path, tmp_path: Path, limit: int
) -> None:
    path = Path(copytree(sound, tmp_path / "store"))
    before = quads(open_source(path))
    done = limited(limit, "build", lines, "--store", path)
    assert done.code == 3
    (line,) = done.lines
    assert line.startswith("error: ") and "make room" in line
    assert quads(open_source(path)) == before
    assert run("build", lines, "--store", path, "--quiet").code == 0
    assert quads(open_source(path)) == whole(articles)


@pytest.mark.parametrize("format", ["ttl", "trig", "nt", "nq", "jsonl"])
def test_an_export_on_a_full_disk_leaves_nothing(limited: Command, sound: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    target.write_text("before", encoding="utf-8")
    done = limited(4096, "export", sound, "--to", format, "-o", target)
    assert (done.code, done.lines) == (3, ["error: File too large; mend it and run again"])
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert target.read_text(encoding="utf-8") == "before"
