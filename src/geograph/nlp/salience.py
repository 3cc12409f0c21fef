"""Who stands out where a pronoun or a description points back: salience by nearness and place in the clause, and who
can't be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.paybacks import paid_back
from geograph.nlp.quotes import SAYING, WE, announcing, around, speaker
from geograph.nlp.refs import Ref
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

NEUTER = frozenset({"it", "its", "itself"})
ORDEALS = wordlist("salience", "ordeals")
SUFFERED = wordlist("salience", "suffered")
_UNDERGONE = wordlist("salience", "undergone")
_CAPTORS = wordlist("salience", "captors")
_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect"})
_DENYING = frozenset({"deny", "dispute", "reject"})


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
    own = said(cast, token, said_by) if said_by is not None else None
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


def said(cast: Cast, token: Token, said_by: Token) -> Ref | None:
    """Whom a speaker means by "I" or, where they speak for a body, by "we"."""
    number = cast.name_at.get(said_by.i)
    ref = cast.refs.get(said_by.i) or (cast.named(cast.names[number]) if number is not None else None)
    if ref is None:
        return None
    body = cast.spoken_for.get(ref.nodes[0]) if token.lower_ in WE and len(ref.nodes) == 1 else None
    whole = cast.named(body) if body is not None else None
    if whole is not None:
        return Ref(whole.nodes, token.i, token.i + 1, False)
    return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state)


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
    if token.dep_ == "poss" and token.head.lemma_ in SUFFERED and token.head.dep_ == "dobj":
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
