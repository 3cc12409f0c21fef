"""Triggers to hits: where an article's words report an event, and who takes part.

A trigger is found by one lookup on the lemma; then its other words, its conditions and its places are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax
from geograph.nlp.conditions import heads, means, rules
from geograph.nlp.index import Index
from geograph.nlp.parts import Part, other_body, parts, same
from geograph.nlp.phrases import so_called
from geograph.nlp.places import Site
from geograph.nlp.recipients import addressed, aimed_at, demanded_of, hung, of_others, of_own_state
from geograph.nlp.resolve import Cast
from geograph.nlp.sites import whose_land
from geograph.nlp.wording import head_of, lemmas, words_at
from geograph.nlp.wordlists import wordlist
from geograph.ontology import Trigger

_POS = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adj", "verb")}
_ROWS = ("subj", "obj", "iobj")
"""Places whose row of fillers a trigger refuses only where it refuses each ("shot two soldiers and a dog")."""
_HEADS = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
"""Words of a trigger on which the parser may hang what belongs to the whole: "let fly at"."""
_WHO = frozenset({"actor", "mod", "recipient", "subj"})
"""Places whose conditions hold for participants, or for words before the trigger."""
_ADVERBS = frozenset({"aside", "away", "back", "down", "in", "off", "out", "over", "through", "up"})
"""Words of a trigger whose object is the verb's, whatever the parser makes of them: "flew in troops"."""


_WRITINGS = wordlist("events", "writings")
_HOLDING = ("at", "in", "of", "on", "to")
"""Places whose filler the other side may hang on: "stuck [to its guns] over an order by Chad"."""
_SPOKEN_OF = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger that matched at a token, with its participants. `support` is a noun's support verb; `laid` is what
    a deed is at least, of which somebody is accused or for which they are asked."""

    token: Token
    trigger: Trigger
    support: Token | None
    words: tuple[int, ...]
    actor: tuple[Part, ...]
    recipient: tuple[Part, ...]
    headline: bool
    rank: float
    things: frozenset[int] = frozenset()
    announced: bool = False
    inferred: str = ""
    also: tuple[int, ...] = ()
    laid: Status | None = None


def best(token: Token, cast: Cast, index: Index, headline: bool) -> Hit | None:
    """The trigger that fits best at a token, with its participants; None where none fits."""
    if token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN"):
        return None
    if token.dep_ == "amod" and token.tag_ == "VBN" and token.i > 1 and token.nbor(-1).text == "-":
        return None  # "Iran-backed": background
    if token.dep_ == "amod" and token.tag_ == "VBN" and token.lemma_ in index.harms and token.i < token.head.i:
        if not syntax.agents(token):
            return None  # "freed eighteen wounded soldiers": background
    if (
        token.dep_ == "amod"
        and token.tag_ in ("VBN", "VBD")
        and token.lemma_ in index.epithets
        and (_is_named(token.head, cast) or _known(token.head))
    ):
        return None  # "jailed dissident Jan Roe", "the region's murdered governor": background
    if (
        token.i in cast.name_at
        and token.ent_type_ not in ("", "EVENT", "LAW")
        and cast.names[cast.name_at[token.i]].forms
    ):
        return None
    if token.lemma_ == "call" and so_called(token):
        return None  # "what it called an attack on its ships"
    kinds = _POS.get(token.pos_, ())
    if token.pos_ == "VERB" and token.tag_ == "VBN" and syntax.children(token, "auxpass"):
        kinds = ("verb", "adj")  # "was prepared to"
    if "noun" not in kinds and token.i > 1 and token.nbor(-1).text == "-":
        kinds = ("noun", *kinds)  # "a go-slow", "the build-up"
    made = [h for pos in kinds for h in _matches(token, pos, cast, index, headline)]
    if not made and headline and token.pos_ in ("NOUN", "PROPN") and token.dep_ == "ROOT":
        made = list(_matches(token, "verb", cast, index, headline))
    return max(made, key=lambda h: h.rank, default=None)


def _known(noun: Token) -> bool:
    """Whether a noun tells of somebody who is known: "the jailed leader", "Nepal's ousted king"."""
    return any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those") for c in noun.children)


def _is_named(noun: Token, cast: Cast) -> bool:
    """Whether a noun is, or stands right before, somebody's name."""
    names = (cast.names[n] for i in (noun.i, noun.i + 1) if (n := cast.name_at.get(i)) is not None)
    return any(name.kind == "person" for name in names)


def _matches(token: Token, pos: str, cast: Cast, index: Index, headline: bool) -> Iterator[Hit]:
    for lemma in lemmas(token, pos):
        for trigger, words in index.by_lemma.get((pos, lemma), ()):
            where = words_at(token, words, pos)
            if where is not None:
                whole = "-" in words or (pos == "noun" and "of" in words)  # "a show of support"
                hit = _fit(head_of(token, where) if whole else token, trigger, where, cast, index, headline)
                if hit is not None:
                    yield hit


