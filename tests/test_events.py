"""`geograph events`: the list and its filters, what was merged and why, contradictions side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

Command = Callable[..., Run]

NEWS = [
    ("one", "2021-06-09", "Ethiopian soldiers killed six Eritrean soldiers near Badme on Monday, the AU said."),
    ("two", "2021-06-10", "Ethiopian troops killed eight Eritrean soldiers at the border on June 7."),
    ("three", "2021-06-10", "Ethiopian troops did not kill Eritrean soldiers on Monday, a spokesman said."),
    ("four", "2021-06-10", "Ethiopia has killed Eritrean soldiers, diplomats said. "
                           "The European Union urged Ethiopia on Wednesday to talk."),
    ("five", "2021-07-02", "Kenya accused Ethiopia on Wednesday of shelling the border. "
                           "Kenya accused Ethiopia on Thursday of shelling the border again."),
    ("six", "2021-07-02", "Kenya has accused Ethiopia of lying."),
]  # fmt: skip
"""One killing told by four articles, of which two differ in the number and one denies it; two accusations, and a third
that may be either of them."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from geograph.cli import main

    folder = tmp_path_factory.mktemp("events")
    lines = [json.dumps({"id": name, "published": day, "text": text}) for name, day, text in NEWS]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["extract", str(folder / "news.jsonl"), "-q", "-o", str(folder / "graph.ttl")]) == 0
    return folder / "graph.ttl"


@pytest.fixture
def listed(run: Command, graph: Path) -> Callable[..., list[dict[str, object]]]:
    """The rows of `geograph events` with these options."""
    return lambda *options: json.loads(run("events", graph, "-f", "json", *options).out)


Listed = Callable[..., list[dict[str, object]]]


def brief(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(r["date"], r["actor"], r["type"], r["recipient"], r["status"]) for r in rows]


KILLED = ("2021-06-07", "Ethiopia", "ASSAULT", "Eritrea", "actual (disputed)")
URGED = ("2021-06-09", "European Union", "REQUEST/meet", "Ethiopia", "actual")
WEDNESDAY, THURSDAY, SOME_DAY = (
    (day, "Kenya", "ACCUSE/allege", "Ethiopia", "actual") for day in ("2021-06-30", "2021-07-01", "")
)
SHELLED = ("", "Ethiopia", "ASSAULT/heavy-weapons", "", "alleged")


def test_the_list(listed: Listed) -> None:
    rows = listed()
    assert sorted(brief(rows)) == sorted([KILLED, URGED, WEDNESDAY, THURSDAY, SOME_DAY, SHELLED])
    assert brief(rows)[:4] == [KILLED, URGED, WEDNESDAY, THURSDAY]
    assert [(r["place"], r["articles"], r["claims"]) for r in rows[:2]] == [("Badme", 4, 4), (None, 1, 1)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--actor", "eritrea"], [KILLED]),
        (["--actor", "org-european-union"], [URGED]),
        (["--type", "accuse", "--since", "2021-07-01"], [THURSDAY]),
        (["--until", "2021-06-08"], [KILLED]),
        (["--status", "alleged"], [SHELLED]),
        (["--disputed"], [KILLED]),
        (["--min-confidence", "1"], []),
    ],
    ids=lambda value: value[0].strip("-") if value and isinstance(value[0], str) else "",
)
def test_filters(listed: Listed, options: list[str], expected: list[tuple[str, ...]]) -> None:
    assert brief(listed(*options)) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--actor", "Kenia"], "error: nobody in this graph is called 'Kenia'; near: Kenya"),
        (["--type", "DANCE"], "error: no event type 'DANCE'; there are ACCUSE, AGREE, AID, ASSAULT, COERCE, CONCEDE,"),
        (["--status", "denied"], "error: no status 'denied'; there are actual, negated, planned, hypothetical, alleg"),
        (["--since", "June"], "error: --since: 'June' is no day; write it as YYYY-MM-DD, for example 2024-11-20"),
        (["-f", "ttl"], "error: unknown format 'ttl'; choose one of table, csv, json"),
    ],
)
def test_wrong_words(run: Command, graph: Path, options: list[str], message: str) -> None:
    done = run("events", graph, *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)


