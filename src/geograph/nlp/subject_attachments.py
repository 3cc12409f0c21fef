"""Mends of the tree around subjects: those that the parser took for something else, gave to another clause, or took
something else for."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp.tree import FINITE, NOUNS, SUBJECTS, children, is_verb


def mend(verb: Token) -> None:
    """Gives a verb its own subject and nothing else for one."""
    _taken_for_modifier(verb)
    _taken_for_object(verb)
    _before_gerund(verb)
    _taken_for_coordinated(verb)
    _of_the_clause_above(verb)
    _of_the_clause_below(verb)
    _torn_from_preposition(verb)
    _taken_for_sentence(verb)
    _behind_whose(verb)
    _behind_fronted(verb)


def _taken_for_modifier(verb: Token) -> None:
    """The subject of a headline that the parser took for a modifier of its verb: "[Blair] heads to Hungary"."""
    if verb.tag_ in FINITE and verb.dep_ != "pobj" and not children(verb, *SUBJECTS):
        before = [c for c in children(verb, "compound", "nmod") if c.i < verb.i and c.pos_ in NOUNS]
        if before and before[-1].i == verb.i - 1 and (verb.tag_ != "VBP" or before[-1].tag_ in ("NNS", "NNPS")):
            subject = before[-1]
            for other in before[:-1]:
                other.head = subject
            subject.dep_ = "nsubj"


def halves(noun: Token) -> None:
    """A phrase of its own that the parser took for half of what modifies the noun behind "and": "a deadline to [the
    Chadian government] and Kanem rebels"."""
    last = noun.head
    links = [c for c in children(noun, "cc") if c.lower_ in ("and", "or")]
    own = [c for up in (noun, last) for c in children(up, "det", "poss") if c.i < noun.i]
    if not links or not own or not children(noun, "amod", "nmod", "compound") or last.tag_ not in ("NNS", "NNPS"):
        return
    for other in children(noun, "conj"):
        if noun.i < links[0].i < other.i < last.i:
            other.head, other.dep_ = last, "compound"
    for word in [c for c in last.children if c.i < noun.i and c.dep_ != "prep"]:
        word.head = noun
    noun.head, noun.dep_ = last.head, last.dep_
    last.head, last.dep_ = noun, "conj"


def _taken_for_object(verb: Token) -> None:
    """The subject that the parser took for the object of the clause's conjunction: "after [Cuba] threatened"."""
    if not children(verb, *SUBJECTS):
        for mark in children(verb, "mark"):
            for noun in children(mark, "pobj"):
                noun.head, noun.dep_ = verb, "nsubj"
                return


def _taken_for_coordinated(verb: Token) -> None:
    """The subject of a second clause, coordinated with the object of the first: "shot a mayor and [a bomber] killed
    six". A verb coordinated by nothing before it needs the noun right there."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or children(verb, *SUBJECTS) or not is_verb(verb.head):
        return
    start = min([verb.i, *(c.i for c in children(verb, "aux", "auxpass", "neg", "advmod") if c.i < verb.i)])
    nouns = [t for t in verb.doc[verb.head.i + 1 : start] if t.dep_ == "conj" and t.right_edge.i + 1 == start]
    for noun in nouns:
        links = [c for c in children(noun.head, "cc") if noun.head.i < c.i < noun.i and c.lower_ in ("and", "but")]
        if links and links[0].i + 1 == noun.left_edge.i and noun.pos_ in NOUNS and verb.head.is_ancestor(noun):
            links[0].head = verb.head
            noun.head, noun.dep_ = verb, "nsubjpass" if children(verb, "auxpass") else "nsubj"
            return


def _before_gerund(verb: Token) -> None:
    """The subject that the parser gave to a participle behind it, whose object it took for the subject: "[farmers]
    growing coffee in the hills blocked a road"."""
    for noun in children(verb, "nsubj"):
        for gerund in children(noun, "amod"):
            own = children(gerund, "nsubj") if gerund.tag_ == "VBG" else []
            if not own and gerund.tag_ == "VBG":  # "[herders] grazing goats in the valley blocked"
                own = [c for c in children(noun, "compound") if c.tag_ in ("NNS", "NNPS")]
            if len(own) == 1 and own[0].i == gerund.i - 1 and own[0].pos_ in NOUNS and verb.tag_ in FINITE | {"VBN"}:
                own[0].head, own[0].dep_ = verb, "nsubj"
                gerund.head, gerund.dep_, gerund.pos_ = own[0], "acl", "VERB"
                noun.head, noun.dep_ = gerund, "dobj"
                return


