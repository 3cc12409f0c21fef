"""The borders between the parts, and what the command must not import before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "geograph"
HEAVY = ("spacy", "thinc", "numpy", "rdflib", "networkx", "pyoxigraph", "dateutil", "httpx", "pyshacl")


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, at its top or anywhere else; our own relative ones by their full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts[: -node.level]
            yield ".".join([*parts, *filter(None, [node.module])])
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def files(part: str) -> list[Path]:
    found = sorted((PACKAGE / part).rglob("*.py"))
    assert found, f"no file under {part}/"
    return found


@pytest.mark.parametrize(
    ("part", "foreign"),
    [
        ("graph", {"spacy", "thinc", "typer", "rich"}),
        ("nlp", {"rdflib", "pyoxigraph", "networkx", "typer", "rich"}),
        ("articles", {"spacy", "rdflib", "pyoxigraph", "networkx", "typer", "rich"}),
        ("gazetteer", {"spacy", "rdflib", "pyoxigraph", "networkx", "typer", "rich"}),
        ("ontology", {"spacy", "rdflib", "pyoxigraph", "networkx", "typer", "rich"}),
    ],
)
def test_a_part_keeps_to_its_side(part: str, foreign: set[str]) -> None:
    assert {path.name: tops(path) & foreign for path in files(part) if tops(path) & foreign} == {}


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("graph", ("geograph.nlp", "geograph.cli", "geograph.reader")),
        ("store", ("geograph.nlp", "geograph.cli", "geograph.reader")),
        ("nlp", ("geograph.graph", "geograph.store", "geograph.cli", "geograph.reader")),
        ("articles", ("geograph.graph", "geograph.nlp", "geograph.cli", "geograph.reader")),
        ("ontology", ("geograph.graph", "geograph.nlp", "geograph.cli", "geograph.reader")),
        ("gazetteer", ("geograph.graph", "geograph.nlp", "geograph.cli", "geograph.reader")),
    ],
)
def test_parts_depend_in_one_direction(part: str, other: tuple[str, ...]) -> None:
    wrong = {
        (path.name, name)
        for path in files(part)
        for name in imported(path)
        if any(name == module or name.startswith(module + ".") for module in other)
    }
    assert wrong == set()


@pytest.mark.parametrize("file", ["model.py", "errors.py"])
def test_the_model_is_standard_library_only(file: str) -> None:
    assert tops(PACKAGE / file) <= sys.stdlib_module_names


def test_nothing_runs_foreign_code_or_reaches_out() -> None:
    barred = {"requests", "httpx", "urllib3", "socket", "pickle", "dill"}
    wrong = {(path.name, name) for path in files("") for name in tops(path) & barred}
    assert wrong == {("push.py", "httpx")}  # which sends a graph where the user says, and only then


@pytest.mark.parametrize(
    "code",
    [
        "import geograph; geograph.__version__; dir(geograph)",
        "import geograph; geograph.Article, geograph.GeographError",
        "from geograph.cli import main; main(['--help'])",
        "from geograph.cli import main; main(['extract', '--help'])",
        "from geograph.cli import main; main(['--version'])",
    ],
)
def test_what_is_light_stays_light(code: str) -> None:
    after = f"{code}\nimport sys\nprint(*sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    after = after.replace(repr(HEAVY), f"set({HEAVY!r})")
    done = subprocess.run([sys.executable, "-c", after], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == ""


def test_public_names_are_there_when_asked_for() -> None:
    import geograph

    assert set(geograph.__all__) <= set(dir(geograph))
    for name in geograph.__all__:
        assert getattr(geograph, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = geograph.no_such_name
