"""Whose words an article is that says "we" outside of all quotations: the government whose release it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from geograph.gazetteer import Gazetteer, fold
from geograph.nlp import syntax
from geograph.nlp.quotes import around, tells_of_itself
from geograph.nlp.refs import Ref
from geograph.nlp.tree import SUBJECTS
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_BODIES = frozenset({"state", "organization"})
_PAPERS = wordlist("issuers", "papers")
_GOVERNING = wordlist("issuers", "governing")
_FELT = wordlist("issuers", "felt")
_NOTING = wordlist("issuers", "noting")
_PRESSING = frozenset({"bureau", "center", "centre", "department", "office", "release", "service"})
_FROM = frozenset({"behalf", "by", "from", "of"})
_MATTERS = frozenset({"about", "after", "as", "at", "concerning", "following", "in", "on", "over", "regarding", "to"})
"""Behind these a title tells what a paper is about, not whose it is."""
_LONGEST = 40
"""So many words at most has the title of a release."""
_OPENING = 4
"""So many sentences at most, title and dateline included, until a release has said whose it is."""


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


def entitled(cast: Cast) -> str | None:
    """The state whose government's paper the title says an article is: "Statement by the Ministry of Foreign Affairs
    of Chile on the ruling", "Polish Foreign Ministry statement"; not that for which an office is there ("Office for
    Kosovo")."""
    phrase = _issued_by(cast)
    if phrase is None:
        return None
    states = {
        cast.states[number]
        for number, name in enumerate(cast.names)
        if phrase.start <= name.start and name.end <= phrase.end and name.kind in ("state", "organization")
        if not any(t.lower_ == "for" for t in cast.doc[max(phrase.start, name.start - 2) : name.start])
    } - {None}
    return states.pop() if len(states) == 1 else None


def released(cast: Cast) -> bool:
    """Whether the title says that the article is a government's own paper, of whatever state: "Foreign Ministry
    Statement on the tanker", "Official Communique"."""
    return _issued_by(cast) is not None


def _issued_by(cast: Cast) -> Span | None:
    """The words of the title that tell whose paper it is."""
    end = next((t.i for t in cast.doc[:_LONGEST] if t.is_space), 0)  # the title stands alone
    paper = next((t for t in cast.doc[:end] if _is_paper(t)), None)
    if paper is None:
        return None
    behind = any(t.lower_ in _FROM for t in cast.doc[paper.i + 1 : end][:2])
    start, stop = (paper.i + 1, end) if behind else (0, paper.i)
    if behind and not any(t.lower_ == "behalf" for t in cast.doc[start:stop]):
        stop = next((t.i for t in cast.doc[start:stop] if t.lower_ in _MATTERS or t.text in (":", ",")), stop)
    phrase = cast.doc[start:stop]
    return phrase if any(t.lemma_.lower() in _GOVERNING for t in phrase) else None


def _is_paper(word: Token) -> bool:
    """ "Statement", "communique", "press service" """
    pressing = word.lower_ == "press" and word.i + 1 < len(word.doc) and word.nbor().lower_ in _PRESSING
    return word.lemma_.lower() in _PAPERS or pressing


def issuer(cast: Cast) -> int | None:
    """Who says "we" in the article's own words: the government that published it, else the state or body that the
    text lets speak in the present tense ("Canada condemns the attack. We call for") or tell what it feels or has heard
    of ("Canada is outraged by"). None where nobody does."""
    if cast.publisher is not None:
        return cast.state_node(cast.publisher)
    for number, sent in enumerate(cast.doc.sents):
        if _speaks(sent.root, number) and around(cast.quotations, sent.root) is None:
            node = _subject(cast, sent.root)
            if node is not None:
                return node
    return None


def _subject(cast: Cast, verb: Token) -> int | None:
    for subject in syntax.children(verb, *SUBJECTS):
        ref = cast.refs.get(subject.i)
        if ref is not None and len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind in _BODIES:
            return ref.nodes[0]
    return None


