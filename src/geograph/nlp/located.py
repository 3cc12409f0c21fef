"""Which place lies in which: "Mosul, northern Iraq", "the Darfur region of Sudan", "Goma, a town in eastern Congo"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from geograph.gazetteer import portfolios
from geograph.nlp import syntax
from geograph.nlp.refs import PLACE_USES, Node
from geograph.nlp.spans import Name, root
from geograph.nlp.wordlists import wordlist

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

Located = tuple[Node, Node, int, int, str]
"""The inner place, the outer one, the first token and the one behind the last, and how it is said."""

SITES = wordlist("located", "sites")
_SITE = "|".join(sorted(SITES))
_SIDE = r"(?:[a-z-]+ ){0,2}"
_LINK = re.compile(
    rf"(?:(?:refugee |air |naval |border |nuclear )?(?:{_SITE}) )?"
    rf"(?:,|\(|(?:,? ?(?:in|on|at)|(?:is|lies) (?:located )?(?:in|on)"
    rf"|, (?:the |a |an )?{_SIDE}(?:{_SITE}) (?:of|in|on))(?: the| an| a)?)"
    rf"(?: [a-z-]+(?:ern|ral|rn|er)|- ?[a-z]+|east|west|north|south)*"
    rf"(?: (?:{_SITE}|coast|edge|end|outskirts|part|side|tip) of)?"
)
"""What stands between the inner and the outer place."""
_OF = re.compile(rf"(?:{_SITE}) of(?: the)?(?: [a-z-]+ern)?")
_SIDES = re.compile(r"(?:south|north|east|west|central|upper|lower|mainland|far|rural|inner)[a-z-]*")
_ARTICLES = frozenset({"a", "an", "the"})
_OWN = frozenset({"det", "poss"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "NUM"})
_LABELS = frozenset({"GPE", "LOC", "FAC"})
_SEATED = wordlist("located", "seated")


def located(cast: Cast, noted: bool = True) -> Iterator[Located]:
    """The places that the article says to lie in others, each passage once. Cities told by the names of capitals become
    entities where they are `noted`."""
    for first, second in pairwise(cast.names):
        gap = cast.doc[first.end : second.start]
        if len(gap) > 9 or any(t.is_sent_start for t in cast.doc[first.end : second.end]):
            continue
        one, two = place(cast, first, noted), _outer(cast, first, second, noted)
        if one is None or two is None or one.id == two.id:
            continue
        words = [t.lower_ for t in gap]
        owned = words[:1] in (["'s"], ["’s"]) and all(t.pos_ == "ADJ" for t in gap[1:])
        described = first.use == "adjective" or words[:1] in (["'s"], ["’s"])
        described = described and all(t.pos_ in ("ADJ", "NOUN", "PART") or t.text == "-" for t in gap)
        if (
            (_linked(words, two) or _apposed(cast, second, words))
            and _lies(cast, first, one, two)
            and not _row(first, second, words)
        ):
            yield one, two, first.start, second.end, "located"
        elif owned and first.use in ("city", "capital", "region") and _quarter(cast, first, two, noted):
            yield two, place(cast, first, noted) or one, first.start, second.end, "located.quarter"
        elif owned and one.kind == "state" and _belongs(second, two, one):
            yield two, one, first.start, second.end, "located"
        elif described and one.kind == "state" and two.kind == "organization" and _belongs(second, two, one):
            yield two, one, first.start, second.end, "located.body"
        elif not words and first.use == "adjective" and second.use == "region" and one.id == f"state-{two.state}":
            yield two, one, first.start, second.end, "located"
    yield from _sites(cast, noted)
    if noted:
        yield from _capitals(cast)
        yield from _based(cast)


def seat(cast: Cast) -> None:
    """Gives places that no list has the state in which the article says they lie: "the Eritrean town of Barentu"."""
    for inner, outer, *_ in located(cast, noted=False):
        if inner.kind == "place" and inner.state is None:
            inner.state = outer.state


def _row(first: Name, second: Name, words: list[str]) -> bool:
    """Whether a comma only divides names: "Arkansas, Ohio and Iowa", "the airport, US forces said"."""
    return words == [","] and (second.use == "acronym" or (first.use == "region" == second.use))


def _linked(words: list[str], outer: Node) -> bool:
    """Whether the words between two places say that the first lies in the second."""
    if not words or (len(words) == 2 and words[0] == "," and words[1] in _ARTICLES):
        return False
    pairs = zip(words, [*words[1:], ""], strict=True)
    text = " ".join(w for w, behind in pairs if behind == "of" or not _SIDES.fullmatch(w))
    return _LINK.fullmatch(text) is not None or (outer.kind == "state" and _OF.fullmatch(text) is not None)


def _outer(cast: Cast, first: Name, second: Name, noted: bool) -> Node | None:
    """What may hold another place: a state by its name, of two Congos that of the place; never by its capital."""
    node = node_of(cast, second)
    if node is None or node.kind != "state":
        return node
    if second.use not in ("name", "acronym"):
        site = second.use == "adjective" and _site(cast, second)
        return node if site else place(cast, second, noted) if second.use == "capital" else None
    known = {f.entry.state for f in first.forms if f.use in PLACE_USES} & {f.entry.state for f in second.forms}
    return cast.state(next(iter(known))) if len(known) == 1 else node


def _site(cast: Cast, name: Name) -> bool:
    """Whether a noun for a place stands behind a name: "a Russian republic", "a Gaza militant stronghold"."""
    behind = cast.doc[name.end : name.end + 2]
    return any(t.lower_ in SITES and all(b.pos_ in _DESCRIBING for b in behind[:n]) for n, t in enumerate(behind))


def _apposed(cast: Cast, outer: Name, words: list[str]) -> bool:
    """Whether the words before a name say that it describes what stands before them: "Grozny, the Chechen capital",
    "Karrada, a busy Baghdad district"."""
    comma = words.index(",") if "," in words else len(words)
    described = all(t.pos_ in _DESCRIBING for t in cast.doc[outer.start - len(words) + comma + 2 : outer.start])
    article = words[comma + 1 : comma + 2]
    return bool(article) and article[0] in _ARTICLES and described and _site(cast, outer)


def _sites(cast: Cast, noted: bool) -> Iterator[Located]:
    """ "the North Darfur town of Kutum", "the country's largest city, Mosul": places by what they are a town of."""
    for name in cast.names:
        if name.start < 2:
            continue
        link = cast.doc[name.start - 1]
        noun = cast.doc[name.start - 2] if link.lower_ in ("of", ",") else link
        inner = place(cast, name, noted)
        if inner is None or inner.kind != "place":
            continue
        yield from _possessed(cast, name, inner)
        if noun.lower_ not in SITES:
            continue
        for owner in (*syntax.possessors(noun), *syntax.modifiers(noun)):
            ref = cast.refs.get(owner.i)
            if ref is None or len(ref.nodes) != 1:
                continue
            owning = cast.name_at.get(owner.i)
            outer = (place(cast, cast.names[owning], noted) if owning is not None else None) or cast.nodes[ref.nodes[0]]
            same = inner.state in (outer.state, None) and (outer.kind == "state" or name.use != "capital")
            if outer.id != inner.id and outer.kind in ("state", "place") and same:
                yield inner, outer, min(ref.start, owner.i), name.end, "located.site"
                break


def _capitals(cast: Cast) -> Iterator[Located]:
    """ "the Afghan capital", "the capital, Kabul": where the article names the city, this says in which state it is"""
    seats = {n.forms[0].entry.state: n for n in reversed(cast.names) if n.use == "capital"}
    for token in cast.doc if seats else ():
        if token.lower_ != "capital" or token.i in cast.name_at or not any(c.dep_ in _OWN for c in token.children):
            continue  # nor "US capital", which may be money
        whose = [r for w in (*syntax.possessors(token), *syntax.modifiers(token)) if (r := cast.refs.get(w.i))]
        states = [cast.nodes[r.nodes[0]] for r in whose if len(r.nodes) == 1]
        named = cast.name_at.get(token.i + 2) if cast.doc[token.i + 1 : token.i + 2].text in (",", "of") else None
        name = cast.names[named] if named is not None else seats.get(states[0].state) if states else None
        city = place(cast, name) if name is not None and name.use == "capital" else None
        state = cast.state(city.state) if city is not None else None
        if name is not None and city is not None and state is not None and all(s.id == state.id for s in states):
            start, end = min([token.i, *(r.start for r in whose)]), name.end if named is not None else token.i + 1
            yield city, state, start, end, "located.capital"


def _possessed(cast: Cast, name: Name, inner: Node) -> Iterator[Located]:
    """ "the city's Great Mosque": what belongs to a place spoken of before"""
    head = root(cast.doc, name)
    owners = [*syntax.possessors(head), *(syntax.possessors(head.head) if head.dep_ == "compound" else ())]
    for owner in owners:
        ref = cast.refs.get(owner.i)
        if ref is None or ref.naming or len(ref.nodes) != 1:
            continue
        outer = cast.nodes[ref.nodes[0]]
        if outer.id != inner.id and outer.kind in ("state", "place") and inner.state in (outer.state, None):
            yield inner, outer, min(ref.start, owner.i), name.end, "located.possessed"


def _based(cast: Cast) -> Iterator[Located]:
    """ "the Geneva-based Committee of the Red Cross" """
    for first, second in pairwise(cast.names):
        gap = [t.lower_ for t in cast.doc[first.end : second.start]]
        if gap[:2] == ["-", "based"] and len(gap) < 5:
            body, seat = node_of(cast, second), place(cast, first)
            if body is not None and seat is not None and body.kind in ("organization", "armed_group"):
                yield body, seat, first.start, second.end, "located.based"


def node_of(cast: Cast, name: Name) -> Node | None:
    """What a name means."""
    ref = cast.refs.get(root(cast.doc, name).i)
    return cast.nodes[ref.nodes[0]] if ref is not None and ref.nodes else None


def place(cast: Cast, name: Name, noted: bool = True) -> Node | None:
    """What a name means, and of a capital's name the city, `noted` as an entity: "the mayor of Kyiv", "Baghdad,
    Iraq"."""
    form = next((f for f in name.forms if f.use == "city"), None) if name.use == "capital" else None
    if form is None:
        return node_of(cast, name)
    city = Node(form.entry.id, form.entry.name, "place", form.entry.state, None, "", form.entry)
    if not noted:
        return city
    node = cast.nodes[cast.node(city)]
    mention = (name.start, name.end, True, "gazetteer: city")
    if mention not in node.mentions:
        node.mentions.append(mention)
    return node


