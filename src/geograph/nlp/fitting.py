"""Whether a trigger fits where its words stand: what fills its places, who takes part, which conditions hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.conditions import heads, hidden, means, rules
from geograph.nlp.favours import favour
from geograph.nlp.index import Index
from geograph.nlp.parts import Part, other_body, parts, same
from geograph.nlp.places import fill
from geograph.nlp.recipients import addressed, aimed_at, demanded_of, hung, of_others, of_own_state
from geograph.nlp.resolve import Cast
from geograph.nlp.sites import whose_land
from geograph.nlp.supports import done_with
from geograph.nlp.surroundings import Site
from geograph.nlp.wordlists import wordlist
from geograph.ontology import Trigger

_ROWS = ("subj", "obj", "iobj")
"""Places whose row of fillers a trigger refuses only where it refuses each ("shot two soldiers and a dog")."""
_HEADS = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
"""Words of a trigger on which the parser may hang what belongs to the whole: "let fly at"."""
_WHO = frozenset({"actor", "mod", "recipient", "subj"})
"""Places whose conditions hold for participants, or for words before the trigger."""
_ADVERBS = frozenset({"aside", "away", "back", "down", "in", "off", "out", "over", "through", "up"})
"""Words of a trigger whose object is the verb's, whatever the parser makes of them: "flew in troops"."""
_WRITINGS = wordlist("fitting", "writings")
_HOLDING = ("at", "in", "of", "on", "to")
"""Places whose filler the other side may hang on: "stuck [to its guns] over an order by Chad"."""
_SPOKEN_OF = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})


@dataclass(frozen=True, slots=True)
class Fit:
    """Who takes part where a trigger fits. `things` are the words of its object that name nobody; `inferred` tells
    how those were found whom no place of the trigger names."""

    actor: tuple[Part, ...]
    recipient: tuple[Part, ...]
    things: frozenset[int]
    inferred: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """A trigger's places, each filled once, when it is asked for."""

    site: Site
    beside: tuple[Token, ...]
    asked: dict[str, frozenset[str]]
    filled: dict[str, list[Token]] = field(default_factory=dict)

    def fill(self, place: str) -> list[Token]:
        """What stands in a place; of several, those that the trigger's condition on the place asks for."""
        if place not in self.filled:
            trigger, cast = self.site.trigger, self.site.cast
            with_object = place == "obj" in {*trigger.actor, *trigger.recipient, *self.asked}
            heard = [p for p in self.beside if p.lower_ == place or (with_object and p.lower_ in _ADVERBS)]
            own = [o for p in heard for o in syntax.objects_of(p)]
            apart = [o for b in self.beside if b.pos_ in _HEADS for o in syntax.prepositional(b, place)]
            fillers = fill(self.site, place) or own or apart
            found = [t for filler in fillers for t in (*syntax.counted(filler), *syntax.included(filler))]
            words = self.asked.get(place)
            if words is not None and place not in ("subj", "obj") and len(found) > 1:
                found = [t for t in found if heads(t, words, cast)] or found
            self.filled[place] = found
        return self.filled[place]

    def all_of(self, places: Sequence[str]) -> list[Token]:
        return [t for place in places for t in self.fill(place)]


def fitted(site: Site, where: tuple[int, ...]) -> Fit | None:
    """Who takes part in what a trigger tells whose words are the tokens `where`; None where it doesn't fit."""
    token, trigger, support, cast, index = site.token, site.trigger, site.support, site.cast, site.index
    frame = _Frame(site, tuple(token.doc[i] for i in where[1:]), dict(trigger.need))
    for place, needed in trigger.need:  # most triggers of a common verb end here, before anybody is looked for
        if place not in _WHO and not any(heads(t, needed, cast) for t in frame.fill(place)):
            return None
    doers = parts(frame.all_of(trigger.actor), cast, index.deeds)
    asked, asking = favour(token, trigger, index)
    done_as_asked = bool(asked) and (not doers or trigger.type in index.mutual) and bool(parts(asking, cast))
    doers = parts([*asked, *asking] if doers else asked, cast, index.deeds) if done_as_asked else doers
    suffered = not index.suffered.isdisjoint((trigger.type, trigger.mode))
    actor = tuple(p for p in doers if not _private(p, cast))
    if doers and not actor and not suffered:
        return None
    acting = _nodes(actor)
    recipient = _filtered(_opposite(frame, actor), actor, suffered, trigger, cast, index)
    if asking and not recipient and trigger.type in index.favours["deeds"]:
        recipient = tuple(p for p in parts(asking, cast) if not set(p.ref.nodes) & acting)
    nobody, inferred = not actor and not recipient, "favour" if done_as_asked else ""
    if nobody and trigger.pos == "noun" and support is None and "subj" in trigger.actor:
        actor, inferred = parts(_governing(token, index), cast, index.deeds), "subject"
    sideless = not actor and not recipient and trigger.pos == "noun" and trigger.type in index.mutual
    sideless = sideless and syntax.whole(token).dep_ in _SPOKEN_OF  # not "ceasefire monitors"
    if not actor and not recipient and not sideless and not _laid(token, trigger, support):
        return None
    recipient = _farther(frame, actor, acting, recipient)
    things = _things(frame, actor, recipient, sideless)
    if things is None:
        return None
    if f"{trigger.type}.{trigger.mode}" in index.vacating:
        if of_others(things, acting, cast):
            return None  # "end a siege by rebels"
        recipient = tuple(p for p in recipient if not p.ref.place)  # the land that one leaves is where, not to whom
    if "purpose" in trigger.recipient:
        things |= {(t.head.head if t.dep_ == "pobj" else t.head).i for t in frame.fill("purpose")}
    return Fit(actor, recipient, frozenset(things), "sides" if sideless else inferred)  # told by the events around it


