"""What was done to somebody, as a past participle: "killed", "withdrawn"."""

from __future__ import annotations

from geograph.nlp.lexer import words


def participle(word: str, lemma: str, tag: str) -> str:
    """What was done, as a past participle: of a verb's form, or of a noun made of one ("the killing of"); the lemma of
    any other noun. `tag` is the Penn Treebank's."""
    irregular = words("participles.toml")["participles"]
    if tag == "VBN":
        return word
    if not tag.startswith("V"):
        if not word.endswith("ing"):
            return lemma
        stem = word[:-3]
        doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
        stem = stem[:-1] if doubled else stem
        lemma = next((v for v in (stem, stem + "e") if v in irregular), stem)
        return irregular.get(lemma) or word[:-3] + "ed"
    if lemma in irregular:
        return str(irregular[lemma])
    if tag == "VBD":
        return word
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in "aeo" else lemma + "ed"
