"""Voice: whether a verb's grammatical subject undergoes what it tells, also in reduced clauses and headlines."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.clause_words import AIMED, BIDDING, HAVE, INTRANSITIVE, LEFT, OBJECTS, TRANSITIVE
from geograph.nlp.tree import FINITE, RELATIVE, SUBJECTS, all_children, children, is_verb


def is_passive(verb: Token, headline: bool = False) -> bool:
    """Whether the verb's grammatical subject undergoes what it tells, also in reduced clauses and headlines."""
    deps = {c.dep_ for c in all_children(verb)}
    if deps & {"auxpass", "nsubjpass"}:
        return True
    if is_finite_amod(verb) or (verb.lemma_ in INTRANSITIVE and "agent" not in deps):
        return False
    if (verb.tag_ == "VBN" or is_reduced(verb)) and "dobj" not in deps:
        if any(c.dep_ == "aux" and c.lower_ in HAVE for c in all_children(verb)):
            return False
        if verb.dep_ in ("acl", "amod", "advcl") or (verb.dep_ == "pcomp" and verb.head.lower_ == "with"):
            return True  # the last: "with two envoys expected in Kyiv"
        if "agent" in deps:
            return True
    if verb.lemma_ in AIMED and stranded(verb):
        return True
    if verb.dep_ == "ccomp" and verb.tag_ in ("VBN", "VBD") and verb.head.lemma_ == "have" and "nsubj" in deps:
        return verb.head.i < verb.i and not deps & {"aux", "dobj", "mark"}  # "had two elders put to death"
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not deps & (SUBJECTS | {"aux", "dobj"}):
        return is_verb(verb.head) and verb.head.tag_ == verb.tag_ == "VBN" and is_passive(verb.head, headline)
    if verb.lemma_ in TRANSITIVE and verb.tag_ in ("VBN", "VBD") and not deps & OBJECTS and verb.dep_ != "relcl":
        shared = any(children(c, "dobj") for c in children(verb, "conj"))  # "arrested and deported twelve refugees"
        return not shared and not any(c.tag_ in RELATIVE or c.pos_ == "PRON" for c in children(verb, "nsubj"))
    if _leads_nowhere(verb) or (headline and _bidden(verb)):
        return True
    behind = {c.dep_ for c in all_children(verb) if c.i > verb.i or c.dep_ == "aux"}
    return headline and verb.tag_ in ("VBN", "VBD") and not behind & OBJECTS


def _bidden(verb: Token) -> bool:
    """Whether a headline tells whom somebody asked to do something: "Chad [urged] to free editor"."""
    told = verb.lemma_ in BIDDING and verb.tag_ in ("VBN", "VBD") and verb.dep_ != "relcl"
    if not told or children(verb, "dobj", "aux", "prt", "dative", "ccomp"):
        return False
    return any(
        c.tag_ == "VB" and c.lemma_ != "be" and c.i > verb.i and children(c, "aux") for c in children(verb, "xcomp")
    )


def stranded(verb: Token) -> str:
    """The preposition that a passive leaves without its object: "was shot at", "convoy fired on near Basra"."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if after is None or after.lower_ not in LEFT or verb.tag_ not in ("VBN", "VBD") or children(after, "pobj"):
        return ""
    if children(verb, "dobj") or any(c.dep_ == "aux" and c.lower_ in HAVE for c in all_children(verb)):
        return ""
    if after.lower_ == "on" and verb.lemma_ not in AIMED:
        return ""  # "was carried on"
    end = after.i + 1 == len(verb.doc) or verb.doc[after.i + 1].pos_ in ("ADP", "ADV", "PUNCT", "SCONJ", "CCONJ")
    return after.lower_.replace("upon", "on") if end else ""


def _leads_nowhere(verb: Token) -> bool:
    """Whether a participle behind its noun was taken for the verb of the sentence, which follows without an "and":
    "relatives of people shot dead in the riots marched"."""
    if verb.tag_ not in ("VBN", "VBD") or not children(verb, "nsubj") or children(verb, "dobj", "aux", "cc"):
        return False
    bare = [c for c in children(verb, "conj") if is_verb(c) and c.tag_ in FINITE | {"VB"}]  # "put", "cut"
    last = [c for c in bare if not children(c, "aux", *SUBJECTS)]
    return bool(last) and not any(t.text in ",;" for t in verb.doc[verb.i : last[0].i])


def is_reduced(verb: Token) -> bool:
    """Whether a past tense is a participle: below a noun, with what only a passive takes ("a leader held responsible",
    "a mayor accused by aides") or of a verb that takes an object ("a Briton seized on a barge")."""
    if verb.tag_ != "VBD" or verb.dep_ != "acl":
        return False
    deps = {c.dep_ for c in all_children(verb)}
    marked = bool(deps & {"agent", "oprd"}) or (verb.lemma_ in TRANSITIVE and not deps & OBJECTS)
    return marked and not deps & (SUBJECTS | {"aux"})


def is_finite_amod(verb: Token) -> bool:
    """Whether a verb with a subject of its own was taken for an adjective of its object."""
    taken = verb.dep_ == "amod" and verb.tag_ == "VBN" and verb.i < verb.head.i
    return taken and bool(children(verb, "nsubj")) and bool(children(verb, "aux", "cc"))
