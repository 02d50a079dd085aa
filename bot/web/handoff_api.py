"""The nurses' side: queue, claim, live messages. Signed-in nurses only."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Response, WebSocket
from pydantic import BaseModel, Field

from bot.accounts.store import Professional
from bot.conversations.masking import mask
from bot.conversations.messages import Reply
from bot.conversations.signals import QUEUE
from bot.errors import MessageEmpty, MessageTooLong, NotYours, Refusal
from bot.handoff.desk import HandoffView
from bot.handoff.recommending import recommend
from bot.storage import now
from bot.web.chat_api import LONGEST_WAIT, new_messages, push
from bot.web.house import House, house
from bot.web.origins import require_own_origin, socket_origin_allowed
from bot.web.session_api import professional, signed_in_as

router = APIRouter(prefix="/api/handoff", tags=["handoff"], dependencies=[Depends(require_own_origin)])
sockets = APIRouter(prefix="/api/handoff")
Here = Annotated[House, Depends(house)]
Nurse = Annotated[Professional, Depends(signed_in_as("nurse"))]


class OnDuty(BaseModel):
    """A console's heartbeat."""

    on_duty: bool


class NurseMessage(BaseModel):
    """A nurse's message."""

    client_id: UUID
    text: str = Field(max_length=20_000)


class NurseService(BaseModel):
    """A service a nurse sends to the resident."""

    client_id: UUID
    service: str = Field(max_length=80)


@router.get("/queue")
async def queue(nurse: Nurse, here: Here, after: str = "", wait: Annotated[float, Query(ge=0)] = 0) -> dict[str, Any]:
    """The queue, this nurse's conversations and call-backs. With `after` (a version) and `wait`, when it changed."""

    async def look() -> dict[str, Any]:
        found = await to_thread.run_sync(_queue, here, nurse)
        return found if found["version"] != after else {}

    changed = await here.signals.until(QUEUE, look, min(wait, LONGEST_WAIT))
    return changed or await to_thread.run_sync(_queue, here, nurse)


def _queue(here: House, nurse: Professional) -> dict[str, Any]:
    queued, mine, callbacks = here.desk.queue(nurse)
    moment = now()
    version = "-".join(
        f"{row.id[:8]}.{row.position or 0}.{row.last_seq}" for row in (*queued, *mine, *callbacks)
    )  # fmt: skip
    return {
        "version": version or "empty",
        "queued": [row.to_json(moment) for row in queued],
        "mine": [row.to_json(moment) for row in mine],
        "callbacks": [row.to_json(moment) for row in callbacks],
    }


@router.post("/presence", status_code=204)
async def presence(body: OnDuty, nurse: Nurse, here: Here) -> Response:
    """Heartbeat; a console silent for a minute no longer counts as on duty."""
    await to_thread.run_sync(here.desk.presence, nurse, body.on_duty)
    return Response(status_code=204)


@router.get("/{handoff_id}")
async def show(handoff_id: str, nurse: Nurse, here: Here) -> dict[str, Any]:
    """One handoff with its structured summary."""
    view = await to_thread.run_sync(here.desk.get, handoff_id)
    return {**view.to_json(now()), "summary": view.summary, "mine": view.nurse_id == nurse.id}


@router.post("/{handoff_id}/claim")
async def claim(handoff_id: str, nurse: Nurse, here: Here) -> dict[str, Any]:
    """Take the conversation. 409 already_claimed when another nurse was first."""
    view, moved = await to_thread.run_sync(here.desk.claim, handoff_id, nurse)
    here.signals.wake(QUEUE, view.conversation_id, *moved)
    return {**view.to_json(now()), "summary": view.summary, "mine": True}


@router.post("/{handoff_id}/release")
async def release(handoff_id: str, nurse: Nurse, here: Here) -> dict[str, str]:
    """Put the conversation back into the queue, at its old place."""
    conversation_id = await to_thread.run_sync(here.desk.release, handoff_id, nurse)
    here.signals.wake(QUEUE, conversation_id)
    return {"state": "queued"}


@router.post("/{handoff_id}/close")
async def close(handoff_id: str, nurse: Nurse, here: Here) -> dict[str, str]:
    """End the conversation with the nurse; the resident is asked for feedback and the bot is back."""
    conversation_id = await to_thread.run_sync(here.desk.close, handoff_id, nurse)
    here.signals.wake(QUEUE, conversation_id)
    return {"state": "closed"}


@router.post("/{handoff_id}/called")
async def called(handoff_id: str, nurse: Nurse, here: Here) -> dict[str, str]:
    """A call-back has been made."""
    await to_thread.run_sync(here.desk.called, handoff_id, nurse)
    here.signals.wake(QUEUE)
    return {"state": "called"}


@router.get("/{handoff_id}/messages")
async def read(
    handoff_id: str,
    nurse: Nurse,
    here: Here,
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """The conversation's messages after a seq: of a queued one, a call-back's, or one's own."""
    view = await to_thread.run_sync(_readable, here, nurse, handoff_id)
    found = await new_messages(here, view.conversation_id, after, min(wait, LONGEST_WAIT))
    return {"messages": [message.to_json() for message in found]}


def _readable(here: House, nurse: Professional, handoff_id: str) -> HandoffView:
    view = here.desk.get(handoff_id)
    if view.nurse_id != nurse.id and view.state not in ("queued", "callback"):
        raise NotYours
    return view


@router.post("/{handoff_id}/messages", status_code=201)
async def write(handoff_id: str, body: NurseMessage, nurse: Nurse, here: Here) -> dict[str, Any]:
    """Write to the resident."""
    text = mask(body.text.strip())
    if not text:
        raise MessageEmpty
    if len(text) > here.settings.message_limit:
        raise MessageTooLong(limit=here.settings.message_limit)
    conversation_id, message = await to_thread.run_sync(
        here.desk.write, handoff_id, nurse, str(body.client_id), text
    )  # fmt: skip
    here.signals.wake(conversation_id)
    return {"message": message.to_json()}


@router.post("/{handoff_id}/services", status_code=201)
async def send_service(handoff_id: str, body: NurseService, nurse: Nurse, here: Here) -> dict[str, Any]:
    """Send a service of the catalogue to the resident, as a card. 404 service_not_found when it is not published."""
    compose = partial(_card, here, body.service)
    conversation_id, message = await to_thread.run_sync(
        here.desk.send, handoff_id, nurse, str(body.client_id), compose
    )  # fmt: skip
    here.signals.wake(conversation_id)
    return {"message": message.to_json()}


def _card(here: House, service_id: str, language: str) -> Reply:
    return recommend(here.catalog, service_id, language, now())


@sockets.websocket("/{handoff_id}/ws")
async def stream(socket: WebSocket, handoff_id: str, here: Here, after: int = 0) -> None:
    """The same stream over a WebSocket; closes with 4401 or 4404 when refused."""
    if not socket_origin_allowed(socket, here, own_only=True):
        await socket.close(1008, "origin_refused")
        return
    nurse = await professional(socket)
    await socket.accept()
    if nurse is None or nurse.role != "nurse":
        await socket.close(4401, "sign_in_required")
        return
    try:
        view = await to_thread.run_sync(_readable, here, nurse, handoff_id)
    except Refusal as refusal:
        await socket.close(4404, refusal.code)
        return
    await push(socket, here, view.conversation_id, after)
