"""Mends of the tree between clauses and phrases: what a clause's verb is coordinated with, what belongs to it and not
to the noun beside it, and verbs that the parser took for nouns or participles."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.misread_verbs import (
    plural_like_a_verb,
    preposition_like_an_adjective,
    to_come,
    topmost,
    verb_before_title,
    verb_behind_noun,
    verb_like_a_compound,
    verb_like_a_name,
    verb_like_a_plural,
    verb_of_the_sentence,
)
from geograph.nlp.tree import CAPTIVE, FINITE, NOUNS, SUBJECTS, children, is_dated, is_verb
from geograph.nlp.wordlists import wordlist

_ABLAZE = frozenset({"ablaze", "alight", "loose"})
_HOMEWARD = frozenset({"back", "home", "in"})
_DELIVERING = wordlist("clause_attachments", "delivering")
_LAND = wordlist("clause_attachments", "land")
_SAID = wordlist("clause_attachments", "said")
_CELLS = wordlist("clause_attachments", "cells")
_KEEPING = wordlist("clause_attachments", "keeping")
_MAKING = wordlist("clause_attachments", "making")
_URGING = wordlist("clause_attachments", "urging")
_DOUBTS = wordlist("clause_attachments", "doubts")
_SAYING = wordlist("clause_attachments", "saying")
_DOERS = wordlist("clause_attachments", "doers")
_DECIDED = frozenset({"attempt", "decision", "failure", "move", "refusal", "threat", "unwillingness"})
_MARKS = frozenset({"after", "as", "before", "since", "until", "when", "while"})
_GROUNDS = {
    **dict.fromkeys(("absolve", "accuse", "acquit", "clear", "convict", "exonerate", "suspect"), "of"),
    **dict.fromkeys(("assure", "inform", "reassure"), "of"),
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
        if token.text == "rang" and token.pos_ in NOUNS:
            verb_like_a_name(token)
        if token.dep_ in ("ccomp", "parataxis", "advcl", "relcl") and token.tag_ in FINITE:
            _doubted(token)
        if token.dep_ in ("advcl", "acl", "ccomp", "conj") and token.tag_ in ("VBD", "VBN"):
            _told_by_others(token)
        if token.dep_ == "ccomp" and token.i < token.head.i:
            end = token.right_edge.i + 1
            if end < token.head.i and doc[end].text == ";":
                token.dep_ = "parataxis"
        elif token.dep_ in ("amod", "compound") and token.lower_.endswith("ing"):
            verb_like_a_compound(token)
        elif token.dep_ == "amod" and token.lower_ == "outside":
            preposition_like_an_adjective(token)
        elif token.dep_ == "prep" and (children(token, "pcomp") or token.head.pos_ in ("PROPN", "PRON")):
            of_the_verb(token)
        elif token.dep_ == "prep" and token.lower_ == "in" and token.head.dep_ in ("conj", "dobj"):
            _locked_up(token)
        elif token.dep_ == "ccomp" and token.tag_ == "VBN" and token.head.lemma_ in _MAKING:
            _made(token)
        elif token.lower_ in CAPTIVE and token.dep_ == "ccomp" and token.head.lemma_ in ("hold", "keep", "take"):
            _held(token)
        elif token.lower_ in CAPTIVE and token.dep_ in ("nsubj", "dobj"):
            _held_before(token)
        elif token.dep_ == "conj" and token.ent_type_ in ("PERSON", "ORG", "NORP") and token.head.dep_ == "pobj":
            _other_side(token)
        elif token.dep_ == "conj" and token.tag_ == "NNS" and token.head.dep_ == "pobj":
            _other_doers(token)
        elif token.tag_ == "NNS" and token.dep_ == "pobj" and token.head.lower_ in _MARKS:
            verb_like_a_plural(token)
        elif token.lower_ in _ABLAZE and token.dep_ == "dobj" and children(token, "nsubj"):
            burnt = children(token, "nsubj")[0]  # "set [himself] alight"
            burnt.head, burnt.dep_, token.dep_ = token.head, "dobj", "oprd"
        elif token.dep_ == "oprd" and token.head.lemma_ == "call" and token.head.nbor(1).lower_ in _HOMEWARD:
            token.dep_ = "dobj"  # "calling home [its envoy]"
        elif token.dep_ == "xcomp" and token.lemma_ in _DELIVERING and token.head.lemma_ == "summon":
            token.dep_ = "advcl"  # "summoned the envoy [to protest]"
        elif token.tag_ == "VBZ" and token.dep_ in ("advcl", "ccomp", "ROOT"):
            plural_like_a_verb(token)
        elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBD"):
            if token.sent.root.pos_ == "NOUN":
                verb_of_the_sentence(token)
            if token.tag_ == "VBD":
                verb_before_title(token)
        elif token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and topmost(token.head) == token.sent.root:
            verb_behind_noun(token)
        elif token.lower_ == "with" and token.dep_ == "prep" and not children(token, "pobj", "pcomp"):
            _accompanying(token)
        elif token.lower_ == "from" and token.dep_ == "prep" and is_verb(token.head):
            said = [o for o in children(token.head, "dobj") if o.lemma_ in _SAID and o.i == token.i - 1]
            token.head = said[0] if said else token.head  # "ignored a warning [from Minister Roe]"
        elif token.dep_ == "dobj" and token.head.dep_ in ("acomp", "oprd") and token.head.lower_ in ("dead", "free"):
            token.head = token.head.head  # "shot dead [six soldiers]"
        elif token.lower_ == "free" and token.dep_ == "amod" and children(token.head, "mark"):
            _freed(token)
        elif token.lower_ == "as" and token.dep_ == "prep" and is_verb(token.head):
            _branded(token)
        elif token.dep_ == "npadvmod" and token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            if token.left_edge.i == token.head.i + 1 and is_verb(token.head) and not children(token.head, "dobj"):
                token.dep_ = "dobj"  # "thanks Chad for"
        elif token.tag_ == "VB" and token.dep_ == "advcl" and (decided := _decided(token)) is not None:
            token.head, token.dep_ = decided, "acl"
        elif token.tag_ == "VB" and token.dep_ == "advcl" and token.head.lemma_ in _URGING:
            asked = children(token.head, "dobj")  # "has a duty to press Chad [to leave]"
            dates = [p.right_edge.i + 1 for p in children(token.head, "prep") if is_dated(p)]
            ends = (asked[0].right_edge.i + 1, *dates) if asked else ()
            if token.left_edge.i in ends and children(token, "aux"):
                token.dep_ = "xcomp"
        elif token.tag_ == "VB" and token.dep_ == "advcl" and token.head.dep_ == "ROOT" and token.head.pos_ in NOUNS:
            to_come(token)
        elif token.pos_ in NOUNS and token.dep_ == "conj" and is_verb(token.head):
            _gapped(token)
        elif token.pos_ == "NOUN" and token.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
            if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
                token.pos_, token.tag_ = "VERB", "VB"


def _branded(link: Token) -> None:
    """The object behind what it is said to be, taken for that: "dismissed as unfounded [the claims] by Chad"."""
    for noun in children(link, "pobj"):
        articles = [c for c in children(noun, "det", "poss") if c.i > link.i + 1]
        words = [c for c in children(noun, "amod") if articles and c.i < articles[0].i]
        if words and not children(link.head, "dobj"):
            for word in words:
                word.head, word.dep_ = link, "amod"
            noun.head, noun.dep_ = link.head, "dobj"


def _decided(verb: Token) -> Token | None:
    """What somebody decided or refused to do, torn from the noun that says so: "is dismayed at the [decision] of Chad
    to close", where this stands right before."""
    nouns = [o for p in children(verb.head, "prep", "agent") for o in children(p, "pobj") if o.lemma_ in _DECIDED]
    whose = [n for n in nouns if any(p.lower_ == "of" for p in children(n, "prep"))]
    return next((n for n in whose if n.right_edge.i + 1 == verb.left_edge.i and children(verb, "aux")), None)


