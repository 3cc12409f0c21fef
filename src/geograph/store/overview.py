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
    "articles": "GRAPH ?g { ?x a gg:Article }",
    "claims": "GRAPH ?g { ?x a gg:Claim }",
    "events": "GRAPH ?g { ?x a sem:Event FILTER NOT EXISTS { ?x gg:mergedInto ?y } }",
    "events absorbed by others": "GRAPH ?g { ?x gg:mergedInto ?y }",
    "disputed events": "GRAPH ?g { ?x a gg:DisputedEvent FILTER NOT EXISTS { ?x gg:mergedInto ?y } }",
    "people": "GRAPH ?g { ?x a gg:Person ; skos:prefLabel ?name }",
    "states": "GRAPH ?g { ?x a gg:State ; skos:prefLabel ?name }",
    "organizations and armed groups": "GRAPH ?g { VALUES ?c { gg:Organization gg:ArmedGroup } ?x a ?c }",
    "places": "GRAPH ?g { ?x a gg:Place ; skos:prefLabel ?name }",
    "relations": "GRAPH ?g { ?x a gg:Relation }",
}


def articles(source: Source) -> Result:
    """The articles by id, each with what is known of it and the number of its claims."""
    return run(source, _ARTICLES)


def stats(source: Source) -> Result:
    """How many articles, claims, events, entities, relations and triples there are, and the days of publication."""
    rows: list[tuple[str | int | None, ...]] = []
    for what, pattern in _COUNTS.items():
        ((count,),) = run(source, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}").rows
        rows.append((what, count))  # type: ignore[arg-type]
    ((first, last),) = run(
        source, "SELECT (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { GRAPH ?g { ?a dcterms:issued ?d } }"
    ).rows
    rows.append(("triples", len(source.store) - 1 if len(source.store) else 0))
    rows += [("first day of publication", str(first or "")), ("last day of publication", str(last or ""))]
    return Result(("what", "number"), tuple(rows), {})
