"""The setting of an event: where, when and how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from spacy.tokens import Span, Token

from geograph.model import Place, Quantity, When
from geograph.nlp import dates, quantities
from geograph.nlp.events import Hit
from geograph.nlp.index import Index
from geograph.nlp.participles import participle
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout
from geograph.nlp.whereabouts import Whereabouts, site

_STANCES = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types that say something of another happening: a place behind that happening's word is its own."""
_LATE_DATELINE, _OLD_DATELINE = 7, 366 * 200
"""Days that an article may appear after the day of its dateline: where that has no year, and where it has one."""
_RECALL = 3
"""Sentences that "two days later" looks back."""
_FINENESS = ("day", "week", "month", "quarter", "year")
"""Granularities: what is told by the day can't be counted from an event of which only the month is known."""


def day_of(published: date | None, page: Layout) -> date | None:
    """The day that relative dates count from: the dateline's where its year is told too, or where it lies in the week
    before publication; else that of publication. None where neither is known."""
    line = page.dateline
    if line is None or line.date is None:
        return published
    day = dates.resolve(line.date, published).start
    limit = _OLD_DATELINE if dates.relative(line.date) is None else _LATE_DATELINE
    return published if day is None or (published and not 0 <= (published - day).days <= limit) else day


class Setting:
    """Finds where, when and how many for the events of one article, which must be asked for in the order of the text.
    `heads` are the types of all triggers and their support verbs by token: what stands below another event's trigger
    is that event's."""

    def __init__(
        self, cast: Cast, page: Layout, published: date | None, index: Index, heads: Mapping[int, str]
    ) -> None:
        self.cast, self.page, self.index, self.heads = cast, page, index, heads
        self.where = Whereabouts(cast, page, index.ontology.types)
        self.today = day_of(published, page)
        self.by_dateline = self.today != published
        self._dates: dict[int, list[dates.Expr]] = {}
        self._numbers: dict[int, list[quantities.Number]] = {}
        self._told: list[tuple[int, str, date, int]] = []

    # -- where -------------------------------------------------------------------------------------------------------

    def place(self, hit: Hit, ahead: bool) -> Place | None:
        """The place nearest to the trigger in its clause that a preposition of place introduces; else the place that
        the deed is done to ("shelled Kharkiv", "visited Riyadh"), or that "there" and "here" point to."""
        best: tuple[int, int, Place] | None = None
        sent = hit.token.sent
        taken = {p.token.i for p in (*hit.actor, *hit.recipient) if not p.ref.place}
        for number in self.cast.names_in.get(self.cast.sentence[sent.start], ()):
            name = self.cast.names[number]
            root = self.cast.doc[name.start : name.end].root
            found = self.where.spot(name, root)
            if found is None or root.i in taken:
                continue
            steps = self._steps(hit, site(root), ahead)
            if steps is not None and (best is None or (steps, number) < best[:2]):
                best = (steps, number, found)
        return best[2] if best else self.where.done_to(hit) or self.where.pointed_at(hit)

    # -- when --------------------------------------------------------------------------------------------------------

    def when(self, hit: Hit, ahead: bool) -> When | None:
        """The time expression nearest to the trigger in its clause, resolved against the day of the dateline or of
        publication, or against the day of the event that it counts from."""
        best: tuple[int, int, dates.Expr] | None = None
        for found in self._dates_in(hit.token.sent):
            span = hit.token.doc.char_span(found.start, found.end, alignment_mode="expand")
            steps = None if span is None else self._steps(hit, span.root, ahead, dated=True)
            if steps is None:
                continue
            vague = found.granularity in ("vague", "range") and dates.resolve(found, self.today, ahead).start is None
            steps += 10 if vague else 0
            if best is None or (steps, found.start) < best[:2]:
                best = (steps, found.start, found)
        if best is None:
            return None
        expr = best[2]
        relative = dates.relative(expr)
        anchor = self._anchor(hit, expr) if relative == "event" else None
        source: Literal["text", "dateline"] = "dateline" if relative == "publication" and self.by_dateline else "text"
        when = dates.resolve(expr, self.today, ahead, anchor=anchor, source=source)
        if when.start is not None and when.end is not None and when.granularity in _FINENESS:
            self._told.append((hit.token.i, hit.trigger.type, when.start, _FINENESS.index(when.granularity)))
        _, start, end = self.page.place(when.text_start, when.text_end)
        return When(when.text, start, end, when.start, when.end, when.granularity, when.source)

    def _dates_in(self, sent: Span) -> list[dates.Expr]:
        if sent.start not in self._dates:
            text = self.page.joined[sent.start_char : sent.end_char]
            self._dates[sent.start] = list(dates.find(text, sent.start_char))
        return self._dates[sent.start]

    def _anchor(self, hit: Hit, expr: dates.Expr) -> date | None:
        """The day of the event that "two days later" counts from: the last one told before; in "two days after the
        attack" the last of that kind."""
        doc, words = hit.token.doc, expr.text.lower().split()
        span = doc.char_span(expr.start, expr.end, alignment_mode="expand")
        assert span is not None
        kinds: frozenset[str] | None = None
        if words[-1] in ("after", "before", "to") and not doc[span.end : span.end + 1].text.startswith((",", ".", ";")):
            named = next((t for t in doc[span.end : span.end + 4] if t.pos_ in ("NOUN", "VERB", "PROPN")), None)
            if named is None or named.i in (hit.token.i, *hit.words):
                return None
            pos = "verb" if named.pos_ == "VERB" else "noun"
            told = {self.heads[named.i]} if named.i in self.heads else self.index.types_of(pos, named.lemma_.lower())
            kinds = frozenset(told)
        sentence = self.cast.sentence
        for i, type_, day, fineness in reversed(self._told):
            if sentence[span.start] - sentence[i] >= _RECALL:
                return None
            if i < span.start and (kinds is None or type_ in kinds):
                fine = expr.granularity in _FINENESS and _FINENESS.index(expr.granularity) >= fineness
                return day if fine else None
        return None

    # -- how many ----------------------------------------------------------------------------------------------------

    def how_many(self, hit: Hit) -> Iterator[Quantity]:
        """The counts and sums that stand at the participants and objects of the event and of what was fused with it:
        "killing six soldiers and wounding four" is 6 killed and 4 wounded soldiers."""
        doc, sent = hit.token.doc, hit.token.sent
        own = {hit.token.i, *hit.words, *hit.also} | ({hit.support.i} if hit.support is not None else set())
        found: list[tuple[quantities.Number, Token]] = []
        for number in self._numbers_in(sent):
            span = doc.char_span(number.start, number.end, alignment_mode="expand")
            verb = None if span is None else self._counted_by(span.root, own, hit)
            behind = self.page.joined[number.end : number.end + 9].split()
            part = found and behind[:2] in (["of", "them"], ["of", "whom"])  # "killed 90 Afghans, 30 of them civilians"
            if verb is not None and not part:
                found.append((number, verb))
        whats = [n.what for n, _ in found if n.what and n.kind == "count"]
        what = whats[0] if whats else ""
        for number, verb in found:
            what = number.what or what
            unit = number.unit if number.kind == "money" else _done(verb, hit)
            made = quantities.quantity(number, unit, what if number.kind == "count" else number.what)
            _, start, end = self.page.place(made.start, made.end)
            yield Quantity(made.text, start, end, made.value, made.unit, made.what, made.bound)

    def _counted_by(self, number: Token, own: set[int], hit: Hit) -> Token | None:
        """The event's word at whose participant or object a number stands, or a verb of the same type tied to it."""
        token = number
        for _ in range(6):
            if token.i in own:
                return token if token != number else None
            if token.head == token or (token != number and token.pos_ in ("VERB", "AUX")):
                tied = token.dep_ == "conj" and token.lemma_ in self.index.harms and hit.trigger.type == "ASSAULT"
                first = token.head
                while tied and first.dep_ == "conj" and first.i not in own:
                    first = first.head
                return token if tied and first.i in own else None
            token = token.head
        return None

    def _numbers_in(self, sent: Span) -> list[quantities.Number]:
        if sent.start not in self._numbers:
            text = self.page.joined[sent.start_char : sent.end_char]
            skip = [(e.start, e.end) for e in self._dates_in(sent)]
            found = quantities.numbers(text, sent.start_char, skip)
            self._numbers[sent.start] = [n for n in found if n.kind in ("count", "money")]
        return self._numbers[sent.start]

    # -- how far -----------------------------------------------------------------------------------------------------

    def _steps(self, hit: Hit, other: Token, ahead: bool, dated: bool = False) -> int | None:
        """Steps in the parse from the trigger or its support verb to a word below or beside it; None beyond its clause,
        and where the word stands below the trigger of an event of another type. A day behind a noun with its
        preposition ("rejected the blockade on Monday") is `dated` by the verb nevertheless."""
        chain = [other]
        while chain[-1].head != chain[-1] and len(chain) < 12:
            chain.append(chain[-1].head)
        sites = {hit.token.i: 0}
        if hit.support is not None:
            sites[hit.support.i] = 1
        clause = _clause(hit.support or hit.token)
        if not (ahead and self.heads.get(clause.i, hit.trigger.type) != hit.trigger.type):
            sites.setdefault(clause.i, 2)  # "agreed on Tuesday to a truce": only the agreement was on Tuesday
        own = (*hit.words, *hit.also)
        if (
            not dated
            and hit.trigger.type in _STANCES
            and any(
                t.pos_ == "NOUN" and t.lemma_ in self.index.deeds and t.i not in own
                for t in hit.token.doc[hit.token.i + 1 : other.i]
            )
        ):
            return None  # "condemned the attack in Istanbul"
        if clause.dep_ == "relcl" and any(c.lower_ in ("where", "when", "whereupon") for c in clause.children):
            sites.setdefault(_clause(clause.head).i, 4)
        for steps, up in enumerate(chain):
            if up.i in sites:
                return steps + 3 * sites[up.i]
            if steps and up.pos_ in ("VERB", "AUX") and up.dep_ in ("ccomp", "relcl", "conj", "ROOT", "advcl"):
                return None
            if not steps or up.i in own:
                continue
            if dated and up.pos_ == "NOUN" and chain[steps - 1].dep_ == "prep":
                continue
            deeds = self.index.types_of("noun", up.lemma_) if dated and up.pos_ == "NOUN" else set()
            if deeds and hit.trigger.type not in deeds:
                return None  # "condemned Monday's attack"
            if self.heads.get(up.i, hit.trigger.type) != hit.trigger.type:
                return None
        return None


def _clause(token: Token) -> Token:
    """The verb of the clause a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _done(token: Token, hit: Hit) -> str:
    """The word that says what was done: the trigger's noun where its verb only supports it ("went on strike")."""
    word = hit.token if hit.support is not None and token.i == hit.support.i else token
    return participle(word.lower_, word.lemma_.lower(), word.tag_)
