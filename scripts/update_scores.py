"""Measures the extraction on annotated texts and writes models/SCORES.md.

    GEOGRAPH_GOLD=/path/to/data python scripts/update_scores.py

GEOGRAPH_GOLD is the folder that holds gold/; the scorers lie in tools/ beside it. Neither is part of the project.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geograph import ontology
from geograph.agreement import align
from geograph.nlp.pipeline import base

HERE = Path(__file__).parent.parent
GOLD = Path(os.environ["GEOGRAPH_GOLD"])
TOOLS = GOLD.parent / "tools"

OWN = HERE / "data/annotated"
LEAST = ("0.0", "0.5", "0.6", "0.7", "0.8", "0.85", "0.9", "0.95")

PAGE = """# Scores

What the default pipeline and the present ontology reach, with the commands that measure it. The annotated texts of
the sections on 194 articles, on single sentences and on linking are not part of the project: `GEOGRAPH_GOLD` names
the folder that holds them, `tools` is the folder of scorers beside it. Written by `scripts/update_scores.py` on {day};
model {model}. `tests/test_scores.py` guards the floors. What still goes wrong,
grouped by cause, and how much lower the figures are on texts that nobody looked at: [ERRORS.md](ERRORS.md).

A second careful annotator agrees with the first at event F1 0.94, strict 0.85; the best open peer, UniversalPetrarch,
scores event F1 0.19 to 0.23 and strict 0.05 to 0.06 on such texts.

The errors on all of these articles have been read by now and their causes mended (on every third only since the end of
November 2026; before, those that were kept aside had an event F1 of 0.66 and a strict one of 0.36, the others 0.80 and
0.57). So the figures flatter: ERRORS.md has those on texts that nobody looked at.

## Events: 194 annotated articles

    geograph extract --format jsonl "$GEOGRAPH_GOLD/gold/dev.jsonl" -o dev.out.jsonl
    python tools/score_events.py "$GEOGRAPH_GOLD/gold/dev.jsonl" dev.out.jsonl

```
{events}```

`geograph evaluate "$GEOGRAPH_GOLD/gold/dev.jsonl" dev.out.jsonl` prints the same figures, and F1 for each type:

```
{types}```

## Confidence on the same articles

`geograph extract --min-confidence X`, then the first scorer. [confidence.md](confidence.md) tells how it is learned.

{curve}

Of {counted} events (those that a coder may leave out aside), {sure}, that is {share:.0%}, have a confidence of 0.9 or
more; of those {right:.0%} are right in type and a participant, {whole:.0%} wholly. Confidence decides nothing about
which events are read, so without it the other figures stay as they are; ranked by the confidence of their triggers
alone, the first {sure} events are right in {flat_right:.0%}, wholly in {flat_whole:.0%}.

## Events: 120 news items of our own

    geograph extract --format jsonl data/annotated/news.jsonl -o news.out.jsonl
    geograph evaluate data/annotated/news.jsonl news.out.jsonl

Longer and denser than the briefs above. The errors on half of them were read, and confidence is learned from them.

```
{own}```

## Events: 480 briefs of our own

The errors on the first half of them were read, those on the second were not. Confidence is learned from both.

    geograph extract --format jsonl data/annotated/briefs.jsonl -o briefs.out.jsonl
    geograph evaluate data/annotated/briefs.jsonl briefs.out.jsonl

```
{briefs}```

    geograph extract --format jsonl data/annotated/briefs-aside.jsonl -o aside.out.jsonl
    geograph evaluate data/annotated/briefs-aside.jsonl aside.out.jsonl

```
{aside}```

## Events: 160 reports and releases of our own

Dense texts of 80 to 170 words with some nine events each. The errors on the first half were read (while the grammar of
who is meant was mended, which shows), those on the second were not. Confidence is learned from the first half.

    geograph extract --format jsonl data/annotated/reports.jsonl -o reports.out.jsonl
    geograph evaluate data/annotated/reports.jsonl reports.out.jsonl

```
{reports}```

    geograph extract --format jsonl data/annotated/reports-aside.jsonl -o reports-aside.out.jsonl
    geograph evaluate data/annotated/reports-aside.jsonl reports-aside.out.jsonl

```
{reports_aside}```

## Events: 52 stories of our own

The densest of all, some thirteen events each: 26 in the manner of agencies from 1993 to 2006, 26 in that of newspapers
since 2010, by two more hands. At first sight they gave event / strict F1 0.68 / 0.34 and 0.76 / 0.49; then their errors
were read.

    geograph extract --format jsonl data/annotated/stories.jsonl -o stories.out.jsonl
    geograph evaluate data/annotated/stories.jsonl stories.out.jsonl

```
{stories}```

## Another coder of our own texts

`briefs-aside-second.jsonl`, `reports-aside-second.jsonl` and `news-second.jsonl` are what another coder reads in the
briefs and reports above that are kept aside and in the half of the news whose errors nobody read; neither coder saw the
other's annotations or the program's output.
How far the second agrees with the first on the briefs (events that the second would let others leave out count too):

    geograph evaluate data/annotated/briefs-aside.jsonl data/annotated/briefs-aside-second.jsonl

```
{coders}```

The program against the second coder, on the briefs, the reports and the news:

    geograph evaluate data/annotated/briefs-aside-second.jsonl aside.out.jsonl

```
{aside_second}```

    geograph evaluate data/annotated/reports-aside-second.jsonl reports-aside.out.jsonl

```
{reports_second}```

    geograph extract --format jsonl data/annotated/news-second.jsonl -o second.out.jsonl
    geograph evaluate data/annotated/news-second.jsonl second.out.jsonl

```
{news_second}```

