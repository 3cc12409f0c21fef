"""The places around a trigger, where its participants stand: "subj", "obj", "with", "mod" and so on."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import contents, syntax
from geograph.nlp.answerers import offering
from geograph.nlp.mishaps import beside
from geograph.nlp.noun_places import fill_noun
from geograph.nlp.surroundings import Site
from geograph.nlp.tree import CAPTIVE, RELATIVE
from geograph.nlp.wordlists import wordlist

_ANSWERING = wordlist("places", "answering")
_DRAFTING = frozenset({"consider", "debate", "discuss", "mull", "weigh"})
_PUBLISHING = wordlist("places", "publishing")
_DRAFTS = wordlist("places", "drafts")
_ALLOTMENTS = wordlist("places", "allotments")


_PREMISES = wordlist("places", "premises")
_SEATED = frozenset({"along", "around", "at", "from", "in", "near", "outside"})
_WITHIN = frozenset({"by", "from", "in", "of", "to"})
_HOLDING = frozenset({"at", "in", "into", "on", "to", "under"})


_CAUSES = frozenset({"background", "cause", "reason", "scene", "site", "time"})
_COMPLEMENTS = {"xobj": syntax.complement_objects, "xto": syntax.complement_gainers}
"""Places of the complement, alike for verbs, nouns and adjectives."""
_BELOW = "x-"
"""Before the place of a trigger's complement: "x-into" is what its complement's "into" leads to."""


def fill(site: Site, place: str) -> list[Token]:
    """The tokens in a place."""
    token = site.token
    if (complement := _COMPLEMENTS.get(place)) is not None:
        return complement(token)
    if site.trigger.pos == "noun":
        return fill_noun(site, place)
    if site.trigger.pos == "adj":
        return _fill_adj(site, place)
    headline = site.headline and "obj" in (*site.trigger.recipient, *(p for p, _ in site.trigger.need))
    match place:
        case "subj":
            return _doers(site, token, headline)
        case "obj" if held := _held(token):
            return held
        case "obj":
            return [_acting(site, t) for t in contents.called(token) or syntax.undergoers(token, headline)]
        case "iobj":
            return syntax.indirect_objects(token)
        case "that":
            return syntax.finite_subjects(token)
        case "sides":
            found = _doers(site, token, headline)
            return found if len(site.camps(found)) > 1 else []
        case "stolen":
            return [o for o in syntax.undergoers(token) if syntax.is_stolen(o)]
        case "robbed":
            return syntax.robbed(token)
        case "meant":
            return [t for o in syntax.undergoers(token) for t in syntax.complement_objects(o)]
        case "modal":
            return [a for c in syntax.children(token, "ccomp") for a in syntax.children(c, "aux")]
        case "comp":
            return [*syntax.complements(token), *_allotted(token)]
        case "aim":
            return _aims(token)
        case "aimed":
            return [o for aim in _aims(token) for o in syntax.undergoers(aim)]
        case "bidding":
            return contents.bidding(token)
        case "due":
            return contents.due(token)
        case "past":
            return [c for c in syntax.children(token, "ccomp") if contents.past(c)]
        case "mandate":
            return [c for c in syntax.children(token, "ccomp") if contents.mandated(token, c)]
        case "reported":
            return contents.reported(token)
        case "author":
            clauses = [c for c in syntax.children(token, "ccomp") if not syntax.children(c, "neg")]
            below = [s for c in clauses for s in syntax.children(c, "nsubj")]
            told = [c for c in clauses if any(s.lower_ == "what" for s in syntax.children(c, "nsubjpass"))]
            return [*(t for s in below for t in syntax.authors(s)), *(t for c in told for t in syntax.agents(c))]
        case "unwilling":
            return [c for c in contents.willed(token, site.cast) if contents.refused(c)]
        case "unless":
            ifs = [i for i in contents.conditions(token, site.cast) if contents.unless(i)]
            return [t for i in ifs for t in syntax.own_subjects(i)]
        case "undone":  # "released the funds that it had [frozen]"
            things = [o for o in syntax.undergoers(token) if o.i not in site.cast.refs]
            told = [c for o in things for n in _inside(o) for c in syntax.children(n, "acl", "relcl", "amod")]
            return [c for c in told if c.tag_ in ("VBN", "VBD")]
        case "own":  # "handed over [their rifles]"
            things = syntax.undergoers(token)
            return [o for o in things if any(p.tag_ == "PRP$" for p in syntax.possessors(o))]
        case "ours":
            return contents.ours(token, site.cast)
        case "stake":
            return contents.staked(token)
        case "pred":
            return contents.predicates(token)
        case "not":  # "did not rule", "found him not guilty"
            judged = [p for p in contents.predicates(token) if p.pos_ == "ADJ"]
            judged += [c for c in syntax.children(token, "ccomp") if c.pos_ == "ADJ"]
            return [n for t in (token, *judged) for n in syntax.children(t, "neg")]
        case "until":
            return syntax.prepositional(token, place) or contents.respite(token)
        case "offer":
            return offering(site.cast, token)
        case "likened":
            return [o for c in syntax.children(token, "ccomp") for o in syntax.prepositional(c, "like")]
        case "doomed":
            return [c for c in syntax.children(token, "ccomp") if contents.doomed(c)]
        case "denied":
            return contents.denied(token)
        case "would" | "could":
            willed = contents.willed(token, site.cast, place == "could")
            return [c for c in willed if not contents.refused(c)]
        case "if":
            return [t for i in contents.conditions(token, site.cast) for t in syntax.own_subjects(i)]
        case "when" | "collision" | "scene" | "amid":
            return beside(site, place)
        case "seat":
            return _seats(site, token)
        case "purpose":
            return syntax.beneficiaries(token)
        case "poss" | "mod":
            return syntax.possessors(token) if place == "poss" else []
        case "else":
            return _otherwise(site)
    if place.startswith(_BELOW):
        return _below(site, place.removeprefix(_BELOW))
    found = syntax.prepositional(token, place)
    if not found and syntax.stranded(token) == place and syntax.is_passive(token, headline):
        return syntax.surface_subject(token)  # "was shot at"
    if not found and place in _WITHIN:
        found = _within(site, place)
    if not found and place == "up":
        found = [p for p in syntax.children(token, "prt") if p.lower_ == place]  # "freed up troops"
    if place in ("in", "during") and token.dep_ == "relcl":
        found += _above(site, found, token)
    if not found and place == "in" and token.lemma_ in site.index.harms:
        also = [c for c in syntax.children(token, "conj") if c.tag_ == "VBN" or c.lemma_ in site.index.harms]
        found = [t for c in also for t in syntax.prepositional(c, place)]  # "killed and two hurt in a fire"
    return found


def _within(site: Site, place: str) -> list[Token]:
    """What hangs by that preposition on what another place asks for: "came under attack from"."""
    asked = [(p, words) for p, words in site.trigger.need if p in _HOLDING]
    things = [o for p, words in asked for o in syntax.prepositional(site.token, p) if o.lemma_.lower() in words]
    return [t for o in things for t in syntax.prepositional(o, place)]


def _doers(site: Site, verb: Token, headline: bool) -> list[Token]:
    """The logical subject; behind a thing ("filed a lawsuit accusing") the one who acts on the thing."""
    found = [_acting(site, t) for t in syntax.doers(verb, headline)]
    if site.trigger.type in site.index.forceful:  # "shot dead by a shopping centre": beside it
        found = [t for t in found if t.dep_ != "pobj" or t.lemma_.lower() not in _PREMISES]
    found += _above(site, found, verb)
    clause = verb.head
    if site.trigger.type in site.index.acts and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > clause.i:
        said = clause.dep_ == "ccomp" and clause.head.lemma_ in site.index.telling
        if said and verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ",":
            return syntax.doers(clause.head)  # "said it would go, brushing aside a plea"
        if clause.dep_ in ("ccomp", "xcomp") and syntax.is_verb(clause.head) and _done_to_itself(site, verb, found):
            return syntax.doers(clause.head)  # "wanted Chad to go, brushing aside N'Djamena's plea"
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(t.i in site.cast.refs for t in found):
        beside = [c for c in syntax.children(clause, "advcl") if c.right_edge.i + 2 == verb.left_edge.i]
        if beside and verb.doc[verb.left_edge.i - 1].text == ",":
            return syntax.doers(beside[0])  # "the vote was spoilt when all parties quit, alleging fraud"
    if verb.dep_ == "conj" and not any(t.i in site.cast.refs for t in found) and not syntax.is_passive(verb):
        told = verb.head
        while told.dep_ == "conj":
            told = told.head
        speech = told.head
        if told.dep_ == "ccomp" and speech.i < told.i < verb.i and speech.lemma_ in site.index.telling:
            return syntax.doers(speech)  # "said the price was too high and urged Chad to"
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and not any(t.i in site.cast.refs for t in found):
        above = syntax.governor(verb.head)
        own = above is not None and above.lemma_ in _DRAFTING and verb.head.lemma_ in _DRAFTS
        mine = above is not None and above != verb and (own or above.lemma_ not in syntax.GETTING | _ANSWERING)
        return syntax.doers(above) if above is not None and mine else found
    return found


def _below(site: Site, place: str) -> list[Token]:
    """A place of the verbs that complement the trigger: "vowed to turn it [into ashes]", "to treat it [as war]"."""
    verbs = syntax.complements(site.token)
    verbs = [*verbs, *(c for v in verbs for c in syntax.children(v, "conj") if c.tag_ == v.tag_ == "VB")]
    if place == "pred":
        return [p for v in verbs for p in contents.predicates(v)]
    if place == "subj":
        return [t for v in verbs for t in syntax.own_subjects(v)]
    found = [t for v in verbs for t in syntax.prepositional(v, place)]
    # "reduce it to rubble", of which the parser makes a verb
    return found or [t for v in verbs if place == "to" for t in syntax.children(v, "xcomp")]


def _otherwise(site: Site) -> list[Token]:
    """What happens to whoever does not do what they are told: "ordered them to leave or [be shot]", "gave them a
    day to go or [face] arrest"."""
    times = syntax.children(site.token, "dobj", "npadvmod")
    asked = [*syntax.complements(site.token), *(c for t in times for c in syntax.children(t, "acl", "relcl"))]
    either = [c for c in (*asked, site.token) if any(w.lower_ == "or" for w in syntax.children(c, "cc"))]
    found = [t for c in either for t in syntax.children(c, "conj")]
    return [t for t in found if t.head != site.token or (asked and t.tag_ in ("VB", "VBP"))]


