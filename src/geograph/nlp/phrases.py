"""Phrases: the prepositions, objects, owners and modifiers of verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.nlp.tree import all_children, antecedent, children, is_verb, with_conjuncts
from geograph.nlp.wordlists import wordlist

_WORKS = frozenset({"doing", "handiwork", "work"})
_CHAIN = frozenset({"dobj", "prt", "advmod", "attr", "oprd", "acomp"})
_PASSIVE = frozenset({"nsubjpass"})
_ROUNDS = wordlist("phrases", "rounds")
_LED = frozenset({"led", "driven", "sponsored", "orchestrated"})
_ARRANGED = frozenset({"arranged", "brokered", "facilitated", "mediated", "proposed"})
"""Whoever did this to a truce or to talks is no party of them: "the UN-brokered truce"."""
_TIMES = wordlist("phrases", "times")
_NESTED = frozenset({"with", "by", "against", "between", "to"})
_AMOUNTS = frozenset({"CARDINAL", "MONEY", "QUANTITY"})
_SAME_PREP = {"toward": "against", "towards": "against", "upon": "on", "amongst": "among", "alongside": "with"}
_NAMING = wordlist("phrases", "naming")
_PARTS = frozenset(
    {"%", "all", "batch", "both", "bulk", "bunch", "cent", "chunk", "couple", "dozen", "few", "first", "half",
     "handful", "hundred", "last", "majority", "many", "million", "more", "most", "none", "number", "pair", "part",
     "percent", "portion", "proportion", "quarter", "remainder", "remnant", "rest", "score", "several", "share",
     "slice", "some", "ten", "third", "thousand", "total", "tranche", "trio"}
)  # fmt: skip
_LOADS = wordlist("phrases", "loads")

_BEARING = frozenset({"bear", "bring", "carry", "haul", "transport"})
_SUMS = wordlist("phrases", "sums")
_GRIPS = frozenset({"charge", "command", "control", "possession"})
"""What one takes or keeps of something: the verb's own "of" hangs on it."""
_ORIGIN = wordlist("phrases", "origin")
_ASKING = frozenset({"how", "when", "where", "whether", "why"})
_ORDERS = wordlist("phrases", "orders")
_UPON = frozenset({"on", "upon", "at", "by", "under"})
_CROWDS = frozenset({"crowd", "mob", "throng"})
_GANGS = frozenset({"band", "gang", "group", "posse"})
_ANYBODY = wordlist("phrases", "anybody")
_APART = frozenset({"after", "before", "despite", "following", "since", "until"})
"""What stands behind these at the head of a clause is told of another time than the verb's own."""


def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive."""
    preps = children(verb, "agent") or [p for p in children(verb, "prep") if p.lower_ == "by"]
    inner = [o for p in children(verb, "prep") if p.lower_ in ("in", "during") for o in children(p, "pobj")]
    preps = preps or [p for o in inner for p in children(o, "prep") if p.lower_ == "by"]
    if not preps:  # "arrested on the orders of the king"
        orders = [o for p in children(verb, "prep") if p.lower_ in _UPON for o in children(p, "pobj")]
        orders = [o for o in orders if o.lemma_ in _ORDERS]
        return [t for o in orders for t in possessors(o) or prepositional(o, "of")]
    preps = [t for p in preps for t in (p, *(c for c in children(p, "conj") if c.lower_ == p.lower_))]  # "and by Chad"
    return [t for p in preps for o in children(p, "pobj") for t in with_conjuncts(antecedent(o))]


def so_called(clause: Token) -> list[Token]:
    """What "what they called a provocation" means: the provocation."""
    if clause.lemma_ not in _NAMING or not any(c.lower_ == "what" for c in children(clause, "dobj")):
        return []
    found = children(clause, "oprd", "attr") + [
        o for p in children(clause, "prep") if p.lower_ == "as" for o in children(p, "pobj")
    ]
    return [t for o in found for t in with_conjuncts(o)]


def preps(token: Token) -> Iterator[Token]:
    """The prepositions that belong to a verb or noun: its own, its object's and particle's, and, for a few words
    that the parser likes to hang lower, those of its prepositional objects, if these stand behind it: "after a meeting
    with the king, [Chad] agreed to" goes on. Who tells it ("according to") belongs to none."""
    todo = [(token, 0, "")]
    while todo:
        node, depth, nested = todo.pop(0)
        for child in all_children(node):
            if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
                if (nested and not _hangs_low(child, nested, node)) or child.lower_ == "according":
                    continue
                light = node.lower_ in _GRIPS and node.dep_ == "dobj"
                if node == token or child.lower_ != "of" or node.dep_ in ("prt", "advmod") or nested or light:
                    yield child
                if depth < 3:
                    early = child.i < token.i and is_verb(token) and child.lower_ in _APART
                    below = [] if early else [o for o in all_children(child) if o.dep_ in ("pobj", "prep")]
                    todo += [(o, depth + 1, child.lower_) for o in below]
                    for inner in children(child, "prep"):
                        if inner.i == child.i + 1:  # "out of"
                            yield inner
            elif child.dep_ == "acl" and child.tag_ == "VBN" and node.dep_ in ("dobj", "nsubjpass"):
                # "returned a statue looted by smugglers to Libya"
                own = [p for p in all_children(child) if p.dep_ in ("prep", "agent")]
                yield from (p for p in own[1:] if p.lower_ == "to")
            elif child.dep_ in _CHAIN | _PASSIVE and depth < 3 and not (is_verb(child) and child.dep_ != "oprd"):
                todo.append((child, depth + 1, nested))


