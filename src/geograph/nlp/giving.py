"""Mends what the parser regularly gets wrong behind verbs of giving: to whom it is given, hung on the last word of a
long object, and what is given, told behind whom it is given to and when."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import children
from geograph.nlp.wordlists import wordlist

_GIVING = wordlist("giving", "giving")
_LEADING = wordlist("giving", "leading")
_TAKERS = wordlist("giving", "takers")
_GIVEN = wordlist("giving", "given")
_TWO_OBJECTS = wordlist("giving", "two_objects")
_SHOWING = wordlist("giving", "showing") | _TWO_OBJECTS
_SPANS = wordlist("complements", "spans")
_SUMS = wordlist("giving", "sums")
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_BELOW = frozenset(
    {"acl", "amod", "appos", "conj", "pobj", "prep", "relcl", "advmod", "dobj", "npadvmod", "nummod", "pcomp"}
)


def mend(verb: Token) -> None:
    """Gives a verb of giving what it gives, and to whom."""
    _torn_from_gainer(verb)
    _named_gainer(verb)
    _apposed(verb)
    _home(verb)
    _respite(verb)
    _term(verb)
    datives = children(verb, "dative")
    if len(datives) == 2 and not children(verb, "dobj") and datives[0].pos_ == "NOUN" and datives[1].pos_ == "ADP":
        datives[0].dep_ = "dobj"  # "give [the green light] to the talks"
    if verb.lemma_ not in _GIVING:
        return
    _torn_sum(verb)
    things = children(verb, "dobj")
    if len(things) == 2 and not children(verb, "dative") and things[0].i < verb.i + 4:
        if things[1].pos_ == "NOUN" or things[1].lower_ in _SUMS:
            things[0].dep_ = "dative"  # "lent [Jordan] two billion dollars"
    if not things:
        _late(verb)
        _behind_gainer(verb)
    elif not any(c.lower_ == "to" for c in children(verb, "prep", "dative")):
        _low(verb, children(verb, "dobj")[-1])


def _torn_sum(verb: Token) -> None:
    """What is given, taken for one more of those to whom it is given: "gave Chad and Mali [ten million euros]"."""
    for gainer in children(verb, "dobj") if not children(verb, "dative") else ():
        rows = [gainer, *children(gainer, "conj")]
        told = len(rows) > 1 and rows[-1].pos_ == "NOUN" and bool(children(rows[-1], "nummod"))
        if told and rows[-1].left_edge.nbor(-1) in rows:
            gainer.dep_ = "dative"
            rows[-1].head, rows[-1].dep_ = verb, "dobj"


def _apposed(verb: Token) -> None:
    """What is given, taken for another name of whom it is given to: "showed two diplomats [the door]"."""
    if verb.lemma_ not in _SHOWING or children(verb, "dative"):
        return
    things = children(verb, "dobj")
    if len(things) == 2 and things[1].pos_ == "NOUN" and things[1].left_edge.i == things[0].i + 1:
        things[0].dep_ = "dative"
    for gainer in things[:1]:
        for thing in children(gainer, "appos"):
            first = thing.left_edge
            if thing.pos_ == "NOUN" and first.i == gainer.i + 1 and first.dep_ in ("det", "poss", "nummod"):
                gainer.dep_ = "dative"
                thing.head, thing.dep_ = verb, "dobj"
                return


def _respite(verb: Token) -> None:
    """The time that somebody is given, taken for when they are given something: "gave the rebels [a week] to"."""
    spans = [t for t in children(verb, "npadvmod") if t.lemma_ in _SPANS and verb.lemma_ == "give"]
    gainers = [d for d in children(verb, "dative", "dobj") if d.pos_ != "ADP"]
    if len(gainers) == 1 and spans and spans[0].left_edge.i == gainers[0].right_edge.i + 1:
        gainers[0].dep_, spans[0].dep_ = "dative", "dobj"


def _term(verb: Token) -> None:
    """Until when somebody is given time for something, taken for who does it: "gave them [until Friday] to leave"."""
    for clause in children(verb, "advcl") if verb.lemma_ == "give" else ():
        marks = [m for m in children(clause, "mark") if m.lower_ == "until"]
        days = [s for s in children(clause, "nsubj") if s.ent_type_ in ("DATE", "TIME")]
        if marks and days and any(a.lower_ == "to" for a in children(clause, "aux")):
            marks[0].head, marks[0].dep_ = verb, "prep"
            days[0].head, days[0].dep_ = marks[0], "pobj"
            for particle in children(clause, "prt"):  # "to turn in the weapons"
                for thing in children(particle, "pobj") if not children(clause, "dobj") else ():
                    thing.head, thing.dep_ = clause, "dobj"


def _home(verb: Token) -> None:
    """Whom one sends home, taken for somebody to whom a home is sent: "sent [the envoy] home"."""
    for place in children(verb, "dobj", "advmod", "npadvmod"):
        gainers = [d for d in children(verb, "dative") if d.i < place.i and d.pos_ != "ADP"]
        things = [o for o in children(verb, "dobj") if o != place]
        if place.lower_ == "home" and gainers and not things and not list(place.children):
            place.dep_, gainers[0].dep_ = "advmod", "dobj"
            return


def _behind_gainer(verb: Token) -> None:
    """What is given, taken for the subject of a clause of its own behind to whom it is given: "handed over to Chad [a
    banker] wanted for fraud"."""
    if children(verb, "dobj"):
        return
    for prep in children(verb, "prep"):
        end = prep.right_edge.i + 1
        for clause in children(verb, "conj", "ccomp") if prep.lower_ == "to" else ():
            subjects = children(clause, "nsubj")
            first = subjects[0].left_edge if len(subjects) == 1 else verb
            articled = first.dep_ in ("det", "nummod") and first.i == end
            if articled and clause.tag_ in ("VBD", "VBN") and not children(clause, "aux", "cc", "mark", "dobj"):
                noun = subjects[0]
                noun.head, noun.dep_ = verb, "dobj"
                clause.head, clause.dep_, clause.tag_ = noun, "acl", "VBN"
                return


