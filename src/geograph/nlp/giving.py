"""Mends what the parser regularly gets wrong behind verbs of giving: to whom it is given, hung on the last word of a
long object, and what is given, told behind whom it is given to and when."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import children

_GIVING = frozenset(
    {"allocate", "award", "bequeath", "cede", "deliver", "dispatch", "distribute", "donate", "extradite", "gift",
     "give", "grant", "hand", "lend", "loan", "offer", "pay", "present", "provide", "release", "relinquish",
     "repatriate", "restitute", "restore", "return", "send", "ship", "supply", "surrender", "transfer", "turn"}
)  # fmt: skip
_LEADING = frozenset(
    {"access", "address", "adviser", "allegiance", "ambassador", "answer", "apply", "attach", "attribute", "back",
     "belong", "bring", "carry", "close", "come", "commitment", "connect", "deliver", "deport", "devote", "donate",
     "due", "envoy", "export", "extradite", "flee", "fly", "give", "go", "grant", "hand", "heir", "invite", "key",
     "lead", "lend", "link", "loyal", "move", "offer", "owe", "present", "provide", "reference", "relate", "relative",
     "reply", "response", "return", "road", "route", "sell", "send", "ship", "smuggle", "supply", "take", "threat",
     "transfer", "travel", "trip", "visit", "way", "write"}
)  # fmt: skip
"""Words that take a "to" of their own: "a statue smuggled to Switzerland"."""
_TAKERS = frozenset(
    {"authority", "community", "descendant", "family", "government", "heir", "ministry", "museum", "owner", "people",
     "relative", "rebel", "state", "tribe", "university", "village"}
)  # fmt: skip
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_BELOW = frozenset(
    {"acl", "amod", "appos", "conj", "pobj", "prep", "relcl", "advmod", "dobj", "npadvmod", "nummod", "pcomp"}
)


def mend(verb: Token) -> None:
    """Gives a verb of giving what it gives, and to whom."""
    if verb.lemma_ not in _GIVING:
        return
    things = children(verb, "dobj")
    if len(things) == 2 and not children(verb, "dative") and things[0].i < verb.i + 4 and things[1].pos_ == "NOUN":
        things[0].dep_ = "dative"  # "lent [Jordan] two billion dollars"
    if not things:
        _late(verb)
    elif not any(c.lower_ == "to" for c in children(verb, "prep", "dative")):
        _low(verb, children(verb, "dobj")[-1])


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
