"""Numbers in news and what they count: "at least 15 Israeli soldiers", "tens of thousands of people", "$3.5 billion".

    for number in numbers("Over 10,000 troops crossed the border"):
        number.value, number.bound, number.what      # 10000.0, "at_least", "troops"

What a number means for an event (killed, wounded, paid) is its trigger's to say: see `quantity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from geograph.model import Bound, Quantity
from geograph.nlp import dates
from geograph.nlp.lexer import Tokens, cardinal, tokens, words

NumberKind = Literal["count", "money", "percent", "time", "measure"]
LONGEST = 6  # words that say what is counted


@dataclass(frozen=True, slots=True)
class Number:
    """A number at start:end, the words that say how exact it is included. `unit` is empty for a count, else an ISO
    4217 code or the currency's word, "percent", or the unit's word. `what` is what follows and is counted, at
    what_start:what_end (both `end` where nothing is said). A range ("15 to 20") has its lower end, at least."""

    text: str
    start: int
    end: int
    value: float
    bound: Bound
    kind: NumberKind
    unit: str
    what: str
    what_start: int
    what_end: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A number over the tokens first:end."""

    first: int
    end: int
    value: float
    bound: Bound = "exact"
    kind: NumberKind = "count"
    unit: str = ""


def numbers(text: str, offset: int = 0, skip: Iterable[tuple[int, int]] | None = None) -> Iterator[Number]:
    """The numbers of a text from left to right, without dates, ages, times of day, scores and numbers in names.
    `offset` is added to all places. `skip` are places of dates (with the offset) that are known already, in order;
    without it they are looked for."""
    spans = [(e.start, e.end) for e in dates.find(text, offset)] if skip is None else list(skip)
    t = tokens(text)
    i, size, nth = 0, len(t), 0
    while i < size:
        while nth < len(spans) and spans[nth][1] - offset <= t.start[i]:
            nth += 1
        inside = nth < len(spans) and spans[nth][0] - offset <= t.start[i]
        span = None if inside or not _may_start(t, i) else _read(t, i)
        if span is None:
            i += 1
            continue
        if nth < len(spans) and spans[nth][0] - offset < t.end[span.end - 1]:
            i = span.end
            continue
        yield _number(text, t, span, offset)
        i = span.end


def quantity(number: Number, unit: str, what: str | None = None) -> Quantity:
    """The number as an event's quantity: `unit` says what happened to them ("killed") where nothing is measured or
    paid, `what` replaces what was read after the number."""
    unit = number.unit if number.kind != "count" else unit
    what = number.what if what is None else what
    return Quantity(number.text, number.start, number.end, number.value, unit, what, number.bound)


@cache
def _table(*path: str) -> Any:
    value: Any = words("numbers.toml")
    for key in path:
        value = value[key]
    return frozenset(value) if isinstance(value, list) else value


@cache
def _starters() -> frozenset[str]:
    groups = (_table("small"), _table("tens"), _table("rough"), _table("money", "signs"), _table("words", "few"))
    heads = {sign[0].lower() for sign in _table("money", "signs")} | {"us"}
    return frozenset(w for group in groups for w in group) | heads | {"a", "half"}


def _may_start(t: Tokens, i: int) -> bool:
    return t.low[i][0].isdecimal() or t.low[i] in _starters()


def _read(t: Tokens, i: int) -> _Span | None:
    """The number at token i with its unit, or None where there is none or it isn't one."""
    sign = _sign(t, i)
    if sign:
        found = cardinal(t, sign[0])
        return _Span(i, found[0], found[1], kind="money", unit=sign[1]) if found else None
    span = _rough(t, i) or _exact(t, i)
    return _with_unit(t, span) if span else None


def _sign(t: Tokens, i: int) -> tuple[int, str] | None:
    """A currency sign right before digits: the token after it, and the code."""
    signs = _table("money", "signs")
    for size in (2, 1):
        code = signs.get("".join(t.raw[i : i + size]))
        if code and t.at(i + size)[:1].isdecimal() and (size == 1 or t.tight(i + 1)):
            return i + size, code
    return None


