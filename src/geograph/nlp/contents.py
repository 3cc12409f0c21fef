"""What is said: what a verb of speech or thought holds in its clause - a judgement, a denial, what one means to do and
on what terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.resolve import Cast
from geograph.nlp.wordlists import wordlist

_NEWS = wordlist("contents", "news")
_TAKING = ("about", "at", "by", "of", "over", "to", "with")
_SMALL = ("acomp", "attr", "oprd")
_OPENING = frozenset({'"', "“", "``", "'", "‘"})
_WRAPPING = wordlist("contents", "wrapping")
_NAMING = wordlist("contents", "naming")
_WILL = frozenset({"will", "wo", "would", "shall", "'ll", "’ll"})
_TERMS = frozenset({"if", "once", "unless", "until", "when"})
_MAY = frozenset({"can", "could", "may", "might"})
_NONE = frozenset({"neither", "no", "nobody", "none", "nothing"})
_NOT_ONE = frozenset({"a", "an", "one", "single"})


def predicates(token: Token) -> list[Token]:
    """What is said of something: "said the bill was unacceptable", "called it a provocation", "keep them apart"; also
    where the parser took it for a second object ("labelled [the visit] [a provocation]"), for an apposition or, quoted,
    for a participle; of "a pack of lies" the lies."""
    clauses = syntax.children(token, "ccomp")
    small = (p for c in clauses for p in ([c] if c.pos_ == "ADJ" else []) + syntax.children(c, *_SMALL))
    said = [p for p in small if not is_others_word(p)]
    said += [p for c in clauses if c.lemma_ == "be" for p in syntax.children(c, "xcomp", "prep")]  # "was to blame"
    if token.lemma_ in _NAMING:
        said += [p for c in clauses for p in _verdict(c)]
    objects = syntax.children(token, "dobj")
    said += objects[1:] or [o for o in objects if syntax.children(o, "compound", "nmod")]  # "branded the [film racist]"
    said += [
        a for o in (*objects, *syntax.children(token, "oprd")) for a in syntax.children(o, "appos")
        if o.nbor().text != ","
    ]  # fmt: skip
    said += [a for o in objects for a in syntax.children(o, "acl") if a.tag_ == "VBN" and a.nbor(-1).text in _OPENING]
    found = [t for p in [*syntax.children(token, *_SMALL), *said] for t in syntax.with_conjuncts(p)]
    found += [o for t in found if t.lemma_ in _WRAPPING for o in syntax.prepositional(t, "of")]
    return [*found, *(a for t in found if t.pos_ == "NOUN" for a in syntax.children(t, "amod"))]  # "a very stupid guy"


def reported(token: Token) -> list[Token]:
    """Who does what the news is of that somebody takes up: "is disturbed by reports that soldiers shot", "voiced alarm
    at accounts of troops firing"."""
    news = [o for word in _TAKING for o in syntax.prepositional(token, word) if o.lemma_.lower() in _NEWS]
    clauses = [c for n in news for c in syntax.children(n, "acl", "ccomp", "relcl") if syntax.children(c, "mark")]
    gerunds = [c for n in news for p in syntax.children(n, "prep") for c in syntax.children(p, "pcomp")]
    doers = [
        t for c in (*clauses, *gerunds) for s in syntax.own_subjects(c)
        for t in (syntax.agents(c) if s.dep_ == "nsubjpass" else [s])
    ]  # fmt: skip
    doing = [o for n in news for o in syntax.prepositional(n, "of") if any(c.tag_ == "VBG" for c in o.children)]
    return doers + [o for o in doing if not any(p.dep_ == "pcomp" for p in o.children)]


def is_others_word(word: Token) -> bool:
    """Whether a predicate is what somebody in the clause calls another: "said that the king [called it] mad"."""
    verb = word.head
    passive = syntax.is_passive(verb) and verb.dep_ == "ccomp"
    return word.dep_ == "oprd" and (passive or bool(syntax.children(verb, "dobj")))


def called(verb: Token) -> list[Token]:
    """What is called something, where the parser made a clause or one noun of both: "called [the vote count] [a
    swindle]", "called [the ultimatum] [extortion]"."""
    if verb.lemma_ not in _NAMING or syntax.children(verb, "prt"):
        return []
    torn = [c for c in syntax.children(verb, "ccomp") if _verdict(c) and not syntax.children(c, "mark", "aux")]
    objects = syntax.children(verb, "dobj", "oprd")
    glued = [w for o in objects if len(objects) == 1 for w in syntax.children(o, "compound", "nmod")]
    return [*(s for c in torn for s in syntax.own_subjects(c) or [c]), *glued[-1:], *(objects if glued else [])]


