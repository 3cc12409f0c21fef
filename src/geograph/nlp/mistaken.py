"""Words that the parser took for another part of speech, or for another part of the clause than they are.

Mended where the words around them make sure.
"""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.clause_attachments import of_the_verb
from geograph.nlp.tree import CAPTIVE, FINITE, NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_HOLDING = wordlist("mistaken", "holding")
_GRASPING = _HOLDING | frozenset(
    {"abandon", "arrest", "attack", "ban", "block", "bomb", "break", "cease", "cut", "defy", "deport", "deploy",
     "detain", "disperse", "ease", "evacuate", "expel", "extend", "freeze", "halt", "kill", "leave", "lift", "occupy",
     "patrol", "pound", "reopen", "sack", "seal", "shell", "storm", "test", "tighten", "withdraw", "wound"}
)  # fmt: skip
"""Those and others, of which what looks like a clause behind them may be one."""
_INTRANSITIVE = wordlist("mistaken", "intransitive")
_NAMING = frozenset({"brand", "call", "declare", "deem", "dub", "label", "term"})


def gerund(name: Token) -> None:
    """A place's name that ends like a gerund: "a monastery in [Sagaing]"."""
    if name.tag_ == "VBG" and name.dep_ == "pcomp" and name.text[:1].isupper() and not children(name, "dobj", "prep"):
        if name.head.text.islower() and not name.text.isupper():
            name.tag_, name.pos_, name.dep_, name.lemma_ = "NNP", "PROPN", "pobj", name.text


def noun(word: Token) -> None:
    """The bare verb of what is demanded, taken for a noun: "demanded that the government [resign]"."""
    before = [c for c in children(word, "compound", "nmod") if c.i == word.i - 1 and c.pos_ in NOUNS]
    if not before or children(word, *SUBJECTS) or not is_verb(word.head):
        return
    subject = before[0]
    for other in [
        c for c in word.children if c.i < subject.i and c.dep_ in ("amod", "compound", "det", "nmod", "poss")
    ]:
        other.head = subject
    subject.dep_ = "nsubj"
    word.tag_, word.pos_, word.lemma_ = "VB", "VERB", word.lower_


def adverb(verb: Token) -> None:
    """A body told by its initials, taken for an adverb or an adjective of the verb: "[UNHCR] provided tents"."""
    if verb.tag_ not in FINITE or verb.i == verb.sent.start or children(verb, *SUBJECTS, "expl", "mark"):
        return
    word = verb.nbor(-1)
    if word.head == verb and word.dep_ in ("advmod", "amod", "npadvmod", "dep") and word.text.isupper():
        if len(word.text) > 2 and word.is_alpha and word.pos_ in ("ADJ", "ADV", "PROPN", "NOUN"):
            word.dep_, word.pos_, word.tag_ = "nsubj", "PROPN", "NNP"


def subject(verb: Token) -> None:
    """The object of a verb that the parser took for the subject of a participle behind it: "opened [talks] on the
    return of nine sailors kept captive"."""
    if verb.lemma_ not in _HOLDING or children(verb, "dobj"):
        return
    for clause in children(verb, "ccomp"):
        subjects = children(clause, "nsubj", "nsubjpass")
        if not subjects or children(clause, "mark") or subjects[0].left_edge.i != verb.i + 1:
            continue
        noun = subjects[0]
        if clause.tag_ == "VB" and verb.lemma_ != "welcome" and any(a.lower_ == "to" for a in children(clause, "aux")):
            noun.head, noun.dep_ = verb, "dobj"
            clause.dep_ = "advcl"  # "declared [a state of emergency] to curb the riots"
            continue
        if clause.tag_ not in ("VBD", "VBN") or children(clause, "aux", "auxpass") or clause.i == noun.i + 1:
            continue
        if clause.lemma_ in ("say", "report", "tell", "add"):
            continue  # "hit the bus, residents and police reported"
        last = clause.nbor(-1)
        noun.head, noun.dep_ = verb, "dobj"
        clause.head, clause.dep_, clause.tag_ = last if last.pos_ in NOUNS else noun, "acl", "VBN"


def verb(word: Token) -> None:
    """The plural behind its modifier that the parser took for a verb: "froze his bank [accounts] on Monday"."""
    verb = word.head
    if word.tag_ != "VBZ" or word.dep_ != "ccomp" or verb.lemma_ not in _GRASPING or not word.lower_.endswith("s"):
        return
    subjects = children(word, "nsubj")
    alone = len(subjects) == 1 and subjects[0].i == word.i - 1 and subjects[0].left_edge.i == verb.i + 1
    if not alone or subjects[0].tag_ != "NN" or children(word, "mark", "dobj", "ccomp", "xcomp", "acomp", "attr"):
        return
    noun = subjects[0]
    for other in children(noun, "det", "poss", "amod", "nummod"):
        other.head = word
    noun.head, noun.dep_ = word, "compound"
    word.dep_, word.pos_, word.tag_, word.lemma_ = "dobj", "NOUN", "NNS", word.lower_[:-1]


