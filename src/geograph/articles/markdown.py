"""The block of `key: value` lines between two `---` lines that a Markdown file may begin with."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK = re.compile(r"---[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
OTHER = re.compile(r"\s*\Z|[ \t#-]|[\w-]+[ \t]*:")  # blank, nested, a comment, a list or a key: all that YAML has here
LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]+(?P<value>.*?)[ \t\r]*")


class FrontMatter(NamedTuple):
    """The block's simple values, by key in lower case, and where in the text the block ends (0: there is none)."""

    values: dict[str, str]
    end: int


def front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown text. The text itself stays as it is: a reader skips what stands before `end`."""
    block = BLOCK.match(text)
    if block is None:
        return FrontMatter({}, 0)
    lines = block["body"].split("\n")
    if not all(OTHER.match(line) for line in lines):
        return FrontMatter({}, 0)
    values = {}
    for line in lines:
        pair = LINE.fullmatch(line)
        if pair and (value := _unquoted(pair["value"])):
            values[pair["key"].lower()] = value
    return FrontMatter(values, block.end()) if values else FrontMatter({}, 0)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
