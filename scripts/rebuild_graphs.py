"""Builds the sample graphs again: a Turtle file for each article in data/raw, and all.ttl for all of them together.

Run from anywhere after a change of the extraction or of the articles, and look at the difference before keeping it:

    python scripts/rebuild_graphs.py
    git diff data/graphs
"""

from __future__ import annotations

import sys
from pathlib import Path

import geograph
from geograph.articles import read

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
GRAPHS = ROOT / "data" / "graphs"


def graphs() -> dict[str, str]:
    """The Turtle of each article, and of all of them together, by file name."""
    articles = []
    for item in read([RAW]):
        if not isinstance(item, geograph.Article):
            raise item
        articles.append(item)
    readings = list(geograph.read_articles(articles))
    made = {f"{reading.article.id}.ttl": geograph.Graph((reading,)).to_turtle() for reading in readings}
    return {**made, "all.ttl": geograph.Graph(readings).to_turtle()}


def main() -> int:
    """Writes what has changed and removes graphs whose article is gone."""
    made = graphs()
    GRAPHS.mkdir(exist_ok=True)
    for old in sorted(GRAPHS.glob("*.ttl")):
        if old.name not in made:
            old.unlink()
            print(f"removed {old.relative_to(ROOT)}")
    for name, turtle in sorted(made.items()):
        path = GRAPHS / name
        data = turtle.encode()
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(f"wrote   {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