def _done_to_itself(site: Site, verb: Token, doers: list[Token]) -> bool:
    """Whether what is done is done to something that its doer is named the owner of."""
    whose = [t for o in syntax.undergoers(verb) for t in (o, *syntax.possessors(o), *syntax.modifiers(o))]
    named = [t for t in whose if t.i in site.cast.name_at]
    return bool(site.camps(doers) & site.camps(named))


def _above(site: Site, found: list[Token], clause: Token) -> list[Token]:
    """The things in whose phrase the one stands on which the parser hung a relative clause, of which it may tell as
    well: "[an attack] on a post that left six dead"."""
    noun = clause.head
    if clause.dep_ != "relcl" or found != [noun]:
        return []
    out: list[Token] = []
    while noun.i not in site.cast.refs and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
        if noun.lemma_ in _CAUSES:
            break  # "the cause of an accident which killed three": it's the accident that did
        out.append(noun)
    return [t for t in out if t.i not in site.cast.refs]


def _acting(site: Site, token: Token) -> Token:
    """Who is meant, where a relative clause hangs on the place where they sit: "the leadership in Pale, which",
    "mayors in the north who"."""
    ref, seat = site.cast.refs.get(token.i), token.head
    placed = (ref is None or ref.place) and token.dep_ == "pobj" and seat.lower_ in _SEATED
    return seat.head if placed and seat.head.i in site.cast.refs else token


