"""Mends of verbs that the parser took for nouns, participles or adjectives."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_CALLING = wordlist("clause_attachments", "calling")
_GERUNDS = {
    "bombing": "bomb", "burning": "burn", "jailing": "jail", "kidnapping": "kidnap", "looting": "loot",
    "raiding": "raid", "shelling": "shell", "storming": "storm", "torching": "torch",
}  # fmt: skip
_HAPPENED = {"ensued": "ensue", "erupted": "erupt", "flared": "flare", "raged": "rage"}
"""Past forms that are no participles of what they stand behind."""
_ONES = wordlist("misread_verbs", "of_deeds")
"""Nouns that such a word describes: "by bombing raids"."""
_OWNING = wordlist("misread_verbs", "owning")
_PLURALS = wordlist("misread_verbs", "plurals")


def verb_like_a_compound(word: Token) -> None:
    """A gerund taken for the first half of a compound: "responded by [bombing] camps", "denied [shelling] villages"."""
    noun = word.head
    above = noun.head
    if word.lower_ not in _GERUNDS or noun.tag_ not in ("NNS", "NNPS") or noun.left_edge != word:
        return
    if noun.lemma_ in _ONES or above.i >= word.i:
        return
    if noun.dep_ == "pobj" and above.lower_ in ("by", "for", "from", "of"):
        dep = "pcomp"
    elif noun.dep_ == "dobj" and above.lemma_ in _OWNING:
        dep = "xcomp"
    else:
        return
    for late in [c for c in above.children if dep == "xcomp" and c.dep_ == "prep" and c.i > noun.i]:
        late.head = noun
    word.head, word.dep_, word.tag_, word.pos_ = above, dep, "VBG", "VERB"
    word.lemma_ = _GERUNDS[word.lower_]
    noun.head, noun.dep_ = word, "dobj"


def preposition_like_an_adjective(word: Token) -> None:
    """ "outside" right behind a verb, taken for an adjective of its object: "rallied [outside] parliament"."""
    noun = word.head
    if noun.dep_ == "dobj" and noun.left_edge == word and is_verb(noun.head) and noun.head.i == word.i - 1:
        word.head, word.dep_, word.tag_, word.pos_ = noun.head, "prep", "IN", "ADP"
        noun.head, noun.dep_ = word, "pobj"


def verb_like_a_plural(verb: Token) -> None:
    """A verb that looks like a plural, which "a" before it can't be: "after a bus [plunges] off a bridge"."""
    noun = verb.nbor(-1)
    article = [c for c in children(verb, "det") if c.lower_ in ("a", "an")]
    above = verb.head.head
    if not article or noun.dep_ != "compound" or noun.head != verb or noun.tag_ != "NN" or not is_verb(above):
        return
    for word in [c for c in verb.children if c.i < noun.i]:
        word.head = noun
    mark = verb.head
    verb.tag_, verb.pos_, verb.head, verb.dep_ = "VBZ", "VERB", above, "advcl"
    mark.head, mark.dep_ = verb, "mark"
    noun.dep_ = "nsubj"


def plural_like_a_verb(noun: Token) -> None:
    """A plural that looks like a verb, behind a noun that is no subject of one: "imposed asset [freezes] on"."""
    first = noun.nbor(-1) if noun.i > noun.sent.start else noun
    above = noun.head
    object_before = first.dep_ == "dobj" and first.head == above
    if noun.lemma_ not in _PLURALS or first.tag_ != "NN" or first.left_edge != first or not is_verb(above):
        return
    if above == noun and first.dep_ == "dobj" and first.head.dep_ == "csubj" and first.head.head == noun:
        _yield_to(noun, first.head)
        above, object_before = noun.head, True
    if not (object_before or (first.dep_ == "nsubj" and first.head == noun)) or above.i >= first.i:
        return
    noun.tag_, noun.pos_, noun.dep_ = "NNS", "NOUN", "dobj"
    first.head, first.dep_ = noun, "compound"


def _yield_to(noun: Token, verb: Token) -> None:
    """The true verb takes the place of what the parser took for the sentence's: "ministers slapped asset [freezes]"."""
    verb.head, verb.dep_ = verb, "ROOT"
    for child in [c for c in noun.children if c.dep_ in ("advcl", "cc", "conj", "npadvmod", "punct")]:
        child.head = verb
    noun.head = verb