def _nodes(found: Sequence[Part]) -> set[int]:
    return {n for p in found for n in p.ref.nodes}


def _private(part: Part, cast: Cast) -> bool:
    return any(cast.nodes[n].private for n in part.ref.nodes)


def _undergone(trigger: Trigger, index: Index) -> frozenset[str]:
    """Nouns of deeds that are no participants of what one says of them."""
    return index.undergone if trigger.type in index.stances else frozenset()


def _opposite(frame: _Frame, actor: tuple[Part, ...]) -> tuple[Part, ...]:
    """Who stands where the trigger looks for its recipient, or on the other side of its support verb."""
    site = frame.site
    trigger, support, cast, index = site.trigger, site.support, site.cast, site.index
    taken, answered = {p.token.i for p in actor}, _undergone(trigger, index)
    sought = trigger.recipient
    if trigger.pos == "verb" and sought and any(t.i in cast.refs for t in frame.fill("iobj")):
        sought = ("iobj", *(p for p in sought if p not in ("iobj", "obj", "to")))  # "was denied entry to Oman"
    facing = [t for p in sought for t in demanded_of(p, frame.fill(p))]
    recipient = parts([t for t in facing if t.i not in taken], cast, answered)
    if recipient or not trigger.recipient:
        return recipient
    if support is not None and support.lemma_ in index.inverse:
        recipient = parts([t for t in frame.fill("obj") if t.i not in taken], cast, answered)
    drawn = syntax.governor(site.token) if actor and not recipient else None
    if drawn is not None and trigger.pos == "noun" and drawn.lemma_ in index.eliciting and not syntax.is_passive(drawn):
        own = _nodes(actor)
        recipient = parts(syntax.doers(drawn), cast, answered) if actor[0].token.i > site.token.i else ()
        recipient = tuple(p for p in recipient if not set(p.ref.nodes) & own)
    return recipient


def _filtered(
    recipient: tuple[Part, ...], actor: tuple[Part, ...], suffered: bool, trigger: Trigger, cast: Cast, index: Index
) -> tuple[Part, ...]:
    """Without those who act themselves, private people and one's own envoys."""
    taken, acting = {p.token.i for p in actor}, _nodes(actor)
    fought = trigger.type in index.forceful  # nobody storms their own police station
    return tuple(
        p
        for p in recipient
        if p.token.i not in taken
        and not same(p, actor)
        and not (_private(p, cast) and not suffered)
        and not (p.descended and set(p.ref.nodes) <= acting and (fought or not other_body(p, actor)))
        and not (p.ref.place and trigger.type == "AGREE" and of_own_state(p, acting, cast))  # "agreed to go to"
        and not (trigger.type == "THREATEN" and _for_one(p) and of_own_state(p, acting, cast))
        and not (p.token.lemma_ in index.posted.get(trigger.mode or "", ()) and of_own_state(p, acting, cast))
    )


def _for_one(part: Part) -> bool:
    """Whether somebody is named as who will do something: one's own side, "warned that [Cairo] would not stand by"."""
    will = any(c.lower_ in ("will", "would", "wo") for c in syntax.children(part.token.head, "aux"))
    return will and part.token.dep_ == "nsubj" and part.ref.naming and part.token.pos_ == "PROPN"