def _seats(site: Site, verb: Token) -> list[Token]:
    """Where envoys sit, named before them: "recalled its [Quito] ambassador"."""
    before = [m for o in syntax.undergoers(verb) for m in syntax.modifiers(o) if m.i in site.cast.name_at]
    return [m for m in before if site.cast.names[site.cast.name_at[m.i]].use in ("capital", "city")]


def _fill_adj(site: Site, place: str) -> list[Token]:
    token = site.token
    own_verb = syntax.is_verb(token) and token.dep_ != "acomp"
    verb = token if own_verb else token.head if syntax.is_verb(token.head) else None
    if place == "comp":
        return syntax.complements(token)
    if place == "not":
        return [c for t in {token, verb or token} for c in syntax.children(t, "neg")]
    if place == "says":
        clause = verb if verb is not None and token.dep_ in ("acomp", "oprd", "ROOT") else None
        saying = clause is not None and clause.dep_ == "ccomp" and syntax.is_verb(clause.head)
        saying = saying and not contents.is_others_word(token)
        return syntax.doers(clause.head) if saying and clause is not None else []
    if place == "subj":
        if token.dep_ == "ccomp" and any(s.lower_.endswith(("self", "selves")) for s in syntax.own_subjects(token)):
            return syntax.doers(token.head)  # "professed himself astonished"
        if token.dep_ == "amod":
            writing = syntax.governor(token.head) if token.i > token.head.i else None
            if writing is not None and writing.lemma_ in _PUBLISHING and token.head.i not in site.cast.refs:
                return syntax.doers(writing)  # "issued a report critical of"
            return syntax.with_conjuncts(token.head)
        return syntax.surface_subject(verb) if verb is not None else syntax.children(token, "nsubj")
    if place == "obj":
        if token.dep_ == "ccomp" and syntax.children(token, "nsubj"):
            return syntax.surface_subject(token)  # "holds Chad responsible"
        return (
            [*syntax.undergoers(verb)]
            if verb is not None and verb != token and token.dep_ in ("oprd", "acomp", "advcl", "ccomp", "xcomp")
            else []
        )
    if place == "that":
        return syntax.finite_subjects(token)
    if place == "reported":
        return contents.reported(token) or (contents.reported(verb) if verb is not None else [])
    if place == "by" and token.dep_ == "acomp" and (told := syntax.agents(token)):
        return told
    return syntax.prepositional(token, place) or (syntax.prepositional(verb, place) if verb is not None else [])