def _rough(t: Tokens, i: int) -> _Span | None:
    """dozens, hundreds of, tens of thousands, several hundred, a few thousand."""
    rough, large = _table("rough"), _table("large")
    j = i + 1 if t.at(i) == "a" and t.at(i + 1) == "few" else i
    if t.at(j) in _table("words", "few"):
        scale = large.get(t.at(j + 1))
        return _Span(i, j + 2, float(scale), "at_least") if scale else None
    if t.at(i) not in rough or (t.at(i) in ("scores", "tens") and t.at(i + 1) != "of"):
        return None
    value, j = float(rough[t.low[i]]), i + 1
    while t.at(j) == "of" and t.at(j + 1) in rough:
        value, j = value * rough[t.low[j + 1]], j + 2
    return _Span(i, j, value, "about")


def _exact(t: Tokens, i: int) -> _Span | None:
    found = cardinal(t, i)
    if found is None or _is_name(t, i, found[0]):
        return None
    end, value = found
    if t.at(i) in ("one", "1") and end == i + 1 and _hollow(t, i):
        return None
    if t.at(end) in ("-", "–", "to") or (t.at(end) == "and" and t.at(i - 1) == "between"):
        tight = t.at(end) != "to" and t.at(end) != "and"
        if tight and t.tight(end) and t.at(end + 1)[:1].isalpha() and cardinal(t, end + 1) is None:
            return None  # "12-member", "two-day", "40-year-old"
        other = cardinal(t, end + 1)
        if other and other[1] > value and _what(t, other[0], 2.0)[1] > 0:
            scaled = value * _scale(t, end + 1, other[0]) if value < 1000 else value
            first = i - 1 if t.at(end) == "and" else i
            return _Span(first, other[0], scaled if scaled < other[1] else value, "at_least")
        if tight:
            return None  # a score, a fraction, a number of a thing
    return _Span(i, end, value)


def _scale(t: Tokens, first: int, end: int) -> float:
    """The magnitude that a range's second number ends with: "2 to 3 million"."""
    scale: float = _table("large").get(t.at(end - 1), 1) if end > first + 1 else 1
    return scale


def _hollow(t: Tokens, i: int) -> bool:
    after = t.at(i + 1)
    return not after.isalpha() or after in _table("words", "hollow") or t.at(i - 1) in _table("traps", "ones")


def _is_name(t: Tokens, i: int, end: int) -> bool:
    """The number at i:end is part of a name, an age, a time of day, a score."""
    before, after = t.at(i - 1), t.at(end)
    if before in _table("traps", "labels") or (before == "." and t.at(i - 2) in ("no", "nos") and t.tight(i - 1)):
        return True
    if t.tight(i) and (before.isalpha() or before in ("-", "–", "/", ".", "#", ":", "'", "’", "_", "@")):
        return True
    if t.tight(end) and (
        after in (":", "/", "°") or (after == "." and t.at(end + 1)[:1].isdecimal() and t.tight(end + 1))
    ):
        return True
    digits = t.low[i][0].isdecimal()
    if digits and (after in _table("traps", "clock") or (after in ("a", "p") and t.at(end + 1) in (".", "m"))):
        return after != "hours" or len(t.low[i]) == 4
    if (
        digits
        and before == ","
        and after in (",", ")")
        and end == i + 1
        and t.low[i].isdecimal()
        and int(t.low[i]) < 120
    ):
        return True
    j = end
    while j < end + 4 and t.raw[j].isalpha() and t.raw[j][0].isupper():
        j += 1
    return digits and j >= end + 2 and t.low[j - 1] in _table("traps", "streets")  # 10 Downing Street