def _hung_high(noun: Token) -> Iterator[Token]:
    """The "by" right behind a noun's "of" that the parser hangs to what governs the noun: "in mourning over the killing
    of ten soldiers by the army"."""
    for prep in children(noun, "prep"):
        end = prep.right_edge.i + 1
        if prep.lower_ == "of" and noun.pos_ == "NOUN" and end < len(noun.doc):
            by = noun.doc[end]
            if by.lower_ == "by" and by.dep_ in ("prep", "agent") and by.head != noun and by.head.is_ancestor(noun):
                yield by


def _hung_low(noun: Token) -> Iterator[Token]:
    """The "by" that the parser hangs to the last of those to whom a deed is done: "the execution of a writer and eight
    activists by the junta"."""
    victims = [o for p in children(noun, "prep") if p.lower_ == "of" for o in objects_of(p)]
    rest = [c for c in children(noun, "conj") if victims and c.pos_ == "NOUN" and not children(c, "det", "poss")]
    for victim in (*victims[1:], *rest):
        yield from (p for p in children(victim, "prep") if p.lower_ == "by")


def _hangs_low(prep: Token, above: str, noun: Token) -> bool:
    """Whether a preposition below the noun of another one may belong to what governs both."""
    word = prep.lower_
    if word == "of" and (noun.ent_type_ == "DATE" or noun.lemma_ in _TIMES):
        # "the arrest in a single week of six farmers", "the killing at the weekend of one of its men"
        things = children(prep, "pobj")
        return any((o.tag_ in ("NNS", "NNPS", "NNP") or children(o, "prep")) and o.ent_type_ != "DATE" for o in things)
    if word == "of" and above in ("in", "to") and noun.ent_type_ == "GPE":  # "the handover to Baku of four villages"
        return any(children(o, "nummod", "det", "poss") and not o.ent_type_ for o in children(prep, "pobj"))
    if word == "of" and any(o.lemma_ in _ORIGIN for o in children(prep, "pobj")):
        return False  # "killed by a man of Moroccan descent"
    if above == "by":
        named = noun.pos_ == "PROPN" or any(c.text[:1].isupper() for c in children(noun, "amod", "poss"))
        hit = word in ("on", "upon") and prep.head.head.dep_ == "prep"  # "an attack by rebels on the town"
        return word in _NESTED or hit or (word == "of" and named)  # "the bombing by Turkish jets of the town"
    if word == "from":
        return above == "of"  # "the withdrawal of the last troops from the town"
    if word in ("for", "to") and above == "with" and noun.ent_type_ in _AMOUNTS:
        return True  # "chipped in with 20 million dollars for Chad"
    if word in ("on", "at"):
        return above == "with" and noun.pos_ == "NOUN"  # "opened fire with rubber bullets on a crowd"
    return word in _NESTED and (word != "to" or above == "of")


