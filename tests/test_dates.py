"""Dates: the examples of dates.toml, anchors, offsets, datelines, and that nothing comes from today."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geograph.nlp import dates
from geograph.nlp.dates import dateline, find, resolve

PUBLISHED = date(2024, 11, 20)
EXAMPLES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))["example"]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_example(example: dict[str, Any]) -> None:
    published = day(example.get("published", PUBLISHED.isoformat()))
    found = [resolve(e, published, example.get("future", False)) for e in find(example["text"])]
    assert [(w.text, w.start, w.end, w.granularity) for w in found] == [
        (e["text"], day(e.get("start")), day(e.get("end")), e["granularity"]) for e in example["expect"]
    ]


def test_there_are_enough_examples_and_traps() -> None:
    assert len(EXAMPLES) >= 140
    assert sum(not e["expect"] for e in EXAMPLES) >= 25


def test_offsets_hold_in_the_text_and_are_shifted() -> None:
    text = "KABUL: On Monday,\nthe army attacked — “since 1994”, in late\nJune and on Nov. 2, 2004."
    plain = list(find(text))
    assert len(plain) == 4
    assert all(text[e.start : e.end] == e.text for e in plain)
    assert [(e.start - 100, e.end - 100) for e in find(text, 100)] == [(e.start, e.end) for e in plain]
    when = resolve(plain[0], PUBLISHED, source="dateline")
    assert (when.text_start, when.text_end, when.source) == (10, 16, "dateline")


def test_anchor() -> None:
    (later,) = find("Two days later he was dead.")
    assert resolve(later, PUBLISHED).start is None
    assert resolve(later, PUBLISHED, anchor=date(2001, 9, 11)).start == date(2001, 9, 13)
    (month,) = find("He died the following month.")
    when = resolve(month, None, anchor=date(2001, 12, 11))
    assert (when.start, when.end) == (date(2002, 1, 1), date(2002, 1, 31))


def test_expressions_do_not_cross_paragraphs() -> None:
    assert [e.text for e in find("He came on Monday\n\nJune 5 was quiet in\n\n1994 towns")] == ["Monday", "June 5"]


def test_nothing_comes_from_today(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoToday(date):
        @classmethod
        def today(cls) -> NoToday:
            raise AssertionError("asked for today")

    monkeypatch.setattr("geograph.nlp.timespans.date", NoToday)
    for example in EXAMPLES:
        for expr in find(example["text"]):
            when = resolve(expr, None)
            absolute = when.start or when.end
            assert not absolute or any(c.isdigit() for c in expr.text), expr.text


def test_impossible_dates_and_far_shifts_are_left_alone() -> None:
    assert list(find("2004-13-45, 99/99/9999, 31 February 2004, Nov. 45")) == []
    (ago,) = find("It was 9000 years ago.")
    assert resolve(ago, PUBLISHED).start is None


def test_one_pass_over_a_long_text() -> None:
    text = "on Monday the 2,000 men of May and March went in since before the last of the in for over a " * 3000
    began = time.perf_counter()
    small = sum(1 for _ in find(text[: len(text) // 8]))
    first = time.perf_counter() - began
    began = time.perf_counter()
    assert sum(1 for _ in find(text)) == pytest.approx(8 * small, rel=0.01)
    assert time.perf_counter() - began < 8 * first * 4 + 0.2


MORE = ["31", "2004", "Nov.", "May", "the", "of", "in", "-", "to", "and", "."]
WORDS = sorted({w for e in EXAMPLES for w in e["text"].split()} | set(MORE))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.booleans(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_words_give_ordered_spans_and_intervals(words: list[str], future: bool, published: date) -> None:
    text = " ".join(words)
    end = 0
    for expr in find(text):
        assert end <= expr.start < expr.end
        end = expr.end
        assert text[expr.start : expr.end] == expr.text
        when = resolve(expr, published, future)
        if when.start and when.end:
            assert when.start <= when.end
            if when.granularity == "day":
                assert when.start == when.end


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for expr in find(text):
        resolve(expr, PUBLISHED)
    dateline(text)


DATELINES: list[tuple[str, str | None, str | None, str | None]] = [
    ("WASHINGTON, Nov 20 (Agency) - |The US", "WASHINGTON", "Agency", "Nov 20"),
    ("BAGHDAD, Iraq (Reuters) - |A bomb", "BAGHDAD", "Reuters", None),
    ("JOHANNESBURG, Sept. 9 -- |Police said", "JOHANNESBURG", None, "Sept. 9"),
    ("AFP - |Israel said", None, "AFP", None),
    ("(AP) - |Police said", None, "AP", None),
    ("KABUL (Pajhwok) : |The government", "KABUL", "Pajhwok", None),
    ("GAZA CITY: |Israeli troops", "GAZA CITY", None, None),
    ("LONDON -- |Tony Blair", "LONDON", None, None),
    ("OSLO - |The envoys", "OSLO", None, None),
    ("MOSCOW. Oct 5 (Interfax) - |The chairman", "MOSCOW", "Interfax", "Oct 5"),
    ("MOSCOW Sept. 17, 2004 - |A rebel", "MOSCOW", None, "Sept. 17, 2004"),
    ("NAJAF, Iraq, Aug. 17 |A delegation of", "NAJAF", None, "Aug. 17"),
    ("Canadian Press - VANCOUVER (CP) - |The sister", "VANCOUVER", "CP", None),
    ("KHARTOUM/NAIROBI (Reuters) - |Sudan's", "KHARTOUM/NAIROBI", "Reuters", None),
    ("UNITED NATIONS, Nov 3 (IPS) - |The", "UNITED NATIONS", "IPS", "Nov 3"),
    ("ABU DHABI, November 3 (Gulf News Agencies) - |Arab", "ABU DHABI", "Gulf News Agencies", "November 3"),
    ("ISLAMABAD, Pakistan : Nov 10 (APP) - |The general", "ISLAMABAD", "APP", "Nov 10"),
    ("MOSCOW, November 20. /TASS/. |The Kremlin", "MOSCOW", "TASS", "November 20"),
    ("New Delhi, Nov 20 (PTI) |India's", "New Delhi", "PTI", "Nov 20"),
    ("Geneva, 20 November 2024 – |The UN", "Geneva", None, "20 November 2024"),
    ("ST. PETERSBURG, Russia (AP) _ |Russia", "ST. PETERSBURG", "AP", None),
    ("VATICAN CITY, NOV. 25, 2004 (Zenit.org).- |Dialogue", "VATICAN CITY", "Zenit.org", "NOV. 25, 2004"),
    ("N'DJAMENA (AFP) - |Chad", "N'DJAMENA", "AFP", None),
    ("SÃO PAULO (Reuters) - |Brazil", "SÃO PAULO", "Reuters", None),
    ("WASHINGTON—|The president", "WASHINGTON", None, None),
    ("THE HAGUE, Netherlands - |Judges", "THE HAGUE", None, None),
    ("By Ana Maria Ruiz LIMA, Peru (Reuters) - |The president", "LIMA", "Reuters", None),
    ("17 November 2004 -- |Afghanistan's", None, None, "17 November 2004"),
    ("  RAMALLAH, West Bank (AP) -- |“We", "RAMALLAH", "AP", None),
]


@pytest.mark.parametrize(("marked", "place", "agency", "when"), DATELINES, ids=[d[0] for d in DATELINES])
def test_dateline(marked: str, place: str | None, agency: str | None, when: str | None) -> None:
    text = marked.replace("|", "")
    line = dateline(text)
    assert line is not None
    assert line.end == marked.index("|")
    assert (line.place, line.agency, line.date and line.date.text) == (place, agency, when)
    if line.place is not None and line.place_start is not None:
        assert text.startswith(line.place, line.place_start)
    if line.date is not None:
        assert text[line.date.start : line.date.end] == line.date.text
        moved = dates.shifted(line, 7)
        assert moved.date is not None
        assert (moved.end, moved.date.start) == (line.end + 7, line.date.start + 7)


@pytest.mark.parametrize(
    "text",
    [
        "China: a giant awakes",
        "China: A giant awakes",
        "Obama - the president",
        "Obama - The president who",
        "NATO: Alliance to stay",
        "NATO (North Atlantic Treaty Organization) - The alliance",
        "Hamas (Islamic Resistance Movement) - The group",
        "BREAKING: Police shoot four",
        "UPDATE 1 - Police shoot four",
        "BUSH - KERRY DEBATE TONIGHT",
        "US - China talks",
        "UK: Blair says no",
        "On Monday, Nov. 20 - The talks",
        "Monday, Nov 20 - The talks",
        "Israel-Lebanon border",
        "Russia - North Korea ties deepen",
        "President Bush (Republican) - The",
        "Israel, Nov 20",
        "Kim Jong Un - North Korean leader",
        "Officials Reach Out: Russian Ministers Visit",
        "LONDON-based groups",
        "WHO (World Health Organization) said",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_dateline_asks_who_knows_places() -> None:
    def known(place: str) -> bool:
        return place.casefold() in ("paris", "oslo")

    assert dateline("Paris - Doctors said") is None
    assert dateline("Paris - Doctors said", known) is not None
    assert dateline("JOHN SMITH: For years", known) is None
    assert dateline("OSLO: The envoys", known) is not None


def test_dateline_gives_the_publication_day() -> None:
    line = dateline("KABUL, Nov 20, 2004 (AFP) - Two men")
    assert line is not None
    assert line.date is not None
    assert resolve(line.date, None, source="dateline").start == date(2004, 11, 20)


@pytest.mark.parametrize(
    "row", ["two hundred and ", "the last quarter of ", "the end of ", "early on ", "about ", "since "]
)
def test_rows_of_openers_end_soon(row: str) -> None:
    began = time.perf_counter()
    assert all(e.text == "last quarter" for e in find(row * 4000))
    assert time.perf_counter() - began < 5
