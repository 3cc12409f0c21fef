"""Names in a Doc: spans of the gazetteer and of the model's entity labels, brought to agree.

The gazetteer is looked up by hash, longest name first. The model's labels add names that no list has; where
both speak, the longer span wins, and the gazetteer says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from geograph.gazetteer import Form, Gazetteer, fits, fold, portfolios
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
    known = list(_known(doc, gazetteer))
    labelled = [*_labelled(doc), *_ministers(doc)]
    taken: dict[int, Name] = {}
    for name in sorted([*known, *labelled], key=lambda n: (n.start - n.end, not n.forms, n.start)):
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


def _labelled(doc: Doc) -> Iterator[Name]:
    """The model's entities, without articles, titles and possessive endings."""
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None:
            continue
        start, end = ent.start, ent.end
        for i in range(start, end):
            if doc[i].text in ("(", "\n", "–", "--", ":", ";") or doc[i].is_space:
                end = i
                break
        while start < end and (doc[start].lower_ in _TRIM or not doc[start].text[0].isalnum()):
            start += 1
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
        if _bracketed(doc, start, end):
            continue
        if start < end and any(t.text[0].isupper() for t in doc[start:end]):
            yield Name(start, end, kind, (), ent.label_)


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
