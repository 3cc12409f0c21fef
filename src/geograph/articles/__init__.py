"""Articles from text, Markdown and JSON Lines files, directories and standard input."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from geograph.articles import fields
from geograph.articles.decode import BOM_UTF8, Undecodable, decode, wide
from geograph.articles.fields import Warn
from geograph.articles.markdown import FrontMatter, front_matter
from geograph.errors import InputError
from geograph.model import Article

__all__ = ["SUFFIXES", "FrontMatter", "Warn", "front_matter", "read"]

SUFFIXES = (".jsonl", ".md", ".txt")
KINDS = ".txt, .md or .jsonl"
STDIN = "<stdin>"

Found = tuple[str, Article | InputError]
"""An article or its error, with the place (file, or file:line) that it came from."""


def read(
    paths: Sequence[str | Path],
    published: date | None = None,
    warn: Warn | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | InputError]:
    """The articles of the paths in the order given, and in its place an error for each that can't be read.

    A path is a .txt, .md or .jsonl file, a directory of those (with all below it, in the order of their names) or
    "-" for standard input. `published` is the day of the articles that carry none. `warn` takes one line about
    something read otherwise than hoped for. JSON Lines are read line by line, so a file may be larger than memory."""
    say = warn if warn is not None else warnings.warn
    found = chain.from_iterable(_path(str(path), published, say, stdin) for path in paths)
    return _distinct(found, say)


def _distinct(found: Iterable[Found], warn: Warn) -> Iterator[Article | InputError]:
    """Each id and each url once: the same content again is left out, other content under one id is an error."""
    contents: dict[str, bytes] = {}
    urls: set[str] = set()
    for where, item in found:
        if isinstance(item, InputError):
            yield item
            continue
        content = bytes.fromhex(item.sha256)[:8]
        if item.id in contents and contents[item.id] == content:
            warn(f"{where}: the article {item.id!r} again, with the same text; read once")
        elif item.id in contents:
            yield InputError(where, f"another text with the id {item.id!r}; give each article an id of its own")
        elif item.url in urls:
            yield InputError(where, f"another article with the url {item.url}; give each its own, or leave it out")
        else:
            contents[item.id] = content
            if item.url:
                urls.add(item.url)
            yield item


def _path(path: str, published: date | None, warn: Warn, stdin: BinaryIO | None) -> Iterator[Found]:
    if path == "-":
        yield from _stdin(stdin, published, warn)
    elif _is_directory(Path(path)):
        yield from _directory(Path(path), published, warn)
    else:
        yield from _file(Path(path), Path(path).stem, published, warn)


def _is_directory(path: Path) -> bool:
    """Whether the path surely is a directory; where even that may not be asked, opening it will say why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _stdin(stdin: BinaryIO | None, published: date | None, warn: Warn) -> Iterator[Found]:
    if stdin is None and sys.stdin is None:
        yield STDIN, InputError(STDIN, "closed; give a file, or text on standard input")
    else:
        yield from _guarded(STDIN, _sniffed(STDIN, "stdin", stdin or sys.stdin.buffer, published, warn))


def _directory(top: Path, published: date | None, warn: Warn) -> Iterator[Found]:
    faults: list[OSError] = []
    files: list[Path] = []
    for folder, below, names in os.walk(top, onerror=faults.append):
        below[:] = [name for name in below if not name.startswith(".")]
        files += [Path(folder, name) for name in names if not name.startswith(".")]
    for fault in faults:
        where = str(fault.filename)
        yield where, InputError(where, _reason(fault))
    articles = sorted((file for file in files if file.suffix.lower() in SUFFIXES), key=lambda file: file.parts)
    if not articles and not faults:
        yield str(top), InputError(str(top), f"no articles in this directory; it needs {KINDS} files")
    for file in articles:
        yield from _file(file, file.relative_to(top).with_suffix("").as_posix(), published, warn)


