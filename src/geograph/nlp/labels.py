"""Names by the model's entity labels, without articles and titles, and with what the words beside them tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from geograph.gazetteer import Gazetteer, Role, fold, portfolios
from geograph.model import Kind
from geograph.nlp.spans import Name
from geograph.nlp.titled_names import ROYAL
from geograph.nlp.titles import PUBLIC, role_at
from geograph.nlp.wordlists import wordlist

LABELS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "population",
}
_TRIM = frozenset(
    {"the", "a", "an", "'s", "’s", "'", "’", "of", "and", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "h.e.",
     "hon", "hon."}
)  # fmt: skip
PARTICLES = wordlist("labels", "particles")
_FACILITIES = wordlist("labels", "facilities")
_LEGATIONS = wordlist("labels", "legations")
_ATTRIBUTES = ("ed", "made")
"""Endings of words before a noun that are no people's name, nor a firm's: "Homemade bombs"."""
_HEADING = frozenset({"minister", "secretary"})
"""Words behind the names of portfolios: "British Defence Secretary"."""
_TOWNS = frozenset({"city", "province", "suburb", "town", "village"})
_PLACING = frozenset({"in", "near", "outside", "around"})
_BELIEF = wordlist("labels", "belief")


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
    if word in ROYAL:
        return end - start > 2
    ranked = role is not None and role.kind in ("person", "group") and (role.office is not None or role.sector == "REL")
    described = role is not None and role.kind in ("population", "armed") and doc[start].is_sent_start
    titled = ranked or (bool(described) and end - start == 2)  # "Scientist Ramanna"
    return titled or (f"{word} {doc[start + 1].lower_}" in roles and end - start > 2)


def _is_national(word: str, gazetteer: Gazetteer) -> bool:
    return any(f.use == "demonym" and f.surface == word for f in gazetteer.forms.get((fold(word),), ()))


def labelled(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
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
        if end - start > 1 and doc[start].is_sent_start and _acronym(doc, start + 1, end, gazetteer):
            start += 1  # "Fellow NATO", "New EU"
        if kind == "organization" and end - start > 1 and end < len(doc) and doc[end].lower_ in _HEADING:
            end = start + 1 if {t.lower_ for t in doc[start + 1 : end]} <= portfolios() else end
        cut = _portfolio(doc, start, end)
        if cut > start:
            yield from _person_behind(doc, cut, end)
            end = cut
            kind = "organization"
        elif kind in ("person", "organization") and end < len(doc) and doc[end].lower_ in _FACILITIES:
            kind, end = "place", end + 1  # "Imam Ali mosque"
        elif kind in ("person", "organization") and end - start > 1 and doc[end - 1].lower_ in _FACILITIES:
            kind = "place"  # "Imam Ali Mosque"
        elif kind == "organization" and (cut := _title_first(doc, start, end, gazetteer.roles)) > start:
            start, kind = cut, "person"
        elif kind == "organization" and (cut := _of_state(doc, start, end, gazetteer)) < end:
            end, kind = cut, "person"
        elif kind == "organization" and (cut := _body_first(doc, start, end, gazetteer.roles)) > start:
            yield Name(cut, end, "person", (), "PERSON")
            end = cut
        elif (cut := _state_first(doc, start, end, gazetteer)) > start:
            start, kind = cut, "person"
        elif ent.label_ == "PERSON":
            if (cut := _verb_inside(doc, start, end)) > start:
                yield Name(cut + 1, end, "person", (), "PERSON")
                end = cut
            end = _whole(doc, start, end)
            start = _titles(doc, start, end, gazetteer)
            while end - start > 1 and doc[start].text.islower() and doc[start].lower_ not in PARTICLES:
                start += 1
        if end - start > 1 and doc[end - 1].lower_ in _LEGATIONS:
            kind = "organization"  # "the Soviet Embassy": not only a house
        elif kind in ("person", "organization") and start < end:
            kind = _told(doc, start, end, kind, gazetteer)
        if kind in ("organization", "place") and _behind_role(doc, start, end, gazetteer.roles):
            kind = "person"
        if end - start == 1 and _attributive(doc, start, kind):
            continue
        if _bracketed(doc, start, end) or (kind == "organization" and _office(doc, start, end, gazetteer.roles)):
            continue
        if start < end and any(t.text[0].isupper() for t in doc[start:end]):
            yield Name(start, end, kind, (), ent.label_)


def _behind_role(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> bool:
    """Whether a name stands between commas behind a person's office: "Roe's spokeswoman, Yolande Makolo, said"."""
    if start < 2 or end >= len(doc) or doc[start - 1].text != "," or doc[end].text not in ",.;":
        return False
    noun = doc[start - 2]
    role = role_at(doc, noun.i, roles) if noun.tag_ == "NN" and noun.text.islower() else None
    return role is not None and role[0].kind == "person" and _plain(doc, start, end, roles)


def _attributive(doc: Doc, start: int, kind: Kind) -> bool:
    """Whether a sentence's first word has its capital for that reason only: "Homemade bombs", "Masked gunmen"."""
    first = kind in ("population", "organization") and doc[start].is_sent_start and start + 1 < len(doc)
    return bool(first and doc[start].lower_.endswith(_ATTRIBUTES) and doc[start + 1].text.islower())


def _verb_inside(doc: Doc, start: int, end: int) -> int:
    """Where the verb stands that the model took into one name with the people before and behind it ("Roe praises
    Doe"); `start` where there is none."""
    for i in range(start + 1, end - 1):
        word = doc[i]
        if word.tag_ in ("VBZ", "VBD", "VBP") and word.text.islower() and word.lower_ not in PARTICLES:
            return i
    return start


