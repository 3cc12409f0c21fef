"""Who is meant by a trigger's recipient where its own places name nobody, and who is none: the other side of a thing,
the addressee of a letter, one's own envoys."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.parts import Part, parts
from geograph.nlp.resolve import Cast
from geograph.nlp.wordlists import wordlist
from geograph.ontology import Trigger

_WRITING = wordlist("recipients", "writing")
_LETTERS = wordlist("recipients", "letters")
_LINKS = frozenset({"against", "for", "from", "over", "to", "with"})
_FIGHTERS = frozenset({"armed_group", "population"})
_COMING = wordlist("recipients", "coming")


def of_own_state(part: Part, acting: set[int], cast: Cast) -> bool:
    """Whether it acts for a state of those who act."""
    return part.ref.state is not None and part.ref.state in {cast.nodes[n].state for n in acting}


def of_others(things: set[int], acting: set[int], cast: Cast) -> bool:
    """Whether the thing of a deed is somebody else's doing: "lifted the blockade by the rebels"."""
    told = [t for i in things for t in (cast.doc[i], *syntax.children(cast.doc[i], "acl"))]
    by = [cast.refs[o.i] for t in told for o in syntax.agents(t) if o.i in cast.refs]
    near = [w for i in things for w in (*syntax.possessors(cast.doc[i]), *syntax.modifiers(cast.doc[i]))]
    by += [r for w in near if (r := cast.refs.get(w.i)) and any(cast.nodes[n].kind in _FIGHTERS for n in r.nodes)]
    return bool(acting) and any(not set(ref.nodes) & acting for ref in by)


def hung(things: list[Token], trigger: Trigger, cast: Cast) -> tuple[Part, ...]:
    """The other side, where it hangs on the thing: "a freeze on sales [to Chad]", "walked out of talks [with Chad]"."""
    links = [w for w in trigger.recipient if w in _LINKS]
    plain = [t for t in things if t.i not in cast.refs]
    return parts([o for t in plain for w in links for o in syntax.prepositional(t, w)], cast)


def addressed(speech: Token) -> list[Token]:
    """To whom the letter goes that speaks: "wrote to the council asking for help", "sent the chief a letter threatening
    to", or where those come who ask: "arrived in Greece seeking asylum"."""
    verb = speech.head
    if speech.dep_ == "acl" and verb.lemma_ in _LETTERS:
        return syntax.prepositional(verb, "to") or _addressed_by(verb.head)
    if speech.dep_ != "advcl":
        return []
    if verb.lemma_ in _WRITING:
        return syntax.prepositional(verb, "to")
    if verb.lemma_ in _COMING:
        return [t for word in ("in", "at", "to", "into") for t in syntax.prepositional(verb, word)][:1]
    letters = [o for o in syntax.children(verb, "dobj") if o.lemma_ in _LETTERS]
    return [t for o in letters for t in syntax.prepositional(o, "to")] or (_addressed_by(verb) if letters else [])


def _addressed_by(verb: Token) -> list[Token]:
    """To whom a verb sends what it sends, also behind a "to" that the parser took for a dative."""
    through = [o for d in syntax.children(verb, "dative") if d.pos_ == "ADP" for o in syntax.objects_of(d)]
    return syntax.indirect_objects(verb) or through or syntax.prepositional(verb, "to")


def demanded_of(place: str, found: list[Token]) -> list[Token]:
    """Who is asked: of a clause in the passive its agent, not who would undergo it ("demanded that hostages be
    freed")."""
    if place != "that":
        return found
    return [a for t in found for a in (syntax.agents(t.head) if t.dep_ == "nsubjpass" else [t])]


def aimed_at(things: list[Token], actor: tuple[Part, ...], cast: Cast, trigger: Trigger) -> tuple[Part, ...]:
    """Against whom a thing is that is one's own: "lifted its blockade of Yemen"."""
    own = {n for p in actor for n in p.ref.nodes}
    found: list[Token] = []
    for thing in (t for told in things for t in (told, *syntax.loaded(told))):
        if (
            trigger.recipient
            and thing.i not in cast.refs
            and "obj" in (*trigger.recipient, *(place for place, _ in trigger.need))
        ):
            for word in ("of", "against", "on", "to", "with"):
                found = found or syntax.prepositional(thing, word)
            found = found or syntax.laid_on(thing)
            if found and all(t.i not in cast.refs and t.pos_ == "NOUN" for t in found):  # "the ban on travel to Cuba"
                found = [
                    t for f in found for word in ("to", "with", "into") for t in syntax.prepositional(f, word)
                ] or found
    return tuple(p for p in parts(found, cast) if not set(p.ref.nodes) <= own)
