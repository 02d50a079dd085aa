"""Rasa's input channel of the web process: one turn in, replies and what was understood out, faults told.

Rasa's own REST channel answers 200 [] when an action fails or anything breaks; this one answers 503, so that the
web process can tell the resident honestly. Runs in Rasa's environment (Python 3.10, old pins).
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

log = logging.getLogger(__name__)

LONGEST_TEXT = 1500  # characters of a message that are understood; the rest is stored but not read
RANKED = 5


class Replies(OutputChannel):
    """Collects the bot's messages in the shape the web process stores."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self.topic: str | None = None  # of the message being answered

    @classmethod
    def name(cls) -> str:
        """Rasa's name for this output."""
        return "opastin"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message, whatever mixture of text, buttons and data it has."""
        data = {"kind": "info", "topic": self.topic, **(message.get("custom") or {})}
        options = [{"label": button["title"], "payload": button["payload"]} for button in message.get("buttons") or []]
        self.found.append({"text": message.get("text") or "", "options": options, "data": data})


class OpastinInput(InputChannel):
    """POST /turn, DELETE /conversations/<id>, GET /health under /webhooks/opastin."""

    @classmethod
    def name(cls) -> str:
        """The name in the URL."""
        return "opastin"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> OpastinInput:
        """Made from credentials.yml; the token is the one all our processes share."""
        if not credentials or not credentials.get("token"):
            cls.raise_missing_credentials_exception()
        return cls(str(credentials["token"]))

    def __init__(self, token: str) -> None:
        self._token = token
        self._warm = False

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("opastin_webhook", "opastin")

        @routes.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"ready": await self._ready(request.app.ctx.agent)})

        @routes.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            if not self._trusted(request):
                return _error(401, "invalid_token")
            try:
                return await self._turn(request, on_new_message)
            except Exception:
                log.exception("a turn failed")
                return _error(503, "turn_failed")

        @routes.route("/conversations/<conversation:str>", methods=["DELETE"])
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            if not self._trusted(request):
                return _error(401, "invalid_token")
            erase(request.app.ctx.agent.tracker_store, conversation)
            return json({"erased": True})

        return routes

    def _trusted(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").replace("Bearer ", "", 1)
        return hmac.compare_digest(given, self._token)

    async def _ready(self, agent: Any) -> bool:
        """Loaded, and warm: the first parse loads dictionaries, which no resident should wait for."""
        if agent is None or not agent.is_ready():
            return False
        if not self._warm:
            await agent.processor.parse_message(UserMessage("päänsärky", metadata={"language": "fi"}))
            self._warm = True
        return True

    async def _turn(self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
        body = request.json
        agent = request.app.ctx.agent
        if agent is None or not agent.is_ready():
            return _error(503, "model_not_ready")
        metadata = {"language": body["language"], "context": body["context"], "payload": body.get("payload")}
        parsed = _button(body["payload"]) if body.get("payload") else await _understand(agent, body, metadata)
        parsed["entities"].append({"entity": "language", "value": body["language"]})
        replies = Replies()

        async def answer(parse: dict[str, Any], later: str | None = None) -> None:
            replies.topic = parse["intent"]["name"]
            await on_new_message(
                UserMessage(
                    parse["text"],
                    replies,
                    body["conversation"],
                    parse_data=parse,
                    input_channel="opastin",
                    metadata={**metadata, "later": later},
                )
            )

        if parsed.get("needs") and not await _task_open(agent, body["conversation"]):
            first, second = (_of_need(parsed, need) for need in parsed["needs"])
            await answer(first, later=second["intent"]["name"])
            if not await _task_open(agent, body["conversation"]):
                await answer(second)
        else:
            await answer(parsed)
        if not replies.found:
            return _error(503, "no_replies")
        return json(
            {
                "replies": replies.found,
                "intent": {"name": parsed["intent"]["name"], "confidence": parsed["intent"]["confidence"]},
                "ranking": parsed["intent_ranking"][:RANKED],
                "entities": parsed["entities"],
            }
        )


async def _understand(agent: Any, body: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any]:
    """Rasa's own parse of a written message. A leading slash would be a command to Rasa, so none gets through."""
    text = body["text"].lstrip("/ \t\n")[:LONGEST_TEXT]
    return await agent.processor.parse_message(UserMessage(text, sender_id=body["conversation"], metadata=metadata))


async def _task_open(agent: Any, conversation: str) -> bool:
    """Whether something is being asked: an assessment, a booking, a call-back."""
    tracker = await agent.tracker_store.retrieve(conversation)
    return tracker is not None and tracker.get_slot("task") is not None


def _of_need(parsed: dict[str, Any], need: dict[str, Any]) -> dict[str, Any]:
    """The part of a parse that is about one of two needs."""
    intent = {"name": need["name"], "confidence": 1.0}
    within = [row for row in parsed["entities"]
              if "start" not in row or need["start"] <= row["start"] < need["end"]]  # fmt: skip
    text = parsed["text"][need["start"] : need["end"]]
    return {**parsed, "text": text, "intent": intent, "intent_ranking": [intent], "entities": within}


def _button(payload: str) -> dict[str, Any]:
    """A pressed button, in the shape of a parse. `topic:<id>` is that topic, surely; others go to the open task."""
    name, _, value = payload.partition(":")
    intent = {"name": value if name == "topic" else "button", "confidence": 1.0}
    return {"text": payload, "intent": intent, "entities": [], "intent_ranking": [intent]}


def _error(status: int, code: str) -> HTTPResponse:
    return json({"error": {"code": code, "message": code, "retry": status >= 500}}, status)


def erase(store: Any, conversation: str) -> None:
    """Delete a conversation's tracker; Rasa 3.6's stores have no method for it."""
    inner = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    if not isinstance(inner, SQLTrackerStore):
        raise TypeError("trackers must be in an SQL store (endpoints.yml)")
    with inner.session_scope() as session:
        session.query(SQLTrackerStore.SQLEvent).filter_by(sender_id=conversation).delete()
        session.commit()
