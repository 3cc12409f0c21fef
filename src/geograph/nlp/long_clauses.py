"""Mends of long sentences: the subject that a clause in between took from the main verb, the verb behind a participle
with words of its own, and verbs that go on above or below the clause that the parser hung them on.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_STANCES = wordlist("long_clauses", "stances")
_SPEAKING = wordlist("asides", "speaking") | wordlist("long_clauses", "speaking")
_DEEDS = wordlist("salience", "ordeals") | wordlist("long_clauses", "deeds")
_BODIES = wordlist("long_clauses", "bodies")
_CHAINED = ("after", "because", "before", "since", "when", "while")


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if token.dep_ == "conj" and token.pos_ == "ADP" and token.head.dep_ == "prep":
            _again(token)
        elif token.lower_ == "of" and token.dep_ == "prep" and token.head.dep_ == "pobj":
            _of_the_deed(token)
        if not is_verb(token):
            continue
        _between(token)
        _of_its_own(token)
        _behind_participle(token)
        if token.dep_ == "conj" and token.tag_ in FINITE | {"VBN"} and not children(token, "aux", "auxpass", "mark"):
            _of_the_clause(token)
            _of_the_speaker(token)
        elif token.tag_ == "VBG" and token.dep_ in ("advcl", "xcomp", "acl") and token.lemma_ in _STANCES:
            _of_the_report(token)


def _again(prep: Token) -> None:
    """A second phrase of the same verb or noun: "called for a truce and [for] talks"."""
    first = prep.head
    if children(prep, "pobj", "pcomp") and first.lower_ == prep.lower_ and children(first, "pobj", "pcomp"):
        prep.head, prep.dep_ = first.head, "prep"


def _of_the_deed(prep: Token) -> None:
    """Whom a deed befalls, hung on who does it: "the release by the rebels [of] six hostages"."""
    doer, by = prep.head, prep.head.head
    deed = by.head
    if by.lower_ != "by" or deed.pos_ != "NOUN" or deed.lemma_ not in _DEEDS or doer.lemma_ in _BODIES:
        return
    people = children(prep, "pobj")
    if doer.pos_ in NOUNS and people and any(c.dep_ == "nummod" or c.lower_ in ("a", "an") for c in people[0].children):
        prep.head = deed


def _between(verb: Token) -> None:
    """The subject of the main verb, taken for one of a clause between them: "[the king], whose envoy was held in
    Chad, recalled", "[the king], two days after Chad had freed the envoy, recalled"."""
    subjects = [s for s in children(verb, "nsubj", "nsubjpass") if s.i < verb.i]
    behind = [c for c in children(verb, "conj") if c.i > verb.i and is_verb(c)]
    if len(subjects) != 2 or not behind or children(verb, "cc"):
        return
    main, (noun, own) = behind[0], subjects
    if main.tag_ not in FINITE | {"VBN"} or children(main, "mark", *SUBJECTS) or _before(main, 1) != ",":
        return
    whose = any(t.tag_ == "WP$" for t in own.subtree)
    marks = [m for m in children(verb, "mark") if noun.i < m.i < own.i]
    if not whose and not marks:
        return
    main.head, main.dep_ = (main, "ROOT") if verb.head == verb else (verb.head, verb.dep_)
    for early in [c for c in verb.children if c.i < noun.i]:
        early.head = main
    noun.head, noun.dep_ = main, "nsubjpass" if children(main, "auxpass") else "nsubj"
    verb.head, verb.dep_ = (noun, "relcl") if whose else (main, "advcl")
    if main.tag_ == "VBN" and not children(main, "aux", "auxpass"):
        main.tag_ = "VBD"


def _of_its_own(verb: Token) -> None:
    """The subject of a sentence before a semicolon, taken for one of the verb behind it: "[Chad], which borders both,
    offered help; Mali urged calm"."""
    subjects = [c for c in children(verb, "nsubj") if c.i < verb.i]
    if len(subjects) != 2 or all(t.text != ";" for t in verb.doc[subjects[0].i : subjects[1].i]):
        return
    first = subjects[0]
    own = [c for c in children(first, "acl") if c.tag_ in ("VBD", "VBN") and c.nbor(-1).text == ","]
    if own:
        own[-1].head, own[-1].dep_, own[-1].tag_ = verb, "parataxis", "VBD"
        first.head = own[-1]