def verb_of_the_sentence(verb: Token) -> None:
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


def verb_before_title(verb: Token) -> None:
    """The verb of a sentence taken for an adjective of the titled name behind it: "Chad [pressed] Minister Ali Karti to
    free", "the killing of six by Chad [angered] Minister Ali Karti"."""
    name, before, root = verb.head, verb.nbor(-1) if verb.i > verb.sent.start else verb, verb.sent.root
    while name.dep_ in ("compound", "nmod"):
        name = name.head
    if before.pos_ not in NOUNS or not before.whitespace_ or name.pos_ != "PROPN" or root == verb:
        return
    if name.dep_ == "nsubj" and name.head == root and root.tag_ == "VB" and children(root, "aux"):
        if before.dep_ not in ("nsubj", "compound") or root.i < verb.i:
            return
        verb.head, verb.dep_ = verb, "ROOT"
        root.head, root.dep_ = verb, "xcomp"
        before.head, before.dep_ = verb, "nsubj"
    elif name.dep_ == "pobj" and name.head.head == root and root.pos_ == "NOUN" and before.dep_ == "compound":
        before.head, before.dep_ = name.head, "pobj"
        verb.head, verb.dep_ = verb, "ROOT"
        root.head, root.dep_ = verb, "nsubj"
    else:
        return
    name.head, name.dep_ = verb, "dobj"


def topmost(noun: Token) -> Token:
    """The noun on which a noun hangs by prepositions: "offensive" for "an offensive against the rebels"."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
    return noun


def verb_behind_noun(verb: Token) -> None:
    """The verb of a sentence taken for a participle of its subject, or of what stands last in it: "a group of militants
    [called] on Chad to", "an offensive against the rebels [killed] six", "clashes [flared] between"."""
    noun = topmost(verb.head)
    others = (t for t in verb.sent if (t.tag_ in FINITE or t.tag_ == "MD") and t != verb)
    alone = noun.dep_ == "ROOT" and all(any(a.dep_ == "relcl" for a in (t, *t.ancestors)) for t in others)
    active = bool(children(verb, "dobj")) or (verb.lemma_ in _CALLING and bool(children(verb, "prep", "xcomp")))
    if verb.lower_ in _HAPPENED:
        active, verb.lemma_ = True, _HAPPENED[verb.lower_]
    if not alone or not active or not (noun.pos_ in NOUNS or noun.lower_ == "fighting") or verb.i < noun.i:
        return
    commas = [t for t in verb.doc[noun.i : verb.i] if t.text == ","]
    if verb.nbor(-1).text == "," and (len(commas) != 2 or commas[0].i + 2 >= commas[1].i):
        return  # but "a group of deputies, many out of office, [called] on Chad to"
    late = [c for c in (*noun.children, *verb.head.children) if c.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    if verb.lower_ in _HAPPENED and noun.tag_ == "VBG":
        noun.tag_, noun.pos_ = "NN", "NOUN"  # "[Fighting] flared between"
    for word in late:
        word.head = verb


def to_come(verb: Token) -> None:
    """The verb of a headline that tells what is to come, hung on its subject: "Chad to [host] French envoys"."""
    noun = verb.head
    ahead = [c for c in children(verb, "aux") if c.lower_ == "to" and c.i == noun.i + 1]
    if not ahead or noun.left_edge.i != noun.sent.start or children(verb, *SUBJECTS):
        return
    for late in [c for c in noun.children if c.i > verb.i]:
        late.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"


def verb_like_a_name(word: Token) -> None:
    """ "rang" between two names, taken for a part of the first: "Jane Roe [rang] John Doe on Friday"."""
    before = [c for c in children(word, "compound", "nmod") if c.i < word.i]
    behind = [c for c in children(word, "appos", "conj", "npadvmod") if c.left_edge.i == word.i + 1]
    if word.dep_ != "ROOT" or not before or not behind or before[-1].i + 1 != word.i:
        return
    for other in before[:-1]:
        other.head = before[-1]
    before[-1].dep_, behind[0].dep_ = "nsubj", "dobj"
    word.tag_, word.pos_, word.lemma_ = "VBD", "VERB", "ring"
