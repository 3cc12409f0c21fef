"""Clauses: the logical subjects and objects of verbs through control, relatives and coordination."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.clause_mates import given_time, likewise
from geograph.nlp.clause_words import (
    ADDRESSING,
    AIMS,
    ANSWERING,
    CALLING,
    CAUSING,
    CONDEMNING,
    COURTEOUS,
    FAULTING,
    FINDING_OUT,
    GETTING,
    HARMING,
    LAID_ON,
    MEANS,
    OBJECT_PREPS,
    OBJECTLESS,
    ONLY_OTHERS,
    PLOTS,
    RANKS,
    SEEING,
    SUBJECT_CONTROL,
    TRIES,
    YIELDING,
)
from geograph.nlp.objects import bereaved, gapped, mistaken, row, small
from geograph.nlp.phrases import agents, named_owners, objects_of, owners, so_called, whole
from geograph.nlp.tree import SUBJECTS, antecedent, children, is_verb, with_conjuncts
from geograph.nlp.voice import is_passive, is_reduced, stranded


def own_subjects(verb: Token) -> list[Token]:
    own = children(verb, "nsubj", "nsubjpass")
    own = [s for s in own if not any(_torn(o, s) for o in own)]
    return [t for s in own for t in with_conjuncts(antecedent(s))]


def _torn(first: Token, second: Token) -> bool:
    """Whether the parser tore a name from the title before it: "friends of [the former sergeant] [Jan Roe] marched"."""
    end = first.right_edge
    title = end.dep_ == "pobj" and end.pos_ == "NOUN"
    return title and second.ent_type_ == "PERSON" and end.i + 1 == second.left_edge.i


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """What stands in the subject's place of the verb, or would, were the clause not reduced or controlled."""
    own = own_subjects(verb)
    if own or depth > 8:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "conj" and is_verb(head):
        return surface_subject(head, depth + 1)
    if dep == "conj" and head.pos_ == "ADV" and is_verb(head.head) and head.head.tag_ == verb.tag_:
        return surface_subject(head.head, depth + 1)  # "urged him to come home or abdicate"
    if dep == "ccomp" and head.dep_ == "relcl" and verb.tag_ in ("VBD", "VBN", "VBZ") and not children(verb, "mark"):
        if any(s.tag_ not in ("WDT", "WP") and s.lower_ != "that" for s in children(head, "nsubj")):
            return with_conjuncts(head.head)  # "a woman they say planned to", "a farmer it says had helped them"
    if dep in ("xcomp", "ccomp", "oprd") and head != verb:
        polite = verb.lemma_ in COURTEOUS and head.lemma_ in SEEING  # "rang the king to thank him"
        return surface_subject(head, depth + 1) if polite else _controller(head, depth)
    if dep == "advcl" and verb.tag_ == "VB" and is_verb(head):
        for noun in children(head, "dobj", "nsubjpass"):
            if noun.lemma_ in LAID_ON and (found := _addressees(noun)):
                return found  # "put pressure on Chad to withdraw"
    if verb.tag_ == "VB" and dep in ("advcl", "acl", "relcl") and (given := given_time(verb)):
        return given
    if dep == "advcl" and verb.tag_ == "VB" and head.lemma_ in CALLING and children(verb, "aux"):
        called = _controller(head, depth)  # "a letter calling on Chad to withdraw"
        if called and called[0].ent_type_ != "PERSON":  # "called on the king to thank him": a visit
            return called
    if dep in ("advcl", "dep", "parataxis"):
        if not is_verb(head):
            return surface_subject(head.head, depth + 1) if is_verb(head.head) and head.head != head else []
        if verb.tag_ == "VBG" and is_passive(head):
            done = doers(head, depth=depth + 1)  # "the road was cut, leaving six dead": no road left them so
            return done if done or verb.lemma_ in HARMING else surface_subject(head, depth + 1)
        return surface_subject(head, depth + 1)
    if dep == "acl" or (dep == "relcl" and head.lemma_ in MEANS and verb.tag_ == "VB" and children(verb, "aux")):
        if verb.tag_ in ("VBG", "VBN") or is_reduced(verb):
            return _those(head) or with_conjuncts(head)
        if head.lemma_ in LAID_ON and (found := _addressees(head)):
            return found
        if head.lemma_ in ONLY_OTHERS:
            return []
        judged = head.dep_ in ("dobj", "nsubjpass") and head.lemma_ in TRIES and head.head.lemma_ in CONDEMNING
        if judged or (head.lemma_ in PLOTS and head.head.lemma_ in FINDING_OUT):
            by = [o for p in children(head, "prep") if p.lower_ == "by" for o in objects_of(p)]
            return owners(head) or by or [head]
        if (copula := _first_to(verb)) is not None:
            return surface_subject(copula, depth + 1)
        whose = owners(head) or named_owners(head)
        aim = head.lemma_ in AIMS and head.dep_ == "pobj" and head.head.lower_ == "in"
        above = head.head.head if aim else head.head  # "in a bid to seize it"
        return whose or (surface_subject(above, depth + 1) if is_verb(above) else []) or [head]
    if dep == "relcl" and (copula := _first_to(verb)) is not None:
        return surface_subject(copula, depth + 1)
    if dep == "relcl" or (dep == "amod" and verb.tag_ == "VBN"):
        return with_conjuncts(head)
    if dep in ("pcomp", "prep") and head.head != head:
        return _prepositional_controller(verb, depth)
    return []


