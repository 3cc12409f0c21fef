"""The grammar, once for all event types: who does and undergoes what a verb or a noun tells.

Pure functions over spaCy tokens. A *place* is a name for a spot in the syntax ("subj", "obj", "with" ...); its
fillers are the head tokens of what stands there. Voice, control, raising, relatives, participles and coordination
are resolved here, so that the ontology's triggers speak of logical subjects and objects only.
"""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.clause_words import GETTING
from geograph.nlp.clauses import (
    answerers,
    clause_subject,
    doers,
    indirect_objects,
    own_subjects,
    surface_subject,
    undergoers,
)
from geograph.nlp.phrases import (
    agents,
    authors,
    counted,
    counters,
    included,
    is_none,
    loaded,
    modifiers,
    objects_of,
    owners,
    possessors,
    prepositional,
    preps,
    whole,
)
from geograph.nlp.tree import (
    RELATIVE,
    SUBJECTS,
    antecedent,
    children,
    is_dated,
    is_infinitive,
    is_verb,
    with_conjuncts,
)
from geograph.nlp.voice import is_passive, stranded
from geograph.nlp.wordlists import wordlist

__all__ = [
    "GETTING",
    "PROPOSING",
    "SUBJECTS",
    "agents",
    "answerers",
    "antecedent",
    "authors",
    "beneficiaries",
    "children",
    "clause_subject",
    "complement_gainers",
    "complement_objects",
    "complements",
    "counted",
    "counters",
    "doers",
    "finite_subjects",
    "governor",
    "included",
    "indirect_objects",
    "infinitives",
    "is_dated",
    "is_infinitive",
    "is_none",
    "is_passive",
    "is_stolen",
    "is_verb",
    "laid_on",
    "loaded",
    "modifiers",
    "objects_of",
    "own_subjects",
    "owners",
    "possessors",
    "prepositional",
    "preps",
    "relative_governor",
    "robbed",
    "stranded",
    "surface_subject",
    "undergoers",
    "whole",
    "with_conjuncts",
]

_HELPING = wordlist("syntax", "helping")
_LAYING = wordlist("syntax", "laying")
_EQUIPPING = wordlist("syntax", "equipping")
_TAKING = wordlist("syntax", "taking")
_MEETING = wordlist("syntax", "meeting")
_NEEDS = wordlist("syntax", "needs")
_GOING_ON = frozenset({"begin", "continue", "keep", "resume", "start"})
PROPOSING = wordlist("syntax", "proposing")
_MOVING = wordlist("syntax", "moving")


def governor(noun: Token, proposed: bool = True) -> Token | None:
    """The verb whose object, passive subject or reduced-clause head a noun is; None where it is nothing such. Whether a
    verb of proposing behind the noun ("a truce put forward by Qatar") counts, tells `proposed`."""
    top = whole(noun)
    if top.dep_ == "pobj" and top.head.lower_ == "to" and top.head.head.lemma_ in ("respond", "answer"):
        return None
    if top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(top.head):
        return top.head
    for child in children(noun, "acl"):
        if child.tag_ == "VBN" and (proposed or child.lemma_ not in PROPOSING):
            return child
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "for"
        and is_verb(top.head.head)
        and top.head.head.lemma_ in _MOVING | {"prepare"}
    ):
        return top.head.head
    if (
        top.dep_ == "pobj"
        and is_verb(top.head.head)
        and top.head.lower_ in ("in", "into", "to", "under", "out", "on", "with")
    ):
        return top.head.head
    return None


def relative_governor(noun: Token) -> Token | None:
    """The verb of a relative clause whose object a noun is: "the aid that Japan sent", "an attack they launched"."""
    for verb in children(noun, "relcl"):
        objects = [*children(verb, "dobj"), *children(verb, "nsubjpass")]
        subjects = children(verb, "nsubj")
        taken = any(not _relates(o) for o in objects) or any(_relates(s) for s in subjects)
        taken = taken or bool(children(verb, "mark", "xcomp", "ccomp"))  # "the charge that he wanted to leave"
        if not taken and (subjects or objects):
            return verb
    return None


def _relates(word: Token) -> bool:
    return word.tag_ in RELATIVE or word.lower_ == "that"


def finite_subjects(token: Token) -> list[Token]:
    """The subjects of complement clauses that have one ("demanded that Iran stop", "called for Iran to stop")."""
    inner = [c for p in children(token, "prep") for c in children(p, "pcomp")]
    marked = [
        c
        for c in children(token, "advcl", "xcomp", "relcl")
        for m in children(c, "mark")
        if m.lower_ == "for" or (m.lower_ == "that" and c.dep_ == "relcl")
    ]
    seen = [c for x in children(token, "xcomp") if x.lemma_ == "see" for c in children(x, "ccomp")]  # "to see Chad go"
    clauses = [c for told in children(token, "ccomp", "acl") for c in _judged(told) or [told]]
    return [s for c in (*clauses, *inner, *marked, *seen) for s in own_subjects(c)]


