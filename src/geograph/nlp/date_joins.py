"""What opens a date, ties two of them or counts from one: "since Monday", "from June to August", "a day after Sunday".

Like the functions of date_words.py, each reads at token i and gives a Found, or None.
"""

from __future__ import annotations

from geograph.nlp.date_meanings import Beyond, Fixed, Meaning, Offset, Open, Shift, Span, Third, Weekly, Yearly
from geograph.nlp.date_phrases import core
from geograph.nlp.date_relative import PLAIN, counted, duration, unit_at
from geograph.nlp.date_words import Found, table
from geograph.nlp.lexer import Tokens

_BEFORE_MONTHS = frozenset({"in", "since", "until", "till", "during", "throughout", "through"})
_BEFORE_YEARS = _BEFORE_MONTHS | {"from", "circa"}


def opened(t: Tokens, i: int) -> Found | None:
    """since Monday, until June, by Friday, before 2003, from Monday to Wednesday, between 1990 and 1995."""
    word = t.low[i]
    if word in ("prior", "ahead", "as") and t.at(i + 1) not in ("to", "of"):
        return None
    j = i + 2 if word in ("prior", "ahead", "as") else i + 1
    found = core(t, j, loose=not (word == "by" and t.at(j) == "may"))
    if found is None and word in ("by", "until", "till"):
        found = _years_end(t, j)
    if found is None:
        return None
    if word in ("from", "between") and found.granularity == "range" and t.at(j)[0].isdecimal():
        return found  # "from 18 to 20 October"
    if word in ("from", "between"):
        return joined(
            t, found, ("and", "-", "–") if word == "between" else ("to", "until", "till", "through", "-", "–")
        )
    if _is_vague(found):
        return None
    last = joined(t, found, ("to", "through", "-", "–")) if word in ("since", "until", "till", "by") else None
    if last:
        return None
    owner = t.at(found.end) in ("'s", "’s")
    meaning = found.meaning
    if word in ("since", "as"):
        return Found(found.end, "range", Span(meaning, None))
    if word in ("until", "till", "through"):
        return Found(found.end, "range", Span(None, meaning))
    noun = t.at(found.end).isalpha() and t.at(found.end) not in table("traps", "function")
    if owner or noun or found.granularity == "vague":
        return None
    if word == "by" or (word in ("before", "ahead", "prior") and isinstance(meaning, Third) and meaning.index == 2):
        return Found(found.end, "range", Span(None, meaning))
    return Found(found.end, "range", Beyond(meaning, "after" if word == "after" else "before"))


def _is_vague(found: Found) -> bool:
    return isinstance(found.meaning, Open) and found.granularity == "vague"


def _years_end(t: Tokens, i: int) -> Found | None:
    """year's end, month-end."""
    unit = unit_at(t, i)
    if unit in PLAIN and t.at(i + 1) in ("'s", "’s", "-") and t.at(i + 2) == "end":
        return Found(i + 3, "range", Third(Shift(unit, 0), 2))
    return None


def joined(t: Tokens, first: Found, joiners: tuple[str, ...]) -> Found | None:
    """`first` and what a joiner ties to it, as one stretch."""
    if t.at(first.end) not in joiners:
        return None
    second = core(t, first.end + 1, True)
    if second is None or isinstance(second.meaning, Open) or isinstance(first.meaning, Open):
        return None
    return Found(second.end, "range", Span(first.meaning, second.meaning))


def plain(t: Tokens, i: int) -> Found | None:
    """A core that nothing opens, or two that are tied: "Monday to Wednesday", "June-August 2003"."""
    found = core(t, i, t.at(i - 1) in (_BEFORE_YEARS if t.low[i][:1].isdecimal() else _BEFORE_MONTHS))
    if found is None:
        return None
    if isinstance(found.meaning, Weekly | Yearly | Fixed) and found.granularity in ("day", "month", "year"):
        tied = joined(t, found, ("to", "through", "-", "–"))
        if tied and isinstance(tied.meaning, Span) and _alike(found.meaning, tied.meaning.last):
            return tied
    return from_date(t, found)


def _alike(first: Meaning, last: Meaning | None) -> bool:
    """Two weekdays, two months or two dates: what a bare "to" may tie."""
    if isinstance(first, Weekly) or isinstance(last, Weekly):
        return isinstance(first, Weekly) and isinstance(last, Weekly)
    return isinstance(last, Yearly | Fixed)


def number_of_units(t: Tokens, i: int) -> Found | None:
    """two days ago, a day after Sunday's vote, for four days."""
    found = counted(t, i)
    if found is None:
        return duration(t, i) if t.low[i] in ("for", "over", "in", "within") else None
    return from_date(t, found)


def from_date(t: Tokens, found: Found) -> Found:
    """Goes on from "a day after" or "the day before" to the date that it counts from, if one follows."""
    if t.at(found.end - 1) not in ("before", "after") or not isinstance(found.meaning, Shift):
        return found
    other = core(t, found.end) or (core(t, found.end + 1) if t.at(found.end) == "the" else None)
    if other is None or other.granularity != "day":
        return found
    return Found(other.end, found.granularity, Offset(other.meaning, found.meaning.unit, found.meaning.n))


def hazy(t: Tokens, i: int) -> Found | None:
    """recently, in recent weeks, at dawn, overnight, in the spring."""
    if t.low[i] == "overnight":
        if t.at(i + 1) in table("weekdays") or t.at(i + 2) in table("weekdays"):
            return None
        return Found(i + 1, "range", Span(Shift("day", -1), Shift("day", 0)))
    if t.low[i] in ("at", "before") and t.at(i + 1) in table("words", "hours_of_light"):
        j = i + 3 if t.at(i + 2) == "on" else i + 2
        return None if core(t, j) or t.at(i + 2) == "prayers" else Found(i + 2, "vague", Open())
    if t.low[i] in table("words", "seasons") and t.raw[i].islower() and t.at(i - 1) in ("in", "since", "until"):
        return Found(i + 1, "season", Open())
    for size in (4, 3, 2, 1):
        if " ".join(t.low[i : i + size]) in table("vague", "phrases"):
            return Found(i + size, "vague", Open())
    return None
