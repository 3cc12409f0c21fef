"""How an event stands: has it happened, is it denied, planned, conditional or merely alleged, and who says so.

Read upwards from the trigger: its own negation and modals, then each word that governs it, as grammar.toml and the
contents of the ontology's own triggers (what one accuses of is alleged, what one demands is hypothetical) tell. What
stands nearer holds, unless what governs it undoes it: a denied plan is negated, a possible one hypothetical.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent, Standing
from geograph.nlp.complements import addressed, calling_noun, completing, given_time, provided, provided_for, wondered
from geograph.nlp.events import Hit
from geograph.nlp.governors import govern, there
from geograph.nlp.hypotheses import conditional
from geograph.nlp.loose import LATER, helped, judged, loose
from geograph.nlp.makers import sums_up
from geograph.nlp.modifiers import appointed, before, begun, called_for, going_on, is_future, own, scheduled
from geograph.nlp.predicates import under
from geograph.nlp.questions import left_open
from geograph.nlp.sayings import named, rumoured, speech, teller
from geograph.nlp.status_words import Words, listed
from geograph.nlp.tree import FINITE
from geograph.nlp.wordlists import wordlist

_CONTENT_PREPS = frozenset({"of", "for", "about", "on", "to", "against", "over", "from", "in", "with", "by", "at"})
_LOOSE_PREPS = frozenset({"on", "in", "with", "by", "at", "from", "over"})
"""Behind these a noun is the content of a governor only where the lists name both words ("charge with")."""
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "oprd", "dobj", "acl", "attr", "acomp", "nsubjpass", "csubjpass"}
)  # fmt: skip
_LOOSE = frozenset({"advcl", "relcl", "parataxis", "dep", "appos", "poss", "compound", "amod", "npadvmod"})
_BROACHING = wordlist("status", "broaching")
_LETTERS = wordlist("status", "letters")
_SENDING = frozenset({"deliver", "dispatch", "issue", "post", "publish", "release", "send", "write"})
_WRITING = frozenset({"cable", "email", "phone", "ring", "telegraph", "telephone", "wire", "write"})
_MAX_STEPS = 20


def standing(hit: Hit, hits: Mapping[int, Hit], supports: Mapping[int, Hit], words: Words) -> Standing:
    """Status and speakers of a hit; `hits` are all hits of the article by their token's index, `supports`
    those with a support verb by that verb's."""
    way = Ascent(hit, hits, supports, words)
    current = hit.support or hit.token
    _start(way)
    way.out.modal = is_future(current)
    for _ in range(_MAX_STEPS):
        if current.head == current or _apart(current):
            break
        current = _step(way, current)
    if way.out.status == "planned" and (conditional(hit.token) or (way.out.modal and left_open(current))):
        way.out.status = "hypothetical"
    if way.out.status is None and hit.laid != "actual":
        way.out.status = hit.laid
    return way.out


def _apart(clause: Token) -> bool:
    """Whether nothing above a clause speaks of it: it opens behind a semicolon, or tells what became of the thing that
    sums up what governs it ("may leave, a threat that Chad dismissed")."""
    starts = [t.left_edge.i for t in syntax.children(clause, *syntax.SUBJECTS)] if clause.tag_ in FINITE else []
    if any(i > 0 and clause.doc[i - 1].text == ";" for i in starts):
        return True
    return clause.dep_ in ("relcl", "acl") and clause.tag_ not in ("VB", "VBG") and sums_up(clause.head)


def aimed_at(hit: Hit, stand: Standing, words: Words) -> bool:
    """Whether a deed is only what another is done for, by the same hands: "broke up the rally in a bid to arrest him",
    "rushed troops there, seeking to quell the revolt". Words are deeds of their own all the same."""
    aim, verb = hit.token.head, hit.token
    if stand.status != "planned" or verb.tag_ != "VB" or hit.trigger.type in words.acts:
        return False
    if syntax.is_verb(aim):
        return aim.dep_ == "advcl" and aim.tag_ == "VBG" and aim.lemma_ in words.trying
    return aim.lemma_ in words.trying and aim.dep_ == "pobj" and aim.head.lower_ == "in" and verb.dep_ == "acl"