def _behind_participle(participle: Token) -> None:
    """The verb of a clause behind a participle that took its subject: "protesters angered by a rise in prices [stormed]
    the office", "soldiers acting on orders from Chad [shot] him"."""
    subjects = [s for s in children(participle, "nsubj", "nsubjpass") if s.i == participle.i - 1]
    told = participle.tag_ == "VBG" or bool(children(participle, "agent"))
    if participle.tag_ not in ("VBG", "VBN", "VBD") or len(subjects) != 1 or not told:
        return
    if children(participle, "aux", "auxpass", "dobj", "ccomp", "xcomp", "cc") or subjects[0].pos_ not in NOUNS:
        return
    late = [c for c in participle.children if c.i > participle.i]
    end = max((c.right_edge.i for c in late if not is_verb(c)), default=participle.i) + 1
    if end == participle.i + 1 or end >= participle.sent.end:
        return
    verb = participle.doc[end]
    if not is_verb(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP") or children(verb, "mark", "aux", *SUBJECTS):
        return
    below = participle.is_ancestor(verb) and verb.head != participle
    if below or verb.dep_ not in ("ccomp", "conj", "advcl", "ROOT", "parataxis", "acl", "relcl", "dep"):
        return
    noun = subjects[0]
    if participle == verb.head or (not verb.is_ancestor(participle) and participle.dep_ in ("relcl", "ccomp", "advcl")):
        if participle.dep_ != "advcl" or children(participle, "mark", "advmod"):
            top = participle.head == participle
            verb.head, verb.dep_ = (verb, "ROOT") if top else (participle.head, participle.dep_)
    for early in [c for c in participle.children if c.i < participle.i and c != noun]:
        early.head = verb
    for word in [c for c in late if c.i > verb.i]:
        word.head = verb
    noun.head, noun.dep_ = verb, "nsubj"
    participle.head, participle.dep_ = noun, "acl"
    if participle.tag_ == "VBD":
        participle.tag_ = "VBN"


def _of_the_clause(verb: Token) -> None:
    """A verb that goes on in the clause before it, where a second "and" without a comma tells that the row above is
    over: "recalled its envoy and shut the border after Chad took the town and [refused] to leave"."""
    above = verb.head
    chief = above.head if above.dep_ == "conj" and is_verb(above.head) else above
    last = [c for c in children(chief, "conj") if is_verb(c) and c.i < verb.i and c != verb]
    if children(verb, *SUBJECTS) or not last or _before(verb, 1) != "and":
        return
    if _before(verb, 2) == "," or _before(last[-1], 1) != "and":
        return
    for clause in verb.doc[last[-1].i + 1 : verb.i]:
        marked = [m for m in children(clause, "mark") if m.lower_ in _CHAINED]
        if clause.dep_ == "advcl" and marked and clause.tag_ == verb.tag_ and last[-1].is_ancestor(clause):
            if children(clause, "nsubj") and not children(clause, "cc"):
                verb.head = clause
                return


def _of_the_speaker(verb: Token) -> None:
    """What a speaker does next, taken for what they speak of: "denied that it had armed rebels and [accused] Chad"."""
    told = verb.head
    above = told.head
    if told.dep_ != "ccomp" or children(verb, *SUBJECTS) or verb.tag_ not in ("VBD", "VBN") or told.i < above.i:
        return
    own = children(told, "nsubj", "nsubjpass")
    helpers = children(told, "aux", "auxpass")
    if above.lemma_ not in _SPEAKING or not is_verb(above) or not own or not helpers:
        return
    other = any(a.tag_ == "MD" for a in helpers)
    if verb.tag_ == "VBD" and any(a.lower_ == "had" for a in helpers):  # "said the mayor had fled and [urged] calm"
        other = verb.lemma_ in _STANCES or bool(children(told, "auxpass") and children(verb, "dobj"))
    if above.tag_ != "VBD" or (not other and (verb.lemma_ not in _STANCES or own[0].pos_ != "PRON")):
        return
    for link in children(told, "cc"):
        link.head = above if told.i < link.i < verb.i else link.head
    verb.head, verb.tag_ = above, "VBD"


def _of_the_report(gerund: Token) -> None:
    """What a speaker adds, hung on what they tell: "six men were shot, Chad said, [accusing] the rebels"."""
    if gerund.left_edge != gerund or gerund.i < gerund.sent.start + 3 or gerund.nbor(-1).text != ",":
        return
    last = gerund.nbor(-2)
    for verb in (last, *last.ancestors):
        if verb in (gerund, gerund.head):
            return
        if verb.lemma_ in _SPEAKING and verb.dep_ in ("parataxis", "ccomp") and children(verb, "nsubj"):
            if verb.right_edge.i in (last.i, gerund.i - 1) and not children(verb, "ccomp"):
                gerund.head, gerund.dep_ = verb, "advcl"
            return


def _before(verb: Token, back: int) -> str:
    """The word so many before a verb and what hangs on it; empty before the first of a sentence."""
    place = verb.left_edge.i - back
    return verb.doc[place].lower_ if place >= verb.sent.start else ""
