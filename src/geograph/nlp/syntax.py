"""The grammar, once for all event types: who does and undergoes what a verb or a noun tells.

Pure functions over spaCy tokens. A *place* is a name for a spot in the syntax ("subj", "obj", "with" ...); its
fillers are the head tokens of what stands there. Voice, control, raising, relatives, participles and coordination
are resolved here, so that the ontology's triggers speak of logical subjects and objects only.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer"})
_CHAIN = frozenset({"dobj", "prt", "advmod", "attr", "oprd", "acomp"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
_PASSIVE = frozenset({"nsubjpass"})
_HELPING = frozenset(
    {
        "aid",
        "assist",
        "back",
        "bolster",
        "defend",
        "fight",
        "help",
        "prop",
        "protect",
        "reinforce",
        "serve",
        "strengthen",
        "support",
        "train",
    }
)
_ROUNDS = frozenset(
    {"barrage", "bout", "campaign", "catalog", "catalogue", "day", "flurry", "host", "hour", "list", "litany",
     "month", "night", "number", "package", "raft", "round", "series", "set", "slew", "spate", "stream",
     "string", "wave", "week"}
)  # fmt: skip
_MOVING = frozenset(
    {"arrive", "come", "fly", "gather", "go", "head", "join", "meet", "receive", "travel", "visit", "welcome"}
)
_LED = frozenset({"led", "driven", "brokered", "mediated", "sponsored", "orchestrated"})
_NESTED = frozenset({"with", "by", "against", "between", "to"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_SAME_PREP = {"toward": "against", "towards": "against", "upon": "on", "amongst": "among", "alongside": "with"}
_ADDRESSING = frozenset({"on", "upon", "to", "at"})
_OBJECT_PREPS = frozenset({"of", "for", "from", "with", "into", "against", "over"})


_OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "aux", "prt", "dative"})
_TRANSITIVE = frozenset(
    {"abduct", "arrest", "assassinate", "behead", "convict", "deport", "detain", "execute", "extradite", "indict",
     "injure", "jail", "kidnap", "kill", "murder", "oust", "overthrow", "topple", "wound"}
)  # fmt: skip
"""Verbs that always take an object: without one, the parser took a participle for the past tense ("two engineers
kidnapped last week walked home")."""
_NAMING = frozenset(
    {"brand", "call", "characterise", "characterize", "consider", "deem", "describe", "dub", "label", "regard", "see",
     "term", "view"}
)  # fmt: skip


_LAID_ON = frozenset(
    {"appeal", "authorisation", "authorization", "call", "clearance", "command", "deadline", "demand", "instruction",
     "invitation", "order", "permission", "permit", "plea", "pressure", "request", "summons", "ultimatum", "warning"}
)  # fmt: skip
"""What one lays on or gives to another, who would do what it tells."""
_ONLY_OTHERS = frozenset({"call", "command", "instruction", "order", "pressure", "ultimatum", "warning"})
"""Of these, what is never about one's own doing."""
_GETTING = frozenset({"face", "get", "have", "receive"})


_PARTS = frozenset(
    {"all", "both", "dozen", "few", "half", "handful", "hundred", "majority", "many", "million", "more", "most", "none",
     "number", "quarter", "score", "several", "some", "ten", "third", "thousand"}
)  # fmt: skip


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these labels."""
    return [c for c in token.children if c.dep_ in deps]


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it; also a name before it that the parser hung below it."""
    out = [token]
    for child in children(token, "nmod", "compound"):
        if child.pos_ == "PROPN" == token.pos_ and any(c.lower_ in ("and", "or", "&") for c in children(child, "cc")):
            out.append(child)
    for child in children(token, "appos"):
        if child.left_edge.i == token.i + 1:  # "President Barack Obama and Dmitry Medvedev"
            out += with_conjuncts(child)[1:]
    for child in children(token, "conj"):
        if child.pos_ not in VERBAL or token.pos_ in VERBAL:
            out += with_conjuncts(child)
    return out


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in _RELATIVE and not (
        token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    ):
        return token
    for up in token.ancestors:
        if up.dep_ == "relcl":
            return up.head
        if up.dep_ in ("ccomp", "ROOT"):
            break
    return token


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in VERBAL


def is_passive(verb: Token, headline: bool = False) -> bool:
    """Whether the verb's grammatical subject undergoes what it tells, also in reduced clauses and headlines."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"auxpass", "nsubjpass"}:
        return True
    if _is_finite_amod(verb):
        return False
    if verb.tag_ == "VBN" and "dobj" not in deps:
        if any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children):
            return False
        if verb.dep_ in ("acl", "amod", "advcl"):
            return True
        if "agent" in deps:
            return True
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not deps & (SUBJECTS | {"aux", "dobj"}):
        return is_verb(verb.head) and verb.head.tag_ == verb.tag_ == "VBN" and is_passive(verb.head, headline)
    if verb.lemma_ in _TRANSITIVE and verb.tag_ in ("VBN", "VBD") and not deps & _OBJECTS and verb.dep_ != "relcl":
        return not any(c.tag_ in _RELATIVE or c.pos_ == "PRON" for c in children(verb, "nsubj"))
    return headline and verb.tag_ in ("VBN", "VBD") and not deps & _OBJECTS


def _subjects(verb: Token) -> list[Token]:
    own = children(verb, "nsubj", "nsubjpass")
    return [t for s in own for t in with_conjuncts(antecedent(s))]


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """What stands in the subject's place of the verb, or would, were the clause not reduced or controlled."""
    own = _subjects(verb)
    if own or depth > 8:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "conj" and is_verb(head):
        return surface_subject(head, depth + 1)
    if dep in ("xcomp", "ccomp", "oprd") and head != verb:
        return _controller(head, depth)
    if dep == "advcl" and verb.tag_ == "VB" and is_verb(head):
        for noun in children(head, "dobj", "nsubjpass"):
            if noun.lemma_ in _LAID_ON and (found := _addressees(noun)):
                return found  # "put pressure on Chad to withdraw"
    if dep in ("advcl", "dep", "parataxis"):
        if not is_verb(head):
            return surface_subject(head.head, depth + 1) if is_verb(head.head) and head.head != head else []
        if verb.tag_ == "VBG" and is_passive(head):
            return doers(head, depth=depth + 1) or surface_subject(head, depth + 1)
        return surface_subject(head, depth + 1)
    if dep == "acl":
        if verb.tag_ in ("VBG", "VBN"):
            return with_conjuncts(head)
        if head.lemma_ in _LAID_ON and (found := _addressees(head)):
            return found
        if head.lemma_ in _ONLY_OTHERS:
            return []
        return owners(head) or (surface_subject(head.head, depth + 1) if is_verb(head.head) else []) or [head]
    if dep == "relcl" or (dep == "amod" and verb.tag_ == "VBN"):
        return with_conjuncts(head)
    if dep in ("pcomp", "prep") and head.head != head:
        return _prepositional_controller(verb, depth)
    return []


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
    return found or (surface_subject(verb) if verb.lemma_ in _GETTING else [])


def _controller(governor: Token, depth: int) -> list[Token]:
    """The understood subject of a complement of this verb or adjective."""
    if not is_verb(governor):
        if governor.dep_ == "acl":
            return [governor.head]
        up = governor.head
        return surface_subject(up, depth + 1) if is_verb(up) else []
    objects = children(governor, "dobj", "dative")
    if not objects:
        objects = [o for p in children(governor, "prep") if p.lower_ in _ADDRESSING for o in children(p, "pobj")]
    if objects and governor.lemma_ not in SUBJECT_CONTROL:
        return [t for o in objects for t in with_conjuncts(antecedent(o))]
    return surface_subject(governor, depth + 1)


def _prepositional_controller(verb: Token, depth: int) -> list[Token]:
    """The understood subject of a gerund behind a preposition ("accused Iran of arming", "after meeting Putin")."""
    prep = verb.head
    governor = prep.head
    if is_verb(governor):
        if prep.lower_ in _OBJECT_PREPS:
            return undergoers(governor, depth=depth + 1) or surface_subject(governor, depth + 1)
        return surface_subject(governor, depth + 1)
    if governor.pos_ == "ADJ":
        return _controller(governor, depth)
    if governor.dep_ == "dobj" and prep.lower_ in ("against", "from"):
        return with_conjuncts(governor)
    return owners(governor) or (surface_subject(governor.head, depth + 1) if is_verb(governor.head) else [])


def indirect_objects(verb: Token) -> list[Token]:
    """To whom it is given: the dative, or the subject of a passive that keeps its object ("was granted asylum")."""
    if is_passive(verb) and children(verb, "dobj"):
        return surface_subject(verb)
    return [t for o in children(verb, "dative") if o.pos_ != "ADP" for t in with_conjuncts(o)]


def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive."""
    preps = children(verb, "agent") or [p for p in children(verb, "prep") if p.lower_ == "by"]
    inner = [o for p in children(verb, "prep") if p.lower_ in ("in", "during") for o in children(p, "pobj")]
    preps = preps or [p for o in inner for p in children(o, "prep") if p.lower_ == "by"]
    return [t for p in preps for o in children(p, "pobj") for t in with_conjuncts(antecedent(o))]


def clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause that a noun's phrase modifies: "Kim, on a visit to Moscow, said"."""
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
    ):
        return []
    return surface_subject(prep.head) if is_verb(prep.head) else []


