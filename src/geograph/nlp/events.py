"""Triggers to hits: where an article's words report an event, and who takes part.

A trigger is found by one lookup on the lemma; then its other words, its conditions and its places are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from geograph.nlp import syntax
from geograph.nlp.refs import PLACE_USES, Ref
from geograph.nlp.resolve import Cast
from geograph.ontology import ANY, Ontology, Trigger

_POS = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adj", "verb")}
_PARTICLES = frozenset(
    {"oprd", "dobj", "attr", "prt", "advmod", "prep", "agent", "advcl", "dative", "acomp", "npadvmod", "mark", "pcomp"}
)


_SIDES = frozenset({"between", "among", "with", "against"})


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: the token that stands in the role, and what it means."""

    token: Token
    ref: Ref
    descended: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger that matched at a token, with its participants. `support` is a noun's support verb."""

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
    also: tuple[int, ...] = ()


class Index:
    """The ontology's triggers by part of speech and lemma, and what the grammar says of support verbs."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.by_lemma: dict[tuple[str, str], list[tuple[Trigger, tuple[str, ...]]]] = {}
        for kind in ontology.types.values():
            for trigger in kind.triggers:
                for words in trigger.words:
                    head = words[-1] if trigger.pos == "noun" else words[0]
                    self.by_lemma.setdefault((trigger.pos, head), []).append((trigger, words))
        support = ontology.grammar["support"]
        self.support = frozenset(support["verbs"]) | frozenset(support["intending"])
        self.inverse = frozenset(support["inverse"])
        self.happen = frozenset(support["happen"])
        self.announced = {
            (deed, status): (new, str(row["predicate"]))
            for status, table in ontology.grammar["announced"].items()
            for new, row in table.items()
            for deed in row["deeds"]
        }
        self.deeds = frozenset(lemma for pos, lemma in self.by_lemma if pos == "noun")
        self.words = frozenset(lemma for _, lemma in self.by_lemma)


def best(token: Token, cast: Cast, index: Index, headline: bool) -> Hit | None:
    """The trigger that fits best at a token, with its participants; None where none fits."""
    if token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN"):
        return None
    if (
        token.i in cast.name_at
        and token.ent_type_ not in ("", "EVENT", "LAW")
        and cast.names[cast.name_at[token.i]].forms
    ):
        return None
    made = [h for pos in _POS.get(token.pos_, ()) for h in _matches(token, pos, cast, index, headline)]
    if not made and headline and token.pos_ in ("NOUN", "PROPN") and token.dep_ == "ROOT":
        made = list(_matches(token, "verb", cast, index, headline))
    return max(made, key=lambda h: h.rank, default=None)


def _lemmas(token: Token, pos: str) -> tuple[str, ...]:
    lemma, lower = token.lemma_.lower(), token.lower_
    if pos == "noun" and token.tag_ in ("NNPS", "NNP") and lower.endswith("s"):
        return (lemma, lower, lower[:-1])
    return (lemma,) if lemma == lower else (lemma, lower)


def _matches(token: Token, pos: str, cast: Cast, index: Index, headline: bool) -> Iterator[Hit]:
    for lemma in _lemmas(token, pos):
        for trigger, words in index.by_lemma.get((pos, lemma), ()):
            where = _words(token, words, pos)
            if where is not None:
                hit = _fit(token, trigger, where, cast, index, headline)
                if hit is not None:
                    yield hit


def _words(token: Token, words: tuple[str, ...], pos: str) -> tuple[int, ...] | None:
    """The tokens of a trigger's words, when they stand as they must."""
    if len(words) == 1:
        return (token.i,)
    if pos == "noun":
        start = token.i - len(words) + 1
        if start < 0:
            return None
        before = token.doc[start : token.i]
        same = all(w in (t.lower_, t.lemma_.lower()) for t, w in zip(before, words, strict=False))
        return tuple(range(start, token.i + 1)) if same else None
    out = [token.i]
    around = [token]
    for word in words[1:]:
        found = next(
            (c for a in around for c in a.children if c.lower_ == word and c.i > token.i and c.dep_ in _PARTICLES), None
        )
        if found is None:
            following = token.doc[out[-1] + 1] if out[-1] + 1 < len(token.doc) else None
            found = following if following is not None and following.lower_ == word else None
        if found is None:
            found = next((p for p in syntax.preps(token) if p.lower_ == word), None)
        if found is None:
            return None
        out.append(found.i)
        around.append(found)
    return tuple(out)


