"""What is read, written down: an article's claims and entities, with their characters' offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from geograph.gazetteer import Gazetteer
from geograph.model import AHEAD, Actor, Article, Claim, Entity, Mention, Status, digest
from geograph.nlp.ascent import Standing
from geograph.nlp.confidence import confidence, traits
from geograph.nlp.contexts import Cues, Themes
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.parts import Part
from geograph.nlp.refs import Node, Ref
from geograph.nlp.resolve import Cast
from geograph.nlp.sayings import labelled
from geograph.nlp.setting import Setting
from geograph.nlp.speakers import blames, is_grave, is_named, told_by
from geograph.nlp.status_words import Words
from geograph.nlp.text import Layout

PRESUMED = 0.8
"""What the confidence is multiplied by where the holder of an office isn't named by the article."""

_HOME = frozenset({"country", "homeland", "nation", "people"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reading needs besides the text."""

    index: Index
    words: Words
    gazetteer: Gazetteer
    cues: Cues


class Scribe:
    """Writes claims and entities of one article, with offsets into the article as given."""

    def __init__(
        self, article: Article, page: Layout, cast: Cast, knowledge: Knowledge, heads: Mapping[int, str],
        setting: Setting,
    ) -> None:  # fmt: skip
        self.article, self.page, self.cast, self.knowledge, self.heads = article, page, cast, knowledge, heads
        self.setting = setting
        self.themes = Themes(cast.doc, knowledge.cues, knowledge.words.speech)

    def claim(self, hit: Hit, stand: Standing) -> Claim | None:
        """The claim that a hit makes; None where nobody takes part in it."""
        trigger = hit.trigger
        actor = self._actors(hit.actor, hit, "actor")
        spots = {a.id: a for a in actor}
        facing = [
            p for p in hit.recipient if p.token.lemma_ not in _HOME or not set(p.ref.nodes) <= self._countries(hit)
        ]
        nouns = {a.id for p in hit.actor if p.token.pos_ == "NOUN" for a in self._actor(p.token, p.ref, hit, "actor")}
        recipient = [a for a in self._actors(facing, hit, "recipient") if not self._reflexive(a, spots, nouns)]
        if not actor and not recipient:
            return None
        status: Status = "actual" if hit.announced else stand.status or "actual"
        speakers = self._speakers(hit, stand)
        plotted = status == "planned" and hit.token.head.lemma_ in self.knowledge.words.plotting
        if (status == "actual" or plotted) and is_grave(trigger.type, recipient, self.knowledge.words):
            charge = plotted or labelled(hit.token, self.knowledge.words)
            blamed = (charge and self._laid(hit, stand, speakers)) or blames(hit, self.cast, actor, recipient, speakers)
            status = "alleged" if blamed else status
        kind = self.knowledge.index.ontology.types[trigger.type]
        start, end = self._trim(hit.token.sent)
        field, quote_start, quote_end = self.page.place(start, end)
        low, high = self._span(hit)
        _, trigger_start, trigger_end = self.page.place(low, high)
        text = self.page.joined
        place, when = self.setting.place(hit, status in AHEAD), self.setting.when(hit, status in AHEAD)
        told = {n for n, known in (("placed", place), ("dated", when), ("attributed", speakers)) if known}
        return Claim(
            id="claim-" + digest(self.article.id, self.article.sha256, field, trigger_start, trigger_end, trigger.type),
            type=trigger.type,
            mode=trigger.mode,
            contexts=self.themes.of(hit, self.heads, actor, recipient),
            cameo=trigger.cameo,
            predicate=trigger.predicate,
            trigger=text[low:high],
            actor=tuple(actor),
            recipient=tuple(recipient),
            status=status,
            attributed_to=tuple(speakers),
            field=field,
            start=quote_start,
            end=quote_end,
            quote=text[start:end],
            trigger_start=trigger_start,
            trigger_end=trigger_end,
            rule=f"{trigger.name}+{hit.inferred}" if hit.inferred else trigger.name,
            confidence=confidence(traits(hit, kind, actor, recipient, status, told)) * self._certainty(hit),
            place=place,
            date=when,
            quantities=tuple(self.setting.how_many(hit)),
        )

    def _laid(self, hit: Hit, stand: Standing, speakers: list[Actor]) -> bool:
        """Whether somebody else tells of it: "police said the two had plotted to kill him"."""
        own = {n for p in hit.actor for n in p.ref.nodes}
        telling = [self.cast.refs[t.i] for t in stand.speakers if t.i in self.cast.refs]
        told = {n for ref in telling for n in ref.nodes}
        named = {a.id for a in speakers} & {self.cast.nodes[n].id for n in own}
        return bool(told or speakers) and not told & own and not named

    def _certainty(self, hit: Hit) -> float:
        """1, or less where only the gazetteer tells who holds an office that acts here."""
        return PRESUMED if any(p.ref.presumed for p in (*hit.actor, *hit.recipient)) else 1.0

    def _of(self, node: Node, hit: Hit) -> bool:
        """Whether a node is one that acts here."""
        return any(self.cast.nodes[n] is node for p in hit.actor for n in p.ref.nodes)

    def _countries(self, hit: Hit) -> set[int]:
        """The states that the people act for who do it: whoever "warned of his country's patience" didn't warn it."""
        nodes = [self.cast.nodes[n] for p in hit.actor for n in p.ref.nodes]
        found = [self.cast.state_node(n.state) for n in nodes if n.kind == "person" and n.state]
        return {n for n in found if n is not None}

    def _reflexive(self, actor: Actor, spots: dict[str, Actor], nouns: set[str]) -> bool:
        """Whether a recipient is an actor (`nouns` are told by nouns) over again, and not another office or force
        of the same state: "Iceland's president turned down a plea of the premier"."""
        own = spots.get(actor.id)
        if own is None:
            return False
        common = own.mention.split()[-1].islower() or (own.start == 0 and own.id in nouns)
        offices = actor.mention.split()[-1].islower() and common
        described = actor.kind == "state" and (offices or actor.sector not in (None, "GOV"))
        return own.start == actor.start or own.mention == actor.mention or not described

    def _trim(self, sent: Span) -> tuple[int, int]:
        text = self.page.joined[sent.start_char : sent.end_char]
        start = sent.start_char + len(text) - len(text.lstrip())
        return start, start + len(text.strip())

    def _span(self, hit: Hit) -> tuple[int, int]:
        """The trigger's characters: its words where they stand together, else its first word's."""
        doc = hit.token.doc
        words = sorted(hit.words)
        run = [hit.token.i]
        for i in words:
            if i == run[-1] + 1:
                run.append(i)
        first = min(words[0], run[0]) if words[0] == run[0] - (len(words) - 1) else run[0]
        return doc[first].idx, doc[run[-1]].idx + len(doc[run[-1]])

    def _actors(self, parts: Iterable[Part], hit: Hit, role: str) -> list[Actor]:
        out: dict[str, Actor] = {}
        for part in parts:
            for actor in self._actor(part.token, part.ref, hit, role):
                out.setdefault(actor.id, actor)
        return sorted(out.values(), key=lambda a: (a.field, a.start, a.id))

    def _actor(self, token: Token, ref: Ref, hit: Hit, role: str) -> Iterator[Actor]:
        for index in ref.nodes:
            node = self.cast.nodes[index]
            if ref.place:
                acting = self._acting(node, hit, role)
                if acting is not None and role == "recipient" and node.kind == "place" and self._of(acting, hit):
                    acting = node  # "granted autonomy to its province"
                if acting is None:
                    continue
                node = acting
            start, end = (ref.start, ref.end) if ref.naming else self._naming(index, ref)
            yield self._written(node, ref, start, end, token)

    def _acting(self, node: Node, hit: Hit, role: str) -> Node | None:
        """The state for which a place's name stands: a capital acts for its state; who is spoken to or helped in a
        place is its state; what is attacked there is only a place."""
        entry = node.entry
        if entry is None:  # a place that no list knows, where a name was mistaken for one
            return node if role == "recipient" or hit.trigger.type not in self.knowledge.index.mutual else None
        if entry.state is None:
            return node if entry.kind in ("organization", "other") else None
        if entry.kind == "state":
            return node
        kind = self.knowledge.index.ontology.types[hit.trigger.type]
        if role == "recipient" and not kind.quad.startswith("verbal") and not kind.recipient_expected:
            return node
        if kind.quad.startswith("verbal") or kind.recipient_expected:
            index = self.cast.state_node(entry.state)
            return self.cast.nodes[index] if index is not None else None
        return None

    def _naming(self, index: int, ref: Ref) -> tuple[int, int]:
        """The nearest mention that names the entity: the last before, else the first behind."""
        naming = [(s, e) for s, e, names, _ in self.cast.nodes[index].mentions if names]
        before = [m for m in naming if m[0] <= ref.start]
        return before[-1] if before else naming[0] if naming else (ref.start, ref.end)

    def _written(self, node: Node, ref: Ref, start: int, end: int, token: Token) -> Actor:
        doc = self.cast.doc
        low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        field, a, b = self.page.place(low, high)
        left, right = token.left_edge.i, token.right_edge.i
        if right - left > 40 or not left <= start <= right:
            left, right = start, end - 1
        phrase = self.page.joined[doc[left].idx : doc[right].idx + len(doc[right])]
        return Actor(
            id=node.id,
            name=node.name,
            mention=self.page.joined[low:high],
            phrase=phrase.strip(),
            start=a,
            end=b,
            kind=node.kind,
            state=node.state,
            sector=ref.sector or node.sector,
            field=field,
        )

    def _speakers(self, hit: Hit, stand: Standing) -> list[Actor]:
        parts = [p for p in stand.parts if is_named(p.token, self.cast)]
        parts += [Part(t, self.cast.refs[t.i]) for t in told_by(hit, stand, self.cast, self.knowledge.words)]
        found = [a for a in self._actors(parts, hit, "speaker") if self._is_named(a)]
        own = {n for p in hit.actor for n in p.ref.nodes}
        acts = hit.trigger.type in self.knowledge.words.acts and (hit.announced or stand.status is None)
        through = any(c.tag_ == "PRP$" for p in parts for c in p.token.children)  # "its minister said"
        if acts and not through and {n for p in parts for n in p.ref.nodes} <= own:
            return []  # what one says of one's own words is no report
        return found

    def _is_named(self, actor: Actor) -> bool:
        """Whether somebody stands behind the words: a name or a state, not bare "officials"."""
        return not actor.id.startswith(self.cast.local) or (
            actor.kind in ("person", "organization", "other") and actor.mention[:1].isupper()
        )

    def entities(self) -> Iterator[Entity]:
        """All entities with their mentions, in order of their first."""
        doc, page = self.cast.doc, self.page
        order = sorted((n for n in self.cast.nodes if n.mentions), key=lambda n: (n.mentions[0], n.id))
        for node in order:
            mentions: dict[tuple[str, int, int], Mention] = {}
            aliases: dict[str, None] = {}
            for start, end, naming, reason in node.mentions:
                low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
                field, a, b = page.place(low, high)
                text = page.joined[low:high]
                if (field, a, b) not in mentions or not mentions[field, a, b].reason:
                    mentions[field, a, b] = Mention(a, b, text, field, reason)
                if naming and text != node.name:
                    aliases[text] = None
            yield Entity(
                id=node.id,
                name=node.name,
                kind=node.kind,
                state=node.state,
                sector=node.sector,
                wikidata=node.entry.wikidata if node.entry is not None else None,
                aliases=tuple(sorted(aliases)),
                mentions=tuple(sorted(mentions.values(), key=lambda m: (m.field, m.start, m.end))),
            )