def doers(verb: Token, headline: bool = False, depth: int = 0) -> list[Token]:
    """The logical subject of a verb."""
    if is_passive(verb, headline):
        found = agents(verb)
        return found or (agents(verb.head) if verb.dep_ == "conj" else [])
    return surface_subject(verb, depth)


def undergoers(verb: Token, headline: bool = False, depth: int = 0) -> list[Token]:
    """The logical object of a verb."""
    if is_passive(verb, headline):
        second = children(verb, "dobj")
        return [t for o in second for t in with_conjuncts(o)] if second else surface_subject(verb, depth)
    own = [t for o in children(verb, "dobj") for t in with_conjuncts(antecedent(o))]
    own = own or [t for c in children(verb, "ccomp", "dobj") for t in _so_called(c)]
    if own:
        return own
    if verb.dep_ == "relcl" and children(verb, "nsubj"):
        subject = children(verb, "nsubj")[0]
        if antecedent(subject) == subject:
            return with_conjuncts(verb.head)
    if mistaken := _mistaken_objects(verb):
        return mistaken
    if verb.dep_ != "conj":
        # "killed and wounded six soldiers": the object stands with the last verb
        for other in children(verb, "conj"):
            if is_verb(other) and not children(verb, "prep") and children(other, "dobj") and not _subjects(other):
                return undergoers(other, depth=depth + 1) if depth < 4 else []
    return []


