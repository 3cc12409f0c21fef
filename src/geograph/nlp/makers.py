"""Whose work a thing is of which somebody speaks again: "passed a bill. Canada criticised the bill"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.around import REACH
from geograph.nlp.parts import Part
from geograph.nlp.pronouns import thing_of
from geograph.nlp.refs import Ref
from geograph.nlp.resolve import Cast
from geograph.nlp.wordlists import wordlist

_MAKING = wordlist("makers", "making")
_WORKS = wordlist("makers", "works")
_ACCORDS = wordlist("makers", "accords")
CLAIMS = wordlist("makers", "claims")
UNDOING = wordlist("makers", "undoing")
_SUMS = wordlist("makers", "sums")
_SAID = frozenset({"the", "this", "that", "these", "those"})


def spoken_of(thing: Token, cast: Cast) -> Token | None:
    """The thing that is known from before and names nobody, which a word names or stands for; None for any other."""
    if thing.lower_ in ("it", "them"):
        return thing_of(thing) or _before(thing)
    known = thing.i not in cast.refs and any(c.lower_ in _SAID for c in syntax.children(thing, "det"))
    return thing if known else None


def _before(pronoun: Token) -> Token | None:
    """The thing of which the verb before says something: "called the vote a farce and rejected it"."""
    said = pronoun.head.head if pronoun.dep_ == "dobj" and pronoun.head.dep_ == "conj" else None
    if said is None or not syntax.is_verb(said):
        return None
    clauses = syntax.children(said, "ccomp")
    things = [t for c in clauses for t in syntax.own_subjects(c)] or (syntax.undergoers(said) if clauses else [])
    number = "NN" if pronoun.lower_ == "it" else "NNS"
    return next((t for t in things if t.tag_ == number and t.i < pronoun.i), None)


def makers(thing: Token, cast: Cast) -> tuple[Part, ...]:
    """Who made, passed, published or proposed a thing where the text spoke of it last; nobody where it was only
    something to be had or seen."""
    lemma = thing.lemma_.lower()
    if lemma not in _WORKS | _ACCORDS:
        return ()
    alike = _ACCORDS if lemma in _ACCORDS else {lemma}  # "signed a pact. Chad praised the agreement"
    for before in reversed(thing.doc[: thing.i]):
        if cast.sentence[thing.i] - cast.sentence[before.i] > REACH:
            return ()
        if before.lemma_.lower() in alike and before.pos_ in ("NOUN", "PROPN"):
            made = [t for t in _by(before) if t.i in cast.refs and _acts(cast.refs[t.i], cast)]
            if made:
                return tuple(Part(t, cast.refs[t.i], True) for t in made)
    return ()


def _acts(ref: Ref, cast: Cast) -> bool:
    """Whether it is somebody, or a capital that may stand for its state."""
    return not ref.place or all(cast.nodes[n].kind == "state" for n in ref.nodes)


def _by(work: Token) -> Iterator[Token]:
    yield from syntax.possessors(work)
    yield from syntax.prepositional(work, "by")
    verb = syntax.governor(work)
    if verb is not None and verb.lemma_ in _MAKING:
        yield from syntax.doers(verb)


def made_by(thing: Token) -> Iterator[Token]:
    """Whose a thing is by the clause behind it: "a law drafted by the ministry", "a bill that the cabinet tabled"."""
    for clause in syntax.children(thing, "acl"):
        yield from syntax.agents(clause)
    verb = syntax.relative_governor(thing)
    aside = verb is not None and any(o.tag_ == "WDT" for p in syntax.preps(verb) for o in p.children)
    if verb is not None and not aside:  # not "an attack in which six died"
        yield from syntax.doers(verb)


def sums_up(noun: Token) -> bool:
    """Whether a noun behind a comma sums up what the clause before tells: "was working again, a charge Iran denies"."""
    first = noun.left_edge
    known = noun.lemma_ in _SUMS or noun.lemma_ in _WORKS
    return known and first.lower_ in ("a", "an") and first.i > 0 and first.nbor(-1).text in (",", "-", "--", "–", "—")


def told_before(noun: Token) -> Token | None:
    """The verb of the clause that a noun sums up."""
    return next((up for up in noun.ancestors if syntax.is_verb(up) and up.i < noun.i), None)
