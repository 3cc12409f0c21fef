"""Days, months and years that stand by their names: "18 November 2024", "Nov. 7-8", "June", "Monday", "the 1990s".

Each function reads at token i and gives a Found, or None. `loose` says that a word stands before which only times
follow ("in", "since"), so that a bare year or a month that is also a name may be taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from geograph.model import Granularity
from geograph.nlp.date_meanings import Fixed, Meaning, Open, Span, Weekly, Which, Yearly
from geograph.nlp.lexer import Tokens, words
from geograph.nlp.timespans import month_of, years


@dataclass(frozen=True, slots=True)
class Found:
    """An expression up to token `end` (exclusive)."""

    end: int
    granularity: Granularity
    meaning: Meaning


@cache
def table(*path: str) -> Any:
    """A part of calendar.toml; lists as frozensets."""
    value: Any = words("calendar.toml")
    for key in path:
        value = value[key]
    return frozenset(value) if isinstance(value, list) else value


def is_trap(t: Tokens, first: int, end: int) -> bool:
    """The weekday or month at first:end belongs to a name ("Black Friday", "Sunday Times"), or means each one."""
    return t.at(first - 1) in table("traps", "before") or (
        t.at(end) in table("traps", "after") and (t.raw[end][0].isupper() or t.low[end] in ("prayer", "sermon"))
    )


def numeric(t: Tokens, i: int) -> Found | None:
    """2024-11-20, 20.11.2024, 11/20/2024. Where day and month can't be told apart the day stays open."""
    parts = t.low[i].replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    a, b, c = map(int, parts)
    if len(parts[0]) == 4:
        return _day(i + 1, a, b, c)
    if len(parts[2]) == 3 or len(parts[0]) > 2:
        return None
    if "/" in t.low[i] and (len(parts[2]) == 2 or (a <= 12 and b <= 12 and a != b)):
        return Found(i + 1, "day", Open()) if 0 < a <= 31 and 0 < b <= 31 and min(a, b) <= 12 else None
    return _day(i + 1, c, a, b) if b > 12 else _day(i + 1, c, b, a)


def _day(end: int, year: int, month: int, day: int) -> Found | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Found(end, "day", Fixed(found, found))


def year_number(t: Tokens, i: int) -> int | None:
    """The year that token i may be: four digits from 1000 to 2100 that count nothing."""
    word = t.at(i)
    if len(word) != 4 or not word.isdecimal() or not 1000 <= int(word) <= 2100:
        return None
    if t.at(i + 1) in ("%", "°", "€", "$", "km²") or (t.at(i + 1) in (":", "/") and t.at(i + 2).isdecimal()):
        return None
    if t.at(i - 1) in table("traps", "numbered") or (t.tight(i) and t.at(i - 1) in ("$", "€", "£", "¥", "#", ".", "/")):
        return None
    return int(word)


def year(t: Tokens, i: int, loose: bool) -> Found | None:
    """1994, 1999-2001, 2004-05; without a word before that only times follow, a year needs other signs of one."""
    first = year_number(t, i)
    if first is None or not (loose or _year_stands(t, i, first)) or _counts(t, i, first, loose):
        return None
    last, end = first, i + 1
    if t.at(i + 1) in ("-", "–") and t.tight(i + 1) and t.tight(i + 2):
        other = t.at(i + 2)
        if len(other) == 2 and other.isdecimal() and int(other) > first % 100:
            last, end = first - first % 100 + int(other), i + 3
        elif (second := year_number(t, i + 2)) and second > first:
            last, end = second, i + 3
    if t.at(end) in ("to", "-", "–") and t.at(end + 1).isdecimal() and not year_number(t, end + 1):
        return None  # "2000 to 2500 metres"
    return Found(end, "year" if first == last else "range", Fixed(*years(first, last)))


def _counts(t: Tokens, i: int, value: int, loose: bool) -> bool:
    """The number counts what follows: "2000 people"; but "in 1994 soldiers" begins with a year."""
    return t.at(i + 1) in table("traps", "counted") and not (loose and value % 100)