def _first_to(verb: Token) -> Token | None:
    """The verb that says of somebody that they are or became the one to do it: "became the first leader to visit", "was
    the first to visit"."""
    head = verb.head
    named = verb.tag_ == "VB" and head.dep_ in ("attr", "oprd") and is_verb(head.head)
    ranked = named and any(c.lower_ in RANKS for c in (head, *children(head, "amod")))
    return head.head if ranked else None


def _those(word: Token) -> list[Token]:
    """Who is one of those: "among those arrested were [two judges]"."""
    among = word.head
    if word.lower_ != "those" or among.lower_ != "among" or among.head.lemma_ != "be":
        return []
    return [t for s in children(among.head, "nsubj", "attr") if s.i > word.i for t in with_conjuncts(s)]


def _addressees(noun: Token) -> list[Token]:
    """To whom an order, a request or a permission goes: who would do what it tells."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) else None
    found = indirect_objects(verb) if verb is not None else []
    for node in (noun, verb):
        for word in ("on", "to", "for"):
            near = [p for p in children(node, "prep", "dative") if p.lower_ == word] if node is not None else []
            found = found or [o for p in near for o in objects_of(p) if o.ent_type_ not in ("DATE", "TIME")]
    if verb is None:
        under = noun.dep_ == "pobj" and noun.head.lower_ == "under" and is_verb(noun.head.head)
        return found or (surface_subject(noun.head.head) if under else [])
    return found or (surface_subject(verb) if verb.lemma_ in GETTING else [])


def _controller(governor: Token, depth: int) -> list[Token]:
    """The understood subject of a complement of this verb or adjective."""
    if not is_verb(governor):
        if own := own_subjects(governor):
            return own  # a headline's "Cuba willing to talk"
        if governor.dep_ == "amod" and governor.i > governor.head.i:
            return with_conjuncts(governor.head)
        if governor.dep_ == "ROOT" and governor.pos_ in ("NOUN", "PROPN"):
            return with_conjuncts(governor)  # "Chad to host a summit"
        if governor.dep_ == "acl":
            return [governor.head]
        up = governor.head
        return surface_subject(up, depth + 1) if is_verb(up) else []
    objects = children(governor, "dobj", "dative")
    if any(map(_reciprocal, objects)):
        return surface_subject(governor, depth + 1)
    if not objects:
        words = ADDRESSING | ({"for"} if governor.lemma_ in CALLING else set())
        objects = [o for p in children(governor, "prep") if p.lower_ in words for o in children(p, "pobj")]
        objects = [o for o in objects if o.ent_type_ not in ("DATE", "TIME")]  # "agreed on Friday to withdraw"
    if objects and governor.lemma_ not in SUBJECT_CONTROL:
        return [t for o in objects for t in with_conjuncts(antecedent(o))]
    return surface_subject(governor, depth + 1)


def _prepositional_controller(verb: Token, depth: int) -> list[Token]:
    """The understood subject of a gerund behind a preposition ("accused Iran of arming", "after meeting Putin")."""
    prep = verb.head
    governor = prep.head
    if is_verb(governor):
        if prep.lower_ == "by" and governor.lemma_ in FAULTING:
            return undergoers(governor, depth=depth + 1)  # "accused Chad of bad faith by refusing"
        if prep.lower_ in OBJECT_PREPS:
            given = prep.lower_ == "for" and governor.lemma_ in ("give", "hand")
            punished = indirect_objects(governor) if given else []
            found = punished or undergoers(governor, depth=depth + 1)  # "gave a colonel ten years for ordering"
            if prep.lower_ == "for" and (struck := _struck(governor, found)):
                return struck
            return surface_subject(governor, depth + 1) if not found or any(map(_reciprocal, found)) else found
        return surface_subject(governor, depth + 1)
    if governor.pos_ == "ADJ":
        return _controller(governor, depth)
    if governor.dep_ == "pobj" and governor.head.dep_ == "agent" and prep.lower_ in OBJECT_PREPS:
        return undergoers(governor.head.head, depth=depth + 1)  # "found guilty by a jury of killing"
    if governor.dep_ == "dobj" and prep.lower_ in ("against", "from"):
        return with_conjuncts(governor)
    if prep.lower_ == "by" and governor.dep_ == "pobj" and governor.head.lower_ in OBJECT_PREPS:
        above = governor.head.head
        return undergoers(above, depth=depth + 1) if above.lemma_ in FAULTING else []
    return owners(governor) or (surface_subject(governor.head, depth + 1) if is_verb(governor.head) else [])


def _struck(verb: Token, things: list[Token]) -> list[Token]:
    """Whom a measure is directed at: "imposed [sanctions] on Chad for shielding them"."""
    if not things or any(t.ent_type_ or t.pos_ != "NOUN" for t in things):
        return []
    preps = [p for n in (verb, *things) for p in children(n, "prep") if p.lower_ in ("against", "on")]
    found = [o for p in preps for o in objects_of(p)]
    return [] if any(o.ent_type_ in ("DATE", "TIME") for o in found) else found


def _reciprocal(word: Token) -> bool:
    """Whether it means both sides: "each other", "one another"."""
    other = word.lower_ == "other" and any(c.lower_ == "each" for c in children(word, "det"))
    return other or (word.lower_ in ("one", "another") and any(c.lower_ in ("one", "another") for c in word.children))


def indirect_objects(verb: Token) -> list[Token]:
    """To whom it is given: the dative, or the subject of a passive that keeps its object ("was granted asylum")."""
    if is_passive(verb) and children(verb, "dobj"):
        return surface_subject(verb)
    return [t for o in children(verb, "dative") if o.pos_ != "ADP" for t in with_conjuncts(o)]


def clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause that a noun's phrase modifies: "Kim, on a visit to Moscow, said"."""
    if noun.tag_ == "NNS" and noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "after days of talks"
        noun = top if (top := whole(noun)).tag_ == "NNS" else noun
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in (
        "on",
        "during",
        "in",
        "at",
        "after",
        "before",
        "following",
        "for",
        "from",
        "under",
    ):
        return []
    if prep.lower_ in ("for", "in", "on") and prep.i > prep.head.i:
        top = prep.head.head if prep.head.dep_ == "conj" else prep.head
        aside = top.dep_ in SUBJECTS and prep.nbor(-1).text == ","
        if top.pos_ in ("NOUN", "PROPN") and (top.dep_ == "ROOT" or aside):
            return with_conjuncts(top)  # a headline's "Kosovo in talks with Serbia"; "Kim, on a visit to Moscow, said"
    return surface_subject(prep.head) if is_verb(prep.head) else []


