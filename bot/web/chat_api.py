"""The chat API of the contract: a resident's side of a conversation."""

from __future__ import annotations

import contextlib
from typing import Annotated, Any
from uuid import UUID

from anyio import create_task_group, to_thread
from anyio.abc import TaskGroup
from fastapi import APIRouter, Depends, Header, Query, Request, Response, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field

from bot.conversations.messages import ConversationView, MessageView, Reply
from bot.errors import ConversationNotFound, Refusal
from bot.regions.pack import HELSINKI
from bot.texts import texts
from bot.web.house import House, house, language_of
from bot.web.origins import socket_origin_allowed

router = APIRouter(prefix="/api/chat/conversations", tags=["chat"])
Here = Annotated[House, Depends(house)]
LONGEST_WAIT = 60.0


class NewConversation(BaseModel):
    """Body of a new conversation."""

    model_config = ConfigDict(extra="ignore")

    language: str | None = Field(None, pattern="^(fi|sv|en)$")


class NewMessage(BaseModel):
    """Body of a resident's message: text or a payload offered as an option."""

    model_config = ConfigDict(extra="ignore")

    client_id: UUID
    text: str | None = None
    payload: str | None = Field(None, max_length=2000)


async def authenticated(
    conversation_id: str, here: Here, authorization: Annotated[str | None, Header()] = None
) -> ConversationView:
    """The conversation the bearer token opens."""
    return await _open(here, conversation_id, (authorization or "").removeprefix("Bearer ").strip())


async def _open(here: House, conversation_id: str, token: str) -> ConversationView:
    return await to_thread.run_sync(here.conversations.authenticate, conversation_id, token)


Mine = Annotated[ConversationView, Depends(authenticated)]


@router.post("", status_code=201)
async def begin(request: Request, here: Here, body: NewConversation | None = None) -> dict[str, Any]:
    """Start a conversation. The token is shown once and opens only this conversation."""
    language = (body and body.language) or language_of(request)
    greeting = greeting_reply(here, language)
    view, token, message = await to_thread.run_sync(
        here.conversations.create, here.region.id, language, greeting
    )  # fmt: skip
    return {"id": view.id, "token": token, "messages": [message.to_json()]}


def greeting_reply(here: House, language: str) -> Reply:
    """The first message, with the three most common roads as options."""
    say = texts().say
    genitive = here.region.genitive[language]  # type: ignore[index]
    text = say("greeting", language, region_genitive=genitive, **here.region.numbers_in(language))
    options = [
        {"label": say("greeting_symptom", language), "payload": "menu:symptom"},
        {"label": say("greeting_service", language), "payload": "menu:service"},
        {"label": say("greeting_booking", language), "payload": "topic:book_appointment"},
        {"label": say("talk_to_nurse", language), "payload": "handoff:request"},
    ]
    return Reply(text, options, {"kind": "greeting", "topic": "greet"})


@router.post("/{conversation_id}/messages", status_code=201)
async def send(
    body: NewMessage, conversation: Mine, here: Here, wait: Annotated[float, Query(ge=0)] = 0
) -> dict[str, Any]:
    """Acknowledge a message (201 means stored); with ?wait= also return the turn's replies."""
    accepted = await here.turns.submit(conversation, str(body.client_id), body.text, body.payload)
    replies: list[MessageView] = []
    if wait:
        await here.turns.wait(conversation.id, accepted.message.seq, min(wait, LONGEST_WAIT))
        found = await to_thread.run_sync(here.conversations.messages, conversation.id, accepted.message.seq)
        replies = [reply for reply in found if reply.sender != "resident"]
    return {"message": accepted.message.to_json(), "replies": [reply.to_json() for reply in replies]}


@router.get("/{conversation_id}/messages")
async def read(
    conversation: Mine,
    here: Here,
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Messages after a seq, waiting up to `wait` seconds for the first."""
    found = await new_messages(here, conversation.id, after, min(wait, LONGEST_WAIT))
    return {"messages": [message.to_json() for message in found]}


async def new_messages(here: House, conversation_id: str, after: int, wait: float) -> list[MessageView]:
    """Messages with a seq above `after`, at once or within `wait` seconds."""

    async def look() -> list[MessageView]:
        return await to_thread.run_sync(here.conversations.messages, conversation_id, after)

    return await here.signals.until(conversation_id, look, wait)


@router.websocket("/{conversation_id}/ws")
async def stream(socket: WebSocket, conversation_id: str, here: Here, after: int = 0, token: str = "") -> None:
    """The same stream over a WebSocket.

    The token comes in the Authorization header, or, from a browser, as the subprotocol "bearer.<token>" beside
    "opastin". Each frame is {"messages": [...]}, resumable by `after`. Closes with 4401 or 4404 when refused.
    """
    if not socket_origin_allowed(socket, here):
        await socket.close(1008, "origin_refused")
        return
    header = socket.headers.get("authorization", "").removeprefix("Bearer ").strip()
    offered = [item.strip() for item in socket.headers.get("sec-websocket-protocol", "").split(",") if item.strip()]
    in_protocol = next((item.removeprefix("bearer.") for item in offered if item.startswith("bearer.")), "")
    await socket.accept(subprotocol="opastin" if "opastin" in offered else None)
    try:
        await _open(here, conversation_id, header or in_protocol or token)
    except Refusal as refusal:
        await socket.close(4404 if isinstance(refusal, ConversationNotFound) else 4401, refusal.code)
        return
    await push(socket, here, conversation_id, after)


async def push(socket: WebSocket, here: House, conversation_id: str, after: int) -> None:
    """Send every message after a seq, then each new one as it comes, until the other side leaves."""

    async def sending(group: TaskGroup) -> None:
        cursor = after
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # the other side left while we sent
            while True:
                found = await new_messages(here, conversation_id, cursor, 30)
                if found:
                    await socket.send_json({"messages": [message.to_json() for message in found]})
                    cursor = found[-1].seq
        group.cancel_scope.cancel()

    async with create_task_group() as group:
        group.start_soon(sending, group)
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass  # nothing is said to us here
        group.cancel_scope.cancel()


@router.post("/{conversation_id}/return")
async def come_back(conversation: Mine, here: Here) -> dict[str, bool]:
    """The resident opens the conversation again: when an assessment was left in it, a message offers to go on."""
    return {"offered": await here.turns.welcome_back(conversation)}


@router.post("/{conversation_id}/close")
async def close(conversation: Mine, here: Here) -> dict[str, str]:
    """The resident ends the conversation; it can still be read."""
    await to_thread.run_sync(here.turns.end, conversation)
    here.signals.wake(conversation.id, "queue")
    return {"state": "closed"}


@router.get("/{conversation_id}/transcript")
async def transcript(conversation: Mine, here: Here) -> Response:
    """The conversation as plain text for the resident to keep."""
    found = await to_thread.run_sync(here.conversations.messages, conversation.id, 0, 100_000)
    who = {
        sender: texts().say(f"sender_{sender}", conversation.language)
        for sender in ("resident", "bot", "nurse", "system")
    }
    lines = [
        f"{message.created_at.astimezone(HELSINKI):%d.%m.%Y %H:%M} {who[message.sender]}: {message.text}"
        for message in found
    ]
    return Response(
        "\n\n".join(lines) + "\n",
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="opastin.txt"'},
    )


@router.delete("/{conversation_id}", status_code=204)
async def erase(conversation: Mine, here: Here) -> Response:
    """Erase the conversation and all its messages, here and in the dialogue's memory."""
    await here.turns.forget(conversation.id)
    return Response(status_code=204)
