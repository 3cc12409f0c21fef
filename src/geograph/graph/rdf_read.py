"""Our RDF back into readings: the other half of `rdf`.

Only the articles' graphs are read; the derived graph is computed again. What can't be ours is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from geograph.errors import InputError, UsageError
from geograph.graph.order import canonical
from geograph.graph.rdf_nodes import Node, article, claim, entity, must, reason, relation, several, words_of
from geograph.graph.terms import GG, PREFIXES, SCHEMA, name_of
from geograph.model import Claim, Entity, Mention, Reading, RelationClaim

if TYPE_CHECKING:
    import pyoxigraph

SYNTAXES = {
    "ttl": "TURTLE",
    "nt": "N_TRIPLES",
    "nq": "N_QUADS",
    "trig": "TRIG",
    "jsonld": "JSON_LD",
    "rdf": "RDF_XML",
}
"""What graphs are read from: suffixes of files, and what pyoxigraph.RdfFormat calls them."""


def parse(data: bytes, where: str, syntax: str = "ttl") -> tuple[list[Reading], str]:
    """The readings in a file of ours, by article id, and the base of its IRIs. `where` names the file in errors,
    `syntax` is a key of SYNTAXES.

    Raises InputError where the file is broken, UsageError where it is sound but not ours."""
    nodes = _load(data, where, syntax)
    base = _base(nodes, where)
    try:
        return _readings(nodes, base), base
    except (KeyError, ValueError, IndexError) as problem:
        raise InputError(
            where, f"this graph was changed since geograph wrote it ({problem!s} is missing or off); build it again"
        ) from problem


def read(path: Path, where: str | None = None) -> tuple[list[Reading], str]:
    """The readings and the base of a file of ours; its suffix tells the syntax."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(where or str(path), f"can't be read: {problem.strerror}") from problem
    return parse(data, where or str(path), path.suffix.removeprefix(".").lower() or "ttl")


def reading(quads: Iterable[pyoxigraph.Quad], base: str, where: str) -> Reading:
    """The reading that one article's graph holds.

    Raises InputError where the graph was changed since geograph wrote it."""
    try:
        (made,) = _readings(nodes_of(quads), base)
    except (KeyError, ValueError, IndexError) as problem:
        raise InputError(
            where, f"this graph was changed since geograph wrote it ({problem!s} is missing or off); build it again"
        ) from problem
    return made


def _load(data: bytes, where: str, syntax: str) -> dict[str, Node]:
    import pyoxigraph

    if syntax not in SYNTAXES:
        raise UsageError(f"{where}: a graph is read from {', '.join(SYNTAXES)} or jsonl, not from {syntax!r}")
    try:
        return nodes_of(pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, SYNTAXES[syntax])))
    except SyntaxError as problem:
        raise InputError(where, f"not {syntax}: {problem.msg}; write it again with geograph export") from problem


def nodes_of(quads: Iterable[pyoxigraph.Quad]) -> dict[str, Node]:
    """Every subject with the values of its predicates: IRIs and the text of literals."""
    import pyoxigraph

    nodes: defaultdict[str, Node] = defaultdict(dict)
    prefixed: dict[str, str] = {}
    for quad in quads:
        if isinstance(quad.subject, pyoxigraph.NamedNode) and not isinstance(quad.object, pyoxigraph.Triple):
            iri = quad.predicate.value
            name = prefixed.get(iri) or prefixed.setdefault(iri, _prefixed(iri))
            nodes[quad.subject.value].setdefault(name, []).append(quad.object.value)
    return nodes


def _prefixed(iri: str) -> str:
    """gg:actor for the IRI that it stands for."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def not_ours(where: str) -> UsageError:
    """The error for a sound file that geograph didn't write."""
    return UsageError(
        f"{where}: no graph of geograph (nothing says gg:schema); make one with: geograph extract ARTICLE -o graph.ttl"
    )


def check_schema(version: str, where: str) -> None:
    """Refuse a graph whose shape is newer than this program."""
    if version != str(SCHEMA):
        raise UsageError(
            f"{where}: written by a newer geograph (schema {version}, this one knows {SCHEMA}); update geograph"
        )


def _base(nodes: dict[str, Node], where: str) -> str:
    found = [(iri, node["gg:schema"][0]) for iri, node in nodes.items() if "gg:schema" in node]
    if not found:
        raise not_ours(where)
    for _, version in found:
        check_schema(version, where)
    if len(found) > 1:
        raise UsageError(f"{where}: holds graphs of several bases ({', '.join(sorted(i for i, _ in found))}); split it")
    return found[0][0]


def _readings(nodes: dict[str, Node], base: str) -> list[Reading]:
    def name(iri: str) -> str:
        return name_of(iri, base)

    words = {iri: found for iri, node in nodes.items() if (found := words_of(node)) is not None}
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        for kind in several(node, "rdf:type"):
            by_class[kind].append(iri)
    mentions: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for iri, w in words.items():
        meant = several(nodes[iri], "itsrdf:taIdentRef")
        for this in meant:
            why = reason(nodes[iri], name(this) if len(meant) > 1 else None)
            mentions[w.article, this].append(Mention(w.start, w.end, w.text, w.field, why))
    entities: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for iri in by_class[GG + "Appearance"]:
        page, this = must(nodes[iri], "gg:inArticle"), must(nodes[iri], "gg:entity")
        entities[page][this] = entity(nodes[iri], this, tuple(mentions.get((page, this), ())), name)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for iri in by_class[GG + "Claim"]:
        page = must(nodes[iri], "prov:wasDerivedFrom")
        claims[page].append(claim(iri, nodes, words, entities[page], name))
    relations: defaultdict[str, list[RelationClaim]] = defaultdict(list)
    for iri in by_class[GG + "RelationClaim"]:
        page = must(nodes[iri], "prov:wasDerivedFrom")
        relations[page].append(relation(iri, nodes[iri], words, name))
    made = []
    for iri in by_class[PREFIXES["prov"] + "Activity"]:
        page = must(nodes[iri], "prov:used")
        made.append(
            Reading(
                article=article(nodes[page]),
                sha256=must(nodes[page], "gg:sha256"),
                model=must(nodes[iri], "gg:model"),
                geograph=must(nodes[iri], "gg:version"),
                entities=tuple(entities[page].values()),
                claims=tuple(claims[page]),
                relations=tuple(relations[page]),
            )
        )
    return sorted(map(canonical, made), key=lambda r: (r.article.id, r.sha256))
