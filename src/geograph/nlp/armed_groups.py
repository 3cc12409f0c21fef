"""Which armed group is meant by "the rebels" or "the group"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geograph.gazetteer import Role
from geograph.model import Kind
from geograph.nlp.descriptions import recent
from geograph.nlp.focus import main_state
from geograph.nlp.refs import Node
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

HOLDING = wordlist("descriptions", "holding")
_UNKNOWN = wordlist("descriptions", "unknown")


def same_group(cast: Cast, lemma: str, kind: Kind) -> int | None:
    """The group that an earlier passage introduced with the same noun."""
    for index in recent(cast, len(cast.doc)):
        if cast.nodes[index].kind == kind and any(
            o == lemma or o.endswith(f" {lemma}") for o in cast.nodes[index].offices
        ):
            return index
    return None


def armed(cast: Cast, role: Role, before: int) -> int | None:
    """Whom "the rebels" means: the only armed group that the article names, else armed people spoken of before."""
    if len(cast.armed) == 1 and not _from_afar(cast) and (role.lemma not in _UNKNOWN or _named_before(cast, before)):
        return only_armed(cast)
    known = same_group(cast, role.lemma, "armed_group")
    if known is not None:
        return known
    others = [i for i in recent(cast, before) if cast.nodes[i].kind == "armed_group"]
    return others[0] if others and (role.lemma in HOLDING or len(others) == 1) else None


def _from_afar(cast: Cast) -> bool:
    """Whether the one armed group that the article names fights in a state of which the article doesn't speak: the
    Taliban that congratulate Syria's rebels."""
    base = cast.gazetteer.bases.get(cast.armed[0])
    return base is not None and not cast.counts[base] and main_state(cast) not in (None, base)


def _named_before(cast: Cast, before: int) -> bool:
    """Whether an armed group is named so far, or right behind in the sentence."""
    here = cast.sentence[before]
    return any(n.kind == "armed_group" and cast.sentence[n.start] <= here for n in cast.names)


def only_armed(cast: Cast) -> int:
    """The one armed group that the article names."""
    entry = cast.gazetteer.entries[cast.armed[0]]
    return cast.node(Node(entry.id, entry.name, entry.kind, entry.state, entry.sector, entry.gender or "", entry))