def of_the_verb(prep: Token) -> None:
    """What somebody is accused of, hung to whom, or to the last noun that tells who: "accused the rebels [of killing
    six farmers]", "accused villagers from the south [of hiding arms]"."""
    noun = prep.head
    if not children(prep, "pcomp") and (prep.lower_ != "of" or noun.lower_ == "other" or noun.dep_ != "dobj"):
        return  # "accused [Burkina Faso of treachery]", not "accused Jan of Burkina Faso for"
    while noun.dep_ in ("pobj", "prep", "conj", "agent") and noun.dep_ != "ROOT" and not is_verb(noun.head):
        noun = noun.head
    whom = ("dobj", "agent", "nsubjpass")
    beside = noun.dep_ == "prep" and noun.i > noun.head.i and bool(children(noun.head, *whom))
    if (
        (beside or noun.dep_ in ("dobj", "agent"))
        and is_verb(noun.head)
        and prep.lower_ == _GROUNDS.get(noun.head.lemma_)
    ):
        prep.head = noun.head


def _locked_up(prep: Token) -> None:
    """Where people are held, hung on the last of them: "remanded Jan Roe and six others [in custody]"."""
    noun = prep.head
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ == "dobj" and noun.head.lemma_ in _KEEPING and any(o.lemma_ in _CELLS for o in children(prep, "pobj")):
        prep.head = noun.head


