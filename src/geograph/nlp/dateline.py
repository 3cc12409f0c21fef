"""The dateline that opens a news report: "WASHINGTON, Nov 20 (Agency) - ", "GAZA CITY: ", "AFP - "."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from geograph.nlp.date_meanings import Expr
from geograph.nlp.date_words import dated, table
from geograph.nlp.lexer import tokens

REACH = 160
"""A dateline lies in this many characters at the beginning."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at start:end; the report begins at `end`. The place is as printed ("GAZA CITY"), without its
    country, and begins at `place_start`; `date` is the unresolved expression. What isn't said is None."""

    start: int
    end: int
    place: str | None
    agency: str | None
    date: Expr | None
    place_start: int | None = None
    region: str | None = None


def shifted(line: Dateline, by: int) -> Dateline:
    """The same dateline in a text that has `by` more characters before it."""
    day = line.date
    return replace(
        line,
        start=line.start + by,
        end=line.end + by,
        place_start=None if line.place_start is None else line.place_start + by,
        date=day and replace(day, start=day.start + by, end=day.end + by),
    )


def dateline(text: str, is_place: Callable[[str], bool] | None = None) -> Dateline | None:
    """The dateline at the very beginning of a text, or None. `is_place` knows place names; without it a few words in
    capitals before a dash or colon are taken for one, as they nearly always are."""
    head = text[:REACH]
    start = len(head) - len(head.lstrip())
    pattern = _pattern()
    lead = pattern["lead"].match(head, start) or pattern["byline"].match(head, start)
    at = lead.end() if lead else start
    agency = (lead["agency"] or lead["agencies"]) if lead and lead.re is pattern["lead"] else None
    line = pattern["line"].match(head, at)
    found = _checked(line, head, is_place, bool(lead)) if line else None
    found = found or _day_alone(pattern["day"].match(head, at), head)
    if found:
        return replace(found, start=start, agency=found.agency or agency)
    return Dateline(start, at, None, agency, None) if agency and _opens_text(head[at:]) else None


def _day_alone(line: re.Match[str] | None, head: str) -> Dateline | None:
    """A dateline without a place: "17 November 2004 -- "."""
    if line is None or not _opens_text(head[line.end() :]):
        return None
    day = _date(line)
    return Dateline(line.start(), line.end(), None, line["bracket"], day) if day else None


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    agencies = "|".join(sorted(map(re.escape, table("dateline", "agencies")), key=lambda a: (-len(a), a)))
    names = table("months")
    months = "|".join(sorted({form for m in names for form in (m.capitalize(), m.upper())}, reverse=True))
    month, number, year = rf"(?:{months})\b\.?", r"[0-9]{1,2}(?!\w)", r"(?:,?\s[0-9]{4})?"
    day = rf"(?:{month}\s{number}{year}|{number}\s{month}{year})"
    word = r"[^\W\d_][\w.'’/-]*"
    dash = r"(?:\s*--+\s*|\s*[–—―]\s*|\s[-_]\s|\.\s?-\s|\s?:\s)"
    bracket = r"\((?P<bracket>[^()\n]{2,60})\)"
    return {
        "byline": re.compile(rf"By (?:{word} ){{2,4}}?(?=[A-Z]{{3}})"),
        "lead": re.compile(
            rf"(?P<agency>{agencies}){dash}|\((?P<agencies>(?:{agencies})(?:/(?:{agencies}))*)\)(?:{dash}|\s)"
        ),
        "day": re.compile(rf"(?P<date>{day})(?:,?\s{bracket})?(?P<dash>{dash})"),
        "line": re.compile(
            rf"""(?P<place>{word}(?:[ ]{word}){{0,4}}?)
                 (?:,\s(?P<region>(?!{month}){word}(?:[ ](?!{month}){word}){{0,3}}?),?)?
                 (?:(?:[,.]?\s|\s?:\s)(?P<date>{day})[,.]?)?
                 (?:[,.]?\s(?:{bracket}
                             |/(?P<slash>[A-Z][\w. -]{{1,30}})/\.?
                             |(?P<bare>{agencies})))?
                 (?P<dash>{dash}|(?(date)[ ](?=[A-Z"“])|(?!)))""",
            re.VERBOSE,
        ),
    }


def _checked(line: re.Match[str], head: str, is_place: Callable[[str], bool] | None, led: bool) -> Dateline | None:
    """What the pattern matched, if it is a dateline indeed."""
    place, region = line["place"], line["region"]
    agency = line["bracket"] or line["slash"] or line["bare"]
    rest = head[line.end() :]
    known = agency is not None and (line["bracket"] is None or _is_agency(agency))
    if not _opens_text(rest) or not _place_like(place, region):
        return None
    if not line["dash"].strip() and not (place.isupper() or known):
        return None  # without a dash only "BAGHDAD, Aug. 17 A delegation"
    capitals = place.isupper()
    sure = known or line["date"] is not None
    if not sure and is_place and not (is_place(place) or (capitals and region and is_place(region))):
        return None
    if not sure and not is_place and not (capitals and _alone(line, rest, led)):
        return None
    return Dateline(
        start=line.start(),
        end=line.end(),
        place=place.rstrip(".,") if place.count(".") == 1 else place,
        agency=agency if line["bracket"] is None or known or capitals else None,
        date=_date(line),
        place_start=line.start("place"),
        region=region,
    )


def _alone(line: re.Match[str], rest: str, led: bool) -> bool:
    """A place in capitals with neither date nor a known agency: not a headline, a speaker or an acronym."""
    words = rest.split(maxsplit=3)[:3]
    if len(words) > 1 and all(w.isupper() and len(w) > 1 for w in words[:2]):
        return False
    letters = sum(c.isalpha() for c in line["place"])
    return line["region"] is not None or led or letters > (4 if ":" in line["dash"] else 3)


def _place_like(place: str, region: str | None) -> bool:
    """Capitalised words of which none is a word that opens other things: "BREAKING:", "Monday, Nov. 20 -"."""
    words = place.split()
    if not all(w[0].isupper() or w in ("de", "of", "al", "la", "el") for w in words):
        return False
    if region and not all(w[0].isupper() or w in ("of", "and", "the") for w in region.split()):
        return False
    other = table("dateline", "no_places")
    plain = [w.strip(".").lower() for w in words]
    if plain[0] == "the" and place.isupper():  # THE HAGUE
        plain = plain[1:]
    return bool(plain) and not any(w in other or w in table("weekdays") or w in table("months") for w in plain)


def _is_agency(words: str) -> bool:
    """A bracket that names an agency: a known one, "... News Agency", or an acronym."""
    names = table("dateline", "agencies")
    if any(part.strip() in names for part in re.split(r"[/,;&]", words)):
        return True
    if words.isupper() and " " not in words:
        return True
    return words.lower().endswith(("agency", "agencies", "news", "service", "press"))


def _opens_text(rest: str) -> bool:
    """What follows begins a sentence."""
    first = rest.lstrip("\"'“‘([")[:1]
    return first.isupper() or first.isdecimal()


def _date(line: re.Match[str]) -> Expr | None:
    if line["date"] is None:
        return None
    found = dated(tokens(line["date"]), 0)
    if found is None:
        return None
    return Expr(line["date"], line.start("date"), line.end("date"), found.granularity, found.meaning)
