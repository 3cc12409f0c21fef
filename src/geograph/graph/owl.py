"""The ontology as OWL: event types, modes, predicates and contexts from their files, all other terms from
vocabulary.toml. `geograph ontology owl` writes it; for our own files the result is kept as ontology/geograph.ttl.

Within OWL DL: no IRI is a property of two kinds, or a class and an individual. So properties whose values are classes
or properties are annotations, modes and contexts are individuals of their own, and a domain or range of several classes
is said by schema.org's domainIncludes and rangeIncludes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from geograph.errors import DataError
from geograph.graph import terms
from geograph.graph.terms import GG, SCHEMA, Pairs, Triples, decimal, event_class, local, term, text
from geograph.graph.turtle import paragraph
from geograph.ontology import QUADS, EventType, Ontology
from geograph.ontology.contexts import Context
from geograph.ontology.vocabulary import Term, Vocabulary

PREFIXES = {
    **terms.PREFIXES,
    "schema": "https://schema.org/",
    "vann": "http://purl.org/vocab/vann/",
}
_KINDS = {
    "class": "owl:Class",
    "object": "owl:ObjectProperty",
    "datatype": "owl:DatatypeProperty",
    "annotation": "owl:AnnotationProperty",
    "relation": "owl:ObjectProperty",
}


def turtle(ontology: Ontology, contexts: Mapping[str, Context], vocabulary: Vocabulary) -> Iterator[str]:
    """The ontology as a sorted Turtle file, piece by piece.

    Raises DataError where two things of the ontology would have one IRI."""
    made = triples(ontology, contexts, vocabulary)
    for name, iri in sorted(PREFIXES.items()):
        yield f"@prefix {name}: <{iri}> .\n"
    for subject in sorted(made):
        yield paragraph(subject, sorted(set(made[subject])))


def triples(ontology: Ontology, contexts: Mapping[str, Context], vocabulary: Vocabulary) -> Triples:
    """The ontology's triples. Raises DataError where two things of the ontology would have one IRI."""
    made: Triples = {f"<{GG.removesuffix('#')}>": _about()}
    for kind, names in vocabulary.external.items():
        for name in names:
            made[name] = [("a", _KINDS[kind])]
    for what, token, pairs in _declared(ontology, contexts, vocabulary):
        if token in made:
            other = next(name for name, known, _ in _declared(ontology, contexts, vocabulary) if known == token)
            raise DataError(f"{what}: its IRI {token} is that of {other}; give it another name")
        made[token] = [*pairs, ("rdfs:isDefinedBy", f"<{GG.removesuffix('#')}>")]
    return made


def _about() -> Pairs:
    return [
        ("a", "owl:Ontology"),
        ("dcterms:title", text("geograph: who did what to whom, when, where, says who")),
        ("dcterms:description", text("Events after PLOVER, with status, evidence and source, as geograph reads news.")),
        ("dcterms:license", "<https://spdx.org/licenses/MIT>"),
        ("owl:versionInfo", text(f"schema {SCHEMA}")),
        ("vann:preferredNamespacePrefix", text("gg")),
        ("vann:preferredNamespaceUri", text(GG)),
    ]


def _declared(
    ontology: Ontology, contexts: Mapping[str, Context], vocabulary: Vocabulary
) -> Iterator[tuple[str, str, Pairs]]:
    """What each term is called in an error, its token, and what is said of it."""
    for known in vocabulary.terms:
        yield f"the term {known.name}", _token(known), _term(known)
    for quad in QUADS:
        yield f"the quad class {quad}", event_class(quad), _named(
            "owl:Class", quad, f"Events of {quad}.", [("rdfs:subClassOf", "gg:Event"), ("skos:notation", text(quad))]
        )  # fmt: skip
    for type in ontology.types.values():
        yield f"the event type {type.id}", event_class(type.id), _type(type)
        for mode in type.modes.values():
            pairs = [
                ("skos:notation", text(mode.name)),
                ("gg:modeOf", event_class(type.id)),
                ("gg:defaultCameo", text(mode.cameo or type.cameo)),
                ("gg:defaultPredicate", local(mode.predicate or type.predicate)),
            ]
            token = term(f"{event_class(type.id).removeprefix('gg:')}-{mode.name}")
            definition = f"{type.label}, of the kind: {mode.label}."
            yield (
                f"the mode {mode.name} of {type.id}",
                token,
                _named("owl:NamedIndividual", mode.label, definition, [("a", "gg:Mode"), *pairs]),
            )
    told = _told_by(ontology.types.values())
    for predicate in ontology.predicates.values():
        kinds = ", ".join(told.get(predicate.name, ()))
        yield (
            f"the predicate {predicate.name}",
            local(predicate.name),
            _named(
                "owl:ObjectProperty",
                predicate.label,
                f"The subject {predicate.label} the object, as an affirmed event tells ({kinds or 'no type of ours'}).",
                [
                    ("rdfs:domain", "gg:Entity"),
                    ("rdfs:range", "gg:Entity"),
                    *([("a", "owl:SymmetricProperty")] if predicate.symmetric else []),
                ],
            ),
        )
    for context in contexts.values():
        yield (
            f"the context {context.id}",
            term(f"context-{context.id}"),
            _named(
                "owl:NamedIndividual",
                context.label,
                context.definition,
                [("a", "gg:Context"), ("skos:notation", text(context.id))],
            ),
        )


def _named(kind: str, label: str, definition: str, more: Pairs) -> Pairs:
    return [("a", kind), ("rdfs:label", text(label)), ("skos:definition", text(definition)), *more]


def _type(type: EventType) -> Pairs:
    return _named(
        "owl:Class",
        type.label,
        type.definition,
        [
            ("rdfs:subClassOf", event_class(type.quad)),
            ("skos:notation", text(type.id)),
            ("gg:defaultCameo", text(type.cameo)),
            ("gg:defaultScore", decimal(type.score)),
            ("gg:defaultPredicate", local(type.predicate)),
        ],
    )


def _told_by(types: Iterable[EventType]) -> dict[str, list[str]]:
    """The types, sorted, whose events have the predicate."""
    found: dict[str, set[str]] = {}
    for type in types:
        modes = {m.predicate for m in type.modes.values() if m.predicate is not None}
        for predicate in {type.predicate, *modes, *(t.predicate for t in type.triggers)}:
            found.setdefault(predicate, set()).add(type.id)
    return {predicate: sorted(ids) for predicate, ids in found.items()}


def _token(known: Term) -> str:
    return local(known.name) if known.kind == "relation" else "gg:" + known.name


def _term(known: Term) -> Pairs:
    def named(names: Iterable[str]) -> list[str]:
        return [name if ":" in name else "gg:" + name for name in names]

    if known.kind == "individual":
        pairs = [("a", f"gg:{known.of}")]
        kind = "owl:NamedIndividual"
    else:
        wider = "rdfs:subClassOf" if known.kind == "class" else "rdfs:subPropertyOf"
        pairs = [(wider, name) for name in named(known.sub)]
        kind = _KINDS[known.kind]
    for single, several, names in (
        ("rdfs:domain", "schema:domainIncludes", named(known.domain)),
        ("rdfs:range", "schema:rangeIncludes", named(known.range)),
    ):
        if known.kind == "relation":
            names = ["gg:Entity"]
        plain = single if len(names) == 1 and known.kind != "annotation" else several
        pairs += [(plain, name) for name in names]
    if known.kind == "relation":
        pairs.append(("skos:notation", text(known.name)))
    return _named(kind, known.label, known.definition, pairs + [("skos:closeMatch", n) for n in named(known.close)])
