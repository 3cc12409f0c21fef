"""Whom nouns mean: role nouns by their state and owner, "the president" and "both countries" by what came before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Role
from geograph.model import Kind
from geograph.nlp import syntax
from geograph.nlp.armed_groups import HOLDING, same_group
from geograph.nlp.bearers import incumbent, known_holder
from geograph.nlp.casualties import attacked
from geograph.nlp.counted_people import capitalised, counted
from geograph.nlp.descriptions import (
    DEFINITE,
    HEADS,
    described,
    holder,
    same_name,
)
from geograph.nlp.focus import focus, main_state, site
from geograph.nlp.followers import armed_people, follower, led_group
from geograph.nlp.issuers import issuing, union_body
from geograph.nlp.owners import (
    all_owners,
    faced,
    hung_high,
    of_a_people,
    owner_of,
    private_role,
    public_role,
    sits_between,
)
from geograph.nlp.pairs import pair
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug
from geograph.nlp.strangers import HUMAN, peoples, stranger
from geograph.nlp.titles import ACTING, FORMER, PUBLIC, role_at, role_over
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_ELSEWHERE = wordlist("nominals", "elsewhere")
_ROOTLESS = wordlist("nominals", "rootless")
_ACTING_BODIES = wordlist("nominals", "acting_bodies")
_LANDS = frozenset({"country", "government", "nation", "state"})
_OF_STATES = ("group", "body", "person", "retinue")
CRAFT = wordlist("nominals", "craft")
_SMALLER = wordlist("nominals", "smaller")
_LAND = wordlist("clause_attachments", "land")
_STAFF = wordlist("nominals", "staff")
_TASKS = wordlist("nominals", "tasks")
_CABINETS = {"administration": "head_of_state", "government": "head_of_government", "cabinet": "head_of_government"}
"""What whoever these are named after holds: "the president" beside "the Obama administration" is Obama."""
_PEERS = frozenset({"colleague", "opposite number"})
"""People of the same office elsewhere, where their state is named beside them."""
_CROWDS = wordlist("nominals", "crowds")
_ACROSS = frozenset({"across", "along", "at", "from", "into", "on", "onto", "over", "to"})
_ENVOY = "high commissioner"
_CASUALTIES = frozenset({"dead", "injured", "wounded"})


def nominal(cast: Cast, token: Token) -> Ref | None:
    """What a noun that is no name means; None for a thing."""
    titles = cast.role_tokens.get(token.i)
    if titles is not None:
        holders = list(dict.fromkeys(o.name for o in titles))
        people = tuple(dict.fromkeys(cast.bearer(cast.names[n]) for n in holders))
        if len(people) > 1:
            return Ref(people, token.i, token.i + 1, False, plural=True, reason="title of several")
        holder = cast.names[holders[0]]
        return Ref(people, holder.start, holder.end, True)
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i - token.i == 1:
        return _attributive(cast, token)
    if token.dep_ in ("npadvmod", "compound") and token.i + 1 < len(cast.doc) and cast.doc[token.i + 1].text == "-":
        return None
    role = role_over(cast.doc, token.i, cast.gazetteer.roles)
    if token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp"):
        role = None
    if (beside := _beside_name(cast, token)) is not None:
        return beside
    pointing = pair(cast, token) or same_name(cast, token, role[0] if role else None) or described(cast, token)
    if pointing is not None:
        return pointing
    if role is None:
        return counted(cast, token) or stranger(cast, token) or capitalised(cast, token)
    if role[0].lemma in _CASUALTIES and syntax.children(token, "nummod") and not owner_of(cast, token)[0]:
        if (hit := attacked(cast, token)) is not None:
            return hit
        return Ref((cast.population("people", None, "CVL"),), token.i, token.i + 1, True, "CVL", None, True)
    if role[0].kind == "private" and public_role(cast, token, role[0]) is None:
        ref = _role(cast, token, replace(role[0], kind="population"), role[1])
        for index in ref.nodes if ref is not None else ():
            cast.nodes[index].private = cast.nodes[index].id.startswith(cast.local)
        return None if ref is None else replace(ref, one=token.tag_ == "NN")
    ref = _role(cast, token, role[0], role[1])
    return replace(ref, one=True) if ref is not None and len(ref.nodes) == 1 and _single(token, role[0]) else ref


def _beside_name(cast: Cast, token: Token) -> Ref | None:
    """The body that a noun describes right behind its name: "Mahan Air, an airline"."""
    name = token.head
    start = token.left_edge
    if token.dep_ != "appos" or token.tag_ != "NN" or start.lower_ not in ("a", "an") or name.i not in cast.name_at:
        return None
    known = cast.named(cast.names[cast.name_at[name.i]])
    if known is None or len(known.nodes) != 1 or start.i < 1 or start.nbor(-1).text != ",":
        return None
    if cast.nodes[known.nodes[0]].kind not in ("organization", "armed_group"):
        return None
    return replace(known, naming=False, reason="described behind its name")


def _unknown_name(word: Token, cast: Cast) -> bool:
    """Whether a word before a noun names somebody or something that nobody knows: "Melanesian leaders"."""
    proper = word.tag_ == "NNP" and word.text[:1].isupper() and word.i not in cast.name_at
    return proper and role_at(cast.doc, word.i, cast.gazetteer.roles) is None


def _single(token: Token, role: Role) -> bool:
    """Whether a role noun describes one human being."""
    if token.tag_ not in ("NN", "NNP") or role.kind in ("body", "retinue"):
        return False
    word = role.lemma.split()[-1]
    people = role.kind == "population" and word not in _CROWDS and not word.endswith(("hood", "ity", "ship"))
    return people or role.kind == "person" or role.gender is not None or word.endswith(HUMAN)


def _attributive(cast: Cast, token: Token) -> Ref | None:
    """Who acts in "government attacks", "rebel offensive": a body or armed group named before its deed."""
    role = role_at(cast.doc, token.i, cast.gazetteer.roles)
    if role is None or not (role[0].kind == "armed" or role[0].lemma in _ACTING_BODIES):
        return None
    if token.head.pos_ != "NOUN" or role_at(cast.doc, token.head.i, cast.gazetteer.roles) is not None:
        return None
    return _role(cast, token, role[0], role[1])


def _mention(cast: Cast, token: Token, begin: int) -> tuple[int, int]:
    """The shortest words that name a role noun: the noun with the names and nouns right before it."""
    start = min(begin, token.i)
    while start > 0:
        before = cast.doc[start - 1]
        number = cast.name_at.get(before.i)
        inside = before.head.i >= start and before.head.i <= token.i
        if number is not None and inside and before.dep_ in ("amod", "compound", "nmod"):
            start = cast.names[number].start
        elif before.dep_ == "compound" and inside and before.pos_ in ("NOUN", "PROPN") and not _half(before, cast):
            start -= 1
        elif before.text == "-" and start > 1 and start - 2 in cast.name_at and not cast.doc[start - 2].whitespace_:
            start -= 2
        else:
            break
    return start, token.i + 1


def _half(word: Token, cast: Cast) -> bool:
    """Whether a noun is but the end of a word with a hyphen, and no name begins that: "high-[profile] prisoners"."""
    if word.i < 2 or word.nbor(-1).text != "-" or word.i - 2 in cast.name_at:
        return False
    return not word.nbor(-2).whitespace_ and not word.nbor(-1).whitespace_


def _led(cast: Cast, token: Token) -> int | None:
    """The unnamed group that a noun's of-phrase says it is of: "the leader of a breakaway group", "members of a sect";
    none for what is a state's."""
    for word in [o for p in syntax.children(token, "prep") if p.lower_ == "of" for o in syntax.objects_of(p)]:
        if word.i <= token.i or word.pos_ != "NOUN" or word.i in cast.name_at:
            continue
        found = role_at(cast.doc, word.i, cast.gazetteer.roles)
        if found is None or not (found[0].kind == "armed" or (found[0].kind == "body" and found[0].named)):
            continue
        pointing = described(cast, word)
        ref = pointing if pointing is not None else _role(cast, word, found[0], found[1])
        if ref is not None and len(ref.nodes) == 1 and cast.nodes[ref.nodes[0]].kind in ("organization", "armed_group"):
            return ref.nodes[0]
    return None


