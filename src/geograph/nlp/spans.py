"""Where names stand in a Doc, and what kind of thing they name."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from geograph.gazetteer import Form
from geograph.model import Kind

THING = "THING"
"""The label of names that are nobody's: storms, ships, operations, laws, prizes."""


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens start:end name something of this kind; `forms` are what the gazetteer knows under these words."""

    start: int
    end: int
    kind: Kind
    forms: tuple[Form, ...] = ()
    label: str = ""

    @property
    def use(self) -> str:
        """How the gazetteer's first form is used, e.g. "adjective"; empty for a name known from the model only."""
        return self.forms[0].use if self.forms else ""


def root(doc: Doc, name: Name) -> Token:
    """The token that heads a name."""
    return doc[name.start : name.end].root
