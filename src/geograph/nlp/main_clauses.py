"""Mends of the tree between a main clause and one inside it: with which of them a coordinated verb goes on (their
numbers tell), what a disaster did, and the verb of the sentence behind a clause that says when."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.clause_words import HARMING
from geograph.nlp.tree import FINITE, RELATIVE, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_SINGULAR = frozenset({"has", "is", "was"})
_PLURAL = frozenset({"have", "are", "were"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp"})
_COLLECTIVE = wordlist("main_clauses", "collective")
_BEFORE_NOUNS = frozenset({"after", "before", "since", "until"})
_VIOLENT = wordlist("casualties", "attacking")


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if token.dep_ == "conj" and is_verb(token) and token.head.dep_ in _CLAUSES and token.head.i < token.i:
            _goes_on(token)
        elif token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_ in HARMING:
            _outcome(token)
        elif token.dep_ == "appos" and token.pos_ in ("NOUN", "PROPN"):
            _row(token)
        elif token.dep_ in ("conj", "nsubj") and token.pos_ == "NOUN":
            _nearer(token)
            _next(token)
    for sent in doc.sents:
        if sent.root.pos_ == "NOUN" and not children(sent.root, "nsubj") and sent[-1].text in ".!?":
            _chief(sent.root)


def _goes_on(verb: Token) -> None:
    """The next verb of the main clause, taken for one of the clause between: "Chad has freed a man who led the revolt
    and [is] seeking talks"."""
    below = verb.head
    subjects = [s for s in children(below, *SUBJECTS) if s.i < below.i]
    if children(verb, *SUBJECTS, "mark") or not subjects:
        return
    noun = below.head if subjects[0].tag_ in RELATIVE or subjects[0].lower_ == "that" else subjects[0]
    above = next((up for up in below.ancestors if is_verb(up)), None)
    if above is None or not above.i < noun.i < verb.i or above.tag_ in ("VBG", "VB"):
        return
    chief = next((s for s in children(above, *SUBJECTS) if s.i < above.i), None)
    number = _number(verb)
    if chief is None or not number:
        return
    whose = _counted(chief), _counted(noun)
    if number in whose[1]:
        if number not in whose[0] or not _alike(verb, above) or _alike(verb, below):
            return  # "has freed a man who led the revolt and [has fled]": told in the tense of the main clause
    elif number not in whose[0]:
        return
    for link in children(below, "cc"):
        link.head = above if below.i < link.i < verb.i else link.head
    verb.head = above


def _outcome(verb: Token) -> None:
    """What a disaster did, hung on what is done about it: "sent tents after a river burst its banks, [killing] 80"."""
    above = verb.head
    told = [c for c in children(above, "advcl") if above.i < c.i < verb.i and children(c, "mark") and c.tag_ != "VBG"]
    if told and above.lemma_ not in _VIOLENT and verb.left_edge.i and verb.left_edge.nbor(-1).text == ",":
        verb.head = told[-1]


def _row(noun: Token) -> None:
    """The second of a row, taken for another name of the first: "a Briton, [a Filipino] and a Croat"."""
    first, others = noun.head, children(noun, "conj")
    start, end = noun.left_edge, noun.right_edge.i + 1
    if first.tag_ == "NNS" or (end < len(noun.doc) and noun.doc[end].text == ","):
        return  # "two Belgians, a nurse and a pilot, were freed"
    if not others or first.pos_ not in ("NOUN", "PROPN") or start.i < 2 or start.nbor(-1).text != ",":
        return
    joined = any(c.lower_ == "and" for c in noun.children if c.dep_ == "cc")
    if joined and start.nbor(-2) == first and all(_one(n) for n in (first, noun, *others)):
        noun.dep_ = "conj"


def _one(noun: Token) -> bool:
    """Whether a noun tells of so many, or of any one: "a Briton", "six divers"."""
    return any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in noun.children)


def _next(noun: Token) -> None:
    """The second of a row, hung on what the first is besides: "sentenced Jan Roe, an engineer, and [two drivers]"."""
    besides = noun.head
    links = [c for c in children(besides, "cc") if besides.i < c.i < noun.i]
    if noun.dep_ != "conj" or besides.dep_ != "appos" or len(links) != 1 or links[0].nbor(-1).text != ",":
        return
    described = besides.left_edge.lower_ in ("a", "an") and besides.left_edge.nbor(-1).text == ","
    if described and _one(noun) and noun.left_edge.i == links[0].i + 1:
        noun.head = links[0].head = besides.head


def _nearer(noun: Token) -> None:
    """The second of a row, hung over the clause in which it stands: "rebels holding a nurse and [six divers] fled"."""
    before = [s for s in children(noun.head, "nsubj") if s.i < noun.i] if noun.dep_ == "nsubj" else [noun.head]
    top = before[0] if before else noun
    if top.dep_ not in SUBJECTS:
        return
    links = [c for c in children(top, "cc") if top.i < c.i < noun.i]
    if not links or _one(top) or not _one(noun) or noun.left_edge.i != links[-1].i + 1:
        return
    last = links[-1].nbor(-1)
    if last.dep_ == "dobj" and last.head.dep_ in ("acl", "relcl") and last.head.head == top and _one(last):
        noun.head, noun.dep_, links[-1].head = last, "conj", last


def _chief(noun: Token) -> None:
    """The verb of the sentence, taken for one of a clause within: "A minister who stayed on after the coup [met] two
    envoys". What stands behind "after" is then no subject."""
    for below in children(noun, "relcl", "acl"):
        for verb in children(below, "advcl"):
            marks = [m for m in children(verb, "mark") if m.lower_ in _BEFORE_NOUNS]
            subjects = children(verb, *SUBJECTS)
            if not marks or len(subjects) != 1 or subjects[0].left_edge.i != marks[0].i + 1:
                continue
            if verb.tag_ not in FINITE or verb.i != subjects[0].right_edge.i + 1 or noun.right_edge.i < verb.i:
                continue
            for late in [c for c in noun.children if c.i > verb.i]:
                late.head = verb
            verb.head, verb.dep_ = verb, "ROOT"
            noun.head, noun.dep_ = verb, "nsubj"
            marks[0].head, marks[0].dep_ = below, "prep"
            subjects[0].head, subjects[0].dep_ = marks[0], "pobj"
            return


def _number(verb: Token) -> str:
    """Whether a verb stands in the singular ("s") or plural ("p"), where its form tells."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    if first.lower_ in _SINGULAR or (first is verb and verb.tag_ == "VBZ"):
        return "s"
    return "p" if first.lower_ in _PLURAL or (first is verb and verb.tag_ == "VBP") else ""


def _counted(noun: Token) -> str:
    """The numbers in which the verb of a subject may stand."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_ in _COLLECTIVE or noun.ent_type_ == "ORG":
        return "sp"
    return "p" if noun.tag_ in ("NNS", "NNPS") or children(noun, "conj") else "s"


def _alike(verb: Token, other: Token) -> bool:
    """Whether two verbs stand with the same helping verbs."""
    return _helped(verb) == _helped(other)


def _helped(verb: Token) -> frozenset[str]:
    helping = frozenset(c.lemma_ for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return helping or frozenset({verb.tag_})
