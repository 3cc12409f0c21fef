"""What the README shows is what the commands print, and what it links to is there."""

from __future__ import annotations

import doctest
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from geograph import examples

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPT = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "update_readme.py")))
COMMANDS = [line for block in SCRIPT.CONSOLE.findall(TEXT) for line in block.splitlines() if line.startswith("$ ")]


def outputs(text: str) -> dict[str, str]:
    """What stands below each command."""
    found: dict[str, list[str]] = {}
    command = ""
    for line in (line for block in SCRIPT.CONSOLE.findall(text) for line in block.splitlines()):
        if line.startswith("$ "):
            command = line
            found[command] = []
        else:
            found[command].append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the commands print now."""
    return outputs(SCRIPT.updated(TEXT, tmp_path_factory.mktemp("readme")))


def test_there_are_examples() -> None:
    assert len(COMMANDS) == len(set(COMMANDS)) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_console_example_prints_what_the_readme_shows(command: str, fresh: dict[str, str]) -> None:
    shown = outputs(TEXT)[command]
    assert shown
    assert shown == fresh[command], "run python scripts/update_readme.py and look at the difference"


def test_the_python_examples_give_what_the_readme_shows() -> None:
    code = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(code, {}, "README.md", "README.md", 0)
    assert len(test.examples) >= 5
    results = doctest.DocTestRunner().run(test)
    assert results.failed == 0


def test_the_readmes_event_type_passes_its_own_examples(tmp_path: Path) -> None:
    for name, content in SCRIPT.FILE.findall(TEXT):
        if name.startswith("my-types/"):
            (tmp_path / Path(name).name).write_text(content, encoding="utf-8")
    results = list(examples.run(tmp_path, ["APPOINT"]))
    assert len(results) == 2
    assert list(examples.report(results)) == []


@pytest.mark.parametrize("target", sorted({t for t in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in t}))
def test_a_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
