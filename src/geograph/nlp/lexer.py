"""Plain text as tokens with offsets, and the numbers that words and digits spell: what dates and quantities share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST = 16
"""A number has at most about this many tokens, so that no row of number words is read over and over."""

_token = re.compile(
    r"""\n\s*\n                              # the end of a paragraph
      | [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])    # 2024-11-20
      | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])
      | [0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])
      | [0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])
      | [0-9]+\.[0-9]+
      | ['’][0-9]0s\b                         # '90s
      | [0-9]+(?:st|nd|rd|th|s|m|mn|bn|tn|k|km|kg)?\b
      | [0-9]+
      | ['’][sS]\b
      | (?:[A-Z]\.){2,}                       # U.S.
      | [^\W\d_]+
      | \S""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: as they stand, in lower case, and where they start and end in the text.
    Two empty tokens follow the last, so that looking one or two tokens ahead is always allowed."""

    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.raw) - 2

    def at(self, i: int) -> str:
        """Token i in lower case, "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def tight(self, i: int) -> bool:
        """Nothing stands between token i and the one before it."""
        return 0 < i < len(self) and self.end[i - 1] == self.start[i]


def tokens(text: str) -> Tokens:
    """Splits a text in one pass. Hyphens, dots and the possessive 's are tokens of their own."""
    raw: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for match in _token.finditer(text):
        raw.append(match[0])
        start.append(match.start())
        end.append(match.end())
    raw += ["", ""]
    start += [len(text)] * 2
    end += [len(text)] * 2
    return Tokens(raw, [word.lower() for word in raw], start, end)


@cache
def words(file: str) -> dict[str, Any]:
    """A table of words of this package, by its file's name."""
    with (files("geograph.nlp") / file).open("rb") as source:
        return tomllib.load(source)


@cache
def _numerals() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    table = words("numbers.toml")
    return table["small"], table["tens"], table["large"]


def cardinal(t: Tokens, i: int) -> tuple[int, float] | None:
    """The number that starts at token i, as (the token after it, its value): "6", "10,000", "six", "twenty-two",
    "two hundred and fifty", "1.5 million", "two dozen", "half a million", "a dozen". None where there is none.
    A lone "a" or "an" is no number."""
    large = _numerals()[2]
    first = t.at(i)
    if first == "half" and t.at(i + 1) in ("a", "an") and t.at(i + 2) in large:
        return i + 3, large[t.low[i + 2]] / 2
    if first in ("a", "an"):
        return _scaled(t, i + 1, 1) if t.at(i + 1) in large else None
    if first[:1].isdecimal():
        digits, factor = _digits(first)
        if digits is None:
            return None
        if factor > 1:
            return i + 1, digits * factor
        suffix = words("numbers.toml")["suffix"]
        if "." in first and t.at(i + 1) in suffix and t.tight(i + 1):  # "2.5m", which is cut in two
            return i + 2, digits * suffix[t.at(i + 1)]
        if t.at(i + 1) == "000" and len(first) < 4:  # 80 000
            return i + 2, digits * 1000
        return _scaled(t, i + 1, digits)
    low = _below_hundred(t, i)
    return _scaled(t, *low) if low else None


def _digits(word: str) -> tuple[float | None, float]:
    """The value of a word that starts with a digit, and of a letter or two after it: "5bn" is 5 and 10^9."""
    cut = len(word.rstrip("abcdefghijklmnopqrstuvwxyz"))
    factor = words("numbers.toml")["suffix"].get(word[cut:]) if cut < len(word) else 1
    number = word[:cut].replace(",", "")
    if factor is None or not number.replace(".", "", 1).isascii() or number.count(".") > 1 or "/" in number:
        return None, 1
    try:
        return float(number), factor
    except ValueError:
        return None, 1


def _below_hundred(t: Tokens, i: int) -> tuple[int, float] | None:
    small, tens, _ = _numerals()
    word = t.at(i)
    if word not in tens:
        return (i + 1, small[word]) if word in small else None
    ones = i + 2 if t.at(i + 1) == "-" else i + 1
    if 0 < small.get(t.at(ones), 0) < 10:
        return ones + 1, tens[word] + small[t.at(ones)]
    return i + 1, tens[word]


def _scaled(t: Tokens, i: int, value: float) -> tuple[int, float]:
    """Goes on after a first number: magnitudes, and what is added to them ("two hundred and fifty thousand")."""
    large = _numerals()[2]
    total, added, last = 0.0, False, i + LONGEST
    while True:
        j = i + 1 if t.at(i) == "-" and t.at(i + 1) in large else i
        if t.at(j) in large and i < last:
            value, i, added = value * large[t.at(j)], j + 1, False
            if value >= 1000:
                total, value = total + value, 0
            continue
        j = i + 1 if t.at(i) == "and" else i
        more = _below_hundred(t, j) if (total or value >= 100) and not added and i < last else None
        if more is None or t.at(j) == "one":
            return i, total + value
        value, i, added = value + more[1], more[0], True
