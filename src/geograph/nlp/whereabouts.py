"""Which place an event's words mean: by a preposition, as what the deed is done to, by "here" and "there"."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from geograph.gazetteer import Entry
from geograph.model import Place
from geograph.nlp import syntax
from geograph.nlp.events import Hit
from geograph.nlp.refs import PLACE_USES
from geograph.nlp.resolve import Cast
from geograph.nlp.spans import Name
from geograph.nlp.text import Layout
from geograph.nlp.wordlists import wordlist
from geograph.ontology import EventType

_FIRM_PREPS = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "throughout", "through", "off", "between", "within"}
)
"""Prepositions after which a name says where, also the name of a state."""
_PLACE_PREPS = _FIRM_PREPS | {"on", "from", "to", "into", "over", "along", "toward", "towards", "via"}
_SITES = wordlist("whereabouts", "sites")
_RECALL = 3
"""Sentences that "there" looks back."""


class Whereabouts:
    """The places of one article."""

    def __init__(self, cast: Cast, page: Layout, types: Mapping[str, EventType]) -> None:
        self.cast, self.page, self.types = cast, page, types

    def spot(self, name: Name, root: Token) -> Place | None:
        """The place that a name means where it says where something happens."""
        ref = self.cast.refs.get(root.i)
        if ref is None or not ref.nodes:
            return None
        token = site(root) if ref.place else root
        prep = token.head.lower_ if token.dep_ == "pobj" else ""
        before = token.dep_ in ("compound", "nmod") and ref.place
        if not (prep in _PLACE_PREPS and (prep in _FIRM_PREPS or ref.place)) and not before:
            return None
        return self._place(name, firm=prep in _FIRM_PREPS)

    def _place(self, name: Name, firm: bool = False) -> Place | None:
        """A name as a place: a capital as the city, also where it is an organization's seat ("in Brussels")."""
        doc = self.cast.doc
        ref = self.cast.refs[doc[name.start : name.end].root.i]
        node = self.cast.nodes[ref.nodes[0]]
        city = self._city(name, node.state) if name.use == "capital" else None
        if node.kind not in ("place", "state") and not (firm and city):
            return None
        entry = city or node.entry
        low, high = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
        _, start, end = self.page.place(low, high)
        return Place(
            self.page.joined[low:high], start, end,
            entry.id if entry else node.id, entry.name if entry else node.name, entry.state if entry else node.state,
            entry.lat if entry else None, entry.lon if entry else None, entry.geonames if entry else None,
        )  # fmt: skip

    def _city(self, name: Name, state: str | None) -> Entry | None:
        """The capital as a city: the largest of its name in the state, or of all where the name is no state's."""
        return next((f.entry for f in name.forms if f.use == "city" and state in (None, f.entry.state)), None)

    def done_to(self, hit: Hit) -> Place | None:
        """The place that suffers the deed, or is visited or left."""
        if hit.trigger.type not in ("CONSULT", "RETREAT") and self.types[hit.trigger.type].quad != "material conflict":
            return None
        for token in (*(p.token for p in hit.recipient), *syntax.undergoers(hit.token)):
            ref, number = self.cast.refs.get(token.i), self.cast.name_at.get(token.i)
            if ref is not None and ref.nodes and ref.place and number is not None:
                return self._place(self.cast.names[number])
        return None

    def pointed_at(self, hit: Hit) -> Place | None:
        """The place named last before "there", the dateline's for "here"."""
        for site in (hit.token, *((hit.support,) if hit.support is not None else ())):
            for child in site.children:
                if child.dep_ == "advmod" and child.lower_ == "there":
                    return self._last_place(child.i)
                if child.dep_ == "advmod" and child.lower_ == "here":
                    return self._home()
        return None

    def _last_place(self, before: int) -> Place | None:
        """The place named last before a token, in its sentence or the two before."""
        here = self.cast.sentence[before]
        numbers = (n for i in range(here, here - _RECALL, -1) for n in reversed(self.cast.names_in.get(i, [])))
        for name in (self.cast.names[n] for n in numbers):
            ref = self.cast.refs.get(self.cast.doc[name.start : name.end].root.i)
            if name.end <= before and name.use in PLACE_USES and ref is not None and ref.nodes:
                return self._place(name, firm=True)
        return None

    def _home(self) -> Place | None:
        """The dateline's place."""
        line = self.page.dateline
        if line is None or line.place is None or line.place_start is None:
            return None
        forms = [f for f in self.cast.gazetteer.find(line.place.title()) if f.use in PLACE_USES]
        entry = next((f.entry for f in forms if f.use == "city"), forms[0].entry if forms else None)
        if entry is None:
            return None
        _, start, end = self.page.place(line.place_start, line.place_start + len(line.place))
        return Place(
            line.place, start, end, entry.id, entry.name, entry.state, entry.lat, entry.lon, entry.geonames
        )  # fmt: skip


def site(token: Token) -> Token:
    """The noun that a place's name stands to: "the port of Odesa", "the capital, Santiago", "the Rakhine region"; else
    the name itself."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SITES:
        return token.head.head
    if token.dep_ in ("appos", "compound", "nmod") and token.head.lemma_.lower() in _SITES:
        return token.head
    return token