def _verdict(clause: Token) -> list[Token]:
    return syntax.children(clause, "dobj", *_SMALL) if clause.lemma_ != "be" else []


def denied(verb: Token) -> list[Token]:
    """The clauses below a verb that say that something is or was not: "replied that no shot had been fired"."""
    return [c for c in syntax.children(verb, "ccomp") if _negative(c)]


def _negative(clause: Token) -> bool:
    if any(n.lower_ != "only" for n in syntax.children(clause, "neg")):
        return True
    nouns = syntax.children(clause, "nsubj", "nsubjpass", "dobj", "attr", "expl")
    around = [t for n in nouns for t in (n, *syntax.children(n, "det"))]
    return any(t.lower_ in _NONE for t in around) or _not_one(clause)


def _not_one(clause: Token) -> bool:
    """ "not a soul drowned", "not one of them came" """
    return clause.left_edge.lower_ == "not" and clause.left_edge.nbor(1).lower_ in _NOT_ONE


def respite(verb: Token) -> list[Token]:
    """Until when, where the parser took the day for a subject: "gave Chad until Friday to answer"."""
    clauses = [
        c for c in syntax.children(verb, "advcl") if any(m.lower_ == "until" for m in syntax.children(c, "mark"))
    ]
    return [s for c in clauses for s in syntax.children(c, "nsubj") if s.ent_type_ in ("DATE", "TIME")]


def doomed(clause: Token) -> bool:
    """Whether a clause tells what will be done to somebody: "vowed that the plotters would be punished"."""
    passive = bool(syntax.children(clause, "auxpass"))
    return passive and any(a.lower_ in _WILL for a in syntax.children(clause, "aux"))


def willed(verb: Token, cast: Cast, may: bool = False) -> list[Token]:
    """What somebody says that they themselves, or others of their state, will or would do or not do (or, where it `may`
    be so, could do): "said it would not accept the results", "said Washington would impose duties", "said its jets
    would strike"."""
    out = []
    below = syntax.children(verb, "ccomp")
    below += [
        c for b in below for c in syntax.children(b, "conj") if syntax.children(c, "aux")
    ]  # "was ready, but would"
    below += [c for b in below for c in _likewise(b)]
    for clause in below:
        modal = {a.lower_ for a in syntax.children(clause if syntax.children(clause, "aux") else clause.head, "aux")}
        if modal & (_WILL | _MAY if may else _WILL) and _own(verb, clause, cast):
            out.append(clause)
    return out


def _likewise(clause: Token) -> list[Token]:
    """What is said in the same breath: "said it would meet on Friday and [return] to the streets"."""
    bare = [c for c in syntax.children(clause, "conj") if c.tag_ == "VB"]
    return [c for c in bare if not syntax.children(c, "aux", "nsubj", "nsubjpass")]


def refused(clause: Token) -> bool:
    """ "would not go", "would neither free them nor talk" """
    return bool(syntax.children(clause, "neg")) or any(w.lower_ == "neither" for w in clause.children)


def ours(verb: Token, cast: Cast) -> list[Token]:
    """Those of whom somebody speaks in their own defence: "retorted that [its troops] had been attacked first"."""
    clauses = [c for c in syntax.children(verb, "ccomp") if _own(verb, c, cast)]
    return [s for c in clauses for s in syntax.surface_subject(c)]


def _own(verb: Token, clause: Token, cast: Cast) -> bool:
    """Whether what is said is said of the speaker, of what is theirs, or of others of their state."""
    own = meant(syntax.doers(verb), cast)
    states = {cast.nodes[n].state for n in own} - {None}
    subjects = syntax.surface_subject(clause)
    who = meant(subjects, cast)
    theirs = any(p.tag_ == "PRP$" and meant([p], cast) <= own for s in subjects for p in syntax.possessors(s))
    return theirs or (bool(who) and (who <= own or bool({cast.nodes[n].state for n in who} & states)))


def meant(tokens: list[Token], cast: Cast) -> set[int]:
    """Whom words mean."""
    return {n for t in tokens if t.i in cast.refs for n in cast.refs[t.i].nodes}


def conditions(verb: Token, cast: Cast) -> Iterator[Token]:
    """The clauses that say on what condition one does what one says: "vowed to block roads unless", "if"."""
    for clause in (verb, *willed(verb, cast, True), *syntax.children(verb, "xcomp")):
        for hung in syntax.children(clause, "advcl"):
            if {m.lower_ for m in syntax.children(hung, "mark")} & {"if", "unless", "until"} or _should(hung):
                yield hung


