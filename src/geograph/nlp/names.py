"""Names in a Doc: spans of the gazetteer and of the model's entity labels, brought to agree.

The gazetteer is looked up by hash, longest name first. The model's labels add names that no list has; where
both speak, the longer span wins, and the gazetteer says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from geograph.gazetteer import Form, Gazetteer, Role, fits, fold
from geograph.gazetteer.tables import GENERATION
from geograph.nlp.labels import PARTICLES, labelled
from geograph.nlp.spans import THING, Name
from geograph.nlp.titled_names import behind_office, ministers, royals, titled
from geograph.nlp.titles import role_at
from geograph.nlp.wordlists import wordlist

_WEAPONS = wordlist("names", "weapons")
_LADEN = wordlist("names", "laden")
_STORMS = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_HYPHENS = frozenset({"-", "–", "--", "—"})


def names(doc: Doc, gazetteer: Gazetteer, year: int | None = None) -> list[Name]:
    """All names in the Doc, in order, none overlapping another. In a year of an ended state its seat means that state:
    the Kremlin of 1962 is the Soviet Union's."""
    known = [*_known(doc, gazetteer, year), *_prefixed(doc, gazetteer), *_led(doc, gazetteer)]
    known = _of_their_time(known)
    home = {f.entry.state for n in known for f in n.forms[:1] if f.entry.kind == "state"}
    known = [n for n in known if not _common(doc, n, gazetteer.roles, home)]
    extra = [n for n in labelled(doc, gazetteer) if not _joined(doc, n, known)]
    extra = [n for n in extra if not _common(doc, n, gazetteer.roles, home)]
    extra = [n for n in extra if not _prefaced(doc, n, gazetteer) and not _two(doc, n, gazetteer)]
    extra = [n for n in extra if not _weapon(doc, n)]
    extra += [*ministers(doc, known, gazetteer.roles), *royals(doc)]
    named = {i for n in (*known, *extra) for i in range(n.start, n.end)}
    extra += [*titled(doc, named, gazetteer.roles), *behind_office(doc, named, gazetteer.roles)]
    bodies = {i for n in known if n.kind in ("organization", "armed_group") for i in range(n.start, n.end)}
    things = [n for n in _things(doc, gazetteer, bodies) if not bodies & set(range(n.start, n.end))]
    taken: dict[int, Name] = {}
    order = sorted([*known, *extra], key=lambda n: (n.start - n.end, not n.forms, n.start))
    for name in [*things, *order]:
        if not any(i in taken for i in range(name.start, name.end)):
            for i in range(name.start, name.end):
                taken[i] = name
    for name in _surnames(doc, set(taken.values())):
        inside = {taken[i] for i in range(name.start, name.end) if i in taken}
        if all(n.start >= name.start and n.end <= name.end and n.end - n.start < name.end - name.start for n in inside):
            taken |= dict.fromkeys(range(name.start, name.end), name)
    return sorted(set(taken.values()), key=lambda n: n.start)


def _surnames(doc: Doc, found: set[Name]) -> Iterator[Name]:
    """Surnames, which the model passed over or cut, of people whom the article names in full: "Van den Berg"."""
    full: dict[str, list[tuple[str, ...]]] = {}
    for name in found:
        if name.kind != "person" or name.end - name.start < 2:
            continue
        words = tuple(fold(t.text) for t in doc[name.start : name.end] if fold(t.text) not in GENERATION)
        start = len(words) - 1
        while start > 1 and words[start - 1] in PARTICLES:
            start -= 1
        if start > 0:
            full.setdefault(words[start], []).append(words[start:])
            full.setdefault(words[-1], []).append(words[-1:])
    for token in doc:
        if not (token.text.istitle() and token.is_alpha and len(token) > 2):
            continue
        noun = token.tag_ in ("NNP", "NNPS") or (token.pos_ in ("NOUN", "PROPN", "ADJ") and not token.is_sent_start)
        for words in full.get(fold(token.text), ()):
            span = doc[token.i : token.i + len(words)]
            if (noun or len(words) > 1) and tuple(fold(t.text) for t in span) == words:
                yield Name(span.start, span.end, "person", (), "PERSON")


def _known(doc: Doc, gazetteer: Gazetteer, year: int | None) -> Iterator[Name]:
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
                form
                for form in forms
                if fits(form.surface, form.upper, written) and (form.use != "surname" or _lone(doc, i, i + size))
            )
            if not meant or (size == 1 and doc[i].pos_ in ("VERB", "AUX") and doc[i].ent_iob_ == "O"):
                continue
            if year is not None and any(f.entry.end is not None for f in meant):
                meant = tuple(sorted(meant, key=lambda f: not _then(f, year)))
            yield Name(i, i + size, meant[0].entry.kind, meant, words.root.ent_type_)
            i += size - 1
            break
        i += 1


