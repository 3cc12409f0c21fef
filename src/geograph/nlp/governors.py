"""What a verb, noun or adjective says of the event that stands below it ("plans to", "fear of", "unable to")."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent
from geograph.nlp.modifiers import own
from geograph.nlp.phrases import named_owners
from geograph.nlp.questions import asked
from geograph.nlp.sayings import speech, teller
from geograph.nlp.status_words import Words, keys, listed

_TOPICS = frozenset({"on", "about", "over", "for"})


def govern(way: Ascent, current: Token, head: Token, dep: str) -> None:
    """What a governor says of its complement."""
    words = way.words
    over = way.hits.get(head.i)
    if over is None and dep in ("xcomp", "acl", "ccomp"):
        over = way.supports.get(head.i)
    verbal = syntax.is_verb(current)
    kinds = {way.hit.trigger.type, way.hit.trigger.mode}
    table = words.verbs if syntax.is_verb(head) else words.adjs if head.pos_ in ("ADJ", "ADV") else words.nouns
    key, base = listed(head, table)
    if base is None and dep == "prep":  # the parser hung "for" to the verb: "opened the way for talks"
        key = f"{head.lemma_.lower()} {current.head.lower_}" if head.pos_ == "NOUN" else key
        base = table.get(key)
    if base is None and dep == "acl" and verbal:
        key, base = listed(head, words.nouns)  # a noun that the parser took for a verb
    if base is None and dep == "acl" and head.dep_ == "ROOT" and head.tag_ == "NNS":
        key, base = listed(head, words.verbs)  # and the other way round
    if syntax.is_verb(head) and not verbal and key in words.infinitive_only:
        base = None
    if head.pos_ == "NOUN" and base is not None and dep == "prep" and not verbal and key in words.infinitive_only:
        base = words.bargaining.get(key) if way.hit.trigger.type in words.negotiable else None
        if base is not None and current.head.lower_ not in _TOPICS:
            base = None
        way.open = head.lemma_ not in words.nouns or words.nouns[head.lemma_] != "negated"
        if not way.open:
            return  # "blamed them for the failure of the talks"
    if dep == "oprd" and head.lemma_ == "call":
        base = None  # "called the verdict unjust"
    said = own(head, words)
    if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd", "ccomp", "xcomp") and syntax.is_verb(head.head):
        phrase = f"{head.head.lemma_.lower()} {head.lower_}"  # "found guilty of"
        base = words.verbs.get(phrase, base)
    if head.pos_ == "ADJ" and head.dep_ == "acomp":
        said = said or own(head.head, words)
        if head.lower_ == "able" and head.head.tag_ == "VBD":
            base = None
    if over is not None and over.token.i not in (current.i, way.hit.token.i) and over.trigger.content is not None:
        content = over.trigger.content
        if content == "actual" and dep in ("ccomp", "acl") and head.lemma_ in words.complaining:
            # "complained that it had seized a boat", "voiced concern that it may attack"
            content = "hypothetical" if way.out.status == "planned" else "alleged"
        # "swore in a minister who", "cleared of a murder"
        phrasal = " " in key and (base == "actual" or (dep == "prep" and base not in (None, content)))
        if not phrasal and not (content == "alleged" and dep in ("dobj", "nsubjpass")):
            base = base if base == "hypothetical" and content == "planned" else content
            if (base == "alleged" or dep == "ccomp") and said != "negated":
                way.out.parts += over.actor if way.heard else ()
    elif dep == "ccomp" and head.lemma_ in words.speech:
        speech(way, head)
        return
    elif dep == "xcomp" and head.lemma_ == "say" and head.tag_ in ("VBZ", "VBP") and syntax.is_infinitive(current):
        way.impose("planned")  # "Chad says to free six pilots"
        way.out.modal = True
        speech(way, head)
        return
    elif dep == "xcomp" and head.lemma_ == "claim" and not syntax.is_passive(head):
        speech(way, head)
        return
    elif dep == "xcomp" and base is None and (_told(head, words) or _titled(current, head, words)):
        base = "alleged"  # "is said to have moved troops"
        way.out.speakers += syntax.agents(head)
    if base is None and dep == "ccomp" and head.lemma_ in words.complaining:
        base = "alleged"
    if base == "planned" and dep == "xcomp" and _had_been(head):
        base = "negated"  # "had been due to meet"
    if base == "planned" and way.hit.trigger.type in words.given and head.lemma_.lower() in words.giving:
        base = None  # "a commitment to support them"
    if base == "planned" and way.hit.trigger.type in words.appointed and head.lower_ in words.offering:
        base = "hypothetical"  # "open to talks"
    if base == "planned" and way.hit.trigger.type in words.decided and head.lemma_ in words.deciding:
        base = None  # "voted to expel him"
    if dep == "acl":
        teller(way, head)
    if base is None:
        base = _copular(current, head, dep, words)
    if base is None and dep == "ccomp" and head.lemma_ == "be":
        base, said = _verdict(head, words), None
    if syntax.is_verb(head):
        if base == "negated" and not verbal and dep not in ("dobj", "prep"):
            base = None
        if dep == "dobj" and not verbal and base in ("planned", "alleged") and head.lemma_ in words.support | {"claim"}:
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
        if dep == "dobj" and base is None and head.lemma_ in words.approving and not verbal:
            base = "planned" if way.hit.trigger.type in words.negotiable else None
        if dep == "dobj" and base in ("planned", None) and head.lemma_ in words.securing:
            base = "hypothetical" if base or said in ("planned", "hypothetical") or _sought(head, words) else None
        known = dep in ("dobj", "prep") and way.hit.trigger.type not in words.negotiable and _known(current)
        if known and key in words.debating:
            base = said = None  # "discussed the attack on the convoy"
        if base is None and dep in ("dobj", "prep") and key in words.including:
            base = words.bargaining.get(next((t.lemma_ for t in syntax.surface_subject(head)), ""))
        if (
            dep == "dobj"
            and not words.fulfilling.isdisjoint(keys(head))
            and words.nouns.get(current.lemma_) in ("planned", "hypothetical")
        ):
            way.out.status, base = None, None  # "carried out its threat to"
        if way.out.status == "hypothetical" and dep == "dobj" and current.lemma_ in words.inviting:
            way.out.status = listed(head, words.answering)[1] or way.out.status
        if dep == "dobj" and head.lemma_ in words.defending and current.lemma_ == "decision":
            way.out.status, way.open = None, False  # "defended the decision to invade"
        if dep == "dobj" and there(way, current, head):
            way.open = False
            return
        if dep == "dobj" and not verbal and key in words.cancelling and not words.uncancelled & kinds:
            way.out.status = way.out.status or "planned"
        if key in words.abandoning and way.out.status != "planned":
            base = None
        if head.lemma_ == "deny" and dep == "dobj" and not verbal and way.hit.trigger.type in words.blaming:
            base = "alleged" if said is None else base  # "denies the murder"
        if base == "negated" and dep == "dobj" and way.hit.trigger.type in words.answered:
            base = None  # what is rejected was demanded
    weigh(way, current, head, dep, key, base, said)


def weigh(
    way: Ascent, current: Token, head: Token, dep: str, key: str, base: Status | None, said: Status | None
) -> None:
    """What a governor of status `base` whose own status is `said` makes of the event."""
    words = way.words
    if base is None:
        known = dep == "dobj" and said == "negated" and _known(current) and head.lemma_ not in words.support
        known = known or (dep == "dobj" and said == "negated" and not way.weak(head))  # "does not support a plan to"
        through = not known and (
            dep in ("xcomp", "dobj", "oprd")
            or (dep == "attr" and head.lemma_ in ("be", "become"))
            or (head.lemma_ in words.support and (dep != "prep" or head == way.hit.support))
            or not syntax.is_verb(head)
        )
        purpose = way.caused and dep == "xcomp" and current.tag_ == "VB" and bool(syntax.children(head, "dobj"))
        shared = head.lemma_ == "help" and not syntax.children(current, "nsubj") and not syntax.children(head, "dobj")
        if key in words.causing and dep in ("xcomp", "ccomp") and not shared:  # "helped free", "helped her escape"
            way.caused = True
            duty = head.lemma_ == "oblige" and head.tag_ in ("VBZ", "VBP")  # "the treaty obliges them to disarm"
            way.impose("hypothetical" if duty else None)
        elif purpose:
            way.impose("hypothetical")  # "seized a ship to force them to talk"
        way.impose(said if through else None)
    elif base == "actual":
        way.impose(words.twice.get(key) if said is not None else None)
        way.open = False
    elif base == "negated":
        if said == "negated" and key in words.preventing and _ahead(head):
            way.impose("hypothetical")  # "nothing will stop them from attacking"
        elif said == "negated":
            way.impose(words.twice.get(key) if words.twice.get(key) != "actual" else None)
            way.open = way.open and words.twice.get(key, "actual") != "actual"
        elif key in words.ending and said is not None:
            way.open = False
        elif key in words.preventing and _meant(head, said, words):
            way.impose("hypothetical")
        else:
            way.impose("negated")
            way.back = words.twice.get(key, "actual")
            way.ongoing = key in words.ending and said is None
    elif base == "hypothetical" and said == "negated" and key in words.deliberating:
        way.impose(None if any(c.lower_ in words.marks for c in current.children) else "negated")
    elif base == "alleged" and said == "negated":
        way.impose(words.twice.get(key, "alleged"))
    elif base == "alleged" and way.out.status == "planned" and key in words.supposing:
        way.impose(said if syntax.is_passive(head) else "hypothetical")  # "is believed to be planning an attack"
    else:
        way.impose(base)
        if base == "planned" and said is not None:
            way.impose(said)
        if base == "alleged" and said == "hypothetical" and asked(head):
            way.out.status = "hypothetical"  # "do you think they attacked?"


def _had_been(word: Token) -> bool:
    """ "had been due", "had been scheduled" """
    verb = word.head if word.pos_ == "ADJ" and word.head.lower_ == "been" else word
    helping = {c.lower_ for c in syntax.children(verb, "aux", "auxpass")}
    return bool(helping & {"had", "'d"}) and ("been" in helping or verb.lower_ == "been")


def _told(verb: Token, words: Words) -> bool:
    return syntax.is_passive(verb) and verb.lemma_ in words.speech


def _titled(current: Token, verb: Token, words: Words) -> bool:
    """ "Rebels Said to Have Shot Hostages": a headline leaves out the helping word."""
    return verb.lemma_ in words.hearsay and verb.tag_ in ("VBD", "VBN") and syntax.is_infinitive(current)


def _sought(verb: Token, words: Words) -> bool:
    """Whether somebody still tries to bring it about ("trying to secure the release", "are negotiating a truce")."""
    if verb.lemma_ == "negotiate" and (verb.tag_ in ("VB", "VBZ", "VBP") or syntax.children(verb, "aux")):
        return not any(c.lemma_ == "have" for c in verb.children)
    table = words.verbs if syntax.is_verb(verb.head) else words.adjs
    return verb.tag_ == "VB" and listed(verb.head, table)[1] == "planned"


_OFFERS = frozenset({"offer", "overture"})


def there(way: Ascent, noun: Token, verb: Token) -> bool:
    """Whether the verb takes its object for something that is there: "enforce the embargo", "consider a request by"."""
    words, forms = way.words, set(keys(verb))
    if noun != way.hit.token or syntax.is_verb(noun):
        return False
    spoken = way.hit.trigger.type in words.answered or noun.lemma_ in _OFFERS
    if spoken and forms & words.weighing:
        return bool(syntax.owners(noun)) or bool(named_owners(noun)) or _known(noun)
    if way.hit.trigger.type in words.acts and forms & words.fulfilling:
        return True  # "did not carry out its threat"
    return bool(forms & words.keeping) and own(noun, words) is None


def _verdict(verb: Token, words: Words) -> Status | None:
    """ "It is not true that", "it is unlikely that"."""
    for word in syntax.children(verb, "acomp", "attr"):
        if word.lemma_.lower() in words.true:
            return own(verb, words)
        status = words.adjs.get(word.lemma_.lower())
        if status in ("negated", "hypothetical") and own(verb, words) is None:
            return status
    return None


def _ahead(verb: Token) -> bool:
    return any(c.lower_ in ("will", "would", "'ll", "’ll", "wo") for c in syntax.children(verb, "aux"))


def _meant(verb: Token, said: Status | None, words: Words) -> bool:
    """Whether somebody would do it, or does something else for it ("troops to prevent attacks")."""
    if verb.tag_ != "VB":
        return False
    governed = syntax.is_verb(verb.head) and listed(verb.head, words.verbs)[1] in ("planned", "hypothetical")
    return said is not None or governed or verb.dep_ in ("advcl", "acl", "relcl")


def _known(noun: Token) -> bool:
    """Whether a noun is told as something known: "the attack", "Israel's attack"."""
    return not syntax.is_verb(noun) and any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)


def _copular(current: Token, head: Token, dep: str, words: Words) -> Status | None:
    """ "is to visit", "has yet to sign", "has to withdraw", "is going to attack"."""
    lemma = head.lemma_.lower()
    helping = {c.lower_ for c in syntax.children(current, "aux", "auxpass")}
    if dep == "xcomp" and lemma == "be" and {"to", "have"} <= helping:
        return "negated"  # "was to have met"
    if dep == "xcomp" and lemma in words.seeming and "to" in helping:
        seen = helping & {"have", "be"} or current.lemma_ in words.showing
        return "alleged" if seen else None
    if dep == "xcomp" and head.tag_ == "MD":
        return words.modals.get(lemma)  # "ought to"
    infinitive = "to" in helping and (current.tag_ == "VB" or "be" in helping)
    yet = any(c.lower_ == "yet" for c in head.children)
    if dep == "xcomp" and lemma == "be" and infinitive:
        subject = next((words.nouns.get(t.lemma_.lower()) for t in syntax.children(head, "nsubj")), None)
        return "negated" if yet else subject or "planned"  # "their orders were to shoot"
    if dep == "xcomp" and lemma == "go" and head.tag_ == "VBG":
        return "planned"
    if dep == "xcomp" and lemma == "have":
        return "negated" if yet else "hypothetical"
    return None
