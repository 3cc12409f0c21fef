"""A trigger's surroundings, where its participants are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from geograph.nlp import contents
from geograph.nlp.index import Index
from geograph.nlp.resolve import Cast
from geograph.ontology import Trigger


@dataclass(frozen=True, slots=True)
class Site:
    """A trigger at a token, and all that tells what stands in its places."""

    token: Token
    trigger: Trigger
    support: Token | None
    headline: bool
    cast: Cast
    index: Index

    def camps(self, tokens: list[Token]) -> set[str]:
        """The states, and the armed groups of none, that the tokens name or act for."""
        nodes = [self.cast.nodes[n] for n in contents.meant(tokens, self.cast)]
        return {n.state or n.id for n in nodes if n.state is not None or n.kind == "armed_group"}

    def acts(self, token: Token) -> bool:
        """Whether a word stands for somebody who may act, not for a place."""
        ref = self.cast.refs.get(token.i)
        return ref is not None and not ref.place
