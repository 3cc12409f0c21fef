"""Whom pronouns mean: agreement in number, gender and animacy, then salience."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.issuers import issuer
from geograph.nlp.paybacks import paid_back
from geograph.nlp.quotes import SAYING, WE, announcing, around, speaker
from geograph.nlp.refs import Node, Ref
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_UNDERGONE = wordlist("pronouns", "undergone")
ORDEALS = wordlist("pronouns", "ordeals")
_JOINT = wordlist("pronouns", "joint")
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_BODIES = frozenset({"state", "organization", "armed_group"})
_COLLECTIVE = wordlist("pronouns", "collective")


_SUFFERED = wordlist("pronouns", "suffered")
_CAPTORS = wordlist("pronouns", "captors")
_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect"})
_DENYING = frozenset({"deny", "dispute", "reject"})


def pronoun(cast: Cast, token: Token) -> Ref | None:
    """What a pronoun means; None where nobody fits."""
    word = token.lower_
    target = syntax.antecedent(token)
    if target != token:
        ref = cast.refs.get(target.i)
        return None if ref is None else Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, ref.plural)
    if word.endswith(("self", "selves")):
        return _reflexive(cast, token)
    if word in SINGULAR:
        gender = SINGULAR[word]

        def is_one(node: Node, ref: Ref) -> bool:
            one = node.kind == "person" or ref.one
            return one and node.gender in ("", gender) and not ref.plural

        index = _ahead(cast, token, is_one)
        if index is None:
            index = _salient(cast, token, is_one)
        if index is not None and cast.nodes[index].kind == "person":
            cast.nodes[index].gender = gender
    elif word in NEUTER:
        if (thing := thing_of(token)) is not None and thing.i not in cast.refs:
            owner = next((cast.refs[o.i] for o in syntax.owners(thing) if o.i in cast.refs), None)
            return None if owner is None else Ref(owner.nodes, token.i, token.i + 1, False, owner.sector, owner.state)
        index = _salient(cast, token, lambda n, r: n.kind in _BODIES and not r.plural)
    elif word in PLURAL:
        return _plural(cast, token)
    elif word in SPEAKER:
        return _speaker(cast, token)
    else:
        return None
    return None if index is None else Ref((index,), token.i, token.i + 1, False)


def thing_of(token: Token) -> Token | None:
    """The thing that an object means when the verb before has one: "welcomed the plan, while Chad rejected it"."""
    verb = token.head
    if syntax.children(verb, "xcomp", "ccomp"):
        return None  # "urged it to": somebody
    if token.dep_ != "dobj" or verb.dep_ not in ("conj", "advcl") or not syntax.is_verb(verb.head):
        return None
    things = [o for o in syntax.children(verb.head, "dobj") if o.i < token.i and o.pos_ == "NOUN" and o.tag_ == "NN"]
    return things[0] if things else None


def _ahead(cast: Cast, token: Token, fits: Callable[[Node, Ref], bool]) -> int | None:
    """The subject behind a fronted phrase that speaks of it: "In her speech, May said", "After he left, Kerry said"."""
    fronted = next((up for up in (token, *token.ancestors) if up.dep_ in ("prep", "advcl") and up.head.i > up.i), None)
    if fronted is None or token.i - token.sent.start > 12 or any(t.text in '"“' for t in token.sent[: token.i + 1]):
        return None
    if fronted.left_edge.i - token.sent.start > 1:
        return None
    for subject in syntax.children(fronted.head, "nsubj", "nsubjpass"):
        number = cast.name_at.get(subject.i)
        ref = cast.named(cast.names[number]) if number is not None and subject.i > token.i else None
        if ref is not None and len(ref.nodes) == 1 and fits(cast.nodes[ref.nodes[0]], ref):
            return ref.nodes[0]
    return None


def _reflexive(cast: Cast, token: Token) -> Ref | None:
    """ "itself" is the subject of its clause."""
    verb = next((up for up in token.ancestors if syntax.is_verb(up)), None)
    for subject in syntax.surface_subject(verb) if verb is not None else []:
        ref = cast.refs.get(subject.i)
        if ref is not None:
            return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, ref.plural)
    return None


def _speaker(cast: Cast, token: Token) -> Ref | None:
    """ "we" and "I" inside reported speech are its speaker; "we" of a spokesman is whom they speak for."""
    for up in token.ancestors:
        if up.dep_ == "ccomp" and syntax.is_verb(up.head):
            for subject in syntax.surface_subject(up.head):
                if subject.i in cast.refs:
                    return _said(cast, token, subject)
    return _quoted(cast, token)


def _quoted(cast: Cast, token: Token) -> Ref | None:
    """The speaker of the quotation or statement that the token stands in, also when named only behind it."""
    said_by = speaker(cast, token)
    if said_by is not None:
        return _said(cast, token, said_by)
    own = issuer(cast) if token.lower_ in WE and around(cast.quotations, token) is None else None
    return None if own is None else Ref((own,), token.i, token.i + 1, False)


def _said(cast: Cast, token: Token, said_by: Token) -> Ref | None:
    number = cast.name_at.get(said_by.i)
    ref = cast.refs.get(said_by.i) or (cast.named(cast.names[number]) if number is not None else None)
    if ref is None:
        return None
    body = cast.spoken_for.get(ref.nodes[0]) if token.lower_ in WE and len(ref.nodes) == 1 else None
    whole = cast.named(body) if body is not None else None
    if whole is not None:
        return Ref(whole.nodes, token.i, token.i + 1, False)
    return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state)


def candidates(cast: Cast, token: Token) -> list[tuple[float, int, Ref]]:
    """Refs before the token with a salience: nearer sentences and subjects first."""
    here = cast.sentence[token.i]
    barred = _barred(cast, token)
    told_of = token.dep_ == "nsubj" and token.head.dep_ == "relcl"  # "a clerk who they say"
    shared = told_of or _to_do(token) or token.dep_ in ("dobj", "dative")  # also where a "who" means them
    of_them = token.dep_ == "pobj" and token.head.lower_ == "of"
    meant = {cast.refs[i].nodes for i in barred if i in cast.refs and cast.refs[i].nodes}
    controllers = _controllers(token)
    suffering = token.lower_ not in NEUTER and _suffers(token)
    parallel = _parallel(token)
    quotation = around(cast.quotations, token)
    said_by = speaker(cast, token) if quotation is not None else None
    own = _said(cast, token, said_by) if said_by is not None else None
    out = []
    for i in range(token.i - 1, -1, -1):
        gap = here - cast.sentence[i]
        if gap > 3:
            break
        ref = cast.refs.get(i)
        if (
            ref is None
            or ref.start > i
            or (not ref.naming and cast.doc[i].lower_ in WE and token.lower_ not in WE)  # "we thank Chad for its help"
            or (ref.naming and i != ref.end - 1 and i + 1 < len(cast.doc) and cast.refs.get(i + 1) is ref)
        ):
            continue
        head = cast.doc[ref.start : ref.end].root
        if (
            head.i in barred
            or ((of_them or shared) and ref.nodes in meant)
            or (own is not None and ref.nodes == own.nodes)
        ):
            continue  # who speaks says I
        subject = head.dep_ in ("nsubj", "nsubjpass") or (
            head.dep_ == "conj" and head.head.dep_ in ("nsubj", "nsubjpass")
        )
        beside = cast.refs.get(head.head.i) if head.dep_ == "appos" else None
        if beside is not None and beside.reason == "named right behind" and head.head.dep_ in ("nsubj", "nsubjpass"):
            subject = True  # "a rebel army, the ELN"
        if ref.place and not subject and head.i not in parallel:
            continue
        minor = head.dep_ in ("compound", "amod", "nmod", "poss")
        score = 5.0 / (1 + gap) + (2.0 if subject else 0.0) - (1.0 if minor else 0.0) - 0.01 * (token.i - i)
        if head.i in controllers:
            score += 3.0
        if suffering and _suffers(head):
            score += 3.0
        if head.i in parallel:
            score += 2.0
        if _told_aside(head):
            score -= 1.5
        if quotation is not None and i >= quotation[0]:
            score += 2.0
        elif quotation is not None and subject and head.head.lemma_ in SAYING:
            score -= 3.0  # others who spoke are seldom spoken of
        score += max((0.1 * min(len(cast.nodes[n].mentions), 10) for n in ref.nodes), default=0.0)
        out.append((score, i, ref))
    return sorted(out, key=lambda c: (-c[0], -c[1]))


def _suffers(token: Token) -> bool:
    """Whether a word is for somebody who is held, hurt or freed: "arrested [three officers] but let [them] go"."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ == "go" and verb.dep_ == "ccomp" and verb.head.lemma_ == "let":
        return True
    if token.dep_ == "pobj" and verb.lower_ == "of":
        return verb.head.lemma_ in ORDEALS
    return (token.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _UNDERGONE) or (
        token.dep_ == "poss" and verb.lemma_ in ORDEALS
    )


