"""Which event without a day is really another event whose day, or whose participants, are better known.

Each absorbed event points to one that stands. Its own article's events come first.

same-day: an event of a day joins that of the same day, article, type, class and status which has all its participants
    and more of them: "talks between Ibarra and Kashani", "at the talks Ibarra spoke of".
own-day: an event without a day joins the day-event of its own article, type and class that has all its participants,
    unless its interval says another time.
other-day: else it joins such an event of another article whose day lies in its interval, or within three days before
    its publication. One state in common is too little for this where the other event has more participants: states do
    many things in three days; unnamed groups in common are too little always. Articles without a day of publication
    stay out of this.
own-fuller: else it joins the event of its own article and status that has all its participants and says more: further
    participants, or a closer time. Without a day an allegation is no evidence for what is told as a fact.

Each time exactly one must fit; where two do, the event stays as it is. What an event joins depends on nothing but the
events of its own articles and the day-events that have all its participants, so a store can find again what a new
article changes without looking at all the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Literal, Protocol

from geograph.model import Status

if TYPE_CHECKING:
    from geograph.graph.merge import Key

WINDOW = timedelta(days=3)
"""News tells of what has happened within the last days, where it doesn't say when."""

Why = Literal["same-day", "own-day", "other-day", "own-fuller"]


REASONS: dict[Why, str] = {
    "same-day": "the same day in the same article, with all its participants and more",
    "own-day": "no day said; its own article's one event with all its participants and a day that fits",
    "other-day": "no day said; the one event of other articles with all its participants and a day that fits",
    "own-fuller": "no day said; its own article's one event with all its participants that says more",
}
"""Each rule in words: why the event is the other one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule, and the events that an event may be by it. It joins where there is exactly one; of several it is none,
    and of those in other articles no more than two are looked for."""

    why: Why
    events: frozenset[Key]


class World(Protocol):
    """What absorption asks of all the other events."""

    def near(self, key: Key) -> Iterable[Key]:
        """The events of the same type and class that the key's own articles tell of, the key among them."""

    def status(self, key: Key) -> Status:
        """The status that the key's own claims give it."""

    def published(self, key: Key) -> bool:
        """Whether an article that tells of it says when it was published."""

    def days(self, key: Key, first: date, last: date) -> Iterable[Key]:
        """The day-events of the same type and class, told of by an article whose publication is known, that have all
        of the key's participants, from the first day to the last."""


class Absorption:
    """Who joins whom in a world that doesn't change meanwhile; each answer is found once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._known: dict[Key, Fit | None] = {}

    def root(self, key: Key) -> Key:
        """The event that stands for this one: itself where it joins none."""
        found = self.fit(key)
        return key if found is None or len(found.events) > 1 else next(iter(found.events))

    def fit(self, key: Key) -> Fit | None:
        """The events which this one may be, all standing by themselves; None where there are none."""
        if key not in self._known:
            self._known[key] = self._fit(key) if key.who else None
        return self._known[key]

    def _fit(self, key: Key) -> Fit | None:
        # What it joins may itself join another; each step leads to more participants or a closer time.
        near = [k for k in self.world.near(key) if k != key]
        if key.day is not None:
            return _some("same-day", map(self.root, self._same_day(key, near)))
        if own := _some("own-day", (self.root(k) for k in near if k.day and holds(k, key))):
            return own
        found = self._elsewhere(key)
        if found and len(found.events) == 1:
            return found
        status = self.world.status(key)
        fuller = (
            self.root(k)
            for k in near
            if k.day is None and holds(k, key) and _says_more(k, key) and self.world.status(k) == status
        )
        return _some("own-fuller", fuller) or found

    def _same_day(self, key: Key, near: list[Key]) -> list[Key]:
        status = self.world.status(key)
        same = [k for k in near if k.day == key.day and key.who < k.who and holds(k, key)]
        same = [k for k in same if self.world.status(k) == status]
        return [k for k in same if not any(k.who < other.who for other in same)]

    def _elsewhere(self, key: Key) -> Fit | None:
        span = window(key)
        if span is None or not self.world.published(key):
            return None
        roots = (self.root(k) for k in self.world.days(key, *span) if holds(k, key) and _telling(key, k))
        return _some("other-day", islice(_distinct(roots), 2))


def _some(why: Why, found: Iterable[Key]) -> Fit | None:
    events = frozenset(found)
    return Fit(why, events) if events else None


def _distinct(keys: Iterable[Key]) -> Iterator[Key]:
    seen: set[Key] = set()
    for key in keys:
        if key not in seen:
            seen.add(key)
            yield key


def window(key: Key) -> tuple[date, date] | None:
    """The days, both inclusive, on which an event without a day may have happened; None where nobody knows."""
    if key.dated:
        return _span(key)
    return (key.published - WINDOW, key.published) if key.published is not None else None


def holds(large: Key, small: Key) -> bool:
    """Whether the larger event has all participants of the smaller, and their times don't contradict."""
    if not small.who <= large.who or small.mode != large.mode:
        return False
    if not (small.dated and large.dated):
        return True
    before = large.end is not None and small.start is not None and large.end < small.start
    after = large.start is not None and small.end is not None and large.start > small.end
    return not (before or after)