def _support(token: Token, trigger: Trigger, index: Index) -> Token | None:
    verb = syntax.governor(token)
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    if token.head.lower_ == "for":
        return verb
    return verb if lemma in index.support or lemma in index.inverse or lemma in trigger.light else None


def _fit(
    token: Token, trigger: Trigger, where: tuple[int, ...], cast: Cast, index: Index, headline: bool
) -> Hit | None:
    support = _support(token, trigger, index) if trigger.pos == "noun" else None
    if trigger.light and (support is None or (support.lemma_ not in trigger.light and "*" not in trigger.light)):
        return None
    site = _Site(token, trigger, support, headline, cast, index)
    cache: dict[str, list[Token]] = {}

    asked = dict(trigger.need)

    def fill(place: str) -> list[Token]:
        """What stands in a place; of several, those that the trigger's condition on the place asks for."""
        if place not in cache:
            found = site.fill(place)
            words = asked.get(place)
            if words is not None and place not in ("subj", "obj") and len(found) > 1:
                found = [t for t in found if _heads(t, words, cast)] or found
            cache[place] = found
        return cache[place]

    actor = _parts([t for p in trigger.actor for t in fill(p)], cast, index.deeds)
    taken = {p.token.i for p in actor}
    recipient = _parts([t for p in _recipient_places(trigger, site) for t in fill(p) if t.i not in taken], cast)
    acting = {n for p in actor for n in p.ref.nodes}
    recipient = tuple(
        p
        for p in recipient
        if p.token.i not in taken and not _same(p, actor) and not (p.descended and set(p.ref.nodes) <= acting)
    )
    if not actor and not recipient:
        return None
    if not recipient and trigger.pos == "verb" and trigger.content not in ("planned", "hypothetical"):
        recipient = _aimed_at(fill("obj"), actor, cast, trigger)
    things: set[int] = set()
    for places, wanted in ((trigger.need, True), (trigger.refuse, False)):
        for place, words in places:
            if place == "actor":
                ok = any(_is(cast, p.ref, words) or p.token.lemma_.lower() in words for p in actor)
            elif place == "recipient":
                ok = any(_is(cast, p.ref, words) or p.token.lemma_.lower() in words for p in recipient)
            else:
                looked = (
                    [*syntax.modifiers(token), *syntax.children(token, "amod", "compound")]
                    if place == "mod"
                    else fill(place)
                )
                ok = any(_heads(t, words, cast) for t in looked)
            if ok != wanted:
                return None
            if wanted and place == "obj" and trigger.pos == "verb":
                things |= {t.i for t in fill(place) if t.i not in cast.refs}
    if "purpose" in trigger.recipient:
        things |= {(t.head.head if t.dep_ == "pobj" else t.head).i for t in fill("purpose")}
    rank = 10 * len(where) + 3 * len(trigger.need) + 2 * bool(trigger.light) + len(trigger.refuse) * 0.1
    rank += (2 if actor else 0) + (2 if recipient else 0) + trigger.confidence
    return Hit(token, trigger, support, where, actor, recipient, headline, rank, frozenset(things))