def _lies(cast: Cast, first: Name, inner: Node, outer: Node) -> bool:
    """Whether the one may lie in the other, as far as kinds and states tell."""
    known = inner.state if inner.entry is not None else None
    if inner.kind == "organization":
        seated = inner.entry is None or cast.doc[first.end - 1].lower_ in _SEATED
        return seated and outer.kind == "place" and cast.doc[first.end].lower_ in ("in", "at")
    sited = first.label in _LABELS or any(t.lower_ in SITES for t in cast.doc[first.end : first.end + 5])
    if inner.kind != "place" or (inner.entry is None and not sited):
        return False
    if outer.kind == "state":
        second_is_state = known in (outer.state, None)
        return second_is_state and (first.use in PLACE_USES or inner.entry is None)
    if inner.entry is not None and outer.entry is None:
        return False  # "the Chechen capital, Grozny"
    city = outer.entry is not None and outer.entry.id.startswith("city-")
    within = not city or first.use not in ("city", "capital", "region")
    return outer.kind == "place" and known in (outer.state, None) and within


def _quarter(cast: Cast, city: Name, inner: Node, noted: bool) -> bool:
    """Whether a place may be a part of the city that owns it: "Baghdad's Sadr City"."""
    outer = place(cast, city, noted)
    return outer is not None and outer.id != inner.id and inner.kind == "place" and inner.state in (outer.state, None)


def _belongs(second: Name, inner: Node, outer: Node) -> bool:
    """Whether "X's Y" says that Y lies in the state X: a place of that state, a company that no list knows."""
    if inner.kind == "place":
        return inner.state in (outer.state, None)
    named = second.label == "ORG" and not set(inner.name.lower().split()) <= portfolios()  # "Italy's Interior Minister"
    return inner.kind == "organization" and inner.entry is None and named
