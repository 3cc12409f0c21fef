"""Mends attachments that the parser regularly gets wrong, before anything is read from the tree.

Each mend is a garden path whose right reading the words around it make sure: a verb that takes no clause, a proper
name that takes no restrictive relative, a conjunction that takes no object.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.tree import SUBJECTS, children, is_verb

_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_HOLDING = frozenset(
    {"attend", "begin", "cancel", "capture", "carry", "close", "conduct", "destroy", "dismiss", "distribute", "enter",
     "free", "hit", "hold", "host", "impose", "join", "launch", "lead", "meet", "mount", "open", "oppose",
     "pursue", "raid", "reject", "release", "renew", "resume", "seize", "send", "sign", "stage", "start", "support",
     "surround", "suspend", "visit", "wage", "welcome"}
)  # fmt: skip
"""Verbs that take an object and never a clause of their own."""
_INTRANSITIVE = frozenset(
    {"advance", "approach", "arrive", "battle", "be", "begin", "clash", "come", "compete", "continue", "decline",
     "demonstrate", "depart", "die", "disappear", "dwindle", "emerge", "escalate", "exist", "fall", "feud", "fight",
     "flee", "follow", "go", "govern", "grow", "include", "increase", "lag", "last", "lead", "leave", "live", "loom",
     "march", "miss", "mount", "neighbor", "neighbour", "occupy", "ongo", "oppose", "participate", "pend", "practise",
     "practice", "protest", "remain", "retreat", "return", "riot", "rise", "rival", "rule", "serve", "shrink", "sit",
     "slow", "soar", "speak", "spiral", "spread", "stand", "strike", "support", "surge", "surround", "surrender",
     "survive", "swell", "talk", "train", "travel", "vary", "visit", "vote", "wage", "wane", "war", "widen", "work", "worsen"}
)  # fmt: skip
"""Verbs whose participle before a noun mostly tells what the noun does ("by visiting ministers")."""

_CAPTIVE = frozenset({"captive", "captives", "hostage", "hostages", "prisoner", "prisoners"})


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if is_verb(token):
            _taken_for_modifier(token)
            _taken_for_object(token)
            _taken_for_subject(token)
            _taken_for_gainer(token)
            _taken_for_thing(token)
            if token.tag_ == "VBG" and token.dep_ == "amod":
                _taken_for_adjective(token)
            if token.dep_ == "relcl":
                _hung_on_name(token)


def _taken_for_modifier(verb: Token) -> None:
    """The subject of a headline that the parser took for a modifier of its verb: "[Blair] heads to Hungary"."""
    if verb.tag_ in _FINITE and verb.dep_ != "pobj" and not children(verb, *SUBJECTS):
        before = [c for c in children(verb, "compound", "nmod") if c.i < verb.i and c.pos_ in _NOUNS]
        if before and before[-1].i == verb.i - 1:
            subject = before[-1]
            for other in before[:-1]:
                other.head = subject
            subject.dep_ = "nsubj"


def _taken_for_object(verb: Token) -> None:
    """The subject that the parser took for the object of the clause's conjunction: "after [Cuba] threatened"."""
    if not children(verb, *SUBJECTS):
        for mark in children(verb, "mark"):
            for noun in children(mark, "pobj"):
                noun.head, noun.dep_ = verb, "nsubj"
                return


def _taken_for_subject(verb: Token) -> None:
    """The object of a verb that the parser took for the subject of a participle behind it: "held [talks] on the fate of
    two reporters held hostage"."""
    if verb.lemma_ not in _HOLDING or children(verb, "dobj"):
        return
    for clause in children(verb, "ccomp"):
        subjects = children(clause, "nsubj", "nsubjpass")
        if not subjects or children(clause, "mark") or subjects[0].left_edge.i != verb.i + 1:
            continue
        noun = subjects[0]
        if clause.tag_ not in ("VBD", "VBN") or children(clause, "aux", "auxpass") or clause.i == noun.i + 1:
            continue
        if clause.lemma_ in ("say", "report", "tell", "add"):
            continue  # "hit the bus, residents and police reported"
        last = clause.nbor(-1)
        noun.head, noun.dep_ = verb, "dobj"
        clause.head, clause.dep_, clause.tag_ = last if last.pos_ in _NOUNS else noun, "acl", "VBN"


def _taken_for_gainer(verb: Token) -> None:
    """What is given, taken for whom it is given to: "give [the green light] to the talks"."""
    datives = children(verb, "dative")
    if len(datives) == 2 and not children(verb, "dobj") and datives[0].pos_ == "NOUN" and datives[1].pos_ == "ADP":
        datives[0].dep_ = "dobj"


def _taken_for_thing(verb: Token) -> None:
    """What somebody is held as, taken for what is held: "reporters held [hostage]"."""
    if verb.lemma_ in ("hold", "keep", "take") and verb.tag_ in ("VBN", "VBD"):
        undergone = verb.dep_ == "acl" or children(verb, "auxpass", "nsubjpass")
        for noun in children(verb, "dobj"):
            if undergone and noun.lower_ in _CAPTIVE and not children(noun, "det", "poss", "amod", "nummod"):
                noun.dep_ = "oprd"


def _taken_for_adjective(gerund: Token) -> None:
    """A gerund behind a preposition that the parser took for an adjective of its object: "charged with [abusing] Iraqi
    prisoners"."""
    noun = gerund.head
    prep = noun.head
    first = noun.left_edge == gerund and prep.i == gerund.i - 1
    if noun.dep_ != "pobj" or not first or noun.pos_ not in _NOUNS or gerund.lemma_ in _INTRANSITIVE:
        return
    if noun.tag_ in ("NNS", "NNPS", "NNP") and prep.head.i < prep.i:
        gerund.head, gerund.dep_ = prep, "pcomp"
        noun.head, noun.dep_ = gerund, "dobj"


def _hung_on_name(clause: Token) -> None:
    """A clause with "that" hung on a name, which takes none, instead of the noun before it: "the FBI's analysis of the
    [siege] that killed"."""
    that = clause.left_edge
    if that.lower_ != "that" or that.i == 0 or clause.head.pos_ != "PROPN":
        return
    noun = that.nbor(-1)
    if noun.pos_ == "NOUN" and noun != clause.head and clause.head.is_ancestor(noun):
        clause.head = noun