def _mistaken_objects(verb: Token) -> list[Token]:
    """Objects that the parser took for something else: "has [armed and funded] rebels" for a noun with adjectives,
    "trained [and armed fighters]" for a coordinated noun, "called off [a march]" for an adverbial."""
    if _is_finite_amod(verb):
        return with_conjuncts(verb.head)
    for other in children(verb, "conj"):
        first = other.left_edge
        if other.pos_ == "NOUN" and first.dep_ == "amod" and first.text.endswith("ed") and first.nbor(-1).dep_ == "cc":
            return [other]
    if children(verb, "prt"):
        return [c for c in children(verb, "npadvmod") if c.pos_ == "NOUN" and c.ent_type_ not in ("DATE", "TIME")]
    return []


def _is_finite_amod(verb: Token) -> bool:
    """Whether a verb with a subject of its own was taken for an adjective of its object."""
    taken = verb.dep_ == "amod" and verb.tag_ == "VBN" and verb.i < verb.head.i
    return taken and bool(children(verb, "nsubj")) and bool(children(verb, "aux", "cc"))


def _so_called(clause: Token) -> list[Token]:
    """What "what they called a provocation" means: the provocation."""
    if clause.lemma_ not in _NAMING or not any(c.lower_ == "what" for c in children(clause, "dobj")):
        return []
    found = children(clause, "oprd", "attr") + [
        o for p in children(clause, "prep") if p.lower_ == "as" for o in children(p, "pobj")
    ]
    return [t for o in found for t in with_conjuncts(o)]