def _start(way: Ascent) -> None:
    """What the trigger's own words, and those of the verb that supports it, say."""
    hit, words, out = way.hit, way.words, way.out
    out.status = own(hit.token, words) or before(hit.token, words)
    if out.status is None and scheduled(hit.token, words) and not begun(hit.support):
        out.status, way.fixed = "planned", True
    verb = hit.support
    asked = any(place == "not" for place, _ in hit.trigger.need)
    if out.status == "negated" and (
        asked or any(hit.token.doc[i].lower_ in ("no", "not", "nowhere") for i in hit.words)
    ):
        out.status = None  # "sees no reason to": the refusal itself has happened
    if out.status == "hypothetical" and any(hit.token.doc[i].lower_ == "none" for i in hit.words):
        out.status = None  # "would have none of it"
    named(way, hit.token)
    if out.status is None:
        out.status = rumoured(way)
    if verb is None:
        if out.status is None and hit.trigger.type in words.appointed:
            due = words.adjs.get(hit.token.lower_) == "planned"
            out.status = "planned" if due or appointed(hit.token) else None
        return
    way.caused = verb.lemma_ in words.securing
    over = verb.lemma_ in words.concluding and hit.trigger.type in words.lasting
    if over or verb.lemma_ in words.closing or (out.status is None and there(way, hit.token, verb)):
        way.open = False
    elif listed(verb, words.verbs)[0] in words.abandoning:
        out.status = "negated"
    elif out.status is None and called_for(hit.token, verb):
        out.status = "planned"
    elif out.status is None:
        said = own(verb, words)
        lent = not {hit.trigger.type, hit.trigger.mode} & words.unlent
        out.status = _intended(way, verb) or (words.lent.get(verb.lemma_) if lent else None)
        if out.status is None:
            out.status = said or before(verb, words)
        elif said == "negated" and verb.lemma_ in words.deliberating:
            out.status = "negated"
        else:
            way.impose(said)
        if out.status is None and hit.trigger.type in words.appointed and appointed(verb, hit.token):
            out.status = "planned"


def _intended(way: Ascent, verb: Token) -> Status | None:
    """What a verb that speaks of a deed to come makes of it. Who ordered a known attack saw it done."""
    status = way.words.intending.get(verb.lemma_)
    if status is None and way.hit.token.head.lower_ == "for" and verb.i not in way.hits:
        awaited = listed(verb, way.words.verbs)[1]
        status = awaited if awaited in ("planned", "hypothetical") else None  # "braces for an attack"
    known = any(c.lower_ == "the" for c in way.hit.token.children)
    done = verb.lemma_ == "order" and verb.tag_ in ("VBD", "VBN", "VBG") and way.hit.trigger.type in way.words.blaming
    known = known or any(c.lower_ == "of" for c in way.hit.token.children)
    return None if done and known else status


