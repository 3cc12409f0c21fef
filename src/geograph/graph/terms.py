"""RDF terms as Turtle writes them: prefixes, IRIs and literals as strings, in the one form that each of them has.

A graph under construction is a `Triples`: for each subject its (predicate, object) pairs, every term a Turtle token.
No blank nodes, no language tags, no xsd:boolean; decimals with at most two places and no trailing zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from geograph.errors import UsageError
from geograph.graph.order import article_key, number
from geograph.model import Kind, Place, Reading, Status

SCHEMA = 1
"""The version of the graph's shape; a file with a later one is refused."""

BASE = "https://w3id.org/geograph/id/"
GG = "https://w3id.org/geograph/ontology#"
PREFIXES = {
    "gg": GG,
    "dcterms": "http://purl.org/dc/terms/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"

KINDS: dict[Kind, str] = {
    "person": "gg:Person",
    "state": "gg:State",
    "organization": "gg:Organization",
    "armed_group": "gg:ArmedGroup",
    "population": "gg:Population",
    "place": "gg:Place",
    "other": "gg:Other",
}
STATUSES: dict[Status, str] = {
    "actual": "gg:Actual",
    "negated": "gg:Negated",
    "planned": "gg:Planned",
    "hypothetical": "gg:Hypothetical",
    "alleged": "gg:Alleged",
}

Pairs = list[tuple[str, str]]
Triples = dict[str, Pairs]


def checked_base(base: str) -> str:
    """The base if data IRIs can stand under it, else a UsageError."""
    if (
        not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?/([A-Za-z0-9._~%-]+/)*", base)
        or "/./" in base
        or "/../" in base
    ):
        raise UsageError(
            f"the base {base!r} can't hold data; give one such as {BASE}, with http(s) and a slash at the end"
        )
    return base


def node(name: str, base: str) -> str:
    """The token of the thing with this id: `id:state-PRK`, or the whole IRI where the id has unusual characters."""
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", name):
        return "id:" + name
    return f"<{base}{_quoted(name)}>"


def _quoted(name: str) -> str:
    safe = quote(name, safe="-_", errors="replace").replace("~", "%7E")
    return safe.replace(".", "%2E") if safe.strip(".") == "" else safe


def name_of(iri: str, base: str) -> str:
    """The id behind a data IRI: what `node` made it of."""
    return unquote(iri.removeprefix(base))


def article_iri(reading: Reading, base: str) -> str:
    """The article's IRI: its url, else the hash of its id and content under the base; never a path."""
    url = reading.article.url
    if url is not None and "#" not in url:  # a part of a page is no page, and our own parts begin with #
        iri = quote(url, safe="%:/?[]@!$&'()*+,;=~", errors="replace")
        if _URL.fullmatch(iri):
            return iri
    return f"{base}article-{article_key(reading)}"


_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff]')


def text(value: str) -> str:
    """A plain string literal. Halves of characters, which no file can hold, become U+FFFD."""
    return f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char >= "\x80":
        return "\ufffd"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


_UNESCAPE = re.compile(r"\\(u[0-9A-F]{4}|.)")


def unescape(token: str) -> str:
    """The string that a literal's token (without its datatype) stands for."""
    body = token[1:-1]
    return _UNESCAPE.sub(_unescaped, body) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code[1:], 16)) if len(code) > 1 else {"n": "\n", "r": "\r", "t": "\t"}.get(code, code)


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """A number as xsd:decimal: 0.91, "6"^^xsd:decimal."""
    digits = f"{number(value):.2f}".rstrip("0").rstrip(".")
    return digits if "." in digits else f'"{digits}"^^xsd:decimal'


def day(value: date) -> str:
    """A day as xsd:date."""
    return f'"{value.isoformat()}"^^xsd:date'


def uri(value: str) -> str:
    """A web address as a literal, exactly as given."""
    return text(value) + "^^xsd:anyURI"


QUOTED = ("<<( ", " )>>")
"""What stands around a triple term of RDF 1.2."""


def quoted(subject: str, predicate: str, value: str) -> str:
    """A triple that is spoken of and not asserted, a term of RDF 1.2."""
    return f"{QUOTED[0]}{subject} {predicate} {value}{QUOTED[1]}"


def some(name: str, value: str | None) -> Pairs:
    """The pair of a predicate and a string, if there is one."""
    return [] if value is None else [(name, text(value))]


def coordinates(place: Place) -> Pairs:
    """Degrees of WGS84, to two decimals: about a kilometre."""
    pairs = [("wgs84:lat", decimal(place.lat))] if place.lat is not None else []
    return pairs + ([("wgs84:long", decimal(place.lon))] if place.lon is not None else [])


@cache
def local(name: str) -> str:
    """A term of our vocabulary from a word of the ontology: leader_of -> gg:leaderOf, metWith -> gg:metWith."""
    head, *rest = name.split("_")
    return term(head + "".join(w.capitalize() for w in rest))


@cache
def event_class(name: str) -> str:
    """The class of an event type: CONSULT -> gg:Consult."""
    return term("".join(w.capitalize() for w in re.split(r"[_\s-]+", name)))


def term(name: str) -> str:
    """A vocabulary token, percent-encoded where the user's ontology has unusual names."""
    return "gg:" + name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name) else f"<{GG}{_quoted(name)}>"


def by_name(pairs: Pairs) -> dict[str, list[str]]:
    """The values of each predicate."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def merged(parts: Iterable[Triples]) -> Triples:
    """The union of several sets of triples."""
    union: Triples = {}
    for part in parts:
        for subject, pairs in part.items():
            union.setdefault(subject, []).extend(pairs)
    return union
