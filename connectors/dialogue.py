"""The web process's way to Rasa: one turn in, replies and what was understood out (bot/channel.py answers)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from connectors.errors import ConnectorError, Garbled
from connectors.http import HttpClient

ROOT = "/webhooks/opastin"


@dataclass(frozen=True, slots=True)
class Turn:
    """What the dialogue answered. `intent` is the recognised topic, None for a pressed button."""

    replies: list[dict[str, Any]]
    intent: str | None = None
    confidence: float | None = None
    ranking: list[dict[str, Any]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)


class Dialogue:
    """Rasa behind its loopback address. `timeout` is the longest a turn may take, in seconds."""

    def __init__(
        self, url: str, token: str, timeout: float = 12.0, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._http = HttpClient(url, token, timeout, transport)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def turn(
        self,
        conversation: str,
        language: str,
        context: dict[str, Any],
        *,
        text: str = "",
        payload: str | None = None,
    ) -> Turn:
        """One resident message. Raises ConnectorError; an answer without replies is Garbled, never silence."""
        body = {
            "conversation": conversation,
            "language": language,
            "context": context,
            "text": text,
            "payload": payload,
        }
        answer = await self._http.json("POST", f"{ROOT}/turn", body=body)
        try:
            turn = Turn(
                replies=answer["replies"],
                intent=answer["intent"]["name"],
                confidence=answer["intent"]["confidence"],
                ranking=answer["ranking"],
                entities=answer["entities"],
            )
        except (KeyError, TypeError) as error:
            raise Garbled(f"POST {ROOT}/turn") from error
        if not turn.replies:
            raise Garbled(f"POST {ROOT}/turn", code="no_replies")
        return turn

    async def forget(self, conversation: str) -> None:
        """Erase what Rasa keeps of a conversation. Raises ConnectorError."""
        await self._http.call("DELETE", f"{ROOT}/conversations/{conversation}")

    async def ready(self) -> bool:
        """Whether Rasa has its model loaded and answers."""
        try:
            return bool((await self._http.json("GET", f"{ROOT}/health", tries=1))["ready"])
        except (ConnectorError, KeyError, TypeError):
            return False
