"""Stretches of time and their parts: "the end of 2005", "the second quarter of 2010", "Monday of last week".

Like the functions of date_words.py, each reads at token i and gives a Found, or None.
"""

from __future__ import annotations

from geograph.nlp.date_meanings import Fixed, Open, Rest, Shift, Slice, Third, Unit, Weekly, Within, Yearly
from geograph.nlp.date_relative import (
    AROUND,
    PLAIN,
    STEP,
    around_then,
    named_day,
    next_day,
    plural,
    relative,
    shift,
    unit_at,
    window,
)
from geograph.nlp.date_words import (
    Found,
    dated,
    day_number,
    decade,
    holiday,
    month,
    numeric,
    table,
    weekday,
    year,
    year_number,
)
from geograph.nlp.lexer import Tokens, cardinal
from geograph.nlp.timespans import years

# -- one expression --------------------------------------------------------------------------------------------------


def core(t: Tokens, i: int, loose: bool = False) -> Found | None:
    """A single stretch of time, without what opens or joins it."""
    word = t.at(i)
    if word[:1].isdecimal():
        return (
            numeric(t, i) or dated(t, i) or decade(t, i) or year(t, i, loose) or _century(t, i) or _ordinal_part(t, i)
        )
    if word in table("named_days"):
        return named_day(t, i)
    if word in table("weekdays") or word in table("weekdays_short"):
        return _in_week(t, weekday(t, i))
    if word in table("months"):
        return dated(t, i) or _in_year(t, month(t, i, loose))
    if word in STEP or word in AROUND or word == "past":
        return relative(t, i)
    if word == "the":
        return article(t, i, loose)
    if word == "weekend":
        noun = t.at(i + 1).isalpha() and t.at(i + 1) not in table("traps", "function")
        return Found(i + 1, "range", Weekly(5, 2)) if noun else None
    if word in table("parts"):
        return part(t, i)
    if word in table("ordinals"):
        return _ordinal_part(t, i)
    return holiday(t, i) or _season(t, i) or _fiscal(t, i) or _tick(t, i)


def _tick(t: Tokens, i: int) -> Found | None:
    return decade(t, i) if t.at(i)[:1] in ("'", "’") else None


def _in_week(t: Tokens, found: Found | None) -> Found | None:
    """Monday [of] last week."""
    if found is None or not isinstance(found.meaning, Weekly):
        return found
    at = found.end + 1 if t.at(found.end) == "of" else found.end
    if t.at(at) in STEP and t.at(at + 1) == "week":
        return Found(at + 2, "day", Within(found.meaning, Shift("week", STEP[t.at(at)])))
    return found


def _in_year(t: Tokens, found: Found | None) -> Found | None:
    """June [of] last year."""
    if found is None or not isinstance(found.meaning, Yearly):
        return found
    at = found.end + 1 if t.at(found.end) in ("of", ",") else found.end
    if t.at(at) in STEP and t.at(at + 1) == "year":
        return Found(at + 2, found.granularity, Within(found.meaning, Shift("year", STEP[t.at(at)])))
    return found


def _century(t: Tokens, i: int) -> Found | None:
    word = t.at(i)
    if t.at(i + 1) != "century" or word[-2:] not in ("st", "nd", "rd", "th") or not word[:-2].isdecimal():
        return None
    last = int(word[:-2]) * 100
    return Found(i + 2, "range", Fixed(*years(last - 99, last))) if 100 < last <= 2100 else None


def _season(t: Tokens, i: int) -> Found | None:
    """summer 2003, winter of 1944-45: kept as text, for half the world has another season then."""
    if t.at(i) not in table("words", "seasons"):
        return None
    at = i + 2 if t.at(i + 1) == "of" else i + 1
    found = year(t, at, True)
    if found:
        return Found(found.end, "season", Open())
    if t.at(at) in STEP and t.at(at + 1) == "year":
        return Found(at + 2, "season", Open())
    return None


def _fiscal(t: Tokens, i: int) -> Found | None:
    """fiscal 2003, fiscal year 2003, FY 2003; Q1 2010."""
    word = t.at(i)
    if word == "q" and t.at(i + 1) in ("1", "2", "3", "4") and (value := year_number(t, i + 2)):
        return Found(i + 3, "quarter", Slice(Fixed(*years(value, value)), "quarter", int(t.at(i + 1)) - 1))
    if word not in ("fiscal", "fy") or (word == "fy" and t.raw[i] != "FY"):
        return None
    at = i + 2 if t.at(i + 1) == "year" else i + 1
    return Found(at + 1, "year", Open()) if year_number(t, at) else None


def article(t: Tokens, i: int, loose: bool) -> Found | None:
    """the 1990s, the weekend, the end of 2005, the second quarter, the day before yesterday."""
    after = t.at(i + 1)
    if after == "weekend":
        return Found(i + 2, "range", Weekly(5, 2))
    if after in AROUND or after in ("past", "coming"):
        return around_then(t, i + 1) if after in AROUND else window(t, i + 1)
    if after in ("last", "next"):
        return window(t, i + 1) or next_day(t, i + 1) or _ordinal_part(t, i + 1)
    if after == "day" and t.at(i + 2) in ("before", "after"):
        sign = 1 if t.at(i + 2) == "after" else -1
        if t.at(i + 3) in ("yesterday", "tomorrow"):
            return shift(i + 4, "day", 2 * sign)
        return shift(i + 3, "day", sign, anchored=True)
    if after == "year" and (value := year_number(t, i + 2)):
        return Found(i + 3, "year", Fixed(*years(value, value)))
    if after in table("ordinals"):
        return _ordinal_part(t, i + 1)
    if after in table("parts"):
        return part(t, i + 1)
    if after in table("words", "seasons"):
        return _season(t, i + 1) or (Found(i + 2, "season", Open()) if loose and t.at(i + 2) != "of" else None)
    if after[:1].isdecimal() or after[:1] in ("'", "’"):
        return decade(t, i + 1) or _century(t, i + 1) or _day_of_month(t, i + 1)
    return None


