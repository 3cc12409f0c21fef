"""Mends of the tree around what interrupts a clause or stands before it: the source that is named first, a report in
the middle of what it reports, an aside behind the subject, a day between verb and object.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children, is_verb
from geograph.nlp.wordlists import wordlist

_LINKED = ("appos", "conj", "dep", "nmod")
_ASTRAY = frozenset({"compound", "dep", "nmod", "npadvmod", "nsubj"})
_ENDS = frozenset({",", "-", "–", "—", "--", ")"})
_SPEAKING = wordlist("asides", "speaking")
_KIN = wordlist("asides", "kin")
_BORDERING = frozenset({"neighboring", "neighbouring"})
_JOINING = {"along": "with", "together": "with", "alongside": "", "plus": ""}
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_DAYS = wordlist("asides", "days")


def mend(doc: Doc) -> None:
    """Moves words of the tree to where they belong."""
    for token in doc:
        if token.lower_ == "according" and token.i + 2 < len(doc) and token.nbor().lower_ == "to":
            _source(token)
        elif token.lower_ in _BORDERING and token.i + 1 < len(doc):
            _bordering(token)
        elif token.lemma_ in _KIN and token.pos_ == "NOUN":
            _kin(token)
        elif token.lower_ in _JOINING:
            _joined(token)
        elif token.lower_ == "part" and 4 <= token.i < len(doc) - 3:
            _for_its_part(token)
        elif token.lower_ == "well" and 3 <= token.i < len(doc) - 3:
            _as_well(token)
        elif token.lower_ in _DAYS and token.dep_ in ("compound", "nmod"):
            _day(token)
        elif token.dep_ == "npadvmod" and token.ent_type_ in _NAMED:
            _name(token)
        if token.lemma_ in _SPEAKING and token.tag_ in FINITE:
            _told(token)
    for sent in doc.sents:
        if sent.root.pos_ in NOUNS and sent.root.dep_ == "ROOT":
            _behind_aside(sent)


def _source(according: Token) -> None:
    """Who tells it, taken for one with whoever is told of: "According to the paper Vremya, [Chad] met Oman"."""
    doc, sent = according.doc, according.sent
    comma = next((t for t in doc[according.i : sent.end] if t.text == ","), None)
    if comma is None or comma.i + 1 >= sent.end:
        return
    _part(doc, comma)
    to, told = according.nbor(), doc[comma.i + 1 : sent.end]
    inside = doc[to.i + 1 : comma.i]
    for name in inside:
        late = [c for c in name.children if c.i > comma.i]
        if name.dep_ in SUBJECTS and name.head.i > comma.i:
            verb, deps = name.head, name.dep_
        elif late and is_verb(late[-1]) and late[-1].dep_ == "relcl" and children(late[-1], *SUBJECTS):
            verb = late.pop()  # "According to Vremya, [the army has crossed]"
            if any(t.tag_ in ("WDT", "WP", "WP$") for t in doc[comma.i : verb.i]):
                continue
            above = according.head if according.head != according else None
            verb.head, verb.dep_ = (above, according.dep_) if above is not None else (verb, "ROOT")
            according.head, according.dep_ = verb, "prep"
            continue
        else:
            chief = next((up for up in according.ancestors if up.i > comma.i and is_verb(up)), None)
            if chief is None or children(chief, *SUBJECTS):
                continue
            verb = chief
            deps = "nsubjpass" if children(verb, "auxpass") else "nsubj"
        late += [c for c in children(verb, "npadvmod") if c.left_edge == told[0] and c.ent_type_ in _NAMED]
        own = [c for c in late if c.dep_ in (*_LINKED, "npadvmod") and c.pos_ in NOUNS | {"PRON"}]
        if not own or own[0].left_edge != told[0] or not own[0].right_edge.i + 1 <= verb.i:
            continue
        if doc[own[0].right_edge.i + 1].text == ",":
            continue
        subject = own[0]
        for other in late:
            other.head = subject
        subject.head, subject.dep_ = verb, deps
        if name.head == verb:
            first = [o for o in children(to, "pobj") if o != name]
            name.head, name.dep_ = (first[0], "appos") if first else (to, "pobj")


def _part(doc: Doc, comma: Token) -> None:
    """Parts a name that the parser let go on over the comma: "[Vremya, Chad]"."""
    over = [e for e in doc.ents if e.start < comma.i < e.end - 1]
    if over:
        ent = over[0]
        halves = [Span(doc, ent.start, comma.i, ent.label_), Span(doc, comma.i + 1, ent.end, ent.label_)]
        doc.ents = [*(e for e in doc.ents if e != ent), *halves]


def _bordering(word: Token) -> None:
    """A participle before a name that is an adjective: "urged [neighbouring] Chad to withdraw"."""
    name = next((t for t in word.doc[word.i + 1 : word.sent.end] if t.dep_ not in ("compound", "amod")), None)
    if word.tag_ != "VBG" or name is None or name.pos_ not in NOUNS or word.head.i > word.i or not is_verb(word.head):
        return
    if name.head not in (word, word.head):
        return
    above, dep = word.head, word.dep_
    name.head, name.dep_ = above, "pobj" if above.pos_ == "ADP" or dep == "pcomp" else "dobj"
    for late in [c for c in word.children if c != name]:
        late.head = above if late.i > name.i else name
        late.dep_ = "xcomp" if late.dep_ == "advcl" and late.tag_ == "VB" else late.dep_
    word.head, word.dep_, word.tag_, word.pos_, word.lemma_ = name, "amod", "JJ", "ADJ", word.lower_


def _kin(noun: Token) -> None:
    """What a state is to another, taken for the chief word of its name: "warned its neighbour [Chad]"."""
    names = [a for a in children(noun, "appos") if a.left_edge.i == noun.i + 1 and a.pos_ == "PROPN"]
    if not names or noun.tag_ != "NN" or not children(noun, "poss"):
        return
    name = names[0]
    name.head, name.dep_ = (name, "ROOT") if noun.head == noun else (noun.head, noun.dep_)
    for other in [c for c in noun.children if c != name]:
        other.head = name
    noun.head, noun.dep_ = name, "compound"


def _joined(word: Token) -> None:
    """Who does it as well as the subject: "Chad, along with [Niger], rejected the plan"."""
    doc, then = word.doc, _JOINING[word.lower_]
    prep = word.nbor() if then and word.i + 1 < len(doc) else word
    if (then and prep.lower_ != then) or word.i < 2 or word.nbor(-1).text != ",":
        return
    names = children(prep, "pobj")
    end = names[0].right_edge.i + 1 if names else 0
    first = doc[word.i - 2]
    while first.dep_ in ("compound", "pobj", "prep", "conj", "flat") and first.head.i < word.i and not is_verb(first):
        if first.dep_ in SUBJECTS:
            break
        first = first.head
    if not names or end >= len(doc) or doc[end].text != "," or first.dep_ not in SUBJECTS or first.head.i < end:
        return
    names[0].head, names[0].dep_ = first, "conj"


def _as_well(well: Token) -> None:
    """Who does it as well as the subject, or the subject before them: "[Chad], as well as Niger, rejected the plan"."""
    doc, start = well.doc, well.i + 2
    if (well.nbor(-1).lower_, well.nbor(1).lower_, well.nbor(-2).text) != ("as", "as", ","):
        return
    comma = next((t for t in doc[start : well.sent.end] if t.text == ","), None)
    first = well.nbor(-3)
    other = comma.nbor(-1) if comma is not None and comma.i > start else None
    if other is None or first.pos_ not in NOUNS or other.pos_ not in NOUNS:
        return
    subject = next((t for t in (first, other) if t.dep_ in SUBJECTS and t.head.i > other.i), None)
    if subject is not None and subject.head not in (first, other):
        first.head, first.dep_ = subject.head, subject.dep_
        other.head, other.dep_ = first, "conj"


def _for_its_part(part: Token) -> None:
    """Who does it in turn, taken for one more of whom something was done to: "rebels freed two men and the army, for
    its part, [released] six"."""
    doc = part.doc
    words = [t.lower_ for t in doc[part.i - 3 : part.i + 2]]
    if words[:2] != [",", "for"] or words[2] not in ("its", "his", "her", "their") or words[4] != ",":
        return
    noun, verb = doc[part.i - 4], doc[part.i + 2]
    verb = verb.head if verb.dep_ in ("aux", "auxpass", "neg") else verb
    if noun.dep_ != "conj" or noun.pos_ not in NOUNS or not is_verb(verb) or children(verb, *SUBJECTS):
        return
    for link in children(noun.head, "cc"):
        link.head = verb.head if noun.head.i < link.i < noun.i and verb.dep_ == "conj" else link.head
    noun.head, noun.dep_ = verb, "nsubjpass" if children(verb, "auxpass") else "nsubj"


