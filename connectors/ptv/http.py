"""Asking PTV politely: one request at a time, with long pauses when it is busy, and nothing asked twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from connectors.errors import ConnectorError, Garbled, Unavailable
from connectors.http import HttpClient
from connectors.ptv.shelf import Shelf

Document = dict[str, Any]
PAUSES = (1.0, 4.0, 15.0, 45.0)
"""Seconds before each new try: PTV's short breaks pass within a minute."""
LONGEST_PAUSE = 300.0
"""When PTV asks for a longer pause than this, the load stops; it can be continued later."""
TIMEOUT = 90.0
"""Seconds for one answer: a page of a thousand whole services is slow to make."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `count` is how many pages there are."""

    number: int
    count: int
    items: list[Document]


class PtvHttp:
    """GET requests to one PTV host. With a `shelf`, answers on it are not asked again. Raises ConnectorError."""

    def __init__(
        self,
        url: str,
        api_key: str = "",
        shelf: Shelf | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        headers = {"x-api-key": api_key} if api_key else {}
        self._http = HttpClient(url, timeout=TIMEOUT, transport=transport, headers=headers)
        self._shelf = shelf
        self._sleep = sleep

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def get(self, path: str, params: Mapping[str, Any]) -> Any:
        """The JSON answer to a request."""
        kept = self._shelf.get(path, params) if self._shelf else None
        if kept is not None:
            return kept
        answer = await self._asked(path, params)
        if self._shelf:
            self._shelf.put(path, params, answer)
        return answer

    async def pages(
        self, path: str, params: Mapping[str, Any], *, items: str, count: str, size: int | None = None
    ) -> AsyncIterator[Page]:
        """Every page of a list, from the first. `items` and `count` name the keys of an answer."""
        number, last = 1, 1
        while number <= last:
            asked = {**params, "page": number} | ({"pageSize": size} if size else {})
            page = _page(await self.get(path, asked), path, number, items, count)
            yield page
            number, last = number + 1, page.count

    async def _asked(self, path: str, params: Mapping[str, Any]) -> Any:
        for pause in PAUSES:
            try:
                return await self._http.json("GET", path, params=params, tries=1)
            except ConnectorError as error:
                if not error.retry:
                    raise
                wanted = (error.retry_after if isinstance(error, Unavailable) else None) or pause
                if wanted > LONGEST_PAUSE:
                    raise
                await self._sleep(wanted)
        return await self._http.json("GET", path, params=params, tries=1)


def batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """`ids` in order, at most `size` at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def documents(answer: Any, path: str) -> list[Document]:
    """The documents of a plain list; nulls in it are left out. Raises Garbled."""
    if not isinstance(answer, list):
        raise Garbled(f"GET {path}")
    return [item for item in answer if isinstance(item, dict)]


def _page(answer: Any, path: str, number: int, items: str, count: str) -> Page:
    if not isinstance(answer, dict) or not isinstance(answer.get(count), int):
        raise Garbled(f"GET {path}")
    found = answer.get(items)
    return Page(number, answer[count], documents([] if found is None else found, path))