def preps(token: Token) -> Iterator[Token]:
    """The prepositions that belong to a verb or noun: its own, its object's and particle's, and, for a few words
    that the parser likes to hang lower, those of its prepositional objects."""
    todo = [(token, 0, "")]
    while todo:
        node, depth, nested = todo.pop(0)
        for child in node.children:
            if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
                if nested and not _hangs_low(child, nested, node):
                    continue
                if node == token or child.lower_ != "of" or node.dep_ in ("prt", "advmod") or nested:
                    yield child
                if depth < 3:
                    todo += [(o, depth + 1, child.lower_) for o in child.children if o.dep_ in ("pobj", "prep")]
                    for inner in children(child, "prep"):
                        if inner.i == child.i + 1:  # "out of"
                            yield inner
            elif child.dep_ == "acl" and child.tag_ == "VBN" and node.dep_ in ("dobj", "nsubjpass"):
                # "returned a statue looted by smugglers to Libya"
                own = [p for p in child.children if p.dep_ in ("prep", "agent")]
                yield from (p for p in own[1:] if p.lower_ == "to")
            elif child.dep_ in _CHAIN | _PASSIVE and depth < 3 and not (is_verb(child) and child.dep_ != "oprd"):
                todo.append((child, depth + 1, nested))


def _hangs_low(prep: Token, above: str, noun: Token) -> bool:
    """Whether a preposition below the noun of another one may belong to what governs both."""
    word = prep.lower_
    if above == "by":
        named = noun.pos_ == "PROPN" or any(c.text[:1].isupper() for c in children(noun, "amod", "poss"))
        return word in _NESTED or (word == "of" and named)  # "the bombing by Turkish jets of the town"
    if word == "from":
        return above == "of"  # "the withdrawal of the last troops from the town"
    if word in ("on", "at"):
        return above == "with" and noun.pos_ == "NOUN"  # "opened fire with rubber bullets on a crowd"
    return word in _NESTED and (word != "to" or above == "of")


def counted(token: Token) -> list[Token]:
    """What a word of number counts: "dozens of prisoners", "seven more of its staff"; any other token itself."""
    if token.lemma_.lower() in _PARTS or token.pos_ == "NUM":
        inner = [o for p in children(token, "prep") if p.lower_ == "of" for o in objects_of(p)]
        return [t for o in inner for t in counted(o)] or [token]
    return [token]


def counters(token: Token) -> list[Token]:
    """The words of number that count it: "thousands" and "tens" in "tens of thousands of marchers"."""
    out = []
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _PARTS:
        token = token.head.head
        out.append(token)
    return out


def objects_of(prep: Token) -> list[Token]:
    """The heads of a preposition's object, with what is coordinated."""
    out = [t for o in children(prep, "pobj") for t in with_conjuncts(antecedent(o))]
    out += [t for c in children(prep, "pcomp") for t in _so_called(c)]
    if not out:
        out = [t for p in children(prep, "prep") if p.i == prep.i + 1 for t in objects_of(p)]  # "from within"
    if prep.lower_ == "between" and len(out) == 1:
        out += [c for c in children(out[0], "nmod") if children(c, "cc")]  # "between Khartoum and Darfur rebels"
    for other in children(prep, "conj"):
        out += objects_of(other) if other.dep_ == "conj" and other.pos_ in ("ADP", "SCONJ") else []
    return out


def prepositional(token: Token, word: str) -> list[Token]:
    """The objects of the preposition `word` at the token."""
    found: list[Token] = []
    for prep in preps(token):
        if _SAME_PREP.get(prep.lower_, prep.lower_) == word:
            found += [o for o in objects_of(prep) if o not in found]
    return found


def possessors(noun: Token) -> list[Token]:
    """Whose it is: "Kozlov's visit"."""
    return [t for p in children(noun, "poss") for t in with_conjuncts(antecedent(p))]


def modifiers(noun: Token) -> list[Token]:
    """Names and adjectives before a noun, also those in "US-led", "Franco-German", "UN and Afghan"."""
    out: list[Token] = []
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod", "npadvmod", "nummod"):
            out += with_conjuncts(child)
            for led in with_conjuncts(child):
                if led.lower_ in _LED:
                    out += children(led, "npadvmod", "compound", "nmod", "advmod", "nsubj", "amod")
            if child.dep_ == "compound":
                out += [m for m in modifiers(child) if m not in out]
            else:
                doc = child.doc
                out += [
                    c
                    for c in children(child, "npadvmod", "compound", "nmod", "amod")
                    if doc[c.i + 1].text in ("-", "–", "/")
                ]
    return out