def _aimed_at(things: list[Token], actor: tuple[Part, ...], cast: Cast, trigger: Trigger) -> tuple[Part, ...]:
    """Against whom a thing is that is one's own: "lifted its blockade of Yemen"."""
    own = {n for p in actor for n in p.ref.nodes}
    found: list[Token] = []
    for thing in things:
        if thing.i not in cast.refs and "obj" in (*trigger.recipient, *(place for place, _ in trigger.need)):
            for word in ("of", "against", "on", "to", "with"):
                found = found or syntax.prepositional(thing, word)
    return tuple(p for p in _parts(found, cast) if not set(p.ref.nodes) <= own)


def _recipient_places(trigger: Trigger, site: _Site) -> tuple[str, ...]:
    inverse = site.support is not None and site.support.lemma_ in site.index.inverse and trigger.recipient
    return (*trigger.recipient, "obj") if inverse and "obj" not in trigger.recipient else trigger.recipient


def _same(part: Part, others: tuple[Part, ...]) -> bool:
    """Whether a participant is wholly among others (a reflexive, or found twice)."""
    return any(
        set(part.ref.nodes) <= set(o.ref.nodes) and part.ref.naming and part.token.i == o.token.i for o in others
    )


def _is(cast: Cast, ref: Ref, words: frozenset[str]) -> bool:
    return ANY in words or "@actor" in words or any("@" + cast.nodes[n].kind in words for n in ref.nodes)


