"""What a word's own modifiers say of how an event stands: negation, modals, adverbs, times to come, questions."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.hypotheses import inverted, unreal
from geograph.nlp.phrases import is_none
from geograph.nlp.questions import asked
from geograph.nlp.status_words import ORDER, Words
from geograph.nlp.wordlists import wordlist

_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "would", "shall"})
_TIMES = frozenset({"again", "before", "once", "since", "yet"})
_REGRETTING = wordlist("modifiers", "regretting")
_WOULD = frozenset({"would", "'d", "’d"})
_MERELY = frozenset({"only", "just", "merely", "simply"})
_NOBODY = frozenset({"neither", "no", "nobody", "none", "nothing"})
_OCCASIONS = wordlist("modifiers", "occasions")
_PAST = frozenset({"VBD", "VBN"})
_BEGINNING = wordlist("modifiers", "beginning")
_FIXING = wordlist("modifiers", "fixing")
_WHEN = frozenset({"for", "on", "in", "at", "later", "next", "this"})


def is_future(verb: Token) -> bool:
    """Whether a verb stands with "will" or "would", and not with "would have"."""
    helping = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helping & _FUTURE) and not helping & {"have", "'ve", "’ve"}


def scheduled(noun: Token, words: Words) -> bool:
    """Whether a participle or adjective behind a noun sets its day: "talks set for Monday", "a visit due in May"."""
    if syntax.is_verb(noun):
        return False
    guests = [o for p in syntax.children(noun, "prep") if p.lower_ in ("of", "by") for o in syntax.children(p, "pobj")]
    if any(is_future(c) for n in (noun, *guests) for c in syntax.children(n, "relcl")) and noun.pos_ == "NOUN":
        return True  # "the summit of leaders who will sign a treaty"
    for child in (c for n in (noun, *guests) for c in syntax.children(n, "acl", "amod", "relcl")):
        behind = child.i > noun.i and child.tag_ in ("VBN", "VBD", "JJ", "RB")
        timed = any((c.dep_ == "prep" and c.lower_ in _WHEN) or c.dep_ == "xcomp" for c in child.children)
        if behind and timed and words.adjs.get(child.lower_) == "planned":
            return True
    return False


def begun(support: Token | None) -> bool:
    """Whether the verb that a noun stands with says that it is under way: "began a strike expected to last a week"."""
    return support is not None and support.tag_ == "VBD" and support.lemma_ in _BEGINNING


def appointed(verb: Token, noun: Token | None = None) -> bool:
    """Whether a verb in the present tense, or the noun that it supports, stands with a day or month to come: "meets the
    king on Friday"."""
    if verb.tag_ not in ("VBZ", "VBP") or any(c.dep_ == "aux" for c in verb.children):
        return False
    behind = [verb] if noun is None else [verb, noun]
    phrases = [c for v in behind for c in syntax.children(v, "prep", "npadvmod")]
    times = [t for c in phrases for t in (c, *syntax.children(c, "pobj"))]
    return any(
        t.ent_type_ == "DATE" and t.is_title and t.pos_ == "PROPN"
        and not any(c.lower_ in ("every", "each", "last") for c in t.children)
        for t in times
    )  # fmt: skip


def going_on(noun: Token) -> bool:
    """Whether a deed that one acts against is there: "confront the attacks", not "an attack", "any further attack"."""
    recent = any(c.lower_ in ("current", "latest", "ongoing", "recent") for c in noun.children)
    plural = recent or noun.tag_ in ("NNS", "NNPS")
    return (plural or any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)) and not any(
        c.lower_ in ("any", "future", "further", "more", "new", "possible") for c in noun.children
    )


def called_for(noun: Token, verb: Token) -> bool:
    """ "called a strike for Thursday", "set an election for next year" """
    if verb.lemma_ not in _FIXING:
        return False
    times = [o for t in (noun, verb) for p in syntax.children(t, "prep") if p.lower_ == "for" for o in p.children]
    return any(t.ent_type_ == "DATE" for t in times)


def before(token: Token, words: Words) -> Status | None:
    """What the words right before a clause or a noun's phrase say ("rather than", "ahead of")."""
    start = token.i
    if not syntax.is_verb(token):
        start = min(c.left_edge.i for c in (token, *token.children) if c.i <= token.i)
    elif token.tag_ != "VBG":
        start = min([token.i, *(c.i for c in syntax.children(token, "aux", "advmod", "neg") if c.i < token.i)])
    for length in (4, 3, 2, 1):
        found = words.before.get(tuple(t.lower_ for t in token.doc[max(0, start - length) : start]))
        if found is not None:
            return found
    return None


def own(token: Token, words: Words) -> Status | None:
    """What the token's own modifiers say: negation, modals, adverbs, adjectives, "if", a question."""
    found = [s for c in token.children if (s := _modifier(c, token, words)) is not None]
    missed = unreal(token)
    if missed is not None:
        return missed
    if any(c.dep_ == "mark" and c.lower_ in words.marks for c in token.children):
        return "hypothetical"
    if token.dep_ == "advcl" and inverted(token):
        return "hypothetical"
    if token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.children if c.dep_ == "cc"):
        found.append("negated")
    helping = {c.lower_ for c in token.children if c.dep_ == "aux"}
    infinitive = token.tag_ in ("VB", "VBN") and "to" in helping and "have" not in helping  # "Hundreds to be tried"
    verbless = token.dep_ in ("relcl", "acl") and token.head.dep_ == "ROOT" and not syntax.is_verb(token.head)
    if infinitive and (token.dep_ == "ROOT" or verbless):  # "Rivals to Meet in Geneva"
        found.append("planned")
    if asked(token):
        found.append("hypothetical")
    return min(found, key=ORDER.index) if found else None


