"""Real triple stores for the tests: started on free ports with databases of their own, killed afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx


@dataclass(frozen=True)
class TripleStore:
    """A server that runs: where it takes graphs, where it answers queries, and what must be in the environment."""

    name: str
    graphs: str
    sparql: str
    env: dict[str, str] = field(default_factory=dict)

    def ask(self, query: str) -> list[tuple[str | None, ...]]:
        """The rows of the answer, each term as text."""
        answer = httpx.post(
            self.sparql,
            data={"query": query},
            headers={"Accept": "application/sparql-results+json"},
            timeout=120,
        )
        assert answer.status_code == 200, answer.text[:2000]
        made: Any = answer.json()
        names = made["head"]["vars"]
        return [tuple(row[n]["value"] if n in row else None for n in names) for row in made["results"]["bindings"]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers queries."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        try:
            if httpx.get(url, params={"query": "ASK {}"}, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the server doesn't answer: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _wait(url, process, log)
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph(folder: Path, union: bool) -> Iterator[TripleStore]:
    """Oxigraph's server, with or without a union default graph."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    command = [str(binary), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}"
    with _running(command + (["--union-default-graph"] if union else []), f"{url}/query", folder):
        yield TripleStore("oxigraph", f"{url}/store", f"{url}/query")


def virtuoso_binary() -> str | None:
    """Where Virtuoso is installed, if it is."""
    return shutil.which("virtuoso-t")


@contextmanager
def virtuoso(folder: Path) -> Iterator[TripleStore]:
    """Virtuoso 7 with an empty database."""
    binary = virtuoso_binary()
    assert binary is not None
    sql, http = free_port(), free_port()
    password = "a secret of the test"
    config = folder / "virtuoso.ini"
    names = {"DatabaseFile": "db", "ErrorLogFile": "log", "LockFile": "lck", "TransactionFile": "trx"}
    database = [f"{key} = {folder / 'virtuoso'}.{end}" for key, end in names.items()]
    config.write_text(
        "\n".join(
            [
                "[Database]", *database, f"xa_persistent_file = {folder}/virtuoso.pxa", "TempStorage = TempDatabase",
                "[TempDatabase]", f"DatabaseFile = {folder}/temp.db", f"TransactionFile = {folder}/temp.trx",
                "[Parameters]", f"ServerPort = 127.0.0.1:{sql}", "ServerThreads = 8", "NumberOfBuffers = 8000",
                "MaxDirtyBuffers = 6000", f"DirsAllowed = {folder}", "CheckpointInterval = 0",
                "[HTTPServer]", f"ServerPort = 127.0.0.1:{http}", "ServerThreads = 4", f"ServerRoot = {folder}",
                "[SPARQL]", "ResultSetMaxRows = 1000000",
            ]
        ) + "\n"
    )  # fmt: skip
    command = [binary, "+configfile", str(config), "+foreground"]
    # The first start makes the database, sets the password and ends.
    made = subprocess.run(
        [*command, "+pwdold", "dba", "+pwddba", password], capture_output=True, cwd=folder, timeout=240, check=False
    )
    assert (folder / "virtuoso.db").exists(), made.stderr.decode(errors="replace")[-2000:]
    url = f"http://127.0.0.1:{http}"
    with _running(command, f"{url}/sparql", folder):
        yield TripleStore(
            "virtuoso",
            f"{url}/sparql-graph-crud-auth",
            f"{url}/sparql",
            {**os.environ, "GEOGRAPH_USER": "dba", "GEOGRAPH_PASSWORD": password},
        )
