"""Why a mention is taken for its entity, in words: what `geograph explain` shows beside each mention.

Each is a short phrase: how a name is known (gazetteer, full name, initials), whom a pronoun agrees with, what a noun
describes. The resolver gives them where it decides; nouns bring their own (`Ref.reason`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from geograph.gazetteer import Form, fold
from geograph.nlp import syntax
from geograph.nlp.refs import Node, Ref
from geograph.nlp.spans import Name

if TYPE_CHECKING:
    from geograph.nlp.resolve import Cast

_USES = {
    "name": 'gazetteer: name or alias of "{}"',
    "acronym": 'gazetteer: acronym of "{}"',
    "adjective": 'gazetteer: adjective of "{}"',
    "demonym": 'gazetteer: people of "{}"',
    "capital": 'gazetteer: capital of "{}"',
    "metonym": 'gazetteer: stands for "{}"',
    "city": "gazetteer: city",
    "region": "gazetteer: region",
    "agency": "gazetteer: news agency",
}


def of_name(cast: Cast, name: Name, ref: Ref) -> str:
    """Why a name means what it means."""
    node = cast.nodes[ref.nodes[0]]
    words = " ".join(cast.doc[name.start : name.end].text.split())
    titled = ", behind a title" if cast.name_at[name.start] in cast.office_of else ""
    form = next((f for f in name.forms if f.entry.id == node.id), None)
    if form is not None:
        return _of_form(cast, form, node) + titled
    if node.entry is None and name.forms and name.forms[0].use in ("adjective", "demonym"):
        return f'people of "{name.forms[0].entry.name}"'
    own, whole = fold(words), fold(node.name)
    before = any(m[:2] != (ref.start, ref.end) for m in node.mentions)
    if own == whole:
        return ("the same name as before" if before else "named here") + titled
    if cast.initials.get(own.replace(".", "")) == ref.nodes[0]:
        return f'initials of "{node.name}"'
    if set(own.replace("-", " ").split()) <= set(whole.replace("-", " ").split()):
        return f'part of the full name "{node.name}"{titled}'
    return "described here" if not before else f'another name of "{node.name}"'


def _of_form(cast: Cast, form: Form, node: Node) -> str:
    if form.use != "surname":
        return _USES[form.use].format(form.entry.name)
    if form.entry.id in cast.in_full:
        return f'surname of "{node.name}", whom the article names in full'
    support = "the article speaks of their state" if cast.counts[form.entry.state or ""] else "a title supports it"
    return f'gazetteer: surname of "{node.name}"; {support}'


def of_pronoun(cast: Cast, token: Token, ref: Ref) -> str:
    """Whom a pronoun agrees with."""
    word = token.lower_
    if ref.reason:
        return ref.reason
    if syntax.antecedent(token) != token:
        return f'relative pronoun of "{_last(cast, ref)}"'
    if word.endswith(("self", "selves")):
        return "the subject of its clause"
    if word in _OWN:
        return f'who speaks here: "{_last(cast, ref)}"'
    number = "several or a group" if word in _MANY else "a person" if word in _PERSONAL else "no person"
    return f'pronoun for {number}, agreeing with "{_last(cast, ref)}"'


_OWN = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})


def of_noun(cast: Cast, ref: Ref) -> str:
    """Whom a noun describes, where it brings no reason of its own."""
    if ref.reason:
        return ref.reason
    node = cast.nodes[ref.nodes[0]]
    if ref.naming and ref.state is not None and node.kind == "state":
        return f'role noun for those who act for "{node.name}"'
    if ref.naming and not node.mentions:
        return "described here"
    return f'description of "{_last(cast, ref)}"'


def _last(cast: Cast, ref: Ref) -> str:
    """The words by which those whom a reference means were called last."""
    said = []
    for index in ref.nodes:
        node = cast.nodes[index]
        named = next((m for m in reversed(node.mentions) if m[2]), None)
        said.append(" ".join(cast.doc[named[0] : named[1]].text.split()) if named is not None else node.name)
    return '", "'.join(said)
