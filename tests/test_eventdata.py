"""The event table of political science, as CSV and Parquet."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from exports import NAMES, another, named, text, written
from factory import ONTOLOGY, claim, odd, reading, summit, who
from geograph.errors import DataError, UsageError
from geograph.graph import Graph, eventdata
from geograph.graph.choice import Choice, Gathered
from geograph.graph.terms import BASE
from geograph.model import Reading

Command = Callable[..., Run]


def table(readings: Iterable[Reading], choice: Choice | None = None) -> list[dict[str, Any]]:
    facts = Gathered(readings, ONTOLOGY, BASE, choice or Choice())
    return [dict(zip(eventdata.COLUMNS, row, strict=True)) for row in eventdata.rows(facts)]


def test_a_row_of_the_event_table_whole() -> None:
    row, back, accused = sorted(table([summit()]), key=lambda r: (r["type"] != "CONSULT", r["source_code"]))
    assert row == {
        "event_id": "event-ac9bb6c064804b8d", "date": date(2024, 11, 18), "date_end": date(2024, 11, 18),
        "granularity": "day", "source_code": "PRKGOV", "source_id": "person-kim-jong-un",
        "source_name": "Kim Jong Un", "source_kind": "person", "source_state": "PRK", "source_sector": "GOV",
        "target_code": "RUSGOV", "target_id": "person-alexander-kozlov", "target_name": "Alexander Kozlov",
        "target_kind": "person", "target_state": "RUS", "target_sector": "GOV", "symmetric": True, "type": "CONSULT",
        "mode": None, "contexts": "diplomatic;military", "cameo": "040", "quad_class": 1, "quad": "verbal cooperation",
        "score": 2.5, "status": "actual", "disputed": False, "confidence": 0.91, "place": "Pyongyang",
        "place_state": "PRK", "latitude": 39.03, "longitude": 125.75, "geonames_id": 1871859, "claims": 2,
        "article_id": "kremlin-pyongyang", "article_url": "https://news.example/a?b=1&c=2",
        "publisher": "Example News", "published": date(2024, 11, 20),
        "quote": "Kim Jong Un met Alexander Kozlov in Pyongyang on Monday, KCNA said.",
    }  # fmt: skip
    turned = {
        "source" + n[6:] if n.startswith("target") else "target" + n[6:] if n.startswith("source") else n: v
        for n, v in row.items()
    }
    assert back == turned
    told = [accused[n] for n in ("source_code", "target_code", "quad_class", "score", "date")]
    assert told == ["USA", "PRK", 3, -3, None]


def test_dyads_are_expanded_and_nobody_is_left_out() -> None:
    words = "Russia and North Korea attacked South Korea and the rebels. Kim Jong Un met. Somebody accused."
    claims = [
        claim(words, "attacked", ["Russia", "North Korea"], ["South Korea", "rebels"], predicate="attacked"),
        claim(words, "met", ["Kim Jong Un"]),
        claim(words, "accused", [], [], predicate="accused"),
    ]
    found = {(r["type"], r["source_code"], r["target_code"]) for r in table([reading("a", claims)])}
    assert found == {
        ("ASSAULT", "RUS", "KOR"), ("ASSAULT", "RUS", "REB"), ("ASSAULT", "PRK", "KOR"), ("ASSAULT", "PRK", "REB"),
        ("CONSULT", "PRKGOV", None), ("ACCUSE", None, None),
    }  # fmt: skip


def test_actor_codes() -> None:
    codes = {eventdata.code(who("Russia", state=s, sector=r)) for s in ("RUS", None) for r in ("MIL", "UAF", None)}
    assert codes == {"RUSMIL", "RUSUAF", "RUS", "MIL", "UAF", "UNK"}


def test_csv_and_parquet_hold_the_same_cells(tmp_path: Path) -> None:
    given = [summit(), odd(), another()]
    rows = table(given, Choice(True))
    parquet = pq.read_table(io.BytesIO(written(given, "parquet", tmp_path, Choice(True))["parquet"]))
    assert parquet.to_pylist() == rows
    types = {"string": "string", "integer": "int64", "float": "double", "date": "date32[day]", "boolean": "bool"}
    assert {f.name: str(f.type) for f in parquet.schema} == {n: types[k] for n, k in eventdata.COLUMNS.items()}
    lines = list(csv.DictReader(io.StringIO(text(given, "csv", Choice(True)), newline="")))
    assert lines == [{n: eventdata.cell(v) if not isinstance(v, str) else v for n, v in row.items()} for row in rows]


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    empty = pq.read_table(io.BytesIO(written([], "parquet", tmp_path)["parquet"]))
    assert (empty.num_rows, empty.column_names) == (0, list(eventdata.COLUMNS))


def test_parquet_in_several_groups_of_rows() -> None:
    data = io.BytesIO()
    eventdata.write_parquet(Gathered([summit(), another()], ONTOLOGY, BASE, Choice(True)), data, size=2)
    file = pq.ParquetFile(data)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2, 2, 2]
    assert file.read().to_pylist() == table([summit(), another()], Choice(True))


def test_parquet_without_its_package_names_the_next_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DataError, match=r"pip install 'geograph\[parquet\]'"):
        written([summit()], "parquet", tmp_path)


@settings(max_examples=40, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=3))
def test_any_name_comes_back_from_parquet(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    files = written(named(names), "parquet", tmp_path_factory.mktemp("names"))
    table = pq.read_table(io.BytesIO(files["parquet"])).to_pylist()
    assert {(r["source_name"], r["target_name"]) for r in table if r["type"] == "ASSAULT"} == {(names[0], names[2])}


def test_parquet_goes_to_a_file_or_a_pipe(start: Command, run: Command, graph_jsonl: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.parquet"
    assert run("export", graph_jsonl, "-o", target).code == 0
    assert pq.read_table(target).num_rows == 3
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".parquet"] == ["events.parquet"]
    piped = subprocess.run(
        [sys.executable, "-m", "geograph", "export", graph_jsonl, "--to", "parquet"], capture_output=True, check=True
    )
    assert piped.stdout == target.read_bytes()
    with pytest.raises(UsageError, match="parquet is no text"):
        Graph([summit()], ONTOLOGY).write("parquet")