def _year_stands(t: Tokens, i: int, value: int) -> bool:
    """Whether the words around say that a number from 1900 to 2049 is a year and no count. Round ones need more."""
    if not 1900 <= value <= 2049:
        return False
    before, after = t.at(i - 1), t.at(i + 1)
    if (before == "(" and (after in (")", ",") or t.at(i + 3) == ")")) or (before == "" and after == ":"):
        return True
    if after in ("-", "–") and t.tight(i + 2) and (year_number(t, i + 2) or 0) > value:
        return True
    noun = after.isalpha() and after not in table("traps", "function")
    odd = value % 100 != 0
    if before in ("of", "for"):
        return t.at(i - 2) not in table("traps", "counts_of") and (
            odd or not noun or after in table("traps", "happenings")
        )
    if after in table("traps", "happenings"):
        return before not in table("words", "approximate") and before not in ("than", "least", "to")
    if not noun or (after.endswith("s") and not after.endswith("ss") and t.raw[i + 1].islower() and not odd):
        return False
    determiners = table("traps", "determiners")
    return before in determiners or (odd and before.isalpha() and t.at(i - 2) in determiners)


def decade(t: Tokens, i: int) -> Found | None:
    """1990s, the '90s."""
    word = t.at(i)
    if len(word) == 5 and word[:4].isdecimal() and word.endswith("0s"):
        first = int(word[:4])
    elif len(word) == 4 and word[0] in "'’" and t.at(i - 1) in ("the", "early", "late", "mid", "-"):
        first = 1900 + int(word[1:3])
    else:
        return None
    if first < 1000:
        return None
    hundred = first % 100 == 0 and first < 2000  # "the 1800s", but 2000 to 2009
    return Found(i + 1, "range", Fixed(*years(first, first + (99 if hundred else 9))))


def month_word(t: Tokens, i: int) -> tuple[int, int] | None:
    """The month at token i, as (the token after it, 1..12), be it a date or not."""
    number = table("months").get(t.at(i))
    if number is None or t.raw[i][0].islower():
        return None
    short = len(t.low[i]) <= 4 and t.low[i] not in ("may", "june", "july")
    return (i + 2 if short and t.at(i + 1) == "." and t.tight(i + 1) else i + 1), number


def day_number(t: Tokens, i: int) -> int | None:
    """1..31, "3rd". Not the first part of "10:30", "5.5" or "20 percent"."""
    word = t.at(i)
    digits = word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word
    if not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= 31:
        return None
    if t.at(i + 1) in (":", "%", "percent", "pct", "million", "billion", "km", "am", "pm"):
        return None
    if t.at(i + 1) in ("p", "a") and t.at(i + 2) in (".", "m"):
        return None
    return int(digits)


def dated(t: Tokens, i: int) -> Found | None:
    """A day and a month, or a month and a year: "18-20 November 2024", "Nov. 18, 2004", "June 2020"."""
    found = _month_first(t, i) if table("months").get(t.at(i)) else _day_first(t, i)
    return found if found and not is_trap(t, i, found.end) else None


def _day_first(t: Tokens, i: int) -> Found | None:
    first = day_number(t, i)
    if first is None:
        return None
    j, last = _second_day(t, i + 1, first)
    month = month_word(t, j + 1 if t.at(j) == "of" else j)
    if month is None and last is not None:
        return None
    return _days(t, month[0], month[1], first, last) if month else None


def _month_first(t: Tokens, i: int) -> Found | None:
    month = month_word(t, i)
    if month is None:
        return None
    j, number = month
    first = day_number(t, j)
    if first is not None:
        after, last = _second_day(t, j + 1, first)
        if last is not None and month_word(t, after) and t.at(after - 2) != "-":
            after, last = j + 1, None  # "Nov. 28 to 3 December"
        return _days(t, after, number, first, last)
    at = j + 1 if t.at(j) in (",", "of") else j
    value = year_number(t, at)
    if value is None and t.at(j) in ("'", "’") and t.tight(j + 1) and len(t.at(j + 1)) == 2 and t.at(j + 1).isdecimal():
        two = int(t.at(j + 1))
        value, at = (2000 if two < 50 else 1900) + two, j + 1
    if value is None or day_number(t, i - 1) is not None or _counts(t, at, value, True):
        return None  # "31 February 2004" is no date, nor is a part of it
    return Found(at + 1, "month", Fixed(*month_of(value, number)))


