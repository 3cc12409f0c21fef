"""Bad input from a user's chair: one line each that names the place and the next step, no traceback, nothing half-done.

Each case is a process of its own. Where nothing can be read the model isn't loaded, so most of them are quick."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

Command = Callable[..., Run]
GOOD = "Iran attacked Iraq on Monday.\n"

CASES: dict[str, tuple[str, bytes | None, str, str]] = {
    "missing": ("none.txt", None, "", "check the path"),
    "missing lines": ("none.jsonl", None, "", "check the path"),
    "unreadable": ("folder.txt/inner.txt", b"", "", "check the path"),
    "empty": ("empty.txt", b"", "", "leave it out"),
    "blank": ("blank.md", b" \n\t\n", "", "leave it out"),
    "empty lines": ("empty.jsonl", b"\n\n", "", "leave it out"),
    "NUL": ("nul.txt", b"Iran\0attacked", "", "save it as UTF-8"),
    "image": ("image.txt", b"\x89PNG\r\n\x1a\n\0\0", "", "save it as UTF-8"),
    "binary lines": ("binary.jsonl", b"\x89PNG\r\n\x1a\n\0\0", "", "save it as UTF-8"),
    "undecodable": ("torn.txt", "Zürich – Łódź".encode() + b"\xff", "", "save it as UTF-8"),
    "half UTF-16": ("half.txt", b"\xff\xfeI\0r", "", "save it as UTF-8"),
    "broken line": ("broken.jsonl", b'{"text": "a"\n', ":1", "mend or remove the line"),
    "no text": ("textless.jsonl", b'{"id": "a"}\n', ":1", "give the article's text"),
    "wrong text": ("numbers.jsonl", b'{"text": 3}\n', ":1", "give the article's text"),
    "wrong day": ("day.jsonl", b'{"text": "a", "published": "20.11.2024"}\n', ":1", "YYYY-MM-DD"),
    "results": ("results.jsonl", b'{"schema": 1, "id": "a", "events": []}\n', ":1", "export"),
    "unknown kind": ("page.pdf", b"%PDF-1.7", "", ".txt, .md or .jsonl"),
}


def lay(folder: Path, name: str, data: bytes | None) -> Path:
    path = folder / name
    if path.parent != folder:
        path.parent.write_text(GOOD)
    elif data is not None:
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("case", CASES)
def test_alone_it_ends_with_3_and_writes_nothing(start: Command, tmp_path: Path, case: str) -> None:
    name, data, line, step = CASES[case]
    path, target = lay(tmp_path, name, data), tmp_path / "graph.ttl"
    target.write_text("old")
    done = start("extract", path, "-o", target)
    assert (done.code, done.out) == (3, "")
    assert len(done.lines) == 1
    assert done.err.startswith(f"error: {path}{line}: ")
    assert step in done.err
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".*"))


def test_together_with_a_good_one_the_good_one_is_done(start: Command, tmp_path: Path) -> None:
    paths = [lay(tmp_path, name, data) for name, data, _, _ in CASES.values()]
    good, again, target = tmp_path / "good.txt", tmp_path / "again", tmp_path / "out" / "graph.jsonl"
    good.write_text(GOOD)
    again.mkdir()
    target.parent.mkdir()
    (again / "good.txt").write_text("Another text.")
    (again / "latin.txt").write_bytes("Zürich hosted talks.".encode("latin-1"))
    done = start("extract", *paths[:9], good, *paths[9:], again / "good.txt", again / "latin.txt", "-o", target)
    assert (done.code, done.out) == (1, "")
    assert [json.loads(line)["id"] for line in target.read_text().splitlines()] == ["good", "latin"]
    warnings, errors, summary = done.lines[:1], done.lines[1:-1], done.lines[-1]
    assert warnings[0].startswith(f"warning: {again / 'latin.txt'}: read as Latin-1")
    assert [error.split(": ")[1] for error in errors] == [
        *(f"{tmp_path / name}{line}" for name, _, line, _ in CASES.values()),
        str(again / "good.txt"),
    ]
    assert "another text with the id 'good'" in errors[-1]
    assert summary.startswith("2 articles: ")
    assert f"{len(errors)} inputs failed" in summary
    assert [path.name for path in target.parent.iterdir()] == ["graph.jsonl"]


def test_one_id_with_two_texts_is_named_with_its_line(start: Command, tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_text('{"id": "a", "text": "Iran attacked Iraq."}\n{"id": "a", "text": "China invaded Vietnam."}\n')
    done = start("extract", file, "-f", "jsonl")
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    assert done.lines[0] == f"error: {file}:2: another text with the id 'a'; give each article an id of its own"


@pytest.mark.parametrize(
    ("words", "said", "step"),
    [
        (["extract", "good.txt", "--format", "rdfa"], "'rdfa'", "ttl, trig, nt, nq"),
        (["extract", "good.txt", "-o", "graph.rdfa"], "graph.rdfa", "ttl, trig, nt, nq"),
        (["extract", "good.txt", "--published", "20.11.2024"], "'20.11.2024'", "YYYY-MM-DD"),
        (["extract", "good.txt", "--published", ""], "''", "YYYY-MM-DD"),
        (["query", "{graph}", "SELECT ?s WHERE {"], "SPARQL", "error at"),
        (["query", "{graph}", ""], "SPARQL", "error at"),
        (["query", "{graph}", "DELETE WHERE { ?s ?p ?o }"], "change the graph", "SELECT"),
        (["query", "{graph}", "--named", "who"], "'who'", "who-met-whom"),
        (["query", "{graph}", "--named", "timeline", "--since", "May"], "'May'", "YYYY-MM-DD"),
        (["query", "{graph}", "--named", "timeline", "--actor", "Kim Jon Un"], "'Kim Jon Un'", "Kim Jong Un"),
        (["explain", "{graph}", "Kim Jon Un"], "'Kim Jon Un'", "Kim Jong Un"),
        (["export", "{graph}", "--to", "xml"], "'xml'", "ttl, trig, nt, nq"),
    ],
)
def test_wrong_words_end_with_2(start: Command, graph_ttl: Path, words: list[str], said: str, step: str) -> None:
    (graph_ttl.parent / "good.txt").write_text(GOOD)
    done = start(*(word.replace("{graph}", str(graph_ttl)) for word in words))
    assert (done.code, done.out) == (2, "")
    assert len(done.lines) == 1
    assert done.err.startswith("error: ")
    assert said in done.err
    assert step in done.err


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("none.ttl", None, 3),
        ("none.jsonl", None, 3),
        ("broken.ttl", b"<a> <b> .", 3),
        ("binary.ttl", b"\x89PNG\0\xff", 3),
        ("empty.ttl", b"", 2),
        ("foreign.ttl", b"<http://a> <http://b> <http://c> .", 2),
        ("broken.jsonl", b'{"schema": 1', 3),
        ("latin.jsonl", b'{"schema": "\xff"}', 3),
        ("articles.jsonl", b'{"id": "a", "text": "b"}\n', 2),
    ],
)
@pytest.mark.parametrize("command", [["query", "ASK {}"], ["explain", "Iran"], ["export", "--to", "ttl"]])
def test_a_file_that_is_no_graph(
    run: Command, tmp_path: Path, command: list[str], name: str, data: bytes | None, code: int
) -> None:
    path = lay(tmp_path, name, data)
    done = run(command[0], path, *command[1:])
    assert (done.code, done.out) == (code, "")
    assert len(done.lines) == 1
    assert str(path) in done.err


@pytest.mark.parametrize(
    ("gold", "pred", "said"),
    [
        (None, b"", "gold.jsonl"),
        (b'{"id": "a", "events": [', b"", "gold.jsonl:1"),
        (b'{"id": "a", "events": []}\n\n[]\n', b'{"id": "a", "events": []}', "gold.jsonl"),
        (b'{"id": "a", "events": []}\n', b'{"id": "b", "events": []}\n', "'b'"),
        (b'{"id": "a", "events": []}\n', b"\xff", "pred.jsonl:1"),
    ],
)
def test_what_cannot_be_evaluated(run: Command, tmp_path: Path, gold: bytes | None, pred: bytes, said: str) -> None:
    paths = [lay(tmp_path, name, data) for name, data in (("gold.jsonl", gold), ("pred.jsonl", pred))]
    done = run("evaluate", *paths)
    assert (done.code, done.out) == (3, "")
    assert len(done.lines) == 1
    assert said in done.err


def test_a_file_without_the_right_to_read_it(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right is refused by hand: for root there is no file that may not be read."""
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD)
    opened = Path.open

    def guarded(path: Path, *args: object, **options: object) -> object:
        if path == secret:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    done = run("extract", secret)
    assert (done.code, done.out) == (3, "")
    assert done.lines == [f"error: {secret}: not readable (permission denied); give yourself the right to read it"]