def _with_unit(t: Tokens, span: _Span) -> _Span:
    """Adds what the number measures, and how exact it is."""
    i = span.end
    for bound, phrases in _table("bounds_after").items():
        size = next((len(p.split()) for p in phrases if t.low[i : i + len(p.split())] == p.split()), 0)
        if size:
            span, i = replace(span, end=i + size, bound=bound), i + size
            break
    j = i + 1 if t.at(i) in ("of", "-") else i
    land = _table("money", "lands").get(t.at(j))
    at = j + 1 if land and t.at(j + 1) in _table("money", "words") else j
    if t.at(at) in _table("money", "words"):
        return replace(span, end=at + 1, kind="money", unit=land or _table("money", "words")[t.at(at)])
    if t.at(at) in _table("money", "loose") and span.value >= 100_000:
        return replace(span, end=at + 1, kind="money", unit=_table("money", "loose")[t.at(at)])
    two = f"{t.at(i)} {t.at(i + 1)}"
    percent = _table("units", "percent")
    if two in percent or t.at(i) in percent:
        return replace(span, end=i + (2 if two in percent else 1), kind="percent", unit="percent")
    for kind in ("time", "measure"):
        if t.at(j) in _table("units", kind):
            return replace(span, end=j + 1, kind=kind, unit=t.at(j))
    if t.low[span.end - 1].endswith("m") and t.low[span.end - 1][0].isdecimal() and not _what(t, i, 2.0)[1]:
        return replace(span, value=span.value / 1_000_000, kind="measure", unit="m")  # "270m above the valley"
    return span


@cache
def _bounds() -> dict[tuple[str, ...], Bound]:
    return {tuple(p.split()): bound for bound, phrases in _table("bounds").items() for p in phrases}


def _bounded(t: Tokens, span: _Span) -> _Span:
    """The number with the words before it that say how exact it is."""
    for size in (3, 2, 1):
        first = span.first - size
        if first < 0:
            continue
        bound = _bounds().get(tuple(t.low[first : span.first]))
        if size == 1 and span.value < 11 and t.low[first] in ("over", "under", "above", "below"):
            continue  # "a dispute over four exiles"
        if bound and (span.bound == "exact" or bound != "about"):
            return replace(span, first=first, bound=bound)
    return span


def _what(t: Tokens, i: int, value: float) -> tuple[int, int]:
    """Where what is counted begins, and how many tokens it has: up to the first plural; for one thing up to the
    first word that can't belong to it."""
    while t.at(i) in _table("words", "skipped"):
        i += 1
    run = 0
    while run < LONGEST and _belongs(t, i + run, run > 0):
        run += 1
    if t.at(i + run) in ("'s", "’s"):
        return i, 0  # "seven Scotland's ..." counts nothing that stands here
    for k in range(run):
        if _plural(t, i + k) and t.at(i + k + 1) != "-":
            return i, k + (2 if k + 1 < run and _plural(t, i + k + 1) else 1)
    if value == 1:
        return i, min(run, 3 + 2 * t.low[i : i + run].count("-"))
    capitals = 0
    while capitals < run and t.raw[i + capitals][0].isupper():
        capitals += 1
    return i, capitals


def _belongs(t: Tokens, i: int, inside: bool) -> bool:
    """A word that may stand in the name of what is counted; inside it a hyphen, and a number behind one: F-16."""
    word = t.at(i)
    if word[:1].isalpha():
        return word not in _table("words", "stops") or (len(word) > 1 and t.raw[i].isupper())  # US, WHO
    if word == "-":
        return inside and t.tight(i) and t.tight(i + 1)
    return inside and word.isdecimal() and t.at(i - 1) == "-"


def _plural(t: Tokens, i: int) -> bool:
    word = t.at(i)
    if word in _table("words", "plurals"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "sis", "xis", "ous", "rus", "pus", "tus"))


def _number(text: str, t: Tokens, span: _Span, offset: int) -> Number:
    span = _bounded(t, span)
    start, end = t.start[span.first], t.end[span.end - 1]
    first, count = _what(t, span.end, span.value)
    a, b = (t.start[first], t.end[first + count - 1]) if count else (end, end)
    return Number(
        text=text[start:end],
        start=start + offset,
        end=end + offset,
        value=span.value,
        bound=span.bound,
        kind=span.kind,
        unit=span.unit,
        what=text[a:b],
        what_start=a + offset,
        what_end=b + offset,
    )
