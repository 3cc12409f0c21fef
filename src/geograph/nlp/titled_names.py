"""Names that the model missed, told by the title or office before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Doc

from geograph.gazetteer import Role, portfolios
from geograph.nlp.spans import Name
from geograph.nlp.wordlists import wordlist

ROYAL = wordlist("labels", "royal")


def royals(doc: Doc) -> Iterator[Name]:
    """Monarchs whom the model missed: "Queen Margrethe II"."""
    for token in doc[:-1]:
        title = token.lower_ in ROYAL and token.text[0].isupper() and token.ent_iob_ == "O"
        behind = token.nbor()
        if title and behind.tag_ == "NNP" and behind.is_alpha and behind.text.istitle() and behind.ent_iob_ == "O":
            end = token.i + 2
            while end < len(doc) and doc[end].text.isupper() and set(doc[end].text) <= set("IVX"):
                end += 1
            yield Name(token.i, end, "person", (), "PERSON")


def ministers(doc: Doc, known: Sequence[Name], roles: Mapping[str, Role]) -> Iterator[Name]:
    """Names that the model missed behind a title and what the office is of ("Minister of Public Works Anton Lysenko",
    "Governor of Primorye Oleg Petrov")."""
    words = portfolios()
    owners = {n.start: n.end for n in known if n.kind == "state" and n.use == "name"}
    owners |= {e.start: e.end for e in doc.ents if e.label_ == "GPE"}
    for token in doc:
        if token.i + 3 >= len(doc) or doc[token.i + 1].lower_ not in ("of", "for"):
            continue
        role = roles.get(token.lower_)
        if role is None or role.kind != "person" or role.office is None:
            continue
        i = token.i + 2
        while i < len(doc) and (doc[i].lower_ in words or doc[i].lower_ in ("and", "&", ",", "the", "of")):
            i += 1
        if i < len(doc) and doc[i].lower_ in roles:
            continue  # "a spokesman for Foreign Minister Jane Roe"
        owned = i in owners and doc[i - 1].lower_ in ("of", "the", "for")
        i = end = owners[i] if owned else i
        while (
            end < len(doc)
            and end - i < 4
            and doc[end].tag_ == "NNP"
            and doc[end].is_alpha
            and doc[end].text[0].isupper()
        ):
            end += 1
        if end - i > 1 and (owned or doc[i - 1].lower_ in words):
            yield Name(i, end, "person", (), "PERSON")


def titled(doc: Doc, named: Set[int], roles: Mapping[str, Role]) -> Iterator[Name]:
    """Names of two or more words that the model missed right behind a title ("Soviet Premier Alexei Kosygin"); `named`
    are the tokens of names."""
    for token in doc[:-2]:
        role = roles.get(token.lower_) if token.text[0].isupper() and token.tag_ == "NNP" else None
        if role is None or role.kind != "person" or role.office is None or token.i in named:
            continue
        i = end = token.i + 1
        while end < len(doc) and end - i < 4 and doc[end].tag_ == "NNP" and doc[end].text.istitle():
            end += 1
        free = not any(t.i in named or t.ent_type_ or t.lower_ in roles for t in doc[i:end])
        if end - i > 1 and free and doc[token.i].sent == doc[end - 1].sent:
            yield Name(i, end, "person", (), "PERSON")


def behind_office(doc: Doc, named: Set[int], roles: Mapping[str, Role]) -> Iterator[Name]:
    """Names of two or three words that the model missed between commas behind an office ("the governor, Sibusiso
    Dube, said"); `named` are the tokens of names."""
    for comma in doc[1:-3]:
        noun = comma.nbor(-1)
        role = roles.get(noun.lower_) if comma.text == "," and noun.tag_ == "NN" else None
        if role is None or role.kind != "person":
            continue
        i = end = comma.i + 1
        while end < len(doc) - 1 and end - i < 4 and doc[end].tag_ == "NNP" and doc[end].text.istitle():
            end += 1
        free = not any(t.i in named or t.ent_type_ or t.lower_ in roles for t in doc[i:end])
        if 1 < end - i < 4 and free and doc[end].text in (",", "."):
            yield Name(i, end, "person", (), "PERSON")
