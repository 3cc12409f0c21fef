"""Mends of the tree between clauses and phrases: what a clause's verb is coordinated with, what belongs to it and not
to the noun beside it, and verbs that the parser took for nouns or participles."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.tree import CAPTIVE, FINITE, SUBJECTS, children, is_verb

_NOUNS = frozenset({"NOUN", "PROPN"})
_URGING = frozenset(
    {"advise", "ask", "beg", "compel", "convince", "encourage", "exhort", "force", "implore", "instruct", "invite",
     "order", "persuade", "press", "pressure", "tell", "urge", "warn"}
)  # fmt: skip
_GROUNDS = {
    **dict.fromkeys(("accuse", "acquit", "convict", "suspect"), "of"),
    **dict.fromkeys(("charge", "threaten"), "with"),
    **dict.fromkeys(("ban", "bar", "block", "deter", "discourage", "keep", "prevent", "prohibit", "stop"), "from"),
    **dict.fromkeys(
        ("arrest", "blame", "castigate", "chide", "commend", "condemn", "congratulate", "criticise", "criticize",
         "denounce", "detain", "fault", "fine", "forgive", "jail", "lambast", "pardon", "praise", "prosecute", "punish",
         "rebuke", "reprimand", "reproach", "scold", "sentence", "sue", "thank", "try"),
        "for",
    ),
}  # fmt: skip
"""The preposition by which these verbs tell what somebody did or may not do."""


def clauses(doc: Doc) -> None:
    """A sentence that ends with a semicolon isn't what the next one says ("Chad accused Libya; Tripoli denied it").
    What stands behind "to" at the head of a clause is a verb ("prompted the group to vow revenge"). Of coordinated
    verbs both are finite or none is ("killing a guard who had shot at them and [freeing] two priests")."""
    for token in doc:
        if token.dep_ == "conj" and (first := _likewise(token)) is not None:
            for link in children(token.head, "cc"):
                link.head = first if token.head.i < link.i < token.i else link.head
            token.head = first
        if token.dep_ == "ccomp" and token.i < token.head.i:
            end = token.right_edge.i + 1
            if end < token.head.i and doc[end].text == ";":
                token.dep_ = "parataxis"
        elif token.dep_ == "prep" and children(token, "pcomp"):
            _of_the_verb(token)
        elif token.lower_ in CAPTIVE and token.pos_ == "VERB" and token.head.lemma_ in ("hold", "keep", "take"):
            _held(token)
        elif token.dep_ == "amod" and token.tag_ == "VBN" and token.sent.root.pos_ == "NOUN":
            _verb_of_the_sentence(token)
        elif token.tag_ == "VB" and token.dep_ == "advcl" and token.head.lemma_ in _URGING:
            asked = children(token.head, "dobj")  # "has a duty to press Chad [to leave]"
            if asked and asked[0].right_edge.i + 1 == token.left_edge.i and children(token, "aux"):
                token.dep_ = "xcomp"
        elif token.pos_ in _NOUNS and token.dep_ == "conj" and is_verb(token.head):
            _gapped(token)
        elif token.pos_ == "NOUN" and token.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
            if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
                token.pos_, token.tag_ = "VERB", "VB"


def _of_the_verb(prep: Token) -> None:
    """What somebody is accused of, hung to whom, or to the last noun that tells who: "accused the rebels [of killing
    six farmers]", "accused villagers from the south [of hiding arms]"."""
    noun = prep.head
    while noun.dep_ in ("pobj", "prep", "conj", "agent") and noun.dep_ != "ROOT" and not is_verb(noun.head):
        noun = noun.head
    if noun.dep_ in ("dobj", "agent") and is_verb(noun.head) and prep.lower_ == _GROUNDS.get(noun.head.lemma_):
        prep.head = noun.head


def _held(word: Token) -> None:
    """What somebody is held as, taken for a verb: "is holding six officials [hostage]"."""
    for noun in children(word, "nsubj"):
        noun.head, noun.dep_ = word.head, "dobj"
        word.pos_, word.tag_, word.dep_ = "NOUN", "NN", "oprd"


def _verb_of_the_sentence(verb: Token) -> None:
    """The verb of a sentence taken for an adjective of its object: "gunmen from the north [fired] rockets at"."""
    noun, root = verb.head, verb.sent.root
    before = [c for c in children(verb, "npadvmod", "nmod", "compound") if c.i == verb.i - 1 and c.whitespace_]
    if len(before) != 1 or noun.dep_ != "pobj" or noun.head.head != root or root.i > verb.i or noun.i < verb.i:
        return
    if any(t.tag_ in FINITE for t in verb.sent) or noun.head.i > before[0].i or root.left_edge.i != verb.sent.start:
        return
    prep, place = noun.head, before[0]
    for word in [c for c in noun.children if c.i < place.i]:
        word.head = place
    place.head, place.dep_ = prep, "pobj"
    late = [c for c in (*root.children, *prep.children) if c.i > noun.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    root.head, root.dep_ = verb, "nsubj"
    noun.head, noun.dep_ = verb, "dobj"
    for word in late:
        word.head = verb


def _gapped(noun: Token) -> None:
    """A clause without its "were", taken for a noun with a participle: "six were killed and [several others] hurt"."""
    first = noun.head
    done = [c for c in children(noun, "acl") if c.tag_ in ("VBN", "VBD") and c.i == noun.i + 1]
    if done and children(first, "nsubjpass") and first.i < noun.i:
        verb = done[0]
        verb.head, verb.dep_ = first, "conj"
        noun.head, noun.dep_ = verb, "nsubjpass"


def _likewise(verb: Token) -> Token | None:
    """The verb above that a verb without a subject is coordinated with, where the parser hung it to a lower one of
    another form."""
    head = verb.head
    if not (is_verb(verb) and is_verb(head)) or children(verb, "aux", "auxpass", *SUBJECTS):
        return None
    if verb.tag_ == "VBG" and _finite(head):
        return next((up for up in head.ancestors if up.tag_ == "VBG" and not _finite(up)), None)
    if verb.tag_ in FINITE and head.tag_ in ("VB", "VBG") and not _finite(head):
        return next((up for up in head.ancestors if is_verb(up) and _finite(up)), None)
    return None


def _finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(c.lower_ != "to" for c in children(verb, "aux", "auxpass"))