def _judged(word: Token) -> list[Token]:
    """The clause that "it" points to: "finds it regrettable that [Chad has closed the road]"."""
    small = word.pos_ == "ADJ" and any(s.lower_ == "it" for s in children(word, "nsubj"))
    clauses = children(word, "advcl", "ccomp") if small else []
    return [c for c in clauses if any(m.lower_ == "that" for m in children(c, "mark"))]


def beneficiaries(token: Token) -> list[Token]:
    """For whom it is done: the objects of a purpose clause ("sent troops to support Chad", "to fight for Chad")."""
    near = [token, *children(token, "dobj")]
    for node in near:
        near += children(node, "conj")
    clauses = [c for n in near for c in children(n, "advcl", "xcomp", "acl", "relcl") if c.tag_ == "VB"]
    out: list[Token] = []
    for verb in clauses:
        if verb.lemma_ in _MEETING:
            out += [t for o in undergoers(verb) if o.lemma_ in _NEEDS for t in owners(o)]
        elif verb.lemma_ in _HELPING:
            out += undergoers(verb) or prepositional(verb, "for") or prepositional(verb, "with")
    return out


def is_stolen(thing: Token) -> bool:
    """Whether a thing is told to have been taken from somebody: "a mask looted in 1897"."""
    return any(c.lemma_ in _TAKING for c in children(thing, "acl", "relcl", "amod"))


def robbed(verb: Token) -> list[Token]:
    """From whom what the verb's object names was taken: "return bases they seized from the government"."""
    if prepositional(verb, "to"):
        return []
    taken = [c for o in undergoers(verb) for c in children(o, "acl", "relcl") if is_stolen(o)]
    return [t for v in taken for t in prepositional(v, "from")]


def laid_on(measure: Token) -> list[Token]:
    """On whom somebody laid a measure: "lifted the curbs imposed on the press", "the embargo it put on Cuba"."""
    verbs = [c for c in children(measure, "acl", "relcl") if c.lemma_ in _LAYING]
    return [t for v in verbs for word in ("on", "against", "over") for t in prepositional(v, word)]


def complements(token: Token) -> list[Token]:
    """The verbs of the token's complement clauses ("declined to comment")."""
    infinitives = [c for c in children(token, "advcl") if c.tag_ == "VB"]
    purposes = [c for c in infinitives if any(a.lower_ == "to" for a in children(c, "aux"))]
    found = [
        *children(token, "xcomp", "ccomp"),
        *purposes,
        *(c for p in children(token, "prep") for c in children(p, "pcomp")),
    ]
    found += [c for v in found if v.lemma_ in _GOING_ON for c in children(v, "xcomp")]  # "vowed to keep fighting"
    return found + [c for v in found if v.lemma_ == "see" for c in children(v, "ccomp")]  # "want to see Chad go"


def infinitives(noun: Token) -> list[Token]:
    """The verbs of a noun's infinitives, also of one right behind it that the parser hung to what governs it: "study a
    call by the leaders to delay the polls"."""
    near = [*children(noun, "acl", "relcl"), *children(noun.head, "advcl", "xcomp")]
    return [
        c
        for c in near
        if c.tag_ == "VB"
        and any(a.lower_ == "to" for a in children(c, "aux"))
        and (c.head == noun or c.left_edge.i == noun.right_edge.i + 1)
    ]


def complement_gainers(token: Token) -> list[Token]:
    """To whom or for whom what the token's infinitives name is done: "agreed to give Kenya", "offered to send to"."""
    verbs = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl") and c.tag_ == "VB"]
    found = [t for v in verbs for t in (*indirect_objects(v), *prepositional(v, "to"), *prepositional(v, "for"))]
    things = [o for v in verbs for o in undergoers(v)]
    found = found or [t for o in things if o.pos_ == "NOUN" for w in ("to", "for") for t in prepositional(o, w)]
    return found or [t for v in verbs if v.lemma_ in _HELPING | _EQUIPPING for t in undergoers(v)]


def complement_objects(token: Token) -> list[Token]:
    """The logical objects of infinitives and gerunds that complement the token."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and is_verb(child):
            own = undergoers(child)
            if child.lemma_ in _GOING_ON:  # "vowed to keep targeting ships"
                own = own or [o for c in children(child, "xcomp") for o in undergoers(c)]
            found += own or prepositional(child, "to")
            sides = [o for n in (child, *own) for w in ("with", "against") for o in prepositional(n, w)]
            sides += [o for n in own for o in prepositional(n, "on")]
            found += [o for o in sides if o not in found]
        elif child.dep_ == "prep":
            found += [o for c in children(child, "pcomp") for o in undergoers(c)]
    return found