def _plain(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> bool:
    """Whether these tokens can be a person's name: two or three words with a capital, none of them a role, one of them
    perhaps with a hyphen."""
    words = [t for t in doc[start:end] if t.text != "-"]
    return (
        end - start <= 4
        and 2 <= len(words) <= 3
        and all(t.is_alpha and t.text.istitle() and t.lower_ not in roles for t in words)
    )


def _title_first(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> int:
    """Where the name begins in a body's name that is a person's with the title ("Presidential Aide Ivan Petrov")."""
    for cut in range(end - 2, start, -1):
        role = roles.get(doc[start:cut].text.lower())
        if role is not None and role.kind == "person" and role.office is not None and _plain(doc, cut, end, roles):
            return cut
    return start


def _of_state(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the name ends in a body's name that is a person's with their state behind a title ("President Jana Nova of
    Chile")."""
    for cut in range(start + 2, end - 1):
        role = role_at(doc, start - 1, gazetteer.roles) if doc[cut].lower_ == "of" and start else None
        if role is not None and role[0].kind == "person" and _plain(doc, start, cut, gazetteer.roles):
            behind = gazetteer.forms.get(tuple(fold(t.text) for t in doc[cut + 1 : end]), ())
            return cut if any(f.entry.kind == "state" for f in behind) else end
    return end


def _body_first(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> int:
    """Where the name begins that the model joined to the body of the office ("Chairman of the State Duma Ivan
    Petrov")."""
    before = [t.lower_ for t in doc[max(0, start - 2) : start] if t.lower_ != "the"]
    if before[-1:] not in (["of"], ["for"]):
        return start
    for cut in range(start + 1, end - 1):
        role = roles.get(doc[cut - 1].lower_)
        if role is not None and role.kind == "body" and _plain(doc, cut, end, roles):
            return cut
    return start


def _state_first(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a person's name begins that the model took for one with the state of an office before it ("Minister of
    Defence of the Russian Federation Ivan Petrov"); `start` where the span is no such thing."""
    before = doc[start - 1].lower_ if start else ""
    if not (before == "of" or (before == "the" and start > 1 and doc[start - 2].lower_ == "of")):
        return start
    for cut in range(end - 2, start, -1):
        forms = gazetteer.forms.get(tuple(fold(t.text) for t in doc[start:cut]), ())
        if any(f.use == "name" and f.entry.kind == "state" for f in forms):
            return cut if all(t.is_alpha and t.text[0].isupper() for t in doc[cut:end]) else start
    return start


def _told(doc: Doc, start: int, end: int, kind: Kind, gazetteer: Gazetteer) -> Kind:
    """What the word before a name tells it to be: "in Kebbi", "near Ain Sukhna", "the charity Seewacht"."""
    if _sited(doc, start, end):
        return "place"
    if start == 0:
        return kind
    before = doc[start - 1]
    role = gazetteer.roles.get(before.lower_)
    held = role is not None and role.kind == "person" and role.office is not None
    described = role is not None and role.kind in ("person", "population") and before.tag_ == "NN"
    described = described and before.text.islower()
    if kind == "organization" and (held or described) and _plain(doc, start, end, gazetteer.roles):
        return "person"  # "foreign minister Inese Ozola", "opposition politician Azamat Toktogulov"
    body = role is not None and role.kind == "body" and role.sector not in PUBLIC
    if kind == "person" and body and before.text.islower():
        return "organization"
    believed = start > 1 and doc[start - 2].lower_ in _BELIEF
    if (
        before.lower_ in _PLACING
        and before.dep_ != "prt"  # "took in Jan Roe"
        and not believed
        and not (kind == "organization" and (end - start > 1 or doc[start].text.isupper()))
    ):
        return "place"
    return kind


def _sited(doc: Doc, start: int, end: int) -> bool:
    """Whether the words around a name call it a place: "the town of Kutum", "Galgaduud, a region in Somalia"."""
    before = start - 1
    while before > 1 and (doc[before].lower_ in (",", "and") or (doc[before].tag_ == "NNP" and before < start - 1)):
        before -= 1  # "the towns of Jermuk, Goris and Vardenis"
    several = before == start - 1 or doc[before - 1].tag_ == "NNS"
    if before > 0 and doc[before].lower_ == "of" and several and doc[before - 1].lemma_.lower() in _TOWNS:
        return True
    behind = doc[end : end + 6]
    if len(behind) < 4 or behind[0].text != "," or behind[1].lower_ not in ("a", "an", "the"):
        return False
    noun = next((t for t in behind[2:] if t.pos_ != "ADJ"), behind[2])
    return noun.lower_ in _TOWNS and noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("in", "of", "on", "near")


def _acronym(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a span is an acronym that the gazetteer knows."""
    forms = gazetteer.forms.get(tuple(fold(t.text) for t in doc[start:end]), ())
    return doc[end - 1].text.isupper() and any(f.use == "acronym" for f in forms)


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


def _office(doc: Doc, start: int, end: int, roles: Mapping[str, Role]) -> bool:
    """Whether a span is an office and no name ("Minister of Public Works of Peru")."""
    role = roles.get(doc[start].lower_)
    held = role is not None and role.kind == "person" and role.office is not None
    return held and end - start > 2 and doc[start + 1].lower_ in ("of", "for")


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
    while end < len(doc) and end - start > 1 and doc[end - 1].lower_ in PARTICLES and doc[end].text.istitle():
        end += 1  # "Mark van den" of "Mark van den Berg"
    return end
