"""The places around a noun that tells an event: whose deed it is, whom it hits, between whom it goes on."""

from __future__ import annotations

from spacy.tokens import Token

from geograph.nlp import contents, syntax
from geograph.nlp.calls import talkers
from geograph.nlp.refs import PLACE_USES
from geograph.nlp.surroundings import Site

_SIDES = frozenset({"between", "among", "with", "against"})


def fill_noun(site: Site, place: str) -> list[Token]:
    token, support = site.token, site.support
    inverse = support is not None and support.lemma_ in site.index.inverse
    match place:
        case "subj":
            suffered = "poss" in site.trigger.recipient and "of" not in {p.lower_ for p in syntax.preps(token)}
            owners = [] if suffered else syntax.possessors(token)
            own = syntax.prepositional(token, "by") or owners or _names_before(site) or syntax.authors(token)
            own = own or _eliciting(site)
            if token.dep_ == "pobj" and syntax.prepositional(token, "by"):
                return own  # "to deal with attacks by the rebels"
            if own and site.index.eliciting & {support.lemma_ if support is not None else ""}:
                return own
            made = [c for c in syntax.children(token, "acl") if c.tag_ == "VBN"]
            if site.trigger.type not in site.index.acts:
                made = [c for c in made if c.lemma_ not in syntax.PROPOSING]
            own = own or [t for c in made for t in syntax.agents(c)]
            if support is not None and not inverse:
                if own and not site.trigger.light and support.lemma_ in site.index.closing:
                    return own  # "talks to end a siege laid by rebels"
                if own and support.lemma_ in site.index.intending:
                    return own  # "denied the minister's charge"
                return syntax.doers(support, site.headline) or own
            return own
        case "obj":
            own = [o for p in syntax.preps(token) if p.lower_ == "of" for o in syntax.objects_of(p)]
            own_loss = "poss" in site.trigger.recipient and bool(syntax.possessors(token))
            if inverse and support is not None and not own_loss and not any(t.i in site.cast.refs for t in own):
                return syntax.doers(support, site.headline)
            return own
        case "clause":
            owned = syntax.prepositional(token, "by") or syntax.possessors(token) or _names_before(site)
            above = support is not None and support.head != token  # not "a deal put together by"
            return [] if owned or above else syntax.clause_subject(token)
        case "sides":
            either = (fill_noun(site, "subj"), fill_noun(site, "clause"))
            return next((found for found in either if len(site.camps(found)) > 1), [])
        case "poss":
            return syntax.possessors(token)
        case "mod":
            found = _names_before(site, pairs=True)
            return [t for t in found if t not in _goals(site)] if "goal" in site.trigger.recipient else found
        case "goal":
            return _goals(site)
        case "aside":
            return [] if syntax.is_verb(token.head.head) else syntax.clause_subject(token)
        case "asked":
            return syntax.answerers(token)
        case "talkers":
            return talkers(token, site.cast)
        case "iobj":
            return syntax.children(support, "dative") if support is not None else []
        case "that":
            return syntax.finite_subjects(token) + (syntax.finite_subjects(support) if support is not None else [])
        case "reported":
            return contents.reported(token) or (contents.reported(support) if support is not None else [])
        case "comp":
            return syntax.infinitives(token)
    found = syntax.prepositional(token, place) or _shared(token, place)
    top = syntax.whole(token)
    if support is None and top.dep_ == "nsubj" and place in _SIDES and top.head.lemma_ in site.index.happen:
        preps = [p for p in syntax.children(top.head, "prep") if p.lower_ == place]
        found += [t for p in preps for t in syntax.prepositional(p.head, place) if t not in found]
    if support is not None and place != "of":
        found += [t for t in syntax.prepositional(support, place) if t not in found and t != token]
    return found


def _shared(noun: Token, place: str) -> list[Token]:
    """Between or against whom, where the parser hung it on the first of two nouns: "bombings and [battles] between"."""
    if noun.dep_ != "conj" or place not in _SIDES:
        return []
    return [o for p in syntax.preps(noun.head) if p.lower_ == place and p.i > noun.i for o in syntax.objects_of(p)]


def _eliciting(site: Site) -> list[Token]:
    """Whose answer a noun is that is drawn from them: "the arrest prompted protests from farmers"."""
    verb = syntax.governor(site.token)
    if verb is None or verb.lemma_ not in site.index.eliciting or "from" in site.trigger.recipient:
        return []
    found = syntax.prepositional(site.token, "from") or syntax.prepositional(verb, "from")
    return [t for t in found if site.acts(t)]


def _goals(site: Site) -> list[Token]:
    """States and cities named before a noun: where it leads, or is ("the Laos trip")."""
    words = [w for w in syntax.modifiers(site.token) if w.i in site.cast.refs and not _hyphened(w)]
    uses = {w.i: site.cast.names[site.cast.name_at[w.i]].use for w in words if w.i in site.cast.name_at}
    states = [w for w in words if site.cast.refs[w.i].state or site.cast.refs[w.i].place]
    return [w for w in states if uses.get(w.i) in ("name", "acronym", *PLACE_USES)]


def _names_before(site: Site, pairs: bool = False) -> list[Token]:
    """Names before a noun that may act: nationality adjectives, acronyms, organizations. A state's plain name
    or a city before a noun tells where ("Gaza raid"), unless it stands in a pair ("US-South Korea talks")."""
    out = []
    words = syntax.modifiers(site.token)
    for word in words:
        ref = site.cast.refs.get(word.i)
        number = site.cast.name_at.get(word.i)
        if ref is None or (ref.place and not pairs):
            continue
        use = site.cast.names[number].use if number is not None else ""
        scene = use == "adjective" and site.token.lemma_ in site.index.scenes and ref.state is not None
        if scene and not _hyphened(word) and len(words) == 1:
            continue
        if use in PLACE_USES or (use == "name" and ref.state and not pairs and not _hyphened(word)):
            continue
        out.append(word)
    return out


def _hyphened(word: Token) -> bool:
    doc = word.doc
    return (word.i + 1 < len(doc) and doc[word.i + 1].text in ("-", "–", "/")) or (
        word.i > 0 and doc[word.i - 1].text in ("-", "–", "/")
    )
