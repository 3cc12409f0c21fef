"""Where, when and how many: the examples of places.toml, event_dates.toml and quantities.toml, read by the pipeline."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from geograph.graph import formats
from geograph.model import Article, Claim, Reading
from geograph.ontology import load
from geograph.reader import read_articles

PUBLISHED = date(2024, 11, 20)


def examples(name: str) -> list[Any]:
    found = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))["example"]
    return [pytest.param(e, id=e["text"]) for e in found]


def read(text: str, published: date | None = PUBLISHED) -> Reading:
    return next(iter(read_articles([Article("a", text, published=published)])))


def told(example: dict[str, Any], write: Callable[[Claim], Any]) -> dict[str, list[Any]]:
    """What `write` makes of the claims, by trigger."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for claim in read(example["text"], PUBLISHED if example.get("published", True) else None).claims:
        found[claim.trigger].append(write(claim))
    return found


def place(claim: Claim) -> str:
    return f"{claim.place.name}, {claim.place.state}" if claim.place else ""


def days(claim: Claim) -> str:
    when = claim.date
    if when is None:
        return ""
    if when.start == when.end:
        return f"{when.text} = {when.start or '?'}"
    return f"{when.text} = {when.start or ''}..{when.end or ''}"


def counts(claim: Claim) -> list[str]:
    return [" ".join(f"{q.value:g} {q.unit} {q.what} {q.bound}".split()) for q in claim.quantities]


@pytest.mark.parametrize("example", examples("places"))
def test_place(example: dict[str, Any]) -> None:
    found = told(example, place)
    assert {trigger: found[trigger][0] for trigger in example["expect"]} == example["expect"]


@pytest.mark.parametrize("example", examples("event_dates"))
def test_date_of_an_event(example: dict[str, Any]) -> None:
    found = told(example, days)
    assert {trigger: found[trigger][0] for trigger in example["expect"]} == example["expect"]


@pytest.mark.parametrize("example", examples("quantities"))
def test_quantities_of_an_event(example: dict[str, Any]) -> None:
    found = told(example, counts)
    assert {trigger: found[trigger][0] for trigger in example["expect"]} == example["expect"]


def test_the_dateline_is_the_day_of_publication_where_nothing_else_tells_it() -> None:
    text = "KABUL, 18 November 2024 (Agency) - Taliban fighters killed two policemen on Friday."
    known, (claim,) = read(text, None), read(text, None).claims
    assert known.article.published == date(2024, 11, 18)
    assert claim.date is not None
    assert (claim.date.start, claim.date.source) == (date(2024, 11, 15), "dateline")
    assert read(text, date(2024, 11, 21)).article.published == date(2024, 11, 21)
    assert read("KABUL, 18 November (Agency) - Taliban fighters killed two men.", None).article.published is None


def test_words_stand_where_place_date_and_quantities_say() -> None:
    text = "BAGHDAD, Nov 19 (Agency) - Gunmen killed two Iraqi judges here on Tuesday."
    (claim,) = read(text).claims
    assert claim.place is not None
    assert claim.date is not None
    assert text[claim.place.start : claim.place.end] == claim.place.text == "BAGHDAD"
    assert text[claim.date.text_start : claim.date.text_end] == claim.date.text == "Tuesday"
    assert [text[q.start : q.end] for q in claim.quantities] == ["two"]
    assert (claim.place.lat, claim.place.lon, claim.place.geonames) == (33.3406, 44.4009, 98182)


def test_no_event_has_the_day_of_publication_unless_its_words_say_so() -> None:
    for example in examples("places"):
        (values,) = example.values
        for claim in read(values["text"]).claims:
            assert claim.date is None or claim.date.text in values["text"]


def test_a_line_of_json_holds_the_dateline_s_day() -> None:
    made, out = read("KABUL, 18 November 2024 (Agency) - Taliban fighters killed two men today.", None), StringIO()
    formats.write([made], "jsonl", out, "https://example.org/", load(None), False, None)
    line = json.loads(out.getvalue())
    assert line["published"] == "2024-11-18"
    assert line["events"][0]["date"]["start"] == "2024-11-18"
