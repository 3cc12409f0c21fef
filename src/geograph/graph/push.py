"""Graphs to a triple store by the SPARQL 1.1 Graph Store Protocol (W3C Recommendation, 2013): a request per graph.

The articles' graphs go first and what they add up to last, so that nothing on the server ever points to what isn't
there yet. Each request replaces its graph whole (PUT) or adds to it (POST), so a push that broke off is simply run
again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geograph.errors import GeographError, UsageError

if TYPE_CHECKING:
    import httpx

Graph = tuple[str, bytes]
"""A named graph's IRI and its triples as N-Triples."""

RETRIED = frozenset({429, 502, 503, 504})
"""Answers of a server that is busy or restarting; all others won't change by asking again."""

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds that a server's Retry-After is heeded at most."""

USER, PASSWORD = "GEOGRAPH_USER", "GEOGRAPH_PASSWORD"


class PushError(GeographError):
    """A server that doesn't take a graph; what was sent before stays there."""

    exit_code = 3


@dataclass
class Server:
    """A Graph Store Protocol endpoint. Credentials come from the environment (GEOGRAPH_USER, GEOGRAPH_PASSWORD) and
    are sent by basic or digest authentication, as the server asks. `timeout` is in seconds, for each answer."""

    url: str
    timeout: float = 120.0
    pause: Callable[[float], None] = time.sleep
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        import httpx

        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{self.url!r} is no endpoint; give a URL such as http://localhost:7878/store")
        if parts.username or parts.password:
            raise UsageError(f"give user and password by the environment ({USER}, {PASSWORD}), not in the URL")
        # A redirect isn't followed: many turn a PUT into a GET, whose success would pass for a graph that was taken.
        self.client = httpx.Client(timeout=self.timeout)

    def close(self) -> None:
        """Let go of the connection."""
        self.client.close()

    def send(self, graph: Graph, replace: bool = True) -> None:
        """Put the graph in the place of what the server has under its IRI, or add to that. One that is too large for
        one request goes in several.

        Raises PushError, in one line with the next step, where the server doesn't take it."""
        iri, data = graph
        if self._request("PUT" if replace else "POST", iri, data) == 413:
            lines = data.splitlines(keepends=True)
            if len(lines) < 2:
                raise PushError(
                    f"{self.url}: not even a single triple of {iri} is taken (413); raise the server's limit"
                )
            half = len(lines) // 2
            self.send((iri, b"".join(lines[:half])), replace)
            self.send((iri, b"".join(lines[half:])), replace=False)

    def delete(self, iri: str) -> None:
        """Take the graph away, if the server has it. Raises PushError where that is refused."""
        self._request("DELETE", iri)

    def _request(self, method: str, iri: str, data: bytes | None = None) -> int:
        """The status of the answer: 413, or one that says that all is well."""
        for attempt in range(TRIES):
            status, wait = self._try(method, iri, data, last=attempt + 1 == TRIES)
            if status:
                return status
            self.pause(wait if wait is not None else 0.5 * 2**attempt)
        raise AssertionError("the last try ends with an answer or an error")

    def _try(self, method: str, iri: str, data: bytes | None, last: bool) -> tuple[int, float | None]:
        """A status, or 0 and how many seconds to wait before the next try (None where the server doesn't say)."""
        import httpx

        headers = {"Content-Type": "application/n-triples"} if data is not None else {}
        try:
            answer = self.client.request(method, self.url, params={"graph": iri}, content=data, headers=headers)
            if answer.status_code == 401 and self._authenticated(answer):
                answer = self.client.request(method, self.url, params={"graph": iri}, content=data, headers=headers)
        except httpx.TimeoutException:
            if not last:
                return 0, None
            raise PushError(
                f"{self.url}: no answer within {self.timeout:g} seconds for {iri}; see whether the server is "
                "overloaded, or give a longer --timeout"
            ) from None
        except httpx.TransportError as problem:
            if not last:
                return 0, None
            raise PushError(
                f"{self.url}: can't be reached ({problem}); is the server running, and is this its address?"
            ) from None
        status = answer.status_code
        if status == 413 or answer.is_success or (method == "DELETE" and status == 404):
            return status, None
        if status in RETRIED and not last:
            return 0, _wait(answer.headers.get("Retry-After"))
        raise PushError(f"{self.url}: {self._why(answer, iri)}")

    def _authenticated(self, answer: httpx.Response) -> bool:
        """Whether there are credentials to try, in the way that the server asks for."""
        import httpx

        user, password = os.environ.get(USER), os.environ.get(PASSWORD)
        if user is None or password is None or self.client.auth is not None:
            return False
        asked = answer.headers.get("WWW-Authenticate", "").lower()
        self.client.auth = httpx.DigestAuth(user, password) if "digest" in asked else httpx.BasicAuth(user, password)
        return True

    def _why(self, answer: httpx.Response, iri: str) -> str:
        status = answer.status_code
        if status in (401, 403):
            if self.client.auth is None:
                return f"the server wants to know who writes ({status}); set {USER} and {PASSWORD} in the environment"
            user = os.environ.get(USER)
            return f"the server doesn't let {user} write ({status}); see {USER}, {PASSWORD} and the user's rights"
        if answer.is_redirect:
            return f"the server sends elsewhere ({status}); push to {answer.headers['Location']} if that is yours"
        if status in (404, 405, 501):
            return f"no Graph Store Protocol endpoint ({status}); see the README for your server's address"
        said = next((line.strip() for line in answer.text.splitlines() if line.strip()), "nothing else")
        return f"the server failed on {iri} ({status}: {said[:200]}); see its log"


def _wait(header: str | None) -> float | None:
    """Seconds that a Retry-After asks to wait; None for none, or for a date."""
    return min(float(header), LONGEST_WAIT) if header is not None and header.strip().isdigit() else None


@dataclass
class Pushed:
    """What a push has done so far, in graphs and triples. `known` holds each sent graph's IRI with the hash of what was
    sent, also those of earlier pushes; with a + before it where the server may have more than that under the IRI."""

    known: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    triples: int = 0
    unchanged: int = 0
    removed: int = 0

    def has(self, graph: Graph, replace: bool = True) -> bool:
        """Whether the server got just this by an earlier push; when adding, whether it got at least this."""
        known = self.known.get(graph[0], "")
        return (known if replace else known.removeprefix("+")) == _mark(graph[1])


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def push(
    server: Server, graphs: Iterable[Graph], done: Pushed, replace: bool = True, prune: bool = True
) -> Iterator[str]:
    """Send the graphs, one after the other, and give the IRI of each that was dealt with. Graphs that are as they were
    sent before are left out; with `prune`, graphs that were sent before and are no more are deleted at the end. `done`
    is kept up to date, so that it is right whenever this breaks off."""
    seen: set[str] = set()
    for iri, data in graphs:
        seen.add(iri)
        if done.has((iri, data), replace):
            done.unchanged += 1
        else:
            done.known.pop(iri, None)
            server.send((iri, data), replace)
            done.known[iri] = _mark(data) if replace else f"+{_mark(data)}"
            done.sent += 1
            done.triples += data.count(b"\n")
        yield iri
    for iri in sorted(set(done.known) - seen) if prune else ():
        server.delete(iri)
        del done.known[iri]
        done.removed += 1
        yield iri