def test_a_text_of_5_mb_without_a_line_break(run: Command, tmp_path: Path) -> None:
    """It is read in pieces, and every offset still fits the whole text. Its words are long, so that they are few."""
    sentence = f"Nothing {'o' * 300} was {'a' * 300} there. "
    text = sentence * (5_000_000 // len(sentence) + 1) + "Iran attacked Iraq."
    file = tmp_path / "long.txt"
    file.write_text(text)
    assert len(text) > 5_000_000
    done = run("extract", file, "-f", "jsonl")
    assert done.code == 0
    claims = [claim for event in json.loads(done.out)["events"] for claim in event["claims"]]
    assert [claim["type"] for claim in claims] == ["ASSAULT"]
    assert text[claims[0]["start"] : claims[0]["end"]] == claims[0]["quote"] == "Iran attacked Iraq."
    for actor in (*claims[0]["actor"], *claims[0]["recipient"]):
        assert text[actor["start"] : actor["end"]] == actor["mention"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_give_the_same_offsets(run: Command, tmp_path: Path, encoding: str) -> None:
    text = "“Enough” – said Zürich’s mayor.\r\n\r\nIran attacked Iraq on Monday.\r\n"
    plain, other = tmp_path / "plain" / "a.txt", tmp_path / "other" / "a.txt"
    for path, name in ((plain, "utf-8"), (other, encoding)):
        path.parent.mkdir()
        path.write_bytes(text.encode(name))
    expected, done = run("extract", plain, "-q", "-f", "jsonl"), run("extract", other, "-q", "-f", "jsonl")
    assert done.out == expected.out
    assert expected.err == ""
    named = {"utf-8-sig": [], "utf-16": ["UTF-16"], "cp1252": ["cp1252"]}[encoding]
    assert [f"read as {name}" in line for name, line in zip(named, done.lines, strict=True)] == [True] * len(named)
