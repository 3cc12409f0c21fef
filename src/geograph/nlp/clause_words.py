"""Words by which the subject of a clause is found that has none of its own."""

from __future__ import annotations

SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer"})
SEEING = frozenset({"cable", "call", "contact", "meet", "phone", "ring", "see", "telephone", "visit", "write"})
COURTEOUS = frozenset(
    {"apologise", "apologize", "assure", "brief", "commend", "condole", "congratulate", "convey", "discuss", "exchange",
     "express", "inform", "praise", "reassure", "thank", "wish"}
)  # fmt: skip
"""What one does oneself when one calls or visits somebody."""
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
ADDRESSING = frozenset({"on", "upon", "to", "at"})
FAULTING = frozenset({"accuse", "blame", "charge", "criticise", "criticize", "fault", "suspect"})
"""What one is said to have done wrong stands behind "by" as well: "accused them of bad faith by refusing"."""
OBJECTLESS = frozenset(
    {"agree", "apologise", "apologize", "complain", "object", "protest", "react", "rebel", "rejoice", "resign",
     "respond", "retaliate", "revolt", "surrender"}
)  # fmt: skip
"""Verbs that share no object with the next one: "protested and sent a ship"."""
OBJECT_PREPS = frozenset({"of", "for", "from", "with", "into", "against", "over"})
OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "aux", "prt", "dative"})
TRANSITIVE = frozenset(
    {"abduct", "apprehend", "arrest", "assassinate", "behead", "besiege", "bludgeon", "capture", "convict", "deport",
     "detain", "displace", "evict", "execute", "exile", "expel", "extradite", "free", "harm", "imprison", "indict",
     "injure", "intern", "jail", "kidnap", "kill", "lynch", "maim", "massacre", "murder", "oust", "overthrow", "rescue",
     "seize", "slay", "topple", "torture", "wound"}
)  # fmt: skip
"""Verbs that always take an object: without one, the parser took a participle for the past tense ("two engineers
kidnapped last week walked home")."""
INTRANSITIVE = frozenset(
    {"arrive", "brace", "clash", "collapse", "come", "converge", "demonstrate", "die", "encroach", "erupt", "escape",
     "flee", "go", "hover", "intrude", "march", "mutiny", "negotiate", "object", "prepare", "rally", "react", "rebel",
     "resign", "respond", "retaliate", "retreat", "riot", "rise", "stray", "talk", "trespass", "vanish", "walk"}
)  # fmt: skip
"""Verbs of which nobody undergoes anything: a participle of them behind a noun is the past tense."""
AIMED = frozenset({"fire", "shoot", "spit"})
LEFT = frozenset({"at", "on", "upon"})
CALLING = frozenset(
    {"agitate", "appeal", "call", "chant", "clamor", "clamour", "cry", "plead", "pray", "prevail", "shout"}
)
KIN = frozenset(
    {"body", "brother", "child", "colleague", "coffin", "daughter", "family", "father", "friend", "funeral", "grave",
     "husband", "lawyer", "mother", "neighbour", "neighbor", "parent", "picture", "portrait", "relative", "sister",
     "son", "supporter", "widow", "wife"}
)  # fmt: skip
"""Whom or what is spoken of beside somebody who suffered something."""
LAID_ON = frozenset(
    {"appeal", "authorisation", "authorization", "call", "clearance", "command", "deadline", "demand", "instruction",
     "invitation", "order", "permission", "permit", "plea", "pressure", "request", "summons", "ultimatum", "warning"}
)  # fmt: skip
"""What one lays on or gives to another, who would do what it tells."""
PLOTS = frozenset({"attempt", "bid", "conspiracy", "plot", "scheme"})
FINDING_OUT = frozenset(
    {"allege", "avert", "detect", "discover", "disrupt", "expose", "foil", "frustrate", "investigate",
     "probe", "prevent", "report", "reveal", "stop", "thwart", "uncover", "unearth", "unmask", "unveil"}
)  # fmt: skip
"""Who does this to somebody's plot has none: "foiled a plot to bomb a court"."""
CONDEMNING = frozenset(
    {"blast", "condemn", "criticise", "criticize", "decry", "denounce", "deplore", "lambast", "lament", "slam"}
)
"""Nor has whoever does this to it, nor to what is tried or planned: "condemned a move to oust her"."""
TRIES = PLOTS | {"campaign", "drive", "effort", "move", "plan", "push"}
ONLY_OTHERS = frozenset({"call", "command", "instruction", "order", "pressure", "ultimatum", "warning"})
"""Of these, what is never about one's own doing."""
GETTING = frozenset(
    {"answer", "consider", "defy", "dismiss", "face", "get", "grant", "have", "heed", "ignore", "receive", "refuse",
     "reject", "resist", "spurn", "study"}
)  # fmt: skip
"""Whoever does that with a request is who was asked."""
AIMS = frozenset(
    {"attempt", "bid", "drive", "effort", "gamble", "hope", "hurry", "mission", "move", "push", "rush", "scramble"}
)
"""In these one does something else: "sent troops in a bid to seize the port"."""
CAUSING = frozenset({"command", "order", "direct"})
"""Whoever does that has others do it: "ordered two ministers jailed"."""
MEANS = frozenset(
    {"bid", "bill", "campaign", "decree", "draft", "drive", "effort", "law", "legislation", "measure", "mission",
     "motion", "operation", "plan", "programme", "program", "proposal", "raid", "resolution", "scheme"}
)  # fmt: skip
"""What one does something with: whoever passes or leads it would do what it is for ("passed a bill to send arms")."""
RANKS = frozenset({"first", "latest", "only", "last", "second", "third"})
ANSWERING = GETTING | {
    "accept", "brush", "debate", "decline", "deny", "disregard", "flout", "fulfil", "fulfill", "honor", "honour",
    "meet", "mull", "obey", "ponder", "rebuff", "review", "satisfy", "shrug", "snub", "turn", "wave", "weigh",
}  # fmt: skip
YIELDING = frozenset(
    {"accede", "acquiesce", "agree", "bend", "bow", "cave", "comply", "give", "kowtow", "listen", "react", "relent",
     "reply", "respond", "submit", "succumb", "surrender", "yield"}
)  # fmt: skip
"""Whoever does that "to" or "with" a request is who was asked too."""