## Who did what to whom: 1,050 single sentences

    python tools/score_plv.py "$GEOGRAPH_GOLD/gold/plv_train.tsv" --articles plv.in.jsonl
    geograph extract --format jsonl plv.in.jsonl -o plv.out.jsonl
    python tools/score_plv.py "$GEOGRAPH_GOLD/gold/plv_train.tsv" plv.out.jsonl

```
{plv}```

The last line is type and pair, type, swapped, events a sentence. UniversalPetrarch finds the type with both actors
in 0.37 of these sentences; these sentences often take a thing or a place ("a mosque", "the town") as the target, where
geograph names actors only. Errors on them were read.

## Linking and coreference: 18 articles of Wikinews

    geograph extract --format jsonl "$GEOGRAPH_GOLD/gold/gum_news.jsonl" -o gum.out.jsonl
    python tools/score_linking.py "$GEOGRAPH_GOLD/gold/gum_news.jsonl" gum.out.jsonl

```
{linking}```
"""


def run(*words: object) -> str:
    """The standard output of a command."""
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True).stdout


def evaluate(gold: Path, pred: Path) -> str:
    """What `geograph evaluate` prints."""
    return run(sys.executable, "-m", "geograph", "evaluate", gold, pred)


def extract(source: Path, target: Path, *options: str) -> Path:
    """Extract to JSON Lines."""
    run(sys.executable, "-m", "geograph", "extract", "--quiet", "--format", "jsonl", *options, source, "-o", target)
    return target


@dataclass(frozen=True)
class Sure:
    """Events with a confidence of 0.9 or more: how many of how many, and how many are right and wholly right; the
    last two for as many events with the best triggers."""

    counted: int
    sure: int
    right: float
    whole: float
    flat_right: float
    flat_whole: float


def surest(gold: Path, pred: Path) -> Sure:
    """How right the surest events are, by confidence and by the confidence of their triggers."""
    triggers = {t.name: t.confidence for kind in ontology.load().types.values() for t in kind.triggers}
    annotated = {row["id"]: row["events"] for row in _rows(gold)}
    seen: list[tuple[float, float, bool, bool]] = []
    for row in _rows(pred):
        events = annotated[row["id"]]
        pairs = {pair.pred: pair for pair in align(row["events"], events)}
        for number, event in enumerate(row["events"]):
            pair = pairs.get(number)
            if pair is not None and events[pair.gold].get("optional"):
                continue
            typed = pair is not None and pair.typed
            best = max(triggers.get(claim["rule"].split("+")[0], 0.5) for claim in event["claims"])
            seen.append((event["confidence"], best, typed and pair.fit > 0, typed and pair.whole))
    sure = sum(row[0] >= 0.9 for row in seen)
    top = sorted(seen, key=lambda row: -row[0])[:sure]
    flat = sorted(seen, key=lambda row: -row[1])[:sure]
    shares = [sum(row[k] for row in rows) / max(sure, 1) for rows in (top, flat) for k in (2, 3)]
    return Sure(len(seen), sure, *shares)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Measure and write."""
    dev, plv, gum = GOLD / "gold/dev.jsonl", GOLD / "gold/plv_train.tsv", GOLD / "gold/gum_news.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        out = extract(dev, at / "dev.out.jsonl")
        events = run(sys.executable, TOOLS / "score_events.py", dev, out)
        types = evaluate(dev, out)
        sure = surest(dev, out)
        rows = ["| least confidence | event | strict |", "|---|---|---|"]
        for least in LEAST:
            kept = extract(dev, at / "kept.jsonl", "--min-confidence", least)
            lines = run(sys.executable, TOOLS / "score_events.py", dev, kept).splitlines()
            rows.append(f"| {least} | {_short(lines[0])} | {_short(lines[1])} |")
        own, briefs, reports, stories, news_second = (
            evaluate(OWN / f"{name}.jsonl", extract(OWN / f"{name}.jsonl", at / "own.out.jsonl"))
            for name in ("news", "briefs", "reports", "stories", "news-second")
        )
        reports_out = extract(OWN / "reports-aside.jsonl", at / "reports-aside.out.jsonl")
        reports_aside, reports_second = (
            evaluate(OWN / f"{name}.jsonl", reports_out) for name in ("reports-aside", "reports-aside-second")
        )
        kept_aside, second = OWN / "briefs-aside.jsonl", OWN / "briefs-aside-second.jsonl"
        found = extract(kept_aside, at / "aside.out.jsonl")
        aside, aside_second, coders = evaluate(kept_aside, found), evaluate(second, found), evaluate(kept_aside, second)
        run(sys.executable, TOOLS / "score_plv.py", plv, "--articles", at / "plv.in.jsonl")
        pairs = run(sys.executable, TOOLS / "score_plv.py", plv, extract(at / "plv.in.jsonl", at / "plv.out.jsonl"))
        linking = run(sys.executable, TOOLS / "score_linking.py", gum, extract(gum, at / "gum.out.jsonl"))
    page = PAGE.format(
        day=date.today().isoformat(), model=base()[1], events=events, types=types, curve="\n".join(rows),
        own=own, briefs=briefs, reports=reports, reports_aside=reports_aside, aside=aside, coders=coders,
        aside_second=aside_second, news_second=news_second, reports_second=reports_second, stories=stories,
        plv=pairs, linking=linking,
        **{**asdict(sure), "share": sure.sure / sure.counted},
    )  # fmt: skip
    (HERE / "models/SCORES.md").write_text(page, encoding="utf-8")


def _short(line: str) -> str:
    """The figures of a line of the scorer."""
    return " ".join(line.split()[1:7])


if __name__ == "__main__":
    main()