def named(key: Key) -> list[tuple[str, str]]:
    """The participants, each with its side, without unnamed groups ("PSE|CVL"), who may be anybody of that kind."""
    return [(side, entity) for side, entity in key.who if "|" not in entity]


def _telling(small: Key, large: Key) -> bool:
    """Whether the smaller event's participants say enough to find it among all articles' events."""
    if small.article or large.article:
        return False
    known = named(small)
    return len(known) > 1 or small.who == large.who or any(not entity.startswith("state-") for _, entity in known)


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


Days = tuple[list[date], list["Key"]]


class Memory:
    """The world of events that are all at hand. `articles` and `statuses` hold each event's, `published` the articles
    whose day of publication is known."""

    def __init__(
        self, articles: Mapping[Key, frozenset[str]], statuses: Mapping[Key, Status], published: frozenset[str]
    ) -> None:
        self._articles, self._statuses, self._published = articles, statuses, published
        self._near: defaultdict[tuple[str, str, bool], list[Key]] = defaultdict(list)
        lists: defaultdict[tuple[str, bool, str, str], list[tuple[date, str, Key]]] = defaultdict(list)
        for key, names in articles.items():
            for name in names:
                self._near[name, key.type, key.ahead].append(key)
            if key.day is not None and names & published:
                for side, entity in key.who:
                    lists[key.type, key.ahead, side, entity].append((key.day, key.id, key))
        self._days: dict[tuple[str, bool, str, str], Days] = {}
        for slot, rows in lists.items():
            rows.sort(key=lambda row: row[:2])
            self._days[slot] = ([row[0] for row in rows], [row[2] for row in rows])

    def near(self, key: Key) -> Iterator[Key]:
        """See `World`."""
        for name in self._articles[key]:
            yield from self._near[name, key.type, key.ahead]

    def status(self, key: Key) -> Status:
        """See `World`."""
        return self._statuses[key]

    def published(self, key: Key) -> bool:
        """See `World`."""
        return not self._published.isdisjoint(self._articles[key])

    def days(self, key: Key, first: date, last: date) -> Iterator[Key]:
        """See `World`. Looked for among the days of that participant who has fewest of them."""
        best: tuple[int, int, list[Key]] | None = None
        for side, entity in key.who:
            entry = self._days.get((key.type, key.ahead, side, entity))
            if entry is None:
                return
            low, high = bisect_left(entry[0], first), bisect_right(entry[0], last)
            if best is None or high - low < best[1] - best[0]:
                best = (low, high, entry[1])
        if best is not None:
            yield from (k for k in best[2][best[0] : best[1]] if key.who <= k.who)