def owners(noun: Token) -> list[Token]:
    """Whose thing or deed a noun is: possessor, by-phrase (also in "the plan proposed by"), else of-, from- or
    between-phrase."""
    made = [t for c in children(noun, "acl") if c.tag_ == "VBN" for t in agents(c)]
    found = possessors(noun) or agents(noun) or made
    for word in ("of", "from", "between"):
        found = found or [o for p in children(noun, "prep") if p.lower_ == word for o in objects_of(p)]
    return found


def whole(noun: Token) -> Token:
    """The noun in whose phrase it stands as the chief thing: "round" in "a new round of talks", the first of a row."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == top.pos_:
        top = top.head
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in _ROUNDS:
        top = top.head.head
    return top


def governor(noun: Token) -> Token | None:
    """The verb whose object, passive subject or reduced-clause head a noun is; None where it is nothing such."""
    top = whole(noun)
    if top.dep_ == "pobj" and top.head.lower_ == "to" and top.head.head.lemma_ in ("respond", "answer"):
        return None
    if top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(top.head):
        return top.head
    for child in children(noun, "acl"):
        if child.tag_ == "VBN":
            return child
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "for"
        and is_verb(top.head.head)
        and top.head.head.lemma_ in _MOVING | {"prepare"}
    ):
        return top.head.head
    if (
        top.dep_ == "pobj"
        and is_verb(top.head.head)
        and top.head.lower_ in ("in", "into", "to", "under", "out", "on", "with")
    ):
        return top.head.head
    return None


def finite_subjects(token: Token) -> list[Token]:
    """The subjects of complement clauses that have one ("demanded that Iran stop", "called for Iran to stop")."""
    inner = [c for p in children(token, "prep") for c in children(p, "pcomp")]
    marked = [c for c in children(token, "advcl", "xcomp") if any(m.lower_ == "for" for m in children(c, "mark"))]
    return [s for c in (*children(token, "ccomp", "acl"), *inner, *marked) for s in _subjects(c)]


def beneficiaries(token: Token) -> list[Token]:
    """For whom it is done: the objects of a purpose clause ("sent troops to support Chad", "to fight for Chad")."""
    near = [token, *children(token, "dobj")]
    for node in near:
        near += children(node, "conj")
    clauses = [c for n in near for c in children(n, "advcl", "xcomp", "acl", "relcl") if c.tag_ == "VB"]
    out: list[Token] = []
    for verb in clauses:
        if verb.lemma_ in _HELPING:
            out += undergoers(verb) or prepositional(verb, "for") or prepositional(verb, "with")
    return out


def complements(token: Token) -> list[Token]:
    """The verbs of the token's complement clauses ("declined to comment")."""
    infinitives = [c for c in children(token, "advcl") if c.tag_ == "VB"]
    purposes = [c for c in infinitives if any(a.lower_ == "to" for a in children(c, "aux"))]
    return [
        *children(token, "xcomp", "ccomp"),
        *purposes,
        *(c for p in children(token, "prep") for c in children(p, "pcomp")),
    ]


def predicates(token: Token) -> list[Token]:
    """What is said of something: "said the bill was unacceptable", "called it a provocation", "keep them apart"."""
    small = ("acomp", "attr", "oprd")
    clauses = children(token, "ccomp")
    said = [p for c in clauses for p in ([c] if c.pos_ == "ADJ" else []) + children(c, *small)]
    return [t for p in [*children(token, *small), *said] for t in with_conjuncts(p)]


def complement_objects(token: Token) -> list[Token]:
    """The logical objects of infinitives and gerunds that complement the token."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and is_verb(child):
            own = undergoers(child)
            for word in ("to", "with"):
                own = own or prepositional(child, word)
            found += own
        elif child.dep_ == "prep":
            found += [o for c in children(child, "pcomp") for o in undergoers(c)]
    return found
