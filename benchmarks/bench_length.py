"""How reading grows with an article's length: time per character, the length doubled four times.

    python benchmarks/bench_length.py [PARAGRAPHS]

What spaCy does is left out: measured is all that follows the parse, and within it names, dates, numbers and places. Of
each length the best of five runs counts. Exit code 1 if a character of the longest article takes more than twice as
long as one of the shortest."""

from __future__ import annotations

import sys
import time
from datetime import date

from spacy.tokens import Doc

from geograph.model import Article
from geograph.nlp import dates, quantities
from geograph.nlp.component import Reader
from geograph.nlp.text import layout
from geograph.reader import load

LIMIT = 2.0
PARAGRAPH = """The foreign ministers of Kazakhstan and Uzbekistan met in Astana on Monday. Two days later, Uzbek police
arrested 14 protesters in Samarkand, and Kazakhstan accused Russia of sending over 10,000 soldiers to the border since
June. Gunmen ambushed a patrol near Osh, killing six soldiers and wounding four. A day after the attack, Kyrgyz troops
shelled a village in the Fergana Valley there, and the United States promised $3.5 million in aid.\n\n"""


def best(work: object) -> float:
    """The shortest time of five runs, in seconds."""
    assert callable(work)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(paragraphs: int = 20) -> int:
    nlp = load()
    component = nlp.get_pipe("geograph")
    assert isinstance(component, Reader)
    one = nlp(PARAGRAPH, disable=["geograph"])
    component.read(one, Article("warm", PARAGRAPH), layout(Article("warm", PARAGRAPH)))
    rates: dict[str, list[float]] = {"reading": [], "dates": [], "numbers": []}
    print(f"{'characters':>12}{'reading':>12}{'dates':>12}{'numbers':>12}   microseconds per character")
    for doubled in range(5):
        count = paragraphs * 2**doubled
        article = Article("a", PARAGRAPH * count, published=date(2024, 11, 20))
        page, doc = layout(article), Doc.from_docs([one] * count, ensure_whitespace=False)
        assert doc is not None
        size = len(article.text) / 1e6
        rates["reading"].append(best(lambda doc=doc, a=article, page=page: component.read(doc, a, page)) / size)
        rates["dates"].append(best(lambda text=article.text: sum(1 for _ in dates.find(text))) / size)
        rates["numbers"].append(best(lambda text=article.text: sum(1 for _ in quantities.numbers(text))) / size)
        print(f"{len(article.text):>12}" + "".join(f"{rate[-1]:>12.2f}" for rate in rates.values()))
    grown = {name: rate[-1] / rate[0] for name, rate in rates.items()}
    print("longest to shortest: " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in grown.items()))
    return int(max(grown.values()) > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
