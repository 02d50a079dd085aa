"""POST /webhooks/rest/webhook for clients made for Rasa (OPASTIN_RASA_REST=1): the same path as every message."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from bot.conversations.messages import ConversationView
from bot.errors import ConversationNotFound
from bot.web.chat_api import greeting_reply
from bot.web.house import House, house

router = APIRouter(tags=["rasa"])
NAMESPACE = uuid.UUID("8f6f9d3a-5d1c-4a53-9c39-0c6a6b4d2e10")  # so that one sender is always one conversation
WAIT = 30.0


class RestMessage(BaseModel):
    """Rasa's REST channel body."""

    sender: str = Field(min_length=1, max_length=200)
    message: str


@router.post("/webhooks/rest/webhook")
async def webhook(body: RestMessage, here: Annotated[House, Depends(house)]) -> list[dict[str, Any]]:
    """Rasa's REST answer: [{"recipient_id", "text", "buttons", "custom"}]."""
    conversation = await to_thread.run_sync(_conversation, here, str(uuid.uuid5(NAMESPACE, body.sender)))
    accepted = await here.turns.submit(conversation, str(uuid.uuid4()), body.message, None)
    await here.turns.wait(conversation.id, accepted.message.seq, WAIT)
    found = await to_thread.run_sync(here.conversations.messages, conversation.id, accepted.message.seq)
    return [
        {
            "recipient_id": body.sender,
            "text": reply.text,
            "buttons": [{"title": option["label"], "payload": option["payload"]} for option in reply.options],
            "custom": reply.data,
        }
        for reply in found
        if reply.sender != "resident"
    ]


def _conversation(here: House, conversation_id: str) -> ConversationView:
    try:
        return here.conversations.get(conversation_id)
    except ConversationNotFound:
        greeting = greeting_reply(here, "fi")
        return here.conversations.create(here.region.id, "fi", greeting, conversation_id)[0]
