"""The gazetteer's own tables, read into entries and forms."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import cast

from geograph.errors import DataError
from geograph.gazetteer.entries import Entry, Form, Office, Pattern, Role, RoleKind, Use
from geograph.gazetteer.names import fold, is_acronym, key, tokens
from geograph.model import Kind

Row = dict[str, str]

UNCOUNTED = ("ese", "ish", "sh", "ch", "ss", "s", "x", "z")
"""Adjectives with these ends take no plural s as nouns: "the Chinese", "the British"."""
FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "PRK", "TWN"})
"""States where news writes the family name first."""
FAMILY_FIRST_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
"""How a name looks that has the family name first whatever the state: "Ban Ki-moon"."""
REGNAL = re.compile(r"[IVX]+")
"""The number of a monarch or pope, who has no surname; "Jr." and the like are dropped before."""
NO_FAMILY_NAME = frozenset({"MMR"})
PARTICLES = frozenset(
    ["von", "van", "der", "den", "ter", "de", "da", "das", "di", "du", "del", "della", "la", "le", "dos", "do",
     "bin", "ibn", "ben", "abu", "al", "el", "ul"]
)  # fmt: skip
DROPPED_PARTICLES = frozenset({"al", "el", "ul"})
"""Arabic articles that news drops: "al-Assad" is "Assad" as well."""
GENERATION = frozenset({"jr", "jr.", "sr", "sr."})


def raw(name: str) -> list[list[str]]:
    """The rows of a table of the package, its header first; none where the table isn't there."""
    file = files("geograph.gazetteer") / f"{name}.csv"
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8")))) if file.is_file() else []


def rows(name: str) -> Iterator[Row]:
    """The rows of a table of the package by their columns."""
    header, *body = raw(name) or [[]]
    return (dict(zip(header, row, strict=True)) for row in body)


def cells(cell: str) -> list[str]:
    """The items of a cell, which are separated by bars."""
    return cell.split("|") if cell else []


def year(cell: str) -> int | None:
    """The year that a cell holds, or None where it is empty."""
    return int(cell[:4]) if cell else None


def slug(name: str) -> str:
    """The name in small ASCII letters with hyphens, as it stands in an id."""
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_forms(entry: Entry, surfaces: list[str]) -> Iterator[Form]:
    """The forms of an entry's names; those in capitals are acronyms."""
    for surface in surfaces:
        upper = is_acronym(surface)
        yield Form(entry, "acronym" if upper else "name", surface, upper)


def plain_forms(entry: Entry, use: Use, surfaces: list[str]) -> Iterator[Form]:
    """The forms of one use."""
    for surface in surfaces:
        yield Form(entry, use, surface, is_acronym(surface))


def nationals(adjectives: list[str], written: str) -> list[str]:
    """The nouns for people of a state or region: those written down ("-" for none), else made of its adjectives."""
    if written:
        return [] if written == "-" else cells(written)
    plural = [adjective for adjective in adjectives if not adjective.endswith(UNCOUNTED)]
    return [*adjectives, *(f"{adjective}s" for adjective in plural)]


def states() -> Iterator[Form]:
    """States and territories, present and ended."""
    for row in rows("states"):
        aliases = cells(row["aliases"])
        entry = Entry(
            row["id"], row["name"], "state", row["iso3"] or None, "GOV", row["wikidata"] or None,
            aliases=tuple(aliases), verified=True, start=year(row["from"]), end=year(row["to"]),
        )  # fmt: skip
        adjectives = cells(row["adjectives"])
        yield from name_forms(entry, [entry.name, *aliases])
        yield from plain_forms(entry, "adjective", adjectives)
        yield from plain_forms(entry, "demonym", nationals(adjectives, row["demonyms"]))
        yield from plain_forms(entry, "capital", cells(row["capital"]))
        yield from plain_forms(entry, "metonym", cells(row["metonyms"]))


def organizations() -> Iterator[Form]:
    """Organizations and armed groups."""
    for row in rows("organizations"):
        aliases = [*cells(row["aliases"]), *cells(row["acronyms"])]
        entry = Entry(
            row["id"], row["name"], cast(Kind, row["kind"]), row["state"] or None, row["sector"] or None,
            row["wikidata"] or None, aliases=tuple(aliases),
        )  # fmt: skip
        yield from name_forms(entry, [entry.name, *cells(row["aliases"])])
        for acronym in cells(row["acronyms"]):
            yield Form(entry, "acronym", acronym, upper=True)
        yield from plain_forms(entry, "adjective", cells(row["adjectives"]))
        yield from plain_forms(entry, "capital", cells(row["capital"]))
        yield from plain_forms(entry, "metonym", cells(row["metonyms"]))