def _second_day(t: Tokens, i: int, first: int) -> tuple[int, int | None]:
    """Goes on to the last day of "18-20", "18 to 20", "18 and 19"."""
    if t.at(i) in ("-", "–", "to", "and", "through") and (last := day_number(t, i + 1)) and last > first:
        tight = t.at(i) in ("-", "–")
        after = t.at(i + 2)
        noun = after.isalpha() and not month_word(t, i + 2) and after not in table("traps", "function")
        if (tight or not noun) and not (t.at(i) == "and" and last != first + 1 and t.at(i - 2) != "between"):
            return i + 2, last
    return i, None


def _days(t: Tokens, i: int, month: int, first: int, last: int | None) -> Found | None:
    """Ends a date whose month and days stand before token i: a year may follow."""
    at = i + 1 if t.at(i) in (",", "of") else i
    value = year_number(t, at)
    if value is None or _counts(t, at, value, True):
        if first > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            return None
        if _names_a_day(t, i):
            return Found(i, "day", Open())
        if last is None:
            return Found(i, "day", Yearly(month, first))
        return Found(i, "range", Span(Yearly(month, first), Yearly(month, last)))
    start, end = _day(at + 1, value, month, first), _day(at + 1, value, month, last or first)
    if start is None or end is None or last is None:
        return start if last is None else None
    assert isinstance(start.meaning, Fixed)
    assert isinstance(end.meaning, Fixed)
    return Found(at + 1, "range", Fixed(start.meaning.first, end.meaning.last))


def _names_a_day(t: Tokens, i: int) -> bool:
    """What follows makes the day a name: "Sept. 11 attacks", "March 11 train bombings"."""
    for j in range(i, i + 4):
        if t.at(j) in table("traps", "named_by_day"):
            return True
        if t.at(j) not in table("traps", "named_by_day_with"):
            return False
    return False


def month(t: Tokens, i: int, loose: bool) -> Found | None:
    """A month alone; one that is also a name or a verb needs `loose`, or an article before and a noun behind."""
    word = month_word(t, i)
    if word is None or is_trap(t, i, word[0]):
        return None
    end, number = word
    name = t.low[i]
    full = len(name) > 4 or name in ("may", "june", "july")
    sure = loose or (full and name not in table("traps", "ambiguous_months"))
    sure = sure or (t.at(end) in ("-", "–", "to", "through") and month_word(t, end + 1) is not None)
    if not sure and full and name != "may":
        noun = t.at(end).isalpha() and t.raw[end][0].islower() and t.at(end) not in table("traps", "function")
        sure = noun and t.at(i - 1) in table("traps", "month_determiners")
    if not sure or (not full and end == i + 1) or any(day_number(t, j) for j in (i - 1, end)):
        return None
    if t.at(end) == "-" and t.at(end + 1).isdecimal():
        return None
    return Found(end, "month", Yearly(number))


def weekday(t: Tokens, i: int, which: Which = "nearest") -> Found | None:
    """Monday, Monday evening, Monday, Nov. 18; with `which` "last Monday"."""
    number = table("weekdays").get(t.at(i))
    if number is None:
        short = table("weekdays_short").get(t.at(i))
        if short is None or t.raw[i][0].islower():
            return None
        return _date_behind(t, i + 2 if t.at(i + 1) == "." else i + 1)
    if is_trap(t, i, i + 1):
        return None
    found = _date_behind(t, i + 1)
    if found:
        return found
    end = i + 2 if t.at(i + 1) in table("words", "dayparts") else i + 1
    return _date_behind(t, end) or Found(end, "day", Weekly(number, 1, which))


def _date_behind(t: Tokens, i: int) -> Found | None:
    """The date right behind a weekday, with or without a comma."""
    j = i + 1 if t.at(i) == "," else i
    found = dated(t, j) or (numeric(t, j) if t.at(j)[:1].isdecimal() else None)
    return found if found and found.granularity == "day" else None


def holiday(t: Tokens, i: int) -> Found | None:
    """Christmas Day, New Year's Eve."""
    for size in (2, 4):
        name = " ".join(t.low[i : i + size]).replace(" 's", "'s").replace(" ’s", "'s")
        day = table("holidays").get(name) if isinstance(table("holidays"), dict) else None
        if day:
            value = year_number(t, i + size + 1 if t.at(i + size) == "," else i + size)
            if value:
                return _day(i + size + 1 + (t.at(i + size) == ","), value, day[0], day[1])
            return Found(i + size, "day", Yearly(day[0], day[1]))
    return None