def _step(way: Ascent, current: Token) -> Token:
    """One word up."""
    head, dep = current.head, current.dep_
    marks = syntax.children(current, "mark")
    infinitive = syntax.is_infinitive(current)
    if dep == "relcl" and (infinitive or any(c.lower_ == "that" for c in marks)):
        dep = "acl"  # "a report that they had met", "no reason to meet"
    if dep == "relcl" and head.lemma_ in way.words.nouns and _whole(current):
        dep = "acl"  # "no evidence Libya is developing weapons"
    of_news = (
        head.dep_ == "pobj" and head.head.lower_ == "of" and way.words.nouns.get(head.head.head.lemma_) == "alleged"
    )
    if dep == "acl" and current.tag_ == "VBG" and of_news:
        return _preposition(way, current, head.head)  # "reports of [troops firing] on mourners"
    disputed = head.lemma_ in way.words.charges and current.lemma_ in way.words.refuting
    if dep == "acl" and disputed and not syntax.children(current, "dobj", "ccomp"):
        dep = "relcl"  # "a claim that the rebels denied"
    if dep == "ccomp" and any(o.tag_ == "WDT" for p in syntax.children(current, "prep") for o in p.children):
        dep = "relcl"  # "a siege during which many were killed"
    if dep == "ccomp" and head.pos_ == "NOUN":
        dep = "acl"  # "reports that they had attacked alarmed the union"
    if dep == "ccomp" and wondered(current):
        way.open = False
    if dep in ("ccomp", "advcl") and any(m.lower_ in ("that", "for") for m in marks):
        arising = [n for n in syntax.children(head, "nsubj") if n.lemma_.lower() in way.words.nouns]
        if arising and head.lemma_ in way.words.arising:
            head, dep = arising[0], "acl"  # "fears are growing that they will attack"
    if dep == "acl" and current.tag_ == "VBG" and head.dep_ == "dobj" and head.head.lemma_ in way.words.showing:
        head, dep = head.head, "ccomp"  # "seems to show soldiers beating a man"
    if dep == "advcl" and infinitive and way.hit.trigger.type in way.words.acts and _worded(head):
        if way.open and way.out.status is None:
            way.out.status = own(head, way.words)
        way.open = False  # "sent a message to congratulate him": the message does that
        return head
    if dep == "advcl" and infinitive and (addressed(way, current, head) or completing(way, current, head)):
        dep = "xcomp"
    if (
        dep == "advcl"
        and current.tag_ == "VBG"
        and any(p.i + 1 == current.left_edge.i for p in syntax.children(head, "prt"))
    ):
        dep = "xcomp"  # "ruled out sending troops"
    if dep in ("advcl", "ccomp", "acl") and infinitive:
        noun = calling_noun(way, current, marks)
        if noun is not None:
            head, dep = noun, "acl"
    if dep == "conj":
        return _conjunct(way, current, head)
    if way.open and way.out.status is None and ((infinitive and given_time(current, head)) or provided(head, dep)):
        way.out.status = "hypothetical"
        way.open = False
    if dep in ("pcomp", "pobj", "prep") and head.pos_ in ("ADP", "SCONJ", "PART"):
        return _preposition(way, current, head)
    if dep == "csubj":  # "granting autonomy could help"
        if way.open and way.out.status is None:
            way.out.status = own(head, way.words) or ("hypothetical" if judged(current, head) else None)
        way.open = False
        return head
    if dep in _GOVERNED:
        if dep == "acl" and current.tag_ in ("VBG", "VBN") and not syntax.children(current, "nsubj", "nsubjpass"):
            if way.open and provided_for(way, current, head):
                return head
            way.open = way.open and infinitive
        if dep == "dobj" and head.lemma_ in way.words.confronting and not syntax.is_verb(current) and going_on(current):
            way.open = False  # "pressure on them to confront a wave of kidnappings"
        if dep == "nsubjpass" and not syntax.is_verb(current):
            under(way, current, head)
        elif way.open:
            govern(way, current, head, dep)
        elif dep == "ccomp":
            speech(way, head)
        elif dep == "acl":
            teller(way, head)
        if dep == "acl" and head.lemma_ in way.words.factive and listed(head.head, way.words.verbs)[1] != "negated":
            way.open = False  # "will discuss the admission that guards had beaten him"
        if dep == "ccomp" or (dep == "dobj" and not way.weak(head)):
            way.open = way.open and dep != "dobj" and head.lemma_ not in way.words.speech
        return head
    if dep == "nsubj":
        under(way, current, head)
    elif dep in _LOOSE:
        loose(way, current, head, dep)
    return head


def _conjunct(way: Ascent, current: Token, head: Token) -> Token:
    """ "may visit and sign": the first verb's modals hold for the second; a finite verb that the parser hung to an
    infinitive belongs to the finite one above."""
    if not (syntax.is_verb(head) and syntax.is_verb(current)):
        return head
    if current.tag_ in FINITE and head.tag_ == "VB" and not helped(head):
        while head.tag_ not in FINITE and head.head != head:
            head = head.head
        return head
    alone = not syntax.children(current, "nsubj", "nsubjpass", "aux")
    if way.open and way.out.status is None and alone and current.tag_ == head.tag_:
        way.out.status = own(head, way.words)
        way.out.modal = way.out.modal or is_future(head)
    return head