def regions() -> Iterator[Form]:
    """Regions within states, seas, continents, and blocs of states."""
    for row in rows("regions"):
        aliases = cells(row["aliases"])
        bloc = row["kind"] == "bloc"
        kind: Kind = "other" if bloc else "place"
        entry = Entry(
            row["id"], row["name"], kind, row["state"] or None, None, row["wikidata"] or None, aliases=tuple(aliases),
            bloc=bloc,
        )  # fmt: skip
        adjectives = cells(row["adjective"])
        yield from plain_forms(entry, "region", [entry.name, *aliases])
        yield from plain_forms(entry, "adjective", adjectives)
        yield from plain_forms(entry, "demonym", nationals(adjectives, row["demonyms"]))


def places() -> Iterator[Form]:
    """Cities. The table is large, so its columns are read by their order."""
    for id_, name, others, state, lat, lon, geonames, population, _division in raw("places")[1:]:
        aliases = tuple(others.split("|")) if others else ()
        entry = Entry(
            id_, name, "place", state, None, None, None, aliases, float(lat), float(lon), int(geonames),
            int(population), True,
        )  # fmt: skip
        yield Form(entry, "city", name)
        for alias in aliases:
            yield Form(entry, "city", alias)


def agencies() -> Iterator[Form]:
    """News agencies and newspapers, to which reports are attributed."""
    for row in rows("agencies"):
        aliases = cells(row["aliases"])
        entry = Entry(
            f"org-{slug(row['name'])}", row["name"], "organization", row["state"] or None, "JRN", aliases=tuple(aliases)
        )
        yield from plain_forms(entry, "agency", [entry.name, *aliases])


def people(unfit: frozenset[tuple[str, ...]]) -> Iterator[Form]:
    """People, with a surname form where the surname alone is neither an ordinary word nor among the `unfit` keys
    (the names of states, regions and large cities)."""
    ordinary = frozenset(row["word"] for row in rows("words") if "surname" in cells(row["is_no"]))
    for row in rows("people"):
        aliases = cells(row["aliases"])
        offices = offices_of(row["office"], row["from"], row["to"], row["id"])
        entry = Entry(
            row["id"], row["name"], "person", row["state"] or None, row["sector"] or None, None, row["gender"] or None,
            tuple(aliases), verified=bool(row["source"]), office=offices,
        )  # fmt: skip
        yield from name_forms(entry, [entry.name, *aliases])
        named = {key(surface) for surface in (entry.name, *aliases)}
        for surface in surnames(entry.name, entry.state):
            own = key(surface)
            if own not in named and own not in unfit and not (len(own) == 1 and own[0] in ordinary):
                yield Form(entry, "surname", surface)


def offices_of(office: str, start: str, end: str, where: str) -> tuple[Office, ...]:
    """The offices of a row, whose cells office, from and to run side by side."""
    texts, starts, ends = cells(office), start.split("|"), end.split("|")
    if len(texts) > 1 and not len(texts) == len(starts) == len(ends):
        raise DataError(f"{where}: {len(texts)} offices but {len(starts)} from and {len(ends)} to; write one each")
    return tuple(Office(text, year(a), year(b)) for text, a, b in zip(texts, starts, ends, strict=False))


def surnames(name: str, state: str | None) -> list[str]:
    """The ways to write a person's family name, longest first; none for a name of one word or of an unknown order."""
    words = [word for word in name.split() if fold(word) not in GENERATION]
    if len(words) < 2 or state in NO_FAMILY_NAME or REGNAL.fullmatch(words[-1]):
        return []
    if (state in FAMILY_FIRST and "-" not in words[0]) or FAMILY_FIRST_NAME.fullmatch(" ".join(words)):
        return [words[0]]
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in PARTICLES:
        start -= 1
    found = [" ".join(words[start:])]
    parts = tokens(words[-1])
    if len(parts) > 2 and fold(parts[0]) in DROPPED_PARTICLES:
        found.append(words[-1].split("-", 1)[1])
    elif start < len(words) - 1 and fold(words[start]) in DROPPED_PARTICLES:
        found.append(" ".join(words[start + 1 :]))
    return found


def roles() -> dict[str, Role]:
    """The role nouns by lemma, and by the short form of a title ("gov.")."""
    known = {
        row["lemma"]: Role(
            row["lemma"], row["sector"] or None, cast(RoleKind, row["kind"]), row["gender"] or None,
            row["office"] or None, row["named"] == "y", row["state"] or None,
        )
        for row in rows("roles")
    }  # fmt: skip
    return known | {row["short"]: known[row["lemma"]] for row in rows("short_titles")}


def patterns() -> tuple[Pattern, ...]:
    """The words by which names of bodies are known."""
    return tuple(
        Pattern(row["kind"], key(row["words"]), row["sector"] or None, row["place"] == "start")
        for row in rows("patterns")
    )
