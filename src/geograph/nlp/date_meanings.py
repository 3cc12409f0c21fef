"""What a date expression means, apart from its words. timespans.py says which days that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from geograph.model import Granularity

Unit = Literal["hour", "day", "week", "month", "quarter", "year", "decade", "century"]
Which = Literal["last", "this", "next", "nearest"]


@dataclass(frozen=True, slots=True)
class Open:
    """Words that name no days: a duration, a season, a fiscal year, a vague time."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that are named in full: "18 November 2024", "June 2020", "the 1990s"."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Yearly:
    """What comes once a year: "10 December", "June" (day None), "last June"."""

    month: int
    day: int | None = None
    which: Which = "nearest"


@dataclass(frozen=True, slots=True)
class Weekly:
    """What comes once a week: a weekday (0 = Monday), or the weekend (5, with 2 days)."""

    weekday: int
    days: int = 1
    which: Which = "nearest"


@dataclass(frozen=True, slots=True)
class Shift:
    """The calendar unit that lies n units off: "yesterday", "last year", "two weeks ago". `anchored` counts from
    another event's day ("two days later") and not from publication."""

    unit: Unit
    n: int
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """n units from another date of the text: "a day after Sunday", "two weeks before 5 June"."""

    of: Meaning
    unit: Unit
    n: int


@dataclass(frozen=True, slots=True)
class Window:
    """From publication n units back ("the past two days") or ahead. With `ahead_only` ("in 48 hours") it is
    known only for what is to come: of the past it says how long something took."""

    unit: Unit
    n: int
    ahead_only: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """The part of the running unit before or after publication: "earlier this year", "later this week"."""

    unit: Unit
    earlier: bool


@dataclass(frozen=True, slots=True)
class Within:
    """A day or month inside another stretch: "June last year", "Monday of last week"."""

    what: Yearly | Weekly
    of: Meaning


@dataclass(frozen=True, slots=True)
class Third:
    """The early (0), middle (1) or late (2) third: "early 2003", "mid-March", "the end of 2005"."""

    of: Meaning
    index: int


@dataclass(frozen=True, slots=True)
class Slice:
    """`count` units from the n-th on (0 = first, -1 = the last `count`): "the second quarter of 2010"."""

    of: Meaning
    unit: Unit
    n: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """From the start of one to the end of another; None is open: "from Monday to Wednesday", "since 1994"."""

    first: Meaning | None
    last: Meaning | None


@dataclass(frozen=True, slots=True)
class Beyond:
    """All before or all after: "before 2003", "after June"."""

    of: Meaning
    side: Literal["before", "after"]


Meaning: TypeAlias = (
    Open | Fixed | Yearly | Weekly | Shift | Offset | Window | Rest | Within | Third | Slice | Span | Beyond
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expr:
    """The words of a date at start:end, with what they mean before anyone knows when they were published."""

    text: str
    start: int
    end: int
    granularity: Granularity
    meaning: Meaning
