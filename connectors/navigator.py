"""The actions' way to summaries saved with a personal code, and to invitations to add to one (bot/web/internal_api.py
answers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors.errors import Garbled, Missing
from connectors.http import HttpClient


@dataclass(frozen=True, slots=True)
class Saved:
    """A code, shown once, and the last day it works: it opens a summary, or lets somebody add to one."""

    code: str
    until: date


class Navigator:
    """Saves summaries and deletes them. Who saves one stays unknown."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def save(
        self, kind: str, report: Mapping[str, Any], joining: str | None = None, *, opens_to_inviter: bool = False
    ) -> Saved:
        """Keep the summary of a questionnaire, in every language; `joining`: the invitation that it answers.

        Raises ConnectorError; Missing when the invitation does not work any more.
        """
        body = {"kind": kind, "report": report, "joining": joining, "opens_to_inviter": opens_to_inviter}
        return await self._code("/internal/navigator", body)

    async def invite(self, code: str, kind: str) -> Saved:
        """An invitation for one person to answer the questionnaire `kind` beside the summary of `code`.

        Raises ConnectorError; Missing when the summary is gone.
        """
        return await self._code("/internal/navigator/invite", {"code": code, "kind": kind})

    async def invited_to(self, joining: str, conversation: str) -> str | None:
        """The questionnaire an invitation is for; None when there is no such invitation. Raises ConnectorError."""
        body = {"code": joining, "conversation": conversation}
        try:
            answer = await self._http.json("POST", "/internal/navigator/invited", body=body)
            return str(answer["kind"])
        except Missing:
            return None
        except (KeyError, TypeError) as error:
            raise Garbled("POST /internal/navigator/invited") from error

    async def erase(self, code: str) -> bool:
        """Delete a summary; False when there was none any more. Raises ConnectorError."""
        try:
            await self._http.call("POST", "/internal/navigator/erase", body={"code": code})
        except Missing:
            return False
        return True

    async def _code(self, path: str, body: Mapping[str, Any]) -> Saved:
        answer = await self._http.json("POST", path, body=body)
        try:
            return Saved(answer["code"], date.fromisoformat(answer["until"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Garbled(f"POST {path}") from error
