"""Visiting web addresses to see whether they still answer: seldom, slowly, and never our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

import httpx

from connectors.errors import TimedOut
from connectors.http import mapped

FINE = "fine"
TIMEOUT = 15.0
PAUSE = 2.0
"""Seconds between two visits, wherever they go."""
MOST_REDIRECTS = 5
AGENT = "opastin/0.1 (link check)"
ASK_WHOLE = (403, 405, 501)
"""Answers of servers that do not know HEAD or dislike it: they are asked as a browser would."""

Resolve = Callable[[str], Awaitable[list[str]]]


class LinkVisitor:
    """Visits addresses one at a time. `transport` and `resolve` (host -> IP addresses) are for tests."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport | None = None,
        resolve: Resolve | None = None,
        pause: float = PAUSE,
    ) -> None:
        self._client = httpx.AsyncClient(
            headers={"User-Agent": AGENT}, timeout=TIMEOUT, transport=transport, trust_env=False
        )
        self._resolve = resolve or _addresses
        self._pause = pause

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def visit(self, url: str) -> str:
        """ "fine", "status_404" and the like, "timeout", "unreachable", "redirects" or "refused_address"."""
        await asyncio.sleep(self._pause)
        for _ in range(MOST_REDIRECTS + 1):
            if not await self._public(url):
                return "refused_address"
            try:
                status, location = await self._ask(url)
            except httpx.HTTPError as error:
                return "timeout" if isinstance(mapped(error, url), TimedOut) else "unreachable"
            if location is None:
                return FINE if status < 400 or status == 429 else f"status_{status}"
            url = urljoin(url, location)
        return "redirects"

    async def _ask(self, url: str) -> tuple[int, str | None]:
        """Status, and where it leads on to."""
        response = await self._client.head(url)
        if response.status_code in ASK_WHOLE:
            async with self._client.stream("GET", url) as response:  # headers are enough, the body is not read
                pass
        return response.status_code, response.headers.get("Location") if response.is_redirect else None

    async def _public(self, url: str) -> bool:
        """Whether the address is on the public internet: an editor's link must not make us knock at our own doors."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return False
        try:
            found = await self._resolve(parts.hostname)
        except OSError:
            return True  # no such host: the visit will say so
        return all(ipaddress.ip_address(one).is_global for one in found)


async def _addresses(host: str) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]).partition("%")[0] for *_, sockaddr in found]