def _support(token: Token, trigger: Trigger, index: Index) -> Token | None:
    """The verb that lends its subject and prepositions to a noun's event, of the noun's own clause or of one that says
    what is done with it ("the sanctions that the EU imposed")."""
    verb = syntax.governor(token, trigger.type in index.acts)
    if verb is not None and token.head.lower_ == "for":
        return verb
    if verb is not None and _lends(verb, trigger, index):
        lemma = verb.lemma_.lower()
        named = lemma == "call" and token.dep_ == "oprd"
        if syntax.is_passive(verb) and token.head.lower_ in ("in", "into") and token.head.dep_ == "prep":
            return None  # "is engaged in talks"
        if token.dep_ == "pobj" and _holds(verb, token):
            if lemma in index.inverse and trigger.type in index.mutual:
                return None  # "received advice in a meeting with"
            if token.head.lower_ in ("about", "on", "over") and trigger.type in index.forceful:
                return None  # "called a meeting on the raid"
        answered = lemma in index.answering and token.dep_ in ("dobj", "nsubjpass") and syntax.owners(token)
        return None if named or answered else verb
    relative = _done(token, index)
    return relative if relative is not None and _lends(relative, trigger, index) else None


def _holds(verb: Token, noun: Token) -> bool:
    """Whether a verb has an object of its own before a noun's phrase."""
    return any(o.i < noun.i for o in syntax.children(verb, "dobj"))


def _done(noun: Token, index: Index) -> Token | None:
    """The verb of a relative clause that says what is done, not only meant, with what the noun names."""
    verb = syntax.relative_governor(noun)
    return verb if verb is not None and verb.lemma_.lower() not in index.intending else None


def _lends(verb: Token, trigger: Trigger, index: Index) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in index.support or lemma in index.inverse or lemma in trigger.light


