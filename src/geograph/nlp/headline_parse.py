"""Headlines as they are parsed: what the parser, trained on sentences, takes wrongly in them is set right.

A noun between two others may be the verb ("Iran fires missile", "Police arrest editor"), and a comma may stand for
"and" ("Chad, Libya hold talks").
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span, Token

from geograph.nlp.tree import NOUNS, children, is_verb
from geograph.nlp.wordlists import wordlist

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PLURAL = frozenset({"NNS", "NNPS"})
_INSIDE = frozenset({"compound", "amod", "nummod", "det", "nmod", "poss", "case", "quantmod"})
_OPENING = frozenset({"after", "as", "while"})
_ENDS = frozenset({":", ";", "--", "-", "–", "—", "|"})
_STACKED = wordlist("headline_parse", "stacked")
_WHERE = frozenset({"at", "from", "in", "into", "near", "outside", "to"})
_LOOSE = frozenset({"advcl", "appos", "compound", "conj", "dep", "nmod", "npadvmod", "nsubj", "nsubjpass"})
_CAPTIVE = frozenset({"captive", "hostage", "prisoner"})
_MANY = wordlist("headline_parse", "many")
_LONE = wordlist("headline_parse", "lone")
_POISED = wordlist("headline_parse", "poised")
_WHEN = frozenset({"DATE", "TIME"})


@dataclass(slots=True)
class _Tree:
    """What is to be changed of a parse: heads, labels, tags, parts of speech and lemmas by token."""

    doc: Doc
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)
    verbs: dict[int, tuple[str, str]] = field(default_factory=dict)
    names: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)
    adjectives: set[int] = field(default_factory=set)

    def hang(self, token: Token, head: Token, dep: str) -> None:
        self.heads[token.i] = (head.i, dep)

    def apply(self) -> None:
        """The changes made, where they leave a tree."""
        if not (self.heads or self.names) or not self._sound():
            return
        strings = self.doc.vocab.strings
        columns: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA"]
        rows: Any = self.doc.to_array(columns)
        for i, (head, dep) in self.heads.items():
            rows[i, 0] = rows.dtype.type((head - i) % 2**64)
            rows[i, 1] = strings.add(dep)
        for i, (tag, lemma) in self.verbs.items():
            rows[i, 2:] = [strings.add(tag), strings.add("VERB"), strings.add(lemma)]
        kinds = (("NNP", "PROPN", self.names), ("NN", "NOUN", self.things), ("JJ", "ADJ", self.adjectives))
        for tag, pos, tokens in kinds:
            for i in tokens:
                rows[i, 2:4] = [strings.add(tag), strings.add(pos)]
        self.doc.from_array(columns, rows)

    def _sound(self) -> bool:
        for start in self.heads:
            seen, i = set(), start
            while i not in seen:
                seen.add(i)
                up = self.heads[i][0] if i in self.heads else self.doc[i].head.i
                if up == i:
                    break
                i = up
            else:
                return False
        return True


def recast(doc: Doc, titles: Sequence[tuple[int, int]], verbs: Container[str], is_state: Callable[[str], bool]) -> None:
    """Sets the parse of the headlines right; `titles` are their characters, `verbs` the lemmas of deeds, `is_state`
    tells whether a name is a state's."""
    tree = _Tree(doc)
    for sent in _within(doc, titles):
        if sent[0].pos_ not in NOUNS and is_state(sent[0].text):
            tree.names.add(sent[0].i)
        if sent.root.tag_ == "JJ" and sent.root.text[0].isupper() and children(sent.root, "acl"):
            tree.names.add(sent.root.i)  # "Italian freed in Aden"
        for part in _clauses(sent):
            _find_verb(part, tree, verbs)
    tree.apply()
    tree = _Tree(doc)
    for sent in _within(doc, titles):
        for token in sent[1:-1]:
            _close(token, tree)
            _ready(token, tree)
            _taken(token, tree)
            if token.text == ",":
                _join(token, sent, tree, is_state)
    tree.apply()


def _within(doc: Doc, titles: Sequence[tuple[int, int]]) -> list[Span]:
    return [s for s in doc.sents if any(a <= s.start_char < b for a, b in titles)]


def _clauses(sent: Span) -> list[Span]:
    """The stretches of a headline between colons, dashes and conjunctions."""
    cuts = [sent.start]
    cuts += [t.i for t in sent if t.i > sent.start and (t.text in _ENDS or t.lower_ in _OPENING)]
    return [sent.doc[a:b] for a, b in zip(cuts, [*cuts[1:], sent.end], strict=True)]


