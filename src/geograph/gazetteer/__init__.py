"""Who and where the gazetteer knows: states, organizations, people, places, by every written form of theirs.

Forms stand under the folded tokens of the name, without a leading "the". One key may lead to several entries
("Georgia"); the likeliest comes first: the user's own, then state, organization, person, capital, region, city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from geograph.gazetteer import tables, user
from geograph.gazetteer.entries import Entry, Form, Office, Pattern, Role, Use
from geograph.gazetteer.names import fits, fold, key, tokens

__all__ = [
    "Entry", "Form", "Gazetteer", "Office", "Pattern", "Role", "Use", "fits", "fold", "key", "load", "portfolios",
    "tokens",
]  # fmt: skip

Key = tuple[str, ...]

LARGE = 1_000_000
"""Inhabitants from which a city's name is no person's surname form."""

RANK: dict[str, int] = {
    "state": 0, "adjective": 1, "demonym": 2, "organization": 3, "agency": 3, "metonym": 4, "name": 5, "surname": 6,
    "seat": 7, "capital": 8, "region": 9, "part": 10, "city": 11,
}  # fmt: skip
"""What comes first under one key. "state" and "organization" are their names, "name" a person's, "adjective" and
"demonym" those of states, "part" those of regions ("Chechen"), "seat" the city that stands for an organization."""


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All entries by id, and all forms by the folded tokens of the form. `first` gives for the first token of a key
    the length of the longest key that begins with it; `agencies` the folded names that reports are attributed to;
    `prefixes` the states that "Franco-" and the like stand for; `thing_starts` and `thing_ends` the words by which a
    name is known as nobody's ("Hurricane", "Prize"); `officers` by state the people whose offices are verified;
    `bases` by an armed group's id the state in which it mainly fights, for which it doesn't act."""

    entries: Mapping[str, Entry]
    forms: Mapping[Key, tuple[Form, ...]]
    first: Mapping[str, int]
    roles: Mapping[str, Role]
    agencies: frozenset[str]
    patterns: tuple[Pattern, ...]
    prefixes: Mapping[str, Form]
    thing_starts: frozenset[str]
    thing_ends: frozenset[str]
    officers: Mapping[str, tuple[Entry, ...]]
    bases: Mapping[str, str]

    def state(self, iso3: str) -> Entry:
        """The state with this ISO 3166 alpha-3 code; KeyError where there is none."""
        return self.entries[f"state-{iso3}"]

    def find(self, name: str) -> tuple[Form, ...]:
        """The forms that stand under this name, in any case."""
        return self.forms.get(key(name), ())


def load(extra: Sequence[Path] = ()) -> Gazetteer:
    """Our gazetteer, with the user's files merged over it: their rows are verified and come first.
    Raises DataError with file, line and reason where a file of theirs is wrong."""
    return _load(tuple((str(path), user.content(Path(path))) for path in extra))


@cache
def _load(files: tuple[tuple[str, str], ...]) -> Gazetteer:
    """The gazetteer for the user's files, given as pairs of path and text."""
    if files:
        return _merged(_load(()), files)
    fixed = [*tables.states(), *tables.organizations(), *tables.regions(), *tables.agencies()]
    keyed = [(key(form.surface), form) for form in fixed]
    cities = [(key(form.surface), form) for form in tables.places()]
    unfit = {own for own, _ in keyed} | {own for own, form in cities if (form.entry.population or 0) >= LARGE}
    people = [(key(form.surface), form) for form in tables.people(frozenset(unfit))]
    return _gazetteer([*keyed, *people, *cities], tables.roles(), tables.patterns())


def _gazetteer(
    keyed: Iterable[tuple[Key, Form]], roles: Mapping[str, Role], patterns: tuple[Pattern, ...]
) -> Gazetteer:
    """The gazetteer of these forms, ordered by rank and, within a rank, by the larger population."""
    groups: dict[Key, tuple[Form, ...]] = {}
    entries: dict[str, Entry] = {}
    first: dict[str, int] = {}
    agencies: set[str] = set()
    for own, form in keyed:
        group = groups.get(own)
        if group is None:
            groups[own] = (form,)
            if first.get(own[0], 0) < len(own):
                first[own[0]] = len(own)
        elif form not in group:
            groups[own] = (*group, form)
        entries[form.entry.id] = form.entry
        if form.use == "agency":
            agencies.add(fold(form.surface))
    forms = {own: group if len(group) == 1 else tuple(sorted(group, key=_rank)) for own, group in groups.items()}
    prefixes = {
        row["word"]: Form(entries[f"state-{row['state']}"], "adjective", row["word"])
        for row in tables.rows("prefixes")
        if f"state-{row['state']}" in entries
    }
    things = [(fold(row["word"]), row["place"]) for row in tables.rows("things")]
    starts = frozenset(word for word, place in things if place == "start")
    ends = frozenset(word for word, place in things if place == "end")
    bases = {row["organization"]: row["state"] for row in tables.rows("bases")}
    return Gazetteer(
        entries, forms, first, roles, frozenset(agencies), patterns, prefixes, starts, ends, _officers(entries), bases
    )


@cache
def portfolios() -> frozenset[str]:
    """The words of ministers' portfolios, lower case: "natural", "resources", "defence"."""
    return frozenset(row["word"] for row in tables.rows("portfolios"))


def _rank(form: Form) -> tuple[int, bool, int]:
    """What comes first among the forms of one key: the rank of its use, what is not ended, what is larger."""
    kind, use = form.entry.kind, str(form.use)
    if use in ("name", "acronym"):
        use = "state" if kind == "state" else "name" if kind == "person" else "organization"
    elif use == "capital" and kind != "state":
        use = "seat"
    elif use in ("adjective", "demonym") and kind != "state":
        use = "metonym" if kind in ("organization", "armed_group") else "part"
    return RANK[use], form.entry.end is not None, -(form.entry.population or 0)


def _merged(ours: Gazetteer, files: tuple[tuple[str, str], ...]) -> Gazetteer:
    """Our gazetteer with the user's entries in the place of ours, and their forms before ours."""
    written, found = user.forms(files, ours.entries, ours.forms)
    new: dict[Key, tuple[Form, ...]] = {}
    for form in found:
        new[key(form.surface)] = (*new.get(key(form.surface), ()), form)
    forms = dict(ours.forms)
    for own, group in ours.forms.items():
        if any(form.entry.id in written for form in group):
            forms[own] = tuple(
                replace(form, entry=written[form.entry.id]) if form.entry.id in written else form for form in group
            )
    first = dict(ours.first)
    for own, group in new.items():
        forms[own] = (*group, *(form for form in forms.get(own, ()) if form not in group))
        first[own[0]] = max(first.get(own[0], 0), len(own))
    entries = {**ours.entries, **written}
    return replace(ours, entries=entries, forms=forms, first=first, officers=_officers(entries))


def _officers(entries: Mapping[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries.values():
        if entry.verified and entry.office and entry.state is not None:
            found[entry.state] = (*found.get(entry.state, ()), entry)
    return found
