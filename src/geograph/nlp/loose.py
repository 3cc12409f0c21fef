"""The status of clauses that hang loosely on another: adverbial ones, asides, what is coordinated with them."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent
from geograph.nlp.modifiers import is_future, own
from geograph.nlp.status_words import listed

LATER = frozenset({"before", "after", "when", "once", "while"})
_MEANWHILE = frozenset({"as", "while", "whilst", "though", "although", "whereas"})


def loose(way: Ascent, current: Token, head: Token, dep: str) -> None:
    """Clauses and words that hang loosely on another: they only take over what stands for the whole."""
    words = way.words
    marks = {c.lower_ for c in syntax.children(current, "mark", "advmod")}
    if way.open and way.out.status is None:
        if dep == "advcl":
            way.out.status = _adverbial(way, current, head, marks)
        elif dep == "compound":
            way.out.status = words.nouns.get(head.lemma_.lower())
    way.open = False
    comma = current.left_edge.i > 0 and current.doc[current.left_edge.i - 1].text in (",", ";", "-", "–")
    if dep == "relcl" or (dep == "advcl" and marks & _MEANWHILE) or (dep == "parataxis" and comma):
        way.heard = False
    beside = dep == "advcl" and current.tag_ == "VBG" and comma and current == way.hit.token
    if beside and way.hit.trigger.type in words.acts:
        way.heard = False


def _adverbial(way: Ascent, verb: Token, head: Token, marks: set[str]) -> Status | None:
    """The status of an adverbial clause's event."""
    words = way.words
    if marks & words.marks:
        return "hypothetical"
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(verb, "aux")):
        if way.caused:
            return "hypothetical"  # "seized a ship to force them to talk"
        onward = any(c.lower_ == "on" for c in syntax.children(head, "prt"))  # "went on to expel them"
        speech = way.hit.trigger.type in words.answered and head.tag_ != "VB" and not syntax.children(head, "dobj")
        aim = head.lemma_ in words.moving and not (onward or speech or way.supports.get(head.i))
        first = verb.i < head.i and way.hit.trigger.type not in words.acts
        return own(head, words) or ("planned" if aim or first else None)
    if verb.tag_ == "VBG" and not marks and way.hit.trigger.type not in words.acts:
        way.out.modal = way.out.modal or is_future(head)
        return own(head, words)
    if "once" in marks and head.tag_ == "VB" and way.hit.token == verb:
        return "hypothetical"  # "promised to free them once the army withdrew"
    to_come = (
        verb.tag_ == "VBD" and head.tag_ == "VB" and any(a.lower_ == "would" for a in syntax.children(head, "aux"))
    )
    if "when" in marks and to_come and way.hit.token == verb and head.dep_ == "ccomp":
        return "hypothetical"  # "said the strike would end when the government freed the miners"
    if marks & LATER and verb.tag_ in ("VBZ", "VBP", "VBG") and own(head, words) == "planned":
        return "planned"
    if "before" in marks and verb.tag_ in ("VBZ", "VBP") and not syntax.children(verb, "aux"):
        due = own(head, words) == "hypothetical" or listed(head, words.verbs)[1] == "hypothetical"
        due = due or head.tag_ == "VBD"  # "must reform before it admits", "asked for maps before it withdraws"
        return "hypothetical" if due else None
    return None


def judged(gerund: Token, verdict: Token) -> bool:
    """Whether a deed is judged in general, and not told: "ruled that banning such parties is unconstitutional"."""
    named = gerund.tag_ == "VBG" and verdict.lemma_ == "be" and verdict.tag_ in ("VBZ", "VBP")
    return named and bool(syntax.children(verdict, "acomp", "attr")) and not syntax.children(gerund, "nsubj", "poss")


def helped(verb: Token) -> bool:
    """Whether an auxiliary other than "to" makes the verb finite."""
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children)
