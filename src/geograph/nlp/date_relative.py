"""Times that are told from publication or from another event by a number of units: "last week", "two days ago".

Like the functions of date_words.py, each reads at token i and gives a Found, or None.
"""

from __future__ import annotations

from geograph.model import Granularity
from geograph.nlp.date_meanings import Open, Shift, Unit, Weekly, Which, Window, Yearly
from geograph.nlp.date_words import Found, dated, month, table, weekday
from geograph.nlp.lexer import Tokens, cardinal

_WHICH: dict[str, Which] = {"last": "last", "this": "this", "next": "next"}
STEP = {"last": -1, "this": 0, "next": 1}
AROUND = {"previous": -1, "preceding": -1, "following": 1, "same": 0, "that": 0}
_WINDOW = {"past": -1, "last": -1, "coming": 1, "next": 1}
PLAIN = ("week", "month", "quarter", "year", "decade", "century")


def unit_at(t: Tokens, i: int) -> Unit | None:
    unit: Unit | None = table("units").get(t.at(i))
    return unit


def plural(t: Tokens, i: int) -> bool:
    return t.at(i).endswith("s")


_GRANULARITY: dict[Unit, Granularity] = {
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "range",
    "century": "range",
}


def shift(end: int, unit: Unit, n: int, anchored: bool = False) -> Found:
    """The unit n units off, with the granularity that it has."""
    return Found(end, _GRANULARITY[unit], Shift(unit, n, anchored))


def named_day(t: Tokens, i: int) -> Found | None:
    word = t.low[i]
    if word == "today" and (
        (t.raw[i] == "Today" and t.at(i - 1) in table("traps", "today_before"))
        or t.at(i + 1) in table("traps", "today_after")
    ):
        return None
    end = i + 2 if word != "today" and t.at(i + 1) in table("words", "dayparts") else i + 1
    return shift(end, "day", table("named_days")[word])


def relative(t: Tokens, i: int) -> Found | None:
    """last Monday, this week, next June, the past two days, the following day."""
    word, after = t.low[i], t.at(i + 1)
    if word == "last" and after == "night":
        return shift(i + 2, "day", -1)
    if word == "this" and after in ("morning", "afternoon", "evening"):
        return shift(i + 2, "day", 0)
    if word in AROUND:
        return around_then(t, i)
    if word == "this" and after in ("past", "coming"):
        return _this_past(t, i + 1)
    stretch = window(t, i) if word in _WINDOW else None
    if stretch or word not in STEP:
        return stretch
    which = _WHICH[word]
    unit = unit_at(t, i + 1)
    if unit in PLAIN and not plural(t, i + 1):
        if word == "this" and after == "quarter":
            return shift(i + 2, "quarter", 0)
        return shift(i + 2, unit, STEP[word])
    if after == "fiscal" and t.at(i + 2) == "year":
        return Found(i + 3, "year", Open())
    if after == "weekend":
        return Found(i + 2, "range", Weekly(5, 2, which))
    if after in table("words", "seasons"):
        return Found(i + 2, "season", Open())
    if after in table("weekdays"):
        return weekday(t, i + 1, which)
    if after in table("months"):
        found = dated(t, i + 1) or month(t, i + 1, True)
        if found and isinstance(found.meaning, Yearly):
            return Found(found.end, found.granularity, Yearly(found.meaning.month, found.meaning.day, which))
    return None


def around_then(t: Tokens, i: int) -> Found | None:
    """the following day, the same month, that week: counted from what was told before."""
    if t.low[i] == "following" and t.at(i - 1) not in ("the", "that", "this"):
        return None  # "following Friday's losses"
    unit = unit_at(t, i + 1)
    if t.at(i + 1) in table("weekdays") and t.low[i] != "that":
        return Found(i + 2, "day", Open())
    if t.at(i + 1) in ("night", "morning", "evening", "afternoon"):
        unit = "day"
    if unit is None or unit == "hour" or plural(t, i + 1) or unit == "quarter":
        return None
    return shift(i + 2, unit, AROUND[t.low[i]], anchored=True)


def _this_past(t: Tokens, i: int) -> Found | None:
    """this past Monday, this coming Friday, this past week."""
    which: Which = "last" if t.low[i] == "past" else "next"
    if t.at(i + 1) == "weekend":
        return Found(i + 2, "range", Weekly(5, 2, which))
    if t.at(i + 1) in table("weekdays"):
        return weekday(t, i + 1, which)
    return window(t, i)


def window(t: Tokens, i: int) -> Found | None:
    """past two days, last 24 hours, coming weeks; a single unit only of the past or the coming one."""
    sign = _WINDOW.get(t.at(i))
    if sign is None:
        return None
    j = i + 1
    if t.at(j) in table("words", "few") or t.at(j) in ("couple", "dozen"):
        j = j + 2 if t.at(j + 1) == "of" else j + 1
        return Found(j + 1, "vague", Open()) if unit_at(t, j) and plural(t, j) else None
    number = cardinal(t, j)
    if number and (unit := unit_at(t, number[0])):
        if number[1] != int(number[1]):
            return Found(number[0] + 1, "vague", Open())
        return Found(number[0] + 1, "range", Window(unit, sign * int(number[1])))
    unit = unit_at(t, j)
    if unit is None or t.at(i) in ("last", "next"):
        return None
    if plural(t, j):
        return Found(j + 1, "vague", Open())
    return Found(j + 1, "range", Window(unit, sign)) if unit not in ("hour", "day") else None