def _farther(frame: _Frame, actor: tuple[Part, ...], acting: set[int], recipient: tuple[Part, ...]) -> tuple[Part, ...]:
    """The recipient, or who is meant where no place names one: who did the deed that is condemned, to whom the letter
    goes that asks, whose land it is."""
    token, trigger, cast, index = frame.site.token, frame.site.trigger, frame.site.cast, frame.site.index
    answered = _undergone(trigger, index)
    if not recipient and trigger.pos == "verb" and "obj" in trigger.recipient:  # "condemned the ambush that they laid"
        things = [t for t in frame.fill("obj") if t.i not in cast.refs]
        verbs = [v for t in things if (v := done_with(t, index)) is not None]
        recipient = parts([t for v in verbs if v.lemma_ in index.support for t in syntax.doers(v)], cast)
        recipient = tuple(p for p in recipient if not set(p.ref.nodes) & acting)
    if not recipient and trigger.pos == "verb" and trigger.content not in ("planned", "hypothetical"):
        recipient = aimed_at([t for t in frame.fill("obj") if t.lemma_ not in answered], actor, cast, trigger)
    told = all(p.descended for p in recipient) and trigger.content == "hypothetical"  # "threatening to cut [US] funds"
    if (told or not recipient) and trigger.type in index.acts and token.tag_ == "VBG":
        if "unless" not in trigger.recipient:
            recipient = parts(addressed(token), cast) or recipient
    if not recipient and actor:
        recipient = hung([t for p, _ in trigger.need if p in _HOLDING for t in frame.fill(p)], trigger, cast)
        recipient = tuple(p for p in recipient if not set(p.ref.nodes) & acting)
    if not recipient and "site" in trigger.recipient:
        recipient = whose_land(frame.all_of(trigger.recipient), actor, cast)
    return recipient


def _things(frame: _Frame, actor: tuple[Part, ...], recipient: tuple[Part, ...], sideless: bool) -> set[int] | None:
    """The words of the object that name nobody; None where a condition of the trigger doesn't hold."""
    trigger, cast = frame.site.trigger, frame.site.cast
    things: set[int] = set()
    for places, wanted in ((trigger.need, True), (trigger.refuse, False)):
        for place, words in places:
            if sideless and wanted and place in ("actor", "recipient"):
                continue
            known = wanted and place not in _WHO  # looked at before anybody was
            if not known and _holds(frame, place, words, wanted, actor, recipient) != wanted:
                return None
            if wanted and place == "obj" and trigger.pos == "verb":
                things |= {t.i for t in frame.fill(place) if t.i not in cast.refs}
    return things


def _holds(
    frame: _Frame,
    place: str,
    words: frozenset[str],
    wanted: bool,
    actor: tuple[Part, ...],
    recipient: tuple[Part, ...],
) -> bool:
    """Whether one of the words heads what stands in a place."""
    token, trigger, cast = frame.site.token, frame.site.trigger, frame.site.cast
    if place in ("actor", "recipient"):
        who = actor if place == "actor" else recipient
        ok = any(means(cast, p.ref, words) or p.token.lemma_.lower() in words for p in who)
    else:
        before = [*syntax.modifiers(token), *syntax.children(token, "amod", "compound")] if place == "mod" else []
        looked = before if place == "mod" else frame.fill(place)
        if place in _ROWS and not wanted and place in frame.asked:
            looked = [t for t in looked if heads(t, frame.asked[place], cast)]
        found = [heads(t, words, cast) or (not wanted and hidden(t, words, cast)) for t in looked]
        ok = all(found) and bool(found) if place in _ROWS and not wanted else any(found)
    if wanted and not ok and place == "subj" and trigger.actor == ("subj",):  # "a letter from the rebels says"
        ok = all(t.lemma_ in _WRITINGS for t in frame.fill(place)) and any(means(cast, p.ref, words) for p in actor)
    if wanted and not ok and place in ("actor", "subj") and "@state" in words:
        there = [cast.refs[t.i] for t in frame.fill(place) if t.i in cast.refs] if place == "subj" else []
        ok = rules(cast, [p.ref for p in actor] if place == "actor" else there)
    return ok


def _laid(noun: Token, trigger: Trigger, support: Token | None) -> bool:
    """Whether a deed of which nobody is named may be what somebody is accused of, or praised or asked for."""
    top = syntax.whole(noun)
    behind = top.dep_ == "pobj" and top.head.lower_ in ("of", "for", "with", "in", "over")
    return trigger.pos == "noun" and support is None and behind and "subj" in trigger.actor


def _governing(noun: Token, index: Index) -> list[Token]:
    """The subject of a verb whose object a deed is, or that is done with it: "mulls limits", "hemmed in with raids"."""
    top = syntax.whole(noun)
    verb = top.head
    if top.dep_ == "pobj" and verb.lower_ in ("with", "through") and top != noun:
        verb = verb.head
    elif top.dep_ != "dobj":
        return []
    lemma = verb.lemma_.lower()
    if (
        not syntax.is_verb(verb)
        or lemma in index.reacting
        or (top.dep_ == "dobj" and ("verb", lemma) in index.by_lemma)
    ):
        return []
    return syntax.doers(verb)
