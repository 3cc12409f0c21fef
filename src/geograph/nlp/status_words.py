"""The words that set how an event stands. The lists are grammar.toml's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from geograph.model import Status
from geograph.nlp import syntax

ORDER: tuple[Status, ...] = ("negated", "hypothetical", "alleged", "planned")
"""Of several statuses that one word's modifiers tell, the first holds."""
_PHRASE_DEPS = ("prt", "advmod", "acomp", "prep", "oprd")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of grammar.toml. `verbs`, `nouns` and `adjs` tell the status of what stands below them, also
    under two words ("rule out"); the statuses are those of the file, `before` those of words right before a clause."""

    verbs: Mapping[str, Status]
    nouns: Mapping[str, Status]
    adjs: Mapping[str, Status]
    adverbs: Mapping[str, Status]
    modals: Mapping[str, Status]
    before: Mapping[tuple[str, ...], Status]
    twice: Mapping[str, Status]
    ending: frozenset[str]
    deliberating: frozenset[str]
    abandoning: frozenset[str]
    causing: frozenset[str]
    moving: frozenset[str]
    soon: frozenset[str]
    marks: frozenset[str]
    infinitive_only: frozenset[str]
    speech: frozenset[str]
    alleging: frozenset[str]
    telling: frozenset[str]
    happen: frozenset[str]
    support: frozenset[str]
    intending: Mapping[str, Status]
    acts: frozenset[str]
    blaming: frozenset[str]
    hidden: frozenset[str]
    answered: frozenset[str]
    closing: frozenset[str]
    partaking: frozenset[str]
    lent: Mapping[str, Status]
    unlent: frozenset[str]
    afterwards: frozenset[str]
    being: frozenset[str]
    faltering: frozenset[str]
    failing: frozenset[str]
    securing: frozenset[str]
    departing: frozenset[str]
    exchanging: frozenset[str]
    appointed: frozenset[str]
    charging: frozenset[str]
    charges: frozenset[str]
    refuting: frozenset[str]
    charged: frozenset[str]
    accusers: frozenset[str]
    asking: frozenset[str]
    inviting: frozenset[str]
    answering: Mapping[str, Status]
    bargaining: Mapping[str, Status]
    negotiable: frozenset[str]
    including: frozenset[str]
    debating: frozenset[str]
    fulfilling: frozenset[str]
    preventing: frozenset[str]
    wholes: frozenset[str]
    deciding: frozenset[str]
    decided: frozenset[str]
    kept: frozenset[str]
    keeping: frozenset[str]
    weighing: frozenset[str]
    true: frozenset[str]
    seeming: frozenset[str]
    naming: frozenset[str]
    arming: frozenset[str]
    cancelling: frozenset[str]
    enacting: frozenset[str]
    drafts: frozenset[str]
    tabling: frozenset[str]
    texts: frozenset[str]
    uncancelled: frozenset[str]
    supposing: frozenset[str]
    offering: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    trying: frozenset[str]
    showing: frozenset[str]
    arising: frozenset[str]
    concluding: frozenset[str]
    lasting: frozenset[str]
    speaking_of: frozenset[str]
    approving: frozenset[str]
    confronting: frozenset[str]
    factive: frozenset[str]
    defending: frozenset[str]
    plotting: frozenset[str]
    complaining: frozenset[str]
    hearsay: frozenset[str]
    predicative: frozenset[str]

    @classmethod
    def of(cls, grammar: Mapping[str, Any]) -> Words:
        """From the tables of the grammar."""
        table, speech, support = grammar["status"], grammar["speech"], grammar["support"]

        def lists(kind: str) -> dict[str, Status]:
            return {w: s for s in ("actual", *reversed(ORDER)) for w in table.get(f"{s}_{kind}", ())}

        return cls(
            verbs=lists("verbs"), nouns=lists("nouns"), adjs=lists("adjs"), adverbs=lists("adverbs"),
            modals=lists("modals"), before={tuple(w.split()): s for w, s in lists("before").items()},
            twice=dict(table["twice"]), ending=frozenset(table["ending"]),
            deliberating=frozenset(table["deliberating"]), abandoning=frozenset(table["abandoning"]),
            causing=frozenset(table["causing"]),
            moving=frozenset(table["moving"]), soon=frozenset(table["soon"]),
            predicative=frozenset(table["predicative"]),
            marks=frozenset(table["conditional_marks"]), infinitive_only=frozenset(table["infinitive_only"]),
            speech=frozenset(speech["verbs"]), alleging=frozenset(speech["alleging"]),
            telling=frozenset(speech["nouns"]), happen=frozenset(support["happen"]),
            support=frozenset(support["verbs"]), intending=dict(support["intending"]),
            acts=frozenset(speech["acts"]), blaming=frozenset(speech["blaming"]), hidden=frozenset(speech["hidden"]),
            answered=frozenset(speech["answered"]), closing=frozenset(table["closing"]),
            partaking=frozenset(table["partaking"]), lent=dict(table["lent"]),
            unlent=frozenset(table["unlent"]),
            afterwards=frozenset(table["afterwards"]), being=frozenset(table["being"]),
            faltering=frozenset(table["faltering"]), failing=frozenset(table["failing"]),
            securing=frozenset(table["securing"]),
            departing=frozenset(table["departing"]), exchanging=frozenset(table["exchanging"]),
            appointed=frozenset(table["appointed"]), charging=frozenset(speech["charging"]),
            charges=frozenset(speech["charges"]), refuting=frozenset(speech["refuting"]),
            charged=frozenset(speech["charged"]),
            kept=frozenset(speech["kept"]), accusers=frozenset(speech["accusers"]),
            asking=frozenset(table["asking"]), inviting=frozenset(table["inviting"]),
            answering=dict(table["answering"]), bargaining=dict(table["bargaining"]),
            negotiable=frozenset(table["negotiable"]), including=frozenset(table["including"]),
            debating=frozenset(table["debating"]), fulfilling=frozenset(table["fulfilling"]),
            preventing=frozenset(table["preventing"]),
            wholes=frozenset(table["wholes"]), deciding=frozenset(table["deciding"]),
            decided=frozenset(table["decided"]), keeping=frozenset(table["keeping"]),
            weighing=frozenset(table["weighing"]), true=frozenset(table["true"]),
            seeming=frozenset(table["seeming"]), naming=frozenset(table["naming"]),
            arming=frozenset(speech["arming"]), cancelling=frozenset(table["cancelling"]),
            offering=frozenset(table["offering"]), giving=frozenset(table["giving"]),
            given=frozenset(table["given"]), trying=frozenset(table["trying"]), plotting=frozenset(table["plotting"]),
            concluding=frozenset(table["concluding"]), lasting=frozenset(table["lasting"]),
            speaking_of=frozenset(table["speaking_of"]), approving=frozenset(table["approving"]),
            confronting=frozenset(table["confronting"]), factive=frozenset(table["factive"]),
            defending=frozenset(table["defending"]),
            arising=frozenset(table["arising"]), showing=frozenset(table["showing"]),
            supposing=frozenset(table["supposing"]), texts=frozenset(table["texts"]),
            drafts=frozenset(table["drafts"]), tabling=frozenset(table["tabling"]),
            enacting=frozenset(table["enacting"]),
            uncancelled=frozenset(table["uncancelled"]),
            complaining=frozenset(speech["complaining"]), hearsay=frozenset(speech["hearsay"]),
        )  # fmt: skip


def keys(head: Token) -> Iterator[str]:
    """Under what a governor stands in the lists: with each word beside it ("rule out", "arrest for"), then alone."""
    lemma = head.lemma_.lower()
    for child in (c for c in syntax.children(head, *_PHRASE_DEPS) if not syntax.is_dated(c)):
        yield f"{lemma} {child.lower_}"
        for inner in syntax.children(child, "prep"):
            yield f"{lemma} {child.lower_} {inner.lower_}"
    if head.tag_ in ("JJR", "RBR"):
        yield head.lower_  # "closer to a deal" is not "close to" one
    yield lemma


def listed(head: Token, table: Mapping[str, Status]) -> tuple[str, Status | None]:
    """The entry of a governor in a list, and its status."""
    for key in keys(head):
        if key in table:
            return key, table[key]
    return head.lemma_.lower(), None