def _controllers(token: Token) -> set[int]:
    """Who is to do it, for a pronoun inside what they are to do: "urged the rebels to free those they were holding".
    "It" in a clause of its own is rather who urges."""
    if token.dep_ == "nsubj" and token.head.lemma_ in _DENYING and (accused := _accused(token.head)):
        return accused
    if token.lower_ == "it" and token.head.dep_ == "relcl":
        return set()
    for up in token.ancestors:
        if up == token.head and announcing(token):
            return set()
        if up.dep_ in ("xcomp", "ccomp", "advcl") and up.tag_ == "VB" and syntax.is_verb(up.head):
            objects = syntax.children(up.head, "dobj")
            return {t.i for o in objects for t in syntax.with_conjuncts(o) if o.i < token.i and t != token}
        if up.dep_ in ("ROOT", "conj"):
            break
    return set()


def _accused(denying: Token) -> set[int]:
    """Who is accused of what is denied at once: "accused [Chad] of arming rebels, which it denies"."""
    which = denying.dep_ == "relcl" and any(o.lower_ == "which" for o in syntax.children(denying, "dobj"))
    verbs = [up for up in denying.ancestors if syntax.is_verb(up)] if which else []
    return {o.i for up in verbs for o in syntax.children(up, "dobj") if up.lemma_ in _ACCUSING and o.i < denying.i}


