"""What the tests of exports share: exports in memory, a second article, and articles whose names are anything."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from factory import ONTOLOGY, claim, day, reading, who
from geograph.graph import formats
from geograph.graph.choice import Choice
from geograph.model import Place, Reading

EXPORTS = [name for name, format in formats.FORMATS.items() if format.chosen]
TEXTS = [name for name in EXPORTS if not formats.FORMATS[name].files and not formats.FORMATS[name].binary]


def written(readings: Iterable[Reading], format: str, folder: Path, choice: Choice | None = None) -> dict[str, bytes]:
    """The files that an export is, by name."""
    if formats.FORMATS[format].files:
        target = folder / format
        target.mkdir()
        formats.write(readings, format, target, ontology=ONTOLOGY, choice=choice)
        found = {path.name: path.read_bytes() for path in target.iterdir()}
        for path in target.iterdir():
            path.unlink()
        target.rmdir()
        return found
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="utf-8", newline="")
    formats.write(readings, format, stream, ontology=ONTOLOGY, choice=choice)
    stream.flush()
    return {format: data.getvalue()}


def text(readings: Iterable[Reading], format: str, choice: Choice | None = None) -> str:
    out = io.StringIO(newline="")
    formats.write(readings, format, out, ontology=ONTOLOGY, choice=choice)
    return out.getvalue()


def another() -> Reading:
    """A second article on the summit, of another day and less sure, and an attack in Syria by whom nobody says."""
    words = "Kim Jong Un met Alexander Kozlov on Monday. North Korea attacked South Korea in Syria."
    return reading(
        "later",
        [
            claim(words, "met", ["Kim Jong Un", "Alexander Kozlov"], confidence=0.5,
                  date=day(words, "on Monday", "2024-11-18")),
            claim(words, "attacked", [], ["South Korea"], predicate="attacked",
                  place=Place("Syria", 80, 85, "state-SYR", "Syria", "SYR")),
        ],
        "2024-11-21",
    )  # fmt: skip


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    ["=1+1", "'; MATCH (n) DETACH DELETE n; //", "\\", "\\u0041", "\\\\'", "a;b", "\x00", "\r\n", "\u202e", "]]>", '""',
     "💥"]
)  # fmt: skip


def named(names: list[str]) -> list[Reading]:
    """Articles in which actors, ids, quotes, places and titles have these names."""
    one, two, three = names
    words = "one met two. one attacked three."
    actor = who("Kim Jong Un", "one", words, name=one, mention=one, phrase=one)
    other = who("Russia", "two", words, name=two, mention=two, phrase=two)
    third = who("rebels", "three", words, id=f"group-{three}", name=three, mention=three, phrase=three)
    claims = [
        claim(words, "met", [actor, other], source=[third], quote=three, contexts=(one, two)),
        claim(words, "attacked", [actor], [third], predicate="attacked", quote=one, rule=two, mode=two,
              place=Place(three, 0, 3, None, two, "KOR")),
    ]  # fmt: skip
    return [reading(one, claims, title=two, url=three, source=one)]