def _day(day: Token) -> None:
    """The day between a verb and its object, taken for a part of that: "welcomed on Monday [the plan]"."""
    noun = day.head
    prep = day.nbor(-1) if day.i else day
    if noun.dep_ != "pobj" or noun.head != prep or prep.lower_ != "on" or noun.ent_type_ in ("DATE", "TIME"):
        return
    verb = prep.head
    if not is_verb(verb) or verb.i != prep.i - 1 or children(verb, "dobj") or children(verb, "auxpass"):
        return
    if noun.pos_ != "PROPN" and not children(noun, "prep", "acl", "relcl"):
        return  # "met on Friday nights"
    day.head, day.dep_ = prep, "pobj"
    noun.head, noun.dep_ = verb, "dobj"


def _name(name: Token) -> None:
    """Who does it, taken for a measure: "[Sweden], for its part, offered to mediate"."""
    verb = name.head
    near = name.i < verb.i and (name.nbor() == verb or name.nbor().text == ",")
    if verb.dep_ in ("ROOT", "ccomp") and verb.tag_ in ("VBD", "VBN") and near:
        if not children(verb, "aux", "auxpass", *SUBJECTS):
            name.dep_, verb.tag_ = "nsubj", "VBD"


def _told(saying: Token) -> None:
    """A report in the middle of what it reports: "[Chad], a minister said on Friday, [rejected] the plan"."""
    doc, sent = saying.doc, saying.sent
    speaker = next((s for s in reversed(children(saying, *SUBJECTS)) if s.i < saying.i), None)
    comma = next((t for t in doc[saying.i + 1 : min(saying.i + 12, sent.end)] if t.text == ","), None)
    if speaker is None or comma is None or comma.i + 1 >= sent.end or speaker.left_edge.i < sent.start + 2:
        return
    opening = speaker.left_edge.nbor(-1)
    told = doc[comma.i + 1]
    verb = told.head if told.dep_ in ("aux", "auxpass", "neg", "advmod") and told.head.i > told.i else told
    firsts = (*children(saying, "npadvmod", *SUBJECTS), *children(verb, "npadvmod", *SUBJECTS))
    first = next((f for f in firsts if f.right_edge.i in (opening.i - 1, opening.i) and f != speaker), None)
    verbal = verb.pos_ in ("VERB", "AUX") and verb.tag_ != "VBG"
    if opening.text != "," or first is None or not verbal or any(c != first for c in children(verb, *SUBJECTS)):
        return
    noun = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
    first.head, first.dep_ = verb, "nsubjpass" if children(verb, "auxpass") else "nsubj"
    if verb != saying.head:
        top = (verb, "ROOT") if saying.head == saying else (saying.head, saying.dep_)
        verb.head, verb.dep_ = top
        saying.head = verb
    saying.dep_ = "parataxis"
    if noun is not None:
        noun.head, noun.dep_ = verb, "dobj"
    if verb.tag_ == "VBN" and not children(verb, "aux", "auxpass"):
        verb.tag_ = "VBD"


