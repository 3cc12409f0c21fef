"""Triples as RDF/XML, sorted: the same graph gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from geograph.errors import UsageError
from geograph.graph.terms import BASE, PREFIXES, Triples, unescape
from geograph.graph.turtle import expanded, rows

_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document can hold, not even escaped (https://www.w3.org/TR/xml/#charsets)."""
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
"""The end of an IRI that can be an element's name; only ASCII, for our IRIs are percent-encoded."""


def rdfxml(triples: Triples, base: str = BASE) -> Iterator[str]:
    """An RDF/XML document, piece by piece: a description for each subject. Control characters, which XML can't hold,
    become U+FFFD.

    Raises UsageError for a predicate (of a user's ontology) that can't be an element's name."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for name, iri in sorted(PREFIXES.items()):
        yield f'\n    xmlns:{name}="{iri}"'
    yield ">\n"
    for subject, described in rows(triples):
        yield f"<rdf:Description rdf:about={_attribute(expanded(subject, base)[1:-1])}>\n"
        for predicate, values in described.items():
            name, declared = _element(predicate, base)
            for value in values:
                yield f"  <{name}{declared}{_content(expanded(value, base), name)}\n"
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _element(predicate: str, base: str) -> tuple[str, str]:
    """The element's name, and the declaration of its namespace where it isn't one of ours."""
    if predicate == "a":
        return "rdf:type", ""
    if predicate[0] != "<":
        return predicate, ""
    iri = expanded(predicate, base)[1:-1]
    local = _LOCAL.search(iri)
    if local is None:
        raise UsageError(
            f"the predicate {iri} can't be written in RDF/XML, which needs a letter at its end; choose another format"
        )
    return f"p:{local.group()}", f" xmlns:p={_attribute(iri[: local.start()])}"


def _content(value: str, name: str) -> str:
    """The rest of the element that holds an IRI or a literal (in the form of N-Triples)."""
    if value[0] == "<":
        return f" rdf:resource={_attribute(value[1:-1])}/>"
    words, _, kind = (value, "", "") if value[-1] == '"' else value.rpartition("^^")
    datatype = f" rdf:datatype={_attribute(kind[1:-1])}" if kind else ""
    return f"{datatype}>{_text(unescape(words))}</{name}>"


def _text(words: str) -> str:
    return escape(_BARRED.sub("\ufffd", words), {"\r": "&#13;"})


def _attribute(iri: str) -> str:
    return '"' + escape(iri, {'"': "&quot;"}) + '"'
