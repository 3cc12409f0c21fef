"""How loading a store scales, what memory it takes, and how long each named query takes on a large one.

    python benchmarks/bench_store.py [EVENTS [STORE [triples]]]

Loads readings of made-up news (see `synthetic`), 100,000 events unless it says otherwise, in a process of its own, and
compares the time per event up to the last one with that up to the tenth part: at most 1.3 times, in less than 2 GB.
Times are CPU time, for it depends less on what else the machine does; wall-clock time stands beside it. Each named
query is then run three times on the store, as wide as it can be asked (parameters only where it needs some, and then
those with most events); all but those about paths and centrality (once) should take less than a second. With `triples`
the same query is asked of the triples too. The results are Markdown tables for README.md. A STORE that is there is only
queried, else it is made and kept."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import synthetic

from geograph import ontology
from geograph.graph import jsonl, named
from geograph.graph.query import Source
from geograph.store import is_store, open_source, writing
from geograph.store.writer import batches

SLOWER, MEMORY, SECONDS = 1.3, 2_000_000_000, 1.0
NO_LIMIT = {"path", "central-actors"}
RUNS = 3
STEPS = 10


def load(lines: Path, directory: Path, events: int) -> None:
    """Put the readings into a new store; a JSON line on stdout for each tenth of the events."""
    known = ontology.load()
    told, step = 0, 1
    start, cpu = time.perf_counter(), time.process_time()
    with writing(directory, known, create=True) as writer:
        for batch in batches(jsonl.read(lines)):
            writer.put(batch)
            told += sum(len(reading.claims) for reading in batch)
            if told >= events * step / STEPS:
                step += 1
                _tell(told, start, cpu)
        writer.publish()
    _tell(told, start, cpu)


def _tell(told: int, start: float, cpu: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([told, time.perf_counter() - start, time.process_time() - cpu, peak]), flush=True)


def loaded(events: int, directory: Path) -> bool:
    """Load, print the table, and say whether it scales."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "readings.jsonl")
        known = ontology.load()
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(jsonl.to_line(reading, known) + "\n" for reading in synthetic.readings(events))
        command = [sys.executable, __file__, "load", str(lines), str(directory), str(events)]
        rows = []
        print("| claims | CPU time | per claim | wall-clock | peak memory |\n|---|---|---|---|---|")
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            for line in child.stdout or ():
                rows.append(json.loads(line))
                told, wall, cpu, peak = rows[-1]
                print(
                    f"| {told:,} | {cpu:.0f} s | {1000 * cpu / told:.2f} ms | {wall:.0f} s | {peak / 1e6:.0f} MB |",
                    flush=True,
                )
    if child.returncode:
        sys.exit(child.returncode)
    first, last = rows[0], rows[-1]
    ratio = (last[2] / last[0]) / (first[2] / first[0])
    print(f"\nPer claim {ratio:.2f} times that of the first tenth (at most {SLOWER}), {last[3] / 1e6:.0f} MB.")
    return bool(ratio <= SLOWER and last[3] < MEMORY)


def queried(directory: Path, compare: bool) -> bool:
    """Time each named query on the whole store, print the table, and say whether all are fast."""
    source = open_source(directory)
    triples = replace(source, tables=None)
    actors = [str(row[0]) for row in named.run_named(source, "actors").rows[:2]]
    site = str(named.run_named(source, "places").rows[0][0])
    event = str(named.run_named(source, "most-reported").rows[0][-1])
    given = {"actor": actors[0], "other": actors[1], "at": "2019-06-01", "since": "2019-01-01", "event": event}
    print(f"\n{len(source.store):,} triples\n\n| query | seconds | rows | by triples |\n|---|---|---|---|")
    fast = True
    for name, query in named.named().items():
        asked = {p.name: given[p.name] for p in query.parameters if p.required}
        asked |= {"place": site} if query.needs else {}
        runs = [_timed(source, name, asked) for _ in range(1 if name in NO_LIMIT else RUNS)]
        seconds = median(time for time, _ in runs)
        slow = seconds >= SECONDS and name not in NO_LIMIT
        fast = fast and not slow
        theirs = f"{_timed(triples, name, asked)[0]:.1f}" if compare else ""
        print(f"| {name} | {seconds:.2f}{' (slow)' if slow else ''} | {runs[0][1]:,} | {theirs} |", flush=True)
    return fast


def _timed(source: Source, name: str, asked: dict[str, str]) -> tuple[float, int]:
    """Seconds and rows."""
    start = time.perf_counter()
    rows = len(named.run_named(source, name, **asked).rows)
    return time.perf_counter() - start, rows


def main(events: int = 100_000, store: str | None = None, compare: str = "") -> int:
    """Measure, print, and give the exit code: 1 if a limit was passed."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(store or Path(folder, "store"))
        scales = is_store(directory) or loaded(events, directory)
        return int(not (scales and queried(directory, bool(compare))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000, *sys.argv[2:4]))
