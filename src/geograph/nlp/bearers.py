"""Which bearer of a name is meant, and what a name is that only the model knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geograph.gazetteer import LARGE, Entry, Form, Role, fold
from geograph.nlp.refs import Node, Ref
from geograph.nlp.slug import slug
from geograph.nlp.spans import Name, root
from geograph.nlp.titles import role_at

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast


def in_office(entry: Entry, year: int) -> bool:
    """Whether a person held one of their offices in a year, as far as the gazetteer knows."""
    return any((o.start or 9999) <= year <= (o.end or 9999) for o in entry.office)


def has_held(entry: Entry, title: str, year: int | None = None) -> bool:
    """Whether the gazetteer knows the person to hold an office of this title in the year; without one, at any time."""
    return any(
        fold(o.text).startswith(f"{title} of ") and (year is None or (o.start or 0) <= year <= (o.end or 9999))
        for o in entry.office
    )


def known_holder(cast: Cast, role: Role, state: str | None) -> int | None:
    """The one person whom the article names in full, with no title, and the gazetteer knows to hold the office (where
    the year of publication is unknown, to have held it)."""
    leader = (role.office == "leader_of" and state is not None) or role.lemma in ("head of state", "head of government")
    if not leader and role.office not in ("head_of_state", "head_of_government", "minister"):
        return None
    untitled = [cast.gazetteer.entries[i] for i in sorted(cast.in_full) if not _titled(cast, i)]
    known = [e for e in untitled if state in (e.state, None)]
    fitting = [e for e in known if (leads(e, cast.year) if leader else has_held(e, role.lemma, cast.year))]
    return cast.entry_node(fitting[0]) if len(fitting) == 1 else None


_HEADS = frozenset({"chancellor", "emir", "king", "president", "prime minister", "queen", "sultan", "supreme leader"})
"""Whoever holds one of these offices of a state is its leader, too."""


def leads(entry: Entry, year: int | None) -> bool:
    """Whether the gazetteer knows the person to lead a state in the year; without one, at any time."""
    return any(has_held(entry, title, year) for title in sorted(_HEADS))


def _titled(cast: Cast, entry: str) -> bool:
    """Whether a title stands with one of the person's mentions."""
    return any(f.entry.id == entry for n in cast.office_of for f in cast.names[n].forms[:1])


