"""What one says so that it is a charge: who insists or complains that an opponent did a hostile deed accuses them.
The table [charges] of grammar.toml tells the verbs and the deeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from geograph.nlp import contents, syntax
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import parts
from geograph.nlp.resolve import Cast
from geograph.ontology import Trigger

_WITNESSES = frozenset({"COP", "JRN", "JUD", "MED"})
_AHEAD = frozenset({"will", "wo", "would", "could", "may", "might", "can", "should", "must"})


def charges(found: Sequence[Hit], cast: Cast, index: Index) -> list[Hit]:
    """The accusations that a sentence's hits make of the verbs of speech above them, where these are no hits."""
    trigger = next((t for t, _ in index.by_lemma.get(("verb", index.charging_as), ())), None)
    taken = {i for h in found for i in _spots(h)}
    accused = {i for h in found if trigger is not None and h.trigger.type == trigger.type for i in _spots(h)}
    out: dict[int, Hit] = {}
    for hit in found if trigger is not None else ():
        for verb in _saying(hit.support or hit.token, index):
            made = _charge(verb, hit, trigger, cast, index) if trigger is not None else None
            if made is not None and not {verb.i, verb.head.i} & accused and verb.i not in taken | out.keys():
                out[verb.i] = made
    return list(out.values())


def _spots(hit: Hit) -> set[int]:
    return {hit.token.i, *([hit.support.i] if hit.support is not None else [])}


def _saying(deed: Token, index: Index) -> Iterator[Token]:
    """The verbs that say outright that a deed was done: "claimed that they had shelled and burned it"."""
    while deed.dep_ in ("conj", "xcomp") and syntax.is_verb(deed.head):
        deed = deed.head
    ahead = any(a.lower_ in _AHEAD for a in syntax.children(deed, "aux"))
    if deed.dep_ == "ccomp" and not ahead and not syntax.children(deed, "neg") and deed.head.lemma_ in index.charging:
        yield deed.head


def _charge(verb: Token, deed: Hit, trigger: Trigger, cast: Cast, index: Index) -> Hit | None:
    kind = index.ontology.types[deed.trigger.type]
    armed = kind.id in index.charged and all(
        cast.nodes[n].kind == "armed_group" for p in deed.recipient for n in p.ref.nodes
    )
    if not deed.actor or not (kind.quad == "material conflict" or (armed and deed.recipient)):
        return None
    actor = parts(syntax.doers(verb), cast)
    speaking = {n for p in actor for n in p.ref.nodes}
    doing = {n for p in deed.actor for n in p.ref.nodes}
    masters = contents.meant([t for p in deed.actor for t in syntax.possessors(p.token)], cast)
    states = {cast.nodes[n].state for n in speaking} - {None}
    witness = any(_WITNESSES & {p.ref.sector, *(cast.nodes[n].sector for n in p.ref.nodes)} for p in actor)
    if not actor or witness or speaking & (doing | masters) or states & {cast.nodes[n].state for n in doing}:
        return None
    if any(cast.nodes[n].private for n in speaking | doing) or contents.denied(verb):
        return None
    rank = 2 + trigger.confidence
    return Hit(verb, trigger, None, (verb.i,), actor, deed.actor, deed.headline, rank, inferred="charge")
