"""An article's layout: which stretches are title, dateline, body or nothing to read, and how the parser sees them.

The parser was trained on ordinary sentences, so headlines in title case, words in capitals and datelines mislead it.
It is therefore given a *view* of each stretch: as many characters as the text, with other letters in some places.
Offsets into views are offsets into the text; what is quoted is always the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from geograph.model import Article, Field
from geograph.nlp import dates

LONGEST_BLOCK = 20_000
"""Longer paragraphs are parsed in pieces of at most so many characters."""
LONGEST_TITLE = 300

_WORD = re.compile(r"[^\W\d_](?:[\w.'’&]*\w)?", re.UNICODE)
_GAP = re.compile(r"\n[ \t\r]*\n\s*|(?<=[.!?:\"”’)])[ \t]*\r?\n\s*")
_TAIL = re.compile(
    r"(?:related (?:posts?|articles?|stories|news|topics|content|reading|links)|read (?:more|also|next)|also read|"
    r"see also|more (?:from|on) .{1,40}|you may (?:also )?like|recommended(?: for you)?|share this(?: \w+)?|"
    r"most (?:read|popular)|trending(?: now)?|advertisements?|sign up for .{1,60}|subscribe.{0,40}|"
    r"comments?|leave a (?:reply|comment)|tags?|about the author|sources?|external links|references)\s*:?",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"---\r?\n.*?\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_GLUED = re.compile(r"\bthe(?=[A-Z][a-z]{2})")
"""An article that a missing blank glues to a name ("theTamil Tigers")."""
_ACCENT = re.compile(r"(?<=\w)[´`‘](?=s\b)")
"""An accent written for an apostrophe: "Colombia´s"."""
_PLAIN = str.maketrans(dict.fromkeys("\r\n\t\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011", "-"))
"""What the parser sees for white space and hyphens that only keep words together."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
"""A dash that stands for a hyphen: "al–Qaeda", "Iran–backed"."""
_SOURCE = re.compile(r"\((?:[A-Z]{2,5}|[A-Z][\w.]+(?: [A-Z][\w.]+)?)\)\s*$")
"""The agency behind a headline: "(AP)", "(Canadian Press)"."""
_SHORTENED = re.compile(r"\b(?:Govt|Intl|Natl|Dept|Parl|Pres|Amb|Fmr)\.(?= )")
"""Short forms, whose full stop the parser takes for the end of a sentence."""
_IN = frozenset({"across", "around", "at", "from", "in", "into", "near", "of", "outside", "to", "toward", "towards"})
_PIECE_END = re.compile(r"(?<=[.!?])\s+(?=\S)|\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the joined text, start:end in characters. `kind` is title, dateline, body or skip."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`joined` is the article's text, behind its own title where that came apart; `shift` is how far behind.
    `blocks` cover `joined` without gaps. `dateline` is the first dateline, if there is one."""

    joined: str
    shift: int
    blocks: tuple[Block, ...]
    dateline: dates.Dateline | None = None

    def place(self, start: int, end: int) -> tuple[Field, int, int]:
        """Field and offsets in the article of joined[start:end]."""
        if self.shift and start < self.shift:
            return "title", start, end
        return "text", start - self.shift, end - self.shift


def layout(article: Article) -> Layout:
    """Where an article has its title, dateline and paragraphs, and what of it is skipped: repeated headlines,
    tails such as "Related Posts", front matter."""
    title = article.title.strip() if article.title else ""
    joined, shift = article.text, 0
    if title and not article.text.lstrip().startswith(title):
        joined, shift = f"{article.title}\n\n{article.text}", len(article.title or "") + 2
    spans: list[tuple[int, int, str]] = []
    start = 0
    if shift:
        spans.append((0, shift, "title"))
        start = shift
    front = _FRONT_MATTER.match(joined, start)
    if front:
        spans.append((start, front.end(), "skip"))
        start = front.end()
    spans += _paragraphs(joined, start, titled=bool(shift))
    head = {_plain(joined[s:e]) for s, e, kind in spans if kind == "title"}
    blocks: list[Block] = []
    first_line: dates.Dateline | None = None
    tail = False
    for number, (s, e, kind) in enumerate(spans):
        words = _plain(joined[s:e])
        tail = tail or (number > 1 and _TAIL.fullmatch(words) is not None)
        if kind == "skip" or tail or (kind == "body" and words in head) or not words:
            blocks.append(Block(s, e, "skip"))
            continue
        line = dates.dateline(joined[s:e]) if kind == "body" else None
        if line is not None:
            cut = s + line.end
            blocks.append(Block(s, cut, "dateline"))
            first_line = first_line or dates.shifted(line, s)
            s = cut
        blocks += (Block(a, b, kind) for a, b in _pieces(joined, s, e))
    return Layout(joined, shift, tuple(blocks), first_line)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str, start: int, titled: bool) -> Iterator[tuple[int, int, str]]:
    """The paragraphs from `start` on, each with the white space behind it. A first line that an empty line follows
    is a title, unless it is long or ends like a sentence with more to come."""
    cuts = [start, *(m.end() for m in _GAP.finditer(text, start) if m.end() < len(text)), len(text)]
    for number, (s, e) in enumerate(pairwise(cuts)):
        if s == e:
            continue
        words = text[s:e].strip()
        blank_behind = "\n" in text[s + len(text[s:e].rstrip()) : e].replace("\n", "", 1)
        is_title = (
            number == 0
            and not titled
            and e < len(text)
            and blank_behind
            and len(words) <= LONGEST_TITLE
            and "\n" not in words
            and not (words.endswith(".") and not words.endswith("..") and words.count(" ") > 12)
        )
        yield s, e, "title" if is_title else "body"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """start:end in pieces of at most LONGEST_BLOCK characters, cut behind a sentence, else a word, else anywhere."""
    while end - start > LONGEST_BLOCK:
        window = text[start : start + LONGEST_BLOCK]
        ends = list(_PIECE_END.finditer(window))
        good = [m for m in ends if m.start() and window[m.start() - 1] in ".!?"]
        cut = start + (good or ends)[-1].end() if ends else start + LONGEST_BLOCK
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def views(
    page: Layout,
    common: Callable[[str], bool],
    named: Callable[[list[str], int], int],
    acronym: Callable[[str], bool],
    city: Callable[[str], bool],
) -> Iterator[str]:
    """What the parser sees of each block, in order: white space for what is skipped, else the text with
    headlines and words in capitals in the case they would have inside a sentence.

    `common` says whether a lower-case word is an ordinary one, `named` how many words from one on are a known name,
    `acronym` whether a word in capitals is one, `city` whether a word that isn't much used otherwise is a city."""
    lower, proper = _memory(page)
    for block in page.blocks:
        text = page.joined[block.start : block.end]
        if block.kind in ("skip", "dateline"):
            yield " " * len(text)
            continue
        if block.kind == "title":
            text = _SOURCE.sub(lambda m: " " * len(m.group()), text)
            text = _SHORTENED.sub(lambda m: m.group()[:-1] + " ", text)
        words = list(_WORD.finditer(text))
        if block.kind == "title" and _title_case(words):
            text = _recase(text, words, lower, proper, common, named, city)
        else:
            text = _calm(text, words, lower, common, named, acronym)
        yield _GLUED.sub("   ", _ACCENT.sub("'", _HYPHEN.sub("-", text.translate(_PLAIN))))


def _memory(page: Layout) -> tuple[set[str], set[str]]:
    """The words that the body writes in lower case, and those it writes with a capital inside a sentence."""
    lower: set[str] = set()
    proper: set[str] = set()
    for block in page.blocks:
        if block.kind != "body":
            continue
        text = page.joined[block.start : block.end]
        for m in _WORD.finditer(text):
            word = m.group()
            if word[0].islower():
                lower.add(word)
            elif not word.isupper() and text[max(0, m.start() - 2) : m.start()].strip(" \n\"“'‘")[-1:].isalnum():
                proper.add(word.lower())
            elif m.start() > 2 and text[m.start() - 1] == " " and text[m.start() - 2].isalnum():
                proper.add(word.lower())
    return lower, proper


def _title_case(words: list[re.Match[str]]) -> bool:
    """Whether most of the longer words begin with a capital."""
    long = [m.group() for m in words if len(m.group()) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.6 * len(long)


def _recase(
    text: str,
    words: list[re.Match[str]],
    lower: set[str],
    proper: set[str],
    common: Callable[[str], bool],
    named: Callable[[list[str], int], int],
    city: Callable[[str], bool],
) -> str:
    """A headline as a sentence would write it: ordinary words in lower case, names as they are."""
    out = list(text)
    tokens = [m.group() for m in words]
    keep = 0
    for i, m in enumerate(words):
        word = m.group()
        keep = max(keep, i + named(tokens, i))
        if i == 0 or i < keep or (word.isupper() and len(word) < 5) or not word[0].isupper():
            continue
        small = word.lower()
        if small not in lower and tokens[i - 1].lower() in _IN and city(small):
            continue
        neighbours = [w for w in (tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else "") if w]
        named_near = any(w.lower() in proper and w[0].isupper() for w in neighbours)
        ordinary = small in lower or (common(small) and not (small in proper and named_near) and small not in proper)
        if ordinary and len(small) == len(word):
            out[m.start() : m.end()] = small
    return "".join(out)


def _calm(
    text: str,
    words: list[re.Match[str]],
    lower: set[str],
    common: Callable[[str], bool],
    named: Callable[[list[str], int], int],
    acronym: Callable[[str], bool],
) -> str:
    """Words shouted in capitals ("BRITAIN has warned") as a sentence would write them; acronyms stay."""
    loud = [m for m in words if m.group().isupper() and len(m.group()) > 3 and "." not in m.group()]
    if not loud:
        return text
    out = list(text)
    tokens = [m.group() for m in words]
    places = {m.start(): i for i, m in enumerate(words)}
    known = 0
    for m in loud:
        word, small = m.group(), m.group().lower()
        calm = small if small in lower or common(small) else word.capitalize()
        i = places[m.start()]
        if text[m.start() - 1 : m.start()] == "(" or acronym(word):
            continue
        known = max(known, i + named([*tokens[:i], word.capitalize(), *tokens[i + 1 :]], i))
        if i < known:
            calm = word.capitalize()
        elif calm != small and len(word) < 6:
            continue
        if m.start() == 0:
            calm = calm.capitalize()
        if len(calm) == len(word):
            out[m.start() : m.end()] = calm
    return "".join(out)