def _known(cast: Cast, token: Token, role: Role, state: str | None) -> Ref | None:
    """The one person named in the article whom the gazetteer knows to hold the office."""
    index = known_holder(cast, role, state)
    if index is None:
        return None
    words = f'gazetteer: "{cast.nodes[index].name}", whom the article names, has held the office'
    return Ref((index,), token.i, token.i + 1, False, reason=words)


def _sent(cast: Cast, token: Token) -> Ref | None:
    """Of whom a delegation is, where they are no state's: "a delegation of coca growers"."""
    of = [o for p in syntax.children(token, "prep") if p.lower_ == "of" for o in syntax.objects_of(p)]
    ref = nominal(cast, of[0]) if len(of) == 1 and of[0].tag_ == "NNS" else None
    return ref if ref is not None and len(ref.nodes) == 1 else None


def _against(word: Token) -> bool:
    """Whether a word before a noun says what people are against: "anti-government"."""
    words = word.doc[word.left_edge.i : word.i + 1]
    foes = any(t.lower_ == "anti" for t in words)
    return foes and not any(t.lemma_.lower() in _TASKS for t in (*words, *word.head.children))


def _role(cast: Cast, token: Token, role: Role, begin: int) -> Ref | None:
    group = led_group(cast, token, role)
    if group is not None:
        return armed_people(cast, token.nbor(-1), group, _mention(cast, token, begin)[0], True)
    own_people = follower(cast, token, role, _mention(cast, token, begin)[0])
    if own_people is not None:
        return own_people
    held = role.lemma in HOLDING and any(p.pos_ == "PRON" for p in syntax.possessors(token))
    led = _led(cast, token)
    state, owner = (None, led) if held or led is not None else owner_of(cast, token)
    if state is None and owner is None and not held:
        state = role.state  # there is but one pope
    if owner is not None and role.kind == "armed" and cast.nodes[owner].kind == "other":
        owner = None  # "Arab militia"
    named = any(m.i in cast.name_at for m in syntax.modifiers(token))
    if role.lemma in _PEERS and named and (state is not None or owner is not None):
        role = replace(role, named=False, kind="group", sector="GOV")  # "his Malawian colleague"
    if owner is not None and role.lemma in _CABINETS and cast.nodes[owner].kind == "person":
        cast.nodes[owner].offices.add(f"@{_CABINETS[role.lemma]}")
    across = token.dep_ == "pobj" and token.head.lower_ in _ACROSS
    if role.lemma == "side" and state is not None and owner is None and named and not across:
        if not syntax.children(token, "prep"):
            role = replace(role, named=False, sector="GOV")  # "the Kazakh side promised", not "its side of the border"
    if role.lemma == _ENVOY and state is not None and owner is None:
        role = replace(role, named=False, sector="GOV")  # "Canada's High Commissioner in Lusaka"
    private = private_role(cast, token, role) if owner is None else None
    if private is not None:
        role = replace(role, sector=private.sector, named=True)
    role = public_role(cast, token, role) or role
    if role.sector == "MIL" and any(c.dep_ in ("amod", "compound") and _against(c) for c in token.children):
        role = replace(role, kind="armed", sector="REB", named=True)  # "anti-communist forces"
    people = owner is None and not role.named and of_a_people(cast, token)
    people = people and (state is None or role.kind == "person")
    if people or (role.sector == "JUD" and sits_between(token)):
        role = replace(role, named=True)  # "Muslim leaders", "the court in The Hague"
    elif not role.named and role.kind == "person" and any(c.lower_ in FORMER for c in token.children):
        role = replace(role, named=True)
    start, end = _mention(cast, token, begin)
    text = cast.doc[start:end].text
    plural = token.tag_ in ("NNS", "NNPS")
    definite = any(c.lower_ in DEFINITE for c in token.children)
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
    own = state is not None or owner is not None
    if role.kind == "person" and not plural:
        listed = owner is not None and not cast.nodes[owner].id.startswith(cast.local)
        elsewhere = state is None and not listed and any(c.lower_ == "of" for c in syntax.children(token, "prep"))
        smaller = any(p.lemma_ in _SMALLER for p in syntax.possessors(token))
        elsewhere = (elsewhere and role.lemma in HEADS) or smaller  # "the region's president"
        index = None if elsewhere else holder(cast, role, state, token.i)  # "head of a body"
        if index is not None and (definite or state or bare):
            words = f'office that "{cast.nodes[index].name}" holds by the article'
            return Ref((index,), token.i, token.i + 1, False, reason=words)
        if (definite or bare) and (known_head := _known(cast, token, role, state)) is not None:
            return known_head
        known = incumbent(cast, role, state) if definite or bare else None
        if known is not None and not any(c.lower_ in FORMER | ACTING for c in token.children):
            words = f'gazetteer: "{known.name}" holds the office in the year of publication; the article names nobody'
            return Ref((cast.entry_node(known),), start, end, False, role.sector, state, reason=words, presumed=True)
    if (plural or role.kind in ("group", "body", "retinue")) and role.kind not in ("armed", "population"):
        several = all_owners(cast, token)
        if several:
            return Ref(several, start, end, True, role.sector, None, True)
    body = cast.nodes[owner] if owner is not None and role.lemma.split()[-1] in _STAFF else None
    if body is not None and body.kind == "organization" and body.state and body.sector in PUBLIC and not role.named:
        national = cast.state_node(body.state)  # "Pentagon officials", "a Civil Guard sergeant"
        if national is not None:
            return Ref((national,), start, end, True, role.sector, body.state, plural)
    if role.kind == "population" and plural and (both := peoples(cast, token, role.sector)) is not None:
        return both
    if owner is not None and cast.nodes[owner].kind in ("organization", "armed_group", "other"):
        return Ref((owner,), start, end, True, role.sector, cast.nodes[owner].state, plural)
    if owner is not None and cast.nodes[owner].kind == "person" and role.kind == "retinue":
        return Ref((owner,), start, end, False)
    opening = cast.sentence[token.i] < 2 and role.kind == "group"  # the headline's "US soldiers", then "four soldiers"
    if (definite or opening) and not own and role.lemma in cast.described:
        return replace(cast.described[role.lemma], start=start, end=end, plural=plural, reason="described so before")
    if role.kind == "armed":
        return armed_people(cast, token, role, start, definite or bare)
    if role.kind == "population" and state is None and role.lemma not in _ROOTLESS:
        if not any(c.lower_ in _ELSEWHERE for c in token.children):
            state = site(cast, token.i) or main_state(cast)
    if role.kind == "population" or role.named:
        kind: Kind = "population" if role.kind in ("population", "group") or role.kind == "person" else "organization"
        index = same_group(cast, role.lemma, kind) if definite and not own else None
        if people and index is None and state is None:
            state = main_state(cast)
            state = None if state in faced(cast, token) else state
        if index is None:
            made = f"{cast.local}-{kind}-{slug(text)}"
            index = cast.node(Node(made, " ".join(text.split()), kind, state, role.sector))
            cast.nodes[index].offices.add(role.lemma)
        return Ref((index,), start, end, True, role.sector, state, plural)
    of_others = any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.children)
    title = () if plural else role.lemma.split()  # "the foreign minister"
    foreign = any(c.lower_ in _ELSEWHERE and c.lower_ not in title for c in token.children)
    of_others = of_others or bool(hung_high(token)) or foreign
    of_others = of_others or (plural and role.lemma in _LANDS and bool(syntax.children(token, "nummod")))
    of_others = of_others or any(_unknown_name(m, cast) for m in syntax.modifiers(token) if m.i < begin)
    club = any(p.lemma_ in _SMALLER - _LAND for p in syntax.possessors(token))  # "the club's president"
    of_others = of_others or (club and role.kind == "person")
    stray = role.lemma.split()[-1] in CRAFT and not definite
    if role.kind == "retinue" and not own and (sent := _sent(cast, token)) is not None:
        return replace(sent, start=start, end=end, reason=f'sent by "{cast.nodes[sent.nodes[0]].name}"')
    if state is None and owner is None and not (of_others or stray) and role.kind in _OF_STATES:
        if role.kind == "body" and (union := union_body(cast, token)) is not None:
            return Ref((union,), start, end, True, role.sector, None, plural)
        own_office = cast.publisher if role.office and definite else None  # "the Prime Minister" in a British release
        if own_office is None and definite and role.sector == "GOV" and (issued := issuing(cast, token)) is not None:
            own_office = cast.nodes[issued].state  # "the Ministry" in a release of it
        state = own_office or focus(cast, token.i, role.sector, faced(cast, token))
        if definite and not plural and role.kind == "person" and state is not None:
            if (known_head := _known(cast, token, role, state)) is not None:
                return known_head
    if state is not None:
        index = cast.state_node(state)
        if index is not None:
            ref = Ref((index,), start, end, True, role.sector, state, plural)
            if role.kind == "person":
                cast.officials.add(index)
            if own:
                cast.described[role.lemma] = cast.described[role.lemma.split()[-1]] = ref
            return ref
    kind = "organization" if role.kind in ("body", "retinue") else "population"
    kind = "person" if role.kind == "person" and not plural else "other" if stray else kind
    made = f"{cast.local}-{kind}-{slug(text)}"
    index = cast.node(Node(made, " ".join(text.split()), kind, None, role.sector))
    cast.nodes[index].offices.add(role.lemma)
    return Ref((index,), start, end, True, role.sector, None, plural)
