"""How long `geograph --help` takes against the --help of an empty typer program: medians, and their ratio.

    python benchmarks/bench_help.py [RUNS]

The runs alternate, so that a busy machine slows both alike. Exit code 1 if the ratio is over 1.5."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

LIMIT = 1.5
EMPTY = """
import typer

app = typer.Typer()


@app.command()
def main() -> None:
    "Nothing."


if __name__ == "__main__":
    app()
"""


def seconds(command: list[str]) -> float:
    """The time of one run, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int = 15) -> int:
    """Measure, print, and give the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "empty.py")
        script.write_text(EMPTY, encoding="utf-8")
        ours = [sys.executable, "-m", "geograph", "--help"]
        empty = [sys.executable, str(script), "--help"]
        for command in (ours, empty):  # once to fill the caches of bytecode and disk
            seconds(command)
        pairs = [(seconds(ours), seconds(empty)) for _ in range(runs)]
    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"geograph --help {mine:.3f} s, empty typer program {theirs:.3f} s, ratio {mine / theirs:.2f} (at most {LIMIT})"
    )
    return int(mine / theirs > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