def _parallel(token: Token) -> set[int]:
    """What has the same place with the verb that its own is joined to: "seized a guard and threatened to hang him",
    "Chad shut its border, and later it opened it"."""
    verb, subject = token.head, token.dep_ == "nsubj"
    if not (subject or token.dep_ in ("dobj", "dative")) or token.lower_.endswith(("self", "selves")):
        return set()
    if subject:
        above = syntax.own_subjects(verb.head) if verb.dep_ == "conj" and syntax.is_verb(verb.head) else []
        return {t.i for t in above if t.i < token.i}
    while verb.dep_ in ("xcomp", "ccomp") and syntax.is_verb(verb.head) and not syntax.children(verb, "nsubj"):
        verb = verb.head
    if verb.dep_ not in ("conj", "advcl") or not syntax.is_verb(verb.head):
        return set()
    if syntax.own_subjects(verb) and token.lower_ != "it":
        return set()
    objects = [o for o in syntax.children(verb.head, "dobj", "dative", "nsubjpass") if o.i < token.i]
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":  # "wrote to Chad asking it to stop"
        objects += [o for o in syntax.prepositional(verb.head, "to") if o.i < verb.i]
    return {t.i for o in objects for t in syntax.with_conjuncts(o)}


def _told_aside(head: Token) -> bool:
    """Whether somebody stands in what is said of another noun: "a group led by Roe", "rebels loyal to Roe"."""
    if head.dep_ != "pobj" or head.head.dep_ not in ("agent", "prep"):
        return False
    above = head.head.head
    return above.dep_ in ("acl", "amod") and above.pos_ in ("VERB", "ADJ") and above.head.pos_ in ("NOUN", "PROPN")


