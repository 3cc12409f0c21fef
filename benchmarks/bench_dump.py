"""How long a large store takes to be written as sorted text, against `Store.dump`, which sorts nothing.

    python benchmarks/bench_dump.py [TRIPLES]

Makes a store on disk of made-up news (see `synthetic`), 1,000,000 triples unless it says otherwise. Each format is then
written three times by `geograph.graph.dump` and three times by pyoxigraph, one after the other in a process of their
own: medians of CPU time and their ratio, at most 5, and the peak memory of the first, at most 1.5 GB. Turtle is written
from a store in memory too, where `Store.dump` has no lookups on disk to do and its share of the time is smaller.
The results are a Markdown table for README.md."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pyoxigraph
import synthetic

from geograph import ontology
from geograph.graph import dump, rdf

SLOWER, MEMORY = 5.0, 1_500_000_000
RUNS = 3
SYNTAX = {"ttl": "TRIG", "trig": "TRIG", "nt": "N_QUADS", "nq": "N_QUADS"}
"""What pyoxigraph writes for comparison: all named graphs, which the others can't hold."""


def quads(triples: int) -> Iterator[pyoxigraph.Quad]:
    """So many triples of articles' graphs, and their derived graph on top."""
    readings, known = [], 0
    for reading in synthetic.readings(triples):
        readings.append(reading)
        known += 100 * len(reading.claims)  # about, with the derived graph
        if known >= triples:
            break
    yield from rdf.quads(readings, ontology=ontology.load())


def measure(path: str, format: str, ours: bool, memory: bool) -> None:
    """Write the store three times; the median CPU time and the peak memory as a JSON line on stdout."""
    store = pyoxigraph.Store.read_only(path)
    if memory:
        disk, store = store, pyoxigraph.Store()
        store.bulk_extend(disk.quads_for_pattern(None, None, None, None))
        del disk
    times = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "out")
            start = time.process_time()
            if ours:
                with target.open("w", encoding="utf-8") as file:
                    for piece in dump.store_pieces(store, format, folder=Path(folder)):
                        file.write(piece)
            else:
                store.dump(str(target), getattr(pyoxigraph.RdfFormat, SYNTAX[format]))
            times.append(time.process_time() - start)
    print(json.dumps([median(times), _peak()]))


def _peak() -> int:
    """The most memory that this process has held, in bytes; `getrusage` would count what its parent held, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def main(triples: int = 1_000_000) -> int:
    """Measure, print, and give the exit code: 1 if a limit was passed for a store on disk."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder)
        store.bulk_extend(quads(triples))
        store.flush()
        print(f"{len(store):,} triples\n\n| store | format | geograph | Store.dump | ratio | peak memory |")
        print("|---|---|---|---|---|---|")
        del store
        for memory in (False, True):
            for format in dump.FORMATS[: 1 if memory else None]:
                command = [sys.executable, __file__, folder, format, "memory" if memory else ""]
                (ours, peak), (theirs, _) = (
                    json.loads(subprocess.check_output([*command, who])) for who in ("ours", "")
                )
                kind = "in memory" if memory else "on disk"
                held = "" if memory else f"{peak / 1e6:.0f} MB"
                print(
                    f"| {kind} | {format} | {ours:.1f} s | {theirs:.1f} s | {ours / theirs:.1f} | {held} |", flush=True
                )
                good = good and (memory or (ours / theirs <= SLOWER and peak < MEMORY))
    return int(not good)


if __name__ == "__main__":
    if len(sys.argv) == 5:
        measure(sys.argv[1], sys.argv[2], memory=bool(sys.argv[3]), ours=bool(sys.argv[4]))
    else:
        sys.exit(main(*map(int, sys.argv[1:2])))