def counted(token: Token) -> list[Token]:
    """What a word of number counts: "dozens of prisoners", "seven more of its staff"; any other token itself."""
    if token.lemma_.lower() in _PARTS or token.pos_ == "NUM":
        inner = [o for p in children(token, "prep") if p.lower_ == "of" for o in objects_of(p) if not _charge(o)]
        return [t for o in inner for t in counted(o)] or [token]
    if token.lower_.removesuffix("s") in _CROWDS and token.pos_ == "NOUN":
        inner = [o for p in children(token, "prep") if p.lower_ == "of" for o in objects_of(p)]
        return [o for o in inner if o.tag_ == "NNS"] or [token]
    if token.lemma_.lower() in _GANGS and token.pos_ == "NOUN":
        inner = [o for p in children(token, "prep") if p.lower_ == "of" for o in objects_of(p)]
        return inner if len(inner) == 1 and inner[0].tag_ == "NNS" and inner[0].lemma_ not in _ANYBODY else [token]
    return [token]


def _charge(noun: Token) -> bool:
    """Whether it is what several are accused of, no whole of which they are a part: "accused some of spying"."""
    return noun.tag_ == "VBG" or (noun.tag_ == "NN" and not children(noun, "det", "poss", "compound"))


def included(token: Token) -> list[Token]:
    """Who is named of a group: "40 people, including two guards", "31 people, among them a bishop"."""
    preps = [p for p in children(token, "prep") if p.lower_ == "including"]
    among = [a for a in children(token, "appos") for p in children(a, "prep") if p.lower_ == "among" and p.i < a.i]
    return [t for p in preps for t in objects_of(p)] + [t for a in among for t in with_conjuncts(a)]


def counters(token: Token) -> list[Token]:
    """The words of number that count it: "thousands" and "tens" in "tens of thousands of marchers"."""
    out = []
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _PARTS:
        token = token.head.head
        out.append(token)
    return out


def loaded(token: Token) -> list[Token]:
    """What a unit, a load or a sum consists of: "rangers" for "a company of rangers", "aid" for "$40m in aid"."""
    lemma = token.lemma_.lower()
    if lemma not in _LOADS | _SUMS:
        return []
    behind = list(children(token, "prep"))
    end = token.right_edge.i + 1
    if lemma in _SUMS and end < len(token.doc) and token.doc[end].dep_ == "prep" and is_verb(token.head):
        behind.append(token.doc[end])
    words = ("in", "of") if lemma in _SUMS else ("of",)
    borne = [o for c in children(token, "acl") if c.lemma_ in _BEARING for o in children(c, "dobj")]
    found = [o for p in behind if p.lower_ in words for o in objects_of(p) if not o.ent_type_]
    return found + [t for o in borne for t in with_conjuncts(o)]


def objects_of(prep: Token) -> list[Token]:
    """The heads of a preposition's object, with what is coordinated."""
    out = [t for o in children(prep, "pobj") for t in with_conjuncts(antecedent(o))]
    for clause in children(prep, "pcomp"):
        first = clause.left_edge
        out += [first] if first.lower_ in _ASKING else so_called(clause)  # "clashed over how to pay"
    if not out and prep.lower_ == "as":  # "dismissed it as arrogant and weak"
        out = [t for a in children(prep, "amod") if a.i > prep.i for t in with_conjuncts(a)]
    if not out:
        out = [t for p in children(prep, "prep") if p.i == prep.i + 1 for t in objects_of(p)]  # "from within"
    if not out and prep.i + 4 < len(prep.doc) and prep.nbor(1).lower_ in ("and", "or"):
        shared = [p for p in prep.doc[prep.i + 2 : prep.i + 4] if p.dep_ == "prep" and children(p, "pobj")]
        out = [t for p in shared[:1] for t in objects_of(p)]  # "solidarity with and support for Chad"
    if prep.lower_ == "between" and len(out) == 1:
        out += [c for c in children(out[0], "nmod") if children(c, "cc")]  # "between Khartoum and Darfur rebels"
        lower = [o for p in children(out[0], "prep") for o in children(p, "pobj")]
        if len(out) == 1:  # "between gunmen from the north and Sudan"
            out += [t for o in lower if any(c.lower_ == "and" for c in children(o, "cc")) for t in children(o, "conj")]
    for other in children(prep, "conj"):
        out += objects_of(other) if other.dep_ == "conj" and other.pos_ in ("ADP", "SCONJ") else []
    return out


