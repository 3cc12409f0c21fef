"""Words for identifiers."""

from __future__ import annotations

import re

from geograph.gazetteer import fold

_OTHER = re.compile(r"[^\w]+|_+")


def slug(text: str) -> str:
    """The text as one lower-case word for an identifier: letters and digits of any script, joined by hyphens."""
    return _OTHER.sub("-", fold(text)).strip("-") or "unnamed"
