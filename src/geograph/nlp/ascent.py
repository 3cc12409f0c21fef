"""The way up from a trigger to the top of its sentence, and what has been learnt of the event on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp.events import Hit
from geograph.nlp.parts import Part
from geograph.nlp.status_words import Words

_UNDONE: Mapping[tuple[Status, Status], Status] = {
    ("planned", "negated"): "negated",
    ("planned", "hypothetical"): "hypothetical",
    ("planned", "alleged"): "alleged",
}


@dataclass(slots=True)
class Standing:
    """The status of a hit, the words of those who say so, and those who accuse, deny or demand it. `modal` tells that
    its verb stands with "will" or "would"."""

    status: Status | None = None
    speakers: list[Token] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    modal: bool = False


@dataclass(slots=True)
class Ascent:
    """One way up from a trigger. `hits` are all hits of the article by their token's index, `supports` those with a
    support verb by that verb's. `open` says whether what comes still governs the event, `heard` whether who says what
    comes also says the event; `back` is what one more negation makes of a negated event, `ongoing` that it is one to
    be ended, `caused` that somebody is to be made to do it, `fixed` that its day is set, whatever one thinks of it."""

    hit: Hit
    hits: Mapping[int, Hit]
    supports: Mapping[int, Hit]
    words: Words
    out: Standing = field(default_factory=Standing)
    open: bool = True
    heard: bool = True
    back: Status | None = None
    ongoing: bool = False
    caused: bool = False
    fixed: bool = False

    def impose(self, outer: Status | None) -> None:
        """What stands higher says this of the event."""
        inner = self.out.status
        if outer is None or (self.fixed and outer == "hypothetical"):
            return
        if self.ongoing:
            self.out.status, self.open, self.ongoing = None, False, False  # what is to be ended goes on
        elif inner is None:
            self.out.status = "hypothetical" if self.caused and outer == "planned" else outer
        elif inner == outer == "negated":
            if self.back is not None:
                self.out.status = None if self.back == "actual" else self.back
                self.open = False
        else:
            self.out.status = _UNDONE.get((inner, outer), inner)

    def weak(self, token: Token) -> bool:
        """Whether what governs this word also governs what it governs."""
        return token.i not in self.hits or self.hits[token.i].trigger.content is not None
