"""How events stand and who says so: each sentence of status.toml gives just its events, with status and attribution."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import geograph

GROUPS = tomllib.loads(Path(__file__).with_name("status.toml").read_text(encoding="utf-8"))
LEAST, LONG = 150, 18


def cases() -> Iterator[tuple[str, list[tuple[str, str, str, list[str]]]]]:
    """The sentences with their events: type, trigger, status and the names of those who say so."""
    for sentences in GROUPS.values():
        for row in sentences:
            events = [(e[0], e[1], e[2], sorted(e[3:])) for e in row["events"]]
            yield row["text"], sorted(events)


def test_there_are_enough_sentences_and_half_of_them_are_long() -> None:
    texts = [text for text, _ in cases()]
    assert len(set(texts)) == len(texts) >= LEAST
    assert 2 * sum(len(text.split()) >= LONG for text in texts) >= len(texts)


@pytest.mark.parametrize(("text", "events"), list(cases()), ids=[text for text, _ in cases()])
def test_a_sentence_gives_just_its_events(text: str, events: list[tuple[str, str, str, list[str]]]) -> None:
    found = geograph.extract(text).events
    assert sorted((e.type, e.trigger, e.status, sorted(a.name for a in e.attributed_to)) for e in found) == events
