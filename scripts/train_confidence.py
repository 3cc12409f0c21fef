"""Learns from data/annotated how far each event can be trusted, and writes src/geograph/nlp/confidence.toml.

    python scripts/train_confidence.py

From all but the reports kept aside, so that what was learned can be measured on them. A logistic regression with an
L2 penalty, fitted by Newton's method from zero: the same data give the same weights. An event counts as right as far
as it agrees with the annotation: half for the type and a participant, half for the whole (type and all participants).
The sum is then scaled so that it tells the probability of the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from geograph import ontology
from geograph.agreement import align
from geograph.articles import read
from geograph.graph.jsonl import to_dict
from geograph.model import Article
from geograph.nlp import confidence, headlines, scribe
from geograph.reader import read_articles

HERE = Path(__file__).parent.parent
NEWS = [HERE / "data/annotated" / f"{name}.jsonl" for name in ("briefs", "briefs-aside", "news", "reports", "stories")]
PENALTY = 5.0


def observed(path: Path) -> list[tuple[Mapping[str, float], bool, bool]]:
    """For each event that is read in annotated articles: its best claim's traits, whether type and a participant are
    right, whether all participants are. Events that a coder may leave out count only where they are found."""
    seen: list[Mapping[str, float]] = []

    def numbered(found: Mapping[str, float]) -> float:
        seen.append(found)
        return float(len(seen) - 1)

    known = ontology.load()
    gold = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    articles = [item for item in read([path]) if isinstance(item, Article)]
    kept = scribe.confidence, headlines.corroborated
    scribe.confidence, headlines.corroborated = numbered, lambda one, other: other
    try:
        rows = [to_dict(r, known) for r in read_articles(articles)]
    finally:
        scribe.confidence, headlines.corroborated = kept
    out = []
    for row in rows:
        events = gold[row["id"]]["events"]
        pairs = {pair.pred: pair for pair in align(row["events"], events)}
        for number, event in enumerate(row["events"]):
            pair = pairs.get(number)
            if pair is not None and events[pair.gold].get("optional"):
                continue
            right = pair is not None and pair.typed and pair.fit > 0
            whole = pair is not None and pair.typed and pair.whole
            out += [(seen[int(claim["confidence"])], right, whole) for claim in event["claims"]]
    return out


def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """The weights of a logistic regression; the last column of x is the bias, which isn't penalised."""
    w = np.zeros(x.shape[1])
    keep = np.full(x.shape[1], penalty)
    keep[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + keep * w
        curvature = (x.T * (p * (1 - p))) @ x + np.diag(keep)
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return w


def main() -> None:
    """Fit and write."""
    rows = [row for path in NEWS for row in observed(path)]
    names = sorted({name for found, _, _ in rows for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] + [1.0] for found, _, _ in rows])
    right = np.array([r for _, r, _ in rows], dtype=float)
    whole = np.array([w for _, _, w in rows], dtype=float)
    w = fit(x, (right + whole) / 2, PENALTY)
    scale = fit(np.column_stack([x @ w, np.ones(len(x))]), right, 0.0)
    w = w * scale[0]
    w[-1] += scale[1]
    lines = ["# Written by scripts/train_confidence.py; see models/confidence.md.", "[weights]", f"bias = {w[-1]:.3f}"]
    lines += [
        f"{json.dumps(name)} = {value:.3f}" for name, value in zip(names, w[:-1], strict=True) if abs(value) >= 0.0005
    ]
    confidence.WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(rows)} claims, {right.mean():.3f} right, {whole.mean():.3f} wholly; {len(names)} traits", file=sys.stderr
    )


if __name__ == "__main__":
    main()
