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

_PLACE_PREPS = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "on", "off", "throughout", "from", "to", "into"})
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
    for number, name in enumerate(cast.names):
        if not sent.start <= name.start < sent.end:
            continue
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
        entry = node.entry
        made = Place(
            page.joined[low:high], start, end, node.id, node.name, node.state,
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
        span = hit.token.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None:
            continue
        steps = _distance(hit, span.root)
        if steps is not None and (best is None or (steps, found.start) < best[:2]):
            best = (steps, found.start, found)
    if best is None:
        return None
    when = dates.resolve(best[2], published, ahead)
    _, start, end = page.place(when.text_start, when.text_end)
    return When(when.text, start, end, when.start, when.end, when.granularity, when.source)


def quantities_of(hit: Hit, page: Layout) -> Iterator[Quantity]:
    """The counts that stand at the participants and objects of the event."""
    return iter(())


_ = quantities
