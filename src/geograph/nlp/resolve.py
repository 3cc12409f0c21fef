"""Who is meant: one pass over the article that gives each name, role noun and pronoun its entity.

Rules only: names by the gazetteer and by each other (surname to full name, acronym to long form), role nouns by
their state ("Israeli soldiers" act for Israel), "the president" and "both countries" by what came before, pronouns
by agreement and salience.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from geograph.gazetteer import Entry, Gazetteer, fold
from geograph.nlp import reasons
from geograph.nlp.bearers import choose, signs, supported, unknown
from geograph.nlp.focus import focus, main_state, topic
from geograph.nlp.issuers import entitled
from geograph.nlp.names import names
from geograph.nlp.nominals import nominal
from geograph.nlp.offices import offices
from geograph.nlp.owners import faced
from geograph.nlp.pairs import pair
from geograph.nlp.pronouns import SPEAKER, pronoun
from geograph.nlp.quotes import quotations, statements
from geograph.nlp.refs import PLACE_USES, Node, Ref
from geograph.nlp.slug import slug
from geograph.nlp.spans import THING, Name, root
from geograph.nlp.titles import PUBLIC, Office

_OF_STATES = frozenset({"minister", "head_of_state", "head_of_government"})
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "on"})
STATE_USES = frozenset({"name", "acronym", "adjective", "demonym", "metonym", "capital"})


def _hyphened(doc: Doc, last: int) -> list[int]:
    """The noun before the hyphen of a title: "secretary-general"."""
    return [last - 2] if last > 1 and doc[last - 1].text == "-" and doc[last - 2].pos_ in ("NOUN", "PROPN") else []


class Cast:
    """The entities of one article, and for each token what it means."""

    def __init__(
        self,
        doc: Doc,
        gazetteer: Gazetteer,
        local: str,
        home: str | None = None,
        year: int | None = None,
        publisher: str | None = None,
    ) -> None:
        self.doc, self.gazetteer, self.local = doc, gazetteer, local
        self.year = year
        self.nodes: list[Node] = []
        self.refs: dict[int, Ref] = {}
        self._by_id: dict[str, int] = {}
        self.latest: dict[int, None] = {}
        self._people: dict[str, list[int]] = {}
        self.initials: dict[str, int] = {}
        self._stateless: set[int] = set()
        self.described: dict[str, Ref] = {}
        self.spoken_for: dict[int, Name] = {}
        self.officials: set[int] = set()
        self.cities: list[int] = []
        self.names = names(doc, gazetteer, year)
        self.name_at = {i: n for n, name in enumerate(self.names) for i in range(name.start, name.end)}
        self.offices: list[Office] = list(offices(doc, self.names, gazetteer.roles))
        self.office_of: dict[int, list[Office]] = {}
        self.role_tokens: dict[int, list[Office]] = {}
        for office in self.offices:
            self.office_of.setdefault(office.name, []).append(office)
            for i in (office.token, *office.also, *_hyphened(doc, office.token)):
                if i not in self.name_at:
                    self.role_tokens.setdefault(i, []).append(office)
        self.titles: dict[str, set[str]] = {}  # the lemmas of the titles that stand with a name
        for n, held in self.office_of.items():
            words = fold(doc[self.names[n].start : self.names[n].end].text)
            self.titles.setdefault(words, set()).update(office.role.lemma for office in held)
        self.armed = list(dict.fromkeys(f.entry.id for n in self.names if n.kind == "armed_group" for f in n.forms[:1]))
        self.holders: dict[str, Office] = {}
        for office in reversed(self.offices):
            if office.tense == "current":
                self.holders[office.role.lemma] = self.holders[office.role.lemma.split()[-1]] = office
        self.sentence = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            for i in range(sent.start, sent.end):
                self.sentence[i] = number
        self.names_in: dict[int, list[int]] = {}
        for number, name in enumerate(self.names):
            self.names_in.setdefault(self.sentence[name.start], []).append(number)
        self.counts: Counter[str] = Counter()
        self.fought_in: Counter[str] = Counter()  # where the armed groups that are named fight
        self.spoken: Counter[str] = Counter()  # states named as such, or by a region of theirs
        self.states = [self._state_of_name(n) for n in self.names]
        for name, state in zip(self.names, self.states, strict=True):
            if state and name.use != "agency":
                self.counts[state] += 2 if name.use in ("name", "adjective", "demonym") else 1
                self.spoken[state] += name.use in ("name", "acronym", "adjective", "demonym", "region")
            elif name.kind == "armed_group" and name.forms and (base := gazetteer.bases.get(name.forms[0].entry.id)):
                self.fought_in[base] += 1  # "the army" beside the Houthis is Yemen's
        self.home = home
        self.publisher = publisher or entitled(self)  # the state whose government published the article
        self.quotations = quotations(doc)
        self.statements = statements(doc)
        self._full_names()
        for token in doc:
            self._read(token)
        for token in doc:  # "We condemn it," the Irish premier said
            if token.lower_ in SPEAKER and token.i not in self.refs:
                self._read(token)
        for index, node in enumerate(self.nodes):
            unknown = node.kind == "person" and node.state is None and node.entry is None and node.name[:1].isupper()
            if unknown and index not in self._stateless:
                node.state = self._of_article(node)

    def _of_article(self, node: Node) -> str | None:
        """The state that the article is about, for a person of whom no more is known; not one that they deal with as
        another ("Roe visited Laos"), nor for a surname that somebody of another state is known by."""
        state = main_state(self)
        known = {f.entry.state for f in self.gazetteer.find(node.name) if f.use == "surname"}
        if state is None or (known and state not in known):
            return None
        heads = (self.doc[start:end].root for start, end, naming, _ in node.mentions if naming)
        return None if any(state in faced(self, head) for head in heads) else state

    # -- names ---------------------------------------------------------------------------------------------------

    def _descent(self, name: Name) -> bool:
        """Whether it tells of what descent people are, whatever state they live in: "an ethnic Turkish town"."""
        return name.start > 0 and self.doc[name.start - 1].lower_ == "ethnic"

    def _state_of_name(self, name: Name) -> str | None:
        if self._descent(name):
            return None
        for form in name.forms:
            if form.use in STATE_USES or form.use in PLACE_USES:
                return form.entry.state
        return None

    def node(self, node: Node) -> int:
        if node.id not in self._by_id:
            self._by_id[node.id] = len(self.nodes)
            self.nodes.append(node)
            parts = fold(node.name).replace("-", " ").split()
            if node.kind == "person":
                for word in parts:
                    self._people.setdefault(word, []).append(len(self.nodes) - 1)
            elif node.kind in ("organization", "armed_group") and len(parts) > 1:
                self.initials["".join(p[0] for p in parts)] = len(self.nodes) - 1
                self.initials["".join(p[0] for p in parts if p not in _SMALL_WORDS)] = len(self.nodes) - 1
        return self._by_id[node.id]

    def entry_node(self, entry: Entry) -> int:
        return self.node(Node(entry.id, entry.name, entry.kind, entry.state, entry.sector, entry.gender or "", entry))

    def state_node(self, state: str) -> int | None:
        """The node of a state by its code."""
        entry = self.gazetteer.entries.get(f"state-{state}")
        return None if entry is None else self.entry_node(entry)

    def state(self, code: str | None) -> Node | None:
        """A state by its code, as a node."""
        index = self.state_node(code) if code else None
        return None if index is None else self.nodes[index]

    def _full_names(self) -> None:
        """Persons named in full anywhere in the article, so that a headline's surname finds them."""
        self.full: dict[str, list[Name]] = {}
        self.in_full = {f.entry.id for n in self.names for f in n.forms[:1] if f.use == "name"}
        for name in self.names:
            if name.kind == "person" and (name.end - name.start > 1):
                for i in range(name.start, name.end):
                    if len(self.doc[i].text) > 1:
                        self.full.setdefault(fold(self.doc[i].text), []).append(name)

    def named(self, name: Name) -> Ref | None:
        doc = self.doc
        if name.label == THING or (name.use == "agency" and signs(self, name)):
            return None
        span = doc[name.start : name.end]
        words = fold(span.text)
        form = choose(self, name)
        single = name.end - name.start == 1
        if (
            single
            and words in self.full
            and (form is None or form.use in ("surname", "city", "region", "capital") or form.entry.kind == "person")
        ):
            fuller = self.full[words][0]
            if not (form and form.use in ("city", "capital") and fuller.label != "PERSON" and not fuller.forms):
                return Ref((self.person(fuller),), name.start, name.end, True)
        if form is None:
            return unknown(self, name, words)
        entry = form.entry
        peoples = form.use == "demonym" and entry.kind == "place"  # "Kurds", "Tibetans"
        if peoples or (form.use in ("adjective", "demonym") and entry.kind == "state"):
            head = doc[name.start : name.end].root
            descended = self._descent(name)
            noun = head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("compound", "amod", "nmod", "poss", "npadvmod")
            if noun and (form.use == "demonym" or head.tag_ in ("NNS", "NNPS", "NNP", "NN")):
                start = name.start - 2 if self._of_two(name) else name.start
                state = None if descended else entry.state
                node = self.population(doc[start : name.end].text, state, "CVL", name)
                return Ref((node,), start, name.end, True, "CVL", state, head.tag_ in ("NNS", "NNPS"))
            if descended:
                return None
        if entry.kind == "person":
            return Ref((self.person(name, entry),), name.start, name.end, True)
        node = self.entry_node(entry)
        place = form.use in PLACE_USES
        return Ref((node,), name.start, name.end, True, entry.sector, entry.state, False, place)

    def _of_two(self, name: Name) -> bool:
        """Whether a demonym is the second half of one with a hyphen: "a Chinese-American"."""
        before = self.name_at.get(name.start - 2) if name.start > 1 else None
        return before is not None and self.doc[name.start - 1].text == "-" and self.names[before].use == "adjective"

    def bearer(self, name: Name) -> int:
        """Whom a name beside a title means: the same as where it is read by itself."""
        ref = self.named(name)
        known = ref is not None and len(ref.nodes) == 1 and self.nodes[ref.nodes[0]].kind == "person"
        return ref.nodes[0] if ref is not None and known else self.person(name)

    def person(self, name: Name, entry: Entry | None = None) -> int:
        entry = entry or next((f.entry for f in name.forms if f.entry.kind == "person" and f.use != "surname"), None)
        text = self.doc[name.start : name.end].text
        if entry is not None:
            index = self.entry_node(entry)
        else:
            words = fold(text).replace("-", " ").split()
            bearers = self._people.get(words[0], [])
            same = [i for i in bearers if set(words) <= set(fold(self.nodes[i].name).replace("-", " ").split())]
            full = len(words) > 1
            local = f"person-{slug(text)}" if full else f"{self.local}-person-{slug(text)}"
            # of two presidents of one surname and state, the state at least is known
            states = {f.entry.state for f in name.forms if f.use == "surname" and supported(self, name, f.entry)}
            state = states.pop() if len(states) == 1 else None
            index = same[-1] if same else self.node(Node(local, " ".join(text.split()), "person", state))
        self._title(index, name)
        return index

    def _title(self, index: int, name: Name) -> None:
        """What the titles at this mention tell of the person."""
        node = self.nodes[index]
        for office in self.office_of.get(self.name_at[name.start], ()):
            if office.role.lemma != "citizen":
                node.offices.add(office.role.lemma)
            if office.role.office in _OF_STATES:
                node.offices.add(f"@{office.role.office}")
            of = self.names[office.of] if office.of is not None else None
            if of is not None and (office.role.office == "spokesperson" or of.kind in ("organization", "armed_group")):
                self.spoken_for[index] = of
            node.gender = node.gender or (office.role.gender or "")
            if node.sector is None:
                node.sector = office.role.sector
            node.state = node.state or office.role.state
            if office.of is not None and node.state is None:
                node.state = self.states[office.of] or self._entry_state(self.names[office.of])
                if node.state is None and self.names[office.of].kind in ("organization", "armed_group"):
                    self._stateless.add(index)
            elif office.of is None and node.state is None and node.entry is None and office.role.sector in PUBLIC:
                ruling = office.role.office in _OF_STATES or office.role.office == "spokesperson"
                state = (self.home or topic(self, name.start)) if ruling else None
                state = state or focus(self, name.start, office.role.sector)
                if state is not None and state in faced(self, root(self.doc, name)):
                    state = None
                    self._stateless.add(index)
                node.state = state

    def _entry_state(self, name: Name) -> str | None:
        return next((f.entry.state for f in name.forms), None)

    def population(self, text: str, state: str | None, sector: str | None, _name: object = None) -> int:
        text = " ".join(text.split())
        made = f"{self.local}-population-{slug(text)}"
        return self.node(Node(made, text, "population", state, sector))

    # -- the pass --------------------------------------------------------------------------------------------------

    def _read(self, token: Token) -> None:
        number = self.name_at.get(token.i)
        if number is not None:
            name = self.names[number]
            if token.i == root(self.doc, name).i:
                ref = self.named(name)
                if ref is not None:
                    for i in range(name.start, name.end):
                        self.refs[i] = ref
                    self._note(ref, reasons.of_name(self, name, ref))
                    if ref.place and name.use in ("city", "capital"):
                        self.cities.append(ref.nodes[0])
            return
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            ref = pronoun(self, token) or pair(self, token)
            reason = reasons.of_pronoun(self, token, ref) if ref is not None and ref.nodes else ""
        elif token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or token.lower_ == "both":
            ref = nominal(self, token)
            beside = token.i in self.role_tokens  # the name beside the title has its own reason
            reason = reasons.of_noun(self, ref) if ref is not None and ref.nodes and not beside else ""
        else:
            return
        if ref is not None:
            self.refs[token.i] = ref
            self._note(ref, reason)

    def _note(self, ref: Ref, reason: str) -> None:
        for index in ref.nodes:
            self.nodes[index].mentions.append((ref.start, ref.end, ref.naming, reason))
            self.latest.pop(index, None)
            self.latest[index] = None
