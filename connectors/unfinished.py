"""The actions' way to assessments put aside, to be continued with a code (bot/web/internal_api.py answers)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from connectors.errors import Garbled
from connectors.http import HttpClient
from connectors.navigator import Saved


class Unfinished:
    """Puts assessments aside."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def keep(self, conversation: str, task: Mapping[str, Any]) -> Saved:
        """Keep the task of a conversation; returns the code that continues it once. Raises ConnectorError."""
        body = {"conversation": conversation, "task": dict(task)}
        answer = await self._http.json("POST", "/internal/unfinished", body=body)
        try:
            return Saved(answer["code"], date.fromisoformat(answer["until"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Garbled("POST /internal/unfinished") from error
