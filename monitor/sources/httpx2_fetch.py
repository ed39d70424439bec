"""Fetches from the network (the only importer of httpx2), with everything capped.

Each connection goes to an address that was vetted a moment before (no second look at the DNS that
could give another answer), each redirect is vetted anew, and an answer is cut at its deadline, its
size and its ratio of inflation.
"""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

import httpx2

from monitor import __version__
from monitor.sources.addresses import Network, may_reach
from monitor.sources.protocol import Failed

_HOPS = 5
_ADDRESSES = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TIMEOUT = httpx2.Timeout(connect=5, read=10, write=10, pool=30)
# Text compresses to a tenth; a thousandth is an attack. Small answers may be as dense as they like.
_RATIO = 100
_RATIO_FROM = 1024 * 1024
_RESOLVERS = 64

HEADERS = {
    "User-Agent": f"border-monitor/{__version__}",
    "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8,"
    " */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question: ``headers`` go to this host only. ``max_bytes`` counts decoded bytes."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    deadline: timedelta
    max_bytes: int
    allowed: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: ``headers`` have small names, ``moved`` is a permanent new address."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None


class Refused(Exception):  # noqa: N818  (never leaves this module)
    """An address that may not be reached, or an answer that may not be taken."""

    def __init__(self, failure: str, reason: str) -> None:
        super().__init__(reason)
        self.failure = failure


async def fetch(ask: Ask) -> Answer | Failed:
    """Return the answer to a GET, whatever its status; failures are values, never raised."""
    try:
        async with asyncio.timeout(ask.deadline.total_seconds()):
            return await _follow(ask)
    except Refused as error:
        return Failed(failure=error.failure, reason=str(error))
    except (TimeoutError, httpx2.TimeoutException):
        seconds = ask.deadline.total_seconds()
        return Failed(failure="timeout", reason=f"no whole answer within {seconds:g} seconds")
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
        return _network(error)


def _network(error: Exception) -> Failed:
    words = str(error) or type(error).__name__
    if isinstance(error, httpx2.DecodingError):
        return Failed(failure="unreadable", reason=f"the answer does not unpack: {words}")
    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return Failed(failure="address", reason=f"the address is not one: {words}")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Failed(failure="tls", reason=f"the certificate was not accepted: {cause}")
        cause = cause.__cause__ or cause.__context__
    return Failed(failure="connection", reason=f"the connection failed: {words}")


async def _follow(ask: Ask) -> Answer:
    url = httpx2.URL(ask.url)
    moved: str | None = None
    permanent = True
    transport = _Pinned(ask.allowed)
    async with httpx2.AsyncClient(
        transport=transport, timeout=_TIMEOUT, trust_env=False, follow_redirects=False
    ) as client:
        seen: set[str] = set()
        while True:
            _check(url, seen)
            answer = await _once(client, ask, url)
            permanent = permanent and answer.status in (301, 308)
            target = _target(answer, url)
            if target is None:
                return Answer(
                    status=answer.status,
                    url=shown(url),
                    headers=answer.headers,
                    body=answer.body,
                    moved=moved,
                )
            url = target
            moved = shown(url) if permanent else moved


def _check(url: httpx2.URL, seen: set[str]) -> None:
    if url.scheme not in ("http", "https"):
        raise Refused("redirect", f"it leads to {shown(url)!r}: only http and https are followed")
    if not url.host:
        raise Refused("address", f"{shown(url)!r} names no host")
    if str(url) in seen:
        raise Refused("redirect", f"it redirects to itself: {shown(url)}")
    if len(seen) > _HOPS:
        raise Refused("redirect", f"it redirects more than {_HOPS} times, last to {shown(url)}")
    seen.add(str(url))


def _target(answer: Answer, url: httpx2.URL) -> httpx2.URL | None:
    """Return where an answer redirects to; None where it does not."""
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    target = url.join(location)
    if url.scheme == "https" and target.scheme == "http":
        raise Refused("redirect", f"it leads from https to unprotected http: {shown(target)}")
    return target.copy_with(userinfo=b"") if _origin(target) != _origin(url) else target


async def _once(client: httpx2.AsyncClient, ask: Ask, url: httpx2.URL) -> Answer:
    own = dict(ask.headers) if _origin(url) == _origin(httpx2.URL(ask.url)) else {}
    async with client.stream("GET", url, headers=HEADERS | own) as response:
        redirects = response.status_code in _REDIRECTS
        return Answer(
            status=response.status_code,
            url=str(url),
            headers={name.lower(): value for name, value in response.headers.items()},
            body=b"" if redirects else await _body(response, ask.max_bytes),
        )


async def _body(response: httpx2.Response, limit: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise Refused("too-large", f"the answer is {int(declared):,} bytes, more than {limit:,}")
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > limit:
            raise Refused("too-large", f"the answer is more than {limit:,} bytes; it was cut off")
        if size > _RATIO_FROM and size > _RATIO * max(response.num_bytes_downloaded, 1):
            raise Refused("too-large", "the answer inflates more than a hundredfold: a bomb")
        parts.append(part)
    return b"".join(parts)


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def shown(url: httpx2.URL) -> str:
    """Return an address without the password that it may hold, at a decent length."""
    text = str(url.copy_with(userinfo=b""))
    return text if len(text) <= 200 else f"{text[:199]}…"


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


@cache
def _resolvers() -> ThreadPoolExecutor:
    """Threads of its own: a name server that hangs must not hold up anything else."""
    return ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolve")


async def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, in the resolver's order."""
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(
        _resolvers(), lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Pinned(httpx2.AsyncBaseTransport):
    """Resolves and vets a host, then connects to just that address under the host's name."""

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        self._allowed = allowed
        self._inner = httpx2.AsyncHTTPTransport(
            verify=_certificates(), limits=httpx2.Limits(max_keepalive_connections=0)
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        url = request.url
        request.extensions = {**request.extensions, "sni_hostname": host}
        failed: httpx2.TransportError | None = None
        for address in (await self._vetted(host, port))[:_ADDRESSES]:
            request.url = url.copy_with(host=address)
            try:
                return await self._inner.handle_async_request(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error  # the host may have another address that answers
        raise failed or httpx2.ConnectError(f"{host} has no address")

    async def _vetted(self, host: str, port: int) -> list[str]:
        try:
            found = await resolve(host, port)
        except (socket.gaierror, UnicodeError) as error:
            words = getattr(error, "strerror", None) or error
            raise Refused("dns", f"the name {host} was not found: {words}") from None
        good = [address for address in found if may_reach(address, self._allowed)]
        if not good:
            raise Refused(
                "refused-address",
                f"{host} stands for {', '.join(found[:3]) or 'nothing'}, which is not a public "
                "address. If you trust it, put its network into allow_addresses of this source.",
            )
        return good

    async def aclose(self) -> None:
        await self._inner.aclose()