def _made(participle: Token) -> None:
    """What somebody made or announced, taken for the subject of what describes it: "had made their first [arrest]
    linked to the blast"."""
    verb = participle.head
    nouns = children(participle, "nsubj", "nsubjpass")
    if children(participle, "aux", "auxpass", "mark") or children(verb, "dobj") or len(nouns) != 1:
        return
    noun = nouns[0]
    if verb.i + 1 == noun.left_edge.i and noun.pos_ == "NOUN" and noun.i < participle.i:
        noun.head, noun.dep_ = verb, "dobj"
        participle.head, participle.dep_ = noun, "acl"


def _held(word: Token) -> None:
    """What somebody is held as, taken for a verb: "is holding six officials [hostage]"."""
    held = children(word, "nsubj") or [c for c in children(word, "compound") if c.i == word.i - 1 and c.tag_ == "NNS"]
    if held or any(o.right_edge.i + 1 == word.i for o in children(word.head, "dobj")):
        word.pos_, word.tag_, word.dep_ = "NOUN", "NN", "oprd"
    for noun in held:
        noun.head, noun.dep_ = word.head, "dobj"


def _held_before(word: Token) -> None:
    """What somebody was held as, taken for the subject or object: "drivers held [hostage] in Chad arrived"."""
    held = word.nbor(-1) if word.i > word.sent.start else word
    subjects = children(held, "nsubj", "nsubjpass")
    if held.lemma_ not in ("hold", "keep", "take") or held.dep_ != "ROOT" or len(subjects) != 1:
        return
    if children(held, "aux", "auxpass", "cc") or len(children(held, "dobj")) > (word.dep_ == "dobj"):
        return
    below = [word.head] if word.dep_ == "nsubj" else children(held, "conj")
    if len(below) != 1 or below[0].head != held or below[0].tag_ not in FINITE | {"VB"}:
        return
    verb, noun = below[0], subjects[0]
    for late in [c for c in held.children if c.i > verb.i]:
        late.head = verb
    for place in [c for c in word.children if c.i > word.i]:
        place.head = held
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    held.head, held.dep_, held.tag_ = noun, "acl", "VBN"
    word.head, word.dep_ = held, "oprd"


