"""The notebook runs from top to bottom, defines nothing of its own and is kept without outputs."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "explore.ipynb"
ALLOWED = {"collections", "geograph", "networkx"}


def load() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


CODE = [cell.source for cell in load().cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def shown() -> str:
    """All that the notebook shows when it is run in its own folder."""
    notebook = load()
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    ).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    return "\n".join(
        output.text if output.output_type == "stream" else "\n".join(map(str, output.data.values()))
        for output in outputs
        if output.output_type in ("stream", "execute_result", "display_data")
    )


def test_it_is_kept_without_outputs() -> None:
    assert [cell for cell in load().cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)] == []


@pytest.mark.parametrize("code", CODE)
def test_a_cell_defines_nothing_and_imports_little(code: str) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert not [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda)]
    modules = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    modules |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in modules} <= ALLOWED


@pytest.mark.parametrize(
    "words", ["<table>", "singapore-summit", "'alleged'", "Carrie Lam", "CONSULT", "ASSAULT", "rule ", "Wikidata"]
)
def test_it_shows(words: str, shown: str) -> None:
    assert words in shown
