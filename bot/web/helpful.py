"""Was this helpful: residents' answers about one service. The form on its page is in service_pages."""

from __future__ import annotations

from typing import Annotated, Any, cast
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from bot.errors import ServiceUnknown
from bot.storage import now
from bot.web.house import House, house, language_of
from services_catalog.editing.helpfulness import LONGEST_NOTE, REASONS, Answer, Reason
from services_catalog.errors import ServiceNotFound
from services_catalog.hours import HELSINKI
from services_catalog.record import Language

router = APIRouter(tags=["catalogue"])
Here = Annotated[House, Depends(house)]
STEPS = {"miksi": "why", "kiitos": "thanks"}
"""The page's `palaute` after an answer: what is asked or said next."""


class HelpfulAnswer(BaseModel):
    """An answer. `id` is drawn by the asker; the same one again renews the answer."""

    id: UUID
    helpful: bool
    reason: Reason | None = None
    note: str = Field("", max_length=LONGEST_NOTE)


@router.post("/api/catalog/services/{service_id}/feedback", status_code=204)
def answer(service_id: str, body: HelpfulAnswer, request: Request, here: Here) -> Response:
    """Was the service helpful, and if not, why. Nothing is kept of who answers."""
    keep(request, here, service_id, Answer(str(body.id), body.helpful, body.reason, body.note))
    return Response(status_code=204)


def keep(request: Request, here: House, service_id: str, given: Answer) -> None:
    """Keep an answer. Raises ServiceUnknown, TooManyAnswers."""
    try:
        here.catalog.get(service_id)
    except ServiceNotFound:
        raise ServiceUnknown from None
    here.answers.take(request.client.host if request.client else "unknown")
    today = now().astimezone(HELSINKI).date()
    here.editing.helpfulness.note(service_id, given, cast("Language", language_of(request)), today)


def question(request: Request, step: str = "") -> dict[str, Any]:
    """What the service's page asks or says: `step` is ask, why, thanks or wait; `key` makes an answer repeatable."""
    step = step or STEPS.get(request.query_params.get("palaute", ""), "ask")
    key = str(uuid4())
    if step == "why":
        try:
            key = str(UUID(request.query_params.get("avain", "")))
        except ValueError:
            step = "ask"
    return {"step": step, "key": key, "reasons": REASONS, "longest": LONGEST_NOTE}
