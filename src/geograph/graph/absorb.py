"""Which event without a day is really another event whose day, or whose participants, are better known.

Once, never chained: each absorbed event points to one that stands. Its own article's events come first.

0. An event of a day joins that of the same day, article, type, class and status which has all its participants and
   more of them: "talks between Ibarra and Kashani", "at the talks Ibarra spoke of".
1. An event without a day joins the day-event of its own article, type and class that has all its participants, unless
   its interval says another time.
2. Else it joins such an event of another article whose day lies in its interval, or within three days before its
   publication. Articles without a day of publication stay out of this.
3. Else it joins the event of its own article and status that has all its participants and says more: further
   participants, or a closer time. Without a day an allegation is no evidence for what is told as a fact.

Each time exactly one must fit; where two of its own article do, the event stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geograph.model import Status

if TYPE_CHECKING:
    from geograph.graph.merge import Key

WINDOW = timedelta(days=3)
"""News tells of what has happened within the last days, where it doesn't say when."""

Days = tuple[list[date], list["Key"]]


def absorb(
    articles: Mapping[Key, frozenset[str]], statuses: Mapping[Key, Status], published: frozenset[str]
) -> dict[Key, Key]:
    """For each absorbed event the one that it joins. `articles` and `statuses` hold each event's, `published` the
    articles whose day of publication is known."""
    near: defaultdict[tuple[str, str, bool], list[Key]] = defaultdict(list)
    for key, names in articles.items():
        for name in names:
            near[name, key.type, key.ahead].append(key)
    days = _by_day(articles, published)
    into: dict[Key, Key] = {}
    left: list[Key] = []
    for key, names in articles.items():
        if key.day is None or not key.who:
            continue
        same = {
            k
            for name in names
            for k in near[name, key.type, key.ahead]
            if k.day == key.day and key.who < k.who and _holds(k, key) and statuses[k] == statuses[key]
        }
        top = [k for k in same if not any(k.who < other.who for other in same)]
        if len(top) == 1:
            into[key] = top[0]
    for key, names in articles.items():
        if key.day is not None or not key.who:
            continue
        own = {into.get(k, k) for name in names for k in near[name, key.type, key.ahead] if k.day and _holds(k, key)}
        if len(own) == 1:
            into[key] = own.pop()
        elif not own:
            found = _elsewhere(key, days) if names & published else []
            if len(found) == 1:
                into[key] = found[0]
            else:
                left.append(key)
    for key in sorted(left, key=_vagueness):
        own = {
            into.get(k, k)
            for name in articles[key]
            for k in near[name, key.type, key.ahead]
            if k.day is None and statuses[k] == statuses[key] and _holds(k, key) and _says_more(k, key)
        }
        if len(own) == 1:
            into[key] = own.pop()
    return into


def _holds(large: Key, small: Key) -> bool:
    """Whether the larger event has all participants of the smaller, and their times don't contradict."""
    if not small.who <= large.who or small.mode != large.mode:
        return False
    if not (small.dated and large.dated):
        return True
    before = large.end is not None and small.start is not None and large.end < small.start
    after = large.start is not None and small.end is not None and large.start > small.end
    return not (before or after)


def _says_more(large: Key, small: Key) -> bool:
    if small.who != large.who:
        return True
    if not small.dated or not large.dated:
        return large.dated and not small.dated
    return _span(large) != _span(small) and _within(large, small)


def _span(key: Key) -> tuple[date, date]:
    return (key.start or date.min, key.end or date.max)


def _within(inner: Key, outer: Key) -> bool:
    (a, b), (c, d) = _span(inner), _span(outer)
    return c <= a and b <= d


def _vagueness(key: Key) -> tuple[int, int, str]:
    """An order in which each event comes after all that could absorb it."""
    start, end = _span(key)
    return (-len(key.who), (end - start).days if key.dated else 10**9, key.id)


def _by_day(
    articles: Mapping[Key, frozenset[str]], published: frozenset[str]
) -> dict[tuple[str, bool, str, str], Days]:
    """The day-events by type, class and participant, in order of their days: few have to be looked at for each."""
    lists: defaultdict[tuple[str, bool, str, str], list[tuple[date, str, Key]]] = defaultdict(list)
    for key, names in articles.items():
        if key.day is not None and names & published:
            for side, entity in key.who:
                lists[key.type, key.ahead, side, entity].append((key.day, key.id, key))
    made = {}
    for name, rows in lists.items():
        rows.sort(key=lambda row: row[:2])
        made[name] = ([row[0] for row in rows], [row[2] for row in rows])
    return made


def _elsewhere(key: Key, days: Mapping[tuple[str, bool, str, str], Days]) -> list[Key]:
    """The day-events of any article that fit; at most two, for two are too many already."""
    if key.dated:
        start, end = _span(key)
    elif key.published is not None:
        start, end = key.published - WINDOW, key.published
    else:
        return []
    found: list[Key] = []
    for other in _shortest(key, days, start, end):
        if key.who <= other.who:
            found.append(other)
            if len(found) == 2:
                break
    return found


def _shortest(key: Key, days: Mapping[tuple[str, bool, str, str], Days], start: date, end: date) -> Iterator[Key]:
    """The day-events between two days of that participant who has fewest of them."""
    best: tuple[int, int, list[Key]] | None = None
    for side, entity in key.who:
        entry = days.get((key.type, key.ahead, side, entity))
        if entry is None:
            return
        low, high = bisect_left(entry[0], start), bisect_right(entry[0], end)
        if best is None or high - low < best[1] - best[0]:
            best = (low, high, entry[1])
    if best is not None:
        for at in range(best[0], best[1]):
            yield best[2][at]
