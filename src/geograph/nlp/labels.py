"""Names by the model's entity labels, without articles and titles, and with what the words beside them tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from geograph.gazetteer import Gazetteer, Role, fold, portfolios
from geograph.model import Kind
from geograph.nlp.spans import Name

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
_PORTFOLIO_TITLES = frozenset({"minister", "secretary", "commissioner"})


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


def ministers(doc: Doc) -> Iterator[Name]:
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