def modifier(verb: Token) -> None:
    """The second verb of a row, taken for what describes the name behind it: "cut the ribbon and [thanked] Chad"; and
    the verb of a clause, taken for what describes its object: "In Thies, youths [hurled] stones at the barracks"."""
    noun, before = verb.head, verb.doc[verb.i - 1] if verb.i else verb
    if noun.i < verb.i or children(verb, "aux", "auxpass"):
        return
    if verb.tag_ == "VBD" and noun.tag_ == "NNP" and noun.dep_ == "conj" and is_verb(noun.head) and before.dep_ == "cc":
        verb.head, verb.dep_, noun.head, noun.dep_ = noun.head, "conj", verb, "dobj"
    elif before == noun.head and before.pos_ in NOUNS and noun.dep_ == "dobj" and noun.tag_ in ("NNS", "NNPS"):
        above = next((t for t in before.ancestors if is_verb(t)), before.head)
        verb.head, verb.dep_, verb.tag_ = above, "ccomp", "VBD"
        before.head, before.dep_, noun.head = verb, "nsubj", verb
        for other in [c for c in before.children if c.i > verb.i]:
            other.head = verb
        for prep in [c for c in above.children if c.dep_ == "prep" and c.i < before.i]:
            prep.head = verb


def saying(word: Token) -> None:
    """What is called something, taken for a verb with "that": "called that [claim] a lie"."""
    naming, subjects, called = word.head, children(word, "nsubj"), children(word, "dobj")
    if word.tag_ not in ("VB", "VBP") or word.dep_ != "ccomp" or naming.lemma_ not in _NAMING or len(called) != 1:
        return
    if [s.i for s in subjects] == [word.i - 1] == [naming.i + 1] and word.nbor(-1).lower_ in ("that", "this"):
        subjects[0].dep_, subjects[0].tag_ = "det", "DT"
        word.dep_, word.pos_, word.tag_ = "dobj", "NOUN", "NN"
        called[0].head, called[0].dep_ = naming, "oprd"
        for other in children(word, "prep", "npadvmod", "advmod"):
            other.head = naming


def thing(verb: Token) -> None:
    """What somebody is held as, taken for what is held: "reporters held [hostage]"; and who is rung, taken for what
    somebody is called: "called [President Sall] on Monday"."""
    if verb.lemma_ == "call" and not children(verb, "dobj"):
        for noun in children(verb, "oprd"):
            if noun.ent_type_ == "PERSON" and noun.i > verb.i:
                noun.dep_ = "dobj"
    if verb.lemma_ == "leave" and not children(verb, "dobj"):
        for dead in children(verb, "oprd"):  # "left [six dead]"
            dead.dep_ = "dobj" if children(dead, "nummod") else dead.dep_
    if verb.lemma_ in ("hold", "keep", "take") and verb.tag_ in ("VBN", "VBD"):
        things = children(verb, "dobj")
        bare = [t for t in things if t.lower_ in CAPTIVE and not children(t, "det", "poss", "amod", "nummod")]
        alone = len(things) == 1 and verb.lemma_ != "take"  # who holds somebody hostage is told whom
        if bare and (alone or verb.dep_ == "acl" or children(verb, "auxpass", "nsubjpass")):
            bare[0].dep_ = "oprd"
            for subject in children(verb, "nsubj"):
                subject.dep_ = "nsubjpass"


def clause(participle: Token) -> None:
    """A participle right behind its noun, taken for a clause of its own: "the fate of six nurses [held] in Sirte"."""
    noun = participle.nbor(-1) if participle.i > participle.sent.start else participle
    bare = participle.left_edge == participle and not children(participle, "dobj", "aux", "auxpass", "mark", "cc")
    bare = bare and (participle.tag_ == "VBN" or bool(children(participle, "agent", "oprd")))
    counted = noun.tag_ == "CD" and noun.dep_ == "conj"  # "left six dead and twenty [injured]"
    fitting = counted or (noun.pos_ in NOUNS and noun.dep_ in ("pobj", "dobj"))
    if bare and fitting and participle.head.is_ancestor(noun):
        if noun.ent_type_ not in ("DATE", "TIME") and noun.lemma_ != "way" and participle.lemma_ != "age":
            participle.head, participle.dep_, participle.tag_ = noun, "acl", "VBN"


def adjective(gerund: Token) -> None:
    """A gerund behind a preposition that the parser took for an adjective of its object: "charged with [abusing] Iraqi
    prisoners"."""
    noun = gerund.head
    prep = noun.head
    first = noun.left_edge == gerund and prep.i == gerund.i - 1
    if noun.dep_ != "pobj" or not first or noun.pos_ not in NOUNS or gerund.lemma_ in _INTRANSITIVE:
        return
    if noun.tag_ in ("NNS", "NNPS", "NNP") and prep.head.i < prep.i:
        gerund.head, gerund.dep_ = prep, "pcomp"
        noun.head, noun.dep_ = gerund, "dobj"
        of_the_verb(prep)


def attribute(participle: Token) -> None:
    """A verb that the parser took for an adjective of its object: "admitted that its scientists had [enriched]
    uranium"."""
    noun = participle.head
    relative = [c for c in children(participle, "nsubj") if c.tag_ in ("WDT", "WP") and c.i == participle.i - 1]
    if relative and participle.i < noun.i and relative[0].i > participle.sent.start:
        told = relative[0].nbor(-1)  # "bombings that [hit] two hospitals"
        if told.pos_ in NOUNS and not noun.is_ancestor(told):
            participle.head, participle.dep_, participle.tag_ = told, "relcl", "VBD"
            noun.head, noun.dep_ = participle, "dobj"
            return
    helpers = [a for a in children(participle, "aux") if a.lemma_ == "have" and children(a, "nsubj")]
    if helpers and noun.dep_ == "dobj" and is_verb(noun.head) and participle.i < noun.i:
        participle.head, participle.dep_ = noun.head, "ccomp"
        noun.head = participle
        for word in list(helpers[0].children):
            word.head = participle