def _allotted(verb: Token) -> list[Token]:
    """What there is a time given for: "gave the envoy a week to [leave]", "handed him notice to [quit]"."""
    spans = [t for t in syntax.children(verb, "dobj", "npadvmod") if t.lemma_ in _ALLOTMENTS]
    return [c for t in spans for c in syntax.infinitives(t) if c.head == t]


def _inside(thing: Token) -> list[Token]:
    """A thing and what it is measured in: "10 billion [euros]", "a tranche of [money]"."""
    return [thing, *syntax.prepositional(thing, "of"), *syntax.children(thing, "compound")]


def _held(verb: Token) -> list[Token]:
    """Whom somebody holds, where a bare noun stands in their place: "[reporters] they were holding hostage"."""
    captive = [c for c in syntax.children(verb, "dobj") if c.lower_ in CAPTIVE and c.left_edge == c]
    gap = verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN")
    own = [s for s in syntax.children(verb, "nsubj") if s.tag_ not in RELATIVE]
    return [verb.head] if captive and gap and own else []


def _aims(verb: Token) -> list[Token]:
    """What something is done for, in the infinitive: "flew him to Chile to [face] trial"."""
    return [c for c in syntax.children(verb, "advcl", "xcomp") if c.i > verb.i and syntax.is_infinitive(c)]
