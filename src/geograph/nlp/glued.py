"""Mends of people glued to the word behind them that tells what becomes of them: "took [two Germans] hostage"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import CAPTIVE, NOUNS, children
from geograph.nlp.wordlists import wordlist

_TAKING = frozenset({"hold", "keep", "take"})
_AWAY = frozenset({"abroad", "home", "packing"})
_RATES = frozenset({"%", "percent", "per cent", "cent"})
_CLEARED = wordlist("glued", "cleared")
_NAMING = wordlist("glued", "naming")
_BEFORE = frozenset({"amod", "compound", "det", "nmod", "nummod", "poss", "quantmod"})


def mend(verb: Token) -> None:
    """The object of a verb is who is taken or sent, not what they are taken as or where they are sent: "took two
    Germans [hostage]", "sent the envoy [home]", "sent two diplomats [packing]"."""
    sending = verb.lemma_ == "send"
    if not sending and verb.lemma_ not in _TAKING:
        return
    for noun in children(verb, "dobj"):
        for word in children(noun, "acl"):
            if sending and word.lower_ == "packing" and word.i == noun.i + 1:
                for late in [c for c in word.children if c.i > word.i]:
                    late.head = verb
                word.head, word.dep_ = verb, "advmod"
    for word in [c for c in children(verb, "dobj", "ccomp") if c.i > verb.i]:
        told = word.lower_ in _AWAY if sending else word.lower_ in CAPTIVE
        who = word.nbor(-1)
        if not told or who.head != word or who.i <= verb.i or who.pos_ not in NOUNS or not who.whitespace_:
            continue
        if who.dep_ not in ("compound", "nmod", "nsubj") or (who.tag_ == "NNP" and not sending):
            continue
        if not sending and who.tag_ not in ("NNS", "NNPS"):
            continue  # "took the bank hostage" and "took a German hostage" are left as they are
        for other in [c for c in word.children if c.i < who.i and c.dep_ in _BEFORE]:
            other.head = who
        for late in [c for c in word.children if c.i > word.i]:
            late.head = verb
        who.head, who.dep_ = verb, "dobj"
        word.head, word.dep_ = verb, "advmod" if sending else "oprd"
        if sending:
            word.pos_, word.tag_ = "ADV", "RB"


def rid(prep: Token) -> None:
    """Of whom a place is cleared, hung on the place: "cleared the square [of] demonstrators"."""
    place = prep.head
    people = [o for o in children(prep, "pobj") if o.tag_ == "NNS" and o.left_edge == o]
    if prep.lower_ == "of" and people and place.lemma_ in _CLEARED and place.head.lemma_ == "clear":
        prep.head = place.head


def rated(prep: Token) -> None:
    """On whom what is told with its rate falls: "tariffs of 25 percent [on] Chad"."""
    rate = prep.head
    if prep.lower_ in ("on", "against") and rate.lower_ in _RATES and rate.dep_ == "pobj" and rate.head.lower_ == "of":
        if rate.head.head.pos_ == "NOUN":
            prep.head = rate.head.head


def unwelcome(verb: Token) -> None:
    """Who is declared persona non grata, torn from the verb: "declared the [envoy] persona non grata"; what somebody
    is named, taken for a second object: "branded the paper [a foreign agent]"."""
    things = children(verb, "dobj") if verb.lemma_ in _NAMING else []
    if len(things) == 2 and things[1].left_edge.lower_ in ("a", "an") and things[1].left_edge.i == things[0].i + 1:
        things[1].dep_ = "oprd"
    if verb.lemma_ != "declare":
        return
    for word in verb.subtree:
        if word.lower_ == "persona" and verb.i + 1 < word.i < len(word.doc) - 2 and word.nbor().lower_ == "non":
            who, last = word.nbor(-1), word.nbor(2)
            if who.pos_ in NOUNS and last.lower_ == "grata" and last.sent == word.sent:
                who.head, who.dep_ = verb, "dobj"
                word.head, word.dep_ = verb, "oprd"
                for late in [c for c in (*word.children, *last.children) if c.i > last.i]:
                    late.head = verb
                last.head, last.dep_ = word, "appos"
            return
