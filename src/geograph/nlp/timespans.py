"""The days that a date expression means, seen from a publication date.

An interval is a pair of days, both inclusive, None where open or unknown. Nothing here knows what day it is today:
what is relative to a day that isn't given stays (None, None).
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, TypeAlias

from dateutil.relativedelta import relativedelta

from geograph.nlp.date_meanings import (
    Beyond,
    Fixed,
    Meaning,
    Offset,
    Open,
    Rest,
    Shift,
    Slice,
    Span,
    Third,
    Unit,
    Weekly,
    Which,
    Window,
    Within,
    Yearly,
)

Interval: TypeAlias = tuple[date | None, date | None]

UNKNOWN: Interval = (None, None)


def interval(meaning: Meaning, ref: date | None, future: bool, anchor: date | None = None) -> Interval:
    """The days that an expression means in an article of the day `ref`. `future` says that the sentence is about
    what is to come; `anchor` is the day that anchored expressions count from."""
    try:
        return _interval(meaning, ref, future, anchor)
    except (ValueError, OverflowError):  # beyond the calendar: "9000 years ago"
        return UNKNOWN


def based(meaning: Meaning) -> Literal["event", "publication"] | None:
    """What days a meaning counts from: another event's, that of publication, or none."""
    match meaning:
        case Fixed() | Open():
            return None
        case Shift(anchored=True):
            return "event"
        case Within(of=of) | Third(of=of) | Slice(of=of) | Offset(of=of) | Beyond(of=of):
            return based(of)
        case Span(first, last):
            found = {based(end) for end in (first, last) if end is not None} - {None}
            return "event" if "event" in found else "publication" if found else None
    return "publication"


def _interval(meaning: Meaning, ref: date | None, future: bool, anchor: date | None) -> Interval:
    match meaning:
        case Fixed(first, last):
            return first, last
        case Span():
            return _span(meaning, ref, future, anchor)
        case Shift(unit, n, anchored):
            base = anchor if anchored else ref
            return around(moved(base, unit, n), unit) if base else UNKNOWN
        case Offset(of, unit, n):
            base = _interval(of, ref, future, anchor)[0]
            return around(moved(base, unit, n), unit) if base else UNKNOWN
        case Within(what, of):
            return _inside(what, *_interval(of, ref, future, anchor))
        case Third(of, index):
            return _third(*_interval(of, ref, future, anchor), index)
        case Slice():
            return _slice(meaning, *_interval(meaning.of, ref, future, anchor))
        case Beyond(of, side):
            start, end = _interval(of, ref, future, anchor)
            if side == "before":
                return None, start - timedelta(days=1) if start else None
            return end + timedelta(days=1) if end else None, None
        case Open():
            return UNKNOWN
    if ref is None:
        return UNKNOWN
    match meaning:
        case Yearly():
            return _yearly(meaning, ref, future)
        case Weekly():
            return _weekly(meaning, ref, future)
        case Window(unit, n, ahead_only):
            if ahead_only and not future:
                return UNKNOWN
            other = moved(ref, unit, n)
            return min(ref, other), max(ref, other)
        case Rest(unit, earlier):
            start, end = around(ref, unit)
            return (start, ref) if earlier else (ref, end)


def moved(day: date, unit: Unit, n: int) -> date:
    """The day n units off; hours count only in whole days."""
    match unit:
        case "hour":
            return day + timedelta(days=int(n / 24))
        case "day":
            return day + timedelta(days=n)
        case "week":
            return day + timedelta(weeks=n)
        case "month" | "quarter":
            return day + relativedelta(months=n * (3 if unit == "quarter" else 1))
        case "year" | "decade" | "century":
            return day + relativedelta(years=n * {"year": 1, "decade": 10, "century": 100}[unit])


def around(day: date, unit: Unit) -> tuple[date, date]:
    """The calendar unit that a day lies in. Weeks begin on Monday, decades with a year that ends in 0."""
    match unit:
        case "hour" | "day":
            return day, day
        case "week":
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=6)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            first = date(day.year, day.month - (day.month - 1) % 3, 1)
            return first, first + relativedelta(months=3, days=-1)
        case "year":
            return years(day.year, day.year)
        case "decade":
            return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
        case "century":
            return years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)