def _fit(
    token: Token, trigger: Trigger, where: tuple[int, ...], cast: Cast, index: Index, headline: bool
) -> Hit | None:
    support = _support(token, trigger, index) if trigger.pos == "noun" else None
    if trigger.light and (support is None or (support.lemma_ not in trigger.light and "*" not in trigger.light)):
        return None
    site = Site(token, trigger, support, headline, cast, index)
    cache: dict[str, list[Token]] = {}

    asked = dict(trigger.need)
    named = {*trigger.actor, *trigger.recipient, *asked}
    beside = [token.doc[i] for i in where[1:]]

    def fill(place: str) -> list[Token]:
        """What stands in a place; of several, those that the trigger's condition on the place asks for."""
        if place not in cache:
            heard = [p for p in beside if p.lower_ == place or (place == "obj" in named and p.lower_ in _ADVERBS)]
            own = [o for p in heard for o in syntax.objects_of(p)]
            apart = [o for b in beside if b.pos_ in _HEADS for o in syntax.prepositional(b, place)]  # "let fly at"
            fillers = site.fill(place) or own or apart
            found = [t for filler in fillers for t in (*syntax.counted(filler), *syntax.included(filler))]
            words = asked.get(place)
            if words is not None and place not in ("subj", "obj") and len(found) > 1:
                found = [t for t in found if heads(t, words, cast)] or found
            cache[place] = found
        return cache[place]

    for place, needed in trigger.need:  # most triggers of a common verb end here, before anybody is looked for
        if place not in _WHO and not any(heads(t, needed, cast) for t in fill(place)):
            return None
    actor = parts([t for p in trigger.actor for t in fill(p)], cast, index.deeds)
    private = [p for p in actor if _private(p, cast)]
    suffered = not index.suffered.isdisjoint((trigger.type, trigger.mode))
    if private and not suffered and len(private) == len(actor):
        return None
    actor = tuple(p for p in actor if p not in private)
    taken = {p.token.i for p in actor}
    answered = index.undergone if trigger.type in index.stances else frozenset()
    sought = trigger.recipient
    if trigger.pos == "verb" and sought and (given := fill("iobj")) and any(t.i in cast.refs for t in given):
        sought = ("iobj", *(p for p in sought if p not in ("iobj", "obj", "to")))  # "was denied entry to Oman"
    facing = [t for p in sought for t in demanded_of(p, fill(p))]
    recipient = parts([t for t in facing if t.i not in taken], cast, answered)
    if not recipient and trigger.recipient and support is not None and support.lemma_ in index.inverse:
        recipient = parts([t for t in fill("obj") if t.i not in taken], cast, answered)
    if not recipient and trigger.recipient and actor and (drawn := syntax.governor(token)) is not None:
        if trigger.pos == "noun" and drawn.lemma_ in index.eliciting and not syntax.is_passive(drawn):
            own = {n for p in actor for n in p.ref.nodes}
            recipient = parts(syntax.doers(drawn), cast, answered) if actor[0].token.i > token.i else ()
            recipient = tuple(p for p in recipient if not set(p.ref.nodes) & own)
    acting = {n for p in actor for n in p.ref.nodes}
    fought = trigger.type in index.forceful  # nobody storms their own police station
    recipient = tuple(
        p
        for p in recipient
        if p.token.i not in taken
        and not same(p, actor)
        and not (_private(p, cast) and not suffered)
        and not (p.descended and set(p.ref.nodes) <= acting and (fought or not other_body(p, actor)))
        and not (p.token.lemma_ in index.posted.get(trigger.mode or "", ()) and of_own_state(p, acting, cast))
    )
    inferred = ""
    if not actor and not recipient and trigger.pos == "noun" and support is None and "subj" in trigger.actor:
        actor = parts(_governing(token, index), cast, index.deeds)
        inferred = "subject"
    sideless = not actor and not recipient and trigger.pos == "noun" and trigger.type in index.mutual
    sideless = sideless and syntax.whole(token).dep_ in _SPOKEN_OF  # not "ceasefire monitors"
    if not actor and not recipient and not sideless and not _laid(token, trigger, support):
        return None
    if not recipient and trigger.pos == "verb" and "obj" in trigger.recipient:  # "condemned the ambush that they laid"
        verbs = [v for t in fill("obj") if t.i not in cast.refs and (v := _done(t, index)) is not None]
        recipient = parts([t for v in verbs if v.lemma_ in index.support for t in syntax.doers(v)], cast)
        recipient = tuple(p for p in recipient if not set(p.ref.nodes) & acting)
    if not recipient and trigger.pos == "verb" and trigger.content not in ("planned", "hypothetical"):
        recipient = aimed_at([t for t in fill("obj") if t.lemma_ not in answered], actor, cast, trigger)
    told = all(p.descended for p in recipient) and trigger.content == "hypothetical"  # "threatening to cut [US] funds"
    if (told or not recipient) and trigger.type in index.acts and token.tag_ == "VBG" and "unless" not in sought:
        recipient = parts(addressed(token), cast) or recipient
    if not recipient and actor:
        recipient = hung([t for p, _ in trigger.need if p in _HOLDING for t in fill(p)], trigger, cast)
        recipient = tuple(p for p in recipient if not set(p.ref.nodes) & acting)
    if not recipient and "site" in trigger.recipient:
        recipient = whose_land([t for p in trigger.recipient for t in fill(p)], actor, cast)
    things: set[int] = set()
    for places, wanted in ((trigger.need, True), (trigger.refuse, False)):
        for place, words in places:
            if sideless and wanted and place in ("actor", "recipient"):
                continue
            if place == "actor":
                ok = any(means(cast, p.ref, words) or p.token.lemma_.lower() in words for p in actor)
            elif place == "recipient":
                ok = any(means(cast, p.ref, words) or p.token.lemma_.lower() in words for p in recipient)
            else:
                looked = (
                    [*syntax.modifiers(token), *syntax.children(token, "amod", "compound")]
                    if place == "mod"
                    else fill(place)
                )
                if place in _ROWS and not wanted and place in asked:
                    looked = [t for t in looked if heads(t, asked[place], cast)]
                found = [heads(t, words, cast) for t in looked]
                ok = all(found) and bool(found) if place in _ROWS and not wanted else any(found)
            if wanted and not ok and place == "subj" and trigger.actor == ("subj",):  # "a letter from the rebels says"
                ok = all(t.lemma_ in _WRITINGS for t in fill(place)) and any(means(cast, p.ref, words) for p in actor)
            if wanted and not ok and place in ("actor", "subj") and "@state" in words:
                there = [cast.refs[t.i] for t in fill(place) if t.i in cast.refs] if place == "subj" else []
                ok = rules(cast, [p.ref for p in actor] if place == "actor" else there)
            if ok != wanted:
                return None
            if wanted and place == "obj" and trigger.pos == "verb":
                things |= {t.i for t in fill(place) if t.i not in cast.refs}
    if f"{trigger.type}.{trigger.mode}" in index.vacating:
        if of_others(things, acting, cast):
            return None  # "end a siege by rebels"
        recipient = tuple(p for p in recipient if not p.ref.place)  # the land that one leaves is where, not to whom
    if "purpose" in trigger.recipient:
        things |= {(t.head.head if t.dep_ == "pobj" else t.head).i for t in fill("purpose")}
    rank = 10 * len(where) + 3 * len(trigger.need) + 2 * bool(trigger.light) + len(trigger.refuse) * 0.1
    rank += (2 if actor else 0) + (2 if recipient else 0) + trigger.confidence - 30 * sideless
    inferred = "sides" if sideless else inferred  # to be told by the events around it
    return Hit(token, trigger, support, where, actor, recipient, headline, rank, frozenset(things), inferred=inferred)


def _laid(noun: Token, trigger: Trigger, support: Token | None) -> bool:
    """Whether a deed of which nobody is named may be what somebody is accused of, or praised or asked for."""
    top = syntax.whole(noun)
    behind = top.dep_ == "pobj" and top.head.lower_ in ("of", "for", "with", "in", "over")
    return trigger.pos == "noun" and support is None and behind and "subj" in trigger.actor


def _private(part: Part, cast: Cast) -> bool:
    return any(cast.nodes[n].private for n in part.ref.nodes)


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
