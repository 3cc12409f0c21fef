"""Whether a trigger's words stand at a token as they must: one, a row, or a verb with its particles."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.tree import all_children

_NOMINAL = frozenset({"NOUN", "PROPN"})
_PARTICLES = frozenset(
    {
        "oprd",
        "dobj",
        "attr",
        "prt",
        "advmod",
        "prep",
        "agent",
        "advcl",
        "dative",
        "acomp",
        "npadvmod",
        "mark",
        "pcomp",
        "pobj",
    }
)


_FIXING = frozenset({"fix", "settle"})
"""Of these the day is the matter: "settled on Friday"."""


def lemmas(token: Token, pos: str) -> tuple[str, ...]:
    lemma, lower = token.lemma_.lower(), token.lower_
    if pos == "noun" and token.tag_ in ("NNPS", "NNP") and lower.endswith("s"):
        return (lemma, lower, lower[:-1])
    return (lemma,) if lemma == lower else (lemma, lower)


def words_at(token: Token, words: tuple[str, ...], pos: str) -> tuple[int, ...] | None:
    """The tokens of a trigger's words, when they stand as they must."""
    if len(words) == 1:
        return (token.i,) if pos != "noun" or token.pos_ in _NOMINAL else None
    if pos == "noun" or "-" in words:
        start = token.i - len(words) + 1
        if start < 0:
            return None
        if pos == "noun" and token.pos_ not in _NOMINAL and words[-2] != "-":
            return None
        before = token.doc[start : token.i]
        same = all(w in (t.lower_, t.lemma_.lower()) for t, w in zip(before, words, strict=False))
        return tuple(range(start, token.i + 1)) if same else None
    if words[0] == "call" and (
        syntax.children(token, "oprd") or any(p.lower_ not in words for p in syntax.children(token, "prt"))
    ):
        return None  # "called off the search for"
    out = [token.i]
    around = [token]
    for word in words[1:]:
        found = next(
            (
                c
                for a in around
                for c in all_children(a)
                if c.lower_ == word and c.i > token.i and c.dep_ in _PARTICLES and c not in around
            ),
            None,
        )
        if found is None:
            following = token.doc[out[-1] + 1] if out[-1] + 1 < len(token.doc) else None
            found = following if following is not None and following.lower_ == word else None
        if found is None:
            found = next((p for p in syntax.preps(token) if p.lower_ == word and _leads_back(p, token)), None)
        if found is not None and len(words) == 2 and words[0] not in _FIXING and _when(found):
            found = next((p for p in syntax.preps(token) if p.lower_ == word and not _when(p)), None)
        if found is None or (word == "at" and found.nbor(1).lower_ in ("least", "most", "once")):
            return None  # "fired at least three rockets"
        if word == "on" and syntax.is_dated(found) and words[0] not in _FIXING:
            return None  # "agreed on Friday to withdraw"
        out.append(found.i)
        around.append(found)
    return tuple(out)


def _when(prep: Token) -> bool:
    """Whether a preposition only tells the time: "called on Tuesday"."""
    objects = syntax.objects_of(prep) if prep.dep_ not in ("oprd", "advmod") else []  # "set [free] on Tuesday"
    return bool(objects) and all(o.ent_type_ in ("DATE", "TIME") for o in objects)


def _leads_back(prep: Token, verb: Token) -> bool:
    """Whether a preposition may be a verb's particle: one behind it, or before a relative ("on whom they called"), not
    one that opens the sentence ("In a note, Chad sent word")."""
    return prep.i > verb.i or any(o.tag_ in ("WDT", "WP") for o in syntax.children(prep, "pobj"))


def head_of(token: Token, where: tuple[int, ...]) -> Token:
    """Of the parts of a hyphened noun the one that the others hang on."""
    doc = token.doc
    return next((doc[i] for i in reversed(where) if doc[i].text != "-" and doc[i].head.i not in where), token)
