"""The actions' way to summaries saved with a personal code (bot/web/internal_api.py answers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors.errors import Garbled, Missing
from connectors.http import HttpClient


@dataclass(frozen=True, slots=True)
class Saved:
    """The code that opens a summary, shown once, and the last day it does."""

    code: str
    until: date


class Navigator:
    """Saves summaries and deletes them. Who saves one stays unknown."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def save(self, kind: str, report: Mapping[str, Any]) -> Saved:
        """Keep the summary of a questionnaire, in every language. Raises ConnectorError."""
        answer = await self._http.json("POST", "/internal/navigator", body={"kind": kind, "report": report})
        try:
            return Saved(answer["code"], date.fromisoformat(answer["until"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Garbled("POST /internal/navigator") from error

    async def erase(self, code: str) -> bool:
        """Delete a summary; False when there was none any more. Raises ConnectorError."""
        try:
            await self._http.call("POST", "/internal/navigator/erase", body={"code": code})
        except Missing:
            return False
        return True
