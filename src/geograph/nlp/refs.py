"""What words mean: entities in the making, and references to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from geograph.gazetteer import Entry
from geograph.model import Kind

PLACE_USES = frozenset({"city", "region", "capital"})


@dataclass
class Node:
    """An entity in the making."""

    id: str
    name: str
    kind: Kind
    state: str | None = None
    sector: str | None = None
    gender: str = ""
    entry: Entry | None = None
    offices: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, bool, str]] = field(default_factory=list)
    """First token, the one behind the last, whether the words name it, and why they mean it."""
    private: bool = False
    """Whether they are people whose own doings are no politics, a tailor or a climber."""

    @property
    def named(self) -> bool:
        """Whether it has a name, and isn't only described."""
        return self.entry is not None or self.name[:1].isupper()


@dataclass(frozen=True, slots=True)
class Ref:
    """What the words at tokens start:end mean: indexes of nodes. `naming` says whether the words name it (a name or
    a described group) or only point to it. `sector` is the sector in which it acts here. `one` says
    that a noun describes a single person ("a militant leader"), whom "he" may mean. `reason` says in words why they
    mean it, where that isn't told by what they are (see `reasons`); `presumed` that only the gazetteer says who holds
    the office."""

    nodes: tuple[int, ...]
    start: int
    end: int
    naming: bool
    sector: str | None = None
    state: str | None = None
    plural: bool = False
    place: bool = False
    one: bool = False
    reason: str = ""
    presumed: bool = False