def _find_verb(part: Span, tree: _Tree, verbs: Container[str]) -> None:
    """Makes the verb of a stretch that has none out of what was taken for a noun among others."""
    doc, root = part.doc, part.root
    mark = doc[part.start] if part[0].lower_ in _OPENING else None
    first = part.start + (1 if mark is not None or part[0].text in _ENDS else 0)
    tags = {t.tag_ for t in part if t.i != root.i and t.dep_ != "compound"}
    misled = is_verb(root) and root.lemma_ not in verbs and _misled(root)
    nominal = root.pos_ in NOUNS or (mark is not None and mark == root) or misled
    if tags & _FINITE or not nominal or any(t.tag_ == "VBG" and t.dep_ == "ROOT" for t in part):
        return
    for token in doc[first + 1 : part.end - 1]:
        lemma = _deed(token, first, verbs)
        if lemma is None:
            continue
        start = token.i - 2 if token.nbor(-1).text == "-" and token.i - 3 >= first else token.i
        subject, thing = doc[start - 1], root if misled and token.i + 1 == root.i else _phrase(token.nbor(), part)
        stacked = lemma in _STACKED and token.tag_ in _PLURAL and (thing is None or thing.pos_ != "PROPN")
        intransitive = token.dep_ in ("ROOT", "appos") and thing is None
        acting = subject.pos_ in NOUNS or subject.i in tree.names
        if not acting or stacked or (thing is None and not intransitive):
            continue
        outer = mark.head if mark is not None and mark.head.i not in range(part.start, part.end) else None
        if root.dep_ != "ROOT" and outer is None and part[0].text not in _ENDS:
            continue
        tree.verbs[token.i] = ("VBP" if subject.tag_ in _PLURAL else "VBZ", lemma)
        tree.hang(token, outer if outer is not None else token, "advcl" if outer is not None else "ROOT")
        tree.hang(subject, token, "nsubj")
        if thing is not None:
            tree.hang(thing, token, "dobj")
            tree.things |= {thing.i} if is_verb(thing) else set()
        if mark is not None and outer is not None:
            tree.hang(mark, token, "mark")
        for other in doc[part.start : part.end]:
            if other in (token, subject, thing, mark):
                continue
            up = other.head
            left, up_left = other.i < token.i, up.i < token.i
            if start <= other.i < token.i:
                tree.hang(other, token, "compound")
            elif left and (not up_left or up.i < first or other == root):
                apart = any(t.text == "," for t in doc[other.i : subject.i])
                tree.hang(
                    other,
                    token if apart else subject,
                    "dep" if apart else other.dep_ if other.dep_ in _INSIDE else "compound",
                )
            elif not left and (up_left or up in (token, other) or up.i >= part.end):
                tree.hang(other, token, other.dep_ if other.dep_ != "ROOT" else "dep")
        return


def _misled(root: Token) -> bool:
    """Whether a bare noun at the end was taken for the verb: "Iran fires [missile] into the sea"."""
    subjects = children(root, "nsubj", "compound")
    return (
        root.tag_ in ("VBP", "VB")
        and not children(root, "dobj", "aux")
        and any(s.i + 1 == root.i and s.tag_ == "NNS" for s in subjects)
    )


def _deed(token: Token, first: int, verbs: Container[str]) -> str | None:
    """The lemma of the verb that a noun in the middle of a stretch may be: a plural that others follow, or a bare form
    behind a plural, or behind several ("rebels, army clash in Goma")."""
    before, after, low = token.nbor(-1), token.nbor(), token.lower_
    several = any(t.text == "," for t in token.doc[first : token.i])
    plural = before.tag_ in _PLURAL or before.lower_ in _MANY or (before.pos_ in NOUNS and several)
    if token.dep_ in ("ROOT", "appos") and token.tag_ in ("NN", "NNP") and after.pos_ == "ADP":
        lists = plural and (several or bool(children(token, "nsubj")))
        return low if lists and low in verbs else None
    alone = token.dep_ == "ROOT" and token.tag_ == "NNS" and before.dep_ == "compound" and before.tag_ not in _PLURAL
    if alone and low.removesuffix("s") in _LONE and low.removesuffix("s") in verbs:
        return low.removesuffix("s")  # "Dutch king apologises for slavery", "Chad scraps fuel levy"
    follows = after.pos_ in (*NOUNS, "ADJ", "NUM", "DET") or (after.dep_ == "ROOT" and is_verb(after))
    opens = token.dep_ == "ROOT" and after.pos_ == "PROPN"  # "Envoy visits Kyiv"
    if not (opens or token.dep_ in ("compound", "nsubj", "dobj", "appos", "amod")) or not follows:
        return None
    if token.tag_ in (*_PLURAL, "NNP", "VBZ") and low.endswith("s") and before.tag_ not in _PLURAL:
        lemma = token.lemma_.lower()
        known = [w for w in (lemma, low[:-1], low[:-2] if low.endswith("es") else lemma) if w in verbs]
        compound = before.text != "-" or f"{token.nbor(-2).lower_}-{lemma}" in verbs
        return known[0] if known and compound else None
    return low if plural and token.tag_ in ("NN", "JJ", "VB", "VBP") and low in verbs else None


