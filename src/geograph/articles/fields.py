"""What one article is made of: a JSON Lines record, a text or a Markdown file turned into an Article."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from geograph.articles.markdown import front_matter
from geograph.errors import InputError
from geograph.model import Article

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Warn = Callable[[str], None]


def day(value: str) -> date | None:
    """The day that `2024-11-20` or `2024-11-20T09:30:00Z` names, as written; None for anything else."""
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
        return datetime.fromisoformat(value).date() if DAY.match(value) else None
    except ValueError:
        return None


def check_text(where: str, text: str, *others: str | None) -> None:
    """Refuse text that no output could carry: without a word, with NUL or with half a surrogate pair."""
    if not any(part and part.strip() for part in (text, *others)):
        raise InputError(where, "empty, no text to read; leave it out or give it text")
    for part in filter(None, (text, *others)):
        if "\0" in part:
            raise InputError(where, f"binary, character {part.index(chr(0))} is NUL; give plain text")
        try:
            part.encode()
        except UnicodeEncodeError as error:
            raise InputError(where, f"character {error.start} is half a surrogate pair; write it whole") from None


def from_text(where: str, name: str, text: str, published: date | None) -> Article:
    """A plain text; the reader finds its title, if its first line is one."""
    check_text(where, text)
    return Article(id=name, text=text, published=published)


def from_markdown(where: str, name: str, text: str, published: date | None, warn: Warn) -> Article:
    """A Markdown text as it is; its front matter, if any, gives title, day, address, source and language."""
    values, end = front_matter(text)
    check_text(where, text[end:], values.get("title"))
    given = values.get("published") or values.get("date")
    found = day(given) if given else None
    if given and found is None:
        warn(f"{where}: the date {given!r} in the front matter is no day; write it as YYYY-MM-DD")
    return Article(
        id=name,
        text=text,
        title=values.get("title"),
        published=found or published,
        url=values.get("url"),
        source=values.get("source"),
        language=values.get("language") or values.get("lang"),
    )


def from_json(where: str, name: str, line: str, published: date | None) -> Article:
    """One line of JSON Lines; `name` is the id of a record that has none."""
    record = _object(where, line)
    text = record.get("text")
    if text is None and "schema" in record and "events" in record:
        raise InputError(where, "holds results, not articles; read it with query, explain or export")
    if not isinstance(text, str):
        raise InputError(where, f'"text" {_fault(text, "text" in record)}; give the article\'s text as a string')
    words = {key: _words(where, record, key) for key in ("title", "published", "url", "source", "language")}
    check_text(where, text, words["title"])
    for key in ("url", "source", "language"):
        if value := words[key]:
            check_text(f'{where}: "{key}"', value)
    given = words["published"]
    found = day(given) if given else None
    if given and found is None:
        raise InputError(where, f'"published" is {_short(given)}, no day; write it as YYYY-MM-DD')
    return Article(
        id=_id(where, record.get("id")) or name,
        text=text,
        title=words["title"],
        published=found or published,
        url=words["url"],
        source=words["source"],
        language=words["language"],
    )


def is_json_object(line: str) -> bool:
    """Whether the line is one whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _object(where: str, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        raise InputError(where, f"broken JSON at column {error.colno} ({error.msg}); mend or remove the line") from None
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"broken JSON ({type(error).__name__}); mend or remove the line") from None
    if not isinstance(record, dict):
        raise InputError(where, "a JSON value but no object; each line is one object with a text")
    return record


def _words(where: str, record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(where, f'"{key}" {_fault(value, True)}; give a string or leave it out')


def _id(where: str, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(where, f'"id" {_fault(value, True)}; give a string or leave it out')
    if value:
        check_text(f'{where}: "id"', value)
    return value or None


def _fault(value: object, there: bool) -> str:
    return f"is {_short(value)}, no string" if there else "is missing"


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else shown[:37] + "..."