def _barred(cast: Cast, token: Token) -> set[int]:
    """What a pronoun can't mean: its own conjuncts, and for an object the subject of its verb."""
    out = {t.i for t in token.conjuncts}
    if token.dep_ in ("dobj", "dative", "pobj"):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        if token.dep_ == "pobj" and verb.dep_ in ("dobj", "nsubjpass"):
            verb = verb.head  # "freed four of them"
        shared = syntax.surface_subject(verb) if syntax.is_verb(verb) else []  # "captured two soldiers and freed them"
        own = syntax.children(verb, "nsubj", "nsubjpass")
        out |= {t.i for s in (*own, *shared) for t in syntax.with_conjuncts(s)}
    if token.dep_ == "poss" and token.head.lemma_ in _SUFFERED and token.head.dep_ == "dobj":
        out |= {t.i for t in syntax.surface_subject(token.head.head)}  # "talked to the captors to secure their release"
        out |= {t.i for t in token.sent if t.lemma_ in _CAPTORS}
    if token.dep_ == "poss" and (punished := paid_back(token)) is not None:
        out |= {t.i for t in syntax.surface_subject(punished)}
    if _to_do(token):
        wanting = {t for s in syntax.surface_subject(token.head.head) for t in syntax.with_conjuncts(s)}
        out |= {t.i for t in wanting if t.i in cast.name_at or t.pos_ == "PRON"}  # a state's court may well allow it
    if token.dep_ == "nsubj":
        out |= {syntax.antecedent(o).i for o in syntax.children(token.head, "dobj", "pobj")}
        if token.head.dep_ == "relcl":
            out |= {t.i for t in syntax.with_conjuncts(token.head.head)}  # "the two journalists they were holding"
    return out


def _to_do(token: Token) -> bool:
    """Whether somebody else wants or urges those whom a pronoun means to do something: "wants [it] to withdraw"."""
    verb = token.head
    wanted = token.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp") and syntax.is_infinitive(verb)
    return wanted and syntax.is_verb(verb.head)


def _salient(cast: Cast, token: Token, fits: Callable[[Node, Ref], bool]) -> int | None:
    for _, _, ref in candidates(cast, token):
        if len(ref.nodes) == 1 and fits(cast.nodes[ref.nodes[0]], ref):
            return ref.nodes[0]
    return None


def _plural(cast: Cast, token: Token) -> Ref | None:
    found = [ref for _, _, ref in candidates(cast, token)]
    if token.dep_ == "poss" and token.head.lemma_ in _SUFFERED:  # "picked up two poets. Peru called for their release"
        found.sort(key=lambda ref: cast.doc[ref.start : ref.end].root.dep_ not in ("dobj", "nsubjpass"))
    for ref in found:
        head = cast.doc[ref.start : ref.end].root
        while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i in cast.refs:
            head = head.head  # of "Chad, Mali and Niger" the whole row
        together = [cast.refs[t.i] for t in syntax.with_conjuncts(head) if t.i in cast.refs and t.i < token.i]
        if len(together) > 1:
            nodes = tuple(dict.fromkeys(n for r in together for n in r.nodes))
            return Ref(nodes, token.i, token.i + 1, False, plural=True)
        many = any(cast.nodes[n].kind in ("armed_group", "population") for n in ref.nodes)
        if ref.plural or many or head.lemma_ in _COLLECTIVE:
            return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, True)
    if token.lower_ == "their" and token.head.lemma_ in _JOINT:
        return _both(cast, token)
    return _speaker(cast, token) if token.lower_ == "they" and token.head.dep_ == "ccomp" else None


def _both(cast: Cast, token: Token) -> Ref | None:
    """The two of the clause before whose talks or border it is: "Carter received Begin, but their meeting"."""
    found: dict[int, None] = {}
    for i in range(token.sent.start, token.i):
        ref = cast.refs.get(i)
        if ref is not None and ref.naming and len(ref.nodes) == 1 and cast.doc[i].dep_ in _ROLES:
            found.setdefault(ref.nodes[0])
    kinds = {cast.nodes[n].kind for n in found}
    if len(found) != 2 or len(kinds) != 1 or not kinds <= {"person", "state"}:
        return None
    return Ref(tuple(found), token.i, token.i + 1, False, plural=True)