def _phrase(token: Token, part: Span) -> Token | None:
    """The head of the noun's phrase that begins at a token."""
    while token.dep_ in _INSIDE and token.i < token.head.i < part.end:
        token = token.head
    return token if token.pos_ in NOUNS or token.pos_ == "NUM" else None


def _join(comma: Token, sent: Span, tree: _Tree, is_state: Callable[[str], bool]) -> None:
    """Coordinates what stands on both sides of a comma that means "and"."""
    doc = comma.doc
    if comma.i + 1 >= sent.end:
        return
    last, top = _left(comma, sent)
    right = _right(doc[comma.i + 1], sent)
    if right is None or last is None or right.dep_ not in _LOOSE or right.ent_type_ in _WHEN | {"CARDINAL"}:
        return
    if last.ent_type_ in _WHEN or any(c.dep_ == "cc" for c in last.children) or children(last, "acl"):
        return
    end = right.right_edge.i + 1 if right.right_edge.i > right.i and right.dep_ == "appos" else right.i + 1
    behind = doc[right.i + 1] if right.i + 1 < sent.end else None
    if any(t.text == "," for t in doc[right.i : min(end + 1, sent.end)]) and right.dep_ == "appos":
        return  # "Mbeki, South Africa's president, leaves"
    verb = right.head if is_verb(right.head) and right.i < right.head.i else None
    alike = (last.pos_ == right.pos_ == "PROPN") or (last.tag_ in _PLURAL and right.tag_ in _PLURAL)
    alike = alike or bool(children(right, "nummod"))
    acting = behind is not None and (is_verb(behind) or behind.tag_ in ("TO", "RB", "MD"))
    if last.head.dep_ == "prep" and last.head.lower_ in _WHERE and not is_state(_name(last)):
        return  # "in Mosul, Iraq"
    if verb is not None and right.dep_ in ("nsubj", "nsubjpass", "compound"):
        if top.head not in (verb, top) or (top.dep_ not in _LOOSE):
            return
        inner = last if last != top and alike else top
        tree.hang(right, inner, "conj")
        tree.hang(top, verb, right.dep_ if right.dep_ != "compound" else "nsubj")
        if top.pos_ not in NOUNS and top.text[:1].isupper():
            tree.names.add(top.i)
    elif right.dep_ in ("appos", "conj", "dep") and (alike or acting):
        near = right.head in (last, top) or right.head.i < last.i
        if near and last.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "ROOT", "appos", "conj"):
            tree.hang(right, last, "conj")


def _close(name: Token, tree: _Tree) -> None:
    """Puts a noun together again with the name before it: "accused over [Iraq detainees]"."""
    thing = name.nbor()
    if name.dep_ != "pobj" or name.pos_ != "PROPN" or thing.dep_ != "dobj" or thing.head != name.head.head:
        return
    if name.head.dep_ == "prep" and thing.pos_ == "NOUN" and thing.left_edge == thing:
        tree.hang(thing, name.head, "pobj")
        tree.hang(name, thing, "compound")


def _ready(word: Token, tree: _Tree) -> None:
    """Makes an adjective of what was taken for a noun behind its subject: "IRA [willing] to disarm"."""
    subjects = [c for c in children(word, "compound") if c.i + 1 == word.i]
    if word.dep_ == "ROOT" and word.lower_ in _POISED and subjects and word.nbor().lower_ == "to":
        tree.hang(subjects[0], word, "nsubj")
        tree.adjectives.add(word.i)


def _taken(captive: Token, tree: _Tree) -> None:
    """Makes a passive of "Italian taken [hostage] in Iraq"."""
    verb = captive.head
    if captive.lower_ in _CAPTIVE and captive.dep_ == "dobj" and verb.lower_ == "taken" and not children(verb, "aux"):
        tree.hang(captive, verb, "oprd")
        tree.verbs[verb.i] = ("VBN", "take")


def _name(noun: Token) -> str:
    first = min([noun.i, *(c.i for c in children(noun, "compound"))])
    return noun.doc[first : noun.i + 1].text


def _left(comma: Token, sent: Span) -> tuple[Token | None, Token]:
    """The noun right before a comma, and the one that its whole phrase hangs on, where nothing else precedes it."""
    token = comma.nbor(-1)
    while token.dep_ in _INSIDE and token.head.i < comma.i:
        token = token.head
    top = token
    while top.dep_ in ("pobj", "prep") and top.head.i < top.i and top.i > sent.start:
        top = top.head
    noun = token.pos_ in NOUNS or token.text[:1].isupper()
    return (token if noun else None), top


def _right(token: Token, sent: Span) -> Token | None:
    while token.dep_ in _INSIDE and token.i < token.head.i < sent.end and not is_verb(token.head):
        token = token.head
    return token if token.pos_ in NOUNS else None
