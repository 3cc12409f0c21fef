"""In which first-level division of a state (province, governorate, US state) a city lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geograph.gazetteer import tables


@dataclass(frozen=True, slots=True)
class Division:
    """A division, with the ISO 3166 alpha-3 code of the state that it lies in."""

    id: str
    name: str
    state: str


def division_of(place: str) -> Division | None:
    """The division that the city with this id lies in; None for all that is no city of places.csv."""
    return _by_city().get(place) if place.startswith("city-") else None


@cache
def _by_city() -> Mapping[str, Division]:
    known = {row["id"]: Division(row["id"], row["name"], row["state"]) for row in tables.rows("divisions")}
    header, *cities = tables.raw("places")
    number, division = header.index("id"), header.index("division")
    return {city[number]: known[city[division]] for city in cities if city[division]}
