"""What the tests share: the command run in this process or in one of its own, and the place of the annotated data."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import factory

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Run the command in this process: the model is loaded once for all tests."""

    def call(*args: object) -> Run:
        from geograph.cli import main

        capfdbinary.readouterr()
        code = main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Run(code, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def start() -> Callable[..., Run]:
    """Run the command in a process of its own, as a shell does."""

    def call(*args: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "geograph", *map(str, args)],
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
            timeout=300,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of articles and annotations that GEOGRAPH_GOLD names; it is no part of the project."""
    folder = os.environ.get("GEOGRAPH_GOLD")
    if not folder:
        pytest.skip("GEOGRAPH_GOLD is not set")
    return Path(folder)


@pytest.fixture
def graph_jsonl(tmp_path: Path) -> Path:
    """A JSON Lines graph of the one reading that the factory makes; no model is needed for it."""
    from geograph.graph.jsonl import to_line

    file = tmp_path / "graph.jsonl"
    file.write_text(to_line(factory.summit()) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def graph_ttl(tmp_path: Path) -> Path:
    """A Turtle graph of the same reading."""
    from geograph.graph import Graph

    file = tmp_path / "graph.ttl"
    file.write_text(Graph((factory.summit(),)).to_turtle(), encoding="utf-8")
    return file
