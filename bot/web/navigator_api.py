"""Saved summaries: a professional opens one with the resident's code, a resident deletes one's own.

Codes come in the body of a POST, never in an address: addresses end up in logs.
"""

from __future__ import annotations

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, Field

from bot.accounts.store import Professional
from bot.booking.errors import TooManyGuesses
from bot.errors import Refusal, SummaryNotFound
from bot.navigator.store import SummaryView
from bot.regions.pack import HELSINKI
from bot.web.house import House, house, language_of
from bot.web.origins import require_own_origin
from bot.web.session_api import professional, signed_in_as
from bot.web.templating import render

router = APIRouter(tags=["navigator"], dependencies=[Depends(require_own_origin)])
Here = Annotated[House, Depends(house)]
Nurse = Annotated[Professional, Depends(signed_in_as("nurse"))]
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
CONSOLE, OWN = "/hoitaja/navigaattori", "/navigaattori"


class Code(BaseModel):
    """The resident's code, however typed."""

    code: str = Field(max_length=40)


def _view(view: SummaryView, language: str) -> dict[str, Any]:
    return {
        "kind": view.kind,
        "report": view.report.get(language) or view.report["fi"],
        "saved": view.created_at.astimezone(HELSINKI),
        "until": view.expires_at.astimezone(HELSINKI),
        "openings": [(name, moment.astimezone(HELSINKI)) for name, moment in view.openings],
    }


@router.post("/api/navigator/open")
async def open_summary(body: Code, nurse: Nurse, here: Here, request: Request) -> dict[str, Any]:
    """A saved summary by its code. That it was opened, by whom and when, is kept."""
    return _view(await to_thread.run_sync(here.summaries.open, body.code, nurse), language_of(request))


@router.post("/api/navigator/erase", status_code=204)
async def erase_summary(body: Code, here: Here, request: Request) -> Response:
    """Delete one's own summary."""
    await to_thread.run_sync(here.summaries.erase, body.code, _address(request))
    return Response(status_code=204)


@router.get(CONSOLE, include_in_schema=False)
async def ask_code(request: Request, user: Annotated[Professional | None, Depends(professional)]) -> Response:
    """The form for a resident's code; works without scripts."""
    return _console(request, user)


@router.post(CONSOLE, include_in_schema=False)
async def show(
    request: Request,
    here: Here,
    user: Annotated[Professional | None, Depends(professional)],
    code: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """The summary, or why there is none."""
    if user is None or user.role != "nurse":
        return _console(request, user)
    try:
        view = await to_thread.run_sync(here.summaries.open, code, user)
    except (SummaryNotFound, TooManyGuesses) as refusal:
        return _console(request, user, refusal)
    values = {"user": user, "refused": None, "summary": _view(view, language_of(request))}
    return render(request, "navigator_open.html", values, 200, PRIVATE)


def _console(request: Request, user: Professional | None, refusal: Refusal | None = None) -> Response:
    nurse = user if user and user.role == "nurse" else None
    values = {"user": nurse, "refused": refusal.code if refusal else None, "summary": None}
    return render(request, "navigator_open.html", values, refusal.status if refusal else 200, PRIVATE)


@router.get(OWN, include_in_schema=False)
async def own(request: Request) -> Response:
    """Where a resident deletes a saved summary with the code; works without scripts."""
    return render(request, "navigator_erase.html", {"refused": None, "erased": False}, 200, PRIVATE)


@router.post(OWN, include_in_schema=False)
async def erase_by_form(request: Request, here: Here, code: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Delete, and say so."""
    try:
        await to_thread.run_sync(here.summaries.erase, code, _address(request))
    except (SummaryNotFound, TooManyGuesses) as refusal:
        values = {"refused": refusal.code, "erased": False}
        return render(request, "navigator_erase.html", values, refusal.status, PRIVATE)
    return render(request, "navigator_erase.html", {"refused": None, "erased": True}, 200, PRIVATE)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