def staked(verb: Token) -> list[Token]:
    """Who must do what for a thing to come, to stay away or to end, as somebody says: "said a strike would follow if
    [the government] cut pensions", "said the raids would end when [Chad] withdrew"."""
    found: list[Token] = []
    for clause in syntax.children(verb, "ccomp"):
        if not any(a.lower_ in _WILL for a in syntax.children(clause, "aux")):
            continue
        for hung in syntax.children(clause, "advcl"):
            marks = {m.lower_ for m in syntax.children(hung, "mark", "advmod")}
            if marks & _TERMS or _should(hung):
                found += syntax.own_subjects(hung)
    return found


def _should(clause: Token) -> bool:
    """ "should they cross the line" """
    return any(a.lower_ == "should" and a.i == clause.left_edge.i for a in syntax.children(clause, "aux"))


def unless(clause: Token) -> bool:
    """Whether a clause says what averts something: "unless Tokyo opens its market", "if he does not resign"."""
    marks = {m.lower_ for m in syntax.children(clause, "mark")}
    return "unless" in marks or ("if" in marks and bool(syntax.children(clause, "neg")))


def mandated(verb: Token, clause: Token) -> bool:
    """Whether a clause tells what must be, by its bare verb: "insisted that Kyiv cede it", "that they be freed"."""
    helping = syntax.children(clause, "aux", "auxpass", "neg")
    if any(a.text == "be" and a.head == clause for a in helping) or (clause.text == "be" and not helping):
        return True
    bare = clause.tag_ in ("VB", "VBP") and clause.text == clause.lemma_ and clause.lemma_ != "be"
    subjects = syntax.own_subjects(clause)
    singular = len(subjects) == 1 and subjects[0].tag_ in ("NN", "NNP") and subjects[0].lower_ != "police"
    return bare and not helping and bool(subjects) and (singular or verb.tag_ in ("VBD", "VBN"))


def past(clause: Token) -> bool:
    """Whether a clause tells what was, not what will be: "swore that none of them had been near"."""
    helping = syntax.children(clause, "aux", "auxpass")
    return clause.tag_ in ("VBD", "VBN") and not any(a.tag_ == "MD" for a in helping)


_DUTIES = wordlist("contents", "duties")


def due(verb: Token) -> list[Token]:
    """Who, by what somebody says, is to do something: "said it was time for Chad to", "told Chad that its time had come
    to", "said Chad had to", "said it was up to Chad to", "said the onus was on Chad"."""
    return [t for clause in syntax.children(verb, "ccomp") for t in (_timely(verb, clause) or _charged_with(clause))]


def _timely(verb: Token, clause: Token) -> list[Token]:
    times = [t for t in syntax.children(clause, "attr", "nsubj") if t.lemma_ == "time"]
    below = [c for t in times for c in syntax.children(t, "relcl", "acl", "advcl")]
    below += [c for c in syntax.children(clause, "advcl", "xcomp") if times]
    own = [s for c in below for s in syntax.children(c, "nsubj", "nsubjpass")]
    return own or (syntax.undergoers(verb) if any(c.tag_ == "VB" for c in below) else [])


def _charged_with(clause: Token) -> list[Token]:
    bound = [c for c in syntax.children(clause, "xcomp") if any(a.lower_ == "to" for a in syntax.children(c, "aux"))]
    yet = any(c.lower_ == "yet" for word in (clause, *bound) for c in word.children)  # "has yet to release them"
    if clause.lemma_ in ("have", "need") and bound and not yet:
        return syntax.own_subjects(clause)
    if any(d.lemma_ in _DUTIES for d in syntax.children(clause, "nsubj")):
        courts = [o for o in syntax.prepositional(clause, "in") if o.lemma_ == "court"]
        owners = [t for o in courts for t in syntax.possessors(o)]
        return owners or syntax.prepositional(clause, "on") or syntax.prepositional(clause, "with")
    return [
        o
        for word in syntax.children(clause, "advmod", "acomp")
        for prep in syntax.children(word, "prep")
        if (word.lower_, prep.lower_) in (("up", "to"), ("incumbent", "on"), ("incumbent", "upon"))
        for o in syntax.objects_of(prep)
    ]


def bidding(verb: Token) -> list[Token]:
    """What is bidden in so many words before it is told who says so: "Free the hostages, Chad tells Mali"."""
    clauses = syntax.children(verb, "ccomp", "dep", "parataxis", "advcl")
    bare = [c for c in clauses if c.i < verb.i and c.tag_ in ("VB", "VBP") and c.left_edge == c]
    return [c for c in bare if not syntax.children(c, "nsubj", "nsubjpass", "aux", "mark")]