def _preposition(way: Ascent, current: Token, prep: Token) -> Token:
    """From the object of a preposition to what governs it."""
    up, words = prep.head, way.words
    up = up.head if up.dep_ == "prt" else up  # "gears up for a visit"
    if prep.lower_ in ("of", "for") and up.dep_ == "pobj" and up.head.dep_ == "agent" and current.dep_ == "pcomp":
        up = up.head.head  # "accused [by villagers of shooting a shepherd]"
    later = up.lemma_.lower() in words.afterwards and current.dep_ != "pcomp"
    content = prep.lower_ in _CONTENT_PREPS and up != prep and not later
    if content and current.dep_ == "pobj" and syntax.is_verb(up) and prep.lower_ in _LOOSE_PREPS:
        known = listed(up, words.verbs)
        over = way.hits.get(up.i)
        aside = known[1] or (over and over.trigger.content) or (prep.lower_ == "in" and _owned(current))
        if aside and not known[0].endswith(" " + prep.lower_):
            content = False
    if prep.lower_ == "on" and way.out.status == "planned" and current != way.hit.token and syntax.is_verb(up):
        content = False  # "arrested on the eve of the visit"
    if current.dep_ == "pcomp" and prep.lower_ == "with" and syntax.children(current, "nsubj", "nsubjpass"):
        content = False  # "refused, with its minister calling them spies"
    if way.open and current.dep_ == "pcomp" and prep.lower_ in LATER and syntax.is_verb(up):
        way.impose("planned" if own(up, words) == "planned" else None)
    if way.open and way.out.status is None and prep.lower_ == "for" and up.lemma_ in words.departing:
        way.out.status = "planned"  # "left for talks"
    if prep.lower_ == "in" and current.lower_ == "order" and way.hit.token.head == current:
        way.out.status = "planned"  # "in order to capture the warlord"
    if way.open and way.out.status is None and prep.lower_ == "for" and _is_due(up):
        way.out.status = "planned"
    over = way.hits.get(up.i) or way.supports.get(up.i)
    if way.out.status == "planned" and way.open and prep.lower_ in ("over", "for") and over is not None:
        charged = over.trigger.type in words.charging and over.trigger.mode != "convict"
        way.impose("alleged" if charged else None)  # "arrested over a plot to kill him"
    if up.lemma_ in words.partaking:
        way.open = False  # "denied a role in the attack"
    given = way.hit.trigger.type not in words.acts  # a word is given with what it is given for
    if given and up.lemma_ in words.exchanging and prep.lower_ == "for":
        _exchanged(way, up)
    if prep.lower_ in ("for", "on") and syntax.is_verb(up):
        up = next((o for o in syntax.children(up, "dobj") if _asks(o, prep, words)), up)
    if way.open and content:
        govern(way, current, up, "prep")
    broached = current.dep_ == "pcomp" and current == way.hit.support and current.lemma_ in _BROACHING
    if way.open and way.out.status is None and broached and prep.lower_ in ("about", "on", "over"):
        way.out.status = "hypothetical"  # "is cautious about reopening talks"
    listing = up.lemma_ in words.wholes or (up.lemma_ in words.nouns and up.lemma_ not in words.infinitive_only)
    whole = up.pos_ != "NOUN" or syntax.is_verb(current) or listing
    means = prep.lower_ == "by" and current.dep_ == "pcomp"  # "accused of breaking a truce by shelling"
    way.open = way.open and content and whole and up.pos_ != "PROPN" and (means or way.weak(up))
    return up


def _whole(clause: Token) -> bool:
    """Whether a clause behind a noun lacks nothing for which the noun could stand."""
    own = syntax.children(clause, "nsubj") and syntax.children(clause, "dobj")
    return bool(own) and not any(t.tag_ in ("WDT", "WP", "WP$", "WRB") or t.lower_ == "that" for t in clause.children)


def _worded(verb: Token) -> bool:
    """Whether a verb tells that something is written or said to somebody: "sent a message", "phoned"."""
    sent = verb.lemma_ in _SENDING and any(o.lemma_.lower() in _LETTERS for o in syntax.children(verb, "dobj"))
    return sent or verb.lemma_ in _WRITING


def _asks(noun: Token, prep: Token, words: Words) -> bool:
    """Whether a "for" that the parser hung to the verb belongs to its object ("ignored an appeal by X for ...")."""
    asked = words.asking if prep.lower_ == "for" else words.bargaining
    return noun.i < prep.i and noun.lemma_ in asked


def _is_due(verb: Token) -> bool:
    """ "is due in Ankara for talks" """
    return verb.lemma_ == "be" and any(c.lower_ in ("due", "expected") for c in syntax.children(verb, "acomp"))


def _exchanged(way: Ascent, noun: Token) -> None:
    """What a deed is done "in exchange for" is open as long as the deed is."""
    verb = noun.head.head if noun.head.dep_ == "prep" else noun
    done = syntax.is_verb(verb) and verb.tag_ != "VB" and own(verb, way.words) is None
    if way.out.status is None and not done:
        way.out.status = "hypothetical"
    way.open = False


def _owned(noun: Token) -> bool:
    """Whether it is somebody's own and goes on beside the deed: "sent arms to help Chad in its war"."""
    return any(c.dep_ == "poss" for c in noun.children)
