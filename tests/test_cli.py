"""The commands as a user has them: what they write where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Run
from factory import SUMMIT
from geograph import __version__
from geograph.cli import output
from geograph.errors import UsageError

NEWS = (
    "French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday. "
    "The United States accused Iran of attacking a tanker.\n"
)
COMMANDS = [
    [],
    ["extract"],
    ["query"],
    ["events"],
    ["explain"],
    ["export"],
    ["build"],
    ["remove"],
    ["articles"],
    ["stats"],
    ["push"],
    ["validate"],
    ["evaluate"],
    ["ontology"],
    ["ontology", "list"],
    ["ontology", "show"],
    ["ontology", "owl"],
    ["ontology", "contexts"],
    ["ontology", "check"],
    ["entities"],
    ["entities", "list"],
    ["entities", "merge"],
    ["entities", "split"],
    ["entities", "undo"],
    ["model"],
    ["model", "info"],
    ["model", "save"],
]
Command = Callable[..., Run]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_help_page_has_an_example_that_names_the_command(run: Command, command: list[str]) -> None:
    page = run(*command, "--help")
    assert (page.code, page.err) == (0, "")
    example = page.out.partition("Example:")[2]
    assert " ".join(["geograph", *command]) in example
    assert run(*command, "-h").out == page.out


def test_every_command_is_in_the_list_above(run: Command) -> None:
    from typer.main import get_command

    from geograph.cli import app

    found: list[list[str]] = [[]]
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        found.append([name])
        found += [[name, sub] for sub in getattr(command, "commands", {})]
    assert sorted(found) == sorted(COMMANDS)


def test_version(run: Command) -> None:
    assert run("--version") == Run(0, f"geograph {__version__}\n", "")


def test_the_formats_of_the_help_pages_are_those_there_are() -> None:
    from geograph.graph import formats

    assert tuple(formats.FORMATS) == output.FORMATS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extrakt"], "No such command 'extrakt'"),
        (["extract"], "Missing argument"),
        (["extract", "--formt", "ttl", "a.txt"], "No such option: --formt"),
        (["extract", "a.txt", "--min-confidence", "2"], "--min-confidence"),
        (["extract", "a.txt", "--ontology", "/no/such/folder"], "--ontology"),
        (["extract", "a.txt", "--gazetteer", "/no/such/file.csv"], "--gazetteer"),
        (["extract", "a.txt", "--format", "rdf"], "'rdf'"),
        (["extract", "a.txt", "-o", "a.xyz"], "a.xyz"),
        (["extract", "a.txt", "-o", "/no/such/folder/a.ttl"], "/no/such/folder/a.ttl: can't be written"),
        (["extract", "a.txt", "-o", "./a.txt", "-f", "ttl"], "is an input"),
        (["extract", "a.txt", "--published", "yesterday"], "--published: 'yesterday' is no day"),
        (["extract", "a.txt", "--published", "2024-02-30"], "--published: '2024-02-30' is no day"),
        (["extract", "a.txt", "--base", "here"], "'here'"),
        (["query"], "no file"),
        (["query", "a.ttl"], "no query"),
        (["query", "a.ttl", "ASK {}", "--named", "timeline"], "two queries"),
        (["query", "a.ttl", "ASK {}", "--actor", "Iran"], "--actor"),
        (["query", "a.ttl", "ASK {}", "-f", "xml"], "'xml'"),
        (["ontology", "show", "WAR"], "unknown type 'WAR'"),
        (["model", "save", "/"], "isn't empty"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Command, words: list[str], said: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert len(done.lines) == 1
    assert done.err.startswith("error: ")
    assert said in done.err


def test_extract_writes_turtle_to_stdout_and_a_summary_to_stderr(run: Command, news: Path) -> None:
    import pyoxigraph

    done = run("extract", news, "--published", "2018-11-21")
    assert done.code == 0
    assert len(list(pyoxigraph.parse(done.out.encode(), format=pyoxigraph.RdfFormat.TURTLE))) > 20
    assert len(done.lines) == 1
    assert done.err.startswith("1 article: ")
    assert "2 actual" in done.err
    assert run("extract", news, "--published", "2018-11-21", "--quiet") == Run(0, done.out, "")


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("ttl", "@prefix"),
        ("nt", "<"),
        ("jsonl", '{"schema":1,'),
        ("jsonld", "{"),
        ("graphml", "<?xml"),
        ("txt", "date "),
    ],
)
def test_the_suffix_says_the_format(run: Command, news: Path, suffix: str, begins: str) -> None:
    target = news.with_suffix(f".out.{suffix}")
    done = run("extract", news, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f"; written to {target}\n")
    content = target.read_bytes().decode()
    assert content.startswith(begins)
    assert content.endswith("\n")
    assert "\r" not in content
    assert (
        run("extract", news, "-q", "-f", output.FORMATS[0] if suffix == "ttl" else suffix_format(suffix)).out == content
    )
    assert sorted(path.name for path in news.parent.iterdir()) == sorted([news.name, target.name])


def suffix_format(suffix: str) -> str:
    return {"jsonld": "json-ld", "txt": "table"}.get(suffix, suffix)


def test_several_inputs_make_one_graph_or_a_line_each_in_their_order(run: Command, news: Path) -> None:
    more = news.with_name("more.jsonl")
    more.write_text('{"id": "b", "text": "Iran rejected the talks."}\n{"id": "a", "text": "China invaded Vietnam."}\n')
    lines = run("extract", more, news, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["b", "a", "news"]
    together = run("extract", more, news, "-q").out
    assert together == run("extract", news, more, "-q").out
    assert together.count("@prefix gg:") == 1


def test_json_lines_become_the_turtle_that_extract_writes(run: Command, news: Path) -> None:
    lines = news.with_suffix(".jsonl")
    turtle = run("extract", news, "-q").out
    run("extract", news, "-q", "-o", lines)
    assert run("export", lines, "--to", "ttl").out == turtle
    graph = news.with_suffix(".ttl")
    run("export", lines, "-o", graph)
    assert graph.read_text(encoding="utf-8") == turtle
    assert run("export", graph, "--to", "jsonl").out == lines.read_text(encoding="utf-8")


def test_min_confidence_leaves_out_claims(run: Command, news: Path) -> None:
    def claims(*options: object) -> list[float]:
        line = json.loads(run("extract", news, "-q", "-f", "jsonl", *options).out)
        return [claim["confidence"] for event in line["events"] for claim in event["claims"]]

    everything = claims()
    assert everything
    assert claims("--min-confidence", "1") == [c for c in everything if c >= 1]
    assert claims("--min-confidence", min(everything)) == everything


def test_base_is_where_the_data_s_iris_begin(run: Command, news: Path) -> None:
    done = run("extract", news, "-q", "--base", "https://example.org/data/")
    assert "@prefix id: <https://example.org/data/> ." in done.out
    assert "w3id.org/geograph/id/" not in done.out
    target = news.with_suffix(".ttl")
    target.write_text(done.out, encoding="utf-8")
    assert run("export", target, "--to", "ttl").out == done.out


def test_published_is_for_articles_that_carry_no_day(run: Command, news: Path) -> None:
    more = news.with_name("more.jsonl")
    more.write_text('{"id": "dated", "text": "Iran rejected the talks.", "published": "2020-01-02"}\n')
    lines = run("extract", news, more, "-q", "-f", "jsonl", "--published", "2018-11-21").out.splitlines()
    assert [json.loads(line)["published"] for line in lines] == ["2018-11-21", "2020-01-02"]


def test_standard_input(start: Command, news: Path) -> None:
    done = start("extract", "-", "-f", "jsonl", stdin=NEWS.encode())
    assert done.code == 0
    assert json.loads(done.out)["id"] == "stdin"


def test_output_is_the_same_in_any_locale(start: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Recep Tayyip Erdoğan met Łukasz Żółty in Łódź on Monday.\n", encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"}
    other = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "COLUMNS": "20"}
    lines = tmp_path / "a.jsonl"
    one, two = start("extract", file, "-f", "jsonl", env=plain), start("extract", file, "-f", "jsonl", env=other)
    lines.write_text(one.out, encoding="utf-8")
    runs = [(one, two)]
    for format in ("ttl", "json-ld", "graphml", "table"):
        words = ("export", lines, "--to", format)
        runs.append((start(*words, env=plain), start(*words, env=other)))
    for one, two in runs:
        assert one == two
        assert one.code == 0
        assert "Żółty" in one.out


def test_an_existing_file_keeps_its_rights(run: Command, graph_jsonl: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    target.write_text("old")
    target.chmod(0o640)
    assert run("export", graph_jsonl, "-o", target).code == 0
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.read_text(encoding="utf-8").startswith("<")


def test_a_link_is_followed_and_a_device_is_written_to(run: Command, graph_jsonl: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "real.ttl", tmp_path / "link.ttl"
    link.symlink_to(target)
    assert run("export", graph_jsonl, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("@prefix")
    assert run("export", graph_jsonl, "--to", "ttl", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    with pytest.raises(UsageError), output.Output(target) as out:
        out.stream.write("half of")
        out.stream.flush()
        raise UsageError("stop")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    assert target.read_text() == "old"


def test_query_answers_in_three_formats(run: Command, graph_ttl: Path) -> None:
    sparql = 'SELECT ?n WHERE { ?e gg:mode "visit" ; ?side ?a . ?a skos:prefLabel ?n } ORDER BY DESC(?n)'
    assert run("query", graph_ttl, sparql) == Run(0, "n\nVladimir Putin\nNorth Korea\n", "")
    assert run("query", graph_ttl, sparql, "-f", "csv").out == "n\nVladimir Putin\nNorth Korea\n"
    assert json.loads(run("query", graph_ttl, sparql, "-f", "json").out) == [
        {"n": "Vladimir Putin"},
        {"n": "North Korea"},
    ]


def test_named_queries_are_listed_and_run(run: Command, graph_ttl: Path, graph_jsonl: Path) -> None:
    listed = json.loads(run("query", "--list", "-f", "json").out)
    assert len(listed) >= 24
    given = {"actor": "Kim Jong Un", "other": "North Korea", "at": "2024-11-20", "since": "2024-11-01"}
    for row in listed:
        assert row["answers"]
        needed = [f"-p{name}={value}" for name, value in given.items() if name + "!" in row["takes"].split()]
        needed += ["-plat=39", "-plong=125.7"] if row["name"] == "near-place" else []
        if row["name"] == "evidence":
            continue
        assert run("query", graph_ttl, "--named", row["name"], *needed).code == 0
        assert run("query", "--show", row["name"]).out.startswith("# ")
    met = json.loads(run("query", graph_ttl, "--named", "who-met-whom", "-f", "json").out)
    assert len(met) == 1
    assert {"Alexander Kozlov", "Kim Jong Un"} <= set(met[0].values())
    assert json.loads(run("query", graph_jsonl, "--named", "who-met-whom", "-f", "json").out) == met
    accused = json.loads(run("query", graph_ttl, "--named", "who-accused-whom", "-f", "json").out)
    assert len(accused) == 1
    assert {"United States", "North Korea"} <= set(accused[0].values())


def test_named_queries_take_parameters(run: Command, graph_ttl: Path) -> None:
    def rows(*options: str) -> int:
        done = run("query", graph_ttl, "--named", "who-met-whom", "-f", "json", *options)
        assert (done.code, done.err) == (0, "")
        return len(json.loads(done.out))

    assert rows("--actor", "kim jong un") == 1
    assert rows("--actor", "Russia") == 0
    assert rows("--since", "2024-11-18", "--until", "2024-11-18") == 1
    assert rows("--since", "2024-11-19") == 0
    assert rows("--until", "2024-11-17") == 0


def test_explain_shows_the_words(run: Command, graph_ttl: Path) -> None:
    done = run("explain", graph_ttl, "Kim Jong Un")
    assert (done.code, done.err) == (0, "")
    assert "kremlin-pyongyang" in done.out
    event = run("query", graph_ttl, 'SELECT ?e WHERE { ?e gg:type "ACCUSE" }', "-f", "csv").out.split()[1]
    shown = run("explain", graph_ttl, event).out
    assert "The [United States] *accused* [North Korea] of sending" in shown
    assert "ACCUSE.accused.1" in shown


@pytest.mark.parametrize("format", [f for f in output.FORMATS if f not in ("neo4j", "parquet")])
def test_export_from_turtle_and_json_lines_is_the_same(
    run: Command, graph_ttl: Path, graph_jsonl: Path, format: str
) -> None:
    one, other = run("export", graph_ttl, "--to", format), run("export", graph_jsonl, "--to", format)
    assert one.code == 0
    assert one == other
    assert len(one.out) > 100


def test_graphml_holds_facts_unless_asked_for_more(run: Command, graph_ttl: Path) -> None:
    facts = run("export", graph_ttl, "--to", "graphml").out
    everything = run("export", graph_ttl, "--to", "graphml", "--all-statuses").out
    assert "accused" in facts
    assert "alleged" not in facts
    assert "alleged" in everything


def test_evaluate_compares_two_files(run: Command, start: Command, graph_jsonl: Path, tmp_path: Path) -> None:
    person = {"state": None, "kind": "person"}
    event = {
        "type": "CONSULT",
        "trigger": "met",
        "actor": [{"name": name, "mention": name, **person} for name in ("Kim Jong Un", "Alexander Kozlov")],
        "recipient": [],
        "status": "actual",
        "attributed_to": [],
        "place": "Pyongyang",
        "date": "Monday",
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "kremlin-pyongyang", "text": SUMMIT, "events": [event], "relations": []}) + "\n")
    done = run("evaluate", gold, graph_jsonl)
    assert (done.code, done.err) == (0, "")
    assert "P 0.250" in done.out
    assert "R 1.000" in done.out
    assert "ACCUSE" in run("evaluate", gold, graph_jsonl, "--errors").out
    extracted = run("evaluate", gold)
    assert extracted.code == 0
    assert "strict" in extracted.out
    piped = start("evaluate", gold, "-", stdin=graph_jsonl.read_bytes())
    assert (piped.code, piped.out, piped.err) == (0, done.out, "")
    assert start("evaluate", "-", graph_jsonl, stdin=gold.read_bytes()).out == done.out
    assert start("evaluate", "-", stdin=gold.read_bytes()).code == 3


def test_ontology(run: Command) -> None:
    listed = json.loads(run("ontology", "list", "-f", "json").out)
    assert len(listed) == 16
    assert {row["type"]: row["score"] for row in listed}["ASSAULT"] == -9
    shown = run("ontology", "show", "consult")
    assert shown.code == 0
    assert "metWith" in shown.out
    assert "near miss" in shown.out


def test_ontology_contexts(run: Command) -> None:
    listed = json.loads(run("ontology", "contexts", "-f", "json").out)
    assert len(listed) == 37
    assert all(row["cues"] > 5 for row in listed)
    shown = run("ontology", "show", "Terrorism")
    assert shown.code == 0
    assert "suicide bomber" in shown.out
    assert "ASSAULT, suicide-attack" in shown.out
    assert "near miss" in shown.out


def test_ontology_check(run: Command, tmp_path: Path) -> None:
    done = run("ontology", "check")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("16 types, ")
    assert ", 37 contexts, " in done.err
    (tmp_path / "mine.toml").write_text('id = "MINE"\nnonsense = 1\n')
    done = run("ontology", "check", "--ontology", tmp_path)
    assert done.code == 1
    assert all(line.startswith("error: ") for line in done.lines)
    assert "mine.toml" in done.err


def test_model(run: Command, tmp_path: Path) -> None:
    done = run("model", "info")
    assert (done.code, done.err) == (0, "")
    assert "en_core_web_sm" in done.out
    assert "as in the manifest" in done.out
    saved = tmp_path / "saved"
    assert run("model", "save", saved).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["saved"]
    code = (
        "import sys, spacy; doc = spacy.load(sys.argv[1])('Iran attacked Iraq.'); print(len(doc._.geograph['claims']))"
    )
    loaded = subprocess.run([sys.executable, "-c", code, str(saved)], capture_output=True, text=True, check=True)
    assert loaded.stdout == "1\n"
    assert run("model", "save", saved).code == 2


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with output.counting("articles read", quiet=False) as tick:
        tick()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with output.counting("articles read", quiet=False) as tick:
        tick()
    assert "articles read" in capsys.readouterr().err
    with output.counting("articles read", quiet=True) as tick:
        tick()
    assert capsys.readouterr().err == ""


def test_a_message_is_one_line_without_colours(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("bad\nname\x1b[31m\udcff Zürich")
    assert capsys.readouterr().err == "bad\\nname\\x1b[31m\\udcff Zürich\n"


def test_interruption_is_130_and_leaves_nothing(tmp_path: Path) -> None:
    """The command hangs on a pipe that gives nothing; the interruption comes when it surely reads there."""
    pipe, target = tmp_path / "pipe.txt", tmp_path / "graph.ttl"
    os.mkfifo(pipe)
    target.write_text("old")
    with subprocess.Popen(
        [sys.executable, "-m", "geograph", "extract", str(pipe), "-o", str(target)],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as command:
        with pipe.open("wb"):  # opens when the command does
            command.send_signal(signal.SIGINT)
            assert command.wait(timeout=30) == 130
        assert command.stderr is not None
        assert command.stderr.read() == b"interrupted; nothing unfinished was kept\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "pipe.txt"]
    assert target.read_text() == "old"


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "geograph", "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == b""
        assert command.wait(timeout=30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("redirected", [True, False])
def test_a_full_disk_is_one_line(graph_jsonl: Path, redirected: bool) -> None:
    words = [sys.executable, "-m", "geograph", "export", str(graph_jsonl), "--to", "ttl"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            words if redirected else [*words, "-o", "/dev/full"],
            stdout=full if redirected else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: ")
    assert done.stderr.count(b"\n") == 1


def test_a_bug_is_not_hidden(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the user can mend becomes a line; anything else keeps its traceback."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(sys.modules, "geograph.ontology", SimpleNamespace(load=broken, check=broken))
    with pytest.raises(ZeroDivisionError):
        run("ontology", "check")