def _other_side(name: Token) -> None:
    """Somebody's name, coordinated with the land that others come from: "gunmen from the north and [the Taliban]"."""
    land = name.head
    others = land.head.head
    if land.lemma_ in _LAND and land.head.lower_ in ("from", "in", "of") and others.pos_ in NOUNS:
        for link in children(land, "cc"):
            link.head = others
        name.head = others


def _other_doers(people: Token) -> None:
    """People, coordinated with the place where others are: "bishops in Colombia's Choco department and [army officers]
    met"."""
    place = people.head
    others = place.head.head
    placed = place.head.lower_ in ("from", "in", "near", "of") and others.dep_ in SUBJECTS and others.i < place.head.i
    if placed and (place.lemma_ in _LAND or place.ent_type_ == "GPE") and people.lemma_ in _DOERS:
        for link in children(place, "cc"):
            link.head = others
        people.head = others


def _doubted(clause: Token) -> None:
    """What is suspected, feared or rumoured, torn from the noun that says so, without a "that": "questioned on
    suspicion [he had sold maps]"."""
    first = clause.left_edge
    if first.i == clause.sent.start or not children(clause, *SUBJECTS) or children(clause, "mark"):
        return
    noun = first.nbor(-1)
    if noun.lemma_ not in _DOUBTS or noun.dep_ != "pobj" or first.tag_ in ("WDT", "WP", "WP$", "WRB", "IN"):
        return
    if clause.head.is_ancestor(noun) and clause.head.i < noun.i and noun != clause.head:
        clause.head, clause.dep_ = noun, "acl"


def _told_by_others(verb: Token) -> None:
    """What others say by the way of somebody, without a "who": "arrested a woman they say [planned] to", "a man
    prosecutors contend [shot] the mayor"."""
    start = min((verb.i, *(c.i for c in children(verb, "aux", "auxpass", "neg", "advmod") if c.i < verb.i)))
    said = verb.doc[start - 1] if start > verb.sent.start else verb
    if said.dep_ != "relcl" or said.lemma_ not in _SAYING or said.tag_ not in ("VBP", "VBZ", "VBD"):
        return
    if verb.lemma_ == "be" or children(said, "dobj", "ccomp", "xcomp", "aux") or children(verb, "mark", *SUBJECTS):
        return
    tellers = children(said, "nsubj")
    if len(tellers) == 1 and tellers[0].left_edge.i == said.head.i + 1 and verb.head != said:
        verb.head, verb.dep_ = said, "ccomp"
        verb.tag_ = "VBN" if children(verb, "auxpass") else "VBD"
        above = next((up for up in said.head.ancestors if is_verb(up)), said.head)
        for late in [c for c in children(above, "advcl", "prep") if c.i > verb.i]:
            late.head = verb
            late.dep_ = "xcomp" if late.tag_ == "VB" and children(late, "aux") else late.dep_


def _accompanying(prep: Token) -> None:
    """What goes on beside it, taken for a sentence of its own: "tension grows with [two envoys expected] in Kyiv"."""
    for verb in prep.doc[prep.i + 1 : prep.sent.end]:
        subjects = children(verb, "nsubj", "nsubjpass") if verb.tag_ in ("VBN", "VBG") else []
        if subjects and subjects[0].left_edge.i == prep.i + 1 and not children(verb, "aux", "auxpass"):
            if verb.head.i <= prep.i and verb.head != verb:
                verb.head, verb.dep_ = prep, "pcomp"
            return


def _freed(word: Token) -> None:
    """A verb taken for an adjective: "demanded that Chad [free] Jan Roe"."""
    name = word.head
    subjects = [c for c in name.children if c.i == word.i - 1 and c.dep_ in ("compound", "nmod")]
    if subjects and is_verb(name.head):
        marks = [c for c in name.children if c.i < word.i and c not in subjects]
        word.pos_, word.tag_ = "VERB", "VB"
        word.head, word.dep_ = name.head, "ccomp"
        for other in (*subjects, *marks):
            other.head = word
        subjects[0].dep_ = "nsubj"
        name.head, name.dep_ = word, "dobj"


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
