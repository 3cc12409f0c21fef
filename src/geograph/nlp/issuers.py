"""Whose words an article is that says "we" outside of all quotations: the government whose release it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geograph.gazetteer import Gazetteer, fold
from geograph.nlp import syntax
from geograph.nlp.quotes import around
from geograph.nlp.tree import SUBJECTS

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_BODIES = frozenset({"state", "organization"})


def publisher(source: str | None, gazetteer: Gazetteer) -> str | None:
    """The state (alpha-3) whose government an article's source names: "UK Government", "State Department"; None for
    a newspaper or agency."""
    words = [w for w in (source or "").split() if w.lower() != "the"]
    for form in gazetteer.find(" ".join(words)):
        if form.entry.sector == "GOV" and form.entry.state:
            return form.entry.state
    for at in range(1, len(words)):
        for named, body in ((words[:at], words[at:]), (words[at:], words[:at])):
            if body[-1] == "of" or body == words[at:]:
                states = {f.entry.state for f in gazetteer.find(" ".join(named)) if f.entry.kind == "state"}
                if len(states) == 1 and _ministry([fold(w) for w in body], gazetteer):
                    return states.pop()
    return None


def _ministry(words: list[str], gazetteer: Gazetteer) -> bool:
    """Whether words name a government or a part of it: "department of state", "government of"."""
    parts = [(p.words, words[: len(p.words)] if p.prefix else words[-len(p.words) :]) for p in gazetteer.patterns
             if p.kind == "ministry"]  # fmt: skip
    return any(list(known) == found for known, found in parts)


def issuer(cast: Cast) -> int | None:
    """Who says "we" in the article's own words: the government that published it, else the state or body that the
    text lets speak in the present tense ("Canada condemns the attack. We call for"). None where nobody does."""
    if cast.publisher is not None:
        return cast.state_node(cast.publisher)
    for sent in cast.doc.sents:
        root = sent.root
        if root.tag_ == "VBZ" and root.lemma_ not in ("be", "have", "say") and around(cast.quotations, root) is None:
            for subject in syntax.children(root, *SUBJECTS):
                ref = cast.refs.get(subject.i)
                if ref is not None and len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind in _BODIES:
                    return ref.nodes[0]
    return None
