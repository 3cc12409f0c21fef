"""Mends lemmas that the model's lemmatizer regularly gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.tokens import Doc

from geograph.nlp.wordlists import wordlist

_SHORT = re.compile(r"[^aeiou]*[aeiouy][bcdfgklmnprtvz]")
"""One vowel and one consonant: the past of such a verb doubles the consonant ("wagged"), so that "waged" isn't its."""
_PLURALS = wordlist("lemmas", "plurals")
_PASTS = {
    "built": "build",
    "came": "come", "chose": "choose", "drew": "draw", "drove": "drive", "froze": "freeze", "gave": "give",
    "rode": "ride", "rose": "rise", "shook": "shake", "sook": "sake", "spoke": "speak", "stole": "steal",
    "strove": "strive", "threw": "throw", "took": "take", "went": "go", "wove": "weave", "wrote": "write",
}  # fmt: skip
"""Ends of past forms that no present form has."""
_ONLY_PASTS = {
    "forbade": "forbid", "foresaw": "foresee", "forgave": "forgive", "forsook": "forsake", "mistook": "mistake",
    "overcame": "overcome", "overran": "overrun", "overrode": "override", "oversaw": "oversee",
    "overthrew": "overthrow", "overtook": "overtake", "retook": "retake", "rewrote": "rewrite",
    "undertook": "undertake", "underwent": "undergo", "withdrew": "withdraw", "withheld": "withhold",
}  # fmt: skip
"""Past forms that are no other word: the tagger takes the rare ones for nouns."""
_TAGS = frozenset({"VBD", "VBN", "VBG", "VBZ"})


def _stems(lemma: str) -> Iterator[str]:
    """What may be meant by a lemma that is no verb's: "rearreste", "resupplie", "wiretappe", "lambast", "instal"."""
    if lemma.endswith("e"):
        yield lemma[:-1]
        yield lemma[:-2]
        yield lemma[:-2] + "y"
    yield lemma + "e"
    yield lemma + lemma[-1:]


def mend(doc: Doc, verbs: Set[str] = frozenset()) -> None:
    """Gives "staged", "waged", "raped", "fining", "hopes" the lemmas stage, wage, rape, fine, hope instead of stag,
    wag, rap, fin, hop, and "servicemen" that of the serviceman; "retook", read as a present, is a past of retake."""
    for token in doc:
        if "-" in token.lower_ and "-" not in token.norm_ and token.lemma_ not in verbs:
            token.lemma_ = token.lemma_.replace("-", "")  # "co-operate", see hyphens.toml
        if token.tag_ == "VBD" and token.lower_ == "wound" and any(c.dep_ == "prt" for c in token.children):
            token.lemma_ = "wind"  # "[wound] up its mission", not "Blasts wound six"
        elif token.tag_ in _TAGS:
            lemma, word = token.lemma_, token.lower_
            if word in (lemma + "ed", lemma + "ing", lemma + "es") and _SHORT.fullmatch(lemma):
                token.lemma_ = lemma + "e"
            elif token.pos_ == "VERB" and lemma not in verbs:
                token.lemma_ = next((form for form in _stems(lemma) if form in verbs), lemma)
        elif token.tag_ in ("VB", "VBP") and (past := next((p for p in _PASTS if token.lower_.endswith(p)), None)):
            token.tag_, token.lemma_ = "VBD", token.lower_[: -len(past)] + _PASTS[past]  # "retook", "forsook"
        elif token.pos_ in ("NOUN", "PROPN", "ADJ", "ADV") and token.text in _ONLY_PASTS:
            token.tag_, token.pos_, token.lemma_ = "VBD", "VERB", _ONLY_PASTS[token.text]
        elif token.tag_ == "NNS" and token.lower_ in _PLURALS:
            token.lemma_ = token.lower_[:-1] if token.lower_ != "taxes" else "tax"
        elif token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith("men") and len(token) > 5:
            token.lemma_ = token.lower_[:-2] + "an"
