"""Mends lemmas that the model's lemmatizer regularly gets wrong."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_SHORT = re.compile(r"[^aeiou]*[aeiouy][bcdfgklmnprtvz]")
"""One vowel and one consonant: the past of such a verb doubles the consonant ("wagged"), so that "waged" isn't its."""
_TAGS = frozenset({"VBD", "VBN", "VBG", "VBZ"})


def mend(doc: Doc) -> None:
    """Gives "staged", "waged", "raped", "fining", "hopes" the lemmas stage, wage, rape, fine, hope instead of stag,
    wag, rap, fin, hop, and "servicemen" that of the serviceman."""
    for token in doc:
        if token.tag_ in _TAGS:
            lemma, word = token.lemma_, token.lower_
            if word in (lemma + "ed", lemma + "ing", lemma + "es") and _SHORT.fullmatch(lemma):
                token.lemma_ = lemma + "e"
        elif token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith("men") and len(token) > 5:
            token.lemma_ = token.lower_[:-2] + "an"
