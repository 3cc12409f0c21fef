"""How an event stands: has it happened, is it denied, planned, conditional or merely alleged, and who says so.

Read upwards from the trigger: its own negation and modals, then each word that governs it, as grammar.toml and the
contents of the ontology's own triggers (what one accuses of is alleged, what one demands is hypothetical) tell. What
stands nearer holds, unless what governs it undoes it: a denied plan is negated, a possible one hypothetical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.events import Hit, Part
from geograph.nlp.status_words import Words, before, conditional, is_future, listed, own

_CONTENT_PREPS = frozenset({"of", "for", "about", "on", "to", "against", "over", "from", "in", "with", "by", "at"})
_LOOSE_PREPS = frozenset({"on", "in", "with", "by", "at", "from"})
"""Behind these a noun is the content of a governor only where the lists name both words ("charge with")."""
_AFTERWARDS = frozenset(
    {"respond", "reply", "react", "accede", "end", "halt", "stop", "cessation", "freeze", "resumption"}
)
_MEANWHILE = frozenset({"as", "while", "whilst", "though", "although", "whereas"})
_LATER = frozenset({"before", "after", "when", "once", "while"})
_UNDONE: Mapping[tuple[Status, Status], Status] = {
    ("planned", "negated"): "negated",
    ("planned", "hypothetical"): "hypothetical",
    ("planned", "alleged"): "alleged",
}
_MAX_STEPS = 20


@dataclass(slots=True)
class Standing:
    """The status of a hit, the words of those who say so, and those who accuse, deny or demand it. `modal` tells that
    its verb stands with "will" or "would"."""

    status: Status | None = None
    speakers: list[Token] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    modal: bool = False


def standing(hit: Hit, hits: Mapping[int, Hit], supports: Mapping[int, Hit], words: Words) -> Standing:
    """Status and speakers of a hit; `hits` are all hits of the article by their token's index, `supports`
    those with a support verb by that verb's."""
    climb = _Climb(hit, hits, supports, words)
    climb.run()
    return climb.out