def _heads(token: Token, words: frozenset[str], cast: Cast) -> bool:
    """Whether a filler is headed by one of the words, or means an actor of one of the classes."""
    if ANY in words or token.lemma_.lower() in words or token.lower_ in words:
        return True
    ref = cast.refs.get(token.i)
    if ref is None:
        return False
    acts = not ref.place or any(cast.nodes[n].kind == "state" for n in ref.nodes)
    return (
        ("@actor" in words and acts)
        or ("@place" in words and ref.place)
        or (any("@" + cast.nodes[n].kind in words for n in ref.nodes))
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """A trigger's surroundings, where its places are filled."""

    token: Token
    trigger: Trigger
    support: Token | None
    headline: bool
    cast: Cast
    index: Index

    def fill(self, place: str) -> list[Token]:
        """The tokens in a place."""
        token, _support = self.token, self.support
        if self.trigger.pos == "noun":
            return self._fill_noun(place)
        if self.trigger.pos == "adj":
            return self._fill_adj(place)
        headline = self.headline and "obj" in self.trigger.recipient
        match place:
            case "subj":
                return self._doers(token, headline)
            case "obj":
                return syntax.undergoers(token, headline)
            case "iobj":
                return syntax.indirect_objects(token)
            case "that":
                return syntax.finite_subjects(token)
            case "xobj":
                return syntax.complement_objects(token)
            case "modal":
                return [a for c in syntax.children(token, "ccomp") for a in syntax.children(c, "aux")]
            case "comp":
                return syntax.complements(token)
            case "purpose":
                return syntax.beneficiaries(token)
            case "poss" | "mod":
                return syntax.possessors(token) if place == "poss" else []
        return syntax.prepositional(token, place)

    def _doers(self, verb: Token, headline: bool) -> list[Token]:
        """The logical subject; behind a thing ("filed a lawsuit accusing") the one who acts on the thing."""
        found = syntax.doers(verb, headline)
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and not any(t.i in self.cast.refs for t in found):
            above = syntax.governor(verb.head)
            return syntax.doers(above) if above is not None and above != verb else found
        return found

    def _fill_noun(self, place: str) -> list[Token]:
        token, support = self.token, self.support
        inverse = support is not None and support.lemma_ in self.index.inverse
        match place:
            case "subj":
                own = syntax.prepositional(token, "by") or syntax.possessors(token) or self._names_before()
                own = own or [t for c in syntax.children(token, "acl") if c.tag_ == "VBN" for t in syntax.agents(c)]
                if support is not None and not inverse:
                    return syntax.doers(support, self.headline) or own
                return own
            case "obj":
                if inverse and support is not None:
                    return syntax.doers(support, self.headline)
                return [o for p in syntax.children(token, "prep") if p.lower_ == "of" for o in syntax.objects_of(p)]
            case "clause":
                owned = syntax.prepositional(token, "by") or syntax.possessors(token) or self._names_before()
                return [] if owned or support is not None else syntax.clause_subject(token)
            case "poss":
                return syntax.possessors(token)
            case "mod":
                return self._names_before(pairs=True)
            case "iobj":
                return syntax.children(support, "dative") if support is not None else []
            case "that":
                return syntax.finite_subjects(token) + (syntax.finite_subjects(support) if support is not None else [])
            case "xobj":
                return syntax.complement_objects(token)
        found = syntax.prepositional(token, place)
        if support is None and token.dep_ == "nsubj" and place in _SIDES and token.head.lemma_ in self.index.happen:
            preps = [p for p in syntax.children(token.head, "prep") if p.lower_ == place]
            found += [t for p in preps for t in syntax.objects_of(p) if t not in found]
        if support is not None and place != "of":
            found += [t for t in syntax.prepositional(support, place) if t not in found and t != token]
        return found

    def _fill_adj(self, place: str) -> list[Token]:
        token = self.token
        verb = token.head if syntax.is_verb(token.head) else None
        if place == "subj":
            if token.dep_ == "amod":
                return syntax.with_conjuncts(token.head)
            return syntax.surface_subject(verb) if verb is not None else []
        if place == "obj":
            return (
                [*syntax.undergoers(verb)]
                if verb is not None and token.dep_ in ("oprd", "acomp", "advcl", "ccomp", "xcomp")
                else []
            )
        if place == "xobj":
            return syntax.complement_objects(token)
        if place == "that":
            return syntax.finite_subjects(token)
        return syntax.prepositional(token, place) or (syntax.prepositional(verb, place) if verb is not None else [])

    def _names_before(self, pairs: bool = False) -> list[Token]:
        """Names before a noun that may act: nationality adjectives, acronyms, organizations. A state's plain name
        or a city before a noun tells where ("Gaza raid"), unless it stands in a pair ("US-South Korea talks")."""
        out = []
        words = syntax.modifiers(self.token)
        for word in words:
            ref = self.cast.refs.get(word.i)
            number = self.cast.name_at.get(word.i)
            if ref is None or (ref.place and not pairs):
                continue
            use = self.cast.names[number].use if number is not None else ""
            if use in PLACE_USES or (use == "name" and ref.state and not pairs and not _hyphened(word)):
                continue
            out.append(word)
        return out


def _hyphened(word: Token) -> bool:
    doc = word.doc
    return (word.i + 1 < len(doc) and doc[word.i + 1].text in ("-", "–", "/")) or (
        word.i > 0 and doc[word.i - 1].text in ("-", "–", "/")
    )


def _parts(tokens: list[Token], cast: Cast, deeds: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """What the fillers mean; a filler that is no actor gives way to its owner. Of `deeds` only the doer counts: in
    'the bombing of a market killed ten' nobody is named who did it."""
    out: list[Part] = []
    for token in tokens:
        for part in _meaning(token, cast, 0, deeds):
            if part.token.i not in [p.token.i for p in out]:
                out.append(part)
    return tuple(out)


def _meaning(token: Token, cast: Cast, depth: int, deeds: frozenset[str]) -> Iterator[Part]:
    ref = cast.refs.get(token.i)
    if ref is not None and ref.nodes:
        yield Part(token, ref, depth > 0)
        return
    if depth > 2 or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"):
        return
    deed = token.lemma_.lower() in deeds
    owners = (syntax.possessors(token) or syntax.agents(token)) if deed else syntax.owners(token)
    names = [
        w
        for w in syntax.modifiers(token)
        if w.i in cast.refs
        and not cast.refs[w.i].place
        and (w.i not in cast.name_at or cast.names[cast.name_at[w.i]].use not in PLACE_USES)
    ]
    for owner in [*owners, *([] if owners and any(o.i in cast.refs for o in owners) else names)]:
        yield from _meaning(owner, cast, depth + 1, deeds)
