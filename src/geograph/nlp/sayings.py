"""Who says what a verb or noun of speech has below it, and whether it is an accusation by that."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent
from geograph.nlp.modifiers import own
from geograph.nlp.status_words import Words, listed
from geograph.nlp.tree import FINITE

_APART = frozenset({"appos", "npadvmod", "dobj", "attr", "conj", "dep"})


def speech(way: Ascent, verb: Token) -> None:
    """Who says it, where the verb is one of speech."""
    if verb.lemma_ not in way.words.speech or not way.heard:
        return
    refused = verb.dep_ == "xcomp" and listed(verb.head, way.words.verbs)[1] == "negated"
    if own(verb, way.words) != "negated" and not refused:
        above = verb.head.head if verb.dep_ == "pcomp" else verb
        quoting = syntax.agents(above) + (syntax.agents(verb) if above != verb else [])
        for speaker in (*syntax.surface_subject(verb), *quoting):
            way.out.speakers += [speaker] if speaker not in way.out.speakers else []
    told = way.out.status is None or (way.out.status == "planned" and not way.out.modal)  # "had planned to attack"
    if way.open and told and not own_deed(way, verb):
        rumoured = verb.lemma_ in way.words.hearsay and syntax.is_passive(verb) and not syntax.agents(verb)
        charge = rumoured or verb.lemma_ in way.words.alleging or charges(way, verb) or accuses(way, verb)
        charge = charge or inserted(way, verb) or bool(syntax.authors(way.hit.token))
        way.out.status = "alleged" if charge else way.out.status


def charges(way: Ascent, verb: Token) -> bool:
    """Whether what is said is why somebody is punished or accused: "expelled him, saying he had spied"."""
    over = way.hits.get(verb.head.i) or way.supports.get(verb.head.i)
    gerund = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    return gerund and over is not None and over.trigger.type in way.words.charging


def accuses(way: Ascent, verb: Token) -> bool:
    """Whether who says it accuses by trade: "prosecutors say he had killed them", but not what they do themselves."""
    said = [t for s in syntax.surface_subject(verb) for t in (s, *syntax.children(s, "compound", "amod"))]
    return way.hit.trigger.type not in way.words.acts and any(t.lemma_.lower() in way.words.accusers for t in said)


def inserted(way: Ascent, verb: Token) -> bool:
    """Whether a relative clause says by the way what others lay to somebody: "a man who police say shot the mayor"."""
    if way.hit.trigger.type not in way.words.charged or verb.dep_ != "relcl" or verb.tag_ not in FINITE:
        return False
    return not {t.i for t in syntax.surface_subject(verb)} & {p.token.i for p in way.hit.actor}


def own_deed(way: Ascent, verb: Token) -> bool:
    """Whether who claims to have done it did it: "claimed to have shot down two jets"."""
    if not syntax.children(verb, "xcomp"):
        return False
    claimants = {t.i for t in syntax.surface_subject(verb)}
    return bool(way.hit.actor) and {p.token.i for p in way.hit.actor} <= claimants


def rumoured(way: Ascent) -> Status | None:
    """Whether only rumour, or the accused's own denial, tells of it: "according to unconfirmed reports", "Iran (which
    denies it)", "a suspected Israeli airstrike killed nine"."""
    words, token = way.words, way.hit.token
    for noun in (o for t in token.sent if t.lower_ == "according" for p in t.children for o in syntax.objects_of(p)):
        doubted = words.nouns.get(noun.lemma_) == "alleged" and noun.lemma_ not in words.telling
        if doubted or noun.lemma_ in words.accusers or own(noun, words) == "alleged":
            return "alleged"
    asides = (c for p in way.hit.actor for c in syntax.children(p.token, "relcl") if c.lemma_ == "deny")
    denied = [o for c in asides for o in syntax.children(c, "dobj")]
    if way.hit.trigger.type in words.hidden and any(
        o.pos_ == "PRON" or words.nouns.get(o.lemma_) == "alleged" for o in denied
    ):
        return "alleged"
    told = (own(token.doc[i], words) for i in way.hit.also if not syntax.is_verb(token.doc[i]))
    return "alleged" if way.hit.actor and "alleged" in told else None


def labelled(token: Token, words: Words) -> bool:
    """Whether what is told is called a charge at once: "..., an allegation that Chad denied"."""
    for noun in token.doc[token.i + 1 : token.sent.end]:
        opened = noun.left_edge.i > token.i and noun.doc[noun.left_edge.i - 1].text in (",", "-", "–", "—")
        if opened and noun.lemma_ in words.charges and noun.dep_ in _APART:
            return any(c.lemma_ in words.refuting for r in syntax.children(noun, "relcl", "acl") for c in r.subtree)
    return False


def named(way: Ascent, noun: Token) -> None:
    """Whether a noun is what somebody calls something: "what Chad called an attack", "what it said was an attack"."""
    head = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    told = [head]
    if noun.dep_ == "attr" and head.dep_ == "ccomp":
        head = head.head
        told.append(head)
    if head.lemma_ not in way.words.naming or noun.dep_ not in ("oprd", "pobj", "attr", "dobj"):
        return
    if not any(c.lower_ == "what" and c.i < head.i for t in told for c in t.children):
        return
    namers = syntax.surface_subject(head)
    way.out.speakers += [t for t in namers if t not in way.out.speakers]
    if way.out.status is None and not {t.i for t in namers} & {p.token.i for p in way.hit.actor}:
        way.out.status = "alleged"


def teller(way: Ascent, noun: Token) -> None:
    """Whose report or charge it is: "a Reuters report that", "Israel's claim that"."""
    if way.heard and (noun.lemma_ in way.words.telling or way.words.nouns.get(noun.lemma_) == "alleged"):
        way.out.speakers += [*syntax.possessors(noun), *syntax.agents(noun), *syntax.modifiers(noun)]
