"""The setting of an event: where, when and how many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Token

from geograph.model import Place, Quantity, When
from geograph.nlp import dates, quantities
from geograph.nlp.events import Hit
from geograph.nlp.resolve import Cast
from geograph.nlp.text import Layout

_PLACE_PREPS = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "on", "off", "throughout", "from", "to", "into"}
)
_FIRM_PREPS = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "throughout"})


def _clause(token: Token) -> Token:
    """The verb of the clause a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _distance(hit: Hit, other: Token) -> int | None:
    """Steps in the parse from the trigger or its support verb to a word below or beside it; None beyond its clause."""
    chain = [other]
    while chain[-1].head != chain[-1] and len(chain) < 12:
        chain.append(chain[-1].head)
    sites = {hit.token.i: 0}
    if hit.support is not None:
        sites[hit.support.i] = 1
    clause = _clause(hit.support or hit.token)
    sites.setdefault(clause.i, 2)
    if clause.dep_ == "relcl" and any(c.lower_ in ("where", "when", "whereupon") for c in clause.children):
        sites.setdefault(_clause(clause.head).i, 4)
    for steps, up in enumerate(chain):
        if up.i in sites:
            return steps + 3 * sites[up.i]
        if steps and up.pos_ in ("VERB", "AUX") and up.dep_ in ("ccomp", "relcl", "conj", "ROOT", "advcl"):
            return None
    return None


def place_of(hit: Hit, cast: Cast, page: Layout) -> Place | None:
    """The place nearest to the trigger in its clause that a preposition of place introduces."""
    best: tuple[int, int, Place] | None = None
    sent = hit.token.sent
    taken = {p.token.i for p in (*hit.actor, *hit.recipient) if not p.ref.place}
    for number in cast.names_in.get(cast.sentence[sent.start], ()):
        name = cast.names[number]
        token = cast.doc[name.start : name.end].root
        ref = cast.refs.get(token.i)
        if ref is None or not ref.nodes or token.i in taken:
            continue
        node = cast.nodes[ref.nodes[0]]
        if node.kind not in ("place", "state"):
            continue
        prep = token.head.lower_ if token.dep_ == "pobj" else ""
        before = token.dep_ in ("compound", "nmod") and ref.place
        if not (prep in _PLACE_PREPS and (prep in _FIRM_PREPS or ref.place)) and not before:
            continue
        steps = _distance(hit, token)
        if steps is None:
            continue
        low = cast.doc[name.start].idx
        high = cast.doc[name.end - 1].idx + len(cast.doc[name.end - 1])
        _, start, end = page.place(low, high)
        city = next((f.entry for f in name.forms if f.use == "city"), None) if name.use == "capital" else None
        entry = city or node.entry
        made = Place(
            page.joined[low:high], start, end,
            entry.id if entry else node.id, entry.name if entry else node.name, node.state,
            entry.lat if entry else None, entry.lon if entry else None, entry.geonames if entry else None,
        )  # fmt: skip
        if best is None or (steps, number) < best[:2]:
            best = (steps, number, made)
    return best[2] if best else None


def when_of(hit: Hit, page: Layout, published: date | None, ahead: bool) -> When | None:
    """The time expression nearest to the trigger in its clause, resolved against the day of publication."""
    sent = hit.token.sent
    best: tuple[int, int, dates.Expr] | None = None
    for found in dates.find(page.joined[sent.start_char : sent.end_char], sent.start_char):
        vague = dates.resolve(found, published, ahead).start is None and found.granularity in ("vague", "range")
        span = hit.token.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None:
            continue
        steps = _distance(hit, span.root)
        steps = None if steps is None else steps + (10 if vague else 0)
        if steps is not None and (best is None or (steps, found.start) < best[:2]):
            best = (steps, found.start, found)
    if best is None:
        return None
    when = dates.resolve(best[2], published, ahead)
    _, start, end = page.place(when.text_start, when.text_end)
    return When(when.text, start, end, when.start, when.end, when.granularity, when.source)


def quantities_of(hit: Hit, page: Layout) -> Iterator[Quantity]:
    """The counts and sums that stand at the participants and objects of the event and of what was fused with it:
    "killing six soldiers and wounding four" is 6 killed and 4 wounded."""
    doc, sent = hit.token.doc, hit.token.sent
    own = {hit.token.i, *hit.words, *hit.also} | ({hit.support.i} if hit.support is not None else set())
    what = ""
    for number in quantities.numbers(page.joined[sent.start_char : sent.end_char], sent.start_char):
        if number.kind not in ("count", "money"):
            continue
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None:
            continue
        verb = _counted_by(span.root, own)
        if verb is None:
            continue
        what = number.what or what
        unit = number.unit if number.kind == "money" else _participle(verb)
        made = quantities.quantity(number, unit, what)
        _, start, end = page.place(made.start, made.end)
        yield Quantity(made.text, start, end, made.value, made.unit, made.what, made.bound)


def _counted_by(number: Token, own: set[int]) -> Token | None:
    """The event's word at whose participant or object a number stands."""
    token = number
    for _ in range(6):
        if token.i in own:
            return token if token != number else None
        if token.head == token or (token != number and token.pos_ in ("VERB", "AUX")):
            return None
        token = token.head
    return None


def _participle(token: Token) -> str:
    """The past participle of a verb, by rule; the lemma of a noun."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        return lemma
    if token.tag_ in ("VBN", "VBD"):
        return token.lower_
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in "aeo" else lemma + "ed"
