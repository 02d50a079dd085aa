"""What the actions ask of the web process, on this machine only and with the internal token."""

from __future__ import annotations

import hmac
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Response
from pydantic import BaseModel, Field

from bot.conversations.messages import Reply
from bot.conversations.signals import QUEUE
from bot.errors import InvalidToken
from bot.regions.pack import HELSINKI
from bot.web.house import House, house

Here = Annotated[House, Depends(house)]


async def internal(here: Here, authorization: Annotated[str, Header()] = "") -> None:
    """Only our own processes know this token. Raises InvalidToken."""
    given = authorization.removeprefix("Bearer ").encode()
    if not hmac.compare_digest(given, here.settings.secret().encode()):
        raise InvalidToken


router = APIRouter(prefix="/internal", include_in_schema=False, dependencies=[Depends(internal)])


class HandoffRequest(BaseModel):
    """A conversation that needs a person."""

    conversation: str


class CallBackRequest(HandoffRequest):
    """A resident who wants to be phoned."""

    phone: str = Field(max_length=30)


class Summary(BaseModel):
    """A questionnaire's summary, by language. `joining`: the invitation it answers; the inviter's code opens the
    summary too when `opens_to_inviter`.
    """

    kind: str = Field(max_length=40)
    report: dict[str, dict[str, Any]]
    joining: str | None = Field(None, max_length=40)
    opens_to_inviter: bool = False


class Code(BaseModel):
    """The code of a summary."""

    code: str = Field(max_length=40)


class Invitation(Code):
    """The code of who invites, and the questionnaire the other one answers."""

    kind: str = Field(max_length=40)


class Joining(Code):
    """An invitation that somebody typed in a conversation."""

    conversation: str = Field(max_length=40)


class Aside(BaseModel):
    """An assessment put aside in a conversation."""

    conversation: str
    task: dict[str, Any]


def _as_json(reply: Reply) -> dict[str, Any]:
    return {"text": reply.text, "options": reply.options, "data": reply.data}


@router.post("/handoff")
async def handoff(body: HandoffRequest, here: Here) -> dict[str, Any]:
    """Queue a conversation, or say that nobody is there."""
    reply = await to_thread.run_sync(here.turns.people.nurse, body.conversation)
    here.signals.wake(QUEUE)
    return _as_json(reply)


@router.post("/callback")
async def call_back(body: CallBackRequest, here: Here) -> dict[str, Any]:
    """Keep a request to be phoned."""
    reply = await to_thread.run_sync(here.turns.people.call_back, body.conversation, body.phone)
    here.signals.wake(QUEUE)
    return _as_json(reply)


@router.post("/navigator")
async def save_summary(body: Summary, here: Here) -> dict[str, str]:
    """Keep a questionnaire's summary for a month; the code is told once."""
    save = partial(here.summaries.save, opens_to_inviter=body.opens_to_inviter)
    code, until = await to_thread.run_sync(save, body.kind, body.report, body.joining)
    return {"code": code, "until": _day(until)}


@router.post("/navigator/invite")
async def invite(body: Invitation, here: Here) -> dict[str, str]:
    """A code with which one other person can add their answers, and read none."""
    code, until = await to_thread.run_sync(here.summaries.invite, body.code, body.kind)
    return {"code": code, "until": _day(until)}


@router.post("/navigator/invited")
async def invited(body: Joining, here: Here) -> dict[str, str]:
    """The questionnaire that an invitation is for."""
    kind = await to_thread.run_sync(here.summaries.invited_to, body.code, f"conversation {body.conversation}")
    return {"kind": kind}


@router.post("/navigator/erase", status_code=204)
async def erase_summary(body: Code, here: Here) -> Response:
    """Delete a summary at its resident's wish."""
    await to_thread.run_sync(here.summaries.erase, body.code)
    return Response(status_code=204)


def _day(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).date().isoformat()


@router.post("/unfinished")
async def put_aside(body: Aside, here: Here) -> dict[str, str]:
    """Keep an assessment for a week, to be continued once with the code, which is told once."""
    code, until = await to_thread.run_sync(here.unfinished.keep, body.conversation, body.task)
    return {"code": code, "until": until.astimezone(HELSINKI).date().isoformat()}
