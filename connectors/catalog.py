"""The actions' way to the service catalogue, through its public API."""

from __future__ import annotations

from typing import Any

from connectors.errors import Garbled
from connectors.http import HttpClient


class CatalogClient:
    """Searches the catalogue over HTTP."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def search(self, language: str, **filters: Any) -> tuple[list[dict[str, Any]], str | None]:
        """Services best first, and a notice for the resident when nothing matched quite (contract.md's parameters).

        Raises ConnectorError.
        """
        params = {key: value for key, value in filters.items() if value not in (None, "")}
        answer = await self._http.json("GET", "/api/catalog/services", params={"lang": language, **params})
        try:
            return list(answer["items"]), answer["notice"]
        except (KeyError, TypeError) as error:
            raise Garbled("GET /api/catalog/services") from error