def test_what_was_merged_and_why(run: Command, graph: Path, listed: Listed) -> None:
    ids = dict(zip(brief(listed()), (r["event"] for r in listed()), strict=True))
    (joined,) = {str(r["merged"]) for r in listed("--duplicates") if r["why"] == "other-day"}
    first, second = sorted(str(ids[day]) for day in (WEDNESDAY, THURSDAY))
    assert (
        run("events", graph, "--duplicates").out
        == f"""\
{ids[KILLED]}: Ethiopia killed Eritrea
  disputed: another claim says the contrary; the numbers differ: 6 Eritrean soldiers killed (exact) / \
8 Eritrean soldiers killed (exact)
  same key: ASSAULT happened; actor state-ETH, recipient state-ERI; day 2021-06-07
    - one, text 0-82: actual, 6 Eritrean soldiers killed (exact)
      "[Ethiopian soldiers] *killed* six [Eritrean soldiers] near Badme on Monday, the AU said."
    - three, text 0-76: negated
      "[Ethiopian troops] did not *kill* [Eritrean soldiers] on Monday, a spokesman said."
    - two, text 0-72: actual, 8 Eritrean soldiers killed (exact)
      "[Ethiopian troops] *killed* eight [Eritrean soldiers] at the border on June 7."
  other-day: no day said; the one event of other articles with all its participants and a day that fits
    {joined}: ASSAULT happened; actor state-ETH, recipient state-ERI; published 2021-06-10
    - four, text 0-54: actual
      "[Ethiopia] has *killed* [Eritrean soldiers], diplomats said."

{ids[SHELLED]}: Ethiopia: shelling (alleged)
  same key: ASSAULT happened; actor state-ETH; published 2021-07-02
    - five, text 0-59: alleged
      "Kenya accused [Ethiopia] on Wednesday of *shelling* the border."
    - five, text 60-124: alleged
      "Kenya accused [Ethiopia] on Thursday of *shelling* the border again."

{ids[SOME_DAY]}: Kenya accused Ethiopia
  left apart: ACCUSE happened; actor state-KEN, recipient state-ETH; published 2021-07-02
  other-day finds more than one: {first}, {second}

"""
    )


def test_what_was_merged_as_rows(listed: Listed) -> None:
    (killed,) = listed("--disputed")
    rows = listed("--duplicates", "--disputed")
    key = "ASSAULT happened; actor state-ETH, recipient state-ERI; "
    assert [(r["article"], r["why"], r["key"], r["status"], r["numbers"]) for r in rows] == [
        ("one", "same key", key + "day 2021-06-07", "actual", "6 Eritrean soldiers killed (exact)"),
        ("three", "same key", key + "day 2021-06-07", "negated", ""),
        ("two", "same key", key + "day 2021-06-07", "actual", "8 Eritrean soldiers killed (exact)"),
        ("four", "other-day", key + "published 2021-06-10", "actual", ""),
    ]
    assert [r["event"] for r in rows] == [killed["event"]] * 4
    assert [r["merged"] == killed["event"] for r in rows] == [True, True, True, False]
    texts = {name: text for name, _, text in NEWS}
    for r in rows:
        start, end = r["start"], r["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert texts[str(r["article"])][start:end] == r["quote"]


def test_contradictions_are_explained(run: Command, graph: Path, listed: Listed) -> None:
    (killed,) = listed("--disputed")
    lines = run("explain", graph, killed["event"]).out.splitlines()
    assert [line for line in lines if line.startswith(("  status", "  merged", "    quantity"))] == [
        "  status      actual, disputed: another claim says the contrary; the numbers differ: "
        "6 Eritrean soldiers killed (exact) / 8 Eritrean soldiers killed (exact)",
        f"  merged      {listed('--duplicates')[3]['merged']}: "
        "no day said; the one event of other articles with all its participants and a day that fits",
        '    quantity  "six", text 26-29: 6 Eritrean soldiers killed (exact)',
        '    quantity  "eight", text 24-29: 8 Eritrean soldiers killed (exact)',
    ]


def test_a_store_is_listed_as_a_file_is(run: Command, graph: Path, tmp_path: Path) -> None:
    assert run("build", graph, "--store", tmp_path / "store", "-q").code == 0
    for options in ([], ["--duplicates"], ["--duplicates", "-f", "csv"]):
        assert run("events", tmp_path / "store", *options).out == run("events", graph, *options).out