class _Climb:
    """One way up from a trigger. `open` says whether what comes still governs the event, `heard` whether who says
    what comes also says the event; `back` is what one more negation makes of a negated event, `ongoing` that it is
    one to be ended, `caused` that somebody is to be made to do it."""

    def __init__(self, hit: Hit, hits: Mapping[int, Hit], supports: Mapping[int, Hit], words: Words) -> None:
        self.hit, self.hits, self.supports, self.words = hit, hits, supports, words
        self.out = Standing()
        self.open = self.heard = True
        self.back: Status | None = None
        self.ongoing = self.caused = False

    def run(self) -> None:
        """Goes all the way up."""
        hit, words, out = self.hit, self.words, self.out
        current = hit.support or hit.token
        out.status = own(hit.token, words) or before(hit.token, words)
        if hit.support is not None and hit.support.lemma_ in words.closing:
            self.open = False
        elif hit.support is not None and listed(hit.support, words.verbs)[0] in words.abandoning:
            out.status = "negated"
        elif hit.support is not None and out.status is None:
            said = own(hit.support, words)
            out.status = words.intending.get(hit.support.lemma_)
            if out.status is None:
                out.status = said or before(hit.support, words)
            elif said == "negated" and hit.support.lemma_ in words.deliberating:
                out.status = "negated"
            else:
                self.impose(said)
        out.modal = is_future(current)
        for _ in range(_MAX_STEPS):
            if current.head == current:
                break
            current = self.step(current)
        if out.status == "planned" and conditional(hit.token):
            out.status = "hypothetical"

    def impose(self, outer: Status | None) -> None:
        """What stands higher says this of the event."""
        inner = self.out.status
        if outer is None:
            return
        if self.ongoing:
            self.out.status, self.open, self.ongoing = None, False, False  # what is to be ended goes on
        elif inner is None:
            self.out.status = "hypothetical" if self.caused and outer == "planned" else outer
        elif inner == outer == "negated":
            if self.back is not None:
                self.out.status = None if self.back == "actual" else self.back
                self.open = False
        else:
            self.out.status = _UNDONE.get((inner, outer), inner)

    def step(self, current: Token) -> Token:
        """One word up."""
        head, dep = current.head, current.dep_
        if dep == "relcl" and any(c.lower_ == "that" for c in syntax.children(current, "mark")):
            dep = "acl"  # "a report that they had met"
        if dep == "conj":
            return self.conjunct(current, head)
        if dep in ("pcomp", "pobj", "prep") and head.pos_ in ("ADP", "SCONJ", "PART"):
            return self.preposition(current, head)
        if dep in ("xcomp", "ccomp", "oprd", "dobj", "acl", "attr", "acomp", "nsubjpass", "csubj", "csubjpass"):
            if dep == "acl" and current.tag_ in ("VBG", "VBN") and not syntax.children(current, "nsubj", "nsubjpass"):
                self.open = False
            if dep == "nsubjpass" and not syntax.is_verb(current):
                self.subject(current, head)
            elif self.open:
                self.govern(current, head, dep)
            elif dep == "ccomp":
                self.speech(head)
            elif dep == "acl":
                self.teller(head)
            if dep == "ccomp" or (dep == "dobj" and not self.weak(head)):
                self.open = self.open and dep != "dobj" and head.lemma_ not in self.words.speech
            return head
        if dep == "nsubj":
            self.subject(current, head)
        elif dep in ("advcl", "relcl", "parataxis", "dep", "appos", "poss", "compound", "amod", "npadvmod"):
            self.loose(current, head, dep)
        return head

    def conjunct(self, current: Token, head: Token) -> Token:
        """ "may visit and sign": the first verb's modals hold for the second; a finite verb that the parser hung to an
        infinitive belongs to the finite one above."""
        if not (syntax.is_verb(head) and syntax.is_verb(current)):
            return head
        if current.tag_ in ("VBD", "VBZ", "VBP") and head.tag_ == "VB" and not _helped(head):
            while head.tag_ not in ("VBD", "VBZ", "VBP") and head.head != head:
                head = head.head
            return head
        alone = not syntax.children(current, "nsubj", "nsubjpass", "aux")
        if self.open and self.out.status is None and alone and current.tag_ == head.tag_:
            self.out.status = own(head, self.words)
        return head

    def preposition(self, current: Token, prep: Token) -> Token:
        """From the object of a preposition to what governs it."""
        up = prep.head
        content = prep.lower_ in _CONTENT_PREPS and up != prep and up.lemma_.lower() not in _AFTERWARDS
        if content and current.dep_ == "pobj" and syntax.is_verb(up) and prep.lower_ in _LOOSE_PREPS:
            known = listed(up, self.words.verbs)
            over = self.hits.get(up.i)
            if (known[1] or (over and over.trigger.content)) and not known[0].endswith(" " + prep.lower_):
                content = False
        if content and current.dep_ == "pcomp" and prep.lower_ in ("with", "in", "by") and syntax.is_verb(up):
            content = prep.lower_ != "with" or not syntax.children(current, "nsubj", "nsubjpass")
        if self.open and current.dep_ == "pcomp" and prep.lower_ in _LATER and syntax.is_verb(up):
            self.impose("planned" if own(up, self.words) == "planned" else None)
        if up.lemma_ in self.words.partaking:
            self.open = False  # "denied a role in the attack"
        if self.open and content:
            self.govern(current, up, "prep")
        self.open = self.open and content and up.pos_ != "PROPN" and self.weak(up)
        return up

    def weak(self, token: Token) -> bool:
        """Whether what governs this word also governs what it governs."""
        return token.i not in self.hits or self.hits[token.i].trigger.content is not None

    def govern(self, current: Token, head: Token, dep: str) -> None:
        """What a governor says of its complement."""
        words = self.words
        over = self.hits.get(head.i)
        if over is None and dep in ("xcomp", "acl", "ccomp"):
            over = self.supports.get(head.i)
        verbal = syntax.is_verb(current)
        table = words.verbs if syntax.is_verb(head) else words.adjs if head.pos_ in ("ADJ", "ADV") else words.nouns
        key, base = listed(head, table)
        if head.pos_ == "NOUN" and base is not None and dep == "prep" and key in words.infinitive_only:
            base = None
            self.open = head.lemma_ not in words.nouns or words.nouns[head.lemma_] != "negated"
            if not self.open:
                return  # "blamed them for the failure of the talks"
        said = own(head, words)
        if head.pos_ == "ADJ" and head.dep_ == "acomp":
            said = said or own(head.head, words)
            if head.lower_ == "able" and head.head.tag_ == "VBD":
                base = None
        if over is not None and over.token.i not in (current.i, self.hit.token.i) and over.trigger.content is not None:
            content = over.trigger.content
            if not (content == "alleged" and dep in ("dobj", "nsubjpass")):
                base = base if base == "hypothetical" and content == "planned" else content
                if (base == "alleged" or dep == "ccomp") and said != "negated":
                    self.out.parts += over.actor if self.heard else ()
        elif dep == "ccomp" and head.lemma_ in words.speech:
            self.speech(head)
            return
        elif dep == "xcomp" and head.lemma_ == "claim" and not syntax.is_passive(head):
            self.speech(head)
            return
        elif dep == "xcomp" and syntax.is_passive(head) and head.lemma_ in words.speech and base is None:
            base = "alleged"  # "is said to have moved troops"
            self.out.speakers += syntax.agents(head)
        if dep == "acl":
            self.teller(head)
        if base is None:
            base = _copular(current, head, dep)
        if syntax.is_verb(head):
            if base == "negated" and not verbal and dep not in ("dobj", "prep"):
                base = None
            if (
                dep == "dobj"
                and not verbal
                and base in ("planned", "alleged")
                and head.lemma_ in words.support | {"claim"}
            ):
                base = None
                said = None
            if (
                base == "hypothetical"
                and key in words.deliberating
                and dep == "xcomp"
                and head.lemma_ == "hope"
                and not syntax.children(head, "dobj")
                and not syntax.children(current, "nsubj")
            ):
                base = "planned"
            if key in words.abandoning and self.out.status != "planned":
                base = None
            if base == "negated" and dep == "dobj" and self.hit.trigger.type in words.answered:
                base = None  # what is rejected was demanded
        self.weigh(current, head, dep, key, base, said)

    def weigh(self, current: Token, head: Token, dep: str, key: str, base: Status | None, said: Status | None) -> None:
        """What a governor of status `base` whose own status is `said` makes of the event."""
        words = self.words
        if base is None:
            through = (
                dep in ("xcomp", "dobj", "oprd")
                or (dep == "attr" and head.lemma_ in ("be", "become"))
                or head.lemma_ in words.support
                or not syntax.is_verb(head)
            )
            if key in words.causing and dep in ("xcomp", "ccomp"):
                self.caused = True
            self.impose(said if through else None)
        elif base == "actual":
            self.impose(words.twice.get(key) if said is not None else None)
            self.open = False
        elif base == "negated":
            if said == "negated":
                self.impose(words.twice.get(key) if words.twice.get(key) != "actual" else None)
                self.open = self.open and words.twice.get(key, "actual") != "actual"
            elif key in words.ending and said is not None:
                self.open = False
            else:
                self.impose("negated")
                self.back = words.twice.get(key, "actual")
                self.ongoing = key in words.ending and said is None
        elif base == "hypothetical" and said == "negated" and key in words.deliberating:
            self.impose(None if any(c.lower_ in words.marks for c in current.children) else "negated")
        elif base == "alleged" and said == "negated":
            self.impose(words.twice.get(key, "alleged"))
        else:
            self.impose(base)
            if base == "planned" and said is not None:
                self.impose(said)

    def speech(self, verb: Token) -> None:
        """Who says it, where the verb is one of speech."""
        if verb.lemma_ not in self.words.speech or not self.heard:
            return
        refused = verb.dep_ == "xcomp" and listed(verb.head, self.words.verbs)[1] == "negated"
        if own(verb, self.words) != "negated" and not refused:
            above = verb.head.head if verb.dep_ == "pcomp" else verb
            quoting = syntax.agents(above) + (syntax.agents(verb) if above != verb else [])
            for speaker in (*syntax.surface_subject(verb), *quoting):
                self.out.speakers += [speaker] if speaker not in self.out.speakers else []
        if self.open and self.out.status is None and verb.lemma_ in self.words.alleging and not self.own_deed(verb):
            self.out.status = "alleged"

    def own_deed(self, verb: Token) -> bool:
        """Whether who claims to have done it did it: "claimed to have shot down two jets"."""
        if not syntax.children(verb, "xcomp"):
            return False
        claimants = {t.i for t in syntax.surface_subject(verb)}
        return bool(self.hit.actor) and {p.token.i for p in self.hit.actor} <= claimants

    def teller(self, noun: Token) -> None:
        """Whose report or charge it is: "a Reuters report that", "Israel's claim that"."""
        if self.heard and (noun.lemma_ in self.words.telling or self.words.nouns.get(noun.lemma_) == "alleged"):
            self.out.speakers += [*syntax.possessors(noun), *syntax.agents(noun), *syntax.modifiers(noun)]

    def subject(self, current: Token, verb: Token) -> None:
        """The status of a nominal event that is the verb's subject: "talks will resume", "no attack took place"."""
        if self.open and not syntax.is_verb(current):
            words = self.words
            said = own(verb, words)
            happens = (
                verb.lemma_ in words.happen or verb.lemma_ in ("hold", "occur", "be") or verb.lemma_ in words.support
            )
            passive = syntax.is_passive(verb)
            key, base = listed(verb, words.verbs) if passive or verb.lemma_ == "be" else ("", None)
            attribute = next((words.adjs.get(c.lemma_.lower()) for c in syntax.children(verb, "acomp", "attr")), None)
            if base == "negated" and self.hit.trigger.type in words.answered:
                pass
            elif passive and base is not None and key not in words.alleging:
                if key in words.abandoning and said is None:
                    self.out.status = "negated"
                self.impose(base)
                if base in ("negated", "planned"):
                    self.impose(said if said != "planned" else None)
            elif said == "negated" and not happens and not passive:
                pass
            elif attribute is not None:
                self.impose(attribute)
            elif happens or passive or (said == "hypothetical" and _indefinite(current)):
                self.impose(said)
        self.open = False

    def loose(self, current: Token, head: Token, dep: str) -> None:
        """Clauses and words that hang loosely on another: they only take over what stands for the whole."""
        words = self.words
        marks = {c.lower_ for c in syntax.children(current, "mark", "advmod")}
        if self.open and self.out.status is None:
            if dep == "advcl":
                self.out.status = self.adverbial(current, head, marks)
            elif dep == "compound":
                self.out.status = words.nouns.get(head.lemma_.lower())
        self.open = False
        comma = current.left_edge.i > 0 and current.doc[current.left_edge.i - 1].text in (",", ";", "-", "–")
        if dep == "relcl" or (dep == "advcl" and marks & _MEANWHILE) or (dep == "parataxis" and comma):
            self.heard = False
        if (
            dep == "advcl"
            and current.tag_ == "VBG"
            and comma
            and self.hit.trigger.type in words.acts
            and current == self.hit.token
        ):
            self.heard = False

    def adverbial(self, verb: Token, head: Token, marks: set[str]) -> Status | None:
        """The status of an adverbial clause's event."""
        words = self.words
        if marks & words.marks:
            return "hypothetical"
        if verb.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(verb, "aux")):
            return own(head, words) or ("planned" if head.lemma_ in words.moving else None)
        if verb.tag_ == "VBG" and not marks and self.hit.trigger.type not in words.acts:
            return own(head, words)
        if marks & _LATER and verb.tag_ in ("VBZ", "VBP", "VBG") and own(head, words) == "planned":
            return "planned"
        return None


def _helped(verb: Token) -> bool:
    """Whether an auxiliary other than "to" makes the verb finite."""
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children)


def _indefinite(noun: Token) -> bool:
    """Whether a noun speaks of any such thing ("an attack would ...")."""
    return not any(c.dep_ == "poss" or c.lower_ in ("the", "this", "these", "those") for c in noun.children)


def _copular(current: Token, head: Token, dep: str) -> Status | None:
    """ "is to visit", "has yet to sign", "has to withdraw", "is going to attack"."""
    lemma = head.lemma_.lower()
    infinitive = current.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(current, "aux"))
    yet = any(c.lower_ == "yet" for c in head.children)
    if dep == "xcomp" and lemma == "be" and infinitive:
        return "negated" if yet else "planned"
    if dep == "xcomp" and lemma == "go":
        return "planned"
    if dep == "xcomp" and lemma == "have":
        return "negated" if yet else "hypothetical"
    return None
