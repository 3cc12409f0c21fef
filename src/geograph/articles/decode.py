"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, else Windows' western code page, else an error."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import NamedTuple

__all__ = ["BOM_UTF8", "Decoded", "Undecodable", "decode", "wide"]


class Decoded(NamedTuple):
    """Text, and the encoding's name where it was not UTF-8, so that the caller can warn."""

    text: str
    encoding: str | None


class Undecodable(ValueError):
    """The bytes are no text; the message says why and what to do, without the file's name."""


# UTF-32 first: its little-endian mark begins with UTF-16's.
MARKS: tuple[tuple[bytes, str, str], ...] = (
    (BOM_UTF32_LE, "utf-32", "UTF-32"),
    (BOM_UTF32_BE, "utf-32", "UTF-32"),
    (BOM_UTF16_LE, "utf-16", "UTF-16"),
    (BOM_UTF16_BE, "utf-16", "UTF-16"),
)
NOT_TEXT = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
ADVICE = "save it as UTF-8 text"


def wide(data: bytes) -> bool:
    """Whether the bytes begin with the mark of UTF-16 or UTF-32, in which a newline is no single byte."""
    return any(data.startswith(mark) for mark, _, _ in MARKS)


def decode(data: bytes) -> Decoded:
    """The text that the bytes hold; line ends stay as they are, a byte order mark goes."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), name)
            except UnicodeDecodeError as error:
                raise Undecodable(
                    f"binary or cut off, marked as {name} but wrong at byte {error.start}; {ADVICE}"
                ) from None
    if b"\0" in data:
        raise Undecodable(f"binary, byte {data.index(0)} is NUL; {ADVICE}")
    try:
        return Decoded(data.removeprefix(BOM_UTF8).decode(), None)
    except UnicodeDecodeError as error:
        return _western(data, error.start)


def _western(data: bytes, wrong: int) -> Decoded:
    """Text in cp1252, of which Latin-1's letters are a part; bytes that are mostly good UTF-8 are damaged instead."""
    if NOT_TEXT.intersection(data):
        raise Undecodable(f"binary, byte {wrong} is in no known encoding; {ADVICE}")
    kept = data.decode("utf-8", errors="ignore")
    good = sum(len(char.encode()) for char in kept if char > "\x7f")
    if good > sum(byte > 127 for byte in data) - good:
        raise Undecodable(f"damaged UTF-8, byte {wrong} can't be read (undecodable); {ADVICE}")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Undecodable(f"binary or in an unknown encoding, byte {error.start} can't be read; {ADVICE}") from None
    return Decoded(text, "cp1252" if any(0x80 <= byte < 0xA0 for byte in data) else "Latin-1")
