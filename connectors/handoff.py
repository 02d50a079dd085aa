"""The actions' way to the nurses' queue (bot/web/internal_api.py answers)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from connectors.errors import Garbled
from connectors.http import HttpClient


@dataclass(frozen=True, slots=True)
class HandoffReply:
    """Where a resident's request for a person stands, in words for the resident and as data for the message."""

    text: str
    options: list[dict[str, str]]
    data: dict[str, Any]


class Handoff:
    """Asks for a person to join a conversation, or to phone a resident."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def request(self, conversation: str) -> HandoffReply:
        """Queue the conversation for a nurse; asking again keeps the place. Raises ConnectorError."""
        return await self._ask("/internal/handoff", {"conversation": conversation})

    async def call_back(self, conversation: str, phone: str) -> HandoffReply:
        """Leave a request to be phoned at `phone`. Raises ConnectorError."""
        return await self._ask("/internal/callback", {"conversation": conversation, "phone": phone})

    async def _ask(self, path: str, body: dict[str, Any]) -> HandoffReply:
        answer = await self._http.json("POST", path, body=body)
        try:
            return HandoffReply(answer["text"], answer["options"], answer["data"])
        except (KeyError, TypeError) as error:
            raise Garbled(f"POST {path}") from error