_TELLING = frozenset({"according", "owing"})
"""Words whose "to" leads to who says so, or why."""


def prepositional(token: Token, word: str) -> list[Token]:
    """The objects of the preposition `word` at the token."""
    found: list[Token] = []
    for prep in preps(token):
        out_of = word == "from" and prep.lower_ == "of" and prep.head.lower_ == "out"
        told = prep.head.lower_ in _TELLING
        if (not told and _SAME_PREP.get(prep.lower_, prep.lower_) == word) or out_of:
            found += [o for o in objects_of(prep) if o not in found and not is_none(o)]
    if word == "by" and not found:
        found += [o for prep in (*_hung_high(token), *_hung_low(token)) for o in objects_of(prep)]
    if word == "to" and not found:  # "took Chad to task", which the parser takes for a verb, the tagger doesn't
        found += [c for c in children(token, "xcomp") if any(_to_noun(a) for a in children(c, "aux"))]
    return found


def _to_noun(word: Token) -> bool:
    return word.lower_ == "to" and word.tag_ == "IN"


def is_none(noun: Token) -> bool:
    """Whether there is no such thing: "with no sign of a truce"."""
    return any(c.lower_ == "no" for c in children(noun, "det"))


def possessors(noun: Token) -> list[Token]:
    """Whose it is: "Kozlov's visit"."""
    return [t for p in children(noun, "poss") for t in with_conjuncts(antecedent(p))]


def modifiers(noun: Token) -> list[Token]:
    """Names and adjectives before a noun, also those in "US-led", "Franco-German", "UN and Afghan"."""
    out: list[Token] = []
    for child in all_children(noun):
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod", "npadvmod", "nummod") and not _dated(child):
            out += with_conjuncts(child)
            for led in dict.fromkeys([*with_conjuncts(child), *children(child, "conj")]):  # "Fijian and UK-led troops"
                if led.lower_ in _LED:
                    out += children(led, "npadvmod", "compound", "nmod", "advmod", "nsubj", "amod")
            if child.dep_ == "compound":
                out += [m for m in modifiers(child) if m not in out]
            elif child.lower_ not in _ARRANGED:
                doc = child.doc
                out += [
                    c
                    for c in children(child, "npadvmod", "compound", "nmod", "amod")
                    if doc[c.i + 1].text in ("-", "–", "/")
                ]
    return out


def _dated(word: Token) -> bool:
    """Whether a dash with a space before it ends the dateline that the word is of: "Paris - Doctors who"."""
    return bool(word.whitespace_) and word.nbor(1).text in ("-", "–", "--", "—")


def owners(noun: Token) -> list[Token]:
    """Whose thing or deed a noun is: possessor, by-phrase (also in "the plan proposed by"), else of-, from- or
    between-phrase."""
    made = [t for c in children(noun, "acl") if c.tag_ == "VBN" for t in agents(c)]
    found = possessors(noun) or agents(noun) or made
    words = ("from", "of", "between") if noun.lemma_ in _LOADS else ("of", "from", "between")
    for word in words:  # "six trucks of flour from the Red Cross"
        found = found or [o for p in children(noun, "prep") if p.lower_ == word for o in objects_of(p)]
    return found


def named_owners(noun: Token) -> list[Token]:
    """Whose plan it is by a name before it: "a United Nations decision to", "an Israeli plan to"; a state's plain name
    mostly says what it is about ("the Iraq plan")."""
    named = [m for m in modifiers(noun) if m.ent_type_ in ("NORP", "ORG", "PERSON") or (m.ent_type_ and m.tag_ == "JJ")]
    named = named or [m for m in modifiers(noun) if m.ent_type_ == "GPE" and m.text.replace(".", "").isupper()]
    return [m for m in named if m.head == noun]


def whole(noun: Token) -> Token:
    """The noun in whose phrase it stands as the chief thing: "round" in "a new round of talks", the first of a row."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == top.pos_:
        top = top.head
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in _ROUNDS:
        top = top.head.head
    return top


def authors(deed: Token) -> list[Token]:
    """Whose work a deed is said to be: "the blasts were the work of separatists"."""
    verb = deed.head
    works = [w for w in children(verb, "attr") if w.lemma_ in _WORKS] if verb.lemma_ == "be" else []
    return [t for w in works for t in prepositional(w, "of")] if deed.dep_ == "nsubj" else []
