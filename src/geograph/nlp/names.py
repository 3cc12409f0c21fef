"""Names in a Doc: spans of the gazetteer and of the model's entity labels, brought to agree.

The gazetteer is looked up by hash, longest name first. The model's labels add names that no list has; where
both speak, the longer span wins, and the gazetteer says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from geograph.gazetteer import Form, Gazetteer, Role, fits, fold, portfolios
from geograph.model import Kind

LABELS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "population",
}
_TRIM = frozenset(
    {"the", "a", "an", "'s", "’s", "'", "’", "of", "and", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."}
)
_ROYAL = frozenset(
    {"crown prince", "emir", "emperor", "khan", "king", "lady", "lord", "mullah", "pope", "prince", "princess", "queen",
     "saint", "shah", "shaikh", "sheik", "sheikh", "sultan"}
)  # fmt: skip
"""Titles that stay with a single name behind them: "King Abdullah" is no "Abdullah"."""
PARTICLES = frozenset(
    {"al", "bin", "da", "dal", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ter", "van", "von"}
)
"""Small words inside names of people."""
_PLACING = frozenset({"in", "near", "outside", "around"})
_BELIEF = frozenset(
    {"belief", "believe", "believes", "confidence", "confident", "faith", "interest", "interested", "trust"}
)
_HYPHENS = frozenset({"-", "–", "--", "—"})
THING = "THING"
"""The label of names that are nobody's: storms, ships, operations, laws, prizes."""
_PORTFOLIO_TITLES = frozenset({"minister", "secretary", "commissioner"})


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens start:end name something of this kind; `forms` are what the gazetteer knows under these words."""

    start: int
    end: int
    kind: Kind
    forms: tuple[Form, ...] = ()
    label: str = ""

    @property
    def use(self) -> str:
        """How the gazetteer's first form is used, e.g. "adjective"; empty for a name known from the model only."""
        return self.forms[0].use if self.forms else ""


def names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """All names in the Doc, in order, none overlapping another."""
    known = [*_known(doc, gazetteer), *_prefixed(doc, gazetteer), *_led(doc, gazetteer)]
    home = {f.entry.state for n in known for f in n.forms[:1] if f.entry.kind == "state"}
    known = [n for n in known if not _common(doc, n, gazetteer.roles, home)]
    labelled = [n for n in _labelled(doc, gazetteer) if not _joined(doc, n, known)]
    labelled = [n for n in labelled if not _common(doc, n, gazetteer.roles, home)]
    labelled += _ministers(doc)
    bodies = {i for n in known if n.kind in ("organization", "armed_group") for i in range(n.start, n.end)}
    things = [n for n in _things(doc, gazetteer, bodies) if not bodies & set(range(n.start, n.end))]
    taken: dict[int, Name] = {}
    order = sorted([*known, *labelled], key=lambda n: (n.start - n.end, not n.forms, n.start))
    for name in [*things, *order]:
        if not any(i in taken for i in range(name.start, name.end)):
            for i in range(name.start, name.end):
                taken[i] = name
    return sorted(set(taken.values()), key=lambda n: n.start)


