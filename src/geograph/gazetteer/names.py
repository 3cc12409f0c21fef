"""Names as sequences of folded tokens: what the gazetteer is keyed by, and what a text is compared with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u02bb": "'", "\u2032": "'", "`": "'"})
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"})
"""Letters that no decomposition takes to the ASCII ones which news writes for them."""

LETTER = r"[^\W\d_]"
INFIX = re.compile(
    rf"(?<=[^\W_])(--|[-\u2010-\u2015~])(?={LETTER})|(?<=[^\W_])([:/<>=])(?={LETTER})|(?<=\d)([+*^])(?=\d)"
)
EDGE_LEFT = "([{\"'\u201c\u2018"
EDGE_RIGHT = ")]},;:!?\"\u201d'\u2019"
DOTTED = re.compile(rf"(?:{LETTER}\.)+|(?:St|Mt|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Rev|Adm|Prof|Co|Corp|Inc|Ltd|Bros|Jr)\.")
POSSESSIVE = re.compile(r"(?<=.)['\u2019][sS]$")
"""The ending that stands as a token of its own."""
ARTICLE_S = re.compile(r"['\u2019]s(?![^\W_])")


def plain(text: str) -> str:
    """The text without accents and typographic apostrophes: "Côte d’Ivoire" is "Cote d'Ivoire"."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(LETTERS))
    return "".join(character for character in text if not unicodedata.combining(character))


def fold(text: str) -> str:
    """The text without case, accents and typographic apostrophes: "Côte d’Ivoire" is "cote d'ivoire"."""
    return plain(text).casefold()


def tokens(name: str) -> tuple[str, ...]:
    """The name's tokens as spaCy's English tokenizer cuts such names: hyphens between letters, possessive 's,
    commas and brackets stand alone, an abbreviation keeps its dots ("U.S.", "N. Korea" is "N." and "Korea")."""
    out: list[str] = []
    for word in name.split():
        if word.isalpha():
            out.append(word)
        else:
            out.extend(_cut(word))
    return tuple(out)


def key(name: str) -> tuple[str, ...]:
    """The folded tokens of the name: its key among the gazetteer's forms."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple(map(fold, tokens(name)))


def _cut(word: str) -> list[str]:
    """The tokens of one word between spaces."""
    left: list[str] = []
    while len(word) > 1 and word[0] in EDGE_LEFT and not ARTICLE_S.match(word):
        left.append(word[0])
        word = word[1:]
    right: list[str] = []
    while len(word) > 1:
        if word[-1] in EDGE_RIGHT or (word[-1] == "." and not DOTTED.fullmatch(word)):
            cut = len(word) - 1
        elif match := POSSESSIVE.search(word):
            cut = match.start()
        else:
            break
        right.append(word[cut:])
        word = word[:cut]
    middle = [part for part in INFIX.split(word) if part]
    return [*left, *middle, *reversed(right)]


def is_acronym(name: str) -> bool:
    """Whether the name is one word of upper-case letters, dots and digits, two signs or more: "US", "U.N.", "G7"."""
    signs = name.replace(".", "").replace("-", "")
    return len(signs) > 1 and signs.isalnum() and signs.isupper()


def fits(surface: str, upper: bool, words: Sequence[str]) -> bool:
    """Whether the text's words (same number as the surface's tokens) may stand for this written form.

    An acronym needs its own letters in the same case ("US", never "us"). In other names a token with a capital
    letter asks for a capital first letter in the text ("Turkey", never "turkey"); what the name writes small may be
    either, and a text in capitals throughout fits."""
    own = tokens(surface)
    if len(own) != len(words):
        return False
    if upper:
        return all(a == b for a, b in zip(own, words, strict=True))
    return all(not a[0].isupper() or b[0].isupper() for a, b in zip(own, words, strict=True))