def incumbent(cast: Cast, role: Role, state: str | None) -> Entry | None:
    """Who holds an office of a state in the year of publication, by the one row of the gazetteer that is verified (the
    user's, or one with a source); None where there is none, or several."""
    if state is None or cast.year is None or role.office is None:
        return None
    fitting = [
        entry
        for entry in cast.gazetteer.officers.get(state, ())
        if any(
            fold(o.text).split(" of ")[0] == role.lemma and (o.start or 9999) <= cast.year <= (o.end or 9999)
            for o in entry.office
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def signs(cast: Cast, name: Name) -> bool:
    """Whether an agency only signs the article: "AP - ", "(Reuters) - ", and "(AFP)" behind a headline."""
    doc, end = cast.doc, name.end
    before, close = (doc[name.start - 1].text if name.start else ""), (doc[end].text if end < len(doc) else "")
    if (before, close) == ("(", ")"):
        return end + 1 == len(doc) or doc[end + 1].is_space or doc[end + 1].text in ("|", "-", "–", "--", "—")
    first = all(t.is_punct or t.is_space for t in doc[: name.start]) or doc[name.start].is_sent_start
    return bool(first) and close in ("-", "–", "--", "—")


def choose(cast: Cast, name: Name) -> Form | None:
    """The gazetteer's form that is meant: the first, but of several places the one in a state of the article,
    and a surname only with support from the article."""
    if not name.forms:
        return None
    first = name.forms[0]
    if first.use == "surname":
        meant = [f for f in name.forms if f.use == "surname" and supported(cast, name, f.entry)]
        if len(meant) > 1:
            titles = cast.titles.get(fold(cast.doc[name.start : name.end].text), ())
            meant = [f for f in meant if any(has_held(f.entry, title) for title in titles)] or meant
        if len(meant) > 1 and cast.year:
            meant = [f for f in meant if in_office(f.entry, cast.year)] or meant
        return meant[0] if len(meant) == 1 else None
    if name.label == "PERSON" and first.use in ("city", "region") and name.end - name.start == 1:
        located = name.start > 0 and cast.doc[name.start - 1].lower_ in _LOCATIVE
        if not located and (first.use == "region" or (first.entry.population or 0) < LARGE):
            return None
    if first.entry.kind == "state" and first.use == "name":
        return _division(cast, name) or first
    return _city(cast, name) if first.use in ("city", "capital") else first


_LOCAL_OFFICES = frozenset({"governor", "senator", "legislature"})


def _division(cast: Cast, name: Name) -> Form | None:
    """The region that has a state's name where the words around say so: "the state of Georgia", "Atlanta, Georgia",
    "Georgia's governor"."""
    region = next((f for f in name.forms if f.use == "region"), None)
    if region is None:
        return None
    doc, start = cast.doc, name.start
    before = [t.lower_ for t in doc[max(0, start - 2) : start]]
    if before == ["state", "of"]:
        return region
    number = cast.name_at.get(start - 2) if before[1:] == [","] else None
    if number is not None:
        cities = {f.entry.state for f in cast.names[number].forms if f.use == "city"}
        return region if region.entry.state in cities and name.forms[0].entry.state not in cities else None
    behind = doc[name.end : name.end + 2]
    owns = len(behind) == 2 and behind[0].text in ("'s", "’s") and behind[1].lemma_ in _LOCAL_OFFICES
    return region if owns else None


_LOCATIVE = frozenset({"in", "near", "outside", "inside", "between", "across", "around"})


def _city(cast: Cast, name: Name) -> Form:
    """Of several cities of one name, the one in the state or region named right behind ("Alexandria, Virginia"), else
    the largest in a state that the article names; a capital gives way only where its own state isn't named, and only to
    a city that is not much smaller."""
    first = name.forms[0]
    cities = [f for f in name.forms if f.use == "city"]
    if len({f.entry.id for f in cities}) < 2:
        return first
    around = _behind(cast, name)
    beside = [f for f in cities if f.entry.state in around]
    if beside and first.entry.state not in around:
        return beside[0]
    local = [f for f in cities if cast.spoken[f.entry.state or ""] > 0]
    if not local or beside:
        return first
    if first.use == "capital":
        rival = _MUCH * (local[0].entry.population or 0) > (cities[0].entry.population or 0)
        return local[0] if rival and not cast.spoken[first.entry.state or ""] else first
    return local[0]


_MUCH = 8
"""How many times larger a capital is than a city that nobody means by its name without more words."""


def _behind(cast: Cast, name: Name) -> set[str | None]:
    """The states that the name behind a comma may lie in: "Alexandria, Virginia"."""
    if name.end + 1 >= len(cast.doc) or cast.doc[name.end].text != ",":
        return set()
    number = cast.name_at.get(name.end + 1)
    forms = cast.names[number].forms if number is not None else ()
    return {f.entry.state for f in forms if f.use in ("name", "acronym", "region") and f.entry.kind != "person"}


def supported(cast: Cast, name: Name, entry: Entry) -> bool:
    """Whether the article speaks for this bearer of a surname: the full name, a title before it, or the bearer's
    state."""
    if entry.id in cast.in_full or (entry.state is not None and cast.counts[entry.state] > 0):
        return True
    return fold(cast.doc[name.start : name.end].text) in cast.titles


_TWINS = {"congos": ("COD", "COG"), "koreas": ("PRK", "KOR"), "sudans": ("SDN", "SSD")}
"""Pairs of states by the name that both have: "the two Koreas"."""


def unknown(cast: Cast, name: Name, words: str) -> Ref | None:
    """A name that only the model knows."""
    text = " ".join(cast.doc[name.start : name.end].text.split())
    number = cast.name_at[name.start]
    twins = [n for code in _TWINS.get(words, ()) if (n := cast.state_node(code)) is not None]
    if twins:
        return Ref(tuple(twins), name.start, name.end, True, plural=True)
    if name.kind == "person" or number in cast.office_of:
        return Ref((cast.person(name),), name.start, name.end, True)
    if name.kind == "organization":
        if (ruled := _government(cast, name)) is not None:
            return ruled
        role = role_at(cast.doc, name.end - 1, cast.gazetteer.roles)
        state = next((s for s in (form_state(cast, i) for i in range(name.start, name.end)) if s is not None), None)
        if state is None and cast.doc[name.start].lower_ == "ministry" and (ruled := _ministers_to(cast, name)):
            return ruled
        made = f"org-{slug(text)}" + (f"-{state.lower()}" if state else "")
        sector = role[0].sector if role else None
        if role is not None and role[0].lemma == "government" and (own := cast.state_node(state or "")) is not None:
            return Ref((own,), name.start, name.end, True, "GOV", state)
        acronym = acronym_of(cast, words)
        index = acronym if acronym is not None else cast.node(Node(made, text, "organization", state, sector))
        return Ref((index,), name.start, name.end, True, sector, cast.nodes[index].state)
    if name.kind == "place":
        made = f"{cast.local}-place-{slug(text)}"
        return Ref((cast.node(Node(made, text, "place")),), name.start, name.end, True, place=True)
    head = root(cast.doc, name)
    described = head.dep_ in ("amod", "compound", "nmod") and role_at(cast.doc, head.head.i, cast.gazetteer.roles)
    if name.label == "NORP" and described:
        return None  # "Shi'ite" in "Shi'ite militia"
    index = cast.population(text, None, None)
    return Ref((index,), name.start, name.end, True, plural=True)


def _government(cast: Cast, name: Name) -> Ref | None:
    """The state of a "Government of the Republic of Chad"."""
    words = cast.doc[name.start : name.end]
    if len(words) < 3 or words[0].lower_ not in ("government", "governments") or words[1].lower_ != "of":
        return None
    rest = words[3:] if words[2].lower_ == "the" else words[2:]
    state = next((f.entry.state for f in cast.gazetteer.find(rest.text) if f.entry.kind == "state"), None)
    index = cast.state_node(state) if state else None
    return None if index is None else Ref((index,), name.start, name.end, True, "GOV", state)


def _ministers_to(cast: Cast, name: Name) -> Ref | None:
    """The state whose ministry a name without one is: that named right behind ("[Ministry of Defence] of Chad"), else
    that whose release the article is, or from whose city it comes."""
    behind = name.end + 1 if cast.doc[name.end : name.end + 1].text == "of" else -1
    behind += behind > 0 and cast.doc[behind : behind + 1].text.lower() == "the"
    number = cast.name_at.get(behind)
    state = (cast.states[number] if number is not None else None) or cast.publisher or cast.home
    index = cast.state_node(state) if state else None
    return None if index is None else Ref((index,), name.start, name.end, True, "GOV", state)


def form_state(cast: Cast, i: int) -> str | None:
    """The state that a single word inside a longer name tells ("Russian" in "Russian Foreign Ministry")."""
    forms = cast.gazetteer.forms.get((fold(cast.doc[i].text),), ())
    return next((f.entry.state for f in forms if f.use in ("adjective", "name", "demonym", "acronym")), None)


def acronym_of(cast: Cast, words: str) -> int | None:
    """The organization whose initials these letters are."""
    letters = words.replace(".", "")
    if not 2 <= len(letters) <= 8 or not letters.isalpha():
        return None
    return cast.initials.get(letters)
