"""What a store holds, at a glance."""

from __future__ import annotations

from geograph.graph.query import Result, Source, run

_ARTICLES = """
SELECT ?id ?published ?title ?publisher ?url (COUNT(?claim) AS ?claims)
WHERE {
  GRAPH ?page {
    ?article a gg:Article ; dcterms:identifier ?id .
    OPTIONAL { ?article dcterms:issued ?published }
    OPTIONAL { ?article dcterms:title ?title }
    OPTIONAL { ?article dcterms:publisher ?publisher }
    OPTIONAL { ?article gg:url ?url }
    OPTIONAL { ?claim a gg:Claim ; prov:wasDerivedFrom ?article }
  }
}
GROUP BY ?id ?published ?title ?publisher ?url
ORDER BY ?id
"""

_COUNTS = {
    "articles": ("?x a gg:Article", "article"),
    "claims": ("?x a gg:Claim", "claim"),
    "events": ("?x a sem:Event FILTER NOT EXISTS { ?x gg:mergedInto ?y }", "happening"),
    "events absorbed by others": ("?x gg:mergedInto ?y", "event WHERE root != id"),
    "disputed events": (
        "?x a gg:DisputedEvent FILTER NOT EXISTS { ?x gg:mergedInto ?y }",
        "happening WHERE disputed",
    ),
    "people": ("?x a gg:Person ; skos:prefLabel ?name", "thing WHERE kind = 'Person' AND name NOT NULL"),
    "states": ("?x a gg:State ; skos:prefLabel ?name", "thing WHERE kind = 'State' AND name NOT NULL"),
    "organizations and armed groups": (
        "VALUES ?c { gg:Organization gg:ArmedGroup } ?x a ?c",
        "thing WHERE kind IN ('Organization', 'ArmedGroup')",
    ),
    "places": ("?x a gg:Place ; skos:prefLabel ?name", "thing WHERE kind = 'Place' AND name NOT NULL"),
    "relations": ("?x a gg:Relation", "relation"),
}
"""What is counted: in the triples, which of a large store takes half a minute, and in a store's tables."""


def articles(source: Source) -> Result:
    """The articles by id, each with what is known of it and the number of its claims."""
    return run(source, _ARTICLES)


def stats(source: Source) -> Result:
    """How many articles, claims, events, entities, relations and triples there are, and the days of publication."""
    rows: list[tuple[str | int | None, ...]] = []
    for what, (pattern, table) in _COUNTS.items():
        answer = source.tables and source.tables.ask(f"SELECT COUNT(*) FROM {table}")
        sparql = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ GRAPH ?g {{ {pattern} }} }}"
        ((count,),) = answer[1] if answer else run(source, sparql).rows
        rows.append((what, count))  # type: ignore[arg-type]
    answer = source.tables and source.tables.ask("SELECT MIN(published), MAX(published) FROM article")
    sparql = "SELECT (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { GRAPH ?g { ?a dcterms:issued ?d } }"
    ((first, last),) = answer[1] if answer else run(source, sparql).rows
    rows.append(("triples", len(source.store) - 1 if len(source.store) else 0))
    rows += [("first day of publication", str(first or "")), ("last day of publication", str(last or ""))]
    return Result(("what", "number"), tuple(rows), {})