def month_of(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, first + relativedelta(day=31)


def years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


def _in_year(what: Yearly, year: int) -> tuple[date, date] | None:
    """The day or month in that year; None for a 29 February that doesn't exist."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if what.day is None:
        return month_of(year, what.month)
    try:
        day = date(year, what.month, what.day)
    except ValueError:
        return None
    return day, day


def _yearly(what: Yearly, ref: date, future: bool) -> Interval:
    step = 1 if what.which == "next" or (what.which == "nearest" and future) else -1
    for year in range(ref.year, ref.year + step * 10, step):  # two leap years are at most 8 years apart
        found = _in_year(what, year)
        if found is None:
            continue
        first, last = found
        if what.which == "this" or _fits(first, last, ref, what.which, future):
            return found
    return UNKNOWN


def _fits(first: date, last: date, ref: date, which: Which, future: bool) -> bool:
    if which == "last":
        return last < ref
    if which == "next":
        return first > ref
    return last >= ref if future else first <= ref


def _weekly(what: Weekly, ref: date, future: bool) -> Interval:
    monday = ref - timedelta(days=ref.weekday())
    weeks = (0,) if what.which == "this" else (0, 1, 2) if what.which == "next" or future else (0, -1, -2)
    if what.which == "last":
        weeks = (0, -1, -2)
    elif what.which == "next" and what.days > 1:
        weeks = (1,)  # next weekend is never the one at the end of this week
    for week in weeks:
        first = monday + timedelta(days=7 * week + what.weekday)
        last = first + timedelta(days=what.days - 1)
        if what.which == "this" or _fits(first, last, ref, what.which, future):
            return first, last
    return UNKNOWN


def _inside(what: Yearly | Weekly, first: date | None, last: date | None) -> Interval:
    """The first such day or month in the stretch."""
    if first is None or last is None:
        return UNKNOWN
    if isinstance(what, Weekly):
        start = first + timedelta(days=(what.weekday - first.weekday()) % 7)
        return start, start + timedelta(days=what.days - 1)
    for year in range(first.year, last.year + 1):
        found = _in_year(what, year)
        if found and found[1] >= first:
            return found
    return UNKNOWN


def _third(first: date | None, last: date | None, index: int) -> Interval:
    if first is None or last is None:
        return UNKNOWN
    days = (last - first).days + 1
    if days > 3600:  # a decade
        a, b = ((0, 3), (4, 6), (7, 9))[index]
        return years(first.year + a, first.year + b)
    if days >= 90:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        start = first + relativedelta(months=months * index // 3)
        return start, first + relativedelta(months=months * (index + 1) // 3, days=-1)
    if days >= 28:
        return first + timedelta(days=10 * index), first + timedelta(days=9 + 10 * index) if index < 2 else last
    if days >= 7:
        return first + timedelta(days=2 * index), first + timedelta(days=2 + 2 * index)
    return first, last


def _slice(what: Slice, first: date | None, last: date | None) -> Interval:
    if first is None or last is None:
        return UNKNOWN
    if what.n < 0:
        start = moved(last + timedelta(days=1), what.unit, -what.count)
        return max(start, first), last
    start = moved(first, what.unit, what.n)
    end = moved(first, what.unit, what.n + what.count) - timedelta(days=1)
    return (start, min(end, last)) if start <= last else UNKNOWN


def _span(what: Span, ref: date | None, future: bool, anchor: date | None) -> Interval:
    """Both ends, the second seen from the first for what is to come, else the first from the second: so "from
    November to January" crosses the year."""
    first, last = what.first, what.last
    if first is None or last is None:
        start = _interval(first, ref, False, anchor)[0] if first else None
        return start, _interval(last, ref, future, anchor)[1] if last else None
    if future:
        start, start_end = _interval(first, ref, True, anchor)
        end = _interval(last, _only_bare(last, start or start_end, ref), True, anchor)[1]
    else:
        end = _interval(last, ref, False, anchor)[1]
        start = _interval(first, _only_bare(first, end, ref), False, anchor)[0]
    if start is None or end is None or start > end:
        return UNKNOWN
    return start, end


def _only_bare(what: Meaning, seen_from: date | None, ref: date | None) -> date | None:
    """A bare weekday, day or month is seen from the span's other end, everything else from publication."""
    bare = isinstance(what, Yearly | Weekly) and what.which == "nearest"
    return (seen_from or ref) if bare else ref