def _known(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """The gazetteer's names, longest first at each token."""
    folded = [fold(t.text) for t in doc]
    i = 0
    while i < len(doc):
        longest = min(gazetteer.first.get(folded[i], 0), len(doc) - i)
        for size in range(longest, 0, -1):
            forms = gazetteer.forms.get(tuple(folded[i : i + size]))
            if not forms:
                continue
            words = doc[i : i + size]
            if not any(t.text[0].isupper() for t in words):
                continue
            written = [t.text for t in words]
            meant = tuple(
                f for f in forms if fits(f.surface, f.upper, written) and (f.use != "surname" or _lone(doc, i))
            )
            if not meant or (size == 1 and doc[i].pos_ in ("VERB", "AUX") and doc[i].ent_iob_ == "O"):
                continue
            yield Name(i, i + size, meant[0].entry.kind, meant, words.root.ent_type_)
            i += size - 1
            break
        i += 1


def _lone(doc: Doc, i: int) -> bool:
    """Whether a surname stands without a first name before it or more of a name behind it."""
    before = doc[i - 1] if i else None
    behind = doc[i + 1] if i + 1 < len(doc) else None
    if before is not None and before.ent_type_ == "PERSON" and doc[i].ent_iob_ == "I":
        return False
    return not (behind is not None and behind.ent_iob_ == "I" and behind.text not in ("'s", "’s"))


def _prefixed(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """The first halves of "Franco-German", "Sino-Indian"."""
    for i in range(len(doc) - 2):
        form = gazetteer.prefixes.get(doc[i].text)
        if form is not None and doc[i + 1].text in _HYPHENS and not doc[i].whitespace_:
            yield Name(i, i + 1, "state", (form,), "NORP")


def _led(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """Who leads in "U.S.-led", which the tokenizer leaves whole."""
    for token in doc:
        own, hyphen, rest = token.text.rpartition("-")
        if hyphen and rest == "led" and own.endswith("."):
            forms = tuple(f for f in gazetteer.forms.get((fold(own),), ()) if f.surface == own)
            if forms:
                yield Name(token.i, token.i + 1, forms[0].entry.kind, forms, "NORP")


def _joined(doc: Doc, name: Name, known: list[Name]) -> bool:
    """Whether a labelled span is two known names that a hyphen joins ("Franco-German")."""
    inside = [n for n in known if name.start <= n.start and n.end <= name.end]
    return any(a.end + 1 == b.start and doc[a.end].text in _HYPHENS for a in inside for b in inside)


def _common(doc: Doc, name: Name, roles: Mapping[str, Role], home: set[str | None]) -> bool:
    """Whether a capitalised noun only describes ("Parliament", "Supreme Court", "Relatives" in a headline): one that
    no list has, or one that a list has for a state of which the article doesn't speak."""
    entry = name.forms[0].entry if name.forms else None
    elsewhere = bool(home) and entry is not None and entry.kind == "organization" and entry.state not in (None, *home)
    if name.use == "adjective" and elsewhere:
        return True  # "Democratic" where America isn't spoken of
    if name.label == "ORG" and name.end < len(doc) and doc[name.end].ent_type_ == "PERSON" and entry is None:
        title = roles.get(doc[name.end - 1].lower_)
        if title is not None and title.kind == "person" and title.office is not None:
            return True  # "Hydrocarbons Minister Jane Roe"
    if name.label == "NORP" or (name.kind == "person" and name.end - name.start > 1):
        return False
    words = [t.lower_ for t in doc[name.start : name.end]]
    last = words[-1][:-1] if words[-1].endswith("s") else words[-1]
    role = roles.get(" ".join(words)) or roles.get(" ".join([*words[:-1], last]))
    if role is None or (role.kind in ("population", "armed") and words[-1] == last):
        return False  # "Bosniak" is a name
    return entry is None or elsewhere


def _things(doc: Doc, gazetteer: Gazetteer, bodies: set[int]) -> Iterator[Name]:
    """Named things that the model takes for people or bodies: "Hurricane Ivan", "Operation Anvil", "Nobel Prize"."""
    for i, token in enumerate(doc):
        if not token.text[0].isupper():
            continue
        words = token.lower_
        if words in gazetteer.thing_starts:
            end = i + 1
            while end < len(doc) and end - i < 5 and (doc[end].text[0].isupper() or doc[end].text == "-"):
                end += 1
            if end > i + 1 and doc[i + 1].is_alpha:
                yield Name(i, end, "other", (), THING)
        elif words in gazetteer.thing_ends and not (i + 1 < len(doc) and doc[i + 1].tag_ == "NNP"):
            start = i
            while start > 0 and i - start < 5 and doc[start - 1].text[0].isupper() and doc[start - 1].tag_ == "NNP":
                if start - 1 in bodies:
                    break
                start -= 1
            if start < i:
                yield Name(start, i + 1, "other", (), THING)


def _titles(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where in a person's span the name begins: behind titles ("Ayatollah Ali", "Briton John Smith")."""
    while end - start > 1 and (
        _is_title(doc, start, end, gazetteer.roles) or (end - start > 2 and _is_national(doc[start].text, gazetteer))
    ):
        start += 1
    return start


def _asks(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a span begins with the verb that opens a question ("Will Germany")."""
    if end - start < 2 or not doc[start].is_sent_start or doc[start].lower_ != "will":
        return False
    behind = gazetteer.forms.get((fold(doc[start + 1].text),), ())
    return any(f.use in ("name", "acronym", "metonym") and f.entry.kind != "person" for f in behind)


def _is_title(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> bool:
    word = doc[start].lower_
    role = roles.get(word)
    if word in _ROYAL:
        return end - start > 2
    ranked = role is not None and role.kind in ("person", "group") and (role.office is not None or role.sector == "REL")
    described = role is not None and role.kind in ("population", "armed") and doc[start].is_sent_start
    titled = ranked or (bool(described) and end - start == 2)  # "Scientist Ramanna"
    return titled or (f"{word} {doc[start + 1].lower_}" in roles and end - start > 2)


def _is_national(word: str, gazetteer: Gazetteer) -> bool:
    return any(f.use == "demonym" and f.surface == word for f in gazetteer.forms.get((fold(word),), ()))


def _labelled(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """The model's entities, without articles, titles and possessive endings."""
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None:
            continue
        start, end = ent.start, ent.end
        for i in range(start, end):
            apart = doc[i].text[0] == "-" and i > start and doc[i - 1].whitespace_
            if doc[i].text in ("(", "\n", "–", "--", ":", ";") or doc[i].is_space or apart:
                end = i
                break
        while start < end and (doc[start].lower_ in _TRIM or not doc[start].text[0].isalnum()):
            start += 1
        start += _asks(doc, start, end, gazetteer)
        while kind == "place" and start < end - 1 and doc[start].text.islower():
            start += 1  # "city of Goma"
        while end > start and (
            doc[end - 1].lower_ in _TRIM or (not doc[end - 1].text[-1].isalnum() and doc[end - 1].text[-1] != ".")
        ):
            end -= 1
        cut = _portfolio(doc, start, end)
        if cut > start:
            yield from _person_behind(doc, cut, end)
            end = cut
            kind = "organization"
        elif ent.label_ == "PERSON":
            end = _whole(doc, start, end)
            start = _titles(doc, start, end, gazetteer)
            while end - start > 1 and doc[start].text.islower() and doc[start].lower_ not in PARTICLES:
                start += 1
        if kind in ("person", "organization") and start < end:
            kind = _told(doc, start, end, kind, gazetteer)
        if _bracketed(doc, start, end):
            continue
        if start < end and any(t.text[0].isupper() for t in doc[start:end]):
            yield Name(start, end, kind, (), ent.label_)


def _told(doc: Doc, start: int, end: int, kind: Kind, gazetteer: Gazetteer) -> Kind:
    """What the word before a name tells it to be: "in Kebbi", "near Ain Sukhna", "the charity Seewacht"."""
    if start == 0:
        return kind
    before = doc[start - 1]
    role = gazetteer.roles.get(before.lower_)
    if kind == "person" and role is not None and role.kind == "body" and before.text.islower():
        return "organization"
    believed = start > 1 and doc[start - 2].lower_ in _BELIEF
    if (
        before.lower_ in _PLACING
        and not believed
        and not (kind == "organization" and (end - start > 1 or doc[start].text.isupper()))
    ):
        return "place"
    return kind


def _ministers(doc: Doc) -> Iterator[Name]:
    """Names that the model missed behind a title with a portfolio ("Minister of Public Works Anton Lysenko")."""
    words = portfolios()
    for token in doc:
        if (
            token.lower_ not in _PORTFOLIO_TITLES
            or token.i + 3 >= len(doc)
            or doc[token.i + 1].lower_ not in ("of", "for")
        ):
            continue
        i = token.i + 2
        while i < len(doc) and (doc[i].lower_ in words or doc[i].lower_ in ("and", "&", ",", "the", "of")):
            i += 1
        end = i
        while (
            end < len(doc)
            and end - i < 4
            and doc[end].tag_ == "NNP"
            and doc[end].is_alpha
            and doc[end].text[0].isupper()
        ):
            end += 1
        if end - i > 1 and doc[i - 1].lower_ in words:
            yield Name(i, end, "person", (), "PERSON")


def _portfolio(doc: Doc, start: int, end: int) -> int:
    """Where in a span that begins with a minister's portfolio ("Ecology Alexander Kozlov") the name begins; `start`
    where the span is no such thing."""
    words = portfolios()
    i = start
    while i < end and (doc[i].lower_ in words or doc[i].lower_ in ("and", "&", ",", "of")):
        i += 1
    titled = start > 1 and doc[start - 1].lower_ in ("of", "for", "and", "&")
    rest = [t for t in doc[i:end] if t.text[0].isupper()]
    return i if titled and i > start and len(rest) == end - i > 1 else start


def _person_behind(doc: Doc, start: int, end: int) -> Iterator[Name]:
    """The person named behind a portfolio."""
    yield Name(start, _whole(doc, start, end), "person", (), "PERSON")


def _bracketed(doc: Doc, start: int, end: int) -> bool:
    """Whether the span is only an acronym in brackets behind a common noun ("a missile (ICBM)")."""
    if not (start > 1 and doc[start - 1].text == "(" and end < len(doc) and doc[end].text == ")"):
        return False
    return end - start == 1 and doc[start].text.isupper() and doc[start - 2].text[0].islower()


def _whole(doc: Doc, start: int, end: int) -> int:
    """The end of a person's name that the model cut short ("Choe Son" of "Choe Son Hui")."""
    while (
        end < len(doc)
        and end - start < 4
        and doc[end].tag_ == "NNP"
        and doc[end].text[0].isupper()
        and doc[end].ent_iob_ == "O"
    ):
        if doc[end].dep_ == "compound" or not doc[end].is_alpha:
            break
        end += 1
    return end


def root(doc: Doc, name: Name) -> Token:
    """The token that heads a name."""
    return doc[name.start : name.end].root
