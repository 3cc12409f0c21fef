"""Dates in news: finds their words in a text, and says which days they mean seen from the day of publication.

A small grammar of our own, because general date parsers fill what is missing from the day on which they run. Here
nothing comes from today: an expression that is relative to an unknown day stays unresolved, with its granularity.

    for expr in find("Kim met him on Monday."):
        when = resolve(expr, published=date(2024, 11, 20))      # 2024-11-18

Seasons, fiscal years, durations and vague times are found and kept as text: they have a granularity and no days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Literal

from geograph.model import When
from geograph.nlp.date_joins import hazy, number_of_units, opened, plain
from geograph.nlp.date_meanings import Expr
from geograph.nlp.date_phrases import rest
from geograph.nlp.date_words import Found, table
from geograph.nlp.dateline import Dateline, dateline, shifted
from geograph.nlp.lexer import Tokens, tokens, words
from geograph.nlp.timespans import based, interval

__all__ = ["Dateline", "Expr", "dateline", "find", "relative", "resolve", "shifted"]

_Parser = Callable[[Tokens, int], Found | None]


def find(text: str, offset: int = 0) -> Iterator[Expr]:
    """The date expressions of a text (a sentence or a whole article) from left to right, none inside another.
    `offset` is added to their places. One pass over the text, each token is looked up once."""
    t = tokens(text)
    starts = _starts()
    i, size = 0, len(t)
    while i < size:
        word = t.low[i]
        parsers = _DIGITS if word[0].isdecimal() else starts.get(word)
        found = next((f for parse in parsers if (f := parse(t, i))), None) if parsers else None
        if found is None:
            i += 1
            continue
        start, end = t.start[i], t.end[found.end - 1]
        yield Expr(text[start:end], start + offset, end + offset, found.granularity, found.meaning)
        i = found.end


def resolve(
    expr: Expr,
    published: date | None,
    future: bool = False,
    *,
    anchor: date | None = None,
    source: Literal["text", "dateline"] = "text",
) -> When:
    """The days that an expression means. A bare weekday, day or month is the last one on or before publication,
    with `future` (the sentence is about what is to come) the next one on or after it. `anchor` is the day of the
    event that "two days later" counts from. What can't be known is None."""
    start, end = interval(expr.meaning, published, future, anchor)
    return When(expr.text, expr.start, expr.end, start, end, expr.granularity, source)


def relative(expr: Expr) -> Literal["event", "publication"] | None:
    """What an expression counts from: another event's day ("two days later"), the day of publication ("on Monday",
    "last week"); None for what names its days in full, or names none."""
    return based(expr.meaning)


_DIGITS: tuple[_Parser, ...] = (plain, number_of_units)


@cache
def _starts() -> dict[str, tuple[_Parser, ...]]:
    """What to try at a word that may begin a date, by the word."""
    out: dict[str, list[_Parser]] = {}

    def add(parser: _Parser, *groups: Iterable[str]) -> None:
        for group in groups:
            for word in group:
                out.setdefault(word, []).append(parser)

    plurals = [unit for unit in table("units") if unit.endswith("s")]
    hazes = {phrase.split()[0] for phrase in table("vague", "phrases")}
    days = (table("weekdays"), table("weekdays_short"), table("months"), table("named_days"))
    number = words("numbers.toml")
    opening = words("calendar.toml")["openers"]
    add(opened, opening["joins"])
    add(rest, opening["rests"])
    add(plain, *days, table("parts"), table("ordinals"), table("words", "seasons"), opening["plain"])
    add(plain, {name.split()[0] for name in table("holidays")})
    add(number_of_units, number["small"], number["tens"], table("words", "few"), table("words", "approximate"))
    add(number_of_units, plurals, opening["numbers"])
    add(hazy, opening["hazy"], table("words", "seasons"), hazes)
    return {word: tuple(dict.fromkeys(parsers)) for word, parsers in out.items()}
