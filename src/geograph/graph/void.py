"""A graph's description in VoID (https://www.w3.org/TR/void/): how large it is, what it holds, where it leads."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast
from urllib.parse import quote

from geograph.graph.query import Source
from geograph.graph.terms import GEONAMES, GG, PREFIXES, WIKIDATA, Pairs, Triples, text
from geograph.graph.turtle import shortened

_ALL = "{ { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } }"
_LINKS = {"wikidata": WIKIDATA, "geonames": GEONAMES}


def void_triples(source: Source) -> Triples:
    """The description of a graph: a function of the graph alone, with no word on when or where it is published."""
    properties = _counted(source, f"SELECT ?p (COUNT(*) AS ?n) WHERE {_ALL} GROUP BY ?p")
    properties.pop(GG + "generation", None)  # a store's bookkeeping
    classes = _counted(source, f"SELECT ?o (COUNT(*) AS ?n) WHERE {_ALL.replace('?p', 'a')} GROUP BY ?o")
    this = f"<{source.base}>"
    articles = classes[GG + "Article"]
    told = "1 article tells" if articles == 1 else f"{articles} articles tell"
    about: Pairs = [
        ("a", "void:Dataset"),
        ("dcterms:title", text(f"Who did what to whom, as {told}")),
        ("dcterms:description", text("Events with status, evidence and source, read from news by geograph.")),
        ("void:uriSpace", text(source.base)),
        ("void:triples", str(properties.total())),
        ("void:documents", str(articles)),
        ("void:properties", str(len(properties))),
        ("void:classes", str(len(classes))),
    ]
    used = {*properties, *classes}
    about += [("void:vocabulary", f"<{iri}>") for iri in PREFIXES.values() if any(u.startswith(iri) for u in used)]
    made: Triples = {this: about}
    for iri, count in classes.items():
        part = _part(source, "class", iri)
        about.append(("void:classPartition", part))
        made[part] = [("void:class", shortened(f"<{iri}>", source.base)), ("void:entities", str(count))]
    for iri, count in properties.items():
        part = _part(source, "property", iri)
        about.append(("void:propertyPartition", part))
        made[part] = [("void:property", shortened(f"<{iri}>", source.base)), ("void:triples", str(count))]
    for name, target in _LINKS.items():
        links = _ALL.replace("?p", f"<{PREFIXES['owl']}sameAs>") + f'FILTER (STRSTARTS(STR(?o), "{target}"))'
        count = _counted(source, f"SELECT ('' AS ?all) (COUNT(*) AS ?n) WHERE {{ {links} }}")[""]
        part = f"<{source.base}#links-{name}>"
        about.append(("void:subset", part))
        made[part] = [
            ("a", "void:Linkset"),
            ("void:linkPredicate", "owl:sameAs"),
            ("void:subjectsTarget", this),
            ("void:objectsTarget", f"<{target}>"),
            ("void:triples", str(count)),
        ]
    return made


def _counted(source: Source, query: str) -> Counter[str]:
    """Numbers by what stands before them. Not by `query.run`, for here each named graph is looked at by itself, which
    costs no memory."""
    rows = cast(Any, source.store.query(query))
    return Counter({row[0].value: int(row[1].value) for row in rows})


def _part(source: Source, what: str, iri: str) -> str:
    token = shortened(f"<{iri}>", source.base)
    name = quote(iri, safe="") if token[0] == "<" else token.replace(":", "-")
    return f"<{source.base}#{what}-{name}>"
