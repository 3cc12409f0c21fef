"""Who is meant: one pass over the article that gives each name, role noun and pronoun its entity.

Rules only: names by the gazetteer and by each other (surname to full name, acronym to long form), role nouns by
their state ("Israeli soldiers" act for Israel), "the president" and "both countries" by what came before, pronouns
by agreement and salience.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from geograph.gazetteer import Entry, Form, Gazetteer, Role, fold
from geograph.model import Kind
from geograph.nlp import syntax
from geograph.nlp.names import Name, names, root
from geograph.nlp.offices import Office, offices, role_at
from geograph.nlp.slug import slug

STATE_USES = frozenset({"name", "acronym", "adjective", "demonym", "metonym", "capital"})
PLACE_USES = frozenset({"city", "region", "capital"})
SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_COUNTRY = frozenset({"country", "nation", "state", "kingdom", "republic"})
_PAIR = frozenset(
    {"country", "nation", "state", "side", "party", "government", "leader", "president", "minister", "man", "official",
     "neighbour", "neighbor", "ally", "foe", "rival", "power", "capital", "premier", "counterpart", "diplomat"}
)  # fmt: skip
_PERSONAL = frozenset({"leader", "president", "minister", "man", "premier", "official", "counterpart", "diplomat"})
_GROUP = frozenset({"group", "movement", "organization", "organisation", "militia", "faction", "network", "party", "bloc", "alliance", "union"})
_MEASURES = frozenset({"dozen", "hundred", "thousand", "score", "million"})
_NAME_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "dative"})
_NO_NAMES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "May", "June", "July", "August", "September", "October", "November", "December", "Internet", "Web"}
)  # fmt: skip
_LAST_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", ""})


@dataclass
class Node:
    """An entity in the making."""

    id: str
    name: str
    kind: Kind
    state: str | None = None
    sector: str | None = None
    gender: str = ""
    entry: Entry | None = None
    offices: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ref:
    """What the words at tokens start:end mean: indexes of nodes. `naming` says whether the words name it (a name or
    a described group) or only point to it. `sector` is the sector in which it acts here."""

    nodes: tuple[int, ...]
    start: int
    end: int
    naming: bool
    sector: str | None = None
    state: str | None = None
    plural: bool = False
    place: bool = False


class Cast:
    """The entities of one article, and for each token what it means."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, local: str, home: str | None = None) -> None:
        self.doc, self.gazetteer, self.local = doc, gazetteer, local
        self.nodes: list[Node] = []
        self.refs: dict[int, Ref] = {}
        self._by_id: dict[str, int] = {}
        self._people: list[int] = []
        self.names = names(doc, gazetteer)
        self.name_at = {i: n for n, name in enumerate(self.names) for i in range(name.start, name.end)}
        self.offices: list[Office] = list(offices(doc, self.names, gazetteer.roles))
        self._office_of = {o.name: o for o in self.offices}
        self._role_tokens = {o.token: o for o in self.offices}
        self._sentence = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            for i in range(sent.start, sent.end):
                self._sentence[i] = number
        self.counts: Counter[str] = Counter()
        self._states = [self._state_of_name(n) for n in self.names]
        for name, state in zip(self.names, self._states, strict=True):
            if state and name.use != "agency":
                self.counts[state] += 2 if name.use in ("name", "adjective", "demonym") else 1
        self.home = home
        self._full_names()
        for token in doc:
            self._read(token)

    # -- names ---------------------------------------------------------------------------------------------------

    def _state_of_name(self, name: Name) -> str | None:
        for form in name.forms:
            if form.use in STATE_USES or form.use in PLACE_USES:
                return form.entry.state
        return None

    def _node(self, node: Node) -> int:
        if node.id not in self._by_id:
            self._by_id[node.id] = len(self.nodes)
            self.nodes.append(node)
            if node.kind == "person":
                self._people.append(len(self.nodes) - 1)
        return self._by_id[node.id]

    def _entry_node(self, entry: Entry) -> int:
        return self._node(
            Node(entry.id, entry.name, entry.kind, entry.state, entry.sector, entry.gender or "", entry)
        )

    def state_node(self, state: str) -> int | None:
        """The node of a state by its code."""
        entry = self.gazetteer.state(state)
        return None if entry is None else self._entry_node(entry)

    def _full_names(self) -> None:
        """Persons named in full anywhere in the article, so that a headline's surname finds them."""
        self._full: dict[str, list[Name]] = {}
        for name in self.names:
            if name.kind == "person" and (name.end - name.start > 1):
                for i in range(name.start, name.end):
                    if len(self.doc[i].text) > 1:
                        self._full.setdefault(fold(self.doc[i].text), []).append(name)

    def _named(self, name: Name) -> Ref | None:
        doc = self.doc
        span = doc[name.start : name.end]
        words = fold(span.text)
        form = self._choose(name)
        single = name.end - name.start == 1
        if single and words in self._full and (form is None or form.use in ("surname", "city", "region") or form.entry.kind == "person"):
            fuller = self._full[words][0]
            if not (form and form.use == "city" and fuller.label != "PERSON" and not fuller.forms):
                return Ref((self._person(fuller),), name.start, name.end, True)
        if form is None:
            return self._unknown(name, words)
        entry = form.entry
        if form.use in ("adjective", "demonym") and entry.kind == "state":
            head = doc[name.start : name.end].root
            noun = head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("compound", "amod", "nmod", "poss", "npadvmod")
            if noun and (form.use == "demonym" or head.tag_ in ("NNS", "NNPS", "NNP", "NN")):
                node = self._population(span.text, entry.state, "CVL", name)
                return Ref((node,), name.start, name.end, True, "CVL", entry.state, head.tag_ in ("NNS", "NNPS"))
        if entry.kind == "person":
            return Ref((self._person(name, entry),), name.start, name.end, True)
        node = self._entry_node(entry)
        place = form.use in PLACE_USES
        return Ref((node,), name.start, name.end, True, entry.sector, entry.state, False, place)

    def _choose(self, name: Name) -> Form | None:
        """The gazetteer's form that is meant: the first, but of several places the one in a state of the article,
        and a surname only with support from the article."""
        if not name.forms:
            return None
        first = name.forms[0]
        if first.use == "surname":
            return next((f for f in name.forms if self._supported(name, f.entry)), None)
        if name.label == "PERSON" and first.use in ("city", "region", "capital") and name.end - name.start == 1:
            return None
        if first.use == "city":
            local = [f for f in name.forms if f.use == "city" and self.counts[f.entry.state or ""] > 1]
            return (local or [first])[0]
        return first

    def _supported(self, name: Name, entry: Entry) -> bool:
        """Whether the article speaks for this bearer of a surname: a title before it, or the bearer's state."""
        if entry.state is not None and self.counts[entry.state] > 0:
            return True
        words = fold(self.doc[name.start : name.end].text)
        return any(fold(self.doc[self.names[n].start : self.names[n].end].text) == words for n in self._office_of)

    def _person(self, name: Name, entry: Entry | None = None) -> int:
        entry = entry or next((f.entry for f in name.forms if f.entry.kind == "person" and f.use != "surname"), None)
        text = self.doc[name.start : name.end].text
        if entry is not None:
            index = self._entry_node(entry)
        else:
            words = fold(text).split()
            same = [i for i in self._people if set(words) <= set(fold(self.nodes[i].name).split())]
            full = len(words) > 1
            local = f"person-{slug(text)}" if full else f"{self.local}-person-{slug(text)}"
            index = same[-1] if same else self._node(Node(local, " ".join(text.split()), "person"))
        self._title(index, name)
        return index

    def _title(self, index: int, name: Name) -> None:
        """What the title at this mention tells of the person."""
        node = self.nodes[index]
        office = self._office_of.get(self.name_at[name.start])
        if office is None:
            return
        node.offices.add(office.role.lemma)
        node.gender = node.gender or (office.role.gender or "")
        if node.sector is None:
            node.sector = office.role.sector
        if office.of is not None and node.state is None:
            node.state = self._states[office.of] or self._entry_state(self.names[office.of])

    def _entry_state(self, name: Name) -> str | None:
        return next((f.entry.state for f in name.forms), None)

    def _population(self, text: str, state: str | None, sector: str | None, _name: object = None) -> int:
        text = " ".join(text.split())
        made = f"{self.local}-population-{slug(text)}"
        return self._node(Node(made, text, "population", state, sector))

    def _unknown(self, name: Name, words: str) -> Ref | None:
        """A name that only the model knows."""
        text = " ".join(self.doc[name.start : name.end].text.split())
        number = self.name_at[name.start]
        if name.kind == "person" or number in self._office_of:
            return Ref((self._person(name),), name.start, name.end, True)
        if name.kind == "organization":
            role = role_at(self.doc, name.end - 1, self.gazetteer.roles)
            state = next(
                (s for s in (self._form_state(i) for i in range(name.start, name.end)) if s is not None), None
            )
            made = f"org-{slug(text)}" + (f"-{state.lower()}" if state else "")
            sector = role[0].sector if role else None
            acronym = self._acronym_of(words)
            index = acronym if acronym is not None else self._node(Node(made, text, "organization", state, sector))
            return Ref((index,), name.start, name.end, True, sector, self.nodes[index].state)
        if name.kind == "place":
            made = f"{self.local}-place-{slug(text)}"
            return Ref((self._node(Node(made, text, "place")),), name.start, name.end, True, place=True)
        index = self._population(text, None, None)
        return Ref((index,), name.start, name.end, True, plural=True)

    def _form_state(self, i: int) -> str | None:
        """The state that a single word inside a longer name tells ("Russian" in "Russian Foreign Ministry")."""
        forms = self.gazetteer.forms.get((fold(self.doc[i].text),), ())
        return next((f.entry.state for f in forms if f.use in ("adjective", "name", "demonym", "acronym")), None)

    def _acronym_of(self, words: str) -> int | None:
        """The organization whose initials these letters are."""
        letters = words.replace(".", "")
        if not 2 <= len(letters) <= 8 or not letters.isalpha():
            return None
        for index in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[index]
            parts = fold(node.name).replace("-", " ").split()
            if node.kind in ("organization", "armed_group") and len(parts) > 1:
                if letters in ("".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in ("of", "the", "for", "and", "on"))):
                    return index
        return None

    # -- the pass --------------------------------------------------------------------------------------------------

    def _read(self, token: Token) -> None:
        number = self.name_at.get(token.i)
        if number is not None:
            name = self.names[number]
            if token.i == root(self.doc, name).i:
                ref = self._named(name)
                if ref is not None:
                    for i in range(name.start, name.end):
                        self.refs[i] = ref
                    self._note(ref)
            return
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            ref = self._pronoun(token)
        elif token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
            ref = self._nominal(token)
        else:
            ref = None
        if ref is not None:
            self.refs[token.i] = ref
            self._note(ref)

    def _note(self, ref: Ref) -> None:
        for index in ref.nodes:
            self.nodes[index].mentions.append((ref.start, ref.end, ref.naming))

    def _nominal(self, token: Token) -> Ref | None:
        office = self._role_tokens.get(token.i)
        if office is not None:
            holder = self.names[office.name]
            return Ref((self._person(holder),), holder.start, holder.end, True)
        if token.dep_ in ("compound", "amod", "nmod") and token.head.i - token.i == 1:
            return None
        if token.dep_ in ("npadvmod", "compound") and token.i + 1 < len(self.doc) and self.doc[token.i + 1].text == "-":
            return None
        pair = self._pair(token)
        if pair is not None:
            return pair
        named = self._apposed(token)
        if named is not None:
            return named
        role = role_at(self.doc, token.i, self.gazetteer.roles)
        if token.lemma_.lower() in _COUNTRY and not any(c.i in self.name_at or c.dep_ == "prep" for c in token.children):
            described = self._described(token)
            if described is not None:
                return described
        if role is None or token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp"):
            return self._described(token) or self._count(token) or self._capital(token)
        return self._role(token, role[0], role[1])

    def _apposed(self, token: Token) -> Ref | None:
        """A common noun right before the name that it introduces: "the militant Palestinian group Hamas"."""
        number = self.name_at.get(token.i + 1)
        if number is None or token.pos_ != "NOUN" or token.tag_ == "NNS":
            return None
        name = self.names[number]
        head = root(self.doc, name)
        if name.kind not in ("person", "organization", "armed_group") or name.use == "adjective":
            return None
        if not (head.dep_ in ("appos", "nmod", "dep", "acl", "relcl") and head.head == token or token.dep_ == "compound" and token.head == head):
            return None
        return self._named(name)

    def _described(self, token: Token) -> Ref | None:
        """ "the country", "the group": nouns that are no role but may point to an entity."""
        lemma = token.lemma_.lower()
        definite = any(c.lower_ in ("the", "this", "that") for c in syntax.children(token, "det"))
        if lemma in _COUNTRY and definite and token.tag_ == "NN":
            index = self._last(lambda n: n.kind == "state", token.i)
            return None if index is None else Ref((index,), token.i, token.i + 1, False)
        if lemma in _GROUP and definite:
            index = self._last(lambda n: n.kind in ("armed_group", "organization"), token.i)
            return None if index is None else Ref((index,), token.i, token.i + 1, False)
        return None

    def _count(self, token: Token) -> Ref | None:
        """A bare number of people: "kills 5", "left dozens dead"."""
        lemma = token.lemma_.lower()
        if not (token.pos_ == "NUM" and token.ent_type_ in ("CARDINAL", "") or lemma in _MEASURES):
            return None
        if token.dep_ not in ("dobj", "nsubjpass", "nsubj") or not syntax.is_verb(token.head):
            return None
        if any(c.dep_ in ("prep", "quantmod") and c.i > token.i or c.text in ("$", "%") for c in token.children):
            return None
        index = self._population("people", None, "CVL")
        return Ref((index,), token.i, token.i + 1, True, "CVL", None, True)

    def _capital(self, token: Token) -> Ref | None:
        """A capitalised word that neither the model nor the gazetteer knows as a name, where only a name can stand."""
        if token.tag_ not in ("NNP", "NNPS") or token.dep_ not in _NAME_DEPS or not token.is_alpha or token.is_sent_start:
            return None
        if not token.text[0].isupper() or token.text in _NO_NAMES or len(token.text) < 3:
            return None
        start = token.i
        while start > 0 and self.doc[start - 1].dep_ == "compound" and self.doc[start - 1].tag_ == "NNP" and start - 1 not in self.name_at:
            start -= 1
        text = self.doc[start : token.i + 1].text
        words = fold(text).split()
        if len(words) == 1 and words[0] in self._full:
            return Ref((self._person(self._full[words[0]][0]),), token.i, token.i + 1, True)
        index = self._node(Node(f"{self.local}-other-{slug(text)}", text, "other"))
        return Ref((index,), start, token.i + 1, True)

    def _owner(self, token: Token) -> tuple[str | None, int | None]:
        """The state, and the organization or person, that a role noun belongs to."""
        others = [o for p in token.children if p.dep_ == "prep" and p.lower_ in ("of", "from", "in", "for") for o in syntax.objects_of(p)]
        for word in [*syntax.possessors(token), *syntax.modifiers(token), *others]:
            ref = self.refs.get(word.i)
            number = self.name_at.get(word.i)
            if ref is None and number is not None:
                ref = self._named(self.names[number])
            if ref is None and word.i > token.i and word in others:
                nested = self._owner(word) if word.pos_ == "NOUN" else (None, None)
                if nested != (None, None):
                    return nested
                continue
            if ref is None and word.dep_ == "poss" and word.pos_ == "PRON":
                ref = self._pronoun(word)
            if ref is None or not ref.nodes:
                continue
            node = self.nodes[ref.nodes[0]]
            if node.kind in ("organization", "armed_group") or (node.entry is not None and node.entry.bloc):
                return node.state, ref.nodes[0]
            if node.kind == "person" and word.dep_ == "poss":
                return node.state, ref.nodes[0]
            state = ref.state or node.state
            if state:
                return state, None
        return None, None

    def _states_of(self, token: Token, first: str) -> list[str]:
        """All states that coordinated modifiers name ("Iraqi and Saudi ministers"), else the one already found."""
        found = []
        for word in syntax.modifiers(token):
            number = self.name_at.get(word.i)
            state = self._states[number] if number is not None else None
            if state and state not in found:
                found.append(state)
        return found if first in found else [first]

    def _mention(self, token: Token, begin: int) -> tuple[int, int]:
        """The shortest words that name a role noun: the noun with the names and nouns right before it."""
        start = min(begin, token.i)
        while start > 0:
            before = self.doc[start - 1]
            number = self.name_at.get(before.i)
            inside = before.head.i >= start and before.head.i <= token.i
            if number is not None and inside and before.dep_ in ("amod", "compound", "nmod"):
                start = self.names[number].start
            elif before.dep_ == "compound" and inside and before.pos_ in ("NOUN", "PROPN"):
                start -= 1
            elif before.text == "-" and start > 1 and self.doc[start - 2].dep_ in ("amod", "compound", "npadvmod"):
                start -= 2
            else:
                break
        return start, token.i + 1

    def _role(self, token: Token, role: Role, begin: int) -> Ref | None:
        state, owner = self._owner(token)
        start, end = self._mention(token, begin)
        text = self.doc[start:end].text
        plural = token.tag_ in ("NNS", "NNPS")
        definite = any(c.lower_ in ("the", "this", "that", "his", "her", "its", "their", "these", "those") for c in token.children)
        if role.kind == "person" and not plural:
            holder = self._holder(role, state, token.i)
            if holder is not None and (definite or state):
                return Ref((holder,), token.i, token.i + 1, False)
        if owner is not None and self.nodes[owner].kind in ("organization", "armed_group", "other"):
            return Ref((owner,), start, end, True, role.sector, self.nodes[owner].state, plural)
        if owner is not None and self.nodes[owner].kind == "person" and role.kind == "retinue":
            return Ref((owner,), start, end, False)
        if definite and state is None and role.lemma.split()[-1] in _GROUP:
            index = self._last(lambda n: n.kind in ("armed_group", "organization") and n.name[:1].isupper(), token.i)
            if index is not None:
                return Ref((index,), token.i, token.i + 1, False)
        if role.kind == "armed":
            made = f"{self.local}-armed-{slug(text)}"
            index = self._same_group(role.lemma, "armed_group", definite) if definite and text.lower() == token.lower_ else None
            if index is None:
                index = self._node(Node(made, " ".join(text.split()), "armed_group", None, role.sector))
                self.nodes[index].offices.add(role.lemma)
            return Ref((index,), start, end, True, role.sector, None, plural)
        if role.kind == "population" or role.named:
            kind: Kind = "population" if role.kind in ("population", "group") or role.kind == "person" else "organization"
            index = self._same_group(role.lemma, kind, definite) if definite and not state else None
            if index is None:
                made = f"{self.local}-{kind}-{slug(text)}"
                index = self._node(Node(made, " ".join(text.split()), kind, state, role.sector))
                self.nodes[index].offices.add(role.lemma)
            return Ref((index,), start, end, True, role.sector, state, plural)
        if state is None and role.kind in ("group", "body", "person", "retinue"):
            state = self._focus(token)
        if state is not None:
            nodes = tuple(n for s in self._states_of(token, state) if (n := self.state_node(s)) is not None)
            if nodes:
                return Ref(nodes, start, end, True, role.sector, state if len(nodes) == 1 else None, plural)
        kind = "organization" if role.kind in ("body", "retinue") else "person" if not plural else "population"
        made = f"{self.local}-{kind}-{slug(text)}"
        index = self._node(Node(made, " ".join(text.split()), kind, None, role.sector))
        self.nodes[index].offices.add(role.lemma)
        return Ref((index,), start, end, True, role.sector, None, plural)

    def _same_group(self, lemma: str, kind: Kind, definite: bool) -> int | None:
        """The group that an earlier passage introduced with the same noun."""
        for index in range(len(self.nodes) - 1, -1, -1):
            if self.nodes[index].kind == kind and lemma in self.nodes[index].offices:
                return index
        return None

    def _holder(self, role: Role, state: str | None, before: int) -> int | None:
        """The person, named before, who holds the office."""
        head = role.lemma.split()[-1]
        people = sorted((i for i in self._people if self.nodes[i].mentions), key=lambda i: -self.nodes[i].mentions[-1][0])
        for index in people:
            node = self.nodes[index]
            fits = role.lemma in node.offices or (head == role.lemma and any(o.split()[-1] == head for o in node.offices))
            if fits and (state is None or node.state in (state, None)):
                return index
        for office in self.offices:
            if office.tense == "current" and role.lemma in (office.role.lemma, office.role.lemma.split()[-1]):
                index = self._person(self.names[office.name])
                if state is None or self.nodes[index].state in (state, None):
                    return index
        return None

    def _focus(self, token: Token) -> str | None:
        """The state for whose forces and bodies an article means "police", "the army": the place of the sentence,
        else the article's dateline, else the state it names most."""
        for number, name in enumerate(self.names):
            if self._sentence[name.start] == self._sentence[token.i] and self._states[number]:
                place = any(t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "across", "outside") for t in self.doc[name.start : name.end])
                if place:
                    return self._states[number]
        if self.home:
            return self.home
        common = self.counts.most_common(2)
        if common and (len(common) == 1 or common[0][1] > common[1][1]):
            return common[0][0]
        return None

    def _pair(self, token: Token) -> Ref | None:
        """ "the two leaders", "both countries" """
        lemma = token.lemma_.lower()
        if lemma not in _PAIR or token.tag_ not in ("NNS", "NNPS"):
            return None
        words = {c.lower_ for c in token.children if c.i < token.i}
        if not (words & {"both", "two", "2"}) or any(c.i in self.name_at for c in token.children):
            return None
        personal = lemma in _PERSONAL
        found: list[int] = []
        for index in self._recent(token.i):
            node = self.nodes[index]
            if personal and node.kind == "person":
                found.append(index)
            elif not personal and (node.kind == "state" or (node.kind == "person" and node.state)):
                state = index if node.kind == "state" else self.state_node(node.state or "")
                if state is not None and state not in found:
                    found.append(state)
            if len(found) == 2:
                return Ref((found[1], found[0]), token.i, token.i + 1, False, plural=True)
        return None

    def _recent(self, before: int) -> list[int]:
        """The entities by their last mention, the latest first."""
        met = [(n.mentions[-1][0], i) for i, n in enumerate(self.nodes) if n.mentions]
        return [i for start, i in sorted(met, reverse=True) if start < before]

    def _last(self, fits: object, before: int) -> int | None:
        return next((i for i in self._recent(before) if fits(self.nodes[i])), None)  # type: ignore[operator]

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Ref | None:
        word = token.lower_
        target = syntax.antecedent(token)
        if target != token:
            ref = self.refs.get(target.i)
            return None if ref is None else Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, ref.plural)
        if word in SINGULAR:
            gender = SINGULAR[word]
            index = self._salient(token, lambda n, r: n.kind == "person" and n.gender in ("", gender) and not r.plural)
        elif word in NEUTER:
            index = self._salient(token, lambda n, r: n.kind in ("state", "organization", "armed_group") and not r.plural)
        elif word in PLURAL:
            return self._plural(token)
        elif word in SPEAKER:
            return self._speaker(token)
        else:
            return None
        return None if index is None else Ref((index,), token.i, token.i + 1, False)

    def _speaker(self, token: Token) -> Ref | None:
        """ "we" and "I" inside reported speech are its speaker."""
        for up in token.ancestors:
            if up.dep_ == "ccomp" and syntax.is_verb(up.head):
                for subject in syntax.surface_subject(up.head):
                    ref = self.refs.get(subject.i)
                    if ref is not None:
                        return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state)
        return None

    def _candidates(self, token: Token) -> list[tuple[float, int, Ref]]:
        """Refs before the token with a salience: nearer sentences and subjects first."""
        here = self._sentence[token.i]
        barred = self._barred(token)
        out = []
        for i in range(token.i - 1, -1, -1):
            gap = here - self._sentence[i]
            if gap > 3:
                break
            ref = self.refs.get(i)
            if ref is None or ref.start > i or (ref.naming and i != ref.end - 1 and i + 1 < len(self.doc) and self.refs.get(i + 1) is ref):
                continue
            head = self.doc[ref.start : ref.end].root
            if head.i in barred:
                continue
            subject = head.dep_ in ("nsubj", "nsubjpass") or (head.dep_ == "conj" and head.head.dep_ in ("nsubj", "nsubjpass"))
            minor = head.dep_ in ("compound", "amod", "nmod", "poss")
            score = 4.0 / (1 + gap) + (2.0 if subject else 0.0) - (1.0 if minor else 0.0) - 0.01 * (token.i - i)
            out.append((score, i, ref))
        return sorted(out, key=lambda c: (-c[0], -c[1]))

    def _barred(self, token: Token) -> set[int]:
        """What a pronoun can't mean: its own conjuncts, and for an object the subject of its verb."""
        out = {t.i for t in token.conjuncts}
        if token.dep_ in ("dobj", "dative", "pobj"):
            verb = token.head if token.dep_ != "pobj" else token.head.head
            out |= {t.i for t in syntax.children(verb, "nsubj", "nsubjpass") for t in syntax.with_conjuncts(t)}
        return out

    def _salient(self, token: Token, fits: object) -> int | None:
        for _, _, ref in self._candidates(token):
            if len(ref.nodes) == 1 and fits(self.nodes[ref.nodes[0]], ref):  # type: ignore[operator]
                return ref.nodes[0]
        return None

    def _plural(self, token: Token) -> Ref | None:
        for _, i, ref in self._candidates(token):
            head = self.doc[ref.start : ref.end].root
            together = [self.refs[t.i] for t in syntax.with_conjuncts(head) if t.i in self.refs and t.i < token.i]
            if len(together) > 1:
                nodes = tuple(dict.fromkeys(n for r in together for n in r.nodes))
                return Ref(nodes, token.i, token.i + 1, False, plural=True)
            if ref.plural or any(self.nodes[n].kind in ("armed_group", "population") for n in ref.nodes):
                return Ref(ref.nodes, token.i, token.i + 1, False, ref.sector, ref.state, True)
        return None
