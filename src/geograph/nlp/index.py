"""The ontology's triggers as they are looked up: by part of speech and lemma."""

from __future__ import annotations

import re
from collections import defaultdict

from geograph.ontology import Ontology, Trigger

_OF = frozenset({"obj", "of"})
_TARGETING = frozenset({"into"})


class Index:
    """The ontology's triggers by part of speech and lemma, and what the grammar says of support verbs."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.by_lemma: dict[tuple[str, str], list[tuple[Trigger, tuple[str, ...]]]] = {}
        for kind in ontology.types.values():
            for trigger in kind.triggers:
                for words in trigger.words:
                    head = words[-1] if trigger.pos == "noun" else words[0]
                    self.by_lemma.setdefault((trigger.pos, head), []).append((trigger, words))
                    if (trigger.pos == "noun" or len(words) == 1) and (parts := _hyphened(words)) != words:
                        self.by_lemma.setdefault((trigger.pos, parts[-1]), []).append((trigger, parts))
        support = ontology.grammar["support"]
        self.intending = frozenset(support["intending"])
        self.support = frozenset(support["verbs"]) | self.intending
        self.inverse = frozenset(support["inverse"])
        self.eliciting = frozenset(support["eliciting"])
        self.scenes = frozenset(support["scenes"])
        self.answering = frozenset(support["answering"])
        self.closing = frozenset(ontology.grammar["status"]["closing"])
        self.happen = frozenset(support["happen"]) | frozenset(support["stall"])
        self.reacting = frozenset(support["reacting"])
        self.announced = {
            (deed, status): (new, str(row["predicate"]))
            for status, table in ontology.grammar["announced"].items()
            for new, row in table.items()
            for deed in row["deeds"]
        }
        self.held = frozenset(ontology.grammar["announced"]["negated"]["REJECT"]["held"])
        self.harms = frozenset(ontology.grammar.get("harms", {}).get("verbs", ()))
        self.apart = frozenset(ontology.grammar.get("harms", {}).get("apart", ()))
        self.acts = frozenset(ontology.grammar["speech"]["acts"])
        self.telling = frozenset(ontology.grammar["speech"]["verbs"])
        self.stances = frozenset(ontology.grammar["speech"]["acts"]) | {"PROTEST", "SUPPORT"}
        self.grounds = frozenset(ontology.grammar.get("grounds", {}).get("deeds", ()))
        self.favours: dict[str, frozenset[str]] = defaultdict(frozenset)
        self.favours |= {name: frozenset(words) for name, words in ontology.grammar.get("favours", {}).items()}
        self.soliciting = (self.favours["asking"] | self.favours["thanking"]) - self.favours["getting"]
        self.directed = dict(ontology.grammar.get("grounds", {}).get("directed", {}))
        laying = ontology.grammar.get("charges", {})
        self.charging = frozenset(laying.get("verbs", ()))
        self.charging_as = str(laying.get("as", ""))
        self.charged = frozenset(laying.get("armed", ()))
        self.missing = ontology.grammar.get("missing", {})
        self.forceful = frozenset(ontology.grammar["speech"]["blaming"])
        self.mutual = frozenset(ontology.grammar.get("mutual", {}).get("types", ()))
        self.material = frozenset(n for n, kind in ontology.types.items() if kind.quad.startswith("material"))
        self.suffered = frozenset(ontology.grammar.get("suffered", {}).get("deeds", ()))
        self.matters = frozenset(ontology.grammar.get("matters", {}).get("nouns", ()))
        custody = ontology.grammar.get("custody", {})
        self.holding = frozenset(custody.get("types", ()))
        self.custody = frozenset(custody.get("places", ()))
        self.leaving = frozenset(custody.get("leaving", ()))
        self.deeds = frozenset(lemma for pos, lemma in self.by_lemma if pos == "noun")
        told = {t.predicate for k in ontology.types.values() if k.quad == "material conflict" for t in k.triggers}
        self.fights = frozenset(p for p in told if p in ontology.predicates and ontology.predicates[p].symmetric)
        self.says_again: dict[str, list[str]] = ontology.grammar.get("says_again", {})
        self.epithets = frozenset(ontology.grammar.get("epithets", {}).get("verbs", ()))
        self.posted: dict[str, list[str]] = ontology.grammar.get("posted", {})
        self.vacating = frozenset(ontology.grammar.get("vacating", {}).get("deeds", ()))
        self.undergone = frozenset(
            lemma
            for (pos, lemma), rows in self.by_lemma.items()
            if pos == "noun"
            and any(_OF & {*t.recipient} and ontology.types[t.type].quad.startswith("material") for t, _ in rows)
            and not any(_OF & {*t.actor} or _TARGETING & {*t.recipient} for t, _ in rows)
        )
        """Nouns of deeds whose of-phrase tells who suffers them: "the killing of"."""
        self.verbs = frozenset(lemma for pos, lemma in self.by_lemma if pos == "verb") | {
            word
            for rows in self.by_lemma.values()
            for trigger, _ in rows
            for place, words in trigger.need
            if place == "comp"
            for word in words
        }
        self.words = frozenset(lemma for _, lemma in self.by_lemma)

    def types_of(self, pos: str, lemma: str) -> set[str]:
        """The types of the triggers that a word may be, as "verb" or "noun"."""
        return {trigger.type for trigger, _ in self.by_lemma.get((pos, lemma), ())}


def _hyphened(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as the tokenizer splits them at hyphens: "build", "-", "up"."""
    return tuple(p for w in words for p in re.split("(?<=[^-])(-)(?=[^-])", w))
