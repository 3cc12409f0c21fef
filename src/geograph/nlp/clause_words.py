"""Words by which the subject of a clause is found that has none of its own."""

from __future__ import annotations

from geograph.nlp.wordlists import wordlist

SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer"})
SEEING = wordlist("clause_words", "seeing")
COURTEOUS = wordlist("clause_words", "courteous")
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
ADDRESSING = frozenset({"on", "upon", "to", "at"})
FAULTING = wordlist("clause_words", "faulting")
OBJECTLESS = wordlist("clause_words", "objectless")
OBJECT_PREPS = frozenset({"of", "for", "from", "with", "into", "against", "over"})
OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "aux", "prt", "dative"})
TRANSITIVE = wordlist("clause_words", "transitive")
INTRANSITIVE = wordlist("clause_words", "intransitive")
BIDDING = wordlist("clause_words", "bidding")
AIMED = frozenset({"fire", "shoot", "spit"})
LEFT = frozenset({"at", "on", "upon"})
CALLING = wordlist("clause_words", "calling")
KIN = wordlist("clause_words", "kin")
LAID_ON = wordlist("clause_words", "laid_on")
PLOTS = frozenset({"attempt", "bid", "conspiracy", "plot", "scheme"})
FINDING_OUT = wordlist("clause_words", "finding_out")
CONDEMNING = wordlist("clause_words", "condemning")
TRIES = PLOTS | {"campaign", "drive", "effort", "move", "plan", "push"}
ONLY_OTHERS = wordlist("clause_words", "only_others")
HARMING = wordlist("main_clauses", "harming")
GETTING = wordlist("clause_words", "getting")
AIMS = wordlist("clause_words", "aims")
CAUSING = frozenset({"command", "order", "direct"})
"""Whoever does that has others do it: "ordered two ministers jailed"."""
MEANS = wordlist("clause_words", "means")
RANKS = wordlist("clause_words", "ranks")
ANSWERING = GETTING | {
    "accept", "brush", "debate", "decline", "deny", "disregard", "flout", "fulfil", "fulfill", "honor", "honour",
    "meet", "mull", "obey", "ponder", "rebuff", "review", "satisfy", "shrug", "snub", "turn", "wave", "weigh",
}  # fmt: skip
YIELDING = wordlist("clause_words", "yielding")