def _modifier(child: Token, token: Token, words: Words) -> Status | None:
    low, dep = child.lower_, child.dep_
    if dep == "neg" or (dep in ("preconj", "cc") and low in ("neither", "nor") and child.i < token.i):
        following = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
        return None if following in _MERELY or _until(token) else "negated"
    if dep in ("nsubj", "nsubjpass") and any(
        c.lower_ in _NOBODY and c.dep_ not in ("poss", "nmod", "conj") for c in (child, *child.children)
    ):
        return "negated"
    if dep in ("nsubj", "nsubjpass") and _not_one(child):
        return "negated"
    if dep == "prep" and any(c.lower_ in _OCCASIONS and is_none(c) for c in child.children):
        return "negated"  # "at no time"
    if dep == "dobj" and syntax.is_verb(token) and (low == "nobody" or any(c.lower_ == "no" for c in child.children)):
        return "negated"
    if dep == "det" and low in ("no", "neither") and child.nbor().text != "-":
        return "negated"
    if dep == "aux" and low == "should" and _regretted(token):
        return None
    if dep == "aux" and low in words.modals:
        wish = low in _WOULD and token.lemma_ == "like"  # "would like Chad to leave" asks for it
        return None if wish else _modal(child, token, words)
    if dep == "advmod" and low != "sooner" and any(c.lower_ == "no" for c in child.children):
        return "negated"  # "no longer"
    if dep == "advmod" and low in _TIMES and any(c.lower_ in ("never", "not") for c in child.children):
        return "negated"  # "never before"
    if dep in ("advmod", "npadvmod", "prep", "advcl") and low in words.adverbs:
        return words.adverbs[low]
    if dep == "amod" and child.tag_ == "VBG" and child.lemma_ in words.speaking_of:
        return words.verbs.get(child.lemma_)  # "a letter threatening attacks"
    if dep in ("amod", "compound") and child.i < token.i and low not in words.predicative:
        return words.adjs.get(low) or words.adjs.get(child.lemma_.lower())
    if dep in ("npadvmod", "prep", "poss", "nmod", "amod", "pobj") and token.tag_ not in _PAST and _soon(child, words):
        return "planned"
    return None


def _regretted(verb: Token) -> bool:
    """Whether it is done and complained of: "regrets that Chad should have refused", "is odd that it should accuse"."""
    told = verb.head
    felt = [told, *syntax.children(told, "acomp", "oprd")]
    return verb.dep_ in ("ccomp", "acl", "advcl", "relcl") and any(t.lemma_.lower() in _REGRETTING for t in felt)


def _until(verb: Token) -> bool:
    """ "did not recognise it until May": it did then."""
    past = any(c.lower_ in ("did", "was", "were") for c in syntax.children(verb, "aux", "auxpass"))
    times = [p for p in syntax.children(verb, "prep", "mark") if p.lower_ in ("until", "till")]
    return past and any(syntax.is_dated(p) or syntax.children(p, "pcomp") for p in times)


def _not_one(noun: Token) -> bool:
    """ "Not a single soldier", "not one soldier" """
    single = [c for c in noun.children if c.lower_ in ("one", "single")]
    return bool(single) and any(c.lower_ == "not" for t in (noun, *single) for c in t.children)


def _soon(phrase: Token, words: Words) -> bool:
    """Whether a phrase is of a time to come ("next week", "in the coming days", "tomorrow")."""
    times = [phrase, *syntax.children(phrase, "pobj")]
    return any(
        t.ent_type_ in ("DATE", "TIME") and (t.lower_ in words.soon or any(c.lower_ in words.soon for c in t.children))
        for t in times
    )


def _modal(modal: Token, verb: Token, words: Words) -> Status:
    """ "would release" is a plan told afterwards where somebody says so; by itself or on a condition it is a thought;
    "would have released" is no plan either."""
    low = modal.lower_
    if low not in _WOULD:
        return words.modals[low]
    clauses = syntax.children(verb, "advcl")
    marked = any(m.lower_ in words.marks for c in clauses for m in syntax.children(c, "mark"))
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "'ve", "’ve") for c in verb.children)
    imagined = marked or perfect or any(inverted(c) for c in clauses)
    return "hypothetical" if imagined or not _reported(verb) else "planned"


def _reported(verb: Token) -> bool:
    """Whether a clause is told of somebody's words or thoughts, or of a plan, and not by itself."""
    while verb.dep_ == "conj" and syntax.is_verb(verb.head):
        verb = verb.head
    planned = any(c.lower_ == "under" for c in syntax.children(verb, "prep"))  # "under the deal"
    return planned or verb.dep_ not in ("ROOT", "relcl")
