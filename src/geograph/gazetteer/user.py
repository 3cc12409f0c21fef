"""A user's own actors: a CSV file that is checked strictly and merged over the gazetteer of the package."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

from geograph.errors import DataError
from geograph.gazetteer.entries import Entry, Form, Use
from geograph.gazetteer.names import is_acronym, key
from geograph.gazetteer.tables import cells, offices_of, plain_forms, slug, surnames, year
from geograph.model import Kind

REQUIRED = ("name", "kind")
COLUMNS = ("name", "aliases", "kind", "state", "sector", "wikidata", "from", "to", "source", "office", "gender")
SECTORS = frozenset(
    ["GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "OPP", "REB", "UAF", "UNK", "CVL", "REF", "LAB", "BUS",
     "MNC", "CRM", "EDU", "ELI", "JRN", "MED", "AGR", "REL", "SOC", "PRE", "IGO", "NGO", "IMG", "ISM"]
)  # fmt: skip
"""PLOVER's codes for what an actor is in its society."""
PREFIX = {"person": "person", "organization": "org", "armed_group": "org", "place": "place", "population": "population"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
Key = tuple[str, ...]


def content(path: Path) -> str:
    """The text of a user's file; DataError where it can't be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(f"{path}: no such gazetteer file") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except OSError as error:
        raise DataError(f"{path}: can't be read: {error.strerror}") from None


def forms(
    files: tuple[tuple[str, str], ...], entries: Mapping[str, Entry], ours: Mapping[Key, tuple[Form, ...]]
) -> tuple[dict[str, Entry], list[Form]]:
    """The entries that the user's files (pairs of path and text) write anew, by id, and their forms."""
    seen: dict[Key, str] = {}
    written: dict[str, Entry] = {}
    found: list[Form] = []
    for path, text in files:
        for line, row in _rows(path, text):
            where = f"{path}, line {line}"
            _check(where, row, entries)
            names = [row["name"], *cells(row["aliases"])]
            for name in names:
                own = key(name)
                if not own:
                    raise DataError(f"{where}: an alias is empty; write the aliases as one|two|three")
                if own in seen:
                    raise DataError(f'{where}: "{name}" is a duplicate of {seen[own]}; one name means one actor')
                seen[own] = f"line {line} of {path}"
            known = _known(row, names, ours)
            entry = _entry(where, row, known)
            if entry.id in written or (known is None and entry.id in entries):
                raise DataError(f"{where}: {row['name']} is the actor {entry.id} a second time; join its rows in one")
            written[entry.id] = entry
            found.extend(_forms(entry, names))
    return written, found


def _rows(path: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The file's rows with their lines, each with all columns; refuses wrong columns and rows of another width."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    try:
        for raw in reader:
            values = [value.strip() for value in raw]
            if not any(values):
                continue
            line = reader.line_num
            if columns is None:
                columns = _columns(f"{path}, line {line}", values)
                continue
            if len(values) != len(columns):
                raise DataError(f"{path}, line {line}: {len(values)} cells, but the header has {len(columns)} columns")
            yield line, {**dict.fromkeys(COLUMNS, ""), **dict(zip(columns, values, strict=True))}
    except csv.Error as error:
        raise DataError(f"{path}, line {reader.line_num}: not CSV: {error}") from None
    if columns is None:
        raise DataError(f"{path}, line 1: the file is empty; its first line names the columns: {', '.join(COLUMNS)}")


def _columns(where: str, header: list[str]) -> list[str]:
    """The header, checked."""
    for column in header:
        if column not in COLUMNS:
            raise DataError(f'{where}: unknown column "{column}"; the columns are {", ".join(COLUMNS)}')
        if header.count(column) > 1:
            raise DataError(f'{where}: the column "{column}" stands twice')
    for column in REQUIRED:
        if column not in header:
            raise DataError(f'{where}: the column "{column}" is missing')
    return header


def _check(where: str, row: dict[str, str], entries: Mapping[str, Entry]) -> None:
    """Refuse a row with a cell that can't be meant."""
    if not row["name"]:
        raise DataError(f"{where}: the name is empty")
    if row["kind"] not in get_args(Kind):
        raise DataError(f'{where}: unknown kind "{row["kind"]}"; the kinds are {", ".join(get_args(Kind))}')
    if row["state"] and f"state-{row['state']}" not in entries:
        raise DataError(f'{where}: unknown state code "{row["state"]}"; write ISO 3166 alpha-3, such as UKR')
    if row["kind"] == "state" and not row["state"]:
        raise DataError(f"{where}: a state needs its code in the column state (ISO 3166 alpha-3, such as UKR)")
    if row["sector"] and row["sector"] not in SECTORS:
        raise DataError(f'{where}: unknown sector "{row["sector"]}"; the sectors are {" ".join(sorted(SECTORS))}')
    if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]):
        raise DataError(f'{where}: "{row["wikidata"]}" is no Wikidata item; write its number, such as Q212')
    if row["gender"] not in ("", "m", "f"):
        raise DataError(f'{where}: unknown gender "{row["gender"]}"; write m, f or nothing')
    for column in ("from", "to"):
        for cell in filter(None, row[column].split("|")):
            if not DATE.fullmatch(cell):
                raise DataError(f'{where}: "{cell}" in column {column} is no year; write 2019 or 2019-05-20')
        if "|" in row[column] and not row["office"]:
            raise DataError(f"{where}: several years in column {column}, but no offices that they belong to")


def _known(row: dict[str, str], names: list[str], ours: Mapping[Key, tuple[Form, ...]]) -> Entry | None:
    """Our entry that the row writes anew: of its kind and state, and with one of its names."""
    for name in names:
        for form in ours.get(key(name), ()):
            entry = form.entry
            fitting = entry.kind == row["kind"] and (not row["state"] or entry.state in (None, row["state"]))
            if fitting and form.use in ("name", "acronym", "region", "city"):
                return entry
    return None


def _entry(where: str, row: dict[str, str], known: Entry | None) -> Entry:
    """The row's entry: ours with what the row says in its place, or a new one."""
    kind = cast(Kind, row["kind"])
    if kind == "state":
        own = f"state-{row['state']}"
    else:
        own = known.id if known else f"{PREFIX.get(kind, 'other')}-{slug(row['name'])}"
    old = known if known and known.id == own else Entry(own, row["name"], kind)
    aliases = [*cells(row["aliases"]), *(a for a in (old.name, *old.aliases) if a != row["name"])]
    return replace(
        old,
        name=row["name"],
        aliases=tuple(dict.fromkeys(aliases)),
        state=row["state"] or old.state,
        sector=row["sector"] or old.sector,
        wikidata=row["wikidata"] or old.wikidata,
        gender=row["gender"] or old.gender,
        office=offices_of(row["office"], row["from"], row["to"], where) or old.office,
        start=old.start if row["office"] else year(row["from"]) or old.start,
        end=old.end if row["office"] else year(row["to"]) or old.end,
        verified=True,
    )


def _forms(entry: Entry, names: list[str]) -> Iterator[Form]:
    """The forms that the user's row gives: its names, and a person's surname."""
    use: Use = "region" if entry.kind == "place" else "name"
    for name in names:
        yield Form(entry, "acronym" if use == "name" and is_acronym(name) else use, name, is_acronym(name))
    if entry.kind == "person":
        own = {key(name) for name in names}
        yield from plain_forms(
            entry, "surname", [name for name in surnames(entry.name, entry.state) if key(name) not in own]
        )