def answerers(request: Token) -> list[Token]:
    """Who answers a request, and so was asked: "turned down a plea", "will not give in to the demands", "in response to
    a request by Senegal, France sent"."""
    top = whole(request)
    verb = top.head
    if top.dep_ in ("dobj", "nsubjpass"):
        return doers(verb) if is_verb(verb) and verb.lemma_ in ANSWERING else []
    if top.dep_ != "pobj" or verb.lower_ not in ("to", "with"):
        return []
    verb = verb.head.head if verb.head.dep_ in ("prt", "prep") and verb.head.lower_ == "in" else verb.head
    if verb.pos_ == "NOUN" and verb.lemma_ in ("response", "answer", "reply", "reaction") and verb.head.lower_ == "in":
        return doers(verb.head.head) if is_verb(verb.head.head) else []
    return doers(verb) if is_verb(verb) and verb.lemma_ in YIELDING else []


def doers(verb: Token, headline: bool = False, depth: int = 0) -> list[Token]:
    """The logical subject of a verb."""
    if is_passive(verb, headline):
        found = agents(verb) or _causing(verb, depth)
        return found or (agents(verb.head) if verb.dep_ == "conj" else [])
    return [*surface_subject(verb, depth), *likewise(verb)]


def _causing(verb: Token, depth: int) -> list[Token]:
    """Who has something done: "had two editors [arrested]", "a judge ordered three ministers [jailed]"."""
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "aux", "auxpass", "mark") or depth > 4:
        return []
    causer = verb.head.head if verb.dep_ == "acl" and verb.head.dep_ == "dobj" else verb.head
    if verb.dep_ not in ("acl", "ccomp", "oprd", "xcomp") or not is_verb(causer) or is_passive(causer):
        return []
    ordering = causer.lemma_ in CAUSING and (verb.dep_ != "acl" or verb.i == verb.head.i + 1)
    having = causer.lemma_ in ("have", "get") and verb.dep_ != "acl" and causer.i < verb.i - 1
    return surface_subject(causer, depth + 1) if ordering or having else []