def next_day(t: Tokens, i: int) -> Found | None:
    """the next day: counted from what was told before."""
    return shift(i + 2, "day", 1, anchored=True) if t.low[i] == "next" and t.at(i + 1) == "day" else None


# -- numbers of units ------------------------------------------------------------------------------------------------


def counted(t: Tokens, i: int) -> Found | None:
    """two days ago, a week later, 48 hours from now, days before; "nearly two years ago" stays vague."""
    j, rough = _roughly(t, i)
    some = t.at(j) in table("words", "few") or (t.at(j) in ("a", "the") and t.at(j + 1) in table("words", "few"))
    number: tuple[int, float] | None
    if some:
        j, rough = j + (t.at(j) in ("a", "the")) + 1, True
        j = j + 1 if t.at(j) == "of" else j
        number = (j, 0.0)
    elif t.at(j) in ("a", "an", "one") and unit_at(t, j + 1):
        number = (j + 1, 1.0)
    elif unit_at(t, j) and plural(t, j):
        number, rough = (j, 0.0), True
    else:
        number = cardinal(t, j)
    if number is None:
        return None
    at, n = number
    at = at + 1 if t.at(at) == "-" else at
    unit = unit_at(t, at)
    if unit is None:
        return None
    return _counted_tail(t, at + 1, unit, n, rough or n != int(n))


def _roughly(t: Tokens, i: int) -> tuple[int, bool]:
    """Steps over "nearly", "more than", "at least", "just": the token behind, and whether the number is a rough one."""
    j, rough = i, False
    while j < i + 6:
        if (t.at(j) in table("words", "approximate_than") and t.at(j + 1) == "than") or (
            t.at(j) == "at" and t.at(j + 1) in ("least", "most")
        ):
            j, rough = j + 2, True
        elif t.at(j) in table("words", "approximate") and t.at(j + 1) != "of":
            j, rough = j + 1, True
        elif t.at(j) in ("just", "only", "well", "exactly"):
            j += 1
        else:
            break
    return j, rough


def _counted_tail(t: Tokens, i: int, unit: Unit, n: float, vague: bool) -> Found | None:
    word = t.at(i)
    vague = vague or unit in ("decade", "century")
    if word == "ago":
        return Found(i + 1, "vague", Open()) if vague else shift(i + 1, unit, -int(n))
    if word == "from" and t.at(i + 1) in ("now", "today"):
        return Found(i + 2, "vague", Open()) if vague else shift(i + 2, unit, int(n))
    sign = 1 if word in table("words", "after") else -1 if word in table("words", "before") else 0
    if not sign or (word == "prior" and t.at(i + 1) != "to"):
        return None
    return Found(i + 1, "vague", Open()) if vague else shift(i + 1, unit, sign * int(n), anchored=True)


def duration(t: Tokens, i: int) -> Found | None:
    """for four days, over two weeks, in 48 hours, within days: how long, or until when."""
    word = t.low[i]
    j, rough = _roughly(t, i + 1)
    if t.at(j) in ("a", "an") and unit_at(t, j + 1):
        number: tuple[int, float] | None = (j + 1, 1.0)
    elif t.at(j) in ("a", "the") and t.at(j + 1) in table("words", "few"):
        number, rough = (j + 3 if t.at(j + 2) == "of" else j + 2, 0.0), True
    elif t.at(j) in table("words", "few"):
        number, rough = (j + 1, 0.0), True
    elif unit_at(t, j) and plural(t, j):
        number, rough = (j, 0.0), True
    else:
        number = cardinal(t, j)
    unit = unit_at(t, number[0]) if number else None
    if number is None or unit is None or unit == "quarter" or t.at(number[0]) == "second":
        return None
    end, n = number[0] + 1, number[1]
    if t.at(end) in ("old", "ago", "-", "prison", "jail") or (
        t.at(end) == "in" and t.at(end + 1) in ("prison", "jail")
    ):
        return None
    if word in ("in", "within") and not rough and n == int(n):
        tail = t.at(end) in ("'", "’") and t.at(end + 1) == "time"
        if t.at(end) == "of" or (word == "in" and not tail and _ranked(t, i)):
            return Found(end, "range", Open())
        return Found(end + 2 if tail else end, "range", Window(unit, int(n), ahead_only=True))
    if word == "in" and rough:
        return None
    return Found(end, "vague" if n == 0 else "range", Open())


def _ranked(t: Tokens, i: int) -> bool:
    """ "the first in two years", "the worst attack in two years": the number says how long nothing like it happened."""
    return any(
        t.low[k] in table("ordinals")
        or (t.low[k].endswith("est") and len(t.low[k]) > 4)
        or t.low[k] in ("most", "worst", "time")
        for k in range(max(0, i - 6), i)
    )