def _day_of_month(t: Tokens, i: int) -> Found | None:
    """the 5th of November."""
    return dated(t, i) if day_number(t, i) and t.at(i + 1) == "of" else None


# -- parts of a stretch ----------------------------------------------------------------------------------------------


def part(t: Tokens, i: int) -> Found | None:
    """early 2003, mid-March, late last year, end of the week, early on Monday."""
    index = table("parts")[t.low[i]]
    edge = t.low[i] not in ("early", "mid", "late")
    j = i + 1
    if edge:
        if t.at(j) != "of":
            return None
        j += 1
    elif t.at(j) in ("-", "in", "on"):
        j += 1
    elif t.at(j) == "of":
        return None
    whole = _whole(t, j)
    if whole is None or (edge and whole.granularity == "day"):
        return None
    if whole.granularity == "day":
        return Found(whole.end, "day", whole.meaning) if isinstance(whole.meaning, Weekly | Shift | Within) else None
    if isinstance(whole.meaning, Open):
        return Found(whole.end, whole.granularity, Open())
    return Found(whole.end, "range", Third(whole.meaning, index))


def _whole(t: Tokens, i: int) -> Found | None:
    """What a part may be a part of: "2005", "June", "last year", "the week", "the 1990s"; no part itself, so
    that a row of parts isn't followed without end."""
    j = i + 1 if t.at(i) in ("the", "this") else i
    sliced = t.at(j) in ("last", "final") and t.at(j + 3 if cardinal(t, j + 1) else j + 2) == "of"
    if sliced or t.at(j) in table("parts") or t.at(j) in table("ordinals"):
        return None
    unit = unit_at(t, j)
    if j > i and unit in PLAIN and not plural(t, j):
        return shift(j + 1, unit, 0)
    if t.at(i) in table("words", "seasons"):
        return _season(t, i) or Found(i + 1, "season", Open())
    return core(t, i, True)


def _ordinal_part(t: Tokens, i: int) -> Found | None:
    """first quarter of 2010, second half of the year, first six months of 2004, last quarter of 2003."""
    last = t.at(i) in ("last", "final")
    n = -1 if last else table("ordinals").get(t.at(i))
    if n is None:
        return None
    j, unit, count = i + 2, unit_at(t, i + 1), 1
    half = t.at(i + 1) == "half"
    number = cardinal(t, i + 1)
    if number and n in (-1, 1) and float(number[1]).is_integer():
        j, unit, count = number[0] + 1, unit_at(t, number[0]), int(number[1])
    elif not half and (unit not in ("day", "week", "month", "quarter") or plural(t, i + 1)):
        return None
    if t.at(j) != "of" or (unit is None and not half) or unit == "hour":
        return None
    whole = _whole(t, j + 1)
    if whole is None or whole.granularity == "day":
        return None
    meaning, end = whole.meaning, whole.end
    if half:
        return _half(whole, n, last)
    assert unit is not None
    gran = unit if count == 1 and unit in ("day", "week", "month", "quarter") else "range"
    if isinstance(meaning, Open):
        return Found(end, "quarter" if unit == "quarter" else "range", Open())
    return Found(end, "range" if gran == "week" else gran, Slice(meaning, unit, n if last else n - 1, count))


def _half(whole: Found, n: int, last: bool) -> Found | None:
    """The first or second half of a year, month, decade or the like."""
    sizes: dict[str, tuple[Unit, int]] = {"year": ("month", 6), "month": ("day", 15), "range": ("year", 5)}
    if whole.granularity not in sizes or n > 2:
        return None
    unit, count = sizes[whole.granularity]
    if isinstance(whole.meaning, Open):
        return Found(whole.end, "range", Open())
    if not (last or n == 2):
        return Found(whole.end, "range", Slice(whole.meaning, unit, 0, count))
    if unit == "day":
        return Found(whole.end, "range", Slice(whole.meaning, unit, count, 16))
    return Found(whole.end, "range", Slice(whole.meaning, unit, -1, count))


def rest(t: Tokens, i: int) -> Found | None:
    """earlier this year, later this week, earlier today, later on Monday."""
    earlier = t.low[i] == "earlier"
    unit = unit_at(t, i + 2)
    if t.at(i + 1) in ("this", "in") and unit in PLAIN and not plural(t, i + 2):
        return Found(i + 3, "range", Rest(unit, earlier)) if t.at(i + 1) == "this" else None
    if t.at(i + 1) == "in" and t.at(i + 2) == "the" and unit_at(t, i + 3) in PLAIN and not plural(t, i + 3):
        unit = unit_at(t, i + 3)
        return Found(i + 4, "range", Rest(unit, earlier)) if unit else None
    j = i + 2 if t.at(i + 1) == "on" else i + 1
    day = core(t, j)
    return day if day and day.granularity == "day" and isinstance(day.meaning, Weekly | Shift) else None
