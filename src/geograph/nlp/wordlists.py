"""The words that the grammar knows for what they mean, as words.toml tells them."""

from __future__ import annotations

from geograph.nlp.lexer import words


def wordlist(module: str, name: str) -> frozenset[str]:
    """The lemmas of the list `name` in the table of a module of this package."""
    return frozenset(words("words.toml")[module][name])
