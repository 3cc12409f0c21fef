"""The status of a nominal event by what is said of it as a subject: "talks will resume", "no attack took place"."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.ascent import Ascent
from geograph.nlp.modifiers import appointed, own
from geograph.nlp.status_words import Words, listed


def under(way: Ascent, current: Token, verb: Token) -> None:
    """The status of a nominal event that is the verb's subject: "talks will resume", "no attack took place"."""
    if way.open and not syntax.is_verb(current):
        words = way.words
        said = own(verb, words)
        if way.out.status == "planned" and verb.lemma_ in words.failing and current != way.hit.token and said is None:
            way.out.status, way.open = "negated", False  # "an attempt to seize the palace failed"
            return
        if syntax.authors(current):
            way.impose(said)  # "the blast may have been the work of separatists"
            return
        passive = syntax.is_passive(verb)
        happens = _happens(verb, words)
        spoken = way.hit.trigger.type in words.acts and not _indefinite(current)
        key, base = listed(verb, words.verbs) if passive or verb.lemma_ == "be" else ("", None)
        attribute = next((words.adjs.get(c.lemma_.lower()) for c in syntax.children(verb, "acomp", "attr")), None)
        if attribute is not None and _of_effect(verb, words):
            attribute = "hypothetical" if _indefinite(current) else None
        if attribute is None and verb.lemma_ == "be":
            attribute = _to_be(verb)
        if listed(verb, dict.fromkeys(words.faltering, "actual"))[1] or (
            (base == "negated" or verb.lemma_ in words.weighing) and way.hit.trigger.type in words.answered
        ):
            pass
        elif passive and base is not None and key not in words.alleging:
            if key in words.abandoning and said is None:
                way.out.status = "negated"
            missed = base == "negated" and said == "hypothetical"  # "could have been prevented"
            way.impose(None if missed else base)
            if base in ("negated", "planned") and not missed:
                way.impose(said if said != "planned" else None)
        elif said == "negated" and not happens and not passive:
            pass
        elif attribute is not None:
            way.impose(attribute)
        elif said is not None and _indefinite(current) and _would(verb) and not passive:
            way.impose("hypothetical")
        elif verb.lemma_ == "be" and said == "hypothetical" and not _indefinite(current):
            pass  # "the attack may have been the work of rebels"
        elif spoken and (verb.lemma_ == "have" or (passive and not happens)):
            pass  # "Chad's threat would have consequences", "their demand will be discussed"
        elif happens and said is None and appointed(verb):
            way.impose("planned")  # "the strike begins on Monday"
        elif happens or passive or (said == "hypothetical" and _indefinite(current)):
            way.impose(said)
    way.open = False


def _happens(verb: Token, words: Words) -> bool:
    """Whether a verb says no more of its subject than that it takes place."""
    if verb.lemma_ == "go":  # "the talks will go ahead", not "will not go unpunished"
        return bool({"ahead", "on", "forward"} & {c.lower_ for c in verb.children})
    lent = verb.lemma_ in words.support and not syntax.children(verb, "dobj")  # not "the raid had no effect"
    return lent or verb.lemma_ in words.happen | words.being


def _of_effect(verb: Token, words: Words) -> bool:
    """Whether what is likely or not is only what comes of it: "a pullout was unlikely to revive the plan"."""
    told = [x for a in syntax.children(verb, "acomp") for x in syntax.children(a, "xcomp")]
    comes = words.happen | words.being
    return bool(told) and all(x.lemma_ not in comes and syntax.children(x, "dobj") for x in told)


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d") for c in verb.children)


def _to_be(verb: Token) -> Status | None:
    """ "A truce is to take effect", "talks were to have begun"."""
    for child in syntax.children(verb, "xcomp"):
        helping = [c.lower_ for c in syntax.children(child, "aux")]
        if "to" in helping:
            return "negated" if "have" in helping else "planned"
    return None


def _indefinite(noun: Token) -> bool:
    """Whether a noun speaks of any such thing ("an attack would ...")."""
    return not any(c.dep_ == "poss" or c.lower_ in ("the", "this", "these", "those") for c in noun.children)
