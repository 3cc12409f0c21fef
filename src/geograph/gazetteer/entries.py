"""The types of the gazetteer: entries, the written forms that lead to them, roles and patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geograph.model import Kind

Use = Literal[
    "name", "acronym", "adjective", "demonym", "capital", "metonym", "city", "region", "surname", "agency"
]  # fmt: skip
RoleKind = Literal["group", "population", "armed", "body", "retinue", "person", "private"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds or held, with its first and last year; None where open or unknown."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or some place that the gazetteer knows. `state` is the ISO 3166 alpha-3 code of the state that it is,
    belongs to or lies in (None where there is none), `sector` a PLOVER sector. A row that carries a source, or comes
    from the user, is `verified`; states and cities are, being derived from packages' data. `start` and `end` are the
    years between which a state existed. `bloc` marks a region that stands for its states ("Western nations")."""

    id: str
    name: str
    kind: Kind
    state: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gender: str | None = None
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    population: int | None = None
    verified: bool = False
    office: tuple[Office, ...] = ()
    start: int | None = None
    end: int | None = None
    bloc: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing an entry. `surface` is the form as written (the key it stands under is folded); a form
    that is `upper` counts only where the text has the same upper-case letters: "US" is no "us"."""

    entry: Entry
    use: Use
    surface: str
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people or bodies without a name: what "troops", "police", "spokesman" says of who acts. `office` is
    the relation that the word gives as a title; `named` says that the noun names the actor even of a state; `state` is
    the one state that has such an office ("taoiseach"). People of the kind "private" suffer deeds but do none."""

    lemma: str
    sector: str | None
    kind: RoleKind
    gender: str | None = None
    office: str | None = None
    named: bool = False
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words by which a capitalised phrase is known as the name of a body: "Ministry of", "Supreme Court".
    `words` are folded tokens; `prefix` says that they begin the name ("Ministry of"), else they end it."""

    kind: str
    words: tuple[str, ...]
    sector: str | None
    prefix: bool
