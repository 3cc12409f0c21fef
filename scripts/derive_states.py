"""Fill the derived columns of the gazetteer's tables from the package rigour (MIT): ids, codes and Wikidata items.

- states.csv: id, iso2 and wikidata. A row is joined to rigour's territory by its `iso3` code or, where it has none, by
  its name. Territories of rigour that the file lacks are added with their name alone.
- regions.csv: wikidata, where rigour has a part of the same state with one of the row's names.
- organizations.csv: wikidata of the European Union and the United Nations, which rigour has as territories.

All other columns are written by hand and stay as they are. Run it after a change of these files:

    python scripts/derive_states.py           # rewrites the files
    python scripts/derive_states.py --check   # changes nothing, fails where a file is not what would be written
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from geograph.gazetteer.names import key
from geograph.gazetteer.tables import slug

GAZETTEER = Path(__file__).parents[1] / "src" / "geograph" / "gazetteer"
COLUMNS = (
    "id", "name", "aliases", "iso3", "iso2", "wikidata", "adjectives", "demonyms", "capital", "metonyms", "from", "to",
)  # fmt: skip
NO_STATE = frozenset({"cyb"})
"""Alpha-3 codes of rigour's that are none of ISO's: cyberspace."""
Row = dict[str, str]


class Territory(NamedTuple):
    """What rigour knows of a territory that is or was a state, or has an ISO 3166-1 code of its own."""

    name: str
    iso3: str
    iso2: str
    wikidata: str


def territories() -> dict[str, Territory]:
    """Rigour's countries, dependent territories and ended states, by ISO alpha-3 code or, without one, by name."""
    from rigour.territories import get_territories

    found = {}
    for territory in get_territories():
        if territory.alpha3 in NO_STATE or not (territory.alpha3 or territory.code.startswith("su-")):
            continue  # provinces, the European Union, the United Nations
        iso3 = (territory.alpha3 or "").upper()
        two = [code for code in (territory.code, *sorted(territory.other_codes)) if re.fullmatch(r"[a-z]{2}", code)]
        # ISO 3166-3 codes of ended states ("cshh") begin with the alpha-2 code that they had.
        iso2 = two[0] if two else territory.code[:2] if re.fullmatch(r"[a-z]{4}", territory.code) else ""
        found[iso3 or territory.name] = Territory(territory.name, iso3, iso2.upper() if iso3 else "", territory.qid)
    return found


def parts() -> dict[tuple[str, tuple[str, ...]], str]:
    """The Wikidata items of rigour's parts of states, by the state's alpha-3 code and the part's name; those of
    territories that are no part of a state, by an empty code."""
    from rigour.territories import get_territories

    found = {}
    for territory in get_territories():
        if territory.alpha3 is None:
            parent = territory.parent.alpha3 if territory.parent else ""
            found[(parent or "").upper(), key(territory.name)] = territory.qid
    return found


def states(rows: Sequence[Row]) -> list[Row]:
    """The rows with their derived columns written anew, and a row for each territory that they lack, by id."""
    known = territories()
    out = []
    for row in rows:
        found = known.pop(row["iso3"] or row["name"], None)
        if row["iso3"] and found is None:
            raise SystemExit(f"states.csv: rigour has no territory {row['iso3']} ({row['name']})")
        out.append({**row, "iso2": found.iso2 if found else "", "wikidata": found.wikidata if found else ""})
    for found in known.values():
        added = {"name": found.name, "iso3": found.iso3, "iso2": found.iso2, "wikidata": found.wikidata}
        out.append({**dict.fromkeys(COLUMNS, ""), **added})
    out = [{**row, "id": f"state-{row['iso3'] or slug(row['name'])}"} for row in out]
    return sorted(out, key=lambda row: row["id"])


def named_parts(rows: Sequence[Row]) -> list[Row]:
    """The rows with the Wikidata item of the part of their state that has one of their names."""
    known = parts()
    out = []
    for row in rows:
        names = [row["name"], *row["aliases"].split("|")]
        items = [known[row["state"], key(name)] for name in names if name and (row["state"], key(name)) in known]
        out.append({**row, "wikidata": items[0] if items else ""})
    return out


def text(rows: Sequence[Row]) -> str:
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


TABLES: dict[str, Callable[[Sequence[Row]], list[Row]]] = {
    "states.csv": states,
    "regions.csv": named_parts,
    "organizations.csv": named_parts,
}


def outdated() -> dict[Path, str]:
    """The tables that are not what would be written, with what would."""
    found = {}
    for name, derive in TABLES.items():
        before = (GAZETTEER / name).read_text(encoding="utf-8")
        after = text(derive(list(csv.DictReader(io.StringIO(before)))))
        if before != after:
            found[GAZETTEER / name] = after
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or with --check compare them."""
    parser = argparse.ArgumentParser(description="Fill the derived columns of the gazetteer from rigour.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a file is out of date")
    check = parser.parse_args(arguments).check
    found = outdated()
    for path, after in found.items():
        if check:
            print(f"{path.name} is out of date: run scripts/derive_states.py", file=sys.stderr)
        else:
            path.write_text(after, encoding="utf-8", newline="\n")
    return int(check and bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