def undergoers(verb: Token, headline: bool = False, depth: int = 0) -> list[Token]:
    """The logical object of a verb."""
    if is_passive(verb, headline):
        if stranded(verb):
            return []
        second = children(verb, "dobj")
        return (
            [t for o in second for t in with_conjuncts(o)] if second else bereaved(verb, surface_subject(verb, depth))
        )
    own = [t for o in children(verb, "dobj") for t in with_conjuncts(antecedent(o))]
    own += gapped(verb) if own else []
    own = own or [t for c in children(verb, "ccomp", "dobj") for t in so_called(c)]
    own = own or [t for c in children(verb, "ccomp", "oprd") for s in small(c) for t in with_conjuncts(s)]
    if own:
        return own
    if verb.dep_ == "relcl" and children(verb, "nsubj"):
        subject = children(verb, "nsubj")[0]
        owned = any(c.tag_ == "WP$" for c in children(subject, "poss"))  # "the movement, whose leader threatened"
        if antecedent(subject) == subject and not owned:
            return row(verb.head)
    if taken := mistaken(verb):
        return taken
    if verb.dep_ != "conj":
        # "killed and wounded six soldiers": the object stands with the last verb
        for other in children(verb, "conj"):
            shared = is_verb(other) and not children(verb, "prep") and verb.lemma_ not in OBJECTLESS
            if shared and children(other, "dobj") and not own_subjects(other):
                return undergoers(other, depth=depth + 1) if depth < 4 else []
    return []