def _torn_from_gainer(verb: Token) -> None:
    """Whom something is given to, taken for a word of what is given: "gave [a Kenyan doctor] permission to leave"."""
    for thing in children(verb, "dobj"):
        before = [c for c in children(thing, "compound") if c.pos_ == "NOUN" and c.i == thing.i - 1]
        articles = [c for c in children(thing, "det") if c.lower_ in ("a", "an")]
        articles += children(thing, "nummod") if before and before[0].tag_ == "NNS" else []
        if thing.lemma_ in _GIVEN and before and articles and not children(verb, "dative"):
            for word in [c for c in thing.children if c.i < before[0].i]:
                word.head = before[0]
            before[0].head, before[0].dep_ = verb, "dative"


def _named_gainer(verb: Token) -> None:
    """Whom something is given to, by a name that the parser took for a part of it: "gave [Sudan] food and medicine"."""
    for thing in children(verb, "dobj") if verb.lemma_ in _TWO_OBJECTS and not children(verb, "dative") else ():
        named = [c for c in children(thing, "compound", "nmod") if c.ent_type_ in ("GPE", "ORG", "PERSON")]
        first = named[0].left_edge if named else None
        if first is not None and first.i == verb.i + 1 and thing.pos_ == "NOUN" and thing.left_edge == first:
            named[0].head, named[0].dep_ = verb, "dative"
            return
        peoples = [c for c in children(thing, "compound") if c.ent_type_ and c.tag_ in ("NNPS", "NNS")]
        articles = [c for c in children(thing, "det") if c.lower_ == "the" and c.i == verb.i + 1]
        if peoples and articles and peoples[0].left_edge.i == verb.i + 2 and peoples[0].i == thing.i - 1:
            peoples[0].head, peoples[0].dep_ = verb, "dative"  # "brought [the Houthis] rifles"
            articles[0].head = peoples[0]
            return


def _late(verb: Token) -> None:
    """What is given, taken for a time: "returned to Peru on Monday [forty clay jars]"."""
    if not children(verb, "nsubj") or not any(p.lower_ == "to" for p in children(verb, "prep")):
        return
    for prep in children(verb, "prep"):  # "on [Monday forty clay jars]"
        for noun in children(prep, "pobj"):
            days = [d for d in children(noun, "compound") if d.ent_type_ == "DATE" and d.i == prep.i + 1]
            if prep.lower_ == "on" and days and noun.ent_type_ not in _TIMES:
                days[0].head, days[0].dep_ = prep, "pobj"
                noun.head, noun.dep_ = verb, "dobj"
                return
    for noun in children(verb, "npadvmod"):
        if noun.i > verb.i + 2 and noun.pos_ == "NOUN" and noun.ent_type_ not in _TIMES and _told(noun):
            noun.dep_ = "dobj"
            return


def _told(noun: Token) -> bool:
    return bool(children(noun, "det", "nummod", "amod", "compound", "prep"))


def _low(verb: Token, thing: Token) -> None:
    """To whom it is given, hung on a word of the object: "returned a mask stolen in 1911 from a temple [to Mali]"."""
    below = [thing, *(c for c in children(verb, "advcl") if c.i > thing.i and not children(c, "mark", "aux", "nsubj"))]
    for link in sorted((t for b in below for t in b.subtree), key=lambda t: -t.i):
        if link.lower_ != "to" or link.dep_ != "prep" or link.head == thing or link.head == verb or link.i < thing.i:
            continue
        takers = children(link, "pobj")
        if not takers or not (takers[0].ent_type_ in _NAMES or takers[0].lemma_ in _TAKERS):
            continue
        above = link.head
        second = any(c.lower_ == "to" and c.i < link.i for c in above.subtree)
        hung = all(a.dep_ in _BELOW or a in below for a in (above, *above.ancestors) if verb.is_ancestor(a))
        if hung and (second or above.lemma_.lower() not in _LEADING):
            link.head = verb
        return
