"""Names as people type them."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """The name without case, accents and needless spaces: equal for names that a reader takes for the same."""
    spread = unicodedata.normalize("NFKD", " ".join(name.split()))
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold().replace("’", "'")