def _of_their_time(known: list[Name]) -> list[Name]:
    """The names with the seats of an ended state, where it is spoken of and the one of today isn't: "Moscow" beside
    "Soviet tanks"."""
    told = {f.entry.id for n in known for f in n.forms[:1] if f.use in ("name", "adjective", "demonym", "acronym")}

    def meant(name: Name) -> Name:
        first = name.forms[0] if name.forms else None
        if first is None or first.use not in ("capital", "metonym") or first.entry.id in told:
            return name
        former = [f for f in name.forms[1:] if f.use in ("capital", "metonym") and f.entry.end and f.entry.id in told]
        rest = tuple(f for f in name.forms if f not in former)
        return replace(name, forms=(*former, *rest)) if former else name

    return [meant(name) for name in known]


def _then(form: Form, year: int) -> bool:
    """Whether the name is a seat of an ended state that was there in the year, and not yet in its last."""
    entry = form.entry
    return form.use in ("capital", "metonym") and entry.end is not None and (entry.start or 0) <= year < entry.end


def _lone(doc: Doc, start: int, end: int) -> bool:
    """Whether a surname stands without a first name before it or more of a name behind it."""
    before = doc[start - 1] if start else None
    behind = doc[end] if end < len(doc) else None
    if before is not None and before.ent_type_ == "PERSON" and doc[start].ent_iob_ == "I":
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
        held = roles.get(doc[name.end - 1].lower_)
        if held is not None and held.kind == "person" and held.office is not None:
            return True  # "Hydrocarbons Minister Jane Roe"
    title = role_at(doc, name.end, roles) if entry is None and name.end < len(doc) else None
    if title is not None and title[1] <= name.start and title[0].kind in ("person", "group"):
        return True  # "Defence" in "Defence Minister", "Riot" in "Riot police"
    if name.label == "NORP" or (name.kind == "person" and name.end - name.start > 1):
        return False
    words = [t.lower_ for t in doc[name.start : name.end]]
    last = words[-1][:-1] if words[-1].endswith("s") else words[-1]
    role = roles.get(" ".join(words)) or roles.get(" ".join([*words[:-1], last]))
    if role is None or (role.kind in ("population", "armed") and words[-1] == last):
        return False  # "Bosniak" is a name
    if role.sector == "PTY" and len(words) > 1 and entry is None:
        return False  # so is "Green Party"
    return entry is None or elsewhere


def _prefaced(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a labelled span begins with the adjective that opens the sentence, and is a state or nothing besides:
    "Fierce clashes", "Restive Maldives eases curfew"."""
    first = doc[name.start]
    behind_dash = 1 < name.start < 12 and doc[name.start - 1].text in _HYPHENS and bool(doc[name.start - 2].whitespace_)
    if not (first.is_sent_start or behind_dash) or name.forms:
        return False
    if name.end - name.start == 1:
        return first.tag_ in ("JJ", "JJS", "VBG") and name.label != "NORP"
    return any(f.use == "name" and f.entry.kind == "state" for f in _but_first(doc, name, gazetteer))


def _but_first(doc: Doc, name: Name, gazetteer: Gazetteer) -> tuple[Form, ...]:
    return gazetteer.forms.get(tuple(fold(t.text) for t in doc[name.start + 1 : name.end]), ())


def _two(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a labelled span is a nationality and a body of others: "[Turkish] [European Union] accession talks"."""
    first = gazetteer.forms.get((fold(doc[name.start].text),), ())
    if name.forms or not any(f.use == "adjective" and f.entry.kind == "state" for f in first):
        return False
    return any(f.entry.kind == "organization" and f.entry.state is None for f in _but_first(doc, name, gazetteer))


def _weapon(doc: Doc, name: Name) -> bool:
    """Whether a labelled span is what kills in a headline, or begins it: "Landmine kills two", "Baghdad Car Bombs"."""
    if name.forms or name.end >= len(doc):
        return False
    last, behind = doc[name.end - 1].lower_, doc[name.end].lower_
    bare = name.end - name.start == 1 and last.removesuffix("s") in _WEAPONS
    return bare or (last in _LADEN and behind.removesuffix("s") in _WEAPONS)


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
                if words in _STORMS:  # "Hurricane Mitch", and "Mitch" elsewhere
                    others = (t.i for t in (*doc[:i], *doc[end:]) if t.text == doc[end - 1].text)
                    yield from (Name(n, n + 1, "other", (), THING) for n in others)
        elif words in gazetteer.thing_ends and not (i + 1 < len(doc) and doc[i + 1].tag_ == "NNP"):
            start = i
            while start > 0 and i - start < 5 and doc[start - 1].text[0].isupper() and doc[start - 1].tag_ == "NNP":
                if start - 1 in bodies:
                    break
                start -= 1
            if start < i:
                yield Name(start, i + 1, "other", (), THING)
