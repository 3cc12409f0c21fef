"""Entities that are likely one: pairs for a user to decide on, each with a reason. Nothing is merged here.

Pairs are looked for only among names that share a sign (the consonants of a word, an acronym), so that many entities
cost little more than few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from rapidfuzz import fuzz

from geograph.gazetteer import tables
from geograph.graph.names import fold
from geograph.model import Entity

CROWD = 200
"""A sign that more entities than this share says nothing ("national", "party")."""
ALIKE = 80.0
"""From so many per cent of the letters on, two words are spellings of one."""
TRANSLITERATED = 55.0
"""The same for words with the same consonants: Gaddafi and Qadhafi share 71 %."""
_SMALL = frozenset({"of", "the", "for", "and", "on", "al", "el", "de", "van", "von", "der", "bin", "ibn"})
_ARTICLES = frozenset({"al", "el", "ul"})
_BODIES = frozenset({"organization", "armed_group"})
_UNNAMED = frozenset({"state", "population"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, how likely they are one (0 to 1, a rank, no probability), and why it seems so."""

    score: float
    one: Entity
    other: Entity
    reason: str


def similar(entities: Iterable[Entity], apart: Iterable[frozenset[str]] = ()) -> list[Pair]:
    """Pairs of named entities that are likely one, the likeliest first. States and unnamed groups are left out, and
    pairs of ids in `apart`, of which it is known that they aren't one."""
    known = sorted((e for e in entities if e.kind not in _UNNAMED and e.name[:1].isupper()), key=lambda e: e.id)
    by_sign: defaultdict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(known):
        for sign in _signs(entity):
            by_sign[sign].append(number)
    met = {p for found in by_sign.values() if len(found) <= CROWD for p in combinations(found, 2)}
    settled = set(apart)
    pairs = []
    for a, b in sorted(met):
        one, other = known[a], known[b]
        if frozenset((one.id, other.id)) in settled or not _may_be(one, other):
            continue
        best = max(_reasons(one, other), default=None)
        if best is not None:
            score, reason = best
            far = one.state is not None and other.state is not None and one.state != other.state
            pairs.append(
                Pair(
                    round(score * (0.6 if far else 1), 2), one, other,
                    reason + (f", but of different states ({one.state}, {other.state})" if far else ""),
                )
            )  # fmt: skip
    return sorted(pairs, key=lambda p: (-p.score, p.one.id, p.other.id))


def _may_be(one: Entity, other: Entity) -> bool:
    """Whether kinds and Wikidata items allow that the two are one."""
    kinds = {one.kind, other.kind}
    items = {one.wikidata, other.wikidata} - {None}
    return len(items) < 2 and (len(kinds) == 1 or "other" in kinds or kinds <= _BODIES)


def _names(entity: Entity) -> list[str]:
    return [entity.name, *(a for a in entity.aliases if a[:1].isupper() and (" " in a or _acronym(a)))]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name).replace("'", ""))


def _acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isalnum() and letters.isupper() and 2 <= len(letters) <= 8


def _initials(name: str) -> set[str]:
    """The acronyms that a name may have, with and without its small words; none for a name of one word."""
    words = _words(name)
    full, short = "".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)
    return {full, short} if len(words) > 1 else set()


def _signs(entity: Entity) -> set[str]:
    """What names must share to be compared at all."""
    signs: set[str] = set()
    for name in _names(entity):
        words = _words(name)
        signs |= {"word " + bones(w) for w in words if w not in _SMALL and len(w) > 1}
        signs.add("whole " + "".join(words))
        if entity.kind in _BODIES or entity.kind == "other":
            signs |= {"acronym " + fold(name).replace(".", "")} if _acronym(name) else set()
            signs |= {"acronym " + initials for initials in _initials(name)}
    return signs


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((row["written"], row["meant"]) for row in tables.rows("spellings"))


@cache
def bones(word: str) -> str:
    """The consonants of a word in the one spelling that all transliterations of it share: Gaddafi, Qadhafi -> kdf."""
    for written, meant in _spellings():
        word = word.replace(written, meant)
    made = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]|(?<=.)h", "", word))
    return made or word[:1]


def _reasons(one: Entity, other: Entity) -> Iterator[tuple[float, str]]:
    """Why the two may be one, each with how much it says."""
    person = "organization" not in (kinds := {one.kind, other.kind}) and "person" in kinds
    for a in _names(one):
        for b in _names(other):
            yield from _alike(a, b, person)


def _alike(a: str, b: str, person: bool) -> Iterator[tuple[float, str]]:
    left_out = _ARTICLES if person else frozenset()
    first, second = ([w for w in _words(name) if w not in left_out] for name in (a, b))
    both = f"{a} / {b}"
    if "".join(first) == "".join(second):
        yield 1.0, f"one name but for case, accents or hyphens: {both}"
        return
    if not person:
        for short, long in ((a, b), (b, a)):
            if _acronym(short) and fold(short).replace(".", "") in _initials(long):
                yield 0.9, f"{short} are the initials of {long}"
    if len(first) == len(second):
        ratios = [_closeness(x, y) for x, y in zip(first, second, strict=True)]
        if all(ratios):
            yield 0.6 + 0.35 * sum(ratios) / len(ratios), f"spelled alike: {both}"
    few, many = sorted((first, second), key=len)
    if person and _abbreviated(few, many):
        yield 0.8, f"initials: {both}"
    if len(few) < len(many) and (inside := _within(few, many, person)):
        yield inside * (0.7 if len(few) == 1 else 0.75), f"one name inside the other: {both}"


def _closeness(x: str, y: str) -> float:
    """How alike two words are as spellings of one, from 0 (not) to 1 (the same)."""
    ratio = fuzz.ratio(x, y)
    needed = TRANSLITERATED if bones(x) == bones(y) and len(bones(x)) > 1 else ALIKE
    return ratio / 100 if (ratio >= needed and min(len(x), len(y)) > 2) or x == y else 0.0


def _abbreviated(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether a first name is an initial in one and whole in the other: "J. Smith", "John F. Smith"."""
    if len(few) < 2 or few[-1] != many[-1]:
        return False
    one, other = few[0], many[0]
    return one[0] == other[0] and (len(one) == 1) != (len(other) == 1)


def _within(few: Sequence[str], many: Sequence[str], person: bool) -> float:
    """How much like words of the longer name all words of the shorter are; a person's single name must be its first or
    last. 0 where one of them stands there in no spelling."""
    if len(few) == 1 and (not person or len(few[0]) < 3):
        return 0.0
    places = (many[0], many[-1]) if len(few) == 1 else many
    return min(max(_closeness(word, place) for place in places) for word in few)