def _of_the_clause_above(verb: Token) -> None:
    """The subject of a sentence that the parser gave to the relative clause behind it: "[the minister], whose car was
    stopped, said"."""
    subjects = children(verb, "nsubj", "nsubjpass")
    above = verb.head
    if len(subjects) != 2 or not any(c.tag_ == "WP$" for c in children(subjects[1], "poss")):
        return
    if verb.dep_ == "ccomp" and is_verb(above) and above.i > verb.i and not children(above, *SUBJECTS):
        noun = subjects[0]
        noun.head, noun.dep_ = above, "nsubj"
        verb.head, verb.dep_ = noun, "relcl"


def _of_the_clause_below(verb: Token) -> None:
    """The object of a clause behind the subject, taken for a second subject: "pirates hoping to
    sell [nine sailors] rang a shipowner"."""
    subjects = children(verb, "nsubj")
    if len(subjects) != 2 or subjects[1].left_edge.i == 0:
        return
    last = subjects[1].left_edge.nbor(-1)
    for between in children(subjects[0], "prep"):  # "talks between a group of rebels and [President Deby] began"
        sides = children(between, "pobj")
        if between.lower_ == "between" and last.lower_ == "and" and len(sides) == 1 and not children(sides[0], "conj"):
            subjects[1].head, subjects[1].dep_ = sides[0], "conj"
            return
    below = any(c.dep_ == "acl" and (c == last or c.is_ancestor(last)) for c in subjects[0].children)
    if below and is_verb(last) and not children(last, "dobj", "prep", "ccomp"):
        subjects[1].head, subjects[1].dep_ = last, "dobj"


def _taken_for_sentence(verb: Token) -> None:
    """A participle that the parser took for the verb of a clause in the subject's place, which would need a "that": "an
    engineer [held] captive in Basra was freed"."""
    above = verb.head
    if verb.dep_ not in ("csubj", "csubjpass") or children(verb, "aux", "mark"):
        return
    if verb.tag_ == "VBG" and any(s.i > verb.right_edge.i for s in children(above, "nsubj", "nsubjpass")):
        verb.dep_ = "advcl"  # "[Defying] calls from the clergy, the junta has kept him": a clause has one subject
        return
    subjects = children(verb, "nsubj", "nsubjpass")
    if verb.tag_ == "VBG":  # "rebels [refusing] to free six nurses attacked"
        subjects = [s for s in subjects if s.i == verb.i - 1]
    elif verb.tag_ not in ("VBD", "VBN"):
        return
    if len(subjects) == 1 and subjects[0].pos_ in NOUNS and not children(above, "nsubj", "nsubjpass"):
        noun = subjects[0]
        noun.head, noun.dep_ = above, "nsubjpass" if verb.dep_ == "csubjpass" else "nsubj"
        verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBG" if verb.tag_ == "VBG" else "VBN"


def _torn_from_preposition(verb: Token) -> None:
    """What a preposition leads to, taken for a second subject: "forces loyal to [the general] fled"."""
    subjects = children(verb, "nsubj", "nsubjpass")
    if len(subjects) != 2 or subjects[1].left_edge.i == 0:
        return
    prep = subjects[1].left_edge.nbor(-1)
    bare = prep.dep_ == "prep" and prep.lower_ != "like" and not children(prep, "pobj", "pcomp")
    if bare and subjects[0].is_ancestor(prep):
        subjects[1].head, subjects[1].dep_ = prep, "pobj"


def _behind_whose(verb: Token) -> None:
    """A relative clause whose subject a name interrupts, taken for a clause beside the main one: "raided a party, whose
    leader, Jane Roe, [criticised]"."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or children(verb, *SUBJECTS) or verb.i < 2:
        return
    for noun in verb.doc[verb.head.i + 1 : verb.i - 1]:
        owned = noun.dep_ == "appos" and any(c.tag_ == "WP$" for c in children(noun, "poss"))
        if owned and children(noun, "appos") and verb.nbor(-1).text == "," and noun.right_edge.i == verb.i - 2:
            owner = noun.head
            noun.head, noun.dep_ = verb, "nsubj"
            verb.head, verb.dep_ = owner, "relcl"
            return


def _behind_fronted(verb: Token) -> None:
    """The subject behind a phrase at the head of the sentence that ends in a name, taken for its apposition: "In a call
    with Prime Minister Roe, [President Coe] said"."""
    if verb.tag_ not in FINITE or children(verb, *SUBJECTS) or verb.i < 1:
        return
    name = verb.nbor(-1)
    comma = name.left_edge.nbor(-1) if name.left_edge.i else name
    if name.dep_ != "appos" or name.ent_type_ != "PERSON" or name.head.dep_ != "pobj" or comma.text != ",":
        return
    fronted = next((up for up in name.ancestors if up.head == verb), None)
    if fronted is not None and fronted.dep_ == "prep" and fronted.left_edge.is_sent_start:
        name.head, name.dep_ = verb, "nsubj"