def _behind_aside(sent: Span) -> None:
    """The verb behind an aside, taken for a participle, in a sentence that would have no other: "Chad, a big exporter
    of cotton, [offered] to mediate"."""
    root, doc = sent.root, sent.doc
    if sent[-1].text not in (".", "!", "?") or any(t.tag_ == "MD" for t in sent):
        return
    for verb in sent:
        if verb.i == sent.start or verb.tag_ not in ("VBN", "VBD") or children(verb, "auxpass", "aux"):
            continue
        own = children(verb, *SUBJECTS)
        if not own and verb.dep_ == "amod" and verb.head == root and verb.i < root.i and verb.nbor(-1).text in _ENDS:
            early = (c for c in root.children if c.i < verb.i and c.dep_ in _ASTRAY)
            own = [c for c in early if c.ent_type_ in _NAMED and c.nbor().text in _ENDS]
        if own and verb.dep_ == "amod" and verb.head == root and own[0].i < verb.i < root.i:
            verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"  # "[Peru] (its neighbour) [tightened] controls on"
            root.head, root.dep_ = verb, "dobj"
            own[0].head, own[0].dep_ = verb, "nsubj"
            return
        if own and verb.dep_ in ("appos", "dep") and verb.head == root and root.i < own[0].i:
            _raise(verb, root)  # "army chief Ali Toure [overthrew] President Roe"
            root.head, root.dep_ = own[0], "compound"
            for noun in [c for c in verb.children if c.pos_ in NOUNS and c.left_edge.i == verb.i + 1]:
                noun.dep_ = "dobj"
            return
        if own or verb.i < root.i + 2 or not (root.i < verb.i <= root.right_edge.i):
            continue
        aside = verb.nbor(-1).text in _ENDS and _opened(doc, root, verb.i - 1)
        dated = verb.i == root.i + 3 and verb.nbor(-1).lower_ in _DAYS and verb.nbor(-2).lower_ == "on"
        if dated or (aside and verb.dep_ in ("acl", "amod", "relcl", "dep", "conj")):
            _raise(verb, root)
            return


def _opened(doc: Doc, root: Token, close: int) -> bool:
    """Whether an aside that ends here begins right behind the name, and no clause of its own stands open before."""
    mark = doc[close].text
    opening = "(" if mark == ")" else mark
    return root.i + 1 < close and doc[root.i + 1].text == opening


def _raise(verb: Token, root: Token) -> None:
    """Makes a participle the verb of the sentence, with its noun as the object."""
    noun = verb
    while noun.head.i > verb.i and noun.dep_ in ("amod", "compound", "nmod", "poss"):
        noun = noun.head
    if noun != verb:
        for early in [c for c in noun.children if c.i < verb.i]:
            early.head = root
    prep = noun.head if noun.dep_ == "pobj" and noun.head.i < verb.i else None
    late = [c for c in root.children if c.i > verb.i and c != noun]
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    root.head, root.dep_ = verb, "nsubj"
    for word in late:
        word.head = verb
    if prep is not None and verb.nbor(-1).ent_type_ == "DATE":
        verb.nbor(-1).head, verb.nbor(-1).dep_ = prep, "pobj"
        prep.head = verb
    if noun != verb:
        noun.head, noun.dep_ = verb, "dobj"