def _speaks(verb: Token, number: int) -> bool:
    """Whether a verb tells what a state or body does by saying so, or how it takes what it speaks of."""
    if verb.tag_ == "VBZ" and verb.lemma_ not in ("be", "have", "say"):
        return True
    now = any(c.tag_ == "VBZ" for c in syntax.children(verb, "aux", "auxpass"))
    felt = [verb] if now else syntax.children(verb, "acomp") if verb.tag_ == "VBZ" and verb.lemma_ == "be" else []
    if any(t.lower_ in _FELT for t in felt):
        return True
    noted = {verb.lemma_, *(f"{verb.lemma_} {o.lemma_}" for o in syntax.children(verb, "dobj"))}
    return now and number < _OPENING and not noted.isdisjoint(_NOTING)


def issuing(cast: Cast, token: Token) -> int | None:
    """Whose "the Ministry", "the Government" or "this department" is, written with a capital or pointed at, where no
    owner stands beside it: in a release the body's that issues it."""
    capital = token.text[:1].isupper() and token.dep_ not in ("compound", "amod", "nmod")
    if around(cast.quotations, token) is not None:
        return None
    if any(c.lower_ == "this" for c in syntax.children(token, "det")):
        return issuer(cast) if cast.publisher is not None or tells_of_itself(cast) else None
    if not capital:
        return None
    if cast.publisher is not None:
        return cast.state_node(cast.publisher)
    return _opened_by(cast, token)


def _opened_by(cast: Cast, token: Token) -> int | None:
    """The state whose own paper the first sentences tell that it is: "The Ministry of Foreign Affairs of Nepal
    condemns", or, of an article that says "we", "Canada is outraged by". Where they name none, that of the dateline."""
    own = released(cast) or tells_of_itself(cast)
    for number, sent in enumerate(cast.doc.sents):
        if number >= _OPENING or sent.start > token.i:
            break
        if not _speaks(sent.root, number) or around(cast.quotations, sent.root) is not None:
            continue
        for subject in syntax.children(sent.root, *SUBJECTS):
            ref = cast.refs.get(subject.i)
            governing = subject.lemma_.lower() in _GOVERNING and subject.text[:1].isupper()
            if subject == token and governing and cast.home is not None:
                return cast.state_node(cast.home)
            if ref is None or len(ref.nodes) != 1 or subject.i >= token.i or not (own or governing):
                continue
            node = cast.nodes[ref.nodes[0]]
            if node.kind in _BODIES and node.state is not None:
                return cast.state_node(node.state)
    return None


def releasing(verb: Token, cast: Cast) -> Ref | None:
    """Who takes that stance of which a release says in the passive no more than that it is taken: "Chad was thanked
    for", "all sides are urged to"."""
    if not (syntax.is_verb(verb) and syntax.is_passive(verb)) or syntax.agents(verb):
        return None
    if around(cast.quotations, verb) is not None or not (cast.publisher is not None or released(cast)):
        return None
    own = issuer(cast)
    return None if own is None else Ref((own,), verb.i, verb.i + 1, False)


def union_body(cast: Cast, token: Token) -> int | None:
    """ "the Council" and "the Commission" of a text that speaks of the European Union, and of no other so called."""
    if token.text not in ("Council", "Commission") or not any(c.lower_ == "the" for c in syntax.children(token, "det")):
        return None
    ids = {f.entry.id: f.entry for n in cast.names for f in n.forms[:1]}
    union = next((e for i, e in ids.items() if i in _UNION), None)
    word = token.lower_
    others = any(fold(e.name).split()[-1] == word and i not in _UNION for i, e in ids.items())
    if union is None or others:
        return None
    return cast.entry_node(cast.gazetteer.entries.get("org-european-union", union))


_UNION = frozenset({"org-european-union", "org-european-commission", "org-european-council", "org-council-of-the-eu"})
