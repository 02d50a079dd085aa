"""One HTTP client for all connectors: timeouts, bounded retries, errors mapped to our tree, nothing personal logged."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from connectors.errors import (
    Conflict,
    ConnectorError,
    Garbled,
    Missing,
    Refused,
    TimedOut,
    Unavailable,
    Unreachable,
)

IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})
PAUSES = (0.1, 0.4)  # seconds before the second and third try


class HttpClient:
    """JSON over HTTP to one far end.

    `timeout` is seconds for the whole answer. Idempotent calls are tried up to three times when the error says
    that a retry may help; others once. `transport` lets tests fake the far end.
    """

    def __init__(
        self,
        base_url: str,
        token: str = "",
        timeout: float = 5.0,
        transport: httpx.AsyncBaseTransport | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        fixed = {"User-Agent": "opastin/0.1", **(headers or {})}
        if token:
            fixed["Authorization"] = f"Bearer {token}"
        self._client = httpx.AsyncClient(
            base_url=base_url,
            headers=fixed,
            timeout=httpx.Timeout(timeout, connect=min(timeout, 2.0)),
            transport=transport,
            trust_env=False,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        tries: int | None = None,
    ) -> httpx.Response:
        """Send and return a successful answer. Raises ConnectorError."""
        tries = tries if tries is not None else (3 if method in IDEMPOTENT else 1)
        for attempt in range(tries):
            try:
                return await self._once(method, path, params, body, headers)
            except ConnectorError as error:
                if not error.retry or attempt + 1 == tries:
                    raise
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
        raise AssertionError("tries is at least one")

    async def json(self, method: str, path: str, **options: Any) -> Any:
        """Like call, and read the answer as JSON. Raises ConnectorError (Garbled when it is not JSON)."""
        response = await self.call(method, path, **options)
        try:
            return response.json()
        except ValueError as error:
            raise Garbled(f"{method} {path}", response.status_code) from error

    async def _once(
        self,
        method: str,
        path: str,
        params: Mapping[str, Any] | None,
        body: Any,
        headers: Mapping[str, str] | None,
    ) -> httpx.Response:
        where = f"{method} {path}"
        try:
            response = await self._client.request(method, path, params=params, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise mapped(error, where) from error
        if response.is_success:
            return response
        raise _refusal(where, response)


def mapped(error: httpx.HTTPError, where: str) -> ConnectorError:
    """Our error for one of httpx's."""
    if isinstance(error, httpx.TimeoutException):
        return Unreachable(where) if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout) else TimedOut(where)
    if isinstance(error, httpx.DecodingError | httpx.TooManyRedirects | httpx.UnsupportedProtocol):
        return Garbled(where)
    return Unreachable(where)


def _refusal(where: str, response: httpx.Response) -> ConnectorError:
    status = response.status_code
    code = None
    with contextlib.suppress(ValueError, KeyError, TypeError):  # a far end of another kind: the status says enough
        code = response.json()["error"]["code"]
    if status >= 500 or status == 429:
        error = Unavailable(where, status, code)
        error.retry_after = _seconds(response.headers.get("Retry-After", ""))
        return error
    if status in (404, 410):
        return Missing(where, status, code)
    if status in (409, 412):
        return Conflict(where, status, code)
    return Refused(where, status, code)


def _seconds(retry_after: str) -> float | None:
    """A Retry-After header (RFC 9110: seconds, or a date) as seconds from now."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