def _file(path: Path, name: str, published: date | None, warn: Warn) -> Iterator[Found]:
    where = str(path)
    suffix = path.suffix.lower()
    if any("\ud800" <= char <= "\udfff" for char in name):  # how Python shows a byte of a name that isn't UTF-8
        yield where, InputError(where, "the name isn't UTF-8, and the article is called by it; rename the file")
        return
    try:
        file = path.open("rb")
    except (OSError, ValueError) as fault:  # ValueError: a path that no file can have
        yield where, InputError(where, _reason(fault))
        return
    with file:
        yield from _guarded(where, _opened(where, name, suffix, file, published, warn))


def _opened(where: str, name: str, suffix: str, file: BinaryIO, published: date | None, warn: Warn) -> Iterator[Found]:
    if suffix == ".jsonl":
        yield from _lines(where, name, file, published, warn)
    elif suffix in SUFFIXES:
        yield where, _article(where, name, file.read(), suffix, published, warn)
    elif suffix:
        raise InputError(where, f"of an unknown kind; give {KINDS} files, or its text on standard input (-)")
    else:
        yield from _sniffed(where, name, file, published, warn)


def _guarded(where: str, found: Iterator[Found]) -> Iterator[Found]:
    """What is found, and the error that ends the file early, if one does."""
    try:
        yield from found
    except InputError as error:
        yield where, error
    except OSError as fault:
        yield where, InputError(where, _reason(fault))


def _sniffed(where: str, name: str, file: BinaryIO, published: date | None, warn: Warn) -> Iterator[Found]:
    """Input of an unknown kind: JSON Lines if its first line that isn't blank is a JSON object, else text."""
    lines = _utf8(where, file, warn)
    head: list[bytes] = []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    first = b"".join(head).decode(errors="replace")
    if fields.is_json_object(first):
        yield from _lines(where, name, chain(head, lines), published, warn)
        return
    if first.lstrip().startswith("{"):
        warn(f"{where}: begins like JSON, but its first line is no whole object; read as text")
    yield where, _article(where, name, b"".join(chain(head, lines)), ".txt", published, warn)


def _article(where: str, name: str, data: bytes, suffix: str, published: date | None, warn: Warn) -> Article:
    text = _text(where, data, warn)
    if suffix == ".md":
        return fields.from_markdown(where, name, text, published, warn)
    return fields.from_text(where, name, text, published)


def _lines(where: str, name: str, lines: Iterable[bytes], published: date | None, warn: Warn) -> Iterator[Found]:
    """JSON Lines, one article a line; a line that can't be read is an error and the others go on."""
    once = _once(warn)
    number = 0
    for number, line in _filled(_utf8(where, lines, warn)):
        if number == 1 and not line.lstrip().startswith(b"{") and not _is_utf8(line):
            raise InputError(where, "binary, no JSON Lines; save it as UTF-8, an object on each line")
        place = f"{where}:{number}"
        try:
            yield place, fields.from_json(place, f"{name}:{number}", _text(place, line, once), published)
        except InputError as error:
            yield place, error
    if not number:
        yield where, InputError(where, "empty, no article in it; leave it out or give it one")


def _filled(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that aren't blank, with their numbers from 1."""
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf8(where: str, lines: Iterable[bytes], warn: Warn) -> Iterator[bytes]:
    """The lines as they come, without a mark; those of UTF-16 or UTF-32, where no byte ends a line, in UTF-8.
    A file whose first line is binary is refused whole."""
    rest = iter(lines)
    first = next(rest, b"")
    if wide(first) or b"\0" in first:
        text = _text(where, first + b"".join(rest), warn)
        rest = iter(text.encode().splitlines(keepends=True))
        first = next(rest, b"")
    yield first.removeprefix(BOM_UTF8)
    yield from rest


def _text(where: str, data: bytes, warn: Warn) -> str:
    try:
        text, encoding = decode(data)
    except Undecodable as fault:
        raise InputError(where, str(fault)) from None
    if encoding:
        warn(f"{where}: read as {encoding}, for it isn't UTF-8; check the accents, or save it as UTF-8")
    return text


def _once(warn: Warn) -> Warn:
    """A warner that speaks the first time only."""
    said: list[str] = []

    def say(message: str) -> None:
        if not said:
            said.append(message)
            warn(message)

    return say


def _reason(fault: OSError | ValueError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(fault, PermissionError):
        return "not readable (permission denied); give yourself the right to read it"
    detail = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
    return f"not readable ({detail}); check the path"
